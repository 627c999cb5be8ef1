/* Frames: one running script block each. */
#ifndef HVSH_RUNTIME_FRAME_H
#define HVSH_RUNTIME_FRAME_H

#include <pthread.h>

#include "shell/runtime/code.h"
#include "shell/runtime/engine_action.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

struct stage;

struct frame {
    struct frame *up; /* the caller's */
    struct session *session;
    struct code *code;         /* reference; of a dotted one borrowed */
    struct scriptblock *block; /* borrowed; NULL: none (an expression) */
    struct scope *state;       /* of the module or closure whose code runs; NULL: the session's */
    struct scope *scope;       /* own_scope, or the one it is dotted into */
    struct variable **vars;    /* per name of the code */
    uint32_t epoch;            /* of the vars that are not cells */
    uint32_t statement_start, statement_end; /* looked at last by the debugger; in the source */
    bool dotted;
    bool busy;           /* a dotted one that is kept between runs: it runs */
    bool in_pipeline;    /* a stage: $input is what came */
    uint64_t dot_serial; /* of the scope it is dotted into */
    struct sink *out;
    struct value *underbar; /* $_ as seen here; own_underbar or one further up */
    struct value *self;     /* $this */
    struct value own_underbar;
    struct value args;         /* $args: an array, or nothing: none yet */
    struct value input;        /* $input: an array, or nothing */
    struct value result;       /* what return gives in a method of a class; nothing: none yet */
    struct value bound_table;  /* $PSBoundParameters once read */
    struct stage *stage;       /* of a function; borrowed */
    const struct value *bound; /* parameters as bound; borrowed */
    size_t nbound;
    const char *param_set;
    struct position call_position; /* of the command that called it */
    struct scope own_scope;
    struct variable *cells; /* behind the frame, and vars behind them */
};

/* The evaluator's own part of a session. */
struct eval_state {
    struct strbuf scratch; /* for building texts; in use while scratch_busy */
    bool scratch_busy;
    struct script_class *classes;
    struct class_use *class_uses; /* of `using module`; the latest first */
    struct value version_table, host, profile, execution_context; /* made when first read */
    struct value first_token, last_token;                         /* $^ and $$ */
    struct value parse_errors; /* of the last text that did not parse: ParseError objects */
    char **namespaces;
    size_t nnamespaces;
    struct value actions[ENGINE_ACTIONS]; /* engine_action.h */
    bool asking_for_command;              /* one of them runs */
    struct value type_extensions;         /* Update-TypeData: hashtable of type name to members */
    uint64_t scope_serial;
    bool automatic_assigned;     /* a script assigned $PSScriptRoot or the like; automatic.c */
    bool cleanup_over;           /* Ctrl-C came again while finally blocks ran: no more of them */
    const struct value *handled; /* the failure whose catch or trap runs, or NULL; borrowed */
    pthread_t thread;            /* whose stack session->stack_limit is of */
};

/* Is the C stack nearly used up? */
static inline bool stack_is_low(const struct session *s)
{
    return (char *)__builtin_frame_address(0) < s->stack_limit;
}
enum status call_depth_overflow(struct session *s);
/* How many calls lie below f, itself included. */
size_t frame_depth(const struct frame *f);

static inline enum status check_interrupt(const struct session *s)
{
    return __builtin_expect(interrupt_pending(s), 0) ? ST_INTERRUPT : ST_OK;
}

/* A block belongs to the state (module, closure or the session) it was made in: its outer
 * scope is the innermost running one of that state. */
struct scope *frame_outer_scope(const struct session *s, const struct code *code,
                                const struct scriptblock *sb, struct scope **state);

static inline struct scope *frame_outer(const struct session *s, const struct code *code,
                                        const struct scriptblock *sb, struct scope **state)
{
    if (!sb || s->frame->state != sb->scope)
        return frame_outer_scope(s, code, sb, state);
    *state = sb->scope;
    return s->frame->scope;
}

