#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/files/drive_items.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/file_ops.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/files/text_file.h"
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
#include "shell/object/exception.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct get_item_args {
    PATH_FIELDS
    bool force;
};
static const struct param get_item_params[] = {
    PATH_PARAM(struct get_item_args, "Path", .mandatory = true, .from_pipeline = true),
    FILTER_PARAMS(struct get_item_args),
    FORCE_PARAM(struct get_item_args),
    CREDENTIAL_PARAM(struct get_item_args),
    LITERAL_PATH_PARAM(struct get_item_args, "LiteralPath"),
};
static const char *const get_item_aliases[] = { "gi", NULL };
static const struct example get_item_examples[] = {
    { .code = "(Get-Item /etc/hostname).Name", .remarks = "One file.", .output = "hostname" },
};
struct new_item_args {
    struct str_list path;
    struct str *item_type;
    struct value value;
    bool force;
    struct opt_enum options;
    struct str *name;
    struct value credential;
};
static const struct param new_item_params[] = {
    PARAM(struct new_item_args, path, .name = "Path", .sets = "pathSet", .position = 1,
          .mandatory = true, .from_property = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct new_item_args, path, .name = "Path", .sets = "nameSet", .position = 1,
          .from_property = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct new_item_args, item_type, .name = "ItemType", .from_property = true,
          .aliases = "Type", .help = "File, Directory, SymbolicLink or HardLink."),
    PARAM(struct new_item_args, value, .name = "Value", .from_pipeline = true,
          .from_property = true, .aliases = "Target", .allow_null = true,
          .help = "The content of the file, the target of the link, the value of the variable."),
    PARAM(struct new_item_args, force, .name = "Force",
          .help = "Makes missing folders on the way and replaces a file."),
    PARAM(struct new_item_args, options, .name = "Options", .enum_info = &enum_scoped_options,
          .help = "The options of a function or an alias."),
    PARAM(struct new_item_args, name, .name = "Name", .sets = "nameSet", .mandatory = true,
          .from_property = true, .help = "The name of the new item in the folder Path."),
    CREDENTIAL_PARAM(struct new_item_args),
};
static const char *const new_item_aliases[] = { "ni", NULL };
static const struct example new_item_examples[] = {
    { .code = "New-Item -ItemType Directory /tmp/lab -Force", .remarks = "A folder." },
};
struct remove_item_args {
    PATH_FIELDS
    bool recurse;
    bool force;
};
static const struct param remove_item_params[] = {
    PATH_PARAM(struct remove_item_args, "Path", .mandatory = true, .from_pipeline = true),
    FILTER_PARAMS(struct remove_item_args),
    PARAM(struct remove_item_args, recurse, .name = "Recurse",
          .help = "Deletes folders with all that is in them."),
    FORCE_PARAM(struct remove_item_args),
    CREDENTIAL_PARAM(struct remove_item_args),
    LITERAL_PATH_PARAM(struct remove_item_args, "LiteralPath"),
};
static const char *const remove_item_aliases[] = { "del", "erase", "rd", "ri", NULL };
static const struct example remove_item_examples[] = {
    { .code = "Remove-Item /tmp/lab -Recurse", .remarks = "A folder and what is in it." },
};
struct set_item_args {
    PATH_FIELDS
    struct value value;
    bool force;
    bool pass_thru;
    struct opt_enum options;
};
static const struct param set_item_params[] = {
    PATH_PARAM(struct set_item_args, "Path", .mandatory = true),
    PARAM(struct set_item_args, value, .name = "Value", .position = 2, .from_pipeline = true,
          .from_property = true, .allow_null = true, .help = "The value."),
    FORCE_PARAM(struct set_item_args),
    PASS_THRU_PARAM(struct set_item_args),
    FILTER_PARAMS(struct set_item_args),
    CREDENTIAL_PARAM(struct set_item_args),
    LITERAL_PATH_PARAM(struct set_item_args, "LiteralPath"),
    PARAM(struct set_item_args, options, .name = "Options", .enum_info = &enum_scoped_options,
          .help = "The options of a function or an alias."),
};
static const char *const set_item_aliases[] = { "si", NULL };
static const struct example set_item_examples[] = {
    { .code = "Set-Item env:LAB yes; $env:LAB",
      .remarks = "An environment variable.",
      .output = "yes" },
};
struct clear_item_args {
    PATH_FIELDS
    bool force;
};
static const struct param clear_item_params[] = {
    PATH_PARAM(struct clear_item_args, "Path", .mandatory = true, .from_pipeline = true),
    FORCE_PARAM(struct clear_item_args),
    FILTER_PARAMS(struct clear_item_args),
    CREDENTIAL_PARAM(struct clear_item_args),
    LITERAL_PATH_PARAM(struct clear_item_args, "LiteralPath"),
};
static const char *const clear_item_aliases[] = { "cli", NULL };
static const struct example clear_item_examples[] = {
    { .code = "Clear-Item variable:x", .remarks = "The variable is there, without a value." },
};

