#include "shell/object/culture.h"
#include "shell/object/number_format.h"
#include "tests/unit/value_fixture.h"

struct format_case {
    const char *value, *format, *expected;
};

static void run(const struct format_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct value v = fixture_value(cases[i].value);
        struct strbuf out = STRBUF_INIT;
        struct err *err = NULL;
        culture_set_current(&culture_invariant);
        int rc = value_format_one(v, cases[i].format, strlen(cases[i].format), &out, &err);
        const char *got = rc < 0 ? "error" : out.buf;
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s as %s\n  expected %s\n  got      %s", cases[i].value, cases[i].format,
                     cases[i].expected, got);
        strbuf_release(&out);
        err_free(err);
        value_unref(v);
    }
}

/* .NET: Standard numeric format strings (invariant culture) */
static void standard(void **state)
{
    (void)state;
    static const struct format_case cases[] = {
        { "i:1234", "D", "1234" },
        { "i:-1234", "D6", "-001234" },
        { "d:1.5", "D", "error" },
        { "d:1052.0329112756", "E", "1.052033E+003" },
        { "d:-1052.0329112756", "e2", "-1.05e+003" },
        { "d:1234.567", "F", "1234.57" },
        { "i:1234", "F1", "1234.0" },
        { "d:-1234.56", "F4", "-1234.5600" },
        { "d:2.5", "F0", "2" },
        { "d:3.5", "F0", "4" },
        { "m:2.5", "F0", "3" },
        { "d:-123.456", "G", "-123.456" },
        { "d:123.4546", "G4", "123.5" },
        { "d:-1.234567890e-25", "G", "-1.23456789E-25" },
        { "d:1234.567", "N", "1,234.57" },
        { "i:1234", "N1", "1,234.0" },
        { "d:-1234.56", "N3", "-1,234.560" },
        { "i:1234567890", "N0", "1,234,567,890" },
        { "i:1", "P", "100.00 %" },
        { "d:-0.39678", "P1", "-39.7 %" },
        { "i:255", "X", "FF" },
        { "i:-1", "x", "ffffffff" },
        { "i:255", "x4", "00ff" },
        { "y:255", "X4", "00FF" },
        { "l:-1", "X", "FFFFFFFFFFFFFFFF" },
        { "i:42", "B", "101010" },
        { "d:123.456", "C",
          "\xC2\xA4"
          "123.46" },
        { "d:-123.456", "C3",
          "(\xC2\xA4"
          "123.456)" },
        { "i:5", "Q", "error" },
        { "d:1e20", "N0", "100,000,000,000,000,000,000" },
        { "d:0.5", "F30", "0.500000000000000000000000000000" },
        { "m:79228162514264337593543950335", "N0", "79,228,162,514,264,337,593,543,950,335" },
        { "d:nan", "F2", "NaN" },
        { "t:", "N2", "True" },
        { "N:DayOfWeek.Friday", "D", "5" },
        { "N:DayOfWeek.Friday", "X", "00000005" },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* .NET: Custom numeric format strings */
static void custom(void **state)
{
    (void)state;
    static const struct format_case cases[] = {
        { "d:1234.5678", "00000", "01235" },
        { "d:0.45678", "0.00", "0.46" },
        { "d:1234.5678", "#####", "1235" },
        { "d:0.45678", "#.##", ".46" },
        { "i:2147483647", "##,#", "2,147,483,647" },
        { "i:2147483647", "#,#,,", "2,147" },
        { "i:2147483647", "0,,", "2147" },
        { "d:0.3697", "%#0.00", "%36.97" },
        { "d:0.086", "#0.##%", "8.6%" },
        { "i:987654", "#0.0e0", "98.8e4" },
        { "d:1503.92311", "0.0##e+00", "1.504e+03" },
        { "d:1.8901385e-16", "0.0e+00", "1.9e-16" },
        { "i:987654", "\\###00\\#", "#987654#" },
        { "i:68", "# 'degrees'", "68 degrees" },
        { "d:12.345", "#0.0#;(#0.0#);-\\0-", "12.35" },
        { "i:0", "#0.0#;(#0.0#);-\\0-", "-0-" },
        { "d:-12.345", "#0.0#;(#0.0#);-\\0-", "(12.35)" },
        { "d:1234.5", "#,##0.00", "1,234.50" },
        { "i:0", "#", "" },
        { "i:123456789", "000-00-0000", "123-45-6789" },
        { "d:123.4", "0.##", "123.4" },
        { "i:7", "00", "07" },
        { "d:-3.7", "0", "-4" },
        { "i:1234567", "#,##0", "1,234,567" },
        { "d:0.5", "0%", "50%" },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* .NET Core 3.0 and later: shortest round-trip text of doubles */
static void doubles(void **state)
{
    (void)state;
    static const struct {
        double d;
        const char *expected;
    } cases[] = {
        { 0.1, "0.1" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 1.0 / 3, "0.3333333333333333" },
        { 100, "100" },
        { 1e14, "100000000000000" },
        { 1e15, "1E+15" },
        { 123456789012345680.0, "1.2345678901234568E+17" },
        { 1234567890123456.0, "1234567890123456" },
        { 0.0001, "0.0001" },
        { 0.00001, "1E-05" },
        { 1.7976931348623157e308, "1.7976931348623157E+308" },
        { 5e-324, "5E-324" },
        { -0.0, "-0" },
        { 1e100, "1E+100" },
        { 3.0, "3" },
        { 2.5e-7, "2.5E-07" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct strbuf out = STRBUF_INIT;
        double_to_strbuf(cases[i].d, &out);
        assert_string_equal(out.buf, cases[i].expected);
        strbuf_release(&out);
    }
    struct strbuf out = STRBUF_INIT;
    value_to_strbuf((struct value){ .kind = V_SINGLE, .d = (double)0.1f }, &out);
    assert_string_equal(out.buf, "0.1");
    strbuf_reset(&out);
    single_to_strbuf(16777216.0, &out);
    assert_string_equal(out.buf, "16777216");
    strbuf_reset(&out);
    value_to_strbuf((struct value){ .kind = V_SINGLE, .d = (double)1e7f }, &out);
    assert_string_equal(out.buf, "1E+07");
    strbuf_release(&out);
}

/* System.Decimal: operators, scale of results, overflow */
static void decimals(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        char op;
        const char *b, *expected; /* NULL: overflow */
    } cases[] = {
        { "1.10", '+', "2.2", "3.30" },
        { "1", '-', "1.00", "0.00" },
        { "1.5", '*', "1.50", "2.250" },
        { "10", '/', "4", "2.5" },
        { "1", '/', "3", "0.3333333333333333333333333333" },
        { "2", '/', "3", "0.6666666666666666666666666667" },
        { "10.5", '%', "3", "1.5" },
        { "-7", '%', "3", "-1" },
        { "79228162514264337593543950335", '+', "1", NULL },
        { "79228162514264337593543950335", '*', "10", NULL },
        { "79228162514264337593543950335", '-', "79228162514264337593543950335", "0" },
        { "0.0000000000000000000000000001", '*', "0.1", "0.0000000000000000000000000000" },
        { "6.00", '/', "2", "3.00" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct dec a, b, r = { 0 };
        assert_int_equal(dec_parse(cases[i].a, strlen(cases[i].a), &a), 0);
        assert_int_equal(dec_parse(cases[i].b, strlen(cases[i].b), &b), 0);
        int rc = cases[i].op == '+'   ? dec_add(a, b, &r)
                 : cases[i].op == '-' ? dec_sub(a, b, &r)
                 : cases[i].op == '*' ? dec_mul(a, b, &r)
                 : cases[i].op == '/' ? dec_div(a, b, &r)
                                      : dec_mod(a, b, &r);
        struct strbuf out = STRBUF_INIT;
        dec_to_strbuf(r, &out);
        if ((rc < 0) != !cases[i].expected ||
            (cases[i].expected && strcmp(out.buf, cases[i].expected) != 0))
            fail_msg("%s %c %s: expected %s, got %s (%d)", cases[i].a, cases[i].op, cases[i].b,
                     cases[i].expected, out.buf, rc);
        strbuf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standard),
        cmocka_unit_test(custom),
        cmocka_unit_test(doubles),
        cmocka_unit_test(decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
