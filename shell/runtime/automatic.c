#include "shell/runtime/automatic.h"

#include <limits.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/hash.h"
#include "shell/object/ps_style.h"
#include "shell/object/str.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/hash.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/stage.h"

static const struct {
    const char *name;
    enum automatic which;
} names[] = {
    { "true", AUTO_TRUE },
    { "false", AUTO_FALSE },
    { "null", AUTO_NULL },
    { "_", AUTO_UNDERBAR },
    { "PSItem", AUTO_UNDERBAR },
    { "this", AUTO_THIS },
    { "args", AUTO_ARGS },
    { "input", AUTO_INPUT },
    { "Error", AUTO_ERROR },
    { "?", AUTO_OK },
    { "LASTEXITCODE", AUTO_LAST_EXIT_CODE },
    { "PSBoundParameters", AUTO_BOUND_PARAMETERS },
    { "MyInvocation", AUTO_MY_INVOCATION },
    { "PSCmdlet", AUTO_CMDLET },
    { "PSScriptRoot", AUTO_SCRIPT_ROOT },
    { "PSCommandPath", AUTO_COMMAND_PATH },
    { "PWD", AUTO_PWD },
    { "PSVersionTable", AUTO_VERSION_TABLE },
    { "Host", AUTO_HOST },
    { "PROFILE", AUTO_PROFILE },
    { "ExecutionContext", AUTO_EXECUTION_CONTEXT },
    { "^", AUTO_FIRST_TOKEN },
    { "$", AUTO_LAST_TOKEN },
    { "StackTrace", AUTO_STACK_TRACE },
    { "NestedPromptLevel", AUTO_NESTED_LEVEL },
    { "PSStyle", AUTO_PS_STYLE },
    { "PSCulture", AUTO_CULTURE },
};

void automatic_each(void (*fn)(const char *name, void *data), void *data)
{
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        fn(names[i].name, data);
}

bool automatic_is_item(const struct session *s, const char *name)
{
    const struct name *n = names_find(s->names, name, strlen(name));
    return n && n->automatic == AUTO_UNDERBAR;
}

static void put(struct session *s, const char *name, struct value v, uint32_t flags)
{
    struct name *n = names_intern(s->names, name, strlen(name));
    struct variable *var = scope_cell(s->global, n);
    value_replace_take(&var->value, v);
    var->flags = VAR_SET | flags;
    if (flags & VAR_ALL_SCOPE)
        n->all_scope = true;
}

/* What is assigned to it becomes a value of the type, or an error. */
static void put_enum(struct session *s, const char *name, const struct enum_info *type,
                     int32_t value)
{
    put(s, name, value_enum(type, value), VAR_TYPED);
    scope_cell(s->global, names_intern(s->names, name, strlen(name)))->type = type->type;
}

