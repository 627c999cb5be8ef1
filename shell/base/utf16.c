#include "shell/base/utf16.h"

#include <stdint.h>

#include "shell/base/utf8.h"

static void add_unit(struct strbuf *out, uint32_t unit)
{
    strbuf_addch(out, (char)(unit & 0xFF));
    strbuf_addch(out, (char)(unit >> 8));
}

void utf16le_encode(struct strbuf *out, const char *s, size_t len)
{
    size_t used;

    for (size_t i = 0; i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        if (c < 0x10000) {
            add_unit(out, c);
        } else {
            add_unit(out, 0xD800 + ((c - 0x10000) >> 10));
            add_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
}

static uint32_t unit_at(const unsigned char *b)
{
    return b[0] | (uint32_t)b[1] << 8;
}

bool utf16le_decode(struct strbuf *out, const void *bytes, size_t len)
{
    const unsigned char *b = bytes;

    if (len % 2)
        return false;
    for (size_t i = 0; i < len; i += 2) {
        uint32_t c = unit_at(b + i);
        uint32_t low = c >= 0xD800 && c < 0xDC00 && i + 3 < len ? unit_at(b + i + 2) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        strbuf_addrune(out, c);
    }
    return true;
}
