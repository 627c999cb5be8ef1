#include "shell/runtime/member.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/cycles.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"

#include "shell/runtime/class/script_class.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/psobject.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"
#include "shell/runtime/type_data.h"

static bool named(struct value name, const char *s)
{
    return text_caseeqn(name.str->data, name.str->len, s, strlen(s));
}

/* Reading a property raises nothing: what its getter cannot answer is $null, strict mode or not. */
static enum status getter_failed(struct frame *f, struct err **err, struct value *out)
{
    err_clear(err);
    *out = value_null();
    if (interrupt_pending(f->session))
        return ST_INTERRUPT;
    value_clear(&f->session->failure);
    return ST_OK;
}

/* The exceptions of PowerShell itself have one, but for those that only end a script. */
static bool holds_error_record(struct value v)
{
    static const char *const without[] = { "ParentContainsErrorRecordException",
                                           "HaltCommandException", "FlowControlException",
                                           "ExitException", "TerminateException" };
    if (!value_is_exception(v))
        return false;
    const char *name = exception_type_name(v);
    const char *ours = "System.Management.Automation.";
    if (exception_is(v, "System.Management.Automation.RuntimeException", 45))
        return true;
    for (size_t i = 0; i < ARRAY_SIZE(without); i++)
        if (text_caseeq(name + (strncmp(name, ours, strlen(ours)) ? 0 : strlen(ours)), without[i]))
            return false;
    return strncmp(name, ours, strlen(ours)) == 0;
}

bool intrinsic_property(struct session *s, struct value v, struct value name, struct value *out)
{
    if (named(name, "Count") || named(name, "Length")) {
        if (scope_strict(scope_current(s)) >= 2)
            return false;
        *out = value_int(v.kind == V_NULL ? 0 : 1);
        return true;
    }
    if (v.kind == V_NULL)
        return false;
    if (named(name, "ErrorRecord") && holds_error_record(v)) {
        *out = error_record_behind(s, v);
        return true;
    }
    if (v.kind == V_BOOL && named(name, "IsPresent")) { /* of a [switch] */
        *out = v;
        return true;
    }
    if (named(name, "PSObject") || named(name, "PSBase")) {
        *out = psobject_new(s, v);
        return true;
    }
    if (named(name, "PSTypeNames")) {
        *out = psobject_type_names(v);
        return true;
    }
    if (named(name, "PSStandardMembers"))
        return type_standard_members(s, v, out);
    return false;
}

/* The member called name, converted when the alias says to what. */
static enum status alias_target(struct frame *f, const struct node *n, struct value target,
                                struct value name, struct value type, struct value *out)
{
    AUTO_VALUE real = value_ref(name), as = value_ref(type);
    enum status st = member_read(f, n, target, real, NULL, out);
    struct err *err = NULL;
    if (st != ST_OK || as.kind == V_NULL)
        return st;
    if (as.kind != V_TYPE) {
        AUTO_VALUE text = value_to_string(as);
        const struct type_info *t =
            session_find_type_using(f->session, text.str->data, text.str->len);
        if (!t)
            return ST_OK;
        value_replace_take(&as, value_type(t));
    }
    AUTO_VALUE plain = *out;
    *out = value_null();
    return value_convert(plain, as.type, out, &err) < 0 ? fail_err(f, n, &err) : ST_OK;
}

/* An added alias: its slot holds the name, or name and type. */
static enum status alias_read(struct frame *f, const struct node *n, struct value target,
                              struct value slot, struct value *out)
{
    bool typed = slot.kind == V_ARRAY && slot.array->len > 1;
    struct value name = typed ? slot.array->items[0] : slot;
    if (name.kind == V_STRING)
        return alias_target(f, n, target, name, typed ? slot.array->items[1] : value_null(), out);
    *out = value_null();
    return ST_OK;
}

static enum status extension_read(struct frame *f, struct value target,
                                  const struct type_member *member, const struct node *n,
                                  struct value *out)
{
    if (member->kind == TYPE_ALIAS)
        return alias_target(f, n, target, member->value, member->second, out);
    if (member->kind == TYPE_SCRIPT_PROPERTY && member->value.kind != V_NULL) {
        AUTO_VALUE getter = value_ref(member->value);
        return script_getter_call(f->session, getter, target, out);
    }
    *out = member->kind == TYPE_SCRIPT_PROPERTY ? value_null() : value_ref(member->value);
    return ST_OK;
}

