/* The host's side of the file-copy service against guests that never end: none makes it wait
 * without a limit, and whoever interrupts it is heard. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "guest/client.h"
#include "shell/base/clock.h"
#include "shell/base/le.h"

/* What the guest does once it has agreed on a version. */
enum evil { FLOOD_AT_ONCE, FLOOD, LIST_WITHOUT_END, REPEATED_FILE };

struct fixture {
    enum evil evil;
    int host, guest;
    pthread_t thread;
    struct guest_client client;
    int looks, give_up; /* looks at an interrupt; after so many there is one */
};

static bool put_all(int fd, const void *data, size_t len)
{
    const char *p = data;
    for (size_t done = 0; done < len;) {
        ssize_t n = send(fd, p + done, len - done, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

static void flood(int fd)
{
    char zeros[4096] = { 0 };
    while (put_all(fd, zeros, sizeof(zeros)))
        continue;
}

/* A list whose end is always one further on; or the same file over and over. */
static void answer_list(const struct fixture *f, const struct wire_message *m, struct strbuf *out)
{
    uint8_t entry[23] = { 'f' };
    uint64_t next = le32_get(m->body + 8) + (uint64_t)1;
    bool empty = f->evil == LIST_WITHOUT_END;
    fcopy2_answer(out, m, WIRE_OK, le32_get(m->body + 4), next, entry, empty ? 0 : sizeof(entry));
}

static void take(const struct fixture *f, const struct wire_message *m, struct strbuf *out)
{
    static const struct wire_version frames[] = { { 3, 0 } }, messages[] = { { 2, 0 } };
    struct wire_version frame, message;
    if (m->ic.type == WIRE_NEGOTIATE)
        wire_answer_offer(out, m, frames, 1, messages, 1, &frame, &message);
    else if (f->evil == FLOOD)
        flood(f->guest);
    else if (m->len >= 12 && le32_get(m->body) == FCOPY_LIST)
        answer_list(f, m, out);
}

static void *serve(void *arg)
{
    const struct fixture *f = arg;
    struct wire_reader in;
    wire_reader_init(&in);
    if (f->evil == FLOOD_AT_ONCE)
        flood(f->guest);
    for (;;) {
        size_t space;
        struct strbuf out = STRBUF_INIT;
        struct wire_message m;
        uint8_t *p = wire_reader_space(&in, &space);
        ssize_t n = recv(f->guest, p, space, 0);
        if (n <= 0)
            break;
        wire_reader_fill(&in, (size_t)n);
        while (wire_reader_next(&in, &m))
            take(f, &m, &out);
        bool sent = put_all(f->guest, out.buf, out.len);
        strbuf_release(&out);
        if (!sent)
            break;
    }
    wire_reader_release(&in);
    return NULL;
}

static ssize_t io_read(void *ctx, void *buf, size_t len, struct err **err)
{
    const struct fixture *f = ctx;
    ssize_t n = recv(f->host, buf, len, MSG_DONTWAIT);
    if (n > 0)
        return n;
    return n < 0 && errno == EAGAIN ? 0 : err_set(err, ERR_CONNECTION, "gone");
}

static ssize_t io_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    const struct fixture *f = ctx;
    ssize_t n = send(f->host, buf, len, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0)
        return n;
    return n < 0 && errno == EAGAIN ? 0 : err_set(err, ERR_CONNECTION, "gone");
}

static int io_wait(void *ctx, bool write, int ms, struct err **err)
{
    struct fixture *f = ctx;
    struct pollfd p = { .fd = f->host, .events = (short)(POLLIN | (write ? POLLOUT : 0)) };
    poll(&p, 1, ms);
    if (f->give_up && ++f->looks > f->give_up)
        return err_set(err, ERR_CANCELLED, "interrupted");
    return 0;
}

static int open_channel(struct fixture *f, struct err **err)
{
    int pair[2];
    struct guest_io io = { .ctx = f, .read = io_read, .write = io_write, .wait = io_wait };
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    f->host = pair[0];
    f->guest = pair[1];
    assert_int_equal(pthread_create(&f->thread, NULL, serve, f), 0);
    return guest_client_open(&f->client, &io, false, err);
}

static void close_channel(struct fixture *f)
{
    shutdown(f->host, SHUT_RDWR);
    pthread_join(f->thread, NULL);
    guest_client_close(&f->client);
    close(f->host);
    close(f->guest);
}

static int nothing(void *ctx, const struct client_entry *e, struct err **err)
{
    size_t *n = ctx;
    (void)e;
    (void)err;
    ++*n;
    return 0;
}

static void test_flood_at_once(void **state)
{
    struct fixture f = { .evil = FLOOD_AT_ONCE };
    struct err *err = NULL;
    int64_t start = clock_ms();
    (void)state;
    assert_int_equal(open_channel(&f, &err), -1);
    assert_int_equal(err->kind, ERR_TIMEOUT);
    assert_true(clock_ms() - start < 60000);
    err_clear(&err);
    close_channel(&f);
}

static void test_flood_is_interrupted(void **state)
{
    struct fixture f = { .evil = FLOOD };
    struct err *err = NULL;
    uint32_t status;
    size_t n = 0;
    (void)state;
    assert_int_equal(open_channel(&f, &err), 0);
    f.give_up = 100;
    assert_int_equal(guest_client_list(&f.client, "/", &status, nothing, &n, &err), -1);
    assert_int_equal(err->kind, ERR_CANCELLED);
    err_clear(&err);
    close_channel(&f);
}

static void list_ends(enum evil evil, enum err_kind kind)
{
    struct fixture f = { .evil = evil };
    struct err *err = NULL;
    uint32_t status;
    size_t n = 0;
    assert_int_equal(open_channel(&f, &err), 0);
    assert_int_equal(guest_client_list(&f.client, "/", &status, nothing, &n, &err), -1);
    assert_int_equal(err->kind, kind);
    assert_true(n <= 1);
    err_clear(&err);
    close_channel(&f);
}

static void test_list_without_end(void **state)
{
    (void)state;
    list_ends(LIST_WITHOUT_END, ERR_OPERATION_FAILED);
}

static void test_repeated_file(void **state)
{
    (void)state;
    list_ends(REPEATED_FILE, ERR_OPERATION_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flood_at_once),
        cmocka_unit_test(test_flood_is_interrupted),
        cmocka_unit_test(test_list_without_end),
        cmocka_unit_test(test_repeated_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
