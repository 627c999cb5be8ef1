#include "disk/fs_free.h"

#include <string.h>

#include "disk/fat_layout.h"
#include "disk/fs_info.h"
#include "disk/fs_ntfs.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { SHORTEST = 64 << 10, RANGES_MAX = 1 << 20, FAT_PIECE = 64 << 10 };
#define FAT_MAX (1ull << 30)
static const char unreadable[] = "cannot be read";
static const char not_clean[] = "was not unmounted cleanly";
static const char unknown[] = "has features that are not known here";
static const char wrong[] = "contradicts itself";

void fs_units_end(struct fs_units *u)
{
    uint64_t length = (u->next - u->first) * u->unit;
    if (length >= SHORTEST && u->free_space->ranges.len < RANGES_MAX)
        *vec_push(&u->free_space->ranges) =
            (struct fs_range){ u->base + u->first * u->unit, length };
    u->first = u->next;
}

void fs_units_add(struct fs_units *u, bool used)
{
    if (used) {
        fs_units_end(u);
        u->first++;
    }
    u->unused += !used;
    u->next++;
}

static bool get(const struct volume *v, uint64_t at, void *buf, size_t len)
{
    AUTO_ERR *ignored = NULL;
    return volume_read(v, at, buf, len, &ignored) == 0;
}

/* ---- ext2 to ext4 ---- */
enum {
    EXT_SUPER_AT = 1024,
    EXT_CLEAN = 1,
    EXT_ERRORS = 2,
    /* file types, extents, 64 bit, multiple mounts, flexible groups, attributes in inodes, seed of
     * checksums, large directories, data in inodes, encryption, case folding */
    EXT_INCOMPAT =
        0x2 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x20000,
    EXT_RECOVER = 0x4,
    EXT_64BIT = 0x80,
    /* sparse superblocks, large files, directory trees, huge files, checksums of groups, many
     * links, large inodes, quotas, checksums, read-only, projects, verity */
    EXT_RO = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x20 | 0x40 | 0x100 | 0x400 | 0x1000 | 0x2000 | 0x8000,
    EXT_SPARSE = 0x1, /* of EXT_RO */
    EXT_COMPAT_TWO_SUPERS = 0x200,
    EXT_GROUP_UNMADE = 2, /* its bitmap was never written: only what every group has is used */
};

struct ext {
    const struct volume *v;
    uint32_t block, per_group, first, descriptor;
    uint64_t blocks, groups;
    uint64_t tables;      /* blocks of the descriptors and of the room reserved for more */
    uint64_t inode_table; /* blocks of a group's */
    bool sparse, two_supers;
};

static const char *ext_open(struct ext *e, const uint8_t s[1024])
{
    uint32_t incompat = le32_get(s + 96), log = le32_get(s + 24);
    uint16_t state = le16_get(s + 58);
    if (!(state & EXT_CLEAN) || (state & EXT_ERRORS) || (incompat & EXT_RECOVER) ||
        le32_get(s + 232) /* files to be removed at the next mount */)
        return not_clean;
    if ((incompat & ~(uint32_t)EXT_INCOMPAT) || (le32_get(s + 100) & ~(uint32_t)EXT_RO) || log > 6)
        return unknown;
    bool wide = incompat & EXT_64BIT;
    e->block = 1024u << log;
    e->per_group = le32_get(s + 32);
    e->first = le32_get(s + 20);
    e->blocks = le32_get(s + 4) | (wide ? (uint64_t)le32_get(s + 336) << 32 : 0);
    e->descriptor = wide ? le16_get(s + 254) : 32;
    if (e->first > 1 || e->per_group < 256 || e->per_group > e->block * 8 || e->per_group % 8 ||
        e->descriptor < (wide ? 64u : 32u) || e->descriptor > 1024 || e->blocks <= e->first ||
        e->blocks > e->v->size / e->block)
        return wrong;
    e->groups = (e->blocks - e->first + e->per_group - 1) / e->per_group;
    e->tables = (e->groups * e->descriptor + e->block - 1) / e->block + le16_get(s + 206);
    e->inode_table = ((uint64_t)le32_get(s + 40) * le16_get(s + 88) + e->block - 1) / e->block;
    e->sparse = le32_get(s + 100) & EXT_SPARSE;
    e->two_supers = le32_get(s + 92) & EXT_COMPAT_TWO_SUPERS;
    return NULL;
}

static bool has_super(const struct ext *e, uint64_t group)
{
    static const unsigned roots[] = { 3, 5, 7 };
    if (!e->sparse || group < 2)
        return true;
    for (size_t i = 0; i < ARRAY_SIZE(roots); i++) {
        uint64_t n = roots[i];
        while (n < group)
            n *= roots[i];
        if (n == group)
            return true;
    }
    return false;
}

static void set_used(uint8_t *bitmap, uint64_t from, uint64_t n, uint32_t count)
{
    for (uint64_t i = from; i < count && i - from < n; i++)
        bitmap[i / 8] |= (uint8_t)(1u << (i % 8));
}

/* The bitmap of a group that has none yet, as its first use would make it: where its number of free
 * blocks is another one, all of it is used. */
static void ext_make_bitmap(const struct ext *e, uint64_t group, const uint8_t d[64],
                            uint32_t count, uint32_t unused, uint8_t *bitmap)
{
    uint64_t start = e->first + group * e->per_group;
    memset(bitmap, 0, e->block);
    if (e->two_supers)
        set_used(bitmap, 0, count, count);
    if (has_super(e, group))
        set_used(bitmap, 0, 1 + e->tables, count);
    for (int i = 0; i < 3; i++) {
        uint64_t at = le32_get(d + i * 4) | (uint64_t)le32_get(d + 32 + i * 4) << 32;
        if (at >= start && at - start < count)
            set_used(bitmap, at - start, i == 2 ? e->inode_table : 1, count);
    }
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++)
        found += !(bitmap[i / 8] >> (i % 8) & 1);
    if (found != unused)
        set_used(bitmap, 0, count, count);
}

