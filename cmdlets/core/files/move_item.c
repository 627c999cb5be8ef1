#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/copy_tree.h"
#include "cmdlets/core/files/drive_items.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/file_ops.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/vm/direct/copy.h"

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
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct copy_item_args {
    PATH_FIELDS
    struct str *destination;
    bool container;
    bool force;
    bool recurse;
    bool pass_thru;
    struct value to_session, from_session;
};
static const struct param copy_item_params[] = {
    PATH_PARAM(struct copy_item_args, "Path", .mandatory = true, .from_pipeline = true),
    PARAM(struct copy_item_args, destination, .name = "Destination", .position = 2,
          .from_property = true, .help = "The new path, or the folder to copy into."),
    PARAM(struct copy_item_args, container, .name = "Container",
          .help = "Keeps the tree of folders."),
    FORCE_PARAM(struct copy_item_args),
    FILTER_PARAMS(struct copy_item_args),
    PARAM(struct copy_item_args, recurse, .name = "Recurse",
          .help = "Copies folders with all that is in them."),
    PASS_THRU_PARAM(struct copy_item_args),
    CREDENTIAL_PARAM(struct copy_item_args),
    LITERAL_PATH_PARAM(struct copy_item_args, "LiteralPath"),
    PARAM(struct copy_item_args, to_session, .name = "ToSession", .not_null_or_empty = true,
          .type = &type_ps_session,
          .help = "Copies to the guest of this session; the destination is a path there."),
    PARAM(struct copy_item_args, from_session, .name = "FromSession", .not_null_or_empty = true,
          .type = &type_ps_session,
          .help = "Copies from the guest of this session; the paths are paths there."),
};
static const char *const copy_item_aliases[] = { "copy", "cpi", NULL };
static const struct example copy_item_examples[] = {
    { .code = "Copy-Item base.vhdx /var/lib/web1.vhdx", .remarks = "A copy of a disk." },
    { .code = "Copy-Item ./site -Destination /srv -ToSession $s -Recurse",
      .remarks = "A folder to the guest of a session of New-PSSession." },
};
struct move_item_args {
    PATH_FIELDS
    struct str *destination;
    bool force;
    bool pass_thru;
};
static const struct param move_item_params[] = {
    PATH_PARAM(struct move_item_args, "Path", .mandatory = true, .from_pipeline = true),
    PARAM(struct move_item_args, destination, .name = "Destination", .position = 2,
          .from_property = true, .wildcards = true,
          .help = "The new path, or the folder to move into."),
    FORCE_PARAM(struct move_item_args),
    FILTER_PARAMS(struct move_item_args),
    PASS_THRU_PARAM(struct move_item_args),
    CREDENTIAL_PARAM(struct move_item_args),
    LITERAL_PATH_PARAM(struct move_item_args, "LiteralPath"),
};
static const char *const move_item_aliases[] = { "mi", "move", NULL };
static const struct example move_item_examples[] = {
    { .code = "Move-Item old.vhdx /archive", .remarks = "Into a folder." },
};
struct rename_item_args {
    struct str *path;
    struct str *new_name;
    bool force;
    bool pass_thru;
    struct str *literal_path;
    struct value credential;
};
static const struct param rename_item_params[] = {
    PARAM(struct rename_item_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .help = "The item."),
    PARAM(struct rename_item_args, new_name, .name = "NewName", .position = 2, .mandatory = true,
          .from_property = true, .help = "The new name, without a folder."),
    FORCE_PARAM(struct rename_item_args),
    PASS_THRU_PARAM(struct rename_item_args),
    PARAM(struct rename_item_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath,LP",
          .help = "The item, as a path taken as it is written."),
    CREDENTIAL_PARAM(struct rename_item_args),
};
static const char *const rename_item_aliases[] = { "ren", "rni", NULL };
static const struct example rename_item_examples[] = {
    { .code = "Rename-Item web.vhdx web1.vhdx", .remarks = "Another name." },
};

static enum status item_error(struct invocation *inv, const char *path, struct err **err,
                              const char *id)
{
    AUTO_VALUE target = value_string(path);

    err_type(err, (*err)->exception, id);
    return cmdlet_err(inv, err, target);
}

