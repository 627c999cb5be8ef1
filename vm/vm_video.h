/* Inside vm/: a machine's display and console in the domain's XML. */
#ifndef HVSH_VM_VM_VIDEO_H
#define HVSH_VM_VM_VIDEO_H

#include "vm/vm_edit.h"

/* config's video and console. */
void vm_video_read(xmlNodePtr domain, struct vm_config *config);
/* The machine must be off. */
int vm_video_change(struct vm_edit *e, const struct vm_video_change *change, struct err **err);
/* Takes display, keyboard and mouse away and keeps what they were in our metadata, or puts that
 * back. The machine must be off. */
int vm_console_change(struct vm_edit *e, bool on, struct err **err);

#endif
