/* Inside vm/: files into the disks of a machine that is off. */
#ifndef HVSH_VM_VM_OFFLINE_H
#define HVSH_VM_VM_OFFLINE_H

#include "disk/fs_write.h"
#include "guest/client.h"
#include "vm/vm_call.h"

struct vm_offline {
    struct vm_call *call;
    char *image, *volume; /* where the files go */
    char *mount;          /* the folder of the guest that the volume is, "" for its root */
    struct vdisk *disk;
    struct volumes volumes;
    struct fs_writer *writer;
};
#define AUTO_OFFLINE CLEANUP(vm_offline_abandon) struct vm_offline

/* Opens the volume that has `path` in the guest: that of its Linux system or, by its fstab, one
 * that is mounted there; without a system the only one. No other may use the disk meanwhile.
 * ERR_INVALID_STATE unless the machine is off. */
int vm_offline_open(struct vm_call *call, const char *uuid, const char *path,
                    struct vm_offline *offline, struct err **err);
/* Its end: all is on the disk when this returns 0. */
int vm_offline_close(struct vm_offline *offline, struct err **err);
void vm_offline_abandon(struct vm_offline *offline);
/* A path of the guest in that volume; NULL: it is on another one. */
const char *vm_offline_path(const struct vm_offline *offline, const char *path);
/* As guest_client_put() and guest_client_digest(). */
int vm_offline_put(struct vm_offline *offline, const struct client_put *put, struct err **err);
int vm_offline_digest(struct vm_offline *offline, const char *path, uint64_t size, uint32_t *status,
                      uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err);

#endif
