#include "parser/lexer.h"

#include <string.h>

#include "parser/ast.h"
#include "parser/lexer_number.h"
#include "shell/base/cleanup.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"

void lexer_release(struct lexer *lex)
{
    vec_release(&lex->comments);
}

static unsigned char at(const struct lexer *lex, uint32_t pos)
{
    return pos < lex->len ? (unsigned char)lex->s[pos] : 0;
}

/* The code point at pos when it is not ASCII, else 0. */
static uint32_t wide(const struct lexer *lex, uint32_t pos, uint32_t *used)
{
    if (pos >= lex->len || (unsigned char)lex->s[pos] < 0x80)
        return 0;
    size_t n;
    uint32_t rune = utf8_decode(lex->s + pos, lex->len - pos, &n);
    *used = (uint32_t)n;
    return rune;
}

uint32_t lex_newline(const struct lexer *lex, uint32_t pos)
{
    unsigned char c = at(lex, pos);
    if (c == '\n')
        return 1;
    if (c == '\r')
        return at(lex, pos + 1) == '\n' ? 2 : 1;
    return 0;
}

uint32_t lex_blank(const struct lexer *lex, uint32_t pos)
{
    unsigned char c = at(lex, pos);
    if (c == ' ' || c == '\t' || c == '\f' || c == '\v')
        return 1;
    uint32_t n = 0, rune = wide(lex, pos, &n);
    bool blank = rune == 0x85 || rune == 0xA0 || rune == 0x1680 ||
                 (rune >= 0x2000 && rune <= 0x200A) || rune == 0x2028 || rune == 0x2029 ||
                 rune == 0x202F || rune == 0x205F || rune == 0x3000 || rune == 0xFEFF;
    return blank ? n : 0;
}

uint32_t lex_dash(const struct lexer *lex, uint32_t pos)
{
    if (at(lex, pos) == '-')
        return 1;
    uint32_t n = 0, rune = wide(lex, pos, &n);
    return rune >= 0x2013 && rune <= 0x2015 ? n : 0;
}

uint32_t lex_squote(const struct lexer *lex, uint32_t pos)
{
    if (at(lex, pos) == '\'')
        return 1;
    uint32_t n = 0, rune = wide(lex, pos, &n);
    return rune >= 0x2018 && rune <= 0x201B ? n : 0;
}

uint32_t lex_dquote(const struct lexer *lex, uint32_t pos)
{
    if (at(lex, pos) == '"')
        return 1;
    uint32_t n = 0, rune = wide(lex, pos, &n);
    return rune >= 0x201C && rune <= 0x201E ? n : 0;
}

/* Letters and digits beyond ASCII, by block: the blocks of punctuation and
 * symbols are left out; beyond U+FFFF nothing counts, as in UTF-16. */
static bool wide_letter(uint32_t rune)
{
    if (rune < 0xC0)
        return rune == 0xAA || rune == 0xB5 || rune == 0xBA;
    if (rune == 0xD7 || rune == 0xF7 || rune > 0xFFFF)
        return false;
    if (rune >= 0x2000 && rune < 0x2C00)
        return rune == 0x2071 || rune == 0x207F || (rune >= 0x2090 && rune <= 0x209C) ||
               (rune >= 0x2102 && rune <= 0x2184);
    if (rune >= 0x2E00 && rune <= 0x3004)
        return false;
    if (rune >= 0x3008 && rune <= 0x3030)
        return false;
    if (rune >= 0xD800 && rune <= 0xF8FF)
        return false;
    if (rune >= 0xFE10 && rune <= 0xFE6F)
        return false;
    if (rune >= 0xFF00 && rune <= 0xFF20)
        return rune >= 0xFF10 && rune <= 0xFF19;
    return rune < 0xFFE0 && rune != 0x1680 && rune != 0xFEFF;
}

