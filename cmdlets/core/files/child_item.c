#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/drive_items.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/views.h"
#include "shell/object/convert.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

struct child_args {
    struct str_list path;
    struct str *filter;
    struct str_list include;
    struct str_list exclude;
    bool recurse;
    struct opt_int depth;
    bool force;
    bool name;
    struct str_list literal_path;
    struct value attributes;
    bool directory;
    bool file;
    bool follow_symlink;
    bool hidden;
    bool read_only;
    bool system;
};
static const struct param child_params[] = {
    PATH_PARAM(struct child_args, "Items", .from_pipeline = true),
    PARAM(struct child_args, filter, .name = "Filter", .position = 2, .wildcards = true,
          .help = "A wildcard pattern that item names must match."),
    PARAM(struct child_args, include, .name = "Include", .wildcards = true,
          .help = "Only items whose names match one of these patterns."),
    PARAM(struct child_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out what matches one of these patterns."),
    PARAM(struct child_args, recurse, .name = "Recurse", .aliases = "s,r",
          .help = "Goes into subfolders too."),
    PARAM(struct child_args, depth, .name = "Depth", .type = &type_uint32,
          .help = "How many levels of subfolders."),
    FORCE_PARAM(struct child_args),
    PARAM(struct child_args, name, .name = "Name", .help = "Emits names instead of objects."),
    LITERAL_PATH_PARAM(struct child_args, "LiteralItems"),
    PARAM(struct child_args, attributes, .name = "Attributes",
          .type_name = "FlagsExpression[FileAttributes]",
          .help = "Only items with these attributes, as in Directory+Hidden or !ReadOnly."),
    PARAM(struct child_args, directory, .name = "Directory", .aliases = "ad",
          .help = "Only folders."),
    PARAM(struct child_args, file, .name = "File", .aliases = "af", .help = "Only files."),
    PARAM(struct child_args, follow_symlink, .name = "FollowSymlink",
          .help = "With -Recurse: follows links to folders."),
    PARAM(struct child_args, hidden, .name = "Hidden", .aliases = "ah,h",
          .help = "Only hidden items."),
    PARAM(struct child_args, read_only, .name = "ReadOnly", .aliases = "ar",
          .help = "Only read-only items."),
    PARAM(struct child_args, system, .name = "System", .aliases = "as",
          .help = "Only system items."),
};
static const char *const child_aliases[] = { "dir", "gci", NULL };
static const struct example child_examples[] = {
    { .code = "Get-ChildItem /etc -Filter *.conf -Name", .remarks = "The names of some files." },
    { .code = "Get-ChildItem env:", .remarks = "The environment." },
};

struct listing {
    struct invocation *inv;
    const struct child_args *args;
    int64_t max_depth;        /* of -Recurse; 0: only the folder itself */
    size_t root_len;          /* for names relative to the folder listed */
    VEC(struct stat) visited; /* -FollowSymlink: links may lead back */
};

struct entry {
    char *path;
    struct stat st;
    bool folder;
};

static int by_kind_and_name(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    const char *nx = strrchr(x->path, '/') + 1, *ny = strrchr(y->path, '/') + 1;

    if (x->folder != y->folder)
        return x->folder ? -1 : 1;
    int c = text_casecmp(nx, strlen(nx), ny, strlen(ny));
    return c ? c : strcmp(nx, ny);
}

/* One term of -Attributes: names joined by +, each perhaps with !. */
static bool has_attributes(const char *spec, int32_t have)
{
    while (*spec) {
        spec += strspn(spec, " ");
        size_t n = strcspn(spec, "+");
        bool not = *spec == '!';
        int32_t want = 0;
        AUTO_STRBUF similar = STRBUF_INIT;
        if (enum_by_prefix(&enum_file_attributes, spec + not, n - not, &want, &similar) == 0 &&
            ((have & want) != 0) == not )
            return false;
        spec += n + (spec[n] == '+');
    }
    return true;
}

/* Names that are no attributes end the command, as the type of the parameter refuses them. */
static enum status check_attributes(struct invocation *inv, struct value spec)
{
    static const char type[] = "System.IO.FileAttributes";
    AUTO_STRBUF copy = STRBUF_INIT;

    value_join(spec, ",", &copy);
    for (const char *at = copy.buf; at && *at;) {
        at += strspn(at, ",+! ");
        size_t n = strcspn(at, ",+ ");
        AUTO_VALUE name = value_string_len(at, n), as = value_null();
        struct err *err = NULL;
        at += n;
        if (n == 0 || value_convert(name, enum_file_attributes.type, &as, &err) == 0)
            continue;
        AUTO_STRBUF text = STRBUF_INIT;
        const char *where = strstr(err->message, type);
        size_t before = where ? (size_t)(where - err->message) : 0;
        strbuf_addf(&text, "Cannot bind parameter 'Attributes'. %.*s", (int)before, err->message);
        strbuf_addf(&text, "System.Management.Automation.FlagsExpression`1[%s]%s", type,
                    err->message + before + (where ? sizeof(type) - 1 : 0));
        err_clear(&err);
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = text.buf,
                     .id = "CannotConvertArgumentNoMessage",
                     .category = EC_INVALID_ARGUMENT,
                     .exception = "System.Management.Automation.ParameterBindingException" });
    }
    return ST_OK;
}

