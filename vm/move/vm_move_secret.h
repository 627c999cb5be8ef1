/* Inside vm/: the secrets that a machine names (the key of its TPM's state, of encrypted disks) go
 * where it goes. */
#ifndef HVSH_VM_VM_MOVE_SECRET_H
#define HVSH_VM_VM_MOVE_SECRET_H

#include "vm/vm_call.h"
#include "vm/xml.h"

struct vm_move_secrets {
    virSecretPtr *here, *there; /* in pairs: those that were copied */
    size_t count;
};

/* Copies those that the destination lacks. */
int vm_move_secrets(struct vm_move_secrets *secrets, struct vm_call *from, struct vm_call *to,
                    xmlNodePtr domain, struct err **err) MUST_CHECK;
/* The copies go again. */
void vm_move_secrets_undo(struct vm_move_secrets *secrets);
void vm_move_secrets_release(struct vm_move_secrets *secrets);

#endif
