#include "disk/vhdx.h"

#include <string.h>

#include "disk/text16.h"
#include "disk/vdisk_keep.h"
#include "disk/vhdx_bat.h"
#include "disk/vhdx_replay.h"
#include "shell/base/alloc.h"

/* Dirty pages that are flushed without being asked. */
enum { DIRTY_MAX = 512 };
/* Blocks that are looked at in one go for a run of the same kind. */
enum { RUN_BLOCKS = 1 << 16 };

static struct vhdx *vhdx_of(struct vdisk *d)
{
    return (struct vhdx *)d;
}

/* ---- sessions ---- */
static int write_headers(struct vhdx *v, struct err **err)
{
    /* Both, so that the older one does not come back when the newer is damaged. */
    for (int copy = 0; copy < 2; copy++)
        if (vhdx_header_write(v->disk.file, &v->header, err))
            return -1;
    return 0;
}

int vhdx_begin(struct vhdx *v, bool visible, struct err **err)
{
    if (v->failed)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The virtual hard disk takes no more writes after one failed.");
    if (v->session)
        return 0;
    v->failed = true;
    if (vhdx_log_start(&v->log, v->disk.file, &v->header, err))
        return -1;
    memcpy(v->header.log_guid, v->log.guid, 16);
    disk_guid_new(v->header.file_write);
    if (visible && v->next_data_write)
        memcpy(v->header.data_write, v->next_data_write, 16);
    else if (visible)
        disk_guid_new(v->header.data_write);
    memcpy(v->disk.identity, v->header.data_write, 16);
    if (write_headers(v, err))
        return -1;
    v->failed = false;
    v->session = true;
    return 0;
}

