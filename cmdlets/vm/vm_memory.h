/* Get- and Set-VMMemory. */
#ifndef HVSH_CMDLETS_VM_VM_MEMORY_H
#define HVSH_CMDLETS_VM_VM_MEMORY_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"
#include "vm/vm.h"

extern const struct type_info type_vm_memory;
extern const struct cmdlet_group vm_memory_cmdlets;

/* The VMMemory of a virtual machine; *out is owned. */
int hv_memory_object(struct value vm, const struct vm_config *config, struct value *out,
                     struct err **err);

#endif
