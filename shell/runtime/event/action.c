#include "shell/runtime/event/action.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/convert.h"
#include "shell/object/delegate.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/member.h"
#include "shell/runtime/names.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

#define SUBSCRIBER "EventSubscriber"

/* What the interrupted code must find again. */
struct outside {
    struct stage *stage;
    const struct stage *stopping;
    struct sink *streams[7];
    struct position position;
    int try_depth;
    bool ok;
};

static void step_aside(struct session *s, struct outside *o)
{
    o->stage = s->stage;
    o->stopping = s->stopping;
    o->position = s->position;
    o->try_depth = s->try_depth;
    o->ok = s->ok;
    memcpy(o->streams, s->streams, sizeof(o->streams));
    s->stage = NULL;
    s->stopping = NULL;
    s->try_depth = 0;
    for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++)
        s->streams[i] = s->host_streams[i];
}

static void step_back(struct session *s, const struct outside *o)
{
    s->stage = o->stage;
    s->stopping = o->stopping;
    s->position = o->position;
    s->try_depth = o->try_depth;
    s->ok = o->ok;
    s->flow_label = NULL;
    value_clear(&s->flow_value);
    memcpy(s->streams, o->streams, sizeof(o->streams));
}

static void set(struct session *s, struct scope *scope, const char *name, struct value v)
{
    variable_put_take(s, scope_cell(scope, names_intern(s->names, name, strlen(name))),
                      value_ref(v));
}

void event_action_forget(struct session *s, struct value subscriber)
{
    const struct scriptblock *block = scriptblock_of(*record_field(subscriber.object, S_BLOCK));

    if (block)
        set(s, block->scope, SUBSCRIBER, value_null());
}

/* The errors of the list, newest first, that the job has not got yet. */
static void log_errors(struct job *job, struct value errors, struct value *logged)
{
    const struct array *list = errors.array;
    size_t known = (size_t)logged->i < list->len ? (size_t)logged->i : list->len;

    for (size_t i = list->len - known; i-- > 0;)
        job_add_result(job, STREAM_ERROR, parcel_hold(list->items[i]));
    logged->i = (int64_t)list->len;
}

bool event_action_run(struct session *s, struct value subscriber, struct value event)
{
    struct job *job = job_of(*record_field(subscriber.object, S_ACTION));
    struct scriptblock *block = scriptblock_of(*record_field(subscriber.object, S_BLOCK));
    struct value *errors = record_field(subscriber.object, S_ERRORS);
    const struct array *args = record_field(event.object, E_ARGS)->array;
    AUTO_VALUE results = value_of_array(array_new(0));
    struct array_sink out;
    struct outside outside;
    struct sink unseen;

    if (job_is_finished(job))
        return true;
    job_set_state(job, JOB_RUNNING);
    set(s, block->scope, SUBSCRIBER, subscriber);
    set(s, block->scope, "Event", event);
    set(s, block->scope, "Sender", *record_field(event.object, E_SENDER));
    set(s, block->scope, "EventArgs", *record_field(event.object, E_SOURCE_ARGS));
    step_aside(s, &outside);
    null_sink_init(&unseen);
    s->streams[STREAM_ERROR] = &unseen;
    struct value seen = s->error_list;
    s->error_list = value_ref(*errors);
    array_sink_init(&out, results.array);
    enum status st =
        scriptblock_invoke(s, block, BLOCK_DOT, value_nothing(), args->items, args->len, &out.sink);
    if (st == ST_FAIL) {
        session_record_error(s, s->failure);
        value_clear(&s->failure);
        s->failure_final = false;
    }
    value_replace_take(&s->error_list, seen);
    step_back(s, &outside);
    for (size_t i = 0; i < results.array->len; i++)
        job_add_result(job, STREAM_OUTPUT, parcel_hold(results.array->items[i]));
    log_errors(job, *errors, record_field(subscriber.object, S_LOGGED));
    if (st == ST_FAIL || st == ST_EXIT)
        job_set_state(job, JOB_FAILED);
    else if (st != ST_INTERRUPT && !job_is_finished(job))
        job_set_more(job);
    return st != ST_INTERRUPT;
}

bool event_handler_run(struct session *s, struct value handler, struct value args)
{
    struct outside outside;
    AUTO_VALUE out = value_nothing();
    struct err *err = NULL;
    struct value target = delegate_target(handler);
    enum status st = ST_OK;

    step_aside(s, &outside);
    if (scriptblock_of(target))
        st = script_event_call(s, target, args.array->items[0], args.array->items[1]);
    else if (value_call(handler, args.array->items, args.array->len, &out, &err) < 0)
        st = interrupt_pending(s) ? ST_INTERRUPT : throw_err(s, &err);
    err_clear(&err);
    if (st == ST_FAIL) {
        session_show_failure(s);
        s->failure_final = false;
    }
    step_back(s, &outside);
    return st != ST_INTERRUPT;
}
