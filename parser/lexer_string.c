/* Strings and expandable barewords. They call the parser for what stands in
 * $( ), so they cannot be tokens. */
#include "parser/parse_internal.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/hex.h"

struct text {
    struct parser *p;
    node_vec parts;
    struct strbuf literal;
    uint32_t literal_start;
    uint32_t pos;
    enum ast_quote quote;
    bool plain; /* no part but bare text so far */
};

static void flush(struct text *t)
{
    if (!t->literal.len)
        return;
    *vec_push(&t->parts) =
        &string_node(t->p, t->literal_start, t->pos, t->quote, t->literal.buf, t->literal.len)
             ->node;
    strbuf_reset(&t->literal);
}

static void add(struct text *t, uint32_t n)
{
    if (!t->literal.len)
        t->literal_start = t->pos;
    strbuf_add(&t->literal, t->p->lex.s + t->pos, n);
    t->pos += n;
}

static void invalid_escape(struct parser *p, uint32_t start, uint32_t end)
{
    complain(p, "InvalidUnicodeEscapeSequence", start, end,
             "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by "
             "one to six hex digits and a closing '}'.");
}

/* `u{…}: the offset behind what was read of it, also when it is not valid. */
static uint32_t unicode_escape(struct parser *p, uint32_t start, struct strbuf *out)
{
    uint32_t pos = start + 2, rune = 0;
    if (p->lex.s[pos] != '{') {
        invalid_escape(p, start, pos);
        return pos;
    }
    uint32_t first = ++pos;
    while (pos < p->lex.len && hex_digit(p->lex.s[pos]) >= 0 && pos - first < 6)
        rune = rune * 16 + (uint32_t)hex_digit(p->lex.s[pos++]);
    bool closed = pos < p->lex.len && p->lex.s[pos] == '}';
    if (closed && pos == first) {
        invalid_escape(p, start, ++pos);
    } else if (closed && rune > 0x10FFFF) {
        complain(p, "InvalidUnicodeEscapeSequenceValue", first, pos++,
                 "The Unicode escape sequence value is out of range. The maximum value is "
                 "0x10FFFF.");
    } else if (closed) {
        pos++;
        strbuf_addrune(out, rune);
    } else if (pos - first < 6) {
        invalid_escape(p, pos, pos + 1);
    } else if (pos < p->lex.len && hex_digit(p->lex.s[pos]) >= 0) {
        complain(p, "TooManyDigitsInUnicodeEscapeSequence", pos, pos + 1,
                 "The Unicode escape sequence contains more than the maximum of six hex digits "
                 "between braces.");
    } else {
        complain(p, "MissingUnicodeEscapeSequenceTerminator", pos, pos + 1,
                 "The Unicode escape sequence is missing the closing '}'.");
    }
    return pos;
}

uint32_t lex_escape(struct parser *p, uint32_t pos, struct strbuf *out)
{
    static const char from[] = "0abefnrtv";
    static const char to[] = "\0\a\b\033\f\n\r\t\v";
    if (pos + 1 >= p->lex.len) {
        p->lex.open_line = true;
        return p->lex.len;
    }
    char c = p->lex.s[pos + 1];
    if (c == 'u')
        return unicode_escape(p, pos, out);
    const char *known = c ? strchr(from, c) : NULL;
    strbuf_addch(out, known ? to[known - from] : c);
    return pos + 2;
}

static void escape(struct text *t)
{
    if (!t->literal.len)
        t->literal_start = t->pos;
    t->pos = lex_escape(t->p, t->pos, &t->literal);
}

/* A $ that begins something; false: it is text. */
static bool dollar(struct text *t)
{
    struct parser *p = t->p;
    if (p->lex.s[t->pos + 1] == '(') {
        flush(t);
        resume_at(p, t->pos);
        peek(p, LEX_EXPRESSION);
        *vec_push(&t->parts) = parse_sub_expr(p, AST_SUB_EXPR);
        t->pos = p->panic ? p->lex.len : p->prev_end;
        t->plain = false;
        return true;
    }
    uint32_t end = lex_variable(&p->lex, t->pos);
    if (end == t->pos)
        return false;
    flush(t);
    *vec_push(&t->parts) = &parse_variable(p, t->pos, end, false)->node;
    t->pos = end;
    t->plain = false;
    return true;
}

