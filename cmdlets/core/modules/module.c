/* Import-Module, Remove-Module, Export-ModuleMember, New-Module. */
#include <string.h>

#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/modules/verbs.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/module/specification.h"
#include "shell/runtime/stage.h"

struct import_module_args {
    bool global;
    struct str *prefix;
    struct str_list name;
    struct value_list fully_qualified_name;
    struct value_list module_info;
    struct str_list function, cmdlet, variable, alias;
    bool force, skip_edition_check, pass_thru, as_custom_object;
    struct value minimum_version;
    struct str *maximum_version;
    struct value required_version;
    struct value_list argument_list;
    bool disable_name_checking, no_clobber;
    struct str *scope;
    bool use_windows_powershell;
};
static const char *const scope_values[] = { "Local", "Global", NULL };
static const struct param import_module_params[] = {
    PARAM(struct import_module_args, global, .name = "Global",
          .help = "Imports into the session, also when a module imports it."),
    PARAM(struct import_module_args, prefix, .name = "Prefix", .not_null_or_empty = true,
          .help = "Put in front of the nouns of imported commands."),
    PARAM(struct import_module_args, name, .name = "Name", .sets = "Name,UseWindowsPowerShell",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "Names of modules on $env:PSModulePath, or paths."),
    PARAM(struct import_module_args, fully_qualified_name, .name = "FullyQualifiedName",
          .sets = "FullyQualifiedName", .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_module_specification, .help = "Modules, with versions."),
    PARAM(struct import_module_args, module_info, .name = "ModuleInfo", .sets = "ModuleInfo",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_module_info,
          .help = "Modules, as Get-Module gives them."),
    PARAM(struct import_module_args, function, .name = "Function", .wildcards = true,
          .help = "Only these functions; wildcards work."),
    PARAM(struct import_module_args, cmdlet, .name = "Cmdlet", .wildcards = true,
          .help = "Only these cmdlets; wildcards work."),
    PARAM(struct import_module_args, variable, .name = "Variable", .wildcards = true,
          .help = "Only these variables; wildcards work."),
    PARAM(struct import_module_args, alias, .name = "Alias", .wildcards = true,
          .help = "Only these aliases; wildcards work."),
    PARAM(struct import_module_args, force, .name = "Force",
          .help = "Loads a module anew that is loaded already."),
    PARAM(struct import_module_args, skip_edition_check, .name = "SkipEditionCheck",
          .sets = "Name,FullyQualifiedName,ModuleInfo",
          .help = "Looks at no CompatiblePSEditions. They are never looked at."),
    PASS_THRU_PARAM(struct import_module_args),
    PARAM(struct import_module_args, as_custom_object, .name = "AsCustomObject",
          .help = "Emits an object whose methods are the module's functions."),
    PARAM(struct import_module_args, minimum_version, .name = "MinimumVersion",
          .sets = "Name,UseWindowsPowerShell", .type = &type_version, .aliases = "Version",
          .help = "At least this version."),
    PARAM(struct import_module_args, maximum_version, .name = "MaximumVersion",
          .sets = "Name,UseWindowsPowerShell", .help = "At most this version."),
    PARAM(struct import_module_args, required_version, .name = "RequiredVersion",
          .sets = "Name,UseWindowsPowerShell", .type = &type_version,
          .help = "Exactly this version."),
    PARAM(struct import_module_args, argument_list, .name = "ArgumentList", .aliases = "Args",
          .help = "Arguments for the param() of a script module."),
    PARAM(struct import_module_args, disable_name_checking, .name = "DisableNameChecking",
          .help = "Does not warn of unapproved verbs."),
    PARAM(struct import_module_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Leaves out what would hide a command that is there."),
    PARAM(struct import_module_args, scope, .name = "Scope", .values = scope_values,
          .help = "Local: into the scope that imports. Global: into the session."),
    PARAM(struct import_module_args, use_windows_powershell, .name = "UseWindowsPowerShell",
          .sets = "UseWindowsPowerShell", .mandatory = true, .aliases = "UseWinPS",
          .help = "There is no Windows PowerShell here."),
};
static const char *const import_module_aliases[] = { "ipmo", NULL };
static const struct example import_module_examples[] = {
    { .code = "Import-Module Hyper-V", .remarks = "The module of the virtual machine cmdlets." },
    { .code = "Import-Module ./Tools.psm1 -Force", .remarks = "Loads a file anew." },
};

/* The error that is pending becomes a non-terminating one, unless a throw caused it. */
static enum status report(struct invocation *inv, enum status st)
{
    struct session *s = inv->session;
    if (st != ST_FAIL || s->failure_final)
        return st;
    AUTO_VALUE record = STEAL_VALUE(s->failure);
    return stage_write_error(s, inv->stage, record);
}

static enum status deliver(struct invocation *inv, struct value module)
{
    const struct import_module_args *args = ARGS(inv, struct import_module_args);
    if (args->as_custom_object) {
        struct module *m = module_of(module);
        if (!m->scope)
            return core_error(inv, "Modules_CantUseAsCustomObjectWithBinaryModule",
                              EC_PERMISSION_DENIED, value_null(),
                              "No custom object was returned for module '%s' because the "
                              "-AsCustomObject parameter can only be used with script modules.",
                              m->name);
        return emit_take(inv, module_as_custom_object(m));
    }
    return args->pass_thru ? emit(inv, module) : ST_OK;
}

static struct module_import how_of(struct invocation *inv)
{
    const struct import_module_args *args = ARGS(inv, struct import_module_args);
    bool global = args->scope && text_caseeq(args->scope->data, "Global");
    return (struct module_import){
        .inv = inv,
        .args = args->argument_list.items,
        .nargs = args->argument_list.len,
        .prefix = args->prefix ? args->prefix->data : NULL,
        .functions = &args->function,
        .cmdlets = &args->cmdlet,
        .variables = &args->variable,
        .aliases = &args->alias,
        .patterns = args->function.set || args->cmdlet.set || args->variable.set || args->alias.set,
        .force = args->force,
        .global = args->global || global,
        .local = args->scope && !global,
        .no_clobber = args->no_clobber,
        .no_name_checking = args->disable_name_checking,
        .skip_import = args->as_custom_object,
        .is_approved_verb = verb_is_approved,
    };
}

static enum status import(struct invocation *inv, const struct module_wish *wish)
{
    struct module_import how = how_of(inv);
    AUTO_VALUE module = value_null();
    enum status st = module_import(inv->session, wish, &how, &module);
    return st == ST_OK ? deliver(inv, module) : report(inv, st);
}

static enum status import_info(struct invocation *inv, struct value info)
{
    const struct module *m = module_of(info);
    struct module_import how = how_of(inv);
    if (m->scope || m->builtin) {
        enum status st = module_import_members(inv->session, info, &how);
        if (st == ST_OK) {
            module_register(inv->session, info, how.global);
            st = deliver(inv, info);
        }
        return report(inv, st);
    }
    struct module_wish wish = { .name = m->path };
    return import(inv, &wish);
}

static enum status check_range(struct invocation *inv, struct value low, struct value high)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    int order = 0;

    if (value_is_null(low) || value_is_null(high) ||
        value_compare(low, high, true, &order, &err) < 0 || order <= 0)
        return ST_OK;
    strbuf_adds(&text, "Specified argument was out of the range of valid values. (Parameter 'The "
                       "MinimumVersion '");
    value_to_strbuf(low, &text);
    strbuf_adds(&text, "' should not be greater than MaximumVersion '");
    value_to_strbuf(high, &text);
    strbuf_adds(&text, "'.')");
    return cmdlet_throw(
        inv, &(struct error_spec){
                 .message = text.buf,
                 .id = "ArgumentOutOfRange",
                 .category = EC_INVALID_ARGUMENT,
                 .exception = "System.Management.Automation.PSArgumentOutOfRangeException" });
}

