/* The virtio ports of this guest that hvsh serves, found by their names: no udev is needed. */
#ifndef HVSH_GUEST_PORTS_H
#define HVSH_GUEST_PORTS_H

#include <stdbool.h>
#include <stddef.h>

/* Serves the ports that are there and will be, each in a process of its own, until stop_fd (of
 * SIGTERM, SIGINT and SIGCHLD) says so. name: one port only; NULL: all of ours. Returns the
 * exit code. */
int ports_serve(const char *name, int stop_fd);
/* Serves the device at path in this process, again and again, until stop_fd says so. */
int ports_serve_path(const char *path, int stop_fd);

#endif
