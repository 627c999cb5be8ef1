/* Collections in common between a session and the threads and runspaces that it starts.
 *
 * Each session has replicas (object/shared.h) that only its own thread touches. Whatever changes
 * one is done under one lock, after all that others did before, and goes into a log which every
 * session follows: at once before its own next change, else at its next statement. So all see the
 * same changes in the same order, and what takes something out takes it out once. A session and
 * all that descends from it share one lock and one log. */
#ifndef HVSH_RUNTIME_JOB_SHARING_H
#define HVSH_RUNTIME_JOB_SHARING_H

#include "shell/object/shared.h"
#include "shell/runtime/sink.h"

struct method;
struct session;
struct sharer; /* a session's part in it */

/* The place of a session that s is about to start, which sees what is as it is now. */
struct sharer *sharer_new(struct session *s);
/* The new session takes its place, on its own thread. */
void sharer_begin(struct sharer *sharer, struct session *session);
/* It leaves. NULL allowed. */
void sharer_free(struct sharer *sharer);
/* Of replicas. */
uint64_t sharer_id(const struct sharer *sharer);

/* Around what reads and changes replicas as one step; calls nest. All changes of others are there
 * then. ST_INTERRUPT: no lock is held. */
enum status sharing_enter(struct session *s);
void sharing_leave(struct session *s);

/* What has been done to a replica since sharing_enter(): a method was called, an item or a
 * member was set. All borrowed. */
void sharing_called(struct session *s, struct value self, const struct method *method,
                    const struct value *args, size_t nargs);
void sharing_set_item(struct session *s, struct value self, struct value index, struct value v);
void sharing_set_member(struct session *s, struct value self, struct value name, struct value v);
/* A member is added (its content as in struct object's slots) or removed, which is one step of its
 * own; nothing for what is not shared, and members of what is no object stay the session's own. */
enum status sharing_add_member(struct session *s, struct value self, struct str *name,
                               enum member_kind kind, struct value v);
enum status sharing_remove_member(struct session *s, struct value self, struct value name);

/* What others did becomes seen, by all sessions of this thread. */
void sharing_catch_up(struct session *s);
/* How long somebody may wait without following, of so many milliseconds (-1: without end). */
int64_t sharing_wait_slice(const struct session *s, int64_t milliseconds);

#endif
