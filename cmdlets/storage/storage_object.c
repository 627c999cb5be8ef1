/* The objects of the Storage module. */
#include <string.h>

#include "cmdlets/storage/storage.h"
#include "disk/partition_edit.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"

#define CIM_NAMESPACE \
    "Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/Storage/"

static const struct enum_member style_members[] = {
    { "Unknown", 0 },
    { "MBR", 1 },
    { "GPT", 2 },
};
ENUM_TYPE(partition_style, "Microsoft.PowerShell.Cmdletization.GeneratedTypes.Disk.PartitionStyle",
          style_members, false);

/* As a disk's property shows it. */
static const char *style_name(enum disk_style style)
{
    return style == DISK_STYLE_GPT ? "GPT" : style == DISK_STYLE_MBR ? "MBR" : "RAW";
}

bool storage_parse_guid(const char *text, uint8_t guid[16])
{
    size_t n = strlen(text);
    AUTO_FREE char *bare = n == 38 && *text == '{' ? xstrndup(text + 1, 36) : xstrdup(text);
    return disk_guid_parse(bare, true, guid);
}

static char *braced(const uint8_t guid[16])
{
    char text[37];
    disk_guid_format(guid, true, false, text);
    return xasprintf("{%s}", text);
}

/* "10 GB", as the Storage module writes sizes in its tables. */
static struct value size_text(uint64_t bytes)
{
    static const char *const units[] = { "B", "KB", "MB", "GB", "TB", "PB" };
    struct strbuf text = STRBUF_INIT;
    double v = (double)bytes;
    size_t unit = 0;
    for (; v >= 1024 && unit + 1 < ARRAY_SIZE(units); unit++)
        v /= 1024;
    strbuf_addf(&text, "%.2f", v);
    while (text.len && text.buf[text.len - 1] == '0')
        strbuf_truncate(&text, text.len - 1);
    if (text.len && text.buf[text.len - 1] == '.')
        strbuf_truncate(&text, text.len - 1);
    strbuf_addf(&text, " %s", units[unit]);
    return value_string_take(&text);
}

/* ---- MSFT_Disk ---- */
struct disk_object {
    uint32_t number, logical, physical, partitions, signature;
    char *name, *serial, *unique_id, *path, *location, *guid;
    uint64_t size, allocated, largest;
    enum disk_style style;
    bool read_only, offline, is_virtual, fixed;
};

static void disk_destroy(struct object *o)
{
    struct disk_object *d = object_payload(o);
    free(d->name);
    free(d->serial);
    free(d->unique_id);
    free(d->path);
    free(d->location);
    free(d->guid);
}

enum disk_property {
    D_NUMBER,
    D_NAME,
    D_MODEL,
    D_MANUFACTURER,
    D_SERIAL,
    D_UNIQUE_ID,
    D_PATH,
    D_LOCATION,
    D_SIZE,
    D_ALLOCATED,
    D_LARGEST,
    D_PARTITIONS,
    D_LOGICAL,
    D_PHYSICAL,
    D_STYLE,
    D_STATUS,
    D_HEALTH,
    D_BUS,
    D_PROVISIONING,
    D_READ_ONLY,
    D_OFFLINE,
    D_FALSE,
    D_SIGNATURE,
    D_GUID,
};

