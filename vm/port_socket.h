/* A port's socket without waiting: what guest_client's link reads and writes by. */
#ifndef HVSH_VM_PORT_SOCKET_H
#define HVSH_VM_PORT_SOCKET_H

#include <sys/types.h>

/* Bytes read or written; 0: none now; -1: the other side has gone. */
ssize_t port_socket_read(int fd, void *buf, size_t len);
ssize_t port_socket_write(int fd, const void *buf, size_t len);

#endif
