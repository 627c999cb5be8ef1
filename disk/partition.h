/* Partition tables (MBR with logical partitions, GPT): read from a disk whose every byte may lie,
 * and written. Offsets and sizes are bytes of the virtual disk. */
#ifndef HVSH_DISK_PARTITION_H
#define HVSH_DISK_PARTITION_H

#include "disk/vdisk.h"

/* The numbers are those of the Storage module's PartitionStyle. */
enum disk_style { DISK_STYLE_RAW = 0, DISK_STYLE_MBR = 1, DISK_STYLE_GPT = 2 };

enum { MBR_TYPE_EXTENDED = 5, MBR_TYPE_EXTENDED_LBA = 15, MBR_TYPE_PROTECTIVE = 0xEE };

struct disk_partition {
    uint32_t number; /* MBR 1 to 4, logical ones from 5; GPT: the entry's index + 1 */
    uint64_t offset, size;
    uint8_t mbr_type;         /* MBR */
    bool active;              /* MBR: boots */
    uint8_t type[16], id[16]; /* GPT, in Microsoft's byte order */
    uint64_t attributes;      /* GPT */
    char *name;               /* GPT, UTF-8, owned; or NULL */
};

struct disk_layout {
    enum disk_style style;
    uint32_t signature;                /* MBR */
    uint8_t id[16];                    /* GPT */
    bool damaged;                      /* the table cannot be right; partitions holds what can */
    uint64_t first, end;               /* where partitions may lie */
    struct disk_partition *partitions; /* owned, by offset */
    size_t count;
    uint32_t entry_bytes, entry_count; /* GPT table */
};

/* Release it with disk_layout_release(); on failure there is nothing to release. */
int disk_layout_read(struct vdisk *disk, struct disk_layout *layout, struct err **err) MUST_CHECK;
void disk_layout_release(struct disk_layout *layout);
#define AUTO_LAYOUT CLEANUP(disk_layout_release) struct disk_layout
/* NULL: no such partition. */
const struct disk_partition *disk_layout_find(const struct disk_layout *layout, uint32_t number);

/* *end: the smallest size in bytes that keeps every partition and, with a GPT, room for its
 * backup table; -1 without partitions. A table that cannot be right gives the
 * whole size: nothing may be cut off. */
int partition_min_size(struct vdisk *disk, int64_t *end, struct err **err) MUST_CHECK;

#endif
