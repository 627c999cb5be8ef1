#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/member_info.h"

struct property_set {
    struct value name, names;
};

static struct property_set *set_of(struct value v)
{
    return object_payload(v.object);
}

const struct array *property_set_names(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_property_set ? set_of(v)->names.array
                                                                      : NULL;
}

const struct str *property_set_name(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_property_set ? set_of(v)->name.str : NULL;
}

static void property_set_destroy(struct object *o)
{
    struct property_set *set = object_payload(o);
    value_unref(set->name);
    value_unref(set->names);
}

static int property_set_new(struct value self, const struct value *args, size_t n,
                            struct value *out, struct err **err)
{
    (void)self;
    (void)n;
    AUTO_VALUE names = value_null();
    if (value_is_null(args[1]))
        return fail_null_argument(err, "referencedPropertyNames");
    if (value_convert(args[1], &type_string_array, &names, err) < 0)
        return -1;
    struct object *o = object_new(&type_property_set);
    struct property_set *set = object_payload(o);
    set->name = value_to_string(args[0]);
    set->names = STEAL_VALUE(names);
    *out = value_of_object(o);
    return 0;
}

enum { SET_NAME, SET_NAMES, SET_KIND, SET_TYPE, SET_VALUE, SET_INSTANCE };

static int property_set_get(struct value self, const struct property *p, struct value *out,
                            struct err **err)
{
    (void)err;
    const struct property_set *set = set_of(self);
    if (p->data == SET_KIND)
        *out = value_enum(&enum_member_types, 32);
    else if (p->data == SET_TYPE)
        *out = value_string(type_property_set.name);
    else if (p->data == SET_VALUE)
        *out = value_ref(self);
    else if (p->data == SET_INSTANCE)
        *out = value_bool(true);
    else
        *out = value_ref(p->data == SET_NAME ? set->name : set->names);
    return 0;
}

static int property_set_to_string(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "%s {", set_of(self)->name.str->data);
    value_join(set_of(self)->names, ", ", out);
    strbuf_addch(out, '}');
    return 0;
}

/* clang-format off */
#define SET_PROP(n, t, d) { .name = n, .type_name = t, .get = property_set_get, .data = d }
/* clang-format on */
static const struct property property_set_props[] = {
    SET_PROP("MemberType", "System.Management.Automation.PSMemberTypes", SET_KIND),
    SET_PROP("ReferencedPropertyNames", "System.Collections.ObjectModel.Collection[string]",
             SET_NAMES),
    SET_PROP("Value", "System.Object", SET_VALUE),
    SET_PROP("TypeNameOfValue", "string", SET_TYPE),
    SET_PROP("Name", "string", SET_NAME),
    SET_PROP("IsInstance", "bool", SET_INSTANCE),
};
static const struct method property_set_statics[] = {
    { "new", 2, 2, property_set_new,
      "pspropertyset new(string name, System.Collections.Generic.IEnumerable[string] "
      "referencedPropertyNames)" },
};
const struct type_info type_property_set = {
    .name = "System.Management.Automation.PSPropertySet",
    .base = &type_member_info,
    .props = property_set_props,
    .nprops = ARRAY_SIZE(property_set_props),
    .statics = property_set_statics,
    .nstatics = ARRAY_SIZE(property_set_statics),
    .payload_size = sizeof(struct property_set),
    .destroy = property_set_destroy,
    .to_string = property_set_to_string,
};
