/* Error records as text: ConciseView, NormalView, CategoryView and DetailedView. */
#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/base/vt.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/hash.h"
#include "shell/object/ps_style.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/error_detail.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/session.h"

static const struct enum_member view_members[] = { { "NormalView", ERROR_VIEW_NORMAL },
                                                   { "CategoryView", ERROR_VIEW_CATEGORY },
                                                   { "ConciseView", ERROR_VIEW_CONCISE },
                                                   { "DetailedView", ERROR_VIEW_DETAILED } };
ENUM_TYPE(error_view, "System.Management.Automation.ErrorView", view_members, false);

struct paint {
    const char *error, *accent, *reset;
};

static struct paint paint_of(const struct session *s, bool color)
{
    const struct ps_style *style = ps_style_of(s->style);

    if (!color)
        return (struct paint){ "", "", "" };
    return (struct paint){ ps_style_text(style, STYLE_ERROR),
                           ps_style_text(style, STYLE_ERROR_ACCENT), VT_RESET };
}

/* Only these know that a throw statement threw them. */
static bool is_runtime_exception(struct value exception)
{
    static const char name[] = "System.Management.Automation.RuntimeException";
    return exception_is(exception, name, sizeof(name) - 1);
}

/* Who failed: the command, else the category, else the exception. */
static const char *reason_of(const struct error_record *r)
{
    const char *name = invocation_info_name(r->invocation);
    if (r->thrown && is_runtime_exception(r->exception))
        return "Exception";
    if (r->category == EC_PARSER_ERROR)
        return "ParserError";
    if (name)
        return name;
    if (*r->activity)
        return r->activity;
    if (r->category != EC_NOT_SPECIFIED)
        return enum_name(&enum_error_category, (int32_t)r->category);
    return r->reason;
}

/* The lines of position_message() behind the first, without their "+". */
struct shown_line {
    const char *code, *marks;
    size_t code_len, marks_len;
};

static bool split_position(const char *message, struct shown_line *out)
{
    const char *first = strchr(message, '\n');
    const char *second = first ? strchr(first + 1, '\n') : NULL;
    if (!second)
        return false;
    out->code = first + 2;
    out->code_len = (size_t)(second - out->code);
    out->marks = second + 2;
    out->marks_len = strlen(out->marks);
    return true;
}

/* The part of s up to the last white space within the first max bytes of it; all of s when it is
 * no longer than that. */
static size_t truncated(const char *s, size_t len, size_t max)
{
    if (len <= max)
        return len;
    for (size_t i = max; i > 0; i--)
        if (s[i - 1] == ' ')
            return i - 1;
    return max;
}

/* Breaks the message at blanks so that lines stay within width; each line gets the prefix, which
 * takes prefix_width columns. */
static void wrap_message(struct strbuf *out, const char *message, const char *prefix,
                         size_t prefix_width, int width)
{
    AUTO_STRBUF line = STRBUF_INIT;
    AUTO_STRBUF flat = STRBUF_INIT;

    for (const char *p = message; *p; p++)
        strbuf_addch(&flat, *p == '\n' || *p == '\t' ? ' ' : *p);
    const char *rest = flat.buf;
    size_t left = flat.len, room = width > 0 ? (size_t)width : SIZE_MAX;
    while (left > 0 && utf8_width(rest, left) + prefix_width > room) {
        /* the prefix counts as text: a word that never fits leaves a line with the bar alone */
        strbuf_reset(&line);
        strbuf_fill(&line, 'x', prefix_width > 1 ? prefix_width - 1 : 0);
        strbuf_addch(&line, ' ');
        strbuf_add(&line, rest, left);
        size_t cut = truncated(line.buf, line.len, room);
        size_t n = cut > prefix_width ? cut - prefix_width : 0;
        if (n == 0 && rest != flat.buf)
            break;
        if (n > 0) {
            strbuf_adds(out, prefix);
            strbuf_add(out, rest, n);
        } else {
            strbuf_add(out, prefix, strlen(prefix));
            while (out->len > 0 && out->buf[out->len - 1] == ' ')
                strbuf_truncate(out, out->len - 1);
        }
        strbuf_addch(out, '\n');
        rest += n;
        left -= n;
        while (left > 0 && *rest == ' ')
            rest++, left--;
        if (n == 0)
            break;
    }
    strbuf_adds(out, prefix);
    strbuf_add(out, rest, left);
    strbuf_addch(out, '\n');
}

