/* Get-, Add-, Clear- and Invoke-History. */
#include "shell/runtime/history.h"

#include <stdlib.h>
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/datetime.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

struct get_args {
    struct int_list id;
    struct opt_int count;
};
static const struct param get_params[] = {
    PARAM(struct get_args, id, .name = "Id", .position = 1, .from_pipeline = true,
          .type = &type_int64, PARAM_RANGE(1, INT64_MAX), .help = "The numbers of the entries."),
    PARAM(struct get_args, count, .name = "Count", .position = 2, PARAM_RANGE(0, INT16_MAX),
          .help = "How many entries: the last ones, or those up to -Id."),
};
static const char *const get_aliases[] = { "ghy", "history", "h", NULL };
static const struct example get_examples[] = {
    { .code = "Get-History -Count 5", .remarks = "The last five commands." },
};
struct add_args {
    struct value_list input_object;
    bool passthru;
};
static const struct param add_params[] = {
    PARAM(struct add_args, input_object, .name = "InputObject", .position = 1,
          .from_pipeline = true, .type_name = "PSObject",
          .help = "Entries of another session, as Get-History gave them."),
    PARAM(struct add_args, passthru, .name = "PassThru", .help = "Gives the new entries."),
};
static const struct example add_examples[] = {
    { .code = "Import-Csv history.csv | Add-History",
      .remarks = "Entries that another session exported." },
};
struct clear_args {
    struct int_list id;
    struct str_list command_line;
    struct opt_int count;
    bool newest;
};
static const struct param clear_params[] = {
    PARAM(struct clear_args, id, .name = "Id", .sets = "IDParameter", .position = 1,
          PARAM_RANGE(1, INT32_MAX), .help = "The numbers of the entries."),
    PARAM(struct clear_args, command_line, .name = "CommandLine", .sets = "CommandLineParameter",
          .wildcards = true, .help = "The commands; wildcards work."),
    PARAM(struct clear_args, count, .name = "Count", .position = 2, PARAM_RANGE(1, INT32_MAX),
          .help = "How many entries."),
    PARAM(struct clear_args, newest, .name = "Newest",
          .help = "Takes the newest entries instead of the oldest."),
};
static const char *const clear_aliases[] = { "clhy", NULL };
static const struct example clear_examples[] = {
    { .code = "Clear-History -Count 10 -Newest", .remarks = "Forgets the last ten commands." },
};
struct invoke_args {
    struct str *id;
};
static const struct param invoke_params[] = {
    PARAM(struct invoke_args, id, .name = "Id", .position = 1, .from_property = true,
          .help = "The number of an entry, or how its command begins; without: the last one."),
};
static const char *const invoke_aliases[] = { "ihy", "r", NULL };
static const struct example invoke_examples[] = {
    { .code = "Invoke-History 12", .remarks = "Runs command number 12 again." },
};

/* ---- Get-History ---- */

static enum status not_found(struct invocation *inv, const char *id, struct value target,
                             const char *fmt, const char *what)
{
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "%s", fmt);
    strbuf_adds(&text, what);
    strbuf_addch(&text, '.');
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = id,
                                                   .category = EC_OBJECT_NOT_FOUND,
                                                   .exception = "System.ArgumentException",
                                                   .target = target });
}

static enum status emit_range(struct invocation *inv, struct history *h, size_t from, size_t to)
{
    AUTO_VALUE found = value_of_array(array_new(to - from));
    enum status st = ST_OK;

    for (size_t i = from; i < to; i++)
        array_push_take(found.array, history_info_new(&h->entries.items[i]));
    for (size_t i = 0; i < found.array->len && st == ST_OK; i++)
        st = emit(inv, found.array->items[i]);
    return st;
}

static enum status get_by_id(struct invocation *inv, struct history *h, int64_t id)
{
    struct history_entry *e = history_find(h, id);
    AUTO_FREE char *number = xasprintf("%lld", (long long)id);

    if (!e)
        return not_found(inv, "GetHistoryNoHistoryForId", value_long(id),
                         "Cannot locate the history for Id ", number);
    return emit_take(inv, history_info_new(e));
}

static enum status get_process(struct invocation *inv)
{
    const struct get_args *args = ARGS(inv, struct get_args);
    struct history *h = session_history(inv->session);
    size_t n = h->entries.len, count = args->count.set ? (size_t)args->count.value : n;
    enum status st = ST_OK;

    if (args->id.len == 0)
        return emit_range(inv, h, count < n ? n - count : 0, n);
    if (!args->count.set) {
        for (size_t i = 0; i < args->id.len && st == ST_OK; i++)
            st = get_by_id(inv, h, args->id.items[i]);
        return st;
    }
    if (args->id.len > 1)
        return cmdlet_throw(
            inv, &(struct error_spec){ .message = "The count cannot be combined with multiple Ids.",
                                       .id = "GetHistoryNoCountWithMultipleIds",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = "System.ArgumentException",
                                       .target = value_int((int32_t)args->count.value) });
    size_t end = 0;
    while (end < n && h->entries.items[end].id <= args->id.items[0])
        end++;
    return emit_range(inv, h, count < end ? end - count : 0, end);
}

