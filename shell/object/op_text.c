#include "shell/object/op_text.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"

int op_join(struct value left, struct value separator, struct value *out, struct err **err)
{
    AUTO_VALUE sep = value_to_string(separator);
    struct strbuf text = STRBUF_INIT;
    if (left.kind == V_ARRAY) {
        for (size_t i = 0; i < left.array->len && text.len <= STR_MAX_LEN; i++) {
            if (i)
                strbuf_add(&text, sep.str->data, sep.str->len);
            value_language_text(left.array->items[i], &text);
        }
    } else {
        value_language_text(left, &text);
    }
    return text_result_take(&text, out, err);
}

static bool is_space(const char *s, size_t len, size_t *used)
{
    uint32_t r = utf8_decode(s, len, used);
    return r == ' ' || (r >= 9 && r <= 13) || r == 0x85 || r == 0xA0 || r == 0x1680 ||
           (r >= 0x2000 && r <= 0x200A) || r == 0x2028 || r == 0x2029 || r == 0x202F ||
           r == 0x205F || r == 0x3000;
}

static void split_words_of(struct value v, struct array *to)
{
    AUTO_VALUE text = value_operand_string(v);
    const char *s = text.str->data;
    size_t len = text.str->len, i = 0, used;
    bool any = false;
    while (i < len) {
        while (i < len && is_space(s + i, len - i, &used))
            i += used;
        size_t start = i;
        while (i < len && !is_space(s + i, len - i, &used))
            i += used;
        if (i > start) {
            array_push_take(to, value_string_len(s + start, i - start));
            any = true;
        }
    }
    if (!any)
        array_push_take(to, value_string(""));
}

int op_split_words(struct value v, struct value *out, struct err **err)
{
    (void)err;
    struct array *parts = array_new(8);
    parts->type = &type_string_array;
    parts->element = &type_string;
    if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len; i++)
            split_words_of(v.array->items[i], parts);
    } else {
        split_words_of(v, parts);
    }
    *out = value_of_array(parts);
    return 0;
}

/* ---- -split ---- */

enum {
    SPLIT_SIMPLE = 1,
    SPLIT_REGEX = 2,
    SPLIT_CULTURE = 4,
    SPLIT_PATTERN_SPACE = 8,
    SPLIT_MULTILINE = 16,
    SPLIT_SINGLELINE = 32,
    SPLIT_IGNORE_CASE = 64,
    SPLIT_EXPLICIT = 128
};

static int split_options(struct value v, int32_t *out, struct err **err)
{
    static const struct enum_member members[] = {
        { "SimpleMatch", SPLIT_SIMPLE },       { "RegexMatch", SPLIT_REGEX },
        { "CultureInvariant", SPLIT_CULTURE }, { "IgnorePatternWhitespace", SPLIT_PATTERN_SPACE },
        { "Multiline", SPLIT_MULTILINE },      { "Singleline", SPLIT_SINGLELINE },
        { "IgnoreCase", SPLIT_IGNORE_CASE },   { "ExplicitCapture", SPLIT_EXPLICIT },
    };
    static const struct enum_info info = { .name = "System.Management.Automation.SplitOptions",
                                           .members = members,
                                           .nmembers = ARRAY_SIZE(members),
                                           .flags = true };
    if (value_to_enum(v, &info, out, err) < 0)
        return -1;
    if ((*out & SPLIT_SIMPLE) && (*out & ~(SPLIT_SIMPLE | SPLIT_IGNORE_CASE)))
        return fail_with(err, "System.Management.Automation.ParseException",
                         "InvalidSplitOptionCombination",
                         "The combination of options with the -split operator is not valid.");
    return 0;
}

typedef VEC(struct value) value_vec;

/* Where pieces end and what captures stand between them. */
struct cut {
    size_t start, end; /* of the separator */
    size_t first_capture, ncaptures;
};

struct cutter {
    VEC(struct cut) cuts;
    value_vec captures;
};

