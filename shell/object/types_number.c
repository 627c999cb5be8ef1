/* System.Int32 and its kin. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "shell/object/convert_number.h"
#include "shell/object/decimal.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/number_format.h"
#include "shell/object/types_enum.h"

extern const struct type_info type_value_type;

static int parse_as(const struct type_info *type, struct value v, struct value style,
                    struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "s");
    AUTO_VALUE text = arg_string(v);
    const char *s = text.str->data;
    size_t len = text.str->len;
    while (len && strchr(" \t\r\n", *s))
        s++, len--;
    while (len && strchr(" \t\r\n", s[len - 1]))
        len--;
    const struct number_type *t = number_type_of(type);
    bool real = t->kind == V_DOUBLE || t->kind == V_SINGLE || t->kind == V_DECIMAL;
    AUTO_STRBUF digits = STRBUF_INIT;
    int32_t flags = 0;
    if (style.kind != V_NULL &&
        (style.kind == V_ENUM || value_is_integer(style) || style.kind == V_STRING) &&
        value_to_enum(style, &enum_number_styles, &flags, err) < 0)
        return -1;
    if (flags & 512) { /* AllowHexSpecifier */
        strbuf_adds(&digits, "0x");
        strbuf_add(&digits, s, len);
    } else {
        /* no suffixes, prefixes or multipliers here */
        for (size_t i = 0; i < len; i++) {
            bool ok = (s[i] >= '0' && s[i] <= '9') || (i == 0 && (s[i] == '-' || s[i] == '+')) ||
                      (real && strchr(".,eE+-", s[i])) || (real && strchr("NaIinftyN", s[i]));
            if (!ok || !s[i])
                return fail_format_text(err, text.str->data, text.str->len);
        }
        strbuf_add(&digits, s, len);
    }
    if (!digits.len)
        return fail_format_text(err, text.str->data, text.str->len);
    AUTO_VALUE clean = value_string_len(digits.buf, digits.len);
    struct err *why = NULL;
    if (convert_to_number(clean, t, out, &why) == 0)
        return 0;
    struct err *deep = why; /* the plain .NET exception inside */
    while (deep->cause)
        deep = deep->cause;
    if (deep->exception && strcmp(deep->exception, "System.OverflowException") == 0)
        fail_with(err, "System.OverflowException", "OverflowException", "%s", deep->message);
    else
        fail_format_text(err, text.str->data, text.str->len);
    err_free(why);
    return -1;
}

static int try_parse_as(const struct type_info *type, const struct value *args, size_t n,
                        struct value *out, struct err **err)
{
    AUTO_VALUE parsed = value_null();
    AUTO_ERR *why = NULL;
    bool ok = args[0].kind != V_NULL &&
              parse_as(type, args[0], n > 2 ? args[1] : value_null(), &parsed, &why) == 0;
    if (!ok) {
        struct value zero = value_int(0);
        if (number_narrow(zero, number_type_of(type), &parsed, err) < 0)
            return -1;
    }
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], parsed, err);
}

enum { NUM_MAX, NUM_MIN };

