/* Puts what differencing disks hold into the disk below them. */
#ifndef HVSH_DISK_VDISK_MERGE_H
#define HVSH_DISK_VDISK_MERGE_H

#include "disk/vdisk.h"

/* layers: the topmost first, each the child of the next and the last one of into; all writable and
 * without parents open. Afterwards into reads as the topmost did. Stopped anywhere, the
 * chain still reads the same and the merge can be started again. */
int vdisk_merge(struct vdisk *const *layers, size_t count, struct vdisk *into,
                const struct disk_control *ctl, struct err **err) MUST_CHECK;

#endif
