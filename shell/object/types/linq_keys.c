/* Enumerable's members that look items up by a key: groups, joins, tables and sets. */
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/delegate.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/tuple.h"
#include "shell/object/types/hash.h"
#include "shell/object/types/linq.h"

/* ---- groupings and look-ups ---- */

GETTER(grouping_key)
{
    UNUSED_GETTER();
    *out = value_ref(array_extra(self.array)->key);
    return 0;
}

static const struct property grouping_props[] = {
    PROPERTY("Key", "System.Object", grouping_key),
    PROPERTY("Count", "int", collection_count),
};
static const struct property lookup_props[] = { PROPERTY("Count", "int", collection_count) };
static const struct method grouping_methods[] = {
    METHOD("Contains", 1, 1, collection_contains, "bool Contains(TElement item)"),
    METHOD("CopyTo", 1, 2, collection_copy_to, "void CopyTo(TElement[] array, int arrayIndex)"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator, NULL),
};
static const struct type_info type_grouping = { .name = "System.Linq.Grouping`2",
                                                .base = &type_object,
                                                .interfaces = implements_queue,
                                                PROPS(grouping_props),
                                                METHODS(grouping_methods) };

static const struct value *lookup_find(struct value self, struct value key)
{
    return hash_get(array_extra(self.array)->index, key);
}

/* The group of this key, or one without items. */
CALL(lookup_item)
{
    (void)n;
    (void)err;
    const struct value *group = lookup_find(self, args[0]);
    *out = group ? value_ref(*group) : linq_made(NULL);
    return 0;
}

CALL(lookup_contains)
{
    (void)n;
    (void)err;
    *out = value_bool(lookup_find(self, args[0]) != NULL);
    return 0;
}

static const struct method lookup_methods[] = {
    METHOD("Item", 1, 1, lookup_item,
           "System.Collections.Generic.IEnumerable[TElement] "
           "Item(TKey key)"),
    METHOD("get_Item", 1, 1, lookup_item, NULL),
    METHOD("Contains", 1, 1, lookup_contains, "bool Contains(TKey key)"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator, NULL),
};
static const struct type_info type_lookup = { .name = "System.Linq.Lookup`2",
                                              .base = &type_object,
                                              .interfaces = implements_queue,
                                              .unindexed = true,
                                              PROPS(lookup_props),
                                              METHODS(lookup_methods) };

static struct value new_grouping(struct value key, const struct type_info *element)
{
    struct array *a = list_new(&type_grouping, element);
    array_extra(a)->key = value_ref(key);
    return value_of_array(a);
}

/* ---- keys ---- */

static bool is_comparer(struct value v)
{
    return v.kind == V_OBJECT && !value_is_callable(v);
}

/* A table of keys as the comparer takes them ($null: the keys' own equality). */
static int keys_table(struct value comparer, struct value *out, struct err **err)
{
    uint32_t flags = HASH_CASE_SENSITIVE;
    if (comparer.kind != V_NULL) {
        if (comparer.kind != V_OBJECT || !type_is_a(comparer.object->type, &type_string_comparer))
            return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                             "Keys are compared by a StringComparer or by their own equality, "
                             "not by a comparer of type '%s'.",
                             value_type_of(comparer)->name);
        flags = string_comparer_ignores_case(comparer) ? 0 : HASH_CASE_SENSITIVE;
    }
    *out = value_of_hash(hash_new(flags));
    return 0;
}

/* Tables have no $null as a key: the type null stands for it. Owned. */
static struct value stored_key(struct value key)
{
    return key.kind == V_NULL ? value_type(&type_null) : value_ref(key);
}

static struct value shown_key(struct value key)
{
    return key.kind == V_TYPE && key.type == &type_null ? value_null() : key;
}

static int key_of(struct value fn, struct value item, size_t i, struct value *out, struct err **err)
{
    AUTO_VALUE key = value_null();
    if (i % LINQ_CHECK_EACH == 0 && cancel_check(err) < 0)
        return -1;
    if (linq_apply(fn, item, i, &key, err) < 0)
        return -1;
    *out = stored_key(key);
    return 0;
}

static const struct type_info *element_of(struct value sequence, struct value selector)
{
    if (selector.kind != V_NULL)
        return delegate_result(selector);
    return sequence.kind == V_ARRAY ? sequence.array->element : NULL;
}