static int disk_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct disk_object *d = object_payload(self.object);
    (void)err;
    *out = value_null();
    switch ((enum disk_property)p->data) {
    case D_NUMBER:
        *out = value_integer(V_UINT32, d->number);
        break;
    case D_NAME:
        *out = value_string(d->name);
        break;
    case D_MODEL:
        *out = value_string(d->is_virtual ? "Virtual Disk" : d->name);
        break;
    case D_MANUFACTURER:
        *out = value_string(d->is_virtual ? "Msft" : "");
        break;
    case D_SERIAL:
        *out = value_string(d->serial);
        break;
    case D_UNIQUE_ID:
        *out = value_string(d->unique_id);
        break;
    case D_PATH:
        *out = value_string(d->path);
        break;
    case D_LOCATION:
        *out = value_string(d->location);
        break;
    case D_SIZE:
        *out = value_ulong(d->size);
        break;
    case D_ALLOCATED:
        *out = value_ulong(d->allocated);
        break;
    case D_LARGEST:
        *out = value_ulong(d->largest);
        break;
    case D_PARTITIONS:
        *out = value_integer(V_UINT32, d->partitions);
        break;
    case D_LOGICAL:
        *out = value_integer(V_UINT32, d->logical);
        break;
    case D_PHYSICAL:
        *out = value_integer(V_UINT32, d->physical);
        break;
    case D_STYLE:
        *out = value_string(style_name(d->style));
        break;
    case D_STATUS:
        *out = value_string(d->offline ? "Offline" : "Online");
        break;
    case D_HEALTH:
        *out = value_string("Healthy");
        break;
    case D_BUS:
        *out = value_string(d->is_virtual ? "File Backed Virtual" : "Unknown");
        break;
    case D_PROVISIONING:
        *out = value_string(d->fixed ? "Fixed" : "Thin");
        break;
    case D_READ_ONLY:
        *out = value_bool(d->read_only);
        break;
    case D_OFFLINE:
        *out = value_bool(d->offline);
        break;
    case D_FALSE:
        *out = value_bool(false);
        break;
    case D_SIGNATURE:
        if (d->style == DISK_STYLE_MBR)
            *out = value_integer(V_UINT32, d->signature);
        break;
    case D_GUID:
        if (d->guid)
            *out = value_string(d->guid);
        break;
    }
    return 0;
}

static int disk_size_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = size_text(((struct disk_object *)object_payload(self.object))->size);
    return 0;
}

#define OWN(name_, type_, get_, id_)                                \
    {                                                               \
        .name = name_, .type_name = type_, .get = get_, .data = id_ \
    }
static const struct property disk_properties[] = {
    OWN("Number", "uint", disk_get, D_NUMBER),
    { .name = "DiskNumber", .alias_of = "Number" },
    OWN("FriendlyName", "string", disk_get, D_NAME),
    OWN("Model", "string", disk_get, D_MODEL),
    OWN("Manufacturer", "string", disk_get, D_MANUFACTURER),
    OWN("SerialNumber", "string", disk_get, D_SERIAL),
    OWN("UniqueId", "string", disk_get, D_UNIQUE_ID),
    OWN("ObjectId", "string", disk_get, D_UNIQUE_ID),
    OWN("Path", "string", disk_get, D_PATH),
    OWN("Location", "string", disk_get, D_LOCATION),
    OWN("Size", "ulong", disk_get, D_SIZE),
    OWN("AllocatedSize", "ulong", disk_get, D_ALLOCATED),
    OWN("LargestFreeExtent", "ulong", disk_get, D_LARGEST),
    OWN("NumberOfPartitions", "uint", disk_get, D_PARTITIONS),
    OWN("LogicalSectorSize", "uint", disk_get, D_LOGICAL),
    OWN("PhysicalSectorSize", "uint", disk_get, D_PHYSICAL),
    OWN("PartitionStyle", "string", disk_get, D_STYLE),
    OWN("OperationalStatus", "string", disk_get, D_STATUS),
    OWN("HealthStatus", "string", disk_get, D_HEALTH),
    OWN("BusType", "string", disk_get, D_BUS),
    OWN("ProvisioningType", "string", disk_get, D_PROVISIONING),
    OWN("IsReadOnly", "bool", disk_get, D_READ_ONLY),
    OWN("IsOffline", "bool", disk_get, D_OFFLINE),
    OWN("IsSystem", "bool", disk_get, D_FALSE),
    OWN("IsBoot", "bool", disk_get, D_FALSE),
    OWN("IsClustered", "bool", disk_get, D_FALSE),
    OWN("Signature", "uint?", disk_get, D_SIGNATURE),
    OWN("Guid", "string", disk_get, D_GUID),
};
static const struct view_column disk_columns[] = {
    { .property = "Number", .width = 6, .align = ALIGN_LEFT },
    { .property = "FriendlyName", .label = "Friendly Name", .width = 13, .align = ALIGN_LEFT },
    { .property = "SerialNumber", .label = "Serial Number", .width = 32, .align = ALIGN_LEFT },
    { .property = "HealthStatus", .width = 20, .align = ALIGN_LEFT },
    { .property = "OperationalStatus", .width = 22, .align = ALIGN_LEFT },
    { .label = "Total Size", .width = 10, .align = ALIGN_RIGHT, .get = disk_size_cell },
    { .property = "PartitionStyle", .label = "Partition Style", .align = ALIGN_LEFT },
};
static const struct view disk_view = { .columns = disk_columns,
                                       .ncolumns = ARRAY_SIZE(disk_columns) };

