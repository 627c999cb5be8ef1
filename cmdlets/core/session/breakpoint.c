/* Set-, Get-, Remove-, Enable- and Disable-PSBreakpoint, Wait-Debugger. */
#include "shell/runtime/debug/breakpoint.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/debug/debugger.h"

/* ---- Set-PSBreakpoint ---- */

struct set_args {
    struct scriptblock *action;
    struct opt_int column;
    struct str_list command;
    struct int_list line;
    struct str_list script;
    struct str_list variable;
    struct opt_enum mode;
    struct value runspace;
};
#define RUNSPACE_HELP "The runspace; there is this session's."
static const struct param set_params[] = {
    PARAM(struct set_args, script, .name = "Script", .sets = "Line", .position = 1,
          .mandatory = true, .not_null = true, .help = "The script files."),
    PARAM(struct set_args, script, .name = "Script", .sets = "Command,Variable", .position = 1,
          .not_null = true, .help = "The script files; anywhere otherwise."),
    PARAM(struct set_args, line, .name = "Line", .sets = "Line", .position = 2, .mandatory = true,
          .help = "The lines, from 1."),
    PARAM(struct set_args, column, .name = "Column", .sets = "Line", .position = 3,
          PARAM_RANGE(1, INT32_MAX), .help = "A column of the line, from 1: the statement there."),
    PARAM(struct set_args, command, .name = "Command", .aliases = "C", .sets = "Command",
          .mandatory = true, .wildcards = true, .help = "The commands; wildcards work."),
    PARAM(struct set_args, variable, .name = "Variable", .aliases = "V", .sets = "Variable",
          .mandatory = true, .help = "The variables, without $."),
    PARAM(struct set_args, mode, .name = "Mode", .sets = "Variable",
          .enum_info = &enum_variable_access_mode, .help = "Read, Write (the default) or both."),
    PARAM(struct set_args, action, .name = "Action",
          .help = "What runs at each hit; only break in it stops the script."),
    PARAM(struct set_args, runspace, .name = "Runspace", .not_null = true,
          .type_name = "System.Management.Automation.Runspaces.Runspace", .help = RUNSPACE_HELP),
};
static const char *const set_aliases[] = { "sbp", NULL };
static const struct example set_examples[] = {
    { .code = "Set-PSBreakpoint -Command Get-Date -Action { $script:calls++ }",
      .remarks = "Counts calls of a command without stopping." },
    { .code = "Set-PSBreakpoint ./deploy.ps1 12", .remarks = "Stops at line 12 of a script." },
};

static enum status add(struct invocation *inv, enum breakpoint_kind kind, const char *script,
                       const char *name, int64_t line)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    AUTO_VALUE v = breakpoint_new(kind);
    struct breakpoint *b = breakpoint_of(v);
    b->script = script ? xstrdup(script) : NULL;
    b->name = name ? xstrdup(name) : NULL;
    b->line = (int32_t)line;
    b->column = args->column.set ? (int32_t)args->column.value : 0;
    b->access = args->mode.set ? args->mode.value : ACCESS_WRITE;
    if (args->action)
        b->action = value_ref(scriptblock_value(args->action));
    breakpoint_add(inv->session, v);
    return emit(inv, v);
}

/* One for each script, or one without. */
static enum status add_all(struct invocation *inv, enum breakpoint_kind kind,
                           const struct path_list *scripts, const char *name, int64_t line)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    enum status st = ST_OK;
    if (!args->script.len)
        return add(inv, kind, NULL, name, line);
    for (size_t i = 0; i < scripts->paths.len && st == ST_OK; i++)
        st = add(inv, kind, scripts->paths.items[i], name, line);
    return st;
}

