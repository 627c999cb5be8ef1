#include "shell/runtime/attribute.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/frame.h"

bool attribute_is(const struct ast_attribute *a, const char *name)
{
    const char *s = a->type->name.s;
    size_t len = a->type->name.len;
    const char *dot = memrchr(s, '.', len);
    if (dot) {
        len -= (size_t)(dot + 1 - s);
        s = dot + 1;
    }
    size_t want = strlen(name);
    return text_caseeqn(s, len, name, want) ||
           (len == want + 9 && text_caseeqn(s, want, name, want) &&
            text_caseeqn(s + want, 9, "Attribute", 9));
}

struct value attribute_value(struct compiler *c, const struct ast_node *arg)
{
    if (arg->kind == AST_SCRIPT_BLOCK_EXPR) {
        const struct ast_script_block_expr *e = (const void *)arg;
        return code_keep(c->code, scriptblock_new(compile_child(c, e->body, NULL), NULL));
    }
    uint32_t names = c->code->nnames;
    struct node *n = compile(c, arg);
    if (node_is_const(n))
        return node_const_value(n);
    if (c->code->nnames != names) {
        compile_error(c, arg, "ParameterAttributeArgumentNeedsToBeConstant",
                      "Attribute argument must be a constant.");
        return value_null();
    }
    struct frame f = { .session = c->session,
                       .code = c->code,
                       .scope = scope_current(c->session),
                       .epoch = c->session->binding_epoch };
    f.underbar = &f.own_underbar;
    struct value v;
    if (n->eval(&f, n, &v) != ST_OK) {
        compile_error(c, arg, "ParameterAttributeArgumentNeedsToBeConstant",
                      "Attribute argument must be a constant.");
        value_clear(&c->session->failure);
        return value_null();
    }
    return code_keep(c->code, v);
}

const struct ast_named_argument *attribute_named(const struct ast_attribute *a, const char *name)
{
    for (uint32_t i = 0; i < a->nnamed; i++)
        if (text_caseeqn(a->named[i].name.s, a->named[i].name.len, name, strlen(name)))
            return &a->named[i];
    return NULL;
}

bool attribute_flag(struct compiler *c, const struct ast_attribute *a, const char *name)
{
    const struct ast_named_argument *n = attribute_named(a, name);
    return n && (!n->value || value_truth(attribute_value(c, n->value)));
}

const char *code_string(struct code *code, const char *s, size_t len)
{
    char *copy = code_alloc(code, len + 1);
    memcpy(copy, s, len);
    return copy;
}
