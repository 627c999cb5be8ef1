#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/session/scope_arg.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/datetime.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

static const struct enum_member export_format_members[] = { { "Csv", 0 }, { "Script", 1 } };
static const struct enum_info enum_export_format = {
    .name = "Microsoft.PowerShell.Commands.ExportAliasFormat",
    .members = export_format_members,
    .nmembers = ARRAY_SIZE(export_format_members),
};
struct export_alias_args {
    struct str *path;
    struct str_list name;
    bool pass_thru;
    struct opt_enum as;
    bool append;
    bool force;
    bool no_clobber;
    struct str *description;
    struct str *scope;
    struct str *literal_path;
};
static const struct param export_alias_params[] = {
    PARAM(struct export_alias_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .wildcards = true, .help = "The file."),
    PARAM(struct export_alias_args, name, .name = "Name", .position = 2, .from_property = true,
          .wildcards = true, .help = "Only aliases of these names; wildcards work."),
    PASS_THRU_PARAM(struct export_alias_args),
    PARAM(struct export_alias_args, as, .name = "As", .enum_info = &enum_export_format,
          .help = "Csv, which Import-Alias reads, or Script."),
    PARAM(struct export_alias_args, append, .name = "Append",
          .help = "Adds to the end of the file instead of replacing it."),
    PARAM(struct export_alias_args, force, .name = "Force",
          .help = "Overwrites a read-only file, or aliases that are there."),
    PARAM(struct export_alias_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Leaves a file that is there as it is and reports an error."),
    PARAM(struct export_alias_args, description, .name = "Description",
          .help = "A text for the head of the file."),
    PARAM(struct export_alias_args, scope, .name = "Scope",
          .help = "The scope: Global, Local, Script, or a number counted from here outwards."),
    PARAM(struct export_alias_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .aliases = "PSPath,LP", .mandatory = true, .from_property = true,
          .help = "The file, as a path that is taken as it is written."),
};
static const char *const export_alias_aliases[] = { "epal", NULL };
static const struct example export_alias_examples[] = {
    { .code = "Export-Alias -Path aliases.csv", .remarks = "All of them." },
};
struct import_alias_args {
    struct str *path;
    struct str *scope;
    bool pass_thru;
    bool force;
    struct str *literal_path;
};
static const struct param import_alias_params[] = {
    PARAM(struct import_alias_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .wildcards = true,
          .help = "The file."),
    PARAM(struct import_alias_args, scope, .name = "Scope",
          .help = "The scope: Global, Local, Script, or a number counted from here outwards."),
    PASS_THRU_PARAM(struct import_alias_args),
    PARAM(struct import_alias_args, force, .name = "Force",
          .help = "Overwrites a read-only file, or aliases that are there."),
    PARAM(struct import_alias_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .aliases = "PSPath,LP", .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The file, as a path that is taken as it is written."),
};
static const char *const import_alias_aliases[] = { "ipal", NULL };
static const struct example import_alias_examples[] = {
    { .code = "Import-Alias aliases.csv -Force", .remarks = "Replaces those that are there." },
};

/* ---- Export-Alias ---- */

struct alias_row {
    char *name, *target, *description;
    int options;
};
struct alias_query {
    struct session *session;
    struct scope *scope;
    bool one_scope; /* only what scope itself has */
    const struct str_list *names;
    VEC(struct alias_row) found;
};

static bool on_alias(const struct command *c, void *data)
{
    struct alias_query *q = data;

    struct command own;
    if (!matches_any(q->names, c->name, strlen(c->name)))
        return true;
    if (q->one_scope) {
        if (!command_alias_own(q->session, q->scope, c->name, &own))
            return true;
        c = &own;
    }
    for (size_t i = 0; i < q->found.len; i++)
        if (text_caseeq(q->found.items[i].name, c->name))
            return true;
    *vec_push(&q->found) =
        (struct alias_row){ xstrdup(c->name), xstrdup(c->target ? c->target : ""),
                            xstrdup(c->description ? c->description : ""), c->options };
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct alias_row *x = a, *y = b;

    return text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
}

/* text between quotes: those in it are doubled. */
static void add_quoted(struct strbuf *out, const char *text)
{
    strbuf_addch(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            strbuf_addch(out, '"');
        strbuf_addch(out, *text);
    }
    strbuf_addch(out, '"');
}

static void add_header(const struct str *description, struct strbuf *out)
{
    const char *user = getenv("USER");
    struct value now = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));
    struct utsname host;
    struct err *err = NULL;

    strbuf_addf(out, "# Alias File\n# Exported by : %s\n# Date/Time : ", user ? user : "root");
    if (date_format(now, "F", 1, NULL, out, &err))
        err_clear(&err);
    strbuf_addf(out, "\n# Computer : %s\n", uname(&host) == 0 ? host.nodename : "localhost");
    if (!description)
        return;
    strbuf_adds(out, "#\n# ");
    for (const char *p = description->data; *p; p++)
        strbuf_adds(out, *p == '\n' ? "\n# " : (char[]){ *p, '\0' });
    strbuf_addch(out, '\n');
}

