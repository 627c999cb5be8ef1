#include "disk/vhdx_log.h"

#include <string.h>

#include "disk/crc32c.h"
#include "disk/image.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

#define NONE UINT64_MAX
/* An entry is built in memory. */
enum { ENTRY_PAGES_MAX = 1000 };

static size_t most_pages(const struct vhdx_log *log)
{
    /* An entry takes at most half the log; 127 descriptors fit beside its header. */
    size_t sectors = (size_t)(log->length / 2 / VHDX_LOG_SECTOR);
    size_t pages = sectors - 2 - sectors / 127;
    return pages < ENTRY_PAGES_MAX ? pages : ENTRY_PAGES_MAX;
}

static uint64_t entry_bytes(size_t pages)
{
    return (vhdx_log_head_sectors(pages) + pages) * VHDX_LOG_SECTOR;
}

static void encode_page(uint8_t *descriptor, uint8_t *data, const struct page *page,
                        uint64_t sequence)
{
    memcpy(descriptor, "desc", 4);
    memcpy(descriptor + 4, page->bytes + PAGE_SIZE_BYTES - 4, 4);
    memcpy(descriptor + 8, page->bytes, 8);
    le64_put(descriptor + 16, page->number * PAGE_SIZE_BYTES);
    le64_put(descriptor + 24, sequence);
    memcpy(data, "data", 4);
    le32_put(data + 4, (uint32_t)(sequence >> 32));
    memcpy(data + 8, page->bytes + 8, PAGE_SIZE_BYTES - 12);
    le32_put(data + 4092, (uint32_t)sequence);
}

/* Not durable before the next sync. */
static int write_entry(struct vhdx_log *log, struct blk_io *file, struct page *const *pages,
                       size_t count, struct err **err)
{
    uint64_t bytes = entry_bytes(count), tail = log->pending == NONE ? log->head : log->pending;
    AUTO_FREE uint8_t *p = xcalloc(1, bytes);
    memcpy(p, "loge", 4);
    le32_put(p + 8, (uint32_t)bytes);
    le32_put(p + 12, (uint32_t)(tail % log->length));
    le64_put(p + 16, log->sequence);
    le32_put(p + 24, (uint32_t)count);
    memcpy(p + 32, log->guid, 16);
    le64_put(p + 48, log->synced);
    le64_put(p + 56, file->size);
    for (size_t i = 0; i < count; i++)
        encode_page(p + VHDX_LOG_HEADER + i * VHDX_LOG_DESCRIPTOR,
                    p + (vhdx_log_head_sectors(count) + i) * VHDX_LOG_SECTOR, pages[i],
                    log->sequence);
    le32_put(p + 4, crc32c_without(p, bytes, 4));
    uint64_t at = log->head % log->length;
    uint64_t first = log->length - at < bytes ? log->length - at : bytes;
    if (blk_write(file, log->offset + at, p, first, err) ||
        blk_write(file, log->offset, p + first, bytes - first, err))
        return -1;
    log->sequence++;
    log->pending = log->next_keep = tail;
    log->head += bytes;
    return 0;
}

int vhdx_log_start(struct vhdx_log *log, struct blk_io *file, const struct vhdx_header *header,
                   struct err **err)
{
    *log = (struct vhdx_log){
        .offset = header->log_offset, .length = header->log_length, .sequence = 1, .pending = NONE
    };
    disk_guid_new(log->guid);
    if (blk_flush(file, err))
        return -1;
    log->synced = file->size;
    if (write_entry(log, file, NULL, 0, err))
        return -1;
    return vhdx_log_sync(log, file, err);
}

/* What was written before is durable; what is only in the log stays pending from next on. */
static int sync_to(struct vhdx_log *log, struct blk_io *file, uint64_t next, struct err **err)
{
    uint64_t size = file->size;
    if (blk_flush(file, err))
        return -1;
    log->synced = size;
    log->keep = log->next_keep;
    log->pending = next;
    return 0;
}

int vhdx_log_sync(struct vhdx_log *log, struct blk_io *file, struct err **err)
{
    return sync_to(log, file, NONE, err);
}

bool vhdx_log_settled(const struct vhdx_log *log)
{
    return log->pending == NONE;
}

static int apply(struct blk_io *file, struct page **pages, size_t count, struct err **err)
{
    for (size_t i = 0; i < count; i++) {
        if (blk_write(file, pages[i]->number * PAGE_SIZE_BYTES, pages[i]->bytes, PAGE_SIZE_BYTES,
                      err))
            return -1;
        pages[i]->dirty = false;
    }
    return 0;
}

/* One sector always stays free: an empty entry, whose tail it is itself, gives up all others. */
static int make_room(struct vhdx_log *log, struct blk_io *file, struct err **err)
{
    if (vhdx_log_sync(log, file, err) || write_entry(log, file, NULL, 0, err))
        return -1;
    return vhdx_log_sync(log, file, err);
}

int vhdx_log_commit(struct vhdx_log *log, struct blk_io *file, struct page **pages, size_t count,
                    struct err **err)
{
    size_t logged = 0, applied = 0;
    uint64_t start = log->head;
    while (logged < count) {
        size_t n = count - logged < most_pages(log) ? count - logged : most_pages(log);
        if (log->head + entry_bytes(n) - log->keep > log->length - VHDX_LOG_SECTOR) {
            if (sync_to(log, file, start, err) ||
                apply(file, pages + applied, logged - applied, err) || make_room(log, file, err))
                return -1;
            applied = logged;
            start = log->head;
        }
        if (write_entry(log, file, pages + logged, n, err))
            return -1;
        logged += n;
    }
    if (sync_to(log, file, start, err))
        return -1;
    return apply(file, pages + applied, count - applied, err);
}
