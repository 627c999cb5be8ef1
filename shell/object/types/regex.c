/* System.Text.RegularExpressions.Regex. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/regex.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/regex_match.h"

static struct regex *regex_of(struct value v)
{
    return *(struct regex **)object_payload(v.object);
}

static void regex_destroy(struct object *o)
{
    regex_unref(*(struct regex **)object_payload(o));
}

static struct value regex_value_take(struct regex *re)
{
    struct object *o = object_new(&type_regex);
    *(struct regex **)object_payload(o) = re;
    return value_of_object(o);
}

static int regex_text(struct value self, struct strbuf *out)
{
    size_t len;
    const char *s = regex_pattern(regex_of(self), &len);
    strbuf_add(out, s, len);
    return 0;
}

/* ---- Regex ---- */

/* The pattern and options of a static call: args are input, pattern, then
 * what the call needs, then options. Owned. */
static struct regex *static_regex(const struct value *args, size_t n, size_t options_at,
                                  struct err **err)
{
    AUTO_VALUE pattern = arg_string(args[1]);
    int32_t options = 0;
    if (n > options_at && arg_enum(args[options_at], &enum_regex_options, &options, err) < 0)
        return NULL;
    struct regex *re = regex_compile(pattern.str->data, pattern.str->len, (unsigned)options, err);
    if (!re)
        regex_tell_cause(err);
    return re;
}

static int do_match(struct regex *re, struct value text, size_t at, struct value *out,
                    struct err **err)
{
    return regex_match_from(re, text, at, out, err);
}

static int do_matches(struct regex *re, struct value text, struct value *out, struct err **err)
{
    struct array *a = array_new(4);
    a->type = &type_match_collection;
    a->read_only = true;
    AUTO_VALUE held = value_of_array(a);
    size_t at = 0;
    while (at <= text.str->len) {
        struct value m;
        if (cancel_check(err) < 0 || regex_match_from(re, text, at, &m, err) < 0)
            return -1;
        const struct regex_span *spans = regex_match_spans(m);
        if (!spans) {
            value_unref(m);
            break;
        }
        at = regex_next_offset(text.str->data, text.str->len, &spans[0]);
        array_push_take(a, m);
    }
    *out = held;
    held = value_null();
    return 0;
}

static int do_replace(struct regex *re, struct value text, struct value with, long max,
                      struct value *out, struct err **err)
{
    if (with.kind == V_OBJECT)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "A script block as match evaluator works with the -replace operator.");
    AUTO_VALUE replacement = arg_string(with);
    struct strbuf result = STRBUF_INIT;
    if (regex_replace(re, text.str->data, text.str->len, replacement.str->data,
                      replacement.str->len, max, &result, err) < 0) {
        strbuf_release(&result);
        return -1;
    }
    *out = value_string_take(&result);
    return 0;
}

static int do_split(struct regex *re, struct value text, size_t max, struct value *out,
                    struct err **err)
{
    struct array *a = array_new(4);
    a->type = &type_string_array;
    a->element = &type_string;
    AUTO_VALUE held = value_of_array(a);
    size_t at = 0, from = 0, groups = regex_group_count(re);
    const char *s = text.str->data;
    struct regex_span *spans = xreallocarray(NULL, groups, sizeof(*spans));
    int found = 0;
    size_t pieces = 1;
    while ((!max || pieces < max) && at <= text.str->len &&
           (found = regex_exec(re, s, text.str->len, at, spans, err)) > 0) {
        array_push_take(a, value_string_len(s + from, spans[0].start - from));
        for (size_t g = 1; g < groups; g++)
            if (spans[g].start != SIZE_MAX)
                array_push_take(
                    a, value_string_len(s + spans[g].start, spans[g].end - spans[g].start));
        from = spans[0].end;
        at = regex_next_offset(s, text.str->len, &spans[0]);
        pieces++;
    }
    free(spans);
    if (found < 0)
        return -1;
    array_push_take(a, value_string_len(s + from, text.str->len - from));
    *out = held;
    held = value_null();
    return 0;
}

static int do_is_match(struct regex *re, struct value text, struct value *out, struct err **err)
{
    AUTO_VALUE m = value_null();
    if (regex_match_from(re, text, 0, &m, err) < 0)
        return -1;
    *out = value_bool(regex_match_spans(m) != NULL);
    return 0;
}

CALL(regex_static_match)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct regex *re = static_regex(args, n, 2, err);
    int r = re ? do_match(re, text, 0, out, err) : -1;
    regex_unref(re);
    return r;
}

CALL(regex_static_matches)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct regex *re = static_regex(args, n, 2, err);
    int r = re ? do_matches(re, text, out, err) : -1;
    regex_unref(re);
    return r;
}

CALL(regex_static_is_match)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct regex *re = static_regex(args, n, 2, err);
    int r = re ? do_is_match(re, text, out, err) : -1;
    regex_unref(re);
    return r;
}

