#include "disk/server/server.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <time.h>

#include "disk/blk_io.h"
#include "disk/served.h"
#include "disk/server/machine.h"
#include "disk/server/nbdkit.h"
#include "disk/vdisk_keep.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

enum {
    UNUSED_SECONDS = 120, /* without a client: nobody will come */
    PROMISE_SECONDS = 15, /* from the promise that a disk is there until its machine comes */
    LEAVING_MS = 20000,   /* for the last user's server to end */
    CRASHES_MAX = 10,     /* in CRASH_SECONDS */
    CRASH_SECONDS = 60,
    WATCH_SECONDS = 60, /* over a machine after its server died */
    TICK_MS = 500,
};

struct server {
    const struct disk_server *spec;
    char *control, *pid_file, *dir;
    int listen_fd, control_fd, signal_fd;
    struct nbdkit nbdkit;
    struct strbuf log;
    int64_t used;     /* when somebody was last promised the disk, monotonic seconds */
    bool promised;    /* since nbdkit started: its last client may have been an older one */
    int64_t crash_at; /* the first of a row */
    int crashes;
    bool reviving;       /* its machine may be paused for want of the disk */
    int64_t revive_at;   /* when to look next, monotonic seconds */
    int64_t revive_step; /* seconds between looks */
    int64_t watch_until; /* until when a machine that runs is looked at */
    bool died;           /* nbdkit, and nothing has opened the image since */
    bool ending;
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* ---- sockets ---- */
/* "user" or "group" of QEMU's configuration file, else what distributions call it. */
static char *qemu_setting(const char *name)
{
    AUTO_FILE FILE *f = fopen("/etc/libvirt/qemu.conf", "re");
    char line[512], value[128];
    char *found = NULL;
    while (f && fgets(line, sizeof(line), f)) {
        size_t len = strlen(name), at = strspn(line, " \t");
        if (strncmp(line + at, name, len) == 0 &&
            sscanf(line + at + len, " = \"%127[^\"]\"", value) == 1) {
            free(found);
            found = xstrdup(value);
        }
    }
    return found;
}

/* A user may be written as "+ID". */
static uid_t qemu_user(void)
{
    static const char *const usual[] = { "libvirt-qemu", "qemu" };
    AUTO_FREE char *said = qemu_setting("user");
    const struct passwd *p;
    if (said && *said == '+')
        return (uid_t)strtoul(said + 1, NULL, 10);
    if (said)
        return (p = getpwnam(said)) ? p->pw_uid : 0;
    for (size_t i = 0; i < ARRAY_SIZE(usual); i++)
        if ((p = getpwnam(usual[i])))
            return p->pw_uid;
    return 0;
}

static int bind_socket(const char *path, uid_t owner, int *fd, struct err **err)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof(address.sun_path))
        return err_set(err, ERR_INVALID_PARAMETER, "The name of the socket '%s' is too long.",
                       path);
    memcpy(address.sun_path, path, strlen(path) + 1);
    unlink(path);
    *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    mode_t before = umask(0177);
    int r = *fd < 0 || bind(*fd, (struct sockaddr *)&address, sizeof(address));
    int e = errno;
    umask(before);
    if (r || listen(*fd, 64) || (owner != geteuid() && chown(path, owner, (gid_t)-1)))
        return err_set_errno(err, r ? e : errno, "Cannot make the socket '%s'", path);
    return 0;
}

/* Everybody may reach the sockets below, whose own modes decide. */
static int make_folder(const char *dir, struct err **err)
{
    AUTO_FREE char *path = xasprintf("%s/", dir);
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        if (mkdir(path, geteuid() == 0 ? 0755 : 0700) && errno != EEXIST)
            return err_set_errno(err, errno, "Cannot make the folder '%s'", path);
        *p = '/';
    }
    return 0;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? xstrndup(path, (size_t)(slash - path)) : xstrdup(".");
}

/* Only one at a time makes or removes the files of a server. */
static int lock_folder(const char *dir, int *fd, struct err **err)
{
    *fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*fd < 0 || flock(*fd, LOCK_EX))
        return err_set_errno(err, errno, "Cannot use the folder '%s'", dir);
    return 0;
}

