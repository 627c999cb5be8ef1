#include "shell/object/types/text.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"

bool rune_is_space(uint32_t r)
{
    return r == ' ' || (r >= 9 && r <= 13) || r == 0x85 || r == 0xA0 || r == 0x1680 ||
           (r >= 0x2000 && r <= 0x200A) || r == 0x2028 || r == 0x2029 || r == 0x202F ||
           r == 0x205F || r == 0x3000;
}

bool rune_is_upper(uint32_t r)
{
    return r < 0x80 ? r >= 'A' && r <= 'Z' : rune_lower(r) != r;
}

bool rune_is_lower(uint32_t r)
{
    return r < 0x80 ? r >= 'a' && r <= 'z' : rune_upper(r) != r || r == 0xDF;
}

bool rune_is_letter(uint32_t r)
{
    if (r < 0x80)
        return (r | 32) >= 'a' && (r | 32) <= 'z';
    if (rune_is_upper(r) || rune_is_lower(r))
        return true;
    /* letters without case: ª º, and the scripts that have none */
    return r == 0xAA || r == 0xBA || (r >= 0x5D0 && r <= 0x5EA) || (r >= 0x620 && r <= 0x64A) ||
           (r >= 0x904 && r <= 0x939) || (r >= 0xE01 && r <= 0xE30) ||
           (r >= 0x3041 && r <= 0x3096) || (r >= 0x30A1 && r <= 0x30FA) ||
           (r >= 0x3400 && r <= 0x4DBF) || (r >= 0x4E00 && r <= 0x9FFF) ||
           (r >= 0xAC00 && r <= 0xD7A3);
}

bool rune_is_digit(uint32_t r)
{
    return (r >= '0' && r <= '9') || (r >= 0x660 && r <= 0x669) || (r >= 0x6F0 && r <= 0x6F9) ||
           (r >= 0x966 && r <= 0x96F) || (r >= 0xFF10 && r <= 0xFF19);
}

void text_replace(const char *s, size_t len, const struct str *from, const struct str *to,
                  bool ignore_case, struct strbuf *out)
{
    size_t i = 0;
    for (unsigned turns = 0; i < len && out->len <= STR_MAX_LEN; turns++) {
        if (turns % 1024 == 0 && cancel_wanted())
            return;
        if (!ignore_case) {
            const char *p = memmem(s + i, len - i, from->data, from->len);
            size_t at = p ? (size_t)(p - s) : len;
            strbuf_add(out, s + i, at - i);
            if (!p)
                return;
            strbuf_add(out, to->data, to->len);
            i = at + from->len;
        } else if (len - i >= from->len && text_caseeqn(s + i, from->len, from->data, from->len)) {
            strbuf_add(out, to->data, to->len);
            i += from->len;
        } else {
            strbuf_addch(out, s[i++]);
        }
    }
}

/* ---- Split ---- */

struct splitter {
    struct array *to;
    int32_t limit; /* pieces; negative: any number */
    int32_t options;
};

static void add_piece(struct splitter *sp, const char *s, size_t len)
{
    if (sp->options & 2) {
        while (len && rune_is_space((unsigned char)*s))
            s++, len--;
        while (len && rune_is_space((unsigned char)s[len - 1]))
            len--;
    }
    if (len || !(sp->options & 1))
        array_push_take(sp->to, value_string_len(s, len));
}

/* Length of the separator at s, or 0. */
static size_t separator_at(const char *s, size_t len, const struct array *separators)
{
    if (!separators->len) {
        size_t used;
        return rune_is_space(utf8_decode(s, len, &used)) ? used : 0;
    }
    for (size_t i = 0; i < separators->len; i++) {
        const struct str *sep = separators->items[i].str;
        if (sep->len && sep->len <= len && memcmp(s, sep->data, sep->len) == 0)
            return sep->len;
    }
    return 0;
}

static void split(struct splitter *sp, const char *s, size_t len, const struct array *separators)
{
    size_t start = 0, i = 0;
    for (unsigned turns = 0; i < len; turns++) {
        if (turns % 1024 == 0 && cancel_wanted())
            return;
        if (sp->limit >= 0 && sp->to->len + 1 >= (size_t)sp->limit)
            break;
        size_t n = separator_at(s + i, len - i, separators);
        if (!n) {
            i++;
            continue;
        }
        add_piece(sp, s + start, i - start);
        i += n;
        start = i;
    }
    /* what is left, without the separators that empty pieces would leave */
    while ((sp->options & 1) && sp->limit >= 0 && start < len) {
        size_t n = separator_at(s + start, len - start, separators);
        if (!n)
            break;
        start += n;
    }
    add_piece(sp, s + start, len - start);
}

static void add_separators(struct value v, bool chars, struct array *to)
{
    if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len; i++)
            add_separators(v.array->items[i], chars, to);
        return;
    }
    if (v.kind == V_NULL)
        return;
    (void)chars;
    array_push_take(to, value_to_string(v));
}

