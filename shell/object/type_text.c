/* Types as the language writes them: by their short names where there are some. */
#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/named_types.h"
#include "shell/object/type_info.h"

/* [object] and [math] are found by the rule that System may be left out; PSCustomObject's name
 * is [psobject]'s. */
static bool has_short_name(const struct type_info *type)
{
    return type->accelerator && type != &type_object && type != &type_pscustomobject &&
           strcmp(type->name, "System.Math") != 0;
}

static const char *short_name(const struct type_info *type)
{
    if (type == &type_pscustomobject)
        return "PSCustomObject";
    if (type == &type_single)
        return "float";
    if (type == &type_int16)
        return "short";
    if (type == &type_uint16)
        return "ushort";
    if (type == &type_uint32)
        return "uint";
    if (type == &type_uint64)
        return "ulong";
    if (has_short_name(type))
        return type->accelerator;
    return named_accelerator_of(type->name);
}

void type_language_name(const struct type_info *type, struct strbuf *out)
{
    size_t len = strlen(type->name);
    const struct type_info *argument = type_argument(type, 0);
    if (argument) {
        const char *tick = strchr(type->name, '`');
        strbuf_add(out, type->name, tick ? (size_t)(tick - type->name) : len);
        for (size_t i = 0; argument; argument = type_argument(type, ++i)) {
            strbuf_addch(out, i ? ',' : '[');
            type_language_name(argument, out);
        }
        strbuf_addch(out, ']');
        return;
    }
    if (type->element && len && type->name[len - 1] == ']') {
        const char *open = strrchr(type->name, '[');
        type_language_name(type->element, out);
        strbuf_adds(out, open);
        return;
    }
    const char *name = short_name(type);
    strbuf_adds(out, name ? name : type->name);
}

void value_language_text(struct value v, struct strbuf *out)
{
    if (v.kind == V_TYPE)
        type_language_name(v.type, out);
    else
        value_to_strbuf(v, out);
}
