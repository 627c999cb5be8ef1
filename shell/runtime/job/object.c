/* Job objects as scripts see them. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/library_types.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/group.h"
#include "shell/runtime/job/private.h"

static const struct enum_member state_members[] = {
    { "NotStarted", JOB_NOT_STARTED },
    { "Running", JOB_RUNNING },
    { "Completed", JOB_COMPLETED },
    { "Failed", JOB_FAILED },
    { "Stopped", JOB_STOPPED },
    { "Blocked", JOB_BLOCKED },
    { "Suspended", JOB_SUSPENDED },
    { "Disconnected", JOB_DISCONNECTED },
    { "Suspending", JOB_SUSPENDING },
    { "Stopping", JOB_STOPPING },
    { "AtBreakpoint", JOB_AT_BREAKPOINT },
};
static const struct type_info type_job_state = {
    .name = "System.Management.Automation.JobState",
    .base = &type_enum,
    .enum_info = &enum_job_state,
    .is_value_type = true,
};
const struct enum_info enum_job_state = {
    .name = "System.Management.Automation.JobState",
    .members = state_members,
    .nmembers = ARRAY_SIZE(state_members),
    .type = &type_job_state,
};

struct job *job_of(struct value v)
{
    if (v.kind != V_OBJECT || !type_is_a(v.object->type, &type_job))
        return NULL;
    return *(struct job **)object_payload(v.object);
}

struct value job_object(struct job *job)
{
    struct object *o = object_new(job->type);
    *(struct job **)object_payload(o) = job_ref(job);
    return value_of_object(o);
}

struct value job_children(struct job *job)
{
    struct array *children = list_new(&type_object_list, NULL);
    if (job->type == &type_background_job) {
        struct object *o = object_new(&type_child_job);
        *(struct job **)object_payload(o) = job_ref(job);
        array_push_take(children, value_of_object(o));
    }
    for (size_t i = 0; i < job_count_children(job); i++)
        array_push_take(children, job_object(job_nth_child(job, i)));
    return value_of_array(children);
}

static void job_destroy(struct object *o)
{
    job_unref(*(struct job **)object_payload(o));
}

/* ---- JobStateInfo ---- */

struct state_info {
    struct value state, reason;
};

static int state_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    const struct state_info *i = object_payload(self.object);
    *out = value_ref(p->data ? i->reason : i->state);
    return 0;
}

static int state_to_string(struct value self, struct strbuf *out)
{
    const struct state_info *i = object_payload(self.object);
    strbuf_adds(out, enum_name(&enum_job_state, value_enum_get(i->state)));
    return 0;
}

static void state_destroy(struct object *o)
{
    value_unref(((struct state_info *)object_payload(o))->reason);
}

static const struct property state_props[] = {
    { .name = "State", .type_name = "System.Management.Automation.JobState", .get = state_get },
    { .name = "Reason", .type_name = "System.Exception", .get = state_get, .data = 1 },
};

static const struct type_info type_job_state_info = {
    .name = "System.Management.Automation.JobStateInfo",
    .base = &type_object,
    .props = state_props,
    .nprops = ARRAY_SIZE(state_props),
    .payload_size = sizeof(struct state_info),
    .destroy = state_destroy,
    .to_string = state_to_string,
};

/* Of a state that the job is or was in. */
static struct value state_info_of(struct job *job, enum job_state state)
{
    struct object *o = object_new(&type_job_state_info);
    struct state_info *i = object_payload(o);
    i->state = value_enum(&enum_job_state, (int32_t)state);
    i->reason = value_null();
    pthread_mutex_lock(&job->lock);
    if (job->failure && state == job->state)
        i->reason = exception_new("System.Management.Automation.RuntimeException", job->failure,
                                  value_null());
    pthread_mutex_unlock(&job->lock);
    return value_of_object(o);
}

static struct value state_info_new(struct job *job)
{
    return state_info_of(job, job_state_of(job));
}

