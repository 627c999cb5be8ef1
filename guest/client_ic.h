/* The host's side of Hyper-V's other integration services, on a client that is open. */
#ifndef HVSH_GUEST_CLIENT_IC_H
#define HVSH_GUEST_CLIENT_IC_H

#include "guest/client.h"
#include "guest/ic.h"

/* guest_client_open() for a port that has these services and nothing else. */
int guest_client_open_services(struct guest_client *c, const struct guest_io *io, struct err **err);
/* Does the guest have the service? *there; -1: the channel failed. */
int guest_client_service(struct guest_client *c, enum wire_type type, bool *there,
                         struct err **err);
/* Is it alive? Answers false when it sends anything but what a heartbeat is answered by. */
int guest_client_heartbeat(struct guest_client *c, bool *alive, struct err **err);
/* All pairs of a pool, at most 1024: pair() returns -1 with *err to end. */
int guest_client_pairs(struct guest_client *c, enum kvp_pool pool,
                       int (*pair)(void *ctx, const char *key, const char *value, struct err **err),
                       void *ctx, struct err **err);
/* Sets a pair, or with value NULL removes it. *status: WIRE_OK, WIRE_E_NO_MORE_ITEMS when there
 * is none of that name, or another HRESULT. */
int guest_client_pair_set(struct guest_client *c, enum kvp_pool pool, const char *key,
                          const char *value, uint32_t *status, struct err **err);
/* flags: IC_SHUTDOWN_*. *status: WIRE_OK when the guest begins. */
int guest_client_shutdown(struct guest_client *c, uint32_t flags, uint32_t *status,
                          struct err **err);
/* Sets the guest's clock to the host's. */
int guest_client_set_time(struct guest_client *c, uint32_t *status, struct err **err);
/* Can its file systems be frozen for a backup? */
int guest_client_backup(struct guest_client *c, bool *can, struct err **err);

#endif
