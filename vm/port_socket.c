#include "vm/port_socket.h"

#include <errno.h>
#include <sys/socket.h>

static ssize_t moved(ssize_t n)
{
    if (n > 0)
        return n;
    return n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

ssize_t port_socket_read(int fd, void *buf, size_t len)
{
    return moved(recv(fd, buf, len, MSG_DONTWAIT));
}

ssize_t port_socket_write(int fd, const void *buf, size_t len)
{
    return moved(send(fd, buf, len, MSG_DONTWAIT | MSG_NOSIGNAL));
}