/* Leaves out, with an error, what is no script file. */
static enum status keep_scripts(struct invocation *inv, struct path_list *scripts)
{
    size_t kept = 0;
    enum status st = ST_OK;
    for (size_t i = 0; i < scripts->paths.len; i++) {
        char *path = scripts->paths.items[i];
        const char *dot = strrchr(path, '.');
        if (st == ST_OK && access(path, F_OK) != 0)
            st = core_error(inv, "NewPSBreakpoint:FileDoesNotExist", EC_INVALID_ARGUMENT,
                            value_null(), "File '%s' does not exist.", path);
        else if (st == ST_OK && (!dot || (!text_caseeq(dot, ".ps1") && !text_caseeq(dot, ".psm1"))))
            st =
                core_error(inv, "NewPSBreakpoint:WrongExtension", EC_INVALID_ARGUMENT, value_null(),
                           "Cannot set breakpoint on file '%s'; only *.ps1 and *.psm1 files are "
                           "valid.",
                           path);
        else {
            scripts->paths.items[kept++] = path;
            continue;
        }
        free(path);
    }
    scripts->paths.len = kept;
    return st;
}

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    struct path_list scripts = { 0 };
    enum status st = args->script.len ? paths_resolve(inv, &args->script, false, &scripts) : ST_OK;
    if (st == ST_OK)
        st = keep_scripts(inv, &scripts);
    for (size_t i = 0; i < args->command.len && st == ST_OK; i++)
        st = add_all(inv, BREAK_COMMAND, &scripts, args->command.items[i]->data, 0);
    for (size_t i = 0; i < args->variable.len && st == ST_OK; i++)
        st = add_all(inv, BREAK_VARIABLE, &scripts, args->variable.items[i]->data, 0);
    for (size_t i = 0; i < args->line.len && st == ST_OK; i++)
        st = args->line.items[i] < 1
                 ? core_error(inv, "SetPSBreakpoint:LineLessThanOne", EC_INVALID_ARGUMENT,
                              value_null(), "Line cannot be less than 1.")
                 : add_all(inv, BREAK_LINE, &scripts, NULL, args->line.items[i]);
    path_list_release(&scripts);
    return st;
}

/* ---- Get-PSBreakpoint ---- */

struct get_args {
    struct int_list id;
    struct str_list script;
    struct enum_list type;
    struct str_list variable;
    struct str_list command;
    struct value runspace;
};
static const struct param get_params[] = {
    PARAM(struct get_args, script, .name = "Script", .sets = "Line", .position = 1,
          .from_pipeline = true, .not_null_or_empty = true, .help = "Those of these scripts."),
    PARAM(struct get_args, script, .name = "Script", .sets = "Command,Variable,Type",
          .not_null_or_empty = true, .help = "Those of these scripts."),
    PARAM(struct get_args, id, .name = "Id", .sets = "Id", .position = 1, .mandatory = true,
          .from_pipeline = true, .not_null = true, .help = "Those of these numbers."),
    PARAM(struct get_args, variable, .name = "Variable", .sets = "Variable", .mandatory = true,
          .not_null_or_empty = true, .help = "Those of these variables."),
    PARAM(struct get_args, command, .name = "Command", .sets = "Command", .mandatory = true,
          .not_null_or_empty = true, .help = "Those of these commands."),
    PARAM(struct get_args, type, .name = "Type", .sets = "Type", .position = 1, .mandatory = true,
          .from_pipeline = true, .enum_info = &enum_breakpoint_type, .not_null_or_empty = true,
          .help = "Those of a Line, a Variable or a Command."),
    PARAM(struct get_args, runspace, .name = "Runspace", .not_null = true,
          .type_name = "System.Management.Automation.Runspaces.Runspace", .help = RUNSPACE_HELP),
};
static const char *const get_aliases[] = { "gbp", NULL };
static const struct example get_examples[] = {
    { .code = "$null = Set-PSBreakpoint -Command Get-Date; (Get-PSBreakpoint).Command",
      .remarks = "What is set.",
      .output = "Get-Date" },
};

static bool is_named(const struct breakpoint *b, enum breakpoint_kind kind,
                     const struct str_list *names)
{
    for (size_t i = 0; b->kind == kind && i < names->len; i++)
        if (text_caseeq(names->items[i]->data, b->name))
            return true;
    return false;
}

static bool is_of_script(const struct session *s, const struct breakpoint *b,
                         const struct str_list *scripts)
{
    bool found = false;
    for (size_t i = 0; b->script && !found && i < scripts->len; i++) {
        AUTO_FREE char *path = path_absolute(s, scripts->items[i]->data);
        found = text_caseeq(path, b->script);
    }
    return found;
}

