#include "vm/vm_call.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "vm/export/vm_planned.h"
#include "vm/vm_core.h"

enum { GRACE_UNDO_MS = 60000, GRACE_CHANGE_MS = 3000, GRACE_READ_MS = 150 };
enum { DEFAULT_READ_MS = 30000, DEFAULT_CHANGE_MS = 300000 };

struct vm_request {
    struct vm_request *next;
    struct vm_core *core;
    vm_call_fn *fn;
    void *arg;
    vm_call_release *release;
    unsigned flags;
    atomic_int refs;
    int event; /* eventfd: done or progress */
    atomic_bool cancelled;
    atomic_int percent;
    pthread_mutex_t lock; /* guards the rest */
    bool done, abandoned;
    bool committed; /* the work is as good as done: the caller waits for its end */
    bool begun;
    pthread_t thread; /* that runs it, when it is begun */
    int rc;
    struct err *err;
    virConnectPtr orphan; /* the host's reference to a connection given up */
};

static void request_unref(struct vm_request *req)
{
    if (atomic_fetch_sub(&req->refs, 1) != 1)
        return;
    if (req->abandoned && req->release)
        req->release(req->arg);
    if (req->orphan)
        virConnectClose(req->orphan);
    err_free(req->err);
    close(req->event);
    pthread_mutex_destroy(&req->lock);
    free(req);
}

static void request_signal(struct vm_request *req)
{
    uint64_t one = 1;
    ssize_t n = write(req->event, &one, sizeof(one));
    (void)n;
}

struct vm_core *vm_core_new(void)
{
    struct vm_core *core = xcalloc(1, sizeof(*core));
    atomic_init(&core->refs, 1);
    pthread_mutex_init(&core->lock, NULL);
    pthread_mutex_init(&core->store_lock, NULL);
    pthread_cond_init(&core->wake, NULL);
    return core;
}

struct vm_core *vm_core_ref(struct vm_core *core)
{
    atomic_fetch_add(&core->refs, 1);
    return core;
}

void vm_core_unref(struct vm_core *core)
{
    if (!core || atomic_fetch_sub(&core->refs, 1) != 1)
        return;
    if (core->conn)
        virConnectClose(core->conn);
    free(core->samples);
    free(core->domain_type);
    free(core->domain_type_reason);
    free(core->uri);
    free(core->notice);
    free(core->served_dir);
    vm_settings_release(&core->settings);
    vm_planned_free_all(core);
    pthread_cond_destroy(&core->wake);
    pthread_mutex_destroy(&core->store_lock);
    pthread_mutex_destroy(&core->lock);
    free(core);
}

/* A reference to a working connection. A dead one is dropped and opened again:
 * the daemon may have been restarted between two commands. */
virConnectPtr vm_core_connect(struct vm_core *core, struct err **err)
{
    pthread_mutex_lock(&core->lock);
    virConnectPtr conn = core->conn;
    if (conn && virConnectIsAlive(conn) == 0) {
        core->conn = NULL;
        virConnectClose(conn);
        conn = NULL;
    }
    if (conn)
        virConnectRef(conn);
    pthread_mutex_unlock(&core->lock);
    if (conn)
        return conn;

    conn = virConnectOpen(core->uri);
    if (!conn) {
        vm_err_libvirt(err, "Cannot connect to the virtualization service at '%s'", core->uri);
        return NULL;
    }
    virConnectSetKeepAlive(conn, 5, 3);
    pthread_mutex_lock(&core->lock);
    if (!core->conn) {
        virConnectRef(conn);
        core->conn = conn;
    }
    pthread_mutex_unlock(&core->lock);
    return conn;
}

static void run_request(struct vm_core *core, struct vm_request *req)
{
    struct err *err = NULL;
    int rc = -1;
    struct vm_call call = { .core = core, .request = req };
    if (atomic_load(&req->cancelled)) {
        err_set(&err, ERR_CANCELLED, "The operation was stopped.");
    } else if (req->flags & VM_CALL_NO_CONNECTION) {
        rc = req->fn(&call, req->arg, &err);
    } else {
        call.conn = vm_core_connect(core, &err);
        if (call.conn) {
            rc = req->fn(&call, req->arg, &err);
            virConnectClose(call.conn);
        }
    }
    pthread_mutex_lock(&req->lock);
    req->rc = rc;
    req->err = err;
    req->done = true;
    pthread_mutex_unlock(&req->lock);
    request_signal(req);
    request_unref(req);
}

