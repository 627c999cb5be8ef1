/* What is wrong with a text: status, message, identifier and place, as
 * PowerShell 7 words them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

struct wrong {
    const char *text;
    enum parse_status status;
    unsigned line, column;
    const char *id, *message; /* message NULL: not looked at */
};

#define MORE PARSE_INCOMPLETE
#define BAD PARSE_ERROR

static void check(const struct wrong *cases, size_t n)
{
    size_t bad = 0;
    for (size_t i = 0; i < n; i++) {
        const struct wrong *c = &cases[i];
        struct ast *ast = NULL;
        struct parse_diag diag = PARSE_DIAG_INIT;
        enum parse_status status = parse_script(c->text, strlen(c->text), NULL, &ast, &diag);
        char empty[1] = "";
        const struct parse_error none = { .id = "parsed", .message = empty };
        const struct parse_error *e = status == PARSE_OK ? &none : &diag.errors[0];
        if (status != c->status || strcmp(e->id, c->id) != 0 || e->line != c->line ||
            e->column != c->column || e->start > e->end || e->end > strlen(c->text) ||
            (c->message && strcmp(e->message, c->message) != 0))
            bad++, print_error("%s\n  gives  %d %u:%u %s %s\n  wanted %d %u:%u %s %s\n", c->text,
                               status, e->line, e->column, e->id, e->message, c->status, c->line,
                               c->column, c->id, c->message ? c->message : "");
        ast_unref(ast);
        parse_diag_release(&diag);
    }
    assert_int_equal(bad, 0);
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof((cases)[0]))

