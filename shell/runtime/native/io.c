/* Data to and from native commands, and their end. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/base/clock.h"
#include "shell/base/utf8.h"
#include "shell/object/value.h"
#include "shell/runtime/minishell.h"
#include "shell/runtime/object_text.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

#define CHUNK ((size_t)64 << 10)
#define MAX_CHAIN 64

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* ---- lines ---- */

/* Bytes that are no UTF-8 become U+FFFD, as .NET's decoder has it. */
static struct value line_value(const char *s, size_t len)
{
    if (len && s[len - 1] == '\r')
        len--;
    if (utf8_valid(s, len))
        return value_string_len(s, len);
    struct strbuf text = STRBUF_INIT;
    while (len) {
        size_t used;
        strbuf_addrune(&text, utf8_decode(s, len, &used));
        s += used;
        len -= used;
    }
    return value_string_take(&text);
}

static bool is_mark(const char *s, size_t len)
{
    static const char mark[] = OBJECT_TEXT_MARK;
    if (len == sizeof(mark) && s[len - 1] == '\r')
        len--;
    return len == sizeof(mark) - 1 && memcmp(s, mark, len) == 0;
}

static enum status emit_out(struct native *n, const char *s, size_t len)
{
    if (!n->out_began) {
        n->out_began = true;
        n->out_objects = stage_session(n->stage)->object_text && is_mark(s, len);
        if (n->out_objects)
            return ST_OK;
    }
    if (n->out_objects)
        return minishell_line(n, s, len, true);
    AUTO_VALUE v = line_value(s, len);
    return stage_emit(n->stage, v);
}

enum status native_emit_error(struct native *n, struct value record)
{
    stage_collect(n->stage, COMMON_ERROR_VARIABLE, record);
    if (n->merge_err)
        return stage_emit(n->stage, record);
    return sink_write(stage_session(n->stage)->streams[STREAM_ERROR], record);
}

/* A line of stderr is an error record; it says nothing about success. */
static enum status emit_err(struct native *n, const char *s, size_t len)
{
    struct session *sess = stage_session(n->stage);
    if (sess->object_text && is_mark(s, len)) {
        n->err_objects = true;
        return ST_OK;
    }
    if (n->err_objects)
        return minishell_line(n, s, len, false);
    AUTO_VALUE line = line_value(s, len);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_add(&text, s, len && s[len - 1] == '\r' ? len - 1 : len);
    struct error_spec spec = { .message = text.buf,
                               .id = n->said_error ? "NativeCommandErrorMessage"
                                                   : "NativeCommandError",
                               .exception = "System.Management.Automation.RemoteException",
                               .target = line,
                               .invocation_name = n->stage->name,
                               .activity = "",
                               .no_command = true };
    n->said_error = true;
    sess->position = n->stage->position;
    AUTO_VALUE record = error_record_new(sess, &spec);
    return native_emit_error(n, record);
}

typedef enum status (*emit_fn)(struct native *n, const char *s, size_t len);

/* Emits the whole lines of part + data, keeps the rest in part. */
static enum status split_lines(struct native *n, struct strbuf *part, const char *data, size_t len,
                               emit_fn emit_line)
{
    const char *end = data + len;
    for (const char *nl; (nl = memchr(data, '\n', (size_t)(end - data)));) {
        enum status st;
        if (part->len) {
            strbuf_add(part, data, (size_t)(nl - data));
            st = emit_line(n, part->buf, part->len);
            strbuf_reset(part);
        } else {
            st = emit_line(n, data, (size_t)(nl - data));
        }
        if (st != ST_OK)
            return st;
        data = nl + 1;
    }
    strbuf_add(part, data, (size_t)(end - data));
    return ST_OK;
}

static enum status read_some(struct native *n, int *fd, struct strbuf *part, emit_fn emit_line)
{
    char chunk[CHUNK];
    ssize_t got = read(*fd, chunk, sizeof(chunk));
    if (got < 0)
        return errno == EINTR || errno == EAGAIN ? ST_OK : (close_end(fd), ST_OK);
    if (got > 0)
        return split_lines(n, part, chunk, (size_t)got, emit_line);
    close_end(fd);
    if (!part->len)
        return ST_OK;
    enum status st = emit_line(n, part->buf, part->len);
    strbuf_reset(part);
    return st;
}

static void write_some(struct native *n)
{
    ssize_t put = write(n->in, n->pending.buf + n->pending_at, n->pending.len - n->pending_at);
    if (put < 0) {
        if (errno == EINTR || errno == EAGAIN)
            return;
        /* It reads no more: the rest is of no use. */
        close_end(&n->in);
        put = (ssize_t)(n->pending.len - n->pending_at);
    }
    n->pending_at += (size_t)put;
    if (n->pending_at == n->pending.len) {
        strbuf_reset(&n->pending);
        n->pending_at = 0;
    } else if (n->pending_at > CHUNK * 4) {
        memmove(n->pending.buf, n->pending.buf + n->pending_at, n->pending.len - n->pending_at);
        strbuf_truncate(&n->pending, n->pending.len - n->pending_at);
        n->pending_at = 0;
    }
}

/* ---- the loop ---- */

struct poll_set {
    struct pollfd fds[MAX_CHAIN * 3 + 1];
    struct native *owner[MAX_CHAIN * 3 + 1];
    nfds_t n;
};