#define NUMBER_TYPE(id, full, accel, max_value, min_value)                              \
    GETTER(id##_limit)                                                                  \
    {                                                                                   \
        UNUSED_GETTER();                                                                \
        *out = p->data == NUM_MAX ? (max_value) : (min_value);                          \
        return 0;                                                                       \
    }                                                                                   \
    CALL(id##_parse)                                                                    \
    {                                                                                   \
        (void)self;                                                                     \
        return parse_as(&type_##id, args[0], n > 1 ? args[1] : value_null(), out, err); \
    }                                                                                   \
    CALL(id##_try_parse)                                                                \
    {                                                                                   \
        (void)self;                                                                     \
        return try_parse_as(&type_##id, args, n, out, err);                             \
    }                                                                                   \
    CALL(id##_new)                                                                      \
    {                                                                                   \
        (void)self;                                                                     \
        struct value zero = value_int(0);                                               \
        return value_convert(n ? args[0] : zero, &type_##id, out, err);                 \
    }                                                                                   \
    static const struct property id##_static_props[] = {                                \
        PROPERTY_DATA("MaxValue", accel, id##_limit, NUM_MAX),                          \
        PROPERTY_DATA("MinValue", accel, id##_limit, NUM_MIN), EXTRA_##id               \
    };                                                                                  \
    static const struct method id##_statics[] = {                                       \
        METHOD("Parse", 1, 3, id##_parse, accel " Parse(string s)"),                    \
        METHOD("TryParse", 2, 4, id##_try_parse,                                        \
               "bool TryParse(string s, [ref] " accel " result)"),                      \
        METHOD("new", 0, 1, id##_new, NULL), CALLS_##id                                 \
    };                                                                                  \
    const struct type_info type_##id = { .name = full,                                  \
                                         .accelerator = accel,                          \
                                         .base = &type_value_type,                      \
                                         .interfaces = implements_number,               \
                                         STATIC_PROPS(id##_static_props),               \
                                         STATICS(id##_statics),                         \
                                         .is_value_type = true }

#define EXTRA_sbyte
#define EXTRA_byte
#define EXTRA_int16
#define EXTRA_uint16
#define EXTRA_int32
#define EXTRA_uint32
#define EXTRA_int64
#define EXTRA_uint64
#define CALLS_sbyte
#define CALLS_byte
#define CALLS_int16
#define CALLS_uint16
#define CALLS_int32
#define CALLS_uint32
#define CALLS_int64
#define CALLS_uint64

NUMBER_TYPE(sbyte, "System.SByte", "sbyte", value_integer(V_SBYTE, INT8_MAX),
            value_integer(V_SBYTE, INT8_MIN));
NUMBER_TYPE(byte, "System.Byte", "byte", value_integer(V_BYTE, UINT8_MAX),
            value_integer(V_BYTE, 0));
NUMBER_TYPE(int16, "System.Int16", "int16", value_integer(V_INT16, INT16_MAX),
            value_integer(V_INT16, INT16_MIN));
NUMBER_TYPE(uint16, "System.UInt16", "uint16", value_integer(V_UINT16, UINT16_MAX),
            value_integer(V_UINT16, 0));
NUMBER_TYPE(int32, "System.Int32", "int", value_int(INT32_MAX), value_int(INT32_MIN));
NUMBER_TYPE(uint32, "System.UInt32", "uint", value_integer(V_UINT32, UINT32_MAX),
            value_integer(V_UINT32, 0));
NUMBER_TYPE(int64, "System.Int64", "long", value_long(INT64_MAX), value_long(INT64_MIN));
NUMBER_TYPE(uint64, "System.UInt64", "ulong", value_ulong(UINT64_MAX), value_ulong(0));

/* ---- double, float, decimal ---- */

enum { FLOAT_NAN, FLOAT_INF, FLOAT_NEG_INF, FLOAT_EPSILON };

static struct value special(enum value_kind kind, intptr_t which)
{
    double d = which == FLOAT_NAN       ? NAN
               : which == FLOAT_INF     ? INFINITY
               : which == FLOAT_NEG_INF ? -INFINITY
               : kind == V_SINGLE       ? 1.401298464324817e-45
                                        : 4.9406564584124654e-324;
    return (struct value){ .kind = (uint8_t)kind, .d = d };
}

GETTER(double_special)
{
    UNUSED_GETTER();
    *out = special(V_DOUBLE, p->data);
    return 0;
}

GETTER(single_special)
{
    UNUSED_GETTER();
    *out = special(V_SINGLE, p->data);
    return 0;
}

static int classify(const struct value *args, int which, struct value *out, struct err **err)
{
    double d;
    if (value_to_double(args[0], &d, err) < 0)
        return -1;
    *out = value_bool(which == 0 ? isnan(d) : which == 1 ? isinf(d) : isfinite(d));
    return 0;
}

CALL(float_is_nan)
{
    (void)self;
    (void)n;
    return classify(args, 0, out, err);
}

CALL(float_is_infinity)
{
    (void)self;
    (void)n;
    return classify(args, 1, out, err);
}

CALL(float_is_finite)
{
    (void)self;
    (void)n;
    return classify(args, 2, out, err);
}

#define FLOAT_SPECIALS(getter, name)                                    \
    PROPERTY_DATA("NaN", name, getter, FLOAT_NAN),                      \
        PROPERTY_DATA("PositiveInfinity", name, getter, FLOAT_INF),     \
        PROPERTY_DATA("NegativeInfinity", name, getter, FLOAT_NEG_INF), \
        PROPERTY_DATA("Epsilon", name, getter, FLOAT_EPSILON),
#define FLOAT_CALLS                                          \
    METHOD("IsNaN", 1, 1, float_is_nan, NULL),               \
        METHOD("IsInfinity", 1, 1, float_is_infinity, NULL), \
        METHOD("IsFinite", 1, 1, float_is_finite, NULL),
#define EXTRA_double FLOAT_SPECIALS(double_special, "double")
#define EXTRA_single FLOAT_SPECIALS(single_special, "float")
#define CALLS_double FLOAT_CALLS
#define CALLS_single FLOAT_CALLS

NUMBER_TYPE(double, "System.Double", "double", value_double(DBL_MAX), value_double(-DBL_MAX));
NUMBER_TYPE(single, "System.Single", "float",
            ((struct value){ .kind = V_SINGLE, .d = (double)FLT_MAX }),
            ((struct value){ .kind = V_SINGLE, .d = -(double)FLT_MAX }));

static struct value decimal_limit_value(bool negative)
{
    return value_decimal((struct dec){ .mantissa = ((uint128)1 << 96) - 1, .negative = negative });
}

enum { DEC_ZERO, DEC_ONE, DEC_MINUS_ONE };

GETTER(decimal_constant)
{
    UNUSED_GETTER();
    *out = value_decimal(dec_from_int64(p->data == DEC_ZERO ? 0 : p->data == DEC_ONE ? 1 : -1));
    return 0;
}

static int dec_arg(struct value v, struct dec *out, struct err **err)
{
    AUTO_VALUE d = value_null();
    if (value_convert(v, &type_decimal, &d, err) < 0)
        return -1;
    *out = decimal_get(d);
    return 0;
}

static int dec_rounded(const struct value *args, size_t n, enum dec_rounding how, struct value *out,
                       struct err **err)
{
    struct dec d;
    int32_t places = 0;
    if (dec_arg(args[0], &d, err) < 0)
        return -1;
    if (n > 1 && args[1].kind == V_ENUM)
        how = value_enum_get(args[1]) == 1 ? DEC_HALF_AWAY : how;
    else if (n > 1 && arg_int(args[1], &places, err) < 0)
        return -1;
    if (places < 0 || places > 28)
        return fail_range(err, "decimals",
                          "Decimal can only round to between 0 and 28 digits of precision.");
    *out = value_decimal(dec_round(d, (unsigned)places, how));
    return 0;
}

CALL(decimal_round)
{
    (void)self;
    return dec_rounded(args, n, DEC_HALF_EVEN, out, err);
}

CALL(decimal_truncate)
{
    (void)self;
    (void)n;
    return dec_rounded(args, 1, DEC_TRUNCATE, out, err);
}

CALL(decimal_floor)
{
    (void)self;
    (void)n;
    return dec_rounded(args, 1, DEC_FLOOR, out, err);
}

CALL(decimal_ceiling)
{
    (void)self;
    (void)n;
    return dec_rounded(args, 1, DEC_CEILING, out, err);
}

#define EXTRA_decimal                                               \
    PROPERTY_DATA("Zero", "decimal", decimal_constant, DEC_ZERO),   \
        PROPERTY_DATA("One", "decimal", decimal_constant, DEC_ONE), \
        PROPERTY_DATA("MinusOne", "decimal", decimal_constant, DEC_MINUS_ONE),
#define CALLS_decimal                                                                             \
    METHOD("Round", 1, 2, decimal_round, NULL), METHOD("Truncate", 1, 1, decimal_truncate, NULL), \
        METHOD("Floor", 1, 1, decimal_floor, NULL),                                               \
        METHOD("Ceiling", 1, 1, decimal_ceiling, NULL),

NUMBER_TYPE(decimal, "System.Decimal", "decimal", decimal_limit_value(false),
            decimal_limit_value(true));
