/* Get-Disk, Initialize-Disk, Set-Disk and Clear-Disk. */
#include <string.h>

#include "cmdlets/storage/storage.h"
#include "cmdlets/vm/disk/disk_common.h"
#include "disk/partition_edit.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"

struct disk_args {
    struct disk_pick pick;
    STORAGE_COMMON_FIELDS
    struct opt_enum style;
    struct opt_bool offline, read_only;
    struct opt_int signature;
    struct str *guid;
    bool passthru, remove_data, remove_oem;
};
#define A struct disk_args

static enum status refuse(struct invocation *inv, const char *message, const char *advice)
{
    struct err *err = NULL;
    err_set(&err, ERR_INVALID_STATE, "%s", message);
    if (advice)
        err_advise(&err, "%s", advice);
    return disk_failed(inv, &err, NULL);
}

/* ---- Get-Disk ---- */
static enum status show_disk(struct invocation *inv, const struct storage_disk *d, void *data)
{
    (void)data;
    return emit_take(inv, storage_disk_object(d));
}

static enum status get_process(struct invocation *inv)
{
    return storage_each_disk(inv, &ARGS(inv, A)->pick, show_disk, NULL);
}

/* ---- Initialize-Disk ---- */
static enum status confirm(struct invocation *inv, const struct storage_disk *d, bool *yes)
{
    AUTO_FREE char *target = xasprintf("%u", d->number);
    return should_process(inv, target, NULL, yes);
}

static enum status make_table(struct invocation *inv, const struct storage_disk *d,
                              enum disk_style style)
{
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    AUTO_LAYOUT layout = { 0 };
    if (storage_open_write(d, &disk, &err) || disk_layout_read(disk, &layout, &err))
        return disk_failed(inv, &err, NULL);
    if (layout.style != DISK_STYLE_RAW)
        return refuse(inv, "The disk has already been initialized.",
                      "Clear-Disk takes its partitions away.");
    if (disk_layout_make(disk, style, &err) || vdisk_close(STEAL(disk), &err))
        return disk_failed(inv, &err, NULL);
    return ST_OK;
}

static enum status initialize_one(struct invocation *inv, const struct storage_disk *d, void *data)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = confirm(inv, d, &yes);
    if (st != ST_OK || !yes)
        return st;
    /* As Windows does it, an offline disk comes online. */
    if (d->mount && d->mount->offline) {
        if (mount_set(d->mount, "offline=0", &err))
            return disk_failed(inv, &err, NULL);
        ((struct mount *)d->mount)->offline = false;
    }
    st = make_table(inv, d,
                    args->style.set && args->style.value == DISK_STYLE_MBR ? DISK_STYLE_MBR
                                                                           : DISK_STYLE_GPT);
    return st == ST_OK && args->passthru ? storage_emit_disk(inv, d->number) : st;
}

static enum status initialize_process(struct invocation *inv)
{
    return storage_each_disk(inv, &ARGS(inv, A)->pick, initialize_one, NULL);
}

/* ---- Clear-Disk ---- */
static enum status clear_one(struct invocation *inv, const struct storage_disk *d, void *data)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    AUTO_VDISK *disk = NULL;
    AUTO_LAYOUT layout = { 0 };
    bool yes;
    (void)data;
    enum status st = confirm(inv, d, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (storage_open_write(d, &disk, &err) || disk_layout_read(disk, &layout, &err))
        return disk_failed(inv, &err, NULL);
    if (layout.style == DISK_STYLE_RAW)
        return refuse(inv, "The disk has not been initialized.", NULL);
    bool holds = false;
    for (size_t i = 0; i < layout.count; i++)
        holds |= !partition_is_reserved(&layout, &layout.partitions[i]);
    if (holds && !args->remove_data)
        return refuse(inv, "The disk has data partitions: it is not cleared.",
                      "Use -RemoveData to lose what is on it.");
    for (size_t i = 0; i < layout.count; i++)
        if (storage_drop_letter(inv, d, layout.partitions[i].number, false, &err))
            return disk_failed(inv, &err, NULL);
    if (disk_layout_clear(disk, &err) || vdisk_close(STEAL(disk), &err))
        return disk_failed(inv, &err, NULL);
    return args->passthru ? storage_emit_disk(inv, d->number) : ST_OK;
}

static enum status clear_process(struct invocation *inv)
{
    return storage_each_disk(inv, &ARGS(inv, A)->pick, clear_one, NULL);
}

/* ---- Set-Disk ---- */
static int set_offline(struct invocation *inv, const struct storage_disk *d, bool offline,
                       struct err **err)
{
    for (uint32_t p = 0; offline && p < MOUNT_PARTITIONS; p++)
        if (storage_drop_letter(inv, d, p, true, err))
            return -1;
    return mount_set(d->mount, offline ? "offline=1" : "offline=0", err);
}

