#include "vm/pool/vm_pool_meter.h"

#include <string.h>
#include <time.h>

#include "shell/base/alloc.h"
#include "vm/pool/vm_meter.h"

/* ---- who is in a pool ---- */
bool vm_pool_holds(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                   const struct vm_config *config, const char *device)
{
    const struct vm_pool *own = NULL;
    for (size_t i = 0; i < config->pool_count && !own; i++) {
        const struct vm_pool_ref *r = &config->pools[i];
        if (r->id && r->type && strcmp(r->type, vm_pool_type_name(pool->type)) == 0 &&
            (device ? r->device && strcmp(r->device, device) == 0 : !r->device))
            own = vm_pool_find(list, n, pool->type, NULL, r->id);
    }
    if (!own)
        own = vm_pool_find(list, n, pool->type, VM_POOL_PRIMORDIAL, NULL);
    return own && vm_pool_is_under(list, n, own, pool->id);
}

static bool disk_is_of(const struct vm_pool *pool, const struct vm_disk *d)
{
    return vm_pool_type_of(d->kind) == pool->type;
}

bool vm_pool_has_member(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                        const struct vm_config *config)
{
    if (pool->type == VM_POOL_MEMORY || pool->type == VM_POOL_PROCESSOR)
        return vm_pool_holds(list, n, pool, config, NULL);
    for (size_t i = 0; pool->type == VM_POOL_ETHERNET && i < config->nic_count; i++) {
        if (vm_pool_holds(list, n, pool, config, config->nics[i].id))
            return true;
    }
    for (size_t i = 0; i < config->disk_count; i++) {
        if (disk_is_of(pool, &config->disks[i]) &&
            vm_pool_holds(list, n, pool, config, config->disks[i].id))
            return true;
    }
    return false;
}

/* ---- all pools, and all machines of one ---- */
struct pools {
    struct vm_pool *list;
    size_t n;
    const struct vm_pool *pool; /* the one meant */
};

static void pools_release(struct pools *p)
{
    vm_pool_list_free(p->list, p->n);
}
#define AUTO_POOLS CLEANUP(pools_release) struct pools

static int open_pools(struct vm_host *host, enum vm_pool_type type, const char *name,
                      struct pools *p, struct err **err)
{
    if (vm_pool_list(host, &p->list, &p->n, err) < 0)
        return -1;
    p->pool = vm_pool_find(p->list, p->n, type, name, NULL);
    if (!p->pool)
        return vm_pool_not_found(type, name, err);
    if (type <= VM_POOL_VHD)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED, "Resource pools of type %s cannot be metered.",
                   vm_pool_type_name(type));
}

/* What is done with each machine of a pool. */
enum step { ENABLE, DISABLE, RESET, MEASURE };

