#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
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
#include "shell/runtime/session.h"

struct from_csv_args {
    struct value delimiter;
    struct value_list input_object;
    struct str_list header;
    bool use_culture;
};
static const struct param from_csv_params[] = {
    PARAM(struct from_csv_args, delimiter, .name = "Delimiter", .not_null = true,
          .sets = "Delimiter", .position = 2, .type = &type_char,
          .help = "The character between fields."),
    PARAM(struct from_csv_args, input_object, .name = "InputObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type_name = "PSObject",
          .allow_null = true, .allow_empty = true, .help = "The lines."),
    PARAM(struct from_csv_args, header, .name = "Header",
          .help = "The names of the columns; the first line is then data."),
    PARAM(struct from_csv_args, use_culture, .name = "UseCulture", .sets = "UseCulture",
          .mandatory = true, .help = "Uses the list separator of the culture."),
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
    struct value encoding;
    struct str_list literal_path;
    bool use_culture;
};
static const struct param import_csv_params[] = {
    PARAM(struct import_csv_args, delimiter, .name = "Delimiter", .not_null = true,
          .sets = "DelimiterPath,DelimiterLiteralPath", .position = 2, .type = &type_char,
          .help = "The character between fields."),
    PARAM(struct import_csv_args, path, .name = "Path", .sets = "DelimiterPath,CulturePath",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct import_csv_args, header, .name = "Header",
          .help = "The names of the columns; the first line is then data."),
    ENCODING_PARAM(struct import_csv_args),
    LITERAL_PATH_PARAM(struct import_csv_args, "DelimiterLiteralPath,CultureLiteralPath"),
    PARAM(struct import_csv_args, use_culture, .name = "UseCulture",
          .sets = "CulturePath,CultureLiteralPath", .mandatory = true,
          .help = "Uses the list separator of the culture."),
};
static const char *const import_csv_aliases[] = { "ipcsv", NULL };
static const struct example import_csv_examples[] = {
    { .code = "Import-Csv vms.csv | Where-Object State -eq Running",
      .remarks = "Filters the rows of a file." },
};

struct csv_in {
    struct invocation *inv;
    struct csv_reader reader;
    struct shape *shape; /* the rows'; its table is held */
    size_t columns;
    char *type_names[2]; /* that a #TYPE line gives the rows; or NULL */
    enum status status;
    bool ready, first_line, warned;
};

static void forget_shape(struct csv_in *st)
{
    if (st->shape)
        shape_table_release(st->shape->table);
    st->shape = NULL;
}

