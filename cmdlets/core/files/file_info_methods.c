/* What scripts call on FileInfo and DirectoryInfo objects; how they make them. Most of it is what
 * System.IO.File and Directory do with the object's path. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/core/files/file_info.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/file.h"

/* ---- making them ---- */

static int made_of(struct value v, bool folder, struct value *out, struct err **err)
{
    AUTO_VALUE path = value_null();

    if (v.kind == V_NULL)
        return fail_null_argument(err, folder ? "path" : "fileName");
    const char *known = file_info_path(v);
    path = known ? value_string(known) : arg_string(v);
    if (!path.str->len)
        return fail_argument(err, folder ? "The path is empty. (Parameter 'path')"
                                         : "The path is empty. (Parameter 'fileName')");
    *out = file_info_for(path.str->data, folder);
    return 0;
}

CALL(file_new)
{
    (void)self;
    (void)n;
    return made_of(args[0], false, out, err);
}

CALL(directory_new)
{
    (void)self;
    (void)n;
    return made_of(args[0], true, out, err);
}

static int convert(struct value v, bool folder, struct value *out, struct err **err)
{
    const struct type_info *type = folder ? &type_directory_info : &type_file_info;

    if (v.kind == V_ARRAY || v.kind == V_HASH || (v.kind == V_OBJECT && !file_info_path(v)))
        return fail_no_cast(err, v, type);
    if (made_of(v, folder, out, err) == 0)
        return 0;
    return fail_cast(err, v, type, "InvalidCastConstructorException");
}

int file_info_convert(struct value v, struct value *out, struct err **err)
{
    return convert(v, false, out, err);
}

int directory_info_convert(struct value v, struct value *out, struct err **err)
{
    return convert(v, true, out, err);
}

const struct method file_info_statics[1] = {
    METHOD("new", 1, 1, file_new, "System.IO.FileInfo new(string fileName)"),
};
const struct method directory_info_statics[1] = {
    METHOD("new", 1, 1, directory_new, "System.IO.DirectoryInfo new(string path)"),
};

/* ---- by the statics of File and Directory ---- */

/* name(path, args…) of the type. */
static int by_static(const struct type_info *type, const char *name, struct value self,
                     const struct value *args, size_t n, struct value *out, struct err **err)
{
    const struct method *m = type_find_static_method(type, name, strlen(name));
    AUTO_VALUE path = value_string(file_info_path(self));
    struct value all[5] = { path };

    for (size_t i = 0; i < n && i + 1 < ARRAY_SIZE(all); i++)
        all[i + 1] = args[i];
    return m->call(value_type(type), all, n + 1, out, err);
}

#define BY_FILE(fn, name)                                            \
    CALL(fn)                                                         \
    {                                                                \
        return by_static(&type_file, name, self, args, n, out, err); \
    }
BY_FILE(file_open, "Open")
BY_FILE(file_open_read, "OpenRead")
BY_FILE(file_open_write, "OpenWrite")
BY_FILE(file_open_text, "OpenText")
BY_FILE(file_create_text, "CreateText")
BY_FILE(file_append_text, "AppendText")

CALL(file_create)
{
    int r = by_static(&type_file, "Create", self, args, n, out, err);

    file_info_refresh(self);
    return r;
}

/* The copy's or new place's full path as a string; owned. */
static int target_path(struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE to = value_null();
    AUTO_STRBUF whole = STRBUF_INIT;

    if (v.kind == V_NULL)
        return fail_null_argument(err, "destFileName");
    to = arg_string(v);
    if (!to.str->len)
        return fail_argument(err, "The value cannot be an empty string. (Parameter "
                                  "'destFileName')");
    path_full(to.str->data, to.str->len, &whole);
    *out = value_string_len(whole.buf, whole.len);
    return 0;
}

CALL(file_copy_to)
{
    AUTO_VALUE to = value_null();

    if (target_path(args[0], &to, err))
        return -1;
    struct value all[2] = { to, n > 1 ? args[1] : value_bool(false) };
    if (by_static(&type_file, "Copy", self, all, 2, out, err) < 0)
        return -1;
    *out = file_info_for(to.str->data, false);
    return 0;
}

CALL(file_move_to)
{
    AUTO_VALUE to = value_null();

    if (target_path(args[0], &to, err))
        return -1;
    struct value all[2] = { to, n > 1 ? args[1] : value_bool(false) };
    if (by_static(&type_file, "Move", self, all, 2, out, err) < 0)
        return -1;
    file_info_move(self, to.str->data);
    return 0;
}

CALL(file_replace)
{
    AUTO_VALUE to = value_null();

    if (target_path(args[0], &to, err))
        return -1;
    struct value all[2] = { to, args[1] };
    if (by_static(&type_file, "Replace", self, all, n > 1 ? 2 : 1, out, err) < 0)
        return -1;
    *out = file_info_for(to.str->data, false);
    return 0;
}

CALL(item_delete)
{
    bool folder = self.object->type == &type_directory_info;

    (void)out;
    int r = by_static(folder ? &type_directory : &type_file, "Delete", self, args, folder ? n : 0,
                      out, err);
    file_info_refresh(self);
    return r;
}

CALL(item_refresh)
{
    UNUSED_CALL();
    file_info_refresh(self);
    return 0;
}

/* Where the link leads: the next step, or the end of the chain. */
CALL(item_resolve)
{
    (void)n;
    return by_static(&type_file, "ResolveLinkTarget", self, args, 1, out, err);
}

