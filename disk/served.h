/* Disks that are served to a virtual machine: where, and how to talk to the server.
 *
 * A disk is served by one process (hvsh-disk) that keeps nbdkit and its plugin running. Everything
 * of it lies in one folder under the name of the drive: NAME.sock (NBD, for QEMU), NAME.ctl (for
 * us: one line is asked, one line answered, "ok…" or "error KIND TEXT") and NAME.pid, nbdkit's.
 *   info        ok PATH
 *   grow BYTES  ok                  the machine sees the larger disk
 *   stop        ok                  the disk is closed */
#ifndef HVSH_DISK_SERVED_H
#define HVSH_DISK_SERVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/err.h"

#define DISK_SERVED_SYSTEM_DIR "/run/hvsh/disk"

/* The folder of this user's servers: root's is that of the system. The caller frees. */
char *disk_served_dir(void);
/* NAME.sock with another suffix (".ctl", ".pid"). The caller frees. */
char *disk_served_beside(const char *socket, const char *suffix);
/* Asks the server behind a socket. *answer is what follows "ok", the caller frees; its error comes
 * back as ours. ERR_OBJECT_NOT_FOUND: none is there; code ECONNRESET: it is about to be gone. */
int disk_served_ask(const char *socket, const char *request, int timeout_ms, char **answer,
                    struct err **err) MUST_CHECK;
/* The socket of the server that has this file open, NULL when there is none. The caller frees. */
char *disk_served_find(const char *path);
/* Ends the servers behind n sockets, those that are there, all at the same time, and waits until
 * the disks are closed; removes what killed ones left. The error is that of the first that failed.
 */
int disk_served_stop(const char *const *sockets, size_t n, struct err **err) MUST_CHECK;
/* Waits for the end of the server behind the socket, whose machine is gone; true when it ended in
 * time, or there is none. */
bool disk_served_wait(const char *socket, int timeout_ms);

#endif