int text_split(struct value self, const struct value *args, size_t n, struct value *out,
               struct err **err)
{
    AUTO_VALUE separators = value_of_array(array_new(4));
    struct splitter sp = { .limit = -1 };
    size_t i = 0;
    if (n && !value_is_integer(args[0]) && args[0].kind != V_ENUM)
        add_separators(args[i++], false, separators.array);
    for (; i < n; i++) {
        if (value_is_integer(args[i])) {
            if (arg_int(args[i], &sp.limit, err) < 0)
                return -1;
            if (sp.limit < 0)
                return fail_range(err, "count", "Count cannot be less than zero.");
        } else if (args[i].kind == V_ENUM || (i == n - 1 && args[i].kind == V_STRING)) {
            AUTO_ERR *not_options = NULL;
            if (value_to_enum(args[i], &enum_split_options, &sp.options, &not_options) < 0)
                add_separators(args[i], false, separators.array);
        } else {
            add_separators(args[i], false, separators.array);
        }
    }
    sp.to = array_new(4);
    sp.to->type = &type_string_array;
    sp.to->element = &type_string;
    if (sp.limit != 0)
        split(&sp, self.str->data, self.str->len, separators.array);
    *out = value_of_array(sp.to);
    return 0;
}

/* ---- statics ---- */

CALL(text_join)
{
    (void)self;
    AUTO_VALUE separator = arg_string(args[0]);
    struct strbuf text = STRBUF_INIT;
    const struct value *items = args + 1;
    size_t count = n - 1;
    if (n == 2 && args[1].kind == V_ARRAY) {
        items = args[1].array->items;
        count = args[1].array->len;
    } else if (n == 4 && args[1].kind == V_ARRAY && value_is_integer(args[2])) {
        int32_t start, len;
        if (arg_int(args[2], &start, err) < 0 || arg_int(args[3], &len, err) < 0)
            return -1;
        if (start < 0 || len < 0 || (size_t)start + (size_t)len > args[1].array->len)
            return fail_range(err, "startIndex",
                              "Index was out of range. Must be non-negative and less than the "
                              "size of the collection.");
        items = len ? args[1].array->items + start : NULL;
        count = (size_t)len;
    }
    for (size_t i = 0; i < count && text.len <= STR_MAX_LEN; i++) {
        if (i)
            strbuf_add(&text, separator.str->data, separator.str->len);
        value_method_string(items[i], &text);
    }
    return text_result_take(&text, out, err);
}

CALL(text_format)
{
    (void)self;
    AUTO_CULTURE before = culture_swap(culture_of_provider(args[0]));
    if (n > 1 && (args[0].kind == V_OBJECT || args[0].kind == V_NULL)) { /* a culture in front */
        args++;
        n--;
    }
    AUTO_VALUE format = arg_string(args[0]);
    const struct value *items = args + 1;
    size_t count = n - 1;
    if (n == 2 && args[1].kind == V_ARRAY) {
        items = args[1].array->items;
        count = args[1].array->len;
    }
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *why = NULL;
    if (value_format(format.str->data, format.str->len, items, count, &text, &why) < 0) {
        struct err *inner = why->cause ? why->cause : why;
        fail_with(err, "System.FormatException", "FormatException", "%s", inner->message);
        err_free(why);
        return -1;
    }
    *out = value_string_len(text.buf, text.len);
    return 0;
}

CALL(text_is_null_or_empty)
{
    UNUSED_CALL();
    *out = value_bool(args[0].kind == V_NULL || (args[0].kind == V_STRING && !args[0].str->len));
    return 0;
}

CALL(text_is_null_or_white_space)
{
    UNUSED_CALL();
    bool blank = true;
    AUTO_VALUE text = arg_string(args[0]);
    for (size_t i = 0; blank && i < text.str->len;) {
        size_t used;
        blank = rune_is_space(utf8_decode(text.str->data + i, text.str->len - i, &used));
        i += used;
    }
    *out = value_bool(blank);
    return 0;
}

CALL(text_concat)
{
    (void)self;
    (void)err;
    struct strbuf text = STRBUF_INIT;
    const struct value *items = args;
    if (n == 1 && args[0].kind == V_ARRAY) {
        items = args[0].array->items;
        n = args[0].array->len;
    }
    for (size_t i = 0; i < n; i++)
        value_method_string(items[i], &text);
    return text_result_take(&text, out, err);
}

int text_ordinal(struct str *a, struct str *b, bool ignore_case)
{
    bool ascii = str_is_ascii(a) && str_is_ascii(b);
    size_t na = str_length(a), nb = str_length(b);
    for (size_t i = 0; i < na && i < nb; i++) {
        uint32_t x = ascii ? (unsigned char)a->data[i] : str_char_at(a, i);
        uint32_t y = ascii ? (unsigned char)b->data[i] : str_char_at(b, i);
        if (x != y && ignore_case) {
            x = rune_upper(x);
            y = rune_upper(y);
        }
        if (x != y)
            return (int)x - (int)y;
    }
    return na == nb ? 0 : na < nb ? -(int)(nb - na) : (int)(na - nb);
}

