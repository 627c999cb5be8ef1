/* Virtual switches in Ethernet resource pools. */
#ifndef HVSH_CMDLETS_VM_VM_SWITCH_POOL_H
#define HVSH_CMDLETS_VM_VM_SWITCH_POOL_H

#include "cmdlets/vm/context.h"
#include "shell/object/value.h"

/* The name of the first switch in the Ethernet pool of this name, or in one below it; the caller
 * frees. ERR_OBJECT_NOT_FOUND when there is none. */
int hv_switch_of_pool(struct hv_host *host, const char *pool, char **name,
                      struct err **err) MUST_CHECK;
/* The names of the pools that a switch is in, as an owned array; all are in the primordial one. */
int hv_switch_pools(struct hv_host *host, const char *switch_id, struct value *out,
                    struct err **err) MUST_CHECK;

#endif
