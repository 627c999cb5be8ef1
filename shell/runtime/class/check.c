/* The types that classes and enums name, looked at before their text runs. */
#include <string.h>

#include "parser/parser.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/convert.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/class/attributes.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/type.h"
#include "shell/runtime/module/using_module.h"
#include "shell/runtime/session.h"

typedef VEC(const struct ast_type_def *) def_vec;

struct check {
    struct session *session; /* or NULL */
    const struct ast *ast;
    struct parse_diag *diag;
    def_vec defs;
    bool open; /* modules or namespaces are used: names may come from there */
};

static bool same(struct ast_str a, struct ast_str b)
{
    return text_caseeqn(a.s, a.len, b.s, b.len);
}

static const struct ast_type_def *defined(const struct check *c, struct ast_str name,
                                          const struct ast_type_def *before)
{
    for (size_t i = 0; i < c->defs.len && c->defs.items[i] != before; i++)
        if (same(c->defs.items[i]->name, name))
            return c->defs.items[i];
    return NULL;
}

static const struct type_info *existing(const struct check *c, struct ast_str name)
{
    const struct type_info *t =
        c->session ? session_find_type(c->session, name.s, name.len) : type_find(name.s, name.len);
    if (t)
        return t;
    AUTO_STRBUF with_system = STRBUF_INIT;
    strbuf_addf(&with_system, "System.%.*s", (int)name.len, name.s);
    return c->session ? session_find_type(c->session, with_system.buf, with_system.len)
                      : type_find(with_system.buf, with_system.len);
}

/* .NET has many types that do not exist here; a script that names one may still run. */
static bool may_exist_elsewhere(const struct check *c, struct ast_str name)
{
    return c->open || memchr(name.s, '`', name.len) ||
           (name.len > 7 && text_caseeqn(name.s, 7, "System.", 7)) ||
           (name.len > 10 && text_caseeqn(name.s, 10, "Microsoft.", 10));
}

static void check_name(struct check *c, const struct ast_type_name *t)
{
    for (uint32_t i = 0; i < t->nargs; i++)
        check_name(c, t->args[i]);
    if (t->nargs || t->assembly.s || defined(c, t->name, NULL) || existing(c, t->name) ||
        may_exist_elsewhere(c, t->name))
        return;
    parse_diag_add(c->diag, c->ast, "TypeNotFound", t->node.start, t->node.end,
                   "Unable to find type [%.*s].", (int)t->text.len, t->text.s);
}

/* ---- attributes ---- */

static void check_attribute(struct check *c, const struct ast_attribute *a, bool values)
{
    struct attribute_place at = { c->session, c->ast, c->diag };
    struct ast_str name = a->type->name;
    AUTO_STRBUF longer = STRBUF_INIT;
    strbuf_addf(&longer, "%.*sAttribute", (int)name.len, name.s);
    if (attribute_check(&at, a, values) || values || defined(c, name, NULL) ||
        defined(c, (struct ast_str){ longer.buf, longer.len }, NULL) || existing(c, name) ||
        existing(c, (struct ast_str){ longer.buf, longer.len }) || may_exist_elsewhere(c, name) ||
        text_caseeqn(name.s, name.len, "NonSerialized", 13))
        return;
    parse_diag_add(c->diag, c->ast, "CustomAttributeTypeNotFound", a->type->node.start,
                   a->type->node.end,
                   "Cannot find the type for custom attribute '%.*s'. Make sure that the assembly "
                   "that contains this type is loaded.",
                   (int)a->type->text.len, a->type->text.s);
}

static void check_attributes(struct check *c, const struct ast_type_def *def, bool values)
{
    for (uint32_t i = 0; i < def->nattributes; i++)
        check_attribute(c, def->attributes[i], values);
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_property *p = (const void *)def->members[i];
        const struct ast_method *m = (const void *)def->members[i];
        bool property = p->node.kind == AST_PROPERTY;
        uint32_t n = property ? p->nattributes : m->nattributes;
        for (uint32_t k = 0; k < n; k++)
            check_attribute(c, (property ? p->attributes : m->attributes)[k], values);
    }
}

/* ---- members ---- */

static const struct ast_param_block *parameters_of(const struct ast_method *m)
{
    return m->body ? m->body->params : NULL;
}

static bool same_parameters(const struct ast_method *a, const struct ast_method *b)
{
    const struct ast_param_block *p = parameters_of(a), *q = parameters_of(b);
    uint32_t n = p ? p->nparameters : 0;
    if (n != (q ? q->nparameters : 0))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct ast_type_name *s = p->parameters[i]->type, *t = q->parameters[i]->type;
        if (!s != !t || (s && !same(s->text, t->text)))
            return false;
    }
    return true;
}

