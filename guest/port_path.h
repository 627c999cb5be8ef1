/* Virtio ports by name, without udev. */
#ifndef HVSH_GUEST_PORT_PATH_H
#define HVSH_GUEST_PORT_PATH_H

/* The device of the port of that name (or a path, which is returned when it is there); NULL when
 * there is none. The caller frees. */
char *port_path(const char *name);

#endif
