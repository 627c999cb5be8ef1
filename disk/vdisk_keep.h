/* What a disk's format holds in memory until the next flush (its tables and bitmaps), kept in
 * memory that outlives the process as well: whoever opens the disk next with it takes that over, so
 * that the death of a server loses nothing of what it said was written. A power cut may lose both.
 *
 * Records are added at the end and counted last: a death in between leaves the ones before. */
#ifndef HVSH_DISK_VDISK_KEEP_H
#define HVSH_DISK_VDISK_KEEP_H

#include "disk/page_map.h"
#include "disk/vdisk.h"

struct vdisk_keep;

/* Such memory, empty: a descriptor for the processes to come; -1 on failure. */
int vdisk_keep_make(struct err **err);
/* Maps it; the descriptor stays the caller's. NULL on failure. */
struct vdisk_keep *vdisk_keep_map(int fd, struct err **err);
void vdisk_keep_unmap(struct vdisk_keep *keep);

/* Opens a disk for writing as vdisk_open() does, with what was kept of it, and keeps from now on.
 * keep has to outlive the disk. */
int vdisk_keep_open(const char *path, struct vdisk_keep *keep, struct vdisk **d,
                    struct err **err) MUST_CHECK;

/* ---- for the formats; keep may be NULL ---- */
/* A page has this content now; number is the format's. */
void vdisk_keep_add(struct vdisk_keep *keep, uint64_t number, const uint8_t page[PAGE_SIZE_BYTES]);
/* Hardly any room is left: time to flush. */
bool vdisk_keep_full(const struct vdisk_keep *keep);
/* All is in the file. */
void vdisk_keep_clear(struct vdisk_keep *keep);

#endif
