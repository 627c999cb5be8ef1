#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/output/csv_delimiter.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/format/csv.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/slot_cache.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/session.h"

struct to_csv_args {
    struct value input_object;
    struct value delimiter;
    bool include_type_information;
    bool no_type_information;
    struct str_list quote_fields;
    struct opt_enum use_quotes;
    bool no_header;
    bool use_culture;
};
static const struct param to_csv_params[] = {
    PARAM(struct to_csv_args, input_object, .name = "InputObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type_name = "PSObject", .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct to_csv_args, delimiter, .name = "Delimiter", .not_null = true, .sets = "Delimiter",
          .position = 2, .type = &type_char, .help = "The character between fields."),
    PARAM(struct to_csv_args, include_type_information, .name = "IncludeTypeInformation",
          .aliases = "ITI", .help = "Begins with a #TYPE line that names the type."),
    PARAM(struct to_csv_args, no_type_information, .name = "NoTypeInformation", .aliases = "NTI",
          .help = "Leaves out the #TYPE line. This is the default."),
    PARAM(struct to_csv_args, quote_fields, .name = "QuoteFields", .aliases = "QF",
          .help = "The names of the fields to quote."),
    PARAM(struct to_csv_args, use_quotes, .name = "UseQuotes", .enum_info = &enum_quote_kind,
          .aliases = "UQ", .help = "When fields are quoted: Always, AsNeeded or Never."),
    PARAM(struct to_csv_args, no_header, .name = "NoHeader",
          .help = "Leaves out the line of names."),
    PARAM(struct to_csv_args, use_culture, .name = "UseCulture", .sets = "UseCulture",
          .help = "Uses the list separator of the culture."),
};
static const struct example to_csv_examples[] = {
    { .code = "[pscustomobject]@{ a = 1; b = 'x' } | ConvertTo-Csv",
      .remarks = "A line of names and a line of values.",
      .output = "\"a\",\"b\"\n\"1\",\"x\"" },
};
struct export_csv_args {
    struct value input_object;
    struct str *path;
    struct str *literal_path;
    bool force;
    bool no_clobber;
    struct value encoding;
    bool append;
    struct value delimiter;
    bool include_type_information;
    bool no_type_information;
    struct str_list quote_fields;
    struct opt_enum use_quotes;
    bool no_header;
    bool use_culture;
};
static const struct param export_csv_params[] = {
    PARAM(struct export_csv_args, input_object, .name = "InputObject", .mandatory = true,
          .from_pipeline = true, .from_property = true, .type_name = "PSObject", .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct export_csv_args, path, .name = "Path", .position = 1,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct export_csv_args, literal_path, .name = "LiteralPath", .aliases = "PSPath,LP",
          .help = "The items, as paths that are taken as they are written, without wildcards."),
    FORCE_PARAM(struct export_csv_args),
    PARAM(struct export_csv_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Refuses to overwrite an existing file."),
    ENCODING_PARAM(struct export_csv_args),
    PARAM(struct export_csv_args, append, .name = "Append", .help = "Adds to the end of the file."),
    PARAM(struct export_csv_args, delimiter, .name = "Delimiter", .not_null = true,
          .sets = "Delimiter", .position = 2, .type = &type_char,
          .help = "The character between fields."),
    PARAM(struct export_csv_args, include_type_information, .name = "IncludeTypeInformation",
          .aliases = "ITI", .help = "Begins with a #TYPE line that names the type."),
    PARAM(struct export_csv_args, no_type_information, .name = "NoTypeInformation",
          .aliases = "NTI", .help = "Leaves out the #TYPE line. This is the default."),
    PARAM(struct export_csv_args, quote_fields, .name = "QuoteFields", .aliases = "QF",
          .help = "The names of the fields to quote."),
    PARAM(struct export_csv_args, use_quotes, .name = "UseQuotes", .enum_info = &enum_quote_kind,
          .aliases = "UQ", .help = "When fields are quoted: Always, AsNeeded or Never."),
    PARAM(struct export_csv_args, no_header, .name = "NoHeader",
          .help = "Leaves out the line of names."),
    PARAM(struct export_csv_args, use_culture, .name = "UseCulture", .sets = "UseCulture",
          .help = "Uses the list separator of the culture."),
};
static const char *const export_csv_aliases[] = { "epcsv", NULL };
static const struct example export_csv_examples[] = {
    { .code = "Get-VM | Select-Object Name, State | Export-Csv vms.csv",
      .remarks = "For a spreadsheet." },
};

/* ---- writing ---- */

struct csv_style {
    char delimiter[8];
    enum csv_quotes quotes;
    const struct str_list *quote_fields;
    bool type_line, no_header;
};

struct column {
    char *name;
    size_t len;
    enum csv_quotes quotes;
    struct slot_cache cache;
};

struct csv_out {
    struct core_env env;
    struct csv_style style;
    VEC(struct column) columns; /* from the first object */
    struct strbuf line;
    struct text_writer file;
    bool ready, started;
    bool appending; /* to a file with a header of its own */
};

static enum status out_begin(struct invocation *inv, struct value delimiter, bool use_culture,
                             const struct str_list *quote_fields, struct opt_enum quotes,
                             bool type_line, bool no_header)
{
    struct csv_out *st = STATE(inv, struct csv_out);

    core_env_init(&st->env, inv->session, inv);
    st->line = (struct strbuf)STRBUF_INIT;
    st->ready = true;
    st->style = (struct csv_style){
        .quotes = quotes.set ? (enum csv_quotes)quotes.value : CSV_QUOTE_ALWAYS,
        .quote_fields = quote_fields,
        .type_line = type_line,
        .no_header = no_header,
    };
    if (quote_fields->len > 0 && quotes.set)
        return core_throw(inv, "CannotSpecifyQuoteFieldsAndUseQuotes", EC_INVALID_DATA,
                          value_null(),
                          "You must specify either the -UseQuotes or -QuoteFields parameters, but "
                          "not both.");
    if (csv_delimiter(st->style.delimiter, delimiter, use_culture))
        return core_throw(inv, "DelimiterNotValid", EC_INVALID_ARGUMENT, value_null(),
                          "The delimiter must be one character.");
    return ST_OK;
}

static void out_cleanup(struct csv_out *st)
{
    if (!st->ready)
        return;
    for (size_t i = 0; i < st->columns.len; i++) {
        free(st->columns.items[i].name);
        slot_cache_release(&st->columns.items[i].cache);
    }
    vec_release(&st->columns);
    strbuf_release(&st->line);
}

static enum csv_quotes quotes_for(const struct csv_style *style, const char *name)
{
    if (style->quote_fields->len == 0)
        return style->quotes;
    for (size_t i = 0; i < style->quote_fields->len; i++)
        if (text_caseeq(style->quote_fields->items[i]->data, name))
            return CSV_QUOTE_ALWAYS;
    return CSV_QUOTE_NEVER;
}

static void add_column(struct csv_out *st, const char *name, size_t len)
{
    char *copy = xstrndup(name, len);

    *vec_push(&st->columns) =
        (struct column){ .name = copy, .len = len, .quotes = quotes_for(&st->style, copy) };
}

static void plan_columns(struct csv_out *st, struct value v)
{
    if (v.kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(v.hash, &i));) {
            AUTO_VALUE key = value_to_string(e->key);
            add_column(st, key.str->data, key.str->len);
        }
    }
    struct member_iter it = format_members(&st->env.env, v);
    struct member_entry m;
    while (member_iter_next(&it, &m))
        if (v.kind != V_HASH || (m.ref.found == FOUND_SLOT && m.ref.kind == MEMBER_NOTE))
            add_column(st, m.name, m.len);
}

