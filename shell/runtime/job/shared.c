#include "shell/runtime/job/shared.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/types/hash.h"

/* What is done to a collection: [number, step, what for] */
enum step { SET_KEY, REMOVE_KEY, APPEND, PREPEND, DROP_FIRST, DROP_LAST, SET_ITEM, REPLACE };

size_t shared_reserve(struct shared *shared)
{
    *vec_push(&shared->parts) = (struct shared_part){ value_null(), value_null() };
    return shared->parts.len - 1;
}

void shared_fill(struct shared *shared, size_t at, struct value v)
{
    value_replace_take(&shared->parts.items[at].live, value_ref(v));
}

/* The notes of a custom object. */
static struct value notes_of(const struct object *o)
{
    struct hash *notes = hash_new(0);
    for (uint32_t i = 0; o->shape && i < o->shape->count; i++) {
        if (shape_kind(o->shape, i) != MEMBER_NOTE)
            continue;
        const struct str *name = shape_name(o->shape, i);
        hash_sets_take(notes, name->data, value_ref(o->slots[i]));
    }
    return value_of_hash(notes);
}

static struct value items_of(struct value v)
{
    if (v.kind == V_HASH)
        return value_of_hash(hash_copy(v.hash));
    if (v.kind == V_ARRAY && v.array->extra && v.array->extra->index) /* a set */
        return value_of_hash(hash_copy(v.array->extra->index));
    if (v.kind == V_ARRAY)
        return value_of_array(array_from(v.array->items, v.array->len));
    return v.kind == V_OBJECT ? notes_of(v.object) : value_null();
}

void shared_watch(struct shared *shared)
{
    for (size_t i = 0; i < shared->parts.len; i++)
        value_replace_take(&shared->parts.items[i].before, items_of(shared->parts.items[i].live));
}

/* The same cell, or the same immediate value. */
static bool is_same(struct value a, struct value b)
{
    if (a.kind != b.kind)
        return false;
    return a.kind < V_FIRST_HEAP ? value_equals(a, b, false) : a.refs == b.refs;
}

static bool are_same(const struct value *a, const struct value *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_same(a[i], b[i]))
            return false;
    return true;
}

static struct array *add_step(struct array *all, size_t number, enum step step)
{
    struct array *one = array_new(4);
    array_push_take(one, value_int((int32_t)number));
    array_push_take(one, value_int(step));
    array_push_take(all, value_of_array(one));
    return one;
}

static void compare_tables(const struct hash *now, const struct hash *before, size_t number,
                           struct array *all)
{
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(before, &i));)
        if (!hash_get(now, e->key))
            array_push(add_step(all, number, REMOVE_KEY), e->key);
    for (size_t i = 0; (e = hash_next(now, &i));) {
        const struct value *old = hash_get(before, e->key);
        if (old && is_same(*old, e->value))
            continue;
        struct array *one = add_step(all, number, SET_KEY);
        array_push(one, e->key);
        array_push(one, e->value);
    }
}

static void push_all(struct array *to, const struct value *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        array_push(to, items[i]);
}

static void compare_lists(const struct array *now, const struct array *before, size_t number,
                          struct array *all)
{
    const struct value *a = now->items, *b = before->items;
    size_t n = now->len, m = before->len;
    if (n == m) {
        for (size_t i = 0; i < n; i++) {
            if (is_same(a[i], b[i]))
                continue;
            struct array *one = add_step(all, number, SET_ITEM);
            array_push_take(one, value_long((int64_t)i));
            array_push(one, a[i]);
        }
    } else if (n > m && are_same(a, b, m)) {
        push_all(add_step(all, number, APPEND), a + m, n - m);
    } else if (n > m && are_same(a + (n - m), b, m)) {
        push_all(add_step(all, number, PREPEND), a, n - m);
    } else if (n < m && are_same(a, b + (m - n), n)) {
        array_push_take(add_step(all, number, DROP_FIRST), value_long((int64_t)(m - n)));
    } else if (n < m && are_same(a, b, n)) {
        array_push_take(add_step(all, number, DROP_LAST), value_long((int64_t)(m - n)));
    } else {
        push_all(add_step(all, number, REPLACE), a, n);
    }
}

