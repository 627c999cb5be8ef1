#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include "shell/object/culture.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"

struct culture_args {
    struct str_list name;
    bool no_user_overrides;
    bool list_available;
};
static const struct param culture_params[] = {
    PARAM(struct culture_args, name, .name = "Name", .sets = "Name", .position = 1,
          .from_pipeline = true,
          .help = "Names of cultures, such as de-DE; '' is the invariant one."),
    PARAM(struct culture_args, no_user_overrides, .name = "NoUserOverrides",
          .sets = "CurrentCulture,Name", .help = "Without what the user changed: nothing here."),
    PARAM(struct culture_args, list_available, .name = "ListAvailable", .sets = "ListAvailable",
          .help = "All cultures that there are."),
};
static const struct example culture_examples[] = {
    { .code = "(Get-Culture).LCID", .remarks = "English of the United States.", .output = "1033" },
};
static const struct example ui_culture_examples[] = {
    { .code = "(Get-UICulture).LCID",
      .remarks = "English of the United States.",
      .output = "1033" },
};

static enum status emit_current(struct invocation *inv)
{
    return emit_take(inv, culture_value(culture_current()));
}

static enum status emit_ui_culture(struct invocation *inv)
{
    struct value v;

    return culture_value_named("en-US", 5, &v) ? emit_take(inv, v) : ST_OK;
}

/* As the set of the parameter's values refuses it. */
static enum status not_in_set(struct invocation *inv, const struct str *name)
{
    AUTO_STRBUF text = STRBUF_INIT;
    const struct culture *c;

    strbuf_addf(&text,
                "Cannot validate argument on parameter 'Name'. The argument \"%s\" does not belong "
                "to the set \"",
                name->data);
    for (size_t i = 0; (c = culture_at(i)); i++)
        strbuf_addf(&text, "%s%s", i ? "," : "", c->name);
    strbuf_adds(&text, "\" specified by the ValidateSet attribute. Supply an argument that is in "
                       "the set and then try the command again.");
    return core_throw(inv, "ParameterArgumentValidationError", EC_INVALID_DATA, value_null(), "%s",
                      text.buf);
}

static enum status culture_process(struct invocation *inv)
{
    const struct culture_args *args = ARGS(inv, struct culture_args);
    enum status rc = ST_OK;
    const struct culture *c;

    for (size_t i = 0; args->list_available && rc == ST_OK && (c = culture_at(i)); i++)
        rc = emit_take(inv, culture_value(c));
    if (args->list_available || !args->name.set)
        return args->list_available ? rc : emit_current(inv);
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        const struct str *name = args->name.items[i];
        struct value found;
        if (culture_value_named(name->data, name->len, &found))
            rc = emit_take(inv, found);
        else
            rc = not_in_set(inv, name);
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
        .process = emit_ui_culture,
        .examples = ui_culture_examples,
        .nexamples = ARRAY_SIZE(ui_culture_examples),
    },
};
const struct cmdlet_group cmdlets_culture = { cmdlets, ARRAY_SIZE(cmdlets) };
