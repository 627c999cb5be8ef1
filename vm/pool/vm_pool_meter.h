/* Metering of resource pools: each machine that has something in a metered pool keeps a record
 * of its own for it (vm_meter.h), which begins when metering of the pool is enabled or reset, or
 * when the machine comes to the pool; the pool's figures are their sums. A machine that leaves
 * takes its record out of them. */
#ifndef HVSH_VM_VM_POOL_METER_H
#define HVSH_VM_VM_POOL_METER_H

#include "vm/pool/vm_pool.h"

struct vm_pool_usage {
    int64_t duration_ms; /* since enabled or reset, whether machines ran or not */
    uint64_t cpu_ns, memory_mib_ms;
    uint64_t memory_minimum, memory_maximum; /* bytes, of any machine; 0: none has run */
    uint64_t disk_bytes;                     /* the most of any machine's disks in the pool */
    uint64_t in, out;                        /* bytes of the adapters in the pool */
    unsigned host_mhz;                       /* 0: unknown */
};

/* Enabling what is enabled changes nothing. */
int vm_pool_meter_enable(struct vm_host *host, enum vm_pool_type type, const char *name,
                         struct err **err);
int vm_pool_meter_disable(struct vm_host *host, enum vm_pool_type type, const char *name,
                          struct err **err);
/* ERR_INVALID_STATE when it is not metered; measuring also. */
int vm_pool_meter_reset(struct vm_host *host, enum vm_pool_type type, const char *name,
                        struct err **err);
int vm_pool_measure(struct vm_host *host, enum vm_pool_type type, const char *name,
                    struct vm_pool_usage *usage, struct err **err);

/* Is this of a machine in the pool, or in one below it? device: a drive's or an adapter's id;
 * NULL: memory, processors. */
bool vm_pool_holds(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                   const struct vm_config *config, const char *device);
/* Is anything of it? */
bool vm_pool_has_member(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                        const struct vm_config *config);

#endif
