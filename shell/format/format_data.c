#include "shell/format/format_data.h"

#include <stdlib.h>

static void str_unref(struct str *s)
{
    if (s)
        value_unref(value_of_str(s));
}

static void format_data_destroy(struct object *o)
{
    struct format_data *d = object_payload(o);

    for (size_t i = 0; i < d->nheads; i++)
        str_unref(d->heads[i].label);
    free(d->heads);
    str_unref(d->text);
    for (size_t i = 0; i < d->n; i++) {
        if (d->cells)
            str_unref(d->cells[i]);
        if (d->labels)
            str_unref(d->labels[i]);
    }
    free(d->cells);
    free(d->labels);
}

#define FORMAT_TYPE(var, text)                                         \
    const struct type_info var = {                                     \
        .name = "Microsoft.PowerShell.Commands.Internal.Format." text, \
        .base = &type_object,                                          \
        .payload_size = sizeof(struct format_data),                    \
        .destroy = format_data_destroy,                                \
    }

FORMAT_TYPE(type_format_start, "FormatStartData");
FORMAT_TYPE(type_format_group_start, "GroupStartData");
FORMAT_TYPE(type_format_entry, "FormatEntryData");
FORMAT_TYPE(type_format_group_end, "GroupEndData");
FORMAT_TYPE(type_format_end, "FormatEndData");

struct value format_data_new(enum format_kind kind)
{
    static const struct type_info *const types[] = {
        &type_format_start,     &type_format_group_start, &type_format_entry,
        &type_format_group_end, &type_format_end,
    };
    struct object *o = object_new(types[kind]);
    struct format_data *d = object_payload(o);

    d->kind = kind;
    return value_of_object(o);
}

struct format_data *format_data_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type->destroy != format_data_destroy)
        return NULL;
    return object_payload(v.object);
}
