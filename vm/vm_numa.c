#include "vm/vm_numa.h"

#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"
#include "vm/xml.h"

enum { SAMPLE_MS = 100, MAX_NODES = 1024, MAX_CPUS = 8192 };

/* ---- nodes ---- */
struct nodes_arg {
    struct vm_numa_node *nodes;
    size_t n;
};

void vm_numa_nodes_free(struct vm_numa_node *nodes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(nodes[i].cpus);
    free(nodes);
}

static void nodes_arg_release(void *opaque)
{
    struct nodes_arg *a = opaque;
    if (a)
        vm_numa_nodes_free(a->nodes, a->n);
    free(a);
}

static void read_cell(xmlNodePtr cell, struct vm_numa_node *node)
{
    xmlNodePtr *cpus;
    node->id = (int)vm_xml_number(cell, "@id", 0);
    node->memory = vm_xml_size(cell, "memory", 0);
    size_t n = vm_xml_find_all(cell, "cpus/cpu", &cpus);
    if (n > MAX_CPUS)
        n = MAX_CPUS;
    node->cpus = xcalloc(n + 1, sizeof(*node->cpus));
    for (size_t i = 0; i < n; i++)
        node->cpus[node->cpu_count++] =
            (struct vm_numa_cpu){ (unsigned)vm_xml_number(cpus[i], "@id", 0), -1 };
    free(cpus);
}

struct times {
    uint64_t all, idle;
    bool known;
};

static struct times cpu_times(virConnectPtr conn, unsigned cpu)
{
    struct times t = { 0 };
    int n = 0;
    if (virNodeGetCPUStats(conn, (int)cpu, NULL, &n, 0) < 0 || n <= 0 || n > 64)
        return t;
    AUTO_FREE virNodeCPUStatsPtr stats = xcalloc((size_t)n, sizeof(*stats));
    if (virNodeGetCPUStats(conn, (int)cpu, stats, &n, 0) < 0)
        return t;
    for (int i = 0; i < n; i++) {
        bool idle = strcmp(stats[i].field, VIR_NODE_CPU_STATS_IDLE) == 0 ||
                    strcmp(stats[i].field, VIR_NODE_CPU_STATS_IOWAIT) == 0;
        t.all += stats[i].value;
        t.idle += idle ? stats[i].value : 0;
    }
    t.known = true;
    return t;
}

static void measure(const struct nodes_arg *a, virConnectPtr conn, struct times *times)
{
    size_t k = 0;
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < a->nodes[i].cpu_count; j++)
            times[k++] = cpu_times(conn, a->nodes[i].cpus[j].id);
}

static int read_idle(struct vm_call *call, struct nodes_arg *a, struct err **err)
{
    size_t total = 0, k = 0;
    for (size_t i = 0; i < a->n; i++)
        total += a->nodes[i].cpu_count;
    AUTO_FREE struct times *before = xcalloc(total + 1, sizeof(*before));
    AUTO_FREE struct times *after = xcalloc(total + 1, sizeof(*after));
    measure(a, call->conn, before);
    if (!total || !before[0].known)
        return 0;
    if (vm_call_sleep(call, SAMPLE_MS, err) < 0)
        return -1;
    measure(a, call->conn, after);
    for (size_t i = 0; i < a->n; i++) {
        for (size_t j = 0; j < a->nodes[i].cpu_count; j++, k++) {
            uint64_t all = after[k].all - before[k].all, idle = after[k].idle - before[k].idle;
            if (before[k].known && after[k].known && after[k].all > before[k].all)
                a->nodes[i].cpus[j].idle = idle >= all ? 100 : (int)(idle * 100 / all);
        }
    }
    return 0;
}

