/* System.IO.File and System.IO.Directory. */
#include "shell/object/types_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"
#include "shell/object/types_encoding.h"
#include "shell/object/types_enum.h"
#include "shell/object/types_stream.h"

enum { MAX_DEPTH = 200 };
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

/* Bytes as text: by byte-order mark, else UTF-8 with bad bytes replaced. */
static void to_text(const struct strbuf *bytes, struct strbuf *out)
{
    const char *s = bytes->buf;
    size_t len = bytes->len;
    bool le = len >= 2 && memcmp(s, "\xFF\xFE", 2) == 0;
    bool be = len >= 2 && memcmp(s, "\xFE\xFF", 2) == 0;
    if (le || be) {
        for (size_t i = 2; i + 1 < len; i += 2) {
            uint32_t r = be ? be16_get(s + i) : le16_get(s + i);
            if (r >= 0xD800 && r < 0xDC00 && i + 3 < len) {
                uint32_t low = be ? be16_get(s + i + 2) : le16_get(s + i + 2);
                if (low >= 0xDC00 && low < 0xE000) {
                    r = 0x10000 + ((r - 0xD800) << 10) + (low - 0xDC00);
                    i += 2;
                }
            }
            strbuf_addrune(out, r);
        }
        return;
    }
    if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
        s += 3;
        len -= 3;
    }
    if (utf8_valid(s, len)) {
        strbuf_add(out, s, len);
        return;
    }
    for (size_t i = 0; i < len;) {
        size_t used;
        uint32_t r = utf8_decode(s + i, len - i, &used);
        strbuf_addrune(out, r >= 0xD800 && r < 0xE000 ? UTF8_REPLACEMENT : r);
        i += used;
    }
}

/* What an Encoding argument makes of the text; UTF-8 without one. */
static int encode_text(struct value text, struct value encoding, struct strbuf *out,
                       struct err **err)
{
    AUTO_VALUE s = arg_string(text);
    if (encoding.kind != V_OBJECT || encoding.object->type != &type_encoding) {
        strbuf_add(out, s.str->data, s.str->len);
        return 0;
    }
    AUTO_VALUE bytes = value_null();
    const struct method *m = type_find_method(&type_encoding, "GetBytes", 8);
    if (m->call(encoding, &s, 1, &bytes, err) < 0)
        return -1;
    for (size_t i = 0; i < bytes.array->len; i++)
        strbuf_addch(out, (char)bytes.array->items[i].i);
    return 0;
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

static bool stat_is(const char *path, mode_t kind)
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
    *out = value_bool(stat_is(path.str->data, S_IFREG));
    return 0;
}

CALL(directory_exists)
{
    UNUSED_CALL();
    AUTO_VALUE path = arg_string(args[0]);
    *out = value_bool(stat_is(path.str->data, S_IFDIR));
    return 0;
}

CALL(file_read_all_text)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (file_path_arg(args[0], &path, err) < 0 || read_file(path.str->data, &bytes, err) < 0)
        return -1;
    struct strbuf text = STRBUF_INIT;
    to_text(&bytes, &text);
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
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct value encoding = n > 2 ? args[2] : value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (!lines) {
        if (encode_text(args[1], encoding, &bytes, err) < 0)
            return -1;
    } else {
        struct strbuf text = STRBUF_INIT;
        const struct value *items = args[1].kind == V_ARRAY ? args[1].array->items : &args[1];
        size_t count = args[1].kind == V_ARRAY ? args[1].array->len : 1;
        for (size_t i = 0; i < count; i++) {
            value_method_string(items[i], &text);
            strbuf_addch(&text, '\n');
        }
        AUTO_VALUE all = value_string_take(&text);
        if (encode_text(all, encoding, &bytes, err) < 0)
            return -1;
    }
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

