/* System.DateOnly and System.TimeOnly: a day, and a time of day. Both keep ticks of 100 ns. */
#include <string.h>

#include "shell/object/datetime.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"

static int64_t ticks_of(struct value v)
{
    return *(int64_t *)object_payload(v.object);
}

static struct value made(const struct type_info *type, int64_t ticks)
{
    struct object *o = object_new(type);
    *(int64_t *)object_payload(o) = ticks;
    return value_of_object(o);
}

static struct value as_date(struct value self)
{
    return value_datetime(ticks_of(self), DATETIME_UNSPECIFIED);
}

static bool is_day(const struct type_info *type)
{
    return type == &type_date_only;
}

/* ---- text ---- */

static int only_format(struct value v, const char *format, size_t len, struct strbuf *out,
                       struct err **err)
{
    bool day = is_day(v.object->type);
    if (!len) {
        format = day ? "d" : "t";
        len = 1;
    }
    if (len == 1 && strchr(day ? "oO" : "oOrR", format[0]))
        return day ? date_format(as_date(v), "yyyy'-'MM'-'dd", 14, NULL, out, err)
               : (format[0] | 0x20) == 'o'
                   ? date_format(as_date(v), "HH':'mm':'ss.fffffff", 20, NULL, out, err)
                   : date_format(as_date(v), "HH':'mm':'ss", 12, NULL, out, err);
    if (len == 1 && !strchr(day ? "dDmMyYrR" : "tT", format[0]))
        return fail_with(err, "System.FormatException", "FormatException",
                         "Input string was not in a correct format.");
    if (len == 1 && (format[0] | 0x20) == 'r')
        return date_format(as_date(v), "ddd, dd MMM yyyy", 16, NULL, out, err);
    return date_format(as_date(v), format, len, NULL, out, err);
}

static int only_text(struct value self, struct strbuf *out)
{
    struct err *err = NULL;
    AUTO_CULTURE before = culture_swap(&culture_invariant);
    int r = only_format(self, "", 0, out, &err);
    err_free(err);
    return r;
}

static bool only_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == a.object->type && ticks_of(a) == ticks_of(b);
}

static int only_compare(struct value a, struct value b, int *out, struct err **err)
{
    if (b.kind != V_OBJECT || b.object->type != a.object->type)
        return fail_argument(err, "Object must be of type %s.",
                             is_day(a.object->type) ? "DateOnly" : "TimeOnly");
    *out = ticks_of(a) < ticks_of(b) ? -1 : ticks_of(a) > ticks_of(b);
    return 0;
}

static uint32_t only_hash(struct value v)
{
    return (uint32_t)(ticks_of(v) ^ ticks_of(v) >> 32);
}

static int64_t part_of(const struct type_info *type, int64_t date_ticks)
{
    int64_t rest = date_ticks % TICKS_PER_DAY;
    return is_day(type) ? date_ticks - rest : rest;
}

static int read_only(const struct type_info *type, const struct value *args, size_t n, bool exact,
                     struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_VALUE format = exact ? arg_string(args[1]) : value_null();
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    struct value date;
    const char *s = text.str->data;
    if (exact && format.str->len == 1 && (format.str->data[0] | 0x20) == 'o')
        value_replace_take(&format, value_string(is_day(type) ? "yyyy-MM-dd" : "HH:mm:ss.fffffff"));
    int r = exact ? date_parse_exact(s, text.str->len, format.str->data, format.str->len, &date)
                  : date_parse_in(culture_current(), s, text.str->len, &date);
    if (r == 0 && !exact && is_day(type) && date.i % TICKS_PER_DAY)
        r = -1;
    if (r < 0)
        return fail_with(err, "System.FormatException", "FormatException",
                         "String '%s' was not recognized as a valid %s.", s,
                         is_day(type) ? "DateOnly" : "TimeOnly");
    *out = made(type, part_of(type, date.i));
    return 0;
}

static int only_convert(const struct type_info *type, struct value v, struct value *out,
                        struct err **err)
{
    struct err *why = NULL;
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, type);
    AUTO_CULTURE before = culture_swap(&culture_invariant);
    if (read_only(type, &v, 1, false, out, &why) == 0)
        return 0;
    *err = why;
    return fail_cast(err, v, type, "InvalidCastParseTargetInvocation");
}

