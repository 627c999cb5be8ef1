/* System.DateTime. */
#include <math.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"
#include "shell/object/wrap.h"

enum {
    DATE_YEAR,
    DATE_MONTH,
    DATE_DAY,
    DATE_HOUR,
    DATE_MINUTE,
    DATE_SECOND,
    DATE_MS,
    DATE_DAY_OF_YEAR,
    DATE_MICROSECOND,
    DATE_NANOSECOND
};

GETTER(date_part)
{
    (void)err;
    struct date_parts d;
    date_split(self.i, &d);
    int v[] = { d.year,
                d.month,
                d.day,
                d.hour,
                d.minute,
                d.second,
                d.fraction / 10000,
                d.day_of_year,
                d.fraction / 10 % 1000,
                d.fraction % 10 * 100 };
    *out = value_int(v[p->data]);
    return 0;
}

GETTER(date_day_of_week)
{
    UNUSED_GETTER();
    struct date_parts d;
    date_split(self.i, &d);
    *out = value_enum(&enum_day_of_week, d.day_of_week);
    return 0;
}

GETTER(date_ticks)
{
    UNUSED_GETTER();
    *out = value_long(self.i);
    return 0;
}

GETTER(date_date)
{
    UNUSED_GETTER();
    *out = value_datetime(self.i - self.i % TICKS_PER_DAY, (enum datetime_kind)self.aux);
    return 0;
}

GETTER(date_time_of_day)
{
    UNUSED_GETTER();
    *out = value_timespan(self.i % TICKS_PER_DAY);
    return 0;
}

GETTER(date_kind)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_datetime_kind, (int32_t)self.aux);
    return 0;
}

const char *date_shown_format(struct value date)
{
    const struct object *holder = value_members(date);
    int slot = holder && holder->shape ? shape_find(holder->shape, "DisplayHint", 11) : -1;
    if (slot < 0)
        return "F";
    AUTO_VALUE hint = value_to_string(holder->slots[slot]);
    return text_caseeq(hint.str->data, "Date")   ? "D"
           : text_caseeq(hint.str->data, "Time") ? "T"
                                                 : "F";
}

/* PowerShell's own: the long text. */
GETTER(date_text)
{
    (void)p;
    struct strbuf text = STRBUF_INIT;
    date_format(self, date_shown_format(self), 1, NULL, &text, err);
    *out = value_string_take(&text);
    return 0;
}

static int out_of_range(struct err **err, const char *parameter)
{
    return fail_range(err, parameter,
                      "The added or subtracted value results in an un-representable DateTime.");
}

static int shifted(struct value self, int64_t by, struct value *out, struct err **err)
{
    int64_t ticks;
    if (__builtin_add_overflow(self.i, by, &ticks) || ticks < 0 || ticks > DATETIME_MAX_TICKS)
        return out_of_range(err, "value");
    *out = value_datetime(ticks, (enum datetime_kind)self.aux);
    return 0;
}

static int add_units(struct value self, struct value amount, int64_t unit, struct value *out,
                     struct err **err)
{
    double n;
    if (value_to_double(amount, &n, err) < 0)
        return -1;
    double ticks = n * (double)unit;
    if (!(fabs(ticks) < 3.2e18))
        return out_of_range(err, "value");
    int64_t whole = (int64_t)trunc(n);
    double fraction = n - (double)whole;
    return shifted(self, whole * unit + (int64_t)nearbyint(fraction * (double)unit), out, err);
}

#define ADD_METHOD(fn, unit)                             \
    CALL(fn)                                             \
    {                                                    \
        (void)n;                                         \
        return add_units(self, args[0], unit, out, err); \
    }
ADD_METHOD(date_add_days, TICKS_PER_DAY)
ADD_METHOD(date_add_hours, TICKS_PER_HOUR)
ADD_METHOD(date_add_minutes, TICKS_PER_MINUTE)
ADD_METHOD(date_add_seconds, TICKS_PER_SECOND)
ADD_METHOD(date_add_ms, TICKS_PER_MS)

CALL(date_add_ticks)
{
    (void)n;
    int64_t ticks;
    if (arg_long(args[0], &ticks, err) < 0)
        return -1;
    return shifted(self, ticks, out, err);
}

