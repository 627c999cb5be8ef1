/* Tokens by mode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parser/ast.h"
#include "parser/lexer.h"
#include "parser/lexer_number.h"
#include "shell/base/cleanup.h"

struct one {
    const char *text;
    enum lex_mode mode;
    enum tok kind;
    unsigned end;
};

static void test_tokens(void **state)
{
    static const struct one cases[] = {
        { "", LEX_COMMAND, TOK_EOF, 0 },
        { "\r\nx", LEX_COMMAND, TOK_NEWLINE, 2 },
        { "\rx", LEX_COMMAND, TOK_NEWLINE, 1 },
        { ";", LEX_EXPRESSION, TOK_SEMI, 1 },
        { "foo-bar baz", LEX_COMMAND, TOK_WORD, 7 },
        { "foo-bar", LEX_EXPRESSION, TOK_WORD, 3 },
        { "a.b/c:d*", LEX_COMMAND, TOK_WORD, 8 },
        { "a(b", LEX_COMMAND, TOK_WORD, 1 },
        { "a{b", LEX_COMMAND, TOK_WORD, 1 },
        { "a,b", LEX_COMMAND, TOK_WORD, 1 },
        { "a>b", LEX_COMMAND, TOK_WORD, 3 },
        { "12>b", LEX_COMMAND, TOK_NUMBER, 2 },
        { "a#b", LEX_COMMAND, TOK_WORD, 3 },
        { "-Name x", LEX_COMMAND, TOK_PARAMETER, 5 },
        { "-Name:x", LEX_COMMAND, TOK_PARAMETER, 6 },
        { "-eq", LEX_COMMAND, TOK_PARAMETER, 3 },
        { "-eq", LEX_EXPRESSION, TOK_BINARY, 3 },
        { "-ceq 1", LEX_EXPRESSION, TOK_BINARY, 4 },
        { "-not$x", LEX_EXPRESSION, TOK_NOT, 4 },
        { "-bnot", LEX_EXPRESSION, TOK_BNOT, 5 },
        { "-eq5", LEX_EXPRESSION, TOK_BINARY, 3 },
        { "-foo", LEX_EXPRESSION, TOK_PARAMETER, 4 },
        { "--", LEX_COMMAND, TOK_DASHDASH, 2 },
        { "--x", LEX_COMMAND, TOK_WORD, 3 },
        { "--%", LEX_COMMAND, TOK_STOP, 3 },
        { "--", LEX_EXPRESSION, TOK_MINUSMINUS, 2 },
        { "-=", LEX_EXPRESSION, TOK_ASSIGN, 2 },
        { "-5", LEX_COMMAND, TOK_NUMBER, 2 },
        { "-5", LEX_EXPRESSION, TOK_MINUS, 1 },
        { "-5x", LEX_COMMAND, TOK_WORD, 3 },
        { "\xE2\x80\x93Name", LEX_COMMAND, TOK_PARAMETER, 7 },
        { "\xE2\x80\x94", LEX_EXPRESSION, TOK_MINUS, 3 },
        { "12kb)", LEX_EXPRESSION, TOK_NUMBER, 4 },
        { "12kx", LEX_COMMAND, TOK_WORD, 4 },
        { "1..2", LEX_EXPRESSION, TOK_NUMBER, 1 },
        { "1..2", LEX_COMMAND, TOK_WORD, 4 },
        { "1.5.x", LEX_EXPRESSION, TOK_NUMBER, 3 },
        { "0x1F+", LEX_EXPRESSION, TOK_NUMBER, 4 },
        { ".5", LEX_COMMAND, TOK_NUMBER, 2 },
        { "$x.y", LEX_COMMAND, TOK_VARIABLE, 2 },
        { "$x:y", LEX_EXPRESSION, TOK_VARIABLE, 4 },
        { "$x::y", LEX_EXPRESSION, TOK_VARIABLE, 2 },
        { "$x?", LEX_EXPRESSION, TOK_VARIABLE, 3 },
        { "${a}b", LEX_EXPRESSION, TOK_VARIABLE, 4 },
        { "$", LEX_EXPRESSION, TOK_UNKNOWN, 1 },
        { "$ x", LEX_COMMAND, TOK_WORD, 1 },
        { "$(", LEX_COMMAND, TOK_DOLLAR_LPAREN, 2 },
        { "@(", LEX_COMMAND, TOK_AT_LPAREN, 2 },
        { "@{", LEX_COMMAND, TOK_AT_LCURLY, 2 },
        { "@args", LEX_COMMAND, TOK_SPLAT, 5 },
        { "@'", LEX_COMMAND, TOK_HERE_SQUOTE, 2 },
        { "@\"", LEX_COMMAND, TOK_HERE_DQUOTE, 2 },
        { "\xE2\x80\x9C", LEX_COMMAND, TOK_DQUOTE, 3 },
        { "\xE2\x80\x98", LEX_COMMAND, TOK_SQUOTE, 3 },
        { "||", LEX_COMMAND, TOK_OROR, 2 },
        { "|", LEX_COMMAND, TOK_PIPE, 1 },
        { "&&", LEX_EXPRESSION, TOK_ANDAND, 2 },
        { "&", LEX_COMMAND, TOK_AMP, 1 },
        { ". x", LEX_COMMAND, TOK_DOT, 1 },
        { "./x", LEX_COMMAND, TOK_WORD, 3 },
        { "..", LEX_COMMAND, TOK_WORD, 2 },
        { "..", LEX_EXPRESSION, TOK_DOTDOT, 2 },
        { "::", LEX_EXPRESSION, TOK_COLON2, 2 },
        { "?\?", LEX_EXPRESSION, TOK_COALESCE, 2 },
        { "?\?=", LEX_EXPRESSION, TOK_ASSIGN, 3 },
        { "?.x", LEX_EXPRESSION, TOK_QUESTION, 1 },
        { "%", LEX_COMMAND, TOK_WORD, 1 },
        { "%=", LEX_EXPRESSION, TOK_ASSIGN, 2 },
        { "++", LEX_EXPRESSION, TOK_PLUSPLUS, 2 },
        { ">>", LEX_COMMAND, TOK_REDIRECT, 2 },
        { "2>&1", LEX_COMMAND, TOK_REDIRECT, 4 },
        { "*>", LEX_COMMAND, TOK_REDIRECT, 2 },
        { "*.txt", LEX_COMMAND, TOK_WORD, 5 },
        { "<", LEX_COMMAND, TOK_REDIRECT_IN, 1 },
        { "[int]", LEX_COMMAND, TOK_WORD, 5 },
        { "[int]", LEX_EXPRESSION, TOK_LBRACKET, 1 },
    };
    (void)state;
    size_t bad = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct one *c = &cases[i];
        struct lexer lex = { .s = c->text, .len = (uint32_t)strlen(c->text) };
        struct token tok;
        lexer_token(&lex, 0, c->mode, false, &tok);
        if (tok.kind != c->kind || tok.end != c->end)
            bad++, print_error("%s: %d to %u, wanted %d to %u\n", c->text, tok.kind, tok.end,
                               c->kind, c->end);
    }
    assert_int_equal(bad, 0);
}

static void test_glued(void **state)
{
    (void)state;
    struct lexer lex = { .s = "?.x", .len = 3 };
    struct token tok;
    lexer_token(&lex, 0, LEX_EXPRESSION, true, &tok);
    assert_int_equal(tok.kind, TOK_QDOT);
    lex.s = "?[0";
    lexer_token(&lex, 0, LEX_EXPRESSION, true, &tok);
    assert_int_equal(tok.kind, TOK_QLBRACKET);
    lex.s = ".5a";
    lexer_token(&lex, 0, LEX_EXPRESSION, true, &tok);
    assert_int_equal(tok.kind, TOK_DOT);
}

static void test_redirects(void **state)
{
    static const struct {
        const char *text;
        uint8_t from, to;
        bool append;
    } cases[] = {
        { ">", 1, 0, false },    { ">>", 1, 0, true },    { "2>", 2, 0, false },
        { "6>>", 6, 0, true },   { "*>", 0, 0, false },   { "*>>", 0, 0, true },
        { "2>&1", 2, 1, false }, { "*>&1", 0, 1, false }, { "3>&2", 3, 2, false },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct lexer lex = { .s = cases[i].text, .len = (uint32_t)strlen(cases[i].text) };
        struct token tok;
        lexer_token(&lex, 0, LEX_COMMAND, false, &tok);
        assert_int_equal(tok.kind, TOK_REDIRECT);
        assert_int_equal(tok.from, cases[i].from);
        assert_int_equal(tok.to, cases[i].to);
        assert_int_equal(tok.append, cases[i].append);
        assert_int_equal(tok.end, lex.len);
    }
}

static void test_skip(void **state)
{
    (void)state;
    struct lexer lex = { .s = " \t`\n# a\n", .len = 8 };
    assert_int_equal(lexer_skip(&lex, 0), 7);
    assert_int_equal(lex.comments.len, 1);
    assert_int_equal(lex.comments.items[0].start, 4);
    assert_int_equal(lex.comments.items[0].end, 7);
    /* Skipping again records nothing new. */
    lexer_skip(&lex, 0);
    assert_int_equal(lex.comments.len, 1);
    lexer_release(&lex);
    struct lexer block = { .s = "<# a\n#> b", .len = 9 };
    assert_int_equal(lexer_skip(&block, 0), 8);
    assert_true(block.comments.items[0].block);
    assert_false(block.open_comment);
    lexer_release(&block);
    struct lexer open = { .s = "<# a", .len = 4 };
    assert_int_equal(lexer_skip(&open, 0), 4);
    assert_true(open.open_comment);
    lexer_release(&open);
    struct lexer wide = { .s = "\xC2\xA0\xE2\x80\x83x", .len = 6 };
    assert_int_equal(lexer_skip(&wide, 0), 5);
    lexer_release(&wide);
}

