/* PSVariable objects: variables as Get-Variable and the drive variable: show them. */
#ifndef HVSH_CMDLETS_CORE_PS_VARIABLE_H
#define HVSH_CMDLETS_CORE_PS_VARIABLE_H

#include "shell/object/value.h"

struct session;
struct variable;

struct value ps_variable_new(struct session *s, struct variable *var); /* owned */
/* Of the variable that the name means now, computed ones too; owned, or nothing. */
struct value ps_variable_named(struct session *s, const char *name);
/* Its ScopedItemOptions; 0 when it is not there. */
int32_t ps_variable_options(struct session *s, const char *name);
void ps_variable_remove(struct session *s, const char *name);
/* The value in such an object; anything else is itself. Owned. */
struct value ps_variable_value(struct value v);

#endif