static int disk_text(struct value self, struct strbuf *out)
{
    const struct disk_object *d = object_payload(self.object);
    strbuf_addf(out, "MSFT_Disk (ObjectId = \"%s\")", d->unique_id);
    return 0;
}

const struct type_info type_storage_disk = {
    .name = CIM_NAMESPACE "MSFT_Disk",
    .base = &type_object,
    .props = disk_properties,
    .nprops = ARRAY_SIZE(disk_properties),
    .table = &disk_view,
    .payload_size = sizeof(struct disk_object),
    .destroy = disk_destroy,
    .to_string = disk_text,
};

uint32_t storage_disk_number(struct value disk)
{
    return ((struct disk_object *)object_payload(disk.object))->number;
}

struct value storage_disk_object(const struct storage_disk *s)
{
    struct object *o = object_new(&type_storage_disk);
    struct disk_object *d = object_payload(o);
    const struct mount *m = s->mount;
    AUTO_ERR *ignored = NULL;
    AUTO_VDISK *disk = NULL;
    d->number = s->number;
    d->is_virtual = m;
    if (m) {
        d->name = xstrdup("Msft Virtual Disk");
        d->serial = xstrdup("");
        d->unique_id = xstrdup(*m->id ? m->id : m->path);
        d->path = xasprintf("%s/disk", m->folder);
        d->location = xstrdup(m->path);
        d->size = m->size;
        d->logical = m->logical_sector;
        d->physical = m->physical_sector;
        d->read_only = m->read_only;
        d->offline = m->offline;
        d->fixed = m->type == DISK_TYPE_FIXED;
    } else {
        d->name = xstrdup(*s->host->model ? s->host->model : s->host->name);
        d->serial = xstrdup(s->host->serial);
        d->path = xasprintf("/dev/%s", s->host->name);
        d->unique_id = xstrdup(*s->host->serial ? s->host->serial : d->path);
        d->location = xasprintf("/sys/block/%s", s->host->name);
        d->size = s->host->size;
        d->logical = s->host->logical_sector;
        d->physical = s->host->physical_sector;
        d->read_only = s->host->read_only;
        d->fixed = true;
    }
    AUTO_LAYOUT layout = { 0 };
    if (storage_open(s, &disk, &ignored) || disk_layout_read(disk, &layout, &ignored))
        return value_of_object(o);
    d->style = layout.style;
    d->partitions = (uint32_t)layout.count;
    d->signature = layout.signature;
    uint64_t sum;
    disk_layout_free(&layout, 0, &d->largest, &sum);
    for (size_t i = 0; i < layout.count; i++)
        d->allocated += layout.partitions[i].size;
    if (layout.style == DISK_STYLE_GPT)
        d->guid = braced(layout.id);
    return value_of_object(o);
}

/* ---- MSFT_Partition ---- */
struct partition_object {
    uint32_t disk, number;
    char letter;
    uint64_t offset, size;
    enum disk_style style;
    uint8_t mbr_type;
    char *gpt_type, *guid, *disk_path, *access, *id;
    uint64_t attributes; /* GPT */
    bool active, read_only, offline;
};

