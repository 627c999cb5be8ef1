/* Arrays, ArrayList and List[T]. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/sorting.h"

static int bad_index(struct err **err)
{
    return fail_range(err, "index",
                      "Index was out of range. Must be non-negative and less than the size of "
                      "the collection.");
}

static int fixed_size(struct err **err)
{
    return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                     "Collection was of a fixed size.");
}

static int may_change(struct value self, struct err **err)
{
    if (self.array->read_only)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Collection is read-only.");
    return self.array->is_list ? 0 : fixed_size(err);
}

/* The item as the list's element type. */
static int to_element(struct value self, struct value v, struct value *out, struct err **err)
{
    if (!self.array->element) {
        *out = value_ref(v);
        return 0;
    }
    return value_convert(v, self.array->element, out, err);
}

GETTER(array_count)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)self.array->len);
    return 0;
}

GETTER(array_long_length)
{
    UNUSED_GETTER();
    *out = value_long((int64_t)self.array->len);
    return 0;
}

GETTER(array_flag)
{
    UNUSED_GETTER();
    bool fixed = !self.array->is_list;
    *out = value_bool(p->data == 0 ? fixed : p->data == 1 ? self.array->read_only : false);
    return 0;
}

static uint32_t rank_of(const struct array *a)
{
    return a->extra && a->extra->rank ? a->extra->rank : 1;
}

bool array_place(const struct array *a, const int64_t *indexes, size_t *out)
{
    size_t at = 0;
    for (uint32_t i = 0; i < a->extra->rank; i++) {
        if (indexes[i] < 0 || indexes[i] >= a->extra->lengths[i])
            return false;
        at = at * (size_t)a->extra->lengths[i] + (size_t)indexes[i];
    }
    *out = at;
    return true;
}

GETTER(array_rank)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)rank_of(self.array));
    return 0;
}

GETTER(array_self)
{
    UNUSED_GETTER();
    *out = value_ref(self);
    return 0;
}

GETTER(list_capacity)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)self.array->cap);
    return 0;
}

static int index_arg(struct value self, struct value v, size_t limit, size_t *out, struct err **err)
{
    (void)self;
    int32_t i;
    if (arg_int(v, &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i >= limit)
        return bad_index(err);
    *out = (size_t)i;
    return 0;
}

/* The length of the dimension that the argument names. */
static int dimension(struct value self, struct value v, int32_t *length, struct err **err)
{
    int32_t i;
    if (arg_int(v, &i, err) < 0)
        return -1;
    if (i < 0 || (uint32_t)i >= rank_of(self.array))
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "Array does not have that many dimensions.");
    *length = rank_of(self.array) > 1 ? self.array->extra->lengths[i] : (int32_t)self.array->len;
    return 0;
}

CALL(array_get_length)
{
    (void)n;
    int32_t length;
    if (dimension(self, args[0], &length, err) < 0)
        return -1;
    *out = value_int(length);
    return 0;
}

CALL(array_upper_bound)
{
    (void)n;
    int32_t length;
    if (dimension(self, args[0], &length, err) < 0)
        return -1;
    *out = value_int(length - 1);
    return 0;
}

CALL(array_lower_bound)
{
    UNUSED_CALL();
    *out = value_int(0);
    return 0;
}

/* The place that n index arguments (or one array of them) mean. */
static int place_of(struct value self, const struct value *args, size_t n, size_t *at,
                    struct err **err)
{
    int64_t indexes[8];
    if (n == 1 && args[0].kind == V_ARRAY) {
        n = args[0].array->len;
        args = args[0].array->items;
    }
    if (n != rank_of(self.array))
        return fail_argument(err, "Array was not a one-dimensional array.");
    if (n == 1)
        return index_arg(self, args[0], self.array->len, at, err);
    for (size_t i = 0; i < n; i++)
        if (arg_long(args[i], &indexes[i], err) < 0)
            return -1;
    return array_place(self.array, indexes, at)
               ? 0
               : fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                           "Index was outside the bounds of the array.");
}

CALL(array_get)
{
    size_t i = 0;
    if (place_of(self, args, n, &i, err) < 0)
        return -1;
    *out = value_ref(self.array->items[i]);
    return 0;
}

CALL(array_set)
{
    (void)out;
    size_t i = 0;
    struct value v;
    /* Set(index…, value) and set_Item(index, value); SetValue has the value first */
    if (place_of(self, args, n - 1, &i, err) < 0 || to_element(self, args[n - 1], &v, err) < 0)
        return -1;
    value_replace_take(&self.array->items[i], v);
    return 0;
}

CALL(array_set_value)
{
    struct value turned[9];
    for (size_t i = 1; i < n; i++)
        turned[i - 1] = args[i];
    turned[n - 1] = args[0];
    return array_set(self, turned, n, out, err);
}

