/* JSON read and written; jansson is the independent peer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "shell/base/cleanup.h"
#include "shell/format/json_read.h"
#include "shell/format/json_write.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/hash.h"

static struct shapes *shapes;

static int setup(void **state)
{
    (void)state;
    shapes = shapes_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    shapes_free(shapes);
    return 0;
}

static struct value read_ok(const char *text, bool as_hashtable)
{
    struct json_options options = { .as_hashtable = as_hashtable };
    struct value v = value_null();
    struct err *err = NULL;

    if (json_read(text, strlen(text), &options, shapes, &v, &err))
        fail_msg("%s: %s", text, err->message);
    return v;
}

static void write_text(struct value v, int depth, bool compress, struct strbuf *out)
{
    struct json_style style = { .depth = depth, .compress = compress };
    struct json_found found = { .truncated = false };

    json_write(NULL, v, &style, out, &found);
}

/* Texts that mean the same to jansson and to us. */
static void agrees_with_peer(void **state)
{
    static const char *const texts[] = {
        "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":\"x\"}}",
        "[1,-2,3.5,1e3,-1.25e-2,0]",
        "\"\\u00e9\\ud83d\\ude00\\n\\t\\\"\\\\\\/\\b\\f\\r\"",
        "[]",
        "{}",
        "[[[[1]],[]],{}]",
        " { \"k\" : [ 1 , 2 ] } ",
        "9223372036854775807",
        "-9223372036854775808",
        "1.7976931348623157e308",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        AUTO_VALUE v = read_ok(texts[i], false);
        AUTO_STRBUF out = STRBUF_INIT;
        json_error_t error;
        write_text(v, 10, true, &out);
        json_t *theirs = json_loads(texts[i], JSON_DECODE_ANY, &error);
        json_t *ours = json_loads(out.buf, JSON_DECODE_ANY, &error);
        assert_non_null(theirs);
        if (!ours)
            fail_msg("%s gives %s: %s", texts[i], out.buf, error.text);
        if (!json_equal(theirs, ours))
            fail_msg("%s gives %s", texts[i], out.buf);
        json_decref(theirs);
        json_decref(ours);
    }
}

static void kinds_of_numbers(void **state)
{
    static const struct {
        const char *text;
        enum value_kind kind;
    } cases[] = {
        { "1", V_INT64 },
        { "-5", V_INT64 },
        { "1.0", V_DOUBLE },
        { "1e2", V_DOUBLE },
        { "9223372036854775808", V_OBJECT },
        { "true", V_BOOL },
        { "\"x\"", V_STRING },
        { "null", V_NULL },
        { "[]", V_ARRAY },
        { "{}", V_OBJECT },
        { "123456789012345678901234567890123456789012345678901234567890", V_OBJECT },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_VALUE v = read_ok(cases[i].text, false);
        assert_int_equal(v.kind, cases[i].kind);
    }
}

static void beyond_the_standard(void **state)
{
    (void)state;
    AUTO_VALUE a = read_ok("// c\n[1, /* x */ 2,]", false);
    assert_int_equal(a.array->len, 2);
    AUTO_VALUE o = read_ok("{'a': 'b', c: 1}", true);
    assert_int_equal(o.hash->count, 2);
    AUTO_VALUE n = read_ok("-Infinity", false);
    assert_true(n.kind == V_DOUBLE && n.d < 0);
}

static void errors_name_line_and_position(void **state)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        { "{", "Unexpected end when reading token. Path ''." },
        { "[1, nope]", "parsing value: n. Path '[1]', line 1, position 4." },
        { "{\n  \"a\" 1\n}", "line 2, position 6" },
        { "\"abc", "Unterminated string" },
        { "[1] x", "Additional text" },
        { "1.2.3", "not a valid number" },
        { "\"\\x\"", "Bad JSON escape sequence: \\x." },
        { "{\"a\":1,\"A\":2}", "keys with different casing" },
        { "{\"a\": [1, {\"b c\": x}]}", "x. Path 'a[1]['b c']', line 1, position 18." },
        { "{\"\":1}", "name is an empty string" },
        { "/* x", "comment" },
        { "\"\\u12\"", "Unicode escape sequence" },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct json_options options = { .as_hashtable = false };
        struct value v = value_null();
        struct err *err = NULL;
        assert_int_equal(
            json_read(cases[i].text, strlen(cases[i].text), &options, shapes, &v, &err), -1);
        if (!strstr(err->message, cases[i].part))
            fail_msg("%s: %s", cases[i].text, err->message);
        err_clear(&err);
    }
}

/* What the quick look accepts must read without an error, and the other way round for plain text.
 */
