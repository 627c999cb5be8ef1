#include "vm/guest/vm_appliance.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "disk/nbd_serve.h"
#include "guest/appliance.h"
#include "guest/client.h"
#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "vm/guest/vm_appliance_image.h"
#include "vm/port_socket.h"
#include "vm/vm_core.h"

#ifdef __aarch64__
#define QEMU "qemu-system-aarch64"
#define MACHINE "virt"
#define CONSOLE "ttyAMA0"
#else
#define QEMU "qemu-system-x86_64"
#define MACHINE "q35"
#define CONSOLE "ttyS0"
#endif
/* With a snapshot what is written (a journal replayed, say) goes to a file that nobody sees. */
#define NBD_DRIVE "if=none,id=disk,format=raw,file.driver=nbd,file.server.type=fd,file.server.str=4"
enum {
    START_MS = 300000, /* emulated, on a host with much to do */
    END_MS = 120000,
    SLICE_MS = 100,
    SAID_MAX = 64 << 10,
    FOLDER_MODE = 0755,
    /* Descriptors in QEMU. */
    FD_INITRD = 3,
    FD_DISK = 4,
    FD_PORT = 5,
    FD_CONSOLE = 6,
    FD_END = 7
};

struct appliance {
    struct fs_writer writer;
    struct vm_call *call;
    const struct volume *volume;
    bool write;
    pid_t qemu;              /* 0: none */
    int disk, port, console; /* our ends */
    struct strbuf said;      /* on its console */
    bool console_over;
    pthread_t server;
    bool serving;
    struct err *disk_err; /* of the server */
    struct guest_client client;
    bool open;
    /* The last file that was read. */
    char *read_path;
    int read_fd;
};

/* ---- QEMU ------------------------------------------------------------------------------------ */
/* Between fork and exec: system calls only. */
static void become_qemu(char *const *argv, const int fds[FD_END], pid_t parent)
{
    int safe[FD_END];
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(127);
    setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int i = FD_INITRD; i < FD_END; i++)
        safe[i] = fcntl(fds[i], F_DUPFD, FD_END);
    for (int i = FD_INITRD; i < FD_END; i++)
        if (dup2(safe[i], i) < 0 || close(safe[i]))
            _exit(127);
    int null = open("/dev/null", O_RDONLY);
    dup2(null, 0);
    dup2(FD_CONSOLE, 1);
    dup2(FD_CONSOLE, 2);
    execvp(argv[0], argv);
    static const char text[] = "\n" APPLIANCE_FAILED "its program is not installed\n";
    ssize_t n = write(2, text, sizeof(text) - 1);
    (void)n;
    _exit(127);
}

