#include "guest/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"

char *launch_find(const char *name)
{
    static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin",
                                           "/opt/microsoft/powershell/7", "/snap/bin" };
    for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
        char *path = xasprintf("%s/%s", folders[i], name);
        if (!access(path, X_OK))
            return path;
        free(path);
    }
    return NULL;
}

/* ---- terminals ----------------------------------------------------------------------- */
/* A guest without the file system of terminals (an initramfs) gets it now. */
static int open_master(void)
{
    int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0 || geteuid())
        return fd;
    mkdir("/dev/pts", 0755);
    if (mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "mode=620,ptmxmode=666") &&
        errno != EBUSY)
        return -1;
    return posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
}

static int open_terminal(const struct login *login, const struct exec_body *open_body, int ends[2])
{
    char name[64];
    struct winsize size = { .ws_row = open_body->rows, .ws_col = open_body->cols };
    ends[0] = open_master();
    if (ends[0] < 0 || unlockpt(ends[0]))
        return errno;
    int failed = ptsname_r(ends[0], name, sizeof(name));
    if (failed)
        return failed;
    ends[1] = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (ends[1] < 0 || ioctl(ends[1], TIOCSWINSZ, &size))
        return errno;
    return login->other && fchown(ends[1], login->uid, login->gid) ? errno : 0;
}

/* ---- the child ----------------------------------------------------------------------- */
struct child {
    const struct login *login;
    const char *cwd;
    char *const *argv, *const *env;
    int in, out, err; /* what becomes 0, 1 and 2 */
    bool terminal;
    pid_t parent;
};

/* Between fork and exec: system calls only. Returns an errno. */
static int become(const struct child *c)
{
    sigset_t none;
    setsid();
    if (c->terminal && ioctl(c->in, TIOCSCTTY, 0))
        return errno;
    if (dup2(c->in, 0) < 0 || dup2(c->out, 1) < 0 || dup2(c->err, 2) < 0)
        return errno;
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(022);
    int failed = login_become(c->login);
    if (failed)
        return failed;
    if (*c->cwd ? chdir(c->cwd) : chdir(c->login->home) && chdir("/"))
        return errno;
    /* The daemon's end is that of its programs; changing the user would undo this. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != c->parent)
        return ECANCELED;
    execve(c->argv[0], c->argv, c->env);
    return errno;
}

/* ---- environment --------------------------------------------------------------------- */
/* The user's own, then what the host wants, which wins: the later one of a name stays. */
struct environment {
    VEC(char *) items;
};

static void set_variable(struct environment *e, char *text)
{
    size_t len = strcspn(text, "=") + 1;
    for (size_t i = 0; i + 1 < e->items.len; i++)
        if (!strncmp(e->items.items[i], text, len)) {
            free(e->items.items[i]);
            e->items.items[i] = text;
            return;
        }
    if (e->items.len) /* the last is the NULL */
        e->items.items[e->items.len - 1] = text;
    else
        *vec_push(&e->items) = text;
    *vec_push(&e->items) = NULL;
}

static void make_environment(struct environment *e, const struct login *login,
                             const struct exec_body *open_body)
{
    static const char *const passed[] = { "LANG", "LC_ALL", "TZ" };
    set_variable(e, xstrdup("PATH=" LAUNCH_PATH_ROOT));
    set_variable(e, xasprintf("HOME=%s", login->home));
    set_variable(e, xasprintf("USER=%s", login->user));
    set_variable(e, xasprintf("LOGNAME=%s", login->user));
    set_variable(e, xasprintf("SHELL=%s", login->shell));
    for (size_t i = 0; i < ARRAY_SIZE(passed); i++)
        if (getenv(passed[i]))
            set_variable(e, xasprintf("%s=%s", passed[i], getenv(passed[i])));
    for (size_t i = 0; i < open_body->envc; i++)
        if (strchr(open_body->strings[1 + open_body->argc + i], '='))
            set_variable(e, xstrdup(open_body->strings[1 + open_body->argc + i]));
}

static void release_environment(struct environment *e)
{
    for (size_t i = 0; i < e->items.len; i++)
        free(e->items.items[i]);
    vec_release(&e->items);
}

/* ---- starting ------------------------------------------------------------------------ */
/* Forks; the errno of what the child could not do comes back through a pipe that exec closes. */
static int start(struct child *c, pid_t *pid)
{
    int report[2], failed = 0;
    if (pipe2(report, O_CLOEXEC))
        return errno;
    c->parent = getpid();
#ifdef HVSH_FUZZ
    *pid = -1; /* what comes from a fuzzer is not run */
    errno = EPERM;
#else
    *pid = fork();
#endif
    if (!*pid) {
        failed = become(c);
        ssize_t n = write(report[1], &failed, sizeof(failed));
        (void)n;
        _exit(127);
    }
    failed = *pid < 0 ? errno : 0;
    close(report[1]);
    while (!failed) {
        ssize_t n = read(report[0], &failed, sizeof(failed));
        if (n >= 0 || errno != EINTR)
            break;
    }
    close(report[0]);
    return failed;
}

static int open_pipes(int ours[3], int theirs[3])
{
    for (int i = 0; i < 3; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC))
            return errno;
        ours[i] = ends[i ? 0 : 1];
        theirs[i] = ends[i ? 1 : 0];
        fcntl(ours[i], F_SETFL, O_NONBLOCK);
    }
    return 0;
}

static void close_all(int fds[3])
{
    for (int i = 0; i < 3; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* argv[0] with a path. */
static char *resolve(const char *name)
{
    return strchr(name, '/') ? xstrdup(name) : launch_find(name);
}

int launch(const struct login *login, const struct exec_body *open_body, struct launched *l)
{
    int ours[3] = { -1, -1, -1 }, theirs[3] = { -1, -1, -1 };
    AUTO_FREE char *program = resolve(open_body->strings[1]);
    if (!program)
        return ENOENT;
    bool terminal = open_body->flags & EXEC_TERMINAL;
    int failed;
    if (terminal) {
        int ends[2] = { -1, -1 };
        failed = open_terminal(login, open_body, ends);
        ours[0] = ends[0];
        theirs[0] = ends[1];
        if (!failed && (ours[1] = fcntl(ends[0], F_DUPFD_CLOEXEC, 3)) < 0)
            failed = errno;
    } else {
        failed = open_pipes(ours, theirs);
    }
    struct environment e = { 0 };
    make_environment(&e, login, open_body);
    char **argv = xcalloc(open_body->argc + 1, sizeof(*argv));
    for (size_t i = 0; i < open_body->argc; i++)
        argv[i] = i ? (char *)(uintptr_t)open_body->strings[1 + i] : program;
    struct child c = { .login = login,
                       .cwd = open_body->strings[0],
                       .argv = argv,
                       .env = e.items.items,
                       .in = theirs[0],
                       .out = terminal ? theirs[0] : theirs[1],
                       .err = terminal ? theirs[0] : theirs[2],
                       .terminal = terminal };
    pid_t pid = -1;
    if (!failed)
        failed = start(&c, &pid);
    close_all(theirs);
    free(argv);
    release_environment(&e);
    if (failed) {
        close_all(ours);
        if (pid > 0)
            waitpid(pid, NULL, 0);
        return failed;
    }
    *l = (struct launched){ .pid = pid, .in = ours[0], .out = ours[1], .err = ours[2] };
    return 0;
}
