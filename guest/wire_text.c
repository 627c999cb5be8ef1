#include "guest/wire_text.h"

#include <string.h>

#include "shell/base/le.h"
#include "shell/base/utf8.h"

bool wire_put_text(uint8_t *field, size_t max, const char *text, size_t *units)
{
    size_t len = strlen(text), n = 0;
    for (size_t at = 0, used; at < len; at += used) {
        uint32_t rune = utf8_decode(text + at, len - at, &used);
        size_t more = rune > 0xFFFF ? 2 : 1;
        if (n + more >= max)
            return false;
        if (more == 2) {
            le16_put(field + 2 * n, (uint16_t)(0xD800 + ((rune - 0x10000) >> 10)));
            le16_put(field + 2 * n + 2, (uint16_t)(0xDC00 + (rune & 0x3FF)));
        } else {
            le16_put(field + 2 * n, (uint16_t)rune);
        }
        n += more;
    }
    *units = n;
    return true;
}

bool wire_get_text(const uint8_t *field, size_t max, char *text, size_t cap)
{
    size_t len = 0;
    for (size_t i = 0; i < max; i++) {
        uint32_t rune = le16_get(field + 2 * i);
        if (len + 4 >= cap && (rune || len >= cap))
            return false;
        if (!rune) {
            text[len] = '\0';
            return true;
        }
        if (rune >= 0xDC00 && rune < 0xE000)
            return false;
        if (rune >= 0xD800 && rune < 0xDC00) {
            uint32_t low = i + 1 < max ? le16_get(field + 2 * i + 2) : 0;
            if (low < 0xDC00 || low >= 0xE000)
                return false;
            rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
            i++;
        }
        len += utf8_encode(rune, text + len);
    }
    return false;
}
