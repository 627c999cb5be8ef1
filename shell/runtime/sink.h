/* Where objects go: the next stage, a collecting array, a file, the formatter
 * or nowhere. */
#ifndef HVSH_RUNTIME_SINK_H
#define HVSH_RUNTIME_SINK_H

#include "shell/object/value.h"
#include "shell/runtime/status.h"

struct sink {
    /* v is borrowed. Anything but ST_OK ends the writer. */
    enum status (*write)(struct sink *, struct value v);
    /* As write, but v becomes the sink's, for those that keep what comes; or NULL. */
    enum status (*take)(struct sink *, struct value v);
};

static inline enum status sink_write(struct sink *sink, struct value v)
{
    return sink->write(sink, v);
}

/* Appends to an array that the caller owns. */
struct array_sink {
    struct sink sink;
    struct array *array;
};
void array_sink_init(struct array_sink *s, struct array *array);
/* Keeps what is written as a pipeline's value; mostly that is one, so that only a second
 * one needs an array. */
struct value_sink {
    struct sink sink;
    struct value first;
    struct array *rest; /* all of them once there are two */
};
enum status value_sink_write(struct sink *sink, struct value v);
enum status value_sink_keep(struct sink *sink, struct value v);
static inline void value_sink_init(struct value_sink *s)
{
    s->sink.write = value_sink_write;
    s->sink.take = value_sink_keep;
    s->first = value_nothing();
    s->rest = NULL;
}

static inline enum status sink_take(struct sink *sink, struct value v)
{
    if (sink->take == value_sink_keep) { /* the first value of such a sink: without a call */
        struct value_sink *s = (struct value_sink *)(void *)sink;
        if (value_is_nothing(s->first) && !s->rest && v.kind != V_NULL) {
            s->first = value_halves(v);
            return ST_OK;
        }
    }
    if (sink->take)
        return sink->take(sink, v);
    enum status st = sink->write(sink, v);
    value_unref(v);
    return st;
}
/* What came, as array_as_value_take() gives it; owned. The sink is empty afterwards. */
static inline struct value value_sink_take(struct value_sink *s)
{
    struct value v = s->rest ? value_of_array(s->rest) : value_halves(s->first);
    s->first = value_nothing();
    s->rest = NULL;
    return v;
}
/* Drops everything. */
void null_sink_init(struct sink *s);
/* What a pipeline yields as an expression: nothing, the only object, or an
 * array; takes the array. */
struct value array_as_value_take(struct array *array);

#endif
