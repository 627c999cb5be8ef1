/* The NBD protocol's numbers, and its messages whole over a socket: what client and server share.
 * Source: the NBD protocol, fixed newstyle. */
#ifndef HVSH_DISK_NBD_WIRE_H
#define HVSH_DISK_NBD_WIRE_H

#include <stddef.h>

#define NBD_HELLO "NBDMAGIC"
#define NBD_OPTION_MAGIC 0x49484156454F5054ull /* "IHAVEOPT" */
#define NBD_ANSWER_MAGIC 0x0003e889045565a9ull
#define NBD_REQUEST_MAGIC 0x25609513u
#define NBD_REPLY_MAGIC 0x67446698u
#define NBD_REPLY_UNSUPPORTED 0x80000001u
enum {
    NBD_FLAG_FIXED_NEWSTYLE = 1,
    NBD_FLAG_NO_ZEROES = 2,
    NBD_OPTION_EXPORT_NAME = 1,
    NBD_OPTION_ABORT = 2,
    NBD_OPTION_INFO = 6,
    NBD_OPTION_GO = 7,
    NBD_REPLY_ACK = 1,
    NBD_REPLY_INFO = 3,
    NBD_INFO_EXPORT = 0,
    NBD_EXPORT_FLAGS_TOLD = 1,
    NBD_EXPORT_READ_ONLY = 2,
    NBD_EXPORT_FLUSH = 4,
    NBD_EXPORT_FUA = 8,
    NBD_COMMAND_READ = 0,
    NBD_COMMAND_WRITE = 1,
    NBD_COMMAND_END = 2,
    NBD_COMMAND_FLUSH = 3,
    NBD_COMMAND_FUA = 1,
};

/* All of it: 0, or -1 with errno; ECONNRESET: the other side has gone. */
int nbd_send(int fd, const void *p, size_t len);
/* The same; ETIMEDOUT: nothing came for so long. timeout_ms < 0: waits for ever. */
int nbd_receive(int fd, void *p, size_t len, int timeout_ms);

#endif
