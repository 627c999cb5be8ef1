/* Where formatted text goes: a terminal, a file, a string. */
#ifndef HVSH_FORMAT_TEXT_SINK_H
#define HVSH_FORMAT_TEXT_SINK_H

#include <stddef.h>

#include "shell/base/strbuf.h"

struct text_sink {
    /* UTF-8, any length, not NUL-terminated. -1: nobody reads any more. */
    int (*write)(struct text_sink *, const char *text, size_t len);
};

static inline int text_write(struct text_sink *sink, const char *text, size_t len)
{
    return sink->write(sink, text, len);
}

/* Appends to a buffer of the caller's. */
struct strbuf_sink {
    struct text_sink sink;
    struct strbuf *out;
};
void strbuf_sink_init(struct strbuf_sink *s, struct strbuf *out);

#endif
