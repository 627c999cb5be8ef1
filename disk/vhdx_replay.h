/* [MS-VHDX] 2.3.3: reads a log that its writer left behind. */
#ifndef HVSH_DISK_VHDX_REPLAY_H
#define HVSH_DISK_VHDX_REPLAY_H

#include "disk/blk_io.h"
#include "disk/vhdx_header.h"

/* *layer reads as the file will once the log is replayed; it borrows the file and does not change
 * it. NULL when the header says that the log is empty. A log without a valid sequence of
 * entries is an error, and so is one that needs more of the file than is there. */
int vhdx_replay_open(struct blk_io *file, const struct vhdx_header *header, struct blk_io **layer,
                     struct err **err) MUST_CHECK;
/* Puts what the layer holds into the file, synced. Doing it again does no harm. */
int vhdx_replay_apply(struct blk_io *layer, struct err **err) MUST_CHECK;

#endif
