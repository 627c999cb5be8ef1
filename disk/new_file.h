/* A file that appears complete or not at all: written under a temporary name in
 * the folder of its final one. */
#ifndef HVSH_DISK_NEW_FILE_H
#define HVSH_DISK_NEW_FILE_H

#include "shell/base/err.h"

struct new_file {
    char *path; /* absolute; NULL when empty */
    char *temp; /* exists, mode by umask; NULL once committed */
};

/* Makes an empty file under a temporary name. */
int new_file_begin(struct new_file *nf, const char *path, struct err **err) MUST_CHECK;
/* ERR_OBJECT_EXISTS when path exists, in Hyper-V's words. */
int new_file_refuse_existing(const char *path, struct err **err) MUST_CHECK;
/* Syncs and renames; an existing file of that name is not replaced. */
int new_file_commit(struct new_file *nf, struct err **err) MUST_CHECK;
/* Syncs and takes the place of the existing file, with its owner and mode. */
int new_file_replace(struct new_file *nf, struct err **err) MUST_CHECK;
/* Removes the temporary file, if any. */
void new_file_release(struct new_file *nf);

#endif
