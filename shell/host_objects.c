#include "shell/host_objects.h"

#include <string.h>

#include "cmdlets/core/core.h"
#include "shell/base/alloc.h"
#include "shell/format/clixml.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/object_text.h"
#include "shell/runtime/record_bag.h"
#include "shell/runtime/stream.h"

enum { DEPTH = 1 }; /* as deep as PowerShell's serializer goes by default */

struct channel {
    struct strbuf text;
    struct clixml_writer *writer; /* NULL: nothing was written yet */
};

struct host_stream {
    struct sink sink;
    struct host_objects *host;
    const char *name;
};

struct host_objects {
    struct session *session;
    struct core_env env;
    struct channel out, err;
    struct host_stream streams[STREAM_INFORMATION + 1];
    struct host inner;
};

static struct host_objects *host_of(const struct session *s)
{
    return s->host.data;
}

static void add(struct host_objects *h, struct channel *c, struct value v, const char *stream)
{
    if (!c->writer) {
        strbuf_adds(&c->text, OBJECT_TEXT_MARK "\n");
        c->writer = clixml_writer_new(&h->env.env, true, &c->text);
    }
    clixml_writer_add(c->writer, v, stream, DEPTH);
}

/* ---- success ---- */

struct object_output {
    struct output output;
    struct host_objects *host;
};

static enum status write_object(struct sink *sink, struct value v)
{
    struct host_objects *h = ((struct object_output *)(void *)sink)->host;

    add(h, &h->out, v, "Output");
    return ST_OK;
}

static enum status nothing_held(struct output *o)
{
    (void)o;
    return ST_OK;
}

static void free_output(struct output *o)
{
    free(o);
}

static struct output *make_output(struct session *s)
{
    struct object_output *o = xcalloc(1, sizeof(*o));

    o->output.sink.write = write_object;
    o->output.flush = o->output.end = nothing_held;
    o->output.free = free_output;
    o->output.takes_objects = true;
    o->host = host_of(s);
    return &o->output;
}

/* ---- the other streams ---- */

static enum status write_record(struct sink *sink, struct value record)
{
    struct host_stream *stream = (struct host_stream *)(void *)sink;
    struct host_objects *h = stream->host;
    AUTO_VALUE bag = record_to_bag(h->session, record);

    add(h, &h->err, bag, stream->name);
    if (stream_of_record(record) == STREAM_INFORMATION && information_record_is_hosts(record)) {
        AUTO_VALUE text = value_to_string(record);
        AUTO_VALUE line = value_string("\n");
        add(h, &h->out, text, "Output");
        add(h, &h->out, line, "Output");
    }
    return ST_OK;
}

/* ---- the host ---- */

static int write_text(void *host, const char *text, size_t len)
{
    struct host_objects *h = host;
    AUTO_VALUE v = value_string_len(text, len);

    add(h, &h->out, v, "Output");
    return 0;
}

static void write_error_text(void *host, enum host_color color, const char *text, size_t len)
{
    struct host_objects *h = host;
    AUTO_VALUE v = value_string_len(text, len);

    (void)color;
    add(h, &h->err, v, "Error");
}

static char *read_line(void *host, const char *prompt, bool masked)
{
    struct host_objects *h = host;

    return h->inner.ops->read_line(h->inner.data, prompt, masked);
}

static int choose(void *host, const char *caption, const char *message, const char *const *choices,
                  const char *const *help, size_t n, int preset)
{
    struct host_objects *h = host;

    return h->inner.ops->choose(h->inner.data, caption, message, choices, help, n, preset);
}

static void size(void *host, int *columns, int *rows)
{
    struct host_objects *h = host;

    h->inner.ops->size(h->inner.data, columns, rows);
}

static const struct host_ops object_ops = { .write = write_text,
                                            .write_error = write_error_text,
                                            .read_line = read_line,
                                            .choose = choose,
                                            .size = size };

struct host_objects *host_objects_new(struct session *s)
{
    static const char *const names[] = {
        [STREAM_ERROR] = "Error",
        [STREAM_WARNING] = "warning",
        [STREAM_VERBOSE] = "verbose",
        [STREAM_DEBUG] = "debug",
        [STREAM_INFORMATION] = "information",
    };
    struct host_objects *h = xcalloc(1, sizeof(*h));

    h->session = s;
    core_env_init(&h->env, s, NULL);
    h->inner = s->host;
    s->host.ops = &object_ops;
    s->host.data = h;
    s->host.color_output = s->host.color_error = false;
    s->make_output = make_output;
    for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++) {
        h->streams[i] = (struct host_stream){ { .write = write_record }, h, names[i] };
        s->streams[i] = &h->streams[i].sink; /* not the host's: what is silent comes, too */
    }
    return h;
}

/* By the inner host: stdout's buffer goes out in order. */
static void finish(struct host_objects *h, struct channel *c, bool error)
{
    if (!c->writer)
        return;
    clixml_writer_end(c->writer);
    strbuf_addch(&c->text, '\n');
    if (error)
        h->inner.ops->write_error(h->inner.data, COLOR_DEFAULT, c->text.buf, c->text.len);
    else
        h->inner.ops->write(h->inner.data, c->text.buf, c->text.len);
    strbuf_release(&c->text);
}

void host_objects_end(struct host_objects *h)
{
    struct session *s = h->session;

    finish(h, &h->out, false);
    finish(h, &h->err, true);
    s->host = h->inner;
    for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++)
        s->streams[i] = s->host_streams[i];
    free(h);
}