void automatic_init(struct session *s)
{
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        names_intern(s->names, names[i].name, strlen(names[i].name))->automatic =
            (uint8_t)names[i].which;
    const char *home = getenv("HOME");
    const uint32_t fixed = VAR_CONSTANT | VAR_ALL_SCOPE, kept = VAR_READ_ONLY | VAR_ALL_SCOPE;
    put(s, "HOME", value_string(home ? home : "/root"), kept);
    put(s, "PID", value_int((int32_t)getpid()), fixed);
    put(s, "ShellId", value_string("Microsoft.PowerShell"), fixed);
    put(s, "IsLinux", value_bool(true), fixed);
    put(s, "IsWindows", value_bool(false), fixed);
    put(s, "IsMacOS", value_bool(false), fixed);
    put(s, "IsCoreCLR", value_bool(true), fixed);
    put(s, "EnabledExperimentalFeatures", value_of_array(array_new(0)), kept);
    put(s, "PSEdition", value_string("Core"), fixed);
    put(s, "PSUICulture", value_string("en-US"), kept);
    put(s, "ConsoleFileName", value_string(""), kept);
    put(s, "PSHOME", value_string("/usr/local/share/hvsh"), fixed);
    put(s, "OutputEncoding", encoding_new(ENC_UTF8, false), 0);
    put(s, "MaximumHistoryCount", value_int(4096), 0);
    put(s, "FormatEnumerationLimit", value_int(4), 0);
    put(s, "PSEmailServer", value_string(""), 0);
    put(s, "PSSessionApplicationName", value_string("wsman"), 0);
    put_enum(s, "PSNativeCommandArgumentPassing", &enum_native_argument_passing,
             NATIVE_ARGUMENTS_STANDARD);
    put(s, "PSNativeCommandUseErrorActionPreference", value_bool(false), 0);
    put(s, "PSDefaultParameterValues", value_of_hash(hash_new(0)), 0);
    /* The preferences: enums of binding/binder.h. */
    put_enum(s, "ErrorActionPreference", &enum_action_preference, ACTION_CONTINUE);
    put_enum(s, "WarningPreference", &enum_action_preference, ACTION_CONTINUE);
    put_enum(s, "ProgressPreference", &enum_action_preference, ACTION_CONTINUE);
    put_enum(s, "VerbosePreference", &enum_action_preference, ACTION_SILENTLY_CONTINUE);
    put_enum(s, "DebugPreference", &enum_action_preference, ACTION_SILENTLY_CONTINUE);
    put_enum(s, "InformationPreference", &enum_action_preference, ACTION_SILENTLY_CONTINUE);
    put(s, "WhatIfPreference", value_bool(false), 0);
    put_enum(s, "ConfirmPreference", &enum_confirm_impact, IMPACT_HIGH);
    put_enum(s, "ErrorView", &enum_error_view, ERROR_VIEW_CONCISE);
}

/* The frame that parameters and invocation belong to: dotted blocks look through to the one
 * they run in, unless they were called with a stage of their own. */
static struct frame *function_frame(struct frame *f)
{
    while (f && f->dotted && !f->stage && f->up)
        f = f->up;
    return f;
}

static struct value bound_table_new(struct hash *h)
{
    h->type = &type_bound_parameters;
    return value_of_hash(h);
}

static struct value bound_parameters(struct frame *f)
{
    f = function_frame(f);
    if (!f)
        return bound_table_new(hash_new(0));
    if (!value_is_null(f->bound_table))
        return value_ref(f->bound_table);
    if (f->stage) {
        f->bound_table = stage_bound_parameters(f->stage);
        return value_ref(f->bound_table);
    }
    struct hash *h = hash_new(0);
    for (size_t i = 0; f->code->params && i < f->nbound; i++) {
        struct value v = f->bound[i];
        if (v.kind != V_NULL || v.aux != VALUE_NOTHING)
            hash_sets_take(h, f->code->params->items[i].name->text, value_ref(v));
    }
    f->bound_table = bound_table_new(h);
    return value_ref(f->bound_table);
}

static bool scope_sees(const struct scope *inner, const struct scope *outer)
{
    while (inner && inner != outer)
        inner = inner->parent;
    return inner;
}

/* The stage of the advanced function whose $PSCmdlet f sees: its own or, by dynamic scope, a
 * caller's; or NULL. */
static struct stage *advanced_stage(struct frame *f)
{
    const struct scope *scope = f ? f->scope : NULL;
    for (struct frame *at = function_frame(f); at; at = function_frame(at->up)) {
        if (at->stage && at->code->params && at->code->params->block.cmdlet_binding &&
            scope_sees(scope, at->scope))
            return at->stage;
    }
    return NULL;
}

