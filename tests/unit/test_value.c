#include "tests/unit/value_fixture.h"

#include "shell/object/exception.h"
#include "shell/object/object.h"
#include "shell/object/sorting.h"

static struct str *make(const char *s)
{
    return str_new(s, strlen(s));
}

static void drop(struct str *s)
{
    value_unref(value_of_str(s));
}

static void append_is_in_place_for_a_sole_owner(void **state)
{
    (void)state;
    struct str *s = make("");
    size_t moves = 0;
    for (int i = 0; i < 100000; i++) {
        struct str *before = s;
        s = str_append_take(s, "x", 1);
        moves += s != before;
    }
    assert_int_equal(s->len, 100000);
    assert_true(moves < 100);
    assert_true(s->data[99999] == 'x' && s->data[100000] == '\0');
    /* another owner keeps the old text */
    struct str *shared = s;
    shared->refs++;
    s = str_append_take(s, "y", 1);
    assert_ptr_not_equal(s, shared);
    assert_int_equal(shared->len, 100000);
    drop(shared);
    /* appending a string to itself */
    s = str_append_take(s, s->data, s->len);
    assert_int_equal(s->len, 200002);
    drop(s);
}

/* .NET counts UTF-16 code units: U+1F600 is two, U+00E9 one */
static void utf16_units(void **state)
{
    (void)state;
    struct str *s = make("a\xC3\xA9\xF0\x9F\x98\x80z");
    assert_int_equal(str_length(s), 5);
    assert_int_equal(str_char_at(s, 0), 'a');
    assert_int_equal(str_char_at(s, 1), 0xE9);
    assert_int_equal(str_char_at(s, 2), 0xD83D);
    assert_int_equal(str_char_at(s, 3), 0xDE00);
    assert_int_equal(str_char_at(s, 4), 'z');
    struct str *sub = str_substring(s, 1, 3);
    assert_string_equal(sub->data, "\xC3\xA9\xF0\x9F\x98\x80");
    drop(sub);
    sub = str_substring(s, 0, 0);
    assert_int_equal(sub->len, 0);
    drop(sub);
    /* half of a pair is a lone surrogate, three bytes in WTF-8 */
    sub = str_substring(s, 2, 1);
    assert_int_equal(str_length(sub), 1);
    assert_int_equal(str_char_at(sub, 0), 0xD83D);
    drop(sub);
    sub = str_substring(s, 3, 2);
    assert_int_equal(str_length(sub), 2);
    assert_int_equal(str_char_at(sub, 0), 0xDE00);
    assert_int_equal(str_char_at(sub, 1), 'z');
    drop(sub);
    drop(s);
}

/* Invariant culture: marks before digits before letters, case last, small first */
static void ordering(void **state)
{
    (void)state;
    static const char *const sorted[] = { "",  " ",  "_a", "-a", "1",        "10", "2", "a",
                                          "A", "ab", "B",  "c",  "\xC3\xA9", "f",  "Z" };
    for (size_t i = 0; i < ARRAY_SIZE(sorted); i++) {
        for (size_t j = 0; j < ARRAY_SIZE(sorted); j++) {
            struct str *a = make(sorted[i]), *b = make(sorted[j]);
            int order = str_compare(a, b, true);
            if ((order < 0) != (i < j) || (order > 0) != (i > j))
                fail_msg("'%s' against '%s': %d", sorted[i], sorted[j], order);
            drop(a);
            drop(b);
        }
    }
    struct str *a = make("ABC"), *b = make("abc");
    assert_int_equal(str_compare(a, b, false), 0);
    assert_true(str_equals(a, b, true) && !str_equals(a, b, false));
    drop(a);
    drop(b);
}

static void array_append_is_amortised(void **state)
{
    (void)state;
    struct array *a = array_new(0);
    size_t moves = 0;
    for (int i = 0; i < 100000; i++) {
        struct value *before = a->items;
        a = array_append_take(a, value_int(i));
        moves += a->items != before;
    }
    assert_true(moves < 100);
    assert_int_equal(a->len, 100000);
    struct array *other = a;
    other->refs++;
    a = array_append_take(a, value_int(1));
    assert_ptr_not_equal(a, other);
    assert_int_equal(other->len, 100000);
    value_unref(value_of_array(other));
    /* to itself */
    size_t len = a->len;
    a = array_append_take(a, value_of_array(a));
    assert_int_equal(a->len, 2 * len);
    value_unref(value_of_array(a));
}

