#include "cmdlets/vm/vm_processor.h"

#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "cmdlets/vm/settings.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMProcessor ---- */
struct processor {
    struct hv_component component;
    struct vm_processor facts;
};

enum processor_property {
    PROCESSOR_COUNT,
    PROCESSOR_MAXIMUM,
    PROCESSOR_RESERVE,
    PROCESSOR_WEIGHT,
    PROCESSOR_MIGRATION,
    PROCESSOR_OLDER_OS,
    PROCESSOR_NESTED,
    PROCESSOR_THREADS,
    PROCESSOR_PROTECTION,
    PROCESSOR_NAME,
    PROCESSOR_POOL,
};

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_processor *f = &((struct processor *)object_payload(self.object))->facts;
    switch ((enum processor_property)p->data) {
    case PROCESSOR_COUNT:
        *out = value_long(f->count);
        break;
    case PROCESSOR_MAXIMUM:
        *out = value_long(f->maximum);
        break;
    case PROCESSOR_RESERVE:
        *out = value_long(f->reserve);
        break;
    case PROCESSOR_WEIGHT:
        *out = value_int((int32_t)f->relative_weight);
        break;
    case PROCESSOR_MIGRATION:
        *out = value_bool(f->compatibility_migration);
        break;
    case PROCESSOR_OLDER_OS:
        *out = value_bool(f->compatibility_older_os);
        break;
    case PROCESSOR_NESTED:
        *out = value_bool(f->nested);
        break;
    case PROCESSOR_THREADS:
        *out = value_long(f->threads_per_core);
        break;
    case PROCESSOR_PROTECTION:
        *out = value_bool(f->resource_protection);
        break;
    case PROCESSOR_NAME:
        *out = value_string("Processor");
        break;
    case PROCESSOR_POOL:
        return hv_component_pool(self, VM_POOL_PROCESSOR, NULL, out, err);
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("Count", "long", PROCESSOR_COUNT),
    OWN("CompatibilityForMigrationEnabled", "bool", PROCESSOR_MIGRATION),
    OWN("CompatibilityForOlderOperatingSystemsEnabled", "bool", PROCESSOR_OLDER_OS),
    OWN("HwThreadCountPerCore", "long", PROCESSOR_THREADS),
    OWN("ExposeVirtualizationExtensions", "bool", PROCESSOR_NESTED),
    OWN("EnableHostResourceProtection", "bool", PROCESSOR_PROTECTION),
    OWN("Maximum", "long", PROCESSOR_MAXIMUM),
    OWN("Reserve", "long", PROCESSOR_RESERVE),
    OWN("RelativeWeight", "int", PROCESSOR_WEIGHT),
    OWN("Name", "string", PROCESSOR_NAME),
    OWN("ResourcePoolName", "string", PROCESSOR_POOL),
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "Count" },
    { .property = "CompatibilityForMigrationEnabled" },
    { .property = "CompatibilityForOlderOperatingSystemsEnabled" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

HV_SETTING(make)

int hv_processor_object(struct value vm, const struct vm_config *config, struct value *out,
                        struct err **err)
{
    return make(vm, config, out, err);
}

const struct type_info type_vm_processor = {
    .pack = setting_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMProcessor",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct processor),
    .destroy = hv_component_destroy,
};

static int make(struct value vm, const struct vm_config *config, struct value *out,
                struct err **err)
{
    (void)err;
    struct object *o = hv_component_new(&type_vm_processor, vm);
    ((struct processor *)object_payload(o))->facts = config->processor;
    *out = value_of_object(o);
    return 0;
}

/* ---- Get-VMProcessor ---- */
static const struct param get_params[] = { HV_GET_PARAMS };
static const struct example get_examples[] = {
    { .code = "Get-VMProcessor web1", .remarks = "Shows its processors." },
};

/* ---- Set-VMProcessor ---- */
struct set_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, vm_processor;
    struct opt_int count, threads_per_core, maximum, reserve, relative_weight, per_numa_node,
        per_numa_socket;
    struct opt_bool migration, older_os, protection, nested;
    struct str *resource_pool, *perfmon;
    bool passthru;
};

