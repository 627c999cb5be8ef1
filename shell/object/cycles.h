/* Values that refer to one another, freed though each still has an owner.
 *
 * A cycle can only close where something is stored into a container that exists already, so those
 * containers are suspects; when many have come together, trial deletion (as in Bacon and Rajan,
 * "Concurrent Cycle Collection in Reference Counted Systems", and CPython's gc) counts in all that
 * they reach which references come from within: what nothing outside refers to goes. Arrays,
 * hashtables and the members of objects are looked through; whatever else holds a value counts as
 * outside, and so do the interpreter's own references. Each thread has its own suspects. */
#ifndef HVSH_OBJECT_CYCLES_H
#define HVSH_OBJECT_CYCLES_H

#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/value.h"

/* May v refer to other containers? */
static inline bool cycles_can_hold(struct value v)
{
    return v.kind == V_OBJECT ? v.object->shape != NULL : v.kind >= V_ARRAY;
}

/* The container becomes a suspect; now and then what became unreachable is freed first. */
void cycles_suspect(struct value container);

/* To be called after v was stored into the container, which the caller still holds. */
static inline void cycles_stored(struct value container, struct value v)
{
    if (container.kind >= V_ARRAY && cycles_can_hold(v))
        cycles_suspect(container);
}

/* The content of a cell has been freed. False: the cell is a suspect, and its memory goes with the
 * next collection; else the caller frees it. */
bool cycles_forget(struct value cell);
/* Frees what only refers to itself, among what the suspects reach. */
void cycles_collect(void);
/* The last session of the thread ends: collects, and there are no suspects any more. */
void cycles_end(void);

#endif
