/* The objects that help is made of: custom objects by PowerShell's names for their types. */
#ifndef HVSH_CMDLETS_CORE_HELP_PART_H
#define HVSH_CMDLETS_CORE_HELP_PART_H

#include "shell/object/value.h"

struct session;

/* An empty one; the caller owns it. */
struct object *help_part_new(struct session *s, const char *type);
/* Sets a property; takes v. */
void help_put(struct session *s, struct object *o, const char *name, struct value v);
void help_put_text(struct session *s, struct object *o, const char *name, const char *text);

#endif
