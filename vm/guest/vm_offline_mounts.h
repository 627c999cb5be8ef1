/* Inside vm/: the fstab of a machine that is off. */
#ifndef HVSH_VM_VM_OFFLINE_MOUNTS_H
#define HVSH_VM_VM_OFFLINE_MOUNTS_H

#include "vm/guest/vm_offline_disks.h"

/* Adds what this text of an fstab has mounted at boot, but for "/". */
void guest_mounts_read(struct guest_disks *d, const char *text, size_t len);

#endif
