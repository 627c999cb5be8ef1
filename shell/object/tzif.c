#include "shell/object/tzif.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t be64(const unsigned char *p)
{
    return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

struct header {
    char version;
    uint32_t isut, isstd, leap, time, type, chars;
};
enum { HEADER_SIZE = 44, MOST = 20000 };

static int read_header(const unsigned char *p, size_t len, struct header *h)
{
    if (len < HEADER_SIZE || memcmp(p, "TZif", 4) != 0)
        return -1;
    *h = (struct header){ (char)p[4],   be32(p + 20), be32(p + 24), be32(p + 28),
                          be32(p + 32), be32(p + 36), be32(p + 40) };
    bool sound = h->time <= MOST && h->type >= 1 && h->type <= 256 && h->chars <= MOST &&
                 h->leap <= MOST && h->isut <= MOST && h->isstd <= MOST;
    return sound ? 0 : -1;
}

static size_t body_size(const struct header *h, size_t time_size)
{
    return h->time * time_size + h->time + h->type * 6 + h->chars + h->leap * (time_size + 4) +
           h->isstd + h->isut;
}

/* ---- the rule in the footer: CET-1CEST,M3.5.0,M10.5.0/3 ---- */

static bool number(const char **s, int most, int *out)
{
    int n = 0;
    const char *from = *s;
    for (; **s >= '0' && **s <= '9' && n <= most; ++*s)
        n = n * 10 + (**s - '0');
    *out = n;
    return *s > from && n <= most;
}

static bool clock_time(const char **s, int32_t *out)
{
    int sign = 1, h, m = 0, sec = 0;
    if (**s == '-' || **s == '+')
        sign = *(*s)++ == '-' ? -1 : 1;
    if (!number(s, 167, &h))
        return false;
    if (**s == ':' && (++*s, !number(s, 59, &m)))
        return false;
    if (**s == ':' && (++*s, !number(s, 59, &sec)))
        return false;
    *out = sign * (h * 3600 + m * 60 + sec);
    return true;
}

static bool zone_name(const char **s, char out[TZIF_ABBREVIATION])
{
    bool quoted = **s == '<';
    size_t n = 0;
    *s += quoted;
    for (; **s; ++*s) {
        char c = **s;
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool more = quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-');
        if (!letter && !more)
            break;
        if (n + 1 < TZIF_ABBREVIATION)
            out[n++] = c;
    }
    out[n] = '\0';
    if (quoted && *(*s)++ != '>')
        return false;
    return n > 0;
}

static bool rule_date(const char **s, struct tzif_date *d)
{
    d->time = 7200;
    if (*(*s)++ != ',')
        return false;
    if (**s == 'M') {
        d->kind = 'M';
        ++*s;
        if (!number(s, 12, &d->month) || d->month < 1 || *(*s)++ != '.' ||
            !number(s, 5, &d->week) || d->week < 1 || *(*s)++ != '.' || !number(s, 6, &d->day))
            return false;
    } else {
        d->kind = **s == 'J' ? 'J' : 'n';
        *s += d->kind == 'J';
        if (!number(s, 365, &d->day) || (d->kind == 'J' && !d->day))
            return false;
    }
    return **s != '/' || (++*s, clock_time(s, &d->time));
}

static void read_rule(const char *s, struct tzif *z)
{
    int32_t west;
    if (!zone_name(&s, z->standard.abbreviation) || !clock_time(&s, &west))
        return;
    z->standard.offset = -west;
    z->has_rule = true;
    if (!*s || !zone_name(&s, z->daylight.abbreviation))
        return;
    z->daylight.offset = z->standard.offset + 3600;
    z->daylight.dst = true;
    if (*s && *s != ',') {
        if (!clock_time(&s, &west))
            return;
        z->daylight.offset = -west;
    }
    z->rule_has_dst = rule_date(&s, &z->start) && rule_date(&s, &z->end) && !*s;
}

/* ---- reading ---- */

static int read_body(const unsigned char *p, size_t len, const struct header *h, size_t time_size,
                     struct tzif *z)
{
    if (body_size(h, time_size) > len)
        return -1;
    z->at = xcalloc(h->time + 1, sizeof(*z->at));
    z->to = xcalloc(h->time + 1, 1);
    z->count = h->time;
    z->ntypes = h->type;
    for (size_t i = 0; i < h->time; i++)
        z->at[i] = time_size == 8 ? be64(p + i * 8) : (int32_t)be32(p + i * 4);
    p += h->time * time_size;
    for (size_t i = 0; i < h->time; i++) {
        if (p[i] >= h->type || (i && z->at[i] <= z->at[i - 1]))
            return -1;
        z->to[i] = p[i];
    }
    p += h->time;
    const unsigned char *names = p + h->type * 6;
    for (size_t i = 0; i < h->type; i++, p += 6) {
        struct tzif_type *t = &z->types[i];
        t->offset = (int32_t)be32(p);
        t->dst = p[4] != 0;
        if (t->offset < -86400 || t->offset > 86400 || p[5] >= h->chars)
            return -1;
        for (size_t k = 0; k + 1 < TZIF_ABBREVIATION && p[5] + k < h->chars; k++)
            t->abbreviation[k] = (char)names[p[5] + k];
    }
    return 0;
}

int tzif_read(const unsigned char *data, size_t len, struct tzif *z)
{
    struct header h;
    *z = (struct tzif){ 0 };
    if (read_header(data, len, &h) < 0)
        return -1;
    size_t time_size = 4, at = HEADER_SIZE;
    if (h.version >= '2') { /* the same once more, with times of 64 bits */
        at += body_size(&h, 4);
        if (at > len || read_header(data + at, len - at, &h) < 0)
            return -1;
        at += HEADER_SIZE;
        time_size = 8;
    }
    if (read_body(data + at, len - at, &h, time_size, z) < 0) {
        tzif_release(z);
        return -1;
    }
    at += body_size(&h, time_size);
    if (time_size == 8 && at + 2 < len && data[at] == '\n') {
        const unsigned char *end = memchr(data + at + 1, '\n', len - at - 1);
        if (end) {
            AUTO_FREE char *rule =
                xstrndup((const char *)data + at + 1, (size_t)(end - (data + at + 1)));
            read_rule(rule, z);
        }
    }
    return 0;
}

void tzif_release(struct tzif *z)
{
    free(z->at);
    free(z->to);
    *z = (struct tzif){ 0 };
}

/* ---- asking ---- */

/* Days since 1970 of 1 January. */
static int64_t days_before_year(int64_t year)
{
    int64_t y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 - 719162;
}

static bool is_leap(int64_t y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

/* The day of the year, from 0, that a rule names. */
static int rule_day(const struct tzif_date *d, int64_t year)
{
    static const int before[2][13] = {
        { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 },
        { 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366 },
    };
    bool leap = is_leap(year);
    if (d->kind == 'J')
        return d->day - 1 + (leap && d->day >= 60);
    if (d->kind == 'n')
        return d->day;
    int first = before[leap][d->month - 1], last = before[leap][d->month] - 1;
    int weekday = (int)(((days_before_year(year) + first + 4) % 7 + 7) % 7);
    int day = first + (d->day - weekday + 7) % 7 + (d->week - 1) * 7;
    return day > last ? day - 7 : day;
}

static const struct tzif_type *by_rule(const struct tzif *z, int64_t moment)
{
    if (!z->rule_has_dst)
        return &z->standard;
    int64_t local = moment + z->standard.offset;
    int64_t year = 1970 + local / 31556952;
    while (days_before_year(year) * 86400 > local)
        year--;
    while (days_before_year(year + 1) * 86400 <= local)
        year++;
    int64_t base = days_before_year(year) * 86400;
    int64_t start =
        base + rule_day(&z->start, year) * INT64_C(86400) + z->start.time - z->standard.offset;
    int64_t end =
        base + rule_day(&z->end, year) * INT64_C(86400) + z->end.time - z->daylight.offset;
    bool dst = start < end ? moment >= start && moment < end : moment >= start || moment < end;
    return dst ? &z->daylight : &z->standard;
}

const struct tzif_type *tzif_at(const struct tzif *z, int64_t moment)
{
    if (z->has_rule && (!z->count || moment >= z->at[z->count - 1]))
        return by_rule(z, moment);
    size_t low = 0, high = z->count; /* the first transition after the moment */
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (z->at[mid] <= moment)
            low = mid + 1;
        else
            high = mid;
    }
    if (low)
        return &z->types[z->to[low - 1]];
    for (size_t i = 0; i < z->ntypes; i++) /* before all: the first that is standard time */
        if (!z->types[i].dst)
            return &z->types[i];
    return &z->types[0];
}
