#include "cmdlets/core/files/file_info.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/core/enums.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/str.h"

struct file_info {
    char *path;
    struct stat st;            /* of the link itself */
    bool exists, to_directory; /* a link to a folder counts as one */
};

enum file_property {
    FI_NAME,
    FI_FULL_NAME,
    FI_EXTENSION,
    FI_BASE_NAME,
    FI_LENGTH,
    FI_EXISTS,
    FI_WRITE,
    FI_WRITE_UTC,
    FI_ACCESS,
    FI_ACCESS_UTC,
    FI_CREATION,
    FI_CREATION_UTC,
    FI_ATTRIBUTES,
    FI_MODE,
    FI_UNIX_MODE,
    FI_USER,
    FI_GROUP,
    FI_SIZE,
    FI_DIRECTORY_NAME,
    FI_DIRECTORY,
    FI_PARENT,
    FI_ROOT,
    FI_READ_ONLY,
    FI_LINK_TARGET,
    FI_LINK_TYPE,
    FI_PS_PATH,
    FI_PS_PARENT,
    FI_PS_CHILD,
    FI_PS_CONTAINER,
    FI_PS_PROVIDER,
    FI_PS_DRIVE,
};

static struct file_info *info_of(struct value v)
{
    return object_payload(v.object);
}

static const char *leaf(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash && slash[1] ? slash + 1 : path;
}

static bool is_folder(const struct file_info *f)
{
    return f->exists && (S_ISDIR(f->st.st_mode) || f->to_directory);
}

static struct value time_value(struct timespec ts, bool utc)
{
    int64_t ticks = UNIX_EPOCH_TICKS + (int64_t)ts.tv_sec * TICKS_PER_SECOND + ts.tv_nsec / 100;
    struct value v = value_datetime(ticks, DATETIME_UTC);

    return utc ? v : date_to_local(v);
}

