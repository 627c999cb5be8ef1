/* Pipelines of commands, && and ||, background jobs. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/fast_call.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/range.h"
#include "shell/runtime/redirect.h"
#include "shell/runtime/traps.h"

struct argument {
    enum call_arg_kind kind;
    const char *name, *text;
    size_t text_len;
    bool quoted, listed;
    struct node *value; /* or NULL */
    uint32_t start, end;
};

struct redirect_node {
    struct redirect redirect;
    struct node *file;
};

struct command {
    struct node *name;
    bool dot, call_operator, like_method;
    struct argument *args;
    uint32_t nargs;
    struct redirect_node *redirects;
    uint32_t nredirects;
    uint32_t start, end;
    void *cache;
};

struct node_pipeline {
    struct call_node head;
    struct node *first; /* a leading expression, or NULL */
    struct redirect_node *first_redirects;
    uint32_t nfirst_redirects;
    struct command *commands;
    uint32_t n;
    uint32_t nargs, nredirects; /* of all commands together */
    bool plain;                 /* one command, with values and names as arguments only */
};

/* ---- compiling ---- */

static struct redirect_node *compile_redirects(struct compiler *c, struct ast_redirect **list,
                                               uint32_t n)
{
    struct redirect_node *out = code_alloc(c->code, n * sizeof(*out));
    for (uint32_t i = 0; i < n; i++) {
        out[i].redirect.from = list[i]->from;
        out[i].redirect.to = 1;
        out[i].redirect.kind = list[i]->merge    ? REDIRECT_MERGE
                               : list[i]->append ? REDIRECT_APPEND
                                                 : REDIRECT_FILE;
        if (list[i]->target)
            out[i].file = compile(c, list[i]->target);
    }
    return out;
}

static void set_text(struct compiler *c, struct argument *arg, const struct ast_node *a)
{
    if (a->kind == AST_NUMBER) {
        const struct ast_number *n = (const void *)a;
        arg->text = n->text.s;
        arg->text_len = n->text.len;
    } else if (a->kind == AST_STRING) {
        const struct ast_string *s = (const void *)a;
        arg->quoted = s->quote != AST_BARE;
        if (s->quote == AST_BARE) {
            arg->text = s->value.s;
            arg->text_len = s->value.len;
        }
    } else if (a->kind == AST_EXPANDABLE) {
        arg->quoted = ((const struct ast_expandable *)(const void *)a)->quote != AST_BARE;
    } else if (a->kind == AST_ARRAY_LITERAL) {
        arg->listed = true;
    }
    (void)c;
}

static void compile_argument(struct compiler *c, struct argument *arg, const struct ast_node *a)
{
    arg->kind = CALL_ARG_VALUE;
    arg->start = a->start;
    arg->end = a->end;
    if (a->kind == AST_COMMAND_PARAMETER) {
        const struct ast_command_parameter *p = (const void *)a;
        arg->name = p->name.s;
        arg->text = p->text.s;
        arg->text_len = p->text.len;
        if (p->name.len == 1 && p->name.s[0] == '-') {
            arg->kind = CALL_ARG_END_OF_NAMES;
        } else if (p->argument) {
            arg->kind = CALL_ARG_NAME_VALUE;
            arg->value = compile(c, p->argument);
            struct argument value = { 0 };
            set_text(c, &value, p->argument);
            arg->quoted = value.quoted;
            arg->listed = value.listed;
        } else {
            arg->kind = CALL_ARG_NAME;
        }
        return;
    }
    if (a->kind == AST_VARIABLE && ((const struct ast_variable *)(const void *)a)->splatted)
        arg->kind = CALL_ARG_SPLAT;
    if (a->kind == AST_STRING &&
        ((const struct ast_string *)(const void *)a)->quote == AST_VERBATIM)
        arg->kind = CALL_ARG_RAW;
    set_text(c, arg, a);
    arg->value = compile(c, a);
}

