/* Files to a guest: what is sent, and what came of it. */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <sys/stat.h>

#include "guest/checksum.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "vm/guest/vm_guest.h"
#include "vm/guest/vm_guest_route.h"

void vm_guest_put_free(struct vm_guest_put *put)
{
    if (!put)
        return;
    for (size_t i = 0; i < put->source_count; i++)
        free(put->sources[i]);
    for (size_t i = 0; i < put->copied_count; i++) {
        free(put->copied[i].source);
        free(put->copied[i].target);
        err_free(put->copied[i].err);
    }
    free(put->sources);
    free(put->copied);
    free(put->destination);
    free(put->how);
    vm_guest_user_release(&put->user);
    free(put);
}

/* Links are not followed, but for those that the caller names himself. */
enum { WALK = FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR };

/* ---- what to send -------------------------------------------------------------------------- */
struct walker {
    struct vm_guest_put *put;
    struct vm_call *call;
    FTS *tree;
    size_t base; /* bytes of the paths before the source's own name */
    VEC(struct vm_guest_copied) copied;
    uint64_t total, before; /* bytes of all files, and of those before the running one */
};

static void add_result(struct walker *w, const char *source, const char *target, uint64_t size,
                       struct err **err)
{
    *vec_push(&w->copied) = (struct vm_guest_copied){
        .source = xstrdup(source), .target = xstrdup(target), .size = size, .err = STEAL(*err)
    };
}

static int refuse_source(struct walker *w, const char *path, const char *why)
{
    struct err *err = NULL;
    err_set(&err, ERR_INVALID_PARAMETER, "Cannot copy '%s': %s", path, why);
    add_result(w, path, "", 0, &err);
    return 0;
}

