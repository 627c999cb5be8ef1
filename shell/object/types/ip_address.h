/* IP addresses and endpoints as values. */
#ifndef HVSH_OBJECT_TYPES_IP_ADDRESS_H
#define HVSH_OBJECT_TYPES_IP_ADDRESS_H

#include <netinet/in.h>

#include "shell/object/value.h"

/* An IPAddress of a socket's address (AF_INET or AF_INET6); owned. */
struct value ip_of_socket(const struct sockaddr *a);
/* The other way round, without a port; the length. v is an IPAddress. */
socklen_t ip_to_socket(struct value v, struct sockaddr_storage *out);
/* An IPEndPoint; address is an IPAddress. Owned. */
struct value endpoint_new(struct value address, int32_t port);

#endif
