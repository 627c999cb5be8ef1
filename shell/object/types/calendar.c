/* System.Globalization.GregorianCalendar and ISOWeek. */
#include "shell/object/types/calendar.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"

static const struct enum_member week_rule_members[] = { { "FirstDay", WEEK_FIRST_DAY },
                                                        { "FirstFullWeek", WEEK_FIRST_FULL },
                                                        { "FirstFourDayWeek", WEEK_FIRST_FOUR } };
ENUM_TYPE(week_rule, "System.Globalization.CalendarWeekRule", week_rule_members, false);

/* ---- weeks ---- */

/* The week's number when the first one has at least `least` days in the year; 0: it belongs to the
 * last week of the year before. */
static int week_in_year(int day_of_year, int day_of_week, int first_day, int least)
{
    int january = (day_of_week - (day_of_year - 1) % 7 + 7) % 7; /* what its first was */
    int first = (first_day - january + 7) % 7; /* days until the first whole week */
    if (first >= least)
        first -= 7;
    int day = day_of_year - 1 - first;
    return day < 0 ? 0 : day / 7 + 1;
}

int date_week(const struct date_parts *p, int rule, int first_day)
{
    int least = rule == WEEK_FIRST_DAY ? 1 : rule == WEEK_FIRST_FULL ? 7 : 4;
    int week = week_in_year(p->day_of_year, p->day_of_week, first_day, least);
    if (week > 0)
        return week;
    struct date_parts last;
    date_split(date_join(p->year - 1, 12, 31, 0, 0, 0), &last);
    return week_in_year(last.day_of_year, last.day_of_week, first_day, least);
}

int date_iso_week(const struct date_parts *p)
{
    int wday = (p->day_of_week + 6) % 7;
    int week = (p->day_of_year - 1 - wday + 10) / 7;

    if (week < 1) {
        int last_days = date_is_leap(p->year - 1) ? 366 : 365;
        return (p->day_of_year + last_days - 1 - wday + 10) / 7;
    }
    int days = date_is_leap(p->year) ? 366 : 365;
    return week == 53 && p->day_of_year - wday + 3 > days ? 1 : week;
}

int date_iso_year(const struct date_parts *p)
{
    int week = date_iso_week(p);

    if (p->month == 1 && week > 50)
        return p->year - 1;
    return p->month == 12 && week == 1 ? p->year + 1 : p->year;
}

/* ---- arguments ---- */

static int date_arg(struct value v, int64_t *ticks, struct date_parts *p, struct err **err)
{
    AUTO_VALUE date = value_null();
    if (value_convert(v, &type_datetime, &date, err) < 0)
        return -1;
    *ticks = date.i;
    date_split(*ticks, p);
    return 0;
}

static int year_arg(struct value v, int32_t *year, struct err **err)
{
    if (arg_int(v, year, err) < 0)
        return -1;
    if (*year < 1 || *year > 9999)
        return fail_range(err, "year", "Valid values are between 1 and 9999, inclusive.");
    return 0;
}

static int month_arg(struct value v, int32_t *month, struct err **err)
{
    if (arg_int(v, month, err) < 0)
        return -1;
    if (*month < 1 || *month > 12)
        return fail_range(err, "month", "Month must be between one and twelve.");
    return 0;
}

/* ---- GregorianCalendar ---- */

static int part_of(const struct value *args, size_t offset, struct value *out, struct err **err)
{
    int64_t ticks;
    struct date_parts p;
    if (date_arg(args[0], &ticks, &p, err) < 0)
        return -1;
    *out = value_int(*(const int *)(const void *)((const char *)&p + offset));
    return 0;
}

#define PART(fn, field)                                                     \
    CALL(fn)                                                                \
    {                                                                       \
        (void)self;                                                         \
        (void)n;                                                            \
        return part_of(args, offsetof(struct date_parts, field), out, err); \
    }
PART(calendar_year, year)
PART(calendar_month, month)
PART(calendar_day, day)
PART(calendar_hour, hour)
PART(calendar_minute, minute)
PART(calendar_second, second)
PART(calendar_day_of_year, day_of_year)

CALL(calendar_day_of_week)
{
    (void)self;
    (void)n;
    int64_t ticks;
    struct date_parts p;
    if (date_arg(args[0], &ticks, &p, err) < 0)
        return -1;
    *out = value_enum(&enum_day_of_week, p.day_of_week);
    return 0;
}