/* Clients of the socket: connections that carry its name. */
static int clients(const char *socket)
{
    AUTO_FILE FILE *f = fopen("/proc/net/unix", "re");
    char line[512];
    int count = 0;
    size_t len = strlen(socket);
    while (f && fgets(line, sizeof(line), f)) {
        unsigned state;
        int at = 0;
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%*s %*x %*x %*x %*x %x %*u%n", &state, &at) == 1 && at && state == 3 &&
            line[at] == ' ' && strncmp(line + at + 1, socket, len + 1) == 0)
            count++;
    }
    return count;
}

/* ---- the life of nbdkit ---- */
static void drain_log(struct server *s)
{
    char buf[512];
    ssize_t n;
    while ((n = read(s->nbdkit.log_fd, buf, sizeof(buf))) > 0)
        for (ssize_t i = 0; i < n; i++) {
            if (buf[i] != '\n' && s->log.len < 4096) {
                strbuf_addch(&s->log, buf[i]);
            } else if (s->log.len) {
                syslog(LOG_WARNING, "%s: %s", s->spec->path, s->log.buf);
                strbuf_reset(&s->log);
            }
        }
}

static int start_nbdkit(struct server *s, struct err **err)
{
    return nbdkit_start(&s->nbdkit, s->spec->path, s->spec->readonly, s->listen_fd, s->pid_file,
                        err);
}

static void restart(struct server *s)
{
    AUTO_ERR *err = NULL;
    if (start_nbdkit(s, &err) == 0) {
        s->died = false;
        return;
    }
    syslog(LOG_ERR, "%s: %s", s->spec->path, err->message);
    s->ending = true;
}

static void on_child(struct server *s)
{
    int status;
    if (!nbdkit_ended(&s->nbdkit, &status))
        return;
    drain_log(s);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        /* Its last client left; has a new one been promised the disk meanwhile? */
        if (s->promised && now() - s->used < PROMISE_SECONDS) {
            s->promised = false;
            restart(s);
        } else {
            s->ending = true;
        }
        return;
    }
    if (now() - s->crash_at > CRASH_SECONDS) {
        s->crash_at = now();
        s->crashes = 0;
    }
    syslog(LOG_ERR, "%s: its server died (%s %d); starting it again", s->spec->path,
           WIFSIGNALED(status) ? "signal" : "status",
           WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    s->died = true;
    s->reviving = true;
    s->revive_at = s->revive_step = 0;
    s->watch_until = now() + WATCH_SECONDS;
    if (++s->crashes > CRASHES_MAX) {
        syslog(LOG_ERR, "%s: its server died %d times in a row; giving up", s->spec->path,
               s->crashes);
        s->ending = true;
        return;
    }
    restart(s);
}

/* A machine whose disk was gone pauses at its next request, comes back when told to, and may find
 * that another request had failed. */
static void revive(struct server *s)
{
    AUTO_ERR *err = NULL;
    const struct machine m = { s->spec, s->control_fd };
    /* Asking costs its host something: less and less often. */
    if (now() < s->revive_at)
        return;
    s->revive_step = s->revive_step < 5 ? s->revive_step + 1 : 10;
    s->revive_at = now() + s->revive_step;
    if (clients(s->spec->socket) == 0)
        machine_poke(&m);
    switch (machine_state(&m)) {
    case MACHINE_IO_ERROR:
        if (machine_resume(&m, &err))
            syslog(LOG_ERR, "%s: its machine cannot go on: %s", s->spec->path, err->message);
        break;
    case MACHINE_GONE:
        nbdkit_stop(&s->nbdkit);
        s->ending = true;
        break;
    case MACHINE_RUNNING: /* what failed may show later */
        s->reviving = clients(s->spec->socket) == 0 || now() < s->watch_until;
        break;
    case MACHINE_PAUSED:
    case MACHINE_UNKNOWN:
        s->reviving = (clients(s->spec->socket) == 0 || now() < s->watch_until) && s->spec->domain;
        break;
    }
}

