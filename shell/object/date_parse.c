/* Dates from text: the forms people and other programs write, and by format. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/culture.h"
#include "shell/object/datetime.h"

/* What was read so far; -1: not met. */
struct found {
    int year, month, day, hour, minute, second;
    int fraction;
    int numbers[3], nnumbers; /* date numbers in the order of the text */
    size_t digits[3];
    bool pm, am, zone;
    int64_t offset;
    const struct culture *culture;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static int read_number(const char *s, size_t len, size_t *i, size_t max_digits)
{
    int n = 0;
    size_t start = *i;
    if (max_digits > 9)
        max_digits = 9;
    while (*i < len && is_digit(s[*i]) && *i - start < max_digits)
        n = n * 10 + (s[(*i)++] - '0');
    return n;
}

/* A fraction of a second in ticks, digits beyond the seventh dropped. */
static int read_fraction(const char *s, size_t len, size_t *i)
{
    int n = 0, digits = 0;
    for (; *i < len && is_digit(s[*i]); ++*i) {
        if (digits < 7) {
            n = n * 10 + (s[*i] - '0');
            digits++;
        }
    }
    for (; digits < 7; digits++)
        n *= 10;
    return n;
}

/* The index of the name at the front of s (whole: of all of it), or -1. */
static int name_at(const char *s, size_t len, const char *list, int count, bool whole, size_t *used)
{
    for (int i = 0; list && i < count; i++) {
        size_t n;
        const char *name = culture_word(list, i, &n);
        size_t bare = n && name[n - 1] == '.' && whole ? n - 1 : n;
        if (whole ? text_caseeqn(s, len, name, bare) : len >= n && text_caseeqn(s, n, name, n)) {
            *used = n;
            return i;
        }
    }
    return -1;
}

static int read_word(const char *s, size_t len, struct found *f)
{
    const struct culture *c = f->culture;
    const char *const months[] = { c->months,
                                   c->genitive_months,
                                   c->short_months,
                                   c->short_genitive_months,
                                   culture_invariant.months,
                                   culture_invariant.short_months };
    const char *const days[] = { c->days, c->short_days, culture_invariant.days,
                                 culture_invariant.short_days };
    size_t used;
    for (size_t k = 0; k < ARRAY_SIZE(months); k++) {
        int m = name_at(s, len, months[k], 12, true, &used);
        if (m >= 0 && f->month >= 0)
            return -1;
        if (m >= 0) {
            f->month = m + 1;
            return 0;
        }
    }
    for (size_t k = 0; k < ARRAY_SIZE(days); k++)
        if (name_at(s, len, days[k], 7, true, &used) >= 0)
            return 0;
    if (len == 2 && strncasecmp(s, "AM", 2) == 0)
        f->am = true;
    else if (len == 2 && strncasecmp(s, "PM", 2) == 0)
        f->pm = true;
    else if ((len == 1 && (*s == 'Z' || *s == 'z')) ||
             (len == 3 && (strncasecmp(s, "GMT", 3) == 0 || strncasecmp(s, "UTC", 3) == 0)))
        f->zone = true;
    else
        return -1;
    return 0;
}

/* +hh[:mm] after a time. */
static int read_offset(const char *s, size_t len, size_t *i, struct found *f)
{
    int sign = s[*i] == '-' ? -1 : 1;
    ++*i;
    size_t start = *i;
    int hours = read_number(s, len, i, 2), minutes = 0;
    if (*i == start)
        return -1;
    if (*i < len && s[*i] == ':')
        ++*i;
    if (*i < len && is_digit(s[*i]))
        minutes = read_number(s, len, i, 2);
    if (hours > 14 || minutes > 59)
        return -1;
    f->zone = true;
    f->offset = sign * (hours * TICKS_PER_HOUR + minutes * TICKS_PER_MINUTE);
    return 0;
}

static int read_time(const char *s, size_t len, size_t *i, int hour, struct found *f)
{
    if (f->hour >= 0)
        return -1;
    f->hour = hour;
    ++*i; /* the colon */
    size_t start = *i;
    f->minute = read_number(s, len, i, 2);
    if (*i == start)
        return -1;
    if (*i < len && s[*i] == ':') {
        start = ++*i;
        f->second = read_number(s, len, i, 2);
        if (*i == start)
            return -1;
        if (*i + 1 < len && (s[*i] == '.' || s[*i] == ',') && is_digit(s[*i + 1])) {
            ++*i;
            f->fraction = read_fraction(s, len, i);
        }
    }
    return 0;
}

static int scan(const char *s, size_t len, struct found *f)
{
    for (size_t i = 0; i < len;) {
        char c = s[i];
        if (is_digit(c)) {
            size_t start = i;
            int n = read_number(s, len, &i, 8);
            if (i < len && is_digit(s[i]))
                return -1;
            if (i < len && s[i] == ':') {
                if (read_time(s, len, &i, n, f) < 0)
                    return -1;
                continue;
            }
            /* "3 PM" */
            size_t j = i;
            while (j < len && s[j] == ' ')
                j++;
            if (f->hour < 0 && j + 1 < len && (s[j + 1] | 0x20) == 'm' &&
                ((s[j] | 0x20) == 'a' || (s[j] | 0x20) == 'p') &&
                (j + 2 == len || !is_letter(s[j + 2])) && n <= 12) {
                f->hour = n;
                f->minute = 0;
                continue;
            }
            if (f->nnumbers == 3)
                return -1;
            f->digits[f->nnumbers] = i - start;
            f->numbers[f->nnumbers++] = n;
        } else if (is_letter(c)) {
            size_t start = i;
            while (i < len && is_letter(s[i]))
                i++;
            size_t n = i - start;
            if (n == 1 && (c == 'T' || c == 't') && i < len && is_digit(s[i]))
                continue;
            if (read_word(s + start, n, f) < 0)
                return -1;
        } else if ((c == '+' || c == '-') && f->hour >= 0) {
            if (read_offset(s, len, &i, f) < 0)
                return -1;
        } else if (c == ' ' || c == ',' || c == '/' || c == '-' || c == '.' || c == '\t') {
            i++;
        } else {
            return -1;
        }
    }
    return 0;
}

static int full_year(int year, size_t digits)
{
    if (digits > 2)
        return year;
    return year < 50 ? 2000 + year : 1900 + year;
}

/* Sorts the numbers into day, month and year: ISO, month first, or by a name. */
static int place_numbers(struct found *f)
{
    if (f->nnumbers == 0)
        return f->month >= 0 ? -1 : 0;
    if (f->month >= 0) {
        if (f->nnumbers == 1) {
            if (f->digits[0] > 2) {
                f->year = f->numbers[0];
                f->day = 1;
            } else {
                f->day = f->numbers[0];
            }
            return 0;
        }
        if (f->nnumbers > 2)
            return -1;
        if (f->digits[0] > 2) {
            f->year = f->numbers[0];
            f->day = f->numbers[1];
        } else {
            f->day = f->numbers[0];
            f->year = full_year(f->numbers[1], f->digits[1]);
        }
        return 0;
    }
    if (f->nnumbers == 1 && f->digits[0] == 8)
        return -1; /* 20240102 is no date to .NET */
    if (f->nnumbers < 2)
        return -1;
    if (f->digits[0] > 2) {
        f->year = f->numbers[0];
        f->month = f->numbers[1];
        f->day = f->nnumbers == 3 ? f->numbers[2] : 1;
    } else if (f->nnumbers == 2 && f->digits[1] > 2) {
        f->month = f->numbers[0];
        f->year = f->numbers[1];
        f->day = 1;
    } else {
        bool day_first = f->culture->short_date[0] == 'd';
        f->month = f->numbers[day_first];
        f->day = f->numbers[!day_first];
        if (f->nnumbers == 3)
            f->year = full_year(f->numbers[2], f->digits[2]);
    }
    return 0;
}

static int finish(struct found *f, struct value *out)
{
    if (f->am || f->pm) {
        if (f->hour < 1 || f->hour > 12)
            return -1;
        f->hour = f->hour % 12 + (f->pm ? 12 : 0);
    }
    struct date_parts today;
    int64_t now = date_now_utc();
    date_split(now + date_offset_at_utc(now), &today);
    bool no_date = f->month < 0 && f->day < 0 && f->year < 0;
    int year = f->year >= 0 ? f->year : today.year;
    int month = no_date ? today.month : f->month >= 0 ? f->month : 1;
    int day = no_date ? today.day : f->day >= 0 ? f->day : 1;
    bool midnight = f->hour == 24 && f->minute <= 0 && f->second <= 0 && !f->fraction;
    int hour = f->hour < 0 || midnight ? 0 : f->hour;
    int64_t ticks = date_join(year, month, day, hour, f->minute < 0 ? 0 : f->minute,
                              f->second < 0 ? 0 : f->second);
    if (ticks < 0)
        return -1;
    ticks += f->fraction + (midnight ? TICKS_PER_DAY : 0);
    if (!f->zone) {
        *out = value_datetime(ticks, DATETIME_UNSPECIFIED);
        return 0;
    }
    ticks -= f->offset;
    if (ticks < 0 || ticks > DATETIME_MAX_TICKS)
        return -1;
    *out = date_to_local(value_datetime(ticks, DATETIME_UTC));
    return 0;
}

static struct found nothing_found(const struct culture *culture)
{
    return (struct found){ .year = -1,
                           .month = -1,
                           .day = -1,
                           .hour = -1,
                           .minute = -1,
                           .second = -1,
                           .culture = culture };
}

static void trim(const char **s, size_t *len)
{
    while (*len && strchr(" \t\r\n", **s))
        ++*s, --*len;
    while (*len && strchr(" \t\r\n", (*s)[*len - 1]))
        --*len;
}

int date_parse(const char *s, size_t len, struct value *out)
{
    return date_parse_in(&culture_invariant, s, len, out);
}

static int read_free(const struct culture *culture, const char *s, size_t len, struct found *f,
                     struct value *out)
{
    trim(&s, &len);
    if (!len || len > 100)
        return -1;
    *f = nothing_found(culture);
    if (scan(s, len, f) < 0)
        return -1;
    if (f->nnumbers == 0 && f->month < 0 && f->hour < 0)
        return -1;
    if (place_numbers(f) < 0)
        return -1;
    return finish(f, out);
}

int date_parse_in(const struct culture *culture, const char *s, size_t len, struct value *out)
{
    struct found f;
    return read_free(culture, s, len, &f, out);
}

/* ---- by format ---- */

static int exact_number(const char *s, size_t len, size_t *i, size_t n, size_t max, int *out)
{
    size_t start = *i;
    *out = read_number(s, len, i, n == 1 ? max : n);
    size_t used = *i - start;
    return used == 0 || (n > 1 && used != n) ? -1 : 0;
}

static int exact_name(const char *s, size_t len, size_t *i, const char *list, int count)
{
    size_t used = 0;
    int k = name_at(s + *i, len - *i, list, count, false, &used);
    *i += used;
    return k;
}

static bool skip_text(const char *s, size_t len, size_t *i, const char *text)
{
    size_t n = strlen(text);
    if (len - *i < n || memcmp(s + *i, text, n) != 0)
        return false;
    *i += n;
    return true;
}

static int exact_half(const char *s, size_t len, size_t *i, size_t n, struct found *f)
{
    const char *const halves[] = { f->culture->am, f->culture->pm };
    for (int k = 0; k < 2; k++) {
        size_t want = n > 1 ? strlen(halves[k]) : 1;
        if (len - *i < want || !text_caseeqn(s + *i, want, halves[k], want))
            continue;
        *i += want;
        f->am = k == 0;
        f->pm = k == 1;
        return 0;
    }
    return -1;
}

int date_parse_exact(const char *s, size_t len, const char *fmt, size_t flen, struct value *out)
{
    return date_parse_exact_in(culture_current(), s, len, fmt, flen, out);
}

static int read_exact(const struct culture *culture, const char *s, size_t len, const char *fmt,
                      size_t flen, struct found *found, struct value *out)
{
    AUTO_STRBUF scratch = STRBUF_INIT;
    if (flen == 1) {
        if (strchr("oOrRsu", fmt[0]))
            culture = &culture_invariant;
        fmt = culture_date_pattern(culture, fmt[0], &scratch);
        if (!fmt)
            return -1;
        flen = strlen(fmt);
    }
    struct found f = nothing_found(culture);
    size_t i = 0;
    for (size_t k = 0; k < flen;) {
        char c = fmt[k];
        size_t n = 1;
        while (c && strchr("dfFhHmMstyz", c) && k + n < flen && fmt[k + n] == c)
            n++;
        int r = 0;
        switch (c) {
        case 'y':
            r = exact_number(s, len, &i, n < 2 ? 2 : n, 4, &f.year);
            if (n <= 2)
                f.year = full_year(f.year, 2);
            break;
        case 'M':
            if (n > 2) {
                const char *full =
                    culture->genitive_months ? culture->genitive_months : culture->months;
                const char *beside = n > 3 ? NULL : culture->short_genitive_months;
                f.month = beside ? exact_name(s, len, &i, beside, 12) + 1 : 0;
                if (!f.month)
                    f.month = exact_name(s, len, &i, n > 3 ? full : culture->short_months, 12) + 1;
                r = f.month ? 0 : -1;
            } else {
                r = exact_number(s, len, &i, n, 2, &f.month);
            }
            break;
        case 'd':
            if (n > 2)
                r = exact_name(s, len, &i, n > 3 ? culture->days : culture->short_days, 7) < 0 ? -1
                                                                                               : 0;
            else
                r = exact_number(s, len, &i, n, 2, &f.day);
            break;
        case 'h':
        case 'H':
            r = exact_number(s, len, &i, n, 2, &f.hour);
            break;
        case 'm':
            r = exact_number(s, len, &i, n, 2, &f.minute);
            break;
        case 's':
            r = exact_number(s, len, &i, n, 2, &f.second);
            break;
        case 'f':
        case 'F': {
            size_t start = i, end = i;
            while (end < len && end - start < n && is_digit(s[end]))
                end++;
            if (c == 'f' && end - start != n)
                return -1;
            f.fraction = read_fraction(s, end, &i);
            break;
        }
        case 't':
            r = exact_half(s, len, &i, n, &f);
            break;
        case '/':
            r = skip_text(s, len, &i, culture->date_separator) ? 0 : -1;
            break;
        case ':':
            r = skip_text(s, len, &i, culture->time_separator) ? 0 : -1;
            break;
        case 'z':
        case 'K':
            if (i < len && (s[i] == 'Z' || s[i] == 'z')) {
                f.zone = true;
                i++;
            } else if (i < len && (s[i] == '+' || s[i] == '-')) {
                r = read_offset(s, len, &i, &f);
            } else if (c == 'z') {
                r = -1;
            }
            break;
        case '\'':
        case '"': {
            const char *end = memchr(fmt + k + 1, c, flen - k - 1);
            if (!end)
                return -1;
            size_t m = (size_t)(end - (fmt + k + 1));
            if (len - i < m || memcmp(s + i, fmt + k + 1, m) != 0)
                return -1;
            i += m;
            n = m + 2;
            break;
        }
        case '\\':
            k++;
            if (k >= flen)
                return -1;
            c = fmt[k];
            /* fall through */
        default:
            if (c == '%' && k + 1 < flen)
                break;
            if (i >= len || s[i] != c)
                return -1;
            i++;
            break;
        }
        if (r < 0)
            return -1;
        if (i > len)
            return -1;
        k += n;
    }
    if (i != len)
        return -1;
    *found = f;
    return finish(&f, out);
}

int date_parse_exact_in(const struct culture *culture, const char *s, size_t len, const char *fmt,
                        size_t flen, struct value *out)
{
    struct found f;
    return read_exact(culture, s, len, fmt, flen, &f, out);
}

int date_parse_moment(const struct culture *culture, const char *s, size_t len, const char *format,
                      size_t flen, int64_t *local, int64_t *offset)
{
    struct found f;
    struct value date;
    int r = format ? read_exact(culture, s, len, format, flen, &f, &date)
                   : read_free(culture, s, len, &f, &date);
    if (r < 0)
        return -1;
    *offset = f.zone ? f.offset : date_offset_at_local(date.i);
    *local = f.zone ? date_to_utc(date).i + f.offset : date.i;
    return 0;
}