/* ---- other drives ---- */

/* fn for all items that a path on one of the shell's own drives means. */
static enum status each_drive_item(struct invocation *inv, const struct drive_query *q,
                                   enum status (*fn)(struct invocation *, enum drive,
                                                     const char *name))
{
    struct path_list names = { VEC_INIT };
    enum status rc = drive_items_find(inv, q, &names);

    for (size_t i = 0; i < names.paths.len && rc == ST_OK; i++)
        rc = fn(inv, q->drive, names.paths.items[i]);
    path_list_release(&names);
    return rc;
}
#define DRIVE_QUERY(args_, drive_, path_, rest_)                             \
    {                                                                        \
        .drive = (drive_), .path = (path_), .rest = (rest_),                 \
        .literal = (args_)->literal_path.len > 0, .filter = (args_)->filter, \
        .include = &(args_)->include, .exclude = &(args_)->exclude           \
    }

static enum status emit_drive_item(struct invocation *inv, enum drive drive, const char *name)
{
    return emit_take(inv, drive_item(inv->session, drive, name));
}

/* ---- Get-Item ---- */

/* What is hidden is there only for -Force. */
static enum status item_hidden(struct invocation *inv, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Could not find item %s.", path);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "ItemNotFound",
                                                   .category = EC_OBJECT_NOT_FOUND,
                                                   .exception = "System.IO.IOException",
                                                   .target = target });
}

static enum status get_item_process(struct invocation *inv)
{
    const struct get_item_args *args = ARGS(inv, struct get_item_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *name;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &name);
        if (drive == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, paths->items[i]->data);
            continue;
        }
        if (drive != DRIVE_FILE) {
            struct drive_query q = DRIVE_QUERY(args, drive, paths->items[i]->data, name);
            q.root = true;
            rc = each_drive_item(inv, &q, emit_drive_item);
            continue;
        }
        struct path_list files = { VEC_INIT };
        struct str_list one = { &paths->items[i], 1, true };
        bool pattern = !literal && text_has_wildcard(paths->items[i]->data, paths->items[i]->len);
        rc = paths_resolve(inv, &one, literal, &files);
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++) {
            const char *path = files.paths.items[k];
            struct value v;
            if (path_is_hidden(path) && !args->force) {
                if (!pattern)
                    rc = item_hidden(inv, path);
                continue;
            }
            if (name_selected(strrchr(path, '/') + 1, args->filter, &args->include,
                              &args->exclude) &&
                file_info_of_path(path, &v) == 0)
                rc = emit_take(inv, v);
        }
        path_list_release(&files);
    }
    return rc;
}

/* ---- New-Item ---- */

static enum status item_error(struct invocation *inv, const char *path, struct err **err,
                              const char *id)
{
    AUTO_VALUE target = value_string(path);

    err_type(err, (*err)->exception, id);
    return cmdlet_err(inv, err, target);
}

