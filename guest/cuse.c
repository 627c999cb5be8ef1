#include "guest/cuse.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/hyperv.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "guest/fcopy.h"
#include "guest/port_path.h"
#include "guest/walk.h"
#include "guest/wire.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"

enum {
    CUSE_MAX_IO = 131072,
    CUSE_REQUEST_MAX = CUSE_MAX_IO + 4096,
    LOOK_AGAIN_MS = 500,
    NOBODY_MS = 50,
    UTF8_NAME_MAX = FCOPY_NAME_UNITS - 1, /* what the kernel's own conversion leaves room for */
};

/* Of include/uapi/linux/fuse.h, which names functions that are banned here. */
enum fuse_opcode {
    FUSE_OPEN = 14,
    FUSE_READ = 15,
    FUSE_WRITE = 16,
    FUSE_RELEASE = 18,
    FUSE_INTERRUPT = 36,
    CUSE_INIT = 4096
};
enum { FUSE_MAJOR = 7, FUSE_MINOR = 31, OPEN_DIRECT_IO = 1, OPEN_NONSEEKABLE = 4 };
struct fuse_in_header {
    uint32_t len, opcode;
    uint64_t unique, nodeid;
    uint32_t uid, gid, pid, padding;
};
struct fuse_out_header {
    uint32_t len;
    int32_t error;
    uint64_t unique;
};
struct cuse_init_out {
    uint32_t major, minor, unused, flags, max_read, max_write, dev_major, dev_minor, spare[10];
};
struct fuse_open_out {
    uint64_t handle;
    uint32_t open_flags, padding;
};
struct fuse_write_in {
    uint64_t handle, offset;
    uint32_t size, write_flags;
    uint64_t lock_owner;
    uint32_t flags, padding;
};
struct fuse_write_out {
    uint32_t size, padding;
};

/* What the daemon is doing. */
enum daemon_state {
    DAEMON_GONE,    /* nobody has the device open */
    DAEMON_NEW,     /* opened, no version yet */
    DAEMON_GREETED, /* its version came, it is to read ours */
    DAEMON_READY,   /* waits for a message */
    DAEMON_BUSY,    /* has one, its status is due */
};

struct bridge {
    int cuse, port;
    enum daemon_state daemon;
    uint64_t reader;   /* its read that waits for a message; 0: none */
    struct strbuf due; /* what that read is to return */
    bool transfer;     /* the daemon has a file open */
    bool host;         /* a request of the host waits for the daemon's status */
    bool negotiated;
    struct wire_header request; /* that one */
    uint8_t head[FCOPY_HEADER_SIZE];
    struct wire_reader in;
    struct strbuf out;
    size_t sent;
    uint8_t buf[CUSE_REQUEST_MAX];
};

static const struct wire_version frames[] = { { 3, 0 }, { 1, 0 } };
static const struct wire_version fcopy_versions[] = { { 1, 1 } };

/* ---- the device ------------------------------------------------------------------------------ */
static int reply(const struct bridge *b, uint64_t unique, int error, const void *a, size_t alen,
                 const void *more, size_t mlen)
{
    struct fuse_out_header h = { .len = (uint32_t)(sizeof(h) + alen + mlen),
                                 .error = -error,
                                 .unique = unique };
    struct iovec v[3] = { { &h, sizeof(h) },
                          { (void *)(uintptr_t)a, alen },
                          { (void *)(uintptr_t)more, mlen } };
    /* A request that was given up meanwhile is no longer known: no harm. */
    return writev(b->cuse, v, 3) < 0 && errno != ENOENT ? errno : 0;
}

static int answer_init(const struct bridge *b, uint64_t unique)
{
    static const char info[] = "DEVNAME=" CUSE_FCOPY_DEVICE;
    struct cuse_init_out out = {
        .major = FUSE_MAJOR, .minor = FUSE_MINOR, .max_read = CUSE_MAX_IO, .max_write = CUSE_MAX_IO
    };
    return reply(b, unique, 0, &out, sizeof(out), info, sizeof(info));
}

