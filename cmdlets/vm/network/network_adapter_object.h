/* Microsoft.HyperV.PowerShell.VMNetworkAdapter, its base, and the host's own
 * adapters on virtual switches (VMInternalNetworkAdapter). */
#ifndef HVSH_CMDLETS_VM_NETWORK_ADAPTER_OBJECT_H
#define HVSH_CMDLETS_VM_NETWORK_ADAPTER_OBJECT_H

#include "cmdlets/vm/component.h"
#include "vm/network/vm_switch.h"

extern const struct type_info type_vm_network_adapter_base, type_vm_network_adapter,
    type_vm_internal_network_adapter;

/* A new object; the facts are copied. */
struct value hv_nic_object(struct value vm, const struct vm_nic *nic);
/* The adapter of the host itself on this switch. */
struct value hv_internal_nic_object(const struct hv_host *host, const struct vm_switch_info *info);
/* What a VMNetworkAdapter stands for; NULL for other values. *vm gets the
 * VirtualMachine (borrowed) when not NULL. */
const struct vm_nic *hv_nic_of(struct value v, struct value *vm);

#endif
