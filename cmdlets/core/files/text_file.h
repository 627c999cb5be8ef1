/* Text files in the encodings that -Encoding names. Text inside is UTF-8. */
#ifndef HVSH_CMDLETS_CORE_TEXT_FILE_H
#define HVSH_CMDLETS_CORE_TEXT_FILE_H

#include <stdbool.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"
#include "shell/object/str.h"

enum text_encoding {
    TEXT_UTF8, /* without a byte order mark; reading takes one as sign of the encoding */
    TEXT_UTF8_BOM,
    TEXT_UTF16_LE,
    TEXT_UTF16_BE,
    TEXT_UTF32_LE,
    TEXT_UTF32_BE,
    TEXT_ASCII,
    TEXT_LATIN1,
    TEXT_CODE_PAGE = 1000 /* and above: that and the number of a code page (code_page.h) */
};

/* The byte order mark that a new file begins with. */
void text_bom(enum text_encoding encoding, struct strbuf *out);
void text_encode(enum text_encoding encoding, const char *s, size_t len, struct strbuf *out);
/* Bytes to UTF-8; a byte order mark at the start decides and is dropped. */
void text_decode(enum text_encoding encoding, const char *s, size_t len, struct strbuf *out);

/* Reads all of a file (not more than 2 GiB). */
int file_read_all(const char *path, struct strbuf *out, struct err **err);
/* Its text, decoded; *out is owned. Plain UTF-8 is read where it stays, without a copy. */
int file_read_text(const char *path, enum text_encoding encoding, struct str **out,
                   struct err **err);

/* A file being written. */
struct text_writer {
    int fd;
    enum text_encoding encoding;
    struct strbuf buffer; /* encoded bytes to write */
    char *path;
};
enum { TEXT_APPEND = 1, TEXT_NO_CLOBBER = 2, TEXT_FORCE = 4 };
int text_writer_open(struct text_writer *w, const char *path, enum text_encoding encoding,
                     unsigned flags, struct err **err);
int text_writer_add(struct text_writer *w, const char *s, size_t len, struct err **err);
int text_writer_add_bytes(struct text_writer *w, const void *data, size_t len, struct err **err);
/* Flushes and closes; also after failures, then err may be NULL. */
int text_writer_close(struct text_writer *w, struct err **err);

#endif