/* Hands the message that is due to the read that waits, when there are both. */
static void deliver(struct bridge *b)
{
    if (!b->reader || !b->due.len)
        return;
    reply(b, b->reader, 0, b->due.buf, b->due.len, NULL, 0);
    b->reader = 0;
    strbuf_reset(&b->due);
    b->daemon = b->daemon == DAEMON_GREETED ? DAEMON_READY : DAEMON_BUSY;
}

static void answer_host(struct bridge *b, uint32_t status)
{
    struct wire_message m = { .ic = b->request, .body = b->head, .len = sizeof(b->head) };
    if (b->host)
        wire_answer(&b->out, &m, status, m.body, m.len);
    b->host = false;
}

static void daemon_left(struct bridge *b)
{
    b->daemon = DAEMON_GONE;
    b->reader = 0;
    b->transfer = b->negotiated = false;
    strbuf_reset(&b->due);
    answer_host(b, (uint32_t)WIRE_E_NOT_CONNECTED);
}

static int opened(struct bridge *b, uint64_t unique)
{
    struct fuse_open_out out = { .open_flags = OPEN_DIRECT_IO | OPEN_NONSEEKABLE };
    if (b->daemon != DAEMON_GONE)
        return reply(b, unique, EBUSY, NULL, 0, NULL, 0);
    b->daemon = DAEMON_NEW;
    return reply(b, unique, 0, &out, sizeof(out), NULL, 0);
}

static int written(struct bridge *b, uint64_t unique, const uint8_t *body, size_t len)
{
    const struct fuse_write_in *in = (const void *)body;
    struct fuse_write_out out = { .size = sizeof(uint32_t) };
    if (len < sizeof(*in) || in->size > len - sizeof(*in) || in->size < sizeof(uint32_t))
        return reply(b, unique, EINVAL, NULL, 0, NULL, 0);
    uint32_t word = le32_get(body + sizeof(*in));
    out.size = in->size;
    if (b->daemon == DAEMON_NEW) {
        /* The driver answers any version it knows with its own. */
        uint8_t version[4];
        if (word > FCOPY_VERSION_1)
            return reply(b, unique, EINVAL, NULL, 0, NULL, 0);
        le32_put(version, FCOPY_VERSION_1);
        strbuf_add(&b->due, version, sizeof(version));
        b->daemon = DAEMON_GREETED;
    } else if (b->daemon == DAEMON_BUSY) {
        b->daemon = DAEMON_READY;
        answer_host(b, word);
    } else {
        return reply(b, unique, EINVAL, NULL, 0, NULL, 0);
    }
    return reply(b, unique, 0, &out, sizeof(out), NULL, 0);
}

static int take_request(struct bridge *b)
{
    ssize_t n = read(b->cuse, b->buf, sizeof(b->buf));
    struct fuse_in_header h;
    if (n < 0)
        return errno == EAGAIN || errno == EINTR || errno == ENOENT ? 0 : errno;
    if ((size_t)n < sizeof(h))
        return EIO;
    memcpy(&h, b->buf, sizeof(h));
    const uint8_t *body = b->buf + sizeof(h);
    size_t len = (size_t)n - sizeof(h);
    uint64_t unique = 0;
    switch (h.opcode) {
    case CUSE_INIT:
        return answer_init(b, h.unique);
    case FUSE_OPEN:
        return opened(b, h.unique);
    case FUSE_READ:
        if (b->reader)
            return reply(b, h.unique, EBUSY, NULL, 0, NULL, 0);
        b->reader = h.unique;
        deliver(b);
        return 0;
    case FUSE_WRITE:
        return written(b, h.unique, body, len);
    case FUSE_INTERRUPT:
        memcpy(&unique, body, len < sizeof(unique) ? 0 : sizeof(unique));
        if (!unique || unique != b->reader)
            return 0;
        b->reader = 0;
        return reply(b, unique, EINTR, NULL, 0, NULL, 0);
    case FUSE_RELEASE:
        daemon_left(b);
        return reply(b, h.unique, 0, NULL, 0, NULL, 0);
    default:
        return reply(b, h.unique, ENOSYS, NULL, 0, NULL, 0);
    }
}

