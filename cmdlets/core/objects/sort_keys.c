#include "cmdlets/core/objects/sort_keys.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/convert.h"

void sorter_init(struct sorter *s, const struct property_specs *specs, bool descending,
                 bool case_sensitive)
{
    *s = (struct sorter){ .specs = specs, .nkeys = specs->len, .case_sensitive = case_sensitive };
    size_t n = specs->len ? specs->len : 1;

    s->descending = xcalloc(n, sizeof(bool));
    for (size_t i = 0; i < n; i++) {
        s->descending[i] = descending;
        if (specs->len && specs->items[i].has_order)
            s->descending[i] = specs->items[i].descending;
    }
}

void sorter_release(struct sorter *s)
{
    for (size_t i = 0; i < s->n * (1 + s->nkeys); i++)
        value_unref(s->rows[i]);
    free(s->rows);
    free(s->descending);
    *s = (struct sorter){ .specs = NULL };
}

static struct value *new_row(struct sorter *s, struct value v)
{
    size_t width = 1 + s->nkeys;

    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap + s->cap / 2 : 64;
        s->rows = xreallocarray(s->rows, s->cap, width * sizeof(*s->rows));
    }
    struct value *row = s->rows + s->n++ * width;
    row[0] = value_ref(v);
    return row + 1;
}

static bool lacks(struct value v, struct value property)
{
    return property.kind == V_STRING &&
           member_find(v, property.str->data, property.str->len).found == FOUND_NONE;
}

void sorter_add(struct sorter *s, const struct format_env *env, struct value v)
{
    struct value *keys = new_row(s, v);
    for (size_t i = 0; i < s->nkeys; i++) {
        const struct property_spec *spec = &s->specs->items[i];
        property_spec_get(env, spec, v, &keys[i]);
        if (keys[i].kind == V_NULL && lacks(v, spec->expression))
            keys[i] = value_nothing();
    }
}

void sorter_add_row(struct sorter *s, struct value v, const struct value *keys)
{
    struct value *to = new_row(s, v);
    for (size_t i = 0; i < s->nkeys; i++)
        to[i] = value_ref(keys[i]);
}

int compare_any(struct value a, struct value b, bool case_sensitive)
{
    struct err *err = NULL;
    int c = 0;

    if (a.kind == V_NULL || b.kind == V_NULL) {
        struct value other = a.kind == V_NULL ? b : a;
        /* $null comes after negative numbers, and before everything else. */
        if (value_is_number(other) && value_compare(a, b, true, &c, &err) == 0)
            return c;
        err_clear(&err);
        return (a.kind != V_NULL) - (b.kind != V_NULL);
    }
    if (a.kind == b.kind) {
        if (a.kind == V_INT32 || a.kind == V_INT64)
            return (a.i > b.i) - (a.i < b.i);
        if (a.kind == V_STRING)
            return str_compare(a.str, b.str, case_sensitive);
    }
    bool comparable = a.kind == b.kind || (value_is_number(a) && value_is_number(b));
    if (comparable && a.kind != V_ARRAY && a.kind != V_HASH) {
        if (value_compare(a, b, !case_sensitive, &c, &err) == 0)
            return c;
        err_clear(&err);
    }
    AUTO_VALUE ta = value_to_string(a);
    AUTO_VALUE tb = value_to_string(b);
    return str_compare(ta.str, tb.str, case_sensitive);
}

int sorter_compare(const struct sorter *s, size_t a, size_t b)
{
    size_t n = s->nkeys ? s->nkeys : 1;

    for (size_t i = 0; i < n; i++) {
        struct value x = sorter_key(s, a, i), y = sorter_key(s, b, i);
        /* Those without the property come last in both directions. */
        int missing = value_is_nothing(x) - value_is_nothing(y);
        if (missing)
            return missing;
        int c = compare_any(x, y, s->case_sensitive);
        if (c != 0)
            return s->descending[i] ? -c : c;
    }
    return 0;
}
