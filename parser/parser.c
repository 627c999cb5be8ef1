#include "parser/parser.h"

#include <stdarg.h>
#include <string.h>

#include "parser/check_attribute.h"
#include "parser/check_class.h"
#include "parser/lexer_number.h"
#include "parser/parse_internal.h"
#include "shell/base/alloc.h"

/* ---- tokens ---- */

/* Does the token read the same in both modes? */
static bool mode_free(enum tok kind)
{
    return kind <= TOK_RCURLY;
}

const struct token *peek(struct parser *p, enum lex_mode mode)
{
    if (p->has_tok && (p->tok_mode == mode || mode_free(p->tok.kind)))
        return &p->tok;
    if (p->panic) {
        p->tok = (struct token){ .kind = TOK_EOF, .start = p->lex.len, .end = p->lex.len };
    } else {
        p->pos = lexer_skip(&p->lex, p->pos);
        if (p->lex.open_comment) {
            uint32_t start = p->lex.comments.items[p->lex.comments.len - 1].start;
            fail(p, "MissingTerminatorMultiLineComment", start, p->lex.len, "#>",
                 "The terminator '#>' is missing from the multiline comment.");
            return peek(p, mode);
        }
        lexer_token(&p->lex, p->pos, mode, p->pos == p->operand_end && p->pos > 0, &p->tok);
    }
    p->has_tok = true;
    p->tok_mode = mode;
    return &p->tok;
}

static bool ends_operand(enum tok kind)
{
    switch (kind) {
    case TOK_RPAREN:
    case TOK_RCURLY:
    case TOK_RBRACKET:
    case TOK_VARIABLE:
    case TOK_NUMBER:
    case TOK_WORD:
        return true;
    default:
        return false;
    }
}

struct token take(struct parser *p)
{
    struct token tok = p->tok;
    if (!p->panic) {
        note_token(p, &tok);
        p->pos = tok.end;
        if (tok.kind != TOK_NEWLINE)
            p->prev_end = tok.end;
        if (ends_operand(tok.kind))
            p->operand_end = tok.end;
        p->has_tok = false;
    }
    return tok;
}

void resume_at(struct parser *p, uint32_t pos)
{
    if (p->panic)
        return;
    note_span(p, pos);
    p->pos = pos;
    p->prev_end = p->operand_end = pos;
    p->has_tok = false;
}

bool glued(struct parser *p)
{
    return p->has_tok && p->tok.start == p->prev_end && p->tok.kind != TOK_EOF;
}

void skip_newlines(struct parser *p)
{
    /* Without lexing what follows: it may be long and meant for the other mode. */
    if (p->panic || (p->has_tok && p->tok.kind != TOK_NEWLINE))
        return;
    for (uint32_t n;;) {
        uint32_t pos = lexer_skip(&p->lex, p->pos);
        if (!(n = lex_newline(&p->lex, pos)))
            return;
        note_token(p, &(struct token){ .kind = TOK_NEWLINE, .start = pos, .end = pos + n });
        p->pos = pos + n;
        p->has_tok = false;
    }
}

void skip_separators(struct parser *p)
{
    for (;;) {
        enum tok kind = peek(p, LEX_COMMAND)->kind;
        if (kind != TOK_NEWLINE && kind != TOK_SEMI)
            return;
        take(p);
    }
}

bool accept(struct parser *p, enum lex_mode mode, enum tok kind)
{
    if (peek(p, mode)->kind != kind)
        return false;
    take(p);
    return true;
}

enum keyword peek_keyword(struct parser *p)
{
    const struct token *tok = peek(p, LEX_COMMAND);
    if (tok->kind != TOK_WORD || tok->complex)
        return KW_NONE;
    return lex_keyword(p->lex.s + tok->start, tok->end - tok->start);
}

struct mark mark(const struct parser *p)
{
    return (struct mark){ p->pos, p->prev_end };
}

void rewind_to(struct parser *p, struct mark m)
{
    if (p->panic)
        return;
    forget_tokens(p, m.pos);
    p->pos = m.pos;
    p->prev_end = m.prev_end;
    p->has_tok = false;
    while (p->attributes.len &&
           p->attributes.items[p->attributes.len - 1].attribute->node.start >= m.pos)
        p->attributes.len--;
}

bool at_end(struct parser *p)
{
    if (p->panic)
        return true;
    uint32_t pos = p->pos, n;
    for (;;) {
        pos = lexer_skip(&p->lex, pos);
        if (!(n = lex_newline(&p->lex, pos)))
            return pos >= p->lex.len;
        pos += n;
    }
}

void restore_pending(struct parser *p, node_vec outer)
{
    vec_release(&p->pending);
    p->pending = outer;
}

