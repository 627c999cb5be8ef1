/* The .NET members that scripts use. Expected values: the examples and texts of
 * the API reference of each type, and arithmetic by hand. */
#include "tests/unit/value_fixture.h"

#include "shell/object/object.h"

struct call_case {
    const char *target; /* a value, or Y:type for a static member */
    const char *member;
    const char *args; /* [a|b]; NULL: a property */
    const char *expected;
};

static int call(const struct call_case *c, struct value *out, struct err **err)
{
    struct value target = fixture_value(c->target);
    bool is_static = target.kind == V_TYPE;
    size_t len = strlen(c->member);
    int rc = -1;
    *out = value_nothing();
    if (!c->args) {
        if (is_static) {
            rc = type_static_get(target.type, c->member, len, out, err) - 1;
            if (rc < 0 && !*err)
                fail_msg("[%s]::%s is missing", target.type->name, c->member);
        } else {
            if (member_find(target, c->member, len).found == FOUND_NONE)
                fail_msg("%s.%s is missing", c->target, c->member);
            rc = member_get(target, c->member, out, err);
        }
        value_unref(target);
        return rc;
    }
    struct value args = fixture_value(c->args);
    const struct method *m = is_static ? type_find_static_method(target.type, c->member, len)
                                       : type_find_method(value_type_of(target), c->member, len);
    if (!m)
        fail_msg("%s.%s() is missing", c->target, c->member);
    size_t n = args.array->len;
    if ((int)n < m->min_args || (m->max_args >= 0 && (int)n > m->max_args))
        fail_msg("%s.%s does not take %zu arguments", c->target, c->member, n);
    rc = m->call(target, args.array->items, n, out, err);
    value_unref(args);
    value_unref(target);
    return rc;
}

static void run(const struct call_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct value out;
        struct err *err = NULL;
        struct strbuf what = STRBUF_INIT;
        strbuf_addf(&what, "%s.%s(%s)", cases[i].target, cases[i].member,
                    cases[i].args ? cases[i].args : "");
        int rc = call(&cases[i], &out, &err);
        fixture_expect(what.buf, rc, out, err, cases[i].expected);
        strbuf_release(&what);
        value_unref(out);
        err_free(err);
    }
}

