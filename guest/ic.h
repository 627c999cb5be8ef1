/* Bodies of Hyper-V's other integration services, for host and guest alike (Linux
 * include/linux/hyperv.h and include/uapi/linux/hyperv.h; sizes in bytes, little endian):
 *   heartbeat  sequence:8 reserved:32                       the answer counts one up
 *   shutdown   reason:4 timeout:4 flags:4 message:2048      flags: 1 force, 2 restart
 *   time       parent:8 child:8 round_trip:8 flags:1        100 ns since 1601; flags: 1 set it
 *   KVP        operation:1 pool:1 pad:2, then
 *     get, set     type:4 key_size:4 value_size:4 key:512 value:2048
 *     enumerate    index:4 and the same
 *     delete       key_size:4 key:512
 *   VSS        operation:1 reserved:7 flags:4             flags: what a backup may do (answer)
 * Keys and values are UTF-16; sizes count their bytes with the NUL. */
#ifndef HVSH_GUEST_IC_H
#define HVSH_GUEST_IC_H

#include "guest/kvp.h"
#include "guest/wire.h"

enum {
    IC_HEARTBEAT_SIZE = 40,
    IC_SHUTDOWN_SIZE = 2060,
    IC_TIME_SIZE = 25,
    IC_KVP_VALUE_SIZE = 12 + KVP_KEY_MAX + KVP_VALUE_MAX,
    IC_KVP_GET_SIZE = 4 + IC_KVP_VALUE_SIZE,
    IC_KVP_ENUMERATE_SIZE = 8 + IC_KVP_VALUE_SIZE,
    IC_KVP_DELETE_SIZE = 8 + KVP_KEY_MAX,
    IC_VSS_SIZE = 12,
    IC_BODY_MAX = IC_KVP_ENUMERATE_SIZE,
};

enum ic_kvp_operation { IC_KVP_GET = 0, IC_KVP_SET = 1, IC_KVP_DELETE = 2, IC_KVP_ENUMERATE = 3 };
enum ic_vss_operation {
    IC_VSS_HOT_BACKUP = 2,
    IC_VSS_DISK_INFO = 3,
    IC_VSS_FREEZE = 5,
    IC_VSS_THAW = 6
};
/* The guest's state in a backup needs no repair by itself. */
enum { IC_VSS_NO_AUTO_RECOVERY = 5 };
enum { IC_SHUTDOWN_FORCE = 1, IC_SHUTDOWN_RESTART = 2, IC_TIME_SET = 1 };

struct ic_kvp {
    enum ic_kvp_operation operation;
    enum kvp_pool pool;
    uint32_t index; /* enumerate */
    char key[KVP_KEY_MAX], value[KVP_VALUE_MAX];
};

/* The one version of a service that both sides speak; NULL: its bodies are not here. */
const struct wire_version *ic_version(unsigned type);

/* Writes the body and returns its size; 0 when a text does not fit. */
size_t ic_kvp_encode(const struct ic_kvp *kvp, uint8_t body[IC_BODY_MAX]);
/* False when the body is not what it should be. */
bool ic_kvp_decode(const uint8_t *body, size_t len, struct ic_kvp *kvp);

/* Windows' time of a Unix time in nanoseconds, and back. */
uint64_t ic_time_of_unix(int64_t ns);
int64_t ic_time_to_unix(uint64_t time);

#endif
