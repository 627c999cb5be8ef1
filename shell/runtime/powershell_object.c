#include "shell/runtime/powershell_object.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/exception.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/history.h"
#include "shell/runtime/invocation_settings.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/runspace.h"
#include "shell/runtime/runspace_object.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/syntax/language_object.h"
#include "shell/runtime/transcript.h"

#define MANAGEMENT "System.Management.Automation."

/* ---- commands ---- */

struct shell_command {
    bool is_script, ends_statement;
    struct value text; /* name or script */
    struct value args; /* array */
    struct value names, values;
};

struct powershell {
    struct session *session;
    struct value runspace, pool; /* objects, or $null */
    VEC(struct shell_command) commands;
    struct value streams[STREAM_PROGRESS + 1]; /* lists */
    struct value output; /* where BeginInvoke was told to put results, or $null */
    const char *state;
    struct value reason;
    bool had_errors;
    struct job *job; /* of BeginInvoke */
};

static struct powershell *shell_of(struct value v)
{
    return object_payload(v.object);
}

static void clear_commands(struct powershell *ps)
{
    for (size_t i = 0; i < ps->commands.len; i++) {
        struct shell_command *c = &ps->commands.items[i];
        value_unref(c->text);
        value_unref(c->args);
        value_unref(c->names);
        value_unref(c->values);
    }
    ps->commands.len = 0;
}

static void powershell_destroy(struct object *o)
{
    struct powershell *ps = object_payload(o);
    clear_commands(ps);
    vec_release(&ps->commands);
    for (size_t i = 0; i < ARRAY_SIZE(ps->streams); i++)
        value_unref(ps->streams[i]);
    value_unref(ps->output);
    value_unref(ps->reason);
    value_unref(ps->runspace);
    value_unref(ps->pool);
    if (ps->job)
        job_unref(ps->job);
}

static int add(struct value self, struct value text, bool is_script, struct value *out)
{
    struct powershell *ps = shell_of(self);
    *vec_push(&ps->commands) = (struct shell_command){
        .is_script = is_script,
        .text = arg_string(text),
        .args = value_of_array(array_new(0)),
        .names = value_of_array(array_new(0)),
        .values = value_of_array(array_new(0)),
    };
    *out = value_ref(self);
    return 0;
}

CALL(add_script)
{
    (void)n;
    (void)err;
    return add(self, args[0], true, out);
}

CALL(add_command)
{
    (void)n;
    (void)err;
    return add(self, args[0], false, out);
}

static struct shell_command *last_command(struct value self, struct err **err)
{
    struct powershell *ps = shell_of(self);
    if (ps->commands.len)
        return &ps->commands.items[ps->commands.len - 1];
    fail_with(err, MANAGEMENT "PSInvalidOperationException", NULL,
              "A command is required to add a parameter. A command must be added to the PowerShell "
              "instance before adding a parameter.");
    return NULL;
}

CALL(add_statement)
{
    (void)args;
    (void)n;
    (void)err;
    struct powershell *ps = shell_of(self);
    if (ps->commands.len)
        ps->commands.items[ps->commands.len - 1].ends_statement = true;
    *out = value_ref(self);
    return 0;
}

CALL(add_argument)
{
    (void)n;
    struct shell_command *c = last_command(self, err);
    if (!c)
        return -1;
    array_push(c->args.array, args[0]);
    *out = value_ref(self);
    return 0;
}

CALL(add_parameter)
{
    struct shell_command *c = last_command(self, err);
    if (!c)
        return -1;
    array_push_take(c->names.array, arg_string(args[0]));
    array_push_take(c->values.array, n > 1 ? value_ref(args[1]) : value_bool(true));
    *out = value_ref(self);
    return 0;
}

CALL(add_parameters)
{
    (void)n;
    struct shell_command *c = last_command(self, err);
    if (!c)
        return -1;
    if (args[0].kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(args[0].hash, &i));) {
            array_push_take(c->names.array, value_to_string(e->key));
            array_push(c->values.array, e->value);
        }
    } else if (args[0].kind == V_ARRAY) {
        for (size_t i = 0; i < args[0].array->len; i++)
            array_push(c->args.array, args[0].array->items[i]);
    }
    *out = value_ref(self);
    return 0;
}

