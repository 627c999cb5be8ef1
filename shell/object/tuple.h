/* Tuple, ValueTuple and KeyValuePair: a few values of types of their own. */
#ifndef HVSH_OBJECT_TUPLE_H
#define HVSH_OBJECT_TUPLE_H

#include "shell/object/type_info.h"

/* id, full name, number of items */
/* clang-format off */
#define TUPLE_TYPES(X)                         \
    X(tuple_1, "System.Tuple`1", 1)            \
    X(tuple_2, "System.Tuple`2", 2)            \
    X(tuple_3, "System.Tuple`3", 3)            \
    X(tuple_4, "System.Tuple`4", 4)            \
    X(tuple_5, "System.Tuple`5", 5)            \
    X(tuple_6, "System.Tuple`6", 6)            \
    X(tuple_7, "System.Tuple`7", 7)            \
    X(tuple_8, "System.Tuple`8", 8)            \
    X(value_tuple_1, "System.ValueTuple`1", 1) \
    X(value_tuple_2, "System.ValueTuple`2", 2) \
    X(value_tuple_3, "System.ValueTuple`3", 3) \
    X(value_tuple_4, "System.ValueTuple`4", 4) \
    X(value_tuple_5, "System.ValueTuple`5", 5) \
    X(value_tuple_6, "System.ValueTuple`6", 6) \
    X(value_tuple_7, "System.ValueTuple`7", 7) \
    X(value_tuple_8, "System.ValueTuple`8", 8) \
    X(key_value_pair, "System.Collections.Generic.KeyValuePair`2", 2)
/* clang-format on */

#define TUPLE_DECLARE(id, name, n) extern const struct type_info type_##id;
TUPLE_TYPES(TUPLE_DECLARE)
#undef TUPLE_DECLARE

struct type_cache;

/* A pair as a generic dictionary gives them when it is enumerated. Owned. */
struct value key_value_pair(struct value key, struct value v);
/* Tuple.Create() of two. Owned. */
struct value tuple_pair(struct value a, struct value b);
/* A ValueTuple of two; owned. */
struct value value_tuple_pair(struct value a, struct value b);
/* Of two or three; owned. */
struct value value_tuple_of(const struct value *items, size_t n);
/* The items of a Tuple or ValueTuple as an array, or $null: v is none. Owned. */
struct value tuple_items(struct value v);
/* What Tuple.Create() made has an open type: closes it over the types of its items. */
void tuple_close(struct type_cache *cache, struct value v);

#endif
