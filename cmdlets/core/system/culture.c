#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include "shell/object/type_decls.h"

struct culture_args {
    struct str_list name;
    bool no_user_overrides;
    bool list_available;
};
static const struct param culture_params[] = {
    PARAM(struct culture_args, name, .name = "Name", .sets = "Name", .position = 1,
          .from_pipeline = true, .help = "The cultures; there is the invariant one, ''."),
    PARAM(struct culture_args, no_user_overrides, .name = "NoUserOverrides",
          .sets = "CurrentCulture,Name", .help = "Without what the user changed: nothing here."),
    PARAM(struct culture_args, list_available, .name = "ListAvailable", .sets = "ListAvailable",
          .help = "All cultures that there are."),
};
static const struct example culture_examples[] = {
    { .code = "(Get-Culture).LCID", .remarks = "The invariant culture's.", .output = "127" },
};
static const struct example ui_culture_examples[] = {
    { .code = "(Get-UICulture).LCID", .remarks = "The invariant culture's.", .output = "127" },
};

static enum status emit_culture(struct invocation *inv)
{
    return emit_take(inv, value_of_object(object_new(&type_culture_info)));
}

static enum status culture_process(struct invocation *inv)
{
    const struct culture_args *args = ARGS(inv, struct culture_args);
    enum status rc = ST_OK;

    if (!args->name.set)
        return emit_culture(inv);
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        const struct str *name = args->name.items[i];
        AUTO_VALUE target = value_str(name);
        if (name->len == 0)
            rc = emit_culture(inv);
        else
            rc = core_error(inv, "ItemNotFoundException", EC_OBJECT_NOT_FOUND, target,
                            "Only the invariant culture is supported. (Parameter 'name')\n"
                            "%s is an invalid culture identifier.",
                            name->data);
    }
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Culture",
        .synopsis = "Gives the culture that texts of numbers and dates follow.",
        .params = culture_params,
        .nparams = ARRAY_SIZE(culture_params),
        .default_set = "CurrentCulture",
        .output = "System.Globalization.CultureInfo",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct culture_args),
        .process = culture_process,
        .examples = culture_examples,
        .nexamples = ARRAY_SIZE(culture_examples),
    },
    {
        .verb = "Get",
        .noun = "UICulture",
        .synopsis = "Gives the culture that messages follow.",
        .output = "System.Globalization.CultureInfo",
        .module = "Microsoft.PowerShell.Utility",
        .process = emit_culture,
        .examples = ui_culture_examples,
        .nexamples = ARRAY_SIZE(ui_culture_examples),
    },
};
const struct cmdlet_group cmdlets_culture = { cmdlets, ARRAY_SIZE(cmdlets) };
