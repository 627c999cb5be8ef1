#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY "Virtual machines are not moved between hosts yet; virsh migrate does it."

struct migration_args {
    HV_HOST_FIELDS
    struct str *name, *destination_host, *destination_storage_path, *resource_pool_name,
        *virtual_machine_path, *snapshot_file_path, *smart_paging_file_path, *subnet, *new_subnet;
    struct value destination_credential, destination_cim_session, compatibility_report, vm;
    bool include_storage, retain_vhd_copies_on_source, remove_source_unmanaged_vhds, as_job,
        passthru;
    struct value_list vhds;
    struct opt_int priority, new_priority;
    struct str_list subnet_list;
    struct int_list priority_list;
};
#define A struct migration_args

static const struct param move_vm[] = {
    PARAM(A, computer_name, .name = "ComputerName",
          .sets = "NameSingleDestination,NameMultipleDestinations", .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential",
          .sets = "NameSingleDestination,NameMultipleDestinations", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations",
          .position = 1, .mandatory = true, .from_pipeline = true, .help = "The names."),
    PARAM(A, destination_host, .name = "DestinationHost",
          .sets = "NameSingleDestination,NameMultipleDestinations,VMSingleDestination,"
                  "VMMultipleDestinations",
          .position = 2, .mandatory = true, .help = "The destination."),
    PARAM(A, destination_credential, .name = "DestinationCredential",
          .sets = "NameSingleDestination,NameMultipleDestinations,VMSingleDestination,"
                  "VMMultipleDestinations",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, include_storage, .name = "IncludeStorage",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination",
          .help = "Moves the disks too."),
    PARAM(A, destination_storage_path, .name = "DestinationStoragePath",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination",
          .help = "The folder for all files."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .help = "The resource pool."),
    PARAM(A, retain_vhd_copies_on_source, .name = "RetainVhdCopiesOnSource",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .help = "Leaves the disks at the source as well."),
    PARAM(A, remove_source_unmanaged_vhds, .name = "RemoveSourceUnmanagedVhds",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .help = "Removes disks at the source that were not made with the virtual machine."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession",
          .sets = "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession",
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, destination_cim_session, .name = "DestinationCimSession",
          .sets = "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMMultipleDestinationsAndCimSession",
          .position = 2, .mandatory = true, .type_name = "CimSession",
          .help = "A session to the destination."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "NameMultipleDestinationsAndCimSession,VMMultipleDestinationsAndCimSession",
          .mandatory = true, .help = "The folder for the configuration."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "NameMultipleDestinations,VMMultipleDestinations",
          .help = "The folder for the configuration."),
    PARAM(A, snapshot_file_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .help = "The folder for the files of checkpoints."),
    PARAM(A, smart_paging_file_path, .name = "SmartPagingFilePath",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .help = "The folder for smart paging files."),
    PARAM(A, vhds, .name = "Vhds",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .type = &type_hashtable,
          .help = "Tables of SourceFilePath and DestinationFilePath, one for each disk."),
    PARAM(A, compatibility_report, .name = "CompatibilityReport", .sets = "CompatibilityReport",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMCompatibilityReport", .help = "A report of Compare-VM."),
    PARAM(A, vm, .name = "VM",
          .sets = "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

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
    { .code = "virsh migrate --live web1 qemu+ssh://host2/system",
      .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Move", "VM", move_vm, "NameSingleDestination", true,
           .synopsis = "Moves virtual machines."),
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
