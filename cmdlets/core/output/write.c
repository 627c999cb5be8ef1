#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/nesting.h"
#include "shell/object/types/hash.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

struct output_args {
    struct value input_object;
    bool no_enumerate;
};
static const struct param output_params[] = {
    PARAM(struct output_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "PSObject", .remaining = true, .allow_null = true,
          .allow_empty = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct output_args, no_enumerate, .name = "NoEnumerate",
          .help = "Passes a list on as one object."),
};
static const char *const output_aliases[] = { "echo", NULL };
static const struct example output_examples[] = {
    { .code = "Write-Output 1 2", .remarks = "Two objects.", .output = "1\n2" },
};
struct host_args {
    struct value object;
    bool no_newline;
    struct value separator;
    struct opt_enum foreground_color;
    struct opt_enum background_color;
};
static const struct param host_params[] = {
    PARAM(struct host_args, object, .name = "Object", .position = 1, .from_pipeline = true,
          .aliases = "Msg,Message", .remaining = true, .allow_null = true, .allow_empty = true,
          .help = "What to show."),
    PARAM(struct host_args, no_newline, .name = "NoNewline",
          .help = "Writes no line break after the text."),
    PARAM(struct host_args, separator, .name = "Separator",
          .help = "What stands between several objects; a blank by default."),
    PARAM(struct host_args, foreground_color, .name = "ForegroundColor",
          .enum_info = &enum_console_color, .help = "The colour of the text."),
    PARAM(struct host_args, background_color, .name = "BackgroundColor",
          .enum_info = &enum_console_color, .help = "The colour behind the text."),
};
static const struct example host_examples[] = {
    { .code = "Write-Host 'ready' -ForegroundColor Green", .remarks = "A green word." },
};
struct error_args {
    struct str *message;
    struct opt_enum category;
    struct str *error_id;
    struct value target_object;
    struct str *recommended_action;
    struct str *category_activity;
    struct str *category_reason;
    struct str *category_target_name;
    struct str *category_target_type;
    struct value exception;
    struct value error_record;
};
static const struct param error_params[] = {
    PARAM(struct error_args, message, .name = "Message", .sets = "NoException", .position = 1,
          .mandatory = true, .from_pipeline = true, .aliases = "Msg", .allow_null = true,
          .allow_empty = true, .help = "The text of the error."),
    PARAM(struct error_args, message, .name = "Message", .sets = "WithException",
          .from_pipeline = true, .aliases = "Msg", .allow_null = true, .allow_empty = true,
          .help = "The text of the error."),
    PARAM(struct error_args, category, .name = "Category", .sets = "NoException,WithException",
          .enum_info = &enum_error_category, .help = "The category of the error."),
    PARAM(struct error_args, error_id, .name = "ErrorId", .sets = "NoException,WithException",
          .help = "The identifier of the error."),
    PARAM(struct error_args, target_object, .name = "TargetObject",
          .sets = "NoException,WithException", .help = "What was worked on when the error came."),
    PARAM(struct error_args, recommended_action, .name = "RecommendedAction",
          .help = "What may help."),
    PARAM(struct error_args, category_activity, .name = "CategoryActivity", .aliases = "Activity",
          .help = "The activity shown in the category."),
    PARAM(struct error_args, category_reason, .name = "CategoryReason", .aliases = "Reason",
          .help = "The reason shown in the category."),
    PARAM(struct error_args, category_target_name, .name = "CategoryTargetName",
          .aliases = "TargetName", .help = "The name shown for the target."),
    PARAM(struct error_args, category_target_type, .name = "CategoryTargetType",
          .aliases = "TargetType", .help = "The type shown for the target."),
    PARAM(struct error_args, exception, .name = "Exception", .sets = "WithException", .position = 1,
          .mandatory = true, .type = &type_exception, .help = "The exception that is the error."),
    PARAM(struct error_args, error_record, .name = "ErrorRecord", .sets = "ErrorRecord",
          .position = 1, .mandatory = true, .type = &type_error_record,
          .help = "An error record to report again."),
};
static const struct example error_examples[] = {
    { .code = "Write-Error 'The disk is full.' -Category ResourceUnavailable",
      .remarks = "Reports an error." },
};
struct warning_args {
    struct str *message;
};
static const struct param warning_params[] = {
    PARAM(struct warning_args, message, .name = "Message", .position = 1, .mandatory = true,
          .from_pipeline = true, .aliases = "Msg", .allow_empty = true, .help = "The text."),
};
static const struct example warning_examples[] = {
    { .code = "Write-Warning 'Nearly full.'", .remarks = "Shows a warning." },
};
struct verbose_args {
    struct str *message;
};
static const struct param verbose_params[] = {
    PARAM(struct verbose_args, message, .name = "Message", .position = 1, .mandatory = true,
          .from_pipeline = true, .aliases = "Msg", .allow_empty = true, .help = "The text."),
};
static const struct example verbose_examples[] = {
    { .code = "Write-Verbose 'connecting' -Verbose", .remarks = "Shows a message." },
};
struct debug_args {
    struct str *message;
};
static const struct param debug_params[] = {
    PARAM(struct debug_args, message, .name = "Message", .position = 1, .mandatory = true,
          .from_pipeline = true, .aliases = "Msg", .allow_empty = true, .help = "The text."),
};
static const struct example debug_examples[] = {
    { .code = "Write-Debug 'value is 3' -Debug", .remarks = "Shows a message." },
};
struct information_args {
    struct value message_data;
    struct str_list tags;
};
static const struct param information_params[] = {
    PARAM(struct information_args, message_data, .name = "MessageData", .position = 1,
          .mandatory = true, .from_pipeline = true, .aliases = "Msg,Message", .allow_null = true,
          .help = "What to write."),
    PARAM(struct information_args, tags, .name = "Tags", .position = 2,
          .help = "Words to find the record by."),
};
static const struct example information_examples[] = {
    { .code = "Write-Information 'done' -InformationAction Continue",
      .remarks = "Shows a message." },
};
struct progress_args {
    struct str *activity;
    struct str *status;
    struct opt_int id;
    struct opt_int percent_complete;
    struct opt_int seconds_remaining;
    struct str *current_operation;
    struct opt_int parent_id;
    bool completed;
    struct opt_int source_id;
};
static const struct param progress_params[] = {
    PARAM(struct progress_args, activity, .name = "Activity", .position = 1,
          .help = "What is being done."),
    PARAM(struct progress_args, status, .name = "Status", .position = 2, .help = "How it stands."),
    PARAM(struct progress_args, id, .name = "Id", .position = 3, PARAM_RANGE(0, INT32_MAX),
          .help = "Tells several bars apart."),
    PARAM(struct progress_args, percent_complete, .name = "PercentComplete", PARAM_RANGE(-1, 100),
          .help = "From 0 to 100; -1 when not known."),
    PARAM(struct progress_args, seconds_remaining, .name = "SecondsRemaining",
          .help = "How long it will take; -1 when not known."),
    PARAM(struct progress_args, current_operation, .name = "CurrentOperation",
          .help = "The step being done."),
    PARAM(struct progress_args, parent_id, .name = "ParentId", PARAM_RANGE(-1, INT32_MAX),
          .help = "The bar that this one belongs to."),
    PARAM(struct progress_args, completed, .name = "Completed",
          .help = "The work is done: the bar goes away."),
    PARAM(struct progress_args, source_id, .name = "SourceId",
          .help = "Where the progress comes from."),
};
static const struct example progress_examples[] = {
    { .code = "Write-Progress 'Copying' -PercentComplete 40", .remarks = "A bar on a terminal." },
};

