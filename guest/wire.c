#include "guest/wire.h"

#include <errno.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum {
    READER_SIZE = 2 * (WIRE_PIPE_SIZE + WIRE_MESSAGE_MAX),
    SENT_MAX = 128 << 10, /* what is sent and still takes room, unless much waits behind it */
    SENT_REST = 4 << 10,  /* what waits behind it and is moved at once */
    NEGOTIATE_FIXED = 8,  /* two counts and `reserved` */
    VERSION_SIZE = 4,
};

void wire_header_encode(const struct wire_header *h, uint8_t *p)
{
    le16_put(p, h->frame.major);
    le16_put(p + 2, h->frame.minor);
    le16_put(p + 4, h->type);
    le16_put(p + 6, h->message.major);
    le16_put(p + 8, h->message.minor);
    le16_put(p + 10, h->size);
    le32_put(p + 12, h->status);
    p[16] = h->id;
    p[17] = h->flags;
    le16_put(p + 18, h->reserved);
}

void wire_header_decode(const uint8_t *p, struct wire_header *h)
{
    h->frame = (struct wire_version){ le16_get(p), le16_get(p + 2) };
    h->type = le16_get(p + 4);
    h->message = (struct wire_version){ le16_get(p + 6), le16_get(p + 8) };
    h->size = le16_get(p + 10);
    h->status = le32_get(p + 12);
    h->id = p[16];
    h->flags = p[17];
    h->reserved = le16_get(p + 18);
}

/* ---- reading ----------------------------------------------------------------------- */
void wire_reader_init(struct wire_reader *r)
{
    *r = (struct wire_reader){ .buf = xmalloc(READER_SIZE) };
}

void wire_reader_release(struct wire_reader *r)
{
    free(r->buf);
    *r = (struct wire_reader){ 0 };
}

void wire_reader_reset(struct wire_reader *r)
{
    r->skipped += r->end - r->start;
    r->start = r->end = 0;
}

/* The size of the record that begins at start, header included; 0 when it is not known yet. */
static size_t record_size(const struct wire_reader *r)
{
    if (r->end - r->start < WIRE_PIPE_SIZE)
        return 0;
    uint32_t size = le32_get(r->buf + r->start + 4);
    return size < WIRE_IC_SIZE || size > WIRE_MESSAGE_MAX ? 0 : WIRE_PIPE_SIZE + (size_t)size;
}

uint8_t *wire_reader_space(struct wire_reader *r, size_t *space)
{
    /* What is kept is less than one record. It moves to the front as soon as it is known not to
     * fit where it is, when it is still short. */
    size_t record = record_size(r);
    if (r->start == r->end) {
        r->start = r->end = 0;
    } else if (record ? r->start + record > READER_SIZE : READER_SIZE - r->end < READER_SIZE / 4) {
        memmove(r->buf, r->buf + r->start, r->end - r->start);
        r->end -= r->start;
        r->start = 0;
    }
    *space = READER_SIZE - r->end;
    return r->buf + r->end;
}

void wire_reader_fill(struct wire_reader *r, size_t n)
{
    r->end += n;
}

static void skip(struct wire_reader *r, size_t n)
{
    r->start += n;
    r->skipped += n;
}

/* Moves to the next place where a magic stands or may begin. */
static bool find_magic(struct wire_reader *r)
{
    uint8_t magic[4];
    le32_put(magic, WIRE_MAGIC);
    while (r->end - r->start >= sizeof(magic)) {
        const uint8_t *p = r->buf + r->start;
        if (!memcmp(p, magic, sizeof(magic)))
            return true;
        const uint8_t *next = memchr(p + 1, magic[0], r->end - r->start - 1);
        skip(r, next ? (size_t)(next - p) : r->end - r->start);
    }
    return false;
}

bool wire_reader_next(struct wire_reader *r, struct wire_message *m)
{
    while (find_magic(r)) {
        size_t have = r->end - r->start;
        if (have < WIRE_PIPE_SIZE)
            return false;
        const uint8_t *p = r->buf + r->start;
        size_t record = record_size(r);
        if (!record) {
            skip(r, 4);
            continue;
        }
        if (have < record)
            return false;
        wire_header_decode(p + WIRE_PIPE_SIZE, &m->ic);
        m->body = p + WIRE_PIPE_SIZE + WIRE_IC_SIZE;
        m->len = record - WIRE_PIPE_SIZE - WIRE_IC_SIZE;
        r->start += record;
        return true;
    }
    return false;
}

