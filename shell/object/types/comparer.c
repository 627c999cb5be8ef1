/* Comparer[T], EqualityComparer[T], and the comparers of System.Collections. */
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"

struct order {
    struct value by; /* a script block or delegate, or $null: by value */
    bool ignore_case;
};

static struct order *order_of(struct value self)
{
    return object_payload(self.object);
}

static void order_destroy(struct object *o)
{
    value_unref(((struct order *)object_payload(o))->by);
}

static struct value order_new(const struct type_info *type, struct value by)
{
    struct object *o = object_new(type);
    struct order *c = object_payload(o);
    c->by = value_ref(by);
    c->ignore_case = type == &type_case_insensitive_comparer;
    return value_of_object(o);
}

GETTER(order_default)
{
    (void)p;
    (void)err;
    *out = order_new(self.type, value_null());
    return 0;
}

CALL(order_create)
{
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "comparison");
    *out = order_new(self.type, args[0]);
    return 0;
}

CALL(order_new_call)
{
    (void)args;
    (void)n;
    (void)err;
    *out = order_new(self.type, value_null());
    return 0;
}

CALL(order_compare)
{
    (void)n;
    const struct order *c = order_of(self);
    int order;
    bool x = args[0].kind == V_NULL, y = args[1].kind == V_NULL;
    if (c->by.kind == V_NULL && (x || y)) { /* nothing comes first */
        *out = value_int(y - x);
        return 0;
    }
    int rc = c->by.kind == V_NULL ? value_compare(args[0], args[1], c->ignore_case, &order, err)
                                  : compare_with(c->by, args[0], args[1], &order, err);
    if (rc < 0)
        return -1;
    *out = value_int(order < 0 ? -1 : order > 0);
    return 0;
}

CALL(order_equals)
{
    (void)self;
    (void)n;
    (void)err;
    *out = value_bool(args[0].kind == args[1].kind && value_equals(args[0], args[1], false));
    return 0;
}

CALL(order_hash)
{
    (void)n;
    (void)err;
    (void)self;
    *out = value_int((int32_t)value_hash(args[0], false));
    return 0;
}

static const struct property comparer_statics[] = {
    PROPERTY("Default", "System.Collections.IComparer", order_default),
};
static const struct property invariant_statics[] = {
    PROPERTY("Default", "System.Collections.IComparer", order_default),
    PROPERTY("DefaultInvariant", "System.Collections.IComparer", order_default),
};
static const struct method compare_methods[] = {
    METHOD("Compare", 2, 2, order_compare, "int Compare(T x, T y)"),
};
static const struct method equality_methods[] = {
    METHOD("Equals", 2, 2, order_equals, "bool Equals(T x, T y)"),
    METHOD("GetHashCode", 1, 1, order_hash, "int GetHashCode(T obj)"),
};
static const struct method comparer_makers[] = {
    METHOD("Create", 1, 1, order_create,
           "System.Collections.Generic.Comparer[T] Create(System.Comparison[T] comparison)"),
};
static const struct method order_makers[] = { METHOD("new", 0, 0, order_new_call, NULL) };

#define COMPARER(id, full, n, methods_, props_, statics_)                      \
    const struct type_info type_##id = { .name = full,                         \
                                         .base = &type_object,                 \
                                         .interfaces = implements_comparer,    \
                                         .arity = n,                           \
                                         METHODS(methods_),                    \
                                         STATIC_PROPS(props_),                 \
                                         STATICS(statics_),                    \
                                         .payload_size = sizeof(struct order), \
                                         .destroy = order_destroy }
COMPARER(comparer_of_values, "System.Collections.Generic.Comparer`1", 1, compare_methods,
         comparer_statics, comparer_makers);
COMPARER(case_insensitive_comparer, "System.Collections.CaseInsensitiveComparer", 0,
         compare_methods, invariant_statics, order_makers);
COMPARER(plain_comparer, "System.Collections.Comparer", 0, compare_methods, invariant_statics,
         order_makers);
const struct type_info type_equality_comparer_of_values = {
    .name = "System.Collections.Generic.EqualityComparer`1",
    .base = &type_object,
    .arity = 1,
    METHODS(equality_methods),
    STATIC_PROPS(comparer_statics),
    .payload_size = sizeof(struct order),
    .destroy = order_destroy,
};
