#include "shell/runtime/job/job.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/group.h"
#include "shell/runtime/job/private.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/progress_record.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"

enum { STOP_SECONDS = 10, JOB_STACK = 8 << 20 };

/* ---- results ---- */

void job_put(struct job *job, enum stream stream, struct parcel *parcel)
{
    struct job_item *item = xcalloc(1, sizeof(*item));
    item->stream = stream;
    item->parcel = parcel;
    pthread_mutex_lock(&job->lock);
    if (job->last)
        job->last->next = item;
    else
        job->first = item;
    job->last = item;
    pthread_mutex_unlock(&job->lock);
    job_wake(job->table);
}

struct parcel *job_take(struct job *job, enum stream *stream)
{
    pthread_mutex_lock(&job->lock);
    struct job_item *item = job->first;
    if (item) {
        job->first = item->next;
        if (!job->first)
            job->last = NULL;
    }
    pthread_mutex_unlock(&job->lock);
    if (!item)
        return NULL;
    struct parcel *parcel = item->parcel;
    *stream = item->stream;
    free(item);
    return parcel;
}

struct value job_waiting(struct job *job, enum stream stream)
{
    struct session *s = job->table->owner;
    if (!s)
        return value_of_array(list_new(&type_list, NULL));
    struct value list = stream_records_new(s, stream);
    pthread_mutex_lock(&job->lock);
    for (const struct job_item *item = job->first; item; item = item->next)
        if (item->stream == stream)
            array_push_take(list.array, parcel_open(item->parcel, s));
    pthread_mutex_unlock(&job->lock);
    return list;
}

void job_put_back(struct job *job, enum stream stream, struct parcel *parcel)
{
    struct job_item *item = xcalloc(1, sizeof(*item));
    item->stream = stream;
    item->parcel = parcel;
    pthread_mutex_lock(&job->lock);
    item->next = job->first;
    job->first = item;
    if (!job->last)
        job->last = item;
    pthread_mutex_unlock(&job->lock);
}

enum status job_replay(struct session *s, struct stage *stage, enum stream stream,
                       const struct parcel *parcel, struct sink *out)
{
    AUTO_VALUE v = parcel_open(parcel, s);
    if (stream == STREAM_OUTPUT)
        return sink_write(out, v);
    if (stream == STREAM_ERROR)
        return stage_write_error(s, stage, v);
    struct progress progress;
    if (stream == STREAM_PROGRESS) {
        if (progress_of_record(v, &progress))
            stage_show_progress(s, stage, &progress);
        return ST_OK;
    }
    if ((stream == STREAM_VERBOSE || stream == STREAM_DEBUG) && stream_is_silent(s, stage, stream))
        return ST_OK;
    if (stage && stream == STREAM_WARNING) {
        enum action action = stage_preference(s, stage, COMMON_WARNING_ACTION);
        stage_collect(stage, COMMON_WARNING_VARIABLE, v);
        if (action == ACTION_SILENTLY_CONTINUE || action == ACTION_IGNORE)
            return ST_OK;
    } else if (stage && stream == STREAM_INFORMATION)
        stage_collect(stage, COMMON_INFORMATION_VARIABLE, v);
    return sink_write(s->streams[stream], v);
}

/* ---- the table ---- */

void job_wake(struct jobs *table)
{
    uint64_t one = 1;
    while (write(table->wake_fd, &one, sizeof(one)) < 0 && errno == EINTR)
        continue;
}

static struct jobs *jobs_of(struct session *s)
{
    if (s->jobs)
        return s->jobs;
    struct jobs *t = xcalloc(1, sizeof(*t));
    t->refs = 1;
    t->owner = s;
    t->changes_fd = -1;
    t->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&t->lock, NULL);
    t->next_id = 1;
    t->limit = 5; /* ThreadJob's */
    s->jobs = t;
    return t;
}

static void table_unref(struct jobs *t)
{
    if (--t->refs)
        return;
    close(t->wake_fd);
    if (t->changes_fd >= 0)
        close(t->changes_fd);
    vec_release(&t->watched);
    pthread_mutex_destroy(&t->lock);
    vec_release(&t->list);
    vec_release(&t->waiting);
    free(t);
}

