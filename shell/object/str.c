#include "shell/object/str.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/str_place.h"

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

/* Where the members of a text lie: behind its bytes. */
static size_t members_offset(size_t cap)
{
    size_t align = _Alignof(struct object *);
    return (sizeof(struct str) + cap + 1 + align - 1) / align * align;
}

struct str *str_with_members(const struct str *s, struct object *members)
{
    size_t offset = members_offset(s->len);
    struct str *copy = xmalloc(offset + sizeof(members));
    *copy = (struct str){ .refs = 1, .flags = STR_MEMBERS, .len = s->len, .cap = s->len };
    memcpy(copy->data, s->data, s->len + 1);
    memcpy((char *)copy + offset, &members, sizeof(members));
    return copy;
}

struct object *str_members(const struct str *s)
{
    struct object *members = NULL;
    if (s->flags & STR_MEMBERS)
        memcpy(&members, (const char *)s + members_offset(s->cap), sizeof(members));
    return members;
}

void str_free(struct str *s)
{
    if (s->flags & STR_MEMBERS)
        value_unref(value_of_object(str_members(s)));
    if (s->flags & STR_PLACED)
        str_place_forget(s);
    free(s);
}

struct str *str_append_take(struct str *s, const char *tail, size_t len)
{
    size_t total;
    if (__builtin_add_overflow(s->len, len, &total))
        total = SIZE_MAX - sizeof(*s) - 1;
    if (s->refs == 1 && !(s->flags & STR_MEMBERS)) {
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
    value_unref(value_of_str(s));
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
    return str_is_ascii(s) ? s->len : str_place_count(s);
}

uint16_t str_char_at(struct str *s, size_t index)
{
    if (str_is_ascii(s))
        return (unsigned char)s->data[index];
    size_t unit, used, at = str_place_find(s, index, &unit);
    if (at >= s->len)
        return 0;
    uint32_t rune = utf8_decode(s->data + at, s->len - at, &used);
    if (rune < 0x10000)
        return (uint16_t)rune;
    return unit == index ? (uint16_t)(0xD800 + ((rune - 0x10000) >> 10))
                         : (uint16_t)(0xDC00 + ((rune - 0x10000) & 0x3FF));
}

struct str *str_substring(struct str *s, size_t start, size_t count)
{
    if (str_is_ascii(s)) {
        struct str *sub = str_new(s->data + start, count);
        sub->flags = STR_ASCII | STR_ASCII_KNOWN;
        return sub;
    }
    size_t first, last;
    size_t from = str_place_find(s, start, &first);
    size_t to = str_place_find(s, start + count, &last);
    struct strbuf sb = STRBUF_INIT;
    /* A cut through a pair leaves lone surrogates, as .NET's does. */
    bool head_cut = first != start;
    if (head_cut && count) {
        strbuf_addrune(&sb, str_char_at(s, start));
        size_t used;
        utf8_decode(s->data + from, s->len - from, &used);
        from += used;
    }
    if (to > from)
        strbuf_add(&sb, s->data + from, to - from);
    if (count && last != start + count && !(head_cut && count == 1))
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

/* The order of ASCII in the invariant culture's collation: white space, then
 * _-,;:!?.'"()[]{}@* / \ &#%`^+<=>|~$ in this order, digits, letters. */
enum { LETTER_WEIGHT = 0x80 };
static const uint8_t ascii_weights[0x80] = {
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x06, 0x0c, 0x10, 0x1c, 0x26, 0x1d, 0x1b, 0x0f, 0x11, 0x12, 0x18, 0x20, 0x09, 0x08, 0x0e, 0x19,
    0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x0b, 0x0a, 0x21, 0x22, 0x23, 0x0d,
    0x17, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e,
    0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x13, 0x1a, 0x14, 0x1f, 0x07,
    0x1e, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e,
    0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x15, 0x24, 0x16, 0x25, 0x60,
};

static uint32_t primary_weight(uint32_t rune)
{
    if (rune < 0x80)
        return ascii_weights[rune];
    /* Latin letters with marks sort as their base letter at first sight. */
    static const char base[] = "aaaaaaaceeeeiiii"
                               "dnooooo*ouuuuyts"
                               "aaaaaaaceeeeiiii"
                               "dnooooo/ouuuuyty";
    if (rune >= 0xC0 && rune <= 0xFF && rune != 0xD7 && rune != 0xF7)
        return LETTER_WEIGHT + (uint32_t)(base[rune - 0xC0] - 'a');
    if (rune < 0xC0 || rune == 0xD7 || rune == 0xF7)
        return 0x61;
    return 0x10000 + rune_lower(rune);
}

uint64_t str_sort_prefix(const struct str *s)
{
    uint64_t prefix = 0;
    size_t i = 0;
    for (unsigned place = 0; place < 8; place++) {
        uint32_t weight = 0;
        if (i < s->len) {
            size_t used;
            weight = primary_weight(utf8_decode(s->data + i, s->len - i, &used)) + 1;
            i += used;
        }
        if (weight > 0xFF) /* what follows is not told apart */
            return place ? prefix << 8 * (8 - place) | UINT64_MAX >> 8 * place : UINT64_MAX;
        prefix = prefix << 8 | weight;
    }
    return prefix;
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
