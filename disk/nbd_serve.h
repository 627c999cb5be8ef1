/* A volume served to one NBD client over a descriptor. */
#ifndef HVSH_DISK_NBD_SERVE_H
#define HVSH_DISK_NBD_SERVE_H

#include "disk/volume.h"

/* Serves until the client leaves. With write the volume's disk is open for that, and nobody else's
 * meanwhile. -1: a request failed, with the first one's error, or the client speaks no NBD; what
 * was flushed before is on the disk. Source: the NBD protocol, fixed newstyle. */
int nbd_serve_volume(const struct volume *v, int fd, bool write, struct err **err) MUST_CHECK;

#endif
