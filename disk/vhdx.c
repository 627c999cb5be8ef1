#include "disk/vhdx.h"

#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    HEADER_SIZE = 4096,
    HEADER_1 = 64 << 10,
    HEADER_2 = 128 << 10,
    REGION_TABLE_SIZE = 64 << 10,
    REGION_1 = 192 << 10,
    REGION_2 = 256 << 10,
    REGION_MAX = 2047,
    METADATA_TABLE_SIZE = 64 << 10,
    METADATA_MAX = 2047,
    METADATA_ITEM_MAX = 1 << 20,
    ENTRY_SIZE = 32,
};
enum { BLOCK_STATE = 7, BLOCK_PRESENT = 6, BLOCK_PARTIAL = 7 };
#define MAX_SIZE (64 * DISK_TIB)

/* File byte order. */
static const uint8_t guid_bat[16] = { 0x66, 0x77, 0xC2, 0x2D, 0x23, 0xF6, 0x00, 0x42,
                                      0x9D, 0x64, 0x11, 0x5E, 0x9B, 0xFD, 0x4A, 0x08 };
static const uint8_t guid_metadata[16] = { 0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B,
                                           0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E };
static const uint8_t guid_locator_type[16] = { 0xB7, 0xEF, 0x4A, 0xB0, 0x9E, 0xD1, 0x81, 0x4A,
                                               0xB7, 0x89, 0x25, 0xB8, 0xE9, 0x44, 0x59, 0x13 };

enum item { ITEM_FILE, ITEM_SIZE, ITEM_LOGICAL, ITEM_PHYSICAL, ITEM_PAGE83, ITEM_LOCATOR, ITEMS };
static const struct {
    uint8_t guid[16];
    uint32_t min_length;
    const char *name;
} items[ITEMS] = {
    { { 0x37, 0x67, 0xA1, 0xCA, 0x36, 0xFA, 0x43, 0x4D, 0xB3, 0xB6, 0x33, 0xF0, 0xAA, 0x44, 0xE7,
        0x6B },
      8,
      "file parameters" },
    { { 0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4,
        0xB8 },
      8,
      "virtual disk size" },
    { { 0x1D, 0xBF, 0x41, 0x81, 0x6F, 0xA9, 0x09, 0x47, 0xBA, 0x47, 0xF2, 0x33, 0xA8, 0xFA, 0xAB,
        0x5F },
      4,
      "logical sector size" },
    { { 0xC7, 0x48, 0xA3, 0xCD, 0x5D, 0x44, 0x71, 0x44, 0x9C, 0xC9, 0xE9, 0x88, 0x52, 0x51, 0xC5,
        0x56 },
      4,
      "physical sector size" },
    { { 0xAB, 0x12, 0xCA, 0xBE, 0xE6, 0xB2, 0x23, 0x45, 0x93, 0xEF, 0xC3, 0x09, 0xE0, 0x00, 0xC7,
        0x46 },
      16,
      "page 83 data" },
    { { 0x2D, 0x5F, 0xD3, 0xA8, 0x0B, 0xB3, 0x4D, 0x45, 0xAB, 0xF7, 0xD3, 0xD8, 0x48, 0x34, 0xAB,
        0x0C },
      20,
      "parent locator" },
};

static int corrupt(struct err **err, const char *what)
{
    return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                        "The virtual hard disk is corrupted: %s.", what);
}

