/* Inside vm/: the servers of a machine's VHDs and VHDXs (disk/served.h). libvirt's hook starts and
 * ends them where it is installed; hvsh does the same itself wherever it may, since there is no
 * hook for a drive that is added to a running machine, nor for a user's own libvirt. */
#ifndef HVSH_VM_VM_DISK_SERVER_H
#define HVSH_VM_VM_DISK_SERVER_H

#include "vm/vm_call.h"
#include "vm/vm_served.h"

/* Where the sockets of the servers of such a host are; the caller frees. */
char *vm_disk_server_dir(enum vm_driver driver);
/* Starts the server of one drive; ERR_NOT_SUPPORTED where that is left to the hook. */
int vm_disk_server_start(struct vm_call *call, const struct vm_served *served, const char *uuid,
                         struct err **err);
/* Ends it once its drive is gone from the machine; nothing happens when it has none. */
void vm_disk_server_stop(struct vm_call *call, const struct vm_served *served);
/* All servers of a machine that is about to start, or none on failure. Does nothing where that is
 * left to the hook. */
int vm_disk_server_start_all(struct vm_call *call, virDomainPtr dom, struct err **err);
/* All servers of a machine that does not run any more: its disks are closed when this returns. */
void vm_disk_server_stop_all(struct vm_call *call, virDomainPtr dom);

#endif
