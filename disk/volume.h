/* The volumes of a disk: its partitions, the logical volumes (LVM2) that lie in them, or the
 * whole disk when it has no partition table. Where each byte of a volume lies on the disk. */
#ifndef HVSH_DISK_VOLUME_H
#define HVSH_DISK_VOLUME_H

#include "disk/partition.h"
#include "disk/vdisk.h"

struct volume_extent {
    uint64_t disk_at, size; /* bytes; in the order of the volume */
};

struct volume {
    char *name;         /* "1" (the partition's number), "group/volume", "0": the whole disk */
    uint32_t partition; /* its number; 0: none of its own */
    struct vdisk *disk; /* borrowed */
    uint64_t size;
    struct volume_extent *extents; /* owned */
    size_t extent_count;
    char *fault;       /* why it cannot be read; or NULL */
    bool has_snapshot; /* which lives on what is written here being kept elsewhere first (LVM2) */
};

struct volumes {
    struct volume *items;
    size_t count;
};

int volumes_find(struct vdisk *disk, struct volumes *volumes, struct err **err) MUST_CHECK;
void volumes_release(struct volumes *volumes);
#define AUTO_VOLUMES CLEANUP(volumes_release) struct volumes
/* A range outside is an error. */
int volume_read(const struct volume *v, uint64_t off, void *buf, size_t len,
                struct err **err) MUST_CHECK;
/* Likewise; the disk is open for writing. */
int volume_write(const struct volume *v, uint64_t off, const void *buf, size_t len,
                 struct err **err) MUST_CHECK;

#endif
