/* System.Text.StringBuilder and System.Text.Encoding. */
#include <string.h>

#include "shell/base/le.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types_text.h"

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
    METHOD("Chars", 1, 1, builder_chars, "char Chars(int index)"),
    METHOD("get_Chars", 1, 1, builder_chars, NULL),
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

/* ---- Encoding ---- */

enum encoding { ENC_UTF8, ENC_ASCII, ENC_UTF16, ENC_UTF16BE, ENC_UTF32, ENC_LATIN1 };

static enum encoding encoding_of(struct value v)
{
    return *(int *)object_payload(v.object);
}

static struct value encoding_new(enum encoding e)
{
    struct object *o = object_new(&type_encoding);
    *(int *)object_payload(o) = (int)e;
    return value_of_object(o);
}

static void add_unit(uint32_t unit, bool big, struct strbuf *out)
{
    char b[2];
    if (big)
        be16_put(b, (uint16_t)unit);
    else
        le16_put(b, (uint16_t)unit);
    strbuf_add(out, b, 2);
}

static void encode(enum encoding e, const char *s, size_t len, struct strbuf *out)
{
    for (size_t i = 0; i < len;) {
        size_t used;
        uint32_t r = utf8_decode(s + i, len - i, &used);
        char b[4];
        switch (e) {
        case ENC_UTF8:
            if (r >= 0xD800 && r < 0xE000)
                strbuf_addrune(out, UTF8_REPLACEMENT);
            else
                strbuf_add(out, s + i, used);
            break;
        case ENC_ASCII:
            strbuf_addch(out, r < 0x80 ? (char)r : '?');
            if (r >= 0x10000)
                strbuf_addch(out, '?');
            break;
        case ENC_LATIN1:
            strbuf_addch(out, r < 0x100 ? (char)r : '?');
            break;
        case ENC_UTF16:
        case ENC_UTF16BE:
            if (r >= 0x10000) {
                add_unit(0xD800 + ((r - 0x10000) >> 10), e == ENC_UTF16BE, out);
                add_unit(0xDC00 + ((r - 0x10000) & 0x3FF), e == ENC_UTF16BE, out);
            } else {
                add_unit(r, e == ENC_UTF16BE, out);
            }
            break;
        case ENC_UTF32:
            le32_put(b, r);
            strbuf_add(out, b, 4);
            break;
        }
        i += used;
    }
}

static void decode(enum encoding e, const char *s, size_t len, struct strbuf *out)
{
    size_t i = 0;
    while (i < len) {
        size_t used = 1;
        uint32_t r;
        switch (e) {
        case ENC_UTF8:
            r = utf8_decode(s + i, len - i, &used);
            if (r >= 0xD800 && r < 0xE000)
                r = UTF8_REPLACEMENT;
            break;
        case ENC_ASCII:
            r = (unsigned char)s[i] < 0x80 ? (unsigned char)s[i] : UTF8_REPLACEMENT;
            break;
        case ENC_LATIN1:
            r = (unsigned char)s[i];
            break;
        case ENC_UTF32:
            used = 4;
            r = len - i < 4 ? UTF8_REPLACEMENT : le32_get(s + i);
            if (r > 0x10FFFF)
                r = UTF8_REPLACEMENT;
            break;
        default:
            used = 2;
            if (len - i < 2) {
                r = UTF8_REPLACEMENT;
                break;
            }
            r = e == ENC_UTF16BE ? be16_get(s + i) : le16_get(s + i);
            if (r >= 0xD800 && r < 0xDC00 && len - i >= 4) {
                uint32_t low = e == ENC_UTF16BE ? be16_get(s + i + 2) : le16_get(s + i + 2);
                if (low >= 0xDC00 && low < 0xE000) {
                    r = 0x10000 + ((r - 0xD800) << 10) + (low - 0xDC00);
                    used = 4;
                }
            }
            if (r >= 0xD800 && r < 0xE000)
                r = UTF8_REPLACEMENT;
            break;
        }
        strbuf_addrune(out, r);
        i += used;
    }
}

CALL(encoding_get_bytes)
{
    (void)err;
    (void)n;
    AUTO_STRBUF text = STRBUF_INIT, bytes = STRBUF_INIT;
    value_join(args[0], "", &text);
    encode(encoding_of(self), text.buf, text.len, &bytes);
    struct array *a = array_new(bytes.len);
    a->type = &type_byte_array;
    a->element = &type_byte;
    for (size_t i = 0; i < bytes.len; i++)
        a->items[i] = value_integer(V_BYTE, (unsigned char)bytes.buf[i]);
    a->len = bytes.len;
    *out = value_of_array(a);
    return 0;
}

CALL(encoding_get_byte_count)
{
    (void)err;
    (void)n;
    AUTO_STRBUF text = STRBUF_INIT, bytes = STRBUF_INIT;
    value_join(args[0], "", &text);
    encode(encoding_of(self), text.buf, text.len, &bytes);
    *out = value_int((int32_t)bytes.len);
    return 0;
}

