#include "shell/object/generic_types.h"

#include "shell/object/collection_types.h"
#include "shell/object/delegate.h"
#include "shell/object/interfaces.h"
#include "shell/object/tuple.h"
#include "shell/object/types/hash.h"

/* A value of Nullable[T] is one of T, or $null. */
const struct type_info type_nullable = {
    .name = "System.Nullable`1", .base = &type_object, .arity = 1, .is_value_type = true
};

/* clang-format off */
const struct type_info *const generic_types[] = { &type_list,
                                                  &type_dictionary,
                                                  &type_sorted_dictionary,
                                                  &type_sorted_list_of,
                                                  &type_concurrent_dictionary,
                                                  &type_nullable,
                                                  &type_hash_set,
                                                  &type_sorted_set,
                                                  &type_queue_of,
                                                  &type_stack_of,
                                                  &type_linked_list,
                                                  &type_linked_list_node,
                                                  &type_concurrent_queue,
                                                  &type_concurrent_stack,
                                                  &type_concurrent_bag,
                                                  &type_collection_of,
                                                  &type_observable_collection,
                                                  &type_read_only_collection,
                                                  &type_data_collection,
                                                  &type_priority_queue,
                                                  &type_lazy,
                                                  &type_comparer_of_values,
                                                  &type_equality_comparer_of_values,
#define ENTRY(id, name, n) &type_##id,
                                                  TUPLE_TYPES(ENTRY) GENERIC_DELEGATE_TYPES(ENTRY)
#undef ENTRY
#define ENTRY(id, name, n, inherits) &interface_##id,
                                                      GENERIC_INTERFACE_TYPES(ENTRY)
#undef ENTRY
};
/* clang-format on */
const size_t generic_type_count = ARRAY_SIZE(generic_types);
