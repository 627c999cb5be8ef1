#include "cmdlets/own/yaml.h"

#include <string.h>

#include "cmdlets/core/core.h"
#include "shell/format/yaml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/session.h"

struct from_args {
    struct str *input_object;
    bool as_hashtable;
    bool all_documents;
    bool no_enumerate;
    struct opt_int depth;
};
static const struct param from_params[] = {
    PARAM(struct from_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .allow_empty = true, .help = "The YAML text."),
    PARAM(struct from_args, as_hashtable, .name = "AsHashtable",
          .help = "Makes ordered, case-sensitive hashtables instead of objects."),
    PARAM(struct from_args, all_documents, .name = "AllDocuments",
          .help = "Emits every document, not only the first."),
    PARAM(struct from_args, no_enumerate, .name = "NoEnumerate",
          .help = "Emits a list as one object."),
    PARAM(struct from_args, depth, .name = "Depth", PARAM_RANGE(1, 1000),
          .help = "How deep collections may nest. The default is 100."),
};
static const struct example from_examples[] = {
    { .code = "(\"vm:`n  name: web1`n  cpus: 2\" | ConvertFrom-Yaml).vm.cpus",
      .remarks = "Reads a mapping.",
      .output = "2" },
    { .code = "Get-Content runbook.yaml -Raw | ConvertFrom-Yaml -AllDocuments",
      .remarks = "All documents of a file." },
};
struct to_args {
    struct value input_object;
    struct opt_int depth;
    bool as_array;
};
static const struct param to_params[] = {
    PARAM(struct to_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct to_args, depth, .name = "Depth", PARAM_RANGE(1, 100),
          .help = "How many levels of collections and objects are written; what lies deeper "
                  "becomes text. The default is 10."),
    PARAM(struct to_args, as_array, .name = "AsArray",
          .help = "Writes a list also for a single object."),
};
static const struct example to_examples[] = {
    { .code = "[ordered]@{ name = 'web1'; disks = 'a', 'b' } | ConvertTo-Yaml",
      .remarks = "A mapping with a list.",
      .output = "name: web1\ndisks:\n  - a\n  - b" },
    { .code = "Get-VM | Select-Object Name, State | ConvertTo-Yaml | Set-Content vms.yaml",
      .remarks = "For other programs." },
};

/* ---- reading ---- */

struct from_state {
    struct strbuf text;
    bool any;
};

static enum status from_process(struct invocation *inv)
{
    struct from_state *st = STATE(inv, struct from_state);
    const struct str *s = ARGS(inv, struct from_args)->input_object;

    if (!s)
        return ST_OK;
    if (!st->any)
        st->text = (struct strbuf)STRBUF_INIT;
    else
        strbuf_addch(&st->text, '\n');
    st->any = true;
    strbuf_add(&st->text, s->data, s->len);
    return ST_OK;
}

static enum status from_end(struct invocation *inv)
{
    struct from_args *args = ARGS(inv, struct from_args);
    struct from_state *st = STATE(inv, struct from_state);
    struct yaml_options options = {
        .as_hashtable = args->as_hashtable,
        .max_depth = args->depth.set ? (int)args->depth.value : 0,
    };
    AUTO_VALUE documents = value_null();
    struct err *err = NULL;
    enum status rc = ST_OK;

    if (!st->any)
        return ST_OK;
    if (yaml_read(st->text.buf, st->text.len, &options, inv->session->shapes, &documents, &err))
        return cmdlet_throw_err(inv, &err);
    size_t n = documents.array->len;
    if (n > 1 && !args->all_documents) {
        rc = write_warning(inv, "Only the first of %zu documents is read; -AllDocuments reads all.",
                           n);
        n = 1;
    }
    for (size_t i = 0; i < n && rc == ST_OK; i++)
        rc = args->no_enumerate ? emit(inv, documents.array->items[i])
                                : emit_each(inv, documents.array->items[i]);
    return rc;
}

static void from_cleanup(struct invocation *inv)
{
    struct from_state *st = STATE(inv, struct from_state);

    if (st->any)
        strbuf_release(&st->text);
}

/* ---- writing ---- */

struct to_state {
    struct core_env env;
    struct array *items;
};

static enum status to_begin(struct invocation *inv)
{
    struct to_state *st = STATE(inv, struct to_state);

    core_env_init(&st->env, inv->session, inv);
    st->items = array_new(0);
    return ST_OK;
}

static enum status to_process(struct invocation *inv)
{
    if (has_input(inv))
        array_push(STATE(inv, struct to_state)->items, ARGS(inv, struct to_args)->input_object);
    return ST_OK;
}

static enum status to_end(struct invocation *inv)
{
    struct to_args *args = ARGS(inv, struct to_args);
    struct to_state *st = STATE(inv, struct to_state);
    int depth = args->depth.set ? (int)args->depth.value : 10;
    bool truncated = false;
    AUTO_STRBUF out = STRBUF_INIT;

    if (st->items->len == 0)
        return ST_OK;
    bool many = st->items->len > 1 || args->as_array;
    yaml_write(&st->env.env, many ? value_of_array(st->items) : st->items->items[0], depth, &out,
               &truncated);
    if (st->env.pending != ST_OK)
        return st->env.pending;
    if (truncated) {
        enum status rc = write_warning(
            inv, "Resulting YAML is truncated as serialization has exceeded the set depth of %d.",
            depth);
        if (rc != ST_OK)
            return rc;
    }
    return emit_take(inv, value_string_take(&out));
}

static void to_cleanup(struct invocation *inv)
{
    struct to_state *st = STATE(inv, struct to_state);

    if (st->items)
        value_unref(value_of_array(st->items));
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ConvertFrom",
        .noun = "Yaml",
        .synopsis = "Reads YAML into objects.",
        .params = from_params,
        .nparams = ARRAY_SIZE(from_params),
        .output = "System.Management.Automation.PSCustomObject",
        .module = "hvsh",
        .args_size = sizeof(struct from_args),
        .state_size = sizeof(struct from_state),
        .process = from_process,
        .end = from_end,
        .cleanup = from_cleanup,
        .examples = from_examples,
        .nexamples = ARRAY_SIZE(from_examples),
    },
    {
        .verb = "ConvertTo",
        .noun = "Yaml",
        .synopsis = "Writes objects as YAML.",
        .params = to_params,
        .nparams = ARRAY_SIZE(to_params),
        .output = "System.String",
        .module = "hvsh",
        .args_size = sizeof(struct to_args),
        .state_size = sizeof(struct to_state),
        .begin = to_begin,
        .process = to_process,
        .end = to_end,
        .cleanup = to_cleanup,
        .examples = to_examples,
        .nexamples = ARRAY_SIZE(to_examples),
    },
};
const struct cmdlet_group yaml_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
