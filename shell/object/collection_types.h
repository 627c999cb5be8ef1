/* The collection types besides arrays, lists and dictionaries, and members that they share.
 * All hold their items as an array does, in the order in which they are enumerated. */
#ifndef HVSH_OBJECT_COLLECTION_TYPES_H
#define HVSH_OBJECT_COLLECTION_TYPES_H

#include "shell/object/type_info.h"

extern const struct type_info type_hash_set, type_sorted_set, type_queue, type_queue_of, type_stack,
    type_stack_of, type_linked_list, type_linked_list_node, type_concurrent_queue,
    type_concurrent_stack, type_concurrent_bag, type_collection_of, type_observable_collection,
    type_read_only_collection, type_string_collection, type_priority_queue, type_comparer_of_values,
    type_lazy, type_equality_comparer_of_values, type_data_collection;

int collection_count(struct value self, const struct property *p, struct value *out,
                     struct err **err);
int collection_null(struct value self, const struct property *p, struct value *out,
                    struct err **err);
int collection_copy_to(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err);
int collection_enumerator(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err);
int collection_to_array(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err);
int collection_contains(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err);
int collection_clear(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err);
int collection_remove(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err);

#endif
