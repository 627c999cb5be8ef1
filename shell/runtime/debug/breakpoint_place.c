/* Which statement a line breakpoint belongs to: the first of a block that reaches over the line,
 * and what is done where none does. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/runtime/debug/breakpoint.h"
#include "shell/runtime/debug/debugger.h"

struct span {
    uint32_t start, end;
    bool edge; /* a brace */
};
struct places {
    const struct ast *ast;
    VEC(struct span) list; /* in the order they are compiled */
    int32_t line, column;
    bool nested; /* a block inside this one reaches over the line */
};

/* Does the source from start to end reach over a line, or over a column of it? */
static bool reaches(const struct places *p, uint32_t start, uint32_t end, int32_t line,
                    int32_t column)
{
    struct ast_pos from = ast_position(p->ast, start), to = ast_position(p->ast, end);
    if ((int32_t)from.line == line)
        return !column || (column >= (int32_t)from.column &&
                           (to.line != from.line || column < (int32_t)to.column));
    if ((int32_t)from.line > line || line > (int32_t)to.line)
        return false;
    return (int32_t)to.line != line || column < (int32_t)to.column;
}

static void add(struct places *p, const struct ast_node *n)
{
    *vec_push(&p->list) = (struct span){ n->start, n->end, false };
}

static void add_edge(struct places *p, uint32_t at)
{
    *vec_push(&p->list) = (struct span){ at, at + 1, true };
}

static bool collect(const struct ast_node *n, void *data);

/* A statement whose own pipeline is no place of its own. */
static bool collect_inside(const struct ast_node *n, struct places *p)
{
    return n->kind == AST_PIPELINE || n->kind == AST_CHAIN ? ast_each_child(n, collect, p)
                                                           : collect(n, p);
}

static bool collect_inner(const struct ast_node *n, void *data)
{
    return collect_inside(n, data);
}

static bool collect(const struct ast_node *n, void *data)
{
    struct places *p = data;
    switch (n->kind) {
    case AST_SCRIPT_BLOCK_EXPR:
    case AST_FUNCTION:
    case AST_TYPE_DEF:
        if (reaches(p, n->start, n->end, p->line, p->column))
            p->nested = true;
        return true;
    case AST_PIPELINE:
    case AST_DATA:
        add(p, n);
        return ast_each_child(n, collect, p);
    case AST_ASSIGN:
    case AST_BREAK:
    case AST_CONTINUE:
    case AST_RETURN:
    case AST_THROW:
    case AST_EXIT:
    case AST_CHAIN:
        add(p, n);
        return ast_each_child(n, collect_inner, p);
    case AST_PAREN:
        return ast_each_child(n, collect_inner, p);
    case AST_FOREACH: {
        const struct ast_foreach *each = (const void *)n;
        collect(each->source, p);
        add(p, &each->variable->node);
        return collect(&each->body->node, p);
    }
    case AST_SWITCH: {
        const struct ast_switch *sw = (const void *)n;
        add(p, sw->condition);
        for (uint32_t i = 0; i < sw->nclauses; i++)
            add(p, sw->clauses[i].test);
        return ast_each_child(n, collect, p);
    }
    default:
        return ast_each_child(n, collect, p);
    }
}

static const struct span *find(const struct places *p, int32_t line, int32_t column)
{
    for (size_t i = 0; i < p->list.len; i++)
        if (reaches(p, p->list.items[i].start, p->list.items[i].end, line, column))
            return &p->list.items[i];
    return NULL;
}

static bool is_after(const struct places *p, const struct ast_block *block)
{
    if (!block)
        return true;
    struct ast_pos at = ast_position(p->ast, block->node.start);
    return (int32_t)at.line > p->line ||
           ((int32_t)at.line == p->line && (int32_t)at.column > p->column);
}

uint32_t breakpoint_exit(const struct code *code, const struct ast_node *block)
{
    const struct ast_script_block *body = code->source;
    uint32_t end = body->unnamed ? body->node.end : block->end;
    if (body->unnamed && body == code->ast->root)
        return UINT32_MAX;
    return end && code->ast->text[end - 1] == '}' ? end - 1 : UINT32_MAX;
}

static void bind(struct breakpoint *b, const struct code *code, struct places *p)
{
    const struct ast_script_block *body = code->source;
    const struct ast_block *const blocks[] = { body->dynamicparam, body->begin, body->process,
                                               body->end, body->clean };
    bool braces = body != code->ast->root;
    size_t edges = 0;
    if (braces) { /* where it is entered is a place too, and where a block is left */
        add_edge(p, body->node.start);
        edges++;
    }
    for (size_t i = 0; i < ARRAY_SIZE(blocks); i++) {
        if (!blocks[i])
            continue;
        collect(&blocks[i]->node, p);
        if (breakpoint_exit(code, &blocks[i]->node) != UINT32_MAX) {
            add_edge(p, breakpoint_exit(code, &blocks[i]->node));
            edges++;
        }
    }
    if (p->list.len == edges)
        return;
    const struct span *at = find(p, b->line, b->column);
    if (at && p->nested && (b->column || (int32_t)ast_position(p->ast, at->start).line != b->line))
        at = NULL;
    if (!at && p->nested)
        return;
    bool early = true;
    for (size_t i = 0; i < ARRAY_SIZE(blocks); i++)
        early = early && is_after(p, blocks[i]);
    if (!at && early)
        at = &p->list.items[0];
    if (!at && !b->column)
        at = find(p, b->line + 1, 0);
    if (!at)
        return;
    b->bound.length = (uint32_t)code->ast->len;
    b->bound.code = body->node.start;
    b->bound.start = at->start;
    b->bound.edge = at->edge;
}

bool breakpoint_is_at(struct breakpoint *b, const struct code *code, uint32_t start, bool edge)
{
    const struct ast *ast = code->ast;
    if (!code->source || !ast || !ast->file || !text_caseeq(ast->file, b->script))
        return false;
    if (b->bound.length && b->bound.length != ast->len)
        b->bound.length = 0; /* the file has changed */
    if (!b->bound.length) {
        struct places p = { .ast = ast, .line = b->line, .column = b->column };
        const struct ast_node *all = code->function ? &code->function->node : &code->source->node;
        if (reaches(&p, all->start, all->end, b->line, b->column) || code->source == ast->root)
            bind(b, code, &p);
        vec_release(&p.list);
    }
    return b->bound.length && b->bound.code == code->source->node.start && b->bound.edge == edge &&
           b->bound.start == start;
}
