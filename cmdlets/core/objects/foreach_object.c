#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/foreach_parallel.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/wrap.h"
#include "shell/runtime/member.h"
#include "shell/runtime/psobject.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

enum { PARALLEL_LIMIT = 5 };

struct foreach_args {
    struct value input_object;
    struct scriptblock *begin;
    struct value_list process;
    struct scriptblock *end;
    struct value_list remaining_scripts;
    struct str *member_name;
    struct value_list argument_list;
    struct scriptblock *parallel;
    struct opt_int throttle_limit;
    struct opt_int timeout_seconds;
    bool as_job;
    bool use_new_runspace;
};
static const struct param foreach_params[] = {
    INPUT_OBJECT_PARAM(struct foreach_args),
    PARAM(struct foreach_args, begin, .name = "Begin", .sets = "ScriptBlockSet",
          .help = "Runs once before the first object."),
    PARAM(struct foreach_args, process, .name = "Process", .sets = "ScriptBlockSet", .position = 1,
          .mandatory = true, .type = &type_scriptblock, .allow_null = true, .allow_empty = true,
          .help = "Runs for each object, which is $_."),
    PARAM(struct foreach_args, end, .name = "End", .sets = "ScriptBlockSet",
          .help = "Runs once after the last object."),
    PARAM(struct foreach_args, remaining_scripts, .name = "RemainingScripts",
          .sets = "ScriptBlockSet", .type = &type_scriptblock, .remaining = true,
          .allow_null = true, .allow_empty = true,
          .help = "Further script blocks given by position."),
    PARAM(struct foreach_args, member_name, .name = "MemberName", .sets = "PropertyAndMethodSet",
          .position = 1, .mandatory = true, .wildcards = true,
          .help = "The property to read or the method to call."),
    PARAM(struct foreach_args, argument_list, .name = "ArgumentList",
          .sets = "PropertyAndMethodSet", .aliases = "Args", .remaining = true, .allow_null = true,
          .allow_empty = true, .help = "Arguments of the method."),
    PARAM(struct foreach_args, parallel, .name = "Parallel", .sets = "ParallelParameterSet",
          .mandatory = true, .help = "A script block to run for several objects at once."),
    PARAM(struct foreach_args, throttle_limit, .name = "ThrottleLimit",
          .sets = "ParallelParameterSet", PARAM_RANGE(1, INT32_MAX),
          .help = "How many script blocks run at once (5)."),
    PARAM(struct foreach_args, timeout_seconds, .name = "TimeoutSeconds",
          .sets = "ParallelParameterSet", PARAM_RANGE(0, INT32_MAX),
          .help = "Ends the parallel work after this many seconds."),
    PARAM(struct foreach_args, as_job, .name = "AsJob", .sets = "ParallelParameterSet",
          .help = "Runs the parallel work as a background job."),
    PARAM(struct foreach_args, use_new_runspace, .name = "UseNewRunspace",
          .sets = "ParallelParameterSet",
          .help = "Gives each parallel script block a fresh session."),
};
static const char *const foreach_aliases[] = { "%", "foreach", NULL };
static const struct example foreach_examples[] = {
    { .code = "1..3 | ForEach-Object { $_ * 2 }",
      .remarks = "Doubles each number.",
      .output = "2\n4\n6" },
    { .code = "'a', 'b' | ForEach-Object -MemberName ToUpper",
      .remarks = "Calls a method of each object.",
      .output = "A\nB" },
};

struct foreach_state {
    struct scriptblock *begin, *end;
    struct value *process; /* borrowed from the arguments */
    size_t nprocess;
    struct value *more; /* -RemainingScripts that are process blocks */
    size_t nmore;
    struct parallel *parallel;
};

/* Two or more blocks without names: the first is begin, of three or more the
 * last is end. */
static void assign_blocks(struct invocation *inv)
{
    struct foreach_args *args = ARGS(inv, struct foreach_args);
    struct foreach_state *st = STATE(inv, struct foreach_state);
    struct value_list first = args->process, rest = args->remaining_scripts;

    st->begin = args->begin;
    st->end = args->end;
    if (!is_bound(inv, "Begin") && first.len + rest.len > 1 && first.len > 0) {
        if (first.items[0].kind != V_NULL)
            st->begin = scriptblock_of(first.items[0]);
        first.items++;
        first.len--;
    }
    if (!is_bound(inv, "End") && first.len + rest.len > 1) {
        struct value_list *last = rest.len > 0 ? &rest : &first;
        struct value v = last->items[last->len - 1];
        if (v.kind != V_NULL)
            st->end = scriptblock_of(v);
        last->len--;
    }
    st->process = first.items;
    st->nprocess = first.len;
    st->more = rest.items;
    st->nmore = rest.len;
}

