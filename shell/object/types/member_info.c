#include "shell/object/types/member_info.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"

enum kind { KIND_CONSTRUCTOR = 1, KIND_FIELD = 4, KIND_METHOD = 8, KIND_PROPERTY = 16 };

struct info {
    enum kind kind;
    const struct type_info *of, *declared; /* asked for, and the one that has it */
    const struct property *property;
    const struct method *method;
    const struct enum_member *field;
    const char *signature; /* of the overload, up to its ')'; NULL: unknown */
    size_t len;
    bool is_static;
};

const struct type_info type_member_base = { .name = "System.Reflection.MemberInfo",
                                            .base = &type_object };
static const struct type_info type_method_info, type_constructor_info, type_property_info,
    type_field_info;

static const struct info *info_of(struct value v)
{
    return object_payload(v.object);
}

static struct value info_new(const struct info *i)
{
    const struct type_info *type = i->kind == KIND_METHOD        ? &type_method_info
                                   : i->kind == KIND_CONSTRUCTOR ? &type_constructor_info
                                   : i->kind == KIND_PROPERTY    ? &type_property_info
                                                                 : &type_field_info;
    struct object *o = object_new(type);
    *(struct info *)object_payload(o) = *i;
    return value_of_object(o);
}

static const char *info_name(const struct info *i)
{
    if (i->kind == KIND_CONSTRUCTOR)
        return ".ctor";
    return i->kind == KIND_METHOD  ? i->method->name
           : i->kind == KIND_FIELD ? i->field->name
                                   : i->property->name;
}

/* "int", "[ref] int", "Params string[]": the type, object when it is unknown. */
static const struct type_info *named_type(const char *s, size_t len)
{
    static const char *const leads[] = { "[ref] ", "[out] ", "[in] ", "Params ", "params " };
    for (size_t i = 0; i < ARRAY_SIZE(leads); i++) {
        size_t n = strlen(leads[i]);
        if (len > n && strncmp(s, leads[i], n) == 0)
            s += n, len -= n;
    }
    if (len == 4 && strncmp(s, "void", 4) == 0)
        return &type_void;
    const struct type_info *t = type_find(s, len);
    return t ? t : &type_object;
}

/* The text between the parentheses of the signature. */
static bool parameters_text(const struct info *i, const char **s, size_t *len)
{
    const char *open = i->signature ? memchr(i->signature, '(', i->len) : NULL;
    if (!open)
        return false;
    *s = open + 1;
    *len = i->len - (size_t)(open + 1 - i->signature);
    if (*len && (*s)[*len - 1] == ')')
        --*len;
    return true;
}

/* One "type name" of a list; *s moves on. False: no more. */
static bool next_parameter(const char **s, size_t *len, const char **name, size_t *name_len,
                           const struct type_info **type)
{
    while (*len && (**s == ' ' || **s == ','))
        ++*s, --*len;
    if (!*len)
        return false;
    size_t end = 0, depth = 0;
    for (; end < *len && ((*s)[end] != ',' || depth); end++)
        depth += ((*s)[end] == '[') - ((*s)[end] == ']');
    const char *last = memrchr(*s, ' ', end);
    *name = last ? last + 1 : *s + end;
    *name_len = last ? end - (size_t)(last + 1 - *s) : 0;
    *type = named_type(*s, last ? (size_t)(last - *s) : end);
    *s += end;
    *len -= end;
    return true;
}

static size_t parameter_count(const struct info *i)
{
    const char *s, *name;
    size_t len, name_len, n = 0;
    const struct type_info *type;
    if (!parameters_text(i, &s, &len))
        return (size_t)i->method->min_args;
    while (next_parameter(&s, &len, &name, &name_len, &type))
        n++;
    return n;
}

static const struct type_info *return_type(const struct info *i)
{
    const char *open = i->signature ? memchr(i->signature, '(', i->len) : NULL;
    const char *space = open ? memrchr(i->signature, ' ', (size_t)(open - i->signature)) : NULL;
    if (!space)
        return &type_object;
    const char *s = strncmp(i->signature, "static ", 7) == 0 ? i->signature + 7 : i->signature;
    return named_type(s, (size_t)(space - s));
}

/* ---- ParameterInfo ---- */

