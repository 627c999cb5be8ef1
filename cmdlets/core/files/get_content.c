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
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/session.h"

struct get_content_args {
    PATH_FIELDS
    struct opt_int read_count;
    struct opt_int total_count;
    struct opt_int tail;
    bool force;
    struct str *delimiter;
    bool wait;
    bool raw;
    struct value encoding;
    bool as_byte_stream;
};
static const struct param get_content_params[] = {
    PARAM(struct get_content_args, read_count, .name = "ReadCount", .from_property = true,
          .type = &type_int64, .help = "How many lines to emit together as one array; 0: all."),
    PARAM(struct get_content_args, total_count, .name = "TotalCount", .from_property = true,
          .type = &type_int64, .aliases = "First,Head", PARAM_RANGE(0, INT64_MAX),
          .help = "Only this many lines from the start."),
    PARAM(struct get_content_args, tail, .name = "Tail", .from_property = true, .aliases = "Last",
          PARAM_RANGE(0, INT32_MAX), .help = "Only this many lines from the end."),
    PATH_PARAM(struct get_content_args, "Path", .mandatory = true),
    FILTER_PARAMS(struct get_content_args),
    FORCE_PARAM(struct get_content_args),
    PARAM(struct get_content_args, delimiter, .name = "Delimiter",
          .help = "What separates the pieces that are emitted, instead of line ends."),
    PARAM(struct get_content_args, wait, .name = "Wait",
          .help = "Goes on as the file grows, until Ctrl-C."),
    PARAM(struct get_content_args, raw, .name = "Raw",
          .help = "Emits the whole file as one string."),
    ENCODING_PARAM(struct get_content_args),
    PARAM(struct get_content_args, as_byte_stream, .name = "AsByteStream",
          .help = "Reads or writes bytes instead of text."),
    CREDENTIAL_PARAM(struct get_content_args),
    LITERAL_PATH_PARAM(struct get_content_args, "LiteralPath"),
};
static const char *const get_content_aliases[] = { "gc", "type", NULL };
static const struct example get_content_examples[] = {
    { .code = "Get-Content /etc/hostname -TotalCount 1", .remarks = "The first line of a file." },
};

/* ---- reading ---- */

struct reading {
    struct invocation *inv;
    const struct get_content_args *args;
    int64_t left;        /* of -TotalCount; -1: no limit */
    struct array *batch; /* of -ReadCount */
    int64_t batch_size;  /* 0: all */
};

static enum status flush_batch(struct reading *r)
{
    struct array *a = STEAL(r->batch);

    return a && a->len > 0 ? emit_take(r->inv, value_of_array(a)) : ST_OK;
}

static enum status put(struct reading *r, struct value v)
{
    if (r->left == 0) {
        value_unref(v);
        return ST_STOP;
    }
    if (r->left > 0)
        r->left--;
    if (r->batch_size == 1)
        return emit_take(r->inv, v);
    if (!r->batch)
        r->batch = array_new(16);
    array_push_take(r->batch, v);
    if (r->batch_size > 0 && r->batch->len >= (size_t)r->batch_size)
        return flush_batch(r);
    return ST_OK;
}

/* Pieces of text between separators; the last one only when it is not empty. */
static enum status put_pieces(struct reading *r, const char *s, size_t len)
{
    const struct str *delimiter = r->args->delimiter;
    const char *sep = delimiter && delimiter->len > 0 ? delimiter->data : "\n";
    size_t seplen = delimiter && delimiter->len > 0 ? delimiter->len : 1;

    while (len > 0) {
        const char *at = memmem(s, len, sep, seplen);
        size_t n = at ? (size_t)(at - s) : len;
        size_t shown = n;
        if (!delimiter && shown > 0 && s[shown - 1] == '\r')
            shown--;
        enum status rc = put(r, value_string_len(s, shown));
        if (rc != ST_OK)
            return rc;
        s += n;
        len -= n;
        if (at) {
            s += seplen;
            len -= seplen;
        }
        if (interrupted(r->inv->session))
            return ST_INTERRUPT;
    }
    return ST_OK;
}

static enum status put_tail(struct reading *r, const char *s, size_t len)
{
    const struct str *delimiter = r->args->delimiter;
    const char *sep = delimiter && delimiter->len > 0 ? delimiter->data : "\n";
    size_t seplen = delimiter && delimiter->len > 0 ? delimiter->len : 1;
    int64_t want = r->args->tail.value;
    size_t at = len;

