#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

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
          .from_pipeline = true, .from_property = true, .wildcards = true,
          .help = "The names; wildcards work."),
    PARAM(struct get_alias_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out these aliases."),
    PARAM(struct get_alias_args, scope, .name = "Scope",
          .help = "Global, Local, Script, or a number of scopes upwards."),
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
static const char *const set_alias_scope_values[] = { "Global",          "Local",  "Private",
                                                      "Numbered scopes", "Script", NULL };
static const struct param set_alias_params[] = {
    PARAM(struct set_alias_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .help = "The alias."),
    PARAM(struct set_alias_args, value, .name = "Value", .position = 2, .mandatory = true,
          .from_property = true, .help = "The command it stands for."),
    PARAM(struct set_alias_args, description, .name = "Description",
          .help = "A text that says what it is for."),
    PARAM(struct set_alias_args, option, .name = "Option", .enum_info = &enum_scoped_options,
          .help = "None, ReadOnly, Constant, Private or AllScope."),
    PARAM(struct set_alias_args, pass_thru, .name = "PassThru",
          .help = "Emits the object that was worked on."),
    PARAM(struct set_alias_args, scope, .name = "Scope", .values = set_alias_scope_values,
          .help = "Global, Local, Script, or a number of scopes upwards."),
    PARAM(struct set_alias_args, force, .name = "Force", .help = "Changes read-only aliases too."),
};
static const char *const set_alias_aliases[] = { "sal", NULL };
static const struct example set_alias_examples[] = {
    { .code = "Set-Alias vms Get-VM", .remarks = "A short name of one's own." },
};
static const struct param new_alias_params[] = {
    PARAM(struct set_alias_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .help = "The alias."),
    PARAM(struct set_alias_args, value, .name = "Value", .position = 2, .mandatory = true,
          .from_property = true, .help = "The command it stands for."),
    PARAM(struct set_alias_args, description, .name = "Description",
          .help = "A text that says what it is for."),
    PARAM(struct set_alias_args, option, .name = "Option", .enum_info = &enum_scoped_options,
          .help = "None, ReadOnly, Constant, Private or AllScope."),
    PARAM(struct set_alias_args, pass_thru, .name = "PassThru",
          .help = "Emits the object that was worked on."),
    PARAM(struct set_alias_args, scope, .name = "Scope",
          .help = "Global, Local, Script, or a number of scopes upwards."),
    PARAM(struct set_alias_args, force, .name = "Force", .help = "Replaces an existing alias."),
};
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
    PARAM(struct remove_alias_args, scope, .name = "Scope",
          .help = "Global, Local, Script, or a number of scopes upwards."),
    PARAM(struct remove_alias_args, force, .name = "Force",
          .help = "Removes read-only aliases too."),
};
static const struct example remove_alias_examples[] = {
    { .code = "Remove-Alias vms", .remarks = "The alias is gone." },
};

struct query {
    const struct get_alias_args *args;
    struct session *session;
    VEC(char *) names;
};

static bool on_alias(const struct command *c, void *data)
{
    struct query *q = data;
    const char *target = c->target ? c->target : "";

    if (!matches_any(&q->args->name, c->name, strlen(c->name)))
        return true;
    if (q->args->definition.len > 0 && !matches_any(&q->args->definition, target, strlen(target)))
        return true;
    if (q->args->exclude.len > 0 && matches_any(&q->args->exclude, c->name, strlen(c->name)))
        return true;
    *vec_push(&q->names) = xstrdup(c->name);
    return true;
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return text_casecmp(*x, strlen(*x), *y, strlen(*y));
}

static enum status emit_alias(struct invocation *inv, const char *name)
{
    struct command c;

    if (!command_find(inv->session, name, strlen(name), COMMAND_ALIAS, false, &c))
        return ST_OK;
    return emit_take(inv, command_info_new(inv->session, &c));
}

static enum status alias_not_found(struct invocation *inv, const char *name)
{
    AUTO_VALUE target = value_string(name);

    return core_error(
        inv, "ItemNotFoundException", EC_OBJECT_NOT_FOUND, target,
        "This command cannot find a matching alias because an alias with the name '%s' "
        "does not exist.",
        name);
}

