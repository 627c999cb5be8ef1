#include "guest/fcopy.h"

#include <lz4.h>
#include <string.h>

#include "guest/wire_text.h"
#include "shell/base/le.h"
#include "shell/base/utf8.h"

/* Offsets in the bodies of version 1.1. */
enum {
    START_NAME = FCOPY_HEADER_SIZE,
    START_PATH = START_NAME + 2 * FCOPY_NAME_UNITS,
    START_FLAGS = START_PATH + 2 * FCOPY_NAME_UNITS,
    START_SIZE = START_FLAGS + 4,
    WRITE_OFFSET = FCOPY_HEADER_SIZE + 4,
    WRITE_LEN = WRITE_OFFSET + 8,
    WRITE_DATA = WRITE_LEN + 4,
};

/* ---- UTF-16 ---------------------------------------------------------------------------- */
/* s into 260 units that end with NUL; folder adds a '/'. False when it does not fit. */
static bool put_units(uint8_t *p, const char *s, bool folder)
{
    size_t len = strlen(s), n;
    if (!wire_put_text(p, FCOPY_NAME_UNITS, s, &n))
        return false;
    if (folder && len && s[len - 1] != '/') {
        if (n + 1 >= FCOPY_NAME_UNITS)
            return false;
        le16_put(p + 2 * n, '/');
    }
    return true;
}

static bool get_units(const uint8_t *p, char *s)
{
    return wire_get_text(p, FCOPY_NAME_UNITS, s, FCOPY_PATH_MAX);
}

/* ---- version 1.1 ----------------------------------------------------------------------- */
bool fcopy1_put_start(struct strbuf *out, const struct wire_header *h,
                      const struct fcopy_start *start)
{
    uint8_t body[FCOPY_START_SIZE] = { 0 };
    le32_put(body, FCOPY_START);
    if (!put_units(body + START_NAME, start->name, false) ||
        !put_units(body + START_PATH, start->path, true))
        return false;
    le32_put(body + START_FLAGS, start->flags & FCOPY_FLAGS_1);
    le64_put(body + START_SIZE, start->size);
    wire_put(out, h, body, sizeof(body));
    return true;
}

void fcopy1_put_write(struct strbuf *out, const struct wire_header *h, uint64_t offset,
                      const void *data, size_t len)
{
    uint8_t *body = wire_reserve(out, h, FCOPY_WRITE_SIZE);
    memset(body, 0, WRITE_DATA);
    le32_put(body, FCOPY_WRITE);
    le64_put(body + WRITE_OFFSET, offset);
    le32_put(body + WRITE_LEN, (uint32_t)len);
    memcpy(body + WRITE_DATA, data, len);
    memset(body + WRITE_DATA + len, 0, FCOPY_DATA_MAX - len);
}

void fcopy1_put_end(struct strbuf *out, const struct wire_header *h, enum fcopy_operation op)
{
    uint8_t body[FCOPY_HEADER_SIZE] = { 0 };
    le32_put(body, (uint32_t)op);
    wire_put(out, h, body, sizeof(body));
}

int fcopy1_operation(const struct wire_message *m)
{
    uint32_t op = m->len >= FCOPY_HEADER_SIZE ? le32_get(m->body) : UINT32_MAX;
    return op <= FCOPY_CANCEL ? (int)op : -1;
}

bool fcopy1_read_start(const struct wire_message *m, struct fcopy_start *start)
{
    if (m->len != FCOPY_START_SIZE)
        return false;
    memset(start, 0, offsetof(struct fcopy_start, path));
    start->flags = le32_get(m->body + START_FLAGS);
    start->size = start->allocated = le64_get(m->body + START_SIZE);
    return get_units(m->body + START_NAME, start->name) &&
           get_units(m->body + START_PATH, start->path) && !(start->flags & ~FCOPY_FLAGS_1);
}

bool fcopy1_read_write(const struct wire_message *m, uint64_t *offset, const uint8_t **data,
                       size_t *len)
{
    if (m->len != FCOPY_WRITE_SIZE)
        return false;
    *offset = le64_get(m->body + WRITE_OFFSET);
    *len = le32_get(m->body + WRITE_LEN);
    *data = m->body + WRITE_DATA;
    return *len <= FCOPY_DATA_MAX;
}

/* ---- version 2.0 ----------------------------------------------------------------------- */
enum {
    HEAD2 = 8, /* operation, file */
    NONCE2 = 4,
    START2 = HEAD2 + 32 + FCOPY_KEY_SIZE + 4, /* up to the strings */
    WRITE2 = HEAD2 + 12,
    ANSWER2 = HEAD2 + 8,
};

