/* Move-VMStorage: the files of a virtual machine go to other places on its host, while it is off or
 * runs. Nothing is removed from where it was before all of it is in use where it shall be. */
#ifndef HVSH_VM_VM_STORAGE_H
#define HVSH_VM_VM_STORAGE_H

#include "vm/vm.h"

struct vm_storage_disk {
    const char *source, *destination; /* absolute */
};
struct vm_storage_move {
    /* A folder for everything: disks and their parents to "Virtual Hard Disks" in it. NULL: only
     * what follows goes. */
    const char *storage;
    const char *machine, *snapshots, *paging; /* folders; NULL: as they are */
    const struct vm_storage_disk *disks;      /* disks or parents of disks */
    size_t disk_count;
    bool retain;         /* the files also stay where they were */
    bool remove_parents; /* parents go from where they were, too, when no other machine has them */
    const char *pool;    /* the resource pool of the disks that go; NULL: where they are */
};
/* Off: the files are copied, then the settings changed. Running: QEMU copies what it writes to,
 * and goes over. On failure or interrupt everything is as it was, but for disks that a running
 * machine had gone over to already. */
int vm_storage_move(struct vm_host *host, const char *uuid, const struct vm_storage_move *move,
                    struct err **err);
/* The checks of it alone. */
int vm_storage_check(struct vm_host *host, const char *uuid, const struct vm_storage_move *move,
                     struct err **err);

#endif
