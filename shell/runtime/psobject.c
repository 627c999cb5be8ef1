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
#include "shell/object/wrap.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/member.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/session.h"
#include "shell/runtime/type_data.h"

/* ---- the collections ---- */

struct psview {
    struct session *session;
    struct value of;
};

static const struct type_info type_member_set;

static enum info_kind property_kind(const struct property *p)
{
    static const enum info_kind kinds[] = { INFO_PROPERTY, INFO_NOTE, INFO_SCRIPT, INFO_CODE };
    return p->alias_of ? INFO_ALIAS : kinds[p->kind];
}

static bool known(const struct array *list, const char *name, size_t len)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct str *have = member_info_name(list->items[i]);
        if (text_caseeqn(have->data, have->len, name, len))
            return true;
    }
    return false;
}

static void add_native(struct session *s, struct value of, struct array *list)
{
    struct member_iter it = member_iter_native(of);
    struct member_entry e;
    while (member_iter_next(&it, &e)) {
        enum info_kind kind = e.ref.found == FOUND_NATIVE ? property_kind(e.listed) : INFO_PROPERTY;
        struct value info = member_info_new(s, of, e.name, e.len, kind);
        if (e.ref.found == FOUND_NATIVE)
            member_info_of(info)->property = e.listed;
        array_push_take(list, info);
    }
}

/* What scripts added to the value itself. */
static void add_instance(struct session *s, struct value of, bool methods, bool properties,
                         struct array *list)
{
    const struct object *holder = value_members(of);
    for (uint32_t i = 0; holder && holder->shape && i < holder->shape->count; i++) {
        enum member_kind kind = shape_kind(holder->shape, i);
        const struct str *name = shape_name(holder->shape, i);
        if (!(kind == MEMBER_SCRIPT_METHOD ? methods : properties) ||
            member_is_standard_set(name->data, name->len))
            continue;
        if (kind == MEMBER_SET && (!methods || property_set_name(holder->slots[i]))) {
            if (methods)
                array_push(list, holder->slots[i]);
            continue;
        }
        struct value info = member_info_new(s, of, name->data, name->len, member_info_kind(kind));
        member_info_of(info)->value = value_ref(holder->slots[i]);
        array_push_take(list, info);
    }
}

/* What Update-TypeData gave the value's types. */
static void add_type_data(struct session *s, struct value of, bool methods, bool properties,
                          struct array *list)
{
    static const enum info_kind kinds[] = { [TYPE_NOTE] = INFO_NOTE,
                                            [TYPE_ALIAS] = INFO_ALIAS,
                                            [TYPE_SCRIPT_PROPERTY] = INFO_SCRIPT,
                                            [TYPE_SCRIPT_METHOD] = INFO_SCRIPT_METHOD };
    const struct type_member *m;
    size_t at = 0;
    while ((m = type_member_next(s, of, &at))) {
        if (m->kind == TYPE_PROPERTY_SET ||
            !(m->kind == TYPE_SCRIPT_METHOD ? methods : properties) ||
            known(list, m->name.str->data, m->name.str->len))
            continue;
        struct value info =
            member_info_new(s, of, m->name.str->data, m->name.str->len, kinds[m->kind]);
        struct member_info *made = member_info_of(info);
        made->of_type = true;
        made->value = value_ref(m->value);
        if (m->second.kind != V_NULL) {
            struct array *pair = array_new(2);
            array_push(pair, m->value);
            array_push(pair, m->second);
            value_replace_take(&made->value, value_of_array(pair));
        }
        array_push_take(list, info);
    }
}

/* An indexer is a property with parameters. */
static bool is_indexer(const char *name)
{
    return text_caseeq(name, "Item") || text_caseeq(name, "Chars");
}

static void add_methods(struct session *s, struct value of, bool indexers, struct array *list)
{
    const struct method *m;
    for (const struct type_info *t = value_type_of(of); t; t = t->base)
        for (size_t i = 0; (m = type_method_at(t, false, i)); i++) {
            enum info_kind kind = is_indexer(m->name) ? INFO_PARAMETERIZED : INFO_METHOD;
            if ((kind == INFO_PARAMETERIZED && !indexers) || known(list, m->name, strlen(m->name)))
                continue;
            struct value info = member_info_new(s, of, m->name, strlen(m->name), kind);
            member_info_of(info)->method = m;
            array_push_take(list, info);
        }
}

