#include "guest/client_ic.h"

#include <string.h>
#include <time.h>

#include "guest/client_private.h"
#include "shell/base/le.h"

enum { PAIRS_MAX = 1024 };

static struct wire_header header(const struct guest_client *c, enum wire_type type)
{
    return (struct wire_header){ .frame = c->frame,
                                 .type = (uint16_t)type,
                                 .message = *ic_version(type),
                                 .flags = WIRE_TRANSACTION | WIRE_REQUEST };
}

int guest_client_open_services(struct guest_client *c, const struct guest_io *io, struct err **err)
{
    return client_negotiate(c, io, WIRE_HEARTBEAT, ic_version(WIRE_HEARTBEAT), 1, err);
}

int guest_client_service(struct guest_client *c, enum wire_type type, bool *there, struct err **err)
{
    struct wire_offer offer = { .frames = &c->frame,
                                .nframes = 1,
                                .messages = ic_version(type),
                                .nmessages = 1,
                                .nonce = c->nonce };
    struct wire_version frame, version;
    struct wire_message m;
    wire_put_offer(&c->out, type, 0, &offer);
    client_expect(c, CLIENT_OPEN_MS, 0);
    for (;;) {
        int n = client_turn(c, false, &m, err);
        if (n < 0)
            return -1;
        if (n && m.ic.reserved == type &&
            wire_read_offer_answer(&m, &offer, there, &frame, &version))
            return 0;
    }
}

/* Sends a request and waits for its answer, which lasts until the next turn. */
static int ask(struct guest_client *c, enum wire_type type, const void *body, size_t len,
               struct wire_message *answer, struct err **err)
{
    struct wire_header h = header(c, type);
    h.id = (uint8_t)c->next_file++;
    wire_put(&c->out, &h, body, len);
    client_expect(c, CLIENT_ANSWER_MS, 0);
    for (;;) {
        int n = client_turn(c, false, answer, err);
        if (n < 0)
            return -1;
        if (n && answer->ic.type == type && answer->ic.id == h.id &&
            (answer->ic.flags & WIRE_RESPONSE))
            return 0;
    }
}

int guest_client_heartbeat(struct guest_client *c, bool *alive, struct err **err)
{
    uint8_t body[IC_HEARTBEAT_SIZE] = { 0 };
    struct wire_message m;
    le64_put(body, c->nonce);
    if (ask(c, WIRE_HEARTBEAT, body, sizeof(body), &m, err))
        return -1;
    *alive = !m.ic.status && m.len == sizeof(body) && le64_get(m.body) == (uint64_t)c->nonce + 1;
    return 0;
}

int guest_client_pairs(struct guest_client *c, enum kvp_pool pool,
                       int (*pair)(void *ctx, const char *key, const char *value, struct err **err),
                       void *ctx, struct err **err)
{
    struct ic_kvp k;
    uint8_t body[IC_BODY_MAX];
    struct wire_message m;
    for (uint32_t i = 0; i < PAIRS_MAX; i++) {
        k = (struct ic_kvp){ .operation = IC_KVP_ENUMERATE, .pool = pool, .index = i };
        size_t len = ic_kvp_encode(&k, body);
        if (ask(c, WIRE_KVP, body, len, &m, err))
            return -1;
        if (m.ic.status || !ic_kvp_decode(m.body, m.len, &k))
            break;
        if (pair(ctx, k.key, k.value, err))
            return -1;
    }
    return 0;
}

int guest_client_pair_set(struct guest_client *c, enum kvp_pool pool, const char *key,
                          const char *value, uint32_t *status, struct err **err)
{
    struct ic_kvp k = { .operation = value ? IC_KVP_SET : IC_KVP_DELETE, .pool = pool };
    uint8_t body[IC_BODY_MAX];
    struct wire_message m;
    *status = (uint32_t)WIRE_E_INVALID;
    if (strlen(key) >= sizeof(k.key) || (value && strlen(value) >= sizeof(k.value)))
        return 0;
    memcpy(k.key, key, strlen(key) + 1);
    if (value)
        memcpy(k.value, value, strlen(value) + 1);
    size_t len = ic_kvp_encode(&k, body);
    if (!len)
        return 0;
    if (ask(c, WIRE_KVP, body, len, &m, err))
        return -1;
    *status = m.ic.status;
    return 0;
}

int guest_client_shutdown(struct guest_client *c, uint32_t flags, uint32_t *status,
                          struct err **err)
{
    uint8_t body[IC_SHUTDOWN_SIZE] = { 0 };
    struct wire_message m;
    le32_put(body + 8, flags);
    if (ask(c, WIRE_SHUTDOWN, body, sizeof(body), &m, err))
        return -1;
    *status = m.ic.status;
    return 0;
}

int guest_client_set_time(struct guest_client *c, uint32_t *status, struct err **err)
{
    uint8_t body[IC_TIME_SIZE] = { 0 };
    struct wire_message m;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    le64_put(body, ic_time_of_unix((int64_t)now.tv_sec * 1000000000 + now.tv_nsec));
    body[24] = IC_TIME_SET;
    if (ask(c, WIRE_TIME, body, sizeof(body), &m, err))
        return -1;
    *status = m.ic.status;
    return 0;
}

int guest_client_backup(struct guest_client *c, bool *can, struct err **err)
{
    uint8_t body[IC_VSS_SIZE] = { IC_VSS_HOT_BACKUP };
    struct wire_message m;
    if (ask(c, WIRE_VSS, body, sizeof(body), &m, err))
        return -1;
    *can = !m.ic.status && m.len == sizeof(body) && m.body[0] == IC_VSS_HOT_BACKUP;
    return 0;
}