uint32_t vhdx_crc32c(uint32_t crc, const void *data, size_t len)
{
    /* The reflected polynomial 0x82F63B78, a nibble at a time. */
    static const uint32_t table[16] = {
        0x00000000, 0x105EC76F, 0x20BD8EDE, 0x30E349B1, 0x417B1DBC, 0x5125DAD3,
        0x61C69362, 0x7198540D, 0x82F63B78, 0x92A8FC17, 0xA24BB5A6, 0xB21572C9,
        0xC38D26C4, 0xD3D3E1AB, 0xE330A81A, 0xF36E6F75,
    };
    const uint8_t *p = data;
    crc = ~crc;
    while (len--) {
        crc ^= *p++;
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/* The checksum field, at 4 in headers and region tables, counts as zero. */
static bool crc_valid(const uint8_t *p, size_t len)
{
    static const uint8_t zero[4];
    uint32_t crc = vhdx_crc32c(0, p, 4);
    crc = vhdx_crc32c(crc, zero, 4);
    return vhdx_crc32c(crc, p + 8, len - 8) == le32_get(p + 4);
}

/* A read that may lie outside the file: false then, and on any error. */
static bool read_quiet(const struct disk_source *src, uint64_t off, void *buf, size_t len)
{
    if (off > src->size || len > src->size - off)
        return false;
    AUTO_ERR *ignored = NULL;
    return src->read(src->ctx, off, buf, len, &ignored) == 0;
}

static int read_checked(struct vhdx *v, uint64_t off, void *buf, size_t len, const char *what,
                        struct err **err)
{
    if (off > v->src->size || len > v->src->size - off)
        return corrupt(err, what);
    return v->src->read(v->src->ctx, off, buf, len, err);
}

static int open_header(struct vhdx *v, struct err **err)
{
    static const uint64_t at[2] = { HEADER_1, HEADER_2 };
    bool found = false;
    for (int i = 0; i < 2; i++) {
        uint8_t h[HEADER_SIZE];
        if (!read_quiet(v->src, at[i], h, sizeof(h)) || memcmp(h, "head", 4) != 0 ||
            !crc_valid(h, sizeof(h)))
            continue;
        uint64_t sequence = le64_get(h + 8);
        if (found && sequence <= v->sequence)
            continue;
        found = true;
        v->sequence = sequence;
        memcpy(v->data_write_guid, h + 32, 16);
        static const uint8_t no_guid[16];
        v->log_dirty = memcmp(h + 48, no_guid, 16) != 0;
        if (le16_get(h + 66) != 1)
            return corrupt(err, "unknown version");
    }
    return found ? 0 : corrupt(err, "no valid header");
}

struct region {
    uint64_t offset;
    uint64_t length;
};

static int region_table(const uint8_t *t, struct region *bat, struct region *metadata,
                        struct err **err)
{
    uint32_t count = le32_get(t + 8);
    if (count > REGION_MAX)
        return corrupt(err, "too many regions");
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *e = t + 16 + (size_t)i * ENTRY_SIZE;
        struct region r = { le64_get(e + 16), le32_get(e + 24) };
        if (r.offset < DISK_MIB || r.offset % DISK_MIB || r.length == 0 || r.length % DISK_MIB ||
            r.offset > UINT64_MAX / 2)
            return corrupt(err, "a region lies at an impossible place");
        struct region *slot = memcmp(e, guid_bat, 16) == 0        ? bat
                              : memcmp(e, guid_metadata, 16) == 0 ? metadata
                                                                  : NULL;
        if (!slot && (le32_get(e + 28) & 1))
            return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                                "The virtual hard disk needs a feature that is not known here.");
        if (!slot)
            continue;
        if (slot->length)
            return corrupt(err, "a region is listed twice");
        *slot = r;
    }
    if (!bat->length || !metadata->length)
        return corrupt(err, "a region is missing");
    if (bat->offset < metadata->offset + metadata->length &&
        metadata->offset < bat->offset + bat->length)
        return corrupt(err, "regions overlap");
    return 0;
}

static int open_regions(struct vhdx *v, struct region *bat, struct err **err)
{
    static const uint64_t at[2] = { REGION_1, REGION_2 };
    AUTO_FREE uint8_t *t = xmalloc(REGION_TABLE_SIZE);
    for (int i = 0; i < 2; i++) {
        if (!read_quiet(v->src, at[i], t, REGION_TABLE_SIZE) || memcmp(t, "regi", 4) != 0 ||
            !crc_valid(t, REGION_TABLE_SIZE))
            continue;
        struct region metadata = { 0, 0 };
        if (region_table(t, bat, &metadata, err))
            return -1;
        v->metadata_offset = metadata.offset;
        v->metadata_length = metadata.length;
        return 0;
    }
    return corrupt(err, "no valid region table");
}

static char *locator_value(const uint8_t *item, uint32_t length, const char *key)
{
    uint32_t count = le16_get(item + 18);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t at = 20 + (uint64_t)i * 12;
        if (at + 12 > length)
            return NULL;
        const uint8_t *e = item + at;
        uint64_t key_off = le32_get(e), value_off = le32_get(e + 4);
        uint32_t key_len = le16_get(e + 8), value_len = le16_get(e + 10);
        if (key_off + key_len > length || value_off + value_len > length)
            return NULL;
        AUTO_STRBUF name = STRBUF_INIT;
        text16_add(&name, item + key_off, key_len, false);
        if (strcmp(name.buf, key) != 0)
            continue;
        AUTO_STRBUF value = STRBUF_INIT;
        text16_add(&value, item + value_off, value_len, false);
        return value.len ? strbuf_detach(&value, NULL) : NULL;
    }
    return NULL;
}

