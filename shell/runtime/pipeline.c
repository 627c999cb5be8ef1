#include "shell/runtime/pipeline.h"

#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/redirect.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage_variables.h"

struct pipeline {
    struct session *session;
    struct sink *out;
    struct frame *frame; /* of the code that the pipeline stands in */
    struct stage *parent;
    struct position position;
    struct command_call *calls;
    size_t ncalls;
    bool redirected;  /* some stage has streams of its own */
    bool out_stopped; /* whoever takes the output has enough */
    bool failed;      /* a stage has ended it with an error */
    size_t n;
    struct stage stages[];
};

struct session *stage_session(const struct stage *stage)
{
    return stage->pipeline->session;
}

struct frame *stage_frame(const struct stage *stage)
{
    return stage->pipeline->frame;
}

void command_call_release(struct command_call *call)
{
    value_clear(&call->command);
    for (size_t i = 0; i < call->nargs; i++)
        value_clear(&call->args[i].value);
    for (size_t i = 0; i < call->nredirects; i++)
        value_clear(&call->redirects[i].file);
    call->nargs = call->nredirects = 0;
}

void stage_enter(struct stage *stage, struct stage_context *saved)
{
    struct session *s = stage->pipeline->session;
    saved->stage = s->stage;
    saved->frame = s->frame;
    s->stage = stage;
    s->frame = stage->pipeline->frame;
    if (stage->pipeline->redirected) {
        memcpy(saved->streams, s->streams, sizeof(s->streams));
        memcpy(s->streams, stage->streams, sizeof(s->streams));
    }
}

void stage_leave(struct stage *stage, const struct stage_context *saved)
{
    struct session *s = stage->pipeline->session;
    s->stage = saved->stage;
    s->frame = saved->frame;
    if (stage->pipeline->redirected)
        memcpy(s->streams, saved->streams, sizeof(s->streams));
}

/* ---- data ---- */

/* Notes a terminating error in the stage's -ErrorVariable. A cmdlet puts its name to what code in
 * its hands raised; the stages before it only see that the pipeline has ended. */
static enum status note(struct stage *stage, enum status st)
{
    if (st == ST_STOP)
        stage->stopped = true;
    if (st != ST_FAIL)
        return st;
    stage->had_error = true;
    if (stage->pipeline->failed)
        return st;
    stage->pipeline->failed = true;
    struct session *s = stage->pipeline->session;
    const struct error_record *r = error_record_of(s->failure);
    if (r && !r->thrown && !r->stopped && stage->ops == &stage_ops_cmdlet)
        error_record_by_cmdlet(s, s->failure, stage);
    struct array *errors = stage->variables[COMMON_ERROR_VARIABLE];
    if (errors)
        array_push_take(errors,
                        r && r->stopped ? stop_exception_new(s->failure) : value_ref(s->failure));
    return st;
}

static enum status stage_begin(struct stage *stage);

static enum status stage_write(struct sink *sink, struct value v)
{
    struct stage *stage = (struct stage *)(void *)((char *)sink - offsetof(struct stage, sink));
    struct session *s = stage->pipeline->session;
    if (interrupt_pending(s))
        return ST_INTERRUPT;
    if (stage->stopped)
        return ST_STOP;
    if (v.kind == V_NULL && v.aux == VALUE_NOTHING)
        return ST_OK;
    if (!stage->began) { /* what a begin block writes comes before the next stage's begin */
        enum status began = stage_begin(stage);
        if (began != ST_OK)
            return began;
    }
    struct stage_context saved;
    stage_enter(stage, &saved);
    enum status st = stage->process(stage, v);
    if (st != ST_OK)
        st = note(stage, st);
    stage_leave(stage, &saved);
    return st;
}

static enum status write_tees(struct stage *stage, struct value v)
{
    if (stage->variables[COMMON_OUT_VARIABLE])
        array_push(stage->variables[COMMON_OUT_VARIABLE], v);
    if (common_is_set(&stage->binding.common, COMMON_PIPELINE_VARIABLE))
        stage_set_pipeline_variable(stage, value_ref(v));
    return ST_OK;
}

