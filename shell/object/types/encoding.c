/* System.Text.Encoding and its kinds. */
#include "shell/object/types/encoding.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/code_page.h"
#include "shell/base/le.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"

struct encoding_object {
    enum encoding encoding;
    bool preamble; /* writes a byte order mark */
    bool throws;   /* at bytes that are no UTF-8 */
};

static enum encoding encoding_of(struct value v)
{
    return ((struct encoding_object *)object_payload(v.object))->encoding;
}

static const struct type_info *const sealed_types[] = {
    [ENC_UTF8] = &type_utf8_sealed,       [ENC_ASCII] = &type_ascii_sealed,
    [ENC_UTF16] = &type_unicode_encoding, [ENC_UTF16BE] = &type_unicode_encoding,
    [ENC_UTF32] = &type_utf32_encoding,   [ENC_LATIN1] = &type_latin1_sealed,
};

static struct value encoding_of_type(const struct type_info *type, enum encoding e, bool preamble)
{
    struct object *o = object_new(type);
    *(struct encoding_object *)object_payload(o) = (struct encoding_object){ e, preamble, false };
    return value_of_object(o);
}

static const struct code_page *page_of(enum encoding e)
{
    return e >= ENC_CODE_PAGE ? code_page_numbered((int)e - ENC_CODE_PAGE) : NULL;
}

static const struct type_info *type_of_encoding(enum encoding e)
{
    const struct code_page *page = page_of(e);

    if (page && page->number == 65000)
        return &type_utf7_encoding;
    return !page               ? sealed_types[e]
           : page->single_byte ? &type_single_byte_encoding
                               : &type_double_byte_encoding;
}

struct value encoding_new(enum encoding e, bool preamble)
{
    return encoding_of_type(type_of_encoding(e), e, preamble);
}

bool value_is_encoding(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_encoding);
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

void encoding_encode(enum encoding e, const char *s, size_t len, struct strbuf *out)
{
    if (page_of(e)) {
        code_page_encode(page_of(e), s, len, out);
        return;
    }
    for (size_t i = 0, turns = 0; i < len; turns++) {
        size_t used;
        if (turns % 4096 == 4095 && cancel_wanted())
            return; /* nobody will read it */
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
        case ENC_CODE_PAGE:
            break;
        }
        i += used;
    }
}

