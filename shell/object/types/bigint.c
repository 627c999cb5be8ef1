#include "shell/object/types/bigint.h"
#include "shell/object/types/bigint_format.h"
#include "shell/object/types/bigint_math.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/convert_number.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/encoding.h"

/* The magnitude in limbs of 32 bits, the lowest first, none of them a leading zero. */
enum { MAX_TEXT = 512 }; /* of a number with separators or a fraction */

struct big {
    bool negative;
    size_t n;
    uint32_t *limbs;
};

enum { MAX_LIMBS = 1 << 20 }; /* 10 million digits: beyond that nothing ends in time */

#define AUTO_BIG CLEANUP(big_release) struct big

static void big_release(struct big *b)
{
    free(b->limbs);
    b->limbs = NULL;
}

static struct big *big_of(struct value v)
{
    return object_payload(v.object);
}

bool value_is_bigint(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_bigint;
}

static void bigint_destroy(struct object *o)
{
    big_release(object_payload(o));
}

static void trim(struct big *b)
{
    while (b->n && !b->limbs[b->n - 1])
        b->n--;
    if (!b->n)
        b->negative = false;
}

static struct value take(struct big *b)
{
    struct object *o = object_new(&type_bigint);
    trim(b);
    *(struct big *)object_payload(o) = *b;
    b->limbs = NULL;
    return value_of_object(o);
}

static struct big big_new(size_t n)
{
    return (struct big){ .n = n, .limbs = xcalloc(n + 1, sizeof(uint32_t)) };
}

static struct big big_copy(const struct big *b)
{
    struct big c = big_new(b->n);
    c.negative = b->negative;
    if (b->n)
        memcpy(c.limbs, b->limbs, b->n * sizeof(uint32_t));
    return c;
}

static struct big of_u64(uint64_t u, bool negative)
{
    struct big b = big_new(2);
    b.limbs[0] = (uint32_t)u;
    b.limbs[1] = (uint32_t)(u >> 32);
    b.negative = negative;
    trim(&b);
    return b;
}