static int64_t find(struct value self, struct value v, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct value item = self.array->items[i];
        if ((item.kind == v.kind || (value_is_null(item) && value_is_null(v))) &&
            value_equals(item, v, false))
            return (int64_t)i;
    }
    return -1;
}

/* The argument as an element, for look-ups: what does not convert is not in it. */
static struct value wanted(struct value self, struct value v)
{
    struct value out = value_null();
    AUTO_ERR *err = NULL;
    if (to_element(self, v, &out, &err) < 0)
        return value_ref(v);
    return out;
}

CALL(array_contains)
{
    (void)n;
    (void)err;
    AUTO_VALUE v = wanted(self, args[0]);
    *out = value_bool(find(self, v, 0, self.array->len) >= 0);
    return 0;
}

CALL(array_index_of)
{
    size_t from = 0;
    if (n > 1 && index_arg(self, args[1], self.array->len + 1, &from, err) < 0)
        return -1;
    AUTO_VALUE v = wanted(self, args[0]);
    *out = value_int((int32_t)find(self, v, from, self.array->len));
    return 0;
}

CALL(array_last_index_of)
{
    (void)n;
    (void)err;
    AUTO_VALUE v = wanted(self, args[0]);
    int32_t last = -1;
    for (size_t i = 0; i < self.array->len; i++)
        if (find(self, v, i, i + 1) >= 0)
            last = (int32_t)i;
    *out = value_int(last);
    return 0;
}

CALL(array_clone)
{
    UNUSED_CALL();
    struct array *a = array_from(self.array->items, self.array->len);
    a->type = self.array->type;
    a->element = self.array->element;
    a->is_list = self.array->is_list;
    if (rank_of(self.array) > 1) {
        array_extra(a)->rank = self.array->extra->rank;
        memcpy(a->extra->lengths, self.array->extra->lengths, sizeof(a->extra->lengths));
    }
    *out = value_of_array(a);
    return 0;
}

CALL(array_copy_to)
{
    (void)out;
    int32_t at = 0;
    if (args[0].kind != V_ARRAY)
        return fail_argument(err, "The destination is not an array.");
    if (n > 1 && arg_int(args[1], &at, err) < 0)
        return -1;
    struct array *to = args[0].array;
    if (at < 0 || (size_t)at + self.array->len > to->len)
        return fail_argument(err, "Destination array was not long enough. Check the destination "
                                  "index, length, and the array's lower bounds. (Parameter "
                                  "'destinationArray')");
    for (size_t i = 0; i < self.array->len; i++) {
        struct value v;
        if (to_element(args[0], self.array->items[i], &v, err) < 0)
            return -1;
        value_replace_take(&to->items[(size_t)at + i], v);
    }
    return 0;
}

/* ---- what only lists can ---- */

CALL(list_add)
{
    (void)n;
    struct value v;
    if (may_change(self, err) < 0 || to_element(self, args[0], &v, err) < 0)
        return -1;
    array_push_take(self.array, v);
    if (self.array->type == &type_array_list)
        *out = value_int((int32_t)self.array->len - 1);
    return 0;
}

CALL(list_add_range)
{
    (void)n;
    (void)out;
    if (may_change(self, err) < 0)
        return -1;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "collection");
    bool many = args[0].kind == V_ARRAY;
    AUTO_VALUE held = value_ref(args[0]);
    size_t count = many ? args[0].array->len : 1;
    for (size_t i = 0; i < count; i++) {
        struct value v;
        if (to_element(self, many ? held.array->items[i] : held, &v, err) < 0)
            return -1;
        array_push_take(self.array, v);
    }
    return 0;
}

CALL(list_insert)
{
    (void)n;
    (void)out;
    size_t at = 0;
    struct value v;
    if (may_change(self, err) < 0 || index_arg(self, args[0], self.array->len + 1, &at, err) < 0 ||
        to_element(self, args[1], &v, err) < 0)
        return -1;
    array_insert_take(self.array, at, v);
    return 0;
}

CALL(list_insert_range)
{
    (void)n;
    (void)out;
    size_t at = 0;
    if (may_change(self, err) < 0 || index_arg(self, args[0], self.array->len + 1, &at, err) < 0)
        return -1;
    AUTO_VALUE held = args[1].kind == V_ARRAY
                          ? value_of_array(array_from(args[1].array->items, args[1].array->len))
                          : value_of_array(array_from(&args[1], 1));
    for (size_t i = 0; i < held.array->len; i++) {
        struct value v;
        if (to_element(self, held.array->items[i], &v, err) < 0)
            return -1;
        array_insert_take(self.array, at + i, v);
    }
    return 0;
}

CALL(list_remove)
{
    (void)n;
    if (may_change(self, err) < 0)
        return -1;
    AUTO_VALUE v = wanted(self, args[0]);
    int64_t at = find(self, v, 0, self.array->len);
    if (at >= 0)
        array_remove_range(self.array, (size_t)at, 1);
    if (self.array->type != &type_array_list)
        *out = value_bool(at >= 0);
    return 0;
}

