#include "cmdlets/vm/disk/drive.h"

#include <string.h>

#include "cmdlets/vm/paths.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"

/* What one call does to each VM or drive. */
struct work {
    enum vm_disk_kind kind;
    const struct vm_controller *controller; /* Add- with -VMDriveController; or NULL */
};

static enum status refuse_unsupported(struct invocation *inv, const struct drive_args *args)
{
    /* A drive from the pipeline brings its number along: it has none. */
    if (args->disk_number.set && (args->disk_number.value || !args->drives.len))
        return hv_refuse_param(inv, "DiskNumber",
                               "host disks have no numbers; give the block device to -Path.");
    if (args->qos_policy_id || is_bound(inv, "QoSPolicy"))
        return hv_refuse_param(inv, args->qos_policy_id ? "QoSPolicyID" : "QoSPolicy",
                               "storage policies do not exist; limit with -MaximumIOPS.");
    if (args->persistent_reservations || args->reservations_on.value)
        return hv_refuse_param(inv, "SupportPersistentReservations",
                               "it needs qemu-pr-helper and a SCSI disk of the host.");
    if (args->minimum_iops.set && args->minimum_iops.value)
        return hv_refuse_param(inv, "MinimumIOPS",
                               "QEMU limits but does not reserve; limit the other disks with "
                               "-MaximumIOPS.");
    return ST_OK;
}

static struct vm_slot slot_of(struct opt_enum type, struct opt_int number, struct opt_int location)
{
    return (struct vm_slot){ .bus = type.value == 0 ? VM_BUS_IDE : VM_BUS_SCSI,
                             .bus_set = type.set,
                             .number = number.set ? (int)number.value : -1,
                             .location = location.set ? (int)location.value : -1 };
}

static bool is_chosen(const struct drive_args *args, const struct vm_disk *d)
{
    if (args->controller_type.set && (d->bus == VM_BUS_IDE) != (args->controller_type.value == 0))
        return false;
    return (!args->number.set || args->number.value == d->number) &&
           (!args->location.set || args->location.value == d->location);
}

/* Emits the drive with this id as it stands now. */
static enum status emit_drive(struct invocation *inv, struct value vm, const char *id)
{
    const struct vm_config *config;
    enum status st = hv_read_config(inv, vm, &config);
    for (size_t i = 0; st == ST_OK && config && i < config->disk_count; i++)
        if (!strcmp(config->disks[i].id, id))
            return emit_take(inv, hv_disk_object(vm, &config->disks[i]));
    return st;
}

/* ---- Add ---- */
static enum status add_one(struct invocation *inv, struct value v, void *data)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    const struct work *work = data;
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_FREE char *path =
        args->path && args->path->len ? hv_absolute_path(args->path, NULL) : NULL;
    struct vm_disk_spec spec = { .kind = work->kind,
                                 .slot =
                                     slot_of(args->controller_type, args->number, args->location),
                                 .path = path,
                                 .max_iops = (uint64_t)args->maximum_iops.value,
                                 .pool = args->resource_pool ? args->resource_pool->data : NULL };
    if (work->controller) {
        spec.slot.bus = work->controller->bus;
        spec.slot.bus_set = true;
        spec.slot.number = work->controller->number;
    }
    struct err *err = NULL;
    AUTO_FREE char *id = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_add_disk(vm->host->host, vm->info.uuid, &spec, &id, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return args->passthru ? emit_drive(inv, v, id) : ST_OK;
}

enum status drive_add(struct invocation *inv, enum vm_disk_kind kind)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    struct value owner = value_null();
    struct work work = { .kind = kind,
                         .controller = hv_controller_of(args->vm_drive_controller, &owner) };
    enum status st = refuse_unsupported(inv, args);
    if (st != ST_OK)
        return st;
    if (work.controller)
        return add_one(inv, owner, &work);
    for (size_t i = 0; st == ST_OK && i < args->vm_drive_controllers.len; i++) {
        work.controller = hv_controller_of(args->vm_drive_controllers.items[i], &owner);
        st = add_one(inv, owner, &work);
    }
    if (st != ST_OK || args->vm_drive_controllers.len)
        return st;
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, add_one, &work);
}

/* ---- Get ---- */
static enum status get_one(struct invocation *inv, struct value vm, void *data)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    const struct work *work = data;
    const struct vm_config *config;
    enum status st = hv_read_config(inv, vm, &config);
    for (size_t i = 0; st == ST_OK && config && i < config->disk_count; i++) {
        const struct vm_disk *d = &config->disks[i];
        bool on_controller = !work->controller || (d->bus == work->controller->bus &&
                                                   d->number == work->controller->number);
        if (d->kind == work->kind && on_controller && is_chosen(args, d))
            st = emit_take(inv, hv_disk_object(vm, d));
    }
    return st;
}

