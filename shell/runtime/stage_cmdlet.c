/* Cmdlets as stages. */
#include <stdlib.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/program_text.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stage_variables.h"

static enum status cmdlet_process(struct stage *stage, struct value v)
{
    struct invocation *inv = &stage->inv;
    const struct cmdlet *c = inv->cmdlet;
    bool input = !(v.kind == V_NULL && v.aux == VALUE_NOTHING);
    if (stage->job_call) {
        if (input)
            job_call_input(stage->job_call, v);
        return ST_OK;
    }
    if (input) {
        bool bound;
        AUTO_VALUE error = value_null();
        enum status st = binding_input(&stage->binding, v, &bound, &error);
        if (st != ST_OK)
            return st;
        if (!bound)
            return stage_write_error(stage_session(stage), stage, error);
        inv->set = stage->binding.set_name;
    }
    inv->input = v;
    if (input && inv->session->tracer)
        tracer_line(inv->session, TRACE_BINDING, "CALLING ProcessRecord");
    enum status st = c->process ? c->process(inv) : ST_OK;
    inv->input = value_nothing();
    return st;
}

/* The same where an object is for the one parameter that takes any. */
static enum status cmdlet_process_object(struct stage *stage, struct value v)
{
    struct invocation *inv = &stage->inv;
    if (v.kind == V_NULL)
        return cmdlet_process(stage, v);
    binding_take_object(&stage->binding, v);
    inv->set = stage->binding.set_name;
    inv->input = v;
    enum status st = inv->cmdlet->process(inv);
    inv->input = value_nothing();
    return st;
}

static enum status cmdlet_begin(struct stage *stage)
{
    const struct cmdlet *c = stage->command.cmdlet;
    struct session *s = stage_session(stage);
    struct invocation *inv = &stage->inv;
    cancel_watch(&s->interrupt_flag);
    inv->cmdlet = c;
    inv->args = pool_take(&s->pool, c->args_size);
    struct bind_target target = {
        .name = stage->name, .cmdlet = c, .args = inv->args, .expects_input = inv->expects_input
    };
    enum status st = binding_begin(&stage->binding, s, &target, stage->call);
    if (st != ST_OK)
        return st;
    if (stage->binding.help_wanted)
        return stage_show_help(stage);
    inv->set = stage->binding.set_name;
    st = stage_open_variables(stage);
    if (st != ST_OK)
        return st;
    if (job_call_wanted(stage)) {
        stage->job_call = job_call_new();
        return ST_OK;
    }
    if (c->needs_vm_module && !s->vm_module) {
        struct err *err = NULL;
        if (c->little_memory)
            program_text_release();
        if (session_load_vm_module(s, &err) < 0)
            return throw_err(s, &err);
        if (c->little_memory)
            program_text_release();
    }
    if (stage->binding.object_slot && c->process && !s->tracer)
        stage->process = cmdlet_process_object;
    inv->state = pool_take(&s->pool, c->state_size);
    if (s->tracer)
        tracer_line(s, TRACE_BINDING, "CALLING BeginProcessing");
    return c->begin ? c->begin(inv) : ST_OK;
}

static enum status cmdlet_end(struct stage *stage)
{
    const struct cmdlet *c = stage->inv.cmdlet;
    if (stage->job_call)
        return job_call_start(stage->job_call, stage);
    if (stage_session(stage)->tracer)
        tracer_line(stage_session(stage), TRACE_BINDING, "CALLING EndProcessing");
    return c->end ? c->end(&stage->inv) : ST_OK;
}

static void cmdlet_free(struct stage *stage)
{
    struct invocation *inv = &stage->inv;
    if (inv->state && inv->cmdlet->cleanup)
        inv->cmdlet->cleanup(inv);
    job_call_free(stage->job_call);
    pool_give(&inv->session->pool, inv->state, inv->cmdlet->state_size);
    pool_give(&inv->session->pool, inv->args, inv->cmdlet->args_size);
}

const struct stage_ops stage_ops_cmdlet = { cmdlet_begin, cmdlet_process, cmdlet_end, cmdlet_free };