/* dest itself, or dest/name when dest is a folder; the caller frees. */
static char *destination_of(const struct session *s, const char *path, const char *dest)
{
    AUTO_FREE char *absolute = path_absolute(s, dest);
    struct stat st;

    if (stat(absolute, &st) == 0 && S_ISDIR(st.st_mode))
        return xasprintf("%s%s", absolute[1] ? absolute : "", strrchr(path, '/'));
    return STEAL(absolute);
}

static enum status emit_path(struct invocation *inv, const char *path, bool wanted)
{
    struct value v;

    return wanted && file_info_of_path(path, &v) == 0 ? emit_take(inv, v) : ST_OK;
}

/* -Filter is for what wildcards give and for what is in folders; -Include and -Exclude are for
 * all but literal paths. */
static enum status copy_given(struct invocation *inv, struct str *given, bool literal)
{
    const struct copy_item_args *args = ARGS(inv, struct copy_item_args);
    AUTO_FREE char *to =
        path_absolute(inv->session, args->destination ? args->destination->data : ".");
    const struct copy_wish wish = {
        args->filter, &args->exclude,  args->recurse,
        args->force,  args->pass_thru, is_bound(inv, "Container") && !args->container
    };
    bool wild = !literal && text_has_wildcard(given->data, given->len);
    struct path_list files = { VEC_INIT };
    const struct str_list one = { &given, 1, true };
    enum status rc = paths_resolve(inv, &one, literal, &files);

    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
        const char *path = files.paths.items[i];
        if (literal || name_selected(strrchr(path, '/') + 1, wild ? args->filter : NULL,
                                     &args->include, &args->exclude))
            rc = copy_item_tree(inv, path, to, &wish);
    }
    path_list_release(&files);
    return rc;
}

static enum status each_path(struct invocation *inv, const struct str_list *path,
                             const struct str_list *literal_path,
                             enum status (*fn)(struct invocation *, const char *))
{
    struct path_list files = { VEC_INIT };
    bool literal = literal_path->len > 0;
    enum status rc = paths_resolve(inv, literal ? literal_path : path, literal, &files);

    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++)
        rc = fn(inv, files.paths.items[i]);
    path_list_release(&files);
    return rc;
}

/* ---- items of other drives ---- */

/* Copies those paths that are on other drives; *left: the ones that are files. */
static enum status copy_drive_items(struct invocation *inv, const struct str_list *paths,
                                    struct str_list *left)
{
    const struct copy_item_args *args = ARGS(inv, struct copy_item_args);
    const char *to = args->destination ? args->destination->data : "", *name;
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        struct path_list names = { VEC_INIT };
        struct drive_query q = { .path = paths->items[i]->data,
                                 .literal = args->literal_path.len > 0,
                                 .filter = args->filter,
                                 .include = &args->include,
                                 .exclude = &args->exclude };
        q.drive = path_drive(inv->session, q.path, &q.rest);
        if (q.drive == DRIVE_FILE || q.drive == DRIVE_UNKNOWN) {
            left->items[left->len++] = paths->items[i];
            continue;
        }
        rc = path_drive(inv->session, to, &name) == q.drive
                 ? drive_items_find(inv, &q, &names)
                 : cmdlet_error(
                       inv, &(struct error_spec){
                                .message = "Source and destination path did not resolve to the "
                                           "same provider.",
                                .id = "CopyItemSourceAndDestinationNotSameProvider",
                                .category = EC_INVALID_ARGUMENT,
                                .exception = "System.Management.Automation.PSArgumentException" });
        for (size_t k = 0; k < names.paths.len && rc == ST_OK; k++)
            rc = drive_item_copy(inv, q.drive, names.paths.items[k], name + strspn(name, "/\\"),
                                 args->pass_thru);
        path_list_release(&names);
    }
    return rc;
}

/* ---- -ToSession, -FromSession ---- */