static void add_row(const struct alias_row *row, bool script, struct strbuf *out)
{
    AUTO_STRBUF options = STRBUF_INIT;

    enum_to_string(&enum_scoped_options, row->options, &options);
    const char *const labels[] = { "set-alias -Name:", " -Value:", " -Description:", " -Option:" };
    const char *const values[] = { row->name, row->target, row->description, options.buf };
    for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
        strbuf_adds(out, script ? labels[i] : i ? "," : "");
        add_quoted(out, values[i] ? values[i] : "");
    }
    strbuf_addch(out, '\n');
}

static enum status write_text(struct invocation *inv, const char *path, const struct strbuf *text)
{
    const struct export_alias_args *args = ARGS(inv, struct export_alias_args);
    unsigned flags = (args->append ? TEXT_APPEND : 0) | (args->no_clobber ? TEXT_NO_CLOBBER : 0) |
                     (args->force ? TEXT_FORCE : 0);
    struct text_writer w;
    struct err *err = NULL;
    bool yes = true;
    enum status rc = should_process(inv, path, NULL, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    if (text_writer_open(&w, path, TEXT_UTF8, flags, &err))
        return file_open_failed(inv, path, args->no_clobber, &err);
    if (text_writer_add(&w, text->buf, text->len, &err)) {
        text_writer_close(&w, NULL);
        return cmdlet_throw_err(inv, &err);
    }
    return text_writer_close(&w, &err) ? cmdlet_throw_err(inv, &err) : ST_OK;
}

static enum status export_alias_process(struct invocation *inv)
{
    const struct export_alias_args *args = ARGS(inv, struct export_alias_args);
    const struct str *given = args->path ? args->path : args->literal_path;
    bool script = args->as.set && args->as.value == 1;
    struct alias_query q = { inv->session, NULL, args->scope != NULL, &args->name, VEC_INIT };
    struct path_list files = { VEC_INIT };
    AUTO_STRBUF text = STRBUF_INIT;
    const char *rest;
    enum status rc = ST_OK;

