/* The bytes below a virtual disk: a file of the host, memory, or a layer over another one. All
 * of the engine's reads and writes pass here, so that a test can fail each of them or cut the
 * power between any two. One thread at a time; of a file also blk_flush() and reads and writes
 * inside it beside each other.
 *
 * Order: nothing written is durable before the next blk_flush() returns; until then any part of
 * it may reach the disk, in any order, whole sectors of 512 bytes at a time. */
#ifndef HVSH_DISK_BLK_IO_H
#define HVSH_DISK_BLK_IO_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/err.h"

struct blk_io;
struct blk_ops {
    int (*read)(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err);
    int (*write)(struct blk_io *io, uint64_t off, const void *buf, size_t len, struct err **err);
    int (*flush)(struct blk_io *io, struct err **err);
    void (*begin_flush)(struct blk_io *io); /* NULL: writes do not wait anywhere */
    int (*truncate)(struct blk_io *io, uint64_t size, struct err **err);
    int (*punch)(struct blk_io *io, uint64_t off, uint64_t len, struct err **err);
    int (*allocate)(struct blk_io *io, uint64_t off, uint64_t len, struct err **err);
    uint64_t (*next_data)(struct blk_io *io, uint64_t off);
    uint64_t (*next_hole)(struct blk_io *io, uint64_t off); /* NULL: holes are not known */
    void (*close)(struct blk_io *io);
};

struct blk_io {
    const struct blk_ops *ops;
    uint64_t size; /* bytes; kept by the functions below */
    bool writable;
};

/* Exactly len bytes; a range outside is an error, never a short read. */
int blk_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err) MUST_CHECK;
/* A write past the end makes the file longer. */
int blk_write(struct blk_io *io, uint64_t off, const void *buf, size_t len,
              struct err **err) MUST_CHECK;
/* All that was done before is on the disk when this returns. */
int blk_flush(struct blk_io *io, struct err **err) MUST_CHECK;
/* What was written starts on its way to the disk: a blk_flush() later has less to wait for. */
void blk_begin_flush(struct blk_io *io);
/* New bytes read as zero. */
int blk_truncate(struct blk_io *io, uint64_t size, struct err **err) MUST_CHECK;
/* The range, which lies inside, reads as zero; its space goes back where that can be done. */
int blk_punch(struct blk_io *io, uint64_t off, uint64_t len, struct err **err) MUST_CHECK;
/* Takes the space of the range; bytes that were not there read as zero. */
int blk_allocate(struct blk_io *io, uint64_t off, uint64_t len, struct err **err) MUST_CHECK;
/* The first offset from off on that may hold anything but zeros; size when there is none. */
uint64_t blk_next_data(struct blk_io *io, uint64_t off);
/* The first offset from off on that is known to take no space; size when there is none. */
uint64_t blk_next_hole(struct blk_io *io, uint64_t off);
/* A range of the file over another one, which must not overlap it; holes stay holes. */
int blk_copy(struct blk_io *io, uint64_t from, uint64_t to, uint64_t len,
             struct err **err) MUST_CHECK;
/* NULL is none. */
void blk_close(struct blk_io *io);

enum blk_file_mode {
    BLK_FILE_READ,   /* takes no lock: for looking */
    BLK_FILE_SHARED, /* read-only, and nobody may write meanwhile: parents */
    BLK_FILE_WRITE,  /* the only one: a second writer or reader with a lock is refused */
};
/* An existing regular file or block device. The locks are open-file-description locks on QEMU's
 * bytes, so its tools are kept out as well. ERR_OBJECT_NOT_FOUND; ERR_INVALID_STATE when locked. */
int blk_file_open(const char *path, enum blk_file_mode mode, struct blk_io **io,
                  struct err **err) MUST_CHECK;
/* Bytes that the file takes on the host's disk. */
uint64_t blk_file_allocated(const struct blk_io *io);
/* Does somebody else hold one of the locks above, or QEMU its own? */
bool blk_file_locked(const struct blk_io *io);

/* Zeros that become memory where they are written, 4 KiB at a time. */
struct blk_io *blk_mem_new(uint64_t size);
/* A copy of such memory. */
struct blk_io *blk_mem_clone(const struct blk_io *mem);

#endif
