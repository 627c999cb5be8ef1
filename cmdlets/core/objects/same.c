#include "cmdlets/core/objects/same.h"

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

enum { MAX_DEPTH = 16 };

static bool same(struct value a, struct value b, bool case_sensitive, int depth);

static bool same_objects(struct value a, struct value b, bool case_sensitive, int depth)
{
    struct member_iter ia = member_iter_begin(a), ib = member_iter_begin(b);
    struct member_entry ma, mb;

    for (;;) {
        bool more_a = member_iter_next(&ia, &ma), more_b = member_iter_next(&ib, &mb);
        if (more_a != more_b)
            return false;
        if (!more_a)
            return true;
        AUTO_FREE char *na = xstrndup(ma.name, ma.len);
        AUTO_FREE char *nb = xstrndup(mb.name, mb.len);
        AUTO_VALUE va = value_null();
        AUTO_VALUE vb = value_null();
        struct err *err = NULL;
        if (member_get(a, na, &va, &err))
            err_clear(&err);
        if (member_get(b, nb, &vb, &err))
            err_clear(&err);
        if (!same(va, vb, case_sensitive, depth + 1))
            return false;
    }
}

static bool same(struct value a, struct value b, bool case_sensitive, int depth)
{
    if (a.kind == V_NULL || b.kind == V_NULL)
        return a.kind == b.kind;
    if (a.kind >= V_FIRST_HEAP && a.kind == b.kind && a.refs == b.refs)
        return true;
    if (a.kind == V_OBJECT && b.kind == V_OBJECT) {
        if (a.object->type != b.object->type)
            return false;
        if (a.object->type == &type_pscustomobject && depth < MAX_DEPTH)
            return same_objects(a, b, case_sensitive, depth);
    }
    if (a.kind == V_ARRAY && b.kind == V_ARRAY && depth < MAX_DEPTH) {
        if (a.array->len != b.array->len)
            return false;
        for (size_t i = 0; i < a.array->len; i++)
            if (!same(a.array->items[i], b.array->items[i], case_sensitive, depth + 1))
                return false;
        return true;
    }
    if (a.kind == V_HASH || a.kind == V_OBJECT) { /* what cannot be compared goes by its text */
        AUTO_ERR *err = NULL;
        int c;
        if (value_compare(a, b, !case_sensitive, &c, &err) == 0)
            return c == 0;
        AUTO_VALUE ta = value_to_string(a), tb = value_to_string(b);
        return str_equals(ta.str, tb.str, !case_sensitive);
    }
    return value_equals(a, b, !case_sensitive);
}

bool values_same(struct value a, struct value b, bool case_sensitive)
{
    return same(a, b, case_sensitive, 0);
}

/* Equal values hash alike: all numbers by their double, the rest by text. */
uint32_t values_hash(struct value v, bool case_sensitive)
{
    double d;
    struct err *err = NULL;

    if (value_is_number(v)) {
        if (value_to_double(v, &d, &err)) {
            err_clear(&err);
            return 1;
        }
        return value_hash(value_double(d == 0 ? 0 : d), false);
    }
    if (v.kind == V_STRING)
        return value_hash(v, !case_sensitive);
    if (v.kind == V_ARRAY || v.kind == V_HASH)
        return 2;
    AUTO_VALUE text = value_to_string(v);
    return value_hash(text, true);
}

void value_set_init(struct value_set *s, bool case_sensitive)
{
    *s = (struct value_set){ .case_sensitive = case_sensitive };
}

static void grow(struct value_set *s)
{
    size_t size = s->size ? s->size * 2 : 64;
    struct value *slots = xcalloc(size, sizeof(*slots));
    uint32_t *hashes = xcalloc(size, sizeof(*hashes));

    for (size_t i = 0; i < s->size; i++) {
        if (s->hashes[i] == 0)
            continue;
        size_t at = s->hashes[i] & (size - 1);
        while (hashes[at] != 0)
            at = (at + 1) & (size - 1);
        slots[at] = s->slots[i];
        hashes[at] = s->hashes[i];
    }
    free(s->slots);
    free(s->hashes);
    s->slots = slots;
    s->hashes = hashes;
    s->size = size;
}

bool value_set_add(struct value_set *s, struct value v)
{
    uint32_t h = values_hash(v, s->case_sensitive);

    if (h == 0)
        h = 1;
    if ((s->count + 1) * 2 > s->size)
        grow(s);
    size_t at = h & (s->size - 1);
    for (; s->hashes[at] != 0; at = (at + 1) & (s->size - 1))
        if (s->hashes[at] == h && values_same(s->slots[at], v, s->case_sensitive))
            return false;
    s->slots[at] = value_ref(v);
    s->hashes[at] = h;
    s->count++;
    return true;
}

void value_set_release(struct value_set *s)
{
    for (size_t i = 0; i < s->size; i++)
        if (s->hashes[i] != 0)
            value_unref(s->slots[i]);
    free(s->slots);
    free(s->hashes);
    *s = (struct value_set){ .case_sensitive = s->case_sensitive };
}