static void keep_selected(const struct copy_item_args *args, struct path_list *paths)
{
    size_t kept = 0;

    for (size_t i = 0; i < paths->paths.len; i++) {
        char *path = paths->paths.items[i];
        if (name_selected(strrchr(path, '/') + 1, args->filter, &args->include, &args->exclude))
            paths->paths.items[kept++] = path;
        else
            free(path);
    }
    paths->paths.len = kept;
}

static enum status session_destination(struct invocation *inv, const char *destination)
{
    if (destination && *destination)
        return ST_OK;
    return core_throw(inv, "SessionParameterRequiresDestination", EC_INVALID_ARGUMENT, value_null(),
                      "The -ToSession and -FromSession parameters need the parameter Destination.");
}

static enum status copy_to_session(struct invocation *inv)
{
    const struct copy_item_args *args = ARGS(inv, struct copy_item_args);
    struct path_list paths = { 0 };
    const char *to = args->destination ? args->destination->data : NULL;
    bool yes = true;
    enum status st = session_destination(inv, to);

    if (st == ST_OK)
        st = paths_resolve(inv, &args->path, false, &paths);
    if (st == ST_OK)
        st = paths_resolve(inv, &args->literal_path, true, &paths);
    keep_selected(args, &paths);
    if (st == ST_OK && paths.paths.len)
        st = should_process(inv, to, "Copy-Item", &yes);
    struct direct_copy copy = { .paths = paths.paths.items,
                                .n = paths.paths.len,
                                .destination = to,
                                .recurse = args->recurse };
    if (st == ST_OK && yes && copy.n)
        st = direct_copy_to(inv, direct_of(args->to_session), &copy);
    path_list_release(&paths);
    return st;
}

static enum status copy_from_session(struct invocation *inv)
{
    const struct copy_item_args *args = ARGS(inv, struct copy_item_args);
    const struct str_list *lists[] = { &args->path, &args->literal_path };
    bool yes = true;
    enum status st = session_destination(inv, args->destination ? args->destination->data : NULL);

    if (st != ST_OK)
        return st;
    AUTO_FREE char *to = path_absolute(inv->session, args->destination->data);
    st = should_process(inv, to, "Copy-Item", &yes);
    for (size_t l = 0; l < ARRAY_SIZE(lists) && st == ST_OK && yes; l++) {
        struct path_list paths = { 0 };
        for (size_t i = 0; i < lists[l]->len; i++)
            *vec_push(&paths.paths) = xstrdup(lists[l]->items[i]->data);
        struct direct_copy copy = { .paths = paths.paths.items,
                                    .n = paths.paths.len,
                                    .destination = to,
                                    .recurse = args->recurse,
                                    .literal = l == 1 };
        st = direct_copy_from(inv, direct_of(args->from_session), &copy);
        path_list_release(&paths);
    }
    return st;
}

static enum status copy_item_process(struct invocation *inv)
{
    const struct copy_item_args *args = ARGS(inv, struct copy_item_args);

    if (direct_of(args->to_session) && direct_of(args->from_session))
        return core_throw(inv, "InvalidInput", EC_INVALID_ARGUMENT, value_null(),
                          "The -ToSession and -FromSession parameters cannot be used together.");
    if (direct_of(args->to_session))
        return copy_to_session(inv);
    if (direct_of(args->from_session))
        return copy_from_session(inv);
    const struct str_list *paths = args->literal_path.len > 0 ? &args->literal_path : &args->path;
    AUTO_FREE struct str **items = xcalloc(paths->len + 1, sizeof(*items));
    struct str_list files = { items, 0, true };
    enum status rc = copy_drive_items(inv, paths, &files);
    for (size_t i = 0; i < files.len && rc == ST_OK; i++)
        rc = copy_given(inv, files.items[i], args->literal_path.len > 0);
    return rc;
}

/* How a move is told and how its errors are named. */
struct moving {
    const char *action, *io_error, *denied;
};
static const struct moving moving_file = { "Move File", "MoveFileInfoItemIOError",
                                           "MoveFileInfoItemUnauthorizedAccessError" };
static const struct moving moving_folder = { "Move Directory", "MoveDirectoryItemIOError",
                                             "MoveDirectoryItemUnauthorizedAccessError" };