/* Of a text that does not parse: the first error without its position. */
static char *shown_message(struct value record)
{
    const struct error_record *r = error_record_of(record);
    const char *message = error_record_message(record);
    const char *behind = r->category == EC_PARSER_ERROR ? strstr(message, "~\n") : NULL;
    if (!behind)
        return xstrdup(message);
    const char *end = strstr(behind + 2, "\n\n");
    return end ? xstrndup(behind + 2, (size_t)(end - behind - 2)) : xstrdup(behind + 2);
}

/* What the box of a concise error shows: where, the line, its marked part. */
struct box {
    const char *file;         /* NULL: none */
    struct value line_number; /* a number or text; owned */
    bool file_line;           /* the file's name is followed by the line's number */
    struct strbuf code, marks;
    size_t mark_at, mark_len;
    bool wrap; /* long messages are broken */
};

static void put_box(struct session *s, struct value record, struct box *b, const char *reason,
                    struct paint c, struct strbuf *out)
{
    AUTO_VALUE number = value_to_string(b->line_number);
    size_t digits = number.str->len;
    AUTO_STRBUF head_space = STRBUF_INIT;

    strbuf_fill(&head_space, ' ', digits > 4 ? digits - 4 : 0);
    strbuf_addf(out, "%s%s: ", c.error, reason);
    if (b->file)
        strbuf_addf(out, "%s%s", c.reset, b->file);
    if (b->file && b->file_line)
        strbuf_addf(out, ":%s", number.str->data);
    strbuf_addf(out, "\n%s%sLine |\n%s", c.accent, head_space.buf, c.accent);
    strbuf_fill(out, ' ', digits < 4 ? 4 - digits : 0);
    strbuf_addf(out, "%s | %s", number.str->data, c.reset);
    if (b->mark_len < b->code.len && b->mark_at + b->mark_len <= b->code.len) {
        strbuf_add(out, b->code.buf, b->mark_at);
        strbuf_adds(out, c.accent);
        strbuf_add(out, b->code.buf + b->mark_at, b->mark_len);
        strbuf_adds(out, c.reset);
        strbuf_adds(out, b->code.buf + b->mark_at + b->mark_len);
    } else {
        strbuf_adds(out, b->code.buf);
    }
    strbuf_addch(out, '\n');
    AUTO_FREE char *prefix = xasprintf("%s%s     | %s", c.accent, head_space.buf, c.error);
    if (b->marks.len > 0)
        strbuf_addf(out, "%s%s\n", prefix, b->marks.buf);
    AUTO_FREE char *message = shown_message(record);
    if (!b->wrap) {
        strbuf_addf(out, "%s%s\n", prefix, message);
        return;
    }
    int columns = 120, rows;
    if (s->host.ops && s->host.ops->size)
        s->host.ops->size(s->host.data, &columns, &rows);
    wrap_message(out, message, prefix, head_space.len + 7, columns);
    strbuf_addch(out, '\n'); /* the view's own newline: an empty line follows */
}

static void concise_with_line(struct session *s, struct value record, const struct position *p,
                              struct paint c, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    AUTO_STRBUF where = STRBUF_INIT;
    struct shown_line shown = { "", "", 0, 0 };

    position_message(p, &where);
    split_position(where.buf, &shown);
    struct box b = { .file = p->ast->file,
                     .file_line = true,
                     .line_number = value_int((int32_t)ast_position(p->ast, p->start).line),
                     .code = STRBUF_INIT,
                     .marks = STRBUF_INIT,
                     .wrap = p->ast->file || r->category == EC_PARSER_ERROR };
    strbuf_add(&b.code, shown.code, shown.code_len);
    strbuf_add(&b.marks, shown.marks, shown.marks_len);
    b.mark_at = strspn(shown.marks, " ");
    b.mark_len = shown.marks_len - b.mark_at;
    put_box(s, record, &b, reason_of(r), c, out);
    strbuf_release(&b.code);
    strbuf_release(&b.marks);
}

/* The number under a key of a target, or 0. */
static int64_t column_of(struct hash *h, const char *key)
{
    struct value *v = hash_gets(h, key);
    int64_t n = 0;
    AUTO_ERR *err = NULL;

    return v && value_to_int64(*v, &n, &err) == 0 ? n : 0;
}

/* A target that says itself which line of which file is wrong: Line, LineText, and perhaps File,
 * StartColumn and EndColumn. */