/* ---- JobStateEventArgs ---- */

struct state_event {
    struct value now, before;
};

static int event_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    const struct state_event *e = object_payload(self.object);
    *out = value_ref(p->data ? e->before : e->now);
    return 0;
}

static void event_destroy(struct object *o)
{
    struct state_event *e = object_payload(o);
    value_unref(e->now);
    value_unref(e->before);
}

static const struct property event_props[] = {
    { .name = "JobStateInfo",
      .type_name = "System.Management.Automation.JobStateInfo",
      .get = event_get },
    { .name = "PreviousJobStateInfo",
      .type_name = "System.Management.Automation.JobStateInfo",
      .get = event_get,
      .data = 1 },
};

static const struct type_info type_job_state_event = {
    .name = "System.Management.Automation.JobStateEventArgs",
    .base = &type_event_args,
    .props = event_props,
    .nprops = ARRAY_SIZE(event_props),
    .payload_size = sizeof(struct state_event),
    .destroy = event_destroy,
};

struct value job_state_event(struct job *job)
{
    struct object *o = object_new(&type_job_state_event);
    *(struct state_event *)object_payload(o) =
        (struct state_event){ state_info_new(job), value_null() };
    return value_of_object(o);
}

struct value job_change_event(struct job *job, struct job_change change)
{
    struct object *o = object_new(&type_job_state_event);
    *(struct state_event *)object_payload(o) =
        (struct state_event){ state_info_of(job, change.to), state_info_of(job, change.from) };
    return value_of_object(o);
}

/* ---- properties ---- */

enum job_property {
    PROP_STATE,
    PROP_MORE,
    PROP_STATUS,
    PROP_LOCATION,
    PROP_COMMAND,
    PROP_STATE_INFO,
    PROP_INSTANCE,
    PROP_ID,
    PROP_NAME,
    PROP_CHILDREN,
    PROP_BEGIN,
    PROP_END,
    PROP_TYPE,
};

static const char *type_word(const struct job *job)
{
    if (job->type == &type_event_job)
        return "";
    if (job->type == &type_thread_job)
        return "ThreadJob";
    if (job->type == &type_vm_job)
        return "VirtualizationJob";
    if (job->type == &type_task_child_job)
        return "PSTaskChildJob";
    return job->type == &type_task_job ? "PSTaskJob" : "BackgroundJob";
}

static struct value time_or_null(int64_t ticks)
{
    return ticks ? value_datetime(ticks, DATETIME_LOCAL) : value_null();
}

static int job_get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    struct job *job = job_of(self);
    bool child = self.object->type == &type_child_job;
    (void)err;
    switch ((enum job_property)p->data) {
    case PROP_STATE:
        *out = value_enum(&enum_job_state, (int32_t)job_state_of(job));
        break;
    case PROP_MORE:
        *out = value_bool(job_has_more(job));
        break;
    case PROP_STATUS:
        *out = job->type == &type_event_job ? value_null() : value_string("");
        break;
    case PROP_LOCATION:
        if (job->type == &type_event_job) {
            *out = value_null();
            break;
        }
        *out = value_string(job->type == &type_thread_job || job->type == &type_task_job ||
                                    job->type == &type_task_child_job
                                ? "PowerShell"
                                : "localhost");
        break;
    case PROP_COMMAND:
        *out = value_string(job->command);
        break;
    case PROP_STATE_INFO:
        *out = state_info_new(job);
        break;
    case PROP_INSTANCE:
        *out = job_instance(job);
        break;
    case PROP_ID:
        *out = value_int(job->id + child);
        break;
    case PROP_NAME:
        *out = child ? value_stringf("Job%d", job->id + 1) : value_string(job->name);
        break;
    case PROP_CHILDREN:
        *out = child ? value_of_array(list_new(&type_object_list, NULL)) : job_children(job);
        break;
    case PROP_BEGIN:
        *out = time_or_null(job_begin_ticks(job));
        break;
    case PROP_END:
        *out = time_or_null(job_end_ticks(job));
        break;
    case PROP_TYPE:
        *out = child ? value_null() : value_string(type_word(job));
        break;
    }
    return 0;
}

