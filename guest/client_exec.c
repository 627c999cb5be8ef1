#include "guest/client_exec.h"

#include <string.h>

#include "guest/client_private.h"
#include "shell/base/alloc.h"

static const struct wire_version versions[] = { { 1, 0 } };

enum { PATIENCE_MS = 3600 * 1000 };

int client_exec_open(struct guest_client *c, const struct guest_io *io, struct err **err)
{
    return client_negotiate(c, io, WIRE_EXEC, versions, ARRAY_SIZE(versions), err);
}

static struct wire_header header(const struct guest_client *c, bool answered)
{
    struct wire_header h = client_header(c);
    h.type = WIRE_EXEC;
    if (!answered)
        h.flags = WIRE_REQUEST;
    return h;
}

/* Sends a request and waits for its answer. What else comes meanwhile belongs to programs that
 * are over for us. */
static int ask(struct guest_client *c, const struct exec_body *body, struct exec_answer *answer,
               uint32_t *status, struct err **err)
{
    struct wire_header h = header(c, true);
    struct wire_message m;
    if (!exec_put(&c->out, &h, body, c->nonce))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The command line is too long for the guest services: %d bytes at most",
                       EXEC_STRINGS_MAX);
    client_expect(c, CLIENT_ANSWER_MS, 0);
    for (;;) {
        int n = client_turn(c, false, &m, err);
        if (n < 0)
            return -1;
        if (n && exec_read_answer(&m, answer) && answer->operation == body->operation &&
            answer->id == body->id) {
            *status = m.ic.status;
            return 0;
        }
    }
}

int client_exec_login(struct guest_client *c, const char *user, const char *password,
                      struct err **err)
{
    const char *strings[] = { user, password };
    struct exec_body body = { .operation = EXEC_LOGIN, .strings = strings };
    struct exec_answer answer;
    uint32_t status;
    if (ask(c, &body, &answer, &status, err))
        return -1;
    return status ? err_set(err, ERR_ACCESS_DENIED, "The credential is invalid.") : 0;
}

int client_exec_info(struct guest_client *c, char *info[EXEC_INFO_COUNT], struct err **err)
{
    struct exec_body body = { .operation = EXEC_INFO };
    struct exec_answer answer;
    uint32_t status;
    memset(info, 0, EXEC_INFO_COUNT * sizeof(*info));
    if (ask(c, &body, &answer, &status, err))
        return -1;
    for (size_t i = 0; i < EXEC_INFO_COUNT; i++)
        if (!exec_get_string(&answer.more, &answer.more_len, &info[i]))
            info[i] = xstrdup("");
    return 0;
}

int client_exec_start(struct guest_client *c, const struct exec_body *open, uint32_t *status,
                      struct err **err)
{
    struct exec_answer answer;
    return ask(c, open, &answer, status, err);
}

void client_exec_put(struct guest_client *c, const struct exec_body *body)
{
    struct wire_header h = header(c, false);
    exec_put(&c->out, &h, body, c->nonce);
}

void client_exec_ping(struct guest_client *c)
{
    struct wire_header h = header(c, true);
    struct exec_body body = { .operation = EXEC_PING };
    exec_put(&c->out, &h, &body, c->nonce);
}

size_t client_exec_queued(const struct guest_client *c)
{
    return client_queued(c);
}

int client_exec_turn(struct guest_client *c, int ms, struct exec_body *body, struct err **err)
{
    struct wire_message m;
    struct exec_answer answer;
    client_expect(c, PATIENCE_MS, 0);
    int n = client_turn(c, true, &m, err);
    if (!n && ms && !(n = client_turn(c, true, &m, err)))
        n = c->io.wait(c->io.ctx, client_queued(c) > 0, ms, err);
    if (n <= 0)
        return n;
    if (exec_read(&m, c->nonce, body))
        return 1;
    *body = (struct exec_body){ .operation = EXEC_PING };
    return exec_read_answer(&m, &answer) && answer.operation == EXEC_PING;
}