/* ---- the host ---------------------------------------------------------------------------------
 */
/* The driver's START: the host's, with names in UTF-8. Names that do not fit are refused and
 * not cut, as are paths that a daemon of no suspicion would follow anywhere. */
static uint32_t add_start(struct bridge *b, const struct wire_message *m)
{
    static const struct walk_root everywhere = { .fd = -1 };
    struct hv_start_fcopy msg = { .hdr.operation = START_FILE_COPY };
    struct fcopy_start start;
    if (!fcopy1_read_start(m, &start) || !start.name[0] || strchr(start.name, '/'))
        return (uint32_t)WIRE_E_INVALID;
    size_t name = strlen(start.name), path = strlen(start.path);
    AUTO_FREE char *whole = xasprintf("%s/%s", start.path, start.name);
    int bad = walk_check(&everywhere, whole, strlen(whole));
    if (bad)
        return wire_status_of_errno(bad);
    if (name > UTF8_NAME_MAX || path > UTF8_NAME_MAX)
        return (uint32_t)WIRE_E_NAME_TOO_LONG;
    memcpy((char *)&msg + offsetof(struct hv_start_fcopy, file_name), start.name, name);
    memcpy((char *)&msg + offsetof(struct hv_start_fcopy, path_name), start.path, path);
    msg.copy_flags = start.flags & FCOPY_FLAGS_1;
    msg.file_size = start.size;
    strbuf_add(&b->due, &msg, sizeof(msg));
    return WIRE_OK;
}

static void add_plain(struct bridge *b, uint32_t operation)
{
    struct hv_fcopy_hdr h = { .operation = operation };
    strbuf_add(&b->due, &h, sizeof(h));
}

/* What the daemon must not get: its own order is not checked there. */
static uint32_t add_message(struct bridge *b, const struct wire_message *m, int operation)
{
    const uint8_t *data;
    uint64_t offset;
    size_t len;
    if ((operation == FCOPY_START) == b->transfer)
        return operation == FCOPY_CANCEL ? WIRE_OK : (uint32_t)WIRE_E_FAIL;
    switch (operation) {
    case FCOPY_START:
        return add_start(b, m);
    case FCOPY_WRITE:
        if (!fcopy1_read_write(m, &offset, &data, &len) || m->len < sizeof(struct hv_do_fcopy))
            return (uint32_t)WIRE_E_INVALID;
        strbuf_add(&b->due, m->body, sizeof(struct hv_do_fcopy));
        return WIRE_OK;
    case FCOPY_COMPLETE:
    case FCOPY_CANCEL:
        add_plain(b, (uint32_t)operation);
        return WIRE_OK;
    default:
        return (uint32_t)WIRE_E_NOT_SUPPORTED;
    }
}

static void take_fcopy(struct bridge *b, const struct wire_message *m)
{
    int operation = fcopy1_operation(m);
    if (!(m->ic.flags & WIRE_REQUEST) || operation < 0 || m->len < FCOPY_HEADER_SIZE)
        return;
    b->request = m->ic;
    memcpy(b->head, m->body, sizeof(b->head));
    b->host = true;
    uint32_t status = b->negotiated ? add_message(b, m, operation) : (uint32_t)WIRE_E_FAIL;
    if (!b->due.len) {
        answer_host(b, status);
        return;
    }
    /* A START that fails leaves nothing open: the daemon says so, and is cancelled all the
     * same by the next one. */
    b->transfer = operation == FCOPY_START || operation == FCOPY_WRITE;
    deliver(b);
}

