/* -replace and -split with script blocks. */
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/object/types_enum.h"
#include "shell/runtime/eval_operator.h"
#include "shell/runtime/frame.h"

static enum status call_block(struct frame *f, struct scriptblock *sb, struct value underbar,
                              struct value *out)
{
    struct array *list = array_new(1);
    struct array_sink sink;
    array_sink_init(&sink, list);
    enum status st =
        scriptblock_invoke(f->session, sb, BLOCK_DOT, underbar, &underbar, 1, &sink.sink);
    if (st != ST_OK) {
        value_unref(value_of_array(list));
        return st;
    }
    *out = array_as_value_take(list);
    return ST_OK;
}

static enum status replace_one(struct frame *f, const struct node *n, struct value text,
                               struct regex *re, struct scriptblock *sb, int64_t max,
                               struct value *out)
{
    AUTO_VALUE subject = value_to_string(text);
    const struct str *s = subject.str;
    size_t groups = regex_group_count(re), at = 0, done = 0;
    struct regex_span *spans = xcalloc(groups, sizeof(*spans));
    AUTO_STRBUF result = STRBUF_INIT;
    enum status st = ST_OK;
    while (max != 0 && at <= s->len && st == ST_OK) {
        struct err *err = NULL;
        int found = regex_exec(re, s->data, s->len, at, spans, &err);
        if (found < 0)
            st = fail_err(f, n, &err);
        if (found <= 0)
            break;
        AUTO_VALUE match = regex_match_value(re, subject, spans), v = value_null();
        strbuf_add(&result, s->data + done, spans[0].start - done);
        st = call_block(f, sb, match, &v);
        if (st == ST_OK)
            value_to_strbuf(v, &result);
        done = spans[0].end;
        at = regex_next_offset(s->data, s->len, &spans[0]);
        if (max > 0)
            max--;
    }
    free(spans);
    if (st != ST_OK)
        return st;
    strbuf_add(&result, s->data + done, s->len - done);
    *out = value_string_len(result.buf, result.len);
    return ST_OK;
}

static enum status replace(struct frame *f, const struct node *n, struct value a, struct value b,
                           bool case_sensitive, struct value *out)
{
    AUTO_VALUE pattern = value_to_string(b.array->items[0]);
    struct err *err = NULL;
    struct regex *re = regex_cached(f->session->regex, pattern.str->data, pattern.str->len,
                                    case_sensitive ? 0 : REGEX_IGNORE_CASE, &err);
    if (!re)
        return fail_err(f, n, &err);
    struct scriptblock *sb = scriptblock_of(b.array->items[1]);
    enum status st = ST_OK;
    if (a.kind != V_ARRAY) {
        st = replace_one(f, n, a, re, sb, -1, out);
    } else {
        struct array *results = array_new(a.array->len);
        for (size_t i = 0; i < a.array->len && st == ST_OK; i++) {
            struct value v;
            st = replace_one(f, n, a.array->items[i], re, sb, -1, &v);
            if (st == ST_OK)
                array_push_take(results, v);
        }
        *out = value_of_array(results);
        if (st != ST_OK)
            value_unref(*out);
    }
    regex_unref(re);
    return st;
}

enum status regex_call_with_block(struct frame *f, const struct node *n, struct value target,
                                  struct value name, const struct value *args, size_t nargs,
                                  struct value *out, bool *done)
{
    struct regex *re = regex_of_value(target);
    size_t at = re ? 1 : 2;
    struct scriptblock *sb = nargs > at ? scriptblock_of(args[at]) : NULL;
    *done = false;
    if (!sb || !text_caseeqn(name.str->data, name.str->len, "Replace", 7))
        return ST_OK;
    *done = true;
    struct err *err = NULL;
    int64_t max = -1;
    int32_t options = 0;
    if (nargs > at + 1 &&
        (re ? value_to_int64(args[at + 1], &max, &err)
            : value_to_enum(args[at + 1], &enum_regex_options, &options, &err)) < 0)
        return fail_err(f, n, &err);
    if (re) {
        regex_ref(re);
    } else {
        AUTO_VALUE pattern = value_to_string(args[1]);
        re = regex_cached(f->session->regex, pattern.str->data, pattern.str->len, (unsigned)options,
                          &err);
        if (!re)
            return fail_err(f, n, &err);
    }
    enum status st = replace_one(f, n, args[0], re, sb, max, out);
    regex_unref(re);
    return st;
}

/* Pieces between the characters for which the block says true. */
static enum status split_one(struct frame *f, struct value text, struct scriptblock *sb,
                             int64_t max, struct array *out)
{
    AUTO_VALUE subject = value_to_string(text);
    size_t len = str_length(subject.str), start = 0;
    for (size_t i = 0; i < len; i++) {
        if (max > 0 && (int64_t)out->len + 1 >= max)
            break;
        struct str *one = str_substring(subject.str, i, 1);
        AUTO_VALUE c = value_of_str(one), v = value_null();
        enum status st = call_block(f, sb, c, &v);
        if (st != ST_OK)
            return st;
        if (value_truth(v)) {
            array_push_take(out, value_of_str(str_substring(subject.str, start, i - start)));
            start = i + 1;
        }
    }
    array_push_take(out, value_of_str(str_substring(subject.str, start, len - start)));
    return ST_OK;
}

enum status operate_with_block(struct frame *f, const struct node *n, enum binary_op op,
                               struct value a, struct value b, bool case_sensitive,
                               struct value *out, bool *done)
{
    *done = true;
    if (op == OP_REPLACE && b.kind == V_ARRAY && b.array->len == 2 &&
        scriptblock_of(b.array->items[1]))
        return replace(f, n, a, b, case_sensitive, out);
    struct value first = b.kind == V_ARRAY && b.array->len ? b.array->items[0] : b;
    if (op == OP_SPLIT && scriptblock_of(first)) {
        int64_t max = 0;
        struct err *err = NULL;
        if (b.kind == V_ARRAY && b.array->len > 1 &&
            value_to_int64(b.array->items[1], &max, &err) < 0)
            return fail_err(f, n, &err);
        struct array *results = array_new(4);
        enum status st = ST_OK;
        if (a.kind == V_ARRAY)
            for (size_t i = 0; i < a.array->len && st == ST_OK; i++)
                st = split_one(f, a.array->items[i], scriptblock_of(first), max, results);
        else
            st = split_one(f, a, scriptblock_of(first), max, results);
        if (st == ST_OK)
            *out = value_of_array(results);
        else
            value_unref(value_of_array(results));
        return st;
    }
    *done = false;
    return ST_OK;
}
