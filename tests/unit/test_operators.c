#include "tests/unit/value_fixture.h"

#include "shell/object/operators.h"
#include "shell/object/regex.h"

struct op_case {
    const char *left;
    enum binary_op op;
    const char *right, *expected;
    bool case_sensitive;
};

static void run(const struct op_case *cases, size_t n)
{
    struct op_context ctx = { .regexes = regex_cache_new() };
    for (size_t i = 0; i < n; i++) {
        const struct op_case *c = &cases[i];
        struct value a = fixture_value(c->left), b = fixture_value(c->right);
        struct op_result out = { .value = value_null(), .matches = value_null() };
        struct err *err = NULL;
        int rc = op_binary(&ctx, c->op, a, b, c->case_sensitive, &out, &err);
        struct strbuf what = STRBUF_INIT;
        strbuf_addf(&what, "case %zu: %s op%d %s", i, c->left, (int)c->op, c->right);
        fixture_expect(what.buf, rc, out.value, err, c->expected);
        strbuf_release(&what);
        value_unref(out.value);
        value_unref(out.matches);
        value_unref(a);
        value_unref(b);
        err_free(err);
    }
    regex_cache_free(ctx.regexes);
}

/* about_Arithmetic_Operators; language specification, sections 7.6 and 7.7 */
static void arithmetic(void **state)
{
    (void)state;
    static const struct op_case cases[] = {
        { "i:1", OP_ADD, "i:2", "Int32: 3", 0 },
        { "i:2147483647", OP_ADD, "i:1", "Double: 2147483648", 0 },
        { "i:-2147483648", OP_SUB, "i:1", "Double: -2147483649", 0 },
        { "i:65536", OP_MUL, "i:65536", "Double: 4294967296", 0 },
        { "l:9223372036854775807", OP_ADD, "i:1", "Double: 9.22337203685478E+18", 0 },
        { "i:1", OP_ADD, "l:1", "Int64: 2", 0 },
        { "y:200", OP_ADD, "y:100", "Int32: 300", 0 },
        { "i:6", OP_DIV, "i:3", "Int32: 2", 0 },
        { "i:7", OP_DIV, "i:2", "Double: 3.5", 0 },
        { "i:-2147483648", OP_DIV, "i:-1", "Double: 2147483648", 0 },
        { "i:1", OP_DIV, "i:0", "error: Attempted to divide by zero.", 0 },
        { "d:1", OP_DIV, "i:0", "Double: Infinity", 0 },
        { "i:7", OP_MOD, "i:3", "Int32: 1", 0 },
        { "i:-7", OP_MOD, "i:3", "Int32: -1", 0 },
        { "d:5.5", OP_MOD, "i:2", "Double: 1.5", 0 },
        { "i:1", OP_MOD, "i:0", "error: Attempted to divide by zero.", 0 },
        { "i:2", OP_ADD, "d:3.1", "Double: 5.1", 0 },
        { "m:1.10", OP_ADD, "m:2.2", "Decimal: 3.30", 0 },
        { "m:1", OP_DIV, "m:3", "Decimal: 0.3333333333333333333333333333", 0 },
        { "i:10", OP_MUL, "m:1.5", "Decimal: 15.0", 0 },
        { "i:5", OP_ADD, "s:10", "Int32: 15", 0 },
        { "i:5", OP_ADD, "s:1.5", "Double: 6.5", 0 },
        { "i:5", OP_ADD, "n:", "Int32: 5", 0 },
        { "n:", OP_ADD, "i:5", "Int32: 5", 0 },
        { "t:", OP_ADD, "i:1", "Int32: 2", 0 },
        { "c:a", OP_ADD, "i:1", "Int32: 98", 0 },
        { "i:5", OP_ADD, "s:x",
          "error: Cannot convert value \"x\" to type \"System.Int32\". Error: \"The input string "
          "'x' was not in a correct format.\"",
          0 },
        { "i:5", OP_ADD, "[i:1]",
          "error: Method invocation failed because [System.Object[]] does not contain a method "
          "named 'op_Addition'.",
          0 },
        { "s:10", OP_SUB, "i:3", "Int32: 7", 0 },
        { "s:6", OP_DIV, "s:4", "Double: 1.5", 0 },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* about_Arithmetic_Operators: adding and multiplying non-numeric types */
static void strings_and_collections(void **state)
{
    (void)state;
    static const struct op_case cases[] = {
        { "s:file", OP_ADD, "s:name", "String: filename", 0 },
        { "s:x", OP_ADD, "i:5", "String: x5", 0 },
        { "s:x", OP_ADD, "n:", "String: x", 0 },
        { "s:x", OP_ADD, "[i:1|i:2]", "String: x1 2", 0 },
        { "s:ab", OP_MUL, "i:3", "String: ababab", 0 },
        { "s:ab", OP_MUL, "i:0", "String: ", 0 },
        { "[i:1|i:2]", OP_ADD, "i:3", "Object[]: 1,2,3", 0 },
        { "[i:1]", OP_ADD, "[i:2|i:3]", "Object[]: 1,2,3", 0 },
        { "[i:1|i:2]", OP_MUL, "i:2", "Object[]: 1,2,1,2", 0 },
        { "[i:1]", OP_ADD, "n:", "Object[]: 1,", 0 },
        { "{s:a=i:1}", OP_ADD, "{s:b=i:2}", "Collections.Hashtable: System.Collections.Hashtable",
          0 },
        { "{s:a=i:1}", OP_ADD, "{s:A=i:2}",
          "error: Item has already been added. Key in dictionary: 'A'  Key being added: 'A'", 0 },
        { "{s:a=i:1}", OP_ADD, "i:1",
          "error: A hash table can only be added to another hash "
          "table.",
          0 },
        { "i:1", OP_RANGE, "i:4", "Object[]: 1,2,3,4", 0 },
        { "i:3", OP_RANGE, "i:1", "Object[]: 3,2,1", 0 },
        { "i:-1", OP_RANGE, "i:1", "Object[]: -1,0,1", 0 },
        { "s:a", OP_RANGE, "s:e", "Object[]: a,b,c,d,e", 0 },
        { "s:1", OP_RANGE, "s:3", "Object[]: 1,2,3", 0 },
        { "d:1.5", OP_RANGE, "d:3.2", "Object[]: 2,3", 0 },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* about_Comparison_Operators; about_Operators (order of conversion by the left side) */
static void comparison(void **state)
{
    (void)state;
    static const struct op_case cases[] = {
        { "i:2", OP_EQ, "i:2", "Boolean: True", 0 },
        { "i:2", OP_EQ, "s:2", "Boolean: True", 0 },
        { "i:2", OP_EQ, "s:x", "Boolean: False", 0 },
        { "s:2", OP_EQ, "i:2", "Boolean: True", 0 },
        { "s:02", OP_EQ, "i:2", "Boolean: False", 0 },
        { "i:1", OP_EQ, "d:1.0", "Boolean: True", 0 },
        { "s:ABC", OP_EQ, "s:abc", "Boolean: True", 0 },
        { "s:ABC", OP_EQ, "s:abc", "Boolean: False", 1 },
        { "s:abc", OP_NE, "s:abd", "Boolean: True", 0 },
        { "n:", OP_EQ, "n:", "Boolean: True", 0 },
        { "i:0", OP_EQ, "n:", "Boolean: False", 0 },
        { "s:", OP_EQ, "n:", "Boolean: False", 0 },
        { "t:", OP_EQ, "s:x", "Boolean: True", 0 },
        { "s:abc", OP_LT, "s:abd", "Boolean: True", 0 },
        { "s:b", OP_GT, "s:A", "Boolean: True", 0 },
        { "i:8", OP_GT, "i:6", "Boolean: True", 0 },
        { "i:8", OP_LT, "s:10", "Boolean: True", 0 },
        { "s:8", OP_LT, "i:10", "Boolean: False", 0 },
        { "i:1", OP_LE, "d:1.0", "Boolean: True", 0 },
        { "d:nan", OP_EQ, "d:nan", "Boolean: False", 0 },
        { "d:nan", OP_GE, "d:nan", "Boolean: False", 0 },
        { "[i:7|i:8|i:9]", OP_GT, "i:7", "Object[]: 8,9", 0 },
        { "[s:a|s:b|s:a]", OP_EQ, "s:A", "Object[]: a,a", 0 },
        { "[i:1|i:2]", OP_EQ, "i:3", "Object[]: ", 0 },
        { "[n:|i:2]", OP_NE, "n:", "Object[]: 2", 0 },
        { "N:DayOfWeek.Monday", OP_EQ, "s:monday", "Boolean: True", 0 },
        { "N:DayOfWeek.Monday", OP_EQ, "i:1", "Boolean: True", 0 },
        { "N:DayOfWeek.Monday", OP_LT, "s:Friday", "Boolean: True", 0 },
        { "s:Monday", OP_EQ, "N:DayOfWeek.Monday", "Boolean: True", 0 },
        { "D:2024-01-02", OP_GT, "s:2024-01-01", "Boolean: True", 0 },
        { "D:2024-01-02", OP_EQ, "D:2024-01-02", "Boolean: True", 0 },
        { "T:01:00:00", OP_GT, "T:00:59:00", "Boolean: True", 0 },
        { "i:5", OP_GT, "s:x",
          "error: Could not compare \"5\" to \"x\". Error: \"Cannot convert value \"x\" to type "
          "\"System.Int32\". Error: \"The input string 'x' was not in a correct format.\"\"",
          0 },
        { "[i:1|i:2]", OP_CONTAINS, "i:2", "Boolean: True", 0 },
        { "[s:abc]", OP_CONTAINS, "s:ABC", "Boolean: True", 0 },
        { "[s:abc]", OP_CONTAINS, "s:ABC", "Boolean: False", 1 },
        { "[s:abc]", OP_NOTCONTAINS, "s:ab", "Boolean: True", 0 },
        { "i:2", OP_IN, "[i:1|i:2]", "Boolean: True", 0 },
        { "i:3", OP_NOTIN, "[i:1|i:2]", "Boolean: True", 0 },
        { "s:PowerShell", OP_LIKE, "s:*shell", "Boolean: True", 0 },
        { "s:PowerShell", OP_LIKE, "s:*shell", "Boolean: False", 1 },
        { "s:PowerShell", OP_LIKE, "s:Power?hell", "Boolean: True", 0 },
        { "s:PowerShell", OP_LIKE, "s:Power[p-w]hell", "Boolean: True", 0 },
        { "s:PowerShell", OP_NOTLIKE, "s:PowerShell", "Boolean: False", 0 },
        { "[s:PowerShell|s:Server]", OP_LIKE, "s:*shell", "Object[]: PowerShell", 0 },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* about_Regular_Expressions, about_Split, about_Join, about_Comparison_Operators (replace) */
static void text_operators(void **state)
{
    (void)state;
    static const struct op_case cases[] = {
        { "s:PowerShell", OP_MATCH, "s:shell", "Boolean: True", 0 },
        { "s:PowerShell", OP_MATCH, "s:shell", "Boolean: False", 1 },
        { "s:PowerShell", OP_NOTMATCH, "s:^S", "Boolean: True", 0 },
        { "[s:Rhell|s:Chell|s:Mel]", OP_MATCH, "s:hell", "Object[]: Rhell,Chell", 0 },
        { "s:x", OP_MATCH, "s:(", "error: The regular expression pattern ( is not valid.", 0 },
        { "s:book", OP_REPLACE, "[s:b|s:c]", "String: cook", 0 },
        { "s:book", OP_REPLACE, "s:b", "String: ook", 0 },
        { "s:Book", OP_REPLACE, "[s:b|s:c]", "String: Book", 1 },
        { "s:John D. Smith", OP_REPLACE, "[s:(\\w+) (\\w+)\\. (\\w+)|s:$1.$2.$3@x.org]",
          "String: John.D.Smith@x.org", 0 },
        { "s:5.72", OP_REPLACE, "[s:(.+)|s:$$$1]", "String: $5.72", 0 },
        { "[s:a1|s:b2]", OP_REPLACE, "[s:\\d|s:#]", "Object[]: a#,b#", 0 },
        { "s:x", OP_REPLACE, "[s:a|s:b|s:c]",
          "error: The -ireplace operator allows only two elements to follow it, not 3.", 0 },
        { "s:Lastname:FirstName:Address", OP_SPLIT, "s::", "String[]: Lastname,FirstName,Address",
          0 },
        { "s:Lastname:FirstName:Address", OP_SPLIT, "s:(:)",
          "String[]: Lastname,:,FirstName,:,Address", 0 },
        { "s:a/b/c", OP_SPLIT, "[s:/|i:2]", "String[]: a,b/c", 0 },
        { "s:a/b/c", OP_SPLIT, "[s:/|i:-2]", "String[]: a/b,c", 0 },
        { "s:a.b.c", OP_SPLIT, "[s:.|i:0|s:SimpleMatch]", "String[]: a,b,c", 0 },
        { "s:aXbxc", OP_SPLIT, "s:x", "String[]: a,b,c", 0 },
        { "s:aXbxc", OP_SPLIT, "s:x", "String[]: aXb,c", 1 },
        { "[s:a b|s:c d]", OP_SPLIT, "s: ", "String[]: a,b,c,d", 0 },
        { "[s:a|s:b|i:3]", OP_JOIN, "s:-", "String: a-b-3", 0 },
        { "s:abc", OP_JOIN, "s:-", "String: abc", 0 },
        { "s:{0} {1,-4}|{2,6:N1}", OP_FORMAT, "[i:1|s:a|d:3.14159]", "String: 1 a   |   3.1", 0 },
        { "s:{{x}} {0}", OP_FORMAT, "i:5", "String: {x} 5", 0 },
        { "s:{1}", OP_FORMAT, "i:1",
          "error: Error formatting a string: Index (zero based) must be greater than or equal to "
          "zero and less than the size of the argument list..",
          0 },
        { "s:{0", OP_FORMAT, "i:1",
          "error: Error formatting a string: Input string was not in a correct format. Failure to "
          "parse near offset 2. Format item ends prematurely..",
          0 },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* about_Arithmetic_Operators: bitwise; about_Type_Operators; about_Logical_Operators */
static void bits_types_logic(void **state)
{
    (void)state;
    static const struct op_case cases[] = {
        { "i:10", OP_BAND, "i:3", "Int32: 2", 0 },
        { "i:10", OP_BOR, "i:3", "Int32: 11", 0 },
        { "i:10", OP_BXOR, "i:3", "Int32: 9", 0 },
        { "l:4294967296", OP_BOR, "i:1", "Int64: 4294967297", 0 },
        { "i:102", OP_SHL, "i:2", "Int32: 408", 0 },
        { "i:102", OP_SHR, "i:2", "Int32: 25", 0 },
        { "i:1", OP_SHL, "i:33", "Int32: 2", 0 },
        { "i:1", OP_SHL, "i:31", "Int32: -2147483648", 0 },
        { "l:1", OP_SHL, "i:33", "Int64: 8589934592", 0 },
        { "i:-16", OP_SHR, "i:2", "Int32: -4", 0 },
        { "s:7", OP_BAND, "d:3.0", "Int32: 3", 0 },
        { "t:", OP_XOR, "f:", "Boolean: True", 0 },
        { "t:", OP_AND, "i:0", "Boolean: False", 0 },
        { "i:5", OP_IS, "Y:int", "Boolean: True", 0 },
        { "i:5", OP_IS, "s:System.Int32", "Boolean: True", 0 },
        { "i:5", OP_ISNOT, "Y:string", "Boolean: True", 0 },
        { "[i:1]", OP_IS, "Y:array", "Boolean: True", 0 },
        { "i:5", OP_IS, "Y:object", "Boolean: True", 0 },
        { "i:5", OP_IS, "Y:valuetype", "Boolean: True", 0 },
        { "n:", OP_IS, "Y:object", "Boolean: False", 0 },
        { "s:5", OP_AS, "Y:int", "Int32: 5", 0 },
        { "s:x", OP_AS, "Y:int", "null: ", 0 },
        { "i:1", OP_IS, "s:NoSuchType",
          "error: Cannot convert the \"NoSuchType\" value of type \"System.String\" to type "
          "\"System.Type\".",
          0 },
        { "D:2024-03-01", OP_SUB, "D:2024-02-01", "TimeSpan: 29.00:00:00", 0 },
        { "D:2024-02-28", OP_ADD, "T:2.00:00:00", "DateTime: 03/01/2024 00:00:00", 0 },
        { "T:01:00:00", OP_MUL, "i:3", "TimeSpan: 03:00:00", 0 },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void unary(void **state)
{
    (void)state;
    static const struct {
        enum unary_op op;
        const char *v, *expected;
    } cases[] = {
        { UN_NOT, "i:0", "Boolean: True" },     { UN_NOT, "s:x", "Boolean: False" },
        { UN_MINUS, "i:5", "Int32: -5" },       { UN_MINUS, "i:-2147483648", "Double: 2147483648" },
        { UN_MINUS, "s:5", "Int32: -5" },       { UN_MINUS, "d:0", "Double: -0" },
        { UN_PLUS, "s:0x10", "Int32: 16" },     { UN_BNOT, "i:10", "Int32: -11" },
        { UN_BNOT, "l:0", "Int64: -1" },        { UN_SPLIT, "s: a  b\tc ", "String[]: a,b,c" },
        { UN_JOIN, "[s:a|s:b]", "String: ab" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct value v = fixture_value(cases[i].v), out = value_null();
        struct err *err = NULL;
        int rc = op_unary(cases[i].op, v, &out, &err);
        fixture_expect(cases[i].v, rc, out, err, cases[i].expected);
        value_unref(v);
        value_unref(out);
        err_free(err);
    }
}

/* about_Automatic_Variables: $Matches has numbers for groups and names of named ones */
static void matches_table(void **state)
{
    (void)state;
    struct value s = value_string("John Smith"), p = value_string("(?<last>\\w+)$|(x)");
    struct op_result out;
    struct err *err = NULL;
    assert_int_equal(op_binary(NULL, OP_MATCH, s, p, false, &out, &err), 0);
    assert_int_equal(out.matches.kind, V_HASH);
    assert_string_equal(hash_gets(out.matches.hash, "last")->str->data, "Smith");
    assert_string_equal(hash_get(out.matches.hash, value_int(0))->str->data, "Smith");
    assert_null(hash_get(out.matches.hash, value_int(1)));
    value_unref(out.value);
    value_unref(out.matches);
    value_unref(s);
    value_unref(p);
}

static void huge_results_are_refused(void **state)
{
    (void)state;
    static const struct op_case cases[] = {
        { "s:abcdefgh", OP_MUL, "i:2000000000", "error: Array dimensions exceeded supported range.",
          0 },
        { "i:1", OP_RANGE, "i:2000000000", "error: Array dimensions exceeded supported range.", 0 },
        { "[i:1|i:2]", OP_MUL, "l:9000000000000000000",
          "error: Array dimensions exceeded supported range.", 0 },
    };
    run(cases, ARRAY_SIZE(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic),       cmocka_unit_test(strings_and_collections),
        cmocka_unit_test(comparison),       cmocka_unit_test(text_operators),
        cmocka_unit_test(bits_types_logic), cmocka_unit_test(unary),
        cmocka_unit_test(matches_table),    cmocka_unit_test(huge_results_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