/* Fills table with key -> grouping of the items. */
static int group(struct value sequence, struct value key_fn, struct value element_fn,
                 struct hash *table, struct err **err)
{
    AUTO_VALUE items = value_null();
    if (linq_source(&sequence, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE key = value_null();
        struct value element;
        if (key_of(key_fn, items.array->items[i], i, &key, err) < 0 ||
            linq_apply(element_fn, items.array->items[i], i, &element, err) < 0)
            return -1;
        const struct value *have = hash_get(table, key);
        if (!have) {
            hash_set_take(table, key,
                          new_grouping(shown_key(key), element_of(sequence, element_fn)));
            have = hash_get(table, key);
        }
        array_push_take(have->array, element);
    }
    return 0;
}

/* The arguments behind the first fixed ones: functions in their order, then a comparer. */
struct selectors {
    struct value fn[2];
    struct value comparer;
};

static size_t selectors_of(const struct value *args, size_t n, size_t from, struct selectors *out)
{
    size_t count = 0;
    *out = (struct selectors){ .comparer = value_null() };
    for (size_t i = from; i < n; i++) {
        if (is_comparer(args[i]) || (args[i].kind == V_NULL && i + 1 == n))
            out->comparer = args[i];
        else if (count < ARRAY_SIZE(out->fn))
            out->fn[count++] = args[i];
    }
    return count;
}

/* Does the function take a key and the group's items, rather than an item? */
static bool is_result_selector(struct value fn)
{
    return delegate_arity(fn) == 2;
}

/* GroupBy(source, key[, element][, result][, comparer]) */
SHARED_CALL(linq_group_by)
{
    (void)self;
    struct selectors s;
    selectors_of(args, n, 2, &s);
    struct value element = s.fn[0], result = s.fn[1];
    if (is_result_selector(element) && result.kind == V_NULL) {
        result = element;
        element = value_null();
    }
    AUTO_VALUE table = value_null(), made = value_null();
    if (keys_table(s.comparer, &table, err) < 0 ||
        group(args[0], args[1], element, table.hash, err) < 0)
        return -1;
    made = linq_made(result.kind == V_NULL ? NULL : delegate_result(result));
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(table.hash, &i));) {
        struct value pair[2] = { shown_key(e->key), e->value }, v = value_null();
        if (result.kind == V_NULL)
            v = value_ref(e->value);
        else if (value_call(result, pair, 2, &v, err) < 0)
            return -1;
        array_push_take(made.array, v);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* ToLookup(source, key[, element][, comparer]) */
SHARED_CALL(linq_to_lookup)
{
    (void)self;
    struct selectors s;
    selectors_of(args, n, 2, &s);
    AUTO_VALUE table = value_null();
    if (keys_table(s.comparer, &table, err) < 0 ||
        group(args[0], args[1], s.fn[0], table.hash, err) < 0)
        return -1;
    struct array *a = list_new(&type_lookup, NULL);
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(table.hash, &i));)
        array_push(a, e->value);
    array_extra(a)->index = STEAL_VALUE(table).hash;
    *out = value_of_array(a);
    return 0;
}

/* ToDictionary(source, key[, element][, comparer]), ToDictionary(pairs[, comparer]) */
SHARED_CALL(linq_to_dictionary)
{
    (void)self;
    struct selectors s;
    bool pairs = n < 2 || !value_is_callable(args[1]);
    selectors_of(args, n, pairs ? 1 : 2, &s);
    AUTO_VALUE items = value_null(), made = value_null();
    if (keys_table(s.comparer, &made, err) < 0 || linq_source(args, &items, err) < 0)
        return -1;
    made.hash->type = &type_dictionary;
    for (size_t i = 0; i < items.array->len; i++) {
        struct value item = items.array->items[i];
        AUTO_VALUE key = value_null(), v = value_null();
        int r;
        if (pairs) {
            AUTO_VALUE parts = tuple_items(item);
            bool tuple = parts.kind == V_ARRAY && parts.array->len > 1;
            r = tuple
                    ? (key = value_ref(parts.array->items[0]), v = value_ref(parts.array->items[1]),
                       0)
                    : (member_get(item, "Key", &key, err) < 0 ? -1
                                                              : member_get(item, "Value", &v, err));
        } else {
            r = linq_apply(args[1], item, i, &key, err) < 0 ? -1
                                                            : linq_apply(s.fn[0], item, i, &v, err);
        }
        if (r < 0)
            return -1;
        if (key.kind == V_NULL)
            return fail_null_argument(err, "key");
        if (hash_get(made.hash, key)) {
            AUTO_STRBUF text = STRBUF_INIT;
            value_method_string(key, &text);
            return fail_argument(err, "An item with the same key has already been added. Key: %s",
                                 text.buf);
        }
        hash_set_take(made.hash, key, STEAL_VALUE(v));
    }
    *out = STEAL_VALUE(made);
    return 0;
}

