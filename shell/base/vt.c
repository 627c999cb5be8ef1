#include "shell/base/vt.h"

#include <string.h>

static size_t digits(const char *s, size_t len)
{
    size_t n = 0;

    while (n < len && s[n] >= '0' && s[n] <= '9')
        n++;
    return n;
}

/* ESC [ n ; n … m: the first number may be missing, the others not. */
static size_t graphics(const char *s, size_t len)
{
    size_t at = 2 + digits(s + 2, len - 2);

    while (at < len && s[at] == ';') {
        size_t n = digits(s + at + 1, len - at - 1);
        if (n == 0)
            return 0;
        at += n + 1;
    }
    return at < len && s[at] == 'm' ? at + 1 : 0;
}

size_t vt_sequence(const char *s, size_t len)
{
    if (len < 3 || s[0] != VT_ESC)
        return 0;
    if (s[1] == '[' && s[2] == '?') {
        size_t n = digits(s + 3, len - 3);
        if (n > 0 && 3 + n < len && (s[3 + n] == 'h' || s[3 + n] == 'l'))
            return n + 4;
        return 0;
    }
    if (s[1] == '[')
        return graphics(s, len);
    if (len >= 4 && memcmp(s + 1, "]8;;", 4 < len ? 4 : len - 1) == 0) {
        for (size_t at = 5; at + 1 < len && s[at] != '\n'; at++)
            if (s[at] == VT_ESC && s[at + 1] == '\\')
                return at + 2;
    }
    return 0;
}

bool vt_is_decorated(const char *s, size_t len)
{
    return len > 0 && memchr(s, VT_ESC, len) != NULL;
}

void vt_strip(const char *s, size_t len, struct strbuf *out)
{
    while (len > 0) {
        const char *esc = memchr(s, VT_ESC, len);
        size_t plain = esc ? (size_t)(esc - s) : len;
        strbuf_add(out, s, plain);
        s += plain;
        len -= plain;
        if (len == 0)
            return;
        size_t n = vt_sequence(s, len);
        if (n == 0) {
            strbuf_addch(out, *s);
            n = 1;
        }
        s += n;
        len -= n;
    }
}