static enum status parallel_refused(struct invocation *inv, const char *id,
                                    enum error_category category, const char *exception,
                                    const char *message)
{
    return cmdlet_throw(
        inv, &(struct error_spec){
                 .message = message, .id = id, .category = category, .exception = exception });
}

#define ARGUMENT_EXCEPTION "System.Management.Automation.PSArgumentException"

/* What -Parallel does not go with. */
static enum status check_parallel(struct invocation *inv, const struct parallel *p)
{
    static const char *const unsupported[] = { "ErrorAction", "WarningAction", "InformationAction",
                                               "ProgressAction", "PipelineVariable" };

    for (size_t i = 0; i < ARRAY_SIZE(unsupported); i++)
        if (is_bound(inv, unsupported[i]))
            return parallel_refused(
                inv, "ParallelCommonParametersNotSupported", EC_NOT_IMPLEMENTED,
                "System.Management.Automation.PSNotSupportedException",
                "The following common parameters are not currently supported in the Parallel "
                "parameter set:\nErrorAction, WarningAction, InformationAction, PipelineVariable");
    if (parallel_uses_scriptblock(p))
        return parallel_refused(
            inv, "ParallelUsingVariableCannotBeScriptBlock", EC_INVALID_TYPE, ARGUMENT_EXCEPTION,
            "A ForEach-Object -Parallel using variable cannot be a script block. Passed-in script "
            "block variables are not supported with ForEach-Object -Parallel, and can result in "
            "undefined behavior.");
    if (is_bound(inv, "AsJob") && is_bound(inv, "TimeoutSeconds"))
        return parallel_refused(
            inv, "ParallelCannotUseTimeoutWithJob", EC_INVALID_OPERATION, ARGUMENT_EXCEPTION,
            "The 'TimeoutSeconds' parameter cannot be used with the 'AsJob' parameter.");
    return ST_OK;
}

static enum status take_parallel(struct invocation *inv, struct parallel *p, struct value v)
{
    if (scriptblock_of(value_unwrapped(v)))
        return cmdlet_error(
            inv, &(struct error_spec){
                     .message = "A ForEach-Object -Parallel piped input object cannot be a script "
                                "block. Passed-in script block variables are not supported with "
                                "ForEach-Object -Parallel, and can result in undefined behavior.",
                     .id = "ParallelPipedInputObjectCannotBeScriptBlock",
                     .category = EC_INVALID_TYPE,
                     .exception = ARGUMENT_EXCEPTION });
    return parallel_input(p, inv, v);
}

static enum status foreach_begin(struct invocation *inv)
{
    struct foreach_args *args = ARGS(inv, struct foreach_args);
    struct foreach_state *st = STATE(inv, struct foreach_state);

    if (args->parallel) {
        int limit = args->throttle_limit.set ? (int)args->throttle_limit.value : PARALLEL_LIMIT;
        st->parallel = parallel_new(inv, args->parallel, limit,
                                    args->timeout_seconds.set ? args->timeout_seconds.value : 0,
                                    args->as_job, args->use_new_runspace);
        return check_parallel(inv, st->parallel);
    }
    if (args->member_name)
        return ST_OK;
    assign_blocks(inv);
    if (!st->begin)
        return ST_OK;
    return call_scriptblock(inv, st->begin, value_nothing(), NULL, 0, NULL);
}

/* -WhatIf and -Confirm name the object and what is done with it. */
static enum status may(struct invocation *inv, struct value v, const char *what, const char *name,
                       bool *yes)
{
    AUTO_STRBUF target = STRBUF_INIT;
    AUTO_FREE char *action = xasprintf(what, name);

    strbuf_adds(&target, "InputObject: ");
    value_to_strbuf(v, &target);
    return should_process(inv, target.buf, action, yes);
}

#define PROPERTY_ACTION "Retrieve the value for property '%s'"

