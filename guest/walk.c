#include "guest/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/label.h"
#include "shell/base/cleanup.h"
#include "shell/base/utf8.h"

enum { LINKS_MAX = 40 };

int walk_check(const struct walk_root *root, const char *path, size_t len)
{
    if (!len || memchr(path, '\0', len) || (path[0] == '/') != (root->fd < 0))
        return EINVAL;
    if (len >= WALK_PATH_MAX)
        return ENAMETOOLONG;
    if (!utf8_valid(path, len))
        return EINVAL;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)path[i] < ' ' || path[i] == 0x7f)
            return EINVAL;
    for (size_t at = 0; at < len;) {
        const char *slash = memchr(path + at, '/', len - at);
        size_t n = slash ? (size_t)(slash - path) - at : len - at;
        const char *part = path + at;
        if ((n == 1 && part[0] == '.') || (n == 2 && part[0] == '.' && part[1] == '.'))
            return EINVAL;
        if (n > WALK_NAME_MAX)
            return ENAMETOOLONG;
        at += n + 1;
    }
    return 0;
}

/* May a link that stands in dir be followed? Only where nobody else could have made it. */
static bool trusted_link(int dir, const struct stat *link)
{
    struct stat st;
    if (link->st_uid != 0 && link->st_uid != geteuid())
        return false;
    return !fstat(dir, &st) && (st.st_uid == 0 || st.st_uid == geteuid()) &&
           !(st.st_mode & S_IWOTH);
}

/* Replaces the component that ends at `rest` by the target of the link `name` in dir. */
static int splice_link(int dir, const char *name, char *todo, const char *rest)
{
    char target[WALK_PATH_MAX];
    struct stat st;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
        return errno;
    if (!S_ISLNK(st.st_mode))
        return ENOTDIR;
    if (!trusted_link(dir, &st))
        return ELOOP;
    ssize_t n = readlinkat(dir, name, target, sizeof(target));
    if (n < 0)
        return errno;
    size_t left = strlen(rest);
    if ((size_t)n + 1 + left >= WALK_PATH_MAX)
        return ENAMETOOLONG;
    target[n] = '/';
    memcpy(target + n + 1, rest, left + 1);
    memcpy(todo, target, (size_t)n + 1 + left + 1);
    return 0;
}

static int open_start(const struct walk_root *root)
{
    return root->fd < 0 ? open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                        : openat(root->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The next component of *at into name: its length, 0 at the end. Slashes are skipped. */
static size_t next_part(const char **at, char name[NAME_MAX + 1])
{
    const char *p = *at + strspn(*at, "/");
    size_t n = strcspn(p, "/");
    *at = p + n;
    if (n > NAME_MAX)
        return n;
    memcpy(name, p, n);
    name[n] = '\0';
    return n;
}

/* Opens every component of `path`. A link's ".." is resolved by the kernel in a folder that is
 * already open, and only links that root or we made get here. */
static int walk(const struct walk_root *root, const char *path, bool create, int *dir)
{
    char todo[WALK_PATH_MAX], name[NAME_MAX + 1];
    size_t len = strlen(path), n;
    AUTO_FD int at = open_start(root);
    int links = 0;
    if (at < 0)
        return errno;
    if (len >= sizeof(todo))
        return ENAMETOOLONG;
    memcpy(todo, path, len + 1);
    for (const char *p = todo; (n = next_part(&p, name));) {
        if (n > NAME_MAX)
            return ENAMETOOLONG;
        int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        int next = openat(at, name, flags);
        if (next < 0 && errno == ENOENT && create) {
            if (mkdirat(at, name, 0755) && errno != EEXIST)
                return errno;
            if (root->labels)
                label_inherit(at, name, name);
            next = openat(at, name, flags);
        }
        if (next < 0 && (errno == ELOOP || errno == ENOTDIR) && !root->strict) {
            int failed = ++links > LINKS_MAX ? ELOOP : splice_link(at, name, todo, p);
            if (failed)
                return failed;
            p = todo;
            if (todo[0] == '/') {
                next = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            } else {
                continue;
            }
        }
        if (next < 0)
            return errno == ELOOP ? EACCES : errno;
        close(at);
        at = next;
    }
    *dir = STEAL_FD(at);
    return 0;
}

int walk_dir(const struct walk_root *root, const char *path, bool create, int *dir)
{
    int bad = walk_check(root, path, strlen(path));
    return bad ? bad : walk(root, path, create, dir);
}

int walk_parent(const struct walk_root *root, const char *path, bool create, int *dir,
                const char **leaf)
{
    char folder[WALK_PATH_MAX];
    size_t len = strlen(path);
    int bad = walk_check(root, path, len);
    if (bad)
        return bad;
    const char *slash = memrchr(path, '/', len);
    size_t n = slash ? (size_t)(slash - path) + 1 : 0;
    memcpy(folder, path, n);
    folder[n] = '\0';
    *leaf = path + n;
    return walk(root, folder, create, dir);
}

int walk_open_file(const struct walk_root *root, const char *path, int *fd)
{
    AUTO_FD int dir = -1;
    const char *leaf;
    struct stat st;
    int bad = walk_parent(root, path, false, &dir, &leaf);
    if (bad)
        return bad;
    if (!*leaf)
        return EISDIR;
    AUTO_FD int file = openat(dir, leaf, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return errno;
    if (fstat(file, &st))
        return errno;
    if (S_ISDIR(st.st_mode))
        return EISDIR;
    if (!S_ISREG(st.st_mode))
        return EACCES;
    *fd = STEAL_FD(file);
    return 0;
}
