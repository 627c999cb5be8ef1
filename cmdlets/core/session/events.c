#include "cmdlets/core/session/events.h"

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/guid.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

#define EXITING "PowerShell.Exiting"
#define ON_IDLE "PowerShell.OnIdle"

struct register_args {
    struct value input_object;
    struct str *event_name;
    struct str *source_identifier;
    struct scriptblock *action;
    struct value message_data;
    bool support_event;
    bool forward;
    struct opt_int max_trigger_count;
};
#define REGISTER_PARAMS                                                                           \
    PARAM(struct register_args, action, .name = "Action", .position = 102,                        \
          .help = "What runs when the event comes: $Event, $Sender, $EventSubscriber and "        \
                  "$args tell of it."),                                                           \
        PARAM(struct register_args, message_data, .name = "MessageData", .type_name = "PSObject", \
              .help = "Goes with the subscription."),                                             \
        PARAM(struct register_args, support_event, .name = "SupportEvent",                        \
              .help = "Get-EventSubscriber shows the subscription with -Force only."),            \
        PARAM(struct register_args, forward, .name = "Forward",                                   \
              .help = "The event is not kept here: it goes to the session that asked."),          \
        PARAM(struct register_args, max_trigger_count, .name = "MaxTriggerCount",                 \
              .help = "The subscription ends after so many events.")
static const struct param register_engine_params[] = {
    PARAM(struct register_args, source_identifier, .name = "SourceIdentifier", .position = 101,
          .mandatory = true, .help = "The event: PowerShell.Exiting, or a name for New-Event."),
    REGISTER_PARAMS,
};
static const struct example register_engine_examples[] = {
    { .code = "Register-EngineEvent PowerShell.Exiting -SupportEvent -Action { 'bye' | Out-Host }",
      .remarks = "At the end of the session." },
};
static const struct param register_object_params[] = {
    PARAM(struct register_args, input_object, .name = "InputObject", .position = 1,
          .mandatory = true, .type_name = "PSObject", .help = "The object."),
    PARAM(struct register_args, event_name, .name = "EventName", .position = 2, .mandatory = true,
          .help = "The event of the object."),
    PARAM(struct register_args, source_identifier, .name = "SourceIdentifier", .position = 101,
          .help = "A name for the subscription."),
    REGISTER_PARAMS,
};
static const struct example register_object_examples[] = {
    { .code = "Register-ObjectEvent $timer Elapsed", .remarks = "Objects have no events here." },
};
struct new_event_args {
    struct str *source_identifier;
    struct value sender;
    struct value_list event_arguments;
    struct value message_data;
};
static const struct param new_event_params[] = {
    PARAM(struct new_event_args, source_identifier, .name = "SourceIdentifier", .position = 1,
          .mandatory = true, .help = "The event's name."),
    PARAM(struct new_event_args, sender, .name = "Sender", .position = 2, .type_name = "PSObject",
          .help = "The object it comes from."),
    PARAM(struct new_event_args, event_arguments, .name = "EventArguments", .position = 3,
          .type_name = "PSObject", .help = "The arguments of the action."),
    PARAM(struct new_event_args, message_data, .name = "MessageData", .position = 4,
          .type_name = "PSObject", .help = "What the event has to say."),
};
static const struct example new_event_examples[] = {
    { .code = "(New-Event Ready -MessageData 5).MessageData",
      .remarks = "Raises an event.",
      .output = "5" },
};
/* The parameters of the cmdlets that look for events or subscriptions. */
struct find_args {
    struct str *source_identifier;
    struct opt_int id;
    struct opt_int timeout;
    bool force;
};
static const struct param get_event_params[] = {
    PARAM(struct find_args, source_identifier, .name = "SourceIdentifier", .sets = "BySource",
          .position = 1, .from_property = true, .not_null_or_empty = true, .wildcards = true,
          .help = "The events of this name."),
    PARAM(struct find_args, id, .name = "EventIdentifier", .sets = "ById", .aliases = "Id",
          .position = 1, .mandatory = true, .from_property = true, .help = "The event's number."),
};
static const struct example get_event_examples[] = {
    { .code = "Get-Event Ready*", .remarks = "Events that came and are not removed." },
};
static const struct param wait_event_params[] = {
    PARAM(struct find_args, source_identifier, .name = "SourceIdentifier", .position = 1,
          .from_property = true, .wildcards = true, .help = "The event; any when left out."),
    PARAM(struct find_args, timeout, .name = "Timeout", .aliases = "TimeoutSec", .has_range = true,
          .min = -1, .max = INT32_MAX, .help = "For so many seconds at most; -1: for ever."),
};
static const struct example wait_event_examples[] = {
    { .code = "Wait-Event Ready -Timeout 5", .remarks = "Gives the event, or nothing." },
};
static const struct param remove_event_params[] = {
    PARAM(struct find_args, source_identifier, .name = "SourceIdentifier", .sets = "BySource",
          .position = 1, .mandatory = true, .wildcards = true, .help = "The events of this name."),
    PARAM(struct find_args, id, .name = "EventIdentifier", .sets = "ByIdentifier", .position = 1,
          .mandatory = true, .from_property = true, .help = "The event's number."),
};
static const struct example remove_event_examples[] = {
    { .code = "Get-Event | Remove-Event", .remarks = "All of them." },
};
static const struct param get_subscriber_params[] = {
    PARAM(struct find_args, source_identifier, .name = "SourceIdentifier", .sets = "BySource",
          .position = 1, .from_property = true, .not_null_or_empty = true, .wildcards = true,
          .help = "The subscriptions of this name."),
    PARAM(struct find_args, id, .name = "SubscriptionId", .sets = "ById", .aliases = "Id",
          .position = 1, .mandatory = true, .from_property = true,
          .help = "The subscription's number."),
    PARAM(struct find_args, force, .name = "Force", .position = 2,
          .help = "Those of -SupportEvent too."),
};
static const struct example get_subscriber_examples[] = {
    { .code = "Get-EventSubscriber -Force", .remarks = "Every subscription." },
};
static const struct param unregister_params[] = {
    PARAM(struct find_args, source_identifier, .name = "SourceIdentifier", .sets = "BySource",
          .position = 1, .mandatory = true, .from_property = true, .wildcards = true,
          .help = "The subscriptions of this name."),
    PARAM(struct find_args, id, .name = "SubscriptionId", .sets = "ById", .position = 1,
          .mandatory = true, .from_property = true, .help = "The subscription's number."),
    PARAM(struct find_args, force, .name = "Force", .help = "Those of -SupportEvent too."),
};
static const struct example unregister_examples[] = {
    { .code = "Get-EventSubscriber | Unregister-Event", .remarks = "Ends them all." },
};

