#include "shell/object/number_format.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/decimal.h"
#include "shell/object/fail.h"
#include "shell/object/number_custom.h"

enum { MAX_PRECISION = 100000 };

static int bad_format(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "Format specifier was invalid.");
}

void digits_round(struct digits *n, int keep)
{
    if (keep >= n->len)
        return;
    if (keep < 0) {
        n->len = 0;
        return;
    }
    bool up = n->d[keep] >= '5';
    n->len = keep;
    if (up) {
        int i = keep - 1;
        while (i >= 0 && n->d[i] == '9')
            i--;
        if (i < 0) { /* all nines: one digit more in front */
            n->d[0] = '1';
            n->len = 1;
            n->point++;
            return;
        }
        n->d[i]++;
        n->len = i + 1;
    }
    while (n->len && n->d[n->len - 1] == '0')
        n->len--;
}

static void take_digits(struct digits *n, const char *s, size_t len, int point)
{
    n->point = point;
    n->len = 0;
    bool leading = true;
    for (size_t i = 0; i < len; i++) {
        if (leading && s[i] == '0') {
            n->point--;
            continue;
        }
        leading = false;
        if (n->len < (int)sizeof(n->d))
            n->d[n->len++] = s[i];
    }
    while (n->len && n->d[n->len - 1] == '0')
        n->len--;
    if (!n->len)
        n->point = 0;
}

/* From d.ddde±x. */
static void take_scientific(struct digits *n, double d, int precision)
{
    char text[800];
    if (precision > 780)
        precision = 780;
    snprintf(text, sizeof(text), "%.*e", precision, fabs(d));
    char *e = strchr(text, 'e');
    char plain[800];
    size_t len = 0;
    for (char *p = text; p < e; p++)
        if (*p != '.')
            plain[len++] = *p;
    take_digits(n, plain, len, atoi(e + 1) + 1);
}

static void take_fixed(struct digits *n, double d, int places)
{
    char text[1500], plain[1500];
    if (places > 1074)
        places = 1074;
    snprintf(text, sizeof(text), "%.*f", places, fabs(d));
    size_t len = 0;
    int point = 0;
    bool seen = false;
    for (char *p = text; *p; p++) {
        if (*p == '.') {
            seen = true;
            continue;
        }
        plain[len++] = *p;
        point += !seen;
    }
    take_digits(n, plain, len, point);
}

static void take_uint128(struct digits *n, uint128 u, int scale)
{
    char text[48];
    char *end = text + sizeof(text), *p = end;
    for (; u > UINT64_MAX; u /= 10)
        *--p = (char)('0' + (int)(u % 10));
    uint64_t low = (uint64_t)u;
    do
        *--p = (char)('0' + low % 10);
    while (low /= 10);
    take_digits(n, p, (size_t)(end - p), (int)(end - p) - scale);
}

void digits_of(struct value v, char format, int precision, struct digits *n)
{
    n->negative = false;
    n->exact = true;
    if (v.kind == V_SINGLE || v.kind == V_DOUBLE) {
        n->negative = signbit(v.d);
        n->exact = false;
        switch (format) {
        case 'F':
            take_fixed(n, v.d, precision);
            break;
        case 'E':
            take_scientific(n, v.d, precision);
            break;
        default:
            take_scientific(n, v.d, v.kind == V_SINGLE ? 6 : 14);
            break;
        }
        return;
    }
    if (v.kind == V_DECIMAL) {
        struct dec d = decimal_get(v);
        n->negative = d.negative && d.mantissa;
        take_uint128(n, d.mantissa, d.scale);
    } else if (v.kind == V_UINT64) {
        take_uint128(n, v.u, 0);
    } else if (v.kind == V_OBJECT) { /* BigInteger */
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(v, &text);
        n->negative = text.buf[0] == '-';
        size_t len = text.len - n->negative;
        take_digits(n, text.buf + n->negative, len, (int)len);
    } else {
        n->negative = v.i < 0;
        take_uint128(n, v.i < 0 ? 0 - (uint64_t)v.i : (uint64_t)v.i, 0);
    }
    if (format == 'F')
        digits_round(n, n->point + precision);
    else if (format == 'E')
        digits_round(n, precision + 1);
}

/* The digits with places decimals, in groups of three if asked. */
static void add_fixed(const struct digits *n, int places, bool group, const struct culture *c,
                      struct strbuf *out)
{
    int whole = n->point > 0 ? n->point : 0;
    if (!whole)
        strbuf_addch(out, '0');
    for (int i = 0; i < whole; i++) {
        if (group && i && (whole - i) % 3 == 0)
            strbuf_adds(out, c->group);
        strbuf_addch(out, i < n->len ? n->d[i] : '0');
    }
    if (places <= 0)
        return;
    strbuf_adds(out, c->decimal);
    for (int i = n->point, left = places; left; i++, left--)
        strbuf_addch(out, i >= 0 && i < n->len ? n->d[i] : '0');
}

