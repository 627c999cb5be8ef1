#include "shell/runtime/engine_action.h"

#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/member.h"
#include "shell/runtime/runspace_object.h"
#include "shell/runtime/session.h"

struct value engine_action_get(const struct session *s, enum engine_action which)
{
    return s->eval->actions[which];
}

void engine_action_set(struct session *s, enum engine_action which, struct value block)
{
    value_replace_take(&s->eval->actions[which], value_ref(block));
}

/* An event's arguments: an object with these notes. */
static struct object *event_new(struct session *s, const char *type)
{
    struct object *o = object_new_custom(s->shapes);
    object_set_type_names(o, (const char *const[]){ type, "System.EventArgs", NULL });
    return o;
}

static struct value note(struct value of, const char *name)
{
    struct value v = value_null();
    AUTO_ERR *err = NULL;
    if (member_get(of, name, &v, &err) < 0)
        return value_null();
    return v;
}

bool engine_action_find_command(struct session *s, const char *name, size_t len, struct value *out)
{
    AUTO_VALUE block = value_ref(s->eval->actions[ACTION_COMMAND_NOT_FOUND]);
    if (value_is_null(block) || s->eval->asking_for_command)
        return false;
    AUTO_VALUE sender = value_string_len(name, len);
    struct object *o = event_new(s, "System.Management.Automation.CommandLookupEventArgs");
    AUTO_VALUE event = value_of_object(o);
    object_set_note_take(o, s->shapes, "CommandName", value_ref(sender));
    object_set_note_take(o, s->shapes, "CommandOrigin", value_string("Runspace"));
    object_set_note_take(o, s->shapes, "Command", value_null());
    object_set_note_take(o, s->shapes, "StopSearch", value_bool(false));
    object_set_note_take(o, s->shapes, "CommandScriptBlock", value_null());
    /* what the action itself calls and is not there is just that */
    s->eval->asking_for_command = true;
    enum status st = script_event_call(s, block, sender, event);
    s->eval->asking_for_command = false;
    if (st == ST_FAIL)
        value_clear(&s->failure);
    if (st != ST_OK)
        return false;
    AUTO_VALUE code = note(event, "CommandScriptBlock"), command = note(event, "Command");
    *out = value_ref(value_is_null(code) ? command : code);
    /* a closure has the event among its variables: it must not have the closure */
    object_set_note_take(o, s->shapes, "CommandScriptBlock", value_null());
    return !value_is_null(*out);
}

enum status engine_action_moved(struct session *s, struct value old_path, struct value new_path)
{
    AUTO_VALUE block = value_ref(s->eval->actions[ACTION_LOCATION_CHANGED]);
    if (value_is_null(block))
        return ST_OK;
    AUTO_VALUE sender = runspace_object_own(s);
    struct object *o = event_new(s, "System.Management.Automation.LocationChangedEventArgs");
    AUTO_VALUE event = value_of_object(o);
    object_set_note_take(o, s->shapes, "OldPath", value_ref(old_path));
    object_set_note_take(o, s->shapes, "NewPath", value_ref(new_path));
    object_set_note_take(o, s->shapes, "SessionState",
                         session_state_new(s, s->frame ? s->frame->state : NULL));
    return script_event_call(s, block, sender, event);
}
