/* Reads VHDX files: [MS-VHDX]. Little endian, GUIDs in Microsoft's mixed order. */
#ifndef HVSH_DISK_VHDX_H
#define HVSH_DISK_VHDX_H

#include "disk/image_probe.h"

struct vhdx {
    const struct disk_source *src; /* borrowed */
    uint64_t sequence;             /* of the header in use */
    uint8_t data_write_guid[16];
    bool log_dirty;       /* the log holds changes that the rest of the file lacks */
    uint64_t bat_offset;  /* bytes */
    uint64_t bat_entries; /* that the size needs */
    uint64_t metadata_offset, metadata_length;
    uint32_t block_size, logical_sector, physical_sector;
    uint64_t size;        /* of the virtual disk, bytes */
    uint64_t chunk_ratio; /* payload blocks per bitmap block */
    uint64_t blocks;      /* payload blocks */
    bool has_parent, leave_allocated;
    uint8_t page83[16];
    /* Where these items lie in the file: no checksum covers them. */
    uint64_t physical_sector_at, page83_at;
    char *parent_relative, *parent_volume, *parent_absolute; /* as recorded, or NULL */
};

int vhdx_open(const struct disk_source *src, struct vhdx *vhdx, struct err **err) MUST_CHECK;
void vhdx_release(struct vhdx *vhdx);
/* Content of the virtual disk. ERR_NOT_SUPPORTED for differencing disks, and while the
 * log is dirty. */
int vhdx_read(struct vhdx *vhdx, uint64_t off, void *buf, size_t len, struct err **err) MUST_CHECK;
/* Percent of present blocks that do not follow the previous one; -1 for differencing. */
int vhdx_fragmentation(struct vhdx *vhdx, int *percent, struct err **err) MUST_CHECK;
/* CRC-32C of [MS-VHDX]; start with 0. */
uint32_t vhdx_crc32c(uint32_t crc, const void *data, size_t len);

#endif