static const struct moving renaming_file = { "Rename File", "RenameItemIOError",
                                             "RenameItemUnauthorizedAccessError" };
static const struct moving renaming_folder = { "Rename Directory", "RenameItemIOError",
                                               "RenameItemUnauthorizedAccessError" };

static enum status move_failed(struct invocation *inv, const char *path, const char *to,
                               const struct moving *how, struct err **err)
{
    AUTO_FREE char *folder = xstrndup(to, (size_t)(strrchr(to, '/') - to));

    if (access(*folder ? folder : "/", F_OK) != 0) {
        err_clear(err);
        err_set(err, ERR_OBJECT_NOT_FOUND, "Could not find a part of the path '%s'.", to);
        err_type(err, "System.IO.DirectoryNotFoundException", NULL);
    } else if ((*err)->code == ERR_ACCESS_DENIED) {
        err_clear(err);
        err_set(err, ERR_ACCESS_DENIED, "Access to the path '%s' is denied.", path);
        err_type(err, "System.UnauthorizedAccessException", NULL);
        return item_error(inv, path, err, how->denied);
    }
    return item_error(inv, path, err, how->io_error);
}

static enum status move_to(struct invocation *inv, const char *path, const char *to, bool force,
                           bool pass, const struct moving *how)
{
    AUTO_STRBUF target = STRBUF_INIT;
    struct err *err = NULL;
    struct stat st;
    bool yes = true;

    strbuf_addf(&target, "Item: %s Destination: %s", path, to);
    enum status rc = should_process(inv, target.buf, how->action, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (!force && lstat(to, &st) == 0) {
        /* A folder is moved by copying where renaming fails, and the copy meets the file. */
        bool over_file = how == &moving_folder && !S_ISDIR(st.st_mode);
        if (over_file)
            err_set(&err, ERR_OBJECT_EXISTS, "An item with the specified name %s already exists.",
                    to);
        else
            err_set(&err, ERR_OBJECT_EXISTS, "Cannot create a file when that file already exists.");
        err_type(&err, "System.IO.IOException", NULL);
        return item_error(inv, path, &err, over_file ? "DirectoryExist" : how->io_error);
    }
    if (file_move(path, to, interrupt_fd(inv->session), &err))
        return move_failed(inv, path, to, how, &err);
    return emit_path(inv, to, pass);
}

static bool is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum status move_path(struct invocation *inv, const char *path)
{
    const struct move_item_args *args = ARGS(inv, struct move_item_args);
    AUTO_FREE char *to =
        destination_of(inv->session, path, args->destination ? args->destination->data : ".");

    if (!name_selected(strrchr(path, '/') + 1, args->filter, &args->include, &args->exclude))
        return ST_OK;
    size_t n = strlen(path);
    bool in_use;
    enum status rc =
        refuse_in_use(inv, path, "Cannot move item because the item at '%s' is in use.", &in_use);
    if (rc != ST_OK || in_use)
        return rc;
    if (!is_folder(path))
        return move_to(inv, path, to, args->force, args->pass_thru, &moving_file);
    if (strncmp(to, path, n) == 0 && (to[n] == '/' || !to[n])) {
        AUTO_VALUE item = value_string(to);
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "Destination path cannot be a subdirectory of the source or the source itself: "
                    "%s.",
                    to);
        return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                       .id = "MoveItemArgumentError",
                                                       .category = EC_INVALID_ARGUMENT,
                                                       .exception = "System.IO.IOException",
                                                       .target = item });
    }
    return move_to(inv, path, to, args->force, args->pass_thru, &moving_folder);
}

static enum status move_item_process(struct invocation *inv)
{
    const struct move_item_args *args = ARGS(inv, struct move_item_args);
    const struct str_list *paths = args->literal_path.len > 0 ? &args->literal_path : &args->path;

    for (size_t i = 0; i < paths->len; i++) {
        const char *rest;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &rest);
        if (drive == DRIVE_FILE || drive == DRIVE_UNKNOWN)
            continue;
        return cmdlet_throw(
            inv, &(struct error_spec){ .message = "Cannot retrieve the dynamic parameters for the "
                                                  "cmdlet. Provider operation stopped because the "
                                                  "provider does not support this operation.",
                                       .id = "GetDynamicParametersException",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = "System.Management.Automation."
                                                    "ParameterBindingException" });
    }
    return each_path(inv, &args->path, &args->literal_path, move_path);
}

