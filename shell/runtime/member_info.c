#include "shell/runtime/member_info.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/member.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"
#include "shell/runtime/type_data.h"

static void info_destroy(struct object *o)
{
    struct member_info *m = object_payload(o);
    value_unref(m->of);
    value_unref(m->name);
    value_unref(m->value);
}

struct member_info *member_info_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type->destroy == info_destroy ? object_payload(v.object)
                                                                         : NULL;
}

static struct member_info *info_of(struct value v)
{
    return object_payload(v.object);
}

static bool detached(const struct member_info *m)
{
    return m->of.kind == V_NULL && m->of.aux == VALUE_NOTHING;
}

int32_t member_info_types(struct value v)
{
    static const int32_t types[] = { 8, 4, 1, 16, 2, 64, 256, 1024, 512 };
    const struct member_info *m = member_info_of(v);
    return m ? types[m->kind] : 32;
}

const struct str *member_info_name(struct value v)
{
    const struct member_info *m = member_info_of(v);
    return m ? m->name.str : property_set_name(v);
}

enum info_kind member_info_kind(enum member_kind kind)
{
    static const enum info_kind kinds[] = { INFO_NOTE, INFO_ALIAS, INFO_SCRIPT, INFO_SCRIPT_METHOD,
                                            INFO_MEMBER_SET };
    return kinds[kind];
}

/* ---- values ---- */

/* Runs the language's own reading of a property. */
static int read_member(struct session *s, struct value of, struct value name, struct value *out,
                       struct err **err)
{
    struct frame none = { .session = s, .scope = s->global };
    struct node at = { 0 };
    none.underbar = &none.own_underbar;
    struct frame *f = s->frame ? s->frame : &none;
    if (f == &none)
        return member_get(of, name.str->data, out, err);
    return member_read(f, &at, of, name, NULL, out) == ST_OK ? 0 : -1;
}

static int info_value(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    (void)p;
    struct member_info *m = info_of(self);
    if (m->kind == INFO_METHOD || m->kind == INFO_SCRIPT_METHOD || m->kind == INFO_PARAMETERIZED) {
        *out = value_ref(self);
        return 0;
    }
    if (detached(m)) {
        *out =
            m->kind == INFO_NOTE || m->kind == INFO_MEMBER_SET ? value_ref(m->value) : value_null();
        return 0;
    }
    return read_member(m->session, m->of, m->name, out, err);
}

static int info_set_value(struct value self, const struct property *p, struct value v,
                          struct err **err)
{
    (void)p;
    struct member_info *m = info_of(self);
    if (detached(m)) {
        value_replace_take(&m->value, value_ref(v));
        return 0;
    }
    struct frame *f = m->session->frame;
    struct node at = { 0 };
    if (!f)
        return member_set(m->of, m->session->shapes, m->name.str->data, v, err);
    return member_write(f, &at, m->of, m->name, NULL, value_ref(v)) == ST_OK ? 0 : -1;
}

/* The getter (0) or setter (1) of a script property; borrowed. */
static struct value script_part(const struct member_info *m, size_t i)
{
    if (m->value.kind == V_ARRAY)
        return i < m->value.array->len ? m->value.array->items[i] : value_null();
    return i == 0 ? m->value : value_null();
}

/* "string" for System.String, the full name where there is no short one. */
static const char *short_type_name(struct value v)
{
    if (v.kind == V_NULL)
        return "object";
    const char *const *own = value_type_names(v);
    const struct type_info *t = value_type_of(v);
    return own ? own[0] : t->accelerator && t != &type_object ? t->accelerator : t->name;
}

static void overloads_of(const struct method *m, const char *prefix, struct array *out)
{
    const char *at = m->signature ? m->signature : m->name;   /* "" of a script class */
    for (const char *next; at; at = next ? next + 3 : NULL) { /* "A(), B()" */
        next = strstr(at, "), ");
        int len = (int)(next ? (size_t)(next + 1 - at) : strlen(at));
        array_push_take(out, value_stringf("%s%.*s", prefix, len, at));
    }
}

/* What stands before each way to call it. */
static const char *method_prefix(const struct member_info *m)
{
    return m->is_static && strcmp(m->method->name, "new") != 0 ? "static " : "";
}

static void alias_definition(const struct member_info *m, struct strbuf *out)
{
    strbuf_addf(out, "%s = ", m->name.str->data);
    if (m->property) {
        strbuf_adds(out, m->property->alias_of);
        return;
    }
    struct value type = script_part(m, 1);
    if (type.kind == V_TYPE)
        strbuf_addf(out, "(%s)", type.type->name);
    value_to_strbuf(script_part(m, 0), out);
}

