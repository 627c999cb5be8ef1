/* Queues, stacks and bags. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"

int collection_count(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)self.array->len);
    return 0;
}

int collection_null(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    UNUSED_GETTER();
    *out = value_null();
    return 0;
}

int collection_enumerator(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err)
{
    UNUSED_CALL();
    *out = enumerator_of_items(self.array->items, self.array->len);
    return 0;
}

int collection_to_array(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    UNUSED_CALL();
    struct array *a = array_from(self.array->items, self.array->len);
    const struct type_info *type =
        self.array->element ? type_array_of(self.array->element) : &type_object_array;
    if (type) {
        a->type = type;
        a->element = self.array->element;
    }
    *out = value_of_array(a);
    return 0;
}

int collection_copy_to(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)out;
    int32_t at = 0;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "array");
    if (n > 1 && arg_int(args[1], &at, err) < 0)
        return -1;
    struct array *to = args[0].array;
    if (at < 0 || (size_t)at + self.array->len > to->len)
        return fail_argument(err, "Destination array was not long enough. Check the destination "
                                  "index, length, and the array's lower bounds. (Parameter "
                                  "'destinationArray')");
    for (size_t i = 0; i < self.array->len; i++)
        value_replace_take(&to->items[(size_t)at + i], value_ref(self.array->items[i]));
    return 0;
}

static int64_t find(struct value self, struct value v)
{
    AUTO_ERR *err = NULL;
    AUTO_VALUE item = value_null();
    if (to_item(self.array->element, v, &item, &err) < 0)
        return -1;
    for (size_t i = 0; i < self.array->len; i++) {
        struct value have = self.array->items[i];
        if (have.kind == item.kind && value_equals(have, item, false))
            return (int64_t)i;
    }
    return -1;
}

int collection_contains(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)n;
    (void)err;
    *out = value_bool(find(self, args[0]) >= 0);
    return 0;
}

int collection_clear(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    UNUSED_CALL();
    array_remove_range(self.array, 0, self.array->len);
    return 0;
}

int collection_remove(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    (void)n;
    (void)err;
    int64_t at = find(self, args[0]);
    if (at >= 0)
        array_remove_range(self.array, (size_t)at, 1);
    *out = value_bool(at >= 0);
    return 0;
}

static int empty(struct value self, struct err **err)
{
    bool stack = strstr(self.array->type->name, "Stack") != NULL;
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException", "%s",
                     stack ? "Stack empty." : "Queue empty.");
}

/* ---- queues: the first item is the next to leave ---- */

CALL(push_back)
{
    (void)n;
    (void)out;
    struct value item;
    if (to_item(self.array->element, args[0], &item, err) < 0)
        return -1;
    array_push_take(self.array, item);
    return 0;
}

CALL(push_front)
{
    (void)n;
    (void)out;
    struct value item;
    if (to_item(self.array->element, args[0], &item, err) < 0)
        return -1;
    array_extra(self.array);
    array_insert_take(self.array, 0, item);
    return 0;
}

CALL(take_first)
{
    (void)args;
    (void)n;
    if (!self.array->len)
        return empty(self, err);
    *out = array_take_first(self.array);
    return 0;
}

CALL(peek_first)
{
    (void)args;
    (void)n;
    if (!self.array->len)
        return empty(self, err);
    *out = value_ref(self.array->items[0]);
    return 0;
}

CALL(try_take)
{
    (void)n;
    AUTO_VALUE item = value_null();
    bool any = self.array->len > 0;
    if (any)
        item = array_take_first(self.array);
    *out = value_bool(any);
    return arg_set_ref(args[0], item, err);
}

CALL(try_peek)
{
    (void)n;
    bool any = self.array->len > 0;
    *out = value_bool(any);
    return arg_set_ref(args[0], any ? self.array->items[0] : value_null(), err);
}

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