/* ---- running ---- */

static struct runspace *runspace_of(struct powershell *ps)
{
    if (value_is_null(ps->runspace)) {
        ps->runspace = runspace_object_new(&type_runspace, ps->session);
        runspace_set_state(runspace_payload(ps->runspace)->runspace, RUNSPACE_OPENED);
    }
    return runspace_payload(ps->runspace)->runspace;
}

/* A script that only ends too early raises an exception of its own. */
static void name_incomplete(struct session *s, struct err **err)
{
    struct value errors = s->eval->parse_errors;
    AUTO_VALUE incomplete = value_null(), message = value_null();
    AUTO_ERR *ignored = NULL;
    if (errors.kind != V_ARRAY || !errors.array->len ||
        member_get(errors.array->items[0], "IncompleteInput", &incomplete, &ignored) < 0 ||
        !value_truth(incomplete) ||
        member_get(errors.array->items[0], "Message", &message, &ignored) < 0 ||
        message.kind != V_STRING)
        return;
    err_clear(err);
    (void)fail_with(err, MANAGEMENT "IncompleteParseException",
                    parse_error_id(errors.array->items[0]), "%s", message.str->data);
}

static int make_call(struct runspace *r, const struct shell_command *c, struct command_call *call,
                     struct err **err)
{
    struct session *to = runspace_session(r);
    *call = (struct command_call){ .dot = c->is_script, .call_operator = true };
    if (!c->is_script)
        call->command = value_ref(c->text);
    else if (scriptblock_parse(to, c->text.str->data, c->text.str->len, NULL, &call->command, err) <
             0) {
        name_incomplete(to, err);
        return -1;
    }
    size_t names = c->names.array->len, n = names + c->args.array->len;
    call->args = xcalloc(n + 1, sizeof(call->args[0]));
    for (size_t i = 0; i < n; i++) {
        bool named = i < names;
        struct value v = named ? c->values.array->items[i] : c->args.array->items[i - names];
        call->args[i] = (struct call_arg){
            .kind = named ? CALL_ARG_NAME_VALUE : CALL_ARG_VALUE,
            .name = named ? c->names.array->items[i].str->data : NULL,
            .value = runspace_share(r, v),
        };
        call->nargs++;
    }
    return 0;
}

static void free_calls(struct command_call *calls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(calls[i].args);
    free(calls);
}

/* The error as the pipeline raises it: what a command ended itself by stands inside a
 * CmdletInvocationException, what the error action Stop made of an error in an
 * ActionPreferenceStopException; what a script or a throw raised stands for itself. Owned. */
static struct value raised_by_pipeline(const struct powershell *ps, struct value failure)
{
    const struct error_record *r = error_record_of(failure);
    bool command = ps->commands.len && !ps->commands.items[ps->commands.len - 1].is_script;
    if (!r || (!r->stopped && (!command || r->thrown)))
        return value_ref(failure);
    static const char *const own[] = { "ParameterBindingException", "CommandNotFoundException",
                                       "PipelineStoppedException", "ParseException" };
    for (size_t i = 0; !r->stopped && i < ARRAY_SIZE(own); i++) {
        AUTO_FREE char *full = xasprintf(MANAGEMENT "%s", own[i]);
        if (exception_is(r->exception, full, strlen(full)))
            return value_ref(failure);
    }
    AUTO_VALUE exception = r->stopped ? stop_exception_new(failure)
                                      : exception_new(MANAGEMENT "CmdletInvocationException",
                                                      error_record_message(failure), r->exception);
    if (!r->stopped)
        exception_of(exception)->extra = value_ref(failure);
    struct error_spec spec = {
        .exception_object = exception, .id = r->id, .category = r->category, .no_command = true
    };
    return error_record_new(ps->session, &spec);
}