/* ---- errors ---- */

static void record(struct parser *p, const char *id, uint32_t start, uint32_t end,
                   const char *expected, bool incomplete, const char *fmt, va_list ap)
{
    struct parse_diag *diag = p->diag;
    if (p->panic || !diag)
        return;
    for (size_t i = 0; i < diag->len; i++)
        if (diag->errors[i].start == start && strcmp(diag->errors[i].id, id) == 0)
            return;
    AUTO_STRBUF message = STRBUF_INIT;
    strbuf_vaddf(&message, fmt, ap);
    struct ast_pos pos = ast_position(p->ast, start);
    if (diag->len == diag->cap) {
        diag->cap = diag->cap * 2 + 4;
        diag->errors = xreallocarray(diag->errors, diag->cap, sizeof(diag->errors[0]));
    }
    diag->errors[diag->len++] = (struct parse_error){
        .message = strbuf_detach(&message, NULL),
        .id = id,
        .expected = xstrdup(expected),
        .start = start,
        .end = end < p->lex.len ? end : p->lex.len,
        .line = pos.line,
        .column = pos.column,
        .incomplete = incomplete,
    };
}

void parse_diag_add(struct parse_diag *diag, const struct ast *ast, const char *id, uint32_t start,
                    uint32_t end, const char *fmt, ...)
{
    AUTO_STRBUF message = STRBUF_INIT;
    va_list ap;
    if (diag->len >= PARSE_MAX_ERRORS)
        return;
    va_start(ap, fmt);
    strbuf_vaddf(&message, fmt, ap);
    va_end(ap);
    struct ast_pos pos = ast_position(ast, start);
    if (diag->len == diag->cap) {
        diag->cap = diag->cap * 2 + 4;
        diag->errors = xreallocarray(diag->errors, diag->cap, sizeof(diag->errors[0]));
    }
    diag->errors[diag->len++] = (struct parse_error){ .message = strbuf_detach(&message, NULL),
                                                      .id = id,
                                                      .start = start,
                                                      .end = end,
                                                      .line = pos.line,
                                                      .column = pos.column };
}

static void panic(struct parser *p)
{
    p->panic = true;
    p->has_tok = false;
}

void fail(struct parser *p, const char *id, uint32_t start, uint32_t end, const char *expected,
          const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    record(p, id, start, end, expected, p->lex.open_comment || at_end(p), fmt, ap);
    va_end(ap);
    panic(p);
}

void fail_hard(struct parser *p, const char *id, uint32_t start, uint32_t end, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    record(p, id, start, end, NULL, false, fmt, ap);
    va_end(ap);
    panic(p);
}

void complain(struct parser *p, const char *id, uint32_t start, uint32_t end, const char *fmt, ...)
{
    if (p->diag && p->diag->len >= PARSE_MAX_ERRORS - 1)
        return;
    va_list ap;
    va_start(ap, fmt);
    record(p, id, start, end, NULL, false, fmt, ap);
    va_end(ap);
}

void fail_after(struct parser *p, const char *id, const char *expected, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    record(p, id, p->prev_end, p->prev_end + 1, expected, at_end(p), fmt, ap);
    va_end(ap);
    panic(p);
}

void complain_after(struct parser *p, const char *id, const char *expected, const char *fmt, ...)
{
    if (p->diag && p->diag->len >= PARSE_MAX_ERRORS - 1)
        return;
    va_list ap;
    va_start(ap, fmt);
    record(p, id, p->prev_end, p->prev_end + 1, expected, at_end(p), fmt, ap);
    va_end(ap);
}

/* *end: of what the message names. */
static struct token unexpected(struct parser *p)
{
    if (!p->has_tok)
        peek(p, LEX_EXPRESSION);
    struct token tok = p->tok;
    if (tok.kind == TOK_SQUOTE || tok.kind == TOK_DQUOTE || tok.kind == TOK_HERE_SQUOTE ||
        tok.kind == TOK_HERE_DQUOTE) {
        /* The message names the whole string. */
        struct mark here = mark(p);
        parse_string(p);
        tok.end = p->panic ? tok.end : p->prev_end;
        if (!p->panic)
            rewind_to(p, here);
    }
    while (tok.kind == TOK_UNKNOWN && !lex_ends_word(&p->lex, tok.end))
        tok.end++; /* the message names the word */
    return tok;
}

void fail_token(struct parser *p)
{
    struct token tok = unexpected(p);
    int len = (int)(tok.end - tok.start > 200 ? 200 : tok.end - tok.start);
    fail_hard(p, "UnexpectedToken", tok.start, tok.end,
              "Unexpected token '%.*s' in expression or statement.", len, p->lex.s + tok.start);
}

