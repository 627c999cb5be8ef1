#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/runtime/engine_action.h"
#include "shell/runtime/session.h"

struct set_location_args {
    struct str *path;
    bool pass_thru;
    struct str *literal_path;
    struct str *stack_name;
};
static const struct param set_location_params[] = {
    PARAM(struct set_location_args, path, .name = "Path", .sets = "Path", .position = 1,
          .from_pipeline = true, .from_property = true, .wildcards = true,
          .help = "The folder; - goes back to the one before, + forward again."),
    PASS_THRU_PARAM(struct set_location_args),
    LITERAL_PATH_PARAM(struct set_location_args, "LiteralPath"),
    PARAM(struct set_location_args, stack_name, .name = "StackName", .sets = "Stack",
          .from_property = true, .help = "The name of the stack of locations."),
};
static const char *const set_location_aliases[] = { "cd", "chdir", "sl", NULL };
static const struct example set_location_examples[] = {
    { .code = "Set-Location /tmp; (Get-Location).Path",
      .remarks = "Somewhere else.",
      .output = "/tmp" },
};
struct get_location_args {
    struct str_list ps_provider;
    struct str_list ps_drive;
    bool stack;
    struct str_list stack_name;
};
static const struct param get_location_params[] = {
    PARAM(struct get_location_args, ps_provider, .name = "PSProvider", .sets = "Location",
          .from_property = true, .help = "Only of these providers."),
    PARAM(struct get_location_args, ps_drive, .name = "PSDrive", .sets = "Location",
          .from_property = true, .help = "Only of these drives."),
    PARAM(struct get_location_args, stack, .name = "Stack", .sets = "Stack",
          .help = "The locations on the stack."),
    PARAM(struct get_location_args, stack_name, .name = "StackName", .sets = "Stack",
          .from_property = true, .help = "The name of the stack of locations."),
};
static const char *const get_location_aliases[] = { "gl", "pwd", NULL };
static const struct example get_location_examples[] = {
    { .code = "(Get-Location).Path", .remarks = "Where we are." },
};
struct push_location_args {
    struct str *path;
    bool pass_thru;
    struct str *stack_name;
    struct str *literal_path;
};
static const struct param push_location_params[] = {
    PARAM(struct push_location_args, path, .name = "Path", .sets = "Path", .position = 2,
          .from_pipeline = true, .from_property = true, .wildcards = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PASS_THRU_PARAM(struct push_location_args),
    PARAM(struct push_location_args, stack_name, .name = "StackName", .from_property = true,
          .help = "The name of the stack of locations."),
    PARAM(struct push_location_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .from_property = true, .aliases = "PSPath,LP",
          .help = "The items, as paths that are taken as they are written, without wildcards."),
};
static const char *const push_location_aliases[] = { "pushd", NULL };
static const struct example push_location_examples[] = {
    { .code = "Push-Location /tmp; Pop-Location", .remarks = "There and back." },
};
struct pop_location_args {
    bool pass_thru;
    struct str *stack_name;
};
static const struct param pop_location_params[] = {
    PASS_THRU_PARAM(struct pop_location_args),
    PARAM(struct pop_location_args, stack_name, .name = "StackName", .from_property = true,
          .help = "The name of the stack of locations."),
};
static const char *const pop_location_aliases[] = { "popd", NULL };
static const struct example pop_location_examples[] = {
    { .code = "Push-Location /tmp; Pop-Location", .remarks = "There and back." },
};

/* The stacks live in the session: a hashtable of lists under a name that no
 * script can spell. "-" and "+" are the steps back and forward. */
#define STACKS "\001location stacks"

static struct array *stack_of(struct session *s, const char *name)
{
    AUTO_VALUE all = value_null();

    if (!session_get_variable(s, STACKS, &all) || all.kind != V_HASH) {
        value_replace_take(&all, value_of_hash(hash_new(0)));
        session_set_variable_take(s, STACKS, value_ref(all));
    }
    struct value *found = hash_gets(all.hash, name);
    if (!found) {
        hash_sets_take(all.hash, name, value_of_array(list_new(&type_array_list, NULL)));
        found = hash_gets(all.hash, name);
    }
    return found->array;
}

#define CURRENT_STACK "\001current" /* the key of the name that Set-Location -StackName gave */

static bool stack_exists(struct session *s, const char *name)
{
    AUTO_VALUE all = value_null();

    return text_caseeq(name, "default") || (session_get_variable(s, STACKS, &all) &&
                                            all.kind == V_HASH && hash_gets(all.hash, name));
}

/* The name that is meant where none is given; owned. */
static struct value stack_name(struct session *s, const struct str *given)
{
    AUTO_VALUE all = value_null();
    const struct value *current = NULL;

    if (given && given->len)
        return value_string(given->data);
    if (session_get_variable(s, STACKS, &all) && all.kind == V_HASH)
        current = hash_gets(all.hash, CURRENT_STACK);
    return current && current->kind == V_STRING ? value_ref(*current) : value_string("default");
}

static enum status no_stack(struct invocation *inv, const char *name, bool named)
{
    AUTO_FREE char *message =
        named ? xasprintf("Cannot find location stack '%s'. It does not exist or it is not a "
                          "container.",
                          name)
              : xstrdup("Cannot process argument because the value of argument \"stackName\" is "
                        "not valid. Change the value of the \"stackName\" argument and run the "
                        "operation again.");

    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "Argument",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.Management.Automation."
                                                                "PSArgumentException" });
}

