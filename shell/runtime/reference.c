#include "shell/runtime/reference.h"

#include "shell/runtime/frame.h"

struct reference {
    struct reference *next, **link; /* among those of the scope; link NULL: detached */
    struct session *session;
    struct variable *var;
    struct value value;
};

static int value_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)p;
    (void)err;
    const struct reference *r = object_payload(self.object);
    if (!r->var)
        *out = value_ref(r->value);
    else if (!variable_read(r->session, r->var, out))
        *out = value_null();
    return 0;
}

static int value_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    (void)p;
    struct reference *r = object_payload(self.object);
    if (r->var)
        return variable_set_take(r->session, r->var, value_ref(v), err);
    value_replace_take(&r->value, value_ref(v));
    return 0;
}

static const struct property reference_props[] = {
    { .name = "Value", .type_name = "System.Object", .get = value_get, .set = value_set },
};

static void reference_destroy(struct object *o)
{
    struct reference *r = object_payload(o);
    if (r->link) {
        *r->link = r->next;
        if (r->next)
            r->next->link = r->link;
    }
    value_unref(r->value);
}

const struct type_info type_reference = {
    .name = "System.Management.Automation.PSReference",
    .accelerator = "ref",
    .base = &type_object,
    .props = reference_props,
    .nprops = ARRAY_SIZE(reference_props),
    .payload_size = sizeof(struct reference),
    .destroy = reference_destroy,
};

struct value reference_new(struct session *s, struct scope *scope, struct variable *var,
                           struct value v)
{
    struct object *o = object_new(&type_reference);
    struct reference *r = object_payload(o);
    r->session = s;
    r->value = v;
    if (var) {
        r->var = var;
        r->next = scope->references;
        r->link = &scope->references;
        if (r->next)
            r->next->link = &r->next;
        scope->references = r;
    }
    return value_of_object(o);
}

struct variable *reference_variable(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_reference
               ? ((const struct reference *)object_payload(v.object))->var
               : NULL;
}

void references_detach(struct scope *scope)
{
    for (struct reference *r = scope->references, *next; r; r = next) {
        next = r->next;
        r->value = value_ref(r->var->value);
        r->var = NULL;
        r->next = NULL;
        r->link = NULL;
    }
    scope->references = NULL;
}