static void script_definition(const struct member_info *m, struct strbuf *out)
{
    struct value getter = script_part(m, 0), setter = script_part(m, 1);
    strbuf_addf(out, "System.Object %s {", m->name.str->data);
    if (m->property)
        strbuf_addf(out, "get=%s;", m->property->source);
    if (getter.kind != V_NULL) {
        strbuf_adds(out, "get=");
        value_to_strbuf(getter, out);
        strbuf_addch(out, ';');
    }
    if (setter.kind != V_NULL) {
        strbuf_adds(out, "set=");
        value_to_strbuf(setter, out);
        strbuf_addch(out, ';');
    }
    strbuf_addch(out, '}');
}

static void set_definition(const struct member_info *m, struct strbuf *out)
{
    strbuf_addf(out, "%s {", m->name.str->data);
    const struct shape *shape = m->value.kind == V_OBJECT ? m->value.object->shape : NULL;
    for (uint32_t i = 0; shape && i < shape->count; i++)
        strbuf_addf(out, "%s%s", i ? ", " : "", shape_name(shape, i)->data);
    strbuf_addch(out, '}');
}

static void property_definition(struct value info, struct strbuf *out)
{
    const struct member_info *m = info_of(info);
    const struct property *p = m->property;
    if (p) {
        strbuf_addf(out, "%s %s {get;%s}", p->type_name ? p->type_name : "System.Object",
                    m->name.str->data, p->set ? "set;" : "");
        return;
    }
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    info_value(info, NULL, &v, &err);
    strbuf_addf(out, "%s %s %s", short_type_name(v), m->name.str->data,
                v.kind == V_STRING ? "{get;set;}" : "{get;}");
}

/* Of an indexer each way to use it says what it allows. */
static void method_definition(const struct member_info *m, struct strbuf *out)
{
    const char *at = m->method->signature, *end;
    bool indexer = m->kind == INFO_PARAMETERIZED;
    if (!at)
        strbuf_addf(out, "System.Object %s(%s)", m->name.str->data,
                    m->method->max_args ? "Params Object[]" : "");
    for (; indexer && at && (end = strstr(at, "), ")); at = end + 3)
        strbuf_addf(out, "%.*s {get;set;}, ", (int)(end + 1 - at), at);
    for (; m->is_static && at && (end = strstr(at, "), ")); at = end + 3)
        strbuf_addf(out, "%s%.*s, ", method_prefix(m), (int)(end + 1 - at), at);
    if (at)
        strbuf_addf(out, "%s%s", method_prefix(m), at);
    if (indexer)
        strbuf_adds(out, m->of.kind == V_STRING ? " {get;}" : " {get;set;}");
}

void member_info_definition(struct value info, struct strbuf *out)
{
    if (info.object->type == &type_property_set) {
        value_to_strbuf(info, out);
        return;
    }
    const struct member_info *m = info_of(info);
    switch (m->kind) {
    case INFO_NOTE: {
        AUTO_VALUE v = value_null();
        AUTO_ERR *err = NULL;
        info_value(info, NULL, &v, &err);
        strbuf_addf(out, "%s %s=", short_type_name(v), m->name.str->data);
        if (v.kind == V_NULL)
            strbuf_adds(out, "null");
        value_to_strbuf(v, out);
        break;
    }
    case INFO_PROPERTY:
        property_definition(info, out);
        break;
    case INFO_ALIAS:
        alias_definition(m, out);
        break;
    case INFO_SCRIPT:
        script_definition(m, out);
        break;
    case INFO_CODE:
        strbuf_adds(out, m->property->source);
        break;
    case INFO_METHOD:
    case INFO_PARAMETERIZED:
        method_definition(m, out);
        break;
    case INFO_SCRIPT_METHOD:
        strbuf_addf(out, "System.Object %s();", m->name.str->data);
        break;
    case INFO_MEMBER_SET:
        set_definition(m, out);
        break;
    }
}

static int info_to_string(struct value self, struct strbuf *out)
{
    member_info_definition(self, out);
    return 0;
}

/* ---- properties of the kinds ---- */