    if (want <= 0)
        return ST_OK;
    if (at >= seplen && memcmp(s + at - seplen, sep, seplen) == 0)
        at -= seplen;
    while (at > 0) {
        if (at >= seplen && memcmp(s + at - seplen, sep, seplen) == 0 && --want == 0)
            break;
        at--;
    }
    return put_pieces(r, s + at, len - at);
}

static enum status put_bytes(struct reading *r, const struct strbuf *bytes)
{
    if (r->args->raw) {
        struct array *a = array_new(bytes->len);
        a->type = &type_byte_array;
        a->element = &type_byte;
        for (size_t i = 0; i < bytes->len; i++)
            array_push_take(a, value_integer(V_BYTE, (unsigned char)bytes->buf[i]));
        return emit_take(r->inv, value_of_array(a));
    }
    int64_t tail = r->args->tail.set ? r->args->tail.value : INT64_MAX;
    size_t first = (int64_t)bytes->len > tail ? bytes->len - (size_t)tail : 0;
    for (size_t i = first; i < bytes->len; i++) {
        enum status rc = put(r, value_integer(V_BYTE, (unsigned char)bytes->buf[i]));
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

enum { BLOCK = 64 * 1024, MAX_LINE = 0x7fffffff };

static enum status put_line(struct reading *r, const char *s, size_t len)
{
    if (len > 0 && s[len - 1] == '\r')
        len--;
    if (utf8_valid(s, len))
        return put(r, value_string_len(s, len));
    AUTO_STRBUF text = STRBUF_INIT;
    text_decode(TEXT_UTF8, s, len, &text);
    return put(r, value_string_len(text.buf, text.len));
}

/* The whole lines in front; what is left of them stays in text. */
static enum status put_whole_lines(struct reading *r, struct strbuf *text, size_t seen)
{
    size_t start = 0;
    char *end;

    while ((end = memchr(text->buf + seen, '\n', text->len - seen)) != NULL) {
        size_t at = (size_t)(end - text->buf);
        enum status rc = put_line(r, text->buf + start, at - start);
        if (rc == ST_OK && r->left == 0)
            rc = ST_STOP;
        if (rc == ST_OK && interrupted(r->inv->session))
            rc = ST_INTERRUPT;
        if (rc != ST_OK)
            return rc;
        start = seen = at + 1;
    }
    memmove(text->buf, text->buf + start, text->len - start);
    strbuf_truncate(text, text->len - start);
    return ST_OK;
}

/* Plain lines of UTF-8: read as they come, so that big files stream. *plain false: the file
 * is of another encoding, nothing was put. *err is set when reading fails. */
static enum status stream_lines(struct reading *r, const char *path, int fd, bool *plain,
                                struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    bool first = true;

    for (;;) {
        size_t seen = text.len;
        strbuf_grow(&text, BLOCK);
        ssize_t n = read(fd, text.buf + text.len, BLOCK);
        if (interrupted(r->inv->session))
            return ST_INTERRUPT;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            err_set_errno(err, errno, "Cannot read '%s'", path);
            return ST_FAIL;
        }
        if (n == 0)
            break;
        text.len += (size_t)n;
        text.buf[text.len] = '\0';
        if (first && text.len < 3)
            continue;
        if (first && ((unsigned char)text.buf[0] & 0xFE) == 0xFE) {
            *plain = false;
            return ST_OK;
        }
        if (first && memcmp(text.buf, "\xEF\xBB\xBF", 3) == 0) {
            memmove(text.buf, text.buf + 3, text.len - 3);
            strbuf_truncate(&text, text.len - 3);
        }
        if (first)
            seen = 0;
        first = false;
        enum status rc = put_whole_lines(r, &text, seen);
        if (rc != ST_OK)
            return rc;
        if (text.len > MAX_LINE) {
            err_set(err, ERR_OPERATION_FAILED, "A line of '%s' is larger than 2 GiB.", path);
            return ST_FAIL;
        }
    }
    if (first && text.len > 1 && ((unsigned char)text.buf[0] & 0xFE) == 0xFE)
        *plain = false;
    enum status rc = *plain && text.len > 0 ? put_whole_lines(r, &text, 0) : ST_OK;
    return rc == ST_OK && *plain && text.len > 0 ? put_line(r, text.buf, text.len) : rc;
}

/* -Wait: what is added to the file, as it is added. */
static enum status follow(struct reading *r, const char *path, off_t at)
{
    AUTO_STRBUF part = STRBUF_INIT;

