/* System.Threading: what threads wait for, and how they are told to end. */
#include <string.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/clock.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/shared.h"
#include "shell/object/types/task.h"
#include "shell/object/waitable.h"

enum { WAIT_SLICE_MS = 50, WAIT_ANY_SLICE_MS = 2, WAIT_TIMEOUT = 258 };

int thread_wait_ms(int64_t ms, struct err **err)
{
    int64_t end = clock_ms() + ms;
    for (int64_t left = ms < 0 ? WAIT_SLICE_MS : ms; left > 0;
         left = ms < 0 ? WAIT_SLICE_MS : end - clock_ms()) {
        struct timespec t = { .tv_nsec = (left < WAIT_SLICE_MS ? left : WAIT_SLICE_MS) * 1000000 };
        nanosleep(&t, NULL);
        if (cancel_check(err) < 0)
            return -1;
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

static struct waitable **handle_of(struct value v)
{
    return object_payload(v.object);
}

static void handle_destroy(struct object *o)
{
    waitable_unref(*(struct waitable **)object_payload(o));
}

static void handle_share(const struct object *from, struct object *to)
{
    struct waitable *const *w = (const void *)from->payload;
    *(struct waitable **)object_payload(to) = waitable_ref(*w);
}

CALL(handle_wait)
{
    int64_t ms;
    bool got, abandoned;
    if (ms_arg(args, n, -1, &ms, err) < 0 ||
        waitable_wait(*handle_of(self), ms, &got, &abandoned, err) < 0)
        return -1;
    if (abandoned)
        return fail_with(err, "System.Threading.AbandonedMutexException", "AbandonedMutexException",
                         "The wait completed due to an abandoned mutex.");
    *out = value_bool(got);
    return 0;
}

/* SemaphoreSlim's and the like: without a time there is no answer. */
CALL(handle_wait_slim)
{
    if (handle_wait(self, args, n, out, err) < 0)
        return -1;
    if (!n)
        *out = value_nothing();
    return 0;
}

CALL(mutex_release)
{
    (void)args;
    (void)n;
    (void)out;
    if (waitable_release_mutex(*handle_of(self)) < 0)
        return fail_with(err, "System.ApplicationException", "ApplicationException",
                         "Object synchronization method was called from an unsynchronized block "
                         "of code.");
    return 0;
}

CALL(semaphore_release)
{
    int64_t by = 1, before;
    if (n && arg_long(args[0], &by, err) < 0)
        return -1;
    if (by < 1 || waitable_add(*handle_of(self), by, &before) < 0)
        return fail_with(err, "System.Threading.SemaphoreFullException", "SemaphoreFullException",
                         "Adding the specified count to the semaphore would cause it to exceed "
                         "its maximum count.");
    *out = value_int((int32_t)before);
    return 0;
}

CALL(event_set)
{
    UNUSED_CALL();
    waitable_set(*handle_of(self), 1);
    *out = value_bool(true);
    return 0;
}

CALL(event_reset)
{
    UNUSED_CALL();
    waitable_set(*handle_of(self), 0);
    *out = value_bool(true);
    return 0;
}

CALL(countdown_signal)
{
    int64_t by = 1, before;
    if (n && arg_long(args[0], &by, err) < 0)
        return -1;
    if (by < 1 || waitable_add(*handle_of(self), -by, &before) < 0)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Invalid attempt made to decrement the event's count below zero.");
    *out = value_bool(before == by);
    return 0;
}

CALL(countdown_add)
{
    (void)out;
    int64_t by = 1, before;
    if (n && arg_long(args[0], &by, err) < 0)
        return -1;
    if (waitable_count(*handle_of(self)) == 0)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "The event is already signaled and cannot be incremented.");
    return by < 1 || waitable_add(*handle_of(self), by, &before) < 0
               ? fail_range(err, "signalCount", "The signalCount argument must be positive.")
               : 0;
}

/* Of an event, or of a countdown that has come to 0. */
GETTER(handle_is_set)
{
    (void)err;
    *out = value_bool((waitable_count(*handle_of(self)) > 0) == (p->data == 0));
    return 0;
}

GETTER(handle_count)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)waitable_count(*handle_of(self)));
    return 0;
}

static struct value handle_new(const struct type_info *type, struct waitable *w)
{
    struct object *o = object_new(type);
    *(struct waitable **)object_payload(o) = w;
    return value_of_object(o);
}

