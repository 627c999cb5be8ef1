#include "guest/ic.h"

#include <string.h>

#include "guest/wire_text.h"
#include "shell/base/le.h"

enum { TYPE_STRING = 1 }; /* REG_SZ */

const struct wire_version *ic_version(unsigned type)
{
    static const struct wire_version third = { 3, 0 }, fifth = { 5, 0 };
    switch (type) {
    case WIRE_HEARTBEAT:
    case WIRE_KVP:
    case WIRE_SHUTDOWN:
    case WIRE_TIME:
        return &third;
    case WIRE_VSS:
        return &fifth;
    default:
        return NULL;
    }
}

size_t ic_kvp_encode(const struct ic_kvp *kvp, uint8_t body[IC_BODY_MAX])
{
    size_t key_units, value_units;
    memset(body, 0, IC_BODY_MAX);
    body[0] = (uint8_t)kvp->operation;
    body[1] = (uint8_t)kvp->pool;
    uint8_t *p = body + 4;
    if (kvp->operation == IC_KVP_DELETE) {
        if (!wire_put_text(p + 4, KVP_KEY_MAX / 2, kvp->key, &key_units))
            return 0;
        le32_put(p, (uint32_t)(2 * key_units + 2));
        return IC_KVP_DELETE_SIZE;
    }
    if (kvp->operation == IC_KVP_ENUMERATE) {
        le32_put(p, kvp->index);
        p += 4;
    }
    if (!wire_put_text(p + 12, KVP_KEY_MAX / 2, kvp->key, &key_units) ||
        !wire_put_text(p + 12 + KVP_KEY_MAX, KVP_VALUE_MAX / 2, kvp->value, &value_units))
        return 0;
    le32_put(p, TYPE_STRING);
    le32_put(p + 4, (uint32_t)(2 * key_units + 2));
    le32_put(p + 8, (uint32_t)(2 * value_units + 2));
    return (size_t)(p - body) + IC_KVP_VALUE_SIZE;
}

bool ic_kvp_decode(const uint8_t *body, size_t len, struct ic_kvp *kvp)
{
    static const size_t sizes[] = { IC_KVP_GET_SIZE, IC_KVP_GET_SIZE, IC_KVP_DELETE_SIZE,
                                    IC_KVP_ENUMERATE_SIZE };
    if (len < 4 || body[0] > IC_KVP_ENUMERATE || body[1] >= KVP_POOLS || len != sizes[body[0]])
        return false;
    *kvp = (struct ic_kvp){ .operation = body[0], .pool = body[1] };
    const uint8_t *p = body + 4;
    if (kvp->operation == IC_KVP_DELETE)
        return wire_get_text(p + 4, KVP_KEY_MAX / 2, kvp->key, sizeof(kvp->key));
    if (kvp->operation == IC_KVP_ENUMERATE) {
        kvp->index = le32_get(p);
        p += 4;
    }
    return le32_get(p) <= TYPE_STRING &&
           wire_get_text(p + 12, KVP_KEY_MAX / 2, kvp->key, sizeof(kvp->key)) &&
           wire_get_text(p + 12 + KVP_KEY_MAX, KVP_VALUE_MAX / 2, kvp->value, sizeof(kvp->value));
}

/* 1601 to 1970, in 100 ns. */
#define EPOCH 116444736000000000ull

uint64_t ic_time_of_unix(int64_t ns)
{
    return EPOCH + (uint64_t)(ns / 100);
}

int64_t ic_time_to_unix(uint64_t time)
{
    int64_t since = (int64_t)(time - EPOCH), ns;
    return __builtin_mul_overflow(since, 100, &ns) ? 0 : ns;
}