static int nodes_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct nodes_arg *a = opaque;
    char *text = virConnectGetCapabilities(call->conn);
    if (!text)
        return vm_err_libvirt(err, "Cannot read the host's capabilities");
    AUTO_XMLDOC doc = vm_xml_parse(text, "capabilities", err);
    free(text);
    if (!doc)
        return -1;
    xmlNodePtr *cells;
    size_t n = vm_xml_find_all(xmlDocGetRootElement(doc), "host/topology/cells/cell", &cells);
    if (n > MAX_NODES)
        n = MAX_NODES;
    a->nodes = xcalloc(n + 1, sizeof(*a->nodes));
    for (; a->n < n; a->n++)
        read_cell(cells[a->n], &a->nodes[a->n]);
    free(cells);
    for (size_t i = 0; i < a->n; i++) {
        unsigned long long bytes;
        if (virNodeGetCellsFreeMemory(call->conn, &bytes, a->nodes[i].id, 1) == 1)
            a->nodes[i].memory_free = bytes;
    }
    return read_idle(call, a, err);
}

int vm_numa_nodes(struct vm_host *host, struct vm_numa_node **nodes, size_t *n, struct err **err)
{
    struct nodes_arg *a = xcalloc(1, sizeof(*a));
    void *p = a;
    int rc = vm_call_run(host, "Reading the host's NUMA nodes", VM_CALL_READ, 0, nodes_work, &p,
                         nodes_arg_release, err);
    if (rc == 0) {
        *nodes = STEAL(a->nodes);
        *n = a->n;
        a->n = 0;
    }
    nodes_arg_release(p);
    return rc;
}

/* ---- machines ---- */
struct uses_arg {
    struct vm_numa_use *uses;
    size_t n;
};

void vm_numa_uses_free(struct vm_numa_use *uses, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(uses[i].name);
    free(uses);
}

static void uses_arg_release(void *opaque)
{
    struct uses_arg *a = opaque;
    if (a)
        vm_numa_uses_free(a->uses, a->n);
    free(a);
}

/* The one node that all of its memory is bound to, or -1. */
static int bound_node(virDomainPtr dom, int only)
{
    if (only >= 0)
        return only;
    char *text = virDomainGetXMLDesc(dom, 0);
    AUTO_ERR *ignored = NULL;
    AUTO_XMLDOC doc = text ? vm_xml_parse(text, "domain", &ignored) : NULL;
    free(text);
    xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!vm_xml_is(root, "numatune/memory/@mode", "strict"))
        return -1;
    /* A set of several ("0-1", "0,2") is not a number. */
    int64_t node = vm_xml_number(root, "numatune/memory/@nodeset", -1);
    return node >= 0 && node < MAX_NODES ? (int)node : -1;
}

static int uses_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct uses_arg *a = opaque;
    virNodeInfo node;
    virDomainPtr *doms = NULL;
    if (virNodeGetInfo(call->conn, &node) < 0)
        return vm_err_libvirt(err, "Cannot read the host's properties");
    int n = virConnectListAllDomains(call->conn, &doms, VIR_CONNECT_LIST_DOMAINS_ACTIVE);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the virtual machines");
    a->uses = xcalloc((size_t)n + 1, sizeof(*a->uses));
    for (int i = 0; i < n; i++) {
        struct vm_numa_use *use = &a->uses[a->n];
        virDomainInfo info;
        if (virDomainGetInfo(doms[i], &info) == 0 &&
            virDomainGetUUIDString(doms[i], use->uuid) == 0) {
            use->name = vm_name_of(doms[i], use->uuid);
            use->node = bound_node(doms[i], node.nodes == 1 ? 0 : -1);
            use->memory = (uint64_t)info.memory * 1024;
            use->vcpus = info.nrVirtCpu;
            a->n++;
        }
        virDomainFree(doms[i]);
    }
    free(doms);
    return 0;
}

int vm_numa_status(struct vm_host *host, struct vm_numa_use **uses, size_t *n, struct err **err)
{
    struct uses_arg *a = xcalloc(1, sizeof(*a));
    void *p = a;
    int rc = vm_call_run(host, "Reading the virtual machines' NUMA nodes", VM_CALL_READ, 0,
                         uses_work, &p, uses_arg_release, err);
    if (rc == 0) {
        *uses = STEAL(a->uses);
        *n = a->n;
        a->n = 0;
    }
    uses_arg_release(p);
    return rc;
}
