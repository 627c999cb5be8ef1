#include "disk/fs_ntfs.h"

#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    RECORD_MAX = 4096,
    RECORD_LOG = 2,
    RECORD_VOLUME = 3,
    RECORD_BITMAP = 6,
    ATTR_NAME = 0x60,
    ATTR_VOLUME = 0x70,
    ATTR_DATA = 0x80,
    ATTR_END = -1,
    PIECE = 1 << 20,
};
#define BITMAP_MAX (256ull << 20)

struct ntfs {
    const struct volume *volume;
    uint64_t mft;     /* bytes */
    uint32_t record;  /* bytes */
    uint32_t cluster; /* bytes */
    uint64_t clusters;
    uint8_t b[RECORD_MAX]; /* the record that was read last */
};

/* The last two bytes of each 512 are kept in an array at the start ("fixups"). */
static bool read_record(struct ntfs *n, uint32_t number)
{
    AUTO_ERR *ignored = NULL;
    uint64_t at = n->mft + (uint64_t)number * n->record;
    if (at > n->volume->size - n->record || volume_read(n->volume, at, n->b, n->record, &ignored) ||
        memcmp(n->b, "FILE", 4) != 0)
        return false;
    size_t array = le16_get(n->b + 4), count = le16_get(n->b + 6);
    if (count != n->record / 512 + 1 || array + count * 2 > 510)
        return false;
    for (size_t i = 1; i < count; i++) {
        uint8_t *end = n->b + i * 512 - 2;
        if (memcmp(end, n->b + array, 2) != 0)
            return false;
        memcpy(end, n->b + array + i * 2, 2);
    }
    return true;
}

/* The first attribute of that kind in the record; NULL: none. *len bytes belong to it. */
static const uint8_t *find_attribute(const struct ntfs *n, uint32_t kind, size_t *len)
{
    size_t at = le16_get(n->b + 20);
    while (at + 24 <= n->record && le32_get(n->b + at) != (uint32_t)ATTR_END) {
        *len = le32_get(n->b + at + 4);
        if (*len < 24 || *len > n->record - at)
            return NULL;
        if (le32_get(n->b + at) == kind)
            return n->b + at;
        at += *len;
    }
    return NULL;
}

static void read_label(struct ntfs *n, struct fs_info *info)
{
    size_t len;
    const uint8_t *a = read_record(n, RECORD_VOLUME) ? find_attribute(n, ATTR_NAME, &len) : NULL;
    if (!a || a[8])
        return;
    size_t at = le16_get(a + 20), size = le32_get(a + 16);
    if (at > len || size > len - at)
        return;
    AUTO_STRBUF text = STRBUF_INIT;
    text16_add(&text, a + at, size, false);
    snprintf(info->label, sizeof(info->label), "%s", text.buf);
}

/* The bits of a bitmap's bytes at a place of the volume. */
static bool take_bits(const struct ntfs *n, uint64_t at, uint64_t bytes, struct fs_units *units)
{
    AUTO_FREE uint8_t *b = xmalloc(PIECE);
    for (uint64_t done = 0; done < bytes && units->next < n->clusters;) {
        AUTO_ERR *ignored = NULL;
        size_t len = bytes - done < PIECE ? (size_t)(bytes - done) : PIECE;
        if (volume_read(n->volume, at + done, b, len, &ignored))
            return false;
        for (size_t i = 0; i < len * 8 && units->next < n->clusters; i++)
            fs_units_add(units, b[i / 8] >> (i % 8) & 1);
        done += len;
    }
    return true;
}

/* One run: a byte with the lengths of two numbers, then these: how many clusters, and how far from
 * the run before. False behind the last one, or when it is wrong: *count is 0 then. */
static bool next_run(const struct ntfs *n, const uint8_t *a, size_t len, size_t *at, int64_t *where,
                     uint64_t *count)
{
    *count = 0;
    if (*at >= len || !a[*at])
        return false;
    unsigned count_len = a[*at] & 15, offset_len = a[*at] >> 4;
    uint64_t offset = 0, value = 0;
    if (!count_len || count_len > 6 || !offset_len || offset_len > 7 ||
        *at + 1 + count_len + offset_len > len)
        return false;
    for (unsigned i = count_len; i; i--)
        value = value << 8 | a[*at + i];
    for (unsigned i = offset_len; i; i--)
        offset = offset << 8 | a[*at + count_len + i];
    if (offset >> (offset_len * 8 - 1))
        offset |= UINT64_MAX << (offset_len * 8);
    *where += (int64_t)offset;
    *at += 1 + count_len + offset_len;
    if (*where < 0 || (uint64_t)*where > n->clusters || value > n->clusters)
        return false;
    *count = value;
    return true;
}

