#include "shell/object/generic_types.h"

#include "shell/object/interfaces.h"

/* A value of Nullable[T] is one of T, or $null. */
const struct type_info type_nullable = {
    .name = "System.Nullable`1", .base = &type_object, .arity = 1, .is_value_type = true
};

const struct type_info *const generic_types[] = { &type_list, &type_dictionary, &type_nullable,
#define ENTRY(id, name, n, inherits) &interface_##id,
                                                  GENERIC_INTERFACE_TYPES(ENTRY)
#undef ENTRY
};
const size_t generic_type_count = ARRAY_SIZE(generic_types);