static int compare_texts(const struct value *args, bool ignore_case, bool ordinal,
                         struct value *out)
{
    if (args[0].kind == V_NULL || args[1].kind == V_NULL) {
        *out = value_int((args[1].kind == V_NULL) - (args[0].kind == V_NULL));
        return 0;
    }
    AUTO_VALUE a = arg_string(args[0]), b = arg_string(args[1]);
    int order;
    if (ordinal)
        order = text_ordinal(a.str, b.str, ignore_case);
    else
        order = str_compare(a.str, b.str, !ignore_case);
    order = ordinal || !order ? order : order < 0 ? -1 : 1;
    *out = value_int(order);
    return 0;
}

CALL(text_compare)
{
    (void)self;
    bool ignore_case = false, ordinal = false;
    if (n > 2 && args[2].kind == V_BOOL) {
        ignore_case = args[2].b;
    } else if (n > 2) {
        int32_t how;
        if (arg_enum(args[2], &enum_string_comparison, &how, err) < 0)
            return -1;
        ignore_case = comparison_ignores_case(how);
        ordinal = how >= 4;
    }
    return compare_texts(args, ignore_case, ordinal, out);
}

CALL(text_compare_ordinal)
{
    UNUSED_CALL();
    return compare_texts(args, false, true, out);
}

CALL(text_equals)
{
    (void)self;
    bool ignore_case = false;
    if (n > 2) {
        int32_t how;
        if (arg_enum(args[2], &enum_string_comparison, &how, err) < 0)
            return -1;
        ignore_case = comparison_ignores_case(how);
    }
    bool same = args[0].kind == args[1].kind && value_equals(args[0], args[1], ignore_case);
    *out = value_bool(same);
    return 0;
}

/* new(char c, int count), new(char[] chars), new(string) */
CALL(text_new)
{
    (void)self;
    struct strbuf text = STRBUF_INIT;
    if (n == 2) {
        AUTO_VALUE c = value_null();
        int32_t count;
        if (value_convert(args[0], &type_char, &c, err) < 0 || arg_int(args[1], &count, err) < 0)
            return -1;
        if (count < 0)
            return fail_range(err, "count", "'count' must be non-negative.");
        if ((size_t)count > STR_MAX_LEN)
            return fail_text_too_long(err);
        for (int32_t i = 0; i < count; i++)
            strbuf_addrune(&text, (uint32_t)c.i);
    } else if (n == 3 && args[0].kind == V_ARRAY) {
        int32_t start, count;
        if (arg_int(args[1], &start, err) < 0 || arg_int(args[2], &count, err) < 0)
            return -1;
        if (start < 0 || count < 0 || (size_t)start + (size_t)count > args[0].array->len)
            return fail_range(err, "startIndex",
                              "Index was out of range. Must be non-negative and less than or "
                              "equal to the size of the collection.");
        for (int32_t i = start; i < start + count; i++)
            value_to_strbuf(args[0].array->items[i], &text);
    } else if (n) {
        value_join(args[0], "", &text);
    }
    return text_result_take(&text, out, err);
}

CALL(text_copy)
{
    UNUSED_CALL();
    *out = arg_string(args[0]);
    return 0;
}

const struct method text_statics[TEXT_STATICS] = {
    METHOD("Join", 1, -1, text_join, "string Join(string separator, Params string[] value)"),
    METHOD("Format", 1, -1, text_format, "string Format(string format, Params System.Object[])"),
    METHOD("IsNullOrEmpty", 1, 1, text_is_null_or_empty, "bool IsNullOrEmpty(string value)"),
    METHOD("IsNullOrWhiteSpace", 1, 1, text_is_null_or_white_space,
           "bool IsNullOrWhiteSpace(string value)"),
    METHOD("Concat", 0, -1, text_concat, "string Concat(Params System.Object[] args)"),
    METHOD("Compare", 2, 4, text_compare, "int Compare(string strA, string strB)"),
    METHOD("CompareOrdinal", 2, 2, text_compare_ordinal,
           "int CompareOrdinal(string strA, string strB)"),
    METHOD("Equals", 2, 3, text_equals, "bool Equals(string a, string b)"),
    METHOD("new", 0, 3, text_new, "string new(char c, int count)"),
    METHOD("Copy", 1, 1, text_copy, "string Copy(string str)"),
    METHOD("Intern", 1, 1, text_copy, "string Intern(string str)"),
};

GETTER(text_empty)
{
    UNUSED_GETTER();
    *out = value_string("");
    return 0;
}

const struct property text_static_props[1] = { PROPERTY("Empty", "string", text_empty) };