void psobject_members(struct session *s, struct value of, enum psmembers which, struct array *list)
{
    bool properties = which != PSMEMBERS_METHODS, methods = which != PSMEMBERS_PROPERTIES;
    add_instance(s, of, methods, properties, list);
    add_type_data(s, of, methods, properties, list);
    if (properties)
        add_native(s, of, list);
    if (methods)
        add_methods(s, of, which == PSMEMBERS_ALL, list);
}

static struct value find_info(const struct array *a, struct value name)
{
    for (size_t i = 0; i < a->len; i++) {
        struct value info = a->items[i];
        const struct str *have = member_info_name(info);
        if (text_caseeqn(have->data, have->len, name.str->data, name.str->len))
            return info;
    }
    return value_null();
}

struct value psobject_method(struct session *s, struct value of, const struct method *m)
{
    struct value info = member_info_new(s, of, m->name, strlen(m->name), INFO_METHOD);
    member_info_of(info)->method = m;
    return info;
}

struct value psobject_class_method(struct session *s, struct value of, struct value name)
{
    bool is_static = of.kind == V_TYPE;
    const struct method *m;
    for (const struct type_info *t = is_static ? of.type : value_type_of(of); t; t = t->base)
        for (size_t i = 0; (m = type_method_at(t, is_static, i)); i++)
            if (text_caseeqn(m->name, strlen(m->name), name.str->data, name.str->len)) {
                struct value info = psobject_method(s, of, m);
                member_info_of(info)->is_static = is_static;
                return info;
            }
    struct value info = member_info_new(s, of, name.str->data, name.str->len, INFO_METHOD);
    member_info_of(info)->method = &class_method_group; /* a hidden one */
    return info;
}

struct value psobject_script_method(struct session *s, struct value of,
                                    const struct member_ref *ref)
{
    const struct str *name = shape_name(ref->holder->shape, ref->slot);
    struct value info = member_info_new(s, of, name->data, name->len, INFO_SCRIPT_METHOD);
    member_info_of(info)->value = value_ref(ref->holder->slots[ref->slot]);
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
    struct object *holder = view ? value_members(view->of) : NULL;
    if (!holder || !object_remove_member(holder, name.str->data, name.str->len))
        return 0;
    (void)sharing_remove_member(view->session, view->of, name);
    return 0;
}

/* Threads that have the object too see the member. */
static void tell_added(const struct psview *view, const struct object *holder,
                       const struct str *name)
{
    int slot = holder->shape && name ? shape_find(holder->shape, name->data, name->len) : -1;
    if (slot >= 0)
        (void)sharing_add_member(view->session, view->of, shape_name(holder->shape, (uint32_t)slot),
                                 shape_kind(holder->shape, (uint32_t)slot), holder->slots[slot]);
}

static int set_add(struct value self, const struct value *args, size_t n, struct value *out,
                   struct err **err)
{
    (void)n;
    (void)out;
    struct psview *view = owner_of(self);
    if (!view)
        return fail_argument(err, "The collection belongs to no object.");
    const struct str *name = member_info_name(args[0]);
    value_replace_take(&view->of, value_wrapped(view->of));
    struct object *holder = value_members(view->of);
    if (!holder)
        return fail_null_argument(err, "member");
    if (name && holder->shape && shape_find(holder->shape, name->data, name->len) >= 0)
        return fail_with(err, "System.Management.Automation.ExtendedTypeSystemException",
                         "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                         "Cannot add a member with the name \"%s\" because a member with that name "
                         "already exists.",
                         name->data);
    if (member_info_add(view->session, holder, args[0], err) < 0)
        return -1;
    tell_added(view, holder, name);
    return 0;
}

static int set_match(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    AUTO_VALUE pattern = value_to_string(args[0]);
    int32_t types = MEMBER_TYPES_ALL;
    if (n > 1 && value_to_enum(args[1], &enum_member_types, &types, err) < 0)
        return -1;
    struct array *found = list_new(&type_object_list, NULL);
    for (size_t i = 0; i < self.array->len; i++) {
        const struct str *name = member_info_name(self.array->items[i]);
        if ((types & member_info_types(self.array->items[i])) &&
            text_wildcard_match(pattern.str->data, pattern.str->len, name->data, name->len, true))
            array_push(found, self.array->items[i]);
    }
    *out = value_of_array(found);
    return 0;
}