static uint8_t *put_head(uint8_t *p, uint32_t op, uint32_t file)
{
    le32_put(p, op);
    le32_put(p + 4, file);
    return p + HEAD2;
}

void fcopy2_put_start(struct strbuf *out, const struct wire_header *h, uint32_t file,
                      enum fcopy_operation op, const struct fcopy_start *start, uint32_t nonce)
{
    size_t path = strlen(start->path), name = strlen(start->name);
    uint8_t *p = put_head(wire_reserve(out, h, START2 + path + name + NONCE2), (uint32_t)op, file);
    le32_put(p, start->flags);
    le32_put(p + 4, start->mode);
    le64_put(p + 8, start->size);
    le64_put(p + 16, start->allocated);
    le64_put(p + 24, (uint64_t)start->mtime_ns);
    memcpy(p + 32, start->key, FCOPY_KEY_SIZE);
    p += 32 + FCOPY_KEY_SIZE;
    le16_put(p, (uint16_t)path);
    le16_put(p + 2, (uint16_t)name);
    memcpy(p + 4, start->path, path);
    memcpy(p + 4 + path, start->name, name);
    le32_put(p + 4 + path + name, nonce);
}

/* Worth unpacking: the data got shorter by a quarter. */
static size_t pack(const void *data, size_t raw, void *scratch)
{
    if (!scratch || raw < 512)
        return 0;
    int n = LZ4_compress_default(data, scratch, (int)raw, (int)(raw - raw / 4));
    return n > 0 ? (size_t)n : 0;
}

static uint8_t *reserve_write(struct strbuf *out, const struct wire_header *h, uint32_t file,
                              uint64_t offset, size_t raw, size_t len, uint32_t nonce)
{
    uint8_t *p = put_head(wire_reserve(out, h, WRITE2 + len + NONCE2), FCOPY_WRITE, file);
    le64_put(p, offset);
    le32_put(p + 8, (uint32_t)raw);
    le32_put(p + 12 + len, nonce);
    return p + 12;
}

uint8_t *fcopy2_reserve_write(struct strbuf *out, const struct wire_header *h, uint32_t file,
                              uint64_t offset, size_t raw, uint32_t nonce)
{
    return reserve_write(out, h, file, offset, raw, raw, nonce);
}

void fcopy2_put_write(struct strbuf *out, const struct wire_header *h, uint32_t file,
                      uint64_t offset, const void *data, size_t raw, void *scratch, uint32_t nonce)
{
    size_t packed = pack(data, raw, scratch), len = packed ? packed : raw;
    memcpy(reserve_write(out, h, file, offset, raw, len, nonce), packed ? scratch : data, len);
}

void fcopy2_put(struct strbuf *out, const struct wire_header *h, const struct fcopy_body *body,
                uint32_t nonce)
{
    AUTO_STRBUF b = STRBUF_INIT;
    uint8_t n[8];
    size_t path = 0;
    put_head(n, body->operation, body->file);
    strbuf_add(&b, n, HEAD2);
    switch (body->operation) {
    case FCOPY_HOLE:
    case FCOPY_COMPLETE:
        le64_put(n, body->operation == FCOPY_HOLE ? body->offset : body->length);
        strbuf_add(&b, n, 8);
        le64_put(n, body->operation == FCOPY_HOLE ? body->length : body->sum);
        strbuf_add(&b, n, 8);
        break;
    case FCOPY_GET:
        le32_put(n, body->flags);
        strbuf_add(&b, n, 4);
        le64_put(n, body->offset);
        strbuf_add(&b, n, 8);
        path = strlen(body->path);
        break;
    case FCOPY_LIST:
        le32_put(n, body->cursor);
        strbuf_add(&b, n, 4);
        path = strlen(body->path);
        break;
    case FCOPY_DIGEST:
    case FCOPY_READLINK:
        path = strlen(body->path);
        break;
    default:
        break;
    }
    if (path) {
        le16_put(n, (uint16_t)path);
        strbuf_add(&b, n, 2);
        strbuf_add(&b, body->path, path);
    }
    le32_put(n, nonce);
    strbuf_add(&b, n, NONCE2);
    wire_put(out, h, b.buf, b.len);
}

/* A string of len bytes at p without NUL into s (FCOPY_PATH_MAX bytes). */
static bool get_string(const uint8_t *p, size_t len, char *s)
{
    if (len >= FCOPY_PATH_MAX || memchr(p, '\0', len) || !utf8_valid((const char *)p, len))
        return false;
    memcpy(s, p, len);
    s[len] = '\0';
    return true;
}

/* The body without its nonce: false when it is too short or from another session. */
static bool own_body(const struct wire_message *m, uint32_t nonce, size_t *len)
{
    if (m->len < HEAD2 + NONCE2 || le32_get(m->body + m->len - NONCE2) != nonce)
        return false;
    *len = m->len - NONCE2;
    return true;
}

