#include "shell/object/waitable.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/cleanup.h"
#include "shell/base/clock.h"
#include "shell/base/runtime_dir.h"

enum { SLICE_MS = 50, FILE_SLICE_MS = 5 };
/* Bytes of a named mutex's file that are locked: by all who have it open, by who holds it. */
enum { LOCK_OPEN, LOCK_HELD };

struct waitable {
    unsigned owners; /* atomic */
    enum waitable_kind kind;
    pthread_mutex_t mutex; /* the mutex itself (recursive, and told when its thread ended); of the
                              others over what follows */
    pthread_cond_t changed;
    int64_t count, limit;
    unsigned depth; /* of a mutex, how often it is held; its holder's */
    int fd;         /* of a named mutex, else -1 */
};

struct waitable *waitable_new(enum waitable_kind kind, int64_t count, int64_t limit)
{
    struct waitable *w = xcalloc(1, sizeof(*w));
    w->owners = 1;
    w->kind = kind;
    w->count = count;
    w->limit = limit;
    w->fd = -1;
    pthread_mutexattr_t attr;
    pthread_mutexattr_init(&attr);
    if (kind == WAITABLE_MUTEX) {
        pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
        pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    }
    pthread_mutex_init(&w->mutex, &attr);
    pthread_mutexattr_destroy(&attr);
    pthread_cond_init(&w->changed, NULL);
    return w;
}

struct waitable *waitable_ref(struct waitable *w)
{
    __atomic_add_fetch(&w->owners, 1, __ATOMIC_RELAXED);
    return w;
}

void waitable_unref(struct waitable *w)
{
    if (!w || __atomic_sub_fetch(&w->owners, 1, __ATOMIC_ACQ_REL))
        return;
    if (w->fd >= 0)
        close(w->fd);
    w->fd = -1;
    if (w->kind == WAITABLE_MUTEX) {
        int rc = pthread_mutex_trylock(&w->mutex);
        if (rc == EBUSY)
            return; /* its holder's list of held ones refers to it until that thread ends */
        if (rc == EOWNERDEAD)
            pthread_mutex_consistent(&w->mutex);
        else
            w->depth++;
        for (w->depth = rc == EOWNERDEAD ? 1 : w->depth; w->depth; w->depth--)
            pthread_mutex_unlock(&w->mutex);
    }
    pthread_mutex_destroy(&w->mutex);
    pthread_cond_destroy(&w->changed);
    free(w);
}

/* How long to sleep before the next look; 0: the time is over. end 0: it has none. */
static int64_t slice(int64_t end, int64_t most)
{
    int64_t left = end ? end - clock_ms() : most;
    return left < 0 ? 0 : left < most ? left : most;
}

/* ---- named mutexes ---- */

static int lock_byte(int fd, short type, off_t at)
{
    struct flock l = { .l_type = type, .l_whence = SEEK_SET, .l_start = at, .l_len = 1 };
    return fcntl(fd, F_OFD_SETLK, &l);
}

/* "Global\" and "Local\" only say whose sessions see it: all are the user's here. */
static char *file_of(const char *name)
{
    AUTO_FREE char *dir = runtime_dir();
    const char *own = strchr(name, '\\');
    mkdir(dir, geteuid() == 0 ? 0755 : 0700); /* QEMU reaches sockets in it */
    AUTO_FREE char *locks = xasprintf("%s/mutexes", dir);
    mkdir(locks, 0700);
    char *path = xasprintf("%s/%s", locks, own ? own + 1 : name);
    for (char *c = path + strlen(locks) + 1; *c; c++)
        if (*c == '/' || (*c == '.' && c[-1] == '/'))
            *c = '_';
    return path;
}

struct waitable *waitable_open_mutex(const char *name, bool *created, struct err **err)
{
    AUTO_FREE char *path = file_of(name);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        err_set_errno(err, errno, "The mutex's file %s cannot be opened", path);
        return NULL;
    }
    *created = lock_byte(fd, F_WRLCK, LOCK_OPEN) == 0;
    while (lock_byte(fd, F_RDLCK, LOCK_OPEN) < 0 && (errno == EAGAIN || errno == EACCES))
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL); /* another one is asking */
    struct waitable *w = waitable_new(WAITABLE_MUTEX, 0, 0);
    w->fd = fd;
    return w;
}

