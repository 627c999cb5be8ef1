#include "cmdlets/vm/vm_host_numa.h"

#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "vm/vm_numa.h"

/* ---- Microsoft.HyperV.PowerShell.VMHostNumaNode ---- */
struct node {
    int id;
    uint64_t memory, memory_free;
    char *computer;
    struct value availability; /* array of percents */
};

static void node_destroy(struct object *o)
{
    struct node *node = object_payload(o);
    free(node->computer);
    value_clear(&node->availability);
}

enum node_property { NODE_ID, NODE_AVAILABILITY, NODE_FREE, NODE_TOTAL, NODE_COMPUTER };

static int get_node(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct node *node = object_payload(self.object);
    (void)err;
    switch ((enum node_property)p->data) {
    case NODE_ID:
        *out = value_int(node->id);
        break;
    case NODE_AVAILABILITY:
        *out = value_ref(node->availability);
        break;
    case NODE_FREE: /* megabytes, both */
        *out = value_long((int64_t)(node->memory_free >> 20));
        break;
    case NODE_TOTAL:
        *out = value_long((int64_t)(node->memory >> 20));
        break;
    case NODE_COMPUTER:
        *out = value_string(node->computer);
        break;
    }
    return 0;
}

#define NODE(name_, type_, id_)                                         \
    {                                                                   \
        .name = name_, .type_name = type_, .get = get_node, .data = id_ \
    }
static const struct property node_properties[] = {
    NODE("NodeId", "int", NODE_ID),
    NODE("ProcessorsAvailability", "int[]", NODE_AVAILABILITY),
    NODE("MemoryAvailable", "long", NODE_FREE),
    NODE("MemoryTotal", "long", NODE_TOTAL),
    NODE("ComputerName", "string", NODE_COMPUTER),
};

const struct type_info type_vm_host_numa_node = {
    .name = "Microsoft.HyperV.PowerShell.VMHostNumaNode",
    .base = &type_object,
    .props = node_properties,
    .nprops = ARRAY_SIZE(node_properties),
    .default_display = (const char *const[]){ "NodeId", "ProcessorsAvailability", "MemoryAvailable",
                                              "MemoryTotal", "ComputerName", NULL },
    .payload_size = sizeof(struct node),
    .destroy = node_destroy,
};

/* ---- Microsoft.HyperV.PowerShell.VMHostNumaNodeStatus ---- */
struct use {
    struct vm_numa_use facts;
    char *computer;
};

static void use_destroy(struct object *o)
{
    struct use *use = object_payload(o);
    free(use->facts.name);
    free(use->computer);
}

enum use_property { USE_NODE, USE_VM_ID, USE_VM_NAME, USE_MEMORY, USE_PROCESSORS, USE_COMPUTER };

static int get_use(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct use *use = object_payload(self.object);
    (void)err;
    switch ((enum use_property)p->data) {
    case USE_NODE:
        *out = value_int(use->facts.node);
        break;
    case USE_VM_ID:
        *out = hv_guid(use->facts.uuid);
        break;
    case USE_VM_NAME:
        *out = value_string(use->facts.name);
        break;
    case USE_MEMORY: /* megabytes */
        *out = value_long((int64_t)(use->facts.memory >> 20));
        break;
    case USE_PROCESSORS:
        *out = value_int((int32_t)use->facts.vcpus);
        break;
    case USE_COMPUTER:
        *out = value_string(use->computer);
        break;
    }
    return 0;
}

#define USE(name_, type_, id_)                                         \
    {                                                                  \
        .name = name_, .type_name = type_, .get = get_use, .data = id_ \
    }
static const struct property use_properties[] = {
    USE("NodeId", "int", USE_NODE),
    USE("VMId", "guid", USE_VM_ID),
    USE("VMName", "string", USE_VM_NAME),
    USE("MemoryUsed", "long", USE_MEMORY),
    USE("ProcessorCount", "int", USE_PROCESSORS),
    USE("ComputerName", "string", USE_COMPUTER),
};
static const struct view_column use_columns[] = {
    { .property = "NodeId" },
    { .property = "VMName" },
    { .property = "MemoryUsed" },
    { .property = "ProcessorCount" },
};
static const struct view use_table = { .columns = use_columns,
                                       .ncolumns = ARRAY_SIZE(use_columns) };

const struct type_info type_vm_host_numa_node_status = {
    .name = "Microsoft.HyperV.PowerShell.VMHostNumaNodeStatus",
    .base = &type_object,
    .props = use_properties,
    .nprops = ARRAY_SIZE(use_properties),
    .table = &use_table,
    .payload_size = sizeof(struct use),
    .destroy = use_destroy,
};

