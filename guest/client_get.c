/* Files, lists and digests from the guest. */
#include <errno.h>
#include <string.h>

#include "guest/client_private.h"
#include "guest/receive.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"
#include "shell/base/utf8.h"

enum { ENTRY_FIXED = 1 + 4 + 8 + 8 + 2, LIST_MAX = 1 << 20 };

static uint32_t ask(struct guest_client *c, struct fcopy_body *body, const char *path)
{
    struct wire_header h = client_header(c);
    body->file = c->next_file++;
    memcpy(body->path, path, strlen(path) + 1);
    fcopy2_put(&c->out, &h, body, c->nonce);
    return body->file;
}

static int check_path(const char *path, struct err **err)
{
    static const struct walk_root everywhere = { .fd = -1 };
    /* What the guest takes from us; a %NAME% may begin it. */
    if (strlen(path) < FCOPY_PATH_MAX &&
        (*path == '%' || !walk_check(&everywhere, path, strlen(path))))
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "'%s' is no path of the guest: it has to be absolute, without '..'", path);
}

/* ---- lists --------------------------------------------------------------------------------------
 */
/* Decodes one entry and moves *p on; false when it is not a decent one. */
static bool read_entry(const uint8_t **p, size_t *len, struct client_entry *e)
{
    if (*len < ENTRY_FIXED)
        return false;
    const uint8_t *b = *p;
    size_t n = le16_get(b + 21);
    *e = (struct client_entry){ .kind = (char)b[0],
                                .mode = le32_get(b + 1) & 0777,
                                .size = le64_get(b + 5),
                                .mtime_ns = (int64_t)le64_get(b + 13) };
    if (n > WALK_NAME_MAX || n > *len - ENTRY_FIXED || !memchr("dflo", e->kind, 4) ||
        e->size > INT64_MAX)
        return false;
    memcpy(e->name, b + ENTRY_FIXED, n);
    *p += ENTRY_FIXED + n;
    *len -= ENTRY_FIXED + n;
    /* A name of the guest is never a path here. */
    struct walk_root inside = { .fd = 0, .strict = true };
    return !n || (!memchr(e->name, '/', n) && !walk_check(&inside, e->name, n));
}

int guest_client_list(struct guest_client *c, const char *path, uint32_t *status,
                      int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                      void *ctx, struct err **err)
{
    struct fcopy_body body = { .operation = FCOPY_LIST };
    size_t total = 0;
    if (client_need_2(c, err) || check_path(path, err))
        return -1;
    for (;;) {
        struct fcopy_answer a;
        uint32_t file = ask(c, &body, path);
        client_expect(c, CLIENT_ANSWER_MS, 0);
        if (client_await(c, FCOPY_LIST, file, &a, status, err))
            return -1;
        /* entry() may ask the guest more, which moves the message: work on a copy. */
        AUTO_STRBUF copy = STRBUF_INIT;
        strbuf_add(&copy, a.more, *status ? 0 : a.more_len);
        const uint8_t *p = (const uint8_t *)copy.buf;
        size_t len = copy.len;
        struct client_entry e = { 0 };
        while (len) {
            if (!read_entry(&p, &len, &e))
                return err_set(
                    err, ERR_OPERATION_FAILED,
                    "The guest services of the virtual machine sent a list that is none");
            if (++total > LIST_MAX)
                return err_set(err, ERR_NOT_SUPPORTED, "'%s' holds more than %d files", path,
                               LIST_MAX);
            if (entry(ctx, &e, err))
                return -1;
        }
        if (*status || !a.stored)
            return 0;
        if (total && !*e.name) /* told of the path itself, there is no more */
            break;
        if (a.stored <= body.cursor || a.stored > UINT32_MAX || !copy.len)
            break;
        body.cursor = (uint32_t)a.stored;
    }
    return err_set(err, ERR_OPERATION_FAILED,
                   "The guest services of the virtual machine repeat themselves");
}

/* ---- files --------------------------------------------------------------------------------------
 */
struct getting {
    struct guest_client *c;
    struct receiver in;
    const char *to;
    uint32_t flags, file;
    uint32_t refused;
    bool started, over;
    uint32_t status;
};

/* The guest offers the file: its name and what it may do are ours to say. */
static void take_offer(struct getting *g, const struct wire_message *m)
{
    struct fcopy_start start;
    uint64_t stored = 0;
    uint32_t file;
    if (g->started || !fcopy2_read_start(m, g->c->nonce, &file, &start) || file != g->file)
        return;
    g->started = true;
    start.flags = g->flags;
    memcpy(start.path, g->to, strlen(g->to) + 1);
    start.name[0] = '\0';
    g->refused = receiver_start(&g->in, &start, &stored);
    fcopy2_answer(&g->c->out, m, g->refused, file, stored, NULL, 0);
}

