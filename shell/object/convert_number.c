#include "shell/object/convert_number.h"

#include <math.h>
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/decimal.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/object/types/bigint.h"

const struct number_type *number_type_of(const struct type_info *t)
{
    static const struct number_type types[] = {
        { &type_int32, V_INT32, "Int32", INT32_MIN, INT32_MAX },
        { &type_int64, V_INT64, "Int64", INT64_MIN, INT64_MAX },
        { &type_double, V_DOUBLE, "Double", 0, 0 },
        { &type_byte, V_BYTE, "Byte", 0, 255 },
        { &type_uint32, V_UINT32, "UInt32", 0, UINT32_MAX },
        { &type_uint64, V_UINT64, "UInt64", 0, INT64_MAX },
        { &type_int16, V_INT16, "Int16", INT16_MIN, INT16_MAX },
        { &type_uint16, V_UINT16, "UInt16", 0, UINT16_MAX },
        { &type_sbyte, V_SBYTE, "SByte", INT8_MIN, INT8_MAX },
        { &type_single, V_SINGLE, "Single", 0, 0 },
        { &type_decimal, V_DECIMAL, "Decimal", 0, 0 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (types[i].type == t)
            return &types[i];
    return NULL;
}

static int overflow(const struct number_type *t, struct err **err)
{
    const char *what = "a signed byte";
    switch (t->kind) {
    case V_BYTE:
        what = "an unsigned byte";
        break;
    case V_INT16:
        what = "an Int16";
        break;
    case V_UINT16:
        what = "a UInt16";
        break;
    case V_INT32:
        what = "an Int32";
        break;
    case V_UINT32:
        what = "a UInt32";
        break;
    case V_INT64:
        what = "an Int64";
        break;
    case V_UINT64:
        what = "a UInt64";
        break;
    case V_DECIMAL:
        what = "a Decimal";
        break;
    default:
        break;
    }
    return fail_with(err, "System.OverflowException", NULL,
                     "Value was either too large or too small for %s.", what);
}

int number_narrow(struct value v, const struct number_type *t, struct value *out, struct err **err)
{
    if (t->kind == V_DOUBLE || t->kind == V_SINGLE) {
        double d = v.kind == V_DOUBLE || v.kind == V_SINGLE ? v.d
                   : v.kind == V_DECIMAL                    ? dec_to_double(decimal_get(v))
                   : v.kind == V_UINT64                     ? (double)v.u
                                                            : (double)v.i;
        *out = (struct value){ .kind = (uint8_t)t->kind, .d = d };
        if (t->kind == V_SINGLE)
            out->d = (float)d;
        return 0;
    }
    if (t->kind == V_DECIMAL) {
        struct dec d;
        if (v.kind == V_DECIMAL) {
            *out = value_ref(v);
            return 0;
        }
        if (v.kind == V_DOUBLE || v.kind == V_SINGLE) {
            if (dec_from_double(v.d, &d) < 0)
                return overflow(t, err);
        } else {
            d = v.kind == V_UINT64 ? dec_from_uint64(v.u) : dec_from_int64(v.i);
        }
        *out = value_decimal(d);
        return 0;
    }
    int64_t i;
    if (v.kind == V_DOUBLE || v.kind == V_SINGLE) {
        double r = nearbyint(v.d);
        if (t->kind == V_UINT64) {
            if (!(r >= 0 && r < 18446744073709551616.0))
                return overflow(t, err);
            *out = value_ulong((uint64_t)r);
            return 0;
        }
        if (!(r >= -9223372036854775808.0 && r < 9223372036854775808.0))
            return overflow(t, err);
        i = (int64_t)r;
    } else if (v.kind == V_DECIMAL) {
        struct dec d = dec_round(decimal_get(v), 0, DEC_HALF_EVEN);
        if (t->kind == V_UINT64 && (!d.negative || !d.mantissa) && d.mantissa <= UINT64_MAX) {
            *out = value_ulong((uint64_t)d.mantissa);
            return 0;
        }
        if (dec_to_int64(d, &i) < 0)
            return overflow(t, err);
    } else if (v.kind == V_UINT64) {
        if (t->kind == V_UINT64) {
            *out = v;
            return 0;
        }
        if (v.u > INT64_MAX)
            return overflow(t, err);
        i = (int64_t)v.u;
    } else {
        i = v.i;
    }
    if (i < t->min || i > t->max)
        return overflow(t, err);
    *out = value_integer(t->kind, i);
    return 0;
}

/* "#1F" and "&h1F", which .NET's converters of integers know too. */
static int parse_prefixed_hex(const char *s, size_t len, struct value *out)
{
    char text[32] = "0x";
    size_t prefix = len > 1 && *s == '#' ? 1 : len > 2 && strncasecmp(s, "&h", 2) == 0 ? 2 : 0;
    if (!prefix || len - prefix > sizeof(text) - 3)
        return -1;
    memcpy(text + 2, s + prefix, len - prefix);
    return number_parse(text, len - prefix + 2, out);
}

/* Texts convert with the number syntax of literals, or as .NET parses. */
static int from_string(struct value v, const struct number_type *t, struct value *out,
                       struct err **err)
{
    const char *s = v.str->data;
    size_t len = v.str->len;
    while (len && strchr(" \t\r\n\v\f", *s))
        s++, len--;
    while (len && strchr(" \t\r\n\v\f", s[len - 1]))
        len--;
    if (!len) {
        if (t->kind == V_DECIMAL)
            *out = value_decimal((struct dec){ 0 });
        else if (t->kind == V_DOUBLE || t->kind == V_SINGLE)
            *out = (struct value){ .kind = (uint8_t)t->kind, .d = 0 };
        else
            *out = value_integer(t->kind, 0);
        return 0;
    }
    AUTO_VALUE number = value_null();
    if (t->kind == V_DECIMAL) {
        struct dec d;
        if (dec_parse(s, len, &d) == 0) {
            *out = value_decimal(d);
            return 0;
        }
    }
    bool integer = t->kind != V_DECIMAL && t->kind != V_DOUBLE && t->kind != V_SINGLE;
    int failed = integer ? parse_prefixed_hex(s, len, &number) : -1;
    if (failed)
        failed = number_parse(s, len, &number);
    if (failed && memchr(s, ',', len) && len < 64) {
        /* thousands separators, as .NET's parsers allow them */
        char plain[64];
        size_t n = 0;
        for (size_t i = 0; i < len; i++)
            if (s[i] != ',')
                plain[n++] = s[i];
        failed = n && s[0] != ',' ? number_parse(plain, n, &number) : -1;
    }
    if (failed && (t->kind == V_DOUBLE || t->kind == V_SINGLE)) {
        static const struct {
            const char *name;
            double d;
        } names[] = { { "NaN", NAN },
                      { "Infinity", INFINITY },
                      { "-Infinity", -INFINITY },
                      { "\xE2\x88\x9E", INFINITY },
                      { "-\xE2\x88\x9E", -INFINITY } };
        for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
            if (strlen(names[i].name) == len && strncasecmp(names[i].name, s, len) == 0) {
                *out = (struct value){ .kind = (uint8_t)t->kind, .d = names[i].d };
                return 0;
            }
        }
    }
    if (failed) {
        fail_format_text(err, v.str->data, v.str->len);
        return -1;
    }
    if (number_narrow(number, t, out, err) == 0)
        return 0;
    return -1;
}

int convert_to_number(struct value v, const struct number_type *t, struct value *out,
                      struct err **err)
{
    struct value number;
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        number = value_int(0);
        break;
    case V_BOOL:
        number = value_int(v.b);
        break;
    case V_CHAR:
        if (t->kind == V_DOUBLE || t->kind == V_SINGLE || t->kind == V_DECIMAL) {
            fail_with(err, "System.InvalidCastException", NULL, "Invalid cast from 'Char' to '%s'.",
                      t->name);
            return fail_cast(err, v, t->type, "InvalidCastIConvertible");
        }
        number = value_int((int32_t)v.i);
        break;
    case V_ENUM:
        number = value_int(value_enum_get(v));
        break;
    case V_STRING: {
        if (from_string(v, t, out, err) == 0)
            return 0;
        bool real = t->kind == V_DOUBLE || t->kind == V_SINGLE || t->kind == V_DECIMAL;
        return fail_cast(err, v, t->type,
                         real ? "InvalidCastFromStringToDoubleOrSingle"
                              : "InvalidCastFromStringToInteger");
    }
    case V_ARRAY:
        if (v.array->len == 1)
            return convert_to_number(v.array->items[0], t, out, err);
        return fail_no_cast(err, v, t->type);
    case V_DATETIME:
        fail_with(err, "System.InvalidCastException", NULL, "Invalid cast from 'DateTime' to '%s'.",
                  t->name);
        return fail_cast(err, v, t->type, "InvalidCastIConvertible");
    default:
        if (value_is_bigint(v)) { /* through its digits */
            AUTO_VALUE digits = value_to_string(v);
            return convert_to_number(digits, t, out, err);
        }
        if (!value_is_number(v))
            return fail_no_cast(err, v, t->type);
        number = v;
        break;
    }
    if (number_narrow(number, t, out, err) == 0)
        return 0;
    return fail_cast(err, v, t->type, "InvalidCastIConvertible");
}

int value_to_int64(struct value v, int64_t *out, struct err **err)
{
    if (v.kind == V_INT32 || v.kind == V_INT64) {
        *out = v.i;
        return 0;
    }
    struct value r;
    if (convert_to_number(v, number_type_of(&type_int64), &r, err) < 0)
        return -1;
    *out = r.i;
    return 0;
}

int value_to_double(struct value v, double *out, struct err **err)
{
    if (v.kind == V_DOUBLE) {
        *out = v.d;
        return 0;
    }
    struct value r;
    if (convert_to_number(v, number_type_of(&type_double), &r, err) < 0)
        return -1;
    *out = r.d;
    return 0;
}
