#include "guest/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/fcopy.h"

int commit_attributes(int fd, uint32_t flags, uint32_t mode, int64_t mtime_ns)
{
    if (flags & FCOPY_SET_MODE && fchmod(fd, mode & 0777))
        return errno;
    if (!(flags & FCOPY_SET_MTIME))
        return 0;
    int64_t seconds = mtime_ns / 1000000000, rest = mtime_ns % 1000000000;
    if (rest < 0) {
        rest += 1000000000;
        seconds--;
    }
    const struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
                                       { .tv_sec = seconds, .tv_nsec = (long)rest } };
    return futimens(fd, times) ? errno : 0;
}

static bool is_file(const struct commit *c)
{
    return c->fd >= 0 && c->dir >= 0;
}

static int take_name(const struct commit *c)
{
    if (c->overwrite)
        return renameat(c->dir, c->part, c->dir, c->leaf) ? errno : 0;
    if (!renameat2(c->dir, c->part, c->dir, c->leaf, RENAME_NOREPLACE))
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    /* A file system without that flag: a link never replaces anything either. */
    if (linkat(c->dir, c->part, c->dir, c->leaf, 0))
        return errno;
    unlinkat(c->dir, c->part, 0);
    return 0;
}

/* Writing starts for all before the first is waited for: one pass of the journal takes them. */
static void write_out(struct commit *const *all, size_t n)
{
    for (size_t i = 0; n > 1 && i < n; i++)
        if (is_file(all[i]))
            (void)sync_file_range(all[i]->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
    for (size_t i = 0; i < n; i++)
        all[i]->errnum = is_file(all[i]) && fsync(all[i]->fd) ? errno : 0;
}

static void settle(struct commit *c)
{
    if (!is_file(c)) {
        if (c->fd >= 0)
            c->errnum = commit_attributes(c->fd, c->flags, c->mode, c->mtime_ns);
        return;
    }
    if (!c->errnum)
        c->errnum = take_name(c);
    if (c->errnum)
        unlinkat(c->dir, c->part, 0);
}

/* Files in a row mostly share their folder. */
static bool same_folder(const struct commit *a, const struct commit *b)
{
    return is_file(b) && a->folder == b->folder;
}

void commit_all(struct commit *const *all, size_t n)
{
    write_out(all, n);
    for (size_t i = 0; i < n; i++)
        settle(all[i]);
    /* Not every file system takes an fsync of a folder: the names are there all the same. */
    for (size_t i = 0; i < n; i++)
        if (is_file(all[i]) && (i + 1 == n || !same_folder(all[i], all[i + 1])) &&
            fsync(all[i]->dir) && errno == EIO && !all[i]->errnum)
            all[i]->errnum = EIO;
    for (size_t i = 0; i < n; i++) {
        if (all[i]->fd >= 0)
            close(all[i]->fd);
        if (all[i]->dir >= 0)
            close(all[i]->dir);
        all[i]->fd = all[i]->dir = -1;
    }
}
