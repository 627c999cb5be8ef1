/* $x.PSObject: Properties, Methods, TypeNames and the rest of any value. */
#ifndef HVSH_RUNTIME_PSOBJECT_H
#define HVSH_RUNTIME_PSOBJECT_H

#include "shell/object/object.h"

struct array;
struct session;

/* Owned. */
struct value psobject_new(struct session *s, struct value of);
/* The value's members as PSMemberInfo objects are appended to list: those that scripts added, those
 * of its types' data, then the native ones. */
enum psmembers { PSMEMBERS_PROPERTIES, PSMEMBERS_METHODS, PSMEMBERS_ALL };
void psobject_members(struct session *s, struct value of, enum psmembers which, struct array *list);
/* PSTypeNames: names added by script, then the types from the nearest on. Owned. */
struct value psobject_type_names(struct value of);
/* The PSMethod of a native method that is named without being called. Owned. */
struct value psobject_method(struct session *s, struct value of, const struct method *m);
/* The methods of this name of a script class, static ones when of is the type; owned. */
struct value psobject_class_method(struct session *s, struct value of, struct value name);
/* The same of a script method that was added to the value. Owned. */
struct value psobject_script_method(struct session *s, struct value of,
                                    const struct member_ref *ref);
#endif
