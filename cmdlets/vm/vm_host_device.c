#include "cmdlets/vm/vm_host_device.h"

#include <string.h>

#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"
#include "vm/vm_host_device.h"

/* Both types: what the device is. Of an assigned one, component.vm is its machine. */
struct device {
    struct hv_component component;
    struct hv_host *host;
    char address[VM_PCI_SIZE];
    char *name, *instance, *location, *driver, *vm_name;
    int iommu_group;
    bool dismounted;
};

static void device_destroy(struct object *o)
{
    struct device *d = object_payload(o);
    free(d->name);
    free(d->instance);
    free(d->location);
    free(d->driver);
    free(d->vm_name);
    hv_component_destroy(o);
}

static struct value device_object(const struct type_info *type, struct hv_host *host,
                                  struct value vm, const struct vm_host_device *facts)
{
    struct object *o = hv_component_new(type, vm);
    struct device *d = object_payload(o);
    d->host = host;
    memcpy(d->address, facts->address, sizeof(d->address));
    d->name = xstrdup(facts->name);
    d->instance = xstrdup(facts->instance);
    d->location = xstrdup(facts->location);
    d->driver = xstrdup(facts->driver);
    d->vm_name = xstrdup(facts->vm_name);
    d->iommu_group = facts->iommu_group;
    d->dismounted = facts->dismounted;
    return value_of_object(o);
}