static bool is_wanted(const struct session *s, const struct get_args *args,
                      const struct breakpoint *b)
{
    bool wanted = !args->id.len && !args->type.len;
    for (size_t i = 0; i < args->id.len; i++)
        wanted = wanted || args->id.items[i] == b->id;
    for (size_t i = 0; i < args->type.len; i++)
        wanted = wanted || args->type.items[i] == (int32_t)b->kind;
    return wanted && (!args->command.len || is_named(b, BREAK_COMMAND, &args->command)) &&
           (!args->variable.len || is_named(b, BREAK_VARIABLE, &args->variable)) &&
           (!args->script.len || is_of_script(s, b, &args->script));
}

static enum status get_process(struct invocation *inv)
{
    struct session *s = inv->session;
    const struct get_args *args = ARGS(inv, struct get_args);
    struct array *found = array_new(breakpoint_count(s));
    AUTO_VALUE list = value_of_array(found); /* whoever takes them may remove them */
    enum status st = ST_OK;
    for (size_t i = 0; i < breakpoint_count(s); i++)
        if (is_wanted(s, args, breakpoint_of(breakpoint_at(s, i))))
            array_push(found, breakpoint_at(s, i));
    for (size_t i = 0; i < found->len && st == ST_OK; i++)
        st = emit(inv, found->items[i]);
    return st;
}

/* ---- Remove-, Enable-, Disable-PSBreakpoint ---- */

struct update_args {
    struct value_list breakpoint;
    struct int_list id;
    struct value runspace;
    bool pass_thru;
};
#define UPDATE_PARAMS                                                                    \
    PARAM(struct update_args, breakpoint, .name = "Breakpoint", .sets = "Breakpoint",    \
          .position = 1, .mandatory = true, .from_pipeline = true, .not_null = true,     \
          .type = &type_breakpoint, .help = "The breakpoints."),                         \
        PARAM(struct update_args, id, .name = "Id", .sets = "Id", .position = 1,         \
              .mandatory = true, .from_property = true, .not_null = true,                \
              .help = "Their numbers."),                                                 \
        PARAM(struct update_args, runspace, .name = "Runspace", .aliases = "RunspaceId", \
              .sets = "Id", .from_property = true,                                       \
              .type_name = "System.Management.Automation.Runspaces.Runspace",            \
              .help = RUNSPACE_HELP)
static const struct param remove_params[] = { UPDATE_PARAMS };
static const struct param switch_params[] = { UPDATE_PARAMS, PASS_THRU_PARAM(struct update_args) };

typedef enum status (*update_fn)(struct invocation *inv, struct value breakpoint);

/* Asked only where -WhatIf or -Confirm is given. */
static enum status update_one(struct invocation *inv, struct value v, update_fn update)
{
    if (is_bound(inv, "WhatIf") || is_bound(inv, "Confirm")) {
        AUTO_VALUE text = value_to_string(v);
        bool yes;
        enum status st = should_process(inv, text.str->data, NULL, &yes);
        if (st != ST_OK || !yes)
            return st;
    }
    AUTO_VALUE keep = value_ref(v);
    return update(inv, keep);
}

static struct value find(const struct session *s, int64_t id)
{
    for (size_t i = 0; i < breakpoint_count(s); i++)
        if (breakpoint_of(breakpoint_at(s, i))->id == id)
            return breakpoint_at(s, i);
    return value_null();
}

static enum status update_all(struct invocation *inv, update_fn update)
{
    const struct update_args *args = ARGS(inv, struct update_args);
    enum status st = ST_OK;
    for (size_t i = 0; i < args->breakpoint.len && st == ST_OK; i++)
        st = update_one(inv, args->breakpoint.items[i], update);
    for (size_t i = 0; i < args->id.len && st == ST_OK; i++) {
        struct value v = find(inv->session, args->id.items[i]);
        st = v.kind == V_NULL
                 ? core_error(inv, "PSBreakpoint:BreakpointIdNotFound", EC_INVALID_ARGUMENT,
                              value_null(), "There is no breakpoint with ID '%lld'.",
                              (long long)args->id.items[i])
                 : update_one(inv, v, update);
    }
    return st;
}

static enum status remove_one(struct invocation *inv, struct value v)
{
    breakpoint_remove(inv->session, v);
    return ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    return update_all(inv, remove_one);
}

static enum status switch_one(struct invocation *inv, struct value v, bool enabled)
{
    bool known = breakpoint_enable(inv->session, v, enabled);
    return known && ARGS(inv, struct update_args)->pass_thru ? emit(inv, v) : ST_OK;
}

static enum status enable_one(struct invocation *inv, struct value v)
{
    return switch_one(inv, v, true);
}

