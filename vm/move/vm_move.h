/* Move-VM: a virtual machine goes from one host to another, running or off, with or without its
 * virtual hard disks. The rules of vm_host.h hold: a failure or an interrupt leaves the machine
 * where it was, running if it ran, and nothing on the destination. */
#ifndef HVSH_VM_VM_MOVE_H
#define HVSH_VM_VM_MOVE_H

#include "vm/vm.h"

/* Where one virtual hard disk goes. Absolute paths, each on its host. */
struct vm_move_disk {
    const char *source, *destination;
};
struct vm_move_spec {
    bool include_storage;     /* all virtual hard disks go along */
    const char *storage_path; /* with it: the folder for everything; NULL: the host's defaults */
    const char *vm_path;      /* the folder for the machine's own folder; NULL: as it was */
    const char *snapshot_path, *smart_paging_path; /* NULL: as they were */
    const struct vm_move_disk *disks; /* these go along, whatever include_storage says */
    size_t disk_count;
    const char *processor_pool; /* the resource pool of its processors there; NULL: Primordial */
    bool retain_disks;          /* the source keeps its copies */
};

/* Why a machine cannot go there, or only changed. Numbers and texts are those that Hyper-V's
 * compatibility reports have, where it knows the case. */
struct vm_incompatibility {
    enum err_kind kind;
    int id;
    char *message, *advice; /* advice may be NULL */
};
struct vm_incompatibilities {
    struct vm_incompatibility *items;
    size_t len;
};
void vm_incompatibilities_release(struct vm_incompatibilities *list);

/* All that stands in the way; changes nothing. An error is returned only when that cannot be told.
 */
int vm_move_check(struct vm_host *source, struct vm_host *destination, const char *uuid,
                  const struct vm_move_spec *spec, struct vm_incompatibilities *found,
                  struct err **err);
/* notice gets what could not be tidied up on the source after the machine had gone, or NULL; the
 * caller frees. It may be called for several machines at once; only destination's core is used. */
int vm_move(struct vm_host *source, struct vm_host *destination, const char *uuid,
            const struct vm_move_spec *spec, char **notice, struct err **err);

#endif
