/* System.IO.DriveInfo: mounted file systems, as /proc/self/mounts lists them. */
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/file.h"

static const struct enum_member drive_type_members[] = {
    { "Unknown", 0 }, { "NoRootDirectory", 1 }, { "Removable", 2 }, { "Fixed", 3 },
    { "Network", 4 }, { "CDRom", 5 },           { "Ram", 6 },
};
ENUM_TYPE(drive_type, "System.IO.DriveType", drive_type_members, false);

static struct value *name_of(struct value v)
{
    return object_payload(v.object);
}

static void drive_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

static struct value drive_new(const char *name)
{
    struct object *o = object_new(&type_drive_info);
    *(struct value *)object_payload(o) = value_string(name);
    return value_of_object(o);
}

/* The file system type at a mount point; "" when nothing is mounted there. Owned by the caller. */
static char *format_of(const char *name)
{
    AUTO_FILE FILE *mounts = setmntent("/proc/self/mounts", "re");
    struct mntent entry;
    char buf[4096];
    char *format = NULL;
    while (mounts && getmntent_r(mounts, &entry, buf, sizeof(buf))) {
        if (strcmp(entry.mnt_dir, name) == 0) {
            free(format);
            format = xstrdup(entry.mnt_type);
        }
    }
    return format ? format : xstrdup("");
}

static int32_t kind_of(const char *format)
{
    static const struct {
        const char *format;
        int32_t kind;
    } kinds[] = {
        { "tmpfs", 6 },  { "ramfs", 6 },    { "proc", 6 },    { "sysfs", 6 },  { "devtmpfs", 6 },
        { "devpts", 6 }, { "cgroup", 6 },   { "cgroup2", 6 }, { "mqueue", 6 }, { "nfs", 4 },
        { "nfs4", 4 },   { "cifs", 4 },     { "smb3", 4 },    { "9p", 4 },     { "iso9660", 5 },
        { "udf", 5 },    { "squashfs", 3 }, { "overlay", 3 }, { "ext4", 3 },   { "ext3", 3 },
        { "ext2", 3 },   { "xfs", 3 },      { "btrfs", 3 },   { "zfs", 3 },    { "vfat", 3 },
        { "ntfs", 3 },   { "f2fs", 3 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (strcmp(kinds[i].format, format) == 0)
            return kinds[i].kind;
    return 0;
}

enum {
    DRIVE_NAME,
    DRIVE_FORMAT,
    DRIVE_TYPE,
    DRIVE_READY,
    DRIVE_ROOT,
    DRIVE_SIZE,
    DRIVE_FREE,
    DRIVE_AVAILABLE
};

GETTER(drive_get)
{
    const char *name = name_of(self)->str->data;
    struct statvfs st;
    AUTO_FREE char *format = format_of(name);
    bool ready = statvfs(name, &st) == 0;
    switch (p->data) {
    case DRIVE_NAME:
        *out = value_ref(*name_of(self));
        return 0;
    case DRIVE_FORMAT:
        *out = value_string(format);
        return 0;
    case DRIVE_TYPE:
        *out = value_enum(&enum_drive_type, ready ? kind_of(format) : 1);
        return 0;
    case DRIVE_READY:
        *out = value_bool(ready);
        return 0;
    case DRIVE_ROOT:
        *out = file_info_make(name, true);
        return 0;
    default:
        break;
    }
    if (!ready)
        return fail_with(err, "System.IO.DriveNotFoundException", "DriveNotFoundException",
                         "Could not find the drive '%s'. The drive might not be ready or might not "
                         "be mapped.",
                         name);
    uint64_t blocks = p->data == DRIVE_SIZE   ? st.f_blocks
                      : p->data == DRIVE_FREE ? st.f_bfree
                                              : st.f_bavail;
    *out = value_long((int64_t)(blocks * st.f_frsize));
    return 0;
}

CALL(drive_make)
{
    (void)self;
    (void)n;
    AUTO_VALUE name = value_null();
    if (file_path_arg(args[0], &name, err) < 0)
        return -1;
    *out = drive_new(name.str->data);
    return 0;
}

static int drive_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_drive_info);
    return drive_make(value_null(), &v, 1, out, err);
}

CALL(drive_list)
{
    UNUSED_CALL();
    AUTO_FILE FILE *mounts = setmntent("/proc/self/mounts", "re");
    struct mntent entry;
    char buf[4096];
    struct array *a = array_new(8);
    while (mounts && getmntent_r(mounts, &entry, buf, sizeof(buf)))
        array_push_take(a, drive_new(entry.mnt_dir));
    *out = value_of_array(a);
    return 0;
}

static int drive_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, name_of(self)->str->data);
    return 0;
}

static const struct property drive_props[] = {
    PROPERTY_DATA("Name", "string", drive_get, DRIVE_NAME),
    PROPERTY_DATA("IsReady", "bool", drive_get, DRIVE_READY),
    PROPERTY_DATA("RootDirectory", "System.IO.DirectoryInfo", drive_get, DRIVE_ROOT),
    PROPERTY_DATA("DriveType", "System.IO.DriveType", drive_get, DRIVE_TYPE),
    PROPERTY_DATA("DriveFormat", "string", drive_get, DRIVE_FORMAT),
    PROPERTY_DATA("AvailableFreeSpace", "long", drive_get, DRIVE_AVAILABLE),
    PROPERTY_DATA("TotalFreeSpace", "long", drive_get, DRIVE_FREE),
    PROPERTY_DATA("TotalSize", "long", drive_get, DRIVE_SIZE),
    PROPERTY_DATA("VolumeLabel", "string", drive_get, DRIVE_NAME),
};
static const struct method drive_statics[] = {
    METHOD("new", 1, 1, drive_make, "System.IO.DriveInfo new(string driveName)"),
    METHOD("GetDrives", 0, 0, drive_list, "System.IO.DriveInfo[] GetDrives()"),
};
const struct type_info type_drive_info = { .name = "System.IO.DriveInfo",
                                           .base = &type_object,
                                           PROPS(drive_props),
                                           STATICS(drive_statics),
                                           .payload_size = sizeof(struct value),
                                           .destroy = drive_destroy,
                                           .convert_from = drive_convert,
                                           .to_string = drive_text };