/* What ended it becomes the cause of the error of the method, which had nargs arguments. */
static int invocation_failed(struct powershell *ps, struct value failure, const char *method,
                             size_t nargs)
{
    AUTO_VALUE raised = raised_by_pipeline(ps, failure);
    const struct error_record *r = error_record_of(raised);
    ps->state = "Failed";
    ps->had_errors = true;
    value_replace_take(&ps->reason, r ? value_ref(r->exception) : value_null());
    session_record_error(ps->session, failure);
    (void)throw_by_method(ps->session, method, nargs, raised, NULL);
    return -1;
}

/* ---- transcripts ---- */

/* Transcripts of the runspace name its scripts as if they had been typed. */
static void transcribe_scripts(struct session *s, const struct shell_command *commands, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (commands[i].is_script)
            transcript_command(s, "PS>", commands[i].text.str->data);
}

static void transcribe_results(const struct powershell *ps, struct session *s,
                               const struct array *results, size_t from)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (!transcript_is_open(s) || !ps->session->render || from >= results->len)
        return;
    AUTO_VALUE these = value_of_array(array_new(results->len - from));
    for (size_t i = from; i < results->len; i++)
        array_push(these.array, results->items[i]);
    ps->session->render(ps->session, these, &text);
    transcript_result(s, text.buf, text.len);
}

static int run_statement(struct powershell *ps, const struct shell_command *commands, size_t n,
                         struct value input, struct run_streams *streams, size_t nargs,
                         struct err **err)
{
    struct runspace *r = runspace_of(ps);
    struct command_call *calls = xcalloc(n, sizeof(*calls));
    AUTO_VALUE failure = value_null();
    for (size_t i = 0; i < n; i++) {
        if (make_call(r, &commands[i], &calls[i], err) < 0) {
            for (size_t k = 0; k < i; k++)
                command_call_release(&calls[k]);
            free_calls(calls, n);
            ps->state = "Failed";
            return -1;
        }
    }
    bool nested = runspace_session(r) == ps->session;
    size_t before = streams->lists[STREAM_OUTPUT]->len;
    if (!nested)
        transcribe_scripts(runspace_session(r), commands, n);
    enum status st = runspace_run(r, calls, n, input, streams, &failure);
    if (!nested)
        transcribe_results(ps, runspace_session(r), streams->lists[STREAM_OUTPUT], before);
    free_calls(calls, n);
    if (st == ST_INTERRUPT)
        return fail_with(err, MANAGEMENT "PipelineStoppedException", NULL,
                         "The pipeline has been stopped.");
    return st == ST_FAIL ? invocation_failed(ps, failure, "Invoke", nargs) : 0;
}

static struct run_streams streams_of(struct powershell *ps, struct value output)
{
    struct run_streams streams = { { NULL } };
    streams.lists[STREAM_OUTPUT] = output.array;
    for (int i = STREAM_ERROR; i <= STREAM_PROGRESS; i++)
        streams.lists[i] = ps->streams[i].array;
    return streams;
}

/* One entry of the runspace's history: the commands of all statements. */
static void add_history(struct powershell *ps, int64_t start, bool failed)
{
    AUTO_STRBUF text = STRBUF_INIT;
    for (size_t i = 0; i < ps->commands.len; i++) {
        if (i)
            strbuf_adds(&text, ps->commands.items[i - 1].ends_statement ? "; " : " | ");
        value_to_strbuf(ps->commands.items[i].text, &text);
    }
    int64_t end = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC)).i;
    history_add(runspace_session(runspace_of(ps)), text.buf,
                failed ? PIPELINE_FAILED : PIPELINE_COMPLETED, start, end);
}

