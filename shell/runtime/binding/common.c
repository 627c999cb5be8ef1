/* The common parameters. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/binding/private.h"

#define ACTION_TYPE "System.Management.Automation.ActionPreference"
#define SWITCH_TYPE "System.Management.Automation.SwitchParameter"

static const struct enum_member action_members[] = {
    { "SilentlyContinue", ACTION_SILENTLY_CONTINUE },
    { "Stop", ACTION_STOP },
    { "Continue", ACTION_CONTINUE },
    { "Inquire", ACTION_INQUIRE },
    { "Ignore", ACTION_IGNORE },
    { "Suspend", ACTION_SUSPEND },
    { "Break", ACTION_BREAK },
};
ENUM_TYPE(action_preference, ACTION_TYPE, action_members, false);

const struct common_info common_params[COMMON_COUNT] = {
    [COMMON_VERBOSE] = { "Verbose", "vb", SWITCH_TYPE },
    [COMMON_DEBUG] = { "Debug", "db", SWITCH_TYPE },
    [COMMON_ERROR_ACTION] = { "ErrorAction", "ea", ACTION_TYPE },
    [COMMON_WARNING_ACTION] = { "WarningAction", "wa", ACTION_TYPE },
    [COMMON_INFORMATION_ACTION] = { "InformationAction", "infa", ACTION_TYPE },
    [COMMON_PROGRESS_ACTION] = { "ProgressAction", "proga", ACTION_TYPE },
    [COMMON_ERROR_VARIABLE] = { "ErrorVariable", "ev", "System.String" },
    [COMMON_WARNING_VARIABLE] = { "WarningVariable", "wv", "System.String" },
    [COMMON_INFORMATION_VARIABLE] = { "InformationVariable", "iv", "System.String" },
    [COMMON_OUT_VARIABLE] = { "OutVariable", "ov", "System.String" },
    [COMMON_OUT_BUFFER] = { "OutBuffer", "ob", "System.Int32" },
    [COMMON_PIPELINE_VARIABLE] = { "PipelineVariable", "pv", "System.String" },
    [COMMON_WHAT_IF] = { "WhatIf", "wi", SWITCH_TYPE },
    [COMMON_CONFIRM] = { "Confirm", "cf", SWITCH_TYPE },
};

bool common_is_switch(enum common_param c)
{
    return c == COMMON_VERBOSE || c == COMMON_DEBUG || c == COMMON_WHAT_IF || c == COMMON_CONFIRM;
}

static bool is_action(enum common_param c)
{
    return c >= COMMON_ERROR_ACTION && c <= COMMON_PROGRESS_ACTION;
}

static bool available(const struct binding *b, enum common_param c)
{
    if (c == COMMON_WHAT_IF || c == COMMON_CONFIRM)
        return b->should_process;
    return b->takes_common;
}

int common_find(const struct binding *b, const char *name, size_t len, bool exact)
{
    for (int i = 0; i < COMMON_COUNT; i++) {
        const struct common_info *c = &common_params[i];
        if (!available(b, (enum common_param)i))
            continue;
        if (exact ? text_caseeqn(c->name, strlen(c->name), name, len) ||
                        text_caseeqn(c->alias, strlen(c->alias), name, len)
                  : strlen(c->name) >= len && text_caseeqn(c->name, len, name, len))
            return i;
    }
    return -1;
}

/* The command does not take the value: why stands in the innermost of three exceptions. */
static enum status cannot_set(struct binding *b, enum common_param c, const char *exception,
                              const char *why)
{
    const char *name = common_params[c].name;
    AUTO_FREE char *setting = xasprintf("Exception setting \"%s\": \"%s\"", name, why);
    AUTO_FREE char *text = xasprintf("Cannot bind parameter '%s' to the target. %s", name, setting);
    AUTO_VALUE innermost = exception_new(exception, why, value_null());
    AUTO_VALUE inner = exception_new("System.Management.Automation.SetValueInvocationException",
                                     setting, innermost);
    AUTO_VALUE outer = exception_new(BINDING_EXCEPTION, text, inner);
    struct error_spec spec = { .exception_object = outer,
                               .id = "ParameterBindingFailed",
                               .category = EC_WRITE_ERROR,
                               .activity = b->command };
    return throw_error(b->session, &spec);
}

