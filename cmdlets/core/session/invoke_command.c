/* Invoke-Command: script blocks here, and in virtual machines without a network (PowerShell
 * Direct). */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/vm/direct/run.h"
#include "cmdlets/vm/select.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct invoke_args {
    struct value strict_mode;
    struct scriptblock *script_block;
    struct str *file_path;
    bool no_new_scope;
    struct value input_object;
    struct value_list argument_list;
    struct str_list vm_name;
    struct value_list vm_id, session;
    struct value credential;
    bool as_job, hide_computer_name, remote_debug;
    struct str *configuration_name, *job_name;
    struct opt_int throttle_limit;
};
#define A struct invoke_args
#define DIRECT_SETS "VMId,VMName,FilePathVMId,FilePathVMName"
#define REMOTE_SETS DIRECT_SETS ",Session,FilePathRunspace"
static const struct param invoke_params[] = {
    PARAM(A, strict_mode, .name = "StrictMode", .sets = "InProcess", .type = &type_version,
          .help = "The strict mode it runs in."),
    PARAM(A, script_block, .name = "ScriptBlock", .sets = "InProcess,VMName", .position = 1,
          .mandatory = true, .aliases = "Command", .help = "The script block."),
    PARAM(A, script_block, .name = "ScriptBlock", .sets = "VMId,Session", .position = 2,
          .mandatory = true, .aliases = "Command", .help = "The script block."),
    PARAM(A, file_path, .name = "FilePath", .aliases = "PSPath",
          .sets = "FilePathVMId,FilePathVMName,FilePathRunspace", .position = 2, .mandatory = true,
          .help = "A script of this machine to run there: a .ps1 file needs PowerShell in the "
                  "guest, any other is run by its /bin/sh."),
    PARAM(A, no_new_scope, .name = "NoNewScope", .sets = "InProcess",
          .help = "Runs it in the current scope."),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName,FilePathVMName", .mandatory = true,
          .from_property = true, .complete = complete_vm_name,
          .help = "Running virtual machines to run it in; no network is needed."),
    PARAM(A, vm_id, .name = "VMId", .sets = "VMId,FilePathVMId", .aliases = "VMGuid", .position = 1,
          .mandatory = true, .from_property = true, .type = &type_guid,
          .help = "Running virtual machines to run it in, by their GUIDs."),
    PARAM(A, session, .name = "Session", .sets = "Session,FilePathRunspace", .position = 1,
          .type = &type_ps_session, .not_null_or_empty = true,
          .help = "Sessions of New-PSSession to run it in."),
    PARAM(A, credential, .name = "Credential", .sets = DIRECT_SETS, .from_property = true,
          .type = &type_pscredential,
          .help = "A user of the guest; without it the block runs as hvsh's service there does."),
    PARAM(A, configuration_name, .name = "ConfigurationName", .sets = DIRECT_SETS,
          .from_property = true, .help = "Not used: guests have no session configurations."),
    PARAM(A, throttle_limit, .name = "ThrottleLimit", .sets = REMOTE_SETS,
          .help = "As PowerShell has it; machines are connected eight at a time."),
    PARAM(A, as_job, .name = "AsJob", .sets = REMOTE_SETS,
          .help = "Runs in the background and returns a job at once; of -Session each job has a "
                  "session of its own with the same machine and user."),
    PARAM(A, job_name, .name = "JobName", .sets = "Session,FilePathRunspace",
          .help = "The name of the job."),
    PARAM(A, hide_computer_name, .name = "HideComputerName", .aliases = "HCN", .sets = REMOTE_SETS,
          .help = "Objects do not say which machine they come from."),
    PARAM(A, remote_debug, .name = "RemoteDebug", .sets = REMOTE_SETS,
          .help = "Not supported: there is no debugger in guests."),
    PARAM(A, input_object, .name = "InputObject", .from_pipeline = true, .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(A, argument_list, .name = "ArgumentList", .aliases = "Args", .allow_null = true,
          .allow_empty = true, .help = "The arguments."),
};
#undef A
static const char *const invoke_aliases[] = { "icm", NULL };
static const struct example invoke_examples[] = {
    { .code = "Invoke-Command { param($a) $a * 2 } -ArgumentList 21",
      .remarks = "With an argument.",
      .output = "42" },
    { .code = "Invoke-Command -VMName web1, web2 { uname -r }",
      .remarks = "In two virtual machines that need no network for it." },
    { .code = "Invoke-Command -VMName web1 -FilePath ./setup.sh -ArgumentList 8080",
      .remarks = "A script of this machine runs in the guest." },
};

