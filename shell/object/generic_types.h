/* The open generic types (List`1, Dictionary`2 …): what closed ones are made of by name. */
#ifndef HVSH_OBJECT_GENERIC_TYPES_H
#define HVSH_OBJECT_GENERIC_TYPES_H

#include "shell/object/type_info.h"

enum { GENERIC_MAX_ARITY = 17 }; /* Func`17 */

extern const struct type_info *const generic_types[];
extern const size_t generic_type_count;

#endif