static void test_incomplete(void **state)
{
    static const struct wrong cases[] = {
        { "if ($x) {", MORE, 1, 9, "MissingEndCurlyBrace",
          "Missing closing '}' in statement block or type definition." },
        { "if ($x) {\n  foo\n", MORE, 1, 9, "MissingEndCurlyBrace", NULL },
        { "if ($x)", MORE, 1, 8, "MissingStatementBlock",
          "Missing statement block after if ( condition )." },
        { "if (", MORE, 1, 5, "IfStatementMissingCondition",
          "Missing condition in if statement after 'if ('." },
        { "if", MORE, 1, 3, "MissingOpenParenthesisInIfStatement",
          "Missing '(' after 'if' in if statement." },
        { "if ($x", MORE, 1, 7, "MissingEndParenthesisAfterStatement",
          "Missing closing ')' after expression in 'if' statement." },
        { "if ($x) {} else", MORE, 1, 16, "MissingStatementBlockAfterElse",
          "Missing statement block after 'else' keyword." },
        { "\"abc", MORE, 1, 1, "TerminatorExpectedAtEndOfString",
          "The string is missing the terminator: \"." },
        { "'abc", MORE, 1, 1, "TerminatorExpectedAtEndOfString",
          "The string is missing the terminator: '." },
        { "foo 'abc\ndef", MORE, 1, 5, "TerminatorExpectedAtEndOfString", NULL },
        { "@'", MORE, 1, 1, "TerminatorExpectedAtEndOfString",
          "The string is missing the terminator: '@." },
        { "@\"\nabc\n", MORE, 1, 1, "TerminatorExpectedAtEndOfString",
          "The string is missing the terminator: \"@." },
        { "\"$(", MORE, 1, 4, "MissingEndParenthesisInSubexpression",
          "Missing closing ')' in subexpression." },
        { "foo |", MORE, 1, 6, "EmptyPipeElement", "An empty pipe element is not allowed." },
        { "foo |\n\n", MORE, 1, 6, "EmptyPipeElement", NULL },
        { "foo &&", MORE, 1, 7, "EmptyPipelineChainElement", NULL },
        { "foo (", MORE, 1, 6, "ExpectedExpression", "An expression was expected after '('." },
        { "foo (1", MORE, 1, 7, "MissingEndParenthesisInExpression",
          "Missing closing ')' in expression." },
        { "foo $(", MORE, 1, 7, "MissingEndParenthesisInSubexpression", NULL },
        { "@(1,", MORE, 1, 5, "MissingExpressionAfterToken", "Missing expression after ','." },
        { "@(1", MORE, 1, 4, "MissingEndParenthesisInSubexpression", NULL },
        { "foo `", MORE, 1, 5, "IncompleteString", "Incomplete string token." },
        { "foo a,", MORE, 1, 7, "MissingExpression", NULL },
        { "$x =", MORE, 1, 5, "ExpectedValueExpression",
          "You must provide a value expression following the '=' operator." },
        { "1 +", MORE, 1, 4, "ExpectedValueExpression",
          "You must provide a value expression following the '+' operator." },
        { "$x -eq", MORE, 1, 7, "ExpectedValueExpression",
          "You must provide a value expression following the '-eq' operator." },
        { "!", MORE, 1, 2, "MissingExpressionAfterOperator",
          "Missing expression after unary operator '!'." },
        { "$x.", MORE, 1, 4, "MissingPropertyName",
          "Missing property name after reference operator." },
        { "[int]::", MORE, 1, 8, "MissingPropertyName", NULL },
        { "$x.f(", MORE, 1, 6, "MissingEndParenthesisInMethodCall", "Missing ')' in method call." },
        { "$x.f(1,", MORE, 1, 8, "MissingExpressionAfterToken", NULL },
        { "$x[", MORE, 1, 4, "MissingArrayIndexExpression",
          "Array index expression is missing or not valid." },
        { "$x[1", MORE, 1, 5, "MissingEndSquareBracket",
          "Missing ']' after array index expression." },
        { "[", MORE, 1, 2, "MissingTypename", "Missing type name after '['." },
        { "[int", MORE, 1, 5, "EndSquareBracketExpectedAtEndOfAttribute",
          "Missing ] at end of attribute or type literal." },
        { "@{", MORE, 1, 3, "MissingEndCurlyBrace", NULL },
        { "@{a", MORE, 1, 4, "MissingEqualsInHashLiteral",
          "Missing '=' operator after key in hash literal." },
        { "@{a=", MORE, 1, 5, "MissingStatementInHashLiteral",
          "Missing statement after '=' in hash literal." },
        { "@{a=1;", MORE, 1, 3, "MissingEndCurlyBrace", NULL },
        { "{", MORE, 1, 1, "MissingEndCurlyBrace", NULL },
        { "function", MORE, 1, 9, "MissingNameAfterKeyword",
          "Missing name after function keyword." },
        { "function f", MORE, 1, 11, "MissingFunctionBody",
          "Missing function body in function declaration." },
        { "function f(", MORE, 1, 12, "MissingEndParenthesisInFunctionParameterList",
          "Missing ')' in function parameter list." },
        { "param($x", MORE, 1, 9, "MissingEndParenthesisInFunctionParameterList", NULL },
        { "while", MORE, 1, 6, "MissingOpenParenthesisAfterKeyword",
          "Missing opening '(' after keyword 'while'." },
        { "while (1)", MORE, 1, 10, "MissingLoopStatement",
          "Missing statement body in while loop." },
        { "do {}", MORE, 1, 6, "MissingWhileOrUntilInDoWhile",
          "Missing while or until keyword in do loop." },
        { "for (;;", MORE, 1, 8, "MissingEndParenthesisAfterStatement", NULL },
        { "foreach (", MORE, 1, 10, "MissingVariableNameAfterForeach",
          "Missing variable name after foreach.\n"
          "The correct form is: foreach ($a in $b) {...}" },
        { "foreach ($x", MORE, 1, 12, "MissingInInForeach", NULL },
        { "foreach ($x in", MORE, 1, 15, "MissingForeachExpression", NULL },
        { "foreach ($x in 1)", MORE, 1, 18, "MissingForeachStatement", NULL },
        { "switch ($x) {", MORE, 1, 14, "MissingSwitchConditionExpression", NULL },
        { "switch ($x) { 1", MORE, 1, 16, "MissingSwitchStatementClause",
          "Missing statement block in switch statement clause." },
        { "switch", MORE, 1, 7, "PipelineValueRequired", NULL },
        { "try {}", MORE, 1, 7, "MissingCatchOrFinally",
          "The Try statement is missing its Catch or Finally block." },
        { "try", MORE, 1, 4, "MissingTryStatementBlock", NULL },
        { "try {} catch", MORE, 1, 13, "MissingCatchHandlerBlock", NULL },
        { "trap", MORE, 1, 5, "MissingTrapStatement", NULL },
        { "class A {", MORE, 1, 10, "MissingEndCurlyBrace", NULL },
        { "enum E { A", MORE, 1, 9, "MissingEndCurlyBrace", NULL },
        { "class", MORE, 1, 6, "MissingNameAfterKeyword", NULL },
        { "<# abc", MORE, 1, 1, "MissingTerminatorMultiLineComment",
          "The terminator '#>' is missing from the multiline comment." },
        { "foo >", MORE, 1, 6, "MissingFileSpecification",
          "Missing file specification after redirection operator." },
        { "foo -a:", MORE, 1, 8, "ParameterRequiresArgument", "Parameter a requires an argument." },
        { "${abc", MORE, 1, 1, "IncompleteDollarVariableReference",
          "${variable} reference starting is missing the closing '}'." },
        { "$a ? 1", MORE, 1, 7, "MissingColonInTernaryExpression", NULL },
    };
    (void)state;
    CHECK(cases);
}

