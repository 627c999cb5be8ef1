/* Stable sorting of values by value_compare(). */
#ifndef HVSH_OBJECT_SORTING_H
#define HVSH_OBJECT_SORTING_H

#include "shell/object/value.h"

/* In place; ignore_case for texts. -1: two of them do not compare. */
int values_sort(struct value *items, size_t n, bool ignore_case, struct err **err);
/* Sorts keys and moves others along. */
int values_sort_with(struct value *keys, struct value *others, size_t n, struct err **err);

#endif
