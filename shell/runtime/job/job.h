/* Background jobs: each is a thread with a session of its own. What goes in and
 * what comes out crosses as parcels (copy.h), so sessions share nothing. A
 * session's jobs live in session->jobs; everything here but the job's own work
 * happens on the thread of the session that started it. */
#ifndef HVSH_RUNTIME_JOB_H
#define HVSH_RUNTIME_JOB_H

#include "shell/object/object.h"
#include "shell/runtime/sink.h"
#include "shell/runtime/stream.h"

struct session;
struct stage;
struct job;
struct parcel;

enum job_state { /* System.Management.Automation.JobState, its values */
                 JOB_NOT_STARTED,
                 JOB_RUNNING,
                 JOB_COMPLETED,
                 JOB_FAILED,
                 JOB_STOPPED,
                 JOB_BLOCKED,
                 JOB_SUSPENDED,
                 JOB_DISCONNECTED,
                 JOB_SUSPENDING,
                 JOB_STOPPING,
                 JOB_AT_BREAKPOINT,
};
extern const struct enum_info enum_job_state;
extern const struct type_info type_job, type_background_job, type_child_job, type_thread_job,
    type_vm_job, type_task_job, type_task_child_job, type_event_job;

/* What a job runs; values are borrowed and copied at once. */
struct job_work {
    const struct type_info *type; /* of the Job object */
    const char *name;             /* NULL: Job<id> */
    const char *command;          /* its Command property */
    const char *text;             /* script text; NULL: call */
    const char *init;             /* script text run first, or NULL */
    const char *call;             /* a command's name, instead of text */
    const char *file;             /* text's file, or NULL */
    struct value bound;           /* call: its parameters, a hashtable; or nothing */
    struct value args;            /* text: its arguments, an array; or nothing */
    struct value input;           /* pipeline input, an array; nothing: none */
    struct value underbar;        /* text is run with $_ = this; nothing: not set */
    struct value using_values;    /* hashtable for $using:; or nothing */
    struct value variables;       /* hashtable of global variables to set; or nothing */
    const char *directory;        /* the job's location, or NULL: as the session's */
    bool throttled;               /* waits while as many throttled jobs run as may at once */
    int throttle;                 /* > 0: so many may from now on; five until it is said */
    bool unlisted;                /* Get-Job does not see it */
};
/* Starts it. The job is owned by the caller (job_unref) and, unless unlisted, by the
 * session's table. NULL with *err when no thread can be had. */
struct job *job_start(struct session *s, const struct job_work *work, struct err **err);
struct job *job_ref(struct job *job);
/* The last owner of an unlisted job stops it and waits for its end. */
void job_unref(struct job *job);

/* The job of an event's action: it has no thread, its state and results are set from outside.
 * module (borrowed): what its code runs in. Owned by the caller and, when listed, by the session's
 * table. */
struct job *job_new_event(struct session *s, const char *name, const char *command,
                          struct value module, bool listed);
void job_set_state(struct job *job, enum job_state state);
/* HasMoreData, which stays so until the end. */
void job_set_more(struct job *job);
/* Nobody is subscribed any more: it is stopped. */
void job_end_event(struct job *job);
/* Takes the parcel. */
void job_add_result(struct job *job, enum stream stream, struct parcel *parcel);

/* A Job object; owned. NULL for other values. */
struct value job_object(struct job *job);
/* A JobStateEventArgs with the state it is in; owned. */
struct value job_state_event(struct job *job);
/* Its ChildJobs, a list; owned: those of a job of many, and the one that does the work of a
 * background job, which has the next number. */
struct value job_children(struct job *job);
struct job *job_of(struct value v);

int job_id(const struct job *job);
const char *job_name(const struct job *job);
const char *job_command(const struct job *job);
struct value job_instance(const struct job *job); /* Guid; owned */
int64_t job_begin_ticks(const struct job *job);   /* local .NET ticks; 0: not yet */
int64_t job_end_ticks(struct job *job);
enum job_state job_state_of(struct job *job);
/* The message of what ended a job that failed; NULL: nothing did. The caller frees. */
char *job_failure_text(struct job *job);
/* The error that ended a job, which Receive-Job tells each time; owned. $null: none did, or it is
 * among the results. */
struct value job_ended_by(struct job *job);
bool job_is_finished(struct job *job);
bool job_has_more(struct job *job);

/* Starts a throttled job that waits for its turn, out of turn; others are left as they are. */
void job_begin(struct job *job);
/* Asks it to stop; job_wait_all says when it has. */
void job_stop(struct job *job);
/* The next result, NULL when there is none now. Owned by the caller. */
struct parcel *job_take(struct job *job, enum stream *stream);
/* Puts a result back in front (-Keep reads all, then puts them back in reverse order). */
void job_put_back(struct job *job, enum stream stream, struct parcel *parcel);
/* Replays a result in s: output goes to out, the rest to the streams. Frees the parcel. */
enum status job_replay(struct session *s, struct stage *stage, enum stream stream,
                       const struct parcel *parcel, struct sink *out);

/* Sleeps until some job of the session has news, at most so many milliseconds (-1: no
 * limit). False when interrupted. */
bool jobs_wait_news(struct session *s, int64_t milliseconds);
/* Jobs of the session were waited for: live objects are read again at the next look. */
void jobs_looked_at(struct session *s);
/* The listed jobs, by id. */
size_t jobs_count(const struct session *s);
struct job *jobs_at(const struct session *s, size_t i);
/* Takes it out of the table. */
void jobs_remove(struct session *s, struct job *job);
/* Stops all jobs and waits for them, bounded; then the table is gone. */
void jobs_free(struct session *s);

/* Values of the variables that text names with $using: (all: with any $), a hashtable; owned. */
struct value job_using_values(struct session *s, const char *text, size_t len, bool all);
/* The statement `text &`. */
enum status job_run_background(struct session *s, const char *text, size_t len, struct sink *out);

/* -AsJob of cmdlets: collected input and the start at the end of the pipeline. */
struct job_call;
bool job_call_wanted(const struct stage *stage);
struct job_call *job_call_new(void);
void job_call_input(struct job_call *call, struct value v);
enum status job_call_start(struct job_call *call, struct stage *stage);
void job_call_free(struct job_call *call); /* NULL allowed */

#endif
