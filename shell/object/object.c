#include "shell/object/object.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"

static size_t payload_size(const struct type_info *type)
{
    for (; type; type = type->base)
        if (type->payload_size)
            return type->payload_size;
    return 0;
}

struct object *object_new(const struct type_info *type)
{
    struct object *o = xcalloc(1, sizeof(*o) + payload_size(type));
    o->refs = 1;
    o->type = type;
    return o;
}

struct object *object_new_shaped(struct shape *shape)
{
    size_t n = shape->count;
    struct object *o = xmalloc(sizeof(*o) + n * sizeof(struct value));
    *o = (struct object){ .refs = 1,
                          .slot_cap = (uint32_t)n,
                          .type = &type_pscustomobject,
                          .shape = shape,
                          .slots = (struct value *)(void *)o->payload };
    for (size_t i = 0; i < n; i++)
        o->slots[i] = value_null();
    shape_table_hold(shape->table);
    return o;
}

struct object *object_new_custom(struct shapes *shapes)
{
    struct object *o = object_new(&type_pscustomobject);
    struct shapes *own = shapes ? NULL : shapes_new();
    o->shape = shapes_root(shapes ? shapes : own);
    shape_table_hold(o->shape->table);
    shapes_free(own);
    return o;
}

/* Gives o a shape to start from: the session's, or one of its own. */
static void need_shape(struct object *o, struct shapes *shapes)
{
    if (o->shape)
        return;
    struct shapes *own = shapes ? NULL : shapes_new();
    o->shape = shapes_root(shapes ? shapes : own);
    shape_table_hold(o->shape->table);
    shapes_free(own);
}

static void grow_slots(struct object *o, uint32_t need)
{
    if (need <= o->slot_cap)
        return;
    uint32_t cap = o->slot_cap + o->slot_cap / 2 + 2;
    if (cap < need)
        cap = need;
    if ((char *)o->slots == o->payload) {
        struct value *slots = xreallocarray(NULL, cap, sizeof(*slots));
        memcpy(slots, o->slots, o->shape->count * sizeof(*slots));
        o->slots = slots;
    } else {
        o->slots = xreallocarray(o->slots, cap, sizeof(*o->slots));
    }
    o->slot_cap = cap;
}

void object_add_member_take(struct object *o, struct shapes *shapes, struct str *name,
                            enum member_kind kind, struct value v)
{
    need_shape(o, shapes);
    int slot = shape_find(o->shape, name->data, name->len);
    if (slot >= 0 && shape_kind(o->shape, (uint32_t)slot) == kind) {
        value_replace_take(&o->slots[slot], v);
        return;
    }
    if (slot >= 0)
        object_remove_member(o, name->data, name->len);
    grow_slots(o, o->shape->count + 1);
    o->slots[o->shape->count] = v;
    o->shape = shape_add(o->shape, name, kind);
}

void object_set_note_str_take(struct object *o, struct shapes *shapes, struct str *name,
                              struct value v)
{
    object_add_member_take(o, shapes, name, MEMBER_NOTE, v);
}

void object_set_note_take(struct object *o, struct shapes *shapes, const char *name, struct value v)
{
    struct str *s = str_new(name, strlen(name));
    object_add_member_take(o, shapes, s, MEMBER_NOTE, v);
    value_unref(value_of_str(s));
}

bool object_remove_member(struct object *o, const char *name, size_t len)
{
    int slot = o->shape ? shape_find(o->shape, name, len) : -1;
    if (slot < 0)
        return false;
    struct shape *old = o->shape;
    struct shape *s = shape_root(old);
    for (uint32_t i = 0; i < old->count; i++)
        if (i != (uint32_t)slot)
            s = shape_add(s, shape_name(old, i), shape_kind(old, i));
    struct value gone = o->slots[slot];
    memmove(&o->slots[slot], &o->slots[slot + 1],
            (old->count - (uint32_t)slot - 1) * sizeof(*o->slots));
    o->shape = s;
    value_unref(gone);
    return true;
}

