#include <string.h>

#include "disk/vhdx_bat.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { COPY_STEP = 1 << 20, DIRTY_MAX = 512 };

/* The next index from first on, below end, whose entry may differ from zero. Nothing is dirty. */
static uint64_t next_entry(struct vhdx *v, uint64_t first, uint64_t end)
{
    if (v->dirty)
        return first;
    uint64_t at = blk_next_data(v->disk.file, v->regions.bat.offset + first * 8);
    uint64_t index = (at - v->regions.bat.offset) / 8;
    return index < first ? first : index < end ? index : end;
}

static int set_size(struct vhdx *v, uint64_t size, struct err **err)
{
    uint8_t bytes[8];
    le64_put(bytes, size);
    if (vhdx_put(v, v->meta.items[VHDX_ITEM_SIZE].at, bytes, sizeof(bytes), err) ||
        vhdx_flush(v, err))
        return -1;
    v->meta.size = v->disk.size = size;
    return 0;
}

/* ---- a larger block table ---- */
static int copy_table(struct vhdx *v, uint64_t to, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(COPY_STEP);
    uint64_t from = v->regions.bat.offset;
    for (uint64_t at = 0; at < v->regions.bat.length; at += COPY_STEP) {
        uint64_t data = blk_next_data(v->disk.file, from + at) - from;
        if (data >= at + COPY_STEP)
            continue;
        if (blk_read(v->disk.file, from + at, buf, COPY_STEP, err) ||
            blk_write(v->disk.file, to + at, buf, COPY_STEP, err))
            return -1;
    }
    return blk_flush(v->disk.file, err);
}

static int point_regions(struct vhdx *v, const struct vhdx_region *bat, struct err **err)
{
    static const uint64_t at[2] = { VHDX_REGIONS_AT, VHDX_REGIONS_2_AT };
    AUTO_FREE uint8_t *table = xmalloc(VHDX_REGIONS_BYTES);
    for (int i = 0; i < 2; i++) {
        if (blk_read(v->disk.file, at[i], table, VHDX_REGIONS_BYTES, err))
            return -1;
        if (vhdx_regions_valid(table) && vhdx_regions_move_bat(table, bat))
            break;
    }
    if (vhdx_put(v, at[0], table, VHDX_REGIONS_BYTES, err) ||
        vhdx_put(v, at[1], table, VHDX_REGIONS_BYTES, err))
        return -1;
    return vhdx_flush(v, err);
}

static int move_table(struct vhdx *v, uint64_t entries, struct err **err)
{
    uint64_t length = (entries * 8 + DISK_MIB - 1) / DISK_MIB * DISK_MIB, at;
    if (vhdx_flush(v, err) || vhdx_take_space(v, length, &at, err) || copy_table(v, at, err))
        return -1;
    struct vhdx_region old = v->regions.bat, bat = { at, (uint32_t)length };
    if (point_regions(v, &bat, err))
        return -1;
    v->regions.bat = bat;
    vhdx_drop_pages(v);
    *vec_push(&v->freed) = (struct vhdx_span){ old.offset, old.length };
    return 0;
}

/* ---- growing ---- */
/* What a differencing disk has not itself past its old end must not come from the parent. */
static bool parent_shows(const struct vhdx *v)
{
    return v->meta.has_parent && (!v->disk.parent || v->disk.parent->size > v->meta.size);
}

static int new_entry(struct vhdx *v, uint64_t *entry, struct err **err)
{
    uint64_t at;
    *entry = parent_shows(v) ? VHDX_BLOCK_ZERO : VHDX_BLOCK_NOT_PRESENT;
    if (!v->meta.leave_allocated)
        return 0;
    if (vhdx_take_space(v, v->meta.block_size, &at, err) ||
        blk_allocate(v->disk.file, at, v->meta.block_size, err))
        return -1;
    *entry = at | VHDX_BLOCK_FULL;
    return 0;
}