static struct value pop(struct array *stack)
{
    return stack->len > 0 ? stack->items[--stack->len] : value_nothing();
}

/* A path of the file system, on the drive d, becomes the location. */
static enum status go_to(struct invocation *inv, const char *path, const struct ps_drive *d)
{
    if (chdir(path) == 0) {
        if (!inv->session->is_job) /* a job's location is its own, the environment is not */
            setenv("PWD", path, 1);
        ps_drive_go(inv->session, d, path);
        return ST_OK;
    }
    int errnum = errno;
    if (errnum == ENOENT || errnum == ENOTDIR)
        return path_not_found(inv, path);
    AUTO_VALUE target = value_string(path);
    struct err *err = NULL;
    err_set_errno(&err, errnum, "Cannot go to '%s'", path);
    return cmdlet_err(inv, &err, target);
}

static enum status move_to(struct invocation *inv, const char *path, bool literal, bool *done)
{
    struct session *s = inv->session;
    const struct ps_drive *drive;
    const char *rest;
    enum drive kind = path_drive_named(s, path, &rest, &drive);

    if (kind == DRIVE_UNKNOWN)
        return drive_missing(inv, path);
    if (kind != DRIVE_FILE) {
        if (*rest && strcmp(rest, ".") != 0)
            return path_not_found(inv, path);
        ps_drive_go(s, drive, NULL);
        *done = true;
        return ST_OK;
    }
    if (!drive && path == rest && path[0] != '/' && path[0] != '\\' && path[0] != '~')
        drive = ps_drive_current(s);
    struct path_list files = { VEC_INIT };
    path_expand(s, path, literal, true, &files);
    enum status rc;
    if (files.paths.len == 1) {
        rc = go_to(inv, files.paths.items[0], drive);
        AUTO_FREE char *cwd = getcwd(NULL, 0);
        *done = rc == ST_OK && cwd && strcmp(cwd, files.paths.items[0]) == 0;
    } else if (files.paths.len == 0) {
        rc = path_not_found(inv, path);
    } else {
        rc =
            core_error(inv, "PathMultiple", EC_INVALID_ARGUMENT, value_null(),
                       "Cannot set the location because path '%s' resolved to multiple containers. "
                       "You can only the set location to a single container at a time.",
                       path);
    }
    path_list_release(&files);
    return rc;
}

/* *done: the location is another now. A script may have asked to be told. */
static enum status change(struct invocation *inv, const char *path, bool literal, bool *done)
{
    struct session *s = inv->session;

    if (value_is_null(engine_action_get(s, ACTION_LOCATION_CHANGED)))
        return move_to(inv, path, literal, done);
    AUTO_VALUE before = location_new(s);
    enum status rc = move_to(inv, path, literal, done);
    if (rc != ST_OK || !*done)
        return rc;
    AUTO_VALUE after = location_new(s);
    return engine_action_moved(s, before, after);
}

/* One step along the history of locations. */
static enum status step(struct invocation *inv, const char *from, const char *to)
{
    struct array *stack = stack_of(inv->session, from);
    AUTO_FREE char *here = location_text(inv->session);
    bool done = false;

    if (stack->len == 0)
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = strcmp(from, "-") == 0
                                    ? "There is no location history left to navigate backwards."
                                    : "There is no location history left to navigate forwards.",
                     .id = "System.InvalidOperationException",
                     .exception = "System.InvalidOperationException",
                     .category = EC_INVALID_OPERATION });
    AUTO_VALUE path = pop(stack);
    enum status rc = change(inv, path.str->data, true, &done);
    if (rc == ST_OK)
        array_push_take(stack_of(inv->session, to), value_string(here));
    return rc;
}

