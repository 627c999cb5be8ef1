/* Register-ArgumentCompleter: completers of scripts. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/command_completion.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct register_args {
    struct str_list command_name;
    struct str *parameter_name;
    struct scriptblock *script_block;
    bool native, native_fallback;
};
static const struct param register_params[] = {
    PARAM(struct register_args, command_name, .name = "CommandName", .sets = "NativeSet",
          .mandatory = true, .help = "The commands."),
    PARAM(struct register_args, command_name, .name = "CommandName", .sets = "PowerShellSet",
          .help = "The commands; without them: all that have the parameter."),
    PARAM(struct register_args, parameter_name, .name = "ParameterName", .sets = "PowerShellSet",
          .mandatory = true, .help = "The parameter whose values are completed."),
    PARAM(
        struct register_args, script_block, .name = "ScriptBlock", .mandatory = true,
        .allow_null = true,
        .help =
            "Gives the candidates. It gets the command's name, the parameter's name, the word "
            "to complete, nothing for the syntax tree and a table of what is given. $null takes a "
            "completer away."),
    PARAM(struct register_args, native, .name = "Native", .sets = "NativeSet",
          .help = "The commands are programs."),
    PARAM(struct register_args, native_fallback, .name = "NativeFallback",
          .sets = "NativeFallbackSet", .help = "For all programs without a completer."),
};
static const struct example register_examples[] = {
    { .code = "Register-ArgumentCompleter -CommandName Set-Colour -ParameterName Name -ScriptBlock "
              "{ 'red', 'green' }",
      .remarks = "Values that Tab offers for -Name." },
};

static void keep(struct session *s, const char *command, const char *parameter, struct value block)
{
    AUTO_FREE char *key = xasprintf("%s:%s", command, parameter);

    if (value_is_null(s->completers))
        s->completers = value_of_hash(hash_new(0));
    AUTO_VALUE name = value_string(key);
    if (value_is_null(block))
        hash_remove(s->completers.hash, name);
    else
        hash_sets_take(s->completers.hash, key, value_ref(block));
}

static enum status register_process(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);
    struct value block = args->script_block ? scriptblock_value(args->script_block) : value_null();
    const char *parameter = args->parameter_name ? args->parameter_name->data : "";

    if (args->command_name.len == 0)
        keep(inv->session, "", parameter, block);
    for (size_t i = 0; i < args->command_name.len; i++)
        keep(inv->session, args->command_name.items[i]->data, parameter, block);
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Register",
        .noun = "ArgumentCompleter",
        .synopsis = "Lets a script block complete the values of a parameter.",
        .params = register_params,
        .nparams = ARRAY_SIZE(register_params),
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct register_args),
        .process = register_process,
        .examples = register_examples,
        .nexamples = ARRAY_SIZE(register_examples),
    },
};
const struct cmdlet_group cmdlets_completion = { cmdlets, ARRAY_SIZE(cmdlets) };
