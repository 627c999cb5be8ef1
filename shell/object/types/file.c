/* System.IO.File. */
#include "shell/object/types/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/file_facts.h"
#include "shell/object/types/stream.h"

struct value (*file_info_make)(const char *path, bool folder);

static const off_t max_file = (off_t)2 << 30; /* .NET's own limit of a string or array */

int file_error(struct err **err, const char *path)
{
    AUTO_STRBUF whole = STRBUF_INIT;
    path_full(path, strlen(path), &whole);
    char text[128];
    switch (errno) {
    case ENOENT: {
        struct stat st;
        AUTO_FREE char *parent = xstrndup(whole.buf, path_file_name(whole.buf, whole.len));
        if (stat(parent, &st) < 0)
            return fail_with(err, "System.IO.DirectoryNotFoundException",
                             "DirectoryNotFoundException",
                             "Could not find a part of the path '%s'.", whole.buf);
        return fail_with(err, "System.IO.FileNotFoundException", "FileNotFoundException",
                         "Could not find file '%s'.", whole.buf);
    }
    case ENOTDIR:
        return fail_with(err, "System.IO.DirectoryNotFoundException", "DirectoryNotFoundException",
                         "Could not find a part of the path '%s'.", whole.buf);
    case EACCES:
    case EPERM:
    case EISDIR:
        return fail_with(err, "System.UnauthorizedAccessException", "UnauthorizedAccessException",
                         "Access to the path '%s' is denied.", whole.buf);
    default:
        return fail_with(err, "System.IO.IOException", "IOException", "%s : '%s'",
                         strerror_r(errno, text, sizeof(text)), whole.buf);
    }
}

static int read_file(const char *path, struct strbuf *out, struct err **err)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0)
        return file_error(err, path);
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return file_error(err, path);
    }
    if (st.st_size > max_file)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The file is too long. This operation is currently limited to "
                         "supporting files less than 2 gigabytes in size.");
    for (;;) {
        strbuf_grow(out, 65536);
        ssize_t n = read(fd, out->buf + out->len, 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_error(err, path);
        if (n == 0)
            return 0;
        out->len += (size_t)n;
        out->buf[out->len] = '\0';
        if (out->len > (size_t)max_file)
            return fail_with(err, "System.IO.IOException", "IOException", "The file is too long.");
    }
}

static int write_file(const char *path, int flags, const char *s, size_t len, struct err **err)
{
    AUTO_FD int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
    if (fd < 0)
        return file_error(err, path);
    while (len) {
        ssize_t n = write(fd, s, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_error(err, path);
        s += n;
        len -= (size_t)n;
    }
    return 0;
}

/* Bytes as text: by byte order mark, else by the encoding, else UTF-8. */
static void to_text(const struct strbuf *bytes, struct value encoding, struct strbuf *out)
{
    size_t skip;
    enum encoding e = value_is_encoding(encoding) ? encoding_kind(encoding) : ENC_UTF8;
    e = encoding_detect(bytes->buf, bytes->len, e, &skip);
    if (e == ENC_UTF8 && utf8_valid(bytes->buf + skip, bytes->len - skip))
        strbuf_add(out, bytes->buf + skip, bytes->len - skip);
    else
        encoding_decode(e, bytes->buf + skip, bytes->len - skip, out);
}

/* What an Encoding argument makes of the text; UTF-8 without one. mark: a new file gets the
 * encoding's byte order mark. */
static void encode_text(const char *s, size_t len, struct value encoding, bool mark,
                        struct strbuf *out)
{
    if (!value_is_encoding(encoding)) {
        strbuf_add(out, s, len);
        return;
    }
    if (mark)
        encoding_add_preamble(encoding, out);
    encoding_encode(encoding_kind(encoding), s, len, out);
}

int file_path_arg(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "path");
    *out = arg_string(v);
    if (out->str->len && strlen(out->str->data) == out->str->len)
        return 0;
    return fail_argument(err, out->str->len
                                  ? "Null character in path. (Parameter 'path')"
                                  : "The value cannot be an empty string. (Parameter 'path')");
}

