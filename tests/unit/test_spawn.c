#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "shell/base/spawn.h"

static int run(struct strbuf *out, int *status, const struct spawn *more, struct err **err,
               const char *script)
{
    const char *argv[] = { "sh", "-c", script, NULL };
    struct spawn sp = more ? *more : (struct spawn){ .timeout_ms = 20000 };
    sp.argv = argv;
    return spawn_run(&sp, out, status, err);
}

static void captures_output(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    int status = -1;
    assert_int_equal(run(&out, &status, NULL, &err, "echo a; echo b >&2; cat"), 0);
    assert_string_equal(out.buf, "a\n");
    assert_int_equal(status, 0);
}

static void arguments_are_not_a_shell(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    const char *argv[] = { "printf", "%s|", "a b", "$(id)", ";", "", "'", NULL };
    struct spawn sp = { .argv = argv };
    assert_int_equal(spawn_run(&sp, &out, NULL, &err), 0);
    assert_string_equal(out.buf, "a b|$(id)|;||'|");
}

static void failure_tells_the_last_line(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    int status = 0;
    assert_int_equal(run(NULL, &status, NULL, &err, "echo one >&2; echo 'two\tx' >&2; exit 3"), -1);
    assert_int_equal(status, 3);
    assert_int_equal(err->code, 3);
    assert_int_equal(err->domain, ERR_DOMAIN_TOOL);
    assert_string_equal(err->message, "two x");
}

static void accepted_status(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    static const int ok[] = { 1, 3, 0 };
    struct spawn sp = { .ok_status = ok };
    int status = 0;
    assert_int_equal(run(NULL, &status, &sp, &err, "exit 3"), 0);
    assert_int_equal(status, 3);
    assert_int_equal(run(NULL, &status, &sp, &err, "exit 2"), -1);
}

static void killed_by_a_signal(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    assert_int_equal(run(NULL, NULL, NULL, &err, "kill -9 $$"), -1);
    assert_int_equal(err->code, 128 + 9);
}

static void missing_tool(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    const char *argv[] = { "no-such-tool-of-hvsh", NULL };
    struct spawn sp = { .argv = argv };
    assert_int_equal(spawn_run(&sp, NULL, NULL, &err), -1);
    assert_int_equal(err->kind, ERR_OBJECT_NOT_FOUND);
}

static void not_executable(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    char path[] = "/tmp/hvsh-spawn-XXXXXX";
    int fd = mkstemp(path);
    assert_int_equal(write(fd,
                           "\x7f"
                           "ELFjunk",
                           8),
                     8);
    fchmod(fd, 0700);
    close(fd);
    const char *argv[] = { path, NULL };
    struct spawn sp = { .argv = argv };
    assert_int_equal(spawn_run(&sp, NULL, NULL, &err), -1);
    assert_int_equal(err->code, ENOEXEC);
    unlink(path);
}

static void time_limit(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    struct spawn sp = { .timeout_ms = 200, .grace_ms = 200 };
    int64_t start = clock_ms();
    /* deaf to SIGTERM */
    assert_int_equal(run(NULL, NULL, &sp, &err, "trap '' TERM; while :; do sleep 300; done"), -1);
    assert_int_equal(err->kind, ERR_TIMEOUT);
    assert_true(clock_ms() - start < 100000);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nothing left to reap */
}

static void interrupt(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_FD int fd = eventfd(1, EFD_CLOEXEC);
    struct spawn sp = { .interrupt_fd = fd };
    int64_t start = clock_ms();
    assert_int_equal(run(NULL, NULL, &sp, &err, "sleep 300"), -1);
    assert_int_equal(err->kind, ERR_CANCELLED);
    assert_true(clock_ms() - start < 100000);
    uint64_t value = 0;
    assert_int_equal(read(fd, &value, sizeof(value)), sizeof(value)); /* it was not read */
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void output_cap(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    struct spawn sp = { .out_cap = 100000, .timeout_ms = 20000 };
    assert_int_equal(run(&out, NULL, &sp, &err, "yes"), -1);
    assert_true(out.len <= 100000);
}

static void much_output(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    assert_int_equal(
        run(&out, NULL, NULL, &err, "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"), 0);
    assert_int_equal(out.len, 3000000);
}

static void no_descriptor_leaks(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    /* not close-on-exec, as a careless library would leave it */
    int fd = open("/dev/null", O_RDONLY);
    const char *argv[] = { "ls", "/proc/self/fd", NULL };
    struct spawn sp = { .argv = argv };
    assert_int_equal(spawn_run(&sp, &out, NULL, &err), 0);
    assert_string_equal(out.buf, "0\n1\n2\n3\n"); /* 3 is ls reading the folder */
    close(fd);
}

/* A helper left running by the tool may hold its output open for ever. */
static void background_child(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    int64_t start = clock_ms();
    assert_int_equal(run(&out, NULL, NULL, &err, "sleep 60 & echo done"), 0);
    assert_string_equal(out.buf, "done\n");
    assert_true(clock_ms() - start < 50000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captures_output),
        cmocka_unit_test(arguments_are_not_a_shell),
        cmocka_unit_test(failure_tells_the_last_line),
        cmocka_unit_test(accepted_status),
        cmocka_unit_test(killed_by_a_signal),
        cmocka_unit_test(missing_tool),
        cmocka_unit_test(not_executable),
        cmocka_unit_test(time_limit),
        cmocka_unit_test(interrupt),
        cmocka_unit_test(output_cap),
        cmocka_unit_test(much_output),
        cmocka_unit_test(no_descriptor_leaks),
        cmocka_unit_test(background_child),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
