/* New-VFD. */
#ifndef HVSH_CMDLETS_VM_VFD_H
#define HVSH_CMDLETS_VM_VFD_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vfd_cmdlets;

#endif