static int add_months(struct value self, struct value count, int factor, struct value *out,
                      struct err **err)
{
    int32_t months;
    if (arg_int(count, &months, err) < 0)
        return -1;
    int64_t ticks = date_add_months(self.i, (int64_t)months * factor);
    if (ticks < 0)
        return out_of_range(err, factor == 12 ? "value" : "months");
    *out = value_datetime(ticks, (enum datetime_kind)self.aux);
    return 0;
}

CALL(date_add_months_call)
{
    (void)n;
    return add_months(self, args[0], 1, out, err);
}

CALL(date_add_years)
{
    (void)n;
    return add_months(self, args[0], 12, out, err);
}

CALL(date_add)
{
    (void)n;
    struct value span;
    if (value_convert(args[0], &type_timespan, &span, err) < 0)
        return -1;
    return shifted(self, span.i, out, err);
}

CALL(date_subtract)
{
    (void)n;
    if (args[0].kind == V_DATETIME) {
        *out = value_timespan(self.i - args[0].i);
        return 0;
    }
    struct value span;
    if (value_convert(args[0], &type_timespan, &span, err) < 0)
        return -1;
    return shifted(self, -span.i, out, err);
}

CALL(date_to_utc_call)
{
    UNUSED_CALL();
    *out = date_to_utc(self);
    return 0;
}

CALL(date_to_local_call)
{
    UNUSED_CALL();
    *out = date_to_local(self);
    return 0;
}

static int formatted(struct value self, const char *format, struct value *out, struct err **err)
{
    struct strbuf text = STRBUF_INIT;
    if (date_format(self, format, strlen(format), NULL, &text, err) < 0) {
        strbuf_release(&text);
        return -1;
    }
    *out = value_string_take(&text);
    return 0;
}

#define TEXT_METHOD(fn, format)                   \
    CALL(fn)                                      \
    {                                             \
        (void)args;                               \
        (void)n;                                  \
        return formatted(self, format, out, err); \
    }
TEXT_METHOD(date_short_date, "d")
TEXT_METHOD(date_long_date, "D")
TEXT_METHOD(date_short_time, "t")
TEXT_METHOD(date_long_time, "T")

CALL(date_to_file_time)
{
    UNUSED_CALL();
    *out = value_long(date_to_utc(self).i - FILE_TIME_EPOCH_TICKS);
    return 0;
}

CALL(date_is_dst)
{
    UNUSED_CALL();
    int64_t offset = date_offset(self);
    struct date_parts d;
    date_split(self.i, &d);
    int64_t january = date_offset_at_local(date_join(d.year, 1, 1, 12, 0, 0));
    int64_t july = date_offset_at_local(date_join(d.year, 7, 1, 12, 0, 0));
    int64_t standard = january < july ? january : july;
    *out = value_bool(self.aux != DATETIME_UTC && offset > standard);
    return 0;
}

/* ---- statics ---- */

GETTER(date_now)
{
    (void)self;
    (void)err;
    struct value now = value_datetime(date_now_utc(), DATETIME_UTC);
    if (p->data != 1)
        now = date_to_local(now);
    if (p->data == 2)
        now.i -= now.i % TICKS_PER_DAY;
    *out = now;
    return 0;
}

GETTER(date_limit)
{
    UNUSED_GETTER();
    *out = p->data == 2 ? value_datetime(UNIX_EPOCH_TICKS, DATETIME_UTC)
                        : value_datetime(p->data ? DATETIME_MAX_TICKS : 0, DATETIME_UNSPECIFIED);
    return 0;
}

static int not_a_date(struct value text, struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "String '%s' was not recognized as a valid DateTime.", text.str->data);
}

