/* The wire format of guest services: Hyper-V's integration-component (IC) messages and its
 * file-copy bodies, carried as records over a byte stream (a virtio-serial port).
 *
 * A record is a pipe header {flags:4, msgsize:4}, little endian as everything here, with
 * flags = WIRE_MAGIC, and msgsize bytes: an IC header and a body. A reader that lost its
 * place skips bytes until the next magic; a writer that connects first sends WIRE_RESYNC
 * bytes 0xFF, which complete or spoil whatever was cut off before.
 *
 * Layouts: Linux include/linux/hyperv.h and include/uapi/linux/hyperv.h (pipe, IC,
 * negotiate, fcopy 1.1); fcopy 2.0 is ours: see guest/fcopy.h. */
#ifndef HVSH_GUEST_WIRE_H
#define HVSH_GUEST_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/strbuf.h"

enum {
    WIRE_MAGIC = 0x31475648, /* "HVG1" in memory */
    WIRE_PIPE_SIZE = 8,
    WIRE_IC_SIZE = 20,
    WIRE_MESSAGE_MAX = 65536, /* msgsize; at least WIRE_IC_SIZE */
    WIRE_RESYNC = 65544,      /* a whole record of the largest size */
    WIRE_NEGOTIATE_MAX = 100, /* versions in one offer */
};

/* IC message types; those from 128 on are ours. */
enum wire_type {
    WIRE_NEGOTIATE = 0,
    WIRE_HEARTBEAT = 1,
    WIRE_KVP = 2,
    WIRE_SHUTDOWN = 3,
    WIRE_TIME = 4,
    WIRE_VSS = 5,
    WIRE_FCOPY = 7,
    WIRE_EXEC = 128,
};

/* IC flags. An answer is the request with status set and flags = transaction | response. */
enum { WIRE_TRANSACTION = 1, WIRE_REQUEST = 2, WIRE_RESPONSE = 4 };

/* HRESULTs that travel in the IC header's status. */
enum wire_status {
    WIRE_OK = 0,
    WIRE_E_FAIL = (int)0x80004005,
    WIRE_E_NOT_SUPPORTED = (int)0x80070032,
    WIRE_E_INVALID = (int)0x80070057,
    WIRE_E_FILE_NOT_FOUND = (int)0x80070002,
    WIRE_E_PATH_NOT_FOUND = (int)0x80070003,
    WIRE_E_ACCESS_DENIED = (int)0x80070005,
    WIRE_E_WRITE_PROTECT = (int)0x80070013,
    WIRE_E_CRC = (int)0x80070017,
    WIRE_E_FILE_EXISTS = (int)0x80070050,
    WIRE_E_DISK_FULL = (int)0x80070070,
    WIRE_E_NAME_TOO_LONG = (int)0x800700CE,
    WIRE_E_FILE_TOO_LARGE = (int)0x800700DF,
    WIRE_E_NO_MORE_ITEMS = (int)0x80070103,
    WIRE_E_CANCELLED = (int)0x800704C7,
    WIRE_E_NOT_CONNECTED = (int)0x8007048F,
};

struct wire_version {
    uint16_t major, minor;
};

static inline bool wire_version_same(struct wire_version a, struct wire_version b)
{
    return a.major == b.major && a.minor == b.minor;
}

struct wire_header {
    struct wire_version frame;   /* IC framework version */
    uint16_t type;               /* enum wire_type */
    struct wire_version message; /* version of the service */
    uint16_t size;               /* of the body; the largest ones do not fit and say 0xFFFF */
    uint32_t status;             /* enum wire_status */
    uint8_t id;                  /* of the transaction */
    uint8_t flags;
    uint16_t reserved; /* WIRE_NEGOTIATE: the enum wire_type that it is about; 0 = fcopy */
};

/* One message; body points into the reader's buffer and lasts until its next call. */
struct wire_message {
    struct wire_header ic;
    const uint8_t *body;
    size_t len;
};

/* ---- reading ----------------------------------------------------------------------- */

/* Bytes of a stream on their way to messages. Memory: two records of the largest size. */
struct wire_reader {
    uint8_t *buf;
    size_t start, end;
    uint64_t skipped; /* bytes that belonged to no record */
};

void wire_reader_init(struct wire_reader *r);
void wire_reader_release(struct wire_reader *r);
/* Forgets what came so far: the other side closed the port. */
void wire_reader_reset(struct wire_reader *r);
/* Where up to *space bytes (never 0) may be read to; then tell wire_reader_fill. */
uint8_t *wire_reader_space(struct wire_reader *r, size_t *space);
void wire_reader_fill(struct wire_reader *r, size_t n);
/* The next whole message: true and *m, or false when more bytes are needed. */
bool wire_reader_next(struct wire_reader *r, struct wire_message *m);

/* ---- writing ----------------------------------------------------------------------- */

/* Appends a record; len at most WIRE_MESSAGE_MAX - WIRE_IC_SIZE. h->size is set from len. */
void wire_put(struct strbuf *out, const struct wire_header *h, const void *body, size_t len);
/* Appends a record whose body the caller writes: returns where its len bytes go. */
uint8_t *wire_reserve(struct strbuf *out, const struct wire_header *h, size_t len);
/* The answer to m: its header with status, flags and the given body. */
void wire_answer(struct strbuf *out, const struct wire_message *m, uint32_t status,
                 const void *body, size_t len);
/* The stream took n bytes of out from *sent on: what is sent makes room for more. */
void wire_sent(struct strbuf *out, size_t *sent, size_t n);
/* What a side that connects sends first. */
void wire_put_resync(struct strbuf *out);

/* The one encoder and decoder of the IC header (WIRE_IC_SIZE bytes). */
void wire_header_encode(const struct wire_header *h, uint8_t *p);
void wire_header_decode(const uint8_t *p, struct wire_header *h);

/* ---- version negotiation ------------------------------------------------------------- */

struct wire_offer {
    const struct wire_version *frames, *messages; /* best first */
    size_t nframes, nmessages;
    uint32_t nonce; /* comes back unchanged */
};

/* Appends the request for a service. */
void wire_put_offer(struct strbuf *out, enum wire_type service, uint8_t id,
                    const struct wire_offer *offer);
/* Answers a request from the versions that this side speaks (best first): the first common
 * pair goes to *frame and *message and true comes back; no pair, or a body that does not hold
 * what it says, answers counts 0/0 and false. */
bool wire_answer_offer(struct strbuf *out, const struct wire_message *m,
                       const struct wire_version *frames, size_t nframes,
                       const struct wire_version *messages, size_t nmessages,
                       struct wire_version *frame, struct wire_version *message);
/* Reads an answer to an offer: false when it is none, names other versions than were offered
 * or another nonce. *agreed is false when the other side found no common version. */
bool wire_read_offer_answer(const struct wire_message *m, const struct wire_offer *offer,
                            bool *agreed, struct wire_version *frame, struct wire_version *message);

/* The HRESULT that tells of an errno. */
uint32_t wire_status_of_errno(int errnum);
/* Windows' sentence for an HRESULT ("The file exists."), or NULL. */
const char *wire_status_text(uint32_t status);

#endif
