/* Test-VMNetworkAdapter and its result. */
#ifndef HVSH_CMDLETS_VM_NETWORK_ADAPTER_TEST_H
#define HVSH_CMDLETS_VM_NETWORK_ADAPTER_TEST_H

#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_network_adapter_connection_test_result;
extern const struct cmdlet_group vm_network_adapter_test_cmdlets;

#endif