CALL(file_write_all_bytes)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE path = value_null(), bytes = value_null();
    AUTO_STRBUF raw = STRBUF_INIT;
    if (file_path_arg(args[0], &path, err) < 0 ||
        value_convert(args[1], &type_byte_array, &bytes, err) < 0)
        return -1;
    for (size_t i = 0; bytes.kind == V_ARRAY && i < bytes.array->len; i++)
        strbuf_addch(&raw, (char)bytes.array->items[i].i);
    return write_file(path.str->data, O_TRUNC, raw.buf, raw.len, err);
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
    return write_file(to.str->data, O_TRUNC, bytes.buf, bytes.len, err);
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

static struct value from_timespec(struct timespec t, bool utc)
{
    struct value date = value_datetime(
        UNIX_EPOCH_TICKS + t.tv_sec * TICKS_PER_SECOND + t.tv_nsec / 100, DATETIME_UTC);
    return utc ? date : date_to_local(date);
}

static int file_time(const struct value *args, bool utc, struct value *out, struct err **err)
{
    AUTO_VALUE path = value_null();
    struct stat st;
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (stat(path.str->data, &st) < 0)
        st.st_mtim = (struct timespec){ -11644473600, 0 }; /* 1601-01-01, as .NET says */
    *out = from_timespec(st.st_mtim, utc);
    return 0;
}

CALL(file_last_write)
{
    (void)self;
    (void)n;
    return file_time(args, false, out, err);
}

CALL(file_last_write_utc)
{
    (void)self;
    (void)n;
    return file_time(args, true, out, err);
}

CALL(file_attributes)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    struct stat st;
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (stat(path.str->data, &st) < 0)
        return file_error(err, path.str->data);
    int32_t bits = S_ISDIR(st.st_mode) ? 16 : 128;
    size_t name = path_file_name(path.str->data, path.str->len);
    if (path.str->data[name] == '.')
        bits = (bits & ~128) | 2;
    if (!(st.st_mode & 0222))
        bits = (bits & ~128) | 1;
    *out = value_enum(&enum_file_attributes, bits);
    return 0;
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
    METHOD("GetLastWriteTime", 1, 1, file_last_write, "datetime GetLastWriteTime(string path)"),
    METHOD("GetLastWriteTimeUtc", 1, 1, file_last_write_utc, NULL),
    METHOD("GetCreationTime", 1, 1, file_last_write, "datetime GetCreationTime(string path)"),
    METHOD("GetAttributes", 1, 1, file_attributes,
           "System.IO.FileAttributes GetAttributes(string path)"),
};
const struct type_info type_file = { .name = "System.IO.File",
                                     .base = &type_object,
                                     STATICS(file_statics) };

/* ---- Directory ---- */

CALL(directory_create)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    AUTO_STRBUF whole = STRBUF_INIT;
    path_full(path.str->data, path.str->len, &whole);
    for (size_t i = 1; i <= whole.len; i++) {
        if (i < whole.len && whole.buf[i] != '/')
            continue;
        char keep = whole.buf[i];
        whole.buf[i] = '\0';
        if (mkdir(whole.buf, 0777) < 0 && errno != EEXIST)
            return file_error(err, whole.buf);
        whole.buf[i] = keep;
    }
    if (!stat_is(whole.buf, S_IFDIR))
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The file '%s' already exists.", whole.buf);
    *out = value_string_len(whole.buf, whole.len);
    return 0;
}

static int remove_tree(const char *path, int depth, struct err **err)
{
    if (depth > MAX_DEPTH)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The folders are nested too deeply: '%s'", path);
    DIR *dir = opendir(path);
    if (!dir)
        return file_error(err, path);
    struct dirent *e;
    int r = 0;
    while (r == 0 && (e = readdir(dir))) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        AUTO_FREE char *child = xasprintf("%s/%s", path, e->d_name);
        struct stat st;
        if (lstat(child, &st) == 0 && S_ISDIR(st.st_mode)) /* links are not followed */
            r = remove_tree(child, depth + 1, err);
        else if (unlink(child) < 0)
            r = file_error(err, child);
    }
    closedir(dir);
    if (r == 0 && rmdir(path) < 0)
        r = file_error(err, path);
    return r;
}