/* False: the type's extensions have nothing to set there. */
static bool extension_write(struct frame *f, const struct node *n, struct value target,
                            struct value name, struct value v, enum status *st)
{
    const struct type_member *member = type_extension_find(f->session, target, name);

    if (member && member->kind == TYPE_ALIAS) {
        AUTO_VALUE real = value_ref(member->value);
        *st = member_write(f, n, target, real, NULL, value_ref(v));
        return true;
    }
    if (!member || member->kind != TYPE_SCRIPT_PROPERTY)
        return false;
    if (member->second.kind == V_NULL) {
        *st = fail_at(f, n, "System.Management.Automation.SetValueException",
                      "SetWithoutSetterFromAdapter", EC_INVALID_OPERATION,
                      "Set accessor for property \"%s\" is unavailable.", name.str->data);
        return true;
    }
    AUTO_VALUE setter = value_ref(member->second);
    *st = script_setter_call(f->session, setter, target, name.str->data, v);
    return true;
}

static enum status not_found(struct frame *f, const struct node *n, struct value target,
                             struct value name, struct value *out)
{
    const struct type_member *member = type_extension_find(f->session, target, name);
    if (member)
        return extension_read(f, target, member, n, out);
    const struct method *method =
        target.kind == V_NULL
            ? NULL
            : type_find_method(value_type_of(target), name.str->data, name.str->len);
    if (target.kind == V_OBJECT &&
        script_class_has_method(target.object->type, name.str->data, name.str->len, false)) {
        *out = psobject_class_method(f->session, target, name);
        return ST_OK;
    }
    if (method) {
        *out = psobject_method(f->session, target, method);
        return ST_OK;
    }
    if (intrinsic_property(f->session, target, name, out))
        return ST_OK;
    int strict = scope_strict(f->scope);
    if (strict >= 2 || (strict && target.kind == V_NULL && strict > 2))
        return fail_at(f, n, "System.Management.Automation.PropertyNotFoundException",
                       "PropertyNotFoundStrict", EC_NOT_SPECIFIED,
                       "The property '%s' cannot be found on this object. Verify that the "
                       "property exists.",
                       name.str->data);
    *out = value_null();
    return ST_OK;
}

static enum status native_get(struct frame *f, const struct node *n, const struct property *p,
                              struct value target, struct value name, struct value *out)
{
    struct err *err = NULL;
    while (p->alias_of) {
        const struct property *real =
            type_find_property(value_type_of(target), p->alias_of, strlen(p->alias_of));
        if (!real || real == p)
            return not_found(f, n, target, name, out);
        p = real;
    }
    if (p->get(target, p, out, &err) < 0)
        return getter_failed(f, &err, out);
    return ST_OK;
}

/* A member that was added to the target. */
static enum status slot_get(struct frame *f, const struct node *n, struct value target,
                            const struct member_ref *ref, struct value *out)
{
    struct value v = ref->holder->slots[ref->slot];
    switch (ref->kind) {
    case MEMBER_NOTE:
    case MEMBER_SET:
        *out = value_ref(v);
        return ST_OK;
    case MEMBER_ALIAS:
        return alias_read(f, n, target, v, out);
    case MEMBER_SCRIPT_PROPERTY:
        if (v.kind == V_ARRAY && v.array->len)
            v = v.array->items[0];
        if (value_is_null(v))
            break;
        return script_getter_call(f->session, v, target, out);
    case MEMBER_SCRIPT_METHOD:
        *out = psobject_script_method(f->session, target, ref);
        return ST_OK;
    }
    *out = value_null();
    return ST_OK;
}

static enum status object_read(struct frame *f, const struct node *n, struct value target,
                               struct value name, struct member_cache *cache, struct value *out)
{
    struct member_ref ref = member_find(target, name.str->data, name.str->len);
    const struct object *o = target.object;
    switch (ref.found) {
    case FOUND_SLOT:
        if (cache && ref.kind == MEMBER_NOTE)
            member_cache_put(cache, o, NULL, ref.slot);
        return slot_get(f, n, target, &ref, out);
    case FOUND_ADAPTED: {
        struct err *err = NULL;
        if (o->type->adapter->get(target, name.str->data, name.str->len, out, &err) < 0)
            return getter_failed(f, &err, out);
        return ST_OK;
    }
    case FOUND_NATIVE:
        if (cache && !ref.property->alias_of && !o->type->adapter)
            member_cache_put(cache, o, ref.property, 0);
        return native_get(f, n, ref.property, target, name, out);
    default:
        return not_found(f, n, target, name, out);
    }
}