enum info_field {
    FIELD_NAME,
    FIELD_KIND,
    FIELD_TYPE,
    FIELD_SETTABLE,
    FIELD_GETTABLE,
    FIELD_INSTANCE,
    FIELD_REFERENCE,
    FIELD_CONVERSION,
    FIELD_GETTER,
    FIELD_SETTER,
    FIELD_OVERLOADS,
    FIELD_MEMBERS,
};

static const struct enum_member member_types_members[] = {
    { "AliasProperty", 1 },   { "CodeProperty", 2 },
    { "Property", 4 },        { "NoteProperty", 8 },
    { "ScriptProperty", 16 }, { "PropertySet", 32 },
    { "Method", 64 },         { "CodeMethod", 128 },
    { "ScriptMethod", 256 },  { "ParameterizedProperty", 512 },
    { "MemberSet", 1024 },    { "Event", 2048 },
    { "Dynamic", 4096 },      { "InferredProperty", 8192 },
    { "Properties", 31 },     { "Methods", 448 },
    { "All", 16383 },
};
const struct enum_info enum_member_types = {
    .name = "System.Management.Automation.PSMemberTypes",
    .members = member_types_members,
    .nmembers = ARRAY_SIZE(member_types_members),
    .flags = true,
};

static int type_of_value(struct value self, struct value *out, struct err **err)
{
    const struct member_info *m = info_of(self);
    static const char *const fixed[] = { [INFO_SCRIPT] = "System.Object",
                                         [INFO_METHOD] = "System.Management.Automation.PSMethod",
                                         [INFO_SCRIPT_METHOD] = "System.Object",
                                         [INFO_MEMBER_SET] =
                                             "System.Management.Automation.PSMemberSet",
                                         [INFO_PARAMETERIZED] = "System.Object" };
    if (m->kind < ARRAY_SIZE(fixed) && fixed[m->kind]) {
        *out = value_string(fixed[m->kind]);
        return 0;
    }
    const char *declared = m->property ? m->property->type_name : NULL;
    const struct type_info *t = declared ? type_find(declared, strlen(declared)) : NULL;
    if (t || declared) {
        *out = value_string(t ? t->name : declared);
        return 0;
    }
    AUTO_VALUE v = value_null();
    if (info_value(self, NULL, &v, err) < 0)
        return -1;
    const char *const *own = value_type_names(v);
    *out = value_string(value_is_null(v) ? "System.Object" : own ? own[0] : value_type_of(v)->name);
    return 0;
}

static bool settable(const struct member_info *m)
{
    if (m->kind == INFO_PROPERTY)
        return m->property ? m->property->set != NULL : true;
    if (m->kind == INFO_SCRIPT)
        return script_part(m, 1).kind != V_NULL;
    if (m->kind == INFO_ALIAS) {
        AUTO_VALUE name =
            m->property ? value_string(m->property->alias_of) : value_to_string(script_part(m, 0));
        const struct property *of =
            type_find_property(value_type_of(m->of), name.str->data, name.str->len);
        if (of)
            return of->set != NULL;
    }
    return (m->kind == INFO_NOTE || m->kind == INFO_ALIAS) && !m->of_type;
}

static struct value overloads(const struct member_info *m)
{
    struct array *list = list_new(&type_string_list, &type_string);
    struct value out = value_of_array(list);
    if (m->method)
        overloads_of(m->method, method_prefix(m), list);
    else
        array_push_take(list, value_stringf("System.Object %s();", m->name.str->data));
    return out;
}

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct member_info *m = info_of(self);
    switch ((enum info_field)p->data) {
    case FIELD_NAME:
        *out = value_ref(m->name);
        break;
    case FIELD_KIND:
        *out = value_enum(&enum_member_types, member_info_types(self));
        break;
    case FIELD_TYPE:
        return type_of_value(self, out, err);
    case FIELD_SETTABLE:
        *out = value_bool(settable(m));
        break;
    case FIELD_GETTABLE:
        *out =
            value_bool(m->kind != INFO_SCRIPT || m->property || script_part(m, 0).kind != V_NULL);
        break;
    case FIELD_INSTANCE:
        *out = value_bool(!m->of_type);
        break;
    case FIELD_REFERENCE:
        *out = m->property ? value_string(m->property->alias_of) : value_ref(script_part(m, 0));
        break;
    case FIELD_CONVERSION:
    case FIELD_SETTER:
        *out = value_ref(script_part(m, 1));
        break;
    case FIELD_GETTER:
        *out = value_ref(script_part(m, 0));
        break;
    case FIELD_OVERLOADS:
        *out = overloads(m);
        break;
    case FIELD_MEMBERS:
        *out = value_ref(m->value);
        break;
    }
    return 0;
}

