#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/result_types.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/digest.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"

static const char *const file_hash_algorithm_values[] = { "SHA1",   "SHA256", "SHA384",
                                                          "SHA512", "MD5",    NULL };
struct file_hash_args {
    struct str_list path;
    struct str *algorithm;
    struct str_list literal_path;
    struct value input_stream;
};
static const struct param file_hash_params[] = {
    PATH_PARAM(struct file_hash_args, "Path", .mandatory = true, .from_pipeline = true),
    PARAM(struct file_hash_args, algorithm, .name = "Algorithm", .position = 2,
          .values = file_hash_algorithm_values,
          .help = "The digest: SHA256 unless said otherwise."),
    PARAM(struct file_hash_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .position = 1, .mandatory = true, .from_property = true, .aliases = "PSPath,LP",
          .help = "The files, as paths that are taken as they are written, without wildcards."),
    PARAM(struct file_hash_args, input_stream, .name = "InputStream", .sets = "StreamParameterSet",
          .position = 1, .mandatory = true, .type_name = "Stream",
          .help = "A stream in memory to hash instead of files."),
};
static const struct example file_hash_examples[] = {
    { .code = "Get-FileHash debian.iso -Algorithm SHA512",
      .remarks = "To compare with a published checksum." },
};

/* ---- the result ---- */

enum { FH_ALGORITHM, FH_HASH, FH_PATH, FH_FIELDS };
static const struct property hash_props[] = {
    RECORD_FIELD("Algorithm", "string", FH_ALGORITHM),
    RECORD_FIELD("Hash", "string", FH_HASH),
    RECORD_FIELD("Path", "string", FH_PATH),
};
static const struct view_column hash_columns[] = {
    { .property = "Algorithm", .width = 15 },
    { .property = "Hash", .width = 70 },
    { .property = "Path" },
};
static const struct view hash_view = { .columns = hash_columns,
                                       .ncolumns = ARRAY_SIZE(hash_columns) };
const struct type_info type_file_hash = {
    .name = "Microsoft.PowerShell.Commands.FileHashInfo",
    .base = &type_object,
    .props = hash_props,
    .nprops = ARRAY_SIZE(hash_props),
    .table = &hash_view,
    .payload_size = FH_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

static enum digest_kind kind_of(const struct str *name, const char **canonical)
{
    static const struct {
        const char *name;
        enum digest_kind kind;
    } kinds[] = {
        { "SHA256", DIGEST_SHA256 }, { "SHA1", DIGEST_SHA1 }, { "SHA384", DIGEST_SHA384 },
        { "SHA512", DIGEST_SHA512 }, { "MD5", DIGEST_MD5 },
    };
    size_t at = 0;

    for (size_t i = 0; name && i < ARRAY_SIZE(kinds); i++)
        if (text_caseeq(name->data, kinds[i].name))
            at = i;
    *canonical = kinds[at].name;
    return kinds[at].kind;
}

static enum status emit_hash(struct invocation *inv, struct digest *d, const char *path)
{
    const struct file_hash_args *args = ARGS(inv, struct file_hash_args);
    struct object *o = object_new(&type_file_hash);
    unsigned char out[DIGEST_MAX];
    struct strbuf hex = STRBUF_INIT;
    const char *name;

    kind_of(args->algorithm, &name);
    size_t n = digest_end(d, out);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(&hex, "%02X", out[i]);
    *record_field(o, FH_ALGORITHM) = value_string(name);
    *record_field(o, FH_HASH) = value_string_take(&hex);
    *record_field(o, FH_PATH) = value_string(path);
    return emit_take(inv, value_of_object(o));
}

/* ---- files ---- */

static enum status file_error(struct invocation *inv, const char *id, enum error_category category,
                              const char *exception, const char *path, const char *message)
{
    AUTO_VALUE target = value_string(path);

    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = id,
                                                   .category = category,
                                                   .exception = exception,
                                                   .target = target });
}

