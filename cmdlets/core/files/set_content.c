#include "cmdlets/core/core.h"
#include "cmdlets/core/files/drive_items.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/nesting.h"
#include "shell/runtime/session.h"

struct write_args {
    PATH_FIELDS
    struct value_list value;
    bool pass_thru;
    bool force;
    bool no_newline;
    struct value encoding;
    bool as_byte_stream;
};
static const struct param write_params[] = {
    PATH_PARAM(struct write_args, "Path", .mandatory = true),
    PARAM(struct write_args, value, .name = "Value", .position = 2, .mandatory = true,
          .from_pipeline = true, .from_property = true, .allow_null = true, .allow_empty = true,
          .help = "What to write."),
    PASS_THRU_PARAM(struct write_args),
    FILTER_PARAMS(struct write_args),
    FORCE_PARAM(struct write_args),
    PARAM(struct write_args, no_newline, .name = "NoNewline",
          .help = "Writes no line break after the text."),
    ENCODING_PARAM(struct write_args),
    PARAM(struct write_args, as_byte_stream, .name = "AsByteStream",
          .help = "Reads or writes bytes instead of text."),
    CREDENTIAL_PARAM(struct write_args),
    LITERAL_PATH_PARAM(struct write_args, "LiteralPath"),
};
static const struct example set_content_examples[] = {
    { .code = "'a', 'b' | Set-Content list.txt", .remarks = "Two lines." },
};
static const struct example add_content_examples[] = {
    { .code = "Add-Content log.txt 'done'", .remarks = "One more line." },
};
struct clear_content_args {
    PATH_FIELDS
    bool force;
};
static const struct param clear_content_params[] = {
    PATH_PARAM(struct clear_content_args, "Path", .mandatory = true),
    FILTER_PARAMS(struct clear_content_args),
    FORCE_PARAM(struct clear_content_args),
    CREDENTIAL_PARAM(struct clear_content_args),
    LITERAL_PATH_PARAM(struct clear_content_args, "LiteralPath"),
};
static const char *const clear_content_aliases[] = { "clc", NULL };
static const struct example clear_content_examples[] = {
    { .code = "Clear-Content log.txt", .remarks = "The file is there, with nothing in it." },
};

struct content_out {
    VEC(struct text_writer) files;
    char *drive_path; /* env: and variable: targets */
    struct strbuf drive_text;
    bool opened, no_newline, bytes, append;
};

struct content_options {
    const struct str_list *path, *literal_path;
    struct str *filter;
    struct value encoding;
    const struct str_list *include, *exclude;
    bool force, no_newline, bytes, append, pass;
};

/* before, the path, after: the message. */
static enum status is_directory(struct invocation *inv, const char *path, const char *id,
                                const char *exception, const char *before, const char *after)
{
    AUTO_VALUE target = value_string(path);
    AUTO_FREE char *text = xasprintf("%s'%s'%s", before, path, after);

    return cmdlet_error(inv, &(struct error_spec){ .message = text,
                                                   .id = id,
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = exception,
                                                   .target = target });
}

static enum status open_one(struct invocation *inv, const char *path, enum text_encoding encoding,
                            const struct content_options *o)
{
    struct content_out *st = STATE(inv, struct content_out);
    struct err *err = NULL;
    bool yes = true;
    AUTO_STRBUF target = STRBUF_INIT;
    struct stat is;

    if (stat(path, &is) == 0 && S_ISDIR(is.st_mode))
        return is_directory(inv, path, "WriteContainerContentException",
                            "System.InvalidOperationException",
                            "Unable to write content because it is a directory: ", ".");
    strbuf_addf(&target, "Path: %s", path);
    enum status rc =
        should_process(inv, target.buf, o->append ? "Add Content" : "Set Content", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    struct text_writer *w = vec_push(&st->files);
    unsigned flags = (o->append ? TEXT_APPEND : 0) | (o->force ? TEXT_FORCE : 0);
    if (text_writer_open(w, path, encoding, flags, &err)) {
        st->files.len--;
        AUTO_VALUE name = value_string(path);
        if (err->kind == ERR_OBJECT_NOT_FOUND)
            err_type(&err, err->exception, "GetContentWriterDirectoryNotFoundError");
        return cmdlet_err(inv, &err, name);
    }
    return ST_OK;
}

static enum status open_all(struct invocation *inv, const struct content_options *o)
{
    struct content_out *st = STATE(inv, struct content_out);
    const struct str_list *paths = o->path->len > 0 ? o->path : o->literal_path;
    struct path_list files = { VEC_INIT };
    enum text_encoding encoding;
    enum status rc = ST_OK;

    if (st->opened || paths->len == 0)
        return ST_OK;
    st->opened = true;
    st->no_newline = o->no_newline;
    st->bytes = o->bytes;
    st->append = o->append;
    enum status encoded = encoding_argument(inv, o->encoding, &encoding);
    if (encoded == ST_OK && o->bytes && !value_is_null(o->encoding))
        encoded = write_warning(inv, "Encoding not used when '-AsByteStream' specified.");
    if (encoded != ST_OK)
        return encoded;
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *name;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &name);
        if (drive == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, paths->items[i]->data);
            if (rc != ST_OK)
                break;
            continue;
        }
        if (drive != DRIVE_FILE) {
            free(st->drive_path);
            st->drive_path = xstrdup(paths->items[i]->data);
            st->drive_text = (struct strbuf)STRBUF_INIT;
            continue;
        }
        size_t before = files.paths.len;
        path_expand(inv->session, paths->items[i]->data, o->literal_path->len > 0, false, &files);
        if (files.paths.len == before)
            rc = path_none_matched(inv, paths->items[i]);
    }
    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
        const char *slash = strrchr(files.paths.items[i], '/');
        if (name_selected(slash + 1, o->filter, o->include, o->exclude))
            rc = open_one(inv, files.paths.items[i], encoding, o);
    }
    path_list_release(&files);
    return rc;
}

