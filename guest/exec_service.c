#include "guest/exec_service.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "guest/launch.h"
#include "shell/base/alloc.h"
#include "shell/base/clock.h"

const struct wire_version exec_service_versions[1] = { { 1, 0 } };

enum {
    GRACE_MS = 1000,    /* between SIGHUP and SIGKILL */
    LOOK_MS = 50,       /* how often a program is looked after that has no pidfd or is to end */
    RELEASE_STEPS = 20, /* of 10 ms: how long the end of the daemon waits for its programs */
    TURN_BYTES = 64 << 10,
};

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static const struct exec_program no_program = {
    .pidfd = -1, .in = -1, .out = { -1, -1 }, .input = STRBUF_INIT
};

/* ---- the end of programs ------------------------------------------------------------- */
static void forget(struct exec_program *p)
{
    close_end(&p->in);
    close_end(&p->out[0]);
    close_end(&p->out[1]);
    close_end(&p->pidfd);
    strbuf_release(&p->input);
    *p = no_program;
}

/* The host is done with it: nothing of it is passed on any more. Closing a terminal hangs up
 * whatever runs on it. */
static void end_program(struct exec_program *p)
{
    if (!p->pid || p->kill_at)
        return;
    p->id = 0;
    close_end(&p->in);
    close_end(&p->out[0]);
    close_end(&p->out[1]);
    if (p->over) {
        forget(p);
        return;
    }
    kill(-p->pid, SIGHUP);
    kill(-p->pid, SIGCONT);
    p->kill_at = clock_ms() + GRACE_MS;
}

/* Has it ended? Its status is kept. */
static bool reap(struct exec_program *p)
{
    int status;
    if (p->over || waitpid(p->pid, &status, WNOHANG) != p->pid)
        return p->over;
    p->over = true;
    p->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    p->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return true;
}

static void end_all(struct exec_service *s)
{
    for (size_t i = 0; i < EXEC_PROGRAMS_MAX; i++)
        end_program(&s->programs[i]);
}

void exec_service_init(struct exec_service *s)
{
    *s = (struct exec_service){ 0 };
    login_self(&s->login);
    for (size_t i = 0; i < EXEC_PROGRAMS_MAX; i++)
        s->programs[i] = no_program;
}

void exec_service_begin(struct exec_service *s, bool on, uint32_t nonce)
{
    end_all(s);
    s->on = on;
    s->nonce = nonce;
    if (s->login.other) {
        login_release(&s->login);
        login_self(&s->login);
    }
}

void exec_service_release(struct exec_service *s)
{
    end_all(s);
    for (int step = 0; step <= RELEASE_STEPS; step++) {
        bool any = false;
        for (size_t i = 0; i < EXEC_PROGRAMS_MAX; i++) {
            struct exec_program *p = &s->programs[i];
            if (!p->pid || reap(p))
                continue;
            if (step == RELEASE_STEPS - 1)
                kill(-p->pid, SIGKILL);
            any = true;
        }
        if (!any)
            break;
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    }
    for (size_t i = 0; i < EXEC_PROGRAMS_MAX; i++)
        forget(&s->programs[i]);
    login_release(&s->login);
}

/* ---- messages ------------------------------------------------------------------------ */
static struct exec_program *program_of(struct exec_service *s, uint32_t id)
{
    for (size_t i = 0; id && i < EXEC_PROGRAMS_MAX; i++)
        if (s->programs[i].id == id)
            return &s->programs[i];
    return NULL;
}

static void take_login(struct exec_service *s, const struct wire_message *m,
                       const struct exec_body *body, struct strbuf *out)
{
    int failed = login_user(&s->login, body->strings[0], body->strings[1]);
    exec_answer(out, m, wire_status_of_errno(failed), body, NULL, 0);
}

static void take_info(const struct exec_service *s, const struct wire_message *m,
                      const struct exec_body *body, struct strbuf *out)
{
    AUTO_STRBUF b = STRBUF_INIT;
    AUTO_FREE char *pwsh = launch_find("pwsh"), *hvsh = launch_find("hvsh");
    const char *const strings[EXEC_INFO_COUNT] = { s->login.user, s->login.home, s->login.shell,
                                                   pwsh, hvsh };
    for (size_t i = 0; i < EXEC_INFO_COUNT; i++)
        exec_put_string(&b, strings[i] ? strings[i] : "");
    exec_answer(out, m, WIRE_OK, body, b.buf, b.len);
}