/* new([initiallyOwned [, name [, [ref] createdNew]]]) */
CALL(mutex_new)
{
    bool created = true, got, abandoned;
    bool named = n > 1 && args[1].kind == V_STRING && args[1].str->len;
    struct waitable *w = named ? waitable_open_mutex(args[1].str->data, &created, err)
                               : waitable_new(WAITABLE_MUTEX, 0, 0);
    if (!w)
        return -1;
    *out = handle_new(self.type, w);
    if (created && n && value_truth(args[0]) && waitable_wait(w, 0, &got, &abandoned, err) < 0)
        return -1;
    return n > 2 && args[2].kind == V_OBJECT ? arg_set_ref(args[2], value_bool(created), err) : 0;
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
    *out = handle_new(self.type, waitable_new(WAITABLE_SEMAPHORE, count, limit));
    return 0;
}

CALL(event_new)
{
    (void)err;
    bool manual = self.type != &type_auto_event;
    enum waitable_kind kind = manual ? WAITABLE_MANUAL : WAITABLE_AUTO;
    *out = handle_new(self.type, waitable_new(kind, n && value_truth(args[0]), 1));
    return 0;
}

/* new(initialState, mode); names are Windows's. */
CALL(event_of_mode_new)
{
    AUTO_VALUE mode = value_to_string(args[1]);
    bool manual = text_caseeq(mode.str->data, "ManualReset");
    if (!manual && !text_caseeq(mode.str->data, "AutoReset"))
        return fail_argument(err, "Value of flags is invalid. (Parameter 'mode')");
    if (n > 2 && !value_is_null(args[2]))
        return fail_with(err, "System.PlatformNotSupportedException",
                         "PlatformNotSupportedException",
                         "The named version of this synchronization primitive is not supported on "
                         "this platform.");
    enum waitable_kind kind = manual ? WAITABLE_MANUAL : WAITABLE_AUTO;
    *out = handle_new(self.type, waitable_new(kind, value_truth(args[0]), 1));
    return 0;
}

