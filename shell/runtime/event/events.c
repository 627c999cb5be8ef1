#include "shell/runtime/event/events.h"

#include <poll.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"
#include "shell/object/guid.h"
#include "shell/object/library_types.h"
#include "shell/object/str.h"
#include "shell/object/types/observable.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/event/action.h"
#include "shell/runtime/event/source.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/module/info.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

#define ENGINE_PREFIX "PowerShell."
#define EXITING ENGINE_PREFIX "Exiting"
#define ON_IDLE ENGINE_PREFIX "OnIdle"

/* Who listens to an object's event: a subscriber, or a delegate or script block. */
struct listening {
    struct value object;
    const struct event_info *event;
    struct value handler;
};

/* What waits to be run: the action of a subscriber, or a handler. */
struct pending {
    struct value whose; /* subscriber, or delegate or script block */
    struct value event; /* its PSEventArgs; of a handler: the array of its arguments */
};

struct events {
    struct value received, subscribers, runspace;
    VEC(struct listening) bindings;
    VEC(struct pending) actions;
    int32_t last_event, last_subscription;
    size_t rounds;                 /* in which actions were looked for since one was left over */
    const struct pending *running; /* NULL: none */
};

/* ---- the objects ---- */

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
    .base = &type_event_args,
    .props = event_props,
    .nprops = ARRAY_SIZE(event_props),
    .payload_size = E_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

