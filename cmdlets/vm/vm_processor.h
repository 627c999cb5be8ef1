/* Get- and Set-VMProcessor. */
#ifndef HVSH_CMDLETS_VM_VM_PROCESSOR_H
#define HVSH_CMDLETS_VM_VM_PROCESSOR_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"
#include "vm/vm.h"

extern const struct type_info type_vm_processor;
extern const struct cmdlet_group vm_processor_cmdlets;

/* The VMProcessor of a virtual machine; *out is owned. */
int hv_processor_object(struct value vm, const struct vm_config *config, struct value *out,
                        struct err **err);

#endif