static enum status get_alias_process(struct invocation *inv)
{
    const struct get_alias_args *args = ARGS(inv, struct get_alias_args);
    struct query q = { args, inv->session, VEC_INIT };
    enum status rc = ST_OK;

    command_each(inv->session, COMMAND_ALIAS, on_alias, &q);
    if (q.names.len > 1)
        qsort(q.names.items, q.names.len, sizeof(char *), by_name);
    for (size_t i = 0; i < q.names.len; i++) {
        bool repeated = i > 0 && text_caseeq(q.names.items[i - 1], q.names.items[i]);
        if (rc == ST_OK && !repeated)
            rc = emit_alias(inv, q.names.items[i]);
    }
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        struct str *n = args->name.items[i];
        struct command c;
        if (!text_has_wildcard(n->data, n->len) &&
            !command_find(inv->session, n->data, n->len, COMMAND_ALIAS, false, &c))
            rc = alias_not_found(inv, n->data);
    }
    for (size_t i = 0; i < args->definition.len && rc == ST_OK && q.names.len == 0; i++)
        rc = core_error(inv, "ItemNotFoundException", EC_OBJECT_NOT_FOUND, value_null(),
                        "This command cannot find a matching alias because an alias with the "
                        "definition '%s' does not exist.",
                        args->definition.items[i]->data);
    for (size_t i = 0; i < q.names.len; i++)
        free(q.names.items[i]);
    vec_release(&q.names);
    return rc;
}

/* The scope a -Scope argument names; the running one without. NULL: reported. */
static struct scope *scope_of(struct invocation *inv, const struct str *name)
{
    struct scope *scope =
        name ? scope_named(inv->session, name->data, name->len) : scope_current(inv->session);
    if (!scope)
        core_throw(inv, "ArgumentOutOfRange", EC_INVALID_ARGUMENT, value_null(),
                   "The scope number '%s' exceeds the number of active scopes. (Parameter "
                   "'scopeID')",
                   name->data);
    return scope;
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

    strbuf_addf(&target, "Name: %s Value: %s", a->name->data, a->value->data);
    enum status rc = should_process(inv, target.buf, NULL, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    struct scope *scope = scope_of(inv, a->scope);
    if (!scope)
        return ST_FAIL;
    if (command_find(inv->session, a->name->data, a->name->len, COMMAND_ALIAS, false, &c) &&
        ((c.options & OPTION_CONSTANT) || ((c.options & OPTION_READ_ONLY) && !a->force)))
        return not_writable(inv, a->name->data);
    if (options & OPTION_ALL_SCOPE)
        scope = NULL;
    command_import_alias(inv->session, a->name->data, a->value->data,
                         a->description ? a->description->data : NULL, scope, value_null());
    command_set_alias_options(inv->session, a->name->data, options);
    return a->pass_thru ? emit_alias(inv, a->name->data) : ST_OK;
}

static enum status set_alias_process(struct invocation *inv)
{
    return define(inv, ARGS(inv, struct set_alias_args));
}

static enum status new_alias_process(struct invocation *inv)
{
    struct set_alias_args *args = ARGS(inv, struct set_alias_args);
    struct command c;

    if (!args->force &&
        command_find(inv->session, args->name->data, args->name->len, COMMAND_ALIAS, false, &c))
        return core_error(inv, "AliasAlreadyExists", EC_RESOURCE_EXISTS, value_null(),
                          "The alias is not allowed, because an alias with the name '%s' already "
                          "exists.",
                          args->name->data);
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

    for (size_t i = 0; i < args->name.len; i++) {
        struct command c;
        if (command_find(inv->session, args->name.items[i]->data, args->name.items[i]->len,
                         COMMAND_ALIAS, false, &c) &&
            ((c.options & OPTION_CONSTANT) || ((c.options & OPTION_READ_ONLY) && !args->force))) {
            enum status st = not_removable(inv, args->name.items[i]->data);
            if (st != ST_OK)
                return st;
            continue;
        }
        if (command_remove_alias(inv->session, args->name.items[i]->data))
            continue;
        enum status rc = alias_not_found(inv, args->name.items[i]->data);
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