static int compare_pages(const void *a, const void *b)
{
    const struct page *x = *(struct page *const *)a, *y = *(struct page *const *)b;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int commit(struct vhdx *v, struct err **err)
{
    AUTO_FREE struct page **pages = xcalloc(v->dirty, sizeof(struct page *));
    size_t n = 0;
    for (size_t i = 0; i < v->cache.cap; i++)
        if (v->cache.slots[i] && v->cache.slots[i]->dirty)
            pages[n++] = v->cache.slots[i];
    qsort(pages, n, sizeof(*pages), compare_pages);
    if (v->data_first && vhdx_log_sync(&v->log, v->disk.file, err))
        return -1;
    v->data_first = false;
    if (vhdx_log_commit(&v->log, v->disk.file, pages, n, err))
        return -1;
    v->dirty = 0;
    for (size_t i = 0; i < v->freed.len; i++) {
        const struct vhdx_span *s = &v->freed.items[i];
        if (blk_punch(v->disk.file, s->at, s->length, err))
            return -1;
        vhdx_space_give(&v->space, s->at, s->length);
    }
    v->freed.len = v->touched.len = 0;
    vdisk_keep_clear(v->disk.keep);
    return 0;
}

int vhdx_flush(struct vhdx *v, struct err **err)
{
    if (!v->session)
        return 0;
    if (v->failed)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The virtual hard disk takes no more writes after one failed.");
    if (!v->dirty)
        return vhdx_log_sync(&v->log, v->disk.file, err);
    v->failed = true;
    if (commit(v, err))
        return -1;
    v->failed = false;
    return 0;
}

int vhdx_end(struct vhdx *v, struct err **err)
{
    if (!v->session)
        return 0;
    if (vhdx_flush(v, err) || vhdx_log_sync(&v->log, v->disk.file, err))
        return -1;
    memset(v->header.log_guid, 0, 16);
    v->failed = true;
    if (write_headers(v, err))
        return -1;
    v->failed = v->session = false;
    return 0;
}

static int flush(struct vdisk *d, struct err **err)
{
    return vhdx_flush(vhdx_of(d), err);
}

static bool plain(const struct vdisk *d, enum vdisk_step step)
{
    const struct vhdx *v = (const struct vhdx *)d;
    return v->session && !v->failed &&
           (step == VDISK_OVERWRITE || (!v->dirty && vhdx_log_settled(&v->log)));
}

/* ---- reading ---- */
static enum vdisk_state state_of(const struct vhdx *v, enum vhdx_block state)
{
    if (state == VHDX_BLOCK_FULL)
        return VDISK_DATA;
    return state == VHDX_BLOCK_NOT_PRESENT && v->meta.has_parent ? VDISK_PARENT : VDISK_ZERO;
}

static int map(struct vdisk *d, uint64_t off, uint64_t *len, enum vdisk_state *state, uint64_t *at,
               struct err **err)
{
    struct vhdx *v = vhdx_of(d);
    uint64_t block = off >> v->block_shift, in = off & (v->meta.block_size - 1), entry;
    uint64_t got = v->meta.block_size - in;
    if (vhdx_bat_get(v, vhdx_bat_payload(v, block), &entry, err))
        return -1;
    *at = vhdx_entry_at(entry) + in;
    if (vhdx_entry_state(entry) == VHDX_BLOCK_PARTIAL) {
        uint32_t sector = v->meta.logical_sector, first = (uint32_t)(in / sector);
        uint64_t want = *len < got ? *len : got;
        uint32_t count = (uint32_t)((in % sector + want + sector - 1) / sector);
        bool here;
        if (vhdx_bitmap_run(v, block, first, &count, &here, err))
            return -1;
        got = (uint64_t)count * sector - in % sector;
        *state = here ? VDISK_DATA : VDISK_PARENT;
        *len = got < *len ? got : *len;
        return 0;
    }
    *state = state_of(v, vhdx_entry_state(entry));
    for (uint64_t i = 0; got < *len && i < RUN_BLOCKS; i++) {
        uint64_t next;
        if (vhdx_bat_get(v, vhdx_bat_payload(v, ++block), &next, err))
            return -1;
        if (vhdx_entry_state(next) == VHDX_BLOCK_PARTIAL ||
            state_of(v, vhdx_entry_state(next)) != *state ||
            (*state == VDISK_DATA && vhdx_entry_at(next) != *at + got))
            break;
        got += v->meta.block_size;
    }
    *len = got < *len ? got : *len;
    return 0;
}

/* ---- writing ---- */
int vhdx_take_space(struct vhdx *v, uint64_t length, uint64_t *at, struct err **err)
{
    bool reused;
    *at = vhdx_space_find(&v->space, length, &reused);
    int r = 0;
    if (*at + length > v->disk.file->size)
        r = blk_truncate(v->disk.file, *at + length, err);
    if (!r && reused) {
        r = blk_punch(v->disk.file, *at, length, err);
        v->data_first = true;
    }
    if (r)
        vhdx_space_give(&v->space, *at, length);
    return r;
}

static int give_up(struct vhdx *v, uint64_t at, uint64_t length)
{
    vhdx_space_give(&v->space, at, length);
    return -1;
}

static int ensure_bitmap(struct vhdx *v, uint64_t block, struct err **err)
{
    uint64_t entry, at, index = vhdx_bat_bitmap(v, block);
    if (vhdx_bat_get(v, index, &entry, err))
        return -1;
    if (vhdx_entry_state(entry) == VHDX_BLOCK_FULL)
        return 0;
    if (vhdx_take_space(v, VHDX_BITMAP_BYTES, &at, err))
        return -1;
    /* What the cache knows of this place is older. */
    vhdx_drop_pages(v);
    return vhdx_bat_put(v, index, at | VHDX_BLOCK_FULL, err);
}

/* A block that is not in the file gets its place and the data; the rest of it reads as before. */
static int write_new(struct vhdx *v, uint64_t block, enum vhdx_block was, uint32_t in,
                     const void *buf, size_t len, struct err **err)
{
    uint32_t sector = v->meta.logical_sector;
    bool parent = v->meta.has_parent && was == VHDX_BLOCK_NOT_PRESENT;
    bool partial = parent && len < v->meta.block_size;
    uint64_t at;
    if (!parent && vdisk_is_zero(buf, len))
        return 0;
    if (partial && ensure_bitmap(v, block, err))
        return -1;
    if (vhdx_take_space(v, v->meta.block_size, &at, err))
        return -1;
    if (blk_write(v->disk.file, at + in, buf, len, err))
        return give_up(v, at, v->meta.block_size);
    if (v->meta.has_parent)
        v->data_first = true;
    if (partial &&
        (vhdx_bitmap_set(v, block, 0, v->meta.block_size / sector, false, NULL, err) ||
         vhdx_bitmap_set(v, block, in / sector, (uint32_t)(len / sector), true, NULL, err)))
        return give_up(v, at, v->meta.block_size);
    return vhdx_bat_put(v, vhdx_bat_payload(v, block),
                        at | (partial ? VHDX_BLOCK_PARTIAL : VHDX_BLOCK_FULL), err);
}

/* The sectors are in the file now. */
static int mark_sectors(struct vhdx *v, uint64_t block, uint32_t in, uint64_t len, struct err **err)
{
    uint32_t sector = v->meta.logical_sector;
    bool changed;
    if (vhdx_bitmap_set(v, block, in / sector, (uint32_t)(len / sector), true, &changed, err))
        return -1;
    v->data_first |= changed;
    return 0;
}

static int write_block(struct vhdx *v, uint64_t block, uint32_t in, const void *buf, size_t len,
                       struct err **err)
{
    uint64_t entry;
    if (vhdx_bat_get(v, vhdx_bat_payload(v, block), &entry, err))
        return -1;
    enum vhdx_block state = vhdx_entry_state(entry);
    if (state != VHDX_BLOCK_FULL && state != VHDX_BLOCK_PARTIAL)
        return write_new(v, block, state, in, buf, len, err);
    if (blk_write(v->disk.file, vhdx_entry_at(entry) + in, buf, len, err))
        return -1;
    return state == VHDX_BLOCK_PARTIAL ? mark_sectors(v, block, in, len, err) : 0;
}

/* The end of a request: what it changed is kept; much of that is flushed without being asked. */
static int request_done(struct vhdx *v, int r, struct err **err)
{
    for (size_t i = 0; i < v->touched.len; i++) {
        const struct page *page = page_map_find(&v->cache, v->touched.items[i]);
        if (page && page->dirty)
            vdisk_keep_add(v->disk.keep, page->number, page->bytes);
    }
    v->touched.len = 0;
    return !r && (v->dirty > DIRTY_MAX || vdisk_keep_full(v->disk.keep)) ? vhdx_flush(v, err) : r;
}

static int take(struct vdisk *d, uint64_t number, const uint8_t *bytes, struct err **err)
{
    struct vhdx *v = vhdx_of(d);
    /* Bitmaps may lie in blocks that only the table kept beside them knows. */
    v->data_first = true;
    return vhdx_begin(v, true, err) ||
                   vhdx_put(v, number * PAGE_SIZE_BYTES, bytes, PAGE_SIZE_BYTES, err)
               ? -1
               : 0;
}

static int write_data(struct vdisk *d, uint64_t off, const void *buf, size_t len, struct err **err)
{
    struct vhdx *v = vhdx_of(d);
    if (vhdx_begin(v, true, err))
        return -1;
    for (const uint8_t *p = buf; len;) {
        uint32_t in = (uint32_t)(off & (v->meta.block_size - 1));
        size_t n = v->meta.block_size - in < len ? v->meta.block_size - in : len;
        if (write_block(v, off >> v->block_shift, in, p, n, err))
            return request_done(v, -1, err);
        off += n;
        p += n;
        len -= n;
    }
    return request_done(v, 0, err);
}

static int write_zeros(struct vdisk *d, uint64_t off, uint64_t len, struct err **err)
{
    static const uint8_t zeros[64 << 10];
    while (len) {
        size_t n = len < sizeof(zeros) ? (size_t)len : sizeof(zeros);
        if (write_data(d, off, zeros, n, err))
            return -1;
        off += n;
        len -= n;
    }
    return 0;
}

static int zero_block(struct vhdx *v, uint64_t block, uint32_t in, uint32_t len, bool unmap,
                      struct err **err)
{
    uint64_t entry, index = vhdx_bat_payload(v, block);
    if (vhdx_bat_get(v, index, &entry, err))
        return -1;
    enum vhdx_block state = vhdx_entry_state(entry);
    bool here = state == VHDX_BLOCK_FULL || state == VHDX_BLOCK_PARTIAL;
    bool parent = state == VHDX_BLOCK_NOT_PRESENT && v->meta.has_parent;
    if (!here && !parent)
        return 0;
    if (len == v->meta.block_size) {
        if (here)
            *vec_push(&v->freed) = (struct vhdx_span){ vhdx_entry_at(entry), v->meta.block_size };
        return vhdx_bat_put(v, index, unmap ? VHDX_BLOCK_UNMAPPED : VHDX_BLOCK_ZERO, err);
    }
    if (!here)
        return write_zeros(&v->disk, (block << v->block_shift) + in, len, err);
    if (blk_punch(v->disk.file, vhdx_entry_at(entry) + in, len, err))
        return -1;
    return state == VHDX_BLOCK_PARTIAL ? mark_sectors(v, block, in, len, err) : 0;
}

int vhdx_zero(struct vhdx *v, uint64_t off, uint64_t len, bool unmap, struct err **err)
{
    if (vhdx_begin(v, true, err))
        return -1;
    if (v->meta.leave_allocated)
        return write_zeros(&v->disk, off, len, err);
    while (len) {
        uint32_t in = (uint32_t)(off & (v->meta.block_size - 1));
        uint32_t room = v->meta.block_size - in, n = len < room ? (uint32_t)len : room;
        int r = zero_block(v, off >> v->block_shift, in, n, unmap, err);
        if (request_done(v, r, err))
            return -1;
        off += n;
        len -= n;
    }
    return 0;
}

static int zero_data(struct vdisk *d, uint64_t off, uint64_t len, bool unmap, struct err **err)
{
    return vhdx_zero(vhdx_of(d), off, len, unmap, err);
}

/* ---- opening and closing ---- */
static void release(struct vhdx *v)
{
    page_map_release(&v->cache);
    vhdx_space_release(&v->space);
    vhdx_meta_release(&v->meta);
    vec_release(&v->freed);
    vec_release(&v->touched);
    blk_close(v->disk.layer);
    blk_close(v->disk.file);
    free(v);
}

static int close_disk(struct vdisk *d, struct err **err)
{
    struct vhdx *v = vhdx_of(d);
    int r = v->session && !v->failed ? vhdx_end(v, err) : 0;
    release(v);
    return r;
}

static const struct vdisk_ops ops = {
    .map = map,
    .write = write_data,
    .zero = zero_data,
    .flush = flush,
    .plain = plain,
    .take = take,
    .resize = vhdx_resize,
    .compact = vhdx_compact,
    .close = close_disk,
};

static void describe_link(struct vhdx *v)
{
    struct vdisk_link *link = &v->disk.link;
    static const char *const keys[] = { "parent_linkage", "parent_linkage2" };
    const struct vhdx_locator *l = &v->meta.locator;
    const char *absolute = vhdx_locator_get(l, "absolute_win32_path");
    link->relative = xstrdup(vhdx_locator_get(l, "relative_path"));
    link->absolute = xstrdup(absolute ? absolute : vhdx_locator_get(l, "volume_path"));
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
        const char *text = vhdx_locator_get(&v->meta.locator, keys[i]);
        size_t len = text ? strlen(text) : 0;
        AUTO_FREE char *bare =
            len == 38 && text[0] == '{' ? xstrndup(text + 1, 36) : xstrdup(text ? text : "");
        if (disk_guid_parse(bare, true, link->ids[link->id_count]))
            link->id_count++;
    }
}