/* Its place among the workers; -1 when it was left behind in a call. With the lock held. */
static int place_of(const struct vm_core *core, pthread_t thread)
{
    for (unsigned i = 0; i < core->thread_count; i++)
        if (pthread_equal(core->threads[i], thread))
            return (int)i;
    return -1;
}

static void *worker_main(void *opaque)
{
    struct vm_core *core = opaque;
    pthread_mutex_lock(&core->lock);
    for (;;) {
        while (!core->queue_head && !core->closing) {
            core->idle++;
            pthread_cond_wait(&core->wake, &core->lock);
            core->idle--;
        }
        struct vm_request *req = core->queue_head;
        if (!req)
            break;
        core->queue_head = req->next;
        if (!core->queue_head)
            core->queue_tail = NULL;
        req->thread = pthread_self();
        req->begun = true;
        pthread_mutex_unlock(&core->lock);
        run_request(core, req);
        pthread_mutex_lock(&core->lock);
        if (place_of(core, pthread_self()) < 0)
            break;
    }
    pthread_mutex_unlock(&core->lock);
    vm_core_unref(core);
    return NULL;
}

/* Called with the lock held. Signals stay with the main thread. */
static int start_worker(struct vm_core *core)
{
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    atomic_fetch_add(&core->refs, 1);
    int rc = pthread_create(&core->threads[core->thread_count], NULL, worker_main, core);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (rc) {
        atomic_fetch_sub(&core->refs, 1);
        return rc;
    }
    core->thread_count++;
    return 0;
}

void vm_core_end_workers(struct vm_core *core)
{
    pthread_mutex_lock(&core->lock);
    core->closing = true;
    pthread_cond_broadcast(&core->wake);
    pthread_mutex_unlock(&core->lock);
    /* Only the host's own thread starts and leaves workers. */
    for (unsigned i = 0; i < core->thread_count; i++)
        pthread_join(core->threads[i], NULL);
    core->thread_count = 0;
}

static int enqueue(struct vm_core *core, struct vm_request *req, struct err **err)
{
    int rc = 0;
    pthread_mutex_lock(&core->lock);
    size_t waiting = 1;
    for (struct vm_request *r = core->queue_head; r; r = r->next)
        waiting++;
    if (core->idle < waiting && core->thread_count < VM_WORKERS_MAX)
        rc = start_worker(core);
    if (rc && core->thread_count > 0)
        rc = 0;
    if (!rc) {
        if (core->queue_tail)
            core->queue_tail->next = req;
        else
            core->queue_head = req;
        core->queue_tail = req;
        pthread_cond_signal(&core->wake);
    }
    pthread_mutex_unlock(&core->lock);
    return rc ? err_set_errno(err, rc, "Cannot start a thread") : 0;
}

static bool request_done(struct vm_request *req)
{
    pthread_mutex_lock(&req->lock);
    bool done = req->done;
    pthread_mutex_unlock(&req->lock);
    return done;
}

enum wait_end { WAIT_DONE, WAIT_INTERRUPTED, WAIT_TIMEOUT };

/* Waits for the request; until < 0 means no limit. */
static enum wait_end await(struct vm_host *host, struct vm_request *req, const char *activity,
                           int64_t until, bool interruptible)
{
    int fd = interruptible ? host->wait.interrupt_fd : -1;
    for (;;) {
        struct pollfd fds[2] = { { .fd = req->event, .events = POLLIN },
                                 { .fd = fd, .events = POLLIN } };
        int wait_ms = -1;
        if (until >= 0) {
            int64_t left = until - clock_ms();
            if (left <= 0)
                return request_done(req) ? WAIT_DONE : WAIT_TIMEOUT;
            wait_ms = left > INT32_MAX ? INT32_MAX : (int)left;
        }
        if (poll(fds, fd >= 0 ? 2 : 1, wait_ms) < 0 && errno != EINTR)
            return WAIT_TIMEOUT;
        if (fds[0].revents) {
            uint64_t count;
            ssize_t n = read(req->event, &count, sizeof(count));
            (void)n;
            if (request_done(req))
                return WAIT_DONE;
            if (host->wait.progress)
                host->wait.progress(host->wait.data, activity, atomic_load(&req->percent));
        }
        if (fd >= 0 && fds[1].revents)
            return WAIT_INTERRUPTED;
    }
}

/* The worker that is busy with it ends by itself when it returns. With the core's lock held. */
static void forget_worker(struct vm_core *core, const struct vm_request *req)
{
    int place = req->begun ? place_of(core, req->thread) : -1;
    if (place < 0)
        return;
    core->threads[place] = core->threads[--core->thread_count];
    pthread_detach(req->thread);
}