/* ---- the cmdlets ---- */
struct numa_args {
    HV_HOST_FIELDS
    struct opt_int id;
};
#define A struct numa_args

static enum status host_failed(struct invocation *inv, struct hv_host *host, struct err **err)
{
    AUTO_VALUE target = value_string(host->name);
    return cmdlet_err(inv, err, target);
}

static enum status no_node(struct invocation *inv, struct hv_host *host)
{
    struct err *err = NULL;
    err_set(&err, ERR_OBJECT_NOT_FOUND, "The host '%s' has no NUMA node with the ID %lld.",
            host->name, (long long)ARGS(inv, A)->id.value);
    return host_failed(inv, host, &err);
}

static struct value node_object(struct hv_host *host, const struct vm_numa_node *facts)
{
    struct object *o = object_new(&type_vm_host_numa_node);
    struct node *node = object_payload(o);
    struct array *idle = array_new(facts->cpu_count);
    node->id = facts->id;
    node->memory = facts->memory;
    node->memory_free = facts->memory_free;
    node->computer = xstrdup(host->name);
    for (size_t i = 0; i < facts->cpu_count; i++)
        if (facts->cpus[i].idle >= 0)
            array_push_take(idle, value_int(facts->cpus[i].idle));
    node->availability = value_of_array(idle);
    return value_of_object(o);
}

static enum status emit_nodes(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    struct vm_numa_node *nodes;
    struct err *err = NULL;
    bool found = !args->id.set;
    size_t n;
    if (vm_numa_nodes(host->host, &nodes, &n, &err))
        return host_failed(inv, host, &err);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (args->id.set && args->id.value != nodes[i].id)
            continue;
        found = true;
        st = emit_take(inv, node_object(host, &nodes[i]));
    }
    vm_numa_nodes_free(nodes, n);
    return found || st != ST_OK ? st : no_node(inv, host);
}

static enum status emit_use(struct invocation *inv, struct hv_host *host, struct vm_numa_use *facts)
{
    const A *args = ARGS(inv, A);
    struct err *err = NULL;
    if (facts->node < 0) {
        err_set(&err, ERR_NOT_SUPPORTED,
                "The virtual machine '%s' may span the NUMA nodes of its host, which does not tell "
                "how much of it lies where.",
                facts->name);
        err_advise(&err,
                   "Bind it to a node while it is off: virsh numatune '%s' --mode strict "
                   "--nodeset 0 --config",
                   facts->name);
        AUTO_VALUE target = value_string(facts->name);
        return cmdlet_err(inv, &err, target);
    }
    if (args->id.set && args->id.value != facts->node)
        return ST_OK;
    struct object *o = object_new(&type_vm_host_numa_node_status);
    struct use *use = object_payload(o);
    use->facts = *facts;
    use->facts.name = xstrdup(facts->name);
    use->computer = xstrdup(host->name);
    return emit_take(inv, value_of_object(o));
}

static enum status emit_uses(struct invocation *inv, struct hv_host *host)
{
    struct vm_numa_use *uses;
    struct err *err = NULL;
    size_t n;
    if (vm_numa_status(host->host, &uses, &n, &err))
        return host_failed(inv, host, &err);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++)
        st = emit_use(inv, host, &uses[i]);
    vm_numa_uses_free(uses, n);
    return st;
}

static enum status node_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, emit_nodes);
}

static enum status status_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, emit_uses);
}

#define NUMA_PARAMS                       \
    HV_ONLY_HOST_PARAMS(A, false, false), \
        PARAM(A, id, .name = "Id", .type = &type_int32, .help = "The number of one node.")
static const struct param node_params[] = { NUMA_PARAMS };
static const struct param status_params[] = { NUMA_PARAMS };
static const struct example node_examples[] = {
    { .code = "Get-VMHostNumaNode",
      .remarks = "The nodes, how idle each of their processors is in percent, and their memory in "
                 "megabytes." },
};
static const struct example status_examples[] = {
    { .code = "Get-VMHostNumaNodeStatus -Id 0", .remarks = "The running machines of a node." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMHostNumaNode", "ComputerName", A, node, "VMHostNumaNode",
              "Shows the NUMA nodes of a host.", false),
    HV_CMDLET("Get", "VMHostNumaNodeStatus", "ComputerName", A, status, "VMHostNumaNodeStatus",
              "Shows what running virtual machines use of the NUMA nodes of a host.", false),
};
const struct cmdlet_group vm_host_numa_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
