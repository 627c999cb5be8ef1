#include "guest/stop.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "guest/launch.h"
#include "guest/mounted.h"
#include "guest/wire.h"
#include "shell/base/cleanup.h"

enum { ANSWER_MS = 200, POLL_MS = 50, PROGRAM_MS = 30000, GRACE_MS = 2000, FORCED_MS = 30000 };

/* Programs that ask an init system; `sign` is there when it runs. */
struct way {
    const char *sign;
    const char *stop[4], *restart[4];
};
static const struct way ways[] = {
    { "/run/systemd/system", { "systemctl", "poweroff" }, { "systemctl", "reboot" } },
    { "/run/openrc/init.ctl",
      { "openrc-shutdown", "-p", "now" },
      { "openrc-shutdown", "-r", "now" } },
    { "/", { "shutdown", "-P", "now" }, { "shutdown", "-r", "now" } },
};

static void pause_ms(int ms)
{
    struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };
    nanosleep(&t, NULL);
}

/* Did the program end well, and in time? One that hangs is left to itself. */
static bool ran(const char *const arguments[])
{
    int status;
    pid_t child = fork();
    if (!child) {
        execvp(arguments[0], (char *const *)arguments);
        _exit(127);
    }
    for (int waited = 0; child > 0 && waited < PROGRAM_MS; waited += POLL_MS) {
        if (waitpid(child, &status, WNOHANG) == child)
            return WIFEXITED(status) && !WEXITSTATUS(status);
        pause_ms(POLL_MS);
    }
    return false;
}

bool stop_heard(const char *status, int number)
{
    static const char *const masks[] = { "\nSigBlk:", "\nSigCgt:" };
    for (size_t i = 0; i < ARRAY_SIZE(masks); i++) {
        const char *line = strstr(status, masks[i]);
        if (line && strtoull(line + strlen(masks[i]), NULL, 16) >> (number - 1) & 1)
            return true;
    }
    return false;
}

/* The init of busybox and toybox goes by signals. */
static bool signalled(bool restart)
{
    char status[4096];
    int number = restart ? SIGTERM : SIGUSR2;
    FILE *f = fopen("/proc/1/status", "re");
    size_t len = f ? fread(status, 1, sizeof(status) - 1, f) : 0;
    if (f)
        fclose(f);
    status[len] = '\0';
    return stop_heard(status, number) && !kill(1, number);
}

static bool asked(bool restart)
{
    bool systemd = false;
    for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
        if (access(ways[i].sign, F_OK))
            continue;
        if (ran(restart ? ways[i].restart : ways[i].stop))
            return true;
        systemd |= i == 0; /* which takes the signals for something else */
    }
    return !systemd && signalled(restart);
}

/* What an init system does at the end. */
static void end_everything(bool restart)
{
    AUTO_MOUNTED m = { 0 };
    kill(-1, SIGTERM);
    pause_ms(GRACE_MS);
    kill(-1, SIGKILL);
    sync();
    if (mounted_find(&m))
        for (size_t i = m.len; i-- > 0;)
            mount(NULL, m.folders[i], NULL, MS_REMOUNT | MS_RDONLY, NULL);
    reboot(restart ? RB_AUTOBOOT : RB_POWER_OFF);
}

static void work(bool restart, bool force)
{
    sigset_t none;
    setsid();
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setenv("PATH", LAUNCH_PATH_ROOT, 1);
    pause_ms(ANSWER_MS); /* the answer goes out first */
    if (asked(restart)) {
        if (!force)
            return;
        pause_ms(FORCED_MS);
    }
    end_everything(restart);
}

uint32_t stop_guest(bool restart, bool force)
{
    if (geteuid())
        return wire_status_of_errno(EPERM);
    pid_t child = fork();
    if (child < 0)
        return wire_status_of_errno(errno);
    if (child) {
        waitpid(child, NULL, 0);
        return WIRE_OK;
    }
    /* The second process has nobody to wait for it, and outlives this one. */
    if (!fork())
        work(restart, force);
    _exit(0);
}
