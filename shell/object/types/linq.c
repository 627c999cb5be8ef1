/* System.Linq.Enumerable: sequences are made whole, as arrays. */
#include <string.h>

#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/operators.h"

/* The first argument's items; *out is an owned array. */
static int source(const struct value *args, struct value *out, struct err **err)
{
    return arg_items(args[0], "source", out, err);
}

static int no_elements(struct err **err)
{
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                     "Sequence contains no elements");
}

/* An empty array of the same element type. */
static struct array *like(struct value of)
{
    struct array *a = array_new(0);
    const struct type_info *element = of.kind == V_ARRAY ? of.array->element : NULL;
    const struct type_info *type = element ? type_array_of(element) : NULL;
    if (type) {
        a->type = type;
        a->element = element;
    }
    return a;
}

enum { CHECK_EACH = 1024 }; /* items between two looks for Ctrl-C */

CALL(linq_range)
{
    (void)self;
    (void)n;
    int32_t from, count;
    if (arg_int(args[0], &from, err) < 0 || arg_int(args[1], &count, err) < 0)
        return -1;
    if (count < 0 || (int64_t)from + count - 1 > INT32_MAX)
        return fail_range(err, "count", "Specified argument was out of the range of valid values.");
    struct array *a = array_new((size_t)count);
    a->type = &type_int32_array;
    a->element = &type_int32;
    for (int32_t i = 0; i < count; i++)
        array_push_take(a, value_int(from + i));
    *out = value_of_array(a);
    return 0;
}

CALL(linq_repeat)
{
    (void)self;
    (void)n;
    int32_t count;
    if (arg_int(args[1], &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "count", "Specified argument was out of the range of valid values.");
    struct array *a = array_new((size_t)count);
    for (int32_t i = 0; i < count; i++)
        array_push(a, args[0]);
    *out = value_of_array(a);
    return 0;
}

/* What a selector makes of an item, or the item itself. */
static int selected(const struct value *args, size_t n, struct value item, struct value *out,
                    struct err **err)
{
    if (n > 1 && value_is_callable(args[1]))
        return value_call(args[1], &item, 1, out, err);
    *out = value_ref(item);
    return 0;
}

static int total(const struct value *args, size_t n, struct value *out, size_t *count,
                 struct err **err)
{
    AUTO_VALUE items = value_null(), sum = value_int(0);
    if (source(args, &items, err) < 0)
        return -1;
    *count = items.array->len;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE item = value_null();
        struct value next;
        if (i % CHECK_EACH == 0 && cancel_check(err) < 0)
            return -1;
        if (selected(args, n, items.array->items[i], &item, err) < 0 ||
            op_add(sum, item, &next, err) < 0)
            return -1;
        value_replace_take(&sum, next);
    }
    *out = STEAL_VALUE(sum);
    return 0;
}

CALL(linq_sum)
{
    (void)self;
    size_t count;
    return total(args, n, out, &count, err);
}

CALL(linq_average)
{
    (void)self;
    AUTO_VALUE sum = value_null();
    size_t count;
    double d;
    if (total(args, n, &sum, &count, err) < 0 || value_to_double(sum, &d, err) < 0)
        return -1;
    if (!count)
        return no_elements(err);
    *out = value_double(d / (double)count);
    return 0;
}

static int extreme(const struct value *args, size_t n, bool largest, struct value *out,
                   struct err **err)
{
    AUTO_VALUE items = value_null(), best = value_null();
    if (source(args, &items, err) < 0)
        return -1;
    if (!items.array->len)
        return no_elements(err);
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE item = value_null();
        int order = 0;
        if (selected(args, n, items.array->items[i], &item, err) < 0 ||
            (i && value_compare(item, best, false, &order, err) < 0))
            return -1;
        if (!i || (largest ? order > 0 : order < 0))
            value_replace_take(&best, STEAL_VALUE(item));
    }
    *out = STEAL_VALUE(best);
    return 0;
}

CALL(linq_max)
{
    (void)self;
    return extreme(args, n, true, out, err);
}

CALL(linq_min)
{
    (void)self;
    return extreme(args, n, false, out, err);
}

