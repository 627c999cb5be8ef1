#include "cmdlets/core/session/help_part.h"

#include "shell/object/object.h"
#include "shell/runtime/session.h"

struct object *help_part_new(struct session *s, const char *type)
{
    struct object *o = object_new_custom(s->shapes);
    const char *const names[] = { type, NULL };

    object_set_type_names(o, names);
    return o;
}

void help_put(struct session *s, struct object *o, const char *name, struct value v)
{
    object_set_note_take(o, s->shapes, name, v);
}

void help_put_text(struct session *s, struct object *o, const char *name, const char *text)
{
    help_put(s, o, name, value_string(text));
}
