/* Start-Job and Start-ThreadJob. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct start_args {
    struct scriptblock *script_block;
    struct str *file_path, *literal_path, *name;
    struct scriptblock *init;
    struct value_list argument_list;
    struct value input_object;
    struct str *working_directory;
    struct opt_int throttle_limit;
    /* no meaning here */
    struct value credential, authentication, version, streaming_host;
    struct str *definition_name, *definition_path, *definition_type;
    bool run_as_32;
};

#define JOB_SETS "ComputerName,FilePathComputerName,LiteralFilePathComputerName"
static const char *const authentications[] = {
    "Default", "Basic",  "Negotiate", "NegotiateWithImplicitCredential",
    "Credssp", "Digest", "Kerberos",  NULL,
};
static const struct param start_params[] = {
    PARAM(struct start_args, script_block, .name = "ScriptBlock", .aliases = "Command",
          .sets = "ComputerName", .position = 1, .mandatory = true, .help = "What the job runs."),
    PARAM(struct start_args, file_path, .name = "FilePath", .sets = "FilePathComputerName",
          .position = 1, .mandatory = true, .help = "A script file that the job runs."),
    PARAM(struct start_args, literal_path, .name = "LiteralPath", .aliases = "PSPath,LP",
          .sets = "LiteralFilePathComputerName", .mandatory = true,
          .help = "A script file, its name taken as it stands."),
    PARAM(struct start_args, init, .name = "InitializationScript", .sets = JOB_SETS, .position = 2,
          .help = "Runs in the job's session first."),
    PARAM(struct start_args, name, .name = "Name", .sets = JOB_SETS, .from_property = true,
          .help = "The job's name; Job and its number otherwise."),
    PARAM(struct start_args, argument_list, .name = "ArgumentList", .aliases = "Args",
          .sets = JOB_SETS, .allow_null = true, .allow_empty = true,
          .help = "Arguments of the script."),
    PARAM(struct start_args, input_object, .name = "InputObject", .sets = JOB_SETS,
          .from_pipeline = true, .type_name = "PSObject",
          .help = "What the script sees as $input."),
    PARAM(struct start_args, working_directory, .name = "WorkingDirectory",
          .help = "The job's location."),
    PARAM(struct start_args, credential, .name = "Credential", .sets = JOB_SETS,
          .type_name = "PSCredential", .help = "Not supported: jobs run as the user of the shell."),
    PARAM(struct start_args, authentication, .name = "Authentication", .sets = JOB_SETS,
          .type_name = "AuthenticationMechanism", .values = authentications,
          .help = "Only Default: jobs run as the user of the shell."),
    PARAM(struct start_args, run_as_32, .name = "RunAs32", .sets = JOB_SETS,
          .help = "Not supported: there is no 32-bit shell."),
    PARAM(struct start_args, version, .name = "PSVersion", .sets = JOB_SETS, .type = &type_version,
          .help = "Not supported: there is one version of the shell."),
    PARAM(struct start_args, definition_name, .name = "DefinitionName", .sets = "DefinitionName",
          .position = 1, .mandatory = true, .help = "Not supported: there are no job definitions."),
    PARAM(struct start_args, definition_path, .name = "DefinitionPath", .sets = "DefinitionName",
          .position = 2, .help = "Not supported: there are no job definitions."),
    PARAM(struct start_args, definition_type, .name = "Type", .sets = "DefinitionName",
          .position = 3, .help = "Not supported: there are no job definitions."),
};
static const struct param thread_params[] = {
    PARAM(struct start_args, script_block, .name = "ScriptBlock", .sets = "ScriptBlock",
          .position = 1, .mandatory = true, .help = "What the job runs."),
    PARAM(struct start_args, file_path, .name = "FilePath", .sets = "FilePath", .position = 1,
          .mandatory = true, .help = "A script file that the job runs."),
    PARAM(struct start_args, name, .name = "Name", .help = "The job's name."),
    PARAM(struct start_args, init, .name = "InitializationScript",
          .help = "Runs in the job's session first."),
    PARAM(struct start_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject", .help = "What the script sees as $input."),
    PARAM(struct start_args, argument_list, .name = "ArgumentList", .allow_null = true,
          .allow_empty = true, .help = "Arguments of the script."),
    PARAM(struct start_args, throttle_limit, .name = "ThrottleLimit", PARAM_RANGE(1, 1000000),
          .help = "How many such jobs run at once (5); others wait."),
    PARAM(struct start_args, streaming_host, .name = "StreamingHost", .type_name = "PSHost",
          .help = "Not supported: Receive-Job gives what a job writes to its host."),
};

struct start_state {
    struct array *input;
};

/* What has no meaning here is refused by name. */
static enum status refuse(struct invocation *inv)
{
    static const struct {
        const char *param, *why;
    } refused[] = {
        { "Credential", "jobs run as the user of the shell." },
        { "PSVersion", "there is one version of the shell." },
        { "DefinitionName", "there are no job definitions. Use -ScriptBlock or -FilePath." },
        { "StreamingHost", "Receive-Job gives what a job writes to its host." },
    };
    if (is_bound(inv, "RunAs32"))
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "Cannot start a 32-bit 'pwsh' process from the 64-bit 'pwsh' "
                                "installation. Install the 32-bit 'pwsh' if you need to run "
                                "PowerShell in a 32-bit process.",
                     .id = "RunAs32NotSupported",
                     .category = EC_INVALID_OPERATION,
                     .exception = "System.Management.Automation.PSNotSupportedException" });
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
        if (is_bound(inv, refused[i].param))
            return core_throw(inv, "NotSupported", EC_NOT_IMPLEMENTED, value_null(),
                              "The parameter '%s' is not supported: %s", refused[i].param,
                              refused[i].why);
    }
    return ST_OK;
}