CALL(regex_static_replace)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct regex *re = static_regex(args, n, 3, err);
    int r = re ? do_replace(re, text, args[2], -1, out, err) : -1;
    regex_unref(re);
    return r;
}

CALL(regex_static_split)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]);
    struct regex *re = static_regex(args, n, 2, err);
    int r = re ? do_split(re, text, 0, out, err) : -1;
    regex_unref(re);
    return r;
}

CALL(regex_escape)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE text = arg_string(args[0]);
    struct strbuf out_text = STRBUF_INIT;
    for (size_t i = 0; i < text.str->len; i++) {
        char c = text.str->data[i];
        static const char special[] = "\\*+?|{[()^$.# ";
        if (c == '\t' || c == '\n' || c == '\f' || c == '\r') {
            strbuf_addch(&out_text, '\\');
            strbuf_addch(&out_text, c == '\t' ? 't' : c == '\n' ? 'n' : c == '\f' ? 'f' : 'r');
        } else {
            if (c && strchr(special, c))
                strbuf_addch(&out_text, '\\');
            strbuf_addch(&out_text, c);
        }
    }
    *out = value_string_take(&out_text);
    return 0;
}

CALL(regex_unescape)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE text = arg_string(args[0]);
    struct strbuf plain = STRBUF_INIT;
    for (size_t i = 0; i < text.str->len; i++) {
        char c = text.str->data[i];
        if (c == '\\' && i + 1 < text.str->len) {
            c = text.str->data[++i];
            static const char letters[] = "tnrfae";
            const char *at = c ? strchr(letters, c) : NULL;
            if (at)
                c = "\t\n\r\f\a\033"[at - letters];
        }
        strbuf_addch(&plain, c);
    }
    *out = value_string_take(&plain);
    return 0;
}

CALL(regex_new)
{
    (void)self;
    AUTO_VALUE pattern = arg_string(args[0]);
    int32_t options = 0;
    if (n > 1 && arg_enum(args[1], &enum_regex_options, &options, err) < 0)
        return -1;
    struct regex *re = regex_compile(pattern.str->data, pattern.str->len, (unsigned)options, err);
    if (!re) {
        regex_tell_cause(err);
        return -1;
    }
    *out = regex_value_take(re);
    return 0;
}

static int start_arg(const struct value *args, size_t n, size_t at, struct value text, size_t *out,
                     struct err **err)
{
    int32_t i = 0;
    if (n > at && arg_int(args[at], &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i > str_length(text.str))
        return fail_range(err, "startat",
                          "Start index cannot be less than 0 or greater than "
                          "input length.");
    *out = utf8_utf16_offset(text.str->data, text.str->len, (size_t)i);
    return 0;
}

CALL(regex_match_call)
{
    AUTO_VALUE text = arg_string(args[0]);
    size_t at = 0;
    if (start_arg(args, n, 1, text, &at, err) < 0)
        return -1;
    return do_match(regex_of(self), text, at, out, err);
}

CALL(regex_matches_call)
{
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    return do_matches(regex_of(self), text, out, err);
}

CALL(regex_is_match_call)
{
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    return do_is_match(regex_of(self), text, out, err);
}

CALL(regex_replace_call)
{
    AUTO_VALUE text = arg_string(args[0]);
    int32_t max = -1;
    if (n > 2 && arg_int(args[2], &max, err) < 0)
        return -1;
    return do_replace(regex_of(self), text, args[1], max, out, err);
}

CALL(regex_split_call)
{
    AUTO_VALUE text = arg_string(args[0]);
    int32_t max = 0;
    if (n > 1 && arg_int(args[1], &max, err) < 0)
        return -1;
    return do_split(regex_of(self), text, max > 0 ? (size_t)max : 0, out, err);
}

CALL(regex_group_names)
{
    UNUSED_CALL();
    struct regex *re = regex_of(self);
    struct array *a = array_new(4);
    a->type = &type_string_array;
    a->element = &type_string;
    for (size_t i = 0; i < regex_group_count(re); i++) {
        const char *name = regex_group_name(re, i);
        array_push_take(a, name ? value_string(name) : value_stringf("%zu", i));
    }
    *out = value_of_array(a);
    return 0;
}

GETTER(regex_get_options)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_regex_options, (int32_t)regex_options(regex_of(self)));
    return 0;
}

CALL(regex_group_numbers)
{
    UNUSED_CALL();
    struct array *a = array_new(4);
    a->type = &type_int32_array;
    a->element = &type_int32;
    for (size_t i = 0; i < regex_group_count(regex_of(self)); i++)
        array_push_take(a, value_int((int32_t)i));
    *out = value_of_array(a);
    return 0;
}

CALL(regex_name_of_number)
{
    (void)n;
    struct regex *re = regex_of(self);
    int32_t i;
    if (arg_int(args[0], &i, err) < 0)
        return -1;
    bool known = i >= 0 && (size_t)i < regex_group_count(re);
    const char *name = known ? regex_group_name(re, (size_t)i) : "";
    *out = name ? value_string(name) : value_stringf("%d", (int)i);
    return 0;
}

