#include "shell/runtime/type_data.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/member.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/psobject.h"
#include "shell/runtime/session.h"

struct type_data {
    struct value name, members, standard; /* hashtables */
};

/* ---- the objects that Get-TypeData shows ---- */

enum { DATA_NAME, DATA_MEMBERS, DATA_STANDARD };

static int data_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct type_data *d = object_payload(self.object);

    (void)err;
    if (p->data == DATA_NAME) {
        *out = value_ref(d->name);
    } else if (p->data == DATA_MEMBERS) {
        *out = value_ref(d->members);
    } else {
        const struct value *v = hash_gets(d->standard.hash, p->name);
        *out = v ? value_ref(*v) : value_null();
    }
    return 0;
}

#define STANDARD(n, t)                                                    \
    {                                                                     \
        .name = n, .type_name = t, .get = data_get, .data = DATA_STANDARD \
    }
static const struct property data_props[] = {
    { .name = "TypeName", .type_name = "string", .get = data_get, .data = DATA_NAME },
    { .name = "Members",
      .type_name = "System.Collections.Generic.Dictionary[string,"
                   "System.Management.Automation.Runspaces.TypeMemberData]",
      .get = data_get,
      .data = DATA_MEMBERS },
    STANDARD("TypeConverter", "type"),
    STANDARD("TypeAdapter", "type"),
    STANDARD("SerializationMethod", "string"),
    STANDARD("TargetTypeForDeserialization", "type"),
    STANDARD("SerializationDepth", "uint"),
    STANDARD("DefaultDisplayProperty", "string"),
    STANDARD("InheritPropertySerializationSet", "bool"),
    STANDARD("StringSerializationSource", "string"),
    STANDARD("DefaultDisplayPropertySet", "System.Management.Automation.Runspaces.PropertySetData"),
    STANDARD("DefaultKeyPropertySet", "System.Management.Automation.Runspaces.PropertySetData"),
    STANDARD("PropertySerializationSet", "System.Management.Automation.Runspaces.PropertySetData"),
};

static void data_destroy(struct object *o)
{
    struct type_data *d = object_payload(o);

    value_unref(d->name);
    value_unref(d->members);
    value_unref(d->standard);
}

const struct type_info type_type_data = {
    .name = "System.Management.Automation.Runspaces.TypeData",
    .base = &type_object,
    .props = data_props,
    .nprops = ARRAY_SIZE(data_props),
    .payload_size = sizeof(struct type_data),
    .destroy = data_destroy,
};

enum { MEMBER_NAME, MEMBER_VALUE, MEMBER_SECOND };

static int member_field(struct value self, const struct property *p, struct value *out,
                        struct err **err)
{
    const struct type_member *m = object_payload(self.object);

    (void)err;
    *out = value_ref(p->data == MEMBER_NAME    ? m->name
                     : p->data == MEMBER_VALUE ? m->value
                                               : m->second);
    return 0;
}

static void member_destroy(struct object *o)
{
    struct type_member *m = object_payload(o);

    value_unref(m->name);
    value_unref(m->value);
    value_unref(m->second);
    value_unref(m->file);
}

#define FIELD(n, t, d)                                            \
    {                                                             \
        .name = n, .type_name = t, .get = member_field, .data = d \
    }
static const struct property note_props[] = {
    FIELD("Value", "System.Object", MEMBER_VALUE),
    FIELD("Name", "string", MEMBER_NAME),
};
static const struct property alias_props[] = {
    FIELD("ReferencedMemberName", "string", MEMBER_VALUE),
    FIELD("MemberType", "type", MEMBER_SECOND),
    FIELD("Name", "string", MEMBER_NAME),
};
static const struct property script_props[] = {
    FIELD("GetScriptBlock", "scriptblock", MEMBER_VALUE),
    FIELD("SetScriptBlock", "scriptblock", MEMBER_SECOND),
    FIELD("Name", "string", MEMBER_NAME),
};
static const struct property method_props[] = {
    FIELD("Script", "scriptblock", MEMBER_VALUE),
    FIELD("Name", "string", MEMBER_NAME),
};
static const struct property set_props[] = {
    FIELD("ReferencedProperties", "System.Collections.ObjectModel.Collection[string]",
          MEMBER_VALUE),
    FIELD("Name", "string", MEMBER_NAME),
};

