/* The files of modules. */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/module/specification.h"
#include "shell/runtime/session.h"

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool has_extension(const char *path, const char *ext)
{
    size_t n = strlen(path), e = strlen(ext);
    return n > e && text_caseeqn(path + n - e, e, ext, e);
}

static bool is_module_file(const char *path)
{
    return has_extension(path, ".psd1") || has_extension(path, ".psm1") ||
           has_extension(path, ".ps1");
}

bool module_wish_has_version(const struct module_wish *w)
{
    return !value_is_null(w->minimum) || !value_is_null(w->maximum) ||
           !value_is_null(w->required) || !value_is_null(w->guid);
}

static bool acceptable(struct session *s, const char *file, const struct module_wish *wish)
{
    if (!module_wish_has_version(wish))
        return true;
    AUTO_VALUE info = module_describe(s, file);
    return !value_is_null(info) && module_meets(module_of(info), wish);
}

/* base without extension; NULL: none. */
static char *with_extension(struct session *s, const char *base, const struct module_wish *wish)
{
    static const char *const extensions[] = { ".psd1", ".psm1", ".ps1" };
    for (size_t i = 0; i < ARRAY_SIZE(extensions); i++) {
        AUTO_FREE char *path = xasprintf("%s%s", base, extensions[i]);
        bool meant = !wish->except || strcmp(path, wish->except) != 0;
        if (meant && is_file(path) && acceptable(s, path, wish))
            return STEAL(path);
    }
    return NULL;
}

static int version_order(const char *a, const char *b)
{
    for (;;) {
        char *end_a, *end_b;
        unsigned long x = strtoul(a, &end_a, 10), y = strtoul(b, &end_b, 10);
        if (x != y)
            return x < y ? -1 : 1;
        if (*end_a != '.' || *end_b != '.')
            return (*end_a == '.') - (*end_b == '.');
        a = end_a + 1;
        b = end_b + 1;
    }
}

static bool is_version(const char *s)
{
    if (*s < '0' || *s > '9' || !strchr(s, '.'))
        return false;
    return s[strspn(s, "0123456789.")] == '\0';
}

static int newest_first(const void *a, const void *b)
{
    return version_order(*(char *const *)b, *(char *const *)a);
}

typedef VEC(char *) name_vec;

static bool visible(const char *name)
{
    return name[0] != '.';
}

/* The entries of the folder that pass, in order; owned texts. */
static void list_names(const char *folder, bool (*pass)(const char *),
                       int (*order)(const void *, const void *), name_vec *names)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));)
        if (pass(e->d_name))
            *vec_push(names) = xstrdup(e->d_name);
    if (d)
        closedir(d);
    if (names->len > 1)
        qsort(names->items, names->len, sizeof(char *), order);
}

/* The manifests in folders named by versions, the newest first. */
static char *versioned(struct session *s, const char *folder, const char *leaf,
                       const struct module_wish *wish)
{
    name_vec names = VEC_INIT;
    char *found = NULL;
    list_names(folder, is_version, newest_first, &names);
    for (size_t i = 0; i < names.len; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s/%s.psd1", folder, names.items[i], leaf);
        if (!found && is_file(path) && acceptable(s, path, wish))
            found = STEAL(path);
        free(names.items[i]);
    }
    vec_release(&names);
    return found;
}

static char *in_folder(struct session *s, const char *folder, const struct module_wish *wish)
{
    AUTO_FREE char *trimmed = xstrdup(folder);
    size_t n = strlen(trimmed);
    while (n > 1 && trimmed[n - 1] == '/')
        trimmed[--n] = '\0';
    const char *slash = strrchr(trimmed, '/');
    const char *leaf = slash ? slash + 1 : trimmed;
    if (!is_folder(trimmed))
        return NULL;
    char *file = versioned(s, trimmed, leaf, wish);
    if (file)
        return file;
    AUTO_FREE char *base = xasprintf("%s/%s", trimmed, leaf);
    return with_extension(s, base, wish);
}

static char *absolute(const char *path)
{
    char *real = realpath(path, NULL);
    return real ? real : xstrdup(path);
}

