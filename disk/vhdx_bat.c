#include "disk/vhdx_bat.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { CACHE_PAGES = 2048, WINDOW_ENTRIES = 64 << 10 };
#define ENTRY_RESERVED 0xFFFF8ull

uint64_t vhdx_bat_entries(uint64_t blocks, unsigned ratio_shift, bool has_parent)
{
    if (has_parent) {
        uint64_t chunks = (blocks + (1ull << ratio_shift) - 1) >> ratio_shift;
        return chunks * ((1ull << ratio_shift) + 1);
    }
    return blocks + ((blocks - 1) >> ratio_shift);
}

/* ---- pages ---- */
void vhdx_drop_pages(struct vhdx *v)
{
    page_map_drop_clean(&v->cache);
    v->last = NULL;
}

int vhdx_page(struct vhdx *v, uint64_t at, struct page **page, struct err **err)
{
    uint64_t number = at / PAGE_SIZE_BYTES;
    if (v->last && v->last->number == number) {
        *page = v->last;
        return 0;
    }
    *page = page_map_find(&v->cache, number);
    if (!*page) {
        uint8_t bytes[PAGE_SIZE_BYTES];
        bool made;
        if (blk_read(v->disk.layer ? v->disk.layer : v->disk.file, number * PAGE_SIZE_BYTES, bytes,
                     sizeof(bytes), err))
            return -1;
        if (v->cache.len >= v->dirty + CACHE_PAGES)
            vhdx_drop_pages(v);
        *page = page_map_add(&v->cache, number, &made);
        memcpy((*page)->bytes, bytes, sizeof(bytes));
    }
    v->last = *page;
    return 0;
}

void vhdx_page_dirty(struct vhdx *v, struct page *page)
{
    if (v->disk.keep && (!v->touched.len || v->touched.items[v->touched.len - 1] != page->number))
        *vec_push(&v->touched) = page->number;
    if (!page->dirty)
        v->dirty++;
    page->dirty = true;
}

int vhdx_put(struct vhdx *v, uint64_t at, const void *bytes, size_t len, struct err **err)
{
    for (const uint8_t *p = bytes; len;) {
        size_t in = at % PAGE_SIZE_BYTES;
        size_t n = PAGE_SIZE_BYTES - in < len ? PAGE_SIZE_BYTES - in : len;
        struct page *page;
        if (vhdx_page(v, at, &page, err))
            return -1;
        memcpy(page->bytes + in, p, n);
        vhdx_page_dirty(v, page);
        at += n;
        p += n;
        len -= n;
    }
    return 0;
}

/* ---- entries ---- */
int vhdx_bat_get(struct vhdx *v, uint64_t index, uint64_t *entry, struct err **err)
{
    struct page *page;
    uint64_t at = v->regions.bat.offset + index * 8;
    if (vhdx_page(v, at, &page, err))
        return -1;
    *entry = le64_get(page->bytes + at % PAGE_SIZE_BYTES);
    return 0;
}

int vhdx_bat_put(struct vhdx *v, uint64_t index, uint64_t entry, struct err **err)
{
    uint8_t bytes[8];
    le64_put(bytes, entry);
    return vhdx_put(v, v->regions.bat.offset + index * 8, bytes, sizeof(bytes), err);
}

struct check {
    struct vhdx *v;
    uint64_t size;     /* of the file */
    uint64_t expected; /* end of the payload block before */
    bool partial;      /* the chunk has a partially present block */
};

static int check_place(struct check *c, uint64_t index, uint64_t at, uint64_t length,
                       struct err **err)
{
    if (at < DISK_MIB || at > c->size || length > c->size - at)
        return finding_fault(c->v->findings, err,
                             "entry %llu of its block table points outside the file",
                             (unsigned long long)index);
    if (!vhdx_space_take(&c->v->space, at, length))
        return finding_fault(c->v->findings, err,
                             "entry %llu of its block table points at what is in use already",
                             (unsigned long long)index);
    return 0;
}

