/* An ICMP echo sent by a guest. Rules of vm_host.h. */
#ifndef HVSH_VM_VM_GUEST_PING_H
#define HVSH_VM_VM_GUEST_PING_H

#include "vm/vm_host.h"

enum { VM_PING_PAYLOAD_MAX = 65507 };

struct vm_ping {
    const char *sender, *receiver; /* addresses of one IP version; sender is one of the guest's */
    int payload;                   /* bytes */
};
/* The guest's own ping sends it. *ms: how long the answer took. ERR_TIMEOUT: none came;
 * ERR_INVALID_PARAMETER: bad addresses; ERR_CONNECTION: nobody in the guest runs programs for
 * hvsh; ERR_OPERATION_FAILED with the guest's words. */
int vm_guest_ping(struct vm_host *host, const char *uuid, const struct vm_ping *ping, double *ms,
                  struct err **err) MUST_CHECK;

#endif