struct parameter {
    struct value name;
    const struct type_info *type;
    int32_t position;
};
enum { PARAMETER_NAME, PARAMETER_TYPE, PARAMETER_POSITION };

static void parameter_destroy(struct object *o)
{
    value_unref(((struct parameter *)object_payload(o))->name);
}

GETTER(parameter_get)
{
    (void)err;
    const struct parameter *it = object_payload(self.object);
    *out = p->data == PARAMETER_NAME   ? value_ref(it->name)
           : p->data == PARAMETER_TYPE ? value_type(it->type)
                                       : value_int(it->position);
    return 0;
}

static int parameter_text(struct value self, struct strbuf *out)
{
    const struct parameter *it = object_payload(self.object);
    strbuf_addf(out, "%s %s", it->type->name, it->name.str->data);
    return 0;
}

static const struct property parameter_props[] = {
    PROPERTY_DATA("ParameterType", "type", parameter_get, PARAMETER_TYPE),
    PROPERTY_DATA("Name", "string", parameter_get, PARAMETER_NAME),
    PROPERTY_DATA("Position", "int", parameter_get, PARAMETER_POSITION),
};
static const struct type_info type_parameter_info = {
    .name = "System.Reflection.ParameterInfo",
    .base = &type_object,
    PROPS(parameter_props),
    .payload_size = sizeof(struct parameter),
    .destroy = parameter_destroy,
    .to_string = parameter_text,
};

CALL(get_parameters)
{
    (void)args;
    (void)n;
    (void)err;
    struct array *list = array_new(2);
    const char *s, *name;
    size_t len, name_len;
    const struct type_info *type;
    if (parameters_text(info_of(self), &s, &len))
        while (next_parameter(&s, &len, &name, &name_len, &type)) {
            struct object *o = object_new(&type_parameter_info);
            *(struct parameter *)object_payload(o) =
                (struct parameter){ value_string_len(name, name_len), type, (int32_t)list->len };
            array_push_take(list, value_of_object(o));
        }
    *out = value_of_array(list);
    return 0;
}

/* ---- members ---- */

enum field {
    F_NAME,
    F_KIND,
    F_DECLARING,
    F_REFLECTED,
    F_TYPE,
    F_STATIC,
    F_YES,
    F_NO,
    F_CAN_WRITE,
    F_RETURN,
};

GETTER(info_get)
{
    const struct info *i = info_of(self);
    switch ((enum field)p->data) {
    case F_NAME:
        *out = value_string(info_name(i));
        break;
    case F_KIND: {
        static const char name[] = "System.Reflection.MemberTypes";
        const struct type_info *type = named_type_find(name, sizeof(name) - 1);
        return value_convert(value_int((int32_t)i->kind), type ? type : &type_int32, out, err);
    }
    case F_DECLARING:
        *out = value_type(i->declared);
        break;
    case F_REFLECTED:
        *out = value_type(i->of);
        break;
    case F_TYPE:
        *out = value_type(i->kind == KIND_FIELD ? i->of
                          : i->property->type_name
                              ? named_type(i->property->type_name, strlen(i->property->type_name))
                              : &type_object);
        break;
    case F_RETURN:
        *out = value_type(return_type(i));
        break;
    case F_STATIC:
        *out = value_bool(i->is_static);
        break;
    case F_CAN_WRITE:
        *out = value_bool(i->property->set != NULL);
        break;
    case F_YES:
    case F_NO:
        *out = value_bool(p->data == F_YES);
        break;
    }
    return 0;
}

static int info_text(struct value self, struct strbuf *out)
{
    const struct info *i = info_of(self);
    if (i->kind == KIND_METHOD || i->kind == KIND_CONSTRUCTOR) {
        const char *s, *name;
        size_t len, name_len;
        const struct type_info *type;
        bool first = true;
        strbuf_addf(out, "%s %s(", i->kind == KIND_METHOD ? return_type(i)->name : "Void",
                    info_name(i));
        if (parameters_text(i, &s, &len))
            while (next_parameter(&s, &len, &name, &name_len, &type)) {
                strbuf_addf(out, "%s%s", first ? "" : ", ", type->name);
                first = false;
            }
        strbuf_addch(out, ')');
        return 0;
    }
    AUTO_VALUE type = value_null();
    AUTO_ERR *err = NULL;
    info_get(self, &(struct property){ .data = F_TYPE }, &type, &err);
    strbuf_addf(out, "%s %s", type.type->name, info_name(i));
    return 0;
}