/* What -OutBuffer kept back goes on. */
static enum status release_held(struct stage *stage)
{
    AUTO_VALUE held = value_of_array(stage->held);
    enum status st = ST_OK;
    stage->held = array_new(0);
    for (size_t i = 0; i < held.array->len && st == ST_OK; i++)
        st = stage->out->write(stage->out, held.array->items[i]);
    return st;
}

static enum status hold(struct stage *stage, struct value v)
{
    array_push(stage->held, v);
    return stage->held->len > (size_t)stage->binding.common.out_buffer ? release_held(stage)
                                                                       : ST_OK;
}

enum status stage_emit_take(struct stage *stage, struct value v)
{
    if (v.kind == V_NULL && v.aux == VALUE_NOTHING)
        return ST_OK;
    if (check_interrupt(stage->pipeline->session) != ST_OK) {
        value_unref(v);
        return ST_INTERRUPT;
    }
    if (stage->has_tees)
        write_tees(stage, v);
    if (stage->held) {
        AUTO_VALUE kept = v;
        return hold(stage, kept);
    }
    enum status st = sink_take(stage->out, v);
    if (st == ST_STOP && stage->last)
        stage->pipeline->out_stopped = true;
    return st;
}

enum status stage_emit(struct stage *stage, struct value v)
{
    if (v.kind == V_NULL && v.aux == VALUE_NOTHING)
        return ST_OK;
    if (check_interrupt(stage->pipeline->session) != ST_OK)
        return ST_INTERRUPT;
    if (stage->has_tees)
        write_tees(stage, v);
    if (stage->held)
        return hold(stage, v);
    enum status st = stage->out->write(stage->out, v);
    if (st == ST_STOP && stage->last)
        stage->pipeline->out_stopped = true;
    return st;
}

void stage_output_stopped(struct stage *stage)
{
    stage->pipeline->out_stopped = true;
}

static enum status emit_write(struct sink *sink, struct value v)
{
    struct stage *stage =
        (struct stage *)(void *)((char *)sink - offsetof(struct stage, emit_sink));
    return stage_emit(stage, v);
}

static enum status emit_take_write(struct sink *sink, struct value v)
{
    struct stage *stage =
        (struct stage *)(void *)((char *)sink - offsetof(struct stage, emit_sink));
    return stage_emit_take(stage, v);
}

/* ---- resolving ---- */

/* Errors of resolution point at what names the command alone. */
static void point_at_name(const struct stage *stage)
{
    struct session *s = stage_session(stage);
    s->position = stage->position;
    if (s->position.ast && stage->call->name_end > stage->call->name_start) {
        s->position.start = stage->call->name_start;
        s->position.end = stage->call->name_end;
    }
}

static enum status bad_command(const struct stage *stage)
{
    AUTO_FREE char *message = xasprintf(
        "The expression after '%s' in a pipeline element produced an object that was not valid. "
        "It must result in a command name, a script block, or a CommandInfo object.",
        stage->call->dot ? "." : "&");
    struct error_spec spec = {
        .message = message,
        .id = "BadExpression",
        .category = EC_INVALID_OPERATION,
        .exception = "System.Management.Automation.RuntimeException",
        .activity = "",
        .no_command = true,
    };
    point_at_name(stage);
    return throw_error(stage_session(stage), &spec);
}

static enum status use_block(struct stage *stage, struct value block, const char *name)
{
    stage->ops = &stage_ops_block;
    stage->block_ref = value_ref(block);
    stage->name = name;
    stage->is_dot = stage->call->dot;
    return ST_OK;
}

