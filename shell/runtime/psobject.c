#include "shell/runtime/psobject.h"

#include "shell/object/array.h"
#include "shell/object/convert.h"

struct value psobject_type_names(struct value of)
{
    struct array *list = list_new(&type_list, NULL);
    if (of.kind == V_OBJECT && of.object->type_names)
        for (const char *const *t = of.object->type_names; *t; t++)
            array_push_take(list, value_string(*t));
    for (const struct type_info *t = value_type_of(of); t; t = t->base)
        array_push_take(list, value_string(t->name));
    return value_of_array(list);
}

struct value psobject_new(struct session *s, struct value of)
{
    (void)s;
    return value_ref(of);
}
