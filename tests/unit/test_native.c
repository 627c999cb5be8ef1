/* Native commands: arguments, data in both directions, exit codes, ends. The
 * expected values come from the tools themselves (printf, cat, wc, sh). */
#include "tests/unit/shell_fixture.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/cleanup.h"
#include "shell/runtime/invocation.h"

struct take_args {
    struct opt_int first;
    struct value input;
};
static const struct param take_params[] = {
    PARAM(struct take_args, first, .name = "First", .position = 1),
    PARAM(struct take_args, input, .name = "InputObject", .from_pipeline = true,
          .allow_null = true),
};
struct take_state {
    int64_t n;
};

/* Passes on the first objects, then has enough. */
static enum status take_process(struct invocation *inv)
{
    struct take_args *a = ARGS(inv, struct take_args);
    struct take_state *state = STATE(inv, struct take_state);
    if (!is_bound(inv, "InputObject"))
        return ST_OK;
    enum status st = emit(inv, a->input);
    if (st != ST_OK)
        return st;
    return ++state->n >= a->first.value ? ST_STOP : ST_OK;
}

static const struct cmdlet cmdlets[] = {
    { .verb = "Take",
      .noun = "First",
      .params = take_params,
      .nparams = 2,
      .args_size = sizeof(struct take_args),
      .state_size = sizeof(struct take_state),
      .process = take_process },
};
static const struct cmdlet_group group = { cmdlets, ARRAY_SIZE(cmdlets) };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

static void test_arguments(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "printf '%s\\n' a 'b c' '' 'd\"e' \"f'g\"", "a|b c||d\"e|f'g");
    shell_expect(sh, "printf '[%s]\\n' -x --long=1 -Name:v 1kb 0x10 -5",
                 "[-x]|[--long=1]|[-Name:v]|[1kb]|[0x10]|[-5]");
    shell_expect(sh, "$a = 'x y','z'; printf '[%s]\\n' $a @a $null q", "[x y]|[z]|[x y]|[z]|[q]");
    shell_expect(sh, "printf '[%s]\\n' '*' \"~\" '?'", "[*]|[~]|[?]");
    shell_expect(sh, "printf '%s\\n' /etc/host[n]ame /etc/nope*x", "/etc/hostname|/etc/nope*x");
    shell_expect(sh, "(printf '%s' ~) -eq $env:HOME", "True");
    shell_free(sh);
}

static void test_exit_codes(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "sh -c 'exit 3'; $?; $LASTEXITCODE", "False|3");
    shell_expect(sh, "true; $?; $LASTEXITCODE", "True|0");
    shell_expect(sh, "sh -c 'kill -TERM $$'; $LASTEXITCODE", "143");
    shell_expect(sh, "no-such-program-here",
                 "!CommandNotFoundException: The term "
                 "'no-such-program-here' is not recognized as a name of a cmdlet, function, "
                 "script file, or executable program.\nCheck the spelling of the name, or if a "
                 "path was included, verify that the path is correct and try again.");
    shell_free(sh);
}

static void test_data(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "'a','b' | cat", "a|b");
    shell_expect(sh, "printf 'a\\nb'", "a|b");
    shell_expect(sh, "printf 'a\\n\\nb\\n'", "a||b");
    shell_expect(sh, "printf 'a\\r\\nb\\r\\n' | cat", "a|b");
    shell_expect(sh, "1,2,3 | wc -l", "3");
    shell_expect(sh, "'b','a' | sort | tr a-z A-Z", "A|B");
    /* far more than pipes hold, both ways at once */
    shell_expect(sh, "(1..200000 | cat | cat | cat).Count", "200000");
    shell_expect(sh, "(1..200000 | cat)[199999]", "200000");
    shell_expect(sh, "printf 'x\\377y'", "x\xEF\xBF\xBDy");
    shell_free(sh);
}

static void test_streams(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "sh -c 'echo o; echo e >&2' 2>$null", "o");
    shell_expect(sh, "$r = sh -c 'echo e >&2' 2>&1; $r.GetType().Name; \"$r\"", "ErrorRecord|e");
    shell_expect(sh, "sh -c 'echo e >&2' 2>&1 | tr e f", "f");
    char path[] = "/tmp/hvsh-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    AUTO_FREE char *text = xasprintf("sh -c 'echo one; echo two >&2' *> %s; "
                                     "printf '\\001\\377' >> %s; cat %s | od -An -tx1",
                                     path, path, path);
    shell_expect(sh, text, " 6f 6e 65 0a 74 77 6f 0a 01 ff");
    unlink(path);
    shell_free(sh);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void expect_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void test_early_stop(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    double start = seconds();
    shell_expect(sh, "yes | Take-First 2", "y|y");
    shell_expect(sh, "sh -c 'echo a; sleep 30' | Take-First 1", "a");
    shell_expect(sh, "1..1000000 | head -n 1", "1");
    assert_true(seconds() - start < 10);
    expect_no_children();
    shell_free(sh);
}

static void *interrupt_soon(void *data)
{
    nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
    session_interrupt(data);
    return NULL;
}

static void test_interrupt(void **state)
{
    (void)state;
    static const char *const texts[] = { "sleep 30 | cat", "$x = sleep 30",
                                         "yes | cat | Take-First 1000000000",
                                         "sh -c 'trap \"\" INT TERM; sleep 30' | cat" };
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        struct shell *sh = shell_new(&registry, false);
        struct strbuf out = STRBUF_INIT;
        pthread_t thread;
        double start = seconds();
        pthread_create(&thread, NULL, interrupt_soon, sh->s);
        assert_int_equal(shell_eval(sh, texts[i], &out), ST_INTERRUPT);
        pthread_join(thread, NULL);
        assert_true(seconds() - start < 8);
        expect_no_children();
        strbuf_release(&out);
        shell_free(sh);
    }
}

static void test_failure(void **state)
{
    (void)state;
    char path[] = "/tmp/hvsh-test-XXXXXX";
    /* Its children share no memory with their parent, so posix_spawn() cannot tell. */
    if (getenv("HVSH_UNDER_VALGRIND"))
        skip();
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "garbage", 7), 7);
    fchmod(fd, 0755);
    close(fd);
    struct shell *sh = shell_new(&registry, false);
    struct strbuf out = STRBUF_INIT;
    sh->s->try_depth++;
    assert_int_equal(shell_eval(sh, path, &out), ST_FAIL);
    sh->s->try_depth--;
    assert_non_null(strstr(out.buf, "!NativeCommandFailed: Program '"));
    assert_non_null(strstr(out.buf, "' failed to run: "));
    strbuf_release(&out);
    unlink(path);
    shell_free(sh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),  cmocka_unit_test(test_exit_codes),
        cmocka_unit_test(test_data),       cmocka_unit_test(test_streams),
        cmocka_unit_test(test_early_stop), cmocka_unit_test(test_interrupt),
        cmocka_unit_test(test_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
