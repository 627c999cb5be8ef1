#include "shell/format/table_layout.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vt.h"
#include "shell/format/text_lines.h"

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

/* One line: each cell cut to its column. Nothing is put behind the last column, shown or not. */
static void single_row(const struct table_row *row, struct strbuf *out)
{
    AUTO_STRBUF cell = STRBUF_INIT;

    for (size_t i = 0; i < row->n; i++) {
        if (row->widths[i] <= 0)
            continue;
        if (i > 0)
            strbuf_addch(out, ' ');
        const struct str *s = row->cells[i];
        enum column_align align = row->heads[i].align;
        strbuf_reset(&cell);
        text_cell(s ? s->data : "", s ? s->len : 0, (size_t)row->widths[i], align, i + 1 < row->n,
                  &cell);
        if (row->heading)
            strbuf_adds(out, row->heading);
        strbuf_add(out, cell.buf, cell.len);
        if (row->heading || text_needs_reset(cell.buf, cell.len))
            strbuf_adds(out, VT_RESET);
    }
    strbuf_addch(out, '\n');
}

/* The lines of one cell, padded to the column unless it is the last. */
static void cell_lines(const struct table_row *row, size_t i, bool pad, struct text_lines *out)
{
    AUTO_TEXT_LINES lines = TEXT_LINES_INIT;
    const struct str *s = row->cells[i];
    enum column_align align = row->heads[i].align;

    text_lines_wrap(s ? s->data : "", s ? s->len : 0, (size_t)row->widths[i], &lines);
    for (size_t k = 0; k < lines.ends.len; k++) {
        size_t len;
        const char *line = text_line(&lines, k, &len);
        if ((pad || align == ALIGN_RIGHT || align == ALIGN_CENTER) &&
            text_width(line, len) < (size_t)row->widths[i])
            text_cell(line, len, (size_t)row->widths[i], align, pad, &out->text);
        else
            strbuf_add(&out->text, line, len);
        *vec_push(&out->ends) = out->text.len;
    }
}

static void put_line_cell(const struct table_row *row, size_t i, const char *s, size_t len,
                          bool first, struct strbuf *out)
{
    const char *style = !row->heading ? "" : row->heads[i].matches ? row->heading : row->custom;
    bool before = row->heading && row->heads[i].matches;

    if (before)
        strbuf_adds(out, style);
    if (!first)
        strbuf_addch(out, ' ');
    if (!before && len > 0)
        strbuf_adds(out, style);
    strbuf_add(out, s, len);
    if (row->heading)
        strbuf_adds(out, VT_RESET);
}

/* As many lines as the tallest cell has. */
static void wrapped_row(const struct table_row *row, struct strbuf *out)
{
    AUTO_FREE struct text_lines *cells = xcalloc(row->n, sizeof(*cells));
    size_t height = 0, last_shown = 0, first_shown = row->n;

    for (size_t i = 0; i < row->n; i++) {
        if (row->widths[i] <= 0)
            continue;
        first_shown = first_shown == row->n ? i : first_shown;
        last_shown = i;
    }
    for (size_t i = 0; i < row->n; i++) {
        cells[i] = (struct text_lines)TEXT_LINES_INIT;
        if (row->widths[i] > 0)
            cell_lines(row, i, i != last_shown, &cells[i]);
        height = cells[i].ends.len > height ? cells[i].ends.len : height;
    }
    for (size_t k = 0; k < height; k++) {
        size_t last = 0;
        for (size_t i = 0; i < row->n; i++)
            last = cells[i].ends.len > k ? i : last;
        for (size_t i = 0; i < row->n; i++) {
            if (row->widths[i] <= 0)
                continue;
            AUTO_STRBUF blank = STRBUF_INIT;
            size_t len = 0;
            const char *s = "";
            if (cells[i].ends.len > k) {
                s = text_line(&cells[i], k, &len);
            } else if (i < last) {
                strbuf_fill(&blank, ' ', (size_t)row->widths[i]);
                s = blank.buf;
                len = blank.len;
            } else if (i != first_shown) {
                if (row->heading) /* an empty cell behind the last one is styled all the same */
                    strbuf_addf(out, "%s%s", row->heads[i].matches ? row->heading : "", VT_RESET);
                continue;
            }
            while (i == last && height > 1 && len > 0 && s[len - 1] == ' ')
                len--;
            bool first = i == first_shown || (i == last && height > 1 && len == 0);
            put_line_cell(row, i, s, len, first, out);
        }
        strbuf_addch(out, '\n');
    }
    for (size_t i = 0; i < row->n; i++)
        text_lines_release(&cells[i]);
}

void table_row(const struct table_row *row, bool wrap, struct strbuf *out)
{
    if (wrap)
        wrapped_row(row, out);
    else
        single_row(row, out);
}

void table_heading(const struct table_row *row, struct strbuf *out)
{
    AUTO_FREE struct str **dashes = xcalloc(row->n, sizeof(struct str *));
    AUTO_STRBUF text = STRBUF_INIT;
    struct table_row rule = *row;

    wrapped_row(row, out);
    for (size_t i = 0; i < row->n; i++) {
        if (row->widths[i] <= 0)
            continue;
        const struct str *label = row->cells[i];
        size_t w = label->len > 0 ? text_width(label->data, label->len) : SIZE_MAX;
        strbuf_reset(&text);
        strbuf_fill(&text, '-', w < (size_t)row->widths[i] ? w : (size_t)row->widths[i]);
        dashes[i] = str_new(text.buf, text.len);
    }
    rule.cells = dashes;
    single_row(&rule, out);
    for (size_t i = 0; i < row->n; i++)
        if (dashes[i])
            value_unref(value_of_str(dashes[i]));
}