CALL(directory_delete)
{
    (void)self;
    (void)out;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (n > 1 && value_truth(args[1]))
        return remove_tree(path.str->data, 0, err);
    if (rmdir(path.str->data) == 0)
        return 0;
    if (errno == ENOTEMPTY || errno == EEXIST)
        return fail_with(err, "System.IO.IOException", "IOException", "Directory not empty : '%s'",
                         path.str->data);
    return file_error(err, path.str->data);
}

struct listing {
    bool files, folders, deep;
    const struct str *pattern;
    struct array *to;
};

static int list_folder(const char *path, const struct listing *l, int depth, struct err **err)
{
    DIR *dir = opendir(path);
    if (!dir)
        return file_error(err, path);
    struct dirent *e;
    int r = 0;
    size_t plen = strlen(path);
    while (r == 0 && (e = readdir(dir))) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        AUTO_FREE char *child =
            xasprintf(plen && path[plen - 1] == '/' ? "%s%s" : "%s/%s", path, e->d_name);
        struct stat st;
        bool folder = lstat(child, &st) == 0 && S_ISDIR(st.st_mode);
        if ((folder ? l->folders : l->files) &&
            text_wildcard_match(l->pattern->data, l->pattern->len, e->d_name, strlen(e->d_name),
                                false))
            array_push_take(l->to, value_string(child));
        if (folder && l->deep && depth < MAX_DEPTH)
            r = list_folder(child, l, depth + 1, err);
    }
    closedir(dir);
    return r;
}

static int list(const struct value *args, size_t n, bool files, bool folders, struct value *out,
                struct err **err)
{
    AUTO_VALUE path = value_null(), pattern = n > 1 ? arg_string(args[1]) : value_string("*");
    int32_t option = 0;
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (n > 2 && arg_enum(args[2], &enum_search_option, &option, err) < 0)
        return -1;
    struct array *a = array_new(8);
    a->type = &type_string_array;
    a->element = &type_string;
    struct listing l = { files, folders, option == 1, pattern.str, a };
    if (list_folder(path.str->data, &l, 0, err) < 0) {
        value_unref(value_of_array(a));
        return -1;
    }
    *out = value_of_array(a);
    return 0;
}

CALL(directory_get_files)
{
    (void)self;
    return list(args, n, true, false, out, err);
}

CALL(directory_get_directories)
{
    (void)self;
    return list(args, n, false, true, out, err);
}

CALL(directory_get_entries)
{
    (void)self;
    return list(args, n, true, true, out, err);
}

CALL(directory_get_current)
{
    UNUSED_CALL();
    AUTO_FREE char *cwd = getcwd(NULL, 0);
    *out = value_string(cwd ? cwd : "/");
    return 0;
}

CALL(directory_set_current)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    return chdir(path.str->data) == 0 ? 0 : file_error(err, path.str->data);
}

static const struct method directory_statics[] = {
    METHOD("Exists", 1, 1, directory_exists, "bool Exists(string path)"),
    METHOD("CreateDirectory", 1, 1, directory_create, NULL),
    METHOD("Delete", 1, 2, directory_delete, "void Delete(string path, bool recursive)"),
    METHOD("Move", 2, 2, file_move, "void Move(string sourceDirName, string destDirName)"),
    METHOD("GetFiles", 1, 3, directory_get_files, "string[] GetFiles(string path)"),
    METHOD("EnumerateFiles", 1, 3, directory_get_files, NULL),
    METHOD("GetDirectories", 1, 3, directory_get_directories,
           "string[] GetDirectories(string path)"),
    METHOD("EnumerateDirectories", 1, 3, directory_get_directories, NULL),
    METHOD("GetFileSystemEntries", 1, 3, directory_get_entries,
           "string[] GetFileSystemEntries(string path)"),
    METHOD("GetCurrentDirectory", 0, 0, directory_get_current, "string GetCurrentDirectory()"),
    METHOD("SetCurrentDirectory", 1, 1, directory_set_current,
           "void SetCurrentDirectory(string path)"),
    METHOD("GetLastWriteTime", 1, 1, file_last_write, "datetime GetLastWriteTime(string path)"),
};
const struct type_info type_directory = { .name = "System.IO.Directory",
                                          .base = &type_object,
                                          STATICS(directory_statics) };
