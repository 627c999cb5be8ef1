/* Get-/Set-VMSecurity, Set-VMSecurityPolicy, Get-/Set-VMKeyProtector. */
#ifndef HVSH_CMDLETS_VM_VM_SECURITY_H
#define HVSH_CMDLETS_VM_VM_SECURITY_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_security;
extern const struct cmdlet_group vm_security_cmdlets;

#endif
