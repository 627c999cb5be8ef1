/* function and filter definitions; data sections. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/command.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/place.h"

struct node_function {
    struct node node;
    struct code *code;
    struct ast_str name;
    bool is_filter;
    const char *const *aliases; /* [Alias()] in front of param(), NULL-terminated; or NULL */
};

static enum status exec_function(struct frame *f, const struct node *n)
{
    const struct node_function *nf = (const struct node_function *)n;
    struct session *s = f->session;
    const char *name = nf->name.s;
    size_t len = nf->name.len;
    struct scope *named = command_name_scope(s, &name, &len);
    struct scope *scope = named ? named : f->scope;
    AUTO_VALUE block = scriptblock_new(nf->code, f->state);
    command_define_function(s, name, len, block, nf->is_filter, scope);
    AUTO_FREE char *target = nf->aliases ? xstrndup(name, len) : NULL;
    for (const char *const *alias = nf->aliases; alias && *alias; alias++)
        command_import_alias(s, *alias, target, NULL, scope, value_null());
    s->ok = true;
    return ST_OK;
}

static const char *const *compile_aliases(struct compiler *c, const struct ast_param_block *params)
{
    const char **aliases = NULL;
    for (uint32_t i = 0; params && i < params->nattributes; i++) {
        const struct ast_attribute *a = params->attributes[i];
        if (!attribute_is(a, "Alias"))
            continue;
        aliases = code_alloc(c->code, (a->nargs + 1) * sizeof(*aliases));
        for (uint32_t k = 0; k < a->nargs; k++) {
            AUTO_VALUE text = value_to_string(attribute_value(c, a->args[k]));
            aliases[k] = code_string(c->code, text.str->data, text.str->len);
        }
        aliases[a->nargs] = NULL;
    }
    return aliases;
}

struct node *compile_function(struct compiler *c, const struct ast_function *a)
{
    struct node_function *n = compile_statement(c, sizeof(*n), &a->node, exec_function);
    n->code = compile_child(c, a->body, a);
    n->name = a->name;
    n->is_filter = a->is_filter;
    n->aliases = compile_aliases(c, a->body->params);
    return &n->node;
}

struct node_data {
    struct node node;
    struct node *body;
    struct place *variable;
};

static enum status exec_data(struct frame *f, const struct node *n)
{
    const struct node_data *d = (const struct node_data *)n;
    if (!d->variable)
        return exec_block(f, d->body);
    struct value v;
    enum status st = exec_collect(f, d->body, &v);
    if (st != ST_OK)
        return st;
    if (v.kind == V_NULL)
        v.aux = 0;
    return place_store(f, d->variable, v);
}

struct node *compile_data(struct compiler *c, const struct ast_data *a)
{
    struct node_data *n = compile_statement(c, sizeof(*n), &a->node, exec_data);
    n->body = compile_block(c, a->body);
    if (a->variable.s) {
        struct ast_variable *v = code_alloc(c->code, sizeof(*v));
        v->node = a->node;
        v->node.kind = AST_VARIABLE;
        v->name = a->variable;
        n->variable = place_compile(c, &v->node);
    }
    return &n->node;
}