static const char *ext_group(const struct ext *e, uint64_t group, uint8_t *bitmap,
                             struct fs_units *units)
{
    uint8_t d[64] = { 0 };
    bool wide = e->descriptor >= 64;
    if (!get(e->v, (uint64_t)(e->first + 1) * e->block + group * e->descriptor, d, wide ? 64 : 32))
        return unreadable;
    uint64_t at = le32_get(d) | (wide ? (uint64_t)le32_get(d + 32) << 32 : 0);
    uint32_t unused = le16_get(d + 12) | (wide ? (uint32_t)le16_get(d + 44) << 16 : 0);
    uint64_t start = e->first + group * e->per_group, rest = e->blocks - start;
    uint32_t count = rest < e->per_group ? (uint32_t)rest : e->per_group;
    bool unmade = le16_get(d + 18) & EXT_GROUP_UNMADE;
    if (!unmade && (at < e->first || at >= e->blocks))
        return wrong;
    if (!unmade && !get(e->v, at * e->block, bitmap, e->block))
        return unreadable;
    if (unmade)
        ext_make_bitmap(e, group, d, count, unused, bitmap);
    uint64_t before = units->unused;
    for (uint32_t i = 0; i < count; i++)
        fs_units_add(units, bitmap[i / 8] >> (i % 8) & 1);
    return unmade || units->unused - before == unused ? NULL : wrong;
}

static const char *read_ext(const struct volume *v, struct fs_free *free_space)
{
    uint8_t s[1024];
    struct ext e = { .v = v };
    if (!get(v, EXT_SUPER_AT, s, sizeof(s)))
        return unreadable;
    const char *why = ext_open(&e, s);
    if (why)
        return why;
    AUTO_FREE uint8_t *bitmap = xmalloc(e.block);
    struct fs_units units = {
        .free_space = free_space, .unit = e.block, .next = e.first, .first = e.first
    };
    for (uint64_t g = 0; g < e.groups; g++)
        if ((why = ext_group(&e, g, bitmap, &units)))
            return why;
    fs_units_end(&units);
    return NULL;
}

/* ---- FAT16 and FAT32 ---- */
static const char *fat_tables(const struct volume *v, const struct fat_layout *l,
                              struct fs_units *units)
{
    AUTO_FREE uint8_t *piece = xmalloc(FAT_PIECE);
    AUTO_FREE uint8_t *copy = xmalloc(FAT_PIECE);
    uint32_t width = l->wide ? 4 : 2;
    uint64_t entries = l->clusters + 2;
    for (uint64_t i = 0; i < entries; i += FAT_PIECE / width) {
        size_t n = entries - i < FAT_PIECE / width ? (size_t)(entries - i) : FAT_PIECE / width;
        uint64_t at = l->table_at + i * width;
        if (!get(v, at, piece, n * width) ||
            (l->tables == 2 && !get(v, at + l->table_size, copy, n * width)))
            return unreadable;
        if (l->tables == 2 && memcmp(piece, copy, n * width) != 0)
            return wrong;
        for (size_t k = 0; k < n; k++) {
            uint32_t entry = l->wide ? le32_get(piece + k * 4) : le16_get(piece + k * 2);
            /* The second entry has two flags: unmounted cleanly, no error. */
            uint32_t clean = l->wide ? 0x0C000000 : 0xC000;
            if (i + k == 1 && (entry & clean) != clean)
                return not_clean;
            if (i + k >= 2)
                fs_units_add(units, l->wide ? entry & 0x0FFFFFFF : entry);
        }
    }
    return NULL;
}

static const char *read_fat(const struct volume *v, struct fs_free *free_space)
{
    uint8_t b[512];
    struct fat_layout l;
    if (!get(v, 0, b, sizeof(b)))
        return unreadable;
    if (!fat_layout_read(b, &l) || l.size > v->size)
        return wrong;
    if (l.clusters < 4085 || l.one_table)
        return unknown; /* FAT12 does not tell whether it is clean; one table may be ahead */
    if ((l.clusters + 2) * (l.wide ? 4 : 2) > l.table_size || l.table_size > FAT_MAX)
        return wrong;
    if (l.dirty)
        return not_clean;
    struct fs_units units = { .free_space = free_space, .base = l.data_at, .unit = l.cluster };
    const char *why = fat_tables(v, &l, &units);
    fs_units_end(&units);
    return why;
}

const char *fs_free_read(const struct volume *v, struct fs_free *free_space)
{
    AUTO_ERR *ignored = NULL;
    struct fs_info info;
    const char *why = "is not one whose free space is known here";
    if (v->fault || fs_info_read(v, &info, &ignored))
        return unreadable;
    if (info.type == FS_TYPE_EXT2 || info.type == FS_TYPE_EXT3 || info.type == FS_TYPE_EXT4)
        why = read_ext(v, free_space);
    else if (info.type == FS_TYPE_FAT || info.type == FS_TYPE_FAT32)
        why = read_fat(v, free_space);
    else if (info.type == FS_TYPE_NTFS)
        why = fs_ntfs_clean(v) ? (fs_ntfs_free(v, free_space) ? NULL : wrong) : not_clean;
    return why;
}