/* A new step: what lay ahead of it is no longer, and of what lies behind the last 20 are kept. */
static void remember(struct session *s, const char *here)
{
    enum { STEPS = 20 };
    struct array *back = stack_of(s, "-"), *ahead = stack_of(s, "+");

    while (ahead->len > 0)
        value_unref(pop(ahead));
    if (back->len == STEPS)
        array_remove_range(back, 0, 1);
    array_push_take(back, value_string(here));
}

static enum status walk(struct invocation *inv, const char *path, bool literal, bool *done)
{
    AUTO_FREE char *here = location_text(inv->session);

    if (!literal && strcmp(path, "-") == 0)
        return step(inv, "-", "+");
    if (!literal && strcmp(path, "+") == 0)
        return step(inv, "+", "-");
    enum status rc = change(inv, path, literal, done);
    if (rc == ST_OK && *done)
        remember(inv->session, here);
    return rc;
}

static enum status pass(struct invocation *inv, bool wanted)
{
    return wanted ? emit_take(inv, location_new(inv->session)) : ST_OK;
}

/* -StackName: this stack is meant from now on where none is named. */
static enum status use_stack(struct invocation *inv, const struct str *name)
{
    const char *text = name->len ? name->data : "default";
    AUTO_VALUE target = value_string(text), all = value_null();

    if (!stack_exists(inv->session, text)) {
        AUTO_FREE char *message =
            xasprintf("Cannot find path '%s' because it does not exist.", text);
        return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                       .id = "StackNotFound",
                                                       .category = EC_OBJECT_NOT_FOUND,
                                                       .exception = "System.Management.Automation."
                                                                    "ItemNotFoundException",
                                                       .target = target });
    }
    stack_of(inv->session, text);
    if (session_get_variable(inv->session, STACKS, &all) && all.kind == V_HASH)
        hash_sets_take(all.hash, CURRENT_STACK, value_ref(target));
    return ST_OK;
}

static enum status set_location_process(struct invocation *inv)
{
    const struct set_location_args *args = ARGS(inv, struct set_location_args);
    enum status rc = ST_OK;
    bool done = false;

    if (args->literal_path) {
        rc = walk(inv, args->literal_path->data, true, &done);
    } else if (args->path) {
        rc = walk(inv, args->path->data, false, &done);
    } else if (args->stack_name) {
        return use_stack(inv, args->stack_name);
    } else {
        rc = walk(inv, "~", false, &done);
    }
    return rc != ST_OK ? rc : pass(inv, args->pass_thru);
}

/* The location on one drive: the working folder where that is on it, else its root. */
static enum status drive_location(struct invocation *inv, const struct ps_drive *d)
{
    AUTO_FREE char *cwd = getcwd(NULL, 0);
    bool here = d == ps_drive_current(inv->session) || strcmp(d->name, "/") == 0;

    return emit_take(inv, path_info_new(inv->session, d,
                                        d->provider == DRIVE_FILE && here && cwd ? cwd : d->root));
}

static enum status get_location_process(struct invocation *inv)
{
    const struct get_location_args *args = ARGS(inv, struct get_location_args);
    enum status rc = ST_OK;

    for (size_t i = 0; i < args->ps_drive.len && rc == ST_OK; i++) {
        const struct str *name = args->ps_drive.items[i];
        const struct ps_drive *d = ps_drive_find(inv->session, name->data, name->len);
        AUTO_VALUE target = value_str(name);
        rc = d ? drive_location(inv, d)
               : core_error(inv, "GetLocationNoMatchingDrive", EC_OBJECT_NOT_FOUND, target,
                            "Cannot find drive. A drive with the name '%s' does not exist.",
                            name->data);
    }
    for (size_t i = 0; i < args->ps_provider.len && rc == ST_OK; i++) {
        const struct str *name = args->ps_provider.items[i];
        enum drive provider = provider_find(name->data, name->len);
        const struct ps_drive *d = NULL;
        if (provider == DRIVE_UNKNOWN) {
            AUTO_VALUE target = value_str(name);
            rc = core_error(inv, "ProviderNotFound", EC_OBJECT_NOT_FOUND, target,
                            "Cannot find a provider with the name '%s'.", name->data);
            continue;
        }
        for (size_t k = 0; (d = ps_drive_at(inv->session, k)) && d->provider != provider;)
            k++;
        rc = drive_location(inv, d);
    }
    if (args->ps_drive.len > 0 || args->ps_provider.len > 0)
        return rc;
    if (!args->stack && !args->stack_name.set)
        return pass(inv, true);
    size_t n = args->stack_name.len;
    for (size_t k = 0; k < (n ? n : 1); k++) {
        AUTO_VALUE name = stack_name(inv->session, n ? args->stack_name.items[k] : NULL);
        if (!stack_exists(inv->session, name.str->data)) {
            rc = no_stack(inv, name.str->data, false);
            if (rc != ST_OK)
                return rc;
            continue;
        }
        struct array *stack = stack_of(inv->session, name.str->data);
        for (size_t i = stack->len; i > 0; i--) {
            const struct ps_drive *d;
            const char *rest, *path = stack->items[i - 1].str->data;
            enum drive kind = path_drive_named(inv->session, path, &rest, &d);
            AUTO_FREE char *absolute =
                kind == DRIVE_FILE ? path_absolute(inv->session, path) : xstrdup(rest);
            rc = emit_take(inv, path_info_new(inv->session, d, absolute));
            if (rc != ST_OK)
                return rc;
        }
    }
    return ST_OK;
}