/* ---- requests ---- */
static int grow_image(struct server *s, uint64_t bytes, struct err **err)
{
    AUTO_VDISK *disk = NULL;
    if (vdisk_open(s->spec->path, VDISK_OPEN_WRITE, &disk, err))
        return -1;
    if (disk->format != DISK_FORMAT_VHDX)
        return err_set(err, ERR_NOT_SUPPORTED, "Only a VHDX can be resized while it is in use.");
    if (bytes < disk->size)
        return err_set(err, ERR_INVALID_STATE,
                       "A virtual hard disk that is in use cannot be made smaller.");
    if (vdisk_resize(disk, bytes, err))
        return -1;
    return vdisk_close(STEAL(disk), err);
}

/* The machine has to ask the disk for something, to find that its connection is gone and to make a
 * new one, on which it learns the size. */
static int show_size(const struct machine *m, uint64_t bytes, struct err **err)
{
    for (int i = 0; i < 20; i++) {
        err_clear(err);
        machine_poke(m);
        if (machine_state(m) == MACHINE_IO_ERROR && machine_resume(m, err))
            return -1;
        err_clear(err);
        if (machine_resize(m, bytes, err) == 0)
            return 0;
        nanosleep(&(struct timespec){ .tv_nsec = TICK_MS * 1000000 }, NULL);
    }
    return err_wrap(err, "The disk is larger, but its machine does not see that yet");
}

static int grow(struct server *s, uint64_t bytes, struct err **err)
{
    AUTO_ERR *ignored = NULL;
    AUTO_ERR *second = NULL;
    const struct machine m = { s->spec, 0 };
    bool running = machine_state(&m) == MACHINE_RUNNING;
    if (s->spec->readonly || !s->spec->domain || !s->spec->target || !running)
        return err_set(err, ERR_INVALID_STATE,
                       "A virtual hard disk in use is resized only while its machine runs.");
    if (s->spec->target[0] != 's')
        return err_set(
            err, ERR_INVALID_STATE,
            "Only a virtual hard disk on a SCSI controller is resized while it is in use.");
    if (machine_suspend(&m, err))
        return -1;
    nbdkit_stop(&s->nbdkit);
    int r = grow_image(s, bytes, err);
    if (start_nbdkit(s, r ? &ignored : err)) {
        s->ending = true;
        r = -1;
    }
    s->reviving = true;
    if (machine_resume(&m, r ? &second : err) || r)
        return -1;
    return show_size(&m, bytes, err);
}

static int answer_request(struct server *s, const char *request, struct strbuf *answer,
                          struct err **err)
{
    unsigned long long bytes;
    strbuf_adds(answer, "ok");
    if (strcmp(request, "info") == 0) {
        strbuf_addf(answer, " %s", s->spec->path);
    } else if (strcmp(request, "use") == 0) {
        if (clients(s->spec->socket))
            return err_set(err, ERR_INVALID_STATE, "The virtual hard disk '%s' is in use.",
                           s->spec->path);
        s->used = now();
        s->promised = true;
        strbuf_addf(answer, " %s", s->spec->path);
    } else if (strcmp(request, "stop") == 0) {
        nbdkit_stop(&s->nbdkit);
        s->ending = true;
    } else if (sscanf(request, "grow %llu", &bytes) == 1) {
        return grow(s, bytes, err);
    } else if (*request) {
        return err_set(err, ERR_INVALID_PARAMETER, "There is no request '%s'.", request);
    }
    return 0;
}

static void on_control(struct server *s)
{
    char request[128];
    size_t len = 0;
    AUTO_ERR *err = NULL;
    AUTO_STRBUF answer = STRBUF_INIT;
    AUTO_FD int fd = accept4(s->control_fd, NULL, NULL, SOCK_CLOEXEC);
    struct pollfd p = { .fd = fd, .events = POLLIN };
    while (fd >= 0 && len < sizeof(request) - 1 && poll(&p, 1, 2000) == 1) {
        ssize_t n = read(fd, request + len, sizeof(request) - 1 - len);
        if (n <= 0)
            break;
        len += (size_t)n;
        if (request[len - 1] == '\n')
            break;
    }
    request[len] = '\0';
    request[strcspn(request, "\n")] = '\0';
    if (!len)
        return;
    if (answer_request(s, request, &answer, &err)) {
        strbuf_reset(&answer);
        strbuf_addf(&answer, "error %d %s", (int)err->kind, err->message);
    }
    strbuf_addch(&answer, '\n');
    if (send(fd, answer.buf, answer.len, MSG_NOSIGNAL) < 0)
        syslog(LOG_WARNING, "%s: an answer was not waited for", s->spec->path);
}

