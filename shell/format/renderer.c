#include "shell/format/renderer.h"

#include <string.h>
#include <time.h>

#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/format/cell.h"
#include "shell/format/table_layout.h"

enum { HOLD_MS = 300, HOLD_ROWS = 100000, MIN_WIDTH = 5 };
#define HEADING_ON "\x1b[32;1m"
#define HEADING_OFF "\x1b[0m"

struct renderer {
    struct text_sink *out;
    int width;
    bool color;
    struct value start; /* the open document's FORMAT_START, or $null */
    struct format_data *doc;
    bool first_group;
    /* tables */
    bool sized;
    int *widths;
    VEC(struct value)
    held; /* entries that wait for the widths; for wide views: for the group's end */
    int64_t held_since;
    struct strbuf line;
};

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

struct renderer *renderer_new(struct text_sink *out, int width, bool color)
{
    struct renderer *r = xcalloc(1, sizeof(*r));

    r->out = out;
    r->color = color;
    r->line = (struct strbuf)STRBUF_INIT;
    renderer_set_width(r, width);
    return r;
}

void renderer_set_width(struct renderer *r, int width)
{
    r->width = width < MIN_WIDTH ? MIN_WIDTH : width;
}

static void drop_held(struct renderer *r)
{
    for (size_t i = 0; i < r->held.len; i++)
        value_unref(r->held.items[i]);
    r->held.len = 0;
}

static void close_document(struct renderer *r)
{
    value_clear(&r->start);
    r->doc = NULL;
    free(STEAL(r->widths));
    r->sized = false;
}

void renderer_free(struct renderer *r)
{
    if (!r)
        return;
    drop_held(r);
    vec_release(&r->held);
    close_document(r);
    strbuf_release(&r->line);
    free(r);
}

static int put(struct renderer *r)
{
    int rc = text_write(r->out, r->line.buf, r->line.len);
    strbuf_reset(&r->line);
    return rc;
}

/* A line of text as it stands, plus the newline. */
static int put_text(struct renderer *r, struct str *text)
{
    strbuf_add(&r->line, text->data, text->len);
    strbuf_addch(&r->line, '\n');
    return put(r);
}

/* ---- tables ---- */

static void size_columns(struct renderer *r)
{
    struct format_data *doc = r->doc;
    bool all_given = true;

    free(r->widths);
    r->widths = xcalloc(doc->nheads, sizeof(*r->widths));
    for (size_t i = 0; i < doc->nheads; i++) {
        r->widths[i] = doc->heads[i].width;
        if (r->widths[i] > 0)
            continue;
        all_given = false;
        size_t w = utf8_width(doc->heads[i].label->data, doc->heads[i].label->len);
        for (size_t k = 0; k < r->held.len; k++) {
            struct format_data *row = format_data_of(r->held.items[k]);
            if (!row->cells || i >= row->n || !row->cells[i])
                continue;
            struct str *cell = row->cells[i];
            const char *nl = memchr(cell->data, '\n', cell->len);
            size_t len = nl && !doc->wrap ? (size_t)(nl - cell->data) : cell->len;
            size_t cw = 0;
            if (nl && doc->wrap) {
                for (const char *s = cell->data, *end = s + cell->len; s < end;) {
                    const char *e = memchr(s, '\n', (size_t)(end - s));
                    size_t lw = utf8_width(s, (size_t)((e ? e : end) - s));
                    cw = lw > cw ? lw : cw;
                    s = e ? e + 1 : end;
                }
            } else {
                cw = utf8_width(cell->data, len) + (nl ? 1 : 0);
            }
            w = cw > w ? cw : w;
        }
        r->widths[i] = w > 0 ? (w > 1000000 ? 1000000 : (int)w) : 1;
    }
    table_fit(r->widths, doc->nheads, r->width);
    /* the last column may use the rest of the line: nothing stands after it */
    int used = 0;
    size_t last = 0;
    for (size_t i = 0; i < doc->nheads; i++) {
        if (r->widths[i] <= 0)
            continue;
        used += r->widths[i] + (i > 0);
        last = i;
    }
    if (!all_given && used < r->width && doc->heads[last].align == ALIGN_LEFT &&
        doc->heads[last].width == 0)
        r->widths[last] += r->width - used;
    r->sized = true;
}