/* What DateTimeStyles ask of a parsed date. */
static int apply_styles(const struct value *args, size_t n, size_t at, struct value *date,
                        struct err **err)
{
    int32_t styles = 0;
    if (n <= at || args[at].kind == V_NULL)
        return 0;
    if (args[at].kind != V_ENUM && args[at].kind != V_STRING && !value_is_integer(args[at]))
        return 0;
    if (value_to_enum(args[at], &enum_date_styles, &styles, err) < 0)
        return -1;
    if (date->aux == DATETIME_UNSPECIFIED && (styles & 64)) /* AssumeUniversal */
        *date = date_to_local(value_datetime(date->i, DATETIME_UTC));
    else if (date->aux == DATETIME_UNSPECIFIED && (styles & 32)) /* AssumeLocal */
        date->aux = DATETIME_LOCAL;
    if (styles & 16) /* AdjustToUniversal */
        *date = date_to_utc(*date);
    if ((styles & 128) && date->aux == DATETIME_LOCAL) /* RoundtripKind */
        *date = date_to_utc(*date);
    return 0;
}

CALL(date_parse_call)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    if (date_parse_in(culture_current(), text.str->data, text.str->len, out) < 0)
        return fail_date(err, text.str->data, text.str->len);
    return apply_styles(args, n, 2, out, err);
}

static int parse_formats(struct value text, struct value formats, struct value *out)
{
    if (formats.kind == V_ARRAY) {
        for (size_t i = 0; i < formats.array->len; i++)
            if (parse_formats(text, formats.array->items[i], out) == 0)
                return 0;
        return -1;
    }
    AUTO_VALUE format = arg_string(formats);
    return date_parse_exact(text.str->data, text.str->len, format.str->data, format.str->len, out);
}

CALL(date_parse_exact_call)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    if (parse_formats(text, args[1], out) < 0)
        return not_a_date(text, err);
    return apply_styles(args, n, 3, out, err);
}

CALL(date_try_parse)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct value date = value_datetime(0, DATETIME_UNSPECIFIED);
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    bool ok = date_parse_in(culture_current(), text.str->data, text.str->len, &date) == 0;
    if (ok && n == 4 && apply_styles(args, n, 2, &date, err) < 0)
        return -1;
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], date, err);
}

CALL(date_try_parse_exact)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct value date = value_datetime(0, DATETIME_UNSPECIFIED);
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    bool ok = parse_formats(text, args[1], &date) == 0;
    if (ok && apply_styles(args, n, 3, &date, err) < 0)
        return -1;
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], date, err);
}

CALL(date_days_in_month_call)
{
    (void)self;
    (void)n;
    int32_t year, month;
    if (arg_int(args[0], &year, err) < 0 || arg_int(args[1], &month, err) < 0)
        return -1;
    if (month < 1 || month > 12)
        return fail_range(err, "month", "Month must be between one and twelve.");
    if (year < 1 || year > 9999)
        return fail_range(err, "year", "Year must be between 1 and 9999.");
    *out = value_int(date_days_in_month(year, month));
    return 0;
}

CALL(date_is_leap_year)
{
    (void)self;
    (void)n;
    int32_t year;
    if (arg_int(args[0], &year, err) < 0)
        return -1;
    *out = value_bool(date_is_leap(year));
    return 0;
}

CALL(date_from_file_time)
{
    (void)self;
    (void)n;
    int64_t t;
    if (arg_long(args[0], &t, err) < 0)
        return -1;
    int64_t ticks = t + FILE_TIME_EPOCH_TICKS;
    if (t < 0 || ticks > DATETIME_MAX_TICKS)
        return fail_range(err, "fileTime", "Not a valid Win32 FileTime.");
    *out = date_to_local(value_datetime(ticks, DATETIME_UTC));
    return 0;
}

#define OA_EPOCH_TICKS INT64_C(599264352000000000) /* 1899-12-30 */
#define MS_PER_DAY INT64_C(86400000)

CALL(date_from_file_time_utc)
{
    if (date_from_file_time(self, args, n, out, err) < 0)
        return -1;
    *out = date_to_utc(*out);
    return 0;
}

/* Days since 1899-12-30, to the millisecond. */
CALL(date_to_oa)
{
    UNUSED_CALL();
    int64_t ms = (self.i - OA_EPOCH_TICKS) / TICKS_PER_MS;
    if (ms < 0) {
        int64_t part = ms % MS_PER_DAY;
        if (part)
            ms -= (MS_PER_DAY + part) * 2;
    }
    *out = value_double((double)ms / (double)MS_PER_DAY);
    return 0;
}

