#include "cmdlets/core/files/file_info.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/unix_stat.h"
#include "cmdlets/core/system/process_module.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/format/entry_select.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"
#include "shell/object/path_text.h"
#include "shell/object/ps_style.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/ps_drive.h"

struct file_info {
    char *path;
    char *text;                /* as it was written, or NULL: the path */
    struct stat st;            /* of the link itself */
    bool exists, to_directory; /* a link to a folder counts as one */
};

enum file_property {
    FI_NAME,
    FI_FULL_NAME,
    FI_NAME_STRING,
    FI_LENGTH_STRING,
    FI_WRITE_STRING,
    FI_VERSION,
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
    FI_PLAIN_MODE, /* hard links are no links */
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
    FI_UNIX_STAT,
    FI_RESOLVED,
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

/* The name; a folder's may be followed by a slash. */
static struct value name_value(const char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        len--;
    const char *slash = memrchr(path, '/', len);
    const char *name = slash && len > 1 ? slash + 1 : path;
    return value_string_len(name, len - (size_t)(name - path));
}

static bool is_folder(const struct file_info *f)
{
    return f->exists && (S_ISDIR(f->st.st_mode) || f->to_directory);
}

bool path_is_hidden(const char *path)
{
    const char *name = leaf(path);

    return name[0] == '.' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

int32_t file_attributes(const char *path, const struct stat *st)
{
    int32_t a = 0;

    struct stat target;

    if (S_ISDIR(st->st_mode))
        a |= 16;
    if (S_ISLNK(st->st_mode)) {
        a |= 1024;
        if (stat(path, &target) == 0 && S_ISDIR(target.st_mode))
            a |= 16;
    }
    if (path_is_hidden(path))
        a |= 2;
    if (!(st->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
        a |= 1;
    return a ? a : 128;
}

static bool is_hard_link(const struct file_info *f)
{
    return f->exists && S_ISREG(f->st.st_mode) && f->st.st_nlink > 1;
}

/* hard: hard links are links too. */
static void mode_text(const struct file_info *f, bool hard, struct strbuf *out)
{
    int32_t a = file_attributes(f->path, &f->st);

    bool link = S_ISLNK(f->st.st_mode) || (hard && is_hard_link(f));
    strbuf_addch(out, link ? 'l' : is_folder(f) ? 'd' : '-');
    strbuf_addch(out, '-');
    strbuf_addch(out, a & 1 ? 'r' : '-');
    strbuf_addch(out, a & 2 ? 'h' : '-');
    strbuf_addch(out, '-');
}

/* The folder that holds path; "" for the root. */
static char *parent_of(const char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        len--;
    const char *slash = memrchr(path, '/', len);
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

enum { LINKS_MAX = 40 }; /* as the kernel */

/* Where a chain of links ends; what is no link is its own end. */
static struct value resolved_target(const struct file_info *f)
{
    char buf[PATH_MAX];
    AUTO_FREE char *at = xstrdup(f->path);

    if (realpath(f->path, buf))
        return value_string(buf);
    for (int links = 0; links < LINKS_MAX; links++) { /* the last one leads to nothing */
        ssize_t n = readlink(at, buf, sizeof(buf) - 1);
        if (n < 0)
            break;
        buf[n] = '\0';
        const char *slash = strrchr(at, '/');
        char *next = buf[0] == '/' || !slash ? xstrdup(buf)
                                             : xasprintf("%.*s/%s", (int)(slash - at), at, buf);
        free(at);
        at = next;
    }
    return value_string(at);
}

static struct value text_value(const struct file_info *f, enum file_property which)
{
    struct strbuf text = STRBUF_INIT;

    if (which == FI_UNIX_MODE)
        unix_mode_text(f->st.st_mode, &text);
    else
        mode_text(f, which == FI_MODE, &text);
    return value_string_take(&text);
}

/* The name as a listing shows it on a terminal. */
static struct value styled_name(const struct file_info *f)
{
    static const char reset[] = "\x1b[0m";
    const char *name = leaf(f->path), *style = NULL;
    AUTO_VALUE target = link_target(f);
    if (target.kind == V_STRING)
        return value_stringf("%s%s%s -> %s", ps_style_text(NULL, STYLE_SYMBOLIC_LINK), name, reset,
                             target.str->data);
    AUTO_VALUE extension = extension_value(f->path, false);
    if (is_folder(f))
        style = ps_style_text(NULL, STYLE_DIRECTORY);
    else if ((style = ps_style_default_of_extension(extension.str->data)) == NULL && f->exists &&
             (f->st.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)))
        style = ps_style_text(NULL, STYLE_EXECUTABLE);
    return style ? value_stringf("%s%s%s", style, name, reset) : value_string(name);
}

static int write_text(const struct file_info *f, struct value *out, struct err **err)
{
    struct value t = unix_time_value(f->st.st_mtim, false);
    AUTO_STRBUF date = STRBUF_INIT;
    AUTO_STRBUF clock = STRBUF_INIT;

    if (date_format(t, "d", 1, NULL, &date, err) || date_format(t, "t", 1, NULL, &clock, err))
        return -1;
    *out = value_stringf("%10s %8s", date.buf, clock.buf);
    return 0;
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
        *out = name_value(f->path);
        break;
    case FI_NAME_STRING:
        *out = styled_name(f);
        break;
    case FI_LENGTH_STRING:
        *out = is_folder(f) ? value_string("") : value_stringf("%lld", (long long)f->st.st_size);
        break;
    case FI_WRITE_STRING:
        return write_text(f, out, err);
    case FI_VERSION:
        *out = f->exists ? file_version_info(f->path) : value_null();
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
        if (!f->exists || is_folder(f)) {
            return fail_with(err, "System.IO.FileNotFoundException", "FileNotFoundException",
                             "Could not find file '%s'.", f->path);
        }
        *out = value_long(f->st.st_size);
        break;
    case FI_SIZE:
        *out = value_long(f->st.st_size);
        break;
    case FI_EXISTS:
        *out = value_bool(f->exists && is_folder(f) == (self.object->type == &type_directory_info));
        break;
    case FI_WRITE:
    case FI_WRITE_UTC:
        *out = unix_time_value(f->st.st_mtim, p->data == FI_WRITE_UTC);
        break;
    case FI_ACCESS:
    case FI_ACCESS_UTC:
        *out = unix_time_value(f->st.st_atim, p->data == FI_ACCESS_UTC);
        break;
    case FI_CREATION:
    case FI_CREATION_UTC:
        *out = unix_time_value(f->st.st_mtim.tv_sec < f->st.st_ctim.tv_sec ? f->st.st_mtim
                                                                           : f->st.st_ctim,
                               p->data == FI_CREATION_UTC);
        break;
    case FI_ATTRIBUTES:
        *out = value_enum(&enum_file_attributes, f->exists ? file_attributes(f->path, &f->st) : -1);
        break;
    case FI_MODE:
    case FI_PLAIN_MODE:
    case FI_UNIX_MODE:
        *out = text_value(f, (enum file_property)p->data);
        break;
    case FI_USER:
        *out = unix_user_name(f->st.st_uid);
        break;
    case FI_GROUP:
        *out = unix_group_name(f->st.st_gid);
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
        *out = f->exists && S_ISLNK(f->st.st_mode) ? value_string("SymbolicLink")
               : is_hard_link(f)                   ? value_string("HardLink")
                                                   : value_null();
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
        *out = provider_object(NULL, DRIVE_FILE);
        break;
    case FI_PS_DRIVE:
        *out = ps_drive_object(NULL, ps_drive_at(NULL, 0));
        break;
    case FI_UNIX_STAT:
        *out = f->exists ? unix_stat_new(&f->st) : value_null();
        break;
    case FI_RESOLVED:
        *out = resolved_target(f);
        break;
    }
    return 0;
}

static int set_time(struct file_info *f, enum file_property which, struct value v, struct err **err)
{
    AUTO_VALUE date = value_null();

    if (value_convert(v, &type_datetime, &date, err))
        return -1;
    if (date.aux == DATETIME_UNSPECIFIED)
        date.aux = which == FI_ACCESS || which == FI_WRITE || which == FI_CREATION ? DATETIME_LOCAL
                                                                                   : DATETIME_UTC;
    int64_t ticks = date_to_utc(date).i - UNIX_EPOCH_TICKS;
    struct timespec when = { .tv_sec = ticks / TICKS_PER_SECOND,
                             .tv_nsec = ticks % TICKS_PER_SECOND * 100 };
    struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_nsec = UTIME_OMIT } };
    if (when.tv_nsec < 0) {
        when.tv_sec--;
        when.tv_nsec += 1000000000;
    }
    /* Linux cannot set the time of creation; .NET sets the one of the last change instead. */
    times[which == FI_ACCESS || which == FI_ACCESS_UTC ? 0 : 1] = when;
    if (utimensat(AT_FDCWD, f->path, times, AT_SYMLINK_NOFOLLOW) != 0)
        return err_set_errno(err, errno, "Cannot set the time of '%s'", f->path);
    return 0;
}

static int set_read_only(struct file_info *f, bool read_only, struct err **err)
{
    mode_t mode = f->st.st_mode & 07777;

    mode = read_only ? mode & ~(mode_t)(S_IWUSR | S_IWGRP | S_IWOTH) : mode | S_IWUSR;
    if (chmod(f->path, mode) != 0)
        return err_set_errno(err, errno, "Cannot change '%s'", f->path);
    return 0;
}

static int info_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    struct file_info *f = info_of(self);
    AUTO_VALUE converted = value_null();
    int rc;

