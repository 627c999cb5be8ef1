#include "shell/object/types/observable.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/array.h"

extern const struct method list_statics[1];

enum { CHANGE_ADD, CHANGE_REMOVE, CHANGE_REPLACE, CHANGE_MOVE, CHANGE_RESET };
static const struct enum_member action_members[] = {
    { "Add", CHANGE_ADD },   { "Remove", CHANGE_REMOVE }, { "Replace", CHANGE_REPLACE },
    { "Move", CHANGE_MOVE }, { "Reset", CHANGE_RESET },
};
ENUM_TYPE(collection_changed_action, "System.Collections.Specialized.NotifyCollectionChangedAction",
          action_members, false);

enum { C_ACTION, C_NEW, C_OLD, C_NEW_AT, C_OLD_AT, C_FIELDS };
#define ACTION_TYPE "System.Collections.Specialized.NotifyCollectionChangedAction"
static const struct property changed_props[] = {
    RECORD_FIELD("Action", ACTION_TYPE, C_ACTION),
    RECORD_FIELD("NewItems", "System.Collections.IList", C_NEW),
    RECORD_FIELD("OldItems", "System.Collections.IList", C_OLD),
    RECORD_FIELD("NewStartingIndex", "int", C_NEW_AT),
    RECORD_FIELD("OldStartingIndex", "int", C_OLD_AT),
};
const struct type_info type_collection_changed_args = {
    .name = "System.Collections.Specialized.NotifyCollectionChangedEventArgs",
    .base = &type_event_args,
    PROPS(changed_props),
    .payload_size = C_FIELDS * sizeof(struct value),
    .destroy = record_destroy
};

/* ---- who is told ---- */

/* Stands as the list's owner. */
struct watch {
    void *session;
    void (*changed)(void *session, struct value list, struct value e);
};
static const struct type_info type_watch = { .name = "System.Object",
                                             .base = &type_object,
                                             .payload_size = sizeof(struct watch) };

static const struct watch *watch_of(struct value list)
{
    struct object *owner = list.array->extra ? list.array->extra->owner : NULL;

    return owner && owner->type == &type_watch ? object_payload(owner) : NULL;
}

void observable_watch(struct value list, void *session,
                      void (*changed)(void *session, struct value list, struct value e))
{
    struct array_extra *extra = array_extra(list.array);

    if (extra->owner)
        value_unref(value_of_object(STEAL(extra->owner)));
    if (!changed)
        return;
    extra->owner = object_new(&type_watch);
    *(struct watch *)object_payload(extra->owner) = (struct watch){ session, changed };
}

bool value_is_observable(struct value v)
{
    return v.kind == V_ARRAY && v.array->type &&
           type_is_a(v.array->type, &type_observable_collection);
}

static struct value one(struct value v)
{
    return value_of_array(array_from(&v, 1));
}

/* What is new stands at new_at, what is gone stood at old_at; -1: there is none. */
static void tell(struct value list, int action, struct value new, int64_t new_at, struct value old,
                 int64_t old_at)
{
    const struct watch *w = watch_of(list);

    if (!w)
        return;
    struct object *o = object_new(&type_collection_changed_args);
    AUTO_VALUE e = value_of_object(o);
    *record_field(o, C_ACTION) = value_enum(&enum_collection_changed_action, action);
    *record_field(o, C_NEW) = new_at >= 0 ? one(new) : value_null();
    *record_field(o, C_OLD) = old_at >= 0 ? one(old) : value_null();
    *record_field(o, C_NEW_AT) = value_int((int32_t)new_at);
    *record_field(o, C_OLD_AT) = value_int((int32_t)old_at);
    w->changed(w->session, list, e);
}

/* ---- changes ---- */

CALL(observable_add)
{
    if (list_add(self, args, n, out, err) < 0)
        return -1;
    size_t at = self.array->len - 1;
    tell(self, CHANGE_ADD, self.array->items[at], (int64_t)at, value_null(), -1);
    return 0;
}

CALL(observable_insert)
{
    size_t at = 0;
    if (array_index_arg(self, args[0], self.array->len + 1, &at, err) < 0 ||
        list_insert(self, args, n, out, err) < 0)
        return -1;
    tell(self, CHANGE_ADD, self.array->items[at], (int64_t)at, value_null(), -1);
    return 0;
}