CALL(calendar_week)
{
    (void)self;
    (void)n;
    int64_t ticks;
    int32_t rule, first;
    struct date_parts p;
    if (date_arg(args[0], &ticks, &p, err) < 0 ||
        arg_enum(args[1], &enum_week_rule, &rule, err) < 0 ||
        arg_enum(args[2], &enum_day_of_week, &first, err) < 0)
        return -1;
    *out = value_int(date_week(&p, rule, first));
    return 0;
}

CALL(calendar_days_in_month)
{
    (void)self;
    (void)n;
    int32_t year, month;
    if (year_arg(args[0], &year, err) < 0 || month_arg(args[1], &month, err) < 0)
        return -1;
    *out = value_int(date_days_in_month(year, month));
    return 0;
}

/* What a year has, counted. */
#define OF_YEAR(fn, result)                    \
    CALL(fn)                                   \
    {                                          \
        (void)self;                            \
        (void)n;                               \
        int32_t year;                          \
        if (year_arg(args[0], &year, err) < 0) \
            return -1;                         \
        *out = result;                         \
        return 0;                              \
    }
OF_YEAR(calendar_days_in_year, value_int(date_is_leap(year) ? 366 : 365))
OF_YEAR(calendar_months_in_year, value_int(12))
OF_YEAR(calendar_is_leap, value_bool(date_is_leap(year)))

/* months: counted in months; else in days. */
static int moved(const struct value *args, int64_t factor, bool months, struct value *out,
                 struct err **err)
{
    AUTO_VALUE date = value_null();
    int32_t by;
    if (value_convert(args[0], &type_datetime, &date, err) < 0 || arg_int(args[1], &by, err) < 0)
        return -1;
    int64_t to =
        months ? date_add_months(date.i, by * factor) : date.i + by * factor * TICKS_PER_DAY;
    if (to < 0 || to > DATETIME_MAX_TICKS)
        return fail_argument(err, "The added or subtracted value results in an un-representable "
                                  "DateTime. (Parameter 'value')");
    *out = date;
    out->i = to;
    date = value_null();
    return 0;
}

#define MOVE(fn, factor, months)                      \
    CALL(fn)                                          \
    {                                                 \
        (void)self;                                   \
        (void)n;                                      \
        return moved(args, factor, months, out, err); \
    }
MOVE(calendar_add_days, 1, false)
MOVE(calendar_add_weeks, 7, false)
MOVE(calendar_add_months, 1, true)
MOVE(calendar_add_years, 12, true)

CALL(calendar_new)
{
    UNUSED_CALL();
    *out = gregorian_calendar_new();
    return 0;
}

GETTER(calendar_limit)
{
    (void)self;
    (void)err;
    *out = value_datetime(p->data ? DATETIME_MAX_TICKS : 0, DATETIME_UNSPECIFIED);
    return 0;
}

GETTER(calendar_two_digits)
{
    UNUSED_GETTER();
    *out = value_int(2049);
    return 0;
}

