/* Hyper-V's enumerations of what network adapters have beyond a switch. Where vm/ has an enum of
 * the same meaning, the numbers agree. */
#ifndef HVSH_CMDLETS_VM_NETWORK_ENUMS_H
#define HVSH_CMDLETS_VM_NETWORK_ENUMS_H

#include "shell/object/types/enum.h"

ENUM_DECLARE(vm_network_adapter_acl_action);
ENUM_DECLARE(vm_network_adapter_acl_direction);
ENUM_DECLARE(vm_network_adapter_extended_acl_action);
ENUM_DECLARE(vm_network_adapter_extended_acl_direction);
ENUM_DECLARE(vm_network_adapter_vlan_mode);
ENUM_DECLARE(vm_network_adapter_isolation_mode);
ENUM_DECLARE(vm_switch_teaming_mode);
ENUM_DECLARE(vm_switch_load_balancing_algorithm);

/* Their types, for [type] literals. */
#define HV_NETWORK_ENUM_TYPES                                                                \
    &type_vm_network_adapter_acl_action, &type_vm_network_adapter_acl_direction,             \
        &type_vm_network_adapter_extended_acl_action,                                        \
        &type_vm_network_adapter_extended_acl_direction, &type_vm_network_adapter_vlan_mode, \
        &type_vm_network_adapter_isolation_mode, &type_vm_switch_teaming_mode,               \
        &type_vm_switch_load_balancing_algorithm

#endif
