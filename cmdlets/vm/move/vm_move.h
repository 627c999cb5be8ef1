/* Move-VM. */
#ifndef HVSH_CMDLETS_VM_VM_MOVE_H
#define HVSH_CMDLETS_VM_VM_MOVE_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_move_cmdlets;

#endif
