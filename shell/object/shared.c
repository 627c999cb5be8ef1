#include "shell/object/shared.h"

#include <pthread.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/clock.h"

enum { WAIT_SLICE_MS = 50 };

struct shared {
    unsigned owners; /* atomic */
    pthread_mutex_t lock;
    pthread_cond_t left;
    pthread_t holder; /* of the monitor, while depth is not 0 */
    unsigned depth;
    struct shared_copy copy;
};

struct shared *shared_new(void)
{
    struct shared *shared = xcalloc(1, sizeof(*shared));
    shared->owners = 1;
    pthread_mutex_init(&shared->lock, NULL);
    pthread_cond_init(&shared->left, NULL);
    return shared;
}

struct shared *shared_ref(struct shared *shared)
{
    __atomic_add_fetch(&shared->owners, 1, __ATOMIC_RELAXED);
    return shared;
}

void shared_unref(struct shared *shared)
{
    if (__atomic_sub_fetch(&shared->owners, 1, __ATOMIC_ACQ_REL))
        return;
    pthread_cond_destroy(&shared->left);
    pthread_mutex_destroy(&shared->lock);
    free(shared);
}

struct shared_copy *shared_copy(struct shared *shared)
{
    return &shared->copy;
}

bool shared_is_alone(const struct shared *shared)
{
    return __atomic_load_n(&shared->owners, __ATOMIC_ACQUIRE) == 1;
}

/* ---- the monitor ---- */

static bool holds(const struct shared *shared)
{
    return shared->depth && pthread_equal(shared->holder, pthread_self());
}

static void wait_slice(struct shared *shared, int64_t ms)
{
    struct timespec until = clock_after(ms < WAIT_SLICE_MS ? ms : WAIT_SLICE_MS);
    pthread_cond_timedwait(&shared->left, &shared->lock, &until);
}

int shared_monitor_enter(struct shared *shared, int64_t ms, bool *entered, struct err **err)
{
    int64_t end = clock_ms() + ms;
    int rc = 0;
    pthread_mutex_lock(&shared->lock);
    while (shared->depth && !holds(shared)) {
        int64_t left = ms < 0 ? WAIT_SLICE_MS : end - clock_ms();
        if (left <= 0 || (rc = cancel_check(err)) < 0)
            break;
        wait_slice(shared, left);
    }
    *entered = !rc && (!shared->depth || holds(shared));
    if (*entered) {
        shared->holder = pthread_self();
        shared->depth++;
    }
    pthread_mutex_unlock(&shared->lock);
    return rc;
}

int shared_monitor_exit(struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    int rc = holds(shared) || !shared->depth ? 0 : -1;
    if (!rc && shared->depth && !--shared->depth)
        pthread_cond_signal(&shared->left);
    pthread_mutex_unlock(&shared->lock);
    return rc;
}

bool shared_monitor_is_held(struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    bool held = holds(shared);
    pthread_mutex_unlock(&shared->lock);
    return held;
}

/* ---- the thread's replicas ---- */

struct replica {
    struct replica *next_of_cell, *next_of_shared;
    struct value container; /* no reference: it goes when its last owner does */
    struct shared *shared;
    uint64_t owner;
};

static _Thread_local struct {
    struct replica **by_cell, **by_shared;
    size_t size, count; /* size: of both, a power of two */
} table;

static size_t bucket(const void *p)
{
    return (size_t)(((uint64_t)(uintptr_t)p * 0x9E3779B97F4A7C15u) >> 32) & (table.size - 1);
}

static void link_in(struct replica *r)
{
    struct replica **cell = &table.by_cell[bucket(r->container.refs)];
    struct replica **shared = &table.by_shared[bucket(r->shared)];
    r->next_of_cell = *cell;
    *cell = r;
    r->next_of_shared = *shared;
    *shared = r;
}

static void grow(void)
{
    struct replica **old = table.by_cell;
    size_t n = table.size;
    free(table.by_shared);
    table.size = n ? n * 2 : 16;
    table.by_cell = xcalloc(table.size, sizeof(*table.by_cell));
    table.by_shared = xcalloc(table.size, sizeof(*table.by_shared));
    for (size_t i = 0; i < n; i++) {
        for (struct replica *r = old[i], *next; r; r = next) {
            next = r->next_of_cell;
            link_in(r);
        }
    }
    free(old);
}

void value_set_shared(struct value container, bool shared)
{
    if (container.kind == V_ARRAY)
        container.array->shared = shared;
    else if (container.kind == V_HASH)
        container.hash->shared = shared;
    else if (container.kind == V_OBJECT)
        container.object->shared = shared;
}

void replica_add(struct value container, struct shared *shared, uint64_t owner)
{
    if (table.count == table.size)
        grow();
    struct replica *r = xcalloc(1, sizeof(*r));
    r->container = container;
    r->shared = shared_ref(shared);
    r->owner = owner;
    link_in(r);
    table.count++;
    value_set_shared(container, true);
}

static struct replica *of_cell(struct value container)
{
    struct replica *r = table.size ? table.by_cell[bucket(container.refs)] : NULL;
    while (r && r->container.refs != container.refs)
        r = r->next_of_cell;
    return r;
}

struct shared *replica_shared(struct value container)
{
    const struct replica *r = value_is_shared(container) ? of_cell(container) : NULL;
    return r ? r->shared : NULL;
}

struct value replica_find(const struct shared *shared, uint64_t owner)
{
    const struct replica *r = table.size ? table.by_shared[bucket(shared)] : NULL;
    while (r && (r->shared != shared || r->owner != owner))
        r = r->next_of_shared;
    return r ? r->container : value_null();
}

void replica_forget(struct value container)
{
    struct replica *r = of_cell(container);
    value_set_shared(container, false);
    if (!r)
        return;
    struct replica **at = &table.by_cell[bucket(container.refs)];
    while (*at != r)
        at = &(*at)->next_of_cell;
    *at = r->next_of_cell;
    at = &table.by_shared[bucket(r->shared)];
    while (*at != r)
        at = &(*at)->next_of_shared;
    *at = r->next_of_shared;
    shared_unref(r->shared);
    free(r);
    if (--table.count)
        return;
    free(table.by_cell);
    free(table.by_shared);
    table.by_cell = table.by_shared = NULL;
    table.size = 0;
}