static enum status use_command(struct stage *stage)
{
    const struct command *c = &stage->command;
    stage->name = c->name;
    switch (c->kind) {
    case COMMAND_CMDLET:
        stage->ops = &stage_ops_cmdlet;
        return ST_OK;
    case COMMAND_FUNCTION:
    case COMMAND_FILTER:
        return use_block(stage, c->block, c->name);
    case COMMAND_SCRIPT: {
        if (scriptblock_of(c->block)) /* read already: a module's file */
            return use_block(stage, c->block, c->name);
        struct value block = value_null();
        enum status st = script_file_load(stage->pipeline->session, c->path, &block);
        if (st == ST_OK)
            st = script_requirements(stage->pipeline->session, scriptblock_of(block)->ast, c->path);
        if (st == ST_OK)
            use_block(stage, block, c->name);
        value_unref(block);
        return st;
    }
    default:
        stage->ops = &stage_ops_native;
        return ST_OK;
    }
}

static enum status not_found(struct stage *stage, const char *name, size_t len)
{
    const struct command_call *call = stage->call;
    AUTO_VALUE instead = value_null();
    if (engine_action_find_command(stage_session(stage), name, len, &instead)) {
        if (scriptblock_of(instead))
            return use_block(stage, instead, "");
        if (command_info_get(instead, &stage->command))
            return use_command(stage);
    }
    if (interrupt_pending(stage_session(stage)))
        return ST_INTERRUPT;
    point_at_name(stage);
    return command_not_found(stage_session(stage), name, len,
                             call->dot             ? "."
                             : call->call_operator ? "&"
                                                   : NULL);
}

/* & $module { } and & $module name: the next argument is what runs, inside the module. */
static enum status resolve_in_module(struct stage *stage, const struct module *m)
{
    struct session *s = stage->pipeline->session;
    struct command_call *call = stage->call;
    if (!call->nargs || call->args[0].kind != CALL_ARG_VALUE || !m->scope)
        return bad_command(stage);
    AUTO_VALUE inner = call->args[0].value;
    call->name_start = call->args[0].start;
    call->name_end = call->args[0].end;
    memmove(call->args, call->args + 1, (call->nargs - 1) * sizeof(*call->args));
    call->nargs--;
    struct scriptblock *sb = scriptblock_of(inner);
    if (sb) {
        AUTO_VALUE bound = scriptblock_new(sb->code, m->scope);
        return use_block(stage, bound, "");
    }
    AUTO_VALUE name = value_to_string(inner);
    if (!command_find_from(s, m->scope, name.str->data, name.str->len, COMMAND_ALL, true,
                           &stage->command))
        return not_found(stage, name.str->data, name.str->len);
    return use_command(stage);
}

static enum status resolve(struct stage *stage)
{
    struct session *s = stage->pipeline->session;
    struct value command = stage->call->command;
    s->position = stage->position;
    if (scriptblock_of(command))
        return use_block(stage, command, "");
    if (module_of(command))
        return resolve_in_module(stage, module_of(command));
    if (command_info_get(command, &stage->command)) {
        if (stage->command.kind == COMMAND_ALIAS) {
            const char *target = stage->command.target;
            if (!command_find(s, target, strlen(target), COMMAND_ALL, true, &stage->command))
                return not_found(stage, target, strlen(target));
        }
        return use_command(stage);
    }
    if (value_is_null(command))
        return bad_command(stage);
    if (command.kind != V_STRING) {
        struct value text = value_to_string(command);
        value_replace_take(&stage->call->command, text);
        command = text;
    }
    if (!command.str->len)
        return bad_command(stage);
    if (s->tracer)
        tracer_line(s, TRACE_DISCOVERY, "Looking up command: %s", command.str->data);
    if (!command_find_cached(s, command.str->data, command.str->len, stage->call->cache,
                             &stage->command)) {
        bool loaded;
        enum status st = module_autoload(s, command.str->data, command.str->len, &loaded);
        if (st != ST_OK)
            return st;
        if (!loaded || !command_find(s, command.str->data, command.str->len, COMMAND_ALL, true,
                                     &stage->command))
            return not_found(stage, command.str->data, command.str->len);
    }
    return use_command(stage);
}

/* ---- begin, end, cleanup ---- */

static bool has_failed(const struct stage *stage)
{
    return stage->begin_failure.kind != V_NULL;
}

