#include "shell/format/json_write.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/format/property_spec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/object.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/bigint.h"
#include "shell/object/wrap.h"

struct writer {
    const struct format_env *env;
    const struct json_style *style;
    struct strbuf *out;
    struct json_found found;
};

static void write_value(struct writer *w, struct value v, int depth, int indent);
static void write_piped(struct writer *w, struct value v, int depth, int indent);

static void add_unit(struct strbuf *out, unsigned unit)
{
    strbuf_addf(out, "\\u%04x", unit);
}

static void add_rune(struct strbuf *out, uint32_t rune)
{
    if (rune < 0x10000) {
        add_unit(out, rune);
        return;
    }
    add_unit(out, 0xD800 + ((rune - 0x10000) >> 10));
    add_unit(out, 0xDC00 + ((rune - 0x10000) & 0x3FF));
}

static bool plain(unsigned char c, enum json_escape escape)
{
    if (c < 0x20 || c == '"' || c == '\\' || c >= 0x80)
        return false;
    return escape != JSON_ESCAPE_HTML || !strchr("<>&'", c);
}

void json_write_text(const char *s, size_t len, enum json_escape escape, struct strbuf *out)
{
    strbuf_addch(out, '"');
    for (size_t i = 0; i < len;) {
        size_t run = i;
        while (run < len && plain((unsigned char)s[run], escape))
            run++;
        strbuf_add(out, s + i, run - i);
        if ((i = run) == len)
            break;
        unsigned char c = (unsigned char)s[i];
        size_t used = 1;
        switch (c) {
        case '\\':
            strbuf_adds(out, "\\\\");
            break;
        case '\b':
            strbuf_adds(out, "\\b");
            break;
        case '\f':
            strbuf_adds(out, "\\f");
            break;
        case '\n':
            strbuf_adds(out, "\\n");
            break;
        case '\r':
            strbuf_adds(out, "\\r");
            break;
        case '\t':
            strbuf_adds(out, "\\t");
            break;
        case '"':
            strbuf_adds(out, escape == JSON_ESCAPE_HTML ? "\\u0022" : "\\\"");
            break;
        default:
            if (c < 0x80) {
                add_unit(out, c);
                break;
            }
            uint32_t rune = utf8_decode(s + i, len - i, &used);
            bool line_end = rune == 0x85 || rune == 0x2028 || rune == 0x2029;
            if (line_end || escape == JSON_ESCAPE_NON_ASCII)
                add_rune(out, rune);
            else
                strbuf_addrune(out, rune);
        }
        i += used;
    }
    strbuf_addch(out, '"');
}

static void write_str(struct writer *w, struct value v)
{
    AUTO_VALUE text = value_to_string(v);

    json_write_text(text.str->data, text.str->len, w->style->escape, w->out);
}

static void write_double(struct writer *w, struct value v)
{
    size_t at = w->out->len;

    if (!isfinite(v.d)) {
        write_str(w, v);
        return;
    }
    value_method_string(v, w->out); /* all digits, so that it reads back as it was */
    if (!strpbrk(w->out->buf + at, ".eE"))
        strbuf_adds(w->out, ".0");
}

static void write_offset(struct writer *w, struct value v)
{
    AUTO_VALUE format = value_string("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz"), text = value_null();
    const struct method *m = type_find_method(v.object->type, "ToString", 8);
    AUTO_ERR *err = NULL;

    if (m && m->call(v, &format, 1, &text, &err) == 0)
        write_str(w, text);
}

static void write_date(struct writer *w, struct value v)
{
    strbuf_addch(w->out, '"');
    date_iso_text(v, w->out);
    strbuf_addch(w->out, '"');
}

static void new_line(struct writer *w, int indent)
{
    if (w->style->compress)
        return;
    strbuf_addch(w->out, '\n');
    strbuf_fill(w->out, ' ', (size_t)indent * 2);
}

static void write_key(struct writer *w, const char *key, size_t len, bool first, int indent)
{
    if (!first)
        strbuf_addch(w->out, ',');
    new_line(w, indent + 1);
    json_write_text(key, len, w->style->escape, w->out);
    strbuf_adds(w->out, w->style->compress ? ":" : ": ");
}

static void write_array(struct writer *w, const struct array *a, int depth, int indent, bool piped)
{
    if (a->len == 0) {
        strbuf_adds(w->out, "[]");
        return;
    }
    strbuf_addch(w->out, '[');
    for (size_t i = 0; i < a->len; i++) {
        if (i > 0)
            strbuf_addch(w->out, ',');
        new_line(w, indent + 1);
        if (piped)
            write_piped(w, a->items[i], depth + 1, indent + 1);
        else
            write_value(w, a->items[i], depth + 1, indent + 1);
    }
    new_line(w, indent);
    strbuf_addch(w->out, ']');
}

