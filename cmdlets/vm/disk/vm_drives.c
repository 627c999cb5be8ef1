#include "cmdlets/vm/disk/vm_drives.h"

#include "cmdlets/vm/disk/drive.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"

#define A struct drive_args
#define VM_SETS "VMName,VMObject"

#define SET_NAME_PARAM                                                                      \
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true, \
          .complete = complete_vm_name,                                                     \
          .help = "The names of the virtual machines; wildcards work.")
#define TYPE_PARAM(...)                                                                     \
    PARAM(A, controller_type, .name = "ControllerType", .enum_info = &enum_controller_type, \
          .help = "IDE or SCSI.", __VA_ARGS__)
#define NUMBER_PARAM(...)                                             \
    PARAM(A, number, .name = "ControllerNumber", .type = &type_int32, \
          .help = "The number of the controller, from 0.", __VA_ARGS__)
#define LOCATION_PARAM(...)                                               \
    PARAM(A, location, .name = "ControllerLocation", .type = &type_int32, \
          .help = "The place on the controller, from 0.", __VA_ARGS__)
#define PATH_PARAM(pos_, ...) PARAM(A, path, .name = "Path", .position = pos_, __VA_ARGS__)
#define TO_PARAMS                                                                  \
    PARAM(A, to_number, .name = "ToControllerNumber", .type = &type_int32,         \
          .help = "Moves it to the controller of this number."),                   \
        PARAM(A, to_location, .name = "ToControllerLocation", .type = &type_int32, \
              .help = "Moves it to this place.")
#define POOL_PARAM HV_POOL_PARAM(A, resource_pool, .sets = NULL)
#define UNVERIFIED_PARAM                                             \
    PARAM(A, allow_unverified_paths, .name = "AllowUnverifiedPaths", \
          .help = "Accepted; paths are not checked against a cluster here.")
#define HARD_PARAMS(reservations_)                                                             \
    PARAM(A, disk_number, .name = "DiskNumber", .aliases = "Number", .from_property = true,    \
          .type = &type_uint32,                                                                \
          .help = "Not supported on this host: give a block device to -Path."),                \
        POOL_PARAM,                                                                            \
        PARAM(A, reservations_, .name = "SupportPersistentReservations",                       \
              .aliases = "ShareVirtualDisk", .help = "Not supported on this host."),           \
        UNVERIFIED_PARAM,                                                                      \
        PARAM(A, maximum_iops, .name = "MaximumIOPS", .type = &type_uint64,                    \
              .help = "The most operations a second; 0: no limit."),                           \
        PARAM(A, minimum_iops, .name = "MinimumIOPS", .type = &type_uint64,                    \
              .help = "Not supported on this host."),                                          \
        PARAM(A, qos_policy_id, .name = "QoSPolicyID", .help = "Not supported on this host."), \
        PARAM(A, qos_policy, .name = "QoSPolicy", .type_name = "CimInstance",                  \
              .help = "Not supported on this host."),                                          \
        PARAM(A, cache_attributes, .name = "OverrideCacheAttributes",                          \
              .enum_info = &enum_cache_attributes,                                             \
              .help = "Accepted; the host's caching mode is QEMU's."),                         \
        HV_PASSTHRU(A)

/* ---- hard disk drives ---- */
static enum status add_hard_process(struct invocation *inv)
{
    return drive_add(inv, VM_DISK_HARD);
}

static enum status get_hard_process(struct invocation *inv)
{
    return drive_get(inv, VM_DISK_HARD);
}

static enum status set_hard_process(struct invocation *inv)
{
    return drive_set(inv, VM_DISK_HARD);
}

static enum status remove_hard_process(struct invocation *inv)
{
    return drive_remove(inv, VM_DISK_HARD);
}

