#include "shell/object/record.h"

int record_get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    *out = value_ref(*record_field(self.object, (size_t)p->data));
    return 0;
}

void record_destroy(struct object *o)
{
    for (size_t i = 0; i < o->type->payload_size / sizeof(struct value); i++)
        value_clear(record_field(o, i));
}
