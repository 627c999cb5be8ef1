/* Get- and Set-VMNetworkAdapterVlan and their objects. */
#ifndef HVSH_CMDLETS_VM_NETWORK_ADAPTER_VLAN_H
#define HVSH_CMDLETS_VM_NETWORK_ADAPTER_VLAN_H

#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_network_adapter_vlan_setting;
extern const struct cmdlet_group vm_network_adapter_vlan_cmdlets;

#endif
