/* Groups of virtual machines: Get-, New-, Remove-, Rename-VMGroup, Add- and
 * Remove-VMGroupMember. */
#ifndef HVSH_CMDLETS_VM_VM_GROUP_H
#define HVSH_CMDLETS_VM_VM_GROUP_H

#include "cmdlets/vm/context.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_group;
extern const struct cmdlet_group vm_group_cmdlets;

/* The groups that a virtual machine is in, as an owned array of VMGroup objects. */
int hv_groups_of(struct hv_host *host, const char *vm_uuid, struct value *out,
                 struct err **err) MUST_CHECK;

#endif
