/* System.Object and the types without a room of their own. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/types/convertible.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/reflection.h"
#include "shell/object/wrap.h"

int arg_int(struct value v, int32_t *out, struct err **err)
{
    if (v.kind == V_INT32) {
        *out = (int32_t)v.i;
        return 0;
    }
    AUTO_VALUE n = value_null();
    if (value_convert(v, &type_int32, &n, err) < 0)
        return -1;
    *out = (int32_t)n.i;
    return 0;
}

int arg_long(struct value v, int64_t *out, struct err **err)
{
    return value_to_int64(v, out, err);
}

struct value arg_string(struct value v)
{
    return value_to_string(v);
}

int arg_set_ref(struct value ref, struct value v, struct err **err)
{
    if (ref.kind != V_OBJECT)
        return fail_with(err, "System.Management.Automation.PSInvalidCastException",
                         "NonRefArgumentToRefParameter",
                         "Argument: '2' should be a System.Management.Automation.PSReference. Use "
                         "[ref].");
    return member_set(ref, NULL, "Value", v, err);
}

int arg_enum(struct value v, const struct enum_info *info, int32_t *out, struct err **err)
{
    return value_to_enum(v, info, out, err);
}

extern const struct type_info type_type_array;

CALL(get_type)
{
    UNUSED_CALL();
    if (self.kind == V_OBJECT && self.object->type->is_exception) {
        *out = value_type(self.object->type);
        return 0;
    }
    *out = value_type(value_type_of(self));
    return 0;
}

CALL(to_string)
{
    struct strbuf text = STRBUF_INIT;
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    if (n && args[0].kind == V_STRING) {
        if (value_format_one(self, args[0].str->data, args[0].str->len, &text, err) < 0) {
            strbuf_release(&text);
            return -1;
        }
    } else {
        value_method_string(self, &text);
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(equals)
{
    (void)n;
    (void)err;
    bool same = self.kind == args[0].kind && value_equals(self, args[0], false);
    *out = value_bool(same);
    return 0;
}

CALL(get_hash_code)
{
    UNUSED_CALL();
    *out = value_int((int32_t)value_hash(self, false));
    return 0;
}

CALL(compare_to)
{
    (void)n;
    int order;
    if (args[0].kind == V_NULL) {
        *out = value_int(1);
        return 0;
    }
    if (value_compare(self, args[0], false, &order, err) < 0)
        return -1;
    *out = value_int(order < 0 ? -1 : order > 0);
    return 0;
}

static const struct method object_methods[] = {
    METHOD("GetType", 0, 0, get_type, "type GetType()"),
    METHOD("ToString", 0, 2, to_string, "string ToString()"),
    METHOD("Equals", 1, 2, equals, "bool Equals(System.Object obj)"),
    METHOD("GetHashCode", 0, 0, get_hash_code, "int GetHashCode()"),
};

CALL(object_new_plain)
{
    UNUSED_CALL();
    *out = value_of_object(object_new_custom(NULL));
    return 0;
}

CALL(static_equals)
{
    (void)self;
    (void)n;
    (void)err;
    *out = value_bool(value_equals(args[0], args[1], false));
    return 0;
}

CALL(reference_equals)
{
    (void)self;
    (void)n;
    (void)err;
    *out = value_bool(value_is_same_object(args[0], args[1]));
    return 0;
}

CALL(object_new_bare)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(&type_object));
    return 0;
}

static const struct method object_statics[] = {
    METHOD("new", 0, 0, object_new_bare, "System.Object new()"),
    METHOD("Equals", 2, 2, static_equals, "bool Equals(System.Object objA, System.Object objB)"),
    METHOD("ReferenceEquals", 2, 2, reference_equals,
           "bool ReferenceEquals(System.Object objA, System.Object objB)"),
};

const struct type_info type_object = { .name = "System.Object",
                                       .accelerator = "object",
                                       METHODS(object_methods),
                                       STATICS(object_statics) };

const struct type_info type_null = { .name = "null" };
const struct type_info type_void = {
    .name = "System.Void", .accelerator = "void", .base = &type_object, .is_value_type = true
};
CALL(as_psobject)
{
    (void)self;
    (void)n;
    if (value_is_null(args[0]))
        return fail_null_argument(err, "obj");
    *out = value_wrapped(args[0]);
    return 0;
}

static const struct method psobject_statics[] = {
    METHOD("new", 0, 0, object_new_plain, "psobject new()"),
    METHOD("Equals", 2, 2, static_equals, "bool Equals(System.Object objA, System.Object objB)"),
    METHOD("ReferenceEquals", 2, 2, reference_equals,
           "bool ReferenceEquals(System.Object objA, System.Object objB)"),
    METHOD("AsPSObject", 1, 1, as_psobject, "psobject AsPSObject(System.Object obj)"),
};
const struct type_info type_psobject = { .name = "System.Management.Automation.PSObject",
                                         .accelerator = "psobject",
                                         .base = &type_object,
                                         STATICS(psobject_statics) };
const struct type_info type_pscustomobject = {
    .name = "System.Management.Automation.PSCustomObject",
    .accelerator = "pscustomobject",
    .base = &type_object,
};

/* ---- ValueType, bool, switch ---- */

