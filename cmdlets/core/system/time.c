#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/types/calendar.h"
#include "shell/object/wrap.h"
#include "shell/runtime/session.h"

struct get_date_args {
    struct value date;
    struct opt_int year;
    struct opt_int month;
    struct opt_int day;
    struct opt_int hour;
    struct opt_int minute;
    struct opt_int second;
    struct opt_int millisecond;
    struct opt_enum display_hint;
    struct str *format;
    bool as_utc;
    struct str *u_format;
    struct opt_int unix_time_seconds;
};
static const char *const date_formats[] = { "FileDate", "FileDateUniversal", "FileDateTime",
                                            "FileDateTimeUniversal", NULL };
static const struct param get_date_params[] = {
    PARAM(struct get_date_args, date, .name = "Date", .sets = "DateAndFormat,DateAndUFormat",
          .position = 1, .from_pipeline = true, .from_property = true, .type = &type_datetime,
          .aliases = "LastWriteTime", .help = "The date; now when left out."),
    PARAM(struct get_date_args, year, .name = "Year", .help = "The year."),
    PARAM(struct get_date_args, month, .name = "Month", .help = "The month, 1 to 12."),
    PARAM(struct get_date_args, day, .name = "Day", .help = "The day of the month."),
    PARAM(struct get_date_args, hour, .name = "Hour", .help = "The hour, 0 to 23."),
    PARAM(struct get_date_args, minute, .name = "Minute", .help = "The minute."),
    PARAM(struct get_date_args, second, .name = "Second", .help = "The second."),
    PARAM(struct get_date_args, millisecond, .name = "Millisecond", .help = "The millisecond."),
    PARAM(struct get_date_args, display_hint, .name = "DisplayHint",
          .enum_info = &enum_display_hint, .help = "What is shown: Date, Time or DateTime."),
    PARAM(struct get_date_args, format, .name = "Format", PARAM_RARE(.completions = date_formats),
          .sets = "DateAndFormat,UnixTimeSecondsAndFormat",
          .help = "A .NET date format; or FileDate, FileDateUniversal, FileDateTime, "
                  "FileDateTimeUniversal."),
    PARAM(struct get_date_args, as_utc, .name = "AsUTC",
          .sets = "DateAndFormat,UnixTimeSecondsAndFormat", .help = "In universal time."),
    PARAM(struct get_date_args, u_format, .name = "UFormat",
          .sets = "DateAndUFormat,UnixTimeSecondsAndUFormat", .mandatory = true,
          .help = "A format as the date command takes it, as in %Y-%m-%d."),
    PARAM(struct get_date_args, unix_time_seconds, .name = "UnixTimeSeconds",
          .sets = "UnixTimeSecondsAndFormat,UnixTimeSecondsAndUFormat", .mandatory = true,
          .type = &type_int64, .aliases = "UnixTime", .help = "The date as seconds since 1970."),
};
static const struct example get_date_examples[] = {
    { .code = "Get-Date -Date 2026-01-02 -Format yyyyMMdd",
      .remarks = "A date as text.",
      .output = "20260102" },
};
struct timespan_args {
    struct value start;
    struct value end;
    struct opt_int days;
    struct opt_int hours;
    struct opt_int minutes;
    struct opt_int seconds;
    struct opt_int milliseconds;
};
static const struct param timespan_params[] = {
    PARAM(struct timespan_args, start, .name = "Start", .sets = "Date", .position = 1,
          .from_pipeline = true, .from_property = true, .type = &type_datetime,
          .aliases = "LastWriteTime", .help = "Where it begins; now when left out."),
    PARAM(struct timespan_args, end, .name = "End", .sets = "Date", .position = 2,
          .from_property = true, .type = &type_datetime,
          .help = "Where it ends; now when left out."),
    PARAM(struct timespan_args, days, .name = "Days", .sets = "Time", .help = "Days."),
    PARAM(struct timespan_args, hours, .name = "Hours", .sets = "Time", .help = "Hours."),
    PARAM(struct timespan_args, minutes, .name = "Minutes", .sets = "Time", .help = "Minutes."),
    PARAM(struct timespan_args, seconds, .name = "Seconds", .sets = "Time", .help = "Seconds."),
    PARAM(struct timespan_args, milliseconds, .name = "Milliseconds", .sets = "Time",
          .help = "Milliseconds."),
};
static const struct example timespan_examples[] = {
    { .code = "(New-TimeSpan -Hours 1 -Minutes 30).TotalMinutes",
      .remarks = "A span.",
      .output = "90" },
};
struct sleep_args {
    struct opt_double seconds;
    struct opt_int milliseconds;
    struct value duration;
};
static const struct param sleep_params[] = {
    PARAM(struct sleep_args, seconds, .name = "Seconds", .sets = "Seconds", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, PARAM_RANGE(0, 2147483),
          .help = "How many seconds; fractions count."),
    PARAM(struct sleep_args, milliseconds, .name = "Milliseconds", .sets = "Milliseconds",
          .mandatory = true, .from_property = true, .aliases = "ms", PARAM_RANGE(0, INT32_MAX),
          .help = "How many milliseconds."),
    PARAM(struct sleep_args, duration, .name = "Duration", .sets = "FromTimeSpan", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type = &type_timespan,
          .aliases = "ts", .help = "How long, as a time span."),
};
static const struct example sleep_examples[] = {
    { .code = "Start-Sleep -Milliseconds 100", .remarks = "A tenth of a second." },
};
struct measure_command_args {
    struct value input_object;
    struct scriptblock *expression;
};
static const struct param measure_command_params[] = {
    INPUT_OBJECT_PARAM(struct measure_command_args),
    PARAM(struct measure_command_args, expression, .name = "Expression", .position = 1,
          .mandatory = true, .help = "The script block; its output is dropped."),
};
static const struct example measure_command_examples[] = {
    { .code = "(Measure-Command { 1..10 }).TotalSeconds -ge 0",
      .remarks = "Always true.",
      .output = "True" },
};

