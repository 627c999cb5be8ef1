/* What is being typed at the end of a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parser/parser.h"
#include "shell/base/strbuf.h"

struct typed {
    const char *text;
    enum parse_cursor_kind kind;
    const char *prefix;
    unsigned start;
    const char *command;   /* its name, or NULL */
    const char *parameter; /* or NULL */
    unsigned position;
};

static const char *command_name(const struct ast_command *c)
{
    if (!c || !c->nelements || c->elements[0]->kind != AST_STRING)
        return NULL;
    return AST_AS(ast_string, c->elements[0])->value.s;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void test_kinds(void **state)
{
    static const struct typed cases[] = {
        { "", CURSOR_COMMAND, "", 0, NULL, NULL, 0 },
        { "  ", CURSOR_COMMAND, "", 2, NULL, NULL, 0 },
        { "Get", CURSOR_COMMAND, "Get", 0, NULL, NULL, 0 },
        { "Get-V", CURSOR_COMMAND, "Get-V", 0, NULL, NULL, 0 },
        { "if", CURSOR_COMMAND, "if", 0, NULL, NULL, 0 },
        { "foo; Ge", CURSOR_COMMAND, "Ge", 5, NULL, NULL, 0 },
        { "foo\nGe", CURSOR_COMMAND, "Ge", 4, NULL, NULL, 0 },
        { "foo | wh", CURSOR_COMMAND, "wh", 6, NULL, NULL, 0 },
        { "foo |", CURSOR_COMMAND, "", 5, NULL, NULL, 0 },
        { "foo && b", CURSOR_COMMAND, "b", 7, NULL, NULL, 0 },
        { "foo &&", CURSOR_COMMAND, "", 6, NULL, NULL, 0 },
        { "$x = Ge", CURSOR_COMMAND, "Ge", 5, NULL, NULL, 0 },
        { "$x = ", CURSOR_COMMAND, "", 5, NULL, NULL, 0 },
        { "(Ge", CURSOR_COMMAND, "Ge", 1, NULL, NULL, 0 },
        { "$(Ge", CURSOR_COMMAND, "Ge", 2, NULL, NULL, 0 },
        { "@(Ge", CURSOR_COMMAND, "Ge", 2, NULL, NULL, 0 },
        { "{ Ge", CURSOR_COMMAND, "Ge", 2, NULL, NULL, 0 },
        { "if ($x) { Ge", CURSOR_COMMAND, "Ge", 10, NULL, NULL, 0 },
        { "foreach ($i in Ge", CURSOR_COMMAND, "Ge", 15, NULL, NULL, 0 },
        { "function f { Ge", CURSOR_COMMAND, "Ge", 13, NULL, NULL, 0 },
        { "\"a $(Ge", CURSOR_COMMAND, "Ge", 5, NULL, NULL, 0 },
        { "& ./fo", CURSOR_COMMAND, "./fo", 2, NULL, NULL, 0 },
        { "& 'a b", CURSOR_COMMAND, "a b", 2, NULL, NULL, 0 },
        { "@{ a = Ge", CURSOR_COMMAND, "Ge", 7, NULL, NULL, 0 },
        { "return Ge", CURSOR_COMMAND, "Ge", 7, NULL, NULL, 0 },

        { "Get-VM -", CURSOR_PARAMETER, "", 7, "Get-VM", NULL, 0 },
        { "Get-VM -Na", CURSOR_PARAMETER, "Na", 7, "Get-VM", NULL, 0 },
        { "Get-VM a -Na", CURSOR_PARAMETER, "Na", 9, "Get-VM", NULL, 0 },
        { "foo | Get-VM -Na", CURSOR_PARAMETER, "Na", 13, "Get-VM", NULL, 0 },
        { "foo (bar -x", CURSOR_PARAMETER, "x", 9, "bar", NULL, 0 },
        { "foo { bar -x", CURSOR_PARAMETER, "x", 10, "bar", NULL, 0 },
        { "git --ver", CURSOR_ARGUMENT, "--ver", 4, "git", NULL, 0 },

        { "Get-VM ", CURSOR_ARGUMENT, "", 7, "Get-VM", NULL, 0 },
        { "Get-VM we", CURSOR_ARGUMENT, "we", 7, "Get-VM", NULL, 0 },
        { "Get-VM a ", CURSOR_ARGUMENT, "", 9, "Get-VM", NULL, 1 },
        { "Get-VM a b", CURSOR_ARGUMENT, "b", 9, "Get-VM", NULL, 1 },
        { "Get-VM -Name ", CURSOR_ARGUMENT, "", 13, "Get-VM", "Name", 0 },
        { "Get-VM -Name we", CURSOR_ARGUMENT, "we", 13, "Get-VM", "Name", 0 },
        { "Get-VM -Name a b", CURSOR_ARGUMENT, "b", 15, "Get-VM", NULL, 0 },
        { "Get-VM -Name a -State R", CURSOR_ARGUMENT, "R", 22, "Get-VM", "State", 0 },
        { "Get-VM x -Name:we", CURSOR_ARGUMENT, "we", 15, "Get-VM", "Name", 1 },
        { "Get-VM -Name:", CURSOR_ARGUMENT, "", 13, "Get-VM", "Name", 0 },
        { "Get-VM -Name a,b", CURSOR_ARGUMENT, "b", 15, "Get-VM", "Name", 0 },
        { "Get-VM -Name a,", CURSOR_ARGUMENT, "", 15, "Get-VM", "Name", 0 },
        { "Get-VM 'we b", CURSOR_ARGUMENT, "we b", 7, "Get-VM", NULL, 0 },
        { "Get-VM -Name \"we b", CURSOR_ARGUMENT, "we b", 13, "Get-VM", "Name", 0 },
        { "Get-VM -Name 'web'", CURSOR_ARGUMENT, "web", 13, "Get-VM", "Name", 0 },
        { "Get-VM we` b", CURSOR_ARGUMENT, "we b", 7, "Get-VM", NULL, 0 },
        { "ls ./a/b", CURSOR_ARGUMENT, "./a/b", 3, "ls", NULL, 0 },
        { "foo > ou", CURSOR_REDIRECT, "ou", 6, "foo", NULL, 0 },
        { "foo 2>> ", CURSOR_REDIRECT, "", 8, "foo", NULL, 0 },

        { "$na", CURSOR_VARIABLE, "na", 0, NULL, NULL, 0 },
        { "$env:PA", CURSOR_VARIABLE, "env:PA", 0, NULL, NULL, 0 },
        { "foo $na", CURSOR_VARIABLE, "na", 4, "foo", NULL, 0 },
        { "foo -a $na", CURSOR_VARIABLE, "na", 7, "foo", "a", 0 },
        { "\"a $na", CURSOR_VARIABLE, "na", 3, NULL, NULL, 0 },
        { "${na", CURSOR_VARIABLE, "na", 0, NULL, NULL, 0 },
        { "if ($na", CURSOR_VARIABLE, "na", 4, NULL, NULL, 0 },
        { "1 + $na", CURSOR_VARIABLE, "na", 4, NULL, NULL, 0 },
        { "foo @na", CURSOR_VARIABLE, "na", 4, "foo", NULL, 0 },

        { "$x.", CURSOR_MEMBER, "", 3, NULL, NULL, 0 },
        { "$x.Na", CURSOR_MEMBER, "Na", 3, NULL, NULL, 0 },
        { "$x.y.Na", CURSOR_MEMBER, "Na", 5, NULL, NULL, 0 },
        { "(Get-VM).Na", CURSOR_MEMBER, "Na", 9, NULL, NULL, 0 },
        { "foo $x.Na", CURSOR_MEMBER, "Na", 7, "foo", NULL, 0 },
        { "foo $x.", CURSOR_MEMBER, "", 7, "foo", NULL, 0 },
        { "[int]::Ma", CURSOR_MEMBER, "Ma", 7, NULL, NULL, 0 },
        { "[int]::", CURSOR_MEMBER, "", 7, NULL, NULL, 0 },
        { "foo | ? { $_.Na", CURSOR_MEMBER, "Na", 13, "?", NULL, 0 },
        { "$x[0].Na", CURSOR_MEMBER, "Na", 6, NULL, NULL, 0 },

        { "[", CURSOR_TYPE, "", 1, NULL, NULL, 0 },
        { "[sys", CURSOR_TYPE, "sys", 1, NULL, NULL, 0 },
        { "param([str", CURSOR_TYPE, "str", 7, NULL, NULL, 0 },
        { "$x -is [st", CURSOR_TYPE, "st", 8, NULL, NULL, 0 },
        { "catch [", CURSOR_ARGUMENT, "[", 6, "catch", NULL, 0 },
        { "try {} catch [Sy", CURSOR_TYPE, "Sy", 14, NULL, NULL, 0 },
        { "$x -e", CURSOR_OPERATOR, "e", 3, NULL, NULL, 0 },
        { "$x -", CURSOR_OPERATOR, "", 3, NULL, NULL, 0 },
        { "@{ na", CURSOR_HASH_KEY, "na", 3, NULL, NULL, 0 },
        { "@{ a = 1; ", CURSOR_HASH_KEY, "", 10, NULL, NULL, 0 },
        { "foo @{ na", CURSOR_HASH_KEY, "na", 7, "foo", NULL, 0 },
        { "[Parameter(Ma", CURSOR_ATTRIBUTE_ARGUMENT, "Ma", 11, NULL, NULL, 0 },
        { "'a", CURSOR_STRING, "a", 0, NULL, NULL, 0 },
        { "$x = \"./a", CURSOR_STRING, "./a", 5, NULL, NULL, 0 },
        { "using na", CURSOR_KEYWORD, "na", 6, NULL, NULL, 0 },
        { "# comm", CURSOR_NONE, "", 6, NULL, NULL, 0 },
        { "foo # comm", CURSOR_NONE, "", 10, NULL, NULL, 0 },
        { "foo <# comm", CURSOR_NONE, "", 11, NULL, NULL, 0 },
    };
    (void)state;
    size_t bad = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct typed *t = &cases[i];
        struct ast *ast;
        struct parse_cursor c;
        size_t len = strlen(t->text);
        parse_for_completion(t->text, len, len, &ast, &c);
        const char *command = command_name(c.command);
        bool ok = c.kind == t->kind && same(c.prefix.s, t->prefix) && c.start == t->start &&
                  c.end == len && same(command, t->command) && same(c.parameter.s, t->parameter) &&
                  c.position == t->position;
        if (!ok)
            bad++, print_error("%s\n  gives  %d '%s' at %u, %s -%s %u\n"
                               "  wanted %d '%s' at %u, %s -%s %u\n",
                               t->text, c.kind, c.prefix.s, c.start, command ? command : "none",
                               c.parameter.s ? c.parameter.s : "", c.position, t->kind, t->prefix,
                               t->start, t->command ? t->command : "none",
                               t->parameter ? t->parameter : "", t->position);
        ast_unref(ast);
    }
    assert_int_equal(bad, 0);
}

