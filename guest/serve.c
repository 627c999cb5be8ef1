#include "guest/serve.h"

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "shell/base/cleanup.h"

/* A host that opens the port wakes whoever waits; when that cannot be waited for, how often to
 * look. */
enum { NOBODY_MS = 50, NOBODY_WATCHED_MS = 1000 };
/* Under emulation a system call is dear: much is moved between two looks at everything else. So is
 * memory that is not at hand: the queue is kept as short as one block and a small rest. */
enum { TURN_READS = 16, BLIND_TURNS = 32, PORT_REST = 4 << 10 };

/* What came of moving bytes; FAILED: errno says why. */
enum { MOVED = 1, GONE = 2, FAILED = 4 };

static int failure(void)
{
    if (errno == EPIPE || errno == ECONNRESET)
        return GONE;
    return errno == EAGAIN || errno == EINTR ? 0 : FAILED;
}

static int read_once(struct guest_session *s, int fd)
{
    size_t space;
    uint8_t *p = guest_session_space(s, &space);
    ssize_t n = read(fd, p, space);
    if (n > 0)
        guest_session_input(s, (size_t)n);
    return n > 0 ? MOVED : n ? failure() : GONE;
}

static int move_in(struct guest_session *s, int fd)
{
    int all = 0;
    for (int i = 0; i < TURN_READS && (!i || guest_session_wants_input(s)); i++) {
        int now = read_once(s, fd);
        all |= now;
        if (now != MOVED)
            break;
    }
    return all;
}

static int write_once(struct guest_session *s, int fd)
{
    size_t len;
    const char *p = guest_session_output(s, &len);
    ssize_t n = len ? write(fd, p, len) : 0;
    if (n > 0)
        guest_session_wrote(s, (size_t)n);
    return n > 0 ? MOVED : n ? failure() : 0;
}

/* more: there will be more at once, and a small rest waits for it. */
static int move_out(struct guest_session *s, int fd, bool more)
{
    int all = 0;
    for (;;) {
        size_t queued;
        guest_session_output(s, &queued);
        if (!queued || (more && queued <= PORT_REST))
            return all;
        int now = write_once(s, fd);
        all |= now;
        if (now != MOVED)
            return all;
    }
}

/* While nobody has the port open, poll() on it returns at once for ever: what is to be seen is
 * the change. -1 when it cannot be watched. */
static int watch_port(int fd)
{
    struct epoll_event wanted = { .events = EPOLLIN | EPOLLOUT | EPOLLET };
    int watch = epoll_create1(EPOLL_CLOEXEC);
    if (watch >= 0 && epoll_ctl(watch, EPOLL_CTL_ADD, fd, &wanted))
        close(STEAL_FD(watch));
    return watch;
}

/* Who is at the other end of a port. The kernel passes on what a host sends before it tells of
 * that host: bytes at the time of nobody belong to one that is about to show up. */
struct peer {
    bool nobody, early;
    int watch;
};

static void see_peer(struct peer *peer, struct guest_session *s, int fd, int moved, bool timeout)
{
    bool gone = moved & GONE;
    if (gone && moved & MOVED)
        peer->early = true;
    else if (gone && (peer->early ? timeout : !peer->nobody)) {
        guest_session_hangup(s);
        peer->early = false;
    } else if (!gone)
        peer->early = false;
    if (gone == peer->nobody)
        return;
    peer->nobody = gone;
    if (gone)
        peer->watch = watch_port(fd);
    else if (peer->watch >= 0)
        close(STEAL_FD(peer->watch));
}

static int serve(struct guest_session *s, int fd, int stop_fd, bool port, struct peer *peer)
{
    for (unsigned turn = 0;; turn++) {
        size_t before, queued;
        guest_session_output(s, &before);
        bool busy = guest_session_work(s), wants = guest_session_wants_input(s);
        guest_session_output(s, &queued);
        bool more = busy && queued > before;
        if (more && turn % BLIND_TURNS && !peer->nobody) {
            int out = move_out(s, fd, true);
            if (out == MOVED)
                continue;
            if (out & FAILED)
                return errno;
        }
        struct pollfd p[2 + EXEC_POLL_MAX] = { { .fd = stop_fd, .events = POLLIN },
                                               { .fd = fd, .events = wants ? POLLIN : 0 } };
        if (queued)
            p[1].events |= POLLOUT;
        int ms;
        nfds_t n = 2 + guest_session_poll(s, p + 2, &ms);
        if (peer->nobody) {
            int look_ms = peer->watch >= 0 ? NOBODY_WATCHED_MS : NOBODY_MS;
            p[1] = (struct pollfd){ .fd = peer->watch, .events = POLLIN };
            ms = ms < 0 || ms > look_ms ? look_ms : ms;
        }
        int ready = poll(p, n, busy ? 0 : ms);
        if (ready < 0 && errno != EINTR)
            return errno;
        if (p[0].revents)
            return 0;
        struct epoll_event seen;
        if (peer->nobody && p[1].revents)
            (void)epoll_wait(peer->watch, &seen, 1, 0);
        bool look = wants || peer->nobody || p[1].revents & POLLHUP;
        int moved = look ? move_in(s, fd) : 0;
        if (!(moved & FAILED) && (port || !(moved & GONE)))
            moved |= move_out(s, fd, more);
        if (moved & FAILED)
            return errno;
        if (moved & GONE && !port)
            return 0;
        see_peer(peer, s, fd, moved, !ready && !busy);
    }
}

int guest_serve(struct guest_session *s, int fd, int stop_fd, bool port)
{
    struct peer peer = { .watch = -1 };
    int failed = serve(s, fd, stop_fd, port, &peer);
    if (peer.watch >= 0)
        close(peer.watch);
    return failed;
}
