/* StringComparer: how two texts compare, as StringComparison numbers it. */
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/hash.h"
#include "shell/object/types/text.h"

enum { HOW_CULTURE = 0, HOW_ORDINAL = 4 };

struct comparer {
    int32_t how;
};

static int32_t how_of(struct value v)
{
    return ((struct comparer *)object_payload(v.object))->how;
}

bool string_comparer_ignores_case(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_string_comparer &&
           comparison_ignores_case(how_of(v));
}

static struct value comparer(int32_t how)
{
    struct object *o = object_new(&type_string_comparer);
    ((struct comparer *)object_payload(o))->how = how;
    return value_of_object(o);
}

struct value string_comparer(bool ignore_case)
{
    return comparer(HOW_ORDINAL | ignore_case);
}

int string_comparer_compare(struct value self, struct value a, struct value b, int *out,
                            struct err **err)
{
    bool ignore_case = comparison_ignores_case(how_of(self));
    if (how_of(self) < HOW_ORDINAL || a.kind != V_STRING || b.kind != V_STRING)
        return value_compare(a, b, ignore_case, out, err);
    *out = text_ordinal(a.str, b.str, ignore_case);
    return 0;
}

GETTER(comparer_get)
{
    UNUSED_GETTER();
    *out = comparer((int32_t)p->data);
    return 0;
}

CALL(comparer_compare)
{
    (void)n;
    int order;
    if (string_comparer_compare(self, args[0], args[1], &order, err) < 0)
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

CALL(comparer_hash)
{
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "obj");
    *out = value_int((int32_t)value_hash(args[0], string_comparer_ignores_case(self)));
    return 0;
}

CALL(comparer_from)
{
    (void)self;
    (void)n;
    int32_t how;
    if (arg_enum(args[0], &enum_string_comparison, &how, err) < 0)
        return -1;
    *out = comparer(how);
    return 0;
}

/* Create(culture, ignoreCase): all cultures order texts alike. */
CALL(comparer_create)
{
    (void)self;
    (void)n;
    (void)err;
    *out = comparer(HOW_CULTURE | value_truth(args[1]));
    return 0;
}

static const struct property comparer_static_props[] = {
    PROPERTY_DATA("CurrentCulture", "System.StringComparer", comparer_get, 0),
    PROPERTY_DATA("CurrentCultureIgnoreCase", "System.StringComparer", comparer_get, 1),
    PROPERTY_DATA("InvariantCulture", "System.StringComparer", comparer_get, 2),
    PROPERTY_DATA("InvariantCultureIgnoreCase", "System.StringComparer", comparer_get, 3),
    PROPERTY_DATA("Ordinal", "System.StringComparer", comparer_get, 4),
    PROPERTY_DATA("OrdinalIgnoreCase", "System.StringComparer", comparer_get, 5),
};
static const struct method comparer_methods[] = {
    METHOD("Compare", 2, 2, comparer_compare, "int Compare(string x, string y)"),
    METHOD("Equals", 2, 2, comparer_equals, "bool Equals(string x, string y)"),
    METHOD("GetHashCode", 1, 1, comparer_hash, "int GetHashCode(string obj)"),
};
static const struct method comparer_statics[] = {
    METHOD("FromComparison", 1, 1, comparer_from,
           "System.StringComparer FromComparison(System.StringComparison comparisonType)"),
    METHOD("Create", 2, 2, comparer_create,
           "System.StringComparer Create(cultureinfo culture, bool ignoreCase)"),
};
const struct type_info type_string_comparer = { .name = "System.StringComparer",
                                                .base = &type_object,
                                                .interfaces = implements_comparer,
                                                METHODS(comparer_methods),
                                                STATICS(comparer_statics),
                                                STATIC_PROPS(comparer_static_props),
                                                .payload_size = sizeof(struct comparer) };