/* This process's part is held. */
static int wait_for_file(const struct waitable *w, int64_t end, bool *got, struct err **err)
{
    for (;;) {
        *got = lock_byte(w->fd, F_WRLCK, LOCK_HELD) == 0;
        int64_t ms = *got ? 0 : slice(end, FILE_SLICE_MS);
        if (!ms)
            return 0;
        if (cancel_check(err) < 0)
            return -1;
        nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
    }
}

/* ---- waiting ---- */

static int wait_for_mutex(struct waitable *w, int64_t end, bool *got, bool *abandoned,
                          struct err **err)
{
    int rc = pthread_mutex_trylock(&w->mutex);
    while (rc && rc != EOWNERDEAD) {
        int64_t ms = slice(end, SLICE_MS);
        if (!ms)
            return 0;
        if (cancel_check(err) < 0)
            return -1;
        struct timespec until = clock_after(ms);
        rc = pthread_mutex_timedlock(&w->mutex, &until);
    }
    *abandoned = rc == EOWNERDEAD;
    if (*abandoned) {
        pthread_mutex_consistent(&w->mutex);
        w->depth = 0;
    }
    *got = true;
    if (w->fd >= 0 && !w->depth) {
        rc = wait_for_file(w, end, got, err);
        if (!*got) {
            pthread_mutex_unlock(&w->mutex);
            return rc;
        }
    }
    w->depth++;
    return 0;
}

static bool is_open(const struct waitable *w)
{
    return w->kind == WAITABLE_COUNTDOWN ? w->count == 0 : w->count > 0;
}

int waitable_wait(struct waitable *w, int64_t ms, bool *got, bool *abandoned, struct err **err)
{
    int64_t end = ms < 0 ? 0 : clock_ms() + ms;
    int rc = 0;
    *got = *abandoned = false;
    if (w->kind == WAITABLE_MUTEX)
        return wait_for_mutex(w, end, got, abandoned, err);
    pthread_mutex_lock(&w->mutex);
    while (!is_open(w)) {
        int64_t left = slice(end, SLICE_MS);
        if (!left || (rc = cancel_check(err)) < 0)
            break;
        struct timespec until = clock_after(left);
        pthread_cond_timedwait(&w->changed, &w->mutex, &until);
    }
    *got = !rc && is_open(w);
    if (*got && (w->kind == WAITABLE_SEMAPHORE || w->kind == WAITABLE_AUTO))
        w->count--;
    pthread_mutex_unlock(&w->mutex);
    return rc;
}

int waitable_release_mutex(struct waitable *w)
{
    int rc = pthread_mutex_trylock(&w->mutex); /* the holder's succeeds */
    if (rc == EOWNERDEAD) {
        pthread_mutex_consistent(&w->mutex);
        w->depth = 0;
        rc = 0;
    }
    if (rc)
        return -1;
    bool held = w->depth > 0;
    if (held && !--w->depth && w->fd >= 0)
        lock_byte(w->fd, F_UNLCK, LOCK_HELD);
    pthread_mutex_unlock(&w->mutex);
    if (held)
        pthread_mutex_unlock(&w->mutex);
    return held ? 0 : -1;
}

int waitable_add(struct waitable *w, int64_t by, int64_t *before)
{
    pthread_mutex_lock(&w->mutex);
    *before = w->count;
    bool fits = by > 0 ? w->count <= w->limit - by : w->count + by >= 0;
    if (fits) {
        w->count += by;
        pthread_cond_broadcast(&w->changed);
    }
    pthread_mutex_unlock(&w->mutex);
    return fits ? 0 : -1;
}

void waitable_set(struct waitable *w, int64_t count)
{
    pthread_mutex_lock(&w->mutex);
    w->count = count;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->mutex);
}

int64_t waitable_count(struct waitable *w)
{
    pthread_mutex_lock(&w->mutex);
    int64_t count = w->count;
    pthread_mutex_unlock(&w->mutex);
    return count;
}
