/* Enumerable's members that cut, join and flatten sequences. */
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/delegate.h"
#include "shell/object/tuple.h"
#include "shell/object/types/linq.h"
#include "shell/object/value.h"

/* Zip(first, second), Zip(first, second, function), Zip(first, second, third) */
SHARED_CALL(linq_zip)
{
    (void)self;
    AUTO_VALUE a = value_null(), b = value_null(), c = value_null(), made = value_null();
    bool fn = n > 2 && value_is_callable(args[2]);
    if (arg_items(args[0], "first", &a, err) < 0 || arg_items(args[1], "second", &b, err) < 0 ||
        (n > 2 && !fn && arg_items(args[2], "third", &c, err) < 0))
        return -1;
    size_t len = a.array->len < b.array->len ? a.array->len : b.array->len;
    if (c.kind == V_ARRAY && c.array->len < len)
        len = c.array->len;
    made = linq_made(fn ? delegate_result(args[2]) : NULL);
    for (size_t i = 0; i < len; i++) {
        struct value parts[3] = { a.array->items[i], b.array->items[i] }, v;
        if (i % LINQ_CHECK_EACH == 0 && cancel_check(err) < 0)
            return -1;
        if (c.kind == V_ARRAY)
            parts[2] = c.array->items[i];
        if (!fn)
            v = value_tuple_of(parts, c.kind == V_ARRAY ? 3 : 2);
        else if (value_call(args[2], parts, 2, &v, err) < 0)
            return -1;
        array_push_take(made.array, v);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

SHARED_CALL(linq_chunk)
{
    (void)self;
    (void)n;
    AUTO_VALUE items = value_null(), made = linq_made(NULL);
    int32_t size;
    if (linq_source(args, &items, err) < 0 || arg_int(args[1], &size, err) < 0)
        return -1;
    if (size < 1)
        return fail_range(err, "size", "Specified argument was out of the range of valid values.");
    for (size_t i = 0; i < items.array->len; i += (size_t)size) {
        struct value part = linq_like(args[0]);
        for (size_t k = i; k < items.array->len && k - i < (size_t)size; k++)
            array_push(part.array, items.array->items[k]);
        array_push_take(made.array, part);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* SelectMany(source, collection[, result]) */
SHARED_CALL(linq_select_many)
{
    (void)self;
    AUTO_VALUE items = value_null(), made = linq_made(n > 2 ? delegate_result(args[2]) : NULL);
    if (linq_source(args, &items, err) < 0)
        return -1;
    for (size_t i = 0; i < items.array->len; i++) {
        AUTO_VALUE inner = value_null(), parts = value_null();
        if (cancel_check(err) < 0 ||
            linq_apply(args[1], items.array->items[i], i, &inner, err) < 0 ||
            arg_items(inner, "source", &parts, err) < 0)
            return -1;
        for (size_t k = 0; k < parts.array->len; k++) {
            struct value pair[2] = { items.array->items[i], parts.array->items[k] }, v;
            if (n < 3)
                v = value_ref(pair[1]);
            else if (value_call(args[2], pair, 2, &v, err) < 0)
                return -1;
            array_push_take(made.array, v);
        }
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* The items [from, to) of the source's. */
static void cut(struct value like, const struct array *items, size_t from, size_t to,
                struct value *out)
{
    *out = linq_like(like);
    for (size_t i = from; i < to; i++)
        array_push(out->array, items->items[i]);
}

static int while_true(const struct value *args, bool take, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null();
    if (linq_source(args, &items, err) < 0)
        return -1;
    size_t i = 0;
    for (bool yes = true; i < items.array->len; i++) {
        if (linq_test(args[1], items.array->items[i], i, &yes, err) < 0)
            return -1;
        if (!yes)
            break;
    }
    cut(args[0], items.array, take ? 0 : i, take ? i : items.array->len, out);
    return 0;
}

SHARED_CALL(linq_take_while)
{
    (void)self;
    (void)n;
    return while_true(args, true, out, err);
}

SHARED_CALL(linq_skip_while)
{
    (void)self;
    (void)n;
    return while_true(args, false, out, err);
}

static int last(const struct value *args, bool take, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null();
    int32_t count;
    if (linq_source(args, &items, err) < 0 || arg_int(args[1], &count, err) < 0)
        return -1;
    size_t len = items.array->len, k = count < 0 ? 0 : (size_t)count;
    size_t at = k < len ? len - k : 0;
    cut(args[0], items.array, take ? at : 0, take ? len : at, out);
    return 0;
}

SHARED_CALL(linq_take_last)
{
    (void)self;
    (void)n;
    return last(args, true, out, err);
}

SHARED_CALL(linq_skip_last)
{
    (void)self;
    (void)n;
    return last(args, false, out, err);
}

static int with_one_more(const struct value *args, bool front, struct value *out, struct err **err)
{
    AUTO_VALUE items = value_null(), item = value_null();
    const struct type_info *element = args[0].kind == V_ARRAY ? args[0].array->element : NULL;
    if (linq_source(args, &items, err) < 0 || to_item(element, args[1], &item, err) < 0)
        return -1;
    cut(args[0], items.array, 0, items.array->len, out);
    array_insert_take(out->array, front ? 0 : out->array->len, STEAL_VALUE(item));
    return 0;
}

SHARED_CALL(linq_append)
{
    (void)self;
    (void)n;
    return with_one_more(args, false, out, err);
}

SHARED_CALL(linq_prepend)
{
    (void)self;
    (void)n;
    return with_one_more(args, true, out, err);
}

SHARED_CALL(linq_default_if_empty)
{
    (void)self;
    AUTO_VALUE items = value_null(), other = value_null();
    const struct type_info *element = args[0].kind == V_ARRAY ? args[0].array->element : NULL;
    if (linq_source(args, &items, err) < 0)
        return -1;
    if (n > 1 && to_item(element, args[1], &other, err) < 0)
        return -1;
    cut(args[0], items.array, 0, items.array->len, out);
    if (!items.array->len)
        array_push_take(out->array, n > 1 ? STEAL_VALUE(other) : linq_default(args[0]));
    return 0;
}

SHARED_CALL(linq_index)
{
    (void)self;
    (void)n;
    AUTO_VALUE items = value_null();
    if (linq_source(args, &items, err) < 0)
        return -1;
    *out = linq_made(NULL);
    for (size_t i = 0; i < items.array->len; i++)
        array_push_take(out->array, value_tuple_pair(value_int((int32_t)i), items.array->items[i]));
    return 0;
}
