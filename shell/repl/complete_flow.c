/* Where a text says what a variable is: the last assignment in front of it, the loop, function,
 * catch or class that it stands in. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/repl/complete_infer.h"

struct search {
    struct ast_str name;
    uint32_t at; /* where the variable stands */
    struct flow found;
};

static bool same(struct ast_str a, struct ast_str b)
{
    return text_caseeqn(a.s, a.len, b.s, b.len);
}

static bool is_underbar_name(struct ast_str name)
{
    return text_caseeqn(name.s, name.len, "_", 1) || text_caseeqn(name.s, name.len, "PSItem", 6);
}

static bool contains(const struct ast_node *node, uint32_t at)
{
    return node && node->start <= at && node->end >= at;
}

static void find_assign(struct search *s, const struct ast_assign *a)
{
    const struct ast_node *left = a->left;
    const struct ast_convert *typed = left->kind == AST_CONVERT ? (const void *)left : NULL;
    while (left->kind == AST_CONVERT)
        left = ((const struct ast_convert *)(const void *)left)->operand;
    if (left->kind != AST_VARIABLE || a->node.end >= s->at ||
        !same(((const struct ast_variable *)(const void *)left)->name, s->name))
        return;
    if (typed)
        s->found = (struct flow){ .kind = FLOW_TYPE, .type = typed->type->text };
    if (typed && !text_caseeqn(typed->type->text.s, typed->type->text.len, "ordered", 7) &&
        !text_caseeqn(typed->type->text.s, typed->type->text.len, "pscustomobject", 14))
        return;
    s->found = (struct flow){ .kind = FLOW_VALUE, .node = a->right };
}

static void find_catch(struct search *s, const struct ast_try *t)
{
    for (uint32_t i = 0; is_underbar_name(s->name) && i < t->ncatches; i++)
        if (t->catches[i].body && contains(&t->catches[i].body->node, s->at))
            s->found = (struct flow){ .kind = FLOW_ERROR };
}

static void find_this(struct search *s, const struct ast_type_def *def)
{
    if (contains(&def->node, s->at) && text_caseeqn(s->name.s, s->name.len, "this", 4))
        s->found = (struct flow){ .kind = FLOW_THIS, .def = def };
}

/* Blocks with variables of their own count only from within. */
static bool is_closed_scope(const struct ast_node *node, uint32_t at)
{
    bool scope = node->kind == AST_FUNCTION || node->kind == AST_METHOD ||
                 node->kind == AST_SCRIPT_BLOCK_EXPR || node->kind == AST_TYPE_DEF;
    return scope && !contains(node, at);
}

static bool visit(const struct ast_node *node, void *data)
{
    struct search *s = data;
    if (node->start >= s->at || is_closed_scope(node, s->at))
        return true;
    if (node->kind == AST_PARAMETER) {
        const struct ast_parameter *p = (const void *)node;
        if (same(p->name, s->name) && p->type)
            s->found = (struct flow){ .kind = FLOW_TYPE, .type = p->type->text };
        else if (same(p->name, s->name) && p->initial)
            s->found = (struct flow){ .kind = FLOW_VALUE, .node = p->initial };
    } else if (node->kind == AST_FOREACH) {
        const struct ast_foreach *f = (const void *)node;
        if (f->variable && f->source && f->body && same(f->variable->name, s->name) &&
            f->body->node.start <= s->at)
            s->found = (struct flow){ .kind = FLOW_ELEMENT, .node = f->source };
    } else if (node->kind == AST_SWITCH) {
        const struct ast_switch *w = (const void *)node;
        if (w->condition && w->condition->end < s->at && node->end >= s->at &&
            is_underbar_name(s->name))
            s->found = (struct flow){ .kind = FLOW_ELEMENT, .node = w->condition };
    } else if (node->kind == AST_TRY) {
        find_catch(s, (const void *)node);
    } else if (node->kind == AST_TYPE_DEF) {
        find_this(s, (const void *)node);
    }
    ast_each_child(node, visit, s);
    /* Behind its right side, which may assign the same variable. */
    if (node->kind == AST_ASSIGN)
        find_assign(s, (const void *)node);
    return true;
}

struct flow flow_of_variable(const struct ast *ast, const struct ast_variable *v)
{
    struct search s = { .name = v->name, .at = v->node.start };
    if (ast->root)
        visit(&ast->root->node, &s);
    return s.found;
}

struct function_search {
    struct ast_str name;
    uint32_t before;
    const struct ast_function *found;
};

static bool visit_function(const struct ast_node *node, void *data)
{
    struct function_search *s = data;
    const struct ast_function *f = (const void *)node;
    if (node->start >= s->before)
        return true;
    if (node->kind == AST_FUNCTION && same(f->name, s->name))
        s->found = f;
    return ast_each_child(node, visit_function, s);
}

const struct ast_function *flow_function(const struct ast *ast, struct ast_str name,
                                         uint32_t before)
{
    struct function_search s = { .name = name, .before = before };
    if (ast->root)
        visit_function(&ast->root->node, &s);
    return s.found;
}
