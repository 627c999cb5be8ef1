/* Members, variables and types. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/object.h"
#include "shell/repl/complete.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"

extern char **environ;

/* ---- what an expression yields, without running it ---- */
static const struct type_info *type_of_command(struct session *s, const struct ast_command *command)
{
    struct command c;
    if (!command->nelements || command->elements[0]->kind != AST_STRING)
        return NULL;
    struct ast_str name = ((const struct ast_string *)command->elements[0])->value;
    if (!command_find(s, name.s, name.len, COMMAND_CMDLET | COMMAND_ALIAS, true, &c) || !c.cmdlet)
        return NULL;
    if (c.cmdlet->output_type)
        return c.cmdlet->output_type;
    for (const char *p = c.cmdlet->output; p && *p;) {
        size_t n = strcspn(p, ",");
        const struct type_info *type = session_find_type(s, p, n);
        if (type && type->nprops && type != &type_string)
            return type;
        p += n + (p[n] == ',');
    }
    return NULL;
}

/* Stages that hand on what they get. */
static bool passes_on(const struct ast_node *node)
{
    static const char *const names[] = { "Where-Object", "where",      "?",
                                         "Sort-Object",  "sort",       "Select-Object",
                                         "select",       "Tee-Object", "Get-Unique" };
    if (node->kind != AST_COMMAND || !((const struct ast_command *)node)->nelements ||
        ((const struct ast_command *)node)->elements[0]->kind != AST_STRING)
        return false;
    struct ast_str name =
        ((const struct ast_string *)((const struct ast_command *)node)->elements[0])->value;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeqn(name.s, name.len, names[i], strlen(names[i])))
            return true;
    return false;
}

const struct type_info *complete_type_of_stages(struct session *s, struct ast_node *const *stages,
                                                uint32_t n)
{
    for (; n > 0; n--)
        if (!passes_on(stages[n - 1]))
            return complete_type_of(s, stages[n - 1]);
    return NULL;
}

static bool is_underbar(const struct ast_node *node)
{
    if (!node || node->kind != AST_VARIABLE)
        return false;
    struct ast_str name = ((const struct ast_variable *)node)->name;
    return text_caseeqn(name.s, name.len, "_", 1) || text_caseeqn(name.s, name.len, "PSItem", 6);
}

/* The value of a variable, so that added members show as well. */
static bool variable_value(struct session *s, const struct ast_node *node, struct value *out)
{
    if (!node || node->kind != AST_VARIABLE)
        return false;
    const struct ast_variable *v = (const struct ast_variable *)node;
    return v->scope != AST_SCOPE_DRIVE && session_lookup_variable(s, v->name.s, v->name.len, out);
}

/* Of an array its first element's, as member enumeration works on those. */
static const struct type_info *element_type(struct value v)
{
    bool enumerates = v.kind == V_ARRAY && v.array->len;
    return value_type_of(enumerates ? v.array->items[0] : v);
}

const struct type_info *complete_type_of(struct session *s, const struct ast_node *node)
{
    if (!node)
        return NULL;
    switch (node->kind) {
    case AST_COMMAND:
        return type_of_command(s, (const struct ast_command *)node);
    case AST_COMMAND_EXPR:
        return complete_type_of(s, ((const struct ast_command_expr *)node)->expr);
    case AST_PIPELINE:
        return complete_type_of_stages(s, ((const struct ast_pipeline *)node)->elements,
                                       ((const struct ast_pipeline *)node)->nelements);
    case AST_PAREN:
        return complete_type_of(s, ((const struct ast_paren *)node)->pipeline);
    case AST_STRING:
    case AST_EXPANDABLE:
        return &type_string;
    case AST_HASHTABLE:
        return &type_hashtable;
    case AST_CONVERT: {
        struct ast_str name = ((const struct ast_convert *)node)->type->text;
        return session_find_type(s, name.s, name.len);
    }
    case AST_VARIABLE: {
        AUTO_VALUE v = value_null();
        return variable_value(s, node, &v) ? element_type(v) : NULL;
    }
    default:
        return NULL;
    }
}

/* ---- members ---- */
void complete_properties(const struct type_info *type, struct completion *out)
{
    for (; type; type = type->base)
        for (size_t i = 0; i < type->nprops; i++)
            if (!type->props[i].hidden)
                completion_add(out, COMPLETE_MEMBER, type->props[i].name, type->props[i].type_name);
}

static void add_method(const struct method *m, struct completion *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (!strncmp(m->name, "op_", 3))
        return;
    strbuf_addf(&text, "%s(", m->name);
    completion_add(out, COMPLETE_METHOD, text.buf, m->signature);
}

