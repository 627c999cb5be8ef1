#include "cmdlets/vm/vm_gpu_partition.h"

#include <string.h>

#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "vm/vm_host_device.h"

/* ---- Microsoft.HyperV.PowerShell.VMHostPartitionableGpu ---- */
struct gpu {
    char *name, *model, *computer;
    unsigned count, max;
};

static void gpu_destroy(struct object *o)
{
    struct gpu *g = object_payload(o);
    free(g->name);
    free(g->model);
    free(g->computer);
}

enum gpu_property { GPU_NAME, GPU_VALID, GPU_COUNT, GPU_MODEL, GPU_COMPUTER };

static int get_gpu(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct gpu *g = object_payload(self.object);
    struct array *counts;
    (void)err;
    switch ((enum gpu_property)p->data) {
    case GPU_NAME:
        *out = value_string(g->name);
        break;
    case GPU_VALID:
        counts = array_new(g->max);
        for (unsigned i = g->max; i > 0; i--)
            array_push_take(counts, value_int((int32_t)i));
        *out = value_of_array(counts);
        break;
    case GPU_COUNT:
        *out = value_int((int32_t)g->count);
        break;
    case GPU_MODEL:
        *out = value_string(g->model);
        break;
    case GPU_COMPUTER:
        *out = value_string(g->computer);
        break;
    }
    return 0;
}

#define GPU(name_, type_, id_)                                         \
    {                                                                  \
        .name = name_, .type_name = type_, .get = get_gpu, .data = id_ \
    }
static const struct property gpu_properties[] = {
    GPU("Name", "string", GPU_NAME),
    GPU("ValidPartitionCounts", "int[]", GPU_VALID),
    GPU("PartitionCount", "int", GPU_COUNT),
    GPU("Model", "string", GPU_MODEL),
    GPU("ComputerName", "string", GPU_COMPUTER),
};
const struct type_info type_vm_host_partitionable_gpu = {
    .name = "Microsoft.HyperV.PowerShell.VMHostPartitionableGpu",
    .base = &type_object,
    .props = gpu_properties,
    .nprops = ARRAY_SIZE(gpu_properties),
    .default_display = (const char *const[]){ "Name", "Model", "ValidPartitionCounts",
                                              "PartitionCount", "ComputerName", NULL },
    .payload_size = sizeof(struct gpu),
    .destroy = gpu_destroy,
};

/* ---- Microsoft.HyperV.PowerShell.VMGpuPartitionAdapter ---- */
struct gpu_adapter {
    struct hv_component component;
    char address[VM_PCI_SIZE];
    char *id, *path;
};

static void adapter_destroy(struct object *o)
{
    struct gpu_adapter *a = object_payload(o);
    free(a->id);
    free(a->path);
    hv_component_destroy(o);
}

enum adapter_property { ADAPTER_ID, ADAPTER_PATH, ADAPTER_MIGRATION };

static int get_adapter(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    const struct gpu_adapter *a = object_payload(self.object);
    (void)err;
    switch ((enum adapter_property)p->data) {
    case ADAPTER_ID:
        *out = value_string(a->id);
        break;
    case ADAPTER_PATH:
        *out = value_string(a->path);
        break;
    case ADAPTER_MIGRATION:
        *out = value_bool(false);
        break;
    }
    return 0;
}

#define ADAPTER(name_, type_, id_)                                         \
    {                                                                      \
        .name = name_, .type_name = type_, .get = get_adapter, .data = id_ \
    }
static const struct property adapter_properties[] = {
    ADAPTER("Id", "string", ADAPTER_ID),
    ADAPTER("InstancePath", "string", ADAPTER_PATH),
    ADAPTER("SupportsOutgoingLiveMigration", "bool", ADAPTER_MIGRATION),
    HV_COMPONENT_PROPERTIES,
};
const struct type_info type_vm_gpu_partition_adapter = {
    .name = "Microsoft.HyperV.PowerShell.VMGpuPartitionAdapter",
    .base = &type_object,
    .props = adapter_properties,
    .nprops = ARRAY_SIZE(adapter_properties),
    .default_display = (const char *const[]){ "Id", "InstancePath", "VMName", NULL },
    .payload_size = sizeof(struct gpu_adapter),
    .destroy = adapter_destroy,
};

static char *adapter_id(const char *vm_uuid, const char *address)
{
    return xasprintf("Microsoft:%s\\%s", vm_uuid, address);
}

/* ---- common ---- */
struct gpu_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, adapters;
    struct str *name, *instance_path, *adapter_id;
    struct opt_int size;
    bool passthru;
};
#define A struct gpu_args