bool jobs_wait_news(struct session *s, int64_t milliseconds)
{
    struct jobs *t = jobs_of(s);
    struct pollfd fds[3] = { { .fd = interrupt_fd(s), .events = POLLIN },
                             { .fd = t->wake_fd, .events = POLLIN },
                             { .fd = event_sources_fd(s), .events = POLLIN } };
    if (interrupted(s))
        return false;
    milliseconds = sharing_wait_slice(s, milliseconds);
    int wait = milliseconds < 0 || milliseconds > 3600000 ? 3600000 : (int)milliseconds;
    int n = poll(fds, ARRAY_SIZE(fds), wait);
    sharing_catch_up(s);
    if (n > 0 && fds[2].revents)
        event_sources_read(s);
    if (n > 0 && (fds[1].revents & POLLIN)) {
        uint64_t count;
        while (read(t->wake_fd, &count, sizeof(count)) < 0 && errno == EINTR)
            continue;
    }
    return !interrupted(s);
}

void jobs_looked_at(struct session *s)
{
    if (s->vm_state && s->vm_state_changed)
        s->vm_state_changed(s->vm_state);
}

size_t jobs_count(const struct session *s)
{
    return s->jobs ? s->jobs->list.len : 0;
}

struct job *jobs_at(const struct session *s, size_t i)
{
    return s->jobs->list.items[i];
}

void jobs_remove(struct session *s, struct job *job)
{
    struct jobs *t = jobs_of(s);
    for (size_t i = 0; i < t->list.len; i++) {
        if (t->list.items[i] != job)
            continue;
        memmove(&t->list.items[i], &t->list.items[i + 1],
                (t->list.len - i - 1) * sizeof(t->list.items[0]));
        t->list.len--;
        job_unref(job);
        return;
    }
}

/* ---- life ---- */

struct job *job_ref(struct job *job)
{
    job->refs++;
    return job;
}

void job_join(struct job *job)
{
    if (job->has_thread && !job->joined)
        pthread_join(job->thread, NULL);
    job->joined = true;
}

/* Within bounds: a thread that hangs in a call nobody can end is left alone. */
static bool join_bounded(struct job *job, const struct timespec *until)
{
    for (size_t i = 0; i < job_count_children(job); i++)
        if (!join_bounded(job_nth_child(job, i), until))
            return false;
    if (!job->has_thread || job->joined)
        return true;
    if (pthread_timedjoin_np(job->thread, NULL, until) != 0)
        return false;
    job->joined = true;
    return true;
}

static void job_free(struct job *job)
{
    job_join(job);
    if (job->group)
        job_group_free(job);
    while (job->first) {
        struct job_item *next = job->first->next;
        parcel_free(job->first->parcel);
        free(job->first);
        job->first = next;
    }
    job_input_release(job);
    vec_release(&job->state_changes);
    pthread_mutex_destroy(&job->lock);
    free(job->name);
    free(job->command);
    free(job->failure);
    parcel_free(job->ended_by);
    value_unref(job->module);
    table_unref(job->table);
    free(job);
}

void job_unref(struct job *job)
{
    if (--job->refs)
        return;
    if (!job_is_finished(job))
        job_stop(job);
    job_free(job);
}

/* The table's lock is held. */
static void forget_waiting(struct jobs *t, const struct job *job)
{
    for (size_t i = 0; i < t->waiting.len; i++) {
        if (t->waiting.items[i] != job)
            continue;
        memmove(&t->waiting.items[i], &t->waiting.items[i + 1],
                (t->waiting.len - i - 1) * sizeof(t->waiting.items[0]));
        t->waiting.len--;
        return;
    }
}

void job_stop(struct job *job)
{
    struct jobs *t = job->table;
    pthread_mutex_lock(&t->lock);
    forget_waiting(t, job);
    pthread_mutex_lock(&job->lock);
    job->stop_wanted = true;
    if (job->state == JOB_NOT_STARTED || (job->threadless && job->state == JOB_RUNNING)) {
        job->has_more = false;
        job_change_state(job, JOB_STOPPED);
        job->end = job_now();
    } else if (job->state == JOB_RUNNING) {
        job_change_state(job, JOB_STOPPING);
    }
    if (job->session)
        session_interrupt(job->session);
    pthread_mutex_unlock(&job->lock);
    pthread_mutex_unlock(&t->lock);
    if (job->group)
        job_group_stop(job);
    job_wake(t);
}

