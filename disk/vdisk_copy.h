/* Copies the content of one open disk into another. */
#ifndef HVSH_DISK_VDISK_COPY_H
#define HVSH_DISK_VDISK_COPY_H

#include "disk/vdisk.h"

/* to is empty and at least as large. What reads as zero is not written; into a differencing disk
 * goes only what its parents have not. Not flushed. */
int vdisk_copy(struct vdisk *from, struct vdisk *to, const struct disk_control *ctl,
               struct err **err) MUST_CHECK;

#endif
