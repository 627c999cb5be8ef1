/* [MS-VHDX] 2.3: the log. Metadata of the file change only through it: an entry with the new
 * content of whole 4 KiB pages becomes durable first, then the pages are written in place, so a
 * power cut leaves the old state or one that replay completes.
 *
 * Positions count on and on; a position modulo the log's length is the place in the log. */
#ifndef HVSH_DISK_VHDX_LOG_H
#define HVSH_DISK_VHDX_LOG_H

#include "disk/blk_io.h"
#include "disk/page_map.h"
#include "disk/vhdx_header.h"

/* An entry: a header of 64 bytes, descriptors of 32, filled up to a sector; then one sector of data
 * for each data descriptor. Header: 0 "loge", 4 checksum of the entry, 8 length, 12 tail, 16
 * sequence, 24 descriptors, 32 LogGuid, 48 FlushedFileOffset, 56 LastFileOffset. Descriptors: 0
 * "desc", 4 the page's last 4 bytes, 8 its first 8, 16 place, 24 sequence; or 0 "zero", 8 length,
 * 16 place, 24 sequence. Data sector: 0 "data", 4 sequence's high half, 8 the page's bytes 8 to
 * 4091, 4092 its low half. */
enum { VHDX_LOG_SECTOR = 4096, VHDX_LOG_HEADER = 64, VHDX_LOG_DESCRIPTOR = 32 };
/* Sectors that the header and the descriptors take. */
static inline uint64_t vhdx_log_head_sectors(uint64_t descriptors)
{
    return (VHDX_LOG_HEADER + descriptors * VHDX_LOG_DESCRIPTOR + VHDX_LOG_SECTOR - 1) /
           VHDX_LOG_SECTOR;
}

struct vhdx_log {
    uint64_t offset, length; /* bytes in the file */
    uint8_t guid[16];
    uint64_t sequence;  /* of the next entry */
    uint64_t head;      /* position of the next entry */
    uint64_t keep;      /* tail of the last durable entry: nothing from here on is overwritten */
    uint64_t next_keep; /* tail of the last entry written */
    uint64_t pending;   /* the first entry whose pages may not be durable in place, or none */
    uint64_t synced;    /* size of the file at the last completed sync, bytes */
};

/* Starts an empty log under a new GUID with one empty entry, synced. */
int vhdx_log_start(struct vhdx_log *log, struct blk_io *file, const struct vhdx_header *header,
                   struct err **err) MUST_CHECK;
/* Syncs the file: what was applied before is durable in place now. */
int vhdx_log_sync(struct vhdx_log *log, struct blk_io *file, struct err **err) MUST_CHECK;
/* Is all that was applied durable in place? */
bool vhdx_log_settled(const struct vhdx_log *log);
/* Makes the pages durable (sorted by number, one sync if the log has room) and writes them in
 * place. They count as clean afterwards. On failure the log must be left for replay. */
int vhdx_log_commit(struct vhdx_log *log, struct blk_io *file, struct page **pages, size_t count,
                    struct err **err) MUST_CHECK;

#endif