static void add_static_members(const struct type_info *type, struct completion *out)
{
    for (size_t i = 0; type->enum_info && i < type->enum_info->nmembers; i++)
        completion_add(out, COMPLETE_MEMBER, type->enum_info->members[i].name, NULL);
    for (size_t i = 0; i < type->nstatic_props; i++)
        completion_add(out, COMPLETE_MEMBER, type->static_props[i].name,
                       type->static_props[i].type_name);
    for (size_t i = 0; i < type->nstatics; i++)
        add_method(&type->statics[i], out);
}

static void add_value_members(struct value v, struct completion *out)
{
    struct member_iter it = member_iter_begin(v);
    struct member_entry entry;
    while (member_iter_next(&it, &entry)) {
        AUTO_FREE char *name = xstrndup(entry.name, entry.len);
        completion_add(out, COMPLETE_MEMBER, name, NULL);
    }
}

void complete_member(struct session *s, const struct parse_cursor *at, struct completion *out)
{
    if (at->is_static) {
        if (!at->target || at->target->kind != AST_TYPE_EXPR)
            return;
        struct ast_str name = ((const struct ast_type_expr *)at->target)->type->text;
        const struct type_info *type = session_find_type(s, name.s, name.len);
        if (type)
            add_static_members(type, out);
        return;
    }
    AUTO_VALUE v = value_null();
    const struct type_info *type;
    if (at->nupstream && is_underbar(at->target)) {
        type = complete_type_of_stages(s, at->upstream, at->nupstream);
    } else if (variable_value(s, at->target, &v)) {
        add_value_members(v, out);
        type = element_type(v);
    } else {
        type = complete_type_of(s, at->target);
    }
    if (!type)
        return;
    complete_properties(type, out);
    for (; type; type = type->base)
        for (size_t i = 0; i < type->nmethods; i++)
            add_method(&type->methods[i], out);
}

/* ---- variables ---- */
static bool add_variable(struct variable *var, void *data)
{
    completion_add(data, COMPLETE_VARIABLE, var->name->text, NULL);
    return true;
}

static void add_automatic(const char *name, void *data)
{
    completion_add(data, COMPLETE_VARIABLE, name, NULL);
}

void complete_variable(struct session *s, const struct parse_cursor *at, struct completion *out)
{
    const char *prefix = at->prefix.s ? at->prefix.s : "";
    if (text_casestarts(prefix, "env:")) {
        for (char **e = environ; e && *e; e++) {
            AUTO_STRBUF name = STRBUF_INIT;
            strbuf_addf(&name, "%.*s", (int)strcspn(*e, "="), *e);
            AUTO_FREE char *full = xasprintf("env:%s", name.buf);
            completion_add(out, COMPLETE_VARIABLE, full, NULL);
        }
        return;
    }
    for (const struct scope *scope = scope_current(s); scope; scope = scope->parent)
        scope_each(scope, add_variable, out);
    automatic_each(add_automatic, out);
    completion_add(out, COMPLETE_VARIABLE, "env:", "environment variables");
    completion_add(out, COMPLETE_VARIABLE, "global:", NULL);
    completion_add(out, COMPLETE_VARIABLE, "script:", NULL);
}

/* ---- types ---- */
static const char *const accelerators[] = {
    "array",
    "bigint",
    "bool",
    "byte",
    "char",
    "datetime",
    "decimal",
    "double",
    "enum",
    "float",
    "guid",
    "hashtable",
    "int",
    "int16",
    "ipaddress",
    "long",
    "math",
    "object",
    "ordered",
    "psobject",
    "pscustomobject",
    "ref",
    "regex",
    "sbyte",
    "scriptblock",
    "securestring",
    "short",
    "single",
    "string",
    "switch",
    "timespan",
    "type",
    "uint",
    "ulong",
    "uri",
    "ushort",
    "version",
    "void",
    "System.IO.File",
    "System.IO.Path",
    "System.IO.Directory",
    "System.Text.Encoding",
    "System.Text.StringBuilder",
    "System.Collections.Generic.List[object]",
    "System.Environment",
    "System.Convert",
};

void complete_type(struct session *s, const struct parse_cursor *at, struct completion *out)
{
    (void)at;
    for (size_t i = 0; i < ARRAY_SIZE(accelerators); i++)
        if (session_find_type(s, accelerators[i], strlen(accelerators[i])))
            completion_add(out, COMPLETE_TYPE, accelerators[i], NULL);
    for (size_t i = 0; i < s->registry->ntypes; i++)
        completion_add(out, COMPLETE_TYPE, s->registry->types[i]->name, NULL);
}
