/* Get-Volume and Format-Volume. */
#include <string.h>

#include "cmdlets/storage/storage.h"
#include "cmdlets/vm/disk/disk_common.h"
#include "disk/mkfs.h"
#include "disk/partition_edit.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/str.h"

struct volume_args {
    struct partition_pick pick;
    STORAGE_COMMON_FIELDS
    struct str_list labels, paths, ids, unique_ids, files;
    struct str *file_system, *new_label;
    struct opt_int cluster;
    struct opt_bool short_names, integrity, dax;
    bool full, force, compress, large_frs, no_heat, dev_drive;
};
#define A struct volume_args

/* Does a file lie on that drive? */
static bool is_on(const char *file, char letter)
{
    if (file[0] && file[1] == ':')
        return (file[0] & ~32) == letter;
    AUTO_FREE char *real = realpath(file, NULL);
    AUTO_FREE char *folder = letter ? drive_folder(letter) : NULL;
    size_t len = folder ? strlen(folder) : 0;
    return real && folder && strncmp(real, folder, len) == 0 && (!real[len] || real[len] == '/');
}

/* Is a volume of the disk selected by -FileSystemLabel or -Path? */
static bool is_selected(const A *args, const struct storage_disk *d, const struct vdisk *disk,
                        const struct disk_partition *p)
{
    if (!args->labels.len && !args->paths.len && !args->ids.len && !args->unique_ids.len &&
        !args->files.len)
        return true;
    struct volume_extent extent = { p->offset, p->size };
    struct volume v = {
        .disk = (struct vdisk *)disk, .size = p->size, .extents = &extent, .extent_count = 1
    };
    struct fs_info info;
    AUTO_ERR *ignored = NULL;
    AUTO_FREE char *path = d->mount ? xasprintf("%s/%u", d->mount->folder, p->number) : xstrdup("");
    if (fs_info_read(&v, &info, &ignored))
        return false;
    for (size_t i = 0; i < args->labels.len; i++)
        if (text_caseeq(args->labels.items[i]->data, info.label))
            return true;
    for (size_t i = 0; i < args->paths.len; i++)
        if (strcmp(args->paths.items[i]->data, path) == 0)
            return true;
    for (size_t i = 0; i < args->files.len && d->mount && p->number < MOUNT_PARTITIONS; i++)
        if (is_on(args->files.items[i]->data, d->mount->letters[p->number]))
            return true;
    const struct str_list *ids = args->ids.len ? &args->ids : &args->unique_ids;
    AUTO_VALUE object = ids->len ? storage_volume_object(d, disk, p) : value_null();
    for (size_t i = 0; i < ids->len; i++)
        if (text_caseeq(ids->items[i]->data, storage_volume_id(object)))
            return true;
    return false;
}

/* ---- Get-Volume ---- */
static enum status show(struct invocation *inv, const struct storage_disk *d,
                        const struct vdisk *disk, const struct disk_layout *layout,
                        const struct disk_partition *p, void *data)
{
    (void)data;
    if (partition_is_reserved(layout, p) || !is_selected(ARGS(inv, A), d, disk, p))
        return ST_OK;
    return emit_take(inv, storage_volume_object(d, disk, p));
}

static enum status get_process(struct invocation *inv)
{
    return storage_each_partition(inv, &ARGS(inv, A)->pick, show, NULL);
}

/* ---- Format-Volume ---- */
static bool is_linux(enum fs_type type)
{
    return type == FS_TYPE_EXT2 || type == FS_TYPE_EXT3 || type == FS_TYPE_EXT4 ||
           type == FS_TYPE_XFS || type == FS_TYPE_BTRFS;
}

