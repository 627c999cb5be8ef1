/* [MS-VHDX] 2.5: the block allocation table and the sector bitmaps, through the page cache. */
#ifndef HVSH_DISK_VHDX_BAT_H
#define HVSH_DISK_VHDX_BAT_H

#include "disk/vhdx.h"

/* Entries that a disk needs: after each chunk of payload blocks one for its bitmap block. */
uint64_t vhdx_bat_entries(uint64_t blocks, unsigned ratio_shift, bool has_parent);
/* Index of payload block n, and of the bitmap block of its chunk. */
static inline uint64_t vhdx_bat_payload(const struct vhdx *v, uint64_t n)
{
    return n + (n >> v->ratio_shift);
}
static inline uint64_t vhdx_bat_bitmap(const struct vhdx *v, uint64_t n)
{
    return (((n >> v->ratio_shift) + 1) << v->ratio_shift) + (n >> v->ratio_shift);
}
static inline uint64_t vhdx_entry_at(uint64_t entry)
{
    return entry & ~0xFFFFFull;
}
static inline enum vhdx_block vhdx_entry_state(uint64_t entry)
{
    return (enum vhdx_block)(entry & 7);
}

/* The 4 KiB of metadata at the file's offset at; valid until the next call. */
int vhdx_page(struct vhdx *v, uint64_t at, struct page **page, struct err **err) MUST_CHECK;
void vhdx_page_dirty(struct vhdx *v, struct page *page);
/* Writes bytes of metadata into the cache. */
int vhdx_put(struct vhdx *v, uint64_t at, const void *bytes, size_t len,
             struct err **err) MUST_CHECK;
/* No clean page is kept. */
void vhdx_drop_pages(struct vhdx *v);

int vhdx_bat_get(struct vhdx *v, uint64_t index, uint64_t *entry, struct err **err) MUST_CHECK;
int vhdx_bat_put(struct vhdx *v, uint64_t index, uint64_t entry, struct err **err) MUST_CHECK;
/* Checks every entry: states, places inside the file, none twice. Fills v->space. */
int vhdx_bat_check(struct vhdx *v, struct err **err) MUST_CHECK;

/* Sectors of one partially present block: how many from first on, at most *count, are alike, and
 * whether they are here. */
int vhdx_bitmap_run(struct vhdx *v, uint64_t block, uint32_t first, uint32_t *count, bool *here,
                    struct err **err) MUST_CHECK;
/* Sets or clears them; *changed (may be NULL) when a bit was different. The bitmap block exists. */
int vhdx_bitmap_set(struct vhdx *v, uint64_t block, uint32_t first, uint32_t count, bool here,
                    bool *changed, struct err **err) MUST_CHECK;

#endif
