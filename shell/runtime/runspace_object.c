#include "shell/runtime/runspace_object.h"

#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/debug/object.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/runspace.h"
#include "shell/runtime/session.h"

#define MANAGEMENT "System.Management.Automation."

static const char *const state_names[] = { "BeforeOpen", "Opened", "Closed" };

static void runspace_destroy(struct object *o)
{
    struct runspace_payload *p = object_payload(o);
    runspace_unref(p->runspace);
}

struct value runspace_object_new(const struct type_info *type, struct session *s)
{
    struct object *o = object_new(type);
    struct runspace_payload *p = object_payload(o);
    p->runspace = runspace_new(s);
    return value_of_object(o);
}

struct value runspace_object_of(struct runspace *r)
{
    struct object *o = object_new(&type_runspace);
    ((struct runspace_payload *)object_payload(o))->runspace = runspace_ref(r);
    return value_of_object(o);
}

/* The arguments of CreateRunspace() and CreateRunspacePool(): a state to begin with, how many,
 * and what has no meaning here (a host, a connection). */
struct value runspace_object_create(const struct type_info *type, struct session *s,
                                    const struct value *args, size_t n)
{
    struct value v = runspace_object_new(type, s);
    struct runspace *r = runspace_payload(v)->runspace;
    enum runspace_option number = RUNSPACE_MIN;
    for (size_t i = 0; i < n; i++) {
        if (args[i].kind == V_OBJECT && args[i].object->type == &type_initial_session_state) {
            *runspace_option(r, RUNSPACE_STATE) = value_ref(args[i]);
            runspace_set_start_take(r, start_state_of(args[i]));
        } else if (args[i].kind == V_INT32 && number <= RUNSPACE_MAX) {
            *runspace_option(r, number++) = args[i];
        }
    }
    return v;
}

struct value runspace_object_own(struct session *s)
{
    struct object *o = object_new(&type_runspace);
    struct runspace_payload *p = object_payload(o);
    p->runspace = runspace_own(s);
    return value_of_object(o);
}

CALL(runspace_open)
{
    (void)args;
    (void)n;
    (void)out;
    struct runspace *r = runspace_payload(self)->runspace;
    if (runspace_state_of(r) == RUNSPACE_CLOSED)
        return fail_with(err, MANAGEMENT "Runspaces.InvalidRunspaceStateException", NULL,
                         "Cannot open the runspace because it is not in the BeforeOpen state. "
                         "Current state of the runspace is 'Closed'.");
    runspace_set_state(r, RUNSPACE_OPENED);
    return 0;
}

CALL(runspace_close)
{
    UNUSED_CALL();
    runspace_set_state(runspace_payload(self)->runspace, RUNSPACE_CLOSED);
    return 0;
}

CALL(runspace_variable_set)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    runspace_set_variable(runspace_payload(self)->runspace, name, args[1]);
    return 0;
}

CALL(runspace_variable_get)
{
    (void)n;
    (void)err;
    struct runspace *r = runspace_payload(self)->runspace;
    AUTO_VALUE name = arg_string(args[0]), v = value_null();
    if (session_get_variable(runspace_session(r), name.str->data, &v))
        *out = value_copy_to(v, runspace_session(r), runspace_owner(r));
    else
        *out = value_null();
    return 0;
}

/* The same payload seen as SessionStateProxy. */
static const struct method proxy_methods[] = {
    METHOD("SetVariable", 2, 2, runspace_variable_set,
           "void SetVariable(string name, System.Object value)"),
    METHOD("GetVariable", 1, 1, runspace_variable_get, "System.Object GetVariable(string name)"),
};
static const struct method proxy_variable_methods[] = {
    METHOD("Set", 2, 2, runspace_variable_set, "void Set(string name, System.Object value)"),
    METHOD("GetValue", 1, 1, runspace_variable_get, "System.Object GetValue(string name)"),
};
static const struct type_info type_proxy_variables = {
    .name = MANAGEMENT "PSVariableIntrinsics",
    .base = &type_object,
    METHODS(proxy_variable_methods),
    .payload_size = sizeof(struct runspace_payload),
    .destroy = runspace_destroy,
};

GETTER(proxy_variables)
{
    (void)p;
    (void)err;
    struct object *o = object_new(&type_proxy_variables);
    ((struct runspace_payload *)object_payload(o))->runspace =
        runspace_ref(runspace_payload(self)->runspace);
    *out = value_of_object(o);
    return 0;
}

static const struct property proxy_props[] = {
    PROPERTY("PSVariable", MANAGEMENT "PSVariableIntrinsics", proxy_variables),
};
static const struct type_info type_state_proxy = {
    .name = MANAGEMENT "Runspaces.SessionStateProxy",
    .base = &type_object,
    PROPS(proxy_props),
    METHODS(proxy_methods),
    .payload_size = sizeof(struct runspace_payload),
    .destroy = runspace_destroy,
};