/* ---- writing ----------------------------------------------------------------------- */
uint8_t *wire_reserve(struct strbuf *out, const struct wire_header *h, size_t len)
{
    size_t size = WIRE_IC_SIZE + len;
    struct wire_header header = *h;
    header.size = len > 0xFFFF ? 0xFFFF : (uint16_t)len;
    strbuf_grow(out, WIRE_PIPE_SIZE + size);
    uint8_t *p = (uint8_t *)out->buf + out->len;
    le32_put(p, WIRE_MAGIC);
    le32_put(p + 4, (uint32_t)size);
    wire_header_encode(&header, p + WIRE_PIPE_SIZE);
    out->len += WIRE_PIPE_SIZE + size;
    out->buf[out->len] = '\0';
    return p + WIRE_PIPE_SIZE + WIRE_IC_SIZE;
}

void wire_put(struct strbuf *out, const struct wire_header *h, const void *body, size_t len)
{
    uint8_t *p = wire_reserve(out, h, len);
    if (len)
        memcpy(p, body, len);
}

void wire_answer(struct strbuf *out, const struct wire_message *m, uint32_t status,
                 const void *body, size_t len)
{
    struct wire_header h = m->ic;
    h.status = status;
    h.flags = WIRE_TRANSACTION | WIRE_RESPONSE;
    wire_put(out, &h, body, len);
}

void wire_sent(struct strbuf *out, size_t *sent, size_t n)
{
    *sent += n;
    size_t rest = out->len - *sent;
    if (rest > SENT_REST && (*sent < SENT_MAX || rest > SENT_MAX / 4))
        return;
    memmove(out->buf, out->buf + *sent, rest);
    strbuf_truncate(out, rest);
    *sent = 0;
}

void wire_put_resync(struct strbuf *out)
{
    strbuf_fill(out, (char)0xFF, WIRE_RESYNC);
}

/* ---- version negotiation ------------------------------------------------------------- */
static void version_put(uint8_t *p, struct wire_version v)
{
    le16_put(p, v.major);
    le16_put(p + 2, v.minor);
}

static struct wire_version version_get(const uint8_t *p)
{
    return (struct wire_version){ le16_get(p), le16_get(p + 2) };
}

void wire_put_offer(struct strbuf *out, enum wire_type service, uint8_t id,
                    const struct wire_offer *offer)
{
    struct wire_header h = { .type = WIRE_NEGOTIATE,
                             .id = id,
                             .flags = WIRE_TRANSACTION | WIRE_REQUEST,
                             .reserved = (uint16_t)service };
    size_t n = offer->nframes + offer->nmessages;
    uint8_t *p = wire_reserve(out, &h, NEGOTIATE_FIXED + n * VERSION_SIZE);
    le16_put(p, (uint16_t)offer->nframes);
    le16_put(p + 2, (uint16_t)offer->nmessages);
    le32_put(p + 4, offer->nonce);
    p += NEGOTIATE_FIXED;
    for (size_t i = 0; i < offer->nframes; i++, p += VERSION_SIZE)
        version_put(p, offer->frames[i]);
    for (size_t i = 0; i < offer->nmessages; i++, p += VERSION_SIZE)
        version_put(p, offer->messages[i]);
}

/* The best version of `mine` that is among n at p; false when there is none. */
static bool common_version(const struct wire_version *mine, size_t nmine, const uint8_t *p,
                           size_t n, struct wire_version *found)
{
    for (size_t i = 0; i < nmine; i++)
        for (size_t k = 0; k < n; k++)
            if (wire_version_same(mine[i], version_get(p + k * VERSION_SIZE))) {
                *found = mine[i];
                return true;
            }
    return false;
}

