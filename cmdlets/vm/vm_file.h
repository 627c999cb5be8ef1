/* Copy-VMFile. */
#ifndef HVSH_CMDLETS_VM_VM_FILE_H
#define HVSH_CMDLETS_VM_VM_FILE_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_file_cmdlets;

#endif