/* The node of what was read between start and end. */
static struct ast_node *text_node(struct text *t, uint32_t start, uint32_t end)
{
    struct parser *p = t->p;
    struct ast_node *n;
    resume_at(p, end);
    if (t->plain && !t->parts.len) {
        n = &string_node(p, start, end, t->quote, t->literal.buf, t->literal.len)->node;
        vec_release(&t->parts);
    } else {
        flush(t);
        struct ast_expandable *e = NODE(p, AST_EXPANDABLE, ast_expandable, start);
        e->node.end = end;
        e->quote = t->quote;
        e->parts = adopt_all(p, &e->node, &t->parts, &e->nparts);
        n = &e->node;
    }
    strbuf_release(&t->literal);
    return n;
}

static void note_string(struct text *t, uint32_t start, char quote)
{
    struct parser *p = t->p;
    if (!p->cursor || p->noted || p->panic)
        return;
    note(p, CURSOR_STRING, start);
    if (!p->noted)
        return;
    p->cursor->quote = quote;
    p->cursor->prefix = arena_str(p->ast->arena, t->literal.buf, t->literal.len);
}

static void unterminated(struct text *t, uint32_t start, const char *terminator)
{
    struct parser *p = t->p;
    note_string(t, start, terminator[0]);
    resume_at(p, p->lex.len);
    fail(p, "TerminatorExpectedAtEndOfString", start, p->lex.len, terminator,
         "The string is missing the terminator: %s.", terminator);
}

static struct ast_node *single_quoted(struct parser *p, struct token open)
{
    struct text t = {
        .p = p, .literal = STRBUF_INIT, .pos = open.end, .quote = AST_SINGLE, .plain = true
    };
    uint32_t n;
    while (t.pos < p->lex.len) {
        if ((n = lex_squote(&p->lex, t.pos)) == 0) {
            add(&t, 1);
            continue;
        }
        t.pos += n;
        if ((n = lex_squote(&p->lex, t.pos)) == 0) {
            if (noting(p, t.pos))
                note_string(&t, open.start, '\'');
            return text_node(&t, open.start, t.pos);
        }
        add(&t, n);
    }
    unterminated(&t, open.start, "'");
    return text_node(&t, open.start, p->lex.len);
}

static struct ast_node *double_quoted(struct parser *p, struct token open)
{
    struct text t = {
        .p = p, .literal = STRBUF_INIT, .pos = open.end, .quote = AST_DOUBLE, .plain = true
    };
    uint32_t n;
    while (t.pos < p->lex.len && !p->panic) {
        char c = p->lex.s[t.pos];
        if (c == '`') {
            escape(&t);
        } else if (c == '$') {
            if (!dollar(&t))
                add(&t, 1);
        } else if ((n = lex_dquote(&p->lex, t.pos)) > 0) {
            t.pos += n;
            if ((n = lex_dquote(&p->lex, t.pos)) == 0) {
                if (t.plain && noting(p, t.pos))
                    note_string(&t, open.start, '"');
                return text_node(&t, open.start, t.pos);
            }
            add(&t, n);
        } else {
            add(&t, 1);
        }
    }
    unterminated(&t, open.start, "\"");
    return text_node(&t, open.start, p->lex.len);
}

/* At a newline: the bytes up to after the terminator in the next line, or 0. */
static uint32_t here_end(struct parser *p, uint32_t pos, bool expandable)
{
    uint32_t at = pos + lex_newline(&p->lex, pos);
    uint32_t n = expandable ? lex_dquote(&p->lex, at) : lex_squote(&p->lex, at);
    if (!n || at + n >= p->lex.len || p->lex.s[at + n] != '@')
        return 0;
    return at + n + 1 - pos;
}