static const struct method set_methods[] = {
    { "Add", 1, 2, set_add, "void Add(psmemberinfo member)" },
    { "Remove", 1, 1, set_remove, "void Remove(string name)" },
    { "Match", 1, 2, set_match, "psmemberinfo Match(string name)" },
    { "Item", 1, 1, set_get_item, "psmemberinfo Item(string name)" },
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
        *out = value_ref(value_unwrapped(view->of));
        return 0;
    }
    if (p->data == VIEW_NAMES) {
        *out = psobject_type_names(view->of);
        return 0;
    }
    struct array *list = list_new(&type_member_set, NULL);
    array_extra(list)->owner = value_ref(self).object;
    psobject_members(view->session, view->of,
                     p->data == VIEW_METHODS      ? PSMEMBERS_METHODS
                     : p->data == VIEW_PROPERTIES ? PSMEMBERS_PROPERTIES
                                                  : PSMEMBERS_ALL,
                     list);
    *out = value_of_array(list);
    return 0;
}

/* A copy of the base object where one can be made, with copies of the members. */
static int view_copy(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    struct value of = view_of(self)->of;
    const struct object *from = value_members(of);
    if (of.kind == V_OBJECT && of.object->type != &type_pscustomobject) {
        *out = value_ref(of);
        return 0;
    }
    if (of.kind == V_OBJECT) {
        *out = value_of_object(object_new_custom(view_of(self)->session->shapes));
    } else if (of.kind == V_ARRAY) {
        struct array *a = array_from(of.array->items, of.array->len);
        a->type = of.array->type;
        a->element = of.array->element;
        a->is_list = of.array->is_list;
        *out = value_of_array(a);
    } else if (of.kind == V_HASH) {
        *out = value_of_hash(hash_copy(of.hash));
    } else {
        *out = value_ref(value_unwrapped(of));
    }
    if (from)
        value_replace_take(out, value_wrapped(*out));
    if (from)
        object_copy_members(value_members(*out), from);
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

static int names_remove(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err);
static int names_remove_at(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err);
static int names_clear(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err);

static const struct method names_methods[] = {
    { "Insert", 2, 2, names_insert, "void Insert(int index, string item)" },
    { "Add", 1, 1, names_add, "void Add(string item)" },
    { "Remove", 1, 1, names_remove, "bool Remove(string item)" },
    { "RemoveAt", 1, 1, names_remove_at, "void RemoveAt(int index)" },
    { "Clear", 0, 0, names_clear, "void Clear()" },
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

/* The name at a place, which is the object's own one unless it is one of its type's. */
static void drop_name(struct array *list, size_t at)
{
    struct object *o = list->extra ? list->extra->owner : NULL;
    size_t n = 0;
    array_remove_range(list, at, 1);
    while (o && o->type_names && o->type_names[n])
        n++;
    if (at >= n)
        return;
    const char **names = xcalloc(n, sizeof(*names));
    for (size_t i = 0, to = 0; i < n; i++)
        if (i != at)
            names[to++] = o->type_names[i];
    object_set_type_names(o, names);
    free(names);
}

static int names_remove(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    size_t at = 0;
    while (at < self.array->len && !str_equals(self.array->items[at].str, name.str, false))
        at++;
    *out = value_bool(at < self.array->len);
    if (at < self.array->len)
        drop_name(self.array, at);
    return 0;
}

static int names_remove_at(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    (void)n;
    (void)out;
    int64_t at = 0;
    if (value_to_int64(args[0], &at, err) < 0)
        return -1;
    if (at < 0 || (size_t)at >= self.array->len)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than the size "
                          "of the collection.");
    drop_name(self.array, (size_t)at);
    return 0;
}

static int names_clear(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    while (self.array->len)
        drop_name(self.array, self.array->len - 1);
    return 0;
}

struct value psobject_type_names(struct value of)
{
    struct array *list = list_new(&type_names_list, NULL);
    AUTO_VALUE keep = of.kind >= V_ARRAY ? value_wrapped(of) : value_ref(of);
    struct object *holder = value_members(keep);
    if (holder)
        array_extra(list)->owner = value_ref(value_of_object(holder)).object;
    for (const char *const *t = value_type_names(of); t && *t; t++)
        array_push_take(list, value_string(*t));
    /* what was an object elsewhere is known by nothing but its names there */
    bool deserialized =
        list->len && (text_casestarts(list->items[0].str->data, "Deserialized.") ||
                      (list->len > 1 && text_casestarts(list->items[1].str->data, "CSV:")));
    for (const struct type_info *t = value_type_of(of); t && !deserialized; t = t->base)
        array_push_take(list, value_string(t->name));
    return value_of_array(list);
}