struct invoke_state {
    struct array *input;
    struct array *targets; /* of -VMName and -VMId, as they come */
    bool by_property;      /* the pipeline says which machines, and is no input */
};

struct emit_sink {
    struct sink sink;
    struct invocation *inv;
};

static enum status emit_write(struct sink *sink, struct value v)
{
    return emit(((struct emit_sink *)sink)->inv, v);
}

static bool names_machines(const struct invocation *inv)
{
    return is_bound(inv, "VMName") || is_bound(inv, "VMId");
}

static enum status invoke_begin(struct invocation *inv)
{
    struct invoke_state *st = STATE(inv, struct invoke_state);
    st->input = array_new(0);
    st->targets = array_new(0);
    st->by_property = !names_machines(inv);
    return ST_OK;
}

static void add_target(struct array *targets, struct value v)
{
    for (size_t i = 0; i < targets->len; i++)
        if (value_equals(targets->items[i], v, true))
            return;
    array_push(targets, v);
}

static enum status invoke_process(struct invocation *inv)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    struct invoke_state *st = STATE(inv, struct invoke_state);
    bool by_property = st->by_property && names_machines(inv);
    for (size_t i = 0; i < args->vm_name.len; i++) {
        AUTO_VALUE name = value_str(args->vm_name.items[i]);
        add_target(st->targets, name);
    }
    for (size_t i = 0; i < args->vm_id.len; i++)
        add_target(st->targets, args->vm_id.items[i]);
    if (has_input(inv) && !by_property)
        array_push(st->input, args->input_object);
    return ST_OK;
}

/* ---- here ---------------------------------------------------------------------------- */
static enum status in_process(struct invocation *inv)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    struct array *input = STATE(inv, struct invoke_state)->input;
    struct emit_sink out = { { .write = emit_write }, inv };
    struct value v = input->len == 0   ? value_nothing()
                     : input->len == 1 ? input->items[0]
                                       : value_of_array(input);

    if (args->no_new_scope)
        return call_scriptblock(inv, args->script_block, v, args->argument_list.items,
                                args->argument_list.len, NULL);
    return scriptblock_invoke(inv->session, args->script_block, BLOCK_NEW_SCOPE, v,
                              args->argument_list.items, args->argument_list.len, &out.sink);
}

/* ---- in guests ----------------------------------------------------------------------- */
static enum status read_script(struct invocation *inv, struct strbuf *text, struct direct_block *b)
{
    struct str *one[] = { ARGS(inv, struct invoke_args)->file_path };
    struct str_list list = { .items = one, .len = 1 };
    struct path_list paths = { 0 };
    struct err *err = NULL;
    enum status st = paths_resolve(inv, &list, false, &paths);
    if (st == ST_OK && paths.paths.len) {
        const char *path = paths.paths.items[0];
        size_t len = strlen(path);
        bool powershell = len > 4 && text_caseeq(path + len - 4, ".ps1");
        b->for_sh = !powershell;
        b->only_powershell = powershell;
        if (script_file_read(path, text, &err))
            st = cmdlet_throw_err(inv, &err);
        b->text = text->buf;
    }
    path_list_release(&paths);
    return st;
}

static bool has_using(const char *text)
{
    for (const char *p = text; (p = strchr(p, '$')); p++) {
        const char *name = p + 1 + (p[1] == '{');
        if (text_caseeqn(name, strnlen(name, 6), "using:", 6))
            return true;
    }
    return false;
}

static enum status read_block(struct invocation *inv, struct strbuf *text, struct direct_block *b)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    const struct array *input = STATE(inv, struct invoke_state)->input;
    b->args = args->argument_list.items;
    b->nargs = args->argument_list.len;
    b->input = input->len ? input : NULL;
    b->hide_computer = args->hide_computer_name;
    if (args->file_path)
        return read_script(inv, text, b);
    value_to_strbuf(scriptblock_value(args->script_block), text);
    b->text = text->buf;
    b->only_powershell = scriptblock_params(args->script_block)->n || has_using(text->buf);
    return ST_OK;
}

static enum status in_machines(struct invocation *inv, const struct direct_block *block)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    const struct array *targets = STATE(inv, struct invoke_state)->targets;
    AUTO_VALUE vms = value_of_array(array_new(targets->len));
    struct direct_who who;
    size_t n = 0;
    direct_who_of(args->credential, &who);
    enum status st =
        direct_machines(inv, targets->items, targets->len, is_bound(inv, "VMId"), vms.array);
    struct direct **sessions = xcalloc(vms.array->len + 1, sizeof(struct direct *));
    if (st == ST_OK)
        st = direct_open_all(inv, vms.array, &who, false, sessions, &n);
    if (st == ST_OK)
        st = direct_run(inv, sessions, n, block);
    for (size_t i = 0; i < n; i++)
        direct_unref(sessions[i]);
    free(sessions);
    return st;
}

