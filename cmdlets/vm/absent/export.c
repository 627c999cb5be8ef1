#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                           \
    "The storage of virtual machines is not moved yet; Move-Item moves a disk while " \
    "the machine is off, and Set-VMHardDiskDrive -Path says where it is then."

struct export_args {
    HV_HOST_FIELDS
    bool as_job, retain_vhd_copies_on_source, remove_source_unmanaged_vhds, allow_unverified_paths;
    struct str *name, *destination_storage_path, *resource_pool_name, *virtual_machine_path,
        *snapshot_file_path, *smart_paging_file_path;
    struct value vm;
    struct value_list vhds;
};
#define A struct export_args

static const struct param move_vm_storage[] = {
    HV_HOST_PARAMS(A, "NameSingleDestination,NameMultipleDestinations"),
    PARAM(A, name, .name = "Name", .aliases = "VMName",
          .sets = "NameSingleDestination,NameMultipleDestinations", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names."),
    PARAM(A, destination_storage_path, .name = "DestinationStoragePath",
          .sets = "NameSingleDestination,VMSingleDestination", .position = 2, .mandatory = true,
          .help = "The folder for all files."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .help = "The resource pool."),
    PARAM(A, retain_vhd_copies_on_source, .name = "RetainVhdCopiesOnSource",
          .help = "Leaves the disks at the source as well."),
    PARAM(A, remove_source_unmanaged_vhds, .name = "RemoveSourceUnmanagedVhds",
          .help = "Removes disks at the source that were not made with the virtual machine."),
    PARAM(A, allow_unverified_paths, .name = "AllowUnverifiedPaths",
          .help = "Does not check the path."),
    HV_AS_JOB(A),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "NameMultipleDestinations,VMMultipleDestinations",
          .help = "The folder for the configuration."),
    PARAM(A, snapshot_file_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .sets = "NameMultipleDestinations,VMMultipleDestinations",
          .help = "The folder for the files of checkpoints."),
    PARAM(A, smart_paging_file_path, .name = "SmartPagingFilePath",
          .sets = "NameMultipleDestinations,VMMultipleDestinations",
          .help = "The folder for smart paging files."),
    PARAM(A, vhds, .name = "Vhds", .sets = "NameMultipleDestinations,VMMultipleDestinations",
          .type = &type_hashtable,
          .help = "Tables of SourceFilePath and DestinationFilePath, one for each disk."),
    PARAM(A, vm, .name = "VM", .sets = "VMSingleDestination,VMMultipleDestinations", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct example examples[] = {
    { .code = "Convert-VHD ./web1.vhdx /backup/web1.vhdx", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Move", "VMStorage", move_vm_storage, "NameSingleDestination", true,
           .synopsis = "Moves the storage of virtual machines."),
};
const struct cmdlet_group cmdlets_absent_export = { cmdlets, ARRAY_SIZE(cmdlets) };
