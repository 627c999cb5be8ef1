#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/session/scope_arg.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

struct get_alias_args {
    struct str_list name;
    struct str_list exclude;
    struct str *scope;
    struct str_list definition;
};
static const struct param get_alias_params[] = {
    PARAM(struct get_alias_args, name, .name = "Name", .sets = "Default", .position = 1,
          .not_null_or_empty = true, .from_pipeline = true, .from_property = true,
          .wildcards = true, .help = "The names; wildcards work."),
    PARAM(struct get_alias_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out these aliases."),
    SCOPE_PARAM(struct get_alias_args),
    PARAM(struct get_alias_args, definition, .name = "Definition", .sets = "Definition",
          .wildcards = true, .help = "Aliases of these commands; wildcards work."),
};
static const char *const get_alias_aliases[] = { "gal", NULL };
static const struct example get_alias_examples[] = {
    { .code = "(Get-Alias foreach).Definition",
      .remarks = "What an alias stands for.",
      .output = "ForEach-Object" },
};
struct set_alias_args {
    struct str *name;
    struct str *value;
    struct str *description;
    struct opt_enum option;
    bool pass_thru;
    struct str *scope;
    bool force;
};
#define ALIAS_PARAMS(force_help)                                                                  \
    PARAM(struct set_alias_args, name, .name = "Name", .position = 1, .mandatory = true,          \
          .from_property = true, .help = "The alias."),                                           \
        PARAM(struct set_alias_args, value, .name = "Value", .position = 2, .mandatory = true,    \
              .from_property = true, .help = "The command it stands for."),                       \
        PARAM(struct set_alias_args, description, .name = "Description",                          \
              .help = "A text that says what it is for."),                                        \
        PARAM(struct set_alias_args, option, .name = "Option", .enum_info = &enum_scoped_options, \
              .help = "None, ReadOnly, Constant, Private or AllScope."),                          \
        PASS_THRU_PARAM(struct set_alias_args), SCOPE_PARAM(struct set_alias_args),               \
        PARAM(struct set_alias_args, force, .name = "Force", .help = (force_help))
static const struct param set_alias_params[] = { ALIAS_PARAMS("Changes read-only aliases too.") };
static const char *const set_alias_aliases[] = { "sal", NULL };
static const struct example set_alias_examples[] = {
    { .code = "Set-Alias vms Get-VM", .remarks = "A short name of one's own." },
};
static const struct param new_alias_params[] = { ALIAS_PARAMS("Replaces an existing alias.") };
static const char *const new_alias_aliases[] = { "nal", NULL };
static const struct example new_alias_examples[] = {
    { .code = "New-Alias vms Get-VM", .remarks = "A short name of one's own." },
};
struct remove_alias_args {
    struct str_list name;
    struct str *scope;
    bool force;
};
static const struct param remove_alias_params[] = {
    PARAM(struct remove_alias_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The names; wildcards work."),
    SCOPE_PARAM(struct remove_alias_args),
    PARAM(struct remove_alias_args, force, .name = "Force",
          .help = "Removes read-only aliases too."),
};
static const struct example remove_alias_examples[] = {
    { .code = "Remove-Alias vms", .remarks = "The alias is gone." },
};

struct query {
    const struct get_alias_args *args;
    struct session *session;
    struct scope *scope; /* of -Scope: only what it has itself; NULL: all that is visible */
    const struct str *name, *definition; /* the patterns looked at now; NULL: any */
    VEC(char *) names;
};

static bool fits(const struct str *pattern, const char *text)
{
    return !pattern || text_wildcard_match(pattern->data, pattern->len, text, strlen(text), true);
}

static bool on_alias(const struct command *c, void *data)
{
    struct query *q = data;
    struct command own;

    if (q->scope) {
        if (!command_alias_own(q->session, q->scope, c->name, &own))
            return true;
        c = &own;
    }
    const char *target = c->target ? c->target : "";
    if (!fits(q->name, c->name) || !fits(q->definition, target))
        return true;
    if (q->args->exclude.len > 0 && matches_any(&q->args->exclude, q->definition ? target : c->name,
                                                strlen(q->definition ? target : c->name)))
        return true;
    *vec_push(&q->names) = xstrdup(c->name);
    return true;
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return text_casecmp(*x, strlen(*x), *y, strlen(*y));
}

/* The alias as the scope has it; NULL: as it is seen. */
static bool find_alias(struct session *s, struct scope *scope, const char *name, struct command *c)
{
    return scope ? command_alias_own(s, scope, name, c)
                 : command_find(s, name, strlen(name), COMMAND_ALIAS, false, c);
}

static enum status emit_alias(struct invocation *inv, struct scope *scope, const char *name)
{
    struct command c;

    if (!find_alias(inv->session, scope, name, &c))
        return ST_OK;
    return emit_take(inv, command_info_new(inv->session, &c));
}

static enum status alias_not_found(struct invocation *inv, const char *what, const char *value)
{
    AUTO_VALUE target = value_string(value);
    AUTO_FREE char *message = xasprintf(
        "This command cannot find a matching alias because an alias with the %s '%s' does not "
        "exist.",
        what, value);

    return cmdlet_error(inv, &(struct error_spec){
                                 .message = message,
                                 .id = "ItemNotFoundException",
                                 .category = EC_OBJECT_NOT_FOUND,
                                 .exception = "System.Management.Automation.ItemNotFoundException",
                                 .target = target });
}

/* Those that fit one pattern, by name. */
static enum status emit_aliases(struct invocation *inv, struct query *q)
{
    enum status rc = ST_OK;

    command_each(inv->session, COMMAND_ALIAS, on_alias, q);
    if (q->names.len > 1)
        qsort(q->names.items, q->names.len, sizeof(char *), by_name);
    for (size_t i = 0; i < q->names.len && rc == ST_OK; i++)
        if (i == 0 || !text_caseeq(q->names.items[i - 1], q->names.items[i]))
            rc = emit_alias(inv, q->scope, q->names.items[i]);
    bool none = q->names.len == 0;
    for (size_t i = 0; i < q->names.len; i++)
        free(q->names.items[i]);
    vec_release(&q->names);
    if (!none || rc != ST_OK || q->args->exclude.len > 0)
        return rc;
    if (q->name && !text_has_wildcard(q->name->data, q->name->len))
        return alias_not_found(inv, "name", q->name->data);
    if (q->definition && !text_has_wildcard(q->definition->data, q->definition->len))
        return alias_not_found(inv, "definition", q->definition->data);
    return ST_OK;
}

static enum status get_alias_process(struct invocation *inv)
{
    const struct get_alias_args *args = ARGS(inv, struct get_alias_args);
    struct query q = { .args = args, .session = inv->session, .names = VEC_INIT };
    enum status rc = args->scope ? scope_argument(inv, args->scope, &q.scope) : ST_OK;

    if (rc == ST_OK && args->name.len == 0 && args->definition.len == 0)
        return emit_aliases(inv, &q);
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        q.name = args->name.items[i];
        rc = emit_aliases(inv, &q);
    }
    q.name = NULL;
    for (size_t i = 0; i < args->definition.len && rc == ST_OK; i++) {
        q.definition = args->definition.items[i];
        rc = emit_aliases(inv, &q);
    }
    return rc;
}

static enum status not_writable(struct invocation *inv, const char *name)
{
    AUTO_VALUE target = value_string(name);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text,
                "Alias is not writeable because alias %s is read-only or constant and cannot be "
                "written to.",
                name);
    return cmdlet_error(
        inv,
        &(struct error_spec){
            .message = text.buf,
            .id = "AliasNotWritable",
            .category = EC_WRITE_ERROR,
            .exception = "System.Management.Automation.SessionStateUnauthorizedAccessException",
            .target = target });
}

