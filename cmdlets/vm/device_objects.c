#include "cmdlets/vm/device_objects.h"

#include <string.h>

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"

/* ---- drives ---- */
struct disk {
    struct hv_component component;
    struct vm_disk facts;
};

static void disk_destroy(struct object *o)
{
    vm_disk_release(&((struct disk *)object_payload(o))->facts);
    hv_component_destroy(o);
}

static bool is_drive(const struct type_info *type)
{
    return type == &type_hard_disk_drive || type == &type_dvd_drive ||
           type == &type_vm_floppy_disk_drive;
}

const struct vm_disk *hv_disk_of(struct value v, struct value *vm)
{
    if (v.kind != V_OBJECT || !is_drive(v.object->type))
        return NULL;
    if (vm)
        *vm = hv_component_vm(v);
    return &((struct disk *)object_payload(v.object))->facts;
}

enum disk_property {
    DISK_PATH,
    DISK_CONTROLLER_TYPE,
    DISK_NUMBER,
    DISK_LOCATION,
    DISK_ID,
    DISK_NAME,
    DISK_MAX_IOPS,
    DISK_MIN_IOPS,
    DISK_RESERVATIONS,
    DISK_MEDIA,
    DISK_HOST_NUMBER,
    DISK_POOL,
};

static struct value disk_name(const struct vm_disk *d)
{
    static const char *const names[] = { [VM_DISK_HARD] = "Hard Drive",
                                         [VM_DISK_DVD] = "DVD Drive",
                                         [VM_DISK_FLOPPY] = "Floppy Drive" };
    if (d->kind == VM_DISK_FLOPPY)
        return value_string(names[d->kind]);
    return value_stringf("%s on %s controller number %d at location %d", names[d->kind],
                         d->bus == VM_BUS_IDE ? "IDE" : "SCSI", d->number, d->location);
}

static int get_disk(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct vm_disk *d = hv_disk_of(self, NULL);
    switch ((enum disk_property)p->data) {
    case DISK_PATH:
        *out = d->path ? value_string(d->path) : value_null();
        break;
    case DISK_CONTROLLER_TYPE: /* ControllerType: IDE 0, SCSI 1 */
        *out = value_enum(&enum_controller_type, d->bus == VM_BUS_IDE ? 0 : 1);
        break;
    case DISK_NUMBER:
        *out = value_int(d->number);
        break;
    case DISK_LOCATION:
        *out = value_int(d->location);
        break;
    case DISK_ID:
        *out = value_string(d->id);
        break;
    case DISK_NAME:
        *out = disk_name(d);
        break;
    case DISK_MAX_IOPS:
        *out = value_ulong(d->max_iops);
        break;
    case DISK_MIN_IOPS:
        *out = value_ulong(d->min_iops);
        break;
    case DISK_RESERVATIONS:
        *out = value_bool(d->persistent_reservations);
        break;
    case DISK_MEDIA: {
        bool device = d->path && !strncmp(d->path, "/dev/", 5);
        *out = value_enum(&enum_dvd_media_type, !d->path ? 0 : device ? 2 : 1);
        break;
    }
    case DISK_HOST_NUMBER: /* host disks have no numbers here */
        *out = value_null();
        break;
    case DISK_POOL:
        return hv_component_pool(self, vm_pool_type_of(d->kind), d->id, out, err);
    }
    return 0;
}

#define DISK(name_, type_, id_)                                         \
    {                                                                   \
        .name = name_, .type_name = type_, .get = get_disk, .data = id_ \
    }
#define DISK_PLACE                                                  \
    DISK("ControllerType", "ControllerType", DISK_CONTROLLER_TYPE), \
        DISK("ControllerNumber", "int", DISK_NUMBER),               \
        DISK("ControllerLocation", "int", DISK_LOCATION)
#define DISK_TAIL                                                     \
    DISK("Name", "string", DISK_NAME), DISK("Id", "string", DISK_ID), \
        DISK("PoolName", "string", DISK_POOL), HV_COMPONENT_PROPERTIES

static const struct property hard_properties[] = {
    DISK("Path", "string", DISK_PATH),
    DISK("DiskNumber", "uint?", DISK_HOST_NUMBER),
    DISK("MaximumIOPS", "ulong", DISK_MAX_IOPS),
    DISK("MinimumIOPS", "ulong", DISK_MIN_IOPS),
    DISK("SupportPersistentReservations", "bool", DISK_RESERVATIONS),
    DISK_PLACE,
    DISK_TAIL,
};
static const struct view_column hard_columns[] = {
    { .property = "VMName" },           { .property = "ControllerType" },
    { .property = "ControllerNumber" }, { .property = "ControllerLocation" },
    { .property = "DiskNumber" },       { .property = "Path" },
};
static const struct view hard_table = { .columns = hard_columns,
                                        .ncolumns = ARRAY_SIZE(hard_columns) };

