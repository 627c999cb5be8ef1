#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

#include "shell/base/alloc.h"
#include "shell/format/json_read.h"
#include "shell/format/json_write.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/session.h"

struct to_json_args {
    struct value input_object;
    struct opt_int depth;
    bool compress;
    bool enums_as_strings;
    bool as_array;
    struct opt_enum escape_handling;
};
static const struct param to_json_params[] = {
    PARAM(struct to_json_args, input_object, .name = "InputObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct to_json_args, depth, .name = "Depth", PARAM_RANGE(0, 100),
          .help = "How many levels of objects inside objects are written; what lies deeper becomes "
                  "text."),
    PARAM(struct to_json_args, compress, .name = "Compress",
          .help = "Leaves out blanks and line breaks."),
    PARAM(struct to_json_args, enums_as_strings, .name = "EnumsAsStrings",
          .help = "Writes enumerations by name instead of by number."),
    PARAM(struct to_json_args, as_array, .name = "AsArray",
          .help = "Writes an array also for a single object."),
    PARAM(struct to_json_args, escape_handling, .name = "EscapeHandling",
          .enum_info = &enum_escape_handling,
          .help = "Which characters are escaped: Default, EscapeNonAscii or EscapeHtml."),
};
static const struct example to_json_examples[] = {
    { .code = "@{ a = 1 } | ConvertTo-Json -Compress",
      .remarks = "In one line.",
      .output = "{\"a\":1}" },
    { .code = "Get-VM | Select-Object Name, State | ConvertTo-Json -EnumsAsStrings",
      .remarks = "For other programs." },
};
struct from_json_args {
    struct str *input_object;
    bool as_hashtable;
    struct opt_enum date_kind;
    struct opt_int depth;
    bool no_enumerate;
};
static const struct param from_json_params[] = {
    PARAM(struct from_json_args, input_object, .name = "InputObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .allow_empty = true, .help = "The JSON text."),
    PARAM(struct from_json_args, as_hashtable, .name = "AsHashtable",
          .help = "Makes hashtables instead of objects; keys that differ only in case or are empty "
                  "are then allowed."),
    PARAM(struct from_json_args, date_kind, .name = "DateKind", .enum_info = &enum_json_date_kind,
          .help = "What ISO 8601 texts become: Default, Local, Utc, Offset or String."),
    PARAM(struct from_json_args, depth, .name = "Depth", PARAM_RANGE(1, 100000),
          .help = "How deep objects may nest."),
    PARAM(struct from_json_args, no_enumerate, .name = "NoEnumerate",
          .help = "Emits an array as one object."),
};
static const struct example from_json_examples[] = {
    { .code = "('{ \"a\": [1, 2] }' | ConvertFrom-Json).a",
      .remarks = "Reads a list.",
      .output = "1\n2" },
};

struct to_json_state {
    struct core_env env;
    struct array *items;
};

static enum status to_json_begin(struct invocation *inv)
{
    struct to_json_state *st = STATE(inv, struct to_json_state);

    core_env_init(&st->env, inv->session, inv);
    st->items = array_new(0);
    return ST_OK;
}

static enum status to_json_process(struct invocation *inv)
{
    if (has_input(inv))
        array_push(STATE(inv, struct to_json_state)->items,
                   ARGS(inv, struct to_json_args)->input_object);
    return ST_OK;
}

static enum status odd_keys(struct invocation *inv, struct value dictionary)
{
    AUTO_FREE char *message =
        xasprintf("The type '%s' is not supported for serialization or deserialization of a "
                  "dictionary. Keys must be strings.",
                  value_type_of(dictionary)->name);

    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "NonStringKeyInDictionary",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = "System.InvalidOperationException",
                                                   .target = dictionary });
}

static enum status to_json_end(struct invocation *inv)
{
    struct to_json_args *args = ARGS(inv, struct to_json_args);
    struct to_json_state *st = STATE(inv, struct to_json_state);
    struct json_style style = {
        .depth = args->depth.set ? (int)args->depth.value : 2,
        .compress = args->compress,
        .enums_as_strings = args->enums_as_strings,
        .escape = args->escape_handling.set ? (enum json_escape)args->escape_handling.value
                                            : JSON_ESCAPE_DEFAULT,
    };
    AUTO_STRBUF out = STRBUF_INIT;
    struct json_found found;

    if (st->items->len == 0)
        return ST_OK;
    bool many = st->items->len > 1 || args->as_array;
    if (inv->expects_input)
        style.piped = many ? JSON_PIPED_ITEMS : JSON_PIPED;
    struct value v = many ? value_of_array(st->items) : st->items->items[0];
    json_write(&st->env.env, v, &style, &out, &found);
    if (interrupted(inv->session))
        return ST_INTERRUPT;
    if (st->env.pending != ST_OK)
        return st->env.pending;
    if (!value_is_nothing(found.odd_keys))
        return odd_keys(inv, found.odd_keys);
    if (found.truncated) {
        enum status rc = write_warning(
            inv, "Resulting JSON is truncated as serialization has exceeded the set depth of %d.",
            style.depth);
        if (rc != ST_OK)
            return rc;
    }
    return emit_take(inv, value_string_take(&out));
}

