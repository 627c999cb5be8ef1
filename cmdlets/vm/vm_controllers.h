/* Get-VMIdeController; Add-, Get- and Remove-VMScsiController. */
#ifndef HVSH_CMDLETS_VM_VM_CONTROLLERS_H
#define HVSH_CMDLETS_VM_VM_CONTROLLERS_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_controller_cmdlets;

#endif
