#include "cmdlets/vm/virtual_machine.h"

#include <string.h>

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/config_property.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/pool/vm_group.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/guid.h"
#include "shell/object/str.h"
#include "vm/checkpoint/vm_checkpoint.h"
#include "vm/guest/vm_guest.h"

/* How long a snapshot counts as the present. Long enough for a pipeline over one
 * Get-VM, short enough for every polling loop. */
enum { FRESH_MS = 250, SINGLE_READS = 8 };

struct hv_snapshot {
    struct vm_list list;
    int64_t read_at;
    unsigned epoch;
};

void hv_snapshot_free(struct hv_snapshot *snapshot)
{
    if (!snapshot)
        return;
    vm_list_release(&snapshot->list);
    free(snapshot);
}

static bool is_fresh(const struct hv_host *host, unsigned epoch, int64_t read_at)
{
    return epoch == host->epoch && hv_now() - read_at < FRESH_MS;
}

struct hv_vm *hv_vm_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_virtual_machine)
        return NULL;
    return object_payload(v.object);
}

struct value hv_vm_new_take(struct hv_host *host, struct vm_info *info)
{
    struct object *o = object_new(&type_virtual_machine);
    struct hv_vm *vm = object_payload(o);
    vm->host = host;
    vm->info = *info;
    memset(info, 0, sizeof(*info));
    vm->epoch = host->epoch;
    vm->read_at = hv_now();
    return value_of_object(o);
}

static void vm_destroy(struct object *o)
{
    struct hv_vm *vm = object_payload(o);
    if (vm->config_read)
        vm_config_release(&vm->config);
    vm_info_release(&vm->info);
}

static void take_info(struct hv_vm *vm, const struct vm_info *info)
{
    char *name = xstrdup(info->name);
    vm_info_release(&vm->info);
    vm->info = *info;
    vm->info.name = name;
}

/* Many aged objects in a row: one bulk read serves them all. */
static int refresh_from_snapshot(struct hv_vm *vm, bool *done, struct err **err)
{
    struct hv_host *host = vm->host;
    int64_t now = hv_now();
    *done = false;
    if (vm_is_planned(vm->info.uuid))
        return 0;
    if (!host->snapshot || !is_fresh(host, host->snapshot->epoch, host->snapshot->read_at)) {
        if (now - host->window_start > FRESH_MS) {
            host->window_start = now;
            host->window_count = 0;
        }
        if (++host->window_count <= SINGLE_READS)
            return 0;
        struct vm_list list = { 0 };
        if (vm_list(host->host, NULL, &list, err))
            return -1;
        hv_snapshot_free(host->snapshot);
        host->snapshot = xcalloc(1, sizeof(*host->snapshot));
        host->snapshot->list = list;
        host->snapshot->read_at = hv_now();
        host->snapshot->epoch = host->epoch;
    }
    for (size_t i = 0; i < host->snapshot->list.len; i++) {
        const struct vm_info *info = &host->snapshot->list.items[i];
        if (!strcmp(info->uuid, vm->info.uuid)) {
            take_info(vm, info);
            vm->read_at = host->snapshot->read_at;
            vm->epoch = host->snapshot->epoch;
            *done = true;
            return 0;
        }
    }
    vm->deleted = true;
    *done = true;
    return 0;
}

int hv_vm_refresh(struct hv_vm *vm, struct err **err)
{
    bool done;
    if (vm->deleted || is_fresh(vm->host, vm->epoch, vm->read_at))
        return 0;
    if (refresh_from_snapshot(vm, &done, err))
        return -1;
    if (done)
        return 0;
    struct vm_info info = { 0 };
    if (vm_get(vm->host->host, vm->info.uuid, &info, err)) {
        if ((*err)->kind != ERR_OBJECT_NOT_FOUND)
            return -1;
        err_clear(err);
        vm->deleted = true;
        return 0;
    }
    vm_info_release(&vm->info);
    vm->info = info;
    vm->epoch = vm->host->epoch;
    vm->read_at = hv_now();
    return 0;
}

int hv_vm_config(struct hv_vm *vm, const struct vm_config **config, struct err **err)
{
    if (!vm->config_read ||
        (!vm->deleted && !is_fresh(vm->host, vm->config_epoch, vm->config_read_at))) {
        struct vm_config fresh = { 0 };
        if (vm_read_config(vm->host->host, vm->info.uuid, &fresh, err)) {
            if ((*err)->kind != ERR_OBJECT_NOT_FOUND || !vm->config_read)
                return -1;
            err_clear(err);
            vm->deleted = true;
        } else {
            if (vm->config_read)
                vm_config_release(&vm->config);
            vm->config = fresh;
            vm->config_read = true;
            vm->config_epoch = vm->host->epoch;
            vm->config_read_at = hv_now();
        }
    }
    *config = &vm->config;
    return 0;
}

