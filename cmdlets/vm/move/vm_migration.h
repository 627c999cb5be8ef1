/* Enable- and Disable-VMMigration, Add-, Get-, Set- and Remove-VMMigrationNetwork. */
#ifndef HVSH_CMDLETS_VM_VM_MIGRATION_H
#define HVSH_CMDLETS_VM_VM_MIGRATION_H

#include "cmdlets/vm/context.h"
#include "shell/object/object.h"
#include "shell/runtime/cmdlet.h"
#include "vm/move/vm_migration.h"

extern const struct type_info type_vm_migration_network;
struct value hv_migration_network_new(struct hv_host *host,
                                      const struct vm_migration_network *network);
extern const struct cmdlet_group vm_migration_cmdlets;

#endif