static int64_t mtime_of(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

/* Where a file goes: with several sources or a folder below the destination, else to it. */
static int set_target(struct walker *w, const FTSENT *e, struct fcopy_start *start)
{
    const char *name = e->fts_path + w->base;
    const char *to = w->put->destination;
    bool below = e->fts_level > 0 || e->fts_info == FTS_D || e->fts_info == FTS_DP ||
                 w->put->source_count > 1;
    size_t len = strlen(to);
    bool slash = len && to[len - 1] == '/';
    int n = below ? snprintf(start->path, sizeof(start->path), "%s%s%s", to, slash ? "" : "/", name)
                  : snprintf(start->path, sizeof(start->path), "%s", to);
    if (n < 0 || (size_t)n >= sizeof(start->path))
        return -1;
    snprintf(start->name, sizeof(start->name), "%s", below ? "" : e->fts_name);
    return 0;
}

/* Hyper-V's own protocol knows a folder and a name: the last component of a path that does not
 * end with '/' is the name, as its Copy-VMFile takes it. */
static void split_for_1(struct fcopy_start *start)
{
    char *slash = strrchr(start->path, '/');
    if (slash && slash[1]) {
        memmove(start->name, slash + 1, strlen(slash + 1) + 1);
        slash[1] = '\0';
    }
}

static int fill(struct walker *w, const FTSENT *e, bool strict, struct client_file *file)
{
    const struct vm_guest_put *put = w->put;
    const struct stat *st = e->fts_statp;
    struct fcopy_start *start = &file->start;
    bool folder = e->fts_info != FTS_F;
    file->fd = -1;
    file->attributes = e->fts_info == FTS_DP;
    *start = (struct fcopy_start){
        .flags = (put->overwrite ? FCOPY_OVERWRITE : 0) |
                 (put->create_path || e->fts_level > 0 ? FCOPY_CREATE_PATH : 0) |
                 (folder        ? FCOPY_DIRECTORY
                  : put->resume ? FCOPY_RESUME
                                : 0) |
                 /* A single file gets Hyper-V's plain mode; a tree keeps what it had. */
                 (put->recurse ? FCOPY_SET_MODE | FCOPY_SET_MTIME : 0),
        .mode = st->st_mode & 0777,
        .mtime_ns = mtime_of(st),
    };
    if (set_target(w, e, start)) {
        refuse_source(w, e->fts_path, "the path in the guest gets too long");
        return 0;
    }
    if (strict)
        split_for_1(start);
    if (folder)
        return 1;
    struct stat now;
    file->fd =
        open(e->fts_accpath, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (e->fts_level ? O_NOFOLLOW : 0));
    if (file->fd < 0 || fstat(file->fd, &now) || !S_ISREG(now.st_mode)) {
        refuse_source(w, e->fts_path, file->fd < 0 ? strerror(errno) : "it is not a regular file");
        if (file->fd >= 0)
            close(file->fd);
        return 0;
    }
    start->size = (uint64_t)now.st_size;
    start->allocated = (uint64_t)now.st_blocks * 512;
    start->mtime_ns = mtime_of(&now);
    source_key(e->fts_path, start->size, start->mtime_ns, start->key);
    return 1;
}

struct sending {
    struct walker w;
    bool strict;
};

static int next_file(void *ctx, struct client_file *file, struct err **err)
{
    struct sending *s = ctx;
    struct walker *w = &s->w;
    for (FTSENT *e; (e = fts_read(w->tree));) {
        if (vm_call_check(w->call, err))
            return -1;
        if (e->fts_level == 0)
            w->base = (size_t)(e->fts_pathlen - e->fts_namelen);
        switch (e->fts_info) {
        case FTS_D:
            if (!w->put->recurse) {
                refuse_source(w, e->fts_path, "it is a folder, and -Recurse was not given");
                fts_set(w->tree, e, FTS_SKIP);
                continue;
            }
            break;
        case FTS_DP:
            if (!w->put->recurse)
                continue;
            break;
        case FTS_F:
            break;
        case FTS_SL:
        case FTS_SLNONE:
            refuse_source(w, e->fts_path, "symbolic links are not copied");
            continue;
        case FTS_DNR:
        case FTS_ERR:
        case FTS_NS:
            refuse_source(w, e->fts_path, strerror(e->fts_errno));
            continue;
        default:
            refuse_source(w, e->fts_path, "it is not a regular file");
            continue;
        }
        if (!fill(w, e, s->strict, file))
            continue;
        file->tag = xstrdup(e->fts_path);
        return 1;
    }
    return 0;
}

/* ---- what came of it ------------------------------------------------------------------------ */
static int file_done(void *ctx, const struct client_file *file, uint32_t status, int errnum,
                     struct err **err)
{
    struct sending *s = ctx;
    AUTO_FREE char *source = file->tag;
    AUTO_ERR *failed = NULL;
    (void)err;
    /* The channel broke: that error tells of all files that were under way. */
    if (status == (uint32_t)WIRE_E_CANCELLED)
        return 0;
    if (errnum == EIO)
        err_set_errno(&failed, errnum, "'%s' became shorter, or cannot be read", source);
    else if (errnum)
        err_set_errno(&failed, errnum, "Cannot read '%s'", source);
    else if (status)
        vm_guest_refused(&failed, VM_GUEST_TO, source, status);
    s->w.before += file->start.size;
    /* Folders are told of only when they fail. */
    if (failed || !(file->start.flags & FCOPY_DIRECTORY)) {
        size_t len = strlen(file->start.path);
        AUTO_FREE char *target = file->start.name[0] && len && file->start.path[len - 1] == '/'
                                     ? xasprintf("%s%s", file->start.path, file->start.name)
                                     : xstrdup(file->start.path);
        add_result(&s->w, source, target, file->start.size, &failed);
    }
    return 0;
}

static void show_progress(void *ctx, const struct client_file *file, uint64_t bytes)
{
    struct sending *s = ctx;
    (void)file;
    if (s->w.total)
        vm_call_progress(s->w.call, (int)((s->w.before + bytes) * 100 / s->w.total));
}

/* The size of everything, for progress alone. */
static uint64_t total_size(char *const *sources)
{
    uint64_t total = 0;
    FTS *tree = fts_open(sources, WALK, NULL);
    for (FTSENT *e; tree && (e = fts_read(tree));)
        if (e->fts_info == FTS_F)
            total += (uint64_t)e->fts_statp->st_size;
    if (tree)
        fts_close(tree);
    return total;
}

/* ---- the call ------------------------------------------------------------------------------- */
static int put_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct vm_guest_put *put = opaque;
    AUTO_GUEST_ROUTE route = { 0 };
    if (put->offline ? vm_guest_route_offline(call, put->uuid, put->destination, true, &route, err)
                     : vm_guest_route_open(call, put->uuid, put->strict, &put->user, &route, err))
        return -1;
    put->how = STEAL(route.how);
    struct sending s = { .w = { .put = put, .call = call, .total = total_size(put->sources) },
                         .strict = !route.by_agent && !put->offline &&
                                   route.channel.client.version.major < 2 };
    s.w.tree = fts_open(put->sources, WALK, NULL);
    if (!s.w.tree)
        return err_set_errno(err, errno, "Cannot read what is to be copied");
    struct client_put client = {
        .ctx = &s, .next = next_file, .done = file_done, .progress = show_progress, .pack = true
    };
    int rc = vm_guest_route_put(&route, &client, err);
    fts_close(s.w.tree);
    put->copied = s.w.copied.items;
    put->copied_count = s.w.copied.len;
    for (size_t i = 0; !rc && put->verify && i < put->copied_count; i++)
        rc = vm_guest_verify(&route, VM_GUEST_TO, &put->copied[i], err);
    return rc ? rc : vm_guest_route_end(&route, err);
}

static void release(void *put)
{
    vm_guest_put_free(put);
}

int vm_guest_put(struct vm_host *host, struct vm_guest_put **put, struct err **err)
{
    void *p = *put;
    int rc = vm_call_run(host, "Copying files to the guest", VM_CALL_CHANGE, -1, put_work, &p,
                         release, err);
    *put = p;
    return rc;
}
