/* Get-Job, Wait-Job, Receive-Job, Stop-Job, Remove-Job. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/jobs/job_select.h"
#include "shell/base/clock.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/group.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"

#define CORE "Microsoft.PowerShell.Core"
#define ALL_JOB_SETS                                                 \
    "SessionIdParameterSet,InstanceIdParameterSet,NameParameterSet," \
    "StateParameterSet,CommandParameterSet"

/* ---- Get-Job ---- */

struct get_args {
    JOB_SELECT_FIELDS
    struct opt_bool has_more_data;
    struct opt_int newest;
    struct value before, after;
    bool include_child_job;
    struct opt_enum child_job_state;
};
static const struct param get_params[] = {
    JOB_ID_PARAM(struct get_args, false),
    JOB_COMMON_PARAMS(struct get_args),
    JOB_STATE_PARAMS(struct get_args),
    JOB_COMMAND_PARAM(struct get_args),
    PARAM(struct get_args, include_child_job, .name = "IncludeChildJob", .sets = ALL_JOB_SETS,
          .help = "The child jobs of the jobs too."),
    PARAM(struct get_args, child_job_state, .name = "ChildJobState", .sets = ALL_JOB_SETS,
          .enum_info = &enum_job_state, .help = "The child jobs in this state too."),
    PARAM(struct get_args, has_more_data, .name = "HasMoreData", .sets = ALL_JOB_SETS,
          .help = "Jobs that have, or have not, results left to receive."),
    PARAM(struct get_args, before, .name = "Before", .sets = ALL_JOB_SETS, .type = &type_datetime,
          .help = "Jobs that ended before this time."),
    PARAM(struct get_args, after, .name = "After", .sets = ALL_JOB_SETS, .type = &type_datetime,
          .help = "Jobs that ended after this time."),
    PARAM(struct get_args, newest, .name = "Newest", .sets = ALL_JOB_SETS,
          .help = "Only so many of the jobs that began last."),
};

static bool wanted(const struct get_args *a, struct job *job)
{
    if (a->has_more_data.set && a->has_more_data.value != job_has_more(job))
        return false;
    int64_t end = job_end_ticks(job);
    if (a->before.kind == V_DATETIME && (!end || end >= a->before.i))
        return false;
    return a->after.kind != V_DATETIME || end > a->after.i;
}

/* Each job's children behind it. */
static struct value with_children(const struct get_args *a, struct value jobs)
{
    struct array *all = array_new(jobs.array->len * 2);
    for (size_t i = 0; i < jobs.array->len; i++) {
        struct job *job = job_of(jobs.array->items[i]);
        array_push(all, jobs.array->items[i]);
        AUTO_VALUE children = job_children(job);
        for (size_t k = 0; k < children.array->len; k++) {
            struct value child = children.array->items[k];
            if (!a->child_job_state.set ||
                a->child_job_state.value == (int32_t)job_state_of(job_of(child)))
                array_push(all, child);
        }
    }
    value_unref(jobs);
    return value_of_array(all);
}

