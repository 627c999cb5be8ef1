/* Files from a guest. The guest names only what is inside of what was asked
 * for, and nothing of it leaves the folder that was given. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "guest/walk.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "vm/guest/vm_guest.h"
#include "vm/guest/vm_guest_route.h"

/* Bounds of a tree that a guest may make up. */
enum { DEPTH_MAX = 64, ENTRIES_MAX = 1 << 20 };

void vm_guest_get_free(struct vm_guest_get *get)
{
    if (!get)
        return;
    for (size_t i = 0; i < get->copied_count; i++) {
        free(get->copied[i].source);
        free(get->copied[i].target);
        err_free(get->copied[i].err);
    }
    free(get->copied);
    free(get->source);
    free(get->destination);
    free(get->how);
    vm_guest_user_release(&get->user);
    free(get);
}

struct entry {
    char *path; /* below the source; "": itself */
    char kind;
    uint64_t size;
    unsigned depth;
};

struct getting {
    struct vm_call *call;
    struct vm_guest_get *get;
    struct vm_guest_route route;
    VEC(char *) sources;   /* what the source stands for */
    const char *source;    /* the one under way */
    struct walk_root root; /* the folder here that files go into */
    char *root_path;
    VEC(struct entry) entries; /* found; folders among them are listed in turn */
    size_t listing;            /* the one whose entries come now */
    VEC(struct vm_guest_copied) copied;
    uint64_t total, before;
};

static int note_entry(void *ctx, const struct client_entry *e, struct err **err)
{
    struct getting *g = ctx;
    const struct entry *of = &g->entries.items[g->listing];
    if (!e->name[0]) { /* the source is a file */
        g->entries.items[g->listing].kind = e->kind;
        g->entries.items[g->listing].size = e->size;
        return 0;
    }
    if (g->entries.len >= ENTRIES_MAX || of->depth >= DEPTH_MAX)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' holds more than %d files, or folders deeper than %d", g->source,
                       ENTRIES_MAX, DEPTH_MAX);
    struct entry one = { .path =
                             *of->path ? xasprintf("%s/%s", of->path, e->name) : xstrdup(e->name),
                         .kind = e->kind,
                         .size = e->size,
                         .depth = of->depth + 1 };
    *vec_push(&g->entries) = one;
    return vm_call_check(g->call, err);
}

static char *guest_path(const struct getting *g, const struct entry *e)
{
    const char *source = g->source;
    size_t len = strlen(source);
    if (!*e->path)
        return xstrdup(source);
    return xasprintf("%s%s%s", source, len && source[len - 1] == '/' ? "" : "/", e->path);
}

static void add_result(struct getting *g, const struct entry *e, const char *target,
                       struct err **err)
{
    *vec_push(&g->copied) = (struct vm_guest_copied){
        .source = guest_path(g, e), .target = xstrdup(target), .size = e->size, .err = STEAL(*err)
    };
}

/* ---- wildcards ------------------------------------------------------------------------------ */
struct matching {
    struct getting *g;
    const char *part;
    size_t len;
    bool folders; /* only those: more parts follow */
    VEC(char *) names;
};

