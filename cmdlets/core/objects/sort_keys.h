/* Objects decorated with their sort keys, read once; Sort-Object, Group-Object
 * and Compare-Object order by them. */
#ifndef HVSH_CMDLETS_CORE_SORT_KEYS_H
#define HVSH_CMDLETS_CORE_SORT_KEYS_H

#include "cmdlets/core/core.h"

struct sorter {
    const struct property_specs *specs; /* empty: the object is its own key */
    size_t nkeys;
    bool *descending; /* one per key */
    bool case_sensitive;
    struct value *rows; /* n runs of 1 + nkeys values: the object, then its keys; owned */
    size_t n, cap;
};

void sorter_init(struct sorter *s, const struct property_specs *specs, bool descending,
                 bool case_sensitive);
void sorter_release(struct sorter *s);
/* Reads the keys of v through env. */
void sorter_add(struct sorter *s, const struct format_env *env, struct value v);
/* With its keys read already. */
void sorter_add_row(struct sorter *s, struct value v, const struct value *keys);
/* <0, 0, >0 with each key's direction. */
int sorter_compare(const struct sorter *s, size_t a, size_t b);
/* The rows' numbers in order, equal ones as they came; the caller frees. NULL:
 * interrupted. *distinct: it turned out that no two rows are equal; they may be so otherwise too.
 */
size_t *sorter_order(const struct sorter *s, const struct session *session, bool *distinct);
/* Puts equal rows of a sorted order where .NET's sort, which is not stable, leaves them. */
void sorter_unsettle(const struct sorter *s, size_t *order);
static inline struct value sorter_object(const struct sorter *s, size_t row)
{
    return s->rows[row * (1 + s->nkeys)];
}
/* Moves the row's object out; its keys stay. For sorters with keys of their own, or once no key
 * of the row is asked for any more. */
static inline struct value sorter_take(struct sorter *s, size_t row)
{
    struct value *object = &s->rows[row * (1 + s->nkeys)], v = *object;
    *object = value_null();
    return v;
}
static inline struct value sorter_key(const struct sorter *s, size_t row, size_t key)
{
    return s->nkeys ? s->rows[row * (1 + s->nkeys) + 1 + key] : s->rows[row];
}
/* Reading rows in sorted order jumps about in memory: asks early for what a walk over n
 * rows in `order` will need when it has come from `at` to a little further on. */
static inline void sorter_prefetch(const struct sorter *s, const size_t *order, size_t at, size_t n)
{
    enum { ROWS_AHEAD = 32, OBJECTS_AHEAD = 16 };
    if (at + ROWS_AHEAD >= n)
        return;
    __builtin_prefetch(&s->rows[order[at + ROWS_AHEAD] * (1 + s->nkeys)]);
    struct value soon = sorter_object(s, order[at + OBJECTS_AHEAD]);
    if (soon.kind >= V_FIRST_HEAP)
        __builtin_prefetch(soon.refs);
}
/* PowerShell's order of any two values: $null before all but negative numbers, what cannot be
 * compared by its text. */
int compare_any(struct value a, struct value b, bool case_sensitive);

#endif
