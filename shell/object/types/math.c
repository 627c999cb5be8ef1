/* System.Math. */
#include <math.h>
#include <string.h>

#include "shell/object/convert_number.h"
#include "shell/object/decimal.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/operators.h"
#include "shell/object/tuple.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"

/* The argument as a number: texts and the like count as doubles. */
static int number_arg(struct value v, struct value *out, struct err **err)
{
    if (value_is_number(v)) {
        *out = value_ref(v);
        return 0;
    }
    return value_convert(v, &type_double, out, err);
}

static bool is_integral(struct value v)
{
    return value_is_integer(v);
}

static enum dec_rounding to_dec(int32_t mode)
{
    static const enum dec_rounding how[] = { DEC_HALF_EVEN, DEC_HALF_AWAY, DEC_TRUNCATE, DEC_FLOOR,
                                             DEC_CEILING };
    return how[mode < 0 || mode > 4 ? 0 : mode];
}

static double round_mode(double d, int32_t mode)
{
    switch (mode) {
    case 1:
        return round(d);
    case 2:
        return trunc(d);
    case 3:
        return floor(d);
    case 4:
        return ceil(d);
    default:
        return nearbyint(d);
    }
}

CALL(math_round)
{
    (void)self;
    AUTO_VALUE v = value_null();
    int32_t places = 0, mode = 0;
    if (number_arg(args[0], &v, err) < 0)
        return -1;
    for (size_t i = 1; i < n; i++) {
        if (i == 2 || args[i].kind == V_ENUM || args[i].kind == V_STRING) {
            if (arg_enum(args[i], &enum_midpoint_rounding, &mode, err) < 0)
                return -1;
        } else if (arg_int(args[i], &places, err) < 0) {
            return -1;
        }
    }
    if (v.kind == V_DECIMAL) {
        if (places < 0 || places > 28)
            return fail_range(err, "decimals",
                              "Decimal can only round to between 0 and 28 digits of precision.");
        *out = value_decimal(dec_round(decimal_get(v), (unsigned)places, to_dec(mode)));
        return 0;
    }
    double d;
    if (value_to_double(v, &d, err) < 0)
        return -1;
    if (places < 0 || places > 15)
        return fail_range(err, "digits", "Rounding digits must be between 0 and 15, inclusive.");
    if (places && fabs(d) < 1e16) {
        double power = pow(10, places);
        d = round_mode(d * power, mode) / power;
    } else if (!places) {
        d = round_mode(d, mode);
    }
    *out = value_double(d);
    return 0;
}

static int whole(struct value arg, int32_t mode, struct value *out, struct err **err)
{
    AUTO_VALUE v = value_null();
    if (number_arg(arg, &v, err) < 0)
        return -1;
    if (v.kind == V_DECIMAL) {
        *out = value_decimal(dec_round(decimal_get(v), 0, to_dec(mode)));
        return 0;
    }
    double d;
    if (value_to_double(v, &d, err) < 0)
        return -1;
    *out = value_double(round_mode(d, mode));
    return 0;
}

CALL(math_floor)
{
    (void)self;
    (void)n;
    return whole(args[0], 3, out, err);
}

CALL(math_ceiling)
{
    (void)self;
    (void)n;
    return whole(args[0], 4, out, err);
}

CALL(math_truncate)
{
    (void)self;
    (void)n;
    return whole(args[0], 2, out, err);
}

CALL(math_abs)
{
    (void)self;
    (void)n;
    AUTO_VALUE v = value_null();
    if (number_arg(args[0], &v, err) < 0)
        return -1;
    if (v.kind == V_DECIMAL) {
        struct dec d = decimal_get(v);
        d.negative = false;
        *out = value_decimal(d);
    } else if (v.kind == V_DOUBLE || v.kind == V_SINGLE) {
        *out = v;
        out->d = fabs(v.d);
    } else if (v.kind == V_BYTE || v.kind == V_UINT16 || v.kind == V_UINT32) {
        /* there is none for these: the next larger signed type's is called */
        *out = value_integer(v.kind == V_BYTE     ? V_INT16
                             : v.kind == V_UINT16 ? V_INT32
                                                  : V_INT64,
                             v.i);
    } else if (v.kind == V_UINT64 || v.i >= 0) {
        *out = v;
    } else {
        const struct number_type *t = number_type_of(value_type_of(v));
        if (v.i == t->min)
            return fail_with(err, "System.OverflowException", "OverflowException",
                             "Negating the minimum value of a twos complement number is "
                             "invalid.");
        *out = value_integer((enum value_kind)v.kind, -v.i);
    }
    return 0;
}

