#include "disk/nbd_serve.h"

#include <errno.h>
#include <string.h>

#include "disk/nbd_wire.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    HELLO_FLAGS = NBD_FLAG_FIXED_NEWSTYLE | NBD_FLAG_NO_ZEROES,
    EXPORT_FLAGS = NBD_EXPORT_FLAGS_TOLD | NBD_EXPORT_FLUSH | NBD_EXPORT_FUA,
    OPTION_MAX = 64 << 10,
    REQUEST_MAX = 32 << 20,
};

static bool put(int fd, const void *p, size_t len)
{
    return nbd_send(fd, p, len) == 0;
}

static bool get(int fd, void *p, size_t len)
{
    return nbd_receive(fd, p, len, -1) == 0;
}

static bool answer(int fd, uint32_t option, uint32_t type, const void *data, uint32_t len)
{
    uint8_t b[20];
    be64_put(b, NBD_ANSWER_MAGIC);
    be32_put(b + 8, option);
    be32_put(b + 12, type);
    be32_put(b + 16, len);
    return put(fd, b, sizeof(b)) && put(fd, data, len);
}

/* 1: requests follow; 0: the client left; -1: it speaks something else. */
static int shake_hands(const struct volume *v, int fd, bool write)
{
    uint8_t b[18], export[12] = { 0 };
    AUTO_FREE uint8_t *data = xmalloc(OPTION_MAX);
    memcpy(b, NBD_HELLO, 8);
    be64_put(b + 8, NBD_OPTION_MAGIC);
    be16_put(b + 16, HELLO_FLAGS);
    be16_put(export, NBD_INFO_EXPORT);
    be64_put(export + 2, v->size);
    be16_put(export + 10, (uint16_t)(EXPORT_FLAGS | (write ? 0 : NBD_EXPORT_READ_ONLY)));
    if (!put(fd, b, sizeof(b)) || !get(fd, b, 4))
        return 0;
    while (get(fd, b, 16)) {
        uint32_t option = be32_get(b + 8), len = be32_get(b + 12);
        if (be64_get(b) != NBD_OPTION_MAGIC || len > OPTION_MAX)
            return -1;
        if (!get(fd, data, len))
            return 0;
        switch (option) {
        case NBD_OPTION_EXPORT_NAME:
            return put(fd, export + 2, sizeof(export) - 2);
        case NBD_OPTION_ABORT:
            return 0;
        case NBD_OPTION_INFO:
        case NBD_OPTION_GO:
            if (!answer(fd, option, NBD_REPLY_INFO, export, sizeof(export)) ||
                !answer(fd, option, NBD_REPLY_ACK, NULL, 0))
                return 0;
            if (option == NBD_OPTION_GO)
                return 1;
            break;
        default:
            if (!answer(fd, option, NBD_REPLY_UNSUPPORTED, NULL, 0))
                return 0;
        }
    }
    return 0;
}

static int serve_one(const struct volume *v, uint32_t command, uint64_t off, uint8_t *buf,
                     uint32_t len, bool write, struct err **err)
{
    if (command >> 16 & ~(uint32_t)NBD_COMMAND_FUA)
        return err_set(err, ERR_NOT_SUPPORTED, "The disk's client asks for what it was not told.");
    switch (command & 0xFFFF) {
    case NBD_COMMAND_READ:
        return volume_read(v, off, buf, len, err);
    case NBD_COMMAND_WRITE:
        if (!write)
            return err_set(err, ERR_ACCESS_DENIED,
                           "The disk's client writes to what is only read.");
        if (volume_write(v, off, buf, len, err))
            return -1;
        return command >> 16 ? vdisk_flush(v->disk, err) : 0;
    case NBD_COMMAND_FLUSH:
        return write ? vdisk_flush(v->disk, err) : 0;
    default:
        return err_set(err, ERR_NOT_SUPPORTED, "The disk's client asks for what it was not told.");
    }
}

int nbd_serve_volume(const struct volume *v, int fd, bool write, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(REQUEST_MAX);
    uint8_t b[28];
    int shaken = shake_hands(v, fd, write);
    if (shaken < 0)
        err_set(err, ERR_OPERATION_FAILED, "The disk's client speaks no NBD.");
    while (shaken > 0 && get(fd, b, sizeof(b))) {
        uint32_t command = be32_get(b + 4), len = be32_get(b + 24), kind = command & 0xFFFF;
        AUTO_ERR *failed = NULL;
        if (be32_get(b) != NBD_REQUEST_MAGIC || kind == NBD_COMMAND_END || len > REQUEST_MAX)
            break;
        if (kind == NBD_COMMAND_WRITE && !get(fd, buf, len))
            break;
        bool good = serve_one(v, command, be64_get(b + 16), buf, len, write, &failed) == 0;
        uint8_t reply[16];
        be32_put(reply, NBD_REPLY_MAGIC);
        be32_put(reply + 4, good ? 0 : EIO);
        memcpy(reply + 8, b + 8, 8);
        if (!good && !*err)
            err_move(err, &failed);
        if (!put(fd, reply, sizeof(reply)) ||
            (good && kind == NBD_COMMAND_READ && !put(fd, buf, len)))
            break;
    }
    return *err ? -1 : 0;
}
