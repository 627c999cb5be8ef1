/* Hashtables and custom objects as objects: [T]@{ Property = value } (LanguagePrimitives,
 * conversion by a constructor without arguments). */
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"

/* "[Name <type>], ...": what can be set. */
static void settable(const struct type_info *type, struct strbuf *out)
{
    for (const struct type_info *t = type; t; t = t->base) {
        for (size_t i = 0; i < t->nprops; i++) {
            const struct property *p = &t->props[i];
            if (!p->set || p->hidden)
                continue;
            const struct type_info *of = type_find(p->type_name, strlen(p->type_name));
            strbuf_addf(out, "%s[%s <%s>]", out->len ? ", " : "", p->name,
                        of ? of->name : p->type_name);
        }
    }
}

static int no_such_property(const struct type_info *type, const char *name, struct err **err)
{
    AUTO_STRBUF known = STRBUF_INIT;
    settable(type, &known);
    return fail_with(err, "System.Management.Automation.PSInvalidCastException",
                     "ObjectCreationError",
                     "Cannot create object of type \"%s\". The property '%s' was not found for the "
                     "'%s' object. %s%s.",
                     type->name, name, type->name,
                     known.len ? "The settable properties are: " : "There is no settable property",
                     known.len ? known.buf : " available");
}

bool object_is_filled(const struct type_info *type)
{
    AUTO_STRBUF known = STRBUF_INIT;
    settable(type, &known);
    return known.len && !type_find_method(type, "Add", 3);
}

bool object_can_fill(const struct type_info *type, const struct hash *from)
{
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(from, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        const struct property *p = type_find_property(type, name.str->data, name.str->len);
        if (!p || !p->set)
            return false;
    }
    return true;
}

int object_fill(struct value o, const struct hash *from, struct err **err)
{
    const struct type_info *type = value_type_of(o);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(from, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        AUTO_ERR *why = NULL;
        const struct property *p = type_find_property(type, name.str->data, name.str->len);
        if (!p || !p->set)
            return no_such_property(type, name.str->data, err);
        if (p->set(o, p, e->value, &why) < 0)
            return fail_with(err, "System.Management.Automation.PSInvalidCastException",
                             "ObjectCreationError", "Cannot create object of type \"%s\". %s",
                             type->name, why ? why->message : "");
    }
    return 0;
}

/* The notes of a custom object as a table; owned. */
static struct value notes_of(const struct object *o)
{
    struct hash *h = hash_new(HASH_ORDERED);
    for (uint32_t i = 0; o->shape && i < o->shape->count; i++) {
        AUTO_VALUE name = value_ref(value_of_str(shape_name(o->shape, i)));
        if (shape_kind(o->shape, i) == MEMBER_NOTE)
            hash_set_take(h, name, value_ref(o->slots[i]));
    }
    return value_of_hash(h);
}

bool value_is_custom(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_pscustomobject;
}

int object_fill_by_custom(struct value o, struct value custom, struct err **err)
{
    const struct type_info *type = value_type_of(o);
    AUTO_VALUE notes = notes_of(custom.object);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(notes.hash, &i));) {
        if (type_find_property(type, e->key.str->data, e->key.str->len))
            continue;
        AUTO_VALUE text = value_to_string(custom);
        fail_with(err, "System.Management.Automation.PSInvalidCastException",
                  "ConvertToFinalInvalidCastException",
                  "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\".", text.str->data,
                  type_pscustomobject.name, type->name);
        return fail_cast(err, custom, type, "InvalidCastConstructorException");
    }
    return object_fill(o, notes.hash, err);
}

struct value value_initial(const struct type_info *type)
{
    struct value v = value_null();
    AUTO_ERR *err = NULL, *other = NULL;
    if (type == &type_string || !type)
        return value_null();
    if (type->enum_info)
        return value_enum(type->enum_info, 0);
    if (!type->is_value_type || value_convert(value_int(0), type, &v, &err) == 0)
        return v;
    const struct method *m = type_find_static_method(type, "new", 3);
    if (m && m->min_args == 0 && m->call(value_type(type), NULL, 0, &v, &other) == 0)
        return v;
    return value_null();
}