static void strings(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        { "s:hello", "Length", NULL, "Int32: 5" },
        { "s:hello", "Substring", "[i:1]", "String: ello" },
        { "s:hello", "Substring", "[i:1|i:3]", "String: ell" },
        { "s:hello", "Substring", "[i:9]",
          "error: startIndex cannot be larger than length of string. (Parameter 'startIndex')" },
        { "s:hello", "Substring", "[i:1|i:9]",
          "error: Index and length must refer to a location within the string. (Parameter "
          "'length')" },
        { "s:hello", "IndexOf", "[s:l]", "Int32: 2" },
        { "s:hello", "IndexOf", "[c:l|i:3]", "Int32: 3" },
        { "s:hello", "IndexOf", "[s:L]", "Int32: -1" },
        { "s:hello", "IndexOf", "[s:L|N:StringComparison.OrdinalIgnoreCase]", "Int32: 2" },
        { "s:hello", "LastIndexOf", "[s:l]", "Int32: 3" },
        { "s:hello", "IndexOfAny", "[[c:x|c:o|c:e]]", "Int32: 1" },
        { "s:hello", "Contains", "[s:ell]", "Boolean: True" },
        { "s:hello", "Contains", "[s:ELL]", "Boolean: False" },
        { "s:hello", "Contains", "[s:ELL|N:StringComparison.OrdinalIgnoreCase]", "Boolean: True" },
        { "s:hello", "StartsWith", "[s:he]", "Boolean: True" },
        { "s:hello", "EndsWith", "[s:LO|s:OrdinalIgnoreCase]", "Boolean: True" },
        { "s:hello", "Replace", "[s:l|s:L]", "String: heLLo" },
        { "s:hello", "Replace", "[c:l|c:r]", "String: herro" },
        { "s:a,b;c", "Split", "[s:,]", "String[]: a,b;c" },
        { "s:a,b;c", "Split", "[[c:,|c:;]]", "String[]: a,b,c" },
        { "s:a,,b", "Split", "[s:,|N:StringSplitOptions.RemoveEmptyEntries]", "String[]: a,b" },
        { "s:a,b,c", "Split", "[s:,|i:2]", "String[]: a,b,c" },
        { "s: a  b", "Split", "[]", "String[]: ,a,,b" },
        { "s:  x ", "Trim", "[]", "String: x" },
        { "s:--x-", "Trim", "[c:-]", "String: x" },
        { "s:--x-", "TrimStart", "[c:-]", "String: x-" },
        { "s:xaba", "TrimEnd", "[c:a|c:b]", "String: x" },
        { "s:aBc", "ToUpper", "[]", "String: ABC" },
        { "s:ABC", "ToLowerInvariant", "[]", "String: abc" },
        { "s:7", "PadLeft", "[i:3|c:0]", "String: 007" },
        { "s:7", "PadRight", "[i:3]", "String: 7  " },
        { "s:ac", "Insert", "[i:1|s:b]", "String: abc" },
        { "s:abcd", "Remove", "[i:2]", "String: ab" },
        { "s:abcd", "Remove", "[i:1|i:2]", "String: ad" },
        { "s:abc", "ToCharArray", "[]", "Char[]: a,b,c" },
        { "s:abc", "Chars", "[i:1]", "Char: b" },
        { "s:abc", "Chars", "[i:3]", "error: Index was outside the bounds of the array." },
        { "s:a", "CompareTo", "[s:b]", "Int32: -1" },
        { "s:abc", "Equals", "[s:ABC]", "Boolean: False" },
        { "s:abc", "GetType", "[]", "RuntimeType: System.String" },
        { "Y:string", "Join", "[s:-|[i:1|i:2]]", "String: 1-2" },
        { "Y:string", "Join", "[s:,|s:a|s:b|s:c]", "String: a,b,c" },
        { "Y:string", "Format", "[s:{0:D3}|i:7]", "String: 007" },
        { "Y:string", "IsNullOrEmpty", "[n:]", "Boolean: True" },
        { "Y:string", "IsNullOrWhiteSpace", "[s:  ]", "Boolean: True" },
        { "Y:string", "Concat", "[s:a|i:1]", "String: a1" },
        { "Y:string", "Compare", "[s:a|s:A|t:]", "Int32: 0" },
        { "Y:string", "new", "[c:x|i:3]", "String: xxx" },
        { "Y:string", "Empty", NULL, "String: " },
        { "Y:char", "IsDigit", "[c:5]", "Boolean: True" },
        { "Y:char", "IsLetter", "[c:5]", "Boolean: False" },
        { "Y:char", "ToUpper", "[c:a]", "Char: A" },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void numbers(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        { "Y:int", "MaxValue", NULL, "Int32: 2147483647" },
        { "Y:long", "MinValue", NULL, "Int64: -9223372036854775808" },
        { "Y:byte", "MaxValue", NULL, "Byte: 255" },
        { "Y:double", "MaxValue", NULL, "Double: 1.79769313486232E+308" },
        { "Y:decimal", "MaxValue", NULL, "Decimal: 79228162514264337593543950335" },
        { "Y:int", "Parse", "[s:42]", "Int32: 42" },
        { "Y:int", "Parse", "[s:1kb]",
          "error: The input string '1kb' was not in a correct format." },
        { "Y:int", "Parse", "[s:99999999999]",
          "error: Value was either too large or too small for an Int32." },
        { "Y:int", "Parse", "[s:ff|N:System.Globalization.NumberStyles.HexNumber]", "Int32: 255" },
        { "Y:double", "Parse", "[s:1.5]", "Double: 1.5" },
        { "i:255", "ToString", "[s:X4]", "String: 00FF" },
        { "d:1234.5", "ToString", "[s:N2]", "String: 1,234.50" },
        { "i:5", "CompareTo", "[i:7]", "Int32: -1" },
        { "i:5", "Equals", "[i:5]", "Boolean: True" },
        { "Y:double", "IsNaN", "[d:nan]", "Boolean: True" },
        { "Y:math", "Round", "[d:2.5]", "Double: 2" },
        { "Y:math", "Round", "[d:2.5|N:MidpointRounding.AwayFromZero]", "Double: 3" },
        { "Y:math", "Round", "[d:3.14159|i:2]", "Double: 3.14" },
        { "Y:math", "Floor", "[d:-1.5]", "Double: -2" },
        { "Y:math", "Ceiling", "[d:1.2]", "Double: 2" },
        { "Y:math", "Truncate", "[d:-1.7]", "Double: -1" },
        { "Y:math", "Abs", "[i:-5]", "Int32: 5" },
        { "Y:math", "Max", "[i:3|i:7]", "Int32: 7" },
        { "Y:math", "Min", "[i:3|d:2.5]", "Double: 2.5" },
        { "Y:math", "Pow", "[i:2|i:10]", "Double: 1024" },
        { "Y:math", "Sqrt", "[i:16]", "Double: 4" },
        { "Y:math", "Sign", "[d:-3]", "Int32: -1" },
        { "Y:math", "Log", "[i:8|i:2]", "Double: 3" },
        { "Y:math", "PI", NULL, "Double: 3.14159265358979" },
        { "Y:convert", "ToInt32", "[s:ff|i:16]", "Int32: 255" },
        { "Y:convert", "ToInt32", "[s:101|i:2]", "Int32: 5" },
        { "Y:convert", "ToInt32", "[s:ffffffff|i:16]", "Int32: -1" },
        { "Y:convert", "ToInt32", "[d:2.5]", "Int32: 2" },
        { "Y:convert", "ToString", "[i:10|i:2]", "String: 1010" },
        { "Y:convert", "ToString", "[i:-1|i:16]", "String: ffffffff" },
        { "Y:convert", "ToBase64String", "[[y:72|y:105]]", "String: SGk=" },
        { "Y:convert", "FromBase64String", "[s:SGk=]", "Byte[]: 72,105" },
        { "Y:convert", "FromBase64String", "[s:SGk]",
          "error: The input is not a valid Base-64 string as it contains a non-base 64 character, "
          "more than two padding characters, or an illegal character among the padding "
          "characters." },
        { "Y:convert", "ToBoolean", "[s:True]", "Boolean: True" },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void collections(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        { "[i:3|i:1|i:2]", "Length", NULL, "Int32: 3" },
        { "[i:3|i:1|i:2]", "Count", NULL, "Int32: 3" },
        { "[i:3|i:1|i:2]", "Contains", "[i:1]", "Boolean: True" },
        { "[i:3|i:1|i:2]", "IndexOf", "[i:2]", "Int32: 2" },
        { "[i:3]", "Add", "[i:1]", "error: Collection was of a fixed size." },
        { "[i:3|i:1]", "GetLength", "[i:0]", "Int32: 2" },
        { "[i:3|i:1]", "GetUpperBound", "[i:0]", "Int32: 1" },
        { "[i:3|i:1]", "Rank", NULL, "Int32: 1" },
        { "Y:array", "IndexOf", "[[s:a|s:b]|s:b]", "Int32: 1" },
        { "Y:int[]", "new", "[i:3]", "Int32[]: 0,0,0" },
        { "Y:string[]", "new", "[i:2]", "String[]: ," },
        { "{s:a=i:1|s:b=i:2}", "Count", NULL, "Int32: 2" },
        { "{s:a=i:1|s:b=i:2}", "Keys", NULL, "Collections.Hashtable+KeyCollection: a,b" },
        { "{s:a=i:1|s:b=i:2}", "Values", NULL, "Collections.Hashtable+ValueCollection: 1,2" },
        { "{s:a=i:1}", "ContainsKey", "[s:A]", "Boolean: True" },
        { "{s:a=i:1}", "ContainsValue", "[i:1]", "Boolean: True" },
        { "{s:a=i:1}", "Add", "[s:a|i:2]",
          "error: Item has already been added. Key in dictionary: 'a'  Key being added: 'a'" },
        { "{s:a=i:1}", "Add", "[n:|i:2]", "error: Key cannot be null. (Parameter 'key')" },
        { "Y:System.Collections.Generic.List[int]", "new", "[[s:1|i:2]]",
          "Collections.Generic.List`1[System.Int32]: 1,2" },
        { "Y:System.Collections.ArrayList", "new", "[]", "Collections.ArrayList: " },
    };
    run(cases, ARRAY_SIZE(cases));
}

/* A list goes through its life. */
static void list_changes(void **state)
{
    (void)state;
    static const struct {
        const char *method, *args, *after;
    } steps[] = {
        { "Add", "[s:5]", "5" },
        { "AddRange", "[[i:3|i:4]]", "5,3,4" },
        { "Insert", "[i:0|i:9]", "9,5,3,4" },
        { "Sort", "[]", "3,4,5,9" },
        { "Reverse", "[]", "9,5,4,3" },
        { "Remove", "[i:4]", "9,5,3" },
        { "RemoveAt", "[i:0]", "5,3" },
        { "Add", "[s:x]", "5,3" }, /* does not convert */
        { "Insert", "[i:7|i:1]", "5,3" },
        { "Clear", "[]", "" },
    };
    const struct type_info *type = type_find("System.Collections.Generic.List[int]", 36);
    struct value list = value_of_array(list_new(type, &type_int32));
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
        const struct method *m = type_find_method(type, steps[i].method, strlen(steps[i].method));
        struct value args = fixture_value(steps[i].args), out = value_nothing();
        struct err *err = NULL;
        m->call(list, args.array->items, args.array->len, &out, &err);
        struct strbuf text = STRBUF_INIT;
        value_join(list, ",", &text);
        assert_string_equal(text.buf, steps[i].after);
        strbuf_release(&text);
        err_free(err);
        value_unref(out);
        value_unref(args);
    }
    value_unref(list);
}

