#include "cmdlets/vm/network/vm_switch_pool.h"

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "vm/network/vm_switch.h"
#include "vm/pool/vm_pool.h"

/* Is the switch in this Ethernet pool? The primordial one has all. */
static bool in_pool(const struct vm_pool *pool, const char *switch_id)
{
    bool found = pool->primordial;
    for (size_t i = 0; i < pool->switch_count; i++)
        found = found || text_caseeq(pool->switches[i], switch_id);
    return found;
}

static bool in_pool_or_below(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                             const char *switch_id)
{
    bool found = false;
    for (size_t i = 0; i < n && !found; i++)
        found = list[i].type == VM_POOL_ETHERNET && vm_pool_is_under(list, n, &list[i], pool->id) &&
                in_pool(&list[i], switch_id);
    return found;
}

int hv_switch_of_pool(struct hv_host *host, const char *pool_name, char **name, struct err **err)
{
    struct vm_switch_info *switches = NULL;
    struct vm_pool *list = NULL;
    size_t n = 0, count = 0;
    *name = NULL;
    int rc = vm_pool_list(host->host, &list, &n, err);
    const struct vm_pool *pool = vm_pool_find(list, n, VM_POOL_ETHERNET, pool_name, NULL);
    if (rc == 0 && !pool)
        rc = vm_pool_not_found(VM_POOL_ETHERNET, pool_name, err);
    if (rc == 0)
        rc = vm_switch_list(host->host, &switches, &count, err);
    for (size_t i = 0; rc == 0 && i < count && !*name; i++) {
        if (in_pool_or_below(list, n, pool, switches[i].id))
            *name = xstrdup(switches[i].name);
    }
    vm_switch_list_free(switches, count);
    vm_pool_list_free(list, n);
    if (rc == 0 && !*name) {
        err_set(err, ERR_OBJECT_NOT_FOUND,
                "There is no virtual switch in the resource pool \"%s\".", pool_name);
        err_advise(err, "Put one in it with Add-VMSwitch.");
    }
    return *name ? 0 : -1;
}

int hv_switch_pools(struct hv_host *host, const char *switch_id, struct value *out,
                    struct err **err)
{
    struct vm_pool *list;
    size_t n;
    if (vm_pool_list(host->host, &list, &n, err))
        return -1;
    struct array *a = array_new(1);
    for (size_t i = 0; i < n; i++) {
        if (list[i].type == VM_POOL_ETHERNET && in_pool(&list[i], switch_id))
            array_push_take(a, value_string(list[i].name));
    }
    vm_pool_list_free(list, n);
    *out = value_of_array(a);
    return 0;
}
