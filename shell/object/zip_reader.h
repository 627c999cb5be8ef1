/* Reading zip archives, of any size, by libzip (in hvsh-zip.so, see zip_module.h). What an archive
 * says is not believed: an entry gives as many bytes as it announces, with their checksum, or an
 * error. Its name may lead anywhere: that is the caller's to look at. */
#ifndef HVSH_OBJECT_ZIP_READER_H
#define HVSH_OBJECT_ZIP_READER_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "shell/base/err.h"

struct zip_entry {
    const char *name; /* with / between folders, and at the end of a folder's; borrowed */
    uint64_t size;    /* unpacked */
    unsigned mode;    /* the permissions of Unix; 0: not told */
    time_t time;      /* when it was changed; -1: not told */
};
struct zip_reader;

/* ERR_INVALID_PARAMETER: these bytes are no archive; else what keeps it from being read. */
int zip_reader_open(const char *path, struct zip_reader **out, struct err **err) MUST_CHECK;
void zip_reader_close(struct zip_reader *r);
uint64_t zip_reader_count(const struct zip_reader *r);
/* The entry at a place, valid until the reader is closed. */
int zip_reader_entry(struct zip_reader *r, uint64_t at, struct zip_entry *out,
                     struct err **err) MUST_CHECK;
/* Unpacks an entry into fd. -1: encrypted, packed in an unknown way, damaged, not written, or
 * ERR_CANCELLED because stop(data) said so. */
int zip_reader_extract(struct zip_reader *r, uint64_t at, int fd, bool (*stop)(void *data),
                       void *data, struct err **err) MUST_CHECK;

#endif