/* The --% itself stands before the raw text; only the latter is an argument. */
static bool is_stop_parsing(const struct ast_command *a, uint32_t i)
{
    const struct ast_string *s = (const void *)a->elements[i];
    return s->node.kind == AST_STRING && s->quote == AST_BARE && s->value.len == 3 &&
           memcmp(s->value.s, "--%", 3) == 0 && i + 1 < a->nelements &&
           a->elements[i + 1]->kind == AST_STRING &&
           ((const struct ast_string *)(const void *)a->elements[i + 1])->quote == AST_VERBATIM;
}

/* f(1, 2): strict mode takes it for the mistake it mostly is. */
static bool called_like_method(const struct ast_command *a)
{
    if (a->nelements != 2 || a->elements[1]->kind != AST_PAREN ||
        a->elements[0]->end != a->elements[1]->start)
        return false;
    const struct ast_paren *paren = (const void *)a->elements[1];
    const struct ast_node *inner = ast_pure_expression(paren->pipeline);
    return inner && inner->kind == AST_ARRAY_LITERAL;
}

static void compile_command(struct compiler *c, struct node_pipeline *p, struct command *cmd,
                            const struct ast_command *a)
{
    cmd->start = a->node.start;
    cmd->end = a->node.end;
    cmd->dot = a->invocation == AST_INVOKE_DOT;
    cmd->call_operator = a->invocation != AST_INVOKE_NONE;
    cmd->name = compile_apart(c, a->elements[0]);
    cmd->args = code_alloc(c->code, a->nelements * sizeof(cmd->args[0]));
    for (uint32_t i = 1; i < a->nelements; i++)
        if (!is_stop_parsing(a, i))
            compile_argument(c, &cmd->args[cmd->nargs++], a->elements[i]);
    cmd->redirects = compile_redirects(c, a->redirects, a->nredirects);
    cmd->nredirects = a->nredirects;
    cmd->like_method = called_like_method(a);
    p->nargs += cmd->nargs;
    p->nredirects += cmd->nredirects;
}

/* ---- running ---- */

static enum status make_redirects(struct frame *f, const struct redirect_node *nodes, uint32_t n,
                                  struct redirect *out, size_t *made)
{
    for (uint32_t i = 0; i < n; i++) {
        out[i] = nodes[i].redirect;
        out[i].file = value_null();
        if (nodes[i].file) {
            enum status st = node_operand(f, nodes[i].file, &out[i].file);
            if (st != ST_OK)
                return st;
        }
        ++*made;
    }
    return ST_OK;
}

static struct call_arg call_argument(const struct argument *a, struct value v)
{
    return (struct call_arg){
        .kind = a->kind,
        .name = a->name,
        .value = v,
        .text = a->text,
        .text_len = a->text_len,
        .quoted = a->quoted,
        .listed = a->listed,
        .start = a->start,
        .end = a->end,
    };
}

static enum status make_call(struct frame *f, struct command *cmd, struct command_call *call)
{
    if (cmd->like_method && scope_strict(f->scope) >= 2)
        return fail_invalid(f, cmd->name, "StrictModeFunctionCallWithParens",
                            "The function or command was called as if it were a method. Parameters "
                            "should be separated by spaces. For information about parameters, see "
                            "the about_Parameters Help topic.");
    enum status st = node_operand(f, cmd->name, &call->command);
    call->dot = cmd->dot;
    call->call_operator = cmd->call_operator;
    call->position = (struct position){ f->code->ast, cmd->start, cmd->end };
    call->name_start = cmd->name->start;
    call->name_end = cmd->name->end;
    call->cache = node_is_const(cmd->name) ? &cmd->cache : NULL;
    for (uint32_t i = 0; i < cmd->nargs && st == ST_OK; i++) {
        const struct argument *a = &cmd->args[i];
        struct value v = value_null();
        if (a->value) {
            st = node_operand(f, a->value, &v);
            if (st != ST_OK)
                break;
            if (v.kind == V_NULL)
                v.aux = 0;
        }
        call->args[call->nargs++] = call_argument(a, v);
    }
    if (st == ST_OK)
        st = make_redirects(f, cmd->redirects, cmd->nredirects, call->redirects, &call->nredirects);
    return st;
}