CALL(list_remove_at)
{
    (void)n;
    (void)out;
    size_t at = 0;
    if (may_change(self, err) < 0 || index_arg(self, args[0], self.array->len, &at, err) < 0)
        return -1;
    array_remove_range(self.array, at, 1);
    return 0;
}

static int range_args(struct value self, const struct value *args, size_t *from, size_t *count,
                      struct err **err)
{
    int32_t a, b;
    if (arg_int(args[0], &a, err) < 0 || arg_int(args[1], &b, err) < 0)
        return -1;
    if (a < 0 || b < 0)
        return fail_range(err, a < 0 ? "index" : "count", "Non-negative number required.");
    if ((size_t)a + (size_t)b > self.array->len)
        return fail_argument(err, "Offset and length were out of bounds for the array or count is "
                                  "greater than the number of elements from index to the end of "
                                  "the source collection.");
    *from = (size_t)a;
    *count = (size_t)b;
    return 0;
}

CALL(list_remove_range)
{
    (void)n;
    (void)out;
    size_t from, count;
    if (may_change(self, err) < 0 || range_args(self, args, &from, &count, err) < 0)
        return -1;
    array_remove_range(self.array, from, count);
    return 0;
}

CALL(list_get_range)
{
    (void)n;
    size_t from, count;
    if (range_args(self, args, &from, &count, err) < 0)
        return -1;
    struct array *a = array_slice(self.array, from, count);
    a->is_list = self.array->is_list;
    a->type = self.array->type;
    a->element = self.array->element;
    *out = value_of_array(a);
    return 0;
}

/* An array's items go back to their default. */
static int reset_items(struct array *a, size_t from, size_t count, struct err **err)
{
    for (size_t i = from; i < from + count; i++) {
        struct value zero = value_null();
        if (a->element && a->element->is_value_type &&
            value_convert(value_null(), a->element, &zero, err) < 0)
            return -1;
        value_replace_take(&a->items[i], zero);
    }
    return 0;
}

CALL(list_clear)
{
    (void)args;
    (void)n;
    (void)out;
    if (!self.array->is_list)
        return reset_items(self.array, 0, self.array->len, err);
    if (may_change(self, err) < 0)
        return -1;
    array_remove_range(self.array, 0, self.array->len);
    return 0;
}

static void reverse(struct array *a, size_t from, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct value tmp = a->items[from + i];
        a->items[from + i] = a->items[from + count - 1 - i];
        a->items[from + count - 1 - i] = tmp;
    }
}

CALL(list_reverse)
{
    (void)out;
    size_t from = 0, count = self.array->len;
    if (n == 2 && range_args(self, args, &from, &count, err) < 0)
        return -1;
    reverse(self.array, from, count);
    return 0;
}

CALL(list_sort)
{
    (void)out;
    size_t from = 0, count = self.array->len;
    struct value comparer = n ? args[n - 1] : value_null();
    if (n == 3 && range_args(self, args, &from, &count, err) < 0)
        return -1;
    AUTO_VALUE items = value_of_array(array_slice(self.array, from, count));
    if (sort_with(comparer, items.array->items, count, err) < 0)
        return -1;
    for (size_t i = 0; i < count && from + i < self.array->len; i++)
        value_replace_take(&self.array->items[from + i], value_ref(items.array->items[i]));
    return 0;
}

/* ---- by predicates ---- */

/* The first (or last) index whose item the predicate takes, or -1. */
static int search(struct value self, struct value test, bool last, int64_t *out, struct err **err)
{
    *out = -1;
    for (size_t i = 0; i < self.array->len; i++) {
        size_t at = last ? self.array->len - 1 - i : i;
        AUTO_VALUE item = value_ref(self.array->items[at]);
        bool yes;
        if (value_test(test, item, &yes, err) < 0)
            return -1;
        if (yes) {
            *out = (int64_t)at;
            return 0;
        }
    }
    return 0;
}

static int found_item(struct value self, struct value test, bool last, struct value *out,
                      struct err **err)
{
    int64_t at;
    if (search(self, test, last, &at, err) < 0)
        return -1;
    if (at >= 0)
        *out = value_ref(self.array->items[at]);
    else if (self.array->element && self.array->element->is_value_type)
        return value_convert(value_int(0), self.array->element, out, err);
    else
        *out = value_null();
    return 0;
}

CALL(list_find)
{
    (void)n;
    return found_item(self, args[0], false, out, err);
}

CALL(list_find_last)
{
    (void)n;
    return found_item(self, args[0], true, out, err);
}

