#include "guest/receive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "guest/checksum.h"
#include "guest/label.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"

enum {
    KEEP_FREE = 1 << 16, /* room that stays free on the destination's file system */
    SURE_ROOM = 1 << 16, /* smaller files are not looked at beforehand: writing them tells */
};

void receiver_init(struct receiver *r, const struct walk_root *root)
{
    *r = (struct receiver){ .root = *root, .folder_fd = -1, .dir = -1, .fd = -1 };
}

void receiver_forget_folder(struct receiver *r)
{
    free(r->folder);
    r->folder = NULL;
    if (r->folder_fd >= 0)
        close(STEAL_FD(r->folder_fd));
}

static void forget(struct receiver *r)
{
    if (r->fd >= 0)
        close(r->fd);
    if (r->dir >= 0)
        close(r->dir);
    r->fd = r->dir = -1;
}

void receiver_abort(struct receiver *r, bool keep)
{
    if (r->fd >= 0 && !(keep && (r->start.flags & FCOPY_RESUME)))
        unlinkat(r->dir, r->part, 0);
    forget(r);
}

void receiver_release(struct receiver *r)
{
    receiver_abort(r, true);
    receiver_forget_folder(r);
}

/* Ends a running transfer with the reason. Another try cannot mend a wrong order. */
static uint32_t give_up(struct receiver *r, uint32_t status)
{
    receiver_abort(r, status != (uint32_t)WIRE_E_INVALID && status != (uint32_t)WIRE_E_CRC);
    return status;
}

/* ---- start ----------------------------------------------------------------------------- */
/* Opens the folder of the path, which files in a row mostly share. */
static int open_folder(struct receiver *r, const struct fcopy_start *start, const char **leaf)
{
    const char *path = start->path, *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    if (r->folder && slash && !strncmp(r->folder, path, len) && !r->folder[len] &&
        !walk_check(&r->root, path, strlen(path))) {
        *leaf = slash + 1;
        r->dir = fcntl(r->folder_fd, F_DUPFD_CLOEXEC, 0);
        return r->dir < 0 ? errno : 0;
    }
    receiver_forget_folder(r);
    int failed = walk_parent(&r->root, path, start->flags & FCOPY_CREATE_PATH, &r->dir, leaf);
    r->folder_number++;
    if (failed || !slash)
        return failed;
    r->folder_fd = fcntl(r->dir, F_DUPFD_CLOEXEC, 0);
    r->folder = r->folder_fd < 0 ? NULL : xstrndup(path, len);
    return 0;
}

/* Opens the folder that the file goes into and decides its name. */
static int find_place(struct receiver *r, const struct fcopy_start *start)
{
    const char *leaf;
    struct stat st;
    int failed = open_folder(r, start, &leaf);
    if (failed)
        return failed;
    bool folder = !*leaf;
    if (!folder && !(start->flags & FCOPY_NO_DATA) &&
        !fstatat(r->dir, leaf, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode)) {
        int inner = openat(r->dir, leaf, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0)
            return errno;
        close(r->dir);
        r->dir = inner;
        r->folder_number++;
        receiver_forget_folder(r);
        folder = true;
    }
    if (folder && !(start->flags & FCOPY_LINK))
        leaf = start->name;
    if (!*leaf)
        return EISDIR;
    struct walk_root inside = { .fd = r->dir, .strict = true };
    failed = walk_check(&inside, leaf, strlen(leaf));
    if (failed || strchr(leaf, '/'))
        return failed ? failed : EINVAL;
    memcpy(r->leaf, leaf, strlen(leaf) + 1);
    return 0;
}

/* What stands at the destination already: 0 to go on, or an errno. */
static int check_target(const struct receiver *r, const struct fcopy_start *start)
{
    struct stat st;
    if (fstatat(r->dir, r->leaf, &st, AT_SYMLINK_NOFOLLOW))
        return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(st.st_mode))
        return EEXIST;
    if (!S_ISREG(st.st_mode))
        return EACCES;
    return start->flags & FCOPY_OVERWRITE ? 0 : EEXIST;
}

static int check_room(const struct receiver *r, const struct fcopy_start *start)
{
    struct statvfs fs;
    if (start->allocated < SURE_ROOM || fstatvfs(r->dir, &fs))
        return 0;
    uint64_t need = start->allocated < start->size ? start->allocated : start->size;
    uint64_t room =
        fs.f_bavail > UINT64_MAX / (fs.f_frsize | 1) ? UINT64_MAX : fs.f_bavail * fs.f_frsize;
    if (r->fd >= 0) {
        struct stat st;
        uint64_t have = fstat(r->fd, &st) ? 0 : (uint64_t)st.st_blocks * 512;
        need -= have < need ? have : need;
    }
    return need && (room < KEEP_FREE || room - KEEP_FREE < need) ? ENOSPC : 0;
}

