/* Move-VMStorage. */
#ifndef HVSH_CMDLETS_VM_VM_STORAGE_H
#define HVSH_CMDLETS_VM_VM_STORAGE_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_storage_cmdlets;

#endif