struct feed {
    struct frame *frame;
    const struct node *first;
    struct value value; /* of first, owned; not used for ranges */
};

/* The leading expression has its value before any command begins: (Get-Content f) | Set-Content f
 * reads the file first. Ranges are made as they are needed. */
static enum status feed_prepare(struct feed *feed)
{
    const struct node *first = feed->first;
    return first && !node_is_range(first) ? first->eval(feed->frame, first, &feed->value) : ST_OK;
}

/* Pushes the values of the leading expression into the pipeline. */
static enum status feed_expression(void *data, struct sink *sink)
{
    struct feed *feed = data;
    struct frame *f = feed->frame;
    enum status st;
    if (node_is_range(feed->first)) {
        struct range range;
        bool numeric;
        st = range_eval(f, feed->first, &range, &numeric, &feed->value);
        if (st != ST_OK)
            return st;
        if (numeric) {
            for (int64_t i = 0; i < range.count && st == ST_OK; i++)
                st = sink->write(sink, range_item(&range, i));
            return st;
        }
    }
    struct sink *saved = f->out;
    struct value v = feed->value;
    feed->value = value_null();
    f->out = sink;
    st = emit_value_take(f, v);
    f->out = saved;
    return st;
}

enum status fast_call_declined(struct frame *f, const struct call_node *n, const struct value *args,
                               uint32_t nargs, struct sink *out)
{
    const struct node_pipeline *p = (const struct node_pipeline *)n;
    const struct command *cmd = &p->commands[0];
    struct call_arg call_args[FAST_CALL_MAX_ARGS];
    struct command_call call = { .command = value_ref(n->site->name),
                                 .args = call_args,
                                 .nargs = nargs,
                                 .position = n->site->position,
                                 .name_start = cmd->name->start,
                                 .name_end = cmd->name->end,
                                 .cache = &n->site->cache };
    for (uint32_t i = 0; i < nargs; i++)
        call_args[i] = call_argument(&cmd->args[i], args[i]);
    f->session->position = (struct position){ f->code->ast, n->node.start, n->node.end };
    return pipeline_run(f->session, &call, 1, NULL, out);
}

#define STACK_CALLS 4
#define STACK_ARGS 12

static enum status run_commands(struct frame *f, const struct node_pipeline *p, struct sink *out)
{
    struct command_call small_calls[STACK_CALLS], *calls = small_calls;
    struct call_arg small_args[STACK_ARGS], *args = small_args;
    struct redirect small_redirects[2], *redirects = small_redirects;
    if (p->n > STACK_CALLS)
        calls = xcalloc(p->n, sizeof(*calls));
    if (p->nargs > STACK_ARGS)
        args = xcalloc(p->nargs, sizeof(*args));
    if (p->nredirects > 2)
        redirects = xcalloc(p->nredirects, sizeof(*redirects));
    struct call_arg *next_arg = args;
    struct redirect *next_redirect = redirects;
    struct feed feed = { f, p->first, value_null() };
    enum status st = feed_prepare(&feed);
    uint32_t made = 0;
    for (; made < p->n && st == ST_OK; made++) {
        struct command *cmd = &p->commands[made];
        calls[made] = (struct command_call){ .command = value_null(),
                                             .args = next_arg,
                                             .redirects = next_redirect };
        next_arg += cmd->nargs;
        next_redirect += cmd->nredirects;
        st = make_call(f, cmd, &calls[made]);
    }
    bool done = false;
    if (st == ST_OK && p->plain)
        st = fast_call(f, &calls[0], out, &done);
    if (done) {
        /* nothing is left to do */
    } else if (st == ST_OK) {
        struct pipeline_input input = { feed_expression, &feed };
        f->session->position =
            (struct position){ f->code->ast, p->head.node.start, p->head.node.end };
        st = pipeline_run(f->session, calls, p->n, p->first ? &input : NULL, out);
    } else {
        for (uint32_t i = 0; i < made; i++)
            command_call_release(&calls[i]);
    }
    value_unref(feed.value);
    if (calls != small_calls)
        free(calls);
    if (args != small_args)
        free(args);
    if (redirects != small_redirects)
        free(redirects);
    return st;
}