    for (;;) {
        struct stat st;
        if (!interruptible_sleep(r->inv->session, 200))
            return ST_INTERRUPT;
        if (stat(path, &st) != 0)
            continue;
        if (st.st_size < at)
            at = 0;
        if (st.st_size == at)
            continue;
        AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
        char buf[4096];
        ssize_t n;
        while (fd >= 0 && (n = pread(fd, buf, sizeof(buf), at)) > 0) {
            strbuf_add(&part, buf, (size_t)n);
            at += n;
        }
        const char *last = part.len ? memrchr(part.buf, '\n', part.len) : NULL;
        if (!last)
            continue;
        size_t whole = (size_t)(last - part.buf) + 1;
        enum status rc = put_pieces(r, part.buf, whole);
        if (rc != ST_OK)
            return rc;
        memmove(part.buf, part.buf + whole, part.len - whole + 1);
        strbuf_truncate(&part, part.len - whole);
    }
}

static enum status read_error(struct invocation *inv, const char *path, int errnum)
{
    AUTO_VALUE target = value_string(path);
    struct err *err = NULL;

    if (errnum == ENOENT)
        return path_not_found(inv, path);
    if (errnum == EACCES) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "Access to the path '%s' is denied.", path);
        return cmdlet_error(inv,
                            &(struct error_spec){ .message = text.buf,
                                                  .id = "GetContentReaderUnauthorizedAccessError",
                                                  .category = EC_PERMISSION_DENIED,
                                                  .exception = "System.UnauthorizedAccessException",
                                                  .target = target });
    }
    err_set_errno(&err, errnum, "Cannot read '%s'", path);
    return cmdlet_err(inv, &err, target);
}

static enum status read_file(struct reading *r, const char *path, enum text_encoding encoding)
{
    const struct get_content_args *args = r->args;
    struct stat st;
    enum status rc = ST_OK;

    if (stat(path, &st) != 0)
        return read_error(r->inv, path, errno);
    if (S_ISDIR(st.st_mode)) {
        AUTO_VALUE target = value_string(path);
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "Unable to get content because it is a directory: '%s'. Please use "
                    "'Get-ChildItem' instead.",
                    path);
        return cmdlet_error(r->inv,
                            &(struct error_spec){ .message = text.buf,
                                                  .id = "GetContainerContentException",
                                                  .category = EC_INVALID_OPERATION,
                                                  .exception = "System.InvalidOperationException",
                                                  .target = target });
    }
    bool plain = !args->raw && !args->as_byte_stream && !args->tail.set && !args->delimiter &&
                 encoding == TEXT_UTF8;
    if (plain) {
        AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
        struct err *err = NULL;
        if (fd < 0)
            return interrupted(r->inv->session) ? ST_INTERRUPT : read_error(r->inv, path, errno);
        rc = stream_lines(r, path, fd, &plain, &err);
        if (err) {
            AUTO_VALUE target = value_string(path);
            return cmdlet_err(r->inv, &err, target);
        }
    }
    if (args->raw && !args->as_byte_stream) {
        struct str *text;
        struct err *err = NULL;
        if (file_read_text(path, encoding, &text, &err)) {
            AUTO_VALUE target = value_string(path);
            return cmdlet_err(r->inv, &err, target);
        }
        if (text->len) {
            rc = emit_take(r->inv, value_of_str(text));
        } else {
            value_unref(value_of_str(text));
            rc = ST_OK;
        }
    } else if (!plain) {
        AUTO_STRBUF bytes = STRBUF_INIT;
        AUTO_STRBUF text = STRBUF_INIT;
        struct err *err = NULL;
        if (file_read_all(path, &bytes, &err)) {
            AUTO_VALUE target = value_string(path);
            return cmdlet_err(r->inv, &err, target);
        }
        if (args->as_byte_stream) {
            rc = put_bytes(r, &bytes);
        } else {
            text_decode(encoding, bytes.buf, bytes.len, &text);
            rc = args->tail.set ? put_tail(r, text.buf, text.len)
                                : put_pieces(r, text.buf, text.len);
        }
    }
    if (rc == ST_OK && args->wait)
        rc = follow(r, path, st.st_size);
    return rc;
}

