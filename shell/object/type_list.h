/* Every built-in type that has a name of its own. */
#ifndef HVSH_OBJECT_TYPE_LIST_H
#define HVSH_OBJECT_TYPE_LIST_H

#include "shell/object/type_info.h"

extern const struct type_info *const builtin_types[];
extern const size_t builtin_type_count;

#endif
