#include "vm/export/vm_copies.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "shell/base/alloc.h"

enum { STEP = 1 << 20 };

void vm_copies_note(struct vm_copies *c, const char *path)
{
    c->made = xreallocarray(c->made, c->made_count + 1, sizeof(*c->made));
    c->made[c->made_count++] = xstrdup(path);
}

void vm_copies_undo(struct vm_copies *c)
{
    while (c->made_count) {
        char *path = c->made[--c->made_count];
        if (unlink(path) < 0)
            rmdir(path);
        free(path);
    }
}

void vm_copies_release(struct vm_copies *c)
{
    for (size_t i = 0; i < c->made_count; i++)
        free(c->made[i]);
    free(c->made);
    *c = (struct vm_copies){ 0 };
}

int vm_copies_folder(struct vm_copies *c, const char *folder, struct err **err)
{
    AUTO_FREE char *path = xasprintf("%s/", folder);
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        int rc = mkdir(path, 0755);
        int e = errno;
        if (rc == 0)
            vm_copies_note(c, path);
        *p = '/';
        if (rc < 0 && e != EEXIST)
            return err_set_errno(err, e, "Cannot create the folder '%s'", folder);
    }
    struct stat st;
    if (stat(folder, &st) < 0)
        return err_set_errno(err, errno, "Cannot read the folder '%s'", folder);
    return S_ISDIR(st.st_mode)
               ? 0
               : err_set(err, ERR_INVALID_PARAMETER, "'%s' is not a folder.", folder);
}

void vm_copies_expect(struct vm_copies *c, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
        c->total += (uint64_t)st.st_blocks * 512;
}

int vm_copies_room(const struct vm_copies *c, const char *folder, struct err **err)
{
    struct statvfs fs;
    if (statvfs(folder, &fs) < 0)
        return 0;
    uint64_t room = (uint64_t)fs.f_bavail * fs.f_frsize;
    return c->total <= room
               ? 0
               : err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OPERATION_FAILED, ENOSPC,
                              "There is not enough space in '%s': %llu MB are needed, %llu MB are "
                              "free.",
                              folder, (unsigned long long)(c->total >> 20),
                              (unsigned long long)(room >> 20));
}

static int write_all(int fd, const char *buf, size_t len, off_t at)
{
    while (len) {
        ssize_t n = pwrite(fd, buf, len, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        buf += n;
        at += n;
        len -= (size_t)n;
    }
    return 0;
}

/* One stretch of data of the source. */
static int copy_range(struct vm_copies *c, int in, int out, off_t at, off_t end, char *buf,
                      struct err **err)
{
    while (at < end) {
        if (vm_call_check(c->call, err) < 0)
            return -1;
        size_t want = end - at < STEP ? (size_t)(end - at) : STEP;
        ssize_t n = pread(in, buf, want, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n ? err_set_errno(err, errno, "Cannot read") : 0;
        if (write_all(out, buf, (size_t)n, at) < 0)
            return err_set_errno(err, errno, "Cannot write");
        at += n;
        c->done += (uint64_t)n;
        if (c->total)
            vm_call_progress(c->call, c->done >= c->total ? 99 : (int)(c->done * 100 / c->total));
    }
    return 0;
}

static int copy_data(struct vm_copies *c, int in, int out, off_t size, struct err **err)
{
    /* File systems that share blocks need no copying at all. */
    if (ioctl(out, FICLONE, in) == 0)
        return 0;
    if (ftruncate(out, size) < 0)
        return err_set_errno(err, errno, "Cannot write");
    AUTO_FREE char *buf = xmalloc(STEP);
    for (off_t at = 0; at < size;) {
        off_t data = lseek(in, at, SEEK_DATA);
        if (data < 0 && errno == ENXIO)
            break;
        off_t end = data < 0 ? -1 : lseek(in, data, SEEK_HOLE);
        if (data < 0 || end < 0) {
            data = at;
            end = size;
        }
        if (copy_range(c, in, out, data, end > size ? size : end, buf, err))
            return -1;
        at = end;
    }
    return 0;
}

/* A new file of that mode, noted; its descriptor. */
static int make_file(struct vm_copies *c, const char *to, mode_t mode, struct err **err)
{
    int out = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode & 0777);
    if (out < 0 && errno == EEXIST)
        return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OBJECT_EXISTS, EEXIST,
                            "The file '%s' exists.", to);
    if (out < 0)
        return err_set_errno(err, errno, "Cannot create '%s'", to);
    vm_copies_note(c, to);
    return out;
}

static int finish_file(int out, const char *to, int rc, struct err **err)
{
    if (rc == 0 && fsync(out) < 0 && errno != EINVAL && errno != EROFS)
        rc = err_set_errno(err, errno, "Cannot write '%s'", to);
    if (close(out) < 0 && rc == 0)
        rc = err_set_errno(err, errno, "Cannot write '%s'", to);
    return rc;
}

int vm_copies_file(struct vm_copies *c, const char *from, const char *to, bool follow,
                   struct err **err)
{
    struct stat st;
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW));
    if (in < 0)
        return err_set_errno(err, errno, "Cannot read '%s'", from);
    if (fstat(in, &st) < 0 || !S_ISREG(st.st_mode)) {
        close(in);
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' is not a plain file.", from);
    }
    int out = make_file(c, to, st.st_mode, err);
    if (out < 0) {
        close(in);
        return -1;
    }
    int rc = copy_data(c, in, out, st.st_size, err);
    close(in);
    rc = finish_file(out, to, rc, err);
    return rc && (*err)->kind != ERR_CANCELLED ? err_wrap(err, "Cannot copy '%s' to '%s'", from, to)
                                               : rc;
}

int vm_copies_text(struct vm_copies *c, const char *to, const char *text, struct err **err)
{
    int out = make_file(c, to, 0600, err);
    if (out < 0)
        return -1;
    int rc = 0;
    if (write_all(out, text, strlen(text), 0) < 0)
        rc = err_set_errno(err, errno, "Cannot write '%s'", to);
    return finish_file(out, to, rc, err);
}

int vm_copies_files_of(struct vm_copies *c, const char *from, const char *to, struct err **err)
{
    DIR *dir = opendir(from);
    int rc = 0;
    if (!dir)
        return errno == ENOENT ? 0 : err_set_errno(err, errno, "Cannot read the folder '%s'", from);
    if (vm_copies_folder(c, to, err))
        rc = -1;
    for (struct dirent *e; rc == 0 && (e = readdir(dir));) {
        struct stat st;
        if (fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode) ||
            e->d_name[0] == '.')
            continue;
        AUTO_FREE char *source = xasprintf("%s/%s", from, e->d_name);
        AUTO_FREE char *target = xasprintf("%s/%s", to, e->d_name);
        rc = vm_copies_file(c, source, target, false, err);
    }
    closedir(dir);
    return rc;
}