static void take_open(struct exec_service *s, const struct wire_message *m,
                      const struct exec_body *body, struct strbuf *out)
{
    struct exec_program *p = NULL;
    for (size_t i = 0; !p && i < EXEC_PROGRAMS_MAX; i++)
        if (!s->programs[i].pid)
            p = &s->programs[i];
    if (!p || !body->id || program_of(s, body->id)) {
        exec_answer(out, m, (uint32_t)WIRE_E_INVALID, body, NULL, 0);
        return;
    }
    struct launched l;
    int failed = launch(&s->login, body, &l);
    if (!failed) {
        p->id = body->id;
        p->pid = l.pid;
        p->in = l.in;
        p->out[0] = l.out;
        p->out[1] = l.err;
        p->terminal = body->flags & EXEC_TERMINAL;
        p->pidfd = (int)syscall(SYS_pidfd_open, l.pid, 0);
        p->header = m->ic;
        p->header.status = WIRE_OK;
        p->header.flags = WIRE_REQUEST;
    }
    exec_answer(out, m,
                failed == ENOENT ? (uint32_t)WIRE_E_FILE_NOT_FOUND : wire_status_of_errno(failed),
                body, NULL, 0);
}

/* More than the window was promised to nobody: such a host gets no further. */
static void take_data(struct exec_program *p, const struct exec_body *body)
{
    if (body->stream || p->in_ends || p->in < 0)
        return;
    if (!body->data_len) {
        p->in_ends = true;
    } else if (p->input.len - p->input_at + body->data_len > EXEC_WINDOW) {
        end_program(p);
        return;
    } else {
        strbuf_add(&p->input, body->data, body->data_len);
    }
}

static void take_signal(const struct exec_program *p, int number)
{
    if (p->over || number <= 0 || number >= NSIG)
        return;
    pid_t front = p->terminal && p->in >= 0 ? tcgetpgrp(p->in) : -1;
    kill(front > 0 ? -front : -p->pid, number);
}

static void take_for_program(struct exec_program *p, const struct exec_body *body)
{
    struct winsize size = { .ws_row = body->rows, .ws_col = body->cols };
    switch (body->operation) {
    case EXEC_DATA:
        take_data(p, body);
        break;
    case EXEC_CREDIT:
        if (body->stream >= 1)
            p->sent[body->stream - 1] -=
                body->length < p->sent[body->stream - 1] ? body->length : p->sent[body->stream - 1];
        break;
    case EXEC_RESIZE:
        if (p->terminal && p->in >= 0)
            ioctl(p->in, TIOCSWINSZ, &size);
        break;
    case EXEC_SIGNAL:
        take_signal(p, body->signal);
        break;
    case EXEC_CLOSE:
        end_program(p);
        break;
    default:
        break;
    }
}

void exec_service_take(struct exec_service *s, const struct wire_message *m, struct strbuf *out)
{
    AUTO_EXEC_BODY body;
    if (!s->on || !exec_read(m, s->nonce, &body)) {
        body = (struct exec_body){ 0 };
        return;
    }
    switch (body.operation) {
    case EXEC_LOGIN:
        take_login(s, m, &body, out);
        break;
    case EXEC_INFO:
        take_info(s, m, &body, out);
        break;
    case EXEC_OPEN:
        take_open(s, m, &body, out);
        break;
    case EXEC_PING:
        exec_answer(out, m, WIRE_OK, &body, NULL, 0);
        break;
    default: {
        struct exec_program *p = program_of(s, body.id);
        if (p)
            take_for_program(p, &body);
    }
    }
}

/* ---- moving data --------------------------------------------------------------------- */
static void tell(const struct exec_service *s, const struct exec_program *p, struct exec_body *body,
                 struct strbuf *out)
{
    body->id = p->id;
    exec_put(out, &p->header, body, s->nonce);
}