static void header_line(struct csv_out *st)
{
    for (size_t i = 0; i < st->columns.len; i++) {
        const struct column *c = &st->columns.items[i];
        if (i > 0)
            strbuf_adds(&st->line, st->style.delimiter);
        csv_write_field(c->name, c->len, st->style.delimiter, c->quotes, &st->line);
    }
}

/* The property of v in the column; owned. */
static struct value column_value(struct csv_out *st, struct column *c, struct value v)
{
    struct value value = value_null();
    int note = slot_cache_get(&c->cache, v, c->name, c->len);

    if (note >= 0 && v.object->slots[note].kind != V_NULL)
        return value_ref(v.object->slots[note]);
    format_get(&st->env.env, v, c->name, &value);
    return value;
}

static void value_line(struct csv_out *st, struct value v)
{
    const char *delimiter = st->style.delimiter;
    AUTO_STRBUF cell = STRBUF_INIT;

    for (size_t i = 0; i < st->columns.len; i++) {
        struct column *c = &st->columns.items[i];
        AUTO_VALUE value = column_value(st, c, v);
        if (i > 0)
            strbuf_adds(&st->line, delimiter);
        if (value.kind == V_NULL)
            continue;
        if (value.kind == V_STRING) {
            csv_write_field(value.str->data, value.str->len, delimiter, c->quotes, &st->line);
            continue;
        }
        strbuf_reset(&cell);
        if (value.kind == V_ARRAY)
            strbuf_adds(&cell, value_type_of(value)->name);
        else
            value_method_string(value, &cell);
        csv_write_field(cell.buf, cell.len, delimiter, c->quotes, &st->line);
    }
}