static enum status write_text(struct invocation *inv, const char *s, size_t len)
{
    struct content_out *st = STATE(inv, struct content_out);
    struct err *err = NULL;

    if (st->drive_path)
        strbuf_add(&st->drive_text, s, len);
    for (size_t i = 0; i < st->files.len; i++)
        if (text_writer_add(&st->files.items[i], s, len, &err))
            return cmdlet_throw_err(inv, &err);
    return ST_OK;
}

static enum status write_byte(struct invocation *inv, struct value v)
{
    struct content_out *st = STATE(inv, struct content_out);
    struct err *err = NULL;
    int64_t n = 0;

    if (value_to_int64(v, &n, &err) || n < 0 || n > 255) {
        err_clear(&err);
        return core_throw(inv, "ByteStreamValue", EC_INVALID_ARGUMENT, v,
                          "Cannot proceed with byte encoding. When using byte encoding the content "
                          "must be of type byte.");
    }
    char c = (char)(unsigned char)n;
    for (size_t i = 0; i < st->files.len; i++)
        if (text_writer_add_bytes(&st->files.items[i], &c, 1, &err))
            return cmdlet_throw_err(inv, &err);
    return ST_OK;
}

static enum status write_value(struct invocation *inv, struct value v, const struct nesting *outer)
{
    struct content_out *st = STATE(inv, struct content_out);

    if (interrupted(inv->session))
        return ST_INTERRUPT;
    if (v.kind == V_ARRAY) {
        struct nesting level;
        if (!nesting_enter(&level, outer, v.array))
            return ST_OK;
        for (size_t i = 0; i < v.array->len; i++) {
            enum status rc = write_value(inv, v.array->items[i], &level);
            if (rc != ST_OK)
                return rc;
        }
        return ST_OK;
    }
    if (st->bytes)
        return write_byte(inv, v);
    if (v.kind == V_NULL)
        return ST_OK;
    AUTO_STRBUF text = STRBUF_INIT;
    value_object_string(v, &text);
    enum status rc = write_text(inv, text.buf, text.len);
    return rc != ST_OK || st->no_newline ? rc : write_text(inv, "\n", 1);
}

static enum status write_values(struct invocation *inv, const struct content_options *o,
                                const struct value_list *values)
{
    enum status rc = open_all(inv, o);

    for (size_t i = 0; i < values->len && rc == ST_OK; i++)
        rc = write_value(inv, values->items[i], NULL);
    for (size_t i = 0; i < values->len && rc == ST_OK && o->pass; i++)
        rc = emit(inv, values->items[i]);
    return rc;
}

static enum status content_out_end(struct invocation *inv)
{
    struct content_out *st = STATE(inv, struct content_out);
    struct err *err = NULL;

    if (st->drive_path) {
        const char *name;
        enum drive drive = path_drive(inv->session, st->drive_path, &name);
        if (st->drive_text.len > 0 && st->drive_text.buf[st->drive_text.len - 1] == '\n')
            strbuf_truncate(&st->drive_text, st->drive_text.len - 1);
        AUTO_VALUE text = value_string_len(st->drive_text.buf, st->drive_text.len);
        struct drive_setting set = { .value = text };
        enum status rc = drive_item_set(inv, drive, name + strspn(name, "/\\"), &set);
        if (rc != ST_OK)
            return rc;
    }
    for (size_t i = 0; i < st->files.len; i++)
        if (text_writer_close(&st->files.items[i], &err))
            return cmdlet_throw_err(inv, &err);
    return ST_OK;
}

static void content_out_cleanup(struct invocation *inv)
{
    struct content_out *st = STATE(inv, struct content_out);

    for (size_t i = 0; i < st->files.len; i++)
        text_writer_close(&st->files.items[i], NULL);
    vec_release(&st->files);
    if (st->drive_path)
        strbuf_release(&st->drive_text);
    free(st->drive_path);
}

#define CONTENT_OPTIONS(args, append_)                                                         \
    {                                                                                          \
        .path = &(args)->path, .literal_path = &(args)->literal_path,                          \
        .encoding = (args)->encoding, .filter = (args)->filter, .include = &(args)->include,   \
        .exclude = &(args)->exclude, .force = (args)->force, .no_newline = (args)->no_newline, \
        .bytes = (args)->as_byte_stream, .append = (append_), .pass = (args)->pass_thru        \
    }