static enum status import_module_process(struct invocation *inv)
{
    const struct import_module_args *args = ARGS(inv, struct import_module_args);
    enum status st = ST_OK;
    AUTO_VALUE maximum = value_null();
    if (args->global && args->scope)
        return core_throw(inv, "Modules_GlobalAndScopeParameterCannotBeSpecifiedTogether",
                          EC_INVALID_OPERATION, value_null(),
                          "The 'Global' and 'Scope' parameters cannot be specified together. "
                          "Remove one of these parameters, and then try running the command "
                          "again.");
    if (args->use_windows_powershell)
        return core_throw(inv, "Modules_NoWindowsPowerShell", EC_NOT_IMPLEMENTED, value_null(),
                          "There is no Windows PowerShell on this system. Leave out "
                          "-UseWindowsPowerShell.");
    if (args->maximum_version) {
        AUTO_VALUE text = value_str(args->maximum_version);
        struct err *err = NULL;
        if (module_maximum_version(text, &maximum, &err) < 0)
            return cmdlet_throw_err(inv, &err);
    }
    enum status crossed = check_range(inv, args->minimum_version, maximum);
    if (crossed != ST_OK)
        return crossed;
    for (size_t i = 0; i < args->name.len && st == ST_OK; i++) {
        struct module_wish wish = { .name = args->name.items[i]->data,
                                    .minimum = args->minimum_version,
                                    .maximum = maximum,
                                    .required = args->required_version };
        st = import(inv, &wish);
    }
    for (size_t i = 0; i < args->fully_qualified_name.len && st == ST_OK; i++) {
        AUTO_VALUE keep = value_of_array(array_new(4));
        struct module_wish wish;
        struct err *err = NULL;
        if (module_wish_of(inv->session, args->fully_qualified_name.items[i], &wish, keep.array,
                           &err) < 0)
            return cmdlet_throw_err(inv, &err);
        st = import(inv, &wish);
    }
    for (size_t i = 0; i < args->module_info.len && st == ST_OK; i++)
        st = import_info(inv, args->module_info.items[i]);
    return st;
}

