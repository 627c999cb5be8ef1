#include "shell/base/folder_watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/vec.h"

enum {
    COMES_AND_GOES = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
    PAIR_MS = 2, /* how long the other half of a move is waited for */
    READ_SIZE = 64 << 10,
    MOST_READS = 64, /* of one folder_watch_read() */
};

struct watched {
    int id;
    char *path; /* relative; "" is the folder itself */
};

struct folder_watch {
    int fd;
    char *path;
    uint32_t mask;
    bool files, folders, deep;
    VEC(struct watched) list;
};

/* A move whose other half has not been seen. */
struct half {
    char *name;
    uint32_t cookie;
    bool is_folder;
};

static char *below(const char *folder, const char *name)
{
    return *folder ? xasprintf("%s/%s", folder, name) : xstrdup(name);
}

static struct watched *find(struct folder_watch *w, int id)
{
    for (size_t i = 0; i < w->list.len; i++)
        if (w->list.items[i].id == id)
            return &w->list.items[i];
    return NULL;
}

static void drop(struct folder_watch *w, size_t i)
{
    free(w->list.items[i].path);
    w->list.items[i] = w->list.items[--w->list.len];
}

/* A folder that was moved keeps its number. Takes path. */
static int add_one(struct folder_watch *w, char *path)
{
    AUTO_FREE char *full = below(w->path, *path ? path : ".");
    uint32_t mask = w->mask | IN_ONLYDIR | IN_EXCL_UNLINK | (*path ? IN_DONT_FOLLOW : 0);
    int id = inotify_add_watch(w->fd, full, mask);

    if (id < 0) {
        free(path);
        return -1;
    }
    struct watched *known = find(w, id);
    if (known) {
        free(known->path);
        known->path = path;
    } else {
        *vec_push(&w->list) = (struct watched){ id, path };
    }
    return 0;
}

static bool is_folder(int dir, const struct dirent *e)
{
    struct stat st;

    if (e->d_type != DT_UNKNOWN)
        return e->d_type == DT_DIR;
    return fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

typedef VEC(char *) path_vec;

static void list_below(const struct folder_watch *w, const char *path, path_vec *todo)
{
    AUTO_FREE char *full = below(w->path, *path ? path : ".");
    DIR *dir = opendir(full);
    const struct dirent *e;

    if (!dir)
        return;
    while ((e = readdir(dir)))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && is_folder(dirfd(dir), e))
            *vec_push(todo) = below(path, e->d_name);
    closedir(dir);
}

/* Takes path. -1: this very folder cannot be watched. */
static int add(struct folder_watch *w, char *path)
{
    path_vec todo = VEC_INIT;
    int rc = 0;
    bool first = true;

    *vec_push(&todo) = path;
    while (todo.len) {
        char *next = todo.items[--todo.len];
        AUTO_FREE char *at = xstrdup(next);
        int added = add_one(w, next);
        if (first)
            rc = added;
        first = false;
        if (added == 0 && w->deep)
            list_below(w, at, &todo);
    }
    vec_release(&todo);
    return rc;
}

/* What lay below a folder that has left. */
static void forget_below(struct folder_watch *w, const char *path)
{
    size_t len = strlen(path);

    for (size_t i = w->list.len; i-- > 0;) {
        const char *at = w->list.items[i].path;
        if (strncmp(at, path, len) != 0 || (at[len] != '/' && at[len] != '\0'))
            continue;
        inotify_rm_watch(w->fd, w->list.items[i].id);
        drop(w, i);
    }
}

struct folder_watch *folder_watch_open(const struct folder_wish *wish, struct err **err)
{
    struct folder_watch *w = xcalloc(1, sizeof(*w));

    w->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    w->path = xstrdup(wish->path);
    w->files = wish->files;
    w->folders = wish->folders;
    w->deep = wish->deep;
    w->mask = wish->changes | (w->files || w->folders || w->deep ? COMES_AND_GOES : 0);
    if (w->fd >= 0 && add(w, xstrdup("")) == 0)
        return w;
    err_set_errno(err, errno, "'%s' cannot be watched", wish->path);
    folder_watch_close(w);
    return NULL;
}

