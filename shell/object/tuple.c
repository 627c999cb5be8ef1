#include "shell/object/tuple.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/generic_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_cache.h"
#include "shell/object/type_decls.h"

struct tuple {
    size_t n;
    struct value items[8];
};

static struct tuple *tuple_of(struct value v)
{
    return object_payload(v.object);
}

static void tuple_destroy(struct object *o)
{
    struct tuple *t = object_payload(o);
    for (size_t i = 0; i < t->n; i++)
        value_unref(t->items[i]);
}

static int make(const struct type_info *type, const struct value *args, size_t n, struct value *out,
                struct err **err)
{
    AUTO_VALUE made = value_of_object(object_new(type));
    struct tuple *t = tuple_of(made);
    for (size_t i = 0; i < n; i++) {
        struct value item;
        if (to_item(type_argument(type, i), args[i], &item, err) < 0)
            return -1;
        t->items[t->n++] = item;
    }
    *out = STEAL_VALUE(made);
    return 0;
}

static struct value make_two(const struct type_info *type, struct value a, struct value b)
{
    struct value args[2] = { a, b }, made = value_null();
    AUTO_ERR *err = NULL;
    make(type, args, 2, &made, &err);
    return made;
}

struct value key_value_pair(struct value key, struct value v)
{
    return make_two(&type_key_value_pair, key, v);
}

struct value tuple_pair(struct value a, struct value b)
{
    return make_two(&type_tuple_2, a, b);
}

struct value value_tuple_pair(struct value a, struct value b)
{
    return make_two(&type_value_tuple_2, a, b);
}

struct value value_tuple_of(const struct value *items, size_t n)
{
    struct value made = value_null();
    AUTO_ERR *err = NULL;
    make(n == 2 ? &type_value_tuple_2 : &type_value_tuple_3, items, n, &made, &err);
    return made;
}

void tuple_close(struct type_cache *cache, struct value v)
{
    const struct type_info *open = v.object->type, *args[8] = { 0 };
    const struct tuple *t = object_payload(v.object);
    if (!open->arity || open->destroy != tuple_destroy || t->n != open->arity)
        return;
    for (size_t i = 0; i < t->n; i++)
        args[i] = value_is_null(t->items[i]) ? &type_object : value_type_of(t->items[i]);
    v.object->type = type_cache_generic(cache, open, args);
}

struct value tuple_items(struct value v)
{
    if (v.kind != V_OBJECT || strncmp(v.object->type->name, "System.Collections", 18) == 0)
        return value_null();
    for (const struct type_info *t = v.object->type; t; t = t->base)
        if (t->destroy == tuple_destroy)
            return value_of_array(array_from(tuple_of(v)->items, tuple_of(v)->n));
    return value_null();
}

GETTER(tuple_item)
{
    (void)err;
    const struct tuple *t = tuple_of(self);
    *out = (size_t)p->data < t->n ? value_ref(t->items[p->data]) : value_null();
    return 0;
}

SETTER(tuple_set_item)
{
    struct tuple *t = tuple_of(self);
    struct value item;
    if (to_item(type_argument(self.object->type, (size_t)p->data), v, &item, err) < 0)
        return -1;
    value_replace_take(&t->items[p->data], item);
    return 0;
}

GETTER(tuple_length)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)tuple_of(self)->n);
    return 0;
}

static int tuple_to_string(struct value self, struct strbuf *out)
{
    const struct tuple *t = tuple_of(self);
    bool pair = strncmp(self.object->type->name, "System.Collections", 18) == 0;
    strbuf_addch(out, pair ? '[' : '(');
    for (size_t i = 0; i < t->n; i++) {
        if (i)
            strbuf_adds(out, ", ");
        value_method_string(t->items[i], out);
    }
    strbuf_addch(out, pair ? ']' : ')');
    return 0;
}

static bool tuple_equals(struct value a, struct value b)
{
    if (b.kind != V_OBJECT || a.object->type != b.object->type)
        return false;
    const struct tuple *x = tuple_of(a), *y = tuple_of(b);
    for (size_t i = 0; i < x->n; i++)
        if (x->items[i].kind != y->items[i].kind || !value_equals(x->items[i], y->items[i], false))
            return false;
    return true;
}

static int tuple_compare(struct value a, struct value b, int *out, struct err **err)
{
    if (b.kind != V_OBJECT || a.object->type != b.object->type)
        return fail_argument(err, "Argument must be of type %s.", a.object->type->name);
    const struct tuple *x = tuple_of(a), *y = tuple_of(b);
    *out = 0;
    for (size_t i = 0; i < x->n && *out == 0; i++)
        if (value_compare(x->items[i], y->items[i], false, out, err) < 0)
            return -1;
    return 0;
}

static uint32_t tuple_hash(struct value v)
{
    const struct tuple *t = tuple_of(v);
    uint32_t h = 17;
    for (size_t i = 0; i < t->n; i++)
        h = h * 31 + value_hash(t->items[i], false);
    return h;
}

CALL(tuple_new)
{
    return make(self.type, args, n, out, err);
}

static const struct type_info *const tuples[] = { &type_tuple_1, &type_tuple_2, &type_tuple_3,
                                                  &type_tuple_4, &type_tuple_5, &type_tuple_6,
                                                  &type_tuple_7, &type_tuple_8 };
static const struct type_info *const value_tuples[] = { &type_value_tuple_1, &type_value_tuple_2,
                                                        &type_value_tuple_3, &type_value_tuple_4,
                                                        &type_value_tuple_5, &type_value_tuple_6,
                                                        &type_value_tuple_7, &type_value_tuple_8 };

