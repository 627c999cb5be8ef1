/* System.TimeSpan and System.DateTimeOffset. */
#include "shell/object/types_timespan.h"
#include "shell/object/interfaces.h"

#include <math.h>
#include <string.h>

#include "shell/object/datetime.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types_enum.h"

static int too_long(struct err **err)
{
    return fail_with(err, "System.OverflowException", "OverflowException",
                     "TimeSpan overflowed because the duration is too long.");
}

enum { SPAN_DAYS, SPAN_HOURS, SPAN_MINUTES, SPAN_SECONDS, SPAN_MS, SPAN_US, SPAN_NS };

GETTER(span_part)
{
    (void)err;
    int64_t t = self.i;
    switch (p->data) {
    case SPAN_DAYS:
        t = t / TICKS_PER_DAY;
        break;
    case SPAN_HOURS:
        t = t / TICKS_PER_HOUR % 24;
        break;
    case SPAN_MINUTES:
        t = t / TICKS_PER_MINUTE % 60;
        break;
    case SPAN_SECONDS:
        t = t / TICKS_PER_SECOND % 60;
        break;
    case SPAN_MS:
        t = t / TICKS_PER_MS % 1000;
        break;
    case SPAN_US:
        t = t / 10 % 1000;
        break;
    default:
        t = t % 10 * 100;
        break;
    }
    *out = value_int((int32_t)t);
    return 0;
}

GETTER(span_total)
{
    (void)err;
    static const int64_t units[] = { TICKS_PER_DAY,    TICKS_PER_HOUR, TICKS_PER_MINUTE,
                                     TICKS_PER_SECOND, TICKS_PER_MS,   10 };
    if (p->data == SPAN_NS)
        *out = value_double((double)self.i * 100);
    else
        *out = value_double((double)self.i / (double)units[p->data]);
    return 0;
}

GETTER(span_ticks)
{
    UNUSED_GETTER();
    *out = value_long(self.i);
    return 0;
}

static int span_arg(struct value v, int64_t *out, struct err **err)
{
    struct value span;
    if (value_convert(v, &type_timespan, &span, err) < 0)
        return -1;
    *out = span.i;
    return 0;
}

CALL(span_add)
{
    (void)n;
    int64_t by, sum;
    if (span_arg(args[0], &by, err) < 0)
        return -1;
    if (__builtin_add_overflow(self.i, by, &sum))
        return too_long(err);
    *out = value_timespan(sum);
    return 0;
}

CALL(span_subtract)
{
    (void)n;
    int64_t by, sum;
    if (span_arg(args[0], &by, err) < 0)
        return -1;
    if (__builtin_sub_overflow(self.i, by, &sum))
        return too_long(err);
    *out = value_timespan(sum);
    return 0;
}

CALL(span_negate)
{
    (void)args;
    (void)n;
    if (self.i == INT64_MIN)
        return too_long(err);
    *out = value_timespan(-self.i);
    return 0;
}

CALL(span_duration)
{
    if (self.i < 0)
        return span_negate(self, args, n, out, err);
    *out = self;
    return 0;
}

static int scaled(double ticks, struct value *out, struct err **err)
{
    if (!(fabs(ticks) < 9.2233720368547758e18))
        return isnan(ticks) ? fail_argument(err, "TimeSpan does not accept floating point "
                                                 "Not-a-Number values.")
                            : too_long(err);
    *out = value_timespan((int64_t)nearbyint(ticks));
    return 0;
}

CALL(span_multiply)
{
    (void)n;
    double by;
    if (value_to_double(args[0], &by, err) < 0)
        return -1;
    return scaled((double)self.i * by, out, err);
}

CALL(span_divide)
{
    (void)n;
    double by;
    if (args[0].kind == V_TIMESPAN) {
        *out = value_double((double)self.i / (double)args[0].i);
        return 0;
    }
    if (value_to_double(args[0], &by, err) < 0)
        return -1;
    return scaled((double)self.i / by, out, err);
}

