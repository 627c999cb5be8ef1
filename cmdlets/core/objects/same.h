/* When two pipeline objects count as the same: numbers and texts by value,
 * objects property by property. Used by -Unique, Get-Unique, Compare-Object. */
#ifndef HVSH_CMDLETS_CORE_SAME_H
#define HVSH_CMDLETS_CORE_SAME_H

#include "shell/base/vec.h"
#include "shell/object/value.h"

/* Equal values of one kind, numbers or others, hash alike. */
uint32_t values_hash(struct value v, bool case_sensitive);
bool values_same(struct value a, struct value b, bool case_sensitive);

/* A set of values by values_same. */
struct value_set {
    bool case_sensitive;
    struct value *slots; /* open addressing; owned */
    uint32_t *hashes;
    size_t size, count;
};
void value_set_init(struct value_set *s, bool case_sensitive);
/* False when an equal value is in it already. */
bool value_set_add(struct value_set *s, struct value v);
void value_set_release(struct value_set *s);

#endif