struct value shared_changes(struct shared *shared)
{
    struct array *all = array_new(0);
    for (size_t i = 0; i < shared->parts.len; i++) {
        struct value live = shared->parts.items[i].live, before = shared->parts.items[i].before;
        if (live.kind == V_HASH && before.kind == V_HASH)
            compare_tables(live.hash, before.hash, i, all);
        else if (live.kind == V_ARRAY && before.kind == V_HASH)
            compare_tables(live.array->extra->index, before.hash, i, all);
        else if (live.kind == V_ARRAY && before.kind == V_ARRAY)
            compare_lists(live.array, before.array, i, all);
        else if (live.kind == V_OBJECT && before.kind == V_HASH) {
            AUTO_VALUE now = notes_of(live.object);
            compare_tables(now.hash, before.hash, i, all);
        }
    }
    if (all->len)
        return value_of_array(all);
    value_unref(value_of_array(all));
    return value_null();
}

static void change_table(struct hash *h, enum step step, const struct value *args, size_t n)
{
    AUTO_ERR *err = NULL;
    if (step == SET_KEY && n == 2)
        (void)hash_put_take(h, args[0], value_ref(args[1]), &err);
    else if (step == REMOVE_KEY && n == 1)
        hash_remove(h, args[0]);
}

static void change_set(struct value set, enum step step, const struct value *args)
{
    const char *name = step == SET_KEY ? "Add" : "Remove";
    const struct method *m = type_find_method(set.array->type, name, strlen(name));
    AUTO_VALUE ignored = value_null();
    AUTO_ERR *err = NULL;
    if (m && (step == SET_KEY || step == REMOVE_KEY))
        (void)m->call(set, args, 1, &ignored, &err);
}

static void change_list(struct array *a, enum step step, const struct value *args, size_t n)
{
    size_t count = n && args[0].kind == V_INT64 ? (size_t)args[0].i : 0;
    switch (step) {
    case SET_ITEM:
        if (n == 2 && count < a->len)
            value_replace_take(&a->items[count], value_ref(args[1]));
        break;
    case REPLACE:
        array_remove_range(a, 0, a->len);
        push_all(a, args, n);
        break;
    case APPEND:
        push_all(a, args, n);
        break;
    case PREPEND:
        for (size_t i = 0; i < n; i++)
            array_insert_take(a, i, value_ref(args[i]));
        break;
    case DROP_FIRST:
    case DROP_LAST:
        count = count < a->len ? count : a->len;
        array_remove_range(a, step == DROP_FIRST ? 0 : a->len - count, count);
        break;
    default:
        break;
    }
}

static void change_object(struct object *o, struct shapes *shapes, enum step step,
                          const struct value *args, size_t n)
{
    if (step == SET_KEY && n == 2)
        object_set_note_str_take(o, shapes, args[0].str, value_ref(args[1]));
}

void shared_apply(struct shared *shared, struct shapes *shapes, struct value changes)
{
    for (size_t i = 0; changes.kind == V_ARRAY && i < changes.array->len; i++) {
        const struct array *one = changes.array->items[i].array;
        size_t number = (size_t)one->items[0].i;
        if (number >= shared->parts.len)
            continue;
        struct value live = shared->parts.items[number].live;
        enum step step = (enum step)one->items[1].i;
        if (live.kind == V_HASH)
            change_table(live.hash, step, one->items + 2, one->len - 2);
        else if (live.kind == V_ARRAY && live.array->extra && live.array->extra->index)
            change_set(live, step, one->items + 2);
        else if (live.kind == V_ARRAY)
            change_list(live.array, step, one->items + 2, one->len - 2);
        else if (live.kind == V_OBJECT)
            change_object(live.object, shapes, step, one->items + 2, one->len - 2);
    }
}

void shared_release(struct shared *shared)
{
    for (size_t i = 0; i < shared->parts.len; i++) {
        value_unref(shared->parts.items[i].live);
        value_unref(shared->parts.items[i].before);
    }
    vec_release(&shared->parts);
}