CALL(countdown_new)
{
    (void)n;
    int64_t count;
    if (arg_long(args[0], &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "initialCount", "The value must not be negative.");
    *out = handle_new(self.type, waitable_new(WAITABLE_COUNTDOWN, count, INT32_MAX));
    return 0;
}

/* clang-format off */
#define WAITS                                                                                 \
    METHOD("WaitOne", 0, 2, handle_wait, "bool WaitOne(), bool WaitOne(int millisecondsTimeout)"), \
    METHOD("Wait", 0, 2, handle_wait_slim, "void Wait(), bool Wait(int millisecondsTimeout)"), \
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
static const struct method countdown_methods[] = {
    WAITS,
    METHOD("Signal", 0, 1, countdown_signal, "bool Signal(), bool Signal(int signalCount)"),
    METHOD("AddCount", 0, 1, countdown_add, "void AddCount(), void AddCount(int signalCount)"),
};
static const struct property semaphore_props[] = {
    PROPERTY("CurrentCount", "int", handle_count),
};
static const struct property event_props[] = {
    PROPERTY_DATA("IsSet", "bool", handle_is_set, 0),
};
static const struct property countdown_props[] = {
    PROPERTY("CurrentCount", "int", handle_count),
    PROPERTY_DATA("IsSet", "bool", handle_is_set, 1),
};

/* ---- WaitHandle ---- */

/* WaitOne(ms) of whatever has that. 1: it came, 0: not, -1: error. */
static int wait_one(struct value handle, int64_t ms, struct err **err)
{
    const struct method *m = type_find_method(value_type_of(handle), "WaitOne", 7);
    struct value time = value_long(ms);
    AUTO_VALUE got = value_null();
    if (!m)
        return fail_argument(err, "At least one element in the specified array was null. "
                                  "(Parameter 'waitHandles')");
    return m->call(handle, &time, 1, &got, err) < 0 ? -1 : value_truth(got);
}

static int wait_args(const struct value *args, size_t n, int64_t *end, struct err **err)
{
    int64_t ms;
    if (ms_arg(args + 1, n - 1, -1, &ms, err) < 0)
        return -1;
    *end = ms < 0 ? INT64_MAX : clock_ms() + ms;
    return args[0].kind == V_ARRAY && args[0].array->len
               ? 0
               : fail_argument(err, "Waithandle array may not be empty. (Parameter "
                                    "'waitHandles')");
}

/* WaitAll(handles [, ms]) */
CALL(wait_all)
{
    (void)self;
    int64_t end;
    int got = 1;
    if (wait_args(args, n, &end, err) < 0)
        return -1;
    for (size_t i = 0; i < args[0].array->len && got > 0; i++) {
        int64_t left = end == INT64_MAX ? -1 : end - clock_ms();
        got = wait_one(args[0].array->items[i], end != INT64_MAX && left < 0 ? 0 : left, err);
    }
    *out = value_bool(got > 0);
    return got < 0 ? -1 : 0;
}

/* WaitAny(handles [, ms]): the number of the one that came, or WaitTimeout. */
CALL(wait_any)
{
    (void)self;
    int64_t end;
    if (wait_args(args, n, &end, err) < 0)
        return -1;
    for (;;) {
        for (size_t i = 0; i < args[0].array->len; i++) {
            int got = wait_one(args[0].array->items[i], 0, err);
            if (got)
                *out = value_int((int32_t)i);
            if (got)
                return got < 0 ? -1 : 0;
        }
        if (clock_ms() >= end || thread_wait_ms(WAIT_ANY_SLICE_MS, err) < 0)
            break;
    }
    *out = value_int(WAIT_TIMEOUT);
    return *err ? -1 : 0;
}

GETTER(wait_timeout)
{
    UNUSED_GETTER();
    *out = value_int(WAIT_TIMEOUT);
    return 0;
}

static const struct property wait_statics_props[] = {
    PROPERTY("WaitTimeout", "int", wait_timeout),
};
static const struct method wait_statics[] = {
    METHOD("WaitAll", 1, 2, wait_all,
           "bool WaitAll(System.Threading.WaitHandle[] waitHandles), bool "
           "WaitAll(System.Threading.WaitHandle[] waitHandles, int millisecondsTimeout)"),
    METHOD("WaitAny", 1, 2, wait_any,
           "int WaitAny(System.Threading.WaitHandle[] waitHandles), int "
           "WaitAny(System.Threading.WaitHandle[] waitHandles, int millisecondsTimeout)"),
};
const struct type_info type_wait_handle = { .name = "System.Threading.WaitHandle",
                                            .base = &type_object,
                                            .interfaces = implements_disposable,
                                            STATICS(wait_statics),
                                            STATIC_PROPS(wait_statics_props) };

#define HANDLE_TYPE(id, full, of, min, max, make, props_, methods_)                      \
    static const struct method id##_statics[] = { METHOD("new", min, max, make, NULL) }; \
    const struct type_info type_##id = { .name = full,                                   \
                                         .base = &type_##of,                             \
                                         .interfaces = implements_disposable,            \
                                         PROPS(props_),                                  \
                                         METHODS(methods_),                              \
                                         STATICS(id##_statics),                          \
                                         .payload_size = sizeof(struct waitable *),      \
                                         .destroy = handle_destroy,                      \
                                         .share = handle_share }
HANDLE_TYPE(mutex, "System.Threading.Mutex", wait_handle, 0, 3, mutex_new, event_props,
            mutex_methods);
HANDLE_TYPE(semaphore, "System.Threading.Semaphore", wait_handle, 2, 3, semaphore_new,
            semaphore_props, semaphore_methods);
HANDLE_TYPE(event_handle, "System.Threading.EventWaitHandle", wait_handle, 2, 3, event_of_mode_new,
            event_props, event_methods);
HANDLE_TYPE(auto_event, "System.Threading.AutoResetEvent", event_handle, 1, 1, event_new,
            event_props, event_methods);
HANDLE_TYPE(manual_event, "System.Threading.ManualResetEvent", event_handle, 1, 1, event_new,
            event_props, event_methods);
HANDLE_TYPE(semaphore_slim, "System.Threading.SemaphoreSlim", object, 1, 2, semaphore_new,
            semaphore_props, semaphore_methods);
HANDLE_TYPE(manual_event_slim, "System.Threading.ManualResetEventSlim", object, 0, 2, event_new,
            event_props, event_methods);
HANDLE_TYPE(countdown_event, "System.Threading.CountdownEvent", object, 1, 1, countdown_new,
            countdown_props, countdown_methods);

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

/* The lock of an object that no other thread has is free. */
static int enter_monitor(struct value v, int64_t ms, bool *entered, struct err **err)
{
    struct shared *shared = v.kind >= V_ARRAY ? replica_shared(v) : NULL;
    *entered = true;
    if (v.kind == V_NULL)
        return fail_null_argument(err, "obj");
    return shared ? shared_monitor_enter(shared, ms, entered, err) : 0;
}

/* Enter(object [, [ref] taken]) */
CALL(monitor_enter)
{
    (void)self;
    bool entered;
    if (enter_monitor(args[0], -1, &entered, err) < 0)
        return -1;
    *out = value_nothing();
    return n > 1 ? arg_set_ref(args[n - 1], value_bool(true), err) : 0;
}

/* TryEnter(object [, ms] [, [ref] taken]) */
CALL(monitor_try_enter)
{
    (void)self;
    bool entered, takes_ref = n > 1 && args[n - 1].kind == V_OBJECT;
    int64_t ms;
    if (ms_arg(args + 1, n - 1 - takes_ref, 0, &ms, err) < 0 ||
        enter_monitor(args[0], ms, &entered, err) < 0)
        return -1;
    *out = takes_ref ? value_nothing() : value_bool(entered);
    return takes_ref ? arg_set_ref(args[n - 1], value_bool(entered), err) : 0;
}

CALL(monitor_exit)
{
    (void)self;
    (void)n;
    (void)out;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "obj");
    struct shared *shared = args[0].kind >= V_ARRAY ? replica_shared(args[0]) : NULL;
    return shared && shared_monitor_exit(shared) < 0
               ? fail_with(err, "System.Threading.SynchronizationLockException",
                           "SynchronizationLockException",
                           "Object synchronization method was called from an unsynchronized "
                           "block of code.")
               : 0;
}

