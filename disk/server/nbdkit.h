/* nbdkit as a child process, serving an image on a socket that listens already. */
#ifndef HVSH_DISK_SERVER_NBDKIT_H
#define HVSH_DISK_SERVER_NBDKIT_H

#include <stdbool.h>
#include <sys/types.h>

#include "shell/base/err.h"

struct nbdkit {
    pid_t pid;   /* 0: does not run */
    int keep_fd; /* memory that carries over what a dead one had not flushed (disk/vdisk_keep.h) */
    int log_fd;  /* what it writes to stderr; non-blocking, -1 before the first start */
    int quit_fd; /* an eventfd that ends it; -1 before the first start */
};

/* Returns when the image is open, with its own words when that fails. readonly: nobody may write
 * meanwhile. It ends by itself when its last client has gone. */
int nbdkit_start(struct nbdkit *n, const char *path, bool readonly, int listen_fd,
                 const char *pid_file, struct err **err) MUST_CHECK;
/* Asks it to end and waits until the image is closed. */
void nbdkit_stop(struct nbdkit *n);
/* Has it ended? *status is waitpid()'s. */
bool nbdkit_ended(struct nbdkit *n, int *status);

#endif
