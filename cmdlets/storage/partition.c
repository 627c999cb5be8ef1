/* New-Partition, Get-Partition, Remove-Partition, Resize-Partition, Set-Partition and
 * Get-PartitionSupportedSize. */
#include <string.h>

#include "cmdlets/storage/storage.h"
#include "cmdlets/vm/disk/disk_common.h"
#include "disk/partition_edit.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/session.h"

struct partition_args {
    struct partition_pick pick;
    struct disk_pick disks;
    STORAGE_COMMON_FIELDS
    struct opt_int size, offset, alignment, mbr_number;
    struct opt_enum mbr_type;
    struct str *gpt_type, *letter;
    struct opt_bool active, hidden, read_only, shadow, no_letter, dax, offline;
    bool maximum, assign_letter, is_active, is_hidden, passthru;
};
#define A struct partition_args

static const struct enum_member mbr_members[] = {
    { "FAT12", 1 }, { "FAT16", 4 }, { "Extended", 5 }, { "Huge", 6 }, { "IFS", 7 }, { "FAT32", 12 },
};
ENUM_TYPE(mbr_type, "Microsoft.PowerShell.Cmdletization.GeneratedTypes.Partition.MbrType",
          mbr_members, false);

static const char basic_data[] = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";

static int parse_type(const struct str *text, uint8_t type[16], struct err **err)
{
    const char *s = text ? text->data : basic_data;
    return storage_parse_guid(s, type)
               ? 0
               : err_set(err, ERR_INVALID_PARAMETER, "'%s' is no partition type (a GUID).", s);
}

static char letter_of(const struct str *text)
{
    char c = text && text->len ? text->data[0] : 0;
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static int check_letter(const struct str *text, struct err **err)
{
    char c = letter_of(text);
    bool alone = text->len == 1 || (text->len == 2 && text->data[1] == ':');
    return alone && c >= 'D' && c <= 'Z'
               ? 0
               : err_set(err, ERR_INVALID_PARAMETER, "'%s' is no drive letter from D to Z.",
                         text->data);
}

/* ---- New-Partition ---- */
static int add_partition(const A *args, const struct storage_disk *d, uint32_t *number,
                         struct err **err)
{
    AUTO_VDISK *disk = NULL;
    struct partition_spec spec = { .size = args->size.set ? (uint64_t)args->size.value : 0,
                                   .offset = args->offset.set ? (uint64_t)args->offset.value : 0,
                                   .alignment = (uint64_t)args->alignment.value,
                                   .mbr_type =
                                       args->mbr_type.set ? (uint8_t)args->mbr_type.value : 7,
                                   .active = args->is_active };
    if (!args->maximum && !args->size.set)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A partition needs its -Size, or -UseMaximumSize.");
    if (args->maximum && args->size.set)
        return err_set(err, ERR_INVALID_PARAMETER, "-Size and -UseMaximumSize exclude each other.");
    if (args->size.set && !args->size.value)
        return err_set(err, ERR_INVALID_PARAMETER, "The size of a partition cannot be 0.");
    if ((args->letter && check_letter(args->letter, err)) ||
        parse_type(args->gpt_type, spec.gpt_type, err) || storage_open_write(d, &disk, err))
        return -1;
    if (disk_layout_add(disk, &spec, number, err))
        return -1;
    return vdisk_close(STEAL(disk), err);
}

static enum status new_one(struct invocation *inv, const struct storage_disk *d, void *data)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    uint32_t number;
    AUTO_FREE char *target = xasprintf("disk %u", d->number);
    bool yes;
    (void)data;
    enum status st = should_process(inv, target, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (add_partition(args, d, &number, &err))
        return disk_failed(inv, &err, NULL);
    if (args->assign_letter || args->letter)
        st = storage_give_letter(inv, d, number, letter_of(args->letter));
    return st == ST_OK ? storage_emit_partition(inv, d->number, number) : st;
}

static enum status new_process(struct invocation *inv)
{
    return storage_each_disk(inv, &ARGS(inv, A)->disks, new_one, NULL);
}

/* ---- Get-Partition ---- */
static enum status show(struct invocation *inv, const struct storage_disk *d,
                        const struct vdisk *disk, const struct disk_layout *layout,
                        const struct disk_partition *p, void *data)
{
    (void)data;
    return emit_take(inv, storage_partition_object(d, disk, layout, p));
}

static enum status get_process(struct invocation *inv)
{
    return storage_each_partition(inv, &ARGS(inv, A)->pick, show, NULL);
}

/* ---- changes ---- */
static enum status agree(struct invocation *inv, const struct storage_disk *d,
                         const struct disk_partition *p, bool *yes)
{
    AUTO_FREE char *target = xasprintf("disk %u, partition %u", d->number, p->number);
    return should_process(inv, target, NULL, yes);
}

static enum status remove_one(struct invocation *inv, const struct storage_disk *d,
                              const struct vdisk *looked, const struct disk_layout *layout,
                              const struct disk_partition *p, void *data)
{
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    bool yes;
    (void)looked;
    (void)layout;
    (void)data;
    enum status st = agree(inv, d, p, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (storage_open_write(d, &disk, &err) || storage_drop_letter(inv, d, p->number, false, &err) ||
        disk_layout_remove(disk, p->number, &err) || vdisk_close(STEAL(disk), &err))
        return disk_failed(inv, &err, NULL);
    return ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    return storage_each_partition(inv, &ARGS(inv, A)->pick, remove_one, NULL);
}

/* Below what the file system takes nothing is cut off; the file system itself is grown and
 * shrunk by its own tools. */
static int check_resize(const struct vdisk *disk, const struct disk_partition *p, uint64_t size,
                        struct err **err)
{
    struct volume_extent extent = { p->offset, p->size };
    struct volume v = {
        .disk = (struct vdisk *)disk, .size = p->size, .extents = &extent, .extent_count = 1
    };
    struct fs_info info;
    if (fs_info_read(&v, &info, err))
        return -1;
    if (size >= p->size || info.type == FS_TYPE_NONE || (info.size && info.size <= size))
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The %s file system is larger than %llu bytes: the partition is not made smaller.",
            fs_type_name(info.type), (unsigned long long)size);
    return err_advise(err, "Shrink the file system first (resize2fs, ntfsresize) through the file "
                           "that the partition's AccessPaths names.");
}

static enum status resize_one(struct invocation *inv, const struct storage_disk *d,
                              const struct vdisk *looked, const struct disk_layout *layout,
                              const struct disk_partition *p, void *data)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    bool yes;
    (void)layout;
    (void)data;
    enum status st = agree(inv, d, p, &yes);
    if (st != ST_OK || !yes)
        return st;
    char letter = d->mount && p->number < MOUNT_PARTITIONS ? d->mount->letters[p->number] : 0;
    if (check_resize(looked, p, (uint64_t)args->size.value, &err) ||
        storage_open_write(d, &disk, &err) || storage_drop_letter(inv, d, p->number, true, &err) ||
        disk_layout_resize(disk, p->number, (uint64_t)args->size.value, &err) ||
        vdisk_close(STEAL(disk), &err))
        return disk_failed(inv, &err, NULL);
    if (letter)
        st = storage_mount_letter(inv, d, p->number);
    return st == ST_OK && args->passthru ? storage_emit_partition(inv, d->number, p->number) : st;
}

