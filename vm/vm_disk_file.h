/* Inside vm/: may this file be a drive's medium? */
#ifndef HVSH_VM_VM_DISK_FILE_H
#define HVSH_VM_VM_DISK_FILE_H

#include "vm/generation.h"
#include "vm/vm_call.h"

/* The file must exist and have a format that the generation and QEMU take; the format
 * is read from its bytes once, here, and recorded: a guest that owns a raw disk
 * could write any signature later. On remote hosts only the name tells. */
int vm_disk_file_check(struct vm_call *call, const struct generation *gen, const char *vm_name,
                       enum vm_disk_kind kind, const char *path, enum disk_format *format,
                       struct err **err);

#endif
