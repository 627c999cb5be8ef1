#include "shell/format/csv.h"

#include <string.h>

static bool needs_quotes(const char *s, size_t len, const char *delimiter)
{
    size_t dlen = strlen(delimiter);

    for (size_t i = 0; i < len; i++)
        if (s[i] == '"' || s[i] == '\n' || s[i] == '\r')
            return true;
    return dlen > 0 && len >= dlen && memmem(s, len, delimiter, dlen) != NULL;
}

void csv_write_field(const char *s, size_t len, const char *delimiter, enum csv_quotes quotes,
                     struct strbuf *out)
{
    if (!s)
        return;
    if (quotes == CSV_QUOTE_NEVER ||
        (quotes == CSV_QUOTE_AS_NEEDED && !needs_quotes(s, len, delimiter))) {
        strbuf_add(out, s, len);
        return;
    }
    strbuf_addch(out, '"');
    while (len > 0) {
        const char *q = memchr(s, '"', len);
        size_t n = q ? (size_t)(q - s) + 1 : len;
        strbuf_add(out, s, n);
        if (q)
            strbuf_addch(out, '"');
        s += n;
        len -= n;
    }
    strbuf_addch(out, '"');
}

void csv_reader_init(struct csv_reader *r, char delimiter,
                     int (*row)(void *data, const struct csv_reader *r), void *data)
{
    *r = (struct csv_reader){
        .delimiter = delimiter, .text = STRBUF_INIT, .row = row, .data = data
    };
    for (const char *c = "\"\r\n\t "; *c; c++)
        r->ends_run[(unsigned char)*c] = true;
    r->ends_run[(unsigned char)delimiter] = true;
}

void csv_reader_release(struct csv_reader *r)
{
    strbuf_release(&r->text);
    vec_release(&r->fields);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void end_field(struct csv_reader *r)
{
    struct csv_field *f = vec_push(&r->fields);

    if (r->state == CSV_REST && r->rest_trims && !r->rest_solid)
        strbuf_truncate(&r->text, r->rest_start);
    *f = (struct csv_field){ r->field_start, r->text.len - r->field_start, r->field_quoted };
    r->field_start = r->text.len;
    r->field_quoted = false;
    r->state = CSV_START;
}

/* An empty field that ends with the text, not with a line, is none. */
static int end_row(struct csv_reader *r, bool at_end)
{
    int rc = 0;

    if (r->row_open) {
        if (!at_end || r->state != CSV_START)
            end_field(r);
        rc = r->row(r->data, r);
    }
    r->row_open = false;
    r->fields.len = 0;
    r->field_start = 0;
    r->field_quoted = false;
    r->state = CSV_START;
    strbuf_reset(&r->text);
    return rc;
}

/* What follows goes to the field as it is, up to the delimiter; trims: unless it is all blank. */
static void begin_rest(struct csv_reader *r, bool trims)
{
    r->state = CSV_REST;
    r->rest_start = r->text.len;
    r->rest_trims = trims;
    r->rest_solid = false;
}

/* Takes what stands for itself in the state, for which the text has room: how many bytes. */
static size_t take_run(struct csv_reader *r, const char *s, size_t len)
{
    char *to = r->text.buf + r->text.len;
    size_t n = 0;

    switch (r->state) {
    case CSV_QUOTED: {
        const char *q = memchr(s, '"', len);
        n = q ? (size_t)(q - s) : len;
        memcpy(to, s, n);
        break;
    }
    case CSV_REST:
        for (; n < len && s[n] != r->delimiter && s[n] != '\n' && s[n] != '\r'; n++) {
            r->rest_solid = r->rest_solid || !is_blank(s[n]);
            to[n] = s[n];
        }
        break;
    case CSV_START:
    case CSV_PLAIN:
        for (; n < len && !r->ends_run[(unsigned char)s[n]]; n++)
            to[n] = s[n];
        if (n == 0)
            return 0;
        r->state = CSV_PLAIN;
        r->row_open = true;
        r->skip_newline = false;
        break;
    case CSV_QUOTE_SEEN:
        return 0;
    }
    to[n] = '\0';
    r->text.len += n;
    return n;
}

/* A quote, a blank or the first character of a field. */
static void feed_text(struct csv_reader *r, char c)
{
    if (r->state == CSV_START && c == '"') {
        r->state = CSV_QUOTED;
        r->field_quoted = true;
        return;
    }
    strbuf_addch(&r->text, c);
    if (r->state == CSV_REST)
        r->rest_solid = r->rest_solid || !is_blank(c);
    else if (r->state == CSV_PLAIN)
        begin_rest(r, c != '"');
    else
        r->state = CSV_PLAIN;
}

static int feed_one(struct csv_reader *r, char c)
{
    if (r->skip_newline) {
        r->skip_newline = false;
        if (c == '\n')
            return 0;
    }
    if (r->state == CSV_QUOTED) { /* only a quote gets here */
        r->state = CSV_QUOTE_SEEN;
        return 0;
    }
    if (r->state == CSV_QUOTE_SEEN && c == '"') {
        strbuf_addch(&r->text, '"');
        r->state = CSV_QUOTED;
        return 0;
    }
    if (r->state == CSV_QUOTE_SEEN)
        begin_rest(r, true);
    if (c == '\n' || c == '\r') {
        r->skip_newline = c == '\r';
        return end_row(r, false);
    }
    if (c == r->delimiter) {
        r->row_open = true;
        end_field(r);
        return 0;
    }
    if (r->state == CSV_START && is_blank(c))
        return 0;
    r->row_open = true;
    feed_text(r, c);
    return 0;
}

int csv_reader_feed(struct csv_reader *r, const char *text, size_t len)
{
    strbuf_grow(&r->text, len); /* what was read takes no more room than it did before */
    while (len > 0) {
        size_t n = take_run(r, text, len);
        if (n == 0) {
            int rc = feed_one(r, *text);
            if (rc)
                return rc;
            n = 1;
        }
        text += n;
        len -= n;
    }
    return 0;
}

int csv_reader_end(struct csv_reader *r)
{
    return end_row(r, true);
}
