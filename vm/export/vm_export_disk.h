/* Inside vm/: disks that lie on checkpoints' overlays, written out whole. */
#ifndef HVSH_VM_VM_EXPORT_DISK_H
#define HVSH_VM_VM_EXPORT_DISK_H

#include "vm/checkpoint/vm_layers.h"
#include "vm/export/vm_copies.h"
#include "vm/vm_edit.h"

/* What a layer's overlays began on. */
const struct vm_layer *vm_export_base(struct vm_layers *layers, const struct vm_layer *l);
/* Writes the disk that a <disk> names into folder as it is on top of its overlays, in the format
 * that its own file has; the element names the copy then. Layers that are not known are left. */
int vm_export_disk(struct vm_edit *e, struct vm_layers *layers, struct vm_copies *copies,
                   const char *folder, xmlNodePtr disk, struct err **err);

#endif