static enum status start_process(struct invocation *inv)
{
    struct start_state *st = STATE(inv, struct start_state);
    if (!has_input(inv))
        return ST_OK;
    if (!st->input)
        st->input = array_new(4);
    array_push(st->input, ARGS(inv, struct start_args)->input_object);
    return ST_OK;
}

/* A block's text without its braces. */
static char *block_text(struct scriptblock *sb)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (!sb)
        return NULL;
    value_to_strbuf(scriptblock_value(sb), &text);
    return xstrndup(text.buf, text.len);
}

/* The script file's text and full path; both owned. */
static enum status read_script(struct invocation *inv, const struct str *path, char **text,
                               char **full)
{
    AUTO_STRBUF content = STRBUF_INIT;
    struct err *err = NULL;
    *full = realpath(path->data, NULL);
    if (!*full) {
        AUTO_VALUE target = value_str(path);
        return core_throw(inv, "PathNotFound", EC_OBJECT_NOT_FOUND, target,
                          "Cannot find path '%s' because it does not exist.", path->data);
    }
    if (script_file_read(*full, &content, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    *text = xstrndup(content.buf, content.len);
    return ST_OK;
}

/* On a drive of the file system, too. */
static enum status find_directory(struct invocation *inv, const struct str *path, char **out)
{
    struct stat st;
    if (strspn(path->data, " \t\r\n") == path->len)
        return core_throw(inv, "ParameterArgumentValidationError", EC_INVALID_DATA, value_null(),
                          "Cannot validate argument on parameter 'WorkingDirectory'. The argument "
                          "is null, empty, or consists of only white-space characters. Provide an "
                          "argument that contains non white-space characters, and then try the "
                          "command again.");
    *out = path_absolute(inv->session, path->data);
    if (stat(*out, &st) == 0 && S_ISDIR(st.st_mode))
        return ST_OK;
    AUTO_FREE char *message = xasprintf("Cannot find the WorkingDirectory path %s.", path->data);
    struct error_spec spec = { .message = message,
                               .id = "DirectoryNotFoundException",
                               .category = EC_INVALID_OPERATION,
                               .exception = "System.IO.DirectoryNotFoundException" };
    return cmdlet_throw(inv, &spec);
}

static enum status start_end(struct invocation *inv, const struct type_info *type)
{
    const struct start_args *a = ARGS(inv, struct start_args);
    struct array *input = STATE(inv, struct start_state)->input;
    struct session *s = inv->session;
    AUTO_FREE char *init = block_text(a->init);
    AUTO_FREE char *text = block_text(a->script_block);
    AUTO_FREE char *full = NULL, *directory = NULL;
    enum status st = refuse(inv);
    if (st == ST_OK && a->working_directory)
        st = find_directory(inv, a->working_directory, &directory);
    if (st == ST_OK && !text)
        st = read_script(inv, a->file_path ? a->file_path : a->literal_path, &text, &full);
    if (st != ST_OK)
        return st;
    AUTO_VALUE args = value_of_array(array_from(a->argument_list.items, a->argument_list.len));
    AUTO_VALUE using_values = job_using_values(s, text, strlen(text), false);
    struct job_work work = {
        .type = type,
        .name = a->name ? a->name->data : NULL,
        .command = full ? full : text,
        .text = text,
        .init = init,
        .file = full,
        .bound = value_nothing(),
        .args = args,
        .input = input ? value_of_array(input) : value_nothing(),
        .underbar = value_nothing(),
        .using_values = using_values,
        .variables = value_nothing(),
        .directory = directory,
    };
    work.throttled = type == &type_thread_job;
    if (work.throttled)
        work.throttle = a->throttle_limit.set ? (int)a->throttle_limit.value : 0;
    struct err *err = NULL;
    struct job *job = job_start(s, &work, &err);
    if (!job)
        return cmdlet_throw_err(inv, &err);
    struct value v = job_object(job);
    job_unref(job);
    return emit_take(inv, v);
}

static enum status job_end(struct invocation *inv)
{
    return start_end(inv, &type_background_job);
}

static enum status thread_end(struct invocation *inv)
{
    return start_end(inv, &type_thread_job);
}

static void start_cleanup(struct invocation *inv)
{
    struct array *input = STATE(inv, struct start_state)->input;
    if (input)
        value_unref(value_of_array(input));
}

static const char *const start_aliases[] = { "sajb", NULL };
static const struct example thread_examples[] = {
    { .code = "1..3 | ForEach-Object { Start-ThreadJob { $using:_ * 2 } } | Receive-Job -Wait "
              "-AutoRemoveJob | Sort-Object",
      .remarks = "Runs a script for each number, several at once.",
      .output = "2\n4\n6" },
};
static const struct example start_examples[] = {
    { .code = "Start-Job { param($n) 1..$n } -ArgumentList 3 | Receive-Job -Wait -AutoRemoveJob",
      .remarks = "Runs a script in the background and takes its output.",
      .output = "1\n2\n3" },
    { .code = "$base = 40; Start-Job { $using:base + 2 } | Receive-Job -Wait -AutoRemoveJob",
      .remarks = "Takes the value of a variable along.",
      .output = "42" },
};

#define START_DESCRIPTION                                                                        \
    "The job is a thread of this program with a session of its own: it has its own variables, "  \
    "functions, location and connections, and gets copies of the values it is given. Functions " \
    "of this session are not known in it: define them in -InitializationScript. Environment "    \
    "variables belong to the whole program; a job should not set them. Jobs end with the shell."

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Start",
        .noun = "Job",
        .aliases = start_aliases,
        .synopsis = "Starts a background job.",
        .description = START_DESCRIPTION,
        .params = start_params,
        .nparams = ARRAY_SIZE(start_params),
        .default_set = "ComputerName",
        .output = "System.Management.Automation.PSRemotingJob",
        .output_type = &type_job,
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct start_args),
        .state_size = sizeof(struct start_state),
        .process = start_process,
        .end = job_end,
        .cleanup = start_cleanup,
        .examples = start_examples,
        .nexamples = ARRAY_SIZE(start_examples),
    },
    {
        .verb = "Start",
        .noun = "ThreadJob",
        .synopsis = "Starts a background job; at most -ThrottleLimit of them run at once.",
        .description = START_DESCRIPTION,
        .params = thread_params,
        .nparams = ARRAY_SIZE(thread_params),
        .default_set = "ScriptBlock",
        .output = "ThreadJob.ThreadJob",
        .output_type = &type_job,
        .module = "Microsoft.PowerShell.ThreadJob",
        .args_size = sizeof(struct start_args),
        .state_size = sizeof(struct start_state),
        .process = start_process,
        .end = thread_end,
        .cleanup = start_cleanup,
        .examples = thread_examples,
        .nexamples = ARRAY_SIZE(thread_examples),
    },
};
const struct cmdlet_group cmdlets_job_start = { cmdlets, ARRAY_SIZE(cmdlets) };