static enum status disable_one(struct invocation *inv, struct value v)
{
    return switch_one(inv, v, false);
}

static enum status enable_process(struct invocation *inv)
{
    return update_all(inv, enable_one);
}

static enum status disable_process(struct invocation *inv)
{
    return update_all(inv, disable_one);
}

static const char *const remove_aliases[] = { "rbp", NULL };
static const struct example remove_examples[] = {
    { .code = "Get-PSBreakpoint | Remove-PSBreakpoint", .remarks = "All of them." },
};
static const char *const enable_aliases[] = { "ebp", NULL };
static const struct example enable_examples[] = {
    { .code = "Get-PSBreakpoint | Enable-PSBreakpoint", .remarks = "All of them." },
};
static const char *const disable_aliases[] = { "dbp", NULL };
static const struct example disable_examples[] = {
    { .code = "(Set-PSBreakpoint -Command Get-Date | Disable-PSBreakpoint -PassThru).Enabled",
      .remarks = "Kept, but not looked at.",
      .output = "False" },
};

/* ---- Wait-Debugger ---- */

static enum status wait_end(struct invocation *inv)
{
    return debugger_break(inv->session);
}

static const struct example wait_examples[] = {
    { .code = "function deploy { Wait-Debugger; Get-Date }",
      .remarks = "Stops at the statement that follows, where there is a terminal." },
};

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Set",
        .noun = "PSBreakpoint",
        .aliases = set_aliases,
        .synopsis = "Sets a breakpoint on a line, a command or a variable.",
        .description = "A script stops where it is hit, or its action runs. Without a terminal "
                       "only actions run.",
        .output = "System.Management.Automation.CommandBreakpoint,"
                  "System.Management.Automation.LineBreakpoint,"
                  "System.Management.Automation.VariableBreakpoint",
        .params = set_params,
        .nparams = ARRAY_SIZE(set_params),
        .default_set = "Line",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_args),
        .process = set_process,
        .examples = set_examples,
        .nexamples = ARRAY_SIZE(set_examples),
    },
    {
        .verb = "Get",
        .noun = "PSBreakpoint",
        .aliases = get_aliases,
        .synopsis = "Shows the breakpoints of the session.",
        .output = "System.Management.Automation.Breakpoint",
        .params = get_params,
        .nparams = ARRAY_SIZE(get_params),
        .default_set = "Line",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_args),
        .process = get_process,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
    },
    {
        .verb = "Remove",
        .noun = "PSBreakpoint",
        .aliases = remove_aliases,
        .synopsis = "Removes breakpoints.",
        .params = remove_params,
        .nparams = ARRAY_SIZE(remove_params),
        .default_set = "Breakpoint",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct update_args),
        .process = remove_process,
        .examples = remove_examples,
        .nexamples = ARRAY_SIZE(remove_examples),
    },
    {
        .verb = "Enable",
        .noun = "PSBreakpoint",
        .aliases = enable_aliases,
        .synopsis = "Looks at disabled breakpoints again.",
        .output = "System.Management.Automation.Breakpoint",
        .params = switch_params,
        .nparams = ARRAY_SIZE(switch_params),
        .default_set = "Breakpoint",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct update_args),
        .process = enable_process,
        .examples = enable_examples,
        .nexamples = ARRAY_SIZE(enable_examples),
    },
    {
        .verb = "Disable",
        .noun = "PSBreakpoint",
        .aliases = disable_aliases,
        .synopsis = "Keeps breakpoints without looking at them.",
        .output = "System.Management.Automation.Breakpoint",
        .params = switch_params,
        .nparams = ARRAY_SIZE(switch_params),
        .default_set = "Breakpoint",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct update_args),
        .process = disable_process,
        .examples = disable_examples,
        .nexamples = ARRAY_SIZE(disable_examples),
    },
    {
        .verb = "Wait",
        .noun = "Debugger",
        .synopsis = "Stops the script for the debugger's prompt.",
        .description = "Without a terminal nothing happens.",
        .module = "Microsoft.PowerShell.Utility",
        .end = wait_end,
        .examples = wait_examples,
        .nexamples = ARRAY_SIZE(wait_examples),
    },
};
const struct cmdlet_group cmdlets_breakpoint = { cmdlets, ARRAY_SIZE(cmdlets) };