static void partition_destroy(struct object *o)
{
    struct partition_object *p = object_payload(o);
    free(p->gpt_type);
    free(p->guid);
    free(p->disk_path);
    free(p->access);
    free(p->id);
}

enum partition_property {
    P_DISK,
    P_NUMBER,
    P_LETTER,
    P_OFFSET,
    P_SIZE,
    P_TYPE,
    P_GPT_TYPE,
    P_MBR_TYPE,
    P_GUID,
    P_DISK_PATH,
    P_ACCESS,
    P_ACTIVE,
    P_READ_ONLY,
    P_OFFLINE,
    P_SYSTEM,
    P_UNIQUE_ID,
    P_HIDDEN,
    P_SHADOW,
    P_NO_LETTER,
    P_FALSE,
};

/* The names that the Storage module has for partition types. */
static const char *type_name_of(const struct partition_object *p)
{
    static const struct {
        const char *guid, *name;
    } gpt[] = {
        { "{ebd0a0a2-b9e5-4433-87c0-68b6b72699c7}", "Basic" },
        { "{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}", "System" },
        { "{e3c9e316-0b5c-4db8-817d-f92df00215ae}", "Reserved" },
        { "{de94bba4-06d1-4d40-a16a-bfd50179d6ac}", "Recovery" },
        { "{5808c8aa-7e8f-42e0-85d2-e1e90434cfb3}", "LDM Metadata" },
        { "{af9b60a0-1431-4f62-bc68-3311714a69ad}", "LDM Data" },
        { "{0fc63daf-8483-4772-8e79-3d69d8477de4}", "Linux" },
        { "{e6d6d379-f507-44c2-a23c-238f2a3df928}", "Linux LVM" },
        { "{0657fd6d-a4ab-43c4-84e5-0933c84b4f4f}", "Linux Swap" },
    };
    static const struct {
        uint8_t type;
        const char *name;
    } mbr[] = {
        { 1, "FAT12" },         { 4, "FAT16" },    { 5, "Extended" },     { 6, "Huge" },
        { 7, "IFS" },           { 11, "FAT32" },   { 12, "FAT32" },       { 15, "Extended" },
        { 0x82, "Linux Swap" }, { 0x83, "Linux" }, { 0x8E, "Linux LVM" },
    };
    for (size_t i = 0; p->style == DISK_STYLE_GPT && i < ARRAY_SIZE(gpt); i++)
        if (strcmp(gpt[i].guid, p->gpt_type) == 0)
            return gpt[i].name;
    for (size_t i = 0; p->style == DISK_STYLE_MBR && i < ARRAY_SIZE(mbr); i++)
        if (mbr[i].type == p->mbr_type)
            return mbr[i].name;
    return "Unknown";
}

static int partition_get(struct value self, const struct property *property, struct value *out,
                         struct err **err)
{
    const struct partition_object *p = object_payload(self.object);
    bool gpt = p->style == DISK_STYLE_GPT;
    (void)err;
    *out = value_null();
    switch ((enum partition_property)property->data) {
    case P_DISK:
        *out = value_integer(V_UINT32, p->disk);
        break;
    case P_NUMBER:
        *out = value_integer(V_UINT32, p->number);
        break;
    case P_LETTER:
        *out = value_char((uint16_t)p->letter);
        break;
    case P_OFFSET:
        *out = value_ulong(p->offset);
        break;
    case P_SIZE:
        *out = value_ulong(p->size);
        break;
    case P_TYPE:
        *out = value_string(type_name_of(p));
        break;
    case P_GPT_TYPE:
        if (gpt)
            *out = value_string(p->gpt_type);
        break;
    case P_MBR_TYPE:
        if (!gpt)
            *out = value_integer(V_UINT16, p->mbr_type);
        break;
    case P_GUID:
        if (gpt)
            *out = value_string(p->guid);
        break;
    case P_DISK_PATH:
        *out = value_string(p->disk_path);
        break;
    case P_ACCESS:
        *out = value_string(p->access);
        break;
    case P_ACTIVE:
        *out = value_bool(p->active);
        break;
    case P_READ_ONLY:
        *out = value_bool(p->read_only);
        break;
    case P_OFFLINE:
        *out = value_bool(p->offline);
        break;
    case P_SYSTEM:
        *out = value_bool(strcmp(type_name_of(p), "System") == 0);
        break;
    case P_UNIQUE_ID:
        *out = value_string(p->id);
        break;
    case P_HIDDEN:
        *out = value_bool(p->attributes >> GPT_HIDDEN & 1);
        break;
    case P_SHADOW:
        *out = value_bool(p->attributes >> GPT_SHADOW_COPY & 1);
        break;
    case P_NO_LETTER:
        *out = value_bool(p->attributes >> GPT_NO_DRIVE_LETTER & 1);
        break;
    case P_FALSE:
        *out = value_bool(false);
        break;
    }
    return 0;
}

