/* HashSet[T] and SortedSet[T]. */
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/types/hash.h"

static bool is_sorted(const struct array *a)
{
    return type_is_a(a->type, &type_sorted_set);
}

static struct hash *index_of(struct value self)
{
    return array_extra(self.array)->index;
}

/* Where the item is or belongs. */
static int place(struct value self, struct value item, size_t *at, bool *found, struct err **err)
{
    const struct array *a = self.array;
    *at = a->len;
    *found = hash_get(index_of(self), item) != NULL;
    if (is_sorted(a)) {
        size_t lo = 0, hi = a->len;
        while (lo < hi) {
            size_t mid = lo + (hi - lo) / 2;
            int order;
            bool ignore_case = !(index_of(self)->flags & HASH_CASE_SENSITIVE);
            if (value_compare(a->items[mid], item, ignore_case, &order, err) < 0)
                return -1;
            if (order < 0)
                lo = mid + 1;
            else
                hi = mid;
        }
        *at = lo;
    } else if (*found) {
        for (*at = 0; *at < a->len; ++*at)
            if (hash_key_equals(index_of(self), a->items[*at], item))
                break;
    }
    return 0;
}

static int add(struct value self, struct value v, bool *added, struct err **err)
{
    AUTO_VALUE item = value_null();
    size_t at;
    bool found;
    if (to_item(self.array->element, v, &item, err) < 0)
        return -1;
    *added = !hash_get(index_of(self), item);
    if (!*added)
        return 0;
    at = self.array->len;
    if (is_sorted(self.array) && place(self, item, &at, &found, err) < 0)
        return -1;
    hash_set_take(index_of(self), item, value_null());
    if (at == self.array->len)
        array_push(self.array, item);
    else
        array_insert_take(self.array, at, value_ref(item));
    return 0;
}

static void remove_at(struct value self, size_t at)
{
    hash_remove(index_of(self), self.array->items[at]);
    array_remove_range(self.array, at, 1);
}

static bool has(struct value self, struct value v)
{
    AUTO_ERR *err = NULL;
    AUTO_VALUE item = value_null();
    return to_item(self.array->element, v, &item, &err) == 0 && hash_get(index_of(self), item);
}

CALL(set_add)
{
    (void)n;
    bool added;
    if (add(self, args[0], &added, err) < 0)
        return -1;
    *out = value_bool(added);
    return 0;
}

CALL(set_contains)
{
    (void)n;
    (void)err;
    *out = value_bool(has(self, args[0]));
    return 0;
}

CALL(set_remove)
{
    (void)n;
    AUTO_VALUE item = value_null();
    size_t at = 0;
    bool found;
    if (to_item(self.array->element, args[0], &item, err) < 0 ||
        place(self, item, &at, &found, err) < 0)
        return -1;
    if (found)
        remove_at(self, at);
    *out = value_bool(found);
    return 0;
}

CALL(set_clear)
{
    UNUSED_CALL();
    hash_clear(index_of(self));
    array_remove_range(self.array, 0, self.array->len);
    return 0;
}

CALL(set_union)
{
    (void)n;
    (void)out;
    AUTO_VALUE other = value_null();
    bool added;
    if (arg_items(args[0], "other", &other, err) < 0)
        return -1;
    for (size_t i = 0; i < other.array->len; i++)
        if ((i % 1024 == 1023 && cancel_check(err) < 0) ||
            add(self, other.array->items[i], &added, err) < 0)
            return -1;
    return 0;
}

/* The argument as a set of this one's type and comparer. Owned. */
static int as_set(struct value self, struct value v, struct value *out, struct err **err)
{
    struct array *a = list_new(self.array->type, self.array->element);
    array_extra(a)->index = hash_new(index_of(self)->flags);
    *out = value_of_array(a);
    return set_union(*out, &v, 1, NULL, err);
}

/* Keeps the items that are in the other set (or those that are not). */
static int keep(struct value self, struct value v, bool common, struct err **err)
{
    AUTO_VALUE other = value_null();
    if (as_set(self, v, &other, err) < 0)
        return -1;
    for (size_t i = self.array->len; i-- > 0;)
        if (has(other, self.array->items[i]) != common)
            remove_at(self, i);
    return 0;
}

CALL(set_intersect)
{
    (void)n;
    (void)out;
    return keep(self, args[0], true, err);
}

CALL(set_except)
{
    (void)n;
    (void)out;
    return keep(self, args[0], false, err);
}

