#include "cmdlets/core/files/unix_stat.h"

#include <grp.h>
#include <pwd.h>
#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/object/datetime.h"
#include "shell/object/object.h"

struct value unix_time_value(struct timespec ts, bool utc)
{
    int64_t ticks = UNIX_EPOCH_TICKS + (int64_t)ts.tv_sec * TICKS_PER_SECOND + ts.tv_nsec / 100;
    struct value v = value_datetime(ticks, DATETIME_UTC);

    return utc ? v : date_to_local(v);
}

void unix_mode_text(mode_t m, struct strbuf *out)
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

/* ---- UnixStat ---- */

static const struct enum_member item_type_members[] = {
    { "Directory", 0 },       { "File", 1 },      { "SymbolicLink", 2 }, { "BlockDevice", 3 },
    { "CharacterDevice", 4 }, { "NamedPipe", 5 }, { "Socket", 6 },
};
static const struct enum_info enum_item_type = {
    .name = "System.Management.Automation.Platform+Unix+ItemType",
    .members = item_type_members,
    .nmembers = ARRAY_SIZE(item_type_members),
};

static int32_t item_type(mode_t m)
{
    return S_ISDIR(m)    ? 0
           : S_ISLNK(m)  ? 2
           : S_ISBLK(m)  ? 3
           : S_ISCHR(m)  ? 4
           : S_ISFIFO(m) ? 5
           : S_ISSOCK(m) ? 6
                         : 1;
}

enum unix_stat_field {
    US_INODE,
    US_MODE,
    US_USER,
    US_GROUP,
    US_LINKS,
    US_SIZE,
    US_ACCESS,
    US_MODIFIED,
    US_CHANGED,
    US_BLOCK_SIZE,
    US_DEVICE,
    US_BLOCKS,
    US_TYPE,
    US_SET_UID,
    US_SET_GID,
    US_STICKY,
};

static int unix_stat_get(struct value self, const struct property *p, struct value *out,
                         struct err **err)
{
    const struct stat *st = object_payload(self.object);

    (void)err;
    switch ((enum unix_stat_field)p->data) {
    case US_INODE:
        *out = value_long((int64_t)st->st_ino);
        break;
    case US_MODE:
        *out = value_int((int32_t)(st->st_mode & 07777));
        break;
    case US_USER:
        *out = value_int((int32_t)st->st_uid);
        break;
    case US_GROUP:
        *out = value_int((int32_t)st->st_gid);
        break;
    case US_LINKS:
        *out = value_int((int32_t)st->st_nlink);
        break;
    case US_SIZE:
        *out = value_long(st->st_size);
        break;
    case US_ACCESS:
        *out = unix_time_value(st->st_atim, false);
        break;
    case US_MODIFIED:
        *out = unix_time_value(st->st_mtim, false);
        break;
    case US_CHANGED:
        *out = unix_time_value(st->st_ctim, false);
        break;
    case US_BLOCK_SIZE:
        *out = value_long(st->st_blksize);
        break;
    case US_DEVICE:
        *out = value_int((int32_t)st->st_dev);
        break;
    case US_BLOCKS:
        *out = value_int((int32_t)st->st_blocks);
        break;
    case US_TYPE:
        *out = value_enum(&enum_item_type, item_type(st->st_mode));
        break;
    case US_SET_UID:
        *out = value_bool(st->st_mode & S_ISUID);
        break;
    case US_SET_GID:
        *out = value_bool(st->st_mode & S_ISGID);
        break;
    case US_STICKY:
        *out = value_bool(st->st_mode & S_ISVTX);
        break;
    }
    return 0;
}

#define US(name_, type_, which_)                                                      \
    {                                                                                 \
        .name = (name_), .type_name = (type_), .get = unix_stat_get, .data = (which_) \
    }
static const struct property unix_stat_props[] = {
    US("Inode", "long", US_INODE),
    US("Mode", "int", US_MODE),
    US("UserId", "int", US_USER),
    US("GroupId", "int", US_GROUP),
    US("HardlinkCount", "int", US_LINKS),
    US("Size", "long", US_SIZE),
    US("AccessTime", "datetime", US_ACCESS),
    US("ModifiedTime", "datetime", US_MODIFIED),
    US("StatusChangeTime", "datetime", US_CHANGED),
    US("BlockSize", "long", US_BLOCK_SIZE),
    US("DeviceId", "int", US_DEVICE),
    US("NumberOfBlocks", "int", US_BLOCKS),
    US("ItemType", "System.Management.Automation.Platform+Unix+ItemType", US_TYPE),
    US("IsSetUid", "bool", US_SET_UID),
    US("IsSetGid", "bool", US_SET_GID),
    US("IsSticky", "bool", US_STICKY),
};

static int mode_string(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    struct strbuf text = STRBUF_INIT;

    (void)args;
    (void)n;
    (void)err;
    unix_mode_text(((struct stat *)object_payload(self.object))->st_mode, &text);
    *out = value_string_take(&text);
    return 0;
}
static int stat_user(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    *out = unix_user_name(((struct stat *)object_payload(self.object))->st_uid);
    return 0;
}
static int stat_group(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    *out = unix_group_name(((struct stat *)object_payload(self.object))->st_gid);
    return 0;
}
static const struct method unix_stat_methods[] = {
    { "GetModeString", 0, 0, mode_string, "string GetModeString()" },
    { "GetUserName", 0, 0, stat_user, "string GetUserName()" },
    { "GetGroupName", 0, 0, stat_group, "string GetGroupName()" },
};
static const struct type_info type_unix_stat = {
    .name = "System.Management.Automation.Platform+Unix+CommonStat",
    .base = &type_object,
    .props = unix_stat_props,
    .nprops = ARRAY_SIZE(unix_stat_props),
    .methods = unix_stat_methods,
    .nmethods = ARRAY_SIZE(unix_stat_methods),
    .payload_size = sizeof(struct stat),
};

struct value unix_stat_new(const struct stat *st)
{
    struct object *o = object_new(&type_unix_stat);

    memcpy(object_payload(o), st, sizeof(*st));
    return value_of_object(o);
}

struct value unix_user_name(uid_t uid)
{
    char buf[4096];
    struct passwd pw, *found = NULL;

    if (getpwuid_r(uid, &pw, buf, sizeof(buf), &found) == 0 && found)
        return value_string(pw.pw_name);
    return value_stringf("%u", (unsigned)uid);
}

struct value unix_group_name(gid_t gid)
{
    char buf[4096];
    struct group gr, *found = NULL;

    if (getgrgid_r(gid, &gr, buf, sizeof(buf), &found) == 0 && found)
        return value_string(gr.gr_name);
    return value_stringf("%u", (unsigned)gid);
}
