#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/guid.h"
#include "shell/object/wrap.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/event/source.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/session.h"

/* Wait-Event looks at what waits at least so often. */
enum { WAIT_SLICE_MS = 200 };

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
    { .code = "$timer = [Timers.Timer]::new(50); $timer.AutoReset = $false\n"
              "Register-ObjectEvent $timer Elapsed Tick; $timer.Start()\n"
              "(Wait-Event Tick).Sender.Interval",
      .remarks = "Waits for a timer.",
      .output = "50" },
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
    PARAM(struct find_args, timeout, .name = "Timeout", .aliases = "TimeoutSec",
          PARAM_RANGE(-1, INT32_MAX), .help = "For so many seconds at most; -1: for ever."),
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

static struct value field(struct value v, size_t i)
{
    return *record_field(v.object, i);
}

static bool is_of(struct value v, size_t i, const char *pattern, size_t len)
{
    const struct str *name = field(v, i).str;

    return text_wildcard_match(pattern, len, name->data, name->len, true);
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

/* object $null: an event of the session. */
static enum status subscribe(struct invocation *inv, struct value object, const char *source)
{
    const struct register_args *args = ARGS(inv, struct register_args);
    AUTO_VALUE subscriber = value_null();
    AUTO_ERR *err = NULL;
    const struct subscription wish = {
        .object = object,
        .event = args->event_name ? args->event_name->data : NULL,
        .source = source,
        .action = args->action,
        .data = args->message_data,
        .support = args->support_event,
        .forward = args->forward,
        .limit = args->max_trigger_count.set ? args->max_trigger_count.value : 0,
    };
    if (events_subscribe(inv->session, &wish, &subscriber, &err) < 0)
        return cmdlet_error(
            inv, &(struct error_spec){ .message = err->message,
                                       .id = "INVALID_REGISTRATION",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = err->exception ? err->exception
                                                                   : "System.ArgumentException",
                                       .target = object });
    return args->action && !args->support_event ? emit(inv, field(subscriber, S_ACTION)) : ST_OK;
}

static enum status register_engine_end(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);

    if (!args->action && !args->forward)
        return refused(inv, "ACTION_MANDATORY_FOR_LOCAL", EC_INVALID_ARGUMENT, true,
                       "Action must be specified for non-forwarded events.");
    return subscribe(inv, value_null(), args->source_identifier->data);
}

static enum status register_object_end(struct invocation *inv)
{
    const struct register_args *args = ARGS(inv, struct register_args);
    AUTO_VALUE source = value_null();
    struct value object = value_unwrapped(args->input_object);

    if (args->source_identifier) {
        source = value_str(args->source_identifier);
    } else {
        AUTO_VALUE id = guid_random();
        source = value_to_string(id);
    }
    if (!events_wanted(inv->session, source.str->data))
        return subscribe(inv, object, source.str->data);
    AUTO_FREE char *text = xasprintf("Cannot subscribe to the specified event. A subscriber with "
                                     "the source identifier '%s' already exists.",
                                     source.str->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = text,
                                                   .id = "SUBSCRIBER_EXISTS",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.ArgumentException",
                                                   .target = object });
}

/* ---- New-Event, Get-Event, Wait-Event, Remove-Event ---- */

static enum status new_event_end(struct invocation *inv)
{
    const struct new_event_args *args = ARGS(inv, struct new_event_args);
    AUTO_VALUE source = value_str(args->source_identifier);
    AUTO_VALUE list = value_of_array(array_new(args->event_arguments.len));

    for (size_t i = 0; i < args->event_arguments.len; i++)
        array_push(list.array, args->event_arguments.items[i]);
    AUTO_VALUE event = events_raise(inv->session, source, args->sender, list, args->message_data);
    return emit(inv, event);
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
    event_sources_read(inv->session);
    AUTO_VALUE found = value_of_array(array_new(0));
    enum status rc = ST_OK;

    for (size_t i = 0; i < events_received(inv->session)->len; i++)
        if (wanted(args, events_received(inv->session)->items[i], E_SOURCE, E_ID))
            array_push(found.array, events_received(inv->session)->items[i]);
    for (size_t i = 0; i < found.array->len && rc == ST_OK; i++)
        rc = emit(inv, found.array->items[i]);
    return found.array->len || rc != ST_OK
               ? rc
               : not_found(inv, "Event", "source ", "INVALID_SOURCE_IDENTIFIER");
}

static enum status wait_event_process(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    bool limited = args->timeout.set && args->timeout.value >= 0;
    int64_t end = limited ? clock_ms() + args->timeout.value * 1000 : INT64_MAX;

    for (;;) {
        const struct array *all = events_received(inv->session);
        for (size_t i = 0; i < all->len; i++)
            if (wanted(args, all->items[i], E_SOURCE, E_ID))
                return emit(inv, all->items[i]);
        int64_t left = limited ? end - clock_ms() : WAIT_SLICE_MS;
        if (left <= 0)
            return ST_OK;
        if (!events_wait(inv->session, left < WAIT_SLICE_MS ? left : WAIT_SLICE_MS))
            return ST_INTERRUPT;
    }
}

static enum status remove_event_process(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    struct array *all = events_received(inv->session);
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
            array_remove_range(all, i, 1);
    }
    return found ? ST_OK : not_found(inv, "Event", "source ", "INVALID_EVENT_IDENTIFIER");
}

/* ---- Get-EventSubscriber, Unregister-Event ---- */

static struct value wanted_subscribers(struct invocation *inv)
{
    const struct find_args *args = ARGS(inv, struct find_args);
    struct value found = value_of_array(array_new(0));
    const struct array *all = events_subscribers(inv->session);

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
            events_unsubscribe(inv->session, found.array->items[i]);
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
        .synopsis = "Asks for an event of an object: a timer, a watched folder, a process, a job.",
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
