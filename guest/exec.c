#include "guest/exec.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { HEAD = 8, NONCE = 4, OPEN_FIXED = 4 + 2 + 2 + 2 + 2 };

void exec_body_release(struct exec_body *body)
{
    if (body->text)
        explicit_bzero(body->text, body->text_len); /* a password may have been in it */
    free(body->text);
    free(body->strings);
    *body = (struct exec_body){ 0 };
}

/* ---- strings ------------------------------------------------------------------------- */
bool exec_put_string(struct strbuf *out, const char *s)
{
    uint8_t head[2];
    size_t len = strlen(s);
    if (len > EXEC_STRINGS_MAX)
        return false;
    le16_put(head, (uint16_t)len);
    strbuf_add(out, head, sizeof(head));
    strbuf_add(out, s, len);
    return true;
}

/* The length of the string at p, or -1. */
static long string_length(const uint8_t *p, size_t len)
{
    if (len < 2 || le16_get(p) > len - 2)
        return -1;
    size_t n = le16_get(p);
    return memchr(p + 2, '\0', n) ? -1 : (long)n;
}

bool exec_get_string(const uint8_t **p, size_t *len, char **s)
{
    long n = string_length(*p, *len);
    if (n < 0)
        return false;
    *s = xstrndup((const char *)*p + 2, (size_t)n);
    *p += 2 + n;
    *len -= 2 + (size_t)n;
    return true;
}

/* n strings that fill len bytes at p. */
static bool get_strings(const uint8_t *p, size_t len, size_t n, struct exec_body *body)
{
    body->text = xcalloc(1, len + n + 1);
    body->text_len = len + n + 1;
    body->strings = xcalloc(n + 1, sizeof(*body->strings));
    char *to = body->text;
    for (; body->nstrings < n; body->nstrings++) {
        long size = string_length(p, len);
        if (size < 0)
            return false;
        memcpy(to, p + 2, (size_t)size);
        body->strings[body->nstrings] = to;
        to += size + 1;
        p += 2 + size;
        len -= 2 + (size_t)size;
    }
    return !len;
}

static bool put_strings(struct strbuf *b, const struct exec_body *body, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!exec_put_string(b, body->strings[i]))
            return false;
    return b->len <= EXEC_STRINGS_MAX;
}

/* ---- requests ------------------------------------------------------------------------ */
static void put_number(struct strbuf *b, uint32_t n)
{
    uint8_t p[4];
    le32_put(p, n);
    strbuf_add(b, p, sizeof(p));
}

static void put_short(struct strbuf *b, size_t n)
{
    uint8_t p[2];
    le16_put(p, (uint16_t)n);
    strbuf_add(b, p, sizeof(p));
}

bool exec_put(struct strbuf *out, const struct wire_header *h, const struct exec_body *body,
              uint32_t nonce)
{
    AUTO_STRBUF b = STRBUF_INIT;
    bool fits = true;
    put_number(&b, body->operation);
    put_number(&b, body->id);
    switch (body->operation) {
    case EXEC_LOGIN:
        fits = put_strings(&b, body, 2);
        break;
    case EXEC_OPEN:
        put_number(&b, body->flags);
        put_short(&b, body->rows);
        put_short(&b, body->cols);
        put_short(&b, body->argc);
        put_short(&b, body->envc);
        fits = body->argc + body->envc <= EXEC_ARGS_MAX &&
               put_strings(&b, body, 1 + body->argc + body->envc);
        break;
    case EXEC_DATA:
        put_number(&b, body->stream);
        strbuf_add(&b, body->data, body->data_len);
        break;
    case EXEC_CREDIT:
        put_number(&b, body->stream);
        put_number(&b, body->length);
        break;
    case EXEC_RESIZE:
        put_short(&b, body->rows);
        put_short(&b, body->cols);
        break;
    case EXEC_EXIT:
        put_number(&b, (uint32_t)body->code);
        put_number(&b, (uint32_t)body->signal);
        break;
    case EXEC_SIGNAL:
        put_number(&b, (uint32_t)body->signal);
        break;
    default:
        break;
    }
    put_number(&b, nonce);
    if (fits)
        wire_put(out, h, b.buf, b.len);
    if (body->operation == EXEC_LOGIN)
        explicit_bzero(b.buf, b.len);
    return fits;
}