static enum status get_process(struct invocation *inv)
{
    const struct get_args *a = ARGS(inv, struct get_args);
    AUTO_VALUE jobs = value_null();
    enum status st = job_select(inv, JOB_SELECTION(a), &jobs);
    if (st != ST_OK)
        return st;
    if (a->include_child_job || a->child_job_state.set)
        jobs = with_children(a, STEAL_VALUE(jobs));
    size_t left = 0, skip = 0;
    for (size_t i = 0; i < jobs.array->len; i++)
        left += wanted(a, job_of(jobs.array->items[i]));
    if (a->newest.set && a->newest.value >= 0 && left > (size_t)a->newest.value)
        skip = left - (size_t)a->newest.value;
    for (size_t i = 0; i < jobs.array->len; i++) {
        if (!wanted(a, job_of(jobs.array->items[i])))
            continue;
        if (skip) {
            skip--;
            continue;
        }
        st = emit(inv, jobs.array->items[i]);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* ---- Wait-Job ---- */

struct wait_args {
    JOB_SELECT_FIELDS
    bool any, force;
    struct opt_int timeout;
};
static const struct param wait_params[] = {
    JOB_ID_PARAM(struct wait_args, true),
    JOB_OBJECT_PARAM(struct wait_args, "JobParameterSet"),
    JOB_COMMON_PARAMS(struct wait_args),
    JOB_STATE_PARAMS(struct wait_args),
    PARAM(struct wait_args, any, .name = "Any", .help = "Waits for the first of them only."),
    PARAM(struct wait_args, timeout, .name = "Timeout", .aliases = "TimeoutSec",
          PARAM_RANGE(-1, INT32_MAX), .help = "Waits at most so many seconds."),
    PARAM(struct wait_args, force, .name = "Force",
          .help = "Jobs here are never suspended or disconnected: changes nothing."),
};

struct wait_state {
    struct array *jobs;
};

/* Adds those that are not there yet. */
static void add_jobs(struct array **to, const struct array *jobs)
{
    if (!*to)
        *to = array_new(4);
    for (size_t i = 0; i < jobs->len; i++) {
        size_t k = 0;
        while (k < (*to)->len && job_of((*to)->items[k]) != job_of(jobs->items[i]))
            k++;
        if (k == (*to)->len)
            array_push(*to, jobs->items[i]);
    }
}

static enum status wait_process(struct invocation *inv)
{
    AUTO_VALUE jobs = value_null();
    enum status st = job_select(inv, JOB_SELECTION(ARGS(inv, struct wait_args)), &jobs);
    if (st == ST_OK)
        add_jobs(&STATE(inv, struct wait_state)->jobs, jobs.array);
    return st;
}

static size_t finished(const struct array *jobs)
{
    size_t n = 0;
    for (size_t i = 0; i < jobs->len; i++)
        n += job_is_finished(job_of(jobs->items[i]));
    return n;
}

static enum status wait_for(struct invocation *inv, const struct array *jobs, size_t wanted_count,
                            int64_t until)
{
    while (finished(jobs) < wanted_count) {
        int64_t left = until < 0 ? -1 : until - clock_ms();
        if (until >= 0 && left <= 0)
            break;
        if (!jobs_wait_news(inv->session, left))
            return ST_INTERRUPT;
    }
    jobs_looked_at(inv->session);
    return ST_OK;
}

static enum status wait_end(struct invocation *inv)
{
    const struct wait_args *a = ARGS(inv, struct wait_args);
    const struct array *jobs = STATE(inv, struct wait_state)->jobs;
    if (!jobs || !jobs->len)
        return ST_OK;
    int64_t until =
        a->timeout.set && a->timeout.value >= 0 ? clock_ms() + a->timeout.value * 1000 : -1;
    enum status st = wait_for(inv, jobs, a->any ? 1 : jobs->len, until);
    for (size_t i = 0; st == ST_OK && i < jobs->len; i++) {
        if (!job_is_finished(job_of(jobs->items[i])))
            continue;
        st = emit(inv, jobs->items[i]);
        if (a->any)
            break;
    }
    return st;
}

static void wait_cleanup(struct invocation *inv)
{
    struct wait_state *st = STATE(inv, struct wait_state);
    if (st->jobs)
        value_unref(value_of_array(st->jobs));
}

/* ---- Receive-Job ---- */

struct receive_args {
    JOB_SELECT_FIELDS
    struct str_list location, computer_name;
    struct value_list session;
    bool keep, no_recurse, force, wait, auto_remove, write_events, write_job;
};
#define RECEIVE_JOB_SETS "Location,ComputerName,Session"
static const struct param receive_params[] = {
    JOB_OBJECT_PARAM(struct receive_args, RECEIVE_JOB_SETS),
    JOB_ID_PARAM(struct receive_args, true),
    JOB_COMMON_PARAMS(struct receive_args),
    PARAM(struct receive_args, location, .name = "Location", .sets = "Location", .position = 2,
          .help = "Only results from these locations; all jobs run on localhost."),
    PARAM(struct receive_args, computer_name, .name = "ComputerName", .aliases = "Cn",
          .sets = "ComputerName", .position = 2, .from_property = true, .wildcards = true,
          .help = "Only results from these computers; all jobs run on localhost."),
    PARAM(struct receive_args, session, .name = "Session", .sets = "Session", .position = 2,
          .from_property = true, .type_name = "PSSession",
          .help = "Only results from these sessions. Jobs here have none."),
    PARAM(struct receive_args, keep, .name = "Keep",
          .help = "The results stay and can be received again."),
    PARAM(struct receive_args, no_recurse, .name = "NoRecurse",
          .help = "Leaves out child jobs, who have the results of background jobs."),
    PARAM(struct receive_args, force, .name = "Force",
          .help = "With -Wait, goes on waiting for suspended jobs: changes nothing here."),
    PARAM(struct receive_args, wait, .name = "Wait",
          .help = "Waits until the jobs have ended and gives results as they come."),
    PARAM(struct receive_args, auto_remove, .name = "AutoRemoveJob",
          .help = "With -Wait: removes the jobs once they have been received."),
    PARAM(struct receive_args, write_events, .name = "WriteEvents",
          .help = "With -Wait: reports the end of each job behind its results."),
    PARAM(struct receive_args, write_job, .name = "WriteJobInResults",
          .help = "With -Wait: gives the job object before its results."),
};

/* Results of such a job are its children's. */
static bool has_child(struct value v)
{
    return v.object->type == &type_background_job || v.object->type == &type_task_job;
}

struct received {
    struct parcel *parcel;
    enum stream stream;
};
struct emit_to {
    struct sink sink;
    struct invocation *inv;
};

static enum status write_emit(struct sink *sink, struct value v)
{
    return emit(((struct emit_to *)(void *)sink)->inv, v);
}

static enum status receive_own(struct invocation *inv, struct job *job, bool keep)
{
    struct emit_to out = { { .write = write_emit }, inv };
    VEC(struct received) kept = VEC_INIT;
    struct parcel *parcel;
    enum stream stream;
    enum status st = ST_OK;
    jobs_looked_at(inv->session);
    while (st == ST_OK && (parcel = job_take(job, &stream))) {
        if (keep)
            *vec_push(&kept) = (struct received){ parcel, stream };
        st = job_replay(inv->session, inv->stage, stream, parcel, &out.sink);
        if (!keep)
            parcel_free(parcel);
    }
    while (kept.len) {
        kept.len--;
        job_put_back(job, kept.items[kept.len].stream, kept.items[kept.len].parcel);
    }
    vec_release(&kept);
    return st;
}

static enum status receive_now(struct invocation *inv, struct job *job, bool keep)
{
    enum status st = receive_own(inv, job, keep);
    for (size_t i = 0; st == ST_OK && i < job_count_children(job); i++)
        st = receive_own(inv, job_nth_child(job, i), keep);
    return st;
}

/* What ended the job and its children, if anything did. */
static enum status write_reasons(struct invocation *inv, struct job *job, bool as_it_is)
{
    AUTO_VALUE record = job_ended_by(job);
    const struct error_record *r = error_record_of(record);
    enum status st = ST_OK;
    if (r && as_it_is)
        st = stage_write_error(inv->session, inv->stage, record);
    else if (r)
        st = cmdlet_error(inv, &(struct error_spec){ .exception_object = r->exception,
                                                     .id = "JobStateFailed",
                                                     .category = EC_INVALID_RESULT });
    for (size_t i = 0; st == ST_OK && i < job_count_children(job); i++)
        st = write_reasons(inv, job_nth_child(job, i), as_it_is);
    return st;
}

/* A background job's error comes as the process gave it. */
static enum status write_reason(struct invocation *inv, struct value v)
{
    const struct type_info *type = v.object->type;
    return write_reasons(inv, job_of(v), type == &type_background_job || type == &type_child_job);
}

static bool is_left_out(const struct invocation *inv, struct value v)
{
    return ARGS(inv, struct receive_args)->no_recurse && has_child(v);
}

/* With -Keep a job that is still running is looked at once, when it has ended: what was
 * shown already would come again. */
static enum status receive_all(struct invocation *inv, const struct array *jobs, bool keep)
{
    for (;;) {
        size_t done = finished(jobs);
        for (size_t i = 0; !keep && i < jobs->len; i++) {
            if (is_left_out(inv, jobs->items[i]))
                continue;
            enum status st = receive_now(inv, job_of(jobs->items[i]), false);
            if (st != ST_OK)
                return st;
        }
        if (done == jobs->len)
            break;
        if (!jobs_wait_news(inv->session, -1))
            return ST_INTERRUPT;
    }
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < jobs->len; i++) {
        if (is_left_out(inv, jobs->items[i]))
            continue;
        if (keep)
            st = receive_now(inv, job_of(jobs->items[i]), true);
        if (st == ST_OK)
            st = write_reason(inv, jobs->items[i]);
    }
    return st;
}

/* The children's ends, then the job's. */
static enum status write_ends(struct invocation *inv, struct value job)
{
    AUTO_VALUE children = job_children(job_of(job));
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < children.array->len; i++)
        st = emit_take(inv, job_state_event(job_of(children.array->items[i])));
    return st == ST_OK ? emit_take(inv, job_state_event(job_of(job))) : st;
}

