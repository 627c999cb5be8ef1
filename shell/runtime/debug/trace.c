#include "shell/runtime/debug/trace.h"

#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/base/utf8.h"
#include "shell/object/convert.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/place.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

/* Statements that have statements of their own: those are shown instead. */
static bool is_compound(const struct node *n)
{
    switch (n->ast_kind) {
    case AST_IF:
    case AST_WHILE:
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
    case AST_FOR:
    case AST_FOREACH:
    case AST_SWITCH:
    case AST_TRY:
    case AST_FUNCTION:
    case AST_TYPE_DEF:
    case AST_BLOCK:
        return true;
    default:
        return false;
    }
}

/* The byte of the line where a column, counted in UTF-16 units from 1, begins. */
static size_t byte_of_column(struct ast_str line, uint32_t column)
{
    uint32_t units = 1;
    size_t at = 0;

    while (at < line.len && units < column) {
        unsigned char c = (unsigned char)line.s[at++];
        units += c >= 0xF0 ? 2 : 1;
        while (at < line.len && ((unsigned char)line.s[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

static enum status show_statement(struct frame *f, const struct node *n)
{
    struct session *s = f->session;
    const struct ast *ast = f->code->ast;
    struct ast_pos pos = ast_position(ast, n->start);
    struct ast_str line = ast_line(ast, pos.line);
    size_t at = byte_of_column(line, pos.column);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text, "%4u+ %.*s >>>> %.*s", (unsigned)pos.line, (int)at, line.s,
                (int)(line.len - at), line.s + at);
    session_flush_output(s);
    if (s->trace.step)
        return stream_ask_step(s, text.buf, &s->trace.step);
    return host_message(s, STREAM_DEBUG, text.buf, text.len);
}

enum status trace_statement(struct frame *f, const struct node *n)
{
    if (is_compound(n) || !f->code->ast)
        return ST_OK;
    enum status st = f->session->trace.shows ? show_statement(f, n) : ST_OK;
    return st == ST_OK ? debugger_statement(f, n) : st;
}

enum status trace_set(struct session *s, const char *name, size_t len, const char *text)
{
    /* The line ends after 60 characters of name and value. */
    size_t limit = len < 60 ? 60 - len : 0, size = strlen(text);
    size_t at = utf8_utf16_len(text, size) > limit ? utf8_utf16_offset(text, size, limit) : size;
    AUTO_STRBUF line = STRBUF_INIT;

    strbuf_addf(&line, "    ! SET $%.*s = '%.*s%s'.", (int)len, name, (int)at, text,
                at < size ? "\xe2\x80\xa6" : "");
    session_flush_output(s);
    return host_message(s, STREAM_DEBUG, line.buf, line.len);
}

enum status trace_place(struct frame *f, struct place *p)
{
    if (p->kind == PLACE_LIST) {
        enum status st = ST_OK;
        for (uint32_t i = 0; i < p->nitems && st == ST_OK; i++)
            st = trace_place(f, p->items[i]);
        return st;
    }
    if ((p->kind != PLACE_LOCAL && p->kind != PLACE_SCOPED && p->kind != PLACE_AUTOMATIC) ||
        p->drive.s || !p->name)
        return ST_OK;
    struct place_value pv;
    AUTO_VALUE v = value_null();
    AUTO_STRBUF text = STRBUF_INIT;
    enum status st = place_open(f, p, &pv);
    if (st != ST_OK)
        return st;
    st = place_read(f, p, &pv, &v);
    place_close(&pv);
    if (st != ST_OK)
        return st;
    value_to_strbuf(v, &text);
    return trace_set(f->session, p->name->text, p->name->len, text.buf ? text.buf : "");
}

enum status trace_assigned(struct frame *f, const struct node *n, enum status st)
{
    struct place *p = f->session->trace.level > 1 ? assigned_place(n) : NULL;

    return p && st == ST_OK ? trace_place(f, p) : st;
}

static enum status show_call(struct frame *f)
{
    struct session *s = f->session;
    const char *name =
        f->stage && f->stage->name && f->stage->name[0] ? f->stage->name : "<ScriptBlock>";
    const char *file = f->code->ast ? f->code->ast->file : NULL;
    AUTO_STRBUF line = STRBUF_INIT;

    strbuf_addf(&line, "    ! CALL function '%s'", name);
    if (file)
        strbuf_addf(&line, "  (defined in file '%s')", file);
    session_flush_output(s);
    return host_message(s, STREAM_DEBUG, line.buf, line.len);
}

enum status trace_call(struct frame *f)
{
    enum status st = f->session->trace.level > 1 ? show_call(f) : ST_OK;
    return st == ST_OK ? debugger_call(f) : st;
}