static enum status exec_pipeline(struct frame *f, const struct node *n)
{
    const struct node_pipeline *p = (const struct node_pipeline *)n;
    enum status st = check_interrupt(f->session);
    return st == ST_OK ? run_commands(f, p, f->out) : st;
}

enum status pipeline_node_calls(struct frame *f, const struct node *n, struct command_call **calls,
                                struct call_arg **args, size_t *ncalls)
{
    const struct node_pipeline *p = (const struct node_pipeline *)n;
    *calls = NULL;
    *args = NULL;
    *ncalls = 0;
    if ((n->exec != exec_pipeline && n->exec != exec_fast_call) || p->first || p->nredirects)
        return ST_OK;
    *calls = xcalloc(p->n, sizeof(**calls));
    *args = xcalloc(p->nargs + 1, sizeof(**args));
    struct call_arg *next = *args;
    enum status st = ST_OK;
    for (; *ncalls < p->n && st == ST_OK; ++*ncalls) {
        struct command *cmd = &p->commands[*ncalls];
        struct command_call *call = &(*calls)[*ncalls];
        *call = (struct command_call){ .command = value_null(), .args = next };
        next += cmd->nargs;
        st = make_call(f, cmd, call);
    }
    return st;
}

/* A lone expression with redirections: $x > file. */
static enum status exec_redirected(struct frame *f, const struct node *n)
{
    const struct node_pipeline *p = (const struct node_pipeline *)n;
    struct session *s = f->session;
    struct redirect *list = xcalloc(p->nfirst_redirects + 1, sizeof(*list));
    size_t made = 0;
    struct redirection *open = NULL;
    struct sink *out = f->out, *saved_out = f->out;
    struct sink *streams[7];
    memcpy(streams, s->streams, sizeof(streams));
    enum status st = make_redirects(f, p->first_redirects, p->nfirst_redirects, list, &made);
    s->position = (struct position){ f->code->ast, n->start, n->end };
    if (st == ST_OK)
        st = redirection_open(s, list, made, &out, streams, &open);
    if (st == ST_OK) {
        struct sink *saved[7];
        memcpy(saved, s->streams, sizeof(saved));
        memcpy(s->streams, streams, sizeof(saved));
        f->out = out;
        st = p->first->exec(f, p->first);
        f->out = saved_out;
        memcpy(s->streams, saved, sizeof(saved));
    }
    st = redirection_close(open, st);
    for (size_t i = 0; i < made; i++)
        value_unref(list[i].file);
    free(list);
    return st;
}

/* ---- background: the text of the pipeline becomes a job ---- */

struct node_background {
    struct node node;
    struct ast_str text;
};

static enum status exec_background(struct frame *f, const struct node *n)
{
    const struct node_background *b = (const struct node_background *)n;
    return job_run_background(f->session, b->text.s, b->text.len, f->out);
}

static struct node *compile_background(struct compiler *c, const struct ast_node *a)
{
    struct node_background *n = compile_statement(c, sizeof(*n), a, exec_background);
    n->text = ast_source(c->code->ast, a);
    while (n->text.len && (n->text.s[n->text.len - 1] == '&' || n->text.s[n->text.len - 1] == ' '))
        n->text.len--;
    return &n->node;
}

/* Calls by a constant name with nothing but a few values go a shorter way. */
static void compile_fast_call(const struct compiler *c, struct node_pipeline *p)
{
    const struct command *cmd = &p->commands[0];
    if (!p->plain || !node_is_const(cmd->name) || cmd->call_operator || cmd->like_method ||
        cmd->nargs > FAST_CALL_MAX_ARGS || node_const_value(cmd->name).kind != V_STRING)
        return;
    for (uint32_t i = 0; i < cmd->nargs; i++)
        if (cmd->args[i].kind != CALL_ARG_VALUE)
            return;
    const char **texts = code_alloc(c->code, cmd->nargs * sizeof(*texts));
    struct node **args = code_alloc(c->code, cmd->nargs * sizeof(*args));
    for (uint32_t i = 0; i < cmd->nargs; i++) {
        texts[i] = cmd->args[i].text;
        args[i] = node_inside(cmd->args[i].value);
    }
    p->head.site = code_alloc(c->code, sizeof(*p->head.site));
    *p->head.site = (struct call_site){ .name = node_const_value(cmd->name),
                                        .args = args,
                                        .nargs = cmd->nargs,
                                        .texts = texts,
                                        .position = { c->code->ast, cmd->start, cmd->end } };
    p->head.node.exec = exec_fast_call;
    p->head.node.eval = eval_fast_call;
}