static enum status resize_process(struct invocation *inv)
{
    return storage_each_partition(inv, &ARGS(inv, A)->pick, resize_one, NULL);
}

static int set_attributes(const A *args, const struct storage_disk *d, uint32_t number,
                          struct err **err)
{
    const struct {
        const struct opt_bool *value;
        enum gpt_attribute bit;
    } all[] = { { &args->read_only, GPT_READ_ONLY },
                { &args->shadow, GPT_SHADOW_COPY },
                { &args->hidden, GPT_HIDDEN },
                { &args->no_letter, GPT_NO_DRIVE_LETTER } };
    uint64_t mask = 0, bits = 0;
    AUTO_VDISK *disk = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
        mask |= (uint64_t)all[i].value->set << all[i].bit;
        bits |= (uint64_t)(all[i].value->set && all[i].value->value) << all[i].bit;
    }
    if (!mask)
        return 0;
    if (storage_open_write(d, &disk, err) ||
        disk_layout_set_attributes(disk, number, mask, bits, err))
        return -1;
    return vdisk_close(STEAL(disk), err);
}

static enum status set_one(struct invocation *inv, const struct storage_disk *d,
                           const struct vdisk *looked, const struct disk_layout *layout,
                           const struct disk_partition *p, void *data)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    bool yes, gpt = layout->style == DISK_STYLE_GPT;
    uint8_t type[16] = { (uint8_t)args->mbr_number.value };
    (void)looked;
    (void)data;
    enum status st = agree(inv, d, p, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (args->dax.set || args->offline.set) {
        err_set(&err, ERR_NOT_SUPPORTED, "-%s has no meaning for a partition here.",
                args->dax.set ? "IsDAX" : "IsOffline");
        if (args->offline.set)
            err_advise(&err, "Set-Disk -IsOffline takes the whole disk offline.");
        return disk_failed(inv, &err, NULL);
    }
    if (set_attributes(args, d, p->number, &err))
        return disk_failed(inv, &err, NULL);
    bool new_type = gpt ? args->gpt_type != NULL : args->mbr_number.set;
    if (gpt && args->gpt_type && parse_type(args->gpt_type, type, &err))
        return disk_failed(inv, &err, NULL);
    if (new_type || args->active.set) {
        if (storage_open_write(d, &disk, &err) ||
            disk_layout_set(disk, p->number, new_type ? type : NULL,
                            args->active.set ? args->active.value : -1, &err) ||
            vdisk_close(STEAL(disk), &err))
            return disk_failed(inv, &err, NULL);
    }
    if (!args->letter)
        return ST_OK;
    if (check_letter(args->letter, &err) || storage_drop_letter(inv, d, p->number, false, &err))
        return disk_failed(inv, &err, NULL);
    if (!d->mount)
        return storage_open_write(d, &disk, &err) ? disk_failed(inv, &err, NULL) : ST_OK;
    return storage_give_letter(inv, d, p->number, letter_of(args->letter));
}