static void test_errors(void **state)
{
    static const struct wrong cases[] = {
        { "&", BAD, 1, 1, "MissingExpression",
          "Missing expression after '&' in pipeline element." },
        { ")", BAD, 1, 1, "UnexpectedToken", "Unexpected token ')' in expression or statement." },
        { "foo\n  }", BAD, 2, 3, "UnexpectedToken",
          "Unexpected token '}' in expression or statement." },
        { "1 2", BAD, 1, 3, "UnexpectedToken", "Unexpected token '2' in expression or statement." },
        { "$x foo", BAD, 1, 4, "UnexpectedToken",
          "Unexpected token 'foo' in expression or statement." },
        { "$x 'a b'", BAD, 1, 4, "UnexpectedToken",
          "Unexpected token ''a b'' in expression or statement." },
        { "$x -foo 1", BAD, 1, 4, "UnexpectedToken",
          "Unexpected token '-foo' in expression or statement." },
        { "(1 2)", BAD, 1, 4, "UnexpectedToken", NULL },
        { "(1;2)", BAD, 1, 3, "MissingEndParenthesisInExpression", NULL },
        { "()", BAD, 1, 2, "ExpectedExpression", "An expression was expected after '('." },
        { "1 + foo", BAD, 1, 4, "ExpectedValueExpression",
          "You must provide a value expression following the '+' operator." },
        { "foo | | bar", BAD, 1, 6, "EmptyPipeElement", NULL },
        { "| foo", BAD, 1, 1, "EmptyPipeElement", NULL },
        { "foo | 1", BAD, 1, 7, "ExpressionsMustBeFirstInPipeline",
          "Expressions are only allowed as the first element of a pipeline." },
        { "1 | $x.y", BAD, 1, 5, "ExpressionsMustBeFirstInPipeline", NULL },
        { "foo ,a", BAD, 1, 5, "MissingArgument", "Missing argument in parameter list." },
        { "1 = 2", BAD, 1, 1, "InvalidLeftHandSide", NULL },
        { "$x.f() = 2", BAD, 1, 1, "InvalidLeftHandSide", NULL },
        { "1++", BAD, 1, 1, "OperatorRequiresVariableOrProperty",
          "The '++' operator works only on variables or on properties." },
        { "++1", BAD, 1, 3, "OperatorRequiresVariableOrProperty", NULL },
        { "@x", BAD, 1, 1, "SplattingNotPermitted",
          "The splatting operator '@' cannot be used to reference variables in an expression. "
          "'@x' can be used only as an argument to a command. To reference variables in an "
          "expression use '$x'." },
        { "foo 1,@x", BAD, 1, 7, "SplattingNotPermittedInArgumentList", NULL },
        { "\"$x: a\"", BAD, 1, 2, "InvalidVariableReferenceWithDrive",
          "Variable reference is not valid. ':' was not followed by a valid variable name "
          "character. Consider using ${} to delimit the name." },
        { "\"`u{110000}\"", BAD, 1, 5, "InvalidUnicodeEscapeSequenceValue", NULL },
        { "\"`u{}\"", BAD, 1, 2, "InvalidUnicodeEscapeSequence", NULL },
        { "\"`u{41\"", BAD, 1, 7, "InvalidUnicodeEscapeSequence", NULL },
        { "\"`u{1234567}\"", BAD, 1, 11, "TooManyDigitsInUnicodeEscapeSequence", NULL },
        { "@' x", BAD, 1, 1, "UnexpectedCharactersAfterHereStringHeader", NULL },
        { "${}", BAD, 1, 1, "EmptyVariableReference", NULL },
        { "300uy", BAD, 1, 1, "BadNumericConstant", "The numeric constant 300uy is not valid." },
        { "0xFFFFFFFFFFFFFFFFFl", BAD, 1, 1, "BadNumericConstant", NULL },
        { "@{a=1;A=2}", BAD, 1, 7, "DuplicateKeyInHashLiteral",
          "Duplicate keys 'A' are not allowed in hash literals." },
        { "@{a 1}", BAD, 1, 4, "MissingEqualsInHashLiteral", NULL },
        { "@{=1}", BAD, 1, 3, "MissingKeyInHashLiteral",
          "Missing key before '=' in hash literal." },
        { "@{a=}", BAD, 1, 5, "MissingStatementInHashLiteral", NULL },
        { "@{a=1 b=2}", BAD, 1, 7, "UnexpectedToken", NULL },
        { "$x.f(1 2)", BAD, 1, 7, "MissingEndParenthesisInMethodCall", NULL },
        { "$x.f(1,)", BAD, 1, 8, "MissingExpressionAfterToken", NULL },
        { "$x[]", BAD, 1, 4, "MissingArrayIndexExpression", NULL },
        { "$x. + 1", BAD, 1, 4, "MissingPropertyName", NULL },
        { "[int", MORE, 1, 5, "EndSquareBracketExpectedAtEndOfAttribute", NULL },
        { "[5]", BAD, 1, 2, "MissingTypename", NULL },
        { "foo < a", BAD, 1, 5, "RedirectionNotSupported",
          "The '<' operator is reserved for future use." },
        { "foo 2>&3", BAD, 1, 5, "RedirectionNotSupported", NULL },
        { "foo 2>a 2>b", BAD, 1, 9, "StreamAlreadyRedirected",
          "The error stream for this command is already redirected." },
        { "if ($x) 1", BAD, 1, 8, "MissingStatementBlock", NULL },
        { "if $x {}", BAD, 1, 3, "MissingOpenParenthesisInIfStatement", NULL },
        { "foreach ($x of $y) {}", BAD, 1, 12, "MissingInInForeach", NULL },
        { "foreach -parallel ($x in $y) {}", BAD, 1, 9, "KeywordParameterReservedForFutureUse",
          NULL },
        { "foreach -other ($x in $y) {}", BAD, 1, 9, "InvalidForeachFlag", NULL },
        { "switch -foo ($x) {}", BAD, 1, 8, "InvalidSwitchFlag",
          "The parameter foo is not valid for the switch statement." },
        { "switch ($x) { default {} default {} }", BAD, 1, 26, "MultipleSwitchDefaultClauses",
          "A switch statement can have only one default clause." },
        { "try {} catch {} catch [A] {}", BAD, 1, 8, "EmptyCatchNotLast",
          "Catch block must be the last catch block." },
        { "function f($a) { param($b) }", BAD, 1, 18, "OnlyOneParameterListAllowed",
          "The param statement cannot be used if arguments were specified in the function "
          "declaration." },
        { "function f($a, $A) { }", BAD, 1, 16, "DuplicateFormalParameter",
          "Duplicate parameter $A in parameter list." },
        { "function f($a,) { }", BAD, 1, 15, "MissingExpressionAfterToken", NULL },
        { "begin {} foo", BAD, 1, 10, "MissingNamedBlocks", NULL },
        { "begin {} begin {}", BAD, 1, 10, "DuplicateScriptCommandClause",
          "Script command clause 'begin' has already been defined." },
        { "1; using namespace A", BAD, 1, 4, "UsingMustBeAtStartOfScript",
          "A 'using' statement must appear before any other statements in a script." },
        { "workflow x { }", BAD, 1, 1, "WorkflowNotSupportedInPowerShellCore", NULL },
        { "from x", BAD, 1, 1, "ReservedKeywordNotAllowed",
          "The 'from' keyword is not supported in this version of the language." },
        { "class A { [int]$x $y }", BAD, 1, 18, "MissingPropertyTerminator", NULL },
        { "class A { foo }", BAD, 1, 14, "MissingMethodParameterList", NULL },
        { "#requires -foo", BAD, 1, 1, "InvalidParameter", NULL },
        { "[Parameter(A=1,A=2)]param()", BAD, 1, 16, "DuplicateNamedArgument", NULL },
    };
    (void)state;
    CHECK(cases);
}

