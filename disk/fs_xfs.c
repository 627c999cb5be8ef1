/* XFS, versions 4 and 5. Source: XFS Algorithms & Data Structures, 3rd edition. */
#include "disk/fs_xfs.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/strbuf.h"

enum {
    DIR_BLOCK_MAX = 65536,
    LEAF_SPACE_LOG = 35, /* a directory's names lie below 32 GiB of its file */
    EXTENTS_MAX = 4 << 20,
    V5_BLOCK_HEADER = 72,
    V4_BLOCK_HEADER = 24,
    LINK_HEADER = 56,
};

static int corrupt(struct err **err, const char *what)
{
    return err_set(err, ERR_OPERATION_FAILED, "The XFS file system is corrupted: %s.", what);
}

/* ---- geometry ---- */
static int read_super(struct xfs *x, struct err **err)
{
    enum { KNOWN_INCOMPAT = 0xFF, INCOMPAT_FTYPE = 1, FEATURES2_FTYPE = 0x200 };
    uint8_t s[264];
    if (volume_read(x->fs.volume, 0, s, sizeof(s), err))
        return -1;
    x->block = be32_get(s + 4);
    x->ag_blocks = be32_get(s + 84);
    x->ag_count = be32_get(s + 88);
    x->inode_size = be16_get(s + 104);
    x->inodes_log = s[123];
    x->ag_log = s[124];
    x->fs.root = be64_get(s + 56);
    unsigned version = be16_get(s + 100) & 15;
    uint32_t incompat = be32_get(s + 216);
    x->v5 = version == 5;
    x->dir_block = s[192] <= 7 ? x->block << s[192] : 0;
    x->file_types = x->v5 ? incompat & INCOMPAT_FTYPE : be32_get(s + 200) & FEATURES2_FTYPE;
    if ((version != 4 && version != 5) || (x->v5 && (incompat & ~KNOWN_INCOMPAT)))
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The XFS file system uses features that are not known here.");
    if (x->block < 512 || x->block > 65536 || (x->block & (x->block - 1)) || x->inode_size < 256 ||
        x->inode_size > 2048 || (x->inode_size & (x->inode_size - 1)) || x->inodes_log > 8 ||
        x->inode_size << x->inodes_log != x->block || !x->ag_blocks || x->ag_log > 31 ||
        x->ag_blocks > 1u << x->ag_log || !x->ag_count || !x->dir_block ||
        x->dir_block > DIR_BLOCK_MAX)
        return corrupt(err, "its superblock has impossible values");
    return 0;
}

/* Where a block is in the volume. */
static int block_at(const struct xfs *x, uint64_t block, uint64_t *at, struct err **err)
{
    uint64_t ag = block >> x->ag_log, in = block & ((1ull << x->ag_log) - 1);
    *at = 0;
    if (ag >= x->ag_count || in >= x->ag_blocks)
        return corrupt(err, "a block number lies outside");
    *at = (ag * x->ag_blocks + in) * x->block;
    return 0;
}

/* ---- inodes ---- */
static int64_t seconds_of(const struct xfs_inode *i, size_t at, uint32_t *nanoseconds)
{
    if (!i->big_time) {
        *nanoseconds = be32_get(i->raw + at + 4) % 1000000000u;
        return (int32_t)be32_get(i->raw + at);
    }
    uint64_t t = be64_get(i->raw + at);
    *nanoseconds = (uint32_t)(t % 1000000000u);
    return (int64_t)(t / 1000000000u) - (1ll << 31);
}