#define DATE_METHOD(name, fn, type) METHOD(name, 1, 1, fn, type " " name "(datetime time)")
static const struct method calendar_methods[] = {
    DATE_METHOD("GetYear", calendar_year, "int"),
    DATE_METHOD("GetMonth", calendar_month, "int"),
    DATE_METHOD("GetDayOfMonth", calendar_day, "int"),
    DATE_METHOD("GetDayOfYear", calendar_day_of_year, "int"),
    DATE_METHOD("GetDayOfWeek", calendar_day_of_week, "System.DayOfWeek"),
    DATE_METHOD("GetHour", calendar_hour, "int"),
    DATE_METHOD("GetMinute", calendar_minute, "int"),
    DATE_METHOD("GetSecond", calendar_second, "int"),
    METHOD("GetWeekOfYear", 3, 3, calendar_week,
           "int GetWeekOfYear(datetime time, System.Globalization.CalendarWeekRule rule, "
           "System.DayOfWeek firstDayOfWeek)"),
    METHOD("GetDaysInMonth", 2, 3, calendar_days_in_month,
           "int GetDaysInMonth(int year, int month)"),
    METHOD("GetDaysInYear", 1, 2, calendar_days_in_year, "int GetDaysInYear(int year)"),
    METHOD("GetMonthsInYear", 1, 2, calendar_months_in_year, "int GetMonthsInYear(int year)"),
    METHOD("IsLeapYear", 1, 2, calendar_is_leap, "bool IsLeapYear(int year)"),
    METHOD("AddDays", 2, 2, calendar_add_days, "datetime AddDays(datetime time, int days)"),
    METHOD("AddWeeks", 2, 2, calendar_add_weeks, "datetime AddWeeks(datetime time, int weeks)"),
    METHOD("AddMonths", 2, 2, calendar_add_months, "datetime AddMonths(datetime time, int months)"),
    METHOD("AddYears", 2, 2, calendar_add_years, "datetime AddYears(datetime time, int years)"),
};
static const struct property calendar_props[] = {
    PROPERTY_DATA("MinSupportedDateTime", "datetime", calendar_limit, 0),
    PROPERTY_DATA("MaxSupportedDateTime", "datetime", calendar_limit, 1),
    PROPERTY("TwoDigitYearMax", "int", calendar_two_digits),
};
static const struct method calendar_statics[] = {
    METHOD("new", 0, 0, calendar_new, "System.Globalization.GregorianCalendar new()"),
};
const struct type_info type_gregorian_calendar = {
    .name = "System.Globalization.GregorianCalendar",
    .base = &type_object,
    PROPS(calendar_props),
    METHODS(calendar_methods),
    STATICS(calendar_statics),
};

struct value gregorian_calendar_new(void)
{
    return value_of_object(object_new(&type_gregorian_calendar));
}

/* ---- ISOWeek ---- */

static int iso_part(const struct value *args, int (*part)(const struct date_parts *),
                    struct value *out, struct err **err)
{
    int64_t ticks;
    struct date_parts p;
    if (date_arg(args[0], &ticks, &p, err) < 0)
        return -1;
    *out = value_int(part(&p));
    return 0;
}

CALL(iso_week_of_year)
{
    (void)self;
    (void)n;
    return iso_part(args, date_iso_week, out, err);
}

CALL(iso_year)
{
    (void)self;
    (void)n;
    return iso_part(args, date_iso_year, out, err);
}

/* The Monday that the year's first week begins with. */
static int64_t first_monday(int year)
{
    struct date_parts p;
    int64_t fourth = date_join(year, 1, 4, 0, 0, 0);
    date_split(fourth, &p);
    return fourth - (p.day_of_week + 6) % 7 * TICKS_PER_DAY;
}

/* 28 December always lies in the last one. */
static int weeks_in_year(int year)
{
    struct date_parts p;
    date_split(date_join(year, 12, 28, 0, 0, 0), &p);
    return date_iso_week(&p);
}

OF_YEAR(iso_weeks_in_year, value_int(weeks_in_year(year)))
OF_YEAR(iso_year_start, value_datetime(first_monday(year), DATETIME_UNSPECIFIED))

CALL(iso_to_date)
{
    (void)self;
    (void)n;
    int32_t year, week, day;
    if (year_arg(args[0], &year, err) < 0 || arg_int(args[1], &week, err) < 0 ||
        arg_enum(args[2], &enum_day_of_week, &day, err) < 0)
        return -1;
    if (week < 1 || week > 53)
        return fail_range(err, "week", "The week parameter must be in the range 1 through 53.");
    *out = value_datetime(first_monday(year) + ((week - 1) * 7 + (day + 6) % 7) * TICKS_PER_DAY,
                          DATETIME_UNSPECIFIED);
    return 0;
}

static const struct method iso_statics[] = {
    METHOD("GetWeekOfYear", 1, 1, iso_week_of_year, "int GetWeekOfYear(datetime date)"),
    METHOD("GetYear", 1, 1, iso_year, "int GetYear(datetime date)"),
    METHOD("GetWeeksInYear", 1, 1, iso_weeks_in_year, "int GetWeeksInYear(int year)"),
    METHOD("GetYearStart", 1, 1, iso_year_start, "datetime GetYearStart(int year)"),
    METHOD("ToDateTime", 3, 3, iso_to_date,
           "datetime ToDateTime(int year, int week, System.DayOfWeek dayOfWeek)"),
};
const struct type_info type_iso_week = { .name = "System.Globalization.ISOWeek",
                                         .base = &type_object,
                                         STATICS(iso_statics) };
