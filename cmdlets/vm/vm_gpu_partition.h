/* Get-VMHostPartitionableGpu; Add-, Get- and Remove-VMGpuPartitionAdapter. */
#ifndef HVSH_CMDLETS_VM_VM_GPU_PARTITION_H
#define HVSH_CMDLETS_VM_VM_GPU_PARTITION_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_host_partitionable_gpu, type_vm_gpu_partition_adapter;
extern const struct cmdlet_group vm_gpu_partition_cmdlets;

#endif
