#include "parser/lexer_number.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* What a literal consists of; spans are offsets into its text. */
struct number {
    bool negative, real;
    unsigned base;            /* 10, 16, 2 */
    uint32_t digits, ndigits; /* whole: integer digits, or mantissa with point and exponent */
    bool is_unsigned;
    char suffix;    /* 0, y s l d n */
    unsigned shift; /* multiplier 2^shift */
    uint32_t end;
};

#define MAX_BIGINT_DIGITS 4096

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool in_base(char c, unsigned base)
{
    if (base == 2)
        return c == '0' || c == '1';
    if (base == 16)
        return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return is_digit(c);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_alpha(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || c == '_';
}

static char get(const char *s, uint32_t len, uint32_t pos)
{
    return pos < len ? s[pos] : '\0';
}

static uint32_t scan_decimal(const char *s, uint32_t len, uint32_t pos, bool *real)
{
    uint32_t start = pos;
    while (is_digit(get(s, len, pos)))
        pos++;
    char after = get(s, len, pos + 1);
    if (get(s, len, pos) == '.' &&
        (is_digit(after) || (pos > start && after != '.' && !is_alpha(after) && after != '$' &&
                             after != '(' && after != '\'' && after != '"'))) {
        *real = true;
        pos++;
        while (is_digit(get(s, len, pos)))
            pos++;
    }
    if (lower(get(s, len, pos)) == 'e') {
        uint32_t e = pos + 1;
        if (get(s, len, e) == '+' || get(s, len, e) == '-')
            e++;
        if (is_digit(get(s, len, e))) {
            *real = true;
            while (is_digit(get(s, len, e)))
                e++;
            pos = e;
        }
    }
    return pos;
}

static bool scan(const char *s, uint32_t len, uint32_t pos, struct number *n)
{
    *n = (struct number){ .base = 10 };
    if (get(s, len, pos) == '-' || get(s, len, pos) == '+')
        n->negative = get(s, len, pos++) == '-';
    char c1 = lower(get(s, len, pos + 1));
    if (get(s, len, pos) == '0' && (c1 == 'x' || c1 == 'b') &&
        in_base(get(s, len, pos + 2), c1 == 'x' ? 16 : 2)) {
        n->base = c1 == 'x' ? 16 : 2;
        pos += 2;
    } else if (!is_digit(get(s, len, pos)) &&
               !(get(s, len, pos) == '.' && is_digit(get(s, len, pos + 1)))) {
        return false;
    }
    n->digits = pos;
    if (n->base == 10) {
        pos = scan_decimal(s, len, pos, &n->real);
    } else {
        while (in_base(get(s, len, pos), n->base))
            pos++;
    }
    n->ndigits = pos - n->digits;
    if (lower(get(s, len, pos)) == 'u') {
        n->is_unsigned = true;
        pos++;
    }
    char c = lower(get(s, len, pos));
    if (c == 'y' || c == 's' || c == 'l' || (!n->is_unsigned && (c == 'd' || c == 'n'))) {
        n->suffix = c;
        pos++;
    }
    static const char units[] = "kmgtp";
    c = lower(get(s, len, pos));
    const char *unit = c ? strchr(units, c) : NULL;
    if (unit && lower(get(s, len, pos + 1)) == 'b') {
        n->shift = 10 * (unsigned)(unit - units + 1);
        pos += 2;
    }
    n->end = pos;
    return true;
}

uint32_t lex_number_end(const struct lexer *lex, uint32_t pos)
{
    struct number n;
    return scan(lex->s, lex->len, pos, &n) ? n.end : pos;
}

/* ---- arithmetic on little-endian limbs of 10^9 ---- */

#define LIMB 1000000000u
#define MAX_LIMBS (MAX_BIGINT_DIGITS / 9 + 64)
struct big {
    uint32_t limb[MAX_LIMBS];
    unsigned n;
};

static bool big_mul_add(struct big *b, uint32_t factor, uint32_t add)
{
    uint64_t carry = add;
    for (unsigned i = 0; i < b->n; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)(carry % LIMB);
        carry /= LIMB;
    }
    while (carry) {
        if (b->n == MAX_LIMBS)
            return false;
        b->limb[b->n++] = (uint32_t)(carry % LIMB);
        carry /= LIMB;
    }
    return true;
}

