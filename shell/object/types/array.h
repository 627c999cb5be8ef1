/* What the types of arrays and of lists share. */
#ifndef HVSH_OBJECT_TYPES_ARRAY_H
#define HVSH_OBJECT_TYPES_ARRAY_H

#include "shell/object/members.h"

/* May the list grow and shrink? -1 with a NotSupportedException. */
int array_may_change(struct value self, struct err **err);
/* An item as the array's element type; *out owned. */
int array_to_element(struct value self, struct value v, struct value *out, struct err **err);
/* An argument that is an index below limit. */
int array_index_arg(struct value self, struct value v, size_t limit, size_t *out, struct err **err);
/* Two arguments, index and count, that lie within the array. */
int array_range_args(struct value self, const struct value *args, size_t *from, size_t *count,
                     struct err **err);
/* The first index in [from, to) of an equal item, or -1. */
int64_t array_find(struct value self, struct value v, size_t from, size_t to);
/* The argument as an element, for look-ups: what does not convert is not in it. Owned. */
struct value array_wanted(struct value self, struct value v);
/* The items [from, from + count) go back to their default. */
int array_reset_items(struct array *a, size_t from, size_t count, struct err **err);

/* ---- getters and methods ---- */
SHARED_GETTER(array_count);
SHARED_GETTER(array_flag);
SHARED_CALL(array_contains);
SHARED_CALL(array_index_of);
SHARED_CALL(array_last_index_of);
SHARED_CALL(array_clone);
SHARED_CALL(array_copy_to);
SHARED_CALL(array_get);
SHARED_CALL(array_set);
SHARED_CALL(array_equals);
SHARED_CALL(list_add);
SHARED_CALL(list_remove);
SHARED_CALL(list_remove_at);
SHARED_CALL(list_insert);
SHARED_CALL(list_clear);
SHARED_CALL(list_reverse);
SHARED_CALL(list_sort);
SHARED_CALL(list_binary_search);
SHARED_CALL(list_as_read_only);
SHARED_CALL(list_find);
SHARED_CALL(list_find_last);
SHARED_CALL(list_find_all);
SHARED_CALL(list_find_index);
SHARED_CALL(list_find_last_index);
SHARED_CALL(list_exists);
SHARED_CALL(list_true_for_all);
SHARED_CALL(list_remove_all);
SHARED_CALL(list_convert_all);
SHARED_CALL(list_each);

#endif
