#include "cmdlets/vm/pool/vm_metering.h"

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/pool/meter_report.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "shell/base/text.h"
#include "shell/object/str.h"
#include "vm/pool/vm_meter.h"
#include "vm/pool/vm_pool_meter.h"

struct metering_args {
    HV_HOST_FIELDS
    struct str_list names;
    struct value_list vm;
    struct str *pool;
    struct enum_list pool_types;
};
#define A struct metering_args

static enum status for_each_vm(struct invocation *inv, hv_vm_fn *fn, void *data)
{
    const A *args = ARGS(inv, A);
    return hv_for_each(inv,
                       &(struct hv_selection){ .names = &args->names,
                                               .vms = &args->vm,
                                               .computers = &args->computer_name },
                       fn, data);
}

/* ---- Measure-VM ---- */
static enum status measure_one(struct invocation *inv, struct value v, void *data)
{
    const struct hv_vm *vm = hv_vm_of(v);
    const struct vm_config *config;
    struct vm_meter meter;
    struct err *err = NULL;
    (void)data;
    enum status st = hv_read_config(inv, v, &config);
    if (st != ST_OK || !config)
        return st;
    if (vm_meter_read(vm->host->host, vm->info.uuid, NULL, &meter, &err))
        return cmdlet_err(inv, &err, v);
    struct value report = hv_meter_report(v, config, &meter);
    vm_meter_release(&meter);
    return emit_take(inv, report);
}

static enum status measure_process(struct invocation *inv)
{
    return for_each_vm(inv, measure_one, NULL);
}

static const struct param measure_params[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, names, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(A, "VMObject"),
};
static const struct example measure_examples[] = {
    { .code = "Enable-VMResourceMetering web1; Measure-VM web1",
      .remarks = "What it used while it ran since metering was enabled: megahertz, mebibytes." },
    { .code = "(Measure-VM web1).HardDiskMetrics",
      .remarks = "By virtual hard disk; latency is in microseconds." },
};

/* ---- Enable-, Disable-, Reset-VMResourceMetering ---- */
enum change { ENABLE, DISABLE, RESET };

/* Calls, not pointers: vm/ is loaded at the first call. */
static int change_meter(const struct hv_vm *vm, enum change what, const char *pool,
                        struct err **err)
{
    struct vm_host *host = vm->host->host;
    const char *uuid = vm->info.uuid;
    switch (what) {
    case ENABLE:
        return vm_meter_enable(host, uuid, pool, err);
    case DISABLE:
        return vm_meter_disable(host, uuid, pool, err);
    case RESET:
        return vm_meter_reset(host, uuid, pool, err);
    }
    return 0;
}

static enum status change_one(struct invocation *inv, struct value v, void *data)
{
    const struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (change_meter(vm, *(const enum change *)data, NULL, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ST_OK;
}

/* The types that -ResourcePoolType gives, else those of which there is a pool of that name, else
 * Memory, so that the error names the pool. */
enum { METERED_TYPES = VM_POOL_VHD + 1 };
static int chosen_types(struct invocation *inv, struct hv_host *host, const char *name,
                        bool only_metered, enum vm_pool_type types[METERED_TYPES], size_t *count,
                        struct err **err)
{
    const A *args = ARGS(inv, A);
    struct vm_pool *list;
    size_t n;
    *count = 0;
    for (size_t i = 0; i < args->pool_types.len && *count < METERED_TYPES; i++)
        types[(*count)++] = (enum vm_pool_type)args->pool_types.items[i];
    if (*count)
        return 0;
    if (vm_pool_list(host->host, &list, &n, err))
        return -1;
    for (size_t i = 0; i < n; i++) {
        if ((int)list[i].type < METERED_TYPES && text_caseeq(list[i].name, name) &&
            (!only_metered || list[i].metered_since) && *count < METERED_TYPES)
            types[(*count)++] = list[i].type;
    }
    if (!*count) {
        const struct vm_pool *any = NULL;
        for (int t = 0; t < METERED_TYPES && !any; t++)
            any = vm_pool_find(list, n, (enum vm_pool_type)t, name, NULL);
        types[(*count)++] = any ? any->type : VM_POOL_MEMORY;
    }
    vm_pool_list_free(list, n);
    return 0;
}

static int change_pool_meter(struct hv_host *host, enum change what, enum vm_pool_type type,
                             const char *name, struct err **err)
{
    switch (what) {
    case ENABLE:
        return vm_pool_meter_enable(host->host, type, name, err);
    case DISABLE:
        return vm_pool_meter_disable(host->host, type, name, err);
    case RESET:
        return vm_pool_meter_reset(host->host, type, name, err);
    }
    return 0;
}

static enum status change_pool(struct invocation *inv, struct hv_host *host, enum change what)
{
    const char *name = ARGS(inv, A)->pool->data;
    enum vm_pool_type types[METERED_TYPES];
    size_t n;
    struct err *err = NULL;
    bool yes;
    AUTO_VALUE target = value_string(name);
    enum status st = should_process(inv, name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (chosen_types(inv, host, name, what != ENABLE, types, &n, &err))
        return cmdlet_err(inv, &err, target);
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (change_pool_meter(host, what, types[i], name, &err))
            st = cmdlet_err(inv, &err, target);
    }
    hv_host_changed(host);
    return st;
}

static enum status enable_pool(struct invocation *inv, struct hv_host *host)
{
    return change_pool(inv, host, ENABLE);
}

static enum status disable_pool(struct invocation *inv, struct hv_host *host)
{
    return change_pool(inv, host, DISABLE);
}

static enum status reset_pool(struct invocation *inv, struct hv_host *host)
{
    return change_pool(inv, host, RESET);
}

static enum status change(struct invocation *inv, enum change what)
{
    static hv_host_fn *const of_pool[] = {
        [ENABLE] = enable_pool, [DISABLE] = disable_pool, [RESET] = reset_pool
    };
    if (ARGS(inv, A)->pool)
        return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, of_pool[what]);
    return for_each_vm(inv, change_one, &what);
}

static enum status enable_process(struct invocation *inv)
{
    return change(inv, ENABLE);
}

static enum status disable_process(struct invocation *inv)
{
    return change(inv, DISABLE);
}

static enum status reset_process(struct invocation *inv)
{
    return change(inv, RESET);
}

static const char *const metered_types[] = { "Ethernet", "Memory", "Processor", "VHD", NULL };

static const struct param change_params[] = {
    PARAM(A, cim_session, .name = "CimSession", .sets = "VMName,ResourcePool",
          .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "VMName,ResourcePool",
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .sets = "VMName,ResourcePool",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, names, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    PARAM(A, pool, .name = "ResourcePoolName", .aliases = "Name", .sets = "ResourcePool",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .complete = complete_pool_name,
          .help = "A resource pool: all that is in it, and in pools below it, is counted."),
    PARAM(A, pool_types, .name = "ResourcePoolType", .sets = "ResourcePool", .position = 2,
          .from_property = true, .enum_info = &enum_vm_resource_pool_type, .values = metered_types,
          .help = "What the pool is made of; all pools of that name when omitted."),
    HV_VM_PARAM(A, "VMObject"),
};
#define enable_params change_params
#define disable_params change_params
#define reset_params change_params
static const struct example enable_examples[] = {
    { .code = "Get-VM web* | Enable-VMResourceMetering",
      .remarks = "Starts to count what they use, running or not." },
};
static const struct example disable_examples[] = {
    { .code = "Disable-VMResourceMetering web1", .remarks = "Forgets what was counted." },
};
static const struct example reset_examples[] = {
    { .code = "Measure-VM web1 | Export-Csv bill.csv -Append; Reset-VMResourceMetering web1",
      .remarks = "One line for each period." },
};

/* ---- Measure-VMResourcePool ---- */
static enum status measure_pool(struct invocation *inv, struct hv_host *host, const char *name)
{
    enum vm_pool_type types[METERED_TYPES];
    struct vm_pool_usage usages[METERED_TYPES];
    size_t n;
    struct err *err = NULL;
    AUTO_VALUE target = value_string(name);
    if (chosen_types(inv, host, name, true, types, &n, &err))
        return cmdlet_err(inv, &err, target);
    for (size_t i = 0; i < n; i++) {
        if (vm_pool_measure(host->host, types[i], name, &usages[i], &err))
            return cmdlet_err(inv, &err, target);
    }
    return emit_take(inv, hv_pool_report(host, name, types, usages, n));
}

static enum status pools_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->names.len; i++)
        st = measure_pool(inv, host, args->names.items[i]->data);
    return st;
}