uint32_t complain_token(struct parser *p)
{
    if (p->cursor) { /* what stands there is what is looked for */
        fail_token(p);
        return p->pos;
    }
    struct token tok = unexpected(p);
    int len = (int)(tok.end - tok.start > 200 ? 200 : tok.end - tok.start);
    complain(p, "UnexpectedToken", tok.start, tok.end,
             "Unexpected token '%.*s' in expression or statement.", len, p->lex.s + tok.start);
    return tok.end;
}

bool enter(struct parser *p)
{
    if (p->depth >= PARSE_MAX_DEPTH) {
        uint32_t end = p->pos < p->lex.len ? p->pos + 1 : p->pos;
        fail_hard(p, "ScriptTooComplicated", p->pos, end,
                  "Processing was stopped because the script is too complex.");
        return false;
    }
    p->depth++;
    return true;
}

void leave(struct parser *p)
{
    p->depth--;
}

/* ---- nodes ---- */

void *node_new(struct parser *p, enum ast_kind kind, size_t size, uint32_t start)
{
    struct ast_node *node = arena_alloc(p->ast->arena, size);
    node->kind = kind;
    node->start = start;
    node->end = p->prev_end > start ? p->prev_end : start;
    node->height = 1;
    return node;
}

void node_end(struct parser *p, struct ast_node *node)
{
    if (p->prev_end > node->end)
        node->end = p->prev_end;
}

void *adopt(struct parser *p, struct ast_node *parent, void *child)
{
    struct ast_node *node = child;
    if (!node)
        return NULL;
    if (node->height >= parent->height)
        parent->height = node->height + 1;
    if (parent->height > AST_MAX_HEIGHT) {
        fail_hard(p, "ScriptTooComplicated", parent->start, parent->end,
                  "Processing was stopped because the script is too complex.");
        /* Cut off, to keep the promise about heights; zeros enough for any kind. */
        parent->height = AST_MAX_HEIGHT;
        node = node_new(p, AST_ERROR, 256, node->start);
    }
    return node;
}

void *adopt_all(struct parser *p, struct ast_node *parent, node_vec *v, uint32_t *count)
{
    for (size_t i = 0; i < v->len; i++)
        v->items[i] = adopt(p, parent, v->items[i]);
    void *copy = arena_copy(p->ast->arena, v->items, v->len * sizeof(v->items[0]));
    *count = (uint32_t)v->len;
    vec_release(v);
    return copy;
}

struct ast_str source_str(struct parser *p, uint32_t start, uint32_t end)
{
    /* After a panic the end may lie before. */
    return arena_str(p->ast->arena, p->lex.s + start, end > start ? end - start : 0);
}

struct ast_string *string_node(struct parser *p, uint32_t start, uint32_t end, enum ast_quote quote,
                               const char *s, size_t len)
{
    struct ast_string *n = NODE(p, AST_STRING, ast_string, start);
    n->node.end = end;
    n->quote = quote;
    n->value = arena_str(p->ast->arena, s, len);
    return n;
}

/* ---- the interface ---- */

void parse_diag_release(struct parse_diag *diag)
{
    for (size_t i = 0; i < diag->len; i++) {
        free(diag->errors[i].message);
        free(diag->errors[i].expected);
    }
    free(diag->errors);
    *diag = (struct parse_diag)PARSE_DIAG_INIT;
}

static bool begin(struct parser *p, const char *text, size_t len, const char *file,
                  struct parse_diag *diag)
{
    bool too_long = len > UINT32_MAX - 64;
    *p = (struct parser){ .ast = ast_new(text, too_long ? 0 : len, file), .diag = diag };
    p->lex.s = p->ast->text;
    p->lex.len = p->ast->len;
    if (p->lex.len >= 3 && memcmp(p->lex.s, "\xEF\xBB\xBF", 3) == 0)
        p->pos = p->prev_end = 3;
    if (too_long)
        fail_hard(p, "ScriptTooComplicated", 0, 0,
                  "Processing was stopped because the script is too complex.");
    return !too_long;
}

static enum parse_status finish(struct parser *p, struct ast **out)
{
    *out = p->ast;
    if (p->lex.open_line)
        fail(p, "IncompleteString", p->lex.len - 1, p->lex.len, "the rest of the line",
             "Incomplete string token.");
    lexer_release(&p->lex);
    vec_release(&p->pending);
    vec_release(&p->attributes);
    if (!p->panic && !p->diag->len)
        return PARSE_OK;
    return p->diag->len && p->diag->errors[0].incomplete ? PARSE_INCOMPLETE : PARSE_ERROR;
}

