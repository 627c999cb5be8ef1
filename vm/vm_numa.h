/* The host's NUMA nodes, and where virtual machines lie on them. Every function follows the rules
 * of vm_host.h. */
#ifndef HVSH_VM_VM_NUMA_H
#define HVSH_VM_VM_NUMA_H

#include "vm/vm.h"

struct vm_numa_cpu {
    unsigned id;
    int idle; /* percent over the last tenth of a second; -1 unknown */
};
struct vm_numa_node {
    int id;
    uint64_t memory, memory_free; /* bytes */
    struct vm_numa_cpu *cpus;
    size_t cpu_count;
};
/* All nodes in the order of their numbers; takes a tenth of a second. */
int vm_numa_nodes(struct vm_host *host, struct vm_numa_node **nodes, size_t *n, struct err **err);
void vm_numa_nodes_free(struct vm_numa_node *nodes, size_t n);

/* A running machine's share of a node. */
struct vm_numa_use {
    char uuid[VM_UUID_SIZE];
    char *name;
    int node;        /* -1: it may lie on several, and libvirt does not tell how much where */
    uint64_t memory; /* bytes */
    unsigned vcpus;
};
/* One entry for each running machine. */
int vm_numa_status(struct vm_host *host, struct vm_numa_use **uses, size_t *n, struct err **err);
void vm_numa_uses_free(struct vm_numa_use *uses, size_t n);

#endif