static void assert_dump(const struct ast_node *node, const char *want)
{
    AUTO_STRBUF out = STRBUF_INIT;
    assert_non_null(node);
    ast_dump_node(node, &out);
    assert_string_equal(out.buf, want);
}

static struct ast *complete(const char *text, struct parse_cursor *c)
{
    struct ast *ast;
    parse_for_completion(text, strlen(text), strlen(text), &ast, c);
    return ast;
}

static void test_context(void **state)
{
    (void)state;
    struct parse_cursor c;
    struct ast *ast = complete("$x.a[1].Na", &c);
    assert_dump(c.target, "(index (. $x a) 1)");
    assert_false(c.is_static);
    ast_unref(ast);
    ast = complete("[System.IO.File]::Re", &c);
    assert_dump(c.target, "[System.IO.File]");
    assert_true(c.is_static);
    ast_unref(ast);
    ast = complete("Get-VM web | Sort-Object ", &c);
    assert_int_equal(c.kind, CURSOR_ARGUMENT);
    assert_int_equal(c.nupstream, 1);
    assert_dump(c.upstream[0], "(cmd Get-VM web)");
    ast_unref(ast);
    ast = complete("Get-VM 'a", &c);
    assert_int_equal(c.quote, '\'');
    ast_unref(ast);
    ast = complete("Get-VM -Name \"a", &c);
    assert_int_equal(c.quote, '"');
    ast_unref(ast);
    ast = complete("Get-VM -Name:a", &c);
    assert_true(c.parameter_colon);
    ast_unref(ast);
    ast = complete("& fo", &c);
    assert_true(c.after_call);
    ast_unref(ast);
    ast = complete("[Parameter(", &c);
    assert_int_equal(c.kind, CURSOR_ATTRIBUTE_ARGUMENT);
    assert_string_equal(c.type->text.s, "Parameter");
    ast_unref(ast);
    /* What follows the cursor does not count. */
    parse_for_completion("Get-VM -Na xx", 13, 10, &ast, &c);
    assert_int_equal(c.kind, CURSOR_PARAMETER);
    assert_string_equal(c.prefix.s, "Na");
    ast_unref(ast);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_context),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
