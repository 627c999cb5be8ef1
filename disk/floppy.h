/* Images of floppy disks: a .vfd is the disk's raw bytes. */
#ifndef HVSH_DISK_FLOPPY_H
#define HVSH_DISK_FLOPPY_H

#include "shell/base/err.h"

/* A new file with a 3.5" disk of 1.44 MB, formatted (FAT12) and empty. An existing file is
 * ERR_OBJECT_EXISTS; on failure no file is left. Layout: Microsoft's FAT specification. */
int floppy_create(const char *path, struct err **err) MUST_CHECK;

#endif
