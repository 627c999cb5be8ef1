/* Debug-VM. */
#ifndef HVSH_CMDLETS_VM_VM_DEBUG_H
#define HVSH_CMDLETS_VM_VM_DEBUG_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_debug_cmdlets;

#endif
