/* The guest's side of heartbeat, key-value exchange, shutdown and time synchronisation. Each
 * request is answered at once and nothing is kept between two. */
#ifndef HVSH_GUEST_IC_SERVICE_H
#define HVSH_GUEST_IC_SERVICE_H

#include "guest/wire.h"

/* Takes one message of a type that ic_known() knows; the answer is appended. */
void ic_service_take(const struct wire_message *m, struct strbuf *out);

#endif
