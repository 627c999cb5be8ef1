/* System.Text.RegularExpressions: Match, Group, Capture and their collections. */
#include "shell/object/types/regex_match.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/regex_captures.h"
#include "shell/object/type_decls.h"

struct match {
    struct value text; /* what was searched */
    struct regex *regex;
    struct regex_span *spans; /* regex_group_count(); NULL: no match */
};

/* A Capture has neither name nor match. */
struct group {
    struct value value, name;
    struct value match; /* the Match it is of; or $null */
    size_t number;
    int32_t index;
    bool success;
};

static struct match *match_of(struct value v)
{
    return object_payload(v.object);
}

static void match_destroy(struct object *o)
{
    struct match *m = object_payload(o);
    value_unref(m->text);
    regex_unref(m->regex);
    free(m->spans);
}

static void group_destroy(struct object *o)
{
    struct group *g = object_payload(o);
    value_unref(g->value);
    value_unref(g->name);
    value_unref(g->match);
}

/* Takes spans. */
static struct value match_new(struct regex *re, struct value text, struct regex_span *spans)
{
    struct object *o = object_new(&type_match);
    struct match *m = object_payload(o);
    m->text = value_ref(text);
    m->regex = regex_ref(re);
    m->spans = spans;
    return value_of_object(o);
}

static int32_t unit_of(struct str *s, size_t byte)
{
    return (int32_t)(str_is_ascii(s) ? byte : utf8_utf16_len(s->data, byte));
}

int regex_match_from(struct regex *re, struct value text, size_t at, struct value *out,
                     struct err **err)
{
    struct regex_span *spans = xreallocarray(NULL, regex_group_count(re), sizeof(*spans));
    int found =
        at > text.str->len ? 0 : regex_exec(re, text.str->data, text.str->len, at, spans, err);
    if (found <= 0) {
        free(spans);
        spans = NULL;
    }
    if (found < 0)
        return -1;
    *out = match_new(re, text, spans);
    return 0;
}

static struct value group_new(const struct match *m, size_t i)
{
    struct object *o = object_new(&type_group);
    struct group *g = object_payload(o);
    const char *name = regex_group_name(m->regex, i);
    g->name = name ? value_string(name) : value_stringf("%zu", i);
    g->number = i;
    g->success = m->spans && m->spans[i].start != SIZE_MAX;
    if (g->success) {
        const struct regex_span *s = &m->spans[i];
        g->value = value_string_len(m->text.str->data + s->start, s->end - s->start);
        g->index = unit_of(m->text.str, s->start);
    } else {
        g->value = value_string("");
    }
    return value_of_object(o);
}

extern const struct type_info type_group_collection;
static const struct type_info type_capture, type_capture_collection;

static struct array *captures_new(void)
{
    struct array *a = array_new(1);
    a->type = &type_capture_collection;
    a->read_only = true;
    return a;
}

static struct value capture_new(const struct match *m, const struct regex_span *s)
{
    struct object *o = object_new(&type_capture);
    struct group *g = object_payload(o);
    g->value = value_string_len(m->text.str->data + s->start, s->end - s->start);
    g->index = unit_of(m->text.str, s->start);
    g->success = true;
    return value_of_object(o);
}

/* The group itself is its last capture. */
static int group_captures(const struct group *g, struct value self, struct value *out,
                          struct err **err)
{
    struct array *a = captures_new();
    AUTO_VALUE list = value_of_array(a);
    if (g->success && g->number && g->match.kind == V_OBJECT) {
        const struct match *m = match_of(g->match);
        struct regex_capture *all;
        size_t n, last = 0;
        if (regex_captures(m->regex, m->text.str->data, m->text.str->len, &m->spans[0], &all, &n,
                           err) < 0)
            return -1;
        for (size_t i = 0; i < n; i++)
            if (all[i].group == g->number)
                last = i;
        for (size_t i = 0; i < last; i++)
            if (all[i].group == g->number)
                array_push_take(a, capture_new(m, &all[i].span));
        free(all);
    }
    if (g->success)
        array_push(a, self);
    *out = STEAL_VALUE(list);
    return 0;
}

