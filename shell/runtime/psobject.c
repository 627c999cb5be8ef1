#include "shell/runtime/psobject.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/member.h"

/* ---- PSMemberInfo: one property or method of an object ---- */

enum info_kind {
    INFO_NOTE,
    INFO_PROPERTY,
    INFO_ALIAS,
    INFO_SCRIPT,
    INFO_METHOD,
    INFO_SCRIPT_METHOD
};

struct member_info {
    struct session *session;
    struct value of; /* nothing: value is its own (made by ::new) */
    struct value name, value;
    enum info_kind kind;
    const struct property *property; /* INFO_PROPERTY */
    const struct method *method;
};

static struct member_info *info_of(struct value v)
{
    return object_payload(v.object);
}

static bool detached(const struct member_info *m)
{
    return m->of.kind == V_NULL && m->of.aux == VALUE_NOTHING;
}

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
    if (detached(m) || m->kind == INFO_SCRIPT_METHOD) {
        *out = value_ref(m->value);
        return 0;
    }
    if (m->kind == INFO_METHOD) {
        *out = value_string(m->method->signature ? m->method->signature : m->method->name);
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

enum info_field {
    FIELD_NAME,
    FIELD_KIND,
    FIELD_TYPE,
    FIELD_SETTABLE,
    FIELD_GETTABLE,
    FIELD_INSTANCE
};

static const struct enum_member kind_members[] = {
    { "AliasProperty", 1 }, { "Property", 4 }, { "NoteProperty", 8 },   { "ScriptProperty", 16 },
    { "PropertySet", 32 },  { "Method", 64 },  { "ScriptMethod", 256 },
};
static const struct enum_info enum_member_types = {
    .name = "System.Management.Automation.PSMemberTypes",
    .members = kind_members,
    .nmembers = ARRAY_SIZE(kind_members),
    .flags = true,
};

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    static const int32_t kinds[] = { 8, 4, 1, 16, 64, 256 };
    const struct member_info *m = info_of(self);
    switch ((enum info_field)p->data) {
    case FIELD_NAME:
        *out = value_ref(m->name);
        break;
    case FIELD_KIND:
        *out = value_enum(&enum_member_types, kinds[m->kind]);
        break;
    case FIELD_TYPE: {
        if (m->kind == INFO_METHOD || m->kind == INFO_SCRIPT_METHOD) {
            *out = value_string("System.Management.Automation.PSMethod");
            break;
        }
        AUTO_VALUE v = value_null();
        if (m->kind == INFO_SCRIPT) {
            *out = value_string("System.Object");
            break;
        }
        if (info_value(self, p, &v, err) < 0)
            return -1;
        *out = value_string(value_is_null(v) ? "System.Object" : value_type_of(v)->name);
        break;
    }
    case FIELD_SETTABLE:
        *out = value_bool(m->kind == INFO_NOTE || (m->property && m->property->set));
        break;
    case FIELD_GETTABLE:
        *out = value_bool(true);
        break;
    case FIELD_INSTANCE:
        *out = value_bool(m->kind != INFO_PROPERTY && m->kind != INFO_METHOD);
        break;
    }
    return 0;
}

static const struct property info_props[] = {
    { .name = "MemberType",
      .type_name = "System.Management.Automation.PSMemberTypes",
      .get = info_get,
      .data = FIELD_KIND },
    { .name = "IsSettable", .type_name = "bool", .get = info_get, .data = FIELD_SETTABLE },
    { .name = "IsGettable", .type_name = "bool", .get = info_get, .data = FIELD_GETTABLE },
    { .name = "Value", .type_name = "System.Object", .get = info_value, .set = info_set_value },
    { .name = "TypeNameOfValue", .type_name = "string", .get = info_get, .data = FIELD_TYPE },
    { .name = "Name", .type_name = "string", .get = info_get, .data = FIELD_NAME },
    { .name = "IsInstance", .type_name = "bool", .get = info_get, .data = FIELD_INSTANCE },
};

static int info_to_string(struct value self, struct strbuf *out)
{
    struct member_info *m = info_of(self);
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    if (m->kind == INFO_METHOD || info_value(self, NULL, &v, &err) < 0) {
        value_to_strbuf(m->name, out);
        return 0;
    }
    strbuf_addf(out, "%s %s=",
                value_is_null(v)                ? "object"
                : value_type_of(v)->accelerator ? value_type_of(v)->accelerator
                                                : value_type_of(v)->name,
                m->name.str->data);
    value_to_strbuf(v, out);
    return 0;
}