/* ---- Remove-Module ---- */

struct remove_module_args {
    struct str_list name;
    struct value_list fully_qualified_name;
    struct value_list module_info;
    bool force;
};
struct remove_module_state {
    size_t removed;
    bool only_patterns_failed; /* nothing specific was asked for */
    bool specific;
};
static const struct param remove_module_params[] = {
    PARAM(struct remove_module_args, name, .name = "Name", .sets = "name", .position = 1,
          .mandatory = true, .from_pipeline = true, .wildcards = true,
          .help = "The names; wildcards work."),
    PARAM(struct remove_module_args, fully_qualified_name, .name = "FullyQualifiedName",
          .sets = "FullyQualifiedName", .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_module_specification, .help = "Modules, with versions."),
    PARAM(struct remove_module_args, module_info, .name = "ModuleInfo", .sets = "ModuleInfo",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_module_info,
          .help = "Modules, as Get-Module gives them."),
    PARAM(struct remove_module_args, force, .name = "Force", .help = "Also read-only modules."),
};
static const char *const remove_module_aliases[] = { "rmo", NULL };
static const struct example remove_module_examples[] = {
    { .code = "Remove-Module Tools", .remarks = "Its commands are gone." },
};

static const struct module *required_by(const struct array *loaded, struct value module)
{
    for (size_t i = 0; i < loaded->len; i++) {
        const struct module *m = module_of(loaded->items[i]);
        for (size_t k = 0; k < m->required->len; k++)
            if (m->required->items[k].object == module.object)
                return m;
    }
    return NULL;
}

