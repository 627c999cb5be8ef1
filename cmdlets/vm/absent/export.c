#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                         \
    "Virtual machines are not exported or imported yet; Convert-VHD copies a disk " \
    "and virsh dumpxml a configuration."

static const char *const capture_live_states[] = { "CaptureCrashConsistentState",
                                                   "CaptureSavedState",
                                                   "CaptureDataConsistentState", NULL };

struct export_args {
    HV_HOST_FIELDS
    bool as_job, include_storage, retain_vhd_copies_on_source, in_place, copied, generate_new_id,
        passthru, remove_source_unmanaged_vhds, allow_unverified_paths;
    struct str *name, *destination_host, *destination_storage_path, *resource_pool_name,
        *virtual_machine_path, *snapshot_file_path, *smart_paging_file_path, *path,
        *vhd_destination_path, *vhd_source_path;
    struct value destination_credential, destination_cim_session, vm, compatibility_report,
        capture_live_state;
    struct value_list vhds, vm_list;
    struct str_list name_list;
};
#define A struct export_args

static const struct param compare_vm[] = {
    PARAM(A, computer_name, .name = "ComputerName",
          .sets = "NameSingleDestination,Register,Copy,NameMultipleDestinations",
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential",
          .sets = "NameSingleDestination,Register,Copy,NameMultipleDestinations",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    HV_AS_JOB(A),
    PARAM(A, name, .name = "Name",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations",
          .position = 1, .mandatory = true, .from_pipeline = true, .help = "The names."),
    PARAM(A, destination_host, .name = "DestinationHost",
          .sets = "NameSingleDestination,NameMultipleDestinations,VMMultipleDestinations,"
                  "VMSingleDestination",
          .position = 2, .mandatory = true, .help = "The destination."),
    PARAM(A, destination_credential, .name = "DestinationCredential",
          .sets = "NameSingleDestination,NameMultipleDestinations,VMMultipleDestinations,"
                  "VMSingleDestination",
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
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination",
          .help = "The resource pool."),
    PARAM(A, retain_vhd_copies_on_source, .name = "RetainVhdCopiesOnSource",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination",
          .help = "Leaves the disks at the source as well."),
    PARAM(A, cim_session, .name = "CimSession",
          .sets = "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession,"
                  "Register,Copy",
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, destination_cim_session, .name = "DestinationCimSession",
          .sets = "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession,"
                  "VMMultipleDestinationsAndCimSession,VMSingleDestinationAndCimSession",
          .position = 2, .mandatory = true, .type_name = "CimSession",
          .help = "A session to the destination."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "NameMultipleDestinationsAndCimSession,VMMultipleDestinationsAndCimSession",
          .mandatory = true, .help = "The folder for the configuration."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "Copy,NameMultipleDestinations,VMMultipleDestinations",
          .help = "The folder for the configuration."),
    PARAM(A, snapshot_file_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .sets = "NameMultipleDestinationsAndCimSession,Copy,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .help = "The folder for the files of checkpoints."),
    PARAM(A, smart_paging_file_path, .name = "SmartPagingFilePath",
          .sets = "NameMultipleDestinationsAndCimSession,Copy,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .help = "The folder for smart paging files."),
    PARAM(A, vhds, .name = "Vhds",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .type = &type_hashtable,
          .help = "Tables of SourceFilePath and DestinationFilePath, one for each disk."),
    PARAM(A, path, .name = "Path", .sets = "Register,Copy", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The file or folder."),
    PARAM(A, in_place, .name = "Register", .sets = "Register",
          .help = "Uses the files where they are."),
    PARAM(A, vhd_destination_path, .name = "VhdDestinationPath", .sets = "Copy", .position = 2,
          .help = "The folder for the disks."),
    PARAM(A, copied, .name = "Copy", .sets = "Copy", .mandatory = true,
          .help = "Copies the files instead of using them where they are."),
    PARAM(A, vhd_source_path, .name = "VhdSourcePath", .sets = "Copy",
          .help = "The folder of the disks."),
    PARAM(A, generate_new_id, .name = "GenerateNewId", .sets = "Copy",
          .help = "Gives the copy an identifier of its own."),
    PARAM(A, vm, .name = "VM",
          .sets = "VMMultipleDestinations,VMMultipleDestinationsAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    PARAM(A, compatibility_report, .name = "CompatibilityReport", .sets = "CompatibilityReport",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMCompatibilityReport", .help = "A report of Compare-VM."),
};

static const struct param export_vm[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, name_list, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names."),
    PARAM(A, path, .name = "Path", .position = 2, .mandatory = true, .help = "The file or folder."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    PARAM(A, capture_live_state, .name = "CaptureLiveState", .type_name = "CaptureLiveState",
          .values = capture_live_states,
          .help = "What is kept of the memory of a running virtual machine."),
    PARAM(A, vm_list, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param import_vm[] = {
    HV_HOST_PARAMS(A, "Register,Copy"),
    PARAM(A, path, .name = "Path", .sets = "Register,Copy", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The file or folder."),
    PARAM(A, in_place, .name = "Register", .sets = "Register",
          .help = "Uses the files where they are."),
    HV_AS_JOB(A),
    PARAM(A, vhd_destination_path, .name = "VhdDestinationPath", .sets = "Copy", .position = 2,
          .help = "The folder for the disks."),
    PARAM(A, copied, .name = "Copy", .sets = "Copy", .mandatory = true,
          .help = "Copies the files instead of using them where they are."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath", .sets = "Copy",
          .help = "The folder for the configuration."),
    PARAM(A, snapshot_file_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation", .sets = "Copy",
          .help = "The folder for the files of checkpoints."),
    PARAM(A, smart_paging_file_path, .name = "SmartPagingFilePath", .sets = "Copy",
          .help = "The folder for smart paging files."),
    PARAM(A, vhd_source_path, .name = "VhdSourcePath", .sets = "Copy",
          .help = "The folder of the disks."),
    PARAM(A, generate_new_id, .name = "GenerateNewId", .sets = "Copy",
          .help = "Gives the copy an identifier of its own."),
    PARAM(A, compatibility_report, .name = "CompatibilityReport", .sets = "CompatibilityReport",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMCompatibilityReport", .help = "A report of Compare-VM."),
};

static const struct param repair_vm[] = {
    PARAM(A, compatibility_report, .name = "CompatibilityReport", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMCompatibilityReport",
          .help = "A report of Compare-VM."),
    PARAM(A, snapshot_file_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .help = "The folder for the files of checkpoints."),
    PARAM(A, path, .name = "Path", .help = "The file or folder."),
    HV_PASSTHRU(A),
};

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
    ABSENT("Compare", "VM", compare_vm, "NameSingleDestination", true,
           .synopsis = "Compares with a host virtual machines."),
    ABSENT("Export", "VM", export_vm, "Name", true, .synopsis = "Exports virtual machines."),
    ABSENT("Import", "VM", import_vm, "Register", true, .synopsis = "Imports virtual machines."),
    ABSENT("Repair", "VM", repair_vm, NULL, true, .synopsis = "Repairs virtual machines."),
    ABSENT("Move", "VMStorage", move_vm_storage, "NameSingleDestination", true,
           .synopsis = "Moves the storage of virtual machines."),
};
const struct cmdlet_group cmdlets_absent_export = { cmdlets, ARRAY_SIZE(cmdlets) };
