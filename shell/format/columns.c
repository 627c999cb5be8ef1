#include "shell/format/columns.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/format/format_db.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

void columns_clear(column_vec *columns)
{
    for (size_t i = 0; i < columns->len; i++) {
        if (columns->items[i].name)
            value_unref(value_of_str(columns->items[i].name));
        if (columns->items[i].label)
            value_unref(value_of_str(columns->items[i].label));
    }
    vec_release(columns);
}

void columns_add_name(column_vec *columns, const char *name, size_t len)
{
    struct column *c = vec_push(columns);
    *c = (struct column){ .name = str_new(name, len), .label = str_new(name, len) };
}

static void add_matching(const struct format_env *env, column_vec *columns,
                         const struct property_spec *spec, struct value v)
{
    struct str *pattern = spec->expression.str;
    struct member_iter it = format_members(env, v);
    struct member_entry m;

    while (member_iter_next(&it, &m)) {
        if (!text_wildcard_match(pattern->data, pattern->len, m.name, m.len, true))
            continue;
        bool seen = false;
        for (size_t i = 0; i < columns->len && !seen; i++)
            seen = text_caseeqn(columns->items[i].label->data, columns->items[i].label->len, m.name,
                                m.len);
        if (!seen)
            columns_add_name(columns, m.name, m.len);
    }
}

/* The heading of a named property is spelled as the object spells it. */
static struct str *native_heading(const struct property_spec *spec, struct value v)
{
    if (spec->label || spec->expression.kind != V_STRING)
        return property_spec_heading(spec);
    struct member_ref ref = member_find(v, spec->expression.str->data, spec->expression.str->len);
    if (ref.found == FOUND_NATIVE &&
        text_caseeqn(ref.property->name, strlen(ref.property->name), spec->expression.str->data,
                     spec->expression.str->len)) /* else it is an alias: as asked for */
        return str_new(ref.property->name, strlen(ref.property->name));
    if (ref.found == FOUND_SLOT) {
        struct str *name = shape_name(ref.holder->shape, ref.slot);
        return str_new(name->data, name->len);
    }
    return property_spec_heading(spec);
}

bool property_spec_exists(const struct format_env *env, const struct property_spec *spec,
                          struct value v)
{
    if (spec->expression.kind != V_STRING)
        return true;
    struct str *name = spec->expression.str;
    if (member_find(v, name->data, name->len).found != FOUND_NONE)
        return true;
    AUTO_VALUE got = value_null();
    format_get(env, v, name->data, &got);
    return !value_is_null(got);
}

void columns_add_specs(const struct format_env *env, column_vec *columns,
                       const struct property_specs *specs, struct value v)
{
    for (size_t i = 0; i < specs->len; i++) {
        const struct property_spec *spec = &specs->items[i];
        if (spec->wildcard) {
            add_matching(env, columns, spec, v);
            continue;
        }
        struct column *c = vec_push(columns);
        *c = (struct column){ .spec = spec,
                              .label = native_heading(spec, v),
                              .width = spec->width,
                              .align = spec->align };
    }
}

void columns_add_view(const struct format_env *env, column_vec *columns, const struct view *view,
                      struct value v)
{
    size_t n;
    const struct view_column *all = view_columns_for(view, env, v, &n);

    for (size_t i = 0; i < n; i++) {
        const struct view_column *vc = &all[i];
        const char *label = vc->label ? vc->label : vc->property;
        if (vc->condition && !format_expression_holds(vc->condition, env, v))
            continue;
        struct column *c = vec_push(columns);
        *c = (struct column){ .view = vc,
                              .label = str_new(label, strlen(label)),
                              .width = vc->width,
                              .align = vc->align == ALIGN_DEFAULT ? ALIGN_LEFT : vc->align };
    }
}

void columns_add_members(struct member_iter it, column_vec *columns, size_t max)
{
    struct member_entry m;
    while (columns->len < max && member_iter_next(&it, &m))
        columns_add_name(columns, m.name, m.len);
}

void columns_add_all(const struct format_env *env, column_vec *columns, struct value v)
{
    columns_add_members(format_members(env, v), columns, SIZE_MAX);
}

const struct array *columns_display_set(const struct format_env *env, struct value v)
{
    return env && env->display_set ? env->display_set(env->data, v) : NULL;
}

void columns_add_default(const struct format_env *env, column_vec *columns, struct value v,
                         size_t max)
{
    const struct array *own = columns_display_set(env, v);

    for (size_t i = 0; own && i < own->len; i++)
        if (own->items[i].kind == V_STRING)
            columns_add_name(columns, own->items[i].str->data, own->items[i].str->len);
    if (own)
        return;
    const char *const *names = view_default_display(value_type_of(v));
    if (!names) {
        columns_add_members(member_iter_adapted_first(format_members(env, v)), columns, max);
        return;
    }
    for (; *names; names++)
        columns_add_name(columns, *names, strlen(*names));
}
