/* System.Text.StringBuilder. */
#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/text.h"

static struct strbuf *text_of(struct value v)
{
    return object_payload(v.object);
}

static void builder_destroy(struct object *o)
{
    strbuf_release(object_payload(o));
}

static struct value builder_new(void)
{
    struct object *o = object_new(&type_string_builder);
    *(struct strbuf *)object_payload(o) = (struct strbuf)STRBUF_INIT;
    return value_of_object(o);
}

static int builder_text(struct value self, struct strbuf *out)
{
    strbuf_add(out, text_of(self)->buf, text_of(self)->len);
    return 0;
}

/* Every changing method answers with the builder, so that calls chain. */
static int chained(struct value self, struct value *out, struct err **err)
{
    if (text_of(self)->len > STR_MAX_LEN)
        return fail_text_too_long(err);
    *out = value_ref(self);
    return 0;
}

CALL(builder_new_call)
{
    (void)self;
    (void)err;
    *out = builder_new();
    if (n && args[0].kind == V_STRING)
        strbuf_add(text_of(*out), args[0].str->data, args[0].str->len);
    return 0;
}

CALL(builder_append)
{
    if (n == 2 && args[0].kind == V_CHAR) {
        int32_t count;
        if (arg_int(args[1], &count, err) < 0)
            return -1;
        if (count > 0 && text_of(self)->len + (size_t)count > STR_MAX_LEN)
            return fail_text_too_long(err);
        for (int32_t i = 0; i < count; i++)
            strbuf_addrune(text_of(self), (uint32_t)args[0].i);
        return chained(self, out, err);
    }
    if (n == 3) {
        AUTO_VALUE text = arg_string(args[0]);
        int32_t start, count;
        if (arg_int(args[1], &start, err) < 0 || arg_int(args[2], &count, err) < 0)
            return -1;
        if (start < 0 || count < 0 || (size_t)start + (size_t)count > str_length(text.str))
            return fail_range(err, "startIndex",
                              "Index was out of range. Must be non-negative and less than or "
                              "equal to the size of the collection.");
        AUTO_VALUE part = value_of_str(str_substring(text.str, (size_t)start, (size_t)count));
        strbuf_add(text_of(self), part.str->data, part.str->len);
        return chained(self, out, err);
    }
    if (args[0].kind == V_ARRAY && args[0].array->element == &type_char)
        value_join(args[0], "", text_of(self));
    else
        value_method_string(args[0], text_of(self));
    return chained(self, out, err);
}

CALL(builder_append_line)
{
    if (n)
        value_method_string(args[0], text_of(self));
    strbuf_addch(text_of(self), '\n');
    return chained(self, out, err);
}

CALL(builder_append_format)
{
    AUTO_CULTURE before = culture_swap(culture_of_provider(args[0]));
    if (n > 1 && (args[0].kind == V_OBJECT || args[0].kind == V_NULL)) {
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
    if (value_format(format.str->data, format.str->len, items, count, text_of(self), err) < 0)
        return -1;
    return chained(self, out, err);
}

CALL(builder_append_join)
{
    AUTO_VALUE separator = arg_string(args[0]);
    const struct value *items = args + 1;
    size_t count = n - 1;
    if (n == 2 && args[1].kind == V_ARRAY) {
        items = args[1].array->items;
        count = args[1].array->len;
    }
    for (size_t i = 0; i < count; i++) {
        if (i)
            strbuf_add(text_of(self), separator.str->data, separator.str->len);
        value_method_string(items[i], text_of(self));
    }
    return chained(self, out, err);
}

static size_t units(const struct strbuf *sb)
{
    return utf8_utf16_len(sb->buf, sb->len);
}

static int position(struct value self, struct value v, size_t *out, struct err **err)
{
    int32_t i;
    if (arg_int(v, &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i > units(text_of(self)))
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than or equal "
                          "to the size of the collection.");
    *out = utf8_utf16_offset(text_of(self)->buf, text_of(self)->len, (size_t)i);
    return 0;
}

/* Puts with in the place of [from, to). */
static void splice(struct strbuf *sb, size_t from, size_t to, const char *with, size_t len)
{
    struct strbuf made = STRBUF_INIT;
    strbuf_add(&made, sb->buf, from);
    strbuf_add(&made, with, len);
    strbuf_add(&made, sb->buf + to, sb->len - to);
    strbuf_release(sb);
    *sb = made;
}

CALL(builder_insert)
{
    (void)n;
    size_t at;
    if (position(self, args[0], &at, err) < 0)
        return -1;
    AUTO_VALUE text = arg_string(args[1]);
    splice(text_of(self), at, at, text.str->data, text.str->len);
    return chained(self, out, err);
}

CALL(builder_remove)
{
    (void)n;
    size_t from, to;
    int64_t start, count;
    if (position(self, args[0], &from, err) < 0 || arg_long(args[0], &start, err) < 0 ||
        arg_long(args[1], &count, err) < 0 ||
        position(self, value_long(start + count), &to, err) < 0)
        return -1;
    if (to < from)
        return fail_range(err, "length", "Length cannot be less than zero.");
    splice(text_of(self), from, to, "", 0);
    return chained(self, out, err);
}

CALL(builder_replace)
{
    (void)n;
    AUTO_VALUE from = arg_string(args[0]), to = arg_string(args[1]);
    if (!from.str->len)
        return fail_argument(err, "The value cannot be an empty string. (Parameter 'oldValue')");
    struct strbuf made = STRBUF_INIT, *sb = text_of(self);
    text_replace(sb->buf, sb->len, from.str, to.str, false, &made);
    strbuf_release(sb);
    *sb = made;
    return chained(self, out, err);
}

CALL(builder_clear)
{
    (void)args;
    (void)n;
    strbuf_reset(text_of(self));
    return chained(self, out, err);
}

CALL(builder_to_string)
{
    struct strbuf *sb = text_of(self);
    if (n == 2) {
        size_t from, to;
        int64_t start, count;
        if (position(self, args[0], &from, err) < 0 || arg_long(args[0], &start, err) < 0 ||
            arg_long(args[1], &count, err) < 0 ||
            position(self, value_long(start + count), &to, err) < 0)
            return -1;
        *out = value_string_len(sb->buf + from, to > from ? to - from : 0);
        return 0;
    }
    *out = value_string_len(sb->buf, sb->len);
    return 0;
}

CALL(builder_chars)
{
    (void)n;
    size_t at;
    if (position(self, args[0], &at, err) < 0)
        return -1;
    struct strbuf *sb = text_of(self);
    if (at >= sb->len)
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "Index was outside the bounds of the array.");
    size_t used;
    *out = value_char((uint16_t)utf8_decode(sb->buf + at, sb->len - at, &used));
    return 0;
}

