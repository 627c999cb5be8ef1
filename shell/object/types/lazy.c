/* Lazy[T]: a value that is made when it is first asked for. */
#include "shell/object/collection.h"
#include "shell/object/collection_types.h"
#include "shell/object/members.h"

struct lazy {
    struct value factory, value;
    bool made;
};

static struct lazy *lazy_of(struct value v)
{
    return object_payload(v.object);
}

static void lazy_destroy(struct object *o)
{
    struct lazy *l = object_payload(o);
    value_unref(l->factory);
    value_unref(l->value);
}

static const struct type_info *made_type(struct value self)
{
    return type_argument(value_type_of(self), 0);
}

GETTER(lazy_value)
{
    (void)p;
    struct lazy *l = lazy_of(self);
    if (!l->made) {
        const struct type_info *type = made_type(self);
        AUTO_VALUE v = value_null();
        if (l->factory.kind == V_NULL)
            v = type ? value_initial(type) : value_null();
        else if (value_call(l->factory, NULL, 0, &v, err) < 0)
            return -1;
        if (to_item(type == &type_object ? NULL : type, v, &l->value, err) < 0)
            return -1;
        l->made = true;
    }
    *out = value_ref(l->value);
    return 0;
}

GETTER(lazy_made)
{
    UNUSED_GETTER();
    *out = value_bool(lazy_of(self)->made);
    return 0;
}

/* new(), new(factory), new(factory, isThreadSafe), new(value) */
CALL(lazy_new)
{
    struct object *o = object_new(self.type);
    struct lazy *l = object_payload(o);
    AUTO_VALUE made = value_of_object(o);
    if (n && value_is_callable(args[0])) {
        l->factory = value_ref(args[0]);
    } else if (n && args[0].kind != V_BOOL) {
        const struct type_info *type = made_type(made);
        if (to_item(type == &type_object ? NULL : type, args[0], &l->value, err) < 0)
            return -1;
        l->made = true;
    }
    *out = STEAL_VALUE(made);
    return 0;
}

static int lazy_text(struct value self, struct strbuf *out)
{
    const struct lazy *l = lazy_of(self);
    if (l->made)
        value_method_string(l->value, out);
    else
        strbuf_adds(out, "Value is not created.");
    return 0;
}

static const struct property lazy_props[] = {
    PROPERTY("IsValueCreated", "bool", lazy_made),
    PROPERTY("Value", "System.Object", lazy_value),
};
static const struct method lazy_statics[] = { METHOD("new", 0, 2, lazy_new, NULL) };
const struct type_info type_lazy = { .name = "System.Lazy`1",
                                     .base = &type_object,
                                     .arity = 1,
                                     PROPS(lazy_props),
                                     STATICS(lazy_statics),
                                     .payload_size = sizeof(struct lazy),
                                     .destroy = lazy_destroy,
                                     .to_string = lazy_text };
