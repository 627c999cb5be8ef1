/* System.Threading as far as one session sees it: a session runs on one thread, so whoever asks
 * for a lock gets it. Waits only wait for time. */
#include <string.h>
#include <time.h>

#include "shell/base/cancel.h"
#include "shell/base/clock.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/task.h"

int thread_wait_ms(int64_t ms, struct err **err)
{
    if (ms < 0)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "This wait would never end: no other thread can end it in a session.");
    while (ms > 0) {
        int64_t step = ms < 50 ? ms : 50;
        struct timespec t = { .tv_sec = 0, .tv_nsec = step * 1000000 };
        nanosleep(&t, NULL);
        if (cancel_check(err) < 0)
            return -1;
        ms -= step;
    }
    return 0;
}

int ms_arg(const struct value *args, size_t n, int64_t none, int64_t *out, struct err **err)
{
    if (!n) {
        *out = none;
        return 0;
    }
    if (args[0].kind == V_TIMESPAN) {
        *out = args[0].i / 10000;
        return 0;
    }
    return arg_long(args[0], out, err);
}

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

/* ---- Mutex, Semaphore, events ---- */

enum waitable { MUTEX, SEMAPHORE, AUTO_EVENT, MANUAL_EVENT };
struct handle {
    enum waitable kind;
    int64_t count, limit; /* permits; of a mutex how often it is held; of an event 0 or 1 */
};

static struct handle *handle_of(struct value v)
{
    return object_payload(v.object);
}

CALL(handle_wait)
{
    struct handle *h = handle_of(self);
    int64_t ms;
    if (h->kind == MUTEX) {
        h->count++;
        *out = value_bool(true);
        return 0;
    }
    if (ms_arg(args, n, -1, &ms, err) < 0)
        return -1;
    bool free = h->count > 0;
    if (!free && thread_wait_ms(ms, err) < 0)
        return -1;
    if (free && h->kind != MANUAL_EVENT)
        h->count--;
    *out = value_bool(free);
    return 0;
}

CALL(mutex_release)
{
    (void)args;
    (void)n;
    (void)out;
    struct handle *h = handle_of(self);
    if (!h->count)
        return fail_with(err, "System.ApplicationException", "ApplicationException",
                         "Object synchronization method was called from an unsynchronized block "
                         "of code.");
    h->count--;
    return 0;
}

CALL(semaphore_release)
{
    struct handle *h = handle_of(self);
    int64_t by = 1;
    if (n && arg_long(args[0], &by, err) < 0)
        return -1;
    if (by < 1 || h->count + by > h->limit)
        return fail_with(err, "System.Threading.SemaphoreFullException", "SemaphoreFullException",
                         "Adding the specified count to the semaphore would cause it to exceed "
                         "its maximum count.");
    *out = value_int((int32_t)h->count);
    h->count += by;
    return 0;
}

CALL(event_set)
{
    UNUSED_CALL();
    handle_of(self)->count = 1;
    *out = value_bool(true);
    return 0;
}

CALL(event_reset)
{
    UNUSED_CALL();
    handle_of(self)->count = 0;
    *out = value_bool(true);
    return 0;
}

GETTER(handle_is_set)
{
    UNUSED_GETTER();
    *out = value_bool(handle_of(self)->count > 0);
    return 0;
}

GETTER(handle_count)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)handle_of(self)->count);
    return 0;
}

static struct value handle_new(const struct type_info *type, enum waitable kind, int64_t count,
                               int64_t limit)
{
    struct object *o = object_new(type);
    *(struct handle *)object_payload(o) = (struct handle){ kind, count, limit };
    return value_of_object(o);
}

/* new([initiallyOwned [, name [, [ref] createdNew]]]) */
CALL(mutex_new)
{
    *out = handle_new(self.type, MUTEX, n && value_truth(args[0]), INT32_MAX);
    return n > 2 && args[2].kind == V_OBJECT ? arg_set_ref(args[2], value_bool(true), err) : 0;
}

CALL(semaphore_new)
{
    int64_t count, limit = INT32_MAX;
    if (arg_long(args[0], &count, err) < 0 || (n > 1 && arg_long(args[1], &limit, err) < 0))
        return -1;
    if (count < 0 || limit < 1 || count > limit)
        return fail_range(err, "initialCount",
                          "The initial count for the semaphore must be "
                          "greater than or equal to zero and less than the "
                          "maximum count.");
    *out = handle_new(self.type, SEMAPHORE, count, limit);
    return 0;
}