static void info_destroy(struct object *o)
{
    struct member_info *m = object_payload(o);
    value_unref(m->of);
    value_unref(m->name);
    value_unref(m->value);
}

static int info_new(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err);
static const struct method info_statics[] = {
    { "new", 2, 3, info_new, "psnoteproperty new(string name, System.Object value)" },
};

static int info_invoke(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    struct member_info *m = info_of(self);
    if (m->kind == INFO_SCRIPT_METHOD)
        return script_member_call(m->session, m->value, m->of, args, n, out) == ST_OK ? 0 : -1;
    if (!m->method)
        return fail_argument(err, "The member is no method.");
    return m->method->call(m->of, args, n, out, err);
}

static const struct method info_methods[] = {
    { "Invoke", 0, -1, info_invoke, "System.Object Invoke(Params System.Object[] arguments)" },
};

const struct type_info type_member_info = {
    .name = "System.Management.Automation.PSMemberInfo",
    .base = &type_object,
};

#define INFO_TYPE(id, full)                         \
    static const struct type_info id = {            \
        .name = full,                               \
        .base = &type_member_info,                  \
        .props = info_props,                        \
        .nprops = ARRAY_SIZE(info_props),           \
        .methods = info_methods,                    \
        .nmethods = ARRAY_SIZE(info_methods),       \
        .statics = info_statics,                    \
        .nstatics = ARRAY_SIZE(info_statics),       \
        .payload_size = sizeof(struct member_info), \
        .destroy = info_destroy,                    \
        .to_string = info_to_string,                \
    };
INFO_TYPE(type_note, "System.Management.Automation.PSNoteProperty")
INFO_TYPE(type_property, "System.Management.Automation.PSProperty")
INFO_TYPE(type_alias, "System.Management.Automation.PSAliasProperty")
INFO_TYPE(type_script, "System.Management.Automation.PSScriptProperty")

/* ---- PSMethod: a method that was named and not called ---- */

static void overloads_of(const struct method *m, struct array *out)
{
    const char *at = m->signature ? m->signature : m->name;
    for (const char *next; at; at = next ? next + 3 : NULL) { /* "A(), B()" */
        next = strstr(at, "), ");
        array_push_take(out,
                        next ? value_string_len(at, (size_t)(next + 1 - at)) : value_string(at));
    }
}

static int method_overloads(struct value self, const struct property *p, struct value *out,
                            struct err **err)
{
    (void)p;
    (void)err;
    struct array *list = list_new(&type_string_list, &type_string);
    overloads_of(info_of(self)->method, list);
    *out = value_of_array(list);
    return 0;
}

static int method_cell(struct value self, struct value *out, struct err **err)
{
    AUTO_VALUE list = value_null();
    struct strbuf text = STRBUF_INIT;
    if (method_overloads(self, NULL, &list, err) < 0)
        return -1;
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

static int method_self(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)p;
    (void)err;
    *out = value_ref(self);
    return 0;
}

static const struct property method_props[] = {
    { .name = "OverloadDefinitions",
      .type_name = "System.Collections.ObjectModel.Collection[string]",
      .get = method_overloads },
    { .name = "MemberType",
      .type_name = "System.Management.Automation.PSMemberTypes",
      .get = info_get,
      .data = FIELD_KIND },
    { .name = "TypeNameOfValue", .type_name = "string", .get = info_get, .data = FIELD_TYPE },
    { .name = "Value", .type_name = "System.Object", .get = method_self },
    { .name = "Name", .type_name = "string", .get = info_get, .data = FIELD_NAME },
    { .name = "IsInstance", .type_name = "bool", .get = info_get, .data = FIELD_INSTANCE },
};
static int method_to_string(struct value self, struct strbuf *out)
{
    AUTO_VALUE list = value_null();
    AUTO_ERR *err = NULL;
    if (method_overloads(self, NULL, &list, &err) == 0)
        value_join(list, ", ", out);
    return 0;
}
static const struct type_info type_method = {
    .name = "System.Management.Automation.PSMethod",
    .base = &type_member_info,
    .props = method_props,
    .nprops = ARRAY_SIZE(method_props),
    .methods = info_methods,
    .nmethods = ARRAY_SIZE(info_methods),
    .table = &method_view,
    .payload_size = sizeof(struct member_info),
    .destroy = info_destroy,
    .to_string = method_to_string,
};
INFO_TYPE(type_script_method, "System.Management.Automation.PSScriptMethod")

