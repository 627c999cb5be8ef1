/* Functions, filters, scripts and script blocks as stages. */
#include "shell/object/str.h"
#include "shell/runtime/binding/dynamic_params.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stage_variables.h"

/* A block never stops by itself: it is who takes its output. */
static enum status passed_on(struct stage *stage, enum status st)
{
    if (st == ST_STOP && stage->last)
        stage_output_stopped(stage);
    if (st == ST_EXIT && stage->command.kind == COMMAND_SCRIPT) {
        /* exit ends a script that was called, not its caller */
        struct session *s = stage_session(stage);
        s->last_exit_code = s->exit_code;
        s->has_last_exit_code = true;
        stage->had_error = s->exit_code != 0;
        return ST_STOP;
    }
    return st;
}

static void make_run(struct stage *stage)
{
    /* Straight to the end of the pipeline where nothing listens in: a native command inside may
     * then have the terminal. */
    struct sink *out = stage->has_tees || !stage->last ? &stage->emit_sink : stage->out;
    stage->run = block_run_new(stage_session(stage), scriptblock_of(stage->block_ref),
                               stage->is_dot ? BLOCK_DOT : BLOCK_NEW_SCOPE, out);
}

/* A first look at the arguments, for the dynamicparam block to see. */
static enum status bind_dynamic(struct stage *stage, struct bind_target *target)
{
    struct session *s = stage_session(stage);
    target->partial = true;
    enum status st = binding_begin(&stage->binding, s, target, stage->call);
    target->partial = false;
    if (st == ST_FAIL) { /* said again by the whole binding */
        value_clear(&s->failure);
        binding_release(&stage->binding);
        return ST_OK;
    }
    if (st == ST_OK && !stage->binding.help_wanted) {
        make_run(stage);
        st = dynamic_params_make(stage, &stage->dynamic);
    }
    binding_release(&stage->binding);
    if (stage->dynamic) {
        target->params = stage->dynamic->table;
        target->nparams = stage->dynamic->n;
    }
    return st;
}

static enum status block_begin(struct stage *stage)
{
    struct session *s = stage_session(stage);
    struct scriptblock *sb = scriptblock_of(stage->block_ref);
    struct bind_target target = { .name = stage->name,
                                  .block = sb,
                                  .expects_input = stage->inv.expects_input };
    if (scriptblock_params(sb)->has_dynamic) {
        enum status made = bind_dynamic(stage, &target);
        if (made != ST_OK)
            return made;
    }
    enum status st = binding_begin(&stage->binding, s, &target, stage->call);
    if (st != ST_OK)
        return st;
    if (stage->dynamic)
        dynamic_params_deliver(stage->dynamic, &stage->binding);
    if (stage->binding.help_wanted)
        return stage_show_help(stage);
    stage->inv.set = stage->binding.set_name;
    st = stage_open_variables(stage);
    if (st != ST_OK)
        return st;
    if (!stage->run)
        make_run(stage);
    stage->script_depth++;
    struct binding *b = &stage->binding;
    return passed_on(
        stage, block_run_begin(stage->run, b->bound, b->nbound, b->rest, b->nrest, stage->inv.set));
}

static enum status block_process(struct stage *stage, struct value v)
{
    bool input = !(v.kind == V_NULL && v.aux == VALUE_NOTHING);
    if (input) {
        bool bound;
        AUTO_VALUE error = value_null();
        enum status st = binding_input(&stage->binding, v, &bound, &error);
        if (st != ST_OK)
            return st;
        if (bound && stage->dynamic)
            dynamic_params_deliver(stage->dynamic, &stage->binding);
        if (!bound)
            return stage_write_error(stage_session(stage), stage, error);
    } else if (!scriptblock_params(scriptblock_of(stage->block_ref))->has_process) {
        return ST_OK;
    }
    stage->inv.input = v;
    return passed_on(stage, block_run_process(stage->run, stage->binding.bound, v));
}

static enum status block_end(struct stage *stage)
{
    return passed_on(stage, block_run_end(stage->run));
}

static void block_free(struct stage *stage)
{
    if (stage->run)
        block_run_free(stage->run);
    stage->run = NULL;
    dynamic_params_free(STEAL(stage->dynamic));
}

const struct stage_ops stage_ops_block = { block_begin, block_process, block_end, block_free };
