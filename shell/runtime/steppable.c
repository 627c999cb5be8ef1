/* Steppable pipelines: a script block's only pipeline, driven by Begin, Process and End. */
#include "shell/runtime/steppable.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/stage.h"

struct steppable {
    struct session *session;
    struct value block; /* keeps the calls' source alive */
    struct command_call *calls;
    struct call_arg *args;
    size_t ncalls;
    struct pipeline *pipeline; /* NULL: not begun, or ended */
    bool ended, expects_input;
    struct array_sink collected;
    struct array *outputs; /* when nobody else takes them; owned */
};

static const struct type_info type_steppable;

static struct steppable *steppable_of(struct value v)
{
    return object_payload(v.object);
}

static void steppable_destroy(struct object *o)
{
    struct steppable *p = object_payload(o);
    if (p->pipeline)
        (void)pipeline_finish(p->pipeline, ST_INTERRUPT);
    else if (!p->ended)
        for (size_t i = 0; i < p->ncalls; i++)
            command_call_release(&p->calls[i]);
    free(p->calls);
    free(p->args);
    if (p->outputs)
        value_unref(value_of_array(p->outputs));
    value_unref(p->block);
}

/* What was written since the last call; $null when it went elsewhere. */
static struct value outputs(struct steppable *p)
{
    if (!p->outputs)
        return value_nothing();
    struct value out = value_of_array(array_from(p->outputs->items, p->outputs->len));
    array_remove_range(p->outputs, 0, p->outputs->len);
    return out;
}

/* A failure stays pending in the session. */
static int answer(enum status st, struct steppable *p, struct value *out)
{
    if (st != ST_OK && st != ST_STOP)
        return -1;
    *out = outputs(p);
    return 0;
}

static int step_begin(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    struct steppable *p = steppable_of(self);
    struct session *s = p->session;
    (void)n;
    if (p->pipeline || p->ended)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "The steppable pipeline has begun already.");
    struct stage *stage = cmdlet_object_stage(args[0]);
    struct sink *sink = NULL;
    if (stage) {
        p->expects_input = stage->inv.expects_input;
        sink = stage->has_tees || !stage->last ? &stage->emit_sink : stage->out;
    } else {
        p->expects_input = value_truth(args[0]);
        p->outputs = array_new(2);
        array_sink_init(&p->collected, p->outputs);
        sink = &p->collected.sink;
    }
    enum status st;
    struct frame *frame = s->frame;
    p->pipeline = pipeline_start(s, p->calls, p->ncalls, p->expects_input, sink, &st);
    s->frame = frame;
    if (!p->pipeline)
        p->ended = true;
    return answer(st, p, out);
}

static int step_process(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    struct steppable *p = steppable_of(self);
    if (!p->pipeline)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Begin has not been called on the steppable pipeline.");
    struct frame *frame = p->session->frame;
    bool input = n > 0 && p->expects_input;
    enum status st = pipeline_step(p->pipeline, input ? args[0] : value_nothing());
    p->session->frame = frame;
    return answer(st, p, out);
}

static int step_end(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    struct steppable *p = steppable_of(self);
    (void)args;
    (void)n;
    (void)err;
    if (!p->pipeline)
        return 0;
    struct session *s = p->session;
    struct frame *frame = s->frame;
    struct stage *stage = s->stage;
    struct pipeline *pipeline = p->pipeline;
    p->pipeline = NULL;
    p->ended = true;
    enum status st = pipeline_finish(pipeline, ST_OK);
    s->frame = frame;
    s->stage = stage;
    return answer(st, p, out);
}

static int step_dispose(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    struct steppable *p = steppable_of(self);
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    if (p->pipeline) {
        struct frame *frame = p->session->frame;
        struct stage *stage = p->session->stage;
        (void)pipeline_finish(p->pipeline, ST_INTERRUPT);
        p->session->frame = frame;
        p->session->stage = stage;
        p->pipeline = NULL;
        p->ended = true;
    }
    return 0;
}

static const struct method steppable_methods[] = {
    { "Begin", 1, 2, step_begin, "void Begin(bool expectInput)" },
    { "Clean", 0, 0, step_dispose, "void Clean()" },
    { "Dispose", 0, 0, step_dispose, "void Dispose()" },
    { "End", 0, 0, step_end, "array End()" },
    { "Process", 0, 1, step_process, "array Process(System.Object input)" },
};
static const struct type_info type_steppable = {
    .name = "System.Management.Automation.SteppablePipeline",
    .base = &type_object,
    .methods = steppable_methods,
    .nmethods = ARRAY_SIZE(steppable_methods),
    .payload_size = sizeof(struct steppable),
    .destroy = steppable_destroy,
};

int steppable_new(struct value block, struct value *out, struct err **err)
{
    struct scriptblock *sb = scriptblock_of(block);
    struct session *s = sb->code->session;
    if (!sb->code->compiled && code_compile(sb->code, err) < 0)
        return -1;
    const struct node *only = block_only_statement(sb->code->end);
    struct object *o = object_new(&type_steppable);
    struct steppable *p = object_payload(o);
    AUTO_VALUE made = value_of_object(o);
    p->session = s;
    p->block = value_ref(block);
    if (only) {
        enum status st;
        struct sink none;
        null_sink_init(&none);
        struct frame *f = frame_dot_acquire(s, sb->code, sb, &none, &st);
        if (!f)
            return -1;
        struct frame *saved = frame_enter(f);
        st = pipeline_node_calls(f, only, &p->calls, &p->args, &p->ncalls);
        s->frame = saved;
        frame_dot_release(f);
        if (st != ST_OK)
            return -1;
    }
    if (!p->ncalls)
        return fail_with(err, "System.Management.Automation.PSInvalidOperationException",
                         "CanConvertOneClauseOnly",
                         "Only a script block that contains exactly one pipeline or command can be "
                         "converted. Expressions or control structures are not permitted. Verify "
                         "that the script block contains exactly one pipeline or command.");
    *out = STEAL_VALUE(made);
    return 0;
}