static int from_units(struct value v, int64_t unit, struct value *out, struct err **err)
{
    double d;
    if (value_is_integer(v) && v.kind != V_UINT64) {
        int64_t ticks;
        if (__builtin_mul_overflow(v.i, unit, &ticks))
            return too_long(err);
        *out = value_timespan(ticks);
        return 0;
    }
    if (value_to_double(v, &d, err) < 0)
        return -1;
    return scaled(d * (double)unit, out, err);
}

#define FROM_METHOD(fn, unit)                       \
    CALL(fn)                                        \
    {                                               \
        (void)self;                                 \
        (void)n;                                    \
        return from_units(args[0], unit, out, err); \
    }
FROM_METHOD(span_from_days, TICKS_PER_DAY)
FROM_METHOD(span_from_hours, TICKS_PER_HOUR)
FROM_METHOD(span_from_minutes, TICKS_PER_MINUTE)
FROM_METHOD(span_from_seconds, TICKS_PER_SECOND)
FROM_METHOD(span_from_ms, TICKS_PER_MS)
FROM_METHOD(span_from_ticks, 1)

CALL(span_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    int64_t ticks;
    if (timespan_parse(text.str->data, text.str->len, &ticks) < 0)
        return fail_with(err, "System.FormatException", "FormatException",
                         "String '%s' was not recognized as a valid TimeSpan.", text.str->data);
    *out = value_timespan(ticks);
    return 0;
}

CALL(span_try_parse)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    int64_t ticks = 0;
    bool ok = timespan_parse(text.str->data, text.str->len, &ticks) == 0;
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], value_timespan(ok ? ticks : 0), err);
}

/* new(ticks), new(h, m, s), new(d, h, m, s[, ms]) */
CALL(span_new)
{
    (void)self;
    if (n == 0) {
        *out = value_timespan(0);
        return 0;
    }
    if (n == 1) {
        int64_t ticks;
        if (args[0].kind == V_STRING)
            return value_convert(args[0], &type_timespan, out, err);
        if (arg_long(args[0], &ticks, err) < 0)
            return -1;
        *out = value_timespan(ticks);
        return 0;
    }
    if (n == 2)
        return fail_argument(err, "TimeSpan takes hours, minutes and seconds.");
    int32_t part[6] = { 0 };
    for (size_t i = 0; i < n; i++)
        if (arg_int(args[i], &part[n == 3 ? i + 1 : i], err) < 0)
            return -1;
    __extension__ __int128 t = (__int128)part[0] * TICKS_PER_DAY + part[1] * TICKS_PER_HOUR +
                               part[2] * TICKS_PER_MINUTE + part[3] * TICKS_PER_SECOND +
                               part[4] * TICKS_PER_MS + part[5] * 10;
    if (t > INT64_MAX || t < INT64_MIN)
        return fail_with(err, "System.ArgumentOutOfRangeException", "ArgumentOutOfRangeException",
                         "TimeSpan overflowed because the duration is too long.");
    *out = value_timespan((int64_t)t);
    return 0;
}

GETTER(span_constant)
{
    UNUSED_GETTER();
    static const int64_t values[] = { 0,
                                      INT64_MAX,
                                      INT64_MIN,
                                      TICKS_PER_DAY,
                                      TICKS_PER_HOUR,
                                      TICKS_PER_MINUTE,
                                      TICKS_PER_SECOND,
                                      TICKS_PER_MS };
    *out = p->data < 3 ? value_timespan(values[p->data]) : value_long(values[p->data]);
    return 0;
}

