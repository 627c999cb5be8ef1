#include "tests/unit/value_fixture.h"

#include "shell/object/culture.h"

#include <stdlib.h>
#include <time.h>

static void format_is(const char *date, enum datetime_kind kind, const char *format,
                      const char *expected)
{
    struct value v;
    struct err *err = NULL;
    struct strbuf out = STRBUF_INIT;
    assert_int_equal(date_parse(date, strlen(date), &v), 0);
    v.aux = kind;
    int rc = date_format_in(&culture_invariant, v, format, strlen(format), NULL, &out, &err);
    const char *got = rc < 0 ? "error" : out.buf;
    if (strcmp(got, expected) != 0)
        fail_msg("%s as %s\n  expected %s\n  got      %s", date, format, expected, got);
    strbuf_release(&out);
    err_free(err);
}

/* .NET: Standard and custom date and time format strings (invariant culture) */
static void formats(void **state)
{
    (void)state;
    static const struct {
        const char *format, *expected;
    } cases[] = {
        { "d", "06/15/2009" },
        { "D", "Monday, 15 June 2009" },
        { "f", "Monday, 15 June 2009 13:45" },
        { "F", "Monday, 15 June 2009 13:45:30" },
        { "g", "06/15/2009 13:45" },
        { "G", "06/15/2009 13:45:30" },
        { "", "06/15/2009 13:45:30" },
        { "M", "June 15" },
        { "o", "2009-06-15T13:45:30.6175425" },
        { "R", "Mon, 15 Jun 2009 13:45:30 GMT" },
        { "s", "2009-06-15T13:45:30" },
        { "t", "13:45" },
        { "T", "13:45:30" },
        { "u", "2009-06-15 13:45:30Z" },
        { "y", "2009 June" },
        { "yyyy-MM-dd", "2009-06-15" },
        { "yy/M/d", "09/6/15" },
        { "ddd dddd", "Mon Monday" },
        { "MMM MMMM", "Jun June" },
        { "hh:mm tt", "01:45 PM" },
        { "h:mm t", "1:45 P" },
        { "HH", "13" },
        { "%d", "15" },
        { "fff", "617" },
        { "fffffff", "6175425" },
        { "ss.FFF", "30.617" },
        { "'at' HH\\h", "at 13h" },
        { "yyyyMMddHHmmss", "20090615134530" },
        { "x", "error" },
        { "'open", "error" },
        { "yyyyy", "02009" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        format_is("2009-06-15T13:45:30.6175425", DATETIME_UNSPECIFIED, cases[i].format,
                  cases[i].expected);
    format_is("2009-06-15T13:45:30", DATETIME_UTC, "o", "2009-06-15T13:45:30.0000000Z");
    format_is("2009-06-15T13:45:30", DATETIME_UTC, "zzz", "+00:00");
    format_is("2009-06-15T13:45:30", DATETIME_UNSPECIFIED, "ss.FFF", "30");
}

/* .NET: DateTime.Parse, examples of the page */
static void parsing(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected; /* sortable; NULL: no date */
    } cases[] = {
        { "2024-01-15", "2024-01-15T00:00:00" },
        { "2024-01-15 10:30", "2024-01-15T10:30:00" },
        { "2024-01-15T10:30:45", "2024-01-15T10:30:45" },
        { "1/15/2024", "2024-01-15T00:00:00" },
        { "01/02/2024 3:04 PM", "2024-01-02T15:04:00" },
        { "12/31/99 12:00:00 AM", "1999-12-31T00:00:00" },
        { "15 January 2024", "2024-01-15T00:00:00" },
        { "Jan 15, 2024", "2024-01-15T00:00:00" },
        { "Monday, 15 January 2024 10:30:00", "2024-01-15T10:30:00" },
        { "2024/2/29", "2024-02-29T00:00:00" },
        { "2023/2/29", NULL },
        { "13/1/2024", NULL },
        { "2024-01-15 25:00", NULL },
        { "hello", NULL },
        { "", NULL },
        { "2024-13-01", NULL },
        { "January 2024", "2024-01-01T00:00:00" },
        { "2024-06-01T12:00:00Z", "2024-06-01T14:00:00" }, /* local time of the test's zone */
        { "2024-12-01T12:00:00+05:30", "2024-12-01T07:30:00" },
        { "Thu, 01 Aug 2024 10:00:00 GMT", "2024-08-01T12:00:00" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct value v;
        int rc = date_parse(cases[i].text, strlen(cases[i].text), &v);
        if ((rc < 0) != !cases[i].expected)
            fail_msg("%s: %d", cases[i].text, rc);
        if (rc == 0) {
            struct strbuf out = STRBUF_INIT;
            struct err *err = NULL;
            date_format(v, "s", 1, NULL, &out, &err);
            assert_string_equal(out.buf, cases[i].expected);
            strbuf_release(&out);
        }
    }
}

static void parse_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text, *format, *expected;
    } cases[] = {
        { "20240115", "yyyyMMdd", "2024-01-15T00:00:00" },
        { "15-Jan-2024 08:09", "dd-MMM-yyyy HH:mm", "2024-01-15T08:09:00" },
        { "1/5/2024 3:04 pm", "M/d/yyyy h:mm tt", "2024-01-05T15:04:00" },
        { "2024-01-15", "yyyyMMdd", NULL },
        { "2024-1-5", "yyyy-MM-dd", NULL },
        { "2024-01-15x", "yyyy-MM-dd", NULL },
        { "20240230", "yyyyMMdd", NULL },
        { "12:30 at 2024", "HH:mm 'at' yyyy", "2024-01-01T12:30:00" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct value v;
        int rc = date_parse_exact(cases[i].text, strlen(cases[i].text), cases[i].format,
                                  strlen(cases[i].format), &v);
        if ((rc < 0) != !cases[i].expected)
            fail_msg("%s by %s: %d", cases[i].text, cases[i].format, rc);
        if (rc == 0) {
            struct strbuf out = STRBUF_INIT;
            struct err *err = NULL;
            date_format(v, "s", 1, NULL, &out, &err);
            assert_string_equal(out.buf, cases[i].expected);
            strbuf_release(&out);
        }
    }
}

/* Every day of the calendar goes both ways, and the days of the week run on. */
static void calendar(void **state)
{
    (void)state;
    int64_t ticks = 0;
    int weekday = 1; /* 0001-01-01 was a Monday */
    for (int year = 1; year <= 9999; year += 1) {
        for (int month = 1; month <= 12; month++) {
            int days = date_days_in_month(year, month);
            struct date_parts p;
            date_split(ticks, &p);
            assert_int_equal(p.year, year);
            assert_int_equal(p.month, month);
            assert_int_equal(p.day, 1);
            assert_int_equal(p.day_of_week, weekday);
            assert_true(date_join(year, month, 1, 0, 0, 0) == ticks);
            ticks += days * TICKS_PER_DAY;
            weekday = (weekday + days) % 7;
        }
    }
    assert_true(ticks - 1 == DATETIME_MAX_TICKS);
    assert_true(date_join(1970, 1, 1, 0, 0, 0) == UNIX_EPOCH_TICKS);
    assert_true(date_join(2024, 2, 30, 0, 0, 0) == -1);
    assert_true(date_add_months(date_join(2024, 1, 31, 0, 0, 0), 1) ==
                date_join(2024, 2, 29, 0, 0, 0));
    assert_true(date_add_months(date_join(2024, 3, 31, 0, 0, 0), -1) ==
                date_join(2024, 2, 29, 0, 0, 0));
    assert_true(date_add_months(date_join(1, 1, 1, 0, 0, 0), -1) == -1);
}

/* .NET: Standard and custom TimeSpan format strings */
static void timespans(void **state)
{
    (void)state;
    static const struct {
        const char *span, *format, *expected;
    } cases[] = {
        { "1:12:24:02", "c", "1.12:24:02" },
        { "00:00:30", "c", "00:00:30" },
        { "3.17:25:30.5", "c", "3.17:25:30.5000000" },
        { "3.17:25:30.5", "g", "3:17:25:30.5" },
        { "1:16:30", "g", "1:16:30" },
        { "18:30", "G", "0:18:30:00.0000000" },
        { "-1.02:03:04", "c", "-1.02:03:04" },
        { "1.02:03:04.567", "d\\.hh\\:mm\\:ss\\.fff", "1.02:03:04.567" },
        { "1.02:03:04", "hh\\:mm", "02:03" },
        { "1.02:03:04", "%d' days'", "1 days" },
        { "1.02:03:04", "hh:mm", "error" },
        { "5", "c", "5.00:00:00" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        int64_t ticks;
        struct err *err = NULL;
        struct strbuf out = STRBUF_INIT;
        assert_int_equal(timespan_parse(cases[i].span, strlen(cases[i].span), &ticks), 0);
        int rc = timespan_format(ticks, cases[i].format, strlen(cases[i].format), &out, &err);
        const char *got = rc < 0 ? "error" : out.buf;
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s as %s: expected %s, got %s", cases[i].span, cases[i].format,
                     cases[i].expected, got);
        strbuf_release(&out);
        err_free(err);
    }
    static const char *const bad[] = { "", "x", "1:2:3:4:5", "1:", ":1", "1.2", "24:00:00x" };
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        int64_t ticks;
        assert_int_equal(timespan_parse(bad[i], strlen(bad[i]), &ticks), -1);
    }
    int64_t ticks;
    assert_int_equal(timespan_parse("25:00:00", 8, &ticks), -2);
    assert_int_equal(timespan_parse("00:60:00", 8, &ticks), -2);
}