static int identify(const A *args, const struct storage_disk *d, struct err **err)
{
    AUTO_VDISK *disk = NULL;
    uint8_t guid[16];
    if (args->guid && !storage_parse_guid(args->guid->data, guid))
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' is no GUID.", args->guid->data);
    if (storage_open_write(d, &disk, err) ||
        disk_layout_identify(disk, args->guid ? guid : NULL, (uint32_t)args->signature.value, err))
        return -1;
    return vdisk_close(STEAL(disk), err);
}

static enum status set_one(struct invocation *inv, const struct storage_disk *d, void *data)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = confirm(inv, d, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (!d->mount) {
        AUTO_VDISK *disk = NULL;
        return storage_open_write(d, &disk, &err) ? disk_failed(inv, &err, NULL) : ST_OK;
    }
    if ((args->guid || args->signature.set) && identify(args, d, &err))
        return disk_failed(inv, &err, NULL);
    if (args->read_only.set) {
        if (!args->read_only.value && d->mount->mounted_read_only)
            return refuse(inv, "The disk was mounted with -ReadOnly.",
                          "Dismount it, and mount it again without.");
        if (mount_set(d->mount, args->read_only.value ? "readonly=1" : "readonly=0", &err))
            return disk_failed(inv, &err, NULL);
    }
    if (args->offline.set && set_offline(inv, d, args->offline.value, &err))
        return disk_failed(inv, &err, NULL);
    for (uint32_t p = 0;
         st == ST_OK && args->offline.set && !args->offline.value && p < MOUNT_PARTITIONS; p++)
        st = storage_mount_letter(inv, d, p);
    if (st != ST_OK || !args->style.set)
        return st;
    /* Converting is for a disk without partitions. */
    AUTO_VDISK *disk = NULL;
    AUTO_LAYOUT layout = { 0 };
    if (storage_open_write(d, &disk, &err) || disk_layout_read(disk, &layout, &err))
        return disk_failed(inv, &err, NULL);
    if (layout.count > 1 ||
        (layout.count && !partition_is_reserved(&layout, &layout.partitions[0])))
        return refuse(inv, "The disk has partitions: its style is not changed.", NULL);
    if (disk_layout_clear(disk, &err) ||
        disk_layout_make(disk, (enum disk_style)args->style.value, &err) ||
        vdisk_close(STEAL(disk), &err))
        return disk_failed(inv, &err, NULL);
    return ST_OK;
}

static enum status set_process(struct invocation *inv)
{
    return storage_each_disk(inv, &ARGS(inv, A)->pick, set_one, NULL);
}

/* ---- declarations ---- */
#define NUMBER(sets_, mandatory_)                                                              \
    PARAM(A, pick.numbers, .name = "Number", .aliases = "DeviceId,DiskNumber", .sets = sets_,  \
          .position = 1, .mandatory = mandatory_, .from_property = true, .type = &type_uint32, \
          .help = "The numbers of the disks.")
#define UNIQUE_ID(sets_, mandatory_)                                              \
    PARAM(A, pick.unique_ids, .name = "UniqueId", .aliases = "Id", .sets = sets_, \
          .mandatory = mandatory_, .from_property = mandatory_, .help = "Their identifiers.")
#define PATH(sets_, mandatory_)                                                  \
    PARAM(A, pick.paths, .name = "Path", .sets = sets_, .mandatory = mandatory_, \
          .from_property = true, .help = "Their paths, or those of their images.")
#define NAME(sets_, property_)                                                              \
    PARAM(A, pick.names, .name = "FriendlyName", .sets = sets_, .from_property = property_, \
          .wildcards = true, .help = "Their names.")
#define INPUT(name_, sets_, type_, mandatory_)                                    \
    PARAM(A, pick.objects, .name = name_, .sets = sets_, .mandatory = mandatory_, \
          .from_pipeline = true, .type = type_, .help = "Objects of this module.")
#define STYLE(sets_)                                                                             \
    PARAM(A, style, .name = "PartitionStyle", .sets = sets_, .enum_info = &enum_partition_style, \
          .help = "GPT, the default, or MBR.")
#define OBJECT_SET "InputObject (cdxml)"
#define PASSTHRU PARAM(A, passthru, .name = "PassThru", .help = "Emits the disk.")

