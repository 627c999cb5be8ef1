/* Collections and custom objects that a thread got a copy of and changes as if it were the
 * original: what differs at the end is told to the other side. Two lists of the same collections
 * stand on the two sides, in the same order; each belongs to its own thread, only changes travel
 * (as parcels). */
#ifndef HVSH_RUNTIME_JOB_SHARED_H
#define HVSH_RUNTIME_JOB_SHARED_H

#include "shell/base/vec.h"
#include "shell/object/value.h"

struct shapes;

struct shared {
    VEC(struct shared_part {
        struct value live;   /* the hashtable, array or object; reference */
        struct value before; /* its items when the sides were last the same; $null: not looked at */
    })
    parts;
};

/* Keeps the place of one that is being copied, and fills it. */
size_t shared_reserve(struct shared *shared);
void shared_fill(struct shared *shared, size_t at, struct value v);
/* From here on changes are noticed. */
void shared_watch(struct shared *shared);
/* What has changed since; owned. $null: nothing has. */
struct value shared_changes(struct shared *shared);
/* Makes the changes of the other side here; shapes: the session's. */
void shared_apply(struct shared *shared, struct shapes *shapes, struct value changes);
void shared_release(struct shared *shared);

#endif
