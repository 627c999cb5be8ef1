/* Checkpoint-VM and the VMSnapshot cmdlets. */
#ifndef HVSH_CMDLETS_VM_VM_SNAPSHOT_H
#define HVSH_CMDLETS_VM_VM_SNAPSHOT_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_snapshot_cmdlets;

#endif