bool wire_answer_offer(struct strbuf *out, const struct wire_message *m,
                       const struct wire_version *frames, size_t nframes,
                       const struct wire_version *messages, size_t nmessages,
                       struct wire_version *frame, struct wire_version *message)
{
    uint8_t body[NEGOTIATE_FIXED + 2 * VERSION_SIZE] = { 0 };
    size_t len = NEGOTIATE_FIXED;
    bool agreed = false;
    if (m->len >= NEGOTIATE_FIXED) {
        size_t theirs = le16_get(m->body), services = le16_get(m->body + 2);
        const uint8_t *p = m->body + NEGOTIATE_FIXED;
        memcpy(body + 4, m->body + 4, 4);
        agreed = theirs + services <= WIRE_NEGOTIATE_MAX &&
                 (theirs + services) * VERSION_SIZE <= m->len - NEGOTIATE_FIXED &&
                 common_version(frames, nframes, p, theirs, frame) &&
                 common_version(messages, nmessages, p + theirs * VERSION_SIZE, services, message);
    }
    if (agreed) {
        le16_put(body, 1);
        le16_put(body + 2, 1);
        version_put(body + NEGOTIATE_FIXED, *frame);
        version_put(body + NEGOTIATE_FIXED + VERSION_SIZE, *message);
        len = sizeof(body);
    }
    wire_answer(out, m, WIRE_OK, body, len);
    return agreed;
}

static bool offered(const struct wire_version *list, size_t n, struct wire_version v)
{
    for (size_t i = 0; i < n; i++)
        if (wire_version_same(list[i], v))
            return true;
    return false;
}

bool wire_read_offer_answer(const struct wire_message *m, const struct wire_offer *offer,
                            bool *agreed, struct wire_version *frame, struct wire_version *message)
{
    if (m->ic.type != WIRE_NEGOTIATE || !(m->ic.flags & WIRE_RESPONSE) ||
        m->len < NEGOTIATE_FIXED || le32_get(m->body + 4) != offer->nonce)
        return false;
    *agreed = le16_get(m->body) && le16_get(m->body + 2);
    if (!*agreed)
        return true;
    if (le16_get(m->body) != 1 || le16_get(m->body + 2) != 1 ||
        m->len < NEGOTIATE_FIXED + 2 * VERSION_SIZE)
        return false;
    *frame = version_get(m->body + NEGOTIATE_FIXED);
    *message = version_get(m->body + NEGOTIATE_FIXED + VERSION_SIZE);
    return offered(offer->frames, offer->nframes, *frame) &&
           offered(offer->messages, offer->nmessages, *message);
}

/* ---- status ---------------------------------------------------------------------------- */
uint32_t wire_status_of_errno(int errnum)
{
    switch (errnum) {
    case 0:
        return WIRE_OK;
    case EEXIST:
        return (uint32_t)WIRE_E_FILE_EXISTS;
    case ENOSPC:
    case EDQUOT:
        return (uint32_t)WIRE_E_DISK_FULL;
    case EACCES:
    case EPERM:
    case ELOOP:
        return (uint32_t)WIRE_E_ACCESS_DENIED;
    case EROFS:
        return (uint32_t)WIRE_E_WRITE_PROTECT;
    case ENOENT:
    case ENOTDIR:
        return (uint32_t)WIRE_E_PATH_NOT_FOUND;
    case ENAMETOOLONG:
        return (uint32_t)WIRE_E_NAME_TOO_LONG;
    case EFBIG:
        return (uint32_t)WIRE_E_FILE_TOO_LARGE;
    case EINVAL:
        return (uint32_t)WIRE_E_INVALID;
    default:
        return (uint32_t)WIRE_E_FAIL;
    }
}

const char *wire_status_text(uint32_t status)
{
    static const struct {
        enum wire_status status;
        const char *text;
    } texts[] = {
        { WIRE_E_FAIL, "Unspecified error" },
        { WIRE_E_NOT_SUPPORTED, "The request is not supported." },
        { WIRE_E_INVALID, "The parameter is incorrect." },
        { WIRE_E_FILE_NOT_FOUND, "The system cannot find the file specified." },
        { WIRE_E_PATH_NOT_FOUND, "The system cannot find the path specified." },
        { WIRE_E_ACCESS_DENIED, "Access is denied." },
        { WIRE_E_WRITE_PROTECT, "The media is write protected." },
        { WIRE_E_CRC, "Data error (cyclic redundancy check)." },
        { WIRE_E_FILE_EXISTS, "The file exists." },
        { WIRE_E_DISK_FULL, "There is not enough space on the disk." },
        { WIRE_E_NAME_TOO_LONG, "The filename or extension is too long." },
        { WIRE_E_FILE_TOO_LARGE, "The file size exceeds the limit allowed and cannot be saved." },
        { WIRE_E_NO_MORE_ITEMS, "No more data is available." },
        { WIRE_E_CANCELLED, "The operation was canceled by the user." },
        { WIRE_E_NOT_CONNECTED, "The device is not connected." },
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if ((uint32_t)texts[i].status == status)
            return texts[i].text;
    return NULL;
}