/* *made stays false when an error was reported. */
static enum status make_file(struct invocation *inv, const char *path, struct value v, bool force,
                             bool *made)
{
    struct err *err = NULL;
    struct text_writer w;
    struct stat st;

    if (!force && lstat(path, &st) == 0) {
        err_set(&err, ERR_OBJECT_EXISTS, "The file '%s' already exists.", path);
        err_type(&err, "System.IO.IOException", NULL);
        return item_error(inv, path, &err, "NewItemIOError");
    }
    if (text_writer_open(&w, path, TEXT_UTF8, TEXT_FORCE, &err))
        return item_error(inv, path, &err, "NewItemIOError");
    int rc = 0;
    if (v.kind != V_NULL) {
        AUTO_VALUE text = value_to_string(v);
        rc = text_writer_add(&w, text.str->data, text.str->len, &err);
    }
    if (rc)
        text_writer_close(&w, NULL);
    else
        rc = text_writer_close(&w, &err);
    *made = rc == 0;
    return rc ? item_error(inv, path, &err, "NewItemIOError") : ST_OK;
}

static enum status make_folder(struct invocation *inv, const char *path, bool force, bool *made)
{
    struct err *err = NULL;
    struct stat st;

    if (stat(path, &st) == 0) {
        *made = force && S_ISDIR(st.st_mode);
        if (*made)
            return ST_OK;
        err_set(&err, ERR_OBJECT_EXISTS, "An item with the specified name %s already exists.",
                path);
        err_type(&err, "System.IO.IOException", NULL);
        return item_error(inv, path, &err, "DirectoryExist");
    }
    if (file_make_folders(path, &err))
        return item_error(inv, path, &err, "CreateDirectoryIOError");
    *made = true;
    return ST_OK;
}

static enum status no_link_target(struct invocation *inv, const char *path)
{
    AUTO_FREE char *message =
        xasprintf("Link '%s' cannot be created because the target Value was not specified.", path);
    AUTO_VALUE exception = exception_new("System.Management.Automation.PSArgumentNullException",
                                         message, value_null());

    value_replace_take(&exception_of(exception)->extra, value_string("content"));
    return cmdlet_throw(inv, &(struct error_spec){ .exception_object = exception,
                                                   .id = "ArgumentNull",
                                                   .category = EC_INVALID_ARGUMENT });
}

static enum status make_link(struct invocation *inv, const char *path, struct value target,
                             bool hard, bool force, bool *made)
{
    struct err *err = NULL;

    AUTO_VALUE text = value_to_string(target);
    if (target.kind == V_NULL || text.str->len == 0)
        return no_link_target(inv, path);
    for (char *p = text.str->data; *p; p++) /* targets are spelled with the system's separator */
        *p = *p == '\\' ? '/' : *p;
    AUTO_FREE char *file = hard ? path_absolute(inv->session, text.str->data) : NULL;
    struct stat st;
    if (hard && stat(file, &st) != 0) {
        err_set(&err, ERR_OBJECT_NOT_FOUND, "Could not find item %s.", file);
        err_type(&err, "System.Management.Automation.ItemNotFoundException", NULL);
        return item_error(inv, file, &err, "ItemNotFound");
    }
    if (hard && S_ISDIR(st.st_mode)) {
        err_set(&err, ERR_INVALID_STATE,
                "A file is required for the operation. The item '%s' is not a file.", file);
        err_type(&err, "System.InvalidOperationException", NULL);
        return item_error(inv, file, &err, "ItemNotFile");
    }
    if (force && hard && strcmp(file, path) == 0) {
        err_set(&err, ERR_INVALID_STATE, "The target and path cannot be the same.");
        err_type(&err, "System.InvalidOperationException", NULL);
        return item_error(inv, path, &err, "TargetIsSameAsLink");
    }
    if (!force && lstat(path, &st) == 0) {
        err_set(&err, ERR_OBJECT_EXISTS, "Cannot create link because the path already exists: %s.",
                path);
        err_type(&err, "System.IO.IOException", NULL);
        return item_error(inv, path, &err, "SymLinkExists");
    }
    if (force && remove(path) != 0 && errno != ENOENT) {
        err_set_errno(&err, errno, "Cannot remove '%s'", path);
        return item_error(inv, path, &err, "NewItemDeleteIOError");
    }
    if ((hard ? link(file, path) : symlink(text.str->data, path)) != 0) {
        err_set_errno(&err, errno, "Cannot make the link '%s'", path);
        return item_error(inv, path, &err, "NewItemIOError");
    }
    *made = true;
    return ST_OK;
}