CALL(regex_number_of_name)
{
    (void)n;
    (void)err;
    struct regex *re = regex_of(self);
    AUTO_VALUE name = arg_string(args[0]);
    *out = value_int(-1);
    for (size_t i = 0; i < regex_group_count(re); i++) {
        const char *own = regex_group_name(re, i);
        AUTO_VALUE number = value_stringf("%zu", i);
        if (strcmp(own ? own : number.str->data, name.str->data) == 0)
            *out = value_int((int32_t)i);
    }
    return 0;
}

/* Count(input) and Count(input, pattern [, options]) */
CALL(regex_count)
{
    AUTO_VALUE found = value_null();
    if (regex_matches_call(self, args, n, &found, err) < 0)
        return -1;
    *out = value_int((int32_t)found.array->len);
    return 0;
}

CALL(regex_static_count)
{
    AUTO_VALUE found = value_null();
    if (regex_static_matches(self, args, n, &found, err) < 0)
        return -1;
    *out = value_int((int32_t)found.array->len);
    return 0;
}

/* None was given, or it is not kept: patterns have limits of their own here. */
GETTER(regex_timeout)
{
    UNUSED_GETTER();
    *out = value_timespan(-10000);
    return 0;
}

GETTER(regex_right_to_left)
{
    UNUSED_GETTER();
    *out = value_bool(regex_options(regex_of(self)) & REGEX_RIGHT_TO_LEFT);
    return 0;
}

GETTER(regex_cache_size)
{
    UNUSED_GETTER();
    *out = value_int(15);
    return 0;
}

static int regex_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_regex);
    if (regex_new(value_null(), &v, 1, out, err) == 0)
        return 0;
    return fail_cast(err, v, &type_regex, "InvalidCastConstructorException");
}

struct regex *regex_of_value(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_regex ? regex_of(v) : NULL;
}

static const struct property regex_props[] = {
    PROPERTY("Options", "System.Text.RegularExpressions.RegexOptions", regex_get_options),
    PROPERTY("RightToLeft", "bool", regex_right_to_left),
    PROPERTY("MatchTimeout", "timespan", regex_timeout),
};
static const struct property regex_static_props[] = {
    PROPERTY("CacheSize", "int", regex_cache_size),
    PROPERTY("InfiniteMatchTimeout", "timespan", regex_timeout),
};
static const struct method regex_methods[] = {
    METHOD("Match", 1, 2, regex_match_call,
           "System.Text.RegularExpressions.Match Match(string input)"),
    METHOD("Matches", 1, 2, regex_matches_call,
           "System.Text.RegularExpressions.MatchCollection Matches(string input)"),
    METHOD("IsMatch", 1, 2, regex_is_match_call, "bool IsMatch(string input)"),
    METHOD("Replace", 2, 4, regex_replace_call, "string Replace(string input, string replacement)"),
    METHOD("Split", 1, 3, regex_split_call, "string[] Split(string input)"),
    METHOD("GetGroupNames", 0, 0, regex_group_names, "string[] GetGroupNames()"),
    METHOD("GetGroupNumbers", 0, 0, regex_group_numbers, "int[] GetGroupNumbers()"),
    METHOD("GroupNameFromNumber", 1, 1, regex_name_of_number, "string GroupNameFromNumber(int i)"),
    METHOD("GroupNumberFromName", 1, 1, regex_number_of_name,
           "int GroupNumberFromName(string name)"),
    METHOD("Count", 1, 2, regex_count, "int Count(string input)"),
};
static const struct method regex_statics[] = {
    METHOD("new", 1, 3, regex_new, "regex new(string pattern)"),
    METHOD("Match", 2, 4, regex_static_match,
           "System.Text.RegularExpressions.Match Match(string input, string pattern)"),
    METHOD("Matches", 2, 4, regex_static_matches,
           "System.Text.RegularExpressions.MatchCollection Matches(string input, string pattern)"),
    METHOD("IsMatch", 2, 4, regex_static_is_match, "bool IsMatch(string input, string pattern)"),
    METHOD("Replace", 3, 5, regex_static_replace,
           "string Replace(string input, string pattern, string replacement)"),
    METHOD("Split", 2, 4, regex_static_split, "string[] Split(string input, string pattern)"),
    METHOD("Count", 2, 4, regex_static_count, "int Count(string input, string pattern)"),
    METHOD("Escape", 1, 1, regex_escape, "string Escape(string str)"),
    METHOD("Unescape", 1, 1, regex_unescape, "string Unescape(string str)"),
};
const struct type_info type_regex = { .name = "System.Text.RegularExpressions.Regex",
                                      .accelerator = "regex",
                                      .base = &type_object,
                                      PROPS(regex_props),
                                      METHODS(regex_methods),
                                      STATIC_PROPS(regex_static_props),
                                      STATICS(regex_statics),
                                      .payload_size = sizeof(struct regex *),
                                      .destroy = regex_destroy,
                                      .to_string = regex_text,
                                      .convert_from = regex_convert };
