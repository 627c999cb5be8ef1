#include "disk/blk_nbd.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "disk/nbd_wire.h"
#include "disk/qemu_img.h"
#include "disk/qemu_map.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/spawn.h"

enum {
    START_MS = 60000,
    REPLY_MS = 600000, /* a flush of much */
    END_MS = 60000,
    STEP_MS = 5,
    PIECE = 1 << 20,
};

struct blk_nbd {
    struct blk_io io;
    int fd;
    uint64_t handle;
    char *path;          /* of what is written; or NULL */
    struct qemu_map map; /* where data are, when that is known */
    bool mapped;
};

static int send_all(int fd, const void *p, size_t len, struct err **err)
{
    return nbd_send(fd, p, len) ? err_set_errno(err, errno, "Cannot talk to qemu-nbd") : 0;
}

static int receive_all(int fd, void *p, size_t len, struct err **err)
{
    if (nbd_receive(fd, p, len, REPLY_MS) == 0)
        return 0;
    return errno == ETIMEDOUT ? err_set(err, ERR_TIMEOUT, "qemu-nbd does not answer.")
                              : err_set(err, ERR_OPERATION_FAILED, "qemu-nbd ended unexpectedly.");
}

static int nbd_request(struct blk_nbd *nbd, uint16_t command, uint64_t off, uint32_t len,
                       struct err **err)
{
    uint8_t b[28];
    be32_put(b, NBD_REQUEST_MAGIC);
    be16_put(b + 4, 0);
    be16_put(b + 6, command);
    be64_put(b + 8, ++nbd->handle);
    be64_put(b + 16, off);
    be32_put(b + 24, len);
    return send_all(nbd->fd, b, sizeof(b), err);
}

static int nbd_answer(struct blk_nbd *nbd, const char *what, struct err **err)
{
    uint8_t reply[16];
    if (receive_all(nbd->fd, reply, sizeof(reply), err))
        return -1;
    if (be32_get(reply) != NBD_REPLY_MAGIC || be64_get(reply + 8) != nbd->handle)
        return err_set(err, ERR_OPERATION_FAILED, "qemu-nbd answers what is not understood.");
    if (be32_get(reply + 4))
        return err_set_errno(err, (int)be32_get(reply + 4), "The virtual hard disk cannot be %s",
                             what);
    return 0;
}