static enum status refuse_unsupported(struct invocation *inv, const struct set_args *args)
{
    if (args->per_numa_node.set || args->per_numa_socket.set)
        return hv_refuse_param(
            inv, args->per_numa_node.set ? "MaximumCountPerNumaNode" : "MaximumCountPerNumaSocket",
            "the topology of virtual NUMA follows the host.");
    if (args->perfmon)
        return hv_refuse_param(inv, "Perfmon",
                               "QEMU decides on the performance counters with the CPU model.");
    return ST_OK;
}

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    struct vm_processor_change processor = {
        .count = HV_OPT(args->count),
        .maximum = HV_OPT(args->maximum),
        .reserve = HV_OPT(args->reserve),
        .relative_weight = HV_OPT(args->relative_weight),
        .compatibility_migration = HV_OPT(args->migration),
        .compatibility_older_os = HV_OPT(args->older_os),
        .nested = HV_OPT(args->nested),
        .threads_per_core = HV_OPT(args->threads_per_core),
        .resource_protection = HV_OPT(args->protection),
        .pool = args->resource_pool ? args->resource_pool->data : NULL,
    };
    struct vm_change change = { .processor = &processor };
    enum status st = refuse_unsupported(inv, args);
    return st == ST_OK
               ? hv_set_settings(
                     inv, &(struct hv_set){ .selection = { .names = &args->vm_name,
                                                           .vms = &args->vm,
                                                           .computers = &args->computer_name },
                                            .components = &args->vm_processor,
                                            .change = &change,
                                            .passthru = args->passthru,
                                            .make = make })
               : st;
}

static const struct param set_params[] = {
    HV_HOST_PARAMS(struct set_args, "VMName"),
    HV_VM_NAME_PARAM(struct set_args, "VMName"),
    HV_VM_PARAM(struct set_args, "VMObject"),
    PARAM(struct set_args, vm_processor, .name = "VMProcessor", .sets = "VMProcessor",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_vm_processor,
          .help = "What Get-VMProcessor returned."),
    PARAM(struct set_args, count, .name = "Count", .type = &type_int64,
          .help = "The number of virtual processors."),
    PARAM(struct set_args, migration, .name = "CompatibilityForMigrationEnabled",
          .help = "Limits the processor's features so that the machine can move to hosts with "
                  "other processors of the same maker."),
    PARAM(struct set_args, older_os, .name = "CompatibilityForOlderOperatingSystemsEnabled",
          .help = "Limits the processor's features for old guest systems."),
    PARAM(struct set_args, threads_per_core, .name = "HwThreadCountPerCore", .type = &type_int64,
          .help = "Threads per core; 0: as the host."),
    PARAM(struct set_args, maximum, .name = "Maximum", .type = &type_int64, PARAM_RANGE(0, 100),
          .help = "The percentage of its processors that it may use at most."),
    PARAM(struct set_args, reserve, .name = "Reserve", .type = &type_int64, PARAM_RANGE(0, 100),
          .help = "The percentage kept free for it."),
    PARAM(struct set_args, relative_weight, .name = "RelativeWeight", .type = &type_int32,
          PARAM_RANGE(1, 10000),
          .help = "Its share against other machines, 1 to 10000; 100 is usual."),
    PARAM(struct set_args, per_numa_node, .name = "MaximumCountPerNumaNode", .type = &type_int32,
          .help = "Not supported on this host."),
    PARAM(struct set_args, per_numa_socket, .name = "MaximumCountPerNumaSocket",
          .type = &type_int32, .help = "Not supported on this host."),
    HV_POOL_PARAM(struct set_args, resource_pool, .sets = NULL),
    PARAM(struct set_args, perfmon, .name = "Perfmon", .sets = "VMName",
          .help = "Not supported on this host."),
    PARAM(struct set_args, protection, .name = "EnableHostResourceProtection",
          .help = "Whether the host guards itself against a machine that works too hard."),
    PARAM(struct set_args, nested, .name = "ExposeVirtualizationExtensions",
          .help = "Lets the guest run virtual machines of its own."),
    HV_PASSTHRU(struct set_args),
};
static const struct example set_examples[] = {
    { .code = "Set-VMProcessor web1 -Count 4 -Maximum 75",
      .remarks = "Four processors, of which three quarters may be used." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMProcessor", "VMName", struct hv_get_args, get, "VMProcessor",
              "Shows the processors of virtual machines.", false),
    HV_CMDLET("Set", "VMProcessor", "VMName", struct set_args, set, "VMProcessor",
              "Changes the processors of virtual machines.", true),
};
const struct cmdlet_group vm_processor_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
