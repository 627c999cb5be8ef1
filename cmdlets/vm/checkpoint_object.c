#include "cmdlets/vm/checkpoint_object.h"

#include <string.h>

#include "cmdlets/vm/component.h"
#include "cmdlets/vm/config_property.h"
#include "cmdlets/vm/enums.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

struct checkpoint {
    struct value vm; /* owned */
    struct vm_checkpoint facts;
    struct vm_config config; /* valid while config_read: they never change */
    bool config_read, deleted;
    unsigned epoch; /* host->epoch when the facts were read */
};

static struct checkpoint *payload_of(struct value v)
{
    return object_payload(v.object);
}

static void destroy(struct object *o)
{
    struct checkpoint *c = object_payload(o);
    vm_checkpoint_release(&c->facts);
    if (c->config_read)
        vm_config_release(&c->config);
    value_clear(&c->vm);
}

struct value hv_checkpoint_new_take(struct value vm, struct vm_checkpoint *facts)
{
    struct object *o = object_new(&type_vm_snapshot);
    struct checkpoint *c = object_payload(o);
    c->vm = value_ref(vm);
    c->facts = *facts;
    *facts = (struct vm_checkpoint){ 0 };
    c->epoch = hv_vm_of(vm)->host->epoch;
    return value_of_object(o);
}

const struct vm_checkpoint *hv_checkpoint_of(struct value v, struct value *vm)
{
    if (v.kind != V_OBJECT || v.object->type != &type_vm_snapshot)
        return NULL;
    if (vm)
        *vm = payload_of(v)->vm;
    return &payload_of(v)->facts;
}

int hv_checkpoint_refresh(struct value v, struct err **err)
{
    struct checkpoint *c = payload_of(v);
    struct hv_vm *vm = hv_vm_of(c->vm);
    struct vm_checkpoints list;
    if (c->deleted || c->epoch == vm->host->epoch)
        return 0;
    if (vm_checkpoint_list(vm->host->host, vm->info.uuid, &list, err)) {
        if ((*err)->kind != ERR_OBJECT_NOT_FOUND)
            return -1;
        err_clear(err);
    }
    c->deleted = true;
    c->epoch = vm->host->epoch;
    for (size_t i = 0; i < list.len && c->deleted; i++) {
        if (strcmp(list.items[i].id, c->facts.id) != 0)
            continue;
        c->deleted = false;
        vm_checkpoint_release(&c->facts);
        c->facts = list.items[i];
        list.items[i] = (struct vm_checkpoint){ 0 };
    }
    vm_checkpoints_release(&list);
    return 0;
}

int hv_checkpoint_config(struct value v, const struct vm_config **config, struct err **err)
{
    struct checkpoint *c = payload_of(v);
    struct hv_vm *vm = hv_vm_of(c->vm);
    if (!c->config_read &&
        vm_checkpoint_config(vm->host->host, vm->info.uuid, c->facts.id, &c->config, err))
        return -1;
    c->config_read = true;
    *config = &c->config;
    return 0;
}

/* ---- properties ---- */
enum fact_property {
    FACT_NAME,
    FACT_ID,
    FACT_VM_NAME,
    FACT_VM_ID,
    FACT_TYPE,
    FACT_CREATED,
    FACT_PARENT_ID,
    FACT_PARENT_NAME,
    FACT_PATH,
    FACT_SIZE,
    FACT_STATE,
    FACT_AUTOMATIC,
    FACT_COMPUTER_NAME,
    FACT_IS_DELETED,
};

static int get_fact(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    struct checkpoint *c = payload_of(self);
    struct hv_vm *vm = hv_vm_of(c->vm);
    if (hv_checkpoint_refresh(self, err))
        return -1;
    switch ((enum fact_property)p->data) {
    case FACT_NAME:
        *out = value_string(c->facts.name);
        break;
    case FACT_ID:
        *out = hv_guid(c->facts.id);
        break;
    case FACT_VM_NAME:
        if (hv_vm_refresh(vm, err))
            return -1;
        *out = value_string(vm->info.name);
        break;
    case FACT_VM_ID:
        *out = hv_guid(vm->info.uuid);
        break;
    case FACT_TYPE:
        *out = value_enum(&enum_snapshot_type, 0);
        break;
    case FACT_CREATED:
        *out = hv_local_time(c->facts.created);
        break;
    case FACT_PARENT_ID:
        *out = *c->facts.parent ? hv_guid(c->facts.parent) : value_null();
        break;
    case FACT_PARENT_NAME:
        *out = hv_text(c->facts.parent_name);
        break;
    case FACT_PATH:
        *out = hv_text(c->facts.folder);
        break;
    case FACT_SIZE:
        *out = value_long((int64_t)c->facts.size);
        break;
    case FACT_STATE:
        *out = value_enum(&enum_vm_state, c->facts.has_memory ? VM_STATE_SAVED : VM_STATE_OFF);
        break;
    case FACT_AUTOMATIC:
        *out = value_bool(false);
        break;
    case FACT_COMPUTER_NAME:
        *out = value_string(vm->host->name);
        break;
    case FACT_IS_DELETED:
        *out = value_bool(c->deleted);
        break;
    }
    return 0;
}

