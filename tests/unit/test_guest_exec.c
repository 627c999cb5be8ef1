/* Host and guest side of the program service against each other, over a socket pair: streams,
 * exit codes, terminals, the end of programs whose host is gone, and what a hostile host or
 * guest may send. */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "guest/client_exec.h"
#include "guest/serve.h"
#include "shell/base/alloc.h"
#include "shell/base/clock.h"

enum { WAIT_MS = 120000 }; /* for what takes no time on an idle machine */

struct fixture {
    int host, guest, stop[2];
    pthread_t thread;
    struct guest_client client;
    struct strbuf out[2]; /* what programs printed */
    int code, signal;
    bool over, credit; /* credit: give it at once */
};

static void *serve(void *arg)
{
    struct fixture *f = arg;
    static const struct walk_root everywhere = { .fd = -1 };
    struct guest_session s;
    guest_session_init(&s, &everywhere);
    guest_serve(&s, f->guest, f->stop[0], false);
    guest_session_release(&s);
    return NULL;
}

static ssize_t io_read(void *ctx, void *buf, size_t len, struct err **err)
{
    const struct fixture *f = ctx;
    ssize_t n = recv(f->host, buf, len, MSG_DONTWAIT);
    return n > 0 ? n : n < 0 && errno == EAGAIN ? 0 : err_set(err, ERR_CONNECTION, "gone");
}

static ssize_t io_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    const struct fixture *f = ctx;
    ssize_t n = send(f->host, buf, len, MSG_DONTWAIT | MSG_NOSIGNAL);
    return n > 0 ? n : n < 0 && errno == EAGAIN ? 0 : err_set(err, ERR_CONNECTION, "gone");
}

static int io_wait(void *ctx, bool write, int ms, struct err **err)
{
    const struct fixture *f = ctx;
    struct pollfd p = { .fd = f->host, .events = (short)(POLLIN | (write ? POLLOUT : 0)) };
    (void)err;
    poll(&p, 1, ms);
    return 0;
}

static int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof(*f));
    int pair[2];
    struct err *err = NULL;
    struct guest_io io = { .ctx = f, .read = io_read, .write = io_write, .wait = io_wait };
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(pipe(f->stop), 0);
    f->host = pair[0];
    f->guest = pair[1];
    f->credit = true;
    f->out[0] = f->out[1] = (struct strbuf)STRBUF_INIT;
    assert_int_equal(pthread_create(&f->thread, NULL, serve, f), 0);
    assert_int_equal(client_exec_open(&f->client, &io, &err), 0);
    *state = f;
    return 0;
}

static void hang_up(struct fixture *f)
{
    if (f->host < 0)
        return;
    guest_client_close(&f->client);
    close(f->host);
    f->host = -1;
    pthread_join(f->thread, NULL);
    close(f->guest);
    close(f->stop[0]);
    close(f->stop[1]);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    hang_up(f);
    strbuf_release(&f->out[0]);
    strbuf_release(&f->out[1]);
    free(f);
    return 0;
}

/* ---- helpers ------------------------------------------------------------------------- */
static uint32_t start(struct fixture *f, uint32_t flags, const char *script)
{
    const char *strings[] = { "/", "sh", "-c", script, "NAME=value x" };
    struct exec_body open = { .operation = EXEC_OPEN,
                              .id = 7,
                              .flags = flags,
                              .rows = 24,
                              .cols = 80,
                              .strings = strings,
                              .argc = 3,
                              .envc = 1 };
    struct err *err = NULL;
    uint32_t status;
    assert_int_equal(client_exec_start(&f->client, &open, &status, &err), 0);
    return status;
}

static void give(struct fixture *f, const char *text)
{
    struct exec_body body = {
        .operation = EXEC_DATA, .id = 7, .data = (const uint8_t *)text, .data_len = strlen(text)
    };
    client_exec_put(&f->client, &body);
}

static void tell(struct fixture *f, struct exec_body body)
{
    body.id = 7;
    client_exec_put(&f->client, &body);
}