static const struct property subscriber_props[] = {
    RECORD_FIELD("SubscriptionId", "int", S_ID),
    RECORD_FIELD("SourceObject", "System.Object", S_OBJECT),
    RECORD_FIELD("EventName", "string", S_EVENT),
    RECORD_FIELD("SourceIdentifier", "string", S_SOURCE),
    RECORD_FIELD("Action", "System.Management.Automation.PSEventJob", S_ACTION),
    RECORD_FIELD("HandlerDelegate", "System.Management.Automation.PSEventReceivedEventHandler",
                 S_HANDLER),
    RECORD_FIELD("SupportEvent", "bool", S_SUPPORT),
    RECORD_FIELD("ForwardEvent", "bool", S_FORWARD),
};
#define UNSUBSCRIBED "System.Management.Automation.PSEventUnsubscribedEvent"
static const struct event_info subscriber_events[] = {
    { "Unsubscribed", UNSUBSCRIBED "Handler", UNSUBSCRIBED "Args" },
};
const struct type_info type_event_subscriber = {
    .name = "System.Management.Automation.PSEventSubscriber",
    .base = &type_object,
    .props = subscriber_props,
    .nprops = ARRAY_SIZE(subscriber_props),
    .events = subscriber_events,
    .nevents = ARRAY_SIZE(subscriber_events),
    .payload_size = S_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

static const struct property unsubscribed_props[] = {
    RECORD_FIELD("EventSubscriber", "System.Management.Automation.PSEventSubscriber", 0),
};
static const struct type_info type_unsubscribed_args = {
    .name = UNSUBSCRIBED "Args",
    .base = &type_event_args,
    .props = unsubscribed_props,
    .nprops = ARRAY_SIZE(unsubscribed_props),
    .payload_size = sizeof(struct value),
    .destroy = record_destroy,
};

static struct value *field(struct value v, size_t i)
{
    return record_field(v.object, i);
}

static bool is_subscriber(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_event_subscriber;
}

/* ---- the session's lists ---- */

static struct events *events_of(struct session *s)
{
    if (!s->events) {
        s->events = xcalloc(1, sizeof(*s->events));
        s->events->received = value_of_array(array_new(0));
        s->events->subscribers = value_of_array(array_new(0));
        s->events->runspace = guid_random();
    }
    return s->events;
}

struct value events_runspace(struct session *s)
{
    return events_of(s)->runspace;
}

struct array *events_received(struct session *s)
{
    return events_of(s)->received.array;
}

/* Was its job ended by Stop-Job or Remove-Job? */
static bool is_over(struct value subscriber)
{
    struct job *job = job_of(*field(subscriber, S_ACTION));

    return job && job_state_of(job) == JOB_STOPPED;
}

struct array *events_subscribers(struct session *s)
{
    struct array *all = events_of(s)->subscribers.array;

    for (size_t i = all->len; i-- > 0;)
        if (is_over(all->items[i])) {
            AUTO_VALUE gone = value_ref(all->items[i]);
            events_unsubscribe(s, gone);
            if (i > all->len)
                i = all->len;
        }
    return all;
}

bool events_wanted(struct session *s, const char *source)
{
    if (!s->events)
        return false;
    const struct array *all = events_subscribers(s);
    for (size_t i = 0; i < all->len; i++)
        if (text_caseeq(field(all->items[i], S_SOURCE)->str->data, source))
            return true;
    return false;
}

/* ---- objects and who listens to them ---- */

/* Jobs and lists are the same behind many values. */
static bool is_same(struct value a, struct value b)
{
    struct job *job = job_of(a);

    return job ? job == job_of(b) : a.kind == b.kind && a.refs == b.refs;
}

static bool is_listened(const struct events *e, struct value object)
{
    for (size_t i = 0; i < e->bindings.len; i++)
        if (is_same(e->bindings.items[i].object, object))
            return true;
    return false;
}

static void list_changed(void *session, struct value list, struct value e)
{
    events_of_object(session, list, "CollectionChanged", e);
}

static void tell(struct session *s, struct value object, bool on)
{
    if (value_is_observable(object))
        observable_watch(object, s, on ? list_changed : NULL);
    for (const struct type_info *t = value_type_of(object); t; t = t->base)
        if (t->listened) {
            t->listened(object, s, on);
            return;
        }
}

void events_add_handler(struct session *s, struct value object, const struct event_info *event,
                        struct value handler)
{
    struct events *e = events_of(s);
    bool first = !is_listened(e, object);

    *vec_push(&e->bindings) = (struct listening){ .object = value_ref(object),
                                                  .event = event,
                                                  .handler = value_ref(handler) };
    if (first)
        tell(s, object, true);
}

static bool is_handler(struct value a, struct value b)
{
    return a.kind == b.kind && a.refs == b.refs;
}

void events_remove_handler(struct session *s, struct value object, const struct event_info *event,
                           struct value handler)
{
    struct events *e = events_of(s);

    for (size_t i = e->bindings.len; i-- > 0;) {
        struct listening gone = e->bindings.items[i];
        if (gone.event != event || !is_same(gone.object, object) ||
            !is_handler(gone.handler, handler))
            continue;
        memmove(&e->bindings.items[i], &e->bindings.items[i + 1],
                (e->bindings.len - i - 1) * sizeof(gone));
        e->bindings.len--;
        if (!is_listened(e, gone.object))
            tell(s, gone.object, false);
        value_unref(gone.handler);
        value_unref(gone.object);
        return;
    }
}

/* ---- raising ---- */

static void queue(struct session *s, struct value whose, struct value event)
{
    *vec_push(&events_of(s)->actions) =
        (struct pending){ .whose = value_ref(whose), .event = value_ref(event) };
    __atomic_store_n(&s->events_due, 1, __ATOMIC_RELAXED);
}

static void end_when_spent(struct session *s, struct value subscriber)
{
    if (field(subscriber, S_LEFT)->i == 0 && field(subscriber, S_WAITING)->i == 0)
        events_unsubscribe(s, subscriber);
}

static struct value event_new(struct session *s, struct value source, struct value sender,
                              struct value args, struct value data)
{
    struct events *e = events_of(s);
    struct object *o = object_new(&type_ps_event_args);
    const struct array *list = args.array;

    *record_field(o, E_RUNSPACE) = value_ref(e->runspace);
    *record_field(o, E_ID) = value_int(++e->last_event);
    *record_field(o, E_SENDER) = value_ref(sender);
    for (size_t i = 0; i < list->len; i++)
        if (type_is_a(value_type_of(list->items[i]), &type_event_args)) {
            *record_field(o, E_SOURCE_ARGS) = value_ref(list->items[i]);
            break;
        }
    *record_field(o, E_ARGS) = value_ref(args);
    *record_field(o, E_SOURCE) = value_ref(source);
    *record_field(o, E_TIME) = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));
    *record_field(o, E_DATA) = value_ref(data);
    return value_of_object(o);
}

