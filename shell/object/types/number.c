/* System.Int32 and its kin. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert_number.h"
#include "shell/object/decimal.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/number_format.h"
#include "shell/object/operators.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/convertible.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"

/* NumberStyles */
enum {
    LEADING_WHITE = 1,
    TRAILING_WHITE = 2,
    LEADING_SIGN = 4,
    TRAILING_SIGN = 8,
    PARENTHESES = 16,
    DECIMAL_POINT = 32,
    THOUSANDS = 64,
    EXPONENT = 128,
    CURRENCY_SYMBOL = 256,
    HEX_SPECIFIER = 512,
    INTEGER_STYLE = 7,
    NUMBER_STYLE = 111,
    FLOAT_STYLE = 167,
};

static bool skip(const char **s, const char *end, const char *text)
{
    size_t n = strlen(text);
    if (!n || (size_t)(end - *s) < n || memcmp(*s, text, n) != 0)
        return false;
    *s += n;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A number in a culture's writing as plain digits; false: it is none of the style. */
static bool plain_digits(const char *s, const char *end, int32_t style, const struct culture *c,
                         struct strbuf *out)
{
    bool negative = false, signed_already = false, closing = false, digits = false, point = false;
    for (; s < end && is_blank(*s); s++)
        if (!(style & LEADING_WHITE))
            return false;
    for (; s < end && is_blank(end[-1]); end--)
        if (!(style & TRAILING_WHITE))
            return false;
    for (bool again = true; again && s < end;) {
        again = false;
        if ((style & LEADING_SIGN) && !signed_already &&
            (skip(&s, end, c->negative) || skip(&s, end, "-"))) {
            again = signed_already = negative = true;
        } else if ((style & LEADING_SIGN) && !signed_already && skip(&s, end, "+")) {
            again = signed_already = true;
        } else if ((style & PARENTHESES) && !signed_already && skip(&s, end, "(")) {
            again = signed_already = negative = closing = true;
        } else if ((style & CURRENCY_SYMBOL) && skip(&s, end, c->currency)) {
            again = true;
            while (s < end && is_blank(*s))
                s++;
        }
    }
    if (negative)
        strbuf_addch(out, '-');
    while (s < end) {
        if (*s >= '0' && *s <= '9') {
            strbuf_addch(out, *s++);
            digits = true;
        } else if ((style & DECIMAL_POINT) && !point && skip(&s, end, c->decimal)) {
            if (!digits)
                strbuf_addch(out, '0');
            strbuf_addch(out, '.');
            point = true;
        } else if (!((style & THOUSANDS) && digits && !point && skip(&s, end, c->group))) {
            break;
        }
    }
    if (digits && out->buf[out->len - 1] == '.')
        strbuf_truncate(out, out->len - 1);
    if (digits && (style & EXPONENT) && s < end && (*s | 0x20) == 'e') {
        const char *p = s + 1;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        if (p < end && *p >= '0' && *p <= '9') {
            while (p < end && *p >= '0' && *p <= '9')
                p++;
            strbuf_add(out, s, (size_t)(p - s));
            s = p;
        }
    }
    if ((style & CURRENCY_SYMBOL) && s < end) {
        const char *p = s;
        while (p < end && (is_blank(*p) || skip(&p, end, "\xC2\xA0")))
            p += is_blank(*p);
        if (skip(&p, end, c->currency))
            s = p;
    }
    if (closing && !skip(&s, end, ")"))
        return false;
    if ((style & TRAILING_SIGN) && !signed_already &&
        (skip(&s, end, c->negative) || skip(&s, end, "-"))) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_add(&text, out->buf, out->len);
        strbuf_truncate(out, 0);
        strbuf_addf(out, "-%s", text.buf);
    }
    return digits && s == end;
}

/* "Infinity", "NaN" and their like. */
static bool special_text(const char *s, size_t len, double *out)
{
    static const struct {
        const char *text;
        double value;
    } names[] = { { "NaN", NAN },
                  { "Infinity", INFINITY },
                  { "+Infinity", INFINITY },
                  { "-Infinity", -INFINITY },
                  { "\xE2\x88\x9E", INFINITY },
                  { "-\xE2\x88\x9E", -INFINITY } };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        if (text_caseeqn(s, len, names[i].text, strlen(names[i].text))) {
            *out = names[i].value;
            return true;
        }
    }
    return false;
}

