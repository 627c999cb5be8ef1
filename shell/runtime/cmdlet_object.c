/* $PSCmdlet */
#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/members.h"
#include "shell/object/str.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

struct cmdlet_object {
    struct session *session;
    struct stage *stage;
};

/* The stage while it still runs: it is the running one or one of its callers. */
static struct stage *live_stage(const struct cmdlet_object *c)
{
    for (const struct frame *f = c->session->frame; f; f = f->up)
        if (f->stage == c->stage)
            return c->stage;
    return NULL;
}

static struct stage *stage_for(struct value self, struct err **err)
{
    struct stage *stage = live_stage(object_payload(self.object));
    if (!stage)
        fail_with(err, "System.Management.Automation.PipelineStoppedException", "PipelineStopped",
                  "The pipeline has been stopped.");
    return stage;
}

/* What a status says to the method's caller: a failure is pending in the session then. */
static int status_of(enum status st)
{
    return st == ST_OK ? 0 : -1;
}

/* Nobody can be asked: a method's error is around what says so. */
static int asked(struct stage *stage, enum status st, const char *method, size_t n)
{
    struct session *s = stage_session(stage);
    if (st != ST_FAIL || value_is_null(s->failure))
        return status_of(st);
    AUTO_VALUE record = STEAL_VALUE(s->failure);
    s->stopping = NULL;
    return status_of(throw_by_method(s, method, n, record, NULL));
}

static struct str *text_of(struct value v)
{
    return value_to_string(v).str;
}

static int ask(struct value self, const struct value *args, size_t n, struct value *out,
               struct err **err)
{
    struct stage *stage = stage_for(self, err);
    if (!stage)
        return -1;
    bool yes = false;
    AUTO_VALUE target = value_of_str(text_of(args[0]));
    AUTO_VALUE action = n > 1 ? value_of_str(text_of(args[1])) : value_null();
    AUTO_VALUE caption = n > 2 ? value_of_str(text_of(args[2])) : value_null();
    const char *second = n > 1 ? action.str->data : NULL;
    enum status st = n > 2 ? should_process_described(&stage->inv, target.str->data, second,
                                                      caption.str->data, &yes)
                           : should_process(&stage->inv, target.str->data, second, &yes);
    *out = value_bool(yes);
    return asked(stage, st, "ShouldProcess", n);
}

static bool truth_behind(struct value ref)
{
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    const struct property *p = type_find_property(&type_reference, "Value", 5);
    return ref.kind == V_OBJECT && ref.object->type == &type_reference && p &&
           p->get(ref, p, &v, &err) == 0 && value_truth(v);
}

/* ShouldContinue(query, caption), (query, caption, [ref] yesToAll, [ref] noToAll), or with
 * hasSecurityImpact before the references. */
static int ask_further(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    struct stage *stage = stage_for(self, err);
    if (!stage)
        return -1;
    bool yes = false, yes_to_all = false, no_to_all = false, to_all = n > 3;
    AUTO_VALUE query = value_of_str(text_of(args[0])), caption = value_of_str(text_of(args[1]));
    struct value all_ref = to_all ? args[n - 2] : value_null();
    struct value none_ref = to_all ? args[n - 1] : value_null();
    if (to_all) {
        yes_to_all = truth_behind(all_ref);
        no_to_all = truth_behind(none_ref);
    }
    enum status st =
        should_continue_once(&stage->inv, query.str->data, caption.str->data,
                             to_all ? &yes_to_all : NULL, to_all ? &no_to_all : NULL, &yes);
    if (st == ST_OK && to_all &&
        (arg_set_ref(all_ref, value_bool(yes_to_all), err) < 0 ||
         arg_set_ref(none_ref, value_bool(no_to_all), err) < 0))
        return -1;
    *out = value_bool(yes);
    return asked(stage, st, "ShouldContinue", n);
}

static int write_object(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)out;
    struct stage *stage = stage_for(self, err);
    if (!stage)
        return -1;
    if (n > 1 && value_truth(args[1]))
        return status_of(emit_each(&stage->inv, args[0]));
    return status_of(emit(&stage->inv, args[0]));
}

static int write_record(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)n;
    (void)out;
    struct stage *stage = stage_for(self, err);
    if (!stage)
        return -1;
    AUTO_VALUE record = error_record_of(args[0])
                            ? error_record_without_command(args[0])
                            : error_record_from_exception(stage_session(stage), args[0]);
    error_record_by_command(stage_session(stage), record, stage);
    return status_of(stage_write_error(stage_session(stage), stage, record));
}