static void type_line(struct csv_out *st, struct value v)
{
    const char *const *names = value_type_names(v);
    const char *name = names ? names[0] : value_type_of(v)->name;

    /* rows that were read from a file carry its type behind "CSV:" */
    strbuf_addf(&st->line, "#TYPE %s", text_casestarts(name, "CSV:") ? name + 4 : name);
}

static enum status to_csv_begin(struct invocation *inv)
{
    struct to_csv_args *args = ARGS(inv, struct to_csv_args);

    return out_begin(inv, args->delimiter, args->use_culture, &args->quote_fields, args->use_quotes,
                     args->include_type_information, args->no_header);
}

static enum status emit_line(struct invocation *inv)
{
    struct csv_out *st = STATE(inv, struct csv_out);
    struct value line = value_string_len(st->line.buf, st->line.len);

    strbuf_reset(&st->line);
    return emit_take(inv, line);
}

static enum status to_csv_process(struct invocation *inv)
{
    struct csv_out *st = STATE(inv, struct csv_out);
    struct value v = ARGS(inv, struct to_csv_args)->input_object;
    enum status rc = ST_OK;

    if (!has_input(inv) || v.kind == V_NULL)
        return ST_OK;
    if (!st->started) {
        st->started = true;
        plan_columns(st, v);
        if (st->style.type_line) {
            type_line(st, v);
            rc = emit_line(inv);
        }
        if (rc == ST_OK && !st->style.no_header) {
            header_line(st);
            rc = emit_line(inv);
        }
        if (rc != ST_OK)
            return rc;
    }
    value_line(st, v);
    return st->env.pending != ST_OK ? st->env.pending : emit_line(inv);
}

static void to_csv_cleanup(struct invocation *inv)
{
    out_cleanup(STATE(inv, struct csv_out));
}

/* ---- Export-Csv ---- */

static int take_names(void *data, const struct csv_reader *r)
{
    struct csv_out *st = data;

    for (size_t i = 0; i < r->fields.len; i++)
        add_column(st, r->text.buf + r->fields.items[i].start, r->fields.items[i].len);
    return 1;
}

/* With -Append the columns are those of the file. */
static int read_columns(struct csv_out *st, const char *path, struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    struct csv_reader r;
    const char *p;

    if (access(path, F_OK) != 0)
        return 0;
    if (file_read_all(path, &bytes, err))
        return -1;
    text_decode(TEXT_UTF8, bytes.buf, bytes.len, &text);
    p = text.buf;
    if (strncmp(p, "#TYPE", 5) == 0) {
        p += strcspn(p, "\n");
        p += *p == '\n';
    }
    csv_reader_init(&r, st->style.delimiter[0], take_names, st);
    if (csv_reader_feed(&r, p, strlen(p)) == 0)
        csv_reader_end(&r);
    csv_reader_release(&r);
    st->appending = st->columns.len > 0;
    return 0;
}

static enum status export_csv_begin(struct invocation *inv)
{
    struct export_csv_args *args = ARGS(inv, struct export_csv_args);
    struct csv_out *st = STATE(inv, struct csv_out);
    struct str *name = args->path ? args->path : args->literal_path;
    enum text_encoding encoding;
    struct err *err = NULL;
    bool yes = true;