/* What a run of the code takes from where it is called. */
static inline void frame_start(struct frame *f, const struct session *s, struct scriptblock *sb,
                               struct scope *state, struct sink *out)
{
    struct frame *up = s->frame;
    f->up = up;
    f->block = sb;
    f->state = state;
    f->out = out;
    f->underbar = up ? up->underbar : &f->own_underbar;
    f->self = up ? up->self : NULL;
    f->call_position = s->position;
    f->epoch = s->binding_epoch - 1; /* what was resolved is of another run */
}

void frame_clear_values(struct frame *f);
/* Back to rest, but for the cells. */
static inline void frame_clear(struct frame *f)
{
    const uint64_t none = value_nothing().head;
    value_clear(&f->own_underbar);
    if ((f->args.head ^ none) | (f->input.head ^ none) | (f->result.head ^ none) |
        f->bound_table.head)
        frame_clear_values(f);
    f->stage = NULL;
    f->bound = NULL;
    f->nbound = 0;
    f->param_set = NULL;
    f->in_pipeline = false;
}

struct frame *frame_acquire_new(struct session *s, struct code *code, struct scriptblock *sb,
                                struct sink *out, enum status *st);
/* A frame that runs code in a scope of its own; NULL sb: code alone. It becomes the session's
 * innermost one only with frame_enter(). NULL with the error pending in *st. Frames are kept
 * by their code for its next run. */
static inline struct frame *frame_acquire(struct session *s, struct code *code,
                                          struct scriptblock *sb, struct sink *out, enum status *st)
{
    struct frame *f = code->spare;
    if (!f || !s->frame || stack_is_low(s))
        return frame_acquire_new(s, code, sb, out, st);
    struct scope *state, *outer = frame_outer(s, code, sb, &state);
    *st = ST_OK;
    code->spare = f->up;
    code->nspare--;
    code->refs++;
    scope_restart(&f->own_scope, outer, &s->eval->scope_serial);
    frame_start(f, s, sb, state, out);
    return f;
}
/* As many frames of a code as are kept for its next runs: deep recursion gives the rest back. */
#define FRAMES_SPARE_MAX 64
void frame_release_last(struct frame *f);
void frame_release_scope(struct frame *f);
static inline void frame_release(struct frame *f)
{
    struct code *code = f->code;
    struct scope *own = &f->own_scope;
    if ((f->session->ends && !f->up) || own->references || own->has_commands || own->extra.size)
        frame_release_scope(f);
    variables_release(f->cells, code->ncells);
    frame_clear(f);
    if (code->refs == 1 || code->nspare == FRAMES_SPARE_MAX || code->any_all_scope) {
        frame_release_last(f);
        return;
    }
    code->refs--;
    code->nspare++;
    f->up = code->spare;
    code->spare = f;
}

struct frame *frame_dot_acquire_new(struct session *s, struct code *code, struct scriptblock *sb,
                                    struct sink *out, enum status *st);
/* The same for a dotted run, over which the caller holds the code. */
static inline struct frame *frame_dot_acquire(struct session *s, struct code *code,
                                              struct scriptblock *sb, struct sink *out,
                                              enum status *st)
{
    struct frame *f = code->dot;
    if (f && !f->busy && s->frame && !stack_is_low(s)) {
        struct scope *state, *scope = frame_outer(s, code, sb, &state);
        if (f->scope == scope && f->dot_serial == scope->serial) {
            *st = ST_OK;
            f->busy = true;
            frame_start(f, s, sb, state, out);
            return f;
        }
    }
    return frame_dot_acquire_new(s, code, sb, out, st);
}
static inline void frame_dot_release(struct frame *f)
{
    frame_clear(f);
    f->busy = false;
    if (f->code->dot != f)
        free(f);
}
/* Frees what frame_release() kept. */
void frames_free_spare(struct code *code);

static inline struct frame *frame_enter(struct frame *f)
{
    struct frame *old = f->session->frame;
    f->session->frame = f;
    return old;
}

