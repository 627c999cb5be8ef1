/* A growing byte string. Invariant: buf is never NULL and buf[len] is NUL,
 * also right after STRBUF_INIT, where buf points at a shared empty string.
 * Bytes may hold NULs; len counts. */
#ifndef HVSH_BASE_STRBUF_H
#define HVSH_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/cleanup.h"

struct strbuf {
    size_t len, cap; /* cap 0: buf is the shared empty string */
    char *buf;
};

extern char strbuf_empty[1];
#define STRBUF_INIT        \
    {                      \
        0, 0, strbuf_empty \
    }
#define AUTO_STRBUF CLEANUP(strbuf_release) struct strbuf

/* Frees the bytes; sb is empty and usable afterwards. */
void strbuf_release(struct strbuf *sb);
/* Forgets the content, keeps the memory. */
void strbuf_reset(struct strbuf *sb);
/* Room for extra more bytes and the NUL. */
void strbuf_grow(struct strbuf *sb, size_t extra);
/* Shortens to len bytes. */
void strbuf_truncate(struct strbuf *sb, size_t len);
/* Hands the NUL-terminated bytes to the caller, who frees; sb is empty then.
 * len may be NULL. */
char *strbuf_detach(struct strbuf *sb, size_t *len);

void strbuf_add(struct strbuf *sb, const void *data, size_t len);
void strbuf_adds(struct strbuf *sb, const char *s);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) PRINTF_LIKE(2, 3);
void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
/* n times c. */
void strbuf_fill(struct strbuf *sb, char c, size_t n);
/* Code point as UTF-8 (surrogates as WTF-8). */
void strbuf_addrune(struct strbuf *sb, uint32_t rune);

static inline void strbuf_addch(struct strbuf *sb, char c)
{
    if (sb->len + 1 >= sb->cap)
        strbuf_grow(sb, 1);
    sb->buf[sb->len++] = c;
    sb->buf[sb->len] = '\0';
}

#endif
