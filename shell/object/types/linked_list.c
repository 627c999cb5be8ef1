/* LinkedList[T] and its nodes. The items lie in an array; beside it another one has a number for
 * each, by which a node knows its item again wherever that has moved. */
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"

struct node {
    struct value list; /* a LinkedList, or $null */
    struct value v;    /* as it was when the node was made or left its list */
    int64_t id;
    size_t place; /* where it was last */
};

static struct node *node_of(struct value v)
{
    return object_payload(v.object);
}

static void node_destroy(struct object *o)
{
    struct node *node = object_payload(o);
    value_unref(node->list);
    value_unref(node->v);
}

static bool is_node(struct value v)
{
    return v.kind == V_OBJECT && v.object->type->destroy == node_destroy;
}

/* The items' numbers behind the last one given; made anew when the items came without them. */
static struct array *ids_of(struct array *list)
{
    struct value *key = &array_extra(list)->key;
    if (key->kind == V_ARRAY && key->array->len == list->len + 1)
        return key->array;
    int64_t last = key->kind == V_ARRAY ? key->array->items[0].i : 0;
    struct array *ids = array_new(list->len + 1);
    array_push_take(ids, value_long(last + (int64_t)list->len));
    for (size_t i = 0; i < list->len; i++)
        array_push_take(ids, value_long(last + 1 + (int64_t)i));
    value_replace_take(key, value_of_array(ids));
    return ids;
}

/* Where the node's item is; SIZE_MAX: in no list any more. */
static size_t place_of(struct node *node)
{
    if (node->list.kind != V_ARRAY)
        return SIZE_MAX;
    const struct array *ids = ids_of(node->list.array);
    size_t len = node->list.array->len;
    for (size_t k = 0; k <= len; k++) { /* near the last place first */
        size_t up = node->place + k, down = node->place - k;
        if (up < len && ids->items[up + 1].i == node->id)
            return node->place = up;
        if (down < len && ids->items[down + 1].i == node->id)
            return node->place = down;
        if (up >= len && down >= len && k > node->place)
            break;
    }
    return SIZE_MAX;
}

/* The node of the item at a place. Owned. */
static struct value node_at(struct value list, size_t at)
{
    struct object *o = object_new(&type_linked_list_node);
    struct node *node = object_payload(o);
    node->list = value_ref(list);
    node->v = value_ref(list.array->items[at]);
    node->id = ids_of(list.array)->items[at + 1].i;
    node->place = at;
    return value_of_object(o);
}

static void insert(struct array *list, size_t at, struct value item)
{
    struct array *ids = ids_of(list);
    int64_t id = ++ids->items[0].i;
    array_insert_take(ids, at + 1, value_long(id));
    array_insert_take(list, at, item);
}

static void remove_at(struct array *list, size_t at)
{
    struct array *ids = ids_of(list);
    array_remove_range(ids, at + 1, 1);
    array_remove_range(list, at, 1);
}

static int invalid(struct err **err, const char *message)
{
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException", "%s",
                     message);
}

/* Puts a value or a free node in; *out is the value's node. */
static int put(struct value list, size_t at, struct value v, struct value *out, struct err **err)
{
    struct value item;
    bool node = is_node(v);
    if (node && node_of(v)->list.kind == V_ARRAY && place_of(node_of(v)) != SIZE_MAX)
        return invalid(err, "The LinkedList node already belongs to a LinkedList.");
    if (to_item(list.array->element, node ? node_of(v)->v : v, &item, err) < 0)
        return -1;
    insert(list.array, at, item);
    if (!node) {
        *out = node_at(list, at);
        return 0;
    }
    value_replace_take(&node_of(v)->list, value_ref(list));
    node_of(v)->id = ids_of(list.array)->items[at + 1].i;
    node_of(v)->place = at;
    return 0;
}

CALL(add_first)
{
    (void)n;
    return put(self, 0, args[0], out, err);
}

CALL(add_last)
{
    (void)n;
    return put(self, self.array->len, args[0], out, err);
}

/* As ICollection has it, without a result. */
CALL(add_item)
{
    (void)n;
    (void)out;
    AUTO_VALUE node = value_null();
    return put(self, self.array->len, args[0], &node, err);
}