static enum status stage_begin(struct stage *stage)
{
    struct pipeline *p = stage->pipeline;
    if (has_failed(stage)) {
        value_replace_take(&p->session->failure, value_ref(stage->begin_failure));
        return ST_FAIL;
    }
    struct stage_context saved;
    struct position position = p->session->position;
    stage_enter(stage, &saved);
    p->session->position = stage->position;
    stage->began = true;
    stage->process = stage->ops->process;
    enum status st = ST_OK;
    if (__builtin_expect(p->session->trace.calls, 0) && stage->ops != &stage_ops_block)
        st = debugger_command(p->session, stage);
    if (st == ST_OK)
        st = note(stage, stage->ops->begin(stage));
    else
        stage->began = false; /* the debugger ended the script: there is nothing to end or free */
    if (st == ST_FAIL) {
        stage->begin_failure = value_ref(p->session->failure);
        stage->began = false;
    }
    p->session->position = position;
    stage_leave(stage, &saved);
    return st;
}

static enum status stage_call(struct stage *stage, bool ending)
{
    struct stage_context saved;
    stage_enter(stage, &saved);
    enum status st = ending ? stage->ops->end(stage) : stage->process(stage, value_nothing());
    st = note(stage, st);
    stage_leave(stage, &saved);
    return st;
}

static void stage_free(struct stage *stage)
{
    struct stage_context saved;
    stage_enter(stage, &saved);
    if (stage->ops && (stage->began || has_failed(stage)))
        stage->ops->free(stage);
    stage_leave(stage, &saved);
    stage_close_variables(stage);
    if (stage_session(stage)->stopping == stage)
        stage_session(stage)->stopping = NULL;
    binding_release(&stage->binding);
    value_unref(stage->block_ref);
    value_unref(stage->begin_failure);
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        if (stage->variables[i])
            value_unref(value_of_array(stage->variables[i]));
    }
    if (stage->held)
        value_unref(value_of_array(stage->held));
}

static struct pipeline *pipeline_new(struct session *s, struct command_call *calls, size_t n,
                                     bool expects_input, struct sink *out)
{
    struct pipeline *p = pool_take(&s->pool, sizeof(*p) + n * sizeof(struct stage));
    p->session = s;
    p->out = out;
    p->frame = s->frame;
    p->parent = s->stage;
    p->position = s->position;
    p->calls = calls;
    p->ncalls = p->n = n;
    for (size_t i = 0; i < n; i++) {
        struct stage *stage = &p->stages[i];
        stage->sink.write = stage_write;
        stage->emit_sink = (struct sink){ .write = emit_write, .take = emit_take_write };
        stage->pipeline = p;
        stage->parent = s->stage;
        stage->index = i;
        stage->last = i + 1 == n;
        stage->out = stage->last ? out : &p->stages[i + 1].sink;
        stage->call = &calls[i];
        stage->position = calls[i].position;
        stage->inv = (struct invocation){ .session = s,
                                          .stage = stage,
                                          .input = value_nothing(),
                                          .expects_input = i > 0 || expects_input };
        memcpy(stage->streams, s->streams, sizeof(s->streams));
    }
    return p;
}

static bool all_to_files(const struct stage *stage)
{
    for (size_t i = 0; i < stage->call->nredirects; i++)
        if (!redirection_is_to_file(stage->pipeline->session, &stage->call->redirects[i]))
            return false;
    return true;
}