static int read_locator(struct vhdx *v, uint64_t at, uint32_t length, struct err **err)
{
    AUTO_FREE uint8_t *item = xmalloc(length);
    if (read_checked(v, at, item, length, "the parent locator lies outside the file", err))
        return -1;
    if (memcmp(item, guid_locator_type, 16) != 0)
        return corrupt(err, "unknown type of parent locator");
    v->parent_relative = locator_value(item, length, "relative_path");
    v->parent_volume = locator_value(item, length, "volume_path");
    v->parent_absolute = locator_value(item, length, "absolute_win32_path");
    return 0;
}

struct item_place {
    uint64_t at;
    uint32_t length; /* 0: not there */
};

static int find_items(struct vhdx *v, struct item_place place[ITEMS], struct err **err)
{
    AUTO_FREE uint8_t *t = xmalloc(METADATA_TABLE_SIZE);
    if (read_checked(v, v->metadata_offset, t, METADATA_TABLE_SIZE,
                     "the metadata lies outside the file", err))
        return -1;
    uint32_t count = le16_get(t + 10);
    if (memcmp(t, "metadata", 8) != 0 || count > METADATA_MAX)
        return corrupt(err, "no valid metadata table");
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *e = t + ENTRY_SIZE + (size_t)i * ENTRY_SIZE;
        uint64_t offset = le32_get(e + 16);
        uint32_t length = le32_get(e + 20), flags = le32_get(e + 24);
        bool user = flags & 1;
        int which = 0;
        while (which < ITEMS && (user || memcmp(e, items[which].guid, 16) != 0))
            which++;
        if (which == ITEMS) {
            if (flags & 4)
                return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                                    "The virtual hard "
                                    "disk needs a feature that is not known here.");
            continue;
        }
        if (place[which].length)
            return corrupt(err, "a metadata item is listed twice");
        if (offset < METADATA_TABLE_SIZE || length < items[which].min_length ||
            length > METADATA_ITEM_MAX || offset + length > v->metadata_length)
            return corrupt(err, "a metadata item lies outside its region");
        place[which].at = v->metadata_offset + offset;
        place[which].length = length;
    }
    return 0;
}

static int open_metadata(struct vhdx *v, struct err **err)
{
    struct item_place place[ITEMS] = { { 0, 0 } };
    if (find_items(v, place, err))
        return -1;
    uint8_t value[ITEMS][16] = { { 0 } };
    for (int i = 0; i < ITEM_LOCATOR; i++) {
        if (!place[i].length)
            return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                                "The virtual hard disk is corrupted: its %s is missing.",
                                items[i].name);
        if (read_checked(v, place[i].at, value[i], items[i].min_length,
                         "the metadata lies outside the file", err))
            return -1;
    }
    v->block_size = le32_get(value[ITEM_FILE]);
    v->leave_allocated = le32_get(value[ITEM_FILE] + 4) & 1;
    v->has_parent = le32_get(value[ITEM_FILE] + 4) & 2;
    v->size = le64_get(value[ITEM_SIZE]);
    v->logical_sector = le32_get(value[ITEM_LOGICAL]);
    v->physical_sector = le32_get(value[ITEM_PHYSICAL]);
    memcpy(v->page83, value[ITEM_PAGE83], 16);
    v->physical_sector_at = place[ITEM_PHYSICAL].at;
    v->page83_at = place[ITEM_PAGE83].at;
    if (v->block_size < DISK_MIB || v->block_size > 256 * DISK_MIB ||
        (v->block_size & (v->block_size - 1)))
        return corrupt(err, "impossible block size");
    if ((v->logical_sector != 512 && v->logical_sector != 4096) ||
        (v->physical_sector != 512 && v->physical_sector != 4096))
        return corrupt(err, "impossible sector size");
    if (v->size == 0 || v->size > MAX_SIZE || v->size % v->logical_sector)
        return corrupt(err, "impossible disk size");
    if (!v->has_parent)
        return 0;
    if (!place[ITEM_LOCATOR].length)
        return corrupt(err, "a differencing disk without parent locator");
    return read_locator(v, place[ITEM_LOCATOR].at, place[ITEM_LOCATOR].length, err);
}