static enum status needs_wait(struct invocation *inv, const char *message)
{
    return core_throw(inv, "InvalidOperation", EC_INVALID_OPERATION, value_null(), "%s", message);
}

static enum status receive_begin(struct invocation *inv)
{
    const struct receive_args *a = ARGS(inv, struct receive_args);
    if (a->auto_remove && !a->wait)
        return needs_wait(
            inv, "The -AutoRemoveJob parameter cannot be used without the -Wait parameter");
    if (a->write_job && !a->wait)
        return needs_wait(
            inv, "The -WriteJobInResults parameter cannot be used without the -Wait parameter");
    if (a->write_events && !a->wait)
        return needs_wait(inv,
                          "The WriteEvents parameter cannot be used without the Wait parameter.");
    return ST_OK;
}

static enum status receive_process(struct invocation *inv)
{
    const struct receive_args *a = ARGS(inv, struct receive_args);
    AUTO_VALUE jobs = value_null();
    enum status st = job_select(inv, JOB_SELECTION(a), &jobs);
    if (st != ST_OK)
        return st;
    if (a->wait) { /* together, in end */
        add_jobs(&STATE(inv, struct wait_state)->jobs, jobs.array);
        return ST_OK;
    }
    for (size_t i = 0; st == ST_OK && i < jobs.array->len; i++) {
        if (is_left_out(inv, jobs.array->items[i]))
            continue;
        st = receive_now(inv, job_of(jobs.array->items[i]), a->keep);
        if (st == ST_OK)
            st = write_reason(inv, jobs.array->items[i]);
    }
    return st;
}

