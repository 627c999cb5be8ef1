/* System.Convert. */
#include <string.h>

#include "shell/base/hex.h"
#include "shell/object/array.h"
#include "shell/object/convert_number.h"
#include "shell/object/datetime.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/convertible.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"

/* The plain .NET exception inside PowerShell's conversion error. */
static int unwrap(struct err **err)
{
    while ((*err)->cause) {
        struct err *outer = *err;
        *err = outer->cause;
        outer->cause = NULL;
        err_free(outer);
    }
    (*err)->id = strrchr((*err)->exception ? (*err)->exception : ".", '.') + 1;
    return -1;
}

/* A text in base 2, 8, 10 or 16; two's complement in the type's width. */
static int from_base(struct value text, int32_t base, const struct number_type *t,
                     struct value *out, struct err **err)
{
    if (base != 2 && base != 8 && base != 10 && base != 16)
        return fail_argument(err, "Invalid Base.");
    const char *s = text.str->data;
    size_t len = text.str->len;
    if (base == 16 && len > 2 && s[0] == '0' && (s[1] | 32) == 'x') {
        s += 2;
        len -= 2;
    }
    bool negative = base == 10 && len && s[0] == '-';
    s += negative;
    len -= negative;
    if (!len)
        return fail_range(err, "startIndex",
                          "Index was out of range. Must be non-negative and "
                          "less than the size of the collection.");
    uint64_t u = 0;
    for (size_t i = 0; i < len; i++) {
        int d = hex_digit(s[i]);
        if (d < 0 || d >= base)
            return fail_with(err, "System.FormatException", "FormatException",
                             i ? "Additional non-parsable characters are at the end of the "
                                 "string."
                               : "Could not find any recognizable digits.");
        if (__builtin_mul_overflow(u, (uint64_t)base, &u) ||
            __builtin_add_overflow(u, (uint64_t)d, &u))
            goto overflow;
    }
    unsigned bits = t->kind == V_BYTE || t->kind == V_SBYTE     ? 8
                    : t->kind == V_INT16 || t->kind == V_UINT16 ? 16
                    : t->kind == V_INT32 || t->kind == V_UINT32 ? 32
                                                                : 64;
    if (base != 10 && bits < 64 && u >> bits)
        goto overflow;
    if (t->kind == V_UINT64) {
        *out = value_ulong(u);
        return 0;
    }
    int64_t i = (int64_t)u;
    if (base == 10) {
        if (u > INT64_MAX)
            goto overflow;
        i = negative ? -i : i;
    } else if (t->min < 0 && bits < 64 && (u >> (bits - 1)) & 1) {
        i = (int64_t)(u | ~((UINT64_C(1) << bits) - 1));
    }
    if (i < t->min || i > t->max)
        goto overflow;
    *out = value_integer(t->kind, i);
    return 0;
overflow:
    return fail_with(err, "System.OverflowException", "OverflowException",
                     "Value was either too large or too small for %s.",
                     t->kind == V_UINT32 || t->kind == V_UINT64 || t->kind == V_UINT16
                         ? "a UInt32"
                         : "an Int32");
}

static int to_number(const struct type_info *type, const struct value *args, size_t n,
                     struct value *out, struct err **err)
{
    const struct number_type *t = number_type_of(type);
    int32_t base;
    if (n > 1 && args[0].kind == V_STRING && value_is_integer(args[1])) {
        if (arg_int(args[1], &base, err) < 0)
            return -1;
        return from_base(args[0], base, t, out, err);
    }
    if (args[0].kind == V_STRING && !args[0].str->len)
        return fail_format_text(err, "", 0);
    if (convert_to_number(args[0], t, out, err) < 0)
        return unwrap(err);
    return 0;
}

#define TO_METHOD(fn, type)                         \
    CALL(fn)                                        \
    {                                               \
        (void)self;                                 \
        return to_number(&type, args, n, out, err); \
    }
TO_METHOD(to_sbyte, type_sbyte)
TO_METHOD(to_byte, type_byte)
TO_METHOD(to_int16, type_int16)
TO_METHOD(to_uint16, type_uint16)
TO_METHOD(to_int32, type_int32)
TO_METHOD(to_uint32, type_uint32)
TO_METHOD(to_int64, type_int64)
TO_METHOD(to_uint64, type_uint64)
TO_METHOD(to_single, type_single)
TO_METHOD(to_double, type_double)
TO_METHOD(to_decimal, type_decimal)

CALL(to_boolean)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_STRING) {
        const struct method *parse = type_find_static_method(&type_bool, "Parse", 5);
        return parse->call(value_type(&type_bool), args, 1, out, err);
    }
    *out = value_bool(value_truth(args[0]));
    return 0;
}

CALL(to_char)
{
    (void)self;
    (void)n;
    return value_convert(args[0], &type_char, out, err) < 0 ? unwrap(err) : 0;
}

CALL(to_date)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL) {
        *out = value_datetime(0, DATETIME_UNSPECIFIED);
        return 0;
    }
    return value_convert(args[0], &type_datetime, out, err) < 0 ? unwrap(err) : 0;
}