/* The partition's type follows what it holds, as far as it was an ordinary one before. */
static int set_type(const struct storage_disk *d, const struct disk_layout *layout,
                    const struct disk_partition *p, enum fs_type fs, struct err **err)
{
    static const char basic[] = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
    static const char linux_data[] = "0fc63daf-8483-4772-8e79-3d69d8477de4";
    AUTO_VDISK *disk = NULL;
    uint8_t type[16] = { is_linux(fs)                               ? 0x83
                         : fs == FS_TYPE_FAT32 || fs == FS_TYPE_FAT ? 0x0C
                                                                    : 0x07 };
    if (layout->style == DISK_STYLE_GPT) {
        char old[37];
        disk_guid_format(p->type, true, false, old);
        if (strcmp(old, basic) != 0 && strcmp(old, linux_data) != 0)
            return 0;
        if (!disk_guid_parse(is_linux(fs) ? linux_data : basic, true, type))
            return 0;
        if (memcmp(type, p->type, 16) == 0)
            return 0;
    } else if (p->mbr_type == type[0] || p->number > 4) {
        return 0;
    }
    if (storage_open_write(d, &disk, err) || disk_layout_set(disk, p->number, type, -1, err))
        return -1;
    return vdisk_close(STEAL(disk), err);
}

static int make(struct invocation *inv, const struct storage_disk *d,
                const struct disk_layout *layout, const struct disk_partition *p, struct err **err)
{
    const A *args = ARGS(inv, A);
    AUTO_FREE char *file = xasprintf("%s/%u", d->mount->folder, p->number);
    struct mkfs m = { .file = file,
                      .label = args->new_label ? args->new_label->data : NULL,
                      .cluster = (uint32_t)args->cluster.value,
                      .sector = d->mount->logical_sector,
                      .offset = p->offset,
                      .full = args->full,
                      .interrupt_fd = interrupt_fd(inv->session) };
    AUTO_VDISK *disk = NULL;
    if (mkfs_type(args->file_system ? args->file_system->data : "NTFS", &m.type, err) ||
        storage_open_write(d, &disk, err) || storage_drop_letter(inv, d, p->number, true, err))
        return -1;
    /* What was there before must not be found by anybody afterwards. */
    if (vdisk_zero(disk, p->offset, p->size, true, err) || vdisk_close(STEAL(disk), err))
        return -1;
    if (mkfs_run(&m, err))
        return err_wrap(err, "The volume cannot be formatted");
    return set_type(d, layout, p, m.type, err);
}

static enum status format_one(struct invocation *inv, const struct storage_disk *d,
                              const struct vdisk *disk, const struct disk_layout *layout,
                              const struct disk_partition *p, void *data)
{
    struct err *err = NULL;
    bool yes;
    (void)data;
    if (!is_selected(ARGS(inv, A), d, disk, p))
        return ST_OK;
    if (!d->mount) {
        AUTO_VDISK *never = NULL;
        return storage_open_write(d, &never, &err) ? disk_failed(inv, &err, NULL) : ST_OK;
    }
    AUTO_FREE char *target = xasprintf("disk %u, partition %u", d->number, p->number);
    enum status st = should_process(inv, target, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (make(inv, d, layout, p, &err))
        return disk_failed(inv, &err, NULL);
    st = storage_mount_letter(inv, d, p->number);
    return st == ST_OK ? storage_emit_volume(inv, d->number, p->number) : st;
}

static enum status format_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    if (args->compress || args->dev_drive || args->large_frs || args->integrity.set ||
        args->dax.set) {
        struct err *err = NULL;
        err_set(&err, ERR_NOT_SUPPORTED,
                "-Compress, -DevDrive, -UseLargeFRS, -SetIntegrityStreams and -IsDAX are Windows' "
                "own: the tools of this host do not make such file systems.");
        return disk_failed(inv, &err, NULL);
    }
    return storage_each_partition(inv, &args->pick, format_one, NULL);
}

/* ---- declarations ---- */
#define OBJECT_SET "InputObject (cdxml)"
#define DRIVE_LETTER(mandatory_)                                                          \
    PARAM(A, pick.letters, .name = "DriveLetter", .sets = "ByDriveLetter", .position = 1, \
          .mandatory = mandatory_, .from_property = true, .help = "The volumes' drives.")
#define LABEL(mandatory_)                                                                   \
    PARAM(A, labels, .name = "FileSystemLabel", .sets = "ByLabel", .mandatory = mandatory_, \
          .from_property = true, .help = "The volumes' labels.")
