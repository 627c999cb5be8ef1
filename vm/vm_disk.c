/* Drives and SCSI controllers: add, change, move, remove. */
#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_build.h"
#include "vm/vm_device_live.h"
#include "vm/vm_disk_file.h"
#include "vm/vm_disk_server.h"
#include "vm/vm_state.h"

struct disk_arg {
    char uuid[VM_UUID_SIZE];
    char *disk_id, *path, *pool;
    enum vm_disk_kind kind;
    struct vm_slot slot;
    bool move, has_iops;
    uint64_t min_iops, max_iops;
    int number;   /* controllers */
    char *new_id; /* result */
};

static void disk_arg_release(void *opaque)
{
    struct disk_arg *a = opaque;
    if (!a)
        return;
    free(a->disk_id);
    free(a->path);
    free(a->pool);
    free(a->new_id);
    free(a);
}

static struct disk_arg *disk_arg_new(const char *uuid, const char *disk_id)
{
    struct disk_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->disk_id = xstrdup(disk_id);
    return a;
}

/* ---- finding a place ---- */
static bool controller_exists(xmlNodePtr root, const struct generation_bus *row, int number)
{
    if (row->fixed)
        return number < (int)row->controllers;
    AUTO_FREE char *path = xasprintf("devices/controller[@type='scsi' and @index='%d']", number);
    return vm_xml_find(root, path) != NULL;
}

static bool place_taken(const struct vm_disk_node *disks, size_t n, enum vm_bus bus, int number,
                        int location)
{
    for (size_t i = 0; i < n; i++) {
        const struct vm_disk *d = &disks[i].disk;
        if (d->bus == bus && d->number == number && d->location == location)
            return true;
    }
    return false;
}

static int search_place(struct vm_edit *e, const struct generation_bus *row,
                        const struct vm_disk_node *disks, size_t n, struct vm_slot *slot,
                        struct err **err)
{
    bool any = false;
    for (int c = 0; c < (int)row->controllers; c++) {
        if ((slot->number >= 0 && slot->number != c) || !controller_exists(e->root, row, c))
            continue;
        any = true;
        for (int l = 0; l < (int)row->locations; l++) {
            if ((slot->location >= 0 && slot->location != l) ||
                place_taken(disks, n, row->bus, c, l))
                continue;
            slot->number = c;
            slot->location = l;
            return 0;
        }
    }
    const char *bus = generation_bus_name(row->bus);
    if (!any)
        return err_set(err, ERR_OBJECT_NOT_FOUND,
                       slot->number >= 0 ? "'%s' has no %s controller with number %d."
                                         : "'%s' has no %s controller.",
                       e->name, bus, slot->number);
    if (slot->location >= 0)
        return err_set(err, ERR_OBJECT_EXISTS,
                       "A drive is already attached at location %d of %s controller %d of '%s'.",
                       slot->location, bus, slot->number >= 0 ? slot->number : 0, e->name);
    return err_set(err, ERR_OBJECT_EXISTS, "The %s controllers of '%s' have no free location.", bus,
                   e->name);
}

static int find_place(struct vm_edit *e, enum vm_disk_kind kind, struct vm_slot *slot,
                      struct err **err)
{
    if (!slot->bus_set)
        slot->bus = kind == VM_DISK_FLOPPY ? VM_BUS_FLOPPY : e->gen->default_bus;
    if (generation_check_slot(e->gen, e->name, kind, slot->bus, slot->number, slot->location, err) <
        0)
        return -1;
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(e->root, &disks);
    int rc = 0;
    if (kind == VM_DISK_FLOPPY) {
        slot->number = slot->location = 0;
        if (place_taken(disks, n, VM_BUS_FLOPPY, 0, 0))
            rc = err_set(err, ERR_OBJECT_EXISTS, "'%s' already has a floppy disk drive.", e->name);
    } else {
        rc = search_place(e, generation_bus(e->gen, slot->bus), disks, n, slot, err);
    }
    vm_disk_nodes_free(disks, n);
    return rc;
}

static int path_must_be_free(struct vm_edit *e, const char *path, struct err **err)
{
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(e->root, &disks);
    bool used = false;
    for (size_t i = 0; i < n; i++)
        used = used || (disks[i].disk.kind == VM_DISK_HARD && disks[i].disk.path &&
                        strcmp(disks[i].disk.path, path) == 0);
    vm_disk_nodes_free(disks, n);
    return used ? err_set(err, ERR_OBJECT_EXISTS,
                          "The virtual hard disk '%s' is already attached to '%s'.", path, e->name)
                : 0;
}

