#include "shell/object/decimal.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"

#define MANTISSA_LIMIT ((uint128)1 << 96)
enum { MAX_SCALE = 28 };

struct dec decimal_get(struct value v)
{
    return (struct dec){ .mantissa = ((uint128)v.decimal->hi << 64) | v.decimal->lo,
                         .scale = v.decimal->scale,
                         .negative = v.decimal->negative };
}

struct value value_decimal(struct dec d)
{
    struct decimal *cell = xmalloc(sizeof(*cell));
    *cell = (struct decimal){ .refs = 1,
                              .scale = d.scale,
                              .negative = d.negative,
                              .hi = (uint32_t)(d.mantissa >> 64),
                              .lo = (uint64_t)d.mantissa };
    return (struct value){ .kind = V_DECIMAL, .decimal = cell };
}

struct dec dec_from_uint64(uint64_t u)
{
    return (struct dec){ .mantissa = u };
}

struct dec dec_from_int64(int64_t i)
{
    return (struct dec){ .mantissa = i < 0 ? 0 - (uint64_t)i : (uint64_t)i, .negative = i < 0 };
}

/* ---- wide integers: 256 bits as 8 limbs of 32, least first ---- */

struct wide {
    uint32_t limb[8];
};

static struct wide wide_from(uint128 v)
{
    struct wide w = { { 0 } };
    for (int i = 0; i < 4; i++, v >>= 32)
        w.limb[i] = (uint32_t)v;
    return w;
}