/* The value of one property. */
static void write_member(struct writer *w, struct value v, const struct member_entry *m, int depth,
                         int indent)
{
    if (m->ref.found == FOUND_SLOT && m->ref.kind == MEMBER_NOTE) {
        write_value(w, m->ref.holder->slots[m->ref.slot], depth + 1, indent + 1);
        return;
    }
    AUTO_FREE char *name = xstrndup(m->name, m->len);
    AUTO_VALUE value = value_null();
    format_get(w->env, v, name, &value);
    write_value(w, value, depth + 1, indent + 1);
}

/* Does PowerShell give it to the type, or a script to the value, rather than .NET? */
static bool is_extension(const struct member_entry *m)
{
    return m->ref.found != FOUND_NATIVE || m->ref.property->kind != PROPERTY_NATIVE ||
           m->ref.property->alias_of;
}

/* What is no object of properties shows its own and its type's added ones, beside the value. */
static void write_extensions(struct writer *w, struct value v, int depth, int indent, bool first)
{
    struct member_iter it = format_members(w->env, v);
    struct member_entry m;

    it.native_only = true; /* a hashtable's keys are written already */
    while (member_iter_next(&it, &m)) {
        if (!is_extension(&m) || (v.kind == V_HASH && hash_gets_len(v.hash, m.name, m.len)))
            continue;
        write_key(w, m.name, m.len, first, indent);
        write_member(w, v, &m, depth, indent);
        first = false;
    }
}

static bool has_extensions(struct writer *w, struct value v, bool piped)
{
    const struct object *holder = value_members(v);
    struct member_entry m;

    if (v.kind == V_NULL || v.kind == V_STRING || v.kind == V_DATETIME)
        return false;
    if (!piped && !(holder && holder->shape && holder->shape->count))
        return false;
    struct member_iter it = format_members(w->env, v);
    it.native_only = true;
    while (member_iter_next(&it, &m))
        if (is_extension(&m))
            return true;
    return false;
}

static void write_hash(struct writer *w, struct value v, int depth, int indent)
{
    const struct hash *h = v.hash;
    struct hash_entry *e;
    bool first = true;

    strbuf_addch(w->out, '{');
    for (size_t i = 0; (e = hash_next(h, &i)); first = false) {
        AUTO_VALUE key = value_to_string(e->key);
        if (value_unwrapped(e->key).kind != V_STRING && value_is_nothing(w->found.odd_keys))
            w->found.odd_keys = v;
        write_key(w, key.str->data, key.str->len, first, indent);
        write_value(w, e->value, depth + 1, indent + 1);
    }
    if (has_extensions(w, v, false)) {
        write_extensions(w, v, depth, indent, first);
        first = false;
    }
    if (!first)
        new_line(w, indent);
    strbuf_addch(w->out, '}');
}

/* Objects of these types are made by casts: only a pipeline makes PSObjects of them. Of other
 * types cmdlets make the objects, which are such wherever they are. */
static bool is_bare(struct value v, bool piped)
{
    return !piped && v.kind == V_OBJECT && v.object->type == &type_ipaddress && !v.object->shape;
}

static void write_object(struct writer *w, struct value v, int depth, int indent, bool piped)
{
    struct member_iter it = format_members(w->env, v);
    struct member_entry m;
    bool first = true;

    strbuf_addch(w->out, '{');
    if (v.kind == V_OBJECT && v.object->type == &type_pscustomobject) {
        for (; member_iter_next(&it, &m); first = false) {
            write_key(w, m.name, m.len, first, indent);
            write_member(w, v, &m, depth, indent);
        }
    } else {
        /* .NET's properties, then the others */
        for (int pass = 0; pass < (is_bare(v, piped) ? 1 : 2); pass++) {
            it = format_members(w->env, v);
            while (member_iter_next(&it, &m)) {
                if (is_extension(&m) != (pass == 1) && m.ref.found != FOUND_ADAPTED)
                    continue;
                if (m.ref.found == FOUND_ADAPTED && pass == 1)
                    continue;
                write_key(w, m.name, m.len, first, indent);
                write_member(w, v, &m, depth, indent);
                first = false;
            }
        }
    }
    if (!first)
        new_line(w, indent);
    strbuf_addch(w->out, '}');
}

static bool is_text_type(struct value v)
{
    const struct type_info *t = v.object->type;

    return t == &type_guid || t == &type_uri;
}

