/* Where a disk that only QEMU can read holds anything but zeros. */
#ifndef HVSH_DISK_QEMU_MAP_H
#define HVSH_DISK_QEMU_MAP_H

#include "disk/image.h"
#include "shell/base/vec.h"

struct qemu_range {
    uint64_t at, end; /* bytes of the virtual disk */
};
struct qemu_map {
    VEC(struct qemu_range) ranges; /* ascending, none touches the next */
};

/* By "qemu-img map", parents included. Release it with vec_release() in any case. */
int qemu_map_read(const char *path, enum disk_format format, const struct disk_control *ctl,
                  struct qemu_map *map, struct err **err) MUST_CHECK;
/* The first offset from off on that lies in a range (of none, when there is no such: UINT64_MAX).
 */
uint64_t qemu_map_data(const struct qemu_map *map, uint64_t off);
/* The first offset from off on that lies in no range. */
uint64_t qemu_map_hole(const struct qemu_map *map, uint64_t off);

#endif
