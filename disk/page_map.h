/* 4 KiB pages by their number: a hash table that owns the bytes. */
#ifndef HVSH_DISK_PAGE_MAP_H
#define HVSH_DISK_PAGE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAGE_SIZE_BYTES = 4096 };

struct page {
    uint64_t number; /* offset / 4096 */
    uint64_t serial; /* the owner's: order of writes, last use … */
    bool dirty;
    uint8_t bytes[PAGE_SIZE_BYTES];
};

struct page_map {
    struct page **slots; /* cap of them, a power of two or 0 */
    size_t cap, len;
};

struct page *page_map_find(const struct page_map *map, uint64_t number);
/* The page of that number, made with undefined bytes when *made is set. */
struct page *page_map_add(struct page_map *map, uint64_t number, bool *made);
/* Frees the pages that are not dirty. */
void page_map_drop_clean(struct page_map *map);
void page_map_release(struct page_map *map);

#endif