/* The items that a predicate takes (all without one). */
static int where(const struct value *args, size_t n, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), made = value_of_array(like(args[0]));
    if (source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        bool yes = true;
        if (n > 1 && value_test(args[1], items.array->items[i], &yes, err) < 0)
            return -1;
        if (yes)
            array_push(made.array, items.array->items[i]);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(linq_where)
{
    (void)self;
    return where(args, n, out, err);
}

CALL(linq_count)
{
    (void)self;
    AUTO_VALUE found = value_null();
    if (where(args, n, &found, err) < 0)
        return -1;
    *out = value_int((int32_t)found.array->len);
    return 0;
}

CALL(linq_any)
{
    (void)self;
    AUTO_VALUE found = value_null();
    if (where(args, n, &found, err) < 0)
        return -1;
    *out = value_bool(found.array->len > 0);
    return 0;
}

CALL(linq_all)
{
    (void)self;
    AUTO_VALUE items = value_null(), found = value_null();
    if (source(args, &items, err) < 0 || where(args, n, &found, err) < 0)
        return -1;
    *out = value_bool(found.array->len == items.array->len);
    return 0;
}

enum { PICK_FIRST = 1, PICK_LAST = 2, PICK_SINGLE = 4, PICK_DEFAULT = 8 };

static int pick(const struct value *args, size_t n, int how, struct value *out, struct err **err)
{
    AUTO_VALUE found = value_null();
    if (where(args, n, &found, err) < 0)
        return -1;
    size_t len = found.array->len;
    if (!len && how & PICK_DEFAULT) {
        *out = value_null();
        const struct type_info *element = found.array->element;
        return element && element->is_value_type ? value_convert(value_int(0), element, out, err)
                                                 : 0;
    }
    if (!len)
        return n > 1
                   ? fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                               "Sequence contains no matching element")
                   : no_elements(err);
    if (how & PICK_SINGLE && len > 1)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Sequence contains more than one element");
    *out = value_ref(found.array->items[how & PICK_LAST ? len - 1 : 0]);
    return 0;
}

#define PICK(fn, how)                        \
    CALL(fn)                                 \
    {                                        \
        (void)self;                          \
        return pick(args, n, how, out, err); \
    }
PICK(linq_first, PICK_FIRST)
PICK(linq_first_or_default, PICK_FIRST | PICK_DEFAULT)
PICK(linq_last, PICK_LAST)
PICK(linq_last_or_default, PICK_LAST | PICK_DEFAULT)
PICK(linq_single, PICK_SINGLE)
PICK(linq_single_or_default, PICK_SINGLE | PICK_DEFAULT)