static void dates(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        { "D:2024-02-29 13:14:15", "Year", NULL, "Int32: 2024" },
        { "D:2024-02-29 13:14:15", "DayOfWeek", NULL, "DayOfWeek: Thursday" },
        { "D:2024-02-29 13:14:15", "DayOfYear", NULL, "Int32: 60" },
        { "D:2024-02-29 13:14:15", "Date", NULL, "DateTime: 02/29/2024 00:00:00" },
        { "D:2024-02-29 13:14:15", "TimeOfDay", NULL, "TimeSpan: 13:14:15" },
        { "D:1970-01-01", "Ticks", NULL, "Int64: 621355968000000000" },
        { "D:2024-02-29", "AddDays", "[d:1.5]", "DateTime: 03/01/2024 12:00:00" },
        { "D:2024-02-29", "AddYears", "[i:1]", "DateTime: 02/28/2025 00:00:00" },
        { "D:2024-01-31", "AddMonths", "[i:1]", "DateTime: 02/29/2024 00:00:00" },
        { "D:2024-01-02", "Subtract", "[D:2024-01-01]", "TimeSpan: 1.00:00:00" },
        { "D:2024-01-02", "ToString", "[s:yyyy-MM-dd]", "String: 2024-01-02" },
        { "Y:datetime", "new", "[i:2024|i:2|i:29]", "DateTime: 02/29/2024 00:00:00" },
        { "Y:datetime", "new", "[i:2023|i:2|i:29]",
          "error: Year, Month, and Day parameters describe an un-representable DateTime." },
        { "Y:datetime", "ParseExact", "[s:15/02/2024|s:dd/MM/yyyy|n:]",
          "DateTime: 02/15/2024 00:00:00" },
        { "Y:datetime", "DaysInMonth", "[i:2024|i:2]", "Int32: 29" },
        { "Y:datetime", "IsLeapYear", "[i:1900]", "Boolean: False" },
        { "Y:datetime", "MaxValue", NULL, "DateTime: 12/31/9999 23:59:59" },
        { "Y:timespan", "FromMinutes", "[i:90]", "TimeSpan: 01:30:00" },
        { "Y:timespan", "new", "[i:1|i:2|i:3]", "TimeSpan: 01:02:03" },
        { "Y:timespan", "new", "[i:1|i:2|i:3|i:4]", "TimeSpan: 1.02:03:04" },
        { "T:1.12:00:00", "TotalHours", NULL, "Double: 36" },
        { "T:1.12:30:00", "Hours", NULL, "Int32: 12" },
        { "T:01:00:00", "Negate", "[]", "TimeSpan: -01:00:00" },
        { "T:01:00:00", "ToString", "[s:hh\\:mm]", "String: 01:00" },
        { "Y:System.DateTimeOffset", "FromUnixTimeSeconds", "[i:0]",
          "DateTimeOffset: 01/01/1970 00:00:00 +00:00" },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void others(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        { "Y:guid", "Empty", NULL, "Guid: 00000000-0000-0000-0000-000000000000" },
        { "Y:guid", "Parse", "[s:x]", "error: Unrecognized Guid format." },
        { "Y:version", "new", "[i:1|i:2]", "Version: 1.2" },
        { "Y:version", "Parse", "[s:1.2.3]", "Version: 1.2.3" },
        { "Y:regex", "Escape", "[s:a.b*c]", "String: a\\.b\\*c" },
        { "Y:regex", "Replace", "[s:abc|s:b|s:x]", "String: axc" },
        { "Y:regex", "IsMatch", "[s:ABC|s:b|s:IgnoreCase]", "Boolean: True" },
        { "Y:regex", "Split", "[s:a1b2c|s:\\d]", "String[]: a,b,c" },
        { "Y:regex", "Matches", "[s:a1b22|s:\\d+]",
          "Text.RegularExpressions.MatchCollection: 1,22" },
        { "Y:regex", "Match", "[s:key=val|s:=(.*)]", "Text.RegularExpressions.Match: =val" },
        { "Y:io.path", "Combine", "[s:/a|s:b|s:c.txt]", "String: /a/b/c.txt" },
        { "Y:io.path", "Combine", "[s:/a|s:/b]", "String: /b" },
        { "Y:io.path", "GetFileName", "[s:/a/b.txt]", "String: b.txt" },
        { "Y:io.path", "GetExtension", "[s:/a.d/b]", "String: " },
        { "Y:io.path", "GetExtension", "[s:/a/b.tar.gz]", "String: .gz" },
        { "Y:io.path", "GetFileNameWithoutExtension", "[s:/a/b.tar.gz]", "String: b.tar" },
        { "Y:io.path", "GetDirectoryName", "[s:/a/b/c]", "String: /a/b" },
        { "Y:io.path", "GetDirectoryName", "[s:/]", "null: " },
        { "Y:io.path", "ChangeExtension", "[s:/a/b.txt|s:md]", "String: /a/b.md" },
        { "Y:io.path", "GetFullPath", "[s:/a/./b/../c]", "String: /a/c" },
        { "Y:io.path", "IsPathRooted", "[s:a/b]", "Boolean: False" },
        { "Y:io.path", "GetRelativePath", "[s:/a/b|s:/a/c/d]", "String: ../c/d" },
        { "Y:io.file", "Exists", "[s:/nonexistent/x]", "Boolean: False" },
        { "Y:io.file", "ReadAllText", "[s:/nonexistent/x]",
          "error: Could not find a part of the path '/nonexistent/x'." },
        { "Y:io.file", "ReadAllText", "[s:/nonexistent]",
          "error: Could not find file '/nonexistent'." },
        { "Y:io.directory", "Exists", "[s:/tmp]", "Boolean: True" },
        { "Y:environment", "NewLine", NULL, "String: \n" },
        { "Y:uri", "new", "[s:nonsense]",
          "error: Invalid URI: The format of the URI could not be determined." },
        { "Y:uri", "EscapeDataString", "[s:a b&c]", "String: a%20b%26c" },
        { "Y:ipaddress", "Parse", "[s:1.2.3.999]", "error: An invalid IP address was specified." },
        { "N:DayOfWeek.Friday", "ToString", "[]", "String: Friday" },
        { "N:DayOfWeek.Friday", "value__", NULL, "Int32: 5" },
        { "Y:DayOfWeek", "Friday", NULL, "DayOfWeek: Friday" },
        { "Y:enum", "GetNames", "[Y:DateTimeKind]", "String[]: Unspecified,Utc,Local" },
    };
    run(cases, ARRAY_SIZE(cases));
}