CALL(event_new)
{
    (void)err;
    bool manual = self.type != &type_auto_event;
    *out = handle_new(self.type, manual ? MANUAL_EVENT : AUTO_EVENT, n && value_truth(args[0]), 1);
    return 0;
}

/* clang-format off */
#define WAITS                                                                                 \
    METHOD("WaitOne", 0, 2, handle_wait, "bool WaitOne(), bool WaitOne(int millisecondsTimeout)"), \
    METHOD("Wait", 0, 2, handle_wait, "bool Wait(int millisecondsTimeout)"),                  \
    METHOD("Close", 0, 0, nothing_to_do, "void Close()"),                                     \
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()")
/* clang-format on */
static const struct method mutex_methods[] = {
    WAITS,
    METHOD("ReleaseMutex", 0, 0, mutex_release, "void ReleaseMutex()"),
};
static const struct method semaphore_methods[] = {
    WAITS,
    METHOD("Release", 0, 1, semaphore_release, "int Release(), int Release(int releaseCount)"),
};
static const struct method event_methods[] = {
    WAITS,
    METHOD("Set", 0, 0, event_set, "bool Set()"),
    METHOD("Reset", 0, 0, event_reset, "bool Reset()"),
};
static const struct property semaphore_props[] = {
    PROPERTY("CurrentCount", "int", handle_count),
};
static const struct property event_props[] = { PROPERTY("IsSet", "bool", handle_is_set) };

#define HANDLE_TYPE(id, full, min, max, make, props_, methods_)                          \
    static const struct method id##_statics[] = { METHOD("new", min, max, make, NULL) }; \
    const struct type_info type_##id = { .name = full,                                   \
                                         .base = &type_object,                           \
                                         .interfaces = implements_disposable,            \
                                         PROPS(props_),                                  \
                                         METHODS(methods_),                              \
                                         STATICS(id##_statics),                          \
                                         .payload_size = sizeof(struct handle) }
HANDLE_TYPE(mutex, "System.Threading.Mutex", 0, 3, mutex_new, event_props, mutex_methods);
HANDLE_TYPE(semaphore, "System.Threading.Semaphore", 2, 3, semaphore_new, semaphore_props,
            semaphore_methods);
HANDLE_TYPE(semaphore_slim, "System.Threading.SemaphoreSlim", 1, 2, semaphore_new, semaphore_props,
            semaphore_methods);
HANDLE_TYPE(auto_event, "System.Threading.AutoResetEvent", 1, 1, event_new, event_props,
            event_methods);
HANDLE_TYPE(manual_event, "System.Threading.ManualResetEvent", 1, 1, event_new, event_props,
            event_methods);
HANDLE_TYPE(manual_event_slim, "System.Threading.ManualResetEventSlim", 0, 2, event_new,
            event_props, event_methods);

/* ---- Timeout ---- */

GETTER(timeout_infinite)
{
    UNUSED_GETTER();
    *out = p->data ? value_timespan(-10000) : value_int(-1);
    return 0;
}

static const struct property timeout_statics[] = {
    PROPERTY_DATA("Infinite", "int", timeout_infinite, 0),
    PROPERTY_DATA("InfiniteTimeSpan", "timespan", timeout_infinite, 1),
};
const struct type_info type_timeout = { .name = "System.Threading.Timeout",
                                        .base = &type_object,
                                        STATIC_PROPS(timeout_statics) };

/* ---- Monitor ---- */

/* Enter(object [, [ref] taken]) */
CALL(monitor_enter)
{
    (void)self;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "obj");
    *out = value_nothing();
    return n > 1 ? arg_set_ref(args[n - 1], value_bool(true), err) : 0;
}

CALL(monitor_try_enter)
{
    (void)self;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "obj");
    *out = value_bool(true);
    return n > 1 && args[n - 1].kind == V_OBJECT ? arg_set_ref(args[n - 1], value_bool(true), err)
                                                 : 0;
}

static const struct method monitor_statics[] = {
    METHOD("Enter", 1, 2, monitor_enter, "void Enter(System.Object obj)"),
    METHOD("TryEnter", 1, 3, monitor_try_enter, "bool TryEnter(System.Object obj)"),
    METHOD("Exit", 1, 1, nothing_to_do, "void Exit(System.Object obj)"),
    METHOD("Pulse", 1, 1, nothing_to_do, "void Pulse(System.Object obj)"),
    METHOD("PulseAll", 1, 1, nothing_to_do, "void PulseAll(System.Object obj)"),
};
const struct type_info type_monitor = { .name = "System.Threading.Monitor",
                                        .base = &type_object,
                                        STATICS(monitor_statics) };

