/* System.DateTimeOffset. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/culture.h"
#include "shell/object/datetime.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"

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

static int moment_format(struct value v, const char *format, size_t len, struct strbuf *out,
                         struct err **err)
{
    struct moment *m = moment_of(v);
    AUTO_STRBUF general = STRBUF_INIT;
    if (!len) {
        const struct culture *c = culture_current();
        strbuf_addf(&general, "%s %s zzz", c->short_date, c->long_time);
        format = general.buf;
        len = general.len;
    }
    struct value local = value_datetime(m->local, DATETIME_UNSPECIFIED);
    if (len == 1 && strchr("uUrR", format[0])) { /* these are of the universal time */
        local = value_datetime(m->local - m->offset, DATETIME_UTC);
        return date_format(local, format, len, NULL, out, err);
    }
    return date_format(local, format, len, &m->offset, out, err);
}

static int moment_text(struct value self, struct strbuf *out)
{
    struct err *err = NULL;
    AUTO_CULTURE before = culture_swap(&culture_invariant);
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

enum {
    MOMENT_DATETIME,
    MOMENT_UTC,
    MOMENT_LOCAL,
    MOMENT_OFFSET,
    MOMENT_OFFSET_MINUTES,
    MOMENT_UTC_TICKS
};

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
    case MOMENT_OFFSET_MINUTES:
        *out = value_int((int32_t)(m->offset / TICKS_PER_MINUTE));
        break;
    case MOMENT_UTC_TICKS:
        *out = value_long(utc_ticks(self));
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

static int read_moment(struct value text, const struct value *formats, struct value *out);

static int moment_convert(struct value v, struct value *out, struct err **err)
{
    struct value date;
    if (v.kind == V_STRING) {
        AUTO_CULTURE before = culture_swap(&culture_invariant);
        if (read_moment(v, NULL, out) == 0)
            return 0;
    }
    if (value_convert(v, &type_datetime, &date, err) < 0)
        return -1;
    *out = moment_from_date(date);
    return 0;
}

static int not_a_date(struct value text, struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "String '%s' was not recognized as a valid DateTime.", text.str->data);
}

/* By a format, by any of an array of them, or freely (formats NULL). */
static int read_moment(struct value text, const struct value *formats, struct value *out)
{
    int64_t local, offset;
    if (formats && formats->kind == V_ARRAY) {
        for (size_t i = 0; i < formats->array->len; i++)
            if (read_moment(text, &formats->array->items[i], out) == 0)
                return 0;
        return -1;
    }
    AUTO_VALUE format = formats ? arg_string(*formats) : value_string("");
    if (date_parse_moment(culture_current(), text.str->data, text.str->len,
                          formats ? format.str->data : NULL, format.str->len, &local, &offset) < 0)
        return -1;
    *out = moment_new(local, offset);
    return 0;
}

/* What DateTimeStyles ask of a moment. */
static int apply_styles(const struct value *args, size_t n, size_t at, struct value *v,
                        struct err **err)
{
    int32_t styles;
    if (n <= at || args[at].kind == V_NULL || culture_of_provider(args[at]))
        return 0;
    if (arg_enum(args[at], &enum_date_styles, &styles, err) < 0)
        return -1;
    if (styles & 16) { /* AdjustToUniversal */
        int64_t utc = utc_ticks(*v);
        value_replace_take(v, moment_new(utc, 0));
    }
    return 0;
}

CALL(moment_parse)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]), made = value_null();
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    if (read_moment(text, NULL, &made) < 0)
        return not_a_date(text, err);
    if (apply_styles(args, n, 2, &made, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

CALL(moment_parse_exact)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]), made = value_null();
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    if (read_moment(text, &args[1], &made) < 0)
        return not_a_date(text, err);
    if (apply_styles(args, n, 3, &made, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

static int try_moment(const struct value *args, size_t n, const struct value *formats,
                      struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(args[0]), made = value_null();
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    bool ok = read_moment(text, formats, &made) == 0;
    if (!ok)
        made = moment_new(0, 0);
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], made, err);
}

CALL(moment_try_parse)
{
    (void)self;
    return try_moment(args, n, NULL, out, err);
}

CALL(moment_try_parse_exact)
{
    (void)self;
    return try_moment(args, n, &args[1], out, err);
}

