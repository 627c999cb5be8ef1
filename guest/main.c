/* hvsh-guest: guest services for virtual machines of hvsh. Runs in the guest, from an initramfs
 * to a full system, needs no udev and no configuration: the ports that the host added are found
 * by their names. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/appliance.h"
#include "guest/cuse.h"
#include "guest/ports.h"
#include "shell/base/cleanup.h"

#define FILES_PORT "hv.guestservices.0"

static const char usage[] =
    "usage: hvsh-guest [--port NAME|PATH] [--cuse] [--version] [--help]\n"
    "Serves the host's file copies and sessions over the virtio ports 'hv.integration.*',\n"
    "'hv.guestservices.*' and 'hv.powershelldirect.*'.\n"
    "--cuse hands file copies (of '" FILES_PORT "') to the stock hv_fcopy_daemon, by a device\n"
    "/dev/" CUSE_FCOPY_DEVICE " of its own.\n"
    "Stays in the foreground; ends at SIGTERM.\n";

static int serve_cuse(const char *port, int stop_fd)
{
    int failed = cuse_serve(port ? port : FILES_PORT, stop_fd);
    if (failed)
        fprintf(stderr, "hvsh-guest: /dev/cuse: %s%s\n", strerror(failed),
                failed == ENOENT ? " (modprobe cuse)" : "");
    return failed != 0;
}

int main(int argc, char **argv)
{
    const char *port = NULL;
    bool cuse = false;
    sigset_t signals;
    /* A kernel passes on what it does not know itself as well. */
    for (int i = 1; getpid() == 1 && i + 1 < argc; i++)
        if (!strcmp(argv[i], "--appliance"))
            appliance_run(argv[i + 1]);
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--port") && i + 1 < argc) {
            port = argv[++i];
        } else if (!strcmp(argv[i], "--cuse")) {
            cuse = true;
        } else if (!strcmp(argv[i], "--version")) {
            puts("hvsh-guest, file copy protocol 2.0 and 1.1, program protocol 1.0");
            return 0;
        } else {
            bool help = !strcmp(argv[i], "--help") || !strcmp(argv[i], "-h");
            fputs(usage, help ? stdout : stderr);
            return help ? 0 : 2;
        }
    }
    bool path = port && strchr(port, '/');
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    if (!path && !cuse)
        sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    AUTO_FD int stop_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    umask(022);
    if (cuse)
        return serve_cuse(port, stop_fd);
    return path ? ports_serve_path(port, stop_fd) : ports_serve(port, stop_fd);
}
