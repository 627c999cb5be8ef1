#include "shell/base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"

#define OUT_CAP_DEFAULT (16u << 20)
#define STDERR_KEPT 65536u
#define ASK_MS 5

struct child {
    pid_t pid; /* 0 once reaped */
    int pidfd, out_fd, err_fd;
    struct strbuf err_text;
};

static void child_release(struct child *c)
{
    cleanup_close(&c->pidfd);
    cleanup_close(&c->out_fd);
    cleanup_close(&c->err_fd);
    strbuf_release(&c->err_text);
}

/* A user's PATH often lacks the sbin folders where system tools are. */
static char *find_tool(const char *name)
{
    if (strchr(name, '/'))
        return access(name, X_OK) == 0 ? xstrdup(name) : NULL;
    const char *env = getenv("PATH");
    AUTO_FREE char *path = xasprintf("%s:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin",
                                     env && *env ? env : "/usr/local/bin");
    char *save = NULL;
    for (char *dir = strtok_r(path, ":", &save); dir; dir = strtok_r(NULL, ":", &save)) {
        /* A relative PATH entry would run what lies in the current folder. */
        if (*dir != '/')
            continue;
        AUTO_FREE char *full = xasprintf("%s/%s", dir, name);
        if (access(full, X_OK) == 0)
            return STEAL(full);
    }
    return NULL;
}

