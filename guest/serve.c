#include "guest/serve.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* How soon a host that opens the port is noticed: the driver tells of its leaving only. */
enum { NOBODY_MS = 50 };
/* Under emulation a system call is dear: much is moved between two looks at everything else. */
enum { TURN_READS = 16, BLIND_TURNS = 4, PORT_WRITE = 32 << 10 };

/* 1: bytes moved, 0: none can be, -1: the other side is gone, -2: errno says what failed. */
static int read_once(struct guest_session *s, int fd)
{
    size_t space;
    uint8_t *p = guest_session_space(s, &space);
    ssize_t n = read(fd, p, space);
    if (n > 0) {
        guest_session_input(s, (size_t)n);
        return 1;
    }
    if (!n || errno == EPIPE || errno == ECONNRESET)
        return -1;
    return errno == EAGAIN || errno == EINTR ? 0 : -2;
}

static int move_in(struct guest_session *s, int fd)
{
    int moved = 0;
    for (int i = 0; i < TURN_READS && guest_session_wants_input(s); i++) {
        int rc = read_once(s, fd);
        if (rc <= 0)
            return rc < 0 ? rc : moved;
        moved = 1;
    }
    return moved;
}

static int write_once(struct guest_session *s, int fd)
{
    size_t len;
    const char *p = guest_session_output(s, &len);
    ssize_t n = len ? write(fd, p, len) : 0;
    if (n > 0)
        guest_session_wrote(s, (size_t)n);
    if (n >= 0)
        return n > 0;
    if (errno == EPIPE || errno == ECONNRESET)
        return -1;
    return errno == EAGAIN || errno == EINTR ? 0 : -2;
}

/* more: there will be more at once, and what does not fill a write of the port waits for it. */
static int move_out(struct guest_session *s, int fd, bool more)
{
    int moved = 0;
    for (;;) {
        size_t queued;
        guest_session_output(s, &queued);
        if (!queued || (more && queued < PORT_WRITE))
            return moved;
        int rc = write_once(s, fd);
        if (rc <= 0)
            return rc < 0 ? rc : moved;
        moved = 1;
    }
}

int guest_serve(struct guest_session *s, int fd, int stop_fd, bool port)
{
    bool nobody = false;
    for (unsigned turn = 0;; turn++) {
        size_t before, queued;
        guest_session_output(s, &before);
        bool busy = guest_session_work(s), wants = guest_session_wants_input(s);
        guest_session_output(s, &queued);
        bool more = busy && queued > before;
        if (more && turn % BLIND_TURNS) {
            int out = move_out(s, fd, true);
            if (out > 0)
                continue;
            if (out == -2)
                return errno;
        }
        struct pollfd p[2 + EXEC_POLL_MAX] = { { .fd = stop_fd, .events = POLLIN },
                                               { .fd = nobody ? -1 : fd,
                                                 .events = wants ? POLLIN : 0 } };
        int ms;
        nfds_t n = 2 + guest_session_poll(s, p + 2, &ms);
        if (nobody && (ms < 0 || ms > NOBODY_MS))
            ms = NOBODY_MS;
        if (queued)
            p[1].events |= POLLOUT;
        if (poll(p, n, busy ? 0 : ms) < 0 && errno != EINTR)
            return errno;
        if (p[0].revents)
            return 0;
        int in = wants || nobody ? move_in(s, fd) : 0;
        int out = in >= 0 ? move_out(s, fd, more) : 0;
        if (in == -2 || out == -2)
            return errno;
        if (in == -1 || out == -1) {
            if (!port)
                return 0;
            if (!nobody)
                guest_session_hangup(s);
            nobody = true;
        } else if (in > 0) {
            nobody = false;
        }
    }
}