static bool big_shift(struct big *b, unsigned shift)
{
    for (; shift; shift -= 10)
        if (!big_mul_add(b, 1024, 0))
            return false;
    return true;
}

static void big_text(const struct big *b, bool negative, struct strbuf *out)
{
    if (negative && b->n)
        strbuf_addch(out, '-');
    if (!b->n)
        strbuf_addch(out, '0');
    for (unsigned i = b->n; i-- > 0;)
        strbuf_addf(out, i + 1 == b->n ? "%u" : "%09u", b->limb[i]);
}

static bool big_read(struct big *b, const char *s, uint32_t len, unsigned base)
{
    b->n = 0;
    while (len && *s == '0') {
        s++;
        len--;
    }
    if (len > MAX_BIGINT_DIGITS * (base == 2 ? 3 : 1))
        return false;
    for (uint32_t i = 0; i < len; i++) {
        char c = lower(s[i]);
        uint32_t digit = (uint32_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
        if (!big_mul_add(b, base, digit))
            return false;
    }
    return true;
}

/* The value when it fits 64 bits. */
static bool big_u64(const struct big *b, uint64_t *value)
{
    uint64_t v = 0;
    for (unsigned i = b->n; i-- > 0;)
        if (__builtin_mul_overflow(v, LIMB, &v) || __builtin_add_overflow(v, b->limb[i], &v))
            return false;
    *value = v;
    return true;
}

/* Is the digit string (no sign, no leading zeros) above Decimal's greatest mantissa? */
static bool above_decimal(const char *digits, size_t n)
{
    static const char max[] = "79228162514264337593543950335";
    return n > 29 || (n == 29 && memcmp(digits, max, 29) > 0);
}

static void increment(char *digits, size_t n)
{
    while (n-- > 0) {
        if (digits[n] != '9') {
            digits[n]++;
            return;
        }
        digits[n] = '0';
    }
}

/* The n digits (leading zeros allowed) of a mantissa with scale digits after
 * the point, as Decimal holds it: at most 28 of them, rounded to even. */
static bool decimal_text(const char *text, size_t n, long scale, bool negative, struct strbuf *out)
{
    while (n && *text == '0') {
        text++;
        n--;
    }
    char digits[96];
    if (scale < 0 && (n == 0 || n + (size_t)-scale <= 30)) {
        if (n == 0)
            scale = 0;
    }
    if (n + (scale < 0 ? (size_t)-scale : 0) > 90)
        return false;
    digits[0] = '0'; /* room for a carry */
    memcpy(digits + 1, text, n);
    size_t len = n + 1;
    for (; scale < 0; scale++)
        digits[len++] = '0';
    long drop = scale > 28 ? scale - 28 : 0;
    for (;; drop++) {
        size_t keep = drop >= (long)len ? 0 : len - (size_t)drop;
        size_t lead = 0;
        char kept[96];
        memcpy(kept, digits, keep);
        bool up = false;
        if (drop > 0 && keep > 0) {
            bool rest = false;
            for (size_t i = keep + 1; i < len; i++)
                rest |= digits[i] != '0';
            bool odd = (kept[keep - 1] - '0') % 2;
            up = digits[keep] > '5' || (digits[keep] == '5' && (rest || odd));
        }
        if (up)
            increment(kept, keep);
        while (lead < keep && kept[lead] == '0')
            lead++;
        if (above_decimal(kept + lead, keep - lead)) {
            if (drop >= scale)
                return false;
            continue;
        }
        scale -= drop;
        len = keep - lead;
        if (negative && len)
            strbuf_addch(out, '-');
        if ((long)len <= scale) {
            strbuf_addch(out, '0');
            if (scale)
                strbuf_addch(out, '.');
            strbuf_fill(out, '0', (size_t)(scale - (long)len));
            strbuf_add(out, kept + lead, len);
        } else {
            strbuf_add(out, kept + lead, len - (size_t)scale);
            if (scale)
                strbuf_addch(out, '.');
            strbuf_add(out, kept + lead + len - (size_t)scale, (size_t)scale);
        }
        return true;
    }
}

/* A real or whole decimal mantissa to Decimal, times 2^shift. */
static bool decimal_value(const char *s, const struct number *n, struct strbuf *out)
{
    AUTO_STRBUF mantissa = STRBUF_INIT;
    long scale = 0, exponent = 0;
    bool point = false;
    uint32_t i = n->digits, end = n->digits + n->ndigits;
    for (; i < end && lower(s[i]) != 'e'; i++) {
        if (s[i] == '.') {
            point = true;
            continue;
        }
        /* Digits beyond what can matter keep only their place. */
        if (mantissa.len < 60) {
            if (mantissa.len || s[i] != '0' || point)
                strbuf_addch(&mantissa, s[i]);
            scale += point;
        } else {
            scale -= !point;
        }
    }
    if (i < end)
        exponent = strtol(s + i + 1, NULL, 10);
    if (exponent > 10000 || exponent < -10000)
        return false;
    scale -= exponent;
    if (n->shift) {
        struct big b;
        if (!big_read(&b, mantissa.buf, (uint32_t)mantissa.len, 10) || !big_shift(&b, n->shift))
            return false;
        strbuf_reset(&mantissa);
        big_text(&b, false, &mantissa);
    }
    if (scale > 80 || scale < -40) {
        if (scale < 0 && strspn(mantissa.buf, "0") != mantissa.len)
            return false;
        if (scale > 0) {
            strbuf_adds(out, "0.");
            strbuf_fill(out, '0', 28);
            return true;
        }
        scale = 0;
    }
    return decimal_text(mantissa.buf, mantissa.len, scale, n->negative, out);
}

static double double_value(const char *s, const struct number *n)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_add(&text, s + n->digits, n->ndigits);
    double d = strtod(text.buf, NULL);
    d = ldexp(d, (int)n->shift);
    return n->negative ? -d : d;
}