/* Texts deeper or longer than anything sensible end in an error or a tree. */
static enum parse_status repeat(const char *unit, size_t n, const char *end)
{
    AUTO_STRBUF text = STRBUF_INIT;
    for (size_t i = 0; i < n; i++)
        strbuf_adds(&text, unit);
    strbuf_adds(&text, end);
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    enum parse_status status = parse_script(text.buf, text.len, NULL, &ast, &diag);
    if (status == PARSE_ERROR)
        assert_string_equal(diag.errors[0].id, "ScriptTooComplicated");
    else if (status == PARSE_OK)
        assert_true(ast->root->node.height <= AST_MAX_HEIGHT);
    AUTO_STRBUF dump = STRBUF_INIT;
    if (status == PARSE_OK)
        ast_dump(ast, &dump);
    ast_unref(ast);
    parse_diag_release(&diag);
    return status;
}

static void test_depth(void **state)
{
    static const char *const nested[] = {
        "(",           "{",        "$(",           "@(",           "@{a=",
        "if(1){",      "\"$(",     "$x[",          "$x.f(",        "- ",
        "!",           ",",        "[int]",        "$x=",          "1 ?2:",
        "function f{", "[a[",      "foo (",        "foo {",        "foo $(",
        "-not ",       "$x.a[$b[", "class A{A(){", "switch(1){1{", "try{",
        "a\"$(",       "[A({",     "1?(",          "while(1){do{", "param($x={",
        "foo -a:(",    "return (", "[A(b={",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(nested) / sizeof(nested[0]); i++)
        if (repeat(nested[i], 3000, "") != PARSE_ERROR)
            fail_msg("%s is not refused", nested[i]);
    assert_int_equal(repeat("1+", 20000, "1"), PARSE_ERROR);
    assert_int_equal(repeat("$x.a.", 20000, "b"), PARSE_ERROR);
    assert_int_equal(repeat("1,", 20000, "1"), PARSE_OK);
    assert_int_equal(repeat("a|", 20000, "b"), PARSE_OK);
    assert_int_equal(repeat("a&&", 20000, "b"), PARSE_OK);
    assert_int_equal(repeat("foo;", 20000, "b"), PARSE_OK);
    assert_int_equal(repeat("'a'+", 1000, "1"), PARSE_OK);
    assert_int_equal(repeat("(((((((((1)))))))))+", 500, "1"), PARSE_OK);
    assert_int_equal(repeat("if(1){", 100, "") == PARSE_INCOMPLETE, 1);
    assert_int_equal(repeat("# c\n", 20000, "1"), PARSE_OK);
    assert_int_equal(repeat("# c\n", 20000, "function f{}"), PARSE_OK);
    assert_int_equal(repeat("\n", 100000, "1"), PARSE_OK);
    assert_int_equal(repeat("elseif (1) {} ", 20000, "1"), PARSE_OK);
}