/* Terms in one text or a list, one of which must hold. */
static bool attributes_match(struct value spec, int32_t have)
{
    AUTO_STRBUF copy = STRBUF_INIT;

    value_join(spec, ",", &copy);
    for (char *s = copy.buf; s && *s;) {
        char *comma = strchr(s, ',');
        if (comma)
            *comma = '\0';
        if (has_attributes(s, have))
            return true;
        s = comma ? comma + 1 : NULL;
    }
    return false;
}

static bool wanted(const struct listing *l, const struct entry *e, bool top)
{
    const struct child_args *args = l->args;
    const char *name = strrchr(e->path, '/') + 1;
    int32_t attributes = file_attributes(e->path, &e->st);
    bool hidden = path_is_hidden(e->path);

    if (args->hidden ? !hidden : hidden && !args->force && !top)
        return false;
    if ((args->file && e->folder) || (args->directory && !e->folder))
        return false;
    if (args->read_only && !(attributes & 1))
        return false;
    if (args->system)
        return false;
    if (!value_is_null(args->attributes) && !attributes_match(args->attributes, attributes))
        return false;
    return name_selected(name, args->filter, &args->include, &args->exclude);
}

static enum status emit_entry(const struct listing *l, const struct entry *e)
{
    if (l->args->name)
        return emit_take(l->inv, value_string(e->path + l->root_len));
    return emit_take(l->inv, file_info_new(e->path, &e->st));
}

static enum status folder_error(struct invocation *inv, const char *path, int errnum)
{
    AUTO_VALUE target = value_string(path);
    struct err *err = NULL;

    if (errnum == EACCES || errnum == EPERM) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "Access to the path '%s' is denied.", path);
        return cmdlet_error(inv,
                            &(struct error_spec){ .message = text.buf,
                                                  .id = "DirUnauthorizedAccessError",
                                                  .category = EC_PERMISSION_DENIED,
                                                  .exception = "System.UnauthorizedAccessException",
                                                  .target = target });
    }
    err_set_errno(&err, errnum, "Cannot list '%s'", path);
    return cmdlet_err(inv, &err, target);
}

typedef VEC(struct entry) entry_vec;

static int read_folder(const char *path, entry_vec *out)
{
    DIR *dir = opendir(path);

    if (!dir)
        return errno;
    for (struct dirent *d; (d = readdir(dir));) {
        struct stat st, target;
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        AUTO_FREE char *child = xasprintf("%s/%s", path[1] ? path : "", d->d_name);
        if (lstat(child, &st) != 0)
            continue;
        bool folder = S_ISDIR(st.st_mode) ||
                      (S_ISLNK(st.st_mode) && stat(child, &target) == 0 && S_ISDIR(target.st_mode));
        struct entry *e = vec_push(out);
        *e = (struct entry){ STEAL(child), st, folder };
    }
    closedir(dir);
    if (out->len > 1)
        qsort(out->items, out->len, sizeof(struct entry), by_kind_and_name);
    return 0;
}

