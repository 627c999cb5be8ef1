#include "disk/partition.h"

#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/vec.h"

enum {
    MBR_SIGNATURE = 440,
    MBR_TABLE = 446,
    MBR_ENTRY = 16,
    GPT_HEADER_SIZE = 92,
    GPT_MAX_ENTRIES = 4096,
    GPT_MAX_ENTRY = 4096,
    LOGICAL_MAX = 256,
};

struct found {
    VEC(struct disk_partition) list;
};

static bool is_extended(uint8_t type)
{
    return type == MBR_TYPE_EXTENDED || type == MBR_TYPE_EXTENDED_LBA || type == 0x85;
}

/* ---- GPT ---- */
struct gpt {
    uint64_t table; /* bytes */
    uint32_t count, size;
    uint64_t first, last; /* sectors */
    uint8_t id[16];
};

static int read_gpt_header(struct vdisk *disk, uint64_t at, struct gpt *gpt, bool *good,
                           struct err **err)
{
    uint64_t sectors = disk->size / disk->logical_sector;
    uint8_t h[GPT_HEADER_SIZE];
    *good = false;
    if (disk->size < sizeof(h) || at > disk->size - sizeof(h))
        return 0;
    if (vdisk_read(disk, at, h, sizeof(h), err))
        return -1;
    uint64_t table = le64_get(h + 72);
    *gpt = (struct gpt){ .count = le32_get(h + 80),
                         .size = le32_get(h + 84),
                         .first = le64_get(h + 40),
                         .last = le64_get(h + 48) };
    memcpy(gpt->id, h + 56, 16);
    if (memcmp(h, "EFI PART", 8) != 0 || gpt->size < 128 || gpt->size > GPT_MAX_ENTRY ||
        (gpt->size & (gpt->size - 1)) || gpt->count == 0 || gpt->count > GPT_MAX_ENTRIES ||
        table < 2 || table > sectors)
        return 0;
    gpt->table = table * disk->logical_sector;
    uint64_t bytes = (uint64_t)gpt->count * gpt->size;
    *good = gpt->table <= disk->size && bytes <= disk->size - gpt->table;
    return 0;
}

