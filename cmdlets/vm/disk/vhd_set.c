/* Get-VHDSet, Get-VHDSnapshot, Optimize-VHDSet and Remove-VHDSnapshot: a VHD set is what guest
 * clusters on Windows share, and there is none here. They say so, once for each file. */
#include "cmdlets/vm/disk/vhd_set.h"

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/disk/disk_common.h"
#include "cmdlets/vm/disk/vhd.h"
#include "cmdlets/vm/paths.h"
#include "disk/image_probe.h"

struct set_args {
    HV_HOST_FIELDS
    struct str_list paths;
    struct value_list ids, snapshots;
    bool all_paths, parent_paths, as_job, passthru, persist;
};
#define A struct set_args

static void refuse_file(const char *path, struct err **err)
{
    enum disk_format format;
    if (disk_detect(path, &format, err))
        return;
    err_set(err, ERR_NOT_SUPPORTED,
            "'%s' is no VHD set: such sets are for disks that the guest clusters of Windows "
            "share, and do not exist on this host.",
            path);
    err_advise(err, "Get-VHD shows a disk and its parent, Get-VMSnapshot a virtual machine's "
                    "checkpoints; Merge-VHD and Remove-VMSnapshot take them away.");
}

static enum status set_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = vhd_local_only(inv, &args->computer_name);
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        struct err *err = NULL;
        refuse_file(path, &err);
        st = disk_failed(inv, &err, path);
    }
    return st;
}

#define SET_PATH(sets_)                                                                  \
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .sets = sets_, .position = 1, \
          .mandatory = true, .from_pipeline = true, .from_property = true,               \
          .help = "The file of the set.")
#define SNAPSHOT_ID(sets_, mandatory_)                                          \
    PARAM(A, ids, .name = "SnapshotId", .sets = sets_, .mandatory = mandatory_, \
          .type = &type_guid, .help = "Which of its snapshots.")

static const struct param get_set_params[] = {
    HV_HOST_PARAMS(A, NULL),
    SET_PATH(NULL),
    PARAM(A, all_paths, .name = "GetAllPaths", .help = "All files of the set."),
};
static const struct param get_snapshot_params[] = {
    HV_HOST_PARAMS(A, NULL),
    SET_PATH(NULL),
    PARAM(A, parent_paths, .name = "GetParentPaths", .help = "Also the files below it."),
    SNAPSHOT_ID(NULL, false),
};
static const struct param optimize_set_params[] = {
    HV_HOST_PARAMS(A, NULL),
    SET_PATH(NULL),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
};
static const struct param remove_snapshot_params[] = {
    HV_HOST_PARAMS(A, NULL),
    SET_PATH("Path"),
    SNAPSHOT_ID("Path", true),
    PARAM(A, snapshots, .name = "VHDSnapshot", .sets = "VHDSnapshot", .position = 1,
          .mandatory = true, .from_pipeline = true, .type_name = "VHDSnapshotInfo",
          .help = "Snapshots, as objects."),
    PARAM(A, persist, .name = "PersistReferencePoint", .help = "Keeps the change tracking."),
    HV_AS_JOB(A),
};
static const struct example get_set_examples[] = {
    { .code = "Get-VHDSet shared.vhds", .remarks = "Says that there are no sets on this host." },
};
static const struct example get_snapshot_examples[] = {
    { .code = "Get-VHDSnapshot shared.vhds", .remarks = "Says the same." },
};
static const struct example optimize_set_examples[] = {
    { .code = "Optimize-VHDSet shared.vhds", .remarks = "Says the same." },
};
static const struct example remove_snapshot_examples[] = {
    { .code = "Remove-VHDSnapshot shared.vhds -SnapshotId $id", .remarks = "Says the same." },
};

#define SET_CMDLET(verb_, noun_, set_, stem_, output_, changes_)                                \
    {                                                                                           \
        .verb = verb_, .noun = noun_,                                                           \
        .synopsis = "Not supported: VHD sets do not exist on this host.",                       \
        .params = stem_##_params, .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_,   \
        .module = "Hyper-V", .args_size = sizeof(A), .process = set_process, .output = output_, \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),                \
        .should_process = changes_                                                              \
    }
static const struct cmdlet cmdlets[] = {
    SET_CMDLET("Get", "VHDSet", NULL, get_set, "Microsoft.Vhd.PowerShell.VHDSetInfo", false),
    SET_CMDLET("Get", "VHDSnapshot", NULL, get_snapshot, "Microsoft.Vhd.PowerShell.VHDSnapshotInfo",
               false),
    SET_CMDLET("Optimize", "VHDSet", NULL, optimize_set, NULL, true),
    SET_CMDLET("Remove", "VHDSnapshot", "Path", remove_snapshot,
               "Microsoft.Vhd.PowerShell.VHDSnapshotInfo", true),
};
const struct cmdlet_group vhd_set_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
