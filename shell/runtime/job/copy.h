/* Values on their way between sessions. A parcel holds a deep copy that shares no
 * cell with any session, so it may be handed from thread to thread; opening it
 * makes values of the session that opens it. Script blocks travel as text,
 * native objects by the hooks of their type (type_info.pack), all others become
 * property bags named "Deserialized.X". */
#ifndef HVSH_RUNTIME_JOB_COPY_H
#define HVSH_RUNTIME_JOB_COPY_H

#include "shell/object/value.h"

struct session;
struct parcel;

/* A copy of v out of session from, on from's thread. */
struct parcel *parcel_pack(struct session *from, struct value v);
/* The same; the hashtables, arrays and custom objects in it are those that the session which opens
 * it gets replicas of (sharing.h). Between sharing_enter() and sharing_leave(). */
struct parcel *parcel_pack_shared(struct session *from, struct value v);
/* The same where v itself only holds them together. */
struct parcel *parcel_pack_parts(struct session *from, struct value v);
/* The value for session to, on to's thread; owned. What cannot be brought back (a
 * virtual machine whose host does not answer) becomes $null. */
struct value parcel_open(const struct parcel *parcel, struct session *to);
/* One that holds v itself and never leaves its session and thread. */
struct parcel *parcel_hold(struct value v);
void parcel_free(struct parcel *parcel); /* NULL allowed */

/* parcel_pack and parcel_open in one, for sessions of one thread. */
struct value value_copy_to(struct value v, struct session *from, struct session *to);
/* The same, shared: both have a part in it. */
struct value value_share_to(struct value v, struct session *from, struct session *to);

#endif
