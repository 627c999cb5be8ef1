/* The descriptors of all cmdlets are consistent, and the check sees mistakes. */
#include "tests/unit/shell_fixture.h"

#include "cmdlets/registry.h"
#include "shell/base/cleanup.h"
#include "shell/runtime/metadata.h"

static void test_registry(void **state)
{
    (void)state;
    AUTO_STRBUF report = STRBUF_INIT;
    if (metadata_check(&cmdlet_registry, &report) > 0)
        fail_msg("\n%s", report.buf);
}

struct bad_args {
    struct str *a, *b;
    struct opt_enum e;
};
static const struct param bad_params[] = {
    PARAM(struct bad_args, a, .name = "A", .position = 1, .aliases = "x,B", .help = "h"),
    PARAM(struct bad_args, b, .name = "B", .position = 1, .aliases = "X", .help = "h"),
    PARAM(struct bad_args, e, .name = "Verbose", .sets = "S"),
};
static const struct cmdlet bad[] = {
    { .verb = "Test",
      .noun = "Bad",
      .params = bad_params,
      .nparams = 3,
      .default_set = "T",
      .args_size = sizeof(struct bad_args),
      .impact = IMPACT_HIGH },
    { .verb = "test", .noun = "bad", .synopsis = "s", .module = "m" },
};
static const struct cmdlet_group group = { bad, 2 };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

static void test_mistakes(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "no synopsis",
        "no module",
        "does nothing",
        "an impact but no ShouldProcess",
        "-Verbose has no enum_info",
        "-Verbose has no help",
        "-B is also an alias of -A",
        "the alias x stands for -A and -B",
        "-Verbose is a common parameter",
        "-A and -B have position 1 in one set",
        "is declared twice",
    };
    AUTO_STRBUF report = STRBUF_INIT;
    assert_true(metadata_check(&registry, &report) >= ARRAY_SIZE(expected));
    for (size_t i = 0; i < ARRAY_SIZE(expected); i++) {
        if (!strstr(report.buf, expected[i]))
            fail_msg("not found: %s in\n%s", expected[i], report.buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_registry),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