bool path_is_hidden(const char *path)
{
    const char *name = leaf(path);

    return name[0] == '.' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

int32_t file_attributes(const char *path, const struct stat *st)
{
    int32_t a = 0;

    if (S_ISDIR(st->st_mode))
        a |= 16;
    if (S_ISLNK(st->st_mode))
        a |= 1024;
    if (path_is_hidden(path))
        a |= 2;
    if (!(st->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
        a |= 1;
    return a ? a : 128;
}

static void mode_text(const struct file_info *f, struct strbuf *out)
{
    int32_t a = file_attributes(f->path, &f->st);

    strbuf_addch(out, S_ISLNK(f->st.st_mode) ? 'l' : is_folder(f) ? 'd' : '-');
    strbuf_addch(out, '-');
    strbuf_addch(out, a & 1 ? 'r' : '-');
    strbuf_addch(out, a & 2 ? 'h' : '-');
    strbuf_addch(out, '-');
}

static void unix_mode_text(mode_t m, struct strbuf *out)
{
    char type = S_ISDIR(m)    ? 'd'
                : S_ISLNK(m)  ? 'l'
                : S_ISCHR(m)  ? 'c'
                : S_ISBLK(m)  ? 'b'
                : S_ISFIFO(m) ? 'p'
                : S_ISSOCK(m) ? 's'
                              : '-';
    strbuf_addch(out, type);
    strbuf_addch(out, m & S_IRUSR ? 'r' : '-');
    strbuf_addch(out, m & S_IWUSR ? 'w' : '-');
    strbuf_addch(out, m & S_ISUID ? (m & S_IXUSR ? 's' : 'S') : m & S_IXUSR ? 'x' : '-');
    strbuf_addch(out, m & S_IRGRP ? 'r' : '-');
    strbuf_addch(out, m & S_IWGRP ? 'w' : '-');
    strbuf_addch(out, m & S_ISGID ? (m & S_IXGRP ? 's' : 'S') : m & S_IXGRP ? 'x' : '-');
    strbuf_addch(out, m & S_IROTH ? 'r' : '-');
    strbuf_addch(out, m & S_IWOTH ? 'w' : '-');
    strbuf_addch(out, m & S_ISVTX ? (m & S_IXOTH ? 't' : 'T') : m & S_IXOTH ? 'x' : '-');
}

static struct value user_name(uid_t uid)
{
    char buf[4096];
    struct passwd pw, *found = NULL;

    if (getpwuid_r(uid, &pw, buf, sizeof(buf), &found) == 0 && found)
        return value_string(pw.pw_name);
    return value_stringf("%u", (unsigned)uid);
}

static struct value group_name(gid_t gid)
{
    char buf[4096];
    struct group gr, *found = NULL;

    if (getgrgid_r(gid, &gr, buf, sizeof(buf), &found) == 0 && found)
        return value_string(gr.gr_name);
    return value_stringf("%u", (unsigned)gid);
}

/* The folder that holds path; "" for the root. */
static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash || path[1] == '\0')
        return xstrdup("");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

static struct value folder_value(const char *path)
{
    struct value v = value_null();

    if (path[0])
        file_info_of_path(path, &v);
    return v;
}

static struct value extension_value(const char *path, bool base)
{
    const char *name = leaf(path);
    const char *dot = strrchr(name, '.');

    if (base)
        return value_string_len(name, dot ? (size_t)(dot - name) : strlen(name));
    return value_string(dot && dot[1] ? dot : "");
}

static struct value link_target(const struct file_info *f)
{
    char buf[PATH_MAX];

    if (!f->exists || !S_ISLNK(f->st.st_mode))
        return value_null();
    ssize_t n = readlink(f->path, buf, sizeof(buf));
    return n < 0 ? value_null() : value_string_len(buf, (size_t)n);
}

static struct value text_value(const struct file_info *f, bool unix_mode)
{
    struct strbuf text = STRBUF_INIT;

    if (unix_mode)
        unix_mode_text(f->st.st_mode, &text);
    else
        mode_text(f, &text);
    return value_string_take(&text);
}

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct file_info *f = info_of(self);
    AUTO_FREE char *parent = parent_of(f->path);

    (void)err;
    switch ((enum file_property)p->data) {
    case FI_NAME:
    case FI_PS_CHILD:
        *out = value_string(leaf(f->path));
        break;
    case FI_FULL_NAME:
        *out = value_string(f->path);
        break;
    case FI_EXTENSION:
        *out = extension_value(f->path, false);
        break;
    case FI_BASE_NAME:
        *out = is_folder(f) ? value_string(leaf(f->path)) : extension_value(f->path, true);
        break;
    case FI_LENGTH:
    case FI_SIZE:
        *out = value_long(f->st.st_size);
        break;
    case FI_EXISTS:
        *out = value_bool(f->exists);
        break;
    case FI_WRITE:
    case FI_WRITE_UTC:
        *out = time_value(f->st.st_mtim, p->data == FI_WRITE_UTC);
        break;
    case FI_ACCESS:
    case FI_ACCESS_UTC:
        *out = time_value(f->st.st_atim, p->data == FI_ACCESS_UTC);
        break;
    case FI_CREATION:
    case FI_CREATION_UTC:
        *out =
            time_value(f->st.st_mtim.tv_sec < f->st.st_ctim.tv_sec ? f->st.st_mtim : f->st.st_ctim,
                       p->data == FI_CREATION_UTC);
        break;
    case FI_ATTRIBUTES:
        *out = value_enum(&enum_file_attributes, file_attributes(f->path, &f->st));
        break;
    case FI_MODE:
    case FI_UNIX_MODE:
        *out = text_value(f, p->data == FI_UNIX_MODE);
        break;
    case FI_USER:
        *out = user_name(f->st.st_uid);
        break;
    case FI_GROUP:
        *out = group_name(f->st.st_gid);
        break;
    case FI_DIRECTORY_NAME:
        *out = value_string(parent);
        break;
    case FI_DIRECTORY:
    case FI_PARENT:
        *out = folder_value(parent);
        break;
    case FI_ROOT:
        *out = folder_value("/");
        break;
    case FI_READ_ONLY:
        *out = value_bool(file_attributes(f->path, &f->st) & 1);
        break;
    case FI_LINK_TARGET:
        *out = link_target(f);
        break;
    case FI_LINK_TYPE:
        *out = f->exists && S_ISLNK(f->st.st_mode) ? value_string("SymbolicLink") : value_null();
        break;
    case FI_PS_PATH:
        *out = value_stringf("Microsoft.PowerShell.Core\\FileSystem::%s", f->path);
        break;
    case FI_PS_PARENT:
        *out = value_stringf("Microsoft.PowerShell.Core\\FileSystem::%s", parent);
        break;
    case FI_PS_CONTAINER:
        *out = value_bool(is_folder(f));
        break;
    case FI_PS_PROVIDER:
        *out = value_string("Microsoft.PowerShell.Core\\FileSystem");
        break;
    case FI_PS_DRIVE:
        *out = value_string("/");
        break;
    }
    return 0;
}

static int refresh(struct value self, const struct value *args, size_t n, struct value *out,
                   struct err **err)
{
    struct file_info *f = info_of(self);
    struct stat st;

    (void)args;
    (void)n;
    (void)out;
    (void)err;
    f->exists = lstat(f->path, &f->st) == 0;
    f->to_directory =
        f->exists && S_ISLNK(f->st.st_mode) && stat(f->path, &st) == 0 && S_ISDIR(st.st_mode);
    return 0;
}

static int delete_item(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    if (remove(info_of(self)->path) != 0)
        return err_set_errno(err, errno, "Cannot delete '%s'", info_of(self)->path);
    return 0;
}

static int info_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, info_of(self)->path);
    return 0;
}