/* clang-format off */
#define INFO_FIELD(n, t, d) { .name = n, .type_name = t, .get = info_get, .data = d }
#define INFO_VALUE { .name = "Value", .type_name = "System.Object", .get = info_value, \
                     .set = info_set_value }
/* clang-format on */
#define INFO_COMMON                                                                                \
    INFO_FIELD("TypeNameOfValue", "string", FIELD_TYPE), INFO_FIELD("Name", "string", FIELD_NAME), \
        INFO_FIELD("IsInstance", "bool", FIELD_INSTANCE)
#define INFO_MEMBER_TYPE \
    INFO_FIELD("MemberType", "System.Management.Automation.PSMemberTypes", FIELD_KIND)
#define INFO_ACCESS                                   \
    INFO_FIELD("IsSettable", "bool", FIELD_SETTABLE), \
        INFO_FIELD("IsGettable", "bool", FIELD_GETTABLE)

static const struct property note_props[] = { INFO_MEMBER_TYPE, INFO_ACCESS, INFO_VALUE,
                                              INFO_COMMON };
static const struct property alias_props[] = {
    INFO_FIELD("ReferencedMemberName", "string", FIELD_REFERENCE),
    INFO_MEMBER_TYPE,
    INFO_FIELD("ConversionType", "type", FIELD_CONVERSION),
    INFO_ACCESS,
    INFO_VALUE,
    INFO_COMMON,
};
static const struct property script_props[] = {
    INFO_ACCESS,
    INFO_FIELD("GetterScript", "scriptblock", FIELD_GETTER),
    INFO_FIELD("SetterScript", "scriptblock", FIELD_SETTER),
    INFO_MEMBER_TYPE,
    INFO_VALUE,
    INFO_COMMON,
};
static const struct property method_props[] = {
    INFO_FIELD("OverloadDefinitions", "System.Collections.ObjectModel.Collection[string]",
               FIELD_OVERLOADS),
    INFO_MEMBER_TYPE,
    INFO_VALUE,
    INFO_COMMON,
};
static const struct property script_method_props[] = {
    INFO_FIELD("Script", "scriptblock", FIELD_GETTER),
    INFO_FIELD("OverloadDefinitions", "System.Collections.ObjectModel.Collection[string]",
               FIELD_OVERLOADS),
    INFO_MEMBER_TYPE,
    INFO_VALUE,
    INFO_COMMON,
};
static const struct property set_props[] = {
    INFO_FIELD("Members", "psmemberinfo", FIELD_MEMBERS),
    INFO_MEMBER_TYPE,
    INFO_VALUE,
    INFO_COMMON,
};

static int info_invoke(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    struct member_info *m = info_of(self);
    if (m->kind == INFO_SCRIPT_METHOD)
        return script_member_call(m->session, m->value, m->of, args, n, out) == ST_OK ? 0 : -1;
    if (!m->method->call) {
        const struct type_info *type = m->of.kind == V_TYPE ? m->of.type : value_type_of(m->of);
        return type->call_by_name(type, m->of, m->name.str->data, args, n, out, err);
    }
    if (n < (size_t)m->method->min_args ||
        (m->method->max_args >= 0 && n > (size_t)m->method->max_args))
        return fail_with(err, "System.Management.Automation.MethodException",
                         "MethodCountCouldNotFindBest",
                         "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
                         m->method->name, n);
    return m->method->call(value_unwrapped(m->of), args, n, out, err);
}

/* Its methods are known to the class alone. */
const struct method class_method_group = { .name = "", .max_args = -1 };

static const struct method invoke_methods[] = {
    { "Invoke", 0, -1, info_invoke, "System.Object Invoke(Params System.Object[] arguments)" },
};

static int info_copy(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    const struct member_info *m = info_of(self);
    struct object *o = object_new(self.object->type);
    struct member_info *copy = object_payload(o);
    *copy = *m;
    value_ref(copy->of);
    value_ref(copy->name);
    value_ref(copy->value);
    *out = value_of_object(o);
    return 0;
}
static const struct method copy_methods[] = {
    { "Copy", 0, 0, info_copy, "psmemberinfo Copy()" },
};

/* ---- PSMethod as it shows when it is named and not called ---- */

static int method_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    AUTO_VALUE list = overloads(info_of(self));
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < list.array->len; i++) {
        value_to_strbuf(list.array->items[i], &text);
        strbuf_addch(&text, '\n');
    }
    *out = value_string_take(&text);
    return 0;
}

