/* Get- and Set-VMHost. */
#ifndef HVSH_CMDLETS_VM_VM_HOST_H
#define HVSH_CMDLETS_VM_VM_HOST_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_host;
extern const struct cmdlet_group vm_host_cmdlets;

#endif
