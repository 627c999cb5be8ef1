#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY "Checkpoints are not exported yet; restore the checkpoint and use Export-VM."

struct checkpoints_args {
    HV_HOST_FIELDS
    struct str_list name, vm_name;
    struct str *path;
    bool as_job, passthru;
    struct value_list vm, vm_snapshot;
};
#define A struct checkpoints_args

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

static const struct example examples[] = {
    { .code = "virsh snapshot-list web1", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Export", "VMSnapshot", export_vm_snapshot, "SnapshotName", true,
           .synopsis = "Exports checkpoints.",
           .aliases = (const char *const[]){ "Export-VMCheckpoint", NULL }),
};
const struct cmdlet_group cmdlets_absent_checkpoints = { cmdlets, ARRAY_SIZE(cmdlets) };