CALL(math_sign)
{
    (void)self;
    (void)n;
    int order;
    AUTO_VALUE v = value_null();
    if (number_arg(args[0], &v, err) < 0)
        return -1;
    if ((v.kind == V_DOUBLE || v.kind == V_SINGLE) && isnan(v.d))
        return fail_with(err, "System.ArithmeticException", "ArithmeticException",
                         "Function does not accept floating point Not-a-Number values.");
    if (value_compare(v, value_int(0), false, &order, err) < 0)
        return -1;
    *out = value_int(order < 0 ? -1 : order > 0);
    return 0;
}

/* Both arguments in the wider one's type. */
static int pick(const struct value *args, bool larger, struct value *out, struct err **err)
{
    AUTO_VALUE a = value_null(), b = value_null();
    if (number_arg(args[0], &a, err) < 0 || number_arg(args[1], &b, err) < 0)
        return -1;
    const struct type_info *type;
    if (a.kind == V_DOUBLE || b.kind == V_DOUBLE)
        type = &type_double;
    else if (a.kind == V_DECIMAL || b.kind == V_DECIMAL)
        type = &type_decimal;
    else if (a.kind == V_SINGLE || b.kind == V_SINGLE)
        type = &type_single;
    else
        type = value_type_of(a.kind > b.kind ? a : b);
    if (value_unordered(a, b)) {
        *out = value_double(NAN);
        return 0;
    }
    int order;
    if (value_compare(a, b, false, &order, err) < 0)
        return -1;
    return value_convert((order >= 0) == larger ? a : b, type, out, err);
}

CALL(math_max)
{
    (void)self;
    (void)n;
    return pick(args, true, out, err);
}

CALL(math_min)
{
    (void)self;
    (void)n;
    return pick(args, false, out, err);
}

CALL(math_clamp)
{
    (void)self;
    (void)n;
    AUTO_VALUE low = value_null();
    int order;
    if (value_compare(args[1], args[2], false, &order, err) < 0)
        return -1;
    if (order > 0) {
        AUTO_STRBUF a = STRBUF_INIT, b = STRBUF_INIT;
        value_to_strbuf(args[1], &a);
        value_to_strbuf(args[2], &b);
        return fail_argument(err, "'%s' cannot be greater than %s.", a.buf, b.buf);
    }
    struct value pair[2] = { args[0], args[1] };
    if (pick(pair, true, &low, err) < 0)
        return -1;
    struct value top[2] = { low, args[2] };
    return pick(top, false, out, err);
}

#define MATH_1(fn, function)                       \
    CALL(fn)                                       \
    {                                              \
        (void)self;                                \
        (void)n;                                   \
        double d;                                  \
        if (value_to_double(args[0], &d, err) < 0) \
            return -1;                             \
        *out = value_double(function(d));          \
        return 0;                                  \
    }
MATH_1(math_sqrt, sqrt)
MATH_1(math_cbrt, cbrt)
MATH_1(math_exp, exp)
MATH_1(math_log10, log10)
MATH_1(math_log2, log2)
MATH_1(math_sin, sin)
MATH_1(math_cos, cos)
MATH_1(math_tan, tan)
MATH_1(math_asin, asin)
MATH_1(math_acos, acos)
MATH_1(math_atan, atan)
MATH_1(math_sinh, sinh)
MATH_1(math_cosh, cosh)
MATH_1(math_tanh, tanh)

static int two(const struct value *args, double *a, double *b, struct err **err)
{
    return value_to_double(args[0], a, err) < 0 || value_to_double(args[1], b, err) < 0 ? -1 : 0;
}

