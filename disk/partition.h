/* Where the last partition of a disk ends (MBR and GPT). */
#ifndef HVSH_DISK_PARTITION_H
#define HVSH_DISK_PARTITION_H

#include "disk/vdisk.h"

/* *end: the smallest size in bytes that keeps every partition and, with a GPT, room for its
 * backup table; -1 without partitions. A table that cannot be right gives the
 * whole size: nothing may be cut off. */
int partition_min_size(struct vdisk *disk, int64_t *end, struct err **err) MUST_CHECK;

#endif