/* The member of each element; arrays among the results are unrolled. */
static enum status enumerate(struct frame *f, const struct node *n, struct array *items,
                             struct value name, struct value *out)
{
    struct array *results = array_new(items->len);
    struct member_cache cache = { 0 };
    enum status st = ST_OK;
    bool any = false;
    value_ref(value_of_array(items));
    for (size_t i = 0; i < items->len && st == ST_OK; i++) {
        struct value v;
        AUTO_VALUE item = value_ref(items->items[i]);
        if (item.kind == V_NULL)
            continue;
        if (item.kind != V_ARRAY &&
            member_find(item, name.str->data, name.str->len).found == FOUND_NONE &&
            !type_extension_find(f->session, item, name) &&
            !(item.kind == V_OBJECT && named(name, "PSObject"))) {
            if (value_type_of(item) != &type_pscustomobject)
                continue;
            /* what a custom object lacks counts as $null, unlike what others lack */
            any = true;
            if (scope_strict(f->scope) >= 2)
                st = member_read(f, n, item, name, NULL, &v);
            else
                array_push(results, value_null());
            continue;
        }
        any = true;
        st = member_read(f, n, item, name, &cache, &v);
        if (st != ST_OK)
            break;
        if (v.kind == V_ARRAY) {
            for (size_t j = 0; j < v.array->len; j++)
                array_push(results, v.array->items[j]);
            value_unref(v);
        } else {
            array_push_take(results, v);
        }
    }
    value_unref(value_of_array(items));
    if (st == ST_OK && !any && scope_strict(f->scope) >= 2)
        st = fail_at(f, n, "System.Management.Automation.PropertyNotFoundException",
                     "PropertyNotFoundStrict", EC_NOT_SPECIFIED,
                     "The property '%s' cannot be found on this object. Verify that the property "
                     "exists.",
                     name.str->data);
    if (st != ST_OK) {
        value_unref(value_of_array(results));
        return st;
    }
    if (results->len == 0 && !any) {
        value_unref(value_of_array(results));
        *out = value_null();
        return ST_OK;
    }
    *out = array_as_value_take(results);
    if (out->kind == V_NULL)
        out->aux = 0;
    return ST_OK;
}

/* Reads a member that was added to what is no object. False: there is none of that name. */
static bool added_read(struct frame *f, const struct node *n, struct value target,
                       struct value name, struct value *out, enum status *st)
{
    struct object *holder = value_members(target);
    int slot =
        holder && holder->shape ? shape_find(holder->shape, name.str->data, name.str->len) : -1;
    if (slot < 0)
        return false;
    struct member_ref ref = { .found = FOUND_SLOT,
                              .kind = shape_kind(holder->shape, (uint32_t)slot),
                              .slot = (uint32_t)slot,
                              .holder = holder };
    *st = slot_get(f, n, target, &ref, out);
    return true;
}

