#include "shell/runtime/debug/object.h"

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/debug/breakpoint.h"
#include "shell/runtime/debug/handler.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/powershell_object.h"
#include "shell/runtime/runspace.h"
#include "shell/runtime/scriptblock.h"

#define MANAGEMENT "System.Management.Automation."

static struct runspace *runspace_of(struct value self)
{
    return *(struct runspace **)object_payload(self.object);
}

static void debugger_destroy(struct object *o)
{
    runspace_unref(*(struct runspace **)object_payload(o));
}

/* The session that is meant: by the number of a runspace, which may follow the first want
 * arguments. NULL: there is no such runspace. */
static struct session *target(struct value self, const struct value *args, size_t n, size_t want,
                              struct err **err)
{
    struct runspace *own = runspace_of(self);
    if (n <= want || args[want].kind == V_NULL)
        return runspace_session(own);
    int32_t id = 0;
    if (arg_int(args[want], &id, err) < 0)
        return NULL;
    struct runspace *r = runspace_find(runspace_owner(own), id);
    if (!r)
        fail_argument(err, "Invalid runspace id: %d", id);
    return r ? runspace_session(r) : NULL;
}

/* The action becomes the target session's own. */
static int add(struct value self, struct session *s, struct value made, struct value action,
               struct value *out)
{
    breakpoint_of(made)->action = value_copy_to(action, runspace_owner(runspace_of(self)), s);
    breakpoint_add(s, made);
    *out = made;
    return 0;
}

CALL(set_command)
{
    struct session *s = target(self, args, n, 3, err);
    if (!s)
        return -1;
    struct value v = breakpoint_new(BREAK_COMMAND);
    breakpoint_of(v)->name = breakpoint_text_arg(args[0]);
    breakpoint_of(v)->script = n > 2 ? breakpoint_text_arg(args[2]) : NULL;
    return add(self, s, v, n > 1 ? args[1] : value_null(), out);
}

CALL(set_variable)
{
    struct session *s = target(self, args, n, 4, err);
    int32_t access = ACCESS_WRITE;
    if (!s || (n > 1 && arg_enum(args[1], &enum_variable_access_mode, &access, err) < 0))
        return -1;
    struct value v = breakpoint_new(BREAK_VARIABLE);
    breakpoint_of(v)->name = breakpoint_text_arg(args[0]);
    breakpoint_of(v)->access = access;
    breakpoint_of(v)->script = n > 3 ? breakpoint_text_arg(args[3]) : NULL;
    return add(self, s, v, n > 2 ? args[2] : value_null(), out);
}

CALL(set_line)
{
    struct session *s = target(self, args, n, 4, err);
    int32_t line, column = 0;
    if (!s || arg_int(args[1], &line, err) < 0 || (n > 2 && arg_int(args[2], &column, err) < 0))
        return -1;
    struct value v = breakpoint_new(BREAK_LINE);
    breakpoint_of(v)->script = breakpoint_text_arg(args[0]);
    breakpoint_of(v)->line = line;
    breakpoint_of(v)->column = column;
    return add(self, s, v, n > 3 ? args[3] : value_null(), out);
}

CALL(set_all)
{
    (void)out;
    struct session *s = target(self, args, n, 1, err);
    if (!s)
        return -1;
    for (size_t i = 0; args[0].kind == V_ARRAY && i < args[0].array->len; i++)
        if (breakpoint_of(args[0].array->items[i]))
            breakpoint_add(s, args[0].array->items[i]);
    return 0;
}

CALL(get_all)
{
    struct session *s = target(self, args, n, 0, err);
    if (!s)
        return -1;
    struct array *list = list_new(&type_object_list, NULL);
    for (size_t i = 0; i < breakpoint_count(s); i++)
        array_push(list, breakpoint_at(s, i));
    *out = value_of_array(list);
    return 0;
}

CALL(get_one)
{
    struct session *s = target(self, args, n, 1, err);
    int32_t id;
    if (!s || arg_int(args[0], &id, err) < 0)
        return -1;
    *out = value_null();
    for (size_t i = 0; i < breakpoint_count(s); i++)
        if (breakpoint_of(breakpoint_at(s, i))->id == id)
            value_replace_take(out, value_ref(breakpoint_at(s, i)));
    return 0;
}

static int enable(struct value self, const struct value *args, size_t n, bool on, struct value *out,
                  struct err **err)
{
    struct session *s = target(self, args, n, 1, err);
    if (!s)
        return -1;
    *out = breakpoint_of(args[0]) && breakpoint_enable(s, args[0], on) ? value_ref(args[0])
                                                                       : value_null();
    return 0;
}

CALL(enable_one)
{
    return enable(self, args, n, true, out, err);
}

CALL(disable_one)
{
    return enable(self, args, n, false, out, err);
}