static enum status make_item(struct invocation *inv, const char *path)
{
    const struct new_item_args *args = ARGS(inv, struct new_item_args);
    const char *type = args->item_type ? args->item_type->data : "File";
    AUTO_STRBUF target = STRBUF_INIT;
    struct value v = value_null();
    struct err *err = NULL;
    bool folder = text_caseeq(type, "Directory") || text_caseeq(type, "container");
    bool yes = true, made = false;

    strbuf_addf(&target, "Destination: %s", path);
    enum status rc =
        should_process(inv, target.buf, folder ? "Create Directory" : "Create File", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (args->force && !folder) {
        AUTO_FREE char *parent = xstrndup(path, (size_t)(strrchr(path, '/') - path));
        if (*parent && file_make_folders(parent, &err))
            return item_error(inv, path, &err, "CreateDirectoryIOError");
    }
    if (folder)
        rc = make_folder(inv, path, args->force, &made);
    else if (text_caseeq(type, "File") || text_caseeq(type, "leaf"))
        rc = make_file(inv, path, args->value, args->force, &made);
    else if (text_caseeq(type, "SymbolicLink") || text_caseeq(type, "HardLink"))
        rc = make_link(inv, path, args->value, text_caseeq(type, "HardLink"), args->force, &made);
    else
        rc = core_error(inv, "Argument", EC_INVALID_ARGUMENT, value_null(),
                        "The type is not a known type for the file system. Only "
                        "\"file\",\"directory\" or \"symboliclink\" can be specified.");
    if (rc != ST_OK || !made || file_info_of_path(path, &v) != 0)
        return rc;
    return emit_take(inv, v);
}

static enum status new_drive_item(struct invocation *inv, enum drive drive, const char *name)
{
    const struct new_item_args *args = ARGS(inv, struct new_item_args);
    struct drive_setting set = { args->value, args->options, args->force, true };
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    if (args->value.kind == V_NULL) {
        AUTO_VALUE path = value_string(name);
        return cmdlet_error(
            inv, &(struct error_spec){ .message =
                                           "Cannot process argument because the value of argument "
                                           "\"value\" is null. Change the value of argument "
                                           "\"value\" to a non-null value.",
                                       .id = "NewItemValueNotSpecified",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = "System.Management.Automation."
                                                    "PSArgumentNullException",
                                       .target = path });
    }
    if (!args->force && drive_item_exists(inv->session, drive, name))
        return drive_item_in_the_way(inv, name);
    AUTO_VALUE shown = value_to_string(args->value);
    strbuf_addf(&target, "Item: %s Type: %s Value: %s", name,
                args->item_type ? args->item_type->data : "", shown.str->data);
    enum status rc = should_process(inv, target.buf, "New Item", &yes);
    return rc != ST_OK || !yes ? rc : drive_item_set(inv, drive, name, &set);
}

static enum status new_item_process(struct invocation *inv)
{
    const struct new_item_args *args = ARGS(inv, struct new_item_args);
    AUTO_VALUE here = value_string(".");
    struct str_list current = { &here.str, 1, true };
    const struct str_list *paths = args->path.len > 0 ? &args->path : &current;
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *name;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &name);
        if (drive == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, paths->items[i]->data);
            continue;
        }
        AUTO_STRBUF full = STRBUF_INIT;
        const char *written = drive == DRIVE_FILE ? paths->items[i]->data : name;
        AUTO_FREE char *folder = args->name ? path_unescaped(written) : NULL;
        strbuf_adds(&full, folder ? folder : written); /* a path is a pattern only beside a name */
        if (args->name) {
            if (full.len > 0 && full.buf[full.len - 1] != '/' && full.buf[full.len - 1] != ':')
                strbuf_addch(&full, '/');
            strbuf_adds(&full, args->name->data);
        }
        if (drive == DRIVE_FILE) {
            AUTO_FREE char *path = path_absolute(inv->session, full.buf);
            rc = make_item(inv, path);
            continue;
        }
        rc = new_drive_item(inv, drive, full.buf[0] == '/' ? full.buf + 1 : full.buf);
    }
    return rc;
}

