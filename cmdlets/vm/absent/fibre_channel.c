#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                       \
    "KVM has no virtual Fibre Channel adapters. A LUN of the host's own adapter " \
    "goes to a virtual machine as a disk: Add-VMHardDiskDrive -Path "             \
    "/dev/disk/by-id/NAME."

struct fibre_channel_args {
    HV_HOST_FIELDS
    struct str *vm_name, *san_name, *world_wide_node_name_set_a, *world_wide_port_name_set_a,
        *world_wide_node_name_set_b, *world_wide_port_name_set_b, *new_world_wide_node_name_set_a,
        *new_world_wide_port_name_set_a, *new_world_wide_node_name_set_b,
        *new_world_wide_port_name_set_b, *name, *computer_name_list, *note, *new_name;
    bool generate_wwn, passthru;
    struct value_list vm, vm_fibre_channel_hba, host_bus_adapter;
    struct str_list vm_name_list, world_wide_node_name, world_wide_port_name, name_list;
    struct value vm_fibre_channel_hba_list, cim_session_list, credential_list;
};
#define A struct fibre_channel_args

static const struct param add_vm_fibre_channel_hba[] = {
    HV_HOST_PARAMS(A, "VMName and GenerateWwn,VMName and manual WWN"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName and GenerateWwn,VMName and manual WWN",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, san_name, .name = "SanName", .position = 2, .mandatory = true,
          .help = "The storage area network."),
    PARAM(A, generate_wwn, .name = "GenerateWwn",
          .sets = "VMName and GenerateWwn,VM object and GenerateWwn",
          .help = "Makes world wide names."),
    HV_PASSTHRU(A),
    PARAM(A, world_wide_node_name_set_a, .name = "WorldWideNodeNameSetA", .aliases = "Wwnn1",
          .sets = "VMName and manual WWN,VM Object and manual WWN", .mandatory = true,
          .help = "The node name of the first set."),
    PARAM(A, world_wide_port_name_set_a, .name = "WorldWidePortNameSetA", .aliases = "Wwpn1",
          .sets = "VMName and manual WWN,VM Object and manual WWN", .mandatory = true,
          .help = "The port name of the first set."),
    PARAM(A, world_wide_node_name_set_b, .name = "WorldWideNodeNameSetB", .aliases = "Wwnn2",
          .sets = "VMName and manual WWN,VM Object and manual WWN", .mandatory = true,
          .help = "The node name of the second set."),
    PARAM(A, world_wide_port_name_set_b, .name = "WorldWidePortNameSetB", .aliases = "Wwpn2",
          .sets = "VMName and manual WWN,VM Object and manual WWN", .mandatory = true,
          .help = "The port name of the second set."),
    HV_VM_PARAM(A, "VM object and GenerateWwn,VM Object and manual WWN"),
};

static const struct param get_vm_fibre_channel_hba[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param remove_vm_fibre_channel_hba[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, vm_fibre_channel_hba, .name = "VMFibreChannelHba", .sets = "VMFibreChannelHba",
          .position = 1, .mandatory = true, .from_pipeline = true, .type_name = "VMFibreChannelHba",
          .help = "The adapters, as objects."),
    HV_PASSTHRU(A),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName and WWN", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, world_wide_node_name_set_a, .name = "WorldWideNodeNameSetA", .aliases = "Wwnn1",
          .sets = "VMName and WWN", .position = 2, .mandatory = true,
          .help = "The node name of the first set."),
    PARAM(A, world_wide_port_name_set_a, .name = "WorldWidePortNameSetA", .aliases = "Wwpn1",
          .sets = "VMName and WWN", .position = 3, .mandatory = true,
          .help = "The port name of the first set."),
    PARAM(A, world_wide_node_name_set_b, .name = "WorldWideNodeNameSetB", .aliases = "Wwnn2",
          .sets = "VMName and WWN", .position = 4, .mandatory = true,
          .help = "The node name of the second set."),
    PARAM(A, world_wide_port_name_set_b, .name = "WorldWidePortNameSetB", .aliases = "Wwpn2",
          .sets = "VMName and WWN", .position = 5, .mandatory = true,
          .help = "The port name of the second set."),
};