static int start_qemu(struct appliance *a, const struct appliance_image *image,
                      const char *subvolume, struct err **err)
{
    const char *type, *reason;
    if (vm_core_domain_type(a->call, &type, &reason, err))
        return -1;
    AUTO_FREE char *machine =
        xasprintf(MACHINE ",accel=%s", strcmp(type, "kvm") != 0 ? "tcg" : "kvm:tcg");
    AUTO_FREE char *append = xasprintf(
        "console=" CONSOLE ",115200 rdinit=/init quiet loglevel=2 panic=-1 mitigations=off nokaslr "
        "no_timer_check cryptomgr.notests random.trust_cpu=on rcupdate.rcu_expedited=1 audit=0 "
        "apparmor=0 -- --appliance %s%s%s",
        image->type, subvolume ? "," : "", subvolume ? subvolume : "");
    const char *argv[] = { QEMU,
                           "-nodefaults",
                           "-no-user-config",
                           "-display",
                           "none",
                           "-no-reboot",
                           "-machine",
                           machine,
                           "-cpu",
                           "max",
                           "-m",
                           "512",
                           "-kernel",
                           image->kernel,
                           "-initrd",
                           "/dev/fd/3",
                           "-append",
                           append,
                           "-drive",
                           a->write ? NBD_DRIVE : NBD_DRIVE ",snapshot=on",
                           "-device",
                           "virtio-blk-pci,drive=disk",
                           "-device",
                           "virtio-serial-pci",
                           "-chardev",
                           "socket,id=port,fd=5",
                           "-device",
                           "virtserialport,chardev=port,name=" APPLIANCE_PORT,
                           "-chardev",
                           "socket,id=console,fd=6",
                           "-serial",
                           "chardev:console",
                           NULL };
    int disk[2] = { -1, -1 }, port[2] = { -1, -1 }, console[2] = { -1, -1 };
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, disk) ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, port) ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, console))
        err_set_errno(err, errno, "Cannot make sockets");
    const int fds[FD_END] = { [FD_INITRD] = image->initrd,
                              [FD_DISK] = disk[1],
                              [FD_PORT] = port[1],
                              [FD_CONSOLE] = console[1] };
    pid_t parent = getpid(), pid = *err ? -1 : fork();
    if (!pid)
        become_qemu((char *const *)(uintptr_t)argv, fds, parent);
    if (pid < 0 && !*err)
        err_set_errno(err, errno, "Cannot start '" QEMU "'");
    a->qemu = pid > 0 ? pid : 0;
    a->disk = disk[0];
    a->port = port[0];
    a->console = console[0];
    const int theirs[] = { disk[1], port[1], console[1] };
    for (size_t i = 0; i < ARRAY_SIZE(theirs); i++)
        if (theirs[i] >= 0)
            close(theirs[i]);
    return *err ? -1 : 0;
}

static void *serve_disk(void *arg)
{
    struct appliance *a = arg;
    (void)(nbd_serve_volume(a->volume, a->disk, a->write, &a->disk_err) == 0);
    /* Without its disk QEMU has nothing to wait for. */
    shutdown(a->disk, SHUT_RDWR);
    return NULL;
}

static int start_server(struct appliance *a, struct err **err)
{
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int failed = pthread_create(&a->server, NULL, serve_disk, a);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    a->serving = !failed;
    return failed ? err_set_errno(err, failed, "Cannot start a thread") : 0;
}

/* ---- what it says ---------------------------------------------------------------------------- */
/* Takes what came on the console within that time. */
static void listen_to(struct appliance *a, int ms)
{
    char buf[4096];
    struct pollfd p = { .fd = a->console_over ? -1 : a->console, .events = POLLIN };
    if (poll(&p, 1, ms) <= 0)
        return;
    ssize_t n = port_socket_read(a->console, buf, sizeof(buf));
    if (n > 0 && a->said.len < SAID_MAX)
        strbuf_add(&a->said, buf, (size_t)n);
    a->console_over |= n < 0;
}

static bool said(const struct appliance *a, const char *what)
{
    return a->said.len && memmem(a->said.buf, a->said.len, what, strlen(what));
}

/* Why it ended, as far as it said so: its own words, else the last line. */
static int tell(const struct appliance *a, const char *what, struct err **err)
{
    AUTO_FREE char *text = xstrndup(a->said.buf, a->said.len);
    char *why = strstr(text, APPLIANCE_FAILED), *panic = strstr(text, "Kernel panic");
    if (why) {
        why += sizeof(APPLIANCE_FAILED) - 1;
    } else if (panic) {
        why = panic;
    } else {
        for (size_t n = strlen(text); n && strchr("\r\n ", text[n - 1]);)
            text[--n] = '\0';
        why = strrchr(text, '\n');
        why = why ? why + 1 : text;
    }
    why[strcspn(why, "\r\n")] = '\0';
    for (char *p = why; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = '?';
    return err_set(err, ERR_OPERATION_FAILED, "The small system that writes %s %s%s%s",
                   fs_type_name(a->writer.type), what, *why ? ": " : ".", why);
}

static int wait_until_ready(struct appliance *a, struct err **err)
{
    int64_t end = clock_ms() + START_MS;
    while (!said(a, APPLIANCE_READY)) {
        if (vm_call_check(a->call, err))
            return -1;
        if (said(a, APPLIANCE_FAILED) || a->console_over) {
            listen_to(a, SLICE_MS);
            tell(a, "does not start", err);
            return strstr((*err)->message, "not installed")
                       ? err_advise(err, "Install the package qemu-system-x86.")
                       : -1;
        }
        if (clock_ms() > end) {
            tell(a, "does not start in time", err);
            (*err)->kind = ERR_TIMEOUT;
            return -1;
        }
        listen_to(a, SLICE_MS);
    }
    return 0;
}

/* ---- the port -------------------------------------------------------------------------------- */
static int gone(struct err **err)
{
    return err_set(err, ERR_CONNECTION, "The small system that writes the disk is gone.");
}

static ssize_t port_read(void *ctx, void *buf, size_t len, struct err **err)
{
    const struct appliance *a = ctx;
    ssize_t n = port_socket_read(a->port, buf, len);
    return n < 0 ? gone(err) : n;
}

static ssize_t port_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    const struct appliance *a = ctx;
    ssize_t n = port_socket_write(a->port, buf, len);
    return n < 0 ? gone(err) : n;
}