bool parse_is_incomplete(const char *text, size_t len)
{
    struct ast *ast;
    enum parse_status status = parse_script(text, len, NULL, &ast, NULL);
    ast_unref(ast);
    return status == PARSE_INCOMPLETE;
}

enum parse_status parse_script_tokens(const char *text, size_t len, const char *file,
                                      struct ast **out, struct parse_diag *diag,
                                      struct parse_tokens *tokens)
{
    struct parse_diag own = PARSE_DIAG_INIT;
    struct parser p;
    begin(&p, text, len, file, diag ? diag : &own);
    p.tokens = tokens;
    p.ast->root = parse_script_block(&p, TOK_EOF, false);
    if (!p.panic) {
        p.ast->root->help = find_help(&p, NO_FUNCTION, 0, p.lex.len);
        read_requires(&p);
    }
    if (!p.panic && !p.diag->len) {
        check_attributes(&p);
        if (p.has_types)
            check_classes(&p);
    }
    p.ast->root->node.start = 0;
    p.ast->root->node.end = p.lex.len;
    note_comments(&p);
    enum parse_status status = finish(&p, out);
    parse_diag_release(&own);
    return status;
}

enum parse_status parse_script(const char *text, size_t len, const char *file, struct ast **out,
                               struct parse_diag *diag)
{
    return parse_script_tokens(text, len, file, out, diag, NULL);
}

bool parse_number(const char *text, size_t len, struct ast_number *out, char **digits)
{
    *out = (struct ast_number){ .node = { .kind = AST_NUMBER } };
    *digits = NULL;
    if (len == 0 || len > 1000000)
        return false;
    AUTO_STRBUF sb = STRBUF_INIT;
    if (!lex_number_value(text, (uint32_t)len, out, &sb))
        return false;
    if (out->type == AST_NUM_DECIMAL || out->type == AST_NUM_BIGINT) {
        out->digits.len = (uint32_t)sb.len;
        out->digits.s = *digits = strbuf_detach(&sb, NULL);
    }
    out->text = (struct ast_str){ text, (uint32_t)len };
    return true;
}

struct ast_type_name *parse_type_name(const char *text, size_t len, struct ast **owner)
{
    struct parse_diag own = PARSE_DIAG_INIT;
    struct parser p;
    begin(&p, text, len, NULL, &own);
    struct ast_type_name *type = parse_type_here(&p, true);
    if (!p.panic && !at_end(&p))
        type = NULL;
    enum parse_status status = finish(&p, owner);
    parse_diag_release(&own);
    return status == PARSE_OK ? type : NULL;
}

enum parse_status parse_expandable(const char *text, size_t len, struct ast **out,
                                   struct parse_diag *diag)
{
    struct parse_diag own = PARSE_DIAG_INIT;
    struct parser p;
    begin(&p, text, len, NULL, diag ? diag : &own);
    struct ast_script_block *root = NODE(&p, AST_SCRIPT_BLOCK, ast_script_block, 0);
    struct ast_block *block = NODE(&p, AST_BLOCK, ast_block, 0);
    struct ast_pipeline *pipe = NODE(&p, AST_PIPELINE, ast_pipeline, 0);
    struct ast_command_expr *e = NODE(&p, AST_COMMAND_EXPR, ast_command_expr, 0);
    e->expr = adopt(&p, &e->node, parse_expandable_text(&p));
    struct ast_node *element = &e->node, *statement = &pipe->node;
    pipe->elements = arena_copy(p.ast->arena, &element, sizeof(element));
    pipe->nelements = 1;
    adopt(&p, &pipe->node, e);
    block->statements = arena_copy(p.ast->arena, &statement, sizeof(statement));
    block->nstatements = 1;
    adopt(&p, &block->node, pipe);
    root->end = adopt(&p, &root->node, block);
    root->unnamed = true;
    root->node.end = p.lex.len;
    p.ast->root = root;
    enum parse_status status = finish(&p, out);
    parse_diag_release(&own);
    return status;
}

void parse_for_completion(const char *text, size_t len, size_t cursor, struct ast **out,
                          struct parse_cursor *cursor_out)
{
    struct parse_diag own = PARSE_DIAG_INIT;
    struct parser p;
    uint32_t at = (uint32_t)(cursor < len ? cursor : len);
    begin(&p, text, at, NULL, &own);
    *cursor_out = (struct parse_cursor){ .kind = CURSOR_NONE, .start = at, .end = at };
    cursor_out->prefix = arena_str(p.ast->arena, "", 0);
    p.cursor = cursor_out;
    p.ast->root = parse_script_block(&p, TOK_EOF, false);
    finish(&p, out);
    parse_diag_release(&own);
}
