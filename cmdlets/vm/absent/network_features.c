#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/network/vm_switch.h"

struct network_features_args {
    HV_HOST_FIELDS
    struct str *vm_name, *name, *vm_network_adapter_name, *ipv4_address, *ipv6_address,
        *ipv4_subnet_mask, *ipv4_preferred_dns_server, *ipv4_alternate_dns_server,
        *ipv6_preferred_dns_server, *ipv6_alternate_dns_server, *ipv4_default_gateway,
        *ipv6_default_gateway, *routing_domain_name, *new_routing_domain_name, *switch_name,
        *physical_net_adapter_name;
    bool passthru, management_os, clear_failover_ipv4_settings, clear_failover_ipv6_settings;
    struct opt_int ipv6_subnet_prefix_length;
    struct value vm_network_adapter, vm, vm_snapshot, routing_domain_id, input_object_list;
    struct str_list vm_name_list, isolation_name, name_list;
    struct value_list vm_network_adapter_list, vm_list, input_object, vm_switch;
    struct int_list isolation_id_list;
};
#define A struct network_features_args

static const struct param get_vm_network_adapter_failover_configuration[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName", .sets = "VMName,VMObject",
          .help = "The names of the network adapters."),
    PARAM(A, vm_list, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    PARAM(A, vm_network_adapter_list, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type_name = "VMNetworkAdapter",
          .help = "The network adapters, as objects."),
};

static const struct param set_vm_network_adapter_failover_configuration[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName", .sets = "VMName,VMObject",
          .help = "The names of the network adapters."),
    PARAM(A, ipv4_address, .name = "IPv4Address", .help = "The IPv4 address."),
    PARAM(A, ipv6_address, .name = "IPv6Address", .help = "The IPv6 address."),
    PARAM(A, ipv4_subnet_mask, .name = "IPv4SubnetMask", .help = "The IPv4 subnet mask."),
    PARAM(A, ipv6_subnet_prefix_length, .name = "IPv6SubnetPrefixLength",
          .help = "The length of the IPv6 prefix."),
    PARAM(A, ipv4_preferred_dns_server, .name = "IPv4PreferredDNSServer",
          .help = "The first IPv4 name server."),
    PARAM(A, ipv4_alternate_dns_server, .name = "IPv4AlternateDNSServer",
          .help = "The second IPv4 name server."),
    PARAM(A, ipv6_preferred_dns_server, .name = "IPv6PreferredDNSServer",
          .help = "The first IPv6 name server."),
    PARAM(A, ipv6_alternate_dns_server, .name = "IPv6AlternateDNSServer",
          .help = "The second IPv6 name server."),
    PARAM(A, ipv4_default_gateway, .name = "IPv4DefaultGateway", .help = "The IPv4 gateway."),
    PARAM(A, ipv6_default_gateway, .name = "IPv6DefaultGateway", .help = "The IPv6 gateway."),
    PARAM(A, clear_failover_ipv4_settings, .name = "ClearFailoverIPv4Settings",
          .help = "Forgets the IPv4 settings."),
    PARAM(A, clear_failover_ipv6_settings, .name = "ClearFailoverIPv6Settings",
          .help = "Forgets the IPv6 settings."),
    HV_PASSTHRU(A),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .type_name = "VMNetworkAdapter", .help = "The network adapters, as objects."),
    PARAM(A, vm, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param add_vm_network_adapter_routing_domain_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, routing_domain_id, .name = "RoutingDomainID", .position = 2, .mandatory = true,
          .type = &type_guid, .help = "The identifier of the routing domain."),
    PARAM(A, routing_domain_name, .name = "RoutingDomainName", .position = 3, .mandatory = true,
          .help = "The name of the routing domain."),
    PARAM(A, isolation_id_list, .name = "IsolationID", .position = 4, .mandatory = true,
          .type = &type_int32, .help = "The identifier of the isolated network."),
    PARAM(A, isolation_name, .name = "IsolationName", .position = 5,
          .help = "The name of the isolated network."),
    HV_PASSTHRU(A),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, vm_network_adapter_list, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, vm_list, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param get_vm_network_adapter_routing_domain_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, routing_domain_id, .name = "RoutingDomainID", .type = &type_guid,
          .help = "The identifier of the routing domain."),
    PARAM(A, routing_domain_name, .name = "RoutingDomainName",
          .help = "The name of the routing domain."),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "VMName", .position = 1, .from_pipeline = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    HV_SNAPSHOT_PARAM(A),
    PARAM(A, vm_network_adapter_list, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, vm_list, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param remove_vm_network_adapter_routing_domain_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, routing_domain_id, .name = "RoutingDomainID",
          .sets = "VMName,ResourceObject,ManagementOS,VMObject", .type = &type_guid,
          .help = "The identifier of the routing domain."),
    PARAM(A, routing_domain_name, .name = "RoutingDomainName",
          .sets = "VMName,ResourceObject,ManagementOS,VMObject",
          .help = "The name of the routing domain."),
    HV_PASSTHRU(A),
    PARAM(A, vm_network_adapter_list, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, vm_list, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    PARAM(A, input_object, .name = "InputObject", .sets = "InputObjectParameter", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .type_name = "VMNetworkAdapterRoutingDomainSetting", .help = "The objects to act on."),
};