CALL(date_from_oa)
{
    (void)self;
    (void)n;
    double d;
    if (value_to_double(args[0], &d, err) < 0)
        return -1;
    if (!(d > -657435.0 && d < 2958466.0))
        return fail_argument(err, "Not a legal OleAut date.");
    int64_t ms = (int64_t)(d * (double)MS_PER_DAY + (d >= 0 ? 0.5 : -0.5));
    if (ms < 0)
        ms -= ms % MS_PER_DAY * 2;
    *out = value_datetime(OA_EPOCH_TICKS + ms * TICKS_PER_MS, DATETIME_UNSPECIFIED);
    return 0;
}

/* The kind stands in the upper two bits; local times are kept as universal ones. */
CALL(date_to_binary)
{
    UNUSED_CALL();
    uint64_t kind = self.aux == DATETIME_LOCAL ? 2 : self.aux;
    int64_t ticks = self.aux == DATETIME_LOCAL ? date_to_utc(self).i : self.i;
    *out = value_long((int64_t)((uint64_t)ticks | kind << 62));
    return 0;
}

CALL(date_from_binary)
{
    (void)self;
    (void)n;
    int64_t i;
    if (arg_long(args[0], &i, err) < 0)
        return -1;
    unsigned kind = (unsigned)((uint64_t)i >> 62);
    int64_t ticks = i & INT64_C(0x3FFFFFFFFFFFFFFF);
    if (ticks > DATETIME_MAX_TICKS)
        return fail_argument(err, "The binary data must result in a DateTime with ticks between "
                                  "DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. "
                                  "(Parameter 'dateData')");
    *out = kind >= 2 ? date_to_local(value_datetime(ticks, DATETIME_UTC))
                     : value_datetime(ticks, (enum datetime_kind)kind);
    return 0;
}

CALL(date_formats)
{
    (void)err;
    AUTO_CULTURE before = culture_swap(culture_argument(args, n));
    static const char letters[] = "dDfFgGmorstTuUy";
    struct array *a = array_new(sizeof(letters));
    a->type = &type_string_array;
    a->element = &type_string;
    bool one = n && (args[0].kind == V_CHAR || args[0].kind == V_STRING);
    AUTO_VALUE which = one ? arg_string(args[0]) : value_string(letters);
    for (const char *p = which.str->data; *p; p++) {
        struct value text;
        char format[2] = { *p, '\0' };
        if (formatted(self, format, &text, err) < 0) {
            value_unref(value_of_array(a));
            return -1;
        }
        array_push_take(a, text);
    }
    *out = value_of_array(a);
    return 0;
}

CALL(date_specify_kind)
{
    (void)self;
    (void)n;
    int32_t kind;
    if (arg_enum(args[1], &enum_datetime_kind, &kind, err) < 0)
        return -1;
    AUTO_VALUE date = value_null();
    if (value_convert(args[0], &type_datetime, &date, err) < 0)
        return -1;
    *out = value_datetime(date.i, (enum datetime_kind)kind);
    return 0;
}

CALL(date_compare)
{
    (void)self;
    (void)n;
    struct value a, b;
    if (value_convert(args[0], &type_datetime, &a, err) < 0 ||
        value_convert(args[1], &type_datetime, &b, err) < 0)
        return -1;
    *out = value_int(a.i < b.i ? -1 : a.i > b.i);
    return 0;
}