/* May drives of this bus come and go in the VM's state? */
static int check_hotplug(struct vm_edit *e, enum vm_disk_kind kind, enum vm_bus bus,
                         const char *what, struct err **err)
{
    if (!e->active && e->state != VM_STATE_SAVED)
        return 0;
    const struct generation_bus *row = kind == VM_DISK_FLOPPY ? NULL : generation_bus(e->gen, bus);
    if (e->active && row && row->hotplug)
        return 0;
    return vm_state_refuse(what, e->name, e->state, err);
}

static void write_iops(struct vm_edit *e, xmlNodePtr node, const char *id, uint64_t min,
                       uint64_t max)
{
    vm_xml_remove(vm_xml_find(node, "iotune"));
    if (max)
        vm_xml_setf(node, "iotune/total_iops_sec", "%llu", (unsigned long long)max);
    xmlNodePtr record =
        min ? vm_build_record(e->root, "drive", id) : vm_build_find_record(e->root, "drive", id);
    if (min)
        vm_xml_set_attrf(record, "minimumIops", "%llu", (unsigned long long)min);
    else
        vm_xml_remove(record);
}

/* ---- add ---- */
static int add_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct disk_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    struct vm_medium medium = { 0 };
    struct vm_served served = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 || find_place(&e, a->kind, &a->slot, err) < 0 ||
        check_hotplug(&e, a->kind, a->slot.bus, "add a drive to", err) < 0)
        return -1;
    if (a->path &&
        (vm_disk_file_check(call, e.gen, e.name, a->kind, a->slot.bus, a->path, &medium, err) < 0 ||
         (a->kind == VM_DISK_HARD && path_must_be_free(&e, a->path, err) < 0)))
        return -1;
    if (!a->path && a->kind == VM_DISK_HARD)
        return err_set(err, ERR_INVALID_PARAMETER, "A hard disk drive needs a virtual hard disk.");
    a->new_id = vm_build_id();
    xmlNodePtr node = vm_build_disk(e.root, a->kind, a->slot.bus, a->slot.number, a->slot.location,
                                    &medium, a->new_id);
    write_iops(&e, node, a->new_id, a->min_iops, a->max_iops);
    if (vm_pool_put(&e, vm_pool_type_of(a->kind), a->pool, a->new_id, a->path, err) < 0)
        return -1;
    bool is_served = e.active && vm_served_read(node, &served);
    if (is_served && vm_disk_server_start(call, &served, a->uuid, err) < 0) {
        vm_served_release(&served);
        return -1;
    }
    if (e.active && vm_live_attach(&e, node, err) < 0) {
        vm_disk_server_stop(call, &served);
        vm_served_release(&served);
        return -1;
    }
    if (e.gen->firmware == GENERATION_UEFI)
        vm_xml_setf(node, "boot/@order", "%d", vm_build_next_boot(e.root));
    vm_build_boot_order(e.root, e.gen);
    int r = vm_edit_commit(&e, err);
    if (r && e.active)
        vm_live_detach_quietly(&e, node);
    vm_served_release(&served);
    return r;
}

int vm_add_disk(struct vm_host *host, const char *vm_uuid, const struct vm_disk_spec *spec,
                char **id, struct err **err)
{
    struct disk_arg *a = disk_arg_new(vm_uuid, NULL);
    a->path = xstrdup(spec->path);
    a->pool = xstrdup(spec->pool);
    a->kind = spec->kind;
    a->slot = spec->slot;
    a->min_iops = spec->min_iops;
    a->max_iops = spec->max_iops;
    void *p = a;
    int rc = vm_call_run(host, "Adding the drive", VM_CALL_CHANGE, 60000, add_work, &p,
                         disk_arg_release, err);
    if (rc == 0 && id)
        *id = STEAL(a->new_id);
    disk_arg_release(p);
    return rc;
}

/* ---- find, change, remove ---- */
static xmlNodePtr find_disk(struct vm_edit *e, const char *id, struct vm_disk *copy,
                            struct err **err)
{
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(e->root, &disks);
    xmlNodePtr node = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!node && strcmp(disks[i].disk.id, id) == 0) {
            node = disks[i].node;
            *copy = disks[i].disk;
            disks[i].disk = (struct vm_disk){ 0 };
        }
    }
    vm_disk_nodes_free(disks, n);
    if (!node)
        err_set(err, ERR_OBJECT_NOT_FOUND, "The drive was not found on '%s'.", e->name);
    return node;
}

