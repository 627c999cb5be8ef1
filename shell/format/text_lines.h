/* Text broken into lines of a width and cut to a width, with escape sequences kept whole and
 * closed: what a line opens, its end resets, and the next line opens it again. */
#ifndef HVSH_FORMAT_TEXT_LINES_H
#define HVSH_FORMAT_TEXT_LINES_H

#include "shell/base/strbuf.h"
#include "shell/base/vec.h"
#include "shell/object/type_info.h"

/* Lines without their ends, one after the other in text. */
struct text_lines {
    struct strbuf text;
    VEC(size_t)
    ends;
};
#define TEXT_LINES_INIT     \
    {                       \
        .text = STRBUF_INIT \
    }
void text_lines_release(struct text_lines *l);
#define AUTO_TEXT_LINES CLEANUP(text_lines_release) struct text_lines
/* Borrowed until the next change. */
const char *text_line(const struct text_lines *l, size_t i, size_t *len);

/* Columns that s takes; decoration takes none, characters above U+FFFF and East Asian wide ones
 * take two. */
size_t text_width(const char *s, size_t len);
/* Splits at newlines; carriage returns vanish. */
void text_lines_split(const char *s, size_t len, struct text_lines *out);
/* The same, then at blanks so that no line is wider than width; blanks at a break stay. */
void text_lines_wrap(const char *s, size_t len, size_t width, struct text_lines *out);
/* The characters from skip columns on, width columns of them at most; prefix and suffix (or
 * NULL) go before the first and after the last character shown. */
void text_part(const char *s, size_t len, size_t skip, size_t width, const char *prefix,
               const char *suffix, struct strbuf *out);
/* One cell: the first line of s in width columns, cut with … when too long (at its head when
 * right-aligned); pad_end false: nothing after the text. */
void text_cell(const char *s, size_t len, size_t width, enum column_align align, bool pad_end,
               struct strbuf *out);
/* Resets at the end of s what it decorated, unless it does itself. */
bool text_needs_reset(const char *s, size_t len);

#endif