CALL(to_text)
{
    (void)self;
    int32_t base;
    struct strbuf text = STRBUF_INIT;
    const struct culture *culture = n > 1 ? culture_argument(args + 1, 1) : NULL;
    if (culture) {
        AUTO_CULTURE before = culture_swap(culture);
        value_method_string(args[0], &text);
        *out = value_string_take(&text);
        return 0;
    }
    if (n < 2 || !value_is_integer(args[1]) || !value_is_integer(args[0])) {
        value_method_string(args[0], &text);
        *out = value_string_take(&text);
        return 0;
    }
    if (arg_int(args[1], &base, err) < 0)
        return -1;
    if (base != 2 && base != 8 && base != 10 && base != 16)
        return fail_argument(err, "Invalid Base. (Parameter 'toBase')");
    if (base == 10) {
        value_to_strbuf(args[0], &text);
    } else {
        uint64_t u = args[0].u;
        if (args[0].kind == V_INT32)
            u = (uint32_t)u;
        else if (args[0].kind == V_INT16)
            u = (uint16_t)u;
        else if (args[0].kind == V_SBYTE)
            u = (uint32_t)u; /* widens to int first */
        char digits[65];
        size_t k = sizeof(digits);
        do
            digits[--k] = "0123456789abcdef"[u % (unsigned)base];
        while (u /= (unsigned)base);
        strbuf_add(&text, digits + k, sizeof(digits) - k);
    }
    *out = value_string_take(&text);
    return 0;
}

/* ---- bytes as text ---- */

static int byte_array(struct value v, struct strbuf *out, struct err **err)
{
    int32_t b;
    if (v.kind == V_NULL || v.kind == V_ARRAY)
        return bytes_add(v, "inArray", out, err);
    if (arg_int(v, &b, err) < 0)
        return -1;
    strbuf_addch(out, (char)b);
    return 0;
}

static struct value bytes_value(const char *s, size_t len)
{
    struct array *a = array_new(len);
    a->type = &type_byte_array;
    a->element = &type_byte;
    for (size_t i = 0; i < len; i++)
        a->items[i] = value_integer(V_BYTE, (unsigned char)s[i]);
    a->len = len;
    return value_of_array(a);
}

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

