/* What scripts and files hand to the readers of values: the first byte says
 * which, the rest is the text (and, behind a NUL, a format or pattern). */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/guid.h"
#include "shell/object/number_format.h"
#include "shell/object/operators.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void numbers(const char *s, size_t len, const char *format, size_t flen)
{
    AUTO_VALUE v = value_null();
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (number_parse(s, len, &v) < 0)
        return;
    if (v.kind == V_DOUBLE)
        double_to_strbuf(v.d, &text);
    else
        value_to_strbuf(v, &text);
    /* the shortest text of a double reads back as the same double */
    if (v.kind == V_DOUBLE && v.d == v.d && v.d - v.d == 0 && strtod(text.buf, NULL) != v.d)
        __builtin_trap();
    strbuf_reset(&text);
    if (flen < 64)
        value_format_one(v, format, flen, &text, &err);
}

static void casts(const char *s, size_t len)
{
    static const struct type_info *const types[] = {
        &type_int32, &type_uint64,  &type_decimal,  &type_double,      &type_char, &type_datetime,
        &type_guid,  &type_version, &type_timespan, &type_regex,       &type_uri,  &type_ipaddress,
        &type_bool,  &type_type,    &type_byte,     &type_int32_array,
    };
    AUTO_VALUE v = value_string_len(s, len);
    for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
        AUTO_VALUE out = value_null();
        AUTO_VALUE back = value_null();
        AUTO_ERR *err = NULL;
        if (value_convert(v, types[i], &out, &err) == 0)
            back = value_to_string(out);
    }
    (void)type_find(s, len);
}

static void dates(const char *s, size_t len, const char *format, size_t flen)
{
    struct value date;
    int64_t ticks;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (date_parse(s, len, &date) == 0 || date_parse_exact(s, len, format, flen, &date) == 0) {
        if (date.i < 0 || date.i > DATETIME_MAX_TICKS)
            __builtin_trap();
        date_format(date, format, flen, NULL, &text, &err);
        err_clear(&err);
    }
    if (timespan_parse(s, len, &ticks) == 0)
        timespan_format(ticks, format, flen, &text, &err);
}

static void formats(const char *s, size_t len)
{
    struct value args[] = { value_int(42), value_double(-1234.5678), value_string("x"),
                            value_datetime(638000000000000000, DATETIME_UTC) };
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (len < 200)
        value_format(s, len, args, ARRAY_SIZE(args), &text, &err);
    value_unref(args[2]);
}

static void patterns(const char *s, size_t len, const char *pattern, size_t plen)
{
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    text_wildcard_match(pattern, plen, s, len, true);
    if (len > 200 || plen > 100)
        return;
    struct regex *re = regex_compile(pattern, plen, (unsigned)(len % 64) & ~64u, &err);
    if (re && regex_replace(re, s, len, "<$1${n}$&$+>", 12, 3, &out, &err) == 0 &&
        out.len > 1 << 20)
        __builtin_trap();
    regex_unref(re);
}

static void operators(const char *s, size_t len, const char *t, size_t tlen, unsigned op)
{
    AUTO_VALUE a = value_string_len(s, len);
    AUTO_VALUE b = value_string_len(t, tlen);
    AUTO_VALUE number = value_null();
    AUTO_ERR *err = NULL;
    struct op_result out = { value_null(), value_null() };
    if (number_parse(s, len, &number) < 0)
        number = value_int(7);
    enum binary_op which = (enum binary_op)(op % (OP_AS + 1));
    if (which == OP_RANGE || which == OP_MUL || which == OP_FORMAT)
        return; /* large on purpose, or done above */
    op_binary(NULL, which, op & 1 ? a : number, b, op & 2, &out, &err);
    value_unref(out.value);
    value_unref(out.matches);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 4096)
        return 0;
    const char *s = (const char *)data + 2;
    const char *nul = memchr(s, '\0', size - 2);
    size_t len = nul ? (size_t)(nul - s) : size - 2;
    const char *second = nul ? nul + 1 : "";
    size_t slen = nul ? size - 3 - len : 0;
    switch (data[0] % 6) {
    case 0:
        numbers(s, len, second, slen);
        break;
    case 1:
        casts(s, len);
        break;
    case 2:
        dates(s, len, second, slen);
        break;
    case 3:
        formats(s, len);
        break;
    case 4:
        patterns(s, len, second, slen);
        break;
    default:
        operators(s, len, second, slen, data[1]);
        break;
    }
    return 0;
}
