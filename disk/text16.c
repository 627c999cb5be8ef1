#include "disk/text16.h"

#include <stdint.h>

#include "shell/base/le.h"

static const unsigned char mixed_order[16] = {
    3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15
};

void text16_add(struct strbuf *sb, const void *bytes, size_t len, bool big_endian)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i + 2 <= len; i += 2) {
        uint32_t c = big_endian ? be16_get(p + i) : le16_get(p + i);
        if (!c)
            return;
        if (c >= 0xD800 && c < 0xDC00 && i + 4 <= len) {
            uint32_t low = big_endian ? be16_get(p + i + 2) : le16_get(p + i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        strbuf_addrune(sb, c);
    }
}

void disk_guid_format(const unsigned char bytes[16], bool mixed, bool upper, char out[37])
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    size_t n = 0;
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[n++] = '-';
        unsigned char b = bytes[mixed ? mixed_order[i] : i];
        out[n++] = digits[b >> 4];
        out[n++] = digits[b & 15];
    }
    out[n] = '\0';
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool disk_guid_parse(const char *text, bool mixed, unsigned char out[16])
{
    const char *p = text;
    for (size_t i = 0; i < 16; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && *p++ != '-')
            return false;
        int high = hex_digit(p[0]);
        int low = high < 0 ? -1 : hex_digit(p[1]);
        if (low < 0)
            return false;
        out[mixed ? mixed_order[i] : i] = (unsigned char)(high << 4 | low);
        p += 2;
    }
    return !*p;
}
