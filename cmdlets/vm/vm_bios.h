/* Get- and Set-VMBios: generation 1 only. */
#ifndef HVSH_CMDLETS_VM_VM_BIOS_H
#define HVSH_CMDLETS_VM_VM_BIOS_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_bios;
extern const struct cmdlet_group vm_bios_cmdlets;

#endif
