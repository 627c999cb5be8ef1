/* The guest's side of the file-copy service: one session of it, version 1.1 or 2.0. It takes
 * files by a receiver, sends what the host asks for, lists folders and computes digests. It
 * does no I/O on the port: messages come in, answers are appended to a buffer. */
#ifndef HVSH_GUEST_FILE_SERVICE_H
#define HVSH_GUEST_FILE_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "guest/fcopy.h"
#include "guest/receive.h"
#include "guest/send.h"
#include "guest/wire.h"
#include "shell/base/vec.h"

extern const struct wire_version file_service_versions[2]; /* 2.0, 1.1 */

struct file_request { /* a GET or DIGEST that waits for its turn */
    uint32_t operation, file;
    struct wire_header header;
    char *path;
};

struct file_waiting { /* an answer that waits for the files before it, and its own, to be safe */
    struct commit commit;
    struct wire_header header;
    uint32_t operation, file, status;
    uint64_t stored;
};

enum file_job { FILE_JOB_NONE, FILE_JOB_OFFERED, FILE_JOB_SENDING, FILE_JOB_SENT, FILE_JOB_DIGEST };

struct file_service {
    struct wire_version version; /* 0.0 before negotiation */
    uint32_t nonce;
    struct receiver in;
    uint32_t file;    /* that `in` takes, or that was refused */
    uint32_t refused; /* why the rest of `file` is dropped; WIRE_OK: it is not */
    VEC(struct file_waiting) waiting;
    uint64_t waiting_bytes;
    bool heard; /* something came since the last look: more may follow at once */
    VEC(struct file_request) queue;
    enum file_job job; /* what the first of the queue is at */
    int fd;            /* of the job */
    struct sender out;
    struct hashing *hashing;
};

/* root: what the host may reach; its descriptor is borrowed. */
void file_service_init(struct file_service *s, const struct walk_root *root);
void file_service_release(struct file_service *s);
/* A session begins: whatever was under way ends. */
void file_service_begin(struct file_service *s, struct wire_version version, uint32_t nonce);
/* The host is gone. Broken transfers that may be resumed keep what came. */
void file_service_end(struct file_service *s);
/* Takes one message of type WIRE_FCOPY. */
void file_service_take(struct file_service *s, const struct wire_message *m, struct strbuf *out);
/* Goes on with what the host asked for: at most about 64 KiB are appended. False when there is
 * nothing to do before another message comes. */
bool file_service_work(struct file_service *s, struct strbuf *out);

#endif
