#include "shell/runtime/sink.h"

#include "shell/object/array.h"

static enum status array_write(struct sink *sink, struct value v)
{
    struct array_sink *s = (struct array_sink *)(void *)sink;
    array_push(s->array, v);
    return ST_OK;
}

void array_sink_init(struct array_sink *s, struct array *array)
{
    s->sink.write = array_write;
    s->array = array;
}

static enum status null_write(struct sink *sink, struct value v)
{
    (void)sink;
    (void)v;
    return ST_OK;
}

void null_sink_init(struct sink *s)
{
    s->write = null_write;
}

struct value array_as_value_take(struct array *array)
{
    if (array->len > 1)
        return value_of_array(array);
    struct value v = array->len ? value_ref(array->items[0]) : value_nothing();
    value_unref(value_of_array(array));
    return v;
}
