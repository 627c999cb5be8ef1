/* Start-, Stop-, Save-, Suspend-, Resume-, Restart-VM and Remove-VMSavedState. */
#ifndef HVSH_CMDLETS_VM_VM_STATE_H
#define HVSH_CMDLETS_VM_VM_STATE_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_state_cmdlets;

#endif
