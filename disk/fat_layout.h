/* Where a FAT file system has its parts, by its first sector alone (Microsoft's fatgen103, 3). */
#ifndef HVSH_DISK_FAT_LAYOUT_H
#define HVSH_DISK_FAT_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

struct fat_layout {
    uint32_t sector, cluster; /* bytes */
    uint32_t tables;          /* copies of the table */
    uint32_t roots;           /* entries of the root, where it has a place of its own */
    uint64_t size;            /* what it says of itself, whatever the volume holds */
    uint64_t table_at, table_size, root_at, data_at; /* bytes of the volume, in this order */
    uint64_t clusters;
    bool dirty; /* Linux' mark of a file system that was not unmounted, or that has faults */
    bool wide;  /* FAT32, and only then: */
    uint32_t root_cluster;
    uint64_t info_at; /* the sector that counts free clusters */
    bool one_table;   /* the tables are no copies of each other */
};

/* false: it contradicts itself, or is none. */
bool fat_layout_read(const uint8_t first[512], struct fat_layout *out);

#endif