static bool info_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == a.object->type &&
           strcmp(info_of(a)->path, info_of(b)->path) == 0;
}

static void info_destroy(struct object *o)
{
    free(((struct file_info *)object_payload(o))->path);
}

#define FI(name_, type_, which_)                                                 \
    {                                                                            \
        .name = (name_), .type_name = (type_), .get = info_get, .data = (which_) \
    }
#define FI_HIDDEN(name_, type_, which_)                                                          \
    {                                                                                            \
        .name = (name_), .type_name = (type_), .get = info_get, .data = (which_), .hidden = true \
    }

#define COMMON_PROPS                                                                              \
    FI("Mode", "string", FI_MODE), FI("Name", "string", FI_NAME),                                 \
        FI("FullName", "string", FI_FULL_NAME), FI("Extension", "string", FI_EXTENSION),          \
        FI("Exists", "bool", FI_EXISTS), FI("CreationTime", "datetime", FI_CREATION),             \
        FI("CreationTimeUtc", "datetime", FI_CREATION_UTC),                                       \
        FI("LastAccessTime", "datetime", FI_ACCESS),                                              \
        FI("LastAccessTimeUtc", "datetime", FI_ACCESS_UTC),                                       \
        FI("LastWriteTime", "datetime", FI_WRITE),                                                \
        FI("LastWriteTimeUtc", "datetime", FI_WRITE_UTC),                                         \
        FI("Attributes", "System.IO.FileAttributes", FI_ATTRIBUTES),                              \
        FI("UnixMode", "string", FI_UNIX_MODE), FI("User", "string", FI_USER),                    \
        FI("Group", "string", FI_GROUP), FI("Size", "long", FI_SIZE),                             \
        FI("LinkTarget", "string", FI_LINK_TARGET), FI("LinkType", "string", FI_LINK_TYPE),       \
        FI_HIDDEN("Target", "string", FI_LINK_TARGET), FI_HIDDEN("PSPath", "string", FI_PS_PATH), \
        FI_HIDDEN("PSParentPath", "string", FI_PS_PARENT),                                        \
        FI_HIDDEN("PSChildName", "string", FI_PS_CHILD),                                          \
        FI_HIDDEN("PSIsContainer", "bool", FI_PS_CONTAINER),                                      \
        FI_HIDDEN("PSProvider", "string", FI_PS_PROVIDER),                                        \
        FI_HIDDEN("PSDrive", "string", FI_PS_DRIVE)

static const struct property file_props[] = {
    COMMON_PROPS,
    FI("BaseName", "string", FI_BASE_NAME),
    FI("Length", "long", FI_LENGTH),
    FI("Directory", "System.IO.DirectoryInfo", FI_DIRECTORY),
    FI("DirectoryName", "string", FI_DIRECTORY_NAME),
    FI("IsReadOnly", "bool", FI_READ_ONLY),
};
static const struct property directory_props[] = {
    COMMON_PROPS,
    FI("BaseName", "string", FI_BASE_NAME),
    FI("Parent", "System.IO.DirectoryInfo", FI_PARENT),
    FI("Root", "System.IO.DirectoryInfo", FI_ROOT),
};
static const struct method info_methods[] = {
    { "Refresh", 0, 0, refresh, "void Refresh()" },
    { "Delete", 0, 0, delete_item, "void Delete()" },
};