static const struct property dvd_properties[] = {
    DISK("DvdMediaType", "DvdMediaType", DISK_MEDIA),
    DISK("Path", "string", DISK_PATH),
    DISK_PLACE,
    DISK_TAIL,
};
static const struct view_column dvd_columns[] = {
    { .property = "VMName" },           { .property = "ControllerType" },
    { .property = "ControllerNumber" }, { .property = "ControllerLocation" },
    { .property = "DvdMediaType" },     { .property = "Path" },
};
static const struct view dvd_table = { .columns = dvd_columns,
                                       .ncolumns = ARRAY_SIZE(dvd_columns) };

static const struct property floppy_properties[] = {
    DISK("Path", "string", DISK_PATH),
    DISK_TAIL,
};
static const struct view_column floppy_columns[] = { { .property = "VMName" },
                                                     { .property = "Path" } };
static const struct view floppy_table = { .columns = floppy_columns,
                                          .ncolumns = ARRAY_SIZE(floppy_columns) };

static int disk_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = hv_component_pack(self, ((struct disk *)object_payload(self.object))->facts.id);
    return 0;
}

static int disk_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    struct value vm;
    const struct vm_config *config;
    const char *id;
    (void)session;
    if (hv_component_unpack(packed, &vm, &config, &id, err))
        return -1;
    for (size_t i = 0; id && i < config->disk_count; i++) {
        if (config->disks[i].id && !strcmp(config->disks[i].id, id)) {
            *out = hv_disk_object(vm, &config->disks[i]);
            return 0;
        }
    }
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The drive is no longer there.");
}

#define DRIVE_TYPE(name_, props_, table_)                                                    \
    {                                                                                        \
        .name = "Microsoft.HyperV.PowerShell." name_, .base = &type_object, .props = props_, \
        .nprops = ARRAY_SIZE(props_), .table = &table_, .payload_size = sizeof(struct disk), \
        .destroy = disk_destroy, .pack = disk_pack, .unpack = disk_unpack                    \
    }
const struct type_info type_hard_disk_drive =
    DRIVE_TYPE("HardDiskDrive", hard_properties, hard_table);
const struct type_info type_dvd_drive = DRIVE_TYPE("DvdDrive", dvd_properties, dvd_table);
const struct type_info type_vm_floppy_disk_drive =
    DRIVE_TYPE("VMFloppyDiskDrive", floppy_properties, floppy_table);

struct value hv_disk_object(struct value vm, const struct vm_disk *disk)
{
    static const struct type_info *const types[] = { [VM_DISK_HARD] = &type_hard_disk_drive,
                                                     [VM_DISK_DVD] = &type_dvd_drive,
                                                     [VM_DISK_FLOPPY] =
                                                         &type_vm_floppy_disk_drive };
    struct object *o = hv_component_new(types[disk->kind], vm);
    struct vm_disk *facts = &((struct disk *)object_payload(o))->facts;
    *facts = *disk;
    facts->id = xstrdup(disk->id);
    facts->target = xstrdup(disk->target);
    facts->path = xstrdup(disk->path);
    return value_of_object(o);
}

/* ---- controllers ---- */
struct controller {
    struct hv_component component;
    struct vm_controller facts;
};

static void controller_destroy(struct object *o)
{
    free(((struct controller *)object_payload(o))->facts.id);
    hv_component_destroy(o);
}

const struct vm_controller *hv_controller_of(struct value v, struct value *vm)
{
    if (v.kind != V_OBJECT || !type_is_a(v.object->type, &type_vm_drive_controller))
        return NULL;
    if (vm)
        *vm = hv_component_vm(v);
    return &((struct controller *)object_payload(v.object))->facts;
}

enum controller_property { CONTROLLER_NUMBER, CONTROLLER_DRIVES, CONTROLLER_NAME, CONTROLLER_ID };

static int get_controller(struct value self, const struct property *p, struct value *out,
                          struct err **err)
{
    const struct vm_controller *c = hv_controller_of(self, NULL);
    const struct vm_config *config;
    switch ((enum controller_property)p->data) {
    case CONTROLLER_NUMBER:
        *out = value_int(c->number);
        break;
    case CONTROLLER_NAME:
        *out = value_stringf("%s Controller %d", c->bus == VM_BUS_IDE ? "IDE" : "SCSI", c->number);
        break;
    case CONTROLLER_ID:
        *out = value_string(c->id ? c->id : "");
        break;
    case CONTROLLER_DRIVES: {
        if (hv_owner_config(hv_component_owner(self), &config, err))
            return -1;
        struct array *drives = array_new(4);
        for (size_t i = 0; i < config->disk_count; i++)
            if (config->disks[i].bus == c->bus && config->disks[i].number == c->number)
                array_push_take(drives,
                                hv_disk_object(hv_component_owner(self), &config->disks[i]));
        *out = value_of_array(drives);
        break;
    }
    }
    return 0;
}

