/* Add-, Get-, Set-, Remove-, Rename-, Connect- and Disconnect-VMNetworkAdapter. */
#ifndef HVSH_CMDLETS_VM_VM_NETWORK_ADAPTER_H
#define HVSH_CMDLETS_VM_VM_NETWORK_ADAPTER_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_network_adapter_cmdlets;

#endif
