#include "cmdlets/vm/disk/vhd.h"

#include <string.h>
#include <unistd.h>

#include "cmdlets/storage/storage.h"
#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/disk/disk_common.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "disk/image_check.h"
#include "disk/image_convert.h"
#include "disk/image_create.h"
#include "disk/image_edit.h"
#include "disk/image_merge.h"
#include "disk/image_probe.h"
#include "disk/image_resize.h"
#include "disk/mount.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"

/* ---- Microsoft.Vhd.PowerShell.VirtualHardDisk ---- */
struct vhd {
    struct disk_info info;
    char *computer;
    bool mounted;
    uint32_t number; /* as a mounted disk */
};

static const struct disk_info *info_of(struct value v)
{
    return &((struct vhd *)object_payload(v.object))->info;
}

static void vhd_destroy(struct object *o)
{
    disk_info_release(&((struct vhd *)object_payload(o))->info);
    free(((struct vhd *)object_payload(o))->computer);
}

enum vhd_property {
    VHD_COMPUTER,
    VHD_PATH,
    VHD_FORMAT,
    VHD_TYPE,
    VHD_FILE_SIZE,
    VHD_SIZE,
    VHD_MINIMUM,
    VHD_LOGICAL,
    VHD_PHYSICAL,
    VHD_BLOCK,
    VHD_PARENT,
    VHD_ID,
    VHD_FRAGMENTATION,
    VHD_ALIGNMENT,
    VHD_ATTACHED,
    VHD_NUMBER,
    VHD_PMEM,
    VHD_ADDRESS,
};

/* VhdFormat: Unknown, VHD, VHDX, VHDSet, then ours: QCOW2, RAW. */
static int32_t format_number(enum disk_format format)
{
    static const int32_t numbers[] = { [DISK_FORMAT_UNKNOWN] = 0,
                                       [DISK_FORMAT_VHD] = 1,
                                       [DISK_FORMAT_VHDX] = 2,
                                       [DISK_FORMAT_QCOW2] = 4,
                                       [DISK_FORMAT_RAW] = 5 };
    return numbers[format];
}

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct disk_info *i = info_of(self);
    (void)err;
    *out = value_null();
    switch ((enum vhd_property)p->data) {
    case VHD_COMPUTER:
        *out = value_string(((struct vhd *)object_payload(self.object))->computer);
        break;
    case VHD_PATH:
        *out = value_string(i->path);
        break;
    case VHD_FORMAT:
        *out = value_enum(&enum_vhd_format, format_number(i->format));
        break;
    case VHD_TYPE:
        *out = value_enum(&enum_vhd_type, (int32_t)i->type);
        break;
    case VHD_FILE_SIZE:
        *out = value_ulong(i->file_size);
        break;
    case VHD_SIZE:
        *out = value_ulong(i->size);
        break;
    case VHD_MINIMUM:
        if (i->min_size >= 0)
            *out = value_ulong((uint64_t)i->min_size);
        break;
    case VHD_LOGICAL:
        *out = value_integer(V_UINT32, i->logical_sector);
        break;
    case VHD_PHYSICAL:
        *out = value_integer(V_UINT32, i->physical_sector);
        break;
    case VHD_BLOCK:
        *out = value_integer(V_UINT32, i->block_size);
        break;
    case VHD_PARENT:
        *out = value_string(i->parent_path ? i->parent_path : "");
        break;
    case VHD_ID:
        *out = value_string(i->disk_id);
        break;
    case VHD_FRAGMENTATION:
        if (i->fragmentation >= 0)
            *out = value_integer(V_UINT32, i->fragmentation);
        break;
    case VHD_ALIGNMENT:
        *out = value_integer(V_UINT32, i->alignment);
        break;
    case VHD_ATTACHED:
        *out = value_bool(i->attached || ((struct vhd *)object_payload(self.object))->mounted);
        break;
    case VHD_NUMBER:
        if (((struct vhd *)object_payload(self.object))->mounted)
            *out = value_integer(V_UINT32, ((struct vhd *)object_payload(self.object))->number);
        break;
    case VHD_PMEM:
        *out = value_bool(false);
        break;
    case VHD_ADDRESS:
        *out = value_string("None");
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("ComputerName", "string", VHD_COMPUTER),
    OWN("Path", "string", VHD_PATH),
    OWN("VhdFormat", "VhdFormat", VHD_FORMAT),
    OWN("VhdType", "VhdType", VHD_TYPE),
    OWN("FileSize", "ulong", VHD_FILE_SIZE),
    OWN("Size", "ulong", VHD_SIZE),
    OWN("MinimumSize", "ulong?", VHD_MINIMUM),
    OWN("LogicalSectorSize", "uint", VHD_LOGICAL),
    OWN("PhysicalSectorSize", "uint", VHD_PHYSICAL),
    OWN("BlockSize", "uint", VHD_BLOCK),
    OWN("ParentPath", "string", VHD_PARENT),
    OWN("DiskIdentifier", "string", VHD_ID),
    OWN("FragmentationPercentage", "uint?", VHD_FRAGMENTATION),
    OWN("Alignment", "uint", VHD_ALIGNMENT),
    OWN("Attached", "bool", VHD_ATTACHED),
    OWN("DiskNumber", "uint?", VHD_NUMBER),
    OWN("IsPMEMCompatible", "bool", VHD_PMEM),
    OWN("AddressAbstractionType", "string", VHD_ADDRESS),
    { .name = "Number", .alias_of = "DiskNumber" },
};
static const char *const default_display[] = {
    "ComputerName",
    "Path",
    "VhdFormat",
    "VhdType",
    "FileSize",
    "Size",
    "MinimumSize",
    "LogicalSectorSize",
    "PhysicalSectorSize",
    "BlockSize",
    "ParentPath",
    "DiskIdentifier",
    "FragmentationPercentage",
    "Alignment",
    "Attached",
    "DiskNumber",
    "IsPMEMCompatible",
    "AddressAbstractionType",
    "Number",
    NULL,
};

