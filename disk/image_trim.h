/* Gives back what the file systems in a disk do not use. */
#ifndef HVSH_DISK_IMAGE_TRIM_H
#define HVSH_DISK_IMAGE_TRIM_H

#include "disk/vdisk.h"

/* Blocks of an open, writable disk that no file system uses read as zero afterwards, as if its
 * guest had trimmed them. Nothing is changed where that cannot be told for sure, in a disk with a
 * parent or with children beside it. *given: bytes. */
int image_trim_free(struct vdisk *disk, const struct disk_control *ctl, uint64_t *given,
                    struct err **err) MUST_CHECK;

#endif