/* ---- Get-Date ---- */

static int64_t part(struct opt_int o, int64_t preset)
{
    return o.set ? o.value : preset;
}

static int64_t compose(const struct get_date_args *args, struct value base)
{
    struct date_parts p;

    date_split(base.i, &p);
    int64_t ticks = date_join((int)part(args->year, p.year), (int)part(args->month, p.month),
                              (int)part(args->day, p.day), (int)part(args->hour, p.hour),
                              (int)part(args->minute, p.minute), (int)part(args->second, p.second));
    if (ticks < 0)
        return -1;
    return ticks + (args->millisecond.set ? args->millisecond.value * TICKS_PER_MS : p.fraction);
}

static void add_date(struct value date, const char *format, struct strbuf *out)
{
    struct err *err = NULL;

    if (date_format(date, format, strlen(format), NULL, out, &err))
        err_clear(&err);
}

/* One letter of -UFormat; false when it is not known. */
static bool add_unix(char c, struct value date, const struct date_parts *p, struct strbuf *out)
{
    static const struct {
        char letter;
        const char *format;
    } same[] = {
        { 'A', "dddd" },       { 'a', "ddd" },         { 'B', "MMMM" },
        { 'b', "MMM" },        { 'h', "MMM" },         { 'c', "ddd dd MMM yyyy HH:mm:ss" },
        { 'D', "MM/dd/yy" },   { 'x', "MM/dd/yy" },    { 'd', "dd" },
        { 'F', "yyyy-MM-dd" }, { 'H', "HH" },          { 'I', "hh" },
        { 'M', "mm" },         { 'm', "MM" },          { 'p', "tt" },
        { 'R', "HH:mm" },      { 'r', "hh:mm:ss tt" }, { 'S', "ss" },
        { 'T', "HH:mm:ss" },   { 'X', "HH:mm:ss" },    { 'Y', "yyyy" },
        { 'y', "yy" },         { 'Z', "zz" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(same); i++) {
        if (same[i].letter == c) {
            add_date(date, strlen(same[i].format) == 1 ? "%d" : same[i].format, out);
            return true;
        }
    }
    switch (c) {
    case 'C':
        strbuf_addf(out, "%d", p->year / 100);
        return true;
    case 'e':
        strbuf_addf(out, "%2d", p->day);
        return true;
    case 'j':
        strbuf_addf(out, "%03d", p->day_of_year);
        return true;
    case 'k':
        strbuf_addf(out, "%2d", p->hour);
        return true;
    case 'l':
        strbuf_addf(out, "%2d", p->hour % 12 ? p->hour % 12 : 12);
        return true;
    case 'n':
        strbuf_addch(out, '\n');
        return true;
    case 't':
        strbuf_addch(out, '\t');
        return true;
    case 's':
        strbuf_addf(out, "%lld",
                    (long long)((date_to_utc(date).i - UNIX_EPOCH_TICKS) / TICKS_PER_SECOND));
        return true;
    case 'U':
    case 'W':
        strbuf_addf(out, "%d", p->day_of_year / 7);
        return true;
    case 'u':
        strbuf_addf(out, "%d", p->day_of_week ? p->day_of_week : 7);
        return true;
    case 'w':
        strbuf_addf(out, "%d", p->day_of_week);
        return true;
    case 'G':
        strbuf_addf(out, "%04d", date_iso_year(p));
        return true;
    case 'g':
        strbuf_addf(out, "%02d", date_iso_year(p) % 100);
        return true;
    case 'V':
        strbuf_addf(out, "%02d", date_iso_week(p));
        return true;
    case '%':
        strbuf_addch(out, '%');
        return true;
    default:
        return false;
    }
}

static enum status emit_unix(struct invocation *inv, struct value date, const char *format)
{
    AUTO_STRBUF out = STRBUF_INIT;
    struct date_parts p;

    date_split(date.i, &p);
    for (const char *f = format[0] == '+' ? format + 1 : format; *f; f++) {
        if (*f != '%' || f[1] == '\0')
            strbuf_addch(&out, *f);
        else if (!add_unix(*++f, date, &p, &out))
            strbuf_addch(&out, *f);
    }
    return emit_take(inv, value_string_take(&out));
}

static enum status emit_format(struct invocation *inv, struct value date, struct str *format)
{
    static const struct {
        const char *name, *format;
        bool utc;
    } named[] = {
        { "FileDate", "yyyyMMdd", false },
        { "FileDateUniversal", "yyyyMMddZ", true },
        { "FileDateTime", "yyyyMMddTHHmmssffff", false },
        { "FileDateTimeUniversal", "yyyyMMddTHHmmssffffZ", true },
    };
    AUTO_STRBUF out = STRBUF_INIT;
    struct err *err = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(named); i++) {
        if (strcasecmp(format->data, named[i].name) == 0) {
            add_date(named[i].utc ? date_to_utc(date) : date, named[i].format, &out);
            return emit_take(inv, value_string_take(&out));
        }
    }
    if (date_format(date, format->data, format->len, NULL, &out, &err))
        return cmdlet_throw_err(inv, &err);
    return emit_take(inv, value_string_take(&out));
}

