#include "tests/unit/value_fixture.h"

#include "shell/object/regex.h"

static struct regex *compile(const char *pattern, unsigned options)
{
    struct err *err = NULL;
    struct regex *re = regex_compile(pattern, strlen(pattern), options, &err);
    if (!re)
        fail_msg("%s: %s", pattern, err->cause ? err->cause->message : err->message);
    return re;
}

/* .NET: Regular expression language — quick reference; Regular expression options */
static void replacing(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        unsigned options;
        const char *text, *with, *expected;
    } cases[] = {
        { "\\b(\\w+)\\s\\1\\b", 0, "the the cat", "$1", "the cat" },
        { "(?<a>\\w)(?<b>\\w)", 0, "xy", "${b}${a}", "yx" },
        { "b", 0, "abc", "[$&]", "a[b]c" },
        { "b", 0, "abc", "[$`]", "a[a]c" },
        { "b", 0, "abc", "[$']", "a[c]c" },
        { "b", 0, "abc", "[$_]", "a[abc]c" },
        { "(a)(b)?", 0, "a", "$+|$2|", "||" },
        { "b", 0, "abc", "$$", "a$c" },
        { "b", 0, "abc", "$9", "a$9c" },
        { "(b)", 0, "abc", "$10", "a$10c" },
        { "(b)", 0, "abc", "${1}0", "ab0c" },
        { "b", 0, "abc", "${x}", "a${x}c" },
        { "B", REGEX_IGNORE_CASE, "abc", "-", "a-c" },
        { "^", REGEX_MULTILINE, "a\nb", "> ", "> a\n> b" },
        { "a.c", REGEX_SINGLELINE, "a\nc", "x", "x" },
        { "a.c", 0, "a\nc", "x", "a\nc" },
        { "a b # note", REGEX_IGNORE_WHITESPACE, "ab", "x", "x" },
        { "(a)(?<n>b)", REGEX_EXPLICIT_CAPTURE, "ab", "$1", "b" },
        { "", 0, "abc", "-", "-a-b-c-" },
        { "x*", 0, "abc", "-", "-a-b-c-" },
        { "\\u0041", 0, "A", "b", "b" },
        { "[a-z-[aeiou]]+", 0, "bcda", "_", "_a" },
        { "\\p{Lu}", 0, "aBc", "_", "a_c" },
        { "\\d+(?=px)", 0, "12px 13em", "N", "Npx 13em" },
        { "(?<!a)b", 0, "ab cb", "_", "ab c_" },
        { "(?i)ABC(?-i)d", 0, "abcd abcD", "_", "_ abcD" },
        { "[[]", 0, "a[b", "_", "a_b" },
        { "\\w+", 0, "\xC3\xA9t\xC3\xA9", "_", "_" },
        { "(?<y>\\d{4})-(?<m>\\d\\d)", 0, "2024-05", "${m}/${y}", "05/2024" },
        { "(?'q'a)", 0, "a", "${q}${q}", "aa" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct regex *re = compile(cases[i].pattern, cases[i].options);
        struct strbuf out = STRBUF_INIT;
        struct err *err = NULL;
        assert_int_equal(regex_replace(re, cases[i].text, strlen(cases[i].text), cases[i].with,
                                       strlen(cases[i].with), -1, &out, &err),
                         0);
        if (strcmp(out.buf, cases[i].expected) != 0)
            fail_msg("'%s' -replace '%s','%s'\n  expected %s\n  got      %s", cases[i].text,
                     cases[i].pattern, cases[i].with, cases[i].expected, out.buf);
        strbuf_release(&out);
        regex_unref(re);
    }
}