static char *from_path(struct session *s, const char *path, const struct module_wish *wish)
{
    AUTO_FREE char *file = NULL;
    if (is_file(path) && is_module_file(path))
        file = acceptable(s, path, wish) ? xstrdup(path) : NULL;
    else if (!is_file(path))
        file = in_folder(s, path, wish);
    if (!file)
        file = with_extension(s, path, wish);
    if (!file)
        return NULL;
    char real[PATH_MAX];
    const char *slash = strrchr(file, '/');
    AUTO_FREE char *folder =
        slash ? xstrndup(file, slash == file ? 1 : (size_t)(slash - file)) : xstrdup(".");
    /* The name of the file stays as it is, links in it are not followed. */
    return realpath(folder, real)
               ? xasprintf("%s/%s", strcmp(real, "/") == 0 ? "" : real, slash ? slash + 1 : file)
               : absolute(file);
}

/* The module's folder in root: one whose name has other capitals counts too, as scripts that
 * were written on Windows expect. */
static char *folder_named(const char *root, const char *name)
{
    char *folder = xasprintf("%s/%s", root, name);
    if (strchr(name, '/') || is_folder(folder))
        return folder;
    DIR *d = opendir(root);
    for (struct dirent *e; d && (e = readdir(d));) {
        if (!text_caseeq(e->d_name, name))
            continue;
        free(folder);
        folder = xasprintf("%s/%s", root, e->d_name);
        break;
    }
    if (d)
        closedir(d);
    return folder;
}

char *module_find_file(struct session *s, const struct module_wish *wish)
{
    const char *name = wish->name;
    if (!*name)
        return NULL;
    if (name[0] == '~' && (name[1] == '/' || !name[1])) {
        const char *home = getenv("HOME");
        AUTO_FREE char *path = xasprintf("%s%s", home ? home : "", name + 1);
        return from_path(s, path, wish);
    }
    if (name[0] == '/' ||
        (name[0] == '.' && (name[1] == '/' || name[1] == '\\' || name[1] == '.' || !name[1]))) {
        AUTO_FREE char *path = xstrdup(name);
        for (char *c = path; *c; c++)
            if (*c == '\\')
                *c = '/';
        return from_path(s, path, wish);
    }
    const char *path = getenv("PSModulePath");
    for (const char *dir = path; dir && *dir;) {
        size_t n = strcspn(dir, ":");
        AUTO_FREE char *root = xstrndup(dir, n), *folder = folder_named(root, name);
        char *file = n ? from_path(s, folder, wish) : NULL;
        if (file)
            return file;
        dir += n + (dir[n] == ':');
    }
    return strchr(name, '/') || is_module_file(name) ? from_path(s, name, wish) : NULL;
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return text_casecmp(*x, strlen(*x), *y, strlen(*y));
}

char *module_folder_name(const char *folder)
{
    const char *leaf = strrchr(folder, '/') + 1;

    if (!is_version(leaf) || leaf < folder + 2)
        return xstrdup(leaf);
    const char *end = leaf - 1, *start = end;
    while (start > folder && start[-1] != '/')
        start--;
    return xstrndup(start, (size_t)(end - start));
}

/* One folder and what is below it. */
struct walk {
    struct session *session;
    const char *root;
    enum module_listing listing;
    bool (*fn)(const char *, const char *, void *);
    void *data;
};

enum { MAX_DEPTH = 16 };

/* The modules that the folder itself is: each version's, or the file of its name. */
static bool each_version(const struct walk *w, const char *folder, size_t *found)
{
    struct module_wish any = { .name = "" };
    AUTO_FREE char *leaf = module_folder_name(folder);
    name_vec versions = VEC_INIT;
    bool more = true;

    list_names(folder, is_version, newest_first, &versions);
    for (size_t i = 0; i < versions.len; i++) {
        AUTO_FREE char *file = xasprintf("%s/%s/%s.psd1", folder, versions.items[i], leaf);
        if (more && is_file(file) && (w->listing != MODULES_NEWEST || *found == 0)) {
            more = w->fn(file, w->root, w->data);
            ++*found;
        }
        free(versions.items[i]);
    }
    vec_release(&versions);
    if (*found == 0) {
        AUTO_FREE char *base = xasprintf("%s/%s", folder, leaf);
        AUTO_FREE char *file = with_extension(w->session, base, &any);
        if (file && !has_extension(file, ".ps1")) {
            more = w->fn(file, w->root, w->data);
            ++*found;
        }
    }
    return more;
}

