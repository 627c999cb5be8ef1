#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                                \
    "Hosts keep no settings for migration yet; Move-VM works without them, as far as the " \
    "hosts' libvirt lets it."

struct migration_args {
    HV_HOST_FIELDS
    struct str *subnet, *new_subnet;
    bool passthru;
    struct opt_int priority, new_priority;
    struct str_list subnet_list;
    struct int_list priority_list;
};
#define A struct migration_args

static const struct param disable_vm_migration[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName", .position = 1,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .position = 2,
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param enable_vm_migration[] = {
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName", .position = 1,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .position = 2,
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param add_vm_migration_network[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, subnet, .name = "Subnet", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The subnet, as an address and the length of its prefix."),
    PARAM(A, priority, .name = "Priority", .position = 2, .type = &type_uint32,
          .help = "Who comes first."),
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
};

static const struct param get_vm_migration_network[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .from_pipeline = true,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, subnet_list, .name = "Subnet", .position = 1,
          .help = "The subnet, as an address and the length of its prefix."),
    PARAM(A, priority_list, .name = "Priority", .type = &type_uint32, .help = "Who comes first."),
};

static const struct param remove_vm_migration_network[] = {
    PARAM(A, subnet, .name = "Subnet", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The subnet, as an address and the length of its prefix."),
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    HV_PASSTHRU(A),
};

static const struct param set_vm_migration_network[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, subnet, .name = "Subnet", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The subnet, as an address and the length of its prefix."),
    PARAM(A, new_subnet, .name = "NewSubnet", .position = 2, .help = "The new subnet."),
    PARAM(A, new_priority, .name = "NewPriority", .type = &type_uint32,
          .help = "The new priority."),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct example examples[] = {
    { .code = "Move-VM web1 host2", .remarks = "Works without settings for migration." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Disable", "VMMigration", disable_vm_migration, "ComputerName", true,
           .synopsis = "Disables live migration on hosts."),
    ABSENT("Enable", "VMMigration", enable_vm_migration, "ComputerName", true,
           .synopsis = "Enables live migration on hosts."),
    ABSENT("Add", "VMMigrationNetwork", add_vm_migration_network, NULL, true,
           .synopsis = "Adds the networks for migration."),
    ABSENT("Get", "VMMigrationNetwork", get_vm_migration_network, NULL, false,
           .synopsis = "Gets the networks for migration."),
    ABSENT("Remove", "VMMigrationNetwork", remove_vm_migration_network, NULL, true,
           .synopsis = "Removes the networks for migration."),
    ABSENT("Set", "VMMigrationNetwork", set_vm_migration_network, "ComputerName", true,
           .synopsis = "Changes the networks for migration."),
};
const struct cmdlet_group cmdlets_absent_migration = { cmdlets, ARRAY_SIZE(cmdlets) };
