#include "shell/object/types/reflection.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/types/member_info.h"

/* What System.Type says about a type beyond its name and kin: layout, visibility, nesting. */

static bool is_primitive(const struct type_info *t)
{
    static const struct type_info *const primitives[] = {
        &type_bool,  &type_char,   &type_sbyte, &type_byte,   &type_int16,  &type_uint16,
        &type_int32, &type_uint32, &type_int64, &type_uint64, &type_single, &type_double,
    };
    for (size_t i = 0; i < ARRAY_SIZE(primitives); i++)
        if (t == primitives[i])
            return true;
    return strcmp(t->name, "System.IntPtr") == 0 || strcmp(t->name, "System.UIntPtr") == 0;
}

static bool is_array(const struct type_info *t)
{
    return type_is_a(t, &type_array) && t != &type_array;
}

/* A class that cannot be made: static ones have statics and neither constructor nor members. */
static bool is_static(const struct type_info *t)
{
    return t->base == &type_object && t->nstatics && !t->nmethods && !t->nprops &&
           !type_find_static_method(t, "new", 3) && !t->payload_size && !t->element;
}

static bool is_abstract(const struct type_info *t, int known)
{
    if (known >= 0)
        return known & (NAMED_ABSTRACT | NAMED_FACE);
    return t->is_interface || t == &type_array || t == &type_enum ||
           strcmp(t->name, "System.ValueType") == 0 || is_static(t);
}

static bool is_sealed(const struct type_info *t, int known)
{
    if (known >= 0)
        return known & (NAMED_SEALED | NAMED_STRUCT | NAMED_ENUM);
    if (t == &type_enum || strcmp(t->name, "System.ValueType") == 0)
        return false;
    return t->is_value_type || t == &type_string || is_array(t) || is_static(t);
}

static bool is_serializable(const struct type_info *t, int known)
{
    if (known >= 0)
        return known & NAMED_SERIALIZABLE;
    if (is_primitive(t) || t->enum_info || t->is_exception || is_array(t))
        return true;
    static const struct type_info *const types[] = {
        &type_object,    &type_string,     &type_decimal, &type_datetime,
        &type_timespan,  &type_guid,       &type_version, &type_regex,
        &type_hashtable, &type_array_list, &type_ordered, &type_exception,
        &type_array,     &type_uri,        &type_enum,    &type_nullable,
    };
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (t == types[i])
            return true;
    return type_is_a(t, &type_list) || type_is_a(t, &type_dictionary) ||
           strcmp(t->name, "System.ValueType") == 0;
}

static bool holds(const struct type_info *t, enum fact fact)
{
    int known = named_type_flags(t->name);
    int hidden = known < 0 ? 0 : known & (NAMED_INTERNAL | NAMED_NESTED | NAMED_NESTED_PROTECTED);
    bool open = t->arity != 0, generic = strchr(t->name, '`') && !is_array(t);
    bool nested = strchr(t->name, '+') != NULL;
    switch (fact) {
    case FACT_NEVER:
        break;
    case FACT_ALWAYS:
        return true;
    case FACT_ENUM:
        return t->enum_info != NULL;
    case FACT_VALUE:
        return t->is_value_type && t != &type_enum && strcmp(t->name, "System.ValueType") != 0;
    case FACT_CLASS:
        return !t->is_interface && !holds(t, FACT_VALUE);
    case FACT_FACE:
        return t->is_interface;
    case FACT_ABSTRACT:
        return is_abstract(t, known);
    case FACT_SEALED:
        return is_sealed(t, known);
    case FACT_ARRAY:
        return is_array(t);
    case FACT_VECTOR:
        return is_array(t) && t->rank < 2;
    case FACT_GRID:
        return t->rank > 1;
    case FACT_GENERIC:
        return generic;
    case FACT_GENERIC_OPEN:
        return generic && open;
    case FACT_GENERIC_CLOSED:
        return generic && !open;
    case FACT_DEFINITION:
        return !is_array(t) && (!generic || open);
    case FACT_PRIMITIVE:
        return is_primitive(t);
    case FACT_SERIALIZABLE:
        return is_serializable(t, known);
    case FACT_NESTED:
        return nested;
    case FACT_NESTED_PUBLIC:
        return nested && !hidden;
    case FACT_NESTED_ASSEMBLY:
        return hidden == NAMED_NESTED;
    case FACT_NESTED_PROTECTED:
        return hidden == NAMED_NESTED_PROTECTED;
    case FACT_PUBLIC:
        return !nested && !hidden;
    case FACT_NOT_PUBLIC:
        return !nested && hidden;
    case FACT_VISIBLE:
        return !hidden;
    case FACT_SEQUENTIAL:
    case FACT_AUTO: {
        bool sequential =
            known >= 0 ? (known & NAMED_STRUCT) != 0 : holds(t, FACT_VALUE) && !t->enum_info;
        return sequential == (fact == FACT_SEQUENTIAL);
    }
    }
    return false;
}

int type_fact_get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    *out = value_bool(holds(self.type, (enum fact)p->data));
    return 0;
}

GETTER(get_assembly)
{
    UNUSED_GETTER();
    *out = assembly_of_type(self.type);
    return 0;
}