    if (path_drive(inv->session, given->data, &rest) == DRIVE_UNKNOWN)
        return drive_missing(inv, given->data);
    rc = path_must_be_file(inv, given->data);
    if (rc != ST_OK)
        return rc;
    rc = scope_argument(inv, args->scope, &q.scope);
    if (rc != ST_OK)
        return rc;
    path_expand(inv->session, given->data, args->literal_path != NULL, false, &files);
    if (files.paths.len != 1)
        rc =
            core_throw(inv, "ReadWriteMultipleFilesNotSupported", EC_INVALID_ARGUMENT, value_null(),
                       "Cannot perform operation because the path resolved to more than one file. "
                       "This command cannot operate on multiple files.");
    if (rc == ST_OK) {
        command_each(inv->session, COMMAND_ALIAS, on_alias, &q);
        if (q.found.len > 1)
            qsort(q.found.items, q.found.len, sizeof(q.found.items[0]), by_name);
        add_header(args->description, &text);
        for (size_t i = 0; i < q.found.len; i++)
            add_row(&q.found.items[i], script, &text);
        rc = write_text(inv, files.paths.items[0], &text);
    }
    for (size_t i = 0; i < q.found.len; i++) {
        struct command c;
        const char *name = q.found.items[i].name;
        if (rc == ST_OK && args->pass_thru &&
            command_find(inv->session, name, strlen(name), COMMAND_ALIAS, false, &c))
            rc = emit_take(inv, command_info_new(inv->session, &c));
        free(q.found.items[i].name);
        free(q.found.items[i].target);
        free(q.found.items[i].description);
    }
    vec_release(&q.found);
    path_list_release(&files);
    return rc;
}

/* ---- Import-Alias ---- */

struct import_state {
    struct scope *scope; /* that gets the aliases */
};

/* Splits a line at its commas, quotes kept together; how many values there are. */
static size_t split_line(const char *line, struct strbuf values[4])
{
    size_t n = 0;
    bool quoted = false;

    for (const char *p = line;; p++) {
        if (*p == '"' && quoted && p[1] == '"') {
            if (n < 4)
                strbuf_addch(&values[n], *p);
            p++;
        } else if (n < 4 && !quoted && !values[n].len && (*p == ' ' || *p == '\t')) {
            continue; /* before a value */
        } else if (*p == '"') {
            quoted = !quoted;
        } else if (*p == '\0' || (*p == ',' && !quoted)) {
            n++;
            if (*p == '\0')
                return n;
        } else if (n < 4) {
            strbuf_addch(&values[n], *p);
        }
    }
}

static enum status format_error(struct invocation *inv, const char *id, bool terminating,
                                const char *path, const char *message)
{
    AUTO_VALUE target = value_string(path);
    const struct error_spec spec = { .message = message,
                                     .id = id,
                                     .category = EC_READ_ERROR,
                                     .exception = "System.FormatException",
                                     .target = target };

    return terminating ? cmdlet_throw(inv, &spec) : cmdlet_error(inv, &spec);
}

static enum status import_row(struct invocation *inv, const struct strbuf values[4], int options)
{
    const struct import_alias_args *args = ARGS(inv, struct import_alias_args);
    const char *name = values[0].buf ? values[0].buf : "";
    const char *target = values[1].buf ? values[1].buf : "";
    AUTO_STRBUF text = STRBUF_INIT;
    struct scope *scope = STATE(inv, struct import_state)->scope;
    struct command c;
    bool yes = true;

    strbuf_addf(&text, "Name: %s Value: %s", name, target);
    enum status rc = should_process(inv, text.buf, "Import Alias", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (!args->force && command_alias_own(inv->session, scope, name, &c)) {
        AUTO_VALUE v = value_string(name);
        strbuf_truncate(&text, 0);
        strbuf_addf(&text,
                    "The alias is not allowed, because an alias with the name '%s' already exists.",
                    name);
        return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                       .id = "AliasAlreadyExists",
                                                       .category = EC_RESOURCE_EXISTS,
                                                       .exception = "System.Management.Automation."
                                                                    "SessionStateException",
                                                       .target = v });
    }
    command_import_alias(inv->session, name, target, values[2].len ? values[2].buf : NULL, scope,
                         value_null());
    command_set_alias_options(inv->session, name, scope, options);
    if (!args->pass_thru ||
        !command_find(inv->session, name, strlen(name), COMMAND_ALIAS, false, &c))
        return ST_OK;
    return emit_take(inv, command_info_new(inv->session, &c));
}