static bool info_equals(struct value a, struct value b)
{
    const struct info *x = info_of(a), *y = info_of(b);
    return x->kind == y->kind && x->of == y->of && x->declared == y->declared &&
           x->property == y->property && x->method == y->method && x->field == y->field &&
           x->signature == y->signature && x->is_static == y->is_static;
}

static int receiver(const struct info *i, struct value target, struct value *out, struct err **err)
{
    if (i->of->wants_session && i->is_static)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Static members of %s are called by [%s]:: only.", i->of->name,
                         i->of->name);
    if (!i->is_static && target.kind == V_NULL)
        return fail_with(err, "System.Reflection.TargetException", "TargetException",
                         "Non-static method requires a target.");
    *out = i->is_static ? value_type(i->of) : target;
    return 0;
}

/* MethodInfo.Invoke(object, arguments) and ConstructorInfo.Invoke(arguments). */
CALL(info_invoke)
{
    const struct info *i = info_of(self);
    struct value target, list = args[n - 1];
    if (receiver(i, n > 1 ? args[0] : value_null(), &target, err) < 0)
        return -1;
    const struct value *items = list.kind == V_ARRAY ? list.array->items : NULL;
    size_t count = list.kind == V_ARRAY ? list.array->len : 0;
    if (count < (size_t)i->method->min_args ||
        (i->method->max_args >= 0 && count > (size_t)i->method->max_args))
        return fail_with(err, "System.Reflection.TargetParameterCountException",
                         "TargetParameterCountException", "Parameter count mismatch.");
    if (!i->method->call)
        return i->of->call_by_name(i->of, target, i->method->name, items, count, out, err);
    return i->method->call(target, items, count, out, err);
}

CALL(info_get_value)
{
    const struct info *i = info_of(self);
    struct value target;
    if (i->kind == KIND_FIELD) {
        *out = value_enum(i->of->enum_info, i->field->value);
        return 0;
    }
    if (receiver(i, n ? args[0] : value_null(), &target, err) < 0)
        return -1;
    return i->property->get(target, i->property, out, err);
}

CALL(info_set_value)
{
    (void)n;
    (void)out;
    const struct info *i = info_of(self);
    struct value target;
    if (!i->property || !i->property->set)
        return fail_argument(err, "Property set method not found.");
    if (receiver(i, args[0], &target, err) < 0)
        return -1;
    return i->property->set(target, i->property, args[1], err);
}

/* Those of the list that are of the type, when a type is the first argument. */
static struct value attributes_asked(struct array *all, const struct value *args, size_t n)
{
    if (n && args[0].kind == V_TYPE) {
        size_t kept = 0;
        for (size_t i = 0; i < all->len; i++) {
            struct value v = all->items[i];
            if (type_is_a(value_type_of(v), args[0].type))
                all->items[kept++] = v;
            else
                value_unref(v);
        }
        all->len = kept;
    }
    return value_of_array(all);
}

static struct array *attributes_written(const struct type_info *type, const char *name, int nparams)
{
    return type->attributes ? type->attributes(type, name, nparams) : array_new(0);
}

static struct array *attributes_of(struct value self)
{
    if (self.kind == V_TYPE)
        return attributes_written(self.type, NULL, -1);
    const struct info *i = info_of(self);
    int nparams = i->method ? (int)parameter_count(i) : -1;
    return attributes_written(
        i->declared, i->kind == KIND_CONSTRUCTOR ? i->declared->name : info_name(i), nparams);
}

CALL(get_attributes)
{
    (void)err;
    *out = attributes_asked(attributes_of(self), args, n);
    return 0;
}

CALL(is_defined)
{
    (void)err;
    AUTO_VALUE found = attributes_asked(attributes_of(self), args, n);
    *out = value_bool(found.array->len > 0);
    return 0;
}

