/* try, catch, finally, trap. */
#include <string.h>

#include "shell/object/exception.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/traps.h"

struct handler {
    const struct ast_type_name *const *types;
    uint32_t ntypes;
    struct node *body;
};

struct node_try {
    struct node node;
    struct node *body, *finally;
    struct handler *catches;
    uint32_t n;
};

/* How near an exception is to a type that is caught: 0: not at all. The exact
 * type beats its bases, the exception beats the ones inside it. */
static int distance(struct frame *f, struct value exception, const struct ast_type_name *type)
{
    (void)f;
    return exception_is(exception, type->text.s, type->text.len);
}

static bool catches(struct frame *f, const struct handler *h, struct value exception)
{
    for (uint32_t i = 0; i < h->ntypes; i++)
        if (distance(f, exception, h->types[i]))
            return true;
    return false;
}

/* What an error action of Stop raised is an ActionPreferenceStopException around the error, and
 * what ended a cmdlet a CmdletInvocationException; $_ is the error itself all the same. */
static const struct handler *choose_wrapper(struct frame *f, const struct handler *list, uint32_t n,
                                            struct value record)
{
    const struct error_record *r = error_record_of(record);
    AUTO_VALUE outer = value_null();
    if (r->stopped)
        outer = stop_exception_new(record);
    else if (!r->thrown && r->activity && *r->activity)
        outer = exception_new("System.Management.Automation.CmdletInvocationException",
                              error_record_message(record), r->exception);
    for (uint32_t i = 0; i < n && !value_is_null(outer); i++)
        if (catches(f, &list[i], outer))
            return &list[i];
    return NULL;
}

/* An exact match among the typed handlers comes first, then the first that fits.
 * *inner: it is the exception inside that the handler catches. */
static const struct handler *choose(struct frame *f, const struct handler *list, uint32_t n,
                                    struct value record, bool *inner)
{
    *inner = false;
    const struct error_record *r = error_record_of(record);
    const struct handler *any = NULL;
    for (uint32_t i = 0; i < n; i++)
        if (!list[i].ntypes)
            any = &list[i];
    if (!r)
        return any;
    struct value exception = r->exception;
    const struct exception *e = exception_of(exception);
    /* What the runtime wraps is looked at first. */
    if (e && value_is_exception(e->inner)) {
        for (uint32_t i = 0; i < n; i++)
            if (catches(f, &list[i], e->inner)) {
                *inner = true;
                return &list[i];
            }
    }
    for (uint32_t i = 0; i < n; i++)
        if (catches(f, &list[i], exception))
            return &list[i];
    const struct handler *wrapper = n ? choose_wrapper(f, list, n, record) : NULL;
    return wrapper ? wrapper : any;
}

/* Runs a handler with $_ = the error record. */
static enum status run_handler(struct frame *f, const struct node *body, struct value *record)
{
    struct value *saved = f->underbar;
    f->underbar = record;
    enum status st = exec_block(f, body);
    f->underbar = saved;
    return st;
}

static enum status run_finally(struct frame *f, const struct node_try *t, enum status st)
{
    struct session *s = f->session;
    if (st == ST_INTERRUPT && s->eval->cleanup_over)
        return st;
    struct value failure = STEAL_VALUE(s->failure);
    bool final = s->failure_final;
    const struct stage *stopping = s->stopping;
    const char *label = s->flow_label;
    sig_atomic_t interrupted = interrupt_pending(s);
    s->flow_label = NULL;
    s->failure_final = false;
    s->stopping = NULL;
    if (st == ST_INTERRUPT)
        __atomic_store_n(&s->interrupt_flag, 0, __ATOMIC_RELAXED);
    enum status ended = exec_block(f, t->finally);
    if (st == ST_INTERRUPT)
        __atomic_store_n(&s->interrupt_flag, interrupted, __ATOMIC_RELAXED);
    if (st == ST_INTERRUPT && ended == ST_INTERRUPT)
        s->eval->cleanup_over = true;
    if (ended != ST_OK) { /* a jump or error in finally wins */
        value_unref(failure);
        return st == ST_INTERRUPT ? ST_INTERRUPT : ended;
    }
    value_replace_take(&s->failure, failure);
    s->failure_final = final;
    s->stopping = stopping;
    s->flow_label = label;
    return st;
}

