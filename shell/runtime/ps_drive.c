#include "shell/runtime/ps_drive.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/runtime_dir.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/fail.h"

#define CORE_PREFIX "Microsoft.PowerShell.Core\\"

struct drives {
    VEC(struct ps_drive *) made; /* by New-PSDrive; and Temp */
    const struct ps_drive *here; /* NULL: "/" */
};

static const char *const providers[] = {
    [DRIVE_FILE] = "FileSystem",   [DRIVE_ENV] = "Environment", [DRIVE_VARIABLE] = "Variable",
    [DRIVE_FUNCTION] = "Function", [DRIVE_ALIAS] = "Alias",
};

static const struct ps_drive built_in[] = {
    { "/", DRIVE_FILE, "/", "", NULL },
    { "Alias", DRIVE_ALIAS, "",
      "Drive that contains a view of the aliases stored in a session "
      "state",
      NULL },
    { "Env", DRIVE_ENV, "",
      "Drive that contains a view of the environment variables for the "
      "process",
      NULL },
    { "Function", DRIVE_FUNCTION, "",
      "Drive that contains a view of the functions stored in a "
      "session state",
      NULL },
    { "Variable", DRIVE_VARIABLE, "",
      "Drive that contains a view of those variables stored in a "
      "session state",
      NULL },
};

const char *provider_name(enum drive provider)
{
    return provider < DRIVE_UNKNOWN ? providers[provider] : NULL;
}

enum drive provider_find(const char *name, size_t len)
{
    size_t n = strlen(CORE_PREFIX);

    if (len > n && text_caseeqn(name, n, CORE_PREFIX, n)) {
        name += n;
        len -= n;
    }
    for (size_t i = 0; i < ARRAY_SIZE(providers); i++)
        if (text_caseeqn(name, len, providers[i], strlen(providers[i])))
            return (enum drive)i;
    return DRIVE_UNKNOWN;
}

/* The first drive made is Temp, whose root the environment says. */
static struct drives *drives_of(struct session *s)
{
    if (s->drives)
        return s->drives;
    s->drives = xcalloc(1, sizeof(*s->drives));
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        folder = "/tmp";
    AUTO_FREE char *root = xasprintf("%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
    ps_drive_add(s, "Temp", DRIVE_FILE, root,
                 "Drive that maps to the temporary directory path for the current user");
    return s->drives;
}

const struct ps_drive *ps_drive_at(const struct session *s, size_t i)
{
    if (i < ARRAY_SIZE(built_in))
        return &built_in[i];
    i -= ARRAY_SIZE(built_in);
    const struct drives *all = s ? drives_of((struct session *)s) : NULL;
    return all && i < all->made.len ? all->made.items[i] : NULL;
}

/* A drive that another shell mounted (Mount-VHD) is one here from its first use on. */
static const struct ps_drive *mounted_drive(struct session *s, char letter)
{
    char name[2] = { letter >= 'a' ? (char)(letter - 32) : letter, '\0' };
    struct stat st, above;

    if (name[0] < 'D' || name[0] > 'Z')
        return NULL;
    AUTO_FREE char *base = runtime_dir();
    AUTO_FREE char *drives = xasprintf("%s/drives", base);
    AUTO_FREE char *root = xasprintf("%s/%s", drives, name);
    if (stat(root, &st) || stat(drives, &above) || st.st_dev == above.st_dev)
        return NULL;
    return ps_drive_add(s, name, DRIVE_FILE, root, "");
}

const struct ps_drive *ps_drive_find(const struct session *s, const char *name, size_t len)
{
    const struct ps_drive *d;

    for (size_t i = 0; (d = ps_drive_at(s, i)); i++)
        if (text_caseeqn(d->name, strlen(d->name), name, len))
            return d;
    return s && len == 1 ? mounted_drive((struct session *)s, name[0]) : NULL;
}

static void free_drive(struct ps_drive *d)
{
    free((void *)(uintptr_t)d->name);
    free((void *)(uintptr_t)d->root);
    free((void *)(uintptr_t)d->description);
    free(d->at);
    free(d);
}

const struct ps_drive *ps_drive_add(struct session *s, const char *name, enum drive provider,
                                    const char *root, const char *description)
{
    struct ps_drive *d = xcalloc(1, sizeof(*d));

    *d = (struct ps_drive){ xstrdup(name), provider, xstrdup(root), xstrdup(description), NULL };
    *vec_push(&drives_of(s)->made) = d;
    return d;
}

bool ps_drive_remove(struct session *s, const char *name)
{
    if (!s->drives)
        return false;
    for (size_t i = 0; i < s->drives->made.len; i++) {
        struct ps_drive *d = s->drives->made.items[i];
        if (!text_caseeq(d->name, name))
            continue;
        if (s->drives->here == d)
            s->drives->here = NULL;
        s->drives->made.len--;
        memmove(s->drives->made.items + i, s->drives->made.items + i + 1,
                (s->drives->made.len - i) * sizeof(struct ps_drive *));
        free_drive(d);
        return true;
    }
    return false;
}

const struct ps_drive *ps_drive_current(const struct session *s)
{
    return s && s->drives && s->drives->here ? s->drives->here : &built_in[0];
}

void ps_drive_go(struct session *s, const struct ps_drive *d, const char *at)
{
    struct drives *all = drives_of(s);

    for (size_t i = 0; at && i < all->made.len; i++)
        if (all->made.items[i] == d) {
            free(all->made.items[i]->at);
            all->made.items[i]->at = xstrdup(at);
        }
    all->here = d == &built_in[0] ? NULL : d;
}

void ps_drives_free(struct session *s)
{
    if (!s->drives)
        return;
    for (size_t i = 0; i < s->drives->made.len; i++)
        free_drive(s->drives->made.items[i]);
    vec_release(&s->drives->made);
    free(s->drives);
    s->drives = NULL;
}

/* ---- paths ---- */

/* How long the part before the colon is; 0: the path names neither drive nor provider. */
static size_t qualifier(const char *path)
{
    size_t n = strcspn(path, ":/");

    if (path[n] != ':' || n == 0)
        return 0;
    /* A provider's name may hold a backslash; a drive's may not. */
    const char *back = memchr(path, '\\', n);
    return back && path[n + 1] != ':' ? 0 : n;
}

static const char *skip_slashes(const char *p)
{
    while (*p == '/' || *p == '\\')
        p++;
    return p;
}

enum drive path_drive_named(const struct session *s, const char *path, const char **rest,
                            const struct ps_drive **drive)
{
    size_t n = qualifier(path);

    *rest = path;
    *drive = NULL;
    if (n == 0) {
        const struct ps_drive *here = ps_drive_current(s);
        if (here->provider == DRIVE_FILE || path[0] == '/' || path[0] == '\\' || path[0] == '~')
            return DRIVE_FILE;
        *drive = here;
        if (path[0] == '.' && (path[1] == '\0' || path[1] == '/' || path[1] == '\\'))
            path++;
        *rest = skip_slashes(path);
        return here->provider;
    }
    if (path[n + 1] == ':') {
        enum drive provider = provider_find(path, n);
        *rest = path + n + 2;
        if (provider != DRIVE_FILE && provider != DRIVE_UNKNOWN) {
            *rest = skip_slashes(*rest);
            for (size_t i = 0; i < ARRAY_SIZE(built_in); i++)
                if (built_in[i].provider == provider)
                    *drive = &built_in[i];
        }
        return provider;
    }
    *drive = ps_drive_find(s, path, n);
    if (!*drive)
        return DRIVE_UNKNOWN;
    *rest = (*drive)->provider == DRIVE_FILE ? path + n + 1 : skip_slashes(path + n + 1);
    return (*drive)->provider;
}

enum drive path_drive(const struct session *s, const char *path, const char **rest)
{
    const struct ps_drive *drive;

