#include "disk/nbd_wire.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/socket.h>

static int fail(int error)
{
    errno = error;
    return -1;
}

int nbd_send(int fd, const void *p, size_t len)
{
    for (const uint8_t *b = p; len;) {
        ssize_t n = send(fd, b, len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n ? -1 : fail(ECONNRESET);
        b += n;
        len -= (size_t)n;
    }
    return 0;
}

int nbd_receive(int fd, void *p, size_t len, int timeout_ms)
{
    for (uint8_t *b = p; len;) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        if (timeout_ms >= 0 && poll(&ready, 1, timeout_ms) == 0)
            return fail(ETIMEDOUT);
        ssize_t n = recv(fd, b, len, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n ? -1 : fail(ECONNRESET);
        b += n;
        len -= (size_t)n;
    }
    return 0;
}
