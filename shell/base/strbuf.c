#include "shell/base/strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"

char strbuf_empty[1];

void strbuf_release(struct strbuf *sb)
{
    if (sb->cap)
        free(sb->buf);
    *sb = (struct strbuf)STRBUF_INIT;
}

void strbuf_reset(struct strbuf *sb)
{
    strbuf_truncate(sb, 0);
}

void strbuf_truncate(struct strbuf *sb, size_t len)
{
    if (len < sb->len) {
        sb->len = len;
        sb->buf[len] = '\0';
    }
}

void strbuf_grow(struct strbuf *sb, size_t extra)
{
    size_t need;
    if (__builtin_add_overflow(sb->len, extra, &need) || __builtin_add_overflow(need, 1, &need))
        need = SIZE_MAX; /* xrealloc reports it */
    if (need <= sb->cap)
        return;
    size_t cap = sb->cap + sb->cap / 2;
    if (cap < need)
        cap = need;
    if (cap < 32)
        cap = 32;
    sb->buf = xrealloc(sb->cap ? sb->buf : NULL, cap);
    sb->cap = cap;
    sb->buf[sb->len] = '\0';
}

char *strbuf_detach(struct strbuf *sb, size_t *len)
{
    if (len)
        *len = sb->len;
    if (!sb->cap)
        strbuf_grow(sb, 0);
    char *s = sb->buf;
    *sb = (struct strbuf)STRBUF_INIT;
    return s;
}

void strbuf_add(struct strbuf *sb, const void *data, size_t len)
{
    if (!len)
        return;
    if (len >= sb->cap - sb->len)
        strbuf_grow(sb, len);
    memcpy(sb->buf + sb->len, data, len);
    sb->len += len;
    sb->buf[sb->len] = '\0';
}

void strbuf_adds(struct strbuf *sb, const char *s)
{
    strbuf_add(sb, s, strlen(s));
}

void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n <= 0)
        return;
    strbuf_grow(sb, (size_t)n);
    vsnprintf(sb->buf + sb->len, (size_t)n + 1, fmt, ap);
    sb->len += (size_t)n;
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(sb, fmt, ap);
    va_end(ap);
}

void strbuf_fill(struct strbuf *sb, char c, size_t n)
{
    if (!n)
        return;
    strbuf_grow(sb, n);
    memset(sb->buf + sb->len, c, n);
    sb->len += n;
    sb->buf[sb->len] = '\0';
}

void strbuf_addrune(struct strbuf *sb, uint32_t rune)
{
    char tmp[4];
    strbuf_add(sb, tmp, utf8_encode(rune, tmp));
}
