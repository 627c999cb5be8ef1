#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/network/vm_switch.h"

#define WHY                                                                         \
    "The switches of this host are Linux bridges, which load no extensions of the " \
    "kind that Hyper-V has. Set-VMNetworkAdapter guards an adapter against "        \
    "spoofing, foreign DHCP servers and routers."

struct switch_extensions_args {
    HV_HOST_FIELDS
    struct str_list name, vm_switch_name, vm_name, feature_name, extension_name, switch_name_list;
    struct value_list vm_switch, vm_switch_extension, feature_id, extension, vm_network_adapter, vm,
        vm_switch_extension_feature, system_switch_extension;
    struct str *vm_network_adapter_name, *switch_name;
    bool management_os, external_port, passthru;
};
#define A struct switch_extensions_args

static const struct param disable_vm_switch_extension[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "ExtensionName,ExtensionNameSwitchName",
          .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .aliases = "PSComputerName",
          .sets = "ExtensionName,ExtensionNameSwitchName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ExtensionName,ExtensionNameSwitchName",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name",
          .sets = "ExtensionName,ExtensionNameSwitchName,ExtensionNameSwitchObject", .position = 1,
          .mandatory = true, .help = "The names."),
    PARAM(A, vm_switch_name, .name = "VMSwitchName", .sets = "ExtensionNameSwitchName",
          .position = 2, .mandatory = true, .help = "The names of the switches."),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "ExtensionNameSwitchObject", .position = 2,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switches, as objects."),
    PARAM(A, vm_switch_extension, .name = "VMSwitchExtension", .sets = "ExtensionObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type_name = "VMSwitchExtension",
          .help = "The extensions, as objects."),
};

static const struct param enable_vm_switch_extension[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "ExtensionName,ExtensionNameSwitchName",
          .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .aliases = "PSComputerName",
          .sets = "ExtensionName,ExtensionNameSwitchName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ExtensionName,ExtensionNameSwitchName",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name",
          .sets = "ExtensionName,ExtensionNameSwitchName,ExtensionNameSwitchObject", .position = 1,
          .mandatory = true, .help = "The names."),
    PARAM(A, vm_switch_name, .name = "VMSwitchName", .sets = "ExtensionNameSwitchName",
          .position = 2, .mandatory = true, .help = "The names of the switches."),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "ExtensionNameSwitchObject", .position = 2,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switches, as objects."),
    PARAM(A, vm_switch_extension, .name = "VMSwitchExtension", .sets = "ExtensionObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type_name = "VMSwitchExtension",
          .help = "The extensions, as objects."),
};

