#include "shell/runtime/regex_match.h"

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

struct match {
    struct value value, groups;
    int32_t index, length;
};

enum field { FIELD_VALUE, FIELD_INDEX, FIELD_LENGTH, FIELD_GROUPS, FIELD_SUCCESS };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    const struct match *m = object_payload(self.object);
    switch ((enum field)p->data) {
    case FIELD_VALUE:
        *out = value_ref(m->value);
        break;
    case FIELD_INDEX:
        *out = value_int(m->index);
        break;
    case FIELD_LENGTH:
        *out = value_int(m->length);
        break;
    case FIELD_GROUPS:
        *out = value_ref(m->groups);
        break;
    case FIELD_SUCCESS:
        *out = value_bool(m->index >= 0);
        break;
    }
    return 0;
}

static int to_string(struct value self, struct strbuf *out)
{
    value_to_strbuf(((struct match *)object_payload(self.object))->value, out);
    return 0;
}

static void destroy(struct object *o)
{
    struct match *m = object_payload(o);
    value_unref(m->value);
    value_unref(m->groups);
}

static const struct property props[] = {
    { .name = "Groups",
      .type_name = "System.Text.RegularExpressions.GroupCollection",
      .get = get,
      .data = FIELD_GROUPS },
    { .name = "Success", .type_name = "bool", .get = get, .data = FIELD_SUCCESS },
    { .name = "Index", .type_name = "int", .get = get, .data = FIELD_INDEX },
    { .name = "Length", .type_name = "int", .get = get, .data = FIELD_LENGTH },
    { .name = "Value", .type_name = "string", .get = get, .data = FIELD_VALUE },
};

static const struct type_info type_match = {
    .name = "System.Text.RegularExpressions.Match",
    .base = &type_object,
    .props = props,
    .nprops = ARRAY_SIZE(props),
    .payload_size = sizeof(struct match),
    .destroy = destroy,
    .to_string = to_string,
};

static struct value span_object(struct value subject, const struct regex_span *span)
{
    const struct str *s = subject.str;
    struct object *o = object_new(&type_match);
    struct match *m = object_payload(o);
    m->index = -1;
    if (span->start == SIZE_MAX) {
        m->value = value_string("");
        return value_of_object(o);
    }
    m->value = value_string_len(s->data + span->start, span->end - span->start);
    m->index = (int32_t)utf8_utf16_len(s->data, span->start);
    m->length = (int32_t)utf8_utf16_len(s->data + span->start, span->end - span->start);
    return value_of_object(o);
}

struct value regex_match_new(struct regex *re, struct value subject, const struct regex_span *spans)
{
    struct value v = span_object(subject, &spans[0]);
    size_t n = regex_group_count(re);
    struct array *groups = array_new(n);
    for (size_t i = 0; i < n; i++)
        array_push_take(groups, span_object(subject, &spans[i]));
    ((struct match *)object_payload(v.object))->groups = value_of_array(groups);
    return v;
}
