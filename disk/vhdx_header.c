#include "disk/vhdx_header.h"

#include <string.h>

#include "disk/crc32c.h"
#include "disk/image.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { REGION_MAX = 2047, REGION_ENTRY = 32, IDENTIFIER_BYTES = 520 };

/* In the file's byte order. */
static const uint8_t guid_bat[16] = { 0x66, 0x77, 0xC2, 0x2D, 0x23, 0xF6, 0x00, 0x42,
                                      0x9D, 0x64, 0x11, 0x5E, 0x9B, 0xFD, 0x4A, 0x08 };
static const uint8_t guid_metadata[16] = { 0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B,
                                           0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E };

/* 0 signature, 4 checksum, 8 sequence, 16 file write, 32 data write, 48 log GUID, 64 log version,
 * 66 version, 68 log length, 72 log offset. */
static bool header_decode(const uint8_t *p, struct vhdx_header *h)
{
    if (memcmp(p, "head", 4) != 0 || le32_get(p + 4) != crc32c_without(p, VHDX_HEADER_BYTES, 4))
        return false;
    h->sequence = le64_get(p + 8);
    memcpy(h->file_write, p + 16, 16);
    memcpy(h->data_write, p + 32, 16);
    memcpy(h->log_guid, p + 48, 16);
    h->log_length = le32_get(p + 68);
    h->log_offset = le64_get(p + 72);
    return true;
}

bool vhdx_header_valid(const uint8_t header[VHDX_HEADER_BYTES])
{
    struct vhdx_header ignored;
    return header_decode(header, &ignored);
}

static int header_check(const struct vhdx_header *h, const uint8_t *p, struct err **err)
{
    static const uint8_t none[16];
    if (le16_get(p + 66) != 1)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                            "The version of the virtual hard disk's format, %u, is not supported.",
                            le16_get(p + 66));
    if (h->log_offset < DISK_MIB || h->log_offset % DISK_MIB || h->log_length % DISK_MIB ||
        !h->log_length || h->log_length > VHDX_LOG_MAX || h->log_offset > VHDX_FILE_MAX)
        return disk_corrupt(err, "the header places the log where it cannot be");
    if (le16_get(p + 64) != 0 && memcmp(h->log_guid, none, 16) != 0)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                            "The version of the virtual hard disk's log, %u, is not supported.",
                            le16_get(p + 64));
    return 0;
}

int vhdx_header_read(struct blk_io *file, struct vhdx_header *header, struct err **err)
{
    uint8_t signature[8], p[2][VHDX_HEADER_BYTES];
    if (file->size < DISK_MIB)
        return disk_corrupt(err, "the file is shorter than its header section");
    if (file->size > VHDX_FILE_MAX)
        return disk_corrupt(err, "the file is longer than any virtual hard disk");
    if (blk_read(file, 0, signature, sizeof(signature), err))
        return -1;
    if (memcmp(signature, "vhdxfile", 8) != 0)
        return disk_corrupt(err, "it has no file identifier");
    int best = -1;
    for (int i = 0; i < 2; i++) {
        struct vhdx_header h;
        if (blk_read(file, (uint64_t)VHDX_HEADER_AT << i, p[i], VHDX_HEADER_BYTES, err))
            return -1;
        if (!header_decode(p[i], &h) || (best >= 0 && h.sequence <= header->sequence))
            continue;
        h.slot = best = i;
        *header = h;
    }
    if (best < 0)
        return disk_corrupt(err, "neither of its headers is valid");
    return header_check(header, p[best], err);
}

int vhdx_header_write(struct blk_io *file, struct vhdx_header *h, struct err **err)
{
    uint8_t p[VHDX_HEADER_BYTES] = "head";
    int slot = 1 - h->slot;
    le64_put(p + 8, h->sequence + 1);
    memcpy(p + 16, h->file_write, 16);
    memcpy(p + 32, h->data_write, 16);
    memcpy(p + 48, h->log_guid, 16);
    le16_put(p + 66, 1);
    le32_put(p + 68, h->log_length);
    le64_put(p + 72, h->log_offset);
    le32_put(p + 4, crc32c_without(p, sizeof(p), 4));
    if (blk_write(file, (uint64_t)VHDX_HEADER_AT << slot, p, sizeof(p), err) ||
        blk_flush(file, err))
        return -1;
    h->slot = slot;
    h->sequence++;
    return 0;
}

int vhdx_identifier_write(struct blk_io *file, struct err **err)
{
    static const char creator[] = "hvsh";
    uint8_t p[IDENTIFIER_BYTES] = "vhdxfile";
    for (size_t i = 0; i < sizeof(creator); i++)
        le16_put(p + 8 + i * 2, (uint16_t)creator[i]);
    return blk_write(file, 0, p, sizeof(p), err);
}