struct value events_raise(struct session *s, struct value source, struct value sender,
                          struct value args, struct value data)
{
    struct value event = event_new(s, source, sender, args, data);
    bool taken = false, forwarded = false;
    /* one that ends leaves the list */
    const struct array *all = events_subscribers(s);
    AUTO_VALUE now = value_of_array(array_from(all->items, all->len));

    for (size_t i = 0; i < now.array->len; i++) {
        struct value sub = now.array->items[i];
        struct value *left = field(sub, S_LEFT);
        if (!text_caseeq(field(sub, S_SOURCE)->str->data, source.str->data) || left->i == 0)
            continue;
        forwarded = field(sub, S_FORWARD)->b;
        if (left->i > 0)
            left->i--;
        if (job_of(*field(sub, S_ACTION))) {
            taken = true;
            field(sub, S_WAITING)->i++;
            queue(s, sub, event);
        } else {
            end_when_spent(s, sub);
        }
    }
    if (!taken && !forwarded)
        array_push(events_received(s), event);
    return event;
}

void events_of_object(struct session *s, struct value object, const char *name, struct value e)
{
    struct events *all = events_of(s);
    AUTO_VALUE handlers = value_of_array(array_new(0));
    AUTO_VALUE args = value_of_array(array_new(2));

    for (size_t i = 0; i < all->bindings.len; i++)
        if (strcmp(all->bindings.items[i].event->name, name) == 0 &&
            is_same(all->bindings.items[i].object, object))
            array_push(handlers.array, all->bindings.items[i].handler);
    array_push(args.array, object);
    array_push(args.array, e);
    for (size_t i = 0; i < handlers.array->len; i++) {
        struct value h = handlers.array->items[i];
        if (!is_subscriber(h)) {
            queue(s, h, args);
            continue;
        }
        AUTO_VALUE raised =
            events_raise(s, *field(h, S_SOURCE), *field(h, S_OBJECT), args, *field(h, S_DATA));
    }
}

/* ---- subscribing ---- */

static int find_event(const struct subscription *wish, const struct event_info **out,
                      struct err **err)
{
    *out = NULL;
    if (wish->object.kind == V_NULL)
        return 0;
    if (text_casestarts(wish->source, ENGINE_PREFIX))
        return fail_argument(err,
                             "Cannot register for the specified event. The event source "
                             "identifier '%s' is reserved for the PowerShell engine. (Parameter "
                             "'sourceIdentifier')",
                             wish->source);
    *out = type_find_event(value_type_of(wish->object), wish->event, strlen(wish->event));
    if (*out)
        return 0;
    return fail_argument(err,
                         "Cannot register for the specified event. An event with the name '%s' "
                         "does not exist. (Parameter 'eventName')",
                         wish->event);
}

/* The action's own module, so that its variables stay from one event to the next. */
static struct value bind_action(struct session *s, struct scriptblock *action, struct value *module)
{
    AUTO_VALUE id = guid_random();
    AUTO_STRBUF name = STRBUF_INIT;

    strbuf_adds(&name, "__DynamicModule_");
    value_to_strbuf(id, &name);
    *module = module_info_new(s, name.buf, NULL);
    module_make_scope(*module);
    return scriptblock_new(action->code, module_of(*module)->scope);
}

int events_subscribe(struct session *s, const struct subscription *wish, struct value *out,
                     struct err **err)
{
    const struct event_info *event;