static void remove_at(struct value self, size_t at)
{
    AUTO_VALUE old = value_ref(self.array->items[at]);

    array_remove_range(self.array, at, 1);
    tell(self, CHANGE_REMOVE, value_null(), -1, old, (int64_t)at);
}

CALL(observable_remove_at)
{
    (void)n;
    (void)out;
    size_t at = 0;
    if (array_may_change(self, err) < 0 ||
        array_index_arg(self, args[0], self.array->len, &at, err) < 0)
        return -1;
    remove_at(self, at);
    return 0;
}

CALL(observable_remove)
{
    (void)n;
    if (array_may_change(self, err) < 0)
        return -1;
    AUTO_VALUE v = array_wanted(self, args[0]);
    int64_t at = array_find(self, v, 0, self.array->len);
    *out = value_bool(at >= 0);
    if (at >= 0)
        remove_at(self, (size_t)at);
    return 0;
}

CALL(observable_clear)
{
    if (list_clear(self, args, n, out, err) < 0)
        return -1;
    tell(self, CHANGE_RESET, value_null(), -1, value_null(), -1);
    return 0;
}

CALL(observable_move)
{
    (void)n;
    (void)out;
    size_t from = 0, to = 0;
    if (array_may_change(self, err) < 0 ||
        array_index_arg(self, args[0], self.array->len, &from, err) < 0 ||
        array_index_arg(self, args[1], self.array->len, &to, err) < 0)
        return -1;
    AUTO_VALUE v = value_ref(self.array->items[from]);
    array_remove_range(self.array, from, 1);
    array_insert_take(self.array, to, value_ref(v));
    tell(self, CHANGE_MOVE, v, (int64_t)to, v, (int64_t)from);
    return 0;
}

void observable_set_take(struct value list, size_t i, struct value v)
{
    AUTO_VALUE old = list.array->items[i];

    list.array->items[i] = v;
    tell(list, CHANGE_REPLACE, v, (int64_t)i, old, (int64_t)i);
}

CALL(observable_set)
{
    (void)n;
    (void)out;
    size_t at = 0;
    struct value v;
    if (array_may_change(self, err) < 0 ||
        array_index_arg(self, args[0], self.array->len, &at, err) < 0 ||
        array_to_element(self, args[1], &v, err) < 0)
        return -1;
    observable_set_take(self, at, v);
    return 0;
}

static const struct event_info observable_events[] = {
    { "CollectionChanged", "System.Collections.Specialized.NotifyCollectionChangedEventHandler",
      "System.Collections.Specialized.NotifyCollectionChangedEventArgs" },
};
static const struct property observable_props[] = {
    PROPERTY("Count", "int", array_count),
};
static const struct method observable_methods[] = {
    METHOD("Add", 1, 1, observable_add, "void Add(System.Object item)"),
    METHOD("Clear", 0, 0, observable_clear, "void Clear()"),
    METHOD("Contains", 1, 1, array_contains, "bool Contains(System.Object item)"),
    METHOD("CopyTo", 1, 2, array_copy_to, "void CopyTo(System.Object[] array, int index)"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator,
           "System.Collections.Generic.IEnumerator[System.Object] GetEnumerator()"),
    METHOD("IndexOf", 1, 1, array_index_of, "int IndexOf(System.Object item)"),
    METHOD("Insert", 2, 2, observable_insert, "void Insert(int index, System.Object item)"),
    METHOD("Move", 2, 2, observable_move, "void Move(int oldIndex, int newIndex)"),
    METHOD("Remove", 1, 1, observable_remove, "bool Remove(System.Object item)"),
    METHOD("RemoveAt", 1, 1, observable_remove_at, "void RemoveAt(int index)"),
    METHOD("get_Item", 1, 1, array_get, NULL),
    METHOD("set_Item", 2, 2, observable_set, NULL),
    METHOD("Item", 1, 1, array_get, NULL),
    METHOD("Equals", 1, 1, array_equals, "bool Equals(System.Object obj)"),
};
const struct type_info type_observable_collection = {
    .name = "System.Collections.ObjectModel.ObservableCollection`1",
    .base = &type_object,
    .interfaces = implements_list,
    .arity = 1,
    PROPS(observable_props),
    METHODS(observable_methods),
    STATICS(list_statics),
    EVENTS(observable_events),
};