static uint64_t most(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static void add_meter(const struct pools *p, const struct vm_config *config,
                      const struct vm_meter *m, struct vm_pool_usage *u)
{
    uint64_t disks = 0;
    u->host_mhz = m->host_mhz;
    u->cpu_ns += m->cpu_ns;
    u->memory_mib_ms += m->memory_mib_ms;
    u->memory_maximum = most(u->memory_maximum, m->memory_maximum);
    if (m->memory_minimum && (!u->memory_minimum || m->memory_minimum < u->memory_minimum))
        u->memory_minimum = m->memory_minimum;
    for (size_t i = 0; i < m->disk_count; i++) {
        if (m->disks[i].id && vm_pool_holds(p->list, p->n, p->pool, config, m->disks[i].id))
            disks += m->disks[i].capacity;
    }
    u->disk_bytes = most(u->disk_bytes, disks);
    for (size_t i = 0; i < m->nic_count; i++) {
        if (m->nics[i].id && vm_pool_holds(p->list, p->n, p->pool, config, m->nics[i].id)) {
            u->in += m->nics[i].in;
            u->out += m->nics[i].out;
        }
    }
}

static int do_step(struct vm_host *host, enum step step, const struct pools *p, const char *uuid,
                   const struct vm_config *config, struct vm_pool_usage *usage, struct err **err)
{
    struct vm_meter meter;
    switch (step) {
    case ENABLE:
        return vm_meter_enable(host, uuid, p->pool->id, err);
    case DISABLE:
        return vm_meter_disable(host, uuid, p->pool->id, err);
    case RESET:
        if (vm_meter_disable(host, uuid, p->pool->id, err) < 0)
            return -1;
        return vm_meter_enable(host, uuid, p->pool->id, err);
    case MEASURE: /* a machine that was made since has no record yet */
        if (vm_meter_enable(host, uuid, p->pool->id, err) < 0 ||
            vm_meter_read(host, uuid, p->pool->id, &meter, err) < 0)
            return -1;
        add_meter(p, config, &meter, usage);
        vm_meter_release(&meter);
        return 0;
    }
    return 0;
}

static int one_machine(struct vm_host *host, enum step step, const struct pools *p,
                       const char *uuid, struct vm_pool_usage *usage, struct err **err)
{
    struct vm_config config;
    if (vm_read_config(host, uuid, &config, err) < 0)
        return -1;
    int rc = 0;
    if (step == DISABLE || vm_pool_has_member(p->list, p->n, p->pool, &config))
        rc = do_step(host, step, p, uuid, &config, usage, err);
    vm_config_release(&config);
    return rc;
}

static int each_machine(struct vm_host *host, enum step step, const struct pools *p,
                        struct vm_pool_usage *usage, struct err **err)
{
    struct vm_list list = { 0 };
    if (vm_list(host, NULL, &list, err) < 0)
        return -1;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < list.len; i++) {
        if (list.items[i].transient)
            continue;
        rc = one_machine(host, step, p, list.items[i].uuid, usage, err);
        if (rc < 0 && (*err)->kind == ERR_OBJECT_NOT_FOUND) { /* removed meanwhile */
            err_clear(err);
            rc = 0;
        }
    }
    vm_list_release(&list);
    return rc;
}

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int not_metered(const struct vm_pool *p, struct err **err)
{
    err_set(err, ERR_INVALID_STATE,
            "Resource metering is not enabled for the resource pool \"%s\" of type %s.", p->name,
            vm_pool_type_name(p->type));
    return err_advise(err, "Use Enable-VMResourceMetering -ResourcePoolName first.");
}

int vm_pool_meter_enable(struct vm_host *host, enum vm_pool_type type, const char *name,
                         struct err **err)
{
    AUTO_POOLS p = { 0 };
    if (open_pools(host, type, name, &p, err) < 0)
        return -1;
    if (p.pool->metered_since)
        return 0;
    if (each_machine(host, ENABLE, &p, NULL, err) == 0 &&
        vm_pool_set_metered(host, type, name, now_ms(), err) == 0)
        return 0;
    AUTO_ERR *ignored = NULL;
    each_machine(host, DISABLE, &p, NULL, &ignored);
    return -1;
}

int vm_pool_meter_disable(struct vm_host *host, enum vm_pool_type type, const char *name,
                          struct err **err)
{
    AUTO_POOLS p = { 0 };
    if (open_pools(host, type, name, &p, err) < 0)
        return -1;
    if (!p.pool->metered_since)
        return 0;
    if (vm_pool_set_metered(host, type, name, 0, err) < 0)
        return -1;
    return each_machine(host, DISABLE, &p, NULL, err);
}

int vm_pool_meter_reset(struct vm_host *host, enum vm_pool_type type, const char *name,
                        struct err **err)
{
    AUTO_POOLS p = { 0 };
    if (open_pools(host, type, name, &p, err) < 0)
        return -1;
    if (!p.pool->metered_since)
        return not_metered(p.pool, err);
    if (each_machine(host, RESET, &p, NULL, err) < 0)
        return -1;
    return vm_pool_set_metered(host, type, name, now_ms(), err);
}

int vm_pool_measure(struct vm_host *host, enum vm_pool_type type, const char *name,
                    struct vm_pool_usage *usage, struct err **err)
{
    AUTO_POOLS p = { 0 };
    *usage = (struct vm_pool_usage){ 0 };
    if (open_pools(host, type, name, &p, err) < 0)
        return -1;
    if (!p.pool->metered_since)
        return not_metered(p.pool, err);
    if (each_machine(host, MEASURE, &p, usage, err) < 0)
        return -1;
    int64_t passed = now_ms() - p.pool->metered_since;
    usage->duration_ms = passed > 0 ? passed : 0;
    return 0;
}
