#include "disk/server/nbdkit.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

#define PLUGIN "nbdkit-hvsh-plugin.so"
#define CANNOT_START "Cannot start the server of a virtual hard disk"
/* Opening replays a log and looks at every block; a hopeless disk is given up at some time. */
enum {
    START_SECONDS = 120,
    STOP_SECONDS = 60,
    STEP_MS = 2,
    LISTEN_FD = 3,
    KEEP_FD = 4,
    QUIT_FD = 5,
    HIGH_FD = 10
};

static void nap(void)
{
    nanosleep(&(struct timespec){ .tv_nsec = STEP_MS * 1000000 }, NULL);
}

/* The plugin stands beside this program. */
static char *plugin_path(struct err **err)
{
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    char *slash = n > 0 ? memrchr(program, '/', (size_t)n) : NULL;
    AUTO_FREE char *path =
        slash ? xasprintf("%.*s/" PLUGIN, (int)(slash - program), program) : xstrdup(PLUGIN);
    if (access(path, R_OK) == 0)
        return STEAL(path);
    err_set_errno(err, errno, "The server of virtual hard disks is not whole: '%s'", path);
    return NULL;
}

static void become_nbdkit(const char *const *argv, int listen_fd, int keep_fd, int quit_fd,
                          int log_fd)
{
    const int fds[][2] = {
        { open("/dev/null", O_RDWR), 0 }, { log_fd, 1 },        { log_fd, 2 },
        { listen_fd, LISTEN_FD },         { keep_fd, KEEP_FD }, { quit_fd, QUIT_FD }
    };
    int high[ARRAY_SIZE(fds)];
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* First out of each other's way. */
    for (size_t i = 0; i < ARRAY_SIZE(fds); i++)
        if ((high[i] = fcntl(fds[i][0], F_DUPFD, HIGH_FD)) < 0)
            _exit(127);
    for (size_t i = 0; i < ARRAY_SIZE(fds); i++)
        if (dup2(high[i], fds[i][1]) < 0)
            _exit(127);
    close_range(QUIT_FD + 1, UINT_MAX, 0);
    char pid[24];
    snprintf(pid, sizeof(pid), "%ld", (long)getpid());
    setenv("LISTEN_FDS", "1", 1);
    setenv("LISTEN_PID", pid, 1);
    unsetenv("LISTEN_FDNAMES");
    setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
#ifdef __SANITIZE_ADDRESS__
    /* A plugin with a sanitizer in a program without one. */
    setenv("LD_PRELOAD", "libasan.so.8", 1);
    setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
#endif
    execvp(argv[0], (char *const *)argv);
    dprintf(2, "nbdkit cannot be started: %s\n", strerror(errno));
    _exit(127);
}

/* What it said last, without its name. */
static int say_why(int log_fd, const char *path, struct err **err)
{
    AUTO_STRBUF log = STRBUF_INIT;
    char buf[512];
    ssize_t n;
    while ((n = read(log_fd, buf, sizeof(buf))) > 0 && log.len < 65536)
        strbuf_add(&log, buf, (size_t)n);
    char *why = strstr(log.buf, "error: ");
    why = why ? why + 7 : log.buf;
    why[strcspn(why, "\n")] = '\0';
    return *why ? err_set(err, ERR_OPERATION_FAILED, "%s", why)
                : err_set(err, ERR_OPERATION_FAILED,
                          "The server of the virtual hard disk '%s' ended at once.", path);
}

static int wait_ready(struct nbdkit *n, const char *path, const char *pid_file, struct err **err)
{
    struct stat st;
    for (int waited = 0; waited < START_SECONDS * 1000; waited += STEP_MS) {
        int status;
        if (stat(pid_file, &st) == 0 && st.st_size > 0)
            return 0;
        if (nbdkit_ended(n, &status))
            return say_why(n->log_fd, path, err);
        nap();
    }
    nbdkit_stop(n);
    return err_set(err, ERR_TIMEOUT, "Opening the virtual hard disk '%s' took too long.", path);
}

static void replace_fd(int *fd, int by)
{
    if (*fd >= 0)
        close(*fd);
    *fd = by;
}

int nbdkit_start(struct nbdkit *n, const char *path, bool readonly, int listen_fd,
                 const char *pid_file, struct err **err)
{
    AUTO_FREE char *plugin = plugin_path(err);
    AUTO_FREE char *file = xasprintf("file=%s", path);
    const char *const argv[] = { "nbdkit",
                                 "--foreground",
                                 "--log=stderr",
                                 "--filter=exitlast",
                                 "--pidfile",
                                 pid_file,
                                 plugin,
                                 file,
                                 "quit=5",
                                 readonly ? "readonly=true" : "keep=4",
                                 NULL };
    int log[2], quit;
    if (!plugin)
        return -1;
    if (pipe2(log, O_CLOEXEC | O_NONBLOCK))
        return err_set_errno(err, errno, CANNOT_START);
    if ((quit = eventfd(0, EFD_CLOEXEC)) < 0) {
        int e = errno;
        close(log[0]);
        close(log[1]);
        return err_set_errno(err, e, CANNOT_START);
    }
    replace_fd(&n->log_fd, log[0]);
    replace_fd(&n->quit_fd, quit);
    unlink(pid_file);
    n->pid = fork();
    if (n->pid == 0)
        become_nbdkit(argv, listen_fd, n->keep_fd, quit, log[1]);
    int e = errno;
    close(log[1]);
    if (n->pid < 0) {
        n->pid = 0;
        return err_set_errno(err, e, CANNOT_START);
    }
    return wait_ready(n, path, pid_file, err);
}

bool nbdkit_ended(struct nbdkit *n, int *status)
{
    if (!n->pid || waitpid(n->pid, status, WNOHANG) != n->pid)
        return false;
    n->pid = 0;
    return true;
}

void nbdkit_stop(struct nbdkit *n)
{
    int status;
    if (!n->pid)
        return;
    /* A signal alone would wait for the clients. */
    if (eventfd_write(n->quit_fd, 1))
        kill(n->pid, SIGTERM);
    for (int waited = 0; waited < STOP_SECONDS * 1000; waited += STEP_MS) {
        if (nbdkit_ended(n, &status))
            return;
        nap();
    }
    kill(n->pid, SIGKILL);
    waitpid(n->pid, &status, 0);
    n->pid = 0;
}
