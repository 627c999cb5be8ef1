/* Import-VM, Compare-VM, Repair-VM. */
#ifndef HVSH_CMDLETS_VM_VM_IMPORT_H
#define HVSH_CMDLETS_VM_VM_IMPORT_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_import_cmdlets;

#endif
