#include "cmdlets/core/files/copy_tree.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/file_ops.h"
#include "cmdlets/core/files/fs_path.h"
#include "shell/base/alloc.h"
#include "shell/object/exception.h"
#include "shell/object/hash.h"
#include "shell/runtime/session.h"

struct copying {
    struct invocation *inv;
    const struct copy_wish *wish;
    struct stat made; /* the folder that a tree goes into: in that tree it is left out */
};

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static const char *leaf_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* to itself, or to/name when to is a folder; the caller frees. */
static char *place_in(const char *to, const char *name)
{
    if (!is_folder(to))
        return xstrdup(to);
    return xasprintf("%s/%s", to[1] ? to : "", name);
}

/* Both there, and one of them the other under another name or through links. */
static bool same_item(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static enum status onto_itself(const struct copying *c, const char *path, const char *other)
{
    AUTO_VALUE target = value_string(path), data = value_of_hash(hash_new(1));
    AUTO_FREE char *message = xasprintf("Cannot overwrite the item %s with itself.", path);
    AUTO_VALUE exception = exception_new("System.IO.IOException", message, value_null());

    hash_sets_take(data.hash, "SelfCopy", value_string(other));
    value_replace_take(&exception_of(exception)->data, STEAL_VALUE(data));
    return cmdlet_error(c->inv, &(struct error_spec){ .exception_object = exception,
                                                      .id = "CopyError",
                                                      .category = EC_WRITE_ERROR,
                                                      .target = target });
}

static enum status emit_made(const struct copying *c, const char *path)
{
    struct value v;

    if (!c->wish->pass_thru || file_info_of_path(path, &v) < 0)
        return ST_OK;
    return emit_take(c->inv, v);
}

static bool is_denied(const char *path, const char *to, const char *folder)
{
    return access(path, R_OK) != 0 || access(access(to, F_OK) == 0 ? to : folder, W_OK) != 0;
}

static enum status file_failed(const struct copying *c, const char *path, const char *to,
                               struct err **err)
{
    AUTO_FREE char *folder = xstrndup(to, (size_t)(leaf_of(to) - to));
    AUTO_VALUE target = value_null();
    struct error_spec spec = { .id = "CopyFileInfoItemIOError",
                               .category = EC_WRITE_ERROR,
                               .exception = "System.IO.IOException" };
    AUTO_FREE char *message = NULL;

    if (file_info_of_path(path, &target) < 0)
        target = value_string(path);
    if (!is_folder(folder)) {
        message = xasprintf("Could not find a part of the path '%s'.", to);
        spec.exception = "System.IO.DirectoryNotFoundException";
    } else if (is_denied(path, to, folder)) {
        message = xasprintf("Access to the path '%s' is denied.", access(path, R_OK) ? path : to);
        spec.id = "CopyFileInfoItemUnauthorizedAccessError";
        spec.category = EC_PERMISSION_DENIED;
        spec.exception = "System.UnauthorizedAccessException";
    } else {
        message = xstrdup((*err)->message);
    }
    err_clear(err);
    spec.message = message;
    spec.target = target;
    return cmdlet_error(c->inv, &spec);
}

static enum status copy_one(const struct copying *c, const char *path, const char *into)
{
    AUTO_FREE char *to = place_in(into, leaf_of(path));
    AUTO_FREE char *target = xasprintf("Item: %s Destination: %s", path, to);
    struct err *err = NULL;
    bool yes = true;

    if (same_item(path, to))
        return onto_itself(c, to, path);
    if (!name_selected(leaf_of(path), NULL, NULL, c->wish->exclude))
        return ST_OK;
    enum status rc = should_process(c->inv, target, "Copy File", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (file_copy(path, to, c->wish->force, interrupt_fd(c->inv->session), &err) == 0)
        return emit_made(c, to);
    if (err->kind == ERR_CANCELLED) {
        err_clear(&err);
        return ST_INTERRUPT;
    }
    return file_failed(c, path, to, &err);
}

static enum status make_folder(const struct copying *c, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_FREE char *what = xasprintf("Destination: %s", path);
    struct err *err = NULL;
    struct stat st;
    bool yes = true;

    if (!c->wish->force && stat(path, &st) == 0) {
        AUTO_FREE char *message =
            xasprintf("An item with the specified name %s already exists.", path);
        return cmdlet_error(c->inv, &(struct error_spec){ .message = message,
                                                          .id = "DirectoryExist",
                                                          .category = EC_RESOURCE_EXISTS,
                                                          .exception = "System.IO.IOException",
                                                          .target = target });
    }
    enum status rc = should_process(c->inv, what, "Create Directory", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (file_make_folders(path, &err) == 0)
        return emit_made(c, path);
    bool denied = access(path, F_OK) != 0 && errno == EACCES;
    err_type(&err, denied ? "System.UnauthorizedAccessException" : "System.IO.IOException",
             denied ? "CreateDirectoryUnauthorizedAccessError" : "CreateDirectoryIOError");
    return cmdlet_err(c->inv, &err, target);
}

static enum status copy_folder(const struct copying *c, const char *path, const char *into,
                               int depth);

/* One half of a folder's content: its files, or its folders. Links to folders are copied as
 * links. */
static enum status copy_content(const struct copying *c, const char *path, const char *to,
                                bool folders, int depth)
{
    struct dirent **entries = NULL;
    int n = scandir(path, &entries, NULL, NULL);
    enum status rc = ST_OK;

    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        AUTO_FREE char *inside = xasprintf("%s/%s", path, name);
        struct stat st;
        bool ok = strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && lstat(inside, &st) == 0;
        if (ok && rc == ST_OK && S_ISDIR(st.st_mode) == folders) {
            if (interrupted(c->inv->session))
                rc = ST_INTERRUPT;
            else if (!folders && name_selected(name, c->wish->filter, NULL, NULL))
                rc = copy_one(c, inside, to);
            else if (folders && (st.st_dev != c->made.st_dev || st.st_ino != c->made.st_ino))
                rc = copy_folder(c, inside, to, depth + 1);
        }
        free(entries[i]);
    }
    free(entries);
    return rc;
}

enum { DEPTH_MAX = 512 };

static enum status copy_folder(const struct copying *c, const char *path, const char *into,
                               int depth)
{
    AUTO_FREE char *to = place_in(into, leaf_of(path));
    AUTO_FREE char *target = xasprintf("Item: %s Destination: %s", path, to);
    struct copying below = *c;
    bool yes = true;

    enum status rc = should_process(c->inv, target, "Copy Directory", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    rc = make_folder(c, to);
    if (rc != ST_OK || !c->wish->recurse || depth > DEPTH_MAX)
        return rc;
    if (depth == 0 && stat(to, &below.made) < 0)
        return rc;
    rc = copy_content(&below, path, to, false, depth);
    return rc == ST_OK ? copy_content(&below, path, to, true, depth) : rc;
}

/* All that is in a folder goes into one; folders in it are made there, and are empty. */
static enum status copy_flat(const struct copying *c, const char *path, const char *to)
{
    const struct copy_wish single = { .exclude = c->wish->exclude,
                                      .force = c->wish->force,
                                      .pass_thru = c->wish->pass_thru };
    const struct copying each = { .inv = c->inv, .wish = &single };
    struct dirent **entries = NULL;
    int n = scandir(path, &entries, NULL, NULL);
    enum status rc = ST_OK;

    for (int folders = 0; folders <= 1; folders++)
        for (int i = 0; i < n && rc == ST_OK; i++) {
            const char *name = entries[i]->d_name;
            AUTO_FREE char *inside = xasprintf("%s/%s", path, name);
            if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || is_folder(inside) != folders)
                continue;
            rc = folders ? copy_folder(&each, inside, to, 0) : copy_one(&each, inside, to);
            if (folders && rc == ST_OK)
                rc = copy_flat(c, inside, to);
        }
    for (int i = 0; i < n; i++)
        free(entries[i]);
    free(entries);
    return rc;
}

static enum status refuse(const struct copying *c, const char *id, const char *path,
                          const char *message)
{
    AUTO_VALUE target = value_string(path);

    return cmdlet_error(c->inv, &(struct error_spec){
                                    .message = message,
                                    .id = id,
                                    .category = EC_INVALID_ARGUMENT,
                                    .exception = "System.Management.Automation.PSArgumentException",
                                    .target = target });
}

enum status copy_item_tree(struct invocation *inv, const char *path, const char *to,
                           const struct copy_wish *wish)
{
    const struct copying c = { .inv = inv, .wish = wish };
    AUTO_FREE char *place = place_in(to, leaf_of(path));

    if (is_folder(path) && is_folder(to) && wish->flat)
        return wish->recurse
                   ? copy_flat(&c, path, to)
                   : refuse(&c, "CopyContainerToContainerWithoutRecurseOrContainer", path,
                            "Container cannot be copied to another container. The -Recurse or "
                            "-Container parameter is not specified.");
    if (is_folder(path) && !is_folder(to) && access(to, F_OK) == 0)
        return refuse(&c, "CopyContainerItemToLeafError", path,
                      "Container cannot be copied onto existing leaf item.");
    if (same_item(path, to) || (is_folder(path) && same_item(path, place)))
        return onto_itself(&c, path, to);
    return is_folder(path) ? copy_folder(&c, path, to, 0) : copy_one(&c, path, to);
}
