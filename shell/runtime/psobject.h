/* $x.PSObject: Properties, Methods, TypeNames and the rest of any value. */
#ifndef HVSH_RUNTIME_PSOBJECT_H
#define HVSH_RUNTIME_PSOBJECT_H

#include "shell/object/object.h"

struct session;

/* Owned. */
struct value psobject_new(struct session *s, struct value of);
/* PSTypeNames: names added by script, then the types from the nearest on. Owned. */
struct value psobject_type_names(struct value of);
/* The PSMethod of a native method that is named without being called. Owned. */
struct value psobject_method(struct session *s, struct value of, const struct method *m);
/* psnoteproperty and its like; NULL: none of them. */
const struct type_info *psobject_find_type(const char *name, size_t len);

#endif