/* All of the machine's partitions, or the one with this address; then *found. */
static enum status emit_adapters(struct invocation *inv, struct value v, const char *address)
{
    const A *args = ARGS(inv, A);
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_host_device *list;
    struct err *err = NULL;
    size_t n;
    if (vm_host_devices(vm->host->host, vm->info.uuid, &list, &n, &err))
        return cmdlet_err(inv, &err, v);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        AUTO_FREE char *id = adapter_id(vm->info.uuid, list[i].address);
        if (!*list[i].gpu || (address && strcmp(list[i].address, address)) ||
            (!address && args->adapter_id && !text_caseeq(args->adapter_id->data, id)))
            continue;
        struct object *o = hv_component_new(&type_vm_gpu_partition_adapter, v);
        struct gpu_adapter *a = object_payload(o);
        memcpy(a->address, list[i].address, sizeof(a->address));
        a->id = STEAL(id);
        a->path = xstrdup(list[i].instance);
        st = emit_take(inv, value_of_object(o));
    }
    vm_host_devices_free(list, n);
    return st;
}

static enum status each_vm(struct invocation *inv, hv_vm_fn *fn)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, fn, NULL);
}

/* ---- Get-VMHostPartitionableGpu ---- */
static enum status emit_gpus(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    struct vm_host_device *list;
    struct err *err = NULL;
    size_t n;
    AUTO_VALUE target = value_string(host->name);
    if (vm_host_devices(host->host, NULL, &list, &n, &err))
        return cmdlet_err(inv, &err, target);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (!list[i].is_gpu || (args->name && !vm_host_device_is(&list[i], args->name->data)))
            continue;
        struct object *o = object_new(&type_vm_host_partitionable_gpu);
        struct gpu *g = object_payload(o);
        g->name = xstrdup(list[i].instance);
        g->model = xstrdup(list[i].name);
        g->computer = xstrdup(host->name);
        g->max = list[i].partition_max;
        for (size_t k = 0; k < n; k++)
            g->count += !strcmp(list[k].gpu, list[i].address);
        st = emit_take(inv, value_of_object(o));
    }
    vm_host_devices_free(list, n);
    return st;
}

static enum status host_get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, emit_gpus);
}

/* ---- Add-VMGpuPartitionAdapter ---- */
#define SIZES(X)                                                                       \
    X("MinPartitionVRAM"), X("MaxPartitionVRAM"), X("OptimalPartitionVRAM"),           \
        X("MinPartitionEncode"), X("MaxPartitionEncode"), X("OptimalPartitionEncode"), \
        X("MinPartitionDecode"), X("MaxPartitionDecode"), X("OptimalPartitionDecode"), \
        X("MinPartitionCompute"), X("MaxPartitionCompute"), X("OptimalPartitionCompute")

static enum status refuse_sizes(struct invocation *inv)
{
#define NAME_OF(name_) name_
    static const char *const names[] = { SIZES(NAME_OF) };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (is_bound(inv, names[i]))
            return hv_refuse_param(inv, names[i],
                                   "the GPU's driver decides how big its partitions are.");
    return ST_OK;
}

/* The address of the GPU that -InstancePath names; *found false: recorded. */
static enum status find_gpu(struct invocation *inv, struct hv_host *host, char address[VM_PCI_SIZE],
                            bool *found)
{
    struct str *path = ARGS(inv, A)->instance_path;
    struct vm_host_device *list;
    struct err *err = NULL;
    size_t n;
    AUTO_VALUE target = value_string(path->data);
    *found = false;
    if (vm_host_devices(host->host, NULL, &list, &n, &err))
        return cmdlet_err(inv, &err, target);
    for (size_t i = 0; i < n && !*found; i++) {
        if (!list[i].is_gpu || !vm_host_device_is(&list[i], path->data))
            continue;
        memcpy(address, list[i].address, VM_PCI_SIZE);
        *found = true;
    }
    vm_host_devices_free(list, n);
    if (*found)
        return ST_OK;
    err_set(&err, ERR_OBJECT_NOT_FOUND, "The host has no GPU '%s' that can be partitioned.",
            path->data);
    return cmdlet_err(inv, &err, target);
}

static enum status add_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    struct hv_vm *vm = hv_vm_of(v);
    char gpu[VM_PCI_SIZE], partition[VM_PCI_SIZE];
    struct err *err = NULL;
    bool found = true, yes;
    (void)data;
    enum status st = args->instance_path ? find_gpu(inv, vm->host, gpu, &found) : ST_OK;
    if (st != ST_OK || !found)
        return st;
    st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_assign_gpu_partition(vm->host->host, vm->info.uuid, args->instance_path ? gpu : NULL,
                                partition, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return args->passthru ? emit_adapters(inv, v, partition) : ST_OK;
}