enum {
    RS_STATE,
    RS_AVAILABILITY,
    RS_PROXY,
    RS_INSTANCE,
    RS_INFO,
    RS_ID,
    RS_NAME,
    RS_DEBUGGER,
    RS_CONNECTION
};

GETTER(runspace_get)
{
    (void)err;
    struct runspace_payload *r = runspace_payload(self);
    enum runspace_state state = runspace_state_of(r->runspace);
    switch (p->data) {
    case RS_AVAILABILITY:
        *out = value_string(state == RUNSPACE_OPENED ? "Available" : "None");
        break;
    case RS_PROXY: {
        struct object *o = object_new(&type_state_proxy);
        struct runspace_payload *proxy = object_payload(o);
        proxy->runspace = runspace_ref(r->runspace);
        *out = value_of_object(o);
        break;
    }
    case RS_INSTANCE:
        *out = value_ref(runspace_guid(r->runspace));
        break;
    case RS_ID:
        *out = value_int(runspace_id(r->runspace));
        break;
    case RS_NAME:
        *out = runspace_name(r->runspace);
        break;
    case RS_CONNECTION:
        *out = value_null();
        break;
    case RS_DEBUGGER:
        *out = debugger_object_new(r->runspace);
        break;
    case RS_INFO: {
        struct session *s = runspace_owner(r->runspace);
        struct object *o = object_new_custom(s->shapes);
        object_set_note_take(o, s->shapes, "State", value_string(state_names[state]));
        object_set_note_take(o, s->shapes, "Reason", value_null());
        *out = value_of_object(o);
        break;
    }
    default:
        *out = value_string(state_names[state]);
        break;
    }
    return 0;
}

/* Threads and apartments are what they are: the words are kept. */
static const char *const unset[RUNSPACE_NOPTION] = {
    [RUNSPACE_THREADS] = "Default", [RUNSPACE_APARTMENT] = "Unknown"
};

GETTER(option_get)
{
    (void)err;
    struct value v = *runspace_option(runspace_payload(self)->runspace, (unsigned)p->data);
    *out = value_is_null(v) && unset[p->data] ? value_string(unset[p->data]) : value_ref(v);
    return 0;
}

SETTER(option_set)
{
    (void)err;
    value_replace_take(runspace_option(runspace_payload(self)->runspace, (unsigned)p->data),
                       arg_string(v));
    return 0;
}

SETTER(name_set)
{
    (void)p;
    (void)err;
    AUTO_VALUE name = value_to_string(v);
    runspace_set_name(runspace_payload(self)->runspace, name.str->data);
    return 0;
}

#define OPTION(name_, type_, which)                                                            \
    {                                                                                          \
        .name = name_, .type_name = type_, .get = option_get, .set = option_set, .data = which \
    }

CALL(runspace_reset_state)
{
    UNUSED_CALL();
    runspace_reset(runspace_payload(self)->runspace);
    return 0;
}

/* ---- how many a pool has: each command gets a session of its own ---- */

static int pool_get(struct value self, enum runspace_option which, struct value *out)
{
    struct value v = *runspace_option(runspace_payload(self)->runspace, which);
    *out = value_is_null(v) ? value_int(1) : v;
    return 0;
}

static int pool_set(struct value self, enum runspace_option which, struct value arg,
                    struct value *out, struct err **err)
{
    int32_t n;
    if (arg_int(arg, &n, err) < 0)
        return -1;
    *out = value_bool(n > 0);
    if (n > 0)
        value_replace_take(runspace_option(runspace_payload(self)->runspace, which), value_int(n));
    return 0;
}

CALL(pool_min)
{
    UNUSED_CALL();
    return pool_get(self, RUNSPACE_MIN, out);
}

CALL(pool_max)
{
    UNUSED_CALL();
    return pool_get(self, RUNSPACE_MAX, out);
}

CALL(pool_set_min)
{
    (void)n;
    return pool_set(self, RUNSPACE_MIN, args[0], out, err);
}

CALL(pool_set_max)
{
    (void)n;
    return pool_set(self, RUNSPACE_MAX, args[0], out, err);
}

static const struct property runspace_props[] = {
    PROPERTY_DATA("RunspaceStateInfo", MANAGEMENT "RunspaceStateInfo", runspace_get, RS_INFO),
    PROPERTY_DATA("RunspaceAvailability", MANAGEMENT "Runspaces.RunspaceAvailability", runspace_get,
                  RS_AVAILABILITY),
    PROPERTY_DATA("SessionStateProxy", MANAGEMENT "Runspaces.SessionStateProxy", runspace_get,
                  RS_PROXY),
    PROPERTY_DATA("InstanceId", "guid", runspace_get, RS_INSTANCE),
    PROPERTY_DATA("Id", "int", runspace_get, RS_ID),
    { .name = "Name",
      .type_name = "string",
      .get = runspace_get,
      .set = name_set,
      .data = RS_NAME },
    OPTION("ThreadOptions", MANAGEMENT "Runspaces.PSThreadOptions", RUNSPACE_THREADS),
    OPTION("ApartmentState", "System.Threading.ApartmentState", RUNSPACE_APARTMENT),
    PROPERTY_DATA("InitialSessionState", "initialsessionstate", option_get, RUNSPACE_STATE),
    PROPERTY_DATA("Debugger", MANAGEMENT "Debugger", runspace_get, RS_DEBUGGER),
    PROPERTY_DATA("ConnectionInfo", MANAGEMENT "Runspaces.RunspaceConnectionInfo", runspace_get,
                  RS_CONNECTION),
};