/* What the program prints. False when there is no more now. */
static bool move_out(const struct exec_service *s, struct exec_program *p, uint32_t stream,
                     struct strbuf *out)
{
    uint8_t data[EXEC_DATA_MAX];
    int *fd = &p->out[stream - 1];
    if (*fd < 0 || p->sent[stream - 1] >= EXEC_WINDOW)
        return false;
    size_t room = EXEC_WINDOW - p->sent[stream - 1];
    ssize_t n = read(*fd, data, room < sizeof(data) ? room : sizeof(data));
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    struct exec_body body = { .operation = EXEC_DATA, .stream = stream };
    if (n <= 0) { /* a terminal that nobody holds any more says EIO */
        close_end(fd);
        tell(s, p, &body, out);
        return false;
    }
    p->sent[stream - 1] += (uint32_t)n;
    body.data = data;
    body.data_len = (size_t)n;
    tell(s, p, &body, out);
    return true;
}

static void end_input(struct exec_program *p)
{
    static const char end_of_file = 4;
    if (p->terminal) {
        ssize_t n = write(p->in, &end_of_file, 1);
        (void)n;
        p->in_ends = false;
    } else {
        close_end(&p->in);
    }
}

static void move_in(const struct exec_service *s, struct exec_program *p, struct strbuf *out)
{
    uint32_t moved = 0;
    while (p->in >= 0 && p->input_at < p->input.len) {
        ssize_t n = write(p->in, p->input.buf + p->input_at, p->input.len - p->input_at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n < 0) { /* it reads no more: what comes is dropped */
            moved += (uint32_t)(p->input.len - p->input_at);
            p->input_at = p->input.len;
            if (!p->terminal)
                close_end(&p->in);
            break;
        }
        p->input_at += (size_t)n;
        moved += (uint32_t)n;
    }
    if (p->input_at == p->input.len) {
        strbuf_reset(&p->input);
        p->input_at = 0;
        if (p->in_ends && p->in >= 0)
            end_input(p);
    }
    if (!moved)
        return;
    struct exec_body body = { .operation = EXEC_CREDIT, .length = moved };
    tell(s, p, &body, out);
}

/* All that it printed goes first; what processes that outlive it print is nobody's. */
static void tell_end(const struct exec_service *s, struct exec_program *p, struct strbuf *out)
{
    for (uint32_t stream = 1; stream <= 2; stream++)
        while (move_out(s, p, stream, out))
            continue;
    bool held = false;
    for (size_t i = 0; i < 2; i++)
        held = held || (p->out[i] >= 0 && p->sent[i] >= EXEC_WINDOW);
    if (held)
        return; /* the host is slow; it is asked again when there is credit */
    struct exec_body body = { .operation = EXEC_EXIT, .code = p->code, .signal = p->signal };
    tell(s, p, &body, out);
    forget(p);
}

static void work_one(const struct exec_service *s, struct exec_program *p, bool room,
                     struct strbuf *out)
{
    bool over = reap(p);
    if (p->kill_at) {
        if (over)
            forget(p);
        else if (clock_ms() >= p->kill_at)
            kill(-p->pid, SIGKILL);
        return;
    }
    if (!room)
        return;
    move_in(s, p, out);
    size_t before = out->len;
    bool more = true;
    while (more && out->len - before < TURN_BYTES) {
        more = false;
        for (uint32_t stream = 1; stream <= 2; stream++)
            more = move_out(s, p, stream, out) || more;
    }
    if (over && !more)
        tell_end(s, p, out);
}

void exec_service_work(struct exec_service *s, bool room, struct strbuf *out)
{
    for (size_t i = 0; i < EXEC_PROGRAMS_MAX; i++)
        if (s->programs[i].pid)
            work_one(s, &s->programs[i], room, out);
}

size_t exec_service_poll(const struct exec_service *s, bool room, struct pollfd *fds, int *ms)
{
    size_t n = 0;
    *ms = -1;
    for (size_t i = 0; i < EXEC_PROGRAMS_MAX; i++) {
        const struct exec_program *p = &s->programs[i];
        if (!p->pid)
            continue;
        if (p->kill_at || (p->pidfd < 0 && !p->over))
            *ms = LOOK_MS;
        if (p->pidfd >= 0 && !p->over)
            fds[n++] = (struct pollfd){ .fd = p->pidfd, .events = POLLIN };
        if (p->kill_at || !room)
            continue;
        if (p->in >= 0 && p->input_at < p->input.len)
            fds[n++] = (struct pollfd){ .fd = p->in, .events = POLLOUT };
        for (size_t k = 0; k < 2; k++)
            if (p->out[k] >= 0 && p->sent[k] < EXEC_WINDOW)
                fds[n++] = (struct pollfd){ .fd = p->out[k], .events = POLLIN };
    }
    return n;
}
