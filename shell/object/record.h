/* Types made of named values: the payload is an array of them, property->data the index. */
#ifndef HVSH_OBJECT_RECORD_H
#define HVSH_OBJECT_RECORD_H

#include "shell/object/object.h"

int record_get(struct value self, const struct property *p, struct value *out, struct err **err);
void record_destroy(struct object *o);
#define RECORD_FIELD(name_, type_, index_)                                         \
    {                                                                              \
        .name = (name_), .type_name = (type_), .get = record_get, .data = (index_) \
    }
#define RECORD_ALIAS(name_, target_)           \
    {                                          \
        .name = (name_), .alias_of = (target_) \
    }
/* A new object of a record type; field(o, i) is its i-th value. */
static inline struct value *record_field(struct object *o, size_t i)
{
    return (struct value *)object_payload(o) + i;
}

#endif