enum status member_read(struct frame *f, const struct node *n, struct value target,
                        struct value name, struct member_cache *cache, struct value *out)
{
    switch (target.kind) {
    case V_OBJECT:
        if (cache && member_cache_holds(cache, target.object)) {
            if (!cache->property) {
                *out = value_ref(target.object->slots[cache->slot]);
                return ST_OK;
            }
            return native_get(f, n, cache->property, target, name, out);
        }
        return object_read(f, n, target, name, cache, out);
    case V_HASH: {
        const struct value *v = hash_get(target.hash, name);
        if (v) {
            *out = value_ref(*v);
            return ST_OK;
        }
        if (name.kind == V_STRING)
            break;
        AUTO_VALUE text = value_to_string(name);
        return not_found(f, n, target, text, out);
    }
    case V_NULL:
        return not_found(f, n, target, name, out);
    case V_TYPE: {
        /* [int].Name; the static members are behind :: */
        break;
    }
    default:
        break;
    }
    const struct type_info *type = value_type_of(target);
    const struct property *p;
    enum status st;
    if ((target.wrap || target.kind == V_ARRAY || target.kind == V_HASH) &&
        added_read(f, n, target, name, out, &st))
        return st;
    if (cache && cache->type == type && cache->property) {
        p = cache->property;
    } else {
        p = type_find_property(type, name.str->data, name.str->len);
        if (p && cache)
            *cache = (struct member_cache){ .type = type, .property = p };
    }
    if (p)
        return native_get(f, n, p, target, name, out);
    if (target.kind == V_ARRAY) {
        const struct type_member *member = type_extension_find(f->session, target, name);
        if (member)
            return extension_read(f, target, member, n, out);
        if (named(name, "PSObject") || named(name, "PSTypeNames"))
            return not_found(f, n, target, name, out);
        return enumerate(f, n, target.array, name, out);
    }
    return not_found(f, n, target, name, out);
}

/* ---- writing ---- */

static enum status cannot_set(struct frame *f, const struct node *n, struct value name)
{
    return fail_invalid(f, n, "PropertyNotFound",
                        "The property '%s' cannot be found on this object. Verify that the "
                        "property exists and can be set.",
                        name.str->data);
}

static enum status native_set(struct frame *f, const struct node *n, const struct property *p,
                              struct value target, struct value name, struct value v)
{
    struct err *err = NULL;
    if (p->alias_of)
        p = type_find_property(value_type_of(target), p->alias_of, strlen(p->alias_of));
    if (!p || !p->set)
        return fail_at(f, n, "System.Management.Automation.SetValueInvocationException",
                       "PropertyAssignmentException", EC_INVALID_OPERATION,
                       "'%s' is a ReadOnly property.", name.str->data);
    if (p->set(target, p, v, &err) < 0) {
        fail_outer(&err, "System.Management.Automation.SetValueInvocationException",
                   "ExceptionWhenSetting", "Exception setting \"%s\": \"%s\"", name.str->data,
                   err->message);
        return fail_err(f, n, &err);
    }
    return ST_OK;
}

static enum status slot_set(struct frame *f, const struct node *n, struct value target,
                            struct value name, const struct member_ref *ref, struct value v)
{
    struct value slot = ref->holder->slots[ref->slot];
    switch (ref->kind) {
    case MEMBER_NOTE:
        value_replace_take(&ref->holder->slots[ref->slot], value_ref(v));
        return ST_OK;
    case MEMBER_ALIAS:
        if (slot.kind == V_ARRAY && slot.array->len)
            slot = slot.array->items[0];
        return slot.kind == V_STRING ? member_write(f, n, target, slot, NULL, value_ref(v))
                                     : cannot_set(f, n, name);
    case MEMBER_SCRIPT_PROPERTY:
        if (slot.kind == V_ARRAY && slot.array->len > 1)
            return script_setter_call(f->session, slot.array->items[1], target, name.str->data, v);
        return fail_at(f, n, "System.Management.Automation.SetValueException",
                       "SetWithoutSetterFromAdapter", EC_INVALID_OPERATION,
                       "Set accessor for property \"%s\" is unavailable.", name.str->data);
    case MEMBER_SCRIPT_METHOD:
    case MEMBER_SET:
        break;
    }
    return cannot_set(f, n, name);
}

/* Any value but a hashtable, whose keys are set. */
static enum status value_write(struct frame *f, const struct node *n, struct value target,
                               struct value name, const struct member_ref *found, struct value v)
{
    struct member_ref ref = *found;
    if (ref.found == FOUND_ADAPTED) {
        struct err *err = NULL;
        if (value_type_of(target)->adapter->set(target, name.str->data, name.str->len, v, &err) < 0)
            return fail_err(f, n, &err);
        return ST_OK;
    }
    if (ref.found == FOUND_NATIVE)
        return native_set(f, n, ref.property, target, name, v);
    if (ref.found == FOUND_SLOT)
        return slot_set(f, n, target, name, &ref, v);
    enum status set = ST_OK;
    if (extension_write(f, n, target, name, v, &set))
        return set;
    return cannot_set(f, n, name);
}