static enum status import_line(struct invocation *inv, const char *path, size_t number,
                               const char *line)
{
    struct strbuf values[4] = { STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT };
    AUTO_STRBUF text = STRBUF_INIT;
    int32_t options = 0;
    enum status rc;

    if (line[0] == '#' || strspn(line, " \t") == strlen(line))
        return ST_OK;
    if (split_line(line, values) != 4) {
        strbuf_addf(&text,
                    "Cannot import an alias. Line number %zu in the file '%s' is not a "
                    "properly-formatted, comma-separated values (CSV) line for aliases. Change "
                    "the line to contain four values separated by commas. If the value text "
                    "itself contains a comma, then the value must be contained in quotation "
                    "marks.",
                    number, path);
        rc = format_error(inv, "ImportAliasFileFormatError", true, path, text.buf);
    } else if (enum_parse(&enum_scoped_options, values[3].buf ? values[3].buf : "", values[3].len,
                          &options)) {
        strbuf_addf(&text,
                    "Cannot import the alias because line number %zu in the file '%s' contains an "
                    "option that is not recognized for aliases. Change the file to contain valid "
                    "options.",
                    number, path);
        rc = format_error(inv, "ImportAliasOptionsError", false, path, text.buf);
    } else {
        rc = import_row(inv, values, options);
    }
    for (size_t i = 0; i < 4; i++)
        strbuf_release(&values[i]);
    return rc;
}

static enum status import_file(struct invocation *inv, const char *path)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;
    enum status rc = ST_OK;

    if (file_read_all(path, &bytes, &err))
        return cmdlet_throw_err(inv, &err);
    text_decode(TEXT_UTF8, bytes.buf ? bytes.buf : "", bytes.len, &text);
    char *line = text.buf;
    for (size_t number = 1; line && *line && rc == ST_OK; number++) {
        char *end = line + strcspn(line, "\r\n");
        char *next = *end == '\r' && end[1] == '\n' ? end + 2 : *end ? end + 1 : end;
        *end = '\0';
        rc = import_line(inv, path, number, line);
        line = next;
    }
    return rc;
}

static enum status import_alias_process(struct invocation *inv)
{
    const struct import_alias_args *args = ARGS(inv, struct import_alias_args);
    struct str *given = args->path ? args->path : args->literal_path;
    struct str_list one = { &given, 1, true };
    struct path_list files = { VEC_INIT };

    enum status rc = scope_argument(inv, args->scope, &STATE(inv, struct import_state)->scope);
    if (rc != ST_OK)
        return rc;
    rc = paths_resolve(inv, &one, args->literal_path != NULL, &files);
    if (rc == ST_OK && files.paths.len > 1)
        rc = core_throw(inv, "NotSupported", EC_NOT_IMPLEMENTED, value_null(),
                        "Cannot import alias because path '%s' contains wildcard characters that "
                        "resolve to multiple paths. Aliases can be imported from only one file. "
                        "Change the value of the Path parameter to a path that resolves to a "
                        "single file.",
                        given->data);
    else if (rc == ST_OK && files.paths.len == 1)
        rc = import_file(inv, files.paths.items[0]);
    path_list_release(&files);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Export",
        .noun = "Alias",
        .aliases = export_alias_aliases,
        .synopsis = "Writes aliases to a file.",
        .params = export_alias_params,
        .nparams = ARRAY_SIZE(export_alias_params),
        .default_set = "ByPath",
        .output = "System.Management.Automation.AliasInfo",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct export_alias_args),
        .process = export_alias_process,
        .examples = export_alias_examples,
        .nexamples = ARRAY_SIZE(export_alias_examples),
    },
    {
        .verb = "Import",
        .noun = "Alias",
        .aliases = import_alias_aliases,
        .synopsis = "Makes the aliases that a file lists.",
        .params = import_alias_params,
        .nparams = ARRAY_SIZE(import_alias_params),
        .default_set = "ByPath",
        .output = "System.Management.Automation.AliasInfo",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct import_alias_args),
        .state_size = sizeof(struct import_state),
        .process = import_alias_process,
        .examples = import_alias_examples,
        .nexamples = ARRAY_SIZE(import_alias_examples),
    },
};
const struct cmdlet_group cmdlets_alias_file = { cmdlets, ARRAY_SIZE(cmdlets) };