CALL(to_base64)
{
    (void)self;
    AUTO_STRBUF bytes = STRBUF_INIT;
    int32_t options = 0;
    if (byte_array(args[0], &bytes, err) < 0)
        return -1;
    if (n > 1 && arg_enum(args[n - 1], &enum_base64_options, &options, err) < 0)
        return -1;
    struct strbuf text = STRBUF_INIT;
    strbuf_grow(&text, bytes.len / 3 * 4 + 4);
    size_t line = 0;
    for (size_t i = 0; i < bytes.len; i += 3) {
        if (options && line == 76) {
            strbuf_adds(&text, "\r\n");
            line = 0;
        }
        size_t left = bytes.len - i;
        uint32_t w = (uint32_t)(unsigned char)bytes.buf[i] << 16;
        if (left > 1)
            w |= (uint32_t)(unsigned char)bytes.buf[i + 1] << 8;
        if (left > 2)
            w |= (unsigned char)bytes.buf[i + 2];
        strbuf_addch(&text, base64[w >> 18]);
        strbuf_addch(&text, base64[(w >> 12) & 63]);
        strbuf_addch(&text, left > 1 ? base64[(w >> 6) & 63] : '=');
        strbuf_addch(&text, left > 2 ? base64[w & 63] : '=');
        line += 4;
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(from_base64)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_STRBUF bytes = STRBUF_INIT;
    uint32_t w = 0;
    int have = 0, padding = 0;
    for (size_t i = 0; i < text.str->len; i++) {
        char c = text.str->data[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        const char *at = c ? strchr(base64, c) : NULL;
        if (c == '=' && have % 4 >= 2)
            padding++;
        else if (!at || padding)
            goto bad;
        w = (w << 6) | (uint32_t)(at ? at - base64 : 0);
        if (++have % 4)
            continue;
        if (padding > 2)
            goto bad;
        strbuf_addch(&bytes, (char)(w >> 16));
        if (padding < 2)
            strbuf_addch(&bytes, (char)(w >> 8));
        if (padding < 1)
            strbuf_addch(&bytes, (char)w);
        w = 0;
    }
    if (have % 4)
        goto bad;
    *out = bytes_value(bytes.buf, bytes.len);
    return 0;
bad:
    return fail_with(err, "System.FormatException", "FormatException",
                     "The input is not a valid Base-64 string as it contains a non-base 64 "
                     "character, more than two padding characters, or an illegal character among "
                     "the padding characters.");
}

/* Of the bytes, or of a part: offset, length. */
static int hex_text(const struct value *args, size_t n, bool lower, struct value *out,
                    struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    int32_t at = 0, count;
    if (byte_array(args[0], &bytes, err) < 0 || (n > 1 && arg_int(args[1], &at, err) < 0))
        return -1;
    count = (int32_t)bytes.len - at;
    if (n > 2 && arg_int(args[2], &count, err) < 0)
        return -1;
    if (at < 0 || count < 0 || (size_t)at + (size_t)count > bytes.len)
        return fail_range(err, at < 0 || count >= 0 ? "offset" : "length",
                          "Offset and length were out of bounds for the array or count is greater "
                          "than the number of elements from index to the end of the source "
                          "collection.");
    struct strbuf text = STRBUF_INIT;
    for (int32_t i = at; i < at + count; i++)
        strbuf_addf(&text, lower ? "%02x" : "%02X", (unsigned char)bytes.buf[i]);
    *out = value_string_take(&text);
    return 0;
}

CALL(to_hex)
{
    (void)self;
    return hex_text(args, n, false, out, err);
}

CALL(to_hex_lower)
{
    (void)self;
    return hex_text(args, n, true, out, err);
}

CALL(from_hex)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_STRBUF bytes = STRBUF_INIT;
    const char *s = text.str->data;
    if (text.str->len % 2)
        return fail_with(err, "System.FormatException", "FormatException",
                         "The input is not a valid hex string as its length is not a multiple of "
                         "2.");
    for (size_t i = 0; i < text.str->len; i += 2) {
        int byte = hex_byte(s + i);
        if (byte < 0)
            return fail_with(err, "System.FormatException", "FormatException",
                             "The input is not a valid hex string as it contains a non-hex "
                             "character.");
        strbuf_addch(&bytes, (char)byte);
    }
    *out = bytes_value(bytes.buf, bytes.len);
    return 0;
}

CALL(change_type)
{
    (void)self;
    (void)n;
    if (args[1].kind != V_TYPE)
        return fail_null_argument(err, "conversionType");
    return value_convert(args[0], args[1].type, out, err) < 0 ? unwrap(err) : 0;
}

CALL(is_dbnull)
{
    UNUSED_CALL();
    *out = value_bool(value_type_of(args[0]) == &type_dbnull);
    return 0;
}

CALL(code_of)
{
    UNUSED_CALL();
    *out = type_code_of(args[0].kind == V_NULL ? NULL : value_type_of(args[0]));
    return 0;
}

GETTER(convert_dbnull)
{
    (void)self;
    (void)p;
    return type_static_get(&type_dbnull, "Value", 5, out, err) < 0 ? -1 : 0;
}

static const struct property convert_static_props[] = {
    PROPERTY("DBNull", "System.Object", convert_dbnull),
};
static const struct method convert_statics[] = {
    METHOD("ToSByte", 1, 2, to_sbyte, "sbyte ToSByte(System.Object value)"),
    METHOD("ToByte", 1, 2, to_byte, "byte ToByte(System.Object value)"),
    METHOD("ToInt16", 1, 2, to_int16, "short ToInt16(System.Object value)"),
    METHOD("ToUInt16", 1, 2, to_uint16, "ushort ToUInt16(System.Object value)"),
    METHOD("ToInt32", 1, 2, to_int32, "int ToInt32(string value, int fromBase)"),
    METHOD("ToUInt32", 1, 2, to_uint32, "uint ToUInt32(string value, int fromBase)"),
    METHOD("ToInt64", 1, 2, to_int64, "long ToInt64(string value, int fromBase)"),
    METHOD("ToUInt64", 1, 2, to_uint64, "ulong ToUInt64(string value, int fromBase)"),
    METHOD("ToSingle", 1, 2, to_single, "float ToSingle(System.Object value)"),
    METHOD("ToDouble", 1, 2, to_double, "double ToDouble(System.Object value)"),
    METHOD("ToDecimal", 1, 2, to_decimal, "decimal ToDecimal(System.Object value)"),
    METHOD("ToBoolean", 1, 2, to_boolean, "bool ToBoolean(System.Object value)"),
    METHOD("ToChar", 1, 2, to_char, "char ToChar(System.Object value)"),
    METHOD("ToDateTime", 1, 2, to_date, "datetime ToDateTime(System.Object value)"),
    METHOD("ToString", 1, 2, to_text, "string ToString(int value, int toBase)"),
    METHOD("ToBase64String", 1, 4, to_base64, "string ToBase64String(byte[] inArray)"),
    METHOD("FromBase64String", 1, 1, from_base64, "byte[] FromBase64String(string s)"),
    METHOD("ToHexString", 1, 3, to_hex, "string ToHexString(byte[] inArray)"),
    METHOD("ToHexStringLower", 1, 3, to_hex_lower, "string ToHexStringLower(byte[] inArray)"),
    METHOD("IsDBNull", 1, 1, is_dbnull, "bool IsDBNull(System.Object value)"),
    METHOD("GetTypeCode", 1, 1, code_of, "System.TypeCode GetTypeCode(System.Object value)"),
    METHOD("FromHexString", 1, 1, from_hex, "byte[] FromHexString(string s)"),
    METHOD("ChangeType", 2, 3, change_type,
           "System.Object ChangeType(System.Object value, type conversionType)"),
};
const struct type_info type_convert = { .name = "System.Convert",
                                        .base = &type_object,
                                        STATIC_PROPS(convert_static_props),
                                        STATICS(convert_statics) };
