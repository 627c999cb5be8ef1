#include "shell/format/cell.h"

#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"

#define ELLIPSIS "\xE2\x80\xA6"

/* An object's text, or what its adapter calls it; fractions with as many digits as are sure. */
static void add_value(struct value v, struct strbuf *out)
{
    const struct adapter *adapter = v.kind == V_OBJECT ? v.object->type->adapter : NULL;
    AUTO_ERR *err = NULL;

    if ((v.kind == V_DOUBLE && value_format_one(v, "G15", 3, out, &err) == 0) ||
        (v.kind == V_SINGLE && value_format_one(v, "G7", 2, out, &err) == 0))
        return;
    if (adapter && adapter->label)
        strbuf_adds(out, adapter->label(v));
    else
        value_method_string(v, out);
}

static void add_entry(struct hash_entry *e, struct strbuf *out)
{
    strbuf_addch(out, '[');
    value_to_strbuf(e->key, out);
    strbuf_adds(out, ", ");
    value_method_string(e->value, out);
    strbuf_addch(out, ']');
}

static void add_items(int limit, struct value v, struct strbuf *out)
{
    size_t n = v.kind == V_HASH ? v.hash->count : v.array->len;
    size_t shown = limit >= 0 && n > (size_t)limit ? (size_t)limit : n;
    size_t it = 0;

    strbuf_addch(out, '{');
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            strbuf_adds(out, ", ");
        if (v.kind == V_HASH)
            add_entry(hash_next(v.hash, &it), out);
        else if (v.array->items[i].kind == V_ARRAY) /* by its items */
            value_to_strbuf(v.array->items[i], out);
        else
            add_value(v.array->items[i], out);
    }
    if (shown < n)
        strbuf_adds(out, ELLIPSIS);
    strbuf_addch(out, '}');
}

void cell_text(const struct format_env *env, struct value v, const char *format, struct strbuf *out)
{
    if (format && *format) {
        struct err *err = NULL;
        size_t before = out->len;
        int rc = strchr(format, '{') ? value_format(format, strlen(format), &v, 1, out, &err)
                                     : value_format_one(v, format, strlen(format), out, &err);
        if (rc == 0)
            return;
        err_clear(&err);
        strbuf_truncate(out, before);
    }
    if (v.kind == V_NULL)
        return;
    if (v.kind == V_ARRAY || v.kind == V_HASH)
        add_items(env ? env->enumeration_limit : 4, v, out);
    else
        add_value(v, out);
}

void cell_text_of_table(const struct format_env *env, struct value v, struct strbuf *out)
{
    bool broken = v.kind == V_DOUBLE || v.kind == V_SINGLE || v.kind == V_DECIMAL;

    cell_text(env, v, broken ? "F" : NULL, out);
}

enum column_align cell_default_align(struct value v)
{
    switch (v.kind) {
    case V_BOOL:
    case V_CHAR:
    case V_ENUM:
        return ALIGN_RIGHT;
    default:
        return value_is_number(v) ? ALIGN_RIGHT : ALIGN_LEFT;
    }
}

bool value_is_scalar(struct value v)
{
    switch (v.kind) {
    case V_BOOL:
    case V_CHAR:
    case V_ENUM:
    case V_STRING:
        return true;
    default:
        return value_is_number(v);
    }
}
