/* Inside vm/: how files come to a guest and out of it: by hvsh's own guest services, else by the
 * QEMU guest agent; and into the disks of one that is off, or out of them. All do the same work
 * under the same names. */
#ifndef HVSH_VM_VM_GUEST_ROUTE_H
#define HVSH_VM_VM_GUEST_ROUTE_H

#include "vm/guest/vm_agent.h"
#include "vm/guest/vm_guest_channel.h"
#include "vm/guest/vm_offline.h"

struct vm_guest_copied;

struct vm_guest_route {
    struct vm_guest_channel channel;
    struct vm_agent agent;
    virDomainPtr dom; /* of the agent */
    bool by_agent;
    struct vm_offline offline;
    bool is_offline;
    char *how; /* for -Verbose */
};
#define AUTO_GUEST_ROUTE CLEANUP(vm_guest_route_close) struct vm_guest_route

/* strict: Hyper-V's own protocol 1.1 and nothing else. user: of vm_guest.h. */
struct vm_guest_user;
int vm_guest_route_open(struct vm_call *call, const char *uuid, bool strict,
                        const struct vm_guest_user *user, struct vm_guest_route *route,
                        struct err **err);
/* The disks of a machine that is off, where `path` is in its guest. */
int vm_guest_route_offline(struct vm_call *call, const char *uuid, const char *path, bool write,
                           struct vm_guest_route *route, struct err **err);
/* What is offline is written at the latest here; the route is closed all the same. */
int vm_guest_route_end(struct vm_guest_route *route, struct err **err);
void vm_guest_user_release(struct vm_guest_user *user);
void vm_guest_route_close(struct vm_guest_route *route);
/* As guest_client_put(), _list(), _get(), _digest(). */
int vm_guest_route_put(struct vm_guest_route *route, const struct client_put *put,
                       struct err **err);
int vm_guest_route_list(struct vm_guest_route *route, const char *path, uint32_t *status,
                        int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                        void *ctx, struct err **err);
int vm_guest_route_get(struct vm_guest_route *route, const char *path, const struct walk_root *root,
                       const char *to, uint32_t flags, uint32_t *status,
                       void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                       struct err **err);
/* Compares the SHA-256 of a copied file here and in the guest; what differs becomes the file's
 * own error. -1: the route failed. */
int vm_guest_verify(struct vm_guest_route *route, enum vm_guest_way way,
                    struct vm_guest_copied *copied, struct err **err);

#endif
