#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"

extern char **environ;

struct invoke_item_args {
    PATH_FIELDS
};
static const struct param invoke_item_params[] = {
    PATH_PARAM(struct invoke_item_args, "Path", .mandatory = true, .from_pipeline = true),
    FILTER_PARAMS(struct invoke_item_args),
    CREDENTIAL_PARAM(struct invoke_item_args),
    LITERAL_PATH_PARAM(struct invoke_item_args, "LiteralPath"),
};
static const char *const invoke_item_aliases[] = { "ii", NULL };
static const struct example invoke_item_examples[] = {
    { .code = "Invoke-Item ./report.pdf", .remarks = "Opens it." },
};
struct unblock_file_args {
    struct str_list path;
    struct str_list literal_path;
};
static const struct param unblock_file_params[] = {
    PARAM(struct unblock_file_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .wildcards = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    LITERAL_PATH_PARAM(struct unblock_file_args, "ByLiteralPath"),
};
static const struct example unblock_file_examples[] = {
    { .code = "Unblock-File setup.ps1", .remarks = "Says that Linux marks nothing." },
};

/* ---- Invoke-Item ---- */

/* Runs argv and waits; errno, or 0. */
static int run(char *const argv[])
{
    pid_t pid;
    int rc = posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ);

    if (rc != 0)
        return rc;
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    return 0;
}

/* A program is run; anything else is shown by what the desktop opens it with. */
static enum status invoke_path(struct invocation *inv, char *path)
{
    struct stat st;
    bool yes = true, folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    char opener[] = "xdg-open";
    char *const itself[] = { path, NULL };
    char *const opened[] = { opener, path, NULL };
    AUTO_STRBUF target = STRBUF_INIT;
    AUTO_VALUE v = value_string(path);

    strbuf_addf(&target, "Item: %s", path);
    enum status rc = should_process(inv, target.buf, "Invoke Item", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    bool program = !folder && access(path, X_OK) == 0;
    int errnum = run(program ? itself : opened);
    if (errnum == 0)
        return ST_OK;
    return core_error(inv, "InvokeItemError", EC_OPEN_ERROR, v,
                      program ? "'%s' cannot be run: %s"
                              : "'%s' cannot be opened: xdg-open, which knows the program for it, "
                                "is not installed (%s).",
                      path, strerror(errnum));
}

static enum status invoke_item_process(struct invocation *inv)
{
    const struct invoke_item_args *args = ARGS(inv, struct invoke_item_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *rest, *path = paths->items[i]->data;
        enum drive kind = path_drive(inv->session, path, &rest);
        AUTO_VALUE target = value_string(path);
        if (kind != DRIVE_FILE && kind != DRIVE_UNKNOWN) {
            rc = cmdlet_error(
                inv, &(struct error_spec){ .message = "Provider operation stopped because the "
                                                      "provider does not support this operation.",
                                           .id = "NotSupported",
                                           .category = EC_NOT_IMPLEMENTED,
                                           .exception = "System.Management.Automation."
                                                        "PSNotSupportedException",
                                           .target = target });
            continue;
        }
        struct path_list files = { VEC_INIT };
        struct str_list one = { &paths->items[i], 1, true };
        rc = paths_resolve(inv, &one, literal, &files);
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++)
            if (name_selected(strrchr(files.paths.items[k], '/') + 1, args->filter, &args->include,
                              &args->exclude))
                rc = invoke_path(inv, files.paths.items[k]);
        path_list_release(&files);
    }
    return rc;
}

/* ---- Unblock-File ---- */

/* Only Windows and macOS mark what was downloaded. */
static enum status unblock_file_process(struct invocation *inv)
{
    const struct unblock_file_args *args = ARGS(inv, struct unblock_file_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;

    for (size_t i = 0; i < paths->len; i++) {
        const struct str *given = paths->items[i];
        AUTO_FREE char *path = path_absolute(inv->session, given->data);
        if (access(path, F_OK) == 0 || (!literal && text_has_wildcard(given->data, given->len)))
            continue;
        AUTO_VALUE target = value_string(path);
        AUTO_FREE char *message =
            xasprintf("Cannot find path '%s' because it does not exist.", path);
        enum status rc =
            cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                    .id = "FileNotFound",
                                                    .category = EC_OBJECT_NOT_FOUND,
                                                    .exception = "System.Management.Automation."
                                                                 "ItemNotFoundException",
                                                    .target = target });
        if (rc != ST_OK)
            return rc;
    }
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = "The cmdlet does not support Linux.",
                                   .id = "LinuxNotSupported",
                                   .category = EC_NOT_IMPLEMENTED,
                                   .exception = "System.PlatformNotSupportedException" });
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Invoke",
        .noun = "Item",
        .aliases = invoke_item_aliases,
        .synopsis =
            "Runs programs, and opens files with the program that the desktop has for them.",
        .params = invoke_item_params,
        .nparams = ARRAY_SIZE(invoke_item_params),
        .default_set = "Path",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct invoke_item_args),
        .begin = refuse_credential,
        .process = invoke_item_process,
        .examples = invoke_item_examples,
        .nexamples = ARRAY_SIZE(invoke_item_examples),
    },
    {
        .verb = "Unblock",
        .noun = "File",
        .synopsis = "Takes the mark of a download off files, where the system has one.",
        .params = unblock_file_params,
        .nparams = ARRAY_SIZE(unblock_file_params),
        .default_set = "ByPath",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct unblock_file_args),
        .begin = refuse_credential,
        .process = unblock_file_process,
        .examples = unblock_file_examples,
        .nexamples = ARRAY_SIZE(unblock_file_examples),
    },
};
const struct cmdlet_group cmdlets_invoke_item = { cmdlets, ARRAY_SIZE(cmdlets) };
