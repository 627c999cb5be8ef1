#include "shell/base/base64.h"

#include <stdint.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(struct strbuf *out, const void *data, size_t len)
{
    const uint8_t *p = data;
    strbuf_grow(out, (len + 2) / 3 * 4);
    for (; len; p += 3) {
        size_t n = len < 3 ? len : 3;
        uint32_t w = (uint32_t)p[0] << 16 | (n > 1 ? (uint32_t)p[1] << 8 : 0) | (n > 2 ? p[2] : 0);
        strbuf_addch(out, digits[w >> 18]);
        strbuf_addch(out, digits[(w >> 12) & 63]);
        strbuf_addch(out, n > 1 ? digits[(w >> 6) & 63] : '=');
        strbuf_addch(out, n > 2 ? digits[w & 63] : '=');
        len -= n;
    }
}

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool base64_decode(struct strbuf *out, const char *text, size_t len)
{
    if (len % 4)
        return false;
    strbuf_grow(out, len / 4 * 3);
    for (size_t i = 0; i < len; i += 4) {
        int pad = i + 4 == len && text[i + 3] == '=' ? text[i + 2] == '=' ? 2 : 1 : 0;
        uint32_t w = 0;
        for (size_t k = 0; k < 4; k++) {
            int v = k >= 4 - (size_t)pad ? 0 : value_of(text[i + k]);
            if (v < 0)
                return false;
            w = w << 6 | (uint32_t)v;
        }
        for (int k = 0; k < 3 - pad; k++)
            strbuf_addch(out, (char)(w >> (16 - 8 * k)));
    }
    return true;
}
