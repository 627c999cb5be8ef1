/* Inside vm/: what a VHD or VHDX on a host is, read through its libvirt. */
#ifndef HVSH_VM_VM_STORE_IMAGE_H
#define HVSH_VM_VM_STORE_IMAGE_H

#include "disk/image_probe.h"
#include "vm/pool/vm_store.h"

/* As disk_describe(); the image may be in use. Of files that are neither only the format is told
 * (RAW). */
int vm_store_describe(struct vm_store *store, const char *path, struct disk_info *info,
                      struct err **err) MUST_CHECK;

#endif
