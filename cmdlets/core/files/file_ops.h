/* Trees of files: made, copied, moved and removed. Links are never followed. */
#ifndef HVSH_CMDLETS_CORE_FILE_OPS_H
#define HVSH_CMDLETS_CORE_FILE_OPS_H

#include <stdbool.h>

#include "shell/base/err.h"

/* mkdir -p. */
int file_make_folders(const char *path, struct err **err) MUST_CHECK;
bool file_folder_empty(const char *path);
int file_remove_tree(const char *path, struct err **err) MUST_CHECK;
/* A file with its times, or a link as a link. force: a read-only target is replaced. interrupt:
 * readable -> ERR_CANCELLED; -1: none. */
int file_copy(const char *from, const char *to, bool force, int interrupt,
              struct err **err) MUST_CHECK;
/* Renames, or copies and removes across file systems. */
int file_move(const char *from, const char *to, int interrupt, struct err **err) MUST_CHECK;

#endif
