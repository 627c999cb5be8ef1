#include "tests/unit/value_fixture.h"

struct convert_case {
    const char *value, *type, *expected;
};

static void run(const struct convert_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct type_info *type = type_find(cases[i].type, strlen(cases[i].type));
        if (!type)
            fail_msg("no type %s", cases[i].type);
        struct value v = fixture_value(cases[i].value), out = value_null();
        struct err *err = NULL;
        struct strbuf what = STRBUF_INIT;
        strbuf_addf(&what, "[%s] %s", cases[i].type, cases[i].value);
        int rc = value_convert(v, type, &out, &err);
        fixture_expect(what.buf, rc, out, err, cases[i].expected);
        strbuf_release(&what);
        value_unref(v);
        value_unref(out);
        err_free(err);
    }
}

#define BAD_INT(text)                                                            \
    "error: Cannot convert value \"" text "\" to type \"System.Int32\". Error: " \
    "\"The input string '" text "' was not in a correct format.\""

/* about_Type_Conversion; about_Numeric_Literals; language specification, section 6 */
static void numbers(void **state)
{
    (void)state;
    static const struct convert_case cases[] = {
        { "s:42", "int", "Int32: 42" },
        { "s: 42 ", "int", "Int32: 42" },
        { "s:-7", "int", "Int32: -7" },
        { "s:0x10", "int", "Int32: 16" },
        { "s:1kb", "int", "Int32: 1024" },
        { "s:1.5mb", "int", "Int32: 1572864" },
        { "s:2gb", "long", "Int64: 2147483648" },
        { "s:1e3", "int", "Int32: 1000" },
        { "s:1.6", "int", "Int32: 2" },
        { "s:2.5", "int", "Int32: 2" },
        { "s:3.5", "int", "Int32: 4" },
        { "s:", "int", "Int32: 0" },
        { "s:abc", "int", BAD_INT("abc") },
        { "s:99999999999", "int",
          "error: Cannot convert value \"99999999999\" to type \"System.Int32\". Error: \"Value "
          "was either too large or too small for an Int32.\"" },
        { "n:", "int", "Int32: 0" },
        { "t:", "int", "Int32: 1" },
        { "c:A", "int", "Int32: 65" },
        { "d:2.5", "int", "Int32: 2" },
        { "d:3.5", "int", "Int32: 4" },
        { "d:-2.5", "int", "Int32: -2" },
        { "m:2.5", "int", "Int32: 2" },
        { "d:1e10", "int",
          "error: Cannot convert value \"10000000000\" to type \"System.Int32\". Error: \"Value "
          "was either too large or too small for an Int32.\"" },
        { "i:300", "byte",
          "error: Cannot convert value \"300\" to type \"System.Byte\". Error: \"Value was either "
          "too large or too small for an unsigned byte.\"" },
        { "i:255", "byte", "Byte: 255" },
        { "i:-1", "uint",
          "error: Cannot convert value \"-1\" to type \"System.UInt32\". Error: "
          "\"Value was either too large or too small for a UInt32.\"" },
        { "s:18446744073709551615", "ulong", "UInt64: 18446744073709551615" },
        { "i:5", "double", "Double: 5" },
        { "s:1.5", "double", "Double: 1.5" },
        { "s:1,234.5", "double", "Double: 1234.5" },
        { "s:1.10", "decimal", "Decimal: 1.10" },
        { "d:0.1", "decimal", "Decimal: 0.1" },
        { "i:16777217", "float", "Single: 1.677722E+07" },
        { "[i:5]", "int", "Int32: 5" },
        { "[i:5|i:6]", "int",
          "error: Cannot convert the \"System.Object[]\" value of type \"System.Object[]\" to type "
          "\"System.Int32\"." },
        { "{s:a=i:1}", "int",
          "error: Cannot convert the \"System.Collections.Hashtable\" value of type "
          "\"System.Collections.Hashtable\" to type \"System.Int32\"." },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* about_Booleans */
static void booleans(void **state)
{
    (void)state;
    static const struct convert_case cases[] = {
        { "s:", "bool", "Boolean: False" },
        { "s:false", "bool", "Boolean: True" },
        { "i:0", "bool", "Boolean: False" },
        { "d:0", "bool", "Boolean: False" },
        { "d:0.1", "bool", "Boolean: True" },
        { "n:", "bool", "Boolean: False" },
        { "[]", "bool", "Boolean: False" },
        { "[i:0]", "bool", "Boolean: False" },
        { "[i:1]", "bool", "Boolean: True" },
        { "[i:0|i:0]", "bool", "Boolean: True" },
        { "{s:a=i:1}", "bool", "Boolean: True" },
        { "{}", "bool", "Boolean: True" },
        { "m:0.0", "bool", "Boolean: False" },
        { "i:5", "switch", "Management.Automation.SwitchParameter: True" },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void strings_and_chars(void **state)
{
    (void)state;
    static const struct convert_case cases[] = {
        { "i:5", "string", "String: 5" },
        { "d:1.5", "string", "String: 1.5" },
        { "t:", "string", "String: True" },
        { "n:", "string", "String: " },
        { "[i:1|i:2|i:3]", "string", "String: 1 2 3" },
        { "{s:a=i:1}", "string", "String: System.Collections.Hashtable" },
        { "D:2024-02-03 04:05:06", "string", "String: 02/03/2024 04:05:06" },
        { "Y:int", "string", "String: int" },
        { "N:DayOfWeek.Friday", "string", "String: Friday" },
        { "i:65", "char", "Char: A" },
        { "s:x", "char", "Char: x" },
        { "s:xy", "char",
          "error: Cannot convert value \"xy\" to type \"System.Char\". Error: "
          "\"String must be exactly one character long.\"" },
        { "s:abc", "char[]", "Char[]: a,b,c" },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void arrays_and_tables(void **state)
{
    (void)state;
    static const struct convert_case cases[] = {
        { "i:5", "int[]", "Int32[]: 5" },
        { "[s:1|s:2]", "int[]", "Int32[]: 1,2" },
        { "[i:1|i:2]", "string[]", "String[]: 1,2" },
        { "s:x", "array", "Object[]: x" },
        { "n:", "int[]", "null: " },
        { "[s:1|s:x]", "int[]", BAD_INT("x") },
        { "[i:1|i:2]", "System.Collections.Generic.List[string]",
          "Collections.Generic.List`1[System.String]: 1,2" },
        { "[i:1]", "System.Collections.ArrayList", "Collections.ArrayList: 1" },
        { "{s:a=i:1}", "pscustomobject", "Management.Automation.PSCustomObject: @{a=1}" },
        { "{s:a=i:1}", "ordered",
          "Collections.Specialized.OrderedDictionary: "
          "System.Collections.Specialized.OrderedDictionary" },
        { "i:1", "hashtable",
          "error: Cannot convert the \"1\" value of type \"System.Int32\" to type "
          "\"System.Collections.Hashtable\"." },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void special_types(void **state)
{
    (void)state;
    static const struct convert_case cases[] = {
        { "s:2024-02-03T04:05:06", "datetime", "DateTime: 02/03/2024 04:05:06" },
        { "s:2/3/2024", "datetime", "DateTime: 02/03/2024 00:00:00" },
        { "s:nonsense", "datetime",
          "error: Cannot convert value \"nonsense\" to type \"System.DateTime\". Error: \"The "
          "string "
          "'nonsense' was not recognized as a valid DateTime. There is an unknown word starting "
          "at index '0'.\"" },
        { "s:2024-13-45", "datetime",
          "error: Cannot convert value \"2024-13-45\" to type \"System.DateTime\". Error: \"String "
          "'2024-13-45' was not recognized as a valid DateTime.\"" },
        { "n:", "datetime", "error: Cannot convert null to type \"System.DateTime\"." },
        { "s:1.02:03:04", "timespan", "TimeSpan: 1.02:03:04" },
        { "i:10000000", "timespan", "TimeSpan: 00:00:01" },
        { "s:1.2.3.4", "version", "Version: 1.2.3.4" },
        { "s:6F9619FF-8B86-D011-B42D-00C04FC964FF", "guid",
          "Guid: 6f9619ff-8b86-d011-b42d-00c04fc964ff" },
        { "s:int", "type", "RuntimeType: System.Int32" },
        { "s:NoType", "type",
          "error: Cannot convert the \"NoType\" value of type \"System.String\" to type "
          "\"System.RuntimeType\"." },
        { "s:a.c", "regex", "Text.RegularExpressions.Regex: a.c" },
        { "s:192.168.0.1", "ipaddress", "Net.IPAddress: 192.168.0.1" },
        { "s:fe80::1", "ipaddress", "Net.IPAddress: fe80::1" },
        { "s:http://Example.org:8080/a?b=c", "uri", "Uri: http://example.org:8080/a?b=c" },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* about_Enum */
static void enums(void **state)
{
    (void)state;
    static const struct convert_case cases[] = {
        { "s:Friday", "DayOfWeek", "DayOfWeek: Friday" },
        { "s:fri", "DayOfWeek", "DayOfWeek: Friday" },
        { "i:5", "DayOfWeek", "DayOfWeek: Friday" },
        { "s:5", "DayOfWeek", "DayOfWeek: Friday" },
        { "s:T", "DayOfWeek",
          "error: Cannot convert value \"T\" to type \"System.DayOfWeek\". Error: \"The identifier "
          "name T cannot be processed because it is either too similar or identical to the "
          "following enumerator names: Tuesday, Thursday. Use a more specific identifier name.\"" },
        { "i:9", "DayOfWeek",
          "error: Cannot convert value \"9\" to type \"System.DayOfWeek\" due to enumeration "
          "values that are not valid. Specify one of the following enumeration values and try "
          "again. The possible enumeration values are "
          "\"Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday\"." },
        { "s:ReadOnly, Hidden", "System.IO.FileAttributes", "IO.FileAttributes: ReadOnly, Hidden" },
        { "i:3", "System.IO.FileAttributes", "IO.FileAttributes: ReadOnly, Hidden" },
        { "N:DayOfWeek.Friday", "int", "Int32: 5" },
        { "n:", "DayOfWeek", "error: Cannot convert null to type \"System.DayOfWeek\"." },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* The error record's parts: what catch [T] and FullyQualifiedErrorId see. */
static void error_types(void **state)
{
    (void)state;
    static const struct {
        const char *value, *type, *id, *inner;
    } cases[] = {
        { "s:x", "int", "InvalidCastFromStringToInteger", "System.FormatException" },
        { "s:99999999999", "int", "InvalidCastFromStringToInteger", "System.OverflowException" },
        { "d:1e10", "int", "InvalidCastIConvertible", "System.OverflowException" },
        { "s:x", "datetime", "InvalidCastParseTargetInvocation", "System.FormatException" },
        { "n:", "datetime", "nullToObjectInvalidCast",
          "System.Management.Automation.PSInvalidCastException" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct value v = fixture_value(cases[i].value), out;
        struct err *err = NULL;
        assert_int_equal(
            value_convert(v, type_find(cases[i].type, strlen(cases[i].type)), &out, &err), -1);
        assert_string_equal(err->exception, "System.Management.Automation.RuntimeException");
        assert_string_equal(err->id, cases[i].id);
        const struct err *deep = err;
        while (deep->cause)
            deep = deep->cause;
        assert_string_equal(deep->exception, cases[i].inner);
        err_free(err);
        value_unref(v);
    }
}

/* about_Numeric_Literals */
static void number_literals(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected; /* NULL: not a number */
    } cases[] = {
        { "100", "Int32: 100" },
        { "100u", "UInt32: 100" },
        { "100D", "Decimal: 100" },
        { "100l", "Int64: 100" },
        { "100uL", "UInt64: 100" },
        { "100us", "UInt16: 100" },
        { "100uy", "Byte: 100" },
        { "100y", "SByte: 100" },
        { "1e2", "Double: 100" },
        { "1.e2", "Double: 100" },
        { "0x1e2", "Int32: 482" },
        { "0x1e2L", "Int64: 482" },
        { "0x1e2D", "Int32: 7725" },
        { "482D", "Decimal: 482" },
        { "482gb", "Int64: 517543559168" },
        { "0x1e2lgb", "Int64: 517543559168" },
        { "0b1011011", "Int32: 91" },
        { "0b101d", "Decimal: 5" },
        { "0xFFFFFFFF", "Int32: -1" },
        { "-0xFFFFFFFF", "Int32: 1" },
        { "0xFFFFFFFFFFFFFFFF", "Int64: -1" },
        { "2147483648", "Int64: 2147483648" },
        { "9223372036854775808", "Decimal: 9223372036854775808" },
        { "1.5kb", "Double: 1536" },
        { "12abc", NULL },
        { "", NULL },
        { "-", NULL },
        { "1e", NULL },
        { "0x", NULL },
        { "256uy", NULL },
        { "kb", NULL },
        { ".", NULL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct value out = value_null();
        int rc = number_parse(cases[i].text, strlen(cases[i].text), &out);
        if (!cases[i].expected) {
            if (rc == 0)
                fail_msg("%s is taken for a number", cases[i].text);
            continue;
        }
        fixture_expect(cases[i].text, rc, out, NULL, cases[i].expected);
        value_unref(out);
    }
}

static void type_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *full, *short_name;
    } cases[] = {
        { "int", "System.Int32", "Int32" },
        { "System.int32", "System.Int32", "Int32" },
        { "string[]", "System.String[]", "String[]" },
        { "System.Collections.Generic.List[int]", "System.Collections.Generic.List`1[System.Int32]",
          "List`1" },
        { "Collections.Generic.Dictionary[string, int]",
          "System.Collections.Generic.Dictionary`2[System.String,System.Int32]", "Dictionary`2" },
        { "System.Collections.Generic.List`1[[System.String]]",
          "System.Collections.Generic.List`1[System.String]", "List`1" },
        { "hashtable", "System.Collections.Hashtable", "Hashtable" },
        { "IO.Path", "System.IO.Path", "Path" },
        { "nosuch", NULL, NULL },
        { "int[", NULL, NULL },
        { "[]", NULL, NULL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct type_info *t = type_find(cases[i].name, strlen(cases[i].name));
        if (!cases[i].full) {
            assert_null(t);
            continue;
        }
        assert_non_null(t);
        assert_string_equal(t->name, cases[i].full);
        struct strbuf name = STRBUF_INIT;
        type_short_name(t, &name);
        assert_string_equal(name.buf, cases[i].short_name);
        strbuf_release(&name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),           cmocka_unit_test(booleans),
        cmocka_unit_test(strings_and_chars), cmocka_unit_test(arrays_and_tables),
        cmocka_unit_test(special_types),     cmocka_unit_test(enums),
        cmocka_unit_test(error_types),       cmocka_unit_test(number_literals),
        cmocka_unit_test(type_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
