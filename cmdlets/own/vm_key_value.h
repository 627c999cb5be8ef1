/* Get-, Set- and Remove-VMKeyValuePair: what Msvm_KvpExchangeComponent shows on Hyper-V. */
#ifndef HVSH_CMDLETS_OWN_VM_KEY_VALUE_H
#define HVSH_CMDLETS_OWN_VM_KEY_VALUE_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_key_value_cmdlets;
extern const struct type_info type_vm_key_value;

#endif