static void note_mount(struct vhd *vhd)
{
    AUTO_MOUNTS mounts = { 0 };
    AUTO_ERR *ignored = NULL;
    if (mounts_read(&mounts, &ignored))
        return;
    const struct mount *m = mounts_find_path(&mounts, vhd->info.path);
    vhd->mounted = m;
    vhd->number = m ? m->number : 0;
}

/* To another session: by path, and read again there. */
static int vhd_pack(struct value self, struct value *out, struct err **err)
{
    struct array *a = array_new(2);
    (void)err;
    array_push_take(a, value_string(info_of(self)->path));
    array_push_take(a, value_string(((struct vhd *)object_payload(self.object))->computer));
    *out = value_of_array(a);
    return 0;
}

static int vhd_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    struct disk_info info;
    (void)session;
    if (disk_probe(items[0].str->data, &info, err))
        return -1;
    struct object *o = object_new(&type_virtual_hard_disk);
    struct vhd *vhd = object_payload(o);
    vhd->info = info;
    vhd->computer = xstrdup(items[1].str->data);
    note_mount(vhd);
    *out = value_of_object(o);
    return 0;
}

const struct type_info type_virtual_hard_disk = {
    .pack = vhd_pack,
    .unpack = vhd_unpack,
    .name = "Microsoft.Vhd.PowerShell.VirtualHardDisk",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .default_display = default_display,
    .payload_size = sizeof(struct vhd),
    .destroy = vhd_destroy,
};

/* ---- common ---- */
struct vhd_args {
    HV_HOST_FIELDS
    struct str_list paths;
    struct str *path, *destination_path, *parent_path, *leaf_path;
    struct opt_int size, block_size, logical_sector, physical_sector, source_disk, disk_number;
    struct value_list vm_ids;
    struct opt_enum vhd_type, mode;
    bool dynamic, fixed, differencing, as_job, passthru, delete_source, to_minimum_size,
        persistent_reservations, ignore_id_mismatch, reset_disk_identifier, force;
};
#define A struct vhd_args

enum status vhd_local_only(struct invocation *inv, const struct str_list *computers)
{
    enum status st = hv_refuse_sessions(inv);
    for (size_t i = 0; st == ST_OK && i < computers->len; i++) {
        const char *name = computers->items[i]->data;
        if (strcmp(name, ".") && !text_caseeq(name, "localhost"))
            st = hv_refuse_param(inv, "ComputerName",
                                 "the files of another host are not reachable; run hvsh there, "
                                 "for example over ssh.");
    }
    return st;
}

