#include "cmdlets/vm/network/network_enums.h"

static const struct enum_member vm_network_adapter_acl_action_members[] = {
    { "Allow", 1 },
    { "Deny", 2 },
    { "Meter", 3 },
};
ENUM_TYPE(vm_network_adapter_acl_action, "Microsoft.HyperV.PowerShell.VMNetworkAdapterAclAction",
          vm_network_adapter_acl_action_members, false);

static const struct enum_member vm_network_adapter_acl_direction_members[] = {
    { "Inbound", 1 },
    { "Outbound", 2 },
    { "Both", 3 },
};
ENUM_TYPE(vm_network_adapter_acl_direction,
          "Microsoft.HyperV.PowerShell.VMNetworkAdapterAclDirection",
          vm_network_adapter_acl_direction_members, false);

static const struct enum_member vm_network_adapter_extended_acl_action_members[] = {
    { "Allow", 1 },
    { "Deny", 2 },
};
ENUM_TYPE(vm_network_adapter_extended_acl_action,
          "Microsoft.HyperV.PowerShell.VMNetworkAdapterExtendedAclAction",
          vm_network_adapter_extended_acl_action_members, false);

static const struct enum_member vm_network_adapter_extended_acl_direction_members[] = {
    { "Inbound", 1 },
    { "Outbound", 2 },
};
ENUM_TYPE(vm_network_adapter_extended_acl_direction,
          "Microsoft.HyperV.PowerShell.VMNetworkAdapterExtendedAclDirection",
          vm_network_adapter_extended_acl_direction_members, false);

static const struct enum_member vm_network_adapter_vlan_mode_members[] = {
    { "Untagged", 0 },
    { "Access", 1 },
    { "Trunk", 2 },
    { "Private", 3 },
};
ENUM_TYPE(vm_network_adapter_vlan_mode, "Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanMode",
          vm_network_adapter_vlan_mode_members, false);

static const struct enum_member vm_network_adapter_isolation_mode_members[] = {
    { "None", 0 },
    { "NativeVirtualSubnet", 1 },
    { "ExternalVirtualSubnet", 2 },
    { "Vlan", 3 },
};
ENUM_TYPE(vm_network_adapter_isolation_mode,
          "Microsoft.HyperV.PowerShell.VMNetworkAdapterIsolationMode",
          vm_network_adapter_isolation_mode_members, false);

static const struct enum_member vm_switch_teaming_mode_members[] = {
    { "SwitchIndependent", 1 },
};
ENUM_TYPE(vm_switch_teaming_mode, "Microsoft.HyperV.PowerShell.VMSwitchTeamingMode",
          vm_switch_teaming_mode_members, false);

static const struct enum_member vm_switch_load_balancing_algorithm_members[] = {
    { "HyperVPort", 4 },
    { "Dynamic", 5 },
};
ENUM_TYPE(vm_switch_load_balancing_algorithm,
          "Microsoft.HyperV.PowerShell.VMSwitchLoadBalancingAlgorithm",
          vm_switch_load_balancing_algorithm_members, false);
