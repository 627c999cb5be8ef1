#include "shell/object/types/bigint_format.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/number_format.h"

enum { MAX_PRECISION = 999999999 };

static void add_byte(struct strbuf *out, unsigned byte, const char *digits)
{
    strbuf_addch(out, digits[byte >> 4]);
    strbuf_addch(out, digits[byte & 15]);
}

/* The bytes as two's complement; the highest digit goes where its neighbour tells the sign. */
static int add_hex(struct value self, bool small, size_t precision, struct strbuf *out,
                   struct err **err)
{
    const char *digits = small ? "0123456789abcdef" : "0123456789ABCDEF";
    const struct method *m = type_find_method(&type_bigint, "ToByteArray", 11);
    AUTO_VALUE bytes = value_null();
    if (m->call(self, NULL, 0, &bytes, err) < 0)
        return -1;
    AUTO_STRBUF text = STRBUF_INIT;
    size_t n = bytes.array->len;
    unsigned head = (unsigned)bytes.array->items[n - 1].i & 0xFF;
    bool negative = head & 0x80;
    if (head > 0xF7)
        head -= 0xF0, strbuf_addch(&text, digits[head]);
    else if (head < 8)
        strbuf_addch(&text, digits[head]);
    else
        add_byte(&text, head, digits);
    for (size_t i = n - 1; i-- > 0;)
        add_byte(&text, (unsigned)bytes.array->items[i].i & 0xFF, digits);
    if (precision > text.len)
        strbuf_fill(out, negative ? digits[15] : '0', precision - text.len);
    strbuf_add(out, text.buf, text.len);
    return 0;
}

static int add_decimal(struct value self, size_t precision, struct strbuf *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(self, &text);
    const char *digits = text.buf;
    if (*digits == '-')
        strbuf_addch(out, *digits++);
    size_t n = strlen(digits);
    if (precision > n)
        strbuf_fill(out, '0', precision - n);
    strbuf_add(out, digits, n);
    return 0;
}

int bigint_format(struct value self, const char *format, size_t len, struct strbuf *out,
                  struct err **err)
{
    char letter = len ? format[0] : 'D';
    size_t precision = 0, i = 1;
    for (; i < len && format[i] >= '0' && format[i] <= '9' && precision <= MAX_PRECISION; i++)
        precision = precision * 10 + (size_t)(format[i] - '0');
    bool standard = i >= len && precision < 100000;
    if (standard && strchr("Xx", letter))
        return add_hex(self, letter == 'x', precision, out, err);
    if (standard && (strchr("DdRr", letter) || (strchr("Gg", letter) && !precision)))
        return add_decimal(self, strchr("Dd", letter) ? precision : 0, out);
    return number_format(self, format, len, out, err);
}