static int get_waiting(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)err;
    struct job *job = job_of(self);
    bool is_childs = self.object->type == &type_background_job && job->table->owner;
    *out = is_childs ? stream_records_new(job->table->owner, (int)p->data)
                     : job_waiting(job, (enum stream)p->data);
    return 0;
}

static int set_name(struct value self, const struct property *p, struct value v, struct err **err)
{
    (void)p;
    (void)err;
    struct job *job = job_of(self);
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    free(job->name);
    job->name = strbuf_detach(&text, NULL);
    return 0;
}

#define JOB_PROP(name_, type_, id_)                                    \
    {                                                                  \
        .name = name_, .type_name = type_, .get = job_get, .data = id_ \
    }

#define RECORDS "System.Management.Automation."
#define WAITING(name_, type_, stream_)                                                          \
    {                                                                                           \
        .name = name_, .type_name = "System.Management.Automation.PSDataCollection[" type_ "]", \
        .get = get_waiting, .data = stream_                                                     \
    }

static const struct property job_props[] = {
    JOB_PROP("State", "System.Management.Automation.JobState", PROP_STATE),
    JOB_PROP("HasMoreData", "bool", PROP_MORE),
    JOB_PROP("StatusMessage", "string", PROP_STATUS),
    JOB_PROP("Location", "string", PROP_LOCATION),
    JOB_PROP("Command", "string", PROP_COMMAND),
    JOB_PROP("JobStateInfo", "System.Management.Automation.JobStateInfo", PROP_STATE_INFO),
    JOB_PROP("InstanceId", "guid", PROP_INSTANCE),
    JOB_PROP("Id", "int", PROP_ID),
    { .name = "Name", .type_name = "string", .get = job_get, .set = set_name, .data = PROP_NAME },
    JOB_PROP("ChildJobs", "System.Collections.Generic.IList[System.Management.Automation.Job]",
             PROP_CHILDREN),
    WAITING("Output", "psobject", STREAM_OUTPUT),
    WAITING("Error", RECORDS "ErrorRecord", STREAM_ERROR),
    WAITING("Progress", RECORDS "ProgressRecord", STREAM_PROGRESS),
    WAITING("Verbose", RECORDS "VerboseRecord", STREAM_VERBOSE),
    WAITING("Debug", RECORDS "DebugRecord", STREAM_DEBUG),
    WAITING("Warning", RECORDS "WarningRecord", STREAM_WARNING),
    WAITING("Information", RECORDS "InformationRecord", STREAM_INFORMATION),
    JOB_PROP("PSBeginTime", "datetime", PROP_BEGIN),
    JOB_PROP("PSEndTime", "datetime", PROP_END),
    JOB_PROP("PSJobTypeName", "string", PROP_TYPE),
};

static int job_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, self.object->type->name);
    return 0;
}

static const struct view_column job_columns[] = {
    { .label = "Id", .property = "Id", .width = 6, .align = ALIGN_LEFT },
    { .label = "Name", .property = "Name", .width = 15 },
    { .label = "PSJobTypeName", .property = "PSJobTypeName", .width = 15 },
    { .label = "State", .property = "State", .width = 13 },
    { .label = "HasMoreData", .property = "HasMoreData", .width = 15, .align = ALIGN_LEFT },
    { .label = "Location", .property = "Location", .width = 20 },
    { .label = "Command", .property = "Command", .width = 25 },
};
static const struct view job_table = { .columns = job_columns,
                                       .ncolumns = ARRAY_SIZE(job_columns) };

static bool job_equals(struct value a, struct value b)
{
    return a.object->type == b.object->type &&
           *(struct job **)object_payload(a.object) == *(struct job **)object_payload(b.object);
}