/* ---- Add-History ---- */

static enum status bad_input(struct invocation *inv, struct value v)
{
    return cmdlet_error(
        inv, &(struct error_spec){ .message = "Cannot add history because the input object has a "
                                              "format that is not valid.",
                                   .id = "AddHistoryInvalidInput",
                                   .category = EC_INVALID_DATA,
                                   .exception = "System.IO.InvalidDataException",
                                   .target = v });
}

/* A field converted to this type; 0 when it is there and fits. */
static int field_as(struct session *s, struct value v, const char *name,
                    const struct type_info *type, struct value *out)
{
    AUTO_VALUE raw = value_null();
    AUTO_ERR *err = NULL;

    if (get_property(s, v, name, &raw) != ST_OK) {
        drop_failure(s);
        return -1;
    }
    if (raw.kind == V_STRING && type == &type_datetime)
        return date_parse_in(culture_current(), raw.str->data, raw.str->len, out);
    return value_is_null(raw) ? -1 : value_convert(raw, type, out, &err);
}

static enum status add_one(struct invocation *inv, struct value v)
{
    struct session *s = inv->session;
    AUTO_VALUE command = value_null(), status = value_null();
    struct value start, end;
    int32_t state = 0;
    AUTO_ERR *err = NULL;

    if (field_as(s, v, "CommandLine", &type_string, &command) < 0 ||
        field_as(s, v, "ExecutionStatus", &type_string, &status) < 0 ||
        value_to_enum(status, &enum_pipeline_state, &state, &err) < 0 ||
        field_as(s, v, "StartExecutionTime", &type_datetime, &start) < 0 ||
        field_as(s, v, "EndExecutionTime", &type_datetime, &end) < 0)
        return bad_input(inv, v);
    struct history_entry *e =
        history_add(s, command.str->data, (enum pipeline_state)state, start.i, end.i);
    return ARGS(inv, struct add_args)->passthru ? emit_take(inv, history_info_new(e)) : ST_OK;
}

static enum status add_process(struct invocation *inv)
{
    const struct add_args *args = ARGS(inv, struct add_args);
    enum status st = ST_OK;

    for (size_t i = 0; i < args->input_object.len && st == ST_OK; i++)
        st = add_one(inv, args->input_object.items[i]);
    return st;
}

/* ---- Clear-History ---- */

static enum status clear_ids(struct invocation *inv, struct history *h)
{
    const struct clear_args *args = ARGS(inv, struct clear_args);
    enum status st = ST_OK;

    if (args->count.set && args->id.len > 1)
        return cmdlet_throw(
            inv, &(struct error_spec){ .message = "The count cannot be combined with multiple Ids.",
                                       .id = "GetHistoryNoCountWithMultipleIds",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = "System.ArgumentException",
                                       .target = value_int((int32_t)args->count.value) });
    for (size_t i = 0; i < args->id.len && st == ST_OK; i++) {
        struct history_entry *e = history_find(h, args->id.items[i]);
        if (!e) {
            AUTO_FREE char *number = xasprintf("%lld", (long long)args->id.items[i]);
            st = not_found(inv, "GetHistoryNoHistoryForId", value_int((int32_t)args->id.items[i]),
                           "Cannot locate the history for Id ", number);
            continue;
        }
        size_t at = (size_t)(e - h->entries.items);
        size_t count = args->count.set ? (size_t)args->count.value : 1;
        if (!args->newest) /* it and those before it */
            at = at + 1 >= count ? at + 1 - count : 0;
        for (size_t k = 0; k < count && at < h->entries.len; k++)
            history_remove(h, at);
    }
    return st;
}

static enum status clear_commands(struct invocation *inv, struct history *h)
{
    const struct clear_args *args = ARGS(inv, struct clear_args);
    size_t left = args->count.set ? (size_t)args->count.value : SIZE_MAX;

