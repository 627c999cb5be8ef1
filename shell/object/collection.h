/* What the tables of collection types share: arguments that are collections, callables and
 * comparers (for files types_*.c only); enumerators. */
#ifndef HVSH_OBJECT_COLLECTION_H
#define HVSH_OBJECT_COLLECTION_H

#include "shell/object/type_info.h"

/* The items of a collection argument (a scalar is a run of one; a string its characters only
 * when element is [char]); the array is owned. -1: $null, which has no items. */
int arg_items(struct value v, const char *parameter, struct value *out, struct err **err);
/* v as the element type of a collection; NULL: as it is. *out is owned. */
int to_item(const struct type_info *element, struct value v, struct value *out, struct err **err);
/* Calls a script block or delegate. *out is owned. -1: it failed, or cannot be called. */
int value_call(struct value callable, const struct value *args, size_t n, struct value *out,
               struct err **err);
/* The truth of what it answers. */
int value_test(struct value callable, struct value arg, bool *out, struct err **err);
bool value_is_callable(struct value v);
/* By a comparer (a StringComparer, script block or object with Compare), else by value. */
int compare_with(struct value comparer, struct value a, struct value b, int *out, struct err **err);
/* Stable. */
int sort_with(struct value comparer, struct value *items, size_t n, struct err **err);
/* An enumerator over a snapshot of the items; owned. */
struct value enumerator_of_items(const struct value *items, size_t n);
/* The same over an array that it takes. */
struct value enumerator_take(struct array *items);
/* Over a table's entries as objects: with Key, Value and Entry. Takes entries. */
struct value enumerator_of_entries_take(struct array *entries, struct hash *of);

#endif
