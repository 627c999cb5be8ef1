/* Script classes derived from .NET's collections. Their instances are the arrays and hashtables
 * that the base makes, of the class's type; the fields stand in the object that carries a
 * collection's members (wrap.h). */
#ifndef HVSH_RUNTIME_CLASS_COLLECTION_H
#define HVSH_RUNTIME_CLASS_COLLECTION_H

#include "shell/object/object.h"

/* Can a class be derived from this native type? */
bool class_collection_is(const struct type_info *base);
/* The native type that a class is derived from in the end. */
const struct type_info *class_native_base(const struct type_info *type);
/* An instance with empty fields; owned. */
int class_collection_new(const struct type_info *type, struct value *out, struct err **err);
/* What the base's constructor makes of these arguments becomes the content of self. */
int class_collection_construct(struct value self, const struct value *args, size_t n,
                               struct err **err);
/* Where an instance keeps its fields: itself, or what carries a collection's members. NULL: a copy
 * that the base made, which has none. Borrowed. */
struct object *class_fields_of(struct value self);

#endif
