/* System.Timers.Timer. It ticks by the clock; a descriptor tells the session of it while somebody
 * listens to Elapsed. */
#include <errno.h>
#include <math.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/clock.h"
#include "shell/object/datetime.h"
#include "shell/runtime/event/component.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/event/source.h"

/* More ticks than these while nobody could look are not told one by one. */
enum { MOST_TICKS = 10000 };

struct timer {
    struct event_source source; /* fd is valid while it has a session */
    struct session *listener;   /* whose subscribers wait for Elapsed; or NULL */
    double interval;            /* milliseconds */
    bool enabled, repeats, disposed;
    int64_t next_ms;    /* of clock_ms(): when it elapses */
    int64_t next_ticks; /* the same as UTC */
};

static struct timer *timer_of(struct value v)
{
    return object_payload(v.object);
}

static int64_t period(const struct timer *t)
{
    return (int64_t)ceil(t->interval);
}

/* ---- ElapsedEventArgs ---- */

static const struct property elapsed_props[] = {
    RECORD_FIELD("SignalTime", "datetime", 0),
};
const struct type_info type_elapsed_args = { .name = "System.Timers.ElapsedEventArgs",
                                             .base = &type_event_args,
                                             PROPS(elapsed_props),
                                             .payload_size = sizeof(struct value),
                                             .destroy = record_destroy };

static void elapsed(struct value self, int64_t ticks)
{
    struct object *o = object_new(&type_elapsed_args);
    AUTO_VALUE e = value_of_object(o);

    *record_field(o, 0) = date_to_local(value_datetime(ticks, DATETIME_UTC));
    events_of_object(timer_of(self)->listener, self, "Elapsed", e);
}

/* ---- running ---- */

/* One that does not repeat is over once it has elapsed, listened to or not. */
static void settle(struct timer *t)
{
    if (t->enabled && !t->repeats && !t->source.session && clock_ms() >= t->next_ms)
        t->enabled = false;
}

static void tick(struct event_source *source)
{
    AUTO_VALUE self = value_ref(source->keeps);
    struct timer *t = timer_of(self);
    uint64_t count = 0;

    if (read(source->fd, &count, sizeof(count)) != sizeof(count))
        return;
    if (!t->repeats) {
        t->enabled = false;
        event_source_remove(&t->source);
    }
    int64_t step = period(t);
    if (count > MOST_TICKS) {
        t->next_ticks += (int64_t)(count - MOST_TICKS) * step * TICKS_PER_MS;
        t->next_ms += (int64_t)(count - MOST_TICKS) * step;
        count = MOST_TICKS;
    }
    for (; count && t->listener; count--) { /* the last listener may go with a tick */
        elapsed(self, t->next_ticks);
        t->next_ticks += step * TICKS_PER_MS;
        t->next_ms += step;
    }
}

static int watch(struct value self, struct err **err)
{
    struct timer *t = timer_of(self);
    int64_t step = period(t), left = t->next_ms - clock_ms();

    if (!t->enabled || !t->listener || t->source.session)
        return 0;
    if (left <= 0 && !t->repeats) { /* nobody saw it */
        t->enabled = false;
        return 0;
    }
    while (left <= 0) {
        t->next_ms += step;
        t->next_ticks += step * TICKS_PER_MS;
        left += step;
    }
    t->source.fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (t->source.fd < 0)
        return err_set_errno(err, errno, "A timer cannot be made");
    struct itimerspec spec = { .it_value = { left / 1000, left % 1000 * 1000000 } };
    if (t->repeats)
        spec.it_interval = (struct timespec){ step / 1000, step % 1000 * 1000000 };
    timerfd_settime(t->source.fd, 0, &spec, NULL);
    t->source.ready = tick;
    if (event_source_add(t->listener, &t->source, self, err) == 0)
        return 0;
    close(t->source.fd);
    return -1;
}

static int start(struct value self, struct err **err)
{
    struct timer *t = timer_of(self);

    event_source_remove(&t->source);
    t->enabled = true;
    t->next_ms = clock_ms() + period(t);
    t->next_ticks = date_now_utc() + period(t) * TICKS_PER_MS;
    return watch(self, err);
}

static void stop(struct timer *t)
{
    t->enabled = false;
    event_source_remove(&t->source);
}

static void listened(struct value self, void *session, bool on)
{
    struct timer *t = timer_of(self);
    AUTO_ERR *err = NULL; /* without a descriptor it is a timer that nobody hears */

    settle(t);
    t->listener = on ? session : NULL;
    if (!on)
        event_source_remove(&t->source);
    else if (watch(self, &err) < 0)
        t->enabled = false;
}

static void timer_destroy(struct object *o)
{
    event_source_remove(&((struct timer *)object_payload(o))->source);
}

/* ---- members ---- */

enum { T_AUTO_RESET, T_ENABLED, T_INTERVAL };