/* The same clock, moved: Add… as of the date. */
static int shifted(struct value self, const char *method, const struct value *args, size_t n,
                   struct value *out, struct err **err)
{
    struct moment *m = moment_of(self);
    struct value date = value_datetime(m->local, DATETIME_UNSPECIFIED), moved;
    const struct method *of = type_find_method(&type_datetime, method, strlen(method));
    if (of->call(date, args, n, &moved, err) < 0)
        return -1;
    *out = moment_new(moved.i, m->offset);
    return 0;
}

#define SHIFT(fn, method)                                \
    CALL(fn)                                             \
    {                                                    \
        return shifted(self, method, args, n, out, err); \
    }
SHIFT(moment_add, "Add")
SHIFT(moment_add_days, "AddDays")
SHIFT(moment_add_hours, "AddHours")
SHIFT(moment_add_minutes, "AddMinutes")
SHIFT(moment_add_seconds, "AddSeconds")
SHIFT(moment_add_ms, "AddMilliseconds")
SHIFT(moment_add_ticks, "AddTicks")
SHIFT(moment_add_months, "AddMonths")
SHIFT(moment_add_years, "AddYears")

CALL(moment_subtract)
{
    if (args[0].kind != V_OBJECT || args[0].object->type != &type_datetime_offset)
        return shifted(self, "Subtract", args, n, out, err);
    *out = value_timespan(utc_ticks(self) - utc_ticks(args[0]));
    return 0;
}

CALL(moment_minus)
{
    (void)self;
    (void)n;
    return moment_subtract(args[0], args + 1, 1, out, err);
}

CALL(moment_plus)
{
    (void)self;
    (void)n;
    return moment_add(args[0], args + 1, 1, out, err);
}

CALL(moment_to_offset)
{
    (void)n;
    struct value span;
    if (value_convert(args[0], &type_timespan, &span, err) < 0)
        return -1;
    if (span.i % TICKS_PER_MINUTE)
        return fail_argument(err,
                             "Offset must be specified in whole minutes. (Parameter 'offset')");
    if (span.i < -14 * TICKS_PER_HOUR || span.i > 14 * TICKS_PER_HOUR)
        return fail_range(err, "offset", "Offset must be within plus or minus 14 hours.");
    *out = moment_new(utc_ticks(self) + span.i, span.i);
    return 0;
}

CALL(moment_to_file_time)
{
    UNUSED_CALL();
    *out = value_long(utc_ticks(self) - FILE_TIME_EPOCH_TICKS);
    return 0;
}

CALL(moment_equals_exact)
{
    UNUSED_CALL();
    struct value b = args[0];
    *out = value_bool(b.kind == V_OBJECT && b.object->type == &type_datetime_offset &&
                      moment_of(self)->local == moment_of(b)->local &&
                      moment_of(self)->offset == moment_of(b)->offset);
    return 0;
}