static const struct type_info *const info_types[] = { &type_note,   &type_property,
                                                      &type_alias,  &type_script,
                                                      &type_method, &type_script_method };

/* ---- PSPropertySet ---- */

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

enum { SET_NAME, SET_NAMES, SET_KIND, SET_TYPE, SET_VALUE };

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

const struct type_info *psobject_find_type(const char *name, size_t len)
{
    static const struct {
        const char *name;
        const struct type_info *type;
    } names[] = {
        { "psnoteproperty", &type_note },      { "psscriptproperty", &type_script },
        { "psaliasproperty", &type_alias },    { "psscriptmethod", &type_script_method },
        { "PSMemberInfo", &type_member_info }, { "PSPropertySet", &type_property_set },
    };
    static const char prefix[] = "System.Management.Automation.";
    if (len > sizeof(prefix) - 1 &&
        text_caseeqn(name, sizeof(prefix) - 1, prefix, sizeof(prefix) - 1)) {
        name += sizeof(prefix) - 1;
        len -= sizeof(prefix) - 1;
    }
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeqn(name, len, names[i].name, strlen(names[i].name)))
            return names[i].type;
    return NULL;
}

static struct value info_make(struct session *s, struct value of, const char *name, size_t len,
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

static int info_new(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    (void)n;
    (void)err;
    enum info_kind kind = INFO_NOTE;
    for (size_t i = 0; self.kind == V_TYPE && i < ARRAY_SIZE(info_types); i++)
        if (info_types[i] == self.type)
            kind = (enum info_kind)i;
    AUTO_VALUE name = value_to_string(args[0]);
    *out = info_make(NULL, value_nothing(), name.str->data, name.str->len, kind);
    info_of(*out)->value = value_ref(args[1]);
    return 0;
}

/* ---- the collections ---- */

struct psview {
    struct session *session;
    struct value of;
};

static const struct type_info type_member_set;

static void add_properties(struct session *s, struct value of, struct array *list)
{
    struct member_iter it = member_iter_begin(of);
    struct member_entry e;
    while (member_iter_next(&it, &e)) {
        enum info_kind kind = INFO_PROPERTY;
        if (e.ref.found == FOUND_KEY)
            kind = INFO_NOTE;
        if (e.ref.found == FOUND_SLOT)
            kind = e.ref.kind == MEMBER_ALIAS             ? INFO_ALIAS
                   : e.ref.kind == MEMBER_SCRIPT_PROPERTY ? INFO_SCRIPT
                                                          : INFO_NOTE;
        if (e.ref.found == FOUND_SLOT && e.ref.kind == MEMBER_SCRIPT_METHOD)
            continue;
        struct value info = info_make(s, of, e.name, e.len, kind);
        info_of(info)->property = e.ref.found == FOUND_NATIVE ? e.ref.property : NULL;
        array_push_take(list, info);
    }
}

static void add_methods(struct session *s, struct value of, struct array *list)
{
    for (const struct type_info *t = value_type_of(of); t; t = t->base)
        for (size_t i = 0; i < t->nmethods; i++) {
            struct value info =
                info_make(s, of, t->methods[i].name, strlen(t->methods[i].name), INFO_METHOD);
            info_of(info)->method = &t->methods[i];
            array_push_take(list, info);
        }
    if (of.kind != V_OBJECT || !of.object->shape)
        return;
    for (uint32_t i = 0; i < of.object->shape->count; i++) {
        if (shape_kind(of.object->shape, i) != MEMBER_SCRIPT_METHOD)
            continue;
        const struct str *name = shape_name(of.object->shape, i);
        struct value info = info_make(s, of, name->data, name->len, INFO_SCRIPT_METHOD);
        info_of(info)->value = value_ref(of.object->slots[i]);
        array_push_take(list, info);
    }
}

static struct value find_info(const struct array *a, struct value name)
{
    for (size_t i = 0; i < a->len; i++) {
        struct value info = a->items[i];
        const struct str *have = info_of(info)->name.str;
        if (text_caseeqn(have->data, have->len, name.str->data, name.str->len))
            return info;
    }
    return value_null();
}

struct value psobject_method(struct session *s, struct value of, const struct method *m)
{
    struct value info = info_make(s, of, m->name, strlen(m->name), INFO_METHOD);
    info_of(info)->method = m;
    return info;
}

static int set_get_item(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    *out = value_ref(find_info(self.array, name));
    return 0;
}

static struct psview *owner_of(struct value self)
{
    return self.array->extra ? object_payload(self.array->extra->owner) : NULL;
}

static int set_remove(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    (void)n;
    (void)out;
    (void)err;
    struct psview *view = owner_of(self);
    AUTO_VALUE name = value_to_string(args[0]);
    if (view && view->of.kind == V_OBJECT)
        object_remove_member(view->of.object, name.str->data, name.str->len);
    return 0;
}

static int set_add(struct value self, const struct value *args, size_t n, struct value *out,
                   struct err **err)
{
    (void)n;
    (void)out;
    static const enum member_kind kinds[] = { MEMBER_NOTE,          MEMBER_NOTE,
                                              MEMBER_ALIAS,         MEMBER_SCRIPT_PROPERTY,
                                              MEMBER_SCRIPT_METHOD, MEMBER_SCRIPT_METHOD };
    struct psview *view = owner_of(self);
    if (args[0].kind != V_OBJECT || args[0].object->type->destroy != info_destroy || !view ||
        view->of.kind != V_OBJECT)
        return fail_argument(err, "Only a member such as [psnoteproperty]::new('Name', value) can "
                                  "be added, and only to an object.");
    struct member_info *m = info_of(args[0]);
    AUTO_VALUE v = value_null();
    if (info_value(args[0], NULL, &v, err) < 0)
        return -1;
    if (kinds[m->kind] == MEMBER_NOTE)
        object_set_note_str_take(view->of.object, view->session->shapes, m->name.str,
                                 STEAL_VALUE(v));
    else
        object_add_member_take(view->of.object, view->session->shapes, m->name.str, kinds[m->kind],
                               STEAL_VALUE(v));
    return 0;
}

static int set_match(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)n;
    (void)err;
    AUTO_VALUE pattern = value_to_string(args[0]);
    struct array *found = array_new(4);
    for (size_t i = 0; i < self.array->len; i++) {
        const struct str *name = info_of(self.array->items[i])->name.str;
        if (text_wildcard_match(pattern.str->data, pattern.str->len, name->data, name->len, true))
            array_push(found, self.array->items[i]);
    }
    *out = value_of_array(found);
    return 0;
}

