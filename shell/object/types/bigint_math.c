/* BigInteger's functions beyond the four operations. */
#include "shell/object/types/bigint_math.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shell/object/tuple.h"
#include "shell/object/types/bigint.h"

/* DivRem(dividend, divisor), DivRem(dividend, divisor, ref remainder) */
SHARED_CALL(bigint_div_rem)
{
    (void)self;
    AUTO_VALUE quotient = value_null(), rest = value_null();
    if (bigint_arith('/', args[0], args[1], &quotient, err) < 0 ||
        bigint_arith('%', args[0], args[1], &rest, err) < 0)
        return -1;
    if (n > 2) {
        *out = STEAL_VALUE(quotient);
        return arg_set_ref(args[2], rest, err);
    }
    *out = value_tuple_pair(quotient, rest);
    return 0;
}

/* The natural logarithm; of any size, by the leading digits. */
static int natural_log(struct value v, double *out, struct err **err)
{
    enum { LEADING = 18 };
    AUTO_VALUE big = value_null();
    AUTO_STRBUF text = STRBUF_INIT;
    if (value_convert(v, &type_bigint, &big, err) < 0)
        return -1;
    value_to_strbuf(big, &text);
    if (*text.buf == '-') {
        *out = NAN;
        return 0;
    }
    size_t more = text.len > LEADING ? text.len - LEADING : 0;
    strbuf_truncate(&text, text.len - more);
    *out = log(strtod(text.buf, NULL)) + (double)more * M_LN10;
    return 0;
}

/* Log(value[, base]) */
SHARED_CALL(bigint_log)
{
    (void)self;
    double d, base;
    if (natural_log(args[0], &d, err) < 0)
        return -1;
    if (n > 1) {
        if (value_to_double(args[1], &base, err) < 0)
            return -1;
        d /= log(base);
    }
    *out = value_double(d);
    return 0;
}

SHARED_CALL(bigint_log10)
{
    (void)self;
    (void)n;
    double d;
    if (natural_log(args[0], &d, err) < 0)
        return -1;
    double near = round(d / M_LN10); /* of powers of ten exactly */
    d /= M_LN10;
    *out = value_double(fabs(d - near) < 1e-14 * fabs(d) ? near : d);
    return 0;
}

SHARED_CALL(bigint_is_pow2)
{
    (void)self;
    (void)n;
    AUTO_VALUE big = value_null();
    if (value_convert(args[0], &type_bigint, &big, err) < 0)
        return -1;
    return member_get(big, "IsPowerOfTwo", out, err);
}
