/* System.IO.Path. */
#include <string.h>
#include <sys/random.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"

size_t path_file_name(const char *s, size_t len)
{
    const char *slash = memrchr(s, '/', len);
    return slash ? (size_t)(slash - s) + 1 : 0;
}

/* Offset of the extension's point; len when there is none. */
static size_t extension_at(const char *s, size_t len)
{
    size_t from = path_file_name(s, len);
    const char *dot = memrchr(s + from, '.', len - from);
    return dot ? (size_t)(dot - s) : len;
}

void path_full(const char *s, size_t len, struct strbuf *out)
{
    AUTO_STRBUF all = STRBUF_INIT;
    if (!len || s[0] != '/') {
        AUTO_FREE char *cwd = getcwd(NULL, 0);
        strbuf_adds(&all, cwd ? cwd : "/");
        strbuf_addch(&all, '/');
    }
    strbuf_add(&all, s, len);
    for (size_t i = 0; i < all.len;) {
        while (i < all.len && all.buf[i] == '/')
            i++;
        size_t start = i;
        while (i < all.len && all.buf[i] != '/')
            i++;
        size_t n = i - start;
        if (n == 0 || (n == 1 && all.buf[start] == '.'))
            continue;
        if (n == 2 && all.buf[start] == '.' && all.buf[start + 1] == '.') {
            size_t cut = path_file_name(out->buf, out->len);
            strbuf_truncate(out, cut ? cut - 1 : 0);
            continue;
        }
        strbuf_addch(out, '/');
        strbuf_add(out, all.buf + start, n);
    }
    if (!out->len || (len && s[len - 1] == '/' && out->buf[out->len - 1] != '/'))
        strbuf_addch(out, '/');
}

CALL(path_combine)
{
    (void)self;
    (void)err;
    struct strbuf path = STRBUF_INIT;
    const struct value *parts = args;
    if (n == 1 && args[0].kind == V_ARRAY) {
        parts = args[0].array->items;
        n = args[0].array->len;
    }
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE part = arg_string(parts[i]);
        if (!part.str->len)
            continue;
        if (part.str->data[0] == '/')
            strbuf_reset(&path);
        else if (path.len && path.buf[path.len - 1] != '/')
            strbuf_addch(&path, '/');
        strbuf_add(&path, part.str->data, part.str->len);
    }
    *out = value_string_take(&path);
    return 0;
}

CALL(path_join)
{
    (void)self;
    (void)err;
    struct strbuf path = STRBUF_INIT;
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE part = arg_string(args[i]);
        if (!part.str->len)
            continue;
        if (path.len && path.buf[path.len - 1] != '/' && part.str->data[0] != '/')
            strbuf_addch(&path, '/');
        strbuf_add(&path, part.str->data, part.str->len);
    }
    *out = value_string_take(&path);
    return 0;
}

/* $null stays $null. */
#define PATH_TEXT(fn, expression)              \
    CALL(fn)                                   \
    {                                          \
        (void)self;                            \
        (void)n;                               \
        (void)err;                             \
        if (args[0].kind == V_NULL) {          \
            *out = value_null();               \
            return 0;                          \
        }                                      \
        AUTO_VALUE text = arg_string(args[0]); \
        const char *s = text.str->data;        \
        size_t len = text.str->len;            \
        *out = (expression);                   \
        return 0;                              \
    }

static struct value base_name(const char *s, size_t len)
{
    size_t from = path_file_name(s, len), to = extension_at(s, len);
    return value_string_len(s + from, to - from);
}

static struct value extension(const char *s, size_t len)
{
    size_t at = extension_at(s, len);
    /* a point at the end is no extension */
    return value_string_len(s + at, len - at > 1 ? len - at : 0);
}

static struct value directory(const char *s, size_t len)
{
    size_t from = path_file_name(s, len);
    if (!len || (from == len && strspn(s, "/") == len))
        return len ? value_null() : value_string("");
    while (from > 1 && s[from - 1] == '/')
        from--;
    return value_string_len(s, from);
}

static struct value full(const char *s, size_t len)
{
    struct strbuf path = STRBUF_INIT;
    path_full(s, len, &path);
    return value_string_take(&path);
}

PATH_TEXT(path_get_file_name,
          value_string_len(s + path_file_name(s, len), len - path_file_name(s, len)))