static void string_builder(void **state)
{
    (void)state;
    const struct type_info *type = type_find("System.Text.StringBuilder", 25);
    struct value sb, out;
    struct err *err = NULL;
    assert_int_equal(
        type_find_static_method(type, "new", 3)->call(value_type(type), NULL, 0, &sb, &err), 0);
    static const struct {
        const char *method, *args, *after;
    } steps[] = {
        { "Append", "[s:ab]", "ab" },
        { "Append", "[c:-|i:3]", "ab---" },
        { "AppendLine", "[i:5]", "ab---5\n" },
        { "Replace", "[s:-|s:=]", "ab===5\n" },
        { "Insert", "[i:0|s:>]", ">ab===5\n" },
        { "Remove", "[i:3|i:3]", ">ab5\n" },
        { "AppendFormat", "[s:{0:D2}|i:7]", ">ab5\n07" },
        { "Clear", "[]", "" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
        struct value args = fixture_value(steps[i].args);
        assert_int_equal(type_find_method(type, steps[i].method, strlen(steps[i].method))
                             ->call(sb, args.array->items, args.array->len, &out, &err),
                         0);
        assert_true(out.object == sb.object);
        value_unref(out);
        value_unref(args);
        struct strbuf text = STRBUF_INIT;
        value_to_strbuf(sb, &text);
        assert_string_equal(text.buf, steps[i].after);
        strbuf_release(&text);
    }
    value_unref(sb);
}

/* Every type of the list is found by its name, and its members have what they need. */
static void tables_are_whole(void **state)
{
    (void)state;
    static const char *const names[] = { "string",
                                         "int",
                                         "datetime",
                                         "timespan",
                                         "hashtable",
                                         "regex",
                                         "guid",
                                         "version",
                                         "uri",
                                         "ipaddress",
                                         "math",
                                         "System.Text.Encoding",
                                         "System.Exception",
                                         "System.IO.File",
                                         "System.Random",
                                         "System.Convert",
                                         "System.Diagnostics.Stopwatch",
                                         "securestring",
                                         "pscredential",
                                         "System.Environment" };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        const struct type_info *t = type_find(names[i], strlen(names[i]));
        if (!t)
            fail_msg("%s is missing", names[i]);
        assert_ptr_equal(type_find(t->name, strlen(t->name)), t);
        for (; t; t = t->base) {
            for (size_t k = 0; k < t->nprops; k++)
                assert_true(t->props[k].get || t->props[k].alias_of);
            for (size_t k = 0; k < t->nmethods; k++)
                assert_non_null(t->methods[k].call);
            for (size_t k = 0; k < t->nstatics; k++)
                assert_non_null(t->statics[k].call);
            for (size_t k = 0; k < t->nstatic_props; k++)
                assert_non_null(t->static_props[k].get);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings),        cmocka_unit_test(numbers),
        cmocka_unit_test(collections),    cmocka_unit_test(list_changes),
        cmocka_unit_test(dates),          cmocka_unit_test(others),
        cmocka_unit_test(string_builder), cmocka_unit_test(tables_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