static int write_time_cell(struct value self, struct value *out, struct err **err)
{
    struct value t = time_value(info_of(self)->st.st_mtim, false);
    struct strbuf text = STRBUF_INIT;

    if (date_format(t, "MM/dd/yyyy HH:mm", 16, NULL, &text, err))
        return -1;
    *out = value_string_take(&text);
    return 0;
}

static int name_cell(struct value self, struct value *out, struct err **err)
{
    const struct file_info *f = info_of(self);
    AUTO_VALUE target = link_target(f);

    (void)err;
    *out = target.kind == V_STRING ? value_stringf("%s -> %s", leaf(f->path), target.str->data)
                                   : value_string(leaf(f->path));
    return 0;
}

static const struct view_column item_columns[] = {
    { .property = "UnixMode", .width = 10 },
    { .property = "User", .width = 10, .align = ALIGN_RIGHT },
    { .property = "Group", .width = 10 },
    { .label = "LastWriteTime", .width = 16, .align = ALIGN_RIGHT, .get = write_time_cell },
    { .property = "Size", .width = 12, .align = ALIGN_RIGHT },
    { .label = "Name", .get = name_cell },
};
static const struct view item_view = { item_columns, ARRAY_SIZE(item_columns), "DirectoryName",
                                       "Directory" };
static const struct property folder_name_prop[] = {
    FI_HIDDEN("DirectoryName", "string", FI_DIRECTORY_NAME),
};
static const char *const item_display[] = {
    "Name", "Length",   "LastWriteTime", "CreationTime", "LastAccessTime",
    "Mode", "LinkType", "Target",        NULL,
};

const struct type_info type_file_system_info = {
    .name = "System.IO.FileSystemInfo",
    .base = &type_object,
    .props = folder_name_prop,
    .nprops = ARRAY_SIZE(folder_name_prop),
    .methods = info_methods,
    .nmethods = ARRAY_SIZE(info_methods),
    .table = &item_view,
    .default_display = item_display,
    .payload_size = sizeof(struct file_info),
    .destroy = info_destroy,
    .to_string = info_to_string,
    .equals = info_equals,
};
/* To another session: by path, and read again there. */
static int info_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_string(file_info_path(self));
    return 0;
}

static int info_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    if (file_info_of_path(packed.str->data, out) == 0)
        return 0;
    return err_set_errno(err, errno, "Cannot find path '%s'", packed.str->data);
}

const struct type_info type_file_info = {
    .pack = info_pack,
    .unpack = info_unpack,
    .name = "System.IO.FileInfo",
    .base = &type_file_system_info,
    .props = file_props,
    .nprops = ARRAY_SIZE(file_props),
    .payload_size = sizeof(struct file_info),
    .destroy = info_destroy,
    .equals = info_equals,
};
const struct type_info type_directory_info = {
    .pack = info_pack,
    .unpack = info_unpack,
    .name = "System.IO.DirectoryInfo",
    .base = &type_file_system_info,
    .props = directory_props,
    .nprops = ARRAY_SIZE(directory_props),
    .payload_size = sizeof(struct file_info),
    .destroy = info_destroy,
    .equals = info_equals,
};

struct value file_info_new(const char *path, const struct stat *st)
{
    struct stat target;
    bool to_directory = S_ISLNK(st->st_mode) && stat(path, &target) == 0 && S_ISDIR(target.st_mode);
    bool folder = S_ISDIR(st->st_mode) || to_directory;
    struct object *o = object_new(folder ? &type_directory_info : &type_file_info);
    struct file_info *f = object_payload(o);

    f->path = xstrdup(path);
    f->st = *st;
    f->exists = true;
    f->to_directory = to_directory;
    return value_of_object(o);
}

int file_info_of_path(const char *path, struct value *out)
{
    struct stat st;

    if (lstat(path, &st) != 0)
        return -1;
    *out = file_info_new(path, &st);
    return 0;
}

const char *file_info_path(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type->destroy != info_destroy)
        return NULL;
    return info_of(v)->path;
}
