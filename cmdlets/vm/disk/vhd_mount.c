/* Mount-VHD and Dismount-VHD. */
#include <string.h>

#include "cmdlets/storage/storage.h"
#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/disk/disk_common.h"
#include "cmdlets/vm/disk/vhd.h"
#include "cmdlets/vm/paths.h"
#include "disk/partition_edit.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"

struct mount_args {
    HV_HOST_FIELDS
    struct str_list paths;
    struct value snapshot;
    struct opt_int disk_number;
    bool no_letter, read_only, passthru;
};
#define A struct mount_args

static enum status refuse_snapshot(struct invocation *inv)
{
    return hv_refuse_param(inv, "SnapshotId",
                           "there are no VHD sets on this host: mount the checkpoint's own file.");
}

/* ---- Mount-VHD ---- */
/* Partitions with a file system get their drives. */
static enum status give_letters(struct invocation *inv, const struct storage_disk *d, void *data)
{
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    AUTO_VOLUMES volumes = { 0 };
    enum status st = ST_OK;
    (void)data;
    if (storage_open(d, &disk, &err) || volumes_find(disk, &volumes, &err))
        return disk_failed(inv, &err, d->mount->path);
    for (size_t i = 0; st == ST_OK && i < volumes.count; i++) {
        struct fs_info info;
        AUTO_ERR *ignored = NULL;
        const struct volume *v = &volumes.items[i];
        if (!v->partition || fs_info_read(v, &info, &ignored))
            continue;
        switch (info.type) {
        case FS_TYPE_NONE:
        case FS_TYPE_LVM:
        case FS_TYPE_LUKS:
        case FS_TYPE_BITLOCKER:
        case FS_TYPE_SWAP:
            break;
        default:
            st = storage_give_letter(inv, d, v->partition, 0);
        }
    }
    return st;
}

static enum status mount_one(struct invocation *inv, const char *path)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    uint32_t number;
    bool yes;
    enum status st = should_process(inv, path, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (mount_attach(path, args->read_only, storage_host_count(), &number, &err))
        return disk_failed(inv, &err, path);
    if (!args->no_letter) {
        int64_t n = number;
        struct disk_pick pick = { .numbers = { .items = &n, .len = 1, .set = true } };
        st = storage_each_disk(inv, &pick, give_letters, NULL);
    }
    return st == ST_OK && args->passthru ? vhd_emit(inv, path) : st;
}

static enum status mount_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = vhd_local_only(inv, &args->computer_name);
    if (st == ST_OK && is_bound(inv, "SnapshotId"))
        st = refuse_snapshot(inv);
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        st = mount_one(inv, path);
    }
    return st;
}

/* ---- Dismount-VHD ---- */
static enum status dismount(struct invocation *inv, const struct mount *m)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    struct storage_disk d = { .number = m->number, .mount = m };
    bool yes;
    enum status st = should_process(inv, m->path, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    for (uint32_t p = 0; p < MOUNT_PARTITIONS; p++)
        if (storage_drop_letter(inv, &d, p, true, &err))
            return disk_failed(inv, &err, m->path);
    if (mount_detach(m, &err))
        return disk_failed(inv, &err, m->path);
    return args->passthru ? vhd_emit(inv, m->path) : ST_OK;
}

static enum status not_mounted(struct invocation *inv, const char *what)
{
    struct err *err = NULL;
    err_set(&err, ERR_INVALID_STATE, "The virtual hard disk '%s' is not mounted.", what);
    return disk_failed(inv, &err, what);
}

static enum status dismount_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    AUTO_MOUNTS mounts = { 0 };
    enum status st = vhd_local_only(inv, &args->computer_name);
    if (st == ST_OK && is_bound(inv, "SnapshotId"))
        st = refuse_snapshot(inv);
    if (st != ST_OK)
        return st;
    if (mounts_read(&mounts, &err))
        return disk_failed(inv, &err, NULL);
    if (args->disk_number.set) {
        char text[16];
        const struct mount *m = mounts_find(&mounts, (uint32_t)args->disk_number.value);
        snprintf(text, sizeof(text), "disk %u", (unsigned)args->disk_number.value);
        return m ? dismount(inv, m) : not_mounted(inv, text);
    }
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        const struct mount *m = mounts_find_path(&mounts, path);
        st = m ? dismount(inv, m) : not_mounted(inv, path);
    }
    return st;
}

/* ---- declarations ---- */
static const struct param mount_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The disk's file."),
    PARAM(A, no_letter, .name = "NoDriveLetter", .help = "Its volumes get no drives."),
    PARAM(A, read_only, .name = "ReadOnly", .help = "Nothing is written."),
    PARAM(A, snapshot, .name = "SnapshotId", .from_property = true, .type = &type_guid,
          .help = "Not supported: there are no VHD sets."),
    HV_PASSTHRU(A),
};
static const struct param dismount_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .sets = "Path", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The disk's file."),
    PARAM(A, disk_number, .name = "DiskNumber", .aliases = "Number", .sets = "Disk", .position = 1,
          .mandatory = true, .from_property = true, .type = &type_uint32,
          .help = "The disk's number."),
    PARAM(A, snapshot, .name = "SnapshotId", .from_property = true, .type = &type_guid,
          .sets = "Path", .help = "Not supported: there are no VHD sets."),
    HV_PASSTHRU(A),
};
static const struct example mount_examples[] = {
    { .code = "Mount-VHD data.vhdx -ReadOnly -Passthru | Get-Disk | Get-Partition | Get-Volume",
      .remarks = "What is on a disk." },
};
static const struct example dismount_examples[] = {
    { .code = "Dismount-VHD data.vhdx", .remarks = "All is written when it returns." },
};

#define MOUNT_CMDLET(verb_, set_, stem_, synopsis_, description_)                             \
    {                                                                                         \
        .verb = verb_, .noun = "VHD", .synopsis = synopsis_, .description = description_,     \
        .params = stem_##_params, .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, \
        .module = "Hyper-V", .args_size = sizeof(A), .process = stem_##_process,              \
        .output = "Microsoft.Vhd.PowerShell.VirtualHardDisk", .examples = stem_##_examples,   \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = true                     \
    }
static const struct cmdlet cmdlets[] = {
    MOUNT_CMDLET("Mount", NULL, mount, "Attaches a virtual hard disk to this host.",
                 "The disk gets a number (Get-Disk) and stands as files below /run/hvsh/disks: "
                 "its bytes as 'disk', its partitions as '1', '2' … Volumes with a file system "
                 "are mounted as drives, D: to Z:, below /run/hvsh/drives."),
    MOUNT_CMDLET("Dismount", "Path", dismount, "Detaches a virtual hard disk from this host.",
                 "Waits until everything is written."),
};
const struct cmdlet_group vhd_mount_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