/* The place of an argument that is one of the list's nodes. */
static int own_node(struct value list, struct value v, size_t *at, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "node");
    *at = is_node(v) && node_of(v)->list.kind == V_ARRAY && node_of(v)->list.array == list.array
              ? place_of(node_of(v))
              : SIZE_MAX;
    return *at == SIZE_MAX
               ? invalid(err, "The LinkedList node does not belong to current LinkedList.")
               : 0;
}

CALL(add_after)
{
    (void)n;
    size_t at;
    return own_node(self, args[0], &at, err) < 0 ? -1 : put(self, at + 1, args[1], out, err);
}

CALL(add_before)
{
    (void)n;
    size_t at;
    return own_node(self, args[0], &at, err) < 0 ? -1 : put(self, at, args[1], out, err);
}

static int find(struct value list, struct value v, bool last, size_t *at, struct err **err)
{
    AUTO_VALUE item = value_null();
    *at = SIZE_MAX;
    if (to_item(list.array->element, v, &item, err) < 0)
        return -1;
    for (size_t i = 0; i < list.array->len; i++) {
        struct value have = list.array->items[i];
        if (have.kind != item.kind || !value_equals(have, item, false))
            continue;
        *at = i;
        if (!last)
            break;
    }
    return 0;
}

static int find_node(struct value list, struct value v, bool last, struct value *out,
                     struct err **err)
{
    size_t at;
    if (find(list, v, last, &at, err) < 0)
        return -1;
    *out = at == SIZE_MAX ? value_null() : node_at(list, at);
    return 0;
}

CALL(find_first_node)
{
    (void)n;
    return find_node(self, args[0], false, out, err);
}

CALL(find_last_node)
{
    (void)n;
    return find_node(self, args[0], true, out, err);
}

/* Remove(value) tells whether it was there; Remove(node) gives nothing. */
CALL(remove_item)
{
    (void)n;
    size_t at;
    if (is_node(args[0])) {
        if (own_node(self, args[0], &at, err) < 0)
            return -1;
        struct node *node = node_of(args[0]);
        value_replace_take(&node->v, value_ref(self.array->items[at]));
        remove_at(self.array, at);
        value_clear(&node->list);
        return 0;
    }
    if (find(self, args[0], false, &at, err) < 0)
        return -1;
    if (at != SIZE_MAX)
        remove_at(self.array, at);
    *out = value_bool(at != SIZE_MAX);
    return 0;
}

static int remove_end(struct value self, bool last, struct err **err)
{
    if (!self.array->len)
        return invalid(err, "The LinkedList is empty.");
    remove_at(self.array, last ? self.array->len - 1 : 0);
    return 0;
}

CALL(remove_first)
{
    (void)args;
    (void)n;
    (void)out;
    return remove_end(self, false, err);
}

CALL(remove_last)
{
    (void)args;
    (void)n;
    (void)out;
    return remove_end(self, true, err);
}

CALL(list_clear)
{
    UNUSED_CALL();
    while (self.array->len)
        remove_at(self.array, self.array->len - 1);
    return 0;
}