struct node *compile_pipeline(struct compiler *c, const struct ast_pipeline *a)
{
    if (a->background)
        return compile_background(c, &a->node);
    struct ast_node *pure = ast_pure_expression(&a->node);
    if (pure)
        return compile(c, pure);
    struct node_pipeline *p = compile_statement(c, sizeof(*p), &a->node, exec_pipeline);
    uint32_t at = 0;
    if (a->elements[0]->kind == AST_COMMAND_EXPR) {
        const struct ast_command_expr *e = (const void *)a->elements[0];
        p->first = compile(c, e->expr);
        p->first_redirects = compile_redirects(c, e->redirects, e->nredirects);
        p->nfirst_redirects = e->nredirects;
        at = 1;
        if (e->nredirects && e->expr->kind == AST_UNARY) /* ++$i > file writes the value */
            node_writes_value(p->first);
        if (a->nelements == 1) {
            p->head.node.exec = exec_redirected;
            p->head.node.is_pure = p->first->is_pure;
            return &p->head.node;
        }
        if (e->nredirects) { /* the expression redirects its own output */
            struct node_pipeline *inner =
                compile_statement(c, sizeof(*inner), &e->node, exec_redirected);
            inner->first = p->first;
            inner->first_redirects = p->first_redirects;
            inner->nfirst_redirects = p->nfirst_redirects;
            p->first = &inner->head.node;
        }
    }
    p->n = a->nelements - at;
    p->commands = code_alloc(c->code, p->n * sizeof(p->commands[0]));
    for (uint32_t i = 0; i < p->n; i++)
        compile_command(c, p, &p->commands[i], (const void *)a->elements[at + i]);
    const struct command *only = &p->commands[0];
    p->plain = p->n == 1 && !p->first && !only->dot && !only->nredirects;
    for (uint32_t i = 0; i < only->nargs; i++)
        p->plain = p->plain && only->args[i].kind <= CALL_ARG_NAME_VALUE;
    compile_fast_call(c, p);
    return &p->head.node;
}

/* ---- && and || ---- */

struct node_chain {
    struct node_list list;
    const enum ast_chain_op *operators;
    const struct traps *traps; /* of the block it stands in; or NULL */
};

static enum status exec_chain(struct frame *f, const struct node *n)
{
    const struct node_chain *chain = (const struct node_chain *)n;
    struct session *s = f->session;
    for (uint32_t i = 0; i < chain->list.n; i++) {
        if (i && s->ok != (chain->operators[i - 1] == AST_CHAIN_AND))
            continue;
        const struct node *item = chain->list.items[i];
        enum status st = item->exec(f, item);
        if (st == ST_OK) {
            if (item->is_pure)
                s->ok = true;
            continue;
        }
        /* What fails and does not end the statement decides as any command would. */
        if (st == ST_FAIL && chain->traps)
            st = traps_handle(f, chain->traps);
        if (st == ST_FAIL)
            st = session_statement_failed(s);
        s->ok = false;
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

struct node *compile_chain(struct compiler *c, const struct ast_chain *a)
{
    if (a->background)
        return compile_background(c, &a->node);
    struct node_chain *n = compile_statement(c, sizeof(*n), &a->node, exec_chain);
    n->list.n = a->nitems;
    n->list.items = code_alloc(c->code, a->nitems * sizeof(n->list.items[0]));
    n->operators = a->operators;
    n->traps = c->traps;
    for (uint32_t i = 0; i < a->nitems; i++)
        n->list.items[i] = compile(c, a->items[i]);
    return &n->list.node;
}
