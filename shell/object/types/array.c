/* Arrays: what each of them has, and [array]::. */
#include "shell/object/types/array.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
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

int array_may_change(struct value self, struct err **err)
{
    if (self.array->read_only)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Collection is read-only.");
    return self.array->is_list ? 0 : fixed_size(err);
}

/* The item as the list's element type. */
int array_to_element(struct value self, struct value v, struct value *out, struct err **err)
{
    if (!self.array->element) {
        *out = value_ref(v);
        return 0;
    }
    return value_convert(v, self.array->element, out, err);
}

SHARED_GETTER(array_count)
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

SHARED_GETTER(array_flag)
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

int array_index_arg(struct value self, struct value v, size_t limit, size_t *out, struct err **err)
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
    if (n == 1 && self.array->is_list)
        return array_index_arg(self, args[0], self.array->len, at, err);
    for (size_t i = 0; i < n; i++) {
        int32_t index;
        if (arg_int(args[i], &index, err) < 0)
            return -1;
        indexes[i] = index;
    }
    bool inside = n == 1 ? indexes[0] >= 0 && (uint64_t)indexes[0] < self.array->len
                         : array_place(self.array, indexes, at);
    if (inside && n == 1)
        *at = (size_t)indexes[0];
    return inside ? 0
                  : fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                              "Index was outside the bounds of the array.");
}

SHARED_CALL(array_get)
{
    size_t i = 0;
    if (place_of(self, args, n, &i, err) < 0)
        return -1;
    *out = value_ref(self.array->items[i]);
    return 0;
}

SHARED_CALL(array_set)
{
    (void)out;
    size_t i = 0;
    struct value v;
    /* Set(index…, value) and set_Item(index, value); SetValue has the value first */
    if (place_of(self, args, n - 1, &i, err) < 0 ||
        array_to_element(self, args[n - 1], &v, err) < 0)
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

int64_t array_find(struct value self, struct value v, size_t from, size_t to)
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
struct value array_wanted(struct value self, struct value v)
{
    struct value out = value_null();
    AUTO_ERR *err = NULL;
    if (array_to_element(self, v, &out, &err) < 0)
        return value_ref(v);
    return out;
}

SHARED_CALL(array_contains)
{
    (void)n;
    (void)err;
    AUTO_VALUE v = array_wanted(self, args[0]);
    *out = value_bool(array_find(self, v, 0, self.array->len) >= 0);
    return 0;
}

SHARED_CALL(array_index_of)
{
    size_t from = 0;
    if (n > 1 && array_index_arg(self, args[1], self.array->len + 1, &from, err) < 0)
        return -1;
    AUTO_VALUE v = array_wanted(self, args[0]);
    *out = value_int((int32_t)array_find(self, v, from, self.array->len));
    return 0;
}

SHARED_CALL(array_last_index_of)
{
    (void)n;
    (void)err;
    AUTO_VALUE v = array_wanted(self, args[0]);
    int32_t last = -1;
    for (size_t i = 0; i < self.array->len; i++)
        if (array_find(self, v, i, i + 1) >= 0)
            last = (int32_t)i;
    *out = value_int(last);
    return 0;
}

SHARED_CALL(array_clone)
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

SHARED_CALL(array_copy_to)
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
        if (array_to_element(args[0], self.array->items[i], &v, err) < 0)
            return -1;
        value_replace_take(&to->items[(size_t)at + i], v);
    }
    return 0;
}

SHARED_CALL(array_equals)
{
    (void)n;
    (void)err;
    *out = value_bool(args[0].kind == V_ARRAY && args[0].array == self.array);
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
    { .name = "Count", .type_name = "int", .alias_of = "Length" },
};

static const struct method array_methods[] = {
    METHOD("GetLength", 1, 1, array_get_length, "int GetLength(int dimension)"),
    METHOD("GetUpperBound", 1, 1, array_upper_bound, "int GetUpperBound(int dimension)"),
    METHOD("GetLowerBound", 1, 1, array_lower_bound, "int GetLowerBound(int dimension)"),
    METHOD("GetValue", 1, 8, array_get, "System.Object GetValue(int index)"),
    METHOD("SetValue", 2, 9, array_set_value, "void SetValue(System.Object value, int index)"),
    METHOD("Get", 1, 8, array_get, "System.Object Get(int )"),
    METHOD("Set", 2, 9, array_set, "void Set(int , System.Object )"),
    METHOD("Item", 1, 1, array_get, "System.Object IList.Item(int index)"),
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
    if (n == 3 && value_is_integer(args[1]) && value_is_integer(args[2])) { /* a range */
        const struct value range[] = { args[1], args[2], value_null() };
        return list_sort(args[0], range, ARRAY_SIZE(range), out, err);
    }
    if (n == 3 || (n == 2 && args[1].kind != V_ARRAY && args[1].kind != V_NULL))
        return list_sort(args[0], args + 1, n - 1, out, err);
    if (n == 2 && args[1].kind == V_ARRAY) /* keys and items */
        return values_sort_with(
            args[0].array->items, args[1].array->items,
            args[0].array->len < args[1].array->len ? args[0].array->len : args[1].array->len, err);
    return values_sort(args[0].array->items, args[0].array->len, err);
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
    if (n == 3 && array_range_args(args[0], args + 1, &from, &count, err) < 0)
        return -1;
    return array_reset_items(args[0].array, from, count, err);
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
    if (n == 4 && array_range_args(args[0], args + 2, &from, &count, err) < 0)
        return -1;
    for (size_t i = from; i < from + count; i++) {
        struct value v;
        if (array_to_element(args[0], args[1], &v, err) < 0)
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
    (void)self;
    (void)n;
    (void)err;
    struct array *a = array_new(0);
    const struct type_info *type = args[0].kind == V_TYPE ? type_array_of(args[0].type) : NULL;
    if (type) {
        a->type = type;
        a->element = args[0].type == &type_object ? NULL : args[0].type;
    }
    *out = value_of_array(a);
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
    METHOD("Empty", 1, 1, array_static_empty, NULL),
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
