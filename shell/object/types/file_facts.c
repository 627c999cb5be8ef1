#include "shell/object/types/file_facts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/object/datetime.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/file.h"

static int make_link(const struct value *args, bool folder, struct value *out, struct err **err)
{
    AUTO_VALUE path = value_null(), target = value_null();
    if (file_path_arg(args[0], &path, err) < 0 || file_path_arg(args[1], &target, err) < 0)
        return -1;
    if (symlink(target.str->data, path.str->data) < 0)
        return file_error(err, path.str->data);
    *out = file_info_make(path.str->data, folder);
    return 0;
}

SHARED_CALL(file_make_link)
{
    (void)self;
    (void)n;
    return make_link(args, false, out, err);
}

SHARED_CALL(directory_make_link)
{
    (void)self;
    (void)n;
    return make_link(args, true, out, err);
}

/* ResolveLinkTarget(path, to the end of the chain) */
SHARED_CALL(file_resolve_link)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    char target[PATH_MAX];
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    ssize_t len = readlink(path.str->data, target, sizeof(target) - 1);
    if (len < 0) {
        *out = value_null();
        return errno == EINVAL ? 0 : file_error(err, path.str->data);
    }
    target[len] = '\0';
    AUTO_STRBUF whole = STRBUF_INIT;
    if (target[0] != '/')
        strbuf_add(&whole, path.str->data, path_file_name(path.str->data, path.str->len));
    strbuf_adds(&whole, target);
    if (value_truth(args[1]) && !realpath(path.str->data, target))
        return file_error(err, path.str->data);
    if (value_truth(args[1])) {
        strbuf_truncate(&whole, 0);
        strbuf_adds(&whole, target);
    }
    *out = file_info_make(whole.buf, path_is(whole.buf, S_IFDIR));
    return 0;
}

enum { TIME_WRITE, TIME_ACCESS, TIME_CREATION };

static struct value from_timespec(struct timespec t, bool utc)
{
    struct value date = value_datetime(
        UNIX_EPOCH_TICKS + t.tv_sec * TICKS_PER_SECOND + t.tv_nsec / 100, DATETIME_UTC);
    return utc ? date : date_to_local(date);
}

static int get_time(const struct value *args, int which, bool utc, struct value *out,
                    struct err **err)
{
    AUTO_VALUE path = value_null();
    struct stat st;
    if (file_path_arg(args[0], &path, err) < 0)
        return -1;
    struct timespec t = { -11644473600, 0 }; /* of what is not there: 1601-01-01, as .NET says */
    if (stat(path.str->data, &st) == 0)
        t = which == TIME_ACCESS                                              ? st.st_atim
            : which == TIME_CREATION && st.st_ctim.tv_sec < st.st_mtim.tv_sec ? st.st_ctim
                                                                              : st.st_mtim;
    *out = from_timespec(t, utc);
    return 0;
}

/* Linux cannot set the time of creation; the time of the last change is set instead. */
static int set_time(const struct value *args, int which, bool utc, struct err **err)
{
    AUTO_VALUE path = value_null(), date = value_null();
    if (file_path_arg(args[0], &path, err) < 0 ||
        value_convert(args[1], &type_datetime, &date, err) < 0)
        return -1;
    if (date.aux == DATETIME_UNSPECIFIED)
        date.aux = utc ? DATETIME_UTC : DATETIME_LOCAL;
    int64_t ticks = date_to_utc(date).i - UNIX_EPOCH_TICKS;
    int64_t part = (ticks % TICKS_PER_SECOND + TICKS_PER_SECOND) % TICKS_PER_SECOND;
    struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_nsec = UTIME_OMIT } };
    times[which != TIME_ACCESS] =
        (struct timespec){ (ticks - part) / TICKS_PER_SECOND, (long)part * 100 };
    return utimensat(AT_FDCWD, path.str->data, times, 0) == 0 ? 0 : file_error(err, path.str->data);
}

#define TIME_CALLS(name, which)                        \
    SHARED_CALL(name)                                  \
    {                                                  \
        (void)self;                                    \
        (void)n;                                       \
        return get_time(args, which, false, out, err); \
    }                                                  \
    SHARED_CALL(name##_utc)                            \
    {                                                  \
        (void)self;                                    \
        (void)n;                                       \
        return get_time(args, which, true, out, err);  \
    }                                                  \
    SHARED_CALL(name##_set)                            \
    {                                                  \
        (void)self;                                    \
        (void)n;                                       \
        (void)out;                                     \
        return set_time(args, which, false, err);      \
    }                                                  \
    SHARED_CALL(name##_set_utc)                        \
    {                                                  \
        (void)self;                                    \
        (void)n;                                       \
        (void)out;                                     \
        return set_time(args, which, true, err);       \
    }
TIME_CALLS(file_last_write, TIME_WRITE)
TIME_CALLS(file_last_access, TIME_ACCESS)
TIME_CALLS(file_creation, TIME_CREATION)

static int stat_of(struct value v, struct value *path, struct stat *st, struct err **err)
{
    if (file_path_arg(v, path, err) < 0)
        return -1;
    return stat(path->str->data, st) == 0 ? 0 : file_error(err, path->str->data);
}

SHARED_CALL(file_get_attributes)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    struct stat st, link;
    if (stat_of(args[0], &path, &st, err) < 0)
        return -1;
    int32_t bits = S_ISDIR(st.st_mode) ? 16 : 0;
    size_t name = path_file_name(path.str->data, path.str->len);
    if (path.str->data[name] == '.')
        bits |= 2;
    if (!(st.st_mode & 0222))
        bits |= 1;
    if (lstat(path.str->data, &link) == 0 && S_ISLNK(link.st_mode))
        bits |= 1024;
    *out = value_enum(&enum_file_attributes, bits ? bits : 128);
    return 0;
}

/* ReadOnly is the only one that Linux has. */
SHARED_CALL(file_set_attributes)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE path = value_null();
    struct stat st;
    int32_t bits;
    if (arg_enum(args[1], &enum_file_attributes, &bits, err) < 0 ||
        stat_of(args[0], &path, &st, err) < 0)
        return -1;
    mode_t mode = st.st_mode & 07777;
    mode = bits & 1 ? mode & ~(mode_t)0222 : mode | S_IWUSR;
    return chmod(path.str->data, mode) == 0 ? 0 : file_error(err, path.str->data);
}

SHARED_CALL(file_unix_mode)
{
    (void)self;
    (void)n;
    AUTO_VALUE path = value_null();
    struct stat st;
    if (stat_of(args[0], &path, &st, err) < 0)
        return -1;
    *out = value_enum(&enum_unix_file_mode, (int32_t)(st.st_mode & 07777));
    return 0;
}

SHARED_CALL(file_set_unix_mode)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE path = value_null();
    int32_t mode;
    if (file_path_arg(args[0], &path, err) < 0 ||
        arg_enum(args[1], &enum_unix_file_mode, &mode, err) < 0)
        return -1;
    return chmod(path.str->data, (mode_t)mode & 07777) == 0 ? 0 : file_error(err, path.str->data);
}
