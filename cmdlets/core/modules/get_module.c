/* Get-Module */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/module_load.h"
#include "shell/runtime/session.h"

struct get_module_args {
    struct str_list name;
    struct value_list fully_qualified_name;
    bool all;
    bool list_available;
    struct str *edition;
    bool skip_edition_check;
    bool refresh;
};
static const struct param get_module_params[] = {
    PARAM(struct get_module_args, name, .name = "Name", .sets = "Loaded,Available", .position = 1,
          .from_pipeline = true, .wildcards = true, .help = "The names; wildcards work."),
    PARAM(struct get_module_args, fully_qualified_name, .name = "FullyQualifiedName",
          .sets = "Loaded,Available", .from_property = true, .type_name = "ModuleSpecification",
          .help = "Modules, with versions."),
    PARAM(struct get_module_args, all, .name = "All", .sets = "Loaded,Available",
          .help = "Also modules that other modules imported."),
    PARAM(struct get_module_args, list_available, .name = "ListAvailable", .sets = "Available",
          .mandatory = true, .help = "Those on $env:PSModulePath, loaded or not."),
    PARAM(struct get_module_args, edition, .name = "PSEdition", .sets = "Available",
          .help = "Only modules that name this edition."),
    PARAM(struct get_module_args, skip_edition_check, .name = "SkipEditionCheck",
          .sets = "Available", .help = "Looks at no editions. They are never looked at."),
    PARAM(struct get_module_args, refresh, .name = "Refresh", .sets = "Available",
          .help = "Reads the folders anew. They are read at each call."),
};
static const char *const get_module_aliases[] = { "gmo", NULL };
static const struct example get_module_examples[] = {
    { .code = "Import-Module Hyper-V; (Get-Module Hyper-V).Name",
      .remarks = "The module of the virtual machine cmdlets.",
      .output = "Hyper-V" },
};

static enum status no_path(struct invocation *inv, const struct str *name)
{
    return core_throw(inv, "Modules_NameIsPath", EC_INVALID_ARGUMENT, value_null(),
                      "Running the Get-Module cmdlet without ListAvailable parameter is not "
                      "supported for module names that include a path. Name parameter has this "
                      "element '%s' which resolves to a path. Update the Name parameter to not "
                      "have path elements, and then try again.",
                      name->data);
}

static enum status loaded(struct invocation *inv)
{
    const struct get_module_args *args = ARGS(inv, struct get_module_args);
    AUTO_VALUE list = value_of_array(modules_loaded(inv->session, args->all));
    enum status st = ST_OK;
    for (size_t i = 0; i < args->name.len; i++)
        if (strchr(args->name.items[i]->data, '/'))
            return no_path(inv, args->name.items[i]);
    if (args->fully_qualified_name.len == 0) {
        for (size_t i = 0; i < list.array->len && st == ST_OK; i++) {
            const struct module *m = module_of(list.array->items[i]);
            if (matches_any(&args->name, m->name, strlen(m->name)))
                st = emit(inv, list.array->items[i]);
        }
    }
    for (size_t k = 0; k < args->fully_qualified_name.len && st == ST_OK; k++) {
        AUTO_VALUE keep = value_of_array(array_new(4));
        struct module_wish wish;
        struct err *err = NULL;
        if (module_wish_of(inv->session, args->fully_qualified_name.items[k], &wish, keep.array,
                           &err) < 0)
            return cmdlet_throw_err(inv, &err);
        for (size_t i = 0; i < list.array->len && st == ST_OK; i++) {
            const struct module *m = module_of(list.array->items[i]);
            if (text_caseeq(m->name, wish.name) && module_meets(m, &wish))
                st = emit(inv, list.array->items[i]);
        }
    }
    return st;
}

struct listing {
    struct invocation *inv;
    enum status st;
};

static bool wanted(struct invocation *inv, const struct module *m)
{
    const struct get_module_args *args = ARGS(inv, struct get_module_args);
    if (args->fully_qualified_name.len == 0)
        return matches_any(&args->name, m->name, strlen(m->name));
    for (size_t k = 0; k < args->fully_qualified_name.len; k++) {
        AUTO_VALUE keep = value_of_array(array_new(4));
        struct module_wish wish;
        AUTO_ERR *err = NULL;
        if (module_wish_of(inv->session, args->fully_qualified_name.items[k], &wish, keep.array,
                           &err) == 0 &&
            text_caseeq(m->name, wish.name) && module_meets(m, &wish))
            return true;
    }
    return false;
}

static bool on_file(const char *file, const char *root, void *data)
{
    struct listing *l = data;
    (void)root;
    AUTO_VALUE info = module_describe(l->inv->session, file);
    if (!value_is_null(info) && wanted(l->inv, module_of(info)))
        l->st = emit(l->inv, info);
    return l->st == ST_OK && !interrupted(l->inv->session);
}

static enum status from_path(struct invocation *inv, const struct str *name)
{
    AUTO_FREE char *path = path_absolute(inv->session, name->data);
    struct module_wish wish = { .name = path };
    AUTO_FREE char *file = module_find_file(inv->session, &wish);
    AUTO_VALUE info = file ? module_describe(inv->session, file) : value_null();
    if (!value_is_null(info))
        return emit(inv, info);
    AUTO_VALUE target = value_string(name->data);
    AUTO_FREE char *message =
        xasprintf("The specified module '%s' was not found. Update the Name parameter to point to "
                  "a valid path, and then try again. ",
                  name->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "Modules_ModuleNotFoundForGetModule",
                                                   .category = EC_RESOURCE_UNAVAILABLE,
                                                   .exception = "System.IO.FileNotFoundException",
                                                   .target = target });
}

static enum status available(struct invocation *inv)
{
    const struct get_module_args *args = ARGS(inv, struct get_module_args);
    struct listing l = { inv, ST_OK };
    bool paths = false;
    for (size_t i = 0; i < args->name.len && l.st == ST_OK; i++) {
        const struct str *name = args->name.items[i];
        if (!strchr(name->data, '/') && name->data[0] != '.')
            continue;
        paths = true;
        l.st = from_path(inv, name);
    }
    if (paths)
        return l.st;
    for (size_t i = 0; module_builtin_names[i] && l.st == ST_OK; i++) {
        AUTO_VALUE info =
            module_builtin(inv->session, module_builtin_names[i], strlen(module_builtin_names[i]));
        if (!value_is_null(info) &&
            !text_caseeq(module_of(info)->name, "Microsoft.PowerShell.Core") &&
            wanted(inv, module_of(info)))
            l.st = emit(inv, info);
    }
    if (l.st == ST_OK)
        module_each_available(inv->session, on_file, &l);
    return l.st;
}

static enum status get_module_process(struct invocation *inv)
{
    return ARGS(inv, struct get_module_args)->list_available ? available(inv) : loaded(inv);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Module",
        .aliases = get_module_aliases,
        .synopsis = "Lists modules: the imported ones, or those that could be imported.",
        .params = get_module_params,
        .nparams = ARRAY_SIZE(get_module_params),
        .default_set = "Loaded",
        .output = "System.Management.Automation.PSModuleInfo",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct get_module_args),
        .process = get_module_process,
        .examples = get_module_examples,
        .nexamples = ARRAY_SIZE(get_module_examples),
    },
};
const struct cmdlet_group cmdlets_get_module = { cmdlets, ARRAY_SIZE(cmdlets) };