    st->file.fd = -1;
    enum status rc = out_begin(inv, args->delimiter, args->use_culture, &args->quote_fields,
                               args->use_quotes, args->include_type_information, args->no_header);
    if (rc != ST_OK)
        return rc;
    if (args->append && args->no_header)
        return core_throw(inv, "CannotSpecifyBothAppendAndNoHeader", EC_INVALID_DATA, value_null(),
                          "You must specify either the -Append or -NoHeader parameters, but not "
                          "both.");
    if (!name)
        return core_throw(inv, "CannotSpecifyPathAndLiteralPath", EC_INVALID_DATA, value_null(),
                          "You must specify either the -Path or -LiteralPath parameters, but not "
                          "both.");
    AUTO_FREE char *path = path_absolute(inv->session, name->data);
    rc = path_must_be_file(inv, name->data);
    if (rc != ST_OK)
        return rc;
    enum status encoded = encoding_argument(inv, args->encoding, &encoding);
    if (encoded != ST_OK)
        return encoded;
    rc = should_process(inv, path, "Export-Csv", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (args->append && read_columns(st, path, &err))
        return cmdlet_throw_err(inv, &err);
    unsigned flags = (args->append ? TEXT_APPEND : 0) | (args->no_clobber ? TEXT_NO_CLOBBER : 0) |
                     (args->force ? TEXT_FORCE : 0);
    if (text_writer_open(&st->file, path, encoding, flags, &err))
        return file_open_failed(inv, path, args->no_clobber, &err);
    return ST_OK;
}

static int put_line(struct csv_out *st, struct err **err)
{
    strbuf_addch(&st->line, '\n');
    int rc = text_writer_add(&st->file, st->line.buf, st->line.len, err);
    strbuf_reset(&st->line);
    return rc;
}

/* The name of a column that v lacks, or NULL. */
static const char *missing_column(const struct csv_out *st, struct value v)
{
    for (size_t i = 0; i < st->columns.len; i++) {
        const struct column *c = &st->columns.items[i];
        if (member_find(v, c->name, c->len).found == FOUND_NONE)
            return c->name;
    }
    return NULL;
}

static enum status export_csv_process(struct invocation *inv)
{
    struct export_csv_args *args = ARGS(inv, struct export_csv_args);
    struct csv_out *st = STATE(inv, struct csv_out);
    struct value v = args->input_object;
    struct err *err = NULL;

    if (!has_input(inv) || v.kind == V_NULL || st->file.fd < 0)
        return ST_OK;
    if (!st->started && st->appending && !args->force) {
        const char *lacks = missing_column(st, v);
        if (lacks)
            return core_throw(inv, "CannotAppendCsvWithMismatchedPropertyNames", EC_INVALID_DATA, v,
                              "Cannot append CSV content to the following file: %s. The appended "
                              "object does not have a property that corresponds to the following "
                              "column: %s. To continue with mismatched properties, add the -Force "
                              "parameter, and then retry the command.",
                              st->file.path, lacks);
    }
    if (!st->started && !st->appending) {
        plan_columns(st, v);
        if (st->style.type_line) {
            type_line(st, v);
            if (put_line(st, &err))
                return cmdlet_throw_err(inv, &err);
        }
        if (!st->style.no_header) {
            header_line(st);
            if (put_line(st, &err))
                return cmdlet_throw_err(inv, &err);
        }
    }
    st->started = true;
    value_line(st, v);
    if (st->env.pending != ST_OK)
        return st->env.pending;
    return put_line(st, &err) ? cmdlet_throw_err(inv, &err) : ST_OK;
}

static enum status export_csv_end(struct invocation *inv)
{
    struct csv_out *st = STATE(inv, struct csv_out);
    struct err *err = NULL;

    if (st->file.fd < 0)
        return ST_OK;
    return text_writer_close(&st->file, &err) ? cmdlet_throw_err(inv, &err) : ST_OK;
}

static void export_csv_cleanup(struct invocation *inv)
{
    struct csv_out *st = STATE(inv, struct csv_out);

    out_cleanup(st);
    if (st->ready)
        text_writer_close(&st->file, NULL);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ConvertTo",
        .noun = "Csv",
        .synopsis = "Writes the properties of objects as lines of comma-separated values.",
        .params = to_csv_params,
        .nparams = ARRAY_SIZE(to_csv_params),
        .default_set = "Delimiter",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct to_csv_args),
        .state_size = sizeof(struct csv_out),
        .begin = to_csv_begin,
        .process = to_csv_process,
        .cleanup = to_csv_cleanup,
        .examples = to_csv_examples,
        .nexamples = ARRAY_SIZE(to_csv_examples),
    },
    {
        .verb = "Export",
        .noun = "Csv",
        .aliases = export_csv_aliases,
        .synopsis = "Writes the properties of objects to a file of comma-separated values.",
        .params = export_csv_params,
        .nparams = ARRAY_SIZE(export_csv_params),
        .default_set = "Delimiter",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct export_csv_args),
        .state_size = sizeof(struct csv_out),
        .begin = export_csv_begin,
        .process = export_csv_process,
        .end = export_csv_end,
        .cleanup = export_csv_cleanup,
        .examples = export_csv_examples,
        .nexamples = ARRAY_SIZE(export_csv_examples),
    },
};
const struct cmdlet_group cmdlets_csv_out = { cmdlets, ARRAY_SIZE(cmdlets) };
