/* The reader of the guest agent's answers. Source: RFC 8259, RFC 4648 section 10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "shell/base/base64.h"
#include "vm/guest/vm_agent.h"

static bool parses(const char *text)
{
    struct agent_json root;
    return agent_json_parse(text, strlen(text), &root);
}

static void test_whole_texts(void **state)
{
    static const char *const good[] = {
        "0",    "-0",   "1.5e-3", " [ 1 , [ ] , { } ] ",     "\"\\u00e9\"",
        "\"\"", "true", "null",   "{\"a\":{\"b\":[false]}}", "1E+2"
    };
    static const char *const bad[] = {
        "",        " ",   "01",  "1.",     ".5",    "+1",        "[1,]",       "{\"a\"}", "{a:1}",
        "\"\\x\"", "\"a", "tru", "\"\n\"", "[1 2]", "\"\\u12\"", "{\"a\":1,}", "1 2",     "1e"
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(good); i++)
        assert_true(parses(good[i]));
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
        assert_false(parses(bad[i]));
}

static void test_nesting_is_bounded(void **state)
{
    char text[2001];
    (void)state;
    memset(text, '[', 1000);
    memset(text + 1000, ']', 1000);
    text[2000] = '\0';
    assert_false(parses(text));
    assert_true(parses("[[[[[[[[[[1]]]]]]]]]]"));
}

static void test_values(void **state)
{
    static const char text[] =
        "{\"x\":{\"return\":9},\"return\":{\"n\":-12,\"big\":9223372036854775808,\"f\":1.0,"
        "\"s\":\"a\\n\\u00fc\\ud83d\\ude00\\ud800!\",\"b\":\"aGVsbG8=\",\"bad\":\"aGVsbG8\","
        "\"list\":[1,[2],\"3\"],\"yes\":true}}";
    struct agent_json root, v, item;
    AUTO_STRBUF s = STRBUF_INIT;
    AUTO_STRBUF b = STRBUF_INIT;
    int64_t n;
    bool yes = false;
    size_t at = 0, count = 0;
    (void)state;
    assert_true(agent_json_parse(text, sizeof(text) - 1, &root));
    assert_false(agent_json_member(root, "n", &v));
    assert_true(agent_json_member(root, "return", &root));
    assert_true(agent_json_member(root, "n", &v) && agent_json_int(v, &n));
    assert_int_equal(n, -12);
    assert_true(agent_json_member(root, "big", &v) && !agent_json_int(v, &n));
    assert_true(agent_json_member(root, "f", &v) && !agent_json_int(v, &n));
    assert_true(agent_json_member(root, "s", &v) && agent_json_string(v, &s));
    assert_string_equal(s.buf, "a\nü😀\xEF\xBF\xBD!");
    assert_true(agent_json_member(root, "b", &v) && agent_json_bytes(v, &b));
    assert_string_equal(b.buf, "hello");
    assert_true(agent_json_member(root, "bad", &v) && !agent_json_bytes(v, &b));
    assert_true(agent_json_member(root, "yes", &v) && agent_json_bool(v, &yes) && yes);
    assert_false(agent_json_string(v, &s));
    assert_true(agent_json_member(root, "list", &v));
    while (agent_json_next(v, &at, &item))
        count++;
    assert_int_equal(count, 3);
    at = 0;
    assert_false(agent_json_next(root, &at, &item));
}

static void test_base64(void **state)
{
    static const char *const pairs[][2] = {
        { "", "" },        { "f", "Zg==" },        { "fo", "Zm8=" },
        { "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "foobar", "Zm9vYmFy" }
    };
    static const char *const bad[] = { "Z",    "Zg=",    "Zg",   "Z===",
                                       "====", "Zm9v\n", "Z-9v", "Zg==Zg==" };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_STRBUF bytes = STRBUF_INIT;
        base64_encode(&text, pairs[i][0], strlen(pairs[i][0]));
        assert_string_equal(text.buf, pairs[i][1]);
        assert_true(base64_decode(&bytes, text.buf, text.len));
        assert_string_equal(bytes.buf, pairs[i][0]);
    }
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        AUTO_STRBUF bytes = STRBUF_INIT;
        assert_false(base64_decode(&bytes, bad[i], strlen(bad[i])));
    }
}

static void test_words_of_errors(void **state)
{
    (void)state;
    assert_int_equal(vm_agent_status_of("failed to open file '/x' (mode: 'r'): No such file or "
                                        "directory"),
                     (uint32_t)WIRE_E_PATH_NOT_FOUND);
    assert_int_equal(vm_agent_status_of("sh: 1: cannot create /ro/x: Read-only file system"),
                     (uint32_t)WIRE_E_WRITE_PROTECT);
    assert_int_equal(vm_agent_status_of("failed to write to file: No space left on device"),
                     (uint32_t)WIRE_E_DISK_FULL);
    assert_int_equal(vm_agent_status_of("nobody knows"), (uint32_t)WIRE_E_FAIL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_texts),     cmocka_unit_test(test_nesting_is_bounded),
        cmocka_unit_test(test_values),          cmocka_unit_test(test_base64),
        cmocka_unit_test(test_words_of_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
