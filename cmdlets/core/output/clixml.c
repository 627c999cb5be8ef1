#include "cmdlets/core/core.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "shell/format/clixml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/types/hash.h"
#include "shell/runtime/session.h"

#define HELP_PATH "The file, as a path."
#define HELP_INPUT "The objects to work on; they usually come through the pipeline."

struct export_args {
    struct opt_int depth;
    struct str *path;
    struct str *literal_path;
    struct value input_object;
    bool force;
    bool no_clobber;
    struct value encoding;
};
static const struct param export_params[] = {
    PARAM(struct export_args, depth, .name = "Depth", PARAM_RANGE(1, INT32_MAX),
          .help = "How many levels of objects inside objects are written."),
    PARAM(struct export_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .help = HELP_PATH),
    PARAM(struct export_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .mandatory = true, .aliases = "PSPath,LP", .help = HELP_PATH),
    PARAM(struct export_args, input_object, .name = "InputObject", .mandatory = true,
          .from_pipeline = true, .type_name = "PSObject", .allow_null = true, .help = HELP_INPUT),
    PARAM(struct export_args, force, .name = "Force", .help = "Overwrites a read-only file."),
    PARAM(struct export_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Refuses to overwrite an existing file."),
    PARAM(struct export_args, encoding, .name = "Encoding", .type_name = "System.Text.Encoding",
          .help = "The text encoding: utf8NoBOM (the default), utf8BOM, ascii, unicode …"),
};
static const struct example export_examples[] = {
    { .code = "Get-VM | Export-Clixml vms.xml", .remarks = "Keeps objects in a file." },
};
struct import_args {
    struct str_list path;
    struct str_list literal_path;
    bool include_total_count;
    struct opt_int skip;
    struct opt_int first;
};
static const struct param import_params[] = {
    PARAM(struct import_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .help = HELP_PATH),
    PARAM(struct import_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath,LP", .help = HELP_PATH),
    PARAM(struct import_args, include_total_count, .name = "IncludeTotalCount",
          .help = "Says first that the number of objects is not known."),
    PARAM(struct import_args, skip, .name = "Skip", .type = &type_uint64,
          .help = "Leaves out this many objects."),
    PARAM(struct import_args, first, .name = "First", .type = &type_uint64,
          .help = "Only this many objects."),
};
static const struct example import_examples[] = {
    { .code = "Import-Clixml vms.xml | Where-Object State -eq 'Running'",
      .remarks = "The objects as they were when they were written." },
};
struct to_args {
    struct value input_object;
    struct opt_int depth;
};
static const struct param to_params[] = {
    PARAM(struct to_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "PSObject", .allow_null = true, .help = HELP_INPUT),
    PARAM(struct to_args, depth, .name = "Depth", PARAM_RANGE(1, INT32_MAX),
          .help = "How many levels of objects inside objects are written."),
};
static const struct example to_examples[] = {
    { .code = "Get-VM web1 | ConvertTo-CliXml", .remarks = "The machine's properties as text." },
};
struct from_args {
    struct str *input_object;
};
static const struct param from_params[] = {
    PARAM(struct from_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The text."),
};
static const struct example from_examples[] = {
    { .code = "(1, 2 | ConvertTo-CliXml | ConvertFrom-CliXml).Count",
      .remarks = "There and back again.",
      .output = "2" },
};

/* ---- writing ---- */

struct out_state {
    struct array *items;
    char *path; /* NULL: -WhatIf */
    enum text_encoding encoding;
};

static enum status collect(struct invocation *inv, struct value v)
{
    struct out_state *st = STATE(inv, struct out_state);

    if (!st->items)
        st->items = array_new(0);
    if (has_input(inv))
        array_push(st->items, v);
    return ST_OK;
}

static void out_cleanup(struct invocation *inv)
{
    struct out_state *st = STATE(inv, struct out_state);

    if (st->items)
        value_unref(value_of_array(st->items));
    free(st->path);
}

static enum status written(struct invocation *inv, struct opt_int depth, struct strbuf *out)
{
    struct out_state *st = STATE(inv, struct out_state);
    struct core_env env;

    core_env_init(&env, inv->session, inv);
    clixml_write(&env.env, st->items ? st->items->items : NULL, st->items ? st->items->len : 0,
                 depth.set ? (int)depth.value : 2, out);
    return env.pending;
}

static enum status export_begin(struct invocation *inv)
{
    struct export_args *args = ARGS(inv, struct export_args);
    struct out_state *st = STATE(inv, struct out_state);
    struct path_list files = { VEC_INIT };
    bool yes = true;

    enum status encoded = encoding_argument(inv, args->encoding, &st->encoding);
    if (encoded != ST_OK)
        return encoded;
    const struct str *name = args->path ? args->path : args->literal_path;
    enum status rc = path_must_be_file(inv, name->data);
    if (rc != ST_OK)
        return rc;
    path_expand(inv->session, name->data, true, false, &files);
    AUTO_FREE char *path = xstrdup(files.paths.len ? files.paths.items[0] : name->data);
    path_list_release(&files);
    rc = should_process(inv, path, NULL, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (args->no_clobber && access(path, F_OK) == 0) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "The file '%s' already exists.", path);
        return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                       .id = "NoClobber",
                                                       .category = EC_RESOURCE_EXISTS,
                                                       .exception = "System.IO.IOException" });
    }
    st->path = STEAL(path);
    return ST_OK;
}

