#include "shell/runtime/class/collection.h"

#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/wrap.h"
#include "shell/runtime/class/script_class.h"

static int make(const struct type_info *base, const struct value *args, size_t n, struct value *out,
                struct err **err)
{
    const struct method *m = type_find_static_method(base, "new", 3);
    *out = value_null();
    if (!m || n < (size_t)m->min_args || (m->max_args >= 0 && n > (size_t)m->max_args)) {
        err_set(err, ERR_INVALID_STATE,
                "Cannot find an overload for \"new\" and the argument count: \"%zu\".", n);
        return err_type(err, "System.Management.Automation.MethodException",
                        "MethodCountCouldNotFindBest");
    }
    return m->call(value_type(base), args, n, out, err);
}

bool class_collection_is(const struct type_info *base)
{
    AUTO_VALUE sample = value_null();
    AUTO_ERR *err = NULL;
    const struct method *m = type_find_static_method(base, "new", 3);
    if (base->is_value_type || base == &type_string || !m || m->min_args > 0)
        return false;
    return make(base, NULL, 0, &sample, &err) == 0 &&
           (sample.kind == V_ARRAY || sample.kind == V_HASH);
}

const struct type_info *class_native_base(const struct type_info *type)
{
    while (script_class_is(type))
        type = type->base;
    return type;
}

int class_collection_new(const struct type_info *type, struct value *out, struct err **err)
{
    if (make(class_native_base(type), NULL, 0, out, err) < 0)
        return -1;
    struct object *fields = object_new(type);
    if (out->kind == V_ARRAY) {
        out->array->type = type;
        array_extra(out->array)->members = fields;
    } else {
        out->hash->type = type;
        out->hash->members = fields;
    }
    return 0;
}

int class_collection_construct(struct value self, const struct value *args, size_t n,
                               struct err **err)
{
    AUTO_VALUE made = value_null();
    if (make(class_native_base(value_type_of(self)), args, n, &made, err) < 0)
        return -1;
    if (made.kind == V_ARRAY && self.kind == V_ARRAY) {
        for (size_t i = 0; i < made.array->len; i++)
            array_push(self.array, made.array->items[i]);
    } else if (made.kind == V_HASH && self.kind == V_HASH) {
        struct hash_entry *e;
        self.hash->flags = made.hash->flags;
        for (size_t i = 0; (e = hash_next(made.hash, &i));)
            hash_set_take(self.hash, e->key, value_ref(e->value));
    }
    return 0;
}

struct object *class_fields_of(struct value self)
{
    struct object *o = value_members(self);
    return o && script_class_is(o->type) ? o : NULL;
}
