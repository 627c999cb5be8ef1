#include "cmdlets/core/files/fs_path.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/credential.h"

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

char *path_unescaped(const char *path)
{
    char *out = xstrdup(path), *to = out;

    for (const char *p = path; *p; p++) {
        if (*p == '`' && p[1] && strchr("*?[]`", p[1]))
            p++;
        *to++ = *p;
    }
    *to = '\0';
    return out;
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
        AUTO_FREE char *segment = xstrndup(rest, n);
        AUTO_FREE char *plain = path_unescaped(segment);
        AUTO_FREE char *next = xasprintf("%s/%s", base, plain);
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
        if (e->d_name[0] == '.' && !hidden)
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

void path_expand(const struct session *s, const char *path, bool literal, bool hidden,
                 struct path_list *out)
{
    AUTO_FREE char *absolute = path_absolute(s, path);
    struct stat st;
    bool pattern = !literal && text_has_wildcard(path, strlen(path));

    if (literal || (!pattern && lstat(absolute, &st) == 0)) {
        *vec_push(&out->paths) = STEAL(absolute);
    } else if (!pattern) {
        *vec_push(&out->paths) = path_unescaped(absolute);
    } else { /* what the current folder is called is no pattern */
        AUTO_FREE char *here = path_absolute(s, ".");
        size_t n = strlen(here);
        bool below = n > 1 && strncmp(absolute, here, n) == 0 && absolute[n] == '/';
        expand_segments(below ? here : "", absolute + (below ? n : 0), hidden, out);
    }
}

bool name_selected(const char *name, const struct str *filter, const struct str_list *include,
                   const struct str_list *exclude)
{
    size_t len = strlen(name);

    if (filter && filter->len > 0) {
        /* As on Windows, ".*" at the end asks for no dot. */
        bool any = filter->len > 2 && strcmp(filter->data + filter->len - 2, ".*") == 0;
        if (!text_wildcard_match(filter->data, filter->len, name, len, true) &&
            !(any && text_wildcard_match(filter->data, filter->len - 2, name, len, true)))
            return false;
    }
    if (include && include->len > 0 && !matches_any(include, name, len))
        return false;
    return !exclude || exclude->len == 0 || !matches_any(exclude, name, len);
}

enum status drive_missing(struct invocation *inv, const char *path)
{
    struct err *err = NULL;
    AUTO_VALUE name = value_string_len(path, strcspn(path, ":"));

    path_drive_missing(path, &err);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_adds(&text, err->message);
    const struct error_spec spec = { .message = text.buf,
                                     .id = err->id,
                                     .category = EC_OBJECT_NOT_FOUND,
                                     .exception = err->exception,
                                     .target = name };
    enum status rc = cmdlet_error(inv, &spec);
    err_clear(&err);
    return rc;
}

enum status path_must_be_file(struct invocation *inv, const char *path)
{
    const char *rest;
    enum drive drive = path_drive(inv->session, path, &rest);

    if (drive == DRIVE_FILE)
        return ST_OK;
    if (drive == DRIVE_UNKNOWN) {
        struct err *err = NULL;
        path_drive_missing(path, &err);
        return cmdlet_throw_err(inv, &err);
    }
    AUTO_FREE char *message = xasprintf("Cannot open file because the current provider "
                                        "(Microsoft.PowerShell.Core\\%s) cannot open a file.",
                                        provider_name(drive));
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "ReadWriteFileNotFileSystemProvider",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.Management.Automation."
                                                                "PSInvalidOperationException" });
}

enum status file_open_failed(struct invocation *inv, const char *path, bool no_clobber,
                             struct err **err)
{
    bool exists = no_clobber && access(path, F_OK) == 0;
    AUTO_VALUE target = exists ? value_string(path) : value_null();
    AUTO_FREE char *message = xstrdup((*err)->message);
    AUTO_FREE char *exception =
        xstrdup((*err)->exception ? (*err)->exception : "System.IO.IOException");

    err_clear(err);
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = message,
                                   .id = exists ? "NoClobber" : "FileOpenFailure",
                                   .category = exists ? EC_RESOURCE_EXISTS : EC_OPEN_ERROR,
                                   .exception = exception,
                                   .target = target });
}

enum status refuse_in_use(struct invocation *inv, const char *path, const char *message,
                          bool *in_use)
{
    const char *rest;
    AUTO_FREE char *here = path_absolute(inv->session, ".");
    size_t n = strlen(path);

    *in_use = here && path_drive(inv->session, ".", &rest) == DRIVE_FILE &&
              strncmp(here, path, n) == 0 && (!here[n] || here[n] == '/');
    if (!*in_use)
        return ST_OK;
    AUTO_FREE char *text = xasprintf(message, path);
    return cmdlet_error(inv, &(struct error_spec){ .message = text,
                                                   .id = "InvalidOperation",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = "System.Management.Automation."
                                                                "PSInvalidOperationException" });
}

enum status path_not_found(struct invocation *inv, const char *path)
{
    const char *rest;

    if (path_drive(inv->session, path, &rest) == DRIVE_UNKNOWN)
        return drive_missing(inv, path);
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

/* Is -Force given? Wildcards mean hidden items only then. */
static bool forced(const struct invocation *inv)
{
    for (size_t i = 0; i < inv->cmdlet->nparams; i++) {
        const struct param *p = &inv->cmdlet->params[i];
        if (p->kind == PARAM_SWITCH && strcmp(p->name, "Force") == 0)
            return *(const bool *)((const char *)inv->args + p->offset);
    }
    return false;
}

enum status paths_resolve(struct invocation *inv, const struct str_list *paths, bool literal,
                          struct path_list *out)
{
    for (size_t i = 0; i < paths->len; i++) {
        size_t before = out->paths.len;
        const char *path = paths->items[i]->data;
        struct stat st;
        const char *rest;
        if (path_drive(inv->session, path, &rest) == DRIVE_UNKNOWN) {
            enum status rc = drive_missing(inv, path);
            if (rc != ST_OK)
                return rc;
            continue;
        }
        path_expand(inv->session, path, literal, forced(inv), out);
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

enum status refuse_credential(struct invocation *inv)
{
    const struct cmdlet *c = inv->cmdlet;

    for (size_t i = 0; i < c->nparams; i++) {
        if (strcmp(c->params[i].name, "Credential") != 0)
            continue;
        struct value v = *(const struct value *)((const char *)inv->args + c->params[i].offset);
        const char *user = pscredential_user(v);
        if (user && *user)
            return cmdlet_throw(
                inv, &(struct error_spec){
                         .message = "The FileSystem provider supports credentials only on the "
                                    "New-PSDrive cmdlet. Perform the operation again without "
                                    "specifying credentials.",
                         .id = "NotSupported",
                         .category = EC_NOT_IMPLEMENTED,
                         .exception = "System.Management.Automation.PSNotSupportedException" });
        break;
    }
    return ST_OK;
}

enum status path_none_matched(struct invocation *inv, struct str *path)
{
    AUTO_VALUE target = value_str(path);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text,
                "An object at the specified path %s does not exist, or has been filtered by the "
                "-Include or -Exclude parameter.",
                path->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "ItemNotFound",
                                                   .category = EC_OBJECT_NOT_FOUND,
                                                   .exception = "System.Exception",
                                                   .target = target });
}