static const struct method set_methods[] = {
    { "Add", 1, 2, set_add, "void Add(psmemberinfo member)" },
    { "Remove", 1, 1, set_remove, "void Remove(string name)" },
    { "Match", 1, 2, set_match, "psmemberinfo Match(string name)" },
    { "get_Item", 1, 1, set_get_item, "psmemberinfo Item(string name)" },
};

static const struct type_info type_member_set = {
    .name = "System.Management.Automation.PSMemberInfoIntegratingCollection`1",
    .base = &type_object_array,
    .methods = set_methods,
    .nmethods = ARRAY_SIZE(set_methods),
};

/* ---- PSObject itself ---- */

static struct psview *view_of(struct value v)
{
    return object_payload(v.object);
}

enum view_field { VIEW_PROPERTIES, VIEW_METHODS, VIEW_MEMBERS, VIEW_BASE, VIEW_NAMES };

static int view_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)err;
    struct psview *view = view_of(self);
    if (p->data == VIEW_BASE) {
        *out = value_ref(view->of);
        return 0;
    }
    if (p->data == VIEW_NAMES) {
        *out = psobject_type_names(view->of);
        return 0;
    }
    struct array *list = list_new(&type_member_set, NULL);
    array_extra(list)->owner = value_ref(self).object;
    if (p->data != VIEW_METHODS)
        add_properties(view->session, view->of, list);
    if (p->data != VIEW_PROPERTIES)
        add_methods(view->session, view->of, list);
    *out = value_of_array(list);
    return 0;
}

static int view_copy(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    struct psview *view = view_of(self);
    if (view->of.kind != V_OBJECT || view->of.object->type != &type_pscustomobject) {
        *out = value_ref(view->of);
        return 0;
    }
    struct object *from = view->of.object;
    struct object *copy =
        from->shape ? object_new_shaped(from->shape) : object_new_custom(view->session->shapes);
    for (uint32_t i = 0; from->shape && i < from->shape->count; i++)
        copy->slots[i] = value_ref(from->slots[i]);
    if (from->type_names)
        object_set_type_names(copy, from->type_names);
    *out = value_of_object(copy);
    return 0;
}