static int found_index(struct value self, struct value test, bool last, struct value *out,
                       struct err **err)
{
    int64_t at;
    if (search(self, test, last, &at, err) < 0)
        return -1;
    *out = value_int((int32_t)at);
    return 0;
}

CALL(list_find_index)
{
    (void)n;
    return found_index(self, args[0], false, out, err);
}

CALL(list_find_last_index)
{
    (void)n;
    return found_index(self, args[0], true, out, err);
}

CALL(list_exists)
{
    (void)n;
    int64_t at;
    if (search(self, args[0], false, &at, err) < 0)
        return -1;
    *out = value_bool(at >= 0);
    return 0;
}

CALL(list_true_for_all)
{
    (void)n;
    bool yes = true;
    for (size_t i = 0; i < self.array->len && yes; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
    }
    *out = value_bool(yes);
    return 0;
}

CALL(list_find_all)
{
    (void)n;
    struct array *a = array_new(0);
    AUTO_VALUE made = value_of_array(a);
    a->type = self.array->type;
    a->element = self.array->element;
    a->is_list = self.array->is_list;
    for (size_t i = 0; i < self.array->len; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        bool yes;
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
        if (yes)
            array_push(a, item);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(list_remove_all)
{
    (void)n;
    int32_t removed = 0;
    if (may_change(self, err) < 0)
        return -1;
    for (size_t i = 0; i < self.array->len;) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        bool yes;
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
        if (yes && i < self.array->len) {
            array_remove_range(self.array, i, 1);
            removed++;
        } else {
            i++;
        }
    }
    *out = value_int(removed);
    return 0;
}

CALL(list_convert_all)
{
    (void)n;
    struct array *a = self.array->is_list ? list_new(&type_object_list, NULL) : array_new(0);
    AUTO_VALUE made = value_of_array(a);
    for (size_t i = 0; i < self.array->len; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]);
        struct value v;
        if (value_call(args[0], &item, 1, &v, err) < 0)
            return -1;
        array_push_take(a, v);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(list_each)
{
    (void)n;
    (void)out;
    for (size_t i = 0; i < self.array->len; i++) {
        AUTO_VALUE item = value_ref(self.array->items[i]), ignored = value_null();
        if (value_call(args[0], &item, 1, &ignored, err) < 0)
            return -1;
    }
    return 0;
}

CALL(list_to_array)
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

CALL(list_binary_search)
{
    (void)n;
    size_t lo = 0, hi = self.array->len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order;
        if (value_compare(self.array->items[mid], args[0], false, &order, err) < 0)
            return -1;
        if (order == 0) {
            *out = value_int((int32_t)mid);
            return 0;
        }
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *out = value_int(~(int32_t)lo);
    return 0;
}

CALL(array_equals)
{
    (void)n;
    (void)err;
    *out = value_bool(args[0].kind == V_ARRAY && args[0].array == self.array);
    return 0;
}

CALL(list_nothing)
{
    UNUSED_CALL();
    return 0;
}

CALL(list_ensure)
{
    (void)n;
    int32_t wanted_cap;
    if (arg_int(args[0], &wanted_cap, err) < 0)
        return -1;
    *out = value_int(wanted_cap > (int32_t)self.array->cap ? wanted_cap : (int32_t)self.array->cap);
    return 0;
}

CALL(list_as_read_only)
{
    UNUSED_CALL();
    struct array *a = array_from(self.array->items, self.array->len);
    a->type = &type_read_only_collection;
    a->element = self.array->element;
    a->is_list = a->read_only = true;
    *out = value_of_array(a);
    return 0;
}

static const struct property array_props[] = {
    PROPERTY("Length", "int", array_count),
    PROPERTY("LongLength", "long", array_long_length),
    PROPERTY("Rank", "int", array_rank),
    PROPERTY("SyncRoot", "System.Object", array_self),
    PROPERTY_DATA("IsReadOnly", "bool", array_flag, 1),
    PROPERTY_DATA("IsFixedSize", "bool", array_flag, 0),
    PROPERTY_DATA("IsSynchronized", "bool", array_flag, 2),
    PROPERTY("Count", "int", array_count),
};

static const struct method array_methods[] = {
    METHOD("GetLength", 1, 1, array_get_length, "int GetLength(int dimension)"),
    METHOD("GetUpperBound", 1, 1, array_upper_bound, "int GetUpperBound(int dimension)"),
    METHOD("GetLowerBound", 1, 1, array_lower_bound, "int GetLowerBound(int dimension)"),
    METHOD("GetValue", 1, 8, array_get, "System.Object GetValue(int index)"),
    METHOD("SetValue", 2, 9, array_set_value, "void SetValue(System.Object value, int index)"),
    METHOD("Get", 1, 8, array_get, "System.Object Get(int )"),
    METHOD("Set", 2, 9, array_set, "void Set(int , System.Object )"),
    METHOD("Item", 1, 1, array_get, NULL),
    METHOD("get_Item", 1, 1, array_get, NULL),
    METHOD("set_Item", 2, 2, array_set, NULL),
    METHOD("Contains", 1, 1, array_contains, "bool Contains(System.Object value)"),
    METHOD("IndexOf", 1, 3, array_index_of, "int IndexOf(System.Object value)"),
    METHOD("Clone", 0, 0, array_clone, "System.Object Clone()"),
    METHOD("CopyTo", 1, 2, array_copy_to, "void CopyTo(array array, int index)"),
    METHOD("Clear", 0, 0, list_clear, "void Clear()"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator,
           "System.Collections.IEnumerator GetEnumerator()"),
    METHOD("Equals", 1, 1, array_equals, "bool Equals(System.Object obj)"),
    METHOD("Add", 1, 1, list_add, "int Add(System.Object value)"),
    METHOD("Remove", 1, 1, list_remove, "void Remove(System.Object value)"),
    METHOD("RemoveAt", 1, 1, list_remove_at, "void RemoveAt(int index)"),
    METHOD("Insert", 2, 2, list_insert, "void Insert(int index, System.Object value)"),
};

/* ---- [array]:: ---- */

static int need_array(const struct value *args, struct err **err)
{
    if (args[0].kind == V_ARRAY)
        return 0;
    return args[0].kind == V_NULL ? fail_null_argument(err, "array")
                                  : fail_argument(err, "The argument is not an array.");
}

CALL(array_static_reverse)
{
    (void)self;
    return need_array(args, err) < 0 ? -1 : list_reverse(args[0], args + 1, n - 1, out, err);
}

CALL(array_static_sort)
{
    (void)self;
    (void)out;
    if (need_array(args, err) < 0)
        return -1;
    if (n == 3 || (n == 2 && args[1].kind != V_ARRAY && args[1].kind != V_NULL))
        return list_sort(args[0], args + 1, n - 1, out, err);
    if (n == 2 && args[1].kind == V_ARRAY) /* keys and items */
        return values_sort_with(
            args[0].array->items, args[1].array->items,
            args[0].array->len < args[1].array->len ? args[0].array->len : args[1].array->len, err);
    return values_sort(args[0].array->items, args[0].array->len, true, err);
}

CALL(array_static_index_of)
{
    (void)self;
    return need_array(args, err) < 0 ? -1 : array_index_of(args[0], args + 1, n - 1, out, err);
}

CALL(array_static_last_index_of)
{
    (void)self;
    return need_array(args, err) < 0 ? -1 : array_last_index_of(args[0], args + 1, n - 1, out, err);
}

CALL(array_static_binary_search)
{
    (void)self;
    return need_array(args, err) < 0 ? -1 : list_binary_search(args[0], args + 1, n - 1, out, err);
}

CALL(array_static_clear)
{
    (void)self;
    (void)out;
    if (need_array(args, err) < 0)
        return -1;
    size_t from = 0, count = args[0].array->len;
    if (n == 3 && range_args(args[0], args + 1, &from, &count, err) < 0)
        return -1;
    return reset_items(args[0].array, from, count, err);
}

CALL(array_static_copy)
{
    (void)self;
    (void)out;
    int32_t from = 0, at = 0, count;
    if (n == 4)
        return fail_argument(err, "Copy takes three or five arguments.");
    const struct value *to = n == 5 ? args + 2 : args + 1;
    if (need_array(args, err) < 0 || need_array(to, err) < 0 ||
        arg_int(args[n - 1], &count, err) < 0)
        return -1;
    if (n == 5 && (arg_int(args[1], &from, err) < 0 || arg_int(args[3], &at, err) < 0))
        return -1;
    const struct array *src = args[0].array;
    struct array *dst = to->array;
    if (from < 0 || at < 0 || count < 0 || (size_t)from + (size_t)count > src->len ||
        (size_t)at + (size_t)count > dst->len)
        return fail_argument(err, "Source array was not long enough. Check the source index, "
                                  "length, and the array's lower bounds. (Parameter "
                                  "'sourceArray')");
    AUTO_VALUE copy = value_of_array(array_slice(src, (size_t)from, (size_t)count));
    for (int32_t i = 0; i < count; i++)
        value_replace_take(&dst->items[at + i], value_ref(copy.array->items[i]));
    return 0;
}

/* [int[]]::new(5), [array]::CreateInstance([int], 5): items at their default. */
static int make_array(const struct type_info *type, struct value length, struct value *out,
                      struct err **err)
{
    int32_t len;
    if (arg_int(length, &len, err) < 0)
        return -1;
    if (len < 0)
        return fail_with(err, "System.OverflowException", "OverflowException",
                         "Arithmetic operation resulted in an overflow.");
    if ((size_t)len > ARRAY_MAX_LEN)
        return fail_array_too_long(err);
    struct array *a = array_new((size_t)len);
    a->type = type;
    a->element = type->element == &type_object ? NULL : type->element;
    AUTO_VALUE made = value_of_array(a), zero = value_null();
    if (a->element && a->element->is_value_type) {
        AUTO_ERR *none = NULL;
        if (a->element == &type_datetime)
            zero = value_datetime(0, DATETIME_UNSPECIFIED);
        else if (a->element == &type_timespan)
            zero = value_timespan(0);
        else if (a->element->enum_info)
            zero = value_enum(a->element->enum_info, 0);
        else if (value_convert(value_null(), a->element, &zero, &none) < 0)
            zero = value_null();
    }
    for (int32_t i = 0; i < len; i++)
        array_push(a, zero);
    *out = made;
    made = value_null();
    return 0;
}

/* [int[,]]::new(2, 3) */
static int make_grid(const struct type_info *type, const struct value *lengths, size_t n,
                     struct value *out, struct err **err)
{
    int64_t total = 1;
    int32_t dims[8] = { 0 };
    if (n > ARRAY_SIZE(dims))
        return fail_argument(err, "Too many dimensions.");
    for (size_t i = 0; i < n; i++) {
        if (arg_int(lengths[i], &dims[i], err) < 0)
            return -1;
        if (dims[i] < 0)
            return fail_with(err, "System.OverflowException", "OverflowException",
                             "Arithmetic operation resulted in an overflow.");
        if (__builtin_mul_overflow(total, dims[i], &total) || total > INT32_MAX)
            total = INT32_MAX;
    }
    if (make_array(type, value_int((int32_t)total), out, err) < 0)
        return -1;
    struct array_extra *extra = array_extra(out->array);
    extra->rank = (uint32_t)n;
    memcpy(extra->lengths, dims, sizeof(dims));
    return 0;
}

CALL(array_create_instance)
{
    (void)self;
    const struct type_info *type = args[0].kind == V_TYPE ? type_array_of(args[0].type) : NULL;
    if (type && n > 2)
        return make_grid(type, args + 1, n - 1, out, err);
    if (!type)
        return fail_argument(err, "There is no array type of this element type.");
    return make_array(type, args[1], out, err);
}

/* [array]::Find(array, predicate) and its kin: the methods of a list. */
#define BY_PREDICATE(fn, method)                                                            \
    CALL(fn)                                                                                \
    {                                                                                       \
        (void)self;                                                                         \
        return need_array(args, err) < 0 ? -1 : method(args[0], args + 1, n - 1, out, err); \
    }
BY_PREDICATE(array_static_find, list_find)
BY_PREDICATE(array_static_find_last, list_find_last)
BY_PREDICATE(array_static_find_all, list_find_all)
BY_PREDICATE(array_static_find_index, list_find_index)
BY_PREDICATE(array_static_find_last_index, list_find_last_index)
BY_PREDICATE(array_static_exists, list_exists)
BY_PREDICATE(array_static_true_for_all, list_true_for_all)
BY_PREDICATE(array_static_convert_all, list_convert_all)
BY_PREDICATE(array_static_each, list_each)
BY_PREDICATE(array_static_as_read_only, list_as_read_only)

CALL(array_static_fill)
{
    (void)self;
    (void)out;
    size_t from = 0, count = 0;
    if (need_array(args, err) < 0)
        return -1;
    count = args[0].array->len;
    if (n == 4 && range_args(args[0], args + 2, &from, &count, err) < 0)
        return -1;
    for (size_t i = from; i < from + count; i++) {
        struct value v;
        if (to_element(args[0], args[1], &v, err) < 0)
            return -1;
        value_replace_take(&args[0].array->items[i], v);
    }
    return 0;
}

CALL(array_static_resize)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE old = value_null(), made = value_null();
    if (args[0].kind != V_OBJECT)
        return arg_set_ref(args[0], value_null(), err);
    if (member_get(args[0], "Value", &old, err) < 0)
        return -1;
    const struct type_info *type = old.kind == V_ARRAY ? value_type_of(old) : &type_object_array;
    if (make_array(type, args[1], &made, err) < 0)
        return -1;
    for (size_t i = 0; old.kind == V_ARRAY && i < old.array->len && i < made.array->len; i++)
        value_replace_take(&made.array->items[i], value_ref(old.array->items[i]));
    return arg_set_ref(args[0], made, err);
}

