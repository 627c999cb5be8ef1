/* Statements, functions, classes, help and #requires. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parser/parser.h"
#include "shell/base/strbuf.h"

struct program {
    const char *text, *tree;
};

static struct ast *parse(const char *text)
{
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    if (parse_script(text, strlen(text), NULL, &ast, &diag) != PARSE_OK)
        fail_msg("%s: %s", text, diag.errors[0].message);
    parse_diag_release(&diag);
    return ast;
}

static void check(const struct program *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct ast *ast = parse(cases[i].text);
        AUTO_STRBUF dump = STRBUF_INIT;
        ast_dump(ast, &dump);
        AUTO_STRBUF want = STRBUF_INIT;
        strbuf_addf(&want, "{%s}", cases[i].tree);
        if (strcmp(dump.buf, want.buf) != 0)
            fail_msg("%s\n  gives  %s\n  wanted %s", cases[i].text, dump.buf, want.buf);
        ast_unref(ast);
    }
}

static void test_assignments(void **state)
{
    static const struct program cases[] = {
        { "$x = 1", "(= $x 1)" },
        { "$x=1", "(= $x 1)" },
        { "$x += 1; $x -= 1; $x *= 2; $x /= 2; $x %= 2; $x ?"
          "?= 3",
          "(+= $x 1); (-= $x 1); (*= $x 2); (/= $x 2); (%= $x 2); (?"
          "?= $x 3)" },
        { "$x =\n1", "(= $x 1)" },
        { "$x = $y = 1", "(= $x (= $y 1))" },
        { "$a, $b = 1, 2", "(= (, $a $b) (, 1 2))" },
        { "$a,$b.c,$d[0] = foo", "(= (, $a (. $b c) (index $d 0)) (cmd foo))" },
        { "[int]$x = '5'", "(= (cast [int] $x) '5')" },
        { "[int]$a, [string]$b = 1, 2", "(= (, (cast [int] $a) (cast [string] $b)) (, 1 2))" },
        { "[ValidateRange(1,5)][int]$x = 3",
          "(= (with (attribute ValidateRange 1 5) (cast [int] $x)) 3)" },
        { "$x.y = 1", "(= (. $x y) 1)" },
        { "$x['a'] = 1", "(= (index $x 'a') 1)" },
        { "($x) = 1", "(= (paren $x) 1)" },
        { "$env:X = 'a'", "(= $env:X 'a')" },
        { "${a b} = 1", "(= $a b 1)" },
        { "[Foo]::Bar = 1", "(= (:: [Foo] Bar) 1)" },
        { "$x = Get-VM | select -First 1", "(= $x (| (cmd Get-VM) (cmd select -First 1)))" },
        { "$x = if ($a) { 1 } else { 2 }", "(= $x (if ($a {1}) (else {2})))" },
        { "$x = foreach ($i in $y) { $i }", "(= $x (foreach $i $y {$i}))" },
        { "$x = switch ($y) { 1 { 'a' } }", "(= $x (switch $y (1 {'a'})))" },
        { "$x = try { 1 } catch { 2 }", "(= $x (try {1} (catch {2})))" },
        { "$x = a && b", "(= $x (chain (cmd a) && (cmd b)))" },
        { "$x = @{a=1}\n$y", "(= $x (hash (a 1))); $y" },
        { "$x = & foo", "(= $x (cmd& foo))" },
    };
    (void)state;
    check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void test_control(void **state)
{
    static const struct program cases[] = {
        { "if ($x) { 1 }", "(if ($x {1}))" },
        { "if ($x) { 1 } else { 2 }", "(if ($x {1}) (else {2}))" },
        { "if ($x) { 1 } elseif ($y) { 2 } elseif ($z) { 3 } else { 4 }",
          "(if ($x {1}) ($y {2}) ($z {3}) (else {4}))" },
        { "if ($x)\n{\n1\n}\n\nelse\n{\n2\n}", "(if ($x {1}) (else {2}))" },
        { "if ($x) { 1 } # c\n# d\nelse { 2 }", "(if ($x {1}) (else {2}))" },
        { "IF($x){1}ELSE{2}", "(if ($x {1}) (else {2}))" },
        { "if (1) {} 2", "(if (1 {})); 2" },
        { "if (Test-Path x) { }", "(if ((cmd Test-Path x) {}))" },
        { "if ($x = foo) { }", "(if ((= $x (cmd foo)) {}))" },
        { "if (\n$x\n) { }", "(if ($x {}))" },
        { "if ($x) { 1 }\nelseif2", "(if ($x {1})); (cmd elseif2)" },
        { "while ($x) { 1 }", "(while $x {1})" },
        { "while(1){break}", "(while 1 {(break)})" },
        { "do { 1 } while ($x)", "(do-while $x {1})" },
        { "do\n{ 1 }\nuntil ($x)", "(do-until $x {1})" },
        { "for ($i = 0; $i -lt 3; $i++) { $i }", "(for (= $i 0) (-lt $i 3) (post++ $i) {$i})" },
        { "for (;;) { }", "(for - - - {})" },
        { "for ($i = 0\n $i -lt 3\n $i++) { }", "(for (= $i 0) (-lt $i 3) (post++ $i) {})" },
        { "for (;$x;) { }", "(for - $x - {})" },
        { "for ($i,$j = 0,1; ; $i++,$j++) { }",
          "(for (= (, $i $j) (, 0 1)) - (, (post++ $i) (post++ $j)) {})" },
        { "foreach ($x in 1..3) { $x }", "(foreach $x (.. 1 3) {$x})" },
        { "foreach ($x in Get-VM | ? y) { }", "(foreach $x (| (cmd Get-VM) (cmd ? y)) {})" },
        { "foreach($x in $y){}", "(foreach $x $y {})" },
        { "foreach (\n$x\nin\n$y\n)\n{ }", "(foreach $x $y {})" },
        { ":a while (1) { break a }", "(while :a 1 {(break a)})" },
        { ":a\nforeach ($x in $y) { continue a }", "(foreach :a $x $y {(continue a)})" },
        { ":l for (;;) { break $l }", "(for :l - - - {(break $l)})" },
        { ":s switch (1) { }", "(switch :s 1)" },
        { ":d do { } until (1)", "(do-until :d 1 {})" },
        { "break; continue; return; exit; throw",
          "(break); (continue); (return); (exit); (throw)" },
        { "return 1,2", "(return (, 1 2))" },
        { "return Get-VM | select x", "(return (| (cmd Get-VM) (cmd select x)))" },
        { "return & $x", "(return (cmd& $x))" },
        { "return $x -eq 1", "(return (-eq $x 1))" },
        { "return -1", "(return -1)" },
        { "throw 'a' + 'b'", "(throw (+ 'a' 'b'))" },
        { "exit 3", "(exit 3)" },
        { "{ return }", "{(return)}" },
        { "switch ($x) { 1 { 'a' } 'b' { 2 } default { 3 } }",
          "(switch $x (1 {'a'}) ('b' {2}) (else {3}))" },
        { "switch -Regex -CaseSensitive ($x) { '^a' { 1 } }",
          "(switch -regex -casesensitive $x ('^a' {1}))" },
        { "switch -wildcard ($x) { a* { 1 } *b { 2 } }",
          "(switch -wildcard $x (a* {1}) (*b {2}))" },
        { "switch -exact ($x) { { $_ -gt 1 } { 1 } ($y) { 2 } $z { 3 } -1 { 4 } }",
          "(switch $x ({(-gt $_ 1)} {1}) ((paren $y) {2}) ($z {3}) (-1 {4}))" },
        { "switch -file ./a.txt { a { 1 } }", "(switch -file ./a.txt (a {1}))" },
        { "switch -regex -file $f { a { 1 } }", "(switch -regex -file $f (a {1}))" },
        { "switch ($x)\n{\n  1\n  {\n    2\n  }\n\n  Default { }\n}",
          "(switch $x (1 {2}) (else {}))" },
        { "switch ($x) { ([Foo]::A) { 1 } }", "(switch $x ((paren (:: [Foo] A)) {1}))" },
        { "switch (1,2) { 1 { break }; 2 { continue } }",
          "(switch (, 1 2) (1 {(break)}) (2 {(continue)}))" },
        { "try { 1 } catch { 2 }", "(try {1} (catch {2}))" },
        { "try { 1 } finally { 2 }", "(try {1} (finally {2}))" },
        { "try { 1 }\ncatch [A.B], [C] { 2 }\ncatch { 3 }\nfinally { 4 }",
          "(try {1} (catch [A.B] [C] {2}) (catch {3}) (finally {4}))" },
        { "try{1}catch[A]{2}", "(try {1} (catch [A] {2}))" },
        { "trap { 1 }; 2", "2 (trap {1})" },
        { "trap [A] { continue }", "(trap [A] {(continue)})" },
        { "data { 'a' }", "(data  {'a'})" },
        { "data x -SupportedCommand foo,bar { foo }", "(data x foo bar {(cmd foo)})" },
        { "using namespace System.IO\nusing module ./x.psm1\nusing assembly a.dll\n1",
          "(using namespace System.IO) (using module ./x.psm1) (using assembly a.dll) 1" },
        { "using module @{ModuleName='x'}", "(using module (hash (ModuleName 'x')))" },
    };
    (void)state;
    check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void test_functions(void **state)
{
    static const struct program cases[] = {
        { "function f { 1 }", "(function f {1})" },
        { "function f {}", "(function f {})" },
        { "function Get-Foo-Bar { }", "(function Get-Foo-Bar {})" },
        { "function global:f { }", "(function global:f {})" },
        { "function f($a, $b = 2) { $a }", "(function f {(param ($a) ($b = 2)) $a})" },
        { "function f ([int]$a, [string[]]$b) { }",
          "(function f {(param ($a [int]) ($b [string[]]))})" },
        { "function f\n(\n$a\n)\n{\n}", "(function f {(param ($a))})" },
        { "function f() { param($x) $x }", "(function f {(param ($x)) $x})" },
        { "filter f { $_ }", "(filter f {(process $_)})" },
        { "function f { begin { 1 } process { 2 } end { 3 } clean { 4 } }",
          "(function f {(begin 1) (process 2) (end 3) (clean 4)})" },
        { "function f { dynamicparam { 1 } process { 2 } }",
          "(function f {(dynamicparam 1) (process 2)})" },
        { "function f { param($x) process { $x } }", "(function f {(param ($x)) (process $x)})" },
        { "param($x)", "(param ($x))" },
        { "param()", "(param)" },
        { "param([Parameter(Mandatory)]$x)", "(param ($x (attribute Parameter (= Mandatory))))" },
        { "[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]\nparam(\n"
          "  [Parameter(Mandatory = $true, Position = 0)]\n  [ValidateSet('a', 'b')]\n"
          "  [Alias('n')]\n  [string] $Name = 'x',\n\n  [switch] $Force\n)\n$Name",
          "(param (attribute CmdletBinding (= SupportsShouldProcess) (= ConfirmImpact 'High')) "
          "($Name (attribute Parameter (= Mandatory $true) (= Position 0)) "
          "(attribute ValidateSet 'a' 'b') (attribute Alias 'n') [string] = 'x') "
          "($Force [switch])) $Name" },
        { "param([ValidateScript({ $_ -gt 0 }, ErrorMessage = 'no')]$x)",
          "(param ($x (attribute ValidateScript {(-gt $_ 0)} (= ErrorMessage 'no'))))" },
        { "param($x = (1,2), $y = @(3))", "(param ($x = (paren (, 1 2))) ($y = (@ {3})))" },
        { "param($x = 1, $y)", "(param ($x = 1) ($y))" },
        { "[OutputType([int])]param()", "(param (attribute OutputType [int]))" },
        { "{ param($x) begin { } end { $x } }", "{(param ($x)) (begin) (end $x)}" },
        { "begin { 1 }\nend { 2 }", "(begin 1) (end 2)" },
        { "clean a", "(cmd clean a)" },
        { "& { param($a) $a } 1", "(cmd& {(param ($a)) $a} 1)" },
        { "function f { function g { 1 } g }", "(function f {(function g {1}); (cmd g)})" },
        { "class A { }", "(class A)" },
        { "class A : B { }", "(class A (: [B]))" },
        { "class A : B, C.D { }", "(class A (: [B] [C.D]))" },
        { "class A { [int]$X; [string]$Y = 'a'\n$Z }",
          "(class A (property X [int]) (property Y [string] = 'a') (property Z))" },
        { "class A { static [int]$X = 1; hidden $Y; hidden static $Z }",
          "(class A (property X static [int] = 1) (property Y hidden) "
          "(property Z static hidden))" },
        { "class A { [ValidateNotNull()][int]$X }",
          "(class A (property X (attribute ValidateNotNull) [int]))" },
        { "class A { A() { } A([int]$x) { $this.X = $x } }",
          "(class A (constructor A {(param)}) "
          "(constructor A {(param ($x [int])) (= (. $this X) $x)}))" },
        { "class A : B { A([int]$x) : base($x, 1) { } }",
          "(class A (: [B]) (constructor A (base $x 1) {(param ($x [int]))}))" },
        { "class A { [void] F() { } static [int] G([int]$a, $b) { return 1 } H() { } }",
          "(class A (method F [void] {(param)}) "
          "(method G static [int] {(param ($a [int]) ($b)) (return 1)}) (method H {(param)}))" },
        { "enum E { A; B = 5\nC }", "(enum E (property A) (property B = 5) (property C))" },
        { "enum E : byte { A = 1 }", "(enum E (: [byte]) (property A = 1))" },
        { "[Flags()] enum E { A = 1 }", "(enum E (attribute Flags) (property A = 1))" },
        { "$x\n[Flags()]\nenum E { A }", "$x; (enum E (attribute Flags) (property A))" },
        { "[Foo()]\nclass A { }", "(class A (attribute Foo))" },
        { "class A {\n  [int] $x\n\n  # c\n  [void] F()\n  {\n    1\n  }\n}",
          "(class A (property x [int]) (method F [void] {(param) 1}))" },
    };
    (void)state;
    check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void assert_str(struct ast_str s, const char *want)
{
    assert_non_null(s.s);
    assert_string_equal(s.s, want);
}

static const struct ast_function *first_function(const struct ast *ast)
{
    assert_int_equal(ast->root->end->statements[0]->kind, AST_FUNCTION);
    return (const struct ast_function *)(const void *)ast->root->end->statements[0];
}

static void test_help(void **state)
{
    static const char *const texts[] = {
        "function f {\n<#\n.SYNOPSIS\n  Short.\n.DESCRIPTION\n  Long\n    more.\n\n.PARAMETER "
        "Name\n"
        "  The name.\n.EXAMPLE\n  f 1\n.EXAMPLE\n  f 2\n.NOTES\nnone\n.LINK\nhttps://x\n#>\n"
        "param($Name)\n}",
        "<#\n.SYNOPSIS\n  Short.\n.DESCRIPTION\n  Long\n    more.\n\n.PARAMETER Name\n"
        "  The name.\n.EXAMPLE\n  f 1\n.EXAMPLE\n  f 2\n.NOTES\nnone\n.LINK\nhttps://x\n#>\n"
        "function f { param($Name) }",
        "function f { param($Name)\n\n# .SYNOPSIS\n#  Short.\n# .DESCRIPTION\n#   Long\n#     "
        "more.\n"
        "#\n# .PARAMETER Name\n# The name.\n# .EXAMPLE\n# f 1\n# .EXAMPLE\n# f 2\n# .NOTES\n# "
        "none\n"
        "# .LINK\n# https://x\n}",
    };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct ast *ast = parse(texts[i]);
        const struct ast_help *h = first_function(ast)->body->help;
        assert_non_null(h);
        assert_str(h->synopsis, "Short.");
        assert_str(h->description, "Long\n  more.");
        assert_str(h->notes, "none");
        assert_int_equal(h->nparameters, 1);
        assert_str(h->parameters[0].name, "Name");
        assert_str(h->parameters[0].text, "The name.");
        assert_int_equal(h->nexamples, 2);
        assert_str(h->examples[1], "f 2");
        assert_str(h->links[0], "https://x");
        assert_null(h->role.s);
        ast_unref(ast);
    }
    struct ast *ast = parse("# just a comment\nfunction f { # no help\n 1 }");
    assert_null(first_function(ast)->body->help);
    assert_null(ast->root->help);
    ast_unref(ast);
    ast = parse("#requires -Version 7.0\n\n<#\n.SYNOPSIS\nA script.\n#>\nparam($x)");
    assert_non_null(ast->root->help);
    assert_str(ast->root->help->synopsis, "A script.");
    ast_unref(ast);
    ast = parse("param(\n  # The size\n  $Size, # not this\n  $Other\n)");
    assert_str(ast->root->params->parameters[0]->comment, "The size");
    assert_null(ast->root->params->parameters[1]->comment.s);
    ast_unref(ast);
}

static void test_requires(void **state)
{
    (void)state;
    struct ast *ast = parse("#Requires -Version 7.2 -RunAsAdministrator\n"
                            "#requires -Modules Hyper-V, @{ModuleName='a'; ModuleVersion='1.0'}\n"
                            "#requires -PSEdition Core\n1");
    const struct ast_requires *r = &ast->requires;
    assert_true(r->present);
    assert_true(r->run_as_administrator);
    assert_str(r->version, "7.2");
    assert_int_equal(r->nmodules, 2);
    assert_str(r->modules[0], "Hyper-V");
    assert_str(r->modules[1], "@{ModuleName='a'; ModuleVersion='1.0'}");
    assert_int_equal(r->neditions, 1);
    assert_str(r->editions[0], "Core");
    ast_unref(ast);
    ast = parse("# requires nothing\n1");
    assert_false(ast->requires.present);
    ast_unref(ast);
}

struct heights {
    const struct ast_node *parent;
    size_t nodes;
};

static bool check_child(const struct ast_node *child, void *context)
{
    struct heights *h = context;
    const struct ast_node *parent = h->parent;
    assert_in_range(child->kind, AST_NUMBER, AST_TYPE_NAME);
    assert_true(child->height < parent->height);
    assert_true(child->start <= child->end);
    h->nodes++;
    h->parent = child;
    ast_each_child(child, check_child, h);
    h->parent = parent;
    return true;
}

/* Every node is reached, heights fall, and the position of a node is known. */
static void test_walk(void **state)
{
    static const char text[] =
        "using namespace A\n[CmdletBinding()]param([int]$x = 1)\n"
        "class A : B { [int]$p = 1; [void] F($q) { } }\nenum E { A = 1 }\n"
        "if ($x) { 1 } else { 2 }\nforeach ($i in 1..2) { $i[0].x?.y() }\n"
        "switch ($x) { 1 { } default { } }\ntry { } catch [A] { } finally { }\n"
        "trap { }\n$a, $b = [int]'5' + -join @(1), @{a={b -c:d > e}}, \"$x$(1)\"\n"
        "for ($i = 0;;) { break }\nwhile (1) { }\ndo { } until (1)\ndata x { 'a' }\n"
        "a && b | c &\nfunction f { return $x ? 1 : 2 }";
    (void)state;
    struct ast *ast = parse(text);
    struct heights h = { &ast->root->node, 0 };
    ast_each_child(&ast->root->node, check_child, &h);
    assert_true(h.nodes > 120);
    const struct ast_node *last = ast->root->end->statements[ast->root->end->nstatements - 1];
    assert_int_equal(last->kind, AST_FUNCTION);
    struct ast_pos pos = ast_position(ast, last->start);
    assert_int_equal(pos.line, 16);
    assert_int_equal(pos.column, 1);
    struct ast_str source = ast_source(ast, last);
    assert_memory_equal(source.s, "function f {", 12);
    assert_int_equal(source.len, 32);
    ast_unref(ast);
}

