/* The guest's side of heartbeat, key-value exchange, shutdown, time synchronisation and freezing.
 * Each request is answered at once; only frozen file systems are kept between two. */
#ifndef HVSH_GUEST_IC_SERVICE_H
#define HVSH_GUEST_IC_SERVICE_H

#include "guest/vss.h"
#include "guest/wire.h"

/* Takes one message of a type that ic_version() knows; the answer is appended. */
void ic_service_take(const struct wire_message *m, struct vss *vss, struct strbuf *out);

#endif
