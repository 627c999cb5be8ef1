#include "cmdlets/core/files/file_ops.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"

enum { MAX_DEPTH = 512, COPY_STEP = 8 * 1024 * 1024 };

int file_make_folders(const char *path, struct err **err)
{
    AUTO_FREE char *copy = xstrdup(path);

    for (char *p = copy + 1;; p++) {
        char c = *p;
        if (c != '/' && c != '\0')
            continue;
        *p = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            return err_set_errno(err, errno, "Cannot make the folder '%s'", copy);
        *p = c;
        if (c == '\0')
            break;
    }
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return err_set(err, ERR_OBJECT_EXISTS, "'%s' exists and is no folder.", path);
    return 0;
}

bool file_folder_empty(const char *path)
{
    DIR *dir = opendir(path);
    bool empty = true;

    if (!dir)
        return true;
    for (struct dirent *d; empty && (d = readdir(dir));)
        empty = strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0;
    closedir(dir);
    return empty;
}

static int remove_at(int parent, const char *name, const char *shown, int depth, struct err **err)
{
    struct stat st;

    if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : err_set_errno(err, errno, "Cannot remove '%s'", shown);
    if (!S_ISDIR(st.st_mode)) {
        if (unlinkat(parent, name, 0) != 0)
            return err_set_errno(err, errno, "Cannot remove '%s'", shown);
        return 0;
    }
    if (depth > MAX_DEPTH)
        return err_set(err, ERR_OPERATION_FAILED, "'%s' is nested too deep.", shown);
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        int saved = errno;
        if (fd >= 0)
            close(fd);
        return err_set_errno(err, saved, "Cannot remove '%s'", shown);
    }
    int rc = 0;
    for (struct dirent *d; rc == 0 && (d = readdir(dir));) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        AUTO_FREE char *child = xasprintf("%s/%s", shown, d->d_name);
        rc = remove_at(fd, d->d_name, child, depth + 1, err);
    }
    closedir(dir);
    if (rc == 0 && unlinkat(parent, name, AT_REMOVEDIR) != 0)
        return err_set_errno(err, errno, "Cannot remove '%s'", shown);
    return rc;
}

int file_remove_tree(const char *path, struct err **err)
{
    return remove_at(AT_FDCWD, path, path, 0, err);
}

static bool pressed(int interrupt)
{
    struct pollfd p = { .fd = interrupt, .events = POLLIN };

    return interrupt >= 0 && poll(&p, 1, 0) > 0;
}

static int copy_bytes(int in, int out, const char *from, int interrupt, struct err **err)
{
    bool ranged = true;
    AUTO_FREE char *buf = NULL;

    for (;;) {
        ssize_t n = -1;
        if (pressed(interrupt))
            return err_set(err, ERR_CANCELLED, "Copying '%s' was interrupted.", from);
        if (ranged) {
            n = copy_file_range(in, NULL, out, NULL, COPY_STEP, 0);
            if (n == 0 && lseek(in, 0, SEEK_CUR) == 0)
                ranged = false; /* files of /proc have no size */
            else if (n < 0)
                ranged = false;
            else if (n == 0)
                return 0;
            if (ranged)
                continue;
        }
        if (!buf)
            buf = xmalloc(64 * 1024);
        n = read(in, buf, 64 * 1024);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "Cannot read '%s'", from);
        if (n == 0)
            return 0;
        for (ssize_t at = 0; at < n;) {
            ssize_t w = write(out, buf + at, (size_t)(n - at));
            if (w < 0 && errno == EINTR)
                continue;
            if (w < 0)
                return err_set_errno(err, errno, "Cannot write the copy of '%s'", from);
            at += w;
        }
    }
}

static int copy_file(const char *from, const char *to, const struct stat *st, bool force,
                     int interrupt, struct err **err)
{
    AUTO_FD int in = open(from, O_RDONLY | O_CLOEXEC);
    struct stat existing;

    if (in < 0)
        return err_set_errno(err, errno, "Cannot read '%s'", from);
    if (stat(to, &existing) == 0 && existing.st_dev == st->st_dev && existing.st_ino == st->st_ino)
        return err_set(err, ERR_INVALID_PARAMETER, "Cannot overwrite the item %s with itself.",
                       from);
    if (force && access(to, W_OK) != 0 && errno == EACCES)
        unlink(to);
    AUTO_FD int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, st->st_mode & 0777);
    if (out < 0)
        return err_set_errno(err, errno, "Cannot write '%s'", to);
    if (copy_bytes(in, out, from, interrupt, err)) {
        unlink(to);
        return -1;
    }
    (void)futimens(out, (struct timespec[]){ st->st_atim, st->st_mtim });
    return 0;
}

static int copy_link(const char *from, const char *to, struct err **err)
{
    char target[PATH_MAX];
    ssize_t n = readlink(from, target, sizeof(target) - 1);

    if (n < 0)
        return err_set_errno(err, errno, "Cannot read '%s'", from);
    target[n] = '\0';
    if (symlink(target, to) != 0)
        return err_set_errno(err, errno, "Cannot write '%s'", to);
    return 0;
}

static int copy_tree(const char *from, const char *to, int interrupt, int depth, struct err **err)
{
    struct stat st;

    if (lstat(from, &st) != 0)
        return err_set_errno(err, errno, "Cannot read '%s'", from);
    if (S_ISLNK(st.st_mode))
        return copy_link(from, to, err);
    if (S_ISREG(st.st_mode))
        return copy_file(from, to, &st, true, interrupt, err);
    if (!S_ISDIR(st.st_mode))
        return err_set(err, ERR_NOT_SUPPORTED, "'%s' is neither a file nor a folder.", from);
    if (mkdir(to, 0777) != 0 && errno != EEXIST)
        return err_set_errno(err, errno, "Cannot make the folder '%s'", to);
    if (depth > MAX_DEPTH)
        return err_set(err, ERR_OPERATION_FAILED, "'%s' is nested too deep.", from);
    DIR *dir = opendir(from);
    if (!dir)
        return err_set_errno(err, errno, "Cannot read '%s'", from);
    int rc = 0;
    struct stat made;
    bool know = stat(to, &made) == 0;
    for (struct dirent *d; rc == 0 && (d = readdir(dir));) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        AUTO_FREE char *a = xasprintf("%s/%s", from, d->d_name);
        AUTO_FREE char *b = xasprintf("%s/%s", to, d->d_name);
        if (know && lstat(a, &st) == 0 && st.st_dev == made.st_dev && st.st_ino == made.st_ino)
            continue; /* a folder copied into itself */
        rc = copy_tree(a, b, interrupt, depth + 1, err);
    }
    closedir(dir);
    return rc;
}

int file_copy(const char *from, const char *to, bool force, int interrupt, struct err **err)
{
    struct stat st;

    if (stat(from, &st) == 0 && S_ISREG(st.st_mode))
        return copy_file(from, to, &st, force, interrupt, err);
    if (lstat(from, &st) == 0 && S_ISLNK(st.st_mode))
        return copy_link(from, to, err); /* to a folder, or to nothing */
    return err_set(err, ERR_NOT_SUPPORTED, "'%s' is neither a file nor a folder.", from);
}

int file_move(const char *from, const char *to, int interrupt, struct err **err)
{
    if (rename(from, to) == 0)
        return 0;
    if (errno != EXDEV)
        return err_set_errno(err, errno, "Cannot move '%s'", from);
    if (copy_tree(from, to, interrupt, 0, err))
        return -1;
    return file_remove_tree(from, err);
}