/* ---- the objects ---- */

enum {
    E_COMPUTER,
    E_RUNSPACE,
    E_ID,
    E_SENDER,
    E_SOURCE_ARGS,
    E_ARGS,
    E_SOURCE,
    E_TIME,
    E_DATA,
    E_FIELDS
};
static const struct property event_props[] = {
    RECORD_FIELD("ComputerName", "string", E_COMPUTER),
    RECORD_FIELD("RunspaceId", "guid", E_RUNSPACE),
    RECORD_FIELD("EventIdentifier", "int", E_ID),
    RECORD_FIELD("Sender", "System.Object", E_SENDER),
    RECORD_FIELD("SourceEventArgs", "System.EventArgs", E_SOURCE_ARGS),
    RECORD_FIELD("SourceArgs", "System.Object[]", E_ARGS),
    RECORD_FIELD("SourceIdentifier", "string", E_SOURCE),
    RECORD_FIELD("TimeGenerated", "datetime", E_TIME),
    RECORD_FIELD("MessageData", "psobject", E_DATA),
};
const struct type_info type_ps_event_args = {
    .name = "System.Management.Automation.PSEventArgs",
    .base = &type_object,
    .props = event_props,
    .nprops = ARRAY_SIZE(event_props),
    .payload_size = E_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

enum {
    S_ID,
    S_OBJECT,
    S_EVENT,
    S_SOURCE,
    S_ACTION,
    S_HANDLER,
    S_SUPPORT,
    S_FORWARD,
    S_BLOCK,
    S_LEFT,
    S_FIELDS
};
static const struct property subscriber_props[] = {
    RECORD_FIELD("SubscriptionId", "int", S_ID),
    RECORD_FIELD("SourceObject", "System.Object", S_OBJECT),
    RECORD_FIELD("EventName", "string", S_EVENT),
    RECORD_FIELD("SourceIdentifier", "string", S_SOURCE),
    RECORD_FIELD("Action", "System.Management.Automation.PSEventJob", S_ACTION),
    RECORD_FIELD("HandlerDelegate", "System.Object", S_HANDLER),
    RECORD_FIELD("SupportEvent", "bool", S_SUPPORT),
    RECORD_FIELD("ForwardEvent", "bool", S_FORWARD),
};
const struct type_info type_event_subscriber = {
    .name = "System.Management.Automation.PSEventSubscriber",
    .base = &type_object,
    .props = subscriber_props,
    .nprops = ARRAY_SIZE(subscriber_props),
    .payload_size = S_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- the session's lists ---- */

static struct array *list_of(struct value *slot)
{
    if (slot->kind != V_ARRAY)
        *slot = value_of_array(array_new(0));
    return slot->array;
}

static struct array *events(struct session *s)
{
    return list_of(&s->events);
}

static struct array *subscribers(struct session *s)
{
    return list_of(&s->event_subscribers);
}

static void forget(struct array *a, size_t i)
{
    struct value gone = a->items[i];

    memmove(&a->items[i], &a->items[i + 1], (a->len - i - 1) * sizeof(a->items[0]));
    a->len--;
    value_unref(gone);
}

static struct value field(struct value v, size_t i)
{
    return *record_field(v.object, i);
}

static bool is_of(struct value v, size_t i, const char *pattern, size_t len)
{
    const struct str *name = field(v, i).str;

    return text_wildcard_match(pattern, len, name->data, name->len, true);
}

/* The subscription ends: its job is stopped, and off the list. */
static void unsubscribe(struct session *s, struct value subscriber)
{
    struct array *all = subscribers(s);
    struct job *job = job_of(field(subscriber, S_ACTION));

    for (size_t i = 0; i < all->len; i++)
        if (all->items[i].object == subscriber.object) {
            if (job)
                job_stop(job);
            forget(all, i);
            return;
        }
}

/* ---- raising ---- */

static void set_global(struct session *s, const char *name, struct value v)
{
    AUTO_FREE char *full = xasprintf("global:%s", name);

    session_assign_variable_take(s, full, strlen(full), value_ref(v));
}

/* What the action gives is the job's output; what it fails with, the job's error. */
static enum status run_action(struct session *s, struct value subscriber, struct value event)
{
    struct job *job = job_of(field(subscriber, S_ACTION));
    struct scriptblock *block = scriptblock_of(field(subscriber, S_BLOCK));
    AUTO_VALUE results = value_of_array(array_new(0));
    const struct array *args = field(event, E_ARGS).array;
    struct array_sink out;

    job_set_state(job, JOB_RUNNING);
    set_global(s, "EventSubscriber", subscriber);
    set_global(s, "Event", event);
    set_global(s, "Sender", field(event, E_SENDER));
    set_global(s, "EventArgs", field(event, E_SOURCE_ARGS));
    array_sink_init(&out, results.array);
    enum status rc = scriptblock_invoke(s, block, BLOCK_NEW_SCOPE, value_nothing(), args->items,
                                        args->len, &out.sink);
    for (size_t i = 0; i < results.array->len; i++)
        job_add_result(job, STREAM_OUTPUT, parcel_pack(s, results.array->items[i]));
    if (rc != ST_FAIL)
        return rc;
    job_add_result(job, STREAM_ERROR, parcel_pack(s, s->failure));
    session_record_error(s, s->failure);
    s->failure_final = false;
    drop_failure(s);
    job_set_state(job, JOB_FAILED);
    return ST_OK;
}

/* *out: the event, owned; also when an action ends the session. */
static enum status raise_event(struct session *s, struct value source, struct value sender,
                               struct value args, struct value data, struct value *out)
{
    struct object *o = object_new(&type_ps_event_args);
    bool taken = false;
    enum status rc = ST_OK;

    if (value_is_null(s->event_runspace))
        s->event_runspace = guid_random();
    *record_field(o, E_RUNSPACE) = value_ref(s->event_runspace);
    *record_field(o, E_ID) = value_int(++s->last_event);
    *record_field(o, E_SENDER) = value_ref(sender);
    *record_field(o, E_ARGS) = value_ref(args);
    *record_field(o, E_SOURCE) = value_ref(source);
    *record_field(o, E_TIME) = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));
    *record_field(o, E_DATA) = value_ref(data);
    *out = value_of_object(o);
    /* an action may register and unregister: the list is looked at as it was */
    AUTO_VALUE now = value_of_array(array_new(0));
    for (size_t i = 0; i < subscribers(s)->len; i++)
        array_push(now.array, subscribers(s)->items[i]);
    for (size_t i = 0; i < now.array->len && rc == ST_OK; i++) {
        struct value sub = now.array->items[i];
        struct value *left = record_field(sub.object, S_LEFT);
        if (!text_caseeq(field(sub, S_SOURCE).str->data, source.str->data))
            continue;
        taken |= field(sub, S_FORWARD).b || job_of(field(sub, S_ACTION));
        struct job *job = job_of(field(sub, S_ACTION));
        if (job && !job_is_finished(job))
            rc = run_action(s, sub, *out);
        if (left->i > 0 && --left->i == 0)
            unsubscribe(s, sub);
    }
    if (!taken)
        array_push(events(s), *out);
    return rc;
}

