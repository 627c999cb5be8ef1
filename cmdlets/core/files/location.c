#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
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
    PARAM(struct set_location_args, pass_thru, .name = "PassThru",
          .help = "Emits the object that was worked on."),
    PARAM(struct set_location_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath,LP",
          .help = "The items, as paths that are taken as they are written, without wildcards."),
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
    PARAM(struct push_location_args, pass_thru, .name = "PassThru",
          .help = "Emits the object that was worked on."),
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
    PARAM(struct pop_location_args, pass_thru, .name = "PassThru",
          .help = "Emits the object that was worked on."),
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

static struct value pop(struct array *stack)
{
    return stack->len > 0 ? stack->items[--stack->len] : value_nothing();
}

static char *current(void)
{
    char *cwd = getcwd(NULL, 0);

    return cwd ? cwd : xstrdup("/");
}

static enum status go_to(struct invocation *inv, const char *path)
{
    if (chdir(path) == 0) {
        if (!inv->session->is_job) /* a job's location is its own, the environment is not */
            setenv("PWD", path, 1);
        return ST_OK;
    }
    int errnum = errno;
    AUTO_VALUE target = value_string(path);
    if (errnum == ENOENT || errnum == ENOTDIR) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "Cannot find path '%s' because it does not exist.", path);
        return cmdlet_error(
            inv,
            &(struct error_spec){ .message = text.buf,
                                  .id = "PathNotFound",
                                  .category = EC_OBJECT_NOT_FOUND,
                                  .exception = "System.Management.Automation.ItemNotFoundException",
                                  .target = target });
    }
    struct err *err = NULL;
    err_set_errno(&err, errnum, "Cannot go to '%s'", path);
    return cmdlet_err(inv, &err, target);
}

static bool at(const char *path)
{
    AUTO_FREE char *cwd = current();

    return strcmp(cwd, path) == 0;
}

/* One step along the history of locations. */
static enum status step(struct invocation *inv, const char *from, const char *to)
{
    struct array *stack = stack_of(inv->session, from);
    AUTO_FREE char *here = current();

    if (stack->len == 0)
        return core_error(inv, "LocationHistoryEmpty", EC_INVALID_OPERATION, value_null(),
                          strcmp(from, "-") == 0 ? "There is no location history left to navigate "
                                                   "backwards."
                                                 : "There is no location history left to navigate "
                                                   "forwards.");
    AUTO_VALUE path = pop(stack);
    enum status rc = go_to(inv, path.str->data);
    if (rc == ST_OK)
        array_push_take(stack_of(inv->session, to), value_string(here));
    return rc;
}

static enum status change(struct invocation *inv, const char *path, bool literal)
{
    AUTO_FREE char *here = current();
    const char *rest;

    if (!literal && strcmp(path, "-") == 0)
        return step(inv, "-", "+");
    if (!literal && strcmp(path, "+") == 0)
        return step(inv, "+", "-");
    if (path_drive(path, &rest) != DRIVE_FILE)
        return core_error(inv, "NotSupported", EC_NOT_IMPLEMENTED, value_null(),
                          "The current location can only be a folder; '%s' is on another drive.",
                          path);
    struct path_list files = { VEC_INIT };
    path_expand(path, literal, true, &files);
    enum status rc;
    if (files.paths.len == 1) {
        rc = go_to(inv, files.paths.items[0]);
        if (rc == ST_OK && at(files.paths.items[0]) && strcmp(here, files.paths.items[0]) != 0) {
            struct array *back = stack_of(inv->session, "-");
            array_push_take(back, value_string(here));
        }
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

static enum status pass(struct invocation *inv, bool wanted)
{
    AUTO_FREE char *here = current();

    return wanted ? emit_take(inv, path_info_new(here)) : ST_OK;
}

static enum status set_location_process(struct invocation *inv)
{
    const struct set_location_args *args = ARGS(inv, struct set_location_args);
    enum status rc = ST_OK;

    if (args->literal_path) {
        rc = change(inv, args->literal_path->data, true);
    } else if (args->path) {
        rc = change(inv, args->path->data, false);
    } else if (!args->stack_name) {
        rc = change(inv, "~", false);
    }
    return rc != ST_OK ? rc : pass(inv, args->pass_thru);
}

static enum status get_location_process(struct invocation *inv)
{
    const struct get_location_args *args = ARGS(inv, struct get_location_args);

    if (!args->stack && !args->stack_name.set)
        return pass(inv, true);
    size_t n = args->stack_name.len;
    for (size_t k = 0; k < (n ? n : 1); k++) {
        struct array *stack =
            stack_of(inv->session, n ? args->stack_name.items[k]->data : "default");
        for (size_t i = stack->len; i > 0; i--) {
            enum status rc = emit_take(inv, path_info_new(stack->items[i - 1].str->data));
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
    AUTO_FREE char *here = current();

    if (path) {
        enum status rc = change(inv, path->data, args->literal_path != NULL);
        if (rc != ST_OK)
            return rc;
        AUTO_FREE char *now = current();
        AUTO_FREE char *wanted = path_absolute(path->data);
        struct stat st;
        if (strcmp(now, here) == 0 && strcmp(now, wanted) != 0 && stat(wanted, &st) != 0)
            return ST_OK; /* reported already */
    }
    array_push_take(stack_of(inv->session, args->stack_name ? args->stack_name->data : "default"),
                    value_string(here));
    return pass(inv, args->pass_thru);
}

static enum status pop_location_process(struct invocation *inv)
{
    const struct pop_location_args *args = ARGS(inv, struct pop_location_args);
    struct array *stack =
        stack_of(inv->session, args->stack_name ? args->stack_name->data : "default");

    if (stack->len == 0)
        return ST_OK;
    AUTO_VALUE path = pop(stack);
    enum status rc = go_to(inv, path.str->data);
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
