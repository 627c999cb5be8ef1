#include <string.h>

#include "disk/vhd.h"
#include "disk/work.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/vec.h"

enum { COPY_STEP = 1 << 20, NOT_A_BLOCK = -1 };

struct span {
    uint64_t at, length;
    int64_t block; /* or NOT_A_BLOCK: what stays where it is */
};
typedef VEC(struct span) span_vec;

static uint64_t step(const struct vhd *v)
{
    return (uint64_t)v->bitmap_size + v->header.block_size;
}

static void set_block(struct vhd *v, uint32_t block, uint32_t sector)
{
    v->bat[block] = sector;
    v->bat_dirty[block / (VHD_SECTOR / 4)] = 1;
    v->any_dirty = true;
}

/* A dynamic block of zeros, a differencing block without a sector of its own. */
static int is_empty(struct vhd *v, uint32_t block, uint8_t *buf, bool *empty, struct err **err)
{
    bool differs = v->disk.type == DISK_TYPE_DIFFERENCING;
    uint64_t at = (uint64_t)v->bat[block] * VHD_SECTOR + (differs ? 0 : v->bitmap_size);
    uint64_t len = differs ? v->bitmap_size : v->header.block_size;
    *empty = true;
    for (uint64_t done = 0; done < len && *empty; done += COPY_STEP) {
        size_t n = len - done < COPY_STEP ? (size_t)(len - done) : COPY_STEP;
        if (blk_read(v->disk.file, at + done, buf, n, err))
            return -1;
        *empty = vdisk_is_zero(buf, n);
    }
    return 0;
}

static int drop_empty(struct vhd *v, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(COPY_STEP);
    for (uint32_t i = 0; i < v->blocks; i++) {
        bool empty = false;
        if (v->bat[i] != VHD_NO_BLOCK && is_empty(v, i, buf, &empty, err))
            return -1;
        if (empty)
            set_block(v, i, VHD_NO_BLOCK);
        if (i % 64 == 0 && disk_work(ctl, i, v->blocks * 2ull, err))
            return -1;
    }
    return vhd_flush(&v->disk, err);
}

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void add(span_vec *spans, uint64_t at, uint64_t length, int64_t block)
{
    *vec_push(spans) = (struct span){ at, length, block };
}

static void collect(struct vhd *v, span_vec *spans)
{
    add(spans, 0, VHD_FOOTER_SIZE, NOT_A_BLOCK);
    add(spans, v->footer.data_offset, VHD_HEADER_SIZE, NOT_A_BLOCK);
    add(spans, v->header.bat_offset,
        ((uint64_t)v->header.entries * 4 + VHD_SECTOR - 1) / VHD_SECTOR * VHD_SECTOR, NOT_A_BLOCK);
    for (int i = 0; i < VHD_LOCATORS && v->disk.type == DISK_TYPE_DIFFERENCING; i++) {
        const uint8_t *l = v->header_bytes + VHD_LOCATOR_AT + (size_t)i * 24;
        uint32_t space = be32_get(l + 4), length = be32_get(l + 8);
        if (length)
            add(spans, be64_get(l + 16), space > length ? space : length, NOT_A_BLOCK);
    }
    for (uint32_t i = 0; i < v->blocks; i++)
        if (v->bat[i] != VHD_NO_BLOCK)
            add(spans, (uint64_t)v->bat[i] * VHD_SECTOR, step(v), i);
    qsort(spans->items, spans->len, sizeof(*spans->items), compare_spans);
}

/* Where a block can begin at or after at. */
static uint64_t aligned(const struct vhd *v, uint64_t at)
{
    return (at + v->bitmap_size + 4095) / 4096 * 4096 - v->bitmap_size;
}

static int move_block(struct vhd *v, const struct span *s, uint64_t to, struct err **err)
{
    if (blk_copy(v->disk.file, s->at, to, s->length, err))
        return -1;
    set_block(v, (uint32_t)s->block, (uint32_t)(to / VHD_SECTOR));
    return vhd_flush(&v->disk, err);
}

/* Gaps are filled from the front with blocks from the back. */
static int move_down(struct vhd *v, span_vec *spans, const struct disk_control *ctl,
                     struct err **err)
{
    size_t last = spans->len;
    uint64_t gap = 0;
    for (size_t i = 0; i < last; i++) {
        while (aligned(v, gap) + step(v) <= spans->items[i].at && last > i) {
            struct span *s = &spans->items[last - 1];
            if (s->block == NOT_A_BLOCK)
                break;
            if (move_block(v, s, aligned(v, gap), err) ||
                disk_work(ctl, spans->len + (spans->len - last), spans->len * 2, err))
                return -1;
            s->at = aligned(v, gap);
            gap = s->at + step(v);
            last--;
        }
        if (spans->items[i].at + spans->items[i].length > gap)
            gap = spans->items[i].at + spans->items[i].length;
    }
    return 0;
}

static int cut_off(struct vhd *v, const span_vec *spans, struct err **err)
{
    uint64_t end = 0;
    for (size_t i = 0; i < spans->len; i++)
        if (spans->items[i].at + spans->items[i].length > end)
            end = spans->items[i].at + spans->items[i].length;
    end = (end + VHD_SECTOR - 1) / VHD_SECTOR * VHD_SECTOR;
    if (end >= v->end)
        return 0;
    v->end = end;
    if (vhd_write_footers(v, err) || blk_truncate(v->disk.file, end + VHD_FOOTER_SIZE, err))
        return -1;
    return blk_flush(v->disk.file, err);
}

int vhd_compact(struct vdisk *d, bool scan, const struct disk_control *ctl, struct err **err)
{
    struct vhd *v = (struct vhd *)d;
    if (d->type == DISK_TYPE_FIXED)
        return err_set(err, ERR_NOT_SUPPORTED, "A fixed disk keeps the size of its file.");
    span_vec spans = VEC_INIT;
    int r = vhd_flush(d, err) || (scan && drop_empty(v, ctl, err)) ? -1 : 0;
    page_map_release(&v->bitmaps);
    if (!r) {
        collect(v, &spans);
        r = move_down(v, &spans, ctl, err) || cut_off(v, &spans, err) ? -1 : 0;
    }
    vec_release(&spans);
    return r;
}