static int nbd_write(struct blk_io *io, uint64_t off, const void *buf, size_t len, struct err **err)
{
    struct blk_nbd *nbd = (struct blk_nbd *)io;
    for (const uint8_t *p = buf; len;) {
        uint32_t n = len < PIECE ? (uint32_t)len : PIECE;
        if (nbd_request(nbd, NBD_COMMAND_WRITE, off, n, err) || send_all(nbd->fd, p, n, err) ||
            nbd_answer(nbd, "written", err))
            return -1;
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

static int nbd_flush(struct blk_io *io, struct err **err)
{
    struct blk_nbd *nbd = (struct blk_nbd *)io;
    return nbd_request(nbd, NBD_COMMAND_FLUSH, 0, 0, err) ? -1 : nbd_answer(nbd, "written", err);
}

static int nbd_read(struct blk_io *io, uint64_t off, void *buf, size_t len, struct err **err)
{
    struct blk_nbd *nbd = (struct blk_nbd *)io;
    for (uint8_t *p = buf; len;) {
        uint32_t n = len < PIECE ? (uint32_t)len : PIECE;
        if (nbd_request(nbd, NBD_COMMAND_READ, off, n, err) || nbd_answer(nbd, "read", err) ||
            receive_all(nbd->fd, p, n, err))
            return -1;
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

static uint64_t nbd_next_data(struct blk_io *io, uint64_t off)
{
    const struct blk_nbd *nbd = (const struct blk_nbd *)io;
    return nbd->mapped ? qemu_map_data(&nbd->map, off) : off;
}

static uint64_t nbd_next_hole(struct blk_io *io, uint64_t off)
{
    const struct blk_nbd *nbd = (const struct blk_nbd *)io;
    return nbd->mapped ? qemu_map_hole(&nbd->map, off) : io->size;
}

/* The server closes the image after the connection. */
static void wait_for_end(const char *path)
{
    for (int waited = 0; waited < END_MS; waited += STEP_MS) {
        AUTO_ERR *ignored = NULL;
        struct blk_io *file;
        if (blk_file_open(path, BLK_FILE_READ, &file, &ignored))
            return;
        bool locked = blk_file_locked(file);
        blk_close(file);
        if (!locked)
            return;
        nanosleep(&(struct timespec){ .tv_nsec = STEP_MS * 1000000 }, NULL);
    }
}

static void nbd_close(struct blk_io *io)
{
    struct blk_nbd *nbd = (struct blk_nbd *)io;
    AUTO_ERR *ignored = NULL;
    (void)(nbd_request(nbd, NBD_COMMAND_END, 0, 0, &ignored) == 0);
    close(nbd->fd);
    if (nbd->path)
        wait_for_end(nbd->path);
    free(nbd->path);
    vec_release(&nbd->map.ranges);
    free(nbd);
}

static const struct blk_ops nbd_ops = {
    .read = nbd_read,
    .write = nbd_write,
    .flush = nbd_flush,
    .next_data = nbd_next_data,
    .next_hole = nbd_next_hole,
    .close = nbd_close,
};

static int handshake(int fd, uint64_t *size, struct err **err)
{
    uint8_t hello[18], answer[20], sizes[10];
    if (receive_all(fd, hello, sizeof(hello), err))
        return -1;
    if (memcmp(hello, NBD_HELLO, 8) != 0 || be64_get(hello + 8) != NBD_OPTION_MAGIC ||
        !(be16_get(hello + 16) & NBD_FLAG_FIXED_NEWSTYLE) ||
        !(be16_get(hello + 16) & NBD_FLAG_NO_ZEROES))
        return err_set(err, ERR_OPERATION_FAILED, "qemu-nbd speaks an unknown protocol.");
    be32_put(answer, NBD_FLAG_FIXED_NEWSTYLE | NBD_FLAG_NO_ZEROES);
    be64_put(answer + 4, NBD_OPTION_MAGIC);
    be32_put(answer + 12, NBD_OPTION_EXPORT_NAME);
    be32_put(answer + 16, 0);
    if (send_all(fd, answer, sizeof(answer), err) || receive_all(fd, sizes, sizeof(sizes), err))
        return -1;
    *size = be64_get(sizes);
    return *size <= INT64_MAX ? 0 : err_set(err, ERR_OPERATION_FAILED, "The disk is too large.");
}

int blk_nbd_attach(int fd, struct blk_io **io, struct err **err)
{
    uint64_t size = 0;
    if (handshake(fd, &size, err)) {
        close(fd);
        return -1;
    }
    struct blk_nbd *nbd = xcalloc(1, sizeof(*nbd));
    nbd->io.ops = &nbd_ops;
    nbd->io.size = size;
    nbd->fd = fd;
    *io = &nbd->io;
    return 0;
}

static int start(const char *path, enum disk_format format, bool write, const char *socket_path,
                 struct err **err)
{
    AUTO_FREE char *options = qemu_img_options(path, format, 0);
    AUTO_FREE char *shared = xasprintf("%s,force-share=on", options);
    const char *argv[8] = { "qemu-nbd", "--fork", "--socket", socket_path };
    size_t n = 4;
    if (!write)
        argv[n++] = "--read-only";
    if (format == DISK_FORMAT_UNKNOWN) {
        argv[n] = path;
    } else {
        argv[n++] = "--image-opts";
        argv[n] = write ? options : shared;
    }
    struct spawn sp = { .argv = argv, .timeout_ms = START_MS };
    if (spawn_run(&sp, NULL, NULL, err))
        return (*err)->kind == ERR_OBJECT_NOT_FOUND
                   ? err_advise(err, "Install the package qemu-utils.")
                   : -1;
    return 0;
}

static int connect_to(const char *socket_path, struct err **err)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    snprintf(address.sun_path, sizeof(address.sun_path), "%s", socket_path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof(address))) {
        err_set_errno(err, errno, "Cannot connect to qemu-nbd");
        if (fd >= 0)
            close(fd);
        return -1;
    }
    return fd;
}

int blk_nbd_open(const char *path, enum disk_format format, bool write, struct blk_io **io,
                 struct err **err)
{
    char folder[] = "/tmp/hvsh-nbd-XXXXXX";
    AUTO_FREE char *absolute = disk_absolute(path);
    int fd = -1;
    if (!mkdtemp(folder))
        return err_set_errno(err, errno, "Cannot make a folder below /tmp");
    AUTO_FREE char *socket_path = xasprintf("%s/s", folder);
    if (start(absolute, format, write, socket_path, err) == 0)
        fd = connect_to(socket_path, err);
    unlink(socket_path);
    rmdir(folder);
    if (fd < 0 || blk_nbd_attach(fd, io, err))
        return -1;
    (*io)->writable = write;
    if (write)
        ((struct blk_nbd *)*io)->path = STEAL(absolute);
    return 0;
}

int blk_nbd_map(struct blk_io *io, const char *path, enum disk_format format,
                const struct disk_control *ctl, struct err **err)
{
    struct blk_nbd *nbd = (struct blk_nbd *)io;
    if (qemu_map_read(path, format, ctl, &nbd->map, err))
        return -1;
    nbd->mapped = true;
    return 0;
}