static bool is_alpha(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

uint32_t lex_word_char(const struct lexer *lex, uint32_t pos)
{
    unsigned char c = at(lex, pos);
    if (is_alpha(c) || is_digit(c) || c == '_')
        return 1;
    uint32_t n = 0, rune = wide(lex, pos, &n);
    return rune && wide_letter(rune) ? n : 0;
}

uint32_t lex_identifier(const struct lexer *lex, uint32_t pos)
{
    if (is_digit(at(lex, pos)))
        return pos;
    uint32_t n;
    while ((n = lex_word_char(lex, pos)) > 0)
        pos += n;
    return pos;
}

bool lex_ends_word(const struct lexer *lex, uint32_t pos)
{
    if (pos >= lex->len)
        return true;
    switch (lex->s[pos]) {
    case '{':
    case '}':
    case '(':
    case ')':
    case ';':
    case ',':
    case '|':
    case '&':
    case '\n':
    case '\r':
        return true;
    default:
        return lex_blank(lex, pos) > 0;
    }
}

/* < and > are letters like others within a word: a>b. Not so behind a number. */
static bool ends_number(const struct lexer *lex, uint32_t pos)
{
    return lex_ends_word(lex, pos) || lex->s[pos] == '<' || lex->s[pos] == '>';
}

uint32_t lexer_skip(struct lexer *lex, uint32_t pos)
{
    for (;;) {
        uint32_t n = lex_blank(lex, pos);
        if (n) {
            pos += n;
            continue;
        }
        unsigned char c = at(lex, pos);
        if (c == '`' && pos + 1 == lex->len) {
            lex->open_line = true;
            return lex->len;
        }
        if (c == '`' &&
            ((n = lex_newline(lex, pos + 1)) > 0 || (n = lex_blank(lex, pos + 1)) > 0)) {
            pos += 1 + n;
            continue;
        }
        bool block = c == '<' && at(lex, pos + 1) == '#';
        if (c != '#' && !block)
            return pos;
        uint32_t start = pos;
        if (block) {
            const char *end =
                pos + 2 < lex->len ? memmem(lex->s + pos + 2, lex->len - pos - 2, "#>", 2) : NULL;
            lex->open_comment |= !end;
            pos = end ? (uint32_t)(end - lex->s) + 2 : lex->len;
        } else {
            while (pos < lex->len && lex->s[pos] != '\n' && lex->s[pos] != '\r')
                pos++;
        }
        if (!lex->comments.len || lex->comments.items[lex->comments.len - 1].start < start)
            *vec_push(&lex->comments) = (struct lex_comment){ start, pos, block };
    }
}

static uint32_t variable_char(const struct lexer *lex, uint32_t pos)
{
    return at(lex, pos) == '?' ? 1 : lex_word_char(lex, pos);
}

uint32_t lex_variable(const struct lexer *lex, uint32_t pos)
{
    uint32_t p = pos + 1, n;
    unsigned char c = at(lex, p);
    if (c == '{') {
        for (p++; p < lex->len && lex->s[p] != '}'; p++) {
            if (lex->s[p] != '`' || p + 1 >= lex->len)
                continue;
            p++;
            if (lex->s[p] == 'u' && at(lex, p + 1) == '{')
                while (p + 1 < lex->len && lex->s[p] != '}')
                    p++;
        }
        return p < lex->len ? p + 1 : lex->len;
    }
    if (c == '$' || c == '^')
        return p + 1;
    if (c == '?')
        return p + 1;
    for (;;) {
        if ((n = variable_char(lex, p)) > 0)
            p += n;
        else if (at(lex, p) == ':' && at(lex, p + 1) != ':')
            p++;
        else
            return p > pos + 1 ? p : pos;
    }
}

struct keyword_name {
    const char *name;
    enum keyword keyword;
};

static const struct keyword_name keywords[] = {
    { "begin", KW_BEGIN },
    { "break", KW_BREAK },
    { "catch", KW_CATCH },
    { "class", KW_CLASS },
    { "clean", KW_CLEAN },
    { "continue", KW_CONTINUE },
    { "data", KW_DATA },
    { "define", KW_DEFINE },
    { "do", KW_DO },
    { "dynamicparam", KW_DYNAMICPARAM },
    { "else", KW_ELSE },
    { "elseif", KW_ELSEIF },
    { "end", KW_END },
    { "enum", KW_ENUM },
    { "exit", KW_EXIT },
    { "filter", KW_FILTER },
    { "finally", KW_FINALLY },
    { "for", KW_FOR },
    { "foreach", KW_FOREACH },
    { "from", KW_FROM },
    { "function", KW_FUNCTION },
    { "if", KW_IF },
    { "in", KW_IN },
    { "param", KW_PARAM },
    { "process", KW_PROCESS },
    { "return", KW_RETURN },
    { "switch", KW_SWITCH },
    { "throw", KW_THROW },
    { "trap", KW_TRAP },
    { "try", KW_TRY },
    { "until", KW_UNTIL },
    { "using", KW_USING },
    { "var", KW_VAR },
    { "while", KW_WHILE },
    { "workflow", KW_WORKFLOW },
};

enum keyword lex_keyword(const char *s, uint32_t len)
{
    if (len < 2 || len > 12)
        return KW_NONE;
    for (size_t i = 0; i < ARRAY_SIZE(keywords); i++)
        if (text_caseeqn(s, len, keywords[i].name, strlen(keywords[i].name)))
            return keywords[i].keyword;
    return KW_NONE;
}

struct operator_name {
    const char *name;
    enum ast_binary_op op;
    bool cased; /* also with c and i in front */
};

static const struct operator_name operators[] = {
    { "and", AST_OP_AND, false },
    { "or", AST_OP_OR, false },
    { "xor", AST_OP_XOR, false },
    { "band", AST_OP_BAND, false },
    { "bor", AST_OP_BOR, false },
    { "bxor", AST_OP_BXOR, false },
    { "shl", AST_OP_SHL, false },
    { "shr", AST_OP_SHR, false },
    { "eq", AST_OP_EQ, true },
    { "ne", AST_OP_NE, true },
    { "gt", AST_OP_GT, true },
    { "ge", AST_OP_GE, true },
    { "lt", AST_OP_LT, true },
    { "le", AST_OP_LE, true },
    { "like", AST_OP_LIKE, true },
    { "notlike", AST_OP_NOTLIKE, true },
    { "match", AST_OP_MATCH, true },
    { "notmatch", AST_OP_NOTMATCH, true },
    { "replace", AST_OP_REPLACE, true },
    { "split", AST_OP_SPLIT, true },
    { "join", AST_OP_JOIN, false },
    { "contains", AST_OP_CONTAINS, true },
    { "notcontains", AST_OP_NOTCONTAINS, true },
    { "in", AST_OP_IN, true },
    { "notin", AST_OP_NOTIN, true },
    { "is", AST_OP_IS, false },
    { "isnot", AST_OP_ISNOT, false },
    { "as", AST_OP_AS, false },
    { "f", AST_OP_FORMAT, false },
};

/* Is name (after the dash) an operator? */
static bool find_operator(const char *name, uint32_t len, struct token *tok)
{
    if (text_caseeqn(name, len, "not", 3)) {
        tok->kind = TOK_NOT;
        return true;
    }
    if (text_caseeqn(name, len, "bnot", 4)) {
        tok->kind = TOK_BNOT;
        return true;
    }
    for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
        const struct operator_name *o = &operators[i];
        size_t olen = strlen(o->name);
        bool prefixed = o->cased && len == olen + 1 && strchr("cCiI", name[0]);
        if (!text_caseeqn(name + prefixed, len - prefixed, o->name, olen))
            continue;
        tok->kind = TOK_BINARY;
        tok->op = (uint8_t)o->op;
        tok->case_sensitive = prefixed && (name[0] == 'c' || name[0] == 'C');
        return true;
    }
    return false;
}