CALL(powershell_invoke)
{
    struct powershell *ps = shell_of(self);
    if (!ps->commands.len)
        return fail_with(err, MANAGEMENT "PSInvalidOperationException", NULL,
                         "No commands are specified.");
    AUTO_VALUE input = value_null();
    AUTO_VALUE output =
        list_of_name(ps->session, "System.Collections.ObjectModel.Collection[psobject]");
    if (n > 0 && args[0].kind == V_ARRAY)
        input = value_ref(args[0]);
    else if (n > 0 && args[0].kind != V_NULL) {
        input = value_of_array(array_new(1));
        array_push(input.array, args[0]);
    }
    struct run_streams streams = streams_of(ps, output);
    size_t errors = ps->streams[STREAM_ERROR].array->len;
    bool keeps = n > 1 && invocation_settings_add_history(args[n - 1]);
    int64_t start = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC)).i;
    int rc = 0;
    ps->state = "Running";
    for (size_t from = 0; from < ps->commands.len && rc == 0;) {
        size_t to = from;
        while (to + 1 < ps->commands.len && !ps->commands.items[to].ends_statement)
            to++;
        rc = run_statement(ps, &ps->commands.items[from], to - from + 1, input, &streams, n, err);
        from = to + 1;
    }
    if (keeps)
        add_history(ps, start, rc < 0);
    if (rc < 0)
        return -1;
    if (ps->streams[STREAM_ERROR].array->len > errors)
        ps->had_errors = true;
    ps->state = "Completed";
    *out = value_ref(output);
    return 0;
}

/* ---- in the background ---- */

static const struct type_info type_async_result;
struct async_result {
    struct value shell;
};

static void async_destroy(struct object *o)
{
    value_unref(((struct async_result *)object_payload(o))->shell);
}

GETTER(async_get)
{
    (void)p;
    (void)err;
    struct powershell *ps = shell_of(((struct async_result *)object_payload(self.object))->shell);
    *out = value_bool(!ps->job || job_is_finished(ps->job));
    return 0;
}

/* WaitOne(), WaitOne(milliseconds): is the work done? */
CALL(async_wait)
{
    struct powershell *ps = shell_of(((struct async_result *)object_payload(self.object))->shell);
    int32_t left = -1;
    if (n && arg_int(args[0], &left, err) < 0)
        return -1;
    while (ps->job && !job_is_finished(ps->job) && left != 0) {
        int32_t step = left < 0 || left > 100 ? 100 : left;
        if (!jobs_wait_news(ps->session, step) && interrupt_pending(ps->session))
            return fail_with(err, MANAGEMENT "PipelineStoppedException", NULL,
                             "The pipeline has been stopped.");
        left -= left < 0 ? 0 : step;
    }
    *out = value_bool(!ps->job || job_is_finished(ps->job));
    return 0;
}

CALL(async_close)
{
    UNUSED_CALL();
    (void)self;
    return 0;
}

static const struct method async_handle_methods[] = {
    METHOD("WaitOne", 0, 1, async_wait, "bool WaitOne(), bool WaitOne(int millisecondsTimeout)"),
    METHOD("Close", 0, 0, async_close, "void Close()"),
    METHOD("Dispose", 0, 0, async_close, "void Dispose()"),
};
static const struct type_info type_async_handle = {
    .name = "System.Threading.ManualResetEvent",
    .base = &type_object,
    METHODS(async_handle_methods),
    .payload_size = sizeof(struct async_result),
    .destroy = async_destroy,
};

GETTER(async_handle)
{
    (void)p;
    (void)err;
    struct async_result *result = object_payload(self.object);
    struct object *o = object_new(&type_async_handle);
    ((struct async_result *)object_payload(o))->shell = value_ref(result->shell);
    *out = value_of_object(o);
    return 0;
}

static const struct property async_props[] = {
    PROPERTY("IsCompleted", "bool", async_get),
    PROPERTY("AsyncWaitHandle", "System.Threading.WaitHandle", async_handle),
};
static const struct type_info type_async_result = {
    .name = MANAGEMENT "PowerShellAsyncResult",
    .base = &type_object,
    PROPS(async_props),
    .payload_size = sizeof(struct async_result),
    .destroy = async_destroy,
};

