/* PriorityQueue[TElement, TPriority]: the least priority leaves first, equal ones in the order in
 * which they came. */
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/members.h"
#include "shell/object/tuple.h"

struct priority_queue {
    struct value items, priorities; /* arrays in the order of the priorities */
    struct value comparer;
};

static struct priority_queue *queue_of(struct value self)
{
    return object_payload(self.object);
}

static void queue_destroy(struct object *o)
{
    struct priority_queue *q = object_payload(o);
    value_unref(q->items);
    value_unref(q->priorities);
    value_unref(q->comparer);
}

CALL(priority_new)
{
    struct object *o = object_new(self.type);
    struct priority_queue *q = object_payload(o);
    (void)err;
    q->items = value_of_array(array_new(4));
    q->priorities = value_of_array(array_new(4));
    q->comparer = n && args[n - 1].kind == V_OBJECT ? value_ref(args[n - 1]) : value_null();
    *out = value_of_object(o);
    return 0;
}

static const struct type_info *argument(struct value self, size_t i)
{
    const struct type_info *const *types = self.object->type->arguments;
    return types ? types[i] : NULL;
}

static int enqueue(struct value self, struct value item, struct value priority, struct err **err)
{
    struct priority_queue *q = queue_of(self);
    AUTO_VALUE element = value_null(), rank = value_null();
    if (to_item(argument(self, 0), item, &element, err) < 0 ||
        to_item(argument(self, 1), priority, &rank, err) < 0)
        return -1;
    const struct array *ranks = q->priorities.array;
    size_t lo = 0, hi = ranks->len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order;
        if (compare_with(q->comparer, ranks->items[mid], rank, &order, err) < 0)
            return -1;
        if (order <= 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    array_insert_take(q->items.array, lo, STEAL_VALUE(element));
    array_insert_take(q->priorities.array, lo, STEAL_VALUE(rank));
    return 0;
}

CALL(priority_enqueue)
{
    (void)n;
    (void)out;
    return enqueue(self, args[0], args[1], err);
}

/* EnqueueRange(elements, priority) */
CALL(priority_enqueue_range)
{
    (void)n;
    (void)out;
    AUTO_VALUE items = value_null();
    if (arg_items(args[0], "elements", &items, err) < 0)
        return fail_null_argument(err, "elements");
    for (size_t i = 0; i < items.array->len; i++)
        if (enqueue(self, items.array->items[i], args[1], err) < 0)
            return -1;
    return 0;
}

static void drop_first(struct priority_queue *q)
{
    array_remove_range(q->items.array, 0, 1);
    array_remove_range(q->priorities.array, 0, 1);
}

/* The first item, which stays or leaves. */
static int first(struct value self, bool leaves, struct value *out, struct err **err)
{
    struct priority_queue *q = queue_of(self);
    if (!q->items.array->len)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Queue empty.");
    *out = value_ref(q->items.array->items[0]);
    if (leaves)
        drop_first(q);
    return 0;
}

CALL(priority_dequeue)
{
    (void)args;
    (void)n;
    return first(self, true, out, err);
}

CALL(priority_peek)
{
    (void)args;
    (void)n;
    return first(self, false, out, err);
}

CALL(priority_enqueue_dequeue)
{
    (void)n;
    return enqueue(self, args[0], args[1], err) < 0 ? -1 : first(self, true, out, err);
}

static int try_first(struct value self, const struct value *args, bool leaves, struct value *out,
                     struct err **err)
{
    struct priority_queue *q = queue_of(self);
    bool any = q->items.array->len > 0;
    if (any && (arg_set_ref(args[0], q->items.array->items[0], err) < 0 ||
                arg_set_ref(args[1], q->priorities.array->items[0], err) < 0))
        return -1;
    if (any && leaves)
        drop_first(q);
    *out = value_bool(any);
    return 0;
}

CALL(priority_try_dequeue)
{
    (void)n;
    return try_first(self, args, true, out, err);
}

CALL(priority_try_peek)
{
    (void)n;
    return try_first(self, args, false, out, err);
}

CALL(priority_clear)
{
    UNUSED_CALL();
    while (queue_of(self)->items.array->len)
        drop_first(queue_of(self));
    return 0;
}

CALL(priority_nothing)
{
    UNUSED_CALL();
    return 0;
}

GETTER(priority_count)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)queue_of(self)->items.array->len);
    return 0;
}