CALL(set_symmetric_except)
{
    (void)n;
    (void)out;
    AUTO_VALUE other = value_null();
    bool added;
    if (as_set(self, args[0], &other, err) < 0)
        return -1;
    for (size_t i = 0; i < other.array->len; i++) {
        AUTO_VALUE item = value_ref(other.array->items[i]), gone = value_null();
        if (has(self, item) ? set_remove(self, &item, 1, &gone, err) < 0
                            : add(self, item, &added, err) < 0)
            return -1;
    }
    return 0;
}

enum relation { SUBSET, PROPER_SUBSET, SUPERSET, PROPER_SUPERSET, EQUAL, OVERLAP };

static int relate(struct value self, struct value v, enum relation which, struct value *out,
                  struct err **err)
{
    AUTO_VALUE other = value_null();
    if (as_set(self, v, &other, err) < 0)
        return -1;
    size_t mine = self.array->len, theirs = other.array->len, common = 0;
    for (size_t i = 0; i < mine; i++)
        common += has(other, self.array->items[i]);
    bool yes = which == SUBSET            ? common == mine
               : which == PROPER_SUBSET   ? common == mine && theirs > mine
               : which == SUPERSET        ? common == theirs
               : which == PROPER_SUPERSET ? common == theirs && mine > theirs
               : which == EQUAL           ? common == mine && mine == theirs
                                          : common > 0;
    *out = value_bool(yes);
    return 0;
}

#define RELATION(fn, which)                            \
    CALL(fn)                                           \
    {                                                  \
        (void)n;                                       \
        return relate(self, args[0], which, out, err); \
    }
RELATION(set_is_subset, SUBSET)
RELATION(set_is_proper_subset, PROPER_SUBSET)
RELATION(set_is_superset, SUPERSET)
RELATION(set_is_proper_superset, PROPER_SUPERSET)
RELATION(set_equals, EQUAL)
RELATION(set_overlaps, OVERLAP)

CALL(set_remove_where)
{
    (void)n;
    int32_t removed = 0;
    for (size_t i = 0; i < self.array->len;) {
        bool yes;
        AUTO_VALUE item = value_ref(self.array->items[i]);
        if (value_test(args[0], item, &yes, err) < 0)
            return -1;
        if (yes && i < self.array->len) {
            remove_at(self, i);
            removed++;
        } else {
            i++;
        }
    }
    *out = value_int(removed);
    return 0;
}

CALL(set_try_get)
{
    (void)n;
    AUTO_VALUE item = value_null();
    size_t at = 0;
    bool found;
    if (to_item(self.array->element, args[0], &item, err) < 0 ||
        place(self, item, &at, &found, err) < 0)
        return -1;
    *out = value_bool(found);
    return arg_set_ref(args[1], found ? self.array->items[at] : value_null(), err);
}

GETTER(set_end)
{
    UNUSED_GETTER();
    const struct array *a = self.array;
    *out = a->len ? value_ref(a->items[p->data ? a->len - 1 : 0]) : value_null();
    return 0;
}

CALL(set_reverse)
{
    UNUSED_CALL();
    struct array *a = array_new(self.array->len);
    for (size_t i = self.array->len; i-- > 0;)
        array_push(a, self.array->items[i]);
    *out = value_of_array(a);
    return 0;
}

/* new(), new(items), new(comparer), new(items, comparer), new(capacity) */
CALL(set_new)
{
    const struct type_info *type = self.type;
    bool ignore_case = false;
    for (size_t i = 0; i < n; i++)
        ignore_case |= string_comparer_ignores_case(args[i]);
    struct array *a = list_new(type, type->element == &type_object ? NULL : type->element);
    array_extra(a)->index = hash_new(ignore_case ? 0 : HASH_CASE_SENSITIVE);
    AUTO_VALUE set = value_of_array(a);
    bool items = n && !string_comparer_ignores_case(args[0]) && args[0].kind != V_OBJECT &&
                 !value_is_integer(args[0]);
    if (items && args[0].kind != V_NULL && set_union(set, args, 1, NULL, err) < 0)
        return -1;
    *out = STEAL_VALUE(set);
    return 0;
}

static const struct property set_props[] = {
    PROPERTY("Count", "int", collection_count),
    PROPERTY("Comparer", "System.Collections.Generic.IEqualityComparer", collection_null),
};
static const struct property sorted_set_props[] = {
    PROPERTY("Count", "int", collection_count),
    PROPERTY_DATA("Min", "System.Object", set_end, 0),
    PROPERTY_DATA("Max", "System.Object", set_end, 1),
    PROPERTY("Comparer", "System.Collections.Generic.IComparer", collection_null),
};