static void zones(void **state)
{
    (void)state;
    /* Europe/Berlin: +1 in winter, +2 in summer */
    int64_t winter = date_join(2024, 1, 15, 12, 0, 0), summer = date_join(2024, 7, 15, 12, 0, 0);
    assert_true(date_offset_at_utc(winter) == TICKS_PER_HOUR);
    assert_true(date_offset_at_utc(summer) == 2 * TICKS_PER_HOUR);
    assert_true(date_offset_at_local(winter) == TICKS_PER_HOUR);
    assert_true(date_offset_at_local(summer) == 2 * TICKS_PER_HOUR);
    /* 2024-03-31: clocks go forward at 02:00; 2024-10-27: back at 03:00 */
    assert_true(date_offset_at_local(date_join(2024, 3, 31, 1, 30, 0)) == TICKS_PER_HOUR);
    assert_true(date_offset_at_local(date_join(2024, 3, 31, 3, 30, 0)) == 2 * TICKS_PER_HOUR);
    assert_true(date_offset_at_local(date_join(2024, 10, 27, 2, 30, 0)) == TICKS_PER_HOUR);
    struct value local = date_to_local(value_datetime(summer, DATETIME_UTC));
    assert_true(local.i == summer + 2 * TICKS_PER_HOUR);
    assert_true(date_to_utc(local).i == summer);
}

int main(void)
{
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats),  cmocka_unit_test(parsing),   cmocka_unit_test(parse_exact),
        cmocka_unit_test(calendar), cmocka_unit_test(timespans), cmocka_unit_test(zones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