static enum status export_process(struct invocation *inv)
{
    return collect(inv, ARGS(inv, struct export_args)->input_object);
}

static enum status export_end(struct invocation *inv)
{
    struct export_args *args = ARGS(inv, struct export_args);
    struct out_state *st = STATE(inv, struct out_state);
    AUTO_STRBUF out = STRBUF_INIT;
    struct text_writer w;
    struct err *err = NULL;

    if (!st->path)
        return ST_OK;
    enum status rc = written(inv, args->depth, &out);
    if (rc != ST_OK)
        return rc;
    if (text_writer_open(&w, st->path, st->encoding, args->force ? TEXT_FORCE : 0, &err))
        return file_open_failed(inv, st->path, false, &err);
    int failed = text_writer_add(&w, out.buf, out.len, &err);
    if (text_writer_close(&w, failed ? NULL : &err) || failed)
        return cmdlet_throw_err(inv, &err);
    return ST_OK;
}

static enum status to_process(struct invocation *inv)
{
    return collect(inv, ARGS(inv, struct to_args)->input_object);
}

static enum status to_end(struct invocation *inv)
{
    AUTO_STRBUF out = STRBUF_INIT;
    enum status rc = written(inv, ARGS(inv, struct to_args)->depth, &out);

    return rc != ST_OK ? rc : emit_take(inv, value_string_take(&out));
}

/* ---- reading ---- */

struct page {
    uint64_t skip, first;
};

static enum status put(struct invocation *inv, struct value v, struct page *page)
{
    if (page->skip) {
        page->skip--;
        return ST_OK;
    }
    if (!page->first)
        return ST_OK;
    page->first--;
    return emit(inv, v);
}

/* With -Skip or -First collections count by their items. */
static enum status put_paged(struct invocation *inv, struct value v, struct page *page)
{
    enum status rc = ST_OK;

    if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len && rc == ST_OK; i++)
            rc = put(inv, v.array->items[i], page);
        return rc;
    }
    if (v.kind != V_HASH)
        return put(inv, v, page);
    struct hash_entry *e;
    for (size_t i = 0; rc == ST_OK && (e = hash_next(v.hash, &i));) {
        AUTO_VALUE pair = dictionary_entry(e->key, e->value);
        rc = put(inv, pair, page);
    }
    return rc;
}

static enum status import_file(struct invocation *inv, const char *path)
{
    struct import_args *args = ARGS(inv, struct import_args);
    struct page page = { args->skip.set ? (uint64_t)args->skip.value : 0,
                         args->first.set ? (uint64_t)args->first.value : UINT64_MAX };
    struct err *err = NULL;
    struct str *text;
    AUTO_VALUE all = value_null();