/* ---- Remove-Item ---- */

/* Removes what is neither hidden nor read-only; *gone: nothing of it is left. */
static enum status remove_unforced(struct invocation *inv, const char *path, const struct stat *st,
                                   bool *gone)
{
    struct err *err = NULL;
    enum status rc = ST_OK;
    bool empty = true;

    *gone = false;
    DIR *dir = S_ISDIR(st->st_mode) ? opendir(path) : NULL;
    for (struct dirent *e; dir && rc == ST_OK && (e = readdir(dir));) {
        struct stat inner;
        bool removed = true;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        AUTO_FREE char *child = xasprintf("%s/%s", path, e->d_name);
        if (lstat(child, &inner) == 0)
            rc = remove_unforced(inv, child, &inner, &removed);
        empty &= removed;
    }
    if (dir)
        closedir(dir);
    if (rc != ST_OK)
        return rc;
    AUTO_VALUE target = value_string(path);
    AUTO_STRBUF text = STRBUF_INIT;
    struct error_spec spec = { .exception = "System.IO.IOException", .target = target };
    if (!empty) {
        strbuf_addf(&text, "Directory %s cannot be removed because it is not empty.", path);
        spec.id = "DirectoryNotEmpty";
        spec.category = EC_WRITE_ERROR;
    } else if (!S_ISLNK(st->st_mode) && (file_attributes(path, st) & (1 | 2))) {
        strbuf_addf(&text,
                    "Cannot remove item %s: You do not have sufficient access rights to perform "
                    "this operation or the item is hidden, system, or read only.",
                    path);
        spec.id = "RemoveFileSystemItemUnAuthorizedAccess";
        spec.category = EC_PERMISSION_DENIED;
    } else {
        if (file_remove_tree(path, &err))
            return item_error(inv, path, &err, "RemoveFileSystemItemIOError");
        *gone = true;
        return ST_OK;
    }
    spec.message = text.buf;
    return cmdlet_error(inv, &spec);
}

static enum status remove_path(struct invocation *inv, const char *path)
{
    const struct remove_item_args *args = ARGS(inv, struct remove_item_args);
    struct err *err = NULL;
    struct stat st;
    bool yes = true;

