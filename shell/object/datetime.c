#include "shell/object/datetime.h"

#include <time.h>

static const int days_before[2][13] = {
    { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 },
    { 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366 },
};

bool date_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    const int *days = days_before[date_is_leap(year)];
    return days[month] - days[month - 1];
}

int64_t date_join(int year, int month, int day, int hour, int minute, int second)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > date_days_in_month(year, month) || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 59)
        return -1;
    int y = year - 1;
    int64_t days = (int64_t)y * 365 + y / 4 - y / 100 + y / 400 +
                   days_before[date_is_leap(year)][month - 1] + day - 1;
    return days * TICKS_PER_DAY + hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE +
           second * TICKS_PER_SECOND;
}

void date_split(int64_t ticks, struct date_parts *out)
{
    int64_t days = ticks / TICKS_PER_DAY, rest = ticks % TICKS_PER_DAY;
    out->day_of_week = (int)((days + 1) % 7);
    int n = (int)days;
    int y400 = n / 146097;
    n %= 146097;
    int y100 = n / 36524;
    if (y100 == 4)
        y100 = 3;
    n -= y100 * 36524;
    int y4 = n / 1461;
    n %= 1461;
    int y1 = n / 365;
    if (y1 == 4)
        y1 = 3;
    n -= y1 * 365;
    out->year = y400 * 400 + y100 * 100 + y4 * 4 + y1 + 1;
    out->day_of_year = n + 1;
    const int *before = days_before[date_is_leap(out->year)];
    int month = n / 32 + 1;
    while (n >= before[month])
        month++;
    out->month = month;
    out->day = n - before[month - 1] + 1;
    out->hour = (int)(rest / TICKS_PER_HOUR);
    out->minute = (int)(rest / TICKS_PER_MINUTE % 60);
    out->second = (int)(rest / TICKS_PER_SECOND % 60);
    out->fraction = (int)(rest % TICKS_PER_SECOND);
}

int64_t date_now_utc(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return UNIX_EPOCH_TICKS + now.tv_sec * TICKS_PER_SECOND + now.tv_nsec / 100;
}

/* Seconds may be negative: round down. */
static time_t unix_seconds(int64_t ticks)
{
    int64_t t = ticks - UNIX_EPOCH_TICKS;
    return (time_t)(t >= 0 ? t / TICKS_PER_SECOND
                           : -((TICKS_PER_SECOND - 1 - t) / TICKS_PER_SECOND));
}

int64_t date_offset_at_utc(int64_t utc_ticks)
{
    time_t t = unix_seconds(utc_ticks);
    struct tm tm;
    if (!localtime_r(&t, &tm))
        return 0;
    return (int64_t)tm.tm_gmtoff * TICKS_PER_SECOND;
}

int64_t date_offset_at_local(int64_t local_ticks)
{
    /* the offset before and after a change differ; .NET takes standard time for
     * what happens twice and for what never happens */
    int64_t early = date_offset_at_utc(local_ticks - TICKS_PER_DAY);
    int64_t late = date_offset_at_utc(local_ticks + TICKS_PER_DAY);
    if (early == late)
        return early;
    bool early_ok = date_offset_at_utc(local_ticks - early) == early;
    bool late_ok = date_offset_at_utc(local_ticks - late) == late;
    if (early_ok != late_ok)
        return early_ok ? early : late;
    return early < late ? early : late;
}

int64_t date_offset(struct value date)
{
    return date.aux == DATETIME_UTC ? 0 : date_offset_at_local(date.i);
}

static int64_t clamp(int64_t ticks)
{
    return ticks < 0 ? 0 : ticks > DATETIME_MAX_TICKS ? DATETIME_MAX_TICKS : ticks;
}

struct value date_to_utc(struct value date)
{
    if (date.aux == DATETIME_UTC)
        return date;
    return value_datetime(clamp(date.i - date_offset_at_local(date.i)), DATETIME_UTC);
}

struct value date_to_local(struct value date)
{
    if (date.aux == DATETIME_LOCAL)
        return date;
    return value_datetime(clamp(date.i + date_offset_at_utc(date.i)), DATETIME_LOCAL);
}

int64_t date_add_months(int64_t ticks, int64_t months)
{
    struct date_parts p;
    if (months < -120000 || months > 120000)
        return -1;
    date_split(ticks, &p);
    int64_t m = (int64_t)p.year * 12 + p.month - 1 + months;
    int year = (int)(m / 12), month = (int)(m % 12) + 1;
    if (m < 12 || year > 9999)
        return -1;
    int last = date_days_in_month(year, month);
    int64_t day = date_join(year, month, p.day < last ? p.day : last, 0, 0, 0);
    return day < 0 ? -1 : day + ticks % TICKS_PER_DAY;
}