/* args: the text, then a style, a culture, or both. */
static int parse_as(const struct type_info *type, const struct value *args, size_t n,
                    struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(args[0]); /* $null is '' to a method that takes a text */
    const struct number_type *t = number_type_of(type);
    const struct culture *c = culture_argument(args + 1, n - 1);
    bool real = t->kind == V_DOUBLE || t->kind == V_SINGLE;
    int32_t style = real                   ? FLOAT_STYLE | THOUSANDS
                    : t->kind == V_DECIMAL ? NUMBER_STYLE
                                           : INTEGER_STYLE;
    if (n > 1 && args[1].kind != V_NULL && !culture_of_provider(args[1]) &&
        value_to_enum(args[1], &enum_number_styles, &style, err) < 0)
        return -1;
    AUTO_STRBUF digits = STRBUF_INIT;
    const char *s = text.str->data, *end = s + text.str->len;
    if (style & HEX_SPECIFIER) {
        for (; s < end && is_blank(*s); s++)
            ;
        for (; s < end && is_blank(end[-1]); end--)
            ;
        strbuf_adds(&digits, "0x");
        for (const char *p = s; p < end; p++)
            if (!memchr("0123456789abcdefABCDEF", *p, 22))
                return fail_format_text(err, text.str->data, text.str->len);
        strbuf_add(&digits, s, (size_t)(end - s));
        if (s == end)
            return fail_format_text(err, text.str->data, text.str->len);
    } else if (!plain_digits(s, end, style, c ? c : culture_current(), &digits)) {
        double d;
        if (!real || !special_text(s, text.str->len, &d))
            return fail_format_text(err, text.str->data, text.str->len);
        *out = (struct value){ .kind = (uint8_t)t->kind, .d = d };
        return 0;
    }
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
    bool ok = args[0].kind != V_NULL && parse_as(type, args, n - 1, &parsed, &why) == 0;
    if (!ok) {
        struct value zero = value_int(0);
        if (number_narrow(zero, number_type_of(type), &parsed, err) < 0)
            return -1;
    }
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], parsed, err);
}

/* ---- what the types have of Math ---- */

/* Math's method of this name, with arguments and result of the type. */
static int by_math(const char *name, struct value self, const struct value *args, size_t n,
                   struct value *out, struct err **err)
{
    const struct method *m = type_find_static_method(&type_math, name, strlen(name));
    struct value own[3] = { 0 };
    AUTO_VALUE result = value_null();
    int r = 0;
    for (size_t i = 0; i < n && r == 0; i++)
        r = value_convert(args[i], self.type, &own[i], err);
    if (r == 0)
        r = m->call(value_type(&type_math), own, n, &result, err);
    for (size_t i = 0; i < n; i++)
        value_unref(own[i]);
    return r < 0 ? -1 : value_convert(result, self.type, out, err);
}

#define BY_MATH(fn, name)                              \
    CALL(fn)                                           \
    {                                                  \
        return by_math(name, self, args, n, out, err); \
    }
BY_MATH(number_abs, "Abs")
BY_MATH(number_max, "Max")
BY_MATH(number_min, "Min")
BY_MATH(number_clamp, "Clamp")
BY_MATH(float_floor, "Floor")
BY_MATH(float_ceiling, "Ceiling")
BY_MATH(float_truncate, "Truncate")
BY_MATH(float_sqrt, "Sqrt")
BY_MATH(float_pow, "Pow")

CALL(number_sign)
{
    const struct method *m = type_find_static_method(&type_math, "Sign", 4);
    return m->call(self, args, n, out, err);
}

enum { IS_EVEN, IS_ODD, IS_POW2, IS_NEGATIVE, IS_POSITIVE };

static int integer_is(struct value self, struct value v, int what, struct value *out,
                      struct err **err)
{
    struct value i;
    if (value_convert(v, self.type, &i, err) < 0)
        return -1;
    bool negative = i.kind != V_UINT64 && i.i < 0;
    *out = value_bool(what == IS_EVEN       ? !(i.u & 1)
                      : what == IS_ODD      ? i.u & 1
                      : what == IS_POW2     ? !negative && i.u && !(i.u & (i.u - 1))
                      : what == IS_NEGATIVE ? negative
                                            : !negative);
    return 0;
}

#define INTEGER_IS(fn, what)                              \
    CALL(fn)                                              \
    {                                                     \
        (void)n;                                          \
        return integer_is(self, args[0], what, out, err); \
    }
