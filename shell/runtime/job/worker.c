/* The inside of a job: its thread, its session and where its results go. */
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/private.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/pipeline.h"
#include "shell/runtime/quiet_host.h"
#include "shell/runtime/scriptblock.h"

/* ---- what it starts from ---- */

typedef struct parcel *pack_function(struct session *s, struct value v);

static struct parcel *pack(struct session *s, struct value v, pack_function *how)
{
    return v.kind == V_NULL && v.aux == VALUE_NOTHING ? NULL : how(s, v);
}

/* A background job has a process of its own in PowerShell: nothing is shared with it. */
static bool is_shared(const struct job *job)
{
    return job->type == &type_task_job || job->type == &type_task_child_job ||
           job->type == &type_thread_job;
}

void job_input_pack(struct job *job, struct session *s, const struct job_work *work)
{
    struct job_input *in = &job->in;
    in->text = xstrdup(work->text);
    in->init = xstrdup(work->init);
    in->call = xstrdup(work->call);
    in->file = xstrdup(work->file);
    in->directory = xstrdup(work->directory);
    bool shares = is_shared(job) && sharing_enter(s) == ST_OK;
    pack_function *parts = shares ? parcel_pack_parts : parcel_pack;
    in->sharer = shares ? sharer_new(s) : NULL;
    in->bound = pack(s, work->bound, parcel_pack);
    in->using_values = pack(s, work->using_values, parts);
    in->variables = pack(s, work->variables, parts);
    in->args = pack(s, work->args, parts);
    in->underbar = pack(s, work->underbar, shares ? parcel_pack_shared : parcel_pack);
    in->input = pack(s, work->input, parts);
    if (shares)
        sharing_leave(s);
    in->registry = s->registry;
    in->render = s->render;
    in->object_text = s->object_text;
    in->script_name = xstrdup(s->script_name);
}

void job_input_release(struct job *job)
{
    struct job_input *in = &job->in;
    char **texts[] = {
        &in->text, &in->init, &in->call, &in->file, &in->directory, &in->script_name
    };
    struct parcel **parcels[] = { &in->bound,    &in->args,         &in->input,
                                  &in->underbar, &in->using_values, &in->variables };
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        free(*texts[i]);
        *texts[i] = NULL;
    }
    for (size_t i = 0; i < ARRAY_SIZE(parcels); i++) {
        parcel_free(*parcels[i]);
        *parcels[i] = NULL;
    }
    sharer_free(STEAL(in->sharer));
}

static struct value open_parcel(const struct parcel *p, struct session *s)
{
    return p ? parcel_open(p, s) : value_nothing();
}

/* ---- what it writes ---- */

struct worker {
    struct job *job;
    struct session *session;
    struct quiet_host host;
    struct job_sink {
        struct sink sink;
        struct worker *worker;
        enum stream stream;
    } sinks[STREAM_PROGRESS + 1];
};

static enum status collect(struct sink *sink, struct value v)
{
    struct job_sink *js = (struct job_sink *)(void *)sink;
    struct worker *w = js->worker;
    if (interrupted(w->session))
        return ST_INTERRUPT;
    job_put(w->job, js->stream, parcel_pack(w->session, v));
    return ST_OK;
}

/* ---- running ---- */

struct feed {
    struct array *items;
};

