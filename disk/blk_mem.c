#include <string.h>

#include "disk/blk_io.h"
#include "disk/page_map.h"
#include "disk/vdisk.h"
#include "shell/base/alloc.h"

struct blk_mem {
    struct blk_io io;
    struct page_map pages; /* all dirty: a page that is not there is zero */
};

static struct page_map *pages_of(struct blk_io *io)
{
    return &((struct blk_mem *)io)->pages;
}

static int mem_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    (void)err;
    for (uint8_t *p = buf; len;) {
        size_t in = off % PAGE_SIZE_BYTES;
        size_t n = PAGE_SIZE_BYTES - in < len ? PAGE_SIZE_BYTES - in : len;
        const struct page *page = page_map_find(pages_of(io), off / PAGE_SIZE_BYTES);
        if (page)
            memcpy(p, page->bytes + in, n);
        else
            memset(p, 0, n);
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

static int mem_write(struct blk_io *io, uint64_t off, const void *buf, size_t len, struct err **err)
{
    (void)err;
    for (const uint8_t *p = buf; len;) {
        size_t in = off % PAGE_SIZE_BYTES;
        size_t n = PAGE_SIZE_BYTES - in < len ? PAGE_SIZE_BYTES - in : len;
        struct page *page = page_map_find(pages_of(io), off / PAGE_SIZE_BYTES);
        if (page || !vdisk_is_zero(p, n)) {
            bool made = !page;
            if (made)
                page = page_map_add(pages_of(io), off / PAGE_SIZE_BYTES, &made);
            if (made)
                memset(page->bytes, 0, sizeof(page->bytes));
            page->dirty = true;
            memcpy(page->bytes + in, p, n);
        }
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

static int mem_flush(struct blk_io *io, struct err **err)
{
    (void)io;
    (void)err;
    return 0;
}

static int mem_punch(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    (void)err;
    struct page_map *map = pages_of(io);
    uint64_t end = off + len;
    for (size_t i = 0; i < map->cap; i++) {
        struct page *page = map->slots[i];
        if (!page)
            continue;
        uint64_t at = page->number * PAGE_SIZE_BYTES;
        uint64_t from = off > at ? off : at;
        uint64_t to = end < at + PAGE_SIZE_BYTES ? end : at + PAGE_SIZE_BYTES;
        if (from < to)
            memset(page->bytes + (from - at), 0, (size_t)(to - from));
        if (to - from == PAGE_SIZE_BYTES && from < to)
            page->dirty = false;
    }
    page_map_drop_clean(map);
    return 0;
}

static int mem_truncate(struct blk_io *io, uint64_t size, struct err **err)
{
    return size < io->size ? mem_punch(io, size, io->size - size, err) : 0;
}

static int mem_allocate(struct blk_io *io, uint64_t off, uint64_t len, struct err **err)
{
    (void)io;
    (void)off;
    (void)len;
    (void)err;
    return 0;
}

static uint64_t mem_next_data(struct blk_io *io, uint64_t off)
{
    const struct page_map *map = pages_of(io);
    uint64_t best = io->size;
    for (size_t i = 0; i < map->cap; i++) {
        if (!map->slots[i])
            continue;
        uint64_t at = map->slots[i]->number * PAGE_SIZE_BYTES;
        if (at + PAGE_SIZE_BYTES > off && at < best)
            best = at > off ? at : off;
    }
    return best;
}

static uint64_t mem_next_hole(struct blk_io *io, uint64_t off)
{
    uint64_t number = off / PAGE_SIZE_BYTES;
    while (page_map_find(pages_of(io), number))
        number++;
    uint64_t at = number * PAGE_SIZE_BYTES;
    return at > off ? at : off;
}

static void mem_close(struct blk_io *io)
{
    page_map_release(pages_of(io));
    free(io);
}

static const struct blk_ops mem_ops = {
    .read = mem_read,
    .write = mem_write,
    .flush = mem_flush,
    .truncate = mem_truncate,
    .punch = mem_punch,
    .allocate = mem_allocate,
    .next_data = mem_next_data,
    .next_hole = mem_next_hole,
    .close = mem_close,
};

struct blk_io *blk_mem_new(uint64_t size)
{
    struct blk_mem *m = xcalloc(1, sizeof(*m));
    m->io = (struct blk_io){ &mem_ops, size, true };
    return &m->io;
}

struct blk_io *blk_mem_clone(const struct blk_io *mem)
{
    const struct page_map *from = &((const struct blk_mem *)mem)->pages;
    struct blk_io *io = blk_mem_new(mem->size);
    for (size_t i = 0; i < from->cap; i++) {
        bool made;
        if (!from->slots[i])
            continue;
        struct page *page = page_map_add(pages_of(io), from->slots[i]->number, &made);
        page->dirty = true;
        memcpy(page->bytes, from->slots[i]->bytes, sizeof(page->bytes));
    }
    return io;
}