/* Enumerations of 64 bits: more than JavaScript's numbers hold. */
static bool is_wide_enum(const struct enum_info *info)
{
    return info->underlying == &type_int64 || info->underlying == &type_uint64;
}

/* An address is written as it was spelled. */
static void write_text_type(struct writer *w, struct value v)
{
    AUTO_VALUE spelled = value_null();

    if (v.object->type == &type_uri && format_get(w->env, v, "OriginalString", &spelled) == 0)
        v = spelled;
    write_str(w, v);
}

static void write_nested(struct writer *w, struct value v, int depth, int indent, bool piped)
{
    if (depth > w->style->depth) {
        w->found.truncated = true;
        write_str(w, v);
        return;
    }
    if (v.kind == V_ARRAY)
        write_array(w, v.array, depth, indent, false);
    else if (v.kind == V_HASH)
        write_hash(w, v, depth, indent);
    else
        write_object(w, v, depth, indent, piped);
}

/* The value without what extends it. */
static void write_base(struct writer *w, struct value v, int depth, int indent, bool piped)
{
    switch (v.kind) {
    case V_NULL:
        strbuf_adds(w->out, "null");
        break;
    case V_BOOL:
        if (value_type_of(v) == &type_switch)
            strbuf_addf(w->out, w->style->compress ? "{\"IsPresent\":%s}" : "{\"IsPresent\": %s}",
                        v.b ? "true" : "false");
        else
            strbuf_adds(w->out, v.b ? "true" : "false");
        break;
    case V_STRING:
    case V_CHAR:
        write_str(w, v);
        break;
    case V_SINGLE:
    case V_DOUBLE:
        write_double(w, v);
        break;
    case V_DECIMAL: {
        size_t at = w->out->len;
        value_to_strbuf(v, w->out);
        if (!strpbrk(w->out->buf + at, ".eE"))
            strbuf_adds(w->out, ".0");
        break;
    }
    case V_DATETIME:
        write_date(w, v);
        break;
    case V_ENUM:
        if (w->style->enums_as_strings || is_wide_enum(v.enum_info))
            write_str(w, v);
        else
            strbuf_addf(w->out, "%d", value_enum_get(v));
        break;
    case V_TYPE:
        write_str(w, v);
        break;
    case V_OBJECT:
        if (is_text_type(v)) {
            write_text_type(w, v);
            break;
        }
        if (v.object->type == &type_dbnull || v.object->type == &type_null_string) {
            strbuf_adds(w->out, "null");
            break;
        }
        if (v.object->type == &type_bigint) {
            value_to_strbuf(v, w->out);
            break;
        }
        if (v.object->type == &type_datetime_offset) {
            write_offset(w, v);
            break;
        }
        write_nested(w, v, depth, indent, piped);
        break;
    case V_ARRAY:
    case V_HASH:
    case V_TIMESPAN:
        write_nested(w, v, depth, indent, piped);
        break;
    default:
        value_to_strbuf(v, w->out);
    }
}

/* Is it written as it is, whatever properties it has? */
static bool is_simple(struct value v)
{
    return v.kind != V_TIMESPAN && v.kind != V_HASH &&
           (v.kind != V_OBJECT || is_text_type(v) || v.object->type == &type_bigint ||
            v.object->type == &type_dbnull || v.object->type == &type_null_string ||
            v.object->type == &type_datetime_offset);
}

static void write_extended(struct writer *w, struct value v, int depth, int indent, bool piped)
{
    if (!is_simple(v) || !has_extensions(w, v, piped)) {
        write_base(w, v, depth, indent, piped);
        return;
    }
    strbuf_addch(w->out, '{');
    write_key(w, "value", 5, true, indent);
    write_base(w, v, depth, indent + 1, piped);
    write_extensions(w, v, depth, indent, false);
    new_line(w, indent);
    strbuf_addch(w->out, '}');
}

/* Inside another value. */
static void write_value(struct writer *w, struct value v, int depth, int indent)
{
    write_extended(w, v, depth, indent, false);
}

/* From a pipeline. */
static void write_piped(struct writer *w, struct value v, int depth, int indent)
{
    write_extended(w, v, depth, indent, true);
}

void json_write(const struct format_env *env, struct value v, const struct json_style *style,
                struct strbuf *out, struct json_found *found)
{
    struct writer w = {
        .env = env, .style = style, .out = out, .found = { .odd_keys = value_nothing() }
    };

    if (style->piped == JSON_PIPED_ITEMS)
        write_array(&w, v.array, 0, 0, true);
    else
        write_extended(&w, v, 0, 0, style->piped == JSON_PIPED);
    *found = w.found;
}