/* In the order of .NET's reflection. */
static const struct property span_props[] = {
    PROPERTY("Ticks", "long", span_ticks),
    PROPERTY_DATA("Days", "int", span_part, SPAN_DAYS),
    PROPERTY_DATA("Hours", "int", span_part, SPAN_HOURS),
    PROPERTY_DATA("Milliseconds", "int", span_part, SPAN_MS),
    PROPERTY_DATA("Microseconds", "int", span_part, SPAN_US),
    PROPERTY_DATA("Nanoseconds", "int", span_part, SPAN_NS),
    PROPERTY_DATA("Minutes", "int", span_part, SPAN_MINUTES),
    PROPERTY_DATA("Seconds", "int", span_part, SPAN_SECONDS),
    PROPERTY_DATA("TotalDays", "double", span_total, SPAN_DAYS),
    PROPERTY_DATA("TotalHours", "double", span_total, SPAN_HOURS),
    PROPERTY_DATA("TotalMilliseconds", "double", span_total, SPAN_MS),
    PROPERTY_DATA("TotalMicroseconds", "double", span_total, SPAN_US),
    PROPERTY_DATA("TotalNanoseconds", "double", span_total, SPAN_NS),
    PROPERTY_DATA("TotalMinutes", "double", span_total, SPAN_MINUTES),
    PROPERTY_DATA("TotalSeconds", "double", span_total, SPAN_SECONDS),
};
static const struct method span_methods[] = {
    METHOD("Add", 1, 1, span_add, "timespan Add(timespan ts)"),
    METHOD("Subtract", 1, 1, span_subtract, "timespan Subtract(timespan ts)"),
    METHOD("Negate", 0, 0, span_negate, "timespan Negate()"),
    METHOD("Duration", 0, 0, span_duration, "timespan Duration()"),
    METHOD("Multiply", 1, 1, span_multiply, "timespan Multiply(double factor)"),
    METHOD("Divide", 1, 1, span_divide, "timespan Divide(double divisor)"),
};
static const struct property span_static_props[] = {
    PROPERTY_DATA("Zero", "timespan", span_constant, 0),
    PROPERTY_DATA("MaxValue", "timespan", span_constant, 1),
    PROPERTY_DATA("MinValue", "timespan", span_constant, 2),
    PROPERTY_DATA("TicksPerDay", "long", span_constant, 3),
    PROPERTY_DATA("TicksPerHour", "long", span_constant, 4),
    PROPERTY_DATA("TicksPerMinute", "long", span_constant, 5),
    PROPERTY_DATA("TicksPerSecond", "long", span_constant, 6),
    PROPERTY_DATA("TicksPerMillisecond", "long", span_constant, 7),
};
static const struct method span_statics[] = {
    METHOD("new", 0, 6, span_new, "timespan new(int hours, int minutes, int seconds)"),
    METHOD("FromDays", 1, 1, span_from_days, "timespan FromDays(double value)"),
    METHOD("FromHours", 1, 1, span_from_hours, "timespan FromHours(double value)"),
    METHOD("FromMinutes", 1, 1, span_from_minutes, "timespan FromMinutes(double value)"),
    METHOD("FromSeconds", 1, 1, span_from_seconds, "timespan FromSeconds(double value)"),
    METHOD("FromMilliseconds", 1, 1, span_from_ms, "timespan FromMilliseconds(double value)"),
    METHOD("FromTicks", 1, 1, span_from_ticks, "timespan FromTicks(long value)"),
    METHOD("Parse", 1, 2, span_parse, "timespan Parse(string s)"),
    METHOD("TryParse", 2, 3, span_try_parse, "bool TryParse(string s, [ref] timespan result)"),
};
const struct type_info type_timespan = { .name = "System.TimeSpan",
                                         .accelerator = "timespan",
                                         .base = &type_value_type,
                                         .interfaces = implements_value,
                                         PROPS(span_props),
                                         METHODS(span_methods),
                                         STATIC_PROPS(span_static_props),
                                         STATICS(span_statics),
                                         .is_value_type = true };

/* ---- DateTimeOffset ---- */

struct moment {
    int64_t local; /* ticks of the clock at its offset */
    int64_t offset;
};

static struct moment *moment_of(struct value v)
{
    return object_payload(v.object);
}

static struct value moment_new(int64_t local, int64_t offset)
{
    struct object *o = object_new(&type_datetime_offset);
    *moment_of(value_of_object(o)) = (struct moment){ local, offset };
    return value_of_object(o);
}

