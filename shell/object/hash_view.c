#include "shell/object/hash_view.h"

#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/hash.h"

GETTER(view_root)
{
    UNUSED_GETTER();
    struct hash *source = self.array->extra->source;
    source->refs++;
    *out = value_of_hash(source);
    return 0;
}

GETTER(view_false)
{
    UNUSED_GETTER();
    *out = value_bool(false);
    return 0;
}

static const struct property old_props[] = {
    PROPERTY("Count", "int", collection_count),
    PROPERTY("IsSynchronized", "bool", view_false),
    PROPERTY("SyncRoot", "System.Object", view_root),
};
static const struct property new_props[] = { PROPERTY("Count", "int", collection_count) };
#define VIEW_METHODS                                                                        \
    METHOD("CopyTo", 2, 2, collection_copy_to, "void CopyTo(array array, int arrayIndex)"), \
        METHOD("GetEnumerator", 0, 0, collection_enumerator,                                \
               "System.Collections.IEnumerator GetEnumerator()")
#define VIEW_CONTAINS METHOD("Contains", 1, 1, collection_contains, "bool Contains(T item)")
static const struct method view_methods[] = { VIEW_METHODS };
static const struct method search_methods[] = { VIEW_METHODS, VIEW_CONTAINS };

#define VIEW_TYPE(id, full, implements, props_, methods_, no_index) \
    static const struct type_info id = { .name = full,              \
                                         .base = &type_object,      \
                                         .interfaces = implements,  \
                                         .unindexed = no_index,     \
                                         PROPS(props_),             \
                                         METHODS(methods_) };
VIEW_TYPE(table_keys, "System.Collections.Hashtable+KeyCollection", implements_view, old_props,
          view_methods, true)
VIEW_TYPE(table_values, "System.Collections.Hashtable+ValueCollection", implements_view, old_props,
          view_methods, true)
VIEW_TYPE(ordered_view,
          "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection",
          implements_array_list, old_props, search_methods, false)
VIEW_TYPE(list_keys, "System.Collections.SortedList+KeyList", implements_array_list, old_props,
          search_methods, false)
VIEW_TYPE(list_values, "System.Collections.SortedList+ValueList", implements_array_list, old_props,
          search_methods, false)
VIEW_TYPE(dictionary_keys, "System.Collections.Generic.Dictionary`2+KeyCollection", implements_view,
          new_props, search_methods, true)
VIEW_TYPE(dictionary_values, "System.Collections.Generic.Dictionary`2+ValueCollection",
          implements_view, new_props, view_methods, true)
VIEW_TYPE(sorted_keys, "System.Collections.Generic.SortedDictionary`2+KeyCollection",
          implements_view, new_props, search_methods, true)
VIEW_TYPE(sorted_values, "System.Collections.Generic.SortedDictionary`2+ValueCollection",
          implements_view, new_props, view_methods, true)
VIEW_TYPE(sorted_list_keys, "System.Collections.Generic.SortedList`2+KeyList", implements_list,
          new_props, search_methods, false)
VIEW_TYPE(sorted_list_values, "System.Collections.Generic.SortedList`2+ValueList", implements_list,
          new_props, search_methods, false)

/* What the views of a table of that type, or of one made from it, are. */
static const struct {
    const struct type_info *of, *views[2];
} kinds[] = {
    { &type_ordered, { &ordered_view, &ordered_view } },
    { &type_sorted_list, { &list_keys, &list_values } },
    { &type_sorted_list_of, { &sorted_list_keys, &sorted_list_values } },
    { &type_sorted_dictionary, { &sorted_keys, &sorted_values } },
    { &type_concurrent_dictionary, { &type_read_only_collection, &type_read_only_collection } },
    { &type_dictionary, { &dictionary_keys, &dictionary_values } },
};

static const struct type_info *view_type(const struct hash *h, enum hash_side side)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (type_is_a(h->type, kinds[i].of))
            return kinds[i].views[side];
    return side == HASH_KEYS ? &table_keys : &table_values;
}

static void fill(struct array *view, const struct hash *h, enum hash_side side)
{
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(h, &i));)
        array_push(view, side == HASH_KEYS ? e->key : e->value);
}

struct value hash_view(struct hash *h, enum hash_side side)
{
    struct array *view = h->views[side];
    if (view) {
        view->refs++;
        return value_of_array(view);
    }
    const struct type_info *type = view_type(h, side);
    view = list_new(type, side == HASH_KEYS ? dictionary_key_type(h->type)
                                            : dictionary_value_type(h->type));
    view->read_only = true;
    fill(view, h, side);
    if (type == &type_read_only_collection) /* what it holds now, as .NET's is */
        return value_of_array(view);
    array_extra(view)->source = h;
    h->refs++;
    h->views[side] = view;
    return value_of_array(view);
}

void hash_views_refresh(struct hash *h)
{
    for (unsigned side = HASH_KEYS; side <= HASH_VALUES; side++) {
        if (!h->views[side])
            continue;
        array_remove_range(h->views[side], 0, h->views[side]->len);
        fill(h->views[side], h, side);
    }
}

void hash_view_gone(struct hash *h, const struct array *view)
{
    for (size_t side = 0; side < ARRAY_SIZE(h->views); side++)
        if (h->views[side] == view)
            h->views[side] = NULL;
}
