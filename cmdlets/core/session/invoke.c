#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct expression_args {
    struct str *command;
};
static const struct param expression_params[] = {
    PARAM(struct expression_args, command, .name = "Command", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The text."),
};
static const char *const expression_aliases[] = { "iex", NULL };
static const struct example expression_examples[] = {
    { .code = "Invoke-Expression '1 + 1'", .remarks = "A calculation.", .output = "2" },
};
struct invoke_args {
    struct value strict_mode;
    struct scriptblock *script_block;
    bool no_new_scope;
    struct value input_object;
    struct value_list argument_list;
};
static const struct param invoke_params[] = {
    PARAM(struct invoke_args, strict_mode, .name = "StrictMode", .type = &type_version,
          .help = "The strict mode it runs in."),
    PARAM(struct invoke_args, script_block, .name = "ScriptBlock", .position = 1, .mandatory = true,
          .aliases = "Command", .help = "The script block."),
    PARAM(struct invoke_args, no_new_scope, .name = "NoNewScope",
          .help = "Runs it in the current scope."),
    PARAM(struct invoke_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct invoke_args, argument_list, .name = "ArgumentList", .aliases = "Args",
          .allow_null = true, .allow_empty = true, .help = "The arguments."),
};
static const char *const invoke_aliases[] = { "icm", NULL };
static const struct example invoke_examples[] = {
    { .code = "Invoke-Command { param($a) $a * 2 } -ArgumentList 21",
      .remarks = "With an argument.",
      .output = "42" },
};
struct strict_args {
    struct value version;
    bool off;
};
static const struct param strict_params[] = {
    PARAM(struct strict_args, version, .name = "Version", .sets = "Version", .mandatory = true,
          .aliases = "v", .help = "1.0, 2.0, 3.0 or Latest."),
    PARAM(struct strict_args, off, .name = "Off", .sets = "Off", .mandatory = true,
          .help = "Turns the checks off."),
};
static const struct example strict_examples[] = {
    { .code = "Set-StrictMode -Version Latest", .remarks = "All checks." },
};
struct read_host_args {
    struct value prompt;
    bool mask_input;
    bool as_secure_string;
};
static const struct param read_host_params[] = {
    PARAM(struct read_host_args, prompt, .name = "Prompt", .position = 1,
          .help = "The text before the input."),
    PARAM(struct read_host_args, mask_input, .name = "MaskInput", .sets = "AsString",
          .help = "Shows nothing of what is typed."),
    PARAM(struct read_host_args, as_secure_string, .name = "AsSecureString",
          .sets = "AsSecureString", .help = "Gives the line as a secure string and shows nothing."),
};
static const struct example read_host_examples[] = {
    { .code = "Read-Host 'Name'", .remarks = "Asks for a name." },
};

static enum status expression_process(struct invocation *inv)
{
    struct str *text = ARGS(inv, struct expression_args)->command;
    AUTO_VALUE block = value_null();
    struct err *err = NULL;

    if (scriptblock_parse(inv->session, text->data, text->len, NULL, &block, &err))
        return cmdlet_throw_err(inv, &err);
    return call_scriptblock(inv, scriptblock_of(block), value_nothing(), NULL, 0, NULL);
}

/* ---- Invoke-Command ---- */

struct invoke_state {
    struct array *input;
};

struct emit_sink {
    struct sink sink;
    struct invocation *inv;
};

static enum status emit_write(struct sink *sink, struct value v)
{
    return emit(((struct emit_sink *)sink)->inv, v);
}

static enum status invoke_begin(struct invocation *inv)
{
    STATE(inv, struct invoke_state)->input = array_new(0);
    return ST_OK;
}

static enum status invoke_process(struct invocation *inv)
{
    if (has_input(inv))
        array_push(STATE(inv, struct invoke_state)->input,
                   ARGS(inv, struct invoke_args)->input_object);
    return ST_OK;
}

static enum status invoke_end(struct invocation *inv)
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

static void invoke_cleanup(struct invocation *inv)
{
    struct invoke_state *st = STATE(inv, struct invoke_state);

    if (st->input)
        value_unref(value_of_array(st->input));
}

/* ---- Set-StrictMode ---- */

static enum status strict_process(struct invocation *inv)
{
    const struct strict_args *args = ARGS(inv, struct strict_args);
    struct scope *scope = scope_current(inv->session);
    AUTO_VALUE text = value_to_string(args->version);
    int level = 0;

    if (!args->off) {
        level = text_caseeq(text.str->data, "Latest") ? 3 : atoi(text.str->data);
        if (level < 1 || level > 9)
            return core_throw(
                inv, "ParameterArgumentTransformationError", EC_INVALID_DATA, args->version,
                "Cannot process argument transformation on parameter 'Version'. Cannot "
                "convert value \"%s\" to type \"System.Version\".",
                text.str->data);
        if (level > 3)
            level = 3;
    }
    scope->strict = (int8_t)level;
    return ST_OK;
}

/* ---- Read-Host ---- */

static enum status read_host_process(struct invocation *inv)
{
    const struct read_host_args *args = ARGS(inv, struct read_host_args);
    struct host *h = &inv->session->host;
    AUTO_STRBUF prompt = STRBUF_INIT;

    if (!h->ops->read_line || !h->interactive)
        return cmdlet_throw(
            inv,
            &(struct error_spec){
                .message =
                    "PowerShell is in NonInteractive mode. Read and Prompt functionality is not "
                    "available.",
                .id = "InvalidOperation",
                .category = EC_INVALID_OPERATION,
                .exception = "System.Management.Automation.PSInvalidOperationException" });
    if (args->prompt.kind != V_NULL) {
        value_to_strbuf(args->prompt, &prompt);
        strbuf_adds(&prompt, ": ");
    }
    AUTO_FREE char *line =
        h->ops->read_line(h->data, prompt.buf, args->mask_input || args->as_secure_string);
    if (interrupted(inv->session))
        return ST_INTERRUPT;
    if (!line)
        return ST_OK;
    if (!args->as_secure_string)
        return emit_take(inv, value_string(line));
    struct value secret = securestring_new(line, strlen(line));
    explicit_bzero(line, strlen(line));
    return emit_take(inv, secret);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Invoke",
        .noun = "Expression",
        .aliases = expression_aliases,
        .synopsis = "Runs text as a script.",
        .params = expression_params,
        .nparams = ARRAY_SIZE(expression_params),
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct expression_args),
        .process = expression_process,
        .examples = expression_examples,
        .nexamples = ARRAY_SIZE(expression_examples),
    },
    {
        .verb = "Invoke",
        .noun = "Command",
        .aliases = invoke_aliases,
        .synopsis = "Runs a script block.",
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
    {
        .verb = "Set",
        .noun = "StrictMode",
        .synopsis = "Turns on checks for common mistakes in scripts.",
        .params = strict_params,
        .nparams = ARRAY_SIZE(strict_params),
        .default_set = "Version",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct strict_args),
        .process = strict_process,
        .examples = strict_examples,
        .nexamples = ARRAY_SIZE(strict_examples),
    },
    {
        .verb = "Read",
        .noun = "Host",
        .synopsis = "Reads a line from the terminal.",
        .params = read_host_params,
        .nparams = ARRAY_SIZE(read_host_params),
        .default_set = "AsString",
        .output = "System.String,System.Security.SecureString",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct read_host_args),
        .process = read_host_process,
        .examples = read_host_examples,
        .nexamples = ARRAY_SIZE(read_host_examples),
    },
};
const struct cmdlet_group cmdlets_invoke = { cmdlets, ARRAY_SIZE(cmdlets) };