static enum status remove_one(struct invocation *inv, struct value module)
{
    const struct remove_module_args *args = ARGS(inv, struct remove_module_args);
    const struct module *m = module_of(module);
    bool yes;
    if (m->access == 1)
        return core_error(inv, "Modules_ModuleIsConstant", EC_PERMISSION_DENIED, module,
                          "Unable to remove the module '%s' because it is marked as 'constant.' A "
                          "module cannot be removed if it is marked 'constant.'",
                          m->name);
    if (m->access == 2 && !args->force)
        return core_error(inv, "Modules_ModuleIsReadOnly", EC_PERMISSION_DENIED, module,
                          "Unable to remove the module '%s' because it is read-only. Add the Force "
                          "parameter to your command to remove read-only modules.",
                          m->name);
    AUTO_FREE char *target = xasprintf("%s (Path: '%s')", m->name, m->path);
    enum status st = should_process(inv, target, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_VALUE loaded = value_of_array(modules_loaded(inv->session, true));
    const struct module *user = args->force ? NULL : required_by(loaded.array, module);
    if (user)
        return core_error(inv, "Modules_ModuleIsRequired", EC_PERMISSION_DENIED, module,
                          "Unable to remove the module '%s' because it is required by '%s'. Add "
                          "the Force parameter to your command to remove the module.",
                          m->name, user->name);
    STATE(inv, struct remove_module_state)->removed++;
    return module_remove(inv->session, module);
}

static enum status remove_matching(struct invocation *inv, const char *name, size_t len,
                                   const struct module_wish *wish)
{
    struct remove_module_state *state = STATE(inv, struct remove_module_state);
    AUTO_VALUE loaded = value_of_array(modules_loaded(inv->session, false));
    enum status st = ST_OK;
    if (!text_has_wildcard(name, len))
        state->specific = true;
    for (size_t i = loaded.array->len; i-- > 0 && st == ST_OK;) {
        const struct module *m = module_of(loaded.array->items[i]);
        if (text_wildcard_match(name, len, m->name, strlen(m->name), true) && module_meets(m, wish))
            st = remove_one(inv, loaded.array->items[i]);
    }
    return st;
}

static enum status remove_module_process(struct invocation *inv)
{
    const struct remove_module_args *args = ARGS(inv, struct remove_module_args);
    enum status st = ST_OK;
    for (size_t i = 0; i < args->name.len && st == ST_OK; i++) {
        struct module_wish any = { 0 };
        st = remove_matching(inv, args->name.items[i]->data, args->name.items[i]->len, &any);
    }
    for (size_t i = 0; i < args->fully_qualified_name.len && st == ST_OK; i++) {
        AUTO_VALUE keep = value_of_array(array_new(4));
        struct module_wish wish;
        struct err *err = NULL;
        if (module_wish_of(inv->session, args->fully_qualified_name.items[i], &wish, keep.array,
                           &err) < 0)
            return cmdlet_throw_err(inv, &err);
        st = remove_matching(inv, wish.name, strlen(wish.name), &wish);
    }
    for (size_t i = 0; i < args->module_info.len && st == ST_OK; i++) {
        STATE(inv, struct remove_module_state)->specific = true;
        st = remove_one(inv, args->module_info.items[i]);
    }
    return st;
}

static enum status remove_module_end(struct invocation *inv)
{
    const struct remove_module_state *state = STATE(inv, struct remove_module_state);
    if (state->removed || !state->specific || is_bound(inv, "WhatIf"))
        return ST_OK;
    return cmdlet_error(
        inv, &(struct error_spec){ .message = "No modules were removed. Verify that the "
                                              "specification of modules to remove is correct and "
                                              "those modules exist in the runspace.",
                                   .id = "Modules_NoModulesRemoved",
                                   .category = EC_RESOURCE_UNAVAILABLE,
                                   .exception = "System.InvalidOperationException" });
}

/* ---- Export-ModuleMember ---- */

struct export_module_member_args {
    struct str_list function, cmdlet, variable, alias;
};
static const struct param export_module_member_params[] = {
    PARAM(struct export_module_member_args, function, .name = "Function", .position = 1,
          .from_pipeline = true, .from_property = true, .wildcards = true, .allow_empty = true,
          .help = "The functions; wildcards work."),
    PARAM(struct export_module_member_args, cmdlet, .name = "Cmdlet", .from_property = true,
          .wildcards = true, .allow_empty = true, .help = "Cmdlets of nested modules."),
    PARAM(struct export_module_member_args, variable, .name = "Variable", .from_property = true,
          .wildcards = true, .help = "The variables; wildcards work."),
    PARAM(struct export_module_member_args, alias, .name = "Alias", .from_property = true,
          .wildcards = true, .help = "The aliases; wildcards work."),
};
static const struct example export_module_member_examples[] = {
    { .code = "Export-ModuleMember -Function Get-*", .remarks = "In a module: its public part." },
};

static enum status export_module_member_process(struct invocation *inv)
{
    const struct export_module_member_args *args = ARGS(inv, struct export_module_member_args);
    struct session *s = inv->session;
    const struct scope *state = s->frame ? s->frame->state : NULL;
    struct module *m = state ? module_of(state->module) : NULL;
    if (!m)
        return cmdlet_throw(inv, &(struct error_spec){
                                     .message = "The Export-ModuleMember cmdlet can only be called "
                                                "from inside a module.",
                                     .id = "Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
                                     .category = EC_PERMISSION_DENIED,
                                     .exception = "System.InvalidOperationException" });
    module_export(m, &args->function, &args->cmdlet, &args->variable, &args->alias);
    return ST_OK;
}

/* ---- New-Module ---- */

struct new_module_args {
    struct str *name;
    struct scriptblock *script_block;
    struct str_list function, cmdlet;
    bool return_result, as_custom_object;
    struct value_list argument_list;
};
static const struct param new_module_params[] = {
    PARAM(struct new_module_args, name, .name = "Name", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "A name for it."),
    PARAM(struct new_module_args, script_block, .name = "ScriptBlock", .sets = "Name",
          .position = 2, .mandatory = true, .help = "What the module consists of."),
    PARAM(struct new_module_args, script_block, .name = "ScriptBlock", .sets = "ScriptBlock",
          .position = 1, .mandatory = true, .help = "What the module consists of."),
    PARAM(struct new_module_args, function, .name = "Function", .help = "Only these functions."),
    PARAM(struct new_module_args, cmdlet, .name = "Cmdlet", .help = "Only these cmdlets."),
    PARAM(struct new_module_args, return_result, .name = "ReturnResult",
          .help = "Emits what the script block gives, not the module."),
    PARAM(struct new_module_args, as_custom_object, .name = "AsCustomObject",
          .help = "Emits an object whose methods are the module's functions."),
    PARAM(struct new_module_args, argument_list, .name = "ArgumentList", .remaining = true,
          .aliases = "Args", .help = "Arguments for the script block."),
};
static const char *const new_module_aliases[] = { "nmo", NULL };
static const struct example new_module_examples[] = {
    { .code = "$m = New-Module { function Get-Answer { 42 } } -AsCustomObject; $m.'Get-Answer'()",
      .remarks = "A module made on the spot.",
      .output = "42" },
};

static enum status new_module_process(struct invocation *inv)
{
    struct new_module_args *args = ARGS(inv, struct new_module_args);
    struct session *s = inv->session;
    AUTO_FREE char *name = NULL;
    if (args->name) {
        name = xstrdup(args->name->data);
    } else {
        AUTO_VALUE text = value_null();
        AUTO_ERR *err = NULL;
        const struct method *fresh = type_find_static_method(&type_guid, "NewGuid", 7);
        AUTO_VALUE guid = value_nothing();
        if (fresh && fresh->call(value_type(&type_guid), NULL, 0, &guid, &err) == 0)
            text = value_to_string(guid);
        name = xasprintf("__DynamicModule_%s", text.kind == V_STRING ? text.str->data : "");
    }
    AUTO_VALUE module = module_info_new(s, name, NULL), results = value_of_array(array_new(2));
    struct module *m = module_of(module);
    free(m->path);
    m->path = xstrdup(name);
    module_make_scope(module);
    enum status st =
        module_run_block(s, module, scriptblock_value(args->script_block),
                         args->argument_list.items, args->argument_list.len, results.array);
    if (st != ST_OK)
        return st;
    if (!m->exports_listed) {
        if (args->function.set || args->cmdlet.set)
            module_export(m, &args->function, &args->cmdlet, NULL, NULL);
        else
            module_export_all(m);
    }
    struct module_import how = { .inv = inv, .no_name_checking = true };
    if (args->as_custom_object)
        return emit_take(inv, module_as_custom_object(m));
    st = module_import_members(s, module, &how);
    if (st != ST_OK)
        return st;
    if (args->return_result)
        return emit_each(inv, results);
    return emit(inv, module);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Import",
        .noun = "Module",
        .aliases = import_module_aliases,
        .synopsis = "Loads modules and brings their commands into the session.",
        .params = import_module_params,
        .nparams = ARRAY_SIZE(import_module_params),
        .default_set = "Name",
        .output = "None,System.Management.Automation.PSModuleInfo,"
                  "System.Management.Automation.PSCustomObject",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct import_module_args),
        .process = import_module_process,
        .examples = import_module_examples,
        .nexamples = ARRAY_SIZE(import_module_examples),
    },
    {
        .verb = "Remove",
        .noun = "Module",
        .aliases = remove_module_aliases,
        .synopsis = "Takes modules and their commands out of the session.",
        .params = remove_module_params,
        .nparams = ARRAY_SIZE(remove_module_params),
        .default_set = "name",
        .should_process = true,
        .output = "None",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct remove_module_args),
        .state_size = sizeof(struct remove_module_state),
        .process = remove_module_process,
        .end = remove_module_end,
        .examples = remove_module_examples,
        .nexamples = ARRAY_SIZE(remove_module_examples),
    },
    {
        .verb = "Export",
        .noun = "ModuleMember",
        .synopsis = "Says what a module exports.",
        .params = export_module_member_params,
        .nparams = ARRAY_SIZE(export_module_member_params),
        .output = "None",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct export_module_member_args),
        .process = export_module_member_process,
        .examples = export_module_member_examples,
        .nexamples = ARRAY_SIZE(export_module_member_examples),
    },
    {
        .verb = "New",
        .noun = "Module",
        .aliases = new_module_aliases,
        .synopsis = "Makes a module that lives only in memory.",
        .params = new_module_params,
        .nparams = ARRAY_SIZE(new_module_params),
        .default_set = "ScriptBlock",
        .output = "System.Management.Automation.PSModuleInfo,"
                  "System.Management.Automation.PSCustomObject,System.Object",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct new_module_args),
        .process = new_module_process,
        .examples = new_module_examples,
        .nexamples = ARRAY_SIZE(new_module_examples),
    },
};
const struct cmdlet_group cmdlets_module = { cmdlets, ARRAY_SIZE(cmdlets) };
