/* Runspaces: further sessions on the thread of the one that made them, as
 * [powershell]::Create() has them. What goes in and out is copied (job/copy.h).
 * An interrupt of the owner reaches the one that runs. */
#ifndef HVSH_RUNTIME_RUNSPACE_H
#define HVSH_RUNTIME_RUNSPACE_H

#include "shell/runtime/initial_state.h"
#include "shell/runtime/pipeline.h"
#include "shell/runtime/stream.h"

struct runspace;

/* Where the records of a run go: arrays of values of the owner, by stream; borrowed. */
struct run_streams {
    struct array *lists[STREAM_PROGRESS + 1];
};

enum runspace_state { RUNSPACE_BEFORE_OPEN, RUNSPACE_OPENED, RUNSPACE_CLOSED };

struct runspace *runspace_new(struct session *owner);
/* The runspace that a session itself is, number 1; owned. */
struct runspace *runspace_own(struct session *s);
/* By its number, which the owner counts from 2; borrowed. NULL: none. */
struct runspace *runspace_find(const struct session *owner, int id);
int runspace_id(const struct runspace *r);
/* "Runspace1" until it gets a name; owned. */
struct value runspace_name(const struct runspace *r);
void runspace_set_name(struct runspace *r, const char *name);
enum runspace_state runspace_state_of(const struct runspace *r);
void runspace_set_state(struct runspace *r, enum runspace_state state);
/* Its InstanceId; borrowed. */
struct value runspace_guid(struct runspace *r);
/* What scripts set of it and read again: how many a pool has …; $null: not set. */
enum runspace_option {
    RUNSPACE_THREADS,
    RUNSPACE_APARTMENT,
    RUNSPACE_STATE,
    RUNSPACE_MIN,
    RUNSPACE_MAX,
    RUNSPACE_NOPTION
};
struct value *runspace_option(struct runspace *r, enum runspace_option which);
/* As new, at its next use. */
void runspace_reset(struct runspace *r);
/* The one that was made after r (NULL: the last that was made), backwards; borrowed. */
struct runspace *runspace_before(const struct session *owner, const struct runspace *r);
struct runspace *runspace_ref(struct runspace *r);
void runspace_unref(struct runspace *r); /* NULL allowed */
struct session *runspace_owner(const struct runspace *r);
/* What it begins with; takes start. For those whose session was not made yet. */
void runspace_set_start_take(struct runspace *r, struct start_state start);
/* What is run first in it; borrowed. NULL: nothing. */
const char *runspace_start_script(const struct runspace *r);
/* Its session is made at the first use. */
struct session *runspace_session(struct runspace *r);

/* A copy of the owner's value for the runspace; owned. What a run does to the collections in it
 * is done to the owner's too. */
struct value runspace_share(struct runspace *r, struct value v);
/* Sets one of its variables so; name is a string. */
void runspace_set_variable(struct runspace *r, struct value name, struct value v);
/* What was set so, the owner's values by name; borrowed, or nothing. */
struct value runspace_variables(const struct runspace *r);

/* Runs calls as one pipeline, input (an array of the owner's values, or $null) fed to the first.
 * The values in calls are the runspace's own; they are released. ST_FAIL: *failure is the error
 * record, copied to the owner; owned. */
enum status runspace_run(struct runspace *r, struct command_call *calls, size_t n,
                         struct value input, struct run_streams *out, struct value *failure);

#endif