static void take(struct fixture *f, const struct exec_body *body)
{
    if (body->operation == EXEC_EXIT) {
        f->over = true;
        f->code = body->code;
        f->signal = body->signal;
    } else if (body->operation == EXEC_DATA) {
        assert_in_range(body->stream, 1, 2);
        strbuf_add(&f->out[body->stream - 1], body->data, body->data_len);
        if (f->credit)
            tell(f, (struct exec_body){ .operation = EXEC_CREDIT,
                                        .stream = body->stream,
                                        .length = (uint32_t)body->data_len });
    }
}

/* Until the program is over, or its stdout holds text. */
static void run(struct fixture *f, const char *text)
{
    int64_t end = clock_ms() + WAIT_MS;
    while (!f->over && !(text && strstr(f->out[0].buf, text))) {
        AUTO_EXEC_BODY body = { 0 };
        struct err *err = NULL;
        int n = client_exec_turn(&f->client, 100, &body, &err);
        assert_true(n >= 0);
        if (n)
            take(f, &body);
        assert_true(clock_ms() < end);
    }
}

static bool alive(pid_t pid)
{
    return !kill(pid, 0);
}

static bool ends_soon(pid_t pid)
{
    for (int64_t end = clock_ms() + WAIT_MS; alive(pid) && clock_ms() < end;)
        usleep(10000);
    return !alive(pid);
}

/* ---- programs ------------------------------------------------------------------------ */
static void test_streams_and_code(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(start(f, 0, "cat; echo \"$NAME\" >&2; pwd; exit 42"), WIRE_OK);
    give(f, "one\n");
    give(f, "two\n");
    give(f, "");
    run(f, NULL);
    assert_string_equal(f->out[0].buf, "one\ntwo\n/\n");
    assert_string_equal(f->out[1].buf, "value x\n");
    assert_int_equal(f->code, 42);
    assert_int_equal(f->signal, 0);
}

static void test_much_output(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(start(f, 0, "head -c 3000000 /dev/zero | tr '\\0' x"), WIRE_OK);
    run(f, NULL);
    assert_int_equal(f->out[0].len, 3000000);
    assert_int_equal(f->code, 0);
}

/* A host that gives no credit gets a window's worth, and all of it once it does. */
static void test_window(void **state)
{
    struct fixture *f = *state;
    f->credit = false;
    assert_int_equal(start(f, 0, "head -c 500000 /dev/zero"), WIRE_OK);
    for (int64_t end = clock_ms() + WAIT_MS; f->out[0].len < EXEC_WINDOW && clock_ms() < end;) {
        AUTO_EXEC_BODY body = { 0 };
        struct err *err = NULL;
        if (client_exec_turn(&f->client, 10, &body, &err) > 0)
            take(f, &body);
    }
    for (int i = 0; i < 10; i++) {
        AUTO_EXEC_BODY body = { 0 };
        struct err *err = NULL;
        assert_int_equal(client_exec_turn(&f->client, 10, &body, &err), 0);
    }
    assert_int_equal(f->out[0].len, EXEC_WINDOW);
    f->credit = true;
    tell(f, (struct exec_body){ .operation = EXEC_CREDIT, .stream = 1, .length = EXEC_WINDOW });
    run(f, NULL);
    assert_int_equal(f->out[0].len, 500000);
}

static void test_missing_program(void **state)
{
    struct fixture *f = *state;
    const char *strings[] = { "", "/no/such/program" };
    struct exec_body open = { .operation = EXEC_OPEN, .id = 9, .strings = strings, .argc = 1 };
    struct err *err = NULL;
    uint32_t status;
    assert_int_equal(client_exec_start(&f->client, &open, &status, &err), 0);
    assert_int_equal(status, (uint32_t)WIRE_E_FILE_NOT_FOUND);
}

static void test_signal(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(start(f, 0, "echo ready; sleep 100"), WIRE_OK);
    run(f, "ready");
    tell(f, (struct exec_body){ .operation = EXEC_SIGNAL, .signal = SIGTERM });
    run(f, NULL);
    assert_int_equal(f->signal, SIGTERM);
}

