#include "shell/base/cancel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/object/sorting.h"

static sig_atomic_t flag;

static void test_watching(void **state)
{
    (void)state;
    assert_false(cancel_wanted());
    cancel_watch(&flag);
    assert_false(cancel_wanted());
    flag = 1;
    assert_true(cancel_wanted());
    AUTO_ERR *err = NULL;
    assert_int_equal(cancel_check(&err), -1);
    assert_int_equal(err->kind, ERR_CANCELLED);
    sig_atomic_t other = 0;
    cancel_unwatch(&other); /* someone else's */
    assert_true(cancel_wanted());
    cancel_unwatch(&flag);
    assert_false(cancel_wanted());
    assert_int_equal(cancel_check(NULL), 0);
    flag = 0;
}

/* A long sort ends, and no item is lost or doubled. */
static void test_sort_ends(void **state)
{
    (void)state;
    enum { N = 5000 };
    struct value *items = calloc(N, sizeof(*items));
    int64_t sum = 0;
    for (int i = 0; i < N; i++)
        items[i] = value_int(i * 7919 % N);
    cancel_watch(&flag);
    flag = 1;
    AUTO_ERR *err = NULL;
    assert_int_equal(values_sort(items, N, &err), -1);
    assert_int_equal(err->kind, ERR_CANCELLED);
    for (int i = 0; i < N; i++)
        sum += items[i].i;
    assert_int_equal(sum, (int64_t)N * (N - 1) / 2);
    cancel_unwatch(&flag);
    flag = 0;
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_watching),
        cmocka_unit_test(test_sort_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