static int check_payload(struct check *c, uint64_t index, uint64_t entry, struct err **err)
{
    uint64_t at = vhdx_entry_at(entry);
    switch (vhdx_entry_state(entry)) {
    case VHDX_BLOCK_NOT_PRESENT:
    case VHDX_BLOCK_UNDEFINED:
    case VHDX_BLOCK_ZERO:
    case VHDX_BLOCK_UNMAPPED:
        return 0;
    case VHDX_BLOCK_PARTIAL:
        c->partial = true;
        if (!c->v->meta.has_parent)
            return finding_fault(c->v->findings, err,
                                 "entry %llu of its block table is of a differencing disk's kind",
                                 (unsigned long long)index);
        break;
    case VHDX_BLOCK_FULL:
        break;
    default:
        return finding_fault(c->v->findings, err,
                             "entry %llu of its block table has the unknown state %u",
                             (unsigned long long)index, (unsigned)(entry & 7));
    }
    c->v->disk.jumps += c->v->disk.present && at != c->expected;
    c->v->disk.present++;
    c->expected = at + c->v->meta.block_size;
    return check_place(c, index, at, c->v->meta.block_size, err);
}

static int check_bitmap(struct check *c, uint64_t index, uint64_t entry, struct err **err)
{
    bool partial = c->partial;
    c->partial = false;
    switch (vhdx_entry_state(entry)) {
    case VHDX_BLOCK_NOT_PRESENT:
        return partial ? finding_fault(c->v->findings, err,
                                       "entry %llu of its block table lacks a sector bitmap",
                                       (unsigned long long)index)
                       : 0;
    case VHDX_BLOCK_FULL:
        return check_place(c, index, vhdx_entry_at(entry), VHDX_BITMAP_BYTES, err);
    default:
        return finding_fault(c->v->findings, err,
                             "entry %llu of its block table has the unknown state %u",
                             (unsigned long long)index, (unsigned)(entry & 7));
    }
}

static int check_entries(struct check *c, uint64_t first, const uint8_t *p, uint64_t n,
                         struct err **err)
{
    uint64_t period = (1ull << c->v->ratio_shift) + 1;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t entry = le64_get(p + i * 8), index = first + i;
        if (!entry && !c->partial)
            continue;
        if (entry & ENTRY_RESERVED)
            return finding_fault(c->v->findings, err,
                                 "entry %llu of its block table has reserved bits",
                                 (unsigned long long)index);
        if (index % period == period - 1 ? check_bitmap(c, index, entry, err)
                                         : check_payload(c, index, entry, err))
            return -1;
    }
    return 0;
}

int vhdx_bat_check(struct vhdx *v, struct err **err)
{
    struct blk_io *file = v->disk.layer ? v->disk.layer : v->disk.file;
    struct check c = { .v = v, .size = file->size };
    const struct vhdx_span regions[] = {
        { 0, DISK_MIB },
        { v->header.log_offset, v->header.log_length },
        { v->regions.bat.offset, v->regions.bat.length },
        { v->regions.metadata.offset, v->regions.metadata.length },
    };
    vhdx_space_init(&v->space, file->size);
    for (size_t i = 0; i < ARRAY_SIZE(regions); i++)
        if (regions[i].at + regions[i].length > (file->size + DISK_MIB - 1) / DISK_MIB * DISK_MIB ||
            !vhdx_space_take(&v->space, regions[i].at, regions[i].length))
            return disk_corrupt(err, "a region lies outside the file or on another one");
    /* One that is listed only, and was never given space, takes none. */
    for (uint32_t i = 0; i < v->regions.others; i++) {
        const struct vhdx_region *r = &v->regions.other[i];
        if (r->offset + r->length <= file->size)
            (void)vhdx_space_take(&v->space, r->offset, r->length);
    }
    AUTO_FREE uint8_t *window = xmalloc(WINDOW_ENTRIES * 8);
    for (uint64_t i = 0; i < v->entries;) {
        /* Holes hold entries of zero, which are right everywhere but after a partial block. */
        uint64_t data = blk_next_data(file, v->regions.bat.offset + i * 8);
        uint64_t skip = (data - v->regions.bat.offset) / 8;
        if (!c.partial && skip > i)
            i = skip < v->entries ? skip : v->entries;
        uint64_t n = v->entries - i < WINDOW_ENTRIES ? v->entries - i : WINDOW_ENTRIES;
        if (blk_read(file, v->regions.bat.offset + i * 8, window, n * 8, err) ||
            check_entries(&c, i, window, n, err))
            return -1;
        i += n;
    }
    return 0;
}

