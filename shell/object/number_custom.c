#include "shell/object/number_custom.h"

#include <string.h>

#include "shell/object/culture.h"

/* What a section of the format asks for. */
struct section {
    const char *s;
    size_t len;
    int before, after;         /* digit places around the point */
    int first_zero, last_zero; /* index of the first 0 place, of the last 0 after the point */
    bool group, exponent;
    int scale;     /* powers of ten that % and per mille bring */
    int thousands; /* commas in front of the point */
};

/* Steps over one item of a format: sets *literal for quoted and escaped text. */
static size_t item_length(const char *s, size_t len, bool *literal)
{
    *literal = true;
    if (s[0] == '\\')
        return len > 1 ? 2 : 1;
    if (s[0] == '\'' || s[0] == '"') {
        const char *end = memchr(s + 1, s[0], len - 1);
        return end ? (size_t)(end - s) + 1 : len;
    }
    *literal = false;
    return 1;
}

/* E0, E+0, e-00 … at s: its length, else 0. */
static size_t exponent_length(const char *s, size_t len)
{
    if (s[0] != 'E' && s[0] != 'e')
        return 0;
    size_t i = 1;
    if (i < len && (s[i] == '+' || s[i] == '-'))
        i++;
    size_t zeros = i;
    while (i < len && s[i] == '0')
        i++;
    return i > zeros ? i : 0;
}

static void split_sections(const char *s, size_t len, struct section sections[3], int *n)
{
    size_t start = 0;
    *n = 0;
    for (size_t i = 0; i <= len;) {
        if (i == len || s[i] == ';') {
            if (*n < 3)
                sections[(*n)++] = (struct section){ .s = s + start, .len = i - start };
            start = ++i;
            continue;
        }
        bool literal;
        i += item_length(s + i, len - i, &literal);
    }
}

static void scan(struct section *sec)
{
    bool point = false;
    int pending_commas = 0, zeros_from = -1;
    sec->first_zero = -1;
    for (size_t i = 0; i < sec->len;) {
        bool literal;
        size_t n = item_length(sec->s + i, sec->len - i, &literal);
        char c = sec->s[i];
        if (!literal) {
            size_t e = exponent_length(sec->s + i, sec->len - i);
            if (e) {
                sec->exponent = true;
                n = e;
            } else if (c == '0' || c == '#') {
                if (point) {
                    sec->after++;
                    if (c == '0')
                        sec->last_zero = sec->after;
                } else {
                    if (pending_commas)
                        sec->group = true;
                    pending_commas = 0;
                    if (c == '0' && zeros_from < 0)
                        zeros_from = sec->before;
                    sec->before++;
                }
            } else if (c == '.' && !point) {
                point = true;
                sec->thousands = pending_commas;
            } else if (c == ',' && !point && sec->before) {
                pending_commas++;
            } else if (c == '%') {
                sec->scale += 2;
            } else if (sec->len - i >= 3 && memcmp(sec->s + i, "\xE2\x80\xB0", 3) == 0) {
                sec->scale += 3;
            }
        }
        i += n;
    }
    if (!point)
        sec->thousands = pending_commas;
    sec->first_zero = zeros_from;
}

struct writer {
    const struct digits *n;
    const struct section *sec;
    const struct culture *culture;
    struct strbuf *out;
    int whole;   /* digits to write before the point */
    int written; /* of them */
    int seen;    /* places met before the point */
};

/* Writes whole digits until left remain. */
static void write_whole(struct writer *w, int left)
{
    while (w->whole - w->written > left) {
        int from_point = w->whole - w->written;
        int at = w->n->point - from_point;
        strbuf_addch(w->out, at >= 0 && at < w->n->len ? w->n->d[at] : '0');
        w->written++;
        if (w->sec->group && from_point > 1 && (from_point - 1) % 3 == 0)
            strbuf_adds(w->out, w->culture->group);
    }
}

static void write_section(const struct section *sec, const struct digits *n, int exponent,
                          const struct culture *c, struct strbuf *out)
{
    struct writer w = { .n = n, .sec = sec, .culture = c, .out = out };
    int have = n->point > 0 ? n->point : 0;
    int zeros = sec->first_zero < 0 ? 0 : sec->before - sec->first_zero;
    w.whole = have > zeros ? have : zeros;
    bool point = false, pointed = false;
    int place = 0;
    for (size_t i = 0; i < sec->len;) {
        const char *s = sec->s + i;
        bool literal;
        size_t len = item_length(s, sec->len - i, &literal);
        if (literal) {
            if (s[0] == '\\')
                strbuf_add(out, s + 1, len - 1);
            else
                strbuf_add(out, s + 1, len - 1 - (len > 1 && s[len - 1] == s[0]));
            i += len;
            continue;
        }
        size_t e = sec->exponent ? exponent_length(s, sec->len - i) : 0;
        if (e) {
            strbuf_addch(out, s[0]);
            if (exponent < 0)
                strbuf_addch(out, '-');
            else if (s[1] == '+')
                strbuf_addch(out, '+');
            int width = (int)e - 1 - (s[1] == '+' || s[1] == '-');
            strbuf_addf(out, "%0*d", width > 20 ? 20 : width, abs(exponent));
            len = e;
        } else if (s[0] == '0' || s[0] == '#') {
            if (!point) {
                w.seen++;
                write_whole(&w, sec->before - w.seen);
            } else {
                place++;
                int at = n->point + place - 1;
                bool more = at < n->len;
                if (more || place <= sec->last_zero) {
                    if (!pointed)
                        strbuf_adds(out, c->decimal);
                    pointed = true;
                    strbuf_addch(out, at >= 0 && more ? n->d[at] : '0');
                }
            }
        } else if (s[0] == '.') {
            point = true;
        } else if (s[0] != ',') {
            strbuf_addch(out, s[0]);
        }
        i += len;
    }
}

int number_format_custom(const struct culture *c, struct value v, const char *format, size_t len,
                         struct strbuf *out, struct err **err)
{
    (void)err;
    struct section sections[3] = { { 0 } };
    int nsections;
    split_sections(format, len, sections, &nsections);
    struct digits n;
    digits_of(v, 'G', 0, &n);
    bool negative = n.negative, zero = n.len == 0;
    int pick = 0;
    if (zero && nsections == 3)
        pick = 2;
    else if (negative && !zero && nsections > 1 && sections[1].len)
        pick = 1;
    for (int round = 0;; round++) {
        struct section *sec = &sections[pick];
        struct digits m = n;
        sec->before = sec->after = sec->scale = sec->thousands = sec->last_zero = 0;
        sec->group = sec->exponent = false;
        scan(sec);
        int exponent = 0;
        if (m.len) {
            m.point += sec->scale - 3 * sec->thousands;
            if (sec->exponent) {
                int keep = sec->before + sec->after;
                exponent = m.point - sec->before;
                m.point = sec->before;
                digits_round(&m, keep);
                if (m.point > sec->before) { /* 9.99 became 10.0 */
                    exponent += m.point - sec->before;
                    m.point = sec->before;
                }
            } else {
                digits_round(&m, m.point + sec->after);
            }
        }
        /* what rounds to nothing takes the section of zero */
        if (!m.len && !zero && round == 0 && nsections > 1) {
            pick = nsections == 3 ? 2 : 0;
            zero = true;
            n.len = 0;
            n.point = 0;
            n.negative = negative = false;
            continue;
        }
        if (!m.len)
            m.point = 0;
        if (negative && pick == 0 && (m.len || !n.exact))
            strbuf_adds(out, c->negative);
        write_section(sec, &m, exponent, c, out);
        return 0;
    }
}
