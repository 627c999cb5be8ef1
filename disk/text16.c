#include "disk/text16.h"

#include <stdint.h>
#include <string.h>
#include <sys/random.h>

#include "shell/base/hex.h"
#include "shell/base/le.h"
#include "shell/base/utf8.h"

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

static void put_unit(struct strbuf *sb, uint32_t unit, bool big_endian)
{
    uint8_t b[2];
    if (big_endian)
        be16_put(b, (uint16_t)unit);
    else
        le16_put(b, (uint16_t)unit);
    strbuf_add(sb, b, 2);
}

void text16_put(struct strbuf *sb, const char *text, bool big_endian)
{
    size_t len = strlen(text), used;
    for (; len; text += used, len -= used) {
        uint32_t rune = utf8_decode(text, len, &used);
        if (rune >= 0x10000) {
            put_unit(sb, 0xD800 + ((rune - 0x10000) >> 10), big_endian);
            rune = 0xDC00 + ((rune - 0x10000) & 0x3FF);
        }
        put_unit(sb, rune, big_endian);
    }
}

void disk_guid_new(unsigned char out[16])
{
    for (size_t have = 0; have < 16;) {
        ssize_t n = getrandom(out + have, 16 - have, 0);
        if (n > 0)
            have += (size_t)n;
    }
    out[7] = (unsigned char)((out[7] & 0x0F) | 0x40);
    out[8] = (unsigned char)((out[8] & 0x3F) | 0x80);
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

bool disk_guid_parse(const char *text, bool mixed, unsigned char out[16])
{
    const char *p = text;
    for (size_t i = 0; i < 16; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && *p++ != '-')
            return false;
        int byte = hex_byte(p);
        if (byte < 0)
            return false;
        out[mixed ? mixed_order[i] : i] = (unsigned char)byte;
        p += 2;
    }
    return !*p;
}