static int find_cuts(struct regex *re, const char *s, size_t len, struct cutter *c,
                     struct err **err)
{
    struct regex_span *spans = xreallocarray(NULL, regex_group_count(re), sizeof(*spans));
    size_t at = 0;
    int found;
    while (at <= len && (found = regex_exec(re, s, len, at, spans, err)) > 0) {
        struct cut cut = { .start = spans[0].start,
                           .end = spans[0].end,
                           .first_capture = c->captures.len };
        for (size_t g = 1; g < regex_group_count(re); g++) {
            if (spans[g].start == SIZE_MAX)
                continue;
            *vec_push(&c->captures) =
                value_string_len(s + spans[g].start, spans[g].end - spans[g].start);
            cut.ncaptures++;
        }
        *vec_push(&c->cuts) = cut;
        at = regex_next_offset(s, len, &spans[0]);
    }
    free(spans);
    return at <= len && found < 0 ? -1 : 0;
}

/* All the pieces of s, as they are found. */
static int split_all(struct regex *re, const char *s, size_t len, struct array *to,
                     struct err **err)
{
    size_t groups = regex_group_count(re), at = 0, from = 0;
    struct regex_span *spans = xreallocarray(NULL, groups, sizeof(*spans));
    int found = 0;
    while (at <= len && (found = regex_exec(re, s, len, at, spans, err)) > 0) {
        array_push_take(to, value_string_len(s + from, spans[0].start - from));
        for (size_t g = 1; g < groups; g++)
            if (spans[g].start != SIZE_MAX)
                array_push_take(
                    to, value_string_len(s + spans[g].start, spans[g].end - spans[g].start));
        from = spans[0].end;
        at = regex_next_offset(s, len, &spans[0]);
    }
    free(spans);
    if (found < 0)
        return -1;
    array_push_take(to, value_string_len(s + from, len - from));
    return 0;
}

/* The pieces of s; limit 0: all; negative: counted from the end. */
static void emit_pieces(const char *s, size_t len, const struct cutter *c, int64_t limit,
                        struct array *to)
{
    size_t from = 0, first = 0, last = c->cuts.len;
    if (limit > 0 && (uint64_t)limit - 1 < last)
        last = (size_t)limit - 1;
    if (limit < 0 && (uint64_t)-limit - 1 < c->cuts.len)
        first = c->cuts.len - ((size_t)-limit - 1);
    for (size_t i = first; i < last; i++) {
        const struct cut *cut = &c->cuts.items[i];
        array_push_take(to, value_string_len(s + from, cut->start - from));
        for (size_t k = 0; k < cut->ncaptures; k++)
            array_push(to, c->captures.items[cut->first_capture + k]);
        from = cut->end;
    }
    array_push_take(to, value_string_len(s + from, len - from));
}

static int split_one(struct regex *re, struct value v, int64_t limit, struct array *to,
                     struct err **err)
{
    AUTO_VALUE text = value_operand_string(v);
    if (!limit)
        return split_all(re, text.str->data, text.str->len, to, err);
    struct cutter c = { VEC_INIT, VEC_INIT };
    int r = find_cuts(re, text.str->data, text.str->len, &c, err);
    if (r == 0)
        emit_pieces(text.str->data, text.str->len, &c, limit, to);
    for (size_t i = 0; i < c.captures.len; i++)
        value_unref(c.captures.items[i]);
    vec_release(&c.captures);
    vec_release(&c.cuts);
    return r;
}

static void escape_pattern(const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len; i++) {
        if (strchr("\\*+?|{}[]()^$.# /", s[i]) && s[i])
            strbuf_addch(out, '\\');
        strbuf_addch(out, s[i]);
    }
}