CALL(linq_select)
{
    (void)self;
    AUTO_VALUE items = value_null(), made = value_of_array(array_new(0));
    if (source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        struct value v;
        if (selected(args, n, items.array->items[i], &v, err) < 0)
            return -1;
        array_push_take(made.array, v);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* Of each value one: those of the first that are (not) in the second, or of both. */
enum { SET_DISTINCT, SET_UNION, SET_INTERSECT, SET_EXCEPT };

static int set_operation(const struct value *args, int which, struct value *out, struct err **err)
{
    AUTO_VALUE a = value_null(), b = value_null(), made = value_of_array(like(args[0]));
    AUTO_VALUE seen = value_of_hash(hash_new(HASH_CASE_SENSITIVE));
    AUTO_VALUE others = value_of_hash(hash_new(HASH_CASE_SENSITIVE));
    if (source(args, &a, err) < 0)
        return -1;
    if (which != SET_DISTINCT && arg_items(args[1], "second", &b, err) < 0)
        return -1;
    for (size_t i = 0; b.kind == V_ARRAY && i < b.array->len; i++)
        hash_set_take(others.hash, b.array->items[i], value_null());
    for (size_t i = 0; i < a.array->len; i++) {
        struct value item = a.array->items[i];
        bool in = hash_get(others.hash, item) != NULL;
        if (hash_get(seen.hash, item) || (which == SET_INTERSECT && !in) ||
            (which == SET_EXCEPT && in))
            continue;
        hash_set_take(seen.hash, item, value_null());
        array_push(made.array, item);
    }
    for (size_t i = 0; which == SET_UNION && i < b.array->len; i++) {
        struct value item = b.array->items[i];
        if (hash_get(seen.hash, item))
            continue;
        hash_set_take(seen.hash, item, value_null());
        array_push(made.array, item);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

#define SET(fn, which)                               \
    CALL(fn)                                         \
    {                                                \
        (void)self;                                  \
        (void)n;                                     \
        return set_operation(args, which, out, err); \
    }
SET(linq_distinct, SET_DISTINCT)
SET(linq_union, SET_UNION)
SET(linq_intersect, SET_INTERSECT)
SET(linq_except, SET_EXCEPT)

static int slice(const struct value *args, bool take, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), made = value_of_array(like(args[0]));
    int32_t count;
    if (source(args, &items, err) < 0 || arg_int(args[1], &count, err) < 0)
        return -1;
    size_t k = count < 0 ? 0 : (size_t)count;
    if (k > items.array->len)
        k = items.array->len;
    for (size_t i = take ? 0 : k; i < (take ? k : items.array->len); i++)
        array_push(made.array, items.array->items[i]);
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(linq_take)
{
    (void)self;
    (void)n;
    return slice(args, true, out, err);
}

CALL(linq_skip)
{
    (void)self;
    (void)n;
    return slice(args, false, out, err);
}

CALL(linq_reverse)
{
    (void)self;
    (void)n;
    AUTO_VALUE items = value_null();
    if (source(args, &items, err) < 0)
        return -1;
    struct array *a = like(args[0]);
    for (size_t i = items.array->len; i-- > 0;)
        array_push(a, items.array->items[i]);
    *out = value_of_array(a);
    return 0;
}

CALL(linq_concat)
{
    (void)self;
    (void)n;
    AUTO_VALUE a = value_null(), b = value_null();
    if (source(args, &a, err) < 0 || arg_items(args[1], "second", &b, err) < 0)
        return -1;
    struct array *all = like(args[0]);
    for (size_t i = 0; i < a.array->len; i++)
        array_push(all, a.array->items[i]);
    for (size_t i = 0; i < b.array->len; i++)
        array_push(all, b.array->items[i]);
    *out = value_of_array(all);
    return 0;
}

CALL(linq_sequence_equal)
{
    (void)self;
    (void)n;
    AUTO_VALUE a = value_null(), b = value_null();
    if (source(args, &a, err) < 0 || arg_items(args[1], "second", &b, err) < 0)
        return -1;
    bool same = a.array->len == b.array->len;
    for (size_t i = 0; same && i < a.array->len; i++) {
        struct value x = a.array->items[i], y = b.array->items[i];
        same = x.kind == y.kind && value_equals(x, y, false);
    }
    *out = value_bool(same);
    return 0;
}

CALL(linq_contains)
{
    (void)self;
    (void)n;
    AUTO_VALUE items = value_null();
    bool found = false;
    if (source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; !found && i < items.array->len; i++) {
        struct value x = items.array->items[i];
        found = x.kind == args[1].kind && value_equals(x, args[1], false);
    }
    *out = value_bool(found);
    return 0;
}

CALL(linq_element_at)
{
    (void)self;
    (void)n;
    AUTO_VALUE items = value_null();
    int32_t i;
    if (source(args, &items, err) < 0 || arg_int(args[1], &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i >= items.array->len)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than the size of "
                          "the collection.");
    *out = value_ref(items.array->items[i]);
    return 0;
}

static int order_by(const struct value *args, size_t n, bool descending, struct value *out,
                    struct err **err)
{
    AUTO_VALUE items = value_null(), made = value_of_array(like(args[0]));
    if (source(args, &items, err) < 0)
        return -1;
    AUTO_VALUE keys = value_of_array(array_new(items.array->len));
    for (size_t i = 0; i < items.array->len; i++) {
        struct value key;
        if (selected(args, n, items.array->items[i], &key, err) < 0)
            return -1;
        /* insertion keeps equal keys in their order */
        size_t at = keys.array->len;
        while (at > 0) {
            int order;
            if (value_compare(keys.array->items[at - 1], key, false, &order, err) < 0) {
                value_unref(key);
                return -1;
            }
            if (descending ? order >= 0 : order <= 0)
                break;
            at--;
        }
        array_insert_take(keys.array, at, key);
        array_insert_take(made.array, at, value_ref(items.array->items[i]));
    }
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(linq_order_by)
{
    (void)self;
    return order_by(args, n, false, out, err);
}

CALL(linq_order_by_descending)
{
    (void)self;
    return order_by(args, n, true, out, err);
}

/* Aggregate(source, func), Aggregate(source, seed, func) */
CALL(linq_aggregate)
{
    (void)self;
    AUTO_VALUE items = value_null(), sum = value_null();
    if (source(args, &items, err) < 0)
        return -1;
    size_t i = 0;
    if (n > 2) {
        sum = value_ref(args[1]);
    } else {
        if (!items.array->len)
            return no_elements(err);
        sum = value_ref(items.array->items[i++]);
    }
    for (; i < items.array->len; i++) {
        struct value pair[2] = { sum, items.array->items[i] }, next;
        if (value_call(args[n - 1], pair, 2, &next, err) < 0)
            return -1;
        value_replace_take(&sum, next);
    }
    *out = STEAL_VALUE(sum);
    return 0;
}

CALL(linq_to_array)
{
    (void)self;
    return where(args, n, out, err);
}

CALL(linq_to_list)
{
    (void)self;
    AUTO_VALUE items = value_null();
    if (source(args, &items, err) < 0)
        return -1;
    const struct type_info *element = args[0].kind == V_ARRAY ? args[0].array->element : NULL;
    const struct type_info *type = element ? type_list_of(element) : NULL;
    (void)n;
    struct array *list = list_new(type ? type : &type_object_list, type ? element : NULL);
    for (size_t i = 0; i < items.array->len; i++)
        array_push(list, items.array->items[i]);
    *out = value_of_array(list);
    return 0;
}

/* An empty array of the type given between the method's brackets. */
static int of_type(struct value type, struct array **out, struct err **err)
{
    if (type.kind != V_TYPE)
        return fail_argument(err, "The type arguments of the method cannot be inferred.");
    const struct type_info *array = type_array_of(type.type);
    *out = array_new(0);
    if (array) {
        (*out)->type = array;
        (*out)->element = type.type;
    }
    return 0;
}

CALL(linq_empty)
{
    (void)self;
    (void)n;
    struct array *a;
    if (of_type(args[0], &a, err) < 0)
        return -1;
    *out = value_of_array(a);
    return 0;
}

/* The items of the type; what is of another one is left out, or else an InvalidCastException. */
static int of_one_type(const struct value *args, bool leave_out, struct value *out,
                       struct err **err)
{
    AUTO_VALUE items = value_null(), made = value_null();
    struct array *a;
    if (arg_items(args[1], "source", &items, err) < 0 || of_type(args[0], &a, err) < 0)
        return -1;
    made = value_of_array(a);
    const struct type_info *type = args[0].type;
    for (size_t i = 0; i < items.array->len; i++) {
        struct value item = items.array->items[i];
        if (i % CHECK_EACH == 0 && cancel_check(err) < 0)
            return -1;
        bool fits = value_is(item, type) || type == &type_object;
        if (fits || (!leave_out && item.kind == V_NULL && !type->is_value_type))
            array_push(a, item);
        else if (!leave_out && item.kind == V_NULL)
            return fail_with(err, "System.NullReferenceException", "NullReferenceException",
                             "Object reference not set to an instance of an object.");
        else if (!leave_out)
            return fail_with(err, "System.InvalidCastException", "InvalidCastException",
                             "Unable to cast object of type '%s' to type '%s'.",
                             value_type_of(item)->name, type->name);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(linq_of_type)
{
    (void)self;
    (void)n;
    return of_one_type(args, true, out, err);
}

CALL(linq_cast)
{
    (void)self;
    (void)n;
    return of_one_type(args, false, out, err);
}

static const struct method linq_statics[] = {
    METHOD("Range", 2, 2, linq_range, NULL),
    METHOD("Repeat", 2, 2, linq_repeat, NULL),
    METHOD("Empty", 1, 1, linq_empty, NULL),
    METHOD("OfType", 2, 2, linq_of_type, NULL),
    METHOD("Cast", 2, 2, linq_cast, NULL),
    METHOD("Sum", 1, 2, linq_sum, NULL),
    METHOD("Average", 1, 2, linq_average, NULL),
    METHOD("Max", 1, 2, linq_max, NULL),
    METHOD("Min", 1, 2, linq_min, NULL),
    METHOD("Count", 1, 2, linq_count, NULL),
    METHOD("Any", 1, 2, linq_any, NULL),
    METHOD("All", 2, 2, linq_all, NULL),
    METHOD("Where", 2, 2, linq_where, NULL),
    METHOD("Select", 2, 2, linq_select, NULL),
    METHOD("First", 1, 2, linq_first, NULL),
    METHOD("FirstOrDefault", 1, 2, linq_first_or_default, NULL),
    METHOD("Last", 1, 2, linq_last, NULL),
    METHOD("LastOrDefault", 1, 2, linq_last_or_default, NULL),
    METHOD("Single", 1, 2, linq_single, NULL),
    METHOD("SingleOrDefault", 1, 2, linq_single_or_default, NULL),
    METHOD("Distinct", 1, 1, linq_distinct, NULL),
    METHOD("Union", 2, 2, linq_union, NULL),
    METHOD("Intersect", 2, 2, linq_intersect, NULL),
    METHOD("Except", 2, 2, linq_except, NULL),
    METHOD("Take", 2, 2, linq_take, NULL),
    METHOD("Skip", 2, 2, linq_skip, NULL),
    METHOD("Reverse", 1, 1, linq_reverse, NULL),
    METHOD("Concat", 2, 2, linq_concat, NULL),
    METHOD("SequenceEqual", 2, 2, linq_sequence_equal, NULL),
    METHOD("Contains", 2, 2, linq_contains, NULL),
    METHOD("ElementAt", 2, 2, linq_element_at, NULL),
    METHOD("OrderBy", 2, 2, linq_order_by, NULL),
    METHOD("OrderByDescending", 2, 2, linq_order_by_descending, NULL),
    METHOD("Aggregate", 2, 3, linq_aggregate, NULL),
    METHOD("ToArray", 1, 1, linq_to_array, NULL),
    METHOD("ToList", 1, 1, linq_to_list, NULL),
};
const struct type_info type_linq = { .name = "System.Linq.Enumerable",
                                     .base = &type_object,
                                     STATICS(linq_statics) };
