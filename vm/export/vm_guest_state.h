/* Inside vm/: what a virtual machine keeps on its host beside its disks: the UEFI variables and the
 * TPM's state, as files. */
#ifndef HVSH_VM_VM_GUEST_STATE_H
#define HVSH_VM_VM_GUEST_STATE_H

#include "vm/export/vm_copies.h"
#include "vm/vm_core.h"
#include "vm/xml.h"

/* Where the TPM of a machine keeps its state, NULL where that is not known; the caller frees. */
char *vm_tpm_folder(const struct vm_core *core, const char *uuid);
/* Copies both, those that are there, to folder/nvram.fd and folder/tpm2. */
int vm_guest_state_save(struct vm_copies *copies, xmlNodePtr domain, const char *uuid,
                        const char *folder, struct err **err) MUST_CHECK;
/* Brings what is in folder to a machine that is about to be defined: the UEFI variables to the file
 * nvram, which the domain names then, the TPM's state to its place. */
int vm_guest_state_load(struct vm_copies *copies, xmlNodePtr domain, const char *uuid,
                        const char *folder, const char *nvram, struct err **err) MUST_CHECK;

#endif