CALL(monitor_is_entered)
{
    (void)n;
    (void)self;
    (void)err;
    struct shared *shared = args[0].kind >= V_ARRAY ? replica_shared(args[0]) : NULL;
    *out = value_bool(shared && shared_monitor_is_held(shared));
    return 0;
}

static const struct method monitor_statics[] = {
    METHOD("Enter", 1, 2, monitor_enter, "void Enter(System.Object obj)"),
    METHOD("TryEnter", 1, 3, monitor_try_enter, "bool TryEnter(System.Object obj)"),
    METHOD("Exit", 1, 1, monitor_exit, "void Exit(System.Object obj)"),
    METHOD("IsEntered", 1, 1, monitor_is_entered, "bool IsEntered(System.Object obj)"),
    METHOD("Pulse", 1, 1, nothing_to_do, "void Pulse(System.Object obj)"),
    METHOD("PulseAll", 1, 1, nothing_to_do, "void PulseAll(System.Object obj)"),
};
const struct type_info type_monitor = { .name = "System.Threading.Monitor",
                                        .base = &type_object,
                                        STATICS(monitor_statics) };

/* ---- cancellation ---- */

/* Any thread may have the source and its tokens. */
struct source {
    unsigned owners;
    bool cancelled;
    int64_t at_ms; /* when it cancels itself; 0: not */
};

/* The source itself, and that of a token; NULL: a default token has none. */
static struct source *source_of(struct value v)
{
    return *(struct source **)object_payload(v.object);
}

static bool cancelled(const struct source *s)
{
    if (!s)
        return false;
    int64_t at = __atomic_load_n(&s->at_ms, __ATOMIC_ACQUIRE);
    return __atomic_load_n(&s->cancelled, __ATOMIC_ACQUIRE) || (at && clock_ms() >= at);
}

static struct source *source_ref(struct source *s)
{
    if (s)
        __atomic_add_fetch(&s->owners, 1, __ATOMIC_RELAXED);
    return s;
}

static void source_destroy(struct object *o)
{
    struct source *s = *(struct source **)object_payload(o);
    if (s && !__atomic_sub_fetch(&s->owners, 1, __ATOMIC_ACQ_REL))
        free(s);
}

static void source_share(const struct object *from, struct object *to)
{
    struct source *const *s = (const void *)from->payload;
    *(struct source **)object_payload(to) = source_ref(*s);
}

GETTER(token_is_cancelled)
{
    UNUSED_GETTER();
    *out = value_bool(cancelled(source_of(self)));
    return 0;
}

GETTER(token_can_be)
{
    UNUSED_GETTER();
    *out = value_bool(source_of(self) != NULL);
    return 0;
}

CALL(token_throw)
{
    (void)args;
    (void)n;
    (void)out;
    if (!cancelled(source_of(self)))
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
                                                   .payload_size = sizeof(struct source *),
                                                   .destroy = source_destroy,
                                                   .share = source_share,
                                                   .is_value_type = true };

/* new([delay]) */
CALL(source_new)
{
    int64_t ms;
    if (ms_arg(args, n, -1, &ms, err) < 0)
        return -1;
    struct object *o = object_new(self.type);
    struct source *s = xcalloc(1, sizeof(*s));
    *s = (struct source){ .owners = 1, .at_ms = ms >= 0 ? clock_ms() + ms : 0 };
    *(struct source **)object_payload(o) = s;
    *out = value_of_object(o);
    return 0;
}

GETTER(source_token)
{
    UNUSED_GETTER();
    struct object *o = object_new(&type_cancellation_token);
    *(struct source **)object_payload(o) = source_ref(source_of(self));
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
    __atomic_store_n(&source_of(self)->cancelled, true, __ATOMIC_RELEASE);
    return 0;
}

CALL(source_cancel_after)
{
    (void)out;
    int64_t ms;
    if (ms_arg(args, n, 0, &ms, err) < 0)
        return -1;
    __atomic_store_n(&source_of(self)->at_ms, ms < 0 ? 0 : clock_ms() + ms, __ATOMIC_RELEASE);
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
    .payload_size = sizeof(struct source *),
    .destroy = source_destroy,
    .share = source_share,
};