static enum status receive_end(struct invocation *inv)
{
    const struct receive_args *a = ARGS(inv, struct receive_args);
    const struct array *jobs = STATE(inv, struct wait_state)->jobs;
    enum status st = ST_OK;
    if (!jobs)
        return ST_OK;
    for (size_t i = 0; a->write_job && st == ST_OK && i < jobs->len; i++)
        st = emit(inv, jobs->items[i]);
    if (st == ST_OK)
        st = receive_all(inv, jobs, a->keep);
    for (size_t i = 0; st == ST_OK && a->write_events && i < jobs->len; i++)
        st = write_ends(inv, jobs->items[i]);
    for (size_t i = 0; st == ST_OK && a->auto_remove && i < jobs->len; i++)
        jobs_remove(inv->session, job_of(jobs->items[i]));
    return st;
}

/* ---- Stop-Job ---- */

struct stop_args {
    JOB_SELECT_FIELDS
    bool pass_thru;
};
static const struct param stop_params[] = {
    JOB_ID_PARAM(struct stop_args, true),
    JOB_OBJECT_PARAM(struct stop_args, "JobParameterSet"),
    JOB_COMMON_PARAMS(struct stop_args),
    JOB_STATE_PARAMS(struct stop_args),
    PARAM(struct stop_args, pass_thru, .name = "PassThru", .help = "Gives the jobs."),
};

static enum status may(struct invocation *inv, struct job *job, bool *yes)
{
    AUTO_STRBUF target = STRBUF_INIT;
    strbuf_addf(&target, "Command: %s; Location: localhost; JobId: %d", job_command(job),
                job_id(job));
    return should_process(inv, target.buf, NULL, yes);
}