SHARED_CALL(linq_to_hash_set)
{
    (void)self;
    AUTO_VALUE items = value_null(), table = value_null();
    if (keys_table(n > 1 ? args[1] : value_null(), &table, err) < 0 ||
        linq_source(args, &items, err) < 0)
        return -1;
    struct array *a =
        list_new(&type_hash_set, args[0].kind == V_ARRAY ? args[0].array->element : NULL);
    for (size_t i = 0; i < items.array->len; i++) {
        if (hash_get(table.hash, items.array->items[i]))
            continue;
        hash_set_take(table.hash, items.array->items[i], value_null());
        array_push(a, items.array->items[i]);
    }
    array_extra(a)->index = STEAL_VALUE(table).hash;
    *out = value_of_array(a);
    return 0;
}

/* ---- joins ---- */

enum join { JOIN_INNER, JOIN_LEFT, JOIN_GROUP };

static int push_result(struct value fn, struct value a, struct value b, struct array *to,
                       struct err **err)
{
    struct value pair[2] = { a, b }, v;
    if (value_call(fn, pair, 2, &v, err) < 0)
        return -1;
    array_push_take(to, v);
    return 0;
}

/* Each item of the outer sequence with those of the inner one that have its key. swapped: the
 * result's function gets the inner one first. */
static int join(struct value outer, struct value inner, struct value outer_key,
                struct value inner_key, struct value result, struct value comparer, enum join how,
                bool swapped, struct value *out, struct err **err)
{
    AUTO_VALUE table = value_null(), items = value_null(), made = value_null();
    if (keys_table(comparer, &table, err) < 0 ||
        group(inner, inner_key, value_null(), table.hash, err) < 0 ||
        linq_source(&outer, &items, err) < 0)
        return -1;
    made = linq_made(delegate_result(result));
    for (size_t i = 0; i < items.array->len; i++) {
        struct value item = items.array->items[i];
        AUTO_VALUE key = value_null(), none = value_null();
        if (key_of(outer_key, item, i, &key, err) < 0)
            return -1;
        /* $null is nobody's partner */
        const struct value *found =
            shown_key(key).kind == V_NULL ? NULL : hash_get(table.hash, key);
        if (how == JOIN_GROUP) {
            none = linq_like(inner);
            if (push_result(result, item, found ? *found : none, made.array, err) < 0)
                return -1;
            continue;
        }
        if (!found && how == JOIN_LEFT &&
            push_result(result, swapped ? none : item, swapped ? item : none, made.array, err) < 0)
            return -1;
        for (size_t k = 0; found && k < found->array->len; k++) {
            struct value other = found->array->items[k];
            if (push_result(result, swapped ? other : item, swapped ? item : other, made.array,
                            err) < 0)
                return -1;
        }
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* Join(outer, inner, outerKey, innerKey, result[, comparer]) */
SHARED_CALL(linq_join)
{
    (void)self;
    return join(args[0], args[1], args[2], args[3], args[4], n > 5 ? args[5] : value_null(),
                JOIN_INNER, false, out, err);
}

SHARED_CALL(linq_left_join)
{
    (void)self;
    return join(args[0], args[1], args[2], args[3], args[4], n > 5 ? args[5] : value_null(),
                JOIN_LEFT, false, out, err);
}

SHARED_CALL(linq_right_join)
{
    (void)self;
    return join(args[1], args[0], args[3], args[2], args[4], n > 5 ? args[5] : value_null(),
                JOIN_LEFT, true, out, err);
}

SHARED_CALL(linq_group_join)
{
    (void)self;
    return join(args[0], args[1], args[2], args[3], args[4], n > 5 ? args[5] : value_null(),
                JOIN_GROUP, false, out, err);
}

/* ---- per key ---- */

/* AggregateBy(source, key, seed, function[, comparer]); fn $null: how many there are. seed: a
 * value, or what a function makes of the key. */
static int fold_by(const struct value *args, struct value seed, struct value fn,
                   struct value comparer, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), table = value_null();
    if (keys_table(comparer, &table, err) < 0 || linq_source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE key = value_null(), so_far = value_null();
        struct value next, item = items.array->items[i];
        if (key_of(args[1], item, i, &key, err) < 0)
            return -1;
        struct value shown = shown_key(key);
        const struct value *have = hash_get(table.hash, key);
        if (have)
            so_far = value_ref(*have);
        else if (!value_is_callable(seed))
            so_far = value_ref(seed);
        else if (value_call(seed, &shown, 1, &so_far, err) < 0)
            return -1;
        struct value pair[2] = { so_far, item };
        if (fn.kind == V_NULL)
            next = value_int((int32_t)so_far.i + 1);
        else if (value_call(fn, pair, 2, &next, err) < 0)
            return -1;
        hash_set_take(table.hash, key, next);
    }
    *out = linq_made(NULL);
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(table.hash, &i));)
        array_push_take(out->array, key_value_pair(shown_key(e->key), e->value));
    return 0;
}