/* False: been there. What cannot be looked at is left to the listing, which tells why. */
static bool visit(struct listing *l, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return true;
    for (size_t i = 0; i < l->visited.len; i++)
        if (l->visited.items[i].st_ino == st.st_ino && l->visited.items[i].st_dev == st.st_dev)
            return false;
    *vec_push(&l->visited) = st;
    return true;
}

static enum status list_folder(struct listing *l, const char *path, int64_t depth)
{
    entry_vec entries = VEC_INIT;
    int errnum = read_folder(path, &entries);
    enum status rc = errnum ? folder_error(l->inv, path, errnum) : ST_OK;

    for (size_t i = 0; i < entries.len && rc == ST_OK; i++) {
        if (wanted(l, &entries.items[i], false))
            rc = emit_entry(l, &entries.items[i]);
        if (interrupted(l->inv->session))
            rc = ST_INTERRUPT;
    }
    for (size_t i = 0; i < entries.len && rc == ST_OK; i++) {
        const struct entry *e = &entries.items[i];
        bool enter = e->folder && (!S_ISLNK(e->st.st_mode) || l->args->follow_symlink);
        if (!enter || depth >= l->max_depth)
            continue;
        if (path_is_hidden(e->path) && !l->args->force && !l->args->hidden)
            continue;
        if (l->args->follow_symlink && !visit(l, e->path))
            rc = write_warning(l->inv, "Skip already-visited directory %s.", e->path);
        else
            rc = list_folder(l, e->path, depth + 1);
    }
    for (size_t i = 0; i < entries.len; i++)
        free(entries.items[i].path);
    vec_release(&entries);
    return rc;
}

static enum status list_found(struct listing *l, const char *path, bool is_match)
{
    struct entry e = { .path = (char *)(uintptr_t)path };
    struct stat target;

    if (lstat(path, &e.st) != 0)
        return path_not_found(l->inv, path);
    e.folder = S_ISDIR(e.st.st_mode) || (stat(path, &target) == 0 && S_ISDIR(target.st_mode));
    if (is_match || !e.folder) {
        l->root_len = (size_t)(strrchr(path, '/') + 1 - path);
        enum status rc = wanted(l, &e, true) ? emit_entry(l, &e) : ST_OK;
        if (rc != ST_OK || !e.folder || l->max_depth == 0)
            return rc;
        return list_folder(l, path, 1);
    }
    l->root_len = strlen(path) + (path[1] != '\0');
    return list_folder(l, path, 0);
}

static enum status list_path(struct listing *l, const char *path, bool is_match)
{
    if (l->args->follow_symlink)
        visit(l, path);
    enum status rc = list_found(l, path, is_match);
    vec_release(&l->visited);
    return rc;
}

/* ---- other drives ---- */

static enum status list_drive(struct listing *l, enum drive drive, const char *rest)
{
    const struct child_args *args = l->args;
    struct path_list names = { VEC_INIT };
    struct drive_query q = { .drive = drive,
                             .path = rest,
                             .rest = rest,
                             .literal = args->literal_path.len > 0,
                             .root = true,
                             .filter = args->filter,
                             .include = &args->include,
                             .exclude = &args->exclude };
    enum status rc = drive_items_find(l->inv, &q, &names);

    for (size_t i = 0; i < names.paths.len && rc == ST_OK; i++)
        rc = emit_take(l->inv, args->name
                                   ? value_string(names.paths.items[i])
                                   : drive_item(l->inv->session, drive, names.paths.items[i]));
    path_list_release(&names);
    return rc;
}

/* dir/x*.txt -Recurse looks for x*.txt below dir, and dir/x.txt for x.txt. */
static enum status list_pattern(struct listing *l, const char *path)
{
    struct session *s = l->inv->session;
    AUTO_FREE char *absolute = path_absolute(s, path);
    char *slash = strrchr(absolute, '/');
    struct str *pattern;
    struct child_args args = *l->args;
    struct path_list folders = { VEC_INIT };
    enum status rc = ST_OK;