static enum status stop_process(struct invocation *inv)
{
    const struct stop_args *a = ARGS(inv, struct stop_args);
    AUTO_VALUE jobs = value_null();
    enum status st = job_select(inv, JOB_SELECTION(a), &jobs);
    if (st != ST_OK)
        return st;
    for (size_t i = 0; i < jobs.array->len; i++) {
        struct job *job = job_of(jobs.array->items[i]);
        bool yes;
        st = may(inv, job, &yes);
        if (st != ST_OK)
            return st;
        if (!yes)
            continue;
        if (!job_is_finished(job))
            job_stop(job);
        add_jobs(&STATE(inv, struct wait_state)->jobs,
                 &(struct array){ .len = 1, .items = &jobs.array->items[i] });
    }
    return ST_OK;
}

static enum status stop_end(struct invocation *inv)
{
    const struct array *jobs = STATE(inv, struct wait_state)->jobs;
    if (!jobs)
        return ST_OK;
    enum status st = wait_for(inv, jobs, jobs->len, -1);
    for (size_t i = 0; st == ST_OK && i < jobs->len; i++) {
        if (ARGS(inv, struct stop_args)->pass_thru)
            st = emit(inv, jobs->items[i]);
    }
    return st;
}

/* ---- Remove-Job ---- */

struct remove_args {
    JOB_SELECT_FIELDS
    bool force;
};
static const struct param remove_params[] = {
    JOB_ID_PARAM(struct remove_args, true),
    JOB_OBJECT_PARAM(struct remove_args, "JobParameterSet"),
    JOB_COMMON_PARAMS(struct remove_args),
    JOB_STATE_PARAMS(struct remove_args),
    JOB_COMMAND_PARAM(struct remove_args),
    PARAM(struct remove_args, force, .name = "Force", .aliases = "F",
          .sets = "SessionIdParameterSet,JobParameterSet,NameParameterSet,InstanceIdParameterSet,"
                  "FilterParameterSet",
          .help = "Stops jobs that still run."),
};

static enum status remove_one(struct invocation *inv, struct value v)
{
    struct job *job = job_of(v);
    if (!job_is_finished(job)) {
        if (!ARGS(inv, struct remove_args)->force) {
            AUTO_STRBUF text = STRBUF_INIT;
            strbuf_addf(&text,
                        "The command cannot remove the job with the job ID %d because the job is "
                        "not finished. To remove the job, first stop the job, or use the Force "
                        "parameter.",
                        job_id(job));
            return cmdlet_error(inv,
                                &(struct error_spec){ .message = text.buf,
                                                      .id = "JobObjectNotFinishedCannotBeRemoved",
                                                      .category = EC_INVALID_OPERATION,
                                                      .exception = "System.ArgumentException",
                                                      .target = v });
        }
        job_stop(job);
        enum status st = wait_for(inv, &(struct array){ .len = 1, .items = &v }, 1, -1);
        if (st != ST_OK)
            return st;
    }
    jobs_remove(inv->session, job);
    return ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    AUTO_VALUE jobs = value_null();
    enum status st = job_select(inv, JOB_SELECTION(ARGS(inv, struct remove_args)), &jobs);
    for (size_t i = 0; st == ST_OK && i < jobs.array->len; i++) {
        bool yes;
        st = may(inv, job_of(jobs.array->items[i]), &yes);
        if (st == ST_OK && yes)
            st = remove_one(inv, jobs.array->items[i]);
    }
    return st;
}

/* ---- declarations ---- */

static const char *const get_aliases[] = { "gjb", NULL };
static const char *const wait_aliases[] = { "wjb", NULL };
static const char *const receive_aliases[] = { "rcjb", NULL };
static const char *const stop_aliases[] = { "spjb", NULL };
static const char *const remove_aliases[] = { "rjb", NULL };
#define JOB_OUTPUT "System.Management.Automation.Job"