static const struct param add_hard_params[] = {
    HV_HOST_PARAMS_AS(A, "VMName", false, false, "PSComputerName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_drive_controller, .name = "VMDriveController", .sets = "VMDriveController",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_drive_controller, .help = "The controller, as an object."),
    TYPE_PARAM(.sets = VM_SETS, .position = 2),
    NUMBER_PARAM(.sets = VM_SETS, .position = 3),
    LOCATION_PARAM(.position = 4),
    PATH_PARAM(5, .help = "The virtual hard disk, or a block device of the host."),
    HARD_PARAMS(persistent_reservations),
};
static const struct example add_hard_examples[] = {
    { .code = "Add-VMHardDiskDrive web1 -Path /srv/vms/data.vhdx",
      .remarks = "Attaches a disk at the first free place, also while the machine runs (SCSI)." },
};

static const struct param get_hard_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    HV_SNAPSHOT_PARAM(A),
    PARAM(A, vm_drive_controllers, .name = "VMDriveController", .sets = "VMDriveController",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_drive_controller, .help = "The controllers, as objects."),
    LOCATION_PARAM(.position = 0),
    NUMBER_PARAM(.sets = "VMName,VMObject,VMSnapshot"),
    TYPE_PARAM(.sets = "VMName,VMObject,VMSnapshot"),
};
static const struct example get_hard_examples[] = {
    { .code = "Get-VM | Get-VMHardDiskDrive | Select-Object VMName, Path",
      .remarks = "Which machine uses which disk." },
};

static const struct param set_hard_params[] = {
    HV_HOST_PARAMS_AS(A, NULL, true, false, "PSComputerName"),
    SET_NAME_PARAM,
    PARAM(A, drives, .name = "VMHardDiskDrive", .sets = "Object", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_hard_disk_drive,
          .help = "What Get-VMHardDiskDrive returned."),
    TYPE_PARAM(.sets = "VMName", .position = 2),
    NUMBER_PARAM(.sets = "VMName", .position = 3),
    LOCATION_PARAM(.sets = "VMName", .position = 4),
    PATH_PARAM(5, .help = "Another virtual hard disk."),
    PARAM(A, to_controller_type, .name = "ToControllerType", .enum_info = &enum_controller_type,
          .help = "Moves it to a controller of this type."),
    TO_PARAMS,
    HARD_PARAMS(reservations_on),
};
static const struct example set_hard_examples[] = {
    { .code = "Get-VMHardDiskDrive web1 | Set-VMHardDiskDrive -MaximumIOPS 500",
      .remarks = "Limits all its disks." },
};

static const struct param remove_hard_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    SET_NAME_PARAM,
    PARAM(A, drives, .name = "VMHardDiskDrive", .sets = "VMHardDiskDrive", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_hard_disk_drive,
          .help = "What Get-VMHardDiskDrive returned."),
    TYPE_PARAM(.sets = "VMName", .position = 2, .mandatory = true),
    NUMBER_PARAM(.sets = "VMName", .position = 3, .mandatory = true),
    LOCATION_PARAM(.sets = "VMName", .position = 4, .mandatory = true),
    HV_PASSTHRU(A),
};
static const struct example remove_hard_examples[] = {
    { .code = "Remove-VMHardDiskDrive web1 SCSI 0 1",
      .remarks = "Detaches a disk; its file stays." },
};

/* ---- DVD drives ---- */
static enum status add_dvd_process(struct invocation *inv)
{
    return drive_add(inv, VM_DISK_DVD);
}

static enum status get_dvd_process(struct invocation *inv)
{
    return drive_get(inv, VM_DISK_DVD);
}

static enum status set_dvd_process(struct invocation *inv)
{
    return drive_set(inv, VM_DISK_DVD);
}

static enum status remove_dvd_process(struct invocation *inv)
{
    return drive_remove(inv, VM_DISK_DVD);
}

static const struct param add_dvd_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_drive_controllers, .name = "VMDriveController", .sets = "VMDriveController",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_drive_controller, .help = "The controller, as an object."),
    NUMBER_PARAM(.sets = VM_SETS, .position = 3),
    LOCATION_PARAM(.position = 4),
    PATH_PARAM(5, .allow_null = true, .allow_empty = true,
               .help = "The ISO file; without one the drive is empty."),
    POOL_PARAM,
    UNVERIFIED_PARAM,
    HV_PASSTHRU(A),
};
static const struct example add_dvd_examples[] = {
    { .code = "Add-VMDvdDrive web1 -Path /srv/iso/debian.iso",
      .remarks = "A DVD drive with a disc in it." },
};

