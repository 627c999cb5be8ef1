#include "disk/page_map.h"

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

static size_t slot_of(const struct page_map *map, uint64_t number)
{
    return (size_t)(number * 0x9E3779B97F4A7C15ull >> 32) & (map->cap - 1);
}

struct page *page_map_find(const struct page_map *map, uint64_t number)
{
    if (!map->cap)
        return NULL;
    for (size_t i = slot_of(map, number); map->slots[i]; i = (i + 1) & (map->cap - 1))
        if (map->slots[i]->number == number)
            return map->slots[i];
    return NULL;
}

static void insert(struct page_map *map, struct page *page)
{
    size_t i = slot_of(map, page->number);
    while (map->slots[i])
        i = (i + 1) & (map->cap - 1);
    map->slots[i] = page;
    map->len++;
}

static void rehash(struct page_map *map, size_t cap, bool keep_clean)
{
    struct page_map old = *map;
    *map = (struct page_map){ .slots = xcalloc(cap, sizeof(*map->slots)), .cap = cap };
    for (size_t i = 0; i < old.cap; i++) {
        if (old.slots[i] && (keep_clean || old.slots[i]->dirty))
            insert(map, old.slots[i]);
        else
            free(old.slots[i]);
    }
    free(old.slots);
}

struct page *page_map_add(struct page_map *map, uint64_t number, bool *made)
{
    struct page *page = page_map_find(map, number);
    *made = !page;
    if (page)
        return page;
    if (map->len + map->len / 2 >= map->cap)
        rehash(map, map->cap ? map->cap * 2 : 16, true);
    page = xmalloc(sizeof(*page));
    page->number = number;
    page->serial = 0;
    page->dirty = false;
    insert(map, page);
    return page;
}

void page_map_drop_clean(struct page_map *map)
{
    if (map->cap)
        rehash(map, map->cap, false);
}

void page_map_release(struct page_map *map)
{
    for (size_t i = 0; i < map->cap; i++)
        free(map->slots[i]);
    free(map->slots);
    *map = (struct page_map){ 0 };
}