void object_copy_members(struct object *o, const struct object *from)
{
    if (from->shape && !o->shape) {
        o->shape = shape_root(from->shape);
        shape_table_hold(o->shape->table);
    }
    for (uint32_t i = 0; from->shape && i < from->shape->count; i++)
        object_add_member_take(o, NULL, shape_name(from->shape, i), shape_kind(from->shape, i),
                               value_ref(from->slots[i]));
    object_set_type_names(o, from->type_names);
}

struct object *object_copy(const struct object *o)
{
    struct object *copy = object_new_shaped(o->shape);
    for (uint32_t i = 0; i < o->shape->count; i++)
        copy->slots[i] = value_ref(o->slots[i]);
    object_set_type_names(copy, o->type_names);
    return copy;
}

void object_set_type_names(struct object *o, const char *const *names)
{
    size_t n = 0, bytes = 0;
    while (names && names[n])
        bytes += strlen(names[n++]) + 1;
    char **copy = NULL;
    if (n) {
        copy = xmalloc((n + 1) * sizeof(*copy) + bytes);
        char *at = (char *)(copy + n + 1);
        for (size_t i = 0; i < n; i++) {
            size_t size = strlen(names[i]) + 1;
            copy[i] = memcpy(at, names[i], size);
            at += size;
        }
        copy[n] = NULL;
    }
    free((void *)(uintptr_t)o->type_names);
    o->type_names = (const char *const *)copy;
}

/* ---- members of any value ---- */

struct member_ref member_find(struct value v, const char *name, size_t len)
{
    struct member_ref ref = { .found = FOUND_NONE };
    if (v.kind == V_HASH && (ref.key_value = hash_gets_len(v.hash, name, len))) {
        ref.found = FOUND_KEY;
        return ref;
    }
    struct object *holder = value_members(v);
    int slot = holder && holder->shape ? shape_find(holder->shape, name, len) : -1;
    if (slot >= 0) {
        ref.found = FOUND_SLOT;
        ref.holder = holder;
        ref.slot = (uint32_t)slot;
        ref.kind = shape_kind(holder->shape, ref.slot);
        return ref;
    }
    const struct type_info *type = value_type_of(v);
    if (type->adapter && (ref.name = type->adapter->has(v, name, len))) {
        ref.found = FOUND_ADAPTED;
        return ref;
    }
    ref.property = type_find_property(type, name, len);
    if (ref.property)
        ref.found = FOUND_NATIVE;
    return ref;
}

static int get_ref(struct value v, const struct member_ref *ref, struct value *out,
                   struct err **err)
{
    switch (ref->found) {
    case FOUND_NONE:
    case FOUND_TYPE:
        *out = value_null();
        return 0;
    case FOUND_NATIVE:
        return ref->property->get(v, ref->property, out, err);
    case FOUND_KEY:
        *out = value_ref(*ref->key_value);
        return 0;
    case FOUND_ADAPTED:
        return value_type_of(v)->adapter->get(v, ref->name, strlen(ref->name), out, err);
    case FOUND_SLOT:
        break;
    }
    struct value held = ref->holder->slots[ref->slot];
    if (ref->kind == MEMBER_NOTE || ref->kind == MEMBER_SET) {
        *out = value_ref(held);
        return 0;
    }
    if (ref->kind == MEMBER_ALIAS && held.kind == V_ARRAY) { /* name and type */
        AUTO_VALUE plain = value_null();
        const struct value *parts = held.array->items;
        int rc = member_get(v, parts[0].str->data, &plain, err);
        return rc < 0 ? rc : value_convert(plain, parts[1].type, out, err);
    }
    if (ref->kind == MEMBER_ALIAS && held.kind == V_STRING) {
        struct member_ref target = member_find(v, held.str->data, held.str->len);
        if (target.found == FOUND_SLOT && target.kind == MEMBER_ALIAS) {
            *out = value_null(); /* an alias of an alias: no endless walk */
            return 0;
        }
        return get_ref(v, &target, out, err);
    }
    *out = value_nothing();
    return -2;
}