static const struct param get_params[] = {
    NUMBER("ByNumber", false),
    UNIQUE_ID("ByUniqueId", false),
    NAME("ByName", false),
    PARAM(A, pick.serials, .name = "SerialNumber", .sets = "ByName",
          .help = "Their serial numbers."),
    PATH("ByPath", false),
    INPUT("Partition", "ByPartition", &type_storage_partition, false),
    STORAGE_COMMON(A),
};
static const struct param initialize_params[] = {
    NUMBER("ByNumber", true),
    UNIQUE_ID("ByUniqueId", true),
    NAME("ByName", true),
    PATH("ByPath", true),
    INPUT("InputObject", OBJECT_SET, &type_storage_disk, true),
    STYLE(NULL),
    PASSTHRU,
    STORAGE_COMMON(A),
};
static const struct param clear_params[] = {
    NUMBER("ByNumber", true),
    UNIQUE_ID("ByUniqueId", true),
    NAME("ByName", true),
    PATH("ByPath", true),
    INPUT("InputObject", OBJECT_SET, &type_storage_disk, true),
    PARAM(A, remove_data, .name = "RemoveData", .help = "Also when there are data on it."),
    PARAM(A, remove_oem, .name = "RemoveOEM",
          .help = "Also partitions of the maker; they count as data here."),
    PASSTHRU,
    STORAGE_COMMON(A),
};
#define SET_NUMBER "ByNumberAttributes,ByNumber,ByNumberConvertStyle"
#define SET_OBJECT "ByObjectAttributes,ByObject,ByObjectConvertStyle"
#define SET_ID "ByIdAttributes,ById,ByIdConvertStyle"
#define SET_PATH "ByPathAttributes,ByPath,ByPathConvertStyle"
static const struct param set_params[] = {
    NUMBER(SET_NUMBER, true),
    UNIQUE_ID(SET_ID, true),
    PATH(SET_PATH, true),
    INPUT("InputObject", SET_OBJECT, &type_storage_disk, true),
    PARAM(A, read_only, .name = "IsReadOnly",
          .sets = "ByNumberAttributes,ByObjectAttributes,ByIdAttributes,ByPathAttributes",
          .help = "Refuses changes from now on."),
    PARAM(A, signature, .name = "Signature", .type = &type_uint32,
          .sets = "ByNumberAttributes,ByObjectAttributes,ByIdAttributes,ByPathAttributes",
          .help = "Another signature for an MBR disk."),
    PARAM(A, guid, .name = "Guid",
          .sets = "ByNumberAttributes,ByObjectAttributes,ByIdAttributes,ByPathAttributes",
          .help = "Another GUID for a GPT disk."),
    PARAM(A, offline, .name = "IsOffline", .sets = "ByNumber,ByObject,ById,ByPath",
          .help = "Takes its drives away and refuses changes."),
    STYLE("ByNumberConvertStyle,ByObjectConvertStyle,ByIdConvertStyle,ByPathConvertStyle"),
    STORAGE_COMMON(A),
};

static const struct example get_examples[] = {
    { .code = "Get-Disk | Where-Object PartitionStyle -eq RAW",
      .remarks = "Disks without a partition table." },
};
static const struct example initialize_examples[] = {
    { .code = "New-VHD data.vhdx 10GB | Mount-VHD -Passthru | Initialize-Disk -PassThru | "
              "New-Partition -AssignDriveLetter -UseMaximumSize | "
              "Format-Volume -FileSystem NTFS -Confirm:$false",
      .remarks = "A new disk, ready for files." },
};
static const struct example clear_examples[] = {
    { .code = "Clear-Disk 2 -RemoveData -Confirm:$false", .remarks = "An empty disk again." },
};
static const struct example set_examples[] = {
    { .code = "Set-Disk 2 -IsReadOnly $true", .remarks = "Nothing is written any more." },
};

#define DISK_CMDLET(verb_, set_, stem_, output_, synopsis_, changes_, impact_)                   \
    {                                                                                            \
        .verb = verb_, .noun = "Disk", .synopsis = synopsis_, .params = stem_##_params,          \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Storage",         \
        .args_size = sizeof(A), .process = stem_##_process, .output = output_,                   \
        .output_type = &type_storage_disk, .examples = stem_##_examples,                         \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_, .impact = impact_ \
    }
#define OUTPUT \
    "Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/Storage/MSFT_Disk"
static const struct cmdlet cmdlets[] = {
    DISK_CMDLET("Get", "ByNumber", get, OUTPUT,
                "Shows the disks: those that Mount-VHD attached and the host's own.", false, 0),
    DISK_CMDLET("Initialize", "ByNumber", initialize, OUTPUT,
                "Gives a mounted disk an empty partition table.", true, IMPACT_MEDIUM),
    DISK_CMDLET("Clear", "ByNumber", clear, OUTPUT, "Takes the partitions of a mounted disk away.",
                true, IMPACT_HIGH),
    DISK_CMDLET("Set", "ByNumberAttributes", set, NULL,
                "Takes a mounted disk offline or online, or makes it read-only.", true,
                IMPACT_MEDIUM),
};
const struct cmdlet_group storage_disk_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