static int change_medium(struct vm_edit *e, xmlNodePtr node, const struct vm_disk *d,
                         const struct disk_arg *a, struct err **err)
{
    const char *path = *a->path ? a->path : NULL;
    struct vm_medium medium = { 0 };
    if (!path && d->kind == VM_DISK_HARD)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A hard disk drive needs a virtual hard disk. Remove the drive instead.");
    bool live = e->active && d->kind != VM_DISK_HARD;
    if ((e->active || e->state == VM_STATE_SAVED) && !live)
        return vm_state_refuse("change a drive of", e->name, e->state, err);
    if (path) {
        if (vm_disk_file_check(e->call, e->gen, e->name, d->kind, d->bus, path, &medium, err) < 0)
            return -1;
        bool same = d->path && strcmp(d->path, path) == 0;
        if (d->kind == VM_DISK_HARD && !same && path_must_be_free(e, path, err) < 0)
            return -1;
    }
    vm_build_medium(node, d->kind, &medium);
    return live ? vm_live_change_medium(e, d, path, err) : 0;
}

static int change_iops(struct vm_edit *e, xmlNodePtr node, const struct vm_disk *d,
                       const struct disk_arg *a, struct err **err)
{
    write_iops(e, node, d->id, a->min_iops, a->max_iops);
    if (!e->active)
        return 0;
    virTypedParameterPtr params = NULL;
    int n = 0, max = 0;
    virTypedParamsAddULLong(&params, &n, &max, VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC, a->max_iops);
    int rc = virDomainSetBlockIoTune(e->dom, d->target, params, n, VIR_DOMAIN_AFFECT_LIVE);
    if (rc < 0)
        vm_err_libvirt(err, "Failed to limit a drive of '%s'", e->name);
    virTypedParamsFree(params, n);
    return rc < 0 ? -1 : 0;
}

static int move_disk(struct vm_edit *e, xmlNodePtr node, const struct vm_disk *d,
                     struct disk_arg *a, struct err **err)
{
    if (vm_edit_require_off(e, "move a drive of", err) < 0)
        return -1;
    if (!a->slot.bus_set) {
        a->slot.bus = d->bus == VM_BUS_OTHER ? e->gen->default_bus : d->bus;
        a->slot.bus_set = true;
    }
    if (a->slot.bus == d->bus && a->slot.number == d->number && a->slot.location == d->location)
        return 0;
    if (find_place(e, d->kind, &a->slot, err) < 0 ||
        vm_disk_sector_check(e->name, a->slot.bus,
                             vm_xml_number(node, "blockio/@logical_block_size", 0),
                             d->path ? d->path : "", err) < 0)
        return -1;
    vm_build_address(e->root, node, a->slot.bus, a->slot.number, a->slot.location);
    vm_build_boot_order(e->root, e->gen);
    return 0;
}

static int set_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct disk_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    __attribute__((cleanup(vm_disk_release))) struct vm_disk d = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    xmlNodePtr node = find_disk(&e, a->disk_id, &d, err);
    const char *path = !a->path ? d.path : *a->path ? a->path : NULL;
    if (!node ||
        vm_pool_put(&e, vm_pool_type_of(d.kind), a->pool, d.id, a->pool || a->path ? path : NULL,
                    err) < 0 ||
        (a->move && move_disk(&e, node, &d, a, err) < 0) ||
        (a->has_iops && change_iops(&e, node, &d, a, err) < 0) ||
        (a->path && change_medium(&e, node, &d, a, err) < 0))
        return -1;
    if (vm_edit_commit(&e, err) == 0)
        return 0;
    if (e.active && a->path) {
        AUTO_ERR *ignored = NULL;
        vm_live_change_medium(&e, &d, d.path, &ignored);
    }
    return -1;
}