static int stop_call(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    struct job *job = job_of(self);
    struct session *s = job->table->owner;
    job_stop(job);
    while (s && !job_is_finished(job) && jobs_wait_news(s, -1))
        continue;
    return 0;
}

static int stop_async_call(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    job_stop(job_of(self));
    return 0;
}

static const struct method job_methods[] = {
    { "StopJob", 0, 2, stop_call, "void StopJob()" },
    { "StopJobAsync", 0, 2, stop_async_call, "void StopJobAsync()" },
};

static void job_listened(struct value self, void *session, bool on)
{
    (void)session;
    job_watch(job_of(self), on);
}

static const struct event_info job_events[] = {
    { "StateChanged", "System.EventHandler`1[System.Management.Automation.JobStateEventArgs]",
      "System.Management.Automation.JobStateEventArgs" },
};

const struct type_info type_job = {
    .name = "System.Management.Automation.Job",
    .base = &type_object,
    .props = job_props,
    .nprops = ARRAY_SIZE(job_props),
    .methods = job_methods,
    .nmethods = ARRAY_SIZE(job_methods),
    .events = job_events,
    .nevents = ARRAY_SIZE(job_events),
    .listened = job_listened,
    .table = &job_table,
    .payload_size = sizeof(struct job *),
    .destroy = job_destroy,
    .to_string = job_to_string,
    .equals = job_equals,
};

#define JOB_TYPE(variable, full_name)         \
    const struct type_info variable = {       \
        .name = full_name,                    \
        .base = &type_job,                    \
        .payload_size = sizeof(struct job *), \
        .destroy = job_destroy,               \
        .to_string = job_to_string,           \
    }
JOB_TYPE(type_background_job, "System.Management.Automation.PSRemotingJob");
JOB_TYPE(type_child_job, "System.Management.Automation.PSRemotingChildJob");
JOB_TYPE(type_vm_job, "Microsoft.HyperV.PowerShell.VirtualizationJob");
static int start_call(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    job_begin(job_of(self));
    return 0;
}

static const struct method thread_job_methods[] = {
    { "StartJob", 0, 0, start_call, "void StartJob()" },
    { "StartJobAsync", 0, 0, start_call, "void StartJobAsync()" },
};
const struct type_info type_thread_job = {
    .name = "ThreadJob.ThreadJob",
    .base = &type_job,
    .methods = thread_job_methods,
    .nmethods = ARRAY_SIZE(thread_job_methods),
    .payload_size = sizeof(struct job *),
    .destroy = job_destroy,
    .to_string = job_to_string,
};

JOB_TYPE(type_task_child_job, "System.Management.Automation.PSTasks.PSTaskChildJob");

static int runspaces_get(struct value self, const struct property *p, struct value *out,
                         struct err **err)
{
    (void)p;
    (void)err;
    *out = value_int((int32_t)job_allocated_runspaces(job_of(self)));
    return 0;
}

static const struct property task_job_props[] = {
    { .name = "AllocatedRunspaceCount", .type_name = "int", .get = runspaces_get },
};
const struct type_info type_task_job = {
    .name = "System.Management.Automation.PSTasks.PSTaskJob",
    .base = &type_job,
    .props = task_job_props,
    .nprops = ARRAY_SIZE(task_job_props),
    .payload_size = sizeof(struct job *),
    .destroy = job_destroy,
    .to_string = job_to_string,
};

static int module_get(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    (void)p;
    (void)err;
    *out = value_ref(job_of(self)->module);
    return 0;
}

static const struct property event_job_props[] = {
    { .name = "Module", .type_name = "psmoduleinfo", .get = module_get },
};
const struct type_info type_event_job = {
    .name = "System.Management.Automation.PSEventJob",
    .base = &type_job,
    .props = event_job_props,
    .nprops = ARRAY_SIZE(event_job_props),
    .payload_size = sizeof(struct job *),
    .destroy = job_destroy,
    .to_string = job_to_string,
};