CALL(builder_set_chars)
{
    (void)n;
    (void)out;
    AUTO_VALUE at = value_null();
    if (builder_chars(self, args, 1, &at, err) < 0)
        return -1;
    size_t from, used;
    struct strbuf *sb = text_of(self);
    if (position(self, args[0], &from, err) < 0)
        return -1;
    AUTO_VALUE text = arg_string(args[1]);
    if (text.str->len == 0 || utf8_decode(text.str->data, text.str->len, &used) > 0xFFFF ||
        used != text.str->len)
        return fail_argument(err, "String must be exactly one character long.");
    utf8_decode(sb->buf + from, sb->len - from, &used);
    splice(sb, from, from + used, text.str->data, text.str->len);
    return 0;
}

GETTER(builder_max_capacity)
{
    UNUSED_GETTER();
    *out = value_int(INT32_MAX);
    return 0;
}

GETTER(builder_length)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)units(text_of(self)));
    return 0;
}

SETTER(builder_set_length)
{
    (void)p;
    int32_t len;
    if (arg_int(v, &len, err) < 0)
        return -1;
    if (len < 0)
        return fail_range(err, "value", "Length cannot be less than zero.");
    struct strbuf *sb = text_of(self);
    size_t have = units(sb);
    if ((size_t)len <= have)
        strbuf_truncate(sb, utf8_utf16_offset(sb->buf, sb->len, (size_t)len));
    else
        strbuf_fill(sb, '\0', (size_t)len - have);
    return 0;
}

GETTER(builder_capacity)
{
    UNUSED_GETTER();
    size_t cap = text_of(self)->cap;
    *out = value_int(cap < 16 ? 16 : (int32_t)cap);
    return 0;
}

static const struct property builder_props[] = {
    PROPERTY("Capacity", "int", builder_capacity),
    PROPERTY("MaxCapacity", "int", builder_max_capacity),
    PROPERTY_RW("Length", "int", builder_length, builder_set_length),
};
static const struct method builder_methods[] = {
    METHOD("Append", 1, 3, builder_append, "System.Text.StringBuilder Append(string value)"),
    METHOD("AppendLine", 0, 1, builder_append_line,
           "System.Text.StringBuilder AppendLine(string value)"),
    METHOD("AppendFormat", 1, -1, builder_append_format,
           "System.Text.StringBuilder AppendFormat(string format, Params System.Object[] args)"),
    METHOD("AppendJoin", 1, -1, builder_append_join, NULL),
    METHOD("Insert", 2, 2, builder_insert,
           "System.Text.StringBuilder Insert(int index, string value)"),
    METHOD("Remove", 2, 2, builder_remove,
           "System.Text.StringBuilder Remove(int startIndex, int length)"),
    METHOD("Replace", 2, 2, builder_replace,
           "System.Text.StringBuilder Replace(string oldValue, string newValue)"),
    METHOD("Clear", 0, 0, builder_clear, "System.Text.StringBuilder Clear()"),
    METHOD("ToString", 0, 2, builder_to_string, "string ToString()"),
    METHOD("Chars", 1, 1, builder_chars, "char Chars(int index) {get;set;}"),
    METHOD("get_Chars", 1, 1, builder_chars, NULL),
    METHOD("set_Chars", 2, 2, builder_set_chars, NULL),
    METHOD("get_Item", 1, 1, builder_chars, NULL), /* what $builder[0] asks for */
    METHOD("set_Item", 2, 2, builder_set_chars, NULL),
};
static const struct method builder_statics[] = {
    METHOD("new", 0, 4, builder_new_call, "System.Text.StringBuilder new(string value)"),
};
const struct type_info type_string_builder = { .name = "System.Text.StringBuilder",
                                               .base = &type_object,
                                               .interfaces = implements_serializable,
                                               PROPS(builder_props),
                                               METHODS(builder_methods),
                                               STATICS(builder_statics),
                                               .payload_size = sizeof(struct strbuf),
                                               .destroy = builder_destroy,
                                               .to_string = builder_text };
