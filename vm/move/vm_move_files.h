/* Inside vm/: the files of a move. */
#ifndef HVSH_VM_VM_MOVE_FILES_H
#define HVSH_VM_VM_MOVE_FILES_H

#include "vm/move/vm_move_plan.h"
#include "vm/pool/vm_store.h"

/* Is the path in the folder, or deeper? NULL: no. */
bool vm_move_is_below(const char *path, const char *folder);
/* The machine's folder and those of its disks, on the destination. made: the machine's folder is
 * new; shared: it was there and is the one that the source sees. */
int vm_move_folders(struct vm_store *to, const struct vm_move_plan *plan, bool *made, bool *shared,
                    struct err **err) MUST_CHECK;
/* What hvsh and libvirt put into a machine's folder goes, and the folder when nothing else is in
 * it. */
void vm_move_tidy_folder(struct vm_store *store, const char *folder);
/* Empty disks that QEMU fills while it moves a running machine. */
int vm_move_empty_disks(struct vm_edit *e, struct vm_store *from, struct vm_store *to,
                        const struct vm_move_plan *plan, struct err **err) MUST_CHECK;
/* Of a machine that is off: its disks, firmware variables and TPM, copied. */
int vm_move_copy(struct vm_edit *e, struct vm_store *from, struct vm_store *to,
                 const struct vm_move_plan *plan, bool shared_folder, struct err **err) MUST_CHECK;
/* The file of a machine's firmware variables, in libvirt's own place when its document names none;
 * NULL: it has none. The caller frees. */
char *vm_move_nvram(xmlNodePtr root);
/* libvirt's own place for the state of a machine's emulated TPM; the caller frees. */
char *vm_move_tpm_folder(const char *uuid);
void vm_move_remove_tpm(struct vm_store *store, const char *folder);
/* What stays behind on the source goes; the first failure is told. */
int vm_move_tidy(struct vm_store *from, const struct vm_move_plan *plan, bool retain_disks,
                 bool shared_folder, struct err **err) MUST_CHECK;

#endif