/* Neither property nor method: an error in strict mode, else nothing comes of it. */
static enum status no_member(struct invocation *inv, struct value v, const char *name)
{
    bool yes = true;
    enum status rc = may(inv, v, PROPERTY_ACTION, name, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    if (scope_strict(scope_current(inv->session)) < 2)
        return emit(inv, value_null());
    if (value_is_null(v))
        return core_error(inv, "InputObjectIsNull", EC_INVALID_ARGUMENT, v,
                          "Cannot operate on a 'null' input object.");
    return core_error(inv, "PropertyOrMethodNotFound", EC_INVALID_ARGUMENT, v,
                      "The input name \"%s\" cannot be resolved to a member.", name);
}

/* The member that a name or wildcard means; ambiguous wildcards are errors. */
static enum status resolve_member(struct invocation *inv, struct value v, struct str *pattern,
                                  struct strbuf *name)
{
    struct member_iter it;
    struct member_entry m;
    AUTO_STRBUF matches = STRBUF_INIT;
    size_t found = 0;

    if (!text_has_wildcard(pattern->data, pattern->len)) {
        strbuf_add(name, pattern->data, pattern->len);
        return ST_OK;
    }
    it = member_iter_begin(v);
    while (member_iter_next(&it, &m)) {
        if (!text_wildcard_match(pattern->data, pattern->len, m.name, m.len, true))
            continue;
        strbuf_addf(&matches, " %.*s", (int)m.len, m.name);
        if (found++ == 0)
            strbuf_add(name, m.name, m.len);
    }
    const struct type_info *type = value_type_of(v);
    for (const struct type_info *t = type; t; t = t->base) {
        const struct method *method;
        for (size_t i = 0; (method = type_method_at(t, false, i)); i++) {
            const char *n = method->name;
            if (!text_wildcard_match(pattern->data, pattern->len, n, strlen(n), true) ||
                text_caseeqn(n, strlen(n), name->buf, name->len))
                continue;
            strbuf_addf(&matches, " %s", n);
            if (found++ == 0)
                strbuf_adds(name, n);
        }
    }
    if (found == 1)
        return ST_OK;
    strbuf_reset(name);
    if (found == 0)
        return no_member(inv, v, pattern->data);
    return core_error(inv, "AmbiguousPropertyOrMethodName", EC_INVALID_ARGUMENT, v,
                      "Input name \"%s\" is ambiguous. It can be resolved to multiple matched "
                      "members. Possible matches include:%s.",
                      pattern->data, matches.buf);
}

static enum status method_failed(struct invocation *inv, struct value v)
{
    AUTO_VALUE record = STEAL_VALUE(inv->session->failure);

    return core_error(inv, "MethodInvocationError", EC_INVALID_OPERATION, v, "%s",
                      error_record_message(record));
}

static enum status call_failed(struct invocation *inv, struct value v, const char *method, size_t n,
                               struct err **err)
{
    AUTO_VALUE cause = exception_from_err(*err);
    AUTO_FREE char *text = xasprintf("Exception calling \"%s\" with \"%zu\" argument(s): \"%s\"",
                                     method, n, (*err)->message);
    AUTO_VALUE exception =
        exception_new("System.Management.Automation.MethodInvocationException", text, cause);

    err_clear(err);
    return cmdlet_error(inv, &(struct error_spec){ .exception_object = exception,
                                                   .id = "MethodInvocationError",
                                                   .category = EC_INVALID_OPERATION,
                                                   .target = v });
}

/* Methods that scripts made and those of the type. */
static enum status call_method(struct invocation *inv, struct value v, const struct strbuf *name)
{
    struct foreach_args *args = ARGS(inv, struct foreach_args);
    const struct value *items = args->argument_list.items;
    size_t n = args->argument_list.len;
    AUTO_VALUE out = value_nothing(), text = value_string_len(name->buf, name->len);
    struct err *err = NULL;
    bool found, with_args = is_bound(inv, "ArgumentList");
    enum status rc = script_method_call(inv->session, v, text, items, n, &out, &found);

