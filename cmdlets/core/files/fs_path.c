#include "cmdlets/core/files/fs_path.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"

enum drive path_drive(const char *path, const char **rest)
{
    static const struct {
        const char *name;
        enum drive drive;
    } drives[] = {
        { "env", DRIVE_ENV },           { "variable", DRIVE_VARIABLE },
        { "function", DRIVE_FUNCTION }, { "alias", DRIVE_ALIAS },
        { "filesystem", DRIVE_FILE },   { "microsoft.powershell.core\\filesystem", DRIVE_FILE },
    };
    const char *colon = strchr(path, ':');

    *rest = path;
    if (!colon || colon == path || memchr(path, '/', (size_t)(colon - path)))
        return DRIVE_FILE;
    for (size_t i = 0; i < ARRAY_SIZE(drives); i++) {
        size_t n = strlen(drives[i].name);
        if (!text_caseeqn(drives[i].name, n, path, (size_t)(colon - path)))
            continue;
        *rest = colon + 1;
        if (drives[i].drive == DRIVE_FILE && (*rest)[0] == ':')
            (*rest)++;
        else if (drives[i].drive != DRIVE_FILE)
            while (**rest == '/' || **rest == '\\')
                (*rest)++;
        return drives[i].drive;
    }
    return DRIVE_FILE;
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
        size_t n = strcspn(path, "/");
        add_segment(out, path, n);
        path += n;
        while (*path == '/')
            path++;
    }
}

char *path_absolute(const char *path)
{
    AUTO_STRBUF out = STRBUF_INIT;

    path_drive(path, &path);
    if (path[0] == '~' && (path[1] == '\0' || path[1] == '/')) {
        const char *home = getenv("HOME");
        add_path(&out, home ? home : "/");
        path++;
    } else if (path[0] != '/') {
        AUTO_FREE char *cwd = getcwd(NULL, 0);
        add_path(&out, cwd ? cwd : "/");
    }
    add_path(&out, path);
    if (out.len == 0)
        strbuf_addch(&out, '/');
    return strbuf_detach(&out, NULL);
}

void path_list_release(struct path_list *l)
{
    for (size_t i = 0; i < l->paths.len; i++)
        free(l->paths.items[i]);
    vec_release(&l->paths);
}

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    int c = text_casecmp(*x, strlen(*x), *y, strlen(*y));
    return c ? c : strcmp(*x, *y);
}

/* Expands the segments after base; base ends without a slash. */
static void expand_segments(const char *base, const char *rest, bool hidden, struct path_list *out)
{
    while (*rest == '/')
        rest++;
    if (*rest == '\0') {
        *vec_push(&out->paths) = xstrdup(base[0] ? base : "/");
        return;
    }
    size_t n = strcspn(rest, "/");
    if (!text_has_wildcard(rest, n)) {
        AUTO_FREE char *next = xasprintf("%s/%.*s", base, (int)n, rest);
        struct stat st;
        if (lstat(next, &st) == 0)
            expand_segments(next, rest + n, hidden, out);
        return;
    }
    DIR *dir = opendir(base[0] ? base : "/");
    if (!dir)
        return;
    VEC(char *) names = VEC_INIT;
    for (struct dirent *e; (e = readdir(dir));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (e->d_name[0] == '.' && !hidden && rest[0] != '.')
            continue;
        if (text_wildcard_match(rest, n, e->d_name, strlen(e->d_name), true))
            *vec_push(&names) = xstrdup(e->d_name);
    }
    closedir(dir);
    if (names.len > 0)
        qsort(names.items, names.len, sizeof(char *), compare_names);
    for (size_t i = 0; i < names.len; i++) {
        AUTO_FREE char *next = xasprintf("%s/%s", base, names.items[i]);
        expand_segments(next, rest + n, hidden, out);
        free(names.items[i]);
    }
    vec_release(&names);
}

void path_expand(const char *path, bool literal, bool hidden, struct path_list *out)
{
    AUTO_FREE char *absolute = path_absolute(path);
    struct stat st;

    if (literal || !text_has_wildcard(absolute, strlen(absolute)) || lstat(absolute, &st) == 0)
        *vec_push(&out->paths) = STEAL(absolute);
    else
        expand_segments("", absolute, hidden, out);
}

bool name_selected(const char *name, const struct str *filter, const struct str_list *include,
                   const struct str_list *exclude)
{
    size_t len = strlen(name);

    if (filter && filter->len > 0 &&
        !text_wildcard_match(filter->data, filter->len, name, len, true))
        return false;
    if (include && include->len > 0 && !matches_any(include, name, len))
        return false;
    return !exclude || exclude->len == 0 || !matches_any(exclude, name, len);
}

enum status path_not_found(struct invocation *inv, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Cannot find path '%s' because it does not exist.", path);
    return cmdlet_error(inv, &(struct error_spec){
                                 .message = text.buf,
                                 .id = "PathNotFound",
                                 .category = EC_OBJECT_NOT_FOUND,
                                 .exception = "System.Management.Automation.ItemNotFoundException",
                                 .target = target });
}

enum status paths_resolve(struct invocation *inv, const struct str_list *paths, bool literal,
                          struct path_list *out)
{
    for (size_t i = 0; i < paths->len; i++) {
        size_t before = out->paths.len;
        const char *path = paths->items[i]->data;
        struct stat st;
        path_expand(path, literal, true, out);
        if (out->paths.len != before + 1 || lstat(out->paths.items[before], &st) == 0)
            continue;
        AUTO_FREE char *missing = out->paths.items[before];
        out->paths.len = before;
        enum status rc = path_not_found(inv, missing);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}
