/* Error records as text: ConciseView, NormalView, CategoryView and DetailedView. */
#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/str.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/session.h"

#define VT_ERROR "\x1b[31;1m"
#define VT_ACCENT "\x1b[36;1m"
#define VT_RESET "\x1b[0m"

static const struct enum_member view_members[] = { { "NormalView", ERROR_VIEW_NORMAL },
                                                   { "CategoryView", ERROR_VIEW_CATEGORY },
                                                   { "ConciseView", ERROR_VIEW_CONCISE },
                                                   { "DetailedView", ERROR_VIEW_DETAILED } };
const struct enum_info enum_error_view = {
    .name = "System.Management.Automation.ErrorView",
    .members = view_members,
    .nmembers = ARRAY_SIZE(view_members),
};

struct paint {
    const char *error, *accent, *reset;
};

static struct paint paint_of(bool color)
{
    return color ? (struct paint){ VT_ERROR, VT_ACCENT, VT_RESET } : (struct paint){ "", "", "" };
}

/* Who failed: the command, else the category, else the exception. */
static const char *reason_of(const struct error_record *r)
{
    const char *name = invocation_info_name(r->invocation);
    if (r->thrown)
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

/* Breaks the message at blanks so that lines stay within width; each further
 * line gets the prefix. */
static void wrap_message(struct strbuf *out, const char *message, const char *prefix,
                         size_t prefix_width, int width)
{
    AUTO_STRBUF flat = STRBUF_INIT;
    for (const char *p = message; *p; p++)
        strbuf_addch(&flat, *p == '\n' || *p == '\t' ? ' ' : *p);
    size_t room = width > (int)prefix_width + 10 ? (size_t)width - prefix_width : 0;
    const char *s = flat.buf;
    size_t left = flat.len;
    while (room && utf8_width(s, left) > room) {
        size_t cut = 0, last = 0;
        while (cut < left && utf8_width(s, cut) < room) {
            if (s[cut] == ' ')
                last = cut;
            size_t used;
            utf8_decode(s + cut, left - cut, &used);
            cut += used;
        }
        size_t n = last ? last : cut;
        strbuf_addf(out, "%s", prefix);
        strbuf_add(out, s, n);
        strbuf_addch(out, '\n');
        while (n < left && s[n] == ' ')
            n++;
        s += n;
        left -= n;
    }
    strbuf_addf(out, "%s", prefix);
    strbuf_add(out, s, left);
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

static void concise_with_line(struct session *s, struct value record, const struct position *p,
                              struct paint c, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    struct ast_pos pos = ast_position(p->ast, p->start);
    AUTO_STRBUF where = STRBUF_INIT;
    position_message(p, &where);
    struct shown_line shown = { "", "", 0, 0 };
    split_position(where.buf, &shown);
    AUTO_FREE char *number = xasprintf("%u", pos.line);
    size_t digits = strlen(number);
    AUTO_STRBUF head_space = STRBUF_INIT;
    AUTO_STRBUF line_space = STRBUF_INIT;
    strbuf_fill(&head_space, ' ', digits > 4 ? digits - 4 : 0);
    strbuf_fill(&line_space, ' ', digits < 4 ? 4 - digits : 0);
    strbuf_addf(out, "%s%s: ", c.error, reason_of(r));
    if (p->ast->file)
        strbuf_addf(out, "%s%s:%u\n", c.reset, p->ast->file, pos.line);
    else
        strbuf_addch(out, '\n');
    strbuf_addf(out, "%s%sLine |\n", c.accent, head_space.buf);
    strbuf_addf(out, "%s%s%s | %s", c.accent, line_space.buf, number, c.reset);
    size_t lead = strspn(shown.marks, " ");
    size_t marked = shown.marks_len - lead;
    if (*c.accent && lead <= shown.code_len) {
        size_t end = lead + marked < shown.code_len ? lead + marked : shown.code_len;
        strbuf_add(out, shown.code, lead);
        strbuf_adds(out, c.accent);
        strbuf_add(out, shown.code + lead, end - lead);
        strbuf_adds(out, c.reset);
        strbuf_add(out, shown.code + end, shown.code_len - end);
    } else {
        strbuf_add(out, shown.code, shown.code_len);
    }
    strbuf_addch(out, '\n');
    AUTO_FREE char *prefix = xasprintf("%s%s     | %s", c.accent, head_space.buf, c.error);
    strbuf_addf(out, "%s%s\n", prefix, shown.marks);
    int columns = 120, rows;
    if (s->host.ops && s->host.ops->size)
        s->host.ops->size(s->host.data, &columns, &rows);
    AUTO_FREE char *message = shown_message(record);
    wrap_message(out, message, prefix, head_space.len + 7, columns);
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
    if (invocation_info_position(r->invocation, &p) && wants_line(r, &p))
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

static void detailed(struct value record, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    const struct exception *e = exception_of(r->exception);
    struct position p = { 0 };
    strbuf_adds(out, "\nException             :\n");
    strbuf_addf(out, "    Type    : %s\n", exception_type_name(r->exception));
    strbuf_adds(out, "    Message : ");
    if (e)
        value_to_strbuf(e->message, out);
    strbuf_addf(out, "\n    HResult : %d\n", e ? e->hresult : 0);
    if (r->target_name && *r->target_name)
        strbuf_addf(out, "TargetObject          : %s\n", r->target_name);
    strbuf_adds(out, "CategoryInfo          : ");
    category_line(record, out);
    strbuf_addf(out, "\nFullyQualifiedErrorId : %s\n", r->id);
    const char *name = invocation_info_name(r->invocation);
    if (invocation_info_position(r->invocation, &p)) {
        struct ast_pos pos = ast_position(p.ast, p.start);
        AUTO_STRBUF where = STRBUF_INIT;
        position_message(&p, &where);
        strbuf_adds(out, "InvocationInfo        :\n");
        if (name)
            strbuf_addf(out, "    MyCommand        : %s\n", name);
        if (p.ast->file)
            strbuf_addf(out, "    ScriptName       : %s\n", p.ast->file);
        strbuf_addf(out, "    ScriptLineNumber : %u\n    OffsetInLine     : %u\n", pos.line,
                    pos.column);
        strbuf_adds(out, "    PositionMessage  : ");
        for (const char *t = where.buf; *t; t++) {
            strbuf_addch(out, *t);
            if (*t == '\n')
                strbuf_fill(out, ' ', 23);
        }
        strbuf_addch(out, '\n');
    }
    if (r->stack_trace)
        strbuf_addf(out, "ScriptStackTrace      : %s\n", r->stack_trace);
    add_advice(r, "RecommendedAction     : ", out);
}

void error_record_view(struct session *s, struct value record, bool color, struct strbuf *out)
{
    const struct error_record *r = error_record_of(record);
    if (!r)
        return;
    if (strcmp(r->id, "NativeCommandError") == 0) { /* what a program said, as it said it */
        strbuf_addf(out, "%s\n", error_record_message(record));
        return;
    }
    AUTO_VALUE view = value_null();
    AUTO_STRBUF name = STRBUF_INIT;
    if (session_lookup_variable(s, "ErrorView", 9, &view))
        value_to_strbuf(view, &name);
    struct paint c = paint_of(color);
    if (text_caseeq(name.buf, "NormalView")) {
        normal(record, c, out);
    } else if (text_caseeq(name.buf, "CategoryView")) {
        strbuf_adds(out, c.error);
        category_line(record, out);
        strbuf_addf(out, "%s\n", c.reset);
    } else if (text_caseeq(name.buf, "DetailedView")) {
        detailed(record, out);
    } else {
        concise(s, record, c, out);
    }
}
