/* TabExpansion2 and Register-ArgumentCompleter: completion for scripts. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/types_enum.h"
#include "shell/runtime/completion.h"
#include "shell/runtime/completion_result.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct expand_args {
    struct str *input;
    struct opt_int column;
    struct hash *options;
};
static const struct param expand_params[] = {
    PARAM(struct expand_args, input, .name = "inputScript", .position = 1, .mandatory = true,
          .allow_empty = true, .help = "The text to complete."),
    PARAM(struct expand_args, column, .name = "cursorColumn", .position = 2,
          .help = "Where the cursor stands in it; at its end without this."),
    PARAM(struct expand_args, options, .name = "options", .position = 3,
          .help = "Options of PowerShell's; none changes anything here."),
};
static const struct example expand_examples[] = {
    { .code = "(TabExpansion2 'Get-Hist').CompletionMatches.CompletionText",
      .remarks = "What Tab would offer.",
      .output = "Get-History" },
};
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
    PARAM(struct register_args, script_block, .name = "ScriptBlock", .mandatory = true,
          .help =
              "Gives the candidates. It gets the command's name, the parameter's name, the word "
              "to complete, nothing for the syntax tree and an empty table."),
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

static enum completion_result_type result_type(enum completion_kind kind)
{
    static const enum completion_result_type types[] = {
        [COMPLETE_TEXT] = RESULT_TEXT,           [COMPLETE_COMMAND] = RESULT_COMMAND,
        [COMPLETE_PARAMETER] = RESULT_PARAMETER, [COMPLETE_VALUE] = RESULT_PARAMETER_VALUE,
        [COMPLETE_VARIABLE] = RESULT_VARIABLE,   [COMPLETE_MEMBER] = RESULT_PROPERTY,
        [COMPLETE_METHOD] = RESULT_METHOD,       [COMPLETE_TYPE] = RESULT_TYPE,
        [COMPLETE_FILE] = RESULT_PROVIDER_ITEM,  [COMPLETE_FOLDER] = RESULT_PROVIDER_CONTAINER,
    };
    return types[kind];
}

/* What the list of candidates shows: parameters and variables without their sigil. */
static const char *list_text(const struct completion_item *item)
{
    bool sigil = item->kind == COMPLETE_PARAMETER || item->kind == COMPLETE_VARIABLE;

    return sigil && (item->text[0] == '-' || item->text[0] == '$') ? item->text + 1 : item->text;
}

static enum status expand_process(struct invocation *inv)
{
    const struct expand_args *args = ARGS(inv, struct expand_args);
    struct session *s = inv->session;
    struct completion c = { .items = VEC_INIT };
    const struct str *text = args->input;
    size_t cursor = args->column.set
                        ? utf8_utf16_offset(text->data, text->len, (size_t)args->column.value)
                        : text->len;
    size_t start = cursor, end = cursor;

    if (s->complete)
        s->complete(s, text->data, text->len, cursor, &c, &start, &end);
    struct array *matches = array_new(c.items.len);
    for (size_t i = 0; i < c.items.len; i++) {
        const struct completion_item *item = &c.items.items[i];
        array_push_take(matches,
                        completion_result_new(item->text, list_text(item), result_type(item->kind),
                                              item->tooltip ? item->tooltip : list_text(item)));
    }
    completion_release(&c);
    struct object *o = object_new_custom(s->shapes);
    static const char *const names[] = { "System.Management.Automation.CommandCompletion", NULL };
    object_set_type_names(o, names);
    object_set_note_take(o, s->shapes, "CurrentMatchIndex", value_int(-1));
    object_set_note_take(o, s->shapes, "ReplacementIndex",
                         value_int((int32_t)utf8_utf16_len(text->data, start)));
    object_set_note_take(
        o, s->shapes, "ReplacementLength",
        value_int((int32_t)(end > start ? utf8_utf16_len(text->data + start, end - start) : 0)));
    object_set_note_take(o, s->shapes, "CompletionMatches", value_of_array(matches));
    return emit_take(inv, value_of_object(o));
}

static void keep(struct session *s, const char *command, const char *parameter, struct value block)
{
    AUTO_FREE char *key = xasprintf("%s:%s", command, parameter);

    if (value_is_null(s->completers))
        s->completers = value_of_hash(hash_new(0));
    hash_sets_take(s->completers.hash, key, value_ref(block));
}

static enum status register_process(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);
    struct value block = scriptblock_value(args->script_block);
    const char *parameter = args->parameter_name ? args->parameter_name->data : "";

    if (args->command_name.len == 0)
        keep(inv->session, "", parameter, block);
    for (size_t i = 0; i < args->command_name.len; i++)
        keep(inv->session, args->command_name.items[i]->data, parameter, block);
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "TabExpansion2",
        .noun = "",
        .synopsis = "Gives what the Tab key would offer at a place of a text.",
        .params = expand_params,
        .nparams = ARRAY_SIZE(expand_params),
        .output = "System.Management.Automation.CommandCompletion",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct expand_args),
        .process = expand_process,
        .examples = expand_examples,
        .nexamples = ARRAY_SIZE(expand_examples),
    },
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