CALL(array_static_empty)
{
    UNUSED_CALL();
    *out = value_of_array(array_new(0));
    return 0;
}

GETTER(array_max_length)
{
    UNUSED_GETTER();
    *out = value_int(0x7FFFFFC7);
    return 0;
}

static const struct property array_static_props[] = {
    PROPERTY("MaxLength", "int", array_max_length),
};
static const struct method array_statics[] = {
    METHOD("Reverse", 1, 3, array_static_reverse, "void Reverse(array array)"),
    METHOD("Sort", 1, 3, array_static_sort, "void Sort(array array)"),
    METHOD("IndexOf", 2, 4, array_static_index_of, "int IndexOf(array array, System.Object value)"),
    METHOD("LastIndexOf", 2, 2, array_static_last_index_of,
           "int LastIndexOf(array array, System.Object value)"),
    METHOD("BinarySearch", 2, 2, array_static_binary_search,
           "int BinarySearch(array array, System.Object value)"),
    METHOD("Clear", 1, 3, array_static_clear, "void Clear(array array)"),
    METHOD("Copy", 3, 5, array_static_copy,
           "void Copy(array sourceArray, array destinationArray, int length)"),
    METHOD("CreateInstance", 2, 9, array_create_instance,
           "array CreateInstance(type elementType, int length)"),
    METHOD("Empty", 0, 0, array_static_empty, NULL),
    METHOD("Find", 2, 2, array_static_find, NULL),
    METHOD("FindLast", 2, 2, array_static_find_last, NULL),
    METHOD("FindAll", 2, 2, array_static_find_all, NULL),
    METHOD("FindIndex", 2, 2, array_static_find_index, NULL),
    METHOD("FindLastIndex", 2, 2, array_static_find_last_index, NULL),
    METHOD("Exists", 2, 2, array_static_exists, NULL),
    METHOD("TrueForAll", 2, 2, array_static_true_for_all, NULL),
    METHOD("ConvertAll", 2, 2, array_static_convert_all, NULL),
    METHOD("ForEach", 2, 2, array_static_each, NULL),
    METHOD("Fill", 2, 4, array_static_fill, NULL),
    METHOD("Resize", 2, 2, array_static_resize, NULL),
    METHOD("AsReadOnly", 1, 1, array_static_as_read_only, NULL),
};

