/* Serving a port: the loop between a descriptor and a session. */
#ifndef HVSH_GUEST_SERVE_H
#define HVSH_GUEST_SERVE_H

#include <stdbool.h>

#include "guest/session.h"

/* Serves the host on fd (non-blocking) until it fails or stop_fd (-1: none) becomes readable.
 * port: a virtio port, where "nobody there" is no end: the next host is waited for. Without it
 * the end of the stream is the end. Returns 0, or an errno when the descriptor failed. */
int guest_serve(struct guest_session *s, int fd, int stop_fd, bool port);

#endif
