#include "shell/object/str_place.h"

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/utf8.h"

enum { SLOTS = 8, PLACED_MIN = 64 };

struct place {
    const struct str *s;
    size_t len;        /* of s, in bytes */
    size_t unit, byte; /* a character begins here */
    size_t count;      /* units in all; SIZE_MAX: not counted yet */
};

/* A text that is in here has the flag STR_PLACED, by which str_free() knows of it. */
static _Thread_local struct place places[SLOTS];
static _Thread_local unsigned next_slot;

static struct place *slot_of(const struct str *s)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (places[i].s == s)
            return &places[i];
    return NULL;
}

/* Short texts need no memory (*own is theirs) and drive no long one out of it. */
static struct place *place_of(struct str *s, struct place *own)
{
    struct place *p = own;
    if (s->len >= PLACED_MIN) {
        p = slot_of(s);
        if (!p)
            p = &places[next_slot++ % SLOTS];
        if (p->s == s && (s->flags & STR_PLACED) && p->len == s->len)
            return p;
        s->flags |= STR_PLACED;
    }
    *p = (struct place){ .s = s, .len = s->len, .count = SIZE_MAX };
    return p;
}

void str_place_forget(const struct str *s)
{
    struct place *p = slot_of(s);
    if (p)
        p->s = NULL;
}

static size_t units_at(const struct str *s, size_t byte, size_t *used)
{
    return utf8_decode(s->data + byte, s->len - byte, used) >= 0x10000 ? 2 : 1;
}

size_t str_place_count(struct str *s)
{
    struct place own, *p = place_of(s, &own);
    if (p->count == SIZE_MAX)
        p->count = utf8_utf16_len(s->data, s->len);
    return p->count;
}

/* One character back; false: the bytes before are no character. */
static bool step_back(const struct str *s, struct place *p)
{
    size_t at = p->byte, used;
    do
        at--;
    while (at && p->byte - at < 4 && ((unsigned char)s->data[at] & 0xC0) == 0x80);
    size_t units = units_at(s, at, &used);
    if (at + used != p->byte || units > p->unit)
        return false;
    p->byte = at;
    p->unit -= units;
    return true;
}

size_t str_place_find(struct str *s, size_t index, size_t *unit)
{
    struct place own, *p = place_of(s, &own);
    if (index < p->unit / 2)
        p->unit = p->byte = 0;
    while (p->unit > index)
        if (!step_back(s, p))
            p->unit = p->byte = 0;
    while (p->byte < s->len) {
        size_t used, units = units_at(s, p->byte, &used);
        if (p->unit + units > index)
            break;
        p->unit += units;
        p->byte += used;
    }
    *unit = p->unit;
    return p->byte;
}
