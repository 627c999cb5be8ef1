/* What a module tells of its classes. */
#ifndef HVSH_RUNTIME_MODULE_TYPES_H
#define HVSH_RUNTIME_MODULE_TYPES_H

#include "shell/object/members.h"

/* GetExportedTypeDefinitions(): their definitions by name. */
SHARED_CALL(module_type_definitions);
/* The assembly of a loaded module's classes; $null without any. Owned. */
int module_implementing_assembly(struct value self, struct value *out, struct err **err);

#endif
