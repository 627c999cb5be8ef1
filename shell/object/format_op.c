/* Format strings: one value by one format, and {0,8:F2} composites. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"
#include "shell/object/number_format.h"
#include "shell/object/object.h"
#include "shell/object/types/culture.h"

enum { MAX_WIDTH = 1000000 };

static int enum_format(struct value v, const char *format, size_t len, struct strbuf *out,
                       struct err **err)
{
    if (len == 1) {
        switch (format[0] & ~0x20) {
        case 'D':
            int64_to_strbuf(value_enum_get(v), out);
            return 0;
        case 'X':
            strbuf_addf(out, "%08X", v.aux);
            return 0;
        case 'G':
        case 'F':
            value_to_strbuf(v, out);
            return 0;
        }
    }
    return fail_with(err, "System.FormatException", "FormatException",
                     "Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or "
                     "\"d\".");
}

int value_format_one(struct value v, const char *format, size_t len, struct strbuf *out,
                     struct err **err)
{
    if (!len) {
        value_method_string(v, out);
        return 0;
    }
    if (value_is_number(v))
        return number_format(v, format, len, out, err);
    if (v.kind == V_DATETIME)
        return date_format(v, format, len, NULL, out, err);
    if (v.kind == V_TIMESPAN)
        return timespan_format(v.i, format, len, out, err);
    if (v.kind == V_ENUM)
        return enum_format(v, format, len, out, err);
    if (v.kind == V_OBJECT && v.object->type->format)
        return v.object->type->format(v, format, len, out, err);
    value_method_string(v, out);
    return 0;
}

static int failed(struct err **err, const char *why)
{
    fail_with(err, "System.FormatException", NULL, "%s", why);
    return fail_outer(err, "System.Management.Automation.RuntimeException", "FormatError",
                      "Error formatting a string: %s.", why);
}

static int bad_format(struct err **err, size_t offset, const char *reason)
{
    char why[200];
    snprintf(why, sizeof(why),
             "Input string was not in a correct format. Failure to parse near offset %zu. %s",
             offset, reason);
    return failed(err, why);
}

static void pad(struct strbuf *out, const char *text, size_t len, long width)
{
    size_t units = utf8_is_ascii(text, len) ? len : utf8_utf16_len(text, len);
    size_t want = (size_t)(width < 0 ? -width : width);
    size_t fill = want > units ? want - units : 0;
    if (width > 0)
        strbuf_fill(out, ' ', fill);
    strbuf_add(out, text, len);
    if (width < 0)
        strbuf_fill(out, ' ', fill);
}

static const char no_digit[] = "Expected an ASCII digit.";
static const char unclosed[] = "Format item ends prematurely.";
static const char stray_brace[] = "Unexpected closing brace without a corresponding opening brace.";
static const char out_of_list[] = "Index (zero based) must be greater than or equal to zero and "
                                  "less than the size of the argument list.";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One {…} item, s[*i] just past its brace; *i moves past the closing one. */
static int add_item(const char *s, size_t len, size_t *i, const struct value *args, size_t n,
                    struct strbuf *out, struct err **err)
{
    size_t at = *i;
    size_t index = 0;
    long width = 0;
    if (at >= len || !is_digit(s[at]))
        return bad_format(err, at, at < len ? no_digit : unclosed);
    for (; at < len && is_digit(s[at]); at++)
        index = index < MAX_WIDTH ? index * 10 + (size_t)(s[at] - '0') : index;
    while (at < len && s[at] == ' ')
        at++;
    if (at < len && s[at] == ',') {
        at++;
        while (at < len && s[at] == ' ')
            at++;
        bool negative = at < len && s[at] == '-';
        at += negative;
        if (at >= len || !is_digit(s[at]))
            return bad_format(err, at, at < len ? no_digit : unclosed);
        for (; at < len && is_digit(s[at]); at++)
            width = width < MAX_WIDTH ? width * 10 + (s[at] - '0') : width;
        if (width >= MAX_WIDTH)
            return bad_format(err, at, unclosed);
        if (negative)
            width = -width;
        while (at < len && s[at] == ' ')
            at++;
    }
    const char *format = s + at;
    size_t flen = 0;
    if (at < len && s[at] == ':') {
        format = s + ++at;
        while (at < len && s[at] != '}' && s[at] != '{')
            at++;
        flen = (size_t)(s + at - format);
    }
    if (at >= len || s[at] != '}')
        return bad_format(err, at, unclosed);
    *i = at + 1;
    if (index >= n)
        return failed(err, out_of_list);
    struct value v = args[index];
    if (!width) {
        if (v.kind == V_STRING) {
            value_to_strbuf(v, out);
            return 0;
        }
        if (value_format_one(v, format, flen, out, err) == 0)
            return 0;
    } else {
        AUTO_STRBUF text = STRBUF_INIT;
        if (value_format_one(v, format, flen, &text, err) == 0) {
            pad(out, text.buf, text.len, width);
            return 0;
        }
    }
    AUTO_FREE char *why = xstrdup((*err)->message);
    return fail_outer(err, "System.Management.Automation.RuntimeException", "FormatError",
                      "Error formatting a string: %s.", why);
}

int value_format(const char *format, size_t len, const struct value *args, size_t n,
                 struct strbuf *out, struct err **err)
{
    size_t i = 0;
    while (i < len) {
        size_t start = i;
        while (i < len && format[i] != '{' && format[i] != '}')
            i++;
        strbuf_add(out, format + start, i - start);
        if (i >= len)
            break;
        if (i + 1 < len && format[i + 1] == format[i]) {
            strbuf_addch(out, format[i]);
            i += 2;
            continue;
        }
        if (format[i] == '}')
            return bad_format(err, i + 1, i + 1 < len ? stray_brace : unclosed);
        i++;
        if (add_item(format, len, &i, args, n, out, err) < 0)
            return -1;
    }
    return 0;
}