static void remove_files(struct server *s)
{
    AUTO_FD int lock = -1;
    AUTO_ERR *err = NULL;
    if (lock_folder(s->dir, &lock, &err))
        syslog(LOG_ERR, "%s", err->message);
    unlink(s->spec->socket);
    unlink(s->pid_file);
    /* Last: who finds nobody there finds the disk closed and nothing left. */
    unlink(s->control);
    close(s->control_fd);
}

/* The last nbdkit died, and there will be no other: what it had not flushed is put into the file.
 */
static void salvage(struct server *s)
{
    AUTO_ERR *err = NULL;
    struct vdisk *disk;
    struct vdisk_keep *keep = vdisk_keep_map(s->nbdkit.keep_fd, &err);
    if (keep && vdisk_keep_open(s->spec->path, keep, &disk, &err) == 0)
        vdisk_close(disk, &err);
    if (err)
        syslog(LOG_ERR, "%s: %s", s->spec->path, err->message);
    vdisk_keep_unmap(keep);
}

static void run(struct server *s)
{
    while (!s->ending) {
        struct pollfd p[] = { { .fd = s->signal_fd, .events = POLLIN },
                              { .fd = s->control_fd, .events = POLLIN },
                              { .fd = s->nbdkit.log_fd, .events = POLLIN } };
        int n = poll(p, s->nbdkit.log_fd >= 0 ? 3 : 2, s->reviving ? TICK_MS : 60000);
        struct signalfd_siginfo signal;
        drain_log(s);
        if (n > 0 && p[0].revents && read(s->signal_fd, &signal, sizeof(signal)) > 0 &&
            signal.ssi_signo != SIGCHLD) {
            nbdkit_stop(&s->nbdkit);
            s->ending = true;
        }
        if (!s->ending)
            on_child(s);
        if (!s->ending && n > 0 && p[1].revents) {
            on_control(s);
            s->revive_at = 0; /* a look may have been broken off for this */
        }
        if (!s->ending && s->reviving)
            revive(s);
        if (!s->ending && !s->reviving && now() - s->used > UNUSED_SECONDS &&
            clients(s->spec->socket) == 0) {
            nbdkit_stop(&s->nbdkit);
            s->ending = true;
        }
    }
    nbdkit_stop(&s->nbdkit);
    if (s->died && !s->spec->readonly)
        salvage(s);
    remove_files(s);
}

/* ---- starting ---- */
static int open_server(struct server *s, struct err **err)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    s->signal_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    s->nbdkit.keep_fd = vdisk_keep_make(err);
    if (s->nbdkit.keep_fd < 0)
        return -1;
    uid_t owner = geteuid() == 0 ? qemu_user() : geteuid();
    if (bind_socket(s->control, geteuid(), &s->control_fd, err) ||
        bind_socket(s->spec->socket, owner, &s->listen_fd, err) || start_nbdkit(s, err)) {
        unlink(s->spec->socket);
        unlink(s->pid_file);
        unlink(s->control);
        return -1;
    }
    s->used = now();
    return 0;
}

static void report(int fd, const struct err *err)
{
    if (err)
        dprintf(fd, "error %d %s\n", (int)err->kind, err->message);
    else
        dprintf(fd, "ok\n");
    close(fd);
}

