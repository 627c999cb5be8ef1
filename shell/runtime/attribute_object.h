/* How the objects of attributes are made: a row of fields, declared as properties. */
#ifndef HVSH_RUNTIME_ATTRIBUTE_OBJECT_H
#define HVSH_RUNTIME_ATTRIBUTE_OBJECT_H

#include "shell/object/object.h"

#define ATTRIBUTE_FIELDS 10

struct attribute {
    struct value fields[ATTRIBUTE_FIELDS];
};

/* An attribute with all fields $null; owned. */
struct value attribute_new(const struct type_info *type);
struct value *attribute_fields(struct value v);
/* Accessors of the field p->data; a value is converted to p's type. */
int attribute_field_get(struct value self, const struct property *p, struct value *out,
                        struct err **err);
int attribute_field_set(struct value self, const struct property *p, struct value v,
                        struct err **err);
void attribute_destroy(struct object *o);

#define FIELD(name_, type_, index_)                                        \
    {                                                                      \
        .name = (name_), .type_name = (type_), .get = attribute_field_get, \
        .set = attribute_field_set, .data = (index_)                       \
    }
#define FIELD_READ_ONLY(name_, type_, index_)                                               \
    {                                                                                       \
        .name = (name_), .type_name = (type_), .get = attribute_field_get, .data = (index_) \
    }

#endif