static void test_bytes(void **state)
{
    static const char *const texts[] = {
        "\xFF\xFE", "a\xC3",         "$\xE2\x80", "\"\x80\"", "'\xF0\x9F'", "[\xFF]",
        "@\xFF",    "-\xE2\x80\x93", "\x01\x02",  "`",        "``",         "$",
        "@",        "\xEF\xBB\xBF",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct ast *ast;
        parse_script(texts[i], strlen(texts[i]), NULL, &ast, NULL);
        ast_unref(ast);
    }
    /* NULs are carried in strings and refused in expressions. */
    struct ast *ast;
    assert_int_equal(parse_script("'a\0b'", 5, NULL, &ast, NULL), PARSE_OK);
    struct ast_node *n = ast_pure_expression(ast->root->end->statements[0]);
    assert_int_equal(AST_AS(ast_string, n)->value.len, 3);
    ast_unref(ast);
    assert_int_equal(parse_script("1 \0 2", 5, NULL, &ast, NULL), PARSE_ERROR);
    ast_unref(ast);
}

/* Twice the text takes no more than a few times as long. */
static void test_long_line(void **state)
{
    (void)state;
    size_t n = 1 << 20;
    char *text = xmalloc(n);
    memset(text, 'a', n);
    struct ast *ast;
    assert_int_equal(parse_script(text, n, NULL, &ast, NULL), PARSE_OK);
    ast_unref(ast);
    text[0] = '"';
    text[n - 1] = '"';
    assert_int_equal(parse_script(text, n, NULL, &ast, NULL), PARSE_OK);
    ast_unref(ast);
    memset(text, '1', n);
    assert_int_equal(parse_script(text, n, NULL, &ast, NULL), PARSE_OK);
    ast_unref(ast);
    for (size_t i = 0; i + 1 < n; i += 2)
        memcpy(text + i, "a ", 2);
    assert_int_equal(parse_script(text, n, NULL, &ast, NULL), PARSE_OK);
    ast_unref(ast);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_incomplete), cmocka_unit_test(test_errors),
        cmocka_unit_test(test_depth),      cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
