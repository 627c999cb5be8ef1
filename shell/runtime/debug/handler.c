#include "shell/runtime/debug/handler.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/named_types.h"
#include "shell/object/object.h"
#include "shell/runtime/debug/prompt.h"
#include "shell/runtime/member.h"
#include "shell/runtime/runspace_object.h"
#include "shell/runtime/stream.h"

#define MANAGEMENT "System.Management.Automation."

/* As DebuggerResumeAction counts. */
enum { RESUME_CONTINUE, RESUME_INTO, RESUME_OUT, RESUME_OVER, RESUME_STOP };

static const struct enum_info *resume_actions(void)
{
    static const char name[] = MANAGEMENT "DebuggerResumeAction";
    return named_type_find(name, sizeof(name) - 1)->enum_info;
}

void debugger_handler_add(struct session *s, struct value block)
{
    if (s->debug.handlers.kind != V_ARRAY)
        s->debug.handlers = value_of_array(array_new(1));
    array_push(s->debug.handlers.array, block);
}

void debugger_handler_remove(struct session *s, struct value block)
{
    struct array *list = s->debug.handlers.kind == V_ARRAY ? s->debug.handlers.array : NULL;
    for (size_t i = list ? list->len : 0; i-- > 0;)
        if (value_is_same_object(list->items[i], block)) {
            array_remove_range(list, i, 1);
            return;
        }
}

bool debugger_has_handlers(const struct session *s)
{
    return s->debug.handlers.kind == V_ARRAY && s->debug.handlers.array->len;
}

static struct value member_or_null(struct value of, const char *name)
{
    struct value v = value_null();
    AUTO_ERR *err = NULL;
    if (member_get(of, name, &v, &err) < 0)
        return value_null();
    return v;
}

static struct value event_new(struct session *s, struct value context)
{
    static const char type[] = MANAGEMENT "DebuggerStopEventArgs";
    struct object *o = object_new_custom(s->shapes);
    object_set_type_names(o, (const char *const[]){ type, "System.EventArgs", NULL });
    static const char *const names[] = { "InvocationInfo", "Breakpoints" };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        object_set_note_take(o, s->shapes, names[i], member_or_null(context, names[i]));
    object_set_note_take(o, s->shapes, "ResumeAction",
                         value_enum(resume_actions(), RESUME_CONTINUE));
    return value_of_object(o);
}

static enum status resume(struct value event, enum debug_step *step)
{
    static const enum debug_step steps[] = { [RESUME_CONTINUE] = STEP_NONE,
                                             [RESUME_INTO] = STEP_INTO,
                                             [RESUME_OUT] = STEP_OUT,
                                             [RESUME_OVER] = STEP_OVER };
    AUTO_VALUE action = member_or_null(event, "ResumeAction");
    AUTO_ERR *err = NULL;
    int32_t n = RESUME_CONTINUE;
    if (value_to_enum(action, resume_actions(), &n, &err) < 0)
        n = RESUME_CONTINUE;
    *step = n >= 0 && n < (int32_t)ARRAY_SIZE(steps) ? steps[n] : STEP_NONE;
    return n == RESUME_STOP ? ST_INTERRUPT : ST_OK;
}

enum status debugger_handlers_run(struct session *s, struct value context, enum debug_step *step)
{
    if (!debugger_has_handlers(s))
        return ST_OK;
    struct array *list = s->debug.handlers.array;
    AUTO_VALUE handlers = value_of_array(array_from(list->items, list->len));
    AUTO_VALUE runspace = runspace_object_own(s), event = event_new(s, context);
    AUTO_VALUE sender = member_or_null(runspace, "Debugger");
    AUTO_VALUE failure = STEAL_VALUE(s->failure);
    for (size_t i = 0; i < handlers.array->len; i++) {
        enum status st = script_event_call(s, handlers.array->items[i], sender, event);
        if (st == ST_FAIL)
            st = session_statement_failed(s);
        if (st == ST_FAIL)
            value_clear(&s->failure);
    }
    value_replace_take(&s->failure, STEAL_VALUE(failure));
    return resume(event, step);
}

int debugger_process_command(struct session *s, const char *line, struct array *out,
                             struct value *result, struct err **err)
{
    static const int actions[] = { [STEP_NONE] = RESUME_CONTINUE,
                                   [STEP_INTO] = RESUME_INTO,
                                   [STEP_OVER] = RESUME_OVER,
                                   [STEP_OUT] = RESUME_OUT };
    if (!s->debug.at)
        return fail_with(err, MANAGEMENT "PSInvalidOperationException",
                         "Debugger:CannotProcessCommandNotStopped",
                         "The debugger cannot process commands unless it is in the Stopped state.");
    struct debugger_answer answer;
    enum status st = debugger_command_line(s, line, out, &answer);
    if (st == ST_FAIL && session_statement_failed(s) == ST_FAIL)
        value_clear(&s->failure);
    struct object *o = object_new_custom(s->shapes);
    object_set_type_names(o, (const char *const[]){ MANAGEMENT "DebuggerCommandResults", NULL });
    int action = answer.stops ? RESUME_STOP : actions[answer.step];
    object_set_note_take(o, s->shapes, "ResumeAction",
                         answer.resumes ? value_enum(resume_actions(), action) : value_null());
    object_set_note_take(o, s->shapes, "EvaluatedByDebugger", value_bool(answer.by_debugger));
    *result = value_of_object(o);
    return 0;
}
