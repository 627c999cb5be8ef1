/* ArrayList, List[T] and the collections that are lists by another name. */
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/sorting.h"
#include "shell/object/types/array.h"

SHARED_CALL(list_add)
{
    (void)n;
    struct value v;
    if (array_may_change(self, err) < 0 || array_to_element(self, args[0], &v, err) < 0)
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
    if (array_may_change(self, err) < 0)
        return -1;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "collection");
    bool many = args[0].kind == V_ARRAY;
    AUTO_VALUE held = value_ref(args[0]);
    size_t count = many ? args[0].array->len : 1;
    for (size_t i = 0; i < count; i++) {
        struct value v;
        if (array_to_element(self, many ? held.array->items[i] : held, &v, err) < 0)
            return -1;
        array_push_take(self.array, v);
    }
    return 0;
}

SHARED_CALL(list_insert)
{
    (void)n;
    (void)out;
    size_t at = 0;
    struct value v;
    int32_t place;
    if (array_may_change(self, err) < 0 || arg_int(args[0], &place, err) < 0)
        return -1;
    if (place < 0 || (size_t)place > self.array->len)
        return fail_range(err, "index",
                          type_definition(self.array->type) == &type_list
                              ? "Index must be within the bounds of the List."
                              : "Insertion index was out of range. Must be non-negative and less "
                                "than or equal to size.");
    at = (size_t)place;
    if (array_to_element(self, args[1], &v, err) < 0)
        return -1;
    array_insert_take(self.array, at, v);
    return 0;
}

CALL(list_insert_range)
{
    (void)n;
    (void)out;
    size_t at = 0;
    if (array_may_change(self, err) < 0 ||
        array_index_arg(self, args[0], self.array->len + 1, &at, err) < 0)
        return -1;
    AUTO_VALUE held = args[1].kind == V_ARRAY
                          ? value_of_array(array_from(args[1].array->items, args[1].array->len))
                          : value_of_array(array_from(&args[1], 1));
    for (size_t i = 0; i < held.array->len; i++) {
        struct value v;
        if (array_to_element(self, held.array->items[i], &v, err) < 0)
            return -1;
        array_insert_take(self.array, at + i, v);
    }
    return 0;
}

SHARED_CALL(list_remove)
{
    (void)n;
    if (array_may_change(self, err) < 0)
        return -1;
    AUTO_VALUE v = array_wanted(self, args[0]);
    int64_t at = array_find(self, v, 0, self.array->len);
    if (at >= 0)
        array_remove_range(self.array, (size_t)at, 1);
    if (self.array->type != &type_array_list)
        *out = value_bool(at >= 0);
    return 0;
}

SHARED_CALL(list_remove_at)
{
    (void)n;
    (void)out;
    size_t at = 0;
    if (array_may_change(self, err) < 0 ||
        array_index_arg(self, args[0], self.array->len, &at, err) < 0)
        return -1;
    array_remove_range(self.array, at, 1);
    return 0;
}

int array_range_args(struct value self, const struct value *args, size_t *from, size_t *count,
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
    if (array_may_change(self, err) < 0 || array_range_args(self, args, &from, &count, err) < 0)
        return -1;
    array_remove_range(self.array, from, count);
    return 0;
}

CALL(list_get_range)
{
    (void)n;
    size_t from, count;
    if (array_range_args(self, args, &from, &count, err) < 0)
        return -1;
    struct array *a = array_slice(self.array, from, count);
    a->is_list = self.array->is_list;
    a->type = self.array->type;
    a->element = self.array->element;
    *out = value_of_array(a);
    return 0;
}

/* An array's items go back to their default. */
int array_reset_items(struct array *a, size_t from, size_t count, struct err **err)
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

SHARED_CALL(list_clear)
{
    (void)args;
    (void)n;
    (void)out;
    if (!self.array->is_list)
        return array_reset_items(self.array, 0, self.array->len, err);
    if (array_may_change(self, err) < 0)
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

SHARED_CALL(list_reverse)
{
    (void)out;
    size_t from = 0, count = self.array->len;
    if (n == 2 && array_range_args(self, args, &from, &count, err) < 0)
        return -1;
    reverse(self.array, from, count);
    return 0;
}

SHARED_CALL(list_sort)
{
    (void)out;
    size_t from = 0, count = self.array->len;
    struct value comparer = n ? args[n - 1] : value_null();
    if (n == 3 && array_range_args(self, args, &from, &count, err) < 0)
        return -1;
    AUTO_VALUE items = value_of_array(array_slice(self.array, from, count));
    if (sort_with(comparer, items.array->items, count, err) < 0)
        return -1;
    for (size_t i = 0; i < count && from + i < self.array->len; i++)
        value_replace_take(&self.array->items[from + i], value_ref(items.array->items[i]));
    return 0;
}

GETTER(list_capacity)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)self.array->cap);
    return 0;
}