const struct method compare_to_method[1] = {
    METHOD("CompareTo", 1, 1, compare_to, "int CompareTo(System.Object value)"),
};
const struct type_info type_value_type = { .name = "System.ValueType",
                                           .base = &type_object,
                                           METHODS(compare_to_method),
                                           .is_value_type = true };

GETTER(bool_text)
{
    UNUSED_GETTER();
    *out = value_string(p->data ? "True" : "False");
    return 0;
}

static int parse_bool(struct value v, bool *out)
{
    AUTO_VALUE text = arg_string(v);
    const char *s = text.str->data;
    size_t len = text.str->len;
    while (len && *s == ' ')
        s++, len--;
    while (len && s[len - 1] == ' ')
        len--;
    *out = text_caseeqn(s, len, "true", 4);
    return *out || text_caseeqn(s, len, "false", 5) ? 0 : -1;
}

CALL(bool_parse)
{
    (void)self;
    (void)n;
    bool b;
    if (parse_bool(args[0], &b) < 0) {
        AUTO_VALUE text = arg_string(args[0]);
        return fail_with(err, "System.FormatException", "FormatException",
                         "String '%s' was not recognized as a valid Boolean.", text.str->data);
    }
    *out = value_bool(b);
    return 0;
}

CALL(bool_try_parse)
{
    (void)self;
    (void)n;
    bool b = false;
    bool ok = parse_bool(args[0], &b) == 0;
    *out = value_bool(ok);
    return arg_set_ref(args[1], value_bool(ok && b), err);
}

static const struct property bool_statics_props[] = {
    PROPERTY_DATA("TrueString", "string", bool_text, 1),
    PROPERTY_DATA("FalseString", "string", bool_text, 0),
};
static const struct method bool_statics[] = {
    METHOD("Parse", 1, 1, bool_parse, "bool Parse(string value)"),
    METHOD("TryParse", 2, 2, bool_try_parse, "bool TryParse(string value, [ref] bool result)"),
};
const struct type_info type_bool = { .name = "System.Boolean",
                                     .accelerator = "bool",
                                     .base = &type_value_type,
                                     .interfaces = implements_bool,
                                     METHODS(number_methods),
                                     STATIC_PROPS(bool_statics_props),
                                     STATICS(bool_statics),
                                     .is_value_type = true };

GETTER(switch_present)
{
    UNUSED_GETTER();
    *out = value_bool(value_truth(self));
    return 0;
}
static const struct property switch_props[] = { PROPERTY("IsPresent", "bool", switch_present) };
CALL(switch_to_bool)
{
    (void)args;
    (void)n;
    (void)err;
    *out = value_bool(value_truth(self));
    return 0;
}
static const struct method switch_methods[] = {
    METHOD("ToBool", 0, 0, switch_to_bool, "bool ToBool()"),
};
GETTER(switch_set)
{
    UNUSED_GETTER();
    (void)self;
    *out = value_switch(true);
    return 0;
}
static const struct property switch_statics_props[] = {
    PROPERTY("Present", "System.Management.Automation.SwitchParameter", switch_set),
};
const struct type_info type_switch = { .name = "System.Management.Automation.SwitchParameter",
                                       .accelerator = "switch",
                                       .base = &type_value_type,
                                       PROPS(switch_props),
                                       METHODS(switch_methods),
                                       STATIC_PROPS(switch_statics_props),
                                       .is_value_type = true };

/* ---- System.Type ---- */

GETTER(type_get_name)
{
    UNUSED_GETTER();
    struct strbuf text = STRBUF_INIT;
    type_short_name(self.type, &text);
    *out = value_string_take(&text);
    return 0;
}

GETTER(type_get_full_name)
{
    UNUSED_GETTER();
    *out = value_string(self.type->name);
    return 0;
}

GETTER(type_get_namespace)
{
    UNUSED_GETTER();
    const char *end = self.type->name + strcspn(self.type->name, "`[");
    const char *dot = memrchr(self.type->name, '.', (size_t)(end - self.type->name));
    *out = dot ? value_string_len(self.type->name, (size_t)(dot - self.type->name)) : value_null();
    return 0;
}

GETTER(type_get_base)
{
    UNUSED_GETTER();
    const struct type_info *base = named_type_base(self.type->name);
    if (!base)
        base = self.type->base;
    if (base && base->arity && !self.type->arity) /* the open type it was made of */
        base = base->base;
    *out = base ? value_type(base) : value_null();
    return 0;
}