static int shown_computer(struct value self, struct value *out, struct err **err)
{
    (void)self;
    (void)err;
    *out = value_string("localhost");
    return 0;
}

static int shown_type(struct value self, struct value *out, struct err **err)
{
    (void)self;
    (void)err;
    *out = value_string("Local");
    return 0;
}

static int shown_state(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_string(state_names[runspace_state_of(runspace_payload(self)->runspace)]);
    return 0;
}

static const struct view_column runspace_columns[] = {
    { .property = "Id", .width = 3, .align = ALIGN_RIGHT },
    { .property = "Name", .width = 15 },
    { .label = "ComputerName", .get = shown_computer, .width = 15 },
    { .label = "Type", .get = shown_type, .width = 13 },
    { .label = "State", .get = shown_state, .width = 13 },
    { .label = "Availability", .property = "RunspaceAvailability", .width = 15 },
};
static const struct view runspace_table = { .columns = runspace_columns,
                                            .ncolumns = ARRAY_SIZE(runspace_columns) };
#define LIFE_METHODS                                                     \
    METHOD("Open", 0, 0, runspace_open, "void Open()"),                  \
        METHOD("OpenAsync", 0, 0, runspace_open, "void OpenAsync()"),    \
        METHOD("Close", 0, 0, runspace_close, "void Close()"),           \
        METHOD("CloseAsync", 0, 0, runspace_close, "void CloseAsync()"), \
        METHOD("Dispose", 0, 0, runspace_close, "void Dispose()")
static const struct method runspace_methods[] = {
    LIFE_METHODS,
    METHOD("ResetRunspaceState", 0, 0, runspace_reset_state, "void ResetRunspaceState()"),
};
static const struct method pool_methods[] = {
    LIFE_METHODS,
    METHOD("GetMinRunspaces", 0, 0, pool_min, "int GetMinRunspaces()"),
    METHOD("GetMaxRunspaces", 0, 0, pool_max, "int GetMaxRunspaces()"),
    METHOD("SetMinRunspaces", 1, 1, pool_set_min, "bool SetMinRunspaces(int minRunspaces)"),
    METHOD("SetMaxRunspaces", 1, 1, pool_set_max, "bool SetMaxRunspaces(int maxRunspaces)"),
    METHOD("GetAvailableRunspaces", 0, 0, pool_max, "int GetAvailableRunspaces()"),
};
static const struct property pool_props[] = {
    PROPERTY_DATA("RunspacePoolStateInfo", MANAGEMENT "RunspacePoolStateInfo", runspace_get,
                  RS_INFO),
    PROPERTY_DATA("RunspacePoolAvailability", MANAGEMENT "Runspaces.RunspacePoolAvailability",
                  runspace_get, RS_AVAILABILITY),
    PROPERTY_DATA("InstanceId", "guid", runspace_get, RS_INSTANCE),
    OPTION("ThreadOptions", MANAGEMENT "Runspaces.PSThreadOptions", RUNSPACE_THREADS),
    OPTION("ApartmentState", "System.Threading.ApartmentState", RUNSPACE_APARTMENT),
    PROPERTY_DATA("InitialSessionState", "initialsessionstate", option_get, RUNSPACE_STATE),
    PROPERTY_DATA("ConnectionInfo", MANAGEMENT "Runspaces.RunspaceConnectionInfo", runspace_get,
                  RS_CONNECTION),
};

const struct type_info type_runspace = {
    .name = MANAGEMENT "Runspaces.Runspace",
    .accelerator = "runspace",
    .base = &type_object,
    PROPS(runspace_props),
    METHODS(runspace_methods),
    .table = &runspace_table,
    .payload_size = sizeof(struct runspace_payload),
    .destroy = runspace_destroy,
};
const struct type_info type_runspace_pool = {
    .name = MANAGEMENT "Runspaces.RunspacePool",
    .base = &type_object,
    PROPS(pool_props),
    METHODS(pool_methods),
    .payload_size = sizeof(struct runspace_payload),
    .destroy = runspace_destroy,
};
const struct type_info type_runspace_factory = {
    .name = MANAGEMENT "Runspaces.RunspaceFactory",
    .accelerator = "runspacefactory",
    .base = &type_object,
};
