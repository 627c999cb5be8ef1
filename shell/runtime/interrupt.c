#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "shell/base/clock.h"
#include "shell/runtime/event/source.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/session.h"

/* The pipe is made by the first who wants to wait; until then the flag is
 * enough. */
static void open_pipe(struct session *s)
{
    if (s->interrupt_pipe[0] >= 0)
        return;
    int fds[2];
    if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) < 0)
        return;
    s->interrupt_pipe[0] = fds[0];
    s->interrupt_pipe[1] = fds[1];
    if (interrupt_pending(s))
        session_interrupt(s);
}

void session_interrupt(struct session *s)
{
    int saved = errno;
    __atomic_store_n(&s->interrupt_flag, 1, __ATOMIC_RELAXED);
    if (s->inner)
        session_interrupt(s->inner);
    if (s->interrupt_pipe[1] >= 0)
        while (write(s->interrupt_pipe[1], "!", 1) < 0 && errno == EINTR)
            continue;
    errno = saved;
}

void session_clear_interrupt(struct session *s)
{
    __atomic_store_n(&s->interrupt_flag, 0, __ATOMIC_RELAXED);
    s->eval->cleanup_over = false;
    char drain[64];
    while (s->interrupt_pipe[0] >= 0 && read(s->interrupt_pipe[0], drain, sizeof(drain)) > 0)
        continue;
}

bool interrupted(const struct session *s)
{
    return interrupt_pending(s);
}

int interrupt_fd(const struct session *s)
{
    open_pipe((struct session *)(uintptr_t)s);
    return s->interrupt_pipe[0];
}

bool interruptible_sleep(struct session *s, int64_t milliseconds)
{
    int64_t end = clock_ms() + milliseconds;
    struct pollfd fds[2] = { { .fd = interrupt_fd(s), .events = POLLIN },
                             { .fd = event_sources_fd(s), .events = POLLIN } };
    while (!interrupt_pending(s)) {
        int64_t left = end - clock_ms();
        if (left <= 0)
            return true;
        left = sharing_wait_slice(s, left);
        if (poll(fds, ARRAY_SIZE(fds), left > 3600000 ? 3600000 : (int)left) > 0 && fds[1].revents)
            event_sources_read(s); /* they bear the time at which they come; actions wait */
        sharing_catch_up(s);
    }
    return false;
}
