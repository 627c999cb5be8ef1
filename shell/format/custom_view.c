#include "shell/format/custom_view.h"

#include <string.h>

#include "shell/format/views.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"

struct dump {
    const struct format_env *env;
    struct strbuf *out;
};

/* How deep the walk is, and how deep it may go. */
struct level {
    int at, max;
};

static struct level deeper(struct level l)
{
    return (struct level){ l.at + 1, l.max };
}

static void dump_list(struct dump *d, struct value v, struct level level, int indent);

static void indent_by(struct dump *d, int indent)
{
    strbuf_fill(d->out, ' ', (size_t)indent);
}

static const char *short_name(const struct type_info *type)
{
    const char *dot = strrchr(type->name, '.');
    return dot ? dot + 1 : type->name;
}

static bool is_list(struct value v)
{
    return v.kind == V_ARRAY || v.kind == V_HASH;
}

static bool is_leaf(struct value v, struct level level)
{
    return level.at >= level.max || v.kind == V_NULL || value_is_scalar(v);
}

static void dump_leaf(struct dump *d, struct value v)
{
    if (v.kind != V_NULL)
        cell_text(d->env, v, NULL, d->out);
    strbuf_addch(d->out, '\n');
}

static void dump_object(struct dump *d, struct value v, const column_vec *columns,
                        struct level level, int indent);

/* All that is shown of v unasked. */
static void dump_whole(struct dump *d, struct value v, struct level level, int indent)
{
    column_vec columns = VEC_INIT;

    if (v.kind == V_TIMESPAN) /* what it shows as a list is a view's choice */
        columns_add_all(d->env, &columns, v);
    else
        columns_add_default(d->env, &columns, v, SIZE_MAX);
    dump_object(d, v, &columns, level, indent);
    columns_clear(&columns);
}

/* Lists are gone into at any depth; what they hold is not. */
static void dump_member(struct dump *d, struct str *label, struct value v, struct level level,
                        int indent)
{
    indent_by(d, indent);
    strbuf_addf(d->out, "%s = ", label->data);
    if (is_list(v)) {
        strbuf_addch(d->out, '\n');
        dump_list(d, v, deeper(level), indent + 2);
    } else if (is_leaf(v, level)) {
        dump_leaf(d, v);
    } else {
        strbuf_addch(d->out, '\n');
        dump_whole(d, v, deeper(level), indent + 2);
    }
}

static void dump_object(struct dump *d, struct value v, const column_vec *columns,
                        struct level level, int indent)
{
    indent_by(d, indent);
    strbuf_addf(d->out, "class %s\n", short_name(value_type_of(v)));
    indent_by(d, indent);
    strbuf_adds(d->out, "{\n");
    for (size_t i = 0; i < columns->len; i++) {
        const struct column *c = &columns->items[i];
        AUTO_VALUE value = value_null();
        struct level own = level;
        if (c->spec) {
            property_spec_get(d->env, c->spec, v, &value);
            if (c->spec->has_depth)
                own.max = c->spec->depth;
        } else {
            format_get(d->env, v, c->name->data, &value);
        }
        dump_member(d, c->label, value, own, indent + 2);
    }
    indent_by(d, indent);
    strbuf_adds(d->out, "}\n");
}

static void dump_item(struct dump *d, struct value item, struct level level, int indent)
{
    if (is_leaf(item, level)) {
        indent_by(d, indent);
        dump_leaf(d, item);
    } else if (is_list(item)) {
        indent_by(d, indent);
        strbuf_addch(d->out, '\n');
        dump_list(d, item, deeper(level), indent + 2);
    } else {
        dump_whole(d, item, deeper(level), indent);
    }
}

static void dump_list(struct dump *d, struct value v, struct level level, int indent)
{
    int limit = d->env ? d->env->enumeration_limit : 4;
    size_t n = v.kind == V_ARRAY ? v.array->len : v.hash->count;
    size_t it = 0;

    indent_by(d, indent);
    strbuf_adds(d->out, "[\n");
    for (size_t i = 0; i < n; i++) {
        if (limit >= 0 && i >= (size_t)limit) {
            indent_by(d, indent + 2);
            strbuf_adds(d->out, "\xE2\x80\xA6\n");
            break;
        }
        AUTO_VALUE item = value_null();
        if (v.kind == V_ARRAY) {
            item = value_ref(v.array->items[i]);
        } else {
            struct hash_entry *e = hash_next(v.hash, &it);
            item = view_dictionary_entry(e->key, e->value);
        }
        dump_item(d, item, level, indent + 2);
    }
    indent_by(d, indent);
    strbuf_adds(d->out, "]\n");
    indent_by(d, indent);
    strbuf_addch(d->out, '\n');
}

void custom_view_text(const struct format_env *env, struct value v, const column_vec *columns,
                      int depth, struct strbuf *out)
{
    struct dump d = { env, out };
    struct level level = { 0, depth };

    if (is_list(v))
        dump_list(&d, v, level, 0);
    else if (v.kind == V_NULL || value_is_scalar(v))
        dump_leaf(&d, v);
    else
        dump_object(&d, v, columns, level, 0);
}
