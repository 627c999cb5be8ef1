/* System.Linq.Enumerable: one value of a sequence, and what picks its items. */
#include "shell/object/types/linq.h"

#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/decimal.h"
#include "shell/object/delegate.h"
#include "shell/object/library_types.h"
#include "shell/object/operators.h"

int linq_source(const struct value *args, struct value *out, struct err **err)
{
    return arg_items(args[0], "source", out, err);
}

int linq_no_elements(struct err **err)
{
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                     "Sequence contains no elements");
}

struct value linq_made(const struct type_info *element)
{
    struct array *a = array_new(0);
    const struct type_info *type = element ? type_array_of(element) : NULL;
    if (type) {
        a->type = type;
        a->element = element;
    }
    return value_of_array(a);
}

struct value linq_like(struct value of)
{
    return linq_made(of.kind == V_ARRAY ? of.array->element : NULL);
}

struct value linq_default(struct value of)
{
    const struct type_info *element = of.kind == V_ARRAY ? of.array->element : NULL;
    return element && element->is_value_type ? value_initial(element) : value_null();
}

int linq_apply(struct value fn, struct value item, size_t i, struct value *out, struct err **err)
{
    if (fn.kind == V_NULL) {
        *out = value_ref(item);
        return 0;
    }
    struct value args[2] = { item, value_int((int32_t)i) };
    return value_call(fn, args, delegate_arity(fn) == 2 ? 2 : 1, out, err);
}

int linq_test(struct value fn, struct value item, size_t i, bool *out, struct err **err)
{
    AUTO_VALUE answer = value_null();
    if (linq_apply(fn, item, i, &answer, err) < 0)
        return -1;
    *out = value_truth(answer);
    return 0;
}

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

/* What a selector makes of the item, or the item itself. */
static int selected(const struct value *args, size_t n, struct value item, size_t i,
                    struct value *out, struct err **err)
{
    return linq_apply(n > 1 && value_is_callable(args[1]) ? args[1] : value_null(), item, i, out,
                      err);
}

static int total(const struct value *args, size_t n, struct value *out, size_t *count,
                 struct err **err)
{
    AUTO_VALUE items = value_null(), sum = value_int(0);
    if (linq_source(args, &items, err) < 0)
        return -1;
    *count = items.array->len;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE item = value_null();
        struct value next;
        if (i % LINQ_CHECK_EACH == 0 && cancel_check(err) < 0)
            return -1;
        if (selected(args, n, items.array->items[i], i, &item, err) < 0 ||
            op_add(sum, item, &next, err) < 0)
            return -1;
        value_replace_take(&sum, next);
    }
    *out = STEAL_VALUE(sum);
    return 0;
}

/* What the numbers to be summed are; NULL: not known. */
static const struct type_info *number_type(const struct value *args, size_t n)
{
    if (n > 1 && value_is_callable(args[1]))
        return delegate_result(args[1]);
    return args[0].kind == V_ARRAY ? args[0].array->element : NULL;
}

/* A sum of whole numbers keeps their type or overflows. */
CALL(linq_sum)
{
    (void)self;
    AUTO_VALUE sum = value_null();
    size_t count;
    const struct type_info *type = number_type(args, n);
    if (total(args, n, &sum, &count, err) < 0)
        return -1;
    if ((type == &type_int32 && sum.kind != V_INT32) ||
        (type == &type_int64 && sum.kind == V_DOUBLE))
        return fail_with(err, "System.OverflowException", "OverflowException",
                         "Arithmetic operation resulted in an overflow.");
    if (type && type != &type_object)
        return value_convert(sum, type, out, err);
    *out = STEAL_VALUE(sum);
    return 0;
}

CALL(linq_average)
{
    (void)self;
    AUTO_VALUE sum = value_null();
    size_t count;
    double d;
    if (total(args, n, &sum, &count, err) < 0)
        return -1;
    if (!count)
        return linq_no_elements(err);
    if (sum.kind == V_DECIMAL) {
        struct dec mean;
        dec_div(decimal_get(sum), dec_from_uint64(count), &mean);
        *out = value_decimal(mean);
        return 0;
    }
    if (value_to_double(sum, &d, err) < 0)
        return -1;
    *out = value_double(d / (double)count);
    return 0;
}

