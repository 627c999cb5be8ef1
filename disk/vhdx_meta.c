#include "disk/vhdx_meta.h"

#include <string.h>

#include "disk/image.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    ENTRY_BYTES = 32,
    SYSTEM_MAX = 1023,
    USER_MAX = 1024,
    ITEM_MAX = 1 << 20,
    IS_USER = 1,
    IS_VIRTUAL_DISK = 2,
    IS_REQUIRED = 4,
    LOCATOR_HEADER = 20,
    LOCATOR_ENTRY = 12,
};

/* length: the least that is read, and what a new file has. */
static const struct {
    uint8_t guid[16];
    uint32_t length, flags;
    const char *name;
} known[VHDX_ITEMS] = {
    [VHDX_ITEM_FILE] = { { 0x37, 0x67, 0xA1, 0xCA, 0x36, 0xFA, 0x43, 0x4D, 0xB3, 0xB6, 0x33, 0xF0,
                           0xAA, 0x44, 0xE7, 0x6B },
                         8,
                         IS_REQUIRED,
                         "file parameters" },
    [VHDX_ITEM_SIZE] = { { 0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE,
                           0xD8, 0x3B, 0xF4, 0xB8 },
                         8,
                         IS_VIRTUAL_DISK | IS_REQUIRED,
                         "virtual disk size" },
    [VHDX_ITEM_LOGICAL] = { { 0x1D, 0xBF, 0x41, 0x81, 0x6F, 0xA9, 0x09, 0x47, 0xBA, 0x47, 0xF2,
                              0x33, 0xA8, 0xFA, 0xAB, 0x5F },
                            4,
                            IS_VIRTUAL_DISK | IS_REQUIRED,
                            "logical sector size" },
    [VHDX_ITEM_PHYSICAL] = { { 0xC7, 0x48, 0xA3, 0xCD, 0x5D, 0x44, 0x71, 0x44, 0x9C, 0xC9, 0xE9,
                               0x88, 0x52, 0x51, 0xC5, 0x56 },
                             4,
                             IS_VIRTUAL_DISK | IS_REQUIRED,
                             "physical sector size" },
    [VHDX_ITEM_PAGE83] = { { 0xAB, 0x12, 0xCA, 0xBE, 0xE6, 0xB2, 0x23, 0x45, 0x93, 0xEF, 0xC3, 0x09,
                             0xE0, 0x00, 0xC7, 0x46 },
                           16,
                           IS_VIRTUAL_DISK | IS_REQUIRED,
                           "page 83 data" },
    [VHDX_ITEM_LOCATOR] = { { 0x2D, 0x5F, 0xD3, 0xA8, 0x0B, 0xB3, 0x4D, 0x45, 0xAB, 0xF7, 0xD3,
                              0xD8, 0x48, 0x34, 0xAB, 0x0C },
                            LOCATOR_HEADER,
                            IS_REQUIRED,
                            "parent locator" },
};
static const uint8_t guid_locator_type[16] = { 0xB7, 0xEF, 0x4A, 0xB0, 0x9E, 0xD1, 0x81, 0x4A,
                                               0xB7, 0x89, 0x25, 0xB8, 0xE9, 0x44, 0x59, 0x13 };

/* ---- parent locator ---- */
static struct vhdx_pair *pair_of(const struct vhdx_locator *l, const char *key)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->pairs[i].key, key) == 0)
            return &l->pairs[i];
    return NULL;
}

const char *vhdx_locator_get(const struct vhdx_locator *l, const char *key)
{
    const struct vhdx_pair *pair = pair_of(l, key);
    return pair ? pair->value : NULL;
}

static void add_pair(struct vhdx_locator *l, char *key, char *value)
{
    l->pairs = xreallocarray(l->pairs, l->count + 1, sizeof(*l->pairs));
    l->pairs[l->count++] = (struct vhdx_pair){ key, value };
}

void vhdx_locator_set(struct vhdx_locator *l, const char *key, const char *value)
{
    struct vhdx_pair *pair = pair_of(l, key);
    if (pair && value) {
        free(pair->value);
        pair->value = xstrdup(value);
    } else if (pair) {
        free(pair->key);
        free(pair->value);
        *pair = l->pairs[--l->count];
    } else if (value) {
        add_pair(l, xstrdup(key), xstrdup(value));
    }
}

void vhdx_locator_release(struct vhdx_locator *l)
{
    for (size_t i = 0; i < l->count; i++) {
        free(l->pairs[i].key);
        free(l->pairs[i].value);
    }
    free(l->pairs);
    *l = (struct vhdx_locator){ 0 };
}

/* 0 type, 18 count; entries: u32 key offset, u32 value offset, u16 key length, u16 value length,
 * offsets from the item's start, text UTF-16 without NUL. */