void encoding_decode(enum encoding e, const char *s, size_t len, struct strbuf *out)
{
    size_t i = 0;
    if (page_of(e)) {
        code_page_decode(page_of(e), s, len, out);
        return;
    }
    while (i < len) {
        size_t used = 1;
        uint32_t r;
        switch (e) {
        case ENC_UTF8:
            r = utf8_decode_strict(s + i, len - i, &used);
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

struct array *bytes_array(const char *bytes, size_t len)
{
    struct array *a = array_new(len);
    a->type = &type_byte_array;
    a->element = &type_byte;
    for (size_t i = 0; i < len; i++)
        a->items[i] = value_integer(V_BYTE, (unsigned char)bytes[i]);
    a->len = len;
    return a;
}

int bytes_add(struct value v, const char *parameter, struct strbuf *out, struct err **err)
{
    if (v.kind != V_ARRAY)
        return fail_null_argument(err, parameter);
    strbuf_grow(out, v.array->len);
    for (size_t i = 0; i < v.array->len; i++) {
        struct value b;
        if (value_convert(v.array->items[i], &type_byte, &b, err) < 0)
            return -1;
        strbuf_addch(out, (char)b.i);
    }
    return 0;
}

CALL(encoding_get_bytes)
{
    (void)err;
    (void)n;
    AUTO_STRBUF text = STRBUF_INIT, bytes = STRBUF_INIT;
    value_join(args[0], "", &text);
    encoding_encode(encoding_of(self), text.buf, text.len, &bytes);
    *out = value_of_array(bytes_array(bytes.buf, bytes.len));
    return 0;
}

CALL(encoding_get_byte_count)
{
    (void)err;
    (void)n;
    AUTO_STRBUF text = STRBUF_INIT, bytes = STRBUF_INIT;
    value_join(args[0], "", &text);
    encoding_encode(encoding_of(self), text.buf, text.len, &bytes);
    *out = value_int((int32_t)bytes.len);
    return 0;
}

/* DecoderFallbackException with the first bytes that are no UTF-8. */
static int check_utf8(const char *s, size_t len, struct err **err)
{
    for (size_t i = 0, used; i < len; i += used) {
        if (utf8_decode_strict(s + i, len - i, &used) != UTF8_REPLACEMENT ||
            utf8_valid(s + i, used))
            continue;
        AUTO_STRBUF bad = STRBUF_INIT;
        for (size_t k = 0; k < used; k++)
            strbuf_addf(&bad, "[%02X]", (unsigned char)s[i + k]);
        return fail_with(err, "System.Text.DecoderFallbackException", "DecoderFallbackException",
                         "Unable to translate bytes %s at index %zu from specified code page to "
                         "Unicode.",
                         bad.buf, i);
    }
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
    if (((struct encoding_object *)object_payload(self.object))->throws &&
        check_utf8(bytes.buf, bytes.len, err) < 0)
        return -1;
    struct strbuf text = STRBUF_INIT;
    encoding_decode(encoding_of(self), bytes.buf, bytes.len, &text);
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
    const struct code_page *page = page_of(e);
    bool single = page ? page->single_byte : e == ENC_ASCII || e == ENC_LATIN1;
    *out = p->data == 0   ? value_string(page ? page->web : encodings[e].web)
           : p->data == 1 ? value_string(page ? page->title : encodings[e].name)
           : p->data == 2 ? value_int(page ? page->number : encodings[e].page)
           : p->data == 3 ? value_bool(single)
           : p->data == 4 ? value_bool(self.object->type == type_of_encoding(e))
                          : value_int(single && !page                 ? 1252
                                      : page && page->number == 65000 ? 1200
                                      : page                          ? page->number
                                                                      : 1200);
    return 0;
}

GETTER(encoding_static)
{
    UNUSED_GETTER();
    *out = encoding_new((enum encoding)p->data, p->data != ENC_ASCII && p->data != ENC_LATIN1);
    return 0;
}

bool encoding_named(struct value given, struct value *out)
{
    AUTO_VALUE name = value_to_string(given);
    bool numbered = value_is_integer(given);
    static const struct {
        const char *name;
        enum encoding encoding;
    } other_names[] = {
        { "utf8", ENC_UTF8 },
        { "unicode-1-1-utf-8", ENC_UTF8 },
        { "ascii", ENC_ASCII },
        { "unicode", ENC_UTF16 },
        { "utf-16le", ENC_UTF16 },
        { "ucs-2", ENC_UTF16 },
        { "iso-10646-ucs-2", ENC_UTF16 },
        { "unicodefffe", ENC_UTF16BE },
        { "utf-32le", ENC_UTF32 },
        { "latin1", ENC_LATIN1 },
        { "l1", ENC_LATIN1 },
        { "iso_8859-1", ENC_LATIN1 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(other_names); i++)
        if (strcasecmp(other_names[i].name, name.str->data) == 0) {
            enum encoding e = other_names[i].encoding;
            *out = encoding_new(e, e != ENC_ASCII && e != ENC_LATIN1);
            return true;
        }
    if (numbered && given.i == 0) {
        *out = encoding_new(ENC_UTF8, true);
        return true;
    }
    for (size_t i = 0; i < ARRAY_SIZE(encodings); i++) {
        if (numbered ? given.i == encodings[i].page
                     : strcasecmp(encodings[i].web, name.str->data) == 0) {
            *out = encoding_new((enum encoding)i, i != ENC_ASCII && i != ENC_LATIN1);
            return true;
        }
    }
    const struct code_page *page = numbered && given.i < INT32_MAX
                                       ? code_page_numbered((int)given.i)
                                   : numbered ? NULL
                                              : code_page_named(name.str->data);
    if (page)
        *out = encoding_new((enum encoding)(ENC_CODE_PAGE + page->number), false);
    return page != NULL;
}

CALL(encoding_by_name)
{
    (void)self;
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    if (encoding_named(args[0], out))
        return 0;
    if (value_is_integer(args[0]))
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "No data is available for encoding %s. For information on defining a "
                         "custom encoding, see the documentation for the "
                         "Encoding.RegisterProvider method.",
                         name.str->data);
    return fail_argument(
        err,
        "'%s' is not a supported encoding name. For information on defining a custom "
        "encoding, see the documentation for the Encoding.RegisterProvider "
        "method. (Parameter 'name')",
        name.str->data);
}

enum encoding encoding_detect(const char *s, size_t len, enum encoding asked, size_t *skip)
{
    static const struct {
        const char *mark;
        size_t len;
        enum encoding encoding;
    } marks[] = {
        { "\xEF\xBB\xBF", 3, ENC_UTF8 },
        { "\xFF\xFE\0\0", 4, ENC_UTF32 },
        { "\xFF\xFE", 2, ENC_UTF16 },
        { "\xFE\xFF", 2, ENC_UTF16BE },
    };
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
        *skip = marks[i].len;
        if (len >= *skip && memcmp(s, marks[i].mark, *skip) == 0)
            return marks[i].encoding;
    }
    *skip = 0;
    return asked;
}

static const char *preamble_of(struct value self, size_t *len)
{
    static const struct {
        const char *bytes;
        size_t len;
    } marks[] = {
        [ENC_UTF8] = { "\xEF\xBB\xBF", 3 },  [ENC_ASCII] = { "", 0 },
        [ENC_UTF16] = { "\xFF\xFE", 2 },     [ENC_UTF16BE] = { "\xFE\xFF", 2 },
        [ENC_UTF32] = { "\xFF\xFE\0\0", 4 }, [ENC_LATIN1] = { "", 0 },
    };
    const struct encoding_object *e = object_payload(self.object);
    bool marked = e->preamble && e->encoding < ENC_CODE_PAGE;
    *len = marked ? marks[e->encoding].len : 0;
    return marked ? marks[e->encoding].bytes : "";
}

void encoding_add_preamble(struct value encoding, struct strbuf *out)
{
    size_t len;
    const char *bytes = preamble_of(encoding, &len);
    strbuf_add(out, bytes, len);
}

enum encoding encoding_kind(struct value v)
{
    return encoding_of(v);
}

bool encoding_has_preamble(struct value v)
{
    return ((struct encoding_object *)object_payload(v.object))->preamble;
}

CALL(encoding_get_preamble)
{
    UNUSED_CALL();
    size_t len;
    const char *bytes = preamble_of(self, &len);
    *out = value_of_array(bytes_array(bytes, len));
    return 0;
}

CALL(encoding_get_chars)
{
    AUTO_VALUE text = value_null();
    if (encoding_get_string(self, args, n, &text, err) < 0)
        return -1;
    return value_convert(text, type_array_of(&type_char), out, err);
}

CALL(encoding_get_char_count)
{
    AUTO_VALUE text = value_null();
    if (encoding_get_string(self, args, n, &text, err) < 0)
        return -1;
    *out = value_int((int32_t)str_length(text.str));
    return 0;
}

CALL(encoding_max_bytes)
{
    (void)n;
    int32_t chars;
    if (arg_int(args[0], &chars, err) < 0)
        return -1;
    enum encoding e = encoding_of(self);
    *out = value_int(e == ENC_UTF8                        ? (chars + 1) * 3
                     : e == ENC_UTF16 || e == ENC_UTF16BE ? (chars + 1) * 2
                     : e == ENC_UTF32                     ? (chars + 1) * 4
                                                          : chars + 1);
    return 0;
}

CALL(encoding_new_call)
{
    bool utf8 = self.type == &type_utf8_encoding, wide = self.type == &type_unicode_encoding;
    enum encoding e = utf8                                ? ENC_UTF8
                      : wide                              ? ENC_UTF16
                      : self.type == &type_utf32_encoding ? ENC_UTF32
                                                          : ENC_ASCII;
    (void)err;
    if (wide && n && value_truth(args[0]))
        e = ENC_UTF16BE;
    bool preamble = utf8    ? n && value_truth(args[0])
                    : n > 1 ? value_truth(args[1])
                            : e != ENC_ASCII;
    *out = encoding_of_type(self.type, e, preamble);
    struct encoding_object *made = object_payload(out->object);
    made->throws = utf8 && n > 1 && value_truth(args[1]);
    return 0;
}

static bool encoding_equals(struct value a, struct value b)
{
    return value_is_encoding(b) && encoding_of(a) == encoding_of(b);
}

static const struct property encoding_props[] = {
    PROPERTY_DATA("BodyName", "string", encoding_get, 0),
    PROPERTY_DATA("EncodingName", "string", encoding_get, 1),
    PROPERTY_DATA("HeaderName", "string", encoding_get, 0),
    PROPERTY_DATA("WebName", "string", encoding_get, 0),
    PROPERTY_DATA("WindowsCodePage", "int", encoding_get, 5),
    PROPERTY_DATA("IsSingleByte", "bool", encoding_get, 3),
    PROPERTY_DATA("IsReadOnly", "bool", encoding_get, 4),
    PROPERTY_DATA("CodePage", "int", encoding_get, 2),
};
static const struct method encoding_methods[] = {
    METHOD("GetBytes", 1, 1, encoding_get_bytes, "byte[] GetBytes(string s)"),
    METHOD("GetByteCount", 1, 1, encoding_get_byte_count, "int GetByteCount(string s)"),
    METHOD("GetString", 1, 3, encoding_get_string, "string GetString(byte[] bytes)"),
    METHOD("GetChars", 1, 3, encoding_get_chars, "char[] GetChars(byte[] bytes)"),
    METHOD("GetCharCount", 1, 3, encoding_get_char_count, "int GetCharCount(byte[] bytes)"),
    METHOD("GetPreamble", 0, 0, encoding_get_preamble, "byte[] GetPreamble()"),
    METHOD("GetMaxByteCount", 1, 1, encoding_max_bytes, "int GetMaxByteCount(int charCount)"),
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
CALL(encoding_convert)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = value_null();
    if (!value_is_encoding(args[0]) || !value_is_encoding(args[1]))
        return fail_null_argument(err, "srcEncoding");
    if (encoding_get_string(args[0], args + 2, 1, &text, err) < 0)
        return -1;
    return encoding_get_bytes(args[1], &text, 1, out, err);
}

static const struct method encoding_statics[] = {
    METHOD("Convert", 3, 3, encoding_convert,
           "byte[] Convert(System.Text.Encoding srcEncoding, System.Text.Encoding dstEncoding, "
           "byte[] bytes)"),
    METHOD("GetEncoding", 1, 1, encoding_by_name, "System.Text.Encoding GetEncoding(string name)"),
};
static const struct method kind_statics[] = { METHOD("new", 0, 3, encoding_new_call, NULL) };

const struct type_info type_encoding = { .name = "System.Text.Encoding",
                                         .base = &type_object,
                                         .interfaces = implements_cloneable,
                                         PROPS(encoding_props),
                                         METHODS(encoding_methods),
                                         STATIC_PROPS(encoding_static_props),
                                         STATICS(encoding_statics),
                                         .payload_size = sizeof(struct encoding_object),
                                         .equals = encoding_equals };

#define KIND(id, full, base_)                                                            \
    const struct type_info type_##id = { .name = full,                                   \
                                         .base = &base_,                                 \
                                         STATICS(kind_statics),                          \
                                         .payload_size = sizeof(struct encoding_object), \
                                         .equals = encoding_equals }
#define SEALED(id, full, base_)                                                          \
    const struct type_info type_##id = { .name = full,                                   \
                                         .base = &base_,                                 \
                                         .payload_size = sizeof(struct encoding_object), \
                                         .equals = encoding_equals }
KIND(utf8_encoding, "System.Text.UTF8Encoding", type_encoding);
KIND(ascii_encoding, "System.Text.ASCIIEncoding", type_encoding);
KIND(unicode_encoding, "System.Text.UnicodeEncoding", type_encoding);
KIND(utf32_encoding, "System.Text.UTF32Encoding", type_encoding);
SEALED(utf8_sealed, "System.Text.UTF8Encoding+UTF8EncodingSealed", type_utf8_encoding);
SEALED(ascii_sealed, "System.Text.ASCIIEncoding+ASCIIEncodingSealed", type_ascii_encoding);
SEALED(latin1_sealed, "System.Text.Latin1Encoding+Latin1EncodingSealed", type_encoding);
SEALED(utf7_encoding, "System.Text.UTF7Encoding", type_encoding);
SEALED(single_byte_encoding, "System.Text.SBCSCodePageEncoding", type_encoding);
SEALED(double_byte_encoding, "System.Text.DBCSCodePageEncoding", type_encoding);