/* The pipelines as a script over a table of their words. */
static void write_script(struct powershell *ps, struct strbuf *text, struct array *table)
{
    strbuf_adds(text, "param($__t)\n");
    for (size_t i = 0; i < ps->commands.len; i++) {
        const struct shell_command *c = &ps->commands.items[i];
        struct hash *named = hash_new(0);
        for (size_t k = 0; k < c->names.array->len; k++)
            hash_set_take(named, c->names.array->items[k], value_ref(c->values.array->items[k]));
        array_push(table, c->text);
        array_push(table, c->args);
        array_push_take(table, value_of_hash(named));
        strbuf_addf(text, "$__a%zu = $__t[%zu]; $__n%zu = $__t[%zu]\n", i, i * 3 + 1, i, i * 3 + 2);
    }
    for (size_t i = 0; i < ps->commands.len; i++) {
        const struct shell_command *c = &ps->commands.items[i];
        if (c->is_script)
            strbuf_addf(text, ". ([scriptblock]::Create($__t[%zu]))", i * 3);
        else
            strbuf_addf(text, "& $__t[%zu]", i * 3);
        strbuf_addf(text, " @__a%zu @__n%zu%s", i, i,
                    i + 1 < ps->commands.len && !c->ends_statement ? " | " : "\n");
    }
}

/* BeginInvoke(), BeginInvoke(input), BeginInvoke(input, output) and with settings behind. */
CALL(powershell_begin)
{
    struct powershell *ps = shell_of(self);
    struct value object = value_is_null(ps->pool) ? ps->runspace : ps->pool;
    struct runspace *of = value_is_null(object) ? NULL : runspace_payload(object)->runspace;
    bool takes_output = n > 1 && args[1].kind == V_ARRAY && args[1].array->is_list;
    value_replace_take(&ps->output, takes_output ? value_ref(args[1]) : value_null());
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE table = value_of_array(array_new(3)), job_args = value_of_array(array_new(1));
    bool plain = ps->commands.len == 1 && ps->commands.items[0].is_script &&
                 !ps->commands.items[0].names.array->len;
    if (!plain) {
        write_script(ps, &text, table.array);
        array_push(job_args.array, table);
    }
    struct job_work work = {
        .type = &type_thread_job,
        .text = plain ? ps->commands.items[0].text.str->data : text.buf,
        .command = "",
        .args = plain ? ps->commands.items[0].args : job_args,
        .init = of ? runspace_start_script(of) : NULL,
        .bound = value_nothing(),
        .input = n && args[0].kind == V_ARRAY && args[0].array->len ? args[0] : value_nothing(),
        .underbar = value_nothing(),
        .using_values = value_nothing(),
        .variables = of ? runspace_variables(of) : value_nothing(),
        .unlisted = true,
    };
    if (ps->job)
        job_unref(ps->job);
    ps->job = job_start(ps->session, &work, err);
    if (!ps->job)
        return -1;
    ps->state = "Running";
    struct object *o = object_new(&type_async_result);
    ((struct async_result *)object_payload(o))->shell = value_ref(self);
    *out = value_of_object(o);
    return 0;
}

CALL(powershell_end)
{
    (void)args;
    struct powershell *ps = shell_of(self);
    if (!ps->job)
        return fail_argument(err, "The IAsyncResult object is not one of this PowerShell object.");
    while (!job_is_finished(ps->job)) {
        if (!jobs_wait_news(ps->session, 100) && interrupt_pending(ps->session))
            return fail_with(err, MANAGEMENT "PipelineStoppedException", NULL,
                             "The pipeline has been stopped.");
    }
    AUTO_VALUE output = stream_records_new(ps->session, STREAM_OUTPUT);
    bool given = !value_is_null(ps->output);
    struct run_streams streams = streams_of(ps, given ? ps->output : output);
    enum stream stream;
    enum job_state state = job_state_of(ps->job);
    AUTO_VALUE last_error = value_null();
    for (struct parcel *p; (p = job_take(ps->job, &stream));) {
        struct value v = parcel_open(p, ps->session);
        if (stream == STREAM_ERROR)
            value_replace_take(&last_error, value_ref(v));
        array_push_take(streams.lists[stream], v);
        parcel_free(p);
    }
    job_unref(STEAL(ps->job));
    ps->had_errors = !value_is_null(last_error);
    if (state == JOB_FAILED) { /* the last error is what ended it */
        struct array *errors = ps->streams[STREAM_ERROR].array;
        if (errors->len)
            value_unref(errors->items[--errors->len]);
        return invocation_failed(ps, last_error, "EndInvoke", n);
    }
    ps->state = state == JOB_STOPPED ? "Stopped" : "Completed";
    *out = value_ref(output);
    return 0;
}