    if (!name_selected(strrchr(path, '/') + 1, args->filter, &args->include, &args->exclude) ||
        lstat(path, &st) != 0)
        return ST_OK;
    bool folder = S_ISDIR(st.st_mode), in_use;
    enum status rc =
        refuse_in_use(inv, path, "Cannot remove the item at '%s' because it is in use.", &in_use);
    if (rc != ST_OK || in_use)
        return rc;
    if (path[1] == '\0')
        return core_error(inv, "RootFolder", EC_INVALID_OPERATION, value_null(),
                          "The root folder cannot be removed.");
    rc = should_process(inv, path, folder ? "Remove Directory" : "Remove File", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (folder && !args->recurse && !file_folder_empty(path)) {
        AUTO_STRBUF query = STRBUF_INIT;
        strbuf_addf(&query,
                    "The item at %s has children and the Recurse parameter was not specified. "
                    "If you continue, all children will be removed with the item. Are you "
                    "sure you want to continue?",
                    path);
        rc = should_continue(inv, query.buf, "Confirm", false, &yes);
        if (rc != ST_OK || !yes)
            return rc;
    }
    if (!args->force)
        return remove_unforced(inv, path, &st, &yes);
    if (file_remove_tree(path, &err))
        return item_error(inv, path, &err, "RemoveFileSystemItemIOError");
    return ST_OK;
}

static enum status remove_drive_item(struct invocation *inv, enum drive drive, const char *name)
{
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    strbuf_addf(&target, "Item: %s", name);
    enum status rc = should_process(inv, target.buf, "Remove Item", &yes);
    return rc != ST_OK || !yes
               ? rc
               : drive_item_remove(inv, drive, name, ARGS(inv, struct remove_item_args)->force);
}

static enum status remove_item_process(struct invocation *inv)
{
    const struct remove_item_args *args = ARGS(inv, struct remove_item_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *name;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &name);
        if (drive == DRIVE_UNKNOWN) {
            rc = drive_missing(inv, paths->items[i]->data);
            continue;
        }
        if (drive != DRIVE_FILE) {
            const struct drive_query q = DRIVE_QUERY(args, drive, paths->items[i]->data, name);
            rc = each_drive_item(inv, &q, remove_drive_item);
            continue;
        }
        struct path_list files = { VEC_INIT };
        struct str_list one = { &paths->items[i], 1, true };
        rc = paths_resolve(inv, &one, literal, &files);
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++)
            rc = remove_path(inv, files.paths.items[k]);
        path_list_release(&files);
    }
    return rc;
}

/* ---- Set-Item, Clear-Item ---- */

static enum status files_have_no_value(struct invocation *inv)
{
    return cmdlet_error(
        inv, &(struct error_spec){
                 .message = "Provider operation stopped because the provider does not support "
                            "this operation.",
                 .id = "NotSupported",
                 .category = EC_NOT_IMPLEMENTED,
                 .exception = "System.Management.Automation.PSNotSupportedException" });
}

static enum status set_drive_item(struct invocation *inv, enum drive drive, const char *name)
{
    const struct set_item_args *args = ARGS(inv, struct set_item_args);
    struct drive_setting set = { args->value, args->options, args->force, args->pass_thru };
    AUTO_VALUE shown = value_to_string(args->value);
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    strbuf_addf(&target, "Item: %s Value: %s", name, shown.str->data);
    enum status rc = should_process(inv, target.buf, "Set Item", &yes);
    return rc != ST_OK || !yes ? rc : drive_item_set(inv, drive, name, &set);
}

/* Set-Item and Clear-Item; q tells what they select by. makes: a name without wildcards need not
 * be there. */
static enum status
put_items(struct invocation *inv, const struct str_list *paths, struct drive_query q, bool makes,
          enum status (*put)(struct invocation *inv, enum drive drive, const char *name))
{
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        q.path = paths->items[i]->data;
        q.drive = path_drive(inv->session, q.path, &q.rest);
        if (q.drive == DRIVE_UNKNOWN)
            rc = drive_missing(inv, q.path);
        else if (q.drive == DRIVE_FILE)
            rc = files_have_no_value(inv);
        else if (!makes || (!q.literal && text_has_wildcard(q.rest, strlen(q.rest))))
            rc = each_drive_item(inv, &q, put);
        else if (name_selected(q.rest, q.filter, q.include, q.exclude))
            rc = put(inv, q.drive, q.rest + strspn(q.rest, "/\\"));
    }
    return rc;
}

static enum status set_item_process(struct invocation *inv)
{
    const struct set_item_args *args = ARGS(inv, struct set_item_args);
    const struct drive_query q = DRIVE_QUERY(args, DRIVE_FILE, NULL, NULL);

    return put_items(inv, q.literal ? &args->literal_path : &args->path, q, true, set_drive_item);
}

static enum status clear_drive_item(struct invocation *inv, enum drive drive, const char *name)
{
    const struct clear_item_args *args = ARGS(inv, struct clear_item_args);
    struct drive_setting set = { .value = value_null(), .force = args->force };
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;

