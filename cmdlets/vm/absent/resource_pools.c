#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                       \
    "There are no resource pools yet; the weights and limits of Set-VMProcessor " \
    "and Set-VMMemory share out a host."

static const char *const resource_pool_types[] = {
    "Memory",     "Processor", "Ethernet",         "VHD",
    "ISO",        "VFD",       "FibreChannelPort", "FibreChannelConnection",
    "PciExpress", NULL
};
static const char *const resource_pool_types_here[] = { "Ethernet", "Memory", "Processor", "VHD",
                                                        NULL };
static const char *const resource_pool_types_here_here[] = { "VHD", "ISO", "VFD", NULL };

struct resource_pools_args {
    HV_HOST_FIELDS
    struct str_list name, parent_name, paths, path, resource_pool_name;
    struct value_list resource_pool_type;
    struct str *name_list, *new_name;
    bool passthru;
    struct value resource_pool_type_list;
};
#define A struct resource_pools_args

static const struct param get_vm_resource_pool[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name, .name = "Name", .position = 1, .from_pipeline = true, .help = "The names."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .position = 2,
          .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
};

static const struct param measure_vm_resource_pool[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name", .position = 1, .mandatory = true, .from_property = true,
          .help = "The names."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .position = 2, .from_property = true,
          .type_name = "VMResourcePoolType", .values = resource_pool_types_here,
          .help = "What the pool is made of."),
};

static const struct param new_vm_resource_pool[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name_list, .name = "Name", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The names."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .position = 2, .mandatory = true,
          .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    PARAM(A, parent_name, .name = "ParentName", .position = 3,
          .help = "The pool that it is part of."),
    PARAM(A, paths, .name = "Paths", .position = 4, .help = "The folders."),
};

static const struct param remove_vm_resource_pool[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name_list, .name = "Name", .position = 1, .mandatory = true, .from_property = true,
          .help = "The names."),
    PARAM(A, resource_pool_type, .name = "ResourcePoolType", .position = 2, .mandatory = true,
          .from_property = true, .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param rename_vm_resource_pool[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, name_list, .name = "Name", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The names."),
    PARAM(A, resource_pool_type_list, .name = "ResourcePoolType", .position = 2, .mandatory = true,
          .from_property = true, .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    PARAM(A, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
};

static const struct param set_vm_resource_pool[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, name, .name = "Name", .position = 1, .mandatory = true, .from_property = true,
          .help = "The names."),
    PARAM(A, resource_pool_type_list, .name = "ResourcePoolType", .position = 2, .mandatory = true,
          .from_property = true, .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
    PARAM(A, parent_name, .name = "ParentName", .position = 3, .mandatory = true,
          .help = "The pool that it is part of."),
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
};

static const struct param add_vm_storage_path[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, path, .name = "Path", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The file or folder."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .position = 2, .mandatory = true,
          .help = "The resource pool."),
    PARAM(A, resource_pool_type_list, .name = "ResourcePoolType", .position = 3, .mandatory = true,
          .type_name = "VMResourcePoolType", .values = resource_pool_types_here_here,
          .help = "What the pool is made of."),
    HV_PASSTHRU(A),
};

static const struct param get_vm_storage_path[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, path, .name = "Path", .position = 1, .from_pipeline = true,
          .help = "The file or folder."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .position = 2, .mandatory = true,
          .help = "The resource pool."),
    PARAM(A, resource_pool_type_list, .name = "ResourcePoolType", .position = 3, .mandatory = true,
          .type_name = "VMResourcePoolType", .values = resource_pool_types,
          .help = "What the pool is made of."),
};

static const struct param remove_vm_storage_path[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, path, .name = "Path", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The file or folder."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .position = 2, .mandatory = true,
          .help = "The resource pool."),
    PARAM(A, resource_pool_type_list, .name = "ResourcePoolType", .position = 3, .mandatory = true,
          .type_name = "VMResourcePoolType", .values = resource_pool_types_here_here,
          .help = "What the pool is made of."),
    HV_PASSTHRU(A),
};

static const struct example examples[] = {
    { .code = "Set-VMProcessor web1 -RelativeWeight 200", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Get", "VMResourcePool", get_vm_resource_pool, NULL, false,
           .synopsis = "Gets resource pools."),
    ABSENT("Measure", "VMResourcePool", measure_vm_resource_pool, NULL, false,
           .synopsis = "Measures resource pools."),
    ABSENT("New", "VMResourcePool", new_vm_resource_pool, NULL, true,
           .synopsis = "Creates resource pools."),
    ABSENT("Remove", "VMResourcePool", remove_vm_resource_pool, "ComputerName", true,
           .synopsis = "Removes resource pools."),
    ABSENT("Rename", "VMResourcePool", rename_vm_resource_pool, NULL, true,
           .synopsis = "Renames resource pools."),
    ABSENT("Set", "VMResourcePool", set_vm_resource_pool, NULL, true,
           .synopsis = "Changes resource pools."),
    ABSENT("Add", "VMStoragePath", add_vm_storage_path, NULL, true,
           .synopsis = "Adds the folders of storage pools."),
    ABSENT("Get", "VMStoragePath", get_vm_storage_path, NULL, false,
           .synopsis = "Gets the folders of storage pools."),
    ABSENT("Remove", "VMStoragePath", remove_vm_storage_path, NULL, true,
           .synopsis = "Removes the folders of storage pools."),
};
const struct cmdlet_group cmdlets_absent_resource_pools = { cmdlets, ARRAY_SIZE(cmdlets) };