CALL(powershell_stop)
{
    UNUSED_CALL();
    struct powershell *ps = shell_of(self);
    if (ps->job)
        job_stop(ps->job);
    ps->state = "Stopped";
    return 0;
}

CALL(powershell_dispose)
{
    UNUSED_CALL();
    (void)self;
    return 0;
}

/* ---- properties ---- */

static const struct type_info type_data_streams;
struct part {
    struct value shell;
};

static void part_destroy(struct object *o)
{
    value_unref(((struct part *)object_payload(o))->shell);
}

static struct value part_new(const struct type_info *type, struct value shell)
{
    struct object *o = object_new(type);
    ((struct part *)object_payload(o))->shell = value_ref(shell);
    return value_of_object(o);
}

static struct powershell *shell_of_part(struct value v)
{
    return shell_of(((struct part *)object_payload(v.object))->shell);
}

GETTER(streams_get)
{
    (void)err;
    struct powershell *ps = shell_of_part(self);
    *out = value_ref(ps->streams[p->data]);
    return 0;
}

CALL(streams_clear)
{
    UNUSED_CALL();
    struct powershell *ps = shell_of_part(self);
    for (int i = STREAM_ERROR; i <= STREAM_PROGRESS; i++)
        value_replace_take(&ps->streams[i], stream_records_new(ps->session, i));
    return 0;
}

CALL(commands_clear)
{
    UNUSED_CALL();
    clear_commands(shell_of_part(self));
    return 0;
}

static const struct property streams_props[] = {
    PROPERTY_DATA("Error", MANAGEMENT "PSDataCollection[ErrorRecord]", streams_get, STREAM_ERROR),
    PROPERTY_DATA("Progress", MANAGEMENT "PSDataCollection[ProgressRecord]", streams_get,
                  STREAM_PROGRESS),
    PROPERTY_DATA("Verbose", MANAGEMENT "PSDataCollection[VerboseRecord]", streams_get,
                  STREAM_VERBOSE),
    PROPERTY_DATA("Debug", MANAGEMENT "PSDataCollection[DebugRecord]", streams_get, STREAM_DEBUG),
    PROPERTY_DATA("Warning", MANAGEMENT "PSDataCollection[WarningRecord]", streams_get,
                  STREAM_WARNING),
    PROPERTY_DATA("Information", MANAGEMENT "PSDataCollection[InformationRecord]", streams_get,
                  STREAM_INFORMATION),
};
static const struct method streams_methods[] = {
    METHOD("ClearStreams", 0, 0, streams_clear, "void ClearStreams()"),
};
static const struct type_info type_data_streams = {
    .name = MANAGEMENT "PSDataStreams",
    .base = &type_object,
    PROPS(streams_props),
    METHODS(streams_methods),
    .payload_size = sizeof(struct part),
    .destroy = part_destroy,
};
/* What PowerShell's own methods do, by way of its Commands: these give themselves back. */
#define COMMAND_CALL(name, inner)                                                                 \
    CALL(name)                                                                                    \
    {                                                                                             \
        AUTO_VALUE shell = value_null();                                                          \
        if (inner(((struct part *)object_payload(self.object))->shell, args, n, &shell, err) < 0) \
            return -1;                                                                            \
        *out = value_ref(self);                                                                   \
        return 0;                                                                                 \
    }