static int partition_size_cell(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = size_text(((struct partition_object *)object_payload(self.object))->size);
    return 0;
}

static const struct property partition_properties[] = {
    OWN("DiskNumber", "uint", partition_get, P_DISK),
    OWN("PartitionNumber", "uint", partition_get, P_NUMBER),
    OWN("DriveLetter", "char", partition_get, P_LETTER),
    OWN("Offset", "ulong", partition_get, P_OFFSET),
    OWN("Size", "ulong", partition_get, P_SIZE),
    OWN("Type", "string", partition_get, P_TYPE),
    OWN("GptType", "string", partition_get, P_GPT_TYPE),
    OWN("MbrType", "ushort?", partition_get, P_MBR_TYPE),
    OWN("Guid", "string", partition_get, P_GUID),
    OWN("UniqueId", "string", partition_get, P_UNIQUE_ID),
    OWN("DiskPath", "string", partition_get, P_DISK_PATH),
    OWN("AccessPaths", "string[]", partition_get, P_ACCESS),
    OWN("IsActive", "bool", partition_get, P_ACTIVE),
    OWN("IsBoot", "bool", partition_get, P_FALSE),
    OWN("IsHidden", "bool", partition_get, P_HIDDEN),
    OWN("IsOffline", "bool", partition_get, P_OFFLINE),
    OWN("IsReadOnly", "bool", partition_get, P_READ_ONLY),
    OWN("IsShadowCopy", "bool", partition_get, P_SHADOW),
    OWN("IsSystem", "bool", partition_get, P_SYSTEM),
    OWN("IsDAX", "bool", partition_get, P_FALSE),
    OWN("NoDefaultDriveLetter", "bool", partition_get, P_NO_LETTER),
};
static const struct view_column partition_columns[] = {
    { .property = "PartitionNumber", .width = 16, .align = ALIGN_LEFT },
    { .property = "DriveLetter", .width = 11, .align = ALIGN_LEFT },
    { .property = "Offset", .width = 39, .align = ALIGN_LEFT },
    { .label = "Size", .width = 10, .align = ALIGN_RIGHT, .get = partition_size_cell },
    { .property = "Type", .align = ALIGN_LEFT },
};
static const struct view partition_view = { .columns = partition_columns,
                                            .ncolumns = ARRAY_SIZE(partition_columns),
                                            .group_by = "DiskPath" };

const struct type_info type_storage_partition = {
    .name = CIM_NAMESPACE "MSFT_Partition",
    .base = &type_object,
    .props = partition_properties,
    .nprops = ARRAY_SIZE(partition_properties),
    .table = &partition_view,
    .payload_size = sizeof(struct partition_object),
    .destroy = partition_destroy,
};

char *storage_partition_id(const struct disk_layout *layout, const struct disk_partition *p)
{
    AUTO_FREE char *guid = layout->style == DISK_STYLE_GPT ? braced(p->id) : xstrdup("");
    return xasprintf("%s#%llu", guid, (unsigned long long)p->offset);
}