static enum status read_error(struct invocation *inv, const char *path, int errnum)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (errnum == ENOENT || errnum == ENOTDIR) {
        strbuf_addf(&text, "Could not find file '%s'.", path);
        return file_error(inv, "FileNotFound", EC_OBJECT_NOT_FOUND,
                          "System.IO.FileNotFoundException", path, text.buf);
    }
    if (errnum == EACCES || errnum == EISDIR) {
        strbuf_addf(&text, "Access to the path '%s' is denied.", path);
        return file_error(inv, "UnauthorizedAccessError", EC_INVALID_DATA,
                          "System.UnauthorizedAccessException", path, text.buf);
    }
    strbuf_addf(&text, "The file '%s' cannot be read: %s", path, strerror(errnum));
    return file_error(inv, "FileReadError", EC_READ_ERROR, "System.IO.IOException", path, text.buf);
}

static enum status hash_file(struct invocation *inv, const char *path)
{
    const struct file_hash_args *args = ARGS(inv, struct file_hash_args);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    char buffer[65536];
    const char *name;
    struct digest d;
    struct stat st;
    ssize_t n;

    if (fd < 0)
        return read_error(inv, path, errno);
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        return read_error(inv, path, EISDIR);
    digest_begin(&d, kind_of(args->algorithm, &name));
    while ((n = read(fd, buffer, sizeof(buffer))) != 0) {
        if (n < 0 && errno != EINTR)
            return read_error(inv, path, errno);
        if (interrupted(inv->session))
            return ST_INTERRUPT;
        if (n > 0)
            digest_add(&d, buffer, (size_t)n);
    }
    return emit_hash(inv, &d, path);
}

/* -InputStream: what the object's bytes are, read by its own methods. */
static enum status hash_stream(struct invocation *inv)
{
    const struct file_hash_args *args = ARGS(inv, struct file_hash_args);
    const struct type_info *type = value_type_of(args->input_stream);
    const struct method *to_array = type_find_method(type, "ToArray", 7);
    AUTO_VALUE bytes = value_null();
    struct err *err = NULL;
    const char *name;
    struct digest d;

    if (!to_array)
        return core_throw(inv, "ParameterBindingFailed", EC_INVALID_ARGUMENT, value_null(),
                          "Only streams in memory can be hashed: give a file as -Path.");
    if (to_array->call(args->input_stream, NULL, 0, &bytes, &err))
        return cmdlet_throw_err(inv, &err);
    digest_begin(&d, kind_of(args->algorithm, &name));
    for (size_t i = 0; bytes.kind == V_ARRAY && i < bytes.array->len; i++) {
        unsigned char byte = (unsigned char)bytes.array->items[i].i;
        digest_add(&d, &byte, 1);
    }
    return emit_hash(inv, &d, "");
}

static enum status file_hash_process(struct invocation *inv)
{
    const struct file_hash_args *args = ARGS(inv, struct file_hash_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    if (args->input_stream.kind != V_NULL)
        return hash_stream(inv);
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        struct path_list files = { VEC_INIT };
        const char *rest, *path = paths->items[i]->data;
        if (path_drive(inv->session, path, &rest) == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, path);
            continue;
        }
        path_expand(inv->session, path, literal, false, &files);
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++) {
            struct stat st;
            if (literal || lstat(files.paths.items[k], &st) == 0) {
                rc = hash_file(inv, files.paths.items[k]);
                continue;
            }
            AUTO_STRBUF text = STRBUF_INIT;
            strbuf_addf(&text, "Cannot find path '%s' because it does not exist.",
                        files.paths.items[k]);
            rc = file_error(inv, "FileNotFound", EC_OBJECT_NOT_FOUND,
                            "System.Management.Automation.ItemNotFoundException", path, text.buf);
        }
        path_list_release(&files);
    }
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "FileHash",
        .synopsis = "Gives the digests of files.",
        .params = file_hash_params,
        .nparams = ARRAY_SIZE(file_hash_params),
        .default_set = "Path",
        .output = "Microsoft.PowerShell.Utility.FileHash",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct file_hash_args),
        .process = file_hash_process,
        .examples = file_hash_examples,
        .nexamples = ARRAY_SIZE(file_hash_examples),
    },
};
const struct cmdlet_group cmdlets_file_hash = { cmdlets, ARRAY_SIZE(cmdlets) };