CALL(tuple_create)
{
    (void)self;
    return make(tuples[n - 1], args, n, out, err);
}

CALL(value_tuple_create)
{
    (void)self;
    return make(value_tuples[n - 1], args, n, out, err);
}

CALL(pair_create)
{
    (void)self;
    return make(&type_key_value_pair, args, n, out, err);
}

/* clang-format off */
#define ITEM(n, i) PROPERTY_DATA(n, "System.Object", tuple_item, i)
#define FIELD(n, i) { .name = n, .type_name = "System.Object", .get = tuple_item, \
                      .set = tuple_set_item, .data = i }
#define LENGTH PROPERTY("Length", "int", tuple_length)
#define ITEMS_1 ITEM("Item1", 0)
#define ITEMS_2 ITEMS_1, ITEM("Item2", 1)
#define ITEMS_3 ITEMS_2, ITEM("Item3", 2)
#define ITEMS_4 ITEMS_3, ITEM("Item4", 3)
#define ITEMS_5 ITEMS_4, ITEM("Item5", 4)
#define ITEMS_6 ITEMS_5, ITEM("Item6", 5)
#define ITEMS_7 ITEMS_6, ITEM("Item7", 6)
#define ITEMS_8 ITEMS_7, ITEM("Rest", 7)
#define FIELDS_1 FIELD("Item1", 0)
#define FIELDS_2 FIELDS_1, FIELD("Item2", 1)
#define FIELDS_3 FIELDS_2, FIELD("Item3", 2)
#define FIELDS_4 FIELDS_3, FIELD("Item4", 3)
#define FIELDS_5 FIELDS_4, FIELD("Item5", 4)
#define FIELDS_6 FIELDS_5, FIELD("Item6", 5)
#define FIELDS_7 FIELDS_6, FIELD("Item7", 6)
#define FIELDS_8 FIELDS_7, FIELD("Rest", 7)
/* clang-format on */
/* clang-format off */
#define PAIR PROPERTY_DATA("Key", "System.Object", tuple_item, 0), \
             PROPERTY_DATA("Value", "System.Object", tuple_item, 1)
/* clang-format on */

#define TUPLE(id, full, n)                                                                \
    static const struct method id##_statics[] = { METHOD("new", n, n, tuple_new, NULL) }; \
    static const struct property id##_props[] = { PROPERTIES(n) };                        \
    const struct type_info type_##id = { .name = full,                                    \
                                         .base = BASE,                                    \
                                         .arity = n,                                      \
                                         PROPS(id##_props),                               \
                                         .interfaces = implements_tuple,                  \
                                         STATICS(id##_statics),                           \
                                         .payload_size = sizeof(struct tuple),            \
                                         .destroy = tuple_destroy,                        \
                                         .to_string = tuple_to_string,                    \
                                         .equals = tuple_equals,                          \
                                         .compare = tuple_compare,                        \
                                         .hash = tuple_hash,                              \
                                         .is_value_type = IS_VALUE };

#define PROPERTIES(n) ITEMS_##n, LENGTH
#define IS_VALUE false
#define BASE &type_object
TUPLE(tuple_1, "System.Tuple`1", 1)
TUPLE(tuple_2, "System.Tuple`2", 2)
TUPLE(tuple_3, "System.Tuple`3", 3)
TUPLE(tuple_4, "System.Tuple`4", 4)
TUPLE(tuple_5, "System.Tuple`5", 5)
TUPLE(tuple_6, "System.Tuple`6", 6)
TUPLE(tuple_7, "System.Tuple`7", 7)
TUPLE(tuple_8, "System.Tuple`8", 8)
#undef PROPERTIES
#undef IS_VALUE
#undef BASE
#define PROPERTIES(n) LENGTH, FIELDS_##n
#define IS_VALUE true
#define BASE &type_value_type
TUPLE(value_tuple_1, "System.ValueTuple`1", 1)
TUPLE(value_tuple_2, "System.ValueTuple`2", 2)
TUPLE(value_tuple_3, "System.ValueTuple`3", 3)
TUPLE(value_tuple_4, "System.ValueTuple`4", 4)
TUPLE(value_tuple_5, "System.ValueTuple`5", 5)
TUPLE(value_tuple_6, "System.ValueTuple`6", 6)
TUPLE(value_tuple_7, "System.ValueTuple`7", 7)
TUPLE(value_tuple_8, "System.ValueTuple`8", 8)
#undef PROPERTIES
#define PROPERTIES(n) PAIR
TUPLE(key_value_pair, "System.Collections.Generic.KeyValuePair`2", 2)

static const struct method tuple_statics[] = {
    METHOD("Create", 1, 8, tuple_create, NULL),
};
static const struct method value_tuple_statics[] = {
    METHOD("Create", 1, 8, value_tuple_create, NULL),
};
static const struct method pair_statics[] = {
    METHOD("Create", 2, 2, pair_create, NULL),
};
const struct type_info type_tuple = { .name = "System.Tuple",
                                      .base = &type_object,
                                      STATICS(tuple_statics) };
const struct type_info type_value_tuple = { .name = "System.ValueTuple",
                                            .base = &type_value_type,
                                            STATICS(value_tuple_statics) };
const struct type_info type_pair = { .name = "System.Collections.Generic.KeyValuePair",
                                     .base = &type_object,
                                     STATICS(pair_statics) };