/* new(), new(items) */
CALL(list_make)
{
    const struct type_info *type = self.type;
    struct array *a = list_new(type, type->element == &type_object ? NULL : type->element);
    AUTO_VALUE made = value_of_array(a), items = value_null();
    array_extra(a);
    if (n && arg_items(args[0], "collection", &items, err) < 0)
        return -1;
    for (size_t i = 0; n && i < items.array->len; i++) {
        struct value item;
        if (to_item(a->element, items.array->items[i], &item, err) < 0)
            return -1;
        array_push_take(a, item);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

GETTER(list_end)
{
    (void)err;
    size_t len = self.array->len;
    *out = len ? node_at(self, p->data ? len - 1 : 0) : value_null();
    return 0;
}

/* ---- nodes ---- */

GETTER(node_value)
{
    UNUSED_GETTER();
    struct node *node = node_of(self);
    size_t at = place_of(node);
    *out = value_ref(at == SIZE_MAX ? node->v : node->list.array->items[at]);
    return 0;
}

SETTER(node_set_value)
{
    (void)p;
    struct node *node = node_of(self);
    size_t at = place_of(node);
    struct value item;
    const struct type_info *element = node->list.kind == V_ARRAY ? node->list.array->element : NULL;
    if (to_item(element, v, &item, err) < 0)
        return -1;
    value_replace_take(&node->v, item);
    if (at != SIZE_MAX)
        value_replace_take(&node->list.array->items[at], value_ref(item));
    return 0;
}

GETTER(node_list)
{
    UNUSED_GETTER();
    *out = place_of(node_of(self)) == SIZE_MAX ? value_null() : value_ref(node_of(self)->list);
    return 0;
}

/* data: how far away. */
GETTER(node_neighbour)
{
    (void)err;
    struct node *node = node_of(self);
    size_t at = place_of(node), to = at + (size_t)p->data;
    bool there = at != SIZE_MAX && to < node->list.array->len;
    *out = there ? node_at(node->list, to) : value_null();
    return 0;
}

static bool node_equals(struct value a, struct value b)
{
    if (!is_node(b))
        return false;
    struct node *x = node_of(a), *y = node_of(b);
    return x == y || (x->list.kind == V_ARRAY && y->list.kind == V_ARRAY &&
                      x->list.array == y->list.array && x->id == y->id);
}

CALL(node_new)
{
    (void)n;
    struct object *o = object_new(self.type);
    struct value made = value_of_object(o);
    if (to_item(type_argument(self.type, 0), args[0], &node_of(made)->v, err) < 0) {
        value_unref(made);
        return -1;
    }
    *out = made;
    return 0;
}

static const struct property node_props[] = {
    PROPERTY("List", "System.Object", node_list),
    PROPERTY_DATA("Next", "System.Object", node_neighbour, 1),
    PROPERTY_DATA("Previous", "System.Object", node_neighbour, -1),
    PROPERTY_RW("Value", "System.Object", node_value, node_set_value),
};
static const struct method node_statics[] = { METHOD("new", 1, 1, node_new, NULL) };
const struct type_info type_linked_list_node = {
    .name = "System.Collections.Generic.LinkedListNode`1",
    .base = &type_object,
    .arity = 1,
    PROPS(node_props),
    STATICS(node_statics),
    .payload_size = sizeof(struct node),
    .destroy = node_destroy,
    .equals = node_equals,
};

static const struct property list_props[] = {
    PROPERTY("Count", "int", collection_count),
    PROPERTY_DATA("First", "System.Object", list_end, 0),
    PROPERTY_DATA("Last", "System.Object", list_end, 1),
};
#define NODE "System.Collections.Generic.LinkedListNode[T]"
static const struct method list_methods[] = {
    METHOD("AddFirst", 1, 1, add_first, NODE " AddFirst(T value), void AddFirst(" NODE " node)"),
    METHOD("AddLast", 1, 1, add_last, NODE " AddLast(T value), void AddLast(" NODE " node)"),
    METHOD("AddAfter", 2, 2, add_after, NODE " AddAfter(" NODE " node, T value)"),
    METHOD("AddBefore", 2, 2, add_before, NODE " AddBefore(" NODE " node, T value)"),
    METHOD("Add", 1, 1, add_item, "void ICollection[T].Add(T item)"),
    METHOD("Find", 1, 1, find_first_node, NODE " Find(T value)"),
    METHOD("FindLast", 1, 1, find_last_node, NODE " FindLast(T value)"),
    METHOD("Remove", 1, 1, remove_item, "bool Remove(T value), void Remove(" NODE " node)"),
    METHOD("RemoveFirst", 0, 0, remove_first, "void RemoveFirst()"),
    METHOD("RemoveLast", 0, 0, remove_last, "void RemoveLast()"),
    METHOD("Clear", 0, 0, list_clear, "void Clear()"),
    METHOD("Contains", 1, 1, collection_contains, "bool Contains(T value)"),
    METHOD("ToArray", 0, 0, collection_to_array, "T[] ToArray()"),
    METHOD("CopyTo", 1, 2, collection_copy_to, "void CopyTo(T[] array, int index)"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator, NULL),
};
static const struct method list_statics[] = { METHOD("new", 0, 1, list_make, NULL) };
const struct type_info type_linked_list = {
    .name = "System.Collections.Generic.LinkedList`1",
    .base = &type_object,
    .interfaces = implements_set,
    .arity = 1,
    .unindexed = true,
    PROPS(list_props),
    METHODS(list_methods),
    STATICS(list_statics),
};