/* clang-format off */
#define ATTRIBUTE_METHODS                                                            \
    METHOD("GetCustomAttributes", 1, 2, get_attributes,                              \
           "System.Object[] GetCustomAttributes(bool inherit), System.Object[] "     \
           "GetCustomAttributes(type attributeType, bool inherit)"),                 \
    METHOD("IsDefined", 2, 2, is_defined,                                            \
           "bool IsDefined(type attributeType, bool inherit)")
#define COMMON_PROPS                                                                 \
    PROPERTY_DATA("Name", "string", info_get, F_NAME),                               \
    PROPERTY_DATA("DeclaringType", "type", info_get, F_DECLARING),                   \
    PROPERTY_DATA("ReflectedType", "type", info_get, F_REFLECTED),                   \
    PROPERTY_DATA("MemberType", "System.Reflection.MemberTypes", info_get, F_KIND)
#define METHOD_PROPS                                                                 \
    COMMON_PROPS,                                                                    \
    PROPERTY_DATA("IsStatic", "bool", info_get, F_STATIC),                           \
    PROPERTY_DATA("IsPublic", "bool", info_get, F_YES),                              \
    PROPERTY_DATA("IsPrivate", "bool", info_get, F_NO),                              \
    PROPERTY_DATA("IsGenericMethod", "bool", info_get, F_NO)
/* clang-format on */
static const struct property method_props[] = {
    METHOD_PROPS,
    PROPERTY_DATA("ReturnType", "type", info_get, F_RETURN),
    PROPERTY_DATA("IsConstructor", "bool", info_get, F_NO),
};
static const struct property constructor_props[] = {
    METHOD_PROPS,
    PROPERTY_DATA("IsConstructor", "bool", info_get, F_YES),
};
static const struct property property_props[] = {
    COMMON_PROPS,
    PROPERTY_DATA("PropertyType", "type", info_get, F_TYPE),
    PROPERTY_DATA("CanRead", "bool", info_get, F_YES),
    PROPERTY_DATA("CanWrite", "bool", info_get, F_CAN_WRITE),
};
static const struct property field_props[] = {
    COMMON_PROPS,
    PROPERTY_DATA("FieldType", "type", info_get, F_TYPE),
    PROPERTY_DATA("IsStatic", "bool", info_get, F_YES),
    PROPERTY_DATA("IsLiteral", "bool", info_get, F_YES),
    PROPERTY_DATA("IsPublic", "bool", info_get, F_YES),
};
static const struct method method_methods[] = {
    METHOD("Invoke", 1, 2, info_invoke,
           "System.Object Invoke(System.Object obj, System.Object[] parameters)"),
    METHOD("GetParameters", 0, 0, get_parameters,
           "System.Reflection.ParameterInfo[] GetParameters()"),
    ATTRIBUTE_METHODS,
};
static const struct method value_methods[] = {
    METHOD("GetValue", 0, 2, info_get_value, "System.Object GetValue(System.Object obj)"),
    METHOD("SetValue", 2, 3, info_set_value,
           "void SetValue(System.Object obj, System.Object value)"),
    METHOD("GetRawConstantValue", 0, 0, info_get_value, "System.Object GetRawConstantValue()"),
    ATTRIBUTE_METHODS,
};

#define INFO_TYPE(id, parent, full, p, m)              \
    static const struct type_info type_##id##_base = { \
        .name = "System.Reflection." parent,           \
        .base = &type_member_base,                     \
    };                                                 \
    static const struct type_info type_##id = {        \
        .name = "System.Reflection." full,             \
        .base = &type_##id##_base,                     \
        PROPS(p),                                      \
        METHODS(m),                                    \
        .payload_size = sizeof(struct info),           \
        .to_string = info_text,                        \
        .equals = info_equals,                         \
    }
INFO_TYPE(method_info, "MethodInfo", "RuntimeMethodInfo", method_props, method_methods);
INFO_TYPE(constructor_info, "ConstructorInfo", "RuntimeConstructorInfo", constructor_props,
          method_methods);
INFO_TYPE(property_info, "PropertyInfo", "RuntimePropertyInfo", property_props, value_methods);
INFO_TYPE(field_info, "FieldInfo", "RtFieldInfo", field_props, value_methods);

/* ---- a type's members ---- */