static void add_heading_line(struct renderer *r, const struct strbuf *lines)
{
    const char *s = lines->buf, *end = s + lines->len;

    while (s < end) {
        const char *e = memchr(s, '\n', (size_t)(end - s));
        if (!e)
            e = end;
        if (r->color)
            strbuf_adds(&r->line, HEADING_ON);
        strbuf_add(&r->line, s, (size_t)(e - s));
        if (r->color)
            strbuf_adds(&r->line, HEADING_OFF);
        strbuf_addch(&r->line, '\n');
        s = e < end ? e + 1 : end;
    }
}

static int put_header(struct renderer *r)
{
    struct format_data *doc = r->doc;

    strbuf_addch(&r->line, '\n');
    if (!doc->hide_headers) {
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_FREE struct str **labels = xcalloc(doc->nheads, sizeof(struct str *));
        for (size_t i = 0; i < doc->nheads; i++)
            labels[i] = doc->heads[i].label;
        table_row(doc->heads, r->widths, doc->nheads, labels, true, &text);
        table_rule(doc->heads, r->widths, doc->nheads, &text);
        add_heading_line(r, &text);
    }
    return put(r);
}

static int put_row(struct renderer *r, struct format_data *d)
{
    if (d->text)
        return put_text(r, d->text);
    if (d->n == r->doc->nheads)
        table_row(r->doc->heads, r->widths, d->n, d->cells, r->doc->wrap, &r->line);
    return put(r);
}

static int release_table(struct renderer *r)
{
    int rc = 0;

    if (!r->sized) {
        size_columns(r);
        rc = put_header(r);
    }
    for (size_t i = 0; i < r->held.len && rc == 0; i++)
        rc = put_row(r, format_data_of(r->held.items[i]));
    drop_held(r);
    return rc;
}

static bool must_hold(const struct renderer *r)
{
    for (size_t i = 0; i < r->doc->nheads; i++)
        if (r->doc->heads[i].width <= 0)
            return true;
    return false;
}

static int table_entry(struct renderer *r, struct value v)
{
    if (r->sized)
        return put_row(r, format_data_of(v));
    if (!must_hold(r)) {
        size_columns(r);
        if (put_header(r))
            return -1;
        return put_row(r, format_data_of(v));
    }
    int64_t now = now_ms();
    if (r->held.len == 0)
        r->held_since = now;
    bool late = !r->doc->autosize && (now - r->held_since > HOLD_MS || r->held.len >= HOLD_ROWS);
    if (late && release_table(r))
        return -1;
    if (late)
        return put_row(r, format_data_of(v));
    *vec_push(&r->held) = value_ref(v);
    return 0;
}

/* ---- lists ---- */

static int list_entry(struct renderer *r, struct format_data *d)
{
    size_t label_width = 0;

    if (d->text)
        return put_text(r, d->text);
    for (size_t i = 0; i < d->n; i++) {
        size_t w = utf8_width(d->labels[i]->data, d->labels[i]->len);
        label_width = w > label_width ? w : label_width;
    }
    size_t max = (size_t)r->width - 4;
    if (label_width > max)
        label_width = max;
    size_t field = (size_t)r->width - label_width - 3;
    for (size_t i = 0; i < d->n; i++) {
        const char *s = d->cells[i] ? d->cells[i]->data : "";
        size_t len = d->cells[i] ? d->cells[i]->len : 0;
        size_t at = 0;
        bool first = true;
        do {
            if (first) {
                if (r->color)
                    strbuf_adds(&r->line, HEADING_ON);
                text_fit(d->labels[i]->data, d->labels[i]->len, label_width, ALIGN_LEFT, true,
                         &r->line);
                strbuf_adds(&r->line, " : ");
                if (r->color)
                    strbuf_adds(&r->line, HEADING_OFF);
            } else {
                strbuf_fill(&r->line, ' ', label_width + 3);
            }
            const char *nl = len > at ? memchr(s + at, '\n', len - at) : NULL;
            size_t line = (nl ? (size_t)(nl - s) : len) - at;
            size_t taken = 0;
            size_t head = text_head(s + at, line, field, &taken);
            if (head == 0 && line > 0)
                utf8_decode(s + at, line, &head);
            size_t shown = head;
            if (shown == line && shown > 0 && s[at + shown - 1] == '\r')
                shown--;
            strbuf_add(&r->line, s + at, shown);
            strbuf_addch(&r->line, '\n');
            at += head;
            if (head == line && nl) {
                at++;
                if (at == len) {
                    /* a newline at the end is one more, empty line */
                    strbuf_fill(&r->line, ' ', label_width + 3);
                    strbuf_addch(&r->line, '\n');
                }
            }
            first = false;
        } while (at < len);
    }
    strbuf_addch(&r->line, '\n');
    return put(r);
}