void folder_watch_close(struct folder_watch *w)
{
    if (!w)
        return;
    if (w->fd >= 0)
        close(w->fd);
    while (w->list.len)
        drop(w, w->list.len - 1);
    vec_release(&w->list);
    free(w->path);
    free(w);
}

int folder_watch_fd(const struct folder_watch *w)
{
    return w->fd;
}

/* ---- reading ---- */

struct reading {
    struct folder_watch *w;
    bool (*fn)(void *data, enum folder_change change, const char *name, const char *old);
    void *data;
    struct half half;
    bool goes_on;
};

static void tell(struct reading *r, enum folder_change change, bool folder, const char *name,
                 const char *old)
{
    if (change != FOLDER_CHANGED && change != FOLDER_OVERFLOW &&
        !(folder ? r->w->folders : r->w->files))
        return;
    if (r->goes_on)
        r->goes_on = r->fn(r->data, change, name, old);
}

/* It went out of sight. */
static void end_half(struct reading *r)
{
    if (!r->half.name)
        return;
    if (r->half.is_folder)
        forget_below(r->w, r->half.name);
    tell(r, FOLDER_DELETED, r->half.is_folder, r->half.name, NULL);
    free(r->half.name);
    r->half.name = NULL;
}

static void moved_to(struct reading *r, const char *name, uint32_t cookie, bool folder)
{
    if (r->half.name && r->half.cookie == cookie) {
        tell(r, FOLDER_RENAMED, folder, name, r->half.name);
        free(r->half.name);
        r->half.name = NULL;
        return;
    }
    end_half(r);
    tell(r, FOLDER_CREATED, folder, name, NULL);
}

static void take(struct reading *r, const struct inotify_event *e)
{
    struct folder_watch *w = r->w;
    bool folder = (e->mask & IN_ISDIR) != 0;

    if (!(e->mask & IN_MOVED_TO))
        end_half(r);
    if (e->mask & IN_Q_OVERFLOW) {
        tell(r, FOLDER_OVERFLOW, false, "", NULL);
        return;
    }
    const struct watched *at = find(w, e->wd);
    if (!at)
        return;
    if (e->mask & IN_IGNORED) {
        drop(w, (size_t)(at - w->list.items));
        return;
    }
    if (!e->len)
        return;
    AUTO_FREE char *name = below(at->path, e->name);
    if (e->mask & IN_CREATE)
        tell(r, FOLDER_CREATED, folder, name, NULL);
    else if (e->mask & IN_DELETE)
        tell(r, FOLDER_DELETED, folder, name, NULL);
    else if (e->mask & IN_MOVED_FROM)
        r->half = (struct half){ xstrdup(name), e->cookie, folder };
    else if (e->mask & IN_MOVED_TO)
        moved_to(r, name, e->cookie, folder);
    else if (e->mask & (IN_ACCESS | IN_MODIFY | IN_ATTRIB))
        tell(r, FOLDER_CHANGED, folder, name, NULL);
    if (folder && w->deep && (e->mask & (IN_CREATE | IN_MOVED_TO)))
        (void)add(w, STEAL(name));
}

/* Those of one read; false: there is nothing now. */
static bool take_some(struct reading *r, char *buffer)
{
    ssize_t n = read(r->w->fd, buffer, READ_SIZE);

    if (n < 0 && errno == EINTR)
        return true;
    for (char *at = buffer; n > 0 && at < buffer + n && r->goes_on;) {
        const struct inotify_event *e = (const struct inotify_event *)(void *)at;
        at += sizeof(*e) + e->len;
        take(r, e);
    }
    return n > 0;
}

void folder_watch_read(struct folder_watch *w,
                       bool (*fn)(void *data, enum folder_change change, const char *name,
                                  const char *old),
                       void *data)
{
    struct reading r = { .w = w, .fn = fn, .data = data, .goes_on = true };
    char *buffer = xmalloc(READ_SIZE);

    for (int i = 0; i < MOST_READS && r.goes_on; i++) {
        struct pollfd p = { .fd = w->fd, .events = POLLIN };
        if (!take_some(&r, buffer) && (!r.half.name || poll(&p, 1, PAIR_MS) <= 0))
            break;
    }
    end_half(&r);
    free(buffer);
}