static enum status add_process(struct invocation *inv)
{
    enum status st = refuse_sizes(inv);
    return st == ST_OK ? each_vm(inv, add_one) : st;
}

/* ---- Get-, Remove-VMGpuPartitionAdapter ---- */
static enum status get_one(struct invocation *inv, struct value vm, void *data)
{
    (void)data;
    return emit_adapters(inv, vm, NULL);
}

static enum status get_process(struct invocation *inv)
{
    return each_vm(inv, get_one);
}

static enum status remove_address(struct invocation *inv, struct value v, const char *address)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    /* What is emitted is what it was: it is asked for before it goes. */
    st = ARGS(inv, A)->passthru ? emit_adapters(inv, v, address) : ST_OK;
    if (st != ST_OK)
        return st;
    if (vm_unassign_device(vm->host->host, vm->info.uuid, address, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ST_OK;
}

static enum status remove_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_host_device *list;
    struct err *err = NULL;
    bool found = false;
    size_t n;
    (void)data;
    if (vm_host_devices(vm->host->host, vm->info.uuid, &list, &n, &err))
        return cmdlet_err(inv, &err, v);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        AUTO_FREE char *id = adapter_id(vm->info.uuid, list[i].address);
        if (!*list[i].gpu || (args->adapter_id && !text_caseeq(args->adapter_id->data, id)))
            continue;
        found = true;
        st = remove_address(inv, v, list[i].address);
    }
    vm_host_devices_free(list, n);
    if (found || st != ST_OK)
        return st;
    err_set(&err, ERR_OBJECT_NOT_FOUND, "'%s' has no such GPU partition adapter.", vm->info.name);
    return cmdlet_err(inv, &err, v);
}

static enum status remove_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->adapters.len; i++) {
        const struct gpu_adapter *a = object_payload(args->adapters.items[i].object);
        st = remove_address(inv, a->component.vm, a->address);
    }
    return st == ST_OK && !args->adapters.len ? each_vm(inv, remove_one) : st;
}

/* ---- declarations ---- */
static const struct param host_get_params[] = {
    HV_ONLY_HOST_PARAMS(A, false, false),
    PARAM(A, name, .name = "Name", .help = "One GPU, as this cmdlet or lspci -D names it."),
};
#define SIZE_PARAM(name_) \
    PARAM(A, size, .name = name_, .type = &type_uint64, .help = "Not supported on this host.")
static const struct param add_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, instance_path, .name = "InstancePath",
          .help = "The GPU, as Get-VMHostPartitionableGpu names it; any of the host's without."),
    SIZES(SIZE_PARAM),
    HV_PASSTHRU(A),
};
#define ID_PARAM(sets_)                                      \
    PARAM(A, adapter_id, .name = "AdapterId", .sets = sets_, \
          .help = "One adapter, by the Id that Get-VMGpuPartitionAdapter shows.")
static const struct param get_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    ID_PARAM(NULL),
};
static const struct param remove_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(A, "VMObject"),
    ID_PARAM("VMName,VMObject"),
    HV_PASSTHRU(A),
    PARAM(A, adapters, .name = "VMGpuPartitionAdapter", .sets = "Object", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_gpu_partition_adapter,
          .help = "What Get-VMGpuPartitionAdapter returned."),
};
static const struct example host_get_examples[] = {
    { .code = "Get-VMHostPartitionableGpu",
      .remarks = "The GPUs that make virtual functions, and how many they have made." },
};
static const struct example add_examples[] = {
    { .code = "Add-VMGpuPartitionAdapter web1",
      .remarks = "Gives a machine that is off a free part of a GPU." },
};
static const struct example get_examples[] = {
    { .code = "Get-VMGpuPartitionAdapter web1", .remarks = "The parts of GPUs that it has." },
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMGpuPartitionAdapter web1", .remarks = "Takes them away." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMHostPartitionableGpu", "ComputerName", A, host_get,
              "VMHostPartitionableGpu", "Shows the GPUs of a host that can be partitioned.", false),
    HV_CMDLET("Add", "VMGpuPartitionAdapter", "VMName", A, add, "VMGpuPartitionAdapter",
              "Gives a virtual machine a part of a GPU.", true),
    HV_CMDLET("Get", "VMGpuPartitionAdapter", "VMName", A, get, "VMGpuPartitionAdapter",
              "Shows the parts of GPUs that virtual machines have.", false),
    HV_CMDLET("Remove", "VMGpuPartitionAdapter", "VMName", A, remove, "VMGpuPartitionAdapter",
              "Takes parts of GPUs away from virtual machines.", true),
};
const struct cmdlet_group vm_gpu_partition_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