static int get_setting(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    const struct vm_config *config;
    if (hv_checkpoint_config(self, &config, err))
        return -1;
    *out = hv_config_value(self, config, (enum hv_config_property)p->data);
    return 0;
}

#define FACT(name_, type_, id_)                                         \
    {                                                                   \
        .name = name_, .type_name = type_, .get = get_fact, .data = id_ \
    }
#define CONFIG(name_, type_, id_)                                          \
    {                                                                      \
        .name = name_, .type_name = type_, .get = get_setting, .data = id_ \
    }
#define ALIAS(name_, of_)              \
    {                                  \
        .name = name_, .alias_of = of_ \
    }
static const struct property properties[] = {
    FACT("VMName", "string", FACT_VM_NAME),
    FACT("Name", "string", FACT_NAME),
    FACT("SnapshotType", "SnapshotType", FACT_TYPE),
    FACT("CreationTime", "datetime", FACT_CREATED),
    FACT("ParentSnapshotName", "string", FACT_PARENT_NAME),
    FACT("ParentSnapshotId", "guid?", FACT_PARENT_ID),
    ALIAS("ParentCheckpointName", "ParentSnapshotName"),
    ALIAS("ParentCheckpointId", "ParentSnapshotId"),
    FACT("Id", "guid", FACT_ID),
    FACT("VMId", "guid", FACT_VM_ID),
    FACT("IsAutomaticCheckpoint", "bool", FACT_AUTOMATIC),
    FACT("State", "VMState", FACT_STATE),
    FACT("Path", "string", FACT_PATH),
    FACT("SizeOfSystemFiles", "long", FACT_SIZE),
    CONFIG("Version", "string", CONFIG_VERSION),
    CONFIG("Generation", "int", CONFIG_GENERATION),
    CONFIG("ProcessorCount", "long", CONFIG_PROCESSOR_COUNT),
    CONFIG("MemoryStartup", "long", CONFIG_MEMORY_STARTUP),
    CONFIG("DynamicMemoryEnabled", "bool", CONFIG_DYNAMIC_MEMORY),
    CONFIG("MemoryMinimum", "long", CONFIG_MEMORY_MINIMUM),
    CONFIG("MemoryMaximum", "long", CONFIG_MEMORY_MAXIMUM),
    CONFIG("Notes", "string", CONFIG_NOTES),
    CONFIG("SmartPagingFilePath", "string", CONFIG_SMART_PAGING),
    CONFIG("SnapshotFileLocation", "string", CONFIG_SNAPSHOT_PATH),
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
    FACT("ComputerName", "string", FACT_COMPUTER_NAME),
    FACT("IsDeleted", "bool", FACT_IS_DELETED),
};

static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "Name" },
    { .property = "SnapshotType" },
    { .property = "CreationTime" },
    { .property = "ParentSnapshotName" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static int to_string(struct value self, struct strbuf *out)
{
    const struct vm_checkpoint *c = &payload_of(self)->facts;
    strbuf_addf(out, "VMSnapshot (Name = '%s') [Id = '%s']", c->name, c->id);
    return 0;
}

static bool equals(struct value a, struct value b)
{
    const struct vm_checkpoint *x = hv_checkpoint_of(a, NULL), *y = hv_checkpoint_of(b, NULL);
    return x && y && !strcmp(x->id, y->id);
}

/* ---- from session to session: the machine and who it is ---- */
static int pack(struct value self, struct value *out, struct err **err)
{
    const struct checkpoint *c = payload_of(self);
    struct array *a = array_new(3);
    (void)err;
    array_push(a, c->vm);
    array_push_take(a, value_string(c->facts.id));
    array_push_take(a, value_string(c->facts.name));
    *out = value_of_array(a);
    return 0;
}

static int unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    struct vm_checkpoint facts = { 0 };
    (void)session;
    if (!hv_vm_of(items[0]))
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The virtual machine cannot be reached.");
    memcpy(facts.id, items[1].str->data, items[1].str->len + 1);
    facts.name = xstrdup(items[2].str->data);
    *out = hv_checkpoint_new_take(items[0], &facts);
    payload_of(*out)->epoch--; /* read again at the first look */
    return 0;
}

const struct type_info type_vm_snapshot = {
    .pack = pack,
    .unpack = unpack,
    .name = "Microsoft.HyperV.PowerShell.VMSnapshot",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct checkpoint),
    .destroy = destroy,
    .to_string = to_string,
    .equals = equals,
};