static enum status write_own(struct frame *f, const struct node *n, struct value target,
                             struct value name, struct member_cache *cache, struct value v)
{
    AUTO_VALUE owned = v;
    if (v.kind == V_NULL)
        owned.aux = 0;
    switch (target.kind) {
    case V_OBJECT: {
        struct object *o = target.object;
        if (cache && !cache->property && member_cache_holds(cache, o)) {
            value_replace_take(&o->slots[cache->slot], value_ref(owned));
            cycles_stored(target, owned);
            return ST_OK;
        }
        struct member_ref ref = member_find(target, name.str->data, name.str->len);
        if (cache && ref.found == FOUND_SLOT && ref.kind == MEMBER_NOTE)
            member_cache_put(cache, o, NULL, ref.slot);
        enum status st = value_write(f, n, target, name, &ref, owned);
        cycles_stored(target, owned);
        return st;
    }
    case V_HASH:
        if (name.kind == V_STRING && script_class_is(value_type_of(target)) &&
            type_find_property(value_type_of(target), name.str->data, name.str->len))
            break;
        return index_write(f, n, target, name, value_ref(owned));
    case V_NULL:
        return cannot_set(f, n, name);
    default:
        break;
    }
    struct member_ref ref = member_find(target, name.str->data, name.str->len);
    return value_write(f, n, target, name, &ref, owned);
}

enum status member_write(struct frame *f, const struct node *n, struct value target,
                         struct value name, struct member_cache *cache, struct value v)
{
    if (!__builtin_expect(target.kind == V_OBJECT && target.object->shared, 0))
        return write_own(f, n, target, name, cache, v);
    AUTO_VALUE owned = v;
    enum status st = sharing_enter(f->session);
    if (st != ST_OK)
        return st;
    st = write_own(f, n, target, name, NULL, value_ref(owned));
    if (st == ST_OK)
        sharing_set_member(f->session, target, name, owned);
    sharing_leave(f->session);
    return st;
}

/* ---- nodes ---- */

struct node_member {
    struct node node;
    struct node *target;
    struct node *name;     /* evaluated when it is no constant */
    struct value constant; /* string */
    struct member_cache cache;
    bool null_conditional;
    bool based; /* X.psbase.name: keys of a hashtable do not count */
};

enum status node_member_name(struct frame *f, const struct node *name, struct value target,
                             struct value *out)
{
    struct value v;
    enum status st = node_operand(f, name, &v);
    if (st != ST_OK)
        return st;
    if (v.kind == V_STRING || (target.kind == V_HASH && v.kind != V_NULL)) {
        *out = v;
        return ST_OK;
    }
    *out = value_to_string(v);
    value_unref(v);
    return ST_OK;
}

static enum status eval_member(struct frame *f, const struct node *n, struct value *out)
{
    struct node_member *nm = (struct node_member *)(uintptr_t)n;
    struct value target;
    enum status st = node_operand(f, nm->target, &target);
    if (st != ST_OK)
        return st;
    if (target.kind == V_OBJECT && !nm->cache.property &&
        member_cache_holds(&nm->cache, target.object)) {
        *out = value_ref(target.object->slots[nm->cache.slot]);
        value_unref(target);
        return ST_OK;
    }
    if (nm->null_conditional && target.kind == V_NULL) {
        *out = value_null();
        return ST_OK;
    }
    const struct property *own =
        nm->based && target.kind == V_HASH && !nm->name
            ? type_find_property(value_type_of(target), nm->constant.str->data,
                                 nm->constant.str->len)
            : NULL;
    if (own) {
        struct err *err = NULL;
        if (own->get(target, own, out, &err) < 0)
            st = getter_failed(f, &err, out);
    } else if (nm->name) {
        AUTO_VALUE name = value_null();
        st = node_member_name(f, nm->name, target, &name);
        if (st == ST_OK)
            st = member_read(f, n, target, name, NULL, out);
    } else {
        st = member_read(f, n, target, nm->constant, &nm->cache, out);
    }
    value_unref(target);
    return st;
}