enum device_property {
    DEVICE_INSTANCE,
    DEVICE_LOCATION,
    DEVICE_NAME,
    DEVICE_DRIVER,
    DEVICE_GROUP,
    DEVICE_DISMOUNTED,
    DEVICE_VM,
    DEVICE_COMPUTER,
    DEVICE_FALSE,
    DEVICE_NOTHING,
    DEVICE_FUNCTION,
};

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct device *d = object_payload(self.object);
    (void)err;
    switch ((enum device_property)p->data) {
    case DEVICE_INSTANCE:
        *out = hv_text(d->instance);
        break;
    case DEVICE_LOCATION:
        *out = hv_text(d->location);
        break;
    case DEVICE_NAME:
        *out = hv_text(d->name);
        break;
    case DEVICE_DRIVER:
        *out = hv_text(d->driver);
        break;
    case DEVICE_GROUP:
        *out = d->iommu_group < 0 ? value_null() : value_int(d->iommu_group);
        break;
    case DEVICE_DISMOUNTED:
        *out = value_bool(d->dismounted);
        break;
    case DEVICE_VM:
        *out = hv_text(d->vm_name);
        break;
    case DEVICE_COMPUTER:
        *out = value_string(d->host->name);
        break;
    case DEVICE_FALSE:
        *out = value_bool(false);
        break;
    case DEVICE_NOTHING:
        *out = value_null();
        break;
    case DEVICE_FUNCTION:
        *out = value_int(0);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property host_properties[] = {
    OWN("InstanceID", "string", DEVICE_INSTANCE),    OWN("LocationPath", "string", DEVICE_LOCATION),
    OWN("CimSession", "CimSession", DEVICE_NOTHING), OWN("ComputerName", "string", DEVICE_COMPUTER),
    OWN("IsDeleted", "bool", DEVICE_FALSE),          OWN("Name", "string", DEVICE_NAME),
    OWN("Driver", "string", DEVICE_DRIVER),          OWN("IommuGroup", "int", DEVICE_GROUP),
    OWN("IsDismounted", "bool", DEVICE_DISMOUNTED),  OWN("VMName", "string", DEVICE_VM),
};
const struct type_info type_vm_host_assignable_device = {
    .name = "Microsoft.HyperV.PowerShell.VMHostAssignableDevice",
    .base = &type_object,
    .props = host_properties,
    .nprops = ARRAY_SIZE(host_properties),
    .default_display = (const char *const[]){ "InstanceID", "LocationPath", "CimSession",
                                              "ComputerName", "IsDeleted", NULL },
    .payload_size = sizeof(struct device),
    .destroy = device_destroy,
};

static const struct property assigned_properties[] = {
    OWN("InstanceID", "string", DEVICE_INSTANCE),
    OWN("LocationPath", "string", DEVICE_LOCATION),
    OWN("Name", "string", DEVICE_NAME),
    OWN("ResourcePoolName", "string", DEVICE_NOTHING),
    OWN("VirtualFunction", "int", DEVICE_FUNCTION),
    HV_COMPONENT_PROPERTIES,
};
const struct type_info type_vm_assigned_device = {
    .name = "Microsoft.HyperV.PowerShell.VMAssignedDevice",
    .base = &type_object,
    .props = assigned_properties,
    .nprops = ARRAY_SIZE(assigned_properties),
    .default_display =
        (const char *const[]){ "InstanceID", "LocationPath", "Name", "VMName", NULL },
    .payload_size = sizeof(struct device),
    .destroy = device_destroy,
};

static const struct device *device_of(struct value v)
{
    return object_payload(v.object);
}

/* ---- common ---- */
struct device_args {
    HV_HOST_FIELDS
    struct str_list vm_name, pool_names;
    struct value_list vm, devices;
    struct str *instance_path, *location_path, *pool_name;
    struct opt_int virtual_function;
    bool force, passthru;
};
#define A struct device_args

static bool is_meant(const A *args, const struct vm_host_device *d)
{
    return (!args->instance_path || vm_host_device_is(d, args->instance_path->data)) &&
           (!args->location_path || vm_host_device_is(d, args->location_path->data));
}

static const char *path_of(const A *args)
{
    return args->instance_path   ? args->instance_path->data
           : args->location_path ? args->location_path->data
                                 : NULL;
}

/* Completer: what may leave the host, and what has. */
static void complete_device(struct session *s, struct completion *c, const char *word)
{
    enum { BRIDGE = 0x06 };
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_host_device *list;
    size_t n;
    (void)word;
    if (!host || vm_host_devices(host->host, NULL, &list, &n, &err))
        return;
    for (size_t i = 0; i < n; i++)
        if (list[i].device_class >> 16 != BRIDGE)
            completion_add(c, COMPLETE_VALUE, list[i].address, list[i].name);
    vm_host_devices_free(list, n);
}

static enum status need_path(struct invocation *inv)
{
    if (path_of(ARGS(inv, A)))
        return ST_OK;
    return cmdlet_throw(inv, &(struct error_spec){
                                 .message = "Name the device with -InstancePath or -LocationPath; "
                                            "its PCI address, as lspci -D shows it, does for both.",
                                 .id = "InvalidParameter",
                                 .category = EC_INVALID_ARGUMENT,
                                 .exception = HV_EXCEPTION });
}

static enum status failed(struct invocation *inv, const char *target, struct err **err)
{
    AUTO_VALUE v = value_string(target);
    return cmdlet_err(inv, err, v);
}

static enum status not_there(struct invocation *inv)
{
    const char *path = path_of(ARGS(inv, A));
    struct err *err = NULL;
    err_set(&err, ERR_OBJECT_NOT_FOUND, "There is no device '%s'.", path);
    return failed(inv, path, &err);
}

static enum status refuse_pools(struct invocation *inv)
{
    return is_bound(inv, "ResourcePoolName")
               ? hv_refuse_param(inv, "ResourcePoolName",
                                 "devices are given to machines one by one, not by pools.")
               : ST_OK;
}

/* The address of the one device that the paths name; *found false: recorded. */
static enum status find_device(struct invocation *inv, struct hv_host *host,
                               char address[VM_PCI_SIZE], bool *found)
{
    struct vm_host_device *list;
    struct err *err = NULL;
    size_t n;
    *found = false;
    if (vm_host_devices(host->host, NULL, &list, &n, &err))
        return failed(inv, host->name, &err);
    for (size_t i = 0; i < n && !*found; i++) {
        if (!is_meant(ARGS(inv, A), &list[i]))
            continue;
        memcpy(address, list[i].address, VM_PCI_SIZE);
        *found = true;
    }
    vm_host_devices_free(list, n);
    return *found ? ST_OK : not_there(inv);
}

/* ---- Get-VMHostAssignableDevice: dismounted ones, as Hyper-V; a named one always ---- */
static enum status emit_host_devices(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    struct vm_host_device *list;
    struct err *err = NULL;
    bool found = !path_of(args);
    size_t n;
    if (vm_host_devices(host->host, NULL, &list, &n, &err))
        return failed(inv, host->name, &err);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (!is_meant(args, &list[i]) || (!path_of(args) && !list[i].dismounted))
            continue;
        found = true;
        st = emit_take(
            inv, device_object(&type_vm_host_assignable_device, host, value_null(), &list[i]));
    }
    vm_host_devices_free(list, n);
    return found || st != ST_OK ? st : not_there(inv);
}

