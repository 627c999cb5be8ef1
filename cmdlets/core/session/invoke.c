#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
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

/* ---- Set-StrictMode ---- */

/* 1.0 to 7.6, as there have been. */
static bool is_ps_version(const char *text)
{
    static const int minors[] = { -1, 0, 0, 0, 0, 1, 2, 6 };
    char *end;
    long major = strtol(text, &end, 10), minor = *end == '.' ? strtol(end + 1, NULL, 10) : 0;

    return text_caseeq(text, "Latest") ||
           (major > 0 && major < (long)ARRAY_SIZE(minors) && minor >= 0 && minor <= minors[major]);
}

static enum status strict_process(struct invocation *inv)
{
    const struct strict_args *args = ARGS(inv, struct strict_args);
    struct scope *scope = scope_current(inv->session);
    AUTO_VALUE text = value_to_string(args->version);
    int level = 0;

    if (!args->off) {
        level = text_caseeq(text.str->data, "Latest") ? 3 : atoi(text.str->data);
        if (!is_ps_version(text.str->data) && level > 0) {
            AUTO_FREE char *message = xasprintf(
                "Cannot validate argument on parameter 'Version'. The \"%s%s\" argument does not "
                "contain a valid PowerShell version. Supply a valid version number and then try "
                "the command again.",
                text.str->data, strchr(text.str->data, '.') ? "" : ".0");
            return cmdlet_throw(
                inv, &(struct error_spec){ .message = message,
                                           .id = "ParameterArgumentValidationError",
                                           .category = EC_INVALID_DATA,
                                           .exception = "System.Management.Automation."
                                                        "ParameterBindingValidationException" });
        }
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
