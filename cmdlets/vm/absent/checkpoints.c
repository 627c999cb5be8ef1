#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                          \
    "Checkpoints are not managed yet; virsh snapshot-create-as and snapshot-revert " \
    "do it."

static const char *const snapshot_types[] = { "Standard",      "Recovery", "Planned",
                                              "Missing",       "Replica",  "AppConsistentReplica",
                                              "SyncedReplica", NULL };

struct checkpoints_args {
    HV_HOST_FIELDS
    struct str_list name, vm_name;
    struct str *snapshot_name, *path, *name_list, *vm_name_list, *new_name;
    bool as_job, passthru, include_all_child_snapshots;
    struct value_list vm, vm_snapshot;
    struct value snapshot_type, id, parent_of, child_of, vm_snapshot_list, vm_list;
};
#define A struct checkpoints_args

static const struct param checkpoint_vm[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, name, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .help = "The names."),
    PARAM(A, snapshot_name, .name = "SnapshotName", .aliases = "CheckpointName", .position = 2,
          .help = "The name of the checkpoint."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param export_vm_snapshot[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    PARAM(A, name, .name = "Name", .sets = "SnapshotName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names."),
    PARAM(A, name, .name = "Name", .sets = "VMObject", .position = 2, .mandatory = true,
          .from_pipeline = true, .help = "The names."),
    PARAM(A, path, .name = "Path", .sets = "SnapshotName,SnapshotObject", .position = 2,
          .mandatory = true, .help = "The file or folder."),
    PARAM(A, path, .name = "Path", .sets = "VMObject", .position = 3, .mandatory = true,
          .help = "The file or folder."),
    PARAM(A, vm_name, .name = "VMName", .sets = "SnapshotName", .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_snapshot, .name = "VMSnapshot", .aliases = "VMCheckpoint", .sets = "SnapshotObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_vm_snapshot,
          .help = "A checkpoint, as an object."),
};

static const struct param get_vm_snapshot[] = {
    HV_HOST_PARAMS(A, "VMName,Id"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, name_list, .name = "Name", .sets = "VMName,VMObject,Parent,Child", .position = 2,
          .help = "The names."),
    PARAM(A, snapshot_type, .name = "SnapshotType", .aliases = "VMRecoveryCheckpoint",
          .sets = "VMName,VMObject,Parent,Child", .type_name = "SnapshotType",
          .values = snapshot_types, .help = "The kind of checkpoint."),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, id, .name = "Id", .sets = "Id", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The identifier."),
    PARAM(A, parent_of, .name = "ParentOf", .sets = "Parent", .mandatory = true,
          .type_name = "VirtualMachineBase", .help = "The checkpoint right above this one."),
    PARAM(A, child_of, .name = "ChildOf", .sets = "Child", .mandatory = true,
          .type = &type_vm_snapshot, .help = "The checkpoints right below this one."),
};

static const struct param remove_vm_snapshot[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "SnapshotName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, name, .name = "Name", .sets = "SnapshotName,VMObject", .position = 2,
          .from_pipeline = true, .help = "The names."),
    PARAM(A, include_all_child_snapshots, .name = "IncludeAllChildSnapshots",
          .aliases = "IncludeAllChildCheckpoints", .help = "Also those below it."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_snapshot, .name = "VMSnapshot", .aliases = "VMCheckpoint", .sets = "SnapshotObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_vm_snapshot,
          .help = "A checkpoint, as an object."),
};

static const struct param rename_vm_snapshot[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    PARAM(A, name_list, .name = "Name", .sets = "SnapshotName", .position = 1, .mandatory = true,
          .help = "The names."),
    PARAM(A, name_list, .name = "Name", .sets = "VM", .position = 2, .mandatory = true,
          .help = "The names."),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "SnapshotName", .position = 2,
          .mandatory = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    PARAM(A, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    PARAM(A, vm_snapshot_list, .name = "VMSnapshot", .aliases = "VMCheckpoint",
          .sets = "SnapshotObject", .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_snapshot, .help = "A checkpoint, as an object."),
    PARAM(A, vm_list, .name = "VM", .sets = "VM", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct param restore_vm_snapshot[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    PARAM(A, name_list, .name = "Name", .sets = "SnapshotName", .position = 1, .mandatory = true,
          .help = "The names."),
    PARAM(A, name_list, .name = "Name", .sets = "VM", .position = 2, .mandatory = true,
          .help = "The names."),
    PARAM(A, vm_name_list, .name = "VMName", .sets = "SnapshotName", .position = 2,
          .mandatory = true, .help = "The names of the virtual machines.",
          .complete = complete_vm_name),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    PARAM(A, vm_snapshot_list, .name = "VMSnapshot", .aliases = "VMCheckpoint",
          .sets = "SnapshotObject", .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_snapshot, .help = "A checkpoint, as an object."),
    PARAM(A, vm_list, .name = "VM", .sets = "VM", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct example examples[] = {
    { .code = "virsh snapshot-list web1", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Checkpoint", "VM", checkpoint_vm, "Name", true,
           .synopsis = "Takes checkpoints of virtual machines."),
    ABSENT("Export", "VMSnapshot", export_vm_snapshot, "SnapshotName", true,
           .synopsis = "Exports checkpoints.",
           .aliases = (const char *const[]){ "Export-VMCheckpoint", NULL }),
    ABSENT("Get", "VMSnapshot", get_vm_snapshot, "VMName", false, .synopsis = "Gets checkpoints.",
           .aliases = (const char *const[]){ "Get-VMCheckpoint", NULL }),
    ABSENT("Remove", "VMSnapshot", remove_vm_snapshot, "SnapshotName", true,
           .synopsis = "Removes checkpoints.",
           .aliases = (const char *const[]){ "Remove-VMCheckpoint", NULL }),
    ABSENT("Rename", "VMSnapshot", rename_vm_snapshot, "SnapshotName", true,
           .synopsis = "Renames checkpoints.",
           .aliases = (const char *const[]){ "Rename-VMCheckpoint", NULL }),
    ABSENT("Restore", "VMSnapshot", restore_vm_snapshot, "SnapshotName", true,
           .synopsis = "Restores checkpoints.",
           .aliases = (const char *const[]){ "Restore-VMCheckpoint", NULL }),
};
const struct cmdlet_group cmdlets_absent_checkpoints = { cmdlets, ARRAY_SIZE(cmdlets) };