GETTER(timer_get)
{
    UNUSED_GETTER();
    struct timer *t = timer_of(self);
    settle(t);
    *out = p->data == T_INTERVAL  ? value_double(t->interval)
           : p->data == T_ENABLED ? value_bool(t->enabled)
                                  : value_bool(t->repeats);
    return 0;
}

static int enable(struct value self, bool on, struct err **err)
{
    struct timer *t = timer_of(self);

    settle(t);
    if (!on) {
        stop(t);
        return 0;
    }
    if (t->disposed)
        return fail_disposed(err, "System.Timers.Timer");
    return t->enabled ? 0 : start(self, err);
}

SETTER(timer_set_switch)
{
    struct timer *t = timer_of(self);
    AUTO_VALUE on = value_null();
    if (value_convert(v, &type_bool, &on, err) < 0)
        return -1;
    if (p->data == T_ENABLED)
        return enable(self, on.b, err);
    settle(t);
    if (t->repeats == on.b)
        return 0;
    t->repeats = on.b;
    return t->enabled ? start(self, err) : 0;
}

SETTER(timer_set_interval)
{
    (void)p;
    struct timer *t = timer_of(self);
    double interval;
    if (value_to_double(v, &interval, err) < 0)
        return -1;
    if (!(interval > 0)) {
        AUTO_VALUE number = value_double(interval), text = value_to_string(number);
        return fail_argument(
            err, "'%s' is not a valid value for 'Interval'. 'Interval' must be greater than 0.",
            text.str->data);
    }
    settle(t);
    t->interval = interval > INT32_MAX ? INT32_MAX : interval;
    return t->enabled ? start(self, err) : 0;
}

CALL(timer_start)
{
    (void)args;
    (void)n;
    (void)out;
    return enable(self, true, err);
}

CALL(timer_stop)
{
    UNUSED_CALL();
    stop(timer_of(self));
    return 0;
}

CALL(timer_close)
{
    UNUSED_CALL();
    struct timer *t = timer_of(self);
    struct session *listener = t->listener;
    stop(t);
    if (listener && !t->disposed) {
        AUTO_VALUE e = value_of_object(object_new(&type_event_args));
        events_of_object(listener, self, "Disposed", e);
    }
    t->disposed = true;
    return 0;
}

CALL(timer_new)
{
    (void)self;
    struct object *o = object_new(&type_timer);
    AUTO_VALUE made = value_of_object(o);
    struct timer *t = object_payload(o);
    t->interval = 100;
    t->repeats = true;
    if (n) {
        if (args[0].kind == V_TIMESPAN)
            t->interval = (double)args[0].i / (double)TICKS_PER_MS;
        else if (value_to_double(args[0], &t->interval, err) < 0)
            return -1;
        if (!(t->interval > 0 && ceil(t->interval) <= INT32_MAX)) {
            AUTO_VALUE number = value_double(t->interval), text = value_to_string(number);
            return fail_argument(err, "Invalid value '%s' for parameter 'interval'.",
                                 text.str->data);
        }
    }
    *out = value_ref(made);
    return 0;
}

static const struct property timer_props[] = {
    { .name = "AutoReset",
      .type_name = "bool",
      .get = timer_get,
      .set = timer_set_switch,
      .data = T_AUTO_RESET },
    { .name = "Enabled",
      .type_name = "bool",
      .get = timer_get,
      .set = timer_set_switch,
      .data = T_ENABLED },
    { .name = "Interval",
      .type_name = "double",
      .get = timer_get,
      .set = timer_set_interval,
      .data = T_INTERVAL },
    PROPERTY("Site", "System.ComponentModel.ISite", component_nothing),
    PROPERTY("SynchronizingObject", "System.ComponentModel.ISynchronizeInvoke", component_nothing),
};
static const struct event_info timer_events[] = {
    { "Elapsed", "System.Timers.ElapsedEventHandler", "System.Timers.ElapsedEventArgs" },
};
static const struct method timer_methods[] = {
    METHOD("BeginInit", 0, 0, component_init, "void BeginInit()"),
    METHOD("Close", 0, 0, timer_close, "void Close()"),
    METHOD("Dispose", 0, 0, timer_close, "void Dispose(), void IDisposable.Dispose()"),
    METHOD("EndInit", 0, 0, component_init, "void EndInit()"),
    METHOD("Start", 0, 0, timer_start, "void Start()"),
    METHOD("Stop", 0, 0, timer_stop, "void Stop()"),
};
static const struct method timer_statics[] = {
    METHOD("new", 0, 1, timer_new,
           "System.Timers.Timer new(), System.Timers.Timer new(double interval), "
           "System.Timers.Timer new(timespan interval)"),
};
const struct type_info type_timer = { .name = "System.Timers.Timer",
                                      .base = &type_component,
                                      PROPS(timer_props),
                                      METHODS(timer_methods),
                                      STATICS(timer_statics),
                                      EVENTS(timer_events),
                                      .listened = listened,
                                      .payload_size = sizeof(struct timer),
                                      .destroy = timer_destroy };