    switch ((enum file_property)p->data) {
    case FI_READ_ONLY:
        if (value_convert(v, &type_bool, &converted, err))
            return -1;
        rc = set_read_only(f, converted.b, err);
        break;
    case FI_ATTRIBUTES: /* the only attribute of Linux that can be set */
        if (value_convert(v, &type_file_attributes, &converted, err))
            return -1;
        rc = set_read_only(f, value_enum_get(converted) & 1, err);
        break;
    default:
        rc = set_time(f, (enum file_property)p->data, v, err);
    }
    if (rc == 0)
        lstat(f->path, &f->st);
    return rc;
}

static int info_to_string(struct value self, struct strbuf *out)
{
    const struct file_info *f = info_of(self);

    strbuf_adds(out, f->text ? f->text : f->path);
    return 0;
}

static bool info_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == a.object->type &&
           strcmp(info_of(a)->path, info_of(b)->path) == 0;
}

static void info_destroy(struct object *o)
{
    struct file_info *f = object_payload(o);

    free(f->path);
    free(f->text);
}

#define FI(name_, type_, which_)                                                 \
    {                                                                            \
        .name = (name_), .type_name = (type_), .get = info_get, .data = (which_) \
    }
#define FI_HIDDEN(name_, type_, which_)                                                          \
    {                                                                                            \
        .name = (name_), .type_name = (type_), .get = info_get, .data = (which_), .hidden = true \
    }

