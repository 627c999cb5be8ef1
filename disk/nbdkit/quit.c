#include "disk/nbdkit/quit.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define NBDKIT_API_VERSION 2
#include <nbdkit-plugin.h>

enum { AGAIN_MS = 20 };

static struct {
    pthread_t thread;
    bool runs;
    int order_fd, end_fd;
} watch;

static bool is_connection(int fd)
{
    int type = 0, listens = 0;
    socklen_t type_size = sizeof(type), listens_size = sizeof(listens);
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &type_size) == 0 && type == SOCK_STREAM &&
           getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_size) == 0 && !listens;
}

/* Nothing more is heard from the clients; answers still go out. */
static void hang_up(void)
{
    DIR *d = opendir("/proc/self/fd");
    for (struct dirent *e; d && (e = readdir(d));) {
        int fd = atoi(e->d_name);
        if (fd > 2 && is_connection(fd))
            shutdown(fd, SHUT_RD);
    }
    if (d)
        closedir(d);
}

static void *wait_for_order(void *unused)
{
    struct pollfd p[] = { { .fd = watch.end_fd, .events = POLLIN },
                          { .fd = watch.order_fd, .events = POLLIN } };
    bool ordered = false;
    (void)unused;
    for (;;) {
        int n = poll(p, 2, ordered ? AGAIN_MS : -1);
        if (p[0].revents)
            return NULL;
        if (n > 0 && p[1].revents) {
            p[1].fd = -1;
            ordered = true;
            nbdkit_shutdown();
        }
        /* One that was just being accepted is met the next time. */
        if (ordered)
            hang_up();
    }
}

int quit_watch(int fd)
{
    watch.order_fd = fd;
    watch.end_fd = eventfd(0, EFD_CLOEXEC);
    if (watch.end_fd < 0)
        return -1;
    errno = pthread_create(&watch.thread, NULL, wait_for_order, NULL);
    watch.runs = errno == 0;
    if (!watch.runs)
        close(watch.end_fd);
    return watch.runs ? 0 : -1;
}

void quit_unwatch(void)
{
    if (!watch.runs)
        return;
    while (eventfd_write(watch.end_fd, 1) && errno == EINTR)
        ;
    pthread_join(watch.thread, NULL);
    close(watch.end_fd);
    watch.runs = false;
}
