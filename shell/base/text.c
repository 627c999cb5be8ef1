#include "shell/base/text.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/utf8.h"

static inline unsigned char fold_ascii(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 32) : c;
}

int text_casecmp(const char *a, size_t alen, const char *b, size_t blen)
{
    size_t i = 0, j = 0;
    while (i < alen && j < blen) {
        unsigned char ca = (unsigned char)a[i], cb = (unsigned char)b[j];
        uint32_t ra, rb;
        if (ca < 0x80 && cb < 0x80) {
            ra = fold_ascii(ca), rb = fold_ascii(cb);
            i++, j++;
        } else {
            size_t ua, ub;
            ra = rune_lower(utf8_decode(a + i, alen - i, &ua));
            rb = rune_lower(utf8_decode(b + j, blen - j, &ub));
            i += ua, j += ub;
        }
        if (ra != rb)
            return ra < rb ? -1 : 1;
    }
    return i < alen ? 1 : j < blen ? -1 : 0;
}

bool text_caseeq(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return text_casecmp(a, strlen(a), b, strlen(b)) == 0;
}

bool text_caseeqn(const char *a, size_t alen, const char *b, size_t blen)
{
    if (alen == blen && memcmp(a, b, alen) == 0)
        return true;
    return text_casecmp(a, alen, b, blen) == 0;
}

bool text_casestarts(const char *s, const char *prefix)
{
    size_t n = strlen(prefix), len = strlen(s);
    return len >= n && text_casecmp(s, n, prefix, n) == 0;
}

uint32_t text_casehash(const char *s, size_t len)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80) {
            h = (h ^ fold_ascii(c)) * 16777619u;
            i++;
        } else {
            size_t used;
            h = (h ^ rune_lower(utf8_decode(s + i, len - i, &used))) * 16777619u;
            i += used;
        }
    }
    return h;
}

static uint32_t next_rune(const char *s, size_t len, size_t *i, bool fold)
{
    size_t used;
    uint32_t r = utf8_decode(s + *i, len - *i, &used);
    *i += used;
    return fold ? rune_lower(r) : r;
}

/* Matches one [set] at p[*pi]; *pi moves past it. A '[' that is never closed
 * stands for itself. */
static bool match_set(const char *p, size_t plen, size_t *pi, uint32_t rune, bool fold)
{
    size_t i = *pi + 1, close = i;
    while (close < plen && (p[close] != ']' || close == i))
        close += p[close] == '`' && close + 1 < plen ? 2 : 1;
    if (close >= plen) {
        *pi += 1;
        return rune == '[';
    }
    bool hit = false;
    while (i < close) {
        if (p[i] == '`' && i + 1 < close)
            i++;
        uint32_t lo = next_rune(p, plen, &i, fold), hi = lo;
        if (i + 1 < close && p[i] == '-') {
            i++;
            hi = next_rune(p, plen, &i, fold);
        }
        if (rune >= lo && rune <= hi)
            hit = true;
    }
    *pi = close + 1;
    return hit;
}

bool text_wildcard_match(const char *p, size_t plen, const char *s, size_t len, bool fold)
{
    size_t pi = 0, si = 0, star_p = SIZE_MAX, star_s = 0;
    while (si < len) {
        size_t s_next = si;
        bool ok = false;
        if (pi < plen && p[pi] == '*') {
            star_p = ++pi;
            star_s = si;
            continue;
        }
        uint32_t rune = next_rune(s, len, &s_next, fold);
        if (pi < plen) {
            if (p[pi] == '?') {
                pi++;
                ok = true;
            } else if (p[pi] == '[') {
                ok = match_set(p, plen, &pi, rune, fold);
            } else {
                if (p[pi] == '`' && pi + 1 < plen)
                    pi++;
                ok = next_rune(p, plen, &pi, fold) == rune;
            }
        }
        if (ok) {
            si = s_next;
        } else if (star_p != SIZE_MAX) {
            if (star_s % 256 == 0 && cancel_wanted())
                return false; /* nobody will read it */
            next_rune(s, len, &star_s, fold);
            si = star_s;
            pi = star_p;
        } else {
            return false;
        }
    }
    while (pi < plen && p[pi] == '*')
        pi++;
    return pi == plen;
}

bool text_has_wildcard(const char *p, size_t plen)
{
    for (size_t i = 0; i < plen; i++) {
        if (p[i] == '`')
            i++;
        else if (p[i] == '*' || p[i] == '?' || p[i] == '[')
            return true;
    }
    return false;
}

bool text_wildcard_valid(const char *pattern, size_t plen)
{
    bool escaped = false, inside = false;
    size_t first = 0; /* of the set */
    for (size_t i = 0; i < plen; i++) {
        char c = pattern[i];
        if (!inside && c == '[' && !escaped) {
            inside = true;
            first = i + 1;
        } else if (inside && c == ']' && !escaped && i > first) {
            inside = false;
        } else if (inside && c == '-' && !escaped && i > first && i + 1 < plen &&
                   pattern[i + 1] != ']' && pattern[i + 1] != '`' && pattern[i - 1] != '-' &&
                   (unsigned char)pattern[i - 1] < 0x80 && (unsigned char)pattern[i + 1] < 0x80 &&
                   pattern[i - 1] > pattern[i + 1]) {
            return false;
        }
        escaped = c == '`' && !escaped;
    }
    return !inside;
}
