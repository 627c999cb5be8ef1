#include "disk/partition_edit.h"

#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    MBR_SIGNATURE = 440,
    MBR_TABLE = 446,
    MBR_ENTRY = 16,
    MBR_PRIMARY = 4,
    GPT_HEADER_SIZE = 92,
    GPT_ENTRY = 128,
    GPT_ENTRIES = 128,
    GPT_TABLE = GPT_ENTRY * GPT_ENTRIES,
    PROBE_BYTES = 1 << 20, /* where signatures of file systems stand */
};

/* E3C9E316-0B5C-4DB8-817D-F92DF00215AE, in Microsoft's byte order. */
static const uint8_t reserved_type[16] = { 0x16, 0xE3, 0xC9, 0xE3, 0x5C, 0x0B, 0xB8, 0x4D,
                                           0x81, 0x7D, 0xF9, 0x2D, 0xF0, 0x02, 0x15, 0xAE };

/* UEFI 5.3.2: the CRC-32 of Ethernet. */
static uint32_t crc32_of(const uint8_t *p, size_t len)
{
    uint32_t crc = UINT32_MAX;
    for (; len; len--) {
        crc ^= *p++;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static int not_initialized(struct err **err)
{
    return err_set(err, ERR_INVALID_STATE, "The disk has not been initialized.");
}

/* ---- MBR ---- */
static int read_mbr(struct vdisk *disk, uint8_t mbr[512], struct err **err)
{
    return vdisk_read(disk, 0, mbr, 512, err);
}

static int write_mbr(struct vdisk *disk, const uint8_t mbr[512], struct err **err)
{
    return vdisk_write(disk, 0, mbr, 512, err) || vdisk_flush(disk, err) ? -1 : 0;
}

/* Cylinder, head and sector as everything today writes them: what does not fit is all ones. */
static void put_chs(uint8_t *p, uint64_t sector)
{
    uint64_t cylinder = sector / (255 * 63);
    if (cylinder > 1023) {
        memcpy(p, "\xfe\xff\xff", 3);
        return;
    }
    p[0] = (uint8_t)(sector / 63 % 255);
    p[1] = (uint8_t)((sector % 63 + 1) | (cylinder >> 2 & 0xC0));
    p[2] = (uint8_t)cylinder;
}

static void put_entry(uint8_t *e, uint8_t type, bool active, uint64_t first, uint64_t count)
{
    e[0] = active ? 0x80 : 0;
    put_chs(e + 1, first);
    e[4] = type;
    put_chs(e + 5, first + count - 1);
    le32_put(e + 8, (uint32_t)first);
    le32_put(e + 12, (uint32_t)count);
}

static int make_mbr(struct vdisk *disk, struct err **err)
{
    uint8_t mbr[512] = { 0 }, id[16];
    disk_guid_new(id);
    memcpy(mbr + MBR_SIGNATURE, id, 4);
    mbr[MBR_SIGNATURE] |= 1; /* never zero */
    mbr[510] = 0x55;
    mbr[511] = 0xAA;
    return write_mbr(disk, mbr, err);
}

/* ---- GPT ---- */
struct gpt_image {
    uint8_t header[GPT_HEADER_SIZE];
    uint8_t *table; /* owned */
    size_t bytes;   /* of the table */
};

static void release_image(struct gpt_image *g)
{
    free(g->table);
}

static uint64_t table_sectors(const struct vdisk *disk, size_t bytes)
{
    return (bytes + disk->logical_sector - 1) / disk->logical_sector;
}

/* Writes both copies: first the backup, so that one of them is whole at any time. */
static int write_gpt(struct vdisk *disk, struct gpt_image *g, struct err **err)
{
    uint64_t sector = disk->logical_sector, last = disk->size / sector - 1;
    uint64_t span = table_sectors(disk, g->bytes);
    struct {
        uint64_t header, table;
    } at[2] = { { last, last - span }, { 1, 2 } };
    le32_put(g->header + 88, crc32_of(g->table, g->bytes));
    for (int copy = 0; copy < 2; copy++) {
        AUTO_FREE uint8_t *whole = xcalloc(1, sector);
        le64_put(g->header + 24, at[copy].header);
        le64_put(g->header + 32, at[!copy].header);
        le64_put(g->header + 72, at[copy].table);
        le32_put(g->header + 16, 0);
        le32_put(g->header + 16, crc32_of(g->header, GPT_HEADER_SIZE));
        memcpy(whole, g->header, GPT_HEADER_SIZE);
        if (vdisk_write(disk, at[copy].table * sector, g->table, g->bytes, err) ||
            vdisk_write(disk, at[copy].header * sector, whole, sector, err) ||
            vdisk_flush(disk, err))
            return -1;
    }
    return 0;
}

static void put_gpt_entry(uint8_t *e, const uint8_t type[16], uint64_t first, uint64_t count,
                          const char *name)
{
    AUTO_STRBUF text = STRBUF_INIT;
    memset(e, 0, GPT_ENTRY);
    memcpy(e, type, 16);
    disk_guid_new(e + 16);
    le64_put(e + 32, first);
    le64_put(e + 40, first + count - 1);
    text16_put(&text, name, false);
    memcpy(e + 56, text.buf, text.len < 72 ? text.len : 72);
}

static int make_gpt(struct vdisk *disk, struct err **err)
{
    uint64_t sector = disk->logical_sector, sectors = disk->size / sector;
    uint64_t span = table_sectors(disk, GPT_TABLE), first = 2 + span;
    CLEANUP(release_image) struct gpt_image g = { .bytes = GPT_TABLE };
    if (sectors < 2 * first + DISK_MIB / sector)
        return err_set(err, ERR_INVALID_PARAMETER, "The disk is too small for a GPT.");
    g.table = xcalloc(1, GPT_TABLE);
    memcpy(g.header, "EFI PART", 8);
    le32_put(g.header + 8, 0x10000);
    le32_put(g.header + 12, GPT_HEADER_SIZE);
    le64_put(g.header + 40, first);
    le64_put(g.header + 48, sectors - 1 - first + 1);
    disk_guid_new(g.header + 56);
    le32_put(g.header + 80, GPT_ENTRIES);
    le32_put(g.header + 84, GPT_ENTRY);
    le64_put(g.header + 48, sectors - 2 - span);
    /* It ends at 16 MB, so that the next partition is aligned. */
    if (disk->size >= 64 * DISK_MIB)
        put_gpt_entry(g.table, reserved_type, first, 16 * DISK_MIB / sector - first,
                      "Microsoft reserved partition");
    uint8_t mbr[512] = { 0 };
    uint64_t covered = sectors - 1 > UINT32_MAX ? UINT32_MAX : sectors - 1;
    put_entry(mbr + MBR_TABLE, MBR_TYPE_PROTECTIVE, false, 1, covered);
    mbr[510] = 0x55;
    mbr[511] = 0xAA;
    if (write_gpt(disk, &g, err))
        return -1;
    return write_mbr(disk, mbr, err);
}

/* The table that is there; it is written back where a disk of this size has it. */
static int read_image(struct vdisk *disk, const struct disk_layout *layout, struct gpt_image *g,
                      struct err **err)
{
    uint64_t sector = disk->logical_sector;
    g->bytes = (size_t)layout->entry_bytes * layout->entry_count;
    g->table = xmalloc(g->bytes ? g->bytes : 1);
    if (!g->bytes || layout->damaged)
        return err_set(err, ERR_INVALID_STATE,
                       "The partition table of the disk is damaged: it is not changed.");
    if (vdisk_read(disk, sector, g->header, GPT_HEADER_SIZE, err))
        return -1;
    uint64_t table = le64_get(g->header + 72) * sector;
    return vdisk_read(disk, table, g->table, g->bytes, err);
}

int disk_layout_make(struct vdisk *disk, enum disk_style style, struct err **err)
{
    return style == DISK_STYLE_GPT ? make_gpt(disk, err) : make_mbr(disk, err);
}

static int clear_range(struct vdisk *disk, uint64_t off, uint64_t len, struct err **err)
{
    if (off >= disk->size)
        return 0;
    return vdisk_zero(disk, off, len < disk->size - off ? len : disk->size - off, true, err);
}

int disk_layout_clear(struct vdisk *disk, struct err **err)
{
    AUTO_LAYOUT layout;
    if (disk_layout_read(disk, &layout, err))
        return -1;
    for (size_t i = 0; i < layout.count; i++)
        if (clear_range(disk, layout.partitions[i].offset, PROBE_BYTES, err))
            return -1;
    uint64_t tail = disk->size < PROBE_BYTES ? 0 : disk->size - PROBE_BYTES;
    if (clear_range(disk, tail, PROBE_BYTES, err) || clear_range(disk, 0, PROBE_BYTES, err))
        return -1;
    return vdisk_flush(disk, err);
}

/* ---- free space ---- */
static uint64_t align_up(uint64_t v, uint64_t unit)
{
    return (v + unit - 1) / unit * unit;
}

static bool is_container(const struct disk_layout *layout, const struct disk_partition *p)
{
    return layout->style == DISK_STYLE_MBR &&
           (p->mbr_type == MBR_TYPE_EXTENDED || p->mbr_type == MBR_TYPE_EXTENDED_LBA);
}

/* The next free range at or after *at, aligned at both ends; false: there is none. Partitions
 * are in order; containers count as taken. */
static bool next_free(const struct disk_layout *layout, uint64_t alignment, uint64_t *at,
                      uint64_t *size)
{
    uint64_t start = align_up(*at > layout->first ? *at : layout->first, alignment);
    while (start < layout->end) {
        uint64_t stop = layout->end, skip = 0;
        for (size_t i = 0; i < layout->count; i++) {
            const struct disk_partition *p = &layout->partitions[i];
            if (p->offset <= start && p->offset + p->size > start)
                skip = p->offset + p->size;
            else if (p->offset > start && p->offset < stop)
                stop = p->offset;
        }
        if (!skip && stop / alignment * alignment > start) {
            *at = start;
            *size = stop / alignment * alignment - start;
            return true;
        }
        start = align_up(skip ? skip : stop + 1, alignment);
    }
    return false;
}

void disk_layout_free(const struct disk_layout *layout, uint64_t alignment, uint64_t *largest,
                      uint64_t *sum)
{
    uint64_t at = 0, size;
    *largest = *sum = 0;
    for (; next_free(layout, alignment ? alignment : DISK_MIB, &at, &size); at += size) {
        *sum += size;
        if (size > *largest)
            *largest = size;
    }
}

bool partition_is_reserved(const struct disk_layout *layout, const struct disk_partition *p)
{
    return layout->style == DISK_STYLE_GPT && memcmp(p->type, reserved_type, 16) == 0;
}

uint64_t disk_layout_room(const struct disk_layout *layout, const struct disk_partition *p)
{
    uint64_t stop = layout->end;
    for (size_t i = 0; i < layout->count; i++)
        if (layout->partitions[i].offset > p->offset && layout->partitions[i].offset < stop &&
            !is_container(layout, p))
            stop = layout->partitions[i].offset;
    return stop > p->offset ? (stop - p->offset) / DISK_MIB * DISK_MIB : 0;
}

static int find_room(const struct disk_layout *layout, const struct partition_spec *spec,
                     uint64_t sector, uint64_t *offset, uint64_t *size, struct err **err)
{
    uint64_t alignment = spec->alignment ? spec->alignment : DISK_MIB;
    if (alignment % sector)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The alignment must be a multiple of the sector size, %llu bytes.",
                       (unsigned long long)sector);
    uint64_t want = align_up(spec->size, sector), at = 0, room, best = 0;
    if (spec->offset && spec->offset % sector)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The offset must be a multiple of the sector size, %llu bytes.",
                       (unsigned long long)sector);
    for (; next_free(layout, alignment, &at, &room); at += room) {
        uint64_t start = at, have = room;
        if (spec->offset) {
            if (spec->offset < at || spec->offset >= at + room)
                continue;
            start = spec->offset;
            have = at + room - start;
        }
        if (spec->size ? have >= want && !best : have > best) {
            best = spec->size ? want : have;
            *offset = start;
        }
    }
    *size = best;
    if (!best)
        return err_set(err, ERR_OUT_OF_MEMORY, "Not enough available capacity");
    return 0;
}

