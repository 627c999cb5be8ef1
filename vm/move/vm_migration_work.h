/* Inside vm/: the settings of live migration, for work. */
#ifndef HVSH_VM_VM_MIGRATION_WORK_H
#define HVSH_VM_VM_MIGRATION_WORK_H

#include "vm/move/vm_migration.h"
#include "vm/vm_call.h"

int vm_migration_load(struct vm_call *call, struct vm_migration_settings *settings,
                      struct err **err);
/* The address on which the destination's networks let machines come; NULL: any. The caller frees.
 * ERR_OPERATION_FAILED when none of the networks is one of the host's. */
int vm_migration_address(struct vm_call *destination, const struct vm_migration_settings *settings,
                         char **address, struct err **err);
/* Waits until fewer machines than its limit are coming to or leaving the host, and counts one more
 * until vm_migration_leave(). */
int vm_migration_enter(struct vm_call *call, unsigned maximum, struct err **err);
void vm_migration_leave(struct vm_call *call);

#endif