static enum status define(struct invocation *inv, struct set_alias_args *a)
{
    AUTO_STRBUF target = STRBUF_INIT;
    bool yes = true;
    struct command c;
    int options = a->option.set ? a->option.value : 0;
    struct scope *scope;

    strbuf_addf(&target, "Name: %s Value: %s", a->name->data, a->value->data);
    enum status rc = should_process(inv, target.buf, NULL, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    rc = scope_argument(inv, a->scope, &scope);
    if (rc != ST_OK)
        return rc;
    if (scope_argument_private(a->scope))
        options |= OPTION_PRIVATE;
    if (command_alias_own(inv->session, scope, a->name->data, &c) &&
        ((c.options & OPTION_CONSTANT) || ((c.options & OPTION_READ_ONLY) && !a->force)))
        return not_writable(inv, a->name->data);
    if (options & OPTION_ALL_SCOPE)
        scope = NULL;
    command_import_alias(inv->session, a->name->data, a->value->data,
                         a->description ? a->description->data : NULL, scope, value_null());
    command_set_alias_options(inv->session, a->name->data, scope, options);
    return a->pass_thru ? emit_alias(inv, scope, a->name->data) : ST_OK;
}

static enum status set_alias_process(struct invocation *inv)
{
    return define(inv, ARGS(inv, struct set_alias_args));
}

static enum status new_alias_process(struct invocation *inv)
{
    struct set_alias_args *args = ARGS(inv, struct set_alias_args);
    struct command c;
    struct scope *scope;
    enum status rc = scope_argument(inv, args->scope, &scope);