#define SET_METHODS                                                                          \
    METHOD("Add", 1, 1, set_add, "bool Add(T item)"),                                        \
        METHOD("Contains", 1, 1, set_contains, "bool Contains(T item)"),                     \
        METHOD("Remove", 1, 1, set_remove, "bool Remove(T item)"),                           \
        METHOD("Clear", 0, 0, set_clear, "void Clear()"),                                    \
        METHOD("UnionWith", 1, 1, set_union,                                                 \
               "void UnionWith(System.Collections.Generic.IEnumerable[T] other)"),           \
        METHOD("IntersectWith", 1, 1, set_intersect,                                         \
               "void IntersectWith(System.Collections.Generic.IEnumerable[T] other)"),       \
        METHOD("ExceptWith", 1, 1, set_except,                                               \
               "void ExceptWith(System.Collections.Generic.IEnumerable[T] other)"),          \
        METHOD("SymmetricExceptWith", 1, 1, set_symmetric_except,                            \
               "void SymmetricExceptWith(System.Collections.Generic.IEnumerable[T] other)"), \
        METHOD("IsSubsetOf", 1, 1, set_is_subset,                                            \
               "bool IsSubsetOf(System.Collections.Generic.IEnumerable[T] other)"),          \
        METHOD("IsProperSubsetOf", 1, 1, set_is_proper_subset,                               \
               "bool IsProperSubsetOf(System.Collections.Generic.IEnumerable[T] other)"),    \
        METHOD("IsSupersetOf", 1, 1, set_is_superset,                                        \
               "bool IsSupersetOf(System.Collections.Generic.IEnumerable[T] other)"),        \
        METHOD("IsProperSupersetOf", 1, 1, set_is_proper_superset,                           \
               "bool IsProperSupersetOf(System.Collections.Generic.IEnumerable[T] other)"),  \
        METHOD("SetEquals", 1, 1, set_equals,                                                \
               "bool SetEquals(System.Collections.Generic.IEnumerable[T] other)"),           \
        METHOD("Overlaps", 1, 1, set_overlaps,                                               \
               "bool Overlaps(System.Collections.Generic.IEnumerable[T] other)"),            \
        METHOD("RemoveWhere", 1, 1, set_remove_where,                                        \
               "int RemoveWhere(System.Predicate[T] match)"),                                \
        METHOD("TryGetValue", 2, 2, set_try_get,                                             \
               "bool TryGetValue(T equalValue, [ref] T actualValue)"),                       \
        METHOD("CopyTo", 1, 2, collection_copy_to, "void CopyTo(T[] array)"),                \
        METHOD("GetEnumerator", 0, 0, collection_enumerator, NULL)

/* The items from one to another, both included, as a set of its own. */
CALL(set_between)
{
    (void)n;
    AUTO_VALUE low = value_null(), high = value_null();
    int order;
    if (to_item(self.array->element, args[0], &low, err) < 0 ||
        to_item(self.array->element, args[1], &high, err) < 0 ||
        value_compare_to(low, high, &order, err) < 0)
        return -1;
    if (order > 0)
        return fail_argument(err, "Must be less than or equal to upperValue. (Parameter "
                                  "'lowerValue')");
    struct array *a = list_new(self.array->type, self.array->element);
    AUTO_VALUE made = value_of_array(a);
    array_extra(a)->index = hash_new(index_of(self)->flags);
    for (size_t i = 0; i < self.array->len; i++) {
        struct value item = self.array->items[i];
        int above, below;
        if (value_compare_to(item, low, &above, err) < 0 ||
            value_compare_to(item, high, &below, err) < 0)
            return -1;
        if (above < 0 || below > 0)
            continue;
        array_push(a, item);
        hash_set_take(a->extra->index, item, value_null());
    }
    *out = STEAL_VALUE(made);
    return 0;
}

static const struct method set_methods[] = { SET_METHODS };
static const struct method sorted_set_methods[] = {
    SET_METHODS,
    METHOD("GetViewBetween", 2, 2, set_between,
           "System.Collections.Generic.SortedSet[T] GetViewBetween(T lowerValue, T upperValue)"),
    METHOD("Reverse", 0, 0, set_reverse, "System.Collections.Generic.IEnumerable[T] Reverse()"),
};
static const struct method set_statics[] = { METHOD("new", 0, 2, set_new, NULL) };

const struct type_info type_hash_set = { .name = "System.Collections.Generic.HashSet`1",
                                         .unindexed = true,
                                         .base = &type_object,
                                         .interfaces = implements_set,
                                         .arity = 1,
                                         PROPS(set_props),
                                         METHODS(set_methods),
                                         STATICS(set_statics) };
const struct type_info type_sorted_set = { .name = "System.Collections.Generic.SortedSet`1",
                                           .unindexed = true,
                                           .base = &type_object,
                                           .interfaces = implements_set,
                                           .arity = 1,
                                           PROPS(sorted_set_props),
                                           METHODS(sorted_set_methods),
                                           STATICS(set_statics) };