static int port_wait(void *ctx, bool write, int ms, struct err **err)
{
    struct appliance *a = ctx;
    struct pollfd p = { .fd = a->port, .events = (short)(POLLIN | (write ? POLLOUT : 0)) };
    poll(&p, 1, ms < SLICE_MS ? ms : SLICE_MS);
    listen_to(a, 0);
    return vm_call_check(a->call, err);
}

/* ---- files ----------------------------------------------------------------------------------- */
static int errno_of(uint32_t status)
{
    static const int known[] = { ENOENT, EEXIST, ENOTDIR, EISDIR, ENOSPC, EACCES,
                                 EPERM,  EROFS,  EINVAL,  ELOOP,  EFBIG,  ENAMETOOLONG };
    if (status == (uint32_t)WIRE_E_FILE_NOT_FOUND)
        return ENOENT;
    for (size_t i = 0; status && i < ARRAY_SIZE(known); i++)
        if (wire_status_of_errno(known[i]) == status)
            return known[i];
    return status ? EACCES : 0;
}

static int note_node(void *ctx, const struct client_entry *e, struct err **err)
{
    (void)err;
    if (!*e->name)
        *(enum fs_node *)ctx = e->kind == 'f'   ? FS_NODE_FILE
                               : e->kind == 'd' ? FS_NODE_FOLDER
                                                : FS_NODE_OTHER;
    return 0;
}

static int look(struct fs_writer *w, const char *path, enum fs_node *node, struct err **err)
{
    struct appliance *a = (struct appliance *)w;
    uint32_t status;
    *node = FS_NODE_FOLDER;
    if (guest_client_list(&a->client, path, &status, note_node, node, err))
        return -1;
    int failed = errno_of(status);
    if (failed)
        *node = FS_NODE_NONE;
    return failed == ENOENT || failed == ENOTDIR ? 0 : failed;
}

struct one_file {
    const struct fs_put *put;
    const struct client_file *file;
    bool given;
    uint32_t status;
    int errnum;
    struct err *err; /* of progress */
};

static int next_file(void *ctx, struct client_file *file, struct err **err)
{
    struct one_file *one = ctx;
    if (one->given)
        return 0;
    one->given = true;
    *file = *one->file;
    file->fd = one->put ? fcntl(one->put->fd, F_DUPFD_CLOEXEC, 0) : -1;
    return one->put && file->fd < 0 ? err_set_errno(err, errno, "Cannot read a file") : 1;
}

static int file_done(void *ctx, const struct client_file *file, uint32_t status, int errnum,
                     struct err **err)
{
    struct one_file *one = ctx;
    (void)file;
    (void)err;
    one->status = status;
    one->errnum = errnum;
    return 0;
}