static enum status output_process(struct invocation *inv)
{
    struct output_args *args = ARGS(inv, struct output_args);

    if (!has_input(inv))
        return ST_OK;
    return args->no_enumerate ? emit(inv, args->input_object) : emit_each(inv, args->input_object);
}

/* ---- Write-Host ---- */

static void host_text(const struct session *s, struct value v, struct value separator,
                      const struct nesting *outer, struct strbuf *out)
{
    if (v.kind == V_ARRAY) {
        struct nesting level;
        if (!nesting_enter(&level, outer, v.array))
            return;
        for (size_t i = 0; i < v.array->len && !interrupted(s); i++) {
            if (i > 0) {
                if (separator.kind == V_NULL)
                    strbuf_addch(out, ' ');
                else
                    value_to_strbuf(separator, out);
            }
            host_text(s, v.array->items[i], separator, &level, out);
        }
        return;
    }
    if (v.kind == V_HASH) {
        AUTO_VALUE entries = hash_entries(v.hash);
        host_text(s, entries, separator, outer, out);
        return;
    }
    value_object_string(v, out);
}

/* ConsoleColor to the VT number: 30-37, bright 90-97. */
static int vt_color(int32_t color)
{
    static const int codes[16] = { 30, 34, 32, 36, 31, 35, 33, 37, 90, 94, 92, 96, 91, 95, 93, 97 };

    return codes[color & 15];
}

