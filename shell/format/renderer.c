#include "shell/format/renderer.h"

#include <limits.h>
#include <string.h>

#include "shell/base/clock.h"
#include "shell/base/vec.h"
#include "shell/base/vt.h"
#include "shell/format/table_layout.h"
#include "shell/format/text_lines.h"

enum { HOLD_MS = 300, HOLD_ROWS = 100000, MIN_WIDTH = 5 };

struct renderer {
    struct text_sink *out;
    int width, height;
    bool color, plain_raw;
    const struct ps_style *style;
    struct value start; /* the open document's FORMAT_START, or $null */
    struct format_data *doc;
    bool first_group;
    /* tables */
    bool sized;
    int *widths;
    int rows; /* since the headings */
    VEC(struct value)
    held; /* entries that wait for the widths; for wide views: for the group's end */
    int64_t held_since;
    struct strbuf line;
};

struct renderer *renderer_new(struct text_sink *out, int width, bool color)
{
    struct renderer *r = xcalloc(1, sizeof(*r));

    r->out = out;
    r->color = color;
    r->height = INT_MAX;
    r->line = (struct strbuf)STRBUF_INIT;
    renderer_set_width(r, width);
    return r;
}

void renderer_set_look(struct renderer *r, const struct render_look *look)
{
    r->style = look->style;
    r->color = look->decorate;
    r->plain_raw = look->plain_raw;
    r->height = look->height > 0 ? look->height : INT_MAX;
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
    int rc;

    if (!r->color && vt_is_decorated(r->line.buf, r->line.len)) {
        AUTO_STRBUF plain = STRBUF_INIT;
        vt_strip(r->line.buf, r->line.len, &plain);
        rc = text_write(r->out, plain.buf, plain.len);
    } else {
        rc = text_write(r->out, r->line.buf, r->line.len);
    }
    strbuf_reset(&r->line);
    return rc;
}

/* A line of text as it stands, plus the newline. */
static int put_text(struct renderer *r, struct format_data *d)
{
    if (d->raw && !r->plain_raw) {
        AUTO_STRBUF line = STRBUF_INIT;
        strbuf_add(&line, d->text->data, d->text->len);
        strbuf_addch(&line, '\n');
        int rc = r->line.len > 0 ? put(r) : 0;
        return rc ? rc : text_write(r->out, line.buf, line.len);
    }
    strbuf_add(&r->line, d->text->data, d->text->len);
    strbuf_addch(&r->line, '\n');
    return put(r);
}

/* ---- lists ---- */

static void list_line(struct renderer *r, const char *label, size_t label_len, const char *s,
                      size_t len)
{
    const char *accent = r->color ? ps_style_text(r->style, STYLE_FORMAT_ACCENT) : "";

    if (*accent && label)
        strbuf_addf(&r->line, "%s%.*s%s", accent, (int)label_len, label, VT_RESET);
    else if (label)
        strbuf_add(&r->line, label, label_len);
    else
        strbuf_fill(&r->line, ' ', label_len);
    strbuf_add(&r->line, s, len);
    if (text_needs_reset(s, len))
        strbuf_adds(&r->line, VT_RESET);
    strbuf_addch(&r->line, '\n');
}

static int list_entry(struct renderer *r, struct format_data *d)
{
    size_t label_width = 0;

    if (d->text)
        return put_text(r, d);
    for (size_t i = 0; i < d->n; i++) {
        size_t w = text_width(d->labels[i]->data, d->labels[i]->len);
        label_width = w > label_width ? w : label_width;
    }
    size_t max = (size_t)r->width - 4;
    if (label_width > max)
        label_width = max;
    AUTO_STRBUF label = STRBUF_INIT;
    for (size_t i = 0; i < d->n; i++) {
        AUTO_TEXT_LINES lines = TEXT_LINES_INIT;
        strbuf_reset(&label);
        size_t w = text_width(d->labels[i]->data, d->labels[i]->len);
        if (w > label_width)
            text_part(d->labels[i]->data, d->labels[i]->len, 0, label_width, NULL, NULL, &label);
        else
            strbuf_add(&label, d->labels[i]->data, d->labels[i]->len);
        strbuf_fill(&label, ' ', label_width > w ? label_width - w : 0);
        strbuf_adds(&label, " : ");
        text_lines_wrap(d->cells[i] ? d->cells[i]->data : "", d->cells[i] ? d->cells[i]->len : 0,
                        (size_t)r->width - label_width - 3, &lines);
        for (size_t k = 0; k < lines.ends.len; k++) {
            size_t len;
            const char *s = text_line(&lines, k, &len);
            if (k == 0)
                list_line(r, label.buf, label.len, s, len);
            else
                list_line(r, NULL, label_width + 3, s, len);
        }
    }
    strbuf_addch(&r->line, '\n');
    return put(r);
}

/* ---- tables ---- */

/* Does the content decide the widths? Then rows wait. */
static bool must_hold(const struct renderer *r)
{
    return r->doc->autosize || (r->doc->nheads > 0 && r->doc->heads[0].width <= 0);
}