static int extreme(const struct value *args, size_t n, bool largest, struct value *out,
                   struct err **err)
{
    AUTO_VALUE items = value_null(), best = value_null();
    if (linq_source(args, &items, err) < 0)
        return -1;
    if (!items.array->len)
        return linq_no_elements(err);
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE item = value_null();
        int order = 0;
        if (selected(args, n, items.array->items[i], i, &item, err) < 0 ||
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
    AUTO_VALUE items = value_null(), made = linq_like(args[0]);
    if (linq_source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        bool yes = true;
        if (n > 1 && value_is_callable(args[1]) &&
            linq_test(args[1], items.array->items[i], i, &yes, err) < 0)
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

CALL(linq_long_count)
{
    AUTO_VALUE count = value_null();
    if (linq_count(self, args, n, &count, err) < 0)
        return -1;
    *out = value_long(count.i);
    return 0;
}

/* TryGetNonEnumeratedCount(source, ref count): sequences are whole, so that it is known. */
CALL(linq_try_count)
{
    *out = value_bool(true);
    AUTO_VALUE count = value_null();
    (void)n;
    return linq_count(self, args, 1, &count, err) < 0 ? -1 : arg_set_ref(args[1], count, err);
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
    if (linq_source(args, &items, err) < 0 || where(args, n, &found, err) < 0)
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
    const struct value *other = n > 1 && !value_is_callable(args[n - 1]) ? &args[n - 1] : NULL;
    if (!len && how & PICK_DEFAULT) {
        *out = other ? value_ref(*other) : linq_default(args[0]);
        return 0;
    }
    if (!len)
        return n > 1
                   ? fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                               "Sequence contains no matching element")
                   : linq_no_elements(err);
    if (how & PICK_SINGLE && len > 1)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         n > 1 ? "Sequence contains more than one matching element"
                               : "Sequence contains more than one element");
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
    AUTO_VALUE items = value_null(), made = linq_made(delegate_result(args[1]));
    if (linq_source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        struct value v;
        if (selected(args, n, items.array->items[i], i, &v, err) < 0)
            return -1;
        array_push_take(made.array, v);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

static int slice(const struct value *args, bool take, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), made = linq_like(args[0]);
    int32_t count;
    if (linq_source(args, &items, err) < 0 || arg_int(args[1], &count, err) < 0)
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
    if (linq_source(args, &items, err) < 0)
        return -1;
    struct array *a = linq_like(args[0]).array;
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
    if (linq_source(args, &a, err) < 0 || arg_items(args[1], "second", &b, err) < 0)
        return -1;
    struct array *all = linq_like(args[0]).array;
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
    if (linq_source(args, &a, err) < 0 || arg_items(args[1], "second", &b, err) < 0)
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
    if (linq_source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; !found && i < items.array->len; i++) {
        struct value x = items.array->items[i];
        found = x.kind == args[1].kind && value_equals(x, args[1], false);
    }
    *out = value_bool(found);
    return 0;
}

static int element_at(const struct value *args, bool or_default, struct value *out,
                      struct err **err)
{
    AUTO_VALUE items = value_null();
    int32_t i;
    if (linq_source(args, &items, err) < 0 || arg_int(args[1], &i, err) < 0)
        return -1;
    bool inside = i >= 0 && (size_t)i < items.array->len;
    if (!inside && !or_default)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than the size of "
                          "the collection.");
    *out = inside ? value_ref(items.array->items[i]) : linq_default(args[0]);
    return 0;
}

CALL(linq_element_at)
{
    (void)self;
    (void)n;
    return element_at(args, false, out, err);
}

CALL(linq_element_at_or_default)
{
    (void)self;
    (void)n;
    return element_at(args, true, out, err);
}

/* Aggregate(source, func), Aggregate(source, seed, func[, result]) */
CALL(linq_aggregate)
{
    (void)self;
    AUTO_VALUE items = value_null(), sum = value_null();
    if (linq_source(args, &items, err) < 0)
        return -1;
    struct value fn = n > 2 ? args[2] : args[1];
    size_t i = 0;
    if (n > 2) {
        sum = value_ref(args[1]);
    } else {
        if (!items.array->len)
            return linq_no_elements(err);
        sum = value_ref(items.array->items[i++]);
    }
    for (; i < items.array->len; i++) {
        struct value pair[2] = { sum, items.array->items[i] }, next;
        if (value_call(fn, pair, 2, &next, err) < 0)
            return -1;
        value_replace_take(&sum, next);
    }
    if (n > 3)
        return value_call(args[3], &sum, 1, out, err);
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
    if (linq_source(args, &items, err) < 0)
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
        if (i % LINQ_CHECK_EACH == 0 && cancel_check(err) < 0)
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
    METHOD("LongCount", 1, 2, linq_long_count, NULL),
    METHOD("TryGetNonEnumeratedCount", 2, 2, linq_try_count, NULL),
    METHOD("Any", 1, 2, linq_any, NULL),
    METHOD("All", 2, 2, linq_all, NULL),
    METHOD("Where", 2, 2, linq_where, NULL),
    METHOD("Select", 2, 2, linq_select, NULL),
    METHOD("First", 1, 2, linq_first, NULL),
    METHOD("FirstOrDefault", 1, 3, linq_first_or_default, NULL),
    METHOD("Last", 1, 2, linq_last, NULL),
    METHOD("LastOrDefault", 1, 3, linq_last_or_default, NULL),
    METHOD("Single", 1, 2, linq_single, NULL),
    METHOD("SingleOrDefault", 1, 3, linq_single_or_default, NULL),
    METHOD("Distinct", 1, 2, linq_distinct, NULL),
    METHOD("DistinctBy", 2, 3, linq_distinct_by, NULL),
    METHOD("Union", 2, 3, linq_union, NULL),
    METHOD("UnionBy", 3, 4, linq_union_by, NULL),
    METHOD("Intersect", 2, 3, linq_intersect, NULL),
    METHOD("IntersectBy", 3, 4, linq_intersect_by, NULL),
    METHOD("Except", 2, 3, linq_except, NULL),
    METHOD("ExceptBy", 3, 4, linq_except_by, NULL),
    METHOD("GroupBy", 2, 5, linq_group_by, NULL),
    METHOD("GroupJoin", 5, 6, linq_group_join, NULL),
    METHOD("Join", 5, 6, linq_join, NULL),
    METHOD("LeftJoin", 5, 6, linq_left_join, NULL),
    METHOD("RightJoin", 5, 6, linq_right_join, NULL),
    METHOD("ToLookup", 2, 4, linq_to_lookup, NULL),
    METHOD("ToDictionary", 1, 4, linq_to_dictionary, NULL),
    METHOD("ToHashSet", 1, 2, linq_to_hash_set, NULL),
    METHOD("CountBy", 2, 3, linq_count_by, NULL),
    METHOD("AggregateBy", 4, 5, linq_aggregate_by, NULL),
    METHOD("Zip", 2, 3, linq_zip, NULL),
    METHOD("Chunk", 2, 2, linq_chunk, NULL),
    METHOD("SelectMany", 2, 3, linq_select_many, NULL),
    METHOD("TakeWhile", 2, 2, linq_take_while, NULL),
    METHOD("SkipWhile", 2, 2, linq_skip_while, NULL),
    METHOD("TakeLast", 2, 2, linq_take_last, NULL),
    METHOD("SkipLast", 2, 2, linq_skip_last, NULL),
    METHOD("Append", 2, 2, linq_append, NULL),
    METHOD("Prepend", 2, 2, linq_prepend, NULL),
    METHOD("DefaultIfEmpty", 1, 2, linq_default_if_empty, NULL),
    METHOD("Index", 1, 1, linq_index, NULL),
    METHOD("MinBy", 2, 3, linq_min_by, NULL),
    METHOD("MaxBy", 2, 3, linq_max_by, NULL),
    METHOD("Take", 2, 2, linq_take, NULL),
    METHOD("Skip", 2, 2, linq_skip, NULL),
    METHOD("Reverse", 1, 1, linq_reverse, NULL),
    METHOD("Concat", 2, 2, linq_concat, NULL),
    METHOD("SequenceEqual", 2, 2, linq_sequence_equal, NULL),
    METHOD("Contains", 2, 2, linq_contains, NULL),
    METHOD("ElementAt", 2, 2, linq_element_at, NULL),
    METHOD("ElementAtOrDefault", 2, 2, linq_element_at_or_default, NULL),
    METHOD("Order", 1, 2, linq_order, NULL),
    METHOD("OrderDescending", 1, 2, linq_order_descending, NULL),
    METHOD("OrderBy", 2, 3, linq_order_by, NULL),
    METHOD("OrderByDescending", 2, 3, linq_order_by_descending, NULL),
    METHOD("ThenBy", 2, 3, linq_then_by, NULL),
    METHOD("ThenByDescending", 2, 3, linq_then_by_descending, NULL),
    METHOD("Aggregate", 2, 4, linq_aggregate, NULL),
    METHOD("AsEnumerable", 1, 1, linq_to_array, NULL),
    METHOD("ToArray", 1, 1, linq_to_array, NULL),
    METHOD("ToList", 1, 1, linq_to_list, NULL),
};
const struct type_info type_linq = { .name = "System.Linq.Enumerable",
                                     .base = &type_object,
                                     STATICS(linq_statics) };