static enum status local_only(struct invocation *inv)
{
    return vhd_local_only(inv, &ARGS(inv, A)->computer_name);
}

enum status vhd_emit(struct invocation *inv, const char *path)
{
    struct disk_info info;
    struct err *err = NULL;
    if (disk_probe(path, &info, &err))
        return disk_failed(inv, &err, path);
    if (disk_check_name(path, info.format, &err)) {
        disk_info_release(&info);
        return disk_failed(inv, &err, path);
    }
    struct object *o = object_new(&type_virtual_hard_disk);
    struct vhd *vhd = object_payload(o);
    char name[256] = "localhost";
    vhd->info = info;
    gethostname(name, sizeof(name) - 1);
    vhd->computer = xstrdup(name);
    note_mount(vhd);
    return emit_take(inv, value_of_object(o));
}

/* ---- New-VHD ---- */
static enum status new_one(struct invocation *inv, const struct str *name)
{
    const A *args = ARGS(inv, A);
    AUTO_FREE char *path = hv_absolute_path(name, NULL);
    AUTO_FREE char *parent = args->parent_path ? hv_absolute_path(args->parent_path, NULL) : NULL;
    struct disk_create create = {
        .path = path,
        .type = args->fixed ? DISK_TYPE_FIXED
                : parent    ? DISK_TYPE_DIFFERENCING
                            : DISK_TYPE_DYNAMIC,
        .size = args->size.set ? (uint64_t)args->size.value : 0,
        .block_size = (uint32_t)args->block_size.value,
        .logical_sector = (uint32_t)args->logical_sector.value,
        .physical_sector = (uint32_t)args->physical_sector.value,
        .parent_path = parent,
    };
    struct disk_control control = disk_control_of(inv);
    struct err *err = NULL;
    bool yes;
    if (disk_create_check(&create, &err))
        return disk_failed(inv, &err, path);
    enum status st = should_process(inv, path, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (disk_create(&create, &control, &err))
        return disk_failed(inv, &err, path);
    return vhd_emit(inv, path);
}

/* What is on a disk of Get-Disk goes into the new file. Its bytes are a disk's, whatever format
 * they seem to begin with. */
static int copy_disk_to(const struct storage_disk *d, const char *destination, const A *args,
                        const struct disk_control *control, struct err **err)
{
    AUTO_FREE char *source =
        d->mount ? xasprintf("%s/disk", d->mount->folder) : xasprintf("/dev/%s", d->host->name);
    struct disk_convert convert = { .source = source,
                                    .destination = destination,
                                    .type = args->fixed ? DISK_TYPE_FIXED : DISK_TYPE_DYNAMIC,
                                    .block_size = (uint32_t)args->block_size.value };
    enum disk_format format;
    if (disk_detect(source, &format, err))
        return -1;
    if (format != DISK_FORMAT_RAW)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "What is on disk %u begins like a %s file: it is not copied as a disk.",
                       d->number, disk_format_name(format));
    if (disk_convert(&convert, control, err))
        return -1;
    struct disk_resize resize = { .path = destination, .size = (uint64_t)args->size.value };
    if (!args->size.set || disk_resize(&resize, control, err) == 0)
        return 0;
    unlink(destination);
    return -1;
}

static enum status copy_disk(struct invocation *inv, const struct storage_disk *d, void *data)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    (void)data;
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        struct disk_control control = disk_control_of(inv);
        struct err *err = NULL;
        bool yes;
        st = should_process(inv, path, NULL, &yes);
        if (st != ST_OK || !yes)
            continue;
        st = copy_disk_to(d, path, args, &control, &err) ? disk_failed(inv, &err, path)
                                                         : vhd_emit(inv, path);
    }
    return st;
}

static enum status new_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    if (st == ST_OK && args->source_disk.set) {
        int64_t number = args->source_disk.value;
        struct disk_pick pick = { .numbers = { .items = &number, .len = 1, .set = true } };
        return storage_each_disk(inv, &pick, copy_disk, NULL);
    }
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++)
        st = new_one(inv, args->paths.items[i]);
    return st;
}

#define SECTOR_SIZES                \
    .values = (const char *const[]) \
    {                               \
        "512", "4096", NULL         \
    }
