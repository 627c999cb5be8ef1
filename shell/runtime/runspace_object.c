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
    struct runspace *r = runspace_payload(self)->runspace;
    AUTO_VALUE name = arg_string(args[0]);
    runspace_set_variable(r, name, args[1]);
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
static const struct type_info type_state_proxy = {
    .name = MANAGEMENT "Runspaces.SessionStateProxy",
    .base = &type_object,
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

SETTER(name_set)
{
    (void)p;
    (void)err;
    AUTO_VALUE name = value_to_string(v);
    runspace_set_name(runspace_payload(self)->runspace, name.str->data);
    return 0;
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
static const struct method runspace_methods[] = {
    METHOD("Open", 0, 0, runspace_open, "void Open()"),
    METHOD("Close", 0, 0, runspace_close, "void Close()"),
    METHOD("Dispose", 0, 0, runspace_close, "void Dispose()"),
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
    PROPS(runspace_props),
    METHODS(runspace_methods),
    .payload_size = sizeof(struct runspace_payload),
    .destroy = runspace_destroy,
};
const struct type_info type_runspace_factory = {
    .name = MANAGEMENT "Runspaces.RunspaceFactory",
    .accelerator = "runspacefactory",
    .base = &type_object,
};