COMMAND_CALL(commands_add_script, add_script)
COMMAND_CALL(commands_add_command, add_command)
COMMAND_CALL(commands_add_statement, add_statement)
COMMAND_CALL(commands_add_argument, add_argument)
COMMAND_CALL(commands_add_parameter, add_parameter)

#define COMMANDS MANAGEMENT "PSCommand "
static const struct method command_methods[] = {
    METHOD("AddScript", 1, 2, commands_add_script, COMMANDS "AddScript(string script)"),
    METHOD("AddCommand", 1, 2, commands_add_command, COMMANDS "AddCommand(string command)"),
    METHOD("AddStatement", 0, 0, commands_add_statement, COMMANDS "AddStatement()"),
    METHOD("AddArgument", 1, 1, commands_add_argument, COMMANDS "AddArgument(System.Object value)"),
    METHOD("AddParameter", 1, 2, commands_add_parameter,
           COMMANDS "AddParameter(string parameterName, System.Object value)"),
    METHOD("Clear", 0, 0, commands_clear, "void Clear()"),
};
const struct type_info type_ps_command = {
    .name = MANAGEMENT "PSCommand",
    .base = &type_object,
    METHODS(command_methods),
    .payload_size = sizeof(struct part),
    .destroy = part_destroy,
};

struct value powershell_commands_text(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_ps_command)
        return value_null();
    const struct powershell *ps = shell_of_part(v);
    return ps->commands.len == 1 ? value_ref(ps->commands.items[0].text) : value_null();
}

enum { PS_STREAMS, PS_COMMANDS, PS_RUNSPACE, PS_POOL, PS_ERRORS, PS_STATE };

GETTER(powershell_get)
{
    (void)err;
    struct powershell *ps = shell_of(self);
    switch (p->data) {
    case PS_STREAMS:
        *out = part_new(&type_data_streams, self);
        break;
    case PS_COMMANDS:
        *out = part_new(&type_ps_command, self);
        break;
    case PS_RUNSPACE:
        runspace_of(ps);
        *out = value_ref(ps->runspace);
        break;
    case PS_POOL:
        *out = value_ref(ps->pool);
        break;
    case PS_ERRORS:
        *out = value_bool(ps->had_errors);
        break;
    default: {
        struct object *o = object_new_custom(ps->session->shapes);
        object_set_note_take(o, ps->session->shapes, "State", value_string(ps->state));
        object_set_note_take(o, ps->session->shapes, "Reason", value_ref(ps->reason));
        *out = value_of_object(o);
        break;
    }
    }
    return 0;
}

SETTER(powershell_set)
{
    struct powershell *ps = shell_of(self);
    const struct type_info *want = p->data == PS_POOL ? &type_runspace_pool : &type_runspace;
    if (v.kind != V_NULL && (v.kind != V_OBJECT || v.object->type != want))
        return fail_no_cast(err, v, want);
    value_replace_take(p->data == PS_POOL ? &ps->pool : &ps->runspace, value_ref(v));
    return 0;
}