CALL(item_make_link)
{
    bool folder = self.object->type == &type_directory_info;

    AUTO_VALUE made = value_null();
    int r = by_static(folder ? &type_directory : &type_file, "CreateSymbolicLink", self, args, n,
                      &made, err);
    (void)out;
    file_info_refresh(self);
    return r;
}

const struct method file_system_info_methods[FILE_SYSTEM_INFO_METHODS] = {
    METHOD("Refresh", 0, 0, item_refresh, "void Refresh()"),
    METHOD("Delete", 0, 1, item_delete, "void Delete()"),
    METHOD("ResolveLinkTarget", 1, 1, item_resolve,
           "System.IO.FileSystemInfo ResolveLinkTarget(bool returnFinalTarget)"),
    METHOD("CreateAsSymbolicLink", 1, 1, item_make_link,
           "void CreateAsSymbolicLink(string pathToTarget)"),
};
const struct method file_info_methods[FILE_INFO_METHODS] = {
    METHOD("Open", 1, 3, file_open, "System.IO.FileStream Open(System.IO.FileMode mode)"),
    METHOD("OpenRead", 0, 0, file_open_read, "System.IO.FileStream OpenRead()"),
    METHOD("OpenWrite", 0, 0, file_open_write, "System.IO.FileStream OpenWrite()"),
    METHOD("OpenText", 0, 0, file_open_text, "System.IO.StreamReader OpenText()"),
    METHOD("Create", 0, 0, file_create, "System.IO.FileStream Create()"),
    METHOD("CreateText", 0, 0, file_create_text, "System.IO.StreamWriter CreateText()"),
    METHOD("AppendText", 0, 0, file_append_text, "System.IO.StreamWriter AppendText()"),
    METHOD("CopyTo", 1, 2, file_copy_to, "System.IO.FileInfo CopyTo(string destFileName)"),
    METHOD("MoveTo", 1, 2, file_move_to, "void MoveTo(string destFileName)"),
    METHOD("Replace", 2, 3, file_replace,
           "System.IO.FileInfo Replace(string destinationFileName, string "
           "destinationBackupFileName)"),
};

/* ---- DirectoryInfo ---- */

CALL(directory_create)
{
    AUTO_VALUE made = value_null();
    int r = by_static(&type_directory, "CreateDirectory", self, args, n, &made, err);

    (void)out;
    file_info_refresh(self);
    return r;
}

CALL(directory_create_child)
{
    AUTO_VALUE name = arg_string(args[0]), made = value_null();
    AUTO_VALUE path = value_stringf("%s/%s", file_info_path(self), name.str->data);
    const struct method *m = type_find_static_method(&type_directory, "CreateDirectory", 15);

    (void)n;
    if (m->call(value_type(&type_directory), &path, 1, &made, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(directory_move_to)
{
    AUTO_VALUE to = value_null();

    (void)n;
    if (target_path(args[0], &to, err))
        return -1;
    if (by_static(&type_directory, "Move", self, &to, 1, out, err) < 0)
        return -1;
    file_info_move(self, to.str->data);
    return 0;
}

/* The paths that a static of Directory lists, as objects. */
static int listed(const char *name, struct value self, const struct value *args, size_t n,
                  struct value *out, struct err **err)
{
    AUTO_VALUE paths = value_null();

    if (by_static(&type_directory, name, self, args, n, &paths, err) < 0)
        return -1;
    struct array *a = array_new(paths.array->len);
    for (size_t i = 0; i < paths.array->len; i++) {
        const char *path = paths.array->items[i].str->data;
        struct stat st;
        bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
        array_push_take(a, file_info_for(path, folder));
    }
    *out = value_of_array(a);
    return 0;
}

#define LISTED(fn, name)                              \
    CALL(fn)                                          \
    {                                                 \
        return listed(name, self, args, n, out, err); \
    }
LISTED(directory_files, "GetFiles")
LISTED(directory_folders, "GetDirectories")
LISTED(directory_entries, "GetFileSystemEntries")

const struct method directory_info_methods[DIRECTORY_INFO_METHODS] = {
    METHOD("Create", 0, 0, directory_create, "void Create()"),
    METHOD("CreateSubdirectory", 1, 1, directory_create_child,
           "System.IO.DirectoryInfo CreateSubdirectory(string path)"),
    METHOD("MoveTo", 1, 1, directory_move_to, "void MoveTo(string destDirName)"),
    METHOD("GetFiles", 0, 2, directory_files, "System.IO.FileInfo[] GetFiles()"),
    METHOD("GetDirectories", 0, 2, directory_folders, "System.IO.DirectoryInfo[] GetDirectories()"),
    METHOD("GetFileSystemInfos", 0, 2, directory_entries,
           "System.IO.FileSystemInfo[] GetFileSystemInfos()"),
    METHOD("EnumerateFiles", 0, 2, directory_files,
           "System.Collections.Generic.IEnumerable[System.IO.FileInfo] EnumerateFiles()"),
    METHOD("EnumerateDirectories", 0, 2, directory_folders,
           "System.Collections.Generic.IEnumerable[System.IO.DirectoryInfo] "
           "EnumerateDirectories()"),
    METHOD("EnumerateFileSystemInfos", 0, 2, directory_entries,
           "System.Collections.Generic.IEnumerable[System.IO.FileSystemInfo] "
           "EnumerateFileSystemInfos()"),
};