static int note_match(void *ctx, const struct client_entry *e, struct err **err)
{
    struct matching *m = ctx;
    size_t len = strlen(e->name);
    if (len && (!m->folders || e->kind == 'd') && m->names.len < ENTRIES_MAX &&
        text_wildcard_match(m->part, m->len, e->name, len, false))
        *vec_push(&m->names) = xstrdup(e->name);
    return vm_call_check(m->g->call, err);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* folder: what the parts before rest became, without a slash at its end. */
static int expand(struct getting *g, const char *folder, const char *rest, struct err **err)
{
    AUTO_FREE char *at = xstrdup(folder);
    size_t n;
    for (;; rest += n) {
        rest += strspn(rest, "/");
        n = strcspn(rest, "/");
        if (!n || text_has_wildcard(rest, n))
            break;
        AUTO_FREE char *above = at;
        at = xasprintf("%s/%.*s", above, (int)n, rest);
    }
    if (!n) {
        *vec_push(&g->sources) = xstrdup(*at ? at : "/");
        return 0;
    }
    struct matching m = {
        .g = g, .part = rest, .len = n, .folders = rest[n + strspn(rest + n, "/")] != '\0'
    };
    uint32_t status;
    int rc = vm_guest_route_list(&g->route, *at ? at : "/", &status, note_match, &m, err);
    if (m.names.len)
        qsort(m.names.items, m.names.len, sizeof(*m.names.items), by_name);
    for (size_t i = 0; i < m.names.len; i++) {
        AUTO_FREE char *name = m.names.items[i];
        AUTO_FREE char *path = xasprintf("%s/%s", at, name);
        if (!rc)
            rc = expand(g, path, rest + n, err);
    }
    vec_release(&m.names);
    return rc;
}

static int note_nothing(void *ctx, const struct client_entry *e, struct err **err)
{
    (void)ctx;
    (void)e;
    (void)err;
    return 0;
}

/* What has no match is asked for as it is, and refused by that name. */
static int find_sources(struct getting *g, struct err **err)
{
    const char *source = g->get->source;
    uint32_t status = WIRE_OK;
    bool pattern = !g->get->literal && *source == '/' && text_has_wildcard(source, strlen(source));
    if (pattern && vm_guest_route_list(&g->route, source, &status, note_nothing, NULL, err))
        return -1;
    if (status && expand(g, "", source, err))
        return -1;
    if (!g->sources.len)
        *vec_push(&g->sources) = xstrdup(source);
    return 0;
}

/* ---- what there is ------------------------------------------------------------------------------
 */
static int list_source(struct getting *g, struct err **err)
{
    *vec_push(&g->entries) = (struct entry){ .path = xstrdup(""), .kind = 'd' };
    for (; g->listing < g->entries.len; g->listing++) {
        uint32_t status;
        struct err *refused = NULL;
        if (g->entries.items[g->listing].kind != 'd')
            continue;
        AUTO_FREE char *path = guest_path(g, &g->entries.items[g->listing]);
        if (vm_guest_route_list(&g->route, path, &status, note_entry, g, err)) {
            /* Of a disk, a folder inside may lie where nothing is read. */
            if (!g->listing || !g->route.is_offline || (*err)->kind != ERR_NOT_SUPPORTED)
                return -1;
            err_move(&refused, err);
            status = WIRE_OK;
        }
        if (!g->listing && g->entries.items[0].kind == 'd' && !status && !g->get->recurse) {
            err_set(&refused, ERR_INVALID_PARAMETER,
                    "Cannot copy '%s': it is a folder, and -Recurse was not given", path);
        } else if (status) {
            vm_guest_refused(&refused, VM_GUEST_FROM, path, status);
        }
        if (!refused)
            continue;
        add_result(g, &g->entries.items[g->listing], "", &refused);
        /* Nothing of it is fetched. */
        for (size_t i = g->listing; i < (g->listing ? g->listing + 1 : g->entries.len); i++)
            g->entries.items[i].kind = 0;
    }
    g->total = g->before;
    for (size_t i = 0; i < g->entries.len; i++)
        g->total += g->entries.items[i].kind == 'f' ? g->entries.items[i].size : 0;
    return 0;
}

/* ---- where it goes
 * ------------------------------------------------------------------------------- */
static int make_folders(const char *path)
{
    AUTO_FREE char *copy = xstrdup(path);
    for (char *p = copy + 1; *p; p++)
        if (*p == '/') {
            *p = '\0';
            if (mkdir(copy, 0777) && errno != EEXIST)
                return -1;
            *p = '/';
        }
    return mkdir(copy, 0777) && errno != EEXIST ? -1 : 0;
}

/* Opens the folder that everything goes into; *name gets the file's name when the source is
 * one (owned). */
static int open_destination(struct getting *g, char **name, struct err **err)
{
    struct stat st;
    size_t len = strlen(g->get->destination);
    bool ends = len && g->get->destination[len - 1] == '/';
    bool slash = ends || g->sources.len > 1;
    AUTO_FREE char *to = xstrndup(g->get->destination, len - (ends && len > 1));
    AUTO_FREE char *source = xstrdup(g->source);
    for (size_t n = strlen(source); n > 1 && source[n - 1] == '/'; n--)
        source[n - 1] = '\0';
    const char *base = strrchr(source, '/');
    base = base ? base + 1 : source;
    bool folder = slash || (!stat(to, &st) && S_ISDIR(st.st_mode));
    if (g->entries.items[0].kind == 'f') {
        const char *last = strrchr(to, '/');
        *name = xstrdup(folder ? base : last + 1);
        g->root_path = folder ? xstrdup(to) : xstrndup(to, last == to ? 1 : (size_t)(last - to));
    } else {
        g->root_path = folder && *base ? xasprintf("%s/%s", to, base) : xstrdup(to);
    }
    bool create = g->get->create_path || g->entries.items[0].kind == 'd';
    if (create && make_folders(g->root_path))
        return err_set_errno(err, errno, "Cannot make the folder '%s'", g->root_path);
    g->root = (struct walk_root){ .fd = open(g->root_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                                  .strict = true };
    if (g->root.fd >= 0)
        return 0;
    int failed = errno;
    err_set_errno(err, failed, "Cannot write to the folder '%s'", g->root_path);
    return failed == ENOENT ? err_advise(err, "-CreateFullPath makes the folders that are missing")
                            : -1;
}

static void show_progress(void *ctx, uint64_t bytes, uint64_t size)
{
    const struct getting *g = ctx;
    (void)size;
    if (g->total)
        vm_call_progress(g->call, (int)((g->before + bytes) * 100 / g->total));
}

static int fetch(struct getting *g, const struct entry *e, const char *name, struct err **err)
{
    struct err *failed = NULL;
    const char *to = *e->path ? e->path : name;
    AUTO_FREE char *path = guest_path(g, e);
    AUTO_FREE char *target = xasprintf("%s/%s", g->root_path, to);
    uint32_t status, flags = (g->get->overwrite ? FCOPY_OVERWRITE : 0) |
                             (g->get->resume ? FCOPY_RESUME : 0) |
                             (*e->path ? FCOPY_CREATE_PATH : 0) |
                             (g->get->recurse ? FCOPY_SET_MODE | FCOPY_SET_MTIME : 0);
    if (vm_guest_route_get(&g->route, path, &g->root, to, flags, &status, show_progress, g, err))
        return -1;
    if (status)
        vm_guest_refused(&failed, VM_GUEST_FROM, path, status);
    g->before += e->size;
    add_result(g, e, target, &failed);
    return 0;
}

static int skip_other(struct getting *g, const struct entry *e)
{
    struct err *failed = NULL;
    AUTO_FREE char *path = guest_path(g, e);
    err_set(&failed, ERR_INVALID_PARAMETER, "Cannot copy '%s': %s", path,
            e->kind == 'l' ? "symbolic links are not copied" : "it is not a regular file");
    add_result(g, e, "", &failed);
    return 0;
}

static int fetch_all(struct getting *g, struct err **err)
{
    AUTO_FREE char *name = NULL;
    const struct entry *first = &g->entries.items[0];
    if (!first->kind)
        return 0; /* refused: told already */
    if (first->kind != 'f' && first->kind != 'd')
        return skip_other(g, first);
    if (open_destination(g, &name, err))
        return -1;
    for (size_t i = 0; i < g->entries.len; i++) {
        const struct entry *e = &g->entries.items[i];
        int rc = 0;
        if (e->kind == 'd' && *e->path) {
            AUTO_FD int dir = -1; /* empty folders come as well */
            int bad = walk_dir(&g->root, e->path, true, &dir);
            if (bad)
                rc = err_set_errno(err, bad, "Cannot make the folder '%s/%s'", g->root_path,
                                   e->path);
        } else if (e->kind == 'f') {
            rc = fetch(g, e, name, err);
        } else if (e->kind != 'd' && e->kind) {
            rc = skip_other(g, e);
        }
        if (rc)
            return -1;
    }
    return 0;
}

static void forget_entries(struct getting *g)
{
    for (size_t i = 0; i < g->entries.len; i++)
        free(g->entries.items[i].path);
    vec_release(&g->entries);
    g->listing = 0;
    if (g->root.fd >= 0)
        close(g->root.fd);
    g->root.fd = -1;
    free(STEAL(g->root_path));
}

static int get_all(struct getting *g, struct err **err)
{
    int rc = find_sources(g, err);
    for (size_t i = 0; !rc && i < g->sources.len; i++) {
        g->source = g->sources.items[i];
        rc = list_source(g, err) || fetch_all(g, err) ? -1 : 0;
        forget_entries(g);
    }
    for (size_t i = 0; !rc && g->get->verify && i < g->copied.len; i++)
        rc = vm_guest_verify(&g->route, VM_GUEST_FROM, &g->copied.items[i], err);
    return rc;
}

static int get_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct getting g = { .call = call, .get = opaque, .root = { .fd = -1 } };
    char *source = g.get->source;
    for (char *p = source; g.get->offline && *source && source[1] == ':' && *p; p++)
        if (*p == '\\')
            *p = '/'; /* as Windows writes it */
    int rc = g.get->offline
                 ? vm_guest_route_offline(call, g.get->uuid, g.get->source, false, &g.route, err)
                 : vm_guest_route_open(call, g.get->uuid, false, &g.get->user, &g.route, err);
    if (!rc) {
        g.get->how = STEAL(g.route.how);
        rc = get_all(&g, err);
    }
    vm_guest_route_close(&g.route);
    for (size_t i = 0; i < g.sources.len; i++)
        free(g.sources.items[i]);
    vec_release(&g.sources);
    g.get->copied = g.copied.items;
    g.get->copied_count = g.copied.len;
    return rc;
}

static void release(void *get)
{
    vm_guest_get_free(get);
}

int vm_guest_get(struct vm_host *host, struct vm_guest_get **get, struct err **err)
{
    void *p = *get;
    int rc = vm_call_run(host, "Copying files from the guest", VM_CALL_CHANGE, -1, get_work, &p,
                         release, err);
    *get = p;
    return rc;
}