static enum status get_date_process(struct invocation *inv)
{
    const struct get_date_args *args = ARGS(inv, struct get_date_args);
    struct value date = args->date.kind == V_DATETIME
                            ? args->date
                            : date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));

    if (args->unix_time_seconds.set) {
        int64_t limit = (DATETIME_MAX_TICKS - UNIX_EPOCH_TICKS) / TICKS_PER_SECOND;
        int64_t s = args->unix_time_seconds.value;
        if (s > limit || s < -UNIX_EPOCH_TICKS / TICKS_PER_SECOND)
            return core_throw(inv, "ArgumentOutOfRange", EC_INVALID_ARGUMENT, value_null(),
                              "The number of seconds lies outside the range of dates.");
        date = date_to_local(value_datetime(UNIX_EPOCH_TICKS + s * TICKS_PER_SECOND, DATETIME_UTC));
    }
    int64_t ticks = compose(args, date);
    if (ticks < 0)
        return core_throw(inv, "ArgumentOutOfRange", EC_INVALID_ARGUMENT, value_null(),
                          "Year, Month, and Day parameters describe an un-representable DateTime.");
    date.i = ticks;
    if (args->as_utc)
        date = date_to_utc(date);
    if (args->u_format)
        return emit_unix(inv, date, args->u_format->data);
    if (args->format)
        return emit_format(inv, date, args->format);
    return emit_take(inv, date_with_hint(inv->session, date,
                                         args->display_hint.set ? args->display_hint.value : 2));
}

/* ---- New-TimeSpan ---- */

static enum status timespan_process(struct invocation *inv)
{
    const struct timespan_args *args = ARGS(inv, struct timespan_args);

    if (strcmp(inv->set, "Time") == 0) {
        int64_t ticks =
            part(args->days, 0) * TICKS_PER_DAY + part(args->hours, 0) * TICKS_PER_HOUR +
            part(args->minutes, 0) * TICKS_PER_MINUTE + part(args->seconds, 0) * TICKS_PER_SECOND +
            part(args->milliseconds, 0) * TICKS_PER_MS;
        return emit(inv, value_timespan(ticks));
    }
    struct value now = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));
    struct value start = args->start.kind == V_DATETIME ? args->start : now;
    struct value end = args->end.kind == V_DATETIME ? args->end : now;
    return emit(inv, value_timespan(end.i - start.i));
}

