/* Inside vm/: devices of a running domain. */
#ifndef HVSH_VM_VM_DEVICE_LIVE_H
#define HVSH_VM_VM_DEVICE_LIVE_H

#include "vm/vm_edit.h"

/* Attaches what node (of the stored document) describes, without its boot order. */
int vm_live_attach(struct vm_edit *edit, xmlNodePtr node, struct err **err);
/* Detaches the live device that path finds and waits until the guest has let go of it.
 * Nothing happens when the running domain has none. what: "drive" … for the error. */
int vm_live_detach(struct vm_edit *edit, const char *path, const char *what, struct err **err);
/* Undo of an attach. */
void vm_live_detach_quietly(struct vm_edit *edit, xmlNodePtr node);
/* Inserts or (path NULL) ejects; a locked tray is forced open. */
int vm_live_change_medium(struct vm_edit *edit, const struct vm_disk *disk, const char *path,
                          struct err **err);

#endif