static const struct param get_vm_switch_extension[] = {
    PARAM(A, vm_switch_name, .name = "VMSwitchName", .sets = "SwitchName", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names of the switches."),
    PARAM(A, name, .name = "Name", .position = 2, .help = "The names."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "SwitchName", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .aliases = "PSComputerName",
          .sets = "SwitchName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "SwitchName", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switches, as objects."),
};

static const struct param get_vm_switch_extension_port_data[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS,ExternalPort"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, feature_name, .name = "FeatureName", .help = "The names of the features."),
    PARAM(A, feature_id, .name = "FeatureId", .type = &type_guid,
          .help = "The identifiers of the features."),
    PARAM(A, extension, .name = "Extension", .type_name = "VMSwitchExtension",
          .help = "The extensions, as objects."),
    PARAM(A, extension_name, .name = "ExtensionName", .help = "The names of the extensions."),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, external_port, .name = "ExternalPort", .sets = "ExternalPort", .mandatory = true,
          .help = "Acts on the port that leads out of the switch."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ExternalPort",
          .help = "The names of the switches."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param add_vm_switch_extension_port_feature[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS,ExternalPort"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, vm_switch_extension_feature, .name = "VMSwitchExtensionFeature", .mandatory = true,
          .from_pipeline = true, .type_name = "VMSwitchExtensionPortFeature",
          .help = "The features, as objects."),
    HV_PASSTHRU(A),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, external_port, .name = "ExternalPort", .sets = "ExternalPort", .mandatory = true,
          .help = "Acts on the port that leads out of the switch."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ExternalPort",
          .help = "The names of the switches."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param get_vm_switch_extension_port_feature[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS,ExternalPort"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .sets = "VMName,ManagementOS,VMObject", .help = "The names of the network adapters."),
    PARAM(A, feature_name, .name = "FeatureName", .help = "The names of the features."),
    PARAM(A, feature_id, .name = "FeatureId", .type = &type_guid,
          .help = "The identifiers of the features."),
    PARAM(A, extension, .name = "Extension", .type_name = "VMSwitchExtension",
          .help = "The extensions, as objects."),
    PARAM(A, extension_name, .name = "ExtensionName", .help = "The names of the extensions."),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMNetworkAdapterBase", .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true,
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, external_port, .name = "ExternalPort", .sets = "ExternalPort", .mandatory = true,
          .help = "Acts on the port that leads out of the switch."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ExternalPort",
          .help = "The names of the switches."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param remove_vm_switch_extension_port_feature[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, vm_switch_extension_feature, .name = "VMSwitchExtensionFeature", .mandatory = true,
          .from_pipeline = true, .type_name = "VMSwitchExtensionPortFeature",
          .help = "The features, as objects."),
    HV_PASSTHRU(A),
    PARAM(A, vm_name, .name = "VMName", .position = 1, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .type_name = "VMNetworkAdapterBase",
          .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS",
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, external_port, .name = "ExternalPort",
          .help = "Acts on the port that leads out of the switch."),
    PARAM(A, switch_name, .name = "SwitchName", .help = "The names of the switches."),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .help = "The names of the network adapters."),
    PARAM(A, vm, .name = "VM", .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param set_vm_switch_extension_port_feature[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, vm_switch_extension_feature, .name = "VMSwitchExtensionFeature", .mandatory = true,
          .from_pipeline = true, .type_name = "VMSwitchExtensionPortFeature",
          .help = "The features, as objects."),
    HV_PASSTHRU(A),
    PARAM(A, vm_name, .name = "VMName", .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, vm_network_adapter, .name = "VMNetworkAdapter", .type_name = "VMNetworkAdapterBase",
          .help = "The network adapters, as objects."),
    PARAM(A, management_os, .name = "ManagementOS",
          .help = "Acts on the adapters of the host itself."),
    PARAM(A, external_port, .name = "ExternalPort",
          .help = "Acts on the port that leads out of the switch."),
    PARAM(A, switch_name, .name = "SwitchName", .help = "The names of the switches."),
    PARAM(A, vm_network_adapter_name, .name = "VMNetworkAdapterName",
          .help = "The names of the network adapters."),
    PARAM(A, vm, .name = "VM", .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param get_vm_switch_extension_switch_data[] = {
    HV_HOST_PARAMS(A, "SwitchName"),
    PARAM(A, switch_name_list, .name = "SwitchName", .sets = "SwitchName", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names of the switches."),
    PARAM(A, feature_name, .name = "FeatureName", .help = "The names of the features."),
    PARAM(A, feature_id, .name = "FeatureId", .type = &type_guid,
          .help = "The identifiers of the features."),
    PARAM(A, extension, .name = "Extension", .type_name = "VMSwitchExtension",
          .help = "The extensions, as objects."),
    PARAM(A, extension_name, .name = "ExtensionName", .help = "The names of the extensions."),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switches, as objects."),
};

static const struct param add_vm_switch_extension_switch_feature[] = {
    HV_HOST_PARAMS(A, "SwitchName"),
    PARAM(A, vm_switch_extension_feature, .name = "VMSwitchExtensionFeature",
          .aliases = "VMSwitchExtensionSwitchFeature", .mandatory = true, .from_pipeline = true,
          .type_name = "VMSwitchExtensionSwitchFeature", .help = "The features, as objects."),
    PARAM(A, switch_name_list, .name = "SwitchName", .sets = "SwitchName", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names of the switches."),
    HV_PASSTHRU(A),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switches, as objects."),
};

static const struct param get_vm_switch_extension_switch_feature[] = {
    HV_HOST_PARAMS(A, "SwitchName"),
    PARAM(A, switch_name_list, .name = "SwitchName", .sets = "SwitchName", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names of the switches."),
    PARAM(A, feature_name, .name = "FeatureName", .help = "The names of the features."),
    PARAM(A, feature_id, .name = "FeatureId", .type = &type_guid,
          .help = "The identifiers of the features."),
    PARAM(A, extension, .name = "Extension", .type_name = "VMSwitchExtension",
          .help = "The extensions, as objects."),
    PARAM(A, extension_name, .name = "ExtensionName", .help = "The names of the extensions."),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switches, as objects."),
};

static const struct param remove_vm_switch_extension_switch_feature[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, vm_switch_extension_feature, .name = "VMSwitchExtensionFeature", .position = 2,
          .mandatory = true, .from_pipeline = true, .type_name = "VMSwitchExtensionSwitchFeature",
          .help = "The features, as objects."),
    HV_PASSTHRU(A),
    PARAM(A, switch_name_list, .name = "SwitchName", .position = 1,
          .help = "The names of the switches."),
    PARAM(A, vm_switch, .name = "VMSwitch", .type = &type_vm_switch,
          .help = "The switches, as objects."),
};

static const struct param set_vm_switch_extension_switch_feature[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, vm_switch_extension_feature, .name = "VMSwitchExtensionFeature", .position = 2,
          .mandatory = true, .from_pipeline = true, .type_name = "VMSwitchExtensionSwitchFeature",
          .help = "The features, as objects."),
    HV_PASSTHRU(A),
    PARAM(A, switch_name_list, .name = "SwitchName", .position = 1,
          .help = "The names of the switches."),
    PARAM(A, vm_switch, .name = "VMSwitch", .type = &type_vm_switch,
          .help = "The switches, as objects."),
};

static const struct param get_vm_system_switch_extension[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name, .name = "Name", .help = "The names."),
};

static const struct param get_vm_system_switch_extension_port_feature[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, feature_name, .name = "FeatureName", .help = "The names of the features."),
    PARAM(A, feature_id, .name = "FeatureId", .type = &type_guid,
          .help = "The identifiers of the features."),
    PARAM(A, extension_name, .name = "ExtensionName", .help = "The names of the extensions."),
    PARAM(A, system_switch_extension, .name = "SystemSwitchExtension",
          .type_name = "VMSystemSwitchExtension",
          .help = "The extensions of the host, as objects."),
};

static const struct param get_vm_system_switch_extension_switch_feature[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, feature_name, .name = "FeatureName", .help = "The names of the features."),
    PARAM(A, feature_id, .name = "FeatureId", .type = &type_guid,
          .help = "The identifiers of the features."),
    PARAM(A, extension_name, .name = "ExtensionName", .help = "The names of the extensions."),
    PARAM(A, system_switch_extension, .name = "SystemSwitchExtension",
          .type_name = "VMSystemSwitchExtension",
          .help = "The extensions of the host, as objects."),
};

static const struct example examples[] = {
    { .code = "Set-VMNetworkAdapter web1 -DhcpGuard On -RouterGuard On",
      .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Disable", "VMSwitchExtension", disable_vm_switch_extension, "ExtensionName", true,
           .synopsis = "Disables extensions of virtual switches."),
    ABSENT("Enable", "VMSwitchExtension", enable_vm_switch_extension, "ExtensionName", true,
           .synopsis = "Enables extensions of virtual switches."),
    ABSENT("Get", "VMSwitchExtension", get_vm_switch_extension, "SwitchName", false,
           .synopsis = "Gets extensions of virtual switches."),
    ABSENT("Get", "VMSwitchExtensionPortData", get_vm_switch_extension_port_data, "VMName", false,
           .synopsis = "Gets the port data of switch extensions."),
    ABSENT("Add", "VMSwitchExtensionPortFeature", add_vm_switch_extension_port_feature, "VMName",
           true, .synopsis = "Adds the port features of switch extensions."),
    ABSENT("Get", "VMSwitchExtensionPortFeature", get_vm_switch_extension_port_feature, "VMName",
           false, .synopsis = "Gets the port features of switch extensions."),
    ABSENT("Remove", "VMSwitchExtensionPortFeature", remove_vm_switch_extension_port_feature, NULL,
           true, .synopsis = "Removes the port features of switch extensions."),
    ABSENT("Set", "VMSwitchExtensionPortFeature", set_vm_switch_extension_port_feature, NULL, true,
           .synopsis = "Changes the port features of switch extensions."),
    ABSENT("Get", "VMSwitchExtensionSwitchData", get_vm_switch_extension_switch_data, NULL, true,
           .synopsis = "Gets the switch data of switch extensions."),
    ABSENT("Add", "VMSwitchExtensionSwitchFeature", add_vm_switch_extension_switch_feature, NULL,
           true, .synopsis = "Adds the switch features of switch extensions."),
    ABSENT("Get", "VMSwitchExtensionSwitchFeature", get_vm_switch_extension_switch_feature, NULL,
           true, .synopsis = "Gets the switch features of switch extensions."),
    ABSENT("Remove", "VMSwitchExtensionSwitchFeature", remove_vm_switch_extension_switch_feature,
           NULL, true, .synopsis = "Removes the switch features of switch extensions."),
    ABSENT("Set", "VMSwitchExtensionSwitchFeature", set_vm_switch_extension_switch_feature, NULL,
           true, .synopsis = "Changes the switch features of switch extensions."),
    ABSENT("Get", "VMSystemSwitchExtension", get_vm_system_switch_extension, NULL, false,
           .synopsis = "Gets the switch extensions of hosts."),
    ABSENT("Get", "VMSystemSwitchExtensionPortFeature", get_vm_system_switch_extension_port_feature,
           NULL, false, .synopsis = "Gets the port features that hosts know."),
    ABSENT("Get", "VMSystemSwitchExtensionSwitchFeature",
           get_vm_system_switch_extension_switch_feature, NULL, false,
           .synopsis = "Gets the switch features that hosts know."),
};
const struct cmdlet_group cmdlets_absent_switch_extensions = { cmdlets, ARRAY_SIZE(cmdlets) };