/* ---- changes ---- */
static int add_mbr(struct vdisk *disk, const struct partition_spec *spec, uint64_t offset,
                   uint64_t size, uint32_t *number, struct err **err)
{
    uint8_t mbr[512];
    if (read_mbr(disk, mbr, err))
        return -1;
    for (uint32_t i = 0; i < MBR_PRIMARY; i++) {
        uint8_t *e = mbr + MBR_TABLE + (size_t)i * MBR_ENTRY;
        if (e[4])
            continue;
        for (uint32_t k = 0; spec->active && k < MBR_PRIMARY; k++)
            mbr[MBR_TABLE + (size_t)k * MBR_ENTRY] = 0;
        put_entry(e, spec->mbr_type, spec->active, offset / disk->logical_sector,
                  size / disk->logical_sector);
        *number = i + 1;
        return write_mbr(disk, mbr, err);
    }
    err_set(err, ERR_INVALID_STATE, "The MBR of the disk holds four partitions and no more.");
    return err_advise(err, "Use a disk with -PartitionStyle GPT for more partitions.");
}

static int add_gpt(struct vdisk *disk, const struct disk_layout *layout,
                   const struct partition_spec *spec, uint64_t offset, uint64_t size,
                   uint32_t *number, struct err **err)
{
    static const uint8_t unused[16];
    CLEANUP(release_image) struct gpt_image g = { 0 };
    if (read_image(disk, layout, &g, err))
        return -1;
    for (uint32_t i = 0; i < layout->entry_count; i++) {
        uint8_t *e = g.table + (size_t)i * layout->entry_bytes;
        if (memcmp(e, unused, 16) != 0)
            continue;
        put_gpt_entry(e, spec->gpt_type, offset / disk->logical_sector, size / disk->logical_sector,
                      "Basic data partition");
        *number = i + 1;
        return write_gpt(disk, &g, err);
    }
    return err_set(err, ERR_INVALID_STATE, "The partition table of the disk is full.");
}

