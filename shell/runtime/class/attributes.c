#include "shell/runtime/class/attributes.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/class/type.h"

/* ---- as objects ---- */

static struct array *made(const struct script_class *c, struct ast_attribute *const *attributes,
                          uint32_t n, bool hidden)
{
    struct array *list = array_new(n);
    struct compiler compiler = { .code = c->code, .session = c->session };
    for (uint32_t i = 0; i < n; i++) {
        struct value v;
        if (attribute_make(&compiler, attributes[i], &v))
            array_push_take(list, v);
    }
    if (hidden)
        array_push_take(list, attribute_plain_new(&type_hidden_attribute));
    free(compiler.reads);
    err_clear(&compiler.err);
    return list;
}

struct array *class_attributes(const struct type_info *type, const char *name, int nparams)
{
    const struct script_class *c = (const void *)type;
    const struct ast_type_def *def = c->def;
    if (nparams == TYPE_ATTRIBUTES_OF_ASSEMBLY) {
        struct array *list = array_new(1);
        array_push_take(list, attribute_assembly_new(c->code->ast->file));
        return list;
    }
    if (!name)
        return made(c, def->attributes, def->nattributes, false);
    for (uint32_t i = 0; i < def->nmembers && def->def == AST_CLASS; i++) {
        if (def->members[i]->kind == AST_PROPERTY) {
            const struct ast_property *p = (const void *)def->members[i];
            if (nparams < 0 && text_caseeqn(p->name.s, p->name.len, name, strlen(name)))
                return made(c, p->attributes, p->nattributes, p->is_hidden);
            continue;
        }
        const struct ast_method *m = (const void *)def->members[i];
        const struct ast_param_block *params = m->body->params;
        if (nparams == (params ? (int)params->nparameters : 0) &&
            text_caseeqn(m->name.s, m->name.len, name, strlen(name)))
            return made(c, m->attributes, m->nattributes, m->is_hidden);
    }
    return array_new(0);
}

/* ---- what is wrong with them ---- */

/* "DefaultParameterSetName, HelpUri": what may be set by name. */
static void list_settable(const struct type_info *type, struct strbuf *out)
{
    bool first = true;
    for (; type; type = type->base)
        for (size_t i = 0; i < type->nprops; i++)
            if (type->props[i].set) {
                strbuf_addf(out, "%s%s", first ? "" : ", ", type->props[i].name);
                first = false;
            }
}

static void check_names(const struct attribute_place *at, const struct ast_attribute *a,
                        const struct type_info *type)
{
    for (uint32_t i = 0; i < a->nnamed; i++) {
        const struct ast_named_argument *n = &a->named[i];
        const struct property *p = type_find_property(type, n->name.s, n->name.len);
        if (!p) {
            AUTO_STRBUF settable = STRBUF_INIT;
            list_settable(type, &settable);
            parse_diag_add(at->diag, at->ast, "PropertyNotFoundForAttribute", n->start, n->end,
                           "Property '%.*s' cannot be found for attribute '%s'. Specify one of the "
                           "following properties: %s.",
                           (int)n->name.len, n->name.s, type->name, settable.buf);
        } else if (!p->set) {
            parse_diag_add(at->diag, at->ast, "ReadOnlyProperty", n->start, n->end,
                           "\"%.*s\" is a ReadOnly property.", (int)n->name.len, n->name.s);
        }
    }
}

static void cannot_convert(const struct attribute_place *at, const struct ast_node *value,
                           const char *type)
{
    parse_diag_add(at->diag, at->ast, "CannotConvertValue", value->start, value->end,
                   "Cannot convert the value to type \"%s\".", type);
}

static void check_values(const struct attribute_place *at, const struct ast_attribute *a,
                         const struct type_info *type)
{
    const struct method *m = type_find_static_method(type, "new", 3);
    if (!m || a->nargs < (uint32_t)m->min_args ||
        (m->max_args >= 0 && a->nargs > (uint32_t)m->max_args)) {
        parse_diag_add(at->diag, at->ast, "MethodCountCouldNotFindBest", a->node.start, a->node.end,
                       "Cannot find an overload for \"%s\" and the argument count: \"%u\".",
                       strrchr(type->name, '.') + 1, a->nargs);
        return;
    }
    struct code *code =
        code_new(at->session, (struct ast *)(uintptr_t)at->ast, at->ast->root, NULL);
    code->compiled = true; /* it only holds the values */
    struct compiler c = { .code = code, .session = at->session };
    AUTO_FREE struct value *args = xcalloc(a->nargs + 1, sizeof(*args));
    AUTO_VALUE object = value_null();
    AUTO_ERR *err = NULL;
    for (uint32_t i = 0; i < a->nargs; i++)
        args[i] = attribute_value(&c, a->args[i]);
    if (!c.err && m->call(value_type(type), args, a->nargs, &object, &err) < 0)
        cannot_convert(at, &a->node, type->name);
    for (uint32_t i = 0; i < a->nnamed && !c.err && !err; i++) {
        const struct ast_named_argument *n = &a->named[i];
        const struct property *p = type_find_property(type, n->name.s, n->name.len);
        struct value v = n->value ? attribute_value(&c, n->value) : value_bool(true);
        if (p && p->set && !c.err && p->set(object, p, v, &err) < 0)
            cannot_convert(at, n->value ? n->value : &a->node, p->type_name);
    }
    free(c.reads);
    err_clear(&c.err);
    code_unref(code);
}

bool attribute_check(const struct attribute_place *at, const struct ast_attribute *a, bool values)
{
    const struct type_info *type = attribute_type(at->session, a);
    if (!type)
        return false;
    if (script_class_is(type))
        return true;
    if (values)
        check_values(at, a, type);
    else
        check_names(at, a, type);
    return true;
}