static enum status host_get_process(struct invocation *inv)
{
    enum status st = refuse_pools(inv);
    return st == ST_OK ? hv_for_each_host(inv, &ARGS(inv, A)->computer_name, emit_host_devices)
                       : st;
}

/* ---- Dismount-, Mount-VMHostAssignableDevice ---- */
static enum status emit_moved(struct invocation *inv, struct hv_host *host, const char *address)
{
    struct vm_host_device *list;
    struct err *err = NULL;
    size_t n;
    if (!ARGS(inv, A)->passthru)
        return ST_OK;
    if (vm_host_devices(host->host, NULL, &list, &n, &err))
        return failed(inv, host->name, &err);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (!strcmp(list[i].address, address))
            st = emit_take(
                inv, device_object(&type_vm_host_assignable_device, host, value_null(), &list[i]));
    }
    vm_host_devices_free(list, n);
    return st;
}

static enum status move_device(struct invocation *inv, struct hv_host *host, const char *address,
                               bool away)
{
    bool force = ARGS(inv, A)->force, yes;
    struct err *err = NULL;
    enum status st = should_process(inv, address, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (away ? vm_dismount_device(host->host, address, force, &err)
             : vm_mount_device(host->host, address, &err))
        return failed(inv, address, &err);
    return emit_moved(inv, host, address);
}

static enum status move_on_host(struct invocation *inv, struct hv_host *host, bool away)
{
    char address[VM_PCI_SIZE];
    bool found;
    enum status st = find_device(inv, host, address, &found);
    return st == ST_OK && found ? move_device(inv, host, address, away) : st;
}

static enum status dismount_on_host(struct invocation *inv, struct hv_host *host)
{
    return move_on_host(inv, host, true);
}

static enum status mount_on_host(struct invocation *inv, struct hv_host *host)
{
    return move_on_host(inv, host, false);
}

static enum status dismount_process(struct invocation *inv)
{
    enum status st = need_path(inv);
    return st == ST_OK ? hv_for_each_host(inv, &ARGS(inv, A)->computer_name, dismount_on_host) : st;
}

static enum status mount_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->devices.len; i++) {
        const struct device *d = device_of(args->devices.items[i]);
        st = move_device(inv, d->host, d->address, false);
    }
    if (st != ST_OK || args->devices.len)
        return st;
    st = need_path(inv);
    return st == ST_OK ? hv_for_each_host(inv, &args->computer_name, mount_on_host) : st;
}

/* ---- Add-, Get-, Remove-VMAssignableDevice ---- */
typedef enum status assigned_fn(struct invocation *inv, struct value vm,
                                const struct vm_host_device *device);