static void take_part(struct getting *g, const struct wire_message *m)
{
    struct fcopy_body body;
    uint8_t scratch[FCOPY_BLOCK];
    const uint8_t *data = NULL;
    if (!g->started || g->refused || !fcopy2_read(m, g->c->nonce, &body) || body.file != g->file)
        return;
    switch (body.operation) {
    case FCOPY_HOLE:
        g->refused = receiver_hole(&g->in, body.offset, body.length);
        break;
    case FCOPY_WRITE:
        data = fcopy2_data(&body, scratch);
        g->refused = data ? receiver_write(&g->in, body.offset, data, (size_t)body.length)
                          : (uint32_t)WIRE_E_INVALID;
        break;
    case FCOPY_COMPLETE:
        g->refused = receiver_complete(&g->in, body.length, &body.sum);
        g->over = !g->refused;
        break;
    default:
        return;
    }
    if (g->refused || m->ic.flags & WIRE_TRANSACTION)
        fcopy2_answer(&g->c->out, m, g->refused, g->file, g->in.pos, NULL, 0);
}

/* One message; true when the guest's last word about the file has come. */
static bool take(struct getting *g, const struct wire_message *m)
{
    struct fcopy_answer a;
    if (m->ic.type != WIRE_FCOPY)
        return false;
    if (m->ic.flags & WIRE_RESPONSE) {
        if (!fcopy2_read_answer(m, &a) || a.operation != FCOPY_GET || a.file != g->file)
            return false;
        g->status = g->refused     ? g->refused
                    : m->ic.status ? m->ic.status
                    : g->over      ? WIRE_OK
                                   : (uint32_t)WIRE_E_FAIL;
        return true;
    }
    if (m->len >= 4 && le32_get(m->body) == FCOPY_START)
        take_offer(g, m);
    else
        take_part(g, m);
    return false;
}

int guest_client_get(struct guest_client *c, const char *path, const struct walk_root *root,
                     const char *to, uint32_t flags, uint32_t *status,
                     void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                     struct err **err)
{
    struct getting g = { .c = c, .to = to, .flags = flags };
    struct fcopy_body body = { .operation = FCOPY_GET };
    if (client_need_2(c, err) || check_path(path, err))
        return -1;
    int bad = walk_check(root, to, strlen(to));
    if (bad)
        return err_set_errno(err, bad, "Cannot write '%s'", to);
    receiver_init(&g.in, root);
    g.file = ask(c, &body, path);
    client_expect(c, CLIENT_ANSWER_MS, 0);
    for (;;) {
        struct wire_message m;
        int n = client_turn(c, false, &m, err);
        if (n < 0) {
            receiver_release(&g.in);
            client_cancel(c, g.file);
            return -1;
        }
        if (!n)
            continue;
        bool started = g.started;
        uint64_t before = g.in.pos;
        if (take(&g, &m))
            break;
        /* What is there of a broken transfer the guest reads once more. */
        if (g.started != started || g.in.pos > before)
            client_expect(c, CLIENT_ANSWER_MS, started ? 0 : g.in.pos);
        if (progress && g.started && !g.refused)
            progress(ctx, g.in.pos, g.in.start.size);
    }
    receiver_release(&g.in);
    *status = g.status;
    return 0;
}

int guest_client_digest(struct guest_client *c, const char *path, uint64_t size, uint32_t *status,
                        uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err)
{
    struct fcopy_body body = { .operation = FCOPY_DIGEST };
    struct fcopy_answer a;
    if (client_need_2(c, err) || check_path(path, err))
        return -1;
    uint32_t file = ask(c, &body, path);
    client_expect(c, CLIENT_ANSWER_MS, size);
    if (client_await(c, FCOPY_DIGEST, file, &a, status, err))
        return -1;
    if (!*status && a.more_len != FCOPY_DIGEST_SIZE)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The guest services of the virtual machine sent a digest that is none");
    if (!*status)
        memcpy(digest, a.more, FCOPY_DIGEST_SIZE);
    return 0;
}

int guest_client_readlink(struct guest_client *c, const char *path, uint32_t *status,
                          char target[FCOPY_PATH_MAX], struct err **err)
{
    struct fcopy_body body = { .operation = FCOPY_READLINK };
    struct fcopy_answer a;
    *target = '\0';
    if (client_need_2(c, err) || check_path(path, err))
        return -1;
    uint32_t file = ask(c, &body, path);
    client_expect(c, CLIENT_ANSWER_MS, 0);
    if (client_await(c, FCOPY_READLINK, file, &a, status, err))
        return -1;
    if (*status)
        return 0;
    if (!a.more_len || a.more_len >= FCOPY_PATH_MAX || memchr(a.more, '\0', a.more_len))
        return err_set(err, ERR_OPERATION_FAILED,
                       "The guest services of the virtual machine sent a link that is none");
    memcpy(target, a.more, a.more_len);
    target[a.more_len] = '\0';
    return 0;
}