static int locator_decode(const uint8_t *item, uint32_t length, struct vhdx_locator *l,
                          struct err **err)
{
    uint32_t count = le16_get(item + 18);
    if (memcmp(item, guid_locator_type, 16) != 0)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                            "The virtual hard disk names its parent in an unknown way.");
    if (LOCATOR_HEADER + count * LOCATOR_ENTRY > length)
        return disk_corrupt(err, "its parent locator is too short for its entries");
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *e = item + LOCATOR_HEADER + (size_t)i * LOCATOR_ENTRY;
        uint64_t key = le32_get(e), value = le32_get(e + 4);
        uint32_t key_length = le16_get(e + 8), value_length = le16_get(e + 10);
        if (key + key_length > length || value + value_length > length || !key_length)
            return disk_corrupt(err, "an entry of its parent locator lies outside");
        AUTO_STRBUF k = STRBUF_INIT;
        AUTO_STRBUF v = STRBUF_INIT;
        text16_add(&k, item + key, key_length, false);
        text16_add(&v, item + value, value_length, false);
        if (pair_of(l, k.buf))
            return disk_corrupt(err, "its parent locator says '%.64s' twice", k.buf);
        add_pair(l, strbuf_detach(&k, NULL), strbuf_detach(&v, NULL));
        /* Every pair of a real one is at least 24 bytes; more than these is not looked through. */
        if (l->count > 64)
            return disk_corrupt(err, "its parent locator has more than 64 entries");
    }
    return 0;
}

uint8_t *vhdx_locator_encode(const struct vhdx_locator *l, uint32_t *length)
{
    AUTO_STRBUF text = STRBUF_INIT;
    size_t head = LOCATOR_HEADER + l->count * LOCATOR_ENTRY;
    AUTO_FREE uint8_t *h = xcalloc(1, head);
    memcpy(h, guid_locator_type, 16);
    le16_put(h + 18, (uint16_t)l->count);
    for (size_t i = 0; i < l->count; i++) {
        uint8_t *e = h + LOCATOR_HEADER + i * LOCATOR_ENTRY;
        size_t key = text.len;
        text16_put(&text, l->pairs[i].key, false);
        size_t value = text.len;
        text16_put(&text, l->pairs[i].value, false);
        le32_put(e, (uint32_t)(head + key));
        le32_put(e + 4, (uint32_t)(head + value));
        le16_put(e + 8, (uint16_t)(value - key));
        le16_put(e + 10, (uint16_t)(text.len - value));
    }
    uint8_t *out = xmalloc(head + text.len);
    memcpy(out, h, head);
    memcpy(out + head, text.buf, text.len);
    *length = (uint32_t)(head + text.len);
    return out;
}

/* ---- the region ---- */
struct span {
    uint32_t from, to;
};

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Notes where the known items are. Table: 0 signature, 10 count; entries from 32: 0 GUID, 16
 * offset, 20 length, 24 flags. */
static int table_decode(const uint8_t *table, const struct vhdx_region *region, struct vhdx_meta *m,
                        struct err **err)
{
    uint32_t user = 0, spans = 0;
    m->count = le16_get(table + 10);
    if (memcmp(table, "metadata", 8) != 0)
        return disk_corrupt(err, "its metadata table has no signature");
    if (m->count > SYSTEM_MAX + USER_MAX)
        return disk_corrupt(err, "its metadata table counts %u items", m->count);
    AUTO_FREE struct span *all = xcalloc(m->count + 1u, sizeof(*all));
    m->used = VHDX_META_TABLE_BYTES;
    for (uint32_t i = 0; i < m->count; i++) {
        uint64_t entry = ENTRY_BYTES + (uint64_t)i * ENTRY_BYTES;
        const uint8_t *e = table + entry;
        uint32_t at = le32_get(e + 16), length = le32_get(e + 20), flags = le32_get(e + 24);
        user += flags & IS_USER;
        if (length > ITEM_MAX || (length && at < VHDX_META_TABLE_BYTES) ||
            (uint64_t)at + length > region->length)
            return disk_corrupt(err, "a metadata item lies outside its region");
        if (length)
            all[spans++] = (struct span){ at, at + length };
        if (at + length > m->used)
            m->used = at + length;
        size_t item = 0;
        while (item < VHDX_ITEMS && memcmp(e, known[item].guid, 16) != 0)
            item++;
        if (item < VHDX_ITEMS && !(flags & IS_USER)) {
            if (m->items[item].entry_at)
                return disk_corrupt(err, "its metadata item '%s' is there twice", known[item].name);
            if (length < known[item].length)
                return disk_corrupt(err, "its metadata item '%s' is too short", known[item].name);
            m->items[item].entry_at = region->offset + entry;
            m->items[item].at = region->offset + at;
            m->items[item].length = length;
        } else if (flags & IS_REQUIRED) {
            return err_set_code(err, ERR_DOMAIN_DISK, ERR_NOT_SUPPORTED, 0,
                                "The virtual hard disk needs metadata that is not known here.");
        }
    }
    if (user > USER_MAX || m->count - user > SYSTEM_MAX)
        return disk_corrupt(err, "its metadata table counts too many items of a kind");
    qsort(all, spans, sizeof(*all), compare_spans);
    for (uint32_t i = 1; i < spans; i++)
        if (all[i - 1].to > all[i].from)
            return disk_corrupt(err, "metadata items overlap");
    return 0;
}