CALL(encoding_get_string)
{
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "bytes");
    AUTO_STRBUF bytes = STRBUF_INIT;
    size_t from = 0, count = args[0].kind == V_ARRAY ? args[0].array->len : 1;
    if (n == 3) {
        int32_t a, b;
        if (arg_int(args[1], &a, err) < 0 || arg_int(args[2], &b, err) < 0)
            return -1;
        if (a < 0 || b < 0 || (size_t)a + (size_t)b > count)
            return fail_range(err, "bytes",
                              "Index and count must refer to a location within the "
                              "buffer.");
        from = (size_t)a;
        count = (size_t)b;
    }
    for (size_t i = from; i < from + count; i++) {
        struct value b, item = args[0].kind == V_ARRAY ? args[0].array->items[i] : args[0];
        if (value_convert(item, &type_byte, &b, err) < 0)
            return -1;
        strbuf_addch(&bytes, (char)b.i);
    }
    struct strbuf text = STRBUF_INIT;
    decode(encoding_of(self), bytes.buf, bytes.len, &text);
    *out = value_string_take(&text);
    return 0;
}

static const struct {
    const char *web, *name;
    int page;
} encodings[] = {
    [ENC_UTF8] = { "utf-8", "Unicode (UTF-8)", 65001 },
    [ENC_ASCII] = { "us-ascii", "US-ASCII", 20127 },
    [ENC_UTF16] = { "utf-16", "Unicode", 1200 },
    [ENC_UTF16BE] = { "utf-16BE", "Unicode (Big-Endian)", 1201 },
    [ENC_UTF32] = { "utf-32", "Unicode (UTF-32)", 12000 },
    [ENC_LATIN1] = { "iso-8859-1", "Western European (ISO)", 28591 },
};

GETTER(encoding_get)
{
    UNUSED_GETTER();
    enum encoding e = encoding_of(self);
    *out = p->data == 0   ? value_string(encodings[e].web)
           : p->data == 1 ? value_string(encodings[e].name)
                          : value_int(encodings[e].page);
    return 0;
}

GETTER(encoding_static)
{
    UNUSED_GETTER();
    *out = encoding_new((enum encoding)p->data);
    return 0;
}

CALL(encoding_by_name)
{
    (void)self;
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    for (size_t i = 0; i < ARRAY_SIZE(encodings); i++) {
        if (value_is_integer(args[0]) ? args[0].i == encodings[i].page
                                      : strcasecmp(encodings[i].web, name.str->data) == 0) {
            *out = encoding_new((enum encoding)i);
            return 0;
        }
    }
    return fail_argument(err, "'%s' is not a supported encoding name. (Parameter 'name')",
                         name.str->data);
}

static const struct property encoding_props[] = {
    PROPERTY_DATA("BodyName", "string", encoding_get, 0),
    PROPERTY_DATA("EncodingName", "string", encoding_get, 1),
    PROPERTY_DATA("WebName", "string", encoding_get, 0),
    PROPERTY_DATA("CodePage", "int", encoding_get, 2),
};
static const struct method encoding_methods[] = {
    METHOD("GetBytes", 1, 1, encoding_get_bytes, "byte[] GetBytes(string s)"),
    METHOD("GetByteCount", 1, 1, encoding_get_byte_count, "int GetByteCount(string s)"),
    METHOD("GetString", 1, 3, encoding_get_string, "string GetString(byte[] bytes)"),
};
static const struct property encoding_static_props[] = {
    PROPERTY_DATA("UTF8", "System.Text.Encoding", encoding_static, ENC_UTF8),
    PROPERTY_DATA("Default", "System.Text.Encoding", encoding_static, ENC_UTF8),
    PROPERTY_DATA("ASCII", "System.Text.Encoding", encoding_static, ENC_ASCII),
    PROPERTY_DATA("Unicode", "System.Text.Encoding", encoding_static, ENC_UTF16),
    PROPERTY_DATA("BigEndianUnicode", "System.Text.Encoding", encoding_static, ENC_UTF16BE),
    PROPERTY_DATA("UTF32", "System.Text.Encoding", encoding_static, ENC_UTF32),
    PROPERTY_DATA("Latin1", "System.Text.Encoding", encoding_static, ENC_LATIN1),
};
static const struct method encoding_statics[] = {
    METHOD("GetEncoding", 1, 1, encoding_by_name, "System.Text.Encoding GetEncoding(string name)"),
};
const struct type_info type_encoding = { .name = "System.Text.Encoding",
                                         .base = &type_object,
                                         PROPS(encoding_props),
                                         METHODS(encoding_methods),
                                         STATIC_PROPS(encoding_static_props),
                                         STATICS(encoding_statics),
                                         .payload_size = sizeof(int) };