CALL(remove_one)
{
    struct session *s = target(self, args, n, 1, err);
    if (!s)
        return -1;
    AUTO_VALUE keep = value_ref(args[0]);
    *out = value_bool(breakpoint_of(keep) && breakpoint_remove(s, keep));
    return 0;
}

static int is_block(struct value v, struct err **err)
{
    return scriptblock_of(v) ? 0 : fail_argument(err, "The handler is not a script block.");
}

CALL(add_stop)
{
    (void)n;
    (void)out;
    if (is_block(args[0], err) < 0)
        return -1;
    debugger_handler_add(runspace_session(runspace_of(self)), args[0]);
    return 0;
}

CALL(remove_stop)
{
    (void)n;
    (void)out;
    if (is_block(args[0], err) < 0)
        return -1;
    debugger_handler_remove(runspace_session(runspace_of(self)), args[0]);
    return 0;
}

CALL(process_command)
{
    (void)n;
    AUTO_VALUE line = powershell_commands_text(args[0]);
    if (line.kind != V_STRING || args[1].kind != V_ARRAY)
        return fail_argument(err, "ProcessCommand takes a PSCommand and a collection.");
    AUTO_VALUE keep = value_ref(args[1]);
    return debugger_process_command(runspace_session(runspace_of(self)), line.str->data, keep.array,
                                    out, err);
}

GETTER(debugger_get)
{
    (void)err;
    const struct session *s = runspace_session(runspace_of(self));
    *out = p->data ? value_bool(s->debug.step != STEP_NONE || s->debug.stops > 0)
                   : value_bool(s->debug.stops > 0);
    return 0;
}

static const struct property debugger_props[] = {
    PROPERTY_DATA("InBreakpoint", "bool", debugger_get, 0),
    PROPERTY_DATA("IsActive", "bool", debugger_get, 1),
};
#define HANDLER "System.EventHandler[" MANAGEMENT "DebuggerStopEventArgs]"
#define ID_TAIL ", System.Nullable[int] runspaceId)"
static const struct method debugger_methods[] = {
    METHOD("SetCommandBreakpoint", 1, 4, set_command,
           MANAGEMENT "CommandBreakpoint SetCommandBreakpoint(string command, scriptblock action, "
                      "string path" ID_TAIL),
    METHOD("SetVariableBreakpoint", 1, 5, set_variable,
           MANAGEMENT "VariableBreakpoint SetVariableBreakpoint(string variableName, " MANAGEMENT
                      "VariableAccessMode accessMode, scriptblock action, string path" ID_TAIL),
    METHOD("SetLineBreakpoint", 2, 5, set_line,
           MANAGEMENT "LineBreakpoint SetLineBreakpoint(string path, int line, int column, "
                      "scriptblock action" ID_TAIL),
    METHOD("SetBreakpoints", 1, 2, set_all,
           "void SetBreakpoints(System.Collections.Generic.IEnumerable[" MANAGEMENT
           "Breakpoint] breakpoints" ID_TAIL),
    METHOD("GetBreakpoints", 0, 1, get_all,
           "System.Collections.Generic.List[" MANAGEMENT
           "Breakpoint] GetBreakpoints(System.Nullable[int] runspaceId)"),
    METHOD("GetBreakpoint", 1, 2, get_one, MANAGEMENT "Breakpoint GetBreakpoint(int id" ID_TAIL),
    METHOD("EnableBreakpoint", 1, 2, enable_one,
           MANAGEMENT "Breakpoint EnableBreakpoint(" MANAGEMENT "Breakpoint breakpoint" ID_TAIL),
    METHOD("DisableBreakpoint", 1, 2, disable_one,
           MANAGEMENT "Breakpoint DisableBreakpoint(" MANAGEMENT "Breakpoint breakpoint" ID_TAIL),
    METHOD("RemoveBreakpoint", 1, 2, remove_one,
           "bool RemoveBreakpoint(" MANAGEMENT "Breakpoint breakpoint" ID_TAIL),
    METHOD("add_DebuggerStop", 1, 1, add_stop, "void add_DebuggerStop(" HANDLER " value)"),
    METHOD("remove_DebuggerStop", 1, 1, remove_stop, "void remove_DebuggerStop(" HANDLER " value)"),
    METHOD("ProcessCommand", 2, 2, process_command,
           MANAGEMENT "DebuggerCommandResults ProcessCommand(" MANAGEMENT
                      "PSCommand command, " MANAGEMENT "PSDataCollection[psobject] output)"),
};
static const struct type_info type_script_debugger = {
    .name = MANAGEMENT "ScriptDebugger",
    .base = &type_object,
    PROPS(debugger_props),
    METHODS(debugger_methods),
    .payload_size = sizeof(struct runspace *),
    .destroy = debugger_destroy,
};

struct value debugger_object_new(struct runspace *r)
{
    struct object *o = object_new(&type_script_debugger);
    *(struct runspace **)object_payload(o) = runspace_ref(r);
    return value_of_object(o);
}
