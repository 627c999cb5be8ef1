#include "shell/runtime/sink.h"

#include "shell/object/array.h"

static enum status array_write(struct sink *sink, struct value v)
{
    struct array_sink *s = (struct array_sink *)(void *)sink;
    array_push(s->array, v);
    return ST_OK;
}

static enum status array_take(struct sink *sink, struct value v)
{
    struct array_sink *s = (struct array_sink *)(void *)sink;
    array_push_take(s->array, v);
    return ST_OK;
}

void array_sink_init(struct array_sink *s, struct array *array)
{
    s->sink = (struct sink){ .write = array_write, .take = array_take };
    s->array = array;
}

enum status value_sink_keep(struct sink *sink, struct value v)
{
    struct value_sink *s = (struct value_sink *)(void *)sink;
    if (s->rest) {
        array_push_take(s->rest, v);
    } else if (s->first.kind == V_NULL && s->first.aux == VALUE_NOTHING) {
        s->first = v;
        if (v.kind == V_NULL)
            s->first.aux = 0;
    } else {
        s->rest = array_new(4);
        array_push_take(s->rest, s->first);
        array_push_take(s->rest, v);
    }
    return ST_OK;
}

enum status value_sink_write(struct sink *sink, struct value v)
{
    return value_sink_keep(sink, value_ref(v));
}

static enum status null_write(struct sink *sink, struct value v)
{
    (void)sink;
    (void)v;
    return ST_OK;
}

void null_sink_init(struct sink *s)
{
    *s = (struct sink){ .write = null_write };
}

struct value array_as_value_take(struct array *array)
{
    if (array->len > 1)
        return value_of_array(array);
    struct value v = array->len ? value_ref(array->items[0]) : value_nothing();
    value_unref(value_of_array(array));
    return v;
}