static const struct param set_vm_fibre_channel_hba[] = {
    HV_HOST_PARAMS(A, "VMName And Only SAN,VMName And Generate WWN,VMName And Manual WWN"),
    PARAM(A, vm_name, .name = "VMName",
          .sets = "VMName And Only SAN,VMName And Generate WWN,VMName And Manual WWN",
          .position = 1, .mandatory = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, world_wide_node_name_set_a, .name = "WorldWideNodeNameSetA", .aliases = "Wwnn1",
          .sets = "VMName And Only SAN,VMName And Generate WWN,VMName And Manual WWN",
          .position = 2, .mandatory = true, .help = "The node name of the first set."),
    PARAM(A, world_wide_port_name_set_a, .name = "WorldWidePortNameSetA", .aliases = "Wwpn1",
          .sets = "VMName And Only SAN,VMName And Generate WWN,VMName And Manual WWN",
          .position = 3, .mandatory = true, .help = "The port name of the first set."),
    PARAM(A, world_wide_node_name_set_b, .name = "WorldWideNodeNameSetB", .aliases = "Wwnn2",
          .sets = "VMName And Only SAN,VMName And Generate WWN,VMName And Manual WWN",
          .position = 4, .mandatory = true, .help = "The node name of the second set."),
    PARAM(A, world_wide_port_name_set_b, .name = "WorldWidePortNameSetB", .aliases = "Wwpn2",
          .sets = "VMName And Only SAN,VMName And Generate WWN,VMName And Manual WWN",
          .position = 5, .mandatory = true, .help = "The port name of the second set."),
    PARAM(A, san_name, .name = "SanName", .sets = "VMName And Only SAN,Object And Only SAN",
          .mandatory = true, .help = "The storage area network."),
    HV_PASSTHRU(A),
    PARAM(A, generate_wwn, .name = "GenerateWwn",
          .sets = "VMName And Generate WWN,Object And Generate WWN", .mandatory = true,
          .help = "Makes world wide names."),
    PARAM(A, new_world_wide_node_name_set_a, .name = "NewWorldWideNodeNameSetA",
          .sets = "VMName And Manual WWN,Object And Manual WWN",
          .help = "The new node name of the first set."),
    PARAM(A, new_world_wide_port_name_set_a, .name = "NewWorldWidePortNameSetA",
          .sets = "VMName And Manual WWN,Object And Manual WWN",
          .help = "The new port name of the first set."),
    PARAM(A, new_world_wide_node_name_set_b, .name = "NewWorldWideNodeNameSetB",
          .sets = "VMName And Manual WWN,Object And Manual WWN",
          .help = "The new node name of the second set."),
    PARAM(A, new_world_wide_port_name_set_b, .name = "NewWorldWidePortNameSetB",
          .sets = "VMName And Manual WWN,Object And Manual WWN",
          .help = "The new port name of the second set."),
    PARAM(A, vm_fibre_channel_hba_list, .name = "VMFibreChannelHba",
          .sets = "Object And Generate WWN,Object And Manual WWN,Object And Only SAN",
          .position = 1, .mandatory = true, .from_pipeline = true, .type_name = "VMFibreChannelHba",
          .help = "The adapters, as objects."),
};

static const struct param connect_vm_san[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "StringWwn", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "StringWwn", .from_property = true,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "StringWwn", .from_property = true,
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name", .aliases = "SanName", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names."),
    PARAM(A, world_wide_node_name, .name = "WorldWideNodeName",
          .aliases = "Wwnn,NodeName,Wwnns,NodeNames,WorldWideNodeNames,NodeAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide node names."),
    PARAM(A, world_wide_port_name, .name = "WorldWidePortName",
          .aliases = "Wwpn,PortName,Wwpns,PortNames,WorldWidePortNames,PortAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide port names."),
    HV_PASSTHRU(A),
    PARAM(A, host_bus_adapter, .name = "HostBusAdapter", .sets = "HbaObject", .mandatory = true,
          .from_pipeline = true, .type_name = "CimInstance",
          .help = "The host's adapters, as objects."),
};

static const struct param disconnect_vm_san[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "StringWwn", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "StringWwn",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "StringWwn", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name", .aliases = "SanName", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names."),
    PARAM(A, world_wide_node_name, .name = "WorldWideNodeName",
          .aliases = "Wwnn,NodeName,Wwnns,NodeNames,WorldWideNodeNames,NodeAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide node names."),
    PARAM(A, world_wide_port_name, .name = "WorldWidePortName",
          .aliases = "Wwpn,PortName,Wwpns,PortNames,WorldWidePortNames,PortAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide port names."),
    HV_PASSTHRU(A),
    PARAM(A, host_bus_adapter, .name = "HostBusAdapter", .sets = "HbaObject", .mandatory = true,
          .from_pipeline = true, .type_name = "CimInstance",
          .help = "The host's adapters, as objects."),
};

