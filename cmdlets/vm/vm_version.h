/* Get-VMHostSupportedVersion, Update-VMVersion. */
#ifndef HVSH_CMDLETS_VM_VM_VERSION_H
#define HVSH_CMDLETS_VM_VM_VERSION_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_host_supported_version;
extern const struct cmdlet_group vm_version_cmdlets;

#endif
