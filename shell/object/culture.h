/* Cultures: how numbers and dates are written in a language of a country. Facts of the Unicode
 * CLDR as .NET's CultureInfo shows them; one table for all that are known. */
#ifndef HVSH_OBJECT_CULTURE_H
#define HVSH_OBJECT_CULTURE_H

#include "shell/object/value.h"

struct culture {
    const char *name, *english_name, *native_name; /* "de-DE", "German (Germany)" … */
    const char *two, *three;                       /* ISO 639 names: "de", "deu" */
    int lcid;
    /* numbers; the patterns are .NET's NumberFormatInfo numbers */
    const char *decimal, *group, *negative, *currency, *percent;
    int currency_positive, currency_negative, percent_positive, percent_negative;
    int decimal_digits, currency_digits;
    const char *list_separator;
    /* dates: custom formats */
    const char *short_date, *long_date, *short_time, *long_time, *month_day, *year_month;
    const char *date_separator, *time_separator, *am, *pm;
    int first_day;                 /* of a week; 0: Sunday */
    const char *days, *short_days; /* seven names parted by spaces, Sunday first */
    const char *months, *short_months;
    const char *genitive_months;       /* beside a day; NULL: as months */
    const char *short_genitive_months; /* NULL: as short_months */
};

extern const struct culture culture_invariant;
/* By name, case-insensitive; NULL: unknown. "" is the invariant one. */
const struct culture *culture_find(const char *name, size_t len);
const struct culture *culture_at(size_t i); /* NULL: no more */
/* That of the running thread, as in .NET: en-US until it is set. */
const struct culture *culture_current(void);
void culture_set_current(const struct culture *c);
/* A culture with the same facts that stays for the life of the process. */
const struct culture *culture_keep(const struct culture *c);
/* Name number i of a list parted by spaces; its length goes to *len. */
const char *culture_word(const char *list, int i, size_t *len);
/* "F" and its like as a custom format; NULL: none. Those that all cultures share count too. */
const char *culture_date_pattern(const struct culture *c, char letter, struct strbuf *scratch);

#endif