static void check_duplicates(struct check *c, const struct ast_type_def *def)
{
    for (uint32_t i = 1; i < def->nmembers; i++) {
        for (uint32_t k = 0; k < i; k++) {
            const struct ast_node *a = def->members[k], *b = def->members[i];
            if (a->kind != b->kind)
                continue;
            struct ast_str name;
            if (a->kind == AST_PROPERTY) {
                name = ((const struct ast_property *)(const void *)b)->name;
                if (!same(((const struct ast_property *)(const void *)a)->name, name))
                    continue;
            } else {
                const struct ast_method *m = (const void *)a, *n = (const void *)b;
                name = n->name;
                if (!same(m->name, name) || m->is_static != n->is_static || !same_parameters(m, n))
                    continue;
            }
            parse_diag_add(c->diag, c->ast, "MemberAlreadyDefined", b->start, b->end,
                           "The member '%.*s' is already defined.", (int)name.len, name.s);
            break;
        }
    }
}

/* ---- enums ---- */

static void check_enum(struct check *c, const struct ast_type_def *def)
{
    static const char *const integers[] = {
        "byte",         "sbyte",        "short",         "ushort",       "int",
        "uint",         "long",         "ulong",         "int16",        "uint16",
        "int32",        "uint32",       "int64",         "uint64",       "System.Byte",
        "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64"
    };
    if (!def->nbases)
        return;
    struct ast_str name = def->bases[0]->text;
    for (size_t i = 0; i < ARRAY_SIZE(integers); i++)
        if (text_caseeqn(name.s, name.len, integers[i], strlen(integers[i])))
            return;
    parse_diag_add(c->diag, c->ast, "InvalidUnderlyingType", def->bases[0]->node.start,
                   def->bases[0]->node.end,
                   "'%.*s' is not a valid underlying type for enums. Expected a builtin integral "
                   "type (one of byte, sbyte, short, ushort, int, uint, long or ulong)",
                   (int)name.len, name.s);
}

/* ---- bases ---- */

static bool is_interface_name(struct ast_str name)
{
    const char *dot = memrchr(name.s, '.', name.len);
    const char *last = dot ? dot + 1 : name.s;
    size_t n = name.len - (size_t)(last - name.s);
    return n > 1 && last[0] == 'I' && last[1] >= 'A' && last[1] <= 'Z';
}

static bool is_sealed(const struct type_info *t)
{
    return t == &type_string || t->is_value_type || t->enum_info || t == &type_type ||
           t == &type_scriptblock;
}

static bool has_method(const struct ast_type_def *def, const char *name, uint32_t nparams)
{
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_method *m = (const void *)def->members[i];
        if (m->node.kind == AST_METHOD && m->body &&
            text_caseeqn(m->name.s, m->name.len, name, strlen(name)) &&
            (m->body->params ? m->body->params->nparameters : 0) == nparams && m->return_type)
            return true;
    }
    return false;
}

static void creation_error(struct check *c, const struct ast_type_def *def, const char *why)
{
    parse_diag_add(c->diag, c->ast, "TypeCreationError", def->node.start, def->node.end,
                   "Error during creation of type \"%.*s\". Error message:\n%s", (int)def->name.len,
                   def->name.s, why);
}

/* Does a class of the text make itself without arguments? */
static bool default_constructible(const struct ast_type_def *def)
{
    bool any = false;
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_method *m = (const void *)def->members[i];
        if (m->node.kind != AST_METHOD || !m->is_constructor || m->is_static || !m->body)
            continue;
        any = true;
        if (!m->body->params || !m->body->params->nparameters)
            return true;
    }
    return !any;
}

static bool calls_base(const struct ast_type_def *def)
{
    bool any = false;
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_method *m = (const void *)def->members[i];
        if (m->node.kind != AST_METHOD || !m->is_constructor || m->is_static)
            continue;
        any = true;
        if (!m->has_base_call)
            return false;
    }
    return any;
}

