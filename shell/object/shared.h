/* Collections that several sessions have in common. A cell belongs to one thread, so each session
 * has a replica: a container of its own, told apart from others by a bit in its cell. What they
 * are replicas of is a struct shared. Which they are stands in a table of the thread; runtime's
 * job/sharing.h keeps them equal. */
#ifndef HVSH_OBJECT_SHARED_H
#define HVSH_OBJECT_SHARED_H

#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/value.h"

struct shared;

/* With one owner. Owners may live on any thread. */
struct shared *shared_new(void);
struct shared *shared_ref(struct shared *shared);
void shared_unref(struct shared *shared);
/* Its copy in the parcel that is being packed, so that it is in there once; borrowed. Used under
 * the lock of those that share (job/sharing.h). parcel NULL: there is none. */
struct shared_copy {
    const void *parcel;
    struct value copy;
};
struct shared_copy *shared_copy(struct shared *shared);
/* Is its replica here the only owner left? Nobody else will ever see the collection then. */
bool shared_is_alone(const struct shared *shared);
/* The lock that every object of .NET has (Monitor): held by a thread, as often as it entered.
 * Waits at most ms (-1: without end); *entered says whether it came in. -1: cancelled. */
int shared_monitor_enter(struct shared *shared, int64_t ms, bool *entered, struct err **err);
/* -1: another thread holds it. Free already: it was entered before it was shared. */
int shared_monitor_exit(struct shared *shared);
bool shared_monitor_is_held(struct shared *shared); /* by this thread */

/* Has the container the bit? */
static inline bool value_is_shared(struct value v)
{
    switch ((enum value_kind)v.kind) {
    case V_ARRAY:
        return v.array->shared;
    case V_HASH:
        return v.hash->shared;
    case V_OBJECT:
        return v.object->shared;
    default:
        return false;
    }
}
/* For a container that no table knows: a copy on its way between threads. */
void value_set_shared(struct value container, bool shared);

/* The container, of session number owner, becomes a replica; shared is borrowed. */
void replica_add(struct value container, struct shared *shared, uint64_t owner);
/* What it is a replica of; NULL: it is none. Borrowed. */
struct shared *replica_shared(struct value container);
/* The session's replica; $null: it has none. Borrowed. */
struct value replica_find(const struct shared *shared, uint64_t owner);
/* The container is freed, or shared with nobody any more. */
void replica_forget(struct value container);

#endif
