/* The parents of differencing disks: found by what the child recorded, and taken only when they
 * are the ones it was made over. */
#ifndef HVSH_DISK_VDISK_CHAIN_H
#define HVSH_DISK_VDISK_CHAIN_H

#include "disk/vdisk.h"

enum { VDISK_CHAIN_MAX = 256 };

/* Opens the parents of d, which has a path. share: nobody may write to them meanwhile. */
int vdisk_open_parents(struct vdisk *d, bool share, struct err **err) MUST_CHECK;
/* Opens the parent of d alone (no lock, no parents of its own). */
int vdisk_find_parent(const struct vdisk *d, enum blk_file_mode mode, struct vdisk **parent,
                      struct err **err) MUST_CHECK;
/* Where a file stands that the child recorded as its parent, whatever it holds; NULL: nowhere. The
 * caller frees. */
char *vdisk_parent_path(const struct vdisk *d);
/* Can parent be the parent of child, apart from identity? */
int vdisk_check_parent(const struct vdisk *child, const struct vdisk *parent,
                       struct err **err) MUST_CHECK;
/* Is parent the disk that child was made over, unchanged? */
bool vdisk_is_parent(const struct vdisk *child, const struct vdisk *parent);
/* The error of a child whose parent is not, or not any more, that disk. Returns -1. */
int vdisk_mismatch(const struct vdisk *child, struct err **err);
/* "../base/a.vhdx": how to name target beside the file path. Both absolute; the caller frees. */
char *vdisk_relative_path(const char *path, const char *target);

#endif