    if (find_event(wish, &event, err) < 0)
        return -1;
    const struct property *raises =
        event ? type_find_property(value_type_of(wish->object), "EnableRaisingEvents", 19) : NULL;
    if (raises && raises->set(wish->object, raises, value_bool(true), err) < 0)
        return -1;
    struct object *o = object_new(&type_event_subscriber);
    *out = value_of_object(o);
    *record_field(o, S_ID) = value_int(++events_of(s)->last_subscription);
    *record_field(o, S_OBJECT) = value_ref(wish->object);
    *record_field(o, S_EVENT) = wish->event ? value_string(wish->event) : value_null();
    *record_field(o, S_SOURCE) = value_string(wish->source);
    *record_field(o, S_SUPPORT) = value_bool(wish->support);
    *record_field(o, S_FORWARD) = value_bool(wish->forward);
    *record_field(o, S_DATA) = value_ref(wish->data);
    *record_field(o, S_LEFT) = value_long(wish->limit > 0 ? wish->limit : -1);
    *record_field(o, S_WAITING) = value_long(0);
    *record_field(o, S_LOGGED) = value_long(0);
    if (wish->action) {
        AUTO_VALUE module = value_null();
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(scriptblock_value(wish->action), &text);
        *record_field(o, S_BLOCK) = bind_action(s, wish->action, &module);
        struct job *job = job_new_event(s, wish->source, text.buf, module, !wish->support);
        *record_field(o, S_ACTION) = job_object(job);
        job_unref(job);
        *record_field(o, S_ERRORS) = value_of_array(list_new(&type_array_list, NULL));
    }
    array_push(events_subscribers(s), *out);
    if (event)
        events_add_handler(s, wish->object, event, *out);
    return 0;
}

/* ---- actions ---- */

static void pending_release(struct pending *p)
{
    value_unref(p->whose);
    value_unref(p->event);
}

static struct pending take_action(struct events *e, size_t i)
{
    struct pending next = e->actions.items[i];

    memmove(&e->actions.items[i], &e->actions.items[i + 1],
            (e->actions.len - i - 1) * sizeof(next));
    e->actions.len--;
    return next;
}

static bool is_listed(const struct events *e, struct value subscriber)
{
    const struct array *all = e->subscribers.array;

    for (size_t i = 0; i < all->len; i++)
        if (all->items[i].object == subscriber.object)
            return true;
    return false;
}

/* Takes it. */
static void run_action(struct session *s, struct pending next)
{
    struct events *e = events_of(s);
    const struct pending *outer = e->running;

    e->running = &next;
    bool done = is_subscriber(next.whose) ? event_action_run(s, next.whose, next.event)
                                          : event_handler_run(s, next.whose, next.event);
    e->running = outer;
    if (!done) { /* Ctrl-C ended it: it comes again */
        vec_reserve(&e->actions, 1);
        memmove(&e->actions.items[1], &e->actions.items[0], e->actions.len * sizeof(next));
        e->actions.items[0] = next;
        e->actions.len++;
        return;
    }
    if (is_subscriber(next.whose)) {
        field(next.whose, S_WAITING)->i--;
        end_when_spent(s, next.whose);
        if (!is_listed(e, next.whose))
            event_action_forget(s, next.whose);
    }
    pending_release(&next);
}

/* As many as are due at one moment, so that the script goes on when they come faster. */
static void run_some(struct session *s)
{
    struct events *e = s->events;

    if (!e || e->running || !e->actions.len)
        return;
    size_t allowed = ++e->rounds;
    for (size_t n = 0; n <= allowed; n++) {
        if (!e->actions.len || interrupt_pending(s))
            return;
        run_action(s, take_action(e, 0));
    }
    e->rounds = 0;
    if (e->actions.len)
        __atomic_store_n(&s->events_due, 1, __ATOMIC_RELAXED);
}

void events_process(struct session *s)
{
    __atomic_store_n(&s->events_due, 0, __ATOMIC_RELAXED);
    event_sources_read(s);
    run_some(s);
}

