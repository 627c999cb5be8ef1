#include "shell/object/deserialized.h"

#include "shell/object/members.h"

struct bag {
    struct str *text;
};

static struct bag *bag_of(struct value v)
{
    return object_payload(v.object);
}

static int bag_text(struct value self, struct strbuf *out)
{
    strbuf_add(out, bag_of(self)->text->data, bag_of(self)->text->len);
    return 0;
}

static void bag_destroy(struct object *o)
{
    value_unref(value_of_str(bag_of(value_of_object(o))->text));
}

const struct type_info type_deserialized = {
    .name = "System.Management.Automation.PSObject",
    .base = &type_pscustomobject,
    .payload_size = sizeof(struct bag),
    .destroy = bag_destroy,
    .to_string = bag_text,
};

struct value deserialized_new(struct str *text)
{
    struct object *o = object_new(&type_deserialized);

    ((struct bag *)object_payload(o))->text = value_ref(value_of_str(text)).str;
    return value_of_object(o);
}
