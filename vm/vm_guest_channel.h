/* Inside vm/: the stream to a guest's port, for guest_client. */
#ifndef HVSH_VM_VM_GUEST_CHANNEL_H
#define HVSH_VM_VM_GUEST_CHANNEL_H

#include "guest/client.h"
#include "vm/vm_call.h"

struct vm_guest_channel {
    struct vm_call *call;
    char *name;          /* of the machine */
    int fd;              /* the port's socket, when it can be reached; else -1 */
    virStreamPtr stream; /* else the hypervisor's tunnel */
    int lock;            /* one copy at a time: later ones wait for it */
    struct guest_client client;
    bool open;
};

/* Opens the port of a running machine and finds the daemon behind it. */
int vm_guest_channel_open(struct vm_call *call, const char *uuid, bool strict,
                          struct vm_guest_channel *channel, struct err **err);
void vm_guest_channel_close(struct vm_guest_channel *channel);
/* The error for a guest's HRESULT, in Hyper-V's words. */
enum vm_guest_way { VM_GUEST_TO, VM_GUEST_FROM };
void vm_guest_refused(struct err **err, enum vm_guest_way way, const char *source, uint32_t status);

#define AUTO_GUEST_CHANNEL CLEANUP(vm_guest_channel_close) struct vm_guest_channel

#endif