static const struct example get_examples[] = {
    { .code = "$j = Start-Job { 1 } -Name count | Wait-Job; (Get-Job count).State",
      .remarks = "Looks a job up by name.",
      .output = "Completed" },
};
static const struct example wait_examples[] = {
    { .code = "(Start-Job { Start-Sleep -Milliseconds 50 } | Wait-Job).State",
      .remarks = "Waits for a job.",
      .output = "Completed" },
};
static const struct example receive_examples[] = {
    { .code = "Start-Job { 'a'; 'b' } | Receive-Job -Wait -AutoRemoveJob",
      .remarks = "Takes all results, then forgets the job.",
      .output = "a\nb" },
};
static const struct example stop_examples[] = {
    { .code = "(Start-Job { Start-Sleep 1000 } | Stop-Job -PassThru).State",
      .remarks = "Ends a job.",
      .output = "Stopped" },
};
static const struct example remove_examples[] = {
    { .code = "$j = Start-Job { 1 }; Remove-Job $j -Force; @(Get-Job).Count",
      .remarks = "Forgets a job, running or not.",
      .output = "0" },
};

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Job",
        .aliases = get_aliases,
        .synopsis = "Lists the background jobs of this session.",
        .params = get_params,
        .nparams = ARRAY_SIZE(get_params),
        .default_set = "SessionIdParameterSet",
        .output = JOB_OUTPUT,
        .output_type = &type_job,
        .module = CORE,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
        .args_size = sizeof(struct get_args),
        .process = get_process,
    },
    {
        .verb = "Wait",
        .noun = "Job",
        .aliases = wait_aliases,
        .synopsis = "Waits until jobs have ended and gives them.",
        .params = wait_params,
        .nparams = ARRAY_SIZE(wait_params),
        .default_set = "SessionIdParameterSet",
        .output = JOB_OUTPUT,
        .output_type = &type_job,
        .module = CORE,
        .examples = wait_examples,
        .nexamples = ARRAY_SIZE(wait_examples),
        .args_size = sizeof(struct wait_args),
        .state_size = sizeof(struct wait_state),
        .process = wait_process,
        .end = wait_end,
        .cleanup = wait_cleanup,
    },
    {
        .verb = "Receive",
        .noun = "Job",
        .aliases = receive_aliases,
        .synopsis = "Gives the results of jobs: their output, errors and other streams.",
        .description = "Results are copies. Objects of types that cannot cross from one session to "
                       "another come as their properties, with type names that begin with "
                       "Deserialized.",
        .params = receive_params,
        .nparams = ARRAY_SIZE(receive_params),
        .default_set = "Location",
        .output = "System.Management.Automation.PSObject",
        .module = CORE,
        .examples = receive_examples,
        .nexamples = ARRAY_SIZE(receive_examples),
        .args_size = sizeof(struct receive_args),
        .state_size = sizeof(struct wait_state),
        .begin = receive_begin,
        .process = receive_process,
        .end = receive_end,
        .cleanup = wait_cleanup,
    },
    {
        .verb = "Stop",
        .noun = "Job",
        .aliases = stop_aliases,
        .synopsis = "Ends running jobs and waits until they have ended.",
        .params = stop_params,
        .nparams = ARRAY_SIZE(stop_params),
        .default_set = "SessionIdParameterSet",
        .output = JOB_OUTPUT,
        .output_type = &type_job,
        .should_process = true,
        .module = CORE,
        .examples = stop_examples,
        .nexamples = ARRAY_SIZE(stop_examples),
        .args_size = sizeof(struct stop_args),
        .state_size = sizeof(struct wait_state),
        .process = stop_process,
        .end = stop_end,
        .cleanup = wait_cleanup,
    },
    {
        .verb = "Remove",
        .noun = "Job",
        .aliases = remove_aliases,
        .synopsis = "Forgets jobs and their results.",
        .params = remove_params,
        .nparams = ARRAY_SIZE(remove_params),
        .default_set = "SessionIdParameterSet",
        .should_process = true,
        .module = CORE,
        .examples = remove_examples,
        .nexamples = ARRAY_SIZE(remove_examples),
        .args_size = sizeof(struct remove_args),
        .process = remove_process,
    },
};
const struct cmdlet_group cmdlets_job = { cmdlets, ARRAY_SIZE(cmdlets) };