static struct ast_node *here_string(struct parser *p, struct token open, bool expandable)
{
    struct text t = { .p = p,
                      .literal = STRBUF_INIT,
                      .pos = open.end,
                      .plain = true,
                      .quote = expandable ? AST_HERE_DOUBLE : AST_HERE_SINGLE };
    const char *terminator = expandable ? "\"@" : "'@";
    uint32_t n;
    while ((n = lex_blank(&p->lex, t.pos)) > 0)
        t.pos += n;
    n = lex_newline(&p->lex, t.pos);
    if (!n && t.pos < p->lex.len) {
        fail_hard(p, "UnexpectedCharactersAfterHereStringHeader", open.start, t.pos + 1,
                  "No characters are allowed after a here-string header but before the end of "
                  "the line.");
        return text_node(&t, open.start, p->lex.len);
    }
    uint32_t end = n ? here_end(p, t.pos, expandable) : 0;
    if (end)
        return text_node(&t, open.start, t.pos + end);
    t.pos += n;
    while (t.pos < p->lex.len && !p->panic) {
        char c = p->lex.s[t.pos];
        n = lex_newline(&p->lex, t.pos);
        if (n && (end = here_end(p, t.pos, expandable)) > 0)
            return text_node(&t, open.start, t.pos + end);
        if (n)
            add(&t, n);
        else if (expandable && c == '`')
            escape(&t);
        else if (!expandable || c != '$' || !dollar(&t))
            add(&t, 1);
    }
    unterminated(&t, open.start, terminator);
    return text_node(&t, open.start, p->lex.len);
}

struct ast_node *parse_string(struct parser *p)
{
    size_t index = noted_tokens(p);
    struct token open = take(p);
    struct ast_node *node;
    switch (open.kind) {
    case TOK_SQUOTE:
        node = single_quoted(p, open);
        break;
    case TOK_DQUOTE:
        node = double_quoted(p, open);
        break;
    default:
        node = here_string(p, open, open.kind == TOK_HERE_DQUOTE);
        break;
    }
    note_whole(p, index, NULL);
    return node;
}

/* A quoted stretch inside a bareword becomes parts of it. */
static void quoted_part(struct text *t)
{
    struct parser *p = t->p;
    flush(t);
    resume_at(p, t->pos);
    peek(p, LEX_COMMAND);
    struct ast_node *n = parse_string(p);
    t->plain = false;
    t->pos = p->panic ? p->lex.len : p->prev_end;
    if (n->kind != AST_EXPANDABLE) {
        *vec_push(&t->parts) = n;
        return;
    }
    struct ast_expandable *e = AST_AS(ast_expandable, n);
    for (uint32_t i = 0; i < e->nparts; i++)
        *vec_push(&t->parts) = e->parts[i];
}

struct ast_node *parse_complex_word(struct parser *p, uint32_t start)
{
    struct text t = {
        .p = p, .literal = STRBUF_INIT, .pos = start, .quote = AST_BARE, .plain = true
    };
    while (!p->panic && !lex_ends_word(&p->lex, t.pos)) {
        char c = p->lex.s[t.pos];
        if (c == '`') {
            if (lex_newline(&p->lex, t.pos + 1))
                break;
            escape(&t);
        } else if (lex_squote(&p->lex, t.pos) || lex_dquote(&p->lex, t.pos)) {
            quoted_part(&t);
        } else if (c != '$' || !dollar(&t)) {
            add(&t, 1);
        }
    }
    return text_node(&t, start, t.pos);
}

struct ast_node *parse_expandable_text(struct parser *p)
{
    struct text t = {
        .p = p, .literal = STRBUF_INIT, .pos = 0, .quote = AST_DOUBLE, .plain = true
    };
    while (t.pos < p->lex.len && !p->panic) {
        char c = p->lex.s[t.pos];
        if (t.pos % 1024 == 0 && cancel_wanted())
            break; /* nobody will read it */
        if (c == '`')
            escape(&t);
        else if (c != '$' || !dollar(&t))
            add(&t, 1);
    }
    return text_node(&t, 0, t.pos);
}