static int compare_size(const struct big *a, const struct big *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (size_t i = a->n; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static int compare(const struct big *a, const struct big *b)
{
    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    return a->negative ? -compare_size(a, b) : compare_size(a, b);
}

static struct big add_size(const struct big *a, const struct big *b)
{
    const struct big *l = a->n >= b->n ? a : b, *s = l == a ? b : a;
    struct big r = big_new(l->n + 1);
    uint64_t carry = 0;
    for (size_t i = 0; i < l->n; i++) {
        carry += (uint64_t)l->limbs[i] + (i < s->n ? s->limbs[i] : 0);
        r.limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    r.limbs[l->n] = (uint32_t)carry;
    return r;
}

/* a is not smaller than b. */
static struct big sub_size(const struct big *a, const struct big *b)
{
    struct big r = big_new(a->n);
    int64_t borrow = 0;
    for (size_t i = 0; i < a->n; i++) {
        int64_t d = (int64_t)a->limbs[i] - (i < b->n ? b->limbs[i] : 0) + borrow;
        r.limbs[i] = (uint32_t)d;
        borrow = d < 0 ? -1 : 0;
    }
    return r;
}

static struct big add(const struct big *a, const struct big *b, bool subtract)
{
    bool negative = b->negative != subtract;
    struct big r;
    if (a->negative == negative) {
        r = add_size(a, b);
        r.negative = a->negative;
    } else if (compare_size(a, b) >= 0) {
        r = sub_size(a, b);
        r.negative = a->negative;
    } else {
        r = sub_size(b, a);
        r.negative = negative;
    }
    trim(&r);
    return r;
}

static struct big multiply(const struct big *a, const struct big *b)
{
    struct big r = big_new(a->n + b->n);
    for (size_t i = 0; i < a->n && !cancel_wanted(); i++) {
        uint64_t carry = 0;
        for (size_t j = 0; j < b->n; j++) {
            carry += (uint64_t)a->limbs[i] * b->limbs[j] + r.limbs[i + j];
            r.limbs[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        r.limbs[i + b->n] = (uint32_t)carry;
    }
    r.negative = a->negative != b->negative;
    trim(&r);
    return r;
}

/* In place; the remainder. */
static uint32_t divide_small(struct big *a, uint32_t by)
{
    uint64_t rest = 0;
    for (size_t i = a->n; i-- > 0;) {
        rest = rest << 32 | a->limbs[i];
        a->limbs[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    trim(a);
    return (uint32_t)rest;
}

/* Knuth's algorithm D; the quotient is cut towards zero, the remainder has a's sign. */
static void divide(const struct big *a, const struct big *b, struct big *q, struct big *r)
{
    if (compare_size(a, b) < 0) {
        *q = big_new(0);
        *r = big_copy(a);
        return;
    }
    if (b->n == 1) {
        *q = big_copy(a);
        uint32_t rest = divide_small(q, b->limbs[0]);
        q->negative = q->n && a->negative != b->negative;
        *r = of_u64(rest, a->negative && rest);
        return;
    }
    unsigned shift = (unsigned)__builtin_clz(b->limbs[b->n - 1]);
    AUTO_BIG v = big_new(b->n), u = big_new(a->n + 1);
    for (size_t i = 0; i < b->n; i++)
        v.limbs[i] = b->limbs[i] << shift | (i && shift ? b->limbs[i - 1] >> (32 - shift) : 0);
    for (size_t i = 0; i <= a->n; i++)
        u.limbs[i] = (i < a->n ? a->limbs[i] << shift : 0) |
                     (i && shift ? a->limbs[i - 1] >> (32 - shift) : 0);
    *q = big_new(a->n - b->n + 1);
    for (size_t j = a->n - b->n + 1; j-- > 0 && !cancel_wanted();) {
        uint64_t top = (uint64_t)u.limbs[j + b->n] << 32 | u.limbs[j + b->n - 1];
        uint64_t guess = top / v.limbs[b->n - 1], rest = top % v.limbs[b->n - 1];
        while (guess >> 32 || guess * v.limbs[b->n - 2] > (rest << 32 | u.limbs[j + b->n - 2])) {
            guess--;
            rest += v.limbs[b->n - 1];
            if (rest >> 32)
                break;
        }
        int64_t borrow = 0;
        uint64_t carry = 0;
        for (size_t i = 0; i < b->n; i++) {
            carry += guess * v.limbs[i];
            int64_t d = (int64_t)u.limbs[i + j] - (int64_t)(uint32_t)carry + borrow;
            u.limbs[i + j] = (uint32_t)d;
            borrow = d < 0 ? -1 : 0;
            carry >>= 32;
        }
        int64_t d = (int64_t)u.limbs[j + b->n] - (int64_t)carry + borrow;
        u.limbs[j + b->n] = (uint32_t)d;
        if (d < 0) { /* one too many */
            guess--;
            carry = 0;
            for (size_t i = 0; i < b->n; i++) {
                carry += (uint64_t)u.limbs[i + j] + v.limbs[i];
                u.limbs[i + j] = (uint32_t)carry;
                carry >>= 32;
            }
            u.limbs[j + b->n] += (uint32_t)carry;
        }
        q->limbs[j] = (uint32_t)guess;
    }
    *r = big_new(b->n);
    for (size_t i = 0; i < b->n; i++)
        r->limbs[i] = u.limbs[i] >> shift |
                      (shift ? (uint32_t)((uint64_t)u.limbs[i + 1] << (32 - shift)) : 0);
    q->negative = a->negative != b->negative;
    r->negative = a->negative;
    trim(q);
    trim(r);
}

/* ---- text and other numbers ---- */

static bool parse(const char *s, size_t len, struct big *out)
{
    bool negative = len && *s == '-';
    if (len && (*s == '-' || *s == '+')) {
        s++;
        len--;
    }
    if (!len || len > (size_t)MAX_LIMBS * 9)
        return false;
    *out = big_new(len / 9 + 2);
    size_t used = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] < '0' || s[i] > '9') {
            big_release(out);
            return false;
        }
        if (i % 256 == 255 && cancel_wanted())
            break;
        uint64_t carry = (uint64_t)(s[i] - '0');
        for (size_t k = 0; k < used; k++) {
            carry += (uint64_t)out->limbs[k] * 10;
            out->limbs[k] = (uint32_t)carry;
            carry >>= 32;
        }
        if (carry)
            out->limbs[used++] = (uint32_t)carry;
    }
    if (cancel_wanted()) {
        big_release(out);
        return false;
    }
    out->negative = negative;
    trim(out);
    return true;
}

int bigint_parse(const char *s, size_t len, struct value *out)
{
    struct big b;
    while (len && (*s == ' ' || *s == '\t'))
        s++, len--;
    while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
        len--;
    if (!parse(s, len, &b))
        return -1;
    *out = take(&b);
    return 0;
}

static int bigint_text(struct value self, struct strbuf *out)
{
    AUTO_BIG b = big_copy(big_of(self));
    AUTO_STRBUF parts = STRBUF_INIT; /* nine digits each, the lowest first */
    bool negative = b.negative;
    if (!b.n) {
        strbuf_addch(out, '0');
        return 0;
    }
    while (b.n && !cancel_wanted()) {
        uint32_t nine = divide_small(&b, 1000000000);
        for (int i = 0; i < 9 && (b.n || nine); i++, nine /= 10)
            strbuf_addch(&parts, (char)('0' + nine % 10));
    }
    if (negative)
        strbuf_addch(out, '-');
    for (size_t i = parts.len; i-- > 0;)
        strbuf_addch(out, parts.buf[i]);
    return 0;
}

static struct big of_double(double d)
{
    int exponent;
    double m = frexp(fabs(d), &exponent); /* 0.5 <= m < 1 */
    if (exponent <= 0)
        return big_new(0);
    uint64_t bits = (uint64_t)ldexp(m, 53);
    if (exponent <= 53)
        return of_u64(bits >> (53 - exponent), d < 0);
    size_t shift = (size_t)exponent - 53;
    struct big b = big_new(shift / 32 + 4);
    for (unsigned i = 0; i < 53; i++)
        if (bits >> i & 1)
            b.limbs[(i + shift) / 32] |= UINT32_C(1) << ((i + shift) % 32);
    b.negative = d < 0;
    trim(&b);
    return b;
}

static int to_big(struct value v, struct big *out, struct err **err)
{
    if (value_is_bigint(v)) {
        *out = big_copy(big_of(v));
        return 0;
    }
    if (v.kind == V_UINT64) {
        *out = of_u64(v.u, false);
        return 0;
    }
    if (value_is_integer(v) || v.kind == V_CHAR || v.kind == V_BOOL) {
        *out = of_u64(v.i < 0 ? 0 - (uint64_t)v.i : (uint64_t)v.i, v.i < 0);
        return 0;
    }
    if (v.kind == V_NULL) {
        *out = big_new(0);
        return 0;
    }
    if (v.kind == V_SINGLE || v.kind == V_DOUBLE) {
        if (!isfinite(v.d))
            return fail_with(err, "System.OverflowException", "OverflowException", "%s",
                             isnan(v.d) ? "The value is not a number."
                                        : "BigInteger cannot represent infinity.");
        *out = of_double(v.d);
        return 0;
    }
    AUTO_VALUE text = value_to_string(v);
    const char *s = text.str->data;
    size_t len = text.str->len;
    if (v.kind == V_DECIMAL)
        len = strcspn(s, ".");
    while (len && *s == ' ')
        s++, len--;
    while (len && s[len - 1] == ' ')
        len--;
    if ((v.kind == V_STRING || v.kind == V_DECIMAL) && parse(s, len, out))
        return 0;
    if (v.kind == V_STRING && len && len < MAX_TEXT) {
        /* thousands separators go, and so does a fraction */
        char plain[MAX_TEXT];
        size_t n = 0, digits = strspn(s, "+-0123456789,");
        bool fraction =
            s[digits] == '.' && digits + 1 + strspn(s + digits + 1, "0123456789") == len;
        for (size_t i = 0; i < digits; i++)
            if (s[i] != ',')
                plain[n++] = s[i];
        if ((digits == len || fraction) && n && s[0] != ',' && parse(plain, n, out))
            return 0;
    }
    return fail_with(err, "System.FormatException", "FormatException",
                     "The value could not be parsed.");
}

static int bigint_convert(struct value v, struct value *out, struct err **err)
{
    struct big b;
    if (v.kind == V_ENUM)
        v = value_int(value_enum_get(v));
    if (to_big(v, &b, err) < 0)
        return fail_cast(err, v, &type_bigint, "InvalidCastParseTargetInvocation");
    *out = take(&b);
    return 0;
}

/* ---- operators ---- */

int bigint_arith(char op, struct value a, struct value b, struct value *out, struct err **err)
{
    AUTO_BIG x = { 0 }, y = { 0 };
    if (to_big(a, &x, err) < 0 || to_big(b, &y, err) < 0)
        return -1;
    struct big r = { 0 }, rest = { 0 };
    switch (op) {
    case '+':
    case '-':
        r = add(&x, &y, op == '-');
        break;
    case '*':
        if (x.n + y.n > MAX_LIMBS)
            return fail_with(err, "System.OverflowException", "OverflowException",
                             "The number would be too large.");
        r = multiply(&x, &y);
        break;
    default:
        if (!y.n)
            return fail_divide_by_zero(err);
        divide(&x, &y, &r, &rest);
        if (op == '%') {
            struct big q = r;
            r = rest;
            rest = q;
        }
        big_release(&rest);
    }
    if (cancel_check(err) < 0) { /* the loops left early */
        big_release(&r);
        return -1;
    }
    *out = take(&r);
    return 0;
}

static bool bigint_equals(struct value a, struct value b)
{
    AUTO_ERR *err = NULL;
    AUTO_BIG y = { 0 };
    return b.kind != V_NULL && to_big(b, &y, &err) == 0 && compare(big_of(a), &y) == 0;
}

static int bigint_compare(struct value a, struct value b, int *out, struct err **err)
{
    AUTO_BIG y = { 0 };
    if (to_big(b, &y, err) < 0)
        return -1;
    *out = compare(big_of(a), &y);
    return 0;
}

static uint32_t bigint_hash(struct value v)
{
    const struct big *b = big_of(v);
    uint32_t h = b->negative;
    for (size_t i = 0; i < b->n; i++)
        h = h * 31 + b->limbs[i];
    return h;
}

/* ---- members ---- */

#define BINARY(fn, op)                                       \
    CALL(fn)                                                 \
    {                                                        \
        (void)self;                                          \
        (void)n;                                             \
        return bigint_arith(op, args[0], args[1], out, err); \
    }
BINARY(big_add, '+')
BINARY(big_subtract, '-')
BINARY(big_multiply, '*')
BINARY(big_divide, '/')
BINARY(big_remainder, '%')

CALL(big_pow)
{
    (void)self;
    (void)n;
    int32_t exponent;
    AUTO_VALUE base = value_null(), result = value_null();
    if (arg_int(args[1], &exponent, err) < 0 || bigint_convert(args[0], &base, err) < 0)
        return -1;
    if (exponent < 0)
        return fail_range(err, "exponent", "The number must be greater than or equal to zero.");
    if (big_of(base)->n * (uint64_t)exponent > MAX_LIMBS)
        return fail_with(err, "System.OverflowException", "OverflowException",
                         "The number would be too large.");
    struct big one = of_u64(1, false);
    result = take(&one);
    for (; exponent; exponent >>= 1) {
        struct value next;
        if (exponent & 1) {
            if (bigint_arith('*', result, base, &next, err) < 0)
                return -1;
            value_replace_take(&result, next);
        }
        if (exponent > 1) {
            if (bigint_arith('*', base, base, &next, err) < 0)
                return -1;
            value_replace_take(&base, next);
        }
    }
    *out = STEAL_VALUE(result);
    return 0;
}

CALL(big_mod_pow)
{
    (void)self;
    (void)n;
    AUTO_VALUE base = value_null(), exponent = value_null(), result = value_null();
    if (bigint_arith('%', args[0], args[2], &base, err) < 0 ||
        bigint_convert(args[1], &exponent, err) < 0)
        return -1;
    const struct big *e = big_of(exponent);
    if (e->negative)
        return fail_range(err, "exponent", "The number must be greater than or equal to zero.");
    struct big one = of_u64(1, false);
    result = take(&one);
    for (size_t i = 0; i < e->n * 32; i++) {
        struct value product, rest;
        if (e->limbs[i / 32] >> (i % 32) & 1) {
            if (bigint_arith('*', result, base, &product, err) < 0)
                return -1;
            int r = bigint_arith('%', product, args[2], &rest, err);
            value_unref(product);
            if (r < 0)
                return -1;
            value_replace_take(&result, rest);
        }
        if (bigint_arith('*', base, base, &product, err) < 0)
            return -1;
        int r = bigint_arith('%', product, args[2], &rest, err);
        value_unref(product);
        if (r < 0)
            return -1;
        value_replace_take(&base, rest);
    }
    return bigint_arith('%', result, args[2], out, err);
}

CALL(big_gcd)
{
    (void)self;
    (void)n;
    AUTO_VALUE a = value_null(), b = value_null();
    if (bigint_convert(args[0], &a, err) < 0 || bigint_convert(args[1], &b, err) < 0)
        return -1;
    while (big_of(b)->n) {
        struct value rest;
        if (bigint_arith('%', a, b, &rest, err) < 0)
            return -1;
        value_replace_take(&a, STEAL_VALUE(b));
        b = rest;
    }
    big_of(a)->negative = false;
    *out = STEAL_VALUE(a);
    return 0;
}

static int with_sign(struct value v, bool negate, struct value *out, struct err **err)
{
    struct big b;
    if (to_big(v, &b, err) < 0)
        return -1;
    b.negative = negate && b.n && !b.negative;
    *out = take(&b);
    return 0;
}

CALL(big_abs)
{
    (void)self;
    (void)n;
    return with_sign(args[0], false, out, err);
}

CALL(big_negate)
{
    (void)self;
    (void)n;
    return with_sign(args[0], true, out, err);
}

static int pick(const struct value *args, bool larger, struct value *out, struct err **err)
{
    AUTO_VALUE a = value_null(), b = value_null();
    if (bigint_convert(args[0], &a, err) < 0 || bigint_convert(args[1], &b, err) < 0)
        return -1;
    bool first = (compare(big_of(a), big_of(b)) >= 0) == larger;
    *out = value_ref(first ? a : b);
    return 0;
}

CALL(big_max)
{
    (void)self;
    (void)n;
    return pick(args, true, out, err);
}

CALL(big_min)
{
    (void)self;
    (void)n;
    return pick(args, false, out, err);
}

CALL(big_compare_call)
{
    (void)self;
    (void)n;
    AUTO_VALUE a = value_null();
    int order;
    if (bigint_convert(args[0], &a, err) < 0 || bigint_compare(a, args[1], &order, err) < 0)
        return -1;
    *out = value_int(order);
    return 0;
}

CALL(big_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "value");
    if (bigint_parse(text.str->data, text.str->len, out) == 0)
        return 0;
    return fail_with(err, "System.FormatException", "FormatException",
                     "The value could not be parsed.");
}

CALL(big_try_parse)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]), made = value_null();
    bool ok = bigint_parse(text.str->data, text.str->len, &made) == 0;
    if (!ok) {
        struct big zero = big_new(0);
        made = take(&zero);
    }
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], made, err);
}

