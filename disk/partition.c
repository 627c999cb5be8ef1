#include "disk/partition.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { MBR_TABLE = 446, MBR_ENTRY = 16, GPT_HEADER_SIZE = 92, GPT_MAX_ENTRIES = 4096 };

static int gpt_end(struct vdisk *disk, int64_t *end, struct err **err)
{
    uint32_t sector = disk->logical_sector;
    uint8_t h[GPT_HEADER_SIZE];
    *end = (int64_t)disk->size;
    if (disk->size < 2ull * sector + sizeof(h))
        return 0;
    if (vdisk_read(disk, sector, h, sizeof(h), err))
        return -1;
    uint64_t table = le64_get(h + 72);
    uint32_t count = le32_get(h + 80), size = le32_get(h + 84);
    if (memcmp(h, "EFI PART", 8) != 0 || size < 128 || size > 4096 || (size & (size - 1)) ||
        count == 0 || count > GPT_MAX_ENTRIES || table < 2 || table > disk->size / sector)
        return 0;
    uint64_t at = table * sector, bytes = (uint64_t)count * size;
    if (at > disk->size || bytes > disk->size - at)
        return 0;
    AUTO_FREE uint8_t *entries = xmalloc(bytes);
    if (vdisk_read(disk, at, entries, bytes, err))
        return -1;
    uint64_t sectors = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *e = entries + (size_t)i * size;
        static const uint8_t unused[16];
        if (memcmp(e, unused, 16) == 0)
            continue;
        uint64_t last = le64_get(e + 40);
        if (last >= disk->size / sector)
            return 0;
        if (last + 1 > sectors)
            sectors = last + 1;
    }
    if (!sectors) {
        *end = -1;
        return 0;
    }
    sectors += 1 + (bytes + sector - 1) / sector;
    if (sectors < disk->size / sector)
        *end = (int64_t)(sectors * sector);
    return 0;
}

int partition_min_size(struct vdisk *disk, int64_t *end, struct err **err)
{
    uint32_t sector = disk->logical_sector;
    uint8_t mbr[512];
    *end = -1;
    if (disk->size < sizeof(mbr))
        return 0;
    if (vdisk_read(disk, 0, mbr, sizeof(mbr), err))
        return -1;
    if (mbr[510] != 0x55 || mbr[511] != 0xAA)
        return 0;
    uint64_t last = 0;
    for (int i = 0; i < 4; i++) {
        const uint8_t *e = mbr + MBR_TABLE + i * MBR_ENTRY;
        if (e[0] != 0 && e[0] != 0x80) /* boot code of a file system, no table */
            return 0;
        uint8_t type = e[4];
        if (type == 0xEE)
            return gpt_end(disk, end, err);
        uint64_t stop = (uint64_t)le32_get(e + 8) + le32_get(e + 12);
        if (type && stop > last)
            last = stop;
    }
    if (last)
        *end = last > disk->size / sector ? (int64_t)disk->size : (int64_t)(last * sector);
    return 0;
}
