#include "shell/runtime/session_handle.h"

#include "shell/object/object.h"

static const struct type_info type_session_handle = { .name = "System.Object",
                                                      .base = &type_object,
                                                      .payload_size = sizeof(struct session *) };

struct value session_handle(struct session *s)
{
    struct object *o = object_new(&type_session_handle);
    *(struct session **)object_payload(o) = s;
    return value_of_object(o);
}

struct session *session_of_handle(struct value handle)
{
    return *(struct session **)object_payload(handle.object);
}

struct value static_receiver(struct session *s, const struct type_info *type)
{
    return type->wants_session ? session_handle(s) : value_type(type);
}