static void name_part(struct receiver *r, const uint8_t key[FCOPY_KEY_SIZE])
{
    static const char digits[] = "0123456789abcdef", start[] = ".hvpart-";
    memcpy(r->part, start, sizeof(start));
    char *p = r->part + sizeof(start) - 1;
    for (size_t i = 0; i < FCOPY_KEY_SIZE; i++) {
        *p++ = digits[key[i] >> 4];
        *p++ = digits[key[i] & 15];
    }
    *p = '\0';
}

/* A file that an earlier, broken transfer of ours left behind? */
static bool own_part(int fd, uint64_t size)
{
    struct stat st;
    return !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_nlink == 1 && st.st_uid == geteuid() &&
           (uint64_t)st.st_size <= size;
}

/* A name that nobody guesses, and then the ones after it. */
static int next_key(struct receiver *r, uint8_t key[FCOPY_KEY_SIZE])
{
    if (!le64_get(r->key) && getrandom(r->key, sizeof(r->key), 0) != (ssize_t)sizeof(r->key))
        return -1;
    le64_put(r->key + 8, le64_get(r->key + 8) + 1);
    memcpy(key, r->key, FCOPY_KEY_SIZE);
    return 0;
}

/* The hidden file: the one of a broken transfer, or a new one. */
static int open_part(struct receiver *r, const struct fcopy_start *start)
{
    int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    struct stat st;
    uint8_t key[FCOPY_KEY_SIZE];
    if (start->flags & FCOPY_RESUME)
        memcpy(key, start->key, sizeof(key));
    else if (next_key(r, key))
        return EIO;
    name_part(r, key);
    if (start->flags & FCOPY_RESUME) {
        r->fd = openat(r->dir, r->part, flags);
        if (r->fd >= 0 && own_part(r->fd, start->size) && !fstat(r->fd, &st)) {
            r->pos = (uint64_t)st.st_size / FCOPY_BLOCK * FCOPY_BLOCK;
            return ftruncate(r->fd, (off_t)r->pos) ? errno
                                                   : block_sum_range(r->fd, r->pos, &r->sum);
        }
        if (r->fd >= 0)
            close(r->fd);
        r->fd = -1;
        unlinkat(r->dir, r->part, 0);
    }
    r->fd = openat(r->dir, r->part, flags | O_CREAT | O_EXCL, 0600);
    if (r->fd >= 0 && r->root.labels)
        label_inherit(r->dir, r->part, r->leaf);
    return r->fd < 0 ? errno : 0;
}

static int make_folder(const struct receiver *r)
{
    struct stat st;
    if (!mkdirat(r->dir, r->leaf, 0755)) {
        if (r->root.labels)
            label_inherit(r->dir, r->leaf, r->leaf);
        return 0;
    }
    if (errno != EEXIST)
        return errno;
    if (fstatat(r->dir, r->leaf, &st, AT_SYMLINK_NOFOLLOW))
        return errno;
    return S_ISDIR(st.st_mode) ? 0 : EEXIST;
}

/* Under a hidden name first: until it is there, what was there is. */
static int make_link(struct receiver *r, const char *target)
{
    struct stat st;
    uint8_t key[FCOPY_KEY_SIZE];
    if (!fstatat(r->dir, r->leaf, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode))
        return EEXIST;
    if (!*target || next_key(r, key))
        return EINVAL;
    name_part(r, key);
    if (symlinkat(target, r->dir, r->part))
        return errno;
    if (r->root.labels)
        label_inherit(r->dir, r->part, r->leaf);
    if (!renameat(r->dir, r->part, r->dir, r->leaf))
        return fsync(r->dir) ? errno : 0;
    int failed = errno;
    unlinkat(r->dir, r->part, 0);
    return failed;
}

uint32_t receiver_start(struct receiver *r, const struct fcopy_start *start, uint64_t *stored)
{
    receiver_abort(r, true);
    memcpy(&r->start, start, offsetof(struct fcopy_start, path)); /* the names are used up here */
    r->pos = r->sum = 0;
    r->whole_blocks = true;
    *stored = 0;
    int failed = find_place(r, start);
    if (!failed && (start->flags & FCOPY_NO_DATA)) {
        failed = start->flags & FCOPY_LINK ? make_link(r, start->name) : make_folder(r);
        forget(r);
        return wire_status_of_errno(failed);
    }
    if (!failed)
        failed = check_target(r, start);
    if (!failed)
        failed = open_part(r, start);
    if (!failed)
        failed = check_room(r, start);
    if (failed)
        receiver_abort(r, true);
    *stored = r->pos;
    return wire_status_of_errno(failed);
}