/* PowerShell.Exiting: only for those who asked, nobody is left to look at it afterwards. */
static void at_exit(struct session *s)
{
    AUTO_VALUE source = value_string(EXITING);
    AUTO_VALUE args = value_of_array(array_new(0));
    AUTO_VALUE event = value_null();
    enum status rc = raise_event(s, source, value_null(), args, value_null(), &event);

    if (rc == ST_FAIL)
        drop_failure(s);
}

/* ---- Register-EngineEvent, Register-ObjectEvent ---- */

static enum status refused(struct invocation *inv, const char *id, enum error_category category,
                           bool ends, const char *message)
{
    struct error_spec spec = {
        .message = message, .id = id, .category = category, .exception = "System.ArgumentException"
    };

    return ends ? cmdlet_throw(inv, &spec) : cmdlet_error(inv, &spec);
}

static enum status register_begin(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);

    if (args->forward && args->action)
        return refused(inv, "ACTION_AND_FORWARD_NOT_SUPPORTED", EC_INVALID_OPERATION, true,
                       "The action is not supported when you are forwarding events.");
    return ST_OK;
}

static enum status register_engine_end(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);
    struct session *s = inv->session;

    if (!args->action && !args->forward)
        return refused(inv, "ACTION_MANDATORY_FOR_LOCAL", EC_INVALID_ARGUMENT, true,
                       "Action must be specified for non-forwarded events.");
    if (text_caseeq(args->source_identifier->data, ON_IDLE))
        return refused(inv, "INVALID_REGISTRATION", EC_INVALID_ARGUMENT, false,
                       "hvsh does not raise " ON_IDLE ". A function named prompt runs before each "
                       "command line.");
    struct object *o = object_new(&type_event_subscriber);
    struct value v = value_of_object(o);
    *record_field(o, S_ID) = value_int(++s->last_subscription);
    *record_field(o, S_SOURCE) = value_str(args->source_identifier);
    *record_field(o, S_SUPPORT) = value_bool(args->support_event);
    *record_field(o, S_FORWARD) = value_bool(args->forward);
    int64_t left = args->max_trigger_count.set ? args->max_trigger_count.value : 0;
    *record_field(o, S_LEFT) = value_long(left > 0 ? left : 0);
    if (args->action) {
        struct value block = scriptblock_value(args->action);
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(block, &text);
        struct job *job =
            job_new_event(s, args->source_identifier->data, text.buf, !args->support_event);
        *record_field(o, S_BLOCK) = value_ref(block);
        *record_field(o, S_ACTION) = job_object(job);
        job_unref(job);
    }
    s->at_exit = at_exit;
    array_push_take(subscribers(s), v);
    return args->action && !args->support_event ? emit(inv, field(v, S_ACTION)) : ST_OK;
}

