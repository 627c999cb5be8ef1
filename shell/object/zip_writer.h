/* Writing zip archives, of any size, by libzip (in hvsh-zip.so, see zip_module.h). The archive is
 * written beside its place when the writer is closed, and gets there when it is whole. */
#ifndef HVSH_OBJECT_ZIP_WRITER_H
#define HVSH_OBJECT_ZIP_WRITER_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "shell/base/err.h"

struct zip_writer;

/* A new archive, or (update) one more time what is there. */
int zip_writer_open(const char *path, bool update, struct zip_writer **out,
                    struct err **err) MUST_CHECK;
/* A file by its path, which is read when the writer is closed; entries of the same name, whatever
 * its case, give way. level: 0 stores, 1 to 9, -1 the usual one. */
int zip_writer_add_file(struct zip_writer *w, const char *name, const char *path, time_t when,
                        int level, struct err **err) MUST_CHECK;
/* A folder: its name ends with /. */
int zip_writer_add_folder(struct zip_writer *w, const char *name, time_t when,
                          struct err **err) MUST_CHECK;
/* Writes it all and frees the writer, in any case. ERR_CANCELLED: stop(data) said so; the archive
 * is then as it was. */
int zip_writer_close(struct zip_writer *w, bool (*stop)(void *data), void *data,
                     struct err **err) MUST_CHECK;
/* Frees the writer; nothing was written. */
void zip_writer_discard(struct zip_writer *w);

#endif