static enum status set_process(struct invocation *inv)
{
    return storage_each_partition(inv, &ARGS(inv, A)->pick, set_one, NULL);
}

/* ---- Get-PartitionSupportedSize ---- */
static enum status show_sizes(struct invocation *inv, const struct storage_disk *d,
                              const struct vdisk *disk, const struct disk_layout *layout,
                              const struct disk_partition *p, void *data)
{
    struct volume_extent extent = { p->offset, p->size };
    struct volume v = {
        .disk = (struct vdisk *)disk, .size = p->size, .extents = &extent, .extent_count = 1
    };
    struct fs_info info;
    struct err *err = NULL;
    (void)d;
    (void)data;
    if (fs_info_read(&v, &info, &err))
        return disk_failed(inv, &err, NULL);
    uint64_t room = disk_layout_room(layout, p);
    struct object *o = object_new_custom(inv->session->shapes);
    uint64_t least = info.type == FS_TYPE_NONE ? DISK_MIB : info.size ? info.size : p->size;
    object_set_note_take(o, inv->session->shapes, "SizeMin", value_ulong(least));
    object_set_note_take(o, inv->session->shapes, "SizeMax",
                         value_ulong(room > p->size ? room : p->size));
    return emit_take(inv, value_of_object(o));
}

static enum status sizes_process(struct invocation *inv)
{
    return storage_each_partition(inv, &ARGS(inv, A)->pick, show_sizes, NULL);
}

/* ---- declarations ---- */
#define OBJECT_SET "InputObject (cdxml)"
#define DISK_NUMBER_OF(sets_, mandatory_)                                       \
    PARAM(A, pick.disks, .name = "DiskNumber", .sets = sets_, .position = 1,    \
          .mandatory = mandatory_, .from_property = true, .type = &type_uint32, \
          .help = "The disk's number.")
#define PARTITION_NUMBER_OF(sets_, mandatory_)                                            \
    PARAM(A, pick.numbers, .name = "PartitionNumber", .aliases = "Number", .sets = sets_, \
          .position = 2, .mandatory = mandatory_, .type = &type_uint32,                   \
          .help = "The partition's number.")
#define DRIVE_LETTER_OF(sets_, mandatory_)                                                \
    PARAM(A, pick.letters, .name = "DriveLetter", .sets = sets_, .mandatory = mandatory_, \
          .from_property = true, .help = "The partition's drive.")
#define DISK_NUMBER(mandatory_) DISK_NUMBER_OF("ByNumber", mandatory_)
#define PARTITION_NUMBER(mandatory_) PARTITION_NUMBER_OF("ByNumber", mandatory_)
#define DRIVE_LETTER(mandatory_) DRIVE_LETTER_OF("ByDriveLetter", mandatory_)
#define DISK_ID(sets_, aliases_, mandatory_, offset_)                                 \
    PARAM(A, pick.disk_ids, .name = "DiskId", .aliases = aliases_, .sets = sets_,     \
          .mandatory = mandatory_, .from_property = true,                             \
          .help = "The UniqueId of the partition's disk."),                           \
        PARAM(A, pick.offsets, .name = "Offset", .sets = sets_, .mandatory = offset_, \
              .from_property = true, .type = &type_uint64, .help = "Where it begins, in bytes.")
#define INPUT                                                                               \
    PARAM(A, pick.partitions, .name = "InputObject", .sets = OBJECT_SET, .mandatory = true, \
          .from_pipeline = true, .type = &type_storage_partition, .help = "Partitions.")
