/* Inside vm/: TPM keys and virtualization-based security in the domain's XML. */
#ifndef HVSH_VM_VM_SECURITY_H
#define HVSH_VM_VM_SECURITY_H

#include "vm/vm_edit.h"

/* config's security. */
void vm_security_read(xmlNodePtr domain, struct vm_config *config);
/* The TPM that is being added is encrypted when there is a key protector. */
void vm_security_tpm(xmlNodePtr domain, xmlNodePtr tpm);
/* Keeps nested virtualization, which virtualization-based security needs, from the guest, or does
 * so no more. The machine must be off. */
int vm_vbs_change(struct vm_edit *e, bool opt_out, struct err **err);
/* What vm_vbs_change() did, in a <cpu> that was made anew. */
void vm_vbs_keep(xmlNodePtr domain);
/* The secret of a machine that is gone, unless another one has it, too (vm_key_protector.c). */
void vm_security_forget(virConnectPtr conn, xmlNodePtr domain);

#endif
