/* The host's side of the file-copy service, over any byte stream. The guest is hostile: every
 * answer is checked, none makes anything grow, nothing waits without a limit. */
#ifndef HVSH_GUEST_CLIENT_H
#define HVSH_GUEST_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "guest/fcopy.h"
#include "guest/walk.h"
#include "guest/wire.h"
#include "shell/base/err.h"

/* The stream. read and write never wait: they return bytes, 0 when nothing can be moved now,
 * -1 with *err set when the stream is gone. wait returns 0 when it can go on or ms are over,
 * -1 with *err (ERR_CANCELLED: Ctrl-C). */
struct guest_io {
    void *ctx;
    ssize_t (*read)(void *ctx, void *buf, size_t len, struct err **err);
    ssize_t (*write)(void *ctx, const void *buf, size_t len, struct err **err);
    int (*wait)(void *ctx, bool write, int ms, struct err **err);
};

struct guest_client {
    struct guest_io io;
    struct wire_reader in;
    struct strbuf out;
    size_t sent;
    struct wire_version frame, version;
    uint32_t nonce, next_file;
    int64_t deadline;     /* CLOCK_MONOTONIC, ms */
    unsigned turns, late; /* without a pause; and past the deadline */
};

/* Finds the other side: pads over whatever was cut off, and agrees on versions. strict allows
 * nothing but Hyper-V's own 1.1. ERR_TIMEOUT when nobody answers, ERR_NOT_SUPPORTED when there
 * is no common version. */
int guest_client_open(struct guest_client *c, const struct guest_io *io, bool strict,
                      struct err **err);
void guest_client_close(struct guest_client *c);

/* ---- to the guest ------------------------------------------------------------------------- */
/* One file or folder; fd -1 for folders and attributes. The client closes fd. */
struct client_file {
    struct fcopy_start start;
    bool attributes; /* ATTRIBUTES of a folder instead of START */
    int fd;
    void *tag; /* the caller's */
};

struct client_put {
    void *ctx;
    /* The next file: 1 and *file, 0 at the end, -1 with *err. */
    int (*next)(void *ctx, struct client_file *file, struct err **err);
    /* One is over; called once for each that next() gave. status: WIRE_OK or the guest's
     * HRESULT, WIRE_E_CANCELLED when the channel broke; errnum: reading the source failed. -1
     * with *err ends everything. */
    int (*done)(void *ctx, const struct client_file *file, uint32_t status, int errnum,
                struct err **err);
    /* bytes of the running file that are on their way; may be NULL. */
    void (*progress)(void *ctx, const struct client_file *file, uint64_t bytes);
    bool pack; /* LZ4 where it pays */
};

/* Copies what next() gives, many files under way at once. -1: the channel failed or was
 * interrupted (the guest is told to cancel). */
int guest_client_put(struct guest_client *c, const struct client_put *put, struct err **err);

/* ---- from the guest (2.0) ------------------------------------------------------------------- */
struct client_entry {
    char kind; /* d folder, f file, l link, o other */
    uint32_t mode;
    uint64_t size;
    int64_t mtime_ns;
    char name[WALK_NAME_MAX + 1]; /* empty: the path itself */
};

/* Calls entry() for each entry of a folder of the guest, or once for a file. *status:
 * WIRE_OK or why the guest refused. entry() returns -1 with *err to end. */
int guest_client_list(struct guest_client *c, const char *path, uint32_t *status,
                      int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                      void *ctx, struct err **err);
/* Fetches one file to `to` below root (which nothing leaves). flags: fcopy_flags for the host's
 * side. progress may be NULL. */
int guest_client_get(struct guest_client *c, const char *path, const struct walk_root *root,
                     const char *to, uint32_t flags, uint32_t *status,
                     void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                     struct err **err);
/* The SHA-256 that the guest reads from its file. */
int guest_client_digest(struct guest_client *c, const char *path, uint64_t size, uint32_t *status,
                        uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err);
/* Where a symbolic link leads, as it says. */
int guest_client_readlink(struct guest_client *c, const char *path, uint32_t *status,
                          char target[FCOPY_PATH_MAX], struct err **err);

#endif