#define CONTROLLER(name_, type_, id_)                                         \
    {                                                                         \
        .name = name_, .type_name = type_, .get = get_controller, .data = id_ \
    }
static const struct property controller_properties[] = {
    CONTROLLER("ControllerNumber", "int", CONTROLLER_NUMBER),
    CONTROLLER("Drives", "Drive[]", CONTROLLER_DRIVES),
    CONTROLLER("Name", "string", CONTROLLER_NAME),
    CONTROLLER("Id", "string", CONTROLLER_ID),
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column controller_columns[] = { { .property = "VMName" },
                                                         { .property = "ControllerNumber" },
                                                         { .property = "Drives" } };
static const struct view controller_table = { .columns = controller_columns,
                                              .ncolumns = ARRAY_SIZE(controller_columns) };

const struct type_info type_vm_drive_controller = {
    .name = "Microsoft.HyperV.PowerShell.VMDriveController",
    .base = &type_object,
    .props = controller_properties,
    .nprops = ARRAY_SIZE(controller_properties),
    .table = &controller_table,
    .payload_size = sizeof(struct controller),
    .destroy = controller_destroy,
};
#define CONTROLLER_TYPE(name_)                                                           \
    {                                                                                    \
        .name = "Microsoft.HyperV.PowerShell." name_, .base = &type_vm_drive_controller, \
        .table = &controller_table, .payload_size = sizeof(struct controller),           \
        .destroy = controller_destroy                                                    \
    }
const struct type_info type_vm_ide_controller = CONTROLLER_TYPE("VMIdeController");
const struct type_info type_vm_scsi_controller = CONTROLLER_TYPE("VMScsiController");

struct value hv_controller_object(struct value vm, const struct vm_controller *controller)
{
    struct object *o = hv_component_new(
        controller->bus == VM_BUS_IDE ? &type_vm_ide_controller : &type_vm_scsi_controller, vm);
    struct vm_controller *facts = &((struct controller *)object_payload(o))->facts;
    *facts = *controller;
    facts->id = xstrdup(controller->id);
    return value_of_object(o);
}

/* ---- COM ports ---- */
struct com_port {
    struct hv_component component;
    struct vm_com_port facts;
};

static void com_port_destroy(struct object *o)
{
    struct vm_com_port *facts = &((struct com_port *)object_payload(o))->facts;
    free(facts->path);
    free(facts->log);
    hv_component_destroy(o);
}

const struct vm_com_port *hv_com_port_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_vm_com_port
               ? &((struct com_port *)object_payload(v.object))->facts
               : NULL;
}

enum com_property { COM_NAME, COM_NUMBER, COM_PATH, COM_DEBUGGER };

static int get_com(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_com_port *c = hv_com_port_of(self);
    (void)err;
    switch ((enum com_property)p->data) {
    case COM_NAME:
        *out = value_stringf("COM %d", c->number);
        break;
    case COM_NUMBER:
        *out = value_int(c->number);
        break;
    case COM_PATH:
        *out = value_string(c->path ? c->path : "");
        break;
    case COM_DEBUGGER:
        *out = hv_on_off(c->debugger_mode);
        break;
    }
    return 0;
}

static const struct property com_properties[] = {
    { .name = "Name", .type_name = "string", .get = get_com, .data = COM_NAME },
    { .name = "Number", .type_name = "int", .get = get_com, .data = COM_NUMBER },
    { .name = "Path", .type_name = "string", .get = get_com, .data = COM_PATH },
    { .name = "DebuggerMode", .type_name = "OnOffState", .get = get_com, .data = COM_DEBUGGER },
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column com_columns[] = { { .property = "VMName" },
                                                  { .property = "Name" },
                                                  { .property = "Path" } };
static const struct view com_table = { .columns = com_columns,
                                       .ncolumns = ARRAY_SIZE(com_columns) };

const struct type_info type_vm_com_port = {
    .name = "Microsoft.HyperV.PowerShell.VMComPort",
    .base = &type_object,
    .props = com_properties,
    .nprops = ARRAY_SIZE(com_properties),
    .table = &com_table,
    .payload_size = sizeof(struct com_port),
    .destroy = com_port_destroy,
};

struct value hv_com_port_object(struct value vm, const struct vm_com_port *port)
{
    struct object *o = hv_component_new(&type_vm_com_port, vm);
    struct vm_com_port *facts = &((struct com_port *)object_payload(o))->facts;
    *facts = *port;
    facts->path = xstrdup(port->path);
    facts->log = xstrdup(port->log);
    return value_of_object(o);
}
