#include "shell/runtime/event/source.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/runtime/session.h"

enum { WATCH_STACK = 64 << 10 };

/* What the thread sees: descriptors and the flag, which outlive it. */
struct event_sources {
    int epoll, wake, quit;
    uint16_t *due;
    pthread_t thread;
    VEC(struct event_source *) list; /* of the session's thread */
};

static void ring(int fd)
{
    uint64_t one = 1;
    while (write(fd, &one, sizeof(one)) < 0 && errno == EINTR)
        continue;
}

/* Each source reports once and is quiet until it has been read. */
static void *watch(void *data)
{
    const struct event_sources *all = data;
    struct epoll_event got;

    for (;;) {
        int n = epoll_wait(all->epoll, &got, 1, -1);
        if (n < 0 && errno != EINTR)
            return NULL;
        if (n <= 0)
            continue;
        if (got.data.fd == all->quit)
            return NULL;
        __atomic_store_n(all->due, 1, __ATOMIC_RELAXED);
        ring(all->wake);
    }
}

static int control(const struct event_sources *all, int op, int fd, uint32_t events)
{
    struct epoll_event e = { .events = events, .data = { .fd = fd } };

    return epoll_ctl(all->epoll, op, fd, &e);
}

static void close_all(struct event_sources *all)
{
    const int fds[] = { all->epoll, all->wake, all->quit };

    for (size_t i = 0; i < ARRAY_SIZE(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    vec_release(&all->list);
    free(all);
}

static int start_thread(struct event_sources *all)
{
    pthread_attr_t attr;
    sigset_t every, saved;

    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, WATCH_STACK);
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, &saved); /* signals are the main thread's */
    int rc = pthread_create(&all->thread, &attr, watch, all);
    pthread_sigmask(SIG_SETMASK, &saved, NULL);
    pthread_attr_destroy(&attr);
    return rc;
}

static int open_sources(struct session *s, struct err **err)
{
    struct event_sources *all = xcalloc(1, sizeof(*all));

    all->epoll = epoll_create1(EPOLL_CLOEXEC);
    all->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    all->quit = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    all->due = &s->events_due;
    int rc = all->epoll < 0 || all->wake < 0 || all->quit < 0 ||
                     control(all, EPOLL_CTL_ADD, all->quit, EPOLLIN) < 0
                 ? errno
                 : start_thread(all);
    if (rc) {
        close_all(all);
        return err_set_errno(err, rc, "Events cannot be waited for");
    }
    s->event_sources = all;
    return 0;
}

int event_source_add(struct session *s, struct event_source *source, struct value keep,
                     struct err **err)
{
    if (source->session)
        return 0;
    if (!s->event_sources && open_sources(s, err) < 0)
        return -1;
    if (control(s->event_sources, EPOLL_CTL_ADD, source->fd, EPOLLIN | EPOLLONESHOT) < 0)
        return err_set_errno(err, errno, "Events cannot be waited for");
    source->session = s;
    source->keeps = value_ref(keep);
    *vec_push(&s->event_sources->list) = source;
    return 0;
}

static void forget(struct event_sources *all, const struct event_source *source)
{
    for (size_t i = 0; i < all->list.len; i++) {
        if (all->list.items[i] != source)
            continue;
        memmove(&all->list.items[i], &all->list.items[i + 1],
                (all->list.len - i - 1) * sizeof(all->list.items[0]));
        all->list.len--;
        return;
    }
}

void event_source_remove(struct event_source *source)
{
    if (!source->session)
        return;
    struct event_sources *all = source->session->event_sources;
    struct value keeps = STEAL_VALUE(source->keeps);

    (void)control(all, EPOLL_CTL_DEL, source->fd, 0);
    close(source->fd);
    forget(all, source);
    source->session = NULL;
    value_unref(keeps); /* the source may be gone with it */
}

static bool is_listed(const struct event_sources *all, const struct event_source *source)
{
    for (size_t i = 0; i < all->list.len; i++)
        if (all->list.items[i] == source)
            return true;
    return false;
}

void event_sources_read(struct session *s)
{
    struct event_sources *all = s->event_sources;
    uint64_t count;

    if (!all)
        return;
    while (read(all->wake, &count, sizeof(count)) < 0 && errno == EINTR)
        continue;
    VEC(struct event_source *) now = VEC_INIT; /* reading one may remove others */
    for (size_t i = 0; i < all->list.len; i++)
        *vec_push(&now) = all->list.items[i];
    for (size_t i = 0; i < now.len; i++) {
        struct event_source *source = now.items[i];
        if (!is_listed(all, source))
            continue;
        struct pollfd p = { .fd = source->fd, .events = POLLIN };
        if (poll(&p, 1, 0) <= 0)
            continue;
        source->ready(source);
        if (is_listed(all, source))
            (void)control(all, EPOLL_CTL_MOD, source->fd, EPOLLIN | EPOLLONESHOT);
    }
    vec_release(&now);
}

int event_sources_fd(const struct session *s)
{
    return s->event_sources ? s->event_sources->wake : -1;
}

void event_sources_free(struct session *s)
{
    struct event_sources *all = s->event_sources;

    if (!all)
        return;
    while (all->list.len)
        event_source_remove(all->list.items[all->list.len - 1]);
    ring(all->quit);
    pthread_join(all->thread, NULL);
    s->event_sources = NULL;
    close_all(all);
}
