/* Export-VM. */
#ifndef HVSH_CMDLETS_VM_VM_EXPORT_H
#define HVSH_CMDLETS_VM_VM_EXPORT_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_export_cmdlets;

#endif
