/* Time spans as text, both ways. */
#include <string.h>

#include "shell/object/datetime.h"
#include "shell/object/fail.h"

struct span_parts {
    bool negative;
    uint64_t days;
    int hours, minutes, seconds, fraction;
};

static struct span_parts split(int64_t ticks)
{
    uint64_t t = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks;
    return (struct span_parts){ .negative = ticks < 0,
                                .days = t / TICKS_PER_DAY,
                                .hours = (int)(t / TICKS_PER_HOUR % 24),
                                .minutes = (int)(t / TICKS_PER_MINUTE % 60),
                                .seconds = (int)(t / TICKS_PER_SECOND % 60),
                                .fraction = (int)(t % TICKS_PER_SECOND) };
}

static int bad_format(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "Input string was not in a correct format.");
}

static void add_trimmed(int fraction, struct strbuf *out)
{
    char digits[16];
    int n = snprintf(digits, sizeof(digits), "%07d", fraction);
    while (n > 1 && digits[n - 1] == '0')
        n--;
    strbuf_add(out, digits, (size_t)n);
}

static int custom(const struct span_parts *p, const char *f, size_t len, struct strbuf *out,
                  struct err **err)
{
    for (size_t i = 0; i < len;) {
        char c = f[i];
        size_t n = 1;
        while (c && strchr("dhmsfF", c) && i + n < len && f[i + n] == c)
            n++;
        char digits[16];
        switch (c) {
        case 'd':
            if (n > 8)
                return bad_format(err);
            strbuf_addf(out, "%0*llu", (int)n, (unsigned long long)p->days);
            break;
        case 'h':
        case 'm':
        case 's':
            if (n > 2)
                return bad_format(err);
            strbuf_addf(out, "%0*d", (int)n,
                        c == 'h'   ? p->hours
                        : c == 'm' ? p->minutes
                                   : p->seconds);
            break;
        case 'f':
        case 'F': {
            if (n > 7)
                return bad_format(err);
            snprintf(digits, sizeof(digits), "%07d", p->fraction);
            size_t keep = n;
            while (c == 'F' && keep && digits[keep - 1] == '0')
                keep--;
            strbuf_add(out, digits, keep);
            break;
        }
        case '\'':
        case '"': {
            const char *end = memchr(f + i + 1, c, len - i - 1);
            if (!end)
                return bad_format(err);
            strbuf_add(out, f + i + 1, (size_t)(end - (f + i + 1)));
            n = (size_t)(end - (f + i)) + 1;
            break;
        }
        case '\\':
            if (i + 1 >= len)
                return bad_format(err);
            strbuf_addch(out, f[i + 1]);
            n = 2;
            break;
        case '%':
            if (i + 1 >= len)
                return bad_format(err);
            break;
        default:
            return bad_format(err);
        }
        i += n;
    }
    return 0;
}

int timespan_format(int64_t ticks, const char *format, size_t len, struct strbuf *out,
                    struct err **err)
{
    struct span_parts p = split(ticks);
    char kind = len ? format[0] : 'c';
    if (len > 1)
        return custom(&p, format, len, out, err);
    if (!strchr("ctTgG", kind))
        return bad_format(err);
    if (p.negative)
        strbuf_addch(out, '-');
    if (kind == 'g' || kind == 'G') {
        if (p.days || kind == 'G')
            strbuf_addf(out, "%llu:", (unsigned long long)p.days);
        strbuf_addf(out, kind == 'G' ? "%02d:%02d:%02d" : "%d:%02d:%02d", p.hours, p.minutes,
                    p.seconds);
        if (kind == 'G') {
            strbuf_addf(out, ".%07d", p.fraction);
        } else if (p.fraction) {
            strbuf_addch(out, '.');
            add_trimmed(p.fraction, out);
        }
        return 0;
    }
    if (p.days)
        strbuf_addf(out, "%llu.", (unsigned long long)p.days);
    strbuf_addf(out, "%02d:%02d:%02d", p.hours, p.minutes, p.seconds);
    if (p.fraction)
        strbuf_addf(out, ".%07d", p.fraction);
    return 0;
}

/* Digits at s[*i]; -1 when there are none. */
static int64_t number(const char *s, size_t len, size_t *i, size_t *digits)
{
    size_t start = *i;
    int64_t n = 0;
    while (*i < len && s[*i] >= '0' && s[*i] <= '9') {
        if (n < INT64_C(1) << 40)
            n = n * 10 + (s[*i] - '0');
        ++*i;
    }
    *digits = *i - start;
    return *digits ? n : -1;
}

int timespan_parse(const char *s, size_t len, int64_t *out)
{
    while (len && (*s == ' ' || *s == '\t'))
        s++, len--;
    while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
        len--;
    size_t i = 0, digits;
    bool negative = len && s[0] == '-';
    i += negative;
    int64_t parts[5] = { 0 }; /* as they come, the first before '.' or ':' */
    int n = 0;
    bool day_point = false;
    int64_t fraction = 0;
    for (;;) {
        int64_t v = number(s, len, &i, &digits);
        if (v < 0 || n == 4)
            return -1;
        parts[n++] = v;
        if (i == len)
            break;
        if (s[i] == '.' && n == 1 && memchr(s, ':', len)) {
            day_point = true;
        } else if (s[i] == '.' && n >= 3) {
            i++;
            size_t at = i;
            fraction = number(s, len, &i, &digits);
            if (fraction < 0 || i != len)
                return -1;
            if (digits > 7)
                return -2;
            (void)at;
            for (; digits < 7; digits++)
                fraction *= 10;
            break;
        } else if (s[i] != ':') {
            return -1;
        }
        i++;
    }
    int64_t days = 0, hours = 0, minutes = 0, seconds = 0;
    if (n == 1) {
        days = parts[0];
    } else if (day_point || n == 4) {
        days = parts[0];
        hours = parts[1];
        minutes = parts[2];
        seconds = parts[3];
        if (n < 3)
            return -1;
    } else {
        hours = parts[0];
        minutes = parts[1];
        seconds = parts[2];
    }
    if (hours > 23 || minutes > 59 || seconds > 59 || days > 10675199)
        return -2;
    __extension__ __int128 ticks = (__int128)days * TICKS_PER_DAY + hours * TICKS_PER_HOUR +
                                   minutes * TICKS_PER_MINUTE + seconds * TICKS_PER_SECOND +
                                   fraction;
    if (negative)
        ticks = -ticks;
    if (ticks > INT64_MAX || ticks < INT64_MIN)
        return -2;
    *out = (int64_t)ticks;
    return 0;
}

int fail_timespan(int parsed, const char *s, struct err **err)
{
    if (parsed == -2)
        return fail_with(err, "System.OverflowException", "OverflowException",
                         "The TimeSpan string '%s' could not be parsed because at least one of the "
                         "numeric components is out of range or contains too many digits.",
                         s);
    return fail_with(err, "System.FormatException", "FormatException",
                     "String '%s' was not recognized as a valid TimeSpan.", s);
}
