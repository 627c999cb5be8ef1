/* The command line, as about_Pwsh describes pwsh's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shell/base/cleanup.h"
#include "shell/options.h"

#define MAX_WORDS 8

static struct options parse(const char *const *words, bool terminal)
{
    static char empty[] = "";
    char *argv[MAX_WORDS + 1] = { empty };
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc - 1];
    struct options o;
    options_parse(&o, argc, argv, terminal);
    return o;
}

static void test_modes(void **state)
{
    (void)state;
    static const struct {
        const char *words[MAX_WORDS];
        bool terminal;
        enum run_mode mode;
        const char *command, *file;
        int nargs;
    } rows[] = {
        { { NULL }, true, RUN_INTERACTIVE, NULL, NULL, 0 },
        { { NULL }, false, RUN_STDIN, NULL, NULL, 0 },
        { { "-i" }, false, RUN_INTERACTIVE, NULL, NULL, 0 },
        { { "-c", "a", "b  c" }, true, RUN_COMMAND, "a b  c", NULL, 0 },
        { { "-Comm", "x" }, true, RUN_COMMAND, "x", NULL, 0 },
        { { "--command", "x" }, true, RUN_COMMAND, "x", NULL, 0 },
        { { "-c", "-" }, true, RUN_STDIN, NULL, NULL, 0 },
        { { "-NoProfile", "-c", "-NoLogo" }, true, RUN_COMMAND, "-NoLogo", NULL, 0 },
        { { "-f", "x.ps1", "-a", "b" }, true, RUN_FILE, NULL, "x.ps1", 2 },
        { { "x.ps1", "-c", "b" }, true, RUN_FILE, NULL, "x.ps1", 2 },
        { { "-ex", "Bypass", "x.ps1" }, true, RUN_FILE, NULL, "x.ps1", 0 },
        { { "-v" }, true, RUN_VERSION, NULL, NULL, 0 },
        { { "-VERSION" }, true, RUN_VERSION, NULL, NULL, 0 },
        { { "-?" }, true, RUN_HELP, NULL, NULL, 0 },
        { { "-nop", "-noni", "-nol", "-h" }, true, RUN_HELP, NULL, NULL, 0 },
        { { "-nope" }, true, RUN_BAD_USAGE, NULL, NULL, 0 },
        { { "-c" }, true, RUN_BAD_USAGE, NULL, NULL, 0 },
        /* 'x' and U+00FC as UTF-16LE */
        { { "-e", "eAD8AA==" }, true, RUN_COMMAND, "x\xC3\xBC", NULL, 0 },
        { { "-ec", "!" }, true, RUN_BAD_USAGE, NULL, NULL, 0 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct options o = parse(rows[i].words, rows[i].terminal);
        assert_int_equal(o.mode, rows[i].mode);
        if (rows[i].command)
            assert_string_equal(o.command, rows[i].command);
        if (rows[i].file) {
            assert_string_equal(o.file, rows[i].file);
            assert_int_equal(o.nargs, rows[i].nargs);
        }
        assert_true((o.mode == RUN_BAD_USAGE) == (o.message != NULL));
        options_release(&o);
    }
}

static void test_flags(void **state)
{
    (void)state;
    static const char *const words[] = { "-NoP", "-nonint", "-NoLogo", "-noexit",
                                         "-wd",  "/tmp",    NULL };
    struct options o = parse(words, true);
    assert_true(o.no_profile && o.non_interactive && o.no_logo && o.no_exit);
    assert_string_equal(o.working_directory, "/tmp");
    assert_int_equal(o.mode, RUN_INTERACTIVE);
    options_release(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_modes),
        cmocka_unit_test(test_flags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