enum status drive_get(struct invocation *inv, enum vm_disk_kind kind)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    struct work work = { .kind = kind };
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    enum status st = args->vm_snapshot.kind == V_OBJECT
                         ? get_one(inv, args->vm_snapshot, &work)
                         : hv_for_each(inv, &selection, get_one, &work);
    for (size_t i = 0; st == ST_OK && i < args->vm_drive_controllers.len; i++) {
        struct value vm = value_null();
        work.controller = hv_controller_of(args->vm_drive_controllers.items[i], &vm);
        st = get_one(inv, vm, &work);
    }
    return st;
}

/* ---- Set and Remove: on drive objects, or the one drive at a place ---- */
typedef enum status drive_fn(struct invocation *inv, struct value drive);

static enum status no_drive(struct invocation *inv, struct value vm, bool many)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    AUTO_STRBUF text = STRBUF_INIT;
    if (many)
        strbuf_addf(&text,
                    "Virtual machine \"%s\" has more than one such drive. Say which with "
                    "-ControllerNumber and -ControllerLocation.",
                    hv_vm_of(vm)->info.name);
    else if (args->location.set)
        strbuf_addf(&text,
                    "Hyper-V was unable to find a disk drive attached to the controller at "
                    "location %lld on virtual machine \"%s\".",
                    (long long)args->location.value, hv_vm_of(vm)->info.name);
    else
        strbuf_addf(&text, "Virtual machine \"%s\" has no such drive.", hv_vm_of(vm)->info.name);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION,
                                                   .target = vm });
}

struct each_drive {
    enum vm_disk_kind kind;
    drive_fn *fn;
};

static enum status at_place(struct invocation *inv, struct value vm, void *data)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    const struct each_drive *each = data;
    const struct vm_config *config;
    const struct vm_disk *found = NULL;
    enum status st = hv_read_config(inv, vm, &config);
    if (st != ST_OK || !config)
        return st;
    for (size_t i = 0; i < config->disk_count; i++) {
        if (config->disks[i].kind != each->kind || !is_chosen(args, &config->disks[i]))
            continue;
        if (found)
            return no_drive(inv, vm, true);
        found = &config->disks[i];
    }
    if (!found)
        return no_drive(inv, vm, false);
    AUTO_VALUE drive = hv_disk_object(vm, found);
    return each->fn(inv, drive);
}

static enum status for_each_drive(struct invocation *inv, enum vm_disk_kind kind, drive_fn *fn)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    struct each_drive each = { kind, fn };
    struct hv_selection selection = { .names = &args->vm_name, .computers = &args->computer_name };
    enum status st = hv_for_each(inv, &selection, at_place, &each);
    for (size_t i = 0; st == ST_OK && i < args->drives.len; i++)
        st = fn(inv, args->drives.items[i]);
    return st;
}

static enum status set_drive(struct invocation *inv, struct value drive)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    struct value v = value_null();
    const struct vm_disk *d = hv_disk_of(drive, &v);
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_FREE char *path = NULL;
    struct vm_disk_change change = { .has_iops = args->maximum_iops.set,
                                     .max_iops = (uint64_t)args->maximum_iops.value,
                                     .pool =
                                         args->resource_pool ? args->resource_pool->data : NULL };
    if (is_bound(inv, "Path"))
        change.path = path =
            args->path && args->path->len ? hv_absolute_path(args->path, NULL) : xstrdup("");
    change.move = args->to_controller_type.set || args->to_number.set || args->to_location.set;
    change.slot = slot_of(args->to_controller_type, args->to_number, args->to_location);
    if (change.move && !args->to_controller_type.set) {
        change.slot.bus = d->bus;
        change.slot.bus_set = true;
    }
    struct err *err = NULL;
    bool yes;
    enum status st = hv_refuse_checkpoint(inv, drive);
    if (st == ST_OK)
        st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_set_disk(vm->host->host, vm->info.uuid, d->id, &change, &err))
        return cmdlet_err(inv, &err, drive);
    hv_host_changed(vm->host);
    return args->passthru ? emit_drive(inv, v, d->id) : ST_OK;
}

enum status drive_set(struct invocation *inv, enum vm_disk_kind kind)
{
    enum status st = refuse_unsupported(inv, ARGS(inv, struct drive_args));
    return st == ST_OK ? for_each_drive(inv, kind, set_drive) : st;
}

static enum status remove_drive(struct invocation *inv, struct value drive)
{
    const struct drive_args *args = ARGS(inv, struct drive_args);
    struct value v = value_null();
    const struct vm_disk *d = hv_disk_of(drive, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = hv_refuse_checkpoint(inv, drive);
    if (st == ST_OK)
        st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_remove_disk(vm->host->host, vm->info.uuid, d->id, &err))
        return cmdlet_err(inv, &err, drive);
    hv_host_changed(vm->host);
    return args->passthru ? emit(inv, drive) : ST_OK;
}

enum status drive_remove(struct invocation *inv, enum vm_disk_kind kind)
{
    return for_each_drive(inv, kind, remove_drive);
}