int member_get(struct value v, const char *name, struct value *out, struct err **err)
{
    struct member_ref ref = member_find(v, name, strlen(name));
    return get_ref(v, &ref, out, err);
}

int member_set(struct value v, struct shapes *shapes, const char *name, struct value nv,
               struct err **err)
{
    size_t len = strlen(name);
    if (v.kind == V_HASH) {
        if (v.hash->flags & HASH_READ_ONLY) {
            err_set(err, ERR_INVALID_STATE, "Collection is read-only.");
            return err_type(err, "System.NotSupportedException", "PropertyAssignmentException");
        }
        hash_sets_take(v.hash, name, value_ref(nv));
        return 0;
    }
    struct member_ref ref = member_find(v, name, len);
    if (ref.found == FOUND_SLOT) {
        struct value *slot = &ref.holder->slots[ref.slot];
        if (ref.kind == MEMBER_NOTE) {
            value_replace_take(slot, value_ref(nv));
            return 0;
        }
        if (ref.kind == MEMBER_ALIAS && slot->kind == V_STRING &&
            !text_caseeqn(slot->str->data, slot->str->len, name, len))
            return member_set(v, shapes, slot->str->data, nv, err);
        return -2;
    }
    if (ref.found == FOUND_ADAPTED)
        return value_type_of(v)->adapter->set(v, name, len, nv, err);
    if (ref.found == FOUND_NATIVE) {
        if (!ref.property->set) {
            err_set(err, ERR_INVALID_STATE, "'%s' is a ReadOnly property.", ref.property->name);
            return err_type(err, "System.Management.Automation.SetValueException",
                            "PropertyAssignmentException");
        }
        return ref.property->set(v, ref.property, nv, err);
    }
    err_set(err, ERR_OBJECT_NOT_FOUND,
            "The property '%s' cannot be found on this object. Verify that the property exists "
            "and can be set.",
            name);
    return err_type(err, "System.Management.Automation.RuntimeException", "PropertyNotFound");
}

/* ---- walking ---- */

enum { PHASE_SLOTS, PHASE_ADAPTED, PHASE_TYPE, PHASE_NATIVE, PHASE_DONE };

struct member_iter member_iter_begin(struct value v)
{
    return (struct member_iter){ .of = v,
                                 .type = v.kind == V_NULL ? NULL : value_type_of(v),
                                 .added = value_members(v),
                                 .phase = PHASE_SLOTS };
}

struct member_iter member_iter_adapted_first(struct member_iter it)
{
    it.adapted_first = true;
    return it;
}

struct member_iter member_iter_native(struct value v)
{
    struct member_iter it = member_iter_begin(v);
    it.phase = PHASE_NATIVE;
    it.native_only = true;
    return it;
}

/* Was a property of this name met in a type nearer than base? */
static bool shadowed(const struct type_info *from, const struct type_info *base, const char *name)
{
    for (const struct type_info *t = from; t && t != base; t = t->base)
        for (size_t i = 0; i < t->nprops; i++)
            if (text_caseeq(t->props[i].name, name))
                return true;
    return false;
}

static bool next_adapted(struct member_iter *it, struct member_entry *out)
{
    const char *name = value_type_of(it->of)->adapter->next(it->of, &it->at);
    if (!name)
        return false;
    *out = (struct member_entry){ .name = name,
                                  .len = strlen(name),
                                  .ref = { .found = FOUND_ADAPTED, .name = name } };
    return true;
}