#define VOLUME_PATH(mandatory_)                                                 \
    PARAM(A, paths, .name = "Path", .sets = "ByPaths", .mandatory = mandatory_, \
          .from_property = true, .help = "The volumes' paths.")
#define OF_PARTITION                                                                             \
    PARAM(A, pick.partitions, .name = "Partition", .sets = "ByPartition", .from_pipeline = true, \
          .type = &type_storage_partition, .help = "Their partitions.")

#define OBJECT_ID(mandatory_)                                                                   \
    PARAM(A, ids, .name = "ObjectId", .aliases = "Id", .sets = "ById", .mandatory = mandatory_, \
          .from_property = true, .help = "Their identifiers.")

static const struct param get_params[] = {
    DRIVE_LETTER(false),
    LABEL(false),
    VOLUME_PATH(false),
    OBJECT_ID(false),
    PARAM(A, unique_ids, .name = "UniqueId", .sets = "ByUniqueId", .from_property = true,
          .help = "Their identifiers."),
    OF_PARTITION,
    PARAM(A, files, .name = "FilePath", .aliases = "FullName", .sets = "ByFilePath",
          .from_property = true, .help = "Files: the drives that they are on."),
    STORAGE_COMMON(A),
};
static const struct param format_params[] = {
    DRIVE_LETTER(true),
    LABEL(true),
    VOLUME_PATH(true),
    OBJECT_ID(true),
    OF_PARTITION,
    PARAM(A, pick.partitions, .name = "InputObject", .sets = OBJECT_SET, .mandatory = true,
          .from_pipeline = true, .type = &type_storage_volume, .help = "Volumes."),
    PARAM(A, file_system, .name = "FileSystem",
          .help = "NTFS, the default, FAT32, FAT, exFAT, ext4, ext3, ext2, XFS or btrfs."),
    PARAM(A, new_label, .name = "NewFileSystemLabel", .help = "The volume's label."),
    PARAM(A, cluster, .name = "AllocationUnitSize", .aliases = "ClusterSize", .type = &type_uint32,
          .help = "Bytes of a cluster or block."),
    PARAM(A, full, .name = "Full", .help = "Not the quick way."),
    PARAM(A, force, .name = "Force", .help = "Nothing is asked that it could answer."),
    PARAM(A, compress, .name = "Compress", .help = "Not supported."),
    PARAM(A, short_names, .name = "ShortFileNameSupport", .help = "Has no meaning here."),
    PARAM(A, integrity, .name = "SetIntegrityStreams", .help = "Not supported."),
    PARAM(A, large_frs, .name = "UseLargeFRS", .help = "Not supported."),
    PARAM(A, no_heat, .name = "DisableHeatGathering", .help = "Has no meaning here."),
    PARAM(A, dax, .name = "IsDAX", .help = "Not supported."),
    PARAM(A, dev_drive, .name = "DevDrive", .help = "Not supported."),
    STORAGE_COMMON(A),
};
static const struct example get_examples[] = {
    { .code = "Get-Volume D", .remarks = "The file system of a drive, with what is free." },
};
static const struct example format_examples[] = {
    { .code = "Format-Volume D -FileSystem ext4 -NewFileSystemLabel data -Confirm:$false",
      .remarks = "A new file system on the partition of drive D." },
};

#define OUTPUT \
    "Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/Storage/MSFT_Volume"
#define VOLUME_CMDLET(verb_, stem_, synopsis_, changes_, impact_)                                  \
    {                                                                                              \
        .verb = verb_, .noun = "Volume", .synopsis = synopsis_, .params = stem_##_params,          \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = "ByDriveLetter",                     \
        .module = "Storage", .args_size = sizeof(A), .process = stem_##_process, .output = OUTPUT, \
        .output_type = &type_storage_volume, .examples = stem_##_examples,                         \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_, .impact = impact_   \
    }
static const struct cmdlet cmdlets[] = {
    VOLUME_CMDLET("Get", get, "Shows the file systems of disks.", false, 0),
    VOLUME_CMDLET("Format", format, "Makes a file system on a partition of a mounted disk.", true,
                  IMPACT_HIGH),
};
const struct cmdlet_group storage_volume_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
