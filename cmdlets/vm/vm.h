/* New-, Get-, Set-, Remove- and Rename-VM. */
#ifndef HVSH_CMDLETS_VM_VM_H
#define HVSH_CMDLETS_VM_VM_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_cmdlets;

#endif