static const struct view_column method_columns[] = {
    { .label = "OverloadDefinitions", .get = method_cell },
};
static const struct view method_view = { .columns = method_columns,
                                         .wrap = true,
                                         .ncolumns = ARRAY_SIZE(method_columns) };

/* ---- the types ---- */

const struct type_info type_member_info = {
    .name = "System.Management.Automation.PSMemberInfo",
    .base = &type_object,
};

static const struct type_info type_property_info = {
    .name = "System.Management.Automation.PSPropertyInfo",
    .base = &type_member_info,
};
static const struct type_info type_method_info = {
    .name = "System.Management.Automation.PSMethodInfo",
    .base = &type_member_info,
};

static int info_new(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err);
static const struct method note_new[] = {
    { "new", 2, 2, info_new, "psnoteproperty new(string name, System.Object value)" },
};
static const struct method alias_new[] = {
    { "new", 2, 3, info_new,
      "psaliasproperty new(string name, string referencedMemberName), "
      "psaliasproperty new(string name, string referencedMemberName, type conversionType)" },
};
static const struct method script_new[] = {
    { "new", 2, 3, info_new,
      "psscriptproperty new(string name, scriptblock getterScript), "
      "psscriptproperty new(string name, scriptblock getterScript, scriptblock setterScript)" },
};
static const struct method script_method_new[] = {
    { "new", 2, 2, info_new, "psscriptmethod new(string name, scriptblock script)" },
};
static const struct method set_new[] = {
    { "new", 1, 2, info_new,
      "psmemberset new(string name), psmemberset new(string name, "
      "System.Collections.Generic.IEnumerable[psmemberinfo] members)" },
};

#define INFO_TYPE(id, full, parent, table, calls, more)                                \
    static const struct type_info id = { .name = "System.Management.Automation." full, \
                                         .base = &parent,                              \
                                         .props = table,                               \
                                         .nprops = ARRAY_SIZE(table),                  \
                                         .methods = calls,                             \
                                         .nmethods = ARRAY_SIZE(calls),                \
                                         .payload_size = sizeof(struct member_info),   \
                                         .destroy = info_destroy,                      \
                                         .to_string = info_to_string,                  \
                                         more };
#define MADE_BY(made) .statics = made, .nstatics = ARRAY_SIZE(made),
#define NOT_MADE .nstatics = 0,
#define WITH_VIEW .table = &method_view, .invoke = info_invoke,
INFO_TYPE(type_note, "PSNoteProperty", type_property_info, note_props, copy_methods,
          MADE_BY(note_new))
INFO_TYPE(type_property, "PSProperty", type_property_info, note_props, copy_methods, NOT_MADE)
INFO_TYPE(type_alias, "PSAliasProperty", type_property_info, alias_props, copy_methods,
          MADE_BY(alias_new))
INFO_TYPE(type_script, "PSScriptProperty", type_property_info, script_props, copy_methods,
          MADE_BY(script_new))
INFO_TYPE(type_code, "PSCodeProperty", type_property_info, note_props, copy_methods, NOT_MADE)
INFO_TYPE(type_method, "PSMethod", type_method_info, method_props, invoke_methods, WITH_VIEW)
INFO_TYPE(type_script_method, "PSScriptMethod", type_method_info, script_method_props,
          invoke_methods, MADE_BY(script_method_new))
INFO_TYPE(type_member_set, "PSMemberSet", type_member_info, set_props, copy_methods,
          MADE_BY(set_new))
INFO_TYPE(type_parameterized, "PSParameterizedProperty", type_method_info, method_props,
          invoke_methods, NOT_MADE)

static const struct type_info *const info_types[] = {
    &type_note,   &type_property,      &type_alias,      &type_script,       &type_code,
    &type_method, &type_script_method, &type_member_set, &type_parameterized
};

const struct type_info *psobject_find_type(const char *name, size_t len)
{
    static const char prefix[] = "System.Management.Automation.";
    static const struct type_info *const others[] = { &type_member_info, &type_property_info,
                                                      &type_method_info, &type_property_set };
    size_t skip = sizeof(prefix) - 1, system = strlen("System.");
    if (len > skip && text_caseeqn(name, skip, prefix, skip)) {
        name += skip;
        len -= skip;
    } else if (len > skip - system &&
               text_caseeqn(name, skip - system, prefix + system, skip - system)) {
        name += skip - system;
        len -= skip - system;
    }
    for (size_t i = 0; i < ARRAY_SIZE(info_types) + ARRAY_SIZE(others); i++) {
        const struct type_info *t =
            i < ARRAY_SIZE(info_types) ? info_types[i] : others[i - ARRAY_SIZE(info_types)];
        if (text_caseeqn(name, len, t->name + skip, strlen(t->name + skip)))
            return t;
    }
    return NULL;
}