CALL(type_is_assignable_from)
{
    (void)n;
    (void)err;
    *out = value_bool(args[0].kind == V_TYPE && type_is_a(args[0].type, self.type));
    return 0;
}

CALL(type_is_subclass_of)
{
    (void)n;
    (void)err;
    *out = value_bool(args[0].kind == V_TYPE && self.type != args[0].type &&
                      type_is_a(self.type, args[0].type));
    return 0;
}

CALL(type_is_instance)
{
    (void)n;
    (void)err;
    *out = value_bool(args[0].kind != V_NULL && type_is_a(value_type_of(args[0]), self.type));
    return 0;
}

CALL(type_get_element)
{
    UNUSED_CALL();
    *out = self.type->element ? value_type(self.type->element) : value_null();
    return 0;
}

static struct value type_list_value(const struct type_info *const *types, size_t n)
{
    struct array *a = array_new(n);
    a->type = &type_type_array;
    a->element = &type_type;
    for (size_t i = 0; i < n; i++)
        array_push_take(a, value_type(types[i]));
    return value_of_array(a);
}

CALL(type_generic_arguments)
{
    UNUSED_CALL();
    const struct type_info *types[17] = { 0 };
    size_t count = 0;
    while (count < ARRAY_SIZE(types) && type_argument(self.type, count)) {
        types[count] = type_argument(self.type, count);
        count++;
    }
    *out = type_list_value(types, count);
    return 0;
}

GETTER(type_get_generic_arguments)
{
    (void)p;
    return type_generic_arguments(self, NULL, 0, out, err);
}

CALL(type_generic_definition)
{
    (void)args;
    (void)n;
    const struct type_info *open = self.type->arity ? self.type : type_definition(self.type);
    if (!open)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "This operation is only valid on generic types.");
    *out = value_type(open);
    return 0;
}

/* Interfaces without type arguments, each once. */
static void add_interfaces(const struct type_info *type, const struct type_info **found, size_t *n)
{
    for (const struct type_info *const *i = type->interfaces; i && *i; i++) {
        bool known = (*i)->arity != 0;
        for (size_t k = 0; k < *n && !known; k++)
            known = found[k] == *i;
        if (!known && *n < 32)
            found[(*n)++] = *i;
        add_interfaces(*i, found, n);
    }
}

CALL(type_get_interfaces)
{
    UNUSED_CALL();
    const struct type_info *found[32] = { 0 };
    size_t count = 0;
    for (const struct type_info *t = self.type; t; t = t->base)
        add_interfaces(t, found, &count);
    *out = type_list_value(found, count);
    return 0;
}

GETTER(type_implemented_interfaces)
{
    (void)p;
    return type_get_interfaces(self, NULL, 0, out, err);
}

CALL(type_array_rank)
{
    UNUSED_CALL();
    *out = value_int(self.type->rank ? self.type->rank : 1);
    return 0;
}

CALL(type_to_string)
{
    UNUSED_CALL();
    *out = value_string(self.type->name);
    return 0;
}

/* A static method of Enum, of this type. */
static int by_enum(const char *name, struct value self, const struct value *args, size_t n,
                   struct value *out, struct err **err)
{
    return type_find_static_method(&type_enum, name, strlen(name))->call(self, args, n, out, err);
}

CALL(type_get_enum_names)
{
    return by_enum("GetNames", self, args, n, out, err);
}

CALL(type_get_enum_values)
{
    return by_enum("GetValues", self, args, n, out, err);
}

CALL(type_get_enum_name)
{
    return by_enum("GetName", self, args, n, out, err);
}

CALL(type_get_enum_underlying)
{
    return by_enum("GetUnderlyingType", self, args, n, out, err);
}

CALL(type_is_enum_defined)
{
    return by_enum("IsDefined", self, args, n, out, err);
}

CALL(type_get_enum_numbers)
{
    if (by_enum("GetValues", self, args, n, out, err) < 0)
        return -1;
    const struct type_info *to = self.type->enum_info->underlying;
    struct array *numbers = array_new(out->array->len);
    AUTO_VALUE values = *out;
    *out = value_of_array(numbers);
    for (size_t i = 0; i < values.array->len; i++) {
        struct value v;
        if (value_convert(values.array->items[i], to ? to : &type_int32, &v, err) < 0) {
            value_clear(out);
            return -1;
        }
        array_push_take(numbers, v);
    }
    return 0;
}

/* By full or short name; $null when the type has no such interface. */
CALL(type_get_interface)
{
    AUTO_VALUE all = value_null(), name = arg_string(args[0]);
    (void)n;
    if (type_get_interfaces(self, NULL, 0, &all, err) < 0)
        return -1;
    *out = value_null();
    for (size_t i = 0; i < all.array->len && out->kind == V_NULL; i++) {
        const struct type_info *t = all.array->items[i].type;
        AUTO_STRBUF text = STRBUF_INIT;
        type_short_name(t, &text);
        if (strcmp(text.buf, name.str->data) == 0 || strcmp(t->name, name.str->data) == 0)
            *out = value_type(t);
    }
    return 0;
}

