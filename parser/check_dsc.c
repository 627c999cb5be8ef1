/* What a class must have to be a DSC resource. */
#include <string.h>

#include "parser/check_class.h"

struct resource {
    struct parser *p;
    bool set, get, test, key, default_constructor, other_constructor;
};

static bool is(struct ast_str a, const char *word)
{
    return text_caseeqn(a.s, a.len, word, strlen(word));
}

static bool is_attribute(const struct ast_attribute *a, const char *name)
{
    static const char space[] = "System.Management.Automation.";
    static const char suffix[] = "Attribute";
    const size_t lead = sizeof(space) - 1, tail = sizeof(suffix) - 1;
    struct ast_str s = a->type->text;
    if (s.len > lead && text_caseeqn(s.s, lead, space, lead))
        s = (struct ast_str){ s.s + lead, s.len - lead };
    if (s.len > tail && text_caseeqn(s.s + s.len - tail, tail, suffix, tail))
        s.len -= tail;
    return is(s, name);
}

static void check_method(struct resource *r, const struct ast_type_def *def,
                         const struct ast_method *m, bool inherited)
{
    const struct ast_param_block *params = m->body ? m->body->params : NULL;
    bool none = !params || !params->nparameters;
    const struct ast_type_name *returns = m->return_type;
    if (m->is_constructor && !m->is_static && !inherited)
        *(none ? &r->default_constructor : &r->other_constructor) = true;
    if (!none)
        return;
    if (is(m->name, "Set") && (!returns || is(returns->text, "void")))
        r->set = true;
    if (is(m->name, "Test") && returns &&
        (is(returns->text, "bool") || is(returns->text, "System.Boolean")))
        r->test = true;
    if (is(m->name, "Get") && !r->get) {
        r->get = true;
        if (!returns ||
            !text_caseeqn(returns->name.s, returns->name.len, def->name.s, def->name.len))
            complain(r->p, "DscResourceInvalidGetMethod", m->node.start, m->node.end,
                     "Invalid Get method. Get method must return [%s] and accepts no parameters.",
                     def->name.s);
    }
}

/* Texts, whole numbers and enums of the text; what else is named may be an enum from elsewhere. */
static bool may_be_key(const struct ast_type_name *t)
{
    static const char *const never[] = { "object", "hashtable", "bool",     "double",     "float",
                                         "single", "decimal",   "datetime", "scriptblock" };
    if (!t || t->nranks || t->nargs)
        return false;
    for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
        if (is(t->text, never[i]))
            return false;
    return true;
}

static void check_property(struct resource *r, const struct ast_property *m)
{
    for (uint32_t i = 0; i < m->nattributes && !r->key; i++) {
        const struct ast_attribute *a = m->attributes[i];
        for (uint32_t k = 0; is_attribute(a, "DscProperty") && k < a->nnamed; k++) {
            const struct ast_variable *value = (const void *)a->named[k].value;
            bool off = value && value->node.kind == AST_VARIABLE && is(value->name, "false");
            if (!is(a->named[k].name, "Key") || off)
                continue;
            r->key = true;
            if (!may_be_key(m->type))
                complain(r->p, "DscResourceInvalidKeyProperty", m->node.start, m->node.end,
                         "Invalid key property. The key property must be of [string], "
                         "signed/unsigned integer, or Enum types.");
        }
    }
}

static const struct ast_type_def *class_named(const struct ast_block *block, struct ast_str name)
{
    for (uint32_t i = 0; block && i < block->nstatements; i++) {
        const struct ast_type_def *def = (const void *)block->statements[i];
        if (def->node.kind == AST_TYPE_DEF && def->def == AST_CLASS &&
            text_caseeqn(def->name.s, def->name.len, name.s, name.len))
            return def;
    }
    return NULL;
}

static void check_members(struct resource *r, const struct ast_type_def *def, unsigned depth)
{
    for (uint32_t i = 0; i < def->nmembers; i++) {
        if (def->members[i]->kind == AST_PROPERTY)
            check_property(r, (const void *)def->members[i]);
        else
            check_method(r, def, (const void *)def->members[i], depth > 0);
    }
    for (uint32_t i = 0; depth < 100 && i < def->nbases; i++) {
        const struct ast_type_def *base = class_named(r->p->ast->root->end, def->bases[i]->name);
        if (base && !(r->set && r->get && r->test && r->key))
            check_members(r, base, depth + 1);
    }
}

void check_dsc_resource(struct parser *p, const struct ast_type_def *def)
{
    const struct ast_attribute *a = NULL;
    for (uint32_t i = 0; i < def->nattributes && !a; i++)
        if (is_attribute(def->attributes[i], "DscResource"))
            a = def->attributes[i];
    if (!a)
        return;
    struct resource r = { .p = p };
    check_members(&r, def, 0);
    const char *name = def->name.s;
    uint32_t start = a->node.start, end = a->node.end;
    if (!r.set)
        complain(p, "DscResourceMissingSetMethod", start, end,
                 "The DSC resource '%s' is missing a Set method that returns [void] and accepts no "
                 "parameters.",
                 name);
    if (!r.get)
        complain(p, "DscResourceMissingGetMethod", start, end,
                 "The DSC resource '%s' is missing a Get method that returns [%s] and accepts no "
                 "parameters.",
                 name, name);
    if (!r.test)
        complain(
            p, "DscResourceMissingTestMethod", start, end,
            "The DSC resource '%s' is missing a Test method that returns [bool] and accepts no "
            "parameters.",
            name);
    if (!r.default_constructor && r.other_constructor)
        complain(p, "DscResourceMissingDefaultConstructor", start, end,
                 "The DSC resource '%s' has no default constructor.", name);
    if (!r.key)
        complain(p, "DscResourceMissingKeyProperty", start, end,
                 "The DSC resource '%s' must have at least one key property (using the syntax "
                 "[DscProperty(Key)].)",
                 name);
}
