#include "shell/format/views.h"

#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/exception.h"
#include "shell/object/object.h"
#include "shell/object/types/hash.h"

struct entry {
    struct value key, value;
};

static int entry_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    struct entry *e = object_payload(self.object);

    (void)err;
    *out = value_ref(p->data ? e->value : e->key);
    return 0;
}

static void entry_destroy(struct object *o)
{
    struct entry *e = object_payload(o);

    value_clear(&e->key);
    value_clear(&e->value);
}

static const struct property entry_props[] = {
    { .name = "Name", .type_name = "string", .get = entry_get },
    { .name = "Key", .type_name = "System.Object", .get = entry_get, .hidden = true },
    { .name = "Value", .type_name = "System.Object", .get = entry_get, .data = 1 },
};
static const struct view_column entry_columns[] = {
    { .property = "Name", .width = 30 },
    { .property = "Value" },
};
static const struct view entry_view = { .columns = entry_columns,
                                        .ncolumns = ARRAY_SIZE(entry_columns) };
static const struct view_column entry_items[] = {
    { .property = "Name" },
    { .property = "Value" },
};
static const struct view entry_list = { .columns = entry_items,
                                        .ncolumns = ARRAY_SIZE(entry_items) };
static const struct type_info type_entry = {
    .name = "System.Collections.DictionaryEntry",
    .base = &type_object,
    .props = entry_props,
    .nprops = ARRAY_SIZE(entry_props),
    .table = &entry_view,
    .list = &entry_list,
    .payload_size = sizeof(struct entry),
    .destroy = entry_destroy,
};

struct value view_dictionary_entry(struct value key, struct value value)
{
    struct object *o = object_new(&type_entry);
    struct entry *e = object_payload(o);

    e->key = value_ref(key);
    e->value = value_ref(value);
    return value_of_object(o);
}

/* Views of built-in types that are no one's in particular. */
static const struct view_column version_columns[] = {
    { .property = "Major", .width = 6 },
    { .property = "Minor", .width = 6 },
    { .property = "Build", .width = 6 },
    { .property = "Revision", .width = 8 },
};
static const struct view version_view = { .columns = version_columns,
                                          .ncolumns = ARRAY_SIZE(version_columns) };

static int guid_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_to_string(self);
    return 0;
}
static const struct view_column guid_columns[] = { { .label = "Guid", .get = guid_cell } };
static const struct view guid_view = { .columns = guid_columns,
                                       .ncolumns = ARRAY_SIZE(guid_columns) };

static const struct view_column type_columns[] = {
    { .property = "IsPublic", .width = 8 },
    { .label = "IsSerial", .property = "IsSerializable", .width = 8 },
    { .property = "Name", .width = 40 },
    { .property = "BaseType" },
};
static const struct view type_view = { .columns = type_columns,
                                       .ncolumns = ARRAY_SIZE(type_columns) };

static const char *const timespan_display[] = {
    "Days",      "Hours",      "Minutes",      "Seconds",      "Milliseconds",      "Ticks",
    "TotalDays", "TotalHours", "TotalMinutes", "TotalSeconds", "TotalMilliseconds", NULL,
};

const struct view *view_table_of(const struct type_info *type)
{
    for (const struct type_info *t = type; t; t = t->base)
        if (t->table)
            return t->table;
    if (type == &type_dictionary_entry)
        return &entry_view;
    if (type == &type_version)
        return &version_view;
    if (type == &type_guid)
        return &guid_view;
    if (type == &type_type)
        return &type_view;
    return NULL;
}

const struct view *view_list_of(const struct type_info *type)
{
    for (const struct type_info *t = type; t; t = t->base)
        if (t->list)
            return t->list;
    return type == &type_dictionary_entry ? &entry_list : NULL;
}

const struct view *view_wide_of(const struct type_info *type)
{
    for (const struct type_info *t = type; t; t = t->base)
        for (const struct named_view *v = t->views; v && v->name; v++)
            if (v->shape == 'w')
                return v->view;
    return NULL;
}

bool view_applies(const struct view *view, const struct type_info *type)
{
    if (view == &entry_view || view == &entry_list)
        return type == &type_entry || type == &type_dictionary_entry;
    while (type && type->table != view && type->list != view)
        type = type->base;
    return type != NULL;
}

const struct view *view_named(const struct type_info *type, const char *name,
                              enum format_shape shape)
{
    static const char letters[] = {
        [SHAPE_TABLE] = 't', [SHAPE_LIST] = 'l', [SHAPE_WIDE] = 'w', [SHAPE_CUSTOM] = 'c'
    };

    for (const struct type_info *t = type; t; t = t->base)
        for (const struct named_view *v = t->views; v && v->name; v++)
            if (v->shape == letters[shape] && text_caseeq(v->name, name))
                return v->view;
    return NULL;
}

const char *const *view_default_display(const struct type_info *type)
{
    for (const struct type_info *t = type; t; t = t->base)
        if (t->default_display)
            return t->default_display;
    return type == &type_timespan ? timespan_display : NULL;
}

bool view_text_of(struct value v, struct strbuf *out)
{
    if (v.kind == V_DATETIME) {
        struct err *err = NULL;
        if (value_format_one(v, date_shown_format(v), 1, out, &err))
            err_clear(&err);
        return true;
    }
    if (v.kind != V_OBJECT)
        return false;
    if (v.object->type->text_view || type_is_a(v.object->type, &type_scriptblock) ||
        type_is_a(v.object->type, &type_securestring)) {
        value_to_strbuf(v, out);
        return true;
    }
    return false;
}
