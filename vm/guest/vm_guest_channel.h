/* Inside vm/: the stream to a guest's port, for guest_client. */
#ifndef HVSH_VM_VM_GUEST_CHANNEL_H
#define HVSH_VM_VM_GUEST_CHANNEL_H

#include "guest/client.h"
#include "vm/vm_call.h"
#include "vm/xml.h"

struct vm_guest_channel {
    struct vm_call *call;
    char *name;          /* of the machine */
    char *port;          /* its name */
    int fd;              /* the port's socket, when it can be reached; else -1 */
    virStreamPtr stream; /* else the hypervisor's tunnel */
    int lock;            /* one copy at a time: later ones wait for it */
    struct guest_client client;
    bool open;
};

enum {
    VM_GUEST_STRICT = 1,   /* Hyper-V's protocol 1.1 only */
    VM_GUEST_NO_WAIT = 2,  /* 1 when somebody else is at work on the port: then it lives */
    VM_GUEST_SERVICES = 4, /* for integration services; without their port by that for files (1
                            * when that is at work) */
};
/* Opens the port of a running machine for files and finds the daemon behind it. */
int vm_guest_channel_open(struct vm_call *call, const char *uuid, unsigned flags,
                          struct vm_guest_channel *channel, struct err **err);
void vm_guest_channel_close(struct vm_guest_channel *channel);
/* The parts of that, for other ports of the machine. This begins an empty channel to it: 1 the
 * machine runs, 0 it does not, -1 with *err; *dom is the caller's in any case. */
int vm_guest_channel_find(struct vm_call *call, const char *uuid, struct vm_guest_channel *channel,
                          virDomainPtr *dom, struct err **err);
/* The lock: 0 it is ours, 1 another session has it (only without wait), -1 with *err. */
int vm_guest_channel_lock(struct vm_guest_channel *channel, const char *uuid, const char *what,
                          bool wait, struct err **err);
/* Connects to the port that stands in the running machine's XML. */
int vm_guest_channel_connect(struct vm_guest_channel *channel, virDomainPtr dom, xmlNodePtr port,
                             struct err **err);
struct guest_io vm_guest_channel_io(struct vm_guest_channel *channel);
/* The running machine's document; vm_xml.h. NULL with *err. */
xmlDocPtr vm_guest_live_xml(virDomainPtr dom, const char *name, struct err **err);
/* The error for a guest's HRESULT, in Hyper-V's words. */
enum vm_guest_way { VM_GUEST_TO, VM_GUEST_FROM };
void vm_guest_refused(struct err **err, enum vm_guest_way way, const char *source, uint32_t status);

#define AUTO_GUEST_CHANNEL CLEANUP(vm_guest_channel_close) struct vm_guest_channel

#endif