static enum status in_sessions(struct invocation *inv, const struct direct_block *block)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    AUTO_FREE struct direct **sessions = xcalloc(args->session.len + 1, sizeof(struct direct *));
    for (size_t i = 0; i < args->session.len; i++)
        sessions[i] = direct_of(args->session.items[i]);
    return direct_run(inv, sessions, args->session.len, block);
}

/* ---- -AsJob
 * ---------------------------------------------------------------------------------------- */
static void give(struct hash *bound, const char *name, struct value v)
{
    hash_sets_take(bound, name, value_ref(v));
}

static enum status as_job(struct invocation *inv, const char *text)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    const struct invoke_state *state = STATE(inv, struct invoke_state);
    AUTO_VALUE bound = value_of_hash(hash_new(0));
    AUTO_VALUE using_values = job_using_values(inv->session, text, strlen(text), false);
    AUTO_VALUE arguments =
        value_of_array(array_from(args->argument_list.items, args->argument_list.len));
    AUTO_VALUE sessions = value_of_array(array_from(args->session.items, args->session.len));
    if (state->targets->len)
        give(bound.hash, is_bound(inv, "VMId") ? "VMId" : "VMName", value_of_array(state->targets));
    else
        give(bound.hash, "Session", sessions);
    if (args->file_path)
        hash_sets_take(bound.hash, "FilePath", value_str(args->file_path));
    else
        give(bound.hash, "ScriptBlock", scriptblock_value(args->script_block));
    if (args->argument_list.len)
        give(bound.hash, "ArgumentList", arguments);
    if (!value_is_null(args->credential))
        give(bound.hash, "Credential", args->credential);
    if (args->hide_computer_name)
        hash_sets_take(bound.hash, "HideComputerName", value_bool(true));
    struct job_work work = {
        .type = &type_background_job,
        .name = args->job_name ? args->job_name->data : NULL,
        .command = text,
        .call = "Invoke-Command",
        .bound = bound,
        .input = state->input->len ? value_of_array(state->input) : value_nothing(),
        .args = value_nothing(),
        .underbar = value_nothing(),
        .using_values = using_values,
        .variables = value_nothing(),
    };
    struct err *err = NULL;
    struct job *job = job_start(inv->session, &work, &err);
    if (!job)
        return cmdlet_throw_err(inv, &err);
    struct value v = job_object(job);
    job_unref(job);
    return emit_take(inv, v);
}

static enum status invoke_end(struct invocation *inv)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    AUTO_STRBUF text = STRBUF_INIT;
    struct direct_block block = { 0 };
    if (!strcmp(inv->set, "InProcess"))
        return in_process(inv);
    if (args->remote_debug)
        return core_throw(inv, "NotSupported", EC_NOT_IMPLEMENTED, value_null(),
                          "The parameter 'RemoteDebug' is not supported: there is no debugger in "
                          "guests.");
    enum status st = read_block(inv, &text, &block);
    if (st != ST_OK || !block.text)
        return st;
    if (args->as_job)
        return as_job(inv, block.text);
    return args->session.len ? in_sessions(inv, &block) : in_machines(inv, &block);
}

static void invoke_cleanup(struct invocation *inv)
{
    struct invoke_state *st = STATE(inv, struct invoke_state);

    if (st->input)
        value_unref(value_of_array(st->input));
    if (st->targets)
        value_unref(value_of_array(st->targets));
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Invoke",
        .noun = "Command",
        .aliases = invoke_aliases,
        .synopsis = "Runs a script block, here or in virtual machines.",
        .params = invoke_params,
        .nparams = ARRAY_SIZE(invoke_params),
        .default_set = "InProcess",
        .output = "System.Management.Automation.PSRemotingJob,System.Management.Automation."
                  "Runspaces.PSSession,System.Object",
        .module = "Microsoft.PowerShell.Core",
        .dot_sources = true,
        .args_size = sizeof(struct invoke_args),
        .state_size = sizeof(struct invoke_state),
        .begin = invoke_begin,
        .process = invoke_process,
        .end = invoke_end,
        .cleanup = invoke_cleanup,
        .examples = invoke_examples,
        .nexamples = ARRAY_SIZE(invoke_examples),
    },
};
const struct cmdlet_group cmdlets_invoke_command = { cmdlets, ARRAY_SIZE(cmdlets) };