static enum status pools_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, pools_on_host);
}

static const struct param pools_params[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName",
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, names, .name = "Name", .position = 1, .mandatory = true, .from_property = true,
          .complete = complete_pool_name, .help = "The pools' names."),
    PARAM(A, pool_types, .name = "ResourcePoolType", .position = 2, .from_property = true,
          .enum_info = &enum_vm_resource_pool_type, .values = metered_types,
          .help = "What the pools are made of, in one report; all that are metered when omitted."),
};
static const struct example pools_examples[] = {
    { .code = "Enable-VMResourceMetering -ResourcePoolName Sales; Measure-VMResourcePool Sales",
      .remarks = "One report for all pools of that name." },
};

#define METERING_CMDLET(verb_, noun_, set_, stem_, synopsis_, changes_, ...)             \
    {                                                                                    \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,     \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),         \
        .should_process = changes_, __VA_ARGS__                                          \
    }
#define WHAT_IS_COUNTED                                                                          \
    "What a machine used is read from libvirt and kept whenever it is measured, and when it is " \
    "started, stopped, saved or turned off from here. When the guest shuts itself down, or "     \
    "another tool ends it, what it used after the last of these moments is not counted, nor is " \
    "that time: to lose little, measure regularly."

static const struct cmdlet cmdlets[] = {
    METERING_CMDLET(
        "Measure", "VM", "Name", measure, "Reports what virtual machines used.", false,
        .output = "Microsoft.HyperV.PowerShell.VMMeteringReportForVirtualMachine",
        .output_type = &type_vm_metering_report,
        .description = "MeteringDuration is the time the machine ran since metering was enabled or "
                       "reset, and averages are over that time. AvgCPU is the CPU time of its "
                       "QEMU process in megahertz of the host. " WHAT_IS_COUNTED),
    METERING_CMDLET(
        "Measure", "VMResourcePool", NULL, pools, "Reports what was used of resource pools.", false,
        .output = "Microsoft.HyperV.PowerShell.VMMeteringReportForResourcePool",
        .output_type = &type_pool_metering_report,
        .description = "MeteringDuration is the time since metering of the pool was enabled or "
                       "reset; averages are sums over all machines in that time, running or not. "
                       "A machine counts from the moment it is in the pool, and as long as it "
                       "is. " WHAT_IS_COUNTED),
    METERING_CMDLET("Enable", "VMResourceMetering", "VMName", enable,
                    "Starts to count what virtual machines use.", true,
                    .description = WHAT_IS_COUNTED),
    METERING_CMDLET("Disable", "VMResourceMetering", "VMName", disable,
                    "Stops counting what virtual machines use.", true, .description = NULL),
    METERING_CMDLET("Reset", "VMResourceMetering", "VMName", reset,
                    "Counts from zero again what virtual machines use.", true, .description = NULL),
};
const struct cmdlet_group vm_metering_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
