#include "shell/format/entry_select.h"

#include <stdlib.h>

#include "shell/base/text.h"
#include "shell/format/property_spec.h"
#include "shell/object/convert.h"
#include "shell/object/object.h"
#include "shell/object/wrap.h"

void format_expression_release(struct format_expression *e)
{
    free(e->property);
    value_unref(e->script);
}

int format_expression_read(struct format_expression *e, const struct format_load *l,
                           const struct xml_node *n, struct err **err)
{
    return format_xml_expression(l, n, &e->property, &e->script, err);
}

bool format_expression_is_given(const struct format_expression *e)
{
    return e->property || e->script.kind != V_NULL;
}

bool format_expression_get(const struct format_expression *e, const struct format_env *env,
                           struct value v, struct value *out)
{
    *out = value_null();
    if (e->script.kind != V_NULL)
        return env->eval && env->eval(env->data, e->script, v, out) == 0;
    return e->property && format_get(env, v, e->property, out) == 0;
}

bool format_expression_holds(const struct format_expression *e, const struct format_env *env,
                             struct value v)
{
    AUTO_VALUE answer = value_null();
    return !format_expression_is_given(e) ||
           (format_expression_get(e, env, v, &answer) && value_truth(answer));
}

void entry_selection_release(struct entry_selection *s)
{
    format_names_release(&s->types);
    format_expression_release(&s->condition);
}

int entry_selection_read(struct entry_selection *s, const struct format_load *l,
                         const struct xml_node *n, struct err **err)
{
    const struct xml_node *by = xml_child(n, "EntrySelectedBy");
    const struct xml_node *condition = by ? xml_child(by, "SelectionCondition") : NULL;

    s->given = by != NULL;
    format_xml_types(l, by, &s->types);
    format_xml_types(l, condition, &s->types);
    return condition ? format_expression_read(&s->condition, l, condition, err) : 0;
}

/* How far down the object's types the name stands; SIZE_MAX: nowhere. */
static size_t type_index(struct value v, const char *name)
{
    size_t at = 0;

    for (const char *const *own = value_type_names(v); own && *own; own++, at++)
        if (text_caseeq(*own, name))
            return at;
    for (const struct type_info *t = value_type_of(v); t; t = t->base, at++)
        if (text_caseeq(t->name, name))
            return at;
    return SIZE_MAX;
}

size_t entry_selection_fits(const struct entry_selection *s, const struct format_env *env,
                            struct value v)
{
    size_t best = SIZE_MAX;

    if (!s->given)
        return SIZE_MAX - 1;
    for (size_t i = 0; i < s->types.len; i++) {
        size_t at = type_index(v, s->types.items[i]);
        best = at < best ? at : best;
    }
    return best < SIZE_MAX && format_expression_holds(&s->condition, env, v) ? best : SIZE_MAX;
}