static enum status host_process(struct invocation *inv)
{
    struct host_args *args = ARGS(inv, struct host_args);
    AUTO_STRBUF text = STRBUF_INIT;
    bool color = inv->session->host.color_output &&
                 (args->foreground_color.set || args->background_color.set);

    if (color && args->foreground_color.set)
        strbuf_addf(&text, "\x1b[%dm", vt_color(args->foreground_color.value));
    if (color && args->background_color.set)
        strbuf_addf(&text, "\x1b[%dm", vt_color(args->background_color.value) + 10);
    host_text(inv->session, args->object, args->separator, NULL, &text);
    if (color)
        strbuf_adds(&text, "\x1b[0m");
    if (!args->no_newline)
        strbuf_addch(&text, '\n');
    AUTO_VALUE v = value_string_take(&text);
    return write_information(inv, v, true);
}

/* ---- errors ---- */

static enum status error_process(struct invocation *inv)
{
    struct error_args *args = ARGS(inv, struct error_args);

    AUTO_VALUE bare = error_record_without_command(args->error_record);
    const struct error_record *record = error_record_of(bare);
    if (record)
        return cmdlet_error(
            inv,
            &(struct error_spec){
                .message = error_record_message(bare),
                .id = record->id,
                .category = record->category,
                .exception_object = record->exception,
                .target = record->target,
                .target_name = record->target_name,
                .advice =
                    args->recommended_action ? args->recommended_action->data : record->advice,
                .activity = args->category_activity ? args->category_activity->data : "Write-Error",
                .no_command = true,
                .as_caller = true,
            });
    bool has_exception = value_is_exception(args->exception);
    struct error_spec spec = {
        .message = args->message ? args->message->data : "",
        .id = args->error_id  ? args->error_id->data
              : has_exception ? exception_type_name(args->exception)
                              : "Microsoft.PowerShell.Commands.WriteErrorException",
        .category =
            args->category.set ? (enum error_category)args->category.value : EC_NOT_SPECIFIED,
        .exception = "Microsoft.PowerShell.Commands.WriteErrorException",
        .target = args->target_object,
        .target_name = args->category_target_name ? args->category_target_name->data : NULL,
        .advice = args->recommended_action ? args->recommended_action->data : NULL,
        .activity = args->category_activity ? args->category_activity->data : "Write-Error",
        .reason = args->category_reason ? args->category_reason->data : NULL,
        .target_type = args->category_target_type ? args->category_target_type->data : NULL,
        .no_command = true,
        .as_caller = true,
    };
    if (has_exception)
        spec.exception_object = args->exception;
    return cmdlet_error(inv, &spec);
}

static enum status warning_process(struct invocation *inv)
{
    return write_warning(inv, "%s", ARGS(inv, struct warning_args)->message->data);
}

static enum status verbose_process(struct invocation *inv)
{
    return write_verbose(inv, "%s", ARGS(inv, struct verbose_args)->message->data);
}

static enum status debug_process(struct invocation *inv)
{
    return write_debug(inv, "%s", ARGS(inv, struct debug_args)->message->data);
}

/* What begins with PS is PowerShell's. */
static enum status information_begin(struct invocation *inv)
{
    const struct str_list *tags = &ARGS(inv, struct information_args)->tags;

    for (size_t i = 0; i < tags->len; i++) {
        AUTO_VALUE tag = value_str(tags->items[i]);
        if (!text_casestarts(tags->items[i]->data, "ps"))
            continue;
        AUTO_FREE char *message =
            xasprintf("Cannot use tag '%s'. The 'PS' prefix is reserved.", tags->items[i]->data);
        return cmdlet_throw(inv,
                            &(struct error_spec){ .message = message,
                                                  .id = "PSPrefixReservedInInformationTag",
                                                  .category = EC_INVALID_ARGUMENT,
                                                  .exception = "System.InvalidOperationException",
                                                  .target = tag });
    }
    return ST_OK;
}