static void test_helpers(void **state)
{
    (void)state;
    struct ast_number n;
    char *digits = NULL;
    assert_true(parse_number("0x10", 4, &n, &digits));
    assert_int_equal(n.type, AST_NUM_INT);
    assert_int_equal(n.i, 16);
    assert_true(parse_number("1.50d", 5, &n, &digits));
    assert_string_equal(digits, "1.50");
    free(digits);
    assert_false(parse_number("1x", 2, &n, &digits));
    assert_false(parse_number("", 0, &n, &digits));
    assert_false(parse_number("300uy", 5, &n, &digits));

    struct ast *owner;
    struct ast_type_name *t = parse_type_name("List[int[]][,]", 14, &owner);
    assert_non_null(t);
    assert_string_equal(t->name.s, "List");
    assert_int_equal(t->nargs, 1);
    assert_int_equal(t->args[0]->nranks, 1);
    assert_int_equal(t->nranks, 1);
    assert_int_equal(t->ranks[0], 2);
    ast_unref(owner);
    assert_null(parse_type_name("a b", 3, &owner));
    ast_unref(owner);

    struct ast *ast;
    static const char text[] = "a $x \"q\" $(1)";
    assert_int_equal(parse_expandable(text, strlen(text), &ast, NULL), PARSE_OK);
    AUTO_STRBUF dump = STRBUF_INIT;
    ast_dump(ast, &dump);
    assert_string_equal(dump.buf, "{(\"\" \"a \" $x \" \"q\" \" ($ {1}))}");
    ast_unref(ast);

    assert_int_equal(parse_script("\xEF\xBB\xBF"
                                  "1",
                                  4, "f.ps1", &ast, NULL),
                     PARSE_OK);
    assert_string_equal(ast->file, "f.ps1");
    assert_non_null(ast_pure_expression(ast->root->end->statements[0]));
    ast_unref(ast);
    assert_int_equal(parse_script("a\r\nb\n\n\xC3\xA9\xF0\x9F\x98\x80 $x", 14, NULL, &ast, NULL),
                     PARSE_OK);
    assert_int_equal(ast->nlines, 4);
    assert_int_equal(ast_position(ast, 13).line, 4);
    assert_int_equal(ast_position(ast, 13).column, 5);
    assert_int_equal(ast_line(ast, 1).len, 1);
    ast_unref(ast);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_assignments), cmocka_unit_test(test_control),
        cmocka_unit_test(test_functions),   cmocka_unit_test(test_help),
        cmocka_unit_test(test_requires),    cmocka_unit_test(test_walk),
        cmocka_unit_test(test_helpers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