int disk_layout_add(struct vdisk *disk, const struct partition_spec *spec, uint32_t *number,
                    struct err **err)
{
    AUTO_LAYOUT layout;
    uint64_t offset = 0, size;
    if (disk_layout_read(disk, &layout, err))
        return -1;
    if (layout.style == DISK_STYLE_RAW)
        return not_initialized(err);
    if (layout.damaged)
        return err_set(err, ERR_INVALID_STATE,
                       "The partition table of the disk is damaged: it is not changed.");
    if (find_room(&layout, spec, disk->logical_sector, &offset, &size, err))
        return -1;
    return layout.style == DISK_STYLE_MBR ? add_mbr(disk, spec, offset, size, number, err)
                                          : add_gpt(disk, &layout, spec, offset, size, number, err);
}

/* Changes one entry: of an MBR's 16 bytes or a GPT's; NULL type with size 0 removes it. */
struct change {
    bool remove;
    uint64_t size; /* 0: as it is */
    const uint8_t *type;
    int active;          /* -1: as it is */
    uint64_t mask, bits; /* of a GPT entry's attributes */
};

static int change_mbr(struct vdisk *disk, const struct disk_partition *p, const struct change *c,
                      struct err **err)
{
    uint8_t mbr[512];
    if (c->mask)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "Partitions of an MBR disk do not have these attributes.");
    if (p->number > MBR_PRIMARY)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "Logical partitions of an MBR are read, but not changed.");
    if (read_mbr(disk, mbr, err))
        return -1;
    uint8_t *e = mbr + MBR_TABLE + (size_t)(p->number - 1) * MBR_ENTRY;
    if (c->remove) {
        memset(e, 0, MBR_ENTRY);
        return write_mbr(disk, mbr, err);
    }
    bool active = c->active < 0 ? p->active : c->active;
    for (size_t k = 0; c->active > 0 && k < MBR_PRIMARY; k++)
        mbr[MBR_TABLE + k * MBR_ENTRY] = 0;
    put_entry(e, c->type ? *c->type : p->mbr_type, active, p->offset / disk->logical_sector,
              (c->size ? c->size : p->size) / disk->logical_sector);
    return write_mbr(disk, mbr, err);
}

