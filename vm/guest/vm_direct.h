/* Inside vm/: the way of a session into a guest (PowerShell Direct): a virtio-serial port of its
 * own, added to the running machine when all others are taken and never stored. */
#ifndef HVSH_VM_VM_DIRECT_H
#define HVSH_VM_VM_DIRECT_H

#include "vm/guest/vm_guest_channel.h"

#define VM_DIRECT_PORT "hv.powershelldirect."

/* Connects a free port of a running machine; no service is negotiated yet. -1 with *err: the
 * machine does not run, or hvsh-guest does not run in it. */
int vm_direct_connect(struct vm_call *call, const char *uuid, struct vm_guest_channel *channel,
                      struct err **err);
/* As vm_guest_channel_open(), over a session's port and as a user (NULL: the daemon's own). */
int vm_direct_files(struct vm_call *call, const char *uuid, const char *user, const char *password,
                    struct vm_guest_channel *channel, struct err **err);

#endif
