/* Values as text: value_to_strbuf and its kin. */
#include <string.h>

#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/datetime.h"
#include "shell/object/decimal.h"
#include "shell/object/number_format.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"

static void native_text(struct value v, struct strbuf *out)
{
    const struct type_info *type = value_type_of(v);
    for (const struct type_info *t = type; t; t = t->base) {
        if (t->to_string) {
            if (t->to_string(v, out) == 0)
                return;
            break;
        }
    }
    strbuf_adds(out, value_type_of(v)->name);
}

static void to_text(struct value v, const char *separator, bool nested, struct strbuf *out);

/* The language writes as many digits as surely hold; ToString() all that tell the number apart. */
static void precise(struct value v, const char *format, struct strbuf *out)
{
    AUTO_ERR *err = NULL;
    if (number_format_in(&culture_invariant, v, format, strlen(format), out, &err) < 0)
        double_to_strbuf(v.d, out);
}

/* An alias shows what it stands for; no script runs for a text. */
static void added_text(const struct object *o, uint32_t slot, struct strbuf *out)
{
    for (uint32_t hops = 0; hops < o->shape->count; hops++) {
        enum member_kind kind = shape_kind(o->shape, slot);
        struct value held = o->slots[slot];
        if (kind == MEMBER_NOTE)
            to_text(held, " ", true, out);
        if (kind == MEMBER_SCRIPT_PROPERTY)
            strbuf_adds(out, "System.Management.Automation.PSScriptProperty");
        if (kind != MEMBER_ALIAS)
            return;
        AUTO_VALUE name =
            value_to_string(held.kind == V_ARRAY && held.array->len ? held.array->items[0] : held);
        int at = shape_find(o->shape, name.str->data, name.str->len);
        if (at < 0)
            return;
        slot = (uint32_t)at;
    }
}

/* @{a=1; b=2}; nothing for one without properties */
static void custom_text(struct value v, struct strbuf *out)
{
    struct member_iter it = member_iter_begin(v);
    struct member_entry e;
    bool first = true;
    while (member_iter_next(&it, &e)) {
        strbuf_adds(out, first ? "@{" : "; ");
        first = false;
        strbuf_add(out, e.name, e.len);
        strbuf_addch(out, '=');
        if (e.ref.found == FOUND_SLOT)
            added_text(e.ref.holder, e.ref.slot, out);
    }
    if (!first)
        strbuf_addch(out, '}');
}

static void to_text(struct value v, const char *separator, bool nested, struct strbuf *out)
{
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        return;
    case V_BOOL:
        strbuf_adds(out, v.b ? "True" : "False");
        return;
    case V_CHAR:
        strbuf_addrune(out, (uint32_t)v.i);
        return;
    case V_SBYTE:
    case V_BYTE:
    case V_INT16:
    case V_UINT16:
    case V_INT32:
    case V_UINT32:
    case V_INT64:
        int64_to_strbuf(v.i, out);
        return;
    case V_UINT64:
        uint64_to_strbuf(v.u, out);
        return;
    case V_SINGLE:
        precise(v, "G7", out);
        return;
    case V_DOUBLE:
        precise(v, "G15", out);
        return;
    case V_DATETIME:
    case V_TIMESPAN: {
        struct err *err = NULL;
        if (v.kind == V_DATETIME)
            date_format_in(&culture_invariant, v, "G", 1, NULL, out, &err);
        else
            timespan_format(v.i, "c", 1, out, &err);
        err_free(err);
        return;
    }
    case V_ENUM:
        enum_to_string(v.enum_info, value_enum_get(v), out);
        return;
    case V_TYPE:
        strbuf_adds(out, v.type->name);
        return;
    case V_STRING:
        strbuf_add(out, v.str->data, v.str->len);
        return;
    case V_DECIMAL:
        dec_to_strbuf(decimal_get(v), out);
        return;
    case V_ARRAY:
        if (nested) {
            strbuf_adds(out, value_type_of(v)->name);
            return;
        }
        for (size_t start = array_start(v.array), i = start; i < v.array->len; i++) {
            if (i % 1024 == 1023 && cancel_wanted())
                return; /* nobody will read it */
            if (i > start)
                strbuf_adds(out, separator);
            to_text(v.array->items[i], " ", true, out);
        }
        return;
    case V_HASH:
        strbuf_adds(out, value_type_of(v)->name);
        return;
    case V_OBJECT:
        if (v.object->type != &type_pscustomobject)
            native_text(v, out);
        else if (!nested)
            custom_text(v, out);
        return;
    }
}

void value_to_strbuf(struct value v, struct strbuf *out)
{
    to_text(v, " ", false, out);
}

void value_join(struct value v, const char *separator, struct strbuf *out)
{
    to_text(v, separator, false, out);
}

struct value value_to_string(struct value v)
{
    if (v.kind == V_STRING)
        return value_unwrapped(value_ref(v));
    struct strbuf sb = STRBUF_INIT;
    to_text(v, " ", false, &sb);
    return value_string_take(&sb);
}

void value_object_string(struct value v, struct strbuf *out)
{
    if (v.kind == V_DATETIME)
        value_method_string(v, out);
    else
        value_to_strbuf(v, out);
}

void value_method_string(struct value v, struct strbuf *out)
{
    AUTO_ERR *err = NULL;
    if (value_is_number(v) || v.kind == V_DATETIME) {
        if (v.kind == V_DATETIME)
            date_format(v, "G", 1, NULL, out, &err);
        else
            number_format(v, "", 0, out, &err);
        return;
    }
    if (v.kind == V_OBJECT && v.object->type->format) {
        v.object->type->format(v, "", 0, out, &err);
        return;
    }
    /* .ToString() of a collection is its type's name */
    to_text(v, " ", v.kind == V_ARRAY, out);
}
