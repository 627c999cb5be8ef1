#include "disk/nbd_serve.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    FLAGS_HELLO = 3, /* fixed newstyle, no zeroes */
    OPTION_EXPORT_NAME = 1,
    OPTION_ABORT = 2,
    OPTION_INFO = 6,
    OPTION_GO = 7,
    REPLY_ACK = 1,
    REPLY_INFO = 3,
    INFO_EXPORT = 0,
    EXPORT_FLAGS = 1 | 4 | 8, /* flags are told; flush; force unit access */
    COMMAND_READ = 0,
    COMMAND_WRITE = 1,
    COMMAND_END = 2,
    COMMAND_FLUSH = 3,
    COMMAND_FUA = 1,
    OPTION_MAX = 64 << 10,
    REQUEST_MAX = 32 << 20,
};
#define OPTION_MAGIC 0x49484156454F5054ull /* "IHAVEOPT" */
#define ANSWER_MAGIC 0x0003e889045565a9ull
#define REPLY_UNSUPPORTED 0x80000001u
#define REQUEST_MAGIC 0x25609513u
#define REPLY_MAGIC 0x67446698u

static bool put(int fd, const void *p, size_t len)
{
    for (const uint8_t *b = p; len;) {
        ssize_t n = send(fd, b, len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        b += n;
        len -= (size_t)n;
    }
    return true;
}

static bool get(int fd, void *p, size_t len)
{
    for (uint8_t *b = p; len;) {
        ssize_t n = recv(fd, b, len, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        b += n;
        len -= (size_t)n;
    }
    return true;
}

static bool answer(int fd, uint32_t option, uint32_t type, const void *data, uint32_t len)
{
    uint8_t b[20];
    be64_put(b, ANSWER_MAGIC);
    be32_put(b + 8, option);
    be32_put(b + 12, type);
    be32_put(b + 16, len);
    return put(fd, b, sizeof(b)) && put(fd, data, len);
}

/* 1: requests follow; 0: the client left; -1: it speaks something else. */
static int shake_hands(const struct volume *v, int fd)
{
    uint8_t b[18], export[12] = { 0 };
    AUTO_FREE uint8_t *data = xmalloc(OPTION_MAX);
    memcpy(b, "NBDMAGIC", 8);
    be64_put(b + 8, OPTION_MAGIC);
    be16_put(b + 16, FLAGS_HELLO);
    be16_put(export, INFO_EXPORT);
    be64_put(export + 2, v->size);
    be16_put(export + 10, EXPORT_FLAGS);
    if (!put(fd, b, sizeof(b)) || !get(fd, b, 4))
        return 0;
    while (get(fd, b, 16)) {
        uint32_t option = be32_get(b + 8), len = be32_get(b + 12);
        if (be64_get(b) != OPTION_MAGIC || len > OPTION_MAX)
            return -1;
        if (!get(fd, data, len))
            return 0;
        switch (option) {
        case OPTION_EXPORT_NAME:
            return put(fd, export + 2, sizeof(export) - 2);
        case OPTION_ABORT:
            return 0;
        case OPTION_INFO:
        case OPTION_GO:
            if (!answer(fd, option, REPLY_INFO, export, sizeof(export)) ||
                !answer(fd, option, REPLY_ACK, NULL, 0))
                return 0;
            if (option == OPTION_GO)
                return 1;
            break;
        default:
            if (!answer(fd, option, REPLY_UNSUPPORTED, NULL, 0))
                return 0;
        }
    }
    return 0;
}

static int serve_one(const struct volume *v, uint32_t command, uint64_t off, uint8_t *buf,
                     uint32_t len, struct err **err)
{
    if (command >> 16 & ~(uint32_t)COMMAND_FUA)
        return err_set(err, ERR_NOT_SUPPORTED, "The disk's client asks for what it was not told.");
    switch (command & 0xFFFF) {
    case COMMAND_READ:
        return volume_read(v, off, buf, len, err);
    case COMMAND_WRITE:
        if (volume_write(v, off, buf, len, err))
            return -1;
        return command >> 16 ? vdisk_flush(v->disk, err) : 0;
    case COMMAND_FLUSH:
        return vdisk_flush(v->disk, err);
    default:
        return err_set(err, ERR_NOT_SUPPORTED, "The disk's client asks for what it was not told.");
    }
}

int nbd_serve_volume(const struct volume *v, int fd, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(REQUEST_MAX);
    uint8_t b[28];
    int shaken = shake_hands(v, fd);
    if (shaken < 0)
        err_set(err, ERR_OPERATION_FAILED, "The disk's client speaks no NBD.");
    while (shaken > 0 && get(fd, b, sizeof(b))) {
        uint32_t command = be32_get(b + 4), len = be32_get(b + 24), kind = command & 0xFFFF;
        AUTO_ERR *failed = NULL;
        if (be32_get(b) != REQUEST_MAGIC || kind == COMMAND_END || len > REQUEST_MAX)
            break;
        if (kind == COMMAND_WRITE && !get(fd, buf, len))
            break;
        bool good = serve_one(v, command, be64_get(b + 16), buf, len, &failed) == 0;
        uint8_t reply[16];
        be32_put(reply, REPLY_MAGIC);
        be32_put(reply + 4, good ? 0 : EIO);
        memcpy(reply + 8, b + 8, 8);
        if (!good && !*err)
            err_move(err, &failed);
        if (!put(fd, reply, sizeof(reply)) || (good && kind == COMMAND_READ && !put(fd, buf, len)))
            break;
    }
    return *err ? -1 : 0;
}
