/* -replace and -split with script blocks. */
#include "shell/base/text.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/convert.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/eval/operator.h"
#include "shell/runtime/frame.h"

/* callable: a script block, or what else can be called with the argument. */
static enum status call_block(struct frame *f, const struct node *n, struct value callable,
                              struct value underbar, struct value *out)
{
    struct scriptblock *sb = scriptblock_of(callable);
    if (!sb) {
        struct err *err = NULL;
        return value_call(callable, &underbar, 1, out, &err) < 0 ? fail_err(f, n, &err) : ST_OK;
    }
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
                               struct regex *re, struct value callable, int64_t max,
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
        st = call_block(f, n, callable, match, &v);
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
    struct value callable = b.array->items[1];
    enum status st = ST_OK;
    if (a.kind != V_ARRAY) {
        st = replace_one(f, n, a, re, callable, -1, out);
    } else {
        struct array *results = array_new(a.array->len);
        for (size_t i = 0; i < a.array->len && st == ST_OK; i++) {
            struct value v;
            st = replace_one(f, n, a.array->items[i], re, callable, -1, &v);
            if (st == ST_OK)
                array_push_take(results, v);
        }
        *out = value_of_array(results);
        if (st != ST_OK)
            value_clear(out);
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
    *done = false;
    if (nargs <= at || !value_is_callable(args[at]) ||
        !text_caseeqn(name.str->data, name.str->len, "Replace", 7))
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
    enum status st = replace_one(f, n, args[0], re, args[at], max, out);
    regex_unref(re);
    return st;
}

/* Pieces between the characters for which the block says true; at most max of them, counted from
 * the end when it is negative. */
static enum status split_one(struct frame *f, const struct node *n, struct value text,
                             struct value block, int64_t max, struct array *out)
{
    AUTO_VALUE subject = value_to_string(text);
    size_t len = str_length(subject.str), ncuts = 0, start = 0;
    size_t *cuts = xcalloc(len + 1, sizeof(*cuts));
    enum status st = ST_OK;
    for (size_t i = 0; i < len && st == ST_OK; i++) {
        if (max > 0 && (int64_t)ncuts + 1 >= max)
            break;
        size_t at = max < 0 ? len - 1 - i : i;
        if (max < 0 && (int64_t)ncuts + 1 >= -max)
            break;
        AUTO_VALUE c = value_of_str(str_substring(subject.str, at, 1)), v = value_null();
        st = call_block(f, n, block, c, &v);
        if (st == ST_OK && value_truth(v))
            cuts[ncuts++] = at;
    }
    for (size_t i = 0; i < ncuts && st == ST_OK; i++) {
        size_t cut = cuts[max < 0 ? ncuts - 1 - i : i];
        array_push_take(out, value_of_str(str_substring(subject.str, start, cut - start)));
        start = cut + 1;
    }
    free(cuts);
    if (st == ST_OK)
        array_push_take(out, value_of_str(str_substring(subject.str, start, len - start)));
    return st;
}

enum status operate_with_block(struct frame *f, const struct node *n, enum binary_op op,
                               struct value a, struct value b, bool case_sensitive,
                               struct value *out, bool *done)
{
    *done = true;
    if (op == OP_REPLACE && b.kind == V_ARRAY && b.array->len == 2 &&
        value_is_callable(b.array->items[1]))
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
                st = split_one(f, n, a.array->items[i], first, max, results);
        else
            st = split_one(f, n, a, first, max, results);
        if (st == ST_OK)
            *out = value_of_array(results);
        else
            value_unref(value_of_array(results));
        return st;
    }
    *done = false;
    return ST_OK;
}
