#include "disk/fs_ntfs.h"

#include <string.h>

#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    RECORD_MAX = 4096,
    RECORD_VOLUME = 3,
    RECORD_BITMAP = 6,
    ATTR_NAME = 0x60,
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

/* Counts the set bits of the bitmap's bytes at a place of the volume. *left bits are of interest.
 */
static bool count_bits(const struct ntfs *n, uint64_t at, uint64_t bytes, uint64_t *left,
                       uint64_t *used)
{
    AUTO_FREE uint8_t *b = xmalloc(PIECE);
    for (uint64_t done = 0; done < bytes && *left;) {
        AUTO_ERR *ignored = NULL;
        size_t len = bytes - done < PIECE ? (size_t)(bytes - done) : PIECE;
        if (volume_read(n->volume, at + done, b, len, &ignored))
            return false;
        for (size_t i = 0; i < len && *left; i++) {
            unsigned width = *left < 8 ? (unsigned)*left : 8;
            *used += (uint64_t)__builtin_popcount(b[i] & ((1u << width) - 1));
            *left -= width;
        }
        done += len;
    }
    return true;
}

/* The runs of the bitmap: a byte with the lengths of two numbers, then these: how many clusters,
 * and how far from the run before. */
static bool count_used(struct ntfs *n, uint64_t *used)
{
    size_t len;
    const uint8_t *a = read_record(n, RECORD_BITMAP) ? find_attribute(n, ATTR_DATA, &len) : NULL;
    if (!a || !a[8] || len < 64)
        return false;
    size_t at = le16_get(a + 32);
    uint64_t left = n->clusters;
    int64_t where = 0;
    while (left && at < len && a[at]) {
        unsigned count_len = a[at] & 15, offset_len = a[at] >> 4;
        uint64_t count = 0, offset = 0;
        if (!count_len || count_len > 6 || !offset_len || offset_len > 7 ||
            at + 1 + count_len + offset_len > len)
            return false;
        for (unsigned i = count_len; i; i--)
            count = count << 8 | a[at + i];
        for (unsigned i = offset_len; i; i--)
            offset = offset << 8 | a[at + count_len + i];
        if (offset >> (offset_len * 8 - 1))
            offset |= UINT64_MAX << (offset_len * 8);
        where += (int64_t)offset;
        at += 1 + count_len + offset_len;
        if (where < 0 || (uint64_t)where > n->clusters || count > n->clusters ||
            !count_bits(n, (uint64_t)where * n->cluster, count * n->cluster, &left, used))
            return false;
    }
    return !left;
}

void fs_ntfs_details(const struct volume *v, const uint8_t b[512], struct fs_info *info)
{
    int8_t size = (int8_t)b[64];
    uint64_t first = le64_get(b + 48);
    if (!info->cluster || !info->size || info->size > v->size)
        return;
    struct ntfs n = { .volume = v,
                      .cluster = info->cluster,
                      .clusters = info->size / info->cluster,
                      .record = size > 0     ? (uint32_t)size * info->cluster
                                : size > -13 ? 1u << -size
                                             : 0 };
    if (n.record < 512 || n.record > RECORD_MAX || first >= n.clusters)
        return;
    n.mft = first * n.cluster;
    read_label(&n, info);
    uint64_t used = 0;
    if (n.clusters / 8 <= BITMAP_MAX && count_used(&n, &used))
        info->free = (int64_t)((n.clusters - used) * n.cluster);
}
