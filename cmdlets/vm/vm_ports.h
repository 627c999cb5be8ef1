/* Get- and Set-VMComPort, Get- and Set-VMFloppyDiskDrive, Enable- and Disable-VMTPM. */
#ifndef HVSH_CMDLETS_VM_VM_PORTS_H
#define HVSH_CMDLETS_VM_VM_PORTS_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_port_cmdlets;

#endif
