/* System.Threading as far as one session sees it: a session runs on one thread, so whoever asks
 * for a lock gets it, and a task is done when it is there. Waits only wait for time. */
#include <string.h>
#include <time.h>

#include "shell/base/cancel.h"
#include "shell/base/clock.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"

/* Until the time is over or Ctrl-C comes. -1: for ever, which nobody would end. */
static int wait_ms(int64_t ms, struct err **err)
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

/* Milliseconds of a number or TimeSpan; the default when there is no argument. */
static int ms_arg(const struct value *args, size_t n, int64_t none, int64_t *out, struct err **err)
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
    if (!free && wait_ms(ms, err) < 0)
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

/* ---- tasks ---- */

struct task {
    struct value result;
    int64_t due_ms; /* of a delay; 0: done */
};

static struct task *task_of(struct value v)
{
    return object_payload(v.object);
}

static void task_destroy(struct object *o)
{
    value_unref(((struct task *)object_payload(o))->result);
}

static struct value task_new(struct value result, int64_t due_ms)
{
    struct object *o = object_new(&type_task);
    *(struct task *)object_payload(o) = (struct task){ value_ref(result), due_ms };
    return value_of_object(o);
}

static bool task_done(struct value v)
{
    return clock_ms() >= task_of(v)->due_ms;
}

/* Until it is done, for at most ms (-1: however long). */
static int task_await(struct value v, int64_t ms, struct err **err)
{
    int64_t left = task_of(v)->due_ms - clock_ms();
    if (left > 0 && wait_ms(ms >= 0 && ms < left ? ms : left, err) < 0)
        return -1;
    return 0;
}

CALL(task_wait)
{
    int64_t ms;
    if (ms_arg(args, n, -1, &ms, err) < 0 || task_await(self, ms, err) < 0)
        return -1;
    if (n)
        *out = value_bool(task_done(self));
    return 0;
}

CALL(task_result)
{
    (void)args;
    (void)n;
    if (task_await(self, -1, err) < 0)
        return -1;
    *out = value_ref(task_of(self)->result);
    return 0;
}

CALL(task_itself)
{
    UNUSED_CALL();
    *out = value_ref(self);
    return 0;
}

GETTER(task_get_result)
{
    (void)p;
    return task_result(self, NULL, 0, out, err);
}

GETTER(task_is_done)
{
    UNUSED_GETTER();
    *out = value_bool(p->data ? false : task_done(self));
    return 0;
}

GETTER(task_status)
{
    UNUSED_GETTER();
    static const char name[] = "System.Threading.Tasks.TaskStatus";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    return value_convert(value_int(task_done(self) ? 5 : 1), type ? type : &type_int32, out, err);
}

GETTER(task_id)
{
    UNUSED_GETTER();
    *out = value_int(1);
    return 0;
}

GETTER(task_completed)
{
    UNUSED_GETTER();
    *out = task_new(value_null(), 0);
    return 0;
}

CALL(task_from_result)
{
    (void)self;
    (void)n;
    (void)err;
    *out = task_new(args[0], 0);
    return 0;
}

CALL(task_delay)
{
    (void)self;
    int64_t ms;
    if (ms_arg(args, n, 0, &ms, err) < 0)
        return -1;
    *out = task_new(value_null(), clock_ms() + (ms < 0 ? 0 : ms));
    return 0;
}

/* Run(block): here and now. */
CALL(task_run)
{
    (void)self;
    (void)n;
    AUTO_VALUE result = value_null();
    if (value_call(args[0], NULL, 0, &result, err) < 0)
        return -1;
    *out = task_new(result, 0);
    return 0;
}

static int each_task(const struct value *args, size_t n, struct array *out)
{
    const struct value *items = n == 1 && args[0].kind == V_ARRAY ? args[0].array->items : args;
    size_t count = n == 1 && args[0].kind == V_ARRAY ? args[0].array->len : n;
    for (size_t i = 0; i < count; i++)
        if (items[i].kind == V_OBJECT && items[i].object->type == &type_task)
            array_push(out, items[i]);
    return 0;
}

CALL(task_wait_all)
{
    (void)self;
    (void)out;
    AUTO_VALUE tasks = value_of_array(array_new(2));
    each_task(args, n, tasks.array);
    for (size_t i = 0; i < tasks.array->len; i++)
        if (task_await(tasks.array->items[i], -1, err) < 0)
            return -1;
    return 0;
}

CALL(task_wait_any)
{
    (void)self;
    AUTO_VALUE tasks = value_of_array(array_new(2));
    size_t first = 0;
    each_task(args, n, tasks.array);
    for (size_t i = 1; i < tasks.array->len; i++)
        if (task_of(tasks.array->items[i])->due_ms < task_of(tasks.array->items[first])->due_ms)
            first = i;
    if (tasks.array->len && task_await(tasks.array->items[first], -1, err) < 0)
        return -1;
    *out = value_int((int32_t)first);
    return 0;
}

CALL(task_when_all)
{
    AUTO_VALUE tasks = value_of_array(array_new(2)), results = value_of_array(array_new(2));
    if (task_wait_all(self, args, n, out, err) < 0)
        return -1;
    each_task(args, n, tasks.array);
    for (size_t i = 0; i < tasks.array->len; i++)
        array_push(results.array, task_of(tasks.array->items[i])->result);
    *out = task_new(results, 0);
    return 0;
}

static const struct property task_props[] = {
    PROPERTY("Result", "System.Object", task_get_result),
    PROPERTY("Id", "int", task_id),
    PROPERTY("Status", "System.Threading.Tasks.TaskStatus", task_status),
    PROPERTY_DATA("IsCompleted", "bool", task_is_done, 0),
    PROPERTY_DATA("IsCompletedSuccessfully", "bool", task_is_done, 0),
    PROPERTY_DATA("IsCanceled", "bool", task_is_done, 1),
    PROPERTY_DATA("IsFaulted", "bool", task_is_done, 1),
};
static const struct property task_static_props[] = {
    PROPERTY("CompletedTask", "System.Threading.Tasks.Task", task_completed),
};
static const struct method task_methods[] = {
    METHOD("Wait", 0, 2, task_wait, "void Wait(), bool Wait(int millisecondsTimeout)"),
    METHOD("GetAwaiter", 0, 0, task_itself,
           "System.Runtime.CompilerServices.TaskAwaiter GetAwaiter()"),
    METHOD("GetResult", 0, 0, task_result, NULL),
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct method task_statics[] = {
    METHOD("FromResult", 1, 1, task_from_result, NULL),
    METHOD("Delay", 1, 2, task_delay, "System.Threading.Tasks.Task Delay(int millisecondsDelay)"),
    METHOD("Run", 1, 2, task_run, NULL),
    METHOD("WaitAll", 1, -1, task_wait_all, "void WaitAll(System.Threading.Tasks.Task[] tasks)"),
    METHOD("WaitAny", 1, -1, task_wait_any, "int WaitAny(System.Threading.Tasks.Task[] tasks)"),
    METHOD("WhenAll", 1, -1, task_when_all, NULL),
};
const struct type_info type_task = { .name = "System.Threading.Tasks.Task",
                                     .base = &type_object,
                                     .interfaces = implements_disposable,
                                     PROPS(task_props),
                                     METHODS(task_methods),
                                     STATIC_PROPS(task_static_props),
                                     STATICS(task_statics),
                                     .payload_size = sizeof(struct task),
                                     .destroy = task_destroy };