/* Is a member of this name wanted? name NULL: any. */
static bool wanted(const char *name, const char *wants, bool ignore_case)
{
    return !wants || (ignore_case ? text_caseeq(name, wants) : strcmp(name, wants) == 0);
}

struct query {
    const struct type_info *type;
    unsigned kinds;
    const char *name; /* NULL: all */
    bool ignore_case;
};

/* Every overload of the signature "A(), B()". */
static void add_overloads(const struct query *q, const struct type_info *declared,
                          const struct method *m, bool is_static, struct array *out)
{
    bool constructor = is_static && strcmp(m->name, "new") == 0;
    struct info i = { .kind = constructor ? KIND_CONSTRUCTOR : KIND_METHOD,
                      .of = q->type,
                      .declared = declared,
                      .method = m,
                      .is_static = is_static };
    if (!(q->kinds & i.kind) || !wanted(info_name(&i), q->name, q->ignore_case))
        return;
    const char *at = m->signature;
    do {
        const char *next = at ? strstr(at, "), ") : NULL;
        i.signature = at;
        i.len = next ? (size_t)(next + 1 - at) : at ? strlen(at) : 0;
        array_push_take(out, info_new(&i));
        at = next ? next + 3 : NULL;
    } while (at);
}

/* Has a type nearer to the one asked for the member? */
static bool has_nearer(const struct query *q, const struct type_info *until, const char *name,
                       bool property, bool is_static)
{
    for (const struct type_info *t = q->type; t && t != until; t = t->base) {
        const struct method *m;
        size_t n = !property ? 0 : is_static ? t->nstatic_props : t->nprops;
        for (size_t i = 0; i < n; i++)
            if (strcmp((is_static ? t->static_props : t->props)[i].name, name) == 0)
                return true;
        for (size_t i = 0; !property && (m = type_method_at(t, is_static, i)); i++)
            if (strcmp(m->name, name) == 0)
                return true;
    }
    return false;
}

static struct array *members(const struct query *q)
{
    struct array *out = array_new(8);
    for (const struct type_info *t = q->type; t; t = t->base) {
        for (int is_static = 0; is_static < 2; is_static++) {
            const struct method *m;
            bool skipped = is_static && t != q->type; /* of this type alone, constructors too */
            for (size_t i = 0; !skipped && (m = type_method_at(t, is_static, i)); i++)
                if (!has_nearer(q, t, m->name, false, is_static))
                    add_overloads(q, t, m, is_static, out);
            const struct property *p = is_static ? t->static_props : t->props;
            size_t np = is_static ? t->nstatic_props : t->nprops;
            if (is_static && t != q->type)
                np = 0;
            for (size_t i = 0; i < np && (q->kinds & KIND_PROPERTY); i++) {
                struct info info = { .kind = KIND_PROPERTY,
                                     .of = q->type,
                                     .declared = t,
                                     .property = &p[i],
                                     .is_static = is_static };
                if (!p[i].alias_of && p[i].kind == PROPERTY_NATIVE &&
                    wanted(p[i].name, q->name, q->ignore_case) &&
                    !has_nearer(q, t, p[i].name, true, is_static))
                    array_push_take(out, info_new(&info));
            }
        }
    }
    const struct enum_info *e = q->type->enum_info;
    for (size_t i = 0; e && (q->kinds & KIND_FIELD) && i < e->nmembers; i++)
        if (wanted(e->members[i].name, q->name, q->ignore_case)) {
            struct info info = { .kind = KIND_FIELD,
                                 .of = q->type,
                                 .declared = q->type,
                                 .field = &e->members[i],
                                 .is_static = true };
            array_push_take(out, info_new(&info));
        }
    return out;
}

/* BindingFlags.IgnoreCase among the arguments? */
static bool ignores_case(const struct value *args, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        if (args[i].kind != V_ENUM && args[i].kind != V_STRING)
            continue;
        value_to_strbuf(args[i], &text);
        if (strstr(text.buf, "IgnoreCase"))
            return true;
    }
    return false;
}

static int list_members(struct value self, unsigned kinds, struct value *out)
{
    struct query q = { self.type, kinds, NULL, false };
    *out = value_of_array(members(&q));
    return 0;
}

