/* Static members that need the session ([Console]::WriteLine and the like): their receiver is
 * an object that holds it. The session outlives all values. */
#ifndef HVSH_RUNTIME_SESSION_HANDLE_H
#define HVSH_RUNTIME_SESSION_HANDLE_H

#include "shell/object/type_info.h"

struct session;

/* Owned. */
struct value session_handle(struct session *s);
struct session *session_of_handle(struct value handle);
/* What a static member of the type gets as its receiver: the session, or nothing. Owned. */
struct value static_receiver(struct session *s, const struct type_info *type);

#endif
