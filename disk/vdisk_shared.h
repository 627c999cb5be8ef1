/* One open disk used by many threads, as a server needs it. What the format knows (where blocks
 * are, what waits for the log) is asked and changed by one thread at a time; data that have their
 * place already are read and overwritten, and flushed, side by side.
 *
 * A flush covers every request that ended before it began, whichever thread made it. */
#ifndef HVSH_DISK_VDISK_SHARED_H
#define HVSH_DISK_VDISK_SHARED_H

#include "disk/vdisk.h"

struct vdisk_shared;

/* Takes the disk over. */
struct vdisk_shared *vdisk_shared_new(struct vdisk *disk);
/* For its fields, which do not change. */
const struct vdisk *vdisk_shared_disk(const struct vdisk_shared *s);
/* No thread uses it any more. NULL is none. Fails as vdisk_close() does. */
int vdisk_shared_close(struct vdisk_shared *s, struct err **err);

int vdisk_shared_read(struct vdisk_shared *s, uint64_t off, void *buf, size_t len,
                      struct err **err) MUST_CHECK;
int vdisk_shared_write(struct vdisk_shared *s, uint64_t off, const void *buf, size_t len,
                       struct err **err) MUST_CHECK;
/* Reads as zero afterwards; unmap: the space may be given up. */
int vdisk_shared_zero(struct vdisk_shared *s, uint64_t off, uint64_t len, bool unmap,
                      struct err **err) MUST_CHECK;
/* The content is not needed any more: gives up the space it takes in the disk's own file, and
 * leaves a fixed disk as it is. */
int vdisk_shared_trim(struct vdisk_shared *s, uint64_t off, uint64_t len,
                      struct err **err) MUST_CHECK;
int vdisk_shared_flush(struct vdisk_shared *s, struct err **err) MUST_CHECK;
/* As vdisk_status(). */
int vdisk_shared_status(struct vdisk_shared *s, uint64_t off, uint64_t *len, bool *data,
                        struct err **err) MUST_CHECK;

#endif
