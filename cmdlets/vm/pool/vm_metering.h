/* Measure-VM, and Enable-, Disable- and Reset-VMResourceMetering. */
#ifndef HVSH_CMDLETS_VM_VM_METERING_H
#define HVSH_CMDLETS_VM_VM_METERING_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_metering_cmdlets;

#endif
