/* Inside vm/: libvirt's states as Hyper-V's. */
#ifndef HVSH_VM_VM_STATE_H
#define HVSH_VM_VM_STATE_H

#include "vm/vm.h"
#include "vm/vm_call.h"

/* state and reason as virDomainGetState gives them. */
enum vm_state vm_state_from_libvirt(int state, int reason, bool managed_save);
/* The state of one domain: two calls when it is off. */
int vm_state_of(virDomainPtr dom, enum vm_state *state, struct err **err);
/* Hyper-V's refusal: "The operation cannot be performed while the virtual machine is in
 * its current state." Returns -1. what: "start", "add a hard disk drive to" … */
int vm_state_refuse(const char *what, const char *vm_name, enum vm_state state, struct err **err);
/* Notes an attribute of ours in the running machine alone: it is gone with this run. */
void vm_note_live(virDomainPtr dom, const char *name, const char *value);
struct vm_core;
/* When the running machine started, Unix seconds; 0 when nobody knows. */
int64_t vm_started_time(struct vm_core *core, virDomainPtr dom);

#endif
