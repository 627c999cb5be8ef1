/* Resource pools and their storage paths: Get-, New-, Remove-, Rename- and Set-VMResourcePool,
 * Add-, Get- and Remove-VMStoragePath. */
#ifndef HVSH_CMDLETS_VM_VM_RESOURCE_POOL_H
#define HVSH_CMDLETS_VM_VM_RESOURCE_POOL_H

#include "cmdlets/vm/virtual_machine.h"
#include "shell/runtime/cmdlet.h"
#include "vm/pool/vm_pool.h"

extern const struct type_info type_vm_resource_pool, type_vm_storage_resource_pool;
extern const struct cmdlet_group vm_resource_pool_cmdlets;

/* The name of the pool that something of a machine (a VirtualMachine value) is in. device: a
 * drive's or an adapter's id; NULL: memory, processors. */
int hv_pool_name(struct value vm, enum vm_pool_type type, const char *device, struct value *out,
                 struct err **err) MUST_CHECK;
/* The same for a component's property. */
int hv_component_pool(struct value component, enum vm_pool_type type, const char *device,
                      struct value *out, struct err **err) MUST_CHECK;
void complete_pool_name(struct session *s, struct completion *c, const char *word);

#define HV_POOL_PARAM(args_, field_, ...)                                                        \
    PARAM(args_, field_, .name = "ResourcePoolName", .complete = complete_pool_name,             \
          .help = "The resource pool to account it to; Primordial is the one of all that is in " \
                  "no other.",                                                                   \
          __VA_ARGS__)

#endif
