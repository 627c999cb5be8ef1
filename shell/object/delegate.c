#include "shell/object/delegate.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/operators.h"

static struct value *target_of(struct value self)
{
    return object_payload(self.object);
}

static void delegate_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

static const struct {
    const struct type_info *type, *result;
    size_t arguments;
} plain_delegates[] = {
#define ENTRY(id, name, n, result) { &type_##id, &type_##result, n },
    PLAIN_DELEGATE_TYPES(ENTRY)
#undef ENTRY
};

/* The type of the argument at position i and of the result; NULL: void or any. */
static const struct type_info *argument_type(const struct type_info *type, size_t i)
{
    const struct type_info *open = type_definition(type);
    if (open == &type_comparison)
        return type_argument(type, 0);
    return open == &type_event_handler_of ? (i ? type_argument(type, 0) : NULL)
                                          : type_argument(type, i);
}

static bool gives_result(const struct type_info *type)
{
    const struct type_info *open = type_definition(type);
    return open && strncmp(open->name, "System.Func`", 12) == 0;
}

static size_t argument_count(const struct type_info *type)
{
    const struct type_info *open = type_definition(type);
    for (size_t i = 0; !open && i < ARRAY_SIZE(plain_delegates); i++)
        if (plain_delegates[i].type == type)
            return plain_delegates[i].arguments;
    if (!open)
        return 0;
    if (open == &type_comparison || open == &type_event_handler_of)
        return 2;
    return gives_result(type) || open == &type_converter ? open->arity - 1U : open->arity;
}

static const struct type_info *result_type(const struct type_info *type)
{
    const struct type_info *open = type_definition(type);
    for (size_t i = 0; !open && i < ARRAY_SIZE(plain_delegates); i++)
        if (plain_delegates[i].type == type)
            return plain_delegates[i].result;
    if (open == &type_predicate)
        return &type_bool;
    if (open == &type_comparison)
        return &type_int32;
    if (open == &type_converter)
        return type_argument(type, 1);
    return gives_result(type) ? type_argument(type, open->arity - 1U) : &type_void;
}

int delegate_arity(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_delegate)
               ? (int)argument_count(v.object->type)
               : -1;
}

const struct type_info *delegate_result(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_delegate)
               ? result_type(v.object->type)
               : NULL;
}

/* A value as the delegate's type has it. Where it has a sequence, one value is a run of one. */
static int pass(const struct type_info *type, struct value v, struct value *out, struct err **err)
{
    const struct type_info *open = type ? type_definition(type) : NULL;
    bool sequence = type == &interface_enumerable || open == &interface_enumerable_of;
    if (!sequence || v.kind == V_NULL || value_is(v, type))
        return to_item(type, v, out, err);
    const struct type_info *element = open ? type_argument(type, 0) : NULL;
    const struct type_info *array = element ? type_array_of(element) : NULL;
    if (v.kind == V_ARRAY && (!array || v.array->type != &type_object_array)) {
        *out = value_ref(v);
        return 0;
    }
    return to_item(array ? array : &type_object_array, v, out, err);
}

static int delegate_invoke(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    const struct type_info *type = self.object->type, *result = result_type(type);
    struct value converted[16] = { 0 };
    AUTO_VALUE answer = value_null();
    int r = 0;
    if (n != argument_count(type))
        return fail_with(err, "System.Reflection.TargetParameterCountException",
                         "TargetParameterCountException", "Parameter count mismatch.");
    for (size_t i = 0; i < n && r == 0; i++)
        r = pass(argument_type(type, i), args[i], &converted[i], err);
    if (r == 0)
        r = value_call(*target_of(self), converted, n, &answer, err);
    for (size_t i = 0; i < n; i++)
        value_unref(converted[i]);
    if (r < 0)
        return -1;
    *out = value_nothing();
    return result == &type_void ? 0 : pass(result, answer, out, err);
}

CALL(delegate_dynamic_invoke)
{
    if (n == 1 && args[0].kind == V_ARRAY && argument_count(self.object->type) != 1)
        return delegate_invoke(self, args[0].array->items, args[0].array->len, out, err);
    return delegate_invoke(self, args, n, out, err);
}

GETTER(delegate_get_target)
{
    UNUSED_GETTER();
    *out = value_ref(*target_of(self));
    return 0;
}

struct value delegate_target(struct value v)
{
    while (v.kind == V_OBJECT && type_is_a(v.object->type, &type_delegate))
        v = *target_of(v);
    return v;
}

CALL(delegate_invocation_list)
{
    UNUSED_CALL();
    *out = value_of_array(array_from(&self, 1));
    return 0;
}

int value_to_delegate(struct value v, const struct type_info *to, struct value *out,
                      struct err **err)
{
    if (v.kind == V_NULL || type_is_a(value_type_of(v), to)) {
        *out = value_ref(v);
        return 0;
    }
    if (!value_is_callable(v))
        return fail_no_cast(err, v, to);
    struct object *o = object_new(to);
    *(struct value *)object_payload(o) = value_ref(v);
    *out = value_of_object(o);
    return 0;
}

CALL(delegate_new)
{
    (void)n;
    return value_to_delegate(args[0], self.type, out, err);
}

static const struct property delegate_props[] = {
    PROPERTY("Target", "System.Object", delegate_get_target),
};
static const struct method delegate_methods[] = {
    METHOD("Invoke", 0, -1, delegate_invoke, NULL),
    METHOD("DynamicInvoke", 0, -1, delegate_dynamic_invoke,
           "System.Object DynamicInvoke(Params System.Object[] args)"),
    METHOD("GetInvocationList", 0, 0, delegate_invocation_list,
           "System.Delegate[] GetInvocationList()"),
};
static const struct method delegate_statics[] = { METHOD("new", 1, 2, delegate_new, NULL) };

const struct type_info type_delegate = { .name = "System.Delegate",
                                         .base = &type_object,
                                         .interfaces = implements_serializable,
                                         PROPS(delegate_props),
                                         METHODS(delegate_methods),
                                         .payload_size = sizeof(struct value),
                                         .destroy = delegate_destroy,
                                         .invoke = delegate_invoke };
const struct type_info type_multicast_delegate = { .name = "System.MulticastDelegate",
                                                   .base = &type_delegate,
                                                   .payload_size = sizeof(struct value) };

#define DELEGATE(id, full, n)                                              \
    const struct type_info type_##id = { .name = full,                     \
                                         .base = &type_multicast_delegate, \
                                         .arity = n,                       \
                                         STATICS(delegate_statics),        \
                                         .payload_size = sizeof(struct value) };
GENERIC_DELEGATE_TYPES(DELEGATE)
#define PLAIN(id, full, n, result) DELEGATE(id, full, 0)
PLAIN_DELEGATE_TYPES(PLAIN)