CALL(only_parse)
{
    return read_only(self.type, args, n, false, out, err);
}

CALL(only_parse_exact)
{
    return read_only(self.type, args, n, true, out, err);
}

static int try_read(struct value self, const struct value *args, size_t n, bool exact,
                    struct value *out, struct err **err)
{
    AUTO_VALUE v = value_null();
    AUTO_ERR *why = NULL;
    bool ok = read_only(self.type, args, n - 1, exact, &v, &why) == 0;
    if (!ok)
        v = made(self.type, 0);
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], v, err);
}

CALL(only_try_parse)
{
    return try_read(self, args, n, false, out, err);
}

CALL(only_try_parse_exact)
{
    return try_read(self, args, n, true, out, err);
}

/* ---- members that the date has too ---- */

GETTER(only_part)
{
    return member_get(as_date(self), p->name, out, err);
}

GETTER(only_ticks)
{
    UNUSED_GETTER();
    *out = value_long(ticks_of(self));
    return 0;
}

GETTER(day_number)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)(ticks_of(self) / TICKS_PER_DAY));
    return 0;
}

/* As DateTime's method of this name; times of day go round the clock. */
static int by_date(struct value self, const char *name, const struct value *args, size_t n,
                   struct value *out, struct err **err)
{
    const struct method *m = type_find_method(&type_datetime, name, strlen(name));
    const struct type_info *type = self.object->type;
    struct value date = as_date(self), moved;
    if (!is_day(type))
        date.i += 1000000 * TICKS_PER_DAY; /* room for what is taken away */
    if (m->call(date, args, n, &moved, err) < 0)
        return -1;
    *out = made(type, part_of(type, moved.i));
    return 0;
}

#define BY_DATE(fn, name)                              \
    CALL(fn)                                           \
    {                                                  \
        return by_date(self, name, args, n, out, err); \
    }
BY_DATE(only_add_days, "AddDays")
BY_DATE(only_add_months, "AddMonths")
BY_DATE(only_add_years, "AddYears")
BY_DATE(only_add_hours, "AddHours")
BY_DATE(only_add_minutes, "AddMinutes")
BY_DATE(only_add, "Add")

#define LONG_TEXT(fn, pattern)                                          \
    CALL(fn)                                                            \
    {                                                                   \
        (void)args;                                                     \
        (void)n;                                                        \
        struct strbuf text = STRBUF_INIT;                               \
        if (date_format(as_date(self), pattern, 1, NULL, &text, err)) { \
            strbuf_release(&text);                                      \
            return -1;                                                  \
        }                                                               \
        *out = value_string_take(&text);                                \
        return 0;                                                       \
    }
LONG_TEXT(day_long, "D")
LONG_TEXT(day_short, "d")
LONG_TEXT(time_long, "T")
LONG_TEXT(time_short, "t")

/* ToDateTime(time [, kind]) */
CALL(day_to_date)
{
    int64_t time = 0;
    int32_t kind = n > 1 && args[1].kind == V_ENUM ? value_enum_get(args[1]) : 0;
    if (args[0].kind == V_OBJECT && args[0].object->type == &type_time_only)
        time = ticks_of(args[0]);
    else if (args[0].kind == V_OBJECT || args[0].kind == V_NULL)
        return fail_null_argument(err, "time");
    else {
        AUTO_VALUE t = value_null();
        if (value_convert(args[0], &type_time_only, &t, err) < 0)
            return -1;
        time = ticks_of(t);
    }
    *out = value_datetime(ticks_of(self) + time, (enum datetime_kind)kind);
    return 0;
}

CALL(time_to_span)
{
    UNUSED_CALL();
    *out = value_timespan(ticks_of(self));
    return 0;
}