/* ---- sector bitmaps: a bit per sector, the lowest first ---- */
static int bitmap_at(struct vhdx *v, uint64_t block, uint64_t *at, struct err **err)
{
    uint64_t entry;
    if (vhdx_bat_get(v, vhdx_bat_bitmap(v, block), &entry, err))
        return -1;
    if (vhdx_entry_state(entry) != VHDX_BLOCK_FULL)
        return disk_corrupt(err, "a partially present block has no sector bitmap");
    uint64_t in_chunk = block & ((1ull << v->ratio_shift) - 1);
    uint64_t bits = v->meta.block_size / v->meta.logical_sector;
    *at = vhdx_entry_at(entry) + in_chunk * bits / 8;
    return 0;
}

static bool bit(const uint8_t *p, uint64_t i)
{
    return p[i / 8] >> (i % 8) & 1;
}

int vhdx_bitmap_run(struct vhdx *v, uint64_t block, uint32_t first, uint32_t *count, bool *here,
                    struct err **err)
{
    uint64_t at;
    if (bitmap_at(v, block, &at, err))
        return -1;
    for (uint32_t i = 0; i < *count;) {
        struct page *page;
        uint64_t byte = at + (first + i) / 8;
        if (vhdx_page(v, byte, &page, err))
            return -1;
        const uint8_t *p = page->bytes + byte % PAGE_SIZE_BYTES;
        uint64_t in = (first + i) % 8, room = (PAGE_SIZE_BYTES - byte % PAGE_SIZE_BYTES) * 8 - in;
        uint64_t n = *count - i < room ? *count - i : room;
        if (!i)
            *here = bit(p, in);
        for (uint64_t k = 0; k < n;) {
            if ((in + k) % 8 == 0 && n - k >= 8 && p[(in + k) / 8] == (*here ? 0xFF : 0)) {
                k += 8;
            } else if (bit(p, in + k) == *here) {
                k++;
            } else {
                *count = i + (uint32_t)k;
                return 0;
            }
        }
        i += (uint32_t)n;
    }
    return 0;
}

int vhdx_bitmap_set(struct vhdx *v, uint64_t block, uint32_t first, uint32_t count, bool here,
                    bool *changed, struct err **err)
{
    uint64_t at;
    bool any = false;
    if (bitmap_at(v, block, &at, err))
        return -1;
    for (uint32_t i = 0; i < count;) {
        struct page *page;
        uint64_t byte = at + (first + i) / 8;
        if (vhdx_page(v, byte, &page, err))
            return -1;
        uint8_t *p = page->bytes + byte % PAGE_SIZE_BYTES, before = *p;
        if ((first + i) % 8 == 0 && count - i >= 8) {
            *p = here ? 0xFF : 0;
            i += 8;
        } else {
            uint8_t mask = (uint8_t)(1u << ((first + i) % 8));
            *p = here ? *p | mask : (uint8_t)(*p & ~mask);
            i++;
        }
        if (*p != before) {
            any = true;
            vhdx_page_dirty(v, page);
        }
    }
    if (changed)
        *changed = any;
    return 0;
}