static void arrays_are_judged_quickly(void **state)
{
    static const struct {
        const char *text;
        bool plain;
    } cases[] = {
        { "[]", true },
        { " [1, -2.5e3, \"a\\u00e9\", true, false, null, {\"a\": {\"b\": []}}] ", true },
        { "[1,]", false },
        { "[1] 2", false },
        { "[{\"a\":1,\"A\":2}]", false },
        { "[{\"a\":1,\"a\":2}]", false },
        { "[{\"\":1}]", false },
        { "['a']", false },
        { "[01]", false },
        { "[1 // c\n]", false },
        { "[\"a]", false },
        { "[\"\\x\"]", false },
        { "[nul]", false },
        { "[", false },
        { "[[1]", false },
        { "{\"a\":1}", false },
        { "", false },
    };
    struct json_options options = { .max_depth = 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        if (json_is_plain_array(cases[i].text, strlen(cases[i].text), &options) != cases[i].plain)
            fail_msg("%s", cases[i].text);
}

static void nesting_is_bounded(void **state)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct json_options options = { .max_depth = 0 };
    struct value v = value_null();
    struct err *err = NULL;

    (void)state;
    strbuf_fill(&text, '[', 100000);
    assert_int_equal(json_read(text.buf, text.len, &options, shapes, &v, &err), -1);
    assert_non_null(strstr(err->message, "MaxDepth of 1024"));
    err_clear(&err);
}

static void dates_are_recognised(void **state)
{
    (void)state;
    AUTO_VALUE utc = read_ok("\"2024-02-29T12:30:15.5Z\"", false);
    AUTO_VALUE text = read_ok("\"2024-02-29\"", false);
    AUTO_VALUE odd = read_ok("\"2024-99-29T12:30:15Z\"", false);
    assert_int_equal(utc.kind, V_DATETIME);
    assert_int_equal(utc.aux, DATETIME_UTC);
    assert_true(utc.i == date_join(2024, 2, 29, 12, 30, 15) + TICKS_PER_SECOND / 2);
    assert_int_equal(text.kind, V_STRING);
    assert_int_equal(odd.kind, V_STRING);
    AUTO_STRBUF out = STRBUF_INIT;
    write_text(utc, 2, true, &out);
    assert_string_equal(out.buf, "\"2024-02-29T12:30:15.5Z\"");
}

static void written_layout(void **state)
{
    (void)state;
    AUTO_VALUE v = read_ok("{\"a\":[1,{\"b\":[]}],\"c\":{}}", false);
    AUTO_STRBUF out = STRBUF_INIT;
    write_text(v, 5, false, &out);
    assert_string_equal(out.buf, "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n"
                                 "  \"c\": {}\n}");
}

static void depth_ends_in_text(void **state)
{
    struct json_style style = { .depth = 1, .compress = true };
    struct json_found found = { .truncated = false };

    (void)state;
    AUTO_VALUE v = read_ok("{\"a\":{\"b\":{\"c\":1},\"d\":2}}", true);
    AUTO_STRBUF out = STRBUF_INIT;
    json_write(NULL, v, &style, &out, &found);
    assert_true(found.truncated);
    assert_non_null(strstr(out.buf, "\"d\":2"));
    assert_null(strstr(out.buf, "\"c\""));
}

static void numbers_keep_their_form(void **state)
{
    struct array *a = array_new(6);

    (void)state;
    array_push_take(a, value_double(1));
    array_push_take(a, value_double(0.1));
    array_push_take(a, value_double(1e20));
    array_push_take(a, value_ulong(UINT64_MAX));
    array_push_take(a, value_double(__builtin_inf()));
    array_push_take(a, value_char('x'));
    AUTO_VALUE v = value_of_array(a);
    AUTO_STRBUF out = STRBUF_INIT;
    write_text(v, 2, true, &out);
    assert_string_equal(out.buf, "[1.0,0.1,1E+20,18446744073709551615,\"Infinity\",\"x\"]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(agrees_with_peer, setup, teardown),
        cmocka_unit_test_setup_teardown(kinds_of_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(beyond_the_standard, setup, teardown),
        cmocka_unit_test_setup_teardown(errors_name_line_and_position, setup, teardown),
        cmocka_unit_test_setup_teardown(arrays_are_judged_quickly, setup, teardown),
        cmocka_unit_test_setup_teardown(nesting_is_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(dates_are_recognised, setup, teardown),
        cmocka_unit_test_setup_teardown(written_layout, setup, teardown),
        cmocka_unit_test_setup_teardown(depth_ends_in_text, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_keep_their_form, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