void jobs_free(struct session *s)
{
    struct jobs *t = s->jobs;
    if (!t)
        return;
    t->owner = NULL;
    jobs_unwatch(t);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += STOP_SECONDS;
    for (size_t i = 0; i < t->list.len; i++) {
        if (!job_is_finished(t->list.items[i]))
            job_stop(t->list.items[i]);
    }
    for (size_t i = 0; i < t->list.len; i++) {
        if (join_bounded(t->list.items[i], &until))
            job_unref(t->list.items[i]);
    }
    t->list.len = 0;
    s->jobs = NULL;
    table_unref(t);
}

/* ---- starting ---- */

int64_t job_now(void)
{
    struct timespec now;
    struct tm tm;
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &tm);
    return ((int64_t)now.tv_sec + tm.tm_gmtoff) * 10000000 + now.tv_nsec / 100 +
           INT64_C(621355968000000000);
}

/* The table's lock is held: whoever ends the job has to see has_thread. */
int job_start_thread(struct job *job)
{
    pthread_attr_t attr;
    sigset_t all, saved;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, JOB_STACK);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &saved); /* signals are the main thread's */
    pthread_mutex_lock(&job->lock);
    job_change_state(job, job->stop_wanted ? JOB_STOPPING : JOB_RUNNING);
    job->begin = job_now();
    int rc = pthread_create(&job->thread, &attr, job_thread, job);
    job->has_thread = rc == 0;
    if (rc) {
        job_change_state(job, JOB_FAILED);
        job->end = job_now();
    }
    pthread_mutex_unlock(&job->lock);
    pthread_sigmask(SIG_SETMASK, &saved, NULL);
    pthread_attr_destroy(&attr);
    return rc;
}

/* As many as may run. The table's lock is held. */
static void start_waiting(struct jobs *t)
{
    while (t->waiting.len && t->running < t->limit) {
        struct job *next = t->waiting.items[0];
        forget_waiting(t, next);
        if (job_start_thread(next) == 0)
            t->running++;
    }
}

void job_begin(struct job *job)
{
    struct jobs *t = job->table;
    pthread_mutex_lock(&t->lock);
    size_t before = t->waiting.len;
    forget_waiting(t, job);
    if (t->waiting.len < before && job_start_thread(job) == 0)
        t->running++;
    pthread_mutex_unlock(&t->lock);
    job_wake(t);
}

void job_ended(struct job *job, enum job_state state)
{
    struct jobs *t = job->table;
    pthread_mutex_lock(&t->lock);
    if (job->throttled) {
        t->running--;
        start_waiting(t);
    }
    pthread_mutex_lock(&job->lock);
    job_change_state(job, state);
    job->end = job_now();
    pthread_mutex_unlock(&job->lock);
    if (job->part_of)
        job_group_child_ended(job);
    job_wake(t);
    pthread_mutex_unlock(&t->lock);
}

static int launch(struct job *job)
{
    struct jobs *t = job->table;
    int rc = 0;
    pthread_mutex_lock(&t->lock);
    if (job->throttled && t->running >= t->limit) {
        *vec_push(&t->waiting) = job;
    } else {
        rc = job_start_thread(job);
        t->running += rc == 0 && job->throttled;
    }
    pthread_mutex_unlock(&t->lock);
    return rc;
}

struct job *job_new(struct session *s, const struct type_info *type, const char *name,
                    const char *command, bool unlisted)
{
    struct jobs *t = jobs_of(s);
    struct job *job = xcalloc(1, sizeof(*job));
    job->refs = 1;
    job->table = t;
    t->refs++;
    job->type = type ? type : &type_background_job;
    pthread_mutex_init(&job->lock, NULL);
    AUTO_VALUE guid = guid_random();
    memcpy(job->guid, guid_bytes(guid), sizeof(job->guid));
    if (!unlisted) {
        job->id = t->next_id;
        /* a background job of PowerShell has a child job with an id of its own */
        t->next_id += job->type == &type_background_job ? 2 : 1;
    }
    job->name = name ? xstrdup(name) : xasprintf("Job%d", job->id);
    job->command = xstrdup(command ? command : "");
    return job;
}

