/* [ref]$x: an object whose Value is the variable. When the variable's scope
 * ends, the object keeps the last value. */
#ifndef HVSH_RUNTIME_REFERENCE_H
#define HVSH_RUNTIME_REFERENCE_H

#include "shell/runtime/scope.h"

extern const struct type_info type_reference;

/* A reference to var of scope; var NULL: to a value of its own, which is taken. Owned. */
struct value reference_new(struct session *s, struct scope *scope, struct variable *var,
                           struct value v);
/* The variable that v refers to; NULL: none any more, or v is no reference. Borrowed. */
struct variable *reference_variable(struct value v);
/* The scope ends. */
void references_detach(struct scope *scope);

#endif
