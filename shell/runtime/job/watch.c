/* StateChanged of jobs: their threads note the changes, the session's thread tells of them. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "shell/runtime/event/events.h"
#include "shell/runtime/job/private.h"

void job_change_state(struct job *job, enum job_state state)
{
    uint64_t one = 1;

    if (job->watched && job->state != state) {
        *vec_push(&job->state_changes) = (struct job_change){ job->state, state };
        while (write(job->table->changes_fd, &one, sizeof(one)) < 0 && errno == EINTR)
            continue;
    }
    job->state = state;
}

/* False: there is none now. */
static bool take_change(struct job *job, struct job_change *out)
{
    pthread_mutex_lock(&job->lock);
    bool any = job->state_changes.len > 0;
    if (any) {
        *out = job->state_changes.items[0];
        job->state_changes.len--;
        memmove(&job->state_changes.items[0], &job->state_changes.items[1],
                job->state_changes.len * sizeof(job->state_changes.items[0]));
    }
    pthread_mutex_unlock(&job->lock);
    return any;
}

static void tell(struct session *s, struct job *job, struct job_change change)
{
    AUTO_VALUE sender = job_object(job);
    AUTO_VALUE e = job_change_event(job, change);

    events_of_object(s, sender, "StateChanged", e);
}

static void changes_came(struct event_source *source)
{
    struct session *s = source->session;
    struct jobs *t = s->jobs;
    uint64_t count;

    while (read(source->fd, &count, sizeof(count)) < 0 && errno == EINTR)
        continue;
    for (size_t i = 0; i < t->watched.len; i++) {
        struct job *job = job_ref(t->watched.items[i]);
        struct job_change change;
        while (take_change(job, &change))
            tell(s, job, change);
        job_unref(job);
    }
}

/* Without a descriptor nobody is told. */
static bool open_source(struct jobs *t)
{
    AUTO_ERR *err = NULL;

    if (t->changes_fd < 0)
        t->changes_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (t->source.session || t->changes_fd < 0)
        return t->changes_fd >= 0;
    t->source.fd = fcntl(t->changes_fd, F_DUPFD_CLOEXEC, 0);
    t->source.ready = changes_came;
    if (t->source.fd < 0)
        return false;
    if (event_source_add(t->owner, &t->source, value_null(), &err) == 0)
        return true;
    close(t->source.fd);
    return false;
}

static void set_watched(struct job *job, bool on)
{
    pthread_mutex_lock(&job->lock);
    job->watched = on;
    pthread_mutex_unlock(&job->lock);
}

void job_watch(struct job *job, bool on)
{
    struct jobs *t = job->table;

    if (on) {
        if (!t->owner || !open_source(t))
            return;
        set_watched(job, true);
        *vec_push(&t->watched) = job_ref(job);
        return;
    }
    for (size_t i = 0; i < t->watched.len; i++) {
        if (t->watched.items[i] != job)
            continue;
        set_watched(job, false);
        t->watched.items[i] = t->watched.items[--t->watched.len];
        job_unref(job);
        return;
    }
}

void jobs_unwatch(struct jobs *t)
{
    event_source_remove(&t->source);
    while (t->watched.len)
        job_watch(t->watched.items[t->watched.len - 1], false);
}