SHARED_CALL(linq_count_by)
{
    (void)self;
    return fold_by(args, value_int(0), value_null(), n > 2 ? args[2] : value_null(), out, err);
}

SHARED_CALL(linq_aggregate_by)
{
    (void)self;
    return fold_by(args, args[2], args[3], n > 4 ? args[4] : value_null(), out, err);
}

/* ---- sets: of each key one item ---- */

enum set { SET_UNION, SET_INTERSECT, SET_EXCEPT };

/* Puts the items whose keys were not seen before into to. others: keys, and whether an item's must
 * be among them. */
static int unseen(struct value sequence, const char *parameter, struct value key_fn,
                  struct hash *seen, const struct hash *others, bool among, struct array *to,
                  struct err **err)
{
    AUTO_VALUE items = value_null();
    if (arg_items(sequence, parameter, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE key = value_null();
        if (key_of(key_fn, items.array->items[i], i, &key, err) < 0)
            return -1;
        if (hash_get(seen, key) || (others && (hash_get(others, key) != NULL) != among))
            continue;
        hash_set_take(seen, key, value_null());
        if (to)
            array_push(to, items.array->items[i]);
    }
    return 0;
}

/* second $null: there is none. second_fn: what makes its keys, $null when it has keys. */
static int set_of(const struct value *args, struct value second, enum set which,
                  struct value key_fn, struct value second_fn, struct value comparer,
                  struct value *out, struct err **err)
{
    AUTO_VALUE seen = value_null(), others = value_null(), made = linq_like(args[0]);
    if (keys_table(comparer, &seen, err) < 0 || keys_table(comparer, &others, err) < 0)
        return -1;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err,
                                  which == SET_UNION && second.kind == V_NULL ? "source" : "first");
    if (which != SET_UNION &&
        unseen(second, "second", second_fn, others.hash, NULL, false, NULL, err) < 0)
        return -1;
    if (unseen(args[0], "first", key_fn, seen.hash, which == SET_UNION ? NULL : others.hash,
               which == SET_INTERSECT, made.array, err) < 0)
        return -1;
    if (which == SET_UNION && second.kind != V_NULL &&
        unseen(second, "second", second_fn, seen.hash, NULL, false, made.array, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

SHARED_CALL(linq_distinct)
{
    (void)self;
    return set_of(args, value_null(), SET_UNION, value_null(), value_null(),
                  n > 1 ? args[1] : value_null(), out, err);
}

SHARED_CALL(linq_distinct_by)
{
    (void)self;
    return set_of(args, value_null(), SET_UNION, args[1], value_null(),
                  n > 2 ? args[2] : value_null(), out, err);
}

#define SET(fn, which)                                                  \
    SHARED_CALL(fn)                                                     \
    {                                                                   \
        (void)self;                                                     \
        if (args[1].kind == V_NULL)                                     \
            return fail_null_argument(err, "second");                   \
        return set_of(args, args[1], which, value_null(), value_null(), \
                      n > 2 ? args[2] : value_null(), out, err);        \
    }
SET(linq_union, SET_UNION)
SET(linq_intersect, SET_INTERSECT)
SET(linq_except, SET_EXCEPT)

/* UnionBy's second sequence has items, that of the others keys. */
#define SET_BY(fn, which)                                            \
    SHARED_CALL(fn)                                                  \
    {                                                                \
        (void)self;                                                  \
        if (args[1].kind == V_NULL)                                  \
            return fail_null_argument(err, "second");                \
        return set_of(args, args[1], which, args[2],                 \
                      (which) == SET_UNION ? args[2] : value_null(), \
                      n > 3 ? args[3] : value_null(), out, err);     \
    }
SET_BY(linq_union_by, SET_UNION)
SET_BY(linq_intersect_by, SET_INTERSECT)
SET_BY(linq_except_by, SET_EXCEPT)
