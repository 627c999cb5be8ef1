/* Tasks as far as one session sees them: what is to be done is done at once, on the one thread, so
 * a task is done when it is there; delays alone last. */
#include "shell/object/types/task.h"

#include "shell/base/clock.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/exception.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"

struct task {
    struct value result;
    int64_t due_ms;    /* of a delay; 0: done */
    struct err *error; /* why it failed; NULL: it did not */
};

static struct task *task_of(struct value v)
{
    return object_payload(v.object);
}

static void task_destroy(struct object *o)
{
    struct task *t = object_payload(o);
    value_unref(t->result);
    err_free(t->error);
}

static struct value task_new(struct value result, int64_t due_ms)
{
    struct object *o = object_new(&type_task);
    *(struct task *)object_payload(o) = (struct task){ value_ref(result), due_ms, NULL };
    return value_of_object(o);
}

struct value task_of_result(struct value result)
{
    return task_new(result, 0);
}

struct value task_of_error(struct err **err)
{
    struct value v = task_new(value_null(), 0);
    task_of(v)->error = STEAL(*err);
    return v;
}

/* The AggregateException that a failed task answers with. */
static int task_failure(struct value v, struct err **err)
{
    const struct err *why = task_of(v)->error;
    if (!why)
        return 0;
    *err = err_copy(why);
    if ((*err)->kind == ERR_CANCELLED)
        return -1;
    struct array *inner = array_new(1);
    array_push_take(inner, exception_from_err(why));
    AUTO_VALUE list = value_of_array(inner);
    fail_outer(err, "System.AggregateException", "AggregateException",
               "One or more errors occurred. (%s)", why->message);
    return fail_extra(err, list);
}

static bool task_done(struct value v)
{
    return clock_ms() >= task_of(v)->due_ms;
}

/* Until it is done, for at most ms (-1: however long). */
static int task_await(struct value v, int64_t ms, struct err **err)
{
    int64_t left = task_of(v)->due_ms - clock_ms();
    if (left > 0 && thread_wait_ms(ms >= 0 && ms < left ? ms : left, err) < 0)
        return -1;
    return 0;
}

CALL(task_wait)
{
    int64_t ms;
    if (ms_arg(args, n, -1, &ms, err) < 0 || task_await(self, ms, err) < 0 ||
        task_failure(self, err) < 0)
        return -1;
    if (n)
        *out = value_bool(task_done(self));
    return 0;
}

/* Of an awaiter: a failed task's own exception comes out. */
CALL(task_result)
{
    (void)args;
    (void)n;
    if (task_await(self, -1, err) < 0)
        return -1;
    if (task_of(self)->error) {
        *err = err_copy(task_of(self)->error);
        return -1;
    }
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
    if (task_await(self, -1, err) < 0 || task_failure(self, err) < 0)
        return -1;
    *out = value_ref(task_of(self)->result);
    return 0;
}

enum { IS_COMPLETED, IS_SUCCESSFUL, IS_CANCELED, IS_FAULTED };

GETTER(task_is_done)
{
    UNUSED_GETTER();
    bool failed = task_of(self)->error != NULL;
    switch (p->data) {
    case IS_COMPLETED:
        *out = value_bool(task_done(self));
        break;
    case IS_SUCCESSFUL:
        *out = value_bool(task_done(self) && !failed);
        break;
    case IS_FAULTED:
        *out = value_bool(failed);
        break;
    default:
        *out = value_bool(false);
        break;
    }
    return 0;
}

GETTER(task_exception)
{
    UNUSED_GETTER();
    AUTO_ERR *why = NULL;
    *out = task_failure(self, &why) < 0 ? exception_from_err(why) : value_null();
    return 0;
}

GETTER(task_status)
{
    UNUSED_GETTER();
    static const char name[] = "System.Threading.Tasks.TaskStatus";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    return value_convert(value_int(task_of(self)->error ? 7
                                   : task_done(self)    ? 5
                                                        : 1),
                         type ? type : &type_int32, out, err);
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
    if (value_call(args[0], NULL, 0, &result, err) == 0)
        *out = task_new(result, 0);
    else if ((*err)->kind == ERR_CANCELLED)
        return -1;
    else
        *out = task_of_error(err);
    return 0;
}

/* An error that is this exception again. */
static struct err *error_of(struct value exception)
{
    struct exception *e = exception_of(exception);
    struct err *made = NULL;
    AUTO_VALUE text = value_to_string(e->message);
    fail_with(&made, e->type->name, NULL, "%s", text.str->data);
    if (e->extra.kind != V_NULL)
        fail_extra(&made, e->extra);
    if (value_is_exception(e->inner))
        made->cause = error_of(e->inner);
    return made;
}

CALL(task_from_exception)
{
    (void)self;
    (void)n;
    if (!value_is_exception(args[0]))
        return fail_null_argument(err, "exception");
    struct err *why = error_of(args[0]);
    *out = task_of_error(&why);
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
        if (task_await(tasks.array->items[i], -1, err) < 0 ||
            task_failure(tasks.array->items[i], err) < 0)
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

CALL(task_dispose)
{
    UNUSED_CALL();
    return 0;
}

static const struct property task_props[] = {
    PROPERTY("Result", "System.Object", task_get_result),
    PROPERTY("Id", "int", task_id),
    PROPERTY("Status", "System.Threading.Tasks.TaskStatus", task_status),
    PROPERTY("Exception", "System.AggregateException", task_exception),
    PROPERTY_DATA("IsCompleted", "bool", task_is_done, IS_COMPLETED),
    PROPERTY_DATA("IsCompletedSuccessfully", "bool", task_is_done, IS_SUCCESSFUL),
    PROPERTY_DATA("IsCanceled", "bool", task_is_done, IS_CANCELED),
    PROPERTY_DATA("IsFaulted", "bool", task_is_done, IS_FAULTED),
};
static const struct property task_static_props[] = {
    PROPERTY("CompletedTask", "System.Threading.Tasks.Task", task_completed),
};
static const struct method task_methods[] = {
    METHOD("Wait", 0, 2, task_wait, "void Wait(), bool Wait(int millisecondsTimeout)"),
    METHOD("GetAwaiter", 0, 0, task_itself,
           "System.Runtime.CompilerServices.TaskAwaiter GetAwaiter()"),
    METHOD("GetResult", 0, 0, task_result, NULL),
    METHOD("ConfigureAwait", 1, 1, task_itself,
           "System.Runtime.CompilerServices.ConfiguredTaskAwaitable ConfigureAwait(bool "
           "continueOnCapturedContext)"),
    METHOD("Dispose", 0, 0, task_dispose, "void Dispose()"),
};
static const struct method task_statics[] = {
    METHOD("FromException", 1, 1, task_from_exception,
           "System.Threading.Tasks.Task FromException(System.Exception exception)"),
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
