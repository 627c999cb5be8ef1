#include "shell/runtime/error_detail.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/base/vt.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/hash.h"
#include "shell/object/ps_style.h"
#include "shell/object/str.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/session.h"

enum { MAX_DEPTH = 10 };
#define ELLIPSIS "\xE2\x80\xA6"
#define EXTENDED "#PSExtendedError"

/* ---- the copies that Get-Error gives ---- */

static char *copy_text(const char *s)
{
    return s ? xstrdup(s) : NULL;
}

static struct value copy_record(const struct error_record *r)
{
    struct object *o = object_new(&type_extended_error);
    struct error_record *copy = object_payload(o);

    *copy = (struct error_record){
        .exception = value_ref(r->exception),
        .target = value_ref(r->target),
        .details = value_ref(r->details),
        .invocation = value_ref(r->invocation),
        .category = r->category,
        .activity = copy_text(r->activity),
        .reason = copy_text(r->reason),
        .target_name = copy_text(r->target_name),
        .target_type = copy_text(r->target_type),
        .id = copy_text(r->id),
        .advice = copy_text(r->advice),
        .stack_trace = copy_text(r->stack_trace),
        .thrown = r->thrown,
        .reported = true,
    };
    return value_of_object(o);
}

static struct value copy_exception(struct value v)
{
    static const char *const names[] = { "System.Exception" EXTENDED, NULL };
    const struct exception *e = exception_of(v);
    AUTO_VALUE message = value_to_string(e->message);
    struct value copy = e->type_name
                            ? exception_new(e->type_name, message.str->data, e->inner)
                            : exception_new_of(v.object->type, message.str->data, e->inner);

    object_set_type_names(copy.object, names);
    return copy;
}

struct value error_detail_new(struct session *s, struct value error, int index)
{
    const struct error_record *r = error_record_of(error);
    struct value copy = r                           ? copy_record(r)
                        : value_is_exception(error) ? copy_exception(error)
                                                    : value_ref(error);

    if (index >= 0 && copy.kind == V_OBJECT && value_is_error_detail(copy))
        object_set_note_take(copy.object, s->shapes, "PSErrorIndex", value_int(index));
    return copy;
}

bool value_is_error_detail(struct value v)
{
    if (v.kind != V_OBJECT)
        return false;
    if (v.object->type == &type_extended_error)
        return true;
    return value_is_exception(v) && v.object->type_names &&
           text_caseeq(v.object->type_names[0], "System.Exception" EXTENDED);
}

/* ---- their text ---- */

struct detail {
    struct session *s;
    const char *accent, *error, *reset;
};

struct field {
    char *name;
    struct value value;
};
typedef VEC(struct field) field_vec;

/* PowerShell shows what is neither $null, "", 0, $false nor an empty collection. */
static bool is_worth_showing(const char *name, struct value v)
{
    if (text_caseeq(name, "PSErrorIndex"))
        return false;
    switch (v.kind) {
    case V_NULL:
        return false;
    case V_STRING:
        return v.str->len > 0;
    case V_ARRAY:
        return v.array->len > 0;
    case V_HASH:
        return v.hash->count > 0;
    case V_BOOL:
        return v.i != 0;
    default:
        return !value_is_integer(v) || v.i != 0;
    }
}

static void add_field_take(field_vec *fields, const char *name, size_t len, struct value v)
{
    char *copy = xstrndup(name, len);

    if (!is_worth_showing(copy, v)) {
        value_unref(v);
        free(copy);
        return;
    }
    *vec_push(fields) = (struct field){ copy, v };
}

static void read_field(struct detail *d, field_vec *fields, struct value of, const char *name,
                       size_t len)
{
    AUTO_FREE char *copy = xstrndup(name, len);
    struct value v = value_null();

    if (get_property(d->s, of, copy, &v) != ST_OK)
        value_clear(&d->s->failure);
    /* what only the runtime keeps there, and what PowerShell leaves out for want of .NET frames */
    if (value_is_exception(of) && (text_caseeq(copy, "TargetSite") || text_caseeq(copy, "Source")))
        value_replace_take(&v, value_null());
    add_field_take(fields, name, len, v);
}