static uint8_t *region_entry(uint8_t *table, uint32_t i)
{
    return table + 16 + (size_t)i * REGION_ENTRY;
}

static int compare_regions(const void *a, const void *b)
{
    const struct vhdx_region *x = a, *y = b;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* 0 signature, 4 checksum, 8 count; entries from 16: 0 GUID, 16 offset, 24 length, 28 required. */
static int regions_decode(uint8_t *table, const struct blk_io *file,
                          const struct vhdx_header *header, struct vhdx_regions *r,
                          struct err **err)
{
    uint32_t count = le32_get(table + 8), n = 0;
    if (count > REGION_MAX)
        return disk_corrupt(err, "its region table counts %u regions", count);
    AUTO_FREE struct vhdx_region *all = xcalloc(count + 1, sizeof(*all));
    *r = (struct vhdx_regions){ .others = 0 };
    all[n++] = (struct vhdx_region){ header->log_offset, header->log_length };
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *e = region_entry(table, i);
        struct vhdx_region region = { le64_get(e + 16), le32_get(e + 24) };
        if (region.offset < DISK_MIB || region.offset % DISK_MIB || !region.length ||
            region.length % DISK_MIB || region.offset > VHDX_FILE_MAX)
            return disk_corrupt(err, "a region lies at an impossible place");
        struct vhdx_region *known = memcmp(e, guid_bat, 16) == 0        ? &r->bat
                                    : memcmp(e, guid_metadata, 16) == 0 ? &r->metadata
                                                                        : NULL;
        if (!known && (le32_get(e + 28) & 1))
            return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                                "The virtual hard disk needs a region that is not known here.");
        if (known && known->length)
            return disk_corrupt(err, "a region is listed twice");
        if (known && (region.offset > file->size || region.length > file->size - region.offset))
            return disk_corrupt(err, "a region lies outside the file");
        if (!known && r->others == VHDX_REGIONS_OTHER)
            return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                                "The virtual hard disk has too many regions that are not known "
                                "here.");
        if (known)
            *known = region;
        else
            r->other[r->others++] = region;
        all[n++] = region;
    }
    if (!r->bat.length)
        return disk_corrupt(err, "its region table names no block allocation table");
    if (!r->metadata.length)
        return disk_corrupt(err, "its region table names no metadata");
    qsort(all, n, sizeof(*all), compare_regions);
    for (uint32_t i = 1; i < n; i++)
        if (all[i - 1].offset + all[i - 1].length > all[i].offset)
            return disk_corrupt(err, "regions overlap");
    return 0;
}

bool vhdx_regions_valid(const uint8_t table[VHDX_REGIONS_BYTES])
{
    return memcmp(table, "regi", 4) == 0 &&
           le32_get(table + 4) == crc32c_without(table, VHDX_REGIONS_BYTES, 4);
}

int vhdx_regions_read(struct blk_io *file, const struct vhdx_header *header,
                      struct vhdx_regions *regions, struct err **err)
{
    AUTO_FREE uint8_t *table = xmalloc(VHDX_REGIONS_BYTES);
    for (int i = 0; i < 2; i++) {
        if (blk_read(file, i ? VHDX_REGIONS_2_AT : VHDX_REGIONS_AT, table, VHDX_REGIONS_BYTES, err))
            return -1;
        if (vhdx_regions_valid(table))
            return regions_decode(table, file, header, regions, err);
    }
    return disk_corrupt(err, "neither of its region tables is valid");
}

void vhdx_regions_encode(const struct vhdx_regions *regions, uint8_t table[VHDX_REGIONS_BYTES])
{
    const struct vhdx_region *r[2] = { &regions->bat, &regions->metadata };
    memset(table, 0, VHDX_REGIONS_BYTES);
    memcpy(table, "regi", 4);
    le32_put(table + 8, 2);
    for (uint32_t i = 0; i < 2; i++) {
        uint8_t *e = region_entry(table, i);
        memcpy(e, i ? guid_metadata : guid_bat, 16);
        le64_put(e + 16, r[i]->offset);
        le32_put(e + 24, r[i]->length);
        le32_put(e + 28, 1);
    }
    le32_put(table + 4, crc32c_without(table, VHDX_REGIONS_BYTES, 4));
}

bool vhdx_regions_move_bat(uint8_t table[VHDX_REGIONS_BYTES], const struct vhdx_region *bat)
{
    uint32_t count = le32_get(table + 8);
    for (uint32_t i = 0; i < count && i < REGION_MAX; i++) {
        uint8_t *e = region_entry(table, i);
        if (memcmp(e, guid_bat, 16) != 0)
            continue;
        le64_put(e + 16, bat->offset);
        le32_put(e + 24, bat->length);
        le32_put(table + 4, crc32c_without(table, VHDX_REGIONS_BYTES, 4));
        return true;
    }
    return false;
}