static enum status cannot_convert(struct binding *b, enum common_param c, struct value v,
                                  struct err *err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    if (is_action(c) && value_is_null(v)) {
        AUTO_STRBUF members = STRBUF_INIT;
        for (size_t i = 0; i < ARRAY_SIZE(action_members); i++)
            strbuf_addf(&members, "%s%s", i ? "," : "", action_members[i].name);
        AUTO_FREE char *why =
            xasprintf("Cannot convert null to type \"" ACTION_TYPE
                      "\" due to enumeration values that are not valid. Specify one of the "
                      "following enumeration values and try again. The possible enumeration "
                      "values are \"%s\".",
                      members.buf);
        return cannot_set(b, c, "System.Management.Automation.PSInvalidCastException", why);
    }
    if (strncmp(err->message, "Cannot convert", 14) == 0)
        return bind_fail(b, "CannotConvertArgumentNoMessage", EC_INVALID_ARGUMENT, NULL,
                         "Cannot bind parameter '%s'. %s", common_params[c].name, err->message);
    return bind_fail(b, "CannotConvertArgumentNoMessage", EC_INVALID_ARGUMENT, NULL,
                     "Cannot bind parameter '%s'. Cannot convert value \"%s\" to type \"%s\". "
                     "Error: \"%s\"",
                     common_params[c].name, text.buf, common_params[c].type_name, err->message);
}

const char action_suspend_reserved[] =
    "The Suspend ActionPreference value is reserved for future use and is not supported at this "
    "time. For more information about preference variables, see the Help topic, "
    "\"about_Preference_Variables.\"";

enum status common_bind(struct binding *b, enum common_param c, struct value v)
{
    AUTO_ERR *err = NULL;
    struct common_values *common = &b->common;
    if (common_is_switch(c)) {
        bool on = value_truth(v);
        bool *fields[] = { [COMMON_VERBOSE] = &common->verbose,
                           [COMMON_DEBUG] = &common->debug,
                           [COMMON_WHAT_IF] = &common->what_if,
                           [COMMON_CONFIRM] = &common->confirm };
        *fields[c] = on;
    } else if (is_action(c)) {
        int32_t action = 0;
        if (value_to_enum(v, &enum_action_preference, &action, &err) < 0)
            return cannot_convert(b, c, v, err);
        if (action == ACTION_SUSPEND)
            return cannot_set(b, c, "System.Management.Automation.PSNotSupportedException",
                              action_suspend_reserved);
        common->actions[c] = (int8_t)action;
    } else if (c == COMMON_OUT_BUFFER) {
        int64_t n = 0;
        if (value_to_int64(v, &n, &err) < 0)
            return cannot_convert(b, c, v, err);
        if (n < 0)
            return bind_fail(b, "ParameterArgumentValidationError", EC_INVALID_DATA, NULL,
                             "Cannot validate argument on parameter 'OutBuffer'. The %lld argument "
                             "is less than the minimum allowed range of 0. Supply an argument that "
                             "is greater than or equal to 0 and then try the command again.",
                             (long long)n);
        common->out_buffer = n > INT32_MAX ? INT32_MAX : (int32_t)n;
    } else {
        struct value name = value_to_string(v);
        value_replace_take(&common->names[c], name);
    }
    common->set |= UINT32_C(1) << c;
    return ST_OK;
}

void common_release(struct common_values *c)
{
    for (size_t i = 0; c->set && i < COMMON_COUNT; i++)
        value_clear(&c->names[i]);
    c->set = 0;
}

static struct value action_value(int action)
{
    return value_enum(&enum_action_preference, action);
}

size_t binding_preferences(const struct binding *b, struct preference out[MAX_PREFERENCES])
{
    static const struct {
        enum common_param param;
        const char *variable;
    } map[] = {
        { COMMON_VERBOSE, "VerbosePreference" },
        { COMMON_DEBUG, "DebugPreference" },
        { COMMON_ERROR_ACTION, "ErrorActionPreference" },
        { COMMON_WARNING_ACTION, "WarningPreference" },
        { COMMON_INFORMATION_ACTION, "InformationPreference" },
        { COMMON_PROGRESS_ACTION, "ProgressPreference" },
        { COMMON_WHAT_IF, "WhatIfPreference" },
        { COMMON_CONFIRM, "ConfirmPreference" },
    };
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_SIZE(map); i++) {
        enum common_param c = map[i].param;
        if (!common_is_set(&b->common, c))
            continue;
        struct value v = value_null();
        switch (c) {
        case COMMON_VERBOSE:
            v = action_value(b->common.verbose ? ACTION_CONTINUE : ACTION_SILENTLY_CONTINUE);
            break;
        case COMMON_DEBUG:
            v = action_value(b->common.debug ? ACTION_CONTINUE : ACTION_SILENTLY_CONTINUE);
            break;
        case COMMON_WHAT_IF:
            v = value_bool(b->common.what_if);
            break;
        case COMMON_CONFIRM:
            v = value_string(b->common.confirm ? "Low" : "None");
            break;
        default:
            v = action_value(b->common.actions[c]);
            break;
        }
        out[n++] = (struct preference){ map[i].variable, v };
    }
    return n;
}