INTEGER_IS(integer_is_even, IS_EVEN)
INTEGER_IS(integer_is_odd, IS_ODD)
INTEGER_IS(integer_is_pow2, IS_POW2)
INTEGER_IS(integer_is_negative, IS_NEGATIVE)
INTEGER_IS(integer_is_positive, IS_POSITIVE)

static int bits_of(enum value_kind kind)
{
    return kind <= V_BYTE ? 8 : kind <= V_UINT16 ? 16 : kind <= V_UINT32 ? 32 : 64;
}

enum { POP_COUNT, LEADING_ZEROS, TRAILING_ZEROS, LOG2 };

static int integer_bits(struct value self, struct value v, int what, struct value *out,
                        struct err **err)
{
    struct value i;
    if (value_convert(v, self.type, &i, err) < 0)
        return -1;
    int width = bits_of((enum value_kind)i.kind);
    uint64_t u = width == 64 ? i.u : i.u & ((UINT64_C(1) << width) - 1);
    int zeros = u ? __builtin_clzll(u) - (64 - width) : width;
    int n = what == POP_COUNT       ? __builtin_popcountll(u)
            : what == LEADING_ZEROS ? zeros
            : what == LOG2          ? (u ? width - 1 - zeros : 0)
            : u                     ? __builtin_ctzll(u)
                                    : width;
    return value_convert(value_int(n), self.type, out, err);
}

#define INTEGER_BITS(fn, what)                              \
    CALL(fn)                                                \
    {                                                       \
        (void)n;                                            \
        return integer_bits(self, args[0], what, out, err); \
    }
INTEGER_BITS(integer_pop_count, POP_COUNT)
INTEGER_BITS(integer_leading_zeros, LEADING_ZEROS)
INTEGER_BITS(integer_trailing_zeros, TRAILING_ZEROS)
INTEGER_BITS(integer_log2, LOG2)

#define COMMON_CALLS                                                                      \
    METHOD("Abs", 1, 1, number_abs, NULL), METHOD("Max", 2, 2, number_max, NULL),         \
        METHOD("Min", 2, 2, number_min, NULL), METHOD("Clamp", 3, 3, number_clamp, NULL), \
        METHOD("Sign", 1, 1, number_sign, NULL),
#define INTEGER_CALLS                                                    \
    COMMON_CALLS METHOD("IsEvenInteger", 1, 1, integer_is_even, NULL),   \
        METHOD("IsOddInteger", 1, 1, integer_is_odd, NULL),              \
        METHOD("IsPow2", 1, 1, integer_is_pow2, NULL),                   \
        METHOD("IsNegative", 1, 1, integer_is_negative, NULL),           \
        METHOD("IsPositive", 1, 1, integer_is_positive, NULL),           \
        METHOD("PopCount", 1, 1, integer_pop_count, NULL),               \
        METHOD("LeadingZeroCount", 1, 1, integer_leading_zeros, NULL),   \
        METHOD("TrailingZeroCount", 1, 1, integer_trailing_zeros, NULL), \
        METHOD("Log2", 1, 1, integer_log2, NULL),

enum { NUM_MAX, NUM_MIN };