bool path_is(const char *path, mode_t kind)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return false;
    return kind == S_IFDIR ? S_ISDIR(st.st_mode) : !S_ISDIR(st.st_mode);
}

CALL(file_exists)
{
    UNUSED_CALL();
    AUTO_VALUE path = arg_string(args[0]);
    *out = value_bool(path_is(path.str->data, S_IFREG));
    return 0;
}

CALL(file_read_all_text)
{
    (void)self;
    AUTO_VALUE path = value_null();
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (file_path_arg(args[0], &path, err) < 0 || read_file(path.str->data, &bytes, err) < 0)
        return -1;
    struct strbuf text = STRBUF_INIT;
    to_text(&bytes, n > 1 ? args[1] : value_null(), &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(file_read_all_lines)
{
    AUTO_VALUE text = value_null();
    if (file_read_all_text(self, args, n, &text, err) < 0)
        return -1;
    struct array *lines = array_new(16);
    lines->type = &type_string_array;
    lines->element = &type_string;
    const char *s = text.str->data;
    size_t len = text.str->len;
    for (size_t i = 0; i < len;) {
        size_t start = i;
        while (i < len && s[i] != '\n' && s[i] != '\r')
            i++;
        array_push_take(lines, value_string_len(s + start, i - start));
        if (i + 1 < len && s[i] == '\r' && s[i + 1] == '\n')
            i++;
        i++;
    }
    *out = value_of_array(lines);
    return 0;
}

CALL(file_read_all_bytes)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (file_path_arg(args[0], &path, err) < 0 || read_file(path.str->data, &bytes, err) < 0)
        return -1;
    struct array *a = array_new(bytes.len);
    a->type = &type_byte_array;
    a->element = &type_byte;
    for (size_t i = 0; i < bytes.len; i++)
        a->items[i] = value_integer(V_BYTE, (unsigned char)bytes.buf[i]);
    a->len = bytes.len;
    *out = value_of_array(a);
    return 0;
}

static int write_text(const struct value *args, size_t n, int flags, bool lines, struct err **err)
{
    AUTO_VALUE path = value_null();
    AUTO_STRBUF text = STRBUF_INIT, bytes = STRBUF_INIT;
    struct value encoding = n > 2 ? args[2] : value_null();
    struct stat st;
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    const struct value *items = args[1].kind == V_ARRAY ? args[1].array->items : &args[1];
    size_t count = args[1].kind == V_ARRAY ? args[1].array->len : 1;
    for (size_t i = 0; lines && i < count; i++) {
        value_method_string(items[i], &text);
        strbuf_addch(&text, '\n');
    }
    if (!lines)
        value_to_strbuf(args[1], &text);
    bool fresh = !(flags & O_APPEND) || stat(path.str->data, &st) < 0 || st.st_size == 0;
    encode_text(text.buf, text.len, encoding, fresh, &bytes);
    return write_file(path.str->data, flags, bytes.buf, bytes.len, err);
}

CALL(file_write_all_text)
{
    (void)self;
    (void)out;
    return write_text(args, n, O_TRUNC, false, err);
}

CALL(file_write_all_lines)
{
    (void)self;
    (void)out;
    return write_text(args, n, O_TRUNC, true, err);
}

CALL(file_append_all_text)
{
    (void)self;
    (void)out;
    return write_text(args, n, O_APPEND, false, err);
}

CALL(file_append_all_lines)
{
    (void)self;
    (void)out;
    return write_text(args, n, O_APPEND, true, err);
}

static int write_bytes(const struct value *args, int flags, struct err **err)
{
    AUTO_VALUE path = value_null(), bytes = value_null();
    AUTO_STRBUF raw = STRBUF_INIT;
    if (file_path_arg(args[0], &path, err) < 0 ||
        value_convert(args[1], &type_byte_array, &bytes, err) < 0)
        return -1;
    for (size_t i = 0; bytes.kind == V_ARRAY && i < bytes.array->len; i++)
        strbuf_addch(&raw, (char)bytes.array->items[i].i);
    return write_file(path.str->data, flags, raw.buf, raw.len, err);
}

CALL(file_write_all_bytes)
{
    (void)self;
    (void)n;
    (void)out;
    return write_bytes(args, O_TRUNC, err);
}

CALL(file_append_all_bytes)
{
    (void)self;
    (void)n;
    (void)out;
    return write_bytes(args, O_APPEND, err);
}

CALL(file_delete)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (unlink(path.str->data) == 0 || errno == ENOENT)
        return 0;
    return file_error(err, path.str->data);
}