static void wide_mul_small(struct wide *w, uint32_t by)
{
    uint64_t carry = 0;
    for (int i = 0; i < 8; i++) {
        carry += (uint64_t)w->limb[i] * by;
        w->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

/* Divides in place, returns the remainder. */
static uint32_t wide_div_small(struct wide *w, uint32_t by)
{
    uint64_t rest = 0;
    for (int i = 7; i >= 0; i--) {
        rest = (rest << 32) | w->limb[i];
        w->limb[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    return (uint32_t)rest;
}

static struct wide wide_mul(uint128 a, uint128 b)
{
    struct wide x = wide_from(a), y = wide_from(b), r = { { 0 } };
    for (int i = 0; i < 4; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 4; j++) {
            carry += (uint64_t)x.limb[i] * y.limb[j] + r.limb[i + j];
            r.limb[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        r.limb[i + 4] = (uint32_t)carry;
    }
    return r;
}

static int wide_compare(const struct wide *a, const struct wide *b)
{
    for (int i = 7; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static void wide_sub(struct wide *a, const struct wide *b)
{
    int64_t borrow = 0;
    for (int i = 0; i < 8; i++) {
        borrow += (int64_t)a->limb[i] - b->limb[i];
        a->limb[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
}

static void wide_add(struct wide *a, const struct wide *b)
{
    uint64_t carry = 0;
    for (int i = 0; i < 8; i++) {
        carry += (uint64_t)a->limb[i] + b->limb[i];
        a->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void wide_shl1(struct wide *a)
{
    uint32_t carry = 0;
    for (int i = 0; i < 8; i++) {
        uint32_t next = a->limb[i] >> 31;
        a->limb[i] = (a->limb[i] << 1) | carry;
        carry = next;
    }
}

static bool wide_is_zero(const struct wide *a)
{
    for (int i = 0; i < 8; i++)
        if (a->limb[i])
            return false;
    return true;
}

static bool wide_fits(const struct wide *w)
{
    for (int i = 3; i < 8; i++)
        if (w->limb[i])
            return false;
    return true;
}

static uint128 wide_low(const struct wide *w)
{
    return ((uint128)w->limb[2] << 64) | ((uint128)w->limb[1] << 32) | w->limb[0];
}

/* Bitwise long division; num becomes the remainder. */
static struct wide wide_div(struct wide *num, const struct wide *den)
{
    struct wide quotient = { { 0 } }, rest = { { 0 } };
    for (int bit = 255; bit >= 0; bit--) {
        wide_shl1(&rest);
        rest.limb[0] |= (num->limb[bit / 32] >> (bit % 32)) & 1;
        wide_shl1(&quotient);
        if (wide_compare(&rest, den) >= 0) {
            wide_sub(&rest, den);
            quotient.limb[0] |= 1;
        }
    }
    *num = rest;
    return quotient;
}

/* Rounds w * 10^-scale (sticky: something below was cut off) to fit. */
static int fit(struct wide w, int scale, bool negative, bool sticky, struct dec *out)
{
    uint32_t digit = 0;
    bool dropped = false;
    while (scale > MAX_SCALE || !wide_fits(&w)) {
        if (scale == 0)
            return -1;
        sticky = sticky || digit;
        digit = wide_div_small(&w, 10);
        scale--;
        dropped = true;
    }
    if (dropped && (digit > 5 || (digit == 5 && (sticky || (w.limb[0] & 1))))) {
        struct wide one = wide_from(1);
        wide_add(&w, &one);
        if (!wide_fits(&w)) {
            if (scale == 0)
                return -1;
            uint32_t last = wide_div_small(&w, 10);
            if (last >= 5)
                wide_add(&w, &one);
            scale--;
        }
    }
    *out = (struct dec){ .mantissa = wide_low(&w), .scale = (uint8_t)scale, .negative = negative };
    return 0;
}

static struct wide scaled(struct dec d, int to_scale)
{
    struct wide w = wide_from(d.mantissa);
    for (int s = d.scale; s < to_scale; s++)
        wide_mul_small(&w, 10);
    return w;
}

int dec_add(struct dec a, struct dec b, struct dec *out)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    struct wide x = scaled(a, scale), y = scaled(b, scale);
    bool negative = a.negative;
    if (a.negative == b.negative) {
        wide_add(&x, &y);
    } else if (wide_compare(&x, &y) >= 0) {
        wide_sub(&x, &y);
    } else {
        wide_sub(&y, &x);
        x = y;
        negative = b.negative;
    }
    if (wide_is_zero(&x))
        negative = false;
    return fit(x, scale, negative, false, out);
}

int dec_sub(struct dec a, struct dec b, struct dec *out)
{
    b.negative = !b.negative;
    return dec_add(a, b, out);
}

int dec_mul(struct dec a, struct dec b, struct dec *out)
{
    return fit(wide_mul(a.mantissa, b.mantissa), a.scale + b.scale, a.negative != b.negative, false,
               out);
}

int dec_div(struct dec a, struct dec b, struct dec *out)
{
    if (!b.mantissa)
        return -1;
    /* enough digits in front that the quotient has 29 significant ones */
    int scale = a.scale - b.scale;
    struct wide num = wide_from(a.mantissa), den = wide_from(b.mantissa);
    for (int i = 0; i < 38 && num.limb[7] < 0x08000000; i++) {
        wide_mul_small(&num, 10);
        scale++;
    }
    struct wide q = wide_div(&num, &den);
    bool sticky = !wide_is_zero(&num);
    while (scale < 0) {
        wide_mul_small(&q, 10);
        scale++;
        if (q.limb[7])
            return -1;
    }
    /* an exact quotient has no more decimals than it needs */
    if (!sticky) {
        int wanted = a.scale - b.scale;
        if (wanted < 0)
            wanted = 0;
        while (scale > wanted) {
            struct wide shorter = q;
            if (wide_div_small(&shorter, 10))
                break;
            q = shorter;
            scale--;
        }
    }
    return fit(q, scale, a.negative != b.negative, sticky, out);
}

int dec_mod(struct dec a, struct dec b, struct dec *out)
{
    if (!b.mantissa)
        return -1;
    int scale = a.scale > b.scale ? a.scale : b.scale;
    struct wide x = scaled(a, scale), y = scaled(b, scale);
    wide_div(&x, &y);
    return fit(x, scale, a.negative && !wide_is_zero(&x), false, out);
}

int dec_compare(struct dec a, struct dec b)
{
    if (!a.mantissa && !b.mantissa)
        return 0;
    if (a.negative != b.negative && a.mantissa && b.mantissa)
        return a.negative ? -1 : 1;
    int scale = a.scale > b.scale ? a.scale : b.scale;
    struct wide x = scaled(a, scale), y = scaled(b, scale);
    int c = wide_compare(&x, &y);
    bool negative = a.mantissa ? a.negative : b.negative;
    return negative ? -c : c;
}

struct dec dec_round(struct dec d, unsigned places, enum dec_rounding how)
{
    if (d.scale <= places)
        return d;
    uint128 unit = 1;
    for (unsigned i = places; i < d.scale; i++)
        unit *= 10;
    uint128 rest = d.mantissa % unit, q = d.mantissa / unit;
    bool up = false;
    switch (how) {
    case DEC_HALF_EVEN:
        up = rest > unit / 2 || (rest == unit / 2 && (q & 1));
        break;
    case DEC_HALF_AWAY:
        up = rest >= unit / 2;
        break;
    case DEC_TRUNCATE:
        break;
    case DEC_FLOOR:
        up = d.negative && rest;
        break;
    case DEC_CEILING:
        up = !d.negative && rest;
        break;
    }
    return (struct dec){ .mantissa = q + up, .scale = (uint8_t)places, .negative = d.negative };
}

struct dec dec_normalise(struct dec d)
{
    while (d.scale && d.mantissa % 10 == 0) {
        d.mantissa /= 10;
        d.scale--;
    }
    return d;
}

int dec_to_int64(struct dec d, int64_t *out)
{
    d = dec_round(d, 0, DEC_HALF_EVEN);
    if (d.mantissa > (uint128)INT64_MAX + (d.negative ? 1 : 0))
        return -1;
    *out = d.negative ? (int64_t)(0 - (uint64_t)d.mantissa) : (int64_t)d.mantissa;
    return 0;
}

double dec_to_double(struct dec d)
{
    struct strbuf text = STRBUF_INIT;
    dec_to_strbuf(d, &text);
    double r = strtod(text.buf, NULL);
    strbuf_release(&text);
    return r;
}

int dec_from_double(double d, struct dec *out)
{
    if (!isfinite(d) || fabs(d) >= 79228162514264337593543950336.0)
        return -1;
    char text[64];
    snprintf(text, sizeof(text), "%.14e", d);
    struct dec r;
    if (dec_parse(text, strlen(text), &r) < 0)
        return -1;
    *out = dec_normalise(r);
    if (!out->mantissa)
        out->negative = false;
    return 0;
}

int dec_parse(const char *s, size_t len, struct dec *out)
{
    size_t i = 0;
    bool negative = false, point = false, digits = false, sticky = false;
    if (i < len && (s[i] == '-' || s[i] == '+'))
        negative = s[i++] == '-';
    struct wide w = wide_from(0);
    int scale = 0;
    for (; i < len; i++) {
        if (s[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s[i] < '0' || s[i] > '9')
            break;
        digits = true;
        if (w.limb[6]) { /* far below the last place, or far too large */
            if (!point)
                return -1;
            sticky = sticky || s[i] != '0';
            continue;
        }
        wide_mul_small(&w, 10);
        struct wide digit = wide_from((uint128)(s[i] - '0'));
        wide_add(&w, &digit);
        scale += point;
    }
    if (!digits)
        return -1;
    if (i < len && (s[i] == 'e' || s[i] == 'E')) {
        char *end;
        char text[12];
        size_t n = len - i - 1;
        if (!n || n >= sizeof(text))
            return -1;
        memcpy(text, s + i + 1, n);
        text[n] = '\0';
        if (text[0] == ' ')
            return -1;
        long e = strtol(text, &end, 10);
        if (*end || end == text || e > 200 || e < -400)
            return -1;
        scale -= (int)e;
        i = len;
    }
    if (i != len)
        return -1;
    for (; scale < 0; scale++) {
        if (w.limb[6])
            return -1;
        wide_mul_small(&w, 10);
    }
    return fit(w, scale, negative, sticky, out);
}

void dec_to_strbuf(struct dec d, struct strbuf *out)
{
    char digits[48];
    int n = 0;
    uint128 m = d.mantissa;
    while (m || n <= d.scale) {
        digits[n++] = (char)('0' + (int)(m % 10));
        m /= 10;
    }
    if (d.negative && d.mantissa)
        strbuf_addch(out, '-');
    while (n) {
        strbuf_addch(out, digits[--n]);
        if (n == d.scale && n)
            strbuf_addch(out, '.');
    }
}