    strbuf_addf(&target, "Item: %s", name);
    enum status rc = should_process(inv, target.buf, "Clear Item", &yes);
    return rc != ST_OK || !yes ? rc : drive_item_set(inv, drive, name, &set);
}

static enum status clear_item_process(struct invocation *inv)
{
    const struct clear_item_args *args = ARGS(inv, struct clear_item_args);
    const struct drive_query q = DRIVE_QUERY(args, DRIVE_FILE, NULL, NULL);

    return put_items(inv, q.literal ? &args->literal_path : &args->path, q, false,
                     clear_drive_item);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Item",
        .aliases = get_item_aliases,
        .synopsis = "Gets files, folders and items of other drives.",
        .output_type = &type_file_info,
        .params = get_item_params,
        .nparams = ARRAY_SIZE(get_item_params),
        .default_set = "Path",
        .output =
            "System.Management.Automation.AliasInfo,Microsoft.PowerShell.Commands."
            "X509StoreLocation,System.Security.Cryptography.X509Certificates.X509Store,System."
            "Security.Cryptography.X509Certificates.X509Certificate2,System.Collections."
            "DictionaryEntry,System.IO.DirectoryInfo,System.IO.FileInfo,System.Management."
            "Automation.FunctionInfo,System.Management.Automation.FilterInfo,Microsoft.Win32."
            "RegistryKey,System.Management.Automation.PSVariable,Microsoft.WSMan.Management."
            "WSManConfigContainerElement,Microsoft.WSMan.Management.WSManConfigLeafElement",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_item_args),
        .begin = refuse_credential,
        .process = get_item_process,
        .examples = get_item_examples,
        .nexamples = ARRAY_SIZE(get_item_examples),
    },
    {
        .verb = "New",
        .noun = "Item",
        .aliases = new_item_aliases,
        .synopsis = "Makes a file, a folder, a link, or an item of another drive.",
        .params = new_item_params,
        .nparams = ARRAY_SIZE(new_item_params),
        .default_set = "pathSet",
        .output = "System.Collections.DictionaryEntry,System.IO.DirectoryInfo,System.IO.FileInfo,"
                  "System.Management.Automation.AliasInfo,System.Management.Automation."
                  "FunctionInfo,System.Management.Automation.PSVariable",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct new_item_args),
        .begin = refuse_credential,
        .process = new_item_process,
        .examples = new_item_examples,
        .nexamples = ARRAY_SIZE(new_item_examples),
    },
    {
        .verb = "Remove",
        .noun = "Item",
        .aliases = remove_item_aliases,
        .synopsis = "Deletes files, folders and items of other drives.",
        .params = remove_item_params,
        .nparams = ARRAY_SIZE(remove_item_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct remove_item_args),
        .begin = refuse_credential,
        .process = remove_item_process,
        .examples = remove_item_examples,
        .nexamples = ARRAY_SIZE(remove_item_examples),
    },
    {
        .verb = "Set",
        .noun = "Item",
        .aliases = set_item_aliases,
        .synopsis = "Sets the value of an item of env:, variable:, alias: or function:.",
        .params = set_item_params,
        .nparams = ARRAY_SIZE(set_item_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct set_item_args),
        .begin = refuse_credential,
        .process = set_item_process,
        .examples = set_item_examples,
        .nexamples = ARRAY_SIZE(set_item_examples),
    },
    {
        .verb = "Clear",
        .noun = "Item",
        .aliases = clear_item_aliases,
        .synopsis = "Takes the value of an item of variable: or env: away, but not the item.",
        .params = clear_item_params,
        .nparams = ARRAY_SIZE(clear_item_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct clear_item_args),
        .begin = refuse_credential,
        .process = clear_item_process,
        .examples = clear_item_examples,
        .nexamples = ARRAY_SIZE(clear_item_examples),
    },
};
const struct cmdlet_group cmdlets_item = { cmdlets, ARRAY_SIZE(cmdlets) };