/* The one item that a path with wildcards means; else the path as it is, without backticks. */
static char *path_to_rename(struct invocation *inv)
{
    const struct rename_item_args *args = ARGS(inv, struct rename_item_args);
    struct path_list found = { .paths = VEC_INIT };

    if (!args->path)
        return path_absolute(inv->session, args->literal_path->data);
    path_expand(inv->session, args->path->data, false, true, &found);
    AUTO_FREE char *plain = path_unescaped(args->path->data);
    char *path =
        found.paths.len == 1 ? xstrdup(found.paths.items[0]) : path_absolute(inv->session, plain);
    path_list_release(&found);
    return path;
}

static enum status rename_item_process(struct invocation *inv)
{
    const struct rename_item_args *args = ARGS(inv, struct rename_item_args);
    struct str *name = args->path ? args->path : args->literal_path;
    const char *leaf = args->new_name->data;
    const char *rest;
    struct stat st;

    enum drive drive = path_drive(inv->session, name->data, &rest);
    if (drive != DRIVE_FILE && drive != DRIVE_UNKNOWN) {
        rest += strspn(rest, "/\\");
        return drive_item_exists(inv->session, drive, rest)
                   ? drive_item_rename(inv, drive, rest, leaf, args->force, args->pass_thru)
                   : path_not_found(inv, name->data);
    }
    AUTO_FREE char *path = path_to_rename(inv);
    AUTO_FREE char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path));
    if (lstat(path, &st) != 0)
        return path_not_found(inv, path);
    bool in_use;
    enum status held =
        refuse_in_use(inv, path, "Cannot rename the item at '%s' because it is in use.", &in_use);
    if (held != ST_OK || in_use)
        return held;
    if (strchr(leaf, '/')) {
        AUTO_FREE char *given = path_absolute(inv->session, leaf);
        size_t n = strlen(folder);
        if (strncmp(given, folder, n) != 0 || given[n] != '/' || strchr(given + n + 1, '/'))
            return core_error(inv, "Argument", EC_INVALID_ARGUMENT, value_null(),
                              "Cannot rename the specified target, because it represents a path or "
                              "device name.");
        leaf = strrchr(leaf, '/') + 1;
    }
    AUTO_FREE char *to = xasprintf("%s/%s", folder, leaf);
    return move_to(inv, path, to, args->force, args->pass_thru,
                   is_folder(path) ? &renaming_folder : &renaming_file);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Copy",
        .noun = "Item",
        .aliases = copy_item_aliases,
        .synopsis = "Copies files and folders.",
        .params = copy_item_params,
        .nparams = ARRAY_SIZE(copy_item_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct copy_item_args),
        .begin = refuse_credential,
        .process = copy_item_process,
        .examples = copy_item_examples,
        .nexamples = ARRAY_SIZE(copy_item_examples),
    },
    {
        .verb = "Move",
        .noun = "Item",
        .aliases = move_item_aliases,
        .synopsis = "Moves files and folders.",
        .params = move_item_params,
        .nparams = ARRAY_SIZE(move_item_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct move_item_args),
        .begin = refuse_credential,
        .process = move_item_process,
        .examples = move_item_examples,
        .nexamples = ARRAY_SIZE(move_item_examples),
    },
    {
        .verb = "Rename",
        .noun = "Item",
        .aliases = rename_item_aliases,
        .synopsis = "Gives an item another name in the same folder.",
        .params = rename_item_params,
        .nparams = ARRAY_SIZE(rename_item_params),
        .default_set = "ByPath",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct rename_item_args),
        .begin = refuse_credential,
        .process = rename_item_process,
        .examples = rename_item_examples,
        .nexamples = ARRAY_SIZE(rename_item_examples),
    },
};
const struct cmdlet_group cmdlets_move_item = { cmdlets, ARRAY_SIZE(cmdlets) };