static const struct param new_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true,
          .help = "The file to make; .vhdx, .vhd, .qcow2 or .raw says the format."),
    PARAM(A, size, .name = "SizeBytes", .sets = "DynamicWithoutSource,FixedWithoutSource",
          .position = 2, .mandatory = true, .type = &type_uint64,
          .help = "The size of the disk in bytes (40GB …)."),
    PARAM(A, size, .name = "SizeBytes", .sets = "FixedWithSource,DynamicWithSource",
          .type = &type_uint64, .help = "The size of the disk; the source's by default."),
    PARAM(A, size, .name = "SizeBytes", .sets = "Differencing", .position = 3, .type = &type_uint64,
          .help = "The size of the disk; the parent's by default."),
    PARAM(A, dynamic, .name = "Dynamic", .sets = "DynamicWithoutSource",
          .help = "The file grows with what is written; the default."),
    PARAM(A, dynamic, .name = "Dynamic", .sets = "DynamicWithSource", .mandatory = true,
          .help = "The file grows with what is written."),
    PARAM(A, block_size, .name = "BlockSizeBytes", .type = &type_uint32,
          .help = "The unit of growth in bytes, a power of two from 1 MB to 256 MB."),
    PARAM(A, logical_sector, .name = "LogicalSectorSizeBytes",
          .sets = "DynamicWithoutSource,FixedWithoutSource", .type = &type_uint32, SECTOR_SIZES,
          .help = "512 or 4096."),
    PARAM(A, physical_sector, .name = "PhysicalSectorSizeBytes",
          .sets = "DynamicWithoutSource,Differencing,FixedWithoutSource", .type = &type_uint32,
          SECTOR_SIZES, .help = "512 or 4096."),
    HV_AS_JOB(A),
    PARAM(A, parent_path, .name = "ParentPath", .sets = "Differencing", .position = 2,
          .mandatory = true, .help = "The disk whose differences it holds."),
    PARAM(A, differencing, .name = "Differencing", .sets = "Differencing",
          .help = "Holds only what differs from its parent."),
    PARAM(A, fixed, .name = "Fixed", .sets = "FixedWithoutSource,FixedWithSource",
          .mandatory = true, .help = "Takes its whole size at once."),
    PARAM(A, source_disk, .name = "SourceDisk", .aliases = "Number",
          .sets = "FixedWithSource,DynamicWithSource", .mandatory = true, .from_property = true,
          .type = &type_uint32, .help = "The number of a disk (Get-Disk) whose content it gets."),
};
static const struct example new_examples[] = {
    { .code = "New-VHD /srv/vms/data.vhdx 100GB", .remarks = "A dynamic disk of 100 GB." },
};

/* ---- Get-VHD ---- */
static enum status emit_disks_of(struct invocation *inv, struct value vm, void *data)
{
    const struct vm_config *config;
    (void)data;
    enum status st = hv_read_config(inv, vm, &config);
    for (size_t i = 0; st == ST_OK && config && i < config->disk_count; i++)
        if (config->disks[i].kind == VM_DISK_HARD && config->disks[i].path)
            st = vhd_emit(inv, config->disks[i].path);
    return st;
}

static enum status get_by_number(struct invocation *inv, uint32_t number)
{
    struct err *err = NULL;
    AUTO_MOUNTS mounts = { 0 };
    if (mounts_read(&mounts, &err))
        return disk_failed(inv, &err, NULL);
    const struct mount *m = mounts_find(&mounts, number);
    if (m)
        return vhd_emit(inv, m->path);
    err_set(&err, ERR_OBJECT_NOT_FOUND, "No virtual hard disk is mounted as disk %u.", number);
    return disk_failed(inv, &err, NULL);
}

static enum status get_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    if (st == ST_OK && args->disk_number.set)
        st = get_by_number(inv, (uint32_t)args->disk_number.value);
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        st = vhd_emit(inv, path);
    }
    for (size_t i = 0; st == ST_OK && i < args->vm_ids.len; i++) {
        AUTO_VALUE id = value_to_string(args->vm_ids.items[i]);
        struct hv_selection selection = { .uuid = id.str->data };
        st = hv_for_each(inv, &selection, emit_disks_of, NULL);
    }
    return st;
}

