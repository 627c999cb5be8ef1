#include <errno.h>
#include <math.h>
#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/decimal.h"

enum { MAX_DIGITS = 400 };

static int multiplier(const char *s, size_t *len)
{
    if (*len < 2 || (s[*len - 1] & ~0x20) != 'B')
        return 0;
    static const char letters[] = "KMGTP";
    const char *at = memchr(letters, s[*len - 2] & ~0x20, 5);
    if (!at)
        return 0;
    *len -= 2;
    return (int)(at - letters + 1) * 10;
}

/* The type suffix at the end of a literal; V_NULL: none. */
static enum value_kind suffix(const char *s, size_t *len, bool hex)
{
    static const struct {
        char text[3];
        enum value_kind kind;
    } suffixes[] = {
        { "uy", V_BYTE },  { "us", V_UINT16 }, { "ul", V_UINT64 },
        { "u", V_UINT32 }, { "y", V_SBYTE },   { "s", V_INT16 },
        { "l", V_INT64 },  { "d", V_DECIMAL }, { "n", V_DECIMAL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
        size_t n = strlen(suffixes[i].text);
        if (hex && suffixes[i].kind == V_DECIMAL)
            continue;
        if (*len > n && strncasecmp(s + *len - n, suffixes[i].text, n) == 0) {
            *len -= n;
            return suffixes[i].kind;
        }
    }
    return V_NULL;
}

static bool fits(enum value_kind kind, uint128 magnitude, bool negative)
{
    static const struct {
        uint64_t max, min; /* min as magnitude */
    } limits[] = {
        [V_SBYTE] = { 127, 128 },
        [V_BYTE] = { 255, 0 },
        [V_INT16] = { 32767, 32768 },
        [V_UINT16] = { 65535, 0 },
        [V_INT32] = { INT32_MAX, UINT64_C(1) << 31 },
        [V_UINT32] = { UINT32_MAX, 0 },
        [V_INT64] = { INT64_MAX, UINT64_C(1) << 63 },
        [V_UINT64] = { UINT64_MAX, 0 },
    };
    return magnitude <= (negative ? limits[kind].min : limits[kind].max);
}

static struct value integer(enum value_kind kind, uint128 magnitude, bool negative)
{
    uint64_t u = (uint64_t)magnitude;
    if (kind == V_UINT64)
        return value_ulong(u);
    return value_integer(kind, negative ? (int64_t)(0 - u) : (int64_t)u);
}

static int parse_radix(const char *s, size_t len, unsigned bits, bool negative, int shift,
                       enum value_kind kind, struct value *out)
{
    uint128 u = 0;
    size_t significant = 0;
    for (size_t i = 0; i < len; i++) {
        int digit;
        if (s[i] >= '0' && s[i] <= '9')
            digit = s[i] - '0';
        else if ((s[i] & ~0x20) >= 'A' && (s[i] & ~0x20) <= 'F')
            digit = (s[i] & ~0x20) - 'A' + 10;
        else
            return -1;
        if (digit >= 1 << bits)
            return -1;
        if (significant || digit)
            significant++;
        if (significant * bits > 64)
            return -1;
        u = (u << bits) | (unsigned)digit;
    }
    if (!len)
        return -1;
    /* as many digits as the type is wide: the sign bit counts; in binary at every usual width */
    size_t width = len * bits;
    size_t want = kind == V_SBYTE ? 8 : kind == V_INT16 ? 16 : kind == V_INT64 ? 64 : 32;
    if (kind == V_NULL && len >= 15)
        want = 64;
    bool sign_bit = kind == V_NULL || kind == V_DECIMAL ||
                    (kind >= V_SBYTE && kind <= V_INT64 && kind != V_BYTE && kind != V_UINT16 &&
                     kind != V_UINT32);
    if (bits == 1 && (width == 8 || width == 16 || width == 32 || width == 64))
        want = width;
    if (sign_bit && width == want && u >> (width - 1)) {
        u = ((uint128)1 << width) - u;
        negative = !negative;
    }
    if (kind == V_NULL && width == 64)
        kind = V_INT64;
    u <<= shift;
    if (kind == V_DECIMAL) {
        if (u >> 96)
            return -1;
        *out = value_decimal((struct dec){ .mantissa = u, .negative = negative });
        return 0;
    }
    if (kind != V_NULL) {
        if (!fits(kind, u, negative))
            return -1;
        *out = integer(kind, u, negative);
        return 0;
    }
    if (fits(V_INT32, u, negative))
        *out = integer(V_INT32, u, negative);
    else if (fits(V_INT64, u, negative))
        *out = integer(V_INT64, u, negative);
    else
        *out = value_double(negative ? -(double)u : (double)u);
    return 0;
}

static int parse_real(const char *s, size_t len, int shift, enum value_kind kind, struct value *out)
{
    if (kind == V_DECIMAL) {
        struct dec d, scale = dec_from_int64(INT64_C(1) << shift);
        if (dec_parse(s, len, &d) < 0 || (shift && dec_mul(d, scale, &d) < 0))
            return -1;
        *out = value_decimal(d);
        return 0;
    }
    char text[MAX_DIGITS + 1];
    memcpy(text, s, len);
    text[len] = '\0';
    char *end;
    double d = strtod(text, &end) * (double)(INT64_C(1) << shift);
    if (*end || end == text)
        return -1;
    if (kind == V_NULL) {
        *out = value_double(d);
        return 0;
    }
    double rounded = nearbyint(d);
    if (fabs(rounded) > 1.8446744073709552e19 || !fits(kind, (uint128)fabs(rounded), d < 0))
        return -1;
    *out = integer(kind, (uint128)fabs(rounded), rounded < 0);
    return 0;
}

int number_parse(const char *s, size_t len, struct value *out)
{
    if (!len || len > MAX_DIGITS)
        return -1;
    const char *all = s;
    bool negative = false;
    if (*s == '-' || *s == '+') {
        negative = *s == '-';
        s++, len--;
    }
    if (!len)
        return -1;
    bool hex = len > 2 && s[0] == '0' && (s[1] & ~0x20) == 'X';
    bool binary = len > 2 && s[0] == '0' && (s[1] & ~0x20) == 'B';
    int shift = multiplier(s, &len);
    if (hex && shift == 0 && len == 2)
        return -1;
    enum value_kind kind = suffix(s, &len, hex);
    if (hex || binary)
        return parse_radix(s + 2, len - 2, hex ? 4 : 1, negative, shift, kind, out);
    bool digits = false, real = false;
    uint128 u = 0;
    bool large = false;
    for (size_t i = 0; i < len; i++) {
        char c = s[i];
        if (c >= '0' && c <= '9') {
            digits = true;
            if (u > (uint128)1 << 120)
                large = true;
            else
                u = u * 10 + (unsigned)(c - '0');
        } else if (c == '.' && !real) {
            real = true;
        } else if ((c == 'e' || c == 'E') && digits && i + 1 < len) {
            real = true;
            size_t j = i + 1;
            if (s[j] == '+' || s[j] == '-')
                j++;
            if (j == len)
                return -1;
            for (; j < len; j++)
                if (s[j] < '0' || s[j] > '9')
                    return -1;
            break;
        } else {
            return -1;
        }
    }
    if (!digits)
        return -1;
    size_t sign = (size_t)(s - all);
    if (real || kind == V_DECIMAL)
        return parse_real(all, len + sign, shift, kind, out);
    uint128 scaled = u << shift;
    if (large || (shift && scaled >> shift != u)) {
        if (kind != V_NULL)
            return -1;
        return parse_real(all, len + sign, shift, V_NULL, out);
    }
    if (kind != V_NULL) {
        if (!fits(kind, scaled, negative))
            return -1;
        *out = integer(kind, scaled, negative);
        return 0;
    }
    if (fits(V_INT32, scaled, negative))
        *out = integer(V_INT32, scaled, negative);
    else if (fits(V_INT64, scaled, negative))
        *out = integer(V_INT64, scaled, negative);
    else if (scaled < (uint128)1 << 96)
        *out = value_decimal((struct dec){ .mantissa = scaled, .negative = negative });
    else
        *out = value_double(negative ? -(double)scaled : (double)scaled);
    return 0;
}
