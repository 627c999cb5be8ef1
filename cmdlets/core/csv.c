#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/fs_path.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/text_file.h"

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
    PARAM(struct to_csv_args, delimiter, .name = "Delimiter", .sets = "Delimiter", .position = 2,
          .type = &type_char, .help = "The character between fields."),
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
          .help = "Uses the list separator of the culture, a comma."),
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
    struct str *encoding;
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
    PARAM(struct export_csv_args, force, .name = "Force",
          .help = "Acts also on hidden or read-only items, and overwrites what is in the way."),
    PARAM(struct export_csv_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Refuses to overwrite an existing file."),
    PARAM(struct export_csv_args, encoding, .name = "Encoding", .type_name = "Encoding",
          .help = "The text encoding: utf8 (the default), utf8BOM, utf8NoBOM, ascii, unicode, "
                  "bigendianunicode, utf32, latin1, oem, ansi."),
    PARAM(struct export_csv_args, append, .name = "Append", .help = "Adds to the end of the file."),
    PARAM(struct export_csv_args, delimiter, .name = "Delimiter", .sets = "Delimiter",
          .position = 2, .type = &type_char, .help = "The character between fields."),
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
          .help = "Uses the list separator of the culture, a comma."),
};
static const char *const export_csv_aliases[] = { "epcsv", NULL };
static const struct example export_csv_examples[] = {
    { .code = "Get-VM | Select-Object Name, State | Export-Csv vms.csv",
      .remarks = "For a spreadsheet." },
};
struct from_csv_args {
    struct value delimiter;
    struct value_list input_object;
    struct str_list header;
    bool use_culture;
};
static const struct param from_csv_params[] = {
    PARAM(struct from_csv_args, delimiter, .name = "Delimiter", .sets = "Delimiter", .position = 2,
          .type = &type_char, .help = "The character between fields."),
    PARAM(struct from_csv_args, input_object, .name = "InputObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type_name = "PSObject",
          .allow_null = true, .allow_empty = true, .help = "The lines."),
    PARAM(struct from_csv_args, header, .name = "Header",
          .help = "The names of the columns; the first line is then data."),
    PARAM(struct from_csv_args, use_culture, .name = "UseCulture", .sets = "UseCulture",
          .mandatory = true, .help = "Uses the list separator of the culture, a comma."),
};
static const struct example from_csv_examples[] = {
    { .code = "('a,b', '1,x' | ConvertFrom-Csv).b",
      .remarks = "One field of the only row.",
      .output = "x" },
};
struct import_csv_args {
    struct value delimiter;
    struct str_list path;
    struct str_list header;
    struct str *encoding;
    struct str_list literal_path;
    bool use_culture;
};
static const struct param import_csv_params[] = {
    PARAM(struct import_csv_args, delimiter, .name = "Delimiter",
          .sets = "DelimiterPath,DelimiterLiteralPath", .position = 2, .type = &type_char,
          .help = "The character between fields."),
    PARAM(struct import_csv_args, path, .name = "Path", .sets = "DelimiterPath,CulturePath",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct import_csv_args, header, .name = "Header",
          .help = "The names of the columns; the first line is then data."),
    PARAM(struct import_csv_args, encoding, .name = "Encoding", .type_name = "Encoding",
          .help = "The text encoding: utf8 (the default), utf8BOM, utf8NoBOM, ascii, unicode, "
                  "bigendianunicode, utf32, latin1, oem, ansi."),
    PARAM(struct import_csv_args, literal_path, .name = "LiteralPath",
          .sets = "DelimiterLiteralPath,CultureLiteralPath", .mandatory = true,
          .from_property = true, .aliases = "PSPath,LP",
          .help = "The items, as paths that are taken as they are written, without wildcards."),
    PARAM(struct import_csv_args, use_culture, .name = "UseCulture",
          .sets = "CulturePath,CultureLiteralPath", .mandatory = true,
          .help = "Uses the list separator of the culture, a comma."),
};
static const char *const import_csv_aliases[] = { "ipcsv", NULL };
static const struct example import_csv_examples[] = {
    { .code = "Import-Csv vms.csv | Where-Object State -eq Running",
      .remarks = "Filters the rows of a file." },
};

/* ---- writing ---- */

struct csv_style {
    char delimiter[8];
    enum csv_quotes quotes;
    const struct str_list *quote_fields;
    bool type_line, no_header;
};

struct csv_out {
    struct core_env env;
    struct csv_style style;
    VEC(char *) names; /* the columns, from the first object */
    struct strbuf line;
    struct text_writer file;
    bool ready, started;
    bool appending; /* to a file with a header of its own */
};