static const struct param get_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .sets = "Path", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The disk's file."),
    PARAM(A, disk_number, .name = "DiskNumber", .aliases = "Number", .sets = "Disk", .position = 1,
          .mandatory = true, .from_property = true, .type = &type_uint32,
          .help = "Not supported on this host."),
    PARAM(A, vm_ids, .name = "VMId", .aliases = "Id", .sets = "VMId", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The disks of the machine with this identifier."),
};
static const struct example get_examples[] = {
    { .code = "Get-VM web1 | Get-VHD", .remarks = "All virtual hard disks of a machine." },
};

/* ---- Convert-VHD ---- */
static enum status convert_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    if (st != ST_OK)
        return st;
    AUTO_FREE char *source = hv_absolute_path(args->path, NULL);
    AUTO_FREE char *destination = hv_absolute_path(args->destination_path, NULL);
    AUTO_FREE char *parent = args->parent_path ? hv_absolute_path(args->parent_path, NULL) : NULL;
    struct disk_convert convert = { .source = source,
                                    .destination = destination,
                                    .type = (enum disk_type)args->vhd_type.value,
                                    .block_size = (uint32_t)args->block_size.value,
                                    .parent_path = parent,
                                    .delete_source = args->delete_source };
    struct disk_control control = disk_control_of(inv);
    struct err *err = NULL;
    bool yes;
    st = should_process(inv, source, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (disk_convert(&convert, &control, &err))
        return disk_failed(inv, &err, source);
    return args->passthru ? vhd_emit(inv, destination) : ST_OK;
}

static const struct param convert_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, path, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The disk to copy."),
    PARAM(A, destination_path, .name = "DestinationPath", .position = 2, .mandatory = true,
          .help = "The file to make; its extension says the format."),
    PARAM(A, vhd_type, .name = "VHDType", .enum_info = &enum_vhd_type,
          .help = "Fixed, Dynamic or Differencing; as the source by default."),
    PARAM(A, parent_path, .name = "ParentPath", .help = "The parent of a differencing copy."),
    PARAM(A, block_size, .name = "BlockSizeBytes", .type = &type_uint32,
          .help = "The copy's unit of growth in bytes."),
    PARAM(A, delete_source, .name = "DeleteSource",
          .help = "Deletes the source after a successful copy."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
};
static const struct example convert_examples[] = {
    { .code = "Convert-VHD old.vhd new.vhdx", .remarks = "From VHD to VHDX." },
};

/* ---- Resize-VHD ---- */
static enum status resize_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        struct disk_resize resize = { .path = path,
                                      .size = (uint64_t)args->size.value,
                                      .to_minimum = args->to_minimum_size };
        struct disk_control control = disk_control_of(inv);
        struct err *err = NULL;
        bool yes;
        st = should_process(inv, path, NULL, &yes);
        if (st != ST_OK || !yes)
            continue;
        if (disk_resize(&resize, &control, &err))
            st = disk_failed(inv, &err, path);
        else if (args->passthru)
            st = vhd_emit(inv, path);
    }
    return st;
}

static const struct param resize_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The disk's file."),
    PARAM(A, size, .name = "SizeBytes", .sets = "Size", .position = 2, .mandatory = true,
          .type = &type_uint64, .help = "The new size in bytes."),
    PARAM(A, to_minimum_size, .name = "ToMinimumSize", .sets = "MinimumSize", .mandatory = true,
          .help = "Shrinks it to the end of its last partition."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
};
static const struct example resize_examples[] = {
    { .code = "Resize-VHD data.vhdx 200GB", .remarks = "Makes the disk larger." },
};

/* ---- Test-VHD ---- */
/* Every fault is an error, every note a warning. */
static enum status show_findings(struct invocation *inv, const char *path,
                                 struct disk_findings *found)
{
    enum status st = ST_OK;
    bool usable = !found->faults.len;
    for (size_t i = 0; i < found->notes.len && st == ST_OK; i++)
        st = write_warning(inv, "%s", found->notes.items[i]);
    for (size_t i = 0; i < found->faults.len && st == ST_OK; i++)
        st = disk_failed(inv, &found->faults.items[i], path);
    if (found->more_faults && st == ST_OK)
        st = write_warning(inv, "%zu more faults were found in '%s'.", found->more_faults, path);
    return usable && st == ST_OK ? emit(inv, value_bool(true)) : st;
}

