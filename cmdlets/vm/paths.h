/* File names as users write them. */
#ifndef HVSH_CMDLETS_VM_PATHS_H
#define HVSH_CMDLETS_VM_PATHS_H

#include "shell/object/str.h"

/* The absolute path of path: against folder, or the current location when folder
 * is NULL; ~ is the home folder. The caller frees. */
char *hv_absolute_path(const struct str *path, const char *folder);
/* Where New-VHD and New-VM -NewVHDPath put a file: a bare name goes to the host's
 * default folder, anything else is an ordinary path. The caller frees. */
char *hv_disk_path(const struct str *path, const char *default_folder);

#endif