/* ToArray(type): an array of it, where every item is one. */
static int to_array_of(const struct array *from, const struct type_info *element, struct value *out,
                       struct err **err)
{
    const struct type_info *type = type_array_of(element);
    for (size_t i = 0; i < from->len; i++)
        if (from->items[i].kind != V_NULL && !type_is_a(value_type_of(from->items[i]), element))
            return fail_with(err, "System.InvalidCastException", "InvalidCastException",
                             "At least one element in the source array could not be cast down to "
                             "the destination array type.");
    struct array *a = array_from(from->items, from->len);
    if (type) {
        a->type = type;
        a->element = element == &type_object ? NULL : element;
    }
    *out = value_of_array(a);
    return 0;
}

CALL(list_to_array)
{
    if (n && args[0].kind == V_TYPE)
        return to_array_of(self.array, args[0].type, out, err);
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

SHARED_CALL(list_binary_search)
{
    (void)n;
    size_t lo = 0, hi = self.array->len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order;
        if (value_compare_to(self.array->items[mid], args[0], &order, err) < 0)
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

SHARED_CALL(list_as_read_only)
{
    UNUSED_CALL();
    struct array *a = array_from(self.array->items, self.array->len);
    a->type = &type_read_only_collection;
    a->element = self.array->element;
    a->is_list = a->read_only = true;
    *out = value_of_array(a);
    return 0;
}

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
    METHOD("ForEach", 1, 1, list_each, "void ForEach(System.Action[T] action)"),
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
        return fail_range(err, "capacity",
                          type_definition(type) == &type_list
                              ? "Non-negative number required."
                              : "'capacity' must be a non-negative value.");
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
LIST_TYPE(read_only_collection, "System.Collections.ObjectModel.ReadOnlyCollection`1", 1,
          read_only_statics);
/* ---- PSDataCollection: what streams and results are kept in ---- */

/* All there is, which is then gone. */
CALL(data_read_all)
{
    (void)args;
    (void)n;
    struct array *all = array_from(self.array->items, self.array->len);
    all->type = &type_collection_of;
    all->element = self.array->element;
    all->is_list = true;
    *out = value_of_array(all);
    return list_clear(self, NULL, 0, NULL, err);
}

CALL(data_complete)
{
    UNUSED_CALL();
    self.array->read_only = true;
    return 0;
}

CALL(data_dispose)
{
    UNUSED_CALL();
    (void)self;
    return 0;
}

GETTER(data_open)
{
    (void)p;
    (void)err;
    *out = value_bool(!self.array->read_only);
    return 0;
}

static const struct property data_props[] = {
    PROPERTY("Count", "int", array_count),
    PROPERTY("IsOpen", "bool", data_open),
    PROPERTY_DATA("IsReadOnly", "bool", array_flag, 0),
};
static const struct method data_methods[] = {
    METHOD("Add", 1, 1, list_add, "void Add(T item)"),
    METHOD("Insert", 2, 2, list_insert, "void Insert(int index, T item)"),
    METHOD("Remove", 1, 1, list_remove, "bool Remove(T item)"),
    METHOD("RemoveAt", 1, 1, list_remove_at, "void RemoveAt(int index)"),
    METHOD("Clear", 0, 0, list_clear, "void Clear()"),
    METHOD("Contains", 1, 1, array_contains, "bool Contains(T item)"),
    METHOD("IndexOf", 1, 1, array_index_of, "int IndexOf(T item)"),
    METHOD("ReadAll", 0, 0, data_read_all,
           "System.Collections.ObjectModel.Collection[T] ReadAll()"),
    METHOD("Complete", 0, 0, data_complete, "void Complete()"),
    METHOD("Dispose", 0, 0, data_dispose, "void Dispose()"),
};
const struct type_info type_data_collection = {
    .name = "System.Management.Automation.PSDataCollection`1",
    .base = &type_object,
    .interfaces = implements_list,
    .arity = 1,
    PROPS(data_props),
    METHODS(data_methods),
    STATICS(list_statics),
};

/* ---- those of strings ---- */

const struct type_info type_string_collection = {
    .name = "System.Collections.Specialized.StringCollection",
    .base = &type_object,
    .element = &type_string,
    .interfaces = implements_array_list,
    PROPS(list_props),
    METHODS(list_methods),
    STATICS(list_statics)
};
