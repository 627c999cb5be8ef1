/* Microsoft.HyperV.PowerShell.VMSnapshot: a checkpoint, with the machine's settings of then. Its
 * name, place in the tree and existence are read again after something changed. */
#ifndef HVSH_CMDLETS_VM_CHECKPOINT_OBJECT_H
#define HVSH_CMDLETS_VM_CHECKPOINT_OBJECT_H

#include "cmdlets/vm/virtual_machine.h"
#include "vm/checkpoint/vm_checkpoint.h"

extern const struct type_info type_vm_snapshot;

/* A new object; takes the content of *facts (left zeroed). vm is a VirtualMachine (borrowed). */
struct value hv_checkpoint_new_take(struct value vm, struct vm_checkpoint *facts);
/* What an object stands for, NULL for other values; *vm gets the VirtualMachine (borrowed) when not
 * NULL. */
const struct vm_checkpoint *hv_checkpoint_of(struct value v, struct value *vm);
/* The facts as they are now. */
int hv_checkpoint_refresh(struct value v, struct err **err) MUST_CHECK;
/* The settings of then; the pointer lives as long as the object. */
int hv_checkpoint_config(struct value v, const struct vm_config **config,
                         struct err **err) MUST_CHECK;

#endif
