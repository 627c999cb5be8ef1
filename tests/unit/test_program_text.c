/* What is given back of text and constants comes back as it was; what was written stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shell/base/program_text.h"

static const char *const words[] = { "one", "two", "three" }; /* relocated, then read-only */
static int counter = 1;

static void test_release(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        counter++;
        program_text_release();
        assert_int_equal(counter, i + 2);
        assert_string_equal(words[i], i == 0 ? "one" : i == 1 ? "two" : "three");
        assert_ptr_equal(strchr(words[2], 'r'), words[2] + 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_release) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