    for (size_t p = 0; p < args->command_line.len; p++) {
        struct str *pattern = args->command_line.items[p];
        bool any = false;
        for (size_t k = h->entries.len, i = 0; k > 0 && left > 0; k--) {
            size_t at = args->newest ? k - 1 : i;
            const char *command = h->entries.items[at].command;
            if (text_wildcard_match(pattern->data, pattern->len, command, strlen(command), true)) {
                history_remove(h, at);
                any = true;
                left--;
            } else {
                i++;
            }
        }
        if (any || text_has_wildcard(pattern->data, pattern->len))
            continue;
        AUTO_VALUE target = value_str(pattern);
        enum status st = not_found(inv, "NoHistoryForCommandline", target,
                                   "Cannot locate the history for command line ", pattern->data);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static enum status clear_process(struct invocation *inv)
{
    const struct clear_args *args = ARGS(inv, struct clear_args);
    struct history *h = session_history(inv->session);
    bool yes = true;
    enum status st = should_process(
        inv, "This command will clear all the entries from the session history.", "Warning", &yes);

    if (st != ST_OK || !yes)
        return st;
    if (args->id.len > 0)
        return clear_ids(inv, h);
    if (args->command_line.len > 0)
        return clear_commands(inv, h);
    size_t n = h->entries.len, count = args->count.set ? (size_t)args->count.value : n;
    for (; count > 0 && h->entries.len > 0; count--)
        history_remove(h, args->newest ? h->entries.len - 1 : 0);
    return ST_OK;
}

/* ---- Invoke-History ---- */

static struct history_entry *wanted_entry(struct history *h, const char *id)
{
    size_t n = h->entries.len;

    if (!id)
        return n > 0 ? &h->entries.items[n - 1] : NULL;
    char *end;
    long long number = strtoll(id, &end, 10);
    if (*id && !*end)
        return history_find(h, number);
    for (size_t i = n; i > 0; i--)
        if (text_casestarts(h->entries.items[i - 1].command, id))
            return &h->entries.items[i - 1];
    return NULL;
}

static enum status no_entry(struct invocation *inv, const char *id)
{
    char *end = NULL;
    bool number = id && *id && (strtoll(id, &end, 10), !*end);
    AUTO_FREE char *message = !id ? xstrdup("Cannot locate most recent history.")
                              : number
                                  ? xasprintf("Cannot locate the history for Id %s.", id)
                                  : xasprintf("Cannot locate the history for command line %s.", id);
    AUTO_VALUE target = id ? value_string(id) : value_null();

    return cmdlet_throw(
        inv, &(struct error_spec){ .message = message,
                                   .id = !id      ? "InvokeHistoryNoLastHistoryEntryFound"
                                         : number ? "InvokeHistoryNoHistoryForId"
                                                  : "InvokeHistoryNoHistoryForCommandline",
                                   .category = EC_OBJECT_NOT_FOUND,
                                   .exception = id ? "System.ArgumentException"
                                                   : "System.InvalidOperationException",
                                   .target = target });
}

static enum status invoke_process(struct invocation *inv)
{
    const struct invoke_args *args = ARGS(inv, struct invoke_args);
    struct session *s = inv->session;
    struct history *h = session_history(s);
    struct history_entry *e = wanted_entry(h, args->id ? args->id->data : NULL);
    bool yes = true;

    if (!e)
        return no_entry(inv, args->id ? args->id->data : NULL);
    if (h->invoked && strcmp(h->invoked, e->command) == 0)
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "The Invoke-History cmdlet is called repeatedly, in a loop.",
                     .id = "InvokeHistoryLoopDetected",
                     .category = EC_INVALID_OPERATION,
                     .exception = "System.InvalidOperationException" });
    AUTO_FREE char *command = xstrdup(e->command);
    enum status st = should_process(inv, command, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_VALUE block = value_null();
    struct err *err = NULL;
    AUTO_FREE char *shown = xasprintf("%s\n", command);
    session_flush_output(s);
    if (s->host.ops->write(s->host.data, shown, strlen(shown)) < 0)
        return ST_STOP;
    if (scriptblock_parse(s, command, strlen(command), NULL, &block, &err))
        return cmdlet_throw_err(inv, &err);
    free(h->invoked);
    h->invoked = xstrdup(command);
    return call_scriptblock(inv, scriptblock_of(block), value_nothing(), NULL, 0, NULL);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "History",
        .aliases = get_aliases,
        .synopsis = "Lists the commands entered in this session.",
        .params = get_params,
        .nparams = ARRAY_SIZE(get_params),
        .output = "Microsoft.PowerShell.Commands.HistoryInfo",
        .output_type = &type_history_info,
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct get_args),
        .process = get_process,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
    },
    {
        .verb = "Add",
        .noun = "History",
        .synopsis = "Appends entries to the session's history.",
        .params = add_params,
        .nparams = ARRAY_SIZE(add_params),
        .output = "Microsoft.PowerShell.Commands.HistoryInfo",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct add_args),
        .process = add_process,
        .examples = add_examples,
        .nexamples = ARRAY_SIZE(add_examples),
    },
    {
        .verb = "Clear",
        .noun = "History",
        .aliases = clear_aliases,
        .synopsis = "Removes entries from the session's history.",
        .params = clear_params,
        .nparams = ARRAY_SIZE(clear_params),
        .default_set = "IDParameter",
        .should_process = true,
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct clear_args),
        .process = clear_process,
        .examples = clear_examples,
        .nexamples = ARRAY_SIZE(clear_examples),
    },
    {
        .verb = "Invoke",
        .noun = "History",
        .aliases = invoke_aliases,
        .synopsis = "Runs a command of the history again.",
        .params = invoke_params,
        .nparams = ARRAY_SIZE(invoke_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Core",
        .dot_sources = true,
        .args_size = sizeof(struct invoke_args),
        .process = invoke_process,
        .examples = invoke_examples,
        .nexamples = ARRAY_SIZE(invoke_examples),
    },
};
const struct cmdlet_group cmdlets_history = { cmdlets, ARRAY_SIZE(cmdlets) };