static int change_gpt(struct vdisk *disk, const struct disk_layout *layout,
                      const struct disk_partition *p, const struct change *c, struct err **err)
{
    CLEANUP(release_image) struct gpt_image g = { 0 };
    if (c->active > 0)
        return err_set(err, ERR_INVALID_PARAMETER, "Only partitions of an MBR disk can be active.");
    if (read_image(disk, layout, &g, err))
        return -1;
    uint8_t *e = g.table + (size_t)(p->number - 1) * layout->entry_bytes;
    if (c->remove)
        memset(e, 0, layout->entry_bytes);
    if (c->type)
        memcpy(e, c->type, 16);
    if (c->mask)
        le64_put(e + 48, (le64_get(e + 48) & ~c->mask) | (c->bits & c->mask));
    if (c->size)
        le64_put(e + 40, le64_get(e + 32) + c->size / disk->logical_sector - 1);
    return write_gpt(disk, &g, err);
}

static int change_entry(struct vdisk *disk, uint32_t number, struct change *c, struct err **err)
{
    AUTO_LAYOUT layout;
    if (disk_layout_read(disk, &layout, err))
        return -1;
    if (layout.style == DISK_STYLE_RAW)
        return not_initialized(err);
    const struct disk_partition *p = disk_layout_find(&layout, number);
    if (!p)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The disk has no partition %u.", number);
    if (c->size) {
        c->size = align_up(c->size, disk->logical_sector);
        uint64_t room = disk_layout_room(&layout, p);
        if (c->size > (room > p->size ? room : p->size))
            return err_set(err, ERR_OUT_OF_MEMORY, "Not enough available capacity");
    }
    return layout.style == DISK_STYLE_MBR ? change_mbr(disk, p, c, err)
                                          : change_gpt(disk, &layout, p, c, err);
}

