#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                          \
    "The use of resources is not metered yet; virsh domstats shows the counters of " \
    "a virtual machine."

static const char *const resource_pool_types[] = { "Ethernet", "Memory", "Processor", "VHD", NULL };

struct metering_args {
    HV_HOST_FIELDS
    struct str_list name, vm_name;
    struct value_list vm;
    struct str *resource_pool_name;
    struct value resource_pool_type;
};
#define A struct metering_args

static const struct param measure_vm[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, name, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param disable_vm_resource_metering[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "VMName,ResourcePool",
          .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "VMName,ResourcePool",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "VMName,ResourcePool",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .aliases = "Name",
          .sets = "ResourcePool", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The resource pool."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .sets = "ResourcePool", .position = 2,
          .from_property = true, .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param enable_vm_resource_metering[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "VMName,ResourcePool",
          .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "VMName,ResourcePool",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "VMName,ResourcePool",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .aliases = "Name",
          .sets = "ResourcePool", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The resource pool."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .sets = "ResourcePool", .position = 2,
          .from_property = true, .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param reset_vm_resource_metering[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "VMName,ResourcePool",
          .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "VMName,ResourcePool",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "VMName,ResourcePool",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .aliases = "Name",
          .sets = "ResourcePool", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The resource pool."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .sets = "ResourcePool", .position = 2,
          .from_property = true, .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct example examples[] = {
    { .code = "virsh domstats web1", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Measure", "VM", measure_vm, "Name", false, .synopsis = "Measures virtual machines."),
    ABSENT("Disable", "VMResourceMetering", disable_vm_resource_metering, "VMName", true,
           .synopsis = "Disables resource metering."),
    ABSENT("Enable", "VMResourceMetering", enable_vm_resource_metering, "VMName", true,
           .synopsis = "Enables resource metering."),
    ABSENT("Reset", "VMResourceMetering", reset_vm_resource_metering, "VMName", true,
           .synopsis = "Resets resource metering."),
};
const struct cmdlet_group cmdlets_absent_metering = { cmdlets, ARRAY_SIZE(cmdlets) };
