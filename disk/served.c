#include "disk/served.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

enum {
    ANSWER_MAX = 8192,
    FIND_TIMEOUT_MS = 30000,
    WAIT_STEP_MS = 20,
    STOP_TIMEOUT_MS = 70000,
    LEAVE_TIMEOUT_MS = 70000
};

char *disk_served_dir(void)
{
    if (geteuid() == 0)
        return xstrdup(DISK_SERVED_SYSTEM_DIR);
    const char *run = getenv("XDG_RUNTIME_DIR");
    return run && *run == '/' ? xasprintf("%s/hvsh/disk", run)
                              : xasprintf("/tmp/hvsh-%u/disk", (unsigned)geteuid());
}

char *disk_served_beside(const char *socket, const char *suffix)
{
    size_t len = strlen(socket);
    if (len > 5 && strcmp(socket + len - 5, ".sock") == 0)
        len -= 5;
    return xasprintf("%.*s%s", (int)len, socket, suffix);
}

static int dial(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof(address.sun_path))
        return -1;
    memcpy(address.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address))) {
        close(fd);
        return -1;
    }
    return fd;
}

/* All that comes until the other side closes; false when the time was over before. */
static bool receive(int fd, int timeout_ms, struct strbuf *answer)
{
    char buf[512];
    struct pollfd p = { .fd = fd, .events = POLLIN };
    while (answer->len < ANSWER_MAX) {
        int ready = poll(&p, 1, timeout_ms);
        if (ready == 0)
            return false;
        ssize_t n = ready > 0 ? read(fd, buf, sizeof(buf)) : -1;
        if (n == 0 || (n < 0 && errno != EINTR))
            return true;
        if (n > 0)
            strbuf_add(answer, buf, (size_t)n);
    }
    return true;
}

static int take_answer(struct strbuf *line, char **answer, struct err **err)
{
    if (line->len && line->buf[line->len - 1] == '\n')
        strbuf_truncate(line, line->len - 1);
    if (strncmp(line->buf, "ok", 2) == 0) {
        *answer = xstrdup(line->buf[2] == ' ' ? line->buf + 3 : "");
        return 0;
    }
    int kind = ERR_OPERATION_FAILED, at = 0;
    if (sscanf(line->buf, "error %d %n", &kind, &at) != 1 || at == 0)
        return err_set(err, ERR_OPERATION_FAILED, "The server of the disk gave no answer.");
    if (kind < 0 || kind > ERR_OPERATION_FAILED)
        kind = ERR_OPERATION_FAILED;
    return err_set(err, (enum err_kind)kind, "%s", line->buf + at);
}

/* One line to the server; the connection its answer comes by, -1 when nobody is there. */
static int send_request(const char *socket, const char *request, struct err **err)
{
    AUTO_FREE char *control = disk_served_beside(socket, ".ctl");
    AUTO_FREE char *line = xasprintf("%s\n", request);
    int fd = dial(control);
    if (fd < 0)
        return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OBJECT_NOT_FOUND, errno,
                            "No server of a disk answers at '%s'.", control);
    /* One that is ending takes nothing more, and hangs up. */
    (void)(send(fd, line, strlen(line), MSG_NOSIGNAL) < 0);
    return fd;
}

static int take_reply(int fd, const char *socket, int timeout_ms, char **answer, struct err **err)
{
    AUTO_STRBUF got = STRBUF_INIT;
    if (receive(fd, timeout_ms, &got) && !got.len)
        return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OPERATION_FAILED, ECONNRESET,
                            "The server of the disk at '%s' is just ending.", socket);
    return take_answer(&got, answer, err);
}

int disk_served_ask(const char *socket, const char *request, int timeout_ms, char **answer,
                    struct err **err)
{
    AUTO_FD int fd = send_request(socket, request, err);
    return fd < 0 ? -1 : take_reply(fd, socket, timeout_ms, answer, err);
}

char *disk_served_find(const char *path)
{
    AUTO_FREE char *dir = disk_served_dir();
    AUTO_FREE char *real = realpath(path, NULL);
    char *found = NULL;
    DIR *d = real ? opendir(dir) : NULL;
    if (!d)
        return NULL;
    for (struct dirent *e; !found && (e = readdir(d));) {
        size_t len = strlen(e->d_name);
        if (len < 5 || strcmp(e->d_name + len - 4, ".ctl") != 0)
            continue;
        AUTO_FREE char *socket = xasprintf("%s/%.*s.sock", dir, (int)len - 4, e->d_name);
        AUTO_FREE char *served = NULL;
        AUTO_ERR *ignored = NULL;
        if (disk_served_ask(socket, "info", FIND_TIMEOUT_MS, &served, &ignored) == 0 &&
            strcmp(served, real) == 0)
            found = STEAL(socket);
    }
    closedir(d);
    return found;
}

bool disk_served_wait(const char *socket, int timeout_ms)
{
    AUTO_FREE char *control = disk_served_beside(socket, ".ctl");
    for (int waited = 0; waited < timeout_ms; waited += WAIT_STEP_MS) {
        int fd = dial(control);
        if (fd < 0)
            return true;
        close(fd);
        nanosleep(&(struct timespec){ .tv_nsec = WAIT_STEP_MS * 1000000 }, NULL);
    }
    return false;
}

/* What a server that was killed left. */
static void remove_left(const char *socket)
{
    AUTO_FREE char *control = disk_served_beside(socket, ".ctl");
    AUTO_FREE char *pid_file = disk_served_beside(socket, ".pid");
    unlink(socket);
    unlink(pid_file);
    unlink(control);
}

static int await_stop(int fd, const char *socket, struct err **err)
{
    AUTO_FREE char *answer = NULL;
    AUTO_ERR *refused = NULL;
    /* One that ends by itself, as its machine has gone, hangs up. */
    if (take_reply(fd, socket, STOP_TIMEOUT_MS, &answer, &refused) && refused->code != ECONNRESET)
        return err_move(err, &refused);
    if (!disk_served_wait(socket, LEAVE_TIMEOUT_MS))
        return err_set(err, ERR_TIMEOUT, "The server at '%s' does not end.", socket);
    return 0;
}

int disk_served_stop(const char *const *sockets, size_t n, struct err **err)
{
    AUTO_FREE int *fds = xcalloc(n + 1, sizeof(*fds));
    int r = 0;
    /* All are told before one is waited for: they flush and leave side by side. */
    for (size_t i = 0; i < n; i++) {
        AUTO_ERR *absent = NULL;
        fds[i] = send_request(sockets[i], "stop", &absent);
    }
    for (size_t i = 0; i < n; i++) {
        AUTO_ERR *second = NULL;
        AUTO_FD int fd = fds[i];
        if (fd < 0)
            remove_left(sockets[i]);
        else
            r |= await_stop(fd, sockets[i], *err ? &second : err);
    }
    return r;
}