/* new(), new(items), new(capacity); a stack takes its items one after another */
static int fill(struct value self, const struct value *args, size_t n, bool front,
                struct value *out, struct err **err)
{
    const struct type_info *type = self.type;
    struct array *a = list_new(type, type->element == &type_object ? NULL : type->element);
    AUTO_VALUE made = value_of_array(a), items = value_null();
    array_extra(a);
    if (n && !value_is_integer(args[0])) {
        if (arg_items(args[0], "collection", &items, err) < 0)
            return -1;
        for (size_t i = 0; i < items.array->len; i++) {
            const struct value *item = &items.array->items[i];
            if ((front ? push_front : push_back)(made, item, 1, NULL, err) < 0)
                return -1;
        }
    }
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(queue_new)
{
    return fill(self, args, n, false, out, err);
}

CALL(stack_new)
{
    return fill(self, args, n, true, out, err);
}

GETTER(is_empty)
{
    UNUSED_GETTER();
    *out = value_bool(self.array->len == 0);
    return 0;
}

GETTER(is_false)
{
    UNUSED_GETTER();
    *out = value_bool(false);
    return 0;
}

static const struct property count_props[] = {
    PROPERTY("Count", "int", collection_count),
};
static const struct property old_props[] = {
    PROPERTY("Count", "int", collection_count),
    PROPERTY("IsSynchronized", "bool", is_false),
};
static const struct property concurrent_props[] = {
    PROPERTY("Count", "int", collection_count),
    PROPERTY("IsEmpty", "bool", is_empty),
};

#define COMMON_METHODS                                                                        \
    METHOD("Clear", 0, 0, collection_clear, "void Clear()"),                                  \
        METHOD("Contains", 1, 1, collection_contains, "bool Contains(T item)"),               \
        METHOD("ToArray", 0, 0, collection_to_array, "T[] ToArray()"),                        \
        METHOD("CopyTo", 1, 2, collection_copy_to, "void CopyTo(T[] array, int arrayIndex)"), \
        METHOD("GetEnumerator", 0, 0, collection_enumerator, NULL)

static const struct method queue_methods[] = {
    METHOD("Enqueue", 1, 1, push_back, "void Enqueue(T item)"),
    METHOD("Dequeue", 0, 0, take_first, "T Dequeue()"),
    METHOD("Peek", 0, 0, peek_first, "T Peek()"),
    METHOD("TryDequeue", 1, 1, try_take, "bool TryDequeue([ref] T result)"),
    METHOD("TryPeek", 1, 1, try_peek, "bool TryPeek([ref] T result)"),
    METHOD("TrimExcess", 0, 1, nothing_to_do, "void TrimExcess()"),
    COMMON_METHODS,
};
static const struct method stack_methods[] = {
    METHOD("Push", 1, 1, push_front, "void Push(T item)"),
    METHOD("Pop", 0, 0, take_first, "T Pop()"),
    METHOD("Peek", 0, 0, peek_first, "T Peek()"),
    METHOD("TryPop", 1, 1, try_take, "bool TryPop([ref] T result)"),
    METHOD("TryPeek", 1, 1, try_peek, "bool TryPeek([ref] T result)"),
    METHOD("TrimExcess", 0, 1, nothing_to_do, "void TrimExcess()"),
    COMMON_METHODS,
};
static const struct method bag_methods[] = {
    METHOD("Add", 1, 1, push_front, "void Add(T item)"),
    METHOD("TryTake", 1, 1, try_take, "bool TryTake([ref] T result)"),
    METHOD("TryPeek", 1, 1, try_peek, "bool TryPeek([ref] T result)"),
    COMMON_METHODS,
};
static const struct method queue_statics[] = { METHOD("new", 0, 2, queue_new, NULL) };
static const struct method stack_statics[] = { METHOD("new", 0, 1, stack_new, NULL) };

#define TYPE(id, full, n, implements, props_, methods_, statics_)  \
    const struct type_info type_##id = { .name = full,             \
                                         .base = &type_object,     \
                                         .interfaces = implements, \
                                         .arity = n,               \
                                         .unindexed = true,        \
                                         PROPS(props_),            \
                                         METHODS(methods_),        \
                                         STATICS(statics_) }
TYPE(queue, "System.Collections.Queue", 0, implements_collection, old_props, queue_methods,
     queue_statics);
TYPE(stack, "System.Collections.Stack", 0, implements_collection, old_props, stack_methods,
     stack_statics);
TYPE(queue_of, "System.Collections.Generic.Queue`1", 1, implements_queue, count_props,
     queue_methods, queue_statics);
TYPE(stack_of, "System.Collections.Generic.Stack`1", 1, implements_queue, count_props,
     stack_methods, stack_statics);
TYPE(concurrent_queue, "System.Collections.Concurrent.ConcurrentQueue`1", 1, implements_queue,
     concurrent_props, queue_methods, queue_statics);
TYPE(concurrent_stack, "System.Collections.Concurrent.ConcurrentStack`1", 1, implements_queue,
     concurrent_props, stack_methods, stack_statics);
TYPE(concurrent_bag, "System.Collections.Concurrent.ConcurrentBag`1", 1, implements_queue,
     concurrent_props, bag_methods, stack_statics);
