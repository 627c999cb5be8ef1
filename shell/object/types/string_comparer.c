/* StringComparer: with and without case. */
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/types/hash.h"

struct comparer {
    bool ignore_case;
};

bool string_comparer_ignores_case(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_string_comparer &&
           ((struct comparer *)object_payload(v.object))->ignore_case;
}

struct value string_comparer(bool ignore_case)
{
    struct object *o = object_new(&type_string_comparer);
    ((struct comparer *)object_payload(o))->ignore_case = ignore_case;
    return value_of_object(o);
}

GETTER(comparer_get)
{
    UNUSED_GETTER();
    *out = string_comparer(p->data);
    return 0;
}

CALL(comparer_compare)
{
    (void)n;
    int order;
    if (value_compare(args[0], args[1], string_comparer_ignores_case(self), &order, err) < 0)
        return -1;
    *out = value_int(order);
    return 0;
}

CALL(comparer_equals)
{
    (void)n;
    (void)err;
    *out = value_bool(value_equals(args[0], args[1], string_comparer_ignores_case(self)));
    return 0;
}

static const struct property comparer_static_props[] = {
    PROPERTY_DATA("Ordinal", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("OrdinalIgnoreCase", "System.StringComparer", comparer_get, 1),
    PROPERTY_DATA("CurrentCulture", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("CurrentCultureIgnoreCase", "System.StringComparer", comparer_get, 1),
    PROPERTY_DATA("InvariantCulture", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("InvariantCultureIgnoreCase", "System.StringComparer", comparer_get, 1),
};
static const struct method comparer_methods[] = {
    METHOD("Compare", 2, 2, comparer_compare, "int Compare(string x, string y)"),
    METHOD("Equals", 2, 2, comparer_equals, "bool Equals(string x, string y)"),
};
const struct type_info type_string_comparer = { .name = "System.StringComparer",
                                                .base = &type_object,
                                                .interfaces = implements_comparer,
                                                METHODS(comparer_methods),
                                                STATIC_PROPS(comparer_static_props),
                                                .payload_size = sizeof(struct comparer) };