PATH_TEXT(path_get_base_name, base_name(s, len))
PATH_TEXT(path_get_extension, extension(s, len))
PATH_TEXT(path_get_directory, directory(s, len))

/* GetFullPath(path [, basePath]) */
CALL(path_get_full)
{
    (void)self;
    AUTO_VALUE path = arg_string(args[0]), base = n > 1 ? arg_string(args[1]) : value_string("");
    if (n == 1 && !path.str->len)
        return fail_argument(err, "The path is empty. (Parameter 'path')");
    if (n > 1 && (!base.str->len || base.str->data[0] != '/'))
        return fail_argument(err, "Basepath argument is not fully qualified. (Parameter "
                                  "'basePath')");
    if (n == 1 || (path.str->len && path.str->data[0] == '/')) {
        *out = full(path.str->data, path.str->len);
        return 0;
    }
    AUTO_STRBUF all = STRBUF_INIT;
    strbuf_addf(&all, "%s/%s", base.str->data, path.str->data);
    *out = full(all.buf, all.len);
    return 0;
}
PATH_TEXT(path_get_root, value_string_len(s, len &&s[0] == '/'))
PATH_TEXT(path_is_rooted, value_bool(len &&s[0] == '/'))
PATH_TEXT(path_has_extension, value_bool(len - extension_at(s, len) > 1))
PATH_TEXT(path_trim_end, value_string_len(s, len > 1 && s[len - 1] == '/' ? len - 1 : len))

CALL(path_change_extension)
{
    UNUSED_CALL();
    AUTO_VALUE text = arg_string(args[0]), ext = arg_string(args[1]);
    struct strbuf path = STRBUF_INIT;
    strbuf_add(&path, text.str->data, extension_at(text.str->data, text.str->len));
    if (!ext.str->len || ext.str->data[0] != '.')
        strbuf_addch(&path, '.');
    strbuf_add(&path, ext.str->data, ext.str->len);
    *out = value_string_take(&path);
    return 0;
}

static const char *temp_folder(void)
{
    const char *tmp = getenv("TMPDIR");
    return tmp && *tmp ? tmp : "/tmp";
}

CALL(path_get_temp)
{
    UNUSED_CALL();
    const char *tmp = temp_folder();
    *out = value_stringf(tmp[strlen(tmp) - 1] == '/' ? "%s" : "%s/", tmp);
    return 0;
}

CALL(path_get_random)
{
    UNUSED_CALL();
    uint8_t bytes[11];
    if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
        return fail_with(err, "System.IO.IOException", "IOException", "No random bytes.");
    char name[13];
    for (size_t i = 0, k = 0; i < 11; i++) {
        if (k == 8)
            name[k++] = '.';
        name[k++] = "abcdefghijklmnopqrstuvwxyz012345"[bytes[i] & 31];
    }
    *out = value_string_len(name, 12);
    return 0;
}

CALL(path_get_temp_file)
{
    UNUSED_CALL();
    AUTO_FREE char *name = xasprintf("%s/tmpXXXXXX.tmp", temp_folder());
    int fd = mkostemps(name, 4, 02000000);
    if (fd < 0)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "A temporary file cannot be made in '%s'.", temp_folder());
    close(fd);
    *out = value_string(name);
    return 0;
}

CALL(path_get_relative)
{
    UNUSED_CALL();
    AUTO_VALUE from = arg_string(args[0]), to = arg_string(args[1]);
    AUTO_STRBUF a = STRBUF_INIT, b = STRBUF_INIT;
    path_full(from.str->data, from.str->len, &a);
    path_full(to.str->data, to.str->len, &b);
    if (a.buf[a.len - 1] != '/')
        strbuf_addch(&a, '/');
    size_t common = 0;
    for (size_t i = 0; i < a.len && (i < b.len || i == b.len); i++) {
        char cb = i < b.len ? b.buf[i] : '/';
        if (a.buf[i] != cb)
            break;
        if (cb == '/')
            common = i + 1;
    }
    struct strbuf path = STRBUF_INIT;
    for (size_t i = common; i < a.len; i++)
        if (a.buf[i] == '/')
            strbuf_adds(&path, "../");
    if (common < b.len)
        strbuf_add(&path, b.buf + common, b.len - common);
    else if (path.len)
        strbuf_truncate(&path, path.len - 1);
    if (!path.len)
        strbuf_addch(&path, '.');
    *out = value_string_take(&path);
    return 0;
}