/* What stays behind in the background holds nobody up. */
static void test_background(void **state)
{
    struct fixture *f = *state;
    int64_t begin = clock_ms();
    assert_int_equal(start(f, 0, "sleep 100 & echo done; exit 3"), WIRE_OK);
    run(f, NULL);
    assert_string_equal(f->out[0].buf, "done\n");
    assert_int_equal(f->code, 3);
    assert_true(clock_ms() - begin < 90000);
}

/* The shell has a trap: without one, dash forgets an interrupt that comes while it makes ready to
 * become the last program of a script. */
static void test_terminal(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(start(f, EXEC_TERMINAL,
                           "trap 'exit 42' INT; stty size; test -t 0 && test -t 2 && echo tty; "
                           "read x; echo \"got $x\"; stty size; while :; do sleep 1; done"),
                     WIRE_OK);
    run(f, "tty\r\n");
    assert_non_null(strstr(f->out[0].buf, "24 80\r\n"));
    tell(f, (struct exec_body){ .operation = EXEC_RESIZE, .rows = 50, .cols = 132 });
    give(f, "abc\r");
    run(f, "50 132");
    assert_non_null(strstr(f->out[0].buf, "got abc\r\n"));
    give(f, "\003"); /* Ctrl-C */
    run(f, NULL);
    assert_int_equal(f->code, 42);
}

/* ---- the end of the host ------------------------------------------------------------- */
static pid_t start_for_ever(struct fixture *f, uint32_t flags)
{
    assert_int_equal(start(f, flags, "echo \"pid $$ end\"; sleep 1000; sleep 1000"), WIRE_OK);
    run(f, "end");
    return (pid_t)strtol(strstr(f->out[0].buf, "pid ") + 4, NULL, 10);
}

static void test_host_gone(void **state)
{
    struct fixture *f = *state;
    pid_t pid = start_for_ever(f, 0);
    assert_true(alive(pid));
    hang_up(f);
    assert_true(ends_soon(pid));
}

static void test_host_gone_terminal(void **state)
{
    struct fixture *f = *state;
    pid_t pid = start_for_ever(f, EXEC_TERMINAL);
    hang_up(f);
    assert_true(ends_soon(pid));
}

static void test_stubborn(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(
        start(f, 0, "trap '' HUP TERM; echo \"pid $$ end\"; while :; do sleep 1; done"), WIRE_OK);
    run(f, "end");
    pid_t pid = (pid_t)strtol(strstr(f->out[0].buf, "pid ") + 4, NULL, 10);
    tell(f, (struct exec_body){ .operation = EXEC_CLOSE });
    for (int64_t end = clock_ms() + WAIT_MS; alive(pid) && clock_ms() < end;) {
        AUTO_EXEC_BODY body = { 0 };
        struct err *err = NULL;
        client_exec_turn(&f->client, 10, &body, &err);
        assert_int_not_equal(body.operation, EXEC_EXIT); /* nothing more is told */
    }
    assert_false(alive(pid));
}

static void test_new_session(void **state)
{
    struct fixture *f = *state;
    pid_t pid = start_for_ever(f, 0);
    struct guest_io io = f->client.io;
    struct err *err = NULL;
    guest_client_close(&f->client);
    assert_int_equal(client_exec_open(&f->client, &io, &err), 0);
    assert_true(ends_soon(pid));
    f->over = false;
    assert_int_equal(start(f, 0, "exit 5"), WIRE_OK);
    run(f, NULL);
    assert_int_equal(f->code, 5);
}

/* ---- who ----------------------------------------------------------------------------- */
static void test_info(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    char *info[EXEC_INFO_COUNT];
    assert_int_equal(client_exec_info(&f->client, info, &err), 0);
    assert_true(*info[EXEC_INFO_USER]);
    assert_int_equal(info[EXEC_INFO_SHELL][0], '/');
    for (size_t i = 0; i < EXEC_INFO_COUNT; i++)
        free(info[i]);
}