static int read_inode(const struct xfs *x, uint64_t number, struct xfs_inode *i, struct err **err)
{
    enum { FLAG_BIG_TIME = 8, FLAG_BIG_COUNT = 16 };
    uint64_t at;
    if (number >> (x->ag_log + x->inodes_log) >= x->ag_count)
        return corrupt(err, "an inode number lies outside");
    if (block_at(x, number >> x->inodes_log, &at, err))
        return -1;
    at += (number & ((1u << x->inodes_log) - 1)) * x->inode_size;
    if (volume_read(x->fs.volume, at, i->raw, x->inode_size, err))
        return -1;
    unsigned version = i->raw[4];
    size_t fork = version == 3 ? 176 : 100;
    if (be16_get(i->raw) != 0x494E || !version || version > 3)
        return corrupt(err, "an inode has no signature");
    uint64_t flags2 = version == 3 ? be64_get(i->raw + 120) : 0;
    i->big_time = flags2 & FLAG_BIG_TIME;
    i->mode = be16_get(i->raw + 2);
    i->format = i->raw[5];
    i->size = be64_get(i->raw + 56);
    i->count = flags2 & FLAG_BIG_COUNT ? be64_get(i->raw + 24) : be32_get(i->raw + 76);
    i->fork = i->raw + fork;
    i->fork_size = x->inode_size - fork;
    size_t attributes = i->raw[82] * 8u;
    if (attributes && attributes < i->fork_size)
        i->fork_size = attributes;
    if (i->size > INT64_MAX)
        return corrupt(err, "a file has an impossible size");
    i->seconds = seconds_of(i, 40, &i->nanoseconds);
    return 0;
}

/* ---- extents ---- */
static int add_extents(struct xfs_map *map, const uint8_t *p, uint64_t n, struct err **err)
{
    if (n > EXTENTS_MAX || map->len > EXTENTS_MAX - n)
        return corrupt(err, "a file has too many extents");
    for (; n; n--, p += 16) {
        uint64_t high = be64_get(p), low = be64_get(p + 8);
        struct xfs_extent e = { .file = (high & INT64_MAX) >> 9,
                                .block = (high & 0x1FF) << 43 | low >> 21,
                                .count = low & 0x1FFFFF,
                                .unwritten = high >> 63 };
        if (e.file >> 46) /* no file is so long, and its bytes must be countable */
            return corrupt(err, "an extent lies past the end of any file");
        if (map->len && e.file < map->items[map->len - 1].file + map->items[map->len - 1].count)
            return corrupt(err, "the extents of a file overlap");
        *vec_push(map) = e;
    }
    return 0;
}

static int add_tree(const struct xfs *x, struct xfs_map *map, uint64_t block, unsigned level,
                    struct err **err)
{
    AUTO_FREE uint8_t *b = xmalloc(x->block);
    size_t header = x->v5 ? V5_BLOCK_HEADER : V4_BLOCK_HEADER;
    size_t room = (x->block - header) / 16;
    uint64_t at;
    if (block_at(x, block, &at, err) || volume_read(x->fs.volume, at, b, x->block, err))
        return -1;
    size_t n = be16_get(b + 6);
    if (be32_get(b) != (x->v5 ? 0x424D4133u : 0x424D4150u) || be16_get(b + 4) != level || n > room)
        return corrupt(err, "a block of extents is none");
    if (!level)
        return add_extents(map, b + header, n, err);
    /* Every block below holds an extent at least, or the tree is no tree. */
    for (size_t i = 0; i < n; i++) {
        size_t before = map->len;
        if (add_tree(x, map, be64_get(b + header + room * 8 + i * 8), level - 1, err))
            return -1;
        if (map->len == before)
            return corrupt(err, "a block of extents is empty");
    }
    return 0;
}

static int read_map(const struct xfs *x, const struct xfs_inode *i, struct xfs_map *map,
                    struct err **err)
{
    enum { EXTENTS = 2, BTREE = 3, LEVEL_MAX = 9 };
    if (i->format == EXTENTS) {
        if (i->count > i->fork_size / 16)
            return corrupt(err, "an inode holds more extents than fit");
        return add_extents(map, i->fork, i->count, err);
    }
    if (i->format != BTREE)
        return corrupt(err, "a file's content is of an unknown kind");
    unsigned level = be16_get(i->fork);
    size_t n = be16_get(i->fork + 2), room = (i->fork_size - 4) / 16;
    if (!level || level > LEVEL_MAX || n > room)
        return corrupt(err, "the root of a file's extents is broken");
    for (size_t k = 0; k < n; k++)
        if (add_tree(x, map, be64_get(i->fork + 4 + room * 8 + k * 8), level - 1, err))
            return -1;
    return 0;
}