static double big_double(const struct big *b, bool negative)
{
    uint64_t v;
    if (big_u64(b, &v))
        return negative ? -(double)v : (double)v;
    AUTO_STRBUF text = STRBUF_INIT;
    big_text(b, negative, &text);
    return strtod(text.buf, NULL);
}

/* The 64-bit magnitude with its sign as the type the suffix asks for. */
static bool typed(uint64_t magnitude, bool negative, const struct number *n, struct ast_number *out)
{
    if (n->is_unsigned) {
        if (negative && magnitude)
            return false;
        uint64_t max = n->suffix == 'y' ? UINT8_MAX : n->suffix == 's' ? UINT16_MAX : UINT64_MAX;
        if (magnitude > max)
            return false;
        out->u = magnitude;
        out->type = n->suffix == 'y'          ? AST_NUM_BYTE
                    : n->suffix == 's'        ? AST_NUM_USHORT
                    : n->suffix == 'l'        ? AST_NUM_ULONG
                    : magnitude <= UINT32_MAX ? AST_NUM_UINT
                                              : AST_NUM_ULONG;
        return true;
    }
    uint64_t limit = n->suffix == 'y' ? INT8_MAX : n->suffix == 's' ? INT16_MAX : INT64_MAX;
    if (magnitude > limit + negative)
        return false;
    out->i = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    out->type = n->suffix == 'y'                             ? AST_NUM_SBYTE
                : n->suffix == 's'                           ? AST_NUM_SHORT
                : n->suffix == 'l'                           ? AST_NUM_LONG
                : out->i >= INT32_MIN && out->i <= INT32_MAX ? AST_NUM_INT
                                                             : AST_NUM_LONG;
    return true;
}