static const struct param get_dvd_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    HV_SNAPSHOT_PARAM(A),
    PARAM(A, vm_drive_controllers, .name = "VMDriveController", .sets = "VMDriveController",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_drive_controller, .help = "The controllers, as objects."),
    LOCATION_PARAM(.position = 0),
    NUMBER_PARAM(.sets = "VMName,VMObject,VMSnapshot"),
};
static const struct example get_dvd_examples[] = {
    { .code = "Get-VMDvdDrive web1", .remarks = "Its DVD drives and what is in them." },
};

static const struct param set_dvd_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    SET_NAME_PARAM,
    PARAM(A, drives, .name = "VMDvdDrive", .sets = "Object", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_dvd_drive, .help = "What Get-VMDvdDrive returned."),
    NUMBER_PARAM(.sets = "VMName", .position = 2),
    LOCATION_PARAM(.sets = "VMName", .position = 3),
    PATH_PARAM(4, .allow_null = true, .allow_empty = true,
               .help = "The ISO file to insert; $null ejects."),
    TO_PARAMS,
    POOL_PARAM,
    UNVERIFIED_PARAM,
    HV_PASSTHRU(A),
};
static const struct example set_dvd_examples[] = {
    { .code = "Set-VMDvdDrive web1 -Path $null", .remarks = "Ejects the disc." },
};

static const struct param remove_dvd_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    SET_NAME_PARAM,
    PARAM(A, drives, .name = "VMDvdDrive", .sets = "VMDvdDrive", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_dvd_drive, .help = "What Get-VMDvdDrive returned."),
    NUMBER_PARAM(.sets = "VMName", .position = 2, .mandatory = true),
    LOCATION_PARAM(.sets = "VMName", .position = 3, .mandatory = true),
    HV_PASSTHRU(A),
};
static const struct example remove_dvd_examples[] = {
    { .code = "Get-VMDvdDrive web1 | Remove-VMDvdDrive", .remarks = "Removes all of them." },
};

#define DRIVE_CMDLET(verb_, noun_, set_, stem_, type_, synopsis_, changes_)              \
    {                                                                                    \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(struct drive_args),                 \
        .process = stem_##_process, .output = "Microsoft.HyperV.PowerShell." type_,      \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),         \
        .should_process = changes_                                                       \
    }

static const struct cmdlet cmdlets[] = {
    DRIVE_CMDLET("Add", "VMHardDiskDrive", "VMName", add_hard, "HardDiskDrive",
                 "Attaches a virtual hard disk to virtual machines.", true),
    DRIVE_CMDLET("Get", "VMHardDiskDrive", "VMName", get_hard, "HardDiskDrive",
                 "Lists the hard disk drives of virtual machines.", false),
    DRIVE_CMDLET("Set", "VMHardDiskDrive", "VMName", set_hard, "HardDiskDrive",
                 "Changes or moves a hard disk drive.", true),
    DRIVE_CMDLET("Remove", "VMHardDiskDrive", "VMName", remove_hard, "HardDiskDrive",
                 "Detaches a hard disk drive; the disk's file stays.", true),
    DRIVE_CMDLET("Add", "VMDvdDrive", "VMName", add_dvd, "DvdDrive",
                 "Adds a DVD drive to virtual machines.", true),
    DRIVE_CMDLET("Get", "VMDvdDrive", "VMName", get_dvd, "DvdDrive",
                 "Lists the DVD drives of virtual machines.", false),
    DRIVE_CMDLET("Set", "VMDvdDrive", "VMName", set_dvd, "DvdDrive",
                 "Inserts or ejects a disc, or moves the drive.", true),
    DRIVE_CMDLET("Remove", "VMDvdDrive", "VMName", remove_dvd, "DvdDrive", "Removes a DVD drive.",
                 true),
};
const struct cmdlet_group vm_drive_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
