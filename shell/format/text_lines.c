#include "shell/format/text_lines.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/utf8.h"
#include "shell/base/vt.h"

#define ELLIPSIS "\xE2\x80\xA6"
enum { SOFT_HYPHEN = 0xAD, NO_BREAK_SPACE = 0xA0, HARD_HYPHEN = 0x2011 };

void text_lines_release(struct text_lines *l)
{
    strbuf_release(&l->text);
    vec_release(&l->ends);
}

const char *text_line(const struct text_lines *l, size_t i, size_t *len)
{
    size_t from = i > 0 ? l->ends.items[i - 1] : 0;

    *len = l->ends.items[i] - from;
    return l->text.buf + from;
}

/* Loops over long texts ask for Ctrl-C after so many bytes. */
enum { LOOK_EACH = 4096 };

static void add_line(struct text_lines *l, const char *s, size_t len)
{
    strbuf_add(&l->text, s, len);
    *vec_push(&l->ends) = l->text.len;
}

static size_t rune_width(uint32_t c)
{
    if (c < 0x1100)
        return 1;
    bool wide = c <= 0x115f || c == 0x2329 || c == 0x232a ||
                (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f) || (c >= 0xac00 && c <= 0xd7a3) ||
                (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe10 && c <= 0xfe19) ||
                (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                (c >= 0xffe0 && c <= 0xffe6) || c > 0xffff;
    return wide ? 2 : 1;
}

static bool is_plain(const char *s, size_t len)
{
    return utf8_is_ascii(s, len) && !vt_is_decorated(s, len);
}

/* One character or sequence at s: its bytes, its columns, its rune (0 of a sequence). */
struct piece {
    size_t len, width;
    uint32_t rune;
};

static struct piece piece_at(const char *s, size_t len)
{
    struct piece p = { .len = 1, .width = 1, .rune = (unsigned char)*s };

    if (*s == VT_ESC) {
        size_t n = vt_sequence(s, len);
        if (n > 0)
            return (struct piece){ .len = n };
    } else if ((unsigned char)*s >= 0x80) {
        p.rune = utf8_decode(s, len, &p.len);
        p.width = rune_width(p.rune);
    }
    return p;
}

size_t text_width(const char *s, size_t len)
{
    size_t width = 0;

    if (is_plain(s, len))
        return len;
    for (size_t at = 0, turns = 1; at < len; turns++) {
        struct piece p = piece_at(s + at, len - at);
        width += p.width;
        at += p.len;
        if (turns % LOOK_EACH == 0 && cancel_wanted())
            break; /* nobody will read it */
    }
    return width;
}

static bool ends_with_reset(const char *s, size_t len)
{
    return len >= 4 && memcmp(s + len - 4, VT_RESET, 4) == 0;
}

bool text_needs_reset(const char *s, size_t len)
{
    if (!vt_is_decorated(s, len))
        return false;
    while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
        len--;
    return !ends_with_reset(s, len);
}

/* The sequences that hold at this place. */
struct decoration {
    struct strbuf open;
};

static void decorate(struct decoration *d, const char *s, size_t len)
{
    if (len == 4 && memcmp(s, VT_RESET, 4) == 0)
        strbuf_reset(&d->open);
    else
        strbuf_add(&d->open, s, len);
}

static void close_decoration(const struct decoration *d, struct strbuf *line)
{
    if (d->open.len > 0 && !ends_with_reset(line->buf, line->len))
        strbuf_adds(line, VT_RESET);
}

void text_lines_split(const char *s, size_t len, struct text_lines *out)
{
    AUTO_STRBUF line = STRBUF_INIT;
    struct decoration d = { STRBUF_INIT };
    bool lines = len > 0 && memchr(s, '\n', len);

    for (size_t at = 0; at < len;) {
        if (at % LOOK_EACH == 0 && cancel_wanted())
            break;
        size_t n = lines && s[at] == VT_ESC ? vt_sequence(s + at, len - at) : 0;
        if (n > 0) {
            strbuf_add(&line, s + at, n);
            decorate(&d, s + at, n);
            at += n;
            continue;
        }
        if (s[at] == '\n') {
            close_decoration(&d, &line);
            add_line(out, line.buf, line.len);
            strbuf_reset(&line);
            strbuf_add(&line, d.open.buf, d.open.len);
        } else if (s[at] != '\r') {
            strbuf_addch(&line, s[at]);
        }
        at++;
    }
    if (d.open.len > 0) {
        if (line.len == d.open.len)
            strbuf_reset(&line);
        else
            close_decoration(&d, &line);
    }
    add_line(out, line.buf, line.len);
    strbuf_release(&d.open);
}

/* ---- wrapping ---- */

struct wrap {
    struct text_lines *out;
    struct strbuf line;
    size_t width, left;
};

static void wrap_break(struct wrap *w)
{
    add_line(w->out, w->line.buf, w->line.len);
    strbuf_reset(&w->line);
    w->left = w->width;
}

/* A word that no line can hold is cut where lines end. */
static void wrap_long_word(struct wrap *w, const char *s, size_t len)
{
    struct decoration d = { STRBUF_INIT };

    for (size_t at = 0; at < len;) {
        struct piece p = piece_at(s + at, len - at);
        const char *shown = s + at;
        size_t bytes = p.len;
        if (p.width == 0 && p.rune == 0 && *shown == VT_ESC) {
            strbuf_add(&w->line, shown, bytes);
            strbuf_add(&d.open, shown, bytes);
            at += p.len;
            continue;
        }
        if (p.width > w->width) {
            shown = "?";
            bytes = 1;
            p.width = 1;
        }
        if (p.width > w->left) {
            close_decoration(&d, &w->line);
            wrap_break(w);
            strbuf_add(&w->line, d.open.buf, d.open.len);
        }
        strbuf_add(&w->line, shown, bytes);
        w->left -= p.width;
        at += p.len;
    }
    strbuf_release(&d.open);
}

static void wrap_word(struct wrap *w, struct strbuf *word, const char *delimiter,
                      size_t delimiter_len, bool reset_added)
{
    if (delimiter_len == 2) { /* a soft hyphen shows at the end of a line only */
        if (text_width(word->buf, word->len) + 1 != w->left)
            delimiter_len = 0;
        delimiter = "-";
        delimiter_len = delimiter_len ? 1 : 0;
    }
    if (reset_added)
        strbuf_truncate(word, word->len - 4);
    strbuf_add(word, delimiter, delimiter_len);
    if (reset_added)
        strbuf_adds(word, VT_RESET);
    size_t width = text_width(word->buf, word->len);
    if (width > w->width) {
        wrap_long_word(w, word->buf, word->len);
        return;
    }
    if (width > w->left)
        wrap_break(w);
    strbuf_add(&w->line, word->buf, word->len);
    w->left -= width;
}

static void wrap_line(struct wrap *w, const char *s, size_t len)
{
    AUTO_STRBUF word = STRBUF_INIT;
    struct decoration d = { STRBUF_INIT };

    w->left = w->width;
    for (size_t at = 0, turns = 1; at < len; turns++) {
        struct piece p = piece_at(s + at, len - at);
        if (turns % LOOK_EACH == 0 && cancel_wanted())
            break;
        if (s[at] == VT_ESC && p.rune == 0) {
            strbuf_add(&word, s + at, p.len);
            decorate(&d, s + at, p.len);
            at += p.len;
            continue;
        }
        bool blank = p.rune == ' ' || p.rune == '\t' || p.rune == SOFT_HYPHEN;
        if (blank || p.rune == HARD_HYPHEN || p.rune == NO_BREAK_SPACE) {
            bool added = d.open.len > 0 && !ends_with_reset(word.buf, word.len);
            if (added)
                strbuf_adds(&word, VT_RESET);
            wrap_word(w, &word, s + at, blank ? p.len : 0, added);
            strbuf_reset(&word);
            strbuf_add(&word, d.open.buf, d.open.len);
        } else {
            strbuf_add(&word, s + at, p.len);
        }
        at += p.len;
    }
    if (d.open.len > 0) {
        if (word.len == d.open.len)
            strbuf_reset(&word);
        else
            close_decoration(&d, &word);
    }
    wrap_word(w, &word, "", 0, false);
    wrap_break(w);
    strbuf_release(&d.open);
}

void text_lines_wrap(const char *s, size_t len, size_t width, struct text_lines *out)
{
    AUTO_TEXT_LINES lines = TEXT_LINES_INIT;

    if (width == 0)
        width = 1;
    text_lines_split(s, len, &lines);
    for (size_t i = 0; i < lines.ends.len; i++) {
        size_t n;
        const char *line = text_line(&lines, i, &n);
        if (text_width(line, n) <= width) {
            add_line(out, line, n);
            continue;
        }
        struct wrap w = { .out = out, .line = STRBUF_INIT, .width = width };
        wrap_line(&w, line, n);
        strbuf_release(&w.line);
    }
}

/* ---- cutting ---- */

void text_part(const char *s, size_t len, size_t skip, size_t width, const char *prefix,
               const char *suffix, struct strbuf *out)
{
    size_t skipped = 0, taken = 0, from = out->len;
    bool decorated = false, started = false;

    for (size_t at = 0; at < len;) {
        struct piece p = piece_at(s + at, len - at);
        if (s[at] == VT_ESC && p.rune == 0) {
            decorated = true;
            strbuf_add(out, s + at, p.len);
        } else if (skipped < skip) {
            skipped += p.width;
        } else {
            if (taken + p.width > width)
                break;
            if (!started && prefix)
                strbuf_adds(out, prefix);
            started = true;
            strbuf_add(out, s + at, p.len);
            taken += p.width;
            if (taken == width)
                break;
        }
        at += p.len;
    }
    if (decorated && ends_with_reset(out->buf + from, out->len - from)) {
        strbuf_truncate(out, out->len - 4);
    }
    if (suffix)
        strbuf_adds(out, suffix);
    if (decorated)
        strbuf_adds(out, VT_RESET);
}

void text_cell(const char *s, size_t len, size_t width, enum column_align align, bool pad_end,
               struct strbuf *out)
{
    AUTO_STRBUF cut = STRBUF_INIT;
    size_t line = 0;

    while (line < len && s[line] != '\n' && s[line] != '\r')
        line++;
    if (line < len) {
        strbuf_add(&cut, s, line);
        strbuf_adds(&cut, ELLIPSIS);
        s = cut.buf;
        len = cut.len;
    }
    size_t shown = text_width(s, len);
    AUTO_STRBUF part = STRBUF_INIT;
    if (shown > width) {
        const char *dots = width > 1 ? ELLIPSIS : NULL;
        size_t room = width > 1 ? width - 1 : width;
        if (align == ALIGN_RIGHT)
            text_part(s, len, shown - room, SIZE_MAX, dots, NULL, &part);
        else
            text_part(s, len, 0, room, NULL, dots, &part);
        s = part.buf;
        len = part.len;
        shown = text_width(s, len);
    }
    size_t room = width > shown ? width - shown : 0;
    size_t before = align == ALIGN_RIGHT ? room : align == ALIGN_CENTER ? room / 2 : 0;
    strbuf_fill(out, ' ', before);
    strbuf_add(out, s, len);
    if (pad_end)
        strbuf_fill(out, ' ', room - before);
}