CALL(big_new_call)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_ARRAY)
        return bigint_convert(args[0], out, err);
    /* little-endian bytes in two's complement */
    size_t len = args[0].array->len;
    struct big b = big_new(len / 4 + 1);
    AUTO_BIG made = b;
    bool negative = false;
    for (size_t i = 0; i < len; i++) {
        struct value byte;
        if (value_convert(args[0].array->items[i], &type_byte, &byte, err) < 0)
            return -1;
        made.limbs[i / 4] |= (uint32_t)byte.i << (8 * (i % 4));
        negative = byte.i & 0x80;
    }
    if (negative) {
        for (size_t i = len; i < made.n * 4; i++)
            made.limbs[i / 4] |= UINT32_C(0xFF) << (8 * (i % 4));
        uint64_t carry = 1;
        for (size_t i = 0; i < made.n; i++) {
            carry += (uint32_t)~made.limbs[i];
            made.limbs[i] = (uint32_t)carry;
            carry >>= 32;
        }
        made.negative = true;
    }
    *out = take(&made);
    return 0;
}

CALL(big_to_bytes)
{
    UNUSED_CALL();
    const struct big *b = big_of(self);
    AUTO_STRBUF bytes = STRBUF_INIT;
    uint64_t carry = b->negative;
    for (size_t i = 0; i <= b->n; i++) {
        uint32_t limb = i < b->n ? b->limbs[i] : 0;
        carry += b->negative ? (uint32_t)~limb : limb;
        for (int k = 0; k < 4; k++)
            strbuf_addch(&bytes, (char)(carry >> (8 * k)));
        carry >>= 32;
    }
    unsigned char fill = b->negative ? 0xFF : 0;
    while (bytes.len > 1 && (unsigned char)bytes.buf[bytes.len - 1] == fill &&
           ((unsigned char)bytes.buf[bytes.len - 2] & 0x80) == (fill & 0x80))
        bytes.len--;
    *out = value_of_array(bytes_array(bytes.buf, bytes.len));
    return 0;
}

