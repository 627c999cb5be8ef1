/* Enumerable's members that put items in order. An ordered sequence keeps each item's rank, equal
 * ones for equal keys, so that ThenBy() orders only among these. */
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/sorting.h"
#include "shell/object/types/linq.h"

struct order {
    const struct value *keys, *ranks; /* by the items' places; ranks NULL: all the same */
    struct value comparer;
    bool descending;
};

/* a and b are places. */
static int by_key(void *data, struct value a, struct value b, int *out, struct err **err)
{
    const struct order *o = data;
    if (o->ranks && o->ranks[a.i].i != o->ranks[b.i].i) {
        *out = o->ranks[a.i].i < o->ranks[b.i].i ? -1 : 1;
        return 0;
    }
    const struct value *x = &o->keys[a.i], *y = &o->keys[b.i];
    int r = 0;
    if (x->kind == V_NULL || y->kind == V_NULL) /* $null comes first */
        *out = (x->kind != V_NULL) - (y->kind != V_NULL);
    else
        r = compare_with(o->comparer, *x, *y, out, err);
    if (o->descending)
        *out = -*out;
    return r;
}

/* The source's items by what fn makes of them; then: within the ranks that it has. */
static int order(const struct value *args, struct value fn, struct value comparer, bool descending,
                 bool then, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), made = linq_like(args[0]);
    if (linq_source(args, &items, err) < 0)
        return -1;
    size_t n = items.array->len;
    const struct value ranks =
        args[0].kind == V_ARRAY && args[0].array->extra ? args[0].array->extra->key : value_null();
    if (then && (ranks.kind != V_ARRAY || ranks.array->len != n))
        return fail_with(err, "System.InvalidCastException", "InvalidCastException",
                         "Unable to cast object of type '%s' to type "
                         "'System.Linq.IOrderedEnumerable`1'.",
                         value_type_of(args[0])->name);
    AUTO_VALUE keys = value_of_array(array_new(n)), places = value_of_array(array_new(n)),
               new_ranks = value_of_array(array_new(n));
    for (size_t i = 0; i < n; i++) {
        struct value key;
        if (i % LINQ_CHECK_EACH == 0 && cancel_check(err) < 0)
            return -1;
        if (linq_apply(fn, items.array->items[i], 0, &key, err) < 0)
            return -1;
        array_push_take(keys.array, key);
        array_push_take(places.array, value_long((int64_t)i));
    }
    struct order o = { keys.array->items, then ? ranks.array->items : NULL, comparer, descending };
    if (values_sort_by(places.array->items, n, by_key, &o, err) < 0)
        return fail_outer(err, "System.InvalidOperationException", "InvalidOperationException",
                          "Failed to compare two elements in the array.");
    int64_t rank = 0;
    for (size_t i = 0; i < n; i++) {
        const struct value *at = &places.array->items[i];
        int differs = 0;
        if (i && by_key(&o, at[-1], at[0], &differs, err) < 0)
            return -1;
        rank += differs != 0;
        array_push(made.array, items.array->items[at->i]);
        array_push_take(new_ranks.array, value_long(rank));
    }
    array_extra(made.array)->key = STEAL_VALUE(new_ranks);
    *out = STEAL_VALUE(made);
    return 0;
}

#define ORDER(fn, descending)                                                                    \
    SHARED_CALL(fn)                                                                              \
    {                                                                                            \
        (void)self;                                                                              \
        return order(args, value_null(), n > 1 ? args[1] : value_null(), descending, false, out, \
                     err);                                                                       \
    }
#define ORDER_BY(fn, descending, then)                                                           \
    SHARED_CALL(fn)                                                                              \
    {                                                                                            \
        (void)self;                                                                              \
        return order(args, args[1], n > 2 ? args[2] : value_null(), descending, then, out, err); \
    }
ORDER(linq_order, false)
ORDER(linq_order_descending, true)
ORDER_BY(linq_order_by, false, false)
ORDER_BY(linq_order_by_descending, true, false)
ORDER_BY(linq_then_by, false, true)
ORDER_BY(linq_then_by_descending, true, true)

/* The first item with the least or greatest key; those without a key do not count when others have
 * one. */
static int extreme_by(const struct value *args, struct value comparer, bool largest,
                      struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), best_key = value_null();
    if (linq_source(args, &items, err) < 0)
        return -1;
    if (!items.array->len) {
        const struct type_info *element = args[0].kind == V_ARRAY ? args[0].array->element : NULL;
        if (element && element->is_value_type)
            return linq_no_elements(err);
        *out = value_null();
        return 0;
    }
    size_t best = 0;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE key = value_null();
        int differs = 0;
        if (linq_apply(args[1], items.array->items[i], 0, &key, err) < 0)
            return -1;
        if (key.kind == V_NULL)
            continue;
        if (best_key.kind != V_NULL && compare_with(comparer, key, best_key, &differs, err) < 0)
            return -1;
        if (best_key.kind == V_NULL || (largest ? differs > 0 : differs < 0)) {
            value_replace_take(&best_key, STEAL_VALUE(key));
            best = i;
        }
    }
    *out = value_ref(items.array->items[best]);
    return 0;
}

SHARED_CALL(linq_min_by)
{
    (void)self;
    return extreme_by(args, n > 2 ? args[2] : value_null(), false, out, err);
}

SHARED_CALL(linq_max_by)
{
    (void)self;
    return extreme_by(args, n > 2 ? args[2] : value_null(), true, out, err);
}