static bool next_native(struct member_iter *it, struct member_entry *out)
{
    if (it->type && value_type_of(it->of)->adapter)
        return next_adapted(it, out);
    while (it->type) {
        if (it->i >= it->type->nprops) {
            it->type = it->type->base;
            it->i = 0;
            continue;
        }
        const struct property *p = &it->type->props[it->i++];
        const struct type_info *top = value_type_of(it->of);
        if (p->hidden || (it->type != top && shadowed(top, it->type, p->name)))
            continue;
        size_t len = strlen(p->name);
        if (it->added && it->added->shape && shape_find(it->added->shape, p->name, len) >= 0)
            continue;
        const struct property *target = type_find_property(top, p->name, len);
        if (!target)
            continue;
        *out = (struct member_entry){ .name = p->name,
                                      .len = len,
                                      .ref = { .found = FOUND_NATIVE, .property = target },
                                      .listed = p };
        return true;
    }
    return false;
}

bool member_is_standard_set(const char *name, size_t len)
{
    static const char standard[] = "PSStandardMembers";
    return len == sizeof(standard) - 1 && text_caseeqn(name, len, standard, len);
}

static bool next_key(struct member_iter *it, struct member_entry *out)
{
    struct hash_entry *e;
    while ((e = hash_next(it->of.hash, &it->i))) {
        if (e->key.kind != V_STRING)
            continue;
        *out = (struct member_entry){ .name = e->key.str->data,
                                      .len = e->key.str->len,
                                      .ref = { .found = FOUND_KEY, .key_value = &e->value } };
        return true;
    }
    return false;
}

static bool next_added(struct member_iter *it, struct member_entry *out)
{
    struct shape *shape = it->added ? it->added->shape : NULL;
    if (!shape)
        return false;
    while (it->i < shape->count) {
        uint32_t slot = (uint32_t)it->i++;
        enum member_kind kind = shape_kind(shape, slot);
        struct str *name = shape_name(shape, slot);
        if (kind == MEMBER_SCRIPT_METHOD || kind == MEMBER_SET ||
            member_is_standard_set(name->data, name->len))
            continue;
        *out = (struct member_entry){
            .name = name->data,
            .len = name->len,
            .ref = { .found = FOUND_SLOT, .kind = kind, .slot = slot, .holder = it->added }
        };
        return true;
    }
    return false;
}

static bool next_of_type(struct member_iter *it, struct member_entry *out)
{
    const char *name;
    while ((name = it->type_data(it->data, it->of, &it->i))) {
        size_t len = strlen(name);
        if (it->added && it->added->shape && shape_find(it->added->shape, name, len) >= 0)
            continue;
        *out = (struct member_entry){ .name = name,
                                      .len = len,
                                      .ref = { .found = FOUND_TYPE, .name = name } };
        return true;
    }
    return false;
}

/* Is it the type's own, and no alias or script that PowerShell adds to it? */
static bool is_adapted(const struct member_entry *m)
{
    return m->ref.found != FOUND_NATIVE ||
           (m->listed->kind == PROPERTY_NATIVE && !m->listed->alias_of);
}

static bool next_own(struct member_iter *it, struct member_entry *out)
{
    bool keys = it->of.kind == V_HASH && !it->native_only;
    bool adapted = it->phase == PHASE_ADAPTED;
    while (keys ? next_key(it, out) : next_native(it, out))
        if (!it->adapted_first || is_adapted(out) == adapted)
            return true;
    return false;
}

bool member_iter_next(struct member_iter *it, struct member_entry *out)
{
    if (it->phase == PHASE_SLOTS) {
        if (next_added(it, out))
            return true;
        it->phase = PHASE_ADAPTED;
        it->i = 0;
    }
    if (it->phase == PHASE_ADAPTED) {
        if (it->adapted_first && next_own(it, out))
            return true;
        it->phase = PHASE_TYPE;
        it->type = it->of.kind == V_NULL ? NULL : value_type_of(it->of);
        it->i = 0;
    }
    if (it->phase == PHASE_TYPE) {
        if (it->type_data && next_of_type(it, out))
            return true;
        it->phase = PHASE_NATIVE;
        it->i = 0;
    }
    if (it->phase == PHASE_NATIVE) {
        bool adapter = it->adapted_first && it->type && value_type_of(it->of)->adapter;
        if (!adapter && next_own(it, out))
            return true;
        it->phase = PHASE_DONE;
    }
    return false;
}
