/* Inside vm/: what a machine leaves on its host, taken away. */
#ifndef HVSH_VM_VM_UNDEFINE_H
#define HVSH_VM_VM_UNDEFINE_H

#include <libvirt/libvirt.h>

/* Undefines with the flags that the service knows (VIR_DOMAIN_UNDEFINE_*), the TPM's state among
 * them. -1 with libvirt's last error. */
int vm_undefine(virDomainPtr dom, unsigned flags);
/* What we put into the VM's own folder; the folder goes when nothing else is in it. Local hosts
 * only. */
void vm_folder_remove(const char *folder);

#endif