const struct type_info type_array = { .name = "System.Array",
                                      .accelerator = "array",
                                      .base = &type_object,
                                      .interfaces = implements_array,
                                      PROPS(array_props),
                                      METHODS(array_methods),
                                      STATIC_PROPS(array_static_props),
                                      STATICS(array_statics) };

CALL(typed_array_new)
{
    const struct type_info *type = self.kind == V_TYPE ? self.type : &type_object_array;
    if (type->rank && n == type->rank)
        return make_grid(type, args, n, out, err);
    if (type->rank || n != 1)
        return fail_with(err, "System.Management.Automation.MethodException",
                         "MethodCountCouldNotFindBest",
                         "Cannot find an overload for \"new\" and the argument count: \"%zu\".", n);
    return make_array(type, args[0], out, err);
}

const struct method typed_array_statics[1] = { METHOD("new", 1, 8, typed_array_new, NULL) };

/* ---- lists ---- */

static const struct property list_props[] = {
    PROPERTY("Capacity", "int", list_capacity),
    PROPERTY("Count", "int", array_count),
    PROPERTY_DATA("IsReadOnly", "bool", array_flag, 1),
    PROPERTY_DATA("IsFixedSize", "bool", array_flag, 0),
};

static const struct method list_methods[] = {
    METHOD("Add", 1, 1, list_add, "int Add(System.Object value)"),
    METHOD("AddRange", 1, 1, list_add_range, "void AddRange(System.Collections.ICollection c)"),
    METHOD("Insert", 2, 2, list_insert, "void Insert(int index, System.Object value)"),
    METHOD("InsertRange", 2, 2, list_insert_range, NULL),
    METHOD("Remove", 1, 1, list_remove, "void Remove(System.Object obj)"),
    METHOD("RemoveAt", 1, 1, list_remove_at, "void RemoveAt(int index)"),
    METHOD("RemoveRange", 2, 2, list_remove_range, "void RemoveRange(int index, int count)"),
    METHOD("GetRange", 2, 2, list_get_range, NULL),
    METHOD("Clear", 0, 0, list_clear, "void Clear()"),
    METHOD("Contains", 1, 1, array_contains, "bool Contains(System.Object item)"),
    METHOD("IndexOf", 1, 3, array_index_of, "int IndexOf(System.Object value)"),
    METHOD("LastIndexOf", 1, 1, array_last_index_of, "int LastIndexOf(System.Object value)"),
    METHOD("Reverse", 0, 2, list_reverse, "void Reverse()"),
    METHOD("Sort", 0, 3, list_sort, "void Sort()"),
    METHOD("Find", 1, 1, list_find, "T Find(System.Predicate[T] match)"),
    METHOD("FindLast", 1, 1, list_find_last, "T FindLast(System.Predicate[T] match)"),
    METHOD("FindAll", 1, 1, list_find_all,
           "System.Collections.Generic.List[T] FindAll(System.Predicate[T] match)"),
    METHOD("FindIndex", 1, 1, list_find_index, "int FindIndex(System.Predicate[T] match)"),
    METHOD("FindLastIndex", 1, 1, list_find_last_index,
           "int FindLastIndex(System.Predicate[T] match)"),
    METHOD("Exists", 1, 1, list_exists, "bool Exists(System.Predicate[T] match)"),
    METHOD("TrueForAll", 1, 1, list_true_for_all, "bool TrueForAll(System.Predicate[T] match)"),
    METHOD("RemoveAll", 1, 1, list_remove_all, "int RemoveAll(System.Predicate[T] match)"),
    METHOD("ConvertAll", 1, 1, list_convert_all, NULL),
    METHOD("TrimExcess", 0, 0, list_nothing, "void TrimExcess()"),
    METHOD("TrimToSize", 0, 0, list_nothing, "void TrimToSize()"),
    METHOD("EnsureCapacity", 1, 1, list_ensure, "int EnsureCapacity(int capacity)"),
    METHOD("AsReadOnly", 0, 0, list_as_read_only,
           "System.Collections.ObjectModel.ReadOnlyCollection[T] AsReadOnly()"),
    METHOD("ToArray", 0, 1, list_to_array, "System.Object[] ToArray()"),
    METHOD("BinarySearch", 1, 1, list_binary_search, "int BinarySearch(System.Object value)"),
    METHOD("Clone", 0, 0, array_clone, "System.Object Clone()"),
    METHOD("CopyTo", 1, 2, array_copy_to, "void CopyTo(array array, int index)"),
    METHOD("get_Item", 1, 1, array_get, NULL),
    METHOD("set_Item", 2, 2, array_set, NULL),
    METHOD("Item", 1, 1, array_get, NULL),
    METHOD("GetEnumerator", 0, 0, collection_enumerator,
           "System.Collections.IEnumerator GetEnumerator()"),
    METHOD("Equals", 1, 1, array_equals, "bool Equals(System.Object obj)"),
};

