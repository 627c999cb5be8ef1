#include "tests/unit/value_fixture.h"

static void keys(void **state)
{
    (void)state;
    struct hash *h = hash_new(0);
    hash_sets_take(h, "Name", value_int(1));
    assert_int_equal(hash_gets(h, "NAME")->i, 1);
    assert_null(hash_gets(h, "Nam"));
    /* numbers by type and value: 1 and 1L are two keys (about_Hash_Tables) */
    hash_set_take(h, value_int(1), value_int(10));
    hash_set_take(h, value_long(1), value_int(20));
    struct value text = value_string("1");
    hash_set_take(h, text, value_int(30));
    assert_int_equal(h->count, 4);
    assert_int_equal(hash_get(h, value_int(1))->i, 10);
    assert_int_equal(hash_get(h, value_long(1))->i, 20);
    assert_int_equal(hash_get(h, text)->i, 30);
    value_unref(text);
    hash_sets_take(h, "name", value_int(2));
    assert_int_equal(h->count, 4);
    assert_int_equal(hash_gets(h, "Name")->i, 2);
    value_unref(value_of_hash(h));

    h = hash_new(HASH_CASE_SENSITIVE);
    hash_sets_take(h, "a", value_int(1));
    hash_sets_take(h, "A", value_int(2));
    assert_int_equal(h->count, 2);
    assert_int_equal(hash_gets(h, "A")->i, 2);
    value_unref(value_of_hash(h));
}

/* Against a plain model: insertions, removals and look-ups at random. */
static void model(void **state)
{
    (void)state;
    enum { KEYS = 700 };
    static int present[KEYS], order[100000];
    int norder = 0;
    memset(present, 0, sizeof(present));
    struct hash *h = hash_new(HASH_ORDERED);
    uint32_t seed = 12345;
    for (int step = 0; step < 50000; step++) {
        seed = seed * 1103515245u + 12345u;
        int key = (int)((seed >> 8) % KEYS);
        char name[16];
        snprintf(name, sizeof(name), "%s%d", key % 2 ? "k" : "K", key);
        if ((seed >> 28) % 3 == 0) {
            struct value k = value_string(name);
            assert_int_equal(hash_remove(h, k), present[key] != 0);
            value_unref(k);
            present[key] = 0;
        } else {
            if (!present[key]) {
                order[norder] = key;
                present[key] = ++norder;
            }
            hash_sets_take(h, name, value_int(step));
        }
    }
    size_t expected = 0;
    for (int k = 0; k < KEYS; k++)
        expected += present[k] != 0;
    assert_int_equal(h->count, expected);
    /* what is left comes in the order it was put in */
    size_t at = 0;
    for (int i = 0; i < norder; i++) {
        if (present[order[i]] != i + 1)
            continue;
        struct hash_entry *e = hash_next(h, &at);
        assert_non_null(e);
        assert_int_equal(atoi(e->key.str->data + 1), order[i]);
    }
    assert_null(hash_next(h, &at));
    hash_clear(h);
    assert_int_equal(h->count, 0);
    assert_null(hash_gets(h, "k1"));
    hash_sets_take(h, "k1", value_int(1));
    assert_int_equal(hash_gets(h, "K1")->i, 1);
    value_unref(value_of_hash(h));
}

static void positions(void **state)
{
    (void)state;
    struct hash *h = hash_new(HASH_ORDERED);
    for (int i = 0; i < 20; i++) {
        char name[16];
        snprintf(name, sizeof(name), "n%d", i);
        hash_sets_take(h, name, value_int(i));
    }
    struct value k = value_string("n3");
    assert_true(hash_remove(h, k));
    assert_false(hash_remove(h, k));
    assert_int_equal(hash_at(h, 3)->value.i, 4);
    hash_insert_take(h, 0, k, value_int(33));
    assert_int_equal(hash_at(h, 0)->value.i, 33);
    assert_int_equal(hash_at(h, 1)->value.i, 0);
    assert_int_equal(hash_get(h, k)->i, 33);
    assert_null(hash_at(h, 20));
    value_unref(k);
    struct hash *copy = hash_copy(h);
    hash_clear(h);
    assert_int_equal(copy->count, 20);
    assert_int_equal(hash_gets(copy, "n19")->i, 19);
    value_unref(value_of_hash(copy));
    value_unref(value_of_hash(h));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys),
        cmocka_unit_test(model),
        cmocka_unit_test(positions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
