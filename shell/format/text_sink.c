#include "shell/format/text_sink.h"

static int write_strbuf(struct text_sink *sink, const char *text, size_t len)
{
    strbuf_add(((struct strbuf_sink *)sink)->out, text, len);
    return 0;
}

void strbuf_sink_init(struct strbuf_sink *s, struct strbuf *out)
{
    s->sink.write = write_strbuf;
    s->out = out;
}