    if (rc != ST_OK)
        return rc;
    if (!args->force &&
        find_alias(inv->session, args->scope ? scope : NULL, args->name->data, &c)) {
        AUTO_VALUE target = value_str(args->name);
        AUTO_FREE char *message = xasprintf(
            "The alias is not allowed, because an alias with the name '%s' already exists.",
            args->name->data);
        return cmdlet_error(
            inv,
            &(struct error_spec){ .message = message,
                                  .id = "AliasAlreadyExists",
                                  .category = EC_RESOURCE_EXISTS,
                                  .exception = "System.Management.Automation.SessionStateException",
                                  .target = target });
    }
    return define(inv, args);
}

static enum status not_removable(struct invocation *inv, const char *name)
{
    AUTO_VALUE target = value_string(name);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Alias was not removed because alias %s is constant or read-only.", name);
    return cmdlet_error(
        inv,
        &(struct error_spec){
            .message = text.buf,
            .id = "AliasNotRemovable",
            .category = EC_WRITE_ERROR,
            .exception = "System.Management.Automation.SessionStateUnauthorizedAccessException",
            .target = target });
}

static enum status remove_alias_process(struct invocation *inv)
{
    struct remove_alias_args *args = ARGS(inv, struct remove_alias_args);
    struct scope *scope = NULL;
    enum status rc = args->scope ? scope_argument(inv, args->scope, &scope) : ST_OK;

    if (rc != ST_OK)
        return rc;
    for (size_t i = 0; i < args->name.len; i++) {
        struct command c;
        const char *name = args->name.items[i]->data;
        if (find_alias(inv->session, scope, name, &c) &&
            ((c.options & OPTION_CONSTANT) || ((c.options & OPTION_READ_ONLY) && !args->force))) {
            rc = not_removable(inv, name);
            if (rc != ST_OK)
                return rc;
            continue;
        }
        if (scope ? command_remove_alias_own(inv->session, scope, name)
                  : command_remove_alias(inv->session, name))
            continue;
        rc = alias_not_found(inv, "name", name);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Alias",
        .aliases = get_alias_aliases,
        .synopsis = "Lists aliases.",
        .params = get_alias_params,
        .nparams = ARRAY_SIZE(get_alias_params),
        .default_set = "Default",
        .output = "System.Management.Automation.AliasInfo",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_alias_args),
        .process = get_alias_process,
        .examples = get_alias_examples,
        .nexamples = ARRAY_SIZE(get_alias_examples),
    },
    {
        .verb = "Set",
        .noun = "Alias",
        .aliases = set_alias_aliases,
        .synopsis = "Makes or changes an alias.",
        .params = set_alias_params,
        .nparams = ARRAY_SIZE(set_alias_params),
        .default_set = "Default",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_alias_args),
        .process = set_alias_process,
        .examples = set_alias_examples,
        .nexamples = ARRAY_SIZE(set_alias_examples),
    },
    {
        .verb = "New",
        .noun = "Alias",
        .aliases = new_alias_aliases,
        .synopsis = "Makes an alias; an existing one is an error.",
        .params = new_alias_params,
        .nparams = ARRAY_SIZE(new_alias_params),
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_alias_args),
        .process = new_alias_process,
        .examples = new_alias_examples,
        .nexamples = ARRAY_SIZE(new_alias_examples),
    },
    {
        .verb = "Remove",
        .noun = "Alias",
        .synopsis = "Removes aliases.",
        .params = remove_alias_params,
        .nparams = ARRAY_SIZE(remove_alias_params),
        .default_set = "Default",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct remove_alias_args),
        .process = remove_alias_process,
        .examples = remove_alias_examples,
        .nexamples = ARRAY_SIZE(remove_alias_examples),
    },
};
const struct cmdlet_group cmdlets_alias = { cmdlets, ARRAY_SIZE(cmdlets) };
