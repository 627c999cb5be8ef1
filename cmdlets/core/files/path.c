#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/drive_items.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/datetime.h"
#include "shell/runtime/command.h"
#include "shell/runtime/session.h"

struct test_path_args {
    struct str_list path;
    struct str *filter;
    struct str_list include;
    struct str_list exclude;
    struct opt_enum path_type;
    bool is_valid;
    struct value older_than;
    struct value newer_than;
    struct str_list literal_path;
    struct value credential;
};
static const struct param test_path_params[] = {
    PATH_PARAM(struct test_path_args, "Path", .mandatory = true, .from_pipeline = true,
               .allow_null = true, .allow_empty = true),
    FILTER_PARAMS(struct test_path_args),
    PARAM(struct test_path_args, path_type, .name = "PathType", .enum_info = &enum_path_type,
          .aliases = "Type", .help = "What the path must be: Any, Container (a folder) or Leaf."),
    PARAM(struct test_path_args, is_valid, .name = "IsValid",
          .help = "Only looks at the spelling of the path."),
    PARAM(struct test_path_args, older_than, .name = "OlderThan", .type = &type_datetime,
          .help = "Only items last written before this time."),
    PARAM(struct test_path_args, newer_than, .name = "NewerThan", .type = &type_datetime,
          .help = "Only items last written after this time."),
    CREDENTIAL_PARAM(struct test_path_args),
    PARAM(struct test_path_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath,LP", .allow_null = true,
          .allow_empty = true,
          .help = "The items, as paths that are taken as they are written, without wildcards."),
};
static const struct example test_path_examples[] = {
    { .code = "Test-Path /etc/hostname -PathType Leaf",
      .remarks = "Is it there, and a file?",
      .output = "True" },
};
struct join_path_args {
    struct str_list path;
    struct str_list child_path;
    struct str_list additional_child_path;
    struct str *extension;
    bool resolve;
    struct value credential;
};
static const struct param join_path_params[] = {
    PARAM(struct join_path_args, path, .name = "Path", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .aliases = "PSPath", .wildcards = true,
          .help = "The first part."),
    PARAM(struct join_path_args, child_path, .name = "ChildPath", .position = 2, .mandatory = true,
          .from_property = true, .wildcards = true, .allow_empty = true, .allow_null = true,
          .help = "What comes after it."),
    PARAM(struct join_path_args, additional_child_path, .name = "AdditionalChildPath",
          .position = 3, .from_property = true, .remaining = true, .allow_empty = true,
          .help = "More parts."),
    PARAM(struct join_path_args, extension, .name = "Extension", .from_property = true,
          .allow_empty = true,
          .help = "Replaces the extension of the last part; an empty text takes it away."),
    PARAM(struct join_path_args, resolve, .name = "Resolve",
          .help = "Gives the path of what is there; fails when there is nothing."),
    CREDENTIAL_PARAM(struct join_path_args),
};
static const struct example join_path_examples[] = {
    { .code = "Join-Path /var lib images", .remarks = "Three parts.", .output = "/var/lib/images" },
};
struct split_path_args {
    struct str_list path;
    bool parent;
    bool resolve;
    bool leaf;
    bool leaf_base;
    bool extension;
    bool qualifier;
    bool no_qualifier;
    bool is_absolute;
    struct str_list literal_path;
    struct value credential;
};
static const struct param split_path_params[] = {
    PARAM(
        struct split_path_args, path, .name = "Path",
        .sets =
            "ParentSet,LeafSet,LeafBaseSet,ExtensionSet,QualifierSet,NoQualifierSet,IsAbsoluteSet",
        .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
        .wildcards = true,
        .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct split_path_args, parent, .name = "Parent", .sets = "ParentSet",
          .from_property = true, .help = "The folder. This is the default."),
    PARAM(struct split_path_args, resolve, .name = "Resolve",
          .help = "Gives the path of what is there; fails when there is nothing."),
    PARAM(struct split_path_args, leaf, .name = "Leaf", .sets = "LeafSet", .mandatory = true,
          .from_property = true, .help = "The last part."),
    PARAM(struct split_path_args, leaf_base, .name = "LeafBase", .sets = "LeafBaseSet",
          .mandatory = true, .from_property = true, .help = "The last part without its extension."),
    PARAM(struct split_path_args, extension, .name = "Extension", .sets = "ExtensionSet",
          .mandatory = true, .from_property = true, .help = "The extension, with its dot."),
    PARAM(struct split_path_args, qualifier, .name = "Qualifier", .sets = "QualifierSet",
          .mandatory = true, .from_property = true, .help = "The drive, with its colon."),
    PARAM(struct split_path_args, no_qualifier, .name = "NoQualifier", .sets = "NoQualifierSet",
          .mandatory = true, .from_property = true, .help = "The path without its drive."),
    PARAM(struct split_path_args, is_absolute, .name = "IsAbsolute", .sets = "IsAbsoluteSet",
          .mandatory = true, .help = "Tells whether the path is absolute."),
    CREDENTIAL_PARAM(struct split_path_args),
    LITERAL_PATH_PARAM(struct split_path_args, "LiteralPathSet"),
};
static const struct example split_path_examples[] = {
    { .code = "Split-Path /var/lib/web1.vhdx -LeafBase",
      .remarks = "The name of a disk.",
      .output = "web1" },
};
struct resolve_path_args {
    struct str_list path;
    bool relative;
    struct str *relative_base_path;
    bool force;
    struct str_list literal_path;
    struct value credential;
};
static const struct param resolve_path_params[] = {
    PATH_PARAM(struct resolve_path_args, "Path", .mandatory = true, .from_pipeline = true),
    PARAM(struct resolve_path_args, relative, .name = "Relative",
          .help = "Paths relative to the current location."),
    PARAM(struct resolve_path_args, relative_base_path, .name = "RelativeBasePath",
          .help = "The folder to be relative to."),
    PARAM(struct resolve_path_args, force, .name = "Force", .help = "Hidden items too."),
    CREDENTIAL_PARAM(struct resolve_path_args),
    LITERAL_PATH_PARAM(struct resolve_path_args, "LiteralPath"),
};
static const char *const resolve_path_aliases[] = { "rvpa", NULL };
static const struct example resolve_path_examples[] = {
    { .code = "(Resolve-Path /etc/host?ame).Path",
      .remarks = "A wildcard resolved.",
      .output = "/etc/hostname" },
};
struct convert_path_args {
    struct str_list path;
    struct str_list literal_path;
    bool force;
};
static const struct param convert_path_params[] = {
    PATH_PARAM(struct convert_path_args, "Path", .mandatory = true, .from_pipeline = true),
    LITERAL_PATH_PARAM(struct convert_path_args, "LiteralPath"),
    FORCE_PARAM(struct convert_path_args),
};
static const char *const convert_path_aliases[] = { "cvpa", NULL };
static const struct example convert_path_examples[] = {
    { .code = "Convert-Path /etc/../tmp", .remarks = "Without detours.", .output = "/tmp" },
};