GETTER(get_itself)
{
    UNUSED_GETTER();
    *out = self;
    return 0;
}

GETTER(get_qualified_name)
{
    (void)p;
    AUTO_VALUE assembly = value_null(), text = value_null();
    if (get_assembly(self, NULL, &assembly, err) < 0)
        return -1;
    text = value_to_string(assembly);
    *out = value_stringf("%s, %s", self.type->name, text.str->data);
    return 0;
}

/* TypeAttributes by number: Public, NestedPublic, Interface, Abstract, Sealed, Serializable … */
GETTER(get_attributes)
{
    (void)p;
    const struct type_info *t = self.type;
    int32_t bits = holds(t, FACT_NESTED) ? (holds(t, FACT_VISIBLE) ? 2 : 5) : holds(t, FACT_PUBLIC);
    bits |= holds(t, FACT_SEQUENTIAL) ? 8 : 0;
    bits |= holds(t, FACT_FACE) ? 0x20 : 0;
    bits |= holds(t, FACT_ABSTRACT) ? 0x80 : 0;
    bits |= holds(t, FACT_SEALED) ? 0x100 : 0;
    bits |= holds(t, FACT_SERIALIZABLE) ? 0x2000 : 0;
    static const char name[] = "System.Reflection.TypeAttributes";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    return type ? value_convert(value_int(bits), type, out, err) : 0;
}

/* clang-format off: one entry a line */
#define FACT(n, f)                                                                      \
    {                                                                                   \
        .name = n, .type_name = "bool", .get = type_fact_get, .data = f, .hidden = true \
    }
static const struct property facts[] = {
    { .name = "Assembly",
      .type_name = "System.Reflection.Assembly",
      .get = get_assembly,
      .hidden = true },
    { .name = "UnderlyingSystemType", .type_name = "type", .get = get_itself, .hidden = true },
    { .name = "AssemblyQualifiedName",
      .type_name = "string",
      .get = get_qualified_name,
      .hidden = true },
    { .name = "Attributes",
      .type_name = "System.Reflection.TypeAttributes",
      .get = get_attributes,
      .hidden = true },
    FACT("IsSealed", FACT_SEALED),
    FACT("IsSerializable", FACT_SERIALIZABLE),
    FACT("IsPrimitive", FACT_PRIMITIVE),
    FACT("IsNested", FACT_NESTED),
    FACT("IsVisible", FACT_VISIBLE),
    FACT("IsNotPublic", FACT_NOT_PUBLIC),
    FACT("IsGenericTypeDefinition", FACT_GENERIC_OPEN),
    FACT("ContainsGenericParameters", FACT_GENERIC_OPEN),
    FACT("IsConstructedGenericType", FACT_GENERIC_CLOSED),
    FACT("IsTypeDefinition", FACT_DEFINITION),
    FACT("IsSZArray", FACT_VECTOR),
    FACT("IsVariableBoundArray", FACT_GRID),
    FACT("HasElementType", FACT_ARRAY),
    FACT("IsNestedPublic", FACT_NESTED_PUBLIC),
    FACT("IsNestedAssembly", FACT_NESTED_ASSEMBLY),
    FACT("IsNestedFamORAssem", FACT_NESTED_PROTECTED),
    FACT("IsNestedFamANDAssem", FACT_NEVER),
    FACT("IsNestedFamily", FACT_NEVER),
    FACT("IsNestedPrivate", FACT_NEVER),
    FACT("IsAutoLayout", FACT_AUTO),
    FACT("IsLayoutSequential", FACT_SEQUENTIAL),
    FACT("IsExplicitLayout", FACT_NEVER),
    FACT("IsAnsiClass", FACT_ALWAYS),
    FACT("IsAutoClass", FACT_NEVER),
    FACT("IsUnicodeClass", FACT_NEVER),
    FACT("IsSecurityCritical", FACT_ALWAYS),
    FACT("IsSecuritySafeCritical", FACT_NEVER),
    FACT("IsSecurityTransparent", FACT_NEVER),
    FACT("IsByRef", FACT_NEVER),
    FACT("IsByRefLike", FACT_NEVER),
    FACT("IsPointer", FACT_NEVER),
    FACT("IsCollectible", FACT_NEVER),
    FACT("IsGenericParameter", FACT_NEVER),
    FACT("IsGenericTypeParameter", FACT_NEVER),
    FACT("IsGenericMethodParameter", FACT_NEVER),
    FACT("IsSpecialName", FACT_NEVER),
    FACT("IsImport", FACT_NEVER),
    FACT("IsCOMObject", FACT_NEVER),
    FACT("IsContextful", FACT_NEVER),
    FACT("IsMarshalByRef", FACT_NEVER),
    FACT("IsSignatureType", FACT_NEVER),
};
/* clang-format on */

static const struct type_info type_base = { .name = "System.Type", .base = &type_member_base };
const struct type_info type_type_info = { .name = "System.Reflection.TypeInfo",
                                          .base = &type_base,
                                          .methods = member_info_methods,
                                          .nmethods = MEMBER_INFO_METHODS,
                                          PROPS(facts) };