static enum status feed_items(void *data, struct sink *first)
{
    struct feed *f = data;
    for (size_t i = 0; i < f->items->len; i++) {
        enum status st = sink_write(first, f->items->items[i]);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static enum status run_call(struct session *s, struct command_call *call, struct value input,
                            struct sink *out)
{
    struct feed feed = { input.kind == V_ARRAY ? input.array : NULL };
    struct pipeline_input pipe_in = { feed_items, &feed };
    return pipeline_run(s, call, 1, feed.items ? &pipe_in : NULL, out);
}

static enum status parse(struct session *s, const char *text, const char *file, struct value *out)
{
    struct err *err = NULL;
    if (scriptblock_parse(s, text, strlen(text), file, out, &err) < 0)
        return throw_err(s, &err);
    return ST_OK;
}

static enum status run_init(struct session *s, const char *text, struct sink *out)
{
    AUTO_VALUE block = value_null();
    enum status st = parse(s, text, NULL, &block);
    if (st != ST_OK)
        return st;
    return scriptblock_invoke(s, scriptblock_of(block), BLOCK_DOT, value_nothing(), NULL, 0, out);
}

static enum status run_script(struct session *s, const struct job_input *in, struct value args,
                              struct value underbar, struct value input, struct sink *out)
{
    AUTO_VALUE block = value_null();
    enum status st = parse(s, in->text, in->file, &block);
    if (st != ST_OK)
        return st;
    if (in->underbar)
        return scriptblock_invoke(s, scriptblock_of(block), BLOCK_DOT, underbar, NULL, 0, out);
    size_t n = args.kind == V_ARRAY ? args.array->len : 0;
    AUTO_FREE struct call_arg *call_args = xcalloc(n + 1, sizeof(*call_args));
    for (size_t i = 0; i < n; i++)
        call_args[i] =
            (struct call_arg){ .kind = CALL_ARG_VALUE, .value = value_ref(args.array->items[i]) };
    struct command_call call = {
        .command = value_ref(block), .call_operator = true, .args = call_args, .nargs = n
    };
    return run_call(s, &call, input, out);
}

static enum status run_command(struct session *s, const struct job_input *in, struct value input,
                               struct sink *out)
{
    struct call_arg arg = { .kind = CALL_ARG_SPLAT, .value = open_parcel(in->bound, s) };
    struct command_call call = { .command = value_string(in->call), .args = &arg, .nargs = 1 };
    return run_call(s, &call, input, out);
}

static void set_variables(struct session *s, const struct parcel *p)
{
    AUTO_VALUE table = open_parcel(p, s);
    struct hash_entry *e;
    if (table.kind != V_HASH)
        return;
    for (size_t i = 0; (e = hash_next(table.hash, &i));)
        session_set_variable_take(s, e->key.str->data, value_ref(e->value));
}

static enum status run(struct worker *w)
{
    struct session *s = w->session;
    const struct job_input *in = &w->job->in;
    struct sink *out = &w->sinks[STREAM_OUTPUT].sink;
    set_variables(s, in->variables);
    AUTO_VALUE args = open_parcel(in->args, s);
    AUTO_VALUE underbar = open_parcel(in->underbar, s);
    AUTO_VALUE input = open_parcel(in->input, s);
    enum status st = in->init ? run_init(s, in->init, out) : ST_OK;
    if (st == ST_OK)
        st = in->text ? run_script(s, in, args, underbar, input, out)
                      : run_command(s, in, input, out);
    return st;
}

static void publish(struct job *job, struct session *s)
{
    pthread_mutex_lock(&job->lock);
    job->session = s;
    if (s && job->stop_wanted)
        session_interrupt(s);
    pthread_mutex_unlock(&job->lock);
}

/* Of those that Receive-Job takes it from? */
static bool keeps_failure(const struct job *job)
{
    return job->id && (job->type == &type_background_job || job->type == &type_thread_job ||
                       job->type == &type_task_child_job);
}

static enum job_state outcome(struct worker *w, enum status st)
{
    struct session *s = w->session;
    bool is_task = w->job->type == &type_task_job;
    if (st == ST_FAIL && !value_is_null(s->failure)) {
        struct error_record *r = is_task ? error_record_of(s->failure) : NULL;
        if (r) { /* a block of ForEach-Object -Parallel */
            free(r->id);
            r->id = xstrdup("PSTaskException");
            r->category = EC_INVALID_OPERATION;
        }
        struct parcel *failure = parcel_pack(s, s->failure);
        pthread_mutex_lock(&w->job->lock);
        w->job->failure = xstrdup(error_record_message(s->failure));
        if (keeps_failure(w->job))
            w->job->ended_by = STEAL(failure);
        pthread_mutex_unlock(&w->job->lock);
        if (failure)
            job_put(w->job, STREAM_ERROR, failure);
        value_clear(&s->failure);
    }
    if (interrupted(s) || st == ST_INTERRUPT)
        return JOB_STOPPED;
    if (is_task && st != ST_FAIL && s->task_failure) {
        pthread_mutex_lock(&w->job->lock);
        w->job->failure = STEAL(s->task_failure);
        pthread_mutex_unlock(&w->job->lock);
        return JOB_FAILED;
    }
    return st == ST_FAIL ? JOB_FAILED : JOB_COMPLETED;
}

void *job_thread(void *data)
{
    struct job *job = data;
    struct worker w = { .job = job };
    struct host host = { .ops = &quiet_host_ops, .data = &w.host };
    /* The thread gets a working directory of its own: Set-Location here moves nobody else. */
    bool own_directory = unshare(CLONE_FS) == 0;
    struct session *s = w.session = w.host.session = session_new(job->in.registry, &host);
    s->is_job = true;
    s->render = job->in.render;
    s->object_text = job->in.object_text;
    s->script_name = xstrdup(job->in.script_name);
    for (int i = STREAM_OUTPUT; i <= STREAM_PROGRESS; i++) {
        w.sinks[i] = (struct job_sink){ { .write = collect }, &w, (enum stream)i };
        if (i != STREAM_PROGRESS)
            s->streams[i] = &w.sinks[i].sink;
    }
    w.host.progress = &w.sinks[STREAM_PROGRESS].sink;
    w.host.information = &w.sinks[STREAM_INFORMATION].sink;
    if (job->in.sharer)
        sharer_begin(STEAL(job->in.sharer), s);
    (void)interrupt_fd(s); /* made here: whoever interrupts comes from another thread */
    s->using_values = open_parcel(job->in.using_values, s);
    publish(job, s);
    enum status st = ST_OK;
    if (job->in.directory && (!own_directory || chdir(job->in.directory) < 0)) {
        struct err *err = NULL;
        err_set(&err, ERR_OBJECT_NOT_FOUND, "Cannot find path '%s' because it does not exist.",
                job->in.directory);
        st = throw_err(s, &err);
    }
    if (st == ST_OK)
        st = run(&w);
    enum job_state state = outcome(&w, st);
    publish(job, NULL);
    session_free(s);
    job_input_release(job);
    job_ended(job, state);
    return NULL;
}
