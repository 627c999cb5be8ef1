/* New-, Get-, Set-, Remove- and Rename-VMSwitch. */
#ifndef HVSH_CMDLETS_VM_VM_SWITCH_H
#define HVSH_CMDLETS_VM_VM_SWITCH_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_switch;
extern const struct cmdlet_group vm_switch_cmdlets;

/* The name of a VMSwitch value (borrowed), NULL for any other value. */
const char *hv_switch_name(struct value v);

#endif