static void describe(struct vhdx *v)
{
    struct vdisk *d = &v->disk;
    d->ops = &ops;
    d->format = DISK_FORMAT_VHDX;
    d->type = v->meta.has_parent        ? DISK_TYPE_DIFFERENCING
              : v->meta.leave_allocated ? DISK_TYPE_FIXED
                                        : DISK_TYPE_DYNAMIC;
    d->size = v->meta.size;
    d->logical_sector = v->meta.logical_sector;
    d->physical_sector = v->meta.physical_sector;
    d->block_size = v->meta.block_size;
    d->writable = d->file->writable;
    memcpy(d->identity, v->header.data_write, 16);
    memcpy(d->disk_id, v->meta.page83, 16);
    if (v->meta.has_parent)
        describe_link(v);
}

static int check_structure(struct vhdx *v, struct err **err)
{
    struct blk_io *file = v->disk.layer ? v->disk.layer : v->disk.file;
    v->disk.dirty_log = v->disk.layer != NULL;
    if (vhdx_regions_read(file, &v->header, &v->regions, err) ||
        vhdx_meta_read(file, &v->regions.metadata, &v->meta, err))
        return -1;
    v->block_shift = (unsigned)__builtin_ctz(v->meta.block_size);
    v->ratio_shift = 23 + (unsigned)__builtin_ctz(v->meta.logical_sector) - v->block_shift;
    v->blocks = (v->meta.size + v->meta.block_size - 1) >> v->block_shift;
    v->entries = vhdx_bat_entries(v->blocks, v->ratio_shift, v->meta.has_parent);
    if (v->entries * 8 > v->regions.bat.length)
        return disk_corrupt(err, "its block table is too small for the disk");
    return vhdx_bat_check(v, err);
}