static enum status register_object_end(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);
    AUTO_FREE char *text =
        xasprintf("Cannot register for the specified event. An event with the name '%s' does not "
                  "exist. (Parameter 'eventName')",
                  args->event_name->data);

    return refused(inv, "INVALID_REGISTRATION", EC_INVALID_ARGUMENT, false, text);
}

/* ---- New-Event, Get-Event, Wait-Event, Remove-Event ---- */

static enum status new_event_end(struct invocation *inv)
{
    const struct new_event_args *args = ARGS(inv, struct new_event_args);
    AUTO_VALUE source = value_str(args->source_identifier);
    AUTO_VALUE list = value_of_array(array_new(args->event_arguments.len));
    AUTO_VALUE event = value_null();

    for (size_t i = 0; i < args->event_arguments.len; i++)
        array_push(list.array, args->event_arguments.items[i]);
    enum status rc =
        raise_event(inv->session, source, args->sender, list, args->message_data, &event);
    return rc == ST_OK ? emit(inv, event) : rc;
}

/* Is it one of those that are looked for? */
static bool wanted(const struct find_args *args, struct value v, size_t source, size_t id)
{
    if (args->source_identifier &&
        !is_of(v, source, args->source_identifier->data, args->source_identifier->len))
        return false;
    return !args->id.set || args->id.value < 0 || field(v, id).i == args->id.value;
}