/* ---- properties ---- */
enum info_property {
    INFO_NAME,
    INFO_ID,
    INFO_STATE,
    INFO_CPU_USAGE,
    INFO_MEMORY_ASSIGNED,
    INFO_MEMORY_DEMAND,
    INFO_MEMORY_STATUS,
    INFO_UPTIME,
    INFO_STATUS,
    INFO_PRIMARY_STATUS,
    INFO_OPERATIONAL_STATUS,
    INFO_COMPUTER_NAME,
    INFO_IS_DELETED,
    INFO_STATUS_DESCRIPTIONS,
};

/* Hyper-V's pressure words: demand against what is assigned. */
static const char *memory_status(const struct vm_info *info)
{
    if (!info->memory_assigned || !info->memory_demand)
        return "";
    if (info->memory_demand > info->memory_assigned)
        return "Warning";
    if (info->memory_demand * 10 > info->memory_assigned * 9)
        return "Low";
    return "OK";
}

static int get_info(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    struct hv_vm *vm = hv_vm_of(self);
    bool fixed = p->data == INFO_ID || p->data == INFO_COMPUTER_NAME;
    if (!fixed && hv_vm_refresh(vm, err))
        return -1;
    const struct vm_info *info = &vm->info;
    switch ((enum info_property)p->data) {
    case INFO_NAME:
        *out = value_string(info->name);
        break;
    case INFO_ID:
        *out = hv_guid(info->uuid);
        break;
    case INFO_STATE:
        *out = value_enum(&enum_vm_state, (int32_t)info->state);
        break;
    case INFO_CPU_USAGE:
        *out = value_int(info->cpu_usage < 0 ? 0 : info->cpu_usage);
        break;
    case INFO_MEMORY_ASSIGNED:
        *out = value_long((int64_t)info->memory_assigned);
        break;
    case INFO_MEMORY_DEMAND:
        *out = value_long((int64_t)info->memory_demand);
        break;
    case INFO_MEMORY_STATUS:
        *out = value_string(memory_status(info));
        break;
    case INFO_UPTIME:
        *out = value_timespan((int64_t)(info->uptime * 1e7));
        break;
    case INFO_STATUS:
    case INFO_PRIMARY_STATUS:
        *out = value_string(vm_state_status(info->state));
        break;
    case INFO_OPERATIONAL_STATUS:
        *out = hv_array_of_take(value_enum(&enum_vm_operational_status, HV_STATUS_OK));
        break;
    case INFO_STATUS_DESCRIPTIONS:
        *out = hv_array_of_take(value_string(vm_state_status(info->state)));
        break;
    case INFO_COMPUTER_NAME:
        *out = value_string(vm->host->name);
        break;
    case INFO_IS_DELETED:
        *out = value_bool(vm->deleted);
        break;
    }
    return 0;
}

/* Of a guest that does not run, or whose services tell none: 0.0 and no state, as Hyper-V has it.
 */
static struct value integration(const struct hv_vm *vm, bool state)
{
    int major = 0, minor = 0;
    bool current = false;
    AUTO_ERR *silent = NULL;
    bool told = vm->info.state == VM_STATE_RUNNING &&
                !vm_guest_services_version(vm->host->host, vm->info.uuid, &major, &minor, &current,
                                           &silent);
    if (state)
        return value_string(!told ? "" : current ? "Up to date" : "Update required");
    return version_new(told && major > 0 ? major : 0, told && minor > 0 ? minor : 0, -1, -1);
}

static int get_config(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    const struct vm_config *c;
    struct hv_vm *vm = hv_vm_of(self);
    if (hv_vm_config(vm, &c, err))
        return -1;
    switch ((enum hv_config_property)p->data) {
    case CONFIG_HEARTBEAT: {
        bool paused = vm->info.state == VM_STATE_PAUSED && c->heartbeat != VM_HEARTBEAT_UNKNOWN &&
                      c->heartbeat != VM_HEARTBEAT_DISABLED;
        *out = value_enum(&enum_vm_heartbeat_status,
                          (int32_t)(paused ? VM_HEARTBEAT_PAUSED : c->heartbeat));
        break;
    }
    case CONFIG_SERVICES_STATE:
    case CONFIG_SERVICES_VERSION:
        *out = integration(vm, p->data == CONFIG_SERVICES_STATE);
        break;
    default:
        *out = hv_config_value(self, c, (enum hv_config_property)p->data);
        break;
    }
    return 0;
}