#define FI_SET(name_, type_, which_)                                                              \
    {                                                                                             \
        .name = (name_), .type_name = (type_), .get = info_get, .set = info_set, .data = (which_) \
    }

/* clang-format off */
#define FI_NOTE(n, t, which) \
    { .name = n, .type_name = t, .get = info_get, .data = which, .kind = PROPERTY_NOTE }
#define FI_SCRIPT(n, t, which, text) \
    { .name = n, .type_name = t, .get = info_get, .data = which, .kind = PROPERTY_SCRIPT, \
      .source = text }
#define FI_CODE(n, getter, which) \
    { .name = n, .type_name = "string", .get = info_get, .data = which, .kind = PROPERTY_CODE, \
      .source = "System.String " n "{get=" getter ";}" }
#define FI_HIDDEN_CODE(n, which) \
    { .name = n, .type_name = "string", .get = info_get, .data = which, .kind = PROPERTY_CODE, \
      .hidden = true, .source = "System.String " n "{get=" n ";}" }
/* clang-format on */

/* As Format-List * shows them: what the shell adds first, then what .NET has. */
#define ADDED_PROPS                                                                           \
    FI_NOTE("PSPath", "string", FI_PS_PATH), FI_NOTE("PSParentPath", "string", FI_PS_PARENT), \
        FI_NOTE("PSChildName", "string", FI_PS_CHILD),                                        \
        FI_NOTE("PSDrive", "System.Management.Automation.PSDriveInfo", FI_PS_DRIVE),          \
        FI_NOTE("PSProvider", "System.Management.Automation.ProviderInfo", FI_PS_PROVIDER),   \
        FI_NOTE("PSIsContainer", "bool", FI_PS_CONTAINER),                                    \
        FI_NOTE("UnixStat", "System.Management.Automation.Platform+Unix+CommonStat",          \
                FI_UNIX_STAT),                                                                \
        FI_CODE("Mode", "Mode", FI_MODE),                                                     \
        FI_CODE("ModeWithoutHardLink", "ModeWithoutHardLink", FI_PLAIN_MODE)