void spawn_reset_signals(void)
{
    static const int reset[] = { SIGINT,  SIGQUIT, SIGTERM, SIGPIPE,  SIGHUP,  SIGCHLD, SIGALRM,
                                 SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH, SIGUSR1, SIGUSR2 };
    struct sigaction dfl = { .sa_handler = SIG_DFL };
    for (size_t i = 0; i < ARRAY_SIZE(reset); i++)
        sigaction(reset[i], &dfl, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Between fork and exec: async-signal-safe calls only. */
__attribute__((noreturn)) static void child_exec(const char *file, const char *const *argv,
                                                 int null_fd, int out_fd, int err_fd, int status_fd,
                                                 pid_t parent)
{
    spawn_reset_signals();
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(127);
    if (dup2(null_fd, 0) >= 0 && dup2(out_fd, 1) >= 0 && dup2(err_fd, 2) >= 0) {
        close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
        execv(file, (char *const *)argv);
    }
    int code = errno;
    if (write(status_fd, &code, sizeof(code)) < 0)
        _exit(126);
    _exit(127);
}

/* A descriptor above 2, so that dup2 in the child never hits a source. */
static int above_stdio(int fd)
{
    if (fd < 0 || fd > 2)
        return fd;
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    close(fd);
    return moved;
}

static void close_now(int *fd)
{
    close(*fd);
    *fd = -1;
}

static int make_pipe(int p[2])
{
    if (pipe2(p, O_CLOEXEC))
        return -1;
    p[0] = above_stdio(p[0]);
    p[1] = above_stdio(p[1]);
    return p[0] < 0 || p[1] < 0 ? -1 : 0;
}

static int child_start(struct child *c, const char *file, const char *const *argv, struct err **err)
{
    AUTO_FD int null_fd = above_stdio(open("/dev/null", O_RDWR | O_CLOEXEC));
    int out[2] = { -1, -1 }, errp[2] = { -1, -1 }, status[2] = { -1, -1 };
    bool ok = null_fd >= 0 && !make_pipe(out) && !make_pipe(errp) && !make_pipe(status);
    AUTO_FD int out_w = out[1];
    AUTO_FD int err_w = errp[1];
    AUTO_FD int status_r = status[0];
    AUTO_FD int status_w = status[1];
    c->out_fd = out[0];
    c->err_fd = errp[0];
    if (!ok)
        return err_set_errno(err, errno, "Cannot start '%s'", argv[0]);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0)
        return err_set_errno(err, errno, "Cannot start '%s'", argv[0]);
    if (pid == 0)
        child_exec(file, argv, null_fd, out_w, err_w, status_w, parent);
    close_now(&status_w);
    int code = 0;
    ssize_t got;
    do
        got = read(status_r, &code, sizeof(code));
    while (got < 0 && errno == EINTR);
    if (got > 0) {
        waitpid(pid, NULL, 0);
        return err_set_errno(err, code, "Cannot start '%s'", argv[0]);
    }
    c->pid = pid;
    /* Without it (old kernels, some sandboxes) the child is asked every few milliseconds. */
    c->pidfd = pidfd_open(pid, 0);
    fcntl(c->out_fd, F_SETFL, O_NONBLOCK);
    fcntl(c->err_fd, F_SETFL, O_NONBLOCK);
    return 0;
}

/* Has it ended? It stays to be reaped. */
static bool child_ended(const struct child *c)
{
    siginfo_t info = { .si_pid = 0 };
    return waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == c->pid;
}

/* How long one poll may last: left, but not longer than until the child is to be asked. */
static int wait_ms(const struct child *c, int64_t left)
{
    int64_t most = c->pidfd < 0 ? ASK_MS : 60000;
    return (int)(left <= 0 ? 0 : left < most ? left : most);
}

static void child_kill(struct child *c, int grace_ms)
{
    if (!c->pid)
        return;
    kill(-c->pid, SIGTERM);
    kill(c->pid, SIGTERM);
    int64_t end = clock_ms() + grace_ms;
    while (!child_ended(c) && clock_ms() < end) {
        struct pollfd p = { .fd = c->pidfd, .events = POLLIN };
        poll(&p, 1, wait_ms(c, end - clock_ms()));
    }
    kill(-c->pid, SIGKILL);
    kill(c->pid, SIGKILL);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    c->pid = 0;
}

static void keep_stderr(struct strbuf *sb, const char *data, size_t len)
{
    strbuf_add(sb, data, len);
    if (sb->len > STDERR_KEPT) {
        size_t keep = STDERR_KEPT / 2;
        memmove(sb->buf, sb->buf + sb->len - keep, keep);
        strbuf_truncate(sb, keep);
    }
}

/* Reads what is there. Closes *fd at its end. 1 when the cap is passed. */
static int drain(int *fd, const struct spawn *sp, struct strbuf *out, struct strbuf *err_text)
{
    char buf[16384];
    /* Bounded, so that a tool that never stops talking cannot hold off an interrupt. */
    for (int turn = 0; *fd >= 0 && turn < 64; turn++) {
        ssize_t n = read(*fd, buf, sizeof(buf));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return 0;
        if (n <= 0) {
            close_now(fd);
            return 0;
        }
        if (err_text) {
            keep_stderr(err_text, buf, (size_t)n);
        } else if (sp->on_output) {
            sp->on_output(sp->ctx, buf, (size_t)n);
        } else if (out) {
            size_t cap = sp->out_cap ? sp->out_cap : OUT_CAP_DEFAULT;
            if (out->len + (size_t)n > cap)
                return 1;
            strbuf_add(out, buf, (size_t)n);
        }
    }
    return 0;
}

/* The last line that is not empty, control characters blanked. */
static char *last_line(const struct strbuf *sb)
{
    size_t end = sb->len;
    while (end && (sb->buf[end - 1] == '\n' || sb->buf[end - 1] == '\r' || sb->buf[end - 1] == ' '))
        end--;
    size_t start = end;
    while (start && sb->buf[start - 1] != '\n' && sb->buf[start - 1] != '\r')
        start--;
    char *line = xstrndup(sb->buf + start, end - start);
    for (char *p = line; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = ' ';
    return line;
}

static bool status_ok(const struct spawn *sp, int code)
{
    if (code == 0)
        return true;
    for (const int *s = sp->ok_status; s && *s; s++)
        if (*s == code)
            return true;
    return false;
}

static int child_finish(struct child *c, const struct spawn *sp, int *status, struct err **err)
{
    int ws = 0;
    while (waitpid(c->pid, &ws, 0) < 0 && errno == EINTR)
        ;
    c->pid = 0;
    AUTO_FREE char *line = last_line(&c->err_text);
    if (WIFSIGNALED(ws)) {
        return err_set_code(err, ERR_DOMAIN_TOOL, ERR_OPERATION_FAILED, 128 + WTERMSIG(ws),
                            "%s was ended by signal %d%s%s", sp->argv[0], WTERMSIG(ws),
                            *line ? ": " : "", line);
    }
    int code = WEXITSTATUS(ws);
    if (status)
        *status = code;
    if (status_ok(sp, code))
        return 0;
    if (*line)
        return err_set_code(err, ERR_DOMAIN_TOOL, ERR_OPERATION_FAILED, code, "%s", line);
    return err_set_code(err, ERR_DOMAIN_TOOL, ERR_OPERATION_FAILED, code,
                        "%s ended with exit code %d", sp->argv[0], code);
}

int spawn_run(const struct spawn *sp, struct strbuf *out, int *status, struct err **err)
{
    CLEANUP(child_release)
    struct child c = { .pidfd = -1, .out_fd = -1, .err_fd = -1, .err_text = STRBUF_INIT };
    AUTO_FREE char *file = find_tool(sp->argv[0]);
    if (!file) {
        err_set_code(err, ERR_DOMAIN_TOOL, ERR_OBJECT_NOT_FOUND, ENOENT,
                     "The program '%s' is not installed.", sp->argv[0]);
        return -1;
    }
    if (child_start(&c, file, sp->argv, err))
        return -1;
    int grace = sp->grace_ms > 0 ? sp->grace_ms : 2000;
    int64_t end = sp->timeout_ms > 0 ? clock_ms() + sp->timeout_ms : INT64_MAX;
    for (;;) {
        int64_t left = end == INT64_MAX ? 60000 : end - clock_ms();
        struct pollfd p[] = {
            { .fd = c.pidfd, .events = POLLIN },
            { .fd = c.out_fd, .events = POLLIN },
            { .fd = c.err_fd, .events = POLLIN },
            { .fd = sp->interrupt_fd > 0 ? sp->interrupt_fd : -1, .events = POLLIN },
        };
        int r = poll(p, ARRAY_SIZE(p), wait_ms(&c, left));
        if (r < 0 && errno != EINTR) {
            int e = errno;
            child_kill(&c, 0);
            return err_set_errno(err, e, "Waiting for '%s' failed", sp->argv[0]);
        }
        if (r < 0)
            continue;
        if (p[3].revents & POLLIN) {
            child_kill(&c, grace);
            return err_set(err, ERR_CANCELLED, "The operation was cancelled.");
        }
        bool full = drain(&c.out_fd, sp, out, NULL) != 0;
        drain(&c.err_fd, sp, NULL, &c.err_text);
        if (full) {
            child_kill(&c, grace);
            return err_set(err, ERR_OPERATION_FAILED, "%s wrote more output than expected.",
                           sp->argv[0]);
        }
        if (c.pidfd < 0 ? child_ended(&c) : p[0].revents != 0)
            break;
        if (end != INT64_MAX && clock_ms() >= end) {
            child_kill(&c, grace);
            return err_set(err, ERR_TIMEOUT, "%s did not finish within %d seconds.", sp->argv[0],
                           (sp->timeout_ms + 999) / 1000);
        }
    }
    /* What it wrote before it ended may exceed one bounded drain. */
    for (int i = 0; i < 64 && (c.out_fd >= 0 || c.err_fd >= 0); i++) {
        struct pollfd p[] = { { .fd = c.out_fd, .events = POLLIN },
                              { .fd = c.err_fd, .events = POLLIN } };
        if (poll(p, 2, 0) <= 0)
            break;
        if (drain(&c.out_fd, sp, out, NULL))
            return child_kill(&c, 0), err_set(err, ERR_OPERATION_FAILED,
                                              "%s wrote more output than expected.", sp->argv[0]);
        drain(&c.err_fd, sp, NULL, &c.err_text);
    }
    return child_finish(&c, sp, status, err);
}