static int prepare_entries(struct vhdx *v, uint64_t blocks, uint64_t entries, struct err **err)
{
    uint64_t period = (1ull << v->ratio_shift) + 1, first = vhdx_bat_payload(v, v->blocks);
    bool plain = !v->meta.leave_allocated && !parent_shows(v);
    for (uint64_t i = first; i < entries; i++) {
        uint64_t entry, wanted = 0;
        if (plain && (i - first) % 512 == 0)
            i = next_entry(v, i, entries);
        if (i >= entries)
            break;
        bool bitmap = i % period == period - 1;
        /* The chunk of the last block has its bitmap already. */
        if (bitmap && v->meta.has_parent && i < v->entries)
            continue;
        if (!bitmap && i - i / period < blocks && new_entry(v, &wanted, err))
            return -1;
        if (vhdx_bat_get(v, i, &entry, err) ||
            (entry != wanted && vhdx_bat_put(v, i, wanted, err)) ||
            (v->dirty > DIRTY_MAX && vhdx_flush(v, err)))
            return -1;
    }
    return vhdx_flush(v, err);
}

static int clear_tail(struct vhdx *v, uint64_t size, struct err **err)
{
    uint64_t in = v->meta.size & (v->meta.block_size - 1), entry;
    if (!in)
        return 0;
    if (vhdx_bat_get(v, vhdx_bat_payload(v, v->blocks - 1), &entry, err))
        return -1;
    if (vhdx_entry_state(entry) == VHDX_BLOCK_NOT_PRESENT && !parent_shows(v))
        return 0;
    uint64_t n = v->meta.block_size - in;
    if (n > size - v->meta.size)
        n = size - v->meta.size;
    return vhdx_zero(v, v->meta.size, n, false, err);
}

static int grow(struct vhdx *v, uint64_t size, struct err **err)
{
    uint64_t blocks = (size + v->meta.block_size - 1) >> v->block_shift;
    uint64_t entries = vhdx_bat_entries(blocks, v->ratio_shift, v->meta.has_parent);
    if (clear_tail(v, size, err) || vhdx_flush(v, err) ||
        (entries * 8 > v->regions.bat.length && move_table(v, entries, err)) ||
        prepare_entries(v, blocks, entries, err) || set_size(v, size, err))
        return -1;
    v->blocks = blocks;
    v->entries = entries;
    return 0;
}

/* ---- shrinking ---- */
static int drop_entry(struct vhdx *v, uint64_t i, struct err **err)
{
    uint64_t entry, period = (1ull << v->ratio_shift) + 1;
    bool bitmap = i % period == period - 1;
    if (vhdx_bat_get(v, i, &entry, err))
        return -1;
    enum vhdx_block state = vhdx_entry_state(entry);
    if (state == VHDX_BLOCK_FULL || state == VHDX_BLOCK_PARTIAL)
        *vec_push(&v->freed) =
            (struct vhdx_span){ vhdx_entry_at(entry),
                                bitmap ? (uint64_t)VHDX_BITMAP_BYTES : v->meta.block_size };
    if (entry && vhdx_bat_put(v, i, 0, err))
        return -1;
    return v->dirty > DIRTY_MAX ? vhdx_flush(v, err) : 0;
}

static int shrink(struct vhdx *v, uint64_t size, struct err **err)
{
    uint64_t blocks = (size + v->meta.block_size - 1) >> v->block_shift;
    uint64_t entries = vhdx_bat_entries(blocks, v->ratio_shift, v->meta.has_parent);
    uint64_t period = (1ull << v->ratio_shift) + 1, first = vhdx_bat_payload(v, blocks);
    /* The size first: a block that is gone is not seen any more. */
    if (set_size(v, size, err))
        return -1;
    for (uint64_t i = first; i < v->entries; i++) {
        if ((i - first) % 512 == 0)
            i = next_entry(v, i, v->entries);
        if (i >= v->entries)
            break;
        if (v->meta.has_parent && i % period == period - 1 && i < entries)
            continue;
        if (drop_entry(v, i, err))
            return -1;
    }
    v->blocks = blocks;
    v->entries = entries;
    return vhdx_flush(v, err) || vhdx_trim_file(v, err) ? -1 : 0;
}

int vhdx_resize(struct vdisk *d, uint64_t size, struct err **err)
{
    struct vhdx *v = (struct vhdx *)d;
    if (!size || size > VHDX_SIZE_MAX || size % v->meta.logical_sector)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A VHDX cannot have a size of %llu bytes: it must be a multiple of %u and "
                       "at most 64 TB.",
                       (unsigned long long)size, v->meta.logical_sector);
    if (vhdx_begin(v, true, err))
        return -1;
    return size > v->meta.size ? grow(v, size, err) : shrink(v, size, err);
}