#define PASSTHRU PARAM(A, passthru, .name = "PassThru", .help = "Emits the partition.")

static const struct param new_params[] = {
    PARAM(A, disks.numbers, .name = "DiskNumber", .sets = "ByNumber", .position = 1,
          .mandatory = true, .from_property = true, .type = &type_uint32,
          .help = "The disk's number."),
    PARAM(A, disks.unique_ids, .name = "DiskId", .aliases = "Id", .sets = "ByUniqueId",
          .mandatory = true, .from_property = true, .help = "The disk's identifier."),
    PARAM(A, disks.paths, .name = "DiskPath", .sets = "ByPath", .mandatory = true,
          .from_property = true, .help = "The disk's path."),
    PARAM(A, disks.objects, .name = "InputObject", .sets = OBJECT_SET, .mandatory = true,
          .from_pipeline = true, .type = &type_storage_disk, .help = "Disks."),
    PARAM(A, size, .name = "Size", .type = &type_uint64, .help = "In bytes."),
    PARAM(A, maximum, .name = "UseMaximumSize", .help = "The largest free range."),
    PARAM(A, offset, .name = "Offset", .type = &type_uint64,
          .help = "Where it begins, in bytes; by default where it fits."),
    PARAM(A, alignment, .name = "Alignment", .type = &type_uint32,
          .help = "What it begins at a multiple of; 1 MB by default."),
    PARAM(A, letter, .name = "DriveLetter", .aliases = "NewDriveLetter", .type = &type_char,
          .help = "Its drive, D to Z."),
    PARAM(A, assign_letter, .name = "AssignDriveLetter", .help = "Gives it the next free drive."),
    PARAM(A, mbr_type, .name = "MbrType", .enum_info = &enum_mbr_type,
          .help = "Its type on an MBR disk; IFS by default."),
    PARAM(A, gpt_type, .name = "GptType",
          .help = "Its type on a GPT disk, a GUID; basic data by default."),
    PARAM(A, is_hidden, .name = "IsHidden", .help = "Has no meaning here."),
    PARAM(A, is_active, .name = "IsActive", .help = "The machine starts from it (MBR)."),
    STORAGE_COMMON(A),
};
static const struct param get_params[] = {
    DISK_NUMBER(false),
    PARTITION_NUMBER(false),
    DRIVE_LETTER(false),
    PARAM(A, pick.ids, .name = "UniqueId", .sets = "ByUniqueId", .from_property = true,
          .help = "Their identifiers."),
    DISK_ID("ById", "DiskPath", true, false),
    PARAM(A, pick.of_disks, .name = "Disk", .sets = "ByDisk", .from_pipeline = true,
          .type = &type_storage_disk, .help = "Their disks."),
    PARAM(A, pick.partitions, .name = "Volume", .sets = "ByVolume", .from_pipeline = true,
          .type = &type_storage_volume, .help = "What is in them."),
    STORAGE_COMMON(A),
};
static const struct param remove_params[] = {
    DISK_NUMBER(true),
    PARTITION_NUMBER(true),
    DRIVE_LETTER(true),
    DISK_ID("ById", NULL, true, true),
    INPUT,
    PASSTHRU,
    STORAGE_COMMON(A),
};
static const struct param resize_params[] = {
    DISK_NUMBER(true),
    PARTITION_NUMBER(true),
    DRIVE_LETTER(true),
    DISK_ID("ById", NULL, true, true),
    INPUT,
    PARAM(A, size, .name = "Size", .position = 3, .mandatory = true, .type = &type_uint64,
          .help = "The new size in bytes."),
    PASSTHRU,
    STORAGE_COMMON(A),
};
#define ATTRIBUTES "ByNumberAttributes,ByObjectAttributes,ByDriveLetterAttributes,ByIdAttributes"
#define ACCESS "ByObjectAccessPath,ByIdAccessPath,ByDriveLetterAccessPath,ByNumberAccessPath"
static const struct param set_params[] = {
    DISK_NUMBER_OF("ByNumberAttributes,ByNumber,ByNumberAccessPath", true),
    PARTITION_NUMBER_OF("ByNumberAttributes,ByNumber,ByNumberAccessPath", true),
    DRIVE_LETTER_OF("ByDriveLetterAttributes,ByDriveLetter,ByDriveLetterAccessPath", true),
    DISK_ID("ByIdAttributes,ById,ByIdAccessPath", NULL, true, true),
    PARAM(A, pick.partitions, .name = "InputObject",
          .sets = "ByObjectAttributes,ByObject,ByObjectAccessPath", .mandatory = true,
          .from_pipeline = true, .type = &type_storage_partition, .help = "Partitions."),
    PARAM(A, letter, .name = "NewDriveLetter", .sets = ACCESS, .type = &type_char,
          .help = "Its drive, D to Z."),
    PARAM(A, offline, .name = "IsOffline", .sets = "ByNumber,ByObject,ById,ByDriveLetter",
          .help = "Not supported: a disk goes offline as a whole."),
    PARAM(A, active, .name = "IsActive", .sets = ATTRIBUTES,
          .help = "The machine starts from it (MBR)."),
    PARAM(A, read_only, .name = "IsReadOnly", .sets = ATTRIBUTES,
          .help = "Whoever uses the disk shall not write to it (GPT)."),
    PARAM(A, hidden, .name = "IsHidden", .sets = ATTRIBUTES,
          .help = "Whoever uses the disk shall not show it (GPT)."),
    PARAM(A, shadow, .name = "IsShadowCopy", .sets = ATTRIBUTES,
          .help = "It is a shadow copy of another partition (GPT)."),
    PARAM(A, no_letter, .name = "NoDefaultDriveLetter", .sets = ATTRIBUTES,
          .help = "Whoever uses the disk shall not give it a drive by itself (GPT)."),
    PARAM(A, dax, .name = "IsDAX", .sets = ATTRIBUTES, .help = "Not supported."),
    PARAM(A, mbr_number, .name = "MbrType", .sets = ATTRIBUTES, .type = &type_uint16,
          .help = "Its type, a number."),
    PARAM(A, gpt_type, .name = "GptType", .sets = ATTRIBUTES, .help = "Its type, a GUID."),
    STORAGE_COMMON(A),
};
static const struct param sizes_params[] = {
    DISK_NUMBER(true),
    PARTITION_NUMBER(false),
    DRIVE_LETTER(true),
    DISK_ID("ById", NULL, true, false),
    INPUT,
    STORAGE_COMMON(A),
};