#define MORE_ADDED_PROPS                                                       \
    FI_CODE("ResolvedTarget", "ResolvedTarget", FI_RESOLVED),                  \
        { .name = "Target", .type_name = "string", .alias_of = "LinkTarget" }, \
        FI_CODE("LinkType", "GetLinkType", FI_LINK_TYPE),                      \
        FI_SCRIPT("UnixMode", "string", FI_UNIX_MODE,                          \
                  "if ($this.UnixStat) { $this.UnixStat.GetModeString() }"),   \
        FI_SCRIPT("User", "string", FI_USER,                                   \
                  " if ($this.UnixStat) { $this.UnixStat.GetUserName() } "),   \
        FI_SCRIPT("Group", "string", FI_GROUP,                                 \
                  " if ($this.UnixStat) { $this.UnixStat.GetGroupName() } "),  \
        FI_SCRIPT("Size", "long", FI_SIZE, "$this.UnixStat.Size"),             \
        FI_HIDDEN_CODE("NameString", FI_NAME_STRING),                          \
        FI_HIDDEN_CODE("LengthString", FI_LENGTH_STRING),                      \
        FI_HIDDEN_CODE("LastWriteTimeString", FI_WRITE_STRING)
#define NET_PROPS                                                                    \
    FI("FullName", "string", FI_FULL_NAME), FI("Extension", "string", FI_EXTENSION), \
        FI("Name", "string", FI_NAME), FI("Exists", "bool", FI_EXISTS),              \
        FI_SET("CreationTime", "datetime", FI_CREATION),                             \
        FI_SET("CreationTimeUtc", "datetime", FI_CREATION_UTC),                      \
        FI_SET("LastAccessTime", "datetime", FI_ACCESS),                             \
        FI_SET("LastAccessTimeUtc", "datetime", FI_ACCESS_UTC),                      \
        FI_SET("LastWriteTime", "datetime", FI_WRITE),                               \
        FI_SET("LastWriteTimeUtc", "datetime", FI_WRITE_UTC),                        \
        FI("LinkTarget", "string", FI_LINK_TARGET),                                  \
        FI_SET("Attributes", "System.IO.FileAttributes", FI_ATTRIBUTES)

