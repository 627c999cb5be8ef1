/* Get- and Set-VMMemory. */
#ifndef HVSH_CMDLETS_VM_VM_MEMORY_H
#define HVSH_CMDLETS_VM_VM_MEMORY_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_memory;
extern const struct cmdlet_group vm_memory_cmdlets;

#endif