static int by_offset(const void *a, const void *b)
{
    const struct disk_partition *x = a, *y = b;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int read_gpt_entries(struct vdisk *disk, const struct gpt *gpt, struct disk_layout *layout,
                            struct found *found, struct err **err)
{
    static const uint8_t unused[16];
    uint64_t sector = disk->logical_sector, sectors = disk->size / sector;
    size_t bytes = (size_t)gpt->count * gpt->size;
    AUTO_FREE uint8_t *entries = xmalloc(bytes);
    if (vdisk_read(disk, gpt->table, entries, bytes, err))
        return -1;
    for (uint32_t i = 0; i < gpt->count; i++) {
        const uint8_t *e = entries + (size_t)i * gpt->size;
        uint64_t first = le64_get(e + 32), last = le64_get(e + 40);
        if (memcmp(e, unused, 16) == 0)
            continue;
        if (last >= sectors || first > last) {
            layout->damaged = true;
            continue;
        }
        struct disk_partition p = { .number = i + 1,
                                    .offset = first * sector,
                                    .size = (last - first + 1) * sector,
                                    .attributes = le64_get(e + 48) };
        AUTO_STRBUF name = STRBUF_INIT;
        text16_add(&name, e + 56, 72, false);
        memcpy(p.type, e, 16);
        memcpy(p.id, e + 16, 16);
        p.name = name.len ? strbuf_detach(&name, NULL) : NULL;
        *vec_push(&found->list) = p;
    }
    return 0;
}

/* The second header, at the end of the disk, stands in for a broken first one. */
static int read_gpt(struct vdisk *disk, struct disk_layout *layout, struct found *found,
                    struct err **err)
{
    uint64_t sector = disk->logical_sector;
    struct gpt gpt;
    bool good;
    layout->style = DISK_STYLE_GPT;
    if (read_gpt_header(disk, sector, &gpt, &good, err))
        return -1;
    if (!good) {
        layout->damaged = true;
        uint64_t sectors = disk->size / sector;
        if (sectors < 2 || read_gpt_header(disk, (sectors - 1) * sector, &gpt, &good, err))
            return sectors < 2 ? 0 : -1;
    }
    if (!good)
        return 0;
    memcpy(layout->id, gpt.id, 16);
    layout->entry_bytes = gpt.size;
    layout->entry_count = gpt.count;
    uint64_t sectors = disk->size / sector;
    bool sane = gpt.first <= gpt.last && gpt.last < sectors;
    layout->first = sane ? gpt.first * sector : 0;
    layout->end = sane ? (gpt.last + 1) * sector : 0;
    return read_gpt_entries(disk, &gpt, layout, found, err);
}

/* ---- MBR ---- */
static void add_mbr(struct vdisk *disk, const uint8_t *e, uint64_t base, uint32_t number,
                    struct disk_layout *layout, struct found *found)
{
    uint64_t sector = disk->logical_sector;
    uint64_t first = base + le32_get(e + 8), count = le32_get(e + 12);
    if (first + count > disk->size / sector || !count) {
        layout->damaged = true;
        return;
    }
    *vec_push(&found->list) = (struct disk_partition){ .number = number,
                                                       .offset = first * sector,
                                                       .size = count * sector,
                                                       .mbr_type = e[4],
                                                       .active = e[0] == 0x80 };
}

/* Each table of the chain names one logical partition and the next table. */
static int read_logical(struct vdisk *disk, uint64_t start, struct disk_layout *layout,
                        struct found *found, struct err **err)
{
    uint64_t sector = disk->logical_sector, at = start;
    for (uint32_t n = 5; n < LOGICAL_MAX; n++) {
        uint8_t table[512];
        if (at >= disk->size / sector) {
            layout->damaged = true;
            return 0;
        }
        if (vdisk_read(disk, at * sector, table, sizeof(table), err))
            return -1;
        const uint8_t *own = table + MBR_TABLE, *next = own + MBR_ENTRY;
        if (table[510] != 0x55 || table[511] != 0xAA)
            return 0;
        if (own[4])
            add_mbr(disk, own, at, n, layout, found);
        if (!is_extended(next[4]) || !le32_get(next + 8))
            return 0;
        at = start + le32_get(next + 8);
    }
    layout->damaged = true;
    return 0;
}

static int read_tables(struct vdisk *disk, struct disk_layout *layout, struct found *found,
                       struct err **err)
{
    uint8_t mbr[512];
    if (disk->size < sizeof(mbr))
        return 0;
    if (vdisk_read(disk, 0, mbr, sizeof(mbr), err))
        return -1;
    if (mbr[510] != 0x55 || mbr[511] != 0xAA)
        return 0;
    for (int i = 0; i < 4; i++) {
        uint8_t boot = mbr[MBR_TABLE + i * MBR_ENTRY];
        if (boot != 0 && boot != 0x80) /* boot code of a file system, no table */
            return 0;
    }
    for (int i = 0; i < 4; i++)
        if (mbr[MBR_TABLE + i * MBR_ENTRY + 4] == MBR_TYPE_PROTECTIVE)
            return read_gpt(disk, layout, found, err);
    /* A file system may begin like a table without entries. */
    static const uint8_t none[64];
    layout->signature = le32_get(mbr + MBR_SIGNATURE);
    if (memcmp(mbr + MBR_TABLE, none, sizeof(none)) == 0 && !layout->signature)
        return 0;
    layout->style = DISK_STYLE_MBR;
    uint64_t reach = disk->size < (uint64_t)UINT32_MAX * disk->logical_sector
                         ? disk->size
                         : (uint64_t)UINT32_MAX * disk->logical_sector;
    layout->first = DISK_MIB;
    layout->end = reach;
    for (uint32_t i = 0; i < 4; i++) {
        const uint8_t *e = mbr + MBR_TABLE + i * MBR_ENTRY;
        if (!e[4])
            continue;
        add_mbr(disk, e, 0, i + 1, layout, found);
        if (is_extended(e[4]) && read_logical(disk, le32_get(e + 8), layout, found, err))
            return -1;
    }
    return 0;
}

int disk_layout_read(struct vdisk *disk, struct disk_layout *layout, struct err **err)
{
    struct found found = { 0 };
    *layout = (struct disk_layout){ 0 };
    int r = read_tables(disk, layout, &found, err);
    layout->partitions = found.list.items;
    layout->count = found.list.len;
    if (layout->count)
        qsort(layout->partitions, layout->count, sizeof(*layout->partitions), by_offset);
    if (r)
        disk_layout_release(layout);
    return r;
}

void disk_layout_release(struct disk_layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        free(layout->partitions[i].name);
    free(layout->partitions);
    *layout = (struct disk_layout){ 0 };
}

const struct disk_partition *disk_layout_find(const struct disk_layout *layout, uint32_t number)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->partitions[i].number == number)
            return &layout->partitions[i];
    return NULL;
}

int partition_min_size(struct vdisk *disk, int64_t *end, struct err **err)
{
    AUTO_LAYOUT layout;
    *end = -1;
    if (disk_layout_read(disk, &layout, err))
        return -1;
    uint64_t last = 0;
    for (size_t i = 0; i < layout.count; i++)
        if (layout.partitions[i].offset + layout.partitions[i].size > last)
            last = layout.partitions[i].offset + layout.partitions[i].size;
    if (layout.damaged) {
        *end = (int64_t)disk->size;
    } else if (last) {
        uint64_t sector = disk->logical_sector;
        uint64_t table = (uint64_t)layout.entry_count * layout.entry_bytes;
        if (layout.style == DISK_STYLE_GPT)
            last += sector + (table + sector - 1) / sector * sector;
        *end = last < disk->size ? (int64_t)last : (int64_t)disk->size;
    }
    return 0;
}
