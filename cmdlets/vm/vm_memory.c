#include "cmdlets/vm/vm_memory.h"

#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "cmdlets/vm/settings.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMMemory ---- */
struct memory {
    struct hv_component component;
    struct vm_memory facts;
};

enum memory_property {
    MEMORY_DYNAMIC,
    MEMORY_STARTUP,
    MEMORY_MINIMUM,
    MEMORY_MAXIMUM,
    MEMORY_BUFFER,
    MEMORY_PRIORITY,
    MEMORY_NAME,
    MEMORY_POOL,
};

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_memory *f = &((struct memory *)object_payload(self.object))->facts;
    switch ((enum memory_property)p->data) {
    case MEMORY_DYNAMIC:
        *out = value_bool(f->dynamic);
        break;
    case MEMORY_STARTUP:
        *out = value_long((int64_t)f->startup);
        break;
    case MEMORY_MINIMUM:
        *out = value_long((int64_t)f->minimum);
        break;
    case MEMORY_MAXIMUM:
        *out = value_long((int64_t)f->maximum);
        break;
    case MEMORY_BUFFER:
        *out = value_int((int32_t)f->buffer);
        break;
    case MEMORY_PRIORITY:
        *out = value_int((int32_t)f->priority);
        break;
    case MEMORY_NAME:
        *out = value_string("Memory");
        break;
    case MEMORY_POOL:
        return hv_component_pool(self, VM_POOL_MEMORY, NULL, out, err);
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("DynamicMemoryEnabled", "bool", MEMORY_DYNAMIC),
    OWN("Minimum", "long", MEMORY_MINIMUM),
    OWN("Startup", "long", MEMORY_STARTUP),
    OWN("Maximum", "long", MEMORY_MAXIMUM),
    OWN("Buffer", "int", MEMORY_BUFFER),
    OWN("Priority", "int", MEMORY_PRIORITY),
    OWN("Name", "string", MEMORY_NAME),
    OWN("ResourcePoolName", "string", MEMORY_POOL),
    HV_COMPONENT_PROPERTIES,
};

static const struct vm_memory *facts_of(struct value self)
{
    return &((struct memory *)object_payload(self.object))->facts;
}

static int get_minimum_m(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_long((int64_t)(facts_of(self)->minimum >> 20));
    return 0;
}

static int get_startup_m(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_long((int64_t)(facts_of(self)->startup >> 20));
    return 0;
}

static int get_maximum_m(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_long((int64_t)(facts_of(self)->maximum >> 20));
    return 0;
}

static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "DynamicMemoryEnabled" },
    { .label = "Minimum(M)", .get = get_minimum_m },
    { .label = "Startup(M)", .get = get_startup_m },
    { .label = "Maximum(M)", .get = get_maximum_m },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

HV_SETTING(make)

int hv_memory_object(struct value vm, const struct vm_config *config, struct value *out,
                     struct err **err)
{
    return make(vm, config, out, err);
}

const struct type_info type_vm_memory = {
    .pack = setting_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMMemory",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct memory),
    .destroy = hv_component_destroy,
};

static int make(struct value vm, const struct vm_config *config, struct value *out,
                struct err **err)
{
    (void)err;
    struct object *o = hv_component_new(&type_vm_memory, vm);
    ((struct memory *)object_payload(o))->facts = config->memory;
    *out = value_of_object(o);
    return 0;
}

/* ---- Get-VMMemory ---- */
static const struct param get_params[] = { HV_GET_PARAMS };
static const struct example get_examples[] = {
    { .code = "Get-VM | Get-VMMemory", .remarks = "Shows the memory settings of all machines." },
};

/* ---- Set-VMMemory ---- */
struct set_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, vm_memory;
    struct opt_int buffer, maximum, startup, minimum, priority, per_numa_node;
    struct opt_bool dynamic;
    struct str *resource_pool;
    bool passthru;
};

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    struct vm_memory_change memory = {
        .startup = HV_OPT(args->startup),
        .minimum = HV_OPT(args->minimum),
        .maximum = HV_OPT(args->maximum),
        .dynamic = HV_OPT(args->dynamic),
        .buffer = HV_OPT(args->buffer),
        .priority = HV_OPT(args->priority),
        .pool = args->resource_pool ? args->resource_pool->data : NULL,
    };
    struct vm_change change = { .memory = &memory };
    if (args->per_numa_node.set)
        return hv_refuse_param(inv, "MaximumAmountPerNumaNodeBytes",
                               "the topology of virtual NUMA follows the host.");
    return hv_set_settings(inv,
                           &(struct hv_set){ .selection = { .names = &args->vm_name,
                                                            .vms = &args->vm,
                                                            .computers = &args->computer_name },
                                             .components = &args->vm_memory,
                                             .change = &change,
                                             .passthru = args->passthru,
                                             .make = make });
}

static const struct param set_params[] = {
    HV_HOST_PARAMS(struct set_args, "VMName"),
    HV_VM_NAME_PARAM(struct set_args, "VMName"),
    HV_VM_PARAM(struct set_args, "VMObject"),
    PARAM(struct set_args, vm_memory, .name = "VMMemory", .sets = "ResourceObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_memory,
          .help = "What Get-VMMemory returned."),
    PARAM(struct set_args, buffer, .name = "Buffer", .type = &type_int32, PARAM_RANGE(5, 2000),
          .help = "The percentage of memory kept ready above the demand, 5 to 2000."),
    PARAM(struct set_args, dynamic, .name = "DynamicMemoryEnabled",
          .help = "Whether the memory grows and shrinks."),
    PARAM(struct set_args, maximum, .name = "MaximumBytes", .type = &type_int64,
          .help = "The most memory, with dynamic memory."),
    PARAM(struct set_args, startup, .name = "StartupBytes", .type = &type_int64,
          .help = "The memory it starts with."),
    PARAM(struct set_args, minimum, .name = "MinimumBytes", .type = &type_int64,
          .help = "The least memory, with dynamic memory."),
    PARAM(struct set_args, priority, .name = "Priority", .type = &type_int32, PARAM_RANGE(0, 100),
          .help = "Who gets memory first when it is short, 0 to 100."),
    PARAM(struct set_args, per_numa_node, .name = "MaximumAmountPerNumaNodeBytes",
          .type = &type_int64, .help = "Not supported on this host."),
    HV_POOL_PARAM(struct set_args, resource_pool, .sets = NULL),
    HV_PASSTHRU(struct set_args),
};
static const struct example set_examples[] = {
    { .code = "Set-VMMemory web1 -DynamicMemoryEnabled $true -MinimumBytes 512MB -StartupBytes "
              "1GB -MaximumBytes 4GB",
      .remarks = "Memory that follows the demand." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMMemory", "VMName", struct hv_get_args, get, "VMMemory",
              "Shows the memory settings of virtual machines.", false),
    HV_CMDLET("Set", "VMMemory", "VMName", struct set_args, set, "VMMemory",
              "Changes the memory settings of virtual machines.", true),
};
const struct cmdlet_group vm_memory_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