/* The server itself; lock is the folder's, held until it can be reached. */
static void serve(const struct disk_server *spec, const char *dir, int report_fd, int lock)
{
    AUTO_ERR *err = NULL;
    struct server s = { .spec = spec,
                        .dir = xstrdup(dir),
                        .control = disk_served_beside(spec->socket, ".ctl"),
                        .pid_file = disk_served_beside(spec->socket, ".pid"),
                        .listen_fd = -1,
                        .control_fd = -1,
                        .nbdkit = { .log_fd = -1, .quit_fd = -1 },
                        .log = STRBUF_INIT };
    setsid();
    openlog("hvsh-disk", LOG_PID, LOG_DAEMON);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd < 3; fd++)
        if (null >= 0)
            dup2(null, fd);
    if (chdir("/"))
        syslog(LOG_WARNING, "%s", strerror(errno));
    int r = open_server(&s, &err);
    close(lock);
    report(report_fd, err);
    if (r == 0)
        run(&s);
    free(s.dir);
    free(s.control);
    free(s.pid_file);
    strbuf_release(&s.log);
}

enum use { USE_START, USE_THERE, USE_FAILED };

/* Is the disk with a server of this socket already? If not, the folder is locked for starting one.
 * Waits for one whose machine just ended. */
static enum use use_running(const struct disk_server *spec, const char *dir, int *lock,
                            struct err **err)
{
    for (int waited = 0;; waited += 50) {
        AUTO_FREE char *served = NULL;
        AUTO_ERR *refused = NULL;
        if (disk_served_ask(spec->socket, "use", 10000, &served, &refused) == 0) {
            if (strcmp(served, spec->path) == 0)
                return USE_THERE;
            err_set(err, ERR_INVALID_STATE,
                    "The server at '%s' has another virtual hard disk, '%s'.", spec->socket,
                    served);
            return USE_FAILED;
        }
        if (refused->kind == ERR_OBJECT_NOT_FOUND) {
            if (lock_folder(dir, lock, err))
                return USE_FAILED;
            if (disk_served_wait(spec->socket, 1))
                return USE_START;
            close(STEAL_FD(*lock)); /* another one was quicker */
        }
        if (waited >= LEAVING_MS) {
            err_move(err, &refused);
            return USE_FAILED;
        }
        nanosleep(&(struct timespec){ .tv_nsec = 50 * 1000000 }, NULL);
    }
}

static int check_image(const struct disk_server *spec, struct err **err)
{
    struct blk_io *file;
    if (blk_file_open(spec->path, spec->readonly ? BLK_FILE_SHARED : BLK_FILE_WRITE, &file, err))
        return -1;
    blk_close(file);
    return 0;
}

static int start_background(const struct disk_server *spec, const char *dir, int lock,
                            struct err **err)
{
    int pipes[2];
    if (pipe2(pipes, O_CLOEXEC))
        return err_set_errno(err, errno, "Cannot start the server of a virtual hard disk");
    pid_t pid = fork();
    if (pid == 0) {
        close(pipes[0]);
        if (fork() == 0)
            serve(spec, dir, pipes[1], lock);
        _exit(0);
    }
    close(pipes[1]);
    char line[4096];
    size_t len = 0;
    ssize_t n;
    while (
        len < sizeof(line) - 1 &&
        ((n = read(pipes[0], line + len, sizeof(line) - 1 - len)) > 0 || (n < 0 && errno == EINTR)))
        len += n > 0 ? (size_t)n : 0;
    close(pipes[0]);
    line[len] = '\0';
    line[strcspn(line, "\n")] = '\0';
    if (pid > 0)
        waitpid(pid, NULL, 0);
    if (strcmp(line, "ok") == 0)
        return 0;
    int kind = ERR_OPERATION_FAILED, at = 0;
    if (sscanf(line, "error %d %n", &kind, &at) != 1 || !at)
        return err_set(err, ERR_OPERATION_FAILED, "The server of '%s' did not start.", spec->path);
    return err_set(err, (enum err_kind)kind, "%s", line + at);
}

int disk_server_start(const struct disk_server *server, struct err **err)
{
    AUTO_FREE char *dir = folder_of(server->socket);
    AUTO_FREE char *real = realpath(server->path, NULL);
    struct disk_server spec = *server;
    if (real)
        spec.path = real;
    AUTO_FD int lock = -1;
    if (make_folder(dir, err))
        return -1;
    switch (use_running(&spec, dir, &lock, err)) {
    case USE_THERE:
        return 0;
    case USE_FAILED:
        return -1;
    case USE_START:
        break;
    }
    if (check_image(&spec, err))
        return -1;
    return start_background(&spec, dir, lock, err);
}
