#include "cmdlets/core/output/out_writer.h"

#include "shell/format/format_data.h"
#include "shell/object/convert.h"
#include "shell/object/ps_style.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

static int to_renderer(void *data, struct value v)
{
    struct out_writer *w = data;

    return renderer_write(w->renderer, v);
}

void out_writer_init(struct out_writer *w, struct session *s, struct invocation *inv,
                     struct text_sink *sink, int width, bool to_host)
{
    *w = (struct out_writer){ .sink = sink, .to_host = to_host };
    core_env_init(&w->env, s, inv);
    w->env.env.columns = width;
    int columns;
    if (s->host.ops && s->host.ops->size)
        s->host.ops->size(s->host.data, &columns, &w->height);
    w->formatter = formatter_new(&w->request, &w->env.env, to_renderer, w);
    w->renderer = renderer_new(sink, width, false);
}

static enum status settle(struct out_writer *w, int rc)
{
    if (w->env.pending != ST_OK)
        return w->env.pending;
    return rc ? ST_STOP : ST_OK;
}

/* $PSStyle may have changed since the last object. */
static void refresh_look(struct out_writer *w)
{
    struct session *s = w->env.session;
    const struct ps_style *style = ps_style_of(s->style);
    enum output_rendering how = style                ? style->rendering
                                : s->host.plain_text ? RENDER_PLAIN_TEXT
                                                     : RENDER_HOST;

    renderer_set_look(w->renderer,
                      &(struct render_look){
                          .style = style,
                          .decorate = how == RENDER_ANSI ||
                                      (how == RENDER_HOST && w->to_host && s->host.color_output),
                          .plain_raw = how == RENDER_PLAIN_TEXT && w->to_host,
                          .height = w->height,
                      });
}

/* A record of another stream that was merged into output: as that stream shows it; else null. */
static struct value stream_line(struct value v)
{
    static const char *const prefixes[] = {
        [STREAM_WARNING] = "WARNING: ",
        [STREAM_VERBOSE] = "VERBOSE: ",
        [STREAM_DEBUG] = "DEBUG: ",
    };
    enum stream stream = stream_of_record(v);
    if (stream < STREAM_WARNING || stream > STREAM_DEBUG)
        return value_null();
    AUTO_VALUE text = value_to_string(v);
    return value_stringf("%s%s", prefixes[stream], text.str->data);
}

enum status out_writer_write(struct out_writer *w, struct value v)
{
    struct format_data *d = format_data_of(v);

    w->env.env.data = &w->env;
    refresh_look(w);
    AUTO_VALUE line = w->to_host ? stream_line(v) : value_null();
    if (line.kind == V_STRING)
        v = line;
    if (!d)
        return settle(w, formatter_write(w->formatter, v));
    if (!w->in_format_data && d->kind == FORMAT_START && formatter_end(w->formatter))
        return ST_STOP;
    if (d->kind == FORMAT_START)
        w->in_format_data = true;
    else if (d->kind == FORMAT_END)
        w->in_format_data = false;
    return settle(w, renderer_write(w->renderer, v));
}

enum status out_writer_flush(struct out_writer *w)
{
    return settle(w, renderer_flush(w->renderer));
}

enum status out_writer_end(struct out_writer *w)
{
    if (!w->formatter)
        return ST_OK;
    refresh_look(w);
    int rc = formatter_end(w->formatter);

    return settle(w, rc ? rc : renderer_flush(w->renderer));
}

void out_writer_release(struct out_writer *w)
{
    formatter_free(w->formatter);
    renderer_free(w->renderer);
    w->formatter = NULL;
    w->renderer = NULL;
}

int host_columns(struct session *s)
{
    int columns = 120, rows = 30;

    if (s->host.ops && s->host.ops->size)
        s->host.ops->size(s->host.data, &columns, &rows);
    return columns > 0 ? columns : 120;
}