/* ---- wide views ---- */

static int release_wide(struct renderer *r)
{
    int columns = r->doc->wide_columns;
    size_t widest = 1;

    if (columns <= 0 && !r->doc->autosize)
        columns = 2;
    if (columns <= 0) {
        for (size_t i = 0; i < r->held.len; i++) {
            struct format_data *d = format_data_of(r->held.items[i]);
            if (d->text || !d->cells[0])
                continue;
            size_t w = utf8_width(d->cells[0]->data, d->cells[0]->len);
            widest = w > widest ? w : widest;
        }
        columns = 1;
        while (widest * ((size_t)columns + 1) + (size_t)columns < (size_t)r->width)
            columns++;
    }
    int each = (r->width - (columns - 1)) / columns;
    if (each < 1)
        each = 1;
    int at = 0;
    for (size_t i = 0; i < r->held.len; i++) {
        struct format_data *d = format_data_of(r->held.items[i]);
        if (d->text) {
            if (at > 0)
                strbuf_addch(&r->line, '\n');
            at = 0;
            strbuf_add(&r->line, d->text->data, d->text->len);
            strbuf_addch(&r->line, '\n');
            continue;
        }
        bool last = at == columns - 1;
        if (at > 0)
            strbuf_addch(&r->line, ' ');
        text_fit(d->cells[0] ? d->cells[0]->data : "", d->cells[0] ? d->cells[0]->len : 0,
                 (size_t)each, ALIGN_LEFT, !last && i + 1 < r->held.len, &r->line);
        at = last ? 0 : at + 1;
        if (at == 0)
            strbuf_addch(&r->line, '\n');
    }
    if (at > 0)
        strbuf_addch(&r->line, '\n');
    drop_held(r);
    return put(r);
}

/* ---- the stream ---- */

int renderer_flush(struct renderer *r)
{
    if (!r->doc || r->held.len == 0)
        return 0;
    return r->doc->shape == SHAPE_TABLE ? release_table(r) : release_wide(r);
}

static int group_start(struct renderer *r, struct format_data *d)
{
    if (d->text) {
        if (r->first_group)
            strbuf_addch(&r->line, '\n');
        strbuf_fill(&r->line, ' ', (size_t)d->indent);
        strbuf_add(&r->line, d->text->data, d->text->len);
        strbuf_addch(&r->line, '\n');
    }
    if (r->doc->shape == SHAPE_TABLE)
        r->sized = r->sized && !d->text && !r->first_group;
    else
        strbuf_addch(&r->line, '\n');
    r->first_group = false;
    return put(r);
}

static int group_end(struct renderer *r)
{
    int rc = renderer_flush(r);

    if (rc == 0 && r->doc->shape != SHAPE_LIST) {
        strbuf_addch(&r->line, '\n');
        rc = put(r);
    }
    r->sized = false;
    return rc;
}

static int entry(struct renderer *r, struct value v)
{
    struct format_data *d = format_data_of(v);

    if (!r->doc)
        return d->text ? put_text(r, d->text) : d->labels ? list_entry(r, d) : 0;
    switch (r->doc->shape) {
    case SHAPE_TABLE:
        if (d->text && r->held.len == 0)
            return put_text(r, d->text);
        return table_entry(r, v);
    case SHAPE_WIDE:
        *vec_push(&r->held) = value_ref(v);
        return 0;
    default:
        return list_entry(r, d);
    }
}

int renderer_write(struct renderer *r, struct value v)
{
    struct format_data *d = format_data_of(v);

    switch (d->kind) {
    case FORMAT_START:
        if (renderer_flush(r))
            return -1;
        close_document(r);
        r->start = value_ref(v);
        r->doc = d;
        r->first_group = true;
        return 0;
    case FORMAT_GROUP_START:
        return r->doc ? group_start(r, d) : 0;
    case FORMAT_ENTRY:
        return entry(r, v);
    case FORMAT_GROUP_END:
        return r->doc ? group_end(r) : 0;
    case FORMAT_END: {
        int rc = renderer_flush(r);
        close_document(r);
        return rc;
    }
    }
    return 0;
}
