/* Types of .NET and PowerShell whose members need the session: the console, conversions as the
 * language makes them, making objects of types by name. */
#ifndef HVSH_RUNTIME_RUNTIME_TYPES_H
#define HVSH_RUNTIME_RUNTIME_TYPES_H

#include "shell/object/type_info.h"

extern const struct type_info type_console, type_text_writer, type_text_reader, type_activator,
    type_language_primitives, type_command_types;

/* By full name (System. and System.Management.Automation. may be left out); NULL: none of them. */
const struct type_info *runtime_type_find(const char *name, size_t len);
/* One after the other, from 0; NULL: no more. */
const struct type_info *runtime_type_at(size_t i);

#endif