/* Within [start, end), which may go over midnight. */
CALL(time_is_between)
{
    (void)n;
    AUTO_VALUE from = value_null(), to = value_null();
    if (value_convert(args[0], &type_time_only, &from, err) < 0 ||
        value_convert(args[1], &type_time_only, &to, err) < 0)
        return -1;
    int64_t t = ticks_of(self), a = ticks_of(from), b = ticks_of(to);
    *out = value_bool(a <= b ? t >= a && t < b : t >= a || t < b);
    return 0;
}

/* ---- making them ---- */

CALL(day_new)
{
    (void)self;
    (void)n;
    int32_t part[3];
    for (size_t i = 0; i < 3; i++)
        if (arg_int(args[i], &part[i], err) < 0)
            return -1;
    int64_t ticks = date_join(part[0], part[1], part[2], 0, 0, 0);
    if (ticks < 0)
        return fail_with(err, "System.ArgumentOutOfRangeException", "ArgumentOutOfRangeException",
                         "Year, Month, and Day parameters describe an un-representable DateTime.");
    *out = made(&type_date_only, ticks);
    return 0;
}

/* new(hour, minute [, second [, millisecond]]), new(ticks) */
CALL(time_new)
{
    (void)self;
    int32_t part[4] = { 0 };
    int64_t ticks = 0;
    if (n == 1 && arg_long(args[0], &ticks, err) < 0)
        return -1;
    for (size_t i = 0; n > 1 && i < n; i++)
        if (arg_int(args[i], &part[i], err) < 0)
            return -1;
    if (n > 1) {
        ticks = date_join(1, 1, 1, part[0], part[1], part[2]);
        if (ticks < 0 || part[3] < 0 || part[3] > 999)
            return fail_with(err, "System.ArgumentOutOfRangeException",
                             "ArgumentOutOfRangeException",
                             "Hour, Minute, and Second parameters describe an un-representable "
                             "DateTime.");
        ticks += part[3] * TICKS_PER_MS;
    }
    if (ticks < 0 || ticks >= TICKS_PER_DAY)
        return fail_range(err, "ticks", "Ticks must be between 0 and TimeOnly.MaxValue.Ticks.");
    *out = made(&type_time_only, ticks);
    return 0;
}

CALL(only_from_date)
{
    (void)n;
    struct value date;
    if (value_convert(args[0], &type_datetime, &date, err) < 0)
        return -1;
    *out = made(self.type, part_of(self.type, date.i));
    return 0;
}

CALL(time_from_span)
{
    (void)n;
    struct value span;
    if (value_convert(args[0], &type_timespan, &span, err) < 0)
        return -1;
    if (span.i < 0 || span.i >= TICKS_PER_DAY)
        return fail_range(err, "ticks", "Ticks must be between 0 and TimeOnly.MaxValue.Ticks.");
    *out = made(self.type, span.i);
    return 0;
}

CALL(day_from_number)
{
    (void)n;
    int32_t number;
    if (arg_int(args[0], &number, err) < 0)
        return -1;
    if (number < 0 || number > 3652058)
        return fail_range(err, "dayNumber",
                          "Day number must be between 0 and "
                          "DateOnly.MaxValue.DayNumber.");
    *out = made(self.type, number * TICKS_PER_DAY);
    return 0;
}

GETTER(only_limit)
{
    (void)err;
    int64_t most = is_day(self.type) ? 3652058 * TICKS_PER_DAY : TICKS_PER_DAY - 1;
    *out = made(self.type, p->data ? most : 0);
    return 0;
}

static int day_convert(struct value v, struct value *out, struct err **err)
{
    return only_convert(&type_date_only, v, out, err);
}

static int time_convert(struct value v, struct value *out, struct err **err)
{
    return only_convert(&type_time_only, v, out, err);
}

