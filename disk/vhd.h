/* VHD files: fixed, dynamic and differencing. There is no log: what makes new data reachable is
 * written after the data is durable, and a lost footer is found again in its copy. */
#ifndef HVSH_DISK_VHD_H
#define HVSH_DISK_VHD_H

#include "disk/findings.h"
#include "disk/page_map.h"
#include "disk/vdisk.h"
#include "disk/vhd_format.h"

struct vhd {
    struct vdisk disk;
    uint8_t footer_bytes[VHD_FOOTER_SIZE];
    struct vhd_footer footer;
    bool tail_valid; /* the footer at the file's end is right */
    uint64_t end;    /* bytes: where the footer is, or belongs */
    /* Dynamic and differencing: */
    uint8_t header_bytes[VHD_HEADER_SIZE];
    struct vhd_header header;
    uint32_t *bat;           /* first sector of each block's bitmap, or VHD_NO_BLOCK */
    uint32_t blocks;         /* entries in bat */
    uint8_t *bat_dirty;      /* a flag per 128 entries */
    bool any_dirty;          /* something waits for the next flush: BAT entries or bitmaps */
    uint32_t bitmap_size;    /* bytes before each block */
    struct page_map bitmaps; /* differencing: page block * pages per bitmap + i */
    size_t dirty_bitmaps;
    struct disk_findings *findings; /* while it is only checked; else NULL */
};

/* Takes the file over, on failure as well. No parent is opened. */
int vhd_open_io(struct blk_io *file, struct vdisk **d, struct err **err) MUST_CHECK;
/* As vhdx_check_io(). */
int vhd_check_io(struct blk_io *file, struct disk_findings *findings, struct vdisk **d,
                 struct err **err) MUST_CHECK;

struct vhd_spec {
    enum disk_type type;
    uint64_t size;          /* bytes, a multiple of 512 */
    uint32_t block_size;    /* bytes; not for fixed */
    const uint8_t *disk_id; /* UUID; NULL: a new one */
    /* Differencing; see vhd_set_parent(): */
    const uint8_t *parent_uuid;
    uint32_t parent_time;
    const char *parent_absolute, *parent_relative;
};
/* An empty disk into an empty file, synced. */
int vhd_create(struct blk_io *file, const struct vhd_spec *spec, struct err **err) MUST_CHECK;

/* Changes of an open, writable disk; durable on return. */
int vhd_set_disk_id(struct vhd *v, const uint8_t id[16], struct err **err) MUST_CHECK;
/* Paths in UTF-8 with / as they shall be read; time is the parent's time stamp. */
int vhd_set_parent(struct vhd *v, const uint8_t uuid[16], uint32_t time, const char *absolute,
                   const char *relative, struct err **err) MUST_CHECK;

/* ---- between the files of the engine ---- */
int vhd_flush(struct vdisk *d, struct err **err) MUST_CHECK;
/* The footer, and its copy at the start, as they are in memory now; durable. */
int vhd_write_footers(struct vhd *v, struct err **err) MUST_CHECK;
int vhd_resize(struct vdisk *d, uint64_t size, struct err **err) MUST_CHECK;
int vhd_compact(struct vdisk *d, bool scan, const struct disk_control *ctl,
                struct err **err) MUST_CHECK;
/* Fills the locators and the name of a header with these paths; their text goes to the file at
 * *at, which moves. Not sealed. */
int vhd_write_locators(struct blk_io *file, uint8_t header[VHD_HEADER_SIZE], uint64_t *at,
                       const char *absolute, const char *relative, struct err **err) MUST_CHECK;

#endif