static void invalid_chars(const char *chars, size_t n, struct value *out)
{
    struct array *a = array_new(n);
    a->type = type_array_of(&type_char);
    a->element = &type_char;
    for (size_t i = 0; i < n; i++)
        array_push_take(a, value_char((unsigned char)chars[i]));
    *out = value_of_array(a);
}

CALL(path_invalid_chars)
{
    UNUSED_CALL();
    invalid_chars("\0/", 2, out);
    return 0;
}

CALL(path_invalid_path_chars)
{
    UNUSED_CALL();
    invalid_chars("\0", 1, out);
    return 0;
}

CALL(path_exists)
{
    UNUSED_CALL();
    AUTO_VALUE path = arg_string(args[0]);
    *out = value_bool(path.str->len && access(path.str->data, F_OK) == 0);
    return 0;
}

CALL(path_ends_in_separator)
{
    UNUSED_CALL();
    AUTO_VALUE path = arg_string(args[0]);
    *out = value_bool(path.str->len && path.str->data[path.str->len - 1] == '/');
    return 0;
}

GETTER(path_separator)
{
    UNUSED_GETTER();
    *out = value_char((uint16_t)p->data);
    return 0;
}

static const struct property path_props[] = {
    PROPERTY_DATA("DirectorySeparatorChar", "char", path_separator, '/'),
    PROPERTY_DATA("AltDirectorySeparatorChar", "char", path_separator, '/'),
    PROPERTY_DATA("PathSeparator", "char", path_separator, ':'),
    PROPERTY_DATA("VolumeSeparatorChar", "char", path_separator, '/'),
};
static const struct method path_statics[] = {
    METHOD("Combine", 1, -1, path_combine, "string Combine(string path1, string path2)"),
    METHOD("Join", 1, -1, path_join, "string Join(string path1, string path2)"),
    METHOD("GetFileName", 1, 1, path_get_file_name, "string GetFileName(string path)"),
    METHOD("GetFileNameWithoutExtension", 1, 1, path_get_base_name,
           "string GetFileNameWithoutExtension(string path)"),
    METHOD("GetExtension", 1, 1, path_get_extension, "string GetExtension(string path)"),
    METHOD("GetDirectoryName", 1, 1, path_get_directory, "string GetDirectoryName(string path)"),
    METHOD("GetFullPath", 1, 2, path_get_full, "string GetFullPath(string path)"),
    METHOD("GetPathRoot", 1, 1, path_get_root, "string GetPathRoot(string path)"),
    METHOD("IsPathRooted", 1, 1, path_is_rooted, "bool IsPathRooted(string path)"),
    METHOD("IsPathFullyQualified", 1, 1, path_is_rooted, "bool IsPathFullyQualified(string path)"),
    METHOD("HasExtension", 1, 1, path_has_extension, "bool HasExtension(string path)"),
    METHOD("TrimEndingDirectorySeparator", 1, 1, path_trim_end, NULL),
    METHOD("ChangeExtension", 2, 2, path_change_extension,
           "string ChangeExtension(string path, string extension)"),
    METHOD("GetTempPath", 0, 0, path_get_temp, "string GetTempPath()"),
    METHOD("GetTempFileName", 0, 0, path_get_temp_file, "string GetTempFileName()"),
    METHOD("GetRandomFileName", 0, 0, path_get_random, "string GetRandomFileName()"),
    METHOD("GetRelativePath", 2, 2, path_get_relative,
           "string GetRelativePath(string relativeTo, string path)"),
    METHOD("GetInvalidFileNameChars", 0, 0, path_invalid_chars, "char[] GetInvalidFileNameChars()"),
    METHOD("GetInvalidPathChars", 0, 0, path_invalid_path_chars, "char[] GetInvalidPathChars()"),
    METHOD("Exists", 1, 1, path_exists, "bool Exists(string path)"),
    METHOD("EndsInDirectorySeparator", 1, 1, path_ends_in_separator,
           "bool EndsInDirectorySeparator(string path)"),
};
const struct type_info type_path = {
    .name = "System.IO.Path", .base = &type_object, STATIC_PROPS(path_props), STATICS(path_statics)
};