static void test_keywords(void **state)
{
    (void)state;
    assert_int_equal(lex_keyword("if", 2), KW_IF);
    assert_int_equal(lex_keyword("ForEach", 7), KW_FOREACH);
    assert_int_equal(lex_keyword("DynamicParam", 12), KW_DYNAMICPARAM);
    assert_int_equal(lex_keyword("iff", 3), KW_NONE);
    assert_int_equal(lex_keyword("", 0), KW_NONE);
}

static void test_decimals(void **state)
{
    static const struct {
        const char *text, *digits;
    } cases[] = {
        { "0d", "0" },
        { "-0.50d", "-0.50" },
        { "79228162514264337593543950335d", "79228162514264337593543950335" },
        { "0.0000000000000000000000000001d", "0.0000000000000000000000000001" },
        { "1.23456789012345678901234567895d", "1.2345678901234567890123456790" },
        { "1e28d", "10000000000000000000000000000" },
        { "1kbd", NULL },
        { "1dkb", "1024" },
        { "79228162514264337593543950336d", NULL },
        { "1e29d", NULL },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_STRBUF digits = STRBUF_INIT;
        struct ast_number n = { .i = 0 };
        bool ok = lex_number_value(cases[i].text, (uint32_t)strlen(cases[i].text), &n, &digits);
        assert_int_equal(ok, cases[i].digits != NULL);
        if (ok)
            assert_string_equal(digits.buf, cases[i].digits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),    cmocka_unit_test(test_glued),
        cmocka_unit_test(test_redirects), cmocka_unit_test(test_skip),
        cmocka_unit_test(test_keywords),  cmocka_unit_test(test_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
