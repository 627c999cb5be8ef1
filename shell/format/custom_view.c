#include "shell/format/custom_view.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/views.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"

struct dump {
    const struct format_env *env;
    int depth;
    struct strbuf *out;
};

static void dump_value(struct dump *d, struct value v, int level, int indent);

static void indent_by(struct dump *d, int indent)
{
    strbuf_fill(d->out, ' ', (size_t)indent);
}

static const char *short_name(const struct type_info *type)
{
    const char *dot = strrchr(type->name, '.');
    return dot ? dot + 1 : type->name;
}

static void dump_member(struct dump *d, const char *name, struct value v, int level, int indent)
{
    bool flat = v.kind == V_NULL || value_is_scalar(v) || level >= d->depth;

    indent_by(d, indent);
    strbuf_addf(d->out, "%s = ", name);
    if (flat) {
        if (v.kind == V_ARRAY || v.kind == V_HASH)
            cell_text(d->env, v, NULL, d->out);
        else if (v.kind != V_NULL)
            value_to_strbuf(v, d->out);
        strbuf_addch(d->out, '\n');
        return;
    }
    strbuf_addch(d->out, '\n');
    dump_value(d, v, level + 1, indent + 2);
    indent_by(d, indent + 2);
    strbuf_addch(d->out, '\n');
}

static void dump_list(struct dump *d, struct value v, int level, int indent)
{
    int limit = d->env ? d->env->enumeration_limit : 4;
    size_t n = v.kind == V_ARRAY ? v.array->len : v.hash->count;
    size_t it = 0;

    indent_by(d, indent);
    strbuf_adds(d->out, "[\n");
    for (size_t i = 0; i < n; i++) {
        if (limit >= 0 && i >= (size_t)limit) {
            indent_by(d, indent + 2);
            strbuf_adds(d->out, "...\n");
            break;
        }
        AUTO_VALUE item = value_null();
        if (v.kind == V_ARRAY) {
            item = value_ref(v.array->items[i]);
        } else {
            struct hash_entry *e = hash_next(v.hash, &it);
            item = view_dictionary_entry(e->key, e->value);
        }
        if (level >= d->depth && item.kind != V_NULL && !value_is_scalar(item)) {
            indent_by(d, indent + 2);
            cell_text(d->env, item, NULL, d->out);
            strbuf_addch(d->out, '\n');
        } else {
            dump_value(d, item, level + 1, indent + 2);
        }
    }
    indent_by(d, indent);
    strbuf_adds(d->out, "]\n");
}

static void dump_value(struct dump *d, struct value v, int level, int indent)
{
    if (v.kind == V_ARRAY || v.kind == V_HASH) {
        dump_list(d, v, level, indent);
        return;
    }
    if (v.kind == V_NULL || value_is_scalar(v)) {
        indent_by(d, indent);
        value_to_strbuf(v, d->out);
        strbuf_addch(d->out, '\n');
        return;
    }
    indent_by(d, indent);
    strbuf_addf(d->out, "class %s\n", short_name(value_type_of(v)));
    indent_by(d, indent);
    strbuf_adds(d->out, "{\n");
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;
    while (member_iter_next(&it, &m)) {
        AUTO_VALUE value = value_null();
        AUTO_FREE char *name = xstrndup(m.name, m.len);
        format_get(d->env, v, name, &value);
        dump_member(d, name, value, level, indent + 2);
    }
    indent_by(d, indent);
    strbuf_adds(d->out, "}\n");
}

void custom_view_text(const struct format_env *env, struct value v,
                      const struct property_specs *specs, int depth, struct strbuf *out)
{
    struct dump d = { env, depth, out };

    if (!specs || specs->len == 0) {
        dump_value(&d, v, 1, 0);
        return;
    }
    strbuf_addf(out, "class %s\n{\n", short_name(value_type_of(v)));
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;
    for (size_t i = 0; i < specs->len; i++) {
        const struct property_spec *spec = &specs->items[i];
        if (spec->wildcard) {
            struct str *pattern = spec->expression.str;
            it = member_iter_begin(v);
            while (member_iter_next(&it, &m)) {
                if (!text_wildcard_match(pattern->data, pattern->len, m.name, m.len, true))
                    continue;
                AUTO_FREE char *name = xstrndup(m.name, m.len);
                AUTO_VALUE value = value_null();
                format_get(env, v, name, &value);
                dump_member(&d, name, value, 1, 2);
            }
            continue;
        }
        AUTO_VALUE value = value_null();
        AUTO_VALUE heading = value_of_str(property_spec_heading(spec));
        property_spec_get(env, spec, v, &value);
        dump_member(&d, heading.str->data, value, 1, 2);
    }
    strbuf_adds(out, "}\n");
}