/* Pairs of element and priority. */
GETTER(priority_items)
{
    UNUSED_GETTER();
    const struct priority_queue *q = queue_of(self);
    struct array *pairs = array_new(q->items.array->len);
    for (size_t i = 0; i < q->items.array->len; i++)
        array_push_take(pairs,
                        value_tuple_pair(q->items.array->items[i], q->priorities.array->items[i]));
    *out = value_of_array(pairs);
    return 0;
}

GETTER(priority_comparer)
{
    UNUSED_GETTER();
    *out = value_ref(queue_of(self)->comparer);
    return 0;
}

/* The least leaves before the new one comes. */
CALL(priority_dequeue_enqueue)
{
    (void)n;
    AUTO_VALUE least = value_null();
    if (first(self, true, &least, err) < 0 || enqueue(self, args[0], args[1], err) < 0)
        return -1;
    *out = STEAL_VALUE(least);
    return 0;
}

/* Remove(element, ref removed, ref priority[, comparer]) */
CALL(priority_remove)
{
    (void)n;
    struct priority_queue *q = queue_of(self);
    AUTO_VALUE element = value_null();
    if (to_item(argument(self, 0), args[0], &element, err) < 0)
        return -1;
    for (size_t i = 0; i < q->items.array->len; i++) {
        struct value have = q->items.array->items[i];
        if (have.kind != element.kind || !value_equals(have, element, false))
            continue;
        if (arg_set_ref(args[1], have, err) < 0 ||
            arg_set_ref(args[2], q->priorities.array->items[i], err) < 0)
            return -1;
        array_remove_range(q->items.array, i, 1);
        array_remove_range(q->priorities.array, i, 1);
        *out = value_bool(true);
        return 0;
    }
    *out = value_bool(false);
    return 0;
}

static const struct property priority_props[] = {
    PROPERTY("Count", "int", priority_count),
    PROPERTY("Comparer", "System.Object", priority_comparer),
    PROPERTY("UnorderedItems", "System.Object", priority_items),
};
static const struct method priority_methods[] = {
    METHOD("Enqueue", 2, 2, priority_enqueue, "void Enqueue(TElement element, TPriority priority)"),
    METHOD("EnqueueRange", 2, 2, priority_enqueue_range,
           "void EnqueueRange(System.Collections.Generic.IEnumerable[TElement] elements, TPriority "
           "priority)"),
    METHOD("EnqueueDequeue", 2, 2, priority_enqueue_dequeue,
           "TElement EnqueueDequeue(TElement element, TPriority priority)"),
    METHOD("DequeueEnqueue", 2, 2, priority_dequeue_enqueue,
           "TElement DequeueEnqueue(TElement element, TPriority priority)"),
    METHOD("Remove", 3, 4, priority_remove,
           "bool Remove(TElement element, [ref] TElement removedElement, [ref] TPriority priority, "
           "System.Collections.Generic.IEqualityComparer[TElement] equalityComparer)"),
    METHOD("Dequeue", 0, 0, priority_dequeue, "TElement Dequeue()"),
    METHOD("Peek", 0, 0, priority_peek, "TElement Peek()"),
    METHOD("TryDequeue", 2, 2, priority_try_dequeue,
           "bool TryDequeue([ref] TElement element, [ref] TPriority priority)"),
    METHOD("TryPeek", 2, 2, priority_try_peek,
           "bool TryPeek([ref] TElement element, [ref] TPriority priority)"),
    METHOD("Clear", 0, 0, priority_clear, "void Clear()"),
    METHOD("EnsureCapacity", 1, 1, priority_nothing, NULL),
    METHOD("TrimExcess", 0, 0, priority_nothing, "void TrimExcess()"),
};
static const struct method priority_statics[] = { METHOD("new", 0, 2, priority_new, NULL) };
const struct type_info type_priority_queue = {
    .name = "System.Collections.Generic.PriorityQueue`2",
    .base = &type_object,
    .arity = 2,
    PROPS(priority_props),
    METHODS(priority_methods),
    STATICS(priority_statics),
    .payload_size = sizeof(struct priority_queue),
    .destroy = queue_destroy,
};
