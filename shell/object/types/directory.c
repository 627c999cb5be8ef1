/* System.IO.Directory. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/file.h"
#include "shell/object/types/file_facts.h"

enum { MAX_DEPTH = 200 };

CALL(directory_exists)
{
    UNUSED_CALL();
    AUTO_VALUE path = arg_string(args[0]);
    *out = value_bool(path_is(path.str->data, S_IFDIR));
    return 0;
}

int folders_make(const char *path, struct err **err)
{
    AUTO_STRBUF whole = STRBUF_INIT;
    path_full(path, strlen(path), &whole);
    for (size_t i = 1; i <= whole.len; i++) {
        if (i < whole.len && whole.buf[i] != '/')
            continue;
        char keep = whole.buf[i];
        whole.buf[i] = '\0';
        if (mkdir(whole.buf, 0777) < 0 && errno != EEXIST)
            return file_error(err, whole.buf);
        whole.buf[i] = keep;
    }
    if (!path_is(whole.buf, S_IFDIR))
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The file '%s' already exists.", whole.buf);
    return 0;
}

CALL(directory_create)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    if (folders_make(path.str->data, err) < 0)
        return -1;
    *out = file_info_make(path.str->data, true);
    return 0;
}

/* A folder that is not there is part of a path that is not. */
static int folder_error(struct err **err, const char *path)
{
    if (errno == ENOENT)
        errno = ENOTDIR;
    return file_error(err, path);
}

static int remove_tree(const char *path, int depth, struct err **err)
{
    if (depth > MAX_DEPTH)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The folders are nested too deeply: '%s'", path);
    DIR *dir = opendir(path);
    if (!dir)
        return folder_error(err, path);
    struct dirent *e;
    int r = 0;
    while (r == 0 && (r = cancel_check(err)) == 0 && (e = readdir(dir))) {
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
    return folder_error(err, path.str->data);
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
        return folder_error(err, path);
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

CALL(directory_move)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE from = value_null(), to = value_null();
    if (file_path_arg(args[0], &from, err) < 0 || file_path_arg(args[1], &to, err) < 0)
        return -1;
    if (access(to.str->data, F_OK) == 0)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "Cannot create '%s' because a file or directory with the same name "
                         "already exists.",
                         to.str->data);
    if (access(from.str->data, F_OK) < 0)
        return fail_with(err, "System.IO.DirectoryNotFoundException", "DirectoryNotFoundException",
                         "Could not find a part of the path '%s'.", from.str->data);
    return rename(from.str->data, to.str->data) == 0 ? 0 : file_error(err, from.str->data);
}

CALL(directory_get_parent)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    AUTO_STRBUF whole = STRBUF_INIT;
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    path_full(path.str->data, path.str->len, &whole);
    size_t cut = path_file_name(whole.buf, whole.len);
    if (whole.len == 1) {
        *out = value_null();
        return 0;
    }
    whole.buf[cut > 1 ? cut - 1 : 1] = '\0';
    *out = file_info_make(whole.buf, true);
    return 0;
}

CALL(directory_get_root)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    *out = value_string("/");
    return 0;
}

CALL(directory_create_temp)
{
    (void)self;
    AUTO_VALUE prefix = n ? arg_string(args[0]) : value_string("");
    const char *tmp = getenv("TMPDIR");
    AUTO_FREE char *path = xasprintf("%s/%sXXXXXX", tmp && *tmp ? tmp : "/tmp", prefix.str->data);
    if (strchr(prefix.str->data, '/'))
        return fail_argument(err, "The value cannot contain a directory separator. (Parameter "
                                  "'prefix')");
    if (!mkdtemp(path))
        return file_error(err, path);
    *out = file_info_make(path, true);
    return 0;
}

CALL(directory_get_drives)
{
    const struct method *m = type_find_static_method(&type_drive_info, "GetDrives", 9);
    AUTO_VALUE drives = value_null();
    (void)self;
    if (m->call(value_null(), args, n, &drives, err) < 0)
        return -1;
    struct array *a = array_new(drives.array->len);
    a->type = &type_string_array;
    a->element = &type_string;
    for (size_t i = 0; i < drives.array->len; i++)
        array_push_take(a, value_to_string(drives.array->items[i]));
    *out = value_of_array(a);
    return 0;
}

static const struct method directory_statics[] = {
    METHOD("Exists", 1, 1, directory_exists, "bool Exists(string path)"),
    METHOD("CreateDirectory", 1, 1, directory_create, NULL),
    METHOD("Delete", 1, 2, directory_delete, "void Delete(string path, bool recursive)"),
    METHOD("Move", 2, 2, directory_move, "void Move(string sourceDirName, string destDirName)"),
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
    METHOD("EnumerateFileSystemEntries", 1, 3, directory_get_entries, NULL),
    METHOD("GetParent", 1, 1, directory_get_parent,
           "System.IO.DirectoryInfo GetParent(string path)"),
    METHOD("GetDirectoryRoot", 1, 1, directory_get_root, "string GetDirectoryRoot(string path)"),
    METHOD("GetLogicalDrives", 0, 0, directory_get_drives, "string[] GetLogicalDrives()"),
    METHOD("CreateTempSubdirectory", 0, 1, directory_create_temp,
           "System.IO.DirectoryInfo CreateTempSubdirectory(string prefix)"),
    METHOD("CreateSymbolicLink", 2, 2, directory_make_link,
           "System.IO.FileSystemInfo CreateSymbolicLink(string path, string pathToTarget)"),
    METHOD("ResolveLinkTarget", 2, 2, file_resolve_link,
           "System.IO.FileSystemInfo ResolveLinkTarget(string linkPath, bool returnFinalTarget)"),
    FILE_TIME_METHODS,
};
const struct type_info type_directory = { .name = "System.IO.Directory",
                                          .base = &type_object,
                                          STATICS(directory_statics) };
