/* Get-VMHostNumaNode, Get-VMHostNumaNodeStatus. */
#ifndef HVSH_CMDLETS_VM_VM_HOST_NUMA_H
#define HVSH_CMDLETS_VM_VM_HOST_NUMA_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_host_numa_node, type_vm_host_numa_node_status;
extern const struct cmdlet_group vm_host_numa_cmdlets;

#endif