static void size_columns(struct renderer *r)
{
    struct format_data *doc = r->doc;
    /* widths are given unless the rows were held back to decide them */
    bool by_content = must_hold(r);

    free(r->widths);
    r->widths = xcalloc(doc->nheads, sizeof(*r->widths));
    for (size_t i = 0; i < doc->nheads; i++) {
        if (!by_content || (doc->heads[i].width > 0 && !doc->autosize)) {
            r->widths[i] = doc->heads[i].width;
            continue;
        }
        size_t w = text_width(doc->heads[i].label->data, doc->heads[i].label->len);
        for (size_t k = 0; k < r->held.len; k++) {
            struct format_data *row = format_data_of(r->held.items[k]);
            if (!row->cells || row->labels || i >= row->n || !row->cells[i])
                continue;
            size_t cw = text_width(row->cells[i]->data, row->cells[i]->len); /* of all its lines */
            w = cw > w ? cw : w;
        }
        r->widths[i] = w > 0 ? (w > 1000000 ? 1000000 : (int)w) : 1;
    }
    table_fit(r->widths, doc->nheads, r->width);
    r->sized = true;
}

static struct table_row row_of(const struct renderer *r, struct str *const *cells)
{
    return (struct table_row){
        .heads = r->doc->heads, .widths = r->widths, .n = r->doc->nheads, .cells = cells
    };
}

static int put_header(struct renderer *r)
{
    struct format_data *doc = r->doc;

    if (doc->hide_headers)
        return 0;
    AUTO_FREE struct str **labels = xcalloc(doc->nheads, sizeof(struct str *));
    for (size_t i = 0; i < doc->nheads; i++)
        labels[i] = doc->heads[i].label;
    struct table_row row = row_of(r, labels);
    if (r->color) {
        row.heading = ps_style_text(r->style, STYLE_TABLE_HEADER);
        row.custom = ps_style_text(r->style, STYLE_CUSTOM_TABLE_HEADER);
    }
    size_t before = r->line.len;
    table_heading(&row, &r->line);
    r->rows = 0;
    for (size_t i = before; i < r->line.len; i++)
        r->rows += r->line.buf[i] == '\n';
    return put(r);
}

/* What is no row: text, or the list of an object of another type. */
static int put_aside(struct renderer *r, struct format_data *d)
{
    if (d->text)
        return put_text(r, d);
    strbuf_addch(&r->line, '\n');
    return list_entry(r, d);
}

static int put_row(struct renderer *r, struct format_data *d)
{
    if (d->text || d->labels)
        return put_aside(r, d);
    if (d->n != r->doc->nheads)
        return 0;
    if (r->doc->repeat_header && r->rows >= r->height - 2) {
        strbuf_addch(&r->line, '\n');
        if (put_header(r))
            return -1;
    }
    struct table_row row = row_of(r, d->cells);
    table_row(&row, r->doc->wrap || d->wrap, &r->line);
    r->rows++;
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
    int64_t now = clock_ms();
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

/* ---- wide views ---- */

static int wide_columns(const struct renderer *r)
{
    size_t widest = 0;

    if (r->doc->wide_columns > 0)
        return r->doc->wide_columns;
    if (!r->doc->autosize)
        return 2;
    for (size_t i = 0; i < r->held.len; i++) {
        struct format_data *d = format_data_of(r->held.items[i]);
        if (d->text || !d->cells[0])
            continue;
        size_t w = text_width(d->cells[0]->data, d->cells[0]->len);
        widest = w > widest ? w : widest;
    }
    int columns = 1;
    if (widest == 0 || widest >= (size_t)r->width)
        return 1;
    while (widest * ((size_t)columns + 1) + (size_t)columns < (size_t)r->width)
        columns++;
    return columns;
}

static int wide_row(struct renderer *r, struct str **cells, struct format_head *heads, int *widths,
                    int columns)
{
    struct table_row row = {
        .heads = heads, .widths = widths, .n = (size_t)columns, .cells = cells
    };

    table_row(&row, false, &r->line);
    memset(cells, 0, (size_t)columns * sizeof(struct str *));
    return 0;
}

static int release_wide(struct renderer *r)
{
    int columns = wide_columns(r);
    AUTO_FREE struct str **cells = xcalloc((size_t)columns, sizeof(struct str *));
    AUTO_FREE struct format_head *heads = xcalloc((size_t)columns, sizeof(*heads));
    AUTO_FREE int *widths = xcalloc((size_t)columns, sizeof(*widths));

    table_fit(widths, (size_t)columns, r->width);
    int at = 0;
    for (size_t i = 0; i < r->held.len; i++) {
        struct format_data *d = format_data_of(r->held.items[i]);
        if (d->text) {
            if (at > 0)
                wide_row(r, cells, heads, widths, columns);
            at = 0;
            strbuf_add(&r->line, d->text->data, d->text->len);
            strbuf_addch(&r->line, '\n');
            continue;
        }
        cells[at++] = d->cells[0];
        if (at == columns) {
            wide_row(r, cells, heads, widths, columns);
            at = 0;
        }
    }
    if (at > 0)
        wide_row(r, cells, heads, widths, columns);
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
    bool blank_between = d->text && r->doc->shape == SHAPE_LIST;

    if (r->first_group || blank_between)
        strbuf_addch(&r->line, '\n');
    if (d->text) {
        strbuf_fill(&r->line, ' ', (size_t)d->indent);
        strbuf_add(&r->line, d->text->data, d->text->len);
        strbuf_adds(&r->line, "\n\n");
    }
    r->first_group = false;
    r->sized = false;
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
        return d->text ? put_text(r, d) : d->labels ? list_entry(r, d) : 0;
    switch (r->doc->shape) {
    case SHAPE_TABLE:
        if ((d->text || d->labels) && r->held.len == 0)
            return put_aside(r, d);
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
