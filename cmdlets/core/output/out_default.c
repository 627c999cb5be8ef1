#include "cmdlets/core/output/out_default.h"

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cmdlets/core/output/out_writer.h"
#include "shell/base/alloc.h"
#include "shell/runtime/transcript.h"

struct host_sink {
    struct text_sink sink;
    struct session *session;
    int lines; /* since the last page began; of paged output */
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

static int write_transcript(struct text_sink *sink, const char *text, size_t len)
{
    transcript_result(((struct host_sink *)sink)->session, text, len);
    return 0;
}

/* ---- page by page ---- */

/* The next of these keys; 0: none comes any more, or Ctrl-C. */
static char read_key(struct session *s, const char *keys)
{
    char key = 0;

    while (!interrupted(s)) {
        ssize_t n = read(STDIN_FILENO, &key, 1);
        if (n == 0 || (n < 0 && errno != EINTR))
            return 0;
        if (n == 1 && key && strchr(keys, key))
            return key;
    }
    return 0;
}

/* Asks how to go on after a page. -1: no further. */
static int end_page(struct host_sink *sink)
{
    static const char prompt[] = "<SPACE> next page; <CR> next line; Q quit";
    struct host *h = &sink->session->host;
    struct termios saved, raw;

    if (tcgetattr(STDIN_FILENO, &saved) != 0)
        return 0;
    raw = saved;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw); /* before anyone is asked: no answer is shown */
    h->ops->write(h->data, prompt, sizeof(prompt) - 1);
    if (h->ops->flush)
        h->ops->flush(h->data);
    char key = read_key(sink->session, " \r\nqQ");
    tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
    h->ops->write(h->data, "\n", 1);
    sink->lines = key == ' ' ? 0 : sink->lines - 1;
    return key && key != 'q' && key != 'Q' ? 0 : -1;
}

static int write_page(struct text_sink *text_sink, const char *text, size_t len)
{
    struct host_sink *sink = (struct host_sink *)text_sink;
    struct host *h = &sink->session->host;

    while (len > 0) {
        const char *nl = memchr(text, '\n', len);
        size_t n = nl ? (size_t)(nl - text) + 1 : len;
        int columns, rows;
        if (h->ops->write(h->data, text, n) != 0)
            return -1;
        text += n;
        len -= n;
        h->ops->size(h->data, &columns, &rows);
        if (nl && ++sink->lines >= rows - 1 && rows > 1 && end_page(sink) != 0)
            return -1;
    }
    return 0;
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

static struct output *output_new(struct session *s,
                                 int (*write)(struct text_sink *, const char *, size_t))
{
    struct default_output *d = xcalloc(1, sizeof(*d));

    d->output.sink = (struct sink){ .write = default_write };
    d->output.flush = default_flush;
    d->output.end = default_end;
    d->output.free = default_free;
    d->host.sink.write = write;
    d->host.session = s;
    out_writer_init(&d->writer, s, NULL, &d->host.sink, host_columns(s), true);
    return &d->output;
}

struct output *out_default_new(struct session *s)
{
    return output_new(s, write_host);
}

struct output *out_transcript_new(struct session *s)
{
    return output_new(s, write_transcript);
}

struct output *out_paged_new(struct session *s)
{
    bool asks = s->host.interactive && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

    return output_new(s, asks ? write_page : write_host);
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
