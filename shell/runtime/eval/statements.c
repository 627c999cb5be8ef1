/* Statement lists. */
#include "shell/object/array.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/debug/trace.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/traps.h"

struct node_statements {
    struct node_list list;
    struct traps *traps; /* or NULL */
};

#define STATEMENTS(n) ((const struct node_statements *)(n))

static inline enum status run_statement(struct frame *f, const struct node *statement)
{
    if (__builtin_expect(f->session->trace.on, 0)) {
        enum status st = trace_statement(f, statement);
        return st == ST_OK ? trace_assigned(f, statement, statement->exec(f, statement)) : st;
    }
    return statement->exec(f, statement);
}

/* What the end of a statement makes of its status: ST_OK: the next one runs. */
static inline enum status after_statement(struct session *s, const struct node *statement,
                                          enum status st)
{
    if (st == ST_OK) {
        if (statement->is_pure)
            s->ok = true;
        st = attend(s); /* whoever ran may not have looked */
    }
    if (__builtin_expect(st == ST_FAIL, 0)) {
        st = session_statement_failed(s);
        if (st == ST_OK)
            s->ok = false;
    }
    return st;
}

static enum status exec_statements(struct frame *f, const struct node *n)
{
    const struct node_list *list = &STATEMENTS(n)->list;
    struct session *s = f->session;
    for (uint32_t i = 0; i < list->n; i++) {
        const struct node *statement = list->items[i];
        enum status st = after_statement(s, statement, run_statement(f, statement));
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* A list of one. */
static enum status exec_statement(struct frame *f, const struct node *n)
{
    const struct node *statement = STATEMENTS(n)->list.items[0];
    return after_statement(f->session, statement, run_statement(f, statement));
}

static enum status exec_trapped(struct frame *f, const struct node *n)
{
    const struct node_statements *b = STATEMENTS(n);
    struct session *s = f->session;
    for (uint32_t i = 0; i < b->list.n; i++) {
        const struct node *statement = b->list.items[i];
        s->try_depth++;
        enum status st = run_statement(f, statement);
        s->try_depth--;
        if (st == ST_OK) {
            if (statement->is_pure)
                s->ok = true;
            continue;
        }
        if (st == ST_FAIL)
            st = traps_handle(f, b->traps);
        if (st == ST_FAIL)
            st = session_statement_failed(s);
        if (st != ST_OK)
            return st;
        s->ok = false;
    }
    return ST_OK;
}

const struct node *block_only_statement(const struct node *block)
{
    return block && block->exec == exec_statement ? STATEMENTS(block)->list.items[0] : NULL;
}

struct node *compile_block(struct compiler *c, const struct ast_block *block)
{
    struct node_statements *n = compile_statement(c, sizeof(*n), &block->node, exec_statements);
    n->list.items = code_alloc(c->code, (block->nstatements + 1) * sizeof(n->list.items[0]));
    struct traps *outer = c->traps;
    c->traps = NULL;
    const struct ast_node *place = c->place;
    c->place = NULL;
    if (block->ntraps) {
        n->traps = traps_compile(c, block);
        n->list.node.exec = exec_trapped;
        c->traps = n->traps;
    }
    /* Types come first: they may be used before the place they are written at. */
    uint32_t at = 0;
    for (uint32_t i = 0; i < block->nstatements; i++)
        if (block->statements[i]->kind == AST_TYPE_DEF)
            n->list.items[at++] = compile(c, block->statements[i]);
    for (uint32_t i = 0; i < block->nstatements; i++)
        if (block->statements[i]->kind != AST_TYPE_DEF)
            n->list.items[at++] = compile(c, block->statements[i]);
    n->list.n = at;
    c->traps = outer;
    c->place = place;
    if (at == 1 && !n->traps)
        n->list.node.exec = exec_statement;
    return &n->list.node;
}