/* new(ticks), new(y, M, d), new(y, M, d, h, m, s), … ms, kind */
CALL(date_new)
{
    (void)self;
    enum datetime_kind kind = DATETIME_UNSPECIFIED;
    if (n && args[n - 1].kind == V_ENUM) {
        kind = (enum datetime_kind)value_enum_get(args[n - 1]);
        n--;
    } else if (n > 3 && args[n - 1].kind == V_STRING) {
        int32_t k;
        if (arg_enum(args[n - 1], &enum_datetime_kind, &k, err) < 0)
            return -1;
        kind = (enum datetime_kind)k;
        n--;
    }
    if (n <= 1) {
        int64_t ticks = 0;
        if (n && args[0].kind == V_STRING)
            return value_convert(args[0], &type_datetime, out, err);
        if (n && arg_long(args[0], &ticks, err) < 0)
            return -1;
        if (ticks < 0 || ticks > DATETIME_MAX_TICKS)
            return fail_range(err, "ticks",
                              "Ticks must be between DateTime.MinValue.Ticks and "
                              "DateTime.MaxValue.Ticks.");
        *out = value_datetime(ticks, kind);
        return 0;
    }
    int32_t part[8] = { 0 };
    if ((n != 3 && n < 6) || n > ARRAY_SIZE(part))
        return fail_argument(err, "DateTime takes year, month, day and then hour, minute, second, "
                                  "millisecond and microsecond.");
    for (size_t i = 0; i < n; i++)
        if (arg_int(args[i], &part[i], err) < 0)
            return -1;
    int64_t ticks = date_join(part[0], part[1], part[2], part[3], part[4], part[5]);
    if (ticks < 0 || part[6] < 0 || part[6] > 999 || part[7] < 0 || part[7] > 999)
        return fail_with(err, "System.ArgumentOutOfRangeException", "ArgumentOutOfRangeException",
                         part[3] < 0 || part[3] > 23 || part[4] < 0 || part[4] > 59 ||
                                 part[5] < 0 || part[5] > 59
                             ? "Hour, Minute, and Second parameters describe an un-representable "
                               "DateTime."
                             : "Year, Month, and Day parameters describe an un-representable "
                               "DateTime.");
    *out = value_datetime(ticks + part[6] * TICKS_PER_MS + part[7] * 10, kind);
    return 0;
}

static const char date_text_script[] =
    "if ((& { Set-StrictMode -Version 1; $this.DisplayHint }) -ieq  \"Date\")\n"
    "          {\n"
    "          \"{0}\" -f $this.ToLongDateString()\n"
    "          }\n"
    "          elseif ((& { Set-StrictMode -Version 1; $this.DisplayHint }) -ieq \"Time\")\n"
    "          {\n"
    "          \"{0}\" -f  $this.ToLongTimeString()\n"
    "          }\n"
    "          else\n"
    "          {\n"
    "          \"{0} {1}\" -f $this.ToLongDateString(), $this.ToLongTimeString()\n"
    "          }";
static const struct property date_props[] = {
    { .name = "DateTime",
      .type_name = "string",
      .get = date_text,
      .kind = PROPERTY_SCRIPT,
      .source = date_text_script },
    PROPERTY("Date", "datetime", date_date),
    PROPERTY_DATA("Day", "int", date_part, DATE_DAY),
    PROPERTY("DayOfWeek", "System.DayOfWeek", date_day_of_week),
    PROPERTY_DATA("DayOfYear", "int", date_part, DATE_DAY_OF_YEAR),
    PROPERTY_DATA("Hour", "int", date_part, DATE_HOUR),
    PROPERTY("Kind", "System.DateTimeKind", date_kind),
    PROPERTY_DATA("Millisecond", "int", date_part, DATE_MS),
    PROPERTY_DATA("Microsecond", "int", date_part, DATE_MICROSECOND),
    PROPERTY_DATA("Nanosecond", "int", date_part, DATE_NANOSECOND),
    PROPERTY_DATA("Minute", "int", date_part, DATE_MINUTE),
    PROPERTY_DATA("Month", "int", date_part, DATE_MONTH),
    PROPERTY_DATA("Second", "int", date_part, DATE_SECOND),
    PROPERTY("Ticks", "long", date_ticks),
    PROPERTY("TimeOfDay", "timespan", date_time_of_day),
    PROPERTY_DATA("Year", "int", date_part, DATE_YEAR),
};