static bool walk_folder(const struct walk *w, const char *folder, int depth)
{
    name_vec names = VEC_INIT;
    size_t found = 0;
    bool more = true;

    if (w->listing != MODULES_ALL && depth > 0)
        more = each_version(w, folder, &found);
    if (!more || found > 0 || depth >= (w->listing == MODULES_NEWEST ? 1 : MAX_DEPTH))
        return more;
    list_names(folder, visible, by_name, &names);
    for (size_t i = 0; i < names.len; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", folder, names.items[i]);
        if (more && is_folder(path))
            more = walk_folder(w, path, depth + 1);
        else if (more && w->listing == MODULES_ALL && is_module_file(path) &&
                 !has_extension(path, ".ps1"))
            more = w->fn(path, w->root, w->data);
        free(names.items[i]);
    }
    vec_release(&names);
    return more;
}

bool module_each_below(struct session *s, const char *folder, enum module_listing listing,
                       bool (*fn)(const char *, const char *, void *), void *data)
{
    struct walk w = { s, folder, listing, fn, data };
    size_t found = 0;

    return listing == MODULES_ALL ? walk_folder(&w, folder, 0) : each_version(&w, folder, &found);
}

void module_each_available(struct session *s, enum module_listing listing,
                           bool (*fn)(const char *, const char *, void *), void *data)
{
    const char *path = getenv("PSModulePath");
    for (const char *dir = path; dir && *dir;) {
        size_t n = strcspn(dir, ":");
        AUTO_FREE char *root = xstrndup(dir, n);
        while (n > 1 && root[n - 1] == '/')
            root[--n] = '\0';
        n = strcspn(dir, ":");
        struct walk w = { s, root, listing, fn, data };
        if (n && !walk_folder(&w, root, 0))
            return;
        dir += n + (dir[n] == ':');
    }
}

/* ---- wishes ---- */

static int compare_versions(struct value a, struct value b)
{
    int order = 0;
    AUTO_ERR *err = NULL;
    if (type_version.compare && type_version.compare(a, b, &order, &err) == 0)
        return order;
    return 0;
}

bool module_meets(const struct module *m, const struct module_wish *w)
{
    if (!value_is_null(w->required) && compare_versions(m->version, w->required) != 0)
        return false;
    if (!value_is_null(w->minimum) && compare_versions(m->version, w->minimum) < 0)
        return false;
    if (!value_is_null(w->maximum) && compare_versions(m->version, w->maximum) > 0)
        return false;
    if (!value_is_null(w->guid)) {
        AUTO_VALUE a = value_to_string(m->guid), b = value_to_string(w->guid);
        return text_caseeqn(a.str->data, a.str->len, b.str->data, b.str->len);
    }
    return true;
}

int module_wish_of(struct session *s, struct value v, struct module_wish *wish, struct array *keep,
                   struct err **err)
{
    (void)s;
    struct value made = value_null(), maximum = value_null();
    *wish = (struct module_wish){ 0 };
    if (module_specification_from(v, &made, err) < 0)
        return -1;
    array_push_take(keep, made);
    const struct module_specification *m = module_specification_of(made);
    if (m->maximum.kind != V_NULL && module_maximum_version(m->maximum, &maximum, err) < 0)
        return -1;
    array_push_take(keep, maximum);
    *wish = (struct module_wish){ .name = m->name.kind == V_STRING ? m->name.str->data : "",
                                  .minimum = m->version,
                                  .maximum = maximum,
                                  .required = m->required,
                                  .guid = m->guid };
    return 0;
}