/* The variable a name that is not a cell stands for now; NULL: none is set. */
struct variable *frame_resolve(struct frame *f, uint32_t slot);
static inline struct variable *frame_lookup(struct frame *f, uint32_t slot)
{
    struct variable *v = f->vars[slot];
    if (f->epoch == f->session->binding_epoch && v && (v->flags & VAR_SET))
        return v;
    return frame_resolve(f, slot);
}

/* Stores into a cell: takes v. */
enum status frame_store_slow(struct frame *f, const struct node *n, uint32_t slot, struct value v);
static inline enum status frame_store(struct frame *f, const struct node *n, uint32_t slot,
                                      struct value v)
{
    struct variable *var = f->vars[slot];
    if (__builtin_expect((var->flags & (VAR_SET | VAR_SLOW_WRITE)) == VAR_SET, 1)) {
        value_replace_take(&var->value, v);
        return ST_OK;
    }
    return frame_store_slow(f, n, slot, v);
}

/* ---- evaluation ---- */
static inline enum status node_eval(struct frame *f, const struct node *n, struct value *out)
{
    return n->eval(f, n, out);
}

/* Is it read by a look at its value? */
static inline bool variable_is_plain(const struct variable *v)
{
    return (v->flags & (VAR_SET | VAR_COMPUTED)) == VAR_SET;
}

/* What the operand is when that needs no evaluation; borrowed until the next one. Else NULL. */
static inline const struct value *node_peek(const struct frame *f, const struct node *n)
{
    if (n->shape == SHAPE_LOCAL) {
        const struct variable *v = f->vars[((const struct node_variable *)n)->slot];
        return variable_is_plain(v) ? &v->value : NULL;
    }
    if (n->shape == SHAPE_CONST)
        return &((const struct node_const *)n)->value;
    return n->shape == SHAPE_UNDERBAR ? f->underbar : NULL;
}

/* The commonest operands without a call. */
static inline enum status node_operand(struct frame *f, const struct node *n, struct value *out)
{
    const struct value *v = node_peek(f, n);
    if (!v)
        return n->eval(f, n, out);
    *out = value_ref(*v);
    return ST_OK;
}

static inline enum status node_cond(struct frame *f, const struct node *n, bool *out)
{
    return n->cond(f, n, out);
}

/* A statement list, each statement's failure handled as PowerShell does. */
static inline enum status exec_block(struct frame *f, const struct node *block)
{
    return block->exec(f, block);
}
/* Is v one object as output, whatever its type: neither nothing nor what is unrolled? False
 * where only a closer look tells. */
static inline bool value_is_one(struct value v)
{
    return v.kind != V_NULL && (v.kind < V_ARRAY || v.kind == V_HASH);
}
/* Writes a value as a statement does: arrays unrolled, nothing dropped. */
enum status emit_value(struct frame *f, struct value v);
enum status emit_value_take(struct frame *f, struct value v);
/* Runs a statement and gives what it writes as one value; owned. */
enum status exec_collect(struct frame *f, const struct node *n, struct value *out);

/* ---- errors: each sets the pending failure at the node's position, ST_FAIL ---- */
enum status fail_err(struct frame *f, const struct node *n, struct err **err);
enum status fail_at(struct frame *f, const struct node *n, const char *exception, const char *id,
                    enum error_category category, const char *fmt, ...) PRINTF_LIKE(6, 7);
/* A RuntimeException of category InvalidOperation. */
enum status fail_invalid(struct frame *f, const struct node *n, const char *id, const char *fmt,
                         ...) PRINTF_LIKE(4, 5);

/* ---- operators' context ---- */
/* Runs a member's code with $this = self (NULL: a static one); *out owned: its outputs, of a
 * class's method what it returns. */
enum status code_call(struct session *s, struct code *code, struct scriptblock *sb,
                      struct value *self, const struct value *args, size_t nargs,
                      struct value *out);

struct op_context;
void frame_op_context(const struct frame *f, struct op_context *ctx);

/* Converts as a cast does, script classes and script blocks included. */
int eval_convert(struct session *s, struct value v, const struct type_info *type, struct value *out,
                 struct err **err);

#endif