#define MEMBER_TYPE(id, full, table)                            \
    static const struct type_info id = {                        \
        .name = "System.Management.Automation.Runspaces." full, \
        .base = &type_object,                                   \
        .props = table,                                         \
        .nprops = ARRAY_SIZE(table),                            \
        .payload_size = sizeof(struct type_member),             \
        .destroy = member_destroy,                              \
    };
MEMBER_TYPE(type_note_data, "NotePropertyData", note_props)
MEMBER_TYPE(type_alias_data, "AliasPropertyData", alias_props)
MEMBER_TYPE(type_script_data, "ScriptPropertyData", script_props)
MEMBER_TYPE(type_method_data, "ScriptMethodData", method_props)
MEMBER_TYPE(type_set_data, "PropertySetData", set_props)

struct value type_member_new(enum type_member_kind kind, struct value name, struct value value,
                             struct value second, struct value file)
{
    static const struct type_info *const types[] = { &type_note_data, &type_alias_data,
                                                     &type_script_data, &type_method_data,
                                                     &type_set_data };
    struct object *o = object_new(types[kind]);
    struct type_member *m = object_payload(o);

    *m = (struct type_member){ kind, value_ref(name), value_ref(value), value_ref(second),
                               value_ref(file) };
    return value_of_object(o);
}

const struct type_member *type_member_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type->destroy == member_destroy
               ? object_payload(v.object)
               : NULL;
}

/* ---- the table ---- */

const struct hash *type_data_all(const struct session *s)
{
    return s->eval->type_extensions.kind == V_HASH ? s->eval->type_extensions.hash : NULL;
}

static struct type_data *find_data(const struct session *s, const char *name)
{
    const struct hash *all = type_data_all(s);
    struct value *v = all ? hash_gets(all, name) : NULL;

    return v ? object_payload(v->object) : NULL;
}

static struct type_data *need_data(struct session *s, const struct str *name)
{
    struct type_data *d = find_data(s, name->data);

    if (d)
        return d;
    if (s->eval->type_extensions.kind != V_HASH)
        s->eval->type_extensions = value_of_hash(hash_new(HASH_ORDERED));
    struct object *o = object_new(&type_type_data);
    d = object_payload(o);
    *d = (struct type_data){ value_string_len(name->data, name->len),
                             value_of_hash(hash_new(HASH_ORDERED)),
                             value_of_hash(hash_new(HASH_ORDERED)) };
    hash_sets_take(s->eval->type_extensions.hash, name->data, value_of_object(o));
    return d;
}

struct hash *type_data_members(struct session *s, const struct str *type)
{
    return need_data(s, type)->members.hash;
}

struct hash *type_data_standard(struct session *s, const struct str *type)
{
    return need_data(s, type)->standard.hash;
}

bool type_data_remove(struct session *s, const struct str *type)
{
    AUTO_VALUE key = value_string_len(type->data, type->len);

    return type_data_all(s) && hash_remove(s->eval->type_extensions.hash, key);
}

static size_t drop_from_file(struct hash *h, const char *file)
{
    struct hash_entry *e;
    size_t dropped = 0;

    for (size_t i = 0; (e = hash_next(h, &i));) {
        const struct type_member *m = type_member_of(e->value);
        if (!m || m->file.kind != V_STRING || strcmp(m->file.str->data, file) != 0)
            continue;
        AUTO_VALUE key = value_ref(e->key);
        hash_remove(h, key);
        dropped++;
    }
    return dropped;
}

size_t type_data_remove_file(struct session *s, const char *file)
{
    struct hash_entry *e;
    size_t dropped = 0;

    if (!type_data_all(s))
        return 0;
    for (size_t i = 0; (e = hash_next(s->eval->type_extensions.hash, &i));) {
        struct type_data *d = object_payload(e->value.object);
        size_t n = drop_from_file(d->members.hash, file) + drop_from_file(d->standard.hash, file);
        dropped += n;
        if (n && d->members.hash->count == 0 && d->standard.hash->count == 0) {
            AUTO_VALUE key = value_ref(e->key);
            hash_remove(s->eval->type_extensions.hash, key);
        }
    }
    return dropped;
}

struct value type_data_name(struct session *s, const struct str *name)
{
    const struct type_info *t = session_find_type(s, name->data, name->len);

    return t ? value_string(t->name) : value_string_len(name->data, name->len);
}

/* ---- look-up ---- */

/* The data of the i-th of the value's types that has any; NULL: no more. */
static struct type_data *data_at(struct session *s, struct value v, size_t i)
{
    const char *const *own = value_type_names(v);
    struct type_data *d;

