/* Add-, Get- and Remove-VMNetworkAdapterExtendedAcl and their objects. */
#ifndef HVSH_CMDLETS_VM_NETWORK_ADAPTER_EXTENDED_ACL_H
#define HVSH_CMDLETS_VM_NETWORK_ADAPTER_EXTENDED_ACL_H

#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_network_adapter_extended_acl_setting;
extern const struct cmdlet_group vm_network_adapter_extended_acl_cmdlets;

#endif
