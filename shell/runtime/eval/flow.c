/* if, loops, jumps. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/class/script_collection.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/debug/trace.h"
#include "shell/runtime/error_parts.h"
#include "shell/runtime/flow.h"
#include "shell/runtime/loop_enumerator.h"
#include "shell/runtime/place.h"
#include "shell/runtime/range.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/traps.h"

/* ---- if ---- */

struct node_if {
    struct node node;
    struct node **tests, **bodies;
    bool *settles; /* per test: a chain or an assignment, after which $? is true */
    uint32_t n;
    struct node *otherwise;
};

/* The condition of an if or a loop, which is a place to stop at. */
static inline enum status condition(struct frame *f, const struct node *n, bool *yes)
{
    if (__builtin_expect(f->session->trace.on, 0)) {
        enum status st = trace_statement(f, n);
        return st == ST_OK ? trace_assigned(f, n, node_cond(f, n, yes)) : st;
    }
    return node_cond(f, n, yes);
}

static enum status exec_if(struct frame *f, const struct node *n)
{
    const struct node_if *ni = (const struct node_if *)n;
    for (uint32_t i = 0; i < ni->n; i++) {
        bool yes;
        enum status st = condition(f, ni->tests[i], &yes);
        if (st != ST_OK)
            return st;
        if (ni->settles[i])
            f->session->ok = true;
        if (yes)
            return ni->bodies[i]->exec(f, ni->bodies[i]);
    }
    return ni->otherwise ? ni->otherwise->exec(f, ni->otherwise) : ST_OK;
}

/* An if of one test with nothing to settle. */
static enum status exec_if_plain(struct frame *f, const struct node *n)
{
    const struct node_if *ni = (const struct node_if *)n;
    bool yes;
    enum status st = condition(f, ni->tests[0], &yes);
    if (st != ST_OK)
        return st;
    if (yes)
        return exec_block(f, ni->bodies[0]);
    return ni->otherwise ? exec_block(f, ni->otherwise) : ST_OK;
}

struct node *compile_if(struct compiler *c, const struct ast_if *a)
{
    struct node_if *n = compile_statement(c, sizeof(*n), &a->node, exec_if);
    n->n = a->nclauses;
    n->tests = code_alloc(c->code, n->n * sizeof(n->tests[0]));
    n->bodies = code_alloc(c->code, n->n * sizeof(n->bodies[0]));
    n->settles = code_alloc(c->code, n->n * sizeof(n->settles[0]));
    for (uint32_t i = 0; i < n->n; i++) {
        enum ast_kind kind = a->clauses[i].test->kind;
        n->settles[i] = kind == AST_CHAIN || kind == AST_ASSIGN;
        n->tests[i] = compile(c, a->clauses[i].test);
        n->bodies[i] = compile_block(c, a->clauses[i].body);
    }
    if (a->otherwise)
        n->otherwise = compile_block(c, a->otherwise);
    if (n->n == 1 && !n->settles[0])
        n->node.exec = exec_if_plain;
    return &n->node;
}

/* ---- loops ---- */

bool label_matches(struct session *s, struct ast_str label)
{
    if (s->flow_label &&
        (!label.s || !text_caseeqn(s->flow_label, strlen(s->flow_label), label.s, label.len)))
        return false;
    s->flow_label = NULL;
    return true;
}

__attribute__((noinline)) bool loop_goes_on(struct session *s, struct ast_str label,
                                            enum status *st)
{
    if (*st == ST_OK) {
        *st = attend(s);
        return *st == ST_OK;
    }
    if (*st == ST_CONTINUE && label_matches(s, label)) {
        *st = attend(s);
        return *st == ST_OK;
    }
    if (*st == ST_BREAK && label_matches(s, label))
        *st = ST_OK;
    return false;
}

/* The same, quick to say for a turn that ended as most do. */
static inline bool goes_on(struct session *s, struct ast_str label, enum status *st)
{
    return __builtin_expect(*st == ST_OK && !__atomic_load_n(&s->attention, __ATOMIC_RELAXED), 1) ||
           loop_goes_on(s, label, st);
}

struct node_loop {
    struct node node;
    struct ast_str label;
    struct node *init, *condition, *step, *body;
    bool until;
};

static enum status exec_while(struct frame *f, const struct node *n)
{
    const struct node_loop *l = (const struct node_loop *)n;
    for (;;) {
        bool yes;
        enum status st = condition(f, l->condition, &yes);
        if (st != ST_OK || !yes)
            return st;
        st = l->body->exec(f, l->body);
        if (!goes_on(f->session, l->label, &st))
            return st;
    }
}