static void set(struct token *tok, enum tok kind, uint32_t len)
{
    tok->kind = kind;
    tok->end = tok->start + len;
}

/* A bareword of an argument from pos on; start is already set. */
static void scan_word(const struct lexer *lex, uint32_t pos, struct token *tok)
{
    tok->kind = TOK_WORD;
    tok->complex = false;
    while (!lex_ends_word(lex, pos)) {
        unsigned char c = at(lex, pos);
        if (c == '`') {
            if (lex_newline(lex, pos + 1) && pos > tok->start)
                break;
            tok->complex = true;
            break;
        }
        if (lex_squote(lex, pos) || lex_dquote(lex, pos) ||
            (c == '$' && (at(lex, pos + 1) == '(' || lex_variable(lex, pos) > pos))) {
            tok->complex = true;
            break;
        }
        pos++;
    }
    tok->end = pos;
}

/* > >> >&1 after an optional stream, which is taken already. */
static void scan_redirect(const struct lexer *lex, uint32_t pos, uint8_t from, struct token *tok)
{
    tok->kind = TOK_REDIRECT;
    tok->from = from;
    pos++;
    if (at(lex, pos) == '>') {
        tok->append = true;
        pos++;
    } else if (at(lex, pos) == '&' && at(lex, pos + 1) >= '1' && at(lex, pos + 1) <= '6') {
        tok->to = (uint8_t)(at(lex, pos + 1) - '0');
        pos += 2;
    }
    tok->end = pos;
}