/* new(), new(capacity), new(collection) */
CALL(list_new_call)
{
    const struct type_info *type = self.kind == V_TYPE ? self.type : &type_array_list;
    if (n && args[0].kind == V_ARRAY) {
        struct array *a = list_new(type, type->element == &type_object ? NULL : type->element);
        AUTO_VALUE made = value_of_array(a);
        for (size_t i = 0; i < args[0].array->len; i++) {
            struct value v;
            if (to_item(a->element, args[0].array->items[i], &v, err) < 0)
                return -1;
            array_push_take(a, v);
        }
        *out = STEAL_VALUE(made);
        return 0;
    }
    int32_t capacity = 0;
    if (n && arg_int(args[0], &capacity, err) < 0)
        return -1;
    if (capacity < 0)
        return fail_range(err, "capacity", "'capacity' must be a non-negative value.");
    *out = value_of_array(list_new(type, type->element == &type_object ? NULL : type->element));
    return 0;
}

const struct method list_statics[1] = { METHOD("new", 0, 1, list_new_call, NULL) };

const struct type_info type_array_list = { .name = "System.Collections.ArrayList",
                                           .base = &type_object,
                                           .interfaces = implements_array_list,
                                           PROPS(list_props),
                                           METHODS(list_methods),
                                           STATICS(list_statics) };

