/* -WhatIf, -Confirm and ShouldContinue. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

enum answer { ANSWER_YES, ANSWER_YES_TO_ALL, ANSWER_NO, ANSWER_NO_TO_ALL, ANSWER_SUSPEND };

static bool lookup(struct session *s, const char *name, struct value *out)
{
    return session_lookup_variable(s, name, strlen(name), out);
}

static bool what_if(const struct invocation *inv)
{
    const struct common_values *c = &inv->stage->binding.common;
    if (common_is_set(c, COMMON_WHAT_IF))
        return c->what_if;
    AUTO_VALUE v = value_null();
    return lookup(inv->session, "WhatIfPreference", &v) && value_truth(v);
}

static enum impact impact_of(const struct invocation *inv)
{
    enum impact impact = inv->cmdlet ? inv->cmdlet->impact : IMPACT_NONE;
    if (!inv->cmdlet && inv->stage->block_ref.kind == V_OBJECT)
        impact = scriptblock_params(scriptblock_of(inv->stage->block_ref))->impact;
    return impact == IMPACT_NONE ? IMPACT_MEDIUM : impact;
}

/* $ConfirmPreference: None, Low, Medium, High (the default). */
static enum impact confirm_threshold(const struct invocation *inv, bool *never)
{
    static const char *const names[] = { "None", "Low", "Medium", "High" };
    AUTO_VALUE v = value_null();
    *never = false;
    if (!lookup(inv->session, "ConfirmPreference", &v))
        return IMPACT_HIGH;
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        if (text_caseeq(text.buf, names[i])) {
            *never = i == 0;
            return (enum impact)i;
        }
    }
    return IMPACT_HIGH;
}

static bool must_ask(const struct invocation *inv)
{
    const struct common_values *c = &inv->stage->binding.common;
    if (common_is_set(c, COMMON_CONFIRM))
        return c->confirm;
    bool never;
    enum impact threshold = confirm_threshold(inv, &never);
    return !never && impact_of(inv) >= threshold;
}

static enum status nobody_there(struct invocation *inv)
{
    struct error_spec spec = {
        .message = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not "
                   "available.",
        .id = "InvalidOperation",
        .category = EC_INVALID_OPERATION,
        .exception = "System.Management.Automation.PSInvalidOperationException",
    };
    return cmdlet_throw(inv, &spec);
}

/* ST_FAIL when nobody can be asked. to_all: Yes to All and No to All are choices too. */
static enum status ask(struct invocation *inv, const char *caption, const char *message,
                       bool to_all, enum answer *out)
{
    static const char *const choices[] = { "&Yes", "Yes to &All", "&No", "No to A&ll", "&Suspend" };
    static const char *const help[] = {
        "Continue with only the next step of the operation.",
        "Continue with all the steps of the operation.",
        "Skip this operation and proceed with the next operation.",
        "Skip this operation and all subsequent operations.",
        ("Pause the current pipeline and return to the command prompt. Type \"exit\" to resume "
         "the pipeline."),
    };
    static const enum answer all[] = { ANSWER_YES, ANSWER_YES_TO_ALL, ANSWER_NO, ANSWER_NO_TO_ALL,
                                       ANSWER_SUSPEND };
    static const enum answer this_one[] = { ANSWER_YES, ANSWER_NO, ANSWER_SUSPEND };
    struct session *s = inv->session;
    session_flush_output(s);
    if (!s->host.interactive || !s->host.ops->choose)
        return nobody_there(inv);
    const enum answer *offered = to_all ? all : this_one;
    size_t n = to_all ? ARRAY_SIZE(all) : ARRAY_SIZE(this_one);
    const char *labels[ARRAY_SIZE(all)], *helps[ARRAY_SIZE(all)];
    for (size_t i = 0; i < n; i++) {
        labels[i] = choices[offered[i]];
        helps[i] = help[offered[i]];
    }
    int i = s->host.ops->choose(s->host.data, caption, message, labels, helps, n, 0);
    if (i < 0) /* Ctrl-C, or the input has ended */
        return interrupt_pending(s) ? ST_INTERRUPT : nobody_there(inv);
    *out = offered[i];
    return ST_OK;
}

static enum status ask_remembered(struct invocation *inv, const char *caption, const char *message,
                                  enum confirm_state *state, bool *yes)
{
    if (state && *state != CONFIRM_ASK) {
        *yes = *state == CONFIRM_YES_TO_ALL;
        return ST_OK;
    }
    enum answer answer = ANSWER_NO;
    enum status st = ask(inv, caption, message, state != NULL, &answer);
    if (st != ST_OK)
        return st;
    if (answer == ANSWER_YES_TO_ALL)
        *state = CONFIRM_YES_TO_ALL;
    if (answer == ANSWER_NO_TO_ALL)
        *state = CONFIRM_NO_TO_ALL;
    *yes = answer == ANSWER_YES || answer == ANSWER_YES_TO_ALL;
    return ST_OK;
}

enum status should_process_described(struct invocation *inv, const char *description,
                                     const char *warning, const char *caption, bool *yes)
{
    struct session *s = inv->session;
    *yes = false;
    if (what_if(inv)) {
        session_flush_output(s);
        AUTO_FREE char *line = xasprintf("What if: %s\n", description);
        return s->host.ops->write(s->host.data, line, strlen(line)) < 0 ? ST_STOP : ST_OK;
    }
    if (!must_ask(inv)) {
        *yes = true;
        return write_verbose(inv, "%s", description);
    }
    return ask_remembered(inv, caption && *caption ? caption : "Confirm",
                          warning && *warning ? warning
                                              : "Are you sure you want to perform this action?",
                          &inv->stage->process_answer, yes);
}

enum status should_process(struct invocation *inv, const char *target, const char *action,
                           bool *yes)
{
    if (!action)
        action = inv->stage->name;
    AUTO_FREE char *what = xasprintf("Performing the operation \"%s\" on target \"%s\".", action,
                                     target ? target : "");
    AUTO_FREE char *question = xasprintf("Are you sure you want to perform this action?\n%s", what);
    return should_process_described(inv, what, question, NULL, yes);
}

enum status should_continue_once(struct invocation *inv, const char *query, const char *caption,
                                 bool *yes_to_all, bool *no_to_all, bool *yes)
{
    bool to_all = yes_to_all && no_to_all;
    enum confirm_state state = CONFIRM_ASK;
    if (to_all && *yes_to_all)
        state = CONFIRM_YES_TO_ALL;
    else if (to_all && *no_to_all)
        state = CONFIRM_NO_TO_ALL;
    enum status st = ask_remembered(inv, caption && *caption ? caption : "Confirm", query,
                                    to_all ? &state : NULL, yes);
    if (to_all) {
        *yes_to_all = state == CONFIRM_YES_TO_ALL;
        *no_to_all = state == CONFIRM_NO_TO_ALL;
    }
    return st;
}

enum status should_continue(struct invocation *inv, const char *query, const char *caption,
                            bool force, bool *yes)
{
    *yes = force;
    if (force)
        return ST_OK;
    return ask_remembered(inv, caption ? caption : "Confirm", query, &inv->stage->continue_answer,
                          yes);
}