/* env:NAME and variable:name have content too. */
static enum status read_drive(struct reading *r, enum drive drive, const char *name,
                              const char *path)
{
    name += strspn(name, "/\\");
    if (!drive_item_exists(r->inv->session, drive, name))
        return path_not_found(r->inv, path);
    if (r->args->tail.set)
        return core_error(r->inv, "TailNotSupported", EC_INVALID_OPERATION,
                          value_int((int32_t)r->args->tail.value),
                          "The Tail parameter currently is supported only for the FileSystem "
                          "provider.");
    return put(r, drive_item_content(r->inv->session, drive, name));
}

static bool has_wildcard(const struct str *path)
{
    return text_has_wildcard(path->data, path->len);
}

static enum status get_content_process(struct invocation *inv)
{
    struct get_content_args *args = ARGS(inv, struct get_content_args);
    const struct str_list *paths = args->path.len > 0 ? &args->path : &args->literal_path;
    enum text_encoding encoding;
    enum status rc = ST_OK;

    enum status encoded = encoding_argument(inv, args->encoding, &encoding);
    if (encoded == ST_OK && args->as_byte_stream && !value_is_null(args->encoding))
        encoded = write_warning(inv, "Encoding not used when '-AsByteStream' specified.");
    if (encoded != ST_OK)
        return encoded;
    if (args->tail.set && args->total_count.set)
        return core_throw(
            inv, "TailAndHeadCannotCoexist", EC_INVALID_OPERATION, value_null(),
            "The parameters TotalCount and Tail cannot be used together. Please specify "
            "only one parameter.");
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *name;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &name);
        struct reading r = {
            .inv = inv,
            .args = args,
            .left = args->total_count.set && args->total_count.value >= 0 ? args->total_count.value
                                                                          : -1,
            .batch_size = args->read_count.set ? args->read_count.value : 1,
        };
        if (drive == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, paths->items[i]->data);
            continue;
        }
        if (drive != DRIVE_FILE) {
            rc = read_drive(&r, drive, name, paths->items[i]->data);
            if (rc == ST_OK)
                rc = flush_batch(&r);
            if (r.batch)
                value_unref(value_of_array(r.batch));
            continue;
        }
        if (args->raw && (args->tail.set || args->total_count.set || args->wait || args->delimiter))
            return core_throw(inv, "InvalidOperation", EC_INVALID_OPERATION, value_null(),
                              "The '%s' and '%s' parameters cannot be specified in the same "
                              "command.",
                              "Raw",
                              args->total_count.set ? "TotalCount"
                              : args->tail.set      ? "Tail"
                              : args->wait          ? "Wait"
                                                    : "Delimiter");
        struct path_list files = { VEC_INIT };
        struct str_list one = { &paths->items[i], 1, true };
        rc = paths_resolve(inv, &one, args->literal_path.len > 0, &files);
        if (rc == ST_OK && files.paths.len == 0 && has_wildcard(paths->items[i]))
            rc = path_none_matched(inv, paths->items[i]);
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++) {
            const char *path = files.paths.items[k];
            const char *slash = strrchr(path, '/');
            if (!name_selected(slash + 1, args->filter, &args->include, &args->exclude))
                continue;
            r.left = args->total_count.set && args->total_count.value >= 0 ? args->total_count.value
                                                                           : -1;
            rc = read_file(&r, path, encoding);
            if (rc == ST_STOP && r.left == 0)
                rc = ST_OK;
            if (rc == ST_OK)
                rc = flush_batch(&r);
        }
        if (r.batch)
            value_unref(value_of_array(r.batch));
        path_list_release(&files);
    }
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Content",
        .aliases = get_content_aliases,
        .synopsis = "Reads files, line by line.",
        .params = get_content_params,
        .nparams = ARRAY_SIZE(get_content_params),
        .default_set = "Path",
        .output = "System.Byte,System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_content_args),
        .begin = refuse_credential,
        .process = get_content_process,
        .examples = get_content_examples,
        .nexamples = ARRAY_SIZE(get_content_examples),
    },
};
const struct cmdlet_group cmdlets_get_content = { cmdlets, ARRAY_SIZE(cmdlets) };