int vm_set_disk(struct vm_host *host, const char *vm_uuid, const char *disk_id,
                const struct vm_disk_change *change, struct err **err)
{
    struct disk_arg *a = disk_arg_new(vm_uuid, disk_id);
    a->path = xstrdup(change->path);
    a->pool = xstrdup(change->pool);
    a->move = change->move;
    a->slot = change->slot;
    a->has_iops = change->has_iops;
    a->min_iops = change->min_iops;
    a->max_iops = change->max_iops;
    void *p = a;
    int rc = vm_call_run(host, "Changing the drive", VM_CALL_CHANGE, 60000, set_work, &p,
                         disk_arg_release, err);
    disk_arg_release(p);
    return rc;
}

static int remove_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct disk_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    __attribute__((cleanup(vm_disk_release))) struct vm_disk d = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    xmlNodePtr node = find_disk(&e, a->disk_id, &d, err);
    if (!node || check_hotplug(&e, d.kind, d.bus, "remove a drive from", err) < 0)
        return -1;
    AUTO_FREE char *by_target = xasprintf("devices/disk[target/@dev='%s']", d.target);
    if (e.active && vm_live_detach(&e, by_target, "drive", err) < 0)
        return -1;
    struct vm_served served;
    if (e.active && vm_served_read(node, &served)) {
        vm_disk_server_stop(call, &served);
        vm_served_release(&served);
    }
    vm_xml_remove(node);
    vm_xml_remove(vm_build_find_record(e.root, "drive", d.id));
    vm_pool_forget(e.root, d.id);
    vm_build_boot_order(e.root, e.gen);
    return vm_edit_commit(&e, err);
}

int vm_remove_disk(struct vm_host *host, const char *vm_uuid, const char *disk_id, struct err **err)
{
    void *p = disk_arg_new(vm_uuid, disk_id);
    int rc = vm_call_run(host, "Removing the drive", VM_CALL_CHANGE, 60000, remove_work, &p,
                         disk_arg_release, err);
    disk_arg_release(p);
    return rc;
}

/* ---- SCSI controllers ---- */
static int add_controller_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct disk_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 ||
        vm_edit_require_off(&e, "add a SCSI controller to", err) < 0)
        return -1;
    const struct generation_bus *row = generation_bus(e.gen, VM_BUS_SCSI);
    int number = 0;
    while (number < (int)row->controllers && controller_exists(e.root, row, number))
        number++;
    if (number >= (int)row->controllers)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' has %u SCSI controllers: there cannot be more.", e.name,
                       row->controllers);
    vm_build_scsi_controller(e.root, number);
    a->number = number;
    return vm_edit_commit(&e, err);
}

int vm_add_scsi_controller(struct vm_host *host, const char *vm_uuid, int *number, struct err **err)
{
    struct disk_arg *a = disk_arg_new(vm_uuid, NULL);
    void *p = a;
    int rc = vm_call_run(host, "Adding the controller", VM_CALL_CHANGE, 60000, add_controller_work,
                         &p, disk_arg_release, err);
    if (rc == 0 && number)
        *number = a->number;
    disk_arg_release(p);
    return rc;
}

static int remove_controller_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct disk_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 ||
        vm_edit_require_off(&e, "remove a SCSI controller from", err) < 0)
        return -1;
    AUTO_FREE char *path = xasprintf("devices/controller[@type='scsi' and @index='%d']", a->number);
    xmlNodePtr node = vm_xml_find(e.root, path);
    if (!node)
        return err_set(err, ERR_OBJECT_NOT_FOUND, "'%s' has no SCSI controller with number %d.",
                       e.name, a->number);
    struct vm_disk_node *disks;
    size_t n = vm_disks_of(e.root, &disks), on_it = 0;
    for (size_t i = 0; i < n; i++)
        on_it += disks[i].disk.bus == VM_BUS_SCSI && disks[i].disk.number == a->number;
    vm_disk_nodes_free(disks, n);
    if (on_it)
        return err_set(err, ERR_INVALID_STATE,
                       "The SCSI controller %d of '%s' has %zu drives attached. Remove them first.",
                       a->number, e.name, on_it);
    vm_xml_remove(node);
    return vm_edit_commit(&e, err);
}

int vm_remove_scsi_controller(struct vm_host *host, const char *vm_uuid, int number,
                              struct err **err)
{
    struct disk_arg *a = disk_arg_new(vm_uuid, NULL);
    a->number = number;
    void *p = a;
    int rc = vm_call_run(host, "Removing the controller", VM_CALL_CHANGE, 60000,
                         remove_controller_work, &p, disk_arg_release, err);
    disk_arg_release(p);
    return rc;
}