static const struct property day_props[] = {
    PROPERTY("Year", "int", only_part),      PROPERTY("Month", "int", only_part),
    PROPERTY("Day", "int", only_part),       PROPERTY("DayOfWeek", "System.DayOfWeek", only_part),
    PROPERTY("DayOfYear", "int", only_part), PROPERTY("DayNumber", "int", day_number),
};
static const struct property time_props[] = {
    PROPERTY("Hour", "int", only_part),        PROPERTY("Minute", "int", only_part),
    PROPERTY("Second", "int", only_part),      PROPERTY("Millisecond", "int", only_part),
    PROPERTY("Microsecond", "int", only_part), PROPERTY("Nanosecond", "int", only_part),
    PROPERTY("Ticks", "long", only_ticks),
};
static const struct method day_methods[] = {
    METHOD("AddDays", 1, 1, only_add_days, "System.DateOnly AddDays(int value)"),
    METHOD("AddMonths", 1, 1, only_add_months, "System.DateOnly AddMonths(int value)"),
    METHOD("AddYears", 1, 1, only_add_years, "System.DateOnly AddYears(int value)"),
    METHOD("ToDateTime", 1, 2, day_to_date, "datetime ToDateTime(System.TimeOnly time)"),
    METHOD("ToLongDateString", 0, 0, day_long, "string ToLongDateString()"),
    METHOD("ToShortDateString", 0, 0, day_short, "string ToShortDateString()"),
};
static const struct method time_methods[] = {
    METHOD("Add", 1, 1, only_add, "System.TimeOnly Add(timespan value)"),
    METHOD("AddHours", 1, 1, only_add_hours, "System.TimeOnly AddHours(double value)"),
    METHOD("AddMinutes", 1, 1, only_add_minutes, "System.TimeOnly AddMinutes(double value)"),
    METHOD("IsBetween", 2, 2, time_is_between,
           "bool IsBetween(System.TimeOnly start, System.TimeOnly end)"),
    METHOD("ToTimeSpan", 0, 0, time_to_span, "timespan ToTimeSpan()"),
    METHOD("ToLongTimeString", 0, 0, time_long, "string ToLongTimeString()"),
    METHOD("ToShortTimeString", 0, 0, time_short, "string ToShortTimeString()"),
};
#define READING(type)                                                                              \
    METHOD("FromDateTime", 1, 1, only_from_date, type " FromDateTime(datetime dateTime)"),         \
        METHOD("Parse", 1, 3, only_parse, type " Parse(string s)"),                                \
        METHOD("ParseExact", 2, 4, only_parse_exact, type " ParseExact(string s, string format)"), \
        METHOD("TryParse", 2, 4, only_try_parse,                                                   \
               "bool TryParse(string s, [ref] " type " result)"),                                  \
        METHOD("TryParseExact", 3, 5, only_try_parse_exact,                                        \
               "bool TryParseExact(string s, string format, [ref] " type " result)")
static const struct method day_statics[] = {
    METHOD("new", 3, 3, day_new, "System.DateOnly new(int year, int month, int day)"),
    METHOD("FromDayNumber", 1, 1, day_from_number, "System.DateOnly FromDayNumber(int dayNumber)"),
    READING("System.DateOnly"),
};
static const struct method time_statics[] = {
    METHOD("new", 1, 4, time_new, "System.TimeOnly new(int hour, int minute)"),
    METHOD("FromTimeSpan", 1, 1, time_from_span, "System.TimeOnly FromTimeSpan(timespan timeSpan)"),
    READING("System.TimeOnly"),
};
static const struct property only_static_props[] = {
    PROPERTY_DATA("MinValue", "System.ValueType", only_limit, 0),
    PROPERTY_DATA("MaxValue", "System.ValueType", only_limit, 1),
};
#define ONLY(id, full, short_, convert)                                   \
    const struct type_info type_##id = { .name = full,                    \
                                         .base = &type_value_type,        \
                                         .interfaces = implements_value,  \
                                         PROPS(short_##_props),           \
                                         METHODS(short_##_methods),       \
                                         STATIC_PROPS(only_static_props), \
                                         STATICS(short_##_statics),       \
                                         .payload_size = sizeof(int64_t), \
                                         .to_string = only_text,          \
                                         .format = only_format,           \
                                         .equals = only_equals,           \
                                         .compare = only_compare,         \
                                         .hash = only_hash,               \
                                         .convert_from = convert,         \
                                         .text_view = true,               \
                                         .is_value_type = true }
ONLY(date_only, "System.DateOnly", day, day_convert);
ONLY(time_only, "System.TimeOnly", time, time_convert);