/* Nothing was found: an error unless a pattern looked for it. */
static enum status not_found(struct invocation *inv, const char *kind, const char *by_source,
                             const char *id_error)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    const struct str *name = args->source_identifier;

    if (name && !text_has_wildcard(name->data, name->len)) {
        AUTO_FREE char *text =
            xasprintf("%s with %sidentifier '%s' does not exist.", kind, by_source, name->data);
        return refused(inv, "INVALID_SOURCE_IDENTIFIER", EC_INVALID_ARGUMENT, false, text);
    }
    if (!args->id.set || args->id.value < 0)
        return ST_OK;
    AUTO_FREE char *text =
        xasprintf("%s with identifier '%d' does not exist.", kind, (int)args->id.value);
    return refused(inv, id_error, EC_INVALID_ARGUMENT, false, text);
}

static enum status get_event_end(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    AUTO_VALUE found = value_of_array(array_new(0));
    enum status rc = ST_OK;

    for (size_t i = 0; i < events(inv->session)->len; i++)
        if (wanted(args, events(inv->session)->items[i], E_SOURCE, E_ID))
            array_push(found.array, events(inv->session)->items[i]);
    for (size_t i = 0; i < found.array->len && rc == ST_OK; i++)
        rc = emit(inv, found.array->items[i]);
    return found.array->len || rc != ST_OK
               ? rc
               : not_found(inv, "Event", "source ", "INVALID_SOURCE_IDENTIFIER");
}

static enum status wait_event_process(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    int64_t left =
        args->timeout.set && args->timeout.value >= 0 ? args->timeout.value * 1000 : INT64_MAX;

    for (;;) {
        const struct array *all = events(inv->session);
        for (size_t i = 0; i < all->len; i++)
            if (wanted(args, all->items[i], E_SOURCE, E_ID))
                return emit(inv, all->items[i]);
        if (left <= 0)
            return ST_OK;
        if (!interruptible_sleep(inv->session, left < 200 ? left : 200))
            return ST_INTERRUPT;
        left -= 200;
    }
}

static enum status remove_event_process(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    struct array *all = events(inv->session);
    bool found = false;

    for (size_t i = all->len; i-- > 0;) {
        bool yes = true;
        if (!wanted(args, all->items[i], E_SOURCE, E_ID))
            continue;
        found = true;
        AUTO_FREE char *target = xasprintf("Event '%s'", field(all->items[i], E_SOURCE).str->data);
        enum status rc = should_process(inv, target, "Remove", &yes);
        if (rc != ST_OK)
            return rc;
        if (yes)
            forget(all, i);
    }
    return found ? ST_OK : not_found(inv, "Event", "source ", "INVALID_EVENT_IDENTIFIER");
}

/* ---- Get-EventSubscriber, Unregister-Event ---- */

static struct value wanted_subscribers(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    struct value found = value_of_array(array_new(0));
    const struct array *all = subscribers(inv->session);

    for (size_t i = 0; i < all->len; i++)
        if (wanted(args, all->items[i], S_SOURCE, S_ID) &&
            (args->force || !field(all->items[i], S_SUPPORT).b))
            array_push(found.array, all->items[i]);
    return found;
}

static enum status get_subscriber_process(struct invocation *inv)
{
    AUTO_VALUE found = wanted_subscribers(inv);
    enum status rc = ST_OK;

    for (size_t i = 0; i < found.array->len && rc == ST_OK; i++)
        rc = emit(inv, found.array->items[i]);
    return found.array->len || rc != ST_OK
               ? rc
               : not_found(inv, "Event subscription", "source ", "INVALID_SOURCE_IDENTIFIER");
}

