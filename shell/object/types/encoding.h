/* Text encodings as values, for whatever turns text into bytes and back. */
#ifndef HVSH_OBJECT_TYPES_ENCODING_H
#define HVSH_OBJECT_TYPES_ENCODING_H

#include "shell/object/type_info.h"

/* ENC_CODE_PAGE and above: that and the number of a code page (code_page.h). */
enum encoding {
    ENC_UTF8,
    ENC_ASCII,
    ENC_UTF16,
    ENC_UTF16BE,
    ENC_UTF32,
    ENC_LATIN1,
    ENC_CODE_PAGE = 1000
};

/* Owned. */
struct value encoding_new(enum encoding e, bool preamble);
bool value_is_encoding(struct value v);
enum encoding encoding_kind(struct value v);
bool encoding_has_preamble(struct value v);
/* As Encoding.GetEncoding() knows it, by name or by number; false: unknown. */
bool encoding_named(struct value name, struct value *out);
/* UTF-8 text to bytes of the encoding and back; what cannot be said becomes ? or U+FFFD. */
void encoding_encode(enum encoding e, const char *s, size_t len, struct strbuf *out);
void encoding_decode(enum encoding e, const char *s, size_t len, struct strbuf *out);
/* A byte order mark decides over the encoding asked for; *skip is its length. */
enum encoding encoding_detect(const char *s, size_t len, enum encoding asked, size_t *skip);
/* The byte order mark, when the encoding writes one. */
void encoding_add_preamble(struct value encoding, struct strbuf *out);
/* byte[] of these bytes; owned. */
struct array *bytes_array(const char *bytes, size_t len);
/* Appends the bytes of an array; ArgumentNullException of the parameter for what is none. */
int bytes_add(struct value v, const char *parameter, struct strbuf *out, struct err **err);

#endif