static void watch(struct poll_set *set, struct native *n, int fd, short events)
{
    if (fd < 0)
        return;
    set->fds[set->n] = (struct pollfd){ .fd = fd, .events = events };
    set->owner[set->n++] = n;
}

static enum status serve(struct native *n, const struct pollfd *p)
{
    if (p->fd == n->in) {
        write_some(n);
        return ST_OK;
    }
    struct stage_context saved;
    stage_enter(n->stage, &saved);
    enum status st = p->fd == n->out ? read_some(n, &n->out, &n->out_line, emit_out)
                                     : read_some(n, &n->err, &n->err_line, emit_err);
    stage_leave(n->stage, &saved);
    return st;
}

static size_t waiting(const struct native *n)
{
    return n->pending.len - n->pending_at;
}

static bool is_finished(const struct native *n, bool all)
{
    if (!all)
        return n->in < 0 || waiting(n) < CHUNK;
    for (; n; n = native_next(n)) {
        if (n->in >= 0 || n->out >= 0 || n->err >= 0)
            return false;
    }
    return true;
}

static void tell_to_stop(struct native *n)
{
    for (; n; n = native_next(n)) {
        if (n->told_to_stop || !n->pid)
            continue;
        n->told_to_stop = true;
        n->stop_since = clock_ms();
        if (!n->has_terminal) /* the terminal tells the others */
            kill(n->pid, SIGINT);
    }
}

enum status native_pump(struct native *n, bool all)
{
    struct session *s = stage_session(n->stage);
    n->last_pump = clock_ms();
    bool first = true;
    for (;;) {
        if (all && n->in >= 0 && !waiting(n))
            close_end(&n->in);
        bool done = is_finished(n, all);
        if (done && (all || !first))
            return ST_OK;
        struct poll_set set = { .n = 0 };
        int depth = 0;
        for (struct native *i = n; i && depth < MAX_CHAIN; i = native_next(i), depth++) {
            watch(&set, i, waiting(i) ? i->in : -1, POLLOUT);
            watch(&set, i, i->out, POLLIN);
            watch(&set, i, i->err, POLLIN);
        }
        if (interrupt_pending(s))
            return ST_INTERRUPT;
        set.fds[set.n] = (struct pollfd){ .fd = interrupt_fd(s), .events = POLLIN };
        int ready = poll(set.fds, set.n + 1, done ? 0 : -1);
        first = false;
        if (ready < 0 && errno != EINTR)
            return ST_OK;
        for (nfds_t i = 0; ready > 0 && i < set.n; i++) {
            if (!set.fds[i].revents)
                continue;
            enum status st = serve(set.owner[i], &set.fds[i]);
            if (st != ST_OK)
                return st;
        }
    }
}

static bool reap(struct native *n, int flags)
{
    if (n->reaped || !n->pid)
        return true;
    pid_t got;
    while ((got = waitpid(n->pid, &n->status, flags)) < 0 && errno == EINTR)
        continue;
    if (got == 0)
        return false;
    n->reaped = true;
    n->was = n->pid;
    n->pid = 0;
    return true;
}

/* Waits some time for the end of the process or an interrupt. */
static void wait_some(struct native *n, int interrupt, int ms)
{
    AUTO_FD int pidfd = pidfd_open(n->pid, 0);
    struct pollfd fds[2] = { { .fd = pidfd, .events = POLLIN },
                             { .fd = interrupt, .events = POLLIN } };
    if (pidfd < 0 && (ms < 0 || ms > 10))
        ms = 10;
    poll(fds, 2, ms);
}

static int code_of(int status)
{
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : 1;
}

enum status native_wait(struct native *n, int *code)
{
    struct session *s = stage_session(n->stage);
    bool interrupt = interrupt_pending(s);
    while (!reap(n, WNOHANG)) {
        if (interrupt_pending(s)) {
            interrupt = true;
            tell_to_stop(n);
            if (!n->has_terminal && clock_ms() - n->stop_since > 2000) {
                native_kill(n);
                break;
            }
            wait_some(n, -1, 100);
        } else {
            wait_some(n, interrupt_fd(s), -1);
        }
    }
    *code = code_of(n->status);
    if (!interrupt)
        return ST_OK;
    /* A program that took Ctrl-C as its own business and ended well goes on. */
    if (n->has_terminal && WIFEXITED(n->status) && WEXITSTATUS(n->status) == 0) {
        session_clear_interrupt(s);
        return ST_OK;
    }
    return ST_INTERRUPT;
}

void native_kill(struct native *n)
{
    static const struct {
        int sig, ms;
    } steps[] = { { 0, 50 }, { SIGTERM, 1000 }, { SIGKILL, 5000 } };
    close_end(&n->in);
    close_end(&n->out);
    close_end(&n->err);
    for (size_t i = 0; i < ARRAY_SIZE(steps) && !reap(n, WNOHANG); i++) {
        if (steps[i].sig)
            kill(n->pid, steps[i].sig);
        int64_t until = clock_ms() + steps[i].ms;
        while (!reap(n, WNOHANG) && clock_ms() < until)
            wait_some(n, -1, (int)(until - clock_ms()) + 1);
    }
    reap(n, 0);
}
