/* VHDX files, [MS-VHDX]: fixed, dynamic and differencing. Little endian.
 *
 * All metadata that change while a disk is open (the block allocation table, sector bitmaps,
 * metadata items, region tables) are 4 KiB pages in one cache; dirty ones reach the file only
 * through the log, together at a flush. Payload is written in place. */
#ifndef HVSH_DISK_VHDX_H
#define HVSH_DISK_VHDX_H

#include "disk/findings.h"
#include "disk/page_map.h"
#include "disk/vdisk.h"
#include "disk/vhdx_header.h"
#include "disk/vhdx_log.h"
#include "disk/vhdx_meta.h"
#include "disk/vhdx_space.h"
#include "shell/base/vec.h"

/* BAT entry: bits 0 to 2 state, 20 to 63 place in the file in MiB, the others 0. */
enum vhdx_block {
    VHDX_BLOCK_NOT_PRESENT = 0, /* zero, or the parent's */
    VHDX_BLOCK_UNDEFINED = 1,
    VHDX_BLOCK_ZERO = 2,
    VHDX_BLOCK_UNMAPPED = 3,
    VHDX_BLOCK_FULL = 6,    /* fully present; also the state of a bitmap block that is there */
    VHDX_BLOCK_PARTIAL = 7, /* differencing: as its sector bitmap says */
};
enum { VHDX_BITMAP_BYTES = 1 << 20 };

struct vhdx_span {
    uint64_t at, length; /* bytes in the file, whole MiB */
};

struct vhdx {
    struct vdisk disk;
    struct vhdx_header header;
    struct vhdx_regions regions;
    struct vhdx_meta meta;
    uint64_t blocks;      /* payload blocks */
    uint64_t entries;     /* BAT entries, with bitmap blocks' */
    unsigned block_shift; /* log2 of the block size */
    unsigned ratio_shift; /* log2 of payload blocks per bitmap block */
    struct page_map cache;
    struct page *last;       /* the page asked for last, or NULL */
    size_t dirty;            /* pages */
    struct vhdx_space space; /* when writable */
    struct vhdx_log log;
    const uint8_t *next_data_write; /* the DataWriteGuid that the session shall take, or NULL */
    bool session;                   /* the header names our log */
    bool failed;                 /* a write of metadata failed: the next opener replays the log */
    bool data_first;             /* payload must be durable before the log names it */
    VEC(struct vhdx_span) freed; /* free once the log says so */
    VEC(uint64_t) touched;       /* pages changed by this request, when they have to be kept */
    struct disk_findings *findings; /* while it is only checked; else NULL */
};

/* Takes the file over, on failure as well. A writable file with a log is replayed after all
 * of it was found valid; a read-only one is read through the log. No parent is opened. */
int vhdx_open_io(struct blk_io *file, struct vdisk **d, struct err **err) MUST_CHECK;
/* The same for looking at a file that may be wrong, for reading: what is found is noted, and the
 * disk opened all the same when its metadata can be read. Its content is not to be read. */
int vhdx_check_io(struct blk_io *file, struct disk_findings *findings, struct vdisk **d,
                  struct err **err) MUST_CHECK;

struct vhdx_spec {
    enum disk_type type;
    uint64_t size;       /* bytes, a multiple of the logical sector */
    uint32_t block_size; /* bytes */
    uint32_t logical_sector, physical_sector;
    const uint8_t *disk_id;             /* page 83 GUID; NULL: a new one */
    const struct vhdx_locator *locator; /* differencing */
};
/* An empty disk into an empty file, synced. Until the last write the file is no VHDX. */
int vhdx_create(struct blk_io *file, const struct vhdx_spec *spec, struct err **err) MUST_CHECK;

/* Changes metadata of an open, writable disk; durable on return. */
int vhdx_set_disk_id(struct vhdx *v, const uint8_t id[16], struct err **err) MUST_CHECK;
int vhdx_set_physical_sector(struct vhdx *v, uint32_t bytes, struct err **err) MUST_CHECK;
/* The locator of a differencing disk. */
int vhdx_set_locator(struct vhdx *v, const struct vhdx_locator *locator,
                     struct err **err) MUST_CHECK;

/* ---- between the files of the engine ---- */
/* Before the first write of a session: an open log and new GUIDs. visible: the guest may see the
 * difference, so children are cut off. */
int vhdx_begin(struct vhdx *v, bool visible, struct err **err) MUST_CHECK;
/* Ends a session: everything in place, no log. */
int vhdx_end(struct vhdx *v, struct err **err) MUST_CHECK;
int vhdx_flush(struct vhdx *v, struct err **err) MUST_CHECK;
/* Whole MiB that read as zero; sets data_first when they were in use before. */
int vhdx_take_space(struct vhdx *v, uint64_t length, uint64_t *at, struct err **err) MUST_CHECK;
/* Ends the session and cuts off what is free at the end of the file. */
int vhdx_trim_file(struct vhdx *v, struct err **err) MUST_CHECK;
int vhdx_zero(struct vhdx *v, uint64_t off, uint64_t len, bool unmap, struct err **err) MUST_CHECK;
/* ops of struct vdisk */
int vhdx_resize(struct vdisk *d, uint64_t size, struct err **err) MUST_CHECK;
int vhdx_compact(struct vdisk *d, bool scan, const struct disk_control *ctl,
                 struct err **err) MUST_CHECK;

#endif