struct job *job_new_event(struct session *s, const char *name, const char *command,
                          struct value module, bool listed)
{
    struct job *job = job_new(s, &type_event_job, name, command, !listed);
    job->threadless = true;
    job->module = value_ref(module);
    if (listed)
        *vec_push(&job->table->list) = job_ref(job);
    return job;
}

void job_set_state(struct job *job, enum job_state state)
{
    pthread_mutex_lock(&job->lock);
    job_change_state(job, state);
    if (state == JOB_RUNNING && !job->begin)
        job->begin = job_now();
    if (state == JOB_FAILED || state == JOB_STOPPED)
        job->end = job_now();
    pthread_mutex_unlock(&job->lock);
}

void job_set_more(struct job *job)
{
    job->has_more = true;
}

void job_end_event(struct job *job)
{
    job_set_state(job, JOB_STOPPED);
    job->has_more = false;
    job_wake(job->table);
}

void job_add_result(struct job *job, enum stream stream, struct parcel *parcel)
{
    job_put(job, stream, parcel);
}

/* More may run at once now. */
static void job_limit(struct jobs *t, int limit)
{
    pthread_mutex_lock(&t->lock);
    t->limit = limit;
    start_waiting(t);
    pthread_mutex_unlock(&t->lock);
}

struct job *job_start(struct session *s, const struct job_work *work, struct err **err)
{
    struct job *job = job_new(s, work->type, work->name, work->command, work->unlisted);
    job->throttled = work->throttled;
    if (work->throttle > 0)
        job_limit(job->table, work->throttle);
    job_input_pack(job, s, work);
    int rc = launch(job);
    if (rc) {
        err_set_errno(err, rc, "A thread for the job could not be started");
        job_unref(job);
        return NULL;
    }
    if (!work->unlisted)
        *vec_push(&job->table->list) = job_ref(job);
    return job;
}

/* ---- what it is ---- */

int job_id(const struct job *job)
{
    return job->id;
}

const char *job_name(const struct job *job)
{
    return job->name;
}

const char *job_command(const struct job *job)
{
    return job->command;
}

struct value job_instance(const struct job *job)
{
    return guid_new(job->guid);
}

static int64_t ticks(struct job *job, const int64_t *field)
{
    pthread_mutex_lock(&job->lock);
    int64_t out = *field;
    pthread_mutex_unlock(&job->lock);
    return out;
}

int64_t job_begin_ticks(const struct job *job)
{
    struct job *j = (struct job *)(uintptr_t)job;
    return ticks(j, &j->begin);
}

int64_t job_end_ticks(struct job *job)
{
    return ticks(job, &job->end);
}

char *job_failure_text(struct job *job)
{
    pthread_mutex_lock(&job->lock);
    char *text = xstrdup(job->failure);
    pthread_mutex_unlock(&job->lock);
    return text;
}

enum job_state job_state_of(struct job *job)
{
    pthread_mutex_lock(&job->lock);
    enum job_state state = job->state;
    pthread_mutex_unlock(&job->lock);
    return state;
}

struct value job_ended_by(struct job *job)
{
    pthread_mutex_lock(&job->lock);
    const struct parcel *parcel = job->ended_by; /* set once */
    pthread_mutex_unlock(&job->lock);
    return parcel && job->table->owner ? parcel_open(parcel, job->table->owner) : value_null();
}

bool job_is_finished(struct job *job)
{
    enum job_state state = job_state_of(job);
    return state == JOB_COMPLETED || state == JOB_FAILED || state == JOB_STOPPED;
}

bool job_has_more(struct job *job)
{
    if (job->threadless)
        return job->has_more;
    for (size_t i = 0; i < job_count_children(job); i++)
        if (job_has_more(job_nth_child(job, i)))
            return true;
    pthread_mutex_lock(&job->lock);
    bool more = job->first != NULL;
    pthread_mutex_unlock(&job->lock);
    return more || !(job->group || job->part_of || job_is_finished(job));
}