static int set_delimiter(char out[8], struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (v.kind == V_NULL) {
        memcpy(out, ",", 2);
        return 0;
    }
    value_to_strbuf(v, &text);
    if (text.len == 0 || text.len > 4)
        return -1;
    memcpy(out, text.buf, text.len + 1);
    return 0;
}

static enum status out_begin(struct invocation *inv, struct value delimiter,
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
    if (set_delimiter(st->style.delimiter, delimiter))
        return core_throw(inv, "DelimiterNotValid", EC_INVALID_ARGUMENT, value_null(),
                          "The delimiter must be one character.");
    return ST_OK;
}

static void out_cleanup(struct csv_out *st)
{
    if (!st->ready)
        return;
    for (size_t i = 0; i < st->names.len; i++)
        free(st->names.items[i]);
    vec_release(&st->names);
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

static void plan_columns(struct csv_out *st, struct value v)
{
    if (v.kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(v.hash, &i));) {
            AUTO_VALUE key = value_to_string(e->key);
            *vec_push(&st->names) = xstrndup(key.str->data, key.str->len);
        }
        return;
    }
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;
    while (member_iter_next(&it, &m))
        *vec_push(&st->names) = xstrndup(m.name, m.len);
}

static void header_line(struct csv_out *st)
{
    for (size_t i = 0; i < st->names.len; i++) {
        const char *name = st->names.items[i];
        if (i > 0)
            strbuf_adds(&st->line, st->style.delimiter);
        csv_write_field(name, strlen(name), st->style.delimiter, quotes_for(&st->style, name),
                        &st->line);
    }
}

static void value_line(struct csv_out *st, struct value v)
{
    AUTO_STRBUF cell = STRBUF_INIT;

    for (size_t i = 0; i < st->names.len; i++) {
        const char *name = st->names.items[i];
        AUTO_VALUE value = value_null();
        if (i > 0)
            strbuf_adds(&st->line, st->style.delimiter);
        format_get(&st->env.env, v, name, &value);
        if (value.kind == V_NULL)
            continue;
        strbuf_reset(&cell);
        if (value.kind == V_ARRAY)
            strbuf_adds(&cell, value_type_of(value)->name);
        else
            value_to_strbuf(value, &cell);
        csv_write_field(cell.buf, cell.len, st->style.delimiter, quotes_for(&st->style, name),
                        &st->line);
    }
}

static void type_line(struct csv_out *st, struct value v)
{
    const struct type_info *t = value_type_of(v);

    strbuf_addf(&st->line, "#TYPE %s", t->name);
}

static enum status to_csv_begin(struct invocation *inv)
{
    struct to_csv_args *args = ARGS(inv, struct to_csv_args);

