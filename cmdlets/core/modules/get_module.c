/* Get-Module */
#include <string.h>
#include <sys/stat.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/module/specification.h"
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
          .sets = "Loaded,Available", .from_property = true, .type = &type_module_specification,
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
    AUTO_VALUE target = value_str((struct str *)name);

    return core_throw(inv, "ModuleDiscoveryForLoadedModulesWorksOnlyForUnQualifiedNames",
                      EC_INVALID_ARGUMENT, target,
                      "Running the Get-Module cmdlet without ListAvailable parameter is not "
                      "supported for module names that include a path. Name parameter has this "
                      "element '%s' which resolves to a path. Update the Name parameter to not "
                      "have path elements, and then try again.",
                      name->data);
}

static bool is_path(const char *name)
{
    return strchr(name, '/') || strchr(name, '\\') || name[0] == '.';
}

struct listing {
    struct invocation *inv;
    struct module_wish *wishes;     /* of -FullyQualifiedName */
    bool by_path;                   /* a path was asked for, not names */
    const char *leaf;               /* the name that a module in that folder has; NULL: a file */
    const struct module_wish *wish; /* what is asked of modules there, or NULL */
    size_t found;
    enum status st;
};

static bool of_edition(const struct get_module_args *args, struct value info)
{
    AUTO_VALUE editions = value_null();
    AUTO_ERR *err = NULL;

    if (!args->edition || !args->edition->len)
        return true;
    if (member_get(info, "CompatiblePSEditions", &editions, &err) < 0)
        return false;
    for (size_t i = 0; editions.kind == V_ARRAY && i < editions.array->len; i++) {
        AUTO_VALUE text = value_to_string(editions.array->items[i]);
        if (text_caseeq(text.str->data, args->edition->data))
            return true;
    }
    return false;
}

static bool named(const struct listing *l, const struct module *m)
{
    const struct get_module_args *args = ARGS(l->inv, struct get_module_args);

    if (args->fully_qualified_name.len == 0)
        return matches_any(&args->name, m->name, strlen(m->name));
    for (size_t k = 0; k < args->fully_qualified_name.len; k++) {
        const struct module_wish *w = &l->wishes[k];
        if (text_wildcard_match(w->name, strlen(w->name), m->name, strlen(m->name), true) &&
            module_meets(m, w))
            return true;
    }
    return false;
}

static int name_order(struct value a, struct value b)
{
    const char *x = module_of(a)->name, *y = module_of(b)->name;

    return text_casecmp(x, strlen(x), y, strlen(y));
}

/* By name, as they were loaded where names are the same. */
static void sort_modules(struct array *a)
{
    for (size_t i = 1; i < a->len; i++) {
        struct value v = a->items[i];
        size_t k = i;
        for (; k > 0 && name_order(a->items[k - 1], v) > 0; k--)
            a->items[k] = a->items[k - 1];
        a->items[k] = v;
    }
}

static enum status loaded(struct listing *l)
{
    const struct get_module_args *args = ARGS(l->inv, struct get_module_args);
    AUTO_VALUE list = value_of_array(modules_loaded(l->inv->session, args->all));

    for (size_t i = 0; i < args->name.len; i++)
        if (is_path(args->name.items[i]->data))
            return no_path(l->inv, args->name.items[i]);
    sort_modules(list.array);
    for (size_t i = 0; i < list.array->len && l->st == ST_OK; i++)
        if (named(l, module_of(list.array->items[i])))
            l->st = emit(l->inv, list.array->items[i]);
    return l->st;
}

static bool at_path(const struct listing *l, const struct module *m)
{
    if (l->leaf && !text_caseeq(l->leaf, m->name))
        return false;
    return !l->wish || module_meets(m, l->wish);
}

static bool on_file(const char *file, const char *root, void *data)
{
    struct listing *l = data;
    const struct get_module_args *args = ARGS(l->inv, struct get_module_args);
    AUTO_VALUE info = module_describe(l->inv->session, file);
    const struct module *m = module_of(info);

    (void)root;
    if (m && of_edition(args, info) && (l->by_path ? at_path(l, m) : named(l, m))) {
        l->found++;
        l->st = emit(l->inv, info);
    }
    return l->st == ST_OK && !interrupted(l->inv->session);
}