/* ---- cancellation ---- */

struct source {
    bool cancelled;
    int64_t at_ms; /* when it cancels itself; 0: not */
};

static struct source *source_of(struct value v)
{
    return object_payload(v.object);
}

/* The source that a token belongs to; a default token has none. */
static struct source *token_source(struct value token)
{
    struct value owner = *(struct value *)object_payload(token.object);
    return owner.kind == V_OBJECT ? source_of(owner) : NULL;
}

static bool cancelled(struct source *s)
{
    if (s && s->at_ms && clock_ms() >= s->at_ms)
        s->cancelled = true;
    return s && s->cancelled;
}

static void token_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

GETTER(token_is_cancelled)
{
    UNUSED_GETTER();
    *out = value_bool(cancelled(token_source(self)));
    return 0;
}

GETTER(token_can_be)
{
    UNUSED_GETTER();
    *out = value_bool(token_source(self) != NULL);
    return 0;
}

CALL(token_throw)
{
    (void)args;
    (void)n;
    (void)out;
    if (!cancelled(token_source(self)))
        return 0;
    return fail_with(err, "System.OperationCanceledException", "OperationCanceledException",
                     "The operation was canceled.");
}

GETTER(token_none)
{
    UNUSED_GETTER();
    *out = value_of_object(object_new(&type_cancellation_token));
    return 0;
}

static const struct property token_props[] = {
    PROPERTY("IsCancellationRequested", "bool", token_is_cancelled),
    PROPERTY("CanBeCanceled", "bool", token_can_be),
};
static const struct property token_statics[] = {
    PROPERTY("None", "System.Threading.CancellationToken", token_none),
};
static const struct method token_methods[] = {
    METHOD("ThrowIfCancellationRequested", 0, 0, token_throw,
           "void ThrowIfCancellationRequested()"),
};
const struct type_info type_cancellation_token = { .name = "System.Threading.CancellationToken",
                                                   .base = &type_object,
                                                   PROPS(token_props),
                                                   METHODS(token_methods),
                                                   STATIC_PROPS(token_statics),
                                                   .payload_size = sizeof(struct value),
                                                   .destroy = token_destroy,
                                                   .is_value_type = true };

/* new([delay]) */
CALL(source_new)
{
    int64_t ms;
    if (ms_arg(args, n, -1, &ms, err) < 0)
        return -1;
    struct object *o = object_new(self.type);
    if (ms >= 0)
        ((struct source *)object_payload(o))->at_ms = clock_ms() + ms;
    *out = value_of_object(o);
    return 0;
}

GETTER(source_token)
{
    UNUSED_GETTER();
    struct object *o = object_new(&type_cancellation_token);
    *(struct value *)object_payload(o) = value_ref(self);
    *out = value_of_object(o);
    return 0;
}

GETTER(source_is_cancelled)
{
    UNUSED_GETTER();
    *out = value_bool(cancelled(source_of(self)));
    return 0;
}

CALL(source_cancel)
{
    UNUSED_CALL();
    source_of(self)->cancelled = true;
    return 0;
}

CALL(source_cancel_after)
{
    (void)out;
    int64_t ms;
    if (ms_arg(args, n, 0, &ms, err) < 0)
        return -1;
    source_of(self)->at_ms = ms < 0 ? 0 : clock_ms() + ms;
    return 0;
}

static const struct property source_props[] = {
    PROPERTY("IsCancellationRequested", "bool", source_is_cancelled),
    PROPERTY("Token", "System.Threading.CancellationToken", source_token),
};
static const struct method source_methods[] = {
    METHOD("Cancel", 0, 1, source_cancel, "void Cancel()"),
    METHOD("CancelAfter", 1, 1, source_cancel_after, "void CancelAfter(int millisecondsDelay)"),
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct method source_statics[] = { METHOD("new", 0, 1, source_new, NULL) };
const struct type_info type_cancellation_source = {
    .name = "System.Threading.CancellationTokenSource",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(source_props),
    METHODS(source_methods),
    STATICS(source_statics),
    .payload_size = sizeof(struct source),
};
