/* Dates and spans in ticks of 100 ns since 0001-01-01 (Gregorian, as .NET). */
#ifndef HVSH_OBJECT_DATETIME_H
#define HVSH_OBJECT_DATETIME_H

#include "shell/object/value.h"

struct culture;

#define TICKS_PER_MS INT64_C(10000)
#define TICKS_PER_SECOND INT64_C(10000000)
#define TICKS_PER_MINUTE (60 * TICKS_PER_SECOND)
#define TICKS_PER_HOUR (60 * TICKS_PER_MINUTE)
#define TICKS_PER_DAY (24 * TICKS_PER_HOUR)
#define DATETIME_MAX_TICKS INT64_C(3155378975999999999)
#define UNIX_EPOCH_TICKS INT64_C(621355968000000000)
#define FILE_TIME_EPOCH_TICKS INT64_C(504911232000000000) /* 1601-01-01 */

struct date_parts {
    int year, month, day, hour, minute, second;
    int fraction;    /* ticks below the second */
    int day_of_week; /* 0: Sunday */
    int day_of_year; /* from 1 */
};

void date_split(int64_t ticks, struct date_parts *out);
/* -1: no such date. */
int64_t date_join(int year, int month, int day, int hour, int minute, int second);
int date_days_in_month(int year, int month);
bool date_is_leap(int year);
int64_t date_now_utc(void);
/* The local zone's offset in ticks at a moment, given as UTC or as local time. */
int64_t date_offset_at_utc(int64_t utc_ticks);
int64_t date_offset_at_local(int64_t local_ticks);
/* The offset of a date value by its kind (unspecified counts as local). */
int64_t date_offset(struct value date);
struct value date_to_utc(struct value date);
struct value date_to_local(struct value date);
/* Months may be negative; the day is cut to the month's length. -1: out of range. */
int64_t date_add_months(int64_t ticks, int64_t months);

/* The usual texts: ISO 8601, RFC 1123, M/d/yyyy, "2 Jan 2024", times with
 * AM/PM. Dates with a zone come out as local time. 0, or -1: not a date. */
int date_parse(const char *s, size_t len, struct value *out);
/* As date_parse(), with a culture's names and its order of day and month. */
int date_parse_in(const struct culture *culture, const char *s, size_t len, struct value *out);
/* By a .NET format, in the current culture or another. */
int date_parse_exact(const char *s, size_t len, const char *format, size_t flen, struct value *out);
int date_parse_exact_in(const struct culture *culture, const char *s, size_t len,
                        const char *format, size_t flen, struct value *out);
/* The clock's reading and its offset from UTC, as a DateTimeOffset has them; format NULL: freely.
 * A text without an offset is of the local zone. 0 or -1. */
int date_parse_moment(const struct culture *culture, const char *s, size_t len, const char *format,
                      size_t flen, int64_t *local, int64_t *offset);
/* The format that PowerShell shows the date in: long, or what its DisplayHint member says. */
const char *date_shown_format(struct value date);
/* ISO 8601 as the data formats write it: no zeros at the fraction's end, the zone by the kind. */
void date_iso_text(struct value date, struct strbuf *out);
/* A standard or custom .NET format in the current culture; empty: "G". -1: FormatException.
 * offset is for zzz and K of a DateTimeOffset: NULL takes the date's own. */
int date_format(struct value date, const char *format, size_t len, const int64_t *offset,
                struct strbuf *out, struct err **err);
int date_format_in(const struct culture *culture, struct value date, const char *format, size_t len,
                   const int64_t *offset, struct strbuf *out, struct err **err);

/* [d.]hh:mm[:ss[.fffffff]], or days alone. 0, or -1: no time span; -2: a part too large. */
int timespan_parse(const char *s, size_t len, int64_t *out);
/* -1 with the error of a text for which timespan_parse() answered parsed. */
int fail_timespan(int parsed, const char *s, struct err **err);
/* By a standard (c, g, G) or custom format (hh\:mm); -1: it does not fit. */
int timespan_parse_exact(const char *s, size_t len, const char *format, size_t flen, int64_t *out);
int timespan_format(int64_t ticks, const char *format, size_t len, struct strbuf *out,
                    struct err **err);

#endif
