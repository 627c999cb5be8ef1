/* What the files of System.Linq.Enumerable's members share. Sequences are made whole, as arrays:
 * what a query reads is what its source has when it is asked. */
#ifndef HVSH_OBJECT_TYPES_LINQ_H
#define HVSH_OBJECT_TYPES_LINQ_H

#include "shell/object/members.h"

enum { LINQ_CHECK_EACH = 1024 }; /* items between two looks for Ctrl-C */

/* The first argument's items; *out is an owned array. */
int linq_source(const struct value *args, struct value *out, struct err **err);
/* An array without items of this element type; NULL: of objects. Owned. */
struct value linq_made(const struct type_info *element);
/* The same of the type that of, a sequence, has. */
struct value linq_like(struct value of);
/* What the function makes of the item at index i: a delegate of two arguments gets the index too.
 * $null as function: the item itself. *out is owned. */
int linq_apply(struct value fn, struct value item, size_t i, struct value *out, struct err **err);
/* Its truth. */
int linq_test(struct value fn, struct value item, size_t i, bool *out, struct err **err);
int linq_no_elements(struct err **err);
/* default(T) of the sequence's items; owned. */
struct value linq_default(struct value of);

SHARED_CALL(linq_group_by);
SHARED_CALL(linq_to_lookup);
SHARED_CALL(linq_to_dictionary);
SHARED_CALL(linq_to_hash_set);
SHARED_CALL(linq_join);
SHARED_CALL(linq_left_join);
SHARED_CALL(linq_right_join);
SHARED_CALL(linq_group_join);
SHARED_CALL(linq_count_by);
SHARED_CALL(linq_aggregate_by);
SHARED_CALL(linq_distinct);
SHARED_CALL(linq_distinct_by);
SHARED_CALL(linq_union);
SHARED_CALL(linq_union_by);
SHARED_CALL(linq_intersect);
SHARED_CALL(linq_intersect_by);
SHARED_CALL(linq_except);
SHARED_CALL(linq_except_by);

SHARED_CALL(linq_order);
SHARED_CALL(linq_order_descending);
SHARED_CALL(linq_order_by);
SHARED_CALL(linq_order_by_descending);
SHARED_CALL(linq_then_by);
SHARED_CALL(linq_then_by_descending);
SHARED_CALL(linq_min_by);
SHARED_CALL(linq_max_by);

SHARED_CALL(linq_zip);
SHARED_CALL(linq_chunk);
SHARED_CALL(linq_select_many);
SHARED_CALL(linq_take_while);
SHARED_CALL(linq_skip_while);
SHARED_CALL(linq_take_last);
SHARED_CALL(linq_skip_last);
SHARED_CALL(linq_append);
SHARED_CALL(linq_prepend);
SHARED_CALL(linq_default_if_empty);
SHARED_CALL(linq_index);

#endif