static void to_json_cleanup(struct invocation *inv)
{
    struct to_json_state *st = STATE(inv, struct to_json_state);

    if (st->items)
        value_unref(value_of_array(st->items));
}

/* ---- reading ---- */

struct from_json_state {
    struct array *lines;
};

static enum status from_json_begin(struct invocation *inv)
{
    STATE(inv, struct from_json_state)->lines = array_new(0);
    return ST_OK;
}

static enum status from_json_process(struct invocation *inv)
{
    struct str *s = ARGS(inv, struct from_json_args)->input_object;

    if (s)
        array_push(STATE(inv, struct from_json_state)->lines, value_of_str(s));
    return ST_OK;
}

static struct json_options json_options_of(struct invocation *inv)
{
    struct from_json_args *args = ARGS(inv, struct from_json_args);
    return (struct json_options){
        .as_hashtable = args->as_hashtable,
        .max_depth = args->depth.set ? (int)args->depth.value : 0,
        .dates = args->date_kind.set ? (enum json_dates)args->date_kind.value : JSON_DATES_DEFAULT,
    };
}

static int parse(struct invocation *inv, const char *text, size_t len, struct value *out,
                 struct err **err)
{
    struct json_options options = json_options_of(inv);

    return json_read(text, len, &options, inv->session->shapes, out, err);
}

static enum status deliver(struct invocation *inv, struct value v)
{
    return ARGS(inv, struct from_json_args)->no_enumerate ? emit(inv, v) : emit_each(inv, v);
}

enum { STREAM_FROM = 64 * 1024 };

struct json_items {
    struct invocation *inv;
    enum status rc;
};

static int emit_item(void *data, struct value v)
{
    struct json_items *items = data;

    items->rc = emit_take(items->inv, v);
    return items->rc != ST_OK;
}

/* Large arrays flow down the pipeline as they are read, once they are known to have no error
 * further on. */
static bool stream(struct invocation *inv, const char *text, size_t len, enum status *rc)
{
    struct json_options options = json_options_of(inv);
    struct json_items items = { .inv = inv };
    struct err *err = NULL;

    if (len < STREAM_FROM || ARGS(inv, struct from_json_args)->no_enumerate ||
        !json_is_plain_array(text, len, &options))
        return false;
    int failed =
        json_read_items(text, len, &options, inv->session->shapes, emit_item, &items, &err);
    *rc = failed && err ? cmdlet_throw_err(inv, &err) : items.rc;
    return true;
}

static enum status convert(struct invocation *inv, const char *text, size_t len)
{
    struct err *err = NULL;
    AUTO_VALUE v = value_null();
    enum status rc;

    if (stream(inv, text, len, &rc))
        return rc;
    if (parse(inv, text, len, &v, &err))
        return cmdlet_throw_err(inv, &err);
    return deliver(inv, v);
}

/* Several input strings are the lines of one text, unless the first is JSON by
 * itself: then each one is. */
static enum status from_json_end(struct invocation *inv)
{
    const struct array *lines = STATE(inv, struct from_json_state)->lines;
    struct err *err = NULL;
    AUTO_VALUE first = value_null();

    if (lines->len == 0)
        return ST_OK;
    struct str *head = lines->items[0].str;
    if (lines->len == 1)
        return head->len ? convert(inv, head->data, head->len) : ST_OK;
    if (parse(inv, head->data, head->len, &first, &err) == 0) {
        enum status rc = deliver(inv, first);
        for (size_t i = 1; i < lines->len && rc == ST_OK; i++)
            rc = convert(inv, lines->items[i].str->data, lines->items[i].str->len);
        return rc;
    }
    err_clear(&err);
    AUTO_STRBUF all = STRBUF_INIT;
    for (size_t i = 0; i < lines->len; i++) {
        if (i > 0)
            strbuf_addch(&all, '\n');
        strbuf_add(&all, lines->items[i].str->data, lines->items[i].str->len);
    }
    return convert(inv, all.buf, all.len);
}

static void from_json_cleanup(struct invocation *inv)
{
    struct from_json_state *st = STATE(inv, struct from_json_state);

    if (st->lines)
        value_unref(value_of_array(st->lines));
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ConvertTo",
        .noun = "Json",
        .synopsis = "Writes objects as JSON.",
        .params = to_json_params,
        .nparams = ARRAY_SIZE(to_json_params),
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct to_json_args),
        .state_size = sizeof(struct to_json_state),
        .begin = to_json_begin,
        .process = to_json_process,
        .end = to_json_end,
        .cleanup = to_json_cleanup,
        .examples = to_json_examples,
        .nexamples = ARRAY_SIZE(to_json_examples),
    },
    {
        .verb = "ConvertFrom",
        .noun = "Json",
        .synopsis = "Reads JSON into objects.",
        .params = from_json_params,
        .nparams = ARRAY_SIZE(from_json_params),
        .output = "PSCustomObject,System.Management.Automation.OrderedHashtable",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct from_json_args),
        .state_size = sizeof(struct from_json_state),
        .begin = from_json_begin,
        .process = from_json_process,
        .end = from_json_end,
        .cleanup = from_json_cleanup,
        .examples = from_json_examples,
        .nexamples = ARRAY_SIZE(from_json_examples),
    },
};
const struct cmdlet_group cmdlets_json = { cmdlets, ARRAY_SIZE(cmdlets) };