/* ---- the checkpoint that its state comes after ---- */
enum parent_property { PARENT_ID, PARENT_NAME };

static int get_parent(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    struct hv_vm *vm = hv_vm_of(self);
    struct vm_checkpoints list;
    *out = value_null();
    if (vm_checkpoint_list(vm->host->host, vm->info.uuid, &list, err))
        return -1;
    for (size_t i = 0; i < list.len; i++)
        if (list.items[i].current)
            *out =
                p->data == PARENT_ID ? hv_guid(list.items[i].id) : value_string(list.items[i].name);
    vm_checkpoints_release(&list);
    return 0;
}
#define PARENT(name_, type_, id_)                                         \
    {                                                                     \
        .name = name_, .type_name = type_, .get = get_parent, .data = id_ \
    }

#define INFO(name_, type_, id_)                                         \
    {                                                                   \
        .name = name_, .type_name = type_, .get = get_info, .data = id_ \
    }
#define CONFIG(name_, type_, id_)                                         \
    {                                                                     \
        .name = name_, .type_name = type_, .get = get_config, .data = id_ \
    }
#define ALIAS(name_, of_)              \
    {                                  \
        .name = name_, .alias_of = of_ \
    }

static int get_groups(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    const struct hv_vm *vm = hv_vm_of(self);
    (void)p;
    return hv_groups_of(vm->host, vm->info.uuid, out, err);
}

static const struct property properties[] = {
    INFO("Name", "string", INFO_NAME),
    ALIAS("VMName", "Name"),
    INFO("Id", "guid", INFO_ID),
    ALIAS("VMId", "Id"),
    INFO("State", "VMState", INFO_STATE),
    INFO("CPUUsage", "int", INFO_CPU_USAGE),
    INFO("MemoryAssigned", "long", INFO_MEMORY_ASSIGNED),
    INFO("MemoryDemand", "long", INFO_MEMORY_DEMAND),
    INFO("MemoryStatus", "string", INFO_MEMORY_STATUS),
    INFO("Uptime", "timespan", INFO_UPTIME),
    INFO("Status", "string", INFO_STATUS),
    CONFIG("Version", "string", CONFIG_VERSION),
    CONFIG("Generation", "int", CONFIG_GENERATION),
    CONFIG("ProcessorCount", "long", CONFIG_PROCESSOR_COUNT),
    CONFIG("MemoryStartup", "long", CONFIG_MEMORY_STARTUP),
    CONFIG("DynamicMemoryEnabled", "bool", CONFIG_DYNAMIC_MEMORY),
    CONFIG("MemoryMinimum", "long", CONFIG_MEMORY_MINIMUM),
    CONFIG("MemoryMaximum", "long", CONFIG_MEMORY_MAXIMUM),
    CONFIG("Heartbeat", "VMHeartbeatStatus?", CONFIG_HEARTBEAT),
    CONFIG("IntegrationServicesState", "string", CONFIG_SERVICES_STATE),
    CONFIG("IntegrationServicesVersion", "version", CONFIG_SERVICES_VERSION),
    INFO("PrimaryStatusDescription", "string", INFO_PRIMARY_STATUS),
    INFO("StatusDescriptions", "string[]", INFO_STATUS_DESCRIPTIONS),
    INFO("OperationalStatus", "VMOperationalStatus[]", INFO_OPERATIONAL_STATUS),
    CONFIG("CreationTime", "datetime", CONFIG_CREATION_TIME),
    CONFIG("Notes", "string", CONFIG_NOTES),
    CONFIG("Path", "string", CONFIG_PATH),
    ALIAS("ConfigurationLocation", "Path"),
    CONFIG("SmartPagingFilePath", "string", CONFIG_SMART_PAGING),
    CONFIG("SnapshotFileLocation", "string", CONFIG_SNAPSHOT_PATH),
    ALIAS("CheckpointFileLocation", "SnapshotFileLocation"),
    PARENT("ParentSnapshotId", "guid?", PARENT_ID),
    PARENT("ParentSnapshotName", "string", PARENT_NAME),
    ALIAS("ParentCheckpointId", "ParentSnapshotId"),
    ALIAS("ParentCheckpointName", "ParentSnapshotName"),
    CONFIG("AutomaticStartAction", "StartAction", CONFIG_START_ACTION),
    CONFIG("AutomaticStartDelay", "int", CONFIG_START_DELAY),
    CONFIG("AutomaticStopAction", "StopAction", CONFIG_STOP_ACTION),
    CONFIG("AutomaticCriticalErrorAction", "CriticalErrorAction", CONFIG_CRITICAL_ACTION),
    CONFIG("AutomaticCriticalErrorActionTimeout", "int", CONFIG_CRITICAL_TIMEOUT),
    CONFIG("CheckpointType", "CheckpointType", CONFIG_CHECKPOINT_TYPE),
    CONFIG("AutomaticCheckpointsEnabled", "bool", CONFIG_AUTOMATIC_CHECKPOINTS),
    CONFIG("HardDrives", "HardDiskDrive[]", CONFIG_HARD_DRIVES),
    CONFIG("DVDDrives", "DvdDrive[]", CONFIG_DVD_DRIVES),
    CONFIG("FloppyDrive", "VMFloppyDiskDrive", CONFIG_FLOPPY),
    CONFIG("NetworkAdapters", "VMNetworkAdapter[]", CONFIG_ADAPTERS),
    CONFIG("ComPort1", "VMComPort", CONFIG_COM1),
    CONFIG("ComPort2", "VMComPort", CONFIG_COM2),
    CONFIG("GuestControlledCacheTypes", "bool", CONFIG_GUEST_CACHE),
    CONFIG("LockOnDisconnect", "OnOffState", CONFIG_LOCK),
    CONFIG("LowMemoryMappedIoSpace", "uint", CONFIG_LOW_MMIO),
    CONFIG("HighMemoryMappedIoSpace", "ulong", CONFIG_HIGH_MMIO),
    CONFIG("VirtualMachineSubType", "VirtualMachineSubType", CONFIG_SUB_TYPE),
    CONFIG("ResourceMeteringEnabled", "bool", CONFIG_METERED),
    { .name = "Groups", .type_name = "VMGroup[]", .get = get_groups },
    INFO("ComputerName", "string", INFO_COMPUTER_NAME),
    INFO("IsDeleted", "bool", INFO_IS_DELETED),
};