static void check_base(struct check *c, const struct ast_type_def *def, uint32_t index)
{
    const struct ast_type_name *base = def->bases[index];
    if (base->nranks) {
        parse_diag_add(c->diag, c->ast, "SubtypeArray", base->node.start, base->node.end,
                       "Invalid base type '%.*s'. Base type cannot be an array.",
                       (int)base->text.len, base->text.s);
        return;
    }
    if (memchr(base->name.s, '`', base->name.len) && !base->nargs) {
        parse_diag_add(c->diag, c->ast, "SubtypeUnclosedGeneric", base->node.start, base->node.end,
                       "Invalid base type '%.*s'. Base type cannot be a generic with unspecified "
                       "parameters.",
                       (int)base->text.len, base->text.s);
        return;
    }
    const struct ast_type_def *own = defined(c, base->name, def);
    const struct type_info *type = own ? NULL : existing(c, base->text);
    if (own && index > 0) {
        parse_diag_add(c->diag, c->ast, "InterfaceNameExpected", base->node.start, base->node.end,
                       "'%.*s': Interface name expected.", (int)base->text.len, base->text.s);
    } else if (own && own->def == AST_CLASS && !default_constructible(own) && !calls_base(def)) {
        parse_diag_add(c->diag, c->ast, "BaseClassNoDefaultCtor", def->node.start, def->node.end,
                       "Base class '%.*s' does not contain a parameterless constructor.",
                       (int)base->text.len, base->text.s);
    } else if (type == &type_type) {
        creation_error(c, def, "Access is denied.");
    } else if (type && is_sealed(type)) {
        parse_diag_add(c->diag, c->ast, "SealedBaseClass", base->node.start, base->node.end,
                       "Cannot inherit from sealed class '%s'.", type->name);
    } else if (type && text_caseeq(type->name, "System.IComparable") &&
               !has_method(def, "CompareTo", 1)) {
        creation_error(c, def, "Method 'CompareTo' in the type does not have an implementation.");
    } else if (!own && !type && defined(c, base->name, NULL)) {
        parse_diag_add(c->diag, c->ast, "TypeNotFound", base->node.start, base->node.end,
                       "Unable to find type [%.*s].", (int)base->text.len, base->text.s);
    }
}

/* What is said when the types are made. */
static void check_definition(struct check *c, const struct ast_type_def *def)
{
    check_duplicates(c, def);
    check_attributes(c, def, true);
    if (def->def == AST_ENUM) {
        check_enum(c, def);
        return;
    }
    for (uint32_t i = 0; i < def->nbases; i++)
        check_base(c, def, i);
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_method *m = (const void *)def->members[i];
        const struct ast_param_block *params = m->node.kind == AST_METHOD ? parameters_of(m) : NULL;
        if (params && params->nparameters && m->is_constructor && m->is_static)
            parse_diag_add(c->diag, c->ast, "StaticConstructorCantHaveParameters",
                           params->parameters[0]->node.start,
                           params->parameters[params->nparameters - 1]->node.end,
                           "A static constructor cannot have any parameters.");
    }
}

/* The names of types, said when the text is read. */
static void check_names(struct check *c, const struct ast_type_def *def)
{
    check_attributes(c, def, false);
    for (uint32_t i = 0; i < def->nbases; i++) {
        const struct ast_type_name *base = def->bases[i];
        bool interface =
            is_interface_name(base->name) && !memchr(base->name.s, '.', base->name.len);
        if (!base->nranks && !interface)
            check_name(c, base);
    }
    for (uint32_t i = 0; i < def->nmembers; i++) {
        if (def->members[i]->kind == AST_PROPERTY) {
            const struct ast_property *m = (const void *)def->members[i];
            if (m->type)
                check_name(c, m->type);
            continue;
        }
        const struct ast_method *m = (const void *)def->members[i];
        if (m->return_type)
            check_name(c, m->return_type);
        const struct ast_param_block *params = parameters_of(m);
        for (uint32_t k = 0; params && k < params->nparameters; k++)
            if (params->parameters[k]->type)
                check_name(c, params->parameters[k]->type);
    }
}

void class_check(struct session *s, const struct ast *ast, bool defining, struct parse_diag *diag)
{
    const struct ast_block *body = ast->root->end;
    struct check c = { .session = s, .ast = ast, .diag = diag, .open = ast->root->nusings > 0 };
    for (uint32_t i = 0; body && i < body->nstatements; i++)
        if (body->statements[i]->kind == AST_TYPE_DEF)
            *vec_push(&c.defs) = (const void *)body->statements[i];
    for (size_t i = 0; i < c.defs.len; i++) {
        if (defining)
            check_definition(&c, c.defs.items[i]);
        else if (c.defs.items[i]->def == AST_CLASS)
            check_names(&c, c.defs.items[i]);
    }
    vec_release(&c.defs);
    if (s && !defining)
        using_modules_check(s, ast, diag);
    catch_check(s, ast, diag);
}
