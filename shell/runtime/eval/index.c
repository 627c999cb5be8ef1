/* a[b]: elements, slices, keys. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/cycles.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/tuple.h"
#include "shell/object/types/observable.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/member.h"

static enum status read_slice(struct frame *f, const struct node *n, struct value target,
                              const struct array *indexes, struct value *out)
{
    struct array *result = array_new(indexes->len);
    for (size_t i = 0; i < indexes->len; i++) {
        struct value at = indexes->items[i], v = value_null();
        if (target.kind == V_ARRAY && value_is_integer(at)) { /* what is outside is left out */
            int64_t k = at.i < 0 ? at.i + (int64_t)target.array->len : at.i;
            if (k < 0 || (uint64_t)k >= target.array->len)
                continue;
        }
        enum status st = check_interrupt(f->session);
        if (st == ST_OK)
            st = index_read(f, n, target, at, &v);
        if (st != ST_OK) {
            value_unref(value_of_array(result));
            return st;
        }
        array_push_take(result, v);
    }
    *out = value_of_array(result);
    return ST_OK;
}

static enum status index_number(struct frame *f, const struct node *n, struct value index,
                                int64_t *out)
{
    struct err *err = NULL;
    *out = 0;
    if (value_is_integer(index)) {
        *out = index.i;
        return ST_OK;
    }
    if (index.kind == V_BOOL) {
        *out = index.b;
        return ST_OK;
    }
    struct value converted;
    if (eval_convert(f->session, index, &type_int32, &converted, &err) < 0)
        return fail_err(f, n, &err);
    *out = converted.i;
    return ST_OK;
}

static enum status out_of_range(struct frame *f, const struct node *n, struct value *out)
{
    if (scope_strict(f->scope) >= 3)
        return fail_at(f, n, "System.IndexOutOfRangeException", "System.IndexOutOfRangeException",
                       EC_OPERATION_STOPPED, "Index was outside the bounds of the array.");
    *out = value_null();
    return ST_OK;
}

static enum status call_item(struct frame *f, const struct node *n, struct value target,
                             const char *method, const struct value *args, size_t nargs,
                             struct value *out)
{
    struct err *err = NULL;
    const struct type_info *type = value_type_of(target);
    const struct method *m = type_find_method(type, method, strlen(method));
    if (!m)
        return fail_invalid(f, n, "CannotIndex", "Unable to index into an object of type \"%s\".",
                            type->name);
    *out = value_nothing();
    if (m->call(target, args, nargs, out, &err) == 0) {
        if (value_is_shared(target))
            sharing_called(f->session, target, m, args, nargs);
    } else {
        bool cast = err->id && strncmp(err->id, "InvalidCast", 11) == 0;
        fail_runtime(&err, cast ? err->id : NULL);
        return fail_err(f, n, &err);
    }
    return ST_OK;
}

/* One index per dimension: where the item is. *at SIZE_MAX: outside. */
static enum status grid_place(struct frame *f, const struct node *n, const struct array *a,
                              struct value index, size_t *at)
{
    const struct value *items = index.kind == V_ARRAY ? index.array->items : &index;
    size_t count = index.kind == V_ARRAY ? index.array->len : 1;
    int64_t indexes[8];
    if (count != a->extra->rank) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_join(index, ",", &text);
        return fail_invalid(f, n, "NeedMultidimensionalIndex",
                            "You cannot index into a %u dimensional array with index [%s].",
                            (unsigned)a->extra->rank, text.buf);
    }
    for (size_t i = 0; i < count; i++) {
        enum status st = index_number(f, n, items[i], &indexes[i]);
        if (st != ST_OK)
            return st;
        if (indexes[i] < 0)
            indexes[i] += a->extra->lengths[i];
    }
    if (!array_place(a, indexes, at))
        *at = SIZE_MAX;
    return ST_OK;
}

static bool is_grid(struct value v)
{
    return v.kind == V_ARRAY && v.array->extra && v.array->extra->rank > 1;
}

/* A set, a queue …: they are walked through only. All have the extra part. */
static bool is_unindexed(struct value v)
{
    if (v.kind != V_ARRAY || !v.array->extra)
        return false;
    for (const struct type_info *t = v.array->type; t; t = t->base)
        if (t->unindexed)
            return true;
    return false;
}

/* What has no items is its own first and last one. */
static enum status index_single(struct frame *f, const struct node *n, struct value target,
                                struct value index, struct value *out)
{
    if (!value_is_null(index) &&
        (value_equals(value_int(0), index, true) || value_equals(value_int(-1), index, true))) {
        *out = value_ref(target);
        return ST_OK;
    }
    if (scope_strict(f->scope) >= 2)
        return fail_invalid(f, n, "CannotIndex", "Unable to index into an object of type \"%s\".",
                            value_type_of(target)->name);
    *out = value_nothing();
    return ST_OK;
}