static const struct param set_vm_network_adapter_routing_domain_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, routing_domain_id, .name = "RoutingDomainID",
          .sets = "VMName,ResourceObject,ManagementOS,VMObject", .type = &type_guid,
          .help = "The identifier of the routing domain."),
    PARAM(A, routing_domain_name, .name = "RoutingDomainName",
          .sets = "VMName,ResourceObject,ManagementOS,VMObject",
          .help = "The name of the routing domain."),
    PARAM(A, new_routing_domain_name, .name = "NewRoutingDomainName",
          .help = "The new name of the routing domain."),
    PARAM(A, isolation_id_list, .name = "IsolationID", .type = &type_int32,
          .help = "The identifier of the isolated network."),
    PARAM(A, isolation_name, .name = "IsolationName", .help = "The name of the isolated network."),
    HV_PASSTHRU(A),
    PARAM(A, vm_network_adapter_list, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, vm_list, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    PARAM(A, input_object_list, .name = "InputObject", .sets = "InputObjectParameter",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .type_name = "VMNetworkAdapterRoutingDomainSetting", .help = "The objects to act on."),
};

static const struct param get_vm_network_adapter_team_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, name, .name = "Name", .aliases = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names."),
    HV_PASSTHRU(A),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ManagementOS",
          .help = "The names of the switches."),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, vm, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param remove_vm_network_adapter_team_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, name, .name = "Name", .aliases = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names."),
    HV_PASSTHRU(A),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ManagementOS",
          .help = "The names of the switches."),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, vm, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param set_vm_network_adapter_team_mapping[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, physical_net_adapter_name, .name = "PhysicalNetAdapterName", .mandatory = true,
          .help = "The network adapter of the host."),
    HV_PASSTHRU(A),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ManagementOS",
          .help = "The names of the switches."),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, vm, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct example examples[] = {
    { .code = "Set-VMNetworkAdapterVlan web1 -Access -VlanId 121",
      .remarks = "Keeps the traffic of a machine apart." },
};

static const struct cmdlet cmdlets[] = {
#define WHY                                                                                      \
    "Replica virtual machines do not fail over on this host, so no address would be read then; " \
    "give the guest its address by DHCP, or with Invoke-Command -VMName."
    ABSENT("Get", "VMNetworkAdapterFailoverConfiguration",
           get_vm_network_adapter_failover_configuration, "VMName", false,
           .synopsis = "Gets the addresses of network adapters after a failover."),
    ABSENT("Set", "VMNetworkAdapterFailoverConfiguration",
           set_vm_network_adapter_failover_configuration, "VMName", true,
           .synopsis = "Changes the addresses of network adapters after a failover."),
#undef WHY
#define WHY                                                                                        \
    "Routing domains belong to Hyper-V's network virtualization, which KVM does not have; keep "   \
    "networks apart with Set-VMNetworkAdapterVlan, or give New-VMSwitch a VXLAN interface of the " \
    "host."
    ABSENT("Add", "VMNetworkAdapterRoutingDomainMapping",
           add_vm_network_adapter_routing_domain_mapping, "VMName", true,
           .synopsis = "Adds the routing domains of network adapters."),
    ABSENT("Get", "VMNetworkAdapterRoutingDomainMapping",
           get_vm_network_adapter_routing_domain_mapping, "VMName", false,
           .synopsis = "Gets the routing domains of network adapters."),
    ABSENT("Remove", "VMNetworkAdapterRoutingDomainMapping",
           remove_vm_network_adapter_routing_domain_mapping, "VMName", true,
           .synopsis = "Removes the routing domains of network adapters."),
    ABSENT("Set", "VMNetworkAdapterRoutingDomainMapping",
           set_vm_network_adapter_routing_domain_mapping, "VMName", true,
           .synopsis = "Changes the routing domains of network adapters."),
#undef WHY
#define WHY                                                                                    \
    "A bond chooses by itself which of its members carries an adapter's traffic; connect the " \
    "adapter to a switch on that member alone."
    ABSENT("Get", "VMNetworkAdapterTeamMapping", get_vm_network_adapter_team_mapping, "VMName",
           false, .synopsis = "Gets which team member serves a network adapter."),
    ABSENT("Remove", "VMNetworkAdapterTeamMapping", remove_vm_network_adapter_team_mapping,
           "VMName", true, .synopsis = "Removes which team member serves a network adapter."),
    ABSENT("Set", "VMNetworkAdapterTeamMapping", set_vm_network_adapter_team_mapping, "VMName",
           true, .synopsis = "Changes which team member serves a network adapter."),
#undef WHY
};
const struct cmdlet_group cmdlets_absent_network_features = { cmdlets, ARRAY_SIZE(cmdlets) };