/* ---- Test-Path ---- */

static int64_t stat_ticks(const struct stat *st)
{
    return UNIX_EPOCH_TICKS + (int64_t)st->st_mtim.tv_sec * TICKS_PER_SECOND +
           st->st_mtim.tv_nsec / 100;
}

static bool file_passes(const struct test_path_args *args, const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0 && lstat(path, &st) != 0)
        return false;
    if (args->path_type.set && args->path_type.value == PATH_TYPE_CONTAINER && !S_ISDIR(st.st_mode))
        return false;
    if (args->path_type.set && args->path_type.value == PATH_TYPE_LEAF && S_ISDIR(st.st_mode))
        return false;
    if (args->older_than.kind == V_DATETIME && stat_ticks(&st) >= date_to_utc(args->older_than).i)
        return false;
    if (args->newer_than.kind == V_DATETIME && stat_ticks(&st) <= date_to_utc(args->newer_than).i)
        return false;
    return name_selected(strrchr(path, '/') + 1, args->filter, &args->include, &args->exclude);
}

static bool drive_has(struct session *s, enum drive drive, const char *name)
{
    struct path_list found = { VEC_INIT };

    if (*name == '\0' || drive_item_exists(s, drive, name))
        return true;
    if (!text_has_wildcard(name, strlen(name)))
        return false;
    drive_item_names(s, drive, name, &found);
    bool any = found.paths.len > 0;
    path_list_release(&found);
    return any;
}

static enum status null_path(struct invocation *inv)
{
    return cmdlet_error(
        inv, &(struct error_spec){ .message = "The provided Path argument was null or an empty "
                                              "collection.",
                                   .id = "NullPathNotPermitted",
                                   .category = EC_INVALID_ARGUMENT,
                                   .exception = "System.ArgumentNullException" });
}

static enum status test_path_process(struct invocation *inv)
{
    const struct test_path_args *args = ARGS(inv, struct test_path_args);
    bool literal = is_bound(inv, "LiteralPath");
    const struct str_list *paths = literal ? &args->literal_path : &args->path;