CALL(file_copy)
{
    (void)self;
    (void)out;
    AUTO_VALUE from = value_null(), to = value_null();
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (file_path_arg(args[0], &from, err) < 0 || file_path_arg(args[1], &to, err) < 0)
        return -1;
    bool overwrite = n > 2 && value_truth(args[2]);
    if (!overwrite && access(to.str->data, F_OK) == 0)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The file '%s' already exists.", to.str->data);
    if (read_file(from.str->data, &bytes, err) < 0)
        return -1;
    struct stat st;
    if (write_file(to.str->data, O_TRUNC, bytes.buf, bytes.len, err) < 0)
        return -1;
    if (stat(from.str->data, &st) == 0) { /* the copy keeps mode and time */
        struct timespec times[2] = { st.st_atim, st.st_mtim };
        if (chmod(to.str->data, st.st_mode & 07777) < 0 ||
            utimensat(AT_FDCWD, to.str->data, times, 0) < 0)
            return file_error(err, to.str->data);
    }
    return 0;
}

/* Replace(source, destination, backup) */
CALL(file_replace)
{
    (void)self;
    (void)out;
    AUTO_VALUE from = value_null(), to = value_null();
    if (file_path_arg(args[0], &from, err) < 0 || file_path_arg(args[1], &to, err) < 0)
        return -1;
    if (access(from.str->data, F_OK) < 0 || access(to.str->data, F_OK) < 0)
        return file_error(err, access(from.str->data, F_OK) < 0 ? from.str->data : to.str->data);
    if (n > 2 && args[2].kind == V_STRING && args[2].str->len &&
        rename(to.str->data, args[2].str->data) < 0)
        return file_error(err, args[2].str->data);
    return rename(from.str->data, to.str->data) == 0 ? 0 : file_error(err, from.str->data);
}

CALL(file_move)
{
    (void)self;
    (void)out;
    AUTO_VALUE from = value_null(), to = value_null();
    if (file_path_arg(args[0], &from, err) < 0 || file_path_arg(args[1], &to, err) < 0)
        return -1;
    bool overwrite = n > 2 && value_truth(args[2]);
    if (!overwrite && access(to.str->data, F_OK) == 0)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "Cannot create a file when that file already exists.");
    return rename(from.str->data, to.str->data) == 0 ? 0 : file_error(err, from.str->data);
}

/* ---- streams ---- */

static int open_file(struct value v, int mode, int access, struct value *out, struct err **err)
{
    AUTO_VALUE path = value_null();
    return file_path_arg(v, &path, err) < 0 ? -1
                                            : stream_open(path.str->data, mode, access, out, err);
}

CALL(file_open_read)
{
    (void)self;
    (void)n;
    return open_file(args[0], FILE_OPEN, ACCESS_READ, out, err);
}

CALL(file_open_write)
{
    (void)self;
    (void)n;
    return open_file(args[0], FILE_OPEN_OR_CREATE, ACCESS_WRITE, out, err);
}

CALL(file_create)
{
    (void)self;
    (void)n;
    return open_file(args[0], FILE_CREATE, ACCESS_BOTH, out, err);
}

CALL(file_open)
{
    const struct method *m = type_find_static_method(&type_file_stream, "new", 3);
    return m->call(self, args, n, out, err);
}

CALL(file_open_text)
{
    (void)self;
    (void)n;
    return stream_reader_open(args[0], value_null(), out, err);
}