enum { GROUP_VALUE, GROUP_INDEX, GROUP_LENGTH, GROUP_SUCCESS, GROUP_NAME, GROUP_CAPTURES };

static int group_field(const struct group *g, struct value self, intptr_t what, struct value *out,
                       struct err **err)
{
    switch (what) {
    case GROUP_VALUE:
        *out = value_ref(g->value);
        break;
    case GROUP_INDEX:
        *out = value_int(g->index);
        break;
    case GROUP_LENGTH:
        *out = value_int((int32_t)str_length(g->value.str));
        break;
    case GROUP_SUCCESS:
        *out = value_bool(g->success);
        break;
    case GROUP_NAME:
        *out = value_ref(g->name);
        break;
    default:
        return group_captures(g, self, out, err);
    }
    return 0;
}

GETTER(group_get)
{
    return group_field(object_payload(self.object), self, p->data, out, err);
}

GETTER(match_get)
{
    AUTO_VALUE whole = group_new(match_of(self), 0);
    return group_field(object_payload(whole.object), self, p->data, out, err);
}

static int group_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(((struct group *)object_payload(self.object))->value, out);
    return 0;
}

static int match_text(struct value self, struct strbuf *out)
{
    struct match *m = match_of(self);
    if (m->spans)
        strbuf_add(out, m->text.str->data + m->spans[0].start, m->spans[0].end - m->spans[0].start);
    return 0;
}

/* Groups answer an index by number or name, so the collection has a type of its own. */

GETTER(match_groups)
{
    UNUSED_GETTER();
    struct match *m = match_of(self);
    size_t n = regex_group_count(m->regex);
    struct array *a = array_new(n);
    a->type = &type_group_collection;
    a->read_only = true;
    for (size_t i = 0; i < n; i++) {
        struct value group = group_new(m, i);
        ((struct group *)object_payload(group.object))->match = value_ref(self);
        array_push_take(a, group);
    }
    *out = value_of_array(a);
    return 0;
}

static const struct value *find_group(struct value self, struct value name)
{
    for (size_t i = 0; i < self.array->len; i++) {
        const struct group *g = object_payload(self.array->items[i].object);
        if (str_equals(g->name.str, name.str, false))
            return &self.array->items[i];
    }
    return NULL;
}

CALL(groups_item)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    const struct value *found = find_group(self, name);
    if (found) {
        *out = value_ref(*found);
        return 0;
    }
    struct object *none = object_new(&type_group);
    struct group *g = object_payload(none);
    g->value = value_string("");
    g->name = value_ref(name);
    *out = value_of_object(none);
    return 0;
}

CALL(groups_contains_key)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    *out = value_bool(find_group(self, name) != NULL);
    return 0;
}

CALL(groups_try_get)
{
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    const struct value *found = find_group(self, name);
    *out = value_bool(found != NULL);
    return arg_set_ref(args[1], found ? *found : value_null(), err);
}

GETTER(groups_names)
{
    UNUSED_GETTER();
    struct array *names = array_new(self.array->len);
    for (size_t i = 0; i < self.array->len; i++)
        array_push(names, ((struct group *)object_payload(self.array->items[i].object))->name);
    *out = value_of_array(names);
    return 0;
}

GETTER(groups_values)
{
    UNUSED_GETTER();
    *out = value_of_array(array_from(self.array->items, self.array->len));
    return 0;
}

static const struct property groups_props[] = {
    PROPERTY("Keys", "System.Collections.Generic.IEnumerable[string]", groups_names),
    PROPERTY("Values",
             "System.Collections.Generic.IEnumerable[System.Text.RegularExpressions.Group]",
             groups_values),
};
static const struct method groups_methods[] = {
    METHOD("Item", 1, 1, groups_item, NULL),
    METHOD("get_Item", 1, 1, groups_item, NULL),
    METHOD("ContainsKey", 1, 1, groups_contains_key, "bool ContainsKey(string key)"),
    METHOD("TryGetValue", 2, 2, groups_try_get,
           "bool TryGetValue(string key, [ref] System.Text.RegularExpressions.Group value)"),
};
const struct type_info type_group_collection = {
    .name = "System.Text.RegularExpressions.GroupCollection",
    .base = &type_array,
    PROPS(groups_props),
    METHODS(groups_methods),
};
const struct type_info type_match_collection = {
    .name = "System.Text.RegularExpressions.MatchCollection",
    .base = &type_array,
};

