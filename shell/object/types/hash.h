/* Dictionary entries and the key and value types of Dictionary[K,V]. */
#ifndef HVSH_OBJECT_TYPES_HASH_H
#define HVSH_OBJECT_TYPES_HASH_H

#include "shell/object/members.h"

extern const struct type_info type_dictionary_entry, type_string_comparer, type_sorted_list_of,
    type_sorted_dictionary, type_concurrent_dictionary, type_ordered_hashtable,
    type_bound_parameters;
extern const struct method hash_statics[1];

/* What GetEnumerator() of a hashtable gives one of. Owned. */
struct value dictionary_entry(struct value key, struct value v);
/* All entries as DictionaryEntry objects; owned. */
struct value hash_entries(struct hash *h);
/* Are they KeyValuePairs (of a generic dictionary), not DictionaryEntrys? */
bool hash_gives_pairs(const struct hash *h);
/* NULL: any (also for types that are no Dictionary). */
const struct type_info *dictionary_key_type(const struct type_info *type);
const struct type_info *dictionary_value_type(const struct type_info *type);
/* A key and a value as the table has them: Dictionary[K,V] converts to its types, others keep what
 * they get. *out is owned. */
int hash_key_for(struct value table, struct value v, struct value *out, struct err **err);
int hash_value_for(struct value table, struct value v, struct value *out, struct err **err);
/* Takes v. A sorted table keeps its keys in order. */
int hash_put_take(struct hash *h, struct value key, struct value v, struct err **err);
SHARED_CALL(concurrent_try_remove);
SHARED_CALL(concurrent_get_or_add);
SHARED_CALL(concurrent_add_or_update);
SHARED_CALL(concurrent_try_update);
bool string_comparer_ignores_case(struct value v);
struct value string_comparer(bool ignore_case); /* an ordinal one; owned */
/* As the comparer (which self is) orders texts, and other values as usual. */
int string_comparer_compare(struct value self, struct value a, struct value b, int *out,
                            struct err **err);

#endif