CALL(file_create_text)
{
    (void)self;
    (void)n;
    return stream_writer_open(args[0], false, value_null(), out, err);
}

CALL(file_append_text)
{
    (void)self;
    (void)n;
    return stream_writer_open(args[0], true, value_null(), out, err);
}

static const struct method file_statics[] = {
    METHOD("OpenRead", 1, 1, file_open_read, "System.IO.FileStream OpenRead(string path)"),
    METHOD("OpenWrite", 1, 1, file_open_write, "System.IO.FileStream OpenWrite(string path)"),
    METHOD("Create", 1, 3, file_create, "System.IO.FileStream Create(string path)"),
    METHOD("Open", 2, 4, file_open,
           "System.IO.FileStream Open(string path, System.IO.FileMode mode)"),
    METHOD("OpenText", 1, 1, file_open_text, "System.IO.StreamReader OpenText(string path)"),
    METHOD("CreateText", 1, 1, file_create_text, "System.IO.StreamWriter CreateText(string path)"),
    METHOD("AppendText", 1, 1, file_append_text, "System.IO.StreamWriter AppendText(string path)"),
    METHOD("Exists", 1, 1, file_exists, "bool Exists(string path)"),
    METHOD("ReadAllText", 1, 2, file_read_all_text, "string ReadAllText(string path)"),
    METHOD("ReadAllLines", 1, 2, file_read_all_lines, "string[] ReadAllLines(string path)"),
    METHOD("ReadLines", 1, 2, file_read_all_lines, "string[] ReadLines(string path)"),
    METHOD("ReadAllBytes", 1, 1, file_read_all_bytes, "byte[] ReadAllBytes(string path)"),
    METHOD("WriteAllText", 2, 3, file_write_all_text,
           "void WriteAllText(string path, string contents)"),
    METHOD("WriteAllLines", 2, 3, file_write_all_lines,
           "void WriteAllLines(string path, string[] contents)"),
    METHOD("WriteAllBytes", 2, 2, file_write_all_bytes,
           "void WriteAllBytes(string path, byte[] bytes)"),
    METHOD("AppendAllText", 2, 3, file_append_all_text,
           "void AppendAllText(string path, string contents)"),
    METHOD("AppendAllLines", 2, 3, file_append_all_lines, NULL),
    METHOD("Delete", 1, 1, file_delete, "void Delete(string path)"),
    METHOD("Copy", 2, 3, file_copy, "void Copy(string sourceFileName, string destFileName)"),
    METHOD("Move", 2, 3, file_move, "void Move(string sourceFileName, string destFileName)"),
    METHOD("AppendAllBytes", 2, 2, file_append_all_bytes,
           "void AppendAllBytes(string path, byte[] bytes)"),
    METHOD("Replace", 3, 4, file_replace,
           "void Replace(string sourceFileName, string destinationFileName, string "
           "destinationBackupFileName)"),
    FILE_TIME_METHODS,
    METHOD("SetAttributes", 2, 2, file_set_attributes,
           "void SetAttributes(string path, System.IO.FileAttributes fileAttributes)"),
    METHOD("GetAttributes", 1, 1, file_get_attributes,
           "System.IO.FileAttributes GetAttributes(string path)"),
    METHOD("GetUnixFileMode", 1, 1, file_unix_mode,
           "System.IO.UnixFileMode GetUnixFileMode(string path)"),
    METHOD("SetUnixFileMode", 2, 2, file_set_unix_mode,
           "void SetUnixFileMode(string path, System.IO.UnixFileMode mode)"),
    METHOD("CreateSymbolicLink", 2, 2, file_make_link,
           "System.IO.FileSystemInfo CreateSymbolicLink(string path, string pathToTarget)"),
    METHOD("ResolveLinkTarget", 2, 2, file_resolve_link,
           "System.IO.FileSystemInfo ResolveLinkTarget(string linkPath, bool returnFinalTarget)"),
};
const struct type_info type_file = { .name = "System.IO.File",
                                     .base = &type_object,
                                     STATICS(file_statics) };