int disk_layout_remove(struct vdisk *disk, uint32_t number, struct err **err)
{
    return change_entry(disk, number, &(struct change){ .remove = true, .active = -1 }, err);
}

int disk_layout_resize(struct vdisk *disk, uint32_t number, uint64_t size, struct err **err)
{
    return change_entry(disk, number, &(struct change){ .size = size, .active = -1 }, err);
}

int disk_layout_set(struct vdisk *disk, uint32_t number, const uint8_t *type, int active,
                    struct err **err)
{
    return change_entry(disk, number, &(struct change){ .type = type, .active = active }, err);
}

int disk_layout_set_attributes(struct vdisk *disk, uint32_t number, uint64_t mask, uint64_t value,
                               struct err **err)
{
    return change_entry(disk, number, &(struct change){ .active = -1, .mask = mask, .bits = value },
                        err);
}

int disk_layout_identify(struct vdisk *disk, const uint8_t guid[16], uint32_t signature,
                         struct err **err)
{
    AUTO_LAYOUT layout;
    CLEANUP(release_image) struct gpt_image g = { 0 };
    uint8_t mbr[512];
    if (disk_layout_read(disk, &layout, err))
        return -1;
    if (layout.style != (guid ? DISK_STYLE_GPT : DISK_STYLE_MBR))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "Only an MBR disk has a signature, only a GPT disk a GUID.");
    if (!guid) {
        if (read_mbr(disk, mbr, err))
            return -1;
        le32_put(mbr + MBR_SIGNATURE, signature);
        return write_mbr(disk, mbr, err);
    }
    if (read_image(disk, &layout, &g, err))
        return -1;
    memcpy(g.header + 56, guid, 16);
    return write_gpt(disk, &g, err);
}