const struct type_info type_list = { .name = "System.Collections.Generic.List`1",
                                     .base = &type_object,
                                     .interfaces = implements_list,
                                     .arity = 1,
                                     PROPS(list_props),
                                     METHODS(list_methods),
                                     STATICS(list_statics) };

/* new(), new(list) */
CALL(read_only_new)
{
    if (list_new_call(self, args, n, out, err) < 0)
        return -1;
    out->array->read_only = true;
    return 0;
}

static const struct method read_only_statics[] = { METHOD("new", 1, 1, read_only_new, NULL) };

#define LIST_TYPE(id, full, n, statics_)                                \
    const struct type_info type_##id = { .name = full,                  \
                                         .base = &type_object,          \
                                         .interfaces = implements_list, \
                                         .arity = n,                    \
                                         PROPS(list_props),             \
                                         METHODS(list_methods),         \
                                         STATICS(statics_) }
LIST_TYPE(collection_of, "System.Collections.ObjectModel.Collection`1", 1, list_statics);
LIST_TYPE(observable_collection, "System.Collections.ObjectModel.ObservableCollection`1", 1,
          list_statics);
LIST_TYPE(read_only_collection, "System.Collections.ObjectModel.ReadOnlyCollection`1", 1,
          read_only_statics);
const struct type_info type_string_collection = {
    .name = "System.Collections.Specialized.StringCollection",
    .base = &type_object,
    .element = &type_string,
    .interfaces = implements_array_list,
    PROPS(list_props),
    METHODS(list_methods),
    STATICS(list_statics)
};