/* len bytes at off of what the map says; holes are zeros. */
static int read_mapped(const struct xfs *x, const struct xfs_map *map, uint64_t off, uint8_t *out,
                       size_t len, struct err **err)
{
    size_t low = 0, high = map->len;
    uint64_t first = off / x->block;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->items[middle].file + map->items[middle].count <= first)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; len; i++) {
        const struct xfs_extent *e = i < map->len ? &map->items[i] : NULL;
        uint64_t start = e ? e->file * x->block : UINT64_MAX;
        if (start > off) {
            size_t hole = start - off < len ? (size_t)(start - off) : len;
            memset(out, 0, hole);
            out += hole;
            off += hole;
            len -= hole;
        }
        if (!len || !e)
            break;
        uint64_t in = off - start, bytes = e->count * (uint64_t)x->block - in, at;
        size_t n = bytes < len ? (size_t)bytes : len;
        if (e->unwritten)
            memset(out, 0, n);
        else if (block_at(x, e->block, &at, err) || volume_read(x->fs.volume, at + in, out, n, err))
            return -1;
        out += n;
        off += n;
        len -= n;
    }
    return 0;
}

/* ---- directories ---- */
struct listing {
    struct xfs *x;
    fs_on_entry on;
    void *ctx;
};

static int emit_entry(struct listing *l, const uint8_t *name, size_t len, uint64_t number,
                      struct err **err)
{
    char text[256];
    struct xfs_inode i;
    if (!fs_name_safe((const char *)name, len))
        return 0;
    memcpy(text, name, len);
    text[len] = '\0';
    if (read_inode(l->x, number, &i, err))
        return -1;
    unsigned kind = i.mode & 0170000;
    struct fs_entry e = { .name = text,
                          .id = number,
                          .kind = kind == 0100000   ? FS_FILE
                                  : kind == 0040000 ? FS_DIRECTORY
                                  : kind == 0120000 ? FS_LINK
                                                    : FS_OTHER,
                          .size = i.size,
                          .seconds = i.seconds,
                          .nanoseconds = i.nanoseconds,
                          .mode = i.mode & 07777u,
                          .read_only = !(i.mode & 0222),
                          .hidden = *text == '.' };
    return l->on(l->ctx, &e, err);
}

static int list_short(struct listing *l, const struct xfs_inode *dir, struct err **err)
{
    const uint8_t *p = dir->fork, *end = p + dir->fork_size;
    size_t wide = p[1] ? 8 : 4;
    unsigned count = p[1] ? p[1] : p[0];
    for (p += 2 + wide; count; count--) {
        if (end - p < 3 || (size_t)(end - p) < 3 + (size_t)p[0] + l->x->file_types + wide)
            return corrupt(err, "a short directory is longer than its inode");
        size_t len = p[0];
        const uint8_t *number = p + 3 + len + l->x->file_types;
        int r = emit_entry(l, p + 3, len, wide == 8 ? be64_get(number) : be32_get(number), err);
        if (r)
            return r;
        p = number + wide;
    }
    return 0;
}

static int list_block(struct listing *l, const uint8_t *b, struct err **err)
{
    enum { X2B = 0x58443242, X3B = 0x58444233, X2D = 0x58443244, X3D = 0x58444433 };
    uint32_t magic = be32_get(b);
    size_t at = l->x->v5 ? 64 : 16, end = l->x->dir_block;
    if (magic == X2B || magic == X3B) {
        uint64_t leaves = be32_get(b + end - 8);
        if (leaves > (end - at - 8) / 8)
            return corrupt(err, "a directory block is broken");
        end -= 8 + (size_t)leaves * 8;
    } else if (magic != X2D && magic != X3D) {
        return corrupt(err, "a directory block has no signature");
    }
    while (at + 16 <= end) {
        if (be16_get(b + at) == 0xFFFF) {
            size_t unused = be16_get(b + at + 2);
            if (unused < 8 || unused % 8)
                return corrupt(err, "a directory block is broken");
            at += unused;
            continue;
        }
        size_t len = b[at + 8], whole = (8 + 1 + len + l->x->file_types + 2 + 7) & ~7u;
        if (!len || whole > end - at)
            return corrupt(err, "a directory entry is broken");
        int r = emit_entry(l, b + at + 9, len, be64_get(b + at), err);
        if (r)
            return r;
        at += whole;
    }
    return 0;
}