static void add_exponent(int exponent, int width, char letter, struct strbuf *out)
{
    strbuf_addf(out, "%c%c%0*d", letter, exponent < 0 ? '-' : '+', width, abs(exponent));
}

static void add_scientific(const struct digits *n, int places, char letter, const struct culture *c,
                           struct strbuf *out)
{
    strbuf_addch(out, n->len ? n->d[0] : '0');
    if (places > 0)
        strbuf_adds(out, c->decimal);
    for (int i = 1; i <= places; i++)
        strbuf_addch(out, i < n->len ? n->d[i] : '0');
    add_exponent(n->len ? n->point - 1 : 0, 3, letter, out);
}

static void add_general(const struct digits *n, int precision, char letter, const struct culture *c,
                        struct strbuf *out)
{
    if (!n->len) {
        strbuf_addch(out, '0');
        return;
    }
    if (n->point > precision || n->point < -3) {
        strbuf_addch(out, n->d[0]);
        if (n->len > 1)
            strbuf_adds(out, c->decimal);
        strbuf_add(out, n->d + 1, (size_t)n->len - 1);
        add_exponent(n->point - 1, 2, letter, out);
        return;
    }
    add_fixed(n, n->len > n->point ? n->len - n->point : 0, false, c, out);
}

static int integer_bits(struct value v)
{
    switch (v.kind) {
    case V_SBYTE:
    case V_BYTE:
        return 8;
    case V_INT16:
    case V_UINT16:
        return 16;
    case V_INT32:
    case V_UINT32:
        return 32;
    default:
        return 64;
    }
}

static void add_radix(struct value v, unsigned shift, bool small, int precision, struct strbuf *out)
{
    uint64_t u = v.u;
    int bits = integer_bits(v);
    if (bits < 64)
        u &= (UINT64_C(1) << bits) - 1;
    char text[64];
    int n = 0;
    do
        text[n++] = (small ? "0123456789abcdef" : "0123456789ABCDEF")[u & ((1u << shift) - 1)];
    while (u >>= shift);
    for (int i = n; i < precision; i++)
        strbuf_addch(out, '0');
    while (n)
        strbuf_addch(out, text[--n]);
}

static void add_decimal(struct value v, int precision, struct strbuf *out)
{
    uint64_t u = v.u;
    if (v.kind != V_UINT64 && v.i < 0) {
        strbuf_addch(out, '-');
        u = 0 - u;
    }
    char text[24];
    int n = 0;
    do
        text[n++] = (char)('0' + u % 10);
    while (u /= 10);
    if (precision > n)
        strbuf_fill(out, '0', (size_t)(precision - n));
    while (n)
        strbuf_addch(out, text[--n]);
}

static void plain(struct value v, const struct culture *c, struct strbuf *out)
{
    size_t start = out->len;
    if ((v.kind == V_DOUBLE || v.kind == V_SINGLE) && isinf(v.d) && *c->name) {
        strbuf_addf(out, "%s\xE2\x88\x9E", v.d < 0 ? c->negative : "");
        return;
    }
    if (v.kind == V_DOUBLE)
        double_to_strbuf(v.d, out);
    else if (v.kind == V_SINGLE)
        single_to_strbuf(v.d, out);
    else if (v.kind == V_DECIMAL)
        dec_to_strbuf(decimal_get(v), out);
    else if (v.kind == V_UINT64)
        uint64_to_strbuf(v.u, out);
    else if (v.kind == V_OBJECT)
        value_to_strbuf(v, out);
    else
        int64_to_strbuf(v.i, out);
    number_localize(c, start, out);
}

void number_localize(const struct culture *c, size_t start, struct strbuf *out)
{
    if (strcmp(c->decimal, ".") == 0 && strcmp(c->negative, "-") == 0)
        return;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_add(&text, out->buf + start, out->len - start);
    strbuf_truncate(out, start);
    for (size_t i = 0; i < text.len; i++) {
        if (text.buf[i] == '.')
            strbuf_adds(out, c->decimal);
        else if (text.buf[i] == '-')
            strbuf_adds(out, c->negative);
        else
            strbuf_addch(out, text.buf[i]);
    }
}

static int default_general_precision(struct value v)
{
    switch (v.kind) {
    case V_SBYTE:
    case V_BYTE:
        return 3;
    case V_INT16:
    case V_UINT16:
        return 5;
    case V_INT32:
    case V_UINT32:
        return 10;
    case V_INT64:
        return 19;
    case V_UINT64:
        return 20;
    case V_OBJECT:
        return INT_MAX;
    default:
        return 29;
    }
}

static bool is_zero(const struct digits *n)
{
    return n->len == 0;
}

/* doubles keep the sign of what rounds to zero, exact numbers do not */
static bool shows_sign(const struct digits *n)
{
    return n->negative && (!n->exact || !is_zero(n));
}

static void add_sign(const struct digits *n, const struct culture *c, struct strbuf *out)
{
    if (shows_sign(n))
        strbuf_adds(out, c->negative);
}