CALL(math_pow)
{
    (void)self;
    (void)n;
    double a, b;
    if (two(args, &a, &b, err) < 0)
        return -1;
    *out = value_double(pow(a, b));
    return 0;
}

CALL(math_atan2)
{
    (void)self;
    (void)n;
    double a, b;
    if (two(args, &a, &b, err) < 0)
        return -1;
    *out = value_double(atan2(a, b));
    return 0;
}

CALL(math_log)
{
    (void)self;
    double a, b;
    if (value_to_double(args[0], &a, err) < 0)
        return -1;
    if (n == 1) {
        *out = value_double(log(a));
        return 0;
    }
    if (value_to_double(args[1], &b, err) < 0)
        return -1;
    *out = value_double(b == 1 ? NAN : log(a) / log(b));
    return 0;
}

CALL(math_ieee_remainder)
{
    (void)self;
    (void)n;
    double a, b;
    if (two(args, &a, &b, err) < 0)
        return -1;
    *out = value_double(remainder(a, b));
    return 0;
}

CALL(math_div_rem)
{
    (void)self;
    int64_t a, b;
    if (arg_long(args[0], &a, err) < 0 || arg_long(args[1], &b, err) < 0)
        return -1;
    if (!b)
        return fail_with(err, "System.DivideByZeroException", "DivideByZeroException",
                         "Attempted to divide by zero.");
    if (b == -1 && a == INT64_MIN)
        return fail_with(err, "System.OverflowException", "OverflowException",
                         "Arithmetic operation resulted in an overflow.");
    bool small = is_integral(args[0]) && args[0].kind <= V_INT32 && args[1].kind <= V_INT32;
    *out = small ? value_int((int32_t)(a / b)) : value_long(a / b);
    struct value rest = small ? value_int((int32_t)(a % b)) : value_long(a % b);
    if (n > 2)
        return arg_set_ref(args[2], rest, err);
    *out = value_tuple_pair(*out, rest);
    return 0;
}

#define OF_TWO(fn, expression)           \
    CALL(fn)                             \
    {                                    \
        (void)self;                      \
        (void)n;                         \
        double a, b;                     \
        if (two(args, &a, &b, err) < 0)  \
            return -1;                   \
        *out = value_double(expression); \
        return 0;                        \
    }
OF_TWO(math_copy_sign, copysign(a, b))
OF_TWO(math_scale, scalbn(a, (int)b))
OF_TWO(math_max_magnitude, fabs(a) >= fabs(b) ? a : b)
OF_TWO(math_min_magnitude, fabs(a) <= fabs(b) ? a : b)

static int step(struct value v, double towards, struct value *out, struct err **err)
{
    double d;
    if (value_to_double(v, &d, err) < 0)
        return -1;
    *out = value_double(nextafter(d, towards));
    return 0;
}

CALL(math_increment)
{
    (void)self;
    (void)n;
    return step(args[0], INFINITY, out, err);
}

CALL(math_decrement)
{
    (void)self;
    (void)n;
    return step(args[0], -INFINITY, out, err);
}

CALL(math_ilogb)
{
    (void)self;
    (void)n;
    double d;
    if (value_to_double(args[0], &d, err) < 0)
        return -1;
    *out = value_int(d == 0 || isnan(d) ? INT32_MIN : isinf(d) ? INT32_MAX : ilogb(d));
    return 0;
}

CALL(math_fma)
{
    (void)self;
    (void)n;
    double a, b, c;
    if (two(args, &a, &b, err) < 0 || value_to_double(args[2], &c, err) < 0)
        return -1;
    *out = value_double(fma(a, b, c));
    return 0;
}

CALL(math_big_mul)
{
    (void)self;
    (void)n;
    int32_t a, b;
    if (arg_int(args[0], &a, err) < 0 || arg_int(args[1], &b, err) < 0)
        return -1;
    *out = value_long((int64_t)a * b);
    return 0;
}

