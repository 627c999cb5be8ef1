/* Inside vm/: shared by what makes, restores and removes checkpoints. */
#ifndef HVSH_VM_VM_CHECKPOINT_WORK_H
#define HVSH_VM_VM_CHECKPOINT_WORK_H

#include "vm/checkpoint/vm_checkpoint.h"
#include "vm/checkpoint/vm_layers.h"
#include "vm/vm_core.h"
#include "vm/vm_edit.h"

struct checkpoint_arg {
    char uuid[VM_UUID_SIZE], id[VM_UUID_SIZE];
    char *name, *path;
    bool tree, fell_back;
    enum vm_checkpoint_moment moment;
    struct vm_checkpoints list;
    struct vm_config config;
};
struct checkpoint_arg *vm_checkpoint_arg_new(const char *uuid, const char *id);
void vm_checkpoint_arg_release(void *opaque);

/* Its files must be ours to make and delete; ERR_NOT_SUPPORTED else. */
int vm_checkpoint_require_files(struct vm_call *call, const char *vm_name, struct err **err);
/* Others that make, restore or remove checkpoints of the machine wait until *fd is closed; it stays
 * -1 where nobody else is. */
int vm_checkpoint_lock(struct vm_call *call, const char *uuid, int *fd, struct err **err);
/* Is it one that libvirt handles by itself (the test driver's, or inside the disks' own files)? */
bool vm_checkpoint_is_native(const struct vm_snap *snap);
/* Refuses what others made in a way that is not known here. */
int vm_checkpoint_require_own(const struct vm_snap *snap, struct err **err);

/* The work of vm_checkpoint_restore(), by who has the lock. */
int vm_checkpoint_apply(struct vm_call *call, const char *uuid, const char *id, struct err **err);
/* Removes a checkpoint's files. */
void vm_checkpoint_delete_files(const struct vm_snap *snap);
/* Removes all checkpoints of a machine that does not run, merging its disks (Remove-VM). */
int vm_checkpoint_remove_all(struct vm_call *call, virDomainPtr dom, struct err **err);

#endif