CALL(type_itself)
{
    UNUSED_CALL();
    *out = self;
    return 0;
}

CALL(type_get_type_code)
{
    UNUSED_CALL();
    *out = type_code_of(args[0].kind == V_TYPE ? args[0].type : NULL);
    return 0;
}

CALL(type_get_type_call)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    const struct type_info *t = type_find(name.str->data, name.str->len);
    *out = t ? value_type(t) : value_null();
    return 0;
}

/* clang-format off */
#define HIDDEN(n, t, getter) { .name = n, .type_name = t, .get = getter, .hidden = true }
/* clang-format on */
static const struct property type_props[] = {
    PROPERTY("Name", "string", type_get_name),
    PROPERTY("FullName", "string", type_get_full_name),
    PROPERTY("Namespace", "string", type_get_namespace),
    PROPERTY("BaseType", "type", type_get_base),
    PROPERTY_DATA("IsEnum", "bool", type_fact_get, FACT_ENUM),
    PROPERTY_DATA("IsArray", "bool", type_fact_get, FACT_ARRAY),
    PROPERTY_DATA("IsValueType", "bool", type_fact_get, FACT_VALUE),
    PROPERTY_DATA("IsClass", "bool", type_fact_get, FACT_CLASS),
    PROPERTY_DATA("IsGenericType", "bool", type_fact_get, FACT_GENERIC),
    PROPERTY_DATA("IsPublic", "bool", type_fact_get, FACT_PUBLIC),
    PROPERTY_DATA("IsInterface", "bool", type_fact_get, FACT_FACE),
    PROPERTY_DATA("IsAbstract", "bool", type_fact_get, FACT_ABSTRACT),
    HIDDEN("GenericTypeArguments", "type[]", type_get_generic_arguments),
    HIDDEN("ImplementedInterfaces", "type[]", type_implemented_interfaces),
};
static const struct method type_methods[] = {
    METHOD("IsAssignableFrom", 1, 1, type_is_assignable_from, "bool IsAssignableFrom(type c)"),
    METHOD("IsSubclassOf", 1, 1, type_is_subclass_of, "bool IsSubclassOf(type c)"),
    METHOD("IsInstanceOfType", 1, 1, type_is_instance, "bool IsInstanceOfType(System.Object o)"),
    METHOD("GetElementType", 0, 0, type_get_element, "type GetElementType()"),
    METHOD("GetGenericArguments", 0, 0, type_generic_arguments, "type[] GetGenericArguments()"),
    METHOD("GetGenericTypeDefinition", 0, 0, type_generic_definition,
           "type GetGenericTypeDefinition()"),
    METHOD("GetInterfaces", 0, 0, type_get_interfaces, "type[] GetInterfaces()"),
    METHOD("GetArrayRank", 0, 0, type_array_rank, "int GetArrayRank()"),
    METHOD("ToString", 0, 0, type_to_string, "string ToString()"),
    METHOD("GetEnumNames", 0, 0, type_get_enum_names, "string[] GetEnumNames()"),
    METHOD("GetEnumValues", 0, 0, type_get_enum_values, "array GetEnumValues()"),
    METHOD("GetEnumName", 1, 1, type_get_enum_name, "string GetEnumName(System.Object value)"),
    METHOD("GetEnumUnderlyingType", 0, 0, type_get_enum_underlying, "type GetEnumUnderlyingType()"),
    METHOD("GetEnumValuesAsUnderlyingType", 0, 0, type_get_enum_numbers,
           "array GetEnumValuesAsUnderlyingType()"),
    METHOD("IsEnumDefined", 1, 1, type_is_enum_defined, "bool IsEnumDefined(System.Object value)"),
    METHOD("GetInterface", 1, 2, type_get_interface, "type GetInterface(string name)"),
    METHOD("GetTypeInfo", 0, 0, type_itself, "System.Reflection.TypeInfo GetTypeInfo()"),
    METHOD("AsType", 0, 0, type_itself, "type AsType()"),
};
static const struct method type_statics[] = {
    METHOD("GetTypeCode", 1, 1, type_get_type_code, "System.TypeCode GetTypeCode(type type)"),
    METHOD("GetType", 1, 3, type_get_type_call, "type GetType(string typeName)"),
};
const struct type_info type_type = { .name = "System.RuntimeType",
                                     .accelerator = "type",
                                     .base = &type_type_info,
                                     PROPS(type_props),
                                     METHODS(type_methods),
                                     STATICS(type_statics) };