bool fcopy2_read_start(const struct wire_message *m, uint32_t nonce, uint32_t *file,
                       struct fcopy_start *start)
{
    size_t len;
    if (!own_body(m, nonce, &len) || len < START2)
        return false;
    const uint8_t *p = m->body + HEAD2;
    *file = le32_get(m->body + 4);
    start->flags = le32_get(p);
    start->mode = le32_get(p + 4);
    start->size = le64_get(p + 8);
    start->allocated = le64_get(p + 16);
    start->mtime_ns = (int64_t)le64_get(p + 24);
    memcpy(start->key, p + 32, FCOPY_KEY_SIZE);
    p += 32 + FCOPY_KEY_SIZE;
    size_t path = le16_get(p), name = le16_get(p + 2);
    return len == START2 + path + name && get_string(p + 4, path, start->path) &&
           get_string(p + 4 + path, name, start->name) && !(start->flags & ~FCOPY_FLAGS_2) &&
           !(start->mode & ~07777u) && start->size <= INT64_MAX;
}

static bool get_path(const uint8_t *p, size_t len, struct fcopy_body *body)
{
    return len >= 2 && le16_get(p) == len - 2 && get_string(p + 2, len - 2, body->path);
}

bool fcopy2_read(const struct wire_message *m, uint32_t nonce, struct fcopy_body *body)
{
    size_t len;
    if (!own_body(m, nonce, &len))
        return false;
    const uint8_t *p = m->body + HEAD2;
    memset(body, 0, offsetof(struct fcopy_body, path));
    body->operation = le32_get(m->body);
    body->file = le32_get(m->body + 4);
    body->path[0] = '\0';
    len -= HEAD2;
    switch (body->operation) {
    case FCOPY_WRITE:
        if (len < 12)
            return false;
        body->offset = le64_get(p);
        body->length = le32_get(p + 8);
        body->data = p + 12;
        body->data_len = len - 12;
        return body->length && body->length <= FCOPY_BLOCK && body->data_len &&
               body->data_len <= body->length && body->offset <= INT64_MAX - FCOPY_BLOCK;
    case FCOPY_HOLE:
        if (len != 16)
            return false;
        body->offset = le64_get(p);
        body->length = le64_get(p + 8);
        return body->length && body->offset <= INT64_MAX &&
               body->length <= INT64_MAX - body->offset;
    case FCOPY_COMPLETE:
        if (len != 16)
            return false;
        body->length = le64_get(p);
        body->sum = le64_get(p + 8);
        return true;
    case FCOPY_GET:
        if (len < 12)
            return false;
        body->flags = le32_get(p);
        body->offset = le64_get(p + 4);
        return body->offset <= INT64_MAX && get_path(p + 12, len - 12, body);
    case FCOPY_LIST:
        if (len < 4)
            return false;
        body->cursor = le32_get(p);
        return get_path(p + 4, len - 4, body);
    case FCOPY_DIGEST:
    case FCOPY_READLINK:
        return get_path(p, len, body);
    case FCOPY_CANCEL:
        return !len;
    default:
        return false;
    }
}

const uint8_t *fcopy2_data(const struct fcopy_body *body, uint8_t *scratch)
{
    if (body->data_len == body->length)
        return body->data;
    int n = LZ4_decompress_safe((const char *)body->data, (char *)scratch, (int)body->data_len,
                                FCOPY_BLOCK);
    return n >= 0 && (uint64_t)n == body->length ? scratch : NULL;
}

void fcopy2_answer(struct strbuf *out, const struct wire_message *m, uint32_t status, uint32_t file,
                   uint64_t stored, const void *more, size_t more_len)
{
    struct wire_header h = m->ic;
    h.status = status;
    h.flags = WIRE_TRANSACTION | WIRE_RESPONSE;
    uint8_t *p = wire_reserve(out, &h, ANSWER2 + more_len);
    put_head(p, m->len >= 4 ? le32_get(m->body) : 0, file);
    le64_put(p + HEAD2, stored);
    if (more_len)
        memcpy(p + ANSWER2, more, more_len);
}

bool fcopy2_read_answer(const struct wire_message *m, struct fcopy_answer *answer)
{
    if (m->ic.type != WIRE_FCOPY || !(m->ic.flags & WIRE_RESPONSE) || m->len < ANSWER2)
        return false;
    *answer = (struct fcopy_answer){ .operation = le32_get(m->body),
                                     .file = le32_get(m->body + 4),
                                     .stored = le64_get(m->body + HEAD2),
                                     .more = m->body + ANSWER2,
                                     .more_len = m->len - ANSWER2 };
    return true;
}
