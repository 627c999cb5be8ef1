#include "guest/ports.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest/port_path.h"
#include "guest/serve.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/vec.h"

/* Beginnings of our ports' names; a number follows. The first is always there and has no files
 * and programs for the host, the second comes with the guest service interface, the others come
 * and go with the host's sessions. */
#define INTEGRATION_FAMILY "hv.integration."
static const char *const families[] = { INTEGRATION_FAMILY, "hv.guestservices.",
                                        "hv.powershelldirect." };

enum { LOOK_AGAIN_MS = 1000 };

/* Waits a moment; true when asked to stop. Ended children are no reason. */
static bool stopped(int stop_fd, int watch_fd, int ms)
{
    struct pollfd p[2] = { { .fd = stop_fd, .events = POLLIN },
                           { .fd = watch_fd, .events = POLLIN } };
    struct signalfd_siginfo info;
    if (poll(p, 2, ms) <= 0 || !p[0].revents)
        return false;
    return read(stop_fd, &info, sizeof(info)) == (ssize_t)sizeof(info) && info.ssi_signo != SIGCHLD;
}

/* ---- one port ------------------------------------------------------------------------ */
/* 0: asked to stop; else the errno of what ended it. */
static int serve_device(const char *path, const char *name, int stop_fd)
{
    AUTO_FD int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return errno;
    static const struct walk_root everywhere = { .fd = -1 };
    struct guest_session s;
    guest_session_init(&s, &everywhere);
    s.bare = !strncmp(name, INTEGRATION_FAMILY, strlen(INTEGRATION_FAMILY));
    int failed = guest_serve(&s, fd, stop_fd, true);
    guest_session_release(&s);
    return failed;
}

int ports_serve_path(const char *path, int stop_fd)
{
    int told = 0;
    for (;;) {
        int failed = serve_device(path, "", stop_fd);
        if (!failed)
            return 0;
        if (failed != told)
            fprintf(stderr, "hvsh-guest: port '%s': %s\n", path, strerror(failed));
        told = failed;
        if (stopped(stop_fd, -1, LOOK_AGAIN_MS))
            return 0;
    }
}

/* ---- all of them --------------------------------------------------------------------- */
struct port {
    char *device; /* "vport0p1" */
    pid_t pid;
};
struct ports {
    const char *name; /* of the only one, or NULL */
    VEC(struct port) items;
    int watch_fd; /* tells of new devices; -1: they are looked for */
};

static bool is_ours(const struct ports *all, const char *name)
{
    if (all->name)
        return !strcmp(name, all->name);
    for (size_t i = 0; i < ARRAY_SIZE(families); i++)
        if (!strncmp(name, families[i], strlen(families[i])))
            return true;
    return false;
}

static bool is_served(const struct ports *all, const char *device)
{
    for (size_t i = 0; i < all->items.len; i++)
        if (!strcmp(all->items.items[i].device, device))
            return true;
    return false;
}

/* Each port has a process: one that hangs or dies takes no other along. */
static void serve_apart(struct ports *all, const char *device, const char *name)
{
    pid_t parent = getpid(), pid = fork();
    if (pid < 0)
        return;
    if (pid) {
        *vec_push(&all->items) = (struct port){ xstrdup(device), pid };
        return;
    }
    sigset_t signals;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    int stop_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    AUTO_FREE char *path = xasprintf("/dev/%s", device);
    int failed = getppid() == parent ? serve_device(path, name, stop_fd) : 0;
    if (failed && failed != ENODEV)
        fprintf(stderr, "hvsh-guest: port '%s': %s\n", path, strerror(failed));
    _exit(failed != 0);
}

static void look(struct ports *all)
{
    DIR *dir = opendir(PORTS_FOLDER);
    if (!dir)
        return;
    for (const struct dirent *e; (e = readdir(dir));) {
        char name[PORT_NAME_SIZE];
        if (port_name(e->d_name, name) && is_ours(all, name) && !is_served(all, e->d_name))
            serve_apart(all, e->d_name, name);
    }
    closedir(dir);
}

/* Forgets ports whose process ended: they are served anew if they are still there. */
static bool reap(struct ports *all)
{
    bool any = false;
    for (pid_t pid; (pid = waitpid(-1, NULL, WNOHANG)) > 0;)
        for (size_t i = 0; i < all->items.len; i++)
            if (all->items.items[i].pid == pid) {
                free(all->items.items[i].device);
                all->items.items[i] = all->items.items[--all->items.len];
                any = true;
                break;
            }
    return any;
}

static int open_watch(void)
{
    struct sockaddr_nl to = { .nl_family = AF_NETLINK, .nl_groups = 1 };
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
    if (fd >= 0 && bind(fd, (const struct sockaddr *)&to, sizeof(to))) {
        close(fd);
        fd = -1;
    }
    return fd;
}

int ports_serve(const char *name, int stop_fd)
{
    struct ports all = { .name = name, .watch_fd = open_watch() };
    char event[8192];
    bool stop = false;
    while (!stop) {
        look(&all);
        stop = stopped(stop_fd, all.watch_fd, LOOK_AGAIN_MS);
        while (all.watch_fd >= 0 && recv(all.watch_fd, event, sizeof(event), 0) > 0)
            continue;
        /* What fails at once is not tried again at once. */
        if (!stop && reap(&all))
            stop = stopped(stop_fd, -1, LOOK_AGAIN_MS / 4);
    }
    for (size_t i = 0; i < all.items.len; i++)
        kill(all.items.items[i].pid, SIGTERM);
    for (size_t i = 0; i < all.items.len; i++) {
        waitpid(all.items.items[i].pid, NULL, 0);
        free(all.items.items[i].device);
    }
    vec_release(&all.items);
    if (all.watch_fd >= 0)
        close(all.watch_fd);
    return 0;
}
