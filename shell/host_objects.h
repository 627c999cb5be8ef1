/* -OutputFormat XML: what a run writes goes out as objects, its output in one line of object text
 * on stdout, the other streams in one on stderr. */
#ifndef HVSH_SHELL_HOST_OBJECTS_H
#define HVSH_SHELL_HOST_OBJECTS_H

#include "shell/runtime/session.h"

struct host_objects;

/* Takes the place of the session's formatter and of its streams' sinks. */
struct host_objects *host_objects_new(struct session *s);
/* Writes what was gathered, and frees; before the session is freed. */
void host_objects_end(struct host_objects *h);

#endif
