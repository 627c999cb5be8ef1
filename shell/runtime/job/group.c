/* Jobs of child jobs, one per item, a number of which run at once: the job itself has no thread,
 * and its state follows from theirs. */
#include "shell/runtime/job/group.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/runtime/job/private.h"

/* Everything but the children themselves belongs to whoever holds the table's lock. */
struct job_group {
    size_t limit;        /* so many at once */
    bool no_reuse;       /* each has a runspace of its own */
    size_t begun, ended; /* of the children, from the first on; they end in any order */
    size_t most;         /* that ran at once */
    VEC(struct job *) children;
};

static enum job_state state_of_locked(struct job *job)
{
    pthread_mutex_lock(&job->lock);
    enum job_state state = job->state;
    pthread_mutex_unlock(&job->lock);
    return state;
}

static void finish(struct job *job)
{
    const struct job_group *g = job->group;
    enum job_state state = JOB_COMPLETED;
    for (size_t i = 0; i < g->children.len; i++)
        if (state_of_locked(g->children.items[i]) != JOB_COMPLETED)
            state = JOB_FAILED;
    pthread_mutex_lock(&job->lock);
    job_change_state(job, job->stop_wanted ? JOB_STOPPED : state);
    job->end = job_now();
    pthread_mutex_unlock(&job->lock);
}

/* Starts as many children as may run; ends with the last of them. The table's lock is held. */
static void advance(struct job *job)
{
    struct job_group *g = job->group;
    while (g->begun < g->children.len && g->begun - g->ended < g->limit) {
        struct job *child = g->children.items[g->begun++];
        if (state_of_locked(child) != JOB_NOT_STARTED || job_start_thread(child) != 0)
            g->ended++;
        if (g->begun - g->ended > g->most)
            g->most = g->begun - g->ended;
    }
    if (g->ended == g->children.len)
        finish(job);
}

void job_group_child_ended(struct job *child)
{
    child->part_of->group->ended++;
    advance(child->part_of);
}

void job_group_stop(struct job *job)
{
    const struct job_group *g = job->group;
    for (size_t i = 0; i < g->children.len; i++)
        if (!job_is_finished(g->children.items[i]))
            job_stop(g->children.items[i]);
    pthread_mutex_lock(&job->table->lock);
    if (state_of_locked(job) == JOB_STOPPING)
        advance(job); /* past those that never began */
    pthread_mutex_unlock(&job->table->lock);
}

void job_group_free(struct job *job)
{
    struct job_group *g = job->group;
    for (size_t i = 0; i < g->children.len; i++) {
        job_join(g->children.items[i]);
        g->children.items[i]->part_of = NULL;
        job_unref(g->children.items[i]);
    }
    vec_release(&g->children);
    free(g);
    job->group = NULL;
}

struct job *job_start_each(struct session *s, const struct job_work *work,
                           const struct array *items, size_t limit, bool no_reuse)
{
    struct job *job = job_new(s, &type_task_job, NULL, work->command, false);
    struct job_group *g = job->group = xcalloc(1, sizeof(*g));
    g->limit = limit;
    g->no_reuse = no_reuse;
    for (size_t i = 0; i < items->len; i++) {
        struct job *child = job_new(s, &type_task_child_job, NULL, work->command, false);
        struct job_work part = *work;
        part.type = &type_task_child_job;
        part.underbar = items->items[i];
        job_input_pack(child, s, &part);
        child->part_of = job;
        *vec_push(&g->children) = child;
    }
    *vec_push(&job->table->list) = job_ref(job);
    job_set_state(job, JOB_RUNNING);
    pthread_mutex_lock(&job->table->lock);
    advance(job);
    pthread_mutex_unlock(&job->table->lock);
    return job;
}

size_t job_count_children(const struct job *job)
{
    return job->group ? job->group->children.len : 0;
}

struct job *job_nth_child(const struct job *job, size_t i)
{
    return job->group->children.items[i];
}

size_t job_allocated_runspaces(struct job *job)
{
    pthread_mutex_lock(&job->table->lock);
    size_t n = job->group->no_reuse ? job->group->begun : job->group->most;
    pthread_mutex_unlock(&job->table->lock);
    return n;
}
