/* Weeks of the year, and the calendar of cultures. */
#ifndef HVSH_OBJECT_TYPES_CALENDAR_H
#define HVSH_OBJECT_TYPES_CALENDAR_H

#include "shell/object/datetime.h"

/* System.Globalization.CalendarWeekRule */
enum week_rule { WEEK_FIRST_DAY, WEEK_FIRST_FULL, WEEK_FIRST_FOUR };

/* The number of a date's week by a rule and the week's first day (0: Sunday). */
int date_week(const struct date_parts *p, int rule, int first_day);
/* The same by ISO 8601, and the year that the week belongs to. */
int date_iso_week(const struct date_parts *p);
int date_iso_year(const struct date_parts *p);
/* A GregorianCalendar; owned. */
struct value gregorian_calendar_new(void);

#endif