static const struct example new_examples[] = {
    { .code = "New-Partition 2 -UseMaximumSize -AssignDriveLetter",
      .remarks = "One partition over all that is free." },
};
static const struct example get_examples[] = {
    { .code = "Get-Disk 2 | Get-Partition", .remarks = "The partitions of a disk." },
};
static const struct example remove_examples[] = {
    { .code = "Remove-Partition 2 1 -Confirm:$false", .remarks = "Takes the first one away." },
};
static const struct example resize_examples[] = {
    { .code = "Resize-Partition 2 1 -Size 20GB", .remarks = "Moves the end of a partition." },
};
static const struct example set_examples[] = {
    { .code = "Set-Partition 2 1 -NewDriveLetter X", .remarks = "Mounts it as X:." },
};
static const struct example sizes_examples[] = {
    { .code = "(Get-PartitionSupportedSize 2 1).SizeMax", .remarks = "How large it may become." },
};

#define PARTITION_CMDLET(verb_, noun_, set_, stem_, output_, synopsis_, changes_, impact_) \
    {                                                                                      \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,     \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Storage",   \
        .args_size = sizeof(A), .process = stem_##_process, .output = output_,             \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),           \
        .should_process = changes_, .impact = impact_                                      \
    }
#define OUTPUT                                                                        \
    "Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/Storage/" \
    "MSFT_Partition"
static const struct cmdlet cmdlets[] = {
    PARTITION_CMDLET("New", "Partition", "ByNumber", new, OUTPUT,
                     "Makes a partition on a mounted disk.", true, IMPACT_MEDIUM),
    PARTITION_CMDLET("Get", "Partition", "ByUniqueId", get, OUTPUT, "Shows partitions.", false, 0),
    PARTITION_CMDLET("Remove", "Partition", "ByNumber", remove, NULL,
                     "Takes a partition away, and with it what it holds.", true, IMPACT_HIGH),
    PARTITION_CMDLET("Resize", "Partition", "ByNumber", resize, NULL,
                     "Moves the end of a partition.", true, IMPACT_MEDIUM),
    PARTITION_CMDLET("Set", "Partition", "ByNumberAttributes", set, NULL,
                     "Changes a partition's type, or its drive.", true, IMPACT_MEDIUM),
    PARTITION_CMDLET("Get", "PartitionSupportedSize", "ByNumber", sizes,
                     "System.Management.Automation.PSCustomObject",
                     "Tells how small and how large a partition can become.", false, 0),
};
const struct cmdlet_group storage_partition_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
