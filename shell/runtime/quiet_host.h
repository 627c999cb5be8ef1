/* The host of a session with nobody before it (jobs, runspaces): what is shown becomes
 * information records, nobody answers. */
#ifndef HVSH_RUNTIME_QUIET_HOST_H
#define HVSH_RUNTIME_QUIET_HOST_H

#include "shell/runtime/host.h"
#include "shell/runtime/sink.h"

struct session;

struct quiet_host {
    struct session *session;
    struct sink *information, *progress;
};

/* Its data is a struct quiet_host. */
extern const struct host_ops quiet_host_ops;

#endif
