/* Zip archives: PKWARE's APPNOTE 6.3.10, methods 0 (stored) and 8 (deflate), ZIP64 when read.
 * What an archive says is not believed: sizes and places are checked against its bytes. */
#ifndef HVSH_OBJECT_ZIP_H
#define HVSH_OBJECT_ZIP_H

#include <stdint.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"

struct zip_entry {
    char *name; /* with / between folders, and at the end of a folder's */
    uint16_t flags, method;
    uint32_t time; /* date << 16 | time of MS-DOS: local, in steps of 2 s, from 1980 */
    uint32_t crc;
    uint64_t packed, size;
    uint64_t at; /* of the local header in the archive's bytes; written: in the new file */
    uint32_t attributes;
};
typedef VEC(struct zip_entry) zip_entries;

void zip_entries_release(zip_entries *entries);
/* Reads the central directory. -1: these bytes are no archive. */
int zip_list(const char *data, size_t len, zip_entries *out, struct err **err) MUST_CHECK;
/* Appends an entry's unpacked bytes. -1: encrypted, of another method, or damaged. */
int zip_extract(const char *data, size_t len, const struct zip_entry *e, struct strbuf *out,
                struct err **err) MUST_CHECK;

/* A new archive, written front to back. */
struct zip_writer {
    int fd; /* borrowed */
    uint64_t at;
    zip_entries entries;
};
/* level: 0 stores, 1 to 9, -1 the usual one; name ends with / for a folder. */
int zip_add(struct zip_writer *w, const char *name, uint32_t time, int level, const char *bytes,
            size_t len, struct err **err) MUST_CHECK;
/* An entry of another archive, as it is packed there. */
int zip_copy(struct zip_writer *w, const char *data, size_t len, const struct zip_entry *e,
             struct err **err) MUST_CHECK;
/* The central directory; the writer is released in any case. */
int zip_finish(struct zip_writer *w, struct err **err) MUST_CHECK;
void zip_writer_release(struct zip_writer *w);

/* Local seconds since 1970 as MS-DOS has them, the earliest 1980-01-01. */
uint32_t zip_time(int64_t seconds);
/* And back, as the system's time; -1 when there is no such date. */
int64_t zip_time_seconds(uint32_t time);

#endif