    return path_drive_named(s, path, rest, &drive);
}

static void add_segment(struct strbuf *out, const char *s, size_t n)
{
    if (n == 0 || (n == 1 && s[0] == '.'))
        return;
    if (n == 2 && s[0] == '.' && s[1] == '.') {
        while (out->len > 0 && out->buf[out->len - 1] != '/')
            strbuf_truncate(out, out->len - 1);
        if (out->len > 0)
            strbuf_truncate(out, out->len - 1);
        return;
    }
    strbuf_addch(out, '/');
    strbuf_add(out, s, n);
}

static void add_path(struct strbuf *out, const char *path)
{
    while (*path) {
        size_t n = strcspn(path, "/\\");
        add_segment(out, path, n);
        path = skip_slashes(path + n);
    }
}

char *path_absolute(const struct session *s, const char *path)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const struct ps_drive *drive;
    const char *whole = path;

    if (path_drive_named(s, path, &path, &drive) == DRIVE_UNKNOWN)
        path = whole;
    if (drive && drive->provider == DRIVE_FILE) {
        bool rooted = path[0] == '/' || path[0] == '\\';
        AUTO_FREE char *cwd = drive == ps_drive_current(s) ? getcwd(NULL, 0) : NULL;
        const char *at = cwd ? cwd : drive->at ? drive->at : drive->root;
        add_path(&out, rooted ? drive->root : at);
    } else if (path[0] == '~' && (path[1] == '\0' || path[1] == '/' || path[1] == '\\')) {
        const char *home = getenv("HOME");
        add_path(&out, home ? home : "/");
        path++;
    } else if (path[0] != '/' && path[0] != '\\') {
        AUTO_FREE char *cwd = getcwd(NULL, 0);
        add_path(&out, cwd ? cwd : "/");
    }
    add_path(&out, path);
    if (out.len == 0)
        strbuf_addch(&out, '/');
    return strbuf_detach(&out, NULL);
}

/* What follows root in path, without its slash; NULL when path is not below it. */
static const char *below(const char *path, const char *root)
{
    size_t n = strlen(root);

    if (n > 0 && root[n - 1] == '/')
        n--;
    if (strncmp(path, root, n) != 0 || (path[n] != '/' && path[n] != '\0'))
        return NULL;
    return path[n] == '/' ? path + n + 1 : path + n;
}

char *path_on_drive(const struct ps_drive *d, const char *absolute)
{
    if (d && d->provider != DRIVE_FILE)
        return xasprintf("%s:/%s", d->name, absolute);
    const char *rest = d && strcmp(d->name, "/") != 0 ? below(absolute, d->root) : NULL;
    return rest ? xasprintf("%s:/%s", d->name, rest) : xstrdup(absolute);
}

void path_drive_missing(const char *path, struct err **err)
{
    int n = (int)qualifier(path);

    if (path[n] == ':' && path[n + 1] == ':')
        fail_with(err, "System.Management.Automation.ProviderNotFoundException", "ProviderNotFound",
                  "Cannot find a provider with the name '%.*s'.", n, path);
    else
        fail_with(err, "System.Management.Automation.DriveNotFoundException", "DriveNotFound",
                  "Cannot find drive. A drive with the name '%.*s' does not exist.", n, path);
}

char *location_text(const struct session *s)
{
    const struct ps_drive *here = ps_drive_current(s);

    if (here->provider != DRIVE_FILE)
        return path_on_drive(here, "");
    AUTO_FREE char *cwd = getcwd(NULL, 0);
    return path_on_drive(here, cwd ? cwd : "/");
}
