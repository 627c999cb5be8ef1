#include "shell/format/table_layout.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/format/cell.h"

static int total_width(const int *widths, size_t n)
{
    int sum = 0;
    int shown = 0;

    for (size_t i = 0; i < n; i++) {
        if (widths[i] > 0) {
            sum += widths[i];
            shown++;
        }
    }
    return sum + (shown > 1 ? shown - 1 : 0);
}

void table_fit(int *widths, size_t n, int total)
{
    size_t unknown = 0;

    for (size_t i = 0; i < n; i++)
        unknown += widths[i] == 0;
    if (unknown > 0) {
        int room = total;
        for (size_t i = 0; i < n; i++)
            room -= (widths[i] == 0 ? 1 : widths[i]) + (i > 0);
        int each = room > 0 ? room / (int)unknown : 0;
        int rest = room > 0 ? room % (int)unknown : 0;
        for (size_t i = 0; i < n; i++) {
            if (widths[i] != 0)
                continue;
            widths[i] = 1 + each + (rest > 0);
            if (rest > 0)
                rest--;
        }
    }
    for (size_t i = n; i > 0; i--) {
        int excess = total_width(widths, n) - total;
        if (excess <= 0)
            return;
        int *w = &widths[i - 1];
        *w = *w - excess < 1 ? -1 : *w - excess;
    }
}

static size_t last_shown(const int *widths, size_t n)
{
    size_t last = 0;

    for (size_t i = 0; i < n; i++)
        if (widths[i] > 0)
            last = i;
    return last;
}

static void single_row(const struct format_head *heads, const int *widths, size_t n,
                       struct str *const *cells, struct strbuf *out)
{
    size_t last = last_shown(widths, n);
    bool first = true;
    AUTO_STRBUF cut = STRBUF_INIT;

    for (size_t i = 0; i < n; i++) {
        if (widths[i] <= 0)
            continue;
        if (!first)
            strbuf_addch(out, ' ');
        first = false;
        const char *s = cells[i] ? cells[i]->data : "";
        size_t len = cells[i] ? cells[i]->len : 0;
        const char *nl = len ? memchr(s, '\n', len) : NULL;
        if (nl) {
            size_t head = (size_t)(nl - s);
            if (head > 0 && s[head - 1] == '\r')
                head--;
            strbuf_reset(&cut);
            strbuf_add(&cut, s, head);
            strbuf_adds(&cut, "\xE2\x80\xA6");
            s = cut.buf;
            len = cut.len;
        }
        text_fit(s, len, (size_t)widths[i], heads[i].align, i != last, out);
    }
    strbuf_addch(out, '\n');
}

static void wrapped_row(const struct format_head *heads, const int *widths, size_t n,
                        struct str *const *cells, struct strbuf *out)
{
    AUTO_FREE size_t *at = xcalloc(n, sizeof(*at));
    AUTO_STRBUF line = STRBUF_INIT;
    bool more = true;

    while (more) {
        bool first = true;
        more = false;
        strbuf_reset(&line);
        for (size_t i = 0; i < n; i++) {
            if (widths[i] <= 0)
                continue;
            if (!first)
                strbuf_addch(&line, ' ');
            first = false;
            const char *s = cells[i] ? cells[i]->data : "";
            size_t len = cells[i] ? cells[i]->len : 0;
            size_t used = 0, take = 0;
            if (at[i] < len)
                take = text_wrap(s + at[i], len - at[i], (size_t)widths[i], &used);
            text_fit(s + at[i], take, (size_t)widths[i], heads[i].align, true, &line);
            at[i] += used;
            more = more || at[i] < len;
        }
        while (line.len > 0 && line.buf[line.len - 1] == ' ')
            strbuf_truncate(&line, line.len - 1);
        strbuf_add(out, line.buf, line.len);
        strbuf_addch(out, '\n');
    }
}

void table_row(const struct format_head *heads, const int *widths, size_t n,
               struct str *const *cells, bool wrap, struct strbuf *out)
{
    if (wrap) {
        for (size_t i = 0; i < n; i++) {
            if (widths[i] <= 0 || !cells[i])
                continue;
            if (utf8_width(cells[i]->data, cells[i]->len) > (size_t)widths[i] ||
                memchr(cells[i]->data, '\n', cells[i]->len)) {
                wrapped_row(heads, widths, n, cells, out);
                return;
            }
        }
    }
    single_row(heads, widths, n, cells, out);
}

void table_rule(const struct format_head *heads, const int *widths, size_t n, struct strbuf *out)
{
    size_t last = last_shown(widths, n);
    bool first = true;
    AUTO_STRBUF dashes = STRBUF_INIT;

    for (size_t i = 0; i < n; i++) {
        if (widths[i] <= 0)
            continue;
        if (!first)
            strbuf_addch(out, ' ');
        first = false;
        size_t w = utf8_width(heads[i].label->data, heads[i].label->len);
        strbuf_reset(&dashes);
        strbuf_fill(&dashes, '-', w < (size_t)widths[i] ? w : (size_t)widths[i]);
        text_fit(dashes.buf, dashes.len, (size_t)widths[i], heads[i].align, i != last, out);
    }
    strbuf_addch(out, '\n');
}