static char letter_of(const struct storage_disk *d, uint32_t partition)
{
    return d->mount && partition < MOUNT_PARTITIONS ? d->mount->letters[partition] : 0;
}

struct value storage_partition_object(const struct storage_disk *s, const struct vdisk *disk,
                                      const struct disk_layout *layout,
                                      const struct disk_partition *p)
{
    struct object *o = object_new(&type_storage_partition);
    struct partition_object *out = object_payload(o);
    (void)disk;
    *out = (struct partition_object){
        .disk = s->number,
        .number = p->number,
        .letter = letter_of(s, p->number),
        .offset = p->offset,
        .size = p->size,
        .style = layout->style,
        .mbr_type = p->mbr_type,
        .active = p->active,
        .attributes = layout->style == DISK_STYLE_GPT ? p->attributes : 0,
        .read_only = (s->mount ? s->mount->read_only : s->host->read_only) ||
                     (layout->style == DISK_STYLE_GPT && p->attributes >> GPT_READ_ONLY & 1),
        .offline = s->mount && s->mount->offline,
        .id = storage_partition_id(layout, p),
        .disk_path =
            s->mount ? xasprintf("%s/disk", s->mount->folder) : xasprintf("/dev/%s", s->host->name),
        .access = s->mount ? xasprintf("%s/%u", s->mount->folder, p->number) : xstrdup(""),
    };
    if (layout->style == DISK_STYLE_GPT) {
        out->gpt_type = braced(p->type);
        out->guid = braced(p->id);
    }
    return value_of_object(o);
}

/* ---- MSFT_Volume ---- */
struct volume_object {
    uint32_t disk, partition;
    char letter;
    struct fs_info info;
    uint64_t partition_size;
    char *path;
};

static void volume_destroy(struct object *o)
{
    free(((struct volume_object *)object_payload(o))->path);
}

enum volume_property {
    VP_LETTER,
    VP_LABEL,
    VP_FS,
    VP_DRIVE_TYPE,
    VP_HEALTH,
    VP_STATUS,
    VP_FREE,
    VP_SIZE_ALL,
    VP_CLUSTER,
    VP_PATH,
    VP_UNIQUE,
};

const char *storage_volume_id(struct value volume)
{
    const struct volume_object *v = object_payload(volume.object);
    return *v->info.id ? v->info.id : v->path;
}

static int volume_get(struct value self, const struct property *property, struct value *out,
                      struct err **err)
{
    const struct volume_object *v = object_payload(self.object);
    bool known = v->info.type != FS_TYPE_NONE;
    (void)err;
    *out = value_null();
    switch ((enum volume_property)property->data) {
    case VP_LETTER:
        if (v->letter)
            *out = value_char((uint16_t)v->letter);
        break;
    case VP_LABEL:
        *out = value_string(v->info.label);
        break;
    case VP_FS:
        *out = value_string(known ? fs_type_name(v->info.type) : "Unknown");
        break;
    case VP_DRIVE_TYPE:
        *out = value_string("Fixed");
        break;
    case VP_HEALTH:
        *out = value_string("Healthy");
        break;
    case VP_STATUS:
        *out = value_string(known ? "OK" : "Unknown");
        break;
    case VP_FREE:
        *out = value_ulong(v->info.free >= 0 ? (uint64_t)v->info.free : 0);
        break;
    case VP_SIZE_ALL:
        *out = value_ulong(v->info.size ? v->info.size : v->partition_size);
        break;
    case VP_CLUSTER:
        *out = value_integer(V_UINT32, v->info.cluster);
        break;
    case VP_PATH:
        *out = value_string(v->path);
        break;
    case VP_UNIQUE:
        *out = value_string(storage_volume_id(self));
        break;
    }
    return 0;
}

static int volume_size_cell(struct value self, struct value *out, struct err **err)
{
    const struct volume_object *v = object_payload(self.object);
    (void)err;
    *out = size_text(v->info.size ? v->info.size : v->partition_size);
    return 0;
}