GETTER(math_constant)
{
    UNUSED_GETTER();
    static const double values[] = { 3.14159265358979323846, 2.71828182845904523536,
                                     6.28318530717958647693 };
    *out = value_double(values[p->data]);
    return 0;
}

static const struct property math_props[] = {
    PROPERTY_DATA("PI", "double", math_constant, 0),
    PROPERTY_DATA("E", "double", math_constant, 1),
    PROPERTY_DATA("Tau", "double", math_constant, 2),
};
static const struct method math_statics[] = {
    METHOD("Round", 1, 3, math_round, "double Round(double value, int digits)"),
    METHOD("Floor", 1, 1, math_floor, "double Floor(double d)"),
    METHOD("Ceiling", 1, 1, math_ceiling, "double Ceiling(double a)"),
    METHOD("Truncate", 1, 1, math_truncate, "double Truncate(double d)"),
    METHOD("Abs", 1, 1, math_abs, "double Abs(double value)"),
    METHOD("Sign", 1, 1, math_sign, "int Sign(double value)"),
    METHOD("Max", 2, 2, math_max, "double Max(double val1, double val2)"),
    METHOD("Min", 2, 2, math_min, "double Min(double val1, double val2)"),
    METHOD("Clamp", 3, 3, math_clamp, "double Clamp(double value, double min, double max)"),
    METHOD("Pow", 2, 2, math_pow, "double Pow(double x, double y)"),
    METHOD("Sqrt", 1, 1, math_sqrt, "double Sqrt(double d)"),
    METHOD("Cbrt", 1, 1, math_cbrt, "double Cbrt(double d)"),
    METHOD("Exp", 1, 1, math_exp, "double Exp(double d)"),
    METHOD("Log", 1, 2, math_log, "double Log(double a, double newBase)"),
    METHOD("Log10", 1, 1, math_log10, "double Log10(double d)"),
    METHOD("Log2", 1, 1, math_log2, "double Log2(double x)"),
    METHOD("Sin", 1, 1, math_sin, "double Sin(double a)"),
    METHOD("Cos", 1, 1, math_cos, "double Cos(double d)"),
    METHOD("Tan", 1, 1, math_tan, "double Tan(double a)"),
    METHOD("Asin", 1, 1, math_asin, "double Asin(double d)"),
    METHOD("Acos", 1, 1, math_acos, "double Acos(double d)"),
    METHOD("Atan", 1, 1, math_atan, "double Atan(double d)"),
    METHOD("Atan2", 2, 2, math_atan2, "double Atan2(double y, double x)"),
    METHOD("Sinh", 1, 1, math_sinh, "double Sinh(double value)"),
    METHOD("Cosh", 1, 1, math_cosh, "double Cosh(double value)"),
    METHOD("Tanh", 1, 1, math_tanh, "double Tanh(double value)"),
    METHOD("IEEERemainder", 2, 2, math_ieee_remainder, "double IEEERemainder(double x, double y)"),
    METHOD("DivRem", 2, 3, math_div_rem, "int DivRem(int a, int b, [ref] int result)"),
    METHOD("CopySign", 2, 2, math_copy_sign, "double CopySign(double x, double y)"),
    METHOD("ScaleB", 2, 2, math_scale, "double ScaleB(double x, int n)"),
    METHOD("ILogB", 1, 1, math_ilogb, "int ILogB(double x)"),
    METHOD("BitIncrement", 1, 1, math_increment, "double BitIncrement(double x)"),
    METHOD("BitDecrement", 1, 1, math_decrement, "double BitDecrement(double x)"),
    METHOD("MaxMagnitude", 2, 2, math_max_magnitude, "double MaxMagnitude(double x, double y)"),
    METHOD("MinMagnitude", 2, 2, math_min_magnitude, "double MinMagnitude(double x, double y)"),
    METHOD("FusedMultiplyAdd", 3, 3, math_fma,
           "double FusedMultiplyAdd(double x, double y, double z)"),
    METHOD("BigMul", 2, 2, math_big_mul, "long BigMul(int a, int b)"),
};
const struct type_info type_math = { .name = "System.Math",
                                     .accelerator = "math",
                                     .base = &type_object,
                                     STATIC_PROPS(math_props),
                                     STATICS(math_statics) };