/* n, $, % and - stand for the number and the culture's signs. */
static void add_pattern(const char *pattern, const struct digits *n, int places,
                        const struct culture *c, struct strbuf *out)
{
    for (; *pattern; pattern++) {
        if (*pattern == 'n')
            add_fixed(n, places, true, c, out);
        else if (*pattern == '$')
            strbuf_adds(out, c->currency);
        else if (*pattern == '%')
            strbuf_adds(out, c->percent);
        else if (*pattern == '-')
            strbuf_adds(out, c->negative);
        else
            strbuf_addch(out, *pattern);
    }
}

/* By the numbers that NumberFormatInfo has for them. */
static const char *const currency_positive[] = { "$n", "n$", "$ n", "n $" };
static const char *const currency_negative[] = { "($n)", "-$n",  "$-n",   "$n-",   "(n$)", "-n$",
                                                 "n-$",  "n$-",  "-n $",  "-$ n",  "n $-", "$ n-",
                                                 "$ -n", "n- $", "($ n)", "(n $)", "$- n" };
static const char *const percent_positive[] = { "n %", "n%", "%n", "% n" };
static const char *const percent_negative[] = { "-n %", "-n%",  "-%n",  "%-n",  "%n-",  "n-%",
                                                "n%-",  "-% n", "n %-", "% n-", "% -n", "n- %" };

static int format_fraction(struct value v, char upper, int precision, const struct culture *c,
                           struct strbuf *out)
{
    struct digits n;
    int places = precision >= 0 ? precision : upper == 'C' ? c->currency_digits : c->decimal_digits;
    switch (upper) {
    case 'F':
    case 'N':
        digits_of(v, 'F', places, &n);
        add_sign(&n, c, out);
        add_fixed(&n, places, upper == 'N', c, out);
        return 0;
    case 'P':
        digits_of(v, 'F', places + 2, &n);
        if (n.len)
            n.point += 2;
        add_pattern(shows_sign(&n) ? percent_negative[c->percent_negative]
                                   : percent_positive[c->percent_positive],
                    &n, places, c, out);
        return 0;
    default: /* 'C' */
        digits_of(v, 'F', places, &n);
        add_pattern(shows_sign(&n) ? currency_negative[c->currency_negative]
                                   : currency_positive[c->currency_positive],
                    &n, places, c, out);
        return 0;
    }
}

static int format_general(struct value v, char letter, int precision, const struct culture *c,
                          struct strbuf *out)
{
    if (precision <= 0) {
        plain(v, c, out);
        return 0;
    }
    struct digits n;
    bool is_float = v.kind == V_DOUBLE || v.kind == V_SINGLE;
    if (!is_float && precision >= default_general_precision(v)) {
        plain(v, c, out);
        return 0;
    }
    digits_of(v, 'E', precision - 1, &n);
    if (n.negative)
        strbuf_adds(out, c->negative);
    add_general(&n, precision, letter, c, out);
    return 0;
}

int number_format(struct value v, const char *format, size_t len, struct strbuf *out,
                  struct err **err)
{
    return number_format_in(culture_current(), v, format, len, out, err);
}

int number_format_in(const struct culture *c, struct value v, const char *format, size_t len,
                     struct strbuf *out, struct err **err)
{
    if (!len) {
        plain(v, c, out);
        return 0;
    }
    char letter = format[0], upper = (char)(letter & ~0x20);
    bool standard = upper >= 'A' && upper <= 'Z';
    int precision = -1;
    for (size_t i = 1; i < len && standard; i++) {
        if (format[i] < '0' || format[i] > '9') {
            standard = false;
        } else {
            precision = (precision < 0 ? 0 : precision * 10) + (format[i] - '0');
            if (precision > MAX_PRECISION)
                return bad_format(err);
        }
    }
    bool is_float = v.kind == V_DOUBLE || v.kind == V_SINGLE;
    if (is_float && !isfinite(v.d)) {
        plain(v, c, out);
        return 0;
    }
    if (!standard)
        return number_format_custom(c, v, format, len, out, err);
    bool integral = !is_float && v.kind != V_DECIMAL;
    switch (upper) {
    case 'C':
    case 'F':
    case 'N':
    case 'P':
        return format_fraction(v, upper, precision, c, out);
    case 'G':
        return format_general(v, letter == 'g' ? 'e' : 'E', precision, c, out);
    case 'E': {
        struct digits n;
        int places = precision < 0 ? 6 : precision;
        digits_of(v, 'E', places, &n);
        add_sign(&n, c, out);
        add_scientific(&n, places, letter, c, out);
        return 0;
    }
    case 'R':
        plain(v, c, out);
        return 0;
    case 'D':
        if (!integral)
            return bad_format(err);
        add_decimal(v, precision, out);
        return 0;
    case 'X':
    case 'B':
        if (!integral)
            return bad_format(err);
        add_radix(v, upper == 'X' ? 4 : 1, letter == 'x', precision, out);
        return 0;
    default:
        return bad_format(err);
    }
}