static const struct property powershell_props[] = {
    PROPERTY_DATA("Commands", MANAGEMENT "PSCommand", powershell_get, PS_COMMANDS),
    PROPERTY_DATA("Streams", MANAGEMENT "PSDataStreams", powershell_get, PS_STREAMS),
    PROPERTY_DATA("InvocationStateInfo", MANAGEMENT "PSInvocationStateInfo", powershell_get,
                  PS_STATE),
    PROPERTY_DATA("HadErrors", "bool", powershell_get, PS_ERRORS),
    { .name = "Runspace",
      .type_name = MANAGEMENT "Runspaces.Runspace",
      .get = powershell_get,
      .set = powershell_set,
      .data = PS_RUNSPACE },
    { .name = "RunspacePool",
      .type_name = MANAGEMENT "Runspaces.RunspacePool",
      .get = powershell_get,
      .set = powershell_set,
      .data = PS_POOL },
};
#define SHELL MANAGEMENT "PowerShell "
static const struct method powershell_methods[] = {
    METHOD("AddScript", 1, 2, add_script, SHELL "AddScript(string script)"),
    METHOD("AddCommand", 1, 2, add_command, SHELL "AddCommand(string cmdlet)"),
    METHOD("AddStatement", 0, 0, add_statement, SHELL "AddStatement()"),
    METHOD("AddArgument", 1, 1, add_argument, SHELL "AddArgument(System.Object value)"),
    METHOD("AddParameter", 1, 2, add_parameter,
           SHELL "AddParameter(string parameterName, System.Object value)"),
    METHOD("AddParameters", 1, 1, add_parameters,
           SHELL "AddParameters(System.Collections.IDictionary parameters)"),
    METHOD("Invoke", 0, 2, powershell_invoke,
           "System.Collections.ObjectModel.Collection[psobject] Invoke()"),
    METHOD("BeginInvoke", 0, 2, powershell_begin, "System.IAsyncResult BeginInvoke()"),
    METHOD("EndInvoke", 1, 1, powershell_end,
           MANAGEMENT "PSDataCollection[psobject] EndInvoke(System.IAsyncResult asyncResult)"),
    METHOD("Stop", 0, 0, powershell_stop, "void Stop()"),
    METHOD("Dispose", 0, 0, powershell_dispose, "void Dispose()"),
};

const struct type_info type_powershell = {
    .name = MANAGEMENT "PowerShell",
    .accelerator = "powershell",
    .base = &type_object,
    PROPS(powershell_props),
    METHODS(powershell_methods),
    .payload_size = sizeof(struct powershell),
    .destroy = powershell_destroy,
};

/* ---- statics ---- */

static int powershell_create(struct session *s, const struct value *args, size_t nargs,
                             struct value *out, struct err **err)
{
    if (nargs && args[0].kind == V_NULL)
        return fail_with(err, MANAGEMENT "PSArgumentNullException", NULL,
                         "Cannot process argument because the value of argument \"runspace\" is "
                         "null. Change the value of argument \"runspace\" to a non-null value.");
    struct object *o = object_new(&type_powershell);
    struct powershell *ps = object_payload(o);
    ps->session = s;
    ps->state = "NotStarted";
    ps->runspace = nargs && args[0].kind == V_OBJECT && args[0].object->type == &type_runspace
                       ? value_ref(args[0])
                       : value_null();
    if (nargs && args[0].kind == V_OBJECT && args[0].object->type == &type_initial_session_state) {
        ps->runspace = runspace_object_create(&type_runspace, s, args, 1);
        runspace_set_state(runspace_payload(ps->runspace)->runspace, RUNSPACE_OPENED);
    }
    ps->pool = ps->reason = ps->output = value_null();
    for (int i = 0; i <= STREAM_PROGRESS; i++)
        ps->streams[i] = stream_records_new(s, i);
    *out = value_of_object(o);
    return 0;
}

bool powershell_static_call(struct session *s, const struct type_info *type, struct value name,
                            const struct value *args, size_t nargs, struct value *out, int *rc,
                            struct err **err)
{
    *rc = 0;
    if (type == &type_powershell && text_caseeq(name.str->data, "Create")) {
        *rc = powershell_create(s, args, nargs, out, err);
        return true;
    }
    if (type == &type_ps_command && nargs == 0 && text_caseeq(name.str->data, "new")) {
        AUTO_VALUE shell = value_null();
        *rc = powershell_create(s, NULL, 0, &shell, err);
        *out = part_new(&type_ps_command, shell);
        return true;
    }
    if (type == &type_runspace_factory && text_caseeq(name.str->data, "CreateRunspace")) {
        *out = runspace_object_create(&type_runspace, s, args, nargs);
        return true;
    }
    if (type == &type_runspace_factory && text_caseeq(name.str->data, "CreateRunspacePool")) {
        *out = runspace_object_create(&type_runspace_pool, s, args, nargs);
        return true;
    }
    return false;
}
