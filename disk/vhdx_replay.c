#include "disk/vhdx_replay.h"

#include <string.h>

#include "disk/crc32c.h"
#include "disk/image.h"
#include "disk/page_map.h"
#include "disk/vhdx_log.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/vec.h"

/* Real writers use few of them; each is looked at for every read. */
enum { ZERO_RANGES_MAX = 4096 };

/* ---- the layer ---- */
struct zero_range {
    uint64_t at, length, serial;
};
struct layer {
    struct blk_io io;
    struct blk_io *file; /* borrowed */
    struct page_map pages;
    VEC(struct zero_range) zeros;
    uint64_t serial; /* of the last operation: later ones win */
};

static uint64_t zero_serial(const struct layer *l, uint64_t page)
{
    uint64_t at = page * PAGE_SIZE_BYTES, serial = 0;
    for (size_t i = 0; i < l->zeros.len; i++)
        if (at >= l->zeros.items[i].at && at - l->zeros.items[i].at < l->zeros.items[i].length)
            serial = l->zeros.items[i].serial;
    return serial;
}

static int layer_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    struct layer *l = (struct layer *)io;
    for (uint8_t *p = buf; len;) {
        size_t in = off % PAGE_SIZE_BYTES;
        size_t n = PAGE_SIZE_BYTES - in < len ? PAGE_SIZE_BYTES - in : len;
        const struct page *page = page_map_find(&l->pages, off / PAGE_SIZE_BYTES);
        uint64_t zeroed = zero_serial(l, off / PAGE_SIZE_BYTES);
        uint64_t there = off < l->file->size ? l->file->size - off : 0;
        if (page && page->serial > zeroed) {
            memcpy(p, page->bytes + in, n);
        } else {
            size_t from_file = zeroed ? 0 : there < n ? (size_t)there : n;
            if (from_file && blk_read(l->file, off, p, from_file, err))
                return -1;
            memset(p + from_file, 0, n - from_file);
        }
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

static int layer_flush(struct blk_io *io, struct err **err)
{
    (void)io;
    (void)err;
    return 0;
}

static uint64_t layer_next_data(struct blk_io *io, uint64_t off)
{
    const struct layer *l = (struct layer *)io;
    uint64_t at = blk_next_data(l->file, off);
    if (at >= l->file->size)
        at = io->size;
    /* A page of the log may fill what is a hole in the file. */
    for (size_t i = 0; i < l->pages.cap; i++) {
        if (!l->pages.slots[i])
            continue;
        uint64_t page = l->pages.slots[i]->number * PAGE_SIZE_BYTES;
        if (page + PAGE_SIZE_BYTES > off && page < at)
            at = page > off ? page : off;
    }
    return at;
}

static uint64_t layer_next_hole(struct blk_io *io, uint64_t off)
{
    const struct layer *l = (struct layer *)io;
    return off < l->file->size ? blk_next_hole(l->file, off) : io->size;
}

static void layer_close(struct blk_io *io)
{
    struct layer *l = (struct layer *)io;
    page_map_release(&l->pages);
    vec_release(&l->zeros);
    free(l);
}

static const struct blk_ops layer_ops = {
    .read = layer_read,
    .flush = layer_flush,
    .next_data = layer_next_data,
    .next_hole = layer_next_hole,
    .close = layer_close,
};

int vhdx_replay_apply(struct blk_io *io, struct err **err)
{
    struct layer *l = (struct layer *)io;
    if (l->file->size < io->size && blk_truncate(l->file, io->size, err))
        return -1;
    for (size_t i = 0; i < l->zeros.len; i++)
        if (blk_punch(l->file, l->zeros.items[i].at, l->zeros.items[i].length, err))
            return -1;
    for (size_t i = 0; i < l->pages.cap; i++) {
        const struct page *page = l->pages.slots[i];
        if (page && page->serial > zero_serial(l, page->number) &&
            blk_write(l->file, page->number * PAGE_SIZE_BYTES, page->bytes, PAGE_SIZE_BYTES, err))
            return -1;
    }
    return blk_flush(l->file, err);
}

/* ---- the log ---- */
struct entry {
    uint64_t sequence, flushed, last;
    uint32_t at, length, tail; /* bytes from the log's start */
    uint32_t descriptors;
};
struct scan {
    struct blk_io *file;
    const struct vhdx_header *header;
    VEC(struct entry) entries; /* by place; none overlaps another */
    uint64_t budget;           /* bytes that may still be read */
};

static int read_log(struct scan *s, uint64_t at, uint8_t *buf, uint64_t length, struct err **err)
{
    uint64_t size = s->header->log_length, first = size - at < length ? size - at : length;
    if (blk_read(s->file, s->header->log_offset + at, buf, first, err))
        return -1;
    return blk_read(s->file, s->header->log_offset, buf + first, length - first, err);
}

/* The header alone: could this be an entry? */
static bool plausible(const struct scan *s, uint64_t at, const uint8_t *p, struct entry *e)
{
    if (memcmp(p, "loge", 4) != 0 || memcmp(p + 32, s->header->log_guid, 16) != 0)
        return false;
    *e = (struct entry){ .at = (uint32_t)at,
                         .length = le32_get(p + 8),
                         .tail = le32_get(p + 12),
                         .sequence = le64_get(p + 16),
                         .descriptors = le32_get(p + 24),
                         .flushed = le64_get(p + 48),
                         .last = le64_get(p + 56) };
    return e->sequence && e->length && e->length % VHDX_LOG_SECTOR == 0 &&
           e->length <= s->header->log_length && e->tail % VHDX_LOG_SECTOR == 0 &&
           e->tail < s->header->log_length &&
           vhdx_log_head_sectors(e->descriptors) <= e->length / VHDX_LOG_SECTOR;
}

/* A sector that an entry of another turn has overwritten carries another sequence. */
static bool whole(const uint8_t *p, const struct entry *e)
{
    uint64_t head = vhdx_log_head_sectors(e->descriptors);
    uint64_t sectors = e->length / VHDX_LOG_SECTOR, data = 0;
    for (uint32_t i = 0; i < e->descriptors; i++) {
        const uint8_t *d = p + VHDX_LOG_HEADER + (size_t)i * VHDX_LOG_DESCRIPTOR;
        bool desc = memcmp(d, "desc", 4) == 0;
        if ((!desc && memcmp(d, "zero", 4) != 0) || le64_get(d + 24) != e->sequence)
            return false;
        data += desc;
    }
    if (head + data != sectors)
        return false;
    for (uint64_t i = head; i < sectors; i++) {
        const uint8_t *d = p + i * VHDX_LOG_SECTOR;
        if (memcmp(d, "data", 4) != 0 || le32_get(d + 4) != (uint32_t)(e->sequence >> 32) ||
            le32_get(d + 4092) != (uint32_t)e->sequence)
            return false;
    }
    return le32_get(p + 4) == crc32c_without(p, e->length, 4);
}

static int scan_entry(struct scan *s, uint64_t at, uint32_t *length, struct err **err)
{
    uint8_t head[VHDX_LOG_HEADER];
    struct entry e;
    *length = VHDX_LOG_SECTOR;
    if (blk_read(s->file, s->header->log_offset + at, head, sizeof(head), err))
        return -1;
    if (!plausible(s, at, head, &e))
        return 0;
    if (e.length > s->budget)
        return disk_corrupt(err, "the entries in its log lie across each other");
    s->budget -= e.length;
    AUTO_FREE uint8_t *p = xmalloc(e.length);
    if (read_log(s, at, p, e.length, err))
        return -1;
    if (!whole(p, &e))
        return 0;
    *vec_push(&s->entries) = e;
    *length = e.length;
    return 0;
}

static int scan_log(struct scan *s, struct err **err)
{
    uint64_t size = s->header->log_length;
    if (s->header->log_offset > s->file->size || size > s->file->size - s->header->log_offset)
        return disk_corrupt(err, "its log lies outside the file");
    /* Stale entries that newer ones cut into are read in vain, but not each again and again. */
    s->budget = size * 4 + 16 * DISK_MIB;
    for (uint64_t at = 0; at < size;) {
        uint32_t length;
        /* Holes hold no entries. */
        uint64_t data = blk_next_data(s->file, s->header->log_offset + at);
        if (data - s->header->log_offset > at)
            at = (data - s->header->log_offset) & ~(uint64_t)(VHDX_LOG_SECTOR - 1);
        if (at >= size)
            break;
        if (scan_entry(s, at, &length, err))
            return -1;
        at += length;
    }
    return 0;
}

static const struct entry *entry_at(const struct scan *s, uint64_t at)
{
    size_t low = 0, high = s->entries.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (s->entries.items[mid].at < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low < s->entries.len && s->entries.items[low].at == at ? &s->entries.items[low] : NULL;
}

static const struct entry *next_of(const struct scan *s, const struct entry *e)
{
    const struct entry *n = entry_at(s, ((uint64_t)e->at + e->length) % s->header->log_length);
    return n && n->sequence == e->sequence + 1 ? n : NULL;
}

/* The head of the newest run whose tail lies in it: *tail is where replay begins. */
static const struct entry *find_head(const struct scan *s, const struct entry **tail)
{
    const struct entry *best = NULL;
    AUTO_FREE bool *follows = xcalloc(s->entries.len + 1, sizeof(*follows));
    for (size_t i = 0; i < s->entries.len; i++) {
        const struct entry *n = next_of(s, &s->entries.items[i]);
        if (n)
            follows[n - s->entries.items] = true;
    }
    for (size_t i = 0; i < s->entries.len; i++) {
        if (follows[i])
            continue;
        const struct entry *first = &s->entries.items[i], *head = first, *n;
        while ((n = next_of(s, head)))
            head = n;
        const struct entry *t = entry_at(s, head->tail);
        bool inside = t && t->sequence <= head->sequence && t->sequence >= first->sequence;
        const struct entry *at = first;
        while (inside && at && at != t)
            at = next_of(s, at);
        if (inside && at == t && (!best || head->sequence > best->sequence)) {
            best = head;
            *tail = t;
        }
    }
    return best;
}

static int check_target(const struct scan *s, const struct layer *l, uint64_t at, uint64_t length,
                        struct err **err)
{
    const struct vhdx_header *h = s->header;
    if (at % PAGE_SIZE_BYTES || length % PAGE_SIZE_BYTES || !length || at < VHDX_REGIONS_AT ||
        at > l->io.size || length > l->io.size - at)
        return disk_corrupt(err, "its log writes where nothing may be written");
    if (at < h->log_offset + h->log_length && h->log_offset < at + length)
        return disk_corrupt(err, "its log writes over itself");
    return 0;
}

static int add_entry(struct scan *s, struct layer *l, const struct entry *e, struct err **err)
{
    AUTO_FREE uint8_t *p = xmalloc(e->length);
    if (read_log(s, e->at, p, e->length, err))
        return -1;
    const uint8_t *data = p + vhdx_log_head_sectors(e->descriptors) * VHDX_LOG_SECTOR;
    for (uint32_t i = 0; i < e->descriptors; i++) {
        const uint8_t *d = p + VHDX_LOG_HEADER + (size_t)i * VHDX_LOG_DESCRIPTOR;
        uint64_t at = le64_get(d + 16);
        l->serial++;
        if (memcmp(d, "zero", 4) == 0) {
            if (check_target(s, l, at, le64_get(d + 8), err))
                return -1;
            if (l->zeros.len == ZERO_RANGES_MAX)
                return disk_corrupt(err, "its log clears too many ranges");
            *vec_push(&l->zeros) = (struct zero_range){ at, le64_get(d + 8), l->serial };
            continue;
        }
        if (check_target(s, l, at, PAGE_SIZE_BYTES, err))
            return -1;
        bool made;
        struct page *page = page_map_add(&l->pages, at / PAGE_SIZE_BYTES, &made);
        page->serial = l->serial;
        memcpy(page->bytes, d + 8, 8);
        memcpy(page->bytes + 8, data + 8, PAGE_SIZE_BYTES - 12);
        memcpy(page->bytes + PAGE_SIZE_BYTES - 4, d + 4, 4);
        data += VHDX_LOG_SECTOR;
    }
    return 0;
}

static int fill(struct scan *s, struct layer *l, struct err **err)
{
    const struct entry *tail = NULL, *head;
    if (scan_log(s, err))
        return -1;
    head = find_head(s, &tail);
    if (!head)
        return disk_corrupt(err, "its log holds no valid sequence of entries");
    if (head->flushed > s->file->size)
        return disk_corrupt(err, "the file is shorter than when its log was written");
    if (head->last > VHDX_FILE_MAX)
        return disk_corrupt(err, "its log makes the file longer than any virtual hard disk");
    l->io.size = head->last > s->file->size ? head->last : s->file->size;
    for (const struct entry *e = tail; e; e = e == head ? NULL : next_of(s, e))
        if (add_entry(s, l, e, err))
            return -1;
    return 0;
}

int vhdx_replay_open(struct blk_io *file, const struct vhdx_header *header, struct blk_io **layer,
                     struct err **err)
{
    static const uint8_t none[16];
    *layer = NULL;
    if (memcmp(header->log_guid, none, 16) == 0)
        return 0;
    struct scan s = { .file = file, .header = header, .entries = VEC_INIT };
    struct layer *l = xcalloc(1, sizeof(*l));
    *l = (struct layer){ .io = { &layer_ops, file->size, false }, .file = file };
    int r = fill(&s, l, err);
    vec_release(&s.entries);
    if (r)
        layer_close(&l->io);
    else
        *layer = &l->io;
    return r;
}
