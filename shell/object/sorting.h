/* Stable sorting of values, by value_compare_to() or another order. */
#ifndef HVSH_OBJECT_SORTING_H
#define HVSH_OBJECT_SORTING_H

#include "shell/object/value.h"

/* In place. -1: two of them do not compare. */
int values_sort(struct value *items, size_t n, struct err **err);
/* Sorts keys and moves others along. */
int values_sort_with(struct value *keys, struct value *others, size_t n, struct err **err);
/* *out <0, 0, >0 as a comes before, with or behind b; -1 with *err ends the sorting. */
typedef int (*value_order_fn)(void *data, struct value a, struct value b, int *out,
                              struct err **err);
int values_sort_by(struct value *items, size_t n, value_order_fn by, void *data, struct err **err);

#endif