/* -name in either mode, the dash being n bytes long. False: not a name. */
static bool scan_dash_name(const struct lexer *lex, enum lex_mode mode, uint32_t n,
                           struct token *tok)
{
    uint32_t start = tok->start + n, pos = start;
    if (at(lex, pos) != '?' && lex_identifier(lex, pos) == pos)
        return false;
    if (mode == LEX_EXPRESSION) {
        uint32_t end = lex_identifier(lex, pos), letters = pos;
        while (is_alpha(at(lex, letters)))
            letters++;
        if (find_operator(lex->s + pos, end - pos, tok)) {
            tok->end = end;
            return true;
        }
        /* -eq5 */
        if (letters < end && is_digit(at(lex, letters)) &&
            find_operator(lex->s + pos, letters - pos, tok)) {
            tok->end = letters;
            return true;
        }
    }
    while (!lex_ends_word(lex, pos)) {
        unsigned char c = at(lex, pos);
        if (c == '.' || c == '[' || c == ':')
            break;
        if (mode == LEX_EXPRESSION && (lex_dash(lex, pos) || strchr("+*/%!=", c)))
            break;
        if (c == '`' && lex_newline(lex, pos + 1))
            break;
        if (mode == LEX_COMMAND && (lex_squote(lex, pos) || lex_dquote(lex, pos) || c == '`')) {
            scan_word(lex, start, tok);
            return true;
        }
        pos++;
    }
    tok->kind = TOK_PARAMETER;
    if (at(lex, pos) == ':') {
        tok->colon = true;
        pos++;
    }
    tok->end = pos;
    return true;
}

static void scan_dash(const struct lexer *lex, enum lex_mode mode, uint32_t n, struct token *tok)
{
    uint32_t after = tok->start + n, second = lex_dash(lex, after);
    if (mode == LEX_COMMAND) {
        if (second && lex_ends_word(lex, after + second)) {
            set(tok, TOK_DASHDASH, n + second);
            return;
        }
        if (second && at(lex, after + second) == '%' && lex_ends_word(lex, after + second + 1)) {
            set(tok, TOK_STOP, n + second + 1);
            return;
        }
        if (scan_dash_name(lex, mode, n, tok))
            return;
        uint32_t end = lex_number_end(lex, tok->start);
        if (end > tok->start && ends_number(lex, end)) {
            tok->kind = TOK_NUMBER;
            tok->end = end;
            return;
        }
        scan_word(lex, after, tok);
        return;
    }
    if (second) {
        set(tok, TOK_MINUSMINUS, n + second);
        return;
    }
    if (at(lex, after) == '=') {
        set(tok, TOK_ASSIGN, n + 1);
        tok->op = AST_ASSIGN_SUB;
        return;
    }
    if (!scan_dash_name(lex, mode, n, tok))
        set(tok, TOK_MINUS, n);
}

static void scan_at(const struct lexer *lex, enum lex_mode mode, struct token *tok)
{
    uint32_t pos = tok->start + 1, n;
    unsigned char c = at(lex, pos);
    if (c == '(') {
        set(tok, TOK_AT_LPAREN, 2);
        return;
    }
    if (c == '{') {
        set(tok, TOK_AT_LCURLY, 2);
        return;
    }
    if ((n = lex_squote(lex, pos)) > 0) {
        set(tok, TOK_HERE_SQUOTE, 1 + n);
        return;
    }
    if ((n = lex_dquote(lex, pos)) > 0) {
        set(tok, TOK_HERE_DQUOTE, 1 + n);
        return;
    }
    uint32_t end = pos;
    while ((n = lex_word_char(lex, end)) > 0)
        end += n;
    if (end > pos && at(lex, end) == ':' && lex_word_char(lex, end + 1))
        for (end++; (n = lex_word_char(lex, end)) > 0;)
            end += n;
    if (end > pos) {
        tok->kind = TOK_SPLAT;
        tok->end = end;
        return;
    }
    if (mode == LEX_COMMAND)
        scan_word(lex, pos, tok);
    else
        set(tok, TOK_UNKNOWN, 1);
}

