#include "cmdlets/core/output/out_default.h"

#include "cmdlets/core/output/out_writer.h"
#include "shell/base/alloc.h"

struct host_sink {
    struct text_sink sink;
    struct session *session;
};

struct default_output {
    struct output output;
    struct host_sink host;
    struct out_writer writer;
};

static int write_host(struct text_sink *sink, const char *text, size_t len)
{
    struct host *h = &((struct host_sink *)sink)->session->host;

    return h->ops->write(h->data, text, len);
}

static enum status default_write(struct sink *sink, struct value v)
{
    return out_writer_write(&((struct default_output *)sink)->writer, v);
}

static enum status default_flush(struct output *o)
{
    return out_writer_flush(&((struct default_output *)o)->writer);
}

static enum status default_end(struct output *o)
{
    return out_writer_end(&((struct default_output *)o)->writer);
}

static void default_free(struct output *o)
{
    out_writer_release(&((struct default_output *)o)->writer);
    free(o);
}

struct output *out_default_new(struct session *s)
{
    struct default_output *d = xcalloc(1, sizeof(*d));

    d->output.sink = (struct sink){ .write = default_write };
    d->output.flush = default_flush;
    d->output.end = default_end;
    d->output.free = default_free;
    d->host.sink.write = write_host;
    d->host.session = s;
    out_writer_init(&d->writer, s, NULL, &d->host.sink, host_columns(s), true);
    return &d->output;
}

void out_default_render(struct session *s, struct value v, struct strbuf *out)
{
    struct strbuf_sink sink;
    struct out_writer w;

    strbuf_sink_init(&sink, out);
    out_writer_init(&w, s, NULL, &sink.sink, host_columns(s), false);
    if (out_writer_write(&w, v) == ST_OK && out_writer_end(&w) != ST_OK)
        strbuf_addch(out, '\n');
    out_writer_release(&w);
}