static const struct param get_vm_san[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name_list, .name = "Name", .aliases = "SanName", .position = 1, .from_property = true,
          .help = "The names."),
};

static const struct param new_vm_san[] = {
    PARAM(A, cim_session_list, .name = "CimSession", .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name_list, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential_list, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name", .aliases = "SanName", .position = 1, .mandatory = true,
          .help = "The names."),
    PARAM(A, note, .name = "Note", .help = "A note."),
    PARAM(A, host_bus_adapter, .name = "HostBusAdapter", .sets = "HbaObject",
          .type_name = "CimInstance", .help = "The host's adapters, as objects."),
    PARAM(A, world_wide_node_name, .name = "WorldWideNodeName",
          .aliases = "Wwnn,NodeName,Wwnns,NodeNames,WorldWideNodeNames,NodeAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide node names."),
    PARAM(A, world_wide_port_name, .name = "WorldWidePortName",
          .aliases = "Wwpn,PortName,Wwpns,PortNames,WorldWidePortNames,PortAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide port names."),
};

static const struct param remove_vm_san[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, name_list, .name = "Name", .aliases = "SanName", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names."),
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
};

static const struct param rename_vm_san[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, name, .name = "Name", .aliases = "SanName", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names."),
    PARAM(A, new_name, .name = "NewName", .position = 2, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
};

static const struct param set_vm_san[] = {
    PARAM(A, name, .name = "Name", .aliases = "SanName", .position = 1, .mandatory = true,
          .from_property = true, .help = "The names."),
    PARAM(A, host_bus_adapter, .name = "HostBusAdapter", .sets = "HbaObject",
          .type_name = "CimInstance", .help = "The host's adapters, as objects."),
    PARAM(A, note, .name = "Note", .help = "A note."),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession", .sets = "StringWwn", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "StringWwn",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "StringWwn", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, world_wide_node_name, .name = "WorldWideNodeName",
          .aliases = "Wwnn,NodeName,Wwnns,NodeNames,WorldWideNodeNames,NodeAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide node names."),
    PARAM(A, world_wide_port_name, .name = "WorldWidePortName",
          .aliases = "Wwpn,PortName,Wwpns,PortNames,WorldWidePortNames,PortAddress",
          .sets = "StringWwn", .mandatory = true, .help = "The world wide port names."),
};

static const struct example examples[] = {
    { .code = "Add-VMHardDiskDrive web1 -Path /dev/disk/by-id/wwn-0x5000c500a0b1c2d3",
      .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Add", "VMFibreChannelHba", add_vm_fibre_channel_hba, "VMName and GenerateWwn", true,
           .synopsis = "Adds virtual Fibre Channel adapters."),
    ABSENT("Get", "VMFibreChannelHba", get_vm_fibre_channel_hba, "VMName", false,
           .synopsis = "Gets virtual Fibre Channel adapters."),
    ABSENT("Remove", "VMFibreChannelHba", remove_vm_fibre_channel_hba, "VMFibreChannelHba", true,
           .synopsis = "Removes virtual Fibre Channel adapters."),
    ABSENT("Set", "VMFibreChannelHba", set_vm_fibre_channel_hba, "VMName And Only SAN", true,
           .synopsis = "Changes virtual Fibre Channel adapters."),
    ABSENT("Connect", "VMSan", connect_vm_san, "StringWwn", true,
           .synopsis = "Connects virtual storage area networks."),
    ABSENT("Disconnect", "VMSan", disconnect_vm_san, "StringWwn", true,
           .synopsis = "Disconnects virtual storage area networks."),
    ABSENT("Get", "VMSan", get_vm_san, NULL, false,
           .synopsis = "Gets virtual storage area networks."),
    ABSENT("New", "VMSan", new_vm_san, "HbaObject", true,
           .synopsis = "Creates virtual storage area networks."),
    ABSENT("Remove", "VMSan", remove_vm_san, NULL, true,
           .synopsis = "Removes virtual storage area networks."),
    ABSENT("Rename", "VMSan", rename_vm_san, NULL, true,
           .synopsis = "Renames virtual storage area networks."),
    ABSENT("Set", "VMSan", set_vm_san, "HbaObject", true,
           .synopsis = "Changes virtual storage area networks."),
};
const struct cmdlet_group cmdlets_absent_fibre_channel = { cmdlets, ARRAY_SIZE(cmdlets) };