    if (paths->len == 0)
        return null_path(inv);
    for (size_t i = 0; i < paths->len; i++) {
        struct str *path = paths->items[i];
        const char *rest;
        bool found = false;
        if (!path) {
            enum status rc = null_path(inv);
            if (rc != ST_OK)
                return rc;
            continue;
        }
        if (path->len == 0 || strspn(path->data, " \t") == path->len) {
            enum status rc = emit(inv, value_bool(false));
            if (rc != ST_OK)
                return rc;
            continue;
        }
        enum drive drive = path_drive(inv->session, path->data, &rest);
        if (args->is_valid) {
            found = strlen(path->data) == path->len && drive != DRIVE_UNKNOWN;
        } else if (drive != DRIVE_FILE) {
            found =
                drive_has(inv->session, drive, rest) &&
                (!args->path_type.set || args->path_type.value != PATH_TYPE_CONTAINER || !*rest);
        } else {
            struct path_list files = { VEC_INIT };
            path_expand(inv->session, path->data, literal, true, &files);
            for (size_t k = 0; k < files.paths.len && !found; k++)
                found = file_passes(args, files.paths.items[k]);
            path_list_release(&files);
        }
        enum status rc = emit(inv, value_bool(found));
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

/* ---- Join-Path ---- */

static void join(struct strbuf *out, const char *part)
{
    if (out->len > 0) {
        while (out->len > 1 && (out->buf[out->len - 1] == '/' || out->buf[out->len - 1] == '\\'))
            strbuf_truncate(out, out->len - 1);
        while (*part == '/' || *part == '\\')
            part++;
        if (out->buf[out->len - 1] != '/')
            strbuf_addch(out, '/');
    }
    for (; *part; part++)
        strbuf_addch(out, *part == '\\' ? '/' : *part);
}

static void change_extension(struct strbuf *path, const char *extension)
{
    const char *slash = strrchr(path->buf, '/'), *dot = strrchr(path->buf, '.');

    if (dot && (!slash || dot > slash))
        strbuf_truncate(path, (size_t)(dot - path->buf));
    if (*extension && *extension != '.')
        strbuf_addch(path, '.');
    strbuf_adds(path, extension);
}

/* What a path resolved to, seen from the drive that the path names or is relative on. */
static char *as_named(const struct session *s, const char *path, const struct path_list *files,
                      size_t i)
{
    const struct ps_drive *d;
    const char *rest;
    enum drive kind = path_drive_named(s, path, &rest, &d);

    if (kind != DRIVE_FILE)
        return xstrdup(files->paths.items[i]);
    if (!d && path[0] != '/' && path[0] != '\\' && path[0] != '~')
        d = ps_drive_current(s);
    return path_on_drive(d, files->paths.items[i]);
}

static enum status join_path_process(struct invocation *inv)
{
    const struct join_path_args *args = ARGS(inv, struct join_path_args);

    for (size_t i = 0; i < args->path.len; i++) {
        AUTO_STRBUF out = STRBUF_INIT;
        join(&out, args->path.items[i]->data);
        if (args->child_path.len == 0)
            join(&out, "");
        for (size_t k = 0; k < args->child_path.len; k++)
            join(&out, args->child_path.items[k] ? args->child_path.items[k]->data : "");
        for (size_t k = 0; k < args->additional_child_path.len; k++)
            join(&out, args->additional_child_path.items[k]->data);
        if (args->extension)
            change_extension(&out, args->extension->data);
        enum status rc;
        if (!args->resolve) {
            rc = emit_take(inv, value_string_take(&out));
        } else {
            struct path_list files = { VEC_INIT };
            AUTO_VALUE text = value_string_take(&out);
            struct str_list one = { &text.str, 1, true };
            rc = paths_resolve(inv, &one, false, &files);
            for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++) {
                AUTO_FREE char *shown = as_named(inv->session, text.str->data, &files, k);
                rc = emit_take(inv, value_string(shown));
            }
            path_list_release(&files);
        }
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

/* ---- Split-Path ---- */

/* Where the drive ends: "env:" 4; 0 for file system paths. */
static size_t qualifier_len(const char *path)
{
    size_t colon = strcspn(path, ":/");

    return path[colon] == ':' && colon > 0 ? colon + 1 : 0;
}

static struct value split_leaf(const char *path, size_t len)
{
    while (len > 1 && path[len - 1] == '/')
        len--;
    size_t at = len;
    while (at > 0 && path[at - 1] != '/')
        at--;
    return len == 1 && path[0] == '/' ? value_string("/") : value_string_len(path + at, len - at);
}

static struct value split_parent(const char *path, size_t len)
{
    while (len > 1 && path[len - 1] == '/')
        len--;
    size_t from = qualifier_len(path);
    while (len > from && path[len - 1] != '/')
        len--;
    if (len == from)
        return value_string("");
    if (from > 0 && len == from + 1)
        return value_string_len(path, path[len] ? len : 0);
    bool root = len == 1 && path[0] == '/';
    if (root && path[1] == '\0')
        return value_string("");
    while (len > 1 && path[len - 1] == '/')
        len--;
    return value_string_len(path, len);
}

static enum status split_one(struct invocation *inv, const char *written)
{
    const struct split_path_args *args = ARGS(inv, struct split_path_args);
    size_t len = strlen(written);
    size_t qualifier = qualifier_len(written);
    AUTO_FREE char *path = xstrdup(written);

    for (char *p = path; *p; p++) /* both separators part, and the parts are joined by one */
        *p = *p == '\\' ? '/' : *p;
    if (args->is_absolute)
        return emit(inv, value_bool(path[0] == '/' || qualifier > 0));
    if (args->qualifier) {
        if (qualifier > 0)
            return emit_take(inv, value_string_len(path, qualifier));
        AUTO_VALUE target = value_string(path);
        return core_error(
            inv, "ParsePathFormatError", EC_INVALID_ARGUMENT, target,
            "Cannot parse path because path '%s' does not have a qualifier specified.", path);
    }
    if (args->no_qualifier)
        return emit_take(inv, value_string(path + qualifier));
    if (args->leaf || args->leaf_base || args->extension) {
        AUTO_VALUE leaf = split_leaf(path, len);
        const char *dot = strrchr(leaf.str->data, '.');
        if (args->leaf)
            return emit(inv, leaf);
        if (args->extension)
            return emit_take(inv, value_string(dot ? dot : ""));
        return emit_take(inv, value_string_len(leaf.str->data, dot ? (size_t)(dot - leaf.str->data)
                                                                   : leaf.str->len));
    }
    return emit_take(inv, split_parent(path, len));
}

static enum status split_path_process(struct invocation *inv)
{
    const struct split_path_args *args = ARGS(inv, struct split_path_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    if (args->resolve) {
        for (size_t k = 0; k < paths->len && rc == ST_OK; k++) {
            struct path_list files = { VEC_INIT };
            struct str_list one = { &paths->items[k], 1, true };
            rc = paths_resolve(inv, &one, literal, &files);
            for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
                AUTO_FREE char *shown = as_named(inv->session, paths->items[k]->data, &files, i);
                rc = split_one(inv, shown);
            }
            path_list_release(&files);
        }
        return rc;
    }
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++)
        rc = split_one(inv, paths->items[i]->data);
    return rc;
}

/* ---- Resolve-Path, Convert-Path ---- */

/* path as seen from base: ./x or ../y */
static struct value relative_path(const char *path, const char *base)
{
    AUTO_STRBUF out = STRBUF_INIT;
    size_t same = 0;

    for (size_t i = 0;; i++) {
        bool end_p = path[i] == '\0' || path[i] == '/', end_b = base[i] == '\0' || base[i] == '/';
        if (end_p && end_b)
            same = i;
        if (path[i] != base[i] || path[i] == '\0')
            break;
    }
    if (base[1] == '\0')
        same = 0;
    const char *up = base[1] ? base + same : "";
    while (*up) {
        if (*up == '/' && up[1])
            strbuf_adds(&out, out.len ? "/.." : "..");
        up++;
    }
    const char *down = path + same;
    if (*down == '/')
        down++;
    bool below = out.len == 0;
    if (below)
        strbuf_addch(&out, '.');
    if (*down || below)
        strbuf_addf(&out, "/%s", down);
    return value_string_take(&out);
}

/* What is on one of the shell's own drives, as PathInfo objects. */
static enum status resolve_drive_path(struct invocation *inv, const struct ps_drive *d,
                                      const char *name, const char *path)
{
    struct drive_query q = { .drive = d->provider, .path = path, .rest = name };
    struct path_list found = { VEC_INIT };

    if (*name == '\0')
        return emit_take(inv, path_info_new(inv->session, d, name));
    enum status rc = drive_items_find(inv, &q, &found);
    for (size_t i = 0; i < found.paths.len && rc == ST_OK; i++)
        rc = emit_take(inv, path_info_new(inv->session, d, found.paths.items[i]));
    path_list_release(&found);
    return rc;
}

/* A relative path below -RelativeBasePath; else the path. */
static struct value below_base(const struct resolve_path_args *args, const char *base,
                               struct str *path)
{
    const char *s = path->data;

    if (!args->relative_base_path || *s == '/' || *s == '\\' || *s == '~' || strchr(s, ':'))
        return value_str(path);
    AUTO_FREE char *joined = xasprintf("%s/%s", base[1] ? base : "", s);
    return value_string(joined);
}

static enum status resolve_path_process(struct invocation *inv)
{
    const struct resolve_path_args *args = ARGS(inv, struct resolve_path_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    AUTO_FREE char *base = path_absolute(
        inv->session, args->relative_base_path ? args->relative_base_path->data : ".");
    enum status rc = ST_OK;

    for (size_t k = 0; k < paths->len && rc == ST_OK; k++) {
        struct path_list files = { VEC_INIT };
        struct str_list one = { &paths->items[k], 1, true };
        const struct ps_drive *d;
        AUTO_VALUE below = below_base(args, base, paths->items[k]);
        const char *rest, *path = below.str->data;
        one.items = &below.str;
        enum drive kind = path_drive_named(inv->session, path, &rest, &d);
        if (kind != DRIVE_FILE && kind != DRIVE_UNKNOWN) {
            rc = resolve_drive_path(inv, d, rest, path);
            continue;
        }
        if (!d && path[0] != '/' && path[0] != '\\' && path[0] != '~')
            d = ps_drive_current(inv->session);
        rc = paths_resolve(inv, &one, literal, &files);
        for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++)
            rc = emit_take(inv, args->relative
                                    ? relative_path(files.paths.items[i], base)
                                    : path_info_new(inv->session, d, files.paths.items[i]));
        path_list_release(&files);
    }
    return rc;
}

static enum status convert_path_process(struct invocation *inv)
{
    const struct convert_path_args *args = ARGS(inv, struct convert_path_args);
    bool literal = args->literal_path.len > 0;
    struct path_list files = { VEC_INIT };
    enum status rc =
        paths_resolve(inv, literal ? &args->literal_path : &args->path, literal, &files);

    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++)
        rc = emit_take(inv, value_string(files.paths.items[i]));
    path_list_release(&files);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Test",
        .noun = "Path",
        .synopsis = "Tells whether paths exist.",
        .params = test_path_params,
        .nparams = ARRAY_SIZE(test_path_params),
        .default_set = "Path",
        .output = "System.Boolean",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct test_path_args),
        .begin = refuse_credential,
        .process = test_path_process,
        .examples = test_path_examples,
        .nexamples = ARRAY_SIZE(test_path_examples),
    },
    {
        .verb = "Join",
        .noun = "Path",
        .synopsis = "Puts paths together.",
        .params = join_path_params,
        .nparams = ARRAY_SIZE(join_path_params),
        .output = "System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct join_path_args),
        .begin = refuse_credential,
        .process = join_path_process,
        .examples = join_path_examples,
        .nexamples = ARRAY_SIZE(join_path_examples),
    },
    {
        .verb = "Split",
        .noun = "Path",
        .synopsis = "Takes a part of a path.",
        .params = split_path_params,
        .nparams = ARRAY_SIZE(split_path_params),
        .default_set = "ParentSet",
        .output = "System.String,System.Boolean",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct split_path_args),
        .begin = refuse_credential,
        .process = split_path_process,
        .examples = split_path_examples,
        .nexamples = ARRAY_SIZE(split_path_examples),
    },
    {
        .verb = "Resolve",
        .noun = "Path",
        .aliases = resolve_path_aliases,
        .synopsis = "Gives the full paths that a path with wildcards means.",
        .params = resolve_path_params,
        .nparams = ARRAY_SIZE(resolve_path_params),
        .default_set = "Path",
        .output = "System.Management.Automation.PathInfo,System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct resolve_path_args),
        .begin = refuse_credential,
        .process = resolve_path_process,
        .examples = resolve_path_examples,
        .nexamples = ARRAY_SIZE(resolve_path_examples),
    },
    {
        .verb = "Convert",
        .noun = "Path",
        .aliases = convert_path_aliases,
        .synopsis = "Gives the full paths that paths mean, as strings.",
        .params = convert_path_params,
        .nparams = ARRAY_SIZE(convert_path_params),
        .default_set = "Path",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct convert_path_args),
        .process = convert_path_process,
        .examples = convert_path_examples,
        .nexamples = ARRAY_SIZE(convert_path_examples),
    },
};
const struct cmdlet_group cmdlets_path = { cmdlets, ARRAY_SIZE(cmdlets) };