enum { BIG_ZERO, BIG_EVEN, BIG_ONE, BIG_SIGN, BIG_POWER };

GETTER(big_get)
{
    UNUSED_GETTER();
    const struct big *b = big_of(self);
    int bits = 0;
    for (size_t i = 0; i < b->n; i++)
        bits += __builtin_popcount(b->limbs[i]);
    *out = p->data == BIG_ZERO   ? value_bool(!b->n)
           : p->data == BIG_EVEN ? value_bool(!b->n || !(b->limbs[0] & 1))
           : p->data == BIG_ONE  ? value_bool(b->n == 1 && b->limbs[0] == 1 && !b->negative)
           : p->data == BIG_SIGN ? value_int(b->negative ? -1 : b->n > 0)
                                 : value_bool(bits == 1 && !b->negative);
    return 0;
}

GETTER(big_constant)
{
    UNUSED_GETTER();
    struct big b = of_u64(p->data ? 1 : 0, p->data < 0);
    *out = take(&b);
    return 0;
}

static const struct property big_props[] = {
    PROPERTY_DATA("IsPowerOfTwo", "bool", big_get, BIG_POWER),
    PROPERTY_DATA("IsZero", "bool", big_get, BIG_ZERO),
    PROPERTY_DATA("IsOne", "bool", big_get, BIG_ONE),
    PROPERTY_DATA("IsEven", "bool", big_get, BIG_EVEN),
    PROPERTY_DATA("Sign", "int", big_get, BIG_SIGN),
};
static const struct property big_static_props[] = {
    PROPERTY_DATA("Zero", "bigint", big_constant, 0),
    PROPERTY_DATA("One", "bigint", big_constant, 1),
    PROPERTY_DATA("MinusOne", "bigint", big_constant, -1),
};
static const struct method big_methods[] = {
    METHOD("ToByteArray", 0, 0, big_to_bytes, "byte[] ToByteArray()"),
};
static const struct method big_statics[] = {
    METHOD("new", 1, 1, big_new_call, NULL),
    METHOD("Parse", 1, 3, big_parse, "bigint Parse(string value)"),
    METHOD("TryParse", 2, 4, big_try_parse, "bool TryParse(string value, [ref] bigint result)"),
    METHOD("Add", 2, 2, big_add, "bigint Add(bigint left, bigint right)"),
    METHOD("Subtract", 2, 2, big_subtract, "bigint Subtract(bigint left, bigint right)"),
    METHOD("Multiply", 2, 2, big_multiply, "bigint Multiply(bigint left, bigint right)"),
    METHOD("Divide", 2, 2, big_divide, "bigint Divide(bigint dividend, bigint divisor)"),
    METHOD("Remainder", 2, 2, big_remainder, "bigint Remainder(bigint dividend, bigint divisor)"),
    METHOD("Pow", 2, 2, big_pow, "bigint Pow(bigint value, int exponent)"),
    METHOD("ModPow", 3, 3, big_mod_pow,
           "bigint ModPow(bigint value, bigint exponent, bigint modulus)"),
    METHOD("GreatestCommonDivisor", 2, 2, big_gcd,
           "bigint GreatestCommonDivisor(bigint left, bigint right)"),
    METHOD("Abs", 1, 1, big_abs, "bigint Abs(bigint value)"),
    METHOD("Negate", 1, 1, big_negate, "bigint Negate(bigint value)"),
    METHOD("Max", 2, 2, big_max, "bigint Max(bigint left, bigint right)"),
    METHOD("Min", 2, 2, big_min, "bigint Min(bigint left, bigint right)"),
    METHOD("Compare", 2, 2, big_compare_call, "int Compare(bigint left, bigint right)"),
    METHOD("DivRem", 2, 3, bigint_div_rem, NULL),
    METHOD("Log", 1, 2, bigint_log, "double Log(bigint value, double baseValue)"),
    METHOD("Log10", 1, 1, bigint_log10, "double Log10(bigint value)"),
    METHOD("IsPow2", 1, 1, bigint_is_pow2, "bool IsPow2(bigint value)"),
};
/* Across sessions a number travels as its digits. */
static int bigint_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    AUTO_STRBUF digits = STRBUF_INIT;
    bigint_text(self, &digits);
    *out = value_string_take(&digits);
    return 0;
}

static int bigint_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    return bigint_convert(packed, out, err);
}

const struct type_info type_bigint = { .name = "System.Numerics.BigInteger",
                                       .accelerator = "bigint",
                                       .base = &type_value_type,
                                       .interfaces = implements_value,
                                       PROPS(big_props),
                                       METHODS(big_methods),
                                       STATIC_PROPS(big_static_props),
                                       STATICS(big_statics),
                                       .payload_size = sizeof(struct big),
                                       .destroy = bigint_destroy,
                                       .to_string = bigint_text,
                                       .format = bigint_format,
                                       .equals = bigint_equals,
                                       .compare = bigint_compare,
                                       .hash = bigint_hash,
                                       .convert_from = bigint_convert,
                                       .is_value_type = true,
                                       .text_view = true,
                                       .pack = bigint_pack,
                                       .unpack = bigint_unpack };
