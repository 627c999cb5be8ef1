/* The host's side of the program service, over any byte stream. As guest/client.h: the guest is
 * hostile. */
#ifndef HVSH_GUEST_CLIENT_EXEC_H
#define HVSH_GUEST_CLIENT_EXEC_H

#include "guest/client.h"
#include "guest/exec.h"

/* As guest_client_open(), for programs; then guest_client_close(). */
int client_exec_open(struct guest_client *c, const struct guest_io *io, struct err **err);
/* Makes the session a user's. ERR_ACCESS_DENIED: the guest does not take the credential. */
int client_exec_login(struct guest_client *c, const char *user, const char *password,
                      struct err **err);
/* The guest's strings of enum exec_info; the caller frees each. */
int client_exec_info(struct guest_client *c, char *info[EXEC_INFO_COUNT], struct err **err);
/* Starts a program: *status is WIRE_OK or why the guest did not. */
int client_exec_start(struct guest_client *c, const struct exec_body *open, uint32_t *status,
                      struct err **err);
/* Appends a message that is not answered. */
void client_exec_put(struct guest_client *c, const struct exec_body *body);
void client_exec_ping(struct guest_client *c);
/* Moves bytes and gives the next message of the guest: 1 and *body (release it; operation
 * EXEC_PING: an answer to a ping), 0: none came yet, -1 with *err. Never waits longer than ms
 * after which nothing came, and is not late by itself. */
int client_exec_turn(struct guest_client *c, int ms, struct exec_body *body, struct err **err);
size_t client_exec_queued(const struct guest_client *c);

#endif