static enum status exec_do(struct frame *f, const struct node *n)
{
    const struct node_loop *l = (const struct node_loop *)n;
    for (;;) {
        bool yes;
        enum status st = l->body->exec(f, l->body);
        if (!goes_on(f->session, l->label, &st))
            return st;
        st = condition(f, l->condition, &yes);
        if (st != ST_OK || yes == l->until)
            return st;
    }
}

struct node *compile_loop(struct compiler *c, const struct ast_loop *a)
{
    struct node_loop *n = compile_statement(c, sizeof(*n), &a->node,
                                            a->node.kind == AST_WHILE ? exec_while : exec_do);
    n->label = a->label;
    n->condition = compile(c, a->condition);
    n->body = compile_block(c, a->body);
    n->until = a->node.kind == AST_DO_UNTIL;
    return &n->node;
}

static enum status run_traced(struct frame *f, const struct node *n)
{
    struct value v = value_null();
    enum status st = trace_statement(f, n);
    if (st != ST_OK)
        return st;
    st = trace_assigned(f, n, n->is_void ? n->exec(f, n) : n->eval(f, n, &v));
    value_unref(v);
    return st;
}

/* The parts of for write nothing. */
static enum status run_quietly(struct frame *f, const struct node *n)
{
    if (__builtin_expect(f->session->trace.on, 0))
        return run_traced(f, n);
    if (n->is_void)
        return n->exec(f, n);
    struct value v;
    enum status st = n->eval(f, n, &v);
    if (st == ST_OK)
        value_unref(v);
    return st;
}

static enum status exec_for(struct frame *f, const struct node *n)
{
    const struct node_loop *l = (const struct node_loop *)n;
    enum status st = l->init ? run_quietly(f, l->init) : ST_OK;
    while (st == ST_OK) {
        bool yes = true;
        if (l->condition)
            st = condition(f, l->condition, &yes);
        if (st != ST_OK || !yes)
            return st;
        st = l->body->exec(f, l->body);
        if (!goes_on(f->session, l->label, &st))
            return st;
        if (l->step)
            st = run_quietly(f, l->step);
    }
    return st;
}

struct node *compile_for(struct compiler *c, const struct ast_for *a)
{
    struct node_loop *n = compile_statement(c, sizeof(*n), &a->node, exec_for);
    n->label = a->label;
    if (a->init)
        n->init = compile(c, a->init);
    if (a->condition)
        n->condition = compile(c, a->condition);
    if (a->step)
        n->step = compile(c, a->step);
    n->body = compile_block(c, a->body);
    return &n->node;
}

/* ---- foreach ---- */

struct node_foreach {
    struct node node;
    struct ast_str label;
    struct place *variable;
    struct node *source, *body;
    bool enumerates;     /* the body looks at $foreach */
    uint32_t enumerator; /* its slot */
};

static enum status foreach_turn(struct frame *f, const struct node_foreach *l, struct value item,
                                bool *more)
{
    enum status st = place_store(f, l->variable, item);
    if (__builtin_expect(f->session->trace.level > 1, 0) && st == ST_OK)
        st = trace_place(f, l->variable);
    if (st == ST_OK)
        st = l->body->exec(f, l->body);
    *more = goes_on(f->session, l->label, &st);
    return st;
}

/* By $foreach, which the body may move. */
static enum status foreach_enumerated(struct frame *f, const struct node_foreach *l)
{
    AUTO_VALUE source = value_null(), each = value_null();
    bool more = true;
    enum status st = node_operand(f, l->source, &source);
    if (st != ST_OK || source.kind == V_NULL)
        return st;
    each = loop_enumerator(source);
    AUTO_VALUE outer = value_null();
    st = loop_enumerator_begin(f, &l->node, l->enumerator, each, &outer);
    struct value item;
    while (st == ST_OK && more && loop_enumerator_next(each, &item))
        st = foreach_turn(f, l, item, &more);
    loop_enumerator_end(f, &l->node, l->enumerator, STEAL_VALUE(outer), &st);
    return st;
}

