#include "shell/format/json_number.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/bigint.h"

/* -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)? */
static bool standard_number(const char *s)
{
    static const char digits[] = "0123456789";

    s += *s == '-';
    size_t n = strspn(s, digits);
    if (n == 0 || (*s == '0' && n > 1))
        return false;
    s += n;
    if (*s == '.') {
        n = strspn(++s, digits);
        if (n == 0)
            return false;
        s += n;
    }
    if (*s == 'e' || *s == 'E') {
        s += s[1] == '+' || s[1] == '-' ? 2 : 1;
        n = strspn(s, digits);
        if (n == 0)
            return false;
        s += n;
    }
    return *s == '\0';
}

static int big_integer(const char *text, struct value *out)
{
    struct err *err = NULL;
    AUTO_VALUE s = value_string(text);

    if (value_convert(s, &type_bigint, out, &err) == 0)
        return 0;
    err_clear(&err);
    return -1;
}

/* 0x1F and 017, as the reader of PowerShell takes them. */
static int read_prefixed(const char *text, struct value *out)
{
    bool hex = text[1] == 'x' || text[1] == 'X';
    const char *digits = text + (hex ? 2 : 1);
    char *stop;
    errno = 0;
    unsigned long long n = strtoull(digits, &stop, hex ? 16 : 8);

    if (errno || *stop || stop == digits)
        return -1;
    *out = value_long((int64_t)n);
    return 0;
}

int json_number(const char *text, bool real, bool strict, struct value *out)
{
    char *stop;

    if (strict && !standard_number(text))
        return -1;
    if (text[0] == '0' && text[1] && text[1] != '.' && text[1] != 'e' && text[1] != 'E')
        return read_prefixed(text, out);
    if (!real) {
        errno = 0;
        long long n = strtoll(text, &stop, 10);
        if (errno == 0 && *stop == '\0' && stop != text) {
            *out = value_long(n);
            return 0;
        }
        if (errno == ERANGE && *stop == '\0' && big_integer(text, out) == 0)
            return 0;
    }
    double d = strtod(text, &stop);
    if (*stop != '\0' || stop == text || strpbrk(text, "xX"))
        return -1;
    *out = value_double(d);
    return 0;
}
