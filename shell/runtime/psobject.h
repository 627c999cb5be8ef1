/* $x.PSObject: Properties, Methods, TypeNames and the rest of any value. */
#ifndef HVSH_RUNTIME_PSOBJECT_H
#define HVSH_RUNTIME_PSOBJECT_H

#include "shell/object/object.h"

struct array;
struct session;

/* Owned. */
struct value psobject_new(struct session *s, struct value of);
/* PSTypeNames: names added by script, then the types from the nearest on. Owned. */
struct value psobject_type_names(struct value of);
/* The PSMethod of a native method that is named without being called. Owned. */
struct value psobject_method(struct session *s, struct value of, const struct method *m);
/* psnoteproperty and its like; NULL: none of them. */
const struct type_info *psobject_find_type(const char *name, size_t len);
extern const struct type_info type_member_info, type_property_set;
/* The name of a PSPropertySet and the names in it; borrowed. NULL: v is none. */
const struct str *property_set_name(struct value v);
const struct array *property_set_names(struct value v);

#endif