/* The machine's devices that the paths mean. *found: there was one. */
static enum status each_assigned(struct invocation *inv, struct value v, assigned_fn *fn,
                                 bool *found)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_host_device *list;
    struct err *err = NULL;
    size_t n;
    *found = true; /* or an error is recorded */
    if (vm_host_devices(vm->host->host, vm->info.uuid, &list, &n, &err))
        return cmdlet_err(inv, &err, v);
    enum status st = ST_OK;
    *found = false;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (!is_meant(ARGS(inv, A), &list[i]))
            continue;
        *found = true;
        st = fn(inv, v, &list[i]);
    }
    vm_host_devices_free(list, n);
    return st;
}

static enum status emit_assigned(struct invocation *inv, struct value vm,
                                 const struct vm_host_device *d)
{
    return emit_take(inv, device_object(&type_vm_assigned_device, hv_vm_of(vm)->host, vm, d));
}

static enum status get_one(struct invocation *inv, struct value vm, void *data)
{
    bool found;
    (void)data;
    return each_assigned(inv, vm, emit_assigned, &found);
}

static enum status each_vm(struct invocation *inv, hv_vm_fn *fn)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, fn, NULL);
}

static enum status get_process(struct invocation *inv)
{
    return each_vm(inv, get_one);
}

static enum status add_one(struct invocation *inv, struct value v, void *data)
{
    struct hv_vm *vm = hv_vm_of(v);
    char address[VM_PCI_SIZE];
    struct err *err = NULL;
    bool found, yes;
    (void)data;
    enum status st = find_device(inv, vm->host, address, &found);
    if (st != ST_OK || !found)
        return st;
    st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_assign_device(vm->host->host, vm->info.uuid, address, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ARGS(inv, A)->passthru ? each_assigned(inv, v, emit_assigned, &found) : ST_OK;
}

static enum status add_process(struct invocation *inv)
{
    enum status st = refuse_pools(inv);
    if (st == ST_OK && is_bound(inv, "VirtualFunction"))
        st = hv_refuse_param(inv, "VirtualFunction",
                             "a virtual function is a device of its own: name it by its address.");
    if (st == ST_OK)
        st = need_path(inv);
    return st == ST_OK ? each_vm(inv, add_one) : st;
}

static enum status remove_device(struct invocation *inv, struct value v,
                                 const struct vm_host_device *d)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_unassign_device(vm->host->host, vm->info.uuid, d->address, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ARGS(inv, A)->passthru ? emit_assigned(inv, v, d) : ST_OK;
}

static enum status remove_one(struct invocation *inv, struct value vm, void *data)
{
    bool found;
    (void)data;
    enum status st = each_assigned(inv, vm, remove_device, &found);
    return found || st != ST_OK || !path_of(ARGS(inv, A)) ? st : not_there(inv);
}

static enum status remove_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->devices.len; i++) {
        const struct device *d = device_of(args->devices.items[i]);
        struct vm_host_device facts = {
            .name = d->name, .instance = d->instance, .location = d->location, .driver = d->driver
        };
        memcpy(facts.address, d->address, sizeof(facts.address));
        st = remove_device(inv, d->component.vm, &facts);
    }
    return st == ST_OK && !args->devices.len ? each_vm(inv, remove_one) : st;
}

/* ---- declarations ---- */
#define PATHS(sets_)                                                                            \
    PARAM(A, instance_path, .name = "InstancePath", .sets = sets_, .complete = complete_device, \
          .help = "The device: its InstanceID, or its PCI address as lspci -D shows it."),      \
        PARAM(A, location_path, .name = "LocationPath", .sets = sets_,                          \
              .complete = complete_device,                                                      \
              .help = "The device by its place: PCIROOT(0)#PCI(0300), or its PCI address.")
#define HOST_DEVICE_PARAM                                                                  \
    PARAM(A, devices, .name = "HostAssignableDevice", .aliases = "VMHostAssignableDevice", \
          .sets = "Object", .position = 1, .mandatory = true, .from_pipeline = true,       \
          .type = &type_vm_host_assignable_device,                                         \
          .help = "What Get-VMHostAssignableDevice returned.")