static const struct method date_methods[] = {
    METHOD("AddDays", 1, 1, date_add_days, "datetime AddDays(double value)"),
    METHOD("AddHours", 1, 1, date_add_hours, "datetime AddHours(double value)"),
    METHOD("AddMinutes", 1, 1, date_add_minutes, "datetime AddMinutes(double value)"),
    METHOD("AddSeconds", 1, 1, date_add_seconds, "datetime AddSeconds(double value)"),
    METHOD("AddMilliseconds", 1, 1, date_add_ms, "datetime AddMilliseconds(double value)"),
    METHOD("AddTicks", 1, 1, date_add_ticks, "datetime AddTicks(long value)"),
    METHOD("AddMonths", 1, 1, date_add_months_call, "datetime AddMonths(int months)"),
    METHOD("AddYears", 1, 1, date_add_years, "datetime AddYears(int value)"),
    METHOD("ToOADate", 0, 0, date_to_oa, "double ToOADate()"),
    METHOD("ToBinary", 0, 0, date_to_binary, "long ToBinary()"),
    METHOD("GetDateTimeFormats", 0, 2, date_formats, "string[] GetDateTimeFormats()"),
    METHOD("Add", 1, 1, date_add, "datetime Add(timespan value)"),
    METHOD("Subtract", 1, 1, date_subtract, "timespan Subtract(datetime value)"),
    METHOD("ToUniversalTime", 0, 0, date_to_utc_call, "datetime ToUniversalTime()"),
    METHOD("ToLocalTime", 0, 0, date_to_local_call, "datetime ToLocalTime()"),
    METHOD("ToShortDateString", 0, 0, date_short_date, "string ToShortDateString()"),
    METHOD("ToLongDateString", 0, 0, date_long_date, "string ToLongDateString()"),
    METHOD("ToShortTimeString", 0, 0, date_short_time, "string ToShortTimeString()"),
    METHOD("ToLongTimeString", 0, 0, date_long_time, "string ToLongTimeString()"),
    METHOD("ToFileTime", 0, 0, date_to_file_time, "long ToFileTime()"),
    METHOD("ToFileTimeUtc", 0, 0, date_to_file_time, "long ToFileTimeUtc()"),
    METHOD("IsDaylightSavingTime", 0, 0, date_is_dst, "bool IsDaylightSavingTime()"),
};

static const struct property date_static_props[] = {
    PROPERTY_DATA("Now", "datetime", date_now, 0),
    PROPERTY_DATA("UtcNow", "datetime", date_now, 1),
    PROPERTY_DATA("Today", "datetime", date_now, 2),
    PROPERTY_DATA("MinValue", "datetime", date_limit, 0),
    PROPERTY_DATA("MaxValue", "datetime", date_limit, 1),
    PROPERTY_DATA("UnixEpoch", "datetime", date_limit, 2),
};

static const struct method date_statics[] = {
    METHOD("new", 0, 9, date_new, "datetime new(int year, int month, int day)"),
    METHOD("Parse", 1, 3, date_parse_call, "datetime Parse(string s)"),
    METHOD("ParseExact", 3, 4, date_parse_exact_call,
           "datetime ParseExact(string s, string format, System.IFormatProvider provider)"),
    METHOD("TryParse", 2, 4, date_try_parse, "bool TryParse(string s, [ref] datetime result)"),
    METHOD("TryParseExact", 5, 5, date_try_parse_exact, NULL),
    METHOD("DaysInMonth", 2, 2, date_days_in_month_call, "int DaysInMonth(int year, int month)"),
    METHOD("IsLeapYear", 1, 1, date_is_leap_year, "bool IsLeapYear(int year)"),
    METHOD("FromFileTime", 1, 1, date_from_file_time, "datetime FromFileTime(long fileTime)"),
    METHOD("FromFileTimeUtc", 1, 1, date_from_file_time_utc,
           "datetime FromFileTimeUtc(long fileTime)"),
    METHOD("FromOADate", 1, 1, date_from_oa, "datetime FromOADate(double d)"),
    METHOD("FromBinary", 1, 1, date_from_binary, "datetime FromBinary(long dateData)"),
    METHOD("SpecifyKind", 2, 2, date_specify_kind, NULL),
    METHOD("Compare", 2, 2, date_compare, "int Compare(datetime t1, datetime t2)"),
};

const struct type_info type_datetime = { .name = "System.DateTime",
                                         .accelerator = "datetime",
                                         .base = &type_value_type,
                                         .interfaces = implements_value,
                                         PROPS(date_props),
                                         METHODS(date_methods),
                                         STATIC_PROPS(date_static_props),
                                         STATICS(date_statics),
                                         .is_value_type = true };