static enum status test_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    if (st == ST_OK && args->persistent_reservations)
        st = hv_refuse_param(inv, "SupportPersistentReservations",
                             "it needs qemu-pr-helper and a SCSI disk of the host.");
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        struct disk_control control = disk_control_of(inv);
        struct err *err = NULL;
        AUTO_FINDINGS found = { .faults = VEC_INIT, .notes = VEC_INIT };
        st = disk_check(path, &control, &found, &err) ? disk_failed(inv, &err, path)
                                                      : show_findings(inv, path, &found);
    }
    return st;
}

static const struct param test_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The disk's file."),
    PARAM(A, persistent_reservations, .name = "SupportPersistentReservations",
          .aliases = "ShareVirtualDisk", .sets = "SharedDisk", .mandatory = true,
          .help = "Not supported on this host."),
};
static const struct example test_examples[] = {
    { .code = "Test-VHD data.vhdx",
      .remarks = "$true when the disk and its parents are usable. Each fault of any file of the "
                 "chain is an error, what is no fault but should be looked at a warning." },
};

/* ---- Set-VHD ---- */
static int set_vhd(const A *args, const char *path, struct err **err)
{
    AUTO_FREE char *parent = args->parent_path ? hv_absolute_path(args->parent_path, NULL) : NULL;
    if (parent)
        return disk_set_parent(path, parent, args->ignore_id_mismatch, err);
    if (args->reset_disk_identifier)
        return disk_reset_identifier(path, err);
    return disk_set_physical_sector(path, (uint32_t)args->physical_sector.value, err);
}

static enum status set_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    if (st == ST_OK && args->leaf_path)
        st = hv_refuse_param(inv, "LeafPath",
                             "it is for a running virtual machine's disk; turn the machine off.");
    if (st != ST_OK)
        return st;
    AUTO_FREE char *path = hv_absolute_path(args->path, NULL);
    struct err *err = NULL;
    bool yes;
    st = should_process(inv, path, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (set_vhd(args, path, &err))
        return disk_failed(inv, &err, path);
    return args->passthru ? vhd_emit(inv, path) : ST_OK;
}

static const struct param set_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, path, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The disk's file."),
    PARAM(A, parent_path, .name = "ParentPath", .sets = "Parent", .position = 2, .mandatory = true,
          .help = "Where the parent of the differencing disk is now."),
    PARAM(A, leaf_path, .name = "LeafPath", .sets = "Parent",
          .help = "Not supported: the virtual machine must be off."),
    PARAM(A, ignore_id_mismatch, .name = "IgnoreIdMismatch", .sets = "Parent",
          .help = "Takes the disk for the parent even if it is another or was changed."),
    PARAM(A, physical_sector, .name = "PhysicalSectorSizeBytes", .sets = "PhysicalSectorSize",
          .mandatory = true, .type = &type_uint32, SECTOR_SIZES, .help = "512 or 4096."),
    PARAM(A, reset_disk_identifier, .name = "ResetDiskIdentifier", .sets = "DiskIdentifier",
          .mandatory = true, .help = "Gives the disk a new identifier."),
    PARAM(A, force, .name = "Force", .sets = "DiskIdentifier",
          .help = "Does it without asking; nothing is asked here."),
    HV_PASSTHRU(A),
};
static const struct example set_examples[] = {
    { .code = "Set-VHD child.vhdx -ParentPath /srv/base.vhdx",
      .remarks = "Tells a differencing disk where its parent has gone." },
};

/* ---- Optimize-VHD ---- */
/* By the values of VhdCompactMode. */
static enum disk_compaction compaction_of(const struct opt_enum *mode)
{
    static const enum disk_compaction modes[] = { DISK_COMPACT_FULL, DISK_COMPACT_QUICK,
                                                  DISK_COMPACT_RETRIM, DISK_COMPACT_PRETRIMMED,
                                                  DISK_COMPACT_PREZEROED };
    return mode->set && (size_t)mode->value < ARRAY_SIZE(modes) ? modes[mode->value]
                                                                : DISK_COMPACT_DEFAULT;
}