static int throw_terminating(struct value self, const struct value *args, size_t n,
                             struct value *out, struct err **err)
{
    (void)n;
    (void)out;
    struct stage *stage = stage_for(self, err);
    if (!stage)
        return -1;
    struct session *s = stage_session(stage);
    struct value record = error_record_of(args[0]) ? error_record_without_command(args[0])
                                                   : error_record_from_exception(s, args[0]);
    /* The command that throws stands for the error, whatever raised it first. */
    struct error_record *r = error_record_of(record);
    if (r)
        value_clear(&r->invocation);
    error_record_by_command(s, record, stage);
    throw_record_take(s, record);
    s->stopping = stage;
    return -1;
}

#define WRITER(name, call)                                                                    \
    static int name(struct value self, const struct value *args, size_t n, struct value *out, \
                    struct err **err)                                                         \
    {                                                                                         \
        (void)n;                                                                              \
        (void)out;                                                                            \
        struct stage *stage = stage_for(self, err);                                           \
        if (!stage)                                                                           \
            return -1;                                                                        \
        AUTO_VALUE text = value_of_str(text_of(args[0]));                                     \
        return status_of(call(&stage->inv, "%s", text.str->data));                            \
    }
WRITER(method_warning, write_warning)
WRITER(method_verbose, write_verbose)
WRITER(method_debug, write_debug)

static int variable_value(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err)
{
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    const struct cmdlet_object *c = object_payload(self.object);
    if (!session_lookup_variable(c->session, name.str->data, name.str->len, out))
        *out = n > 1 ? value_ref(args[1]) : value_null();
    return 0;
}

static const struct method cmdlet_methods[] = {
    { "ShouldProcess", 1, 4, ask, "bool ShouldProcess(string target, string action)" },
    { "ShouldContinue", 2, 5, ask_further, "bool ShouldContinue(string query, string caption)" },
    { "WriteObject", 1, 2, write_object, "void WriteObject(System.Object sendToPipeline)" },
    { "WriteError", 1, 1, write_record,
      "void WriteError(System.Management.Automation.ErrorRecord errorRecord)" },
    { "WriteWarning", 1, 1, method_warning, "void WriteWarning(string text)" },
    { "WriteVerbose", 1, 1, method_verbose, "void WriteVerbose(string text)" },
    { "WriteDebug", 1, 1, method_debug, "void WriteDebug(string text)" },
    { "ThrowTerminatingError", 1, 1, throw_terminating,
      "void ThrowTerminatingError(System.Management.Automation.ErrorRecord errorRecord)" },
    { "GetVariableValue", 1, 2, variable_value, "System.Object GetVariableValue(string name)" },
};

enum cmdlet_field { CMDLET_SET, CMDLET_INVOCATION, CMDLET_STATE, CMDLET_HOST };

static int cmdlet_get(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    (void)err;
    const struct cmdlet_object *c = object_payload(self.object);
    const struct stage *stage = live_stage(c);
    *out = value_null();
    switch ((enum cmdlet_field)p->data) {
    case CMDLET_SET:
        *out = value_string(stage && stage->inv.set ? stage->inv.set : "__AllParameterSets");
        break;
    case CMDLET_INVOCATION:
        if (stage)
            *out = automatic_invocation(c->session, stage);
        break;
    case CMDLET_STATE: {
        AUTO_VALUE context = execution_context_new(c->session);
        return member_get(context, "SessionState", out, err);
    }
    case CMDLET_HOST:
        *out = host_object_new(c->session);
        break;
    }
    return 0;
}

static const struct property cmdlet_props[] = {
    { .name = "ParameterSetName", .type_name = "string", .get = cmdlet_get, .data = CMDLET_SET },
    { .name = "MyInvocation",
      .type_name = "System.Management.Automation.InvocationInfo",
      .get = cmdlet_get,
      .data = CMDLET_INVOCATION },
    { .name = "SessionState",
      .type_name = "System.Management.Automation.SessionState",
      .get = cmdlet_get,
      .data = CMDLET_STATE },
    { .name = "Host",
      .type_name = "System.Management.Automation.Host.PSHost",
      .get = cmdlet_get,
      .data = CMDLET_HOST },
};

static const struct type_info type_script_cmdlet = {
    .name = "System.Management.Automation.PSScriptCmdlet",
    .base = &type_object,
    .props = cmdlet_props,
    .nprops = ARRAY_SIZE(cmdlet_props),
    .methods = cmdlet_methods,
    .nmethods = ARRAY_SIZE(cmdlet_methods),
    .payload_size = sizeof(struct cmdlet_object),
};

struct value cmdlet_object_new(struct session *s, struct stage *stage)
{
    struct object *o = object_new(&type_script_cmdlet);
    *(struct cmdlet_object *)object_payload(o) = (struct cmdlet_object){ s, stage };
    return value_of_object(o);
}

struct stage *cmdlet_object_stage(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_script_cmdlet)
        return NULL;
    return live_stage(object_payload(v.object));
}