/* ---- making and adding ---- */

struct value member_info_new(struct session *s, struct value of, const char *name, size_t len,
                             enum info_kind kind)
{
    struct object *o = object_new(info_types[kind]);
    struct member_info *m = object_payload(o);
    m->session = s;
    m->of = value_ref(of);
    m->name = value_string_len(name, len);
    m->kind = kind;
    return value_of_object(o);
}

/* Name and content of members, as notes of an object. */
static int set_content(const struct value *members, size_t n, struct value *out, struct err **err)
{
    struct object *set = object_new_custom(NULL);
    AUTO_VALUE made = value_of_object(set);
    for (size_t i = 0; i < n; i++)
        if (member_info_add(NULL, set, members[i], err) < 0)
            return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

static int need_block(struct value v, struct err **err)
{
    if (v.kind == V_NULL || scriptblock_of(v))
        return 0;
    fail_no_cast(err, v, &type_scriptblock);
    return -1;
}

static int info_new(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    enum info_kind kind = INFO_NOTE;
    for (size_t i = 0; self.kind == V_TYPE && i < ARRAY_SIZE(info_types); i++)
        if (info_types[i] == self.type)
            kind = (enum info_kind)i;
    AUTO_VALUE name = value_to_string(args[0]), content = value_null();
    if (name.str->len == 0)
        return fail_argument(err, "Cannot process argument because the value of argument \"name\" "
                                  "is not valid. Change the value of the \"name\" argument and run "
                                  "the operation again.");
    bool script = kind == INFO_SCRIPT || kind == INFO_SCRIPT_METHOD;
    if (script && (need_block(args[1], err) < 0 || (n > 2 && need_block(args[2], err) < 0)))
        return -1;
    if (kind == INFO_MEMBER_SET) {
        struct value members = n > 1 ? args[1] : value_null();
        const struct value *items = members.kind == V_ARRAY ? members.array->items : &members;
        size_t count = members.kind == V_ARRAY ? members.array->len : members.kind != V_NULL;
        if (set_content(items, count, &content, err) < 0)
            return -1;
    } else {
        content = kind == INFO_ALIAS ? value_to_string(args[1]) : value_ref(args[1]);
    }
    if (kind != INFO_MEMBER_SET && n > 2) {
        struct array *pair = array_new(2);
        array_push_take(pair, STEAL_VALUE(content));
        array_push(pair, args[2]);
        content = value_of_array(pair);
    }
    *out = member_info_new(NULL, value_nothing(), name.str->data, name.str->len, kind);
    info_of(*out)->value = STEAL_VALUE(content);
    return 0;
}

int member_info_add(struct session *s, struct object *holder, struct value v, struct err **err)
{
    struct shapes *shapes = s ? s->shapes : NULL;
    const struct str *set_name = property_set_name(v);
    if (set_name) {
        AUTO_VALUE name = value_string_len(set_name->data, set_name->len);
        object_add_member_take(holder, shapes, name.str, MEMBER_SET, value_ref(v));
        return 0;
    }
    struct member_info *m = member_info_of(v);
    if (!m || m->kind == INFO_METHOD || m->kind == INFO_PARAMETERIZED || m->kind == INFO_CODE)
        return fail_no_cast(err, v, &type_member_info);
    static const enum member_kind kinds[] = { [INFO_NOTE] = MEMBER_NOTE,
                                              [INFO_PROPERTY] = MEMBER_NOTE,
                                              [INFO_ALIAS] = MEMBER_ALIAS,
                                              [INFO_SCRIPT] = MEMBER_SCRIPT_PROPERTY,
                                              [INFO_SCRIPT_METHOD] = MEMBER_SCRIPT_METHOD,
                                              [INFO_MEMBER_SET] = MEMBER_SET };
    AUTO_VALUE content = value_ref(m->value);
    if (kinds[m->kind] == MEMBER_NOTE && info_value(v, NULL, &content, err) < 0)
        return -1;
    object_add_member_take(holder, shapes, m->name.str, kinds[m->kind], STEAL_VALUE(content));
    return 0;
}