/* Members that a class or script added come before those that every exception has. */
static void read_fields(struct detail *d, field_vec *fields, struct value of)
{
    struct member_iter it = member_iter_begin(of);
    struct member_entry m;
    bool typed = false;

    while (member_iter_next(&it, &m))
        typed = typed || (m.ref.found == FOUND_SLOT && text_caseeqn(m.name, m.len, "Type", 4));
    if (value_is_exception(of) && !typed)
        add_field_take(fields, "Type", 4, value_string(exception_type_name(of)));
    it = member_iter_begin(of);
    while (member_iter_next(&it, &m))
        if (m.ref.found == FOUND_SLOT)
            read_field(d, fields, of, m.name, m.len);
    it = member_iter_begin(of);
    while (member_iter_next(&it, &m))
        if (m.ref.found != FOUND_SLOT)
            read_field(d, fields, of, m.name, m.len);
}

static void show(struct detail *d, struct value v, size_t indent, int depth, struct strbuf *out);

static bool is_expanded(struct value v)
{
    if (v.kind != V_OBJECT)
        return false;
    return value_is_exception(v) || error_record_of(v) ||
           strcmp(v.object->type->name, "System.Management.Automation.InvocationInfo") == 0;
}

static void show_dictionary(struct detail *d, struct hash *h, size_t indent, struct strbuf *out)
{
    struct hash_entry *e;
    VEC(struct hash_entry *) sorted = VEC_INIT;

    for (size_t i = 0; (e = hash_next(h, &i));)
        *vec_push(&sorted) = e;
    for (size_t i = 1; i < sorted.len; i++) {
        struct hash_entry *x = sorted.items[i];
        AUTO_VALUE key = value_to_string(x->key);
        size_t k = i;
        for (; k > 0; k--) {
            AUTO_VALUE other = value_to_string(sorted.items[k - 1]->key);
            if (strcasecmp(other.str->data, key.str->data) <= 0)
                break;
            sorted.items[k] = sorted.items[k - 1];
        }
        sorted.items[k] = x;
    }
    for (size_t i = 0; i < sorted.len; i++) {
        AUTO_VALUE key = value_to_string(sorted.items[i]->key);
        if (i == 0)
            strbuf_addch(out, '\n');
        strbuf_fill(out, ' ', indent + 4);
        strbuf_addf(out, "%s%s : %s", d->accent, key.str->data, d->reset);
        if (text_caseeq(key.str->data, "Authorization"))
            strbuf_adds(out, ELLIPSIS);
        else
            value_to_strbuf(sorted.items[i]->value, out);
        strbuf_addch(out, '\n');
    }
    vec_release(&sorted);
}

static bool is_primitive(struct value v)
{
    return v.kind == V_STRING || v.kind == V_BOOL || v.kind == V_CHAR || value_is_number(v);
}

static void show_list(struct detail *d, struct array *a, size_t indent, int depth,
                      struct strbuf *out)
{
    for (size_t i = 0; i < a->len; i++) {
        struct value v = a->items[i];
        strbuf_addch(out, '\n');
        if (v.kind == V_TYPE || is_primitive(v)) {
            strbuf_fill(out, ' ', indent + indent + 6);
            strbuf_adds(out, v.kind == V_TYPE ? "[" : "");
            value_to_strbuf(v, out);
            strbuf_adds(out, v.kind == V_TYPE ? "]" : "");
            continue;
        }
        if (i > 0)
            strbuf_addch(out, '\n');
        show(d, v, indent + 4, depth + 1, out);
    }
}