static enum status unregister_process(struct invocation *inv)
{
    AUTO_VALUE found = wanted_subscribers(inv);

    for (size_t i = 0; i < found.array->len; i++) {
        bool yes = true;
        AUTO_FREE char *target =
            xasprintf("Event subscription '%s'", field(found.array->items[i], S_SOURCE).str->data);
        enum status rc = should_process(inv, target, "Unsubscribe", &yes);
        if (rc != ST_OK)
            return rc;
        if (yes)
            unsubscribe(inv->session, found.array->items[i]);
    }
    return found.array->len
               ? ST_OK
               : not_found(inv, "Event subscription", "", "INVALID_SUBSCRIPTION_IDENTIFIER");
}

#define PARAMS(id) .params = id##_params, .nparams = ARRAY_SIZE(id##_params)
#define EXAMPLES(id) .examples = id##_examples, .nexamples = ARRAY_SIZE(id##_examples)
#define UTILITY .module = "Microsoft.PowerShell.Utility"
static const struct cmdlet cmdlets[] = {
    {
        .verb = "Register",
        .noun = "EngineEvent",
        .synopsis = "Asks for an event of the session, or of New-Event.",
        PARAMS(register_engine),
        .output = "System.Management.Automation.PSEventJob",
        UTILITY,
        .args_size = sizeof(struct register_args),
        .begin = register_begin,
        .end = register_engine_end,
        EXAMPLES(register_engine),
    },
    {
        .verb = "Register",
        .noun = "ObjectEvent",
        .synopsis = "Asks for an event of an object; objects here raise none, and it says so.",
        PARAMS(register_object),
        .output = "System.Management.Automation.PSEventJob",
        UTILITY,
        .args_size = sizeof(struct register_args),
        .begin = register_begin,
        .end = register_object_end,
        EXAMPLES(register_object),
    },
    {
        .verb = "New",
        .noun = "Event",
        .synopsis = "Raises an event.",
        PARAMS(new_event),
        .output = "System.Management.Automation.PSEventArgs",
        .output_type = &type_ps_event_args,
        UTILITY,
        .args_size = sizeof(struct new_event_args),
        .end = new_event_end,
        EXAMPLES(new_event),
    },
    {
        .verb = "Get",
        .noun = "Event",
        .synopsis = "Gives the events that came and no action took.",
        PARAMS(get_event),
        .default_set = "BySource",
        .output = "System.Management.Automation.PSEventArgs",
        .output_type = &type_ps_event_args,
        UTILITY,
        .args_size = sizeof(struct find_args),
        .end = get_event_end,
        EXAMPLES(get_event),
    },
    {
        .verb = "Wait",
        .noun = "Event",
        .synopsis = "Waits until an event has come.",
        PARAMS(wait_event),
        .output = "System.Management.Automation.PSEventArgs",
        .output_type = &type_ps_event_args,
        UTILITY,
        .args_size = sizeof(struct find_args),
        .process = wait_event_process,
        EXAMPLES(wait_event),
    },
    {
        .verb = "Remove",
        .noun = "Event",
        .synopsis = "Drops events that came.",
        PARAMS(remove_event),
        .default_set = "BySource",
        .should_process = true,
        UTILITY,
        .args_size = sizeof(struct find_args),
        .process = remove_event_process,
        EXAMPLES(remove_event),
    },
    {
        .verb = "Get",
        .noun = "EventSubscriber",
        .synopsis = "Gives the subscriptions to events.",
        PARAMS(get_subscriber),
        .default_set = "BySource",
        .output = "System.Management.Automation.PSEventSubscriber",
        .output_type = &type_event_subscriber,
        UTILITY,
        .args_size = sizeof(struct find_args),
        .process = get_subscriber_process,
        EXAMPLES(get_subscriber),
    },
    {
        .verb = "Unregister",
        .noun = "Event",
        .synopsis = "Ends subscriptions to events.",
        PARAMS(unregister),
        .default_set = "BySource",
        .should_process = true,
        UTILITY,
        .args_size = sizeof(struct find_args),
        .process = unregister_process,
        EXAMPLES(unregister),
    },
};
const struct cmdlet_group cmdlets_events = { cmdlets, ARRAY_SIZE(cmdlets) };