/* A million nested arrays must not need a million stack frames to go. */
static void deep_nesting_is_freed(void **state)
{
    (void)state;
    struct value v = value_null();
    for (int i = 0; i < 1000000; i++) {
        struct array *a = array_new(1);
        array_push_take(a, v);
        v = value_of_array(a);
    }
    value_unref(v);
    v = value_null();
    for (int i = 0; i < 100000; i++) {
        struct hash *h = hash_new(0);
        hash_sets_take(h, "x", v);
        v = value_of_hash(h);
    }
    value_unref(v);
}

static void texts(void **state)
{
    (void)state;
    static const struct {
        const char *value, *expected;
    } cases[] = {
        { "n:", "" },
        { "t:", "True" },
        { "f:", "False" },
        { "[i:1|[i:2|i:3]]", "1 System.Object[]" },
        { "{s:a=i:1}", "System.Collections.Hashtable" },
        { "D:2024-12-31 23:59:58", "12/31/2024 23:59:58" },
        { "T:1.00:00:00", "1.00:00:00" },
        { "m:1.50", "1.50" },
        { "c:x", "x" },
        { "Y:string", "System.String" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct value v = fixture_value(cases[i].value);
        struct strbuf out = STRBUF_INIT;
        value_to_strbuf(v, &out);
        assert_string_equal(out.buf, cases[i].expected);
        strbuf_release(&out);
        value_unref(v);
    }
}

static void sorting_is_stable(void **state)
{
    (void)state;
    struct value keys[] = { value_int(2), value_int(1), value_int(2), value_int(1) };
    struct value others[] = { value_int(0), value_int(1), value_int(2), value_int(3) };
    struct err *err = NULL;
    assert_int_equal(values_sort_with(keys, others, 4, &err), 0);
    static const int expected[] = { 1, 3, 0, 2 };
    for (int i = 0; i < 4; i++)
        assert_int_equal(others[i].i, expected[i]);
    struct value mixed[] = { value_of_hash(hash_new(0)), value_int(1) };
    assert_int_equal(values_sort(mixed, 2, &err), -1);
    err_free(err);
    value_unref(mixed[0].kind == V_HASH ? mixed[0] : mixed[1]);
}

static void exceptions(void **state)
{
    (void)state;
    struct value inner = exception_new("System.FormatException", "bad", value_null());
    struct value outer = exception_new("RuntimeException", "outer", inner);
    assert_string_equal(exception_type_name(inner), "System.FormatException");
    assert_true(exception_is(inner, "System.SystemException", 22));
    assert_true(exception_is(inner, "FormatException", 15));
    assert_true(exception_is(inner, "Exception", 9));
    assert_false(exception_is(inner, "System.IO.IOException", 21));
    /* a name nobody knows still is an exception of that name */
    assert_string_equal(exception_type_name(outer), "RuntimeException");
    assert_true(exception_is(outer, "System.Exception", 16));
    struct value v = value_null();
    struct err *err = NULL;
    assert_int_equal(member_get(outer, "InnerException", &v, &err), 0);
    assert_true(v.object == inner.object);
    value_unref(v);
    assert_int_equal(member_get(outer, "message", &v, &err), 0);
    assert_string_equal(v.str->data, "outer");
    value_unref(v);
    value_unref(inner);
    value_unref(outer);
    /* from an error of the low layers, with its cause */
    err_set(&err, ERR_TIMEOUT, "too slow");
    v = exception_from_err(err);
    assert_string_equal(exception_type_name(v), "System.TimeoutException");
    value_unref(v);
    err_free(err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(append_is_in_place_for_a_sole_owner),
        cmocka_unit_test(utf16_units),
        cmocka_unit_test(ordering),
        cmocka_unit_test(array_append_is_amortised),
        cmocka_unit_test(deep_nesting_is_freed),
        cmocka_unit_test(texts),
        cmocka_unit_test(sorting_is_stable),
        cmocka_unit_test(exceptions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