static enum status set_content_begin(struct invocation *inv)
{
    struct write_args *args = ARGS(inv, struct write_args);
    struct content_options o = CONTENT_OPTIONS(args, false);

    enum status rc = refuse_credential(inv);
    return rc != ST_OK ? rc : open_all(inv, &o);
}

static enum status set_content_process(struct invocation *inv)
{
    struct write_args *args = ARGS(inv, struct write_args);
    struct content_options o = CONTENT_OPTIONS(args, false);

    return write_values(inv, &o, &args->value);
}

static enum status add_content_begin(struct invocation *inv)
{
    struct write_args *args = ARGS(inv, struct write_args);
    struct content_options o = CONTENT_OPTIONS(args, true);

    enum status rc = refuse_credential(inv);
    return rc != ST_OK ? rc : open_all(inv, &o);
}

static enum status add_content_process(struct invocation *inv)
{
    struct write_args *args = ARGS(inv, struct write_args);
    struct content_options o = CONTENT_OPTIONS(args, true);

    return write_values(inv, &o, &args->value);
}

/* Files are added to those to clear; a variable is cleared at once. */
static enum status clear_path(struct invocation *inv, struct str *path, struct path_list *files)
{
    const struct clear_content_args *args = ARGS(inv, struct clear_content_args);
    struct str_list one = { &path, 1, true };
    const char *name;
    enum drive drive = path_drive(inv->session, path->data, &name);

    if (drive == DRIVE_FILE || drive == DRIVE_UNKNOWN)
        return paths_resolve(inv, &one, args->literal_path.len > 0, files);
    if (drive == DRIVE_FUNCTION || drive == DRIVE_ALIAS || drive == DRIVE_ENV)
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "Cannot perform the ClearContent operation. The ClearContent "
                                "operation is not supported by this provider.",
                     .id = "NotSupported",
                     .category = EC_NOT_IMPLEMENTED,
                     .exception = "System.Management.Automation.PSNotSupportedException" });
    name += strspn(name, "/\\");
    if (!drive_item_exists(inv->session, drive, name))
        return path_not_found(inv, path->data);
    return drive_item_set(inv, drive, name, &(struct drive_setting){ .force = args->force });
}

static enum status clear_content_process(struct invocation *inv)
{
    struct clear_content_args *args = ARGS(inv, struct clear_content_args);
    const struct str_list *paths = args->path.len > 0 ? &args->path : &args->literal_path;
    struct path_list files = { VEC_INIT };
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++)
        rc = clear_path(inv, paths->items[i], &files);

    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
        const char *path = files.paths.items[i];
        struct stat is;
        bool yes = true;
        if (!name_selected(strrchr(path, '/') + 1, args->filter, &args->include, &args->exclude))
            continue;
        if (stat(path, &is) == 0 && S_ISDIR(is.st_mode)) {
            rc = is_directory(inv, path, "ClearDirectoryContent", "System.NotSupportedException",
                              "Unable to clear content of ",
                              " because it is a directory. Clear-Content is only supported on "
                              "files.");
            continue;
        }
        rc = should_process(inv, path, "Clear Content", &yes);
        if (rc != ST_OK || !yes)
            continue;
        struct err *err = NULL;
        struct text_writer w;
        AUTO_VALUE target = value_string(path);
        if (text_writer_open(&w, path, TEXT_UTF8, args->force ? TEXT_FORCE : 0, &err) ||
            text_writer_close(&w, &err))
            rc = cmdlet_err(inv, &err, target);
    }
    path_list_release(&files);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Set",
        .noun = "Content",
        .synopsis = "Writes objects to files as text, in place of what was there.",
        .params = write_params,
        .nparams = ARRAY_SIZE(write_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct write_args),
        .state_size = sizeof(struct content_out),
        .begin = set_content_begin,
        .process = set_content_process,
        .end = content_out_end,
        .cleanup = content_out_cleanup,
        .examples = set_content_examples,
        .nexamples = ARRAY_SIZE(set_content_examples),
    },
    {
        .verb = "Add",
        .noun = "Content",
        .synopsis = "Writes objects to the end of files as text.",
        .params = write_params,
        .nparams = ARRAY_SIZE(write_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct write_args),
        .state_size = sizeof(struct content_out),
        .begin = add_content_begin,
        .process = add_content_process,
        .end = content_out_end,
        .cleanup = content_out_cleanup,
        .examples = add_content_examples,
        .nexamples = ARRAY_SIZE(add_content_examples),
    },
    {
        .verb = "Clear",
        .noun = "Content",
        .aliases = clear_content_aliases,
        .synopsis = "Empties files.",
        .params = clear_content_params,
        .nparams = ARRAY_SIZE(clear_content_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct clear_content_args),
        .begin = refuse_credential,
        .process = clear_content_process,
        .examples = clear_content_examples,
        .nexamples = ARRAY_SIZE(clear_content_examples),
    },
};
const struct cmdlet_group cmdlets_set_content = { cmdlets, ARRAY_SIZE(cmdlets) };
