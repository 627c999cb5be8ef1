/* Inside vm/: addresses and routes of the host's interfaces, by ip(8), as they move to a bridge and
 * back. */
#ifndef HVSH_VM_VM_HOST_IP_H
#define HVSH_VM_VM_HOST_IP_H

#include <stdbool.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"

/* Runs ip; args end with NULL. out (may be NULL) gets what it prints. */
int vm_ip_run(struct strbuf *out, struct err **err, const char *const *args) MUST_CHECK;
#define VM_IP(err, ...) vm_ip_run(NULL, err, (const char *const[]){ __VA_ARGS__, NULL })

/* What must move with the IP stack of an interface: each line the arguments of one "ip" call,
 * without the device. */
struct vm_ip_state {
    VEC(char *) addresses;
    VEC(char *) routes;
};

void vm_ip_state_release(struct vm_ip_state *s);
/* Adds what the interface has. */
int vm_ip_state_save(const char *dev, struct vm_ip_state *s, struct err **err) MUST_CHECK;
/* Moves in an order in which each address is on one device at a time. */
int vm_ip_state_move(const struct vm_ip_state *s, const char *from, const char *to,
                     struct err **err) MUST_CHECK;
/* ERR_INVALID_STATE when the interface is part of a bridge or bond. */
int vm_ip_refuse_enslaved(const char *nic, struct err **err) MUST_CHECK;

#endif