GETTER(moment_limit)
{
    UNUSED_GETTER();
    *out = moment_new(p->data == 2 ? UNIX_EPOCH_TICKS : p->data ? DATETIME_MAX_TICKS : 0, 0);
    return 0;
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

/* new(date [, offset]), new(ticks, offset), new(y, M, d, h, m, s, [ms,] offset) */
CALL(moment_new_call)
{
    (void)self;
    struct value date = value_datetime(0, DATETIME_UTC), span;
    if (n >= 7) {
        const struct method *of = type_find_static_method(&type_datetime, "new", 3);
        if (of->call(value_type(&type_datetime), args, n - 1, &date, err) < 0)
            return -1;
    } else if (n && value_convert(args[0], &type_datetime, &date, err) < 0) {
        return -1;
    }
    int64_t offset = date_offset(date);
    if (n > 1) {
        if (value_convert(args[n - 1], &type_timespan, &span, err) < 0)
            return -1;
        if (date.aux == DATETIME_UTC && span.i)
            return fail_argument(err, "The UTC Offset for Utc DateTime instances must be 0. "
                                      "(Parameter 'offset')");
        offset = span.i;
    }
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
    PROPERTY("Microsecond", "int", moment_part),
    PROPERTY("Nanosecond", "int", moment_part),
    PROPERTY("Minute", "int", moment_part),
    PROPERTY("Month", "int", moment_part),
    PROPERTY_DATA("Offset", "timespan", moment_get, MOMENT_OFFSET),
    PROPERTY_DATA("TotalOffsetMinutes", "int", moment_get, MOMENT_OFFSET_MINUTES),
    PROPERTY("Second", "int", moment_part),
    PROPERTY("Ticks", "long", moment_part),
    PROPERTY_DATA("UtcTicks", "long", moment_get, MOMENT_UTC_TICKS),
    PROPERTY("TimeOfDay", "timespan", moment_part),
    PROPERTY("Year", "int", moment_part),
};
static const struct method moment_methods[] = {
    METHOD("ToUnixTimeSeconds", 0, 0, moment_unix, "long ToUnixTimeSeconds()"),
    METHOD("ToUnixTimeMilliseconds", 0, 0, moment_unix_ms, "long ToUnixTimeMilliseconds()"),
    METHOD("ToOffset", 1, 1, moment_to_offset, "System.DateTimeOffset ToOffset(timespan offset)"),
    METHOD("ToFileTime", 0, 0, moment_to_file_time, "long ToFileTime()"),
    METHOD("Add", 1, 1, moment_add, "System.DateTimeOffset Add(timespan timeSpan)"),
    METHOD("AddDays", 1, 1, moment_add_days, "System.DateTimeOffset AddDays(double days)"),
    METHOD("AddHours", 1, 1, moment_add_hours, "System.DateTimeOffset AddHours(double hours)"),
    METHOD("AddMinutes", 1, 1, moment_add_minutes,
           "System.DateTimeOffset AddMinutes(double minutes)"),
    METHOD("AddSeconds", 1, 1, moment_add_seconds,
           "System.DateTimeOffset AddSeconds(double seconds)"),
    METHOD("AddMilliseconds", 1, 1, moment_add_ms,
           "System.DateTimeOffset AddMilliseconds(double milliseconds)"),
    METHOD("AddTicks", 1, 1, moment_add_ticks, "System.DateTimeOffset AddTicks(long ticks)"),
    METHOD("AddMonths", 1, 1, moment_add_months, "System.DateTimeOffset AddMonths(int months)"),
    METHOD("AddYears", 1, 1, moment_add_years, "System.DateTimeOffset AddYears(int years)"),
    METHOD("Subtract", 1, 1, moment_subtract, "timespan Subtract(System.DateTimeOffset value)"),
    METHOD("EqualsExact", 1, 1, moment_equals_exact,
           "bool EqualsExact(System.DateTimeOffset other)"),
    METHOD("ToLocalTime", 0, 0, moment_to_local, "System.DateTimeOffset ToLocalTime()"),
    METHOD("ToUniversalTime", 0, 0, moment_to_utc, "System.DateTimeOffset ToUniversalTime()"),
};
static const struct property moment_static_props[] = {
    PROPERTY_DATA("Now", "System.DateTimeOffset", moment_now, 0),
    PROPERTY_DATA("UtcNow", "System.DateTimeOffset", moment_now, 1),
    PROPERTY_DATA("MinValue", "System.DateTimeOffset", moment_limit, 0),
    PROPERTY_DATA("MaxValue", "System.DateTimeOffset", moment_limit, 1),
    PROPERTY_DATA("UnixEpoch", "System.DateTimeOffset", moment_limit, 2),
};
static const struct method moment_statics[] = {
    METHOD("new", 0, 9, moment_new_call, NULL),
    METHOD("Parse", 1, 3, moment_parse, "System.DateTimeOffset Parse(string input)"),
    METHOD("ParseExact", 3, 4, moment_parse_exact,
           "System.DateTimeOffset ParseExact(string input, string format, System.IFormatProvider "
           "formatProvider)"),
    METHOD("TryParse", 2, 4, moment_try_parse,
           "bool TryParse(string input, [ref] System.DateTimeOffset result)"),
    METHOD("TryParseExact", 5, 5, moment_try_parse_exact, NULL),
    METHOD("op_Subtraction", 2, 2, moment_minus, NULL),
    METHOD("op_Addition", 2, 2, moment_plus, NULL),
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
                                                .format = moment_format,
                                                .equals = moment_equals,
                                                .compare = moment_compare,
                                                .convert_from = moment_convert,
                                                .is_value_type = true };