static int list_blocks(struct listing *l, const struct xfs_inode *dir, struct err **err)
{
    struct xfs *x = l->x;
    struct xfs_map map = VEC_INIT;
    AUTO_FREE uint8_t *b = xmalloc(x->dir_block);
    int r = read_map(x, dir, &map, err);
    uint64_t next = 0; /* blocks of the directory before it are done */
    for (size_t i = 0; !r && i < map.len; i++) {
        const struct xfs_extent *e = &map.items[i];
        uint64_t per = x->dir_block / x->block;
        uint64_t n = e->file < next ? next : e->file / per * per;
        for (; !r && n < e->file + e->count && n * x->block < 1ull << LEAF_SPACE_LOG; n += per) {
            r = read_mapped(x, &map, n * x->block, b, x->dir_block, err);
            if (!r)
                r = list_block(l, b, err);
            next = n + per;
        }
    }
    vec_release(&map);
    return r;
}

static int xfs_list(struct fs *fs, uint64_t dir, fs_on_entry on, void *ctx, struct err **err)
{
    struct listing l = { (struct xfs *)fs, on, ctx };
    struct xfs_inode i;
    if (read_inode(l.x, dir, &i, err))
        return -1;
    if ((i.mode & 0170000) != 0040000)
        return err_set(err, ERR_INVALID_PARAMETER, "It is no directory.");
    return i.format == 1 ? list_short(&l, &i, err) : list_blocks(&l, &i, err);
}

/* ---- content ---- */
/* A file is read piece by piece: its map is kept until another file is read. */
static int map_of(struct xfs *x, uint64_t id, struct err **err)
{
    if (x->mapped == id && x->map.items)
        return 0;
    vec_release(&x->map);
    x->mapped = 0;
    if (read_inode(x, id, &x->inode, err) || read_map(x, &x->inode, &x->map, err)) {
        vec_release(&x->map);
        return -1;
    }
    x->mapped = id;
    return 0;
}

static int xfs_read(struct fs *fs, uint64_t id, uint64_t off, void *buf, size_t len, size_t *got,
                    struct err **err)
{
    struct xfs *x = (struct xfs *)fs;
    *got = 0;
    if (map_of(x, id, err))
        return -1;
    if (off >= x->inode.size)
        return 0;
    *got = x->inode.size - off < len ? (size_t)(x->inode.size - off) : len;
    return read_mapped(x, &x->map, off, buf, *got, err);
}

static int xfs_link(struct fs *fs, uint64_t id, char **target, struct err **err)
{
    struct xfs *x = (struct xfs *)fs;
    struct xfs_inode i;
    if (read_inode(x, id, &i, err))
        return -1;
    if ((i.mode & 0170000) != 0120000 || i.size > 1024)
        return corrupt(err, "a symbolic link is too long");
    if (i.format == 1) {
        if (i.size > i.fork_size)
            return corrupt(err, "a symbolic link is longer than its inode");
        *target = xstrndup((const char *)i.fork, i.size);
        return 0;
    }
    struct xfs_map map = VEC_INIT;
    uint8_t b[1024 + 8 * LINK_HEADER];
    AUTO_STRBUF text = STRBUF_INIT;
    size_t header = x->v5 ? LINK_HEADER : 0, each = x->block - header;
    int r = read_map(x, &i, &map, err);
    for (uint64_t done = 0; !r && done < i.size; done += each) {
        size_t n = i.size - done < each ? (size_t)(i.size - done) : each;
        r = read_mapped(x, &map, done / each * x->block, b, n + header, err);
        if (!r)
            strbuf_add(&text, b + header, n);
    }
    vec_release(&map);
    if (!r)
        *target = strbuf_detach(&text, NULL);
    return r;
}

static void xfs_close(struct fs *fs)
{
    struct xfs *x = (struct xfs *)fs;
    vec_release(&x->map);
    free(x);
}

static const struct fs_ops xfs_ops = {
    .list = xfs_list,
    .read = xfs_read,
    .link = xfs_link,
    .close = xfs_close,
};

int fs_xfs_open(const struct volume *v, struct fs **fs, struct err **err)
{
    struct xfs *x = xcalloc(1, sizeof(*x));
    x->fs.ops = &xfs_ops;
    x->fs.volume = v;
    if (read_super(x, err)) {
        free(x);
        return -1;
    }
    *fs = &x->fs;
    return 0;
}