static const struct param host_get_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PATHS(NULL),
    PARAM(A, pool_names, .name = "ResourcePoolName", .help = "Not supported on this host."),
};
static const struct param dismount_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PATHS(NULL),
    PARAM(A, force, .name = "Force",
          .help = "Also when other devices of its IOMMU group still serve the host."),
    HV_PASSTHRU(A),
};
static const struct param mount_params[] = {
    HV_HOST_PARAMS(A, "Path"),
    PATHS("Path"),
    HV_PASSTHRU(A),
    HOST_DEVICE_PARAM,
};
#define NAME_BY_POSITION                                                                    \
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true, \
          .complete = complete_vm_name,                                                     \
          .help = "The names of the virtual machines; wildcards "                           \
                  "work.")
static const struct param add_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    NAME_BY_POSITION,
    HV_VM_PARAM(A, "VMObject"),
    PATHS(NULL),
    PARAM(A, virtual_function, .name = "VirtualFunction", .type = &type_uint16,
          .help = "Not supported on this host."),
    PARAM(A, pool_name, .name = "ResourcePoolName", .help = "Not supported on this host."),
    HV_PASSTHRU(A),
};
static const struct param get_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PATHS(NULL),
};
static const struct param remove_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    NAME_BY_POSITION,
    PATHS("VMName"),
    HV_PASSTHRU(A),
    PARAM(A, devices, .name = "VMAssignableDevice", .sets = "Object", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_assigned_device,
          .help = "What Get-VMAssignableDevice returned."),
};

static const struct example host_get_examples[] = {
    { .code = "Get-VMHostAssignableDevice", .remarks = "The devices that the host has let go." },
    { .code = "Get-VMHostAssignableDevice -InstancePath 0000:01:00.0 | Format-List *",
      .remarks = "Any device: its driver, its IOMMU group, the machine that has it." },
};
static const struct example dismount_examples[] = {
    { .code = "Dismount-VMHostAssignableDevice -InstancePath 0000:01:00.0 -Force",
      .remarks = "Takes a device from the host, for virtual machines." },
};
static const struct example mount_examples[] = {
    { .code = "Mount-VMHostAssignableDevice -InstancePath 0000:01:00.0",
      .remarks = "Gives it back to the host." },
};
static const struct example add_examples[] = {
    { .code = "Add-VMAssignableDevice web1 -InstancePath 0000:01:00.0",
      .remarks = "Gives a dismounted device to a machine that is off." },
};
static const struct example get_examples[] = {
    { .code = "Get-VMAssignableDevice web1", .remarks = "The host's devices that it has." },
};
static const struct example remove_examples[] = {
    { .code = "Get-VMAssignableDevice web1 | Remove-VMAssignableDevice",
      .remarks = "Takes them all away; the host gets them back by Mount-VMHostAssignableDevice." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMHostAssignableDevice", NULL, A, host_get, "VMHostAssignableDevice",
              "Shows devices of the host that virtual machines can have.", false),
    HV_CMDLET("Dismount", "VMHostAssignableDevice", NULL, A, dismount, "VMHostAssignableDevice",
              "Takes a device from the host, for virtual machines.", true),
    HV_CMDLET("Mount", "VMHostAssignableDevice", "Path", A, mount, "VMHostAssignableDevice",
              "Gives a dismounted device back to the host.", true),
    HV_CMDLET("Add", "VMAssignableDevice", "VMName", A, add, "VMAssignedDevice",
              "Gives a device of the host to a virtual machine.", true),
    HV_CMDLET("Get", "VMAssignableDevice", "VMName", A, get, "VMAssignedDevice",
              "Shows the host's devices that virtual machines have.", false),
    HV_CMDLET("Remove", "VMAssignableDevice", "VMName", A, remove, "VMAssignedDevice",
              "Takes a device of the host away from a virtual machine.", true),
};
const struct cmdlet_group vm_host_device_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