/* 0xFFFFFFFF is -1: a full-width pattern of the type is two's complement. Binary patterns have a
 * sign bit at every usual width, whatever the type. */
static void two_complement(const char *s, const struct number *n, struct big *b, bool *negative)
{
    if (n->base == 10 || n->is_unsigned)
        return;
    char first = lower(s[n->digits]);
    uint32_t bits = n->ndigits * (n->base == 16 ? 4 : 1);
    bool high;
    if (n->base == 2) {
        high = first == '1' && (bits == 8 || bits == 16 || bits == 32 || bits == 64);
    } else {
        uint32_t want = n->suffix == 'y' ? 8 : n->suffix == 's' ? 16 : n->suffix == 'l' ? 64 : 32;
        if ((!n->suffix || n->suffix == 'n' || n->suffix == 'd') && n->ndigits >= 15)
            want = 64;
        high = first >= '8' && bits == want;
    }
    uint64_t v;
    if (!high || !big_u64(b, &v))
        return;
    v = bits == 64 ? 0 - v : (UINT64_C(1) << bits) - v;
    *negative = !*negative;
    b->n = 0;
    for (; v; v /= LIMB)
        b->limb[b->n++] = (uint32_t)(v % LIMB);
}

static bool real_value(const char *s, const struct number *n, struct ast_number *out,
                       struct strbuf *digits)
{
    out->d = double_value(s, n);
    if (n->suffix == 'd') {
        out->type = AST_NUM_DECIMAL;
        return decimal_value(s, n, digits);
    }
    if (!n->suffix && !n->is_unsigned) {
        out->type = AST_NUM_DOUBLE;
        return true;
    }
    double rounded = rint(out->d);
    if (!(fabs(rounded) < 1e18))
        return false;
    if (n->suffix == 'n') {
        out->type = AST_NUM_BIGINT;
        strbuf_addf(digits, "%.0f", rounded);
        return true;
    }
    out->d = rounded;
    return typed((uint64_t)fabs(rounded), rounded < 0, n, out);
}

bool lex_number_value(const char *text, uint32_t len, struct ast_number *out, struct strbuf *digits)
{
    struct number n;
    if (!scan(text, len, 0, &n) || n.end != len)
        return false;
    if (n.real)
        return real_value(text, &n, out, digits);

    /* As many digits as a long has bits for make one, even where the value is small. */
    if (!n.suffix && ((n.base == 16 && n.ndigits == 16) || (n.base == 2 && n.ndigits == 64)))
        n.suffix = 'l';
    struct big b;
    bool negative = n.negative;
    bool whole = big_read(&b, text + n.digits, n.ndigits, n.base);
    if (!whole) {
        if (n.base != 10 || n.suffix || n.is_unsigned)
            return false;
        out->type = AST_NUM_DOUBLE;
        out->d = double_value(text, &n);
        return true;
    }
    two_complement(text, &n, &b, &negative);
    if (!big_shift(&b, n.shift))
        return false;
    out->d = big_double(&b, negative);
    if (n.suffix == 'n') {
        out->type = AST_NUM_BIGINT;
        big_text(&b, negative, digits);
        return true;
    }
    uint64_t magnitude;
    if (n.suffix != 'd' && big_u64(&b, &magnitude) && typed(magnitude, negative, &n, out))
        return true;
    if (n.is_unsigned || (n.suffix && n.suffix != 'd') || (n.base != 10 && !n.suffix))
        return false;
    AUTO_STRBUF plain = STRBUF_INIT;
    big_text(&b, false, &plain);
    if (!above_decimal(plain.buf, plain.len)) {
        out->type = AST_NUM_DECIMAL;
        return decimal_text(plain.buf, plain.len, 0, negative, digits);
    }
    if (n.suffix)
        return false;
    out->type = AST_NUM_DOUBLE;
    return true;
}
