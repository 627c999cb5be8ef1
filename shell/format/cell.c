#include "shell/format/cell.h"

#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"

#define ELLIPSIS "\xE2\x80\xA6"

static void add_entry(struct hash_entry *e, struct strbuf *out)
{
    strbuf_addch(out, '[');
    value_to_strbuf(e->key, out);
    strbuf_adds(out, ", ");
    value_to_strbuf(e->value, out);
    strbuf_addch(out, ']');
}

static void add_items(int limit, struct value v, struct strbuf *out)
{
    size_t n = v.kind == V_HASH ? v.hash->count : v.array->len;
    size_t shown = limit >= 0 && n > (size_t)limit ? (size_t)limit : n;
    size_t it = 0;

    strbuf_addch(out, '{');
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            strbuf_adds(out, ", ");
        if (v.kind == V_HASH)
            add_entry(hash_next(v.hash, &it), out);
        else
            value_to_strbuf(v.array->items[i], out);
    }
    if (shown < n)
        strbuf_adds(out, ELLIPSIS);
    strbuf_addch(out, '}');
}

void cell_text(const struct format_env *env, struct value v, const char *format, struct strbuf *out)
{
    if (format && *format) {
        struct err *err = NULL;
        size_t before = out->len;
        int rc = strchr(format, '{') ? value_format(format, strlen(format), &v, 1, out, &err)
                                     : value_format_one(v, format, strlen(format), out, &err);
        if (rc == 0)
            return;
        err_clear(&err);
        strbuf_truncate(out, before);
    }
    if (v.kind == V_NULL)
        return;
    if (v.kind == V_ARRAY || v.kind == V_HASH)
        add_items(env ? env->enumeration_limit : 4, v, out);
    else
        value_to_strbuf(v, out);
}

enum column_align cell_default_align(struct value v)
{
    switch (v.kind) {
    case V_BOOL:
    case V_CHAR:
    case V_ENUM:
        return ALIGN_RIGHT;
    default:
        return value_is_number(v) ? ALIGN_RIGHT : ALIGN_LEFT;
    }
}

bool value_is_scalar(struct value v)
{
    switch (v.kind) {
    case V_BOOL:
    case V_CHAR:
    case V_ENUM:
    case V_STRING:
        return true;
    default:
        return value_is_number(v);
    }
}

size_t text_head(const char *s, size_t len, size_t width, size_t *taken)
{
    size_t at = 0, columns = 0;

    while (at < len) {
        size_t used = 1;
        unsigned char c = (unsigned char)s[at];
        size_t w = 1;
        if (c >= 0x80) {
            utf8_decode(s + at, len - at, &used);
            w = utf8_width(s + at, used);
        } else if (c == 0x1b) {
            /* escape sequences take no room */
            size_t end = at + 1;
            if (end < len && s[end] == '[') {
                end++;
                while (end < len && (unsigned char)s[end] < 0x40)
                    end++;
                if (end < len)
                    end++;
                used = end - at;
                w = 0;
            }
        }
        if (columns + w > width)
            break;
        columns += w;
        at += used;
    }
    *taken = columns;
    return at;
}

/* The last bytes of s that take at most width columns. */
static size_t text_tail(const char *s, size_t len, size_t width, size_t *taken)
{
    size_t total = 0, skip = 0;

    text_head(s, len, SIZE_MAX, &total);
    size_t at = 0;
    while (at < len && total - skip > width) {
        size_t used = 1;
        utf8_decode(s + at, len - at, &used);
        skip += utf8_width(s + at, used);
        at += used;
    }
    *taken = total - skip;
    return at;
}

void text_fit(const char *s, size_t len, size_t width, enum column_align align, bool pad_end,
              struct strbuf *out)
{
    size_t columns = 0;
    size_t head = text_head(s, len, width, &columns);

    if (head < len) {
        size_t taken = 0;
        if (width == 0)
            return;
        if (align == ALIGN_RIGHT) {
            size_t from = text_tail(s, len, width - 1, &taken);
            strbuf_fill(out, ' ', width - 1 - taken);
            strbuf_adds(out, ELLIPSIS);
            strbuf_add(out, s + from, len - from);
            return;
        }
        head = text_head(s, len, width - 1, &taken);
        strbuf_add(out, s, head);
        strbuf_adds(out, ELLIPSIS);
        if (pad_end)
            strbuf_fill(out, ' ', width - 1 - taken);
        return;
    }
    size_t room = width - columns;
    size_t before = align == ALIGN_RIGHT ? room : align == ALIGN_CENTER ? room / 2 : 0;
    strbuf_fill(out, ' ', before);
    strbuf_add(out, s, len);
    if (pad_end)
        strbuf_fill(out, ' ', room - before);
}

size_t text_wrap(const char *s, size_t len, size_t width, size_t *used)
{
    const char *nl = memchr(s, '\n', len);
    size_t line = nl ? (size_t)(nl - s) : len;
    size_t columns = 0;
    size_t head = text_head(s, line, width > 0 ? width : 1, &columns);

    if (head >= line) {
        *used = nl ? line + 1 : line;
        return line > 0 && s[line - 1] == '\r' ? line - 1 : line;
    }
    if (head == 0)
        utf8_decode(s, line, &head); /* wider than the column: one character all the same */
    if (s[head] == ' ') {
        *used = head + 1;
        return head;
    }
    for (size_t i = head; i > 0; i--) {
        if (s[i - 1] == ' ') {
            *used = i;
            return i - 1 > 0 ? i - 1 : 0;
        }
    }
    *used = head;
    return head;
}