enum status index_read(struct frame *f, const struct node *n, struct value target,
                       struct value index, struct value *out)
{
    int64_t i;
    enum status st;
    if (target.kind == V_NULL)
        return fail_invalid(f, n, "NullArray", "Cannot index into a null array.");
    if (target.kind == V_HASH) {
        if (index.kind == V_ARRAY)
            return read_slice(f, n, target, index.array, out);
        if (value_is_null(index))
            return fail_invalid(f, n, "NullArrayIndex",
                                "Index operation failed; the array index "
                                "evaluated to null.");
        if ((target.hash->flags & HASH_ORDERED) && index.kind == V_INT32) {
            i = index.i < 0 ? index.i + (int64_t)target.hash->count : index.i;
            size_t at = 0;
            const struct hash_entry *e;
            while ((e = hash_next(target.hash, &at)))
                if (i-- == 0) {
                    *out = value_ref(e->value);
                    return ST_OK;
                }
            *out = value_null();
            return ST_OK;
        }
        const struct value *v = hash_get(target.hash, index);
        *out = v ? value_ref(*v) : value_null();
        return ST_OK;
    }
    if (target.kind != V_ARRAY && target.kind != V_STRING) {
        AUTO_VALUE items = tuple_items(target);
        if (items.kind == V_ARRAY)
            return index_read(f, n, items, index, out);
        if (!type_find_method(value_type_of(target), "get_Item", 8))
            return index_single(f, n, target, index, out);
        return call_item(f, n, target, "get_Item", &index, 1, out);
    }
    if (is_grid(target)) {
        size_t at = 0;
        if (index.kind == V_ARRAY && index.array->len && index.array->items[0].kind == V_ARRAY)
            return read_slice(f, n, target, index.array, out); /* $a[(0,0),(1,1)] */
        st = grid_place(f, n, target.array, index, &at);
        if (st != ST_OK)
            return st;
        if (at == SIZE_MAX)
            return out_of_range(f, n, out);
        *out = value_ref(target.array->items[at]);
        return ST_OK;
    }
    if (is_unindexed(target))
        return type_find_method(target.array->type, "get_Item", 8)
                   ? call_item(f, n, target, "get_Item", &index, 1, out)
                   : index_single(f, n, target, index, out);
    if (index.kind == V_ARRAY)
        return read_slice(f, n, target, index.array, out);
    if (value_is_null(index))
        return fail_invalid(f, n, "NullArrayIndex",
                            "Index operation failed; the array index evaluated to null.");
    if (index.kind == V_STRING && target.kind == V_ARRAY && target.array->type &&
        type_find_method(target.array->type, "get_Item", 8))
        return call_item(f, n, target, "get_Item", &index, 1, out);
    st = index_number(f, n, index, &i);
    if (st != ST_OK)
        return st;
    int64_t len =
        target.kind == V_ARRAY ? (int64_t)target.array->len : (int64_t)str_length(target.str);
    if (i < 0)
        i += len;
    if (i < 0 || i >= len) {
        if (target.kind == V_ARRAY && target.array->is_list && scope_strict(f->scope) >= 3)
            return fail_at(f, n, "System.ArgumentOutOfRangeException",
                           "System.ArgumentOutOfRangeException", EC_OPERATION_STOPPED,
                           "Index was out of range. Must be non-negative and less than the size "
                           "of the collection. (Parameter 'index')");
        return out_of_range(f, n, out);
    }
    *out = target.kind == V_ARRAY ? value_ref(target.array->items[i])
                                  : value_char(str_char_at(target.str, (size_t)i));
    return ST_OK;
}