static int replay(struct vhdx *v, struct err **err)
{
    if (vhdx_replay_apply(v->disk.layer, err))
        return -1;
    blk_close(v->disk.layer);
    v->disk.layer = NULL;
    memset(v->header.log_guid, 0, 16);
    return write_headers(v, err);
}

/* What the format has twice is worth nothing as long as the other copy is broken. */
static int check_copies(struct vhdx *v, struct err **err)
{
    AUTO_FREE uint8_t *table = xmalloc(VHDX_REGIONS_BYTES);
    AUTO_FREE uint8_t *other = xmalloc(VHDX_REGIONS_BYTES);
    static const char *const which[] = { "first", "second" };
    uint8_t *const tables[] = { table, other };
    bool valid[2];
    for (int i = 0; i < 2; i++) {
        if (blk_read(v->disk.file, (uint64_t)VHDX_HEADER_AT << i, table, VHDX_HEADER_BYTES, err))
            return -1;
        if (!vhdx_header_valid(table))
            finding_note(v->findings, "its %s header is not valid; the other one is", which[i]);
    }
    for (int i = 0; i < 2; i++) {
        if (blk_read(v->disk.file, i ? VHDX_REGIONS_2_AT : VHDX_REGIONS_AT, tables[i],
                     VHDX_REGIONS_BYTES, err))
            return -1;
        valid[i] = vhdx_regions_valid(tables[i]);
    }
    for (int i = 0; i < 2; i++)
        if (!valid[i] && valid[1 - i])
            finding_note(v->findings, "its %s region table is not valid; the other one is",
                         which[i]);
    if (valid[0] && valid[1] && memcmp(table, other, VHDX_REGIONS_BYTES) != 0)
        finding_note(v->findings, "its two region tables differ; the first one counts");
    return 0;
}

static int open_file(struct blk_io *file, struct disk_findings *findings, struct vdisk **d,
                     struct err **err)
{
    struct vhdx *v = xcalloc(1, sizeof(*v));
    v->disk.file = file;
    v->findings = findings;
    if (vhdx_header_read(file, &v->header, err) || (findings && check_copies(v, err)) ||
        vhdx_replay_open(file, &v->header, &v->disk.layer, err) || check_structure(v, err) ||
        (file->writable && v->disk.layer && replay(v, err))) {
        release(v);
        return -1;
    }
    describe(v);
    *d = &v->disk;
    return 0;
}

int vhdx_open_io(struct blk_io *file, struct vdisk **d, struct err **err)
{
    return open_file(file, NULL, d, err);
}

int vhdx_check_io(struct blk_io *file, struct disk_findings *findings, struct vdisk **d,
                  struct err **err)
{
    if (open_file(file, findings, d, err))
        return -1;
    if ((*d)->dirty_log)
        finding_note(findings,
                     "its log is not empty; it is replayed when the disk is next written");
    return 0;
}
