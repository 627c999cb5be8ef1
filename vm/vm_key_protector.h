/* Keys of virtual TPMs. Functions that take a host follow the rules of vm_host.h.
 *
 * A key protector is a secret of libvirt (usage vtpm) that encrypts the TPM's state on the host's
 * disk; the domain's metadata names it. swtpm cannot change the key of state that is there, so a
 * machine's key protector is fixed once its TPM has been on. */
#ifndef HVSH_VM_VM_KEY_PROTECTOR_H
#define HVSH_VM_VM_KEY_PROTECTOR_H

#include "vm/vm.h"

/* A new random key; replaces one that has not been used. */
int vm_new_key_protector(struct vm_host *host, const char *uuid, struct err **err);
/* The key of another machine of this host, by the UUID of its secret, or none (NULL). */
int vm_copy_key_protector(struct vm_host *host, const char *uuid, const char *secret,
                          struct err **err);

#endif
