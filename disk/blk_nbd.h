/* A disk that only QEMU can read (qcow2, VMDK …), reached through its NBD server: the server ends
 * with the connection, so it cannot outlive this process. What was written is in
 * the file, and the file closed, once the disk is closed after a flush. Protocol: the NBD project's
 * doc/proto.md, fixed newstyle. */
#ifndef HVSH_DISK_BLK_NBD_H
#define HVSH_DISK_BLK_NBD_H

#include "disk/blk_io.h"
#include "disk/image.h"

/* The bytes of the virtual disk; for reading the image may be in use, for writing QEMU locks it.
 * format UNKNOWN: QEMU tells by the signature (never raw). ERR_OBJECT_NOT_FOUND when qemu-nbd is
 * not installed. */
int blk_nbd_open(const char *path, enum disk_format format, bool write, struct blk_io **io,
                 struct err **err) MUST_CHECK;

/* Asks where the disk, which blk_nbd_open() opened for reading, holds data: what does not is known
 * as holes from then on. */
int blk_nbd_map(struct blk_io *io, const char *path, enum disk_format format,
                const struct disk_control *ctl, struct err **err) MUST_CHECK;

/* The client's side over a connected socket, which it takes over; for tests. */
int blk_nbd_attach(int fd, struct blk_io **io, struct err **err) MUST_CHECK;

#endif