static enum status write_item(struct frame *f, const struct node *n, struct value target,
                              struct value index, struct value v)
{
    AUTO_VALUE owned = v;
    struct err *err = NULL;
    bool held = cycles_can_hold(v);                /* it may close a cycle */
    if (v.kind == V_NULL && target.kind != V_HASH) /* a table keeps "nothing" */
        owned.aux = 0;
    switch (target.kind) {
    case V_NULL:
        return fail_invalid(f, n, "NullArray", "Cannot index into a null array.");
    case V_HASH:
        if (value_is_null(index))
            return fail_invalid(f, n, "NullArrayIndex",
                                "Index operation failed; the array index evaluated to null.");
        if (target.hash->flags & HASH_READ_ONLY)
            return fail_at(f, n, "System.NotSupportedException", "System.NotSupportedException",
                           EC_OPERATION_STOPPED, "Collection is read-only.");
        if ((target.hash->flags & HASH_ORDERED) && index.kind == V_INT32) {
            size_t at = 0;
            int64_t i = index.i;
            struct hash_entry *e;
            while ((e = hash_next(target.hash, &at)))
                if (i-- == 0) {
                    value_replace_take(&e->value, STEAL_VALUE(owned));
                    if (target.hash->shared)
                        sharing_set_item(f->session, target, e->key, e->value);
                    if (held)
                        cycles_suspect(target);
                    return ST_OK;
                }
            return fail_at(f, n, "System.ArgumentOutOfRangeException",
                           "System.ArgumentOutOfRangeException", EC_OPERATION_STOPPED,
                           "Specified argument was out of the range of valid values. (Parameter "
                           "'index')");
        }
        if (target.hash->type && type_find_method(target.hash->type, "set_Item", 8))
            break; /* typed: its own method converts */
        if (target.hash->shared)
            sharing_set_item(f->session, target, index, owned);
        hash_set_take(target.hash, index, STEAL_VALUE(owned));
        if (held || cycles_can_hold(index))
            cycles_suspect(target);
        return ST_OK;
    case V_ARRAY: {
        int64_t i;
        struct array *a = target.array;
        struct value place;
        if (is_grid(target)) {
            size_t at = 0;
            enum status placed = grid_place(f, n, a, index, &at);
            if (placed != ST_OK)
                return placed;
            place = value_long(at == SIZE_MAX ? (int64_t)a->len : (int64_t)at);
            index = place;
        }
        if (index.kind == V_ARRAY && index.array->len == 1)
            index = index.array->items[0];
        else if (index.kind == V_ARRAY)
            return fail_invalid(f, n, "ArraySliceAssignmentFailed",
                                "Array assignment to [%s] failed because assignment to slices is "
                                "not supported.",
                                "…");
        enum status st = index_number(f, n, index, &i);
        if (st != ST_OK)
            return st;
        if (i < 0)
            i += (int64_t)a->len;
        if (i < 0 || (uint64_t)i >= a->len) {
            if (a->is_list)
                return fail_at(f, n, "System.ArgumentOutOfRangeException",
                               "System.ArgumentOutOfRangeException", EC_OPERATION_STOPPED,
                               "Index was out of range. Must be non-negative and less than the "
                               "size of the collection. (Parameter 'index')");
            return fail_at(f, n, "System.IndexOutOfRangeException",
                           "System.IndexOutOfRangeException", EC_OPERATION_STOPPED,
                           "Index was outside the bounds of the array.");
        }
        if (a->read_only)
            return fail_at(f, n, "System.NotSupportedException", "System.NotSupportedException",
                           EC_OPERATION_STOPPED, "Collection is read-only.");
        if (a->element) {
            struct value converted;
            if (eval_convert(f->session, owned, a->element, &converted, &err) < 0)
                return fail_err(f, n, &err);
            value_replace_take(&owned, converted);
        }
        if (a->shared)
            sharing_set_item(f->session, target, value_long(i), owned);
        if (__builtin_expect(a->extra != NULL, 0) && value_is_observable(target))
            observable_set_take(target, (size_t)i, STEAL_VALUE(owned));
        else
            value_replace_take(&a->items[i], STEAL_VALUE(owned));
        if (held)
            cycles_suspect(target);
        return ST_OK;
    }
    case V_STRING:
        return fail_invalid(f, n, "CannotIndex",
                            "Unable to assign to an index into an object of type "
                            "\"System.String\".");
    default:
        break;
    }
    struct value args[2] = { index, owned }, ignored = value_null();
    enum status st = call_item(f, n, target, "set_Item", args, 2, &ignored);
    if (st == ST_OK)
        value_unref(ignored);
    cycles_stored(target, owned);
    return st;
}

enum status index_write(struct frame *f, const struct node *n, struct value target,
                        struct value index, struct value v)
{
    if (!__builtin_expect(value_is_shared(target), 0))
        return write_item(f, n, target, index, v);
    enum status st = sharing_enter(f->session);
    if (st != ST_OK) {
        value_unref(v);
        return st;
    }
    st = write_item(f, n, target, index, v);
    sharing_leave(f->session);
    return st;
}

struct node_index {
    struct node node;
    struct node *target, *index;
    bool null_conditional;
    bool by_key; /* [object] before the index: an ordered table's key, not a place in it */
};

static enum status eval_index(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_index *ni = (const struct node_index *)n;
    struct value target = value_null(), index = value_null();
    enum status st = node_operand(f, ni->target, &target);
    if (st != ST_OK)
        return st;
    if (ni->null_conditional && target.kind == V_NULL) {
        *out = value_null();
        return ST_OK;
    }
    st = node_operand(f, ni->index, &index);
    if (st != ST_OK) {
        value_unref(target);
        return st;
    }
    if (__builtin_expect(ni->by_key, 0) && target.kind == V_HASH && !value_is_null(index)) {
        const struct value *v = hash_get(target.hash, index);
        *out = v ? value_ref(*v) : value_null();
        value_unref(index);
        value_unref(target);
        return ST_OK;
    }
    if (target.kind == V_ARRAY && index.kind == V_INT32 && index.i >= 0 &&
        (uint64_t)index.i < target.array->len && !target.array->extra)
        *out = value_ref(target.array->items[index.i]);
    else
        st = index_read(f, n, target, index, out);
    value_unref(target);
    value_unref(index);
    return st;
}

struct node *compile_index(struct compiler *c, const struct ast_index *a)
{
    struct node_index *n = compile_node(c, sizeof(*n), &a->node, eval_index);
    n->target = compile(c, a->target);
    n->index = compile(c, a->index);
    n->null_conditional = a->null_conditional;
    const struct ast_convert *cast =
        a->index->kind == AST_CONVERT ? (const struct ast_convert *)a->index : NULL;
    n->by_key = cast && session_find_type(c->session, cast->type->text.s, cast->type->text.len) ==
                            &type_object;
    return &n->node;
}