int moment_format(struct value v, const char *format, size_t len, struct strbuf *out,
                  struct err **err)
{
    struct moment *m = moment_of(v);
    if (!len) {
        format = "MM/dd/yyyy HH:mm:ss zzz";
        len = strlen(format);
    }
    return date_format(value_datetime(m->local, DATETIME_UNSPECIFIED), format, len, &m->offset, out,
                       err);
}

static int moment_text(struct value self, struct strbuf *out)
{
    struct err *err = NULL;
    moment_format(self, "", 0, out, &err);
    err_free(err);
    return 0;
}

static int64_t utc_ticks(struct value v)
{
    return moment_of(v)->local - moment_of(v)->offset;
}

static bool moment_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_datetime_offset &&
           utc_ticks(a) == utc_ticks(b);
}

static int moment_compare(struct value a, struct value b, int *out, struct err **err)
{
    (void)err;
    *out = utc_ticks(a) < utc_ticks(b) ? -1 : utc_ticks(a) > utc_ticks(b);
    return 0;
}

enum { MOMENT_DATETIME, MOMENT_UTC, MOMENT_LOCAL, MOMENT_OFFSET };

GETTER(moment_get)
{
    (void)err;
    struct moment *m = moment_of(self);
    switch (p->data) {
    case MOMENT_DATETIME:
        *out = value_datetime(m->local, DATETIME_UNSPECIFIED);
        break;
    case MOMENT_UTC:
        *out = value_datetime(utc_ticks(self), DATETIME_UTC);
        break;
    case MOMENT_LOCAL:
        *out = date_to_local(value_datetime(utc_ticks(self), DATETIME_UTC));
        break;
    default:
        *out = value_timespan(m->offset);
        break;
    }
    return 0;
}

/* Year, Ticks … as of the date. */
GETTER(moment_part)
{
    struct value date = value_datetime(moment_of(self)->local, DATETIME_UNSPECIFIED);
    return member_get(date, p->name, out, err);
}

CALL(moment_unix)
{
    UNUSED_CALL();
    *out = value_long((utc_ticks(self) - UNIX_EPOCH_TICKS) / TICKS_PER_SECOND);
    return 0;
}

CALL(moment_unix_ms)
{
    UNUSED_CALL();
    *out = value_long((utc_ticks(self) - UNIX_EPOCH_TICKS) / TICKS_PER_MS);
    return 0;
}

