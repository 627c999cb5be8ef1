/* Get-VMConsole and Wait-VMConsole: what a machine wrote to its serial console. */
#ifndef HVSH_CMDLETS_OWN_VM_CONSOLE_H
#define HVSH_CMDLETS_OWN_VM_CONSOLE_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_console_cmdlets;

#endif