    return out_begin(inv, args->delimiter, &args->quote_fields, args->use_quotes,
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
        *vec_push(&st->names) =
            xstrndup(r->text.buf + r->fields.items[i].start, r->fields.items[i].len);
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
    st->appending = st->names.len > 0;
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
    enum status rc = out_begin(inv, args->delimiter, &args->quote_fields, args->use_quotes,
                               args->include_type_information, args->no_header);
    if (rc != ST_OK)
        return rc;
    if (!name)
        return core_throw(inv, "CannotSpecifyPathAndLiteralPath", EC_INVALID_DATA, value_null(),
                          "You must specify either the -Path or -LiteralPath parameters, but not "
                          "both.");
    AUTO_FREE char *path = path_absolute(name->data);
    if (text_encoding_parse(args->encoding, &encoding, &err))
        return cmdlet_throw_err(inv, &err);
    rc = should_process(inv, path, "Export-Csv", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (args->append && read_columns(st, path, &err))
        return cmdlet_throw_err(inv, &err);
    unsigned flags = (args->append ? TEXT_APPEND : 0) | (args->no_clobber ? TEXT_NO_CLOBBER : 0) |
                     (args->force ? TEXT_FORCE : 0);
    if (text_writer_open(&st->file, path, encoding, flags, &err)) {
        err_type(&err, err->exception, args->no_clobber ? "NoClobber" : "FileOpenFailure");
        return cmdlet_throw_err(inv, &err);
    }
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
    for (size_t i = 0; i < st->names.len; i++) {
        const char *n = st->names.items[i];
        if (member_find(v, n, strlen(n)).found == FOUND_NONE)
            return n;
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

/* ---- reading ---- */

struct csv_in {
    struct invocation *inv;
    struct csv_reader reader;
    struct shape *shape; /* borrowed from the session: the rows' */
    size_t columns;
    enum status status;
    bool ready, first_line, warned;
};

static enum status make_columns(struct csv_in *st, const char *const *names, const size_t *lens,
                                size_t n)
{
    struct shape *shape = shapes_root(st->inv->session->shapes);

    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE made = value_null();
        if (lens[i] == 0) {
            made = value_stringf("H%zu", i + 1);
            if (!st->warned) {
                st->warned = true;
                enum status rc =
                    write_warning(st->inv, "One or more headers were not specified. Default names "
                                           "starting with \"H\" have been used in place of any "
                                           "missing headers.");
                if (rc != ST_OK)
                    return rc;
            }
        } else {
            made = value_string_len(names[i], lens[i]);
        }
        if (shape_find(shape, made.str->data, made.str->len) >= 0)
            return core_throw(st->inv, "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                              EC_INVALID_OPERATION, value_null(),
                              "The member \"%s\" is already present.", made.str->data);
        shape = shape_add(shape, made.str, MEMBER_NOTE);
    }
    st->shape = shape;
    st->columns = n;
    return ST_OK;
}

static enum status header_columns(struct csv_in *st, const struct str_list *header)
{
    AUTO_FREE const char **names = xcalloc(header->len, sizeof(*names));
    AUTO_FREE size_t *lens = xcalloc(header->len, sizeof(*lens));

    for (size_t i = 0; i < header->len; i++) {
        names[i] = header->items[i]->data;
        lens[i] = header->items[i]->len;
    }
    return make_columns(st, names, lens, header->len);
}

static enum status first_row(struct csv_in *st, const struct csv_reader *r)
{
    AUTO_FREE const char **names = xcalloc(r->fields.len, sizeof(*names));
    AUTO_FREE size_t *lens = xcalloc(r->fields.len, sizeof(*lens));

    for (size_t i = 0; i < r->fields.len; i++) {
        names[i] = r->text.buf + r->fields.items[i].start;
        lens[i] = r->fields.items[i].len;
    }
    return make_columns(st, names, lens, r->fields.len);
}

static int on_row(void *data, const struct csv_reader *r)
{
    struct csv_in *st = data;

    if (!st->shape) {
        st->status = first_row(st, r);
        return st->status != ST_OK;
    }
    struct object *o = object_new_shaped(st->shape);
    size_t n = r->fields.len < st->columns ? r->fields.len : st->columns;
    for (size_t i = 0; i < n; i++)
        o->slots[i] =
            value_string_len(r->text.buf + r->fields.items[i].start, r->fields.items[i].len);
    st->status = emit_take(st->inv, value_of_object(o));
    return st->status != ST_OK;
}

static enum status in_begin(struct invocation *inv, struct value delimiter,
                            const struct str_list *header)
{
    struct csv_in *st = STATE(inv, struct csv_in);
    char text[8];

    if (set_delimiter(text, delimiter) || text[1] != '\0')
        return core_throw(inv, "DelimiterNotValid", EC_INVALID_ARGUMENT, value_null(),
                          "The delimiter must be one ASCII character.");
    st->inv = inv;
    csv_reader_init(&st->reader, text[0], on_row, st);
    st->ready = true;
    st->first_line = true;
    return header->len > 0 ? header_columns(st, header) : ST_OK;
}

static enum status feed(struct csv_in *st, const char *s, size_t len)
{
    return csv_reader_feed(&st->reader, s, len) ? st->status : ST_OK;
}

static enum status from_csv_begin(struct invocation *inv)
{
    struct from_csv_args *args = ARGS(inv, struct from_csv_args);

    return in_begin(inv, args->delimiter, &args->header);
}

static enum status from_csv_process(struct invocation *inv)
{
    struct from_csv_args *args = ARGS(inv, struct from_csv_args);
    struct csv_in *st = STATE(inv, struct csv_in);

    for (size_t i = 0; i < args->input_object.len; i++) {
        AUTO_VALUE text = value_to_string(args->input_object.items[i]);
        bool type_line = st->first_line && text.str->len > 0 && text.str->data[0] == '#';
        if (type_line)
            continue;
        st->first_line = false;
        enum status rc = feed(st, text.str->data, text.str->len);
        if (rc == ST_OK)
            rc = feed(st, "\n", 1);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static enum status from_csv_end(struct invocation *inv)
{
    struct csv_in *st = STATE(inv, struct csv_in);

    return csv_reader_end(&st->reader) ? st->status : ST_OK;
}

static void from_csv_cleanup(struct invocation *inv)
{
    struct csv_in *st = STATE(inv, struct csv_in);

    if (st->ready)
        csv_reader_release(&st->reader);
}

/* UTF-8 files stream in pieces; others are decoded as a whole. */
static enum status import_text(struct csv_in *st, const char *s, size_t len)
{
    while (st->first_line && len > 0 && s[0] == '#') {
        const char *nl = memchr(s, '\n', len);
        size_t n = nl ? (size_t)(nl - s) + 1 : len;
        s += n;
        len -= n;
    }
    st->first_line = false;
    return feed(st, s, len);
}

static enum status import_decoded(struct csv_in *st, const char *path, enum text_encoding encoding)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;

    if (file_read_all(path, &bytes, &err))
        return cmdlet_err(st->inv, &err, value_null());
    text_decode(encoding, bytes.buf, bytes.len, &text);
    return import_text(st, text.buf, text.len);
}

static enum status import_file(struct csv_in *st, const char *path, enum text_encoding encoding)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    AUTO_FREE char *buf = xmalloc(64 * 1024);
    enum status rc = ST_OK;
    bool first = true;

    if (fd < 0) {
        AUTO_VALUE target = value_string(path);
        if (errno != ENOENT) {
            struct err *err = NULL;
            err_set_errno(&err, errno, "Cannot open '%s'", path);
            return cmdlet_err(st->inv, &err, target);
        }
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "Could not find file '%s'.", path);
        return cmdlet_error(st->inv,
                            &(struct error_spec){ .message = text.buf,
                                                  .id = "FileOpenFailure",
                                                  .category = EC_OPEN_ERROR,
                                                  .exception = "System.IO.FileNotFoundException",
                                                  .target = target });
    }
    while (rc == ST_OK) {
        ssize_t n = read(fd, buf, 64 * 1024);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        const char *s = buf;
        size_t len = (size_t)n;
        if (first && (encoding != TEXT_UTF8 || (len >= 2 && ((unsigned char)s[0] >= 0xFE))))
            return import_decoded(st, path, encoding);
        if (first && len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
            s += 3;
            len -= 3;
        }
        rc = first ? import_text(st, s, len) : feed(st, s, len);
        first = false;
        if (interrupted(st->inv->session))
            return ST_INTERRUPT;
    }
    return rc;
}

static enum status import_csv_process(struct invocation *inv)
{
    struct import_csv_args *args = ARGS(inv, struct import_csv_args);
    struct csv_in *st = STATE(inv, struct csv_in);
    const struct str_list *paths = args->path.len > 0 ? &args->path : &args->literal_path;
    struct path_list files = { VEC_INIT };
    enum text_encoding encoding;
    struct err *err = NULL;
    enum status rc = ST_OK;

    if (text_encoding_parse(args->encoding, &encoding, &err))
        return cmdlet_throw_err(inv, &err);
    for (size_t i = 0; i < paths->len; i++)
        path_expand(paths->items[i]->data, args->literal_path.len > 0, false, &files);
    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
        if (st->ready)
            csv_reader_release(&st->reader);
        *st = (struct csv_in){ .ready = false };
        rc = in_begin(inv, args->delimiter, &args->header);
        if (rc == ST_OK)
            rc = import_file(st, files.paths.items[i], encoding);
        if (rc == ST_OK && csv_reader_end(&st->reader))
            rc = st->status;
    }
    path_list_release(&files);
    return rc;
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
    {
        .verb = "ConvertFrom",
        .noun = "Csv",
        .synopsis = "Reads lines of comma-separated values into objects.",
        .params = from_csv_params,
        .nparams = ARRAY_SIZE(from_csv_params),
        .default_set = "Delimiter",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct from_csv_args),
        .state_size = sizeof(struct csv_in),
        .begin = from_csv_begin,
        .process = from_csv_process,
        .end = from_csv_end,
        .cleanup = from_csv_cleanup,
        .examples = from_csv_examples,
        .nexamples = ARRAY_SIZE(from_csv_examples),
    },
    {
        .verb = "Import",
        .noun = "Csv",
        .aliases = import_csv_aliases,
        .synopsis = "Reads files of comma-separated values into objects, row by row.",
        .params = import_csv_params,
        .nparams = ARRAY_SIZE(import_csv_params),
        .default_set = "DelimiterPath",
        .output = "System.Object",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct import_csv_args),
        .state_size = sizeof(struct csv_in),
        .process = import_csv_process,
        .cleanup = from_csv_cleanup,
        .examples = import_csv_examples,
        .nexamples = ARRAY_SIZE(import_csv_examples),
    },
};
const struct cmdlet_group cmdlets_csv = { cmdlets, ARRAY_SIZE(cmdlets) };
