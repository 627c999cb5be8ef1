/* hvsh-guest: guest services for virtual machines of hvsh. Runs in the guest, from an initramfs
 * to a full system, needs no udev and no configuration: the port that the host added is found
 * by its name. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/cuse.h"
#include "guest/port_path.h"
#include "guest/serve.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

#define PORT_NAME "hv.guestservices.0"

enum { LOOK_AGAIN_MS = 1000 };

static const char usage[] = "usage: hvsh-guest [--port NAME|PATH] [--cuse] [--version] [--help]\n"
                            "Serves the host's file copies over the virtio port '" PORT_NAME "'.\n"
                            "--cuse hands them to the stock hv_fcopy_daemon, by a device\n"
                            "/dev/" CUSE_FCOPY_DEVICE " of its own.\n"
                            "Stays in the foreground; ends at SIGTERM.\n";

/* Waits a moment; true when asked to stop. */
static bool stopped(int stop_fd, int ms)
{
    struct pollfd p = { .fd = stop_fd, .events = POLLIN };
    return poll(&p, 1, ms) > 0;
}

static int serve_port(const char *name, int stop_fd)
{
    bool told = false;
    for (;;) {
        AUTO_FREE char *path = port_path(name);
        AUTO_FD int fd = path ? open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC) : -1;
        if (fd < 0) {
            if (!told)
                fprintf(stderr, "hvsh-guest: waiting for port '%s'%s%s\n", name, path ? ": " : "",
                        path ? strerror(errno) : "");
            told = true;
            if (stopped(stop_fd, LOOK_AGAIN_MS))
                return 0;
            continue;
        }
        static const struct walk_root everywhere = { .fd = -1 };
        struct guest_session s;
        guest_session_init(&s, &everywhere);
        int failed = guest_serve(&s, fd, stop_fd, true);
        guest_session_release(&s);
        if (!failed)
            return 0;
        fprintf(stderr, "hvsh-guest: port '%s': %s\n", name, strerror(failed));
        if (stopped(stop_fd, LOOK_AGAIN_MS))
            return 0;
    }
}

int main(int argc, char **argv)
{
    const char *port = PORT_NAME;
    bool cuse = false;
    sigset_t signals;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--port") && i + 1 < argc) {
            port = argv[++i];
        } else if (!strcmp(argv[i], "--cuse")) {
            cuse = true;
        } else if (!strcmp(argv[i], "--version")) {
            puts("hvsh-guest, file copy protocol 2.0 and 1.1");
            return 0;
        } else {
            bool help = !strcmp(argv[i], "--help") || !strcmp(argv[i], "-h");
            fputs(usage, help ? stdout : stderr);
            return help ? 0 : 2;
        }
    }
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    AUTO_FD int stop_fd = signalfd(-1, &signals, SFD_CLOEXEC);
    umask(022);
    if (!cuse)
        return serve_port(port, stop_fd);
    int failed = cuse_serve(port, stop_fd);
    if (failed)
        fprintf(stderr, "hvsh-guest: /dev/cuse: %s%s\n", strerror(failed),
                failed == ENOENT ? " (modprobe cuse)" : "");
    return failed != 0;
}