/* ---- MathF: the same in singles ---- */

static int to_single(int rc, struct value *out, struct err **err)
{
    AUTO_VALUE wide = *out;
    *out = value_null();
    return rc < 0 ? -1 : value_convert(wide, &type_single, out, err);
}

#define SINGLE(fn)                                                      \
    CALL(single_##fn)                                                   \
    {                                                                   \
        return to_single(math_##fn(self, args, n, out, err), out, err); \
    }
SINGLE(round)
SINGLE(floor)
SINGLE(ceiling)
SINGLE(truncate)
SINGLE(abs)
SINGLE(max)
SINGLE(min)
SINGLE(pow)
SINGLE(sqrt)
SINGLE(cbrt)
SINGLE(exp)
SINGLE(log)
SINGLE(log10)
SINGLE(log2)
SINGLE(sin)
SINGLE(cos)
SINGLE(tan)
SINGLE(asin)
SINGLE(acos)
SINGLE(atan)
SINGLE(atan2)
SINGLE(sinh)
SINGLE(cosh)
SINGLE(tanh)
SINGLE(copy_sign)

GETTER(single_constant)
{
    return to_single(math_constant(self, p, out, err), out, err);
}

static const struct property math_f_props[] = {
    PROPERTY_DATA("PI", "float", single_constant, 0),
    PROPERTY_DATA("E", "float", single_constant, 1),
    PROPERTY_DATA("Tau", "float", single_constant, 2),
};
static const struct method math_f_statics[] = {
    METHOD("Round", 1, 3, single_round, "float Round(float x)"),
    METHOD("Floor", 1, 1, single_floor, "float Floor(float x)"),
    METHOD("Ceiling", 1, 1, single_ceiling, "float Ceiling(float x)"),
    METHOD("Truncate", 1, 1, single_truncate, "float Truncate(float x)"),
    METHOD("Abs", 1, 1, single_abs, "float Abs(float x)"),
    METHOD("Max", 2, 2, single_max, "float Max(float x, float y)"),
    METHOD("Min", 2, 2, single_min, "float Min(float x, float y)"),
    METHOD("Pow", 2, 2, single_pow, "float Pow(float x, float y)"),
    METHOD("Sqrt", 1, 1, single_sqrt, "float Sqrt(float x)"),
    METHOD("Cbrt", 1, 1, single_cbrt, "float Cbrt(float x)"),
    METHOD("Exp", 1, 1, single_exp, "float Exp(float x)"),
    METHOD("Log", 1, 2, single_log, "float Log(float x)"),
    METHOD("Log10", 1, 1, single_log10, "float Log10(float x)"),
    METHOD("Log2", 1, 1, single_log2, "float Log2(float x)"),
    METHOD("Sin", 1, 1, single_sin, "float Sin(float x)"),
    METHOD("Cos", 1, 1, single_cos, "float Cos(float x)"),
    METHOD("Tan", 1, 1, single_tan, "float Tan(float x)"),
    METHOD("Asin", 1, 1, single_asin, "float Asin(float x)"),
    METHOD("Acos", 1, 1, single_acos, "float Acos(float x)"),
    METHOD("Atan", 1, 1, single_atan, "float Atan(float x)"),
    METHOD("Atan2", 2, 2, single_atan2, "float Atan2(float x, float y)"),
    METHOD("Sinh", 1, 1, single_sinh, "float Sinh(float x)"),
    METHOD("Cosh", 1, 1, single_cosh, "float Cosh(float x)"),
    METHOD("Tanh", 1, 1, single_tanh, "float Tanh(float x)"),
    METHOD("CopySign", 2, 2, single_copy_sign, "float CopySign(float x, float y)"),
    METHOD("Sign", 1, 1, math_sign, "int Sign(float x)"),
};
const struct type_info type_math_f = { .name = "System.MathF",
                                       .base = &type_object,
                                       STATIC_PROPS(math_f_props),
                                       STATICS(math_f_statics) };
