#include "shell/object/collection.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/sorting.h"
#include "shell/object/types/hash.h"

int arg_items(struct value v, const char *parameter, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, parameter);
    if (v.kind == V_HASH)
        *out = hash_entries(v.hash);
    else if (v.kind == V_ARRAY)
        *out = value_of_array(array_from(v.array->items, v.array->len));
    else
        *out = value_of_array(array_from(&v, 1));
    return 0;
}

int to_item(const struct type_info *element, struct value v, struct value *out, struct err **err)
{
    if (!element || element == &type_object) {
        *out = value_ref(v);
        return 0;
    }
    return value_convert(v, element, out, err);
}

static int (*invoker(struct value v))(struct value, const struct value *, size_t, struct value *,
                                      struct err **)
{
    for (const struct type_info *t = v.kind == V_OBJECT ? v.object->type : NULL; t; t = t->base)
        if (t->invoke)
            return t->invoke;
    return NULL;
}

bool value_is_callable(struct value v)
{
    return invoker(v) != NULL;
}

int value_call(struct value callable, const struct value *args, size_t n, struct value *out,
               struct err **err)
{
    int (*call)(struct value, const struct value *, size_t, struct value *, struct err **) =
        invoker(callable);
    if (!call)
        return fail_argument(err, "A script block or delegate is expected here.");
    return call(callable, args, n, out, err);
}

int value_test(struct value callable, struct value arg, bool *out, struct err **err)
{
    AUTO_VALUE answer = value_null();
    if (value_call(callable, &arg, 1, &answer, err) < 0)
        return -1;
    *out = value_truth(answer);
    return 0;
}

int compare_with(struct value comparer, struct value a, struct value b, int *out, struct err **err)
{
    if (comparer.kind == V_NULL)
        return value_compare_to(a, b, out, err);
    if (comparer.kind == V_OBJECT && comparer.object->type == &type_string_comparer)
        return string_comparer_compare(comparer, a, b, out, err);
    struct value args[2] = { a, b };
    AUTO_VALUE answer = value_null();
    const struct method *m = type_find_method(value_type_of(comparer), "Compare", 7);
    int r =
        m ? m->call(comparer, args, 2, &answer, err) : value_call(comparer, args, 2, &answer, err);
    int32_t order;
    if (r < 0 || arg_int(answer, &order, err) < 0)
        return -1;
    *out = order;
    return 0;
}

static int by_comparer(void *data, struct value a, struct value b, int *out, struct err **err)
{
    return compare_with(*(const struct value *)data, a, b, out, err);
}

int sort_with(struct value comparer, struct value *items, size_t n, struct err **err)
{
    return values_sort_by(items, n, by_comparer, &comparer, err);
}

/* ---- enumerators ---- */

CALL(enumerator_next)
{
    UNUSED_CALL();
    struct array_extra *extra = array_extra(self.array);
    if (extra->source && extra->source->version != extra->version)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Collection was modified; enumeration operation may not execute.");
    if (extra->cursor <= self.array->len)
        extra->cursor++;
    *out = value_bool(extra->cursor <= self.array->len);
    return 0;
}

CALL(enumerator_reset)
{
    UNUSED_CALL();
    array_extra(self.array)->cursor = 0;
    return 0;
}

CALL(enumerator_dispose)
{
    UNUSED_CALL();
    return 0;
}

enum { CURRENT_ITEM, CURRENT_KEY, CURRENT_VALUE };

GETTER(enumerator_get)
{
    size_t at = array_extra(self.array)->cursor;
    if (at == 0 || at > self.array->len)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException", "%s",
                         at ? "Enumeration already finished."
                            : "Enumeration has not started. Call MoveNext.");
    struct value item = self.array->items[at - 1];
    if (p->data == CURRENT_ITEM) {
        *out = value_ref(item);
        return 0;
    }
    return member_get(item, p->data == CURRENT_KEY ? "Key" : "Value", out, err);
}

static const struct property enumerator_props[] = {
    PROPERTY_DATA("Current", "System.Object", enumerator_get, CURRENT_ITEM),
};
static const struct property entry_enumerator_props[] = {
    PROPERTY_DATA("Current", "System.Object", enumerator_get, CURRENT_ITEM),
    PROPERTY_DATA("Entry", "System.Collections.DictionaryEntry", enumerator_get, CURRENT_ITEM),
    PROPERTY_DATA("Key", "System.Object", enumerator_get, CURRENT_KEY),
    PROPERTY_DATA("Value", "System.Object", enumerator_get, CURRENT_VALUE),
};
static const struct method enumerator_methods[] = {
    METHOD("MoveNext", 0, 0, enumerator_next, "bool MoveNext()"),
    METHOD("Reset", 0, 0, enumerator_reset, "void Reset()"),
    METHOD("Dispose", 0, 0, enumerator_dispose, "void Dispose()"),
};
static const struct type_info type_enumerator = { .name = "System.Collections.ArrayList+"
                                                          "ArrayListEnumeratorSimple",
                                                  .base = &type_object,
                                                  .interfaces = implements_enumerator,
                                                  PROPS(enumerator_props),
                                                  METHODS(enumerator_methods) };
#define ENTRY_ENUMERATOR(id, full)                                                  \
    static const struct type_info id = { .name = full,                              \
                                         .base = &type_object,                      \
                                         .interfaces = implements_entry_enumerator, \
                                         PROPS(entry_enumerator_props),             \
                                         METHODS(enumerator_methods) };
ENTRY_ENUMERATOR(table_enumerator, "System.Collections.Hashtable+HashtableEnumerator")
ENTRY_ENUMERATOR(ordered_enumerator, "System.Collections.Specialized.OrderedDictionary+"
                                     "OrderedDictionaryEnumerator")
ENTRY_ENUMERATOR(list_enumerator, "System.Collections.SortedList+SortedListEnumerator")
ENTRY_ENUMERATOR(dictionary_enumerator, "System.Collections.Generic.Dictionary`2+Enumerator")
ENTRY_ENUMERATOR(sorted_enumerator, "System.Collections.Generic.SortedDictionary`2+Enumerator")

size_t array_start(struct array *a)
{
    if (a->type->methods != enumerator_methods)
        return 0;
    struct array_extra *extra = array_extra(a);
    size_t start = extra->cursor < a->len ? extra->cursor : a->len;
    extra->cursor = a->len + 1;
    return start;
}

struct value enumerator_of_items(const struct value *items, size_t n)
{
    return enumerator_take(array_from(items, n));
}

struct value enumerator_take(struct array *items)
{
    items->type = &type_enumerator;
    return value_of_array(items);
}

struct value enumerator_of_entries_take(struct array *entries, struct hash *of)
{
    struct array_extra *extra = array_extra(entries);
    extra->source = of;
    of->refs++;
    extra->version = of->version;
    entries->type = type_is_a(of->type, &type_ordered)             ? &ordered_enumerator
                    : type_is_a(of->type, &type_dictionary)        ? &dictionary_enumerator
                    : type_is_a(of->type, &type_sorted_dictionary) ? &sorted_enumerator
                    : type_is_a(of->type, &type_sorted_list)       ? &list_enumerator
                                                                   : &table_enumerator;
    return value_of_array(entries);
}
