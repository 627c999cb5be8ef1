/* What the parts of the host's side share. */
#ifndef HVSH_GUEST_CLIENT_PRIVATE_H
#define HVSH_GUEST_CLIENT_PRIVATE_H

#include "guest/client.h"

enum {
    CLIENT_ANSWER_MS = 30000, /* Hyper-V's own patience */
    CLIENT_OPEN_MS = 5000,
    CLIENT_OUT_MAX = 128 << 10, /* bytes queued before more is read from files */
    CLIENT_FILE_MAX = 64,       /* files under way */
};

/* Begins a session of a service: guest_client_open() of all. */
int client_negotiate(struct guest_client *c, const struct guest_io *io, enum wire_type service,
                     const struct wire_version *offered, size_t count, struct err **err);
/* Starts the clock: an answer has to come within ms, plus the time to read `bytes` slowly. */
void client_expect(struct guest_client *c, int ms, uint64_t bytes);
/* Moves bytes and gives the next message: 1 and *m; 0 when none came yet (also after moving
 * bytes, or when can_work and there is no need to wait); -1 with *err: gone, interrupted, late. */
int client_turn(struct guest_client *c, bool can_work, struct wire_message *m, struct err **err);
size_t client_queued(const struct guest_client *c);
/* A request's header; every request may be answered. */
struct wire_header client_header(const struct guest_client *c);
/* Waits for the answer about `file` that ends `operation`. */
int client_await(struct guest_client *c, uint32_t operation, uint32_t file,
                 struct fcopy_answer *answer, uint32_t *status, struct err **err);
/* Tells the guest to give up a file, without waiting. */
void client_cancel(struct guest_client *c, uint32_t file);
/* -1: this guest speaks 1.1 only. */
int client_need_2(const struct guest_client *c, struct err **err);

#endif
