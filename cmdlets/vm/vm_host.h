/* Get- and Set-VMHost. */
#ifndef HVSH_CMDLETS_VM_VM_HOST_H
#define HVSH_CMDLETS_VM_VM_HOST_H

#include "cmdlets/vm/context.h"
#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_host;
/* Emits the VMHost, or records the error. */
enum status hv_emit_host(struct invocation *inv, struct hv_host *host) MUST_CHECK_STATUS;
extern const struct cmdlet_group vm_host_cmdlets;

#endif