/* .NET: Grouping constructs: named groups are numbered after the unnamed ones */
static void group_numbers(void **state)
{
    (void)state;
    struct regex *re = compile("(?<first>a)(b)(?<last>c)(d)", 0);
    assert_int_equal(regex_group_count(re), 5);
    assert_null(regex_group_name(re, 1));
    assert_null(regex_group_name(re, 2));
    assert_string_equal(regex_group_name(re, 3), "first");
    assert_string_equal(regex_group_name(re, 4), "last");
    assert_int_equal(regex_group_number(re, "last", 4), 4);
    assert_int_equal(regex_group_number(re, "2", 1), 2);
    assert_int_equal(regex_group_number(re, "none", 4), -1);
    struct regex_span spans[5];
    struct err *err = NULL;
    assert_int_equal(regex_exec(re, "abcd", 4, 0, spans, &err), 1);
    static const size_t starts[] = { 0, 1, 3, 0, 2 };
    for (int i = 0; i < 5; i++)
        assert_int_equal(spans[i].start, starts[i]);
    regex_unref(re);
    /* a back reference counts as .NET does: \1 is (b) */
    re = compile("(?<n>a)(b)\\1", 0);
    assert_int_equal(regex_exec(re, "abb", 3, 0, spans, &err), 1);
    assert_int_equal(regex_exec(re, "aba", 3, 0, spans, &err), 0);
    regex_unref(re);
}

static void bad_patterns(void **state)
{
    (void)state;
    static const char *const patterns[] = { "(",   ")",         "[a",      "*",   "(?<n",
                                            "\\",  "(?<a-b>x)", "a{2,1}",  "(?",  "\\u12",
                                            "\\1", "[z-a]",     "(?#open", "(?z)" };
    for (size_t i = 0; i < ARRAY_SIZE(patterns); i++) {
        struct err *err = NULL;
        struct regex *re = regex_compile(patterns[i], strlen(patterns[i]), 0, &err);
        if (re)
            fail_msg("%s is taken for a pattern", patterns[i]);
        assert_string_equal(err->id, "InvalidRegularExpression");
        err_free(err);
    }
}

/* A pattern that backtracks without end is an error, soon. */
static void catastrophic(void **state)
{
    (void)state;
    struct regex *re = compile("^(a+)+$", 0);
    char text[64];
    memset(text, 'a', sizeof(text));
    text[63] = 'b';
    struct regex_span spans[2];
    struct err *err = NULL;
    for (int i = 0; i < 10; i++) { /* interpreted and as machine code */
        int found = regex_exec(re, text, sizeof(text), 0, spans, &err);
        if (found < 0) {
            assert_string_equal(err->exception,
                                "System.Text.RegularExpressions.RegexMatchTimeoutException");
            err_clear(&err);
        } else {
            assert_int_equal(found, 0);
        }
    }
    regex_unref(re);
}

/* Bytes that are no UTF-8 neither match nor hurt. */
static void invalid_text(void **state)
{
    (void)state;
    struct regex *re = compile("b+", REGEX_IGNORE_CASE);
    struct regex_span spans[1];
    struct err *err = NULL;
    assert_int_equal(regex_exec(re,
                                "\xFF\xFE"
                                "bb\xC3",
                                5, 0, spans, &err),
                     1);
    assert_int_equal(spans[0].start, 2);
    assert_int_equal(spans[0].end, 4);
    regex_unref(re);
}

static void cache(void **state)
{
    (void)state;
    struct regex_cache *c = regex_cache_new();
    struct err *err = NULL;
    struct regex *a = regex_cached(c, "abc", 3, 0, &err), *b = regex_cached(c, "abc", 3, 0, &err);
    struct regex *other = regex_cached(c, "abc", 3, REGEX_IGNORE_CASE, &err);
    assert_ptr_equal(a, b);
    assert_ptr_not_equal(a, other);
    for (int i = 0; i < 500; i++) {
        char pattern[16];
        snprintf(pattern, sizeof(pattern), "p%d", i);
        regex_unref(regex_cached(c, pattern, strlen(pattern), 0, &err));
    }
    regex_cache_free(c);
    struct regex_span spans[1];
    assert_int_equal(regex_exec(a, "xabc", 4, 0, spans, &err), 1); /* owners outlive the cache */
    regex_unref(a);
    regex_unref(b);
    regex_unref(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replacing),    cmocka_unit_test(group_numbers),
        cmocka_unit_test(bad_patterns), cmocka_unit_test(catastrophic),
        cmocka_unit_test(invalid_text), cmocka_unit_test(cache),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
