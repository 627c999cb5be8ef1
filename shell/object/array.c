#include "shell/object/array.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/type_info.h"

struct array *array_new(size_t cap)
{
    struct array *a = xcalloc(1, sizeof(*a));
    a->refs = 1;
    a->type = &type_object_array;
    if (cap) {
        a->items = xreallocarray(NULL, cap, sizeof(*a->items));
        a->cap = cap;
    }
    return a;
}

struct array *list_new(const struct type_info *type, const struct type_info *element)
{
    struct array *a = array_new(0);
    a->is_list = true;
    a->type = type;
    a->element = element;
    return a;
}

struct array_extra *array_extra(struct array *a)
{
    if (!a->extra)
        a->extra = xcalloc(1, sizeof(*a->extra));
    return a->extra;
}

static void reserve(struct array *a, size_t extra)
{
    if (a->cap - a->len >= extra)
        return;
    if (a->extra && a->extra->head) {
        size_t head = a->extra->head;
        memmove(a->items - head, a->items, a->len * sizeof(*a->items));
        a->items -= head;
        a->cap += head;
        a->extra->head = 0;
        if (a->cap - a->len >= extra && head > a->len / 4)
            return;
    }
    size_t cap = a->len + extra;
    cap += cap / 2 + 4;
    a->items = xreallocarray(a->items, cap, sizeof(*a->items));
    a->cap = cap;
}

void array_push_take(struct array *a, struct value v)
{
    if (a->len == a->cap)
        reserve(a, 1);
    a->items[a->len++] = v;
}

void array_push(struct array *a, struct value v)
{
    array_push_take(a, value_ref(v));
}

/* Room before the first item, as much as there are items. */
static void reserve_front(struct array *a)
{
    size_t room = a->len + 4;
    reserve(a, room);
    memmove(a->items + room, a->items, a->len * sizeof(*a->items));
    a->items += room;
    a->cap -= room;
    a->extra->head = room;
}

struct value array_take_first(struct array *a)
{
    struct value v = a->items[0];
    array_extra(a)->head++;
    a->items++;
    a->cap--;
    a->len--;
    return v;
}

void array_insert_take(struct array *a, size_t at, struct value v)
{
    if (at == 0 && a->extra) {
        if (!a->extra->head)
            reserve_front(a);
        a->extra->head--;
        a->cap++;
        a->len++;
        *--a->items = v;
        return;
    }
    reserve(a, 1);
    if (at < a->len)
        memmove(&a->items[at + 1], &a->items[at], (a->len - at) * sizeof(*a->items));
    a->items[at] = v;
    a->len++;
}

void array_remove_range(struct array *a, size_t at, size_t count)
{
    if (!count)
        return;
    for (size_t i = at; i < at + count; i++)
        value_clear(&a->items[i]);
    memmove(&a->items[at], &a->items[at + count], (a->len - at - count) * sizeof(*a->items));
    a->len -= count;
}

struct array *array_append_take(struct array *a, struct value item)
{
    /* the sum of arrays is an object[], whatever the left one was */
    if (a->refs != 1 || a->is_list || a->read_only || a->shared || a->type != &type_object_array ||
        (a->extra && a->extra->members)) {
        struct array *copy = array_from(a->items, a->len);
        value_unref(value_of_array(a));
        a = copy;
    }
    if (item.kind == V_ARRAY) {
        struct array *tail = item.array;
        size_t n = tail->len;
        reserve(a, n);
        for (size_t i = 0; i < n; i++)
            a->items[a->len++] = value_ref(tail->items[i]);
    } else {
        array_push(a, item);
    }
    return a;
}

struct array *array_from(const struct value *items, size_t len)
{
    struct array *a = array_new(len);
    for (size_t i = 0; i < len; i++)
        a->items[i] = value_ref(items[i]);
    a->len = len;
    return a;
}

struct array *array_slice(const struct array *a, size_t from, size_t len)
{
    return array_from(len ? a->items + from : NULL, len);
}
