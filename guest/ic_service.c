#include "guest/ic_service.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "guest/ic.h"
#include "guest/stop.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"

static void heartbeat(const struct wire_message *m, struct strbuf *out)
{
    uint8_t body[IC_HEARTBEAT_SIZE];
    if (m->len < sizeof(body)) {
        wire_answer(out, m, (uint32_t)WIRE_E_INVALID, NULL, 0);
        return;
    }
    memcpy(body, m->body, sizeof(body));
    le64_put(body, le64_get(body) + 1);
    wire_answer(out, m, WIRE_OK, body, sizeof(body));
}

static uint32_t kvp(struct ic_kvp *k)
{
    int failed;
    switch (k->operation) {
    case IC_KVP_ENUMERATE:
        return kvp_at(k->pool, k->index, k->key, k->value) ? WIRE_OK
                                                           : (uint32_t)WIRE_E_NO_MORE_ITEMS;
    case IC_KVP_GET:
        return kvp_get(k->pool, k->key, k->value) ? WIRE_OK : (uint32_t)WIRE_E_NO_MORE_ITEMS;
    default:
        failed = kvp_set(k->pool, k->key, k->operation == IC_KVP_SET ? k->value : NULL);
        return failed == ENOENT ? (uint32_t)WIRE_E_NO_MORE_ITEMS : wire_status_of_errno(failed);
    }
}

static void take_kvp(const struct wire_message *m, struct strbuf *out)
{
    uint8_t body[IC_BODY_MAX];
    struct ic_kvp k;
    if (!ic_kvp_decode(m->body, m->len, &k)) {
        wire_answer(out, m, (uint32_t)WIRE_E_INVALID, NULL, 0);
        return;
    }
    uint32_t status = kvp(&k);
    size_t len = status ? 0 : ic_kvp_encode(&k, body);
    if (!status && !len)
        status = (uint32_t)WIRE_E_FAIL;
    wire_answer(out, m, status, body, len);
}

static uint32_t shutdown_guest(const struct wire_message *m, struct vss *vss)
{
    if (m->len < IC_SHUTDOWN_SIZE)
        return (uint32_t)WIRE_E_INVALID;
    uint32_t flags = le32_get(m->body + 8);
    if (flags > (IC_SHUTDOWN_FORCE | IC_SHUTDOWN_RESTART))
        return (uint32_t)WIRE_E_NOT_SUPPORTED;
    vss_thaw(vss); /* what is frozen cannot be left */
    return stop_guest(flags & IC_SHUTDOWN_RESTART, flags & IC_SHUTDOWN_FORCE);
}

static uint32_t set_time(const struct wire_message *m)
{
    if (m->len < IC_TIME_SIZE)
        return (uint32_t)WIRE_E_INVALID;
    int64_t ns = ic_time_to_unix(le64_get(m->body));
    if (ns <= 0)
        return (uint32_t)WIRE_E_INVALID;
    if (!(m->body[24] & IC_TIME_SET))
        return WIRE_OK;
    struct timespec t = { .tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000) };
    return clock_settime(CLOCK_REALTIME, &t) ? wire_status_of_errno(errno) : WIRE_OK;
}

static void take_vss(const struct wire_message *m, struct vss *vss, struct strbuf *out)
{
    uint8_t body[IC_VSS_SIZE] = { 0 };
    uint32_t status = WIRE_OK;
    if (m->len < sizeof(body)) {
        wire_answer(out, m, (uint32_t)WIRE_E_INVALID, NULL, 0);
        return;
    }
    body[0] = m->body[0];
    switch (body[0]) {
    case IC_VSS_HOT_BACKUP:
        le32_put(body + 8, IC_VSS_NO_AUTO_RECOVERY);
        break;
    case IC_VSS_DISK_INFO:
        break;
    case IC_VSS_FREEZE:
        status = vss_freeze(vss);
        break;
    case IC_VSS_THAW:
        status = vss_thaw(vss);
        break;
    default:
        status = (uint32_t)WIRE_E_NOT_SUPPORTED;
    }
    wire_answer(out, m, status, body, sizeof(body));
}

void ic_service_take(const struct wire_message *m, struct vss *vss, struct strbuf *out)
{
    if (!(m->ic.flags & WIRE_REQUEST))
        return;
    switch (m->ic.type) {
    case WIRE_HEARTBEAT:
        heartbeat(m, out);
        break;
    case WIRE_KVP:
        take_kvp(m, out);
        break;
    case WIRE_SHUTDOWN:
        wire_answer(out, m, shutdown_guest(m, vss), NULL, 0);
        break;
    case WIRE_TIME:
        wire_answer(out, m, set_time(m), NULL, 0);
        break;
    default:
        take_vss(m, vss, out);
    }
}
