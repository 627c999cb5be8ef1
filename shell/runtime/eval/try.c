/* try, catch, finally, trap. */
#include <string.h>

#include "shell/object/exception.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/traps.h"

struct handler {
    struct type_ref *types;
    uint32_t ntypes; /* none: it catches all */
    struct node *body;
};

struct node_try {
    struct node node;
    struct node *body, *finally;
    struct handler *catches;
    uint32_t n;
};

/* The search for the handler of a failure. A handler's rank is how many of the other types named
 * derive from the one that fits: the lowest wins, whichever of the exceptions it fits. */
struct search {
    const struct handler *list, *found;
    uint32_t n, rank;
    bool inner; /* it is the exception inside that the handler catches */
};

static const struct type_info *handler_type(const struct handler *h, uint32_t i)
{
    return h->types[i].type;
}

static uint32_t rank_of(const struct search *search, const struct type_info *type)
{
    uint32_t rank = 0;
    for (uint32_t i = 0; i < search->n; i++) {
        const struct handler *h = &search->list[i];
        for (uint32_t k = 0; k < h->ntypes; k++) {
            const struct type_info *other = handler_type(h, k);
            rank += !type ? 1 : other && other != type && type_is_a(other, type);
        }
    }
    return rank;
}

/* An exception of a type: an exact match first, then the first base, then a handler of all. */
static void consider(struct search *search, const struct type_info *type, bool inner)
{
    const struct handler *base = NULL, *any = NULL;
    const struct type_info *fits = NULL;
    for (uint32_t i = 0; i < search->n && fits != type; i++) {
        const struct handler *h = &search->list[i];
        if (!h->ntypes)
            any = any ? any : h;
        for (uint32_t k = 0; k < h->ntypes; k++) {
            const struct type_info *named = handler_type(h, k);
            if (!named || (named != type && (base || !type_is_a(type, named))))
                continue;
            base = h;
            fits = named;
        }
    }
    const struct handler *h = base ? base : any;
    if (!h)
        return;
    uint32_t rank = rank_of(search, fits);
    if (!search->found || rank < search->rank || (rank == search->rank && !search->found->ntypes)) {
        search->found = h;
        search->rank = rank;
        search->inner = inner;
    }
}

static bool settled(const struct search *search)
{
    return search->found && search->found->ntypes && !search->rank;
}

/* One that the engine raises itself: what it wraps is looked at first. */
static void consider_raised(struct search *search, struct value exception)
{
    const struct exception *e = exception_of(exception);
    if (e && value_is_exception(e->inner))
        consider(search, value_type_of(e->inner), true);
    if (!settled(search))
        consider(search, value_type_of(exception), false);
}

/* Everything a script meets travels in a RuntimeException: what an error action of Stop raised in
 * an ActionPreferenceStopException, what ended a cmdlet in a CmdletInvocationException. */
static void choose(struct search *search, struct value record)
{
    const struct error_record *r = error_record_of(record);
    if (!r) {
        for (uint32_t i = 0; i < search->n; i++)
            if (!search->list[i].ntypes)
                search->found = &search->list[i];
        return;
    }
    const struct exception *e = exception_of(r->exception);
    bool raised = value_is_exception(r->exception) &&
                  type_is_a(value_type_of(r->exception), &type_ex_runtime);
    if (r->stopped) {
        consider(search, &type_ex_action_stop, false);
        if (settled(search))
            return;
    } else if (!r->thrown && *r->activity) {
        consider(search, value_type_of(r->exception), false);
        if (!settled(search))
            consider(search, &type_ex_cmdlet_invocation, false);
        if (!settled(search) && e && value_is_exception(e->inner))
            consider(search, value_type_of(e->inner), false);
        return;
    }
    if (raised) {
        consider_raised(search, r->exception);
        return;
    }
    consider(search, value_type_of(r->exception), false);
    if (!settled(search) && !r->stopped)
        consider(search, &type_ex_runtime, false);
}

