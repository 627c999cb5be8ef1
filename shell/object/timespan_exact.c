/* TimeSpan.ParseExact: texts by a format. */
#include <string.h>

#include "shell/object/datetime.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* From min to max digits. *at moves on; false: too few. */
static bool take_number(const char **at, const char *end, size_t min, size_t max, int64_t *out,
                        size_t *digits)
{
    size_t n = 0;
    *out = 0;
    while (*at < end && n < max && is_digit(**at)) {
        *out = *out * 10 + (**at - '0');
        ++*at;
        n++;
    }
    *digits = n;
    return n >= min;
}

static bool take_text(const char **at, const char *end, const char *text, size_t len)
{
    if ((size_t)(end - *at) < len || memcmp(*at, text, len) != 0)
        return false;
    *at += len;
    return true;
}

/* One letter of the format, repeated n times. */
static bool take_part(char letter, size_t n, const char **at, const char *end, int64_t *ticks)
{
    int64_t v;
    size_t digits;
    if (letter == 'f' || letter == 'F') {
        if (n > 7 || !take_number(at, end, letter == 'f' ? n : 0, n, &v, &digits))
            return false;
        for (size_t i = digits; i < 7; i++)
            v *= 10;
        *ticks += v;
        return true;
    }
    static const struct {
        char letter;
        int64_t unit, limit;
        size_t most;
    } parts[] = { { 'd', TICKS_PER_DAY, 10675199, 8 },
                  { 'h', TICKS_PER_HOUR, 23, 2 },
                  { 'm', TICKS_PER_MINUTE, 59, 2 },
                  { 's', TICKS_PER_SECOND, 59, 2 } };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (parts[i].letter != letter)
            continue;
        size_t max = n > 1 && letter != 'd' ? n : parts[i].most;
        if (n > parts[i].most || !take_number(at, end, n, max, &v, &digits) || v > parts[i].limit)
            return false;
        *ticks += v * parts[i].unit;
        return true;
    }
    return false;
}

int timespan_parse_exact(const char *s, size_t len, const char *format, size_t flen, int64_t *out)
{
    const char *at = s, *end = s + len, *f = format, *fend = format + flen;
    *out = 0;
    if (flen == 1 && strchr("ctTgG", *format))
        return timespan_parse(s, len, out);
    if (!flen || flen == 1) /* one letter stands behind % */
        return -1;
    while (f < fend) {
        if (*f == '\\') {
            if (++f == fend || !take_text(&at, end, f, 1))
                return -1;
            f++;
        } else if (*f == '\'' || *f == '"') {
            const char *close = memchr(f + 1, *f, (size_t)(fend - f - 1));
            if (!close || !take_text(&at, end, f + 1, (size_t)(close - f - 1)))
                return -1;
            f = close + 1;
        } else if (*f == '%') {
            f++;
        } else {
            size_t n = 1;
            while (f + n < fend && f[n] == *f)
                n++;
            if (!take_part(*f, n, &at, end, out))
                return -1;
            f += n;
        }
    }
    return at == end ? 0 : -1;
}
