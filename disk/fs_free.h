/* What of a volume its file system does not use. Only a file system that was unmounted cleanly,
 * that has no feature unknown here and whose own counts agree is believed. */
#ifndef HVSH_DISK_FS_FREE_H
#define HVSH_DISK_FS_FREE_H

#include "disk/volume.h"
#include "shell/base/vec.h"

struct fs_range {
    uint64_t at, length; /* bytes of the volume */
};
struct fs_free {
    VEC(struct fs_range) ranges; /* ascending; short ones are left out */
};

/* ext2-4, NTFS, FAT16 and FAT32. NULL when it is known, else why not (static, after the words "its
 * file system"). Release it with vec_release() in any case. */
const char *fs_free_read(const struct volume *v, struct fs_free *free_space);

/* ---- between the readers ---- */
/* Units of the volume one after the other: used or not. */
struct fs_units {
    struct fs_free *free_space;
    uint64_t base; /* bytes of the volume where unit 0 lies */
    uint32_t unit; /* bytes */
    uint64_t next, first, unused;
};
void fs_units_add(struct fs_units *u, bool used);
/* Behind the last one. */
void fs_units_end(struct fs_units *u);

#endif