static void show_progress(void *ctx, const struct client_file *file, uint64_t bytes)
{
    struct one_file *one = ctx;
    (void)file;
    if (one->put && one->put->progress && !one->err)
        (void)(one->put->progress(one->put->ctx, bytes, &one->err) == 0);
}

static int send_one(struct appliance *a, struct one_file *one, const char *path, struct err **err)
{
    struct client_file *file = (struct client_file *)(uintptr_t)one->file;
    struct client_put put = {
        .ctx = one, .next = next_file, .done = file_done, .progress = show_progress
    };
    if (strlen(path) >= sizeof(file->start.path))
        return ENAMETOOLONG;
    snprintf(file->start.path, sizeof(file->start.path), "%s", path);
    int rc = guest_client_put(&a->client, &put, err);
    if (one->err && !rc)
        rc = err_move(err, &one->err);
    err_clear(&one->err);
    return rc ? -1 : one->errnum ? EIO : errno_of(one->status);
}

static int put_file(struct fs_writer *w, const struct fs_put *put, struct err **err)
{
    AUTO_FREE struct client_file *file = xcalloc(1, sizeof(*file));
    struct one_file one = { .put = put, .file = file };
    file->start = (struct fcopy_start){
        .flags = FCOPY_SET_MODE | FCOPY_SET_MTIME | (put->overwrite ? FCOPY_OVERWRITE : 0) |
                 (put->create_path ? FCOPY_CREATE_PATH : 0),
        .mode = put->mode,
        .size = put->size,
        .allocated = put->size,
        .mtime_ns = put->seconds * 1000000000,
    };
    return send_one((struct appliance *)w, &one, put->path, err);
}

static int make_folder(struct fs_writer *w, const char *path, uint32_t mode, struct err **err)
{
    AUTO_FREE struct client_file *file = xcalloc(1, sizeof(*file));
    struct one_file one = { .file = file };
    file->start =
        (struct fcopy_start){ .flags = FCOPY_DIRECTORY | FCOPY_CREATE_PATH | FCOPY_SET_MODE,
                              .mode = mode };
    return send_one((struct appliance *)w, &one, path, err);
}

static int make_link(struct fs_writer *w, const char *path, const char *target, struct err **err)
{
    AUTO_FREE struct client_file *file = xcalloc(1, sizeof(*file));
    struct one_file one = { .file = file };
    file->start = (struct fcopy_start){ .flags = FCOPY_LINK };
    if (strlen(target) >= sizeof(file->start.name))
        return ENAMETOOLONG;
    snprintf(file->start.name, sizeof(file->start.name), "%s", target);
    return send_one((struct appliance *)w, &one, path, err);
}

/* The whole file comes here once, to a file without a name. */
static int fetch(struct appliance *a, const char *path, struct err **err)
{
    char folder[] = "/tmp/hvsh-read-XXXXXX";
    uint32_t status = WIRE_OK;
    if (a->read_path && !strcmp(a->read_path, path))
        return 0;
    if (a->read_fd >= 0)
        close(STEAL_FD(a->read_fd));
    free(STEAL(a->read_path));
    if (!mkdtemp(folder))
        return err_set_errno(err, errno, "Cannot make a folder below /tmp");
    AUTO_FD int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct walk_root root = { .fd = at, .strict = true };
    int rc = at < 0 ? err_set_errno(err, errno, "Cannot open '%s'", folder)
                    : guest_client_get(&a->client, path, &root, "f", 0, &status, NULL, NULL, err);
    if (!rc && !status)
        a->read_fd = openat(at, "f", O_RDONLY | O_CLOEXEC);
    if (at >= 0)
        unlinkat(at, "f", 0);
    rmdir(folder);
    if (rc || status)
        return rc ? -1 : errno_of(status);
    a->read_path = xstrdup(path);
    return 0;
}

static int read_some(struct fs_writer *w, const char *path, uint64_t off, void *buf, size_t len,
                     size_t *got, struct err **err)
{
    struct appliance *a = (struct appliance *)w;
    int rc = fetch(a, path, err);
    ssize_t n = rc ? 0 : pread(a->read_fd, buf, len, (off_t)off);
    *got = n > 0 ? (size_t)n : 0;
    return rc ? rc : n < 0 ? errno : 0;
}

