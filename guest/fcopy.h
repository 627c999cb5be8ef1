/* Bodies of the file-copy service (IC message type WIRE_FCOPY).
 *
 * Version 1.1 is Hyper-V's: START, WRITE, COMPLETE and CANCEL of fixed sizes, one message
 * outstanding, host to guest only.
 *
 * Version 2.0 is ours. Every body begins {operation:4, file:4} and ends with the session's
 * nonce:4, so that a body which was cut off and completed by other bytes is dropped. `file`
 * numbers the files of a session; a sender may begin the next one before the last is answered.
 *   START     flags:4 mode:4 size:8 allocated:8 mtime_ns:8 key:16 path_len:2 name_len:2 path name
 *   WRITE     offset:8 raw:4 data...      data shorter than raw is one LZ4 block
 *   HOLE      offset:8 length:8
 *   COMPLETE  size:8 sum:8                sum: see guest/checksum.h
 *   CANCEL    -
 *   ATTRIBUTES  like START, of a folder whose content is there
 *   GET       flags:4 offset:8 path_len:2 path      the guest answers, then sends START ...
 *   LIST      cursor:4 path_len:2 path              answered by entries
 *   DIGEST    path_len:2 path                       answered by the SHA-256 of the file
 *   READLINK  path_len:2 path                       answered by where the symbolic link leads
 * Answers carry {operation:4, file:4, stored:8} and what the operation says. A WRITE or HOLE is
 * answered when it asks for it (IC flag transaction) or when it fails. Data messages cover
 * whole FCOPY_BLOCKs from an offset that is a multiple of it; the last one may be shorter. */
#ifndef HVSH_GUEST_FCOPY_H
#define HVSH_GUEST_FCOPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guest/wire.h"
#include "shell/base/strbuf.h"

enum {
    FCOPY_HEADER_SIZE = 36, /* 1.1: operation and two GUIDs that nobody reads */
    FCOPY_NAME_UNITS = 260, /* 1.1: UTF-16 units of each name, NUL included */
    FCOPY_START_SIZE = 1088,
    FCOPY_WRITE_SIZE = 6196,
    FCOPY_DATA_MAX = 6144, /* 1.1: data of one WRITE */
    FCOPY_BLOCK = 32768,   /* 2.0: data of one WRITE */
    FCOPY_ASK_EVERY = 32,  /* 2.0: blocks between two asked-for answers */
    FCOPY_WINDOW = 128,    /* 2.0: blocks sent and not yet answered, at most: as much as the port
                              holds, so that a side that waits for a processor stops no other */
    FCOPY_KEY_SIZE = 16,
    FCOPY_DIGEST_SIZE = 32,
    FCOPY_PATH_MAX = 4096,
};

enum fcopy_operation {
    FCOPY_START = 0,
    FCOPY_WRITE = 1,
    FCOPY_COMPLETE = 2,
    FCOPY_CANCEL = 3,
    FCOPY_HOLE = 16,
    FCOPY_ATTRIBUTES = 17,
    FCOPY_GET = 18,
    FCOPY_LIST = 19,
    FCOPY_DIGEST = 20,
    FCOPY_READLINK = 21,
};

enum fcopy_flags {
    FCOPY_OVERWRITE = 1,   /* both versions */
    FCOPY_CREATE_PATH = 2, /* both versions */
    FCOPY_FLAGS_1 = FCOPY_OVERWRITE | FCOPY_CREATE_PATH,
    FCOPY_RESUME = 4,     /* go on where a transfer with this key broke, keep what came */
    FCOPY_DIRECTORY = 8,  /* a folder: there is no data, COMPLETE follows at once */
    FCOPY_SET_MODE = 16,  /* mode counts */
    FCOPY_SET_MTIME = 32, /* mtime_ns counts */
    FCOPY_LINK = 64, /* a symbolic link to `name`, whatever stands there, folders apart; no data,
                        as for a folder */
    FCOPY_FLAGS_2 = 127,
    FCOPY_NO_DATA = FCOPY_DIRECTORY | FCOPY_LINK,
};