/* The connection may be what hangs: later calls get a new one. The worker does not count any
 * more, so that a fresh one can take its place. False when the request finished meanwhile. */
static bool leave_behind(struct vm_core *core, struct vm_request *req)
{
    pthread_mutex_lock(&core->lock);
    pthread_mutex_lock(&req->lock);
    bool left = !req->done;
    if (left) {
        req->abandoned = true;
        req->orphan = STEAL(core->conn);
        forget_worker(core, req);
    }
    pthread_mutex_unlock(&req->lock);
    pthread_mutex_unlock(&core->lock);
    return left;
}

/* False: the work has committed itself before. */
static bool request_cancel(struct vm_request *req)
{
    pthread_mutex_lock(&req->lock);
    bool late = req->committed;
    if (!late)
        atomic_store(&req->cancelled, true);
    pthread_mutex_unlock(&req->lock);
    return !late;
}

int vm_call_run(struct vm_host *host, const char *activity, unsigned flags, int timeout_ms,
                vm_call_fn *fn, void **arg, vm_call_release *release, struct err **err)
{
    struct vm_core *core = host->core;
    struct vm_request *req = xcalloc(1, sizeof(*req));
    req->core = core;
    req->fn = fn;
    req->arg = *arg;
    req->release = release;
    req->flags = flags;
    atomic_init(&req->refs, 2);
    atomic_init(&req->percent, -1);
    pthread_mutex_init(&req->lock, NULL);
    req->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (req->event < 0) {
        int e = errno;
        pthread_mutex_destroy(&req->lock);
        free(req);
        return err_set_errno(err, e, "Cannot make an event descriptor");
    }
    if (enqueue(core, req, err) < 0) {
        atomic_store(&req->refs, 1);
        request_unref(req);
        return -1;
    }

    if (timeout_ms == 0)
        timeout_ms = flags & VM_CALL_CHANGE ? DEFAULT_CHANGE_MS : DEFAULT_READ_MS;
    int64_t until = timeout_ms < 0 ? -1 : clock_ms() + timeout_ms;
    enum wait_end end = await(host, req, activity, until, true);
    if (end != WAIT_DONE) {
        if (!request_cancel(req)) {
            await(host, req, activity, -1, false);
            goto finished;
        }
        int grace = flags & VM_CALL_UNDO     ? GRACE_UNDO_MS
                    : flags & VM_CALL_CHANGE ? GRACE_CHANGE_MS
                                             : GRACE_READ_MS;
        if (await(host, req, activity, clock_ms() + grace, false) == WAIT_DONE)
            goto finished;
        if (!leave_behind(core, req))
            goto finished;
        *arg = NULL;
        request_unref(req);
        if (end == WAIT_INTERRUPTED)
            return err_set(err, ERR_CANCELLED, "The operation was stopped.");
        const char *uri = core->uri ? core->uri : "the host";
        return err_set(err, ERR_TIMEOUT,
                       "The virtualization service at '%s' did not answer in time (%s).", uri,
                       activity);
    }
finished:;
    int rc = req->rc;
    if (rc < 0)
        err_move(err, &req->err);
    if (rc < 0 && end == WAIT_TIMEOUT && (*err)->kind == ERR_CANCELLED) {
        err_clear(err);
        err_set(err, ERR_TIMEOUT, "The operation did not finish in time (%s).", activity);
    }
    request_unref(req);
    return rc;
}

int vm_call_check(struct vm_call *call, struct err **err)
{
    if (!call->request || !atomic_load(&call->request->cancelled))
        return 0;
    return err_set(err, ERR_CANCELLED, "The operation was stopped.");
}

int vm_call_commit(struct vm_call *call, struct err **err)
{
    struct vm_request *req = call->request;
    pthread_mutex_lock(&req->lock);
    req->committed = !atomic_load(&req->cancelled);
    pthread_mutex_unlock(&req->lock);
    return vm_call_check(call, err);
}

int vm_call_sleep(struct vm_call *call, int ms, struct err **err)
{
    int64_t until = clock_ms() + ms;
    for (;;) {
        if (vm_call_check(call, err) < 0)
            return -1;
        int64_t left = until - clock_ms();
        if (left <= 0)
            return 0;
        struct timespec ts = { 0, (left > 50 ? 50 : left) * 1000000 };
        nanosleep(&ts, NULL);
    }
}

void vm_call_progress(struct vm_call *call, int percent)
{
    /* Who waits is woken for news only: copies tell of every block. */
    if (atomic_exchange(&call->request->percent, percent) != percent)
        request_signal(call->request);
}