static enum status optimize_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++) {
        AUTO_FREE char *path = hv_absolute_path(args->paths.items[i], NULL);
        struct disk_control control = disk_control_of(inv);
        struct err *err = NULL;
        bool yes;
        st = should_process(inv, path, NULL, &yes);
        if (st != ST_OK || !yes)
            continue;
        if (disk_optimize(path, compaction_of(&args->mode), &control, &err))
            st = disk_failed(inv, &err, path);
        else if (args->passthru)
            st = vhd_emit(inv, path);
    }
    return st;
}

static const struct param optimize_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The disk's file."),
    PARAM(A, mode, .name = "Mode", .enum_info = &enum_vhd_compact_mode,
          .help =
              "Quick gives back what is unused, also by the file systems (ext2-4, NTFS and FAT "
              "that were unmounted cleanly) of a dynamic disk without children beside it; Full "
              "blocks of zeros too; Retrim only makes holes. Pretrimmed and Prezeroed are Quick "
              "and Full without asking file systems."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
};
static const struct example optimize_examples[] = {
    { .code = "Optimize-VHD data.vhdx -Mode Full", .remarks = "Makes the file smaller." },
    { .code = "Optimize-VHD base.vhdx -Mode Prezeroed",
      .remarks =
          "The same for a disk that has children in other folders: what it holds stays as it "
          "is to the byte, so that they still fit. (After the other modes they may ask for "
          "Set-VHD -IgnoreIdMismatch.)" },
};

/* ---- Merge-VHD ---- */
static enum status merge_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = local_only(inv);
    if (st != ST_OK)
        return st;
    AUTO_FREE char *path = hv_absolute_path(args->path, NULL);
    AUTO_FREE char *destination =
        args->destination_path ? hv_absolute_path(args->destination_path, NULL) : NULL;
    AUTO_FREE char *result = NULL;
    struct disk_merge merge = { .path = path, .destination = destination };
    struct disk_control control = disk_control_of(inv);
    struct err *err = NULL;
    bool yes;
    st = should_process(inv, path, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (disk_merge(&merge, &control, &result, &err))
        return disk_failed(inv, &err, path);
    return args->passthru ? vhd_emit(inv, result) : ST_OK;
}

static const struct param merge_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, path, .name = "Path", .aliases = "FullName", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The differencing disk to merge."),
    PARAM(A, destination_path, .name = "DestinationPath", .position = 2,
          .help = "The parent that takes everything above it; the next one by default."),
    HV_AS_JOB(A),
    PARAM(A, force, .name = "Force", .help = "Does it without asking; nothing is asked here."),
    HV_PASSTHRU(A),
};
static const struct example merge_examples[] = {
    { .code = "Merge-VHD child.vhdx -DestinationPath base.vhdx",
      .remarks = "The changes go into the base, and the child is removed." },
};

#define VHD_CMDLET(verb_, set_, stem_, output_, synopsis_, changes_)                     \
    {                                                                                    \
        .verb = verb_, .noun = "VHD", .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .args_size = sizeof(A), .process = stem_##_process, .output = output_,           \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),         \
        .should_process = changes_                                                       \
    }
#define DISK "Microsoft.Vhd.PowerShell.VirtualHardDisk"

static const struct cmdlet cmdlets[] = {
    VHD_CMDLET("New", "DynamicWithoutSource", new, DISK, "Creates a virtual hard disk.", true),
    VHD_CMDLET("Get", "Path", get, DISK, "Shows what a virtual hard disk is.", false),
    VHD_CMDLET("Convert", NULL, convert, DISK,
               "Copies a virtual hard disk into another format or type.", true),
    VHD_CMDLET("Resize", "Size", resize, DISK, "Changes the size of a virtual hard disk.", true),
    VHD_CMDLET("Set", "Parent", set, DISK, "Changes what a virtual hard disk says of itself.",
               true),
    VHD_CMDLET("Optimize", NULL, optimize, DISK, "Makes the file of a virtual hard disk smaller.",
               true),
    VHD_CMDLET("Merge", NULL, merge, DISK, "Merges a differencing disk into its parent.", true),
    VHD_CMDLET("Test", "ExistingVHD", test, "System.Boolean",
               "Tells whether a virtual hard disk is usable.", false),
};
const struct cmdlet_group vhd_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