/* ---- Start-Sleep ---- */

static enum status sleep_process(struct invocation *inv)
{
    const struct sleep_args *args = ARGS(inv, struct sleep_args);
    int64_t ms = 0;

    if (args->seconds.set)
        ms = (int64_t)ceil(args->seconds.value * 1000);
    else if (args->milliseconds.set)
        ms = args->milliseconds.value;
    else if (args->duration.kind == V_TIMESPAN)
        ms = args->duration.i / TICKS_PER_MS;
    if (ms > INT32_MAX) {
        AUTO_VALUE most = value_timespan(INT32_MAX * TICKS_PER_MS);
        AUTO_VALUE limit = value_to_string(most), given = value_to_string(args->duration);
        return core_throw(inv, "MaximumDurationExceeded", EC_INVALID_ARGUMENT, value_null(),
                          "The '-Duration' parameter value must not exceed '%s', provided value "
                          "was '%s'.",
                          limit.str->data, given.str->data);
    }
    if (ms < 0)
        return core_throw(inv, "ParameterArgumentValidationError", EC_INVALID_DATA, value_null(),
                          "The time to wait cannot be negative.");
    return interruptible_sleep(inv->session, ms) ? ST_OK : ST_INTERRUPT;
}

/* ---- Measure-Command ---- */

struct measure_command_state {
    int64_t ns;
};

/* Once per object; what all runs took counts. */
static enum status measure_command_process(struct invocation *inv)
{
    const struct measure_command_args *args = ARGS(inv, struct measure_command_args);
    struct timespec from, to;
    AUTO_VALUE dropped = value_of_array(array_new(0));

    clock_gettime(CLOCK_MONOTONIC, &from);
    enum status rc = call_scriptblock(inv, args->expression,
                                      has_input(inv) ? args->input_object : value_nothing(), NULL,
                                      0, dropped.array);
    clock_gettime(CLOCK_MONOTONIC, &to);
    STATE(inv, struct measure_command_state)->ns +=
        (int64_t)(to.tv_sec - from.tv_sec) * 1000000000 + (to.tv_nsec - from.tv_nsec);
    return rc;
}

static enum status measure_command_end(struct invocation *inv)
{
    return emit(inv, value_timespan(STATE(inv, struct measure_command_state)->ns / 100));
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Date",
        .synopsis = "Gives the time, or a date of one's own, also as text.",
        .params = get_date_params,
        .nparams = ARRAY_SIZE(get_date_params),
        .default_set = "DateAndFormat",
        .output = "System.DateTime",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_date_args),
        .process = get_date_process,
        .examples = get_date_examples,
        .nexamples = ARRAY_SIZE(get_date_examples),
    },
    {
        .verb = "New",
        .noun = "TimeSpan",
        .synopsis = "Gives a span of time, or the one between two dates.",
        .params = timespan_params,
        .nparams = ARRAY_SIZE(timespan_params),
        .default_set = "Date",
        .output = "System.TimeSpan",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct timespan_args),
        .process = timespan_process,
        .examples = timespan_examples,
        .nexamples = ARRAY_SIZE(timespan_examples),
    },
    {
        .verb = "Start",
        .noun = "Sleep",
        .synopsis = "Waits.",
        .params = sleep_params,
        .nparams = ARRAY_SIZE(sleep_params),
        .default_set = "Seconds",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct sleep_args),
        .process = sleep_process,
        .examples = sleep_examples,
        .nexamples = ARRAY_SIZE(sleep_examples),
    },
    {
        .verb = "Measure",
        .noun = "Command",
        .synopsis = "Measures how long a script block takes.",
        .params = measure_command_params,
        .nparams = ARRAY_SIZE(measure_command_params),
        .output = "System.TimeSpan",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct measure_command_args),
        .state_size = sizeof(struct measure_command_state),
        .process = measure_command_process,
        .end = measure_command_end,
        .examples = measure_command_examples,
        .nexamples = ARRAY_SIZE(measure_command_examples),
    },
};
const struct cmdlet_group cmdlets_time = { cmdlets, ARRAY_SIZE(cmdlets) };