CALL(moment_to_string)
{
    struct strbuf text = STRBUF_INIT;
    AUTO_VALUE format = n ? arg_string(args[0]) : value_string("");
    if (moment_format(self, format.str->data, format.str->len, &text, err) < 0) {
        strbuf_release(&text);
        return -1;
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(moment_to_local)
{
    UNUSED_CALL();
    int64_t utc = utc_ticks(self), offset = date_offset_at_utc(utc);
    *out = moment_new(utc + offset, offset);
    return 0;
}

CALL(moment_to_utc)
{
    UNUSED_CALL();
    *out = moment_new(utc_ticks(self), 0);
    return 0;
}

static struct value moment_from_date(struct value date)
{
    return moment_new(date.i, date_offset(date));
}

GETTER(moment_now)
{
    UNUSED_GETTER();
    int64_t utc = date_now_utc(), offset = p->data ? 0 : date_offset_at_utc(utc);
    *out = moment_new(utc + offset, offset);
    return 0;
}

static int moment_convert(struct value v, struct value *out, struct err **err)
{
    struct value date;
    if (value_convert(v, &type_datetime, &date, err) < 0)
        return -1;
    *out = moment_from_date(date);
    return 0;
}

CALL(moment_parse)
{
    (void)self;
    (void)n;
    return moment_convert(args[0], out, err);
}

CALL(moment_from_unix)
{
    (void)self;
    (void)n;
    int64_t seconds;
    if (arg_long(args[0], &seconds, err) < 0)
        return -1;
    if (seconds < -62135596800 || seconds > 253402300799)
        return fail_range(err, "seconds",
                          "Valid values are between -62135596800 and "
                          "253402300799, inclusive.");
    *out = moment_new(UNIX_EPOCH_TICKS + seconds * TICKS_PER_SECOND, 0);
    return 0;
}

CALL(moment_from_unix_ms)
{
    (void)self;
    (void)n;
    int64_t ms;
    if (arg_long(args[0], &ms, err) < 0)
        return -1;
    if (ms < -62135596800000 || ms > 253402300799999)
        return fail_range(err, "milliseconds",
                          "Valid values are between -62135596800000 and "
                          "253402300799999, inclusive.");
    *out = moment_new(UNIX_EPOCH_TICKS + ms * TICKS_PER_MS, 0);
    return 0;
}

CALL(moment_new_call)
{
    (void)self;
    struct value date = value_datetime(0, DATETIME_UNSPECIFIED);
    if (n && value_convert(args[0], &type_datetime, &date, err) < 0)
        return -1;
    int64_t offset = date_offset(date);
    if (n > 1 && span_arg(args[1], &offset, err) < 0)
        return -1;
    *out = moment_new(date.i, offset);
    return 0;
}

static const struct property moment_props[] = {
    PROPERTY_DATA("DateTime", "datetime", moment_get, MOMENT_DATETIME),
    PROPERTY_DATA("UtcDateTime", "datetime", moment_get, MOMENT_UTC),
    PROPERTY_DATA("LocalDateTime", "datetime", moment_get, MOMENT_LOCAL),
    PROPERTY("Date", "datetime", moment_part),
    PROPERTY("Day", "int", moment_part),
    PROPERTY("DayOfWeek", "System.DayOfWeek", moment_part),
    PROPERTY("DayOfYear", "int", moment_part),
    PROPERTY("Hour", "int", moment_part),
    PROPERTY("Millisecond", "int", moment_part),
    PROPERTY("Minute", "int", moment_part),
    PROPERTY("Month", "int", moment_part),
    PROPERTY_DATA("Offset", "timespan", moment_get, MOMENT_OFFSET),
    PROPERTY("Second", "int", moment_part),
    PROPERTY("Ticks", "long", moment_part),
    PROPERTY("TimeOfDay", "timespan", moment_part),
    PROPERTY("Year", "int", moment_part),
};
static const struct method moment_methods[] = {
    METHOD("ToUnixTimeSeconds", 0, 0, moment_unix, "long ToUnixTimeSeconds()"),
    METHOD("ToUnixTimeMilliseconds", 0, 0, moment_unix_ms, "long ToUnixTimeMilliseconds()"),
    METHOD("ToString", 0, 2, moment_to_string, "string ToString(string format)"),
    METHOD("ToLocalTime", 0, 0, moment_to_local, "System.DateTimeOffset ToLocalTime()"),
    METHOD("ToUniversalTime", 0, 0, moment_to_utc, "System.DateTimeOffset ToUniversalTime()"),
};
static const struct property moment_static_props[] = {
    PROPERTY_DATA("Now", "System.DateTimeOffset", moment_now, 0),
    PROPERTY_DATA("UtcNow", "System.DateTimeOffset", moment_now, 1),
};
static const struct method moment_statics[] = {
    METHOD("new", 0, 2, moment_new_call, NULL),
    METHOD("Parse", 1, 3, moment_parse, "System.DateTimeOffset Parse(string input)"),
    METHOD("FromUnixTimeSeconds", 1, 1, moment_from_unix, NULL),
    METHOD("FromUnixTimeMilliseconds", 1, 1, moment_from_unix_ms, NULL),
};
const struct type_info type_datetime_offset = { .name = "System.DateTimeOffset",
                                                .base = &type_value_type,
                                                .interfaces = implements_value,
                                                PROPS(moment_props),
                                                METHODS(moment_methods),
                                                STATIC_PROPS(moment_static_props),
                                                STATICS(moment_statics),
                                                .payload_size = sizeof(struct moment),
                                                .to_string = moment_text,
                                                .equals = moment_equals,
                                                .compare = moment_compare,
                                                .convert_from = moment_convert,
                                                .is_value_type = true };
