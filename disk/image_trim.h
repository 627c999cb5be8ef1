/* Gives back what the file systems in a disk do not use. */
#ifndef HVSH_DISK_IMAGE_TRIM_H
#define HVSH_DISK_IMAGE_TRIM_H

#include "disk/vdisk.h"

/* Blocks of an open, writable disk that no file system uses read as zero afterwards, as if its
 * guest had trimmed them. Nothing is changed where that cannot be told for sure: in a disk with a
 * parent, with a child (VHD, VHDX, or qcow2) in its folder, with a partition table that contradicts
 * itself, and in file systems as fs_free.h says. *given: bytes.
 *
 * To a reader of all sectors it is another disk then, so a VHDX gets a new DataWriteGuid ([MS-VHDX]
 * 2.2.2: it changes with any change of what the virtual disk holds): a child that lies elsewhere is
 * refused, not misread. A VHD has nothing of that kind; a child elsewhere sees other bytes
 * only where its parent's file system had none. */
int image_trim_free(struct vdisk *disk, const struct disk_control *ctl, uint64_t *given,
                    struct err **err) MUST_CHECK;

#endif