static void test_wrong_credential(void **state)
{
    static const char *const users[] = { "nobody", "root", "DOM\\root", "", "no such user" };
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_SIZE(users); i++) {
        struct err *err = NULL;
        assert_int_equal(client_exec_login(&f->client, users[i], "wrong", &err), -1);
        assert_int_equal(err->kind, ERR_ACCESS_DENIED);
        assert_string_equal(err->message, "The credential is invalid.");
        err_free(err);
    }
    assert_int_equal(start(f, 0, "exit 1"), WIRE_OK); /* the session is what it was */
}

/* ---- decoding ------------------------------------------------------------------------ */
static struct wire_message message_of(struct strbuf *b)
{
    struct wire_message m = { .ic.type = WIRE_EXEC,
                              .ic.flags = WIRE_REQUEST,
                              .body = (const uint8_t *)b->buf + WIRE_PIPE_SIZE + WIRE_IC_SIZE,
                              .len = b->len - WIRE_PIPE_SIZE - WIRE_IC_SIZE };
    return m;
}

static void test_decoder(void **state)
{
    (void)state;
    const char *strings[] = { "/tmp", "a", "", "b c", "X=1" };
    struct wire_header h = { .type = WIRE_EXEC, .flags = WIRE_REQUEST };
    struct exec_body open = { .operation = EXEC_OPEN,
                              .id = 3,
                              .flags = EXEC_TERMINAL,
                              .rows = 1,
                              .cols = 2,
                              .strings = strings,
                              .argc = 3,
                              .envc = 1 };
    AUTO_STRBUF b = STRBUF_INIT;
    assert_true(exec_put(&b, &h, &open, 77));
    struct wire_message m = message_of(&b);
    struct exec_body got;
    assert_false(exec_read(&m, 78, &got)); /* another session's */
    assert_true(exec_read(&m, 77, &got));
    assert_int_equal(got.argc, 3);
    assert_string_equal(got.strings[0], "/tmp");
    assert_string_equal(got.strings[2], "");
    assert_string_equal(got.strings[3], "b c");
    assert_string_equal(got.strings[4], "X=1");
    exec_body_release(&got);
    /* A string that says it is longer than the message, and one with a NUL. */
    char *at = memmem(b.buf, b.len, "/tmp", 4);
    at[-2] = 0x7f;
    assert_false(exec_read(&m, 77, &got));
    at[-2] = 4;
    at[1] = '\0';
    assert_false(exec_read(&m, 77, &got));
    at[1] = 't';
    assert_true(exec_read(&m, 77, &got));
    exec_body_release(&got);
    /* Shorter by a byte at every place. */
    for (size_t cut = 1; cut < m.len; cut++) {
        struct wire_message shorter = m;
        shorter.len -= cut;
        assert_false(exec_read(&shorter, 77, &got));
    }
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN); /* as the daemon does: a program may end before it has read all */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_streams_and_code, setup, teardown),
        cmocka_unit_test_setup_teardown(test_much_output, setup, teardown),
        cmocka_unit_test_setup_teardown(test_window, setup, teardown),
        cmocka_unit_test_setup_teardown(test_missing_program, setup, teardown),
        cmocka_unit_test_setup_teardown(test_signal, setup, teardown),
        cmocka_unit_test_setup_teardown(test_background, setup, teardown),
        cmocka_unit_test_setup_teardown(test_terminal, setup, teardown),
        cmocka_unit_test_setup_teardown(test_host_gone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_host_gone_terminal, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stubborn, setup, teardown),
        cmocka_unit_test_setup_teardown(test_new_session, setup, teardown),
        cmocka_unit_test_setup_teardown(test_info, setup, teardown),
        cmocka_unit_test_setup_teardown(test_wrong_credential, setup, teardown),
        cmocka_unit_test(test_decoder),
    };
    signal(SIGPIPE, SIG_IGN); /* as the daemon does */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
