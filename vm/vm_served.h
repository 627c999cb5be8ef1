/* Drives whose disks hvsh serves to QEMU (VHD and VHDX), as they stand in a domain's XML:
 *   <disk type='network'> <source protocol='nbd' name='IMAGE'>
 *     <host transport='unix' socket='DIR/DRIVE.sock'/> </source> … </disk>
 * See disk/served.h for the server. Needs no libvirt. */
#ifndef HVSH_VM_VM_SERVED_H
#define HVSH_VM_VM_SERVED_H

#include "vm/xml.h"

struct vm_served {
    char *socket, *path; /* of NBD; the image */
    char *target;        /* "sda" */
    bool readonly;
};

/* Is this <disk> one of them? Its fields are set then and released with vm_served_release(). */
bool vm_served_read(xmlNodePtr disk, struct vm_served *served);
/* All of a domain, those below the overlays of checkpoints too; the caller frees with
 * vm_served_free(). */
size_t vm_served_of(xmlNodePtr domain, struct vm_served **served);
/* Ends their servers, if they run, all at the same time; see disk_served_stop(). */
int vm_served_stop(const struct vm_served *served, size_t n, struct err **err) MUST_CHECK;
void vm_served_release(struct vm_served *served);
void vm_served_free(struct vm_served *served, size_t n);

#endif