int op_split(struct op_context *ctx, struct value left, struct value right, bool case_sensitive,
             struct value *out, struct err **err)
{
    const struct value *args = right.kind == V_ARRAY ? right.array->items : &right;
    size_t n = right.kind == V_ARRAY ? right.array->len : 1;
    int64_t limit = 0;
    int32_t flags = 0;
    if (n > 1) {
        struct value count;
        if (value_convert(args[1], &type_int32, &count, err) < 0)
            return -1;
        limit = count.i;
    }
    if (n > 2 && split_options(args[2], &flags, err) < 0)
        return -1;
    if ((flags & SPLIT_SIMPLE) && (flags & ~(SPLIT_SIMPLE | SPLIT_IGNORE_CASE)))
        return fail_with(err, "System.Management.Automation.ParseException",
                         "InvalidSplitOptionCombination",
                         "The combination of options with the -split operator is not valid.");
    AUTO_VALUE pattern = value_operand_string(n ? args[0] : value_null());
    AUTO_STRBUF text = STRBUF_INIT;
    unsigned options = case_sensitive && !(flags & SPLIT_IGNORE_CASE) ? 0 : REGEX_IGNORE_CASE;
    if (flags & SPLIT_SIMPLE) {
        escape_pattern(pattern.str->data, pattern.str->len, &text);
    } else {
        strbuf_add(&text, pattern.str->data, pattern.str->len);
        options |= (flags & SPLIT_PATTERN_SPACE ? REGEX_IGNORE_WHITESPACE : 0) |
                   (flags & SPLIT_MULTILINE ? REGEX_MULTILINE : 0) |
                   (flags & SPLIT_SINGLELINE ? REGEX_SINGLELINE : 0) |
                   (flags & SPLIT_EXPLICIT ? REGEX_EXPLICIT_CAPTURE : 0);
    }
    struct regex *re = regex_cached(ctx ? ctx->regexes : NULL, text.buf, text.len, options, err);
    if (!re)
        return -1;
    struct array *parts = array_new(4);
    parts->type = &type_string_array;
    parts->element = &type_string;
    int r = 0;
    if (left.kind == V_ARRAY) {
        for (size_t i = 0; r == 0 && i < left.array->len; i++)
            r = split_one(re, left.array->items[i], limit, parts, err);
    } else {
        r = split_one(re, left, limit, parts, err);
    }
    regex_unref(re);
    if (r < 0)
        value_unref(value_of_array(parts));
    else
        *out = value_of_array(parts);
    return r;
}

/* ---- -replace ---- */

static int replace_one(struct regex *re, struct value v, struct value with, struct value *out,
                       struct err **err)
{
    AUTO_VALUE text = value_operand_string(v);
    struct strbuf result = STRBUF_INIT;
    if (regex_replace(re, text.str->data, text.str->len, with.str->data, with.str->len, -1, &result,
                      err) < 0) {
        strbuf_release(&result);
        return -1;
    }
    return text_result_take(&result, out, err);
}

int op_replace(struct op_context *ctx, struct value left, struct value right, bool case_sensitive,
               struct value *out, struct err **err)
{
    const struct value *args = right.kind == V_ARRAY ? right.array->items : &right;
    size_t n = right.kind == V_ARRAY ? right.array->len : 1;
    if (n > 2)
        return fail_with(err, "System.Management.Automation.RuntimeException", "BadReplaceArgument",
                         "The -ireplace operator allows only two elements to follow it, not %zu.",
                         n);
    AUTO_VALUE pattern = value_operand_string(n ? args[0] : value_null());
    AUTO_VALUE with = value_operand_string(n > 1 ? args[1] : value_null());
    struct regex *re = regex_cached(ctx ? ctx->regexes : NULL, pattern.str->data, pattern.str->len,
                                    case_sensitive ? 0 : REGEX_IGNORE_CASE, err);
    if (!re)
        return -1;
    int r = 0;
    if (left.kind == V_ARRAY) {
        struct array *results = array_new(left.array->len);
        for (size_t i = 0; r == 0 && i < left.array->len; i++) {
            struct value one;
            r = replace_one(re, left.array->items[i], with, &one, err);
            if (r == 0)
                array_push_take(results, one);
        }
        if (r == 0)
            *out = value_of_array(results);
        else
            value_unref(value_of_array(results));
    } else {
        r = replace_one(re, left, with, out, err);
    }
    regex_unref(re);
    return r;
}