static int volume_free_cell(struct value self, struct value *out, struct err **err)
{
    const struct volume_object *v = object_payload(self.object);
    (void)err;
    *out = v->info.free >= 0 ? size_text((uint64_t)v->info.free) : value_string("");
    return 0;
}

static const struct property volume_properties[] = {
    OWN("DriveLetter", "char?", volume_get, VP_LETTER),
    OWN("FileSystemLabel", "string", volume_get, VP_LABEL),
    OWN("FriendlyName", "string", volume_get, VP_LABEL),
    OWN("FileSystem", "string", volume_get, VP_FS),
    OWN("FileSystemType", "string", volume_get, VP_FS),
    OWN("DriveType", "string", volume_get, VP_DRIVE_TYPE),
    OWN("HealthStatus", "string", volume_get, VP_HEALTH),
    OWN("OperationalStatus", "string", volume_get, VP_STATUS),
    OWN("SizeRemaining", "ulong", volume_get, VP_FREE),
    OWN("Size", "ulong", volume_get, VP_SIZE_ALL),
    OWN("AllocationUnitSize", "uint", volume_get, VP_CLUSTER),
    OWN("Path", "string", volume_get, VP_PATH),
    OWN("UniqueId", "string", volume_get, VP_UNIQUE),
    OWN("ObjectId", "string", volume_get, VP_UNIQUE),
};
static const struct view_column volume_columns[] = {
    { .property = "DriveLetter", .align = ALIGN_LEFT },
    { .property = "FriendlyName", .align = ALIGN_LEFT },
    { .property = "FileSystemType", .align = ALIGN_LEFT },
    { .property = "DriveType", .align = ALIGN_LEFT },
    { .property = "HealthStatus", .align = ALIGN_LEFT },
    { .property = "OperationalStatus", .align = ALIGN_LEFT },
    { .label = "SizeRemaining", .align = ALIGN_RIGHT, .get = volume_free_cell },
    { .label = "Size", .align = ALIGN_RIGHT, .get = volume_size_cell },
};
static const struct view volume_view = { .columns = volume_columns,
                                         .ncolumns = ARRAY_SIZE(volume_columns),
                                         .autosize = true };

const struct type_info type_storage_volume = {
    .name = CIM_NAMESPACE "MSFT_Volume",
    .base = &type_object,
    .props = volume_properties,
    .nprops = ARRAY_SIZE(volume_properties),
    .table = &volume_view,
    .payload_size = sizeof(struct volume_object),
    .destroy = volume_destroy,
};

struct value storage_volume_object(const struct storage_disk *s, const struct vdisk *disk,
                                   const struct disk_partition *p)
{
    struct object *o = object_new(&type_storage_volume);
    struct volume_object *out = object_payload(o);
    struct volume_extent extent = { p->offset, p->size };
    struct volume v = {
        .disk = (struct vdisk *)disk, .size = p->size, .extents = &extent, .extent_count = 1
    };
    AUTO_ERR *ignored = NULL;
    *out = (struct volume_object){ .disk = s->number,
                                   .partition = p->number,
                                   .letter = letter_of(s, p->number),
                                   .partition_size = p->size };
    if (fs_info_read(&v, &out->info, &ignored))
        out->info = (struct fs_info){ .free = -1 };
    out->path = out->letter ? drive_folder(out->letter)
                : s->mount  ? xasprintf("%s/%u", s->mount->folder, p->number)
                            : xasprintf("/dev/%s", s->host->name);
    return value_of_object(o);
}

void storage_partition_key(struct value v, uint32_t *disk, uint32_t *partition)
{
    if (v.object->type == &type_storage_volume) {
        const struct volume_object *o = object_payload(v.object);
        *disk = o->disk;
        *partition = o->partition;
    } else {
        const struct partition_object *o = object_payload(v.object);
        *disk = o->disk;
        *partition = o->number;
    }
}
