#include "shell/runtime/trace.h"

#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/frame.h"
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

enum status trace_statement(struct frame *f, const struct node *n)
{
    struct session *s = f->session;
    const struct ast *ast = f->code->ast;

    if (is_compound(n) || !ast)
        return ST_OK;
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
