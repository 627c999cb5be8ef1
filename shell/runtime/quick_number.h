/* Arithmetic and comparison of the commonest numbers without a call: int, long and double.
 * Each answers false, and touches nothing, where that is for the operators to do
 * (operators.h): other types, results that do not fit, division by what is not above zero. */
#ifndef HVSH_RUNTIME_QUICK_NUMBER_H
#define HVSH_RUNTIME_QUICK_NUMBER_H

#include "shell/object/operators.h"

static inline bool quick_is_long(struct value v)
{
    return v.kind == V_INT32 || v.kind == V_INT64;
}

/* What it is beside a double. */
static inline bool quick_double(struct value v, double *out)
{
    if (v.kind == V_DOUBLE)
        *out = v.d;
    else if (quick_is_long(v))
        *out = (double)v.i;
    else
        return false;
    return true;
}

static inline bool quick_doubles(struct value a, struct value b, double *x, double *y)
{
    return (a.kind == V_DOUBLE || b.kind == V_DOUBLE) && quick_double(a, x) && quick_double(b, y);
}

#define QUICK_ARITHMETIC(name, overflows, symbol)                                      \
    static inline bool quick_##name(struct value a, struct value b, struct value *out) \
    {                                                                                  \
        int32_t r;                                                                     \
        int64_t wide;                                                                  \
        double x, y;                                                                   \
        if (a.kind == V_INT32 && b.kind == V_INT32) {                                  \
            if (overflows((int32_t)a.i, (int32_t)b.i, &r))                             \
                return false;                                                          \
            *out = value_int(r);                                                       \
            return true;                                                               \
        }                                                                              \
        if (quick_doubles(a, b, &x, &y)) {                                             \
            *out = value_double(x symbol y);                                           \
            return true;                                                               \
        }                                                                              \
        if (!quick_is_long(a) || !quick_is_long(b) || overflows(a.i, b.i, &wide))      \
            return false;                                                              \
        *out = value_long(wide);                                                       \
        return true;                                                                   \
    }
QUICK_ARITHMETIC(add, __builtin_add_overflow, +)
QUICK_ARITHMETIC(sub, __builtin_sub_overflow, -)
QUICK_ARITHMETIC(mul, __builtin_mul_overflow, *)

static inline bool quick_div(struct value a, struct value b, struct value *out)
{
    double x, y;
    if (a.kind == V_INT32 && b.kind == V_INT32 && b.i > 0) {
        int32_t x32 = (int32_t)a.i, y32 = (int32_t)b.i;
        *out = x32 % y32 == 0 ? value_int(x32 / y32) : value_double((double)x32 / (double)y32);
        return true;
    }
    if (!quick_doubles(a, b, &x, &y))
        return false;
    *out = value_double(x / y);
    return true;
}

static inline bool quick_mod(struct value a, struct value b, struct value *out)
{
    double x, y;
    if (a.kind == V_INT32 && b.kind == V_INT32 && b.i > 0) {
        *out = value_int((int32_t)a.i % (int32_t)b.i);
        return true;
    }
    if (!quick_doubles(a, b, &x, &y))
        return false;
    *out = value_double(double_remainder(x, y));
    return true;
}

/* Integers whose value is their i. */
static inline bool quick_is_integer(struct value v)
{
    return v.kind >= V_SBYTE && v.kind <= V_INT64;
}

/* A double and an integer are left to the operators where the latter may not be exact as a
 * double. */
static inline bool quick_compares_as_double(struct value v)
{
    return v.kind == V_DOUBLE || v.kind == V_INT32;
}

#define QUICK_COMPARISON(name, symbol)                                         \
    static inline bool quick_##name(struct value a, struct value b, bool *out) \
    {                                                                          \
        double x, y;                                                           \
        if (quick_is_integer(a) && quick_is_integer(b)) {                      \
            *out = a.i symbol b.i;                                             \
            return true;                                                       \
        }                                                                      \
        if (!quick_compares_as_double(a) || !quick_compares_as_double(b) ||    \
            !quick_doubles(a, b, &x, &y))                                      \
            return false;                                                      \
        *out = x symbol y;                                                     \
        return true;                                                           \
    }
QUICK_COMPARISON(eq, ==)
QUICK_COMPARISON(ne, !=)
QUICK_COMPARISON(lt, <)
QUICK_COMPARISON(le, <=)
QUICK_COMPARISON(gt, >)
QUICK_COMPARISON(ge, >=)

#endif