/* Get-VM's table shows megabytes. */
static int get_memory_megabytes(struct value self, struct value *out, struct err **err)
{
    struct hv_vm *vm = hv_vm_of(self);
    if (hv_vm_refresh(vm, err))
        return -1;
    *out = value_long((int64_t)(vm->info.memory_assigned >> 20));
    return 0;
}

static const struct view_column columns[] = {
    { .property = "Name" },
    { .property = "State" },
    { .label = "CPUUsage(%)", .property = "CPUUsage" },
    { .label = "MemoryAssigned(M)", .get = get_memory_megabytes },
    { .property = "Uptime" },
    { .property = "Status" },
    { .property = "Version" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static int vm_to_string(struct value self, struct strbuf *out)
{
    const char *id = hv_vm_of(self)->info.uuid;
    strbuf_adds(out, "VirtualMachine (Name = '");
    strbuf_adds(out, hv_vm_of(self)->info.name);
    if (vm_is_planned(id)) /* its digits alone */
        strbuf_addf(out, "') [Id = '%.8s-%.4s-%.4s-%.4s-%.12s']", id, id + 8, id + 12, id + 16,
                    id + 20);
    else
        strbuf_addf(out, "') [Id = '%s']", id);
    return 0;
}

static bool vm_equals(struct value a, struct value b)
{
    const struct hv_vm *x = hv_vm_of(a), *y = hv_vm_of(b);
    return x && y && x->host == y->host && !strcmp(x->info.uuid, y->info.uuid);
}

/* ---- from session to session: the host's name, who it is, what was last known ---- */
static int vm_pack(struct value self, struct value *out, struct err **err)
{
    const struct hv_vm *vm = hv_vm_of(self);
    struct array *a = array_new(4);
    (void)err;
    array_push_take(a, value_string(vm->host->computer));
    array_push_take(a, value_string(vm->info.uuid));
    array_push_take(a, value_string(vm->info.name));
    array_push_take(a, value_int((int32_t)vm->info.state));
    *out = value_of_array(a);
    return 0;
}

static int vm_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    struct hv_host *host;
    struct vm_info info = { 0 };
    if (hv_host_get(session, items[0].str->data, &host, err))
        return -1;
    memcpy(info.uuid, items[1].str->data, items[1].str->len + 1);
    info.name = xstrdup(items[2].str->data);
    info.state = (enum vm_state)items[3].i;
    *out = hv_vm_new_take(host, &info);
    hv_vm_of(*out)->epoch = host->epoch - 1; /* read again at the first look */
    return 0;
}

const struct type_info type_virtual_machine = {
    .pack = vm_pack,
    .unpack = vm_unpack,
    .name = "Microsoft.HyperV.PowerShell.VirtualMachine",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct hv_vm),
    .destroy = vm_destroy,
    .to_string = vm_to_string,
    .equals = vm_equals,
};
