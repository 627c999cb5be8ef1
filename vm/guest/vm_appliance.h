/* Inside vm/: file systems that hvsh does not write itself are written by a kernel of this host, in
 * a small system of its own under QEMU: hvsh-guest and that kernel's modules, with the volume as
 * its only disk. What is in the volume never meets this host's kernel. */
#ifndef HVSH_VM_VM_APPLIANCE_H
#define HVSH_VM_VM_APPLIANCE_H

#include "disk/fs_write.h"
#include "guest/client.h"
#include "vm/vm_call.h"

/* Is that its business? */
bool vm_appliance_writes(enum fs_type type);
/* A journal (ext3, ext4) can be replayed there as well. subvolume: of btrfs, "subvol=…", or NULL:
 * that of the system, with those that its fstab mounts. Starts it; with write the volume's disk is
 * open for that and is its alone until it is closed, else nothing changes in it. Takes some
 * seconds. ERR_NOT_SUPPORTED names what is missing here. */
int vm_appliance_open(struct vm_call *call, const struct volume *volume, enum fs_type type,
                      const char *subvolume, bool write, struct fs_writer **writer,
                      struct err **err);
/* What it serves its files by. */
struct guest_client *vm_appliance_client(struct fs_writer *writer);

#endif