static enum status information_process(struct invocation *inv)
{
    const struct information_args *args = ARGS(inv, struct information_args);

    return write_tagged_information(inv, args->message_data, &args->tags, false);
}

static enum status progress_process(struct invocation *inv)
{
    struct progress_args *args = ARGS(inv, struct progress_args);
    struct progress p = {
        .id = args->id.set ? (int)args->id.value : 0,
        .parent_id = args->parent_id.set ? (int)args->parent_id.value : -1,
        .activity = args->activity ? args->activity->data : NULL,
        .status = args->status ? args->status->data : NULL,
        .operation = args->current_operation ? args->current_operation->data : NULL,
        .percent = args->percent_complete.set ? (int)args->percent_complete.value : -1,
        .seconds_left = args->seconds_remaining.set ? (int)args->seconds_remaining.value : -1,
        .completed = args->completed,
    };
    enum status st = stage_refuse_suspend(inv->session, inv->stage, COMMON_PROGRESS_ACTION);
    if (st != ST_OK)
        return st;
    write_progress(inv, &p);
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Write",
        .noun = "Output",
        .aliases = output_aliases,
        .synopsis = "Passes objects down the pipeline.",
        .params = output_params,
        .nparams = ARRAY_SIZE(output_params),
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct output_args),
        .process = output_process,
        .examples = output_examples,
        .nexamples = ARRAY_SIZE(output_examples),
    },
    {
        .verb = "Write",
        .noun = "Host",
        .synopsis = "Shows text on the terminal, past the pipeline.",
        .params = host_params,
        .nparams = ARRAY_SIZE(host_params),
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct host_args),
        .process = host_process,
        .examples = host_examples,
        .nexamples = ARRAY_SIZE(host_examples),
    },
    {
        .verb = "Write",
        .noun = "Error",
        .synopsis = "Reports an error without ending the script.",
        .params = error_params,
        .nparams = ARRAY_SIZE(error_params),
        .default_set = "NoException",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct error_args),
        .process = error_process,
        .examples = error_examples,
        .nexamples = ARRAY_SIZE(error_examples),
    },
    {
        .verb = "Write",
        .noun = "Warning",
        .synopsis = "Shows a warning.",
        .params = warning_params,
        .nparams = ARRAY_SIZE(warning_params),
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct warning_args),
        .process = warning_process,
        .examples = warning_examples,
        .nexamples = ARRAY_SIZE(warning_examples),
    },
    {
        .verb = "Write",
        .noun = "Verbose",
        .synopsis = "Shows a message when -Verbose or $VerbosePreference asks for it.",
        .params = verbose_params,
        .nparams = ARRAY_SIZE(verbose_params),
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct verbose_args),
        .process = verbose_process,
        .examples = verbose_examples,
        .nexamples = ARRAY_SIZE(verbose_examples),
    },
    {
        .verb = "Write",
        .noun = "Debug",
        .synopsis = "Shows a message when -Debug or $DebugPreference asks for it.",
        .params = debug_params,
        .nparams = ARRAY_SIZE(debug_params),
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct debug_args),
        .process = debug_process,
        .examples = debug_examples,
        .nexamples = ARRAY_SIZE(debug_examples),
    },
    {
        .verb = "Write",
        .noun = "Information",
        .synopsis = "Writes to the information stream.",
        .params = information_params,
        .nparams = ARRAY_SIZE(information_params),
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct information_args),
        .begin = information_begin,
        .process = information_process,
        .examples = information_examples,
        .nexamples = ARRAY_SIZE(information_examples),
    },
    {
        .verb = "Write",
        .noun = "Progress",
        .synopsis = "Shows how far long work has come.",
        .params = progress_params,
        .nparams = ARRAY_SIZE(progress_params),
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct progress_args),
        .process = progress_process,
        .examples = progress_examples,
        .nexamples = ARRAY_SIZE(progress_examples),
    },
};
const struct cmdlet_group cmdlets_write = { cmdlets, ARRAY_SIZE(cmdlets) };