/* As foreach_enumerated, while statements are shown: so is what the loop's variables are set to. */
static enum status foreach_traced(struct frame *f, const struct node_foreach *l)
{
    struct session *s = f->session;
    AUTO_VALUE source = value_null(), each = value_null(), outer = value_null();
    bool more = true;
    enum status st = trace_statement(f, l->source);
    if (st == ST_OK)
        st = node_operand(f, l->source, &source);
    if (st != ST_OK || source.kind == V_NULL)
        return st;
    each = loop_enumerator(source);
    if (s->trace.level > 1)
        st = trace_set(s, "foreach", 7, "IEnumerator");
    if (st == ST_OK && l->enumerates)
        st = loop_enumerator_begin(f, &l->node, l->enumerator, each, &outer);
    while (st == ST_OK && more) {
        struct value item;
        if (s->trace.on)
            st = trace_statement(f, l->variable->at);
        if (st != ST_OK || !loop_enumerator_next(each, &item))
            break;
        st = foreach_turn(f, l, item, &more);
    }
    if (l->enumerates)
        loop_enumerator_end(f, &l->node, l->enumerator, STEAL_VALUE(outer), &st);
    return st == ST_OK && s->trace.level > 1 ? trace_set(s, "foreach", 7, "") : st;
}

static enum status exec_foreach(struct frame *f, const struct node *n)
{
    const struct node_foreach *l = (const struct node_foreach *)n;
    enum status st;
    bool more = true;
    if (__builtin_expect(f->session->trace.on, 0))
        return foreach_traced(f, l);
    if (l->enumerates)
        return foreach_enumerated(f, l);
    struct range range;
    AUTO_VALUE source = value_null();
    if (node_is_range(l->source)) {
        bool numeric;
        st = range_eval(f, l->source, &range, &numeric, &source);
        if (st != ST_OK)
            return st;
        if (numeric) {
            for (int64_t i = 0; i < range.count && more; i++)
                st = foreach_turn(f, l, range_item(&range, i), &more);
            return st;
        }
    }
    st = node_is_range(l->source) ? ST_OK : node_operand(f, l->source, &source);
    if (st != ST_OK || source.kind == V_NULL)
        return st;
    if (script_collection_is(source)) {
        AUTO_VALUE walker = value_null();
        st = script_collection_begin(f, l->source, source, &walker);
        while (st == ST_OK && more) {
            struct value item = value_null();
            bool got;
            st = script_collection_next(f, l->source, walker, &item, &got);
            if (st != ST_OK || !got)
                return st;
            st = foreach_turn(f, l, item, &more);
        }
        return st;
    }
    if (source.kind != V_ARRAY)
        return foreach_turn(f, l, value_ref(source), &more);
    AUTO_VALUE whole = value_null();
    const struct hash *table = source.array->extra ? source.array->extra->source : NULL;
    uint32_t version = table ? table->version : 0;
    if (table) { /* the view changes when entries go, which a Dictionary lets happen */
        whole = STEAL_VALUE(source);
        source = value_of_array(array_from(whole.array->items, whole.array->len));
    }
    for (size_t i = 0; i < source.array->len && more; i++) {
        size_t before = source.array->len;
        st = foreach_turn(f, l, value_ref(source.array->items[i]), &more);
        if (more && (table ? table->version != version
                           : source.array->is_list && source.array->len != before))
            return fail_at(f, l->source, "System.InvalidOperationException",
                           "System.InvalidOperationException", EC_OPERATION_STOPPED,
                           "Collection was modified; enumeration operation may not execute.");
    }
    return st;
}

struct node *compile_foreach(struct compiler *c, const struct ast_foreach *a)
{
    struct node_foreach *n = compile_statement(c, sizeof(*n), &a->node, exec_foreach);
    n->label = a->label;
    n->source = compile(c, a->source);
    n->variable = place_compile(c, &a->variable->node);
    n->body = compile_block(c, a->body);
    n->enumerates = loop_enumerator_compile(c, &a->body->node, "foreach", &n->enumerator);
    return &n->node;
}

/* ---- break, continue, return, throw, exit ---- */

struct node_jump {
    struct node node;
    struct node *operand;
    bool pure;
};

static enum status jump_to_label(struct frame *f, const struct node *n, enum status how)
{
    const struct node_jump *j = (const struct node_jump *)n;
    struct session *s = f->session;
    s->flow_label = NULL;
    if (j->operand) {
        AUTO_VALUE v = value_null();
        enum status st = node_operand(f, j->operand, &v);
        if (st != ST_OK)
            return st;
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(v, &text);
        if (text.len)
            s->flow_label = names_intern(s->names, text.buf, text.len)->text;
    }
    return how;
}

static enum status exec_break(struct frame *f, const struct node *n)
{
    return jump_to_label(f, n, ST_BREAK);
}

static enum status exec_continue(struct frame *f, const struct node *n)
{
    return jump_to_label(f, n, ST_CONTINUE);
}

