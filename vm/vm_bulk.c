/* One operation over many items, overlapped, results in input order. Each
 * thread has a host handle of its own; its calls run on the host's workers as any
 * other call does. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>

#include "shell/base/alloc.h"
#include "vm/vm_core.h"

struct slot {
    bool done;
    struct err *err;
};

struct bulk {
    struct vm_host host;
    vm_bulk_op *op;
    void *items, *data;
    size_t item_size, n;
    int event;
    atomic_bool stop;
    pthread_mutex_t lock; /* guards the rest */
    size_t next, finished;
    struct slot *slots;
};

static void *bulk_item(struct bulk *b, size_t i)
{
    return b->items ? (char *)b->items + i * b->item_size : NULL;
}

static void *bulk_main(void *opaque)
{
    struct bulk *b = opaque;
    struct vm_host host = b->host;
    for (;;) {
        pthread_mutex_lock(&b->lock);
        size_t i = b->next;
        bool more = i < b->n && !atomic_load(&b->stop);
        if (more)
            b->next++;
        pthread_mutex_unlock(&b->lock);
        if (!more)
            return NULL;
        struct err *err = NULL;
        int rc = b->op(&host, bulk_item(b, i), b->data, &err);
        if (rc == 0 && err)
            err_clear(&err);
        pthread_mutex_lock(&b->lock);
        b->slots[i].err = err;
        b->slots[i].done = true;
        b->finished++;
        pthread_mutex_unlock(&b->lock);
        uint64_t one = 1;
        ssize_t w = write(b->event, &one, sizeof(one));
        (void)w;
    }
}

static size_t start_threads(struct bulk *b, pthread_t *threads, size_t want)
{
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    size_t started = 0;
    while (started < want && pthread_create(&threads[started], NULL, bulk_main, b) == 0)
        started++;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return started;
}

/* Reports what is ready in order; true while more is to come. */
static bool report_ready(struct bulk *b, size_t *reported, vm_bulk_result *on_result)
{
    for (;;) {
        pthread_mutex_lock(&b->lock);
        bool ready = *reported < b->n && b->slots[*reported].done;
        struct err *err = ready ? STEAL(b->slots[*reported].err) : NULL;
        pthread_mutex_unlock(&b->lock);
        if (!ready)
            return *reported < b->n;
        size_t i = (*reported)++;
        if (!on_result)
            err_free(err);
        else if (!on_result(b->data, i, bulk_item(b, i), err)) {
            atomic_store(&b->stop, true);
            return false;
        }
    }
}

int vm_bulk(struct vm_host *host, const char *activity, vm_bulk_op *op, void *items,
            size_t item_size, size_t n, void *data, vm_bulk_result *on_result, struct err **err)
{
    if (n == 0)
        return 0;
    struct bulk b = {
        .host = *host, .op = op, .items = items, .item_size = item_size, .n = n, .data = data
    };
    b.host.wait.progress = NULL;
    b.event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (b.event < 0)
        return err_set_errno(err, errno, "Cannot make an event descriptor");
    pthread_mutex_init(&b.lock, NULL);
    b.slots = xcalloc(n, sizeof(*b.slots));
    pthread_t threads[VM_WORKERS_MAX];
    size_t started = start_threads(&b, threads, n < VM_WORKERS_MAX ? n : VM_WORKERS_MAX);
    size_t reported = 0;
    bool more = true, interrupted = false;
    while (started && more && !interrupted) {
        struct pollfd fds[2] = { { .fd = b.event, .events = POLLIN },
                                 { .fd = host->wait.interrupt_fd, .events = POLLIN } };
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            break;
        uint64_t count;
        ssize_t r = read(b.event, &count, sizeof(count));
        (void)r;
        more = report_ready(&b, &reported, on_result);
        interrupted = host->wait.interrupt_fd >= 0 && fds[1].revents;
        if (more && host->wait.progress) {
            pthread_mutex_lock(&b.lock);
            int percent = (int)(b.finished * 100 / n);
            pthread_mutex_unlock(&b.lock);
            host->wait.progress(host->wait.data, activity, percent);
        }
    }
    atomic_store(&b.stop, true);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    if (interrupted && more)
        report_ready(&b, &reported, on_result);
    for (size_t i = 0; i < n; i++)
        err_free(b.slots[i].err);
    free(b.slots);
    pthread_mutex_destroy(&b.lock);
    close(b.event);
    if (!started)
        return err_set(err, ERR_OUT_OF_MEMORY, "Cannot start a thread.");
    return reported < n ? err_set(err, ERR_CANCELLED, "The operation was stopped.") : 0;
}
