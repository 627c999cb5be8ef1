/* Inside vm/: a move of storage, planned. */
#ifndef HVSH_VM_VM_STORAGE_PRIVATE_H
#define HVSH_VM_VM_STORAGE_PRIVATE_H

#include "disk/image_chain.h"
#include "shell/base/vec.h"
#include "vm/export/vm_copies.h"
#include "vm/export/vm_storage.h"
#include "vm/vm_edit.h"

struct storage_file {
    char *from, *to;
    bool is_parent;
};
struct storage_drive {
    xmlNodePtr node; /* of the stored document */
    char *target;    /* "sda" */
    char *to;        /* NULL: the disk itself stays */
    bool served;
    struct disk_chain chain;
};
struct storage_work {
    struct vm_edit edit;
    struct vm_copies copies;
    const struct vm_storage_move *move;
    VEC(struct storage_drive) drives;
    VEC(struct storage_file) files; /* that go, each once */
    char *old_folder;
};
/* Where a file will be: its new place, or its own. Borrowed. */
const char *storage_place(const struct storage_work *w, const char *path);
/* The drives of a running machine: copied by QEMU, which works on the copies afterwards. The
 * stored document is changed accordingly, but not defined. */
int storage_move_live(struct storage_work *w, struct err **err) MUST_CHECK;
/* Names the new place in a stored <disk>. */
void storage_name(const struct storage_drive *drive);

#endif
