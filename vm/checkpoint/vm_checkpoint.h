/* Checkpoints (snapshots): the state of a virtual machine at a moment, its disks and settings, of a
 * running one also its memory. A tree: each has the one before it as its parent, and restoring one
 * begins a new branch there. Functions follow the rules of vm_host.h. See vm_snapshot.h and
 * vm_layers.h for how they are kept. */
#ifndef HVSH_VM_VM_CHECKPOINT_H
#define HVSH_VM_VM_CHECKPOINT_H

#include "vm/vm.h"

struct vm_checkpoint {
    char id[VM_UUID_SIZE];
    char *name;
    int64_t created;           /* Unix seconds; 0 unknown */
    char parent[VM_UUID_SIZE]; /* "": none */
    char *parent_name;         /* NULL: none */
    bool has_memory;           /* restoring brings back what ran */
    bool current;              /* the machine's state comes after it */
    char *folder;              /* of its own files, NULL: none known */
    uint64_t size;             /* bytes of memory and firmware state; 0 when not known */
};
struct vm_checkpoints {
    struct vm_checkpoint *items; /* oldest first */
    size_t len;
};
int vm_checkpoint_list(struct vm_host *host, const char *vm_uuid, struct vm_checkpoints *list,
                       struct err **err);
void vm_checkpoints_release(struct vm_checkpoints *list);
void vm_checkpoint_release(struct vm_checkpoint *checkpoint);
/* The item with that id, or NULL. */
const struct vm_checkpoint *vm_checkpoints_find(const struct vm_checkpoints *list, const char *id);
/* The machine's settings as they were then. */
int vm_checkpoint_config(struct vm_host *host, const char *vm_uuid, const char *id,
                         struct vm_config *config, struct err **err);

/* Makes one of the machine's kind (CheckpointType): Disabled is ERR_INVALID_STATE. Production asks
 * the guest to rest its file systems and takes no memory; when the guest does not, it is Standard
 * (*fell_back), with ProductionOnly ERR_OPERATION_FAILED. id gets the new one's. On failure or
 * interrupt nothing is left. */
int vm_checkpoint_create(struct vm_host *host, const char *vm_uuid, const char *name,
                         char id[VM_UUID_SIZE], bool *fell_back, struct err **err);
/* The same of the disks of a machine that runs alone, whatever its kind is. */
enum vm_checkpoint_moment {
    VM_MOMENT_BY_TYPE,
    VM_MOMENT_DISKS,  /* as they are */
    VM_MOMENT_RESTED, /* while the guest rests its file systems; else ERR_OPERATION_FAILED */
};
int vm_checkpoint_create_moment(struct vm_host *host, const char *vm_uuid, const char *name,
                                enum vm_checkpoint_moment moment, char id[VM_UUID_SIZE],
                                struct err **err);
int vm_checkpoint_rename(struct vm_host *host, const char *vm_uuid, const char *id,
                         const char *name, struct err **err);
/* The machine becomes what it was then; what it is now is lost. With memory a machine that runs
 * goes on running there, one that does not is saved there; without it is off. */
int vm_checkpoint_restore(struct vm_host *host, const char *vm_uuid, const char *id,
                          struct err **err);
/* Removes a checkpoint, with tree all that come after it, too. Nothing of the machine or of the
 * other checkpoints changes; layers that are not needed any more are merged. */
int vm_checkpoint_remove(struct vm_host *host, const char *vm_uuid, const char *id, bool tree,
                         struct err **err);
/* Makes path/NAME with the machine as it was then, as vm_export() does of now (vm_export.h); its
 * memory is not part of that. */
int vm_checkpoint_export(struct vm_host *host, const char *vm_uuid, const char *id,
                         const char *path, struct err **err);

#endif
