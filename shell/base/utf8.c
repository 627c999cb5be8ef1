#include "shell/base/utf8.h"

size_t utf8_encode(uint32_t rune, char out[4])
{
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        out[0] = (char)(0xC0 | rune >> 6);
        out[1] = (char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        out[0] = (char)(0xE0 | rune >> 12);
        out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[2] = (char)(0x80 | (rune & 0x3F));
        return 3;
    }
    if (rune > 0x10FFFF)
        return utf8_encode(UTF8_REPLACEMENT, out);
    out[0] = (char)(0xF0 | rune >> 18);
    out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
    out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
    out[3] = (char)(0x80 | (rune & 0x3F));
    return 4;
}

uint32_t utf8_decode(const char *s, size_t len, size_t *used)
{
    const unsigned char *p = (const unsigned char *)s;
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t n;
    uint32_t rune;
    *used = 1;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] >= 0xC2 && p[0] < 0xE0)
        n = 2, rune = p[0] & 0x1F;
    else if (p[0] >= 0xE0 && p[0] < 0xF0)
        n = 3, rune = p[0] & 0x0F;
    else if (p[0] >= 0xF0 && p[0] < 0xF5)
        n = 4, rune = p[0] & 0x07;
    else
        return UTF8_REPLACEMENT;
    if (n > len)
        return UTF8_REPLACEMENT;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UTF8_REPLACEMENT;
        rune = rune << 6 | (p[i] & 0x3F);
    }
    if (rune < least[n] || rune > 0x10FFFF)
        return UTF8_REPLACEMENT;
    *used = n;
    return rune;
}

uint32_t utf8_decode_strict(const char *s, size_t len, size_t *used)
{
    const unsigned char *p = (const unsigned char *)s;
    uint32_t rune = utf8_decode(s, len, used);
    if (rune != UTF8_REPLACEMENT && (rune < 0xD800 || rune >= 0xE000))
        return rune;
    if (*used == 3 && rune == UTF8_REPLACEMENT)
        return rune;
    size_t n = p[0] < 0xC2 || p[0] > 0xF4 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char least = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char most = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    *used = 1;
    while (*used < n && *used < len && p[*used] >= least && p[*used] <= most) {
        least = 0x80;
        most = 0xBF;
        ++*used;
    }
    return UTF8_REPLACEMENT;
}

bool utf8_valid(const char *s, size_t len)
{
    for (size_t i = 0, used; i < len; i += used) {
        uint32_t rune = utf8_decode(s + i, len - i, &used);
        if ((rune == UTF8_REPLACEMENT && used == 1) || (rune >= 0xD800 && rune < 0xE000))
            return false;
    }
    return true;
}

bool utf8_is_ascii(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return true;
}

size_t utf8_utf16_len(const char *s, size_t len)
{
    size_t units = 0;
    for (size_t i = 0, used; i < len; i += used)
        units += utf8_decode(s + i, len - i, &used) >= 0x10000 ? 2 : 1;
    return units;
}

size_t utf8_utf16_offset(const char *s, size_t len, size_t index)
{
    size_t i = 0, units = 0;
    while (i < len) {
        size_t used;
        size_t step = utf8_decode(s + i, len - i, &used) >= 0x10000 ? 2 : 1;
        if (units + step > index)
            return i;
        units += step;
        i += used;
    }
    return len;
}

/* East Asian wide and emoji blocks; wcwidth() would need a locale. */
static bool is_wide(uint32_t r)
{
    return (r >= 0x1100 && r <= 0x115F) || (r >= 0x2E80 && r <= 0x303E) ||
           (r >= 0x3041 && r <= 0x33FF) || (r >= 0x3400 && r <= 0x4DBF) ||
           (r >= 0x4E00 && r <= 0x9FFF) || (r >= 0xA000 && r <= 0xA4CF) ||
           (r >= 0xAC00 && r <= 0xD7A3) || (r >= 0xF900 && r <= 0xFAFF) ||
           (r >= 0xFE30 && r <= 0xFE6F) || (r >= 0xFF00 && r <= 0xFF60) ||
           (r >= 0xFFE0 && r <= 0xFFE6) || (r >= 0x1F300 && r <= 0x1FAFF) ||
           (r >= 0x20000 && r <= 0x3FFFD);
}

static bool is_zero_width(uint32_t r)
{
    return r < 0x20 || (r >= 0x7F && r < 0xA0) || (r >= 0x300 && r <= 0x36F) ||
           (r >= 0x200B && r <= 0x200F) || (r >= 0x20D0 && r <= 0x20FF) ||
           (r >= 0xFE00 && r <= 0xFE0F) || (r >= 0xFE20 && r <= 0xFE2F);
}

size_t utf8_width(const char *s, size_t len)
{
    size_t width = 0;
    for (size_t i = 0, used; i < len; i += used) {
        uint32_t r = utf8_decode(s + i, len - i, &used);
        width += is_zero_width(r) ? 0 : is_wide(r) ? 2 : 1;
    }
    return width;
}

/* Without a locale towupper() maps ASCII only, so the Latin, Greek and
 * Cyrillic blocks are mapped here; other scripts have no case that names use. */
uint32_t rune_upper(uint32_t r)
{
    if (r < 0x80)
        return r >= 'a' && r <= 'z' ? r - 32 : r;
    if ((r >= 0xE0 && r <= 0xFE && r != 0xF7) || (r >= 0x3B1 && r <= 0x3C9 && r != 0x3C2) ||
        (r >= 0x430 && r <= 0x44F))
        return r - 32;
    if (r >= 0x450 && r <= 0x45F)
        return r - 80;
    if (r == 0xFF)
        return 0x178;
    if ((r >= 0x100 && r <= 0x137 && r != 0x131) || (r >= 0x14A && r <= 0x177) ||
        (r >= 0x1E00 && r <= 0x1EFF) || (r >= 0x460 && r <= 0x4BF && !(r >= 0x482 && r <= 0x48B)))
        return r & ~1u;
    if ((r >= 0x139 && r <= 0x148) || (r >= 0x179 && r <= 0x17E))
        return r & 1 ? r : r - 1;
    return r;
}

uint32_t rune_lower(uint32_t r)
{
    if (r < 0x80)
        return r >= 'A' && r <= 'Z' ? r + 32 : r;
    if ((r >= 0xC0 && r <= 0xDE && r != 0xD7) || (r >= 0x391 && r <= 0x3A9 && r != 0x3A2) ||
        (r >= 0x410 && r <= 0x42F))
        return r + 32;
    if (r >= 0x400 && r <= 0x40F)
        return r + 80;
    if (r == 0x178)
        return 0xFF;
    if ((r >= 0x100 && r <= 0x137 && r != 0x130) || (r >= 0x14A && r <= 0x177) ||
        (r >= 0x1E00 && r <= 0x1EFF) || (r >= 0x460 && r <= 0x4BF && !(r >= 0x482 && r <= 0x48B)))
        return r | 1u;
    if ((r >= 0x139 && r <= 0x148) || (r >= 0x179 && r <= 0x17E))
        return r & 1 ? r + 1 : r;
    return r;
}
