/* Inside vm/: what a machine without memory still remembers outside of its disks: the firmware's
 * variables and the state of its TPM. Copies of a checkpoint are FOLDER/ID.vmgs and FOLDER/ID.tpm.
 * Only for hosts whose files are ours. */
#ifndef HVSH_VM_VM_STATE_FILES_H
#define HVSH_VM_VM_STATE_FILES_H

#include "vm/vm_core.h"
#include "vm/xml.h"

/* Copies what there is; a machine that never ran has nothing. On failure no copy is left. */
int vm_state_files_keep(struct vm_call *call, xmlNodePtr domain, const char *folder, const char *id,
                        struct err **err);
/* Puts the copies back; what had no copy goes, so that the firmware begins anew. */
int vm_state_files_put_back(struct vm_call *call, xmlNodePtr domain, const char *folder,
                            const char *id, struct err **err);
/* Deletes the copies, if there are any. */
void vm_state_files_remove(const char *folder, const char *id);
/* Bytes of a file, or of all files in a folder; 0: none. */
uint64_t vm_state_files_size(const char *path);

/* A whole copy with its mode and owner, or none. */
int vm_state_files_copy(const char *from, const char *to, struct err **err);

#endif