static enum status make_columns(struct csv_in *st, const char *const *names, const size_t *lens,
                                size_t n)
{
    struct shape *shape = shapes_root(st->inv->session->shapes);
    size_t unnamed = 0;

    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE made = value_null();
        if (lens[i] == 0) {
            made = value_stringf("H%zu", ++unnamed);
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
    shape_table_hold(shape->table);
    forget_shape(st);
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

static int take_fields(void *data, const struct csv_reader *r)
{
    struct csv_in *st = data;

    st->status = first_row(st, r);
    return 1;
}

/* A line before the header that begins with #: the type of the rows, or the names of the fields
 * in a W3C log; anything else is a comment. */
static enum status hash_line(struct csv_in *st, const char *s, size_t len)
{
    static const char type[] = "#TYPE ", fields[] = "#Fields: ";

    while (len && (s[len - 1] == '\r' || s[len - 1] == '\n'))
        len--;
    if (len > sizeof(type) - 1 && memcmp(s, type, sizeof(type) - 1) == 0 && !st->type_names[0]) {
        st->type_names[0] = xstrndup(s + sizeof(type) - 1, len - (sizeof(type) - 1));
        st->type_names[1] = xasprintf("CSV:%s", st->type_names[0]);
    }
    if (len > sizeof(fields) - 1 && memcmp(s, fields, sizeof(fields) - 1) == 0 && !st->shape) {
        struct csv_reader r;
        csv_reader_init(&r, st->reader.delimiter, take_fields, st);
        if (csv_reader_feed(&r, s + sizeof(fields) - 1, len - (sizeof(fields) - 1)) == 0)
            csv_reader_end(&r);
        csv_reader_release(&r);
        return st->status;
    }
    return ST_OK;
}

static void forget_columns(struct csv_in *st)
{
    forget_shape(st);
    free(st->type_names[0]);
    free(st->type_names[1]);
    st->type_names[0] = st->type_names[1] = NULL;
}

static int on_row(void *data, const struct csv_reader *r)
{
    struct csv_in *st = data;

    if (!st->shape) {
        st->status = first_row(st, r);
        return st->status != ST_OK;
    }
    if (interrupted(st->inv->session)) {
        st->status = ST_INTERRUPT;
        return 1;
    }
    struct object *o = object_new_shaped(st->shape);
    size_t n = r->fields.len < st->columns ? r->fields.len : st->columns;
    for (size_t i = 0; i < n; i++)
        o->slots[i] =
            value_string_len(r->text.buf + r->fields.items[i].start, r->fields.items[i].len);
    if (st->type_names[0])
        object_set_type_names(o,
                              (const char *const[]){ st->type_names[0], st->type_names[1], NULL });
    st->status = emit_take(st->inv, value_of_object(o));
    return st->status != ST_OK;
}

static enum status in_begin(struct invocation *inv, struct value delimiter, bool use_culture,
                            const struct str_list *header)
{
    struct csv_in *st = STATE(inv, struct csv_in);
    char text[8];

    if (csv_delimiter(text, delimiter, use_culture) || text[1] != '\0')
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

/* Text whose first lines may be comments. */
static enum status feed_lines(struct csv_in *st, const char *s, size_t len)
{
    while (st->first_line && len > 0 && s[0] == '#') {
        const char *nl = memchr(s, '\n', len);
        size_t n = nl ? (size_t)(nl - s) + 1 : len;
        enum status rc = hash_line(st, s, n);
        if (rc != ST_OK)
            return rc;
        s += n;
        len -= n;
    }
    if (len > 0)
        st->first_line = false;
    return feed(st, s, len);
}

static enum status from_csv_begin(struct invocation *inv)
{
    struct from_csv_args *args = ARGS(inv, struct from_csv_args);

    return in_begin(inv, args->delimiter, args->use_culture, &args->header);
}

static enum status from_csv_process(struct invocation *inv)
{
    struct from_csv_args *args = ARGS(inv, struct from_csv_args);
    struct csv_in *st = STATE(inv, struct csv_in);

    for (size_t i = 0; i < args->input_object.len; i++) {
        AUTO_VALUE text = value_to_string(args->input_object.items[i]);
        enum status rc = feed_lines(st, text.str->data, text.str->len);
        if (rc == ST_OK && csv_reader_end(&st->reader))
            rc = st->status;
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static void from_csv_cleanup(struct invocation *inv)
{
    struct csv_in *st = STATE(inv, struct csv_in);

    forget_columns(st);
    if (st->ready)
        csv_reader_release(&st->reader);
}

/* UTF-8 files stream in pieces; others are decoded as a whole. */
static enum status import_decoded(struct csv_in *st, const char *path, enum text_encoding encoding)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;

    if (file_read_all(path, &bytes, &err))
        return cmdlet_err(st->inv, &err, value_null());
    text_decode(encoding, bytes.buf, bytes.len, &text);
    return feed_lines(st, text.buf, text.len);
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
        rc = first ? feed_lines(st, s, len) : feed(st, s, len);
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
    enum status rc = ST_OK;

    enum status encoded = encoding_argument(inv, args->encoding, &encoding);
    if (encoded != ST_OK)
        return encoded;
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        rc = path_must_be_file(inv, paths->items[i]->data);
        path_expand(inv->session, paths->items[i]->data, args->literal_path.len > 0, false, &files);
    }
    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
        forget_columns(st);
        if (st->ready)
            csv_reader_release(&st->reader);
        *st = (struct csv_in){ .ready = false };
        rc = in_begin(inv, args->delimiter, args->use_culture, &args->header);
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
const struct cmdlet_group cmdlets_csv_in = { cmdlets, ARRAY_SIZE(cmdlets) };