static enum status exec_try(struct frame *f, const struct node *n)
{
    const struct node_try *t = (const struct node_try *)n;
    struct session *s = f->session;
    bool catching = t->n > 0;
    s->try_depth += catching;
    enum status st = exec_block(f, t->body);
    s->try_depth -= catching;
    if (st == ST_FAIL && catching && !s->stopping) {
        bool inner;
        const struct handler *h = choose(f, t->catches, t->n, s->failure, &inner);
        struct error_record *r = error_record_of(s->failure);
        if (r && !r->reported) {
            session_record_error(s, s->failure);
            r->reported = true;
        }
        if (h) {
            AUTO_VALUE failure = STEAL_VALUE(s->failure);
            AUTO_VALUE record = inner ? error_record_of_inner(failure) : value_ref(failure);
            s->failure_final = false;
            s->ok = false;
            if (s->stage)
                stage_collect(s->stage, COMMON_ERROR_VARIABLE, record);
            st = run_handler(f, h->body, &record);
        }
    }
    return t->finally ? run_finally(f, t, st) : st;
}

struct node *compile_try(struct compiler *c, const struct ast_try *a)
{
    struct node_try *n = compile_statement(c, sizeof(*n), &a->node, exec_try);
    n->body = compile_block(c, a->body);
    n->n = a->ncatches;
    n->catches = code_alloc(c->code, n->n * sizeof(n->catches[0]));
    for (uint32_t i = 0; i < n->n; i++) {
        n->catches[i].types = (const struct ast_type_name *const *)a->catches[i].types;
        n->catches[i].ntypes = a->catches[i].ntypes;
        n->catches[i].body = compile_block(c, a->catches[i].body);
    }
    if (a->finally)
        n->finally = compile_block(c, a->finally);
    return &n->node;
}

/* ---- trap ---- */

struct traps {
    struct handler *items;
    const struct ast_type_name **types;
    uint32_t n;
};

struct traps *traps_compile(struct compiler *c, const struct ast_block *block)
{
    struct traps *t = code_alloc(c->code, sizeof(*t));
    t->n = block->ntraps;
    t->items = code_alloc(c->code, t->n * sizeof(t->items[0]));
    t->types = code_alloc(c->code, t->n * sizeof(t->types[0]));
    for (uint32_t i = 0; i < t->n; i++) {
        const struct ast_trap *a = block->traps[i];
        t->types[i] = a->type;
        t->items[i].types = &t->types[i];
        t->items[i].ntypes = a->type != NULL;
        t->items[i].body = compile_block(c, a->body);
    }
    return t;
}

enum status traps_handle(struct frame *f, const struct traps *traps)
{
    struct session *s = f->session;
    if (s->stopping)
        return ST_FAIL;
    bool inner;
    const struct handler *h = choose(f, traps->items, traps->n, s->failure, &inner);
    if (!h)
        return ST_FAIL;
    const struct error_record *r = error_record_of(s->failure);
    /* Unlike catch, a trap for all is given what was wrapped here; what a command has let through
     * stays whole. */
    inner = inner || (!h->ntypes && r && r->depth <= frame_depth(f));
    AUTO_VALUE underbar = inner ? error_record_of_inner(s->failure) : value_ref(s->failure);
    struct value record = value_ref(s->failure);
    bool final = s->failure_final;
    value_clear(&s->failure);
    s->failure_final = false;
    enum status st = run_handler(f, h->body, &underbar);
    if (st == ST_OK || st == ST_CONTINUE || st == ST_BREAK) {
        /* continue: silent; break: the error goes on; otherwise it is shown and the next
         * statement runs. */
        if (st == ST_CONTINUE) {
            session_record_error(s, record);
            value_unref(record);
            return ST_OK;
        }
        value_replace_take(&s->failure, record);
        s->failure_final = st == ST_BREAK ? final : false;
        if (st == ST_BREAK) {
            s->failure_final = true;
            return ST_FAIL;
        }
        int depth = s->try_depth;
        s->try_depth = 0;
        st = session_statement_failed(s);
        s->try_depth = depth;
        return st;
    }
    value_unref(record);
    return st;
}