static const struct property file_props[] = {
    ADDED_PROPS,
    FI_SCRIPT("VersionInfo", "System.Object", FI_VERSION,
              "[System.Diagnostics.FileVersionInfo]::GetVersionInfo($this.FullName)"),
    FI_SCRIPT("BaseName", "string", FI_BASE_NAME,
              "if ($this.Extension.Length -gt 0){$this.Name.Remove($this.Name.Length - "
              "$this.Extension.Length)}else{$this.Name}"),
    MORE_ADDED_PROPS,
    FI("Length", "long", FI_LENGTH),
    FI("DirectoryName", "string", FI_DIRECTORY_NAME),
    FI("Directory", "System.IO.DirectoryInfo", FI_DIRECTORY),
    FI_SET("IsReadOnly", "bool", FI_READ_ONLY),
    NET_PROPS,
};
static const struct property directory_props[] = {
    ADDED_PROPS,
    FI_SCRIPT("BaseName", "string", FI_BASE_NAME, "$this.Name"),
    MORE_ADDED_PROPS,
    FI("Parent", "System.IO.DirectoryInfo", FI_PARENT),
    FI("Root", "System.IO.DirectoryInfo", FI_ROOT),
    NET_PROPS,
};
static int write_time_cell(struct value self, struct value *out, struct err **err)
{
    struct value t = unix_time_value(info_of(self)->st.st_mtim, false);
    struct strbuf text = STRBUF_INIT;

    if (date_format(t, "d", 1, NULL, &text, err) || date_format(t, " HH:mm", 6, NULL, &text, err))
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
static const struct view item_view = { .columns = item_columns,
                                       .ncolumns = ARRAY_SIZE(item_columns),
                                       .group_by = "DirectoryName",
                                       .group_label = "Directory" };

/* The other views of theirs: without and with hard links, lists, and names side by side. */
#define CHILD_COLUMNS(mode)                                                                   \
    { .label = "Mode", .property = (mode), .width = 7 },                                      \
        { .label = "LastWriteTime",                                                           \
          .property = "LastWriteTimeString",                                                  \
          .width = 26,                                                                        \
          .align = ALIGN_RIGHT },                                                             \
        { .label = "Length", .property = "LengthString", .width = 14, .align = ALIGN_RIGHT }, \
    {                                                                                         \
        .label = "Name", .get = name_cell                                                     \
    }
#define BY_FOLDER .group_by = "DirectoryName", .group_label = "Directory"
static const struct view_column child_columns[] = { CHILD_COLUMNS("ModeWithoutHardLink") };
static const struct view child_view = { .columns = child_columns,
                                        .ncolumns = ARRAY_SIZE(child_columns),
                                        BY_FOLDER };
static const struct view_column linked_columns[] = { CHILD_COLUMNS("Mode") };
static const struct view linked_view = { .columns = linked_columns,
                                         .ncolumns = ARRAY_SIZE(linked_columns),
                                         BY_FOLDER };
static char length_string[] = "LengthString"; /* folders have an empty one */
static const struct format_expression of_files = { .property = length_string };
static const struct view_column list_columns[] = {
    { .property = "Name" },
    { .label = "Length", .property = "LengthString", .condition = &of_files },
    { .property = "CreationTime" },
    { .property = "LastWriteTime" },
    { .property = "LastAccessTime" },
    { .property = "Mode" },
    { .property = "LinkType" },
    { .property = "Target" },
    { .property = "VersionInfo", .condition = &of_files },
};
static const struct view list_view = { .columns = list_columns,
                                       .ncolumns = ARRAY_SIZE(list_columns),
                                       BY_FOLDER };

static int wide_cell(struct value self, struct value *out, struct err **err)
{
    const struct file_info *f = info_of(self);
    AUTO_VALUE name = name_value(f->path);

    (void)err;
    *out = self.object->type == &type_directory_info ? value_stringf("[%s]", name.str->data)
                                                     : STEAL_VALUE(name);
    return 0;
}
static const struct view_column wide_columns[] = { { .label = "Name", .get = wide_cell } };
static const struct view wide_view = { .columns = wide_columns, .ncolumns = 1, BY_FOLDER };
static const struct named_view item_views[] = {
    { "childrenWithUnixStat", 't', &item_view },
    { "children", 't', &child_view },
    { "childrenWithHardlink", 't', &linked_view },
    { "children", 'l', &list_view },
    { "children", 'w', &wide_view },
    { NULL, 0, NULL },
};
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
    .methods = file_system_info_methods,
    .nmethods = FILE_SYSTEM_INFO_METHODS,
    .table = &item_view,
    .list = &list_view,
    .views = item_views,
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
    .methods = file_info_methods,
    .nmethods = FILE_INFO_METHODS,
    .statics = file_info_statics,
    .nstatics = 1,
    .convert_from = file_info_convert,
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
    .methods = directory_info_methods,
    .nmethods = DIRECTORY_INFO_METHODS,
    .statics = directory_info_statics,
    .nstatics = 1,
    .convert_from = directory_info_convert,
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

void file_info_refresh(struct value v)
{
    struct file_info *f = info_of(v);
    struct stat st;

    f->exists = lstat(f->path, &f->st) == 0;
    if (!f->exists) {
        /* .NET's times of what is not there: 1601-01-01 */
        memset(&f->st, 0, sizeof(f->st));
        f->st.st_mtim.tv_sec = f->st.st_atim.tv_sec = f->st.st_ctim.tv_sec = -11644473600;
    }
    f->to_directory =
        f->exists && S_ISLNK(f->st.st_mode) && stat(f->path, &st) == 0 && S_ISDIR(st.st_mode);
}

void file_info_move(struct value v, const char *path)
{
    struct file_info *f = info_of(v);

    free(f->path);
    free(f->text);
    f->path = xstrdup(path);
    f->text = NULL;
    file_info_refresh(v);
}

struct value file_info_for(const char *path, bool folder)
{
    struct object *o = object_new(folder ? &type_directory_info : &type_file_info);
    struct file_info *f = object_payload(o);
    AUTO_STRBUF whole = STRBUF_INIT;

    path_full(path, strlen(path), &whole);
    f->path = xstrdup(whole.buf);
    f->text = xstrdup(path);
    file_info_refresh(value_of_object(o));
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