static bool concise_of_target(struct session *s, struct value record, struct paint c,
                              struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    struct hash *h = r->target.kind == V_HASH ? r->target.hash : NULL;
    struct value *line = h ? hash_gets(h, "Line") : NULL;
    struct value *text = h ? hash_gets(h, "LineText") : NULL;

    if (!line || !text || value_is_null(*line))
        return false;
    AUTO_VALUE code = value_to_string(*text);
    struct value *file = hash_gets(h, "File");
    AUTO_VALUE name = file ? value_to_string(*file) : value_null();
    const char *first = code.str->data, *end = first + code.str->len;
    while (first < end && (unsigned char)*first <= ' ')
        first++;
    while (first < end && (unsigned char)end[-1] <= ' ')
        end--;
    struct box b = { .file = file ? name.str->data : NULL,
                     .line_number = *line,
                     .code = STRBUF_INIT,
                     .marks = STRBUF_INIT,
                     .wrap = r->category == EC_PARSER_ERROR };
    strbuf_add(&b.code, first, (size_t)(end - first));
    int64_t len = (int64_t)b.code.len, from = column_of(h, "StartColumn");
    if (from > 0 && from <= len) {
        int64_t to = column_of(h, "EndColumn");
        if (to <= from || to > len + 1)
            to = len + 1;
        b.mark_at = (size_t)from - 1;
        b.mark_len = (size_t)(to - from);
        strbuf_fill(&b.marks, ' ', b.mark_at);
        strbuf_fill(&b.marks, '~', b.mark_len);
    }
    const char *command = invocation_info_name(r->invocation);
    put_box(s, record, &b, command ? command : r->activity, c, out);
    strbuf_release(&b.code);
    strbuf_release(&b.marks);
    return true;
}

/* Line details: in files, in later lines of a text, and for parse errors. */
static bool wants_line(const struct error_record *r, const struct position *p)
{
    if (!p->ast)
        return false;
    const char *file = p->ast->file;
    if (file) {
        size_t n = strlen(file);
        if (n > 5 && text_caseeq(file + n - 5, ".psm1"))
            return false;
    }
    return r->category == EC_PARSER_ERROR || file || ast_position(p->ast, p->start).line > 1;
}

static void add_advice(const struct error_record *r, const char *lead, struct strbuf *out)
{
    if (r->advice && *r->advice)
        strbuf_addf(out, "%s%s\n", lead, r->advice);
}

static void concise(struct session *s, struct value record, struct paint c, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    struct position p = { 0 };
    if (concise_of_target(s, record, c, out))
        ;
    else if (invocation_info_position(r->invocation, &p) && wants_line(r, &p))
        concise_with_line(s, record, &p, c, out);
    else {
        AUTO_FREE char *message = shown_message(record);
        strbuf_addf(out, "%s%s: %s\n", c.error, reason_of(r), message);
    }
    add_advice(r, "  Recommendation: ", out);
    if (*c.reset) { /* the newline stays last */
        strbuf_truncate(out, out->len - 1);
        strbuf_addf(out, "%s\n", c.reset);
    }
}

static void category_line(struct value record, struct strbuf *out)
{
    AUTO_VALUE info = value_null();
    AUTO_ERR *err = NULL;
    if (member_get(record, "CategoryInfo", &info, &err) == 0)
        value_to_strbuf(info, out);
}

static void normal(struct value record, struct paint c, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    const char *name = invocation_info_name(r->invocation);
    struct position p = { 0 };
    strbuf_adds(out, c.error);
    if (name)
        strbuf_addf(out, "%s : ", name);
    strbuf_addf(out, "%s\n", error_record_message(record));
    if (invocation_info_position(r->invocation, &p)) {
        position_message(&p, out);
        strbuf_addch(out, '\n');
    }
    strbuf_adds(out, "    + CategoryInfo          : ");
    category_line(record, out);
    strbuf_addf(out, "\n    + FullyQualifiedErrorId : %s\n", r->id);
    add_advice(r, "    + RecommendedAction     : ", out);
    strbuf_truncate(out, out->len - 1);
    strbuf_addf(out, "%s\n", c.reset);
}

void error_record_view(struct session *s, struct value record, bool color, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    if (!r)
        return;
    if (strncmp(r->id, "NativeCommandError", strlen("NativeCommandError")) ==
        0) { /* what a program said, as it said it */
        strbuf_addf(out, "%s\n", error_record_message(record));
        return;
    }
    AUTO_VALUE view = value_null();
    AUTO_STRBUF name = STRBUF_INIT;
    if (session_lookup_variable(s, "ErrorView", 9, &view))
        value_to_strbuf(view, &name);
    struct paint c = paint_of(s, color);
    if (text_caseeq(name.buf, "NormalView")) {
        normal(record, c, out);
    } else if (text_caseeq(name.buf, "CategoryView")) {
        strbuf_adds(out, c.error);
        category_line(record, out);
        strbuf_addf(out, "%s\n", c.reset);
    } else if (text_caseeq(name.buf, "DetailedView")) {
        error_detail_text(s, record, out);
        strbuf_addch(out, '\n');
    } else {
        concise(s, record, c, out);
    }
}
