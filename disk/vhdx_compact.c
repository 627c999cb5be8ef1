#include <string.h>

#include "disk/vhdx_bat.h"
#include "disk/work.h"
#include "shell/base/alloc.h"

enum { COPY_STEP = 1 << 20, DIRTY_MAX = 512 };

int vhdx_trim_file(struct vhdx *v, struct err **err)
{
    /* Without a log nothing speaks of the longer file any more. */
    if (vhdx_end(v, err))
        return -1;
    uint64_t size = vhdx_space_trim(&v->space);
    if (size >= v->disk.file->size)
        return 0;
    if (blk_truncate(v->disk.file, size, err))
        return -1;
    return blk_flush(v->disk.file, err);
}

/* ---- blocks that hold nothing ---- */
static int all_zero(struct vhdx *v, uint64_t at, uint8_t *buf, bool *zero, struct err **err)
{
    uint64_t end = at + v->meta.block_size;
    *zero = true;
    while (at < end && *zero) {
        uint64_t data = blk_next_data(v->disk.file, at);
        if (data >= end)
            return 0;
        data -= data % PAGE_SIZE_BYTES;
        at = data > at ? data : at;
        size_t n = end - at < COPY_STEP ? (size_t)(end - at) : COPY_STEP;
        if (blk_read(v->disk.file, at, buf, n, err))
            return -1;
        *zero = vdisk_is_zero(buf, n);
        at += n;
    }
    return 0;
}

static int drop_if_empty(struct vhdx *v, uint64_t block, uint8_t *buf, struct err **err)
{
    uint64_t entry, index = vhdx_bat_payload(v, block), wanted = 0;
    if (vhdx_bat_get(v, index, &entry, err))
        return -1;
    enum vhdx_block state = vhdx_entry_state(entry);
    bool zero = false;
    if (state == VHDX_BLOCK_FULL) {
        if (all_zero(v, vhdx_entry_at(entry), buf, &zero, err))
            return -1;
        wanted = v->meta.has_parent ? VHDX_BLOCK_ZERO : VHDX_BLOCK_NOT_PRESENT;
    } else if (state == VHDX_BLOCK_PARTIAL) {
        /* No sector of its own, or all of them. */
        uint32_t count = v->meta.block_size / v->meta.logical_sector, all = count;
        bool here;
        if (vhdx_bitmap_run(v, block, 0, &count, &here, err))
            return -1;
        if (count == all && here)
            return vhdx_bat_put(v, index, vhdx_entry_at(entry) | VHDX_BLOCK_FULL, err);
        zero = count == all;
        wanted = VHDX_BLOCK_NOT_PRESENT;
    }
    if (!zero)
        return 0;
    *vec_push(&v->freed) = (struct vhdx_span){ vhdx_entry_at(entry), v->meta.block_size };
    return vhdx_bat_put(v, index, wanted, err);
}

static int drop_empty(struct vhdx *v, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(COPY_STEP);
    for (uint64_t i = 0; i < v->blocks; i++) {
        if (drop_if_empty(v, i, buf, err) || (v->dirty > DIRTY_MAX && vhdx_flush(v, err)) ||
            (i % 16 == 0 && disk_work(ctl, i, v->blocks * 2, err)))
            return -1;
    }
    return vhdx_flush(v, err);
}

/* ---- blocks at the end move down ---- */
struct place {
    uint64_t at, length, index; /* index of the BAT entry */
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->at > y->at ? -1 : x->at < y->at;
}

/* What ends behind limit, the last first. */
static int collect(struct vhdx *v, uint64_t limit, struct place **places, size_t *count,
                   struct err **err)
{
    VEC(struct place) found = VEC_INIT;
    uint64_t period = (1ull << v->ratio_shift) + 1;
    int r = 0;
    for (uint64_t i = 0; i < v->entries && !r; i++) {
        uint64_t entry;
        r = vhdx_bat_get(v, i, &entry, err);
        if (r || (vhdx_entry_state(entry) != VHDX_BLOCK_FULL &&
                  vhdx_entry_state(entry) != VHDX_BLOCK_PARTIAL))
            continue;
        bool bitmap = i % period == period - 1;
        uint64_t length = bitmap ? (uint64_t)VHDX_BITMAP_BYTES : v->meta.block_size;
        if (vhdx_entry_at(entry) + length > limit)
            *vec_push(&found) = (struct place){ vhdx_entry_at(entry), length, i };
    }
    if (found.len)
        qsort(found.items, found.len, sizeof(*found.items), compare_places);
    *places = found.items;
    *count = found.len;
    return r;
}

static int move_place(struct vhdx *v, const struct place *p, uint64_t to, struct err **err)
{
    uint64_t entry;
    if (blk_copy(v->disk.file, p->at, to, p->length, err))
        return -1;
    /* The copy must be durable before the table names it. */
    v->data_first = true;
    *vec_push(&v->freed) = (struct vhdx_span){ p->at, p->length };
    if (vhdx_bat_get(v, p->index, &entry, err))
        return -1;
    return vhdx_bat_put(v, p->index, to | vhdx_entry_state(entry), err);
}

static int move_down(struct vhdx *v, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE struct place *places = NULL;
    size_t count = 0;
    uint64_t limit = (v->space.end - v->space.free) * DISK_MIB, to;
    if (collect(v, limit, &places, &count, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (disk_work(ctl, count + i, count * 2, err))
            return -1;
        if (!vhdx_space_find_below(&v->space, places[i].length, places[i].at, &to))
            continue;
        if (move_place(v, &places[i], to, err) || (i % 64 == 63 && vhdx_flush(v, err)))
            return -1;
        /* Sector bitmaps are read through the cache, which knows places, not blocks. */
        if (places[i].length == VHDX_BITMAP_BYTES && vhdx_flush(v, err))
            return -1;
        vhdx_drop_pages(v);
    }
    return vhdx_flush(v, err);
}

int vhdx_compact(struct vdisk *d, bool scan, const struct disk_control *ctl, struct err **err)
{
    struct vhdx *v = (struct vhdx *)d;
    if (d->type == DISK_TYPE_FIXED)
        return err_set(err, ERR_NOT_SUPPORTED, "A fixed disk keeps the size of its file.");
    /* What the guest sees stays as it is. */
    if (vhdx_begin(v, false, err) || (scan && drop_empty(v, ctl, err)) || move_down(v, ctl, err))
        return -1;
    return vhdx_trim_file(v, err);
}