static void add_trimmed(struct strbuf *out, const char *s, size_t len)
{
    while (len > 0 && (unsigned char)*s <= ' ')
        s++, len--;
    while (len > 0 && (unsigned char)s[len - 1] <= ' ')
        len--;
    strbuf_add(out, s, len);
}

static void show_text(struct detail *d, const struct field *f, size_t indent, size_t width,
                      struct strbuf *out)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (strcmp(f->name, "Message") == 0)
        strbuf_adds(&text, d->error);
    value_to_strbuf(f->value, &text);
    const char *marks = strcmp(f->name, "PositionMessage") == 0 ? strchr(text.buf, '~') : NULL;
    if (marks && *d->error) {
        AUTO_STRBUF colored = STRBUF_INIT;
        strbuf_add(&colored, text.buf, (size_t)(marks - text.buf));
        strbuf_addf(&colored, "%s%s", d->error, marks);
        strbuf_reset(&text);
        strbuf_add(&text, colored.buf, colored.len);
    }
    if (!memchr(text.buf, '\n', text.len)) {
        strbuf_add(out, text.buf, text.len);
        return;
    }
    for (const char *s = text.buf, *end = text.buf + text.len;; s++) {
        const char *e = memchr(s, '\n', (size_t)(end - s));
        if (s != text.buf) {
            strbuf_addch(out, '\n');
            strbuf_fill(out, ' ', indent + width + 3);
        }
        add_trimmed(out, s, (size_t)((e ? e : end) - s));
        if (!e)
            return;
        s = e;
    }
}

static void show_field(struct detail *d, const struct field *f, size_t indent, size_t width,
                       int depth, struct strbuf *out)
{
    strbuf_fill(out, ' ', indent);
    strbuf_addf(out, "%s%s", d->accent, f->name);
    strbuf_fill(out, ' ', width - strlen(f->name));
    strbuf_addf(out, " : %s", d->reset);
    if (is_expanded(f->value)) {
        if (depth >= MAX_DEPTH) {
            strbuf_adds(out, ELLIPSIS);
        } else {
            strbuf_addch(out, '\n');
            show(d, f->value, indent + 4, depth + 1, out);
        }
    } else if (strcmp(f->name, "StackTrace") == 0) {
        strbuf_addch(out, '\n');
        value_to_strbuf(f->value, out);
    } else if (f->value.kind == V_HASH) {
        show_dictionary(d, f->value.hash, indent, out);
    } else if (f->value.kind == V_ARRAY && strcmp(f->name, "Data") != 0) {
        if (depth >= MAX_DEPTH)
            strbuf_adds(out, ELLIPSIS);
        else
            show_list(d, f->value.array, indent, depth, out);
    } else if (f->value.kind == V_TYPE) {
        strbuf_addch(out, '[');
        value_to_strbuf(f->value, out);
        strbuf_addch(out, ']');
    } else {
        show_text(d, f, indent, width, out);
    }
    strbuf_addch(out, '\n');
}

static void show(struct detail *d, struct value v, size_t indent, int depth, struct strbuf *out)
{
    field_vec fields = VEC_INIT;
    size_t width = 0;

    read_fields(d, &fields, v);
    for (size_t i = 0; i < fields.len; i++) {
        size_t len = strlen(fields.items[i].name);
        width = len > width ? len : width;
    }
    for (size_t i = 0; i < fields.len; i++) {
        show_field(d, &fields.items[i], indent, width, depth, out);
        free(fields.items[i].name);
        value_unref(fields.items[i].value);
    }
    if (fields.len > 0)
        strbuf_truncate(out, out->len - 1);
    vec_release(&fields);
}

void error_detail_text(struct session *s, struct value error, struct strbuf *out)
{
    const struct ps_style *style = ps_style_of(s->style);
    struct detail d = { .s = s,
                        .accent = ps_style_text(style, STYLE_FORMAT_ACCENT),
                        .error = ps_style_text(style, STYLE_ERROR),
                        .reset = VT_RESET };

    show(&d, error, 0, 1, out);
}
