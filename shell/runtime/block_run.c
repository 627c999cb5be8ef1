/* A script block as a stage of a pipeline. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/debug/trace.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

struct block_run {
    struct frame *frame; /* NULL: not begun */
    struct session *session;
    struct value block; /* keeps it alive */
    enum block_scope scope;
    struct sink *out;
    bool dotted, ran; /* a block other than clean has run */
    struct input_params input;
};

struct block_run *block_run_new(struct session *s, struct scriptblock *sb, enum block_scope scope,
                                struct sink *out)
{
    struct block_run *r = pool_take(&s->pool, sizeof(*r));
    r->session = s;
    r->block = value_ref(scriptblock_value(sb));
    r->scope = scope;
    r->out = out;
    return r;
}

static enum status run_part(struct block_run *r, const struct node *part)
{
    if (!part)
        return ST_OK;
    r->ran = true;
    struct frame *saved = frame_enter(r->frame);
    enum status st = r->session->trace.calls ? trace_call(r->frame) : ST_OK;
    if (st == ST_OK)
        st = exec_block(r->frame, part);
    if (__builtin_expect(r->session->trace.calls, 0))
        st = debugger_leave(r->frame, part, st);
    r->session->frame = saved;
    return st == ST_RETURN ? ST_OK : st;
}

/* Preferences that common parameters set (-Verbose …) hold in the function's own scope. */
static void set_preferences(struct frame *f)
{
    struct preference prefs[MAX_PREFERENCES];
    size_t n = binding_preferences(&f->stage->binding, prefs);
    for (size_t i = 0; i < n; i++) {
        struct name *name = names_intern(f->session->names, prefs[i].name, strlen(prefs[i].name));
        variable_put_take(f->session, scope_cell(f->scope, name), prefs[i].value);
    }
}

static enum status make_frame(struct block_run *r)
{
    struct session *s = r->session;
    struct scriptblock *sb = scriptblock_of(r->block);
    enum status st;
    if (r->frame)
        return ST_OK;
    r->dotted = r->scope == BLOCK_DOT;
    r->frame = r->dotted ? frame_dot_acquire(s, sb->code, sb, r->out, &st)
                         : frame_acquire(s, sb->code, sb, r->out, &st);
    return st;
}

enum status block_run_begin(struct block_run *r, const struct value *bound, size_t nbound,
                            const struct value *rest, size_t nrest, const char *param_set)
{
    struct session *s = r->session;
    enum status st = make_frame(r);
    if (st != ST_OK)
        return st;
    struct frame *f = r->frame;
    f->stage = s->stage;
    f->bound = bound;
    f->nbound = nbound;
    f->param_set = param_set;
    if (s->stage) {
        f->call_position = s->stage->position;
        f->in_pipeline = s->stage->inv.expects_input;
    }
    if (nrest)
        f->args = value_of_array(array_from(rest, nrest));
    if (!r->dotted && s->stage && s->stage->run == r)
        set_preferences(f);
    if (f->code->params && f->code->params->nitems) {
        struct frame *saved = frame_enter(f);
        st = function_params_start(f, bound, nbound);
        s->frame = saved;
        if (st != ST_OK)
            return st;
    }
    st = run_part(r, f->code->usings);
    return st == ST_OK ? run_part(r, f->code->begin) : st;
}

enum status block_run_dynamic(struct block_run *r, const struct value *bound, size_t nbound,
                              struct value *out)
{
    struct session *s = r->session;
    enum status st = make_frame(r);
    if (st != ST_OK)
        return st;
    struct frame *f = r->frame;
    f->stage = s->stage;
    f->bound = bound;
    f->nbound = nbound;
    if (f->code->params && f->code->params->nitems) {
        struct frame *saved = frame_enter(f);
        st = function_params_start(f, bound, nbound);
        s->frame = saved;
    }
    struct array_sink sink;
    struct array *list = array_new(1);
    array_sink_init(&sink, list);
    struct sink *keep = f->out;
    f->out = &sink.sink;
    if (st == ST_OK)
        st = run_part(r, f->code->dynamic_block);
    f->out = keep;
    value_clear(&f->bound_table);
    *out = array_as_value_take(list);
    return st;
}

enum status block_run_process(struct block_run *r, const struct value *bound, struct value input)
{
    struct frame *f = r->frame;
    const struct code *code = f->code;
    bool none = input.kind == V_NULL && input.aux == VALUE_NOTHING;
    enum status st = ST_OK;
    if (code->process) {
        value_replace_take(&f->input, value_nothing());
    } else if (!none) {
        if (f->input.kind != V_ARRAY)
            value_replace_take(&f->input, value_of_array(array_new(4)));
        array_push(f->input.array, input);
    }
    if (f->bound_table.kind == V_HASH && f->stage && f->stage->run == r && !none)
        binding_refresh_table(&f->stage->binding, f->bound_table.hash);
    if (code->params && code->params->nitems && !none) {
        f->bound = bound;
        struct frame *saved = frame_enter(f);
        st = function_params_rebind(f, bound, &r->input);
        r->session->frame = saved;
        if (st != ST_OK)
            return st;
    }
    if (!code->process)
        return ST_OK;
    value_replace_take(&f->own_underbar, value_ref(input));
    if (none)
        f->own_underbar.aux = 0;
    f->underbar = &f->own_underbar;
    return run_part(r, code->process);
}

enum status block_run_end(struct block_run *r)
{
    struct frame *f = r->frame;
    if (f->code->process)
        value_replace_take(&f->input, value_of_array(array_new(0)));
    if (f->input.kind == V_ARRAY && f->input.array->refs == 1)
        f->input = enumerator_take(f->input.array);
    return run_part(r, f->code->end);
}

/* What ends a clean block goes no further than the error stream and -ErrorVariable. */
static void report_from_clean(struct session *s, struct stage *stage)
{
    AUTO_VALUE record = STEAL_VALUE(s->failure);
    s->failure_final = false;
    if (stage) {
        stage->had_error = true;
        stage_collect(stage, COMMON_ERROR_VARIABLE, record);
    }
    session_record_error(s, record);
    (void)sink_write(s->streams[STREAM_ERROR], record);
}

void block_run_free(struct block_run *r)
{
    struct session *s = r->session;
    if (r->frame) {
        struct frame *f = r->frame;
        if (f->code->clean && r->ran) {
            /* The error or jump that is under way goes on afterwards. */
            struct value failure = STEAL_VALUE(s->failure);
            bool final = s->failure_final;
            const struct stage *stopping = s->stopping;
            s->stopping = NULL;
            sig_atomic_t interrupted = interrupt_pending(s);
            __atomic_store_n(&s->interrupt_flag, 0, __ATOMIC_RELAXED);
            struct sink none;
            null_sink_init(&none);
            f->out = &none;
            int depth = s->try_depth;
            s->try_depth = 0;
            if (run_part(r, f->code->clean) == ST_FAIL)
                report_from_clean(s, f->stage);
            s->try_depth = depth;
            if (interrupted)
                __atomic_store_n(&s->interrupt_flag, interrupted, __ATOMIC_RELAXED);
            value_replace_take(&s->failure, failure);
            s->failure_final = final;
            s->stopping = stopping;
        }
        if (r->dotted)
            frame_dot_release(f);
        else
            frame_release(f);
    }
    input_params_release(&r->input);
    value_unref(r->block);
    pool_give(&s->pool, r, sizeof(*r));
}