static const struct property view_props[] = {
    { .name = "Members", .type_name = "psmemberinfo", .get = view_get, .data = VIEW_MEMBERS },
    { .name = "Properties",
      .type_name = "pspropertyinfo",
      .get = view_get,
      .data = VIEW_PROPERTIES },
    { .name = "Methods", .type_name = "psmethodinfo", .get = view_get, .data = VIEW_METHODS },
    { .name = "ImmediateBaseObject",
      .type_name = "System.Object",
      .get = view_get,
      .data = VIEW_BASE },
    { .name = "BaseObject", .type_name = "System.Object", .get = view_get, .data = VIEW_BASE },
    { .name = "TypeNames",
      .type_name = "System.Collections.ObjectModel.Collection[string]",
      .get = view_get,
      .data = VIEW_NAMES },
};

static const struct method view_methods[] = {
    { "Copy", 0, 0, view_copy, "psobject Copy()" },
};

static void view_destroy(struct object *o)
{
    value_unref(((struct psview *)object_payload(o))->of);
}

static const struct type_info type_view = {
    .name = "System.Management.Automation.PSObject",
    .base = &type_object,
    .props = view_props,
    .nprops = ARRAY_SIZE(view_props),
    .methods = view_methods,
    .nmethods = ARRAY_SIZE(view_methods),
    .payload_size = sizeof(struct psview),
    .destroy = view_destroy,
};

struct value psobject_new(struct session *s, struct value of)
{
    struct object *o = object_new(&type_view);
    struct psview *view = object_payload(o);
    view->session = s;
    view->of = value_ref(of);
    return value_of_object(o);
}

/* ---- type names ---- */

static int names_insert(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err);
static int names_add(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err);

static const struct method names_methods[] = {
    { "Insert", 2, 2, names_insert, "void Insert(int index, string item)" },
    { "Add", 1, 1, names_add, "void Add(string item)" },
};
static const struct type_info type_names_list = {
    .name = "System.Collections.ObjectModel.Collection`1[System.String]",
    .base = &type_list,
    .methods = names_methods,
    .nmethods = ARRAY_SIZE(names_methods),
};

static void put_name(struct object *o, size_t at, const char *name)
{
    size_t n = 0;
    while (o->type_names && o->type_names[n])
        n++;
    if (at > n)
        at = n;
    const char **names = xcalloc(n + 2, sizeof(*names));
    for (size_t i = 0; i < n + 1; i++)
        names[i] = i == at ? name : o->type_names[i < at ? i : i - 1];
    object_set_type_names(o, names);
    free(names);
}

static int names_insert(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)n;
    (void)out;
    int64_t at = 0;
    AUTO_VALUE name = value_to_string(args[1]);
    if (value_to_int64(args[0], &at, err) < 0)
        return -1;
    if (self.array->extra && at >= 0)
        put_name(self.array->extra->owner, (size_t)at, name.str->data);
    if (at >= 0 && (size_t)at <= self.array->len)
        array_insert_take(self.array, (size_t)at, STEAL_VALUE(name));
    return 0;
}

static int names_add(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)n;
    (void)out;
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    if (self.array->extra)
        put_name(self.array->extra->owner, SIZE_MAX, name.str->data);
    array_push_take(self.array, STEAL_VALUE(name));
    return 0;
}

struct value psobject_type_names(struct value of)
{
    struct array *list = list_new(&type_names_list, NULL);
    if (of.kind == V_OBJECT) {
        array_extra(list)->owner = value_ref(of).object;
        for (const char *const *t = of.object->type_names; t && *t; t++)
            array_push_take(list, value_string(*t));
    }
    /* what was an object elsewhere is known by nothing but its names there */
    bool deserialized =
        list->len && (text_casestarts(list->items[0].str->data, "Deserialized.") ||
                      (list->len > 1 && text_casestarts(list->items[1].str->data, "CSV:")));
    for (const struct type_info *t = value_type_of(of); t && !deserialized; t = t->base)
        array_push_take(list, value_string(t->name));
    return value_of_array(list);
}
