#include "shell/object/wrap.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"

static const struct type_info type_wrapper = {
    .name = "System.Management.Automation.PSObject",
    .base = &type_object,
};

/* The members of immediate values; places before WRAP_FIRST are empty. No mutable state outlives a
 * thread's sessions, and none is shared between threads. */
static _Thread_local VEC(struct object *) wraps;
static _Thread_local size_t sessions;

void wraps_hold(void)
{
    sessions++;
}

bool wraps_release(void)
{
    if (--sessions)
        return false;
    while (wraps.len > WRAP_FIRST)
        value_unref(value_of_object(wraps.items[--wraps.len]));
    vec_release(&wraps);
    return true;
}

struct object *value_members(struct value v)
{
    switch (v.kind) {
    case V_NULL:
        return NULL;
    case V_OBJECT:
        return v.object;
    case V_ARRAY:
        return v.array->extra ? v.array->extra->members : NULL;
    case V_HASH:
        return v.hash->members;
    case V_STRING:
        return v.wrap ? str_members(v.str) : NULL;
    default:
        return v.wrap >= WRAP_FIRST && v.wrap < wraps.len ? wraps.items[v.wrap] : NULL;
    }
}

const char *const *value_type_names(struct value v)
{
    const struct object *holder = value_members(v);
    return holder ? holder->type_names : NULL;
}

struct value value_wrapped(struct value v)
{
    switch (v.kind) {
    case V_NULL:
    case V_OBJECT:
        break;
    case V_ARRAY: {
        struct array_extra *extra = array_extra(v.array);
        if (!extra->members)
            extra->members = object_new(&type_wrapper);
        break;
    }
    case V_HASH:
        if (!v.hash->members)
            v.hash->members = object_new(&type_wrapper);
        break;
    case V_STRING:
        if (v.wrap && str_members(v.str))
            break;
        v.str = str_with_members(v.str, object_new(&type_wrapper));
        v.wrap = WRAP_BARE;
        return v;
    default:
        if (v.wrap >= WRAP_FIRST)
            break;
        while (wraps.len < WRAP_FIRST)
            *vec_push(&wraps) = NULL;
        if (wraps.len > WRAP_MAX)
            break; /* 16 million at once: this one stays plain */
        v.wrap = (uint32_t)wraps.len;
        *vec_push(&wraps) = object_new(&type_wrapper);
        break;
    }
    return value_ref(v);
}

struct value value_as_psobject(struct value v)
{
    if (v.kind == V_NULL)
        return v;
    if (v.kind == V_STRING || v.kind >= V_ARRAY)
        return value_wrapped(v);
    v.wrap = v.wrap ? v.wrap : WRAP_BARE;
    return value_ref(v);
}

struct value value_parameter_name(const char *name, size_t len, bool has_value)
{
    struct value v = value_stringf("-%.*s%s", (int)len, name, has_value ? ":" : "");
    v.wrap = WRAP_PARAMETER;
    return v;
}

bool value_is_psobject(struct value v)
{
    if (v.kind == V_OBJECT)
        return v.object->shape != NULL;
    return v.wrap || ((v.kind == V_ARRAY || v.kind == V_HASH) && value_members(v));
}