/* ---- data ------------------------------------------------------------------------------ */
/* Is [offset, offset + len) what may come next? Nothing comes twice. */
static bool in_order(const struct receiver *r, uint64_t offset, uint64_t len)
{
    return r->fd >= 0 && offset >= r->pos && offset <= r->start.size &&
           len <= r->start.size - offset;
}

uint32_t receiver_write(struct receiver *r, uint64_t offset, const void *data, size_t len)
{
    if (!in_order(r, offset, len))
        return give_up(r, (uint32_t)WIRE_E_INVALID);
    const uint8_t *p = data;
    for (size_t done = 0; done < len;) {
        ssize_t n = pwrite(r->fd, p + done, len - done, (off_t)(offset + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return give_up(r, wire_status_of_errno(n ? errno : ENOSPC));
        done += (size_t)n;
    }
    if (offset % FCOPY_BLOCK || (len % FCOPY_BLOCK && offset + len != r->start.size))
        r->whole_blocks = false;
    if (r->whole_blocks)
        for (size_t at = 0; at < len; at += FCOPY_BLOCK)
            r->sum +=
                block_sum(offset + at, p + at, len - at < FCOPY_BLOCK ? len - at : FCOPY_BLOCK);
    r->pos = offset + len;
    return WIRE_OK;
}

uint32_t receiver_hole(struct receiver *r, uint64_t offset, uint64_t len)
{
    if (!in_order(r, offset, len))
        return give_up(r, (uint32_t)WIRE_E_INVALID);
    if (ftruncate(r->fd, (off_t)(offset + len)))
        return give_up(r, wire_status_of_errno(errno));
    r->pos = offset + len;
    return WIRE_OK;
}

static bool all_zero(const uint8_t *p, size_t len)
{
    return !*p && !memcmp(p, p + 1, len - 1);
}

uint32_t receiver_take(struct receiver *r, const void *data, size_t len)
{
    uint32_t status = WIRE_OK;
    for (size_t at = 0; !status && at < len;) {
        size_t n = len - at < FCOPY_BLOCK ? len - at : FCOPY_BLOCK;
        const uint8_t *p = (const uint8_t *)data + at;
        status = all_zero(p, n) ? receiver_hole(r, r->pos, n) : receiver_write(r, r->pos, p, n);
        at += n;
    }
    return status;
}

/* ---- end ------------------------------------------------------------------------------- */
uint32_t receiver_finish(struct receiver *r, uint64_t size, const uint64_t *sum,
                         struct commit *commit)
{
    if (r->fd < 0 || size != r->start.size || r->pos != size)
        return give_up(r, (uint32_t)WIRE_E_INVALID);
    if (sum && (!r->whole_blocks || *sum != r->sum))
        return give_up(r, (uint32_t)WIRE_E_CRC);
    const struct fcopy_start *start = &r->start;
    /* What shall not be overwritten is looked for when the file takes its name. */
    int failed = start->flags & FCOPY_OVERWRITE ? check_target(r, start) : 0;
    if (!failed)
        failed =
            commit_attributes(r->fd, start->flags | FCOPY_SET_MODE,
                              start->flags & FCOPY_SET_MODE ? start->mode : 0644, start->mtime_ns);
    if (failed) {
        receiver_abort(r, false);
        return wire_status_of_errno(failed);
    }
    *commit =
        (struct commit){ .overwrite = start->flags & FCOPY_OVERWRITE, .folder = r->folder_number };
    memcpy(commit->leaf, r->leaf, sizeof(commit->leaf));
    memcpy(commit->part, r->part, sizeof(commit->part));
    commit->dir = STEAL_FD(r->dir);
    commit->fd = STEAL_FD(r->fd);
    return WIRE_OK;
}

uint32_t receiver_complete(struct receiver *r, uint64_t size, const uint64_t *sum)
{
    struct commit commit, *one = &commit;
    uint32_t status = receiver_finish(r, size, sum, &commit);
    if (status)
        return status;
    commit_all(&one, 1);
    receiver_forget_folder(r);
    return wire_status_of_errno(commit.errnum);
}

uint32_t receiver_attributes(struct receiver *r, const struct fcopy_start *start,
                             struct commit *commit)
{
    *commit = (struct commit){
        .dir = -1, .fd = -1, .flags = start->flags, .mode = start->mode, .mtime_ns = start->mtime_ns
    };
    return wire_status_of_errno(walk_dir(&r->root, start->path, false, &commit->fd));
}
