#include "shell/object/unicode_normal.h"

#include <stdlib.h>

#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/object/unicode_data.h"

/* Syllables of Hangul are made by reckoning. */
enum {
    SYLLABLE = 0xAC00,
    LEADING = 0x1100,
    VOWEL = 0x1161,
    TRAILING = 0x11A7,
    LEADINGS = 19,
    VOWELS = 21,
    TRAILINGS = 28,
    SYLLABLES = LEADINGS * VOWELS * TRAILINGS
};

struct mark {
    uint32_t rune;
    uint8_t combining;
};
typedef VEC(struct mark) mark_vec;

static int by_rune(const void *key, const void *item)
{
    uint32_t rune = *(const uint32_t *)key;
    const struct unicode_pair *p = item;
    return rune < p->rune ? -1 : rune > p->rune;
}

static int by_class(const void *key, const void *item)
{
    uint32_t rune = *(const uint32_t *)key;
    const struct unicode_class *c = item;
    return rune < c->from ? -1 : rune > c->to;
}

static uint8_t class_of(uint32_t rune)
{
    if (rune < 0x300)
        return 0;
    const struct unicode_class *c =
        bsearch(&rune, unicode_classes, unicode_nclasses, sizeof(*unicode_classes), by_class);
    return c ? c->combining : 0;
}

static void add(mark_vec *marks, uint32_t rune)
{
    uint8_t combining = class_of(rune);
    vec_push(marks);
    size_t at = marks->len - 1;
    while (combining && at > 0 && marks->items[at - 1].combining > combining) {
        marks->items[at] = marks->items[at - 1];
        at--;
    }
    marks->items[at] = (struct mark){ rune, combining };
}

static void decompose(mark_vec *marks, uint32_t rune)
{
    if (rune - SYLLABLE < SYLLABLES) {
        uint32_t n = rune - SYLLABLE, last = n % TRAILINGS;
        add(marks, LEADING + n / (VOWELS * TRAILINGS));
        add(marks, VOWEL + n / TRAILINGS % VOWELS);
        if (last)
            add(marks, TRAILING + last);
        return;
    }
    const struct unicode_pair *p =
        rune < 0xC0 ? NULL : bsearch(&rune, unicode_pairs, unicode_npairs, sizeof(*p), by_rune);
    if (!p) {
        add(marks, rune);
        return;
    }
    decompose(marks, p->first);
    if (p->second)
        add(marks, p->second);
}

static int by_parts(const void *key, const void *item)
{
    const struct unicode_pair *want = key;
    const struct unicode_pair *p = &unicode_pairs[*(const uint16_t *)item];
    if (want->first != p->first)
        return want->first < p->first ? -1 : 1;
    return want->second < p->second ? -1 : want->second > p->second;
}

/* The rune that two make; 0: none. */
static uint32_t composed(uint32_t first, uint32_t second)
{
    if (first - LEADING < LEADINGS && second - VOWEL < VOWELS)
        return SYLLABLE + ((first - LEADING) * VOWELS + (second - VOWEL)) * TRAILINGS;
    if (first - SYLLABLE < SYLLABLES && (first - SYLLABLE) % TRAILINGS == 0 &&
        second - TRAILING - 1 < TRAILINGS - 1)
        return first + (second - TRAILING);
    struct unicode_pair want = { 0, first, second };
    const uint16_t *at =
        bsearch(&want, unicode_composed, unicode_ncomposed, sizeof(*unicode_composed), by_parts);
    return at ? unicode_pairs[*at].rune : 0;
}

static void compose_all(mark_vec *marks)
{
    size_t kept = 0, starter = SIZE_MAX;
    for (size_t i = 0; i < marks->len; i++) {
        struct mark m = marks->items[i];
        uint8_t before = kept ? marks->items[kept - 1].combining : 0;
        /* nothing in between that is of the same class or starts anew */
        bool open =
            starter != SIZE_MAX && (starter == kept - 1 || (before != 0 && before < m.combining));
        uint32_t whole = open ? composed(marks->items[starter].rune, m.rune) : 0;
        if (whole) {
            marks->items[starter].rune = whole;
            continue;
        }
        if (!m.combining)
            starter = kept;
        marks->items[kept++] = m;
    }
    marks->len = kept;
}

void unicode_normalize(const char *s, size_t len, bool compose, struct strbuf *out)
{
    mark_vec marks = VEC_INIT;
    for (size_t i = 0, used; i < len; i += used)
        decompose(&marks, utf8_decode(s + i, len - i, &used));
    if (compose)
        compose_all(&marks);
    for (size_t i = 0; i < marks.len; i++)
        strbuf_addrune(out, marks.items[i].rune);
    vec_release(&marks);
}
