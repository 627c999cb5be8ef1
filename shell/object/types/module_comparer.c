/* Microsoft.PowerShell.Commands.ModuleSpecificationComparer: are two ModuleSpecifications the
 * same? */
#include "shell/base/text.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"

static const char *const fields[] = { "Name", "Guid", "RequiredVersion", "Version",
                                      "MaximumVersion" };

CALL(comparer_equals)
{
    (void)self;
    (void)n;
    bool same = args[0].kind == args[1].kind;
    for (size_t i = 0; same && args[0].kind != V_NULL && i < ARRAY_SIZE(fields); i++) {
        AUTO_VALUE a = value_null(), b = value_null();
        if (member_get(args[0], fields[i], &a, err) < 0 ||
            member_get(args[1], fields[i], &b, err) < 0)
            return -1;
        same = value_equals(a, b, true);
    }
    *out = value_bool(same);
    return 0;
}

CALL(comparer_hash)
{
    (void)self;
    (void)n;
    uint32_t hash = 17;
    for (size_t i = 0; args[0].kind != V_NULL && i < ARRAY_SIZE(fields); i++) {
        AUTO_VALUE v = value_null();
        if (member_get(args[0], fields[i], &v, err) < 0)
            return -1;
        AUTO_VALUE text = value_to_string(v);
        hash = hash * 31 + text_casehash(text.str->data, text.str->len);
    }
    *out = value_int((int32_t)hash);
    return 0;
}

CALL(comparer_new)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(&type_module_comparer));
    return 0;
}

static const struct method comparer_methods[] = {
    METHOD("Equals", 2, 2, comparer_equals,
           "bool Equals(Microsoft.PowerShell.Commands.ModuleSpecification x, "
           "Microsoft.PowerShell.Commands.ModuleSpecification y)"),
    METHOD("GetHashCode", 1, 1, comparer_hash,
           "int GetHashCode(Microsoft.PowerShell.Commands.ModuleSpecification obj)"),
};
static const struct method comparer_statics[] = {
    METHOD("new", 0, 0, comparer_new, NULL),
};
const struct type_info type_module_comparer = {
    .name = "Microsoft.PowerShell.Commands.ModuleSpecificationComparer",
    .base = &type_object,
    .interfaces = implements_comparer,
    METHODS(comparer_methods),
    STATICS(comparer_statics),
};