/* Do the parameters have these types (Type[])? */
static bool takes(const struct info *i, struct value types)
{
    const char *s, *name;
    size_t len, name_len, at = 0;
    const struct type_info *type;
    if (parameter_count(i) != types.array->len)
        return false;
    if (!parameters_text(i, &s, &len))
        return true;
    while (next_parameter(&s, &len, &name, &name_len, &type)) {
        struct value want = types.array->items[at++];
        if (want.kind == V_TYPE && want.type != type)
            return false;
    }
    return true;
}

/* The one of the name, by parameter types when the arguments have some; else $null. */
static int one_member(struct value self, unsigned kinds, const struct value *args, size_t n,
                      struct value *out)
{
    bool constructor = kinds == KIND_CONSTRUCTOR;
    AUTO_VALUE name = constructor ? value_null() : arg_string(args[0]);
    struct query q = { self.type, kinds, constructor ? NULL : name.str->data,
                       ignores_case(args, n) };
    AUTO_VALUE all = value_of_array(members(&q));
    struct value types = value_null();
    for (size_t i = constructor ? 0 : 1; i < n; i++)
        if (args[i].kind == V_ARRAY)
            types = args[i];
    *out = value_null();
    for (size_t i = 0; i < all.array->len && out->kind == V_NULL; i++) {
        const struct info *info = info_of(all.array->items[i]);
        if (types.kind == V_NULL || !info->method || takes(info, types))
            *out = value_ref(all.array->items[i]);
    }
    return 0;
}

#define LIST_CALL(fn, kinds)                   \
    CALL(fn)                                   \
    {                                          \
        (void)args;                            \
        (void)n;                               \
        (void)err;                             \
        return list_members(self, kinds, out); \
    }
#define ONE_CALL(fn, kinds)                           \
    CALL(fn)                                          \
    {                                                 \
        (void)err;                                    \
        return one_member(self, kinds, args, n, out); \
    }
LIST_CALL(get_methods, KIND_METHOD)
LIST_CALL(get_properties, KIND_PROPERTY)
LIST_CALL(get_fields, KIND_FIELD)
LIST_CALL(get_constructors, KIND_CONSTRUCTOR)
LIST_CALL(get_members, KIND_METHOD | KIND_PROPERTY | KIND_FIELD | KIND_CONSTRUCTOR)
ONE_CALL(get_method, KIND_METHOD)
ONE_CALL(get_property, KIND_PROPERTY)
ONE_CALL(get_field, KIND_FIELD)
ONE_CALL(get_constructor, KIND_CONSTRUCTOR)

CALL(get_member)
{
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    struct query q = { self.type, KIND_METHOD | KIND_PROPERTY | KIND_FIELD, name.str->data,
                       ignores_case(args, n) };
    *out = value_of_array(members(&q));
    return 0;
}

const struct method member_info_methods[MEMBER_INFO_METHODS] = {
    METHOD("GetMethods", 0, 1, get_methods, "System.Reflection.MethodInfo[] GetMethods()"),
    METHOD("GetProperties", 0, 1, get_properties,
           "System.Reflection.PropertyInfo[] GetProperties()"),
    METHOD("GetFields", 0, 1, get_fields, "System.Reflection.FieldInfo[] GetFields()"),
    METHOD("GetConstructors", 0, 1, get_constructors,
           "System.Reflection.ConstructorInfo[] GetConstructors()"),
    METHOD("GetMembers", 0, 1, get_members, "System.Reflection.MemberInfo[] GetMembers()"),
    METHOD("GetMember", 1, 3, get_member, "System.Reflection.MemberInfo[] GetMember(string name)"),
    METHOD("GetMethod", 1, 6, get_method,
           "System.Reflection.MethodInfo GetMethod(string name), System.Reflection.MethodInfo "
           "GetMethod(string name, type[] types)"),
    METHOD("GetProperty", 1, 4, get_property,
           "System.Reflection.PropertyInfo GetProperty(string name)"),
    METHOD("GetField", 1, 2, get_field, "System.Reflection.FieldInfo GetField(string name)"),
    METHOD("GetConstructor", 1, 4, get_constructor,
           "System.Reflection.ConstructorInfo GetConstructor(type[] types)"),
    ATTRIBUTE_METHODS,
};