static const char *script_file_of(struct frame *f)
{
    for (; f; f = f->up)
        if (f->code->ast->file)
            return f->code->ast->file;
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* "&" or "." when the command was called by one, rather than by its name alone; else NULL. */
static const char *call_operator(const struct frame *f)
{
    const struct position *p = &f->call_position;
    if (f->stage && f->stage->is_dot)
        return ".";
    if (!p->ast)
        return NULL;
    const char *text = p->ast->text;
    size_t at = p->start;
    if (text[at] == '&')
        return "&";
    if (text[at] == '.' && is_blank(text[at + 1]))
        return ".";
    while (at > 0 && is_blank(text[at - 1]))
        at--;
    if (at > 0 && text[at - 1] == '&' && (at < 2 || text[at - 2] != '&'))
        return "&";
    if (at > 0 && text[at - 1] == '.' && (at < 2 || strchr(" \t\n;|({", text[at - 2])))
        return ".";
    return NULL;
}

/* The command's name as the caller spelled it: an alias, a path; empty when it is no bare word. */
static struct value spelled_name(const struct frame *f)
{
    const struct position *p = &f->call_position;
    const char *text = p->ast ? p->ast->text + p->start : "";
    size_t len = strcspn(text, " \t\r\n;|&(){}<>\"'$`");
    bool bare = len > 0 && (text[len] == '\0' || strchr(" \t\r\n;|&)}<>", text[len]));
    return value_string_len(text, bare ? len : 0);
}

/* What runs at the top level: the script file, or the text of a command line. Owned. */
static struct value script_command(struct session *s, struct frame *f, const char *file)
{
    if (!f)
        return value_null();
    if (!file) {
        AUTO_VALUE block = scriptblock_new(f->code, NULL);
        return command_info_new(
            s, &(struct command){ .kind = COMMAND_BLOCK, .name = "", .block = block });
    }
    const char *slash = strrchr(file, '/');
    return command_info_new(s, &(struct command){ .kind = COMMAND_SCRIPT,
                                                  .name = slash ? slash + 1 : file,
                                                  .path = file });
}

static struct value my_invocation(struct session *s, struct frame *f)
{
    struct frame *at = function_frame(f);
    struct invocation_details d = { .position = { 0 } };
    AUTO_VALUE command = value_null(), bound = bound_parameters(f), unbound = value_null();
    AUTO_VALUE spelled = value_null();
    if (at) {
        d.position = at->call_position;
        d.pipeline_length = d.pipeline_position = 1;
        if (at->stage) {
            d.name = at->stage->name;
            command = command_info_new(s, &at->stage->command);
            d.expecting_input = at->stage->inv.expects_input;
            d.pipeline_position = (int)at->stage->index + 1;
            d.pipeline_length = at->stage->last ? d.pipeline_position : d.pipeline_position + 1;
        } else if (at->code->function) {
            d.name = at->code->function->name.s;
            struct command found;
            if (command_find(s, d.name, strlen(d.name), COMMAND_FUNCTION | COMMAND_FILTER, false,
                             &found))
                command = command_info_new(s, &found);
        }
        if (at->up && (!d.name || !*d.name)) { /* a script block: how it was called */
            d.name = at->stage && at->stage->is_dot ? "." : "&";
            if (value_is_null(command)) {
                AUTO_VALUE block = scriptblock_new(at->code, NULL);
                command = command_info_new(
                    s, &(struct command){ .kind = COMMAND_BLOCK, .name = "", .block = block });
            }
        } else if (at->up && call_operator(at)) {
            d.name = call_operator(at);
        } else if (at->up) {
            spelled = spelled_name(at);
            d.name = spelled.str->len ? spelled.str->data : d.name;
        }
        unbound = at->args.kind == V_ARRAY ? value_ref(at->args) : value_null();
    }
    if (value_is_null(command) && (!at || !at->up)) {
        const char *file = script_file_of(f);
        command = script_command(s, f, file);
        if (!d.name || !*d.name)
            d.name = file;
    }
    if (unbound.kind != V_ARRAY)
        unbound = value_of_array(array_new(0));
    d.command = command;
    d.bound = bound;
    d.unbound = unbound;
    return invocation_info_new(&d);
}

static struct value arguments(struct frame *f)
{
    if (!f)
        return value_of_array(array_new(0));
    if (value_is_nothing(f->args))
        f->args = value_of_array(array_new(0));
    return value_ref(f->args);
}

/* Read when first asked for: native commands may want it instead. */
static struct value lines_of_stdin(struct session *s)
{
    if (s->read_input)
        return enumerator_take(s->read_input(s).array);
    struct array *a = array_new(4);
    char *line;
    while ((line = s->host.ops->read_line(s->host.data, "", false))) {
        array_push_take(a, value_string(line));
        free(line);
    }
    return enumerator_take(a);
}

static struct value input_of(struct frame *f)
{
    f = function_frame(f);
    if (!f)
        return enumerator_take(array_new(0));
    if (!value_is_nothing(f->input))
        return value_ref(f->input);
    if (f->session->input_is_stdin && f->dotted && !f->stage && !f->up) {
        f->input = lines_of_stdin(f->session);
        return value_ref(f->input);
    }
    if (!f->in_pipeline || f->underbar != &f->own_underbar || value_is_null(f->own_underbar))
        return enumerator_take(array_new(0));
    f->input = enumerator_of_items(&f->own_underbar, 1);
    return value_ref(f->input);
}

struct value automatic_invocation(struct session *s, const struct stage *stage)
{
    for (struct frame *f = s->frame; f; f = f->up)
        if (f->stage == stage)
            return my_invocation(s, f);
    return value_null();
}

/* ---- assigned over ---- */

/* Those that each script block has of its own, but scripts may assign to; $this and $PSCmdlet
 * are seen in what a block calls as well. The variable lies in the scope like any other. */
static bool is_inherited(enum automatic which)
{
    return which == AUTO_THIS || which == AUTO_CMDLET;
}

static bool is_per_block(enum automatic which)
{
    return is_inherited(which) || which == AUTO_MY_INVOCATION || which == AUTO_SCRIPT_ROOT ||
           which == AUTO_COMMAND_PATH;
}

const char *automatic_type_name(enum automatic which)
{
    switch (which) {
    case AUTO_UNDERBAR:
    case AUTO_THIS:
    case AUTO_INPUT:
        return "System.Object";
    case AUTO_ARGS:
        return "System.Object[]";
    case AUTO_CMDLET:
        return "System.Management.Automation.PSScriptCmdlet";
    case AUTO_BOUND_PARAMETERS:
        return "System.Management.Automation.PSBoundParametersDictionary";
    case AUTO_MY_INVOCATION:
        return "System.Management.Automation.InvocationInfo";
    case AUTO_SCRIPT_ROOT:
    case AUTO_COMMAND_PATH:
        return "System.String";
    default:
        return NULL;
    }
}

static struct name *name_of(const struct session *s, enum automatic which)
{
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (names[i].which == which)
            return names_find(s->names, names[i].name, strlen(names[i].name));
    return NULL;
}

static bool assigned_value(const struct session *s, const struct frame *f, enum automatic which,
                           struct value *out)
{
    if (!f || !is_per_block(which))
        return false;
    const struct name *name = name_of(s, which);
    const struct variable *var =
        is_inherited(which) ? scope_find(f->scope, name) : scope_find_own(f->scope, name);
    if (!var)
        return false;
    *out = value_ref(var->value);
    return true;
}

bool automatic_get(struct session *s, struct frame *f, enum automatic which, struct value *out)
{
    struct eval_state *e = s->eval;
    if (e->automatic_assigned && assigned_value(s, f, which, out))
        return true;
    switch (which) {
    case AUTO_TRUE:
    case AUTO_FALSE:
        *out = value_bool(which == AUTO_TRUE);
        return true;
    case AUTO_UNDERBAR:
        *out = f ? value_ref(*f->underbar) : value_null();
        return true;
    case AUTO_THIS:
        if (!f || !f->self)
            return false;
        *out = value_ref(*f->self);
        return true;
    case AUTO_ARGS:
        *out = arguments(f);
        return true;
    case AUTO_INPUT:
        *out = input_of(f);
        return true;
    case AUTO_ERROR:
        *out = value_ref(s->error_list);
        return true;
    case AUTO_OK:
        *out = value_bool(s->ok);
        return true;
    case AUTO_LAST_EXIT_CODE:
        *out = s->has_last_exit_code ? value_int((int32_t)s->last_exit_code) : value_null();
        return s->has_last_exit_code;
    case AUTO_BOUND_PARAMETERS:
        *out = bound_parameters(f);
        return true;
    case AUTO_MY_INVOCATION:
        *out = my_invocation(s, f);
        return true;
    case AUTO_CMDLET: {
        struct stage *stage = advanced_stage(f);
        if (stage)
            *out = cmdlet_object_new(s, stage);
        return stage;
    }
    case AUTO_SCRIPT_ROOT: {
        const char *file = script_file_of(f), *slash = file ? strrchr(file, '/') : NULL;
        *out = slash ? value_string_len(file, slash == file ? 1 : (size_t)(slash - file))
                     : value_string("");
        return true;
    }
    case AUTO_COMMAND_PATH: {
        const char *file = script_file_of(f);
        *out = value_string(file ? file : "");
        return true;
    }
    case AUTO_PWD:
        *out = location_new(s);
        return true;
    case AUTO_VERSION_TABLE:
        if (value_is_null(e->version_table))
            e->version_table = version_table_new();
        *out = value_ref(e->version_table);
        return true;
    case AUTO_HOST:
        if (value_is_null(e->host))
            e->host = host_object_new(s);
        *out = value_ref(e->host);
        return true;
    case AUTO_CULTURE:
        *out = value_string(culture_current()->name);
        return true;
    case AUTO_PS_STYLE:
        if (value_is_null(s->style))
            s->style = ps_style_new(s->host.plain_text ? RENDER_PLAIN_TEXT : RENDER_HOST);
        *out = value_ref(s->style);
        return true;
    case AUTO_PROFILE:
        if (value_is_null(e->profile)) {
            const char *home = getenv("HOME");
            e->profile = value_stringf("%s/.config/hvsh/profile.ps1", home ? home : "");
        }
        *out = value_ref(e->profile);
        return true;
    case AUTO_EXECUTION_CONTEXT:
        if (value_is_null(e->execution_context))
            e->execution_context = execution_context_new(s);
        *out = value_ref(e->execution_context);
        return true;
    case AUTO_FIRST_TOKEN:
        *out = value_ref(e->first_token);
        return true;
    case AUTO_LAST_TOKEN:
        *out = value_ref(e->last_token);
        return true;
    case AUTO_STACK_TRACE:
        *out = value_string("");
        return true;
    case AUTO_NESTED_LEVEL:
        *out = value_int(s->debug.stops);
        return true;
    default:
        *out = value_null();
        return true;
    }
}

bool automatic_set_take(struct session *s, struct frame *f, enum automatic which, struct value v)
{
    AUTO_VALUE owned = v;
    AUTO_ERR *err = NULL;
    int64_t code;
    switch (which) {
    case AUTO_NULL:
        return true;
    case AUTO_UNDERBAR:
        if (!f)
            return false;
        value_replace_take(f->underbar, STEAL_VALUE(owned));
        return true;
    case AUTO_ARGS:
        if (f)
            value_replace_take(&f->args, STEAL_VALUE(owned));
        return f != NULL;
    case AUTO_INPUT:
        if (f)
            value_replace_take(&f->input, STEAL_VALUE(owned));
        return f != NULL;
    case AUTO_LAST_EXIT_CODE:
        if (value_to_int64(owned, &code, &err) < 0)
            return false;
        s->has_last_exit_code = !value_is_null(owned);
        s->last_exit_code = code;
        return true;
    case AUTO_FIRST_TOKEN:
        value_replace_take(&s->eval->first_token, STEAL_VALUE(owned));
        return true;
    case AUTO_LAST_TOKEN:
        value_replace_take(&s->eval->last_token, STEAL_VALUE(owned));
        return true;
    case AUTO_BOUND_PARAMETERS:
        f = function_frame(f);
        if (f)
            value_replace_take(&f->bound_table, STEAL_VALUE(owned));
        return f != NULL;
    case AUTO_PROFILE:
        value_replace_take(&s->eval->profile, STEAL_VALUE(owned));
        return true;
    default:
        if (!f || !is_per_block(which))
            return false;
        s->eval->automatic_assigned = true;
        variable_put_take(s, scope_cell(f->scope, name_of(s, which)), STEAL_VALUE(owned));
        return true;
    }
}