static enum status open_redirections(struct pipeline *p)
{
    for (size_t i = 0; i < p->n; i++) {
        struct stage *stage = &p->stages[i];
        if (!stage->call->nredirects)
            continue;
        p->redirected = true;
        /* a process writes to files itself; the merges still count */
        if (stage->ops == &stage_ops_native && all_to_files(stage))
            continue;
        enum status st =
            redirection_open(p->session, stage->call->redirects, stage->call->nredirects,
                             &stage->out, stage->streams, &stage->redirection);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

struct sink *pipeline_input_sink(struct pipeline *p)
{
    return &p->stages[0].sink;
}

struct pipeline *pipeline_start(struct session *s, struct command_call *calls, size_t n,
                                bool expects_input, struct sink *out, enum status *st)
{
    struct pipeline *p = pipeline_new(s, calls, n, expects_input, out);
    *st = ST_OK;
    for (size_t i = 0; i < n && *st == ST_OK; i++)
        *st = resolve(&p->stages[i]);
    if (*st == ST_OK)
        *st = open_redirections(p);
    bool stopped = false;
    for (size_t i = 0; i < n && *st == ST_OK; i++) {
        if (p->stages[i].began)
            continue;
        *st = stage_begin(&p->stages[i]);
        if (*st == ST_STOP) { /* has enough before anything flowed; the rest still begins */
            stopped = true;
            *st = ST_OK;
        }
    }
    if (*st == ST_OK) {
        *st = stopped ? ST_STOP : ST_OK;
        return p;
    }
    pipeline_finish(p, *st);
    return NULL;
}

/* The stage from which on ends run: behind the last one that stopped. */
static size_t first_alive(const struct pipeline *p)
{
    for (size_t i = p->n; i-- > 0;) {
        if (p->stages[i].stopped)
            return i + 1;
    }
    return 0;
}

static enum status end_all(struct pipeline *p)
{
    for (size_t i = first_alive(p); i < p->n; i++) {
        struct stage *before = i > 0 ? &p->stages[i - 1] : NULL;
        /* a stage that has enough does not end, but what it held goes on */
        enum status st = before && before->held && before->stopped && !p->stages[i].stopped
                             ? release_held(before)
                             : ST_OK;
        if (st != ST_OK && st != ST_STOP)
            return st;
        if (p->stages[i].stopped)
            continue;
        st = stage_call(&p->stages[i], true);
        if (st == ST_OK && p->stages[i].held)
            st = release_held(&p->stages[i]);
        if (st == ST_STOP) {
            size_t alive = first_alive(p);
            if (alive > i + 1)
                i = alive - 1;
            continue;
        }
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

enum status pipeline_finish(struct pipeline *p, enum status st)
{
    struct session *s = p->session;
    if (st == ST_STOP)
        st = ST_OK;
    if (st == ST_OK && !p->out_stopped)
        st = end_all(p);
    bool ok = st == ST_OK || st == ST_STOP;
    for (size_t i = 0; i < p->n; i++) {
        stage_free(&p->stages[i]);
        if (p->stages[i].had_error)
            ok = false;
    }
    for (size_t i = 0; i < p->n; i++)
        st = redirection_close(p->stages[i].redirection, st);
    if (st == ST_OK && p->out_stopped)
        st = ST_STOP;
    for (size_t i = 0; i < p->ncalls; i++)
        command_call_release(&p->calls[i]);
    s->stage = p->parent;
    s->frame = p->frame;
    s->position = p->position;
    s->ok = ok;
    pool_give(&s->pool, p, sizeof(*p) + p->n * sizeof(struct stage));
    return st;
}

enum status pipeline_step(struct pipeline *p, struct value v)
{
    if (v.kind == V_NULL && v.aux == VALUE_NOTHING)
        return stage_call(&p->stages[0], false);
    return p->stages[0].sink.write(&p->stages[0].sink, v);
}

enum status pipeline_run(struct session *s, struct command_call *calls, size_t n,
                         const struct pipeline_input *input, struct sink *out)
{
    enum status st;
    struct pipeline *p = pipeline_start(s, calls, n, input != NULL, out, &st);
    if (!p)
        return st;
    if (st == ST_OK)
        st =
            input ? input->feed(input->data, &p->stages[0].sink) : stage_call(&p->stages[0], false);
    return pipeline_finish(p, st);
}

struct invocation *session_function_invocation(struct session *s)
{
    for (struct stage *stage = s->stage; stage; stage = stage->parent) {
        if (!stage->inv.cmdlet && stage->run)
            return &stage->inv;
    }
    return NULL;
}
