#include <math.h>
#include <string.h>

#include "shell/object/number_format.h"

void uint64_to_strbuf(uint64_t u, struct strbuf *out)
{
    char text[24];
    char *end = text + sizeof(text), *p = end;
    do
        *--p = (char)('0' + u % 10);
    while (u /= 10);
    strbuf_add(out, p, (size_t)(end - p));
}

void int64_to_strbuf(int64_t i, struct strbuf *out)
{
    if (i < 0)
        strbuf_addch(out, '-');
    uint64_to_strbuf(i < 0 ? 0 - (uint64_t)i : (uint64_t)i, out);
}

static bool add_special(double d, struct strbuf *out)
{
    if (isnan(d))
        strbuf_adds(out, "NaN");
    else if (isinf(d))
        strbuf_adds(out, d < 0 ? "-Infinity" : "Infinity");
    else if (d == 0)
        strbuf_adds(out, signbit(d) ? "-0" : "0");
    else
        return false;
    return true;
}

/* Lays out d.ddde±xx as .NET's general format does: scientific past max
 * digits in front of the point or from 1E-05 down. */
static void lay_out(const char *sci, int least, struct strbuf *out)
{
    char digits[24] = "0";
    int n = 0;
    const char *p = sci;
    if (*p == '-') {
        strbuf_addch(out, '-');
        p++;
    }
    for (; *p && *p != 'e'; p++)
        if (*p != '.')
            digits[n++] = *p;
    int exponent = atoi(p + 1);
    while (n > 1 && digits[n - 1] == '0')
        n--;
    int point = exponent + 1; /* digits before the point */
    int limit = n > least ? n : least;
    if (point > limit || point < -3) {
        strbuf_addch(out, digits[0]);
        if (n > 1) {
            strbuf_addch(out, '.');
            strbuf_add(out, digits + 1, (size_t)n - 1);
        }
        strbuf_addf(out, "E%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
        return;
    }
    if (point <= 0) {
        strbuf_adds(out, "0.");
        strbuf_fill(out, '0', (size_t)-point);
        strbuf_add(out, digits, (size_t)n);
        return;
    }
    for (int i = 0; i < point; i++)
        strbuf_addch(out, i < n ? digits[i] : '0');
    if (n > point) {
        strbuf_addch(out, '.');
        strbuf_add(out, digits + point, (size_t)(n - point));
    }
}

void double_to_strbuf(double d, struct strbuf *out)
{
    if (add_special(d, out))
        return;
    if (fabs(d) < 1e15 && d == (double)(int64_t)d) {
        int64_to_strbuf((int64_t)d, out);
        return;
    }
    char text[40];
    /* subnormals have fewer digits than 15 */
    for (int precision = fabs(d) < 2.3e-308 ? 0 : 14; precision < 17; precision++) {
        snprintf(text, sizeof(text), "%.*e", precision, d);
        if (precision == 16 || strtod(text, NULL) == d)
            break;
    }
    lay_out(text, 15, out);
}

void single_to_strbuf(double d, struct strbuf *out)
{
    if (add_special(d, out))
        return;
    float f = (float)d;
    char text[40];
    for (int precision = fabs(d) < 1.2e-38 ? 0 : 5; precision < 9; precision++) {
        snprintf(text, sizeof(text), "%.*e", precision, d);
        if (precision == 8 || strtof(text, NULL) == f)
            break;
    }
    lay_out(text, 7, out);
}
