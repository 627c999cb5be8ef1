/* Inside vm/: may this file be a drive's medium? */
#ifndef HVSH_VM_VM_DISK_FILE_H
#define HVSH_VM_VM_DISK_FILE_H

#include "vm/generation.h"
#include "vm/vm_build.h"
#include "vm/vm_call.h"

/* The file must exist and have a format that the generation takes, with parents that are there and
 * sectors that the bus can have; the format is read from its bytes once, here, and recorded: a
 * guest that owns a raw disk could write any signature later. On remote hosts only the name tells.
 */
int vm_disk_file_check(struct vm_call *call, const struct generation *gen, const char *vm_name,
                       enum vm_disk_kind kind, enum vm_bus bus, const char *path,
                       struct vm_medium *medium, struct err **err);
/* Can a disk with such logical sectors be on the bus? */
int vm_disk_sector_check(const char *vm_name, enum vm_bus bus, int64_t logical_sector,
                         const char *path, struct err **err);

#endif