    pattern = str_new(slash + 1, strlen(slash + 1));
    AUTO_VALUE owner = value_of_str(pattern);
    args.include = (struct str_list){ &pattern, 1, true };
    *slash = '\0';
    struct listing sub = { .inv = l->inv, .args = &args, .max_depth = l->max_depth };
    const char *folder = absolute[0] ? absolute : "/";
    if (!text_has_wildcard(folder, strlen(folder)))
        return list_path(&sub, folder, false);
    path_expand(s, folder, false, args.force || args.hidden, &folders);
    for (size_t i = 0; i < folders.paths.len && rc == ST_OK; i++)
        rc = list_path(&sub, folders.paths.items[i], false);
    path_list_release(&folders);
    return rc;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Is it the last part of the path that is looked for everywhere below the rest? */
static bool names_what_is_below(const struct listing *l, const char *path)
{
    size_t len = strlen(path);

    if (l->max_depth == 0 || l->args->include.len > 0 || l->args->literal_path.len > 0 ||
        len == 0 || path[len - 1] == '/' || path[len - 1] == '\\')
        return false;
    AUTO_FREE char *absolute = path_absolute(l->inv->session, path);
    return absolute[1] && !is_folder(absolute);
}

static enum status no_folder(struct invocation *inv, const char *path)
{
    AUTO_FREE char *message = xasprintf("Cannot find path '%s' because it does not exist.", path);
    AUTO_VALUE target = value_string(path);

    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "ItemNotFound",
                                                   .category = EC_OBJECT_NOT_FOUND,
                                                   .exception = "System.Management.Automation."
                                                                "ItemNotFoundException",
                                                   .target = target });
}

static enum status child_process(struct invocation *inv)
{
    const struct child_args *args = ARGS(inv, struct child_args);
    bool literal = args->literal_path.len > 0;
    AUTO_VALUE here = value_string(".");
    struct str_list current = { &here.str, 1, true };
    const struct str_list *paths = literal              ? &args->literal_path
                                   : args->path.len > 0 ? &args->path
                                                        : &current;
    struct listing l = { .inv = inv, .args = args };
    enum status rc =
        value_is_null(args->attributes) ? ST_OK : check_attributes(inv, args->attributes);

    if (args->depth.set)
        l.max_depth = args->depth.value;
    else if (args->recurse)
        l.max_depth = INT32_MAX;
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *rest;
        const char *path = paths->items[i]->data;
        enum drive drive = path_drive(inv->session, path, &rest);
        if (drive == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, path);
            continue;
        }
        if (drive != DRIVE_FILE) {
            rc = list_drive(&l, drive, rest);
            continue;
        }
        size_t len = strlen(path);
        bool pattern = !literal && text_has_wildcard(path, len);
        if (names_what_is_below(&l, path)) {
            rc = list_pattern(&l, path);
            continue;
        }
        struct path_list files = { VEC_INIT };
        path_expand(inv->session, path, literal, args->force || args->hidden, &files);
        bool as_folder = l.max_depth > 0 && !literal && len > 1 && path[len - 1] == '/';
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++)
            rc = as_folder && !is_folder(files.paths.items[k])
                     ? no_folder(inv, files.paths.items[k])
                     : list_path(&l, files.paths.items[k], pattern);
        path_list_release(&files);
    }
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "ChildItem",
        .aliases = child_aliases,
        .synopsis =
            "Lists what is in folders, and in the drives env:, variable:, function: and alias:.",
        .params = child_params,
        .nparams = ARRAY_SIZE(child_params),
        .default_set = "Items",
        .output_type = &type_file_info,
        .output = "System.Management.Automation.AliasInfo,Microsoft.PowerShell.Commands."
                  "X509StoreLocation,System.Security.Cryptography.X509Certificates.X509Store,"
                  "System.Security.Cryptography.X509Certificates.X509Certificate2,System."
                  "Collections.DictionaryEntry,System.IO.DirectoryInfo,System.IO.FileInfo,System."
                  "Management.Automation.FunctionInfo,System.Management.Automation.FilterInfo,"
                  "Microsoft.Win32.RegistryKey,System.Management.Automation.PSVariable,Microsoft."
                  "WSMan.Management.WSManConfigContainerElement,Microsoft.WSMan.Management."
                  "WSManConfigLeafElement,System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct child_args),
        .process = child_process,
        .examples = child_examples,
        .nexamples = ARRAY_SIZE(child_examples),
    },
};
const struct cmdlet_group cmdlets_child_item = { cmdlets, ARRAY_SIZE(cmdlets) };