#define NUMBER_TYPE(id, full, accel, max_value, min_value)                \
    GETTER(id##_limit)                                                    \
    {                                                                     \
        UNUSED_GETTER();                                                  \
        *out = p->data == NUM_MAX ? (max_value) : (min_value);            \
        return 0;                                                         \
    }                                                                     \
    CALL(id##_parse)                                                      \
    {                                                                     \
        (void)self;                                                       \
        return parse_as(&type_##id, args, n, out, err);                   \
    }                                                                     \
    CALL(id##_try_parse)                                                  \
    {                                                                     \
        (void)self;                                                       \
        return try_parse_as(&type_##id, args, n, out, err);               \
    }                                                                     \
    CALL(id##_new)                                                        \
    {                                                                     \
        (void)self;                                                       \
        struct value zero = value_int(0);                                 \
        return value_convert(n ? args[0] : zero, &type_##id, out, err);   \
    }                                                                     \
    static const struct property id##_static_props[] = {                  \
        PROPERTY_DATA("MaxValue", accel, id##_limit, NUM_MAX),            \
        PROPERTY_DATA("MinValue", accel, id##_limit, NUM_MIN), EXTRA_##id \
    };                                                                    \
    static const struct method id##_statics[] = {                         \
        METHOD("Parse", 1, 3, id##_parse, accel " Parse(string s)"),      \
        METHOD("TryParse", 2, 4, id##_try_parse,                          \
               "bool TryParse(string s, [ref] " accel " result)"),        \
        METHOD("new", 0, 1, id##_new, NULL), CALLS_##id                   \
    };                                                                    \
    const struct type_info type_##id = { .name = full,                    \
                                         .accelerator = accel,            \
                                         .base = &type_value_type,        \
                                         .interfaces = implements_number, \
                                         METHODS(number_methods),         \
                                         STATIC_PROPS(id##_static_props), \
                                         STATICS(id##_statics),           \
                                         .is_value_type = true }

#define EXTRA_sbyte
#define EXTRA_byte
#define EXTRA_int16
#define EXTRA_uint16
#define EXTRA_int32
#define EXTRA_uint32
#define EXTRA_int64
#define EXTRA_uint64
#define CALLS_sbyte INTEGER_CALLS
#define CALLS_byte INTEGER_CALLS
#define CALLS_int16 INTEGER_CALLS
#define CALLS_uint16 INTEGER_CALLS
#define CALLS_int32 INTEGER_CALLS
#define CALLS_uint32 INTEGER_CALLS
#define CALLS_int64 INTEGER_CALLS
#define CALLS_uint64 INTEGER_CALLS

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
/* Which of the doubles it is: the sign, infinities, whole numbers. */
static int double_is(const struct value *args, int what, struct value *out, struct err **err)
{
    double d;
    if (value_to_double(args[0], &d, err) < 0)
        return -1;
    *out = value_bool(what == 0   ? signbit(d)
                      : what == 1 ? isinf(d) && d > 0
                      : what == 2 ? isinf(d) && d < 0
                                  : isfinite(d) && d == trunc(d));
    return 0;
}

#define DOUBLE_IS(fn, what)                     \
    CALL(fn)                                    \
    {                                           \
        (void)self;                             \
        (void)n;                                \
        return double_is(args, what, out, err); \
    }
DOUBLE_IS(float_is_negative, 0)
DOUBLE_IS(float_is_plus_infinity, 1)
DOUBLE_IS(float_is_minus_infinity, 2)
DOUBLE_IS(float_is_integer, 3)

#define FLOAT_CALLS                                                                             \
    COMMON_CALLS                                                                                \
    METHOD("IsNegative", 1, 1, float_is_negative, NULL),                                        \
        METHOD("IsPositiveInfinity", 1, 1, float_is_plus_infinity, NULL),                       \
        METHOD("IsNegativeInfinity", 1, 1, float_is_minus_infinity, NULL),                      \
        METHOD("IsInteger", 1, 1, float_is_integer, NULL),                                      \
        METHOD("Floor", 1, 1, float_floor, NULL), METHOD("Ceiling", 1, 1, float_ceiling, NULL), \
        METHOD("Truncate", 1, 1, float_truncate, NULL), METHOD("Sqrt", 1, 1, float_sqrt, NULL), \
        METHOD("Pow", 2, 2, float_pow, NULL), METHOD("IsNaN", 1, 1, float_is_nan, NULL),        \
        METHOD("IsInfinity", 1, 1, float_is_infinity, NULL),                                    \
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
/* decimal's arithmetic as methods */
static int decimal_op(enum binary_op op, const struct value *args, struct value *out,
                      struct err **err)
{
    struct dec a, b, made;
    if (dec_arg(args[0], &a, err) < 0 || dec_arg(args[1], &b, err) < 0)
        return -1;
    if (!b.mantissa && (op == OP_DIV || op == OP_MOD))
        return fail_with(err, "System.DivideByZeroException", "DivideByZeroException",
                         "Attempted to divide by zero.");
    int r = op == OP_ADD   ? dec_add(a, b, &made)
            : op == OP_SUB ? dec_sub(a, b, &made)
            : op == OP_MUL ? dec_mul(a, b, &made)
            : op == OP_DIV ? dec_div(a, b, &made)
                           : dec_mod(a, b, &made);
    if (r < 0)
        return fail_with(err, "System.OverflowException", "OverflowException",
                         "Value was either too large or too small for a Decimal.");
    *out = value_decimal(made);
    return 0;
}

#define DECIMAL_OP(fn, op)                     \
    CALL(fn)                                   \
    {                                          \
        (void)self;                            \
        (void)n;                               \
        return decimal_op(op, args, out, err); \
    }
DECIMAL_OP(decimal_add, OP_ADD)
DECIMAL_OP(decimal_subtract, OP_SUB)
DECIMAL_OP(decimal_multiply, OP_MUL)
DECIMAL_OP(decimal_divide, OP_DIV)
DECIMAL_OP(decimal_remainder, OP_MOD)

CALL(decimal_negate)
{
    (void)self;
    (void)n;
    struct dec d;
    if (dec_arg(args[0], &d, err) < 0)
        return -1;
    d.negative = !d.negative;
    *out = value_decimal(d);
    return 0;
}

CALL(decimal_compare)
{
    (void)self;
    (void)n;
    AUTO_VALUE a = value_null(), b = value_null();
    int order;
    if (value_convert(args[0], &type_decimal, &a, err) < 0 ||
        value_convert(args[1], &type_decimal, &b, err) < 0 ||
        value_compare(a, b, false, &order, err) < 0)
        return -1;
    *out = value_int(order < 0 ? -1 : order > 0);
    return 0;
}

/* Three words of the mantissa, then scale and sign. */
CALL(decimal_bits)
{
    (void)self;
    (void)n;
    struct dec d;
    if (dec_arg(args[0], &d, err) < 0)
        return -1;
    const struct value words[] = {
        value_int((int32_t)(uint32_t)d.mantissa),
        value_int((int32_t)(uint32_t)(d.mantissa >> 32)),
        value_int((int32_t)(uint32_t)(d.mantissa >> 64)),
        value_int((int32_t)((uint32_t)d.scale << 16 | (d.negative ? UINT32_C(1) << 31 : 0))),
    };
    struct array *a = array_from(words, ARRAY_SIZE(words));
    a->type = &type_int32_array;
    a->element = &type_int32;
    *out = value_of_array(a);
    return 0;
}

static int decimal_whole(const struct value *args, const struct type_info *type, struct value *out,
                         struct err **err)
{
    AUTO_VALUE whole = value_null();
    if (dec_rounded(args, 1, DEC_TRUNCATE, &whole, err) < 0)
        return -1;
    if (number_narrow(whole, number_type_of(type), out, err) == 0)
        return 0;
    err_clear(err);
    return fail_with(err, "System.OverflowException", "OverflowException",
                     "Value was either too large or too small for an %s.",
                     type == &type_int32 ? "Int32" : "Int64");
}

CALL(decimal_to_int32)
{
    (void)self;
    (void)n;
    return decimal_whole(args, &type_int32, out, err);
}

CALL(decimal_to_int64)
{
    (void)self;
    (void)n;
    return decimal_whole(args, &type_int64, out, err);
}

CALL(decimal_to_double)
{
    (void)self;
    (void)n;
    return value_convert(args[0], &type_double, out, err);
}

#define CALLS_decimal                                                                         \
    COMMON_CALLS                                                                              \
    METHOD("Add", 2, 2, decimal_add, NULL), METHOD("Subtract", 2, 2, decimal_subtract, NULL), \
        METHOD("Multiply", 2, 2, decimal_multiply, NULL),                                     \
        METHOD("Divide", 2, 2, decimal_divide, NULL),                                         \
        METHOD("Remainder", 2, 2, decimal_remainder, NULL),                                   \
        METHOD("Negate", 1, 1, decimal_negate, NULL),                                         \
        METHOD("Compare", 2, 2, decimal_compare, NULL),                                       \
        METHOD("GetBits", 1, 1, decimal_bits, NULL),                                          \
        METHOD("ToInt32", 1, 1, decimal_to_int32, NULL),                                      \
        METHOD("ToInt64", 1, 1, decimal_to_int64, NULL),                                      \
        METHOD("ToDouble", 1, 1, decimal_to_double, NULL),                                    \
        METHOD("Round", 1, 2, decimal_round, NULL),                                           \
        METHOD("Truncate", 1, 1, decimal_truncate, NULL),                                     \
        METHOD("Floor", 1, 1, decimal_floor, NULL),                                           \
        METHOD("Ceiling", 1, 1, decimal_ceiling, NULL),

NUMBER_TYPE(decimal, "System.Decimal", "decimal", decimal_limit_value(false),
            decimal_limit_value(true));