/* The types named are looked up when the first error comes. */
static enum status find_types(struct frame *f, const struct handler *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < list[i].ntypes; k++) {
            const struct type_info *type;
            enum status st = type_ref_get(f, &list[i].types[k], &type);
            if (st != ST_OK)
                return st;
        }
    return ST_OK;
}

/* Runs a handler with $_ = the error record; throw alone throws the failure. */
static enum status run_handler(struct frame *f, const struct node *body, struct value *record,
                               const struct value *failure)
{
    struct session *s = f->session;
    struct value *saved = f->underbar;
    const struct value *handled = s->eval->handled;
    f->underbar = record;
    s->eval->handled = failure;
    enum status st = exec_block(f, body);
    f->underbar = saved;
    s->eval->handled = handled;
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
        struct error_record *r = error_record_of(s->failure);
        if (r && !r->reported) {
            session_record_error(s, s->failure);
            r->reported = true;
        }
        AUTO_VALUE failure = STEAL_VALUE(s->failure);
        struct search search = { .list = t->catches, .n = t->n };
        st = find_types(f, t->catches, t->n);
        if (st == ST_OK)
            choose(&search, failure);
        if (st == ST_OK && !search.found) {
            s->failure = STEAL_VALUE(failure);
            st = ST_FAIL;
        } else if (st == ST_OK) {
            AUTO_VALUE record = search.inner ? error_record_of_inner(failure) : value_ref(failure);
            s->failure_final = false;
            s->ok = false;
            if (s->stage)
                stage_collect(s->stage, COMMON_ERROR_VARIABLE, record);
            st = run_handler(f, search.found->body, &record, &failure);
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
        n->catches[i].ntypes = a->catches[i].ntypes;
        n->catches[i].types = code_alloc(c->code, n->catches[i].ntypes * sizeof(struct type_ref));
        for (uint32_t k = 0; k < n->catches[i].ntypes; k++)
            n->catches[i].types[k].ast = a->catches[i].types[k];
        n->catches[i].body = compile_block(c, a->catches[i].body);
    }
    if (a->finally)
        n->finally = compile_block(c, a->finally);
    return &n->node;
}

/* ---- trap ---- */

struct traps {
    struct handler *items;
    uint32_t n;
};

struct traps *traps_compile(struct compiler *c, const struct ast_block *block)
{
    struct traps *t = code_alloc(c->code, sizeof(*t));
    t->n = block->ntraps;
    t->items = code_alloc(c->code, t->n * sizeof(t->items[0]));
    for (uint32_t i = 0; i < t->n; i++) {
        const struct ast_trap *a = block->traps[i];
        t->items[i].ntypes = a->type != NULL;
        t->items[i].types = code_alloc(c->code, sizeof(struct type_ref));
        t->items[i].types->ast = a->type;
        t->items[i].body = compile_block(c, a->body);
    }
    return t;
}

enum status traps_handle(struct frame *f, const struct traps *traps)
{
    struct session *s = f->session;
    if (s->stopping)
        return ST_FAIL;
    struct search search = { .list = traps->items, .n = traps->n };
    struct value record = STEAL_VALUE(s->failure);
    bool final = s->failure_final;
    enum status st = find_types(f, traps->items, traps->n);
    if (st != ST_OK) {
        value_unref(record);
        return st;
    }
    choose(&search, record);
    const struct handler *h = search.found;
    if (!h) {
        s->failure = record;
        return ST_FAIL;
    }
    const struct error_record *r = error_record_of(record);
    /* Unlike catch, a trap for all is given what was wrapped here; what a command has let through
     * stays whole. */
    bool inner = search.inner || (!h->ntypes && r && r->depth <= frame_depth(f));
    AUTO_VALUE underbar = inner ? error_record_of_inner(record) : value_ref(record);
    s->failure_final = false;
    st = run_handler(f, h->body, &underbar, &record);
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