    if (!type_data_all(s))
        return NULL;
    for (; own && *own; own++)
        if ((d = find_data(s, *own)) && i-- == 0)
            return d;
    for (const struct type_info *t = value_type_of(v); t; t = t->base)
        if ((d = find_data(s, t->name)) && i-- == 0)
            return d;
    return NULL;
}

const struct type_member *type_extension_find(struct session *s, struct value v, struct value name)
{
    struct type_data *d;

    for (size_t i = 0; (d = data_at(s, v, i)); i++) {
        const struct value *m = hash_get(d->members.hash, name);
        if (m)
            return object_payload(m->object);
    }
    return NULL;
}

enum status type_extension_get(struct session *s, struct value v, struct value name,
                               struct value *out)
{
    const struct type_member *m = type_extension_find(s, v, name);

    *out = value_null();
    if (!m)
        return ST_OK;
    if (m->kind == TYPE_ALIAS) {
        AUTO_VALUE real = value_ref(m->value);
        /* an alias of itself has no value */
        return str_equals(real.str, name.str, true) ? ST_OK
                                                    : get_property(s, v, real.str->data, out);
    }
    if (m->kind == TYPE_SCRIPT_PROPERTY) {
        AUTO_VALUE getter = value_ref(m->value);
        return getter.kind == V_NULL ? ST_OK : script_getter_call(s, getter, v, out);
    }
    *out = value_ref(m->value);
    return ST_OK;
}

const struct type_member *type_member_next(struct session *s, struct value v, size_t *at)
{
    struct type_data *d;
    size_t n = 0;

    for (size_t i = 0; (d = data_at(s, v, i)); i++) {
        struct hash_entry *e;
        for (size_t k = 0; (e = hash_next(d->members.hash, &k));) {
            if (n++ < *at)
                continue;
            ++*at;
            return object_payload(e->value.object);
        }
    }
    return NULL;
}

static const struct type_member *standard_member(struct session *s, struct value v,
                                                 const char *name)
{
    struct type_data *d;

    for (size_t i = 0; (d = data_at(s, v, i)); i++) {
        const struct value *m = hash_gets(d->standard.hash, name);
        if (m)
            return type_member_of(*m);
    }
    return NULL;
}

/* The set that Add-Member gave the object itself. */
static const struct array *own_display_set(struct value v)
{
    static const char *const path[] = { "PSStandardMembers", "DefaultDisplayPropertySet" };

    for (size_t i = 0; i < ARRAY_SIZE(path); i++) {
        const struct object *o = value_members(v);
        int slot = o && o->shape ? shape_find(o->shape, path[i], strlen(path[i])) : -1;
        if (slot < 0)
            return NULL;
        v = o->slots[slot];
    }
    return property_set_names(v);
}

const struct array *type_display_set(struct session *s, struct value v)
{
    const struct array *own = own_display_set(v);

    if (own)
        return own;
    if (!type_data_all(s))
        return NULL;
    const struct type_member *m = standard_member(s, v, "DefaultDisplayPropertySet");
    return m && m->value.kind == V_ARRAY ? m->value.array : NULL;
}

bool type_standard_members(struct session *s, struct value v, struct value *out)
{
    struct type_data *d;
    struct object *o = NULL;

    for (size_t i = 0; (d = data_at(s, v, i)); i++) {
        struct hash_entry *e;
        for (size_t k = 0; (e = hash_next(d->standard.hash, &k));) {
            const struct type_member *m = type_member_of(e->value);
            if (!m || (o && shape_find(o->shape, e->key.str->data, e->key.str->len) >= 0))
                continue;
            if (!o)
                o = object_new_custom(s->shapes);
            struct value shown = value_ref(m->value);
            if (m->kind == TYPE_PROPERTY_SET) {
                struct object *set = object_new_custom(s->shapes);
                object_set_note_take(set, s->shapes, "ReferencedPropertyNames", shown);
                object_set_note_take(set, s->shapes, "Name", value_ref(e->key));
                shown = value_of_object(set);
            } else if (m->kind == TYPE_ALIAS) {
                struct err *err = NULL;
                struct value real = value_null();
                if (member_get(v, m->value.str->data, &real, &err) < 0)
                    err_clear(&err);
                value_replace_take(&shown, real);
            }
            object_set_note_str_take(o, s->shapes, e->key.str, shown);
        }
    }
    if (o)
        *out = value_of_object(o);
    return o != NULL;
}
