#include "cmdlets/core/objects/foreach_parallel.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/wrap.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/group.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct parallel {
    char *text;
    struct value using_values;
    int limit;
    bool no_reuse;       /* of runspaces, one by one */
    int64_t until;       /* ms on the monotonic clock; 0: no limit */
    bool late;           /* time is over: no further block starts */
    struct array *input; /* as_job: collected */
    VEC(struct job *) running;
};

struct emit_to {
    struct sink sink;
    struct invocation *inv;
};

static enum status write_emit(struct sink *sink, struct value v)
{
    return emit(((struct emit_to *)(void *)sink)->inv, v);
}

struct parallel *parallel_new(struct invocation *inv, struct scriptblock *block, int limit,
                              int64_t seconds, bool as_job, bool no_reuse)
{
    struct parallel *p = xcalloc(1, sizeof(*p));
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(scriptblock_value(block), &text);
    p->text = xstrndup(text.buf, text.len);
    p->using_values = job_using_values(inv->session, text.buf, text.len, false);
    p->limit = limit;
    p->no_reuse = no_reuse;
    p->until = seconds ? clock_ms() + seconds * 1000 : 0;
    if (as_job)
        p->input = array_new(8);
    return p;
}

bool parallel_uses_scriptblock(const struct parallel *p)
{
    if (p->using_values.kind != V_HASH)
        return false;
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(p->using_values.hash, &i));)
        if (scriptblock_of(value_unwrapped(e->value)))
            return true;
    return false;
}

/* What has come from one job. */
static enum status drain(struct invocation *inv, struct job *job)
{
    struct emit_to out = { { .write = write_emit }, inv };
    struct parcel *parcel;
    enum stream stream;
    enum status st = ST_OK;
    jobs_looked_at(inv->session);
    while (st == ST_OK && (parcel = job_take(job, &stream))) {
        st = job_replay(inv->session, inv->stage, stream, parcel, &out.sink);
        parcel_free(parcel);
    }
    return st;
}

/* A block that was running when the time was over. */
static enum status tell_stopped(struct invocation *inv)
{
    return cmdlet_error(inv, &(struct error_spec){ .message = "The pipeline has been stopped.",
                                                   .id = "PSTaskException",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = "System.Management.Automation."
                                                                "PipelineStoppedException",
                                                   .no_command = true });
}

/* Gives out what has come and lets go of the jobs that have ended. */
static enum status collect(struct parallel *p, struct invocation *inv)
{
    for (size_t i = 0; i < p->running.len;) {
        struct job *job = p->running.items[i];
        bool ended = job_is_finished(job); /* asked before: nothing comes after its end */
        enum status st = drain(inv, job);
        if (st == ST_OK && ended && p->late && job_state_of(job) == JOB_STOPPED)
            st = tell_stopped(inv);
        if (st != ST_OK)
            return st;
        if (!ended) {
            i++;
            continue;
        }
        if (!inv->session->task_failure)
            inv->session->task_failure = job_failure_text(job);
        p->running.len--;
        memmove(&p->running.items[i], &p->running.items[i + 1],
                (p->running.len - i) * sizeof(p->running.items[0]));
        job_unref(job);
    }
    return ST_OK;
}

static void stop_all(struct parallel *p)
{
    for (size_t i = 0; i < p->running.len; i++) {
        if (!job_is_finished(p->running.items[i]))
            job_stop(p->running.items[i]);
    }
}

/* Until fewer than most run. */
static enum status wait_below(struct parallel *p, struct invocation *inv, size_t most)
{
    for (;;) {
        enum status st = collect(p, inv);
        if (st != ST_OK || p->running.len < most)
            return st;
        int64_t left = p->until && !p->late ? p->until - clock_ms() : -1;
        if (p->until && !p->late && left <= 0) {
            p->late = true;
            stop_all(p);
            continue;
        }
        if (!jobs_wait_news(inv->session, left))
            return ST_INTERRUPT;
    }
}

enum status parallel_input(struct parallel *p, struct invocation *inv, struct value v)
{
    if (p->input) {
        array_push(p->input, v);
        return ST_OK;
    }
    enum status st = wait_below(p, inv, (size_t)p->limit);
    if (st != ST_OK || p->late)
        return st;
    struct job_work work = {
        .type = &type_task_job,
        .text = p->text,
        .bound = value_nothing(),
        .args = value_nothing(),
        .input = value_nothing(),
        .underbar = v,
        .using_values = p->using_values,
        .variables = value_nothing(),
        .unlisted = true,
    };
    struct err *err = NULL;
    struct job *job = job_start(inv->session, &work, &err);
    if (!job)
        return cmdlet_throw_err(inv, &err);
    *vec_push(&p->running) = job;
    return ST_OK;
}

static enum status start_as_job(struct parallel *p, struct invocation *inv)
{
    struct job_work work = {
        .command = p->text,
        .text = p->text,
        .bound = value_nothing(),
        .args = value_nothing(),
        .input = value_nothing(),
        .using_values = p->using_values,
        .variables = value_nothing(),
    };
    struct job *job = job_start_each(inv->session, &work, p->input, (size_t)p->limit, p->no_reuse);
    struct value v = job_object(job);
    job_unref(job);
    return emit_take(inv, v);
}

enum status parallel_end(struct parallel *p, struct invocation *inv)
{
    return p->input ? start_as_job(p, inv) : wait_below(p, inv, 1);
}

void parallel_free(struct parallel *p)
{
    if (!p)
        return;
    stop_all(p);
    for (size_t i = 0; i < p->running.len; i++)
        job_unref(p->running.items[i]);
    vec_release(&p->running);
    if (p->input)
        value_unref(value_of_array(p->input));
    value_unref(p->using_values);
    free(p->text);
    free(p);
}
