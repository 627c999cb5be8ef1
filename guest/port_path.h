/* Virtio ports by name, without udev. */
#ifndef HVSH_GUEST_PORT_PATH_H
#define HVSH_GUEST_PORT_PATH_H

#include <stdbool.h>

enum { PORT_NAME_SIZE = 256 };

/* The device of the port of that name (or a path, which is returned when it is there); NULL when
 * there is none. The caller frees. */
char *port_path(const char *name);
/* The name of a port by its device ("vport0p1"); false when it has none. */
bool port_name(const char *device, char name[PORT_NAME_SIZE]);
/* Where the ports' devices are listed. */
#define PORTS_FOLDER "/sys/class/virtio-ports"

#endif