/* What START tells. Strings are UTF-8 and the receiver's own copies. */
struct fcopy_start {
    uint32_t flags;              /* enum fcopy_flags */
    uint32_t mode;               /* permission bits */
    uint64_t size, allocated;    /* bytes; allocated: those that are not holes */
    int64_t mtime_ns;            /* since 1970 */
    uint8_t key[FCOPY_KEY_SIZE]; /* names the source's content, for FCOPY_RESUME */
    char path[FCOPY_PATH_MAX];   /* the file, or the folder it goes into */
    char name[FCOPY_PATH_MAX];   /* its name when path is a folder; may be empty */
};

/* A body of version 2.0 that is not START. */
struct fcopy_body {
    uint32_t operation, file;
    uint64_t offset, length; /* WRITE: raw; COMPLETE: size; GET: offset */
    uint64_t sum;
    uint32_t flags, cursor;
    const uint8_t *data; /* WRITE: into the message */
    size_t data_len;
    char path[FCOPY_PATH_MAX];
};

struct fcopy_answer {
    uint32_t operation, file;
    uint64_t stored;
    const uint8_t *more; /* into the message */
    size_t more_len;
};

/* ---- version 1.1 --------------------------------------------------------------------- */
/* Appends a request. START: names that do not fit their 260 units fail with false, and a
 * folder ends with '/' (a stock daemon does not create it otherwise). */
bool fcopy1_put_start(struct strbuf *out, const struct wire_header *h,
                      const struct fcopy_start *start);
void fcopy1_put_write(struct strbuf *out, const struct wire_header *h, uint64_t offset,
                      const void *data, size_t len);
void fcopy1_put_end(struct strbuf *out, const struct wire_header *h, enum fcopy_operation op);
/* What kind of request it is; -1 when too short to say. */
int fcopy1_operation(const struct wire_message *m);
/* Decodes; false when the body is not what it should be. */
bool fcopy1_read_start(const struct wire_message *m, struct fcopy_start *start);
bool fcopy1_read_write(const struct wire_message *m, uint64_t *offset, const uint8_t **data,
                       size_t *len);

/* ---- version 2.0 --------------------------------------------------------------------- */
void fcopy2_put_start(struct strbuf *out, const struct wire_header *h, uint32_t file,
                      enum fcopy_operation op, const struct fcopy_start *start, uint32_t nonce);
/* Appends a WRITE whose raw bytes of data the caller writes to where it says. */
uint8_t *fcopy2_reserve_write(struct strbuf *out, const struct wire_header *h, uint32_t file,
                              uint64_t offset, size_t raw, uint32_t nonce);
/* Appends a WRITE; room for raw bytes at scratch lets it try LZ4, NULL does not. */
void fcopy2_put_write(struct strbuf *out, const struct wire_header *h, uint32_t file,
                      uint64_t offset, const void *data, size_t raw, void *scratch, uint32_t nonce);
/* All others: what the operation needs is taken from body. */
void fcopy2_put(struct strbuf *out, const struct wire_header *h, const struct fcopy_body *body,
                uint32_t nonce);
/* Both decode, and check sizes, flags, strings and the nonce; false when anything is off. */
bool fcopy2_read_start(const struct wire_message *m, uint32_t nonce, uint32_t *file,
                       struct fcopy_start *start);
bool fcopy2_read(const struct wire_message *m, uint32_t nonce, struct fcopy_body *body);
/* The data of a WRITE: body->data itself, or unpacked to scratch (FCOPY_BLOCK bytes); NULL
 * when it does not unpack to what it says. */
const uint8_t *fcopy2_data(const struct fcopy_body *body, uint8_t *scratch);
void fcopy2_answer(struct strbuf *out, const struct wire_message *m, uint32_t status, uint32_t file,
                   uint64_t stored, const void *more, size_t more_len);
bool fcopy2_read_answer(const struct wire_message *m, struct fcopy_answer *answer);

#endif