static bool sector_size(uint32_t v)
{
    return v == 512 || v == 4096;
}

static int check_values(const struct vhdx_meta *m, struct err **err)
{
    if (m->block_size < VHDX_BLOCK_MIN || m->block_size > VHDX_BLOCK_MAX ||
        (m->block_size & (m->block_size - 1)))
        return disk_corrupt(err, "its block size, %u, is impossible", m->block_size);
    if (!sector_size(m->logical_sector) || !sector_size(m->physical_sector))
        return disk_corrupt(err, "its sector sizes, %u and %u, are impossible", m->logical_sector,
                            m->physical_sector);
    if (!m->size || m->size > VHDX_SIZE_MAX || m->size % m->logical_sector)
        return disk_corrupt(err, "its size, %llu bytes, is impossible",
                            (unsigned long long)m->size);
    if (m->has_parent && !m->items[VHDX_ITEM_LOCATOR].entry_at)
        return disk_corrupt(err, "it is a differencing disk, but has no parent locator");
    return 0;
}

static int item_read(struct blk_io *file, const struct vhdx_meta *m, enum vhdx_item item,
                     uint8_t bytes[16], struct err **err)
{
    if (!m->items[item].entry_at)
        return disk_corrupt(err, "its metadata item '%s' is missing", known[item].name);
    return blk_read(file, m->items[item].at, bytes, known[item].length, err);
}

static int meta_read(struct blk_io *file, const struct vhdx_region *region, struct vhdx_meta *m,
                     struct err **err)
{
    AUTO_FREE uint8_t *table = xmalloc(VHDX_META_TABLE_BYTES);
    uint8_t b[16];
    if (blk_read(file, region->offset, table, VHDX_META_TABLE_BYTES, err) ||
        table_decode(table, region, m, err) || item_read(file, m, VHDX_ITEM_FILE, b, err))
        return -1;
    m->block_size = le32_get(b);
    m->leave_allocated = le32_get(b + 4) & 1;
    m->has_parent = le32_get(b + 4) & 2;
    if (item_read(file, m, VHDX_ITEM_SIZE, b, err))
        return -1;
    m->size = le64_get(b);
    if (item_read(file, m, VHDX_ITEM_LOGICAL, b, err))
        return -1;
    m->logical_sector = le32_get(b);
    if (item_read(file, m, VHDX_ITEM_PHYSICAL, b, err))
        return -1;
    m->physical_sector = le32_get(b);
    if (item_read(file, m, VHDX_ITEM_PAGE83, m->page83, err) || check_values(m, err))
        return -1;
    if (!m->has_parent)
        return 0;
    uint32_t length = m->items[VHDX_ITEM_LOCATOR].length;
    AUTO_FREE uint8_t *item = xmalloc(length);
    if (blk_read(file, m->items[VHDX_ITEM_LOCATOR].at, item, length, err))
        return -1;
    return locator_decode(item, length, &m->locator, err);
}

int vhdx_meta_read(struct blk_io *file, const struct vhdx_region *region, struct vhdx_meta *meta,
                   struct err **err)
{
    *meta = (struct vhdx_meta){ 0 };
    if (meta_read(file, region, meta, err) == 0)
        return 0;
    vhdx_meta_release(meta);
    return -1;
}

void vhdx_meta_release(struct vhdx_meta *meta)
{
    vhdx_locator_release(&meta->locator);
}

void vhdx_meta_encode(const struct vhdx_meta *m, uint8_t region[VHDX_META_REGION_BYTES])
{
    uint32_t at = VHDX_META_TABLE_BYTES;
    uint16_t count = 0;
    memset(region, 0, VHDX_META_REGION_BYTES);
    memcpy(region, "metadata", 8);
    for (size_t i = 0; i < VHDX_ITEMS; i++) {
        if (i == VHDX_ITEM_LOCATOR && !m->has_parent)
            continue;
        uint32_t length = known[i].length;
        uint8_t *value = region + at;
        AUTO_FREE uint8_t *locator = NULL;
        switch ((enum vhdx_item)i) {
        case VHDX_ITEM_FILE:
            le32_put(value, m->block_size);
            le32_put(value + 4, (m->leave_allocated ? 1u : 0) | (m->has_parent ? 2u : 0));
            break;
        case VHDX_ITEM_SIZE:
            le64_put(value, m->size);
            break;
        case VHDX_ITEM_LOGICAL:
            le32_put(value, m->logical_sector);
            break;
        case VHDX_ITEM_PHYSICAL:
            le32_put(value, m->physical_sector);
            break;
        case VHDX_ITEM_PAGE83:
            memcpy(value, m->page83, 16);
            break;
        default:
            locator = vhdx_locator_encode(&m->locator, &length);
            memcpy(value, locator, length);
            break;
        }
        uint8_t *e = region + ENTRY_BYTES + (size_t)count++ * ENTRY_BYTES;
        memcpy(e, known[i].guid, 16);
        le32_put(e + 16, at);
        le32_put(e + 20, length);
        le32_put(e + 24, known[i].flags);
        at += (length + 7) & ~7u;
    }
    le16_put(region + 10, count);
}