static enum status eval_static(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_member *nm = (const struct node_member *)n;
    AUTO_VALUE target = value_null(), name = value_null();
    enum status st = node_operand(f, nm->target, &target);
    if (st != ST_OK)
        return st;
    if (!nm->name)
        name = value_ref(nm->constant);
    else if ((st = node_member_name(f, nm->name, value_null(), &name)) != ST_OK)
        return st;
    if (target.kind == V_STRING) {
        const struct type_info *type =
            session_find_type_using(f->session, target.str->data, target.str->len);
        if (type)
            return static_read(f, n, type, name, out);
    }
    if (target.kind != V_TYPE)
        return static_read(f, n, value_type_of(target), name, out);
    return static_read(f, n, target.type, name, out);
}

static bool is_psbase(const struct ast_node *a)
{
    const struct ast_member *m = (const void *)a;
    const struct ast_string *name = (const void *)(a->kind == AST_MEMBER ? m->name : NULL);
    return name && !m->is_static && name->node.kind == AST_STRING &&
           text_caseeqn(name->value.s, name->value.len, "psbase", 6);
}

struct node *compile_member(struct compiler *c, const struct ast_member *a)
{
    struct node_member *n =
        compile_node(c, sizeof(*n), &a->node, a->is_static ? eval_static : eval_member);
    n->based = !a->is_static && is_psbase(a->target);
    n->target = compile(c, n->based ? ((const struct ast_member *)a->target)->target : a->target);
    n->null_conditional = a->null_conditional;
    if (a->name->kind == AST_STRING) {
        const struct ast_string *name = (const void *)a->name;
        n->constant = code_keep(c->code, value_string_len(name->value.s, name->value.len));
    } else {
        n->name = compile(c, a->name);
    }
    return &n->node;
}

enum status static_read(struct frame *f, const struct node *n, const struct type_info *type,
                        struct value name, struct value *out)
{
    struct err *err = NULL;
    const struct property *p = type_find_static_property(type, name.str->data, name.str->len);
    if (p) {
        enum status st = class_statics_for(f, p);
        if (st != ST_OK)
            return st;
        AUTO_VALUE self = static_receiver(f->session, type);
        if (p->get(self, p, out, &err) < 0)
            return getter_failed(f, &err, out);
        return ST_OK;
    }
    if (type->enum_info) {
        for (size_t i = 0; i < type->enum_info->nmembers; i++) {
            const struct enum_member *m = &type->enum_info->members[i];
            if (text_caseeqn(m->name, strlen(m->name), name.str->data, name.str->len)) {
                *out = value_enum(type->enum_info, m->value);
                return ST_OK;
            }
        }
    }
    if (script_class_has_method(type, name.str->data, name.str->len, true)) {
        *out = psobject_class_method(f->session, value_type(type), name);
        return ST_OK;
    }
    const struct method *method = type_find_static_method(type, name.str->data, name.str->len);
    if (method) {
        *out = psobject_method(f->session, value_type(type), method);
        member_info_of(*out)->is_static = true;
        return ST_OK;
    }
    if (scope_strict(f->scope) >= 2)
        return fail_at(f, n, "System.Management.Automation.PropertyNotFoundException",
                       "PropertyNotFoundStrict", EC_NOT_SPECIFIED,
                       "The property '%s' cannot be found on this object. Verify that the "
                       "property exists.",
                       name.str->data);
    *out = value_null();
    return ST_OK;
}

enum status static_write(struct frame *f, const struct node *n, const struct type_info *type,
                         struct value name, struct value v)
{
    AUTO_VALUE owned = v;
    struct err *err = NULL;
    const struct property *p = type_find_static_property(type, name.str->data, name.str->len);
    if (!p)
        return fail_invalid(f, n, "PropertyAssignmentException",
                            "The property '%s' cannot be found on this object. Verify that the "
                            "property exists and can be set.",
                            name.str->data);
    if (!p->set)
        return fail_at(f, n, "System.Management.Automation.SetValueInvocationException",
                       "PropertyAssignmentException", EC_INVALID_OPERATION,
                       "'%s' is a ReadOnly property.", name.str->data);
    enum status st = class_statics_for(f, p);
    if (st != ST_OK)
        return st;
    AUTO_VALUE self = static_receiver(f->session, type);
    if (p->set(self, p, owned, &err) < 0) {
        fail_outer(&err, "System.Management.Automation.SetValueInvocationException",
                   "ExceptionWhenSetting", "Exception setting \"%s\": \"%s\"", name.str->data,
                   err->message);
        return fail_err(f, n, &err);
    }
    return ST_OK;
}