static enum status not_found(struct invocation *inv, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_FREE char *message =
        xasprintf("The specified module '%s' was not found. Update the Name parameter to point to "
                  "a valid path, and then try again. ",
                  path);
    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "Modules_ModuleNotFoundForGetModule",
                                                   .category = EC_RESOURCE_UNAVAILABLE,
                                                   .exception = "System.IO.FileNotFoundException",
                                                   .target = target });
}

/* The modules at a path: the file itself, or what the folder is; with wish, of its versions. */
static enum status from_path(struct listing *l, const char *given, const struct module_wish *wish)
{
    struct session *s = l->inv->session;
    const struct get_module_args *args = ARGS(l->inv, struct get_module_args);
    struct path_list files = { VEC_INIT };
    bool pattern = text_has_wildcard(given, strlen(given));

    path_expand(s, given, false, false, &files);
    for (size_t i = 0; i < files.paths.len && l->st == ST_OK; i++) {
        char *path = files.paths.items[i];
        struct stat st;
        size_t n = strlen(path);
        while (n > 1 && path[n - 1] == '/')
            path[--n] = '\0';
        AUTO_FREE char *leaf = module_folder_name(path);
        l->by_path = true;
        l->leaf = leaf;
        l->wish = wish;
        l->found = 0;
        if (stat(path, &st) != 0)
            l->leaf = NULL;
        else if (S_ISDIR(st.st_mode))
            module_each_below(s, path, args->all ? MODULES_ALL : MODULES_VERSIONS, on_file, l);
        else {
            l->leaf = NULL;
            on_file(path, NULL, l);
        }
        if (l->found == 0 && !pattern && !wish && l->st == ST_OK)
            l->st = not_found(l->inv, path);
    }
    l->by_path = false;
    path_list_release(&files);
    return l->st;
}

/* What PowerShell has in a folder of its own on $env:PSModulePath. */
static enum status builtin(struct listing *l)
{
    const struct get_module_args *args = ARGS(l->inv, struct get_module_args);

    for (size_t i = 0; module_builtin_names[i] && l->st == ST_OK; i++) {
        const char *name = module_builtin_names[i];
        AUTO_VALUE info = module_builtin(l->inv->session, name, strlen(name));
        const struct module *m = module_of(info);
        if (m && !text_caseeq(name, "Microsoft.PowerShell.Core") && of_edition(args, info) &&
            named(l, m))
            l->st = emit(l->inv, info);
    }
    return l->st;
}

static enum status available(struct listing *l)
{
    const struct get_module_args *args = ARGS(l->inv, struct get_module_args);
    bool names = args->name.len + args->fully_qualified_name.len == 0;

    for (size_t i = 0; i < args->name.len && l->st == ST_OK; i++) {
        if (is_path(args->name.items[i]->data))
            l->st = from_path(l, args->name.items[i]->data, NULL);
        else
            names = true;
    }
    for (size_t i = 0; i < args->fully_qualified_name.len && l->st == ST_OK; i++) {
        if (is_path(l->wishes[i].name))
            l->st = from_path(l, l->wishes[i].name, &l->wishes[i]);
        else
            names = true;
    }
    if (!names || l->st != ST_OK)
        return l->st;
    if (builtin(l) == ST_OK)
        module_each_available(l->inv->session, args->all ? MODULES_ALL : MODULES_VERSIONS, on_file,
                              l);
    return l->st;
}

static enum status get_module_process(struct invocation *inv)
{
    const struct get_module_args *args = ARGS(inv, struct get_module_args);
    const struct value_list *specs = &args->fully_qualified_name;
    AUTO_FREE struct module_wish *wishes = xcalloc(specs->len + 1, sizeof(*wishes));
    AUTO_VALUE keep = value_of_array(array_new(4));
    struct err *err = NULL;
    struct listing l = { .inv = inv, .wishes = wishes };

    if (args->name.len > 0 && specs->len > 0)
        return core_throw(inv, "NameAndFullyQualifiedNameCannotBeSpecifiedTogether",
                          EC_INVALID_OPERATION, value_null(),
                          "The parameters Name and FullyQualifiedName cannot be used together. "
                          "Please specify only one parameter.");
    for (size_t i = 0; i < specs->len; i++)
        if (module_wish_of(inv->session, specs->items[i], &wishes[i], keep.array, &err) < 0)
            return cmdlet_throw_err(inv, &err);
    return args->list_available ? available(&l) : loaded(&l);
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
