/* System.TimeSpan. */
#include <math.h>
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"

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
FROM_METHOD(span_from_us, 10)
FROM_METHOD(span_from_ticks, 1)

CALL(span_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    int64_t ticks;
    int r = timespan_parse(text.str->data, text.str->len, &ticks);
    if (r < 0)
        return fail_timespan(r, text.str->data, err);
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

/* By one of the formats (a text or an array of them)? */
static bool parse_exact(struct value v, struct value formats, int64_t *ticks)
{
    AUTO_VALUE text = arg_string(v);
    const struct value *items = formats.kind == V_ARRAY ? formats.array->items : &formats;
    size_t n = formats.kind == V_ARRAY ? formats.array->len : 1;
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE f = arg_string(items[i]);
        if (timespan_parse_exact(text.str->data, text.str->len, f.str->data, f.str->len, ticks) ==
            0)
            return true;
    }
    *ticks = 0;
    return false;
}

CALL(span_parse_exact)
{
    (void)self;
    (void)n;
    int64_t ticks;
    if (!parse_exact(args[0], args[1], &ticks)) {
        AUTO_VALUE text = arg_string(args[0]);
        return fail_with(err, "System.FormatException", "FormatException",
                         "Input string was not in a correct format. '%s'", text.str->data);
    }
    *out = value_timespan(ticks);
    return 0;
}

CALL(span_try_parse_exact)
{
    (void)self;
    int64_t ticks;
    *out = value_bool(parse_exact(args[0], args[1], &ticks));
    return arg_set_ref(args[n - 1], value_timespan(ticks), err);
}

CALL(span_compare)
{
    (void)self;
    (void)n;
    AUTO_VALUE a = value_null(), b = value_null();
    if (value_convert(args[0], &type_timespan, &a, err) < 0 ||
        value_convert(args[1], &type_timespan, &b, err) < 0)
        return -1;
    *out = value_int((a.i > b.i) - (a.i < b.i));
    return 0;
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
                                      TICKS_PER_MS,
                                      10,
                                      100 };
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
    PROPERTY_DATA("TicksPerMicrosecond", "long", span_constant, 8),
    PROPERTY_DATA("NanosecondsPerTick", "long", span_constant, 9),
};
static const struct method span_statics[] = {
    METHOD("new", 0, 6, span_new, "timespan new(int hours, int minutes, int seconds)"),
    METHOD("FromDays", 1, 1, span_from_days, "timespan FromDays(double value)"),
    METHOD("FromHours", 1, 1, span_from_hours, "timespan FromHours(double value)"),
    METHOD("FromMinutes", 1, 1, span_from_minutes, "timespan FromMinutes(double value)"),
    METHOD("FromSeconds", 1, 1, span_from_seconds, "timespan FromSeconds(double value)"),
    METHOD("FromMilliseconds", 1, 1, span_from_ms, "timespan FromMilliseconds(double value)"),
    METHOD("FromTicks", 1, 1, span_from_ticks, "timespan FromTicks(long value)"),
    METHOD("FromMicroseconds", 1, 1, span_from_us, "timespan FromMicroseconds(double value)"),
    METHOD("Compare", 2, 2, span_compare, "int Compare(timespan t1, timespan t2)"),
    METHOD("ParseExact", 3, 4, span_parse_exact,
           "timespan ParseExact(string input, string format, System.IFormatProvider provider)"),
    METHOD("TryParseExact", 4, 5, span_try_parse_exact,
           "bool TryParseExact(string input, string format, System.IFormatProvider provider, "
           "[ref] timespan result)"),
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