static bool read_open(const uint8_t *p, size_t len, struct exec_body *body)
{
    if (len < OPEN_FIXED)
        return false;
    body->flags = le32_get(p);
    body->rows = le16_get(p + 4);
    body->cols = le16_get(p + 6);
    body->argc = le16_get(p + 8);
    body->envc = le16_get(p + 10);
    return !(body->flags & ~(uint32_t)EXEC_FLAGS) && body->rows <= EXEC_TERMINAL_MAX &&
           body->cols <= EXEC_TERMINAL_MAX && body->argc &&
           body->argc + body->envc <= EXEC_ARGS_MAX &&
           get_strings(p + OPEN_FIXED, len - OPEN_FIXED, 1 + body->argc + body->envc, body);
}

static bool read_by_operation(const uint8_t *p, size_t len, struct exec_body *body)
{
    switch (body->operation) {
    case EXEC_LOGIN:
        return get_strings(p, len, 2, body);
    case EXEC_OPEN:
        return read_open(p, len, body);
    case EXEC_DATA:
        if (len < 4)
            return false;
        body->stream = le32_get(p);
        body->data = p + 4;
        body->data_len = len - 4;
        return body->stream <= 2 && body->data_len <= EXEC_DATA_MAX;
    case EXEC_CREDIT:
        if (len != 8)
            return false;
        body->stream = le32_get(p);
        body->length = le32_get(p + 4);
        return body->stream <= 2 && body->length <= EXEC_WINDOW;
    case EXEC_RESIZE:
        if (len != 4)
            return false;
        body->rows = le16_get(p);
        body->cols = le16_get(p + 2);
        return body->rows <= EXEC_TERMINAL_MAX && body->cols <= EXEC_TERMINAL_MAX;
    case EXEC_EXIT:
        if (len != 8)
            return false;
        body->code = (int32_t)le32_get(p);
        body->signal = (int32_t)le32_get(p + 4);
        return true;
    case EXEC_SIGNAL:
        if (len != 4)
            return false;
        body->signal = (int32_t)le32_get(p);
        return true;
    case EXEC_INFO:
    case EXEC_CLOSE:
    case EXEC_PING:
        return !len;
    default:
        return false;
    }
}

bool exec_read(const struct wire_message *m, uint32_t nonce, struct exec_body *body)
{
    *body = (struct exec_body){ 0 };
    if (m->ic.type != WIRE_EXEC || m->ic.flags & WIRE_RESPONSE || m->len < HEAD + NONCE ||
        le32_get(m->body + m->len - NONCE) != nonce)
        return false;
    body->operation = le32_get(m->body);
    body->id = le32_get(m->body + 4);
    if (read_by_operation(m->body + HEAD, m->len - HEAD - NONCE, body))
        return true;
    exec_body_release(body);
    return false;
}

/* ---- answers ------------------------------------------------------------------------- */
void exec_answer(struct strbuf *out, const struct wire_message *m, uint32_t status,
                 const struct exec_body *body, const void *more, size_t more_len)
{
    AUTO_STRBUF b = STRBUF_INIT;
    put_number(&b, body->operation);
    put_number(&b, body->id);
    if (more_len)
        strbuf_add(&b, more, more_len);
    wire_answer(out, m, status, b.buf, b.len);
}

bool exec_read_answer(const struct wire_message *m, struct exec_answer *answer)
{
    if (m->ic.type != WIRE_EXEC || !(m->ic.flags & WIRE_RESPONSE) || m->len < HEAD)
        return false;
    *answer = (struct exec_answer){ .operation = le32_get(m->body),
                                    .id = le32_get(m->body + 4),
                                    .more = m->body + HEAD,
                                    .more_len = m->len - HEAD };
    return true;
}