/* The content of a record's unnamed data that lie outside of it. */
static const uint8_t *data_runs(struct ntfs *n, uint32_t record, size_t *len, size_t *at)
{
    const uint8_t *a = read_record(n, record) ? find_attribute(n, ATTR_DATA, len) : NULL;
    if (!a || !a[8] || *len < 64)
        return NULL;
    *at = le16_get(a + 32);
    return a;
}

static bool take_bitmap(struct ntfs *n, struct fs_units *units)
{
    size_t len, at;
    int64_t where = 0;
    uint64_t count;
    const uint8_t *a = data_runs(n, RECORD_BITMAP, &len, &at);
    while (a && units->next < n->clusters && next_run(n, a, len, &at, &where, &count))
        if (!take_bits(n, (uint64_t)where * n->cluster, count * n->cluster, units))
            return false;
    fs_units_end(units);
    return n->clusters && units->next == n->clusters;
}

static bool open_ntfs(const struct volume *v, const uint8_t b[512], const struct fs_info *info,
                      struct ntfs *n)
{
    int8_t size = (int8_t)b[64];
    uint64_t first = le64_get(b + 48);
    if (!info->cluster || !info->size || info->size > v->size)
        return false;
    *n = (struct ntfs){ .volume = v,
                        .cluster = info->cluster,
                        .clusters = info->size / info->cluster,
                        .record = size > 0     ? (uint32_t)size * info->cluster
                                  : size > -13 ? 1u << -size
                                               : 0 };
    if (n->record < 512 || n->record > RECORD_MAX || first >= n->clusters)
        return false;
    n->mft = first * n->cluster;
    return n->clusters / 8 <= BITMAP_MAX;
}

void fs_ntfs_details(const struct volume *v, const uint8_t b[512], struct fs_info *info)
{
    struct ntfs n;
    struct fs_free unused = { VEC_INIT };
    struct fs_units units = { .free_space = &unused };
    if (!open_ntfs(v, b, info, &n))
        return;
    read_label(&n, info);
    units.unit = n.cluster;
    if (take_bitmap(&n, &units))
        info->free = (int64_t)(units.unused * n.cluster);
    vec_release(&unused.ranges);
}

static bool open_volume(const struct volume *v, struct ntfs *n)
{
    AUTO_ERR *ignored = NULL;
    uint8_t b[512];
    struct fs_info info;
    return fs_info_read(v, &info, &ignored) == 0 && info.type == FS_TYPE_NTFS &&
           volume_read(v, 0, b, sizeof(b), &ignored) == 0 && open_ntfs(v, b, &info, n);
}

bool fs_ntfs_free(const struct volume *v, struct fs_free *free_space)
{
    struct ntfs n;
    struct fs_units units = { .free_space = free_space };
    if (!open_volume(v, &n))
        return false;
    units.unit = n.cluster;
    return take_bitmap(&n, &units);
}

/* A restart page of the log: with a client the volume is mounted, unless its flag says otherwise.
 * Version 1.1 is what Windows leaves at a shutdown; 2.0 means that it sleeps and keeps changes. */
static bool restart_clean(const uint8_t *p, size_t len)
{
    enum { NO_CLIENT = 0xFFFF, IS_CLEAN = 2, VERSION = 0x00010001 };
    size_t at = le16_get(p + 24), i = 0;
    while (i < len && p[i] == 0xFF)
        i++;
    if (i == len)
        return true; /* a new log */
    return memcmp(p, "RSTR", 4) == 0 && le32_get(p + 26) == VERSION && at >= 30 && at + 16 <= len &&
           (le16_get(p + at + 12) == NO_CLIENT || (le16_get(p + at + 14) & IS_CLEAN));
}

bool fs_ntfs_clean(const struct volume *v)
{
    enum { FLAGS_ANY = 0xFFFF & ~0x80, LOG_PAGE = 4096 }; /* 0x80: Windows has run on it */
    AUTO_ERR *ignored = NULL;
    struct ntfs n;
    size_t len, at;
    uint8_t log[2 * LOG_PAGE];
    int64_t where = 0;
    uint64_t count;
    if (!open_volume(v, &n))
        return false;
    const uint8_t *a =
        read_record(&n, RECORD_VOLUME) ? find_attribute(&n, ATTR_VOLUME, &len) : NULL;
    size_t content = a ? le16_get(a + 20) : 0;
    if (!a || a[8] || content + 12 > len || (le16_get(a + content + 10) & FLAGS_ANY))
        return false;
    a = data_runs(&n, RECORD_LOG, &len, &at);
    return a && next_run(&n, a, len, &at, &where, &count) && count * n.cluster >= sizeof(log) &&
           volume_read(v, (uint64_t)where * n.cluster, log, sizeof(log), &ignored) == 0 &&
           restart_clean(log, LOG_PAGE) && restart_clean(log + LOG_PAGE, LOG_PAGE);
}