static enum status push_location_process(struct invocation *inv)
{
    const struct push_location_args *args = ARGS(inv, struct push_location_args);
    struct str *path = args->path ? args->path : args->literal_path;
    AUTO_FREE char *here = location_text(inv->session);
    bool done = !path;

    if (path) {
        enum status rc = change(inv, path->data, args->literal_path != NULL, &done);
        if (rc != ST_OK || !done)
            return rc;
    }
    AUTO_VALUE name = stack_name(inv->session, args->stack_name);
    array_push_take(stack_of(inv->session, name.str->data), value_string(here));
    return pass(inv, args->pass_thru);
}

static enum status pop_location_process(struct invocation *inv)
{
    const struct pop_location_args *args = ARGS(inv, struct pop_location_args);
    AUTO_VALUE name = stack_name(inv->session, args->stack_name), all = value_null();
    bool done = false;

    if (!stack_exists(inv->session, name.str->data))
        return no_stack(inv, name.str->data, true);
    struct array *stack = stack_of(inv->session, name.str->data);
    if (stack->len == 0)
        return ST_OK;
    AUTO_VALUE path = pop(stack);
    if (stack->len == 0 && !text_caseeq(name.str->data, "default") &&
        session_get_variable(inv->session, STACKS, &all) && all.kind == V_HASH)
        hash_remove(all.hash, name);
    enum status rc = change(inv, path.str->data, true, &done);
    return rc != ST_OK ? rc : pass(inv, args->pass_thru);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Set",
        .noun = "Location",
        .aliases = set_location_aliases,
        .synopsis = "Changes the current location.",
        .params = set_location_params,
        .nparams = ARRAY_SIZE(set_location_params),
        .default_set = "Path",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct set_location_args),
        .process = set_location_process,
        .examples = set_location_examples,
        .nexamples = ARRAY_SIZE(set_location_examples),
    },
    {
        .verb = "Get",
        .noun = "Location",
        .aliases = get_location_aliases,
        .synopsis = "Gives the current location.",
        .params = get_location_params,
        .nparams = ARRAY_SIZE(get_location_params),
        .default_set = "Location",
        .output =
            "System.Management.Automation.PathInfo,System.Management.Automation.PathInfoStack",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_location_args),
        .process = get_location_process,
        .examples = get_location_examples,
        .nexamples = ARRAY_SIZE(get_location_examples),
    },
    {
        .verb = "Push",
        .noun = "Location",
        .aliases = push_location_aliases,
        .synopsis = "Puts the current location on a stack and goes to another.",
        .params = push_location_params,
        .nparams = ARRAY_SIZE(push_location_params),
        .default_set = "Path",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct push_location_args),
        .process = push_location_process,
        .examples = push_location_examples,
        .nexamples = ARRAY_SIZE(push_location_examples),
    },
    {
        .verb = "Pop",
        .noun = "Location",
        .aliases = pop_location_aliases,
        .synopsis = "Goes back to the location on top of the stack.",
        .params = pop_location_params,
        .nparams = ARRAY_SIZE(pop_location_params),
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct pop_location_args),
        .process = pop_location_process,
        .examples = pop_location_examples,
        .nexamples = ARRAY_SIZE(pop_location_examples),
    },
};
const struct cmdlet_group cmdlets_location = { cmdlets, ARRAY_SIZE(cmdlets) };