static enum status exec_return(struct frame *f, const struct node *n)
{
    const struct node_jump *j = (const struct node_jump *)n;
    enum status st = ST_OK;
    if (j->operand && j->operand->is_void && !j->pure) {
        st = j->operand->exec(f, j->operand);
    } else if (j->operand && j->operand->is_void) {
        struct value ignored;
        st = j->operand->eval(f, j->operand, &ignored);
        if (st == ST_OK)
            value_unref(ignored);
    } else if (j->operand) {
        st = j->operand->exec(f, j->operand);
    }
    return st == ST_OK ? ST_RETURN : st;
}

/* In a method of a class: the value is the method's, nothing is written. */
static enum status exec_method_return(struct frame *f, const struct node *n)
{
    const struct node_jump *j = (const struct node_jump *)n;
    if (j->operand) {
        struct value v;
        enum status st = node_operand(f, j->operand, &v);
        if (st != ST_OK)
            return st;
        if (v.kind == V_NULL)
            v.aux = 0;
        value_replace_take(&f->result, v);
    }
    return ST_RETURN;
}

static enum status exec_exit(struct frame *f, const struct node *n)
{
    const struct node_jump *j = (const struct node_jump *)n;
    struct session *s = f->session;
    int64_t code = 0;
    if (j->operand) {
        AUTO_VALUE v = value_null();
        struct err *err = NULL;
        enum status st = node_operand(f, j->operand, &v);
        if (st != ST_OK)
            return st;
        if (!value_is_null(v) && value_to_int64(v, &code, &err) < 0) {
            err_clear(&err);
            code = 0;
        }
    }
    s->exit_code = (int)code;
    return ST_EXIT;
}

/* Where errors are not shown, a throw that nothing catches ends its statement alone. */
static bool throw_is_silenced(struct session *s)
{
    enum action action = stage_preference(s, NULL, COMMON_ERROR_ACTION);
    return action == ACTION_SILENTLY_CONTINUE || action == ACTION_IGNORE;
}

static enum status exec_throw(struct frame *f, const struct node *n)
{
    const struct node_jump *j = (const struct node_jump *)n;
    struct session *s = f->session;
    AUTO_VALUE v = value_null();
    if (j->operand) {
        enum status st = node_operand(f, j->operand, &v);
        if (st != ST_OK)
            return st;
    } else if (s->eval->handled) { /* throw alone, inside catch */
        v = value_ref(*s->eval->handled);
    }
    s->position = (struct position){ f->code->ast, n->start, n->end };
    s->failure_final = true;
    struct error_record *record = error_record_of(v);
    if (record) {
        record->thrown |= j->operand || !record->stopped;
        error_record_by_throw(s, v);
        enum status st = throw_record_take(s, STEAL_VALUE(v));
        s->failure_final = !throw_is_silenced(s);
        return st;
    }
    AUTO_STRBUF text = STRBUF_INIT;
    struct error_spec spec = {
        .category = EC_OPERATION_STOPPED, .activity = "", .target = v, .no_command = true
    };
    AUTO_VALUE exception = value_null();
    if (value_is_exception(v)) {
        exception = value_ref(v);
        spec.target = value_null();
        const struct exception *e = exception_of(v);
        if (e && e->message.kind == V_STRING)
            strbuf_add(&text, e->message.str->data, e->message.str->len);
        spec.exception_object = v;
        spec.id = text.buf;
    } else {
        if (value_is_null(v))
            strbuf_adds(&text, "ScriptHalted");
        else
            value_to_strbuf(v, &text);
        spec.message = text.buf;
        spec.id = text.buf;
        spec.exception = "System.Management.Automation.RuntimeException";
    }
    enum status st = throw_error(s, &spec);
    struct error_record *r = error_record_of(s->failure);
    if (r)
        r->thrown = true;
    s->failure_final = !throw_is_silenced(s);
    return st;
}

struct node *compile_jump(struct compiler *c, const struct ast_jump *a)
{
    static const exec_fn fns[] = {
        [0] = exec_break,
        [AST_CONTINUE - AST_BREAK] = exec_continue,
        [AST_RETURN - AST_BREAK] = exec_return,
        [AST_THROW - AST_BREAK] = exec_throw,
        [AST_EXIT - AST_BREAK] = exec_exit,
    };
    struct node_jump *n = compile_statement(c, sizeof(*n), &a->node, fns[a->node.kind - AST_BREAK]);
    if (a->node.kind == AST_RETURN && c->method_of)
        n->node.exec = exec_method_return;
    if (a->operand) {
        n->operand = compile(c, a->operand);
        n->pure = ast_pure_expression(a->operand) != NULL;
    }
    return &n->node;
}