static void scan_dollar(const struct lexer *lex, enum lex_mode mode, struct token *tok)
{
    if (at(lex, tok->start + 1) == '(') {
        set(tok, TOK_DOLLAR_LPAREN, 2);
        return;
    }
    uint32_t end = lex_variable(lex, tok->start);
    if (end == tok->start) {
        if (mode == LEX_COMMAND)
            scan_word(lex, end + 1, tok);
        else
            set(tok, TOK_UNKNOWN, 1);
        return;
    }
    tok->kind = TOK_VARIABLE;
    tok->end = end;
    if (mode == LEX_EXPRESSION || lex_ends_word(lex, end))
        return;
    unsigned char c = at(lex, end), c1 = at(lex, end + 1);
    if (c == '.' || c == '[' || (c == ':' && c1 == ':') || (c == '?' && (c1 == '.' || c1 == '[')))
        return;
    scan_word(lex, tok->start, tok);
}

/* Digits that no number type takes are a plain word of a command. */
static bool has_value(const struct lexer *lex, uint32_t pos, uint32_t end)
{
    enum { ALWAYS_FITS = 9 };
    if (end - pos <= ALWAYS_FITS)
        return true;
    AUTO_STRBUF digits = STRBUF_INIT;
    struct ast_number n;
    return lex_number_value(lex->s + pos, end - pos, &n, &digits);
}

static void scan_number(const struct lexer *lex, enum lex_mode mode, struct token *tok)
{
    unsigned char c = at(lex, tok->start);
    if (c >= '1' && c <= '6' && at(lex, tok->start + 1) == '>') {
        scan_redirect(lex, tok->start + 1, (uint8_t)(c - '0'), tok);
        return;
    }
    uint32_t end = lex_number_end(lex, tok->start);
    bool ends = mode == LEX_COMMAND ? ends_number(lex, end) : !lex_word_char(lex, end);
    bool other = mode == LEX_EXPRESSION && !lex->in_operand &&
                 (at(lex, end) == '?' || (at(lex, end) == ':' && at(lex, end + 1) != ':'));
    uint32_t digits = tok->start;
    while (is_digit(at(lex, digits)))
        digits++;
    if (digits == end && mode == LEX_EXPRESSION && at(lex, end) == '.' &&
        lex_word_char(lex, end + 1)) /* the point is the number's, so 2.GetType is none */
        other = true;
    if (end > tok->start && other) { /* 1?2:3 is a command's name */
        scan_word(lex, tok->start, tok);
        return;
    }
    if (end > tok->start && ends && (mode != LEX_COMMAND || has_value(lex, tok->start, end))) {
        tok->kind = TOK_NUMBER;
        tok->end = end;
        return;
    }
    if (mode == LEX_COMMAND) {
        scan_word(lex, tok->start, tok);
        return;
    }
    uint32_t n, pos = tok->start;
    while ((n = lex_word_char(lex, pos)) > 0)
        pos += n;
    tok->kind = TOK_WORD;
    tok->end = pos;
}

static void scan_assignable(const struct lexer *lex, enum tok plain, enum ast_assign_op op,
                            struct token *tok)
{
    if (at(lex, tok->start + 1) == '=') {
        set(tok, TOK_ASSIGN, 2);
        tok->op = (uint8_t)op;
    } else {
        set(tok, plain, 1);
    }
}

static void scan_question(const struct lexer *lex, bool glued, struct token *tok)
{
    unsigned char c1 = at(lex, tok->start + 1), c2 = at(lex, tok->start + 2);
    if (c1 == '?' && c2 == '=') {
        set(tok, TOK_ASSIGN, 3);
        tok->op = AST_ASSIGN_COALESCE;
    } else if (c1 == '?') {
        set(tok, TOK_COALESCE, 2);
    } else if (glued && c1 == '.' && !is_digit(c2)) {
        set(tok, TOK_QDOT, 2);
    } else if (glued && c1 == '[') {
        set(tok, TOK_QLBRACKET, 2);
    } else {
        set(tok, TOK_QUESTION, 1);
    }
}