/* ---- its end --------------------------------------------------------------------------------- */
/* It unmounts and turns itself off when the port's other end is closed. */
static int end_qemu(struct appliance *a, struct err **err)
{
    int64_t end = clock_ms() + END_MS;
    int status = 0;
    if (!a->qemu)
        return 0;
    while (waitpid(a->qemu, &status, WNOHANG) == 0) {
        if (clock_ms() > end || !a->open || !a->write) {
            kill(a->qemu, SIGKILL);
            waitpid(a->qemu, &status, 0);
            break;
        }
        if (a->console_over)
            nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
        listen_to(a, SLICE_MS);
    }
    while (!a->console_over)
        listen_to(a, SLICE_MS);
    return !a->open || !a->write || said(a, APPLIANCE_DONE) ? 0
                                                            : tell(a, "did not unmount it", err);
}

static int close_appliance(struct fs_writer *w, struct err **err)
{
    struct appliance *a = (struct appliance *)w;
    AUTO_ERR *second = NULL;
    if (a->open)
        guest_client_close(&a->client);
    if (a->port >= 0)
        close(STEAL_FD(a->port));
    int rc = end_qemu(a, err);
    if (a->disk >= 0)
        shutdown(a->disk, SHUT_RDWR);
    if (a->serving)
        pthread_join(a->server, NULL);
    if (a->disk_err)
        rc = err_move(rc ? &second : err, &a->disk_err);
    if (!rc && a->write)
        rc = vdisk_flush(a->volume->disk, err);
    const int ends[] = { a->disk, a->console, a->read_fd };
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        if (ends[i] >= 0)
            close(ends[i]);
    strbuf_release(&a->said);
    err_clear(&a->disk_err);
    free(a->read_path);
    free(a);
    return rc;
}

static const struct fs_writer_ops ops = {
    .look = look,
    .read = read_some,
    .put = put_file,
    .folder = make_folder,
    .link = make_link,
    .close = close_appliance,
};

bool vm_appliance_writes(enum fs_type type)
{
    return type == FS_TYPE_XFS || type == FS_TYPE_BTRFS || type == FS_TYPE_NTFS;
}

struct guest_client *vm_appliance_client(struct fs_writer *writer)
{
    return &((struct appliance *)writer)->client;
}

/* It is a word of the kernel's command line. */
static bool is_word(const char *text)
{
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && !strchr("=/@_.:+-", *text))
            return false;
    return true;
}

int vm_appliance_open(struct vm_call *call, const struct volume *volume, enum fs_type type,
                      const char *subvolume, bool write, struct fs_writer **writer,
                      struct err **err)
{
    if (subvolume && !is_word(subvolume))
        return err_set(
            err, ERR_NOT_SUPPORTED,
            "The guest mounts volume %s with '%s', a name with characters that cannot be "
            "passed on.",
            volume->name, subvolume);
    AUTO_APPLIANCE_IMAGE image;
    if (appliance_image_make(type, &image, err))
        return -1;
    struct appliance *a = xcalloc(1, sizeof(*a));
    *a = (struct appliance){ .writer = { .ops = &ops, .type = type },
                             .call = call,
                             .volume = volume,
                             .write = write,
                             .disk = -1,
                             .port = -1,
                             .console = -1,
                             .said = STRBUF_INIT,
                             .read_fd = -1 };
    struct guest_io io = { a, port_read, port_write, port_wait };
    if (!start_qemu(a, &image, subvolume, err) && !start_server(a, err) &&
        !wait_until_ready(a, err)) {
        a->open = true;
        if (!guest_client_open(&a->client, &io, false, err)) {
            *writer = &a->writer;
            return 0;
        }
    }
    AUTO_ERR *second = NULL;
    (void)(close_appliance(&a->writer, &second) == 0);
    return -1;
}
