/* The process that keeps one disk served: it owns the sockets, so that QEMU finds them again when
 * nbdkit was replaced, starts nbdkit anew when that dies, and ends when the last client is gone.
 * See disk/served.h for what it answers. */
#ifndef HVSH_DISK_SERVER_SERVER_H
#define HVSH_DISK_SERVER_SERVER_H

#include <stdbool.h>

#include "shell/base/err.h"

struct disk_server {
    const char *socket; /* of NBD, NAME.sock */
    const char *path;   /* the image, absolute */
    bool readonly;
    /* The machine: woken when it paused because its disk was gone for a moment, and told of a new
     * size. NULL: none is known. */
    const char *uri, *domain; /* libvirt's connection; UUID or name */
    const char *target;       /* the drive's name there, "sda" */
};

/* Returns in the caller once the disk can be reached; the server goes on in the background. When
 * this socket's server has this file already, there is nothing to do. ERR_INVALID_STATE: the image
 * is in use; and what opening it says. */
int disk_server_start(const struct disk_server *server, struct err **err) MUST_CHECK;

#endif