    if (access(path, F_OK) != 0) {
        AUTO_VALUE target = value_string(path);
        AUTO_STRBUF message = STRBUF_INIT;
        strbuf_addf(&message, "Could not find file '%s'.", path);
        return cmdlet_throw(inv,
                            &(struct error_spec){ .message = message.buf,
                                                  .id = "FileOpenFailure",
                                                  .category = EC_OPEN_ERROR,
                                                  .exception = "System.IO.FileNotFoundException",
                                                  .target = target });
    }
    if (file_read_text(path, TEXT_UTF8, &text, &err))
        return cmdlet_throw_err(inv, &err);
    AUTO_VALUE owner = value_of_str(text);
    if (clixml_read(text->data, text->len, inv->session->shapes, &all, &err))
        return cmdlet_throw_err(inv, &err);
    enum status rc = ST_OK;
    if (args->include_total_count)
        rc = emit_take(inv, value_string("Unknown total count"));
    for (size_t i = 0; i < all.array->len && rc == ST_OK; i++)
        rc = args->skip.set || args->first.set ? put_paged(inv, all.array->items[i], &page)
                                               : emit(inv, all.array->items[i]);
    return rc;
}

static enum status import_process(struct invocation *inv)
{
    struct import_args *args = ARGS(inv, struct import_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    struct path_list files = { VEC_INIT };
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        rc = path_must_be_file(inv, paths->items[i]->data);
        path_expand(inv->session, paths->items[i]->data, literal, false, &files);
    }
    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++)
        rc = import_file(inv, files.paths.items[i]);
    path_list_release(&files);
    return rc;
}

static enum status from_process(struct invocation *inv)
{
    struct str *s = ARGS(inv, struct from_args)->input_object;
    AUTO_VALUE all = value_null();
    struct err *err = NULL;

    if (!s)
        return ST_OK;
    if (clixml_read(s->data, s->len, inv->session->shapes, &all, &err))
        return cmdlet_throw_err(inv, &err);
    return all.array->len == 1 ? emit(inv, all.array->items[0]) : emit(inv, all);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Export",
        .noun = "Clixml",
        .synopsis = "Writes objects to a file, from which they can be read back.",
        .params = export_params,
        .nparams = ARRAY_SIZE(export_params),
        .default_set = "ByPath",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct export_args),
        .state_size = sizeof(struct out_state),
        .begin = export_begin,
        .process = export_process,
        .end = export_end,
        .cleanup = out_cleanup,
        .examples = export_examples,
        .nexamples = ARRAY_SIZE(export_examples),
    },
    {
        .verb = "Import",
        .noun = "Clixml",
        .synopsis = "Reads objects back that Export-Clixml wrote.",
        .params = import_params,
        .nparams = ARRAY_SIZE(import_params),
        .default_set = "ByPath",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct import_args),
        .process = import_process,
        .examples = import_examples,
        .nexamples = ARRAY_SIZE(import_examples),
    },
    {
        .verb = "ConvertTo",
        .noun = "CliXml",
        .synopsis = "Writes objects as Clixml text.",
        .params = to_params,
        .nparams = ARRAY_SIZE(to_params),
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct to_args),
        .state_size = sizeof(struct out_state),
        .process = to_process,
        .end = to_end,
        .cleanup = out_cleanup,
        .examples = to_examples,
        .nexamples = ARRAY_SIZE(to_examples),
    },
    {
        .verb = "ConvertFrom",
        .noun = "CliXml",
        .synopsis = "Reads Clixml text back into objects.",
        .params = from_params,
        .nparams = ARRAY_SIZE(from_params),
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct from_args),
        .process = from_process,
        .examples = from_examples,
        .nexamples = ARRAY_SIZE(from_examples),
    },
};
const struct cmdlet_group cmdlets_clixml = { cmdlets, ARRAY_SIZE(cmdlets) };
