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
    struct object *o = object_new(&type_assembly);
    *(const struct type_info **)object_payload(o) = self.type;
    *out = value_of_object(o);
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

/* ---- assemblies: as far as a type's name tells ---- */

struct assembly {
    const char *prefix, *name, *version, *token;
};
static const struct assembly *assembly_of(const struct type_info *type)
{
    /* the first whose types' names begin so */
    static const struct assembly assemblies[] = {
        { "System.Management.Automation.", "System.Management.Automation", "7.5.0.0",
          "31bf3856ad364e35" },
        { "Microsoft.PowerShell.Commands.ModuleSpecification", "System.Management.Automation",
          "7.5.0.0", "31bf3856ad364e35" },
        { "Microsoft.PowerShell.Commands.", "Microsoft.PowerShell.Commands.Utility", "7.5.0.0",
          "31bf3856ad364e35" },
        { "Microsoft.PowerShell.", "System.Management.Automation", "7.5.0.0", "31bf3856ad364e35" },
        { "Microsoft.Management.Infrastructure.", "Microsoft.Management.Infrastructure", "1.0.0.0",
          "31bf3856ad364e35" },
        { "Microsoft.HyperV.", "Microsoft.HyperV.PowerShell.Objects", "10.0.0.0",
          "31bf3856ad364e35" },
        { "System.Xml.", "System.Private.Xml", "9.0.0.0", "cc7b13ffcd2ddd51" },
        { "System.Text.RegularExpressions.", "System.Text.RegularExpressions", "9.0.0.0",
          "b03f5f7f11d50a3a" },
        { "System.Uri", "System.Private.Uri", "9.0.0.0", "b03f5f7f11d50a3a" },
        { "System.Linq.", "System.Linq", "9.0.0.0", "b03f5f7f11d50a3a" },
        { "", "System.Private.CoreLib", "9.0.0.0", "7cec85d7bea7798e" },
    };
    size_t i = 0;
    if (strncmp(type->name, "Microsoft.PowerShell.", 21) == 0 && named_type_flags(type->name) >= 0)
        return &assemblies[0];
    while (strncmp(type->name, assemblies[i].prefix, strlen(assemblies[i].prefix)) != 0)
        i++;
    return &assemblies[i];
}

static const struct assembly *assembly_self(struct value self)
{
    return assembly_of(*(const struct type_info **)object_payload(self.object));
}

static int assembly_text(struct value self, struct strbuf *out)
{
    const struct assembly *a = assembly_self(self);
    strbuf_addf(out, "%s, Version=%s, Culture=neutral, PublicKeyToken=%s", a->name, a->version,
                a->token);
    return 0;
}

static bool assembly_equals(struct value a, struct value b)
{
    return assembly_self(a) == assembly_self(b);
}

GETTER(assembly_full_name)
{
    UNUSED_GETTER();
    struct strbuf text = STRBUF_INIT;
    assembly_text(self, &text);
    *out = value_string_take(&text);
    return 0;
}

GETTER(assembly_name_name)
{
    UNUSED_GETTER();
    *out = value_string(assembly_self(self)->name);
    return 0;
}

GETTER(assembly_name_version)
{
    UNUSED_GETTER();
    AUTO_VALUE text = value_string(assembly_self(self)->version);
    return value_convert(text, &type_version, out, err);
}

static const struct property assembly_name_props[] = {
    PROPERTY("Name", "string", assembly_name_name),
    PROPERTY("Version", "version", assembly_name_version),
    PROPERTY("FullName", "string", assembly_full_name),
};
static const struct type_info type_assembly_name = { .name = "System.Reflection.AssemblyName",
                                                     .base = &type_object,
                                                     .to_string = assembly_text,
                                                     .payload_size =
                                                         sizeof(const struct type_info *),
                                                     PROPS(assembly_name_props) };

CALL(assembly_get_name)
{
    UNUSED_CALL();
    struct object *o = object_new(&type_assembly_name);
    memcpy(object_payload(o), object_payload(self.object), sizeof(const struct type_info *));
    *out = value_of_object(o);
    return 0;
}

/* Full names alone, to the letter. */
CALL(assembly_get_type)
{
    AUTO_VALUE name = arg_string(args[0]);
    const char *s = name.str->data;
    const struct type_info *t = type_find(s, name.str->len);
    if (!t)
        t = named_type_find(s, name.str->len);
    if (!t || strcmp(t->name, s) != 0 || assembly_of(t) != assembly_self(self)) {
        if (n > 1 && value_truth(args[1]))
            return fail_with(err, "System.TypeLoadException", "TypeLoadException",
                             "Could not load type '%s' from assembly '%s'.", s,
                             assembly_self(self)->name);
        *out = value_null();
        return 0;
    }
    *out = value_type(t);
    return 0;
}

/* Those of a script's classes. */
CALL(assembly_attributes)
{
    (void)args;
    (void)n;
    (void)err;
    const struct type_info *t = *(const struct type_info **)object_payload(self.object);
    *out = value_of_array(t->attributes ? t->attributes(t, NULL, TYPE_ATTRIBUTES_OF_ASSEMBLY)
                                        : array_new(0));
    return 0;
}

static const struct property assembly_props[] = {
    PROPERTY("FullName", "string", assembly_full_name),
};
static const struct method assembly_methods[] = {
    METHOD("GetName", 0, 1, assembly_get_name, "System.Reflection.AssemblyName GetName()"),
    METHOD("GetType", 1, 3, assembly_get_type, "type GetType(string name)"),
    METHOD("GetCustomAttributes", 1, 2, assembly_attributes,
           "System.Object[] GetCustomAttributes(bool inherit)"),
};
const struct type_info type_assembly = { .name = "System.Reflection.Assembly",
                                         .base = &type_object,
                                         .to_string = assembly_text,
                                         .equals = assembly_equals,
                                         .payload_size = sizeof(const struct type_info *),
                                         PROPS(assembly_props),
                                         METHODS(assembly_methods) };
