#include "shell/object/str.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"

struct str *str_alloc(size_t len)
{
    struct str *s = xmalloc(sizeof(*s) + len + 1);
    s->refs = 1;
    s->flags = 0;
    s->len = len;
    s->cap = len;
    s->data[len] = '\0';
    return s;
}

struct str *str_new(const char *data, size_t len)
{
    struct str *s = str_alloc(len);
    if (len)
        memcpy(s->data, data, len);
    return s;
}

struct str *str_append_take(struct str *s, const char *tail, size_t len)
{
    size_t total;
    if (__builtin_add_overflow(s->len, len, &total))
        total = SIZE_MAX - sizeof(*s) - 1;
    if (s->refs == 1) {
        if (total > s->cap) {
            /* tail may lie inside s */
            bool inside = tail >= s->data && tail <= s->data + s->len;
            size_t offset = inside ? (size_t)(tail - s->data) : 0;
            size_t cap = total + total / 2 + 32;
            s = xrealloc(s, sizeof(*s) + cap + 1);
            s->cap = cap;
            if (inside)
                tail = s->data + offset;
        }
        memmove(s->data + s->len, tail, len);
        s->len = total;
        s->data[total] = '\0';
        s->flags = 0;
        return s;
    }
    struct str *copy = str_alloc(total);
    memcpy(copy->data, s->data, s->len);
    memcpy(copy->data + s->len, tail, len);
    s->refs--;
    return copy;
}

bool str_is_ascii(struct str *s)
{
    if (!(s->flags & STR_ASCII_KNOWN)) {
        s->flags |= STR_ASCII_KNOWN;
        if (utf8_is_ascii(s->data, s->len))
            s->flags |= STR_ASCII;
    }
    return s->flags & STR_ASCII;
}

size_t str_length(struct str *s)
{
    return str_is_ascii(s) ? s->len : utf8_utf16_len(s->data, s->len);
}

uint16_t str_char_at(struct str *s, size_t index)
{
    if (str_is_ascii(s))
        return (unsigned char)s->data[index];
    size_t unit = 0, i = 0;
    while (i < s->len) {
        size_t used;
        uint32_t rune = utf8_decode(s->data + i, s->len - i, &used);
        if (rune >= 0x10000) {
            if (unit == index)
                return (uint16_t)(0xD800 + ((rune - 0x10000) >> 10));
            if (unit + 1 == index)
                return (uint16_t)(0xDC00 + ((rune - 0x10000) & 0x3FF));
            unit += 2;
        } else {
            if (unit == index)
                return (uint16_t)rune;
            unit++;
        }
        i += used;
    }
    return 0;
}

struct str *str_substring(struct str *s, size_t start, size_t count)
{
    if (str_is_ascii(s)) {
        struct str *sub = str_new(s->data + start, count);
        sub->flags = STR_ASCII | STR_ASCII_KNOWN;
        return sub;
    }
    size_t from = utf8_utf16_offset(s->data, s->len, start);
    size_t to = utf8_utf16_offset(s->data, s->len, start + count);
    struct strbuf sb = STRBUF_INIT;
    /* A cut through a pair leaves lone surrogates, as .NET's does. */
    bool head_cut = start && utf8_utf16_len(s->data, from) != start;
    if (head_cut && count) {
        strbuf_addrune(&sb, str_char_at(s, start));
        size_t used;
        utf8_decode(s->data + from, s->len - from, &used);
        from += used;
    }
    if (to > from)
        strbuf_add(&sb, s->data + from, to - from);
    if (count && utf8_utf16_len(s->data, to) != start + count && !(head_cut && count == 1))
        strbuf_addrune(&sb, str_char_at(s, start + count - 1));
    struct str *sub = str_new(sb.buf, sb.len);
    strbuf_release(&sb);
    return sub;
}

bool str_equals(const struct str *a, const struct str *b, bool ignore_case)
{
    if (a == b)
        return true;
    if (!ignore_case)
        return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
    return text_caseeqn(a->data, a->len, b->data, b->len);
}

/* The order of ASCII in the invariant culture's collation: spaces, marks,
 * symbols, digits, letters. */
static uint32_t primary_weight(uint32_t rune)
{
    static const char order[] = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";
    if (rune < 0x20 && !(rune >= '\t' && rune <= '\r'))
        return 0;
    if (rune < 0x80) {
        if (rune >= 'a' && rune <= 'z')
            return 0x100 + (rune - 'a') * 4;
        if (rune >= 'A' && rune <= 'Z')
            return 0x100 + (rune - 'A') * 4;
        const char *at = memchr(order, (int)rune, sizeof(order) - 1);
        return at ? (uint32_t)(at - order) + 1 : 0x60;
    }
    /* Latin letters with marks sort as their base letter at first sight. */
    static const char base[] = "aaaaaaaceeeeiiii"
                               "dnooooo*ouuuuyts"
                               "aaaaaaaceeeeiiii"
                               "dnooooo/ouuuuyty";
    if (rune >= 0xC0 && rune <= 0xFF && rune != 0xD7 && rune != 0xF7)
        return 0x100 + (uint32_t)(base[rune - 0xC0] - 'a') * 4;
    if (rune < 0xC0 || rune == 0xD7 || rune == 0xF7)
        return 0x61;
    return 0x10000 + rune_lower(rune);
}

int str_compare(const struct str *a, const struct str *b, bool case_sensitive)
{
    if (a == b)
        return 0;
    size_t i = 0, j = 0;
    int accent = 0, letter_case = 0;
    while (i < a->len && j < b->len) {
        unsigned char ca = (unsigned char)a->data[i], cb = (unsigned char)b->data[j];
        if (ca == cb && ca < 0x80) {
            i++;
            j++;
            continue;
        }
        size_t used_a, used_b;
        uint32_t ra = utf8_decode(a->data + i, a->len - i, &used_a);
        uint32_t rb = utf8_decode(b->data + j, b->len - j, &used_b);
        i += used_a;
        j += used_b;
        if (ra == rb)
            continue;
        uint32_t wa = primary_weight(ra), wb = primary_weight(rb);
        if (wa != wb)
            return wa < wb ? -1 : 1;
        uint32_t la = rune_lower(ra), lb = rune_lower(rb);
        if (la != lb && !accent)
            accent = la < lb ? -1 : 1;
        if (la == lb && !letter_case)
            letter_case = ra == la ? -1 : 1; /* small letters first */
    }
    if (i < a->len)
        return 1;
    if (j < b->len)
        return -1;
    if (accent)
        return accent;
    return case_sensitive ? letter_case : 0;
}
