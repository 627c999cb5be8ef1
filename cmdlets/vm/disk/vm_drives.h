/* Add-, Get-, Set-, Remove- for VMHardDiskDrive and VMDvdDrive. */
#ifndef HVSH_CMDLETS_VM_VM_DRIVES_H
#define HVSH_CMDLETS_VM_VM_DRIVES_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_drive_cmdlets;

#endif