static void take_negotiate(struct bridge *b, const struct wire_message *m)
{
    struct wire_version frame, version;
    unsigned service = m->ic.reserved ? m->ic.reserved : WIRE_FCOPY;
    if (!(m->ic.flags & WIRE_REQUEST))
        return;
    size_t known = service == WIRE_FCOPY ? ARRAY_SIZE(fcopy_versions) : 0;
    if (!wire_answer_offer(&b->out, m, frames, known ? ARRAY_SIZE(frames) : 0, fcopy_versions,
                           known, &frame, &version))
        return;
    b->negotiated = true;
    if (!b->transfer)
        return;
    /* What an earlier host left open ends; nobody waits for the daemon's word about it. */
    b->transfer = false;
    add_plain(b, FCOPY_CANCEL);
    deliver(b);
}

/* One message at a time, and none while the daemon works on one. */
static void take_messages(struct bridge *b)
{
    struct wire_message m;
    while (b->daemon == DAEMON_READY && !b->due.len && wire_reader_next(&b->in, &m)) {
        if (m.ic.type == WIRE_NEGOTIATE)
            take_negotiate(b, &m);
        else if (m.ic.type == WIRE_FCOPY)
            take_fcopy(b, &m);
        else if (m.ic.flags & WIRE_REQUEST)
            wire_answer(&b->out, &m, (uint32_t)WIRE_E_NOT_SUPPORTED, NULL, 0);
    }
}

/* The host closed the port, or it vanished. */
static void host_left(struct bridge *b)
{
    wire_reader_reset(&b->in);
    strbuf_reset(&b->out);
    b->sent = 0;
    b->host = b->negotiated = false;
}

/* False: nobody is at the other end. */
static bool move_port(struct bridge *b)
{
    size_t space;
    uint8_t *p = wire_reader_space(&b->in, &space);
    ssize_t n = space ? read(b->port, p, space) : -1;
    if (n > 0)
        wire_reader_fill(&b->in, (size_t)n);
    bool there = n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
    if (!there)
        return false;
    take_messages(b);
    while (b->sent < b->out.len) {
        n = write(b->port, b->out.buf + b->sent, b->out.len - b->sent);
        if (n <= 0)
            return n < 0 && (errno == EAGAIN || errno == EINTR);
        b->sent += (size_t)n;
    }
    strbuf_reset(&b->out);
    b->sent = 0;
    return true;
}

/* The port follows the daemon. */
static void open_or_close(struct bridge *b, const char *port)
{
    bool wanted = b->daemon >= DAEMON_READY;
    if (wanted == (b->port >= 0))
        return;
    if (!wanted) {
        move_port(b); /* the last word */
        close(STEAL_FD(b->port));
        host_left(b);
        return;
    }
    AUTO_FREE char *path = port_path(port);
    b->port = path ? open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC) : -1;
}

int cuse_serve(const char *port, int stop_fd)
{
    AUTO_FD int cuse = open("/dev/cuse", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    AUTO_FREE struct bridge *b = xcalloc(1, sizeof(*b));
    bool nobody = false;
    int failed = 0;
    if (cuse < 0)
        return errno;
    b->cuse = cuse;
    b->port = -1;
    b->due = b->out = (struct strbuf)STRBUF_INIT;
    wire_reader_init(&b->in);
    while (!failed) {
        bool hears = b->port >= 0 && !nobody;
        struct pollfd p[3] = { { .fd = stop_fd, .events = POLLIN },
                               { .fd = cuse, .events = POLLIN },
                               { .fd = hears ? b->port : -1, .events = POLLIN } };
        if (b->sent < b->out.len)
            p[2].events |= POLLOUT;
        poll(p, 3, nobody ? NOBODY_MS : LOOK_AGAIN_MS);
        if (p[0].revents)
            break;
        if (p[1].revents)
            failed = take_request(b);
        open_or_close(b, port);
        if (b->port >= 0 && !move_port(b)) {
            if (!nobody)
                host_left(b);
            nobody = true;
        } else {
            nobody = false;
        }
        if (p[2].revents & (POLLERR | POLLNVAL))
            close(STEAL_FD(b->port));
    }
    if (b->port >= 0)
        close(b->port);
    wire_reader_release(&b->in);
    strbuf_release(&b->due);
    strbuf_release(&b->out);
    return failed;
}