    if (found)
        return rc == ST_FAIL ? method_failed(inv, v) : rc != ST_OK ? rc : emit_each(inv, out);
    const struct method *m = type_find_method(value_type_of(v), name->buf, name->len);
    if (!m && with_args)
        return core_error(inv, "MethodNotFound", EC_INVALID_ARGUMENT, v,
                          "Input name \"%s\" cannot be resolved to a method.", name->buf);
    if (!m)
        return no_member(inv, v, name->buf);
    bool fits = (int)n >= m->min_args && (m->max_args < 0 || (int)n <= m->max_args);
    if (!fits && !with_args)
        return emit_take(inv, psobject_method(inv->session, v, m));
    if (!fits)
        return core_error(inv, "MethodInvocationError", EC_INVALID_OPERATION, v,
                          "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
                          m->name, n);
    if (m->call(v, items, n, &out, &err))
        return call_failed(inv, v, m->name, n, &err);
    if (out.kind == V_NULL && out.aux == VALUE_NOTHING)
        return ST_OK;
    return emit_each(inv, out);
}

static enum status take_member(struct invocation *inv)
{
    struct foreach_args *args = ARGS(inv, struct foreach_args);
    struct value v = args->input_object;
    AUTO_STRBUF name = STRBUF_INIT;
    AUTO_VALUE out = value_nothing();
    bool with_args = is_bound(inv, "ArgumentList"), yes = true;

    if (v.kind == V_NULL)
        return with_args ? core_error(inv, "InvokeMethodOnNull", EC_INVALID_ARGUMENT, v,
                                      "You cannot call a method on a null-valued expression.")
                         : no_member(inv, v, args->member_name->data);
    enum status rc = resolve_member(inv, v, args->member_name, &name);
    if (rc != ST_OK || name.len == 0)
        return rc;
    struct member_ref member = member_find(v, name.buf, name.len);
    bool property = !with_args && member.found != FOUND_NONE &&
                    !(member.found == FOUND_SLOT && member.kind == MEMBER_SCRIPT_METHOD);
    bool asks = is_bound(inv, "WhatIf") || is_bound(inv, "Confirm");
    if (asks)
        rc = may(inv, v,
                 member.found == FOUND_KEY ? "Retrieve the value for key '%s'"
                 : property                ? PROPERTY_ACTION
                                           : "Invoke method '%s'",
                 name.buf, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (!property)
        return call_method(inv, v, &name);
    rc = get_property(inv->session, v, name.buf, &out);
    return rc != ST_OK ? rc : emit_each(inv, out);
}

static inline enum status run_blocks(struct invocation *inv, struct value *blocks, size_t n,
                                     struct value input)
{
    for (size_t i = 0; i < n; i++) {
        if (blocks[i].kind == V_NULL)
            continue;
        enum status rc = call_scriptblock(inv, scriptblock_of(blocks[i]), input, NULL, 0, NULL);
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static enum status foreach_process(struct invocation *inv)
{
    struct foreach_args *args = ARGS(inv, struct foreach_args);
    struct foreach_state *st = STATE(inv, struct foreach_state);

    if (st->parallel)
        return has_input(inv) ? take_parallel(inv, st->parallel, args->input_object) : ST_OK;
    if (args->member_name)
        return has_input(inv) ? take_member(inv) : ST_OK;
    struct value input = has_input(inv) ? args->input_object : value_nothing();
    enum status rc = run_blocks(inv, st->process, st->nprocess, input);
    return rc != ST_OK ? rc : run_blocks(inv, st->more, st->nmore, input);
}

static enum status foreach_end(struct invocation *inv)
{
    struct foreach_state *st = STATE(inv, struct foreach_state);

    if (st->parallel)
        return parallel_end(st->parallel, inv);
    if (!st->end)
        return ST_OK;
    return call_scriptblock(inv, st->end, value_nothing(), NULL, 0, NULL);
}

static void foreach_cleanup(struct invocation *inv)
{
    parallel_free(STATE(inv, struct foreach_state)->parallel);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ForEach",
        .noun = "Object",
        .aliases = foreach_aliases,
        .synopsis =
            "Runs script blocks for each object, or takes a property or calls a method of it.",
        .params = foreach_params,
        .nparams = ARRAY_SIZE(foreach_params),
        .default_set = "ScriptBlockSet",
        .output = "System.Management.Automation.PSObject",
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Core",
        .dot_sources = true,
        .args_size = sizeof(struct foreach_args),
        .state_size = sizeof(struct foreach_state),
        .begin = foreach_begin,
        .process = foreach_process,
        .end = foreach_end,
        .cleanup = foreach_cleanup,
        .examples = foreach_examples,
        .nexamples = ARRAY_SIZE(foreach_examples),
    },
};
const struct cmdlet_group cmdlets_foreach_object = { cmdlets, ARRAY_SIZE(cmdlets) };
