#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                       \
    "There are no resource pools yet; the weights and limits of Set-VMProcessor " \
    "and Set-VMMemory share out a host."

static const char *const resource_pool_types_here[] = { "Ethernet", "Memory", "Processor", "VHD",
                                                        NULL };

struct resource_pools_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list resource_pool_type;
};
#define A struct resource_pools_args

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

static const struct example examples[] = {
    { .code = "Measure-VM *", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Measure", "VMResourcePool", measure_vm_resource_pool, NULL, false,
           .synopsis = "Measures resource pools."),
};
const struct cmdlet_group cmdlets_absent_resource_pools = { cmdlets, ARRAY_SIZE(cmdlets) };
