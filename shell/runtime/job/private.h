/* Shared by the files of jobs only. */
#ifndef HVSH_RUNTIME_JOB_PRIVATE_H
#define HVSH_RUNTIME_JOB_PRIVATE_H

#include <pthread.h>

#include "shell/base/vec.h"
#include "shell/runtime/event/source.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/session.h"

struct job_item {
    struct job_item *next;
    struct parcel *parcel;
    enum stream stream;
};

/* A session's jobs. refs, next_id and list belong to the session's thread; the rest to
 * whoever holds the lock, which is taken before a job's own. */
struct jobs {
    unsigned refs;         /* the session and every job */
    struct session *owner; /* NULL: it is gone */
    int next_id;
    VEC(struct job *) list;
    int wake_fd; /* eventfd, readable when some job has news */
    pthread_mutex_t lock;
    VEC(struct job *) waiting;  /* throttled ones that have not begun */
    int running;                /* throttled ones that have */
    int limit;                  /* so many of them at once */
    VEC(struct job *) watched;  /* whose StateChanged somebody wants; of the session's thread */
    struct event_source source; /* of those, while there are any */
    int changes_fd;             /* eventfd, written when one of them has changed; -1: none yet */
};

struct job_change {
    enum job_state from, to;
};

/* Everything the thread starts from, set before it begins and its own from then on. */
struct job_input {
    char *text, *init, *call, *file, *directory;
    struct parcel *bound, *args, *input, *underbar, *using_values, *variables;
    struct sharer *sharer; /* its session's, until that begins; NULL: nothing is shared */
    const struct cmdlet_registry *registry;
    void (*render)(struct session *, struct value v, struct strbuf *out);
    const struct object_text *object_text;
    char *script_name;
};

struct job {
    unsigned refs; /* counted by the session's thread alone */
    const struct type_info *type;
    struct jobs *table;
    int id;
    bool throttled;
    bool threadless;     /* the job of an event */
    bool has_more;       /* of an event: its action has run */
    struct value module; /* of an event: the PSModuleInfo of its action; else $null */
    char *name, *command;
    uint8_t guid[16];
    struct job_input in;
    pthread_t thread;
    bool has_thread, joined;
    pthread_mutex_t lock; /* of all below, and of has_thread while it starts */
    enum job_state state;
    int64_t begin, end;
    bool stop_wanted;
    bool watched;
    VEC(struct job_change) state_changes; /* not told yet; of watched ones */
    char *failure;                        /* message of what ended it */
    struct parcel *ended_by;              /* that error, where Receive-Job tells it each time */
    struct session *session;              /* the running one */
    struct job_item *first, *last;
    struct job_group *group; /* of a job of child jobs; group.c */
    struct job *part_of;     /* the job that such a child is of; borrowed, NULL once it is gone */
};

void job_wake(struct jobs *table);
/* With an id of the table, unless it is unlisted. type NULL: a background job; name NULL: Job<id>.
 */
struct job *job_new(struct session *s, const struct type_info *type, const char *name,
                    const char *command, bool unlisted);
/* The table's lock is held. 0, or an errno: it has failed. */
int job_start_thread(struct job *job);
/* Waits for its thread. */
void job_join(struct job *job);
/* The table's lock is held. */
void job_group_child_ended(struct job *child);
/* The group is stopping. */
void job_group_stop(struct job *job);
/* Waits for the children that still run. */
void job_group_free(struct job *job);
/* The job's lock is held. */
void job_change_state(struct job *job, enum job_state state);
/* JobStateEventArgs; owned. */
struct value job_change_event(struct job *job, struct job_change change);
/* The first subscriber to StateChanged came, or the last one went. */
void job_watch(struct job *job, bool on);
/* Nobody is told any more. */
void jobs_unwatch(struct jobs *table);
int64_t job_now(void); /* local .NET ticks */
void job_input_pack(struct job *job, struct session *s, const struct job_work *work);
void job_input_release(struct job *job);
/* The thread's function. */
void *job_thread(void *job);
/* The thread's last words. */
void job_ended(struct job *job, enum job_state state);
/* What waits for Receive-Job of one stream, which goes on waiting: a list; owned. */
struct value job_waiting(struct job *job, enum stream stream);
/* Adds a result; takes the parcel. Any thread. */
void job_put(struct job *job, enum stream stream, struct parcel *parcel);

#endif
