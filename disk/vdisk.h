/* An open virtual disk: its own file and, for a differencing one, its parents behind it.
 * Offsets and lengths are bytes of the virtual disk and need no alignment. A disk is used by one
 * thread at a time.
 *
 * What was written is durable once vdisk_flush() returned; before that a power cut may lose any
 * part of it, but never anything older, and the file stays consistent at every moment. */
#ifndef HVSH_DISK_VDISK_H
#define HVSH_DISK_VDISK_H

#include "disk/blk_io.h"
#include "disk/image.h"

enum vdisk_state {
    VDISK_ZERO,   /* reads as zero, takes no space */
    VDISK_DATA,   /* in this file */
    VDISK_PARENT, /* as the parent has it */
};

enum vdisk_step { VDISK_OVERWRITE, VDISK_FLUSH };

struct vdisk;
struct vdisk_ops {
    /* What *len bytes at off (inside the disk, *len > 0) are in this file: shortens *len to what
     * is alike; *at is where in the file VDISK_DATA lies. */
    int (*map)(struct vdisk *d, uint64_t off, uint64_t *len, enum vdisk_state *state, uint64_t *at,
               struct err **err);
    /* Whole logical sectors. */
    int (*write)(struct vdisk *d, uint64_t off, const void *buf, size_t len, struct err **err);
    /* Whole logical sectors; they read as zero afterwards. unmap: may give up the space. */
    int (*zero)(struct vdisk *d, uint64_t off, uint64_t len, bool unmap, struct err **err);
    int (*flush)(struct vdisk *d, struct err **err);
    /* Is the step nothing but that of the file below: writing where map() says VDISK_DATA, or
     * blk_flush()? Then it may be done without the format, beside other such steps. */
    bool (*plain)(const struct vdisk *d, enum vdisk_step step);
    /* Takes a page that vdisk_keep_add() kept, as if just changed; NULL: it never keeps any. */
    int (*take)(struct vdisk *d, uint64_t number, const uint8_t *page, struct err **err);
    int (*resize)(struct vdisk *d, uint64_t size, struct err **err);
    /* Makes the file smaller without loss; scan: also blocks of zeros are given up. */
    int (*compact)(struct vdisk *d, bool scan, const struct disk_control *ctl, struct err **err);
    /* Ends cleanly when writable; frees in any case. */
    int (*close)(struct vdisk *d, struct err **err);
};

/* How a differencing disk names its parent. */
struct vdisk_link {
    char *relative, *absolute; /* as recorded, mostly with \\; NULL: not recorded */
    uint8_t ids[2][16];        /* identities that are right */
    int id_count;
};

struct vdisk {
    const struct vdisk_ops *ops;
    enum disk_format format;
    enum disk_type type;
    uint64_t size; /* bytes */
    uint32_t logical_sector, physical_sector;
    uint32_t block_size; /* bytes; 0: none */
    struct blk_io *file; /* owned */
    struct blk_io
        *layer; /* a log over the file, read instead of it; owned by the format; or NULL */
    char *path; /* absolute; NULL when it is no file of the host */
    struct vdisk *parent;   /* owned; NULL when there is none, or it was not opened */
    struct vdisk_link link; /* differencing */
    uint8_t identity[16];   /* what a child's link holds: changes when the content does (VHDX) */
    uint8_t disk_id[16];    /* Get-VHD's DiskIdentifier, in Microsoft's byte order */
    struct vdisk_keep
        *keep; /* where changes of tables are kept until a flush (vdisk_keep.h); or NULL */
    bool writable;
    bool dirty_log;   /* VHDX: its log was not empty when it was opened */
    bool misaligned;  /* VHD: a block's data is not on 4 KiB of the file */
    uint64_t present; /* blocks in the file when it was opened, and how many of them are not */
    uint64_t jumps;   /* right behind the one before */
};

enum vdisk_open {
    VDISK_OPEN_READ,       /* leaf without a lock, a dirty log is read through */
    VDISK_OPEN_SHARED,     /* like READ, but nobody may write meanwhile */
    VDISK_OPEN_WRITE,      /* leaf locked; a dirty log is replayed; parents locked for reading */
    VDISK_OPEN_LAYER,      /* like READ, without the parents */
    VDISK_OPEN_LAYER_WRITE /* like WRITE, without the parents */
};
/* By signature: VHD, VHDX, QCOW2, UNKNOWN (of QEMU's others), else RAW. */
int vdisk_detect(struct blk_io *file, enum disk_format *format, struct err **err) MUST_CHECK;
/* VHD, VHDX and raw files by their signature; other formats are ERR_NOT_SUPPORTED. */
int vdisk_open(const char *path, enum vdisk_open how, struct vdisk **d,
               struct err **err) MUST_CHECK;
/* Takes the file over, on failure as well; no parents. format UNKNOWN: by signature. */
int vdisk_open_io(struct blk_io *file, enum disk_format format, struct vdisk **d,
                  struct err **err) MUST_CHECK;

int vdisk_read(struct vdisk *d, uint64_t off, void *buf, size_t len, struct err **err) MUST_CHECK;
int vdisk_write(struct vdisk *d, uint64_t off, const void *buf, size_t len,
                struct err **err) MUST_CHECK;
int vdisk_zero(struct vdisk *d, uint64_t off, uint64_t len, bool unmap,
               struct err **err) MUST_CHECK;
/* What lies in this disk's own file in that range is given up and reads as zero; parts of sectors
 * stay as they are. */
int vdisk_trim(struct vdisk *d, uint64_t off, uint64_t len, struct err **err) MUST_CHECK;
int vdisk_flush(struct vdisk *d, struct err **err) MUST_CHECK;
/* Where in the chain *len bytes at off, which lie inside, are: *len > 0 is shortened to what is
 * alike. VDISK_PARENT: in a parent that was not opened. Valid until the disk changes. */
struct vdisk_place {
    enum vdisk_state state;
    struct vdisk *disk;
    uint64_t at; /* VDISK_DATA: offset in its file */
};
int vdisk_locate(struct vdisk *d, uint64_t off, uint64_t *len, struct vdisk_place *place,
                 struct err **err) MUST_CHECK;
/* Reads at a place from one file alone: other threads may do the same. */
int vdisk_read_place(const struct vdisk_place *place, void *buf, size_t len,
                     struct err **err) MUST_CHECK;
/* Over the whole chain: does *len bytes at off (shortened to what is alike) hold data? */
int vdisk_status(struct vdisk *d, uint64_t off, uint64_t *len, bool *data,
                 struct err **err) MUST_CHECK;
/* ERR_INVALID_PARAMETER when the format cannot. Content is not looked at. */
int vdisk_resize(struct vdisk *d, uint64_t size, struct err **err) MUST_CHECK;
/* Frees in any case; an error says that the end was not clean (flushed data are safe). */
int vdisk_close(struct vdisk *d, struct err **err);
/* Closes and forgets the error: for reading, and after a failure. */
void vdisk_abandon(struct vdisk **d);
#define AUTO_VDISK CLEANUP(vdisk_abandon) struct vdisk

/* Is there a byte other than zero in p[0..len)? */
bool vdisk_is_zero(const void *p, size_t len);

#endif