static void scan_expression(const struct lexer *lex, bool glued, struct token *tok)
{
    uint32_t pos = tok->start;
    unsigned char c = at(lex, pos), c1 = at(lex, pos + 1);
    switch (c) {
    case '[':
        set(tok, TOK_LBRACKET, 1);
        return;
    case ']':
        set(tok, TOK_RBRACKET, 1);
        return;
    case '.':
        if (c1 == '.')
            set(tok, TOK_DOTDOT, 2);
        else if (is_digit(c1) && !glued)
            scan_number(lex, LEX_EXPRESSION, tok);
        else
            set(tok, TOK_DOT, 1);
        return;
    case ':':
        set(tok, c1 == ':' ? TOK_COLON2 : TOK_COLON, c1 == ':' ? 2 : 1);
        return;
    case '?':
        scan_question(lex, glued, tok);
        return;
    case '=':
        set(tok, TOK_ASSIGN, 1);
        tok->op = AST_ASSIGN_SET;
        return;
    case '+':
        if (c1 == '+')
            set(tok, TOK_PLUSPLUS, 2);
        else
            scan_assignable(lex, TOK_PLUS, AST_ASSIGN_ADD, tok);
        return;
    case '*':
        scan_assignable(lex, TOK_STAR, AST_ASSIGN_MUL, tok);
        return;
    case '/':
        scan_assignable(lex, TOK_SLASH, AST_ASSIGN_DIV, tok);
        return;
    case '%':
        scan_assignable(lex, TOK_PERCENT, AST_ASSIGN_REM, tok);
        return;
    case '!':
        set(tok, TOK_EXCL, 1);
        return;
    default:
        break;
    }
    uint32_t end = lex_identifier(lex, pos);
    if (end > pos) {
        tok->kind = TOK_WORD;
        tok->end = end;
        return;
    }
    size_t n;
    utf8_decode(lex->s + pos, lex->len - pos, &n);
    set(tok, TOK_UNKNOWN, (uint32_t)n);
}

/* What is the same in both modes. False: something else. */
static bool scan_common(const struct lexer *lex, struct token *tok)
{
    uint32_t pos = tok->start, n;
    unsigned char c = at(lex, pos), c1 = at(lex, pos + 1);
    switch (c) {
    case '\n':
    case '\r':
        set(tok, TOK_NEWLINE, lex_newline(lex, pos));
        return true;
    case ';':
        set(tok, TOK_SEMI, 1);
        return true;
    case '(':
        set(tok, TOK_LPAREN, 1);
        return true;
    case ')':
        set(tok, TOK_RPAREN, 1);
        return true;
    case '{':
        set(tok, TOK_LCURLY, 1);
        return true;
    case '}':
        set(tok, TOK_RCURLY, 1);
        return true;
    case ',':
        set(tok, TOK_COMMA, 1);
        return true;
    case '|':
        set(tok, c1 == '|' ? TOK_OROR : TOK_PIPE, c1 == '|' ? 2 : 1);
        return true;
    case '&':
        set(tok, c1 == '&' ? TOK_ANDAND : TOK_AMP, c1 == '&' ? 2 : 1);
        return true;
    case '<':
        set(tok, TOK_REDIRECT_IN, 1);
        return true;
    case '>':
        scan_redirect(lex, pos, 1, tok);
        return true;
    case '*':
        if (c1 != '>')
            break;
        scan_redirect(lex, pos + 1, AST_STREAM_ALL, tok);
        return true;
    default:
        break;
    }
    if ((n = lex_squote(lex, pos)) > 0) {
        set(tok, TOK_SQUOTE, n);
        return true;
    }
    if ((n = lex_dquote(lex, pos)) > 0) {
        set(tok, TOK_DQUOTE, n);
        return true;
    }
    return false;
}

void lexer_token(const struct lexer *lex, uint32_t pos, enum lex_mode mode, bool glued,
                 struct token *tok)
{
    *tok = (struct token){ .kind = TOK_EOF, .start = pos, .end = pos };
    if (pos >= lex->len || scan_common(lex, tok))
        return;
    unsigned char c = at(lex, pos);
    uint32_t n = lex_dash(lex, pos);
    if (n) {
        scan_dash(lex, mode, n, tok);
    } else if (c == '@') {
        scan_at(lex, mode, tok);
    } else if (c == '$') {
        scan_dollar(lex, mode, tok);
    } else if (is_digit(c)) {
        scan_number(lex, mode, tok);
    } else if (mode == LEX_EXPRESSION) {
        scan_expression(lex, glued, tok);
    } else if (c == '.' && is_digit(at(lex, pos + 1))) {
        scan_number(lex, mode, tok);
    } else if (c == '.' && (lex_ends_word(lex, pos + 1) || at(lex, pos + 1) == '$' ||
                            lex_squote(lex, pos + 1) || lex_dquote(lex, pos + 1))) {
        set(tok, TOK_DOT, 1);
    } else {
        scan_word(lex, pos, tok);
    }
}