static int open_bat(struct vhdx *v, const struct region *bat, struct err **err)
{
    v->chunk_ratio = ((uint64_t)v->logical_sector << 23) / v->block_size;
    v->blocks = (v->size + v->block_size - 1) / v->block_size;
    uint64_t chunks = (v->blocks + v->chunk_ratio - 1) / v->chunk_ratio;
    v->bat_entries = v->has_parent ? chunks * (v->chunk_ratio + 1)
                                   : v->blocks + (v->blocks - 1) / v->chunk_ratio;
    v->bat_offset = bat->offset;
    if (v->bat_entries > bat->length / 8)
        return corrupt(err, "the block table is too small for the disk");
    if (bat->offset > v->src->size || v->bat_entries * 8 > v->src->size - bat->offset)
        return corrupt(err, "the block table lies outside the file");
    return 0;
}

int vhdx_open(const struct disk_source *src, struct vhdx *v, struct err **err)
{
    *v = (struct vhdx){ .src = src };
    uint8_t magic[8];
    struct region bat = { 0, 0 };
    if (!read_quiet(src, 0, magic, sizeof(magic)) || memcmp(magic, "vhdxfile", 8) != 0)
        return corrupt(err, "no VHDX signature");
    if (open_header(v, err) || open_regions(v, &bat, err) || open_metadata(v, err) ||
        open_bat(v, &bat, err)) {
        vhdx_release(v);
        return -1;
    }
    return 0;
}

void vhdx_release(struct vhdx *v)
{
    free(v->parent_relative);
    free(v->parent_volume);
    free(v->parent_absolute);
    *v = (struct vhdx){ 0 };
}

int vhdx_read(struct vhdx *v, uint64_t off, void *buf, size_t len, struct err **err)
{
    if (v->has_parent)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "A differencing VHDX cannot be read without its parent.");
    if (v->log_dirty)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The VHDX was not closed cleanly: its log must be replayed first.");
    if (off > v->size || len > v->size - off)
        return corrupt(err, "read past the end of the disk");
    uint8_t *out = buf;
    while (len) {
        uint64_t block = off / v->block_size;
        uint32_t in_block = (uint32_t)(off % v->block_size);
        size_t n = v->block_size - in_block;
        if (n > len)
            n = len;
        uint8_t e[8];
        if (read_checked(v, v->bat_offset + (block + block / v->chunk_ratio) * 8, e, sizeof(e),
                         "the block table lies outside the file", err))
            return -1;
        uint64_t entry = le64_get(e);
        if ((entry & BLOCK_STATE) == BLOCK_PRESENT) {
            uint64_t at = (entry >> 20) * DISK_MIB;
            if (read_checked(v, at + in_block, out, n, "a block lies outside the file", err))
                return -1;
        } else if ((entry & BLOCK_STATE) == BLOCK_PARTIAL) {
            return corrupt(err, "a partial block in a disk without parent");
        } else {
            memset(out, 0, n);
        }
        out += n;
        off += n;
        len -= n;
    }
    return 0;
}

int vhdx_fragmentation(struct vhdx *v, int *percent, struct err **err)
{
    *percent = 0;
    if (v->has_parent || v->leave_allocated) {
        *percent = v->has_parent ? -1 : 0;
        return 0;
    }
    uint64_t present = 0, jumps = 0, expected = 0;
    enum { STEP = 8192 };
    AUTO_FREE uint8_t *buf = xmalloc(STEP * 8);
    for (uint64_t i = 0; i < v->bat_entries;) {
        uint64_t n = v->bat_entries - i < STEP ? v->bat_entries - i : STEP;
        if (read_checked(v, v->bat_offset + i * 8, buf, n * 8,
                         "the block table lies outside the file", err))
            return -1;
        for (uint64_t k = 0; k < n; k++) {
            uint64_t entry = le64_get(buf + k * 8);
            bool bitmap = (i + k + 1) % (v->chunk_ratio + 1) == 0;
            if (bitmap || (entry & BLOCK_STATE) != BLOCK_PRESENT)
                continue;
            uint64_t at = (entry >> 20) * DISK_MIB;
            if (present && at != expected)
                jumps++;
            present++;
            expected = at + v->block_size;
        }
        i += n;
    }
    if (present)
        *percent = (int)(jumps * 100 / present);
    return 0;
}