CALL(match_next)
{
    (void)args;
    (void)n;
    struct match *m = match_of(self);
    if (!m->spans) {
        *out = value_ref(self);
        return 0;
    }
    return regex_match_from(m->regex, m->text,
                            regex_next_offset(m->text.str->data, m->text.str->len, &m->spans[0]),
                            out, err);
}

CALL(match_result)
{
    (void)n;
    struct match *m = match_of(self);
    if (!m->spans)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Result cannot be called on a failed Match.");
    AUTO_VALUE with = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    regex_expand(m->regex, m->text.str->data, m->text.str->len, m->spans, with.str->data,
                 with.str->len, &text);
    *out = value_string_take(&text);
    return 0;
}

#define GROUP_PROPS(getter)                                                                   \
    PROPERTY_DATA("Success", "bool", getter, GROUP_SUCCESS),                                  \
        PROPERTY_DATA("Name", "string", getter, GROUP_NAME),                                  \
        PROPERTY_DATA("Captures", "System.Text.RegularExpressions.CaptureCollection", getter, \
                      GROUP_CAPTURES),                                                        \
        PROPERTY_DATA("Index", "int", getter, GROUP_INDEX),                                   \
        PROPERTY_DATA("Length", "int", getter, GROUP_LENGTH),                                 \
        PROPERTY_DATA("Value", "string", getter, GROUP_VALUE)

static const struct type_info type_capture_collection = {
    .name = "System.Text.RegularExpressions.CaptureCollection",
    .base = &type_array,
};
static const struct property capture_props[] = {
    PROPERTY_DATA("Index", "int", group_get, GROUP_INDEX),
    PROPERTY_DATA("Length", "int", group_get, GROUP_LENGTH),
    PROPERTY_DATA("Value", "string", group_get, GROUP_VALUE),
};
static const struct type_info type_capture = { .name = "System.Text.RegularExpressions.Capture",
                                               .base = &type_object,
                                               PROPS(capture_props),
                                               .payload_size = sizeof(struct group),
                                               .destroy = group_destroy,
                                               .to_string = group_text };

static const struct property group_props[] = { GROUP_PROPS(group_get) };
const struct type_info type_group = { .name = "System.Text.RegularExpressions.Group",
                                      .base = &type_capture,
                                      PROPS(group_props),
                                      .payload_size = sizeof(struct group),
                                      .destroy = group_destroy,
                                      .to_string = group_text };

static const struct property match_props[] = {
    PROPERTY("Groups", "System.Text.RegularExpressions.GroupCollection", match_groups),
    GROUP_PROPS(match_get),
};
static const struct method match_methods[] = {
    METHOD("NextMatch", 0, 0, match_next, "System.Text.RegularExpressions.Match NextMatch()"),
    METHOD("Result", 1, 1, match_result, "string Result(string replacement)"),
};
const struct type_info type_match = { .name = "System.Text.RegularExpressions.Match",
                                      .base = &type_group,
                                      PROPS(match_props),
                                      METHODS(match_methods),
                                      .payload_size = sizeof(struct match),
                                      .destroy = match_destroy,
                                      .to_string = match_text };

const struct regex_span *regex_match_spans(struct value match)
{
    return match_of(match)->spans;
}

struct value regex_match_value(struct regex *re, struct value text, const struct regex_span *spans)
{
    size_t n = regex_group_count(re);
    struct regex_span *copy = xreallocarray(NULL, n, sizeof(*copy));
    memcpy(copy, spans, n * sizeof(*copy));
    return match_new(re, text, copy);
}