enum status session_attend(struct session *s)
{
    if (!interrupt_pending(s) && __atomic_load_n(&s->sharing_due, __ATOMIC_RELAXED))
        sharing_catch_up(s);
    if (!interrupt_pending(s))
        events_process(s);
    return interrupt_pending(s) ? ST_INTERRUPT : ST_OK;
}

void events_unsubscribe(struct session *s, struct value subscriber)
{
    struct events *e = events_of(s);
    struct array *all = e->subscribers.array;
    AUTO_VALUE keep = value_ref(subscriber);
    size_t at = 0;

    while (at < all->len && all->items[at].object != subscriber.object)
        at++;
    if (at == all->len)
        return;
    array_remove_range(all, at, 1);
    const struct value *name = field(subscriber, S_EVENT);
    struct value object = *field(subscriber, S_OBJECT);
    if (object.kind != V_NULL) {
        struct object *o = object_new(&type_unsubscribed_args);
        AUTO_VALUE args = value_of_object(o);
        *record_field(o, 0) = value_ref(subscriber);
        events_of_object(s, subscriber, "Unsubscribed", args);
        events_remove_handler(
            s, object, type_find_event(value_type_of(object), name->str->data, name->str->len),
            subscriber);
    }
    for (size_t i = 0; i < e->actions.len;)
        if (is_handler(e->actions.items[i].whose, subscriber) && !interrupt_pending(s))
            run_action(s, take_action(e, i));
        else
            i++;
    struct job *job = job_of(*field(subscriber, S_ACTION));
    if (job)
        job_end_event(job);
    if (!e->running)
        event_action_forget(s, subscriber);
}

/* ---- waiting ---- */

bool events_wait(struct session *s, int64_t milliseconds)
{
    struct pollfd fds[2] = { { .fd = interrupt_fd(s), .events = POLLIN },
                             { .fd = event_sources_fd(s), .events = POLLIN } };

    if (interrupt_pending(s))
        return false;
    poll(fds, ARRAY_SIZE(fds), milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds);
    if (!interrupt_pending(s))
        events_process(s);
    return !interrupt_pending(s);
}

bool events_want_idle(struct session *s)
{
    return events_wanted(s, ON_IDLE);
}

bool events_at_prompt(struct session *s, bool idle)
{
    bool ran = false;

    if (idle && events_want_idle(s)) {
        AUTO_VALUE source = value_string(ON_IDLE), args = value_of_array(array_new(0));
        AUTO_VALUE raised = events_raise(s, source, value_null(), args, value_null());
    }
    event_sources_read(s);
    while (s->events && s->events->actions.len && !s->events->running && !interrupt_pending(s)) {
        ran = true;
        run_action(s, take_action(s->events, 0));
    }
    return ran;
}

void events_at_exit(struct session *s)
{
    if (!events_wanted(s, EXITING))
        return;
    AUTO_VALUE source = value_string(EXITING), args = value_of_array(array_new(0));
    AUTO_VALUE raised = events_raise(s, source, value_null(), args, value_null());
    for (size_t i = 0; i < s->events->actions.len;)
        if (is_handler(s->events->actions.items[i].event, raised))
            run_action(s, take_action(s->events, i));
        else
            i++;
}

void events_free(struct session *s)
{
    event_sources_free(s);
    struct events *e = s->events;
    if (!e)
        return;
    s->events = NULL;
    for (size_t i = 0; i < e->subscribers.array->len; i++)
        event_action_forget(s, e->subscribers.array->items[i]);
    for (size_t i = 0; i < e->bindings.len; i++) {
        value_unref(e->bindings.items[i].object);
        value_unref(e->bindings.items[i].handler);
    }
    vec_release(&e->bindings);
    for (size_t i = 0; i < e->actions.len; i++)
        pending_release(&e->actions.items[i]);
    vec_release(&e->actions);
    value_unref(e->received);
    value_unref(e->subscribers);
    value_unref(e->runspace);
    free(e);
}
